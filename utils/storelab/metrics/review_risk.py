"""Which negative reviews to look at first: signs of malice in behaviour, not in opinion."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, cast

import narwhals.stable.v2 as nw

from storelab.metrics._checks import check_numbers
from storelab.metrics._composite import Weights, shares_of
from storelab.metrics._formulas import check_range
from storelab.metrics._frames import IntoFrameT, collect, like, read, same_library
from storelab.metrics._periods import check_times

WEIGHTS = {"burst": 0.3, "duplicate": 0.25, "new_account": 0.2, "unverified": 0.15, "deviation": 0.1}
WORST = 2  # stars up to which a review is negative
GRAM = 3  # characters
MOMENT = nw.Datetime("us")
SHORTEST = 8  # characters of a text that can be called a copy; shorter ones are alike by chance


def review_risk(
    reviews: IntoFrameT,
    users: IntoFrameT,
    orders: IntoFrameT,
    weights: Weights = WEIGHTS,
    *,
    burst_hours: float = 72.0,
    burst_size: int = 5,
    copy_from: float = 0.5,
    new_days: float = 30.0,
    review_id: str = "review_id",
    sku_id: str = "sku_id",
    user_id: str = "user_id",
    order_id: str = "order_id",
    rating: str = "rating",
    text: str = "text",
    created_at: str = "created_at",
    registered_at: str = "registered_at",
    paid_at: str = "paid_at",
) -> IntoFrameT:
    """Risk from 0 to 1 that a negative review (1 or 2 stars) is malicious, from five signs in behaviour.

    ``burst``: other people's negative reviews of the item within ``burst_hours`` before or after, over
    ``burst_size``, 1 at most. ``duplicate``: likeness to another person's negative review of the item, as the Jaccard
    index of their character trigrams, 0 below ``copy_from`` and for texts of fewer than 8 characters. ``new_account``:
    falls from 1 at registration to 0 after ``new_days``. ``unverified``: 1 without a paid order of that person.
    ``deviation``: stars below the mean of the item's other reviews, over 4.

    A bad batch makes honest people complain in a burst, too. The score says where to look first; what follows is an
    appeal to the platform with evidence, never the deletion of a review. Measure it with `review_detection_quality`.

    Parameters
    ----------
    reviews, users, orders
        One row a review, a user, an order; all of the same library.
    weights
        Of the five signs; they are divided by their sum.
    burst_hours, burst_size, copy_from, new_days
        Where the signs begin or end, as above.
    review_id, sku_id, rating, text, created_at
        Columns of ``reviews``; a missing text is no copy.
    user_id
        Column of all three tables.
    order_id
        Column of ``reviews`` (missing: none) and ``orders``.
    registered_at, paid_at
        Columns of ``users`` and ``orders``; when it was registered (missing: long ago), paid (missing: never).

    Returns
    -------
    frame
        ``review_id``, the five signs and ``risk``, sorted by ``review_id``; all 0 for reviews of 3 stars and more.

    Raises
    ------
    StoreLabError
        If a column is missing or of the wrong type, a review has no id, item, user, rating or time, a limit is not
        above 0, or the weights do not name the five signs.
    """
    for name, value in {"burst_hours": burst_hours, "burst_size": burst_size, "new_days": new_days}.items():
        check_range(name, value, 0, above=True)
    check_range("copy_from", copy_from, 0, 1, above=True)
    shares = shares_of(weights, WEIGHTS)
    needed = [review_id, sku_id, user_id, rating, created_at]
    frame = read(reviews, "reviews", [*needed, order_id, text], ids=needed)
    people = read(users, "users", [user_id, registered_at], ids=[user_id])
    deals = read(orders, "orders", [order_id, user_id, paid_at], ids=[order_id])
    same_library(frame, people, deals)
    check_numbers(frame, "reviews", rating, negative=False)
    check_times(frame, "reviews", created_at)
    check_times(people, "users", registered_at)
    # Days and times can only be told apart once they are both times.
    frame = frame.with_columns(nw.col(created_at).cast(MOMENT))
    people = people.with_columns(nw.col(registered_at).cast(MOMENT))
    rows = collect(frame.select(*needed, order_id, text).sort(review_id)).rows(named=True)
    bad = [row for row in rows if row[rating] <= WORST]
    writers = {row[user_id] for row in bad}
    told = collect(people.filter(nw.col(user_id).is_in(sorted(writers))).select(user_id, registered_at))
    registered = dict(zip(told[user_id].to_list(), told[registered_at].to_list(), strict=True))
    paid = deals.filter(~nw.col(paid_at).is_null() & nw.col(user_id).is_in(sorted(writers)))
    bought = set(collect(paid.select(order_id, user_id)).rows())
    stars = _stars([(row[sku_id], row[rating]) for row in rows])
    signs: dict[Any, dict[str, float]] = {}
    for group in _by_item(bad, sku_id).values():
        bursts = _bursts([(row[created_at], row[user_id]) for row in group], timedelta(hours=burst_hours))
        copies = _copies([(row[text], row[user_id]) for row in group])
        for row, others, likeness in zip(group, bursts, copies, strict=True):
            total, count = stars[row[sku_id]]
            gap = (total - row[rating]) / (count - 1) - row[rating] if count > 1 else 0.0
            signs[row[review_id]] = {
                "burst": min(others / burst_size, 1.0),
                "duplicate": likeness if likeness >= copy_from else 0.0,
                "new_account": _newness(registered.get(row[user_id]), row[created_at], new_days),
                "unverified": float((row[order_id], row[user_id]) not in bought),
                "deviation": max(gap, 0.0) / 4,
            }
    none = dict.fromkeys(WEIGHTS, 0.0)
    judged = [signs.get(row[review_id], none) for row in rows]
    table = {
        review_id: [row[review_id] for row in rows],
        **{sign: [one[sign] for one in judged] for sign in WEIGHTS},
        "risk": [sum(share * one[sign] for sign, share in shares.items()) for one in judged],
    }
    schema = {review_id: frame.collect_schema()[review_id], **dict.fromkeys([*WEIGHTS, "risk"], nw.Float64)}
    return cast(IntoFrameT, like(frame, table, schema))


def _stars(given: Sequence[tuple[Any, float]]) -> dict[Any, tuple[float, int]]:
    """Sum of stars and number of reviews of each item."""
    sums: dict[Any, tuple[float, int]] = defaultdict(lambda: (0.0, 0))
    for item, stars in given:
        total, count = sums[item]
        sums[item] = total + stars, count + 1
    return sums


def _by_item(rows: list[dict[str, Any]], sku_id: str) -> dict[Any, list[dict[str, Any]]]:
    items: dict[Any, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        items[row[sku_id]].append(row)
    return items


def _bursts(written: Sequence[tuple[datetime, Any]], reach: timedelta) -> list[int]:
    """Other people's reviews within reach of each one."""
    ordered = sorted(written, key=lambda one: one[0])
    times = [time for time, _ in ordered]
    counts = []
    for time, writer in written:
        near = ordered[bisect_left(times, time - reach) : bisect_right(times, time + reach)]
        counts.append(sum(other != writer for _, other in near))
    return counts


def _copies(written: Sequence[tuple[str | None, Any]]) -> list[float]:
    """Likeness of each text to the most similar one of another person."""
    grams = [_grams(text) for text, _ in written]
    best = [0.0] * len(written)
    for first in range(len(written)):
        for second in range(first):
            if written[first][1] == written[second][1] or not grams[first] or not grams[second]:
                continue
            shared = len(grams[first] & grams[second])
            likeness = shared / (len(grams[first]) + len(grams[second]) - shared)
            best[first], best[second] = max(best[first], likeness), max(best[second], likeness)
    return best


def _grams(text: str | None) -> frozenset[str]:
    if not isinstance(text, str):  # a missing one may be None or NaN
        return frozenset()
    letters = "".join(text.lower().split())
    if len(letters) < SHORTEST:
        return frozenset()
    return frozenset(letters[start : start + GRAM] for start in range(len(letters) - GRAM + 1))


def _newness(registered: Any, written: datetime, new_days: float) -> float:
    if registered is None or registered != registered:
        return 0.0
    age = (written - registered) / timedelta(days=1)
    return min(max(1 - age / new_days, 0.0), 1.0)
