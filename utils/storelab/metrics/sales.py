"""Sales and what it takes to win customers."""

from collections.abc import Sequence
from typing import cast

import narwhals.stable.v2 as nw

from storelab.metrics._frames import By, IntoFrameT, divide, finish, grouped, keys, read, scalars
from storelab.metrics.registry import EVERY_ROW, WHOLE_TABLE, metric

VALID_STATUS = ("paid", "shipped", "delivered")


@metric(
    "M042",
    en="Units sold",
    zh="销量",
    branch="sales",
    numerator={"en": "quantity in valid orders", "zh": "有效订单中的商品件数"},
    window=WHOLE_TABLE,
    filter={"en": "orders paid, shipped or delivered", "zh": "已付款、已发货或已签收的订单"},
    unit="count",
    formula="sum of quantity",
    aliases=("成交量",),
)
def units_sold(
    order_items: IntoFrameT,
    orders: IntoFrameT,
    by: By = None,
    *,
    order_id: str = "order_id",
    qty: str = "qty",
    status: str = "status",
    valid_status: Sequence[str] = VALID_STATUS,
) -> int | IntoFrameT:
    """Pieces sold in valid orders (M042): not orders, and not what was cancelled, refunded or closed.

    Parameters
    ----------
    order_items, orders
        One row an item of an order, an order; of the same library.
    by
        Columns of ``order_items`` to group by, such as ``"sku_id"``; None for one number.
    order_id
        Column of the order in both tables.
    qty
        Column of pieces in ``order_items``.
    status, valid_status
        Column of ``orders``, and the states in which an order is valid.

    Returns
    -------
    int or frame
        Pieces; with ``by`` a frame of ``by`` and ``units_sold`` that leaves out groups without a valid order.

    Raises
    ------
    StoreLabError
        If a column is missing, or a row has no order.
    """
    items = read(order_items, "order_items", [*keys(by), order_id, qty], ids=[order_id])
    states = read(orders, "orders", [order_id, status], ids=[order_id])
    valid = states.filter(nw.col(status).is_in(list(valid_status))).select(order_id)
    sold = items.join(valid, on=order_id, how="semi")
    if not keys(by):
        return int(scalars(sold, units=nw.col(qty).sum())["units"] or 0)
    return cast(IntoFrameT, finish(grouped(sold, keys(by), units_sold=nw.col(qty).sum())))


@metric(
    "M122",
    en="Customer acquisition cost",
    zh="获客成本",
    branch="marketing",
    numerator={"en": "cost of winning customers", "zh": "拉新花费"},
    denominator={"en": "customers whose first order lies in the period", "zh": "在该时期第一次下单的新客户数"},
    window={"en": "one period for both", "zh": "分子分母用同一时期"},
    filter=EVERY_ROW,
    unit="yuan",
    formula="acquisition cost / new customers",
    aliases=("CAC",),
)
def customer_acquisition_cost(new_customers: float, cost: float) -> float:
    """Yuan spent for each new customer (M122).

    Parameters
    ----------
    new_customers
        Customers whose first order lies in the period: buyers, not new visitors.
    cost
        Yuan spent on winning them in that period.

    Returns
    -------
    float
        Yuan per new customer; NaN without new customers.
    """
    return divide(cost, new_customers)
