"""Samples of one value a unit: read as arrays, and the t-test that means of them share."""

import math
from typing import TYPE_CHECKING, Any, TypeAlias

import narwhals.stable.v2 as nw

from storelab.errors import StoreLabError
from storelab.language import pick

if TYPE_CHECKING:
    import numpy as np

# One row a unit: a Series of pandas or Polars, a NumPy array, or a list.
Column: TypeAlias = Any


def values_of(column: Column, name: str) -> "np.ndarray":
    """The column as an array of numbers, none missing."""
    import numpy as np

    series = nw.from_native(column, series_only=True, pass_through=True)
    try:
        values = np.asarray(series.to_numpy() if isinstance(series, nw.Series) else column, dtype=float)
    except (TypeError, ValueError):
        raise StoreLabError(pick({"en": f"{name} must hold numbers only.", "zh": f"{name} 里只能有数字。"})) from None
    wrong = int((~np.isfinite(values)).sum())
    if wrong:
        raise StoreLabError(
            pick(
                {
                    "en": f"{name}: {wrong} of {len(values)} values are missing or not finite. Who bought nothing counts as 0, not as missing.",
                    "zh": f"{name} 的 {len(values)} 个值里有 {wrong} 个缺失或不是有限的数。没有购买的用户应记为 0，不能留空。",
                }
            )
        )
    return values


def check_lengths(first_name: str, first: "np.ndarray", second_name: str, second: "np.ndarray") -> None:
    """Refuse two columns of the same units that differ in length."""
    if len(first) != len(second):
        raise StoreLabError(
            pick(
                {
                    "en": f"{first_name} has {len(first)} rows and {second_name} {len(second)}: they must be the same units in the same order.",
                    "zh": f"{first_name} 有 {len(first)} 行，{second_name} 有 {len(second)} 行：两列应该是同一批单位，顺序也相同。",
                }
            )
        )


def mean(values: "np.ndarray") -> float:
    """Mean; NaN of nothing."""
    return float(values.mean()) if len(values) else math.nan


def squared_error(values: "np.ndarray") -> tuple[float, int]:
    """Squared standard error of the mean (NaN below two units), and the units."""
    units = len(values)
    return (float(values.var(ddof=1)) / units if units > 1 else math.nan), units


def student_test(
    difference: float, squared_errors: list[tuple[float, int]], confidence: float
) -> tuple[float, float, float, float, float]:
    """Low, high, t, degrees of freedom and p-value of a difference, by Welch and Satterthwaite.

    Parameters
    ----------
    difference
        Of means.
    squared_errors
        `squared_error` of each of the means that it is made of.
    confidence
        Between 0 and 1.
    """
    from scipy.stats import t as student

    variance = math.fsum(squared for squared, _ in squared_errors)
    if not variance > 0:
        return (math.nan,) * 5
    degrees = variance**2 / math.fsum(squared**2 / (units - 1) for squared, units in squared_errors)
    error = math.sqrt(variance)
    t = difference / error
    reach = float(student.ppf((1 + confidence) / 2, degrees)) * error
    return difference - reach, difference + reach, t, degrees, float(2 * student.sf(abs(t), degrees))
