"""Charts of parts that add up to a whole."""

from collections.abc import Hashable, Sequence
from typing import Any

import matplotlib.colors
import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from storelab.errors import StoreLabError
from storelab.glossary import label
from storelab.language import pick
from storelab.plots._alt import join, marks, say, sentence
from storelab.plots._parts import (
    MANY_BARS,
    Values,
    as_series,
    category_names,
    fit_names,
    label_axes,
    legend_above,
    new_axes,
    not_empty,
    read_matrix,
    text_of,
    with_unit,
)
from storelab.plots._style import INK, PALETTE
from storelab.plots._units import check_unit, tick_formatter, value_text

RISE, FALL = "#009E73", "#D55E00"
MOST = 0.8  # the share of the whole that a Pareto chart asks about
MANY_NAMES = 24  # bars of a Pareto chart; with more they are numbered
MANY_ROWS = 16  # of a stacked bar chart; with more not every one is named


def waterfall(
    parts: Values,
    title: str,
    unit: str = "number",
    levels: Sequence[Hashable] | None = None,
    xlabel: str | None = None,
    ylabel: str | None = None,
) -> Axes:
    """How changes lead from one level to another: each bar starts where the one before it ended.

    Parameters
    ----------
    parts
        In order: the start, the changes, the end.
    title, unit, xlabel, ylabel
        As in `bar`.
    levels
        Labels of the bars that stand on zero; by default the first and the last. Others may be subtotals. If the
        first is no level, the changes start from zero.

    Returns
    -------
    Axes

    Raises
    ------
    StoreLabError
        If the unit is unknown, there is nothing to draw, a level is not there, or one is not the sum so far.
    """
    check_unit(unit)
    series = as_series(parts)
    values = series.to_numpy(float)
    level = _levels(series, levels)
    bottoms, ends = _floating(series, values, level)
    ax = new_axes(title)
    colours = [
        PALETTE[0] if whole else RISE if value >= 0 else FALL for whole, value in zip(level, values, strict=True)
    ]
    ax.bar(range(len(values)), values, bottom=bottoms, color=colours, width=0.62)
    ax.hlines(ends[:-1], np.arange(len(values) - 1) + 0.31, np.arange(1, len(values)) - 0.31, colors="#8C8C8C", lw=1)
    ax.axhline(0, color="#8C8C8C", linewidth=0.8)
    names = category_names(series.index)
    texts = [
        value_text(value, unit) if whole or not value > 0 else f"+{value_text(value, unit)}"
        for whole, value in zip(level, values, strict=True)
    ]
    for place, text in enumerate(texts):
        down = values[place] < 0
        tip = min(bottoms[place], ends[place]) if down else max(bottoms[place], ends[place])
        ax.annotate(
            text,
            (place, tip),
            xytext=(0, -4 if down else 4),
            textcoords="offset points",
            ha="center",
            va="top" if down else "bottom",
            fontsize=10,
            color=INK,
        )
    ax.set_xticks(range(len(names)), names)
    fit_names(ax, names)
    ax.yaxis.set_major_formatter(tick_formatter(unit))
    low, high = min(0.0, bottoms.min(), ends.min()), max(0.0, bottoms.max(), ends.max())
    room = 0.12 * ((high - low) or 1.0)  # for the values at the tips
    ax.set_ylim(low - room if low < 0 else 0, high + room if high > 0 else 0)
    label_axes(
        ax,
        text_of(series.index.name) if xlabel is None else label(xlabel),
        with_unit(ylabel if ylabel is not None else "", unit),
    )
    say(ax, "waterfall", sentence(join([f"{name} {text}" for name, text in zip(names, texts, strict=True)])))
    return ax


def _levels(series: pd.Series, levels: Sequence[Hashable] | None) -> list[bool]:
    if levels is None:
        return [place in (0, len(series) - 1) for place in range(len(series))]
    for key in levels:
        if key not in series.index:
            listed = ", ".join(str(one) for one in series.index)
            raise StoreLabError(
                pick(
                    {
                        "en": f"levels: no bar '{key}'; the bars are {listed}.",
                        "zh": f"levels：没有 '{key}' 这根柱子；现有：{listed}。",
                    }
                )
            )
    return [key in levels for key in series.index]


def _floating(series: pd.Series, values: np.ndarray, level: Sequence[bool]) -> tuple[np.ndarray, np.ndarray]:
    """Where each bar starts and ends."""
    bottoms, ends = np.zeros(len(values)), np.zeros(len(values))
    so_far = 0.0
    for place, (value, whole) in enumerate(zip(values, level, strict=True)):
        if whole:
            if place and abs(value - so_far) > 1e-6 * max(abs(value), abs(values).max()):
                name = series.index[place]
                raise StoreLabError(
                    pick(
                        {
                            "en": f"'{name}' is {value:,.6g}, but the bars before it add up to {so_far:,.6g}: "
                            "a change is missing, or counted twice.",
                            "zh": f"'{name}' 是 {value:,.6g}，前面各项加起来却是 {so_far:,.6g}：漏了一项，或者重复算了一项。",
                        }
                    )
                )
            so_far = value
        else:
            bottoms[place] = so_far
            so_far += value
        ends[place] = so_far
    return bottoms, ends


def pareto(
    series: Values, title: str, unit: str = "number", xlabel: str | None = None, ylabel: str | None = None
) -> Axes:
    """Which few make most of the whole: bars from the largest, and their sum so far on the same scale.

    Parameters
    ----------
    series
        Values of zero or more, indexed by category, in any order; missing ones are left out.
    title, unit, xlabel, ylabel
        As in `bar`.

    Returns
    -------
    Axes
        The scale on the right is the share of the whole.

    Raises
    ------
    StoreLabError
        If the unit is unknown, a value is negative, or there is nothing to draw.
    """
    check_unit(unit)
    values = as_series(series).dropna().sort_values(ascending=False, kind="stable")
    not_empty(values)
    amounts = values.to_numpy(float)
    if amounts.min() < 0 or amounts.sum() <= 0:
        raise StoreLabError(
            pick(
                {
                    "en": "A Pareto chart shows shares of a whole: no value can be negative, and not all can be zero.",
                    "zh": "帕累托图画的是占总量的份额：不能有负数，也不能全是 0。",
                }
            )
        )
    total, so_far = amounts.sum(), amounts.cumsum()
    enough = int(np.argmax(so_far >= MOST * total * (1 - 1e-12)))
    named = len(values) <= MANY_NAMES
    names = category_names(values.index) if named else [str(place + 1) for place in range(len(values))]
    ax = new_axes(title)
    colours = [PALETTE[0] if place <= enough else "#9DB8CC" for place in range(len(values))]
    places = np.arange(len(values)) if named else np.arange(1, len(values) + 1)
    ax.bar(places, amounts, color=colours, width=0.8 if named else 1.0, label=text_of(values.name) or _one_by_one())
    ax.plot(
        places,
        so_far,
        color=PALETTE[1],
        marker="o" if named else None,
        markersize=4.5,
        label=pick({"en": "Sum so far", "zh": "累计"}),
    )
    ax.axhline(MOST * total, color="#595959", linestyle="--", linewidth=1.2)
    most = pick(
        {
            "en": f"{enough + 1} of {len(values)} make {so_far[enough] / total:.0%}",
            "zh": f"{len(values)} 个里的前 {enough + 1} 个占 {so_far[enough] / total:.0%}",
        }
    )
    ax.annotate(
        most,
        (places[enough], so_far[enough]),
        xytext=(10, -8),
        textcoords="offset points",
        va="top",
        fontsize=10,
        color=INK,
    )
    if named:
        ax.set_xticks(places, names)
        fit_names(ax, names)
    ax.set_ylim(0, 1.06 * total)
    ax.yaxis.set_major_formatter(tick_formatter(unit))
    share = ax.secondary_yaxis("right", functions=(lambda amount: amount / total, lambda part: part * total))
    share.yaxis.set_major_formatter(tick_formatter("percent"))
    share.spines["right"].set_visible(False)
    legend_above(ax, 2)
    rank = pick({"en": "Rank", "zh": "名次"})
    label_axes(
        ax,
        (text_of(values.index.name) if named else rank) if xlabel is None else label(xlabel),
        with_unit(str(values.name or "") if ylabel is None else ylabel, unit),
    )
    read = marks(category_names(values.index), amounts.tolist(), [value_text(value, unit) for value in amounts])
    say(ax, "pareto", read + pick({"en": f" {most}.", "zh": f"{most}。"}))
    return ax


def _one_by_one() -> str:
    return pick({"en": "One by one", "zh": "单项"})


def stacked_bar(
    frame: pd.DataFrame, title: str, unit: str = "number", xlabel: str | None = None, ylabel: str | None = None
) -> Axes:
    """Bars made of parts: one bar a row, one colour a column.

    Parameters
    ----------
    frame
        Values; index and column labels are categories. Negative parts hang below zero.
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
    values = np.nan_to_num(frame.to_numpy(float))
    ax = new_axes(title)
    above, below = np.zeros(len(names)), np.zeros(len(names))
    tallest = np.where(values > 0, values, 0).sum(axis=1).max() - np.where(values < 0, values, 0).sum(axis=1).min()
    for position, group in enumerate(groups):
        part = values[:, position]
        bottoms = np.where(part >= 0, above, below)
        colour = PALETTE[position % len(PALETTE)]
        ax.bar(
            range(len(names)), part, bottom=bottoms, width=0.72, label=group, color=colour, edgecolor="white", lw=0.6
        )
        if frame.size <= 3 * MANY_BARS and len(names) <= MANY_BARS:
            _label_parts(ax, part, bottoms, frame.iloc[:, position], unit, 0.055 * tallest, colour)
        above += np.where(part > 0, part, 0)
        below += np.where(part < 0, part, 0)
    if (values < 0).any():
        ax.axhline(0, color="#595959", linewidth=0.8)
    every = 1 if len(names) <= MANY_ROWS else -(-len(names) // 9)
    ax.set_xticks(range(0, len(names), every), names[::every])
    fit_names(ax, names[::every])
    ax.yaxis.set_major_formatter(tick_formatter(unit))
    ax.margins(y=0.08)
    legend_above(ax, len(groups))
    label_axes(ax, text_of(frame.index.name) if xlabel is None else label(xlabel), with_unit(ylabel or "", unit))
    say(ax, "stacked_bar", read_matrix(names, groups, frame.to_numpy(float), unit))
    return ax


def _label_parts(
    ax: Axes, part: np.ndarray, bottoms: np.ndarray, shown: pd.Series, unit: str, least: float, colour: Any
) -> None:
    red, green, blue = matplotlib.colors.to_rgb(colour)
    ink = "white" if 0.299 * red + 0.587 * green + 0.114 * blue < 0.5 else INK
    for place, (height, bottom, value) in enumerate(zip(part, bottoms, shown, strict=True)):
        if abs(height) >= least:
            text = value_text(value, unit)
            ax.text(place, bottom + height / 2, text, ha="center", va="center", fontsize=9, color=ink)
