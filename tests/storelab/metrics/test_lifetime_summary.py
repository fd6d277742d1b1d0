"""The summary that models of lifetime value read, and what came after it: by hand and against pandas."""

import os
from importlib import import_module
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import engines
from storelab import metrics
from storelab.errors import StoreLabError

relaxed = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30, deadline=None)


def paid(*rows):
    """Valid orders of (customer, time, yuan)."""
    table = pd.DataFrame(rows, columns=["user_id", "paid_at", "paid"])
    return table.assign(paid_at=pd.to_datetime(table["paid_at"], format="ISO8601"), status="delivered")


@pytest.fixture
def history():
    rows = paid(
        (1, "2025-01-01 09:00", 10.0), (1, "2025-01-01 23:00", 5.0), (1, "2025-01-08", 20.0), (1, "2025-01-15", 1.0),
        (1, "2025-01-15 08:00", 4.0), (2, "2025-01-20", 8.0), (3, "2025-01-31 23:59", 2.0), (3, "2025-02-03", 6.0),
        (4, "2025-02-01", 9.0),
    )  # fmt: skip
    unpaid = pd.DataFrame({"user_id": [2], "paid_at": [pd.NaT], "paid": [0.0], "status": ["cancelled"]})
    return pd.concat([rows, unpaid])


def test_by_hand(history, engine, same):
    # 1 bought on three days: two repeats, from 1 to 15 January, of 20 and 1 + 4 yuan; the first day's 15 do not count.
    # 2 and 3 bought once by 31 January, 3 on the day itself; 4 came later.
    expected = pd.DataFrame(
        {
            "user_id": [1, 2, 3],
            "frequency": [2, 0, 0],
            "recency": [14.0, 0.0, 0.0],
            "T": [30.0, 11.0, 0.0],
            "monetary_value": [12.5, None, None],
        }
    )
    orders = engine(history)
    result = metrics.customer_lifetime_summary(orders, "2025-01-31")
    assert isinstance(result, engine.kind)
    same(result, expected)
    # In weeks the purchases of one week stay apart; 14 days are 2 weeks.
    weeks = expected.assign(recency=[2.0, 0.0, 0.0], T=[30 / 7, 11 / 7, 0.0])
    same(metrics.customer_lifetime_summary(orders, "2025-01-31", unit="week"), weeks)
    # After 15 January 1 bought nothing more; 2 and 3 were no customers by then. After 31 January 3 bought once.
    later = pd.DataFrame({"user_id": [1, 2, 3], "frequency": [0, 0, 1], "monetary_value": [None, None, 6.0]})
    same(metrics.holdout_purchases(orders, "2025-01-31", "2025-02-28"), later)


def test_against_pandas(trade, valid, engine, same):
    seen = valid[valid["paid_at"] < "2025-04-01"].assign(day=lambda frame: frame["paid_at"].dt.normalize())
    by_day = seen.groupby(["user_id", "day"])["paid"].sum().reset_index()
    people = by_day.groupby("user_id")["day"].agg(["size", "min", "max"])
    repeats = by_day[by_day["day"] > by_day["user_id"].map(people["min"])]
    expected = pd.DataFrame(
        {
            "frequency": people["size"] - 1,
            "recency": (people["max"] - people["min"]).dt.days,
            "T": (pd.Timestamp("2025-03-31") - people["min"]).dt.days,
            "monetary_value": repeats.groupby("user_id")["paid"].mean(),
        }
    ).reset_index()
    orders = engine(trade["orders"].sample(frac=1, random_state=5))
    same(metrics.customer_lifetime_summary(orders, "2025-03-31"), expected)
    after = valid[(valid["paid_at"] >= "2025-04-01") & (valid["paid_at"] < "2025-11-12")]
    after = after.assign(day=after["paid_at"].dt.normalize()).groupby(["user_id", "day"])["paid"].sum()
    counted = after.groupby("user_id").agg(["size", "mean"]).reindex(expected["user_id"])
    truth = pd.DataFrame({"frequency": counted["size"].fillna(0), "monetary_value": counted["mean"]}).reset_index()
    same(metrics.holdout_purchases(orders, "2025-03-31", "2025-11-11"), truth)


def test_without_orders(history, engine):
    nobody = engines.to_pandas(metrics.customer_lifetime_summary(engine(history.head(0)), "2025-01-31"))
    assert len(nobody) == 0
    assert list(nobody.columns) == ["user_id", "frequency", "recency", "T", "monetary_value"]


def test_refusals(history, monkeypatch):
    with pytest.raises(StoreLabError, match=r"unit 'weak' is unknown; did you mean 'week'"):
        metrics.customer_lifetime_summary(history, "2025-01-31", unit="weak")
    with pytest.raises(StoreLabError, match="orders has no column 'user'"):
        metrics.customer_lifetime_summary(history, "2025-01-31", user_id="user")
    with pytest.raises(StoreLabError, match=r"until \(2025-01-31\) must lie after as_of"):
        metrics.holdout_purchases(history, "2025-01-31", "2025-01-31")
    monkeypatch.setattr(import_module("storelab.language"), "_chosen", "zh")
    with pytest.raises(StoreLabError, match="应该晚于 as_of"):
        metrics.holdout_purchases(history, "2025-01-31", "2025-01-31")
    with pytest.raises(StoreLabError, match="没有 'weak' 这个取值"):
        metrics.customer_lifetime_summary(history, "2025-01-31", unit="weak")


orders = st.lists(st.tuples(st.integers(1, 5), st.integers(0, 90), st.integers(0, 99_999)), min_size=1, max_size=40)


@relaxed
@given(orders, st.integers(0, 100), st.randoms())
def test_parts_fit_together(rows, later, random):
    start = pd.Timestamp("2025-01-01")
    as_of = start + pd.Timedelta(days=min(day for _, day, _ in rows) + later)
    table = paid(*((user, start + pd.Timedelta(days=day), cents / 100) for user, day, cents in rows))
    people = metrics.customer_lifetime_summary(table, as_of).set_index("user_id")
    assert ((people["recency"] >= people["frequency"]) & (people["recency"] <= people["T"])).all()
    assert (people["recency"].eq(0) == people["frequency"].eq(0)).all()
    # First days and repeat days together are all that was paid.
    seen = table[table["paid_at"] < as_of + pd.Timedelta(days=1)]
    first = seen[seen["paid_at"] == seen.groupby("user_id")["paid_at"].transform("min")]["paid"].sum()
    repeats = (people["monetary_value"].fillna(0) * people["frequency"]).sum()
    assert first + repeats == pytest.approx(seen["paid"].sum())
    again = metrics.customer_lifetime_summary(table.sample(frac=1, random_state=random.randint(0, 9)), as_of)
    pd.testing.assert_frame_equal(again.set_index("user_id"), people)


def test_cdnow_customers_are_as_published():
    # The first customers of Fader and Hardie's 1/10 sample (4 and 21 of the whole file), calibrated on 39 weeks to
    # 30 September 1997: repeats, last repeat and age in weeks, mean value, as their summary prints them.
    folder = os.environ.get("STORELAB_REFERENCE_DATA")
    if not folder:
        pytest.skip("STORELAB_REFERENCE_DATA names no folder with the reference data")
    rows = pd.read_csv(Path(folder) / "cdnow-1997-1998.csv.gz", parse_dates=["date"])
    rows = rows.rename(columns={"customer_id": "user_id", "date": "paid_at", "dollar_value": "paid"})
    people = metrics.customer_lifetime_summary(rows.assign(status="delivered"), "1997-09-30", unit="week")
    assert len(people) == 23_570
    columns = ["frequency", "recency", "T", "monetary_value"]
    found = people.set_index("user_id").loc[[4, 21], columns].to_numpy()
    published = np.array([[2, 30.43, 38.86, 22.35], [1, 1.71, 38.86, 11.77]])
    assert found == pytest.approx(published, abs=0.006)
