"""Charts of how much of a whole a part of the people or goods holds."""

from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from storelab.errors import StoreLabError
from storelab.glossary import label
from storelab.language import pick
from storelab.plots._alt import join, say, sentence
from storelab.plots._parts import has_columns, index_name, label_axes, legend_above, new_axes, not_empty, numbers
from storelab.plots._style import INK, MUTED, PALETTE
from storelab.plots._units import tick_formatter, value_text

QUIET = "#767676"
SQUARE = 4.6  # inches of height, so that both axes of shares are about as long
LINES = ("-", "--", "-.", ":")
READ_AT = (0.1, 0.2, 0.5)


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
    people: pd.DataFrame,
    title: str,
    score: str | Sequence[str] = "score",
    responded: str = "responded",
    mark: float | None = None,
    xlabel: str | None = None,
    ylabel: str | None = None,
) -> Axes:
    """What share of the responders one reaches by addressing the best-scored first.

    Parameters
    ----------
    people
        One row a person: what a model expected of each, and who responded, in a group that nobody chose by the score.
    title
        Glossary key or text.
    score
        Column of the score (more is better), or columns of several models to compare. People of equal score are
        reached together: the curve is straight across them.
    responded
        Column that is true, or 1, for those who responded.
    mark
        A share of the people to mark, such as 0.2.
    xlabel, ylabel
        Glossary keys or text; by default "Share of people addressed" and "Share of responders reached".

    Returns
    -------
    Axes
        The straight line is what addressing people by chance reaches.

    Raises
    ------
    StoreLabError
        If a column is missing, holds no numbers or misses a value, nobody or everybody responded, ``mark`` is no share,
        or there is nothing to draw.
    """
    scores = [score] if isinstance(score, str) else list(score)
    _check_mark(mark)
    curves = {name: _gains(people, name, responded) for name in scores}
    ax = new_axes(title, height=SQUARE)
    _diagonal(ax, {"en": "By chance", "zh": "随机选人"})
    read = []
    for position, (name, (reached, gained)) in enumerate(curves.items()):
        colour = PALETTE[position % len(PALETTE)]
        places = READ_AT if mark is None else (mark,)
        said = [_gain_text(place, np.interp(place, reached, gained)) for place in places]
        named = f"{label(name)}{pick({'en': ': ', 'zh': '：'})}"
        read.append(named + join(said))
        height = None if mark is None else float(np.interp(mark, reached, gained))
        # The share at the mark stands in the legend: beside the points, it would hide the other curves.
        text = label(name) if height is None else named + _share(height)
        ax.plot(reached, gained, color=colour, linestyle=LINES[position % 4], label=text)
        if mark is not None and height is not None:
            ax.plot([mark], [height], color=colour, marker="o", markersize=7, linestyle="none", zorder=4)
    if mark is not None:
        ax.axvline(mark, color="#595959", linestyle="--", linewidth=1.2)
        ax.annotate(f"{mark:.0%}", (mark, 0), xytext=(5, 4), textcoords="offset points", fontsize=9.5, color="#404040")
    _axes_of_shares(ax, len(scores) + 1)
    label_axes(
        ax,
        pick({"en": "Share of people addressed, best score first", "zh": "触达人数占比（从高分到低分）"})
        if xlabel is None
        else label(xlabel),
        pick({"en": "Share of responders reached", "zh": "触达的响应者占比"}) if ylabel is None else label(ylabel),
    )
    say(ax, "gain_curve", _sentences(read))
    return ax


def lift_chart(
    people: pd.DataFrame,
    title: str,
    score: str = "score",
    responded: str = "responded",
    groups: int = 10,
    xlabel: str | None = None,
    ylabel: str | None = None,
) -> Axes:
    """How much more often each tenth of the people responds than all do, best-scored tenth first.

    Parameters
    ----------
    people, title, score, responded
        As in `gain_curve`, with one score.
    groups
        How many groups of equal size, from 2 to 20. People of equal score who fall into several groups count in each
        by the same share.
    xlabel, ylabel
        Glossary keys or text; by default "Tenth of the people" or the like, and "Lift".

    Returns
    -------
    Axes
        The line at 1 is what all people do together.

    Raises
    ------
    StoreLabError
        As `gain_curve`, or if ``groups`` is no whole number from 2 to 20.
    """
    if groups not in range(2, 21):
        raise StoreLabError(
            pick(
                {
                    "en": f"groups must be a whole number from 2 to 20, not {groups!r}.",
                    "zh": f"groups 应该是 2 到 20 的整数，现在是 {groups!r}。",
                }
            )
        )
    reached, gained = _gains(people, score, responded)
    lifts = np.diff(np.interp(np.linspace(0, 1, groups + 1), reached, gained)) * groups
    rate = float(numbers(people, responded).mean())
    ax = new_axes(title)
    places = range(1, groups + 1)
    drawn = ax.bar(places, lifts, width=0.72, color=[PALETTE[0] if lift > 1 else MUTED for lift in lifts])
    texts = [f"{lift:.2f}" for lift in lifts]
    paper = {"boxstyle": "round,pad=0.1", "facecolor": "white", "edgecolor": "none"}  # the line at 1 ends at a number
    ax.bar_label(drawn, labels=texts, padding=3, fontsize=10 if groups <= 12 else 8, color=INK, bbox=paper, zorder=4)
    overall = value_text(rate, "percent")
    line = pick({"en": f"All people: 1 ({overall} respond)", "zh": f"全部人：1（响应率 {overall}）"})
    ax.axhline(1, color="#595959", linestyle="--", linewidth=1.2, label=line)
    ax.legend(loc="upper right", borderaxespad=0)
    ax.set_xticks(places)
    ax.margins(y=0.16)
    label_axes(
        ax,
        pick(
            {
                "en": f"Group of the people (1 of {groups}: best score)",
                "zh": f"人群分组（共 {groups} 组，第 1 组分数最高）",
            }
        )
        if xlabel is None
        else label(xlabel),
        pick({"en": "Lift (times the rate of all)", "zh": "提升度（全体响应率的倍数）"})
        if ylabel is None
        else label(ylabel),
    )
    named = [
        pick({"en": f"group {place} {text}", "zh": f"第 {place} 组 {text}"})
        for place, text in zip(places, texts, strict=True)
    ]
    say(ax, "lift_chart", _sentences([join(named), line]))
    return ax


def _gains(people: pd.DataFrame, score: str, responded: str) -> tuple[np.ndarray, np.ndarray]:
    """Share of the people and share of the responders, from 0 to 1, at the end of each run of equal scores."""
    has_columns(people, (score, responded))
    not_empty(people)
    scores, answers = numbers(people, score), numbers(people, responded)
    for column, values in ((score, scores), (responded, answers)):
        if not np.isfinite(values).all():
            missing = int((~np.isfinite(values)).sum())
            raise StoreLabError(
                pick(
                    {
                        "en": f"Column '{column}' misses {missing} values: who has none cannot be placed.",
                        "zh": f"'{column}' 这一列有 {missing} 个空缺，这些人没法排序。",
                    }
                )
            )
    if not np.isin(answers, (0, 1)).all() or answers.min() == answers.max():
        raise StoreLabError(
            pick(
                {
                    "en": f"Column '{responded}' must be true for some people and false for others, and nothing else.",
                    "zh": f"'{responded}' 这一列只能是真或假，而且两种都要有。",
                }
            )
        )
    order = np.argsort(-scores, kind="stable")
    ends = np.flatnonzero(np.append(np.diff(scores[order]) != 0, True))
    reached, gained = (ends + 1) / len(scores), answers[order].cumsum()[ends] / answers.sum()
    return np.insert(reached, 0, 0.0), np.insert(gained, 0, 0.0)


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
                    "en": f"mark is a share of the people, above 0 and at most 1, not {mark!r}.",
                    "zh": f"mark 是人数占比，要大于 0、不超过 1，现在是 {mark!r}。",
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
