"""Looking at an experiment before it is over: what peeking costs, and a boundary that allows it."""

import math
from collections.abc import Sequence
from functools import lru_cache
from numbers import Integral
from statistics import NormalDist
from typing import TYPE_CHECKING

from storelab.errors import StoreLabError
from storelab.language import pick
from storelab.metrics._formulas import check_range
from storelab.metrics.goods import normal_quantile

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

# No test statistic gets so far by chance; a boundary beyond it could not be told from none.
FARTHEST = 8.0
# Looks nearer to each other than this share of the planned units are one look.
NEAREST = 1e-4


def alpha_spending_boundary(looks: int | Sequence[float], alpha: float = 0.05) -> "pd.DataFrame":
    """How large z must be at each look, so that all looks together are wrong in only ``alpha`` of the tests.

    The group-sequential boundary of O'Brien and Fleming's type by the spending function of Lan and DeMets, two-sided
    and symmetric: up to the share t of the planned units it spends ``4 (1 - Phi(z_(1-alpha/4) / sqrt(t)))``. It is very
    strict at first and at the last look hardly stricter than a single test. The planned units must be stated before,
    and stopping at the boundary is the only stopping that counts as significant.

    Parameters
    ----------
    looks
        How many looks, equally spaced; or for each look the share of the planned units seen by then, rising up to 1.
    alpha
        How often a treatment without effect may be called significant.

    Returns
    -------
    pandas.DataFrame
        One row a look: ``look`` (from 1), ``fraction`` (of the planned units), ``spent`` (part of alpha used up by
        then), ``z`` (stop when the test statistic is as far from 0; never above 8, which is beyond all chance) and
        ``p_value`` (the same as a two-sided p-value).

    Raises
    ------
    StoreLabError
        If ``looks`` is neither a whole number from 1 to 10000 nor rises to 1 by 0.0001 or more each, or alpha is not
        between 0 and 1.

    References
    ----------
    Lan and DeMets (1983), Discrete sequential boundaries for clinical trials, Biometrika 70. Computed as in Armitage,
    McPherson and Rowe (1969), Repeated significance tests on accumulating data, JRSS A 132.
    """
    import pandas as pd

    fractions = _fractions(looks)
    normal_quantile(1 - alpha)  # refuses what is no share
    boundary = _boundary(fractions, alpha)
    normal = NormalDist()
    return pd.DataFrame(
        {
            "look": range(1, len(fractions) + 1),
            "fraction": fractions,
            "spent": [_spent(fraction, alpha) for fraction in fractions],
            "z": boundary,
            "p_value": [2 * normal.cdf(-z) for z in boundary],
        }
    )


def _fractions(looks: int | Sequence[float]) -> tuple[float, ...]:
    if isinstance(looks, int | Integral):  # of Python or NumPy
        fractions = tuple(look / int(looks) for look in range(1, int(looks) + 1))
    else:
        fractions = tuple(float(fraction) for fraction in looks)
    # A little less, for differences of decimal shares are never exact.
    apart = [second - first > 0.999 * NEAREST for first, second in zip((0.0, *fractions), fractions, strict=False)]
    if not fractions or not all(apart) or fractions[-1] != 1:
        raise StoreLabError(
            pick(
                {
                    "en": f"looks must be a whole number from 1 to 10000, or shares that rise to 1 by 0.0001 or more each, such as [0.25, 0.5, 1]; got {looks!r}.",
                    "zh": f"looks 应该是 1 到 10000 的整数，或者每次至少增加 0.0001、最后到 1 的比例，比如 [0.25, 0.5, 1]；现在是 {looks!r}。",
                }
            )
        )
    return fractions


def _spent(fraction: float, alpha: float) -> float:
    normal = NormalDist()
    return 4 * normal.cdf(-normal.inv_cdf(1 - alpha / 4) / math.sqrt(fraction))


@lru_cache(maxsize=32)
def _boundary(fractions: tuple[float, ...], alpha: float) -> tuple[float, ...]:
    """The boundary in units of z, look by look, from the density of tests that have not stopped yet."""
    import numpy as np
    from scipy.optimize import brentq

    # The sum of a test moves like a random walk: at the share t its variance is t.
    places, density, before, spent = np.zeros(1), np.ones(1), 0.0, 0.0
    limits: list[float] = []
    for fraction, following in zip(fractions, (*fractions[1:], 2.0), strict=True):
        step = math.sqrt(fraction - before)
        allowed = (_spent(fraction, alpha) - spent) / 2
        told = (fraction, step, places, density, allowed)
        z = float(brentq(_excess, 0.0, FARTHEST, args=told, xtol=1e-10)) if _excess(FARTHEST, *told) < 0 else FARTHEST
        limits.append(z)
        edge = z * math.sqrt(fraction)
        # Fine enough for the next step, by which the density will be smoothed.
        nodes, weights = _gauss(32 * math.ceil(1 + edge / math.sqrt(following - fraction) / 5))
        here = edge * nodes
        moves = np.exp(-0.5 * ((here[:, None] - places[None, :]) / step) ** 2) / (step * math.sqrt(2 * math.pi))
        # The weights of the next integral are put into the density at once.
        density = (moves @ density) * weights * edge
        places, before, spent = here, fraction, _spent(fraction, alpha)
    return tuple(limits)


@lru_cache(maxsize=64)
def _gauss(points: int) -> "tuple[np.ndarray, np.ndarray]":
    import numpy as np

    return np.polynomial.legendre.leggauss(points)


def _excess(
    z: float, fraction: float, step: float, places: "np.ndarray", density: "np.ndarray", allowed: float
) -> float:
    """By how much a limit lets more tests pass on one side than may."""
    from scipy.special import ndtr

    return float(density @ ndtr((places - z * math.sqrt(fraction)) / step)) - allowed


def simulate_tests(
    rate: float, effect: float, units: int, looks: int = 30, tests: int = 500, seed: int = 0
) -> "np.ndarray":
    """Play an experiment on two rates many times, and take the test at each look.

    Parameters
    ----------
    rate
        The control's rate, as a share.
    effect
        What the treatment adds to it, in shares; 0 is a treatment without effect.
    units
        Units that join each group between two looks.
    looks
        Looks until the planned end.
    tests
        How many experiments are played.
    seed
        Start of the random numbers: the same seed, the same experiments.

    Returns
    -------
    numpy.ndarray
        ``tests`` rows and ``looks`` columns: z of the pooled test of two rates as in `lift`, over all units so far; 0
        where nobody or everybody succeeded.

    Raises
    ------
    StoreLabError
        If the rate, with or without the effect, is not from 0 to 1, or units, looks or tests is no whole number of 1
        or more.
    """
    import numpy as np

    check_range("rate", rate, 0, 1)
    check_range("rate + effect", rate + effect, 0, 1)
    for name, value in (("units", units), ("looks", looks), ("tests", tests)):
        if value != int(value) or value < 1:
            raise StoreLabError(
                pick(
                    {
                        "en": f"{name} must be a whole number of 1 or more, not {value!r}.",
                        "zh": f"{name} 应该是不小于 1 的整数，现在是 {value!r}。",
                    }
                )
            )
    looks, tests = int(looks), int(tests)
    random = np.random.default_rng(seed)
    treated = random.binomial(units, rate + effect, size=(tests, looks)).cumsum(axis=1)
    control = random.binomial(units, rate, size=(tests, looks)).cumsum(axis=1)
    size = units * np.arange(1, looks + 1)
    common = (treated + control) / (2 * size)
    error = np.sqrt(common * (1 - common) * 2 / size)
    return np.divide((treated - control) / size, error, out=np.zeros(error.shape), where=error > 0)


def compare_stopping_rules(
    rate: float,
    effect: float,
    units: int,
    looks: int = 30,
    tests: int = 500,
    alpha: float = 0.05,
    seed: int = 0,
) -> "pd.DataFrame":
    """What peeking does to an experiment: how often each rule says "significant", and after how many looks.

    Without an effect each "significant" is a false win, and should come in ``alpha`` of the tests. Who stops at the
    first look with p below alpha gets far more; who waits for the end, or stops at `alpha_spending_boundary`, does not.

    Parameters
    ----------
    rate, effect, units, looks, tests, seed
        As in `simulate_tests`.
    alpha
        How often a treatment without effect may be called significant.

    Returns
    -------
    pandas.DataFrame
        One row a rule, all of the same experiments: ``rule`` (``"peeking"``: stop at the first p below alpha;
        ``"fixed"``: one test at the end; ``"group_sequential"``: stop at the boundary), ``significant`` (share of the
        tests, either way), ``wins`` (share with the treatment ahead) and ``mean_looks`` (looks until the test stopped).

    Raises
    ------
    StoreLabError
        As `simulate_tests`, or if alpha is not between 0 and 1.
    """
    import numpy as np
    import pandas as pd

    single = normal_quantile(1 - alpha)
    paths = simulate_tests(rate, effect, units, looks, tests, seed)
    looks = paths.shape[1]
    never = np.full(looks - 1, np.inf)
    rules = {
        "peeking": np.full(looks, single),
        "fixed": np.append(never, single),
        "group_sequential": np.array(_boundary(_fractions(looks), alpha)),
    }
    rows = []
    for rule, limits in rules.items():
        beyond = np.abs(paths) >= limits
        stopped = np.where(beyond.any(axis=1), beyond.argmax(axis=1), looks - 1)
        ahead = paths[np.arange(len(paths)), stopped] > 0
        significant = beyond.any(axis=1)
        rows.append((rule, significant.mean(), (significant & ahead).mean(), stopped.mean() + 1))
    return pd.DataFrame(rows, columns=["rule", "significant", "wins", "mean_looks"])
