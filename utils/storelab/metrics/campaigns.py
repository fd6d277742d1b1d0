"""Campaigns and partners: what they cost, whom they moved, who came back, and what a control group says about it."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, cast

import narwhals.stable.v2 as nw

from storelab.errors import StoreLabError
from storelab.language import pick
from storelab.metrics._checks import check_as_of, check_numbers
from storelab.metrics._formulas import Numbers, check_range
from storelab.metrics._frames import (
    By,
    IntoFrameT,
    day_number,
    divide,
    fen,
    finish,
    grouped,
    keys,
    like,
    ratio,
    read,
    same_library,
    scalars,
    tally,
)
from storelab.metrics._periods import as_day, between, check_times, until, window
from storelab.metrics._totals import check_whole, whole
from storelab.metrics.registry import DAYS_OF_CALL, EVERY_ROW, WHOLE_TABLE, metric

ATTENTION = ("follow", "favorite", "search")


@metric(
    "M113",
    en="Co-operation return",
    zh="合作回报率",
    branch="cooperation",
    numerator={
        "en": "gross profit of the orders that the partner won, less the partner's cost",
        "zh": "合作方带来的增量订单毛利减去合作成本",
    },
    denominator={"en": "cost of the partner", "zh": "合作成本"},
    window=WHOLE_TABLE,
    filter={
        "en": "orders of customers whom the shop had before do not count",
        "zh": "原本就是店铺客户的订单不算增量",
    },
    unit="share",
    formula="(incremental gross profit - cost) / cost",
)
def cooperation_return(
    partner_deals: IntoFrameT,
    by: By = None,
    *,
    orders: str = "orders",
    orders_existing: str = "orders_existing",
    margin: str = "margin",
    cost: str = "cost",
) -> float | IntoFrameT:
    """What a yuan spent on partners brings back beyond itself (M113): 0 is break-even, -1 all lost.

    Incremental are the orders of customers whom the shop did not have before the deal. That is an upper bound: some of
    the new ones would have found the shop by themselves.

    Parameters
    ----------
    partner_deals
        One row a deal.
    by
        Columns to group by, such as ``"kind"``; None for one number.
    orders, orders_existing
        Columns of counts: orders through the partner, and those of them from customers whom the shop had before.
    margin
        Column of yuan: gross profit of one order; negative where goods are sold below cost.
    cost
        Column of yuan: all that the deal cost.

    Returns
    -------
    float or frame
        The return, NaN without cost; with ``by`` a frame of ``by`` and ``cooperation_return`` (null without cost).

    Raises
    ------
    StoreLabError
        If a column is missing or holds no numbers, counts or costs are negative, or a deal has more orders of existing
        customers than orders.
    """
    columns = [*keys(by), orders, orders_existing, margin, cost]
    frame = read(partner_deals, "partner_deals", columns)
    check_numbers(frame, "partner_deals", margin)
    check_numbers(frame, "partner_deals", orders, orders_existing, cost, negative=False)
    check_whole(frame, "partner_deals", orders, orders_existing)
    too_many = (nw.col(orders_existing) > nw.col(orders)).fill_null(False).cast(nw.Int64).sum()
    wrong = int(scalars(frame, wrong=too_many)["wrong"] or 0)
    if wrong:
        raise StoreLabError(
            pick(
                {
                    "en": f"partner_deals: {wrong} rows have more '{orders_existing}' than '{orders}', of which they are a part.",
                    "zh": f"partner_deals 里有 {wrong} 行的 '{orders_existing}' 比 '{orders}' 还多，前者应该是后者的一部分。",
                }
            )
        )
    won = whole(orders) - whole(orders_existing)
    deals = frame.with_columns(_fen=fen(cost), _won=won, _margin=fen(margin)).with_columns(
        _gain=nw.col("_won") * nw.col("_margin")
    )
    sums = {"_profit": nw.col("_gain").sum(), "_cost": nw.col("_fen").sum()}
    if not keys(by):
        parts = scalars(deals, **sums)
        return divide((parts["_profit"] or 0) - (parts["_cost"] or 0), parts["_cost"])
    table = grouped(deals, keys(by), **sums)
    value = ratio(nw.col("_profit") - nw.col("_cost"), nw.col("_cost")).alias("cooperation_return")
    return cast(IntoFrameT, finish(table.select(*keys(by), value)))


@metric(
    "M114",
    en="Campaign effect",
    zh="活动效果",
    branch="marketing",
    numerator={
        "en": "gross profit that would not have come otherwise, less the campaign's cost; beside it, people reached for the first time",
        "zh": "没有活动就不会有的毛利减去活动成本；另外看新触达的人数",
    },
    window={"en": "the campaign and the days after in which demand is missing", "zh": "活动期以及之后需求回落的那几天"},
    filter=EVERY_ROW,
    unit="yuan",
    formula="net incremental sales * margin rate - cost",
    column="incremental_profit",
    aliases=("活动效果（收益和影响力）",),
)
def campaign_effect(
    incremental_sales: Numbers, margin_rate: Numbers, cost: Numbers, reach: Numbers, usual_reach: Numbers
) -> dict[str, Numbers]:
    """What a campaign earned and whom it reached beyond the usual (M114).

    Parameters
    ----------
    incremental_sales
        Yuan of sales beyond the baseline, less what is missing afterwards: ``net`` of `promotion_uplift`.
    margin_rate
        Gross profit in a yuan of these sales at the campaign's prices, at most 1.
    cost
        Yuan: `campaign_cost` without the discount if the margin rate is at the campaign's prices, else it counts twice.
    reach, usual_reach
        People reached in the campaign, and in as many usual days. All are numbers or columns of one length.

    Returns
    -------
    dict
        ``incremental_profit`` (yuan) and ``incremental_reach`` (people); either may be negative.

    Raises
    ------
    StoreLabError
        If the margin rate is above 1, or cost or people are negative.
    """
    check_range("margin_rate", margin_rate, high=1)
    for name, value in (("cost", cost), ("reach", reach), ("usual_reach", usual_reach)):
        check_range(name, value, 0)
    return {"incremental_profit": incremental_sales * margin_rate - cost, "incremental_reach": reach - usual_reach}


@metric(
    "M115",
    en="Campaign cost",
    zh="活动成本",
    branch="marketing",
    numerator={"en": "discounts, coupons, media and labour", "zh": "折扣、优惠券、媒体投放和人力"},
    window={"en": "the campaign with its preparation", "zh": "活动期（含筹备）"},
    filter={"en": "coupons count when used, at what they took off", "zh": "优惠券按实际用掉的金额算"},
    unit="yuan",
    formula="discount + coupon + media + labour",
)
def campaign_cost(discount: Numbers, coupon: Numbers, media: Numbers, labour: Numbers) -> Numbers:
    """Yuan that a campaign cost (M115): what was given away, and what was spent.

    Parameters
    ----------
    discount, coupon
        Yuan taken off prices, and by coupons that were used.
    media, labour
        Yuan of advertising, and of the hours worked; all four are numbers or columns of one length.

    Returns
    -------
    float or column
        Yuan.

    Raises
    ------
    StoreLabError
        If one of them is negative.
    """
    for name, value in (("discount", discount), ("coupon", coupon), ("media", media), ("labour", labour)):
        check_range(name, value, 0)
    return discount + coupon + media + labour


@metric(
    "M116",
    en="Campaign stickiness",
    zh="活动粘合度",
    branch="marketing",
    numerator={"en": "of these, users who visited again within the days after", "zh": "其中在之后若干天内又来访的用户"},
    denominator={"en": "campaign users whose days are over", "zh": "观察期已满的活动用户"},
    window={"en": "days 1 to n after the user took part", "zh": "用户参与之后的第 1 天到第 n 天"},
    filter={"en": "users whose days are not over by as_of are left out", "zh": "到 as_of 观察期未满的用户不算"},
    unit="share",
    formula="campaign users who return within n days / campaign users",
    column="revisit_rate",
)
def campaign_stickiness(
    participants: IntoFrameT,
    visits: IntoFrameT,
    as_of: Any,
    days: int = 30,
    by: str | Sequence[str] = "campaign",
    *,
    user_id: str = "user_id",
    ts: str = "ts",
    started_at: str = "started_at",
) -> IntoFrameT:
    """Whether those who took part come back (M116): return visits of campaign users within some days.

    The seed's components are other functions: attention (`user_attention`), people (`campaign_users`), and their spend
    (`spend_per_customer`).

    Parameters
    ----------
    participants
        One row a user taking part, or an action of it; the first one in each group counts.
    visits
        One row a visit, of the same library; without a user it belongs to nobody.
    as_of
        The last day of the data.
    days
        Days after the one of taking part; the day itself does not count.
    by
        Columns of ``participants``.
    user_id, ts, started_at
        Columns: the user in both tables, when the user took part, when the visit began.

    Returns
    -------
    frame
        ``by``, ``users`` (whose days are over by ``as_of``), ``returned`` (of these, with a visit), ``return_visits``,
        ``revisit_rate`` and ``visits_per_user`` (null where no user's days are over).

    Raises
    ------
    StoreLabError
        If a column is missing or of the wrong type, a participant has no group, user or time, ``as_of`` lies before the data,
        ``days`` is below 1, or the tables are of different libraries.
    """
    check_range("days", days, 1)
    last = as_day(as_of, "as_of")
    groups = keys(by)
    joined = read(participants, "participants", [*groups, user_id, ts], ids=[*groups, user_id, ts])
    came = read(visits, "visits", [user_id, started_at])
    check_times(joined, "participants", ts)
    check_times(came, "visits", started_at)
    check_as_of(joined, "participants", ts, last)
    same_library(joined, came)
    first = (
        joined.filter(until(ts, last))
        .with_columns(_day=day_number(ts))
        .group_by(*groups, user_id)
        .agg(_joined=nw.col("_day").min())
        .with_columns(_seen=(nw.col("_joined") + days <= last.toordinal()).cast(nw.Int64))
    )
    known = came.filter(~nw.col(user_id).is_null() & until(started_at, last))
    # Keys of a column with missing values may have become floats in pandas; they join as the type of the other table.
    known = known.select(nw.col(user_id).cast(joined.collect_schema()[user_id]), _visit=day_number(started_at))
    after = first.join(known, on=user_id, how="inner").filter(
        (nw.col("_visit") > nw.col("_joined")) & (nw.col("_visit") <= nw.col("_joined") + days)
    )
    visited = after.group_by(*groups, user_id).agg(_visits=nw.len())
    each = (
        first.join(visited, on=[*groups, user_id], how="left")
        .with_columns(_visits=nw.col("_visits").fill_null(0).cast(nw.Int64) * nw.col("_seen"))
        .with_columns(_returned=(nw.col("_visits") > 0).cast(nw.Int64))
    )
    table = grouped(
        each,
        groups,
        users=nw.col("_seen").sum(),
        returned=nw.col("_returned").sum(),
        return_visits=nw.col("_visits").sum(),
    )
    counts = (nw.col(name).cast(nw.Int64) for name in ("users", "returned", "return_visits"))
    rates = (
        ratio(nw.col("returned"), nw.col("users")).alias("revisit_rate"),
        ratio(nw.col("return_visits"), nw.col("users")).alias("visits_per_user"),
    )
    return cast(IntoFrameT, finish(table.with_columns(*counts).with_columns(*rates)))


@metric(
    "M117",
    en="User attention",
    zh="用户关注度",
    branch="marketing",
    numerator={
        "en": "follows, favourites and searches in the window, less those of as many days before",
        "zh": "活动期内的关注、收藏、搜索次数，减去之前同样天数里的次数",
    },
    window=DAYS_OF_CALL,
    filter={"en": "null where the days before lie outside of the data", "zh": "之前的天数超出数据范围时为空"},
    unit="count",
    formula="actions in the campaign - actions in as many days before",
    column="gained",
)
def user_attention(
    events: IntoFrameT,
    start: Any,
    end: Any,
    kinds: Sequence[str] = ATTENTION,
    *,
    type: str = "type",
    ts: str = "ts",
) -> IntoFrameT:
    """Followers, favourites and searches that a campaign gained beyond the usual (M117).

    The days before are the yardstick, so a campaign that follows another one, or a holiday, looks weaker than it was.

    Parameters
    ----------
    events
        One row an action.
    start, end
        First and last day of the campaign.
    kinds
        Kinds of action that show attention.
    type, ts
        Columns of the kind and of the time.

    Returns
    -------
    frame
        ``type`` (each of ``kinds``, in that order), ``during`` (actions in the campaign), ``before`` (in as many days
        right before) and ``gained``; the last two are floats, null where the data begin later than those days.

    Raises
    ------
    StoreLabError
        If a column is missing or ``ts`` holds no times, or ``end`` lies before ``start``.
    """
    first, last = window(start, end)
    frame = read(events, "events", [type, ts])
    check_times(frame, "events", ts)
    early = first - timedelta(days=(last - first).days + 1)
    begin = scalars(frame, first=nw.col(ts).min())["first"]
    known = begin is not None and begin == begin and _date(begin) <= early
    chosen = frame.filter(nw.col(type).is_in(list(kinds)) & between(ts, early, last)).with_columns(
        _during=(day_number(ts) >= first.toordinal()).cast(nw.Int64)
    )
    counted = chosen.group_by(type).agg(_during=nw.col("_during").sum(), _all=nw.len()).select(type, "_during", "_all")
    table = counted.collect() if isinstance(counted, nw.LazyFrame) else cast("nw.DataFrame[Any]", counted)
    found = {kind: (int(during), int(both) - int(during)) for kind, during, both in table.rows()}
    during = [found.get(kind, (0, 0))[0] for kind in kinds]
    before = [found.get(kind, (0, 0))[1] if known else None for kind in kinds]
    gained = [None if two is None else one - two for one, two in zip(during, before, strict=True)]
    columns: dict[str, list[Any]] = {type: list(kinds), "during": during, "before": before, "gained": gained}
    # What may be missing is a float, for pandas has no missing value among plain whole numbers.
    schema = {type: nw.String, "during": nw.Int64, "before": nw.Float64, "gained": nw.Float64}
    return cast(IntoFrameT, like(frame, columns, schema))


def _date(value: Any) -> date:
    return cast(date, value.date() if hasattr(value, "date") else value)


@metric(
    "M118",
    en="Campaign users",
    zh="活动用户数",
    branch="marketing",
    numerator={"en": "distinct users who took part", "zh": "参加活动的用户（去重）"},
    window=WHOLE_TABLE,
    filter=EVERY_ROW,
    unit="count",
    formula="count of distinct users",
)
def campaign_users(participants: IntoFrameT, by: By = None, *, user_id: str = "user_id") -> int | IntoFrameT:
    """How many different users took part (M118): in a draw, with a coupon, or by an order of the campaign.

    Parameters
    ----------
    participants
        One row a user taking part, or an action of it.
    by
        Columns to group by; None for one number. Not additive: who joined two campaigns is counted in both.
    user_id
        Column of the user.

    Returns
    -------
    int or frame
        Users; with ``by`` a frame of ``by`` and ``campaign_users``.

    Raises
    ------
    StoreLabError
        If a column is missing, or a row has no user.
    """
    frame = read(participants, "participants", [*keys(by), user_id], ids=[user_id])
    return cast("int | IntoFrameT", tally(frame, by, "campaign_users", nw.col(user_id).n_unique()))
