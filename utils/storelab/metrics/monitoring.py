"""Watching a metric: what is usual on such a day, and how near the goal is."""

from collections import defaultdict, deque
from collections.abc import Iterable
from statistics import median
from typing import Any, cast

import narwhals.stable.v2 as nw

from storelab.errors import StoreLabError
from storelab.language import pick
from storelab.metrics._formulas import Numbers, quotient
from storelab.metrics._frames import By, IntoFrameT, collect, keys, like, read
from storelab.metrics._periods import as_day, check_times
from storelab.metrics.registry import EVERY_ROW, metric

# The median absolute deviation times this is the standard deviation, where values are normal.
MAD_TO_SD = 1.4826


@metric(
    "M164",
    en="Unusual change",
    zh="指标异常变化",
    branch="steering",
    numerator={
        "en": "distance from the median of the same weekday's earlier values",
        "zh": "与同一星期几以往数值的中位数之差",
    },
    denominator={"en": "1.4826 x median absolute deviation of these values", "zh": "这些数值的绝对中位差的 1.4826 倍"},
    window={
        "en": "the last 8 values of the weekday before the day, holidays left out",
        "zh": "当天之前同一星期几的最近 8 个值，节假日除外",
    },
    filter=EVERY_ROW,
    unit="score",
    formula="flag when |x - median| > z * 1.4826 * MAD",
    aliases=("Anomaly", "指标异常"),
)
def anomaly_limits(
    daily: IntoFrameT,
    weeks: int = 8,
    z: float = 3.5,
    by: By = None,
    holidays: Iterable[Any] = (),
    *,
    date: str = "date",
    value: str = "value",
) -> IntoFrameT:
    """Control limits of a daily metric from the same weekday of earlier weeks, and the days outside them (M164).

    Median and median absolute deviation: one odd day among the eight moves neither much, as it would mean and standard
    deviation. Only days before the day itself count, so that an alarm could have been raised on it.

    Parameters
    ----------
    daily
        One row a day, in any order; with ``by`` a day and group.
    weeks
        How many earlier values of the weekday make the limits. A day without a value is skipped, not taken for 0.
    z
        How many (robust) standard deviations are still usual.
    by
        Columns such as ``["metric", "scope"]``: each group is judged for itself.
    holidays
        Days such as ``"2025-10-01"`` that are like no other of their weekday: public holidays, campaigns. They are left
        out on both sides: no limits are made from them, and none are drawn for them, so they are never flagged. Compare
        them with their own kind, the same holiday of last year, and by the lunar calendar if it is a lunar one.
    date, value
        Columns of the day and the metric.

    Returns
    -------
    frame
        ``by``, ``date``, ``value``, ``expected`` (the median), ``low``, ``high`` and ``flagged``, sorted by group and
        day. Without ``weeks`` earlier values, and on holidays, there are no limits (null) and no flag; a missing value
        has no flag.

    Raises
    ------
    StoreLabError
        If a column is missing, ``date`` holds no times or has a day twice, a holiday is no day, or ``weeks`` or ``z``
        is too small.
    """
    if weeks < 1 or not z >= 0:
        raise StoreLabError(
            pick(
                {
                    "en": f"weeks must be 1 or more and z 0 or more; got weeks={weeks}, z={z}.",
                    "zh": f"weeks 至少是 1，z 不能小于 0；现在是 weeks={weeks}、z={z}。",
                }
            )
        )
    groups = keys(by)
    left_out = {as_day(day, "holidays") for day in holidays}
    frame = read(daily, "daily", [*groups, date, value], ids=[date])
    check_times(frame, "daily", date)
    table = collect(frame.select(*groups, date, nw.col(value).cast(nw.Float64)).sort(*groups, date, nulls_last=True))
    earlier: dict[Any, deque[float]] = defaultdict(lambda: deque(maxlen=weeks))
    columns: dict[str, list[Any]] = {name: [] for name in (*groups, date, value, "expected", "low", "high", "flagged")}
    previous = None
    for *group, day, number in table.rows():
        place = (*group, day.date() if hasattr(day, "date") else day)
        if place == previous:
            raise StoreLabError(
                pick(
                    {
                        "en": f"daily has more than one row for {place[-1]}; name what tells them apart in by, such as by='metric'.",
                        "zh": f"daily 里 {place[-1]} 这一天不止一行；请用 by 写明按什么区分，比如 by='metric'。",
                    }
                )
            )
        previous = place
        known = number is not None and number == number
        past = earlier[(*group, day.weekday())]
        expected = low = high = None
        ordinary = place[-1] not in left_out
        if ordinary and len(past) == weeks:
            expected = median(past)
            reach = z * MAD_TO_SD * median(abs(other - expected) for other in past)
            low, high = expected - reach, expected + reach
        flagged = known and low is not None and high is not None and not low <= number <= high
        row = (*group, day, number if known else None, expected, low, high, flagged)
        for values, cell in zip(columns.values(), row, strict=True):
            values.append(cell)
        if known and ordinary:
            past.append(number)
    schema = {**table.schema, **dict.fromkeys(("expected", "low", "high"), nw.Float64), "flagged": nw.Boolean}
    return cast(IntoFrameT, like(frame, columns, {name: schema[name] for name in columns}))


@metric(
    "M160",
    en="Attainment",
    zh="目标完成率",
    branch="steering",
    numerator={"en": "actual value of the key metric", "zh": "关键指标的实际值"},
    denominator={"en": "target", "zh": "目标值"},
    window={"en": "one period for both", "zh": "分子分母用同一时期"},
    filter=EVERY_ROW,
    unit="share",
    formula="actual / target",
    aliases=("KPI", "关键绩效指标", "Key performance indicator"),
)
def attainment(actual: Numbers, target: Numbers) -> Numbers:
    """How much of the target was reached (M160), for metrics of which more is better.

    Parameters
    ----------
    actual, target
        The same metric of the same period, in the same unit: numbers or columns.

    Returns
    -------
    float or column
        1 is on target; NaN where the target is 0.
    """
    return quotient(actual, target)
