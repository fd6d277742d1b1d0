"""The lifetime lever: what a customer is worth, when the cost of winning one is back, and which lever weighs most."""

import math
from collections.abc import Callable
from typing import Any

import numpy as np
from matplotlib.artist import Artist

from storelab.errors import StoreLabError
from storelab.explore._panel import Panel, Values, keep_room, new_figure, round_step, round_up, set_limits, slider
from storelab.language import pick
from storelab.plots._style import HIGHLIGHT, INK, MUTED, PALETTE
from storelab.plots._units import tick_formatter, value_text

MONTHS = 36
MOST_RETENTION = 98.5  # percent: one point more must stay below 100
POINT = 0.01
Clv = Callable[..., float]


def lifetime_lever(
    margin: float, retention: float, cac: float, discount: float = 0.01, clv: Clv | None = None
) -> Panel:
    """A widget: move margin, retention, acquisition cost and discount rate, and see when a customer pays back.

    Parameters
    ----------
    margin
        Yuan that an active customer leaves in a month, at first.
    retention
        Share of the customers of a month who stay for the next, at first; at most 0.985.
    cac
        Yuan that it costs to win a customer, at first.
    discount
        What a yuan loses in worth when it comes a month later, at first: 0.01 is one percent a month.
    clv
        The function that does the sums, ``clv(margin, retention, discount, cac=0.0, horizon=None)``: by default
        `storelab.metrics.lifetime_value`; a learner's own can be plugged in.

    Returns
    -------
    Panel

    Raises
    ------
    StoreLabError
        If a number is out of its range, or ``clv`` returns no number.
    """
    from storelab.metrics import lifetime_value

    for name, value, most in (
        ("margin", margin, math.inf),
        ("retention", retention, MOST_RETENTION / 100),
        ("cac", cac, math.inf),
        ("discount", discount, 0.1),
    ):
        _check_range(name, value, most)
    worth = _checked(clv or lifetime_value)
    most_margin, most_cac = max(3 * margin, 10.0), max(3 * cac, 100.0)
    controls = {
        "retention": slider(
            pick({"en": "Retention a month (%)", "zh": "月留存率（%）"}), 100 * retention, 0, MOST_RETENTION, 0.5
        ),
        "margin": slider(
            pick({"en": "Margin a month (yuan)", "zh": "每月毛利（元）"}),
            margin,
            0,
            most_margin,
            round_step(most_margin),
        ),
        "cac": slider(
            pick({"en": "Acquisition cost (yuan)", "zh": "获客成本（元）"}), cac, 0, most_cac, round_step(most_cac)
        ),
        "discount": slider(pick({"en": "Discount a month (%)", "zh": "月折现率（%）"}), 100 * discount, 0, 10, 0.5),
    }
    figure = new_figure(height=3.4)
    draw, moving = _artists(figure)

    def update(values: Values) -> str:
        state = (values["margin"], values["retention"] / 100, values["discount"] / 100, values["cac"])
        return draw(_Worth(worth, *state))

    hint = pick(
        {
            "en": "First guess: what is worth more, one point of retention or five yuan less for winning a customer? Then "
            "try three things: retention as it is, and half the acquisition cost; the acquisition cost as it is, and "
            "five points less retention; a retention so low that the curve never crosses zero.",
            "zh": "先猜一猜：留存率提高一个点，和获客成本省五元，哪个更值？然后试三件事：留存率不动，获客成本减半；"
            "获客成本不动，留存率降低五个点；把留存率一直降到曲线再也碰不到零。",
        }
    )
    rows = [["retention", "margin"], ["cac", "discount"]]
    title = pick({"en": "What a customer is worth, month by month", "zh": "一位客户逐月累计值多少"})
    return Panel(title, hint, controls, figure, update, moving, rows)


def _check_range(name: str, value: float, most: float) -> None:
    if 0 <= value <= most:
        return
    ends = pick({"en": "0 or more", "zh": "0 或更大"}) if math.isinf(most) else f"0–{most:g}"
    raise StoreLabError(
        pick({"en": f"{name} is {value}; it should be {ends}.", "zh": f"{name} 是 {value}，应该是 {ends}。"})
    )


def _checked(clv: Clv) -> Clv:
    def worth(*arguments: Any, **options: Any) -> float:
        value = clv(*arguments, **options)
        if not isinstance(value, (int, float, np.integer, np.floating)) or not math.isfinite(value):
            raise StoreLabError(
                pick(
                    {
                        "en": f"clv must return a number; it returned {value!r}.",
                        "zh": f"clv 应该返回一个数，返回的却是 {value!r}。",
                    }
                )
            )
        return float(value)

    return worth


class _Worth:
    """What the picture shows of one state of the sliders."""

    def __init__(self, clv: Clv, margin: float, retention: float, discount: float, cac: float) -> None:
        def curve(kept: float) -> list[float]:
            return [-cac, *(clv(margin, kept, discount, cac=cac, horizon=month) for month in range(1, MONTHS + 1))]

        self.retention = retention
        self.total = clv(margin, retention, discount, cac=cac)
        self.months = curve(retention)
        self.months_with_a_point = curve(retention + POINT)
        self.payback = next((month for month, value in enumerate(self.months) if value >= 0), None)
        self.point = clv(margin, retention + POINT, discount, cac=cac) - self.total
        self.margin_yuan = clv(margin + 1, retention, discount, cac=cac) - self.total
        self.cac_yuan = clv(margin, retention, discount, cac=cac - 1) - self.total


def _artists(figure: Any) -> tuple[Callable[[_Worth], str], list[Artist]]:
    left, right = figure.subplots(1, 2, width_ratios=(1.75, 1))
    left.set_title(pick({"en": "Value of a customer so far (yuan)", "zh": "一位客户累计的价值（元）"}), fontsize=11)
    left.set_xlabel(pick({"en": "Months after winning the customer", "zh": "获客之后第几个月"}))
    left.set_xlim(-0.5, MONTHS + 0.5)
    left.set_xticks(range(0, MONTHS + 1, 6))
    left.yaxis.set_major_formatter(tick_formatter("number"))
    left.axhline(0, color="#595959", linewidth=1)
    keep_room(left, "-10,000")
    months = range(MONTHS + 1)
    names = (
        pick({"en": "one point more retention", "zh": "留存率多一个点"}),
        pick({"en": "as set", "zh": "现在的设定"}),
    )
    (more,) = left.plot(months, [0.0] * len(months), color=PALETTE[2], linestyle="--", linewidth=1.6, label=names[0])
    (curve,) = left.plot(months, [0.0] * len(months), color=PALETTE[0], marker="o", markersize=3, label=names[1])
    (marked,) = left.plot([0, 0], [0, 0], color=HIGHLIGHT, linewidth=1.4, linestyle=":")
    (dot,) = left.plot([0], [0], color=HIGHLIGHT, marker="o", markersize=8)
    when = left.annotate("", (0, 0), xytext=(6, 8), textcoords="offset points", fontsize=10, color=INK)
    left.legend(handles=[curve, more], loc="lower right", fontsize=9)
    bars, notes = _lever_bars(right)

    def draw(worth: _Worth) -> str:
        curve.set_ydata(worth.months)
        more.set_ydata(worth.months_with_a_point)
        top, low = max(*worth.months, *worth.months_with_a_point), min(worth.months)
        # Room below for the legend; the scale changes in steps, so that a curve that rises is seen to rise.
        set_limits(left, y=(-round_up(max(1.4 * -low, 1.0)), round_up(max(1.1 * top, 0.1 * -low, 1.0))))
        _mark_payback(worth, marked, dot, when)
        levers = (worth.point, worth.margin_yuan, worth.cac_yuan)
        for bar, note, value in zip(bars, notes, levers, strict=True):
            bar.set_width(value)
            note.xy = (max(value, 0.0), note.xy[1])
            note.set_text(value_text(value, "yuan"))
        set_limits(right, x=(min(0.0, *levers), 1.4 * round_up(max(*levers, 1.0))))
        return _words(worth)

    return draw, [more, curve, marked, dot, when, *bars, *notes]


def _lever_bars(ax: Any) -> tuple[Any, list[Any]]:
    ax.set_title(pick({"en": "What each step is worth (yuan)", "zh": "每动一步值多少（元）"}), fontsize=11)
    names = (
        {"en": "+1 point\nof retention", "zh": "留存率\n+1 个点"},
        {"en": "+1 yuan\nof margin", "zh": "每月毛利\n+1 元"},
        {"en": "−1 yuan\nof cost", "zh": "获客成本\n−1 元"},
    )
    bars = ax.barh(range(3), [0.0] * 3, height=0.55, color=[HIGHLIGHT, MUTED, MUTED])
    ax.set_yticks(range(3), [pick(name) for name in names])
    ax.invert_yaxis()
    ax.grid(axis="y", visible=False)
    ax.grid(axis="x", visible=True)
    ax.set_xlim(0, 100)
    ax.locator_params(axis="x", nbins=4)
    ax.xaxis.set_major_formatter(tick_formatter("number"))
    notes = [
        ax.annotate("", (0, row), xytext=(4, 0), textcoords="offset points", va="center", fontsize=9.5, color=INK)
        for row in range(3)
    ]
    return bars, notes


def _mark_payback(worth: _Worth, marked: Any, dot: Any, when: Any) -> None:
    shown = worth.payback is not None
    for artist in (marked, dot, when):
        artist.set_visible(shown)
    if worth.payback is None:
        return
    month, value = worth.payback, worth.months[worth.payback]
    marked.set_data([month, month], [worth.months[0], value])
    dot.set_data([month], [value])
    when.xy = (month, worth.months[0])
    when.set_text(pick({"en": f"month {month}", "zh": f"第 {month} 个月"}))
    # The text stands where the line does not end: right of it, or left of it near the right edge.
    when.set_horizontalalignment("left" if month < MONTHS - 8 else "right")
    when.xyann = (6 if month < MONTHS - 8 else -6, 8)


def _words(worth: _Worth) -> str:
    total, point = value_text(abs(worth.total), "yuan"), value_text(worth.point, "yuan")
    here, there = (value_text(one, "percent") for one in (worth.retention, worth.retention + POINT))
    if worth.payback is not None:
        back = pick(
            {
                "en": f"A customer brings {total} more than it costs; the cost is back in month {worth.payback}.",
                "zh": f"一位客户带来的比获客成本多 {total}，第 {worth.payback} 个月回本。",
            }
        )
    elif worth.total >= 0:
        back = pick(
            {
                "en": f"A customer brings {total} more than it costs, but not within {MONTHS} months.",
                "zh": f"一位客户最终多带来 {total}，但 {MONTHS} 个月内回不了本。",
            }
        )
    else:
        back = pick(
            {
                "en": f"A customer costs {total} more than it ever brings: the cost never comes back.",
                "zh": f"一位客户亏 {total}，永远回不了本。",
            }
        )
    lever = pick(
        {
            "en": f" One point of retention ({here} to {there}) is worth as much as {point} of acquisition cost.",
            "zh": f"留存率提高一个点（{here} 到 {there}），抵得上 {point} 的获客成本。",
        }
    )
    return back + lever
