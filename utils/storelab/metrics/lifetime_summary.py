"""What models of lifetime value read: how often, since when and for how much each customer has bought."""

from typing import Any, cast

import narwhals.stable.v2 as nw

from storelab.errors import StoreLabError, suggest
from storelab.language import pick
from storelab.metrics._frames import FEN, Frame, IntoFrameT, as_one_plan, fen, finish, ratio
from storelab.metrics._orders import valid
from storelab.metrics._periods import as_day
from storelab.metrics._times import day_of

UNITS = {"day": 1, "week": 7}
# Yuan of one customer and day stay below this many fen (11 billion yuan), so that a day and its fen fit one number.
ROOM = 2**40


@as_one_plan
def customer_lifetime_summary(
    orders: IntoFrameT,
    as_of: Any,
    unit: str = "day",
    *,
    user_id: str = "user_id",
    paid_at: str = "paid_at",
    paid: str = "paid",
    status: str = "status",
) -> IntoFrameT:
    """Frequency, recency, age and mean value of each customer, as BG/NBD and Gamma-Gamma models define them.

    These are not the R, F and M of `customer_summary`: the first purchase makes the customer and is counted nowhere
    else, and recency runs from the first purchase to the last, not from the last to ``as_of``. All valid orders of a
    day are one purchase. To keep a time for testing a model, name its eve as ``as_of``, and count what came later with
    `holdout_purchases`.

    Parameters
    ----------
    orders
        One row an order; the whole history, for the first row of a customer is the first purchase.
    as_of
        Last day of the observation, such as ``"2025-12-31"``; later orders do not count.
    unit
        Unit of the times: ``"day"``, or ``"week"`` for days / 7. Purchases are told apart by the day in both.
    user_id, paid_at, paid, status
        Columns of the customer, the time of payment (missing: never), the yuan paid, and the state.

    Returns
    -------
    frame
        ``user_id``, ``frequency`` (days with a valid order after the first such day), ``recency`` (time from the first
        to the last of these days; 0 without a repeat), ``T`` (time from the first to ``as_of``) and ``monetary_value``
        (mean yuan of the repeat days, the first one left out; null without a repeat), sorted by the customer.

    Raises
    ------
    StoreLabError
        If a column is missing or holds no times, an order has no customer, ``as_of`` is no day or lies before the data, or the unit is unknown.

    References
    ----------
    Fader, Hardie and Lee (2005), "Counting your customers" the easy way, Marketing Science 24; Fader and Hardie (2013),
    The Gamma-Gamma model of monetary value.
    """
    last, length = as_day(as_of, "as_of"), _length(unit)
    bought = valid(orders, [paid], user_id, paid_at, status, last=last, as_of=last)
    days = _days(bought, user_id, paid_at, paid)
    people = days.group_by(user_id).agg(
        _days=nw.len(),
        _first=nw.col("_day").min(),
        _last=nw.col("_day").max(),
        _fen=nw.col("_fen").sum(),
        # The smallest day with its fen in the low digits is the first day's money, without a join or a sort.
        _packed=nw.col("_packed").min(),
    )
    repeats = nw.col("_days").cast(nw.Int64) - 1
    first_fen = nw.col("_packed") - nw.col("_first") * (2 * ROOM)
    return cast(
        IntoFrameT,
        finish(
            people.select(
                user_id,
                repeats.alias("frequency"),
                _in_units(nw.col("_last") - nw.col("_first"), length).alias("recency"),
                _in_units(last.toordinal() - nw.col("_first"), length).alias("T"),
                ratio(nw.col("_fen") - first_fen, repeats * FEN).alias("monetary_value"),
            ).sort(user_id)
        ),
    )


@as_one_plan
def holdout_purchases(
    orders: IntoFrameT,
    as_of: Any,
    until: Any,
    *,
    user_id: str = "user_id",
    paid_at: str = "paid_at",
    paid: str = "paid",
    status: str = "status",
) -> IntoFrameT:
    """What the customers of a `customer_lifetime_summary` bought after it: the truth for a model fitted to it.

    Parameters
    ----------
    orders
        One row an order, of both times.
    as_of
        The day of the summary; the holdout begins on the day after.
    until
        Last day of the holdout.
    user_id, paid_at, paid, status
        As in `customer_lifetime_summary`.

    Returns
    -------
    frame
        ``user_id``, ``frequency`` (days with a valid order in the holdout, 0 for none) and ``monetary_value`` (mean
        yuan of these days; null without any) of each customer with a valid order by ``as_of``, sorted by the customer.

    Raises
    ------
    StoreLabError
        As `customer_lifetime_summary`, or if ``until`` is not after ``as_of``.
    """
    last, end = as_day(as_of, "as_of"), as_day(until, "until")
    if end <= last:
        raise StoreLabError(
            pick(
                {
                    "en": f"until ({end}) must lie after as_of ({last}), for the holdout is the time between.",
                    "zh": f"until（{end}）应该晚于 as_of（{last}），两者之间才是留出来检验的时间。",
                }
            )
        )
    bought = valid(orders, [paid], user_id, paid_at, status, last=end, as_of=last)
    later = (nw.col("_day") > last.toordinal()).cast(nw.Int64)
    days = _days(bought, user_id, paid_at, paid).with_columns(_later=later)
    people = (
        days.with_columns(_fen=nw.col("_fen") * nw.col("_later"))
        .group_by(user_id)
        .agg(_known=nw.col("_later").min(), frequency=nw.col("_later").sum(), _fen=nw.col("_fen").sum())
        .filter(nw.col("_known") == 0)
    )
    value = ratio(nw.col("_fen"), nw.col("frequency") * FEN).alias("monetary_value")
    return cast(IntoFrameT, finish(people.select(user_id, "frequency", value).sort(user_id)))


def _days(bought: Frame, user_id: str, paid_at: str, paid: str) -> Frame:
    """One row a customer and day with a purchase: ``_day``, ``_fen``, and both in ``_packed``."""
    placed = bought.select(user_id, _day=day_of(bought, paid_at), _fen=fen(paid))
    days = placed.group_by(user_id, "_day").agg(_fen=nw.col("_fen").sum())
    days = days.with_columns(nw.col("_fen").cast(nw.Int64))
    return days.with_columns(_packed=nw.col("_day") * (2 * ROOM) + nw.col("_fen"))


def _in_units(days: nw.Expr, length: int) -> nw.Expr:
    return days.cast(nw.Float64) / length


def _length(unit: str) -> int:
    if unit not in UNITS:
        near = suggest(str(unit), UNITS) or "'day', 'week'"
        raise StoreLabError(
            pick(
                {
                    "en": f"unit '{unit}' is unknown; did you mean {near}?",
                    "zh": f"unit 没有 '{unit}' 这个取值；你是不是想写 {near}？",
                }
            )
        )
    return UNITS[unit]
