"""What was sold of each item: pieces and yuan of the lines of valid orders."""

from datetime import date
from typing import Any

import narwhals.stable.v2 as nw

from storelab.metrics._checks import check_numbers
from storelab.metrics._frames import Frame, fen, read, same_library
from storelab.metrics._orders import is_valid
from storelab.metrics._periods import between, check_times

ON_SALE = "on_sale"


def sold_lines(
    order_items: Any,
    orders: Any,
    *,
    first: date | None = None,
    last: date | None = None,
    order_id: str,
    sku_id: str,
    qty: str,
    unit_price: str,
    discount: str,
    paid_at: str,
    status: str,
) -> Frame:
    """The lines of valid orders: ``_sku``, ``_units``, ``_fen`` (what was paid for the goods) and ``_paid_at``.

    Parameters
    ----------
    order_items, orders
        One row an item of an order, an order; of the same library.
    first, last
        First and last day of payment that count; None is no limit.
    order_id, sku_id, qty, unit_price, discount, paid_at, status
        Columns.

    Raises
    ------
    StoreLabError
        If a column is missing or of the wrong type, an id is missing, a quantity or price is negative, or the tables
        are of different libraries.
    """
    items = read(order_items, "order_items", [order_id, sku_id, qty, unit_price, discount], ids=[order_id, sku_id])
    deals = read(orders, "orders", [order_id, paid_at, status], ids=[order_id])
    same_library(items, deals)
    check_numbers(items, "order_items", qty, unit_price, negative=False)
    check_times(deals, "orders", paid_at)
    counted = deals.filter(is_valid(status, paid_at))
    if first is not None and last is not None:
        counted = counted.filter(between(paid_at, first, last))
    lines = items.join(counted.select(order_id, _paid_at=nw.col(paid_at)), on=order_id)
    return lines.with_columns(
        _units=nw.col(qty).fill_null(0).cast(nw.Int64), _price=fen(unit_price), _off=fen(discount)
    ).select("_units", "_paid_at", _sku=nw.col(sku_id), _fen=nw.col("_units") * nw.col("_price") - nw.col("_off"))


def with_sales(goods: Frame, lines: Frame, sku_id: str) -> Frame:
    """Each item of the range with its ``_units`` and ``_fen``: 0 for what was never sold."""
    sums = lines.group_by("_sku").agg(_units=nw.col("_units").sum(), _fen=nw.col("_fen").sum())
    joined = goods.join(sums, left_on=sku_id, right_on="_sku", how="left")
    return joined.with_columns(
        _units=nw.col("_units").fill_null(0).cast(nw.Int64), _fen=nw.col("_fen").fill_null(0).cast(nw.Int64)
    )
