"""Simple forecasts, their errors, and the bull-whip."""

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

thorough = settings(max_examples=60, deadline=None)
demand = st.lists(st.integers(0, 50), min_size=1, max_size=40)


def test_moving_average_by_hand():
    # Three days of 2, 4, 6 make 4; with one day more ahead the same mean comes a day later.
    history = pd.Series([2, 4, 6, 10], index=list("abcd"))
    nan = math.nan
    expected = pd.Series([nan, nan, nan, 4.0], index=list("abcd"))
    pd.testing.assert_series_equal(metrics.moving_average_forecast(history, window=3), expected)
    # The two days to come: from 4, 6, 10 the mean 20 / 3; the second would need a day that is not known yet.
    ahead = metrics.moving_average_forecast([2, 4, 6, 10, None, None], window=3)
    assert ahead.tolist() == pytest.approx([nan, nan, nan, 4, 20 / 3, nan], nan_ok=True)
    two = metrics.moving_average_forecast(pl.Series([2, 4, 6, 10, None, None]), window=3, ahead=2)
    assert two.tolist() == pytest.approx([nan, nan, nan, nan, 4, 20 / 3], nan_ok=True)


def test_same_weekday_by_hand():
    # Day 15 is forecast from day 8 and day 1: (10 + 2) / 2. Ten days ahead day 8 is not known, so days 1 and before.
    history = [2, 0, 0, 0, 0, 0, 0, 10, 0, 0, 0, 0, 0, 0, None]
    assert metrics.same_weekday_forecast(history, weeks=2).iloc[-1] == 6
    assert metrics.same_weekday_forecast(history, weeks=1, ahead=8).iloc[-1] == 2
    assert metrics.same_weekday_forecast(history, weeks=2).isna().sum() == 14


def test_smoothing_by_hand_and_against_statsmodels():
    # Level 10; 10 + 0.5 * (20 - 10) = 15; 15 + 0.5 * (11 - 15) = 13.
    found = metrics.smoothed_forecast([10, 20, 11, None], alpha=0.5)
    assert found.tolist() == pytest.approx([math.nan, 10, 15, 13], nan_ok=True)
    from statsmodels.tsa.holtwinters import SimpleExpSmoothing

    history = np.random.default_rng(3).poisson(20, 120) + np.repeat([0, 15], 60)
    fitted = SimpleExpSmoothing(history, initialization_method="known", initial_level=history[0]).fit()
    assert metrics.smoothed_forecast(history).iloc[1:].to_numpy() == pytest.approx(fitted.fittedvalues[1:])


@thorough
@given(demand, st.integers(1, 9))
def test_a_forecast_knows_no_later_day(history, ahead):
    for forecast in (
        lambda past: metrics.moving_average_forecast(past, window=3, ahead=ahead),
        lambda past: metrics.same_weekday_forecast(past, weeks=1, ahead=ahead),
        lambda past: metrics.smoothed_forecast(past, alpha=0.3, ahead=ahead),
    ):
        whole = forecast(history)
        assert len(whole) == len(history)
        changed = [*history[:-ahead], *(value + 7 for value in history[-ahead:])]
        pd.testing.assert_series_equal(forecast(changed), whole)


def test_errors_by_hand():
    # Errors +2, -1, +3 and a pair without a forecast. MAE 6 / 3; bias 4 / 3; WAPE 6 of 14; MAPE over 10 and 4:
    # (2 / 10 + 1 / 4) / 2; squares 4 + 1 + 9; tracking 4 / 2.
    expected = {
        "days": 3,
        "mae": 2.0,
        "rmse": math.sqrt(14 / 3),
        "bias": 4 / 3,
        "wape": 6 / 14,
        "mape": 0.225,
        "zero_days": 1,
        "tracking": 2.0,
    }
    assert metrics.forecast_error([10, 4, 0, 9], [12, 3, 3, None]) == pytest.approx(expected)
    columns = pd.Series([10, 4, 0, 9]), pl.Series([12, 3, 3, None])
    assert metrics.forecast_error(*columns) == pytest.approx(expected)


def test_errors_of_nothing():
    nothing = metrics.forecast_error([], [])
    assert (nothing["days"], nothing["zero_days"]) == (0, 0)
    assert all(math.isnan(nothing[name]) for name in ("mae", "rmse", "bias", "wape", "mape", "tracking"))
    no_demand = metrics.forecast_error([0, 0], [1, 1])
    assert no_demand["mae"] == no_demand["bias"] == 1
    assert math.isnan(no_demand["wape"])
    assert math.isnan(no_demand["mape"])
    assert math.isnan(metrics.forecast_error([3], [3])["tracking"])


@thorough
@given(st.lists(st.tuples(st.integers(0, 99), st.integers(0, 99)), min_size=1, max_size=30), st.randoms())
def test_errors_are_bounded_and_know_no_order(pairs, random):
    found = metrics.forecast_error(*zip(*pairs, strict=True))
    assert abs(found["bias"]) <= found["mae"] + 1e-9
    assert found["mae"] <= found["rmse"] + 1e-9
    shuffled = random.sample(pairs, len(pairs))
    assert metrics.forecast_error(*zip(*shuffled, strict=True)) == pytest.approx(found, nan_ok=True)


def test_bullwhip_by_hand():
    # Demand 9, 11, 10: variance 1; orders 5, 15, 10: variance 25. A period without orders known is left out.
    assert metrics.bullwhip_ratio([5, 15, 10, None], [9, 11, 10, 99]) == pytest.approx(25)
    assert metrics.bullwhip_ratio([9, 11, 10], [9, 11, 10]) == pytest.approx(1)
    assert math.isnan(metrics.bullwhip_ratio([5, 6], [7, 7]))
    assert math.isnan(metrics.bullwhip_ratio([5], [7]))


def test_refusals():
    with pytest.raises(StoreLabError, match="window must be at least 1, not 0"):
        metrics.moving_average_forecast([1], window=0)
    with pytest.raises(StoreLabError, match="ahead must be at least 1, not 0"):
        metrics.same_weekday_forecast([1], ahead=0)
    with pytest.raises(StoreLabError, match="alpha must be from 0 to 1, not 2"):
        metrics.smoothed_forecast([1, 2], alpha=2)
    with pytest.raises(StoreLabError, match="history has 1 gaps in 3 days up to its last value"):
        metrics.smoothed_forecast([1, None, 2, None], alpha=0.5)
    with pytest.raises(StoreLabError, match="history must be a column of numbers"):
        metrics.moving_average_forecast(["a"])
    with pytest.raises(StoreLabError, match="actual and forecast must be of one length, not 2 and 1"):
        metrics.forecast_error([1, 2], [1])
    with pytest.raises(StoreLabError, match="actual must be at least 0, not -1"):
        metrics.forecast_error([-1], [1])
    use_language("zh")
    with pytest.raises(StoreLabError, match="orders 和 demand 的长度要一样，现在是 1 和 2"):
        metrics.bullwhip_ratio([1], [1, 2])
