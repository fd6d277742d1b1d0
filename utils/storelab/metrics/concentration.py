"""How unequally a total is spread: Gini, Herfindahl, the share of the largest, and Shannon's entropy."""

import math
from collections.abc import Iterable
from typing import Any

from storelab.errors import StoreLabError
from storelab.language import pick
from storelab.metrics._formulas import check_range

# A part of a number of things is rounded up; 0.07 * 100 is 7.000000000000001 in floats, and still 7 of 100.
ROUNDING = 1e-9


def gini(values: Iterable[Any]) -> float:
    """Gini coefficient: 0 when all have the same, (n - 1) / n when one of n has everything.

    Half the mean absolute difference of all pairs over the mean; no correction for small n is made.

    Parameters
    ----------
    values
        A column of numbers from 0 on, such as the sales of each item, items without sales included. Missing values
        are left out.

    Returns
    -------
    float
        From 0 up to, but not including, 1; NaN without values or when all are 0.

    Raises
    ------
    StoreLabError
        If a value is negative or no number.

    References
    ----------
    Gini (1912), Variabilità e mutabilità.
    """
    known = sorted(_known(values))
    total = math.fsum(known)
    if not total:
        return math.nan
    size = len(known)
    weighted = math.fsum((2 * place - size - 1) * value for place, value in enumerate(known, start=1))
    return max(weighted / (size * total), 0.0)


def herfindahl(values: Iterable[Any]) -> float:
    """Herfindahl-Hirschman index: the sum of squared shares, on the scale from 0 to 1.

    Authorities write it times 10,000, for they square percents; 0.25 here is 2,500 there.

    Parameters
    ----------
    values
        A column of numbers from 0 on, such as sales or shares; they are divided by their sum. Missing values are left
        out.

    Returns
    -------
    float
        From 1 / n (all of one size) to 1 (one has everything); NaN without values or when all are 0.

    Raises
    ------
    StoreLabError
        If a value is negative or no number.

    References
    ----------
    Hirschman (1964), The paternity of an index, American Economic Review 54.
    """
    known = _known(values)
    total = math.fsum(known)
    return math.fsum((value / total) ** 2 for value in known) if total else math.nan


def effective_number(values: Iterable[Any]) -> float:
    """How many of equal size would be as concentrated as these: 1 over the Herfindahl index.

    Parameters
    ----------
    values
        As in `herfindahl`.

    Returns
    -------
    float
        From 1 to n; NaN without values or when all are 0.

    Raises
    ------
    StoreLabError
        As `herfindahl`.
    """
    return 1 / herfindahl(values)


def concentration_ratio(values: Iterable[Any], top: int = 4) -> float:
    """CRn: the share of the n largest together.

    Parameters
    ----------
    values
        A column of numbers from 0 on, such as sales or shares; they are divided by their sum. Missing values are left
        out.
    top
        n, how many of the largest; with fewer values, all of them.

    Returns
    -------
    float
        From 0 to 1; NaN without values or when all are 0.

    Raises
    ------
    StoreLabError
        If a value is negative or no number, or ``top`` is below 1.
    """
    check_range("top", top, 1)
    known = sorted(_known(values), reverse=True)
    total = math.fsum(known)
    return min(math.fsum(known[:top]) / total, 1.0) if total else math.nan


def top_share(values: Iterable[Any], top: float = 0.2) -> float:
    """Share of the total that the largest part of the values has: ``top=0.2`` asks for the 80 of 80/20.

    Parameters
    ----------
    values
        As in `concentration_ratio`.
    top
        Which part of the values, above 0 up to 1; their number is rounded up, so one value is its own top.

    Returns
    -------
    float
        From ``top`` to 1; NaN without values or when all are 0.

    Raises
    ------
    StoreLabError
        If a value is negative or no number, or ``top`` is not above 0 and at most 1.
    """
    known = _known(values)
    return concentration_ratio(known, max(top_count(len(known), top), 1))


def top_count(size: int, top: float) -> int:
    """How many of ``size`` things the top part is, rounded up.

    Raises
    ------
    StoreLabError
        If ``top`` is not above 0 and at most 1.
    """
    check_range("top", top, 0, 1, above=True)
    return math.ceil(size * top - ROUNDING)


def entropy(values: Iterable[Any]) -> float:
    """Shannon's entropy of the shares in bits: 0 for one, log2(n) for n of equal size.

    Parameters
    ----------
    values
        A column of numbers from 0 on, such as counts or shares; they are divided by their sum. Missing values and
        zeros add nothing.

    Returns
    -------
    float
        Bits from 0 to log2(n); NaN without values or when all are 0.

    Raises
    ------
    StoreLabError
        If a value is negative or no number.

    References
    ----------
    Shannon (1948), A mathematical theory of communication, Bell System Technical Journal 27.
    """
    known = [value for value in _known(values) if value]
    total = math.fsum(known)
    if not total:
        return math.nan
    return math.fsum(-value / total * math.log2(value / total) for value in known)


def _known(values: Iterable[Any]) -> list[float]:
    if isinstance(values, str) or not hasattr(values, "__iter__"):
        raise StoreLabError(
            pick(
                {
                    "en": f"values must be a column of numbers, not {values!r}.",
                    "zh": f"values 应该是一列数，现在是 {values!r}。",
                }
            )
        )
    given = list(values)
    check_range("values", given, 0)
    return [float(value) for value in given if not _missing(value)]


def _missing(value: Any) -> bool:
    if value is None:
        return True
    try:
        return bool(value != value)
    except TypeError:  # pandas.NA is neither true nor false
        return True
