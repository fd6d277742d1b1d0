"""How unequally a total is spread."""

import math

import numpy as np
import pandas as pd
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storelab.errors import StoreLabError
from storelab.language import use_language
from storelab.metrics.concentration import (
    concentration_ratio,
    effective_number,
    entropy,
    gini,
    herfindahl,
    top_share,
)

MEASURES = [gini, herfindahl, effective_number, concentration_ratio, top_share, entropy]
amounts = st.lists(st.integers(0, 10**6), min_size=1, max_size=40).filter(any)
thorough = settings(max_examples=60, deadline=None)


def test_by_hand():
    # Sorted 1, 2, 7 of 10 in all. Gini: weights -2, 0, 2: (-2 * 1 + 2 * 7) / (3 * 10) = 0.4.
    # Shares .1, .2, .7: HHI .01 + .04 + .49 = .54. The largest two have .9; the top fifth of three is one: .7.
    values = [7, 1, 2]
    assert gini(values) == pytest.approx(0.4)
    assert herfindahl(values) == pytest.approx(0.54)
    assert effective_number(values) == pytest.approx(1 / 0.54)
    assert concentration_ratio(values, 2) == pytest.approx(0.9)
    assert top_share(values, 0.2) == pytest.approx(0.7)
    # Shares 1/2, 1/4, 1/4: entropy 1/2 * 1 + 2 * 1/4 * 2 = 1.5 bits.
    assert entropy([2, 1, 1]) == pytest.approx(1.5)


def test_gini_is_half_the_mean_difference_over_the_mean():
    values = np.random.default_rng(3).lognormal(size=60)
    differences = np.abs(values[:, None] - values[None, :]).mean()
    assert gini(values) == pytest.approx(differences / 2 / values.mean())


def test_entropy_agrees_with_scipy():
    from scipy.stats import entropy as oracle

    values = np.random.default_rng(4).integers(0, 50, 30)
    assert entropy(values) == pytest.approx(oracle(values, base=2))


def test_whole_parts_are_not_rounded_up():
    # 0.07 * 100 is a hair above 7 in floats.
    assert top_share([1] * 100, 0.07) == pytest.approx(0.07)
    assert top_share([1] * 101, 0.07) == pytest.approx(8 / 101)


@pytest.mark.parametrize("measure", MEASURES)
def test_columns_missing_values_and_nothing(measure):
    expected = measure([3.0, 1.0, 0.0])
    for column in (pd.Series([3.0, None, 1.0, 0.0]), pl.Series([3, None, 1, 0]), np.array([0.0, 1.0, np.nan, 3.0])):
        assert measure(column) == pytest.approx(expected)
    assert measure(pd.Series([3, 1, 0, pd.NA], dtype="Int64")) == pytest.approx(expected)
    for nothing in ([], [0, 0], pd.Series([None], dtype=float)):
        assert math.isnan(measure(nothing))


@pytest.mark.parametrize("measure", MEASURES)
def test_refusals(measure):
    with pytest.raises(StoreLabError, match=r"values must be at least 0, not -2"):
        measure([3, -2])
    with pytest.raises(StoreLabError, match="values must be a column of numbers, not 5"):
        measure(5)
    use_language("zh")
    with pytest.raises(StoreLabError, match="values 应该是一列数，现在是 5"):
        measure(5)


def test_refused_tops():
    with pytest.raises(StoreLabError, match="top must be at least 1, not 0"):
        concentration_ratio([1], 0)
    with pytest.raises(StoreLabError, match="top must be above 0 up to 1, not 20"):
        top_share([1], 20)


@thorough
@given(amounts, st.randoms())
def test_bounds_scale_and_permutation(values, random):
    size = len(values)
    assert 0 <= gini(values) <= (size - 1) / size + 1e-12
    assert 1 / size - 1e-12 <= herfindahl(values) <= 1 + 1e-12
    assert -1e-12 <= entropy(values) <= math.log2(size) + 1e-12
    ratios = [concentration_ratio(values, top) for top in range(1, size + 1)]
    assert ratios == sorted(ratios)
    assert ratios[-1] == pytest.approx(1)
    assert top_share(values, 0.3) >= 0.3 - 1e-12
    shuffled = random.sample(values, size)
    for measure in MEASURES:
        assert measure(shuffled) == measure(values)
        assert measure([3 * value for value in values]) == pytest.approx(measure(values))


@thorough
@given(st.integers(1, 30), st.integers(1, 1000))
def test_equal_values_are_not_concentrated(size, value):
    values = [value] * size
    assert gini(values) == pytest.approx(0)
    assert effective_number(values) == pytest.approx(size)
    assert entropy(values) == pytest.approx(math.log2(size))
