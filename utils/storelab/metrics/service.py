"""How content customers say they are, with the range that so few answers leave."""

import math
from collections.abc import Iterable
from typing import Any

from storelab.errors import StoreLabError
from storelab.language import pick
from storelab.metrics.goods import normal_quantile, wilson_interval
from storelab.metrics.registry import metric


@metric(
    "M154",
    en="Customer satisfaction",
    zh="客户满意度",
    branch="service",
    numerator={"en": "answers of 4 or 5", "zh": "打 4 分或 5 分的回答"},
    denominator={"en": "answers from 1 to 5", "zh": "全部 1 到 5 分的回答"},
    window={"en": "the answers handed in", "zh": "传入的全部回答"},
    filter={"en": "who did not answer is left out", "zh": "没有回答的不算"},
    unit="share",
    formula="answers 4 and 5 / answers",
    aliases=("CSAT", "用户满意度"),
)
def csat(scores: Iterable[Any], confidence: float = 0.95) -> dict[str, float]:
    """Share of the answers that are 4 or 5 of 5 (M154), with Wilson's interval.

    The interval knows chance only. That the content answer more often than the others is not in it.

    Parameters
    ----------
    scores
        A column of whole numbers from 1 to 5; missing values are people who did not answer.
    confidence
        How often such intervals hold the true share.

    Returns
    -------
    dict
        ``csat`` (share from 0 to 1), ``low``, ``high`` and ``answers``; without answers the first three are NaN.

    Raises
    ------
    StoreLabError
        If a score is no whole number from 1 to 5, or the confidence is not between 0 and 1.
    """
    answers = _answers(scores, 1, 5)
    pleased = sum(score >= 4 for score in answers)
    low, high = wilson_interval(pleased, len(answers), confidence)
    share = pleased / len(answers) if answers else math.nan
    return {"csat": share, "low": low, "high": high, "answers": len(answers)}


def nps(scores: Iterable[Any], confidence: float = 0.95) -> dict[str, float]:
    """Net promoter score: percent of 9 and 10 less percent of 0 to 6, with the normal interval.

    Parameters
    ----------
    scores
        A column of whole numbers from 0 to 10; missing values are people who did not answer.
    confidence
        How often such intervals hold the true score.

    Returns
    -------
    dict
        ``nps`` (points from -100 to 100), ``low``, ``high`` and ``answers``; without answers the first three are NaN.

    Raises
    ------
    StoreLabError
        If a score is no whole number from 0 to 10, or the confidence is not between 0 and 1.
    """
    z = normal_quantile(confidence)
    answers = _answers(scores, 0, 10)
    if not answers:
        return {"nps": math.nan, "low": math.nan, "high": math.nan, "answers": 0}
    promoters = sum(score >= 9 for score in answers) / len(answers)
    detractors = sum(score <= 6 for score in answers) / len(answers)
    score = promoters - detractors
    # One answer counts 1, 0 or -1, so this is the variance of their mean.
    reach = z * math.sqrt((promoters + detractors - score**2) / len(answers))
    return {
        "nps": 100 * score,
        "low": 100 * max(score - reach, -1.0),
        "high": 100 * min(score + reach, 1.0),
        "answers": len(answers),
    }


def _answers(scores: Iterable[Any], lowest: int, highest: int) -> list[int]:
    given = [score for score in scores if not _missing(score)]
    wrong = [score for score in given if score not in range(lowest, highest + 1)]
    if wrong:
        raise StoreLabError(
            pick(
                {
                    "en": f"scores must be whole numbers from {lowest} to {highest}; {len(wrong)} are not, such as {wrong[0]!r}.",
                    "zh": f"scores 应该是 {lowest} 到 {highest} 的整数；有 {len(wrong)} 个不是，比如 {wrong[0]!r}。",
                }
            )
        )
    return [int(score) for score in given]


def _missing(value: Any) -> bool:
    if value is None:
        return True
    try:
        return bool(value != value)
    except TypeError:  # pandas.NA is neither true nor false
        return True
