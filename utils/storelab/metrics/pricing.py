"""Prices: from cost to price and back, discounts, premiums, and what a change of price must bring."""

from typing import cast

import narwhals.stable.v2 as nw

from storelab.errors import StoreLabError
from storelab.language import pick
from storelab.metrics._checks import check_numbers
from storelab.metrics._formulas import Numbers, check_range, quotient
from storelab.metrics._frames import By, IntoFrameT, fen, keys, rate, read, same_library
from storelab.metrics._tables import check_choice
from storelab.metrics.registry import EVERY_ROW, WHOLE_TABLE, metric

ONE_PIECE = {"en": "one piece", "zh": "一件商品"}


def markup_to_margin(markup: Numbers) -> Numbers:
    """Profit as a share of the price, from profit as a share of the cost: m / (1 + m). 100 percent on cost is 50 of price.

    Parameters
    ----------
    markup
        Profit / cost, above -1: a number or a column.

    Returns
    -------
    float or column
        Profit / price.

    Raises
    ------
    StoreLabError
        If the mark-up is -1 or less, which no price above 0 gives.
    """
    check_range("markup", markup, -1, above=True)
    return quotient(markup, 1 + markup)


def margin_to_markup(margin: Numbers) -> Numbers:
    """Profit as a share of the cost, from profit as a share of the price: m / (1 - m).

    Parameters
    ----------
    margin
        Profit / price, at most 1: a number or a column.

    Returns
    -------
    float or column
        Profit / cost; NaN for a margin of 1, which has no cost.

    Raises
    ------
    StoreLabError
        If the margin is above 1.
    """
    check_range("margin", margin, high=1)
    return quotient(margin, 1 - margin)


def cost_plus_price(unit_cost: float, rate: float, basis: str = "cost", fee_rate: float = 0.0) -> float:
    """The price that leaves the wanted profit after the platform's fee.

    Parameters
    ----------
    unit_cost
        Yuan a piece.
    rate
        Profit wanted: a share of the cost, or of the price.
    basis
        ``"cost"`` (the default): price * (1 - fee) = cost * (1 + rate). ``"price"``: price * (1 - fee - rate) = cost.
    fee_rate
        Share of the price that the platform takes. It belongs in the denominator: added on top of the price, it would
        be taken from itself too.

    Returns
    -------
    float
        Yuan.

    Raises
    ------
    StoreLabError
        If the cost is negative, the basis unknown, or fee and profit leave nothing of the price for the cost.
    """
    check_choice("basis", basis, ("cost", "price"))
    check_range("unit_cost", unit_cost, 0)
    check_range("rate", rate, -1, above=True)
    check_range("fee_rate", fee_rate, 0, 1)
    left = 1 - fee_rate - (rate if basis == "price" else 0)
    if left <= 0:
        raise StoreLabError(
            pick(
                {
                    "en": f"fee_rate {fee_rate:g} and rate {rate:g} of the price leave nothing for the cost: no price is high enough.",
                    "zh": f"平台费率 fee_rate {fee_rate:g} 加上利润率 rate {rate:g} 已占满售价，定多高的价也收不回成本。",
                }
            )
        )
    return unit_cost * (1 + rate if basis == "cost" else 1) / left


@metric(
    "M047",
    en="Expected profit in the price",
    zh="预期利润",
    branch="pricing",
    numerator={
        "en": "price less the platform's fee and the cost of the goods",
        "zh": "售价减去平台费用和商品成本",
    },
    window=ONE_PIECE,
    filter=EVERY_ROW,
    unit="yuan",
    formula="price * (1 - fee rate) - unit cost",
)
def expected_profit(price: Numbers, unit_cost: Numbers, fee_rate: float = 0.0) -> Numbers:
    """Profit that a price holds, if the piece is sold (M047). Without a fee, price = cost of the goods + profit.

    Parameters
    ----------
    price, unit_cost
        Yuan a piece: numbers or columns.
    fee_rate
        Share of the price that the platform takes; 0 gives the plain difference.

    Returns
    -------
    float or column
        Yuan a piece, negative for a loss.

    Raises
    ------
    StoreLabError
        If price or cost is negative, or the fee rate not from 0 to 1.
    """
    check_range("price", price, 0)
    check_range("unit_cost", unit_cost, 0)
    check_range("fee_rate", fee_rate, 0, 1)
    return price * (1 - fee_rate) - unit_cost


@metric(
    "M081",
    en="Discount depth",
    zh="折扣幅度",
    branch="pricing",
    numerator={"en": "list value less what is paid for it", "zh": "标价金额减去实付金额"},
    denominator={"en": "list price x pieces", "zh": "标价 × 件数"},
    window=WHOLE_TABLE,
    filter={"en": "lines whose item has a list price", "zh": "商品有标价的订单行"},
    unit="share",
    formula="1 - paid price / list price",
)
def discount_depth(
    order_items: IntoFrameT,
    products: IntoFrameT,
    by: By = None,
    *,
    sku_id: str = "sku_id",
    qty: str = "qty",
    unit_price: str = "unit_price",
    discount: str = "discount_alloc",
    list_price: str = "list_price",
) -> float | IntoFrameT:
    """How far below the list price goods were sold (M081): sum over sum, so that dear goods weigh more.

    A price above the list price makes it negative. Lines of orders that were not paid count if they are handed in.

    Parameters
    ----------
    order_items
        One row an item of an order.
    products
        One row an item, of the same library.
    by
        Columns of either table to group by, such as ``"cat1"``; None for one number.
    sku_id
        Column of the item, in both.
    qty, unit_price, discount
        Columns of ``order_items``: pieces, yuan a piece, and yuan of the order's discount that fall on the line.
    list_price
        Column of ``products``: yuan a piece before any discount.

    Returns
    -------
    float or frame
        A share, at most 1, NaN without lines; with ``by`` a frame of ``by`` and ``discount_depth``.

    Raises
    ------
    StoreLabError
        If a column is missing, holds no numbers or a negative quantity or price, a line has no item, or the tables are
        of two libraries.
    """
    groups = [name for name in keys(by) if name != sku_id]
    of_items = read(order_items, "order_items", [sku_id, qty, unit_price, discount], ids=[sku_id])
    own = [name for name in groups if name in of_items.collect_schema().names()]
    of_goods = [name for name in groups if name not in own]
    goods = read(products, "products", [sku_id, list_price, *of_goods])
    same_library(of_items, goods)
    check_numbers(of_items, "order_items", qty, unit_price, discount, negative=False)
    check_numbers(goods, "products", list_price, negative=False)
    lines = of_items.select(*own, sku_id, qty, unit_price, discount)
    priced = lines.join(goods.select(sku_id, list_price, *of_goods), on=sku_id, how="left")
    known = priced.filter(~nw.col(list_price).is_null(), ~nw.col(qty).is_null(), ~nw.col(unit_price).is_null())
    pieces = nw.col(qty).cast(nw.Int64)
    valued = known.with_columns(
        _list=pieces * fen(list_price), _off=pieces * (fen(list_price) - fen(unit_price)) + fen(discount)
    )
    return cast("float | IntoFrameT", rate(valued, by, "discount_depth", nw.col("_off").sum(), nw.col("_list").sum()))


@metric(
    "M082",
    en="Brand price premium",
    zh="品牌溢价",
    branch="pricing",
    numerator={"en": "own price less the price of a comparable generic", "zh": "自有品牌价格减去可比白牌价格"},
    denominator={"en": "price of the comparable generic", "zh": "可比白牌商品的价格"},
    window={"en": "prices of one day", "zh": "同一天的价格"},
    filter={"en": "goods of equal make and pack", "zh": "材质和规格相同的商品"},
    unit="share",
    formula="own price / generic price - 1",
)
def brand_premium(own_price: Numbers, generic_price: Numbers) -> Numbers:
    """By how much the brand's price exceeds that of a comparable generic (M082). Comparable is the point of it.

    Parameters
    ----------
    own_price, generic_price
        Yuan: numbers or columns.

    Returns
    -------
    float or column
        0.2 is a premium of twenty percent, negative is a discount; NaN where the generic has no price.

    Raises
    ------
    StoreLabError
        If a price is negative.
    """
    check_range("own_price", own_price, 0)
    check_range("generic_price", generic_price, 0)
    return quotient(own_price, generic_price) - 1


def break_even_volume_change(price_change: float, margin_rate: float) -> float:
    """By how much the volume must change for the contribution to stay as it was, after a change of price.

    Old margin m, price change x, both as shares of the old price: (m + x)(1 + v) = m, so v = -x / (m + x).

    Parameters
    ----------
    price_change
        -0.1 for ten percent less.
    margin_rate
        Contribution margin / price before the change. Fees that follow the price make the true answer somewhat milder:
        take x after fees then.

    Returns
    -------
    float
        0.5 means half as much again must be sold; after a rise, the volume that can be lost (negative).

    Raises
    ------
    StoreLabError
        If the margin is not above 0 up to 1, the price falls below 0, or the new price leaves no margin: no volume pays
        for that.
    """
    check_range("price_change", price_change, -1)
    check_range("margin_rate", margin_rate, 0, 1, above=True)
    left = margin_rate + price_change
    # 0.3 - 0.3 must count as nothing left, however floats round.
    if left <= 1e-12:
        raise StoreLabError(
            pick(
                {
                    "en": f"price_change {price_change:g} eats the whole margin_rate {margin_rate:g}: no volume makes up for it.",
                    "zh": f"降价 price_change {price_change:g} 已吃掉全部毛利率 margin_rate {margin_rate:g}，卖再多也补不回来。",
                }
            )
        )
    return -price_change / left
