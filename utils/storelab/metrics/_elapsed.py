"""How long something took, from two columns of times of which the second may be missing."""

from datetime import datetime

import narwhals.stable.v2 as nw

from storelab.errors import StoreLabError
from storelab.language import pick
from storelab.metrics._frames import Frame, microseconds, scalars

SECOND = 1_000_000  # microseconds
HOUR = 3_600 * SECOND
_EPOCH = datetime(1970, 1, 1)  # stands in where both times are missing, and is thrown away again


def with_elapsed(frame: Frame, table: str, name: str, start: str, end: str) -> Frame:
    """Add a column of microseconds from one time to another; null where one of them is missing.

    Parameters
    ----------
    frame
        From `storelab.metrics._frames.read`, its times checked.
    table
        What the frame is called in messages.
    name
        The column to add.
    start, end
        Columns of times.

    Raises
    ------
    StoreLabError
        If an end lies before its start; the message counts them.
    """
    first, last = nw.col(start).cast(nw.Datetime("us")), nw.col(end).cast(nw.Datetime("us"))
    both = ~nw.col(start).is_null() & ~nw.col(end).is_null()
    # A missing time is filled before its parts are taken: pandas has no whole number for a missing year.
    filled = frame.with_columns(
        _start=nw.coalesce(first, last, nw.lit(_EPOCH)),
        _end=nw.coalesce(last, first, nw.lit(_EPOCH)),
    )
    timed = filled.with_columns(**{name: nw.when(both).then(microseconds("_end") - microseconds("_start"))})
    backward = scalars(timed, count=(nw.col(name) < 0).fill_null(False).cast(nw.Int64).sum())["count"]
    if backward:
        raise StoreLabError(
            pick(
                {
                    "en": f"{table}: in {int(backward)} rows '{end}' lies before '{start}', which cannot be. Repair or drop these rows first.",
                    "zh": f"{table} 里有 {int(backward)} 行的 '{end}' 比 '{start}' 还早，这不可能。请先修正或删掉这些行。",
                }
            )
        )
    return timed.drop("_start", "_end")
