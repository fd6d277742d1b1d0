"""Numbers as a shop writes them: thousands separators, percent, yuan, seconds."""

from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.ticker import Formatter, PercentFormatter

from storelab.errors import StoreLabError, suggest
from storelab.language import language, pick

MILLION = 1_000_000
UNITS = ("number", "percent", "yuan", "second", "millisecond")
# What stands in brackets behind an axis label; percent stands at each tick.
_SUFFIX = {
    "number": {"en": "", "zh": ""},
    "percent": {"en": "%", "zh": "%"},
    "yuan": {"en": "yuan", "zh": "元"},
    "second": {"en": "seconds", "zh": "秒"},
    "millisecond": {"en": "milliseconds", "zh": "毫秒"},
}


def check_unit(unit: str) -> None:
    """Raise a `StoreLabError` that lists the units if this is none of them."""
    if unit not in UNITS:
        near = suggest(unit, UNITS) or ", ".join(UNITS)
        raise StoreLabError(
            pick(
                {
                    "en": f"Unit '{unit}' is unknown; did you mean {near}?",
                    "zh": f"没有 '{unit}' 这个单位；你是不是想写 {near}？",
                }
            )
        )


def value_text(value: Any, unit: str = "number", compact: bool = True) -> str:
    """A value as text with its unit: ``12.3%``, ``¥1,200``, ``850 ms``; a dash for a missing one.

    Millions are shortened (``1.20M``, ``120万``) unless ``compact`` is false.
    """
    if value is None or pd.isna(value):
        return "–"
    number = float(value)
    if unit == "percent":
        return _percent(number)
    size = abs(number)
    write = _compact if compact and size >= MILLION else _money if unit == "yuan" else _plain
    text = write(size)
    if unit == "yuan":
        text = f"¥{text}"
    elif unit == "second":
        text = f"{text} {pick({'en': 's', 'zh': '秒'})}"
    elif unit == "millisecond":
        text = f"{text} {pick({'en': 'ms', 'zh': '毫秒'})}"
    return f"-{text}" if number < 0 else text


def value_texts(values: Iterable[Any], unit: str = "number") -> list[str]:
    """Values that stand side by side, as texts: plain numbers with one count of decimals, the largest's.

    Other units, whole numbers and values from a thousand on are written one by one, as `value_text` does.
    """
    given = list(values)
    known = np.array([float(value) for value in given if value is not None and not pd.isna(value)])
    largest = float(np.abs(known).max(initial=0.0))
    if unit != "number" or not 0.1 <= largest < 1000 or (known == np.round(known)).all():
        return [value_text(value, unit) for value in given]
    decimals = 2 if largest < 10 else 1
    if np.allclose(known, known.round(decimals - 1), rtol=0, atol=1e-9):
        decimals -= 1  # as exact as they are
    # Adding nothing turns -0.0 into 0.0.
    return [
        value_text(value) if value is None or pd.isna(value) else f"{round(float(value), decimals) + 0.0:.{decimals}f}"
        for value in given
    ]


def _percent(number: float) -> str:
    points = 100 * number
    if points in (0, 100):
        return f"{points:.0f}%"
    return f"{points:.1f}%" if abs(points) >= 1 else f"{points:.2f}%"


def _plain(number: float) -> str:
    if number == int(number) or number >= 1000:
        return f"{number:,.0f}"
    if number >= 1:
        return f"{number:,.2f}" if number < 10 else f"{number:,.1f}"
    return f"{number:.3g}"


def _money(number: float) -> str:
    return f"{number:,.0f}" if number >= 100 or number == int(number) else f"{number:,.2f}"


def _compact(number: float) -> str:
    if language() == "zh":
        return f"{number / 1e8:,.2f}亿" if number >= 1e8 else f"{number / 1e4:,.0f}万"
    return f"{number / 1e9:,.2f}bn" if number >= 1e9 else f"{number / 1e6:,.2f}M"


def tick_formatter(unit: str) -> Formatter:
    """Formats the ticks of an axis in that unit."""
    return PercentFormatter(xmax=1) if unit == "percent" else _Amounts()


class _Amounts(Formatter):
    """Ticks with separators; from a million on all ticks of an axis are shortened alike (``0.5M``, ``1M``)."""

    def __call__(self, value: float, pos: Any = None) -> str:
        return ("-" if value < 0 else "") + _compact(abs(value)) if abs(value) >= MILLION else f"{value:,.10g}"

    def format_ticks(self, values: Any) -> list[str]:
        sizes = [abs(float(value)) for value in values if value]
        largest = max(sizes, default=0)
        size, sign = _scale(largest)
        # On an axis that counts in factors the small ones would be nothing but zeros.
        if largest < MILLION or min(sizes) < size / 100:
            return super().format_ticks(values)
        return [f"{value / size:,.10g}{sign}" if value else "0" for value in values]


def _scale(largest: float) -> tuple[float, str]:
    if language() == "zh":
        return (1e8, "亿") if largest >= 1e8 else (1e4, "万")
    return (1e9, "bn") if largest >= 1e9 else (1e6, "M")


def axis_label(text: str, unit: str) -> str:
    """A label with its unit in brackets; the unit alone where there is no label."""
    suffix = pick(_SUFFIX[unit])
    if not suffix or (text and unit == "percent"):
        return text
    if not text:
        return suffix
    return f"{text} ({suffix})" if language() == "en" else f"{text}（{suffix}）"
