"""Saturation curves from daily data, and the best division of a budget over them."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import optimize

import engines
from storelab import metrics
from storelab.errors import StoreLabError
from storelab.language import use_language


def simulated(ceiling, scale, noise, seed, days=120, most=2000):
    rng = np.random.default_rng(seed)
    cost = rng.uniform(50, most, days).round(2)
    revenue = ceiling * (1 - np.exp(-cost / scale)) + rng.normal(0, noise, days)
    return pd.DataFrame(
        {"date": pd.date_range("2025-01-01", periods=days), "cost": cost, "revenue": revenue.clip(0).round(2)}
    )


@pytest.fixture
def daily():
    curved = simulated(9000, 700, 300, 1).assign(channel="search")
    other = simulated(4000, 1500, 200, 2).assign(channel="video")
    straight = simulated(1e7, 1e7, 5, 3).assign(channel="line")
    constant = simulated(4000, 1500, 200, 4).assign(channel="constant", cost=100.0)
    short = simulated(4000, 1500, 0, 5, days=7).assign(channel="short")
    silent = simulated(4000, 1500, 0, 6, days=20).assign(channel="silent", cost=0.0, revenue=0.0)
    table = pd.concat([curved, other, straight, constant, short, silent])
    # Two rows a day add up to one; a missing cost counts as none.
    halves = pd.concat(
        [
            table.assign(cost=(table["cost"] / 2).round(2), revenue=0.0),
            table.assign(cost=lambda t: t["cost"] - (t["cost"] / 2).round(2)),
        ]
    )
    spare = table.head(3).assign(cost=np.nan, revenue=0.0)
    return pd.concat([halves, spare]).sample(frac=1, random_state=1).reset_index(drop=True)


def test_fit_against_scipy_on_every_engine(daily, engine, same):
    result = metrics.response_curves(engine(daily))
    assert isinstance(result, engine.kind)
    table = engines.to_pandas(result)
    assert table["channel"].to_list() == ["constant", "line", "search", "short", "silent", "video"]
    assert table["days"].to_list() == [120, 120, 120, 7, 0, 120]
    fits = table.set_index("channel")
    assert fits.loc[["constant", "line", "short", "silent"], "ceiling":"scale_high"].isna().all(axis=None)
    assert np.isnan(fits.loc["silent", "largest_cost"])
    for channel, ceiling, scale in (("search", 9000, 700), ("video", 4000, 1500)):
        rows = daily[daily["channel"] == channel].groupby("date")[["cost", "revenue"]].sum()
        values, covariance = optimize.curve_fit(
            lambda x, a, b: np.exp(a) * (1 - np.exp(-x / np.exp(b))),
            rows["cost"], rows["revenue"], p0=np.log([5000, 1000]), xtol=1e-14, ftol=1e-14,
        )  # fmt: skip
        fit = fits.loc[channel]
        assert fit["largest_cost"] == pytest.approx(rows["cost"].max(), abs=1e-9)
        assert [fit["ceiling"], fit["scale"]] == pytest.approx(np.exp(values), rel=1e-5)
        reach = 1.980272 * np.sqrt(np.diag(covariance))  # t with 118 degrees of freedom
        assert [fit["ceiling_high"], fit["scale_high"]] == pytest.approx(np.exp(values + reach), rel=1e-4)
        assert [fit["ceiling_low"], fit["scale_low"]] == pytest.approx(np.exp(values - reach), rel=1e-4)
        assert fit["ceiling_low"] < ceiling < fit["ceiling_high"]
        assert fit["scale_low"] < scale < fit["scale_high"]
    curves = pd.DataFrame(
        {"channel": ["b", "a"], "ceiling": [1000.0, 2000.0], "scale": [500.0, 500.0], "largest_cost": [800.0, 900.0]}
    )
    # Equal scales: the marginal returns 4 exp(-a / 500) and 2 exp(-b / 500) are equal where a = b + 500 ln 2 = b + 346.57.
    # With 1000 yuan b = 326.71 and a = 673.29.
    split = metrics.allocate_at_equal_margin(engine(curves), 1000)
    assert isinstance(split, engine.kind)
    a, b = 500 + 250 * np.log(2), 500 - 250 * np.log(2)
    expected = pd.DataFrame(
        {
            "channel": ["a", "b"],
            "spend": [a, b],
            "revenue": [2000 * (1 - np.exp(-a / 500)), 1000 * (1 - np.exp(-b / 500))],
            "marginal": [4 * np.exp(-a / 500), 2 * np.exp(-b / 500)],
            "beyond_data": [False, False],
        }
    )
    same(split, expected)


def test_intervals_hold_the_truth_as_often_as_they_say():
    inside = 0
    for seed in range(100):
        fit = metrics.response_curves(simulated(5000, 800, 400, 1000 + seed).assign(channel="x")).iloc[0]
        inside += fit["scale_low"] <= 800 <= fit["scale_high"]
    assert 88 <= inside <= 99  # of 100, with 95 %


def test_days_that_say_little_give_no_curve_or_a_finite_one():
    rng = np.random.default_rng(17)
    noise = pd.DataFrame(
        {
            "channel": np.repeat(np.arange(40), 8),
            "date": np.tile(pd.date_range("2025-01-01", periods=8), 40),
            "cost": rng.uniform(1, 500, 320).round(2),
            "revenue": rng.uniform(0, 900, 320).round(2),
        }
    )
    fits = metrics.response_curves(noise)[
        ["ceiling", "ceiling_low", "ceiling_high", "scale", "scale_low", "scale_high"]
    ]
    known = fits.dropna()
    assert 0 < len(known) < len(fits)
    assert fits.isna().any(axis=1).sum() == fits.isna().all(axis=1).sum()  # all six or none
    assert np.isfinite(known).all(axis=None)
    assert (known["ceiling_low"] <= known["ceiling"]).all()
    assert (known["scale"] <= known["scale_high"]).all()
    assert (known["scale_high"] <= 1000 * known["scale"]).all()


@pytest.fixture
def curves():
    return pd.DataFrame(
        {
            "channel": ["brand", "search", "video"],
            "ceiling": [300.0, 9000.0, 4000.0],
            "scale": [500.0, 700.0, 1500.0],
            "largest_cost": [900.0, 1200.0, 2000.0],
        }
    )


def test_a_small_budget_leaves_the_weak_channel_out(curves):
    result = metrics.allocate_at_equal_margin(curves, 1400).set_index("channel")
    assert result.loc["brand", "spend"] == 0
    assert result["spend"].sum() == pytest.approx(1400, abs=1e-9)
    assert result.loc["search", "marginal"] == pytest.approx(result.loc["video", "marginal"], rel=1e-12)
    assert result.loc["search", "marginal"] > result.loc["brand", "marginal"]
    assert (metrics.allocate_at_equal_margin(curves, 0)["spend"] == 0).all()


def test_beyond_the_data_only_when_asked_and_marked(curves):
    full = metrics.allocate_at_equal_margin(curves, 4100)
    assert full["spend"].to_list() == [900, 1200, 2000]
    assert not full["beyond_data"].any()
    with pytest.raises(StoreLabError, match=r"budget \(4101\) is more than was ever spent in a day .* \(4100\)"):
        metrics.allocate_at_equal_margin(curves, 4101)
    guess = metrics.allocate_at_equal_margin(curves, 4101, beyond_data=True).set_index("channel")
    assert guess["spend"].sum() == pytest.approx(4101)
    assert guess["beyond_data"].to_dict() == {"brand": False, "search": True, "video": True}
    # Within the data the cap holds the best channel back, so that it still brings more than the others.
    held = metrics.allocate_at_equal_margin(curves, 3900).set_index("channel")
    assert held.loc["search", "spend"] == 1200
    assert held.loc["search", "marginal"] > held.loc["video", "marginal"]


@settings(deadline=None, max_examples=40)
@given(
    st.lists(st.tuples(st.floats(10, 1e5), st.floats(10, 1e4), st.floats(1, 1e4)), min_size=1, max_size=6),
    st.floats(0, 1),
)
def test_no_other_division_brings_more(rows, share):
    table = pd.DataFrame(rows, columns=["ceiling", "scale", "largest_cost"]).assign(channel=range(len(rows)))
    budget = share * table["largest_cost"].sum()
    result = metrics.allocate_at_equal_margin(table, budget)
    assert result["spend"].sum() == pytest.approx(budget, rel=1e-9, abs=1e-9)
    assert (result["spend"] >= 0).all()
    assert (result["spend"] <= table["largest_cost"] * (1 + 1e-12)).all()
    # On concave curves this is the optimum: where money could move, the last yuan brings the same, where there is none
    # the first would bring less, and at the cap more.
    spend, most = result["spend"].to_numpy(), table["largest_cost"].to_numpy()
    marginal = result["marginal"].to_numpy()
    free = (spend > 0) & (spend < most)
    low, high = marginal[spend > 0].min(initial=np.inf), marginal[spend < most].max(initial=0)
    assert marginal[free].max(initial=0) <= marginal[free].min(initial=np.inf) * (1 + 1e-7) or not free.any()
    assert low >= high * (1 - 1e-7)


def test_a_general_optimiser_finds_no_better_division(curves):
    tops, widths = curves["ceiling"].to_numpy(), curves["scale"].to_numpy()
    for budget in (500.0, 1400.0, 2500.0, 3800.0):
        # In thousands of yuan, so that the optimiser's steps and tolerances suit the numbers.
        found = optimize.minimize(
            lambda spend: -(tops / 1000 * (1 - np.exp(-1000 * spend / widths))).sum(),
            np.full(3, budget / 3000),
            bounds=[(0, most / 1000) for most in curves["largest_cost"]],
            constraints={"type": "eq", "fun": lambda spend, budget=budget: spend.sum() - budget / 1000},
            method="SLSQP",
            options={"ftol": 1e-10, "maxiter": 500},
        )
        result = metrics.allocate_at_equal_margin(curves, budget)
        assert found.success
        assert result["revenue"].sum() == pytest.approx(-1000 * found.fun, rel=1e-6)
        assert result["spend"].to_list() == pytest.approx(1000 * found.x, abs=budget / 200)


def test_empty_and_refused(curves, daily):
    assert len(metrics.allocate_at_equal_margin(curves.head(0), 0)) == 0
    assert len(metrics.response_curves(daily.head(0))) == 0
    with pytest.raises(StoreLabError, match="curves: brand have no curve above 0"):
        metrics.allocate_at_equal_margin(curves.assign(ceiling=[np.nan, 1.0, 1.0]), 10)
    with pytest.raises(StoreLabError, match="some 'channel' stand in more than one row"):
        metrics.allocate_at_equal_margin(pd.concat([curves, curves]), 10)
    with pytest.raises(StoreLabError, match="budget must be at least 0"):
        metrics.allocate_at_equal_margin(curves, -1)
    with pytest.raises(StoreLabError, match="confidence must lie between 0 and 1"):
        metrics.response_curves(daily, confidence=95)
    use_language("zh")
    with pytest.raises(StoreLabError, match="超过这些渠道历史上单日花费之和（4100）"):
        metrics.allocate_at_equal_margin(curves, 5000)
