"""Opening a shop on a platform: how long it takes, and how many get through."""

from datetime import date
from typing import Any, cast

import narwhals.stable.v2 as nw

from storelab.metrics._checks import check_as_of
from storelab.metrics._elapsed import with_elapsed
from storelab.metrics._frames import (
    By,
    Frame,
    IntoFrameT,
    finish,
    keys,
    rate,
    ratio,
    read,
)
from storelab.metrics._periods import as_day, check_times, until
from storelab.metrics._quantiles import grouped_quantiles
from storelab.metrics.registry import UNTIL_AS_OF, metric

DAY = 86_400 * 1_000_000  # microseconds
TIMES = {"median_days": 0.5, "p90_days": 0.9}


@metric(
    "M156",
    en="Approval rate",
    zh="入驻通过率",
    branch="platform",
    numerator={"en": "of these, applications that passed the final stage", "zh": "其中通过最后一个环节的申请"},
    denominator={
        "en": "applications decided: passed in the final stage, or rejected in any",
        "zh": "已有结果的申请：最后环节通过，或在任一环节被拒",
    },
    window={"en": "the applications handed in", "zh": "传入的全部申请"},
    filter={"en": "open applications are in neither count", "zh": "仍在办理的申请不计入"},
    unit="share",
    formula="approved applications / decided applications",
    aliases=("通过率",),
)
def approval_rate(
    onboarding: IntoFrameT,
    final_stage: str,
    by: By = None,
    *,
    application_id: str = "application_id",
    stage: str = "stage",
    result: str = "result",
    passed: str = "passed",
    rejected: str = "rejected",
) -> float | IntoFrameT:
    """Share of the decided applications that were approved (M156).

    Open applications count as neither: those of last week would lower the rate only because they are young. The decided
    ones of the last weeks are mostly quick refusals all the same; take applications that are old enough.

    Parameters
    ----------
    onboarding
        One row an application and stage.
    final_stage
        The stage whose pass opens the shop.
    by
        Columns to group by, such as ``"platform_id"``; None for one number. They must be the same on all rows of an
        application, else it counts in each group.
    application_id, stage, result
        Columns of the application, the stage, and what came of it (missing: still open).
    passed, rejected
        Values of ``result``.

    Returns
    -------
    float or frame
        A share from 0 to 1, NaN without a decision; with ``by`` a frame of ``by`` and ``approval_rate`` (null then).

    Raises
    ------
    StoreLabError
        If a column is missing, or a row has no application.
    """
    groups = keys(by)
    frame = read(onboarding, "onboarding", [*groups, application_id, stage, result], ids=[application_id])
    through = ((nw.col(stage) == final_stage) & (nw.col(result) == passed)).fill_null(False).cast(nw.Int64)
    refused = (nw.col(result) == rejected).fill_null(False).cast(nw.Int64)
    marked = frame.with_columns(_through=through, _refused=refused)
    cases = marked.group_by(*groups, application_id).agg(
        _through=nw.col("_through").max(), _refused=nw.col("_refused").max()
    )
    # Refused first and approved at a second try is approved.
    decided = cases.with_columns(
        _decided=nw.when(nw.col("_through") + nw.col("_refused") > 0).then(nw.lit(1)).otherwise(nw.lit(0))
    )
    return cast(
        "float | IntoFrameT", rate(decided, by, "approval_rate", nw.col("_through").sum(), nw.col("_decided").sum())
    )


def onboarding_stages(
    onboarding: IntoFrameT,
    as_of: Any,
    by: By = "stage",
    *,
    entered_at: str = "entered_at",
    left_at: str = "left_at",
    result: str = "result",
    passed: str = "passed",
) -> IntoFrameT:
    """How long each stage takes, and how many pass it, with the open cases counted apart.

    Times are of closed cases only. While many are open, the slow ones are missing and the times are too short: read
    ``open`` beside them.

    Parameters
    ----------
    onboarding
        One row an application and stage.
    as_of
        The last day that is known. Rows entered later do not count; what was left later is still open.
    by
        Columns to group by.
    entered_at, left_at
        Columns of the times at which the stage began and ended (missing: still open).
    result, passed
        Column of what came of the stage, and its value for a pass.

    Returns
    -------
    frame
        ``by``, ``closed``, ``open``, ``pass_rate`` (of the closed cases), ``median_days`` and ``p90_days`` (linear
        interpolation), sorted by ``by``. Null without closed cases.

    Raises
    ------
    StoreLabError
        If a column is missing or holds no times, a row has no ``entered_at``, a stage ends before it begins, or
        ``as_of`` is no day or lies before the data.
    """
    last = as_day(as_of, "as_of")
    groups = keys(by)
    frame = read(onboarding, "onboarding", [*groups, entered_at, left_at, result], ids=[entered_at])
    check_times(frame, "onboarding", entered_at, left_at)
    check_as_of(frame, "onboarding", entered_at, last)
    known = _lengths(frame.filter(until(entered_at, last)), entered_at, left_at, last)
    through = (nw.col(result) == passed).fill_null(False).cast(nw.Int64) * nw.col("_closed")
    return cast(
        IntoFrameT,
        _times(known.with_columns(_passed=through), groups, ["closed", "open", "pass_rate", *TIMES]),
    )


@metric(
    "M166",
    en="Onboarding time",
    zh="入驻时长",
    branch="platform",
    numerator={
        "en": "days from the submission to the opening: median and 90th percentile",
        "zh": "从提交申请到开店的天数：中位数和 90 分位数",
    },
    window=UNTIL_AS_OF,
    filter={
        "en": "applications that passed the final stage; open ones are counted apart",
        "zh": "通过最后环节的申请；仍在办理的单独计数",
    },
    unit="day",
    formula="opened_at - submitted_at",
    column="median_days",
)
def onboarding_time(
    onboarding: IntoFrameT,
    as_of: Any,
    final_stage: str,
    by: By = None,
    *,
    application_id: str = "application_id",
    stage: str = "stage",
    entered_at: str = "entered_at",
    left_at: str = "left_at",
    result: str = "result",
    passed: str = "passed",
    rejected: str = "rejected",
) -> IntoFrameT:
    """Days from the submission of an application to the opening of the shop (M166), the whole way.

    Submitted is the first entry into any stage, opened the moment the final stage was passed. Stages do not add up to
    it: there is waiting between them, and medians do not add.

    Parameters
    ----------
    onboarding
        One row an application and stage.
    as_of
        The last day that is known, as in `onboarding_stages`.
    final_stage
        The stage whose pass opens the shop.
    by
        Columns to group by, the same on all rows of an application; None for one row.
    application_id, stage, entered_at, left_at, result
        Columns.
    passed, rejected
        Values of ``result``.

    Returns
    -------
    frame
        ``by``, ``opened``, ``rejected``, ``open`` (applications neither opened nor rejected by ``as_of``),
        ``median_days`` and ``p90_days`` of those opened (null without any), sorted by ``by``.

    Raises
    ------
    StoreLabError
        As `onboarding_stages`, or if a row has no application.
    """
    last = as_day(as_of, "as_of")
    groups = keys(by)
    columns = [*groups, application_id, stage, entered_at, left_at, result]
    frame = read(onboarding, "onboarding", columns, ids=[application_id, entered_at])
    check_times(frame, "onboarding", entered_at, left_at)
    check_as_of(frame, "onboarding", entered_at, last)
    known = _lengths(frame.filter(until(entered_at, last)), entered_at, left_at, last)
    through = ((nw.col(stage) == final_stage) & (nw.col(result) == passed)).fill_null(False).cast(nw.Int64)
    refused = (nw.col(result) == rejected).fill_null(False).cast(nw.Int64)
    marked = known.with_columns(_through=through * nw.col("_closed"), _refused=refused * nw.col("_closed"))
    marked = marked.with_columns(_opened_at=nw.when(nw.col("_through") > 0).then(nw.col(left_at)))
    cases = marked.group_by(*groups, application_id).agg(
        _submitted=nw.col(entered_at).min(),
        _opened_at=nw.col("_opened_at").min(),
        _closed=nw.col("_through").max(),
        _refused=nw.col("_refused").max(),
    )
    # Refused first and opened at a second try is opened.
    sorted_out = with_elapsed(cases, "onboarding", "_length", "_submitted", "_opened_at").with_columns(
        _refused=nw.col("_refused") * (1 - nw.col("_closed"))
    )
    sorted_out = sorted_out.with_columns(_open=1 - nw.col("_closed") - nw.col("_refused"))
    return cast(IntoFrameT, _times(sorted_out, groups, ["opened", "rejected", "open", *TIMES]))


def _lengths(frame: Frame, entered_at: str, left_at: str, last: date) -> Frame:
    """Add what each row is by the day: closed or open, and how long it took in microseconds."""
    closed = (~nw.col(left_at).is_null()) & until(left_at, last).fill_null(False)
    timed = with_elapsed(frame, "onboarding", "_length", entered_at, left_at).with_columns(
        _closed=closed.cast(nw.Int64)
    )
    length = nw.when(nw.col("_closed") > 0).then(nw.col("_length"))
    return timed.with_columns(_length=length, _open=1 - nw.col("_closed"))


def _times(frame: Frame, groups: list[str], columns: list[str]) -> Any:
    """Quantiles of the lengths in days, and counts, of each group or of all."""
    whole = frame.with_columns(_whole=nw.lit(1))
    counts = {f"_n{name}": nw.col(name).sum() for name in ("_closed", "_open")}
    for extra in ("_passed", "_refused"):
        if extra in frame.collect_schema().names():
            counts[f"_n{extra}"] = nw.col(extra).sum()
    table = grouped_quantiles(whole, ["_whole", *groups], "_length", TIMES, **counts)
    table = table.with_columns(**{name: nw.col(name) / DAY for name in TIMES})
    number = {"closed": "_closed", "opened": "_closed", "open": "_open", "rejected": "_refused"}
    named = {name: nw.col(f"_n{part}").cast(nw.Int64) for name, part in number.items() if name in columns}
    if "pass_rate" in columns:
        named["pass_rate"] = ratio(nw.col("_n_passed"), nw.col("_n_closed"))
    return finish(table.with_columns(**named).select(*groups, *columns))
