"""Effects told by a control group, against scipy and by hand."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from storelab import metrics
from storelab.errors import StoreLabError
from storelab.language import use_language


@pytest.fixture
def groups():
    rng = np.random.default_rng(9)
    treated = pd.DataFrame({"revenue": np.where(rng.random(400) < 0.4, rng.gamma(2, 60, 400), 0).round(2)})
    control = pd.DataFrame({"revenue": np.where(rng.random(250) < 0.3, rng.gamma(2, 60, 250), np.nan).round(2)})
    return treated, control


@pytest.fixture
def holdout():
    # Treated: 6 of 10 order, for 300 yuan; held out: 2 of 5, for 80.
    return pd.DataFrame(
        {
            "user_id": range(15),
            "group": ["treated"] * 10 + ["holdout"] * 5,
            "ordered": pd.array([True] * 6 + [False] * 3 + [None] + [True] * 2 + [False] * 3, dtype="boolean"),
            "paid": [50.0] * 6 + [None] * 4 + [40.0] * 2 + [0.0] * 3,
        }
    )


def test_against_scipy_and_by_hand(groups, holdout, engine):
    treated, control = groups
    result = metrics.incremental_return(engine(treated), engine(control), 5000, 0.4)
    first, second = treated["revenue"].fillna(0), control["revenue"].fillna(0)
    lift = first.mean() - second.mean()
    assert result["lift"] == pytest.approx(lift)
    assert result["incremental_revenue"] == pytest.approx(400 * lift)
    assert result["incremental_profit"] == pytest.approx(160 * lift)
    assert result["iroas"] == pytest.approx(400 * lift / 5000)
    assert result["roi"] == pytest.approx((160 * lift - 5000) / 5000)
    interval = stats.ttest_ind(first, second, equal_var=False).confidence_interval(0.95)
    assert result["roi_low"] == pytest.approx((160 * interval.low - 5000) / 5000)
    assert result["roi_high"] == pytest.approx((160 * interval.high - 5000) / 5000)
    # 0.6 less 0.4 is 0.2: two orders more of ten users, 30 yuan for them. 30 less 16 yuan a user are 140 for ten.
    effect = metrics.coupon_incrementality(engine(holdout), 30)
    assert effect["treated_rate"] == 0.6
    assert effect["holdout_rate"] == 0.4
    assert effect["incremental_orders"] == pytest.approx(2)
    assert effect["cost_per_incremental_order"] == pytest.approx(15)
    assert effect["incremental_sales"] == pytest.approx(140)
    reach = 1.959964 * math.sqrt(0.6 * 0.4 / 10 + 0.4 * 0.6 / 5)
    assert [effect["low"], effect["high"]] == pytest.approx([0.2 - reach, 0.2 + reach])


def test_zero_and_empty(groups, holdout):
    treated, control = groups
    assert all(math.isnan(value) for value in metrics.incremental_return(treated, control.head(0), 100, 0.4).values())
    free = metrics.incremental_return(treated, control, 0, 0.4)
    assert all(math.isnan(free[name]) for name in ("iroas", "roi", "roi_low", "roi_high"))
    assert free["incremental_profit"] > 0
    one = metrics.incremental_return(treated, control.head(1), 100, 0.4)
    assert math.isnan(one["roi_low"])
    assert not math.isnan(one["roi"])
    alike = metrics.incremental_return(treated.assign(revenue=2.0), control.assign(revenue=1.0), 100, 0.5)
    assert alike["roi_low"] == alike["roi"] == alike["roi_high"] == 1.0  # 400 yuan more, half of it profit, for 100
    none = metrics.coupon_incrementality(holdout.assign(ordered=False), 30)
    assert none["incremental_orders"] == 0
    assert math.isnan(none["cost_per_incremental_order"])
    for table in (holdout.head(0), holdout[holdout["group"] == "treated"]):
        assert math.isnan(metrics.coupon_incrementality(table, 30)["difference"])


def test_refusals(groups, holdout):
    treated, control = groups
    with pytest.raises(StoreLabError, match="control has no column 'revenue'"):
        metrics.incremental_return(treated, control.rename(columns={"revenue": "sales"}), 1, 0.4)
    with pytest.raises(StoreLabError, match="cost must be at least 0"):
        metrics.incremental_return(treated, control, -1, 0.4)
    with pytest.raises(StoreLabError, match="holdout: 1 rows repeat a user_id"):
        metrics.coupon_incrementality(holdout.assign(user_id=[0, 0, *range(2, 15)]), 30)
    with pytest.raises(StoreLabError, match="'group' must be 'treated' or 'holdout', not 'control'"):
        metrics.coupon_incrementality(holdout.assign(group=["treated"] * 10 + ["control"] * 5), 30)
    use_language("zh")
    with pytest.raises(StoreLabError, match="只能是 'treated' 或 'holdout'"):
        metrics.coupon_incrementality(holdout.assign(group=["treated"] * 10 + ["control"] * 5), 30)


@settings(deadline=None, max_examples=25)
@given(
    st.lists(st.integers(0, 99_999), min_size=2, max_size=30), st.lists(st.integers(0, 99_999), min_size=2, max_size=30)
)
def test_the_interval_holds_the_estimate_and_an_effect_of_nothing_loses_all(treated, control):
    first, second = (pd.DataFrame({"revenue": [fen / 100 for fen in one]}) for one in (treated, control))
    result = metrics.incremental_return(first, second, 50, 0.3)
    assert result["roi_low"] - 1e-9 <= result["roi"] <= result["roi_high"] + 1e-9
    same = metrics.incremental_return(first, first, 50, 0.3)
    assert same["roi"] == pytest.approx(-1)
