"""The peeking simulator: what stopping a trial at a good evening does to false wins, and what waiting costs in days."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import ipywidgets
import numpy as np
import numpy.typing as npt
from matplotlib.artist import Artist

from storelab.errors import StoreLabError
from storelab.explore._panel import (
    LABEL,
    Panel,
    Values,
    control_layout,
    keep_room,
    new_figure,
    round_step,
    set_limits,
    slider,
)
from storelab.language import pick
from storelab.plots._style import HIGHLIGHT, INK, MUTED, PALETTE
from storelab.plots._units import tick_formatter, value_text

RULES = ("daily", "weekly", "end", "boundary")
TESTS = 500
WEEK = 7
MOST_DAYS = 56
ALPHA = 0.05
_NAMES = {
    "daily": {"en": "stop at the first good day", "zh": "哪天好看哪天停"},
    "weekly": {"en": "stop at the first good week", "zh": "哪周好看哪周停"},
    "end": {"en": "look once, at the end", "zh": "只在最后看一次"},
    "boundary": {"en": "weekly, stricter boundary", "zh": "每周看，用严的边界"},
}
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Outcome:
    """What one stopping rule made of the same trials.

    Attributes
    ----------
    wins, losses
        Share of the trials that have stopped by each day because B seemed better, or worse.
    mean_days
        Days until a trial ended, on average.
    """

    wins: Floats
    losses: Floats
    mean_days: float


def peeking_outcomes(
    rate: float, lift: float, daily: float, days: int, tests: int = TESTS, seed: int = 0
) -> dict[str, Outcome]:
    """Play many trials of two versions and let each of four rules stop them.

    Parameters
    ----------
    rate
        Rate of version A, as a share.
    lift
        What B adds, as a share of that rate; 0 is a change without effect.
    daily
        Visitors a day, both versions together.
    days
        Planned length; whole weeks.
    tests, seed
        How many trials, and the start of the random numbers: the same seed, the same trials.

    Returns
    -------
    dict
        An `Outcome` for ``"daily"`` (stop at the first day with p below 5 %), ``"weekly"`` (the same, but looking every
        seventh day), ``"end"`` (one look on the last day) and ``"boundary"`` (weekly looks at the stricter line of
        `storelab.metrics.alpha_spending_boundary`).

    Raises
    ------
    StoreLabError
        If the days are no whole weeks, there are fewer than two visitors a day, or a rate leaves 0 to 1.
    """
    from storelab.metrics import simulate_tests

    if days < WEEK or days % WEEK:
        raise StoreLabError(
            pick(
                {
                    "en": f"days is {days}; a trial runs whole weeks: 7, 14, 21 ...",
                    "zh": f"days 是 {days}，试验要做整星期：7、14、21……",
                }
            )
        )
    paths = simulate_tests(rate, rate * lift, int(daily // 2), looks=days, tests=tests, seed=seed)
    return {rule: _stopped(paths, np.array(_limits(rule, days))) for rule in RULES}


@lru_cache(maxsize=64)
def _limits(rule: str, days: int) -> tuple[float, ...]:
    """How far z must lie from 0 on each day; infinity where nobody looks."""
    from storelab.metrics import alpha_spending_boundary
    from storelab.metrics.goods import normal_quantile

    single = normal_quantile(1 - ALPHA)
    if rule == "daily":
        return (single,) * days
    limits = np.full(days, np.inf)
    if rule == "end":
        limits[-1] = single
    elif rule == "weekly":
        limits[WEEK - 1 :: WEEK] = single
    else:
        limits[WEEK - 1 :: WEEK] = alpha_spending_boundary(days // WEEK, ALPHA)["z"]
    return tuple(limits.tolist())


def _stopped(paths: Floats, limits: Floats) -> Outcome:
    beyond = np.abs(paths) >= limits
    called = beyond.any(axis=1)
    last = paths.shape[1] - 1
    day = np.where(called, beyond.argmax(axis=1), last)
    ahead = paths[np.arange(len(paths)), day] > 0

    def by_day(which: npt.NDArray[np.bool_]) -> Floats:
        return np.cumsum(np.bincount(day[which], minlength=last + 1)) / len(paths)

    return Outcome(by_day(called & ahead), by_day(called & ~ahead), float(day.mean() + 1))


def peeking_simulator(rate: float = 0.1, lift: float = 0.0, daily: float = 1000, days: int = 28) -> Panel:
    """A widget: set the true effect, the traffic and the stopping rule, and see how often 500 trials cry "win".

    Parameters
    ----------
    rate
        Rate of version A, as a share; it stays.
    lift
        True effect of B, as a share of that rate, at first: 0 to 0.2.
    daily
        Visitors a day of both versions, at first.
    days
        Planned length at first: 7, 14 ... 56.

    Returns
    -------
    Panel

    Raises
    ------
    StoreLabError
        If a number is out of its range.
    """
    for name, value, low, high in (
        ("rate", rate, 0.001, 0.8),
        ("lift", lift, 0.0, 0.2),
        ("daily", daily, 20, math.inf),
        ("days", days, WEEK, MOST_DAYS),
    ):
        if not low <= value <= high:
            raise StoreLabError(
                pick(
                    {
                        "en": f"{name} is {value}; it should be from {low:g} to {high:g}.",
                        "zh": f"{name} 是 {value}，应该在 {low:g} 到 {high:g} 之间。",
                    }
                )
            )
    text = pick({"en": "When to stop", "zh": "什么时候停"})
    most_daily = 4 * daily
    controls = {
        "lift": slider(pick({"en": "True effect (% of the rate)", "zh": "真实效果（提升 %）"}), 100 * lift, 0, 20, 1),
        "daily": slider(
            pick({"en": "Visitors a day", "zh": "每天访客"}), daily, 20, most_daily, max(20.0, round_step(most_daily))
        ),
        "days": slider(pick({"en": "Planned days", "zh": "计划天数"}), days, WEEK, MOST_DAYS, WEEK),
        "rule": ipywidgets.Dropdown(
            options=[(pick(_NAMES[rule]), rule) for rule in RULES],
            value="daily",
            description=text,
            tooltip=text,
            style=LABEL,
            layout=control_layout(),
        ),
    }
    figure = new_figure(height=3.3)
    draw, moving = _artists(figure)

    def update(values: Values) -> str:
        outcomes = peeking_outcomes(rate, values["lift"] / 100, values["daily"], int(values["days"]))
        return draw(outcomes, str(values["rule"]), values["lift"] / 100)

    hint = pick(
        {
            "en": "First guess: a change without any effect, looked at daily for four weeks. How many of 100 trials call it "
            "a win or a loss? Then try three things: the other stopping rules; twice as many planned days; a true effect "
            "of 10 %, and how many days each rule then takes.",
            "zh": "先猜一猜：毫无作用的改动，天天看、看四周，一百次试验里有几次会说“有差别”？然后试三件事："
            "换别的停法；计划天数加倍；真实效果调成 10%，看各种停法要用多少天。",
        }
    )
    title = pick({"en": "What 500 trials say, by stopping rule", "zh": "同样 500 次试验，换个停法，说法不一样"})
    return Panel(title, hint, controls, figure, update, moving, [["lift", "daily"], ["days", "rule"]])


def _artists(figure: Any) -> tuple[Callable[[dict[str, Outcome], str, float], str], list[Artist]]:
    left, right = figure.subplots(1, 2, width_ratios=(1.5, 1))
    left.set_title(pick({"en": "Trials stopped so far", "zh": "到这一天已经停下的试验"}), fontsize=11)
    left.set_xlabel(pick({"en": "Day of the trial", "zh": "试验第几天"}))
    left.set_ylim(0, 1)
    keep_room(left, "100%")
    left.set_xlim(0, MOST_DAYS + 1)
    left.set_xticks(range(0, MOST_DAYS + 1, WEEK))
    left.yaxis.set_major_formatter(tick_formatter("percent"))
    left.axhline(ALPHA, color=MUTED, linestyle=":", linewidth=1.4)
    left.annotate(
        "5%", (1, ALPHA), xycoords=("axes fraction", "data"), xytext=(-3, 3), textcoords="offset points",
        fontsize=9, ha="right", color=INK,
    )  # fmt: skip
    names = (pick({"en": "B called better", "zh": "说 B 更好"}), pick({"en": "B called worse", "zh": "说 B 更差"}))
    (wins,) = left.plot([0], [0], color=PALETTE[0], drawstyle="steps-post", linewidth=2, label=names[0])
    (losses,) = left.plot(
        [0], [0], color=HIGHLIGHT, drawstyle="steps-post", linewidth=2, linestyle="--", label=names[1]
    )
    left.legend(loc="upper left", fontsize=9)
    right.set_title(pick({"en": "Days until the end, mean", "zh": "平均几天结束"}), fontsize=11)
    places = range(len(RULES))
    bars = right.barh(places, [1.0] * len(RULES), height=0.55, color=MUTED)
    short = (
        {"en": "daily", "zh": "天天看"},
        {"en": "weekly", "zh": "每周看"},
        {"en": "at the end", "zh": "最后看"},
        {"en": "boundary", "zh": "严的边界"},
    )
    right.set_yticks(places, [pick(name) for name in short])
    right.invert_yaxis()
    right.grid(axis="y", visible=False)
    right.set_xlim(0, MOST_DAYS * 1.25)
    right.set_xticks(range(0, MOST_DAYS + 1, 14))
    notes = [
        right.annotate("", (0, row), xytext=(4, 0), textcoords="offset points", va="center", fontsize=9.5, color=INK)
        for row in places
    ]

    def draw(outcomes: dict[str, Outcome], rule: str, lift: float) -> str:
        chosen = outcomes[rule]
        days = np.arange(len(chosen.wins) + 1)
        wins.set_data(days, np.r_[0, chosen.wins])
        losses.set_data(days, np.r_[0, chosen.losses])
        top = 0.5 if max(outcome.wins[-1] + outcome.losses[-1] for outcome in outcomes.values()) <= 0.5 else 1.0
        set_limits(left, y=(0, top))
        for bar, note, name in zip(bars, notes, RULES, strict=True):
            value = outcomes[name].mean_days
            bar.set_width(value)
            bar.set_color(HIGHLIGHT if name == rule else MUTED)
            note.xy = (value, note.xy[1])
            note.set_text(f"{value:.1f}")
        return _words(chosen, outcomes["end"], rule, lift)

    return draw, [wins, losses, *bars, *notes]


def _words(chosen: Outcome, end: Outcome, rule: str, lift: float) -> str:
    better, worse = (value_text(float(series[-1]), "percent") for series in (chosen.wins, chosen.losses))
    plan, found = value_text(end.mean_days, "number"), value_text(float(end.wins[-1]), "percent")
    false = value_text(float(end.wins[-1] + end.losses[-1]), "percent")
    said = value_text(float(chosen.wins[-1] + chosen.losses[-1]), "percent")
    days, name = f"{chosen.mean_days:.1f}", pick(_NAMES[rule])
    if lift == 0:
        return pick(
            {
                "en": f"No true effect, rule “{name}”: {said} of the trials call a difference ({better} better, {worse} worse), "
                f"all of them false; they take {days} days on average. One look at the end: {false} in {plan} days.",
                "zh": f"本来没有作用，停法是“{name}”：{said} 的试验说有差别（更好 {better}，更差 {worse}），全是假的；平均 {days} 天结束。"
                f"只在最后看一次：{false}，{plan} 天。",
            }
        )
    return pick(
        {
            "en": f"True effect {value_text(lift, 'percent')}, rule “{name}”: {better} of the trials find it, {worse} call B worse; "
            f"they take {days} days on average. One look at the end finds it in {found} of the trials, in {plan} days.",
            "zh": f"真实提升 {value_text(lift, 'percent')}，停法是“{name}”：{better} 的试验看得出来，{worse} 反而说 B 更差；平均 {days} 天结束。"
            f"只在最后看一次：{found} 看得出来，{plan} 天。",
        }
    )
