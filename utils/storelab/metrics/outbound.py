"""Which orders leave the warehouse in time, by the hour at which they were placed."""

from collections.abc import Sequence
from typing import Any, cast

import narwhals.stable.v2 as nw

from storelab.errors import StoreLabError
from storelab.language import pick
from storelab.metrics._durations import as_of_day, with_age
from storelab.metrics._elapsed import HOUR
from storelab.metrics._formulas import check_range
from storelab.metrics._frames import By, IntoFrameT, finish, grouped, keys, ratio, read, same_library
from storelab.metrics._periods import as_day, check_times
from storelab.metrics.registry import PAID_ORDERS, UNTIL_AS_OF, metric

SLOTS = (0, 6, 12, 18, 24)


@metric(
    "M092",
    en="Outbound rate by order slot",
    zh="分时段下单出库率",
    branch="delivery",
    numerator={
        "en": "of these, orders that left within h hours of being placed",
        "zh": "其中下单后 h 小时内出库的订单",
    },
    denominator={
        "en": "orders placed in the slot, at least h hours before the end of as_of",
        "zh": "在该时段下单、到 as_of 结束时已满 h 小时的订单",
    },
    window=UNTIL_AS_OF,
    filter=PAID_ORDERS,
    unit="share",
    formula="orders of the slot that left within h hours / orders of the slot",
    column="outbound_rate",
)
def outbound_rate_by_slot(
    ops: IntoFrameT,
    orders: IntoFrameT,
    as_of: Any,
    within_hours: float = 24,
    edges: Sequence[int] = SLOTS,
    by: By = None,
    *,
    order_id: str = "order_id",
    outbound_at: str = "outbound_at",
    created_at: str = "created_at",
    paid_at: str = "paid_at",
) -> IntoFrameT:
    """Share of the orders that left within h hours, by the hours of the day at which they were placed (M092).

    An order has left when the last of its parts has. Paid orders that no warehouse has got yet have not left.

    Parameters
    ----------
    ops, orders
        One row an order at a warehouse; one row an order; of the same library.
    as_of
        The day at whose end is looked back, such as ``"2025-12-31"``.
    within_hours
        h, from the time of the order.
    edges
        Hours of the day between the slots, rising, from 0 to 24: ``[0, 12, 24]`` makes morning and afternoon; orders
        outside of the first and last are left out.
    by
        Columns of ``ops`` to group by, such as ``"warehouse"``, missing where no warehouse has got the order.
    order_id
        Column of the order in both tables.
    outbound_at
        Column of ``ops``: when it left (missing: not yet).
    created_at, paid_at
        Columns of ``orders``: time of the order and of payment (missing: never).

    Returns
    -------
    frame
        ``by``, ``slot_start`` and ``slot_end`` (hours; the end does not belong to the slot), ``orders`` and
        ``outbound_rate``; slots without orders have no row.

    Raises
    ------
    StoreLabError
        If a column is missing or holds no times, an order has no number or left before it was placed, the tables are of
        different libraries, ``within_hours`` is not above 0, the edges do not rise from 0 to 24, or ``as_of`` is no day
        or lies before the data.
    """
    check_range("within_hours", within_hours, 0, above=True)
    _check_edges(edges)
    last = as_day(as_of, "as_of")
    groups = keys(by)
    work = read(ops, "ops", [*groups, order_id, outbound_at], ids=[order_id])
    deals = read(orders, "orders", [order_id, created_at, paid_at], ids=[order_id])
    same_library(work, deals)
    check_times(work, "ops", outbound_at)
    parts = work.with_columns(_inside=nw.col(outbound_at).is_null().cast(nw.Int64))
    of_orders = parts.group_by(*groups, order_id).agg(_last=nw.col(outbound_at).max(), _inside=nw.col("_inside").sum())
    paid = deals.filter(~nw.col(paid_at).is_null()).select(order_id, created_at)
    left = nw.when(nw.col("_inside") == 0).then(nw.col("_last")).alias(outbound_at)
    joined = paid.join(of_orders, on=order_id, how="left").with_columns(left)
    limit = round(within_hours * HOUR)
    known = with_age(as_of_day(joined, "orders and ops", created_at, outbound_at, last), created_at, last)
    timed = known.filter(nw.col("_age") >= limit).with_columns(_hour=nw.col(created_at).dt.hour().cast(nw.Int64))
    inside = timed.filter((nw.col("_hour") >= edges[0]) & (nw.col("_hour") < edges[-1]))
    start, end = nw.lit(edges[0]), nw.lit(edges[-1])
    for edge in edges[1:-1]:
        start = nw.when(nw.col("_hour") >= edge).then(nw.lit(edge)).otherwise(start)
    for edge in reversed(edges[1:-1]):
        end = nw.when(nw.col("_hour") < edge).then(nw.lit(edge)).otherwise(end)
    slotted = inside.with_columns(
        slot_start=start.cast(nw.Int64),
        slot_end=end.cast(nw.Int64),
        _good=(nw.col("_elapsed") <= limit).fill_null(False).cast(nw.Int64),
    )
    table = grouped(slotted, [*groups, "slot_start", "slot_end"], orders=nw.len(), _good=nw.col("_good").sum())
    share = ratio(nw.col("_good"), nw.col("orders")).alias("outbound_rate")
    return cast(
        IntoFrameT, finish(table.select(*groups, "slot_start", "slot_end", nw.col("orders").cast(nw.Int64), share))
    )


def _check_edges(edges: Sequence[int]) -> None:
    whole = list(edges)
    if (
        len(whole) < 2
        or sorted(set(whole)) != whole
        or whole[0] < 0
        or whole[-1] > 24
        or any(e != int(e) for e in whole)
    ):
        raise StoreLabError(
            pick(
                {
                    "en": f"edges must be whole hours that rise from 0 to 24, such as [0, 12, 24], not {whole}.",
                    "zh": f"edges 应该是 0 到 24 之间从小到大的整点，比如 [0, 12, 24]；现在是 {whole}。",
                }
            )
        )
