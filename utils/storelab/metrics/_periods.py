"""Days and periods: windows that callers name, and weeks, months and quarters as whole numbers."""

from datetime import date, datetime, timedelta
from typing import Any

import narwhals.stable.v2 as nw

from storelab.errors import StoreLabError, suggest
from storelab.language import pick
from storelab.metrics._frames import Frame, day_number

# Period names, each with the letter that pandas uses.
PERIODS = {"D": "day", "W": "week", "M": "month", "Q": "quarter"}


def as_day(value: Any, argument: str) -> date:
    """The day that a caller names, as text such as ``"2025-11-11"``, a date or a time.

    Raises
    ------
    StoreLabError
        If it is no day.
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return datetime.fromisoformat(value).date()
    except (TypeError, ValueError):
        raise StoreLabError(
            pick(
                {
                    "en": f"{argument} must be a day such as '2025-12-31', not {value!r}.",
                    "zh": f"{argument} 应该是一天，比如 '2025-12-31'；现在是 {value!r}。",
                }
            )
        ) from None


def window(start: Any, end: Any) -> tuple[date, date]:
    """The first and the last day of a window, both of which count.

    Raises
    ------
    StoreLabError
        If one is no day, or they stand in the wrong order.
    """
    first, last = as_day(start, "start"), as_day(end, "end")
    if last < first:
        raise StoreLabError(
            pick(
                {
                    "en": f"end ({last}) lies before start ({first}).",
                    "zh": f"end（{last}）比 start（{first}）还早。",
                }
            )
        )
    return first, last


def check_times(frame: Frame, table: str, *columns: str) -> None:
    """Refuse columns that hold text or numbers where times are wanted, or times of a time zone.

    Raises
    ------
    StoreLabError
        If a column holds no times, or times with a zone.
    """
    schema = frame.collect_schema()
    for column in columns:
        kind = schema[column]
        if isinstance(kind, nw.Datetime) and kind.time_zone is not None:
            raise StoreLabError(
                pick(
                    {
                        "en": f"{table}: column '{column}' has the time zone {kind.time_zone}. Turn it into local time without a zone first.",
                        "zh": f"{table} 的 '{column}' 列带时区（{kind.time_zone}）。请先换成不带时区的当地时间。",
                    }
                )
            )
        if not isinstance(kind, (nw.Datetime, nw.Date)):
            raise StoreLabError(
                pick(
                    {
                        "en": f"{table}: column '{column}' must hold times, not {kind}; in pandas, pd.to_datetime turns text into times.",
                        "zh": f"{table} 的 '{column}' 列应该是时间，现在是 {kind}；pandas 里可以用 pd.to_datetime 转换。",
                    }
                )
            )


def until(column: str, last: date) -> nw.Expr:
    """True up to the end of the day."""
    return nw.col(column) < nw.lit(_midnight(last + timedelta(days=1)))


def since(column: str, first: date) -> nw.Expr:
    """True from the beginning of the day."""
    return nw.col(column) >= nw.lit(_midnight(first))


def between(column: str, first: date, last: date) -> nw.Expr:
    """True from the first day to the end of the last one."""
    return since(column, first) & until(column, last)


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)


def known_period(name: str, argument: str) -> str:
    """``"day"``, ``"week"``, ``"month"`` or ``"quarter"``, from that name or its letter.

    Raises
    ------
    StoreLabError
        If it is neither.
    """
    known = {**PERIODS, **{period: period for period in PERIODS.values()}}
    if name not in known:
        listed = suggest(str(name), known) or ", ".join(f"'{period}'" for period in known)
        raise StoreLabError(
            pick(
                {
                    "en": f"{argument} '{name}' is unknown; did you mean {listed}?",
                    "zh": f"{argument} 没有 '{name}' 这个取值；你是不是想写 {listed}？",
                }
            )
        )
    return known[name]


def period_number(column: str, period: str) -> nw.Expr:
    """Which day, week (from Monday), month or quarter a time lies in: whole numbers without gaps."""
    if period == "day":
        return day_number(column)
    if period == "week":
        return (day_number(column) - 1) // 7  # day 1 of the year 1 is a Monday
    year, month = nw.col(column).dt.year().cast(nw.Int64), nw.col(column).dt.month().cast(nw.Int64)
    if period == "month":
        return year * 12 + month - 1
    return year * 4 + (month - 1) // 3


def period_of(day: date, period: str) -> int:
    """The number of the period that a day lies in, as `period_number` counts."""
    if period == "day":
        return day.toordinal()
    if period == "week":
        return (day.toordinal() - 1) // 7
    if period == "month":
        return day.year * 12 + day.month - 1
    return day.year * 4 + (day.month - 1) // 3


def period_start(number: int, period: str) -> datetime:
    """The first day of the period of that number."""
    if period == "day":
        return _midnight(date.fromordinal(number))
    if period == "week":
        return _midnight(date.fromordinal(number * 7 + 1))
    if period == "month":
        return datetime(number // 12, number % 12 + 1, 1)
    return datetime(number // 4, number % 4 * 3 + 1, 1)
