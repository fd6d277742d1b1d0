"""Charts of values by category, over time, and from step to step."""

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from storelab.errors import StoreLabError
from storelab.glossary import label
from storelab.language import pick
from storelab.plots._alt import join, marks, say, sentence
from storelab.plots._parts import (
    MANY_BARS,
    MANY_CELLS,
    MARKERS,
    Values,
    as_series,
    category_names,
    fit_names,
    format_dates,
    index_name,
    label_axes,
    legend_above,
    mark_places,
    new_axes,
    not_empty,
    places_of,
    read_lines,
    read_matrix,
    text_of,
    with_unit,
)
from storelab.plots._style import HIGHLIGHT, INK, MUTED, PALETTE, SIZE
from storelab.plots._units import axis_label, check_unit, tick_formatter, value_text, value_texts


def bar(
    series: Values,
    title: str,
    unit: str = "number",
    xlabel: str | None = None,
    ylabel: str | None = None,
    highlight: Hashable | Sequence[Hashable] | None = None,
    horizontal: bool = False,
) -> Axes:
    """Bars, one a category, in the order given.

    Parameters
    ----------
    series
        Values, indexed by category.
    title
        Glossary key or text.
    unit
        ``"number"``, ``"percent"`` (of fractions), ``"yuan"``, ``"second"`` or ``"millisecond"``.
    xlabel, ylabel
        Glossary keys or text; by default the name of the index and of the series.
    highlight
        Category or categories to stand out.
    horizontal
        Bars lie, first one on top: for long names. The labels stay with their axes: ``xlabel`` is below.

    Returns
    -------
    Axes

    Raises
    ------
    StoreLabError
        If the unit is unknown, there is nothing to draw, or a highlighted category is not there.
    """
    values = as_series(series)
    check_unit(unit)
    names = category_names(values.index)
    colours = _bar_colours(values, highlight)
    category, quantity = text_of(values.index.name), axis_label(text_of(values.name), unit)
    ax = new_axes(title, height=max(SIZE[1], 0.42 * len(values) + 1.2) if horizontal else SIZE[1])
    if horizontal:
        drawn = ax.barh(range(len(values)), values.to_numpy(float), color=colours, height=0.7)
        ax.set_yticks(range(len(values)), names)
        ax.invert_yaxis()
        ax.xaxis.set_major_formatter(tick_formatter(unit))
        ax.grid(axis="x")
        ax.grid(visible=False, axis="y")
        label_axes(
            ax, quantity if xlabel is None else with_unit(xlabel, unit), category if ylabel is None else label(ylabel)
        )
    else:
        drawn = ax.bar(range(len(values)), values.to_numpy(float), color=colours, width=0.7)
        ax.set_xticks(range(len(values)), names)
        fit_names(ax, names)
        ax.yaxis.set_major_formatter(tick_formatter(unit))
        label_axes(
            ax, category if xlabel is None else label(xlabel), quantity if ylabel is None else with_unit(ylabel, unit)
        )
    texts = value_texts(values, unit)
    if len(values) <= MANY_BARS or horizontal:
        ax.bar_label(drawn, labels=texts, padding=3, fontsize=10, color=INK)
        # A text stands beside a lying bar's end, so a longer one needs more room.
        ax.margins(x=0.04 + 0.016 * max(map(len, texts)) if horizontal else None, y=None if horizontal else 0.12)
    say(ax, "bar", marks(names, values.to_numpy(float).tolist(), texts))
    return ax


def grouped_bar(
    frame: pd.DataFrame, title: str, unit: str = "number", xlabel: str | None = None, ylabel: str | None = None
) -> Axes:
    """Bars side by side: one group a row, one colour a column.

    Parameters
    ----------
    frame
        Values; index and column labels are categories.
    title, unit, xlabel, ylabel
        As in `bar`; ``ylabel`` is empty by default.

    Returns
    -------
    Axes

    Raises
    ------
    StoreLabError
        If the unit is unknown, or there is nothing to draw.
    """
    check_unit(unit)
    not_empty(frame)
    names, groups = category_names(frame.index), category_names(frame.columns)
    ax = new_axes(title)
    width = 0.8 / len(groups)
    for position, group in enumerate(groups):
        values = frame.iloc[:, position].to_numpy(float)
        places = np.arange(len(names)) + (position - (len(groups) - 1) / 2) * width
        drawn = ax.bar(places, values, width=width * 0.94, label=group, color=PALETTE[position % len(PALETTE)])
        if frame.size <= MANY_BARS:
            ax.bar_label(drawn, labels=[value_text(value, unit) for value in values], padding=2, fontsize=9, color=INK)
    ax.set_xticks(range(len(names)), names)
    fit_names(ax, names)
    ax.yaxis.set_major_formatter(tick_formatter(unit))
    ax.margins(y=0.12)
    legend_above(ax, len(groups))
    label_axes(ax, text_of(frame.index.name) if xlabel is None else label(xlabel), with_unit(ylabel or "", unit))
    say(ax, "grouped_bar", read_matrix(names, groups, frame.to_numpy(float), unit))
    return ax


def line(
    values: Values | pd.DataFrame,
    title: str,
    unit: str = "number",
    mark: Hashable | Mapping[Any, str] | None = None,
    xlabel: str | None = None,
    ylabel: str | None = None,
) -> Axes:
    """One line a column, over the index.

    Parameters
    ----------
    values
        A series, or a frame with one column a line; the index holds dates, numbers or categories.
    title, unit, xlabel, ylabel
        As in `bar`.
    mark
        A place on the horizontal axis to mark with a dashed line, or places with the text of each.

    Returns
    -------
    Axes

    Raises
    ------
    StoreLabError
        If the unit is unknown, or there is nothing to draw.
    """
    check_unit(unit)
    frame = values if isinstance(values, pd.DataFrame) else as_series(values).to_frame()
    not_empty(frame)
    names = [label(column, index_name(frame.columns)) for column in frame.columns]
    places, ticks = places_of(frame.index)
    ax = new_axes(title)
    few = len(frame) <= 31
    for position, name in enumerate(names):
        ax.plot(
            places,
            frame.iloc[:, position].to_numpy(float),
            label=name,
            color=PALETTE[position % len(PALETTE)],
            marker=MARKERS[position % len(MARKERS)] if few else None,
            markersize=4.5,
            linestyle=("-", "--", "-.", ":")[position % 4] if not few else "-",
        )
    if ticks is not None:
        ax.set_xticks(range(len(ticks)), ticks)
        fit_names(ax, ticks)
    elif isinstance(frame.index, pd.DatetimeIndex):
        format_dates(ax, frame.index)
    ax.yaxis.set_major_formatter(tick_formatter(unit))
    ax.margins(y=0.15)
    mark_places(ax, mark, ticks is not None, frame.index)
    if len(names) > 1:
        legend_above(ax, len(names))
    quantity = text_of(frame.columns[0]) if len(names) == 1 else ""
    label_axes(
        ax,
        text_of(frame.index.name) if xlabel is None else label(xlabel),
        with_unit(quantity if ylabel is None else ylabel, unit),
    )
    say(ax, "line", read_lines(frame, names, unit))
    return ax


def funnel(reached: Values, title: str = "funnel") -> Axes:
    """How many reach each step, and what share of the step before that is.

    Parameters
    ----------
    reached
        Counts, indexed by step, in order.
    title
        Glossary key or text.

    Returns
    -------
    Axes

    Raises
    ------
    StoreLabError
        If there is nothing to draw.
    """
    values = as_series(reached)
    names = category_names(values.index)
    counts = values.to_numpy(float)
    ax = new_axes(title, height=max(2.6, 0.62 * len(values) + 1.1))
    ax.barh(range(len(values)), counts, color=PALETTE[0], height=0.66)
    texts = [value_text(count) for count in counts]
    for position in range(1, len(counts)):
        if counts[position - 1] > 0:
            share = value_text(counts[position] / counts[position - 1], "percent")
            texts[position] += pick({"en": f" ({share} of the step before)", "zh": f"（占上一步的 {share}）"})
    for position, text in enumerate(texts):
        ax.annotate(
            text, (counts[position], position), xytext=(5, 0), textcoords="offset points", va="center", color=INK
        )
    ax.set_yticks(range(len(values)), names)
    ax.invert_yaxis()
    ax.set_xlim(0, max(counts.max(), 1) * 1.2)
    ax.xaxis.set_major_formatter(tick_formatter("number"))
    ax.grid(visible=False)
    ax.spines["left"].set_visible(False)
    ax.tick_params(axis="y", length=0)
    ax.set_xlabel(label(values.name) if values.name is not None else pick({"en": "Visitors", "zh": "访客数"}))
    say(ax, "funnel", sentence(join([f"{name} {text}" for name, text in zip(names, texts, strict=True)])))
    return ax


def heatmap(
    matrix: pd.DataFrame,
    title: str,
    unit: str = "number",
    xlabel: str | None = None,
    ylabel: str | None = None,
    centre: float | None = None,
) -> Axes:
    """Colours of a matrix, darker for more; rows from the top.

    Parameters
    ----------
    matrix
        Values; index and column labels are categories. Missing values stay white.
    title, unit
        As in `bar`.
    xlabel, ylabel
        Glossary keys or text; by default the names of columns and index.
    centre
        The value at which a cell is white, such as 1 for a lift: blue lies above and red below, the darker the farther.

    Returns
    -------
    Axes

    Raises
    ------
    StoreLabError
        If the unit is unknown, or there is nothing to draw.
    """
    check_unit(unit)
    not_empty(matrix)
    rows, columns = category_names(matrix.index), category_names(matrix.columns)
    values = matrix.to_numpy(float)
    ax = new_axes(title, height=max(SIZE[1], 0.4 * len(rows) + 1.4))
    known = values[np.isfinite(values)]
    if centre is None:
        low, high, colours = min(0.0, known.min(initial=0.0)), known.max(initial=0.0), "Blues"
    else:
        farthest = np.abs(known - centre).max(initial=0.0) or 1.0
        low, high, colours = centre - farthest, centre + farthest, "RdBu"
    image = ax.imshow(values, cmap=colours, aspect="auto", vmin=low, vmax=high)
    ax.set_xticks(range(len(columns)), columns)
    fit_names(ax, columns)
    ax.set_yticks(range(len(rows)), rows)
    ax.grid(visible=False)
    ax.spines[:].set_visible(False)
    if max(values.shape) <= MANY_CELLS:
        texts = value_texts(values.flat, unit)
        for ((row, column), value), text in zip(np.ndenumerate(values), texts, strict=True):
            if np.isfinite(value):
                place = (value - low) / ((high - low) or 1.0)
                dark = place > 0.6 if centre is None else not 0.15 < place < 0.85
                ax.text(column, row, text, ha="center", va="center", fontsize=9, color="white" if dark else INK)
    legend = ax.figure.colorbar(image, ax=ax, format=tick_formatter(unit), shrink=0.9)
    legend.outline.set_visible(False)
    legend.set_label(with_unit("", unit))
    label_axes(
        ax,
        text_of(matrix.columns.name) if xlabel is None else label(xlabel),
        text_of(matrix.index.name) if ylabel is None else label(ylabel),
    )
    say(ax, "heatmap", read_matrix(rows, columns, values, unit))
    return ax


def _bar_colours(values: pd.Series, highlight: Any) -> list[str]:
    if highlight is None:
        return [PALETTE[0]] * len(values)
    wanted = [highlight] if isinstance(highlight, (str, int, float, tuple)) else list(highlight)
    missing = [key for key in wanted if key not in values.index]
    if missing:
        listed = ", ".join(str(key) for key in values.index)
        raise StoreLabError(
            pick(
                {
                    "en": f"highlight: no bar '{missing[0]}'; the bars are {listed}.",
                    "zh": f"highlight：没有 '{missing[0]}' 这根柱子；现有：{listed}。",
                }
            )
        )
    return [HIGHLIGHT if key in wanted else MUTED for key in values.index]
