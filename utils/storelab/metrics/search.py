"""Search: how often goods are shown, where they stand, and what a keyword is worth."""

from typing import cast

import narwhals.stable.v2 as nw

from storelab.metrics._frames import By, IntoFrameT, finish, grouped, keys, ratio, read
from storelab.metrics.registry import EVERY_ROW, WHOLE_TABLE, metric


@metric(
    "M015",
    en="Exposure rate",
    zh="曝光率",
    branch="traffic",
    numerator={"en": "impressions of the item", "zh": "该商品的曝光次数"},
    denominator={"en": "all impressions of the slot", "zh": "该位置（资源位）的全部曝光次数"},
    window=WHOLE_TABLE,
    filter=EVERY_ROW,
    unit="share",
    formula="impressions of item / impressions of the slot",
    aliases=("曝光度",),
)
def exposure_rate(
    rank_log: IntoFrameT, by: By = "sku_id", *, slot: By = None, impressions: str = "impressions"
) -> IntoFrameT:
    """Share of the impressions that an item gets (M015).

    Parameters
    ----------
    rank_log
        One row a day, item and keyword.
    by
        Columns of the item.
    slot
        Columns of the place that items compete for, such as ``"keyword"``; None when the whole log is one place.
    impressions
        Column of impressions.

    Returns
    -------
    frame
        ``slot`` if given, ``by``, ``impressions`` and ``exposure_rate``; rates sum to 1 in each slot, and are null in a
        slot without impressions.

    Raises
    ------
    StoreLabError
        If a column is missing.
    """
    frame = read(rank_log, "rank_log", [*keys(slot), *keys(by), impressions])
    counted = grouped(frame, [*keys(slot), *keys(by)], impressions=nw.col(impressions).sum())
    within = keys(slot)
    if not within:
        counted = counted.with_columns(_slot=nw.lit(1))
        within = ["_slot"]
    totals = counted.group_by(*within).agg(_total=nw.col("impressions").sum())
    rated = counted.join(totals, on=within, how="left").sort(*keys(slot), *keys(by), nulls_last=True)
    share = ratio(nw.col("impressions"), nw.col("_total")).alias("exposure_rate")
    return cast(IntoFrameT, finish(rated.select(*keys(slot), *keys(by), "impressions", share)))


@metric(
    "M018",
    en="Search rank",
    zh="搜索排名",
    branch="traffic",
    numerator={"en": "median position; rows in the top places", "zh": "名次的中位数；排进前几名的行数"},
    denominator={"en": "rows of the keyword and day", "zh": "该关键词当天的行数"},
    window={"en": "one day", "zh": "一天"},
    filter=EVERY_ROW,
    unit="rank",
    formula="median(rank); rows with rank <= N / rows",
    aliases=("商品排名",),
)
def search_rank(rank_log: IntoFrameT, top: int = 10, by: By = ("keyword", "date"), *, rank: str = "rank") -> IntoFrameT:
    """Median place in the results, and the share of places in the top (M018).

    The median, not the mean: one day on the last page must not move a month.

    Parameters
    ----------
    rank_log
        One row a day, item and keyword.
    top
        How many places count as the top.
    by
        Columns to group by.
    rank
        Column of the place; 1 is first. Rows without a place are left out.

    Returns
    -------
    frame
        ``by``, ``median_rank`` and ``top_share``.

    Raises
    ------
    StoreLabError
        If a column is missing.
    """
    frame = read(rank_log, "rank_log", [*keys(by), rank]).filter(~nw.col(rank).is_null())
    placed = frame.with_columns(_top=(nw.col(rank) <= top).cast(nw.Int64))
    table = grouped(placed, keys(by), median_rank=nw.col(rank).median(), _top=nw.col("_top").sum(), _rows=nw.len())
    share = ratio(nw.col("_top"), nw.col("_rows")).alias("top_share")
    return cast(IntoFrameT, finish(table.select(*keys(by), "median_rank", share)))


def keyword_values(
    keywords: IntoFrameT,
    margin: float,
    *,
    volume: str = "volume",
    ctr: str = "ctr",
    cvr: str = "cvr",
    cpc: str = "cpc",
) -> IntoFrameT:
    """What a month of each keyword is worth when every click is paid for.

    Value is searches x click rate x conversion rate x margin, less searches x click rate x cost per click.

    Parameters
    ----------
    keywords
        One row a keyword.
    margin
        Yuan of gross margin in an order.
    volume, ctr, cvr, cpc
        Columns: searches a month, clicks per search, orders per click, yuan per click.

    Returns
    -------
    frame
        The keywords in their order with ``clicks``, ``orders``, ``cost`` (yuan) and ``value`` (yuan a month); null
        where a rate is unknown.

    Raises
    ------
    StoreLabError
        If a column is missing.
    """
    frame = read(keywords, "keywords", [volume, ctr, cvr, cpc])
    clicked = frame.with_columns(clicks=nw.col(volume).cast(nw.Float64) * nw.col(ctr))
    valued = clicked.with_columns(orders=nw.col("clicks") * nw.col(cvr), cost=nw.col("clicks") * nw.col(cpc))
    return cast(IntoFrameT, finish(valued.with_columns(value=nw.col("orders") * margin - nw.col("cost"))))
