"""From the order to the door: how long it took, and what has not arrived."""

from collections.abc import Sequence
from typing import Any, cast

import narwhals.stable.v2 as nw

from storelab.metrics._durations import DAY, as_of_day, summary, with_age
from storelab.metrics._elapsed import HOUR
from storelab.metrics._formulas import check_range
from storelab.metrics._frames import By, IntoFrameT, finish, grouped, keys, rate, ratio, read
from storelab.metrics._periods import as_day
from storelab.metrics.registry import EVERY_ROW, UNTIL_AS_OF, metric

DELIVERED = {
    "en": "delivered by as_of; open ones are counted beside them",
    "zh": "截至 as_of 已签收的；未签收的另计数量",
}


@metric(
    "M083",
    en="Order-to-receipt time",
    zh="下单到收货时长",
    branch="delivery",
    numerator={"en": "hours from order to delivery", "zh": "从下单到签收的小时数"},
    window=UNTIL_AS_OF,
    filter=DELIVERED,
    unit="hour",
    formula="delivered_at - created_at: median and P90",
    column="order_to_receipt_p50",
)
def order_to_receipt_time(
    orders: IntoFrameT,
    as_of: Any,
    by: By = None,
    *,
    created_at: str = "created_at",
    paid_at: str = "paid_at",
    delivered_at: str = "delivered_at",
) -> dict[str, float] | IntoFrameT:
    """Hours from the order to its delivery (M083), as the customer counts them: median, and P90 for the slow end.

    Orders never paid are no orders here. Open ones have no time yet and stand beside it: a high number of them says
    that the times are too kind.

    Parameters
    ----------
    orders
        One row an order.
    as_of
        The day on which is looked back, such as ``"2025-12-31"``: later orders do not count, and what was delivered
        later is open.
    by
        Columns to group by; None for one dict.
    created_at, paid_at, delivered_at
        Columns: time of the order, of payment (missing: never), of delivery (missing: not yet).

    Returns
    -------
    dict or frame
        ``order_to_receipt_p50``, ``order_to_receipt_p90`` (hours; NaN without delivered orders), ``delivered`` and
        ``open`` (orders); with ``by`` a frame of ``by`` and these, with null for NaN.

    Raises
    ------
    StoreLabError
        If a column is missing or holds no times, an order was delivered before it was placed, or ``as_of`` is no day
        or lies before the data.
    """
    last = as_day(as_of, "as_of")
    frame = read(orders, "orders", [*keys(by), created_at, paid_at, delivered_at])
    paying = frame.filter(~nw.col(paid_at).is_null())
    known = as_of_day(paying, "orders", created_at, delivered_at, last)
    return cast("dict[str, float] | IntoFrameT", summary(known, by, "order_to_receipt", "delivered"))


@metric(
    "M086",
    en="Delivery time",
    zh="配送时长",
    branch="delivery",
    numerator={"en": "hours from dispatch to delivery", "zh": "从发货到签收的小时数"},
    window=UNTIL_AS_OF,
    filter=DELIVERED,
    unit="hour",
    formula="delivered_at - shipped_at: median and P90",
    column="delivery_p50",
)
def delivery_time(
    shipments: IntoFrameT,
    as_of: Any,
    by: By = None,
    *,
    shipped_at: str = "shipped_at",
    delivered_at: str = "delivered_at",
) -> dict[str, float] | IntoFrameT:
    """Hours from dispatch to delivery (M086): the carrier's part of `order_to_receipt_time`.

    Parameters
    ----------
    shipments
        One row a parcel, or an order that has these columns.
    as_of
        The day on which is looked back, such as ``"2025-12-31"``.
    by
        Columns to group by, such as ``"carrier"``; None for one dict.
    shipped_at, delivered_at
        Columns: time of dispatch and of delivery (missing: not yet).

    Returns
    -------
    dict or frame
        ``delivery_p50``, ``delivery_p90`` (hours; NaN without delivered parcels), ``delivered`` and ``open`` (on their
        way); with ``by`` a frame of ``by`` and these, with null for NaN.

    Raises
    ------
    StoreLabError
        If a column is missing or holds no times, a parcel was delivered before it was sent, or ``as_of`` is no day or
        lies before the data.
    """
    last = as_day(as_of, "as_of")
    frame = read(shipments, "shipments", [*keys(by), shipped_at, delivered_at])
    known = as_of_day(frame, "shipments", shipped_at, delivered_at, last)
    return cast("dict[str, float] | IntoFrameT", summary(known, by, "delivery", "delivered"))


@metric(
    "M095",
    en="Delivery speed",
    zh="配送速度",
    branch="delivery",
    numerator={
        "en": "of these, parcels delivered within so many hours of dispatch",
        "zh": "其中发货后这么多小时内签收的包裹",
    },
    denominator={
        "en": "parcels sent at least so many hours before the end of as_of",
        "zh": "在 as_of 结束之前至少这么多小时就已发出的包裹",
    },
    window=UNTIL_AS_OF,
    filter=EVERY_ROW,
    unit="share",
    formula="delivered within 24 / 48 / 72 h / dispatched; beside it the median hours",
    column="delivered_share",
    aliases=("物流速度",),
)
def delivery_speed(
    shipments: IntoFrameT,
    as_of: Any,
    within: Sequence[float] = (24, 48, 72),
    by: By = None,
    *,
    shipped_at: str = "shipped_at",
    delivered_at: str = "delivered_at",
) -> IntoFrameT:
    """Share of the parcels delivered within 24, 48 and 72 hours of dispatch (M095).

    Each share is formed on the parcels that had that time: one sent this morning has not failed to arrive within 72
    hours. The median is `delivery_time`.

    Parameters
    ----------
    shipments
        One row a parcel, or an order that has these columns.
    as_of
        The day at whose end is looked back, such as ``"2025-12-31"``.
    within
        Hours.
    by
        Columns to group by, such as ``"carrier"``.
    shipped_at, delivered_at
        Columns: time of dispatch and of delivery (missing: not yet).

    Returns
    -------
    frame
        ``by``, ``within_hours``, ``parcels`` (that had the time) and ``delivered_share`` (null without parcels), a row
        for each of the hours.

    Raises
    ------
    StoreLabError
        If a column is missing or holds no times, a parcel was delivered before it was sent, ``within`` is empty or not
        above 0, or ``as_of`` is no day or lies before the data.
    """
    check_range("within", list(within), 0, above=True)
    check_range("within (count)", len(within), 1)
    last = as_day(as_of, "as_of")
    groups = keys(by)
    frame = read(shipments, "shipments", [*groups, shipped_at, delivered_at])
    known = as_of_day(frame, "shipments", shipped_at, delivered_at, last)
    aged = with_age(known, shipped_at, last).with_columns(_whole=nw.lit(1))
    parts = []
    for hours in within:
        limit = round(hours * HOUR)
        had = nw.col("_age") >= limit
        came = had & (nw.col("_elapsed") <= limit).fill_null(False)
        marked = aged.with_columns(_had=had.cast(nw.Int64), _came=came.cast(nw.Int64))
        table = grouped(marked, [*groups, "_whole"], _parcels=nw.col("_had").sum(), _came=nw.col("_came").sum())
        parts.append(
            table.select(
                *groups,
                nw.lit(float(hours)).alias("within_hours"),
                nw.col("_parcels").cast(nw.Int64).alias("parcels"),
                ratio(nw.col("_came"), nw.col("_parcels")).alias("delivered_share"),
            )
        )
    return cast(IntoFrameT, finish(nw.concat(parts).sort(*groups, "within_hours", nulls_last=True)))


@metric(
    "M093",
    en="Undelivered share",
    zh="未送达占比",
    branch="delivery",
    numerator={
        "en": "of these, orders not delivered within N days of dispatch",
        "zh": "其中发货后 N 天内没有签收的订单",
    },
    denominator={
        "en": "orders sent at least N days before the end of as_of",
        "zh": "在 as_of 结束之前至少 N 天就已发出的订单",
    },
    window=UNTIL_AS_OF,
    filter=EVERY_ROW,
    unit="share",
    formula="dispatched orders not delivered after N days / dispatched orders",
)
def undelivered_share(
    orders: IntoFrameT,
    as_of: Any,
    days: float = 7,
    by: By = None,
    *,
    shipped_at: str = "shipped_at",
    delivered_at: str = "delivered_at",
) -> float | IntoFrameT:
    """Share of the orders sent that had not arrived N days later (M093), late ones and lost ones alike.

    Orders sent within the last N days are not judged yet.

    Parameters
    ----------
    orders
        One row an order or parcel.
    as_of
        The day at whose end is looked back, such as ``"2025-12-31"``.
    days
        N, days of 24 hours.
    by
        Columns to group by; None for one number.
    shipped_at, delivered_at
        Columns: time of dispatch and of delivery (missing: not yet).

    Returns
    -------
    float or frame
        A share from 0 to 1, NaN if no order had N days; with ``by`` a frame of ``by`` and ``undelivered_share``.

    Raises
    ------
    StoreLabError
        If a column is missing or holds no times, an order was delivered before it was sent, ``days`` is not above 0,
        or ``as_of`` is no day or lies before the data.
    """
    check_range("days", days, 0, above=True)
    last = as_day(as_of, "as_of")
    frame = read(orders, "orders", [*keys(by), shipped_at, delivered_at])
    known = as_of_day(frame, "orders", shipped_at, delivered_at, last)
    limit = round(days * DAY)
    judged = with_age(known, shipped_at, last).filter(nw.col("_age") >= limit)
    # A comparison with a missing value is null on some engines and false on others: what came in time is certain.
    in_time = (nw.col("_elapsed") <= limit).fill_null(False)
    marked = judged.with_columns(_late=1 - in_time.cast(nw.Int64))
    return cast("float | IntoFrameT", rate(marked, by, "undelivered_share", nw.col("_late").sum(), nw.len()))
