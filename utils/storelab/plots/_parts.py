"""What the kinds of chart share: a new Axes, names of categories, labels, legends, what is read out."""

from collections.abc import Mapping, Sequence
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from storelab.errors import StoreLabError
from storelab.glossary import label
from storelab.language import language, pick
from storelab.plots._alt import marks
from storelab.plots._style import SIZE
from storelab.plots._units import axis_label, value_text, value_texts
from storelab.terminal import width

# More bars than this, or more cells of a heat map a side, and their values would overlap.
MANY_BARS = 14
MANY_CELLS = 12
MARKERS = ("o", "s", "^", "D", "v", "P", "X")
Values = pd.Series | Mapping[Any, Any]


def new_axes(title: str, height: float = SIZE[1], width: float = SIZE[0]) -> Axes:
    """The Axes of a new figure with a title; sizes in inches."""
    _, ax = plt.subplots(figsize=(width, height), layout="constrained")
    ax.set_title(label(title))
    return ax


def as_series(values: Values) -> pd.Series:
    """A series of what a learner hands in; an empty one is a `StoreLabError`."""
    series = values if isinstance(values, pd.Series) else pd.Series(dict(values))
    not_empty(series)
    return series


def not_empty(values: Any) -> None:
    """Raise a `StoreLabError` if there is nothing to draw."""
    if not np.size(values):
        raise StoreLabError(
            pick({"en": "There is nothing to draw: no rows are left.", "zh": "没有可画的数据：一行也没有。"})
        )


def has_columns(frame: pd.DataFrame, columns: Sequence[str]) -> None:
    """Raise a `StoreLabError` that names the first column that is missing."""
    from storelab.errors import suggest

    for name in columns:
        if name not in frame.columns:
            known = [str(column) for column in frame.columns]
            near = suggest(name, known) or ", ".join(known)
            raise StoreLabError(
                pick(
                    {
                        "en": f"The table has no column '{name}'; did you mean {near}?",
                        "zh": f"表里没有 '{name}' 这一列；你是不是想写 {near}？",
                    }
                )
            )


def numbers(frame: pd.DataFrame, column: str) -> np.ndarray:
    """A column as floats; one that holds something else is a `StoreLabError` that names it."""
    try:
        return frame[column].to_numpy(float, na_value=np.nan)
    except (TypeError, ValueError):
        kind = frame[column].dtype
        raise StoreLabError(
            pick(
                {
                    "en": f"Column '{column}' must hold numbers, not {kind}.",
                    "zh": f"'{column}' 这一列应该是数字，现在是 {kind}。",
                }
            )
        ) from None


def point_areas(sizes: np.ndarray) -> np.ndarray:
    """Areas of points that show sizes, the largest 500; a missing size gets the smallest point."""
    biggest = np.nanmax(sizes, initial=0.0)
    return 20 + 480 * np.nan_to_num(sizes) / biggest if biggest > 0 else np.full(len(sizes), 42.0)


def one_of(name: str, value: str, known: Sequence[str]) -> None:
    """Raise a `StoreLabError` that lists what an argument can be if it is none of that."""
    if value not in known:
        listed = ", ".join(f"'{one}'" for one in known)
        raise StoreLabError(
            pick(
                {
                    "en": f"{name}: '{value}' is unknown; use one of {listed}.",
                    "zh": f"{name}：没有 '{value}' 这个取值，可以用 {listed}。",
                }
            )
        )


def index_name(index: pd.Index) -> str | None:
    """The name of an index as text, if it has one."""
    return None if index.name is None else str(index.name)


def category_names(index: pd.Index) -> list[str]:
    """The labels of an index in the learner's language."""
    if isinstance(index, pd.DatetimeIndex):
        return [f"{day:%Y-%m-%d}" for day in index]
    if isinstance(index, pd.MultiIndex):
        levels = [None if name is None else str(name) for name in index.names]
        return [" / ".join(label(part, level) for part, level in zip(key, levels, strict=True)) for key in index]
    return [label(value, index_name(index)) for value in index]


def text_of(key: Any) -> str:
    """The label of a key that may not be there."""
    return "" if key is None or not isinstance(key, str) else label(key)


def with_unit(key: str, unit: str) -> str:
    """The label of an axis: key and unit."""
    return axis_label(label(key) if key else "", unit)


def label_axes(ax: Axes, xlabel: str, ylabel: str) -> None:
    """Write the names of both axes."""
    ax.set_xlabel(xlabel)
    ax.set_ylabel(ylabel)


def fit_names(ax: Axes, names: Sequence[str]) -> None:
    """Let the names below an Axes lean if they don't fit side by side."""
    # About 88 letters fit side by side below an Axes, with one between two names; beyond that they lean.
    if names and (max(width(name) for name in names) + 1) * len(names) > 88:
        ax.tick_params(axis="x", rotation=35)
        for tick in ax.get_xticklabels():
            tick.set_horizontalalignment("right")
            tick.set_rotation_mode("anchor")


def legend_above(ax: Axes, entries: int) -> None:
    """A legend between title and chart, where it hides nothing."""
    ax.legend(loc="lower left", bbox_to_anchor=(0, 1.0), ncols=min(entries, 4), borderaxespad=0.2, handlelength=1.4)
    ax.set_title(ax.get_title("left"), pad=14 + 18 * (1 + (entries - 1) // 4))


def places_of(index: pd.Index) -> tuple[Any, list[str] | None]:
    """Where the rows stand on the horizontal axis, and their names unless they are dates or numbers."""
    if isinstance(index, pd.DatetimeIndex):
        return index.to_numpy(), None
    if pd.api.types.is_numeric_dtype(index):
        return index.to_numpy(), None
    if len(index) and hasattr(index[0], "year"):  # dates kept as objects
        return pd.DatetimeIndex(index).to_numpy(), None
    return range(len(index)), category_names(index)


def format_dates(ax: Axes, days: pd.DatetimeIndex) -> None:
    """Write dates below an Axes as short as their span allows."""
    from matplotlib.dates import AutoDateLocator, DateFormatter

    ax.xaxis.set_major_locator(AutoDateLocator(minticks=4, maxticks=9))
    span = (days.max() - days.min()).days
    ax.xaxis.set_major_formatter(DateFormatter("%Y-%m" if span > 300 else "%m-%d" if span > 2 else "%m-%d %H:%M"))


def mark_places(ax: Axes, mark: Any, categories: bool, index: pd.Index) -> None:
    """Dashed lines at places of the horizontal axis, with their texts."""
    if mark is None:
        return
    for place, text in mark.items() if isinstance(mark, Mapping) else [(mark, "")]:
        if isinstance(index, pd.DatetimeIndex):
            place = pd.Timestamp(place)
        elif categories:
            place = list(index).index(place)
        ax.axvline(place, color="#595959", linestyle="--", linewidth=1.2)
        if text:
            ax.annotate(
                label(text),
                (place, 1),
                xycoords=("data", "axes fraction"),
                xytext=(5, -4),
                textcoords="offset points",
                va="top",
                fontsize=9.5,
                color="#404040",
            )


def read_matrix(rows: Sequence[str], columns: Sequence[str], values: np.ndarray, unit: str) -> str:
    """Read out a matrix, row by row."""
    names = [f"{row} / {column}" for row in rows for column in columns]
    cells = values.ravel().tolist()
    return marks(names, cells, value_texts(cells, unit))


def read_lines(frame: pd.DataFrame, names: Sequence[str], unit: str) -> str:
    """Read out each column of a frame."""
    places = [
        f"{place:%Y-%m-%d}" if hasattr(place, "year") else text
        for place, text in zip(frame.index, category_names(frame.index), strict=True)
    ]
    texts = []
    for position, name in enumerate(names):
        values = frame.iloc[:, position].to_numpy(float).tolist()
        read = marks(places, values, [value_text(value, unit) for value in values])
        colon = pick({"en": ": ", "zh": "："})
        texts.append(f"{name}{colon}{read}" if len(names) > 1 else read)
    return (" " if language() == "en" else "").join(texts)
