"""Days and instants as whole numbers, by what the frame's engine computes fastest.

`_frames.day_number` and `_frames.microseconds` build both from parts of the calendar, which every engine has, and which
cost ten times as much. All give the same numbers.
"""

from datetime import date, datetime

import narwhals.stable.v2 as nw

from storelab.metrics._frames import Frame, day_number, microseconds

EPOCH = datetime(1970, 1, 1)
EPOCH_DAY = EPOCH.toordinal()
DAY = 86_400_000_000  # microseconds


def day_of(frame: Frame, column: str) -> nw.Expr:
    """The day as an integer, as `datetime.date.toordinal` counts."""
    if frame.implementation.is_duckdb():
        return nw.col(column).dt.date() - nw.lit(date.min) + 1  # days between dates are whole numbers there
    if _has_timestamps(frame):
        return nw.col(column).dt.timestamp("us") // DAY + EPOCH_DAY
    return day_number(column)


def instant(frame: Frame, column: str) -> nw.Expr:
    """A time as integer microseconds since the year 1."""
    if frame.implementation.is_duckdb():
        return (nw.col(column) - nw.lit(EPOCH)).dt.total_microseconds() + EPOCH_DAY * DAY
    if _has_timestamps(frame):
        return nw.col(column).dt.timestamp("us") + EPOCH_DAY * DAY
    return microseconds(column)


def _has_timestamps(frame: Frame) -> bool:
    return frame.implementation.is_pandas() or frame.implementation.is_polars()
