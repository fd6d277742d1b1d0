"""Charts of values with the range in which they may lie."""

from collections.abc import Hashable, Mapping
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from storelab.glossary import label
from storelab.language import pick
from storelab.plots._alt import MANY, join, say, sentence
from storelab.plots._parts import (
    category_names,
    fit_names,
    format_dates,
    has_columns,
    label_axes,
    legend_above,
    mark_places,
    new_axes,
    not_empty,
    places_of,
    text_of,
    with_unit,
)
from storelab.plots._style import HIGHLIGHT, INK, PALETTE
from storelab.plots._units import check_unit, tick_formatter, value_text, value_texts

BAND = "#DCE6EE"
QUIET = "#767676"
LIMITS = ("value", "expected", "low", "high", "flagged")


def control_chart(
    limits: pd.DataFrame,
    title: str,
    unit: str = "number",
    mark: Hashable | Mapping[Any, str] | None = None,
    xlabel: str | None = None,
    ylabel: str | None = None,
) -> Axes:
    """A metric over time with the range that is usual for it; the days outside stand out.

    Parameters
    ----------
    limits
        Columns ``value``, ``expected``, ``low``, ``high`` and ``flagged`` (bool), indexed by date or with the column
        ``date``, such as `storelab.metrics.anomaly_limits` returns. Limits that are not known yet may be missing.
    title, unit, xlabel, ylabel
        As in `bar`.
    mark
        Days to mark, as in `line`.

    Returns
    -------
    Axes
        Its lines are the values, the expected values, and the flagged points.

    Raises
    ------
    StoreLabError
        If the unit is unknown, a column is missing, or there is nothing to draw.
    """
    check_unit(unit)
    has_columns(limits, LIMITS)
    not_empty(limits)
    limits = limits.set_index("date") if "date" in limits.columns else limits
    flagged = limits["flagged"].astype("boolean").fillna(False).to_numpy(bool)
    value, expected, low, high = (limits[name].to_numpy(float) for name in LIMITS[:4])
    places, ticks = places_of(limits.index)
    ax = new_axes(title)
    ax.fill_between(places, low, high, color=BAND, linewidth=0, label=pick({"en": "Usual range", "zh": "正常范围"}))
    ax.plot(places, value, color=PALETTE[0], linewidth=1.5, label=pick({"en": "Actual", "zh": "实际值"}), zorder=3)
    ax.plot(
        places, expected, color=QUIET, linestyle="--", linewidth=1.2, label=pick({"en": "Expected", "zh": "预期值"})
    )
    ax.plot(
        np.asarray(places)[flagged],
        value[flagged],
        color=HIGHLIGHT,
        linestyle="none",
        marker="o",
        markersize=7,
        label=pick({"en": "Flagged", "zh": "报警"}),
        zorder=4,
    )
    if ticks is not None:
        ax.set_xticks(range(len(ticks)), ticks)
        fit_names(ax, ticks)
    elif isinstance(limits.index, pd.DatetimeIndex):
        format_dates(ax, limits.index)
    ax.yaxis.set_major_formatter(tick_formatter(unit))
    ax.margins(y=0.1)
    mark_places(ax, mark, ticks is not None, limits.index)
    legend_above(ax, 4)
    label_axes(
        ax,
        text_of(limits.index.name) if xlabel is None else label(xlabel),
        with_unit(ylabel or "", unit),
    )
    say(ax, "control_chart", _read_limits(category_names(limits.index), limits, flagged, unit))
    return ax


def _read_limits(names: list[str], limits: pd.DataFrame, flagged: np.ndarray, unit: str) -> str:
    outside = np.flatnonzero(flagged)
    count = pick(
        {
            "en": f"{len(names)} values from {names[0]} to {names[-1]}; {len(outside)} flagged",
            "zh": f"共 {len(names)} 个值，从 {names[0]} 到 {names[-1]}；报警 {len(outside)} 个",
        }
    )
    if not len(outside):
        return sentence(count)
    days = []
    for row in outside[:MANY]:
        value, low, high = (value_text(limits[name].iloc[row], unit) for name in ("value", "low", "high"))
        days.append(
            pick(
                {
                    "en": f"{names[row]} {value} (usual: {low} to {high})",
                    "zh": f"{names[row]} {value}（正常：{low} 到 {high}）",
                }
            )
        )
    if len(outside) > MANY:
        days.append(pick({"en": "and more", "zh": "等"}))
    return sentence(count + pick({"en": ": ", "zh": "："}) + join(days))


def intervals(
    frame: pd.DataFrame,
    title: str,
    unit: str = "number",
    reference: float | None = None,
    xlabel: str | None = None,
    ylabel: str | None = None,
) -> Axes:
    """Estimates, one below the other, each with its interval.

    Parameters
    ----------
    frame
        Columns ``value``, ``low`` and ``high``, indexed by name; the first stands on top.
    title, unit
        As in `bar`.
    reference
        A value to compare with, such as 0 for differences: a dashed line; the intervals that do not reach it stand out.
    xlabel, ylabel
        Glossary keys or text; the values lie along the horizontal axis.

    Returns
    -------
    Axes

    Raises
    ------
    StoreLabError
        If the unit is unknown, a column is missing, or there is nothing to draw.
    """
    check_unit(unit)
    has_columns(frame, ("value", "low", "high"))
    not_empty(frame)
    names = category_names(frame.index)
    value, low, high = (frame[name].to_numpy(float) for name in ("value", "low", "high"))
    places = np.arange(len(names))
    ax = new_axes(title, height=max(2.4, 0.42 * len(names) + 1.3))
    clear = np.ones(len(names), bool) if reference is None else (low > reference) | (high < reference)
    colours = [PALETTE[0] if one else QUIET for one in clear]
    ax.hlines(places, low, high, colors=colours, linewidth=2.2)
    ax.scatter(value, places, color=colours, s=46, zorder=3)
    if reference is not None:
        ax.axvline(reference, color="#595959", linestyle="--", linewidth=1.2)
    texts = []
    ends = pick({"en": "{} ({} to {})", "zh": "{}（{} 到 {}）"})
    written = value_texts([*value, *low, *high], unit)
    for place in places:
        texts.append(ends.format(*written[place :: len(places)]))
        ax.annotate(
            texts[-1],
            (1, place),
            xycoords=("axes fraction", "data"),
            xytext=(8, 0),
            textcoords="offset points",
            va="center",
            fontsize=10,
            color=INK,
        )
    ax.set_yticks(places, names)
    ax.set_ylim(len(names) - 0.4, -0.6)
    ax.xaxis.set_major_formatter(tick_formatter(unit))
    ax.locator_params(axis="x", nbins=6)
    ax.grid(axis="x")
    ax.grid(visible=False, axis="y")
    ax.margins(x=0.08)
    label_axes(ax, with_unit(xlabel or "", unit), text_of(frame.index.name) if ylabel is None else label(ylabel))
    read = sentence(join([f"{name} {text}" for name, text in zip(names, texts, strict=True)]))
    say(ax, "intervals", read + _read_reference(names, clear, reference, unit))
    return ax


def _read_reference(names: list[str], clear: np.ndarray, reference: float | None, unit: str) -> str:
    if reference is None:
        return ""
    level = value_text(reference, unit)
    away = [name for name, one in zip(names, clear, strict=True) if one]
    if not away:
        return pick({"en": f" Every interval reaches {level}.", "zh": f"每个区间都碰到 {level}。"})
    listed = join(away)
    return pick({"en": f" Away from {level}: {listed}.", "zh": f"没有碰到 {level} 的：{listed}。"})
