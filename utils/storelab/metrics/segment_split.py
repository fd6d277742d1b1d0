"""Which segment moved an overall rate: Simpson's paradox taken apart, segment by segment."""

import math
from typing import Any, cast

import narwhals.stable.v2 as nw

from storelab.metrics._checks import check_numbers
from storelab.metrics._frames import Frame, IntoFrameT, divide, same_library
from storelab.metrics._tables import columns_of, from_rows
from storelab.metrics.split import mix_rate_split


def segment_rate_split(
    before: IntoFrameT, after: IntoFrameT, *, by: str = "source", visits: str = "visits", conversions: str = "orders"
) -> IntoFrameT:
    """What each segment did to the overall rate: by its size (mix), and by its own rate.

    `mix_rate_split` gives the two sums; this gives their parts. Midpoint weights as there. A change of share is weighed
    with the distance of the segment's rate from the overall rate, so that a segment which grows helps only if it is
    better than the whole; over all segments that is the same mix. When every segment's rate rises and the overall rate
    falls (Simpson's paradox), all rate parts are positive and the mix outweighs them.

    Parameters
    ----------
    before, after
        One row a segment, in any order, of one library. Several rows of one segment are added up.
    by, visits, conversions
        Columns of the segment, its visits and its conversions.

    Returns
    -------
    frame
        ``by``, ``share_before``, ``share_after``, ``rate_before``, ``rate_after`` (null without visits), ``mix`` and
        ``rate``, sorted by ``by``; the last two sum to the change of the overall rate. Null throughout if a period has
        no visits.

    Raises
    ------
    StoreLabError
        If a column is missing, holds no numbers or negative ones, a row has no segment, or the tables are of two
        libraries.
    """
    frame, first = _totals(before, "before", by, visits, conversions)
    other, second = _totals(after, "after", by, visits, conversions)
    same_library(frame, other)
    overall = mix_rate_split(before, after, by=by, visits=visits, conversions=conversions)
    middle = (overall["before"] + overall["after"]) / 2
    visits_before, visits_after = (math.fsum(n for n, _ in part.values()) for part in (first, second))
    rows: list[tuple[Any, ...]] = []
    for segment in sorted(first.keys() | second.keys()):
        n0, c0 = first.get(segment, (0.0, 0.0))
        n1, c1 = second.get(segment, (0.0, 0.0))
        own = divide(c0, n0), divide(c1, n1)
        # Without visits in one period there is no rate, and the coming or going is mix: the other period's rate stands.
        rate0, rate1 = (own[1] if math.isnan(own[0]) else own[0]), (own[0] if math.isnan(own[1]) else own[1])
        share0, share1 = divide(n0, visits_before), divide(n1, visits_after)
        mix = (share1 - share0) * ((rate0 + rate1) / 2 - middle)
        rate = (rate1 - rate0) * (share0 + share1) / 2
        if n0 == n1 == 0 and not math.isnan(middle):
            mix = rate = 0.0
        row = (share0, share1, *own, mix, rate)
        rows.append((segment, *(None if math.isnan(value) else value for value in row)))
    types = {by: frame.collect_schema()[by]}
    names = ("share_before", "share_after", "rate_before", "rate_after", "mix", "rate")
    return cast(IntoFrameT, from_rows(frame, rows, types | dict.fromkeys(names, nw.Float64())))


def _totals(
    native: Any, name: str, by: str, visits: str, conversions: str
) -> tuple[Frame, dict[Any, tuple[float, float]]]:
    frame, table = columns_of(native, name, [by, visits, conversions], ids=[by])
    check_numbers(frame, name, visits, conversions, negative=False)
    sums: dict[Any, tuple[float, float]] = {}
    for segment, count, goals in zip(table[by], table[visits], table[conversions], strict=True):
        known = sums.get(segment, (0.0, 0.0))
        sums[segment] = (known[0] + (count or 0), known[1] + (goals or 0))
    return frame, sums
