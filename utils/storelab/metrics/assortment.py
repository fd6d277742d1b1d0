"""The range of goods: how it is built, what of it sells, and what lies still."""

from collections.abc import Sequence
from typing import cast

import narwhals.stable.v2 as nw

from storelab.metrics._formulas import check_range
from storelab.metrics._frames import By, IntoFrameT, collect, finish, grouped, keys, ratio, read, scalars, yuan
from storelab.metrics._sold import ON_SALE, sold_lines, with_sales
from storelab.metrics.concentration import ROUNDING, entropy
from storelab.metrics.registry import VALID_ORDERS, WHOLE_TABLE, metric

GOODS_ON_SALE = {"en": "goods (SKUs) on sale", "zh": "在售商品（SKU）数"}
ONLY_ON_SALE = {"en": "goods on sale, not those being phased out", "zh": "在售商品，不含正在清退的"}
PAID_FOR_GOODS = {"en": "yuan paid for the goods in valid orders", "zh": "有效订单里商品的实付金额"}


@metric(
    "M061",
    en="Category structure share",
    zh="商品类目结构占比",
    branch="catalogue",
    numerator={"en": "goods (SKUs) of the category on sale", "zh": "该类目的在售商品（SKU）数"},
    denominator=GOODS_ON_SALE,
    window=WHOLE_TABLE,
    filter=ONLY_ON_SALE,
    unit="share",
    formula="SKUs of the category / SKUs",
    column="structure_share",
)
def category_structure(products: IntoFrameT, by: str | Sequence[str] = "cat1", *, status: str = "status") -> IntoFrameT:
    """How the range is built (M061): each category's share of the goods on sale, counted as SKUs.

    Parameters
    ----------
    products
        One row a SKU.
    by
        Columns of the category.
    status
        Column that says ``"on_sale"``.

    Returns
    -------
    frame
        ``by``, ``skus`` and ``structure_share`` (from 0 to 1, together 1; null if nothing is on sale), categories
        without goods on sale at 0.

    Raises
    ------
    StoreLabError
        If a column is missing.
    """
    groups = keys(by)
    frame = read(products, "products", [*groups, status])
    offered = frame.with_columns(_offered=(nw.col(status) == ON_SALE).fill_null(False).cast(nw.Int64))
    table = grouped(offered, groups, skus=nw.col("_offered").sum()).with_columns(nw.col("skus").cast(nw.Int64))
    total = scalars(offered, total=nw.col("_offered").sum())["total"] or 0
    return cast(IntoFrameT, finish(table.with_columns(structure_share=ratio(nw.col("skus"), nw.lit(int(total))))))


@metric(
    "M062",
    en="Category sales share",
    zh="各品类销售额占比",
    branch="catalogue",
    numerator={"en": "yuan paid for goods of the category", "zh": "该品类商品的实付金额"},
    denominator=PAID_FOR_GOODS,
    window=WHOLE_TABLE,
    filter=VALID_ORDERS,
    unit="share",
    formula="sales of the category / sales",
    column="sales_share",
)
def category_sales(
    order_items: IntoFrameT,
    orders: IntoFrameT,
    products: IntoFrameT,
    by: str | Sequence[str] = "cat1",
    *,
    order_id: str = "order_id",
    sku_id: str = "sku_id",
    qty: str = "qty",
    unit_price: str = "unit_price",
    discount: str = "discount_alloc",
    paid_at: str = "paid_at",
    status: str = "status",
) -> IntoFrameT:
    """Which categories the sales come from (M062), freight not included, refunds of parts of an order not taken off.

    Parameters
    ----------
    order_items, orders, products
        One row an item of an order, an order, a SKU; all of the same library.
    by
        Columns of the category in ``products``.
    order_id, sku_id
        Columns of the order and the item, each in two of the tables.
    qty, unit_price, discount
        Columns of ``order_items``: pieces, yuan a piece, yuan of the order's discount that fall on the line.
    paid_at, status
        Columns of ``orders``: when it was paid (missing: never), and its state.

    Returns
    -------
    frame
        ``by``, ``sales`` (yuan) and ``sales_share`` (together 1; null without sales). A category that sold nothing
        stands at 0; goods that ``products`` does not know are a category without name.

    Raises
    ------
    StoreLabError
        If a column is missing or of the wrong type, an id is missing, a quantity or price is negative, or the tables
        are of different libraries.
    """
    groups = keys(by)
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
    goods = read(products, "products", [sku_id, *groups], ids=[sku_id])
    known = goods.select(*groups, _key=nw.col(sku_id))
    sold = lines.join(known, left_on="_sku", right_on="_key", how="left").select(*groups, "_fen")
    unsold = goods.select(*groups).unique().with_columns(_fen=nw.lit(0).cast(nw.Int64))
    table = grouped(nw.concat([sold, unsold]), groups, _fen=nw.col("_fen").sum())
    total = scalars(lines, total=nw.col("_fen").sum())["total"] or 0
    share = ratio(nw.col("_fen"), nw.lit(int(total))).alias("sales_share")
    return cast(IntoFrameT, finish(table.select(*groups, yuan("_fen").alias("sales"), share)))


@metric(
    "M064",
    en="Specification share",
    zh="规格占比",
    branch="catalogue",
    numerator={"en": "pieces sold of the specification", "zh": "该规格的销售件数"},
    denominator={"en": "pieces sold of the class", "zh": "该类商品的销售件数"},
    window=WHOLE_TABLE,
    filter=VALID_ORDERS,
    unit="share",
    formula="units of the specification / units of the class",
    column="specification_share",
)
def specification_share(
    order_items: IntoFrameT,
    orders: IntoFrameT,
    products: IntoFrameT,
    specification: str = "colour",
    by: By = "cat2",
    *,
    order_id: str = "order_id",
    sku_id: str = "sku_id",
    qty: str = "qty",
    unit_price: str = "unit_price",
    discount: str = "discount_alloc",
    paid_at: str = "paid_at",
    status: str = "status",
) -> IntoFrameT:
    """Which sizes, colours or models of a class sell (M064), in pieces.

    Goods without the specification are left out: food has no size. A size that was out of stock sold too little.

    Parameters
    ----------
    order_items, orders, products
        As in `category_sales`.
    specification
        Column of ``products``: ``"size"``, ``"colour"``, ``"model"``.
    by
        Columns of the class in ``products``; None for all goods together.
    order_id, sku_id, qty, unit_price, discount, paid_at, status
        As in `category_sales`.

    Returns
    -------
    frame
        ``by``, the specification, ``units`` and ``specification_share`` (together 1 within a class; null if the class
        sold nothing), specifications that sold nothing at 0.

    Raises
    ------
    StoreLabError
        As `category_sales`.
    """
    groups = keys(by)
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
    goods = read(products, "products", [sku_id, specification, *groups], ids=[sku_id])
    specified = goods.filter(~nw.col(specification).is_null()).select(sku_id, specification, *groups)
    sold = with_sales(specified, lines, sku_id)
    table = grouped(sold, [*groups, specification], units=nw.col("_units").sum())
    whole = [*groups, "_whole"]
    table = table.with_columns(_whole=nw.lit(1)).with_columns(_all=nw.col("units").sum().over(*whole))
    share = ratio(nw.col("units"), nw.col("_all")).alias("specification_share")
    table = table.select(*groups, specification, nw.col("units").cast(nw.Int64), share)
    return cast(IntoFrameT, finish(table.sort(*groups, specification, nulls_last=True)))


@metric(
    "M065",
    en="Category diversity",
    zh="商品类目多样性",
    branch="shopping",
    numerator={"en": "entropy of the categories' shares of the goods on sale", "zh": "各类目在售商品占比的熵"},
    window=WHOLE_TABLE,
    filter=ONLY_ON_SALE,
    unit="bits",
    formula="-sum(p * log2(p)), p = SKUs of the category / SKUs",
    column="category_entropy",
)
def category_diversity(
    products: IntoFrameT, by: str | Sequence[str] = "cat1", *, status: str = "status"
) -> dict[str, float]:
    """How many categories the range has, and how evenly it is spread over them (M065).

    Parameters
    ----------
    products
        One row a SKU.
    by
        Columns of the category.
    status
        Column that says ``"on_sale"``.

    Returns
    -------
    dict
        ``categories`` (with goods on sale), ``category_entropy`` (Shannon's, in bits: 0 for one category, log2(n) for
        n of equal size) and ``effective_categories`` (2 to that power); the last two are NaN if nothing is on sale.

    Raises
    ------
    StoreLabError
        If a column is missing.
    """
    groups = keys(by)
    frame = read(products, "products", [*groups, status]).filter((nw.col(status) == ON_SALE).fill_null(False))
    table = grouped(frame, groups, skus=nw.len())
    counts = collect(table)["skus"].to_list()
    bits = entropy(counts)
    return {"categories": len(counts), "category_entropy": bits, "effective_categories": 2**bits}


@metric(
    "M063",
    en="SKU sales concentration",
    zh="各品类销售 SKU 集中度",
    branch="catalogue",
    numerator={
        "en": "sales of the best-selling part of the category's goods",
        "zh": "该品类里最畅销的那部分商品的销售额",
    },
    denominator={"en": "sales of the category's goods on sale", "zh": "该品类在售商品的销售额"},
    window=WHOLE_TABLE,
    filter=VALID_ORDERS,
    unit="share",
    formula="sales of the top n % of SKUs / sales of the category",
    column="top_share",
)
def sku_concentration(
    order_items: IntoFrameT,
    orders: IntoFrameT,
    products: IntoFrameT,
    top: float = 0.2,
    by: By = "cat1",
    *,
    order_id: str = "order_id",
    sku_id: str = "sku_id",
    qty: str = "qty",
    unit_price: str = "unit_price",
    discount: str = "discount_alloc",
    paid_at: str = "paid_at",
    status: str = "status",
    product_status: str = "status",
) -> IntoFrameT:
    """On how few goods the sales of a category rest (M063): the share of its top part, Gini and Herfindahl.

    All three count the goods on sale that never sold; goods being phased out count on neither side. The measures are
    those of `top_share`, `gini` and `herfindahl`.

    Parameters
    ----------
    order_items, orders, products
        As in `category_sales`.
    top
        Which part of the goods is the top, above 0 up to 1; their number is rounded up.
    by
        Columns of the category in ``products``; None for the whole range in one row.
    order_id, sku_id, qty, unit_price, discount, paid_at, status
        As in `category_sales`.
    product_status
        Column of ``products`` that says ``"on_sale"``.

    Returns
    -------
    frame
        ``by``, ``skus`` (on sale), ``sales`` (yuan), ``top_share``, ``gini`` and ``hhi`` (0 to 1); the last three are
        null where nothing was sold.

    Raises
    ------
    StoreLabError
        As `category_sales`, or if ``top`` is not above 0 and at most 1.
    """
    check_range("top", top, 0, 1, above=True)
    groups = keys(by)
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
    goods = read(products, "products", [sku_id, product_status, *groups], ids=[sku_id])
    offered = goods.filter((nw.col(product_status) == ON_SALE).fill_null(False)).select(sku_id, *groups)
    whole = [*groups, "_whole"]
    sold = with_sales(offered, lines, sku_id).with_columns(_whole=nw.lit(1), _one=nw.lit(1))
    ranked = sold.with_columns(
        _place=nw.col("_one").cum_sum().over(*whole, order_by=["_fen", sku_id]),
        _skus=nw.col("_one").sum().over(*whole),
        _total=nw.col("_fen").sum().over(*whole),
    )
    first = nw.col("_skus") - (nw.col("_skus") * top - ROUNDING).ceil().cast(nw.Int64)
    share = ratio(nw.col("_fen"), nw.col("_total"))
    parts = ranked.with_columns(
        _top=nw.when(nw.col("_place") > first).then(nw.col("_fen")).otherwise(nw.lit(0)),
        _spread=(2 * nw.col("_place") - nw.col("_skus") - 1) * nw.col("_fen"),
        _square=share * share,
    )
    table = grouped(
        parts,
        whole,
        skus=nw.len(),
        _total=nw.col("_fen").sum(),
        _top=nw.col("_top").sum(),
        _spread=nw.col("_spread").sum(),
        _square=nw.col("_square").sum(),
    )
    return cast(
        IntoFrameT,
        finish(
            table.select(
                *groups,
                nw.col("skus").cast(nw.Int64),
                yuan("_total").alias("sales"),
                ratio(nw.col("_top"), nw.col("_total")).alias("top_share"),
                ratio(nw.col("_spread"), nw.col("_total") * nw.col("skus")).alias("gini"),
                nw.when(nw.col("_total") > 0).then(nw.col("_square")).alias("hhi"),
            )
        ),
    )
