"""Followers, influence, authority and participation."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import engines
from storelab import metrics
from storelab.errors import StoreLabError
from storelab.language import use_language


@pytest.fixture
def records():
    # a: 100 on the 1st, 160 on the 7th (read off twice); b: only the 3rd; c: without a number.
    rows = [("a", "2025-11-07", 160.0), ("a", "2025-11-01", 100.0), ("a", "2025-11-07", 150.0), ("b", "2025-11-03", 40.0),
            ("c", "2025-11-03", None), ("a", "2025-11-20", 10.0)]  # fmt: skip
    table = pd.DataFrame(rows, columns=["account", "date", "followers"])
    return table.assign(date=pd.to_datetime(table["date"]))


@pytest.fixture
def community():
    # Group 1, week 1: member 1 writes twice, 2 buys once, 3 does nothing. Group 2: member 4 has no number.
    return pd.DataFrame(
        {
            "group_id": [1, 1, 1, 1, 2],
            "week": [1, 1, 1, 2, 1],
            "user_id": [1, 2, 3, 1, 4],
            "messages": [2, 0, 0, 0, None],
            "orders": [0, 1, 0, 0, 0],
        }
    )


def test_by_hand_and_against_pandas(records, community, engine, same):
    # On the 3rd a has gone 2 of 6 days from 100 to 160: 120. Of b that day is known, of c nothing.
    expected = pd.DataFrame({"account": ["a", "b", "c"], "followers": [120.0, 40.0, None]})
    result = metrics.followers(engine(records), "2025-11-03")
    assert isinstance(result, engine.kind)
    same(result, expected)
    same(metrics.followers(engine(records), "2025-11-07"), expected.assign(followers=[160.0, None, None]))
    changes = pd.DataFrame(
        {
            "account": ["a", "a", "b", "a"],
            "date": pd.to_datetime(["2025-11-01", "2025-11-02", "2025-11-02", "2025-11-03"]),
            "gained": [10, 5, 1, 99],
            "lost": [2, None, 4, 0],
        }
    )
    grown = pd.DataFrame({"account": ["a", "b"], "gained": [15, 1], "lost": [2, 4], "net_growth": [13, -3]})
    same(metrics.follower_growth(engine(changes), "2025-11-01", "2025-11-02"), grown)
    part = pd.DataFrame(
        {
            "group_id": [1, 1, 2],
            "week": [1, 2, 1],
            "members": [3, 1, 1],
            "active": [2, 0, 0],
            "active_share": [2 / 3, 0.0, 0.0],
            "events_per_member": [1.0, 0.0, 0.0],
        }
    )
    same(metrics.participation(engine(community)), part)
    rng = np.random.default_rng(8)
    posts = pd.DataFrame(
        {
            "account": rng.choice(["x", "y"], 60),
            "reads": rng.integers(0, 500, 60),
            "favourites": rng.integers(0, 50, 60),
            "citations": rng.integers(0, 5, 60),
            "expert": pd.array(rng.choice([True, False, None], 60), dtype="boolean"),
        }
    )
    groups = posts.groupby("account")
    wanted = pd.DataFrame(
        {
            "saves_per_read": groups["favourites"].sum() / groups["reads"].sum(),
            "citations": groups["citations"].sum(),
            "expert_share": posts["expert"].fillna(False).astype(float).groupby(posts["account"]).mean(),
        }
    ).reset_index()
    same(metrics.authority(engine(posts)), wanted)
    plain = engines.to_pandas(metrics.authority(engine(posts.drop(columns=["citations", "expert"]))))
    assert plain["saves_per_read"].to_list() == pytest.approx(wanted["saves_per_read"].to_list())
    assert plain[["citations", "expert_share"]].isna().all(axis=None)


def test_followers_against_interpolation():
    rng = np.random.default_rng(2)
    days = np.sort(rng.choice(200, 25, replace=False))
    people = rng.integers(0, 5000, 25)
    table = pd.DataFrame(
        {"account": 7, "date": pd.Timestamp("2025-01-01") + pd.to_timedelta(days, unit="D"), "followers": people}
    ).sample(frac=1, random_state=1)
    for day in range(days[0], days[-1] + 1, 23):
        at = pd.Timestamp("2025-01-01") + pd.Timedelta(days=day)
        assert metrics.followers(table, at)["followers"].iloc[0] == pytest.approx(np.interp(day, days, people))


def test_influence_by_hand():
    # Of 20,000 people reached 3 % act: 600. Fewer people who act more are worth as much.
    assert metrics.influence(20_000, 0.03) == pytest.approx(600)
    assert metrics.influence(pd.Series([4000.0, 0.0]), pd.Series([0.15, 0.5])).to_list() == pytest.approx([600, 0])


def test_zero_and_empty(records, community):
    assert len(metrics.followers(records.head(0), "2025-11-03")) == 0
    assert len(metrics.participation(community.head(0))) == 0
    silent = pd.DataFrame({"account": ["a"], "reads": [0], "favourites": [0]})
    assert math.isnan(metrics.authority(silent)["saves_per_read"].iloc[0])
    assert len(metrics.authority(silent.head(0))) == 0


def test_refusals(records, community):
    with pytest.raises(StoreLabError, match="records: 1 values of 'followers' are negative"):
        metrics.followers(records.assign(followers=[1, 2, 3, -4, 5, 6]), "2025-11-03")
    with pytest.raises(StoreLabError, match="at must be a day"):
        metrics.followers(records, "soon")
    with pytest.raises(StoreLabError, match="community: 1 rows have no user_id"):
        metrics.participation(community.assign(user_id=[1, 2, None, 1, 4]))
    with pytest.raises(StoreLabError, match="engagement must be at least 0"):
        metrics.influence(10, -0.1)
    use_language("zh")
    with pytest.raises(StoreLabError, match="records 里有 1 行缺少 account"):
        metrics.followers(records.assign(account=["a", "a", "a", "b", None, "a"]), "2025-11-03")


@settings(deadline=None, max_examples=12)
@given(st.lists(st.tuples(st.integers(1, 3), st.integers(1, 6), st.integers(0, 3)), min_size=1, max_size=25))
def test_participation_is_a_share_and_does_not_depend_on_the_order(rows):
    table = pd.DataFrame(rows, columns=["group_id", "user_id", "messages"]).assign(week=1, orders=0)
    result = metrics.participation(table)
    assert result["active_share"].between(0, 1).all()
    assert (result["members"] * result["events_per_member"]).sum() == pytest.approx(table["messages"].sum())
    pd.testing.assert_frame_equal(metrics.participation(table.iloc[::-1]), result)
