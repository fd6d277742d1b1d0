"""Times from one event to another as of a day: medians and P90, the open ones left out and counted beside them."""

import math
from collections.abc import Sequence
from datetime import date
from typing import Any

import narwhals.stable.v2 as nw

from storelab.metrics._checks import check_as_of
from storelab.metrics._elapsed import HOUR, with_elapsed
from storelab.metrics._frames import By, Frame, collect, finish, keys, microseconds
from storelab.metrics._periods import check_times, until
from storelab.metrics._quantiles import grouped_quantiles, quantiles
from storelab.metrics._tables import is_missing

DAY = 24 * HOUR
# Keys: suffix of the result's column; values: probability.
PERCENTILES = {"p50": 0.5, "p90": 0.9}


def as_of_day(frame: Frame, table: str, start: str, end: str, last: date) -> Frame:
    """What was known in the evening of a day: later starts are left out, and what ended later had not ended yet.

    Parameters
    ----------
    frame
        From `storelab.metrics._frames.read`.
    table
        What the frame is called in messages.
    start, end
        Columns of times; rows without a start are left out.
    last
        The day.

    Returns
    -------
    frame
        The rows with ``_elapsed`` (microseconds, null while open) and ``_open`` (1 while open, else 0).

    Raises
    ------
    StoreLabError
        If a column holds no times, an end lies before its start, or the day before all the data.
    """
    check_times(frame, table, *dict.fromkeys([start, end]))
    check_as_of(frame, table, start, last)
    begun = frame.filter(~nw.col(start).is_null() & until(start, last))
    ended = begun.with_columns(nw.when(until(end, last)).then(nw.col(end)).alias(end))
    timed = with_elapsed(ended, table, "_elapsed", start, end)
    return timed.with_columns(_open=nw.col("_elapsed").is_null().cast(nw.Int64))


def with_age(frame: Frame, start: str, last: date) -> Frame:
    """Add ``_age``: microseconds from the start, which is known in each row, to the end of the day."""
    begun = frame.with_columns(_begun=nw.col(start).cast(nw.Datetime("us")))
    return begun.with_columns(_age=(last.toordinal() + 1) * DAY - microseconds("_begun")).drop("_begun")


def summary(frame: Frame, by: By, name: str, done: str, **more: nw.Expr) -> Any:
    """Median and P90 of ``_elapsed`` in hours, and how many were done and open.

    Parameters
    ----------
    frame
        From `as_of_day`.
    by
        Columns to group by; None for a dict.
    name
        Beginning of the columns ``{name}_p50`` and ``{name}_p90``.
    done
        Column that counts the finished ones; the others are counted in ``open``.
    more
        Further counts of the group's rows: plain sums of columns.
    """
    wanted = {f"{name}_{suffix}": probability for suffix, probability in PERCENTILES.items()}
    counted = frame.with_columns(_done=1 - nw.col("_open"))
    counts = {done: nw.col("_done").sum(), "open": nw.col("_open").sum(), **more}
    groups = keys(by)
    if not groups:
        found = quantiles(counted, "_elapsed", wanted, **counts)
        return {key: value / HOUR if key in wanted else value for key, value in found.items()}
    table = grouped_quantiles(counted, groups, "_elapsed", wanted, **counts)
    scaled = (nw.col(key) / HOUR for key in wanted)
    return finish(table.select(*groups, *scaled, *(nw.col(key).cast(nw.Int64) for key in counts)))


def one_row(table: Frame, measures: Sequence[str], counts: Sequence[str]) -> dict[str, float]:
    """The only row of a result as a dict: a missing measure is NaN; without a row all are, and the counts are 0."""
    rows = collect(table).rows(named=True)
    row = rows[0] if rows else {}
    known = {name: value for name, value in row.items() if not is_missing(value)}
    found = {name: float(known.get(name, math.nan)) for name in measures}
    return {**found, **{name: int(known.get(name, 0)) for name in counts}}
