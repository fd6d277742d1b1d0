"""What stock costs, and what its absence costs."""

from typing import Any, cast

import narwhals.stable.v2 as nw

from storelab.errors import StoreLabError
from storelab.language import pick
from storelab.metrics._checks import check_numbers
from storelab.metrics._formulas import check_range
from storelab.metrics._frames import (
    FEN,
    By,
    Frame,
    IntoFrameT,
    fen,
    finish,
    grouped,
    keys,
    read,
    same_library,
    scalars,
    yuan,
)
from storelab.metrics._periods import between, window
from storelab.metrics.inventory import DAYS_OF_YEAR, valued_stock
from storelab.metrics.registry import DAYS_OF_CALL, EVERY_ROW, metric


@metric(
    "M077",
    en="Holding and stock-out cost",
    zh="库存成本与缺货成本",
    branch="inventory",
    numerator={
        "en": "stock at cost times the holding rate; pieces lost times their margin",
        "zh": "在库金额乘以持有成本率；缺货损失件数乘以单件毛利",
    },
    window=DAYS_OF_CALL,
    filter=EVERY_ROW,
    unit="yuan",
    formula="sum(stock * unit cost) * annual rate / 365; sum(lost units * (price - unit cost))",
    column="holding_cost",
    aliases=("Holding cost", "Stock-out cost", "库存成本", "缺货成本"),
)
def stock_costs(
    inventory: IntoFrameT,
    products: IntoFrameT,
    start: Any,
    end: Any,
    annual_rate: float = 0.25,
    by: By = None,
    *,
    date: str = "date",
    sku_id: str = "sku_id",
    on_hand: str = "on_hand",
    lost_demand: str = "lost_demand",
    unit_cost: str = "unit_cost",
    price: str = "list_price",
) -> dict[str, float] | IntoFrameT:
    """What stock cost, and what its absence cost (M077): the two that a service level weighs against each other.

    The margin of a lost piece is the list price less its cost; discounts that would have been given are not known.

    Parameters
    ----------
    inventory, products
        One row a day, warehouse and item; one row a SKU; of the same library.
    start, end
        First and last day; both count.
    annual_rate
        Yuan that a yuan of stock costs a year: capital, space, insurance, ageing.
    by
        Columns of ``inventory`` to group by; None for one dict.
    date, on_hand, lost_demand, unit_cost
        Columns of ``inventory``: the day, pieces in the evening, pieces asked for while sold out, yuan a piece.
    sku_id
        Column of the item in both tables.
    price
        Column of ``products``: yuan a piece.

    Returns
    -------
    dict or frame
        ``holding_cost`` and ``stock_out_cost`` (yuan); with ``by`` a frame of ``by`` and these.

    Raises
    ------
    StoreLabError
        If a column is missing or of the wrong type, stock or lost demand is negative, the rate is negative, the tables
        are of different libraries, a lost piece has no price, or ``end`` lies before ``start``.
    """
    check_range("annual_rate", annual_rate, 0)
    first, last = window(start, end)
    groups = keys(by)
    frame = valued_stock(inventory, [*groups, sku_id, lost_demand], date, on_hand, unit_cost)
    check_numbers(frame, "inventory", lost_demand, negative=False)
    goods = read(products, "products", [sku_id, price], ids=[sku_id])
    same_library(frame, goods)
    check_numbers(goods, "products", price, negative=False)
    prices = goods.filter(~nw.col(price).is_null()).select(_key=nw.col(sku_id), _price=fen(price))
    counted = frame.filter(between(date, first, last)).join(prices, left_on=sku_id, right_on="_key", how="left")
    lost = counted.with_columns(_lost=nw.col(lost_demand).fill_null(0).cast(nw.Int64))
    _check_prices(lost, price)
    costs = lost.with_columns(
        _margin=nw.col("_lost") * (nw.col("_price").fill_null(0).cast(nw.Int64) - nw.col("_cost"))
    )
    sums = {"_stock": nw.col("_fen").sum(), "_margin": nw.col("_margin").sum()}
    daily = annual_rate / DAYS_OF_YEAR
    if not groups:
        found = scalars(costs, **sums)
        return {
            "holding_cost": (found["_stock"] or 0) / FEN * daily,
            "stock_out_cost": (found["_margin"] or 0) / FEN,
        }
    table = grouped(costs, groups, **sums)
    holding = (yuan("_stock") * daily).alias("holding_cost")
    return cast(IntoFrameT, finish(table.select(*groups, holding, yuan("_margin").alias("stock_out_cost"))))


def _check_prices(lost: Frame, price: str) -> None:
    unpriced = ((nw.col("_lost") > 0) & nw.col("_price").is_null()).cast(nw.Int64).sum()
    count = int(scalars(lost, count=unpriced)["count"] or 0)
    if count:
        raise StoreLabError(
            pick(
                {
                    "en": f"inventory: {count} rows lost demand of goods that have no '{price}' in products. Add their prices first.",
                    "zh": f"inventory 里有 {count} 行的缺货商品在 products 里没有 '{price}'。请先补上价格。",
                }
            )
        )
