"""Ratios of advertising, bids and pace: by hand, and against pandas on every engine."""

import math

import numpy as np
import pandas as pd
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storelab import metrics
from storelab.errors import StoreLabError
from storelab.language import use_language

RATIOS = {
    "ad_click_rate": ("clicks", "impressions", 1),
    "cost_per_click": ("cost", "clicks", 1),
    "cost_per_mille": ("cost", "impressions", 1000),
    "ad_cost_per_visit": ("cost", "visits", 1),
    "revenue_per_conversion": ("revenue", "orders", 1),
}


@pytest.fixture
def two_channels():
    return pd.DataFrame(
        {
            "channel": ["search", "search", "video", "radio"],
            "impressions": [1000, 3000, 500, 0],
            "clicks": [30, 50, 0, 0],
            "visits": [28, 36, 0, 0],
            "cost": [40.0, 80.0, 15.0, 5.0],
            "orders": [1, 3, 0, 0],
            "revenue": [100.0, 500.0, 0.0, 0.0],
        }
    )


@pytest.fixture
def ads():
    rng = np.random.default_rng(7)
    n = 300
    impressions = rng.integers(0, 2000, n)
    clicks = rng.binomial(impressions, 0.05)
    orders = rng.binomial(clicks, 0.1)
    table = pd.DataFrame(
        {
            "channel": rng.choice(["search", "short_video", "social", None], n, p=[0.4, 0.3, 0.2, 0.1]),
            "campaign": rng.choice(["a", "b"], n),
            "impressions": impressions,
            "clicks": np.where(rng.random(n) < 0.05, np.nan, clicks),
            "visits": rng.binomial(clicks, 0.8),
            "cost": np.where(rng.random(n) < 0.05, np.nan, (clicks * rng.random(n) * 3).round(2)),
            "orders": orders,
            "revenue": (orders * rng.integers(500, 20_000, n) / 100).round(2),
        }
    )
    quiet = table.assign(channel="radio", impressions=0, clicks=0.0, visits=0, orders=0, revenue=0.0).head(3)
    return pd.concat([table, quiet]).sample(frac=1, random_state=3)


def test_ratios_by_hand(two_channels):
    assert metrics.ad_click_rate(two_channels) == 80 / 4500  # 30 + 50 over 1000 + 3000 + 500
    assert metrics.cost_per_click(two_channels) == 140 / 80  # the video's and the radio's yuan count too
    assert metrics.cost_per_mille(two_channels) == pytest.approx(1000 * 140 / 4500)
    assert metrics.ad_cost_per_visit(two_channels) == 140 / 64
    assert metrics.revenue_per_conversion(two_channels) == 600 / 4
    card = metrics.ad_scorecard(two_channels, "channel", margin_rate=0.3).set_index("channel")
    # Search: 120 yuan for 4000 impressions, 80 clicks, 64 visits, 4 orders of 600 yuan, of which 180 are gross profit.
    expected = {
        "ctr": 0.02, "cvr": 0.05, "cpc": 1.5, "cpm": 30.0, "cpa": 30.0, "roas": 5.0, "roi": (180 - 120) / 120,
        "cost_per_visit": 1.875, "revenue_per_conversion": 150.0,
    }  # fmt: skip
    assert card.loc["search", list(expected)].to_dict() == pytest.approx(expected)
    assert card.loc["video", "roas"] == 0
    assert card.loc["video", "roi"] == -1  # all lost, while a ROAS cannot be below 0
    assert card.loc["video", ["cvr", "cpc", "cpa", "cost_per_visit", "revenue_per_conversion"]].isna().all()
    assert card.loc["radio", ["ctr", "cpm"]].isna().all()


def test_against_pandas(ads, engine, same):
    frame = engine(ads)
    sums = ads.groupby("channel", dropna=False).sum(numeric_only=True).round(2)
    for name, (above, below, times) in RATIOS.items():
        function = getattr(metrics, name)
        assert function(frame) == pytest.approx(times * ads[above].sum() / ads[below].sum())
        expected = (times * sums[above] / sums[below]).where(sums[below] > 0)
        result = function(frame, by="channel")
        assert isinstance(result, engine.kind)
        same(result, expected.rename(name).reset_index())
    card = metrics.ad_scorecard(frame, ["channel", "campaign"], 0.25)
    both = ads.groupby(["channel", "campaign"], dropna=False).sum(numeric_only=True).round(2).reset_index()
    wanted = both.assign(
        ctr=both["clicks"] / both["impressions"],
        cvr=both["orders"] / both["clicks"],
        cpc=both["cost"] / both["clicks"],
        cpm=1000 * both["cost"] / both["impressions"],
        cpa=both["cost"] / both["orders"],
        roas=both["revenue"] / both["cost"],
        roi=(0.25 * both["revenue"] - both["cost"]) / both["cost"],
        cost_per_visit=both["cost"] / both["visits"],
        revenue_per_conversion=both["revenue"] / both["orders"],
    ).replace([np.inf, -np.inf], np.nan)
    order = ["channel", "campaign", "impressions", "clicks", "visits", "cost", "orders", "revenue"]
    same(card, wanted[[*order, *(name for name in wanted if name not in order)]])


def test_nothing_to_divide_by_and_no_rows(two_channels):
    nothing = two_channels.head(0)
    for name in RATIOS:
        assert math.isnan(getattr(metrics, name)(nothing))
        assert len(getattr(metrics, name)(pl.from_pandas(nothing), by="channel")) == 0
    assert len(metrics.ad_scorecard(nothing, "channel", 0.3)) == 0


def test_refusals(two_channels):
    with pytest.raises(StoreLabError, match="ads has no column 'click'; did you mean 'clicks'"):
        metrics.ad_click_rate(two_channels, clicks="click")
    with pytest.raises(StoreLabError, match="ads: column 'clicks' must hold numbers"):
        metrics.ad_click_rate(two_channels.assign(clicks="many"))
    with pytest.raises(StoreLabError, match="ads: 1 values of 'cost' are negative"):
        metrics.cost_per_click(two_channels.assign(cost=[1.0, -2.0, 0.0, 0.0]))
    with pytest.raises(StoreLabError, match="ads: 1 values of 'clicks' are no whole numbers"):
        metrics.ad_click_rate(two_channels.assign(clicks=[30.5, 50.0, None, 0.0]))
    with pytest.raises(StoreLabError, match="margin_rate must be at most 1, not 30"):
        metrics.ad_scorecard(two_channels, "channel", 30)
    with pytest.raises(StoreLabError, match="cvr must be from 0 to 1, not 5"):
        metrics.max_bid(5, 100)
    with pytest.raises(StoreLabError, match="target_roi must be above -1"):
        metrics.max_bid(0.05, 100, -1)
    with pytest.raises(StoreLabError, match="elapsed_share must be from 0 to 1"):
        metrics.budget_pace(10, 100, 50)
    use_language("zh")
    with pytest.raises(StoreLabError, match="ads 的 'cost' 列有 1 个负数"):
        metrics.cost_per_click(two_channels.assign(cost=[1.0, -2.0, 0.0, 0.0]))


def test_bid_pace_and_break_even_by_hand():
    # Of 100 clicks 5 order and leave 40 yuan each: 200 yuan, 2 a click; for an ROI of 0.25 a click may cost 1.6.
    assert metrics.max_bid(0.05, 40) == pytest.approx(2.0)
    assert metrics.max_bid(0.05, 40, 0.25) == pytest.approx(1.6)
    assert metrics.max_bid(pd.Series([0.05, 0.0]), 40.0).tolist() == pytest.approx([2.0, 0.0])
    # 600 of 1000 yuan are gone after 40 % of the time, when 400 should be.
    assert metrics.budget_pace(600, 1000, 0.4) == 1.5
    assert math.isnan(metrics.budget_pace(0, 1000, 0))
    assert metrics.break_even_roas(0.25) == 4
    assert math.isnan(metrics.break_even_roas(0))


@settings(deadline=None, max_examples=60)
@given(st.floats(0.001, 1), st.floats(0.1, 1000), st.floats(-0.5, 5))
def test_a_click_bought_at_the_bid_has_the_roi_aimed_at(cvr, margin, target):
    bid = metrics.max_bid(cvr, margin, target)
    assert metrics.return_on_investment(cvr * margin, bid) == pytest.approx(target, abs=1e-9)


@settings(deadline=None, max_examples=60)
@given(st.floats(0.01, 1), st.floats(1, 1000))
def test_at_the_break_even_roas_advertising_earns_nothing(margin_rate, cost):
    revenue = metrics.break_even_roas(margin_rate) * cost
    assert metrics.return_on_investment(revenue * margin_rate, cost) == pytest.approx(0, abs=1e-9)
