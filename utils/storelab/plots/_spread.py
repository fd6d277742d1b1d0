"""Charts of how single values are spread: one at a time, and against each other."""

from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from storelab.glossary import label
from storelab.language import pick
from storelab.plots._alt import marks, say, sentence
from storelab.plots._parts import has_columns, label_axes, new_axes, not_empty, point_areas, text_of, with_unit
from storelab.plots._style import INK, PALETTE
from storelab.plots._units import axis_label, check_unit, tick_formatter, value_text


def histogram(
    values: Iterable[float],
    title: str,
    unit: str = "number",
    bins: int = 30,
    log: bool = False,
    xlabel: str | None = None,
    ylabel: str | None = None,
) -> Axes:
    """How often values of each size occur.

    Parameters
    ----------
    values
        Numbers; missing ones are left out.
    title, unit
        As in `bar`.
    bins
        Number of bars.
    log
        The horizontal axis counts in factors instead of steps, with bins of equal width on it; values of zero or below
        have no place there and are left out.
    xlabel, ylabel
        Glossary keys or text; by default the name of the values, and "Count".

    Returns
    -------
    Axes

    Raises
    ------
    StoreLabError
        If the unit is unknown, or no value is left to draw.
    """
    check_unit(unit)
    series = pd.Series(values) if not isinstance(values, pd.Series) else values
    numbers = series.dropna().to_numpy(float)
    numbers = numbers[np.isfinite(numbers)]
    numbers = numbers[numbers > 0] if log else numbers
    not_empty(numbers)
    edges = np.geomspace(numbers.min(), numbers.max(), bins + 1) if log else np.histogram_bin_edges(numbers, bins)
    ax = new_axes(title)
    ax.hist(numbers, bins=edges.tolist(), color=PALETTE[0], edgecolor="white", linewidth=0.5)
    if log:
        ax.set_xscale("log")
    ax.xaxis.set_major_formatter(tick_formatter(unit))
    ax.yaxis.set_major_formatter(tick_formatter("number"))
    count = pick({"en": "Count", "zh": "数量"})
    label_axes(
        ax,
        with_unit(text_of(series.name) if xlabel is None else xlabel, unit),
        count if ylabel is None else label(ylabel),
    )
    low, middle, high = (value_text(value, unit) for value in np.quantile(numbers, [0.05, 0.5, 0.95]))
    total = value_text(len(numbers))
    text = pick(
        {
            "en": f"{total} values; median {middle}; nine in ten lie between {low} and {high}",
            "zh": f"共 {total} 个值，中位数 {middle}，九成落在 {low} 到 {high} 之间",
        }
    )
    say(ax, "histogram", sentence(text))
    return ax


def scatter(
    frame: pd.DataFrame,
    x: str,
    y: str,
    title: str,
    size: str | None = None,
    label: str | None = None,
    logx: bool = False,
    xunit: str = "number",
    yunit: str = "number",
) -> Axes:
    """One point a row.

    Parameters
    ----------
    frame
        The rows; those with a missing ``x`` or ``y`` are left out.
    x, y
        Columns of the two axes; their names are glossary keys.
    title
        Glossary key or text.
    size
        Column that the area of the points shows.
    label
        Column of names to write beside the points; of more than 20 points only the five at each end of ``y``.
    logx
        The horizontal axis counts in factors; values of zero or below are left out.
    xunit, yunit
        Units as in `bar`.

    Returns
    -------
    Axes

    Raises
    ------
    StoreLabError
        If a unit is unknown, a column is missing, or there is nothing to draw.
    """
    from storelab.glossary import label as translate

    for unit in (xunit, yunit):
        check_unit(unit)
    has_columns(frame, [name for name in (x, y, size, label) if name])
    points = frame.dropna(subset=[x, y])
    points = points[points[x] > 0] if logx else points
    not_empty(points)
    ax = new_axes(title)
    areas: Any = 42 if len(points) <= 200 else 14
    if size:
        areas = point_areas(points[size].to_numpy(float))
    ax.scatter(points[x], points[y], s=areas, color=PALETTE[0], alpha=0.7, edgecolor="white", linewidth=0.7)
    if logx:
        ax.set_xscale("log")
    ax.xaxis.set_major_formatter(tick_formatter(xunit))
    ax.yaxis.set_major_formatter(tick_formatter(yunit))
    ax.grid(axis="x")
    ax.margins(0.1)
    label_axes(ax, axis_label(translate(x), xunit), axis_label(translate(y), yunit))
    names = (
        [translate(value, label) for value in points[label]]
        if label
        else [str(row) for row in range(1, len(points) + 1)]
    )
    if label:
        shown = points.assign(_name=names, _area=areas).sort_values(y)
        shown = shown if len(shown) <= 20 else pd.concat([shown.head(5), shown.tail(5)])
        for _, point in shown.iterrows():
            # At the upper right of the point, however large that is.
            away = 2 + 0.7 * np.sqrt(point["_area"] / np.pi)
            ax.annotate(
                point["_name"],
                (point[x], point[y]),
                xytext=(away, away),
                textcoords="offset points",
                fontsize=9,
                color=INK,
            )
    if size:
        note = pick({"en": f"Area of a point: {translate(size)}", "zh": f"点的面积：{translate(size)}"})
        ax.annotate(note, (1, 1.01), xycoords="axes fraction", ha="right", va="bottom", fontsize=9, color="#595959")
    texts = [f"({value_text(a, xunit)}, {value_text(b, yunit)})" for a, b in zip(points[x], points[y], strict=True)]
    say(ax, "scatter", marks(names, points[y].to_numpy(float).tolist(), texts))
    return ax
