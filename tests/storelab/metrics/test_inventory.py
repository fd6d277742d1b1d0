"""Stock as money: average, cost of sales, turnover, holding and stock-out cost."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storelab import metrics
from storelab.errors import StoreLabError
from storelab.language import use_language

relaxed = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)


@pytest.fixture
def stock():
    """Item 1 in two warehouses, item 2 never in stock but sold from it, item 3 never sold; the evening before too."""
    rows = [
        ("2025-02-28", "east", 1, 8, 0, 0, 2.50), ("2025-02-28", "east", 3, 1, 0, 0, 100.0),
        ("2025-03-01", "east", 1, 10, 4, 0, 2.50), ("2025-03-01", "west", 1, 2, 0, 0, 2.50),
        ("2025-03-01", "east", 2, 0, 1, 3, 7.00), ("2025-03-01", "east", 3, 1, 0, 0, 100.0),
        ("2025-03-02", "east", 1, 4, 6, 0, 2.50), ("2025-03-02", "west", 1, 0, 2, 1, 2.50),
        ("2025-03-02", "east", 2, 0, 0, 2, 7.00), ("2025-03-02", "east", 3, 1, 0, 0, 100.0),
    ]  # fmt: skip
    columns = ["date", "warehouse", "sku_id", "on_hand", "sold", "lost_demand", "unit_cost"]
    table = pd.DataFrame(rows, columns=columns)
    return table.assign(date=pd.to_datetime(table["date"]))


@pytest.fixture
def products():
    return pd.DataFrame({"sku_id": [1, 2, 3], "list_price": [4.0, 9.99, 150.0]})


@pytest.fixture(scope="module")
def big():
    """Sixty days, two warehouses, nine items; missing stock, cost changes, rows in any order."""
    rng = np.random.default_rng(9)
    days = pd.date_range("2025-01-01", periods=60)
    index = pd.MultiIndex.from_product([days, ["east", "west"], range(1, 10)], names=["date", "warehouse", "sku_id"])
    n = len(index)
    table = index.to_frame(index=False).assign(
        on_hand=np.where(rng.random(n) < 0.05, np.nan, rng.integers(0, 30, n)),
        sold=rng.integers(0, 6, n),
        lost_demand=np.where(rng.random(n) < 0.1, rng.integers(1, 5, n), 0),
        unit_cost=rng.integers(100, 9_999, n) / 100,
    )
    return table.sample(frac=0.9, random_state=1)


def test_turnover_by_hand():
    # 1,200 yuan of cost on 200 yuan of stock: 6 times a year, every 365 / 6 days.
    assert metrics.inventory_turnover(1200, 200) == pytest.approx({"turnover": 6.0, "turnover_days": 365 / 6})
    assert metrics.inventory_turnover(1200, 0) == {"turnover": math.inf, "turnover_days": 0.0}
    still = metrics.inventory_turnover(0, 200)
    assert still["turnover"] == 0
    assert math.isnan(still["turnover_days"])
    assert all(math.isnan(value) for value in metrics.inventory_turnover(0, 0).values())


@given(st.floats(0.01, 1e9), st.floats(0.01, 1e9))
def test_turnover_times_its_days_is_a_year(cost, stock):
    found = metrics.inventory_turnover(cost, stock)
    assert found["turnover"] * found["turnover_days"] == pytest.approx(365)


def test_stock_by_hand(stock, products, engine, same):
    inventory = engine(stock)
    # March 1st: 12 * 2.5 + 100 = 130; 2nd: 4 * 2.5 + 100 = 110: 120 a day. Evening before: 8 * 2.5 + 100 = 120.
    assert metrics.average_inventory(inventory, "2025-03-01", "2025-03-02") == 120
    assert metrics.average_inventory(inventory, "2025-03-01", "2025-03-02", definition="ends") == (120 + 110) / 2
    # Item 1: (30 + 10) / 2 = 20; ends: (20 + 10) / 2 = 15.
    by_item = metrics.average_inventory(inventory, "2025-03-01", "2025-03-02", by="sku_id", definition="ends")
    same(by_item, pd.DataFrame({"sku_id": [1, 2, 3], "average_inventory": [15.0, 0.0, 100.0]}))
    # Item 1 sold 4 + 6 + 2 = 12 pieces for 30 yuan of cost in two days, so 30 * 365 / 2 a year on 20 yuan.
    expected = {
        "sku_id": [1, 2, 3],
        "annual_cost": [30 * 182.5, 7 * 182.5, 0.0],
        "average_inventory": [20.0, 0.0, 100.0],
        "turnover": [30 * 182.5 / 20, math.inf, 0.0],
        "turnover_days": [20 * 365 / (30 * 182.5), 0.0, None],
    }
    turnover = metrics.turnover_table(inventory, "2025-03-01", "2025-03-02")
    assert isinstance(turnover, engine.kind)
    same(turnover, pd.DataFrame(expected))
    # 240 yuan-days at 36.5 % a year are 0.1 % a day: 0.24. Lost: 1 * 1.50 + 5 * 2.99 = 16.45.
    costs = metrics.stock_costs(inventory, engine(products), "2025-03-01", "2025-03-02", annual_rate=0.365)
    assert costs == pytest.approx({"holding_cost": 0.24, "stock_out_cost": 16.45})
    east = metrics.stock_costs(inventory, engine(products), "2025-03-01", "2025-03-02", 0.365, by="warehouse")
    # East held 10 * 2.5 + 100 + 4 * 2.5 + 100 = 235 and lost 5 of item 2; west held 5 and lost 1 of item 1.
    expected = {"warehouse": ["east", "west"], "holding_cost": [0.235, 0.005], "stock_out_cost": [14.95, 1.5]}
    same(east, pd.DataFrame(expected))


def test_stock_against_pandas(big, products, engine, same):
    inventory = engine(big)
    window = big[(big["date"] >= "2025-01-11") & (big["date"] <= "2025-02-19")]
    value = (window["on_hand"].fillna(0) * window["unit_cost"]).groupby(window["sku_id"]).sum() / 40
    cost = (window["sold"] * window["unit_cost"]).groupby(window["sku_id"]).sum() * 365 / 40
    expected = pd.DataFrame({"annual_cost": cost, "average_inventory": value, "turnover": cost / value})
    expected["turnover_days"] = 365 / expected["turnover"]
    same(metrics.turnover_table(inventory, "2025-01-11", "2025-02-19"), expected.reset_index())
    prices = pd.DataFrame({"sku_id": range(1, 10), "list_price": 60.0})
    lost = window["lost_demand"] * (60 - window["unit_cost"])
    held = window["on_hand"].fillna(0) * window["unit_cost"]
    expected = pd.DataFrame({"holding_cost": held * 0.2 / 365, "stock_out_cost": lost})
    expected = expected.groupby(window["warehouse"]).sum().reset_index()
    same(metrics.stock_costs(inventory, engine(prices), "2025-01-11", "2025-02-19", 0.2, by="warehouse"), expected)


def test_annual_cost_of_sales(trade, engine, same):
    items, orders = engine(trade["order_items"]), engine(trade["orders"])
    valid = trade["orders"]
    valid = valid[valid["status"].isin(["paid", "shipped", "delivered"])]
    year = valid[(valid["paid_at"] > "2024-08-01") & (valid["paid_at"] < "2025-08-01")]
    lines = trade["order_items"].merge(year[["order_id"]], on="order_id")
    cost = (lines["qty"] * lines["unit_cost"]).groupby(lines["sku_id"]).sum()
    assert metrics.annual_cost_of_sales(items, orders, "2025-07-31") == pytest.approx(cost.sum())
    expected = cost.rename("annual_cost_of_sales").reset_index()
    same(metrics.annual_cost_of_sales(items, orders, "2025-07-31", by="sku_id"), expected)
    assert metrics.annual_cost_of_sales(items, orders, "2020-01-01") == 0.0


def test_twelve_months_by_hand():
    # To February 29th of a leap year: from March 1st of the year before. 2 * 3.10 + 1 * 0.80 = 7.
    days = ["2023-02-28", "2023-03-01", "2024-02-29", "2024-03-01"]
    orders = pd.DataFrame({"order_id": [1, 2, 3, 4], "paid_at": pd.to_datetime(days), "status": "paid"})
    items = pd.DataFrame({"order_id": [1, 2, 3, 4], "qty": [9, 2, 1, 9], "unit_cost": [1.0, 3.10, 0.80, 1.0]})
    assert metrics.annual_cost_of_sales(items, orders, "2024-02-29") == 7.0


def test_no_days(stock, products, engine):
    inventory = engine(stock)
    assert math.isnan(metrics.average_inventory(inventory, "2024-01-01", "2024-01-31"))
    nothing = metrics.stock_costs(inventory, engine(products), "2024-01-01", "2024-01-31")
    assert nothing == {"holding_cost": 0.0, "stock_out_cost": 0.0}


def test_refusals(stock, products):
    with pytest.raises(StoreLabError, match="annual_cost must be at least 0, not -1"):
        metrics.inventory_turnover(-1, 5)
    with pytest.raises(StoreLabError, match="definition 'end' is unknown; did you mean 'ends'"):
        metrics.average_inventory(stock, "2025-03-01", "2025-03-02", definition="end")
    with pytest.raises(StoreLabError, match="inventory has no rows for 2025-02-27; definition 'ends' needs"):
        metrics.average_inventory(stock, "2025-02-28", "2025-03-02", definition="ends")
    with pytest.raises(StoreLabError, match="inventory: 1 values of 'on_hand' are negative"):
        metrics.average_inventory(stock.assign(on_hand=[-1] + [0] * 9), "2025-03-01", "2025-03-02")
    with pytest.raises(StoreLabError, match="inventory: column 'date' must hold times"):
        metrics.turnover_table(stock.assign(date="2025-03-01"), "2025-03-01", "2025-03-02")
    with pytest.raises(StoreLabError, match="inventory: 2 rows lost demand of goods that have no 'list_price'"):
        metrics.stock_costs(stock, products[products["sku_id"] != 2], "2025-03-01", "2025-03-02")
    with pytest.raises(StoreLabError, match="annual_rate must be at least 0"):
        metrics.stock_costs(stock, products, "2025-03-01", "2025-03-02", annual_rate=-0.1)
    use_language("zh")
    with pytest.raises(StoreLabError, match="inventory 里没有 2025-02-27 的数据"):
        metrics.average_inventory(stock, "2025-02-28", "2025-03-02", definition="ends")


@relaxed
@given(st.integers(0, 10_000))
def test_rows_may_come_in_any_order_and_groups_sum_to_the_whole(stock, seed):
    shuffled = stock.sample(frac=1, random_state=seed)
    by_item = metrics.average_inventory(shuffled, "2025-03-01", "2025-03-02", by="sku_id")
    pd.testing.assert_frame_equal(by_item, metrics.average_inventory(stock, "2025-03-01", "2025-03-02", by="sku_id"))
    assert by_item["average_inventory"].sum() == metrics.average_inventory(shuffled, "2025-03-01", "2025-03-02")
