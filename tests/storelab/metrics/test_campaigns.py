"""Campaigns and partners: by hand, and against pandas on every engine."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storelab import metrics
from storelab.errors import StoreLabError
from storelab.language import use_language


@pytest.fixture
def deals():
    return pd.DataFrame(
        {
            "partner": ["A", "B", "C"],
            "kind": ["app", "app", "shop"],
            "orders": [100, 50, 10],
            "orders_existing": [40, 50, 0],
            "margin": [20.5, 30.0, 8.0],
            "cost": [600.0, 100.0, 0.0],
        }
    )


@pytest.fixture
def participants():
    # 1 joins on the 1st (and again on the 5th), 2 on the 11th, 3 on the 25th: with 7 days and the 30th as last day, 3's
    # days are not over. 1 also joins the draw.
    rows = [("sale", 1, "2025-11-05"), ("sale", 1, "2025-11-01 23:00"), ("sale", 2, "2025-11-11"),
            ("sale", 3, "2025-11-25"), ("draw", 1, "2025-11-11")]  # fmt: skip
    table = pd.DataFrame(rows, columns=["campaign", "user_id", "ts"])
    return table.assign(ts=pd.to_datetime(table["ts"], format="ISO8601"))


@pytest.fixture
def visits():
    # 1: the same day (no return), the 2nd, the 8th (the last that counts after the 1st), the 9th; 2: the 12th and 18th;
    # 3: the 26th; a visit of nobody; a visit after as_of.
    rows = [(1, "2025-11-01 23:30"), (1, "2025-11-02"), (1, "2025-11-08 22:00"), (1, "2025-11-09"),
            (2, "2025-11-12"), (2, "2025-11-18 09:00"), (3, "2025-11-26"), (None, "2025-11-12"), (2, "2025-12-01")]  # fmt: skip
    table = pd.DataFrame(rows, columns=["user_id", "started_at"])
    return table.assign(started_at=pd.to_datetime(table["started_at"], format="ISO8601"))


@pytest.fixture
def events():
    # Campaign 11 to 12 November, so 9 to 10 before.
    rows = [("search", "2025-11-08"), ("search", "2025-11-09"), ("search", "2025-11-11"), ("search", "2025-11-12 23:59"),
            ("search", "2025-11-11"), ("favorite", "2025-11-10 12:00"), ("favorite", "2025-11-13"), ("view", "2025-11-11")]  # fmt: skip
    table = pd.DataFrame(rows, columns=["type", "ts"])
    return table.assign(ts=pd.to_datetime(table["ts"], format="ISO8601"))


def attention(events, **changes):
    expected = pd.DataFrame(
        {"type": ["follow", "favorite", "search"], "during": [0, 0, 3], "before": [0, 1, 1], "gained": [0, -1, 2]}
    )
    return expected.assign(**changes)


def returned(participants, visits, last, days, by):
    """Each participant's days are walked through one by one."""
    rows = []
    first = participants[participants["ts"] < last + pd.Timedelta(days=1)].groupby([by, "user_id"])["ts"].min()
    for group in sorted(participants[by].unique()):
        users = first[group] if group in first.index.get_level_values(0) else {}
        counts = []
        for user, ts in users.items():
            day = ts.normalize()
            if day + pd.Timedelta(days=days) > last:
                continue
            at = visits.loc[visits["user_id"] == user, "started_at"].dt.normalize()
            counts.append(((at > day) & (at <= day + pd.Timedelta(days=days))).sum())
        came = sum(count > 0 for count in counts)
        if len(users):
            n = len(counts)
            rows.append((group, n, came, sum(counts), came / n if n else None, sum(counts) / n if n else None))
    names = [by, "users", "returned", "return_visits", "revisit_rate", "visits_per_user"]
    return pd.DataFrame(rows, columns=names)


def test_by_hand_and_against_pandas(deals, participants, visits, events, engine, same):
    # A: 60 new orders of 20.5 yuan are 1230 less 600, over 600. B: no new orders. C: 80 yuan for nothing.
    assert metrics.cooperation_return(engine(deals)) == pytest.approx((1230 + 80 - 700) / 700)
    result = metrics.cooperation_return(engine(deals), by="partner")
    assert isinstance(result, engine.kind)
    same(result, pd.DataFrame({"partner": ["A", "B", "C"], "cooperation_return": [1.05, -1.0, None]}))
    assert metrics.campaign_users(engine(participants)) == 3
    users = pd.DataFrame({"campaign": ["draw", "sale"], "campaign_users": [1, 3]})
    same(metrics.campaign_users(engine(participants), by="campaign"), users)
    expected = pd.DataFrame(
        {
            "campaign": ["draw", "sale"],
            "users": [1, 2],
            "returned": [0, 2],
            "return_visits": [0, 4],  # 1 on the 2nd and the 8th, 2 on the 12th and the 18th
            "revisit_rate": [0.0, 1.0],
            "visits_per_user": [0.0, 2.0],
        }
    )
    same(metrics.campaign_stickiness(engine(participants), engine(visits), "2025-11-30", 7), expected)
    same(metrics.user_attention(engine(events), "2025-11-11", "2025-11-12"), attention(events))
    rng = np.random.default_rng(4)
    start = pd.Timestamp("2025-11-01")
    many = pd.DataFrame(
        {
            "campaign": rng.choice(["a", "b", "c"], 150),
            "user_id": rng.integers(1, 80, 150),
            "ts": start + pd.to_timedelta(rng.integers(0, 60 * 24, 150), unit="h"),
        }
    )
    came = pd.DataFrame(
        {
            "user_id": rng.integers(1, 80, 400).astype(float),
            "started_at": start + pd.to_timedelta(rng.integers(0, 60 * 24, 400), unit="h"),
        }
    )
    came.loc[came.index % 9 == 0, "user_id"] = np.nan
    last = pd.Timestamp("2025-12-20")
    wanted = returned(many, came, last, 14, "campaign")
    same(metrics.campaign_stickiness(engine(many), engine(came), last, 14), wanted)


def test_attention_before_the_data_begin_is_not_known(events):
    result = metrics.user_attention(events, "2025-11-09", "2025-11-12")
    assert result["during"].to_list() == [0, 1, 4]
    assert result[["before", "gained"]].isna().all(axis=None)


def test_plain_formulas_by_hand():
    assert metrics.campaign_cost(discount=300, coupon=100, media=500, labour=80.5) == 980.5
    # 10,000 yuan more at 25 % are 2500, less 900 of cost; 4200 people instead of 3000.
    effect = metrics.campaign_effect(10_000, 0.25, 900, 4200, 3000)
    assert effect == {"incremental_profit": 1600, "incremental_reach": 1200}
    columns = metrics.campaign_effect(pd.Series([10.0, 0.0]), 0.5, pd.Series([1.0, 2.0]), 5, 5)
    assert columns["incremental_profit"].to_list() == [4.0, -2.0]


def test_zero_and_empty(deals, participants, visits, events):
    assert math.isnan(metrics.cooperation_return(deals.head(0)))
    assert math.isnan(metrics.cooperation_return(deals[deals["partner"] == "C"]))
    assert metrics.campaign_users(participants.head(0)) == 0
    assert len(metrics.campaign_stickiness(participants.head(0), visits, "2025-11-30")) == 0
    unknown = metrics.campaign_stickiness(participants, visits, "2025-11-11", 7).set_index("campaign")
    assert unknown.loc["draw", "users"] == 0
    assert math.isnan(unknown.loc["draw", "revisit_rate"])
    nothing = metrics.user_attention(events.head(0), "2025-11-11", "2025-11-12")
    assert nothing["during"].to_list() == [0, 0, 0]
    assert nothing["gained"].isna().all()


def test_refusals(deals, participants, visits, events):
    with pytest.raises(StoreLabError, match="partner_deals: 1 rows have more 'orders_existing' than 'orders'"):
        metrics.cooperation_return(deals.assign(orders=[10, 50, 10]))
    with pytest.raises(StoreLabError, match=r"as_of \(2025-10-01\) lies before the first 'ts' of participants"):
        metrics.campaign_stickiness(participants, visits, "2025-10-01")
    with pytest.raises(StoreLabError, match="participants: 1 rows have no campaign"):
        metrics.campaign_stickiness(participants.assign(campaign=[None, *["sale"] * 4]), visits, "2025-11-30")
    with pytest.raises(StoreLabError, match="days must be at least 1"):
        metrics.campaign_stickiness(participants, visits, "2025-11-30", 0)
    with pytest.raises(StoreLabError, match="lies before start"):
        metrics.user_attention(events, "2025-11-12", "2025-11-11")
    with pytest.raises(StoreLabError, match="media must be at least 0"):
        metrics.campaign_cost(1, 1, -1, 1)
    with pytest.raises(StoreLabError, match="participants: 1 rows have no user_id"):
        metrics.campaign_users(participants.assign(user_id=[1, None, 2, 3, 1]))
    use_language("zh")
    with pytest.raises(StoreLabError, match="有 1 行的 'orders_existing' 比 'orders' 还多"):
        metrics.cooperation_return(deals.assign(orders=[10, 50, 10]))


@settings(deadline=None, max_examples=15)
@given(st.lists(st.tuples(st.integers(1, 4), st.integers(0, 30)), min_size=1, max_size=20), st.integers(1, 20))
def test_more_days_bring_no_fewer_visits_of_the_same_users(rows, days):
    joined = pd.DataFrame({"campaign": "x", "user_id": [1, 2, 3, 4], "ts": pd.Timestamp("2025-11-01")})
    came = pd.DataFrame(
        {
            "user_id": [user for user, _ in rows],
            "started_at": pd.Timestamp("2025-11-01") + pd.to_timedelta([day for _, day in rows], unit="D"),
        }
    )
    short, long = (metrics.campaign_stickiness(joined, came, "2025-12-31", one).iloc[0] for one in (days, days + 5))
    assert short["return_visits"] <= long["return_visits"]
    assert short["returned"] <= short["users"] == 4
    assert short["returned"] <= short["return_visits"]
