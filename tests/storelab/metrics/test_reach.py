"""Who saw the brand: impressions, reach, frequency, coverage."""

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
def touches():
    # Video reaches 1 (three times) and 2; radio reaches 2, who is no target, and 4.
    return pd.DataFrame({"channel": ["video"] * 4 + ["radio"] * 2, "user_id": [1, 1, 2, 1, 2, 4]})


@pytest.fixture
def targets():
    return pd.DataFrame({"user_id": [1, 3, 4, 5, 5], "tier": ["big", "big", "small", "small", "small"]})


def test_by_hand_and_against_pandas(touches, targets, engine, same):
    expected = pd.DataFrame(
        {"channel": ["radio", "video"], "reach": [2, 2], "frequency": [1.0, 2.0], "impressions": [2, 4]}
    )
    result = metrics.reach_and_frequency(engine(touches))
    assert isinstance(result, engine.kind)
    same(result, expected)
    # Of the targets 1, 3, 4, 5 (who stands twice) 1 and 4 were reached.
    assert metrics.user_coverage(engine(targets), engine(touches)) == 0.5
    by = pd.DataFrame({"tier": ["big", "small"], "user_coverage": [0.5, 0.5]})
    same(metrics.user_coverage(engine(targets), engine(touches), by="tier"), by)
    rng = np.random.default_rng(3)
    many = pd.DataFrame(
        {"channel": rng.choice(["a", "b", "c"], 500), "user_id": rng.integers(1, 200, 500), "impressions": 2}
    ).assign(impressions=lambda table: table["impressions"].where(table.index % 7 > 0))
    assert metrics.brand_exposure(engine(many)) == many["impressions"].sum()
    sums = many.groupby("channel")["impressions"].sum().rename("brand_exposure").reset_index()
    same(metrics.brand_exposure(engine(many), by="channel"), sums)
    groups = many.groupby("channel")["user_id"]
    wanted = pd.DataFrame({"reach": groups.nunique(), "impressions": groups.size()}).reset_index()
    wanted.insert(2, "frequency", wanted["impressions"] / wanted["reach"])
    same(metrics.reach_and_frequency(engine(many)), wanted)
    people = pd.DataFrame({"user_id": np.arange(1, 400), "tier": rng.choice(["x", "y"], 399)})
    reached = people["user_id"].isin(many["user_id"])
    share = reached.groupby(people["tier"]).mean().rename("user_coverage").reset_index()
    same(metrics.user_coverage(engine(people), engine(many), by="tier"), share)


def test_zero_and_empty(touches, targets):
    assert metrics.brand_exposure(pd.DataFrame({"impressions": [1.0]}).head(0)) == 0
    assert math.isnan(metrics.user_coverage(targets.head(0), touches))
    assert metrics.user_coverage(targets, touches.head(0)) == 0
    assert len(metrics.reach_and_frequency(touches.head(0))) == 0


def test_refusals(touches, targets):
    with pytest.raises(StoreLabError, match="targets: 1 rows have no user_id"):
        metrics.user_coverage(targets.assign(user_id=[1, 3, None, 5, 5]), touches)
    with pytest.raises(StoreLabError, match="ads: 1 values of 'impressions' are negative"):
        metrics.brand_exposure(pd.DataFrame({"impressions": [3, -1]}))
    use_language("zh")
    with pytest.raises(StoreLabError, match="exposures 里有 1 行缺少 user_id"):
        metrics.reach_and_frequency(touches.assign(user_id=[1, 1, 2, None, 2, 4]))


@settings(deadline=None, max_examples=50)
@given(st.lists(st.tuples(st.sampled_from("ab"), st.integers(1, 5)), min_size=1, max_size=30), st.randoms())
def test_reach_times_frequency_is_exposure(rows, random):
    table = pd.DataFrame(rows, columns=["channel", "user_id"])
    result = metrics.reach_and_frequency(table)
    assert (result["reach"] * result["frequency"]).to_list() == pytest.approx(result["impressions"].to_list())
    random.shuffle(rows)
    pd.testing.assert_frame_equal(
        metrics.reach_and_frequency(pd.DataFrame(rows, columns=["channel", "user_id"])), result
    )
