"""Posts: counts, rates with their denominators, half-life."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storelab import metrics
from storelab.errors import StoreLabError
from storelab.language import use_language

ACTIONS = ["likes", "comments", "shares", "favourites"]


@pytest.fixture
def posts():
    return pd.DataFrame(
        {
            "account": ["a", "a", "b", "c"],
            "impressions": [1000, 200, 500, 0],
            "reads": [100, 60, 40, 0],
            "likes": [12, 8, 4, 0],
            "comments": [3, 1, 0, 0],
            "shares": [5, 3, 2, 0],
            "favourites": [4, 2, 1, 0],
        }
    )


def test_by_hand(posts):
    assert metrics.content_reads(posts) == 200
    assert metrics.content_likes(posts) == 24
    assert metrics.content_likes(posts, per_read=True) == 24 / 200
    assert metrics.content_comments(posts) == 4
    assert metrics.content_comments(posts, per_read=True) == 4 / 200
    assert metrics.share_rate(posts) == 10 / 200
    assert metrics.share_rate(posts, base="impressions") == 10 / 1700
    assert metrics.engagement_rate(posts) == 45 / 1700  # 24 + 4 + 10 + 7
    assert metrics.engagement_rate(posts, base="reads") == 45 / 200
    # The mean of the posts' rates would be another number: 24/1000, 14/200 and 7/500 have a mean of 0.036.
    by = metrics.engagement_rate(posts, by="account").set_index("account")["engagement_rate"]
    assert by["a"] == 38 / 1200
    assert math.isnan(by["c"])


def test_against_pandas(posts, engine, same):
    rng = np.random.default_rng(5)
    n = 200
    table = pd.DataFrame({"account": rng.choice(["x", "y", "z", None], n), "impressions": rng.integers(0, 900, n)})
    for name in ("reads", *ACTIONS):
        table[name] = np.where(rng.random(n) < 0.1, np.nan, rng.integers(0, 90, n))
    table = pd.concat([table, table.head(2).assign(account="quiet", impressions=0, reads=0)]).sample(
        frac=1, random_state=1
    )
    frame = engine(table)
    sums = table.groupby("account", dropna=False).sum(numeric_only=True)
    assert metrics.content_reads(frame) == table["reads"].sum()
    result = metrics.content_comments(frame, by="account")
    assert isinstance(result, engine.kind)
    same(result, sums["comments"].rename("content_comments").reset_index())
    done = sums[ACTIONS].sum(axis=1)
    for name, found, above, base in (
        ("content_likes", metrics.content_likes(frame, "account", per_read=True), sums["likes"], "reads"),
        ("share_rate", metrics.share_rate(frame, "account", "impressions"), sums["shares"], "impressions"),
        ("engagement_rate", metrics.engagement_rate(frame, "account", "reads"), done, "reads"),
    ):
        same(found, (above / sums[base]).where(sums[base] > 0).rename(name).reset_index())
    actions = pd.DataFrame(
        {
            "openid": rng.integers(1, 40, n),
            "step": rng.choice(["open", "share", "pay"], n, p=[0.8, 0.1, 0.1]),
            "scene": rng.choice(["scan", "chat"], n),
        }
    )
    actions.loc[actions.index % 11 == 0, "step"] = None
    did = (
        actions.assign(did=actions["step"] == "share").groupby(["scene", "openid"])["did"].max().groupby("scene").mean()
    )
    same(metrics.sharer_rate(engine(actions), by="scene"), did.rename("sharer_rate").reset_index())


def test_half_life_by_hand():
    # 100 reads, of which 50 are reached 10/40 into the second day (40 before it, 40 on it).
    assert metrics.content_half_life([40, 40, 10, 10]) == 1.25
    assert metrics.content_half_life([10]) == 0.5
    assert metrics.content_half_life([0, 0, 8]) == 2.5
    assert metrics.content_half_life([5, 5]) == 1.0
    assert metrics.content_half_life(pd.Series([40, None, 40])) == 1.0
    assert math.isnan(metrics.content_half_life([]))
    assert math.isnan(metrics.content_half_life([0, 0]))


@settings(deadline=None, max_examples=60)
@given(st.lists(st.integers(0, 1000), min_size=1, max_size=30), st.integers(1, 50))
def test_half_of_the_reads_have_come_by_the_half_life(reads, times):
    half = metrics.content_half_life(reads)
    if not sum(reads):
        assert math.isnan(half)
        return
    ends = np.arange(len(reads) + 1)
    assert np.interp(half, ends, np.concatenate([[0], np.cumsum(reads)])) == pytest.approx(sum(reads) / 2)
    assert metrics.content_half_life([times * count for count in reads]) == pytest.approx(half)


def test_zero_and_empty(posts):
    nothing = posts.head(0)
    assert metrics.content_reads(nothing) == metrics.content_likes(nothing) == 0
    for function in (metrics.share_rate, metrics.engagement_rate):
        assert math.isnan(function(nothing))
        assert len(function(nothing, by="account")) == 0
    assert math.isnan(metrics.sharer_rate(pd.DataFrame({"openid": [1], "step": ["open"]}).head(0)))


def test_refusals(posts):
    with pytest.raises(StoreLabError, match="base 'read' is unknown; did you mean 'reads'"):
        metrics.engagement_rate(posts, base="read")
    with pytest.raises(StoreLabError, match="posts: 1 values of 'likes' are negative"):
        metrics.content_likes(posts.assign(likes=[1, -1, 0, 0]))
    with pytest.raises(StoreLabError, match="posts has no column 'saves'"):
        metrics.engagement_rate(posts, actions=["likes", "saves"])
    with pytest.raises(StoreLabError, match="reads must be at least 0"):
        metrics.content_half_life([3, -1])
    use_language("zh")
    with pytest.raises(StoreLabError, match="base 没有 'read' 这个取值"):
        metrics.share_rate(posts, base="read")
