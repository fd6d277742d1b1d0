"""What of the range sells, and what lies still."""

from collections.abc import Sequence
from typing import Any, cast

import narwhals.stable.v2 as nw

from storelab.metrics._checks import check_as_of
from storelab.metrics._formulas import check_range
from storelab.metrics._frames import (
    By,
    Frame,
    IntoFrameT,
    day_number,
    divide,
    finish,
    keys,
    rate,
    read,
    same_library,
    scalars,
)
from storelab.metrics._periods import as_day, check_times, until, window
from storelab.metrics._sold import ON_SALE, sold_lines, with_sales
from storelab.metrics.assortment import category_diversity
from storelab.metrics.catalogue import stock_cover
from storelab.metrics.registry import DAYS_OF_CALL, VALID_ORDERS, metric


@metric(
    "M069",
    en="Sell-through rate of the range",
    zh="动销率",
    branch="catalogue",
    numerator={"en": "of these, goods with at least one sale", "zh": "其中至少卖出过一件的商品"},
    denominator={"en": "goods (SKUs) on sale, those that never sold included", "zh": "在售商品（SKU），含从未卖出的"},
    window=DAYS_OF_CALL,
    filter=VALID_ORDERS,
    unit="share",
    formula="SKUs with sales / SKUs on sale",
    aliases=("Best and slow sellers", "热销与滞销"),
)
def sell_through_rate(
    order_items: IntoFrameT,
    orders: IntoFrameT,
    products: IntoFrameT,
    start: Any,
    end: Any,
    by: By = None,
    *,
    order_id: str = "order_id",
    sku_id: str = "sku_id",
    qty: str = "qty",
    unit_price: str = "unit_price",
    discount: str = "discount_alloc",
    paid_at: str = "paid_at",
    status: str = "status",
    product_status: str = "status",
) -> float | IntoFrameT:
    """Share of the goods on sale that sold at all (M069, 动销率), counted over ``products``: what never sold counts.

    Parameters
    ----------
    order_items, orders, products
        One row an item of an order, an order, a SKU; all of the same library.
    start, end
        First and last day of payment, such as ``"2025-12-31"``; both count.
    by
        Columns of ``products`` to group by, such as ``"cat1"``; None for one number.
    order_id, sku_id
        Columns of the order and the item, each in two of the tables.
    qty, unit_price, discount
        Columns of ``order_items``: pieces, yuan a piece, yuan of the order's discount that fall on the line.
    paid_at, status
        Columns of ``orders``: when it was paid (missing: never), and its state.
    product_status
        Column of ``products`` that says ``"on_sale"``.

    Returns
    -------
    float or frame
        A share from 0 to 1, NaN if nothing is on sale; with ``by`` a frame of ``by`` and ``sell_through_rate`` for the
        groups with goods on sale.

    Raises
    ------
    StoreLabError
        If a column is missing or of the wrong type, an id is missing, a quantity or price is negative, the tables are
        of different libraries, or ``end`` lies before ``start``.
    """
    first, last = window(start, end)
    lines = sold_lines(
        order_items,
        orders,
        first=first,
        last=last,
        order_id=order_id,
        sku_id=sku_id,
        qty=qty,
        unit_price=unit_price,
        discount=discount,
        paid_at=paid_at,
        status=status,
    )
    goods = _offered(products, sku_id, product_status, keys(by))
    sold = with_sales(goods, lines, sku_id).with_columns(_sold=(nw.col("_units") > 0).cast(nw.Int64))
    return cast("float | IntoFrameT", rate(sold, by, "sell_through_rate", nw.col("_sold").sum(), nw.len()))


def slow_movers(
    order_items: IntoFrameT,
    orders: IntoFrameT,
    products: IntoFrameT,
    as_of: Any,
    days: int = 30,
    *,
    launched_on: str = "launched_on",
    order_id: str = "order_id",
    sku_id: str = "sku_id",
    qty: str = "qty",
    unit_price: str = "unit_price",
    discount: str = "discount_alloc",
    paid_at: str = "paid_at",
    status: str = "status",
    product_status: str = "status",
) -> IntoFrameT:
    """Each item on sale with its last sale, and whether it lies still (滞销): the list behind M069.

    Parameters
    ----------
    order_items, orders, products
        As in `sell_through_rate`.
    as_of
        The day on which is looked back, such as ``"2025-12-31"``; later sales are not known yet.
    days
        Days without a sale, up to and with ``as_of``, after which an item is slow.
    launched_on
        Column of ``products``: first day on sale; goods launched after ``as_of`` are left out.
    order_id, sku_id, qty, unit_price, discount, paid_at, status, product_status
        As in `sell_through_rate`.

    Returns
    -------
    frame
        ``sku_id``, ``units`` (pieces sold in these days), ``days_since_last_sale`` (null if it never sold) and
        ``state``: ``"selling"``, ``"slow"``, or ``"new"`` for what did not sell but is on sale for less than ``days``
        days, which cannot be judged yet.

    Raises
    ------
    StoreLabError
        If a column is missing or of the wrong type, an id is missing, a quantity or price is negative, the tables are
        of different libraries, ``days`` is below 1, or ``as_of`` is no day or lies before all payments.
    """
    check_range("days", days, 1)
    today = as_day(as_of, "as_of")
    check_as_of(read(orders, "orders", [paid_at]), "orders", paid_at, today)
    lines = sold_lines(
        order_items,
        orders,
        order_id=order_id,
        sku_id=sku_id,
        qty=qty,
        unit_price=unit_price,
        discount=discount,
        paid_at=paid_at,
        status=status,
    ).filter(until("_paid_at", today) & (nw.col("_units") > 0))
    goods = _offered(products, sku_id, product_status, [launched_on], ids=[launched_on])
    check_times(goods, "products", launched_on)
    started = goods.filter(until(launched_on, today)).with_columns(_launched=day_number(launched_on))
    dated = lines.with_columns(_day=day_number("_paid_at"))
    oldest = today.toordinal() - days  # the last day that is too long ago
    recent = dated.with_columns(_recent=nw.when(nw.col("_day") > oldest).then(nw.col("_units")).otherwise(nw.lit(0)))
    sums = recent.group_by("_sku").agg(_recent=nw.col("_recent").sum(), _last=nw.col("_day").max())
    table = started.join(sums, left_on=sku_id, right_on="_sku", how="left").with_columns(
        units=nw.col("_recent").fill_null(0).cast(nw.Int64),
        days_since_last_sale=nw.lit(today.toordinal()).cast(nw.Float64) - nw.col("_last").cast(nw.Float64),
    )
    state = (
        nw.when(nw.col("units") > 0)
        .then(nw.lit("selling"))
        .otherwise(nw.when(nw.col("_launched") > oldest).then(nw.lit("new")).otherwise(nw.lit("slow")))
    )
    listed = table.select(sku_id, "units", "days_since_last_sale", state.alias("state")).sort(sku_id)
    return cast(IntoFrameT, finish(listed))


@metric(
    "P13",
    en="Assortment health",
    zh="商品健康度",
    branch="catalogue",
    numerator={
        "en": "of these, goods that sold and whose stock lasts neither too short nor too long",
        "zh": "其中有销售、且库存可售天数在合理区间内的商品",
    },
    denominator={"en": "goods (SKUs) on sale", "zh": "在售商品（SKU）数"},
    window={
        "en": "stock of the day as_of; sales of the last 28 days up to it",
        "zh": "as_of 当天的库存；到这一天为止最近 28 天的销量",
    },
    filter={"en": "goods on sale, not those being phased out", "zh": "在售商品，不含正在清退的"},
    unit="share",
    formula="SKUs with sales and cover in range / SKUs on sale; beside it SKU count and entropy",
    column="assortment_health",
    aliases=("Assortment richness", "商品丰富度"),
)
def assortment_health(
    products: IntoFrameT,
    inventory: IntoFrameT,
    as_of: Any,
    days: int = 28,
    cover: tuple[float, float] = (7, 90),
    *,
    category: str = "cat1",
    sku_id: str = "sku_id",
    product_status: str = "status",
    date: str = "date",
    on_hand: str = "on_hand",
    reserved: str = "reserved",
    sold: str = "sold",
) -> dict[str, float]:
    """How rich the range is, and which part of it is healthy (P13): it sells, and its stock fits its sales.

    A proxy: 丰富度 and 健康度 have no formula of their own. Richness is the count of goods and the entropy of their
    categories, health the share of goods with sales and a cover (M068) in range.

    Parameters
    ----------
    products, inventory
        One row a SKU; one row a day, warehouse and SKU; of the same library.
    as_of
        The day whose stock counts, such as ``"2025-12-31"``.
    days
        Days of sales up to and with ``as_of``.
    cover
        Days of cover from which and up to which stock is in range.
    category, sku_id, product_status
        Columns of ``products``: category, item (in ``inventory`` too), and what says ``"on_sale"``.
    date, on_hand, reserved, sold
        Columns of ``inventory``, as in `stock_cover`.

    Returns
    -------
    dict
        ``skus`` (on sale), ``category_entropy`` (bits), ``sold_share`` (sold at all) and ``assortment_health`` (sold,
        and cover in range), shares from 0 to 1. All but the first are NaN if nothing is on sale.

    Raises
    ------
    StoreLabError
        If a column is missing or of the wrong type, ``as_of`` is no day or lies before the data, ``days`` is below 1,
        or the range of ``cover`` is none.
    """
    least, most = cover
    check_range("cover", least, 0, most)
    goods = _offered(products, sku_id, product_status, [category])
    stock = read(inventory, "inventory", [sku_id, date], ids=[sku_id])
    same_library(goods, stock)
    check_times(stock, "inventory", date)
    check_as_of(stock, "inventory", date, as_day(as_of, "as_of"))
    covers = stock_cover(inventory, as_of, days, by=sku_id, date=date, on_hand=on_hand, reserved=reserved, sold=sold)
    joined = goods.join(read(covers, "covers", []), on=sku_id, how="left")
    in_range = (nw.col("cover_days") >= least) & (nw.col("cover_days") <= most)
    judged = joined.with_columns(
        _sold=(nw.col("daily_sales") > 0).fill_null(False).cast(nw.Int64),
        _fits=in_range.fill_null(False).cast(nw.Int64),
    )
    counts = scalars(judged, skus=nw.len(), sold=nw.col("_sold").sum(), fits=nw.col("_fits").sum())
    skus = int(counts["skus"] or 0)
    diversity = category_diversity(products, category, status=product_status)
    # Cover is null without sales, so what fits has sold: health is the share that fits.
    return {
        "skus": skus,
        "category_entropy": diversity["category_entropy"],
        "sold_share": divide(counts["sold"], skus),
        "assortment_health": divide(counts["fits"], skus),
    }


def _offered(products: Any, sku_id: str, status: str, columns: list[str], ids: Sequence[str] = ()) -> Frame:
    frame = read(products, "products", [sku_id, status, *columns], ids=[sku_id, *ids])
    return frame.filter((nw.col(status) == ON_SALE).fill_null(False)).select(sku_id, *columns)
