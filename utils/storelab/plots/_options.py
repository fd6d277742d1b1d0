"""Charts for choosing: options that trade one good for another, and what the next yuan brings."""

from collections.abc import Hashable, Mapping
from typing import Any, Literal

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from storelab.errors import StoreLabError
from storelab.glossary import label
from storelab.language import pick
from storelab.plots._alt import MANY, join, say, sentence
from storelab.plots._parts import (
    category_names,
    has_columns,
    label_axes,
    legend_above,
    mark_places,
    new_axes,
    not_empty,
    numbers,
    one_of,
    text_of,
    with_unit,
)
from storelab.plots._style import HIGHLIGHT, INK, MUTED, PALETTE
from storelab.plots._units import axis_label, check_unit, tick_formatter, value_text

Better = Literal["low", "high"]
BAND = "#DCE6EE"
QUIET = "#767676"
MANY_POINTS = 25  # with more, only the efficient options and the chosen one have their names written


def frontier(
    options: pd.DataFrame,
    x: str,
    y: str,
    title: str,
    chosen: Hashable | None = None,
    xbetter: Better = "low",
    ybetter: Better = "high",
    xunit: str = "number",
    yunit: str = "number",
) -> Axes:
    """Options that trade one good for another: those on the frontier, and those that another one beats.

    Parameters
    ----------
    options
        One row an option, indexed by its name; those with a missing ``x`` or ``y`` are left out.
    x, y
        Columns of the two axes; their names are glossary keys.
    title
        Glossary key or text.
    chosen
        The option that stands out.
    xbetter, ybetter
        Whether ``"low"`` or ``"high"`` values are wanted, such as low cost and high satisfaction.
    xunit, yunit
        Units as in `bar`.

    Returns
    -------
    Axes
        An option is on the frontier if no other is at least as good in both and better in one. The line joins them.

    Raises
    ------
    StoreLabError
        If a unit or direction is unknown, a column is missing or holds no numbers, the chosen option is not there, or
        there is nothing to draw.
    """
    for unit in (xunit, yunit):
        check_unit(unit)
    one_of("xbetter", xbetter, ("low", "high"))
    one_of("ybetter", ybetter, ("low", "high"))
    has_columns(options, (x, y))
    right, up = numbers(options, x), numbers(options, y)
    known = np.isfinite(right) & np.isfinite(up)
    points, right, up = options[known], right[known], up[known]
    not_empty(points)
    names = category_names(points.index)
    place = _place(points.index, names, chosen)
    best = _efficient(right if xbetter == "high" else -right, up if ybetter == "high" else -up)
    order = np.flatnonzero(best)[np.lexsort((up[best], right[best]))]
    ax = new_axes(title)
    beaten = pick({"en": "Another one is better", "zh": "有更好的选择"})
    on_line = pick({"en": "Frontier", "zh": "有效前沿"})
    if not best.all():
        ax.scatter(
            right[~best], up[~best], s=64, marker="X", color=MUTED, edgecolor="white", linewidth=0.5, label=beaten
        )
    ax.plot(right[order], up[order], color=PALETTE[0], marker="o", markersize=7, linewidth=1.6, label=on_line, zorder=3)
    if place is not None:
        text = pick({"en": "Chosen", "zh": "选定方案"})
        ax.scatter(
            right[place],
            up[place],
            s=150,
            marker="D",
            color=HIGHLIGHT,
            edgecolor="white",
            linewidth=1,
            label=text,
            zorder=4,
        )
    # No option lies on the better side of the frontier, so names have room there; the beaten ones' stand on the other.
    side = (-1 if xbetter == "low" else 1, 1 if ybetter == "high" else -1)
    for row, name in enumerate(names):
        if best[row] or row == place or len(names) <= MANY_POINTS:
            across, along = (8 * one if best[row] else -8 * one for one in side)
            ax.annotate(
                name,
                (right[row], up[row]),
                xytext=(across, along),
                textcoords="offset points",
                ha="right" if across < 0 else "left",
                va="top" if along < 0 else "bottom",
                fontsize=9.5,
                color=INK if best[row] or row == place else QUIET,
            )
    ax.xaxis.set_major_formatter(tick_formatter(xunit))
    ax.yaxis.set_major_formatter(tick_formatter(yunit))
    ax.grid(axis="x")
    ax.margins(0.12)
    # The names of the outermost options need room of their own on their side, or they lie across the axis.
    low, high = ax.get_xlim()
    room = 0.2 * (high - low)
    ax.set_xlim((low - room, high) if side[0] < 0 else (low, high + room))
    legend_above(ax, 1 + (not best.all()) + (place is not None))
    label_axes(ax, _directed(x, xunit, xbetter), _directed(y, yunit, ybetter))
    texts = [
        f"{name} ({value_text(a, xunit)}, {value_text(b, yunit)})" for name, a, b in zip(names, right, up, strict=True)
    ]
    say(ax, "frontier", _read_frontier(texts, order, best, place))
    return ax


def _efficient(right: np.ndarray, up: np.ndarray) -> np.ndarray:
    """Which points no other beats, where more is better in both."""
    better = np.zeros(len(right), bool)
    for row in range(len(right)):
        as_good = (right >= right[row]) & (up >= up[row])
        better[row] = (as_good & ((right > right[row]) | (up > up[row]))).any()
    return ~better


def _place(index: pd.Index, names: list[str], chosen: Hashable | None) -> int | None:
    if chosen is None:
        return None
    rows = list(index)
    if chosen in rows:
        return rows.index(chosen)
    listed = join(names)
    raise StoreLabError(
        pick(
            {
                "en": f"chosen: no option '{chosen}'; the options are {listed}.",
                "zh": f"chosen：没有 '{chosen}' 这个方案；现有：{listed}。",
            }
        )
    )


def _directed(key: str, unit: str, better: str) -> str:
    way = {"low": {"en": "less is better", "zh": "越小越好"}, "high": {"en": "more is better", "zh": "越大越好"}}
    beside = pick({"en": "{}, {}", "zh": "{}，{}"})
    return beside.format(axis_label(label(key), unit), pick(way[better]))


def _read_frontier(texts: list[str], order: np.ndarray, best: np.ndarray, place: int | None) -> str:
    said = [texts[row] for row in order]
    shown = join(said if len(said) <= MANY else [*said[:3], "…", *said[-3:]])
    parts = [
        pick(
            {
                "en": f"{len(said)} of {len(texts)} on the frontier: {shown}",
                "zh": f"{len(texts)} 个方案里有 {len(said)} 个在有效前沿上：{shown}",
            }
        )
    ]
    beaten = [texts[row] for row in np.flatnonzero(~best)]
    if beaten:
        listed = join(beaten if len(beaten) <= MANY else [*beaten[:MANY], "…"])
        parts.append(pick({"en": f"Another one is better than {listed}", "zh": f"有更好选择的：{listed}"}))
    if place is not None:
        parts.append(pick({"en": f"Chosen: {texts[place]}", "zh": f"选定：{texts[place]}"}))
    return pick({"en": " ", "zh": ""}).join(sentence(part) for part in parts)


def response_curve(
    curve: pd.DataFrame,
    title: str,
    unit: str = "number",
    xunit: str = "number",
    observed: pd.DataFrame | None = None,
    known_to: float | None = None,
    mark: Mapping[float, str] | float | None = None,
    xlabel: str | None = None,
    ylabel: str | None = None,
) -> Axes:
    """What comes out for what is put in, such as sales for advertising or demand for a price, with its interval.

    Parameters
    ----------
    curve
        Column ``value`` and, where an interval is known, ``low`` and ``high``; indexed by what is put in, rising.
    title
        Glossary key or text.
    unit, xunit
        Units of the outcome and of what is put in, as in `bar`.
    observed
        Columns ``x`` and ``y``: the days or trials that the curve was drawn through.
    known_to
        The largest value that was ever tried; beyond it the curve is dashed, for it is a guess.
    mark
        Places to mark, as in `line`, such as ``{3000: "today"}``.
    xlabel, ylabel
        Glossary keys or text; by default the name of the index, and nothing.

    Returns
    -------
    Axes

    Raises
    ------
    StoreLabError
        If a unit is unknown, a column is missing or holds no numbers, the index is not numbers that rise, or there is
        nothing to draw.
    """
    for one in (unit, xunit):
        check_unit(one)
    has_columns(curve, ("value",))
    not_empty(curve)
    places, values = _rising(curve.index), numbers(curve, "value")
    ax = new_axes(title)
    entries = 1
    if {"low", "high"} & set(curve.columns):
        has_columns(curve, ("low", "high"))
        text = pick({"en": "Interval", "zh": "区间"})
        ax.fill_between(places, numbers(curve, "low"), numbers(curve, "high"), color=BAND, linewidth=0, label=text)
        entries += 1
    if observed is not None:
        has_columns(observed, ("x", "y"))
        text = pick({"en": "Observed", "zh": "实际观测"})
        ax.scatter(
            numbers(observed, "x"), numbers(observed, "y"), s=18, color=QUIET, alpha=0.6, linewidth=0, label=text
        )
        entries += 1
    end = places[-1] if known_to is None else known_to
    tried = places <= end
    text = pick({"en": "Curve", "zh": "曲线"})
    if tried.any():
        # At the end of what was tried the two parts meet.
        meet = [] if tried.all() else [(end, float(np.interp(end, places, values)))]
        inside = np.array([*zip(places[tried], values[tried], strict=True), *meet])
        ax.plot(inside[:, 0], inside[:, 1], color=PALETTE[0], label=text, zorder=3)
    if not tried.all():
        beyond = [(end, float(np.interp(end, places, values)))] if tried.any() else []
        outside = np.array([*beyond, *zip(places[~tried], values[~tried], strict=True)])
        text = pick({"en": "Never tried", "zh": "没试过的范围"})
        ax.plot(outside[:, 0], outside[:, 1], color=PALETTE[0], linestyle=":", label=text, zorder=3)
        entries += 1
    ax.xaxis.set_major_formatter(tick_formatter(xunit))
    ax.yaxis.set_major_formatter(tick_formatter(unit))
    ax.margins(y=0.1)
    mark_places(ax, mark, False, curve.index)
    if entries > 1:
        legend_above(ax, entries)
    label_axes(
        ax, with_unit(text_of(curve.index.name) if xlabel is None else xlabel, xunit), with_unit(ylabel or "", unit)
    )
    say(ax, "response_curve", _read_curve(curve, places, values, unit, xunit, known_to))
    return ax


def _rising(index: pd.Index) -> np.ndarray:
    if pd.api.types.is_numeric_dtype(index) and index.is_monotonic_increasing and not index.hasnans:
        return index.to_numpy(float)
    raise StoreLabError(
        pick(
            {
                "en": "The index of a curve must be numbers that rise: sort_index() puts them in order.",
                "zh": "曲线的索引应该是从小到大的数字，可以先用 sort_index() 排好。",
            }
        )
    )


def _read_curve(
    curve: pd.DataFrame, places: np.ndarray, values: np.ndarray, unit: str, xunit: str, known_to: float | None
) -> str:
    rows = sorted({round(part * (len(places) - 1) / 4) for part in range(5)})
    said = []
    for row in rows:
        text = f"{value_text(places[row], xunit)} → {value_text(values[row], unit)}"
        if "low" in curve.columns:
            low, high = (value_text(curve[name].iloc[row], unit) for name in ("low", "high"))
            text += pick({"en": f" ({low} to {high})", "zh": f"（{low} 到 {high}）"})
        said.append(text)
    parts: list[Any] = [join(said)]
    if known_to is not None and known_to < places[-1]:
        limit = value_text(known_to, xunit)
        parts.append(pick({"en": f"Nothing beyond {limit} was ever tried", "zh": f"{limit} 以上没试过"}))
    return pick({"en": " ", "zh": ""}).join(sentence(part) for part in parts)
