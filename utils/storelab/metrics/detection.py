"""How good a detector is: precision, recall and cost on labelled cases, and the threshold that costs least."""

import math
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from storelab.errors import StoreLabError
from storelab.language import pick
from storelab.metrics._formulas import check_range, quotient
from storelab.metrics.registry import EVERY_ROW, metric

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]

LABELLED = {"en": "the labelled cases handed in", "zh": "传入的全部有标签的样本"}


@metric(
    "M161",
    en="Brushing detection quality",
    zh="刷单识别",
    branch="risk",
    numerator={"en": "flagged orders that are fake", "zh": "标记出来、确实是刷单的订单"},
    denominator={
        "en": "flagged orders (precision); fake orders (recall); the k most suspicious (precision at k)",
        "zh": "标记出来的订单（精确率）；全部刷单订单（召回率）；最可疑的 k 单（前 k 精确率）",
    },
    window=LABELLED,
    filter=EVERY_ROW,
    unit="share",
    formula="precision = TP / (TP + FP); recall = TP / (TP + FN); precision@k = fakes among the top k / k",
    aliases=("Precision at k", "刷单识别质量"),
)
def brushing_detection_quality(fake: Iterable[Any], score: Iterable[Any], threshold: float, k: int) -> dict[str, float]:
    """Quality of a risk score on labelled orders (M161): precision and recall at a threshold, and precision at k.

    An order is flagged from the threshold on. Where the k-th place is tied, each of the tied orders is as likely as
    the others to be among the k: the expected share, which no order of the rows changes.

    Parameters
    ----------
    fake
        True (1) for orders known to be fake, false (0) for honest ones.
    score
        Risk of each order, such as `brushing_score` gives.
    threshold
        Score from which an order is flagged.
    k
        How many orders can be looked at: 1 or more; all, if there are fewer.

    Returns
    -------
    dict
        ``precision`` (NaN if nothing is flagged), ``recall`` (NaN if nothing is fake), ``precision_at_k`` (NaN without
        orders), and the counts ``flagged``, ``fake`` and ``orders``.

    Raises
    ------
    StoreLabError
        If labels are not true or false, a score is missing, lengths differ, or ``k`` is no whole number from 1 on.
    """
    check_range("k", k, 1)
    if k != int(k):
        raise StoreLabError(
            pick({"en": f"k must be a whole number, not {k!r}.", "zh": f"k 应该是整数，现在是 {k!r}。"})
        )
    labels, scores = _labels("fake", fake), _scores(score)
    _check_lengths(labels, scores)
    flagged = scores >= threshold
    hits = int((labels & flagged).sum())
    return {
        "precision": quotient(hits, int(flagged.sum())),
        "recall": quotient(hits, int(labels.sum())),
        "precision_at_k": _precision_at(labels, scores, min(int(k), len(labels))),
        "flagged": int(flagged.sum()),
        "fake": int(labels.sum()),
        "orders": len(labels),
    }


def _precision_at(labels: "Array", scores: "Array", k: int) -> float:
    if not k:
        return math.nan
    cut = sorted(scores, reverse=True)[k - 1]
    above, tied = scores > cut, scores == cut
    places = k - int(above.sum())
    return (int((labels & above).sum()) + places * float(labels[tied].mean())) / k


@metric(
    "M162",
    en="Malicious-review detection quality",
    zh="恶意评价识别",
    branch="risk",
    numerator={"en": "flagged reviews that are malicious", "zh": "标记出来、确实是恶意的评价"},
    denominator={
        "en": "flagged reviews (precision); malicious reviews (recall)",
        "zh": "标记出来的评价（精确率）；全部恶意评价（召回率）",
    },
    window=LABELLED,
    filter=EVERY_ROW,
    unit="share",
    formula="precision, recall; cost = FP * cost_fp + FN * cost_fn",
    aliases=("恶意评价识别质量",),
)
def review_detection_quality(
    malicious: Iterable[Any], flagged: Iterable[Any], cost_fp: float, cost_fn: float
) -> dict[str, float]:
    """Quality of flags on labelled reviews (M162): precision, recall, and what the mistakes cost.

    Parameters
    ----------
    malicious
        True (1) for reviews known to be malicious, false (0) for honest ones.
    flagged
        True (1) for reviews that the detector flags.
    cost_fp
        Yuan that a wrongly flagged honest review costs.
    cost_fn
        Yuan that a malicious review costs which is not flagged.

    Returns
    -------
    dict
        ``precision`` (NaN if nothing is flagged), ``recall`` (NaN if nothing is malicious), ``cost`` (yuan), and the
        counts ``true_positives``, ``false_positives``, ``false_negatives`` and ``true_negatives``.

    Raises
    ------
    StoreLabError
        If labels or flags are not true or false, lengths differ, or a cost is negative.
    """
    check_range("cost_fp", cost_fp, 0)
    check_range("cost_fn", cost_fn, 0)
    labels, flags = _labels("malicious", malicious), _labels("flagged", flagged)
    _check_lengths(labels, flags)
    hits, wrong = int((labels & flags).sum()), int((~labels & flags).sum())
    missed = int((labels & ~flags).sum())
    return {
        "precision": quotient(hits, hits + wrong),
        "recall": quotient(hits, hits + missed),
        "cost": float(wrong * cost_fp + missed * cost_fn),
        "true_positives": hits,
        "false_positives": wrong,
        "false_negatives": missed,
        "true_negatives": len(labels) - hits - wrong - missed,
    }


def choose_threshold(y: Iterable[Any], score: Iterable[Any], cost_fp: float, cost_fn: float) -> float:
    """The threshold with the least cost on labelled cases; of equally good ones the highest.

    A case is flagged from the threshold on, so the highest threshold punishes the fewest honest people.

    Parameters
    ----------
    y
        True (1) for cases that should be flagged, false (0) for the others.
    score
        Score of each case.
    cost_fp, cost_fn
        Yuan that a wrong flag, and a case missed, costs.

    Returns
    -------
    float
        One of the scores; infinity, which flags nobody, where flagging nobody is cheapest; NaN without cases.

    Raises
    ------
    StoreLabError
        If labels are not true or false, a score is missing, lengths differ, or a cost is negative.
    """
    import numpy as np

    check_range("cost_fp", cost_fp, 0)
    check_range("cost_fn", cost_fn, 0)
    labels, scores = _labels("y", y), _scores(score)
    _check_lengths(labels, scores)
    if not len(labels):
        return math.nan
    values, place = np.unique(-scores, return_inverse=True)  # the highest score first
    caught = np.cumsum(np.bincount(place, weights=labels, minlength=len(values)))
    punished = np.cumsum(np.bincount(place, weights=~labels, minlength=len(values)))
    hits, wrong = np.concatenate([[0.0], caught]), np.concatenate([[0.0], punished])
    cost = wrong * cost_fp + (labels.sum() - hits) * cost_fn
    # Costs that differ by rounding only are equal.
    best = int(np.argmax(cost <= cost.min() + 1e-12 * np.abs(cost).max()))
    return float([math.inf, *-values][best])


def _labels(name: str, values: Iterable[Any]) -> "Array":
    import numpy as np

    given = list(values)
    wrong = [value for value in given if not _is_label(value)]
    if wrong:
        raise StoreLabError(
            pick(
                {
                    "en": f"{name} must hold true or false (1 or 0); {len(wrong)} of {len(given)} values do not, such as {wrong[0]!r}.",
                    "zh": f"{name} 应该是真或假（1 或 0）；{len(given)} 个值里有 {len(wrong)} 个不是，比如 {wrong[0]!r}。",
                }
            )
        )
    return np.array([bool(value) for value in given], dtype=bool)


def _is_label(value: Any) -> bool:
    try:
        return bool(value in (0, 1))
    except TypeError:  # pandas.NA is neither true nor false
        return False


def _scores(values: Iterable[Any]) -> "Array":
    import numpy as np

    given = [math.nan if value is None else value for value in values]
    scores = np.array([_number(value) for value in given], dtype=float)
    missing = int(np.isnan(scores).sum())
    if missing:
        raise StoreLabError(
            pick(
                {
                    "en": f"score: {missing} of {len(given)} values are missing or no numbers.",
                    "zh": f"score：{len(given)} 个值里有 {missing} 个缺失或不是数字。",
                }
            )
        )
    return scores


def _number(value: Any) -> float:
    try:
        return float(value)
    except (TypeError, ValueError):
        return math.nan


def _check_lengths(first: "Array", second: "Array") -> None:
    if len(first) != len(second):
        raise StoreLabError(
            pick(
                {
                    "en": f"Both columns must be of equal length; they have {len(first)} and {len(second)} values.",
                    "zh": f"两列的长度要一样；现在是 {len(first)} 和 {len(second)}。",
                }
            )
        )
