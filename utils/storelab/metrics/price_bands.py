"""Price bands: how the range and its sales spread over prices."""

from collections.abc import Sequence
from typing import Any, cast

import narwhals.stable.v2 as nw

from storelab.errors import StoreLabError
from storelab.language import pick
from storelab.metrics._checks import check_numbers
from storelab.metrics._formulas import check_range
from storelab.metrics._frames import FEN, IntoFrameT, fen, finish, grouped, like, ratio, read, scalars, yuan
from storelab.metrics._sold import ON_SALE, sold_lines, with_sales
from storelab.metrics.registry import VALID_ORDERS, WHOLE_TABLE, metric


@metric(
    "M079",
    en="Price band",
    zh="价格带",
    branch="pricing",
    numerator={"en": "sales of the goods of a price interval", "zh": "该价格区间商品的销售额"},
    denominator={"en": "sales of all goods on sale", "zh": "全部在售商品的销售额"},
    window=WHOLE_TABLE,
    filter=VALID_ORDERS,
    unit="share",
    formula="sales of the band / sales; beside it SKUs of the band / SKUs",
    column="band_sales_share",
)
def price_bands(
    order_items: IntoFrameT,
    orders: IntoFrameT,
    products: IntoFrameT,
    edges: Sequence[float],
    *,
    list_price: str = "list_price",
    order_id: str = "order_id",
    sku_id: str = "sku_id",
    qty: str = "qty",
    unit_price: str = "unit_price",
    discount: str = "discount_alloc",
    paid_at: str = "paid_at",
    status: str = "status",
    product_status: str = "status",
) -> IntoFrameT:
    """How goods and sales spread over prices (M079): where the range is thick, and where the money is.

    An item stands in the band of its list price, whatever was paid for it. Hand in the products of one category to see
    that category.

    Parameters
    ----------
    order_items, orders, products
        One row an item of an order, an order, a SKU; all of the same library.
    edges
        Yuan between the bands, rising: ``[50, 100]`` makes below 50, from 50 to below 100, and from 100 on.
    list_price, product_status
        Columns of ``products``: yuan a piece before discounts, and what says ``"on_sale"``; goods being phased out and
        goods without a price have no band.
    order_id, sku_id
        Columns of the order and the item, each in two of the tables.
    qty, unit_price, discount
        Columns of ``order_items``: pieces, yuan a piece, yuan of the order's discount that fall on the line.
    paid_at, status
        Columns of ``orders``: when it was paid (missing: never), and its state.

    Returns
    -------
    frame
        One row a band, also an empty one: ``low`` and ``high`` (yuan; low belongs to the band, high does not, and is
        null in the last), ``skus``, ``band_sku_share``, ``sales`` (yuan) and ``band_sales_share``. Shares are null if
        nothing is on sale, or was sold.

    Raises
    ------
    StoreLabError
        If a column is missing or of the wrong type, an id is missing, a quantity or price is negative, the tables are
        of different libraries, or the edges are not above 0 and rising.
    """
    limits = _limits(edges)
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
    )
    goods = read(products, "products", [sku_id, list_price, product_status], ids=[sku_id])
    check_numbers(goods, "products", list_price, negative=False)
    priced = goods.filter((nw.col(product_status) == ON_SALE).fill_null(False) & ~nw.col(list_price).is_null())
    sold = with_sales(priced.select(sku_id, _price=fen(list_price)), lines, sku_id)
    band = nw.sum_horizontal(*((nw.col("_price") >= limit).cast(nw.Int64) for limit in limits))
    of_goods = sold.with_columns(_band=band.cast(nw.Int64), _goods=nw.lit(1).cast(nw.Int64))
    sums = grouped(of_goods, ["_band"], skus=nw.col("_goods").sum(), _fen=nw.col("_fen").sum())
    total = scalars(of_goods, skus=nw.col("_goods").sum(), fen=nw.col("_fen").sum())
    columns: dict[str, list[Any]] = {
        "_band": list(range(len(limits) + 1)),
        "low": [0.0, *edges],
        "high": [*edges, None],
    }
    types = {"_band": nw.Int64(), "low": nw.Float64(), "high": nw.Float64()}
    bands = nw.from_native(like(goods, columns, types))
    table = bands.join(sums, on="_band", how="left").with_columns(
        nw.col("skus").fill_null(0).cast(nw.Int64), nw.col("_fen").fill_null(0).cast(nw.Int64)
    )
    return cast(
        IntoFrameT,
        finish(
            table.sort("_band").select(
                "low",
                "high",
                "skus",
                ratio(nw.col("skus"), nw.lit(int(total["skus"] or 0))).alias("band_sku_share"),
                yuan("_fen").alias("sales"),
                ratio(nw.col("_fen"), nw.lit(int(total["fen"] or 0))).alias("band_sales_share"),
            )
        ),
    )


def _limits(edges: Sequence[float]) -> list[int]:
    check_range("edges", edges, 0, above=True)
    limits = [round(edge * FEN) for edge in edges]
    if not limits or sorted(set(limits)) != limits:
        raise StoreLabError(
            pick(
                {
                    "en": f"edges must be prices in yuan that rise, such as [50, 100, 200], not {list(edges)}.",
                    "zh": f"edges 应该是从小到大的价格（元），比如 [50, 100, 200]；现在是 {list(edges)}。",
                }
            )
        )
    return limits
