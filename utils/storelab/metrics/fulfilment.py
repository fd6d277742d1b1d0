"""How orders are paid and fulfilled: returns, delivery cost, cash on delivery, options offered, customs."""

from collections.abc import Sequence
from typing import Any, cast

import narwhals.stable.v2 as nw

from storelab.errors import StoreLabError
from storelab.language import pick
from storelab.metrics._checks import check_numbers
from storelab.metrics._durations import as_of_day, one_row, summary
from storelab.metrics._flags import flag
from storelab.metrics._frames import (
    FEN,
    By,
    IntoFrameT,
    collect,
    divide,
    fen,
    finish,
    grouped,
    keys,
    rate,
    ratio,
    read,
    same_library,
    scalars,
    yuan,
)
from storelab.metrics._periods import as_day
from storelab.metrics.concentration import entropy
from storelab.metrics.registry import EVERY_ROW, UNTIL_AS_OF, WHOLE_TABLE, metric

CAME_BACK = ("return",)  # an exchange, or a refund without the goods, is no return of goods


@metric(
    "M050",
    en="Return ratio of dispatched orders",
    zh="退货比率",
    branch="delivery",
    numerator={"en": "of these, orders of which goods came back", "zh": "其中发生退货的订单"},
    denominator={"en": "orders dispatched", "zh": "已发货的订单"},
    window=WHOLE_TABLE,
    filter={
        "en": "kind 'return': not exchanges, not refunds without the goods",
        "zh": "类型为退货（return），不含换货和仅退款",
    },
    unit="share",
    formula="returned orders / dispatched orders",
    aliases=("退货比例",),
)
def return_ratio(
    orders: IntoFrameT,
    returns: IntoFrameT,
    by: By = None,
    kinds: Sequence[str] = CAME_BACK,
    *,
    order_id: str = "order_id",
    shipped_at: str = "shipped_at",
    kind: str = "kind",
) -> float | IntoFrameT:
    """Share of the orders sent of which goods came back (M050), as the warehouse counts.

    Not `return_rate` (M049), which is over delivered orders and counts exchanges. Returns come weeks after dispatch:
    the last weeks look better than they are.

    Parameters
    ----------
    orders, returns
        One row an order, a return or exchange; of the same library.
    by
        Columns of ``orders`` to group by; None for one number.
    kinds
        Values of ``kind`` that count as a return.
    order_id
        Column of the order in both tables.
    shipped_at
        Column of ``orders``: time of dispatch (missing: not sent).
    kind
        Column of ``returns``.

    Returns
    -------
    float or frame
        A share from 0 to 1, NaN if nothing was sent; with ``by`` a frame of ``by`` and ``return_ratio``.

    Raises
    ------
    StoreLabError
        If a column is missing, an order has no number, or the tables are of different libraries.
    """
    sent = read(orders, "orders", [*keys(by), order_id, shipped_at], ids=[order_id])
    back = read(returns, "returns", [order_id, kind], ids=[order_id])
    same_library(sent, back)
    marks = back.filter(nw.col(kind).is_in(list(kinds))).select(order_id).unique().with_columns(_back=nw.lit(1))
    judged = sent.filter(~nw.col(shipped_at).is_null()).join(marks, on=order_id, how="left")
    marked = judged.with_columns(nw.col("_back").fill_null(0))
    return cast("float | IntoFrameT", rate(marked, by, "return_ratio", nw.col("_back").sum(), nw.len()))


@metric(
    "M087",
    en="Delivery cost per order",
    zh="每单配送成本",
    branch="delivery",
    numerator={"en": "cost of all parcels, also of those that failed", "zh": "全部包裹的配送成本（含未送达的）"},
    denominator={"en": "distinct orders with a delivered parcel", "zh": "有包裹签收的订单数（去重）"},
    window=WHOLE_TABLE,
    filter=EVERY_ROW,
    unit="yuan",
    formula="delivery cost / delivered orders",
)
def delivery_cost_per_order(
    shipments: IntoFrameT,
    by: By = None,
    *,
    order_id: str = "order_id",
    cost: str = "cost",
    delivered_at: str = "delivered_at",
) -> float | IntoFrameT:
    """Yuan of delivery for each order delivered (M087): a parcel that came back was paid for too.

    Parameters
    ----------
    shipments
        One row a parcel; an order may have several.
    by
        Columns to group by, such as ``"carrier"``; None for one number. An order of two groups counts in both.
    order_id, cost, delivered_at
        Columns: the order, yuan of the parcel, time of delivery (missing: not delivered).

    Returns
    -------
    float or frame
        Yuan an order, NaN if none was delivered; with ``by`` a frame of ``by`` and ``delivery_cost_per_order``.

    Raises
    ------
    StoreLabError
        If a column is missing, an order has no number, or a cost is no number or negative.
    """
    groups = keys(by)
    frame = read(shipments, "shipments", [*groups, order_id, cost, delivered_at], ids=[order_id])
    check_numbers(frame, "shipments", cost, negative=False)
    marked = frame.with_columns(_fen=fen(cost), _done=(~nw.col(delivered_at).is_null()).cast(nw.Int64))
    of_orders = marked.group_by(*groups, order_id).agg(_fen=nw.col("_fen").sum(), _done=nw.col("_done").max())
    sums = {"_fen": nw.col("_fen").sum(), "_done": nw.col("_done").sum()}
    if not groups:
        found = scalars(of_orders, **sums)
        return divide((found["_fen"] or 0) / FEN, found["_done"])
    table = grouped(of_orders, groups, **sums)
    share = ratio(yuan("_fen"), nw.col("_done")).alias("delivery_cost_per_order")
    return cast(IntoFrameT, finish(table.select(*groups, share)))


@metric(
    "M094",
    en="Cash-on-delivery share",
    zh="COD 比率（货到付款占比）",
    branch="delivery",
    numerator={"en": "of these, orders with cash on delivery", "zh": "其中货到付款的订单"},
    denominator={"en": "orders", "zh": "订单数"},
    window=WHOLE_TABLE,
    filter=EVERY_ROW,
    unit="share",
    formula="COD orders / orders",
    aliases=("COD share", "COD比率"),
)
def cod_share(orders: IntoFrameT, by: By = None, *, is_cod: str = "is_cod") -> float | IntoFrameT:
    """Share of the orders that are paid on delivery (M094): they can still be refused at the door.

    Parameters
    ----------
    orders
        One row an order.
    by
        Columns to group by; None for one number.
    is_cod
        Column: true, or 1, for cash on delivery; a missing value is not.

    Returns
    -------
    float or frame
        A share from 0 to 1, NaN without orders; with ``by`` a frame of ``by`` and ``cod_share``.

    Raises
    ------
    StoreLabError
        If a column is missing, or ``is_cod`` holds neither truth values nor numbers.
    """
    frame = read(orders, "orders", [*keys(by), is_cod])
    marked = frame.with_columns(_cod=flag(frame, "orders", is_cod))
    return cast("float | IntoFrameT", rate(marked, by, "cod_share", nw.col("_cod").sum(), nw.len()))


@metric(
    "M097",
    en="Payment and delivery option diversity",
    zh="支付配送方式多样性",
    branch="shopping",
    numerator={"en": "entropy of the options' shares of the orders", "zh": "各种方式在订单中占比的熵"},
    window=WHOLE_TABLE,
    filter={"en": "orders with a known option", "zh": "方式已知的订单"},
    unit="bits",
    formula="-sum(p * log2(p)), p = orders of the option / orders; beside it the number of options",
    column="option_entropy",
)
def option_diversity(
    orders: IntoFrameT, option: str = "pay_method", offered: Sequence[str] | None = None
) -> dict[str, float]:
    """How many ways to pay or to receive there are, and how evenly they are used (M097).

    Parameters
    ----------
    orders
        One row an order, or a parcel for ways of delivery.
    option
        Column of the option: ``"pay_method"`` of orders, ``"carrier"`` or ``"mode"`` of shipments.
    offered
        All options on offer, where some are never used; by default those used.

    Returns
    -------
    dict
        ``options`` (offered), ``options_used``, ``option_entropy`` (Shannon's, in bits) and ``effective_options`` (2 to
        that power: as many of equal use); the last two are NaN without orders.

    Raises
    ------
    StoreLabError
        If the column is missing, or holds an option that is not among those offered.
    """
    frame = read(orders, "orders", [option])
    known = frame.filter(~nw.col(option).is_null())
    table = collect(grouped(known, [option], uses=nw.len()))
    used = table[option].to_list()
    options = used if offered is None else list(dict.fromkeys(offered))
    unknown = [one for one in used if one not in options]
    if unknown:
        raise StoreLabError(
            pick(
                {
                    "en": f"orders: '{option}' has {unknown}, which offered does not name. Add them, or repair the column.",
                    "zh": f"orders 的 '{option}' 里有 {unknown}，不在 offered 里。请补进去，或者修正这一列。",
                }
            )
        )
    bits = entropy(table["uses"].to_list())
    return {
        "options": len(options),
        "options_used": len(used),
        "option_entropy": bits,
        "effective_options": 2**bits,
    }


@metric(
    "M096",
    en="Customs clearance",
    zh="通关效率和成功率",
    branch="delivery",
    numerator={
        "en": "hours from arrival to clearance; shipments cleared at the first try",
        "zh": "从到港到放行的小时数；首次申报即放行的票数",
    },
    denominator={"en": "shipments cleared", "zh": "已放行的票数"},
    window=UNTIL_AS_OF,
    filter={
        "en": "cleared by as_of; open ones are counted beside them",
        "zh": "截至 as_of 已放行的；未放行的另计数量",
    },
    unit="hour",
    formula="cleared_at - arrived_at: median and P90; cleared at first try / cleared",
    column="clearance_p50",
    aliases=("Customs clearance time", "通关时长"),
)
def customs_clearance(
    xb_orders: IntoFrameT,
    as_of: Any,
    by: By = None,
    *,
    arrived_at: str = "arrived_at",
    cleared_at: str = "cleared_at",
    first_pass: str = "first_pass",
) -> dict[str, float] | IntoFrameT:
    """How long customs take, and how often a shipment passes at the first try (M096).

    Parameters
    ----------
    xb_orders
        One row a cross-border order.
    as_of
        The day on which is looked back, such as ``"2025-12-31"``: later arrivals do not count, and what was cleared
        later is open.
    by
        Columns to group by, such as ``"country"``; None for one dict.
    arrived_at, cleared_at, first_pass
        Columns: time of arrival, of clearance (missing: not yet), and whether the first try passed; a missing value is
        no pass.

    Returns
    -------
    dict or frame
        ``clearance_p50``, ``clearance_p90`` (hours), ``first_pass_rate`` (of what was cleared), all NaN without
        cleared shipments; ``cleared`` and ``open`` (shipments); with ``by`` a frame of ``by`` and these, with null for
        NaN.

    Raises
    ------
    StoreLabError
        If a column is missing or of the wrong type, a shipment was cleared before it arrived, or ``as_of`` is no day or
        lies before the data.
    """
    last = as_day(as_of, "as_of")
    groups = keys(by)
    frame = read(xb_orders, "xb_orders", [*groups, arrived_at, cleared_at, first_pass])
    known = as_of_day(frame, "xb_orders", arrived_at, cleared_at, last)
    passed = known.with_columns(_passed=flag(known, "xb_orders", first_pass) * (1 - nw.col("_open")), _whole=nw.lit(1))
    table = read(
        summary(passed, groups or "_whole", "clearance", "cleared", passed=nw.col("_passed").sum()), "times", []
    )
    result = table.select(
        *groups,
        "clearance_p50",
        "clearance_p90",
        ratio(nw.col("passed"), nw.col("cleared")).alias("first_pass_rate"),
        "cleared",
        "open",
    )
    if groups:
        return cast(IntoFrameT, finish(result))
    return one_row(result, ["clearance_p50", "clearance_p90", "first_pass_rate"], ["cleared", "open"])
