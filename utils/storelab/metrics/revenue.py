"""Sales: orders, what they bring, what is left of it, and what it takes to win customers."""

from collections.abc import Sequence
from typing import Any, cast

import narwhals.stable.v2 as nw

from storelab.metrics._formulas import Numbers, quotient
from storelab.metrics._frames import (
    By,
    Frame,
    IntoFrameT,
    divide,
    fen,
    finish,
    grouped,
    keys,
    money,
    rate,
    read,
    same_library,
    scalars,
    tally,
    yuan,
)
from storelab.metrics._orders import VALID_STATUS, is_valid
from storelab.metrics.registry import EVERY_ROW, PAID_ORDERS, VALID_ORDERS, WHOLE_TABLE, metric

RETURN_KINDS = ("return", "exchange")  # a refund without the goods coming back is neither


@metric(
    "M036",
    en="GMV",
    zh="成交总额",
    branch="sales",
    numerator={
        "en": "price of the goods in submitted orders, before discount, payment and refund",
        "zh": "已提交订单的商品金额：不扣优惠，不管是否付款，也不减退款",
    },
    window=WHOLE_TABLE,
    filter={"en": "none: unpaid and refunded orders count too", "zh": "不过滤：没付款的、退了款的都算"},
    unit="yuan",
    formula="sum of gross order value",
    aliases=("Gross merchandise volume", "GMV成交总额"),
)
def gmv(orders: IntoFrameT, by: By = None, *, gross: str = "gross") -> float | IntoFrameT:
    """Value of all submitted orders (M036): before discount, payment and refund.

    The widest of the sums in use, and the first to be announced. Amounts paid are `sales`.

    Parameters
    ----------
    orders
        One row an order submitted.
    by
        Columns to group by; None for one number.
    gross
        Column of yuan: the goods at their price before discounts, without freight.

    Returns
    -------
    float or frame
        Yuan, 0 without orders; with ``by`` a frame of ``by`` and ``gmv``.

    Raises
    ------
    StoreLabError
        If a column is missing.
    """
    frame = read(orders, "orders", [*keys(by), gross]).with_columns(_fen=fen(gross))
    return cast("float | IntoFrameT", money(frame, by, "gmv", "_fen"))


@metric(
    "M037",
    en="Sales",
    zh="销售额",
    branch="sales",
    numerator={
        "en": "yuan paid, freight included; with net=True less refunds",
        "zh": "实付金额（含运费）；net=True 时再减去退款",
    },
    window=WHOLE_TABLE,
    filter=PAID_ORDERS,
    unit="yuan",
    formula="sum of paid amounts (net: - refunds)",
    aliases=("总销售额", "成交金额"),
)
def sales(
    orders: IntoFrameT,
    by: By = None,
    net: bool = False,
    *,
    paid: str = "paid",
    refund: str = "refund",
    paid_at: str = "paid_at",
) -> float | IntoFrameT:
    """Yuan paid for orders (M037): freight included, discounts and unpaid orders not.

    Parameters
    ----------
    orders
        One row an order.
    by
        Columns to group by; None for one number.
    net
        Whether refunds are taken off. They belong to the order, whenever they were paid out.
    paid, refund, paid_at
        Columns: yuan paid, yuan refunded, and the time of payment (missing: never).

    Returns
    -------
    float or frame
        Yuan, 0 without paid orders; with ``by`` a frame of ``by`` and ``sales``, groups without any left out.

    Raises
    ------
    StoreLabError
        If a column is missing.
    """
    columns = [*keys(by), paid, paid_at, *([refund] if net else [])]
    frame = read(orders, "orders", columns).filter(~nw.col(paid_at).is_null())
    amount = fen(paid) - fen(refund) if net else fen(paid)
    return cast("float | IntoFrameT", money(frame.with_columns(_fen=amount), by, "sales", "_fen"))


@metric(
    "M038",
    en="Sales by brand and category",
    zh="品牌类目销售额",
    branch="sales",
    numerator={"en": "yuan paid for the goods, freight not included", "zh": "商品的实付金额（不含运费）"},
    window=WHOLE_TABLE,
    filter=PAID_ORDERS,
    unit="yuan",
    formula="sum of (quantity * price - discount) by brand and category",
)
def sales_by_brand_category(
    order_items: IntoFrameT,
    orders: IntoFrameT,
    products: IntoFrameT,
    by: By = ("brand", "cat1"),
    *,
    order_id: str = "order_id",
    sku_id: str = "sku_id",
    qty: str = "qty",
    unit_price: str = "unit_price",
    discount: str = "discount_alloc",
    paid_at: str = "paid_at",
) -> IntoFrameT:
    """Yuan paid for goods by brand and category (M038): with the freight of the orders it is `sales`.

    Parameters
    ----------
    order_items, orders, products
        One row an item of an order, an order, an item on offer; all of the same library.
    by
        Columns of ``products``.
    order_id, sku_id
        Columns that join the tables.
    qty, unit_price, discount
        Columns of ``order_items``: pieces, yuan a piece, yuan of discount on the row.
    paid_at
        Column of ``orders``: when it was paid (missing: never).

    Returns
    -------
    frame
        ``by`` and ``sales`` (yuan); an item that ``products`` does not know stands in a row of missing values.

    Raises
    ------
    StoreLabError
        If a column is missing, a row has no order or item, or the tables are of different libraries.
    """
    goods = read(products, "products", [*keys(by), sku_id], ids=[sku_id]).select(sku_id, *keys(by))
    items = read(order_items, "order_items", [order_id, sku_id, qty, unit_price, discount], ids=[order_id, sku_id])
    deals = read(orders, "orders", [order_id, paid_at], ids=[order_id]).filter(~nw.col(paid_at).is_null())
    same_library(items, deals, goods)
    sold = items.join(deals.select(order_id), on=order_id, how="semi").with_columns(
        _fen=_line(qty, unit_price, discount)
    )
    return cast(IntoFrameT, money(sold.select(sku_id, "_fen").join(goods, on=sku_id, how="left"), by, "sales", "_fen"))


def _line(qty: str, unit_price: str, discount: str) -> nw.Expr:
    return fen(unit_price) * nw.col(qty).cast(nw.Int64) - fen(discount)


@metric(
    "M039",
    en="Orders",
    zh="订单数",
    branch="sales",
    numerator={"en": "orders submitted", "zh": "提交的订单"},
    window=WHOLE_TABLE,
    filter={"en": "none: unpaid orders count too", "zh": "不过滤：没付款的也算"},
    unit="count",
    formula="count of orders",
    aliases=("订单数量", "总订单", "订单量"),
)
def order_count(orders: IntoFrameT, by: By = None) -> int | IntoFrameT:
    """How many orders were submitted (M039), paid or not.

    Parameters
    ----------
    orders
        One row an order.
    by
        Columns to group by; None for one number.

    Returns
    -------
    int or frame
        Orders; with ``by`` a frame of ``by`` and ``order_count``.

    Raises
    ------
    StoreLabError
        If a column is missing.
    """
    return cast("int | IntoFrameT", tally(read(orders, "orders", keys(by)), by, "order_count", nw.len()))


@metric(
    "M040",
    en="Valid orders",
    zh="有效订单数",
    branch="sales",
    numerator={"en": "orders paid and not refunded in full", "zh": "已付款、且没有全额退款的订单"},
    window=WHOLE_TABLE,
    filter={"en": "orders paid, shipped or delivered", "zh": "状态为已付款、已发货或已签收"},
    unit="count",
    formula="count of valid orders",
    aliases=("有效订单",),
)
def valid_orders(
    orders: IntoFrameT, by: By = None, *, status: str = "status", paid_at: str = "paid_at"
) -> int | IntoFrameT:
    """How many orders were paid and not refunded in full (M040).

    An order whose goods were all refunded has the state ``"refunded"`` and is not valid, even when the freight was
    kept; a partial refund leaves it valid. Fake orders are not known from this table, so they count.

    Parameters
    ----------
    orders
        One row an order.
    by
        Columns to group by; None for one number.
    status, paid_at
        Columns of the state and of the time of payment (missing: never).

    Returns
    -------
    int or frame
        Orders; with ``by`` a frame of ``by`` and ``valid_orders``, groups without any at 0.

    Raises
    ------
    StoreLabError
        If a column is missing.
    """
    return cast("int | IntoFrameT", tally(_judged(orders, by, status, paid_at), by, "valid_orders", VALID))


@metric(
    "M041",
    en="Valid-order rate",
    zh="订单有效率",
    branch="sales",
    numerator={"en": "orders paid and not refunded in full", "zh": "已付款、且没有全额退款的订单"},
    denominator={"en": "orders submitted", "zh": "提交的订单"},
    window=WHOLE_TABLE,
    filter=EVERY_ROW,
    unit="share",
    formula="valid orders / orders",
)
def valid_order_rate(
    orders: IntoFrameT, by: By = None, *, status: str = "status", paid_at: str = "paid_at"
) -> float | IntoFrameT:
    """Share of the submitted orders that are valid (M041); see `valid_orders`.

    Parameters
    ----------
    orders, by, status, paid_at
        As in `valid_orders`.

    Returns
    -------
    float or frame
        A share from 0 to 1, NaN without orders; with ``by`` a frame of ``by`` and ``valid_order_rate``.

    Raises
    ------
    StoreLabError
        If a column is missing.
    """
    judged = _judged(orders, by, status, paid_at)
    return cast("float | IntoFrameT", rate(judged, by, "valid_order_rate", VALID, nw.len()))


VALID = nw.col("_valid").sum()


def _judged(orders: Any, by: By, status: str, paid_at: str) -> Frame:
    frame = read(orders, "orders", [*keys(by), status, paid_at])
    return frame.with_columns(_valid=nw.when(is_valid(status, paid_at)).then(nw.lit(1)).otherwise(nw.lit(0)))


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
    "M043",
    en="Spend per customer",
    zh="客单价",
    branch="sales",
    numerator={"en": "yuan paid", "zh": "实付金额"},
    denominator={"en": "distinct customers who paid", "zh": "付款客户数（去重）"},
    window=WHOLE_TABLE,
    filter=PAID_ORDERS,
    unit="yuan",
    formula="sales / buying customers",
)
def spend_per_customer(
    orders: IntoFrameT, by: By = None, *, user_id: str = "user_id", paid: str = "paid", paid_at: str = "paid_at"
) -> float | IntoFrameT:
    """Yuan paid per buying customer (M043, 客单价): grows with the window, for people come back.

    Yuan per order is `order_value` (笔单价). Refunds are not taken off.

    Parameters
    ----------
    orders
        One row an order.
    by
        Columns to group by; None for one number. Customers are counted anew in each group.
    user_id, paid, paid_at
        Columns of the customer, the yuan paid, and the time of payment (missing: never).

    Returns
    -------
    float or frame
        Yuan, NaN without paid orders; with ``by`` a frame of ``by`` and ``spend_per_customer``.

    Raises
    ------
    StoreLabError
        If a column is missing, or an order has no customer.
    """
    frame = read(orders, "orders", [*keys(by), user_id, paid, paid_at], ids=[user_id])
    return _paid_per(frame, by, "spend_per_customer", nw.col(user_id).n_unique(), paid, paid_at)


def order_value(
    orders: IntoFrameT, by: By = None, *, paid: str = "paid", paid_at: str = "paid_at"
) -> float | IntoFrameT:
    """Yuan paid per paid order (笔单价): the other value that goes by the name 客单价, see `spend_per_customer`.

    Parameters
    ----------
    orders
        One row an order.
    by
        Columns to group by; None for one number.
    paid, paid_at
        Columns of the yuan paid, and the time of payment (missing: never).

    Returns
    -------
    float or frame
        Yuan, NaN without paid orders; with ``by`` a frame of ``by`` and ``order_value``.

    Raises
    ------
    StoreLabError
        If a column is missing.
    """
    frame = read(orders, "orders", [*keys(by), paid, paid_at])
    return _paid_per(frame, by, "order_value", nw.len(), paid, paid_at)


def _paid_per(frame: Frame, by: By, name: str, count: nw.Expr, paid: str, paid_at: str) -> Any:
    deals = frame.filter(~nw.col(paid_at).is_null()).with_columns(_fen=fen(paid))
    groups = keys(by)
    if not groups:
        parts = scalars(deals, fen=nw.col("_fen").sum(), count=count)
        return divide((parts["fen"] or 0) / 100, parts["count"])
    table = grouped(deals, groups, _fen=nw.col("_fen").sum(), _count=count)
    return finish(table.select(*groups, (yuan("_fen") / nw.col("_count")).alias(name)))


@metric(
    "M044",
    en="Gross margin rate",
    zh="毛利率",
    branch="sales",
    numerator={
        "en": "yuan paid for the goods less what they cost the shop",
        "zh": "商品实付金额减去商品成本",
    },
    denominator={"en": "yuan paid for the goods, freight not included", "zh": "商品实付金额（不含运费）"},
    window=WHOLE_TABLE,
    filter=VALID_ORDERS,
    unit="share",
    formula="(sales - cost of goods sold) / sales",
)
def gross_margin_rate(
    order_items: IntoFrameT,
    orders: IntoFrameT,
    by: By = None,
    *,
    order_id: str = "order_id",
    qty: str = "qty",
    unit_price: str = "unit_price",
    unit_cost: str = "unit_cost",
    discount: str = "discount_alloc",
    status: str = "status",
    paid_at: str = "paid_at",
) -> float | IntoFrameT:
    """What is left of a yuan of goods after their cost (M044), in valid orders.

    Partial refunds are not taken off, nor are freight, advertising and fees: that is why it is called gross.

    Parameters
    ----------
    order_items, orders
        One row an item of an order, an order; of the same library.
    by
        Columns of either table to group by; None for one number.
    order_id
        Column of the order in both tables.
    qty, unit_price, unit_cost, discount
        Columns of ``order_items``: pieces, yuan a piece, cost in yuan a piece, yuan of discount on the row.
    status, paid_at
        Columns of ``orders``: the state and the time of payment (missing: never).

    Returns
    -------
    float or frame
        A share, below 0 where goods cost more than they brought, NaN without sales; with ``by`` a frame of ``by`` and
        ``gross_margin_rate``.

    Raises
    ------
    StoreLabError
        If a column is missing, a row has no order, or the tables are of different libraries.
    """
    items = read(order_items, "order_items", [order_id, qty, unit_price, unit_cost, discount], ids=[order_id])
    own = items.collect_schema().names()
    asked = [column for column in keys(by) if column not in own]
    deals = read(orders, "orders", [order_id, status, paid_at, *asked], ids=[order_id])
    same_library(items, deals)
    valid = deals.filter(is_valid(status, paid_at)).select(order_id, *asked)
    cost = fen(unit_cost) * nw.col(qty).cast(nw.Int64)
    sold = items.join(valid, on=order_id, how="inner").with_columns(_sales=_line(qty, unit_price, discount))
    left = sold.with_columns(_margin=nw.col("_sales") - cost)
    parts = nw.col("_margin").sum(), nw.col("_sales").sum()
    return cast("float | IntoFrameT", rate(left, by, "gross_margin_rate", *parts))


@metric(
    "M049",
    en="Return-and-exchange rate",
    zh="退换货率",
    branch="sales",
    numerator={"en": "delivered orders with a return or an exchange", "zh": "有退货或换货的已签收订单"},
    denominator={"en": "delivered orders", "zh": "已签收订单"},
    window=WHOLE_TABLE,
    filter={"en": "orders with a time of delivery", "zh": "有签收时间的订单"},
    unit="share",
    formula="orders with return or exchange / orders delivered",
)
def return_rate(
    orders: IntoFrameT,
    returns: IntoFrameT,
    by: By = None,
    *,
    order_id: str = "order_id",
    delivered_at: str = "delivered_at",
    kind: str = "kind",
) -> float | IntoFrameT:
    """Share of the delivered orders from which goods came back (M049): by return or by exchange, counted once.

    A refund without goods (``"refund_only"``) is neither. Returned over dispatched orders is another metric (M050).

    Parameters
    ----------
    orders, returns
        One row an order, a return; of the same library.
    by
        Columns of ``orders`` to group by; None for one number.
    order_id
        Column of the order in both tables.
    delivered_at
        Column of ``orders``: when it arrived (missing: not yet, or never).
    kind
        Column of ``returns``: ``"return"``, ``"exchange"`` or something else.

    Returns
    -------
    float or frame
        A share from 0 to 1, NaN without delivered orders; with ``by`` a frame of ``by`` and ``return_rate``.

    Raises
    ------
    StoreLabError
        If a column is missing, a row has no order, or the tables are of different libraries.
    """
    arrived = read(orders, "orders", [*keys(by), order_id, delivered_at], ids=[order_id])
    back = read(returns, "returns", [order_id, kind], ids=[order_id])
    same_library(arrived, back)
    marks = back.filter(nw.col(kind).is_in(list(RETURN_KINDS))).select(order_id).unique().with_columns(_back=nw.lit(1))
    arrived = arrived.filter(~nw.col(delivered_at).is_null())
    judged = arrived.join(marks, on=order_id, how="left").with_columns(nw.col("_back").fill_null(0))
    return cast("float | IntoFrameT", rate(judged, by, "return_rate", nw.col("_back").sum(), nw.len()))


@metric(
    "M122",
    en="Customer acquisition cost",
    zh="获客成本",
    branch="new_customers",
    numerator={"en": "cost of winning customers", "zh": "拉新花费"},
    denominator={"en": "customers whose first order lies in the period", "zh": "在该时期第一次下单的新客户数"},
    window={"en": "one period for both", "zh": "分子分母用同一时期"},
    filter=EVERY_ROW,
    unit="yuan",
    formula="acquisition cost / new customers",
    aliases=("CAC",),
)
def customer_acquisition_cost(new_customers: Numbers, cost: Numbers) -> Numbers:
    """Yuan spent for each new customer (M122).

    Parameters
    ----------
    new_customers
        Customers whose first order lies in the period: buyers, not new visitors.
    cost
        Yuan spent on winning them in that period; both numbers or columns.

    Returns
    -------
    float or column
        Yuan per new customer; NaN without new customers.
    """
    return quotient(cost, new_customers)


@metric(
    "M055",
    en="Return on investment",
    zh="投资回报率",
    branch="marketing",
    numerator={"en": "gross profit that would not have come otherwise, less the cost", "zh": "增量毛利减去花费"},
    denominator={"en": "cost", "zh": "花费"},
    window={"en": "one period for both", "zh": "分子分母用同一时期"},
    filter=EVERY_ROW,
    unit="share",
    formula="(incremental gross profit - cost) / cost",
    aliases=("ROI", "投入产出比"),
)
def return_on_investment(incremental_gross_profit: Numbers, cost: Numbers) -> Numbers:
    """What a yuan spent brings back beyond itself (M055): 0 is break-even, -1 all lost.

    Not `roas`, which takes revenue for profit and all of it for the effect.

    Parameters
    ----------
    incremental_gross_profit
        Yuan of gross profit that would not have come without the spending.
    cost
        Yuan spent; both numbers or columns.

    Returns
    -------
    float or column
        The return; NaN without cost.
    """
    return quotient(incremental_gross_profit - cost, cost)


def roas(revenue: Numbers, cost: Numbers) -> Numbers:
    """Yuan of revenue per yuan of advertising: return on advertising spend, no profit (`return_on_investment`).

    Parameters
    ----------
    revenue
        Yuan of the orders credited to the advertising.
    cost
        Yuan spent; both numbers or columns.

    Returns
    -------
    float or column
        The quotient; NaN without cost.
    """
    return quotient(revenue, cost)
