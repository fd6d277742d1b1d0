"""Paid advertising: what a click, a visit and an order cost, what may be bid, and how fast the budget goes."""

from collections.abc import Sequence
from typing import cast

import narwhals.stable.v2 as nw

from storelab.metrics._formulas import Numbers, check_range, quotient
from storelab.metrics._frames import (
    By,
    IntoFrameT,
    finish,
    keys,
    ratio,
)
from storelab.metrics._totals import quotient_of_sums, totals
from storelab.metrics.registry import EVERY_ROW, WHOLE_TABLE, metric

THOUSAND = 1000
PERIOD_OF_CALL = {"en": "one period for both", "zh": "分子分母用同一时期"}


@metric(
    "M032",
    en="Ad click-through rate",
    zh="广告点击率",
    branch="advertising",
    numerator={"en": "clicks on the advertisement", "zh": "广告的点击次数"},
    denominator={"en": "times it was shown", "zh": "广告的曝光次数"},
    window=WHOLE_TABLE,
    filter=EVERY_ROW,
    unit="share",
    formula="clicks / impressions",
    aliases=("CTR",),
)
def ad_click_rate(
    ads: IntoFrameT, by: By = None, *, clicks: str = "clicks", impressions: str = "impressions"
) -> float | IntoFrameT:
    """Clicks over impressions of advertising (M032): sum over sum, so that large days weigh more than small ones.

    Parameters
    ----------
    ads
        One row a day and advertisement, or finer.
    by
        Columns to group by; None for one number.
    clicks, impressions
        Columns of counts.

    Returns
    -------
    float or frame
        A share, NaN without impressions; with ``by`` a frame of ``by`` and ``ad_click_rate`` (null without).

    Raises
    ------
    StoreLabError
        If a column is missing, or holds no numbers or negative ones.
    """
    return cast("float | IntoFrameT", quotient_of_sums(ads, "ads", by, "ad_click_rate", clicks, impressions))


def cost_per_click(ads: IntoFrameT, by: By = None, *, cost: str = "cost", clicks: str = "clicks") -> float | IntoFrameT:
    """Yuan per click (CPC): what was paid on average, not what was bid.

    Parameters
    ----------
    ads, by
        As in `ad_click_rate`.
    cost, clicks
        Columns of yuan and of counts.

    Returns
    -------
    float or frame
        Yuan, NaN without clicks; with ``by`` a frame of ``by`` and ``cost_per_click`` (null without).

    Raises
    ------
    StoreLabError
        As `ad_click_rate`.
    """
    return cast("float | IntoFrameT", quotient_of_sums(ads, "ads", by, "cost_per_click", cost, clicks, money=[cost]))


def cost_per_mille(
    ads: IntoFrameT, by: By = None, *, cost: str = "cost", impressions: str = "impressions"
) -> float | IntoFrameT:
    """Yuan per thousand impressions (CPM).

    Parameters
    ----------
    ads, by
        As in `ad_click_rate`.
    cost, impressions
        Columns of yuan and of counts.

    Returns
    -------
    float or frame
        Yuan, NaN without impressions; with ``by`` a frame of ``by`` and ``cost_per_mille`` (null without).

    Raises
    ------
    StoreLabError
        As `ad_click_rate`.
    """
    result = quotient_of_sums(ads, "ads", by, "cost_per_mille", cost, impressions, money=[cost], times=THOUSAND)
    return cast("float | IntoFrameT", result)


@metric(
    "M111",
    en="Advertising cost per visit",
    zh="广告每次访问成本",
    branch="advertising",
    numerator={"en": "cost of the advertising", "zh": "广告花费"},
    denominator={"en": "visits that it brought", "zh": "广告带来的访问量"},
    window=WHOLE_TABLE,
    filter=EVERY_ROW,
    unit="yuan",
    formula="cost / visits",
)
def ad_cost_per_visit(
    ads: IntoFrameT, by: By = None, *, cost: str = "cost", visits: str = "visits"
) -> float | IntoFrameT:
    """Yuan per visit that advertising brought (M111).

    A visit is a click whose page was reached, so it costs more than a click. The denominator is the paid visits of
    the table itself; `cost_per_visit` (M013) divides by all visits of the channel, free ones too.

    Parameters
    ----------
    ads, by
        As in `ad_click_rate`.
    cost, visits
        Columns of yuan and of counts.

    Returns
    -------
    float or frame
        Yuan, NaN without visits; with ``by`` a frame of ``by`` and ``ad_cost_per_visit`` (null without).

    Raises
    ------
    StoreLabError
        As `ad_click_rate`.
    """
    return cast("float | IntoFrameT", quotient_of_sums(ads, "ads", by, "ad_cost_per_visit", cost, visits, money=[cost]))


@metric(
    "M112",
    en="Revenue per conversion",
    zh="每次转换收入",
    branch="advertising",
    numerator={"en": "yuan paid in the orders credited to the advertising", "zh": "归到广告的订单实付金额"},
    denominator={"en": "these orders", "zh": "这些订单的数量"},
    window=WHOLE_TABLE,
    filter=EVERY_ROW,
    unit="yuan",
    formula="revenue / conversions",
    aliases=("每次转化收入",),
)
def revenue_per_conversion(
    ads: IntoFrameT, by: By = None, *, revenue: str = "revenue", conversions: str = "orders"
) -> float | IntoFrameT:
    """Yuan of revenue per conversion (M112).

    Parameters
    ----------
    ads, by
        As in `ad_click_rate`.
    revenue, conversions
        Columns of yuan and of counts; the course counts paid orders as conversions.

    Returns
    -------
    float or frame
        Yuan, NaN without conversions; with ``by`` a frame of ``by`` and ``revenue_per_conversion`` (null without).

    Raises
    ------
    StoreLabError
        As `ad_click_rate`.
    """
    result = quotient_of_sums(ads, "ads", by, "revenue_per_conversion", revenue, conversions, money=[revenue])
    return cast("float | IntoFrameT", result)


def ad_scorecard(
    ads: IntoFrameT,
    by: str | Sequence[str],
    margin_rate: float,
    *,
    impressions: str = "impressions",
    clicks: str = "clicks",
    visits: str = "visits",
    cost: str = "cost",
    orders: str = "orders",
    revenue: str = "revenue",
) -> IntoFrameT:
    """All ratios of advertising side by side, with ROAS (revenue over cost) and ROI (profit over cost) kept apart.

    The ROI takes all gross profit of the credited orders for the effect of the advertising. Orders that would have
    come anyway are in it; `incremental_return` finds them with a control group.

    Parameters
    ----------
    ads
        One row a day and advertisement, or finer.
    by
        Columns to group by.
    margin_rate
        Gross profit in a yuan of revenue, at most 1.
    impressions, clicks, visits, orders
        Columns of counts.
    cost, revenue
        Columns of yuan.

    Returns
    -------
    frame
        ``by``, the six sums, and ``ctr`` (clicks / impressions), ``cvr`` (orders / clicks), ``cpc``, ``cpm``, ``cpa``
        (yuan per click, thousand impressions, order), ``roas``, ``roi``, ``cost_per_visit``,
        ``revenue_per_conversion``; null where there is nothing to divide by.

    Raises
    ------
    StoreLabError
        If a column is missing, holds no numbers or negative ones, or the margin rate is above 1.
    """
    check_range("margin_rate", margin_rate, high=1)
    sums = totals(ads, "ads", by, [cost, revenue], [impressions, clicks, visits, orders])
    spent, earned = nw.col(cost), nw.col(revenue)
    table = sums.select(
        *keys(by),
        *(nw.col(name) for name in (impressions, clicks, visits, cost, orders, revenue)),
        ratio(nw.col(clicks), nw.col(impressions)).alias("ctr"),
        ratio(nw.col(orders), nw.col(clicks)).alias("cvr"),
        ratio(spent, nw.col(clicks)).alias("cpc"),
        ratio(spent * THOUSAND, nw.col(impressions)).alias("cpm"),
        ratio(spent, nw.col(orders)).alias("cpa"),
        ratio(earned, spent).alias("roas"),
        ratio(earned * margin_rate - spent, spent).alias("roi"),
        ratio(spent, nw.col(visits)).alias("cost_per_visit"),
        ratio(earned, nw.col(orders)).alias("revenue_per_conversion"),
    )
    return cast(IntoFrameT, finish(table))


def break_even_roas(margin_rate: Numbers) -> Numbers:
    """The ROAS at which advertising neither earns nor loses: one over the margin rate.

    Parameters
    ----------
    margin_rate
        Gross profit in a yuan of revenue, from 0 to 1: a number or a column.

    Returns
    -------
    float or column
        Yuan of revenue per yuan of cost, at least 1; NaN without a margin, for then no ROAS is enough.

    Raises
    ------
    StoreLabError
        If the margin rate is not from 0 to 1.
    """
    check_range("margin_rate", margin_rate, 0, 1)
    return quotient(1.0, margin_rate)


@metric(
    "M119",
    en="Highest bid",
    zh="出价",
    branch="advertising",
    numerator={"en": "orders per click times gross profit per order", "zh": "每次点击的订单数乘以每单毛利"},
    denominator={"en": "1 + the ROI aimed at", "zh": "1 + 目标投资回报率"},
    window=PERIOD_OF_CALL,
    filter=EVERY_ROW,
    unit="yuan",
    formula="CVR * margin per order / (1 + target ROI)",
    aliases=("Bid", "Max CPC", "最高出价"),
)
def max_bid(cvr: Numbers, margin_per_order: Numbers, target_roi: Numbers = 0.0) -> Numbers:
    """The most that a click may cost for the ROI aimed at (M119).

    At a target of 0 the click is paid with all the gross profit that it brings.

    Parameters
    ----------
    cvr
        Orders per click, from 0 to 1.
    margin_per_order
        Yuan of gross profit of an order.
    target_roi
        (Gross profit - cost) / cost that is to be left, above -1. All three are numbers or columns of one length.

    Returns
    -------
    float or column
        Yuan per click; negative where an order loses money, for then no bid is low enough.

    Raises
    ------
    StoreLabError
        If the conversion rate is not from 0 to 1, or the target not above -1.
    """
    check_range("cvr", cvr, 0, 1)
    check_range("target_roi", target_roi, -1, above=True)
    return quotient(cvr * margin_per_order, 1 + target_roi)


@metric(
    "M120",
    en="Budget pace",
    zh="预算消耗进度",
    branch="advertising",
    numerator={"en": "yuan spent so far", "zh": "到目前为止的花费"},
    denominator={"en": "budget times the share of its time that is over", "zh": "预算乘以已过去的时间占比"},
    window={"en": "from the start of the budget up to now", "zh": "从预算开始到现在"},
    filter=EVERY_ROW,
    unit="index",
    formula="spend / (budget * elapsed share)",
    aliases=("Budget", "预算"),
)
def budget_pace(spend: Numbers, budget: Numbers, elapsed_share: Numbers) -> Numbers:
    """Whether money is spent as fast as planned (M120): 1 is on plan, 1.5 means that it will be gone after two thirds.

    Parameters
    ----------
    spend, budget
        Yuan spent so far, and planned for the whole time.
    elapsed_share
        Share of the time that is over, from 0 to 1; weigh the days first if the plan does not spend evenly. All three
        are numbers or columns of one length.

    Returns
    -------
    float or column
        The pace; NaN without a budget, or before its time begins.

    Raises
    ------
    StoreLabError
        If yuan are negative, or the share is not from 0 to 1.
    """
    check_range("spend", spend, 0)
    check_range("budget", budget, 0)
    check_range("elapsed_share", elapsed_share, 0, 1)
    return quotient(spend, budget * elapsed_share)
