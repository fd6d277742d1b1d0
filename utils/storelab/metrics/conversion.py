"""Conversion: how many of those who came do what the shop lives on."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any, Literal, cast

import narwhals.stable.v2 as nw

from storelab.errors import StoreLabError, suggest
from storelab.language import pick
from storelab.metrics._formulas import check_range
from storelab.metrics._frames import (
    By,
    Frame,
    IntoFrameT,
    collect,
    finish,
    grouped,
    keys,
    like,
    rate,
    read,
    same_library,
    scalars,
)
from storelab.metrics._funnel import reached
from storelab.metrics._periods import check_times
from storelab.metrics.registry import EVERY_ROW, NO_FILTER, VISITS, WHOLE_TABLE, metric

FUNNEL = {"position": nw.Int64(), "step": nw.String(), "reached": nw.Int64()}
EVENT_TYPES = ("impression", "view", "search", "click", "favorite", "cart", "checkout", "order", "pay")
SEEN_VISITS = {"en": "visits with at least one action", "zh": "至少有一次行为的访问"}


@metric(
    "M020",
    en="Conversions",
    zh="转换次数",
    branch="conversion",
    numerator={"en": "actions that are the goal", "zh": "目标行为的次数"},
    window=WHOLE_TABLE,
    filter=NO_FILTER,
    unit="count",
    formula="count of the goal event",
    aliases=("Goal completions",),
)
def conversions(events: IntoFrameT, goal: str = "pay", by: By = None, *, type: str = "type") -> int | IntoFrameT:
    """How often the goal was reached (M020): every time counts, also twice in one visit.

    Parameters
    ----------
    events
        One row an action.
    goal
        The action that is the goal.
    by
        Columns to group by; None for one number.
    type
        Column of the action's kind.

    Returns
    -------
    int or frame
        A count; with ``by`` a frame of ``by`` and ``conversions``, groups without any at 0.

    Raises
    ------
    StoreLabError
        If a column is missing, or the goal is no action that is known or in the table.
    """
    frame = read(events, "events", [*keys(by), type])
    _known_types(frame, [goal], type)
    hits = frame.with_columns(_hit=(nw.col(type) == goal).fill_null(False).cast(nw.Int64))
    if not keys(by):
        return int(scalars(hits, hits=nw.col("_hit").sum())["hits"] or 0)
    return cast(IntoFrameT, finish(grouped(hits, keys(by), conversions=nw.col("_hit").sum())))


@metric(
    "M024",
    en="Site order conversion",
    zh="订单转化率",
    branch="site_sales",
    numerator={"en": "paid orders of these visits", "zh": "这些访问带来的已付款订单数"},
    denominator=VISITS,
    window=WHOLE_TABLE,
    filter=NO_FILTER,
    unit="share",
    formula="paid orders / visits",
    arguments={"unit": "visit"},
    aliases=("网站订单转化率",),
)
@metric(
    "M021",
    en="Conversion rate",
    zh="转化率",
    branch="conversion",
    numerator={"en": "paid orders of these visits", "zh": "这些访问带来的成交（已付款）订单数"},
    denominator={"en": "distinct visitors", "zh": "访客数"},
    window=WHOLE_TABLE,
    filter=NO_FILTER,
    unit="share",
    formula="paid orders / visitors",
    aliases=("转换率", "成交转化率"),
)
def conversion_rate(
    sessions: IntoFrameT,
    orders: IntoFrameT,
    unit: Literal["visitor", "visit", "buyer"] = "visitor",
    by: By = None,
    *,
    session_id: str = "session_id",
    visitor_id: str = "visitor_id",
    paid_at: str = "paid_at",
) -> float | IntoFrameT:
    """Paid orders over visitors (M021), or one of the two other rates of that name.

    ``unit="visitor"`` is paid orders / distinct visitors (M021), ``"visit"`` paid orders / visits (M024), and
    ``"buyer"`` visitors who paid at least once / distinct visitors. The first two can pass 1 when people order twice.
    Only orders made in the visits handed in count; one that was refunded later was still a deal.

    Parameters
    ----------
    sessions, orders
        One row a visit, an order; of the same library.
    unit
        Which definition.
    by
        Columns of ``sessions`` to group by; None for one number.
    session_id, visitor_id
        Columns of ``sessions``; ``session_id`` stands in ``orders`` too.
    paid_at
        Column of ``orders``: when it was paid (missing: never).

    Returns
    -------
    float or frame
        The rate, NaN without visitors; with ``by`` a frame of ``by`` and ``conversion_rate``.

    Raises
    ------
    StoreLabError
        If the unit is unknown, a column is missing, or a visit has no id or visitor.
    """
    if unit not in ("visitor", "visit", "buyer"):
        near = suggest(str(unit), ("visitor", "visit", "buyer")) or "'visitor', 'visit', 'buyer'"
        raise StoreLabError(
            pick(
                {
                    "en": f"unit '{unit}' is unknown; did you mean {near}?",
                    "zh": f"unit 没有 '{unit}' 这个取值；你是不是想写 {near}？",
                }
            )
        )
    visits = read(sessions, "sessions", [*keys(by), session_id, visitor_id], ids=[session_id, visitor_id])
    deals = read(orders, "orders", [session_id, paid_at]).filter(~nw.col(paid_at).is_null())
    counts = deals.group_by(session_id).agg(_orders=nw.len())
    joined = visits.join(counts, on=session_id, how="left").with_columns(nw.col("_orders").fill_null(0))
    people = nw.col("_visitor").n_unique()
    parts: tuple[nw.Expr, nw.Expr]
    table = joined.with_columns(_visitor=nw.col(visitor_id))
    if unit == "buyer":
        # One row a visitor and group first, so that a visitor who bought twice counts once.
        table = joined.group_by(*keys(by), visitor_id).agg(_bought=nw.col("_orders").sum())
        table = table.with_columns(_buyer=(nw.col("_bought") > 0).cast(nw.Int64))
        parts = nw.col("_buyer").sum(), nw.len()
    elif unit == "visit":
        parts = nw.col("_orders").sum(), nw.len()
    else:
        parts = nw.col("_orders").sum(), people
    return cast("float | IntoFrameT", rate(table, by, "conversion_rate", *parts))


@metric(
    "M025",
    en="Visit-to-order rate",
    zh="从访问到下单的转化率",
    branch="customers",
    numerator={"en": "visits with an order, paid or not", "zh": "有下单的访问（不论是否付款）"},
    denominator=VISITS,
    window=WHOLE_TABLE,
    filter=NO_FILTER,
    unit="share",
    formula="visits with an order / visits",
)
def visit_to_order_rate(
    sessions: IntoFrameT, orders: IntoFrameT, by: By = None, *, session_id: str = "session_id"
) -> float | IntoFrameT:
    """Share of all visits that end in an order, paid or not (M025).

    `order_rate` is the same from the log of actions. Two orders in one visit count once, unlike in `conversion_rate`.

    Parameters
    ----------
    sessions, orders
        One row a visit, an order; of the same library. Only orders made in these visits count.
    by
        Columns of ``sessions`` to group by; None for one number.
    session_id
        Column of the visit in both tables.

    Returns
    -------
    float or frame
        A share from 0 to 1, NaN without visits; with ``by`` a frame of ``by`` and ``visit_to_order_rate``.

    Raises
    ------
    StoreLabError
        If a column is missing, a visit has no id, or the tables are of different libraries.
    """
    visits = read(sessions, "sessions", [*keys(by), session_id], ids=[session_id])
    ordered = read(orders, "orders", [session_id])
    same_library(visits, ordered)
    ordered = ordered.filter(~nw.col(session_id).is_null())
    marks = ordered.select(session_id).unique().with_columns(_ordered=nw.lit(1))
    judged = visits.join(marks, on=session_id, how="left").with_columns(nw.col("_ordered").fill_null(0))
    return cast("float | IntoFrameT", rate(judged, by, "visit_to_order_rate", nw.col("_ordered").sum(), nw.len()))


@metric(
    "M023",
    en="Ad conversion rate",
    zh="广告转化率",
    branch="advertising",
    numerator={"en": "orders credited to the ad", "zh": "归给该广告的订单"},
    denominator={"en": "clicks on the ad", "zh": "广告点击次数"},
    window=WHOLE_TABLE,
    filter=EVERY_ROW,
    unit="share",
    formula="orders from ad / clicks of ad",
)
def ad_conversion_rate(
    ads: IntoFrameT, by: By = None, *, orders: str = "orders", clicks: str = "clicks"
) -> float | IntoFrameT:
    """Orders over clicks of advertising (M023): sum over sum, not the mean of daily rates.

    Parameters
    ----------
    ads
        One row a day and campaign, or finer.
    by
        Columns to group by, such as ``"channel"``; None for one number.
    orders, clicks
        Columns of counts.

    Returns
    -------
    float or frame
        The rate, NaN without clicks; with ``by`` a frame of ``by`` and ``ad_conversion_rate``.

    Raises
    ------
    StoreLabError
        If a column is missing.
    """
    frame = read(ads, "ads", [*keys(by), orders, clicks])
    parts = nw.col(orders).sum(), nw.col(clicks).sum()
    return cast("float | IntoFrameT", rate(frame, by, "ad_conversion_rate", *parts))


def _visits_with(events: IntoFrameT, goal: str, name: str, by: By, session_id: str, type: str) -> "float | IntoFrameT":
    frame = read(events, "events", [*keys(by), session_id, type], ids=[session_id])
    flagged = frame.with_columns(_hit=(nw.col(type) == goal).fill_null(False).cast(nw.Int64))
    visits = flagged.group_by(*keys(by), session_id).agg(_hit=nw.col("_hit").max())
    return cast("float | IntoFrameT", rate(visits, by, name, nw.col("_hit").sum(), nw.len()))


@metric(
    "M026",
    en="Add-to-cart rate",
    zh="加入购物车转化率",
    branch="conversion",
    numerator={"en": "visits with an add-to-cart action", "zh": "有加购行为的访问"},
    denominator=SEEN_VISITS,
    window=WHOLE_TABLE,
    filter=NO_FILTER,
    unit="share",
    formula="visits that add to the cart / visits",
    aliases=("加购转化率",),
)
def add_to_cart_rate(
    events: IntoFrameT, by: By = None, *, session_id: str = "session_id", type: str = "type"
) -> float | IntoFrameT:
    """Share of visits in which something was put into the cart (M026).

    Visits count, not clicks and not visitors; ``events`` must hold all actions of a visit, not the carts alone.

    Parameters
    ----------
    events
        One row an action.
    by
        Columns to group by; None for one number. A visit counts in each group in which it has an action.
    session_id, type
        Columns of the visit and of the action's kind.

    Returns
    -------
    float or frame
        A share from 0 to 1, NaN without visits; with ``by`` a frame of ``by`` and ``add_to_cart_rate``.

    Raises
    ------
    StoreLabError
        If a column is missing, or a row has no visit.
    """
    return _visits_with(events, "cart", "add_to_cart_rate", by, session_id, type)


@metric(
    "M027",
    en="Order rate",
    zh="下单转化率",
    branch="conversion",
    numerator={"en": "visits with an order, paid or not", "zh": "有下单行为的访问（不论是否付款）"},
    denominator=SEEN_VISITS,
    window=WHOLE_TABLE,
    filter=NO_FILTER,
    unit="share",
    formula="visits that order / visits",
)
def order_rate(
    events: IntoFrameT, by: By = None, *, session_id: str = "session_id", type: str = "type"
) -> float | IntoFrameT:
    """Share of visits in which an order was submitted, paid or not (M027).

    Parameters
    ----------
    events
        One row an action.
    by
        Columns to group by; None for one number. A visit counts in each group in which it has an action.
    session_id, type
        Columns of the visit and of the action's kind.

    Returns
    -------
    float or frame
        A share from 0 to 1, NaN without visits; with ``by`` a frame of ``by`` and ``order_rate``.

    Raises
    ------
    StoreLabError
        If a column is missing, or a row has no visit.
    """
    return _visits_with(events, "order", "order_rate", by, session_id, type)


@metric(
    "M028",
    en="Payment rate",
    zh="支付转化率",
    branch="conversion",
    numerator={"en": "orders that were paid, also those refunded later", "zh": "已付款的订单（含后来退款的）"},
    denominator={"en": "orders submitted", "zh": "提交的订单"},
    window=WHOLE_TABLE,
    filter=EVERY_ROW,
    unit="share",
    formula="paid orders / submitted orders",
    aliases=("成功支付转化率",),
)
def payment_rate(orders: IntoFrameT, by: By = None, *, paid_at: str = "paid_at") -> float | IntoFrameT:
    """Share of submitted orders that were paid (M028).

    Not the step from checkout to payment, whose denominator is people at the checkout (`step_rates`).

    Parameters
    ----------
    orders
        One row an order submitted.
    by
        Columns to group by; None for one number.
    paid_at
        Column of the time of payment (missing: never paid).

    Returns
    -------
    float or frame
        A share from 0 to 1, NaN without orders; with ``by`` a frame of ``by`` and ``payment_rate``.

    Raises
    ------
    StoreLabError
        If a column is missing.
    """
    frame = read(orders, "orders", [*keys(by), paid_at])
    return cast("float | IntoFrameT", rate(frame, by, "payment_rate", nw.col(paid_at).count(), nw.len()))


@metric(
    "M029",
    en="Step conversion rate",
    zh="环节转化率",
    branch="conversion",
    numerator={
        "en": "visitors who reached the step after all steps before it, in order",
        "zh": "按顺序走完前面各步、又走到这一步的访客",
    },
    denominator={"en": "visitors who reached the step before", "zh": "走到上一步的访客"},
    window={
        "en": "the rows handed in; with within_hours that many hours from the first step",
        "zh": "传入的全部行；给了 within_hours 时，从第一步起的这么多小时之内",
    },
    filter=NO_FILTER,
    unit="share",
    formula="reached step k / reached step k - 1",
    aliases=("各环节转化率", "Step rate"),
)
def step_rates(
    events: IntoFrameT,
    steps: Sequence[str],
    unit: str = "visitor_id",
    within_hours: float | None = None,
    *,
    ts: str = "ts",
    type: str = "type",
) -> IntoFrameT:
    """Ordered funnel: who reaches each step after all steps before it, and the rates between (M029).

    A unit counts for a step only with an action at or after the earliest time at which it can have finished the step
    before. So an order without a cart before it is not in a funnel that has the cart as a step; nor is a cart that
    was filled before the first view in the table. Actions at the same time count in the order of the steps. Counting
    actions of each kind is another, looser definition.

    Parameters
    ----------
    events
        One row an action, in any order.
    steps
        Kinds of action, from the first step to the last.
    unit
        Column of who is counted: visitors by default, ``"session_id"`` for visits.
    within_hours
        Hours from the first step in which a step must be done, the last moment included: the usual conversion window,
        not a limit from step to step. Any first step may begin it, so one view long ago spoils nothing. None is no
        limit.
    ts, type
        Columns of the time and of the action's kind.

    Returns
    -------
    frame
        ``position`` (from 1), ``step``, ``reached``, ``step_rate`` (null at the first step and after an empty one)
        and ``overall_rate`` (over the first step).

    Raises
    ------
    StoreLabError
        If a column is missing or ``ts`` holds no times, a row has no unit, a step is unknown, repeated, or missing
        altogether, or ``within_hours`` is below 0.
    """
    frame, counts = _funnel(events, steps, unit, ts, type, within_hours)
    columns: dict[str, list[Any]] = {
        "position": list(range(1, len(steps) + 1)),
        "step": list(steps),
        "reached": counts,
        "step_rate": _quotients(counts, [None, *counts[:-1]]),
        "overall_rate": _quotients(counts, [counts[0]] * len(counts)),
    }
    schema = {**FUNNEL, "step_rate": nw.Float64(), "overall_rate": nw.Float64()}
    return cast(IntoFrameT, like(frame, columns, schema))


@metric(
    "M030",
    en="Step loss rate",
    zh="环节流失率",
    branch="conversion",
    numerator={
        "en": "visitors of the step before who do not reach this step",
        "zh": "走到上一步、没有走到这一步的访客",
    },
    denominator={"en": "visitors who reached the step before", "zh": "走到上一步的访客"},
    window={
        "en": "the rows handed in; with within_hours that many hours from the first step",
        "zh": "传入的全部行；给了 within_hours 时，从第一步起的这么多小时之内",
    },
    filter=NO_FILTER,
    unit="share",
    formula="1 - step conversion rate",
    aliases=("流失率",),
)
def step_loss(
    events: IntoFrameT,
    steps: Sequence[str],
    unit: str = "visitor_id",
    within_hours: float | None = None,
    *,
    ts: str = "ts",
    type: str = "type",
) -> IntoFrameT:
    """How many are lost before each step of the ordered funnel (M030); see `step_rates` for who counts.

    Parameters
    ----------
    events, steps, unit, within_hours, ts, type
        As in `step_rates`.

    Returns
    -------
    frame
        ``position``, ``step``, ``reached``, ``lost`` (people, null at the first step) and ``step_loss``
        (1 - step rate, null at the first step and after an empty one).

    Raises
    ------
    StoreLabError
        As `step_rates`.
    """
    frame, counts = _funnel(events, steps, unit, ts, type, within_hours)
    rates = _quotients(counts, [None, *counts[:-1]])
    columns: dict[str, list[Any]] = {
        "position": list(range(1, len(steps) + 1)),
        "step": list(steps),
        "reached": counts,
        "lost": [None, *(before - count for before, count in pairwise(counts))],
        "step_loss": [None if rate is None else 1 - rate for rate in rates],
    }
    return cast(IntoFrameT, like(frame, columns, {**FUNNEL, "lost": nw.Float64(), "step_loss": nw.Float64()}))


def _funnel(
    events: Any, steps: Sequence[str], unit: str, ts: str, type: str, within_hours: float | None
) -> tuple[Frame, list[int]]:
    if within_hours is not None:
        check_range("within_hours", within_hours, 0)
    frame = read(events, "events", [unit, ts, type], ids=[unit])
    check_times(frame, "events", ts)
    _check_steps(frame, steps, type)
    return frame, reached(frame, steps, unit, ts, type, within_hours)


def _quotients(counts: Sequence[int], below: Sequence[int | None]) -> list[float | None]:
    return [count / base if base else None for count, base in zip(counts, below, strict=True)]


def _check_steps(frame: Frame, steps: Sequence[str], type: str) -> None:
    if isinstance(steps, str) or not list(steps) or len(set(steps)) < len(steps):
        raise StoreLabError(
            pick(
                {
                    "en": f"steps must be a list of different actions, such as ['view', 'cart', 'pay']; got {steps!r}.",
                    "zh": f"steps 应该是互不相同的行为的列表，比如 ['view', 'cart', 'pay']；现在是 {steps!r}。",
                }
            )
        )
    _known_types(frame, steps, type)


def _known_types(frame: Frame, wanted: Sequence[str], type: str) -> None:
    # A quiet day may lack an action that exists; a misspelt one would look just like it.
    unknown = [name for name in wanted if name not in EVENT_TYPES]
    if not unknown:
        return
    table = collect(frame.select(nw.col(type)).unique())
    present = [value for value in table[type].to_list() if isinstance(value, str)]
    for name in unknown:
        if name not in present:
            known = sorted({*present, *EVENT_TYPES})
            near = suggest(name, known) or ", ".join(known)
            raise StoreLabError(
                pick(
                    {
                        "en": f"events has no action '{name}' in column '{type}'; did you mean {near}?",
                        "zh": f"events 的 '{type}' 列里没有 '{name}' 这种行为；你是不是想写 {near}？",
                    }
                )
            )
