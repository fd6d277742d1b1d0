"""Experiments whose outcome is an amount: what each user bought, before and after, and per order."""

import math
from typing import TYPE_CHECKING

from storelab.errors import StoreLabError
from storelab.language import pick
from storelab.metrics._formulas import quotient
from storelab.metrics._samples import Column, check_lengths, mean, squared_error, student_test, values_of
from storelab.metrics.goods import normal_quantile

if TYPE_CHECKING:
    import numpy as np

# So many values at once are drawn in the bootstrap that memory stays below some ten megabytes.
DRAWN_AT_ONCE = 1_000_000


def mean_difference(treated: Column, control: Column, confidence: float = 0.95) -> dict[str, float]:
    """Difference of two means of a random experiment: Welch's test, for groups of whatever size and spread.

    One value a unit of randomisation, so that values are independent: yuan per *user*, with 0 for who bought nothing,
    never yuan per order when users were drawn (`ratio_difference`). With some hundred users a group and no single one
    that carries the sum the mean is near enough to normal; where a few buyers carry it, compare `bootstrap_difference`.

    Parameters
    ----------
    treated, control
        Columns of one value a unit, of each group.
    confidence
        How often such intervals hold the true difference.

    Returns
    -------
    dict
        ``treated_mean``, ``control_mean``, ``difference``, ``relative`` (difference over the control's mean), ``low``,
        ``high`` (of the difference), ``t``, ``degrees`` (of freedom, Welch and Satterthwaite) and ``p_value``
        (two-sided). All but the means, the difference and the relative are NaN if a group has fewer than two units or
        neither varies.

    Raises
    ------
    StoreLabError
        If a value is missing or no finite number, or the confidence is not between 0 and 1.

    References
    ----------
    Welch (1947), The generalization of "Student's" problem when several different population variances are involved,
    Biometrika 34.
    """
    normal_quantile(confidence)  # refuses what is no confidence
    return _welch(values_of(treated, "treated"), values_of(control, "control"), confidence)


def _welch(treated: "np.ndarray", control: "np.ndarray", confidence: float) -> dict[str, float]:
    means = mean(treated), mean(control)
    low, high, t, degrees, p_value = student_test(
        means[0] - means[1], [squared_error(treated), squared_error(control)], confidence
    )
    return {
        "treated_mean": means[0],
        "control_mean": means[1],
        "difference": means[0] - means[1],
        "relative": quotient(means[0] - means[1], means[1]),
        "low": low,
        "high": high,
        "t": t,
        "degrees": degrees,
        "p_value": p_value,
    }


def ratio_difference(
    treated_numerator: Column,
    treated_denominator: Column,
    control_numerator: Column,
    control_denominator: Column,
    confidence: float = 0.95,
) -> dict[str, float]:
    """Difference of two ratios of sums whose parts vary with the unit of randomisation: the delta method.

    Yuan per order, clicks per view, orders per visit: when users were drawn, orders of one user go together, and a
    test that takes orders as independent finds too much. Here each *user* is one row: the sum of the numerator and of
    the denominator.

    Parameters
    ----------
    treated_numerator, treated_denominator
        Columns of equal length, one row a unit of the treated group.
    control_numerator, control_denominator
        The same of the control group.
    confidence
        How often such intervals hold the true difference.

    Returns
    -------
    dict
        ``treated_ratio``, ``control_ratio`` (sum over sum), ``difference``, ``relative`` (difference over the
        control's ratio), ``low``, ``high`` (of the difference), ``z`` and ``p_value`` (two-sided); NaN where a
        denominator sums to 0, and for interval and test where a group has fewer than two units or nothing varies.

    Raises
    ------
    StoreLabError
        If a value is missing or no finite number, the columns of a group differ in length, or the confidence is not
        between 0 and 1.

    References
    ----------
    Deng, Knoblich and Lu (2018), Applying the delta method in metric analytics, KDD.
    """
    from statistics import NormalDist

    reach = normal_quantile(confidence)
    parts = {}
    for group, numerator, denominator in (
        ("treated", treated_numerator, treated_denominator),
        ("control", control_numerator, control_denominator),
    ):
        above, below = values_of(numerator, f"{group}_numerator"), values_of(denominator, f"{group}_denominator")
        check_lengths(f"{group}_numerator", above, f"{group}_denominator", below)
        ratio = quotient(float(above.sum()), float(below.sum()))
        # To first order the ratio errs by the mean of (above - ratio * below) over the mean of below.
        squared, units = squared_error(above - ratio * below)
        parts[group] = ratio, quotient(squared, mean(below) ** 2) if units else math.nan
    (first, first_squared), (second, second_squared) = parts["treated"], parts["control"]
    difference = first - second
    variance = first_squared + second_squared
    error = math.sqrt(variance) if variance > 0 else math.nan
    z = difference / error
    return {
        "treated_ratio": first,
        "control_ratio": second,
        "difference": difference,
        "relative": quotient(difference, second),
        "low": difference - reach * error,
        "high": difference + reach * error,
        "z": z,
        "p_value": 2 * NormalDist().cdf(-abs(z)),
    }


def bootstrap_difference(
    treated: Column, control: Column, confidence: float = 0.95, repeats: int = 2000, seed: int = 0
) -> dict[str, float]:
    """Difference of two means when a few big buyers carry the sum: the interval from redrawn samples.

    Units are drawn with replacement from each group, ``repeats`` times; the interval holds the middle of the
    differences (percentile bootstrap), so it can be lopsided as the data are. It knows no buyer larger than those
    seen: with fewer than some hundred buyers a group it is too short, as Welch's is.

    Parameters
    ----------
    treated, control
        Columns of one value a unit of randomisation, of each group, with 0 for who bought nothing.
    confidence
        How often such intervals hold the true difference.
    repeats
        How many samples are drawn; 1000 or more.
    seed
        Start of the random numbers: the same seed, the same interval.

    Returns
    -------
    dict
        ``treated_mean``, ``control_mean``, ``difference``, ``relative`` (difference over the control's mean), ``low``,
        ``high`` (of the difference) and ``p_value``: twice the share of differences on the other side of 0, and at
        least 2 / (repeats + 1). NaN if a group is empty.

    Raises
    ------
    StoreLabError
        If a value is missing or no finite number, the confidence is not between 0 and 1, or ``repeats`` below 1000.

    References
    ----------
    Efron and Tibshirani (1993), An Introduction to the Bootstrap.
    """
    import numpy as np

    normal_quantile(confidence)
    if not (repeats == int(repeats) and repeats >= 1000):
        raise StoreLabError(
            pick(
                {
                    "en": f"repeats must be a whole number of at least 1000, not {repeats!r}.",
                    "zh": f"repeats 应该是不小于 1000 的整数，现在是 {repeats!r}。",
                }
            )
        )
    first, second = values_of(treated, "treated"), values_of(control, "control")
    means = mean(first), mean(second)
    result = {
        "treated_mean": means[0],
        "control_mean": means[1],
        "difference": means[0] - means[1],
        "relative": quotient(means[0] - means[1], means[1]),
        "low": math.nan,
        "high": math.nan,
        "p_value": math.nan,
    }
    if not len(first) or not len(second):
        return result
    random = np.random.default_rng(seed)
    drawn = _redrawn_means(first, repeats, random) - _redrawn_means(second, repeats, random)
    result["low"], result["high"] = (
        float(end) for end in np.quantile(drawn, [(1 - confidence) / 2, (1 + confidence) / 2])
    )
    beyond = min(int((drawn <= 0).sum()), int((drawn >= 0).sum()))
    result["p_value"] = min(2 * (beyond + 1) / (repeats + 1), 1.0)
    return result


def _redrawn_means(values: "np.ndarray", repeats: int, random: "np.random.Generator") -> "np.ndarray":
    """Means of samples with replacement. Most users bought nothing, so counts of each value are drawn, not users."""
    import numpy as np

    distinct, counts = np.unique(values, return_counts=True)
    shares = counts / len(values)
    step = max(DRAWN_AT_ONCE // len(distinct), 1)
    parts = []
    for start in range(0, repeats, step):
        draws = random.multinomial(len(values), shares, size=min(step, repeats - start))
        parts.append(draws @ distinct / len(values))
    return np.concatenate(parts)


def cuped(
    treated: Column,
    treated_before: Column,
    control: Column,
    control_before: Column,
    confidence: float = 0.95,
) -> dict[str, float]:
    """Difference of two means less what was different before: CUPED, for shorter intervals with the same users.

    Part of why users differ was there before the experiment. ``outcome - theta * (before - mean of before)`` takes it
    out, where theta is the slope of the outcome on the value before within the groups. Before means before anybody saw
    the treatment: a value that it could change would take part of the effect out with it.

    Parameters
    ----------
    treated, control
        Columns of one outcome a unit, of each group.
    treated_before, control_before
        The same units in the same order: their values before the experiment, 0 for who bought nothing then.
    confidence
        How often such intervals hold the true difference.

    Returns
    -------
    dict
        ``theta``; ``variance_reduction``, the share of the difference's variance that is gone (nearly the squared
        correlation; below 0 if it did harm); ``raw_difference`` before the adjustment; and of the adjusted values
        ``difference``, ``low``, ``high``, ``t``, ``degrees`` and ``p_value`` as in `mean_difference`. If nothing
        varied before, theta is 0 and nothing changes.

    Raises
    ------
    StoreLabError
        If a value is missing or no finite number, the columns of a group differ in length, or the confidence is not
        between 0 and 1.

    References
    ----------
    Deng, Xu, Kohavi and Walker (2013), Improving the sensitivity of online controlled experiments by utilizing
    pre-experiment data, WSDM.
    """
    import numpy as np

    normal_quantile(confidence)
    after = {"treated": values_of(treated, "treated"), "control": values_of(control, "control")}
    before = {
        "treated": values_of(treated_before, "treated_before"),
        "control": values_of(control_before, "control_before"),
    }
    for group, values in after.items():
        check_lengths(group, values, f"{group}_before", before[group])
    # Around each group's own means, or an effect of the treatment would count as a link to the past.
    spread, shared = 0.0, 0.0
    for group, values in after.items():
        if len(values):
            apart = before[group] - before[group].mean()
            spread += float(apart @ apart)
            shared += float(apart @ (values - values.mean()))
    theta = shared / spread if spread > 0 else 0.0
    centre = mean(np.concatenate([before["treated"], before["control"]]))
    adjusted = {group: values - theta * (before[group] - centre) for group, values in after.items()}
    raw = mean(after["treated"]) - mean(after["control"])
    kept = _welch(adjusted["treated"], adjusted["control"], confidence)
    squared = {
        name: math.fsum(squared_error(values)[0] for values in groups.values())
        for name, groups in (("raw", after), ("adjusted", adjusted))
    }
    return {
        "theta": theta,
        "variance_reduction": 1 - quotient(squared["adjusted"], squared["raw"]),
        "raw_difference": raw,
        **{name: kept[name] for name in ("difference", "low", "high", "t", "degrees", "p_value")},
    }
