"""The price lab: what a price sells, takes in and leaves, and why the last two are highest at different prices."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.artist import Artist

from storelab.errors import StoreLabError
from storelab.explore._panel import Panel, Values, keep_room, new_figure, round_up, set_limits, slider
from storelab.language import pick
from storelab.plots._style import HIGHLIGHT, INK, PALETTE
from storelab.plots._units import tick_formatter, value_text

COLUMNS = ("units", "revenue", "profit")
POINTS = 161
CROSS = 1.0
Outcome = Callable[..., pd.DataFrame]


def price_outcome(
    prices: Any,
    base_price: float,
    base_units: float,
    elasticity: float,
    unit_cost: float,
    fee_rate: float = 0.0,
    rival_change: float = 0.0,
) -> pd.DataFrame:
    """What each price sells, takes in and leaves, if each further yuan loses the same share of the buyers.

    Units = base units * exp(elasticity * (price / base price - 1)) * (1 + rival change). At the base price the
    elasticity is the one given; it grows with the price. So revenue has a highest point, at base price / -elasticity,
    and profit one that lies by cost / (1 - fee) higher.

    Parameters
    ----------
    prices
        Yuan: a number or any sequence of them.
    base_price, base_units
        A price in yuan that was really asked, and pieces a day sold at it.
    elasticity
        Percent more pieces for each percent more price at the base price, below 0.
    unit_cost
        Yuan a piece, for the goods and for sending them.
    fee_rate
        Share of the price that the platform takes, below 1.
    rival_change
        Change of the rival's price: 0.1 is ten percent dearer, and brings ten percent more buyers.

    Returns
    -------
    DataFrame
        Indexed by ``price``: ``units`` (pieces a day), ``revenue`` and ``profit`` (yuan a day).

    Raises
    ------
    StoreLabError
        If a number is out of its range.
    """
    asked = np.atleast_1d(np.asarray(prices, dtype=float))
    for name, holds, wanted in (
        ("prices", bool((asked >= 0).all()), "≥ 0"),
        ("base_price", base_price > 0, "> 0"),
        ("base_units", base_units >= 0, "≥ 0"),
        ("elasticity", elasticity < 0, "< 0"),
        ("unit_cost", unit_cost >= 0, "≥ 0"),
        ("fee_rate", 0 <= fee_rate < 1, "0–1"),
        ("rival_change", rival_change > -1, "> -1"),
    ):
        if not holds:
            raise StoreLabError(pick({"en": f"{name} must be {wanted}.", "zh": f"{name} 应该 {wanted}。"}))
    units = base_units * np.exp(elasticity * (asked / base_price - 1)) * (1 + rival_change) ** CROSS
    profit = units * (asked * (1 - fee_rate) - unit_cost)
    table = pd.DataFrame({"units": units, "revenue": units * asked, "profit": profit}, index=asked)
    return table.rename_axis("price")


def price_lab(
    base_price: float,
    base_units: float,
    elasticity: float,
    unit_cost: float,
    fee_rate: float = 0.056,
    outcome: Outcome = price_outcome,
) -> Panel:
    """A widget: move the price, and see units, revenue and profit; move the cost, and see their peaks part.

    Parameters
    ----------
    base_price, base_units, elasticity, unit_cost, fee_rate
        As in `price_outcome`, at first; elasticity, cost and fee have sliders.
    outcome
        The function that does the sums: a learner's own of the same arguments and columns can be plugged in.

    Returns
    -------
    Panel

    Raises
    ------
    StoreLabError
        If an argument of `price_outcome` is wrong, or ``outcome`` returns no such table.
    """
    grid = np.linspace(0.0, 2.0 * base_price, POINTS)

    def table_of(values: Values, prices: Any) -> pd.DataFrame:
        return _checked(
            outcome(
                prices,
                base_price,
                base_units,
                values["elasticity"],
                values["cost"],
                values["fee"] / 100,
                values["rival"] / 100,
            )
        )

    # Before the sliders, which would cut a number that is out of its range.
    _checked(outcome([base_price], base_price, base_units, elasticity, unit_cost, fee_rate, 0.0))
    step = 1.0 if base_price >= 20 else 0.1
    controls: dict[str, Any] = {
        "price": slider(pick({"en": "Price (yuan)", "zh": "售价（元）"}), base_price, 0, 2 * base_price, step),
        "cost": slider(
            pick({"en": "Cost and freight (yuan)", "zh": "成本加运费（元）"}),
            unit_cost,
            0,
            max(base_price, unit_cost),
            step,
        ),
        "elasticity": slider(pick({"en": "Elasticity today", "zh": "现价处的弹性"}), elasticity, -5, -0.5, 0.1),
        "fee": slider(pick({"en": "Commission (%)", "zh": "平台佣金（%）"}), 100 * fee_rate, 0, 30, 0.1),
        "rival": slider(pick({"en": "Rival's price (% change)", "zh": "竞品涨跌（%）"}), 0, -30, 30, 1),
    }
    figure = new_figure(height=3.3)
    draw, moving = _artists(figure, grid, base_price)

    def update(values: Values) -> str:
        return draw(table_of(values, grid), table_of(values, [values["price"]]), values["price"])

    hint = pick(
        {
            "en": "First guess: where is the price that takes in most money, and where the one that earns most? Then try "
            "three things: the cost at 0, where both peaks meet; the cost up and up, and which of the two peaks moves; "
            "the rival 20% cheaper, and whether the best price moves at all.",
            "zh": "先猜一猜：收入最高的价格在哪里，赚得最多的价格又在哪里？然后试三件事：成本拉到 0，两个最高点合在一起；"
            "成本一路往上加，看动的是哪一个最高点；竞品便宜 20%，看最赚钱的价格动不动。",
        }
    )
    rows = [["price", "cost"], ["elasticity", "fee"], ["rival"]]
    title = pick({"en": "What a price sells, takes in and leaves", "zh": "一个价格能卖多少、收多少、赚多少"})
    return Panel(title, hint, controls, figure, update, moving, rows)


def _checked(table: Any) -> pd.DataFrame:
    if not isinstance(table, pd.DataFrame) or any(name not in table.columns for name in COLUMNS):
        listed = ", ".join(COLUMNS)
        raise StoreLabError(
            pick(
                {
                    "en": f"outcome must return a DataFrame indexed by price with the columns {listed}.",
                    "zh": f"outcome 应该返回一个以价格为索引的 DataFrame，列有 {listed}。",
                }
            )
        )
    return table


def _artists(
    figure: Any, grid: Any, base_price: float
) -> tuple[Callable[[pd.DataFrame, pd.DataFrame, float], str], list[Artist]]:
    left, right = figure.subplots(1, 2, width_ratios=(1, 1.7))
    left.set_title(pick({"en": "Pieces a day", "zh": "每天卖出（件）"}), fontsize=11)
    right.set_title(pick({"en": "Revenue and profit a day (yuan)", "zh": "每天的收入和利润（元）"}), fontsize=11)
    for ax in (left, right):
        ax.set_xlabel(pick({"en": "Price (yuan)", "zh": "售价（元）"}))
        ax.set_xlim(0, 2 * base_price)
        ax.yaxis.set_major_formatter(tick_formatter("number"))
    keep_room(left, "1,000")
    keep_room(right, "-10,000")
    right.axhline(0, color="#595959", linewidth=1)
    empty = np.zeros(len(grid))
    (demand,) = left.plot(grid, empty, color=PALETTE[0])
    (revenue,) = right.plot(grid, empty, color=PALETTE[1], label=pick({"en": "revenue", "zh": "收入"}))
    (profit,) = right.plot(grid, empty, color=PALETTE[2], label=pick({"en": "profit", "zh": "利润"}))
    peaks = [
        right.plot([0], [0], color=colour, marker="^", markersize=10, linestyle="none")[0]
        for colour in (PALETTE[1], PALETTE[2])
    ]
    notes = [
        right.annotate("", (0, 0), xytext=(0, 9), textcoords="offset points", ha="center", fontsize=9.5, color=INK)
        for _ in peaks
    ]
    here = [ax.axvline(0, color=HIGHLIGHT, linestyle=":", linewidth=1.4) for ax in (left, right)]
    dots = [ax.plot([0], [0], color=HIGHLIGHT, marker="o", markersize=7)[0] for ax in (left, right, right)]
    right.legend(handles=[revenue, profit], loc="upper right", fontsize=9)

    def draw(curve: pd.DataFrame, now: pd.DataFrame, price: float) -> str:
        for line, name in ((demand, "units"), (revenue, "revenue"), (profit, "profit")):
            line.set_ydata(curve[name].to_numpy(float))
        best = {name: float(grid[int(np.argmax(curve[name].to_numpy(float)))]) for name in ("revenue", "profit")}
        for name, peak, note in zip(best, peaks, notes, strict=True):
            top = float(curve[name].max())
            peak.set_data([best[name]], [top])
            note.xy = (best[name], top)
            note.set_text(value_text(round(best[name], 1), "yuan"))
        point = now.iloc[0]
        for mark in here:
            mark.set_xdata([price, price])
        for dot, name in zip(dots, COLUMNS, strict=True):
            dot.set_data([price], [float(point[name])])
        # Scales change in steps, so that a curve that rises is seen to rise; far below 0 nobody sells.
        set_limits(left, y=(0.0, round_up(1.05 * max(float(curve["units"].loc[base_price / 2 :].max()), 1.0))))
        top = round_up(1.3 * max(float(curve["revenue"].max()), 1.0))
        set_limits(right, y=(-0.3 * top, top))
        return _words(point, price, best)

    return draw, [*here, demand, revenue, profit, *peaks, *notes, *dots]


def _words(point: pd.Series, price: float, best: dict[str, float]) -> str:
    at = value_text(price, "yuan")
    units, taken, left = (
        value_text(round(float(point["units"]), 1), "number"),
        value_text(round(float(point["revenue"])), "yuan"),
        value_text(round(float(point["profit"])), "yuan"),
    )
    most, dearest = (value_text(round(best[name], 1), "yuan") for name in ("revenue", "profit"))
    apart = value_text(round(best["profit"] - best["revenue"], 1), "yuan")
    return pick(
        {
            "en": f"At {at} the shop sells {units} pieces a day, takes in {taken} and earns {left}. Revenue is highest at "
            f"{most}, profit at {dearest}: {apart} apart.",
            "zh": f"卖 {at}，每天卖出 {units} 件，收入 {taken}，利润 {left}。收入最高的价格是 {most}，利润最高的是 {dearest}，相差 {apart}。",
        }
    )
