"""Experiments on amounts: Welch, ratios of users, heavy tails, CUPED, difference in differences."""

import math
from importlib import import_module

import numpy as np
import pandas as pd
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storelab import metrics
from storelab.errors import StoreLabError

relaxed = settings(max_examples=60, deadline=None)


def test_mean_difference_by_hand():
    # Means 4 and 2; variances 4 and 1; squared errors 4 / 3 and 1 / 3, sum 5 / 3; t = 2 / sqrt(5 / 3) = 1.549193.
    # Degrees (25 / 9) / ((16 / 9) / 2 + (1 / 9) / 2) = (25 / 9) / (17 / 18) = 50 / 17 = 2.941176.
    result = metrics.mean_difference([2, 4, 6], [1, 2, 3])
    assert result["treated_mean"] == 4
    assert result["control_mean"] == 2
    assert result["difference"] == 2
    assert result["relative"] == 1
    assert result["t"] == pytest.approx(1.549193, abs=1e-6)
    assert result["degrees"] == pytest.approx(50 / 17)
    assert (result["low"] + result["high"]) / 2 == pytest.approx(2)


def test_mean_difference_agrees_with_scipy():
    from scipy.stats import ttest_ind

    random = np.random.default_rng(1)
    treated, control = random.exponential(30, 400), random.exponential(25, 900)
    expected = ttest_ind(treated, control, equal_var=False)
    result = metrics.mean_difference(pd.Series(treated), pl.Series(control), confidence=0.9)
    assert result["t"] == pytest.approx(expected.statistic)
    assert result["p_value"] == pytest.approx(expected.pvalue)
    assert result["degrees"] == pytest.approx(expected.df)
    assert (result["low"], result["high"]) == pytest.approx(expected.confidence_interval(0.9))


def test_too_few_units_or_no_spread():
    lonely = metrics.mean_difference([3.0], [1.0, 2.0])
    assert lonely["difference"] == 1.5
    assert math.isnan(lonely["p_value"])
    assert math.isnan(lonely["low"])
    assert math.isnan(metrics.mean_difference([1, 1], [1, 1])["t"])
    empty = metrics.mean_difference([], [1.0, 2.0])
    assert math.isnan(empty["treated_mean"])
    assert math.isnan(empty["difference"])
    assert math.isnan(metrics.mean_difference([1, 3], [0, 0])["relative"])


def test_amounts_are_refused_in_both_languages(monkeypatch):
    with pytest.raises(StoreLabError, match=r"control: 2 of 3 values are missing or not finite\. Who bought nothing"):
        metrics.mean_difference([1, 2], pd.Series([1, None, math.inf]))
    with pytest.raises(StoreLabError, match="treated must hold numbers only"):
        metrics.mean_difference(["a", "b"], [1, 2])
    with pytest.raises(StoreLabError, match="confidence must lie between 0 and 1"):
        metrics.mean_difference([1, 2], [1, 2], confidence=95)
    with pytest.raises(StoreLabError, match="treated_numerator has 2 rows and treated_denominator 3"):
        metrics.ratio_difference([1, 2], [1, 2, 3], [1, 2], [1, 2])
    with pytest.raises(StoreLabError, match="repeats must be a whole number of at least 1000, not 10"):
        metrics.bootstrap_difference([1, 2], [1, 2], repeats=10)
    monkeypatch.setattr(import_module("storelab.language"), "_chosen", "zh")
    with pytest.raises(StoreLabError, match="control 的 3 个值里有 2 个缺失"):
        metrics.mean_difference([1, 2], pd.Series([1, None, math.inf]))
    with pytest.raises(StoreLabError, match="control 有 1 行，control_before 有 2 行"):
        metrics.cuped([1, 2], [1, 2], [1], [1, 2])


def test_ratio_difference_by_hand():
    # Treated: 6 / 3 = 2; rests 2 - 2 * 1 = 0 and 4 - 2 * 2 = 0: no variance. Control: 3 / 3 = 1; rests 1 - 2 = -1 and
    # 2 - 1 = 1, variance 2, squared error of the mean 1; mean denominator 1.5: 1 / 2.25. z = 1 / sqrt(1 / 2.25) = 1.5.
    result = metrics.ratio_difference([2, 4], [1, 2], [1, 2], [2, 1])
    assert result["treated_ratio"] == 2
    assert result["control_ratio"] == 1
    assert result["difference"] == 1
    assert result["relative"] == 1
    assert result["z"] == pytest.approx(1.5)
    assert result["p_value"] == pytest.approx(0.133614, abs=1e-6)  # 2 * (1 - 0.933193)
    assert result["low"] == pytest.approx(1 - 1.959964 / 1.5, abs=1e-6)


def test_ratio_with_a_constant_denominator_is_a_mean():
    random = np.random.default_rng(2)
    treated, control = random.normal(5, 2, 300), random.normal(4, 3, 500)
    ratio = metrics.ratio_difference(treated, np.full(300, 2), control, np.full(500, 2))
    mean = metrics.mean_difference(treated / 2, control / 2)
    assert ratio["difference"] == pytest.approx(mean["difference"])
    assert ratio["z"] == pytest.approx(mean["t"])


def test_nothing_to_divide_by():
    result = metrics.ratio_difference([0, 0], [0, 0], [1, 2], [1, 2])
    assert math.isnan(result["treated_ratio"])
    assert math.isnan(result["difference"])
    assert math.isnan(result["p_value"])
    assert math.isnan(metrics.ratio_difference([], [], [1, 2], [1, 2])["low"])


def _orders_of_users(random, users):
    """Orders and yuan of users; yuan per order differs between users, so orders of one user go together."""
    orders = random.poisson(random.gamma(1.0, 2.0, users))
    yuan = random.gamma(2.0, 50.0, users) * orders
    return yuan, orders


def test_the_delta_method_covers_where_orders_as_units_do_not():
    random = np.random.default_rng(5)
    covered, naive = [], []
    for _ in range(400):
        (yuan_a, orders_a), (yuan_b, orders_b) = _orders_of_users(random, 400), _orders_of_users(random, 400)
        result = metrics.ratio_difference(yuan_a, orders_a, yuan_b, orders_b)
        covered.append(result["low"] <= 0 <= result["high"])
        flat_a = np.repeat(yuan_a / np.maximum(orders_a, 1), orders_a)
        flat_b = np.repeat(yuan_b / np.maximum(orders_b, 1), orders_b)
        wrong = metrics.mean_difference(flat_a, flat_b)
        naive.append(wrong["low"] <= 0 <= wrong["high"])
    assert np.mean(covered) == pytest.approx(0.95, abs=0.044)  # four standard errors of 400 trials
    assert np.mean(naive) < 0.8


def test_bootstrap_agrees_with_welch_on_tame_data_and_repeats_itself():
    random = np.random.default_rng(11)
    treated, control = random.normal(12, 4, 800).round(2), random.normal(10, 4, 700).round(2)
    drawn = metrics.bootstrap_difference(treated, control, repeats=4000, seed=1)
    welch = metrics.mean_difference(treated, control)
    assert drawn["difference"] == welch["difference"]
    # 4000 samples tell an end to about 4 % of a standard error.
    error = (welch["high"] - welch["low"]) / 3.92
    assert drawn["low"] == pytest.approx(welch["low"], abs=0.15 * error)
    assert drawn["high"] == pytest.approx(welch["high"], abs=0.15 * error)
    assert drawn["p_value"] == 2 / 4001  # no sample at all lies on the other side of 0
    assert metrics.bootstrap_difference(treated, control, repeats=4000, seed=1) == drawn
    assert metrics.bootstrap_difference(treated, control, repeats=4000, seed=2)["low"] != drawn["low"]


def test_bootstrap_knows_the_exact_spread_of_few_values():
    # One of four users bought for 8 yuan: a redrawn mean is 2 times a binomial (4, 1/4) count; the control is constant.
    # P(0 of 4) = 0.3164, so the 2.5 % point is -1; P(at most 2) = 0.9492 and P(at most 3) = 0.9961: the 97.5 % point
    # is 2 * 3 - 1 = 5.
    result = metrics.bootstrap_difference([0, 0, 0, 8], [1, 1, 1])
    assert (result["low"], result["high"]) == (-1, 5)
    # Twice the rarer side: drawn means of 0 give -1, in 31.64 % of the samples.
    assert result["p_value"] == pytest.approx(2 * 0.3164, abs=0.05)


def test_bootstrap_of_nobody_and_of_twins():
    assert math.isnan(metrics.bootstrap_difference([], [1, 2])["low"])
    twins = metrics.bootstrap_difference([5, 5], [5, 5])
    assert (twins["low"], twins["high"], twins["p_value"]) == (0, 0, 1)


def test_bootstrap_covers_heavy_tails():
    # Revenue per user: 10 % buy, log-normal amounts.
    random = np.random.default_rng(21)

    def revenue():
        return np.where(random.random(2500) < 0.1, random.lognormal(4, 1.0, 2500), 0.0)

    results = [metrics.bootstrap_difference(revenue(), revenue(), repeats=1000, seed=i) for i in range(150)]
    covered = np.mean([result["low"] <= 0 <= result["high"] for result in results])
    assert covered == pytest.approx(0.95, abs=0.072)  # four standard errors of 150 trials


def test_cuped_by_hand():
    # Treated: before 1, 3 (mean 2), outcome 4, 8 (mean 6). Control: before 2, 4 (mean 3), outcome 3, 7 (mean 5).
    # Slope within groups: (1*2 + 1*2 + 1*2 + 1*2) / (1 + 1 + 1 + 1) = 2. Mean before 2.5.
    # Difference 1 - 2 * (2 - 3) = 3; the adjusted values are 7, 7 and 4, 4: nothing is left of the spread.
    result = metrics.cuped([4, 8], [1, 3], [3, 7], [2, 4])
    assert result["theta"] == 2
    assert result["raw_difference"] == 1
    assert result["difference"] == pytest.approx(3)
    assert result["variance_reduction"] == 1
    assert math.isnan(result["p_value"])


def test_cuped_is_the_regression_with_the_value_before():
    import statsmodels.api as sm

    random = np.random.default_rng(4)
    before = random.gamma(2, 30, 3000)
    group = random.random(3000) < 0.5
    outcome = 0.7 * before + random.normal(0, 20, 3000) + 3 * group
    result = metrics.cuped(outcome[group], before[group], outcome[~group], before[~group])
    fitted = sm.OLS(outcome, sm.add_constant(np.column_stack([group, before]).astype(float))).fit()
    assert result["difference"] == pytest.approx(fitted.params[1])
    assert result["theta"] == pytest.approx(fitted.params[2])
    correlation = np.corrcoef(before[~group], outcome[~group])[0, 1]
    assert result["variance_reduction"] == pytest.approx(correlation**2, abs=0.03)
    raw = metrics.mean_difference(outcome[group], outcome[~group])
    assert result["raw_difference"] == raw["difference"]
    assert (result["high"] - result["low"]) ** 2 == pytest.approx(
        (1 - result["variance_reduction"]) * (raw["high"] - raw["low"]) ** 2, rel=1e-3
    )


def test_cuped_without_a_past():
    flat = metrics.cuped([1, 2, 4], [0, 0, 0], [1, 2, 2], [0, 0, 0])
    plain = metrics.mean_difference([1, 2, 4], [1, 2, 2])
    assert flat["theta"] == 0
    assert flat["variance_reduction"] == 0
    assert flat["p_value"] == plain["p_value"]
    assert math.isnan(metrics.cuped([], [], [1, 2], [1, 2])["difference"])


def test_cuped_covers_the_true_effect():
    random = np.random.default_rng(8)
    covered = []
    for _ in range(400):
        before = random.gamma(1.5, 20, 500)
        outcome = before + random.normal(0, 15, 500)
        outcome[:250] += 2
        result = metrics.cuped(outcome[:250], before[:250], outcome[250:], before[250:])
        covered.append(result["low"] <= 2 <= result["high"])
    assert np.mean(covered) == pytest.approx(0.95, abs=0.044)


def test_difference_in_differences_by_hand():
    # Treated 2 -> 6 (+4), control 3 -> 4 (+1): 3. Unpaired squared errors: 2 / 2, 2 / 2, 8 / 2, 2 / 2 sum to 7.
    cells = {"treated_before": [1, 3], "treated_after": [5, 7], "control_before": [1, 5], "control_after": [3, 5]}
    result = metrics.difference_in_differences(**cells)
    assert result["treated_change"] == 4
    assert result["control_change"] == 1
    assert result["difference"] == 3
    assert result["t"] == pytest.approx(3 / math.sqrt(7))
    assert result["degrees"] == pytest.approx(49 / (1 + 1 + 16 + 1))
    # Paired: both treated rose by 4, the controls by 2 and 0: squared errors 0 and 2 / 2.
    paired = metrics.difference_in_differences(**cells, paired=True)
    assert paired["difference"] == 3
    assert paired["t"] == 3
    assert paired["degrees"] == 1


def test_difference_in_differences_is_the_interaction_of_a_regression():
    import statsmodels.api as sm

    random = np.random.default_rng(6)
    size = 400
    treated, after = np.repeat([1, 1, 0, 0], size), np.repeat([0, 1, 0, 1], size)
    values = 10 + 2 * treated + 3 * after + 1.5 * treated * after + random.normal(0, 5, 4 * size)
    cells = [values[(treated == g) & (after == t)] for g in (1, 0) for t in (0, 1)]
    result = metrics.difference_in_differences(*cells)
    design = sm.add_constant(np.column_stack([treated, after, treated * after]))
    fitted = sm.OLS(values, design).fit(cov_type="HC2")
    assert result["difference"] == pytest.approx(fitted.params[3])
    assert result["t"] == pytest.approx(fitted.tvalues[3])
    with pytest.raises(StoreLabError, match="treated_before has 400 rows and treated_after 399"):
        metrics.difference_in_differences(cells[0], cells[1][1:], cells[2], cells[3], paired=True)
    assert math.isnan(metrics.difference_in_differences([], [1], [1], [1])["difference"])


amounts = st.lists(st.integers(0, 500), min_size=2, max_size=30)


@relaxed
@given(amounts, amounts)
def test_swapping_groups_turns_the_sign(first, second):
    one, other = metrics.mean_difference(first, second), metrics.mean_difference(second, first)
    assert one["difference"] == -other["difference"]
    if not math.isnan(one["t"]):
        assert one["low"] == pytest.approx(-other["high"])
        assert 0 <= one["p_value"] <= 1
        assert one["p_value"] == pytest.approx(other["p_value"])
        assert one["low"] <= one["difference"] <= one["high"]


@relaxed
@given(amounts)
def test_twins_do_not_differ(values):
    for result in (
        metrics.mean_difference(values, values[::-1]),
        metrics.ratio_difference(values, values, values, values),
        metrics.cuped(values, values[::-1], values, values[::-1]),
        metrics.difference_in_differences(values, values, values, values),
    ):
        assert math.isnan(result["difference"]) or result["difference"] == pytest.approx(0, abs=1e-9)


def test_p_values_are_uniform_when_nothing_changes():
    random = np.random.default_rng(13)
    means, ratios = [], []
    for _ in range(1000):
        (yuan_a, orders_a), (yuan_b, orders_b) = _orders_of_users(random, 300), _orders_of_users(random, 300)
        means.append(metrics.mean_difference(orders_a, orders_b)["p_value"])
        ratios.append(metrics.ratio_difference(yuan_a, orders_a, yuan_b, orders_b)["p_value"])
    for values in (means, ratios):
        # Kolmogorov and Smirnov: the 0.1 % point of 1000 values is 1.95 / sqrt(1000) = 0.062.
        assert np.abs(np.sort(values) - (np.arange(1000) + 0.5) / 1000).max() < 0.062
