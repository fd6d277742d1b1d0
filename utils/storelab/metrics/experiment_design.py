"""Planning an experiment on two rates: how many units, which power, which smallest effect."""

import math
from statistics import NormalDist

from storelab.errors import StoreLabError
from storelab.language import pick
from storelab.metrics._formulas import check_range


def sample_size(rate: float, effect: float, alpha: float = 0.05, power: float = 0.8) -> int:
    """How many units each of two groups needs to see a change of a rate.

    ``ceil((z_(1-alpha/2) sqrt(2 pm qm) + z_power sqrt(p0 q0 + p1 q1))^2 / effect^2)``, where p0 is the rate now, p1
    the rate with the effect, pm their mean, and q = 1 - p: the two-sided test of two rates without continuity
    correction.

    Parameters
    ----------
    rate
        The rate without the treatment, as a share above 0 and below 1.
    effect
        The change that must not be missed, in shares (0.01 is one percentage point), up or down.
    alpha
        How often a test of a treatment without effect may be called significant.
    power
        How often the effect is to be found; above ``alpha / 2`` and below 1.

    Returns
    -------
    int
        Units of each group.

    Raises
    ------
    StoreLabError
        If the rate or the rate with the effect is not between 0 and 1, the effect is 0, or alpha or power lies outside
        of its range.

    References
    ----------
    Fleiss, Levin and Paik (2003), Statistical Methods for Rates and Proportions, 3rd edition, section 4.2.
    """
    _check(rate, alpha, effect)
    _check_power(alpha, power)
    common, own = _spreads(rate, effect)
    normal = NormalDist()
    needed = (normal.inv_cdf(1 - alpha / 2) * common + normal.inv_cdf(power) * own) ** 2 / effect**2
    return math.ceil(needed)


def statistical_power(rate: float, effect: float, units: float, alpha: float = 0.05) -> float:
    """How often a test of that size finds that effect: `sample_size` solved for the power.

    Like `sample_size` it leaves out that chance can make the difference significant on the wrong side, which for an
    effect worth looking for is next to never.

    Parameters
    ----------
    rate, effect, alpha
        As in `sample_size`.
    units
        Units of each group.

    Returns
    -------
    float
        A share between 0 and 1.

    Raises
    ------
    StoreLabError
        As `sample_size`, or if there is no unit.
    """
    _check(rate, alpha, effect)
    check_range("units", units, 0, above=True)
    common, own = _spreads(rate, effect)
    normal = NormalDist()
    return normal.cdf((abs(effect) * math.sqrt(units) - normal.inv_cdf(1 - alpha / 2) * common) / own)


def minimum_detectable_effect(rate: float, units: float, alpha: float = 0.05, power: float = 0.8) -> float:
    """The smallest rise of a rate that a test of that size finds as often as wanted: `sample_size` solved for it.

    Parameters
    ----------
    rate, alpha, power
        As in `sample_size`.
    units
        Units of each group.

    Returns
    -------
    float
        The rise in shares; NaN where not even a rise to 1 would be found so often.

    Raises
    ------
    StoreLabError
        As `sample_size`, or if there is no unit.
    """
    from scipy.optimize import brentq

    _check_power(alpha, power)
    # Nearly the whole way to 0 and to a rate of 1, at which no test could be computed.
    ceiling = (1 - rate) * (1 - 1e-12)
    floor = ceiling * 1e-9

    def missing(effect: float) -> float:
        return statistical_power(rate, effect, units, alpha) - power

    if missing(ceiling) < 0:
        return math.nan
    return float(brentq(missing, floor, ceiling, xtol=1e-15, rtol=1e-12))


def _spreads(rate: float, effect: float) -> tuple[float, float]:
    """Standard deviations of a difference of single units: with one common rate, and with each group's own."""
    other = rate + effect
    middle = (rate + other) / 2
    return math.sqrt(2 * middle * (1 - middle)), math.sqrt(rate * (1 - rate) + other * (1 - other))


def _check(rate: float, alpha: float, effect: float) -> None:
    for name, value, what in (
        ("rate", rate, {"en": "such as 0.03", "zh": "比如 0.03"}),
        ("alpha", alpha, {"en": "such as 0.05", "zh": "比如 0.05"}),
        ("rate + effect", rate + effect, {"en": "for a rate cannot leave it", "zh": "比率不会超出这个范围"}),
    ):
        if not 0 < value < 1:
            raise StoreLabError(
                pick(
                    {
                        "en": f"{name} must lie between 0 and 1, {what['en']}; got {value}.",
                        "zh": f"{name} 应该在 0 和 1 之间，{what['zh']}；现在是 {value}。",
                    }
                )
            )
    if effect == 0:
        raise StoreLabError(
            pick(
                {
                    "en": "effect must not be 0: no test is large enough to tell nothing from nothing.",
                    "zh": "effect 不能是 0：再大的试验也分不出没有差别的两组。",
                }
            )
        )


def _check_power(alpha: float, power: float) -> None:
    if not alpha / 2 < power < 1:
        raise StoreLabError(
            pick(
                {
                    "en": f"power must lie above alpha / 2 ({alpha / 2:g}) and below 1, such as 0.8; got {power}.",
                    "zh": f"power 应该大于 alpha / 2（{alpha / 2:g}）、小于 1，比如 0.8；现在是 {power}。",
                }
            )
        )
