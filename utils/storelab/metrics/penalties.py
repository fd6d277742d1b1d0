"""Penalty points of shops: what has gathered in the window, and which status follows from the platform's schedule."""

import math
from datetime import timedelta
from typing import Any, cast

import narwhals.stable.v2 as nw

from storelab.errors import StoreLabError
from storelab.language import pick
from storelab.metrics._checks import check_numbers
from storelab.metrics._formulas import check_range
from storelab.metrics._frames import IntoFrameT
from storelab.metrics._periods import as_day, between, check_times
from storelab.metrics._tables import check_unique, columns_of, from_rows, values_of


def penalty_status(
    violations: IntoFrameT,
    schedule: Any,
    as_of: Any,
    window_days: int = 365,
    *,
    shop_id: str = "shop_id",
    date: str = "date",
    points: str = "points",
    min_points: str = "min_points",
    status: str = "status",
) -> IntoFrameT:
    """Penalty points of each shop in the window, the status that they bring, and what is left to the next one.

    Platforms that count kinds of violations apart (general and serious ones, say) have a schedule of each: filter both
    tables to one kind.

    Parameters
    ----------
    violations
        One row a violation. Shops without any do not appear.
    schedule
        One row a threshold; rows without ``min_points`` (points of a violation, not thresholds) are left out.
    as_of
        The last day that counts.
    window_days
        Days after which points lapse, ``as_of`` included: with 365 those of the same day a year before are gone.
    shop_id, date, points
        Columns of ``violations``: shop, day, points.
    min_points, status
        Columns of ``schedule``: from how many points on, which status.

    Returns
    -------
    frame
        ``shop_id``, ``violations`` and ``points`` in the window, ``status`` (null below the lowest threshold),
        ``points_to_next`` (null above the highest), sorted by ``shop_id``. Shops whose points have all lapsed stay in
        it with 0.

    Raises
    ------
    StoreLabError
        If a column is missing or holds no numbers, negative ones or no times, a violation has no shop, day or points, a
        threshold has two statuses, ``as_of`` is no day, or ``window_days`` is below 1.
    """
    check_range("window_days", window_days, 1)
    last = as_day(as_of, "as_of")
    columns = [shop_id, date, points]
    frame, _ = columns_of(violations, "violations", [shop_id], ids=columns)
    check_times(frame, "violations", date)
    check_numbers(frame, "violations", points, negative=False)
    rungs = _rungs(schedule, min_points, status)
    known = values_of(frame, [shop_id])[shop_id]
    recent = values_of(frame.filter(between(date, last - timedelta(days=window_days - 1), last)), columns)
    gathered: dict[Any, list[float]] = {shop: [] for shop in sorted(set(known))}
    for shop, count in zip(recent[shop_id], recent[points], strict=True):
        gathered[shop].append(count)
    rows = []
    for shop, counts in gathered.items():
        total = math.fsum(counts)
        reached = [name for threshold, name in rungs if threshold <= total]
        above = [threshold for threshold, _ in rungs if threshold > total]
        rows.append((shop, len(counts), total, reached[-1] if reached else None, above[0] - total if above else None))
    types = {shop_id: frame.collect_schema()[shop_id], "violations": nw.Int64(), "points": nw.Float64()}
    types |= {"status": nw.String(), "points_to_next": nw.Float64()}
    return cast(IntoFrameT, from_rows(frame, rows, types))


def _rungs(schedule: Any, min_points: str, status: str) -> list[tuple[float, str]]:
    """The thresholds from the lowest on."""
    frame, table = columns_of(schedule, "schedule", [min_points, status])
    check_numbers(frame, "schedule", min_points, negative=False)
    pairs = {
        (float(threshold), name)
        for threshold, name in zip(table[min_points], table[status], strict=True)
        if threshold is not None
    }
    if any(name is None for _, name in pairs):
        raise StoreLabError(
            pick(
                {
                    "en": f"schedule: a threshold has no '{status}'; each '{min_points}' needs one.",
                    "zh": f"schedule 里有的分数线没有 '{status}'；每个 '{min_points}' 都要有对应的状态。",
                }
            )
        )
    check_unique("schedule", [min_points], [(threshold,) for threshold, _ in pairs])
    return sorted(pairs)
