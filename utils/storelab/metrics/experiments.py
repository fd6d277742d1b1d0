"""Experiments: what a treatment changed, whether the groups were made fairly, and which of many tests to believe."""

import math
from collections.abc import Mapping, Sequence
from statistics import NormalDist
from typing import Any

import narwhals.stable.v2 as nw

from storelab.errors import StoreLabError
from storelab.language import pick
from storelab.metrics._formulas import check_range, quotient
from storelab.metrics.goods import normal_quantile

MISMATCH = 0.001  # a p-value below this means that the groups were not made as planned


def lift(
    treated: float, treated_total: float, control: float, control_total: float, confidence: float = 0.95
) -> dict[str, float]:
    """Difference of two rates of a random experiment: how large, in which range, and how likely by chance alone.

    The A/B test of two rates, such as conversion: the test takes one pooled rate (as if the treatment changed nothing),
    the interval each group's own. Amounts are compared by `mean_difference`, ratios of sums by `ratio_difference`.

    Parameters
    ----------
    treated, treated_total
        Successes and units of the treated group.
    control, control_total
        Successes and units of the control group, or hold-out.
    confidence
        How often such intervals hold the true difference.

    Returns
    -------
    dict
        ``treated_rate``, ``control_rate``, ``difference``, ``relative`` (difference over the control's rate), ``low``,
        ``high`` (of the difference), ``z`` and ``p_value`` (two-sided). NaN where a group is empty, for ``relative``
        where nobody of the control succeeded, and for ``z`` and ``p_value`` where all units or none succeeded.

    Raises
    ------
    StoreLabError
        If successes are not from 0 up to the total, or the confidence is not between 0 and 1.
    """
    reach = normal_quantile(confidence)
    for name, successes, total in (("treated", treated, treated_total), ("control", control, control_total)):
        if not 0 <= successes <= total:
            raise StoreLabError(
                pick(
                    {
                        "en": f"{name} must be a count from 0 up to {name}_total ({total}), not {successes}.",
                        "zh": f"{name} 应该是 0 到 {name}_total（{total}）之间的个数，现在是 {successes}。",
                    }
                )
            )
    names = ("treated_rate", "control_rate", "difference", "relative", "low", "high", "z", "p_value")
    if not treated_total or not control_total:
        return dict.fromkeys(names, math.nan)
    first, second = treated / treated_total, control / control_total
    difference = first - second
    own = math.sqrt(first * (1 - first) / treated_total + second * (1 - second) / control_total)
    common = (treated + control) / (treated_total + control_total)
    pooled = math.sqrt(common * (1 - common) * (1 / treated_total + 1 / control_total))
    z = difference / pooled if pooled else math.nan
    p_value = 2 * NormalDist().cdf(-abs(z)) if pooled else math.nan
    relative = quotient(difference, second)
    values = (first, second, difference, relative, difference - reach * own, difference + reach * own, z, p_value)
    return dict(zip(names, values, strict=True))


def sample_ratio_mismatch(
    counts: Mapping[str, float] | Sequence[float], expected: Mapping[str, float] | Sequence[float] | None = None
) -> dict[str, float | bool]:
    """Were units split between the variants as planned? If not, the result of the test is worth nothing.

    Pearson's chi-square test of the counts against the plan.

    Parameters
    ----------
    counts
        Units of each variant: by name, or in order.
    expected
        Planned shares (or any weights) of the same variants; None when all were to be of one size.

    Returns
    -------
    dict
        ``chi_square``, ``p_value`` and ``mismatch``: whether the p-value lies below 0.001, which chance brings about
        once in a thousand fair tests. Without units the numbers are NaN.

    Raises
    ------
    StoreLabError
        If there are fewer than two variants, a count is negative, or the plan does not name the same variants with
        weights above 0.
    """
    units = _named(counts)
    plan = dict.fromkeys(units, 1.0) if expected is None else _named(expected)
    if len(units) < 2 or any(not count >= 0 for count in units.values()):
        raise StoreLabError(
            pick(
                {
                    "en": f"counts must hold at least two variants, each with 0 or more units; got {units}.",
                    "zh": f"counts 至少要有两个版本，每个版本的个数不能小于 0；现在是 {units}。",
                }
            )
        )
    if plan.keys() != units.keys() or any(not weight > 0 for weight in plan.values()):
        raise StoreLabError(
            pick(
                {
                    "en": f"expected must give a weight above 0 for each of {list(units)}; got {plan}.",
                    "zh": f"expected 要给 {list(units)} 里的每一个写上大于 0 的比例；现在是 {plan}。",
                }
            )
        )
    total, weights = math.fsum(units.values()), math.fsum(plan.values())
    if not total:
        return {"chi_square": math.nan, "p_value": math.nan, "mismatch": False}
    planned = {name: total * weight / weights for name, weight in plan.items()}
    chi_square = math.fsum((units[name] - planned[name]) ** 2 / planned[name] for name in units)
    p_value = chi_square_tail(chi_square, len(units) - 1)
    return {"chi_square": chi_square, "p_value": p_value, "mismatch": p_value < MISMATCH}


def _named(values: Mapping[str, float] | Sequence[float]) -> dict[str | int, float]:
    return dict(values.items() if isinstance(values, Mapping) else enumerate(values))


def chi_square_tail(value: float, degrees: int) -> float:
    """Probability that a chi-square variable of whole degrees of freedom is larger than the value.

    The closed forms: a finite Poisson sum for even degrees, the normal tail and a finite sum for odd ones.
    """
    half = value / 2
    if half == 0:
        return 1.0
    if degrees % 2 == 0:
        return math.fsum(math.exp(k * math.log(half) - half - math.lgamma(k + 1)) for k in range(degrees // 2))
    rest = (math.exp((k - 0.5) * math.log(half) - half - math.lgamma(k + 0.5)) for k in range(1, (degrees + 1) // 2))
    return math.erfc(math.sqrt(half)) + math.fsum(rest)


def benjamini_hochberg(p_values: Any) -> Any:
    """P-values of many tests, adjusted for how many there are: the false discovery rate of Benjamini and Hochberg.

    Of 20 tests of things that change nothing, one is "significant" at 5 % by chance. Call those changes real whose
    adjusted value is at most 0.05, and on average at most 5 % of what you call real is not, as long as the tests are
    independent or move together.

    Parameters
    ----------
    p_values
        A column of p-values, one a test: a pandas or Polars Series, a NumPy array, or a list.

    Returns
    -------
    column
        The adjusted value of each test, in the order and the type that came in; a missing p-value is a test that gave
        none: it stays missing and does not count.

    Raises
    ------
    StoreLabError
        If a p-value is not from 0 to 1.

    References
    ----------
    Benjamini and Hochberg (1995), Controlling the false discovery rate, JRSS B 57.
    """
    import numpy as np
    from scipy.stats import false_discovery_control

    check_range("p_values", p_values, 0, 1)
    column = nw.from_native(p_values, series_only=True, pass_through=True)
    given = column.cast(nw.Float64).to_numpy() if isinstance(column, nw.Series) else p_values
    values = np.asarray(given, dtype=float)
    adjusted = values.copy()
    tested = ~np.isnan(values)
    if tested.any():
        adjusted[tested] = false_discovery_control(values[tested])
    if isinstance(column, nw.Series):
        listed = [None if value != value else value for value in adjusted.tolist()]
        made = nw.new_series(column.name, listed, nw.Float64, backend=column.implementation)
        index = nw.maybe_get_index(column)  # of pandas only
        return nw.to_native(made if index is None else nw.maybe_set_index(made, index=index))
    return adjusted if isinstance(p_values, np.ndarray) else adjusted.tolist()
