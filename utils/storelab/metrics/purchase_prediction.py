"""What to expect of each customer by the fitted models: purchases, their value, and the lifetime value."""

import math
from functools import lru_cache
from typing import TYPE_CHECKING, Any, cast

import narwhals.stable.v2 as nw

from storelab.errors import StoreLabError
from storelab.language import pick
from storelab.metrics._customer_history import amounts_of, history_of
from storelab.metrics._formulas import check_range
from storelab.metrics._frames import Frame, IntoFrameT, like, read
from storelab.metrics.purchase_model import PurchaseModel, SpendingModel

if TYPE_CHECKING:
    import numpy as np

# Points of the integral over the chance of leaving.
POINTS = 64
# With these points each, some tens of megabytes at once.
CUSTOMERS_AT_ONCE = 50_000


def expected_purchases(model: PurchaseModel, time: Any) -> Any:
    """How many repeat purchases a new customer makes on average up to a time after the first purchase.

    Parameters
    ----------
    model
        From `fit_purchases`.
    time
        Time since the first purchase, 0 or more: a number or a NumPy array.

    Returns
    -------
    float or numpy.ndarray
        Expected repeat purchases.

    Raises
    ------
    StoreLabError
        If a time is negative.

    References
    ----------
    Fader, Hardie and Lee (2005), equation 9.
    """
    import numpy as np

    check_range("time", time, 0)
    times = np.atleast_1d(np.asarray(time, dtype=float))
    nothing = np.zeros(len(times))
    expected = _more_purchases(model, nothing, nothing, nothing, times)
    return expected if np.ndim(time) else float(expected[0])


def purchase_forecast(
    model: PurchaseModel,
    summary: IntoFrameT,
    time: float,
    *,
    user_id: str = "user_id",
    frequency: str = "frequency",
    recency: str = "recency",
    age: str = "T",
) -> IntoFrameT:
    """Each customer's chance of being a customer still, and the purchases to expect in the time to come.

    A customer who bought once only counts as alive for certain, for in this model people leave right after a repeat
    purchase or stay: read the chance together with the expected purchases.

    Parameters
    ----------
    model
        From `fit_purchases`.
    summary
        One row a customer; the customers may be others than those of the fit, with times in the same unit.
    time
        How far ahead, in the unit of the summary; 0 or more.
    user_id, frequency, recency, age
        As in `fit_purchases`.

    Returns
    -------
    frame
        ``user_id``, ``probability_alive`` (share) and ``expected_purchases``, sorted by the customer.

    Raises
    ------
    StoreLabError
        If a column is missing, a customer is, a value is missing or impossible, or the time is negative.

    References
    ----------
    Fader, Hardie and Lee (2005), equation 10; Fader, Hardie and Lee (2008), Computing P(alive) using the BG/NBD model.
    """
    import numpy as np

    check_range("time", time, 0)
    frame = read(summary, "summary", [user_id, frequency, recency, age], ids=[user_id])
    people, x, last, watched = history_of(frame, user_id, frequency, recency, age)
    ahead = np.full(len(people), float(time))
    columns = {
        "probability_alive": _alive(model, x, last, watched),
        "expected_purchases": _more_purchases(model, x, last, watched, ahead),
    }
    return cast(IntoFrameT, _by_customer(frame, user_id, people, columns))


def spending_forecast(
    model: SpendingModel,
    summary: IntoFrameT,
    *,
    user_id: str = "user_id",
    frequency: str = "frequency",
    monetary_value: str = "monetary_value",
) -> IntoFrameT:
    """What each customer's purchases are worth on average: the own mean, drawn to that of all, the more the fewer.

    Parameters
    ----------
    model
        From `fit_spending`.
    summary
        One row a customer.
    user_id, frequency, monetary_value
        As in `fit_spending`.

    Returns
    -------
    frame
        ``user_id`` and ``expected_value`` (yuan per purchase; the mean of all customers for who bought once), sorted
        by the customer; null where the model has no mean (p times frequency plus q is at most 1).

    Raises
    ------
    StoreLabError
        As `fit_spending`; but nobody needs to have bought again.

    References
    ----------
    Fader and Hardie (2013), equation 5.
    """
    frame = read(summary, "summary", [user_id, frequency, monetary_value], ids=[user_id])
    people, x, paid = amounts_of(frame, user_id, frequency, monetary_value)
    return cast(IntoFrameT, _by_customer(frame, user_id, people, {"expected_value": _value(model, x, paid)}))


def forecast_lifetime_value(
    purchases: PurchaseModel,
    spending: SpendingModel,
    summary: IntoFrameT,
    periods: int,
    period_length: float,
    discount: float = 0.0,
    margin: float = 1.0,
    *,
    user_id: str = "user_id",
    frequency: str = "frequency",
    recency: str = "recency",
    age: str = "T",
    monetary_value: str = "monetary_value",
) -> IntoFrameT:
    """What each customer will bring from now on: expected purchases times expected value, discounted.

    Sum over periods 1 to ``periods`` of margin times value times the purchases of the period, over (1 + discount) to
    the number of the period: money counts at the end of its period, as in `lifetime_value`. What was bought so far and
    what winning the customer cost are not in it.

    Parameters
    ----------
    purchases, spending
        From `fit_purchases` and `fit_spending`.
    summary
        One row a customer.
    periods
        How many periods ahead.
    period_length
        Length of one in the unit of the summary: 30 for months in days.
    discount
        Rate by which a yuan is worth less a period later, 0 or more: 0.01 is one percent.
    margin
        Share of a yuan that is gross profit; 1 values the spending itself.
    user_id, frequency, recency, age, monetary_value
        As in `fit_purchases` and `fit_spending`.

    Returns
    -------
    frame
        ``user_id``, ``expected_purchases`` (in all periods), ``expected_value`` (yuan per purchase) and
        ``lifetime_value`` (yuan), sorted by the customer; the last two null where `spending_forecast` is.

    Raises
    ------
    StoreLabError
        As `purchase_forecast` and `spending_forecast`, or if ``periods`` is no whole number of 1 or more,
        ``period_length`` not above 0, or the discount negative.
    """
    import numpy as np

    check_range("period_length", period_length, 0, above=True)
    check_range("discount", discount, 0)
    if periods != int(periods) or periods < 1:
        raise StoreLabError(
            pick(
                {
                    "en": f"periods must be a whole number of 1 or more, not {periods!r}.",
                    "zh": f"periods 应该是不小于 1 的整数，现在是 {periods!r}。",
                }
            )
        )
    frame = read(summary, "summary", [user_id, frequency, recency, age, monetary_value], ids=[user_id])
    # Both read the customers in the same order, for they are sorted.
    people, x, last, watched = history_of(frame, user_id, frequency, recency, age)
    worth = _value(spending, *amounts_of(frame, user_id, frequency, monetary_value)[1:])
    until = np.zeros(len(people))
    discounted = np.zeros(len(people))
    for period in range(1, int(periods) + 1):
        total = _more_purchases(purchases, x, last, watched, np.full(len(people), period * float(period_length)))
        discounted += (total - until) / (1 + discount) ** period
        until = total
    columns = {
        "expected_purchases": until,
        "expected_value": worth,
        "lifetime_value": margin * worth * discounted,
    }
    return cast(IntoFrameT, _by_customer(frame, user_id, people, columns))


def _alive(model: PurchaseModel, x: "np.ndarray", last: "np.ndarray", age: "np.ndarray") -> "np.ndarray":
    import numpy as np

    again = x > 0
    later = np.where(again, model.b + x - 1, 1.0)
    # As an exponential, which may overflow to "surely gone" only, never the other way.
    exponent = (model.r + x) * (np.log(model.alpha + age) - np.log(model.alpha + last))
    exponent += math.log(model.a) - np.log(later)
    with np.errstate(over="ignore"):
        return np.where(again, 1 / (1 + np.exp(exponent)), 1.0)


def _more_purchases(
    model: PurchaseModel, x: "np.ndarray", last: "np.ndarray", age: "np.ndarray", time: "np.ndarray"
) -> "np.ndarray":
    """Equation 10, as the integral over the chance of leaving that its hypergeometric function stands for.

    Who leaves with chance p after a purchase makes (1 - (1 + p time / (alpha + T))^-(r + x)) / p purchases more on
    average; p follows a beta distribution of a and b + x among those alive. Gauss and Jacobi's rule keeps nine digits
    where the function itself overflows or, at a = 1, has no value.
    """
    import numpy as np

    ahead = time / (model.alpha + age)
    more = np.empty(len(x))
    order = np.argsort(x, kind="stable")
    counts, starts = np.unique(x[order], return_index=True)
    for count, who in zip(counts, np.split(order, starts)[1:], strict=True):
        chances, weights = _leaving(model.a, model.b + count)
        for start in range(0, len(who), CUSTOMERS_AT_ONCE):
            some = who[start : start + CUSTOMERS_AT_ONCE]
            bought = -np.expm1(-(model.r + count) * np.log1p(np.outer(ahead[some], chances)))
            more[some] = (bought / chances) @ weights
    return more * _alive(model, x, last, age)


@lru_cache(maxsize=1024)
def _leaving(a: float, b: float) -> "tuple[np.ndarray, np.ndarray]":
    """Chances and weights of the quadrature for a beta distribution, by Golub and Welsch's eigenvalues."""
    import numpy as np
    from scipy.linalg import eigh_tridiagonal

    k = np.arange(1, POINTS)
    total = 2 * k + a + b - 2
    middle = np.empty(POINTS)
    middle[0] = (a - b) / (a + b)
    middle[1:] = (a - b) * (a + b - 2) / (total * (total + 2))
    beside = np.empty(POINTS - 1)
    beside[0] = 4 * a * b / ((a + b) ** 2 * (a + b + 1))
    j, whole = k[1:], total[1:]
    beside[1:] = 4 * j * (j + a - 1) * (j + b - 1) * (j + a + b - 2) / (whole**2 * (whole + 1) * (whole - 1))
    values, vectors = eigh_tridiagonal(middle, np.sqrt(beside))
    # Never 0, at which the purchases would be 0 / 0.
    return np.maximum((values + 1) / 2, 1e-300), vectors[0] ** 2


def _value(model: SpendingModel, x: "np.ndarray", paid: "np.ndarray") -> "np.ndarray":
    import numpy as np

    below = model.p * x + model.q - 1
    above = model.p * (model.v + np.where(x > 0, x * paid, 0.0))
    return np.where(below > 0, above / np.where(below > 0, below, 1.0), np.nan)


def _by_customer(frame: Frame, user_id: str, people: Any, columns: "dict[str, np.ndarray]") -> Any:
    table = {user_id: people.to_list()}
    for name, values in columns.items():
        table[name] = [None if value != value else value for value in values.tolist()]
    return like(frame, table, {user_id: people.dtype, **dict.fromkeys(columns, nw.Float64)})
