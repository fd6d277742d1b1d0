"""Appraisal by keys, each against its target and up to a cap."""

import math
from collections.abc import Collection, Mapping
from typing import cast

import narwhals.stable.v2 as nw

from storelab.errors import StoreLabError
from storelab.language import pick
from storelab.metrics._checks import check_numbers
from storelab.metrics._composite import shares_of
from storelab.metrics._formulas import check_range, quotient
from storelab.metrics._frames import By, IntoFrameT, finish, grouped, is_true, keys, ratio, read
from storelab.metrics.registry import EVERY_ROW, metric


@metric(
    "M159",
    en="Appraisal score",
    zh="绩效考核得分",
    branch="team",
    numerator={"en": "weighted sum of attainments, each up to the cap", "zh": "各项达成率（封顶）的加权和"},
    denominator={"en": "sum of the weights", "zh": "权重之和"},
    window={"en": "the period of the figures handed in", "zh": "输入数据所属的期间"},
    filter=EVERY_ROW,
    unit="index",
    formula="sum(weight * min(actual / target, cap)) / sum(weight); target / actual where lower is better",
    aliases=("KPI score", "Appraisal (KPI) score"),
)
def kpi_score(
    actual: Mapping[str, float],
    target: Mapping[str, float],
    weight: Mapping[str, float],
    cap: float = 1.2,
    lower_better: Collection[str] = (),
) -> float:
    """Appraisal score of one person or team (M159): 1 is all targets met, the cap the most.

    What is rewarded is done, and what is not is left: look for a key that can be raised at the cost of one that is not
    measured.

    Parameters
    ----------
    actual, target
        What was reached and what was wanted, by key; 0 or more.
    weight
        Weights by key; they are divided by their sum.
    cap
        The most that one key can bring, so that nobody makes up for a failure by one excess.
    lower_better
        Keys of which less is better (response time, return rate): target over actual. Nothing at all of them is the
        best there is and brings the cap.

    Returns
    -------
    float
        NaN if a figure with a weight is missing, or a target is 0 where more is better.

    Raises
    ------
    StoreLabError
        If the keys differ, a figure is negative, the cap is not above 0, or ``lower_better`` has an unknown key.
    """
    check_range("cap", cap, 0, above=True)
    shares = shares_of(weight, actual, "weight")
    unknown = sorted(set(lower_better) - set(actual))
    if set(target) != set(actual) or unknown:
        raise StoreLabError(
            pick(
                {
                    "en": f"actual, target and lower_better must speak of the same keys; got {sorted(actual)}, {sorted(target)} and {sorted(lower_better)}.",
                    "zh": f"actual、target 和 lower_better 的指标要一致；现在是 {sorted(actual)}、{sorted(target)} 和 {sorted(lower_better)}。",
                }
            )
        )
    total = []
    for key, share in shares.items():
        check_range(f"actual['{key}']", actual[key], 0)
        check_range(f"target['{key}']", target[key], 0)
        if not share:
            continue
        if key in lower_better:
            reached = cap if actual[key] == 0 and target[key] == target[key] else quotient(target[key], actual[key])
        else:
            reached = quotient(actual[key], target[key])
        total.append(share * (cap if reached > cap else reached))  # min would turn a missing value into the cap
    return math.fsum(total)


def kpi_scores(
    scores: IntoFrameT,
    by: By = ("staff_id", "month"),
    cap: float = 1.2,
    *,
    actual: str = "actual",
    target: str = "target",
    weight: str = "weight",
    lower_better: str = "lower_better",
) -> IntoFrameT:
    """Appraisal scores of many people from a table; see `kpi_score` (M159).

    Parameters
    ----------
    scores
        One row a person, month and key.
    by
        Columns to group by.
    cap
        The most that one key can bring.
    actual, target, weight, lower_better
        Columns: what was reached, what was wanted, the weight, and whether less is better.

    Returns
    -------
    frame
        ``by`` and ``kpi_score``; null if one of the group's figures is missing, a target is 0 where more is better, or
        its weights are 0.

    Raises
    ------
    StoreLabError
        If a column is missing or holds no numbers, a figure is negative, there is no ``by``, or the cap is not above 0.
    """
    check_range("cap", cap, 0, above=True)
    groups = keys(by)
    if not groups:
        raise StoreLabError(
            pick(
                {
                    "en": "kpi_scores needs in by= whose scores they are, such as 'staff_id'.",
                    "zh": "kpi_scores 要在 by= 里写明是谁的得分，比如 'staff_id'。",
                }
            )
        )
    frame = read(scores, "scores", [*groups, actual, target, weight, lower_better])
    check_numbers(frame, "scores", actual, target, weight, negative=False)
    marked = frame.with_columns(
        _less=is_true(lower_better),
        _actual=nw.col(actual).cast(nw.Float64),
        _target=nw.col(target).cast(nw.Float64),
        _weight=nw.col(weight).cast(nw.Float64).fill_null(0.0),
    )
    best = (nw.col("_less") == 1) & (nw.col("_actual") == 0) & ~nw.col("_target").is_null()
    above = nw.when(nw.col("_less") == 1).then(nw.col("_target")).otherwise(nw.col("_actual"))
    below = nw.when(nw.col("_less") == 1).then(nw.col("_actual")).otherwise(nw.col("_target"))
    # The best there is becomes the cap: cap over 1.
    parts = marked.with_columns(
        _above=nw.when(best.fill_null(False)).then(nw.lit(float(cap))).otherwise(above),
        _below=nw.when(best.fill_null(False)).then(nw.lit(1.0)).otherwise(below),
    ).with_columns(_reached=ratio(nw.col("_above"), nw.col("_below")))
    capped = nw.when(nw.col("_reached") > cap).then(nw.lit(float(cap))).otherwise(nw.col("_reached"))
    weighed = parts.with_columns(_capped=capped).with_columns(
        _part=(nw.col("_capped") * nw.col("_weight")).fill_null(0.0),
        _gap=(nw.col("_capped").is_null() & (nw.col("_weight") > 0)).cast(nw.Int64),
    )
    table = grouped(
        weighed, groups, _sum=nw.col("_part").sum(), _weights=nw.col("_weight").sum(), _gaps=nw.col("_gap").sum()
    )
    score = nw.when(nw.col("_gaps") == 0).then(ratio(nw.col("_sum"), nw.col("_weights")))
    return cast(IntoFrameT, finish(table.select(*groups, score.alias("kpi_score"))))
