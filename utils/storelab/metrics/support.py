"""Customer service: how fast it answers, how much it solves at once, and how well it keeps its limits."""

import math
from collections.abc import Mapping
from typing import cast

import narwhals.stable.v2 as nw

from storelab.errors import StoreLabError
from storelab.language import pick
from storelab.metrics._composite import Weights, composite
from storelab.metrics._elapsed import HOUR, SECOND, with_elapsed
from storelab.metrics._formulas import check_range, quotient
from storelab.metrics._frames import (
    By,
    Frame,
    IntoFrameT,
    collect,
    finish,
    is_true,
    keys,
    ratio,
    read,
)
from storelab.metrics._periods import check_times
from storelab.metrics._quantiles import grouped_quantiles
from storelab.metrics.registry import WHOLE_TABLE, metric

STEPS = ("accept", "verify", "settle", "follow_up")


@metric(
    "M155",
    en="Response speed",
    zh="响应速度",
    branch="service",
    numerator={"en": "time from the question to the first reply", "zh": "从咨询到首次响应的时间"},
    window=WHOLE_TABLE,
    filter={
        "en": "unanswered contacts are left out of the times and counted beside",
        "zh": "没有响应的咨询不算进时间，另外计数",
    },
    unit="second",
    formula="first_reply_at - opened_at: median, P90, share within the target",
    aliases=("First response time", "首次响应时间"),
)
def response_metrics(
    tickets: IntoFrameT,
    target_s: float = 30.0,
    by: By = "channel",
    *,
    opened_at: str = "opened_at",
    first_reply_at: str = "first_reply_at",
    resolved_at: str = "resolved_at",
    escalated: str = "escalated",
    reopened: str = "reopened",
) -> "dict[str, float] | IntoFrameT":
    """How fast service answers (M155), and how much it solves at the first contact.

    Contacts that nobody answered are left out of the times and of the share within the target, and are counted in
    ``unanswered``: when that rises, the times look better than the service is.

    Parameters
    ----------
    tickets
        One row a contact.
    target_s
        Seconds within which a first reply is on target, that second included.
    by
        Columns to group by; None for the whole table.
    opened_at, first_reply_at, resolved_at
        Columns of times: the question, the first reply and the solution (missing: not yet, or never).
    escalated, reopened
        Columns: whether it went to a higher level, and whether the customer came back with it.

    Returns
    -------
    dict or frame
        ``tickets``, ``unanswered``, ``median_s`` and ``p90_s`` (seconds, linear interpolation), ``in_target`` (of the
        answered), ``first_contact_rate`` (solved, neither reopened nor escalated, of the solved) and
        ``escalation_rate`` (of all); without ``by`` a dict (NaN where there is nothing), else a frame of ``by`` and
        these (null).

    Raises
    ------
    StoreLabError
        If a column is missing or holds no times, a contact has no time of opening or was answered before it, or
        ``target_s`` is negative.
    """
    check_range("target_s", target_s, 0)
    groups = keys(by)
    columns = [*groups, opened_at, first_reply_at, resolved_at, escalated, reopened]
    frame = read(tickets, "tickets", columns, ids=[opened_at])
    check_times(frame, "tickets", opened_at, first_reply_at, resolved_at)
    whole = frame.with_columns(_whole=nw.lit(1))
    timed = with_elapsed(whole, "tickets", "_took", opened_at, first_reply_at)
    solved = ~nw.col(resolved_at).is_null()
    marked = timed.with_columns(
        _unanswered=nw.col("_took").is_null().cast(nw.Int64),
        _in_target=(nw.col("_took") <= target_s * SECOND).fill_null(False).cast(nw.Int64),
        _solved=solved.cast(nw.Int64),
        _escalated=is_true(escalated),
        _reopened=is_true(reopened),
    ).with_columns(_first=nw.col("_solved") * (1 - nw.col("_escalated")) * (1 - nw.col("_reopened")))
    table = grouped_quantiles(
        marked,
        groups or ["_whole"],
        "_took",
        {"_median": 0.5, "_p90": 0.9},
        tickets=nw.len(),
        unanswered=nw.col("_unanswered").sum(),
        _in_target=nw.col("_in_target").sum(),
        _first=nw.col("_first").sum(),
        _solved=nw.col("_solved").sum(),
        _escalated=nw.col("_escalated").sum(),
    )
    result = table.select(
        *groups,
        nw.col("tickets").cast(nw.Int64),
        nw.col("unanswered").cast(nw.Int64),
        (nw.col("_median") / SECOND).alias("median_s"),
        (nw.col("_p90") / SECOND).alias("p90_s"),
        ratio(nw.col("_in_target"), nw.col("tickets") - nw.col("unanswered")).alias("in_target"),
        ratio(nw.col("_first"), nw.col("_solved")).alias("first_contact_rate"),
        ratio(nw.col("_escalated"), nw.col("tickets")).alias("escalation_rate"),
    )
    return cast(IntoFrameT, finish(result)) if groups else _only_row(result)


def _only_row(table: Frame) -> dict[str, float]:
    rows = collect(table).rows(named=True)
    counts = ("tickets", "unanswered")
    if not rows:
        return {name: 0 if name in counts else math.nan for name in table.collect_schema().names()}
    return {name: math.nan if value is None else value for name, value in rows[0].items()}


def sla_report(
    cases: IntoFrameT,
    limits: Mapping[str, float],
    by: By = None,
    *,
    opened_at: str = "opened_at",
    accepted_at: str = "accepted_at",
    verified_at: str = "verified_at",
    settled_at: str = "settled_at",
    followed_up_at: str = "followed_up_at",
) -> IntoFrameT:
    """How long each of the four steps of a dispute takes, against its limit.

    The steps are accept (from the opening), verify, settle and follow up. A case that has entered a step and not left
    it is open: it is left out of the times and of the share on time, and counted beside them.

    Parameters
    ----------
    cases
        One row a case.
    limits
        Hours allowed for ``"accept"``, ``"verify"``, ``"settle"`` and ``"follow_up"``; the limit itself is on time.
    by
        Columns to group by besides the step.
    opened_at, accepted_at, verified_at, settled_at, followed_up_at
        Columns of times (missing: not yet).

    Returns
    -------
    frame
        ``by``, ``step``, ``cases`` (that entered it), ``open``, ``median_hours``, ``p90_hours`` and ``on_time`` (of
        the closed ones; null without any), in the order of the steps; a step that no case entered has no row.

    Raises
    ------
    StoreLabError
        If a column is missing or holds no times, a step ends before it begins, or a limit is missing or not above 0.
    """
    _check_limits(limits)
    groups = keys(by)
    times = [opened_at, accepted_at, verified_at, settled_at, followed_up_at]
    frame = read(cases, "cases", [*groups, *times])
    check_times(frame, "cases", *times)
    parts = []
    for place, step in enumerate(STEPS):
        start, end = times[place], times[place + 1]
        entered = with_elapsed(frame.filter(~nw.col(start).is_null()), "cases", "_took", start, end)
        on_time = (nw.col("_took") <= limits[step] * HOUR).fill_null(False).cast(nw.Int64)
        parts.append(
            entered.with_columns(_on_time=on_time, _step=nw.lit(place)).select(*groups, "_step", "_took", "_on_time")
        )
    marked = nw.concat(parts).with_columns(_open=nw.col("_took").is_null().cast(nw.Int64))
    table = grouped_quantiles(
        marked,
        [*groups, "_step"],
        "_took",
        {"_median": 0.5, "_p90": 0.9},
        cases=nw.len(),
        open=nw.col("_open").sum(),
        _on_time=nw.col("_on_time").sum(),
    )
    name: nw.Expr = nw.lit(STEPS[0])
    for place, step in enumerate(STEPS):
        name = nw.when(nw.col("_step") == place).then(nw.lit(step)).otherwise(name)
    result = table.select(
        *groups,
        name.alias("step"),
        nw.col("cases").cast(nw.Int64),
        nw.col("open").cast(nw.Int64),
        (nw.col("_median") / HOUR).alias("median_hours"),
        (nw.col("_p90") / HOUR).alias("p90_hours"),
        ratio(nw.col("_on_time"), nw.col("cases") - nw.col("open")).alias("on_time"),
    )
    return cast(IntoFrameT, finish(result))


def _check_limits(limits: Mapping[str, float]) -> None:
    if set(limits) != set(STEPS):
        listed = ", ".join(f"'{step}'" for step in STEPS)
        raise StoreLabError(
            pick(
                {
                    "en": f"limits must name the hours of {listed}; got {list(limits)}.",
                    "zh": f"limits 要写明 {listed} 四步各自的时限（小时）；现在是 {list(limits)}。",
                }
            )
        )
    for step, hours in limits.items():
        check_range(f"limits['{step}']", hours, 0, above=True)


@metric(
    "P19",
    en="Service quality",
    zh="服务质量",
    branch="service",
    numerator={
        "en": "weighted mean of response speed, first-contact solutions, satisfaction and few complaints",
        "zh": "响应速度、首次解决率、满意度、投诉少这四项的加权平均",
    },
    window={"en": "that of the four figures", "zh": "与四个输入指标相同"},
    filter={"en": "none; the weights are yours to state", "zh": "不过滤；权重由你定，并且要写明"},
    unit="score",
    formula="100 * sum(weight * part) / sum(weight)",
    aliases=("Service quality index", "服务质量指数"),
)
def service_quality(
    *,
    response_s: float,
    target_s: float,
    first_contact_rate: float,
    csat: float,
    complaint_rate: float,
    complaint_limit: float,
    weights: Weights | None = None,
) -> float:
    """Service quality as one index from 0 to 100 (P19): a proxy, for the goal word has no measure of its own.

    The parts: ``response`` is target over response time, 1 at most; ``first_contact`` and ``csat`` are shares as they
    are; ``complaints`` falls from 1 without complaints to 0 at the limit. State weights, target and limit wherever you
    show it, and show the parts beside it.

    Parameters
    ----------
    response_s, target_s
        Seconds to the first reply (the median of `response_metrics`), and the target.
    first_contact_rate, csat
        Shares: solved at the first contact, and answers of 4 or 5.
    complaint_rate, complaint_limit
        Complaints an order, and at how many nothing is left of this part.
    weights
        Of ``"response"``, ``"first_contact"``, ``"csat"`` and ``"complaints"``; None weighs all alike.

    Returns
    -------
    float
        From 0 to 100; NaN if a part that has a weight is missing.

    Raises
    ------
    StoreLabError
        If a share or a time is out of its range, or the weights do not name the four parts.
    """
    check_range("response_s", response_s, 0)
    check_range("target_s", target_s, 0, above=True)
    check_range("complaint_limit", complaint_limit, 0, 1, above=True)
    for name, share in {
        "first_contact_rate": first_contact_rate,
        "csat": csat,
        "complaint_rate": complaint_rate,
    }.items():
        check_range(name, share, 0, 1)
    # max and min would turn a missing value into a perfect one, so the comparison is written out.
    response = 1.0 if response_s <= target_s else quotient(target_s, response_s)
    complaints = 0.0 if complaint_rate > complaint_limit else 1 - complaint_rate / complaint_limit
    parts = {"response": response, "first_contact": first_contact_rate, "csat": csat, "complaints": complaints}
    return composite(parts, weights)
