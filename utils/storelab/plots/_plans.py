"""Charts of what happens when: plans of work, and stock between two deliveries."""

from collections.abc import Hashable, Mapping
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.dates import date2num
from matplotlib.ticker import MaxNLocator

from storelab.errors import StoreLabError
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
    numbers,
    places_of,
    text_of,
    with_unit,
)
from storelab.plots._style import HIGHLIGHT, PALETTE
from storelab.plots._units import tick_formatter, value_text

QUIET = "#767676"
EMPTY = "#F6D5C3"


def gantt(
    tasks: pd.DataFrame,
    title: str,
    start: str = "early_start",
    finish: str = "early_finish",
    mark: Hashable | Mapping[Any, str] | None = None,
    xlabel: str | None = None,
    ylabel: str | None = None,
) -> Axes:
    """A plan of work: a bar a task, the critical ones in another colour, and how late each of the others may end.

    Parameters
    ----------
    tasks
        One row a task, the first on top, such as `storelab.metrics.task_schedule` returns; named by the column
        ``task_id`` or the index. If known, ``critical`` (bool: a delay of the task delays the whole plan) and ``slack``
        (by how many days it may be late without that).
    title
        Glossary key or text.
    start, finish
        Columns of dates, or of days counted from the start of the plan.
    mark
        A day to mark, or days with the text of each, as in `line`.
    xlabel, ylabel
        Glossary keys or text; by default "Day of the plan" where days are counted, and nothing.

    Returns
    -------
    Axes

    Raises
    ------
    StoreLabError
        If a column is missing or holds something else, a start, finish or slack is missing, a task finishes before it
        starts, a slack is negative, or there is nothing to draw.
    """
    has_columns(tasks, (start, finish))
    not_empty(tasks)
    plan = tasks.set_index("task_id") if "task_id" in tasks.columns else tasks
    dated = pd.api.types.is_datetime64_any_dtype(plan[start])
    starts, ends = _days(plan, start, dated), _days(plan, finish, dated)
    slack = _days(plan, "slack", False) if "slack" in plan.columns else np.zeros(len(plan))
    if (ends < starts).any() or (slack < 0).any():
        raise StoreLabError(
            pick(
                {
                    "en": f"A task finishes before it starts ('{finish}' before '{start}'), or its slack is negative.",
                    "zh": f"有的任务还没开始就结束了（'{finish}' 早于 '{start}'），或者 slack 是负数。",
                }
            )
        )
    critical = np.zeros(len(plan), bool)
    if "critical" in plan.columns:
        critical = plan["critical"].astype("boolean").fillna(False).to_numpy(bool)
    names = category_names(plan.index)
    rows, late = np.arange(len(plan)), slack > 0
    ax = new_axes(title, height=max(2.4, 0.36 * len(plan) + 1.4))
    kinds = (
        (critical, HIGHLIGHT, {"en": "Critical: a delay delays all", "zh": "关键任务：一拖就全拖"}),
        (~critical, PALETTE[0], {"en": "Not critical", "zh": "非关键任务"}),
    )
    for kind, colour, texts in kinds:
        if kind.any():
            spans = (ends - starts)[kind]
            # Where nobody said which tasks are critical, no bar is called anything.
            name = pick(texts) if "critical" in plan.columns else None
            ax.barh(rows[kind], spans, left=starts[kind], height=0.56, color=colour, label=name)
    if late.any():
        text = pick({"en": "May be late by", "zh": "可以晚多久"})
        look: dict[str, Any] = {"colors": QUIET, "linewidth": 2.2, "linestyles": (0, (2, 1.2))}
        ax.hlines(rows[late], ends[late], (ends + slack)[late], label=text, **look)
    ax.set_yticks(rows, names)
    ax.invert_yaxis()
    ax.grid(axis="x")
    ax.grid(visible=False, axis="y")
    if dated:
        ax.xaxis_date()
        format_dates(ax, pd.DatetimeIndex([plan[start].min(), plan[finish].max()]))
    else:
        ax.xaxis.set_major_locator(MaxNLocator(integer=True, nbins=12))
    mark_places(ax, mark, False, pd.DatetimeIndex(plan[start]) if dated else pd.Index(starts))
    if entries := len(ax.get_legend_handles_labels()[1]):
        legend_above(ax, entries)
    day = "" if dated else pick({"en": "Day of the plan", "zh": "计划第几天"})
    label_axes(ax, day if xlabel is None else label(xlabel), "" if ylabel is None else label(ylabel))
    days = [f"{day:%Y-%m-%d}" for column in (start, finish) for day in plan[column]] if dated else None
    say(ax, "gantt", _read_plan(names, starts, ends, critical, days))
    return ax


def _days(tasks: pd.DataFrame, column: str, dated: bool) -> np.ndarray:
    """Days as numbers; dates as matplotlib counts them."""
    if dated and not pd.api.types.is_datetime64_any_dtype(tasks[column]):
        raise StoreLabError(
            pick(
                {
                    "en": f"Column '{column}' must hold dates, as the starts do, not {tasks[column].dtype}.",
                    "zh": f"'{column}' 这一列应该和开始时间一样是日期，现在是 {tasks[column].dtype}。",
                }
            )
        )
    days = np.asarray(date2num(tasks[column])) if dated else numbers(tasks, column)
    if not np.isfinite(days).all():
        raise StoreLabError(
            pick(
                {
                    "en": f"Column '{column}' misses a value: every task needs one.",
                    "zh": f"'{column}' 这一列有空缺：每项任务都要有。",
                }
            )
        )
    return days


def _read_plan(
    names: list[str], starts: np.ndarray, ends: np.ndarray, critical: np.ndarray, dates: list[str] | None
) -> str:
    days = dates or [value_text(number) for number in (*starts, *ends)]
    first, last = days[: len(names)], days[len(names) :]
    begin, end = first[int(starts.argmin())], last[int(ends.argmax())]
    parts = [
        pick({"en": f"{len(names)} tasks from {begin} to {end}", "zh": f"共 {len(names)} 项任务，从 {begin} 到 {end}"})
    ]
    if len(names) <= MANY:
        spans = pick({"en": "{} {} to {}", "zh": "{} {} 到 {}"})
        parts.append(join([spans.format(*task) for task in zip(names, first, last, strict=True)]))
    if critical.any():
        listed = join([name for name, one in zip(names, critical, strict=True) if one])
        parts.append(pick({"en": f"Critical: {listed}", "zh": f"关键任务：{listed}"}))
    return pick({"en": " ", "zh": ""}).join(sentence(part) for part in parts)


def stock_chart(
    stock: pd.DataFrame,
    title: str,
    reorder_point: float | None = None,
    safety_stock: float | None = None,
    on_hand: str = "on_hand",
    received: str | None = None,
    position: str | None = None,
    xlabel: str | None = None,
    ylabel: str | None = None,
) -> Axes:
    """Stock from day to day, with the level at which to order again; days without stock are shaded.

    Parameters
    ----------
    stock
        One row a day, indexed by date or number, in order.
    title
        Glossary key or text.
    reorder_point, safety_stock
        Levels to draw as lines, in pieces.
    on_hand
        Column of the pieces in stock at the end of a day.
    received
        Column of the pieces that came in on a day; those days are marked on the line.
    position
        Column of the pieces on hand and on order together, which is what a reorder point is compared with; without it,
        the words say how often the pieces on hand alone were that few.
    xlabel, ylabel
        Glossary keys or text; by default the name of the index and of ``on_hand``.

    Returns
    -------
    Axes
        Stock holds until the next day: the line goes in steps.

    Raises
    ------
    StoreLabError
        If a column is missing or holds no numbers, or there is nothing to draw.
    """
    has_columns(stock, [name for name in (on_hand, received, position) if name])
    not_empty(stock)
    pieces = numbers(stock, on_hand)
    places, ticks = places_of(stock.index)
    ax = new_axes(title)
    ax.step(places, pieces, where="post", color=PALETTE[0], linewidth=1.6, label=label(on_hand), zorder=3)
    entries, out = 1, pieces <= 0
    if position:
        text = pick({"en": "On hand and on order", "zh": "在库加在途"})
        ax.step(places, numbers(stock, position), where="post", color=QUIET, linewidth=1, label=text)
        entries += 1
    if out.any():
        text = pick({"en": "Out of stock", "zh": "断货"})
        # From the day to the next one, as high as the Axes.
        ax.broken_barh(
            _spans(places, out),
            (0, 1),
            transform=ax.get_xaxis_transform(),
            color=EMPTY,
            linewidth=0,
            label=text,
        )
        entries += 1
    levels = (
        (reorder_point, "--", HIGHLIGHT, "reorder_point"),
        (safety_stock, ":", QUIET, "safety_stock"),
    )
    for level, dashes, colour, metric in levels:
        if level is not None:
            ax.axhline(
                level, color=colour, linestyle=dashes, linewidth=1.4, label=f"{label(metric)} {value_text(level)}"
            )
            entries += 1
    if received:
        came = np.nan_to_num(numbers(stock, received)) > 0
        arrivals = np.asarray(places)[came]
        text = pick({"en": "Goods received", "zh": "到货"})
        ax.plot(
            arrivals, pieces[came], color=PALETTE[2], marker="^", markersize=7, linestyle="none", label=text, zorder=4
        )
        entries += 1
    if ticks is not None:
        ax.set_xticks(range(len(ticks)), ticks)
        fit_names(ax, ticks)
    elif isinstance(stock.index, pd.DatetimeIndex):
        format_dates(ax, stock.index)
    ax.yaxis.set_major_formatter(tick_formatter("number"))
    ax.margins(y=0.08)
    ax.set_ylim(bottom=0)
    legend_above(ax, entries)
    label_axes(
        ax,
        text_of(stock.index.name) if xlabel is None else label(xlabel),
        with_unit(on_hand if ylabel is None else ylabel, "number"),
    )
    compared = numbers(stock, position) if position else pieces
    say(ax, "stock_chart", _read_stock(category_names(stock.index), pieces, compared, reorder_point, safety_stock))
    return ax


def _days_text(count: int) -> str:
    return f"{count} day{'' if count == 1 else 's'}"


def _spans(places: Any, out: np.ndarray) -> list[tuple[float, float]]:
    """Start and width on the horizontal axis of each day without stock."""
    known = np.asarray(places)
    starts = date2num(known) if np.issubdtype(known.dtype, np.datetime64) else known.astype(float)
    widths = np.append(np.diff(starts), 1.0)
    return [(float(start), float(width)) for start, width in zip(starts[out], widths[out], strict=True)]


def _read_stock(
    names: list[str], pieces: np.ndarray, compared: np.ndarray, reorder_point: float | None, safety_stock: float | None
) -> str:
    low, high = value_text(np.nanmin(pieces)), value_text(np.nanmax(pieces))
    out = int((pieces <= 0).sum())
    parts = [
        pick(
            {
                "en": f"{len(names)} days from {names[0]} to {names[-1]}; between {low} and {high} pieces, at the end "
                f"{value_text(pieces[-1])}; {_days_text(out)} out of stock",
                "zh": f"共 {len(names)} 天，从 {names[0]} 到 {names[-1]}；库存在 {low} 到 {high} 件之间，最后是 {value_text(pieces[-1])} 件；"
                f"断货 {out} 天",
            }
        )
    ]
    if reorder_point is not None:
        below = int((compared <= reorder_point).sum())
        level = value_text(reorder_point)
        parts.append(
            pick(
                {
                    "en": f"On {_days_text(below)} at or below the reorder point of {level}",
                    "zh": f"有 {below} 天不高于{label('reorder_point')} {level} 件",
                }
            )
        )
    if safety_stock is not None:
        below, level = int((pieces < safety_stock).sum()), value_text(safety_stock)
        parts.append(
            pick(
                {
                    "en": f"On {_days_text(below)} below the safety stock of {level}",
                    "zh": f"有 {below} 天低于{label('safety_stock')} {level} 件",
                }
            )
        )
    return pick({"en": " ", "zh": ""}).join(sentence(part) for part in parts)
