"""Goods on offer: how many, how good, and how long the stock lasts."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, cast

import narwhals.stable.v2 as nw

from storelab.errors import StoreLabError
from storelab.language import pick
from storelab.metrics._frames import By, IntoFrameT, finish, grouped, keys, rate, ratio, read, tally
from storelab.metrics._periods import as_day, between, check_times
from storelab.metrics.registry import EVERY_ROW, WHOLE_TABLE, metric

ON_SALE = "on_sale"


@metric(
    "M066",
    en="Number of products",
    zh="商品数量",
    branch="catalogue",
    numerator={"en": "goods (SKUs) on sale", "zh": "在售商品（SKU）"},
    window=WHOLE_TABLE,
    filter={"en": "goods on sale, not those being phased out", "zh": "在售商品，不含正在清退的"},
    unit="count",
    formula="count of goods on sale",
    aliases=("SKU count",),
)
def product_count(products: IntoFrameT, by: By = None, *, status: str = "status") -> int | IntoFrameT:
    """How many goods are on sale (M066): SKUs, so three colours are three.

    Parameters
    ----------
    products
        One row a SKU.
    by
        Columns to group by; None for one number.
    status
        Column that says ``"on_sale"``.

    Returns
    -------
    int or frame
        Goods; with ``by`` a frame of ``by`` and ``product_count``, groups without any at 0.

    Raises
    ------
    StoreLabError
        If a column is missing.
    """
    frame = read(products, "products", [*keys(by), status])
    offered = frame.with_columns(_offered=nw.when(nw.col(status) == ON_SALE).then(nw.lit(1)).otherwise(nw.lit(0)))
    return cast("int | IntoFrameT", tally(offered, by, "product_count", nw.col("_offered").sum()))


@metric(
    "M067",
    en="Defect rate",
    zh="次品率",
    branch="catalogue",
    numerator={"en": "pieces found defective on receipt", "zh": "收货时查出的次品件数"},
    denominator={"en": "pieces received", "zh": "收货件数"},
    window=WHOLE_TABLE,
    filter={"en": "purchases that were received", "zh": "已经收货的采购"},
    unit="share",
    formula="defective pieces / pieces received",
    aliases=("Product quality", "商品质量"),
)
def defect_rate(
    purchase_orders: IntoFrameT, by: By = None, *, qty_ok: str = "qty_ok", qty_defect: str = "qty_defect"
) -> float | IntoFrameT:
    """Share of the pieces received that were defective (M067): quality as the warehouse sees it.

    What customers send back for quality is another measure. Purchases on their way have no pieces yet.

    Parameters
    ----------
    purchase_orders
        One row a purchase.
    by
        Columns to group by, such as ``"supplier_id"``; None for one number.
    qty_ok, qty_defect
        Columns of pieces that passed and failed the inspection (missing: not received).

    Returns
    -------
    float or frame
        A share from 0 to 1, NaN when nothing was received; with ``by`` a frame of ``by`` and ``defect_rate``.

    Raises
    ------
    StoreLabError
        If a column is missing.
    """
    frame = read(purchase_orders, "purchase_orders", [*keys(by), qty_ok, qty_defect])
    pieces = frame.with_columns(_all=nw.col(qty_ok).fill_null(0) + nw.col(qty_defect).fill_null(0))
    return cast("float | IntoFrameT", rate(pieces, by, "defect_rate", nw.col(qty_defect).sum(), nw.col("_all").sum()))


@metric(
    "M068",
    en="Stock cover",
    zh="库存可售天数",
    branch="catalogue",
    numerator={"en": "pieces available: on hand less reserved", "zh": "可用库存：在库减去已预留"},
    denominator={"en": "mean pieces sold a day", "zh": "日均销售件数"},
    window={
        "en": "stock of the day as_of; sales of the last 28 days up to it",
        "zh": "as_of 当天的库存；到这一天为止最近 28 天的销量",
    },
    filter=EVERY_ROW,
    unit="day",
    formula="available pieces / mean daily sales",
    column="cover_days",
    aliases=("Stock position", "库存情况"),
)
def stock_cover(
    inventory: IntoFrameT,
    as_of: Any,
    days: int = 28,
    by: str | Sequence[str] = "sku_id",
    *,
    date: str = "date",
    on_hand: str = "on_hand",
    reserved: str = "reserved",
    sold: str = "sold",
) -> IntoFrameT:
    """Stock at the end of a day, and for how many days of sales it lasts (M068), all warehouses together.

    Sales of days without stock are too low, so the cover of goods that ran out is too long: look at stock-outs first.

    Parameters
    ----------
    inventory
        One row a day, warehouse and item.
    as_of
        The day whose stock counts, such as ``"2025-12-31"``.
    days
        Days of sales up to and with ``as_of`` that the mean is taken over.
    by
        Columns of the item, or of anything else in the table.
    date, on_hand, reserved, sold
        Columns: the day, and pieces.

    Returns
    -------
    frame
        ``by``, ``on_hand``, ``available`` (pieces), ``daily_sales`` (pieces a day), ``cover_days`` (null where nothing
        was sold).

    Raises
    ------
    StoreLabError
        If a column is missing or ``date`` holds no times, ``as_of`` is no day, or ``days`` is below 1.
    """
    if not days >= 1:
        raise StoreLabError(
            pick({"en": f"days must be 1 or more, not {days}.", "zh": f"days 至少是 1，现在是 {days}。"})
        )
    last = as_day(as_of, "as_of")
    frame = read(inventory, "inventory", [*keys(by), date, on_hand, reserved, sold])
    check_times(frame, "inventory", date)
    recent = frame.filter(between(date, last - timedelta(days=days - 1), last))
    today = nw.when(between(date, last, last)).then(nw.lit(1)).otherwise(nw.lit(0))
    marked = recent.with_columns(_today=today)
    table = grouped(
        marked.with_columns(_stock=nw.col(on_hand) * nw.col("_today"), _held=nw.col(reserved) * nw.col("_today")),
        keys(by),
        on_hand=nw.col("_stock").sum(),
        _held=nw.col("_held").sum(),
        _sold=nw.col(sold).sum(),
    ).with_columns(available=nw.col("on_hand") - nw.col("_held"), daily_sales=nw.col("_sold").cast(nw.Float64) / days)
    cover = ratio(nw.col("available"), nw.col("daily_sales")).alias("cover_days")
    return cast(IntoFrameT, finish(table.select(*keys(by), "on_hand", "available", "daily_sales", cover)))
