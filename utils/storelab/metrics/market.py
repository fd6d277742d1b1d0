"""The market around the shop: how large it is, and how many of its people buy online."""

import math
from typing import Any, cast

import narwhals.stable.v2 as nw

from storelab.errors import StoreLabError
from storelab.language import pick
from storelab.metrics._checks import check_numbers
from storelab.metrics._formulas import Numbers, check_range
from storelab.metrics._frames import (
    FEN,
    By,
    Frame,
    IntoFrameT,
    divide,
    fen,
    finish,
    grouped,
    keys,
    rate,
    read,
    scalars,
    yuan,
)
from storelab.metrics._tables import check_choice
from storelab.metrics.registry import EVERY_ROW, WHOLE_TABLE, metric

EACH_GROUP = {"en": "each year, or each group of the table", "zh": "每一年，或表中的每一组"}


@metric(
    "M098",
    en="Market size",
    zh="市场规模",
    branch="market",
    numerator={"en": "transaction value of the market", "zh": "整个市场的交易额"},
    window=EACH_GROUP,
    filter={
        "en": "none; a group with a missing part has no size, for a sum without it would be too small",
        "zh": "不过滤；某组有缺失值时不给出规模，因为少加一块就偏小了",
    },
    unit="yuan",
    formula="sum of transaction value",
)
def market_size(market: IntoFrameT, by: By = "year", *, value: str = "gmv") -> float | IntoFrameT:
    """Transaction value of a market (M098), all its segments together.

    Parameters
    ----------
    market
        One row a year and segment, or finer; segments must not overlap, or their sum counts sales twice.
    by
        Columns to group by; None for one number.
    value
        Column of yuan.

    Returns
    -------
    float or frame
        Yuan; with ``by`` a frame of ``by`` and ``market_size``. NaN or null where a part is missing, 0 without rows.

    Raises
    ------
    StoreLabError
        If a column is missing, or holds no numbers or negative ones.
    """
    groups = keys(by)
    frame = read(market, "market", [*groups, value])
    check_numbers(frame, "market", value, negative=False)
    marked = frame.with_columns(_fen=fen(value), _gap=nw.col(value).is_null().cast(nw.Int64))
    parts = {"_fen": nw.col("_fen").sum(), "_gap": nw.col("_gap").sum()}
    if not groups:
        found = scalars(marked, **parts)
        return math.nan if found["_gap"] else int(found["_fen"] or 0) / FEN
    whole = nw.when(nw.col("_gap") == 0).then(yuan("_fen")).alias("market_size")
    return cast(IntoFrameT, finish(grouped(marked, groups, **parts).select(*groups, whole)))


@metric(
    "M100",
    en="User base",
    zh="用户基数",
    branch="market",
    numerator={"en": "people who buy online", "zh": "网络购物用户数"},
    window=EACH_GROUP,
    filter={
        "en": "one figure a group: buyers of several segments overlap, so they are never added up",
        "zh": "每组只有一个数：各细分市场的买家有重叠，不能相加",
    },
    unit="count",
    formula="number of online shoppers",
    aliases=("Online shoppers", "用户规模"),
)
def user_base(market: IntoFrameT, by: By = "year", *, buyers: str = "buyers") -> float | IntoFrameT:
    """How many people buy online (M100).

    Who buys in two segments is one person: counts of segments cannot be added. So a group must name one figure, be it
    on one row or repeated on each; filter to one segment, or group by it, where figures differ.

    Parameters
    ----------
    market
        One row a year and segment.
    by
        Columns to group by; None for one number.
    buyers
        Column of the number of people.

    Returns
    -------
    float or frame
        People, NaN where unknown; with ``by`` a frame of ``by`` and ``user_base`` (null where unknown).

    Raises
    ------
    StoreLabError
        If a column is missing, holds no numbers or negative ones, or a group names two figures.
    """
    table = _one_figure(market, by, buyers)
    groups = keys(by)
    if not groups:
        return divide(scalars(table, figure=nw.col(buyers).max())["figure"], 1.0)
    return cast(IntoFrameT, finish(table.select(*groups, nw.col(buyers).alias("user_base"))))


@metric(
    "M101",
    en="Online-shopping penetration",
    zh="网购渗透率",
    branch="market",
    numerator={"en": "people who buy online", "zh": "网络购物用户数"},
    denominator={"en": "internet users", "zh": "网民数"},
    window=EACH_GROUP,
    filter={"en": "one figure a group, as in M100", "zh": "每组只有一个数，同 M100"},
    unit="share",
    formula="online shoppers / internet users",
)
def penetration(
    market: IntoFrameT, by: By = "year", *, buyers: str = "buyers", internet_users: str = "internet_users"
) -> float | IntoFrameT:
    """Share of internet users who buy online (M101).

    A base of all people, or of people with a mobile phone, gives another and lower penetration: name the base.

    Parameters
    ----------
    market
        One row a year and segment; as in `user_base`, a group must name one figure of each.
    by
        Columns to group by; None for one number.
    buyers, internet_users
        Columns of numbers of people.

    Returns
    -------
    float or frame
        A share from 0 to 1, NaN without internet users; with ``by`` a frame of ``by`` and ``penetration``.

    Raises
    ------
    StoreLabError
        As `user_base`, or if there are more buyers than internet users.
    """
    table = _one_figure(market, by, buyers, internet_users)
    too_many = (nw.col(buyers) > nw.col(internet_users)).fill_null(False).cast(nw.Int64).sum()
    if scalars(table, count=too_many)["count"]:
        raise StoreLabError(
            pick(
                {
                    "en": f"market: '{buyers}' is larger than '{internet_users}', so one of the two is not what it is called. Check their units and sources.",
                    "zh": f"market 里的 '{buyers}' 比 '{internet_users}' 还大，两列里有一列口径不对。请核对单位和来源。",
                }
            )
        )
    return cast(
        "float | IntoFrameT",
        rate(table, by, "penetration", nw.col(buyers).max(), nw.col(internet_users).max()),
    )


def _one_figure(native: Any, by: By, *columns: str) -> Frame:
    """Each group's one figure of each column, refusing groups that name two."""
    groups = keys(by)
    frame = read(native, "market", [*groups, *columns])
    check_numbers(frame, "market", *columns, negative=False)
    # A column of its own makes one group where none is asked for.
    ends = {f"_{side}_{name}": getattr(nw.col(name), side)() for name in columns for side in ("min", "max")}
    spread = grouped(frame.with_columns(_whole=nw.lit(1)), ["_whole", *groups], **ends)
    differing = {
        name: (nw.col(f"_min_{name}") < nw.col(f"_max_{name}")).fill_null(False).cast(nw.Int64).sum()
        for name in columns
    }
    counts = scalars(spread, **differing)
    for name in columns:
        if counts[name]:
            listed = ", ".join(groups)
            raise StoreLabError(
                pick(
                    {
                        "en": f"market: '{name}' has different figures in one group"
                        + (f" of {listed}" if groups else "")
                        + ". People overlap, so they cannot be added up: keep one row a group, or group by more columns.",
                        "zh": "market 里"
                        + (f"按 {listed} 分组后，" if groups else "")
                        + f"同一组的 '{name}' 有不同的数。用户会重叠，不能相加：请每组只留一行，或多加几列来分组。",
                    }
                )
            )
    return spread.select(*groups, *(nw.col(f"_max_{name}").alias(name) for name in columns))


@metric(
    "M104",
    en="Mobile share",
    zh="移动端购物占比",
    branch="market",
    numerator={
        "en": "of these, orders placed on a mobile device; with measure='value' the yuan paid for them",
        "zh": "其中在移动设备上下的订单；measure='value' 时为这些订单的实付金额",
    },
    denominator={
        "en": "paid orders whose device is known; with measure='value' the yuan paid for them",
        "zh": "设备已知的已付款订单；measure='value' 时为这些订单的实付金额",
    },
    window=WHOLE_TABLE,
    filter={"en": "paid orders of known device", "zh": "已付款且设备已知的订单"},
    unit="share",
    formula="mobile orders (or value) / orders (or value)",
)
def mobile_share(
    orders: IntoFrameT,
    by: By = None,
    measure: str = "orders",
    *,
    device: str = "device",
    mobile: str = "mobile",
    paid: str = "paid",
    paid_at: str = "paid_at",
) -> float | IntoFrameT:
    """Share of orders, or of their value, that comes from mobile devices (M104). Tablets are not mobile here.

    Parameters
    ----------
    orders
        One row an order.
    by
        Columns to group by; None for one number.
    measure
        ``"orders"`` (the default) counts orders, ``"value"`` yuan paid.
    device, mobile
        Column of the device, and its value for a mobile device.
    paid, paid_at
        Columns of the yuan paid, which only ``"value"`` needs, and of the time of payment (missing: never).

    Returns
    -------
    float or frame
        A share from 0 to 1, NaN without such orders; with ``by`` a frame of ``by`` and ``mobile_share``.

    Raises
    ------
    StoreLabError
        If a column is missing, or the measure is unknown.
    """
    check_choice("measure", measure, ("orders", "value"))
    value = measure == "value"
    frame = read(orders, "orders", [*keys(by), device, paid_at, *([paid] if value else [])])
    if value:
        check_numbers(frame, "orders", paid)
    chosen = frame.filter(~nw.col(paid_at).is_null(), ~nw.col(device).is_null())
    weight = fen(paid) if value else nw.lit(1).cast(nw.Int64)
    weighed = chosen.with_columns(_weight=weight, _on=(nw.col(device) == mobile).cast(nw.Int64))
    counted = weighed.with_columns(_mobile=nw.col("_weight") * nw.col("_on"))
    return cast(
        "float | IntoFrameT",
        rate(counted, by, "mobile_share", nw.col("_mobile").sum(), nw.col("_weight").sum()),
    )


@metric(
    "M108",
    en="Market capacity",
    zh="市场容量",
    branch="market",
    numerator={"en": "potential buyers x purchases a year x price", "zh": "潜在买家数 × 年购买次数 × 单价"},
    window={"en": "one year", "zh": "一年"},
    filter=EVERY_ROW,
    unit="yuan",
    formula="potential buyers * purchases a year * price",
)
def market_capacity(potential_buyers: Numbers, purchases_a_year: Numbers, price: Numbers) -> Numbers:
    """What a market could buy in a year (M108), if all who might buy did: a ceiling, not a forecast.

    Parameters
    ----------
    potential_buyers
        People who might buy: a number or a column.
    purchases_a_year
        Pieces that one of them buys in a year.
    price
        Yuan a piece.

    Returns
    -------
    float or column
        Yuan a year.

    Raises
    ------
    StoreLabError
        If one of the three is negative.
    """
    check_range("potential_buyers", potential_buyers, 0)
    check_range("purchases_a_year", purchases_a_year, 0)
    check_range("price", price, 0)
    return potential_buyers * purchases_a_year * price
