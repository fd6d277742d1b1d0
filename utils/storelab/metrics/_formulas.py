"""What plain formulas share: they take numbers or whole columns, and never let infinity out of a division."""

import math
from typing import Any, TypeAlias

import narwhals.stable.v2 as nw

from storelab.errors import StoreLabError
from storelab.language import pick

# A number, or a column of them: a series of pandas, Polars or another library that narwhals reads, or a NumPy array.
Numbers: TypeAlias = Any


def quotient(above: Numbers, below: Numbers) -> Numbers:
    """Divide numbers or columns, value by value; NaN where nothing can be divided by.

    Parameters
    ----------
    above, below
        Numbers, or columns of one length and library; one of the two may be a number.

    Returns
    -------
    float or column
        A float for two numbers, else a column of the same library (a pandas series keeps its index).
    """
    if not is_column(above) and not is_column(below):
        if not below or above is None or math.isnan(below):
            return math.nan
        return float(above) / float(below)
    return _columns(above, below)


def is_column(value: Numbers) -> bool:
    """Whether it is a column and not a number."""
    return hasattr(value, "__len__") and not isinstance(value, str)


def _columns(above: Numbers, below: Numbers) -> Numbers:
    first, second = (nw.from_native(value, series_only=True, pass_through=True) for value in (above, below))
    if not isinstance(first, nw.Series) and not isinstance(second, nw.Series):
        import numpy as np

        with np.errstate(divide="ignore", invalid="ignore"):
            return np.where(np.asarray(below) != 0, np.divide(above, below), np.nan)
    if not isinstance(second, nw.Series):
        return nw.to_native(first * 1.0 / second if second else first * math.nan)
    result = first * 1.0 / second
    return nw.to_native(result.zip_with(second != 0, result * math.nan))


def check_range(name: str, value: Numbers, low: float = -math.inf, high: float = math.inf, above: bool = False) -> None:
    """Refuse an argument that lies outside of its range; missing values pass.

    Parameters
    ----------
    name
        The argument, as messages call it.
    value
        A number, or a column of which each value must lie in the range.
    low, high
        The ends, which belong to the range.
    above
        Whether ``low`` itself is outside.

    Raises
    ------
    StoreLabError
        If a value is outside, or is no number.
    """
    values = list(value) if is_column(value) else [value]
    wrong = [one for one in values if not _inside(one, low, high, above)]
    if wrong:
        first = wrong[0]
        count = len(wrong)
        wanted = _wanted(low, high, above)
        raise StoreLabError(
            pick(
                {
                    "en": f"{name} must be {wanted['en']}, not {first!r}"
                    + (f" ({count} such values)." if count > 1 else "."),
                    "zh": f"{name} 应该是{wanted['zh']}，现在是 {first!r}"
                    + (f"（这样的值共 {count} 个）。" if count > 1 else "。"),
                }
            )
        )


def _inside(value: Any, low: float, high: float, above: bool) -> bool:
    if value is None:
        return True
    try:
        if value != value:  # NaN is a missing value
            return True
        return bool(low < value <= high if above else low <= value <= high)
    except TypeError:
        # pandas.NA is neither true nor false, and text cannot be compared with a number.
        return not isinstance(value, str)


def _wanted(low: float, high: float, above: bool) -> dict[str, str]:
    if math.isinf(high) and math.isinf(low):
        return {"en": "a number", "zh": "一个数"}
    if math.isinf(high):
        more = {"en": "above", "zh": "大于"} if above else {"en": "at least", "zh": "不小于"}
        return {"en": f"{more['en']} {low:g}", "zh": f"{more['zh']} {low:g} 的数"}
    if math.isinf(low):
        return {"en": f"at most {high:g}", "zh": f"不大于 {high:g} 的数"}
    start = {"en": "above", "zh": "大于"} if above else {"en": "from", "zh": "不小于"}
    end = {"en": "up to", "zh": "不大于"} if above else {"en": "to", "zh": "不大于"}
    return {
        "en": f"{start['en']} {low:g} {end['en']} {high:g}",
        "zh": f"{start['zh']} {low:g}、{end['zh']} {high:g} 的数",
    }
