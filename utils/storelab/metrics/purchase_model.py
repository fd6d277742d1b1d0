"""How often each customer will buy again, and for how much: BG/NBD and Gamma-Gamma, fitted to a customer summary.

Written on scipy by the published likelihoods: pymc-marketing would bring a compiler and thirty packages more to a
learner's laptop, and lifetimes has had no release since 2020.

Times are in the unit of the summary, days or weeks, everywhere. The models suit shops where customers come and go
unseen, without contract; they know no season, no price and no campaign.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from storelab.errors import StoreLabError
from storelab.language import pick
from storelab.metrics._customer_history import amounts_of, history_of

if TYPE_CHECKING:
    import numpy as np

# Parameters are sought between exp(-REACH) and exp(REACH), with times in units of the mean age and money in units of its
# mean. At an end the model is as good as its limit: all customers alike, or nobody who leaves.
REACH = 12.0


@dataclass(frozen=True)
class PurchaseModel:
    """A fitted BG/NBD model: a Poisson buyer who may leave for good after each purchase.

    Attributes
    ----------
    r, alpha
        Shape and rate of the gamma distribution of purchase rates over customers: the mean rate is r / alpha a unit of
        time.
    a, b
        The beta distribution of the chance of leaving after a purchase: its mean is a / (a + b).
    log_likelihood
        Of the summary that it was fitted to.
    customers
        In that summary.
    """

    r: float
    alpha: float
    a: float
    b: float
    log_likelihood: float = math.nan
    customers: int = 0


@dataclass(frozen=True)
class SpendingModel:
    """A fitted Gamma-Gamma model: each customer has a mean value per purchase, around which the purchases vary.

    Attributes
    ----------
    p
        Shape of the gamma distribution of the purchases of one customer.
    q, v
        Shape and scale of the gamma distribution of their rates over customers; v is in yuan (the note calls it
        gamma). The mean value over customers is p v / (q - 1), if q is above 1.
    log_likelihood
        Of the summary that it was fitted to.
    customers
        With a repeat purchase, in that summary.
    """

    p: float
    q: float
    v: float
    log_likelihood: float = math.nan
    customers: int = 0


def fit_purchases(
    summary: Any, *, user_id: str = "user_id", frequency: str = "frequency", recency: str = "recency", age: str = "T"
) -> PurchaseModel:
    """Fit the BG/NBD model to a customer summary by maximum likelihood.

    Where customers do not differ, or nobody seems to leave yet, the likelihood grows towards a limit: parameters then
    stand at the end of a wide range and mean nothing one by one, while forecasts are those of the limit.

    Parameters
    ----------
    summary
        One row a customer, as `customer_lifetime_summary` gives it.
    user_id, frequency, recency, age
        Columns: the customer; repeat purchases (the first one is not counted); time from the first purchase to the
        last; time from the first purchase to the end of the observation.

    Returns
    -------
    PurchaseModel
        The four parameters and the log-likelihood.

    Raises
    ------
    StoreLabError
        If a column is missing, a customer is, a value is missing or impossible (negative, recency beyond the age,
        recency without repeat purchase or none with one), nobody bought again, or no maximum was found.

    References
    ----------
    Fader, Hardie and Lee (2005), "Counting your customers" the easy way: an alternative to the Pareto/NBD model,
    Marketing Science 24.
    """
    import numpy as np

    bought, last, watched = history_of(summary, user_id, frequency, recency, age)[1:]
    if not (bought > 0).any():
        raise StoreLabError(
            pick(
                {
                    "en": "summary: nobody bought a second time, so there is no rhythm to learn. Take a longer time or more customers.",
                    "zh": "summary 里没有人买过第二次，学不出购买节奏。请换更长的时间段或更多的客户。",
                }
            )
        )
    scale = float(watched.mean())
    # Customers with the same history count once, with their number: most bought once and differ in age only.
    rows, weights = np.unique(np.column_stack([bought, last / scale, watched / scale]), axis=0, return_counts=True)
    found, value = _maximum(lambda logs: _purchase_likelihood(logs, rows, weights), np.zeros(4), len(bought))
    r, alpha, a, b = (float(parameter) for parameter in np.exp(found))
    # Each repeat purchase has a density in time, which the scaling made larger.
    return PurchaseModel(r, alpha * scale, a, b, value - float(bought.sum()) * math.log(scale), len(bought))


def _purchase_likelihood(logs: "np.ndarray", rows: "np.ndarray", weights: "np.ndarray") -> "tuple[float, np.ndarray]":
    """Log-likelihood of BG/NBD and its slopes in the logarithms of r, alpha, a, b."""
    import numpy as np
    from scipy.special import betaln, digamma, gammaln

    r, alpha, a, b = np.exp(logs)
    x, last, age = rows.T
    again = x > 0
    # Alive until now, or gone at the last purchase: two ways to the same history, of which the second needs one.
    alive = -(r + x) * np.log(alpha + age)
    later = np.where(again, b + x - 1, 1.0)
    gone = np.where(again, math.log(a) - np.log(later) - (r + x) * np.log(alpha + last), -np.inf)
    both = np.logaddexp(alive, gone)
    share = np.exp(gone - both)
    common = gammaln(r + x) - gammaln(r) + r * math.log(alpha) + betaln(a, b + x) - betaln(a, b)
    value = weights @ (common + both)
    slope_r = digamma(r + x) - digamma(r) + math.log(alpha)
    slope_r -= (1 - share) * np.log(alpha + age) + share * np.log(alpha + last)
    slope_alpha = r / alpha - (r + x) * ((1 - share) / (alpha + age) + share / (alpha + last))
    slope_a = digamma(a + b) - digamma(a + b + x) + share / a
    slope_b = digamma(b + x) - digamma(a + b + x) - digamma(b) + digamma(a + b) - share / later
    slopes = np.array([weights @ slope for slope in (slope_r, slope_alpha, slope_a, slope_b)])
    return float(value), slopes * np.exp(logs)


def fit_spending(
    summary: Any, *, user_id: str = "user_id", frequency: str = "frequency", monetary_value: str = "monetary_value"
) -> SpendingModel:
    """Fit the Gamma-Gamma model of the value per purchase to a customer summary by maximum likelihood.

    The model holds if frequent buyers do not spend more or less per purchase than others: look at the correlation of
    frequency and value first.

    Parameters
    ----------
    summary
        One row a customer, as `customer_lifetime_summary` gives it; those without a repeat purchase are left out.
    user_id, frequency, monetary_value
        Columns: the customer; repeat purchases; mean yuan of these repeat purchases.

    Returns
    -------
    SpendingModel
        The three parameters and the log-likelihood.

    Raises
    ------
    StoreLabError
        If a column is missing, a customer is, a count is missing or negative, the value of a repeat buyer is missing
        or not above 0, nobody bought again, or no maximum was found.

    References
    ----------
    Fader and Hardie (2013), The Gamma-Gamma model of monetary value.
    """
    import numpy as np

    bought, value = amounts_of(summary, user_id, frequency, monetary_value)[1:]
    again = bought > 0
    if not again.any():
        raise StoreLabError(
            pick(
                {
                    "en": "summary: nobody bought a second time, so there is no repeat purchase to value.",
                    "zh": "summary 里没有人买过第二次，没有复购金额可学。",
                }
            )
        )
    x, paid = bought[again], value[again]
    wrong = int((~(paid > 0)).sum())
    if wrong:
        raise StoreLabError(
            pick(
                {
                    "en": f"summary: the {monetary_value} of {wrong} customers with repeat purchases is missing or not above 0. Drop them first: the model knows no free purchase.",
                    "zh": f"summary 里有 {wrong} 位复购客户的 {monetary_value} 缺失或不大于 0。请先去掉这些客户：模型里没有免费的购买。",
                }
            )
        )
    scale = float(paid.mean())
    found, likelihood = _maximum(lambda logs: _spending_likelihood(logs, x, paid / scale), np.zeros(3), len(x))
    p, q, v = (float(parameter) for parameter in np.exp(found))
    return SpendingModel(p, q, v * scale, likelihood - len(x) * math.log(scale), len(x))


def _spending_likelihood(logs: "np.ndarray", x: "np.ndarray", paid: "np.ndarray") -> "tuple[float, np.ndarray]":
    """Log-likelihood of Gamma-Gamma and its slopes in the logarithms of p, q, v."""
    import numpy as np
    from scipy.special import digamma, gammaln

    p, q, v = np.exp(logs)
    total = x * paid
    both = v + total
    # The density of a mean of x purchases: that of their sum, x times as dense.
    value = (
        gammaln(p * x + q)
        - gammaln(p * x)
        - gammaln(q)
        + q * math.log(v)
        + (p * x - 1) * np.log(paid)
        + p * x * np.log(x)
        - (p * x + q) * np.log(both)
    )
    slope_p = x * (digamma(p * x + q) - digamma(p * x) + np.log(total) - np.log(both))
    slope_q = digamma(p * x + q) - digamma(q) + math.log(v) - np.log(both)
    slope_v = q / v - (p * x + q) / both
    slopes = np.array([slope.sum() for slope in (slope_p, slope_q, slope_v)])
    return float(value.sum()), slopes * np.exp(logs)


def _maximum(
    likelihood: "Callable[[np.ndarray], tuple[float, np.ndarray]]", start: "np.ndarray", customers: int
) -> "tuple[np.ndarray, float]":
    """Where a log-likelihood with known slopes is largest, and how large."""
    import numpy as np
    from scipy.optimize import minimize

    def loss(logs: np.ndarray) -> tuple[float, np.ndarray]:
        value, slopes = likelihood(logs)
        return -value / customers, -slopes / customers

    # Far tighter than any data are exact: figures agree between machines, whatever their rounding.
    options = {"maxiter": 2000, "maxfun": 4000, "ftol": 1e-15, "gtol": 1e-9}
    found = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=[(-REACH, REACH)] * len(start), options=options)
    # At an end of the range a slope may be left, but only one that leads out of it.
    inside = np.clip(found.x - found.jac, -REACH, REACH) - found.x
    if not np.abs(inside).max() < 1e-4:
        raise StoreLabError(
            pick(
                {
                    "en": "summary: no parameters were found that suit these customers. Look for values that cannot be, or take more customers.",
                    "zh": "summary 里的数据没能拟合出参数。请检查有没有不可能的值，或换更多的客户。",
                }
            )
        )
    return found.x, -float(found.fun) * customers
