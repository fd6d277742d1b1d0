"""The ordered funnel: how many do all steps up to each one, in order and within a time."""

from collections.abc import Sequence
from typing import cast

import narwhals.stable.v2 as nw

from storelab.metrics._frames import Frame, collect, rows_where, scalars
from storelab.metrics._times import instant

HOUR = 3_600_000_000  # microseconds


def reached(
    events: Frame, steps: Sequence[str], unit: str, ts: str, type: str, within_hours: float | None
) -> list[int]:
    """How many units reach each step.

    Parameters
    ----------
    events
        A checked frame.
    steps
        Kinds of action in order.
    unit, ts, type
        Columns.
    within_hours
        Time from the first step in which a step must be done; None is no limit.
    """
    if within_hours is not None:
        return _by_rows(events, steps, unit, ts, type, round(within_hours * HOUR))
    spark = events.implementation.is_spark_like()
    if spark or events.implementation.is_duckdb():
        from storelab.metrics._fast_sql import funnel_counts

        return funnel_counts(events.to_native(), steps, unit, ts, type, spark)
    return _by_steps(events, steps, unit, ts, type)


def _by_steps(events: Frame, steps: Sequence[str], unit: str, ts: str, type: str) -> list[int]:
    """Without a limit the earliest time at which a unit has done all steps so far decides: a small join a step."""
    done = rows_where(events, nw.col(type) == steps[0], unit, ts).group_by(unit).agg(_done=nw.col(ts).min())
    counts = [_count(done, 0)]
    for position, step in enumerate(steps[1:], start=1):
        later = rows_where(events, nw.col(type) == step, unit, ts).join(done, on=unit, how="inner")
        in_order = rows_where(later, nw.col(ts) >= nw.col("_done"), unit, ts)
        done = in_order.group_by(unit).agg(_done=nw.col(ts).min())
        counts.append(_count(done, position))
    # Polars collects all counts as one plan, of which it finds the equal parts, so that each step runs once.
    table = collect(cast(Frame, nw.concat(counts)))
    return [int(count) for _, count in sorted(table.select("_position", "_count").rows())]


def _count(done: Frame, position: int) -> Frame:
    return done.select(_count=nw.len()).select(
        nw.lit(position, nw.Int64).alias("_position"), nw.col("_count").cast(nw.Int64)
    )


def _by_rows(events: Frame, steps: Sequence[str], unit: str, ts: str, type: str, limit: int) -> list[int]:
    """One walk along each unit's rows, keeping for each step the latest first step of a chain that has got there.

    The latest start is the best one, for it leaves the most time. At equal times rows stand in the order of the steps.
    """
    position = nw.lit(len(steps))
    for number, step in reversed(list(enumerate(steps[:-1], start=1))):
        position = nw.when(nw.col(type) == step).then(nw.lit(number)).otherwise(position)
    kept = events.filter(nw.col(type).is_in(list(steps)))
    rows = kept.select(unit, _at=instant(events, ts), _step=position)
    for number in range(1, len(steps) + 1):
        here = nw.col("_step") == number
        if number == 1:
            start = nw.col("_at")
        else:
            start = nw.col(f"_start{number - 1}")
            here = here & (start > 0) & (nw.col("_at") - start <= limit)
        # 0, long before any time of a table, stands for no chain: engines differ in how a running maximum treats null.
        rows = rows.with_columns(_found=nw.when(here).then(start).otherwise(nw.lit(0)))
        latest = nw.col("_found").cum_max().over(unit, order_by=["_at", "_step"])
        rows = rows.with_columns(latest.alias(f"_start{number}"))
    names = [f"_start{number}" for number in range(1, len(steps) + 1)]
    people = rows.group_by(unit).agg(**{name: nw.col(name).max() for name in names})
    counts = scalars(
        people.select(*((nw.col(name) > 0).cast(nw.Int64).alias(name) for name in names)),
        **{name: nw.col(name).sum() for name in names},
    )
    return [int(counts[name] or 0) for name in names]
