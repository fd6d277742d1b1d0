"""The platform mix board: from how many orders a second platform pays, and how much it steadies sales."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from matplotlib.artist import Artist

from storelab.errors import StoreLabError
from storelab.explore._panel import Panel, Values, keep_room, new_figure, round_up, set_limits, slider
from storelab.language import pick
from storelab.plots._style import HIGHLIGHT, INK, MUTED, PALETTE
from storelab.plots._units import tick_formatter, value_text

MOST_ORDERS = 1500  # orders a month on the second platform, at the right edge
CAPITAL_RATE = 0.06  # what money costs a year
PAYMENT_FEE = 0.006
FIRST_FEES = 0.13  # commission, levy and advertising of the first platform, of a yuan of sales
SWING = 0.34  # coefficient of variation of a platform's monthly sales


@dataclass(frozen=True)
class SecondPlatform:
    """What a second platform costs.

    Attributes
    ----------
    commission, ad_share
        Shares of the price.
    deposit, staff
        Yuan that lie there, and yuan of work a month.
    taken
        Share of its orders that would have come on the first platform.
    """

    commission: float
    ad_share: float
    deposit: float
    staff: float
    taken: float

    @property
    def fixed(self) -> float:
        """Yuan a month that come whatever is sold."""
        return self.staff + self.deposit * CAPITAL_RATE / 12


def second_platform_profit(
    orders: Any, price: float, unit_cost: float, freight: float, second: SecondPlatform, first_margin: float
) -> Any:
    """What a second platform adds to the month's profit, by its orders.

    Parameters
    ----------
    orders
        Orders a month on the second platform: a number or an array.
    price, unit_cost, freight
        Yuan of a mean order.
    second
        What the platform costs.
    first_margin
        Yuan that an order leaves on the first platform, and which orders that were taken from there no longer bring.

    Returns
    -------
    float or array
        Yuan a month, negative where it costs more than it brings.

    Notes
    -----
    orders * (margin there - taken * margin here) - fixed cost.
    """
    margin = price * (1 - second.commission - second.ad_share - PAYMENT_FEE) - unit_cost - freight
    return np.multiply(orders, margin - second.taken * first_margin) - second.fixed


def mix_swing(first_sales: float, second_sales: float, correlation: float, swing: float = SWING) -> float:
    """Coefficient of variation of two platforms together, each with the same one of its own.

    Parameters
    ----------
    first_sales, second_sales
        Mean sales a month of the two.
    correlation
        Between the two, month by month.
    swing
        Coefficient of variation of each alone.

    Returns
    -------
    float
        Standard deviation over mean of the sum; NaN without sales.
    """
    total = first_sales + second_sales
    if not total:
        return float("nan")
    square = first_sales**2 + second_sales**2 + 2 * correlation * first_sales * second_sales
    return float(swing * np.sqrt(max(square, 0.0)) / total)


def platform_mix(price: float, unit_cost: float, freight: float = 6.2) -> Panel:
    """A widget: set the terms of a second platform, see from how many orders it pays and how much it steadies sales.

    Parameters
    ----------
    price, unit_cost, freight
        Yuan of a mean order: what the buyer pays, what the goods cost, what the parcel costs.

    Returns
    -------
    Panel

    Raises
    ------
    StoreLabError
        If an amount is negative, or an order on the first platform leaves nothing.
    """
    for name, value in (("price", price), ("unit_cost", unit_cost), ("freight", freight)):
        if not value >= 0:
            raise StoreLabError(
                pick(
                    {"en": f"{name} is {value}; it should be 0 or more.", "zh": f"{name} 是 {value}，应该是 0 或更大。"}
                )
            )
    first_margin = price * (1 - FIRST_FEES) - unit_cost - freight
    if first_margin <= 0:
        raise StoreLabError(
            pick(
                {
                    "en": f"An order on the first platform leaves {first_margin:.2f} yuan: check price and unit_cost.",
                    "zh": f"第一家平台一单只剩 {first_margin:.2f} 元：请检查 price 和 unit_cost。",
                }
            )
        )
    controls = {
        "first": slider(pick({"en": "Orders on the first", "zh": "第一家的月单量"}), 1000, 0, 3000, 50),
        "orders": slider(pick({"en": "Orders on the second", "zh": "第二家的月单量"}), 300, 0, MOST_ORDERS, 10),
        "taken": slider(pick({"en": "Taken from the first (%)", "zh": "从第一家挪来（%）"}), 0, 0, 100, 5),
        "correlation": slider(pick({"en": "Correlation of sales", "zh": "两家销售的相关"}), 0.95, -1, 1, 0.05),
        "commission": slider(pick({"en": "Commission (%)", "zh": "佣金（%）"}), 6, 0, 25, 0.5),
        "ad_share": slider(pick({"en": "Advertising (%)", "zh": "广告费占比（%）"}), 5, 0, 30, 0.5),
        "deposit": slider(pick({"en": "Deposit (1,000 yuan)", "zh": "保证金（千元）"}), 50, 0, 300, 10),
        "staff": slider(pick({"en": "Work a month (1,000 yuan)", "zh": "每月人工（千元）"}), 6, 0, 30, 0.5),
    }
    figure = new_figure(height=3.5)
    draw, moving = _artists(figure)

    def update(values: Values) -> str:
        second = SecondPlatform(
            values["commission"] / 100,
            values["ad_share"] / 100,
            1000 * values["deposit"],
            1000 * values["staff"],
            values["taken"] / 100,
        )
        return draw(_Mix(price, unit_cost, freight, first_margin, second, values))

    hint = pick(
        {
            "en": "First guess: from how many orders a month does the second platform pay? Then try four things: half of "
            "its orders taken from the first; the deposit doubled; commission and advertising raised until the lines "
            "never meet; and the correlation moved from 0.95 to 0, with an eye on the bars. (The first platform's own "
            "fixed cost comes either way and is left out.)",
            "zh": "先猜一猜：第二家一个月卖到多少单才划算？然后试四件事：它的订单有一半是从第一家挪来的；保证金加倍；"
            "佣金和广告费一直加，直到两条线碰不到；相关从 0.95 调到 0，看右边的柱子。（第一家自己的固定成本两种情况都要付，没有画进去。）",
        }
    )
    rows = [["first", "orders"], ["taken", "correlation"], ["commission", "ad_share"], ["deposit", "staff"]]
    title = pick({"en": "Profit with one platform and with two", "zh": "开一家和开两家的月利润"})
    return Panel(title, hint, controls, figure, update, moving, rows)


class _Mix:
    """What the picture shows of one state of the sliders."""

    def __init__(
        self,
        price: float,
        unit_cost: float,
        freight: float,
        first_margin: float,
        second: SecondPlatform,
        values: Values,
    ) -> None:
        self.orders = float(values["orders"])
        self.alone = values["first"] * first_margin
        grid = np.linspace(0, MOST_ORDERS, 61)
        added = second_platform_profit(grid, price, unit_cost, freight, second, first_margin)
        self.grid, self.both = grid, self.alone + added
        self.here = float(second_platform_profit(self.orders, price, unit_cost, freight, second, first_margin))
        each = (added[-1] - added[0]) / MOST_ORDERS
        self.crossing = second.fixed / each if each > 0 else None
        # Orders that were taken are missing on the first platform.
        first = max(values["first"] - second.taken * self.orders, 0.0) * price
        self.swing = mix_swing(first, self.orders * price, values["correlation"])


def _artists(figure: Any) -> tuple[Callable[[_Mix], str], list[Artist]]:
    left, right = figure.subplots(1, 2, width_ratios=(2.1, 1))
    left.set_title(pick({"en": "Profit of a month (yuan)", "zh": "月利润（元）"}), fontsize=11)
    left.set_xlabel(pick({"en": "Orders a month on the second platform", "zh": "第二家的月单量"}))
    left.set_xlim(0, MOST_ORDERS)
    left.yaxis.set_major_formatter(tick_formatter("number"))
    keep_room(left, "-100,000")
    names = pick({"en": "first alone", "zh": "只开第一家"}), pick({"en": "both", "zh": "两家都开"})
    (alone,) = left.plot([0, MOST_ORDERS], [0, 0], color=MUTED, linestyle="--", linewidth=1.8, label=names[0])
    (both,) = left.plot([0, MOST_ORDERS], [0, 0], color=PALETTE[0], linewidth=2.2, label=names[1])
    (cross,) = left.plot([0], [0], color=HIGHLIGHT, marker="X", markersize=10, linestyle="none")
    (dot,) = left.plot([0], [0], color=INK, marker="o", markersize=8, linestyle="none")
    note = left.annotate("", (0, 0), xytext=(0, -20), textcoords="offset points", fontsize=10, color=INK)
    left.legend(handles=[both, alone], loc="upper left", fontsize=9)

    right.set_title(pick({"en": "Swing of sales (CV)", "zh": "销售波动（变异系数）"}), fontsize=11)
    bars = right.bar(range(2), [SWING, SWING], width=0.55, color=[MUTED, PALETTE[0]])
    right.set_xticks(range(2), names)
    right.set_ylim(0, 1.25 * SWING)
    right.yaxis.set_major_formatter(tick_formatter("number"))
    texts = [
        right.annotate("", (place, 0), xytext=(0, 3), textcoords="offset points", ha="center", fontsize=10, color=INK)
        for place in range(2)
    ]

    def draw(mix: _Mix) -> str:
        alone.set_ydata([mix.alone, mix.alone])
        both.set_data(mix.grid, mix.both)
        dot.set_data([mix.orders], [mix.alone + mix.here])
        top, low = max(mix.alone, mix.both.max(), 1.0), min(mix.alone, mix.both.min(), 0.0)
        set_limits(left, y=(-round_up(-1.15 * low) if low < 0 else 0.0, round_up(1.25 * top)))
        shown = mix.crossing is not None and mix.crossing <= MOST_ORDERS
        cross.set_visible(shown)
        note.set_visible(shown)
        if shown and mix.crossing is not None:
            cross.set_data([mix.crossing], [mix.alone])
            note.xy = (mix.crossing, mix.alone)
            note.set_text(f"{np.ceil(mix.crossing):,.0f}")
            note.set_horizontalalignment("left" if mix.crossing < 0.8 * MOST_ORDERS else "right")
        heights = (SWING, mix.swing if np.isfinite(mix.swing) else 0.0)
        for bar, text, height in zip(bars, texts, heights, strict=True):
            bar.set_height(height)
            text.xy = (text.xy[0], height)
            text.set_text(f"{height:.2f}")
        return _words(mix)

    return draw, [alone, both, cross, dot, note, *bars, *texts]


def _words(mix: _Mix) -> str:
    amount = value_text(abs(mix.here), "yuan")
    now = (
        pick({"en": f"The second platform adds {amount} a month.", "zh": f"第二家每月多赚 {amount}。"})
        if mix.here >= 0
        else pick({"en": f"The second platform costs {amount} a month.", "zh": f"第二家每月亏 {amount}。"})
    )
    if mix.crossing is None:
        line = pick({"en": " No number of orders makes it pay.", "zh": "卖多少单都不划算。"})
    else:
        count = f"{np.ceil(mix.crossing):,.0f}"
        line = pick({"en": f" It pays from {count} orders on.", "zh": f"卖到 {count} 单才划算。"})
    swing = (
        ""
        if not np.isfinite(mix.swing)
        else pick(
            {
                "en": f" Sales swing by {mix.swing:.2f} of their mean, one platform's by {SWING:.2f}.",
                "zh": f"两家合起来的波动是平均的 {mix.swing:.2f}，一家是 {SWING:.2f}。",
            }
        )
    )
    return now + line + swing
