"""Charts of how much of a whole a part of the people or goods holds."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from storelab.errors import StoreLabError
from storelab.glossary import label
from storelab.language import pick
from storelab.plots._alt import join, say, sentence
from storelab.plots._parts import (
    MARKERS,
    has_columns,
    index_name,
    label_axes,
    legend_above,
    new_axes,
    not_empty,
    numbers,
)
from storelab.plots._style import INK, MUTED, PALETTE
from storelab.plots._units import tick_formatter, value_text

QUIET = "#767676"
SQUARE = 4.6  # inches of height, so that both axes of shares are about as long
LINES = ("-", "--", "-.", ":")
READ_AT = (0.1, 0.2, 0.5)
MANY_GROUPS = 25  # with more, the curve goes without markers
CLOSE = 1e-9


def lorenz(
    values: Iterable[float] | pd.DataFrame, title: str, xlabel: str | None = None, ylabel: str | None = None
) -> Axes:
    """How unequally a whole is shared out: what share of it the smallest ones hold together, with Gini's coefficient.

    Parameters
    ----------
    values
        Numbers from 0 on, one a customer or item; or a frame with one column a line. Missing values are left out.
    title
        Glossary key or text.
    xlabel, ylabel
        Glossary keys or text; by default "Share of all, smallest first" and "Share of the whole".

    Returns
    -------
    Axes
        The straight line is what equal shares would look like; the further below it, the fewer hold most.

    Raises
    ------
    StoreLabError
        If a value is negative or no number, a column holds nothing but zeros, or there is nothing to draw.
    """
    from storelab.metrics import gini

    named = isinstance(values, pd.DataFrame)
    frame = values if isinstance(values, pd.DataFrame) else pd.Series(list(values)).to_frame("value")
    not_empty(frame)
    ax = new_axes(title, height=SQUARE)
    _diagonal(ax, {"en": "Equal shares", "zh": "人人一样多"})
    read = []
    for position, column in enumerate(frame.columns):
        amounts = np.sort(_amounts(frame, column))
        held = np.concatenate([[0.0], amounts.cumsum() / amounts.sum()])
        people = np.linspace(0, 1, len(held))
        coefficient = f"{gini(amounts.tolist()):.2f}"
        name = label(column, index_name(frame.columns)) if named else ""
        shown = pick({"en": f"Gini {coefficient}", "zh": f"基尼系数 {coefficient}"})
        colour = PALETTE[position % len(PALETTE)]
        ax.plot(people, held, color=colour, linestyle=LINES[position % 4], label=f"{name} {shown}".strip())
        top = value_text(1 - np.interp(0.8, people, held), "percent")
        said = pick(
            {
                "en": f"{shown}; the largest fifth holds {top}, the smaller half {_share(np.interp(0.5, people, held))}",
                "zh": f"{shown}；最大的五分之一占 {top}，较小的一半占 {_share(np.interp(0.5, people, held))}",
            }
        )
        read.append(f"{name}{pick({'en': ': ', 'zh': '：'})}{said}" if named else said)
    if not named:
        ax.fill_between(people, held, people, color=PALETTE[0], alpha=0.12, linewidth=0)
    _axes_of_shares(ax, len(frame.columns) + 1)
    label_axes(
        ax,
        pick({"en": "Share of all, smallest first", "zh": "个数累计占比（从小到大）"})
        if xlabel is None
        else label(xlabel),
        pick({"en": "Share of the whole", "zh": "总量累计占比"}) if ylabel is None else label(ylabel),
    )
    say(ax, "lorenz", _sentences(read))
    return ax


def gain_curve(
    gains: pd.DataFrame | Mapping[str, pd.DataFrame],
    title: str,
    mark: float | None = None,
    xlabel: str | None = None,
    ylabel: str | None = None,
) -> Axes:
    """What share of the responders one reaches by addressing the best-scored first.

    Parameters
    ----------
    gains
        Columns ``cumulative_customers`` and ``cumulative_responses``, shares of all, one row a group, such as
        `storelab.metrics.gain_table` returns; or such tables of several models by their name, to compare them.
    title
        Glossary key or text.
    mark
        A share of the customers to mark, such as 0.2; what is reached there stands in the legend.
    xlabel, ylabel
        Glossary keys or text; by default "Share of customers addressed" and "Share of responders reached".

    Returns
    -------
    Axes
        The curve starts at nobody. The straight line is what addressing customers by chance reaches.

    Raises
    ------
    StoreLabError
        If a column is missing, holds no numbers or misses a value (nobody responded), shares do not rise to 1,
        ``mark`` is no share, or there is nothing to draw.
    """
    _check_mark(mark)
    single = isinstance(gains, pd.DataFrame)
    tables = {"": gains} if isinstance(gains, pd.DataFrame) else dict(gains)
    not_empty(list(tables))
    curves = {name: _gains(table) for name, table in tables.items()}
    ax = new_axes(title, height=SQUARE)
    _diagonal(ax, {"en": "By chance", "zh": "随机选人"})
    read = []
    for position, (name, (reached, gained)) in enumerate(curves.items()):
        colour = PALETTE[position % len(PALETTE)]
        text = pick({"en": "Best score first", "zh": "按得分从高到低"}) if single else label(name)
        places = READ_AT if mark is None else (mark,)
        said = join([_gain_text(place, np.interp(place, reached, gained)) for place in places])
        colon = pick({"en": ": ", "zh": "："})
        read.append(said if single else f"{text}{colon}{said}")
        height = None if mark is None else float(np.interp(mark, reached, gained))
        # The share at the mark stands in the legend: beside the points, it would hide the other curves.
        text = text if height is None else f"{text}{colon}{_share(height)}"
        few = MARKERS[position % len(MARKERS)] if len(reached) <= MANY_GROUPS else None
        ax.plot(reached, gained, color=colour, linestyle=LINES[position % 4], marker=few, markersize=4.5, label=text)
        if mark is not None and height is not None:
            ax.plot([mark], [height], color=colour, marker="o", markersize=9, linestyle="none", zorder=4)
    if mark is not None:
        ax.axvline(mark, color="#595959", linestyle="--", linewidth=1.2)
        ax.annotate(f"{mark:.0%}", (mark, 0), xytext=(5, 4), textcoords="offset points", fontsize=9.5, color="#404040")
    _axes_of_shares(ax, len(tables) + 1)
    label_axes(
        ax,
        pick({"en": "Share of customers addressed, best score first", "zh": "触达客户占比（从高分到低分）"})
        if xlabel is None
        else label(xlabel),
        pick({"en": "Share of responders reached", "zh": "触达的响应者占比"}) if ylabel is None else label(ylabel),
    )
    say(ax, "gain_curve", _sentences(read))
    return ax


def lift_chart(gains: pd.DataFrame, title: str, xlabel: str | None = None, ylabel: str | None = None) -> Axes:
    """How much more often each group of customers responds than all do, best-scored group first.

    Parameters
    ----------
    gains
        Columns ``group``, ``customers``, ``responses`` and ``lift``, one row a group, such as
        `storelab.metrics.gain_table` returns.
    title, xlabel, ylabel
        Glossary keys or text; by default the axes say "Group, best score first" and "Lift".

    Returns
    -------
    Axes
        The line at 1 is what all customers do together.

    Raises
    ------
    StoreLabError
        If a column is missing, holds no numbers or misses a value (nobody responded), or there is nothing to draw.
    """
    has_columns(gains, ("group", "customers", "responses", "lift"))
    not_empty(gains)
    groups, customers, responses, lifts = (
        _complete(gains, name) for name in ("group", "customers", "responses", "lift")
    )
    ax = new_axes(title)
    places = np.arange(len(groups))
    drawn = ax.bar(places, lifts, width=0.72, color=[PALETTE[0] if lift > 1 else MUTED for lift in lifts])
    texts = [f"{lift:.2f}" for lift in lifts]
    paper = {"boxstyle": "round,pad=0.1", "facecolor": "white", "edgecolor": "none"}  # the line at 1 ends at a number
    size = 10 if len(groups) <= 12 else 8
    ax.bar_label(drawn, labels=texts, padding=3, fontsize=size, color=INK, bbox=paper, zorder=4)
    overall = _share(responses.sum() / customers.sum())
    line = pick({"en": f"All customers: 1 ({overall} respond)", "zh": f"全部客户：1（响应率 {overall}）"})
    ax.axhline(1, color="#595959", linestyle="--", linewidth=1.2, label=line)
    legend_above(ax, 1)
    names = [f"{group:g}" for group in groups]
    ax.set_xticks(places, names)
    ax.margins(y=0.12)
    label_axes(
        ax,
        pick({"en": "Group, best score first", "zh": "分组（从高分到低分）"}) if xlabel is None else label(xlabel),
        pick({"en": "Lift (times the rate of all)", "zh": "提升度（全体响应率的倍数）"})
        if ylabel is None
        else label(ylabel),
    )
    named = pick({"en": "group {} {}", "zh": "第 {} 组 {}"})
    read = join([named.format(name, text) for name, text in zip(names, texts, strict=True)])
    say(ax, "lift_chart", _sentences([read, line]))
    return ax


def _gains(table: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """Shares of the customers and of the responders, from nobody to all."""
    has_columns(table, ("cumulative_customers", "cumulative_responses"))
    not_empty(table)
    shares = [np.insert(_complete(table, name), 0, 0.0) for name in ("cumulative_customers", "cumulative_responses")]
    if any((np.diff(share) < 0).any() or abs(share[-1] - 1) > CLOSE for share in shares):
        raise StoreLabError(
            pick(
                {
                    "en": "'cumulative_customers' and 'cumulative_responses' must rise from row to row and end at 1.",
                    "zh": "'cumulative_customers' 和 'cumulative_responses' 应该逐行增加，最后到 1。",
                }
            )
        )
    return shares[0], shares[1]


def _complete(table: pd.DataFrame, column: str) -> np.ndarray:
    values = numbers(table, column)
    if not np.isfinite(values).all():
        raise StoreLabError(
            pick(
                {
                    "en": f"Column '{column}' misses values: without a single response there is no gain to draw.",
                    "zh": f"'{column}' 这一列有空缺：一个响应都没有时，画不出增益。",
                }
            )
        )
    return values


def _amounts(frame: pd.DataFrame, column: str) -> np.ndarray:
    amounts = numbers(frame, column)
    amounts = amounts[~np.isnan(amounts)]
    not_empty(amounts)
    if not np.isfinite(amounts).all() or amounts.min() < 0 or amounts.sum() <= 0:
        raise StoreLabError(
            pick(
                {
                    "en": "A Lorenz curve shows shares of a whole: no value can be negative, and not all can be zero.",
                    "zh": "洛伦兹曲线画的是占总量的份额：不能有负数，也不能全是 0。",
                }
            )
        )
    return amounts


def _check_mark(mark: float | None) -> None:
    if mark is not None and not 0 < mark <= 1:
        raise StoreLabError(
            pick(
                {
                    "en": f"mark is a share of the customers, above 0 and at most 1, not {mark!r}.",
                    "zh": f"mark 是客户占比，要大于 0、不超过 1，现在是 {mark!r}。",
                }
            )
        )


def _gain_text(place: float, height: float) -> str:
    people, responders = f"{place:.0%}", _share(height)
    return pick(
        {
            "en": f"the best {people} hold {responders} of the responders",
            "zh": f"分数最高的 {people} 里有 {responders} 的响应者",
        }
    )


def _diagonal(ax: Axes, texts: dict[str, str]) -> None:
    ax.plot([0, 1], [0, 1], color=QUIET, linestyle="--", linewidth=1.2, label=pick(texts))


def _axes_of_shares(ax: Axes, entries: int) -> None:
    for axis in (ax.xaxis, ax.yaxis):
        axis.set_major_formatter(tick_formatter("percent"))
    ax.set_xlim(0, 1)
    ax.set_ylim(0, 1.02)
    ax.grid(axis="x")
    legend_above(ax, entries)


def _share(value: float) -> str:
    return value_text(value, "percent")


def _sentences(texts: Sequence[str]) -> str:
    return pick({"en": " ", "zh": ""}).join(sentence(text) for text in texts)
