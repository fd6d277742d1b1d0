"""Who shares the market: shares, places in lists, concentration, and how crowded a category is."""

from typing import Any, cast

import narwhals.stable.v2 as nw

from storelab.errors import StoreLabError
from storelab.language import pick
from storelab.metrics._checks import check_numbers
from storelab.metrics._formulas import Numbers, check_range, quotient
from storelab.metrics._frames import By, IntoFrameT, keys
from storelab.metrics._tables import check_unique, columns_of, from_rows, rank_down
from storelab.metrics.concentration import concentration_ratio, effective_number, herfindahl
from storelab.metrics.registry import EVERY_ROW, metric

ONE_PERIOD = {"en": "one period, the same for both", "zh": "同一个时期"}


@metric(
    "M105",
    en="Market share",
    zh="市场占有率",
    branch="market",
    numerator={"en": "own sales", "zh": "自己的销售额"},
    denominator={"en": "sales of the market, own sales included", "zh": "整个市场的销售额（含自己）"},
    window=ONE_PERIOD,
    filter={
        "en": "the same goods, area and kind of sales (GMV or paid) in both",
        "zh": "两者的商品、地区和口径（成交额或实付额）相同",
    },
    unit="share",
    formula="own sales / market sales",
    aliases=("市场份额",),
)
def market_share(own: Numbers, market: Numbers) -> Numbers:
    """Own sales over the sales of the market (M105).

    A market's total is an estimate: with its low and its high end, the share has a range too; ask once with each.

    Parameters
    ----------
    own
        Own sales in yuan: a number or a column.
    market
        Sales of the market in yuan, own ones included; with a column of own sales, a number or a column.

    Returns
    -------
    float or column
        A share from 0 to 1, NaN where the market is 0.

    Raises
    ------
    StoreLabError
        If sales are negative, or own sales are larger than the market's.
    """
    check_range("own", own, 0)
    check_range("market", market, 0)
    share = quotient(own, market)
    check_range("own / market", share, 0, 1)
    return share


@metric(
    "M019",
    en="Site rank",
    zh="网站排名",
    branch="market",
    numerator={"en": "place of the site by traffic or sales, 1 the largest", "zh": "按流量或销售额排的名次，1 为最大"},
    window={"en": "each period of the list", "zh": "榜单的每一期"},
    filter={"en": "a site without a figure has no place", "zh": "没有数据的网站不排名"},
    unit="rank",
    formula="1 + number of sites with more",
)
def site_rank(sites: IntoFrameT, by: By = None, *, site: str = "platform", value: str = "gmv") -> IntoFrameT:
    """Places of sites in a third party's list (M019): by traffic or by sales, whichever column is named.

    Parameters
    ----------
    sites
        One row a site, and period where the list has several.
    by
        Columns within which sites are ranked, such as ``"year"``; None for one list.
    site, value
        Columns of the site, and of the traffic or sales that ranks it.

    Returns
    -------
    frame
        ``by``, ``site``, ``value`` and ``site_rank``: 1 is the largest, equal sites share the better place, a site
        without a value has none. Sorted by ``by``, place and site; sites without a place come last.

    Raises
    ------
    StoreLabError
        If a column is missing or holds no numbers, a row has no site or group, or a site has two rows in a list.
    """
    groups = keys(by)
    frame, table = columns_of(sites, "sites", [*groups, site, value], ids=[*groups, site])
    check_numbers(frame, "sites", value, negative=False)
    lists: dict[tuple[Any, ...], list[tuple[Any, float | None]]] = {}
    places = list(zip(*(table[name] for name in groups), strict=True)) if groups else [()] * len(table[site])
    check_unique("sites", [*groups, site], [(*place, name) for place, name in zip(places, table[site], strict=True)])
    for place, name, amount in zip(places, table[site], table[value], strict=True):
        lists.setdefault(place, []).append((name, amount))
    rows = []
    for place in sorted(lists):
        ranks = rank_down([amount for _, amount in lists[place]])
        ranked = [(rank, name, amount) for rank, (name, amount) in zip(ranks, lists[place], strict=True)]
        ranked.sort(key=lambda row: (row[0] is None, row[0] or 0, row[1]))
        rows += [(*place, name, amount, rank) for rank, name, amount in ranked]
    schema = frame.collect_schema()
    types = {name: schema[name] for name in [*groups, site]} | {value: nw.Float64(), "site_rank": nw.Float64()}
    return cast(IntoFrameT, from_rows(frame, rows, types))


@metric(
    "M107",
    en="Platform concentration",
    zh="平台集中度",
    branch="market",
    numerator={
        "en": "sales of the n largest platforms (CRn); squared shares of all (HHI)",
        "zh": "最大的 n 个平台的交易额（CRn）；全部平台份额的平方和（HHI）",
    },
    denominator={"en": "sales of all platforms", "zh": "全部平台的交易额"},
    window={"en": "each year, or each group of the table", "zh": "每一年，或表中的每一组"},
    filter={"en": "none; a group whose total is 0 is refused", "zh": "不过滤；合计为 0 的组会报错"},
    unit="share",
    formula="CRn = sum of the n largest shares; HHI = sum of share^2",
    column="hhi",
)
def platform_concentration(
    platforms: IntoFrameT, by: By = "year", n: int = 4, *, platform: str = "platform", value: str = "gmv"
) -> IntoFrameT:
    """How few platforms share the market (M107): CRn, HHI, and how many equal platforms would be as concentrated.

    The two can move apart: the largest n keep their share together while one of them, or the rest, breaks up.
    A table that lists only the large platforms overstates both.

    Parameters
    ----------
    platforms
        One row a year and platform; several rows of one platform are added up.
    by
        Columns to group by; None for the table as a whole.
    n
        How many of the largest CRn adds up.
    platform, value
        Columns of the platform, and of its yuan.

    Returns
    -------
    frame
        ``by``, ``platforms`` (how many), ``cr`` and ``hhi`` (from 0 to 1; authorities write HHI times 10,000), and
        ``effective_number`` = 1 / HHI; sorted by ``by``.

    Raises
    ------
    StoreLabError
        If a column is missing or holds no numbers or negative ones, a row has no platform or value, ``n`` is below 1,
        or a group's total is 0: the exception to "nothing to divide by is null", for shares of nothing have no sizes.
    """
    groups = keys(by)
    frame, table = columns_of(platforms, "platforms", [*groups, platform, value], ids=[*groups, platform, value])
    check_numbers(frame, "platforms", value, negative=False)
    sums: dict[tuple[Any, ...], dict[Any, float]] = {}
    places = list(zip(*(table[name] for name in groups), strict=True)) if groups else [()] * len(table[platform])
    for place, name, amount in sorted(zip(places, table[platform], table[value], strict=True)):
        one = sums.setdefault(place, {})
        one[name] = one.get(name, 0.0) + amount
    rows = []
    for place, amounts in sums.items():
        values = list(amounts.values())
        if not sum(values):
            named = ", ".join(f"{name} = {part}" for name, part in zip(groups, place, strict=True)) or "platforms"
            raise StoreLabError(
                pick(
                    {
                        "en": f"The total of '{value}' is 0 ({named}); there are no shares to concentrate.",
                        "zh": f"'{value}' 合计为 0（{named}），没有份额，谈不上集中度。",
                    }
                )
            )
        rows.append((*place, len(values), concentration_ratio(values, n), herfindahl(values), effective_number(values)))
    schema = frame.collect_schema()
    types: dict[str, Any] = {name: schema[name] for name in groups} | {"platforms": nw.Int64()}
    types |= dict.fromkeys(("cr", "hhi", "effective_number"), nw.Float64())
    return cast(IntoFrameT, from_rows(frame, rows, types))


@metric(
    "M109",
    en="Degree of competition",
    zh="竞争程度",
    branch="competition",
    numerator={"en": "sellers (or listings) of the category", "zh": "该类目的卖家数（或商品数）"},
    denominator={"en": "searches for it", "zh": "该类目的搜索次数"},
    window=ONE_PERIOD,
    filter=EVERY_ROW,
    unit="index",
    formula="sellers / searches",
)
def degree_of_competition(sellers: Numbers, searches: Numbers) -> Numbers:
    """Sellers (or listings) per search (M109): how many offers share one search. Compare categories, not numbers alone.

    Where sales of each seller are known, `herfindahl` of them says how uneven the competition is, which is the other
    definition in use.

    Parameters
    ----------
    sellers
        Sellers or listings: a number or a column; which of the two must be the same in a comparison.
    searches
        Searches of the same period.

    Returns
    -------
    float or column
        A quotient from 0 on, NaN without searches.

    Raises
    ------
    StoreLabError
        If one of the two is negative.
    """
    check_range("sellers", sellers, 0)
    check_range("searches", searches, 0)
    return quotient(sellers, searches)
