"""Inside the warehouse: cost, handling time, backlog, shortages, shelving, outbound by slot."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storelab import metrics
from storelab.errors import StoreLabError
from storelab.language import use_language

relaxed = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)


def times(*texts):
    return pd.to_datetime([None if text is None else f"2025-03-{text}" for text in texts])


@pytest.fixture
def ops():
    """Seven orders at two warehouses; order 2 is split, and its second part is still inside."""
    return pd.DataFrame(
        {
            "order_id": [1, 2, 2, 3, 4, 5, 6],
            "warehouse": ["east", "east", "west", "east", "west", "west", "west"],
            "released_at": times("01 09:00", "01 13:00", "01 13:00", "03 12:00", "02 20:00", "03 00:00", "04 00:00"),
            "picked_at": times("01 10:00", "01 15:00", None, None, "03 06:00", None, None),
            "outbound_at": times("01 15:00", "02 01:00", None, None, "03 08:00", "05 00:00", None),
            "sys_short": [0, 0, 1, 0, 0, None, 0],
            "phys_short": [0, 0, 0, 1, 0, 0, None],
        }
    )


@pytest.fixture
def orders():
    created = times("01 08:30", "01 12:59", "03 11:00", "02 18:00", "03 00:00", "03 23:59", "01 05:00", "01 12:00")
    return pd.DataFrame(
        {
            "order_id": [1, 2, 3, 4, 5, 6, 7, 8],
            "created_at": created,
            "paid_at": [*created[:7], pd.NaT],
            "shipped_at": times("01 15:00", None, None, "03 08:00", "05 00:00", None, None, None),
        }
    )


def test_by_hand(ops, orders, engine, same):
    table = engine(ops)
    # At the end of the 3rd: hours 6 and 12 in the east (one open), 12 in the west (order 5 leaves later; order 6 has
    # not come yet).
    found = metrics.handling_time(table, "2025-03-03", by="warehouse")
    expected = {
        "warehouse": ["east", "west"],
        "handling_p50": [9.0, 12.0],
        "handling_p90": [11.4, 12.0],
        "outbound": [2, 1],
        "open": [1, 2],
    }
    assert isinstance(found, engine.kind)
    same(found, pd.DataFrame(expected))
    # Open then: order 3 for 12 hours, order 2 (west) for 59, order 5 for 24, which is the promise and not over it.
    expected = {"warehouse": ["east", "west"], "open": [1, 2], "overdue": [0, 1], "backlog_share": [0.0, 0.5]}
    same(metrics.backlog_share(table, "2025-03-03"), pd.DataFrame(expected))
    expected["overdue"], expected["backlog_share"] = [1, 2], [1 / 3, 2 / 3]
    same(metrics.backlog_share(table, "2025-03-03", promise_hours=10, base="all"), pd.DataFrame(expected))
    # One of seven lines short in the system; of four picked (1, 2, 4 and 3, which was not found) one was missing.
    assert metrics.system_shortage_rate(table) == 1 / 7
    assert metrics.physical_shortage_rate(table) == 1 / 4
    expected = pd.DataFrame({"warehouse": ["east", "west"], "physical_shortage_rate": [1 / 3, 0.0]})
    same(metrics.physical_shortage_rate(table, by="warehouse"), expected)


def test_outbound_by_slot_by_hand(ops, orders, engine, same):
    work, deals = engine(ops), engine(orders)
    # Twelve hours from the order, as of the 3rd: order 7 (05:00) is at no warehouse; order 1 left after 6.5 hours;
    # order 2 has a part inside; order 4 took 14 hours; order 3 had 13 hours and is inside, order 5 had 24; order 6 has
    # not had twelve; order 8 was never paid.
    expected = {
        "slot_start": [0, 6, 12, 18],
        "slot_end": [6, 12, 18, 24],
        "orders": [2, 2, 1, 1],
        "outbound_rate": [0.0, 0.5, 0.0, 0.0],
    }
    found = metrics.outbound_rate_by_slot(work, deals, "2025-03-03", within_hours=12)
    assert isinstance(found, engine.kind)
    same(found, pd.DataFrame(expected))
    # With 14 hours order 4 is in time; from noon on, by warehouse: order 2 left the east in 12 hours and 1 minute.
    expected = {
        "warehouse": ["east", "west"],
        "slot_start": [12, 12],
        "slot_end": [24, 24],
        "orders": [1, 2],
        "outbound_rate": [1.0, 0.5],
    }
    found = metrics.outbound_rate_by_slot(work, deals, "2025-03-03", 14, edges=[12, 24], by="warehouse")
    same(found, pd.DataFrame(expected))


@pytest.fixture
def receipts():
    return pd.DataFrame(
        {
            "warehouse": ["east", "east", "west", "west", "west"],
            "received_at": times("01 08:00", "01 08:00", "02 00:00", "02 12:00", "03 12:00"),
            "shelved_at": times("02 08:00", "02 08:01", "02 06:00", None, "03 13:00"),
        }
    )


def test_shelving_and_cost_by_hand(receipts, orders, engine, same):
    # Within 24 hours, as of the 3rd: the first just so, the second a minute late, the third, not the fourth; the fifth
    # has not had 24 hours.
    assert metrics.on_time_shelving_rate(engine(receipts), "2025-03-03") == 0.5
    expected = pd.DataFrame({"warehouse": ["east", "west"], "on_time_shelving_rate": [0.5, 0.5]})
    same(metrics.on_time_shelving_rate(engine(receipts), "2025-03-03", by="warehouse"), expected)
    ledger = pd.DataFrame(
        {
            "date": times("01", "02", "03", "31", "04"),
            "account": ["rent", "packaging", "sales", "rent", "rent"],
            "amount": [-100.10, -20.20, 999.0, -50.0, None],
        }
    )
    # 120.30 yuan from the 1st to the 4th for two orders sent.
    found = metrics.warehouse_cost(engine(ledger), engine(orders), "2025-03-01", "2025-03-04", ["rent", "packaging"])
    assert found == pytest.approx({"warehouse_cost": 120.3, "orders": 2, "warehouse_cost_per_order": 60.15})
    found = metrics.warehouse_cost(engine(ledger), engine(orders), "2024-03-01", "2024-03-04", ["rent"])
    assert (found["warehouse_cost"], found["orders"]) == (0.0, 0)
    assert math.isnan(found["warehouse_cost_per_order"])


@pytest.fixture(scope="module")
def random():
    rng = np.random.default_rng(17)
    n = 300
    created = pd.Timestamp("2025-03-01") + pd.to_timedelta(rng.integers(0, 25 * 86_400, n), unit="s")
    orders = pd.DataFrame(
        {"order_id": np.arange(n), "created_at": created, "paid_at": created.where(rng.random(n) < 0.9)}
    )
    rows = rng.integers(0, n, 330)
    released = created[rows] + pd.to_timedelta(rng.integers(60, 7_200, 330), unit="s")
    ops = pd.DataFrame(
        {
            "order_id": rows,
            "warehouse": rng.choice(["east", "west", "north"], 330),
            "released_at": released,
            "outbound_at": (released + pd.to_timedelta(rng.integers(600, 4 * 86_400, 330), unit="s")).where(
                rng.random(330) < 0.9
            ),
        }
    )
    return ops.sample(frac=1, random_state=1), orders.sample(frac=1, random_state=2)


def test_against_pandas(random, engine, same):
    ops, orders = random
    work, deals = engine(ops), engine(orders)
    end = pd.Timestamp("2025-03-19")
    known = ops[ops["released_at"] < end]
    out = known["outbound_at"] < end
    hours = ((known["outbound_at"] - known["released_at"]) / pd.Timedelta(hours=1)).where(out)
    groups = hours.groupby(known["warehouse"])
    expected = pd.DataFrame({"handling_p50": groups.median(), "handling_p90": groups.quantile(0.9)})
    expected["outbound"] = out.groupby(known["warehouse"]).sum()
    expected["open"] = (~out).groupby(known["warehouse"]).sum()
    same(metrics.handling_time(work, "2025-03-18", by="warehouse"), expected.reset_index())

    overdue = ~out & (end - known["released_at"] > pd.Timedelta(hours=30))
    counts = pd.DataFrame({"open": ~out, "overdue": overdue}).groupby(known["warehouse"]).sum()
    expected = counts.assign(backlog_share=counts["overdue"] / counts["overdue"].sum()).reset_index()
    same(metrics.backlog_share(work, "2025-03-18", 30, base="all"), expected)

    inside = (
        ops.assign(inside=ops["outbound_at"].isna())
        .groupby("order_id")
        .agg(inside=("inside", "any"), left=("outbound_at", "max"))
    )
    paid = orders[orders["paid_at"].notna()].merge(inside, how="left", left_on="order_id", right_index=True)
    judged = paid[paid["created_at"] <= end - pd.Timedelta(hours=36)]
    good = (judged["left"] - judged["created_at"] <= pd.Timedelta(hours=36)) & (judged["inside"] == False)  # noqa: E712
    slot = pd.cut(judged["created_at"].dt.hour, [0, 8, 17, 24], right=False, labels=False)
    expected = pd.DataFrame({"slot_start": [0, 8, 17], "slot_end": [8, 17, 24]})
    expected["orders"] = good.groupby(slot).size().to_numpy()
    expected["outbound_rate"] = good.groupby(slot).mean().to_numpy()
    same(metrics.outbound_rate_by_slot(work, deals, "2025-03-18", 36, edges=[0, 8, 17, 24]), expected)


def test_nothing_is_overdue(ops, orders):
    shares = metrics.backlog_share(ops, "2025-03-03", promise_hours=1000, base="all")
    assert shares["backlog_share"].isna().all()
    assert math.isnan(metrics.system_shortage_rate(ops.head(0)))
    assert math.isnan(metrics.physical_shortage_rate(ops.head(0)))


def test_refusals(ops, orders, receipts):
    with pytest.raises(StoreLabError, match="base 'warehouses' is unknown; did you mean 'warehouse'"):
        metrics.backlog_share(ops, "2025-03-03", base="warehouses")
    with pytest.raises(StoreLabError, match="promise_hours must be above 0, not 0"):
        metrics.backlog_share(ops, "2025-03-03", promise_hours=0)
    with pytest.raises(StoreLabError, match="ops: 1 rows have no warehouse"):
        metrics.backlog_share(ops.assign(warehouse=["east"] * 6 + [None]), "2025-03-03")
    with pytest.raises(StoreLabError, match="ops: in 1 rows 'outbound_at' lies before 'released_at'"):
        metrics.handling_time(ops.assign(released_at=times("02 09:00", *["01 00:00"] * 6)), "2025-03-03")
    with pytest.raises(StoreLabError, match=r"edges must be whole hours that rise from 0 to 24, .* not \[18, 6\]"):
        metrics.outbound_rate_by_slot(ops, orders, "2025-03-03", edges=[18, 6])
    with pytest.raises(StoreLabError, match=r"as_of \(2025-01-01\) lies before the first 'received_at' of receipts"):
        metrics.on_time_shelving_rate(receipts, "2025-01-01")
    ledger = pd.DataFrame({"date": times("01"), "account": ["rent"], "amount": [-1.0]})
    with pytest.raises(
        StoreLabError, match=r"accounts must name warehouse accounts of the ledger; not in it: \['warehouse'\]"
    ):
        metrics.warehouse_cost(ledger, orders, "2025-03-01", "2025-03-04")
    use_language("zh")
    with pytest.raises(StoreLabError, match="edges 应该是 0 到 24 之间从小到大的整点"):
        metrics.outbound_rate_by_slot(ops, orders, "2025-03-03", edges=[18, 6])


@relaxed
@given(st.integers(0, 10_000), st.integers(1, 100))
def test_shares_of_all_sum_to_one_in_any_order(random, seed, hours):
    ops = random[0].sample(frac=1, random_state=seed)
    shares = metrics.backlog_share(ops, "2025-03-18", hours, base="all")
    pd.testing.assert_frame_equal(shares, metrics.backlog_share(random[0], "2025-03-18", hours, base="all"))
    if shares["overdue"].sum():
        assert shares["backlog_share"].sum() == pytest.approx(1)
    own = metrics.backlog_share(ops, "2025-03-18", hours)
    assert own["backlog_share"].dropna().between(0, 1).all()
    assert (own["overdue"] <= own["open"]).all()
