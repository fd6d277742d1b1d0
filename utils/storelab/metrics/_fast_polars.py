"""Plans that Polars runs much faster than what narwhals can express for its lazy frames, with the same values.

Only what was measured to need it stands here: see ``benchmarks/metrics.py``.
"""

from typing import TypeVar

import polars as pl

Either = TypeVar("Either", pl.DataFrame, pl.LazyFrame)


def sessionize(hits: Either, visitor: str, ts: str, gap: int) -> Either:
    """`storelab.metrics.sessionize` of a checked table; the gap in microseconds.

    A sorted frame of Polars keeps its order, which narwhals promises of no lazy frame: there each window sorts anew.
    """
    who, when = pl.col(visitor), pl.col(ts).cast(pl.Datetime("us"))
    goes_on = (who == who.shift(1)) & (when - when.shift(1) <= pl.duration(microseconds=gap))
    number = (~goes_on.fill_null(False)).cum_sum().cast(pl.Int64)
    return hits.sort(visitor, ts).with_columns(session_id=number)
