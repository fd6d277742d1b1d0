"""Charts of groups of customers."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from storelab.errors import StoreLabError
from storelab.glossary import label
from storelab.language import pick
from storelab.plots._alt import say, sentence
from storelab.plots._parts import has_columns, label_axes, new_axes, not_empty, numbers, one_of, with_unit
from storelab.plots._style import INK
from storelab.plots._units import check_unit, tick_formatter, value_text

_SCORES = {
    "r": {"en": "R: recent buyers to the right", "zh": "R：越靠右，买得越近"},
    "f": {"en": "F: frequent buyers on top", "zh": "F：越靠上，买得越勤"},
    "m": {"en": "M: big spenders on top", "zh": "M：越靠上，花得越多"},
}
FEWEST_SCORES = 2


def rfm_map(customers: pd.DataFrame, title: str, value: str | None = None, unit: str = "number", by: str = "f") -> Axes:
    """Where customers stand by recency and frequency: the best are at the upper right.

    Parameters
    ----------
    customers
        One row a customer with the scores ``r`` and ``f`` (or ``m``) from 1 on, as `storelab.metrics.rfm_scores` gives.
    title
        Glossary key or text.
    value
        Column whose mean colours a cell and stands in it above the number of customers, such as ``"monetary"``; by
        default colours show how many customers there are.
    unit
        Unit of ``value`` as in `bar`.
    by
        Score on the vertical axis: ``"f"`` or ``"m"``.

    Returns
    -------
    Axes
        One cell for each pair of scores; a cell without customers is empty. The highest score of either kind sets the
        size of the map.

    Raises
    ------
    StoreLabError
        If the unit or ``by`` is unknown, a column is missing or holds no numbers, a score is no whole number from 1
        on, or there is nothing to draw.
    """
    check_unit(unit)
    one_of("by", by, ("f", "m"))
    has_columns(customers, ["r", by, *([value] if value else [])])
    not_empty(customers)
    right, up = _scores(customers, "r"), _scores(customers, by)
    size = max(right.max(), up.max(), FEWEST_SCORES)
    counts = np.zeros((size, size))
    np.add.at(counts, (up - 1, right - 1), 1)
    shown = np.where(counts > 0, counts, np.nan)
    if value:
        shown = _means(numbers(customers, value), right, up, size)
    ax = new_axes(title, height=0.62 * size + 1.5)
    known = shown[np.isfinite(shown)]
    low, high = min(0.0, known.min(initial=0.0)), known.max(initial=0.0)
    # Rows from the bottom: a higher score stands higher.
    image = ax.imshow(shown, cmap="Blues", aspect="auto", vmin=low, vmax=high or 1.0, origin="lower")
    for (row, column), count in np.ndenumerate(counts):
        if count:
            number = shown[row, column]
            text = f"{value_text(number, unit)}\n({value_text(count)})" if value else value_text(count)
            ink = "white" if number - low > 0.6 * (high - low) else INK
            ax.text(column, row, text, ha="center", va="center", fontsize=9, color=ink)
    steps = [str(score) for score in range(1, size + 1)]
    ax.set_xticks(range(size), steps)
    ax.set_yticks(range(size), steps)
    ax.tick_params(length=0)
    ax.grid(visible=False)
    ax.spines[:].set_visible(False)
    bar = ax.figure.colorbar(image, ax=ax, format=tick_formatter(unit if value else "number"), shrink=0.9)
    bar.outline.set_visible(False)
    people = pick({"en": "Customers", "zh": "客户数"})
    bar.set_label(with_unit(value, unit) if value else people)
    if value:
        note = pick({"en": "In brackets: customers", "zh": "括号里是客户数"})
        ax.annotate(note, (1, 1.01), xycoords="axes fraction", ha="right", va="bottom", fontsize=9, color="#595959")
    label_axes(ax, pick(_SCORES["r"]), pick(_SCORES[by]))
    say(ax, "rfm_map", _read(counts, shown, by, value, unit))
    return ax


def _scores(customers: pd.DataFrame, column: str) -> np.ndarray:
    values = numbers(customers, column)
    if not (np.isfinite(values).all() and (values >= 1).all() and (values == values.round()).all()):
        raise StoreLabError(
            pick(
                {
                    "en": f"Column '{column}' must hold scores: whole numbers from 1 on, none missing.",
                    "zh": f"'{column}' 这一列应该是得分：从 1 开始的整数，不能有空缺。",
                }
            )
        )
    return values.astype(int)


def _means(values: np.ndarray, right: np.ndarray, up: np.ndarray, size: int) -> np.ndarray:
    known = np.isfinite(values)
    sums, counts = np.zeros((size, size)), np.zeros((size, size))
    np.add.at(sums, (up[known] - 1, right[known] - 1), values[known])
    np.add.at(counts, (up[known] - 1, right[known] - 1), 1)
    with np.errstate(invalid="ignore"):
        return sums / counts


def _read(counts: np.ndarray, shown: np.ndarray, by: str, value: str | None, unit: str) -> str:
    size = len(counts)

    def cell(place: int) -> str:
        row, column = divmod(place, size)
        amount = value_text(shown.flat[place], unit if value else "number")
        return f"R {column + 1} / {by.upper()} {row + 1} {amount}"

    people, corner = value_text(counts.sum()), value_text(counts[-1, -1])
    text = pick(
        {
            "en": f"{people} customers; {corner} of them score highest in both, {value_text(counts[0, 0])} lowest in both",
            "zh": f"共 {people} 位客户；两项都最高的 {corner} 位，两项都最低的 {value_text(counts[0, 0])} 位",
        }
    )
    if not np.isfinite(shown).any():
        return sentence(text)
    name = label(value) if value else pick({"en": "Most customers", "zh": "人数最多"})
    top, bottom = cell(int(np.nanargmax(shown))), cell(int(np.nanargmin(shown)))
    ends = pick(
        {
            "en": f"{name}, highest: {top}; lowest: {bottom}" if value else f"{name}: {top}",
            "zh": f"{name}，最高：{top}；最低：{bottom}" if value else f"{name}：{top}",
        }
    )
    return sentence(text) + pick({"en": " ", "zh": ""}) + sentence(ends)
