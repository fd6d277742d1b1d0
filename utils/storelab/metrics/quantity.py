"""Quantity of traffic: page views, visits, visitors, and how hits become visits."""

from typing import Any, cast

import narwhals.stable.v2 as nw

from storelab.errors import StoreLabError
from storelab.language import pick
from storelab.metrics._formulas import Numbers, quotient
from storelab.metrics._frames import (
    By,
    Frame,
    IntoFrameT,
    finish,
    is_true,
    keys,
    rate,
    read,
    tally,
)
from storelab.metrics._periods import check_times
from storelab.metrics._times import instant
from storelab.metrics.registry import EVERY_ROW, NO_FILTER, WHOLE_TABLE, metric

SECONDS = 1_000_000  # microseconds in a second


@metric(
    "M001",
    en="Page views",
    zh="浏览量",
    branch="traffic",
    numerator={"en": "page loads", "zh": "页面加载的次数"},
    window=WHOLE_TABLE,
    filter={
        "en": "page loads only; drop bots first if you want people only",
        "zh": "只算页面加载；只看真人时请先去掉机器人",
    },
    unit="count",
    formula="count of page loads",
    aliases=("PV", "页面浏览量"),
)
def page_views(events: IntoFrameT, by: By = None, *, load_ms: str = "page_load_ms") -> int | IntoFrameT:
    """How many pages were loaded (M001, PV): a page that is loaded again counts again.

    Parameters
    ----------
    events
        One row an action.
    by
        Columns to group by, such as ``"page"``; None for one number.
    load_ms
        Column that has a value where the action loaded a page, and none elsewhere.

    Returns
    -------
    int or frame
        Page views; with ``by`` a frame of ``by`` and ``page_views``, groups without any at 0.

    Raises
    ------
    StoreLabError
        If a column is missing.
    """
    frame = read(events, "events", [*keys(by), load_ms])
    return cast("int | IntoFrameT", tally(frame, by, "page_views", nw.col(load_ms).count()))


@metric(
    "M002",
    en="Visitors",
    zh="访客数",
    branch="traffic",
    numerator={"en": "distinct visitors", "zh": "去重后的访客"},
    window=WHOLE_TABLE,
    filter=NO_FILTER,
    unit="count",
    formula="count of distinct visitors",
    aliases=("UV", "Unique visitors", "独立访客数", "访客人数"),
)
def visitors(sessions: IntoFrameT, by: By = None, *, visitor_id: str = "visitor_id") -> int | IntoFrameT:
    """How many different visitors came (M002, UV).

    Not additive: who comes on two days is one visitor of the week, though one of each day.

    Parameters
    ----------
    sessions
        One row a visit.
    by
        Columns to group by; None for one number. Visitors are counted anew in each group.
    visitor_id
        Column of the visitor.

    Returns
    -------
    int or frame
        Visitors; with ``by`` a frame of ``by`` and ``visitors``.

    Raises
    ------
    StoreLabError
        If a column is missing, or a row has no visitor.
    """
    frame = read(sessions, "sessions", [*keys(by), visitor_id], ids=[visitor_id])
    return cast("int | IntoFrameT", tally(frame, by, "visitors", nw.col(visitor_id).n_unique()))


@metric(
    "M003",
    en="Visits",
    zh="访问量",
    branch="traffic",
    numerator={"en": "visits, ended by 30 minutes without an action", "zh": "访问（会话），30 分钟没有行为就算结束"},
    window=WHOLE_TABLE,
    filter=NO_FILTER,
    unit="count",
    formula="count of visits",
    aliases=("Sessions", "访问次数"),
)
def visits(sessions: IntoFrameT, by: By = None) -> int | IntoFrameT:
    """How many visits there were (M003): one visitor can come many times. `sessionize` makes visits out of hits.

    Parameters
    ----------
    sessions
        One row a visit.
    by
        Columns to group by; None for one number.

    Returns
    -------
    int or frame
        Visits; with ``by`` a frame of ``by`` and ``visits``.

    Raises
    ------
    StoreLabError
        If a column is missing.
    """
    return cast("int | IntoFrameT", tally(read(sessions, "sessions", keys(by)), by, "visits", nw.len()))


@metric(
    "M004",
    en="New visitors",
    zh="新访客数",
    branch="traffic",
    numerator={
        "en": "distinct visitors whose first visit ever is in the table",
        "zh": "第一次来访就在表中的访客（去重）",
    },
    window=WHOLE_TABLE,
    filter=NO_FILTER,
    unit="count",
    formula="count of distinct visitors with a first visit",
    aliases=("新增访客数",),
)
def new_visitors(
    sessions: IntoFrameT, by: By = None, *, visitor_id: str = "visitor_id", is_new: str = "is_new"
) -> int | IntoFrameT:
    """How many visitors came for the first time ever (M004), by the flag that the site keeps.

    The first visit *in the table* is another thing: nearly everybody is new in a table's first week.

    Parameters
    ----------
    sessions
        One row a visit.
    by
        Columns to group by; None for one number. A visitor is new in the group of the first visit.
    visitor_id, is_new
        Columns of the visitor, and of the flag that is true for a first visit (missing: not new).

    Returns
    -------
    int or frame
        New visitors; with ``by`` a frame of ``by`` and ``new_visitors``, groups without any at 0.

    Raises
    ------
    StoreLabError
        If a column is missing, or a row has no visitor.
    """
    people = _people(sessions, by, visitor_id, is_new)
    return cast("int | IntoFrameT", tally(people, by, "new_visitors", nw.col("_new").sum()))


@metric(
    "M005",
    en="New-visitor ratio",
    zh="新访客比率",
    branch="traffic",
    numerator={"en": "new visitors", "zh": "新访客数"},
    denominator={"en": "distinct visitors", "zh": "访客数"},
    window=WHOLE_TABLE,
    filter=NO_FILTER,
    unit="share",
    formula="new visitors / visitors",
)
def new_visitor_ratio(
    sessions: IntoFrameT, by: By = None, *, visitor_id: str = "visitor_id", is_new: str = "is_new"
) -> float | IntoFrameT:
    """Share of the visitors who came for the first time ever (M005): people, not visits.

    Parameters
    ----------
    sessions, by, visitor_id, is_new
        As in `new_visitors`.

    Returns
    -------
    float or frame
        A share from 0 to 1, NaN without visitors; with ``by`` a frame of ``by`` and ``new_visitor_ratio``.

    Raises
    ------
    StoreLabError
        If a column is missing, or a row has no visitor.
    """
    people = _people(sessions, by, visitor_id, is_new)
    return cast("float | IntoFrameT", rate(people, by, "new_visitor_ratio", nw.col("_new").sum(), nw.len()))


def _people(sessions: Any, by: By, visitor_id: str, is_new: str) -> Frame:
    frame = read(sessions, "sessions", [*keys(by), visitor_id, is_new], ids=[visitor_id])
    flagged = frame.with_columns(_new=is_true(is_new))
    return flagged.group_by(*keys(by), visitor_id).agg(_new=nw.col("_new").max())


@metric(
    "M121",
    en="Cost per new visitor",
    zh="访客获取成本",
    branch="customers",
    numerator={"en": "cost of winning visitors", "zh": "获取访客的花费"},
    denominator={"en": "new visitors", "zh": "新访客数"},
    window={"en": "one period for both", "zh": "分子分母用同一时期"},
    filter=EVERY_ROW,
    unit="yuan",
    formula="acquisition cost / new visitors",
)
def visitor_cost(cost: Numbers, new_visitors: Numbers) -> Numbers:
    """Yuan spent for each new visitor (M121); over `visit_to_order_rate` it becomes the cost of an order.

    Parameters
    ----------
    cost
        Yuan spent on winning visitors.
    new_visitors
        Visitors won in the same period; both numbers or columns.

    Returns
    -------
    float or column
        Yuan per new visitor; NaN without new visitors.
    """
    return quotient(cost, new_visitors)


def sessionize(hits: IntoFrameT, gap_minutes: float = 30, visitor: str = "cid", ts: str = "ts") -> IntoFrameT:
    """Cut each visitor's hits into visits: a new one begins after a pause longer than the gap.

    A pause of exactly ``gap_minutes`` still belongs to the visit. Midnight ends nothing.

    Parameters
    ----------
    hits
        One row a hit, in any order.
    gap_minutes
        Minutes of pause that a visit bears.
    visitor, ts
        Columns of the visitor (such as a cookie) and of the time.

    Returns
    -------
    frame
        The hits sorted by visitor and time, with ``session_id``: whole numbers from 1 in that order. Hits of
        one visitor at the same time stand in any order, and in one visit.

    Raises
    ------
    StoreLabError
        If a column is missing or holds no times, the gap is below 0, or a hit has no visitor or no time.
    """
    if not gap_minutes >= 0:
        raise StoreLabError(
            pick(
                {
                    "en": f"gap_minutes must be 0 or more, not {gap_minutes}.",
                    "zh": f"gap_minutes 不能小于 0，现在是 {gap_minutes}。",
                }
            )
        )
    frame = read(hits, "hits", [visitor, ts], ids=[visitor, ts])
    check_times(frame, "hits", ts)
    gap = round(gap_minutes * 60 * SECONDS)
    if frame.implementation.is_pandas():
        from storelab.metrics import _fast_pandas

        return cast(IntoFrameT, _fast_pandas.sessionize(nw.to_native(frame), visitor, ts, gap))
    if frame.implementation.is_polars():
        from storelab.metrics import _fast_polars

        return cast(IntoFrameT, _fast_polars.sessionize(nw.to_native(frame), visitor, ts, gap))
    if frame.implementation.is_spark_like():
        from storelab.metrics import _fast_spark

        return cast(IntoFrameT, _fast_spark.sessionize(nw.to_native(frame), visitor, ts, gap))
    timed = frame.with_columns(_at=instant(frame, ts))
    pause = nw.col("_at") - nw.col("_at").shift(1).over(visitor, order_by=ts)
    marked = timed.with_columns(_goes_on=nw.when(pause <= gap).then(nw.lit(1)).otherwise(nw.lit(0)))
    # Of hits at the same time, the one that begins the visit is counted first, whatever order the engine has them in.
    number = (1 - nw.col("_goes_on")).cum_sum().over(order_by=[visitor, ts, "_goes_on"])
    numbered = marked.with_columns(session_id=number.cast(nw.Int64)).drop("_at", "_goes_on")
    return cast(IntoFrameT, finish(numbered.sort(visitor, ts)))
