"""Surveys whose answers do not stand for all who were asked: weights by cells, and scores with weights."""

import math
from collections.abc import Sequence
from typing import Any, cast

import narwhals.stable.v2 as nw

from storelab.errors import StoreLabError
from storelab.language import pick
from storelab.metrics._checks import check_numbers
from storelab.metrics._formulas import quotient
from storelab.metrics._frames import IntoFrameT, collect, finish, keys, read, scalars
from storelab.metrics.goods import normal_quantile, wilson_interval


def csat_nps(
    surveys: IntoFrameT,
    weights: str | None = None,
    confidence: float = 0.95,
    *,
    csat: str = "csat",
    nps: str = "nps",
) -> dict[str, float]:
    """Satisfaction and net promoter score of a table of answers, with weights if the answers do not stand for all.

    Weighted, a share counts weights in place of answers, and the intervals use Kish's effective number of answers,
    ``(sum w)^2 / sum w^2``: unequal weights make an estimate less sure. Unweighted it is what `csat` and `nps` give.

    Parameters
    ----------
    surveys
        One row a questionnaire.
    weights
        Column of weights above 0, such as `nonresponse_weights` adds; None weighs all alike.
    confidence
        How often such intervals hold the true value.
    csat, nps
        Columns of whole numbers from 1 to 5 and from 0 to 10; missing: not answered.

    Returns
    -------
    dict
        ``csat`` (share of 4 and 5), ``csat_low``, ``csat_high`` (Wilson), ``nps`` (points from -100 to 100),
        ``nps_low``, ``nps_high`` (normal), ``answers`` and ``effective_answers`` (of the satisfaction question); NaN
        without answers.

    Raises
    ------
    StoreLabError
        If a column is missing, a score is outside of its scale, or an answer has no weight above 0.
    """
    z = normal_quantile(confidence)
    frame = read(surveys, "surveys", [csat, nps, *([weights] if weights else [])])
    check_numbers(frame, "surveys", csat, nps, *([weights] if weights else []))
    satisfied = _answers(frame, csat, 1, 5, weights)
    promoting = _answers(frame, nps, 0, 10, weights)
    share = _weighted_share(satisfied, lambda score: score >= 4)
    size = _effective(satisfied)
    low, high = wilson_interval(share * size, size, confidence) if satisfied else (math.nan, math.nan)
    promoters = _weighted_share(promoting, lambda score: score >= 9)
    detractors = _weighted_share(promoting, lambda score: score <= 6)
    net = promoters - detractors
    reach = z * math.sqrt((promoters + detractors - net**2) / _effective(promoting)) if promoting else math.nan
    return {
        "csat": share,
        "csat_low": low,
        "csat_high": high,
        "nps": 100 * net,
        "nps_low": 100 * max(net - reach, -1.0) if promoting else math.nan,
        "nps_high": 100 * min(net + reach, 1.0) if promoting else math.nan,
        "answers": len(satisfied),
        "effective_answers": size,
    }


def _answers(frame: Any, column: str, lowest: int, highest: int, weights: str | None) -> list[tuple[float, float]]:
    """Scores with their weights."""
    given = frame.filter(~nw.col(column).is_null())
    table = collect(given.select(column, *([weights] if weights else [])))
    scores = table[column].to_list()
    wrong = [score for score in scores if score not in range(lowest, highest + 1)]
    if wrong:
        raise StoreLabError(
            pick(
                {
                    "en": f"surveys: '{column}' must hold whole numbers from {lowest} to {highest}; {len(wrong)} are not, such as {wrong[0]!r}.",
                    "zh": f"surveys 的 '{column}' 列应该是 {lowest} 到 {highest} 的整数；有 {len(wrong)} 个不是，比如 {wrong[0]!r}。",
                }
            )
        )
    if not weights:
        return [(float(score), 1.0) for score in scores]
    values = table[weights].to_list()
    bad = sum(value is None or not 0 < value < math.inf for value in values)
    if bad:
        raise StoreLabError(
            pick(
                {
                    "en": f"surveys: {bad} answers have no weight above 0 in '{weights}'. Weigh them or leave them out.",
                    "zh": f"surveys 里有 {bad} 份回答在 '{weights}' 列没有大于 0 的权重。请补上权重，或去掉这些回答。",
                }
            )
        )
    return [(float(score), float(weight)) for score, weight in zip(scores, values, strict=True)]


def _weighted_share(answers: list[tuple[float, float]], counts: Any) -> float:
    above = math.fsum(weight for score, weight in answers if counts(score))
    return quotient(above, math.fsum(weight for _, weight in answers))


def _effective(answers: list[tuple[float, float]]) -> float:
    return (
        quotient(math.fsum(weight for _, weight in answers) ** 2, math.fsum(weight**2 for _, weight in answers))
        if answers
        else 0.0
    )


def nonresponse_weights(
    surveys: IntoFrameT,
    cells: str | Sequence[str],
    name: str = "response_weight",
    *,
    survey_id: str = "survey_id",
    answered_at: str = "answered_at",
) -> IntoFrameT:
    """Weights that make the answers stand for all who were asked, cell by cell.

    In a cell of which one in four answered, each answer stands for four people. This mends what the cells explain; if
    within a cell the unhappy answer less, no weight can know it.

    Parameters
    ----------
    surveys
        One row a questionnaire sent.
    cells
        Columns that are known of everybody asked, such as the city tier or the channel.
    name
        The column to add.
    survey_id, answered_at
        Columns: the questionnaire, and when it was answered (missing: not).

    Returns
    -------
    frame
        The table with one more column: questionnaires sent over answered in the cell, null for those not answered;
        sorted by ``survey_id``. The weights of a cell sum to the questionnaires sent.

    Raises
    ------
    StoreLabError
        If a column is missing, a cell or an id has no value, or nobody answered in a cell.
    """
    groups = keys(cells)
    frame = read(surveys, "surveys", [*groups, survey_id, answered_at], ids=[survey_id, *groups])
    marked = frame.with_columns(_answered=(~nw.col(answered_at).is_null()).cast(nw.Int64))
    sizes = marked.group_by(*groups).agg(_sent=nw.len(), _answers=nw.col("_answered").sum())
    silent = scalars(sizes.filter(nw.col("_answers") == 0), cells=nw.len(), sent=nw.col("_sent").sum())
    if silent["cells"]:
        raise StoreLabError(
            pick(
                {
                    "en": f"surveys: nobody answered in {int(silent['cells'])} cells ({int(silent['sent'])} questionnaires), so nobody can stand for them. Use coarser cells.",
                    "zh": f"surveys 有 {int(silent['cells'])} 个格子（共 {int(silent['sent'])} 份问卷）无人回答，没有人能代表他们。请把格子划得粗一些。",
                }
            )
        )
    weight = nw.when(nw.col("_answered") == 1).then(nw.col("_sent").cast(nw.Float64) / nw.col("_answers"))
    joined = marked.join(sizes, on=groups).with_columns(**{name: weight}).drop("_sent", "_answers", "_answered")
    return cast(IntoFrameT, finish(joined.sort(survey_id)))
