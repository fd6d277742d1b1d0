"""Division and ranges of plain formulas: numbers and columns, and no infinity."""

import math

import numpy as np
import pandas as pd
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from storelab import metrics
from storelab.errors import StoreLabError
from storelab.metrics._formulas import check_range, quotient

numbers = st.floats(-1e9, 1e9) | st.integers(-10, 10)


@given(numbers, numbers)
def test_two_numbers_divide_and_never_give_infinity(above, below):
    result = quotient(above, below)
    assert isinstance(result, float)
    assert math.isnan(result) if below == 0 else result == above / below


@given(st.lists(st.tuples(numbers, numbers), min_size=1))
def test_columns_of_all_libraries_divide_like_numbers(pairs):
    above, below = [float(one) for one, _ in pairs], [float(other) for _, other in pairs]
    expected = [quotient(*pair) for pair in zip(above, below, strict=True)]
    index = range(5, 5 + len(pairs))
    series = quotient(pd.Series(above, index), pd.Series(below, index))
    assert list(series.index) == list(index)
    for result in (series, quotient(pl.Series(above), pl.Series(below)), quotient(np.array(above), np.array(below))):
        assert list(result) == pytest.approx(expected, nan_ok=True)


def test_a_column_and_a_number():
    assert quotient(pd.Series([1, 3]), 2).tolist() == [0.5, 1.5]
    assert quotient(6.0, pl.Series([2, 0])).to_list() == pytest.approx([3.0, math.nan], nan_ok=True)
    assert np.isnan(quotient(pd.Series([1, 3]), 0)).all()


def test_ratios_of_the_library_take_columns():
    campaigns = pd.DataFrame({"revenue": [300.0, 50.0, 10.0], "cost": [100.0, 100.0, 0.0]})
    assert metrics.roas(campaigns["revenue"], campaigns["cost"]).tolist() == pytest.approx(
        [3, 0.5, math.nan], nan_ok=True
    )
    assert metrics.return_on_investment(pl.Series([150.0]), pl.Series([100.0])).to_list() == [0.5]
    assert math.isnan(metrics.attainment(5, 0))


@pytest.mark.parametrize(
    ("value", "options", "message"),
    [
        (-1, {"low": 0}, "price must be at least 0, not -1."),
        (0, {"low": 0, "above": True}, "price must be above 0, not 0."),
        (1.2, {"low": 0, "high": 1}, "price must be from 0 to 1, not 1.2."),
        (0, {"low": 0, "high": 1, "above": True}, "price must be above 0 up to 1, not 0."),
        (pd.Series([3.0, -2.0, -5.0]), {"low": 0}, "price must be at least 0, not -2.0 (2 such values)."),
        ("3", {}, "price must be a number, not '3'."),
    ],
)
def test_a_value_out_of_range_is_named(value, options, message):
    with pytest.raises(StoreLabError) as refused:
        check_range("price", value, **options)
    assert str(refused.value) == message


@pytest.mark.parametrize("value", [None, math.nan, pd.NA, pd.Series([1.0, None]), 0, 7])
def test_missing_values_and_the_ends_pass(value):
    check_range("price", value, 0, 7)
