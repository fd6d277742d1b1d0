"""Stock-outs, overstock, service levels, lead times, on time in full."""

import math
from itertools import pairwise

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storelab import metrics
from storelab.errors import StoreLabError
from storelab.language import use_language

relaxed = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)


def days(*numbers):
    return pd.to_datetime([None if number is None else f"2025-03-{number:02d}" for number in numbers])


@pytest.fixture
def stock():
    """Item 1 in two warehouses, item 2 in one, from March 1st to 8th."""
    east = [5, 0, 9, 4, 0, 7, 3, 3]
    west = [1, 1, 1, 0, 0, 0, 0, 2]
    two = [6, 6, 5, 5, 4, 4, 3, 3]
    return pd.DataFrame(
        {
            "date": list(days(*range(1, 9))) * 3,
            "warehouse": ["east"] * 8 + ["west"] * 8 + ["east"] * 8,
            "sku_id": [1] * 16 + [2] * 8,
            "on_hand": east + west + two,
            "sold": [1] * 24,
            "lost_demand": [0, 3, 0, 0, 2, 0, 0, 0] + [0] * 16,
        }
    )


@pytest.fixture
def purchases():
    """Lines of two suppliers; the fourth is open, the fifth arrived late, the sixth is not due yet."""
    return pd.DataFrame(
        {
            "po_id": [1, 2, 3, 4, 5, 6],
            "supplier_id": [7, 7, 8, 7, 8, 8],
            "sku_id": [1, 1, 1, 2, 2, 1],
            "warehouse": ["east", "east", "east", "west", "east", "west"],
            "qty": [10, 10, 5, 4, 3, 8],
            "qty_ok": [10, 9, 5, None, 3, None],
            "ordered_at": days(1, 2, 1, 4, 3, 8),
            "due_at": days(3, 6, 7, 6, 5, 12),
            "received_at": days(3, 6, 7, None, 8, None),
        }
    )


def test_stock_outs_and_overstock_by_hand(stock, purchases, engine, same):
    inventory = engine(stock)
    # Item 1 has nothing anywhere on the 5th; item 2 never runs out: 1 of 16.
    assert metrics.stock_out_rate(inventory, "2025-03-01", "2025-03-08") == 1 / 16
    by_item = metrics.stock_out_rate(inventory, "2025-03-01", "2025-03-08", by="sku_id")
    assert isinstance(by_item, engine.kind)
    same(by_item, pd.DataFrame({"sku_id": [1, 2], "stock_out_rate": [1 / 8, 0.0]}))
    # By warehouse: east is out of item 1 on the 2nd and 5th (2 of 16), west from the 4th to the 7th (4 of 8).
    by_place = metrics.stock_out_rate(inventory, "2025-03-01", "2025-03-08", by="warehouse")
    same(by_place, pd.DataFrame({"warehouse": ["east", "west"], "stock_out_rate": [2 / 16, 4 / 8]}))
    # On the 8th: east has 3 of item 1, of which 5 came in the last two days; west 2 and nothing came; 3 of item 2, all
    # of which came today. Old: 0 + 2 + 0 of 8.
    bought = engine(purchases)
    assert metrics.overstock_share(inventory, bought, "2025-03-08", days=2) == 2 / 8
    shares = metrics.overstock_share(inventory, bought, "2025-03-08", days=2, by="sku_id")
    same(shares, pd.DataFrame({"sku_id": [1, 2], "overstock_share": [2 / 5, 0.0]}))
    # With one day only item 2 is young.
    assert metrics.overstock_share(inventory, bought, "2025-03-08", days=1) == 5 / 8


def test_service_level_by_hand(stock, purchases, engine, same):
    # East gets item 1 on the 3rd, 6th and 7th: complete cycles are 3rd to 5th (sold out on the 5th) and the 6th alone.
    # Item 2 comes once, on the 8th: no complete cycle. Demand: 24 sold, 5 lost.
    found = metrics.service_level(engine(stock), engine(purchases), "2025-03-01", "2025-03-08")
    assert found == pytest.approx({"cycles": 2, "cycle_service": 0.5, "fill_rate": 24 / 29})
    by_item = metrics.service_level(engine(stock), engine(purchases), "2025-03-01", "2025-03-08", by="sku_id")
    expected = {"sku_id": [1, 2], "cycles": [2, 0], "cycle_service": [0.5, None], "fill_rate": [16 / 21, 1.0]}
    same(by_item, pd.DataFrame(expected))
    nothing = metrics.service_level(engine(stock), engine(purchases), "2024-03-01", "2024-03-08")
    assert nothing["cycles"] == 0
    assert math.isnan(nothing["cycle_service"])
    assert math.isnan(nothing["fill_rate"])


def test_lead_times_and_otif_by_hand(purchases, engine, same):
    bought = engine(purchases)
    # As of the 7th: lines of 2, 4 and 6 days; lines 4 and 5 are open, line 6 is not ordered yet. Mean 4, squared
    # deviations 4 + 0 + 4 over 2: standard deviation 2; P90 at position 1.8 between 4 and 6.
    expected = {
        "lead_time_mean": 4.0,
        "lead_time_sd": 2.0,
        "lead_time_p50": 4.0,
        "lead_time_p90": 5.6,
        "received": 3,
        "open": 2,
    }
    assert metrics.lead_times(bought, "2025-03-07") == pytest.approx(expected)
    by_supplier = metrics.lead_times(bought, "2025-03-07", by="supplier_id")
    expected = {
        "supplier_id": [7, 8],
        "lead_time_mean": [3.0, 6.0],
        "lead_time_sd": [math.sqrt(2), None],
        "lead_time_p50": [3.0, 6.0],
        "lead_time_p90": [3.8, 6.0],
        "received": [2, 1],
        "open": [1, 1],
    }
    assert isinstance(by_supplier, engine.kind)
    same(by_supplier, pd.DataFrame(expected))
    nothing = metrics.lead_times(engine(purchases.head(0)), "2025-03-07")
    assert (nothing["received"], nothing["open"]) == (0, 0)
    assert math.isnan(nothing["lead_time_mean"])
    # Due by the 7th: line 1 good, line 2 one piece short, line 3 good, line 4 open, line 5 late.
    assert metrics.on_time_in_full(bought, "2025-03-07") == 0.4
    by_supplier = metrics.on_time_in_full(bought, "2025-03-07", by="supplier_id")
    same(by_supplier, pd.DataFrame({"supplier_id": [7, 8], "on_time_in_full": [1 / 3, 1 / 2]}))


@pytest.fixture(scope="module")
def random():
    """Ninety days of two warehouses and five items, and what they bought; shuffled, with open lines."""
    rng = np.random.default_rng(21)
    dates = pd.date_range("2025-01-01", periods=90)
    index = pd.MultiIndex.from_product([dates, ["east", "west"], range(1, 6)], names=["date", "warehouse", "sku_id"])
    stock = index.to_frame(index=False)
    stock = stock.assign(
        on_hand=np.maximum(rng.integers(-8, 40, len(stock)), 0),
        sold=rng.integers(0, 5, len(stock)),
        lost_demand=rng.integers(-8, 4, len(stock)).clip(0),
    )
    n = 160
    ordered = pd.Timestamp("2024-12-20") + pd.to_timedelta(rng.integers(0, 95, n), unit="D")
    purchases = pd.DataFrame(
        {
            "supplier_id": rng.integers(1, 5, n),
            "sku_id": rng.integers(1, 6, n),
            "warehouse": rng.choice(["east", "west"], n),
            "qty": rng.integers(5, 30, n),
            "ordered_at": ordered,
            "due_at": ordered + pd.to_timedelta(rng.integers(5, 12, n), unit="D"),
            "received_at": (ordered + pd.to_timedelta(rng.integers(2, 18, n), unit="D")).where(rng.random(n) < 0.9),
        }
    )
    purchases["qty_ok"] = (purchases["qty"] - rng.integers(0, 2, n)).where(purchases["received_at"].notna())
    return stock.sample(frac=1, random_state=1), purchases.sample(frac=1, random_state=2)


def test_against_pandas(random, engine, same):
    stock, purchases = random
    inventory, bought = engine(stock), engine(purchases)
    last = pd.Timestamp("2025-03-20")

    known = purchases[purchases["ordered_at"] <= last]
    done = known["received_at"] <= last
    times = ((known["received_at"] - known["ordered_at"]) / pd.Timedelta(days=1)).where(done)
    groups = times.groupby(known["supplier_id"])
    expected = pd.DataFrame(
        {
            "lead_time_mean": groups.mean(),
            "lead_time_sd": groups.std(),
            "lead_time_p50": groups.median(),
            "lead_time_p90": groups.quantile(0.9),
            "received": done.groupby(known["supplier_id"]).sum(),
            "open": (~done).groupby(known["supplier_id"]).sum(),
        }
    )
    same(metrics.lead_times(bought, "2025-03-20", by="supplier_id"), expected.reset_index())

    due = purchases[purchases["due_at"] <= last]
    good = (due["received_at"] <= due["due_at"]) & (due["qty_ok"] >= due["qty"])
    expected = good.groupby(due["supplier_id"]).mean().rename("on_time_in_full").reset_index()
    same(metrics.on_time_in_full(bought, "2025-03-20", by="supplier_id"), expected)

    window = stock[(stock["date"] >= "2025-01-10") & (stock["date"] <= last)].sort_values("date")
    rows = []
    for sku_id, of_item in window.groupby("sku_id"):
        cycles = []
        for warehouse, place in of_item.groupby("warehouse"):
            here = purchases[(purchases["sku_id"] == sku_id) & (purchases["warehouse"] == warehouse)]
            receipts = sorted(set(here["received_at"].dropna()) & set(place["date"]))
            for begin, following in pairwise(receipts):
                cycle = place[(place["date"] >= begin) & (place["date"] < following)]
                cycles.append((cycle["on_hand"] > 0).all())
        demand = of_item["sold"].sum() + of_item["lost_demand"].sum()
        rows.append((sku_id, len(cycles), np.mean(cycles), of_item["sold"].sum() / demand))
    expected = pd.DataFrame(rows, columns=["sku_id", "cycles", "cycle_service", "fill_rate"])
    same(metrics.service_level(inventory, bought, "2025-01-10", "2025-03-20", by="sku_id"), expected)

    evening = stock[stock["date"] == last]
    young = purchases[(purchases["received_at"] > last - pd.Timedelta(days=20)) & (purchases["received_at"] <= last)]
    sums = young.groupby(["sku_id", "warehouse"])["qty_ok"].sum().rename("young").reset_index()
    merged = evening.merge(sums, how="left", on=["sku_id", "warehouse"]).fillna({"young": 0})
    merged["old"] = (merged["on_hand"] - merged["young"]).clip(lower=0)
    totals = merged.groupby("warehouse")[["old", "on_hand"]].sum()
    expected = (totals["old"] / totals["on_hand"]).rename("overstock_share").reset_index()
    same(metrics.overstock_share(inventory, bought, "2025-03-20", days=20, by="warehouse"), expected)


def test_refusals(stock, purchases):
    with pytest.raises(StoreLabError, match=r"end \(2025-03-01\) lies before start"):
        metrics.stock_out_rate(stock, "2025-03-08", "2025-03-01")
    with pytest.raises(StoreLabError, match="inventory: 24 values of 'on_hand' are negative"):
        metrics.stock_out_rate(stock.assign(on_hand=-1), "2025-03-01", "2025-03-08")
    with pytest.raises(StoreLabError, match="days must be at least 1, not 0"):
        metrics.overstock_share(stock, purchases, "2025-03-08", days=0)
    with pytest.raises(StoreLabError, match=r"as_of \(2025-01-01\) lies before the first 'date' of inventory"):
        metrics.overstock_share(stock, purchases, "2025-01-01")
    with pytest.raises(StoreLabError, match="inventory has no column 'lost_demand'"):
        metrics.service_level(stock.drop(columns="lost_demand"), purchases, "2025-03-01", "2025-03-08")
    with pytest.raises(StoreLabError, match="purchase_orders: in 1 rows 'received_at' lies before 'ordered_at'"):
        metrics.lead_times(purchases.assign(ordered_at=days(4, 1, 1, 4, 3, 8)), "2025-03-08")
    with pytest.raises(StoreLabError, match="purchase_orders: column 'received_at' must hold times"):
        metrics.lead_times(purchases.assign(received_at="?"), "2025-03-08")
    with pytest.raises(StoreLabError, match="purchase_orders: 2 rows have no due_at"):
        metrics.on_time_in_full(purchases.assign(due_at=days(None, None, 3, 3, 3, 3)), "2025-03-08")
    use_language("zh")
    with pytest.raises(StoreLabError, match="purchase_orders 里有 1 行的 'received_at' 比 'ordered_at' 还早"):
        metrics.lead_times(purchases.assign(ordered_at=days(4, 1, 1, 4, 3, 8)), "2025-03-08")


@relaxed
@given(st.integers(0, 10_000))
def test_rows_may_come_in_any_order(random, seed):
    stock, purchases = (table.sample(frac=1, random_state=seed) for table in random)
    args = ("2025-01-10", "2025-03-20")
    found = metrics.service_level(stock, purchases, *args)
    assert found == metrics.service_level(*random, *args)
    assert 0 <= found["cycle_service"] <= 1
    assert 0 <= found["fill_rate"] <= 1


@pytest.mark.parametrize("library", ["polars", "duckdb"])
def test_columns_of_days_without_hours_count_too(stock, purchases, library):
    def dated(table):
        times = [name for name in table.columns if name == "date" or name.endswith("_at")]
        frame = pl.from_pandas(table).with_columns(pl.col(*times).cast(pl.Date))
        return frame if library == "polars" else duckdb.from_arrow(frame.to_arrow())

    days_of_stock, lines = dated(stock), dated(purchases)
    window = ("2025-03-01", "2025-03-08")
    assert metrics.lead_times(lines, "2025-03-07") == metrics.lead_times(purchases, "2025-03-07")
    assert metrics.on_time_in_full(lines, "2025-03-07") == 0.4
    assert metrics.service_level(days_of_stock, lines, *window) == metrics.service_level(stock, purchases, *window)
    assert metrics.stock_out_rate(days_of_stock, *window) == 1 / 16
    assert metrics.overstock_share(days_of_stock, lines, "2025-03-08", days=2) == 2 / 8
