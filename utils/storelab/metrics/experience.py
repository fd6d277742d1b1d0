"""How the shop feels to use: effort, usability, and both with what people get done as one index."""

import math
from collections.abc import Iterable, Sequence
from typing import Any, cast

import narwhals.stable.v2 as nw

from storelab.errors import StoreLabError
from storelab.language import pick
from storelab.metrics._checks import check_numbers
from storelab.metrics._composite import Weights, composite
from storelab.metrics._formulas import check_range, quotient
from storelab.metrics._frames import IntoFrameT, finish, read, scalars
from storelab.metrics.goods import normal_quantile
from storelab.metrics.registry import metric

ITEMS = tuple(f"sus{number}" for number in range(1, 11))


def customer_effort_score(scores: Iterable[Any], scale: int = 7, confidence: float = 0.95) -> dict[str, float]:
    """Customer effort score: how easy it was, as the mean answer and as the share who found it easy.

    The question meant is "it was easy to ...", with the highest answer the best (the second version of the score). An
    older version asks for effort, with the lowest the best: turn its answers round first (``scale + 1 - answer``).

    Parameters
    ----------
    scores
        A column of whole numbers from 1 (not easy at all) to ``scale``; missing values are people who did not answer.
    scale
        The highest answer.
    confidence
        How often such intervals hold the true mean.

    Returns
    -------
    dict
        ``ces`` (mean), ``low`` and ``high`` (Student's t; NaN with fewer than two answers), ``easy`` (share of answers
        in the upper half, above the middle of the scale) and ``answers``; NaN without answers.

    Raises
    ------
    StoreLabError
        If a score is outside of the scale, or the confidence is not between 0 and 1.

    References
    ----------
    Dixon, Freeman and Toman (2010), Stop trying to delight your customers, Harvard Business Review 88.
    """
    check_range("scale", scale, 2)
    given = _known(scores)
    wrong = [score for score in given if score not in range(1, scale + 1)]
    if wrong:
        raise StoreLabError(
            pick(
                {
                    "en": f"scores must be whole numbers from 1 to {scale}; {len(wrong)} are not, such as {wrong[0]!r}.",
                    "zh": f"scores 应该是 1 到 {scale} 的整数；有 {len(wrong)} 个不是，比如 {wrong[0]!r}。",
                }
            )
        )
    mean, low, high = _mean_interval(given, confidence)
    easy = quotient(sum(score > (scale + 1) / 2 for score in given), len(given))
    return {"ces": mean, "low": low, "high": high, "easy": easy, "answers": len(given)}


def _known(scores: Iterable[Any]) -> list[Any]:
    import pandas as pd

    return [score for score in scores if not pd.isna(score)]


def _mean_interval(values: Sequence[float], confidence: float) -> tuple[float, float, float]:
    normal_quantile(confidence)  # refuses what lies outside of 0 to 1
    size = len(values)
    mean = quotient(math.fsum(values), size)
    if size < 2:
        return mean, math.nan, math.nan
    from scipy import stats

    spread = math.sqrt(math.fsum((value - mean) ** 2 for value in values) / (size - 1))
    reach = float(stats.t.ppf((1 + confidence) / 2, size - 1)) * spread / math.sqrt(size)
    return mean, mean - reach, mean + reach


def usability_scores(answers: IntoFrameT, items: Sequence[str] = ITEMS, name: str = "sus") -> IntoFrameT:
    """System Usability Scale of each person, from the ten answers of the questionnaire.

    Odd items praise (answer - 1 counts), even items complain (5 - answer counts); the sum times 2.5 runs from 0 to
    100. It is no percentage: across many systems the mean is about 68.

    Parameters
    ----------
    answers
        One row a person.
    items
        The ten columns in the order of the questionnaire: answers from 1 (disagree) to 5 (agree).
    name
        The column to add.

    Returns
    -------
    frame
        The table with one more column; null where one of the ten answers is missing.

    Raises
    ------
    StoreLabError
        If there are not ten items, a column is missing, or an answer is no whole number from 1 to 5.

    References
    ----------
    Brooke (1996), SUS: a quick and dirty usability scale.
    """
    columns = list(items)
    if len(columns) != 10 or len(set(columns)) != 10:
        raise StoreLabError(
            pick(
                {
                    "en": f"items must name the ten columns of the questionnaire; got {len(set(columns))}.",
                    "zh": f"items 要写明问卷的十列；现在是 {len(set(columns))} 列。",
                }
            )
        )
    frame = read(answers, "answers", columns)
    check_numbers(frame, "answers", *columns)
    allowed = [1.0, 2.0, 3.0, 4.0, 5.0]
    outside = {
        column: ~nw.col(column).cast(nw.Float64).is_in(allowed) & ~nw.col(column).is_null() for column in columns
    }
    counts = scalars(
        frame, **{column: wrong.fill_null(False).cast(nw.Int64).sum() for column, wrong in outside.items()}
    )
    for column in columns:
        if counts[column]:
            raise StoreLabError(
                pick(
                    {
                        "en": f"answers: '{column}' must hold whole numbers from 1 to 5; {int(counts[column])} values are not.",
                        "zh": f"answers 的 '{column}' 列应该是 1 到 5 的整数；有 {int(counts[column])} 个不是。",
                    }
                )
            )
    total: nw.Expr = nw.lit(0.0)
    for place, column in enumerate(columns, start=1):
        answer = nw.col(column).cast(nw.Float64)
        total = total + (answer - 1 if place % 2 else 5 - answer)
    return cast(IntoFrameT, finish(frame.with_columns(**{name: total * 2.5})))


@metric(
    "P10",
    en="User experience",
    zh="用户体验",
    branch="shopping",
    numerator={
        "en": "weighted mean of task success, task time, ease and usability, each from 0 to 1",
        "zh": "任务成功率、任务用时、省力程度、可用性四项（各为 0 到 1）的加权平均",
    },
    window={"en": "that of the four figures", "zh": "与四个输入指标相同"},
    filter={"en": "none; the weights are yours to state", "zh": "不过滤；权重由你定，并且要写明"},
    unit="score",
    formula="100 * sum(weight * part) / sum(weight)",
    aliases=("UX index", "用户体验指数"),
)
def user_experience(
    *,
    task_success: float,
    task_time_s: float,
    target_time_s: float,
    ces: float,
    sus: float,
    ces_scale: int = 7,
    weights: Weights | None = None,
) -> float:
    """User experience as one index from 0 to 100 (P10): a proxy, for the goal word has no measure of its own.

    The parts: ``success`` is a share; ``time`` is target over time taken, 1 at most; ``ease`` is the effort score from
    its lowest (0) to its highest answer (1); ``usability`` is the System Usability Scale over 100. State the weights
    and the target wherever you show it, and show the parts beside it.

    Parameters
    ----------
    task_success
        Share of the people who got the task done.
    task_time_s, target_time_s
        Median seconds that they took, and the target.
    ces, ces_scale
        Mean of the effort score, and its highest answer; see `customer_effort_score`.
    sus
        Mean of the System Usability Scale, 0 to 100; see `usability_scores`.
    weights
        Of ``"success"``, ``"time"``, ``"ease"`` and ``"usability"``; None weighs all alike.

    Returns
    -------
    float
        From 0 to 100; NaN if a part that has a weight is missing.

    Raises
    ------
    StoreLabError
        If a figure is out of its range, or the weights do not name the four parts.
    """
    check_range("task_success", task_success, 0, 1)
    check_range("task_time_s", task_time_s, 0)
    check_range("target_time_s", target_time_s, 0, above=True)
    check_range("ces_scale", ces_scale, 2)
    check_range("ces", ces, 1, ces_scale)
    check_range("sus", sus, 0, 100)
    # min would turn a missing value into a perfect one, so the comparison is written out.
    time = 1.0 if task_time_s <= target_time_s else quotient(target_time_s, task_time_s)
    parts = {"success": task_success, "time": time, "ease": (ces - 1) / (ces_scale - 1), "usability": sus / 100}
    return composite(parts, weights)
