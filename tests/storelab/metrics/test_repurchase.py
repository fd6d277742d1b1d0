"""Customers by window, what they did, RFM scores and levels."""

import math
from importlib import import_module

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import engines
from storelab import metrics
from storelab.errors import StoreLabError

relaxed = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20, deadline=None)


def bought(*rows):
    """Orders of (customer, day, state, yuan); an unpaid one has no day."""
    table = pd.DataFrame(rows, columns=["user_id", "paid_at", "status", "paid"])
    return table.assign(paid_at=pd.to_datetime(table["paid_at"], format="ISO8601"))


@pytest.fixture
def history():
    return bought(
        (1, "2025-01-10", "delivered", 10.0),  # 1: an old customer who buys twice in February
        (1, "2025-02-01", "delivered", 20.0),
        (1, "2025-02-28 23:59", "shipped", 30.0),
        (2, "2025-02-05", "delivered", 40.0),  # 2: new in February, once; the second order was refunded in full
        (2, "2025-02-09", "refunded", 50.0),
        (3, "2025-01-20", "delivered", 60.0),  # 3: bought in January, not in February
        (4, None, "cancelled", 0.0),  # 4: never paid
        (5, "2025-02-11", "paid", 70.0),  # 5: new in February, twice
        (5, "2025-02-11", "paid", 80.0),
        (6, "2025-01-01", "refunded", 90.0),  # 6: the refunded order of January makes no customer: new in February
        (6, "2025-02-02", "delivered", 15.0),
        (7, "2024-12-30", "delivered", 5.0),  # 7: long ago
    )


def test_february_by_hand(history, engine):
    orders, window = engine(history), ("2025-02-01", "2025-02-28")
    assert metrics.customers(orders, *window) == 4  # 1, 2, 5, 6
    assert metrics.repeat_customers(orders, *window) == 2  # 1, 5
    assert metrics.repurchase_rate(orders, *window) == 0.5
    assert metrics.new_customers(orders, *window) == 3  # 2, 5, 6
    assert metrics.new_customer_share(orders, *window) == 0.75


def test_churn_by_hand(history, engine):
    # February has 28 days, so the time before it is 4 to 31 January: 1 and 3 were customers, 3 is lost.
    assert metrics.churn_rate(engine(history), "2025-02-01", "2025-02-28") == 0.5
    # The 31 days before 1 to 31 January hold 7 only, lost as well.
    assert metrics.churn_rate(engine(history), "2025-01-01", "2025-01-31") == 1.0
    assert math.isnan(metrics.churn_rate(engine(history), "2023-01-01", "2023-01-31"))


def test_a_longer_window_raises_the_repurchase_rate(history):
    # To the end of February from December: 1 and 5 of 1, 2, 3, 5, 6, 7.
    assert metrics.repurchase_rate(history, "2024-12-01", "2025-02-28") == pytest.approx(2 / 6)
    assert metrics.repurchase_rate(history, "2025-02-01", "2025-02-27") == pytest.approx(1 / 4)  # without the 28th


def test_without_customers(history, engine):
    for orders in (engine(history.head(0)), engine(history[6:7])):
        assert metrics.customers(orders, "2025-01-01", "2025-12-31") == 0
        assert math.isnan(metrics.repurchase_rate(orders, "2025-01-01", "2025-12-31"))
        assert math.isnan(metrics.new_customer_share(orders, "2025-01-01", "2025-12-31"))


def test_against_pandas(trade, valid, engine):
    start, end = pd.Timestamp("2024-07-01"), pd.Timestamp("2024-12-31")
    inside = valid[valid["paid_at"].between(start, end + pd.Timedelta(hours=23, minutes=59, seconds=59))]
    counts = inside.groupby("user_id").size()
    first = valid.groupby("user_id")["paid_at"].min()
    orders = engine(trade["orders"])
    assert metrics.repurchase_rate(orders, start, end) == (counts > 1).mean()
    new = (first[counts.index] >= start).sum()
    assert metrics.new_customers(orders, start, end) == new
    assert metrics.new_customer_share(orders, start, end) == new / len(counts)
    before = valid[(valid["paid_at"] < start) & (valid["paid_at"] >= start - pd.Timedelta(days=184))]
    lost = ~before["user_id"].drop_duplicates().isin(counts.index)
    assert metrics.churn_rate(orders, start, end) == lost.mean()


def test_customers_refuse(history, engine):
    with pytest.raises(StoreLabError, match="orders: 2 rows have no user_id"):
        metrics.customers(
            engine(history.assign(user_id=history["user_id"].where(history["user_id"] != 2))),
            "2025-01-01",
            "2025-02-01",
        )
    with pytest.raises(StoreLabError, match="lies before start"):
        metrics.repurchase_rate(history, "2025-02-01", "2025-01-01")
    with pytest.raises(StoreLabError, match="orders has no column 'status'"):
        metrics.repurchase_rate(history.drop(columns="status"), "2025-01-01", "2025-02-01")
    with pytest.raises(StoreLabError, match="'paid_at' must hold times"):
        metrics.repurchase_rate(history.assign(paid_at="2025-01-01"), "2025-01-01", "2025-02-01")


def test_customer_summary_by_hand(history, engine, same):
    # On 12 February: 1 has two orders (the 28th is yet to come), 6 one that stands.
    expected = pd.DataFrame(
        {
            "user_id": [1, 2, 3, 5, 6, 7],
            "recency_days": [11, 7, 23, 1, 10, 44],
            "frequency": [2, 1, 1, 2, 1, 1],
            "monetary": [30.0, 40.0, 60.0, 150.0, 15.0, 5.0],
        }
    )
    result = metrics.customer_summary(engine(history), "2025-02-12")
    assert isinstance(result, engine.kind)
    same(result, expected)


def scores_in_pandas(values, q):
    return 1 + np.floor(q * (values.rank(method="min") - 1) / len(values)).astype(int)


def test_rfm_by_hand(history, engine, same):
    # Six customers, q = 3, so two to a score without ties. Longest absence first: 7 (44), 3, 1, 6, 2, 5.
    # Frequency: four with 1 share rank 1, two with 2 have rank 5: 1 + floor(3 * 4 / 6) = 3.
    # Money: 7 (5), 6 (15), 1 (30), 2 (40), 3 (60), 5 (150).
    result = metrics.rfm_scores(engine(history), "2025-02-12", q=3)
    table = metrics.customer_summary(history, "2025-02-12").assign(
        r=[2, 3, 1, 3, 2, 1], f=[3, 1, 1, 3, 1, 1], m=[2, 2, 3, 3, 1, 1], rfm=[232, 312, 113, 333, 211, 111]
    )
    same(result, table)


def test_rfm_with_cuts_of_the_shops_own(history, engine, same):
    # Days 11, 7, 23, 1, 10, 44 with cuts 10 and 30: up to 10 days 3, up to 30 days 2, else 1. Yuan 30, 40, 60, 150, 15, 5
    # with cut 40: above it 2, else 1, also for 40 itself. Frequency stays a score by rank.
    cuts = {"r": [10, 30], "m": [40]}
    table = metrics.customer_summary(history, "2025-02-12").assign(
        r=[2, 3, 2, 3, 3, 1], f=[3, 1, 1, 3, 1, 1], m=[1, 1, 2, 2, 1, 1], rfm=[231, 311, 212, 332, 311, 111]
    )
    same(metrics.rfm_scores(engine(history), "2025-02-12", q=3, cuts=cuts), table)


def test_rfm_refuses_wrong_cuts(history, monkeypatch):
    with pytest.raises(StoreLabError, match="cuts has no part 'recency'"):
        metrics.rfm_scores(history, "2025-02-12", cuts={"recency": [30]})
    for wrong in ([], [30, 30], [90, 30], list(range(9))):
        with pytest.raises(StoreLabError, match=r"cuts\['r'\] must be one to eight rising numbers"):
            metrics.rfm_scores(history, "2025-02-12", cuts={"r": wrong})
    monkeypatch.setattr(import_module("storelab.language"), "_chosen", "zh")
    with pytest.raises(StoreLabError, match="应该是 1 到 8 个从小到大的数"):
        metrics.rfm_scores(history, "2025-02-12", cuts={"r": [2, 1]})


def test_rfm_against_pandas(trade, engine, same):
    table = metrics.customer_summary(trade["orders"], "2025-06-30")
    table["r"] = scores_in_pandas(-table["recency_days"], 5)
    table["f"] = scores_in_pandas(table["frequency"], 5)
    table["m"] = scores_in_pandas(table["monetary"].round(2), 5)
    table["rfm"] = 100 * table["r"] + 10 * table["f"] + table["m"]
    same(metrics.rfm_scores(engine(trade["orders"]), "2025-06-30"), table)


def test_rfm_of_one_customer_and_of_none(engine):
    one = metrics.rfm_scores(engine(bought((9, "2025-01-01", "paid", 1.0))), "2025-01-01")
    one = engines.to_pandas(one)
    assert list(one["rfm"]) == [111]  # rank 1 of 1
    nobody = bought((9, "2025-01-01", "paid", 1.0)).head(0)
    assert len(engines.to_pandas(metrics.rfm_scores(engine(nobody), "2025-01-01"))) == 0


def test_a_day_before_all_orders_is_refused():
    orders = bought((9, "2025-01-01", "paid", 1.0))
    for early in (metrics.rfm_scores, metrics.customer_summary, metrics.potential_value):
        with pytest.raises(
            StoreLabError, match=r"as_of \(2024-12-31\) lies before the first 'paid_at' of orders \(2025-01-01\)"
        ):
            early(orders, "2024-12-31")


def test_q_is_a_digit(history):
    for wrong in (1, 10, 2.5, "5"):
        with pytest.raises(StoreLabError, match="q must be a whole number from 2 to 9"):
            metrics.rfm_scores(history, "2025-02-12", q=wrong)


def test_level_shares(engine, same):
    members = pd.DataFrame({"user_id": [1, 2, 3, 4], "level": ["gold", "none", "none", "silver"]})
    expected = pd.DataFrame({"level": ["gold", "none", "silver"], "members": [1, 2, 1], "share": [0.25, 0.5, 0.25]})
    same(metrics.level_shares(engine(members)), expected)


orders = st.lists(
    st.tuples(
        st.integers(1, 8),
        st.integers(0, 300),
        st.sampled_from(["delivered", "refunded", "cancelled"]),
        st.integers(0, 9),
    ),
    min_size=1,
    max_size=50,
).map(
    lambda rows: pd.DataFrame(
        {
            "user_id": [user for user, _, _, _ in rows],
            "paid_at": pd.Series(
                pd.Timestamp("2025-01-01") + pd.to_timedelta([day for _, day, _, _ in rows], unit="D")
            ).where([status != "cancelled" for _, _, status, _ in rows]),
            "status": pd.Series([status for _, _, status, _ in rows], dtype="str"),
            "paid": [value * 10.1 for _, _, _, value in rows],
        }
    )
)


@relaxed
@given(orders, st.integers(0, 300), st.integers(0, 300))
def test_windows_agree_with_each_other_and_with_any_order_of_rows(table, one, other):
    start, end = (pd.Timestamp("2025-01-01") + pd.Timedelta(days=day) for day in sorted((one, other)))
    everybody = metrics.customers(table, start, end)
    assert 0 <= metrics.repeat_customers(table, start, end) <= everybody
    assert 0 <= metrics.new_customers(table, start, end) <= everybody
    assert metrics.new_customers(table, "2025-01-01", end) == metrics.customers(table, "2025-01-01", end)
    rate = metrics.repurchase_rate(table, start, end)
    assert (math.isnan(rate) and everybody == 0) or 0 <= rate <= 1
    shuffled = table.sample(frac=1, random_state=2)
    assert metrics.repeat_customers(shuffled, start, end) == metrics.repeat_customers(table, start, end)
    churn = metrics.churn_rate(table, start, end)
    assert math.isnan(churn) or 0 <= churn <= 1


@relaxed
@given(orders, st.integers(2, 9))
def test_scores_follow_the_values(table, q):
    scored = metrics.rfm_scores(table, "2025-12-31", q=q)
    assert scored["monetary"].sum() == pytest.approx(table[table["status"] == "delivered"]["paid"].sum())
    assert scored[["r", "f", "m"]].stack().between(1, q).all()
    for score, value, sign in (("r", "recency_days", -1), ("f", "frequency", 1), ("m", "monetary", 1)):
        ordered = scored.assign(value=sign * scored[value]).sort_values("value")
        assert ordered[score].is_monotonic_increasing
        assert ordered.groupby("value")[score].nunique().le(1).all()
    pd.testing.assert_frame_equal(metrics.rfm_scores(table.sample(frac=1, random_state=3), "2025-12-31", q=q), scored)
