"""How goods do: shown, clicked, liked, put into the cart, bought; and how to compare them when numbers are small."""

import math
from statistics import NormalDist
from typing import Any, cast

import narwhals.stable.v2 as nw

from storelab.errors import StoreLabError
from storelab.language import pick
from storelab.metrics._frames import By, IntoFrameT, keys, rate, read, same_library
from storelab.metrics.registry import EVERY_ROW, NO_FILTER, WHOLE_TABLE, metric

PAGE_VISITORS = {"en": "distinct visitors of the item page", "zh": "该商品页的访客数（去重）"}


@metric(
    "M031",
    en="Click rate",
    zh="商品点击率",
    branch="conversion",
    numerator={"en": "clicks on the item", "zh": "该商品的点击次数"},
    denominator={"en": "times the item was shown", "zh": "该商品的曝光次数"},
    window=WHOLE_TABLE,
    filter=EVERY_ROW,
    unit="share",
    formula="clicks / impressions",
    aliases=("Product click rate", "点击率"),
)
def click_rate(
    shown: IntoFrameT, by: By = "sku_id", *, clicks: str = "clicks", impressions: str = "impressions"
) -> float | IntoFrameT:
    """Clicks over impressions (M031): sum over sum, from a log that counts both, such as ``search_rank``.

    A log of actions that keeps impressions only now and then is no such log: the quotient would be far too high.

    Parameters
    ----------
    shown
        One row a day, item and place, or finer.
    by
        Columns to group by; None for one number.
    clicks, impressions
        Columns of counts.

    Returns
    -------
    float or frame
        A share, NaN without impressions; with ``by`` a frame of ``by`` and ``click_rate`` (null without impressions).

    Raises
    ------
    StoreLabError
        If a column is missing.
    """
    frame = read(shown, "shown", [*keys(by), clicks, impressions])
    parts = nw.col(clicks).sum(), nw.col(impressions).sum()
    return cast("float | IntoFrameT", rate(frame, by, "click_rate", *parts))


@metric(
    "M033",
    en="Favourite rate",
    zh="收藏率",
    branch="conversion",
    numerator={"en": "of these, visitors who mark the item as a favourite", "zh": "其中收藏了该商品的访客"},
    denominator=PAGE_VISITORS,
    window=WHOLE_TABLE,
    filter=NO_FILTER,
    unit="share",
    formula="visitors who favourite / visitors of the item page",
)
def favourite_rate(
    events: IntoFrameT,
    by: By = "sku_id",
    *,
    visitor_id: str = "visitor_id",
    type: str = "type",
    sku_id: str = "sku_id",
) -> float | IntoFrameT:
    """Share of the item page's visitors who mark the item as a favourite (M033).

    Parameters
    ----------
    events
        One row an action.
    by
        Columns to group by; None for one number. A visitor counts once in each group.
    visitor_id, type, sku_id
        Columns of the visitor, the kind of action, and the item; a view with an item is a view of its page.

    Returns
    -------
    float or frame
        A share from 0 to 1, NaN without visitors; with ``by`` a frame of ``by`` and ``favourite_rate`` for the groups
        whose page was visited.

    Raises
    ------
    StoreLabError
        If a column is missing, or a row has no visitor.
    """
    return _page_rate(events, "favorite", "favourite_rate", by, visitor_id, type, sku_id)


@metric(
    "M034",
    en="Add-to-cart rate of the product",
    zh="加购率",
    branch="conversion",
    numerator={"en": "of these, visitors who put the item into the cart", "zh": "其中把该商品加入购物车的访客"},
    denominator=PAGE_VISITORS,
    window=WHOLE_TABLE,
    filter=NO_FILTER,
    unit="share",
    formula="visitors who add to the cart / visitors of the item page",
)
def product_cart_rate(
    events: IntoFrameT,
    by: By = "sku_id",
    *,
    visitor_id: str = "visitor_id",
    type: str = "type",
    sku_id: str = "sku_id",
) -> float | IntoFrameT:
    """Share of the item page's visitors who put the item into the cart (M034): visitors, not visits (M026).

    Parameters
    ----------
    events, by, visitor_id, type, sku_id
        As in `favourite_rate`.

    Returns
    -------
    float or frame
        A share from 0 to 1, NaN without visitors; with ``by`` a frame of ``by`` and ``product_cart_rate`` for the
        groups whose page was visited.

    Raises
    ------
    StoreLabError
        If a column is missing, or a row has no visitor.
    """
    return _page_rate(events, "cart", "product_cart_rate", by, visitor_id, type, sku_id)


def _page_rate(
    events: IntoFrameT, goal: str, name: str, by: By, visitor_id: str, type: str, sku_id: str
) -> "float | IntoFrameT":
    columns = list(dict.fromkeys([*keys(by), visitor_id, type, sku_id]))
    frame = read(events, "events", columns, ids=[visitor_id])
    about_goods = frame.filter(nw.col(type).is_in(["view", goal]) & ~nw.col(sku_id).is_null())
    marked = about_goods.with_columns(
        _viewed=(nw.col(type) == "view").cast(nw.Int64), _did=(nw.col(type) == goal).cast(nw.Int64)
    )
    people = marked.group_by(*keys(by), visitor_id).agg(_viewed=nw.col("_viewed").max(), _did=nw.col("_did").max())
    # Who only has the item in the table as a favourite of other days is not among the page's visitors.
    return cast(
        "float | IntoFrameT", rate(people.filter(nw.col("_viewed") > 0), by, name, nw.col("_did").sum(), nw.len())
    )


@metric(
    "M022",
    en="Product purchase conversion",
    zh="商品购买转化率",
    branch="conversion",
    numerator={"en": "of these, visitors who paid for the item", "zh": "其中买了该商品并付款的访客"},
    denominator=PAGE_VISITORS,
    window=WHOLE_TABLE,
    filter=NO_FILTER,
    unit="share",
    formula="buyers of the item / visitors of the item page",
)
def product_conversion(
    events: IntoFrameT,
    orders: IntoFrameT,
    order_items: IntoFrameT,
    by: By = "sku_id",
    *,
    visitor_id: str = "visitor_id",
    session_id: str = "session_id",
    order_id: str = "order_id",
    sku_id: str = "sku_id",
    type: str = "type",
    paid_at: str = "paid_at",
) -> float | IntoFrameT:
    """Share of the item page's visitors who paid for the item (M022).

    Orders belong to the visitor of the visit in which they were made; a later refund does not undo the purchase.

    Parameters
    ----------
    events, orders, order_items
        One row an action, an order, an item of an order; all of the same library.
    by
        Columns that stand in ``events`` and in ``order_items``; None for one number: visitors of any item page, and
        those of them who paid for anything.
    visitor_id, session_id, type
        Columns of ``events``: visitor, visit, kind of action; ``session_id`` stands in ``orders`` too.
    order_id
        Column of ``orders`` and ``order_items``.
    sku_id
        Column of the item in ``events``; a view with an item is a view of its page.
    paid_at
        Column of ``orders``: when it was paid (missing: never).

    Returns
    -------
    float or frame
        A share from 0 to 1, NaN without visitors; with ``by`` a frame of ``by`` and ``product_conversion`` for the
        groups whose page was visited.

    Raises
    ------
    StoreLabError
        If a column is missing, a row has no visitor, visit or order, or the tables are of different libraries.
    """
    groups = keys(by)
    columns = list(dict.fromkeys([*groups, visitor_id, session_id, type, sku_id]))
    frame = read(events, "events", columns, ids=[visitor_id, session_id])
    deals = read(orders, "orders", [order_id, session_id, paid_at], ids=[order_id])
    items = read(order_items, "order_items", [*groups, order_id], ids=[order_id])
    same_library(frame, deals, items)
    pages = frame.filter((nw.col(type) == "view") & ~nw.col(sku_id).is_null()).select(*groups, visitor_id).unique()
    people = frame.select(session_id, visitor_id).unique()
    paying = deals.filter(~nw.col(paid_at).is_null()).select(order_id, session_id).join(people, on=session_id)
    bought = items.join(paying, on=order_id).select(*groups, visitor_id).unique().with_columns(_bought=nw.lit(1))
    judged = pages.join(bought, on=[*groups, visitor_id], how="left").with_columns(nw.col("_bought").fill_null(0))
    return cast("float | IntoFrameT", rate(judged, by, "product_conversion", nw.col("_bought").sum(), nw.len()))


def wilson_interval(successes: Any, trials: Any, confidence: float = 0.95) -> tuple[Any, Any]:
    """Wilson's interval of a share: in which range the true rate may lie, given so few trials.

    Unlike rate plus or minus two standard errors it stays between 0 and 1 and says something at 0 successes.

    Parameters
    ----------
    successes, trials
        Numbers, or columns (pandas or Polars Series, NumPy arrays) of equal length.
    confidence
        How often such intervals hold the true rate: between 0 and 1.

    Returns
    -------
    tuple
        Low and high end, as numbers or columns; NaN without trials.

    Raises
    ------
    StoreLabError
        If a count is below 0, there are more successes than trials, or the confidence is not between 0 and 1.

    References
    ----------
    Wilson (1927), Probable inference, the law of succession, and statistical inference, JASA 22.
    """
    z = normal_quantile(confidence)
    single = not hasattr(trials, "__iter__")
    _check_counts([successes] if single else successes, [trials] if single else trials)
    if single and not trials:
        return math.nan, math.nan
    import numpy as np

    centre = (successes + z * z / 2) / (trials + z * z)
    with np.errstate(invalid="ignore"):  # 0 / 0 of an array is the NaN that is promised
        spread = successes * (trials - successes) / trials
    half = (spread + z * z / 4) ** 0.5 * (z / (trials + z * z))
    return centre - half, centre + half


def normal_quantile(confidence: float) -> float:
    """How many standard errors a two-sided interval of this confidence reaches to either side.

    Raises
    ------
    StoreLabError
        If the confidence is not between 0 and 1.
    """
    if not 0 < confidence < 1:
        raise StoreLabError(
            pick(
                {
                    "en": f"confidence must lie between 0 and 1, such as 0.95; got {confidence}.",
                    "zh": f"confidence 应该在 0 和 1 之间，比如 0.95；现在是 {confidence}。",
                }
            )
        )
    return NormalDist().inv_cdf((1 + confidence) / 2)


def _check_counts(successes: Any, trials: Any) -> list[tuple[float, float]]:
    pairs = [(_count(a), _count(b)) for a, b in zip(successes, trials, strict=True)]
    wrong = sum(not 0 <= done <= tried for done, tried in pairs)
    if wrong:
        raise StoreLabError(
            pick(
                {
                    "en": f"successes must be counts from 0 up to trials; {wrong} of {len(pairs)} are not.",
                    "zh": f"successes 应该是 0 到 trials 之间的次数；{len(pairs)} 个里有 {wrong} 个不是。",
                }
            )
        )
    return pairs


def _count(value: Any) -> float:
    try:
        return float(value)
    except (TypeError, ValueError):  # a missing value
        return math.nan


def shrunken_rate(successes: Any, trials: Any) -> Any:
    """Rates of many goods, each drawn towards the common rate, the more the fewer trials it has.

    Empirical Bayes with a beta prior: ``(successes + k m) / (trials + k)``, where m is the common rate (all successes
    over all trials) and k, in trials, is found from how much the rates differ beyond chance (method of moments, with
    trials as weights). Where they differ no more than chance would make them, all get the common rate.

    Parameters
    ----------
    successes, trials
        Columns of equal length, one row an item: pandas or Polars Series, or NumPy arrays.

    Returns
    -------
    column
        Rates of the type that came in; the common rate where there was no trial, NaN if there is none anywhere.

    Raises
    ------
    StoreLabError
        If a count is missing or below 0, or there are more successes than trials.

    References
    ----------
    Kleinman (1973), Proportions with extraneous variance: single and independent samples, JASA 68.
    """
    pairs = [(done, tried) for done, tried in _check_counts(successes, trials) if tried]
    total = math.fsum(tried for _, tried in pairs)
    if not total:
        return successes * math.nan
    mean = math.fsum(done for done, _ in pairs) / total
    spread = math.fsum((done - tried * mean) ** 2 / tried for done, tried in pairs) / total
    chance = mean * (1 - mean)
    between = math.fsum(tried / total * (1 - tried / total) for _, tried in pairs) - (len(pairs) - 1) / total
    variance = (spread - chance * (len(pairs) - 1) / total) / between if between > 0 else 0.0
    if variance <= 0:
        return successes * 0.0 + mean
    # Never quite 0, so that goods without a trial take the common rate even where the rates differ as much as they can.
    strength = max(chance / variance - 1, 1e-9)
    return (successes + strength * mean) / (trials + strength)
