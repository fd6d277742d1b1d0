"""Marks of a course, and competence as several people see it."""

from collections.abc import Mapping
from typing import cast

import narwhals.stable.v2 as nw

from storelab.errors import StoreLabError
from storelab.language import pick
from storelab.metrics._checks import check_numbers
from storelab.metrics._composite import Weights, shares_of
from storelab.metrics._frames import By, Frame, IntoFrameT, collect, finish, keys, ratio, read, scalars
from storelab.metrics.registry import WHOLE_TABLE, metric


@metric(
    "M167",
    en="Course assessment score",
    zh="课程考核得分",
    branch="team",
    numerator={
        "en": "weighted mean of the components' points over their maximum",
        "zh": "各考核项得分率的加权平均",
    },
    window=WHOLE_TABLE,
    filter={"en": "marks still missing are left out of a component", "zh": "还没打分的不计入该考核项"},
    unit="score",
    formula="100 * sum(weight * points / maximum) / sum(weight)",
    aliases=("课堂表现 / 作业 / 实战操作 / 案例报告 得分",),
)
def course_scores(
    gradebook: IntoFrameT,
    weights: Weights,
    by: By = "learner",
    *,
    component: str = "component",
    score: str = "score",
    maximum: str = "max",
) -> IntoFrameT:
    """Course marks from components such as class work, homework, practice and case report (M167).

    Within a component points are added before they are divided, so that a long task counts for more than a short one.

    Parameters
    ----------
    gradebook
        One row a learner, component and task. What was not handed in has a score of 0; a missing score is one not yet
        given.
    weights
        Of each component in the table; they are divided by their sum.
    by
        Columns to group by.
    component, score, maximum
        Columns: the component, points, and the most points.

    Returns
    -------
    frame
        ``by`` and ``course_score`` (0 to 100); null for a learner without a mark in a component that has a weight.

    Raises
    ------
    StoreLabError
        If a column is missing or holds no numbers, points are negative or above their maximum, there is no ``by``, or
        a component has no weight.
    """
    groups = _whose(by, "course_scores")
    frame = read(gradebook, "gradebook", [*groups, component, score, maximum], ids=[*groups, component])
    check_numbers(frame, "gradebook", score, maximum, negative=False)
    _check_points(frame, score, maximum)
    shares = shares_of(weights, [*weights], "weights")
    _check_known(frame, "gradebook", component, shares)
    marked = frame.filter(~nw.col(score).is_null() & ~nw.col(maximum).is_null())
    parts = marked.group_by(*groups, component).agg(_points=nw.col(score).sum(), _most=nw.col(maximum).sum())
    rated = parts.with_columns(_mark=ratio(nw.col("_points"), nw.col("_most")))
    return cast(IntoFrameT, finish(_weighed(frame, rated, groups, component, shares, "course_score", 100.0)))


@metric(
    "M168",
    en="Five-dimension competence score",
    zh="五维能力得分",
    branch="team",
    numerator={
        "en": "weighted mean over dimensions of the weighted mean over self, peers and mentor",
        "zh": "先按自评、互评、导师评加权平均，再按五个维度加权平均",
    },
    window=WHOLE_TABLE,
    filter={"en": "missing scores are left out", "zh": "缺失的评分不算"},
    unit="score",
    formula="sum(dimension weight * sum(rater weight * mean score))",
    aliases=("Competence score",),
)
def competence_scores(
    ratings: IntoFrameT,
    rater_weights: Weights,
    dimension_weights: Weights | None = None,
    by: By = "learner",
    *,
    dimension: str = "dimension",
    rater_kind: str = "rater_kind",
    score: str = "score",
) -> IntoFrameT:
    """Competence by dimension as self, peers and mentor see it, or over all dimensions (M168).

    Several raters of a kind count as their mean, so that many peers weigh no more than one mentor. Nobody sees the same
    person the same: where the three views differ, talk before you average. A rater who is strict with everybody moves
    all whom he rates.

    Parameters
    ----------
    ratings
        One row a rating: learner, rater, dimension.
    rater_weights
        Of each kind of rater, such as ``{"self": 1, "peer": 2, "mentor": 3}``; they are divided by their sum.
    dimension_weights
        Of each dimension, to have one score a learner; None gives one score a learner and dimension.
    by
        Columns of who is rated.
    dimension, rater_kind, score
        Columns: the dimension, the kind of rater, and the score (on one scale for all).

    Returns
    -------
    frame
        ``by``, with ``dimension`` unless it is weighted, and ``competence_score`` on the scale of the scores; null where
        a view or a dimension that has a weight is missing.

    Raises
    ------
    StoreLabError
        If a column is missing or holds no numbers, a row does not say whose it is, there is no ``by``, or a kind of rater or a dimension has no weight.
    """
    groups = _whose(by, "competence_scores")
    frame = read(ratings, "ratings", [*groups, dimension, rater_kind, score], ids=[*groups, dimension, rater_kind])
    check_numbers(frame, "ratings", score)
    raters = shares_of(rater_weights, [*rater_weights], "rater_weights")
    _check_known(frame, "ratings", rater_kind, raters)
    given = frame.filter(~nw.col(score).is_null())
    views = given.group_by(*groups, dimension, rater_kind).agg(_sum=nw.col(score).sum(), _count=nw.len())
    seen = views.with_columns(_mark=ratio(nw.col("_sum"), nw.col("_count")))
    one = [*groups, dimension]
    if dimension_weights is None:
        return cast(IntoFrameT, finish(_weighed(frame, seen, one, rater_kind, raters, "competence_score", 1.0)))
    dimensions = shares_of(dimension_weights, [*dimension_weights], "dimension_weights")
    _check_known(frame, "ratings", dimension, dimensions)
    rated = _weighed(frame, seen, one, rater_kind, raters, "_mark", 1.0)
    return cast(IntoFrameT, finish(_weighed(frame, rated, groups, dimension, dimensions, "competence_score", 1.0)))


def _whose(by: By, function: str) -> list[str]:
    groups = keys(by)
    if not groups:
        raise StoreLabError(
            pick(
                {
                    "en": f"{function} needs in by= whose scores they are, such as 'learner'.",
                    "zh": f"{function} 要在 by= 里写明是谁的得分，比如 'learner'。",
                }
            )
        )
    return groups


def _check_points(frame: Frame, score: str, maximum: str) -> None:
    above = scalars(frame, count=(nw.col(score) > nw.col(maximum)).fill_null(False).cast(nw.Int64).sum())["count"]
    if above:
        raise StoreLabError(
            pick(
                {
                    "en": f"gradebook: in {int(above)} rows '{score}' is above '{maximum}'.",
                    "zh": f"gradebook 里有 {int(above)} 行的 '{score}' 超过了 '{maximum}'。",
                }
            )
        )


def _check_known(frame: Frame, table: str, column: str, shares: Mapping[str, float]) -> None:
    foreign = collect(frame.select(column).filter(~nw.col(column).is_in(list(shares))).unique())[column].to_list()
    if foreign:
        listed = ", ".join(f"'{name}'" for name in sorted(foreign))
        raise StoreLabError(
            pick(
                {
                    "en": f"{table}: no weight is given for these values of '{column}': {listed}. A weight of 0 leaves them out.",
                    "zh": f"{table} 的 '{column}' 列里这些值没有权重：{listed}。不想计入的，权重写 0。",
                }
            )
        )


def _weighed(
    frame: Frame, marks: Frame, groups: list[str], part: str, shares: Mapping[str, float], name: str, scale: float
) -> Frame:
    """Weighted sum of ``_mark`` over the parts, a row for each group of the frame; null where a part is missing."""
    share: nw.Expr = nw.lit(0.0)
    for value, weight in shares.items():
        share = nw.when(nw.col(part) == value).then(nw.lit(weight)).otherwise(share)
    counted = marks.with_columns(_share=share).filter((nw.col("_share") > 0) & ~nw.col("_mark").is_null())
    table = (
        counted.with_columns(_part=nw.col("_mark") * nw.col("_share"))
        .group_by(*groups)
        .agg(_sum=nw.col("_part").sum(), _parts=nw.len())
    )
    needed = sum(weight > 0 for weight in shares.values())
    everybody = frame.select(*groups).unique().join(table, on=groups, how="left")
    score = nw.when(nw.col("_parts") == needed).then(nw.col("_sum") * scale)
    return everybody.select(*groups, score.alias(name)).sort(*groups)
