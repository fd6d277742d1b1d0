"""Live commerce: hosts, viewers, conversion by its base, minutes and offers, and what is left after returns."""

import math
from collections.abc import Sequence
from typing import Any, cast

import narwhals.stable.v2 as nw

from storelab.errors import StoreLabError, suggest
from storelab.language import pick
from storelab.metrics._checks import check_numbers
from storelab.metrics._deals import net_of_returns
from storelab.metrics._formulas import Numbers, check_range, quotient
from storelab.metrics._frames import By, IntoFrameT, collect, finish, grouped, keys, like, ratio, read, tally
from storelab.metrics._totals import check_whole, quotient_of_sums, totals, whole
from storelab.metrics.registry import EVERY_ROW, WHOLE_TABLE, metric

STEPS = ("viewers", "product_clicks", "checkouts", "orders")
BASES = STEPS[:-1]


@metric(
    "M102",
    en="Live-commerce penetration",
    zh="直播电商渗透率",
    branch="market",
    numerator={"en": "GMV of live sessions", "zh": "直播电商成交额"},
    denominator={"en": "GMV of e-commerce as a whole", "zh": "电商总成交额"},
    window={"en": "one period and one definition of GMV for both", "zh": "分子分母用同一时期、同一口径"},
    filter=EVERY_ROW,
    unit="share",
    formula="live GMV / e-commerce GMV",
)
def live_penetration(live_gmv: Numbers, ecommerce_gmv: Numbers) -> Numbers:
    """Share of e-commerce that is sold live (M102).

    Quoted shares differ by what they count: monitored platforms or all, before returns or after, all online retail or
    goods only.

    Parameters
    ----------
    live_gmv, ecommerce_gmv
        Yuan, the first a part of the second; both numbers or columns.

    Returns
    -------
    float or column
        A share; NaN without e-commerce.

    Raises
    ------
    StoreLabError
        If one of them is negative.
    """
    check_range("live_gmv", live_gmv, 0)
    check_range("ecommerce_gmv", ecommerce_gmv, 0)
    return quotient(live_gmv, ecommerce_gmv)


@metric(
    "M103",
    en="Active hosts",
    zh="主播数量",
    branch="live",
    numerator={"en": "distinct hosts with at least one session", "zh": "至少开播一场的主播（去重）"},
    window=WHOLE_TABLE,
    filter=EVERY_ROW,
    unit="count",
    formula="count of distinct hosts",
)
def active_hosts(live_sessions: IntoFrameT, by: By = None, *, host_id: str = "host_id") -> int | IntoFrameT:
    """How many different hosts went live (M103): not accounts that could.

    Parameters
    ----------
    live_sessions
        One row a session.
    by
        Columns to group by; None for one number.
    host_id
        Column of the host.

    Returns
    -------
    int or frame
        Hosts; with ``by`` a frame of ``by`` and ``active_hosts``.

    Raises
    ------
    StoreLabError
        If a column is missing, or a session has no host.
    """
    frame = read(live_sessions, "live_sessions", [*keys(by), host_id], ids=[host_id])
    return cast("int | IntoFrameT", tally(frame, by, "active_hosts", nw.col(host_id).n_unique()))


@metric(
    "M131",
    en="Live viewers",
    zh="观看人数",
    branch="live",
    numerator={"en": "distinct people who watched", "zh": "看过直播的人（去重）"},
    window=WHOLE_TABLE,
    filter=EVERY_ROW,
    unit="count",
    formula="count of distinct viewers",
)
def live_viewers(views: IntoFrameT, by: By = None, *, user_id: str = "user_id") -> int | IntoFrameT:
    """How many different people watched (M131): not additive over sessions, for regular viewers watch several.

    How many watched at once is `concurrent_viewers`; the three are easily taken for one another.

    Parameters
    ----------
    views
        One row a person entering a session.
    by
        Columns to group by, such as ``"session_id"``; None for one number.
    user_id
        Column of the person.

    Returns
    -------
    int or frame
        People; with ``by`` a frame of ``by`` and ``live_viewers``.

    Raises
    ------
    StoreLabError
        If a column is missing, or a row has no person.
    """
    frame = read(views, "views", [*keys(by), user_id], ids=[user_id])
    return cast("int | IntoFrameT", tally(frame, by, "live_viewers", nw.col(user_id).n_unique()))


def concurrent_viewers(
    live_minutes: IntoFrameT,
    by: str | Sequence[str] = "session_id",
    *,
    minute: str = "minute",
    online: str = "online",
) -> IntoFrameT:
    """How many people watched at once: at the peak, and on average over the minutes (the other parts of M131).

    Parameters
    ----------
    live_minutes
        One row a session and minute.
    by
        Columns that name a session: nobody is in two of them at once.
    minute, online
        Columns of the minute, and of the people online in it (missing: not measured, left out).

    Returns
    -------
    frame
        ``by``, ``minutes`` (measured), ``peak`` and ``mean_online``, null where no minute was measured.

    Raises
    ------
    StoreLabError
        If a column is missing or of the wrong type, people are negative, or a session has a minute twice.
    """
    frame = read(live_minutes, "live_minutes", [*keys(by), minute, online], ids=[minute])
    check_numbers(frame, "live_minutes", online, negative=False)
    check_whole(frame, "live_minutes", online)
    measured = frame.with_columns(_known=(~nw.col(online).is_null()).cast(nw.Int64), _online=whole(online))
    table = grouped(
        measured,
        keys(by),
        _rows=nw.len(),
        _minutes=nw.col(minute).n_unique(),
        minutes=nw.col("_known").sum(),
        _peak=nw.col("_online").max(),
        _sum=nw.col("_online").sum(),
    )
    _check_minutes(table, minute)
    known = nw.col("minutes") > 0
    return cast(
        IntoFrameT,
        finish(
            table.select(
                *keys(by),
                nw.col("minutes").cast(nw.Int64),
                nw.when(known).then(nw.col("_peak").cast(nw.Int64)).alias("peak"),
                ratio(nw.col("_sum"), nw.col("minutes")).alias("mean_online"),
            )
        ),
    )


def _check_minutes(table: Any, minute: str) -> None:
    counts = collect(table.select("_rows", "_minutes")).rows()
    twice = sum(int(rows) - int(minutes) for rows, minutes in counts)
    if twice:
        raise StoreLabError(
            pick(
                {
                    "en": f"live_minutes: {twice} rows repeat a '{minute}' of their session; group by what names a session.",
                    "zh": f"live_minutes 里有 {twice} 行的 '{minute}' 在同一场里重复；请按能区分场次的列分组。",
                }
            )
        )


@metric(
    "M132",
    en="Live conversion",
    zh="直播转化率",
    branch="live",
    numerator={"en": "orders in the session", "zh": "直播间的订单数"},
    denominator={
        "en": "viewers; base='product_clicks' or 'checkouts': those steps",
        "zh": "观看人数；base='product_clicks' 或 'checkouts' 时为商品点击数或进入结算数",
    },
    window=WHOLE_TABLE,
    filter=EVERY_ROW,
    unit="share",
    formula="orders / viewers",
)
def live_conversion(
    live_sessions: IntoFrameT,
    by: By = None,
    base: str = "viewers",
    *,
    orders: str = "orders",
    viewers: str = "viewers",
    product_clicks: str = "product_clicks",
    checkouts: str = "checkouts",
) -> float | IntoFrameT:
    """Orders over viewers, product clicks or checkouts (M132): three rates that go by one name.

    Of viewers a few in a hundred buy. A quoted conversion of 70 % and more cannot be of viewers; only a late step of
    the funnel, such as checkouts, gets there. Orders stand for buyers: who orders twice is counted twice.

    Parameters
    ----------
    live_sessions
        One row a session.
    by
        Columns to group by; None for one number.
    base
        The denominator: ``"viewers"``, ``"product_clicks"`` or ``"checkouts"``.
    orders, viewers, product_clicks, checkouts
        Columns of counts.

    Returns
    -------
    float or frame
        The rate, sum over sum, NaN where the denominator is 0; with ``by`` a frame of ``by`` and ``live_conversion``.

    Raises
    ------
    StoreLabError
        If the base is unknown, or a column is missing, or holds no numbers or negative ones.
    """
    if base not in BASES:
        listed = suggest(str(base), BASES) or ", ".join(f"'{one}'" for one in BASES)
        raise StoreLabError(
            pick(
                {
                    "en": f"base '{base}' is unknown; did you mean {listed}?",
                    "zh": f"base 没有 '{base}' 这个取值；你是不是想写 {listed}？",
                }
            )
        )
    below = {"viewers": viewers, "product_clicks": product_clicks, "checkouts": checkouts}[base]
    parts = live_sessions, "live_sessions", by, "live_conversion", orders, below
    return cast("float | IntoFrameT", quotient_of_sums(*parts))


def live_funnel(live_sessions: IntoFrameT, by: str | Sequence[str], steps: Sequence[str] = STEPS) -> IntoFrameT:
    """From watching to ordering: how many of each group get to each step, and from the one before.

    Parameters
    ----------
    live_sessions
        One row a session, with a column of counts for each step.
    by
        Columns to group by, such as ``"host_id"`` or ``"slot"``.
    steps
        Columns in their order.

    Returns
    -------
    frame
        ``by``, ``step``, ``count``, ``step_rate`` (over the step before; null at the first) and ``overall_rate`` (over
        the first step); null where nothing can be divided by. In the order of ``by`` and steps.

    Raises
    ------
    StoreLabError
        If a column is missing, or holds no numbers or negative ones.
    """
    groups = keys(by)
    sums = totals(live_sessions, "live_sessions", by, counts=list(steps))
    table: dict[str, list[Any]] = {name: [] for name in (*groups, "step", "count", "step_rate", "overall_rate")}
    for row in collect(sums).rows():
        counts = [int(one) for one in row[len(groups) :]]
        for place, (step, count) in enumerate(zip(steps, counts, strict=True)):
            before = counts[place - 1] if place else 0
            rates = count / before if before else None, count / counts[0] if counts[0] else None
            for name, one in zip(table, (*row[: len(groups)], step, count, *rates), strict=True):
                table[name].append(one)
    schema = sums.collect_schema()
    types = {name: schema[name] for name in groups}
    figures = {"step": nw.String, "count": nw.Int64, "step_rate": nw.Float64, "overall_rate": nw.Float64}
    return cast(IntoFrameT, like(sums, table, {**types, **figures}))


def live_minute_rates(
    live_minutes: IntoFrameT,
    by: str | Sequence[str] = "offer",
    *,
    online: str = "online",
    comments: str = "comments",
    orders: str = "orders",
) -> IntoFrameT:
    """What people do in the minutes of each offer (or of each minute of the session): orders per minute of watching.

    People come and go, so orders are set against viewer minutes: sixty people for one minute are as many as one for an
    hour. A burst of orders right after an offer may be orders that came earlier than they would have.

    Parameters
    ----------
    live_minutes
        One row a session and minute.
    by
        Columns to group by: ``"offer"`` (missing: no offer), or ``"minute"`` for the course of a session.
    online, comments, orders
        Columns of people online, and of counts.

    Returns
    -------
    frame
        ``by``, ``minutes``, ``viewer_minutes``, ``comments``, ``orders``, ``orders_per_minute``,
        ``comments_per_1000_viewer_minutes`` and ``orders_per_1000_viewer_minutes``; the last two null without viewers.

    Raises
    ------
    StoreLabError
        If a column is missing, or holds no numbers or negative ones.
    """
    frame = read(live_minutes, "live_minutes", [*keys(by), online, comments, orders])
    check_numbers(frame, "live_minutes", online, comments, orders, negative=False)
    check_whole(frame, "live_minutes", online, comments, orders)
    counts = {"viewer_minutes": online, "comments": comments, "orders": orders}
    frame = frame.with_columns(**{f"_{name}": whole(column) for name, column in counts.items()})
    sums = {name: nw.col(f"_{name}").sum() for name in counts}
    table = grouped(frame, keys(by), minutes=nw.len(), **sums)
    table = table.with_columns(*(nw.col(name).cast(nw.Int64) for name in ("minutes", *counts)))
    rates = (
        ratio(nw.col("orders"), nw.col("minutes")).alias("orders_per_minute"),
        *(
            ratio(nw.col(name) * 1000, nw.col("viewer_minutes")).alias(f"{name}_per_1000_viewer_minutes")
            for name in ("comments", "orders")
        ),
    )
    return cast(IntoFrameT, finish(table.select(*keys(by), "minutes", *counts).with_columns(*rates)))


def live_net_result(
    live_sessions: IntoFrameT,
    margin_rate: float,
    by: str | Sequence[str] = "session_id",
    *,
    gmv: str = "gmv",
    refund: str = "refund",
    fee: str = "fee",
    commission: str = "commission",
) -> IntoFrameT:
    """What live sessions earned, net of returns: a large GMV of which half comes back may lose money.

    Parameters
    ----------
    live_sessions
        One row a session.
    margin_rate
        Gross profit in a yuan of sales kept, at most 1.
    by
        Columns to group by.
    gmv, refund, fee
        Columns of yuan: sold, sent back, and the fixed price of the session.
    commission
        Column of the share of sales net of returns that the host gets, from 0 to 1.

    Returns
    -------
    frame
        ``by``, ``gmv``, ``net_gmv`` (sold less sent back), ``return_rate`` (sent back / sold), ``commission`` (yuan),
        ``cost`` (fee and commission), ``profit`` (gross profit less cost) and ``roi`` (profit / cost).

    Raises
    ------
    StoreLabError
        If a column is missing, holds no numbers or negative ones, a commission is above 1, or the margin rate is.
    """
    table = net_of_returns(live_sessions, "live_sessions", keys(by), gmv, refund, fee, commission, margin_rate)
    columns = [*keys(by), "gmv", "net_gmv", "return_rate", "commission", "cost", "profit", "roi"]
    return cast(IntoFrameT, finish(table.select(*columns)))


def live_break_even_gmv(fixed: float, commission: float, margin_rate: float, return_rate: float) -> float:
    """Sales before returns at which a live session earns its fixed cost: fixed / ((1 - return rate) (margin - commission)).

    Parameters
    ----------
    fixed
        Yuan: fee, stage, staff.
    commission
        Share of sales net of returns that the host gets, from 0 to 1.
    margin_rate
        Gross profit in a yuan of sales kept, at most 1.
    return_rate
        Share of the sales that comes back, from 0 to 1.

    Returns
    -------
    float
        Yuan. Infinite where a yuan sold leaves nothing, even without a fixed cost: no sales are enough. Besides
        `break_even_uplift` that is the place where infinity is the answer.

    Raises
    ------
    StoreLabError
        If an argument is out of range.
    """
    check_range("fixed", fixed, 0)
    check_range("commission", commission, 0, 1)
    check_range("margin_rate", margin_rate, high=1)
    check_range("return_rate", return_rate, 0, 1)
    left = (1 - return_rate) * (margin_rate - commission)
    return fixed / left if left > 0 else math.inf
