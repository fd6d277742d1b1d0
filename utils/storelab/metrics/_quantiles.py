"""Quantiles that are equal on every engine: order statistics of whole numbers, interpolated as pandas does."""

import math
from collections.abc import Mapping, Sequence

import narwhals.stable.v2 as nw

from storelab.metrics._formulas import check_range
from storelab.metrics._frames import Frame, grouped, scalars


def grouped_quantiles(
    frame: Frame, by: Sequence[str], column: str, probabilities: Mapping[str, float], **counts: nw.Expr
) -> Frame:
    """Quantiles of a column by group, with linear interpolation as in pandas.

    Engines' own quantiles differ (some are approximate, some round), so the two neighbours of each quantile are found
    by their rank. Whole numbers make them exact; only the interpolation is in floats, in one order of operations.

    Parameters
    ----------
    frame
        From `storelab.metrics._frames.read`, with a row a value.
    by
        Columns to group by, at least one.
    column
        Column of whole numbers: microseconds, fen, pieces, days. Missing values are left out.
    probabilities
        Name of each result column and its probability from 0 to 1, such as ``{"p90": 0.9}``.
    counts
        Further plain aggregates of columns over the group's rows, those without a value included: ``rows=nw.len()``.

    Returns
    -------
    frame
        ``by``, the quantiles as floats in the unit of the column (null for a group without values) and the counts,
        sorted by ``by``. Every group of the frame has a row.

    Raises
    ------
    StoreLabError
        If a probability is outside of 0 to 1.
    """
    for probability in probabilities.values():
        check_range("probabilities", probability, 0, 1)
    # Ranks are running counts of known values: a cumulative count of the column that orders is wrong on pandas.
    marked = frame.with_columns(_known=(~nw.col(column).is_null()).cast(nw.Int64))
    ranked = marked.with_columns(
        _rank=nw.col("_known").cum_sum().over(*by, order_by=column), _size=nw.col("_known").sum().over(*by)
    )
    picked = {}
    for place, probability in enumerate(probabilities.values()):
        position = (nw.col("_size").cast(nw.Float64) - 1.0) * probability
        below = position.floor().cast(nw.Int64) + 1
        for side, rank in (("low", below), ("high", below + 1)):
            chosen = nw.when(nw.col("_rank") == rank).then(nw.col(column))
            ranked = ranked.with_columns(**{f"_{side}{place}": chosen})
            picked[f"_{side}{place}"] = nw.col(f"_{side}{place}").max()
    table = grouped(ranked, by, _size=nw.col("_size").max(), **picked, **counts)
    results = []
    for place, (name, probability) in enumerate(probabilities.items()):
        position = (nw.col("_size").cast(nw.Float64) - 1.0) * probability
        low = nw.col(f"_low{place}").cast(nw.Float64)
        # The largest value has no neighbour above, and none is needed.
        high = nw.coalesce(nw.col(f"_high{place}").cast(nw.Float64), low)
        results.append((low + (high - low) * (position - position.floor())).alias(name))
    return table.select(*by, *results, *counts)


def quantiles(frame: Frame, column: str, probabilities: Mapping[str, float], **counts: nw.Expr) -> dict[str, float]:
    """Quantiles of the whole column, and counts of its rows; see `grouped_quantiles`.

    Returns
    -------
    dict
        The quantiles as floats, NaN without values; the counts as they are, 0 without rows.
    """
    table = grouped_quantiles(frame.with_columns(_whole=nw.lit(1)), ["_whole"], column, probabilities, **counts)
    # One row, or none: the sum of no counts is 0.
    values_found = {name: nw.col(name).max() for name in probabilities}
    found = scalars(table, **values_found, **{name: nw.col(name).sum() for name in counts})
    values = {name: math.nan if found[name] is None else float(found[name]) for name in probabilities}
    return {**values, **{name: int(found[name] or 0) for name in counts}}
