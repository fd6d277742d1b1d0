"""Differences of rates, and fair splits."""

import math

import numpy as np
import pandas as pd
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from storelab import metrics
from storelab.errors import StoreLabError
from storelab.metrics.experiments import chi_square_tail


def test_lift_by_hand():
    # 60 of 500 against 40 of 500. Pooled 0.1: se sqrt(0.09 * 2 / 500) = 0.0189737, z = 0.04 / 0.0189737 = 2.108185.
    # Unpooled sqrt((0.12 * 0.88 + 0.08 * 0.92) / 500) = 0.0189315; times 1.959964 is 0.0371050.
    result = metrics.lift(60, 500, 40, 500)
    assert result["treated_rate"] == 0.12
    assert result["control_rate"] == 0.08
    assert result["difference"] == pytest.approx(0.04)
    assert result["relative"] == pytest.approx(0.5)  # 0.04 / 0.08
    assert result["z"] == pytest.approx(2.108185, abs=1e-6)
    assert result["p_value"] == pytest.approx(0.035015, abs=1e-6)  # 2 * (1 - 0.982493)
    assert (result["low"], result["high"]) == pytest.approx((0.002895, 0.077105), abs=1e-6)


def test_lift_without_people_or_without_difference():
    assert all(map(math.isnan, metrics.lift(0, 0, 4, 10).values()))
    nobody = metrics.lift(0, 50, 0, 50)
    assert nobody["difference"] == 0
    assert math.isnan(nobody["relative"])
    assert math.isnan(nobody["z"])
    assert math.isnan(nobody["p_value"])
    with pytest.raises(StoreLabError, match=r"treated must be a count from 0 up to treated_total \(10\), not 11"):
        metrics.lift(11, 10, 1, 10)
    with pytest.raises(StoreLabError, match="control must be a count"):
        metrics.lift(1, 10, -1, 10)


sizes = st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@given(sizes, sizes)
def test_swapping_the_groups_turns_the_sign(first, second):
    one, other = metrics.lift(*first, *second), metrics.lift(*second, *first)
    assert one["difference"] == -other["difference"]
    assert one["low"] == pytest.approx(-other["high"], abs=1e-12)
    assert one["low"] <= one["difference"] <= one["high"]
    if not math.isnan(one["p_value"]):
        assert one["p_value"] == pytest.approx(other["p_value"])
        assert 0 <= one["p_value"] <= 1


@given(st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_identical_groups_differ_by_nothing(group):
    result = metrics.lift(*group, *group)
    assert result["difference"] == 0
    if 0 < group[0] < group[1]:
        assert (result["relative"], result["z"], result["p_value"]) == (0, 0, 1)
        assert result["low"] == -result["high"] < 0


def test_p_values_are_uniform_and_intervals_cover_when_nothing_changes():
    # 2000 experiments of 4000 units a group at 20 %: large enough that counts come near to the normal.
    random = np.random.default_rng(7)
    pairs = random.binomial(4000, 0.2, size=(2000, 2))
    results = [metrics.lift(int(a), 4000, int(b), 4000) for a, b in pairs]
    values = np.sort([result["p_value"] for result in results])
    # Kolmogorov and Smirnov: the 0.1 % point of 2000 values is 1.95 / sqrt(2000) = 0.044.
    steps = np.arange(1, 2001) / 2000
    assert max(np.abs(values - steps).max(), np.abs(values - steps + 1 / 2000).max()) < 0.044
    covered = np.mean([result["low"] <= 0 <= result["high"] for result in results])
    assert covered == pytest.approx(0.95, abs=0.0195)  # four standard errors of sqrt(0.95 * 0.05 / 2000)


def test_sample_ratio_mismatch_by_hand():
    # 5200 and 4800 of 10000: (200^2 + 200^2) / 5000 = 16; sqrt(16) = 4 standard errors, p = 6.334e-5.
    result = metrics.sample_ratio_mismatch({"a": 5200, "b": 4800})
    assert result == pytest.approx({"chi_square": 16, "p_value": 6.334e-5, "mismatch": True}, rel=1e-3)
    assert metrics.sample_ratio_mismatch([5060, 4940])["mismatch"] is False  # 1.2 standard errors
    # Planned 9 to 1: 9000 and 1000 is exactly that, in whatever weights and order.
    fair = metrics.sample_ratio_mismatch({"b": 1000, "a": 9000}, {"a": 0.9, "b": 0.1})
    assert fair == pytest.approx({"chi_square": 0, "p_value": 1, "mismatch": False})


def test_sample_ratio_refuses():
    with pytest.raises(StoreLabError, match="at least two variants"):
        metrics.sample_ratio_mismatch({"a": 5})
    with pytest.raises(StoreLabError, match="expected must give a weight above 0"):
        metrics.sample_ratio_mismatch({"a": 5, "b": 6}, {"a": 1, "c": 1})
    with pytest.raises(StoreLabError, match="expected must give a weight"):
        metrics.sample_ratio_mismatch([5, 6], [1, 0])
    nothing = metrics.sample_ratio_mismatch([0, 0])
    assert math.isnan(nothing["p_value"])
    assert nothing["mismatch"] is False


@pytest.mark.parametrize(
    # The 5 % and 0.1 % points that every table of the chi-square distribution prints.
    ("degrees", "five_percent", "one_in_thousand"),
    [
        (1, 3.841459, 10.827566),
        (2, 5.991465, 13.815511),
        (3, 7.814728, 16.266236),
        (4, 9.487729, 18.466827),
        (7, 14.06714, 24.321886),
    ],
)
def test_chi_square_tail(degrees, five_percent, one_in_thousand):
    assert chi_square_tail(five_percent, degrees) == pytest.approx(0.05, rel=1e-5)
    assert chi_square_tail(one_in_thousand, degrees) == pytest.approx(0.001, rel=1e-5)
    assert chi_square_tail(0, degrees) == 1


def test_benjamini_hochberg_by_hand():
    # Of 4 tests: the smallest times 4 / 1, the next times 4 / 2, 4 / 3, 4 / 4, and never more than the next larger one.
    # 0.01 * 4 = 0.04; 0.02 * 2 = 0.04; 0.03 * 4 / 3 = 0.04; 0.5.
    assert metrics.benjamini_hochberg([0.03, 0.5, 0.01, 0.02]) == pytest.approx([0.04, 0.5, 0.04, 0.04])
    # 0.001 * 3 = 0.003; 0.04 * 3 / 2 = 0.06, but 0.05 * 3 / 3 = 0.05 caps it.
    assert metrics.benjamini_hochberg(np.array([0.001, 0.04, 0.05])) == pytest.approx([0.003, 0.05, 0.05])


def test_benjamini_hochberg_keeps_type_index_and_missing_tests():
    series = pd.Series([0.04, None, 0.01], index=["a", "b", "c"], name="p")
    expected = pd.Series([0.04, np.nan, 0.02], index=["a", "b", "c"], name="p")
    pd.testing.assert_series_equal(metrics.benjamini_hochberg(series), expected)
    adjusted = metrics.benjamini_hochberg(pl.Series("p", [0.04, None, 0.01]))
    assert isinstance(adjusted, pl.Series)
    assert adjusted.to_list() == [pytest.approx(0.04), None, pytest.approx(0.02)]
    assert metrics.benjamini_hochberg([]) == []
    with pytest.raises(StoreLabError, match=r"p_values must be from 0 to 1, not 1\.2"):
        metrics.benjamini_hochberg([0.1, 1.2])


@given(st.lists(st.floats(0, 1), min_size=1, max_size=30))
def test_benjamini_hochberg_is_the_step_up_procedure(values):
    adjusted = metrics.benjamini_hochberg(values)
    assert all(value <= other + 1e-15 and other <= 1 for value, other in zip(values, adjusted, strict=True))
    # The original procedure: the largest k with p_(k) <= k / m * 0.05 calls the k smallest.
    ordered, count = sorted(values), len(values)
    passing = [k for k in range(1, count + 1) if ordered[k - 1] * count / k <= 0.05]
    called = sum(value <= 0.05 for value in adjusted)
    assert called == sum(value <= ordered[passing[-1] - 1] for value in values) if passing else called == 0


def test_few_of_the_called_changes_are_false():
    # 200 series of 50 tests, 10 of which change something: at most 5 % of what is called may be false, on average.
    random = np.random.default_rng(3)
    shares = []
    for _ in range(200):
        z = random.normal(size=50) + np.repeat([3.5, 0.0], [10, 40])
        p_values = np.array([math.erfc(abs(value) / math.sqrt(2)) for value in z])
        called = metrics.benjamini_hochberg(p_values) <= 0.05
        shares.append(called[10:].sum() / max(called.sum(), 1))
    assert np.mean(shares) < 0.055


def test_messages_in_chinese(monkeypatch):
    from importlib import import_module

    monkeypatch.setattr(import_module("storelab.language"), "_chosen", "zh")
    with pytest.raises(StoreLabError, match="p_values 应该是不小于 0、不大于 1 的数"):
        metrics.benjamini_hochberg([2.0])
