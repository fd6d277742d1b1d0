"""Who buys what: profiles of segments, and where a segment's taste differs from everybody's."""

from collections.abc import Sequence
from typing import cast

import narwhals.stable.v2 as nw

from storelab.metrics._formulas import check_range
from storelab.metrics._frames import IntoFrameT, fen, finish, grouped, keys, ratio, read, same_library, scalars, yuan
from storelab.metrics._orders import valid

BASE = 100  # what an index of the average is


def segment_profile(
    users: IntoFrameT,
    orders: IntoFrameT,
    by: str | Sequence[str],
    *,
    user_id: str = "user_id",
    paid: str = "paid",
    paid_at: str = "paid_at",
    status: str = "status",
) -> IntoFrameT:
    """How large each segment of users is, what it buys, and how that compares with its size.

    Parameters
    ----------
    users
        One row a user.
    orders
        One row an order, of the same library; valid ones count: paid, and not refunded in full.
    by
        Columns of ``users`` that make the segment, such as ``"city_tier"``. Users without a value are a segment too.
    user_id, paid, paid_at, status
        Columns of the user, in both, and of yuan paid, time of payment and state.

    Returns
    -------
    frame
        ``by``, ``users``, ``user_share``, ``orders``, ``sales`` (yuan), ``sales_share``, ``order_value`` (sales per
        order), ``orders_per_user`` (all users, buyers or not) and ``index`` = sales share / user share x 100: above 100
        a segment buys more than its size. Null where nothing can be divided by. Sorted by ``by``.

    Raises
    ------
    StoreLabError
        If a column is missing or holds no times, a row has no user, or the tables are of two libraries.
    """
    groups = keys(by)
    people = read(users, "users", [user_id, *groups], ids=[user_id])
    bought = valid(orders, [paid], user_id, paid_at, status)
    same_library(people, bought)
    per_user = bought.with_columns(_fen=fen(paid)).group_by(user_id).agg(_orders=nw.len(), _fen=nw.col("_fen").sum())
    joined = people.select(user_id, *groups).join(per_user, on=user_id, how="left")
    filled = joined.with_columns(
        _orders=nw.col("_orders").fill_null(0).cast(nw.Int64), _fen=nw.col("_fen").fill_null(0).cast(nw.Int64)
    )
    sums = {"users": nw.len(), "orders": nw.col("_orders").sum(), "_fen": nw.col("_fen").sum()}
    total = scalars(filled, **sums)
    table = grouped(filled, groups, **sums).with_columns(
        nw.col("users").cast(nw.Int64),
        nw.col("orders").cast(nw.Int64),
        sales=yuan("_fen"),
        user_share=ratio(nw.col("users"), nw.lit(int(total["users"] or 0))),
        sales_share=ratio(nw.col("_fen"), nw.lit(int(total["_fen"] or 0))),
    )
    result = table.with_columns(
        order_value=ratio(nw.col("sales"), nw.col("orders")),
        orders_per_user=ratio(nw.col("orders"), nw.col("users")),
        index=ratio(nw.col("sales_share") * BASE, nw.col("user_share")),
    )
    names = ["users", "user_share", "orders", "sales", "sales_share", "order_value", "orders_per_user", "index"]
    return cast(IntoFrameT, finish(result.select(*groups, *names)))


def affinity_index(items: IntoFrameT, segment: str, category: str, min_count: int = 30) -> IntoFrameT:
    """Which categories a segment prefers: the category's share in the segment over its share overall, times 100.

    100 is everybody's taste, 150 half as much again. An index of few purchases is mostly chance, so it is masked.

    Parameters
    ----------
    items
        One row a purchase, with the buyer's segment and the category; a row without one of the two is left out.
    segment, category
        Columns.
    min_count
        Fewest rows of a segment and category whose index is shown.

    Returns
    -------
    frame
        ``segment``, ``category``, ``count`` (rows), ``share`` (of the category in the segment), ``overall_share`` and
        ``affinity_index``, null where the count is below ``min_count``. Pairs that never occur have no row. Sorted by
        ``segment`` and ``category``.

    Raises
    ------
    StoreLabError
        If a column is missing, or ``min_count`` is negative.
    """
    check_range("min_count", min_count, 0)
    frame = read(items, "items", [segment, category])
    known = frame.filter(~nw.col(segment).is_null(), ~nw.col(category).is_null())
    cells = known.group_by(segment, category).agg(count=nw.len())
    of_segment = known.group_by(segment).agg(_segment=nw.len())
    of_category = known.group_by(category).agg(_category=nw.len())
    total = int(scalars(known, total=nw.len())["total"])
    joined = cells.join(of_segment, on=segment, how="inner").join(of_category, on=category, how="inner")
    shares = joined.with_columns(
        nw.col("count").cast(nw.Int64),
        share=ratio(nw.col("count"), nw.col("_segment")),
        overall_share=ratio(nw.col("_category"), nw.lit(total)),
    ).with_columns(_index=ratio(nw.col("share") * BASE, nw.col("overall_share")))
    masked = nw.when(nw.col("count") >= min_count).then(nw.col("_index")).alias("affinity_index")
    result = shares.select(segment, category, "count", "share", "overall_share", masked).sort(segment, category)
    return cast(IntoFrameT, finish(result))
