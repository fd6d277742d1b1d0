"""Traffic: where visits come from, what they cost, how good they are, which way they go."""

import math
from collections.abc import Mapping, Sequence
from typing import Any, cast

import narwhals.stable.v2 as nw

from storelab.errors import StoreLabError
from storelab.language import pick
from storelab.metrics._frames import (
    By,
    Frame,
    IntoFrameT,
    fen,
    finish,
    grouped,
    is_true,
    keys,
    microseconds,
    rate,
    ratio,
    read,
    same_library,
    scalars,
    yuan,
)
from storelab.metrics.registry import NO_FILTER, VISITS, WHOLE_TABLE, metric

START = "start"
EXIT = "exit"
# In a scorecard less of these is better; more of anything else is.
LESS_IS_BETTER = ("bounce_rate", "cost_per_visit")


@metric(
    "M006",
    en="Bounce rate",
    zh="跳出率",
    branch="traffic",
    numerator={"en": "visits that saw a single page", "zh": "只看了一页的访问"},
    denominator=VISITS,
    window=WHOLE_TABLE,
    filter=NO_FILTER,
    unit="share",
    formula="one-page visits / visits",
)
def bounce_rate(sessions: IntoFrameT, by: By = None, *, bounced: str = "bounced") -> float | IntoFrameT:
    """Share of visits that saw a single page (M006).

    The other definition in use, "left within ten seconds", is not meant.

    Parameters
    ----------
    sessions
        One row a visit.
    by
        Columns to group by; None for one number.
    bounced
        Column that is true for a one-page visit. A missing value counts as not bounced.

    Returns
    -------
    float or frame
        A share from 0 to 1, NaN without visits; with ``by`` a frame of ``by`` and ``bounce_rate``.

    Raises
    ------
    StoreLabError
        If a column is missing.
    """
    frame = read(sessions, "sessions", [*keys(by), bounced]).with_columns(_bounced=is_true(bounced))
    return cast("float | IntoFrameT", rate(frame, by, "bounce_rate", nw.col("_bounced").sum(), nw.len()))


@metric(
    "M007",
    en="Mean time on page",
    zh="页面平均在线时长",
    branch="traffic",
    numerator={
        "en": "seconds from a page load to the visit's next page load",
        "zh": "一次页面加载到同一次访问下一次页面加载的秒数之和",
    },
    denominator={"en": "page views that were not the last of their visit", "zh": "浏览量减去退出次数"},
    window=WHOLE_TABLE,
    filter={"en": "page loads only", "zh": "只算页面加载"},
    unit="second",
    formula="sum of time on page / (page views - exits)",
)
def mean_time_on_page(
    events: IntoFrameT,
    by: By = None,
    *,
    session_id: str = "session_id",
    ts: str = "ts",
    event_id: str = "event_id",
    load_ms: str = "page_load_ms",
) -> float | IntoFrameT:
    """Mean seconds between a page load and the visit's next page load (M007).

    The last page of each visit is left out of both parts, for nobody knows when its reader left.

    Parameters
    ----------
    events
        One row an action.
    by
        Columns to group by, such as ``"page"``: the page that was read; None for one number.
    session_id, ts, event_id
        Columns of the visit, the time, and the order of actions at the same time.
    load_ms
        Column that has a value where the action loaded a page, and none elsewhere.

    Returns
    -------
    float or frame
        Seconds, NaN where every page was the last; with ``by`` a frame of ``by`` and ``mean_time_on_page``.

    Raises
    ------
    StoreLabError
        If a column is missing, or a row has no visit.
    """
    frame = read(events, "events", [*keys(by), session_id, ts, event_id, load_ms], ids=[session_id])
    loads = _with_dwell(frame.filter(~nw.col(load_ms).is_null()), session_id, ts, event_id)
    result = rate(loads, by, "mean_time_on_page", nw.col("seconds").sum(), nw.col("seconds").count())
    return cast("float | IntoFrameT", result)


@metric(
    "M008",
    en="Mean time on site",
    zh="站点平均在线时长",
    branch="traffic",
    numerator={"en": "seconds of all visits", "zh": "所有访问的时长（秒）之和"},
    denominator=VISITS,
    window=WHOLE_TABLE,
    filter=NO_FILTER,
    unit="second",
    formula="sum of visit durations / visits",
)
def mean_time_on_site(sessions: IntoFrameT, by: By = None, *, duration: str = "duration_s") -> float | IntoFrameT:
    """Mean duration of a visit in seconds, one-page visits included (M008).

    Parameters
    ----------
    sessions
        One row a visit.
    by
        Columns to group by; None for one number.
    duration
        Column of seconds. Visits of unknown duration are left out of both parts.

    Returns
    -------
    float or frame
        Seconds, NaN without visits; with ``by`` a frame of ``by`` and ``mean_time_on_site``.

    Raises
    ------
    StoreLabError
        If a column is missing.
    """
    frame = read(sessions, "sessions", [*keys(by), duration])
    return cast(
        "float | IntoFrameT", rate(frame, by, "mean_time_on_site", nw.col(duration).sum(), nw.col(duration).count())
    )


@metric(
    "M009",
    en="Pages per visitor",
    zh="人均浏览页数",
    branch="traffic",
    numerator={"en": "page views (PV)", "zh": "浏览量（PV）"},
    denominator={"en": "distinct visitors (UV)", "zh": "独立访客数（UV）"},
    window=WHOLE_TABLE,
    filter=NO_FILTER,
    unit="pages per visitor",
    formula="PV / UV",
    aliases=("PV/UV",),
)
def pages_per_visitor(
    sessions: IntoFrameT, by: By = None, *, pageviews: str = "pageviews", visitor_id: str = "visitor_id"
) -> float | IntoFrameT:
    """Page views over distinct visitors (M009): not over visits, so a visitor who returns counts once.

    Parameters
    ----------
    sessions
        One row a visit.
    by
        Columns to group by; None for one number. Visitors are counted anew in each group.
    pageviews, visitor_id
        Columns of the pages of a visit and of its visitor.

    Returns
    -------
    float or frame
        Pages per visitor, NaN without visitors; with ``by`` a frame of ``by`` and ``pages_per_visitor``.

    Raises
    ------
    StoreLabError
        If a column is missing, or a row has no visitor.
    """
    frame = read(sessions, "sessions", [*keys(by), pageviews, visitor_id], ids=[visitor_id])
    parts = nw.col(pageviews).sum(), nw.col(visitor_id).n_unique()
    return cast("float | IntoFrameT", rate(frame, by, "pages_per_visitor", *parts))


@metric(
    "M010",
    en="Dwell time",
    zh="停留时间",
    branch="traffic",
    numerator={"en": "seconds from an action to the visit's next action", "zh": "一次行为到同一次访问下一次行为的秒数"},
    window=WHOLE_TABLE,
    filter={
        "en": "none; the last action of a visit is censored",
        "zh": "不过滤；每次访问的最后一次行为观察不到停留时间",
    },
    unit="second",
    formula="time of next event - time of event",
)
def dwell_times(
    events: IntoFrameT, *, session_id: str = "session_id", ts: str = "ts", event_id: str = "event_id"
) -> IntoFrameT:
    """Seconds from each action to the next one of its visit (M010).

    Parameters
    ----------
    events
        One row an action, in any order.
    session_id, ts, event_id
        Columns of the visit, the time, and the order of actions at the same time.

    Returns
    -------
    frame
        The events with a column ``seconds``; null for the last action of a visit, which is not zero: its time cannot
        be observed. Rows are in the order of visit, time and event.

    Raises
    ------
    StoreLabError
        If a column is missing, or a row has no visit.
    """
    frame = read(events, "events", [session_id, ts, event_id], ids=[session_id])
    return cast(IntoFrameT, finish(_with_dwell(frame, session_id, ts, event_id).sort(session_id, ts, event_id)))


def _with_dwell(frame: Frame, session_id: str, ts: str, event_id: str) -> Frame:
    following = nw.col("_at").shift(-1).over(session_id, order_by=[ts, event_id])
    timed = frame.with_columns(_at=microseconds(ts))
    return timed.with_columns(seconds=(following - nw.col("_at")).cast(nw.Float64) / 1_000_000).drop("_at")


@metric(
    "M011",
    en="Traffic-source mix",
    zh="流量来源构成",
    branch="traffic",
    numerator={"en": "visits of the source", "zh": "该来源的访问量"},
    denominator={"en": "all visits", "zh": "全部访问量"},
    window=WHOLE_TABLE,
    filter=NO_FILTER,
    unit="share",
    formula="visits of source / visits",
    aliases=("流量来源",),
)
def source_mix(sessions: IntoFrameT, by: By = "source") -> IntoFrameT:
    """Share of each source in all visits (M011).

    Parameters
    ----------
    sessions
        One row a visit.
    by
        Column or columns of the source.

    Returns
    -------
    frame
        ``by``, ``visits``, ``share``; shares sum to 1.

    Raises
    ------
    StoreLabError
        If a column is missing.
    """
    frame = read(sessions, "sessions", keys(by))
    table = grouped(frame, keys(by), visits=nw.len())
    total = scalars(frame, visits=nw.len())["visits"]
    return cast(IntoFrameT, finish(table.with_columns(share=ratio(nw.col("visits"), nw.lit(total)))))


@metric(
    "P14",
    en="Breadth of traffic sources",
    zh="流量来源广度",
    branch="traffic",
    numerator={
        "en": "number of sources of equal size that would be as mixed as these",
        "zh": "假如各来源一样大，要有几个来源才会这样分散",
    },
    window=WHOLE_TABLE,
    filter=NO_FILTER,
    unit="count",
    formula="exp(-sum of p ln p), p = share of a source",
    aliases=("Effective number of sources", "有效来源数"),
)
def effective_sources(mix: Any, *, share: str = "share") -> float:
    """Breadth of traffic (P14): how many sources of equal size would be as mixed as these.

    The exponential of Shannon's entropy of the shares: 1 when all visits come from one source, the number of sources
    when all are of one size.

    Parameters
    ----------
    mix
        One row a source, as `source_mix` returns it.
    share
        Column of shares or of any counts; they are divided by their sum.

    Returns
    -------
    float
        At least 1; NaN without visits.

    Raises
    ------
    StoreLabError
        If the column is missing or a value is negative.
    """
    frame = read(mix, "mix", [share]).filter(~nw.col(share).is_null())
    lowest = scalars(frame, lowest=nw.col(share).min())["lowest"]
    if lowest is not None and lowest < 0:
        raise StoreLabError(
            pick({"en": f"mix: column '{share}' has negative values.", "zh": f"mix 的 '{share}' 列里有负数。"})
        )
    total = scalars(frame, total=nw.col(share).sum())["total"]
    if not total:
        return math.nan
    part = nw.col(share).cast(nw.Float64) / total
    entropy = scalars(frame.filter(nw.col(share) > 0), entropy=-(part * part.log()).sum())["entropy"]
    return math.exp(entropy)


@metric(
    "M013",
    en="Cost per visit",
    zh="每次访问成本",
    branch="traffic",
    numerator={"en": "cost of the channel", "zh": "该渠道的花费"},
    denominator={"en": "all visits of that source, paid or not", "zh": "该来源的全部访问量（付费与免费）"},
    window={"en": "the days from the first to the last visit handed in", "zh": "传入的访问从第一天到最后一天"},
    filter=NO_FILTER,
    unit="yuan",
    formula="channel cost / visits of the channel",
    aliases=("流量成本", "Traffic cost"),
)
def cost_per_visit(
    sessions: IntoFrameT,
    ads: IntoFrameT,
    by: str = "source",
    *,
    started_at: str = "started_at",
    channel: str = "channel",
    cost: str = "cost",
    date: str = "date",
) -> IntoFrameT:
    """What a visit costs in each source (M013).

    The denominator is all visits of the source, not only the paid ones. Costs of days before the first visit or after
    the last one are left out, so that two years of advertising are not divided by six weeks of visits.

    Parameters
    ----------
    sessions
        One row a visit.
    ads
        One row of advertising cost, of the same library as ``sessions``.
    by
        Column of the source in ``sessions``; ``channel`` names the same sources in ``ads``.
    started_at, channel, cost, date
        Columns: start of a visit; source, yuan and day of a cost.

    Returns
    -------
    frame
        ``by``, ``visits``, ``cost`` (yuan, 0 where nothing was spent) and ``cost_per_visit`` (yuan, null where a
        channel cost money but brought no visit).

    Raises
    ------
    StoreLabError
        If a column is missing, or the two tables are of different libraries.
    """
    frame = read(sessions, "sessions", [by, started_at])
    costs = read(ads, "ads", [channel, cost, date])
    same_library(frame, costs)
    return cast(IntoFrameT, finish(_visit_costs(frame, costs, by, started_at, channel, cost, date)))


def _visit_costs(sessions: Frame, ads: Frame, by: str, started_at: str, channel: str, cost: str, date: str) -> Frame:
    days = scalars(sessions, first=nw.col(started_at).min(), last=nw.col(started_at).max())
    if isinstance(days["first"], type(None)) or days["first"] != days["first"]:  # no visit, so no day counts
        ads = ads.head(0)
    else:
        # The whole of the last day counts, whatever the time of its last visit.
        first, last = (days[end].strftime("%Y-%m-%d") for end in ("first", "last"))
        day = nw.col(date).cast(nw.Datetime).dt.to_string("%Y-%m-%d")
        ads = ads.filter((day >= first) & (day <= last))
    visits = sessions.group_by(by).agg(visits=nw.len())
    visits = visits.with_columns(nw.col("visits").cast(nw.Int64), _fen=nw.lit(0, nw.Int64))
    spent = (
        ads.with_columns(_money=fen(cost))
        .group_by(channel)
        .agg(_fen=nw.col("_money").sum())
        .select(nw.col(channel).alias(by), nw.lit(0, nw.Int64).alias("visits"), nw.col("_fen").cast(nw.Int64))
    )
    # Stacked and summed rather than joined: a source without costs and a channel without visits both stay.
    both = cast(Frame, nw.concat([visits.select(by, "visits", "_fen"), spent]))
    table = grouped(both, [by], visits=nw.col("visits").sum(), _fen=nw.col("_fen").sum()).with_columns(
        cost=yuan("_fen")
    )
    return table.with_columns(cost_per_visit=ratio(nw.col("cost"), nw.col("visits"))).drop("_fen")


def traffic_scorecard(
    sessions: IntoFrameT,
    orders: IntoFrameT,
    ads: IntoFrameT,
    by: str = "source",
    *,
    session_id: str = "session_id",
    started_at: str = "started_at",
    bounced: str = "bounced",
    pageviews: str = "pageviews",
    paid: str = "paid",
    paid_at: str = "paid_at",
    channel: str = "channel",
    cost: str = "cost",
    date: str = "date",
) -> IntoFrameT:
    """One line a source: how many visits, how good, what they bring and what they cost.

    Orders count when they were paid, and belong to the source of the visit in which they were made. Value is the
    amount paid, before later refunds. Costs are those of the days that the visits cover, as in `cost_per_visit`.

    Parameters
    ----------
    sessions, orders, ads
        One row a visit, an order, a cost; all of the same library.
    by
        Column of the source in ``sessions``; ``channel`` names the same sources in ``ads``.
    session_id, started_at, bounced, pageviews
        Columns of ``sessions``; ``session_id`` stands in ``orders`` too.
    paid, paid_at
        Columns of ``orders``: yuan, and when they were paid (missing: never).
    channel, cost, date
        Columns of ``ads``.

    Returns
    -------
    frame
        ``by``, ``visits``, ``bounce_rate``, ``pages_per_visit``, ``conversion_rate`` (paid orders / visits),
        ``value_per_visit`` (yuan), ``cost_per_visit`` (yuan). A channel that cost money without a visit is left out.

    Raises
    ------
    StoreLabError
        If a column is missing, a visit has no id, or the tables are of different libraries.
    """
    visits = read(sessions, "sessions", [by, session_id, started_at, bounced, pageviews], ids=[session_id])
    deals = read(orders, "orders", [session_id, paid, paid_at]).filter(~nw.col(paid_at).is_null())
    costs = read(ads, "ads", [channel, cost, date])
    same_library(visits, deals, costs)
    sums = deals.with_columns(_money=fen(paid)).group_by(session_id).agg(_orders=nw.len(), _paid=nw.col("_money").sum())
    joined = visits.join(sums, on=session_id, how="left").with_columns(
        nw.col("_orders").fill_null(0), nw.col("_paid").fill_null(0), _bounced=is_true(bounced)
    )
    table = grouped(
        joined,
        [by],
        visits=nw.len(),
        _bounced=nw.col("_bounced").sum(),
        _pages=nw.col(pageviews).sum(),
        _orders=nw.col("_orders").sum(),
        _paid=nw.col("_paid").sum(),
    ).with_columns(_yuan=yuan("_paid"))
    spent = _visit_costs(visits, costs, by, started_at, channel, cost, date).select(by, "cost_per_visit")
    count = nw.col("visits")
    rated = table.select(
        by,
        "visits",
        ratio(nw.col("_bounced"), count).alias("bounce_rate"),
        ratio(nw.col("_pages"), count).alias("pages_per_visit"),
        ratio(nw.col("_orders"), count).alias("conversion_rate"),
        ratio(nw.col("_yuan"), count).alias("value_per_visit"),
    )
    return cast(IntoFrameT, finish(rated.join(spent, on=by, how="left").sort(by, nulls_last=True)))


@metric(
    "M012",
    en="Traffic quality",
    zh="流量质量",
    branch="traffic",
    numerator={
        "en": "weighted mean of the scorecard's columns, each scaled from 0 (worst source) to 1 (best)",
        "zh": "评分表各列的加权平均，每列先按 0（最差的来源）到 1（最好的来源）缩放",
    },
    window=WHOLE_TABLE,
    filter={"en": "none; the weights are yours to state", "zh": "不过滤；权重由你定，并且要写明"},
    unit="score",
    formula="sum(weight * scaled value) / sum(weight)",
)
def traffic_quality_score(
    scorecard: IntoFrameT, weights: Mapping[str, float], *, less_is_better: Sequence[str] = LESS_IS_BETTER
) -> IntoFrameT:
    """A single grade for each source: the weighted mean of its scaled columns (M012).

    A composite has no natural definition: state the weights wherever you show it. Each column is scaled between the
    worst and the best source present, so a score compares these sources only; where all are equal each gets 0.5.

    Parameters
    ----------
    scorecard
        One row a source, as `traffic_scorecard` returns it.
    weights
        Weight of each column that counts, such as ``{"bounce_rate": 1, "conversion_rate": 3}``.
    less_is_better
        Columns in which a low value is good.

    Returns
    -------
    frame
        The scorecard with a column ``score`` from 0 to 1; null where a weighted column is null.

    Raises
    ------
    StoreLabError
        If a column is missing, there is no weight, or a weight is not above 0.
    """
    if not weights or any(not weight > 0 for weight in weights.values()):
        raise StoreLabError(
            pick(
                {
                    "en": f"weights must name at least one column, each with a number above 0; got {dict(weights)}.",
                    "zh": f"weights 至少要有一列，每个权重都要大于 0；现在是 {dict(weights)}。",
                }
            )
        )
    frame = read(scorecard, "scorecard", list(weights))
    ends = scalars(
        frame,
        **{f"min_{name}": nw.col(name).min() for name in weights},
        **{f"max_{name}": nw.col(name).max() for name in weights},
    )
    score: nw.Expr = nw.lit(0.0)
    total = math.fsum(weights.values())
    for name, weight in weights.items():
        low, high = ends[f"min_{name}"], ends[f"max_{name}"]
        value = nw.col(name).cast(nw.Float64)
        if low is None or high is None or not high > low:
            scaled = value * 0.0 + 0.5  # keeps a null a null
        elif name in less_is_better:
            scaled = (high - value) / (high - low)
        else:
            scaled = (value - low) / (high - low)
        score = score + scaled * (weight / total)
    return cast(IntoFrameT, finish(frame.with_columns(score=score)))


@metric(
    "M014",
    en="Visit path",
    zh="访问路径",
    branch="traffic",
    numerator={"en": "moves from page i to page j", "zh": "从页面 i 到页面 j 的跳转次数"},
    denominator={"en": "moves from page i, leaving the site included", "zh": "从页面 i 出发的全部跳转次数（含离开）"},
    window={"en": "within one visit", "zh": "同一次访问之内"},
    filter={"en": "page loads only", "zh": "只算页面加载"},
    unit="share",
    formula="P(j | i) = moves i to j / moves from i",
    aliases=("浏览路径",),
)
def transition_probabilities(
    events: IntoFrameT,
    *,
    session_id: str = "session_id",
    ts: str = "ts",
    event_id: str = "event_id",
    page: str = "page",
    load_ms: str = "page_load_ms",
) -> IntoFrameT:
    """Probability of each next page, given the page (M014).

    A path runs over page loads, from the state ``start`` to the state ``exit``. Loading the same kind of page again
    (a second item page) is a move.

    Parameters
    ----------
    events
        One row an action, in any order.
    session_id, ts, event_id
        Columns of the visit, the time, and the order of actions at the same time.
    page
        Column of the page's kind.
    load_ms
        Column that has a value where the action loaded a page, and none elsewhere.

    Returns
    -------
    frame
        ``from``, ``to``, ``transitions``, ``probability``, one row a move that happened, sorted by its two ends; the
        probabilities of one ``from`` sum to 1. There is no row from ``exit``.

    Raises
    ------
    StoreLabError
        If a column is missing, or a row has no visit.
    """
    frame = read(events, "events", [session_id, ts, event_id, page, load_ms], ids=[session_id])
    loads = frame.filter(~nw.col(load_ms).is_null()).select(session_id, ts, event_id, nw.col(page).cast(nw.String))
    order = [ts, event_id]
    paths = loads.with_columns(
        _next=nw.col(page).shift(-1).over(session_id, order_by=order),
        _previous=nw.col(page).shift(1).over(session_id, order_by=order),
    )
    entries = paths.filter(nw.col("_previous").is_null()).select(nw.lit(START).alias("from"), nw.col(page).alias("to"))
    moves = paths.select(nw.col(page).alias("from"), nw.col("_next").fill_null(EXIT).alias("to"))
    counted = grouped(cast(Frame, nw.concat([entries, moves])), ["from", "to"], transitions=nw.len())
    totals = counted.group_by("from").agg(_total=nw.col("transitions").sum())
    rated = counted.join(totals, on="from", how="left").with_columns(
        probability=ratio(nw.col("transitions"), nw.col("_total"))
    )
    return cast(IntoFrameT, finish(rated.drop("_total").sort("from", "to")))
