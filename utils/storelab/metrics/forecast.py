"""Demand forecasts that a shop can beat others against, and how far a forecast was off."""

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from storelab.errors import StoreLabError
from storelab.language import pick
from storelab.metrics._formulas import check_range, quotient
from storelab.metrics._tables import is_missing

if TYPE_CHECKING:
    import pandas as pd

WEEK = 7


def moving_average_forecast(history: Any, window: int = 28, ahead: int = 1) -> "pd.Series":
    """Forecast each day as the mean of the last days known: slow, and blind to weekdays.

    Parameters
    ----------
    history
        Column of the demand of successive days; a pandas series keeps its index.
    window
        Days that the mean is taken over.
    ahead
        How many days before the day forecast the last known day lies: the lead time.

    Returns
    -------
    pandas.Series
        The forecast of each day, missing where the past is too short or has gaps. Days to come stand in the history as
        missing values; the first ``ahead`` of them have a forecast.

    Raises
    ------
    StoreLabError
        If ``window`` or ``ahead`` is below 1, or the history holds no numbers.
    """
    past = _series(history, window=window, ahead=ahead)
    return past.rolling(window).mean().shift(ahead)


def same_weekday_forecast(history: Any, weeks: int = 4, ahead: int = 1) -> "pd.Series":
    """Forecast each day as the mean of the same weekday in the last weeks that were known.

    Parameters
    ----------
    history
        Column of the demand of successive days without gaps in the days; a pandas series keeps its index.
    weeks
        How many of these weekdays the mean is taken over.
    ahead
        As in `moving_average_forecast`: with more than 7 the latest of these weekdays lies further back.

    Returns
    -------
    pandas.Series
        The forecast of each day, missing where the past is too short or has gaps.

    Raises
    ------
    StoreLabError
        If ``weeks`` or ``ahead`` is below 1, or the history holds no numbers.
    """
    import pandas as pd

    past = _series(history, weeks=weeks, ahead=ahead)
    nearest = -(-ahead // WEEK)
    days = pd.concat([past.shift(WEEK * week) for week in range(nearest, nearest + weeks)], axis=1)
    return days.mean(axis=1, skipna=False)


def smoothed_forecast(history: Any, alpha: float | None = None, ahead: int = 1) -> "pd.Series":
    """Forecast by simple exponential smoothing: each day moves the level by alpha of the error.

    Parameters
    ----------
    history
        Column of the demand of successive days without gaps; a pandas series keeps its index.
    alpha
        From 0 to 1; by default the value with the least squared error of one day ahead, which statsmodels finds
        on the whole history: then the errors on it are kinder than those to come.
    ahead
        As in `moving_average_forecast`.

    Returns
    -------
    pandas.Series
        The forecast of each day; the first level is the first day, and what lies before it is missing.

    Raises
    ------
    StoreLabError
        If ``alpha`` or ``ahead`` is out of range, or the history holds no numbers or has missing ones.

    References
    ----------
    Brown (1959), Statistical Forecasting for Inventory Control.
    """
    past = _series(history, ahead=ahead)
    known = past.loc[: past.last_valid_index()] if past.notna().any() else past.iloc[:0]
    gaps = int(known.isna().sum())
    if known.empty or gaps:
        raise StoreLabError(
            pick(
                {
                    "en": f"history has {gaps} gaps in {len(known)} days up to its last value; smoothing needs every day. Fill them first.",
                    "zh": f"history 到最后一个值为止的 {len(known)} 天里缺了 {gaps} 天；指数平滑要求每天都有值。请先补上。",
                }
            )
        )
    if alpha is None:
        from statsmodels.tsa.holtwinters import SimpleExpSmoothing

        model = SimpleExpSmoothing(known.to_numpy(), initialization_method="known", initial_level=float(known.iloc[0]))
        alpha = float(model.fit().params["smoothing_level"])
    check_range("alpha", alpha, 0, 1)
    return known.ewm(alpha=alpha, adjust=False).mean().reindex(past.index).shift(ahead)


def _series(history: Any, **numbers: int) -> "pd.Series":
    import pandas as pd

    for name, value in numbers.items():
        check_range(name, value, 1)
    try:
        return (history if isinstance(history, pd.Series) else pd.Series(list(history))).astype(float)
    except (TypeError, ValueError):
        raise StoreLabError(
            pick({"en": "history must be a column of numbers.", "zh": "history 应该是一列数。"})
        ) from None


def forecast_error(actual: Sequence[float], forecast: Sequence[float]) -> dict[str, float]:
    """How far a forecast was off, and to which side.

    MAPE cannot be formed on days without demand: it leaves them out and says how many they are, and so praises forecasts
    that are too high on them. WAPE counts every day and is the one to compare goods by.

    Parameters
    ----------
    actual, forecast
        Columns of equal length, matched by place; pairs of which one is missing are left out.

    Returns
    -------
    dict
        ``days`` (pairs counted), ``mae`` (mean absolute error, pieces), ``rmse`` (root of the mean squared error),
        ``bias`` (mean of forecast less actual: above 0 is too high), ``wape`` (sum of absolute errors over sum of
        actuals), ``mape`` (mean of absolute error over actual, on days with demand), ``zero_days`` (left out of it) and
        ``tracking`` (sum of forecast less actual over mae: beyond about 4 to either side the forecast is one-sided).
        NaN where nothing can be divided by.

    Raises
    ------
    StoreLabError
        If the columns differ in length, or an actual is negative.

    References
    ----------
    Hyndman and Koehler (2006), Another look at measures of forecast accuracy, International Journal of Forecasting 22.
    """
    first, second = list(actual), list(forecast)
    _check_lengths("actual", first, "forecast", second)
    check_range("actual", first, 0)
    pairs = _pairs(first, second)
    errors = [f - a for a, f in pairs]
    sizes = [abs(error) for error in errors]
    with_demand = [(size, a) for size, (a, _) in zip(sizes, pairs, strict=True) if a]
    days = len(pairs)
    mae = quotient(math.fsum(sizes), days)
    return {
        "days": days,
        "mae": mae,
        "rmse": math.sqrt(quotient(math.fsum(error**2 for error in errors), days)),
        "bias": quotient(math.fsum(errors), days),
        "wape": quotient(math.fsum(sizes), math.fsum(a for a, _ in pairs)),
        "mape": quotient(math.fsum(size / a for size, a in with_demand), len(with_demand)),
        "zero_days": days - len(with_demand),
        "tracking": quotient(math.fsum(errors), mae),
    }


def _pairs(first: Sequence[Any], second: Sequence[Any]) -> list[tuple[float, float]]:
    both = zip(first, second, strict=True)
    return [(float(one), float(other)) for one, other in both if not is_missing(one) and not is_missing(other)]


def _check_lengths(name: str, first: Sequence[Any], other: str, second: Sequence[Any]) -> None:
    if len(first) != len(second):
        raise StoreLabError(
            pick(
                {
                    "en": f"{name} and {other} must be of one length, not {len(first)} and {len(second)}.",
                    "zh": f"{name} 和 {other} 的长度要一样，现在是 {len(first)} 和 {len(second)}。",
                }
            )
        )


def bullwhip_ratio(orders: Sequence[float], demand: Sequence[float]) -> float:
    """How much more the orders to the supplier swing than the demand of the customers: variance over variance.

    Above 1 the swings grow on their way up the chain: forecasts, batches, promotions and fear of shortage do that. Both
    are taken per period of one length, such as a week; with a shorter one batches alone look like a whip.

    Parameters
    ----------
    orders, demand
        Columns of pieces ordered and asked for, a period a value; missing values are left out.

    Returns
    -------
    float
        The quotient of the sample variances; NaN with less than two periods or a demand that never changes.

    Raises
    ------
    StoreLabError
        If the columns differ in length, or a value is negative.

    References
    ----------
    Lee, Padmanabhan and Whang (1997), Information distortion in a supply chain: the bullwhip effect, Management
    Science 43.
    """
    from statistics import variance

    columns = {"orders": list(orders), "demand": list(demand)}
    _check_lengths("orders", columns["orders"], "demand", columns["demand"])
    for name, column in columns.items():
        check_range(name, column, 0)
    pairs = _pairs(*columns.values())
    if len(pairs) < 2:
        return math.nan
    return float(quotient(variance([o for o, _ in pairs]), variance([d for _, d in pairs])))
