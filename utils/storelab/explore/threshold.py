"""The threshold board: who is flagged from which score on, what the mistakes cost, and how many honest people pay for it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from matplotlib.artist import Artist
from matplotlib.lines import Line2D

from storelab.errors import StoreLabError
from storelab.explore._panel import Panel, Values, keep_room, new_figure, round_up, set_limits, slider
from storelab.language import pick
from storelab.plots._style import HIGHLIGHT, INK, MUTED, PALETTE
from storelab.plots._units import tick_formatter, value_text

Floats = npt.NDArray[np.float64]
STEP = 0.01  # of the threshold
BINS = np.linspace(0, 1, 21)


@dataclass(frozen=True)
class Flags:
    """What one threshold does to labelled cases.

    Attributes
    ----------
    caught, wrong, missed, left
        Fakes flagged, honest cases flagged, fakes not flagged, honest cases left alone.
    people
        Different people behind the honest cases that were flagged.
    cost
        Yuan that the mistakes cost.
    """

    caught: int
    wrong: int
    missed: int
    left: int
    people: int
    cost: float


def threshold_outcome(
    labels: Sequence[Any],
    scores: Sequence[float],
    threshold: float,
    cost_fp: float,
    cost_fn: float,
    people: Sequence[Any] | None = None,
) -> Flags:
    """Flag every case from the threshold on, and count what that does.

    Parameters
    ----------
    labels
        True for a fake, false for an honest case.
    scores
        Score of each case, 0 to 1.
    threshold
        Score from which a case is flagged.
    cost_fp, cost_fn
        Yuan for an honest case that is flagged, and for a fake that is not.
    people
        Who stands behind each case; without them each case is a person.

    Returns
    -------
    Flags

    Raises
    ------
    StoreLabError
        If there are no cases, the columns differ in length, or a score or a cost is out of its range.
    """
    fake, score = _checked(labels, scores)
    for name, value in (("cost_fp", cost_fp), ("cost_fn", cost_fn)):
        if not value >= 0:
            raise StoreLabError(
                pick({"en": f"{name} is {value}; a cost is 0 or more.", "zh": f"{name} 是 {value}，成本应该不小于 0。"})
            )
    flagged = score >= threshold
    wrong = flagged & ~fake
    missed = int((fake & ~flagged).sum())
    persons = np.arange(len(fake)) if people is None else np.asarray(people)
    if len(persons) != len(fake):
        raise StoreLabError(_lengths(len(fake), len(persons)))
    return Flags(
        caught=int((fake & flagged).sum()),
        wrong=int(wrong.sum()),
        missed=missed,
        left=int((~fake & ~flagged).sum()),
        people=len(set(persons[wrong].tolist())),
        cost=float(wrong.sum() * cost_fp + missed * cost_fn),
    )


def _lengths(first: int, second: int) -> str:
    return pick(
        {
            "en": f"The columns must be of equal length; they have {first} and {second} values.",
            "zh": f"几列的长度要一样；现在是 {first} 和 {second}。",
        }
    )


def _checked(labels: Sequence[Any], scores: Sequence[float]) -> tuple[npt.NDArray[np.bool_], Floats]:
    fake, score = np.asarray(labels, dtype=bool), np.asarray(scores, dtype=float)
    if not len(fake):
        raise StoreLabError(pick({"en": "There are no cases to flag.", "zh": "没有可以判的样本。"}))
    if len(fake) != len(score):
        raise StoreLabError(_lengths(len(fake), len(score)))
    if not ((score >= 0) & (score <= 1)).all():
        raise StoreLabError(pick({"en": "Scores must lie between 0 and 1.", "zh": "分数要在 0 到 1 之间。"}))
    return fake, score


def threshold_costs(
    labels: Sequence[Any], scores: Sequence[float], cost_fp: float, cost_fn: float
) -> tuple[Floats, Floats]:
    """Cost at every threshold of a fine grid.

    Parameters
    ----------
    labels, scores, cost_fp, cost_fn
        As in `threshold_outcome`.

    Returns
    -------
    tuple
        Thresholds from 0 to 1.01 in steps of 0.01 (above 1 nobody is flagged), and the cost at each, in yuan.

    Raises
    ------
    StoreLabError
        As in `threshold_outcome`.
    """
    fake, score = _checked(labels, scores)
    grid = np.round(np.arange(0, 1 + 2 * STEP, STEP), 2)
    honest_sorted, fake_sorted = np.sort(score[~fake]), np.sort(score[fake])
    wrong = len(honest_sorted) - np.searchsorted(honest_sorted, grid - 1e-12)
    missed = np.searchsorted(fake_sorted, grid - 1e-12)
    return grid, wrong * float(cost_fp) + missed * float(cost_fn)


def threshold_board(
    labels: Sequence[Any],
    scores: Sequence[float],
    people: Sequence[Any] | None = None,
    cost_fp: float = 100.0,
    cost_fn: float = 100.0,
    threshold: float = 0.5,
) -> Panel:
    """A widget: drag the threshold and set two costs; see who is flagged, what it costs, and who is punished wrongly.

    Parameters
    ----------
    labels, scores, people
        As in `threshold_outcome`.
    cost_fp, cost_fn
        Costs at first, in yuan; the sliders run to ten times of the larger one.
    threshold
        Threshold at first, 0 to 1.

    Returns
    -------
    Panel

    Raises
    ------
    StoreLabError
        As in `threshold_outcome`, or if the threshold is out of its range.
    """
    if not 0 <= threshold <= 1:
        raise StoreLabError(
            pick(
                {
                    "en": f"threshold is {threshold}; it should be from 0 to 1.",
                    "zh": f"threshold 是 {threshold}，应该在 0 到 1 之间。",
                }
            )
        )
    threshold_outcome(labels, scores, threshold, cost_fp, cost_fn, people)
    most = 10 * max(cost_fp, cost_fn, 1.0)
    step = most / 100
    controls = {
        "threshold": slider(pick({"en": "Threshold", "zh": "阈值"}), threshold, 0.0, 1.0, STEP),
        "cost_fp": slider(
            pick({"en": "Yuan per honest one flagged", "zh": "误判一条真实的（元）"}), cost_fp, 0, most, step
        ),
        "cost_fn": slider(pick({"en": "Yuan per fake missed", "zh": "放过一条假的（元）"}), cost_fn, 0, most, step),
    }
    figure = new_figure(height=3.4)
    draw, moving = _artists(figure, *_checked(labels, scores))

    def update(values: Values) -> str:
        prices = float(values["cost_fp"]), float(values["cost_fn"])
        here = round(float(values["threshold"]), 2)
        found = threshold_outcome(labels, scores, here, *prices, people)
        draw(here, found, *threshold_costs(labels, scores, *prices))
        return _words(here, found, people is not None)

    hint = pick(
        {
            "en": "First guess: with both mistakes at the same price, where is the cheapest threshold, and how many honest "
            "people does it flag? Then make the honest one flagged cheaper, step by step, down to a third of the other: does "
            "the triangle glide or jump, and how many people does the jump cost? At which threshold is nobody flagged wrongly?",
            "zh": "先猜一猜：两种错一样贵的时候，最省钱的阈值在哪里？会误伤几个老实人？再把误判的价钱一点点调低，"
            "低到另一个的三分之一：三角是慢慢移，还是一下子跳？这一跳要多误伤几个人？阈值到多少，才一个人也不误伤？",
        }
    )
    title = pick({"en": "Whom a threshold flags, and what it costs", "zh": "一个阈值判了谁，花了多少"})
    return Panel(title, hint, controls, figure, update, moving, [["threshold"], ["cost_fp", "cost_fn"]])


def _artists(
    figure: Any, fake: npt.NDArray[np.bool_], score: Floats
) -> tuple[Callable[[float, Flags, Floats, Floats], None], list[Artist]]:
    left, right = figure.subplots(1, 2, width_ratios=(1.3, 1))
    left.set_title(pick({"en": "Scores", "zh": "分数分布"}), fontsize=11)
    names = (pick({"en": "honest", "zh": "真实"}), pick({"en": "fake", "zh": "假的"}))
    for cases, colour, name, shift in (
        (score[~fake], MUTED, names[0], -0.11),
        (score[fake], PALETTE[0], names[1], 0.11),
    ):
        counts = np.histogram(cases, BINS)[0]
        width = BINS[1] - BINS[0]
        left.bar((BINS[:-1] + BINS[1:]) / 2 + shift * width * 2, counts, width=0.42 * width, color=colour, label=name)
    left.set_xlim(0, 1.02)
    top = left.get_ylim()[1]
    left.set_ylim(0, top * 1.05)
    left.set_xlabel(pick({"en": "Score", "zh": "分数"}))
    left.set_ylabel(pick({"en": "Cases", "zh": "条数"}))
    left.legend(loc="upper right", fontsize=9)
    line = Line2D([0.5, 0.5], [0, top * 1.05], color=HIGHLIGHT, linewidth=2)
    left.add_line(line)
    right.set_title(pick({"en": "Cost of the mistakes", "zh": "判错的成本"}), fontsize=11)
    right.set_xlabel(pick({"en": "Threshold", "zh": "阈值"}))
    right.set_xlim(0, 1.02)
    right.yaxis.set_major_formatter(tick_formatter("yuan"))
    keep_room(right, "1,000,000")
    (curve,) = right.plot([0], [0], color=INK, linewidth=1.8)
    (point,) = right.plot([0], [0], "o", color=HIGHLIGHT, markersize=8)
    (lowest,) = right.plot([0], [0], "v", color=PALETTE[1], markersize=9)

    def draw(here: float, found: Flags, grid: Floats, cost: Floats) -> None:
        line.set_xdata([here, here])
        curve.set_data(grid, cost)
        point.set_data([here], [found.cost])
        # Of equally cheap ones the highest: it flags the fewest.
        best = len(cost) - 1 - int(np.argmin(cost[::-1]))
        ceiling = round_up(max(float(cost.max()), 1.0))
        lowest.set_data([grid[best]], [cost[best] + 0.05 * ceiling])
        set_limits(right, y=(0, ceiling))

    return draw, [line, curve, point, lowest]


def _words(here: float, found: Flags, known: bool) -> str:
    money = value_text(found.cost, "yuan")
    return pick(
        {
            "en": f"From {here:.2f} on: {found.caught} fakes caught, {found.missed} missed; {found.wrong} honest ones flagged"
            + (f" (people behind them: {found.people})" if known else "")
            + f", {found.left} left alone. The mistakes cost {money}. (The triangle marks the cheapest threshold.)",
            "zh": f"分数不低于 {here:.2f} 就判：抓到假的 {found.caught} 条，放过 {found.missed} 条；误伤真实的 {found.wrong} 条"
            + (f"（{found.people} 个人）" if known else "")
            + f"，没碰的 {found.left} 条。判错的成本 {money}。（三角指着最省钱的阈值。）",
        }
    )
