"""The funnel lever: which step of the funnel earns most for each yuan spent on it."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.artist import Artist

from storelab.errors import StoreLabError
from storelab.explore._panel import Panel, Values, new_figure, round_step, round_up, set_limits, slider
from storelab.glossary import label
from storelab.language import pick
from storelab.plots._style import HIGHLIGHT, INK, MUTED, PALETTE
from storelab.plots._units import tick_formatter, value_text

COLUMNS = ("rate", "new_rate", "extra_gmv", "cost", "gmv_per_yuan")
MOST_LIFT = 30  # percent
Gain = Callable[[pd.Series, Mapping[str, float], Mapping[str, float], float], pd.DataFrame]


def funnel_gain(
    reached: pd.Series, lifts: Mapping[str, float], costs: Mapping[str, float], order_value: float
) -> pd.DataFrame:
    """What raising the rate of each step brings and costs, each step by itself.

    All steps after the raised one keep their rates, so the orders at the end grow by the same factor as the rate. No
    rate can pass 1.

    Parameters
    ----------
    reached
        People at each step, indexed by step, in order; the last step is the order.
    lifts
        Relative lift of the rate of each step after the first: 0.1 is ten percent more. A step that is not named stays.
    costs
        Yuan for each percent of lift, by step.
    order_value
        Yuan of an order.

    Returns
    -------
    DataFrame
        Indexed by step, without the first: ``rate``, ``new_rate``, ``extra_orders``, ``extra_gmv`` (yuan), ``cost``
        (yuan) and ``gmv_per_yuan`` (extra GMV over cost; NaN without cost). A step after an empty one is NaN.

    Raises
    ------
    StoreLabError
        If there are fewer than two steps, a lift or cost is negative, or one names an unknown step.
    """
    steps = list(reached.index[1:])
    if not steps:
        raise StoreLabError(pick({"en": "reached needs at least two steps.", "zh": "reached 至少要有两步。"}))
    for name, amounts in (("lifts", lifts), ("costs", costs)):
        _check(name, amounts, steps)
    before = reached.shift(1).iloc[1:]
    rate = (reached.iloc[1:] / before).where(before > 0).astype(float)
    lift = pd.Series([float(lifts.get(step, 0.0)) for step in steps], index=rate.index)
    price = pd.Series([float(costs.get(step, 0.0)) for step in steps], index=rate.index)
    # Where people can skip a step its rate may be above 1 already: it stays then.
    new_rate = pd.concat([rate, (rate * (1 + lift)).clip(upper=1.0)], axis=1).max(axis=1, skipna=False)
    extra = float(reached.iloc[-1]) * (new_rate / rate.where(rate > 0) - 1)
    cost = 100 * lift * price
    table = pd.DataFrame(
        {
            "rate": rate,
            "new_rate": new_rate,
            "extra_orders": extra,
            "extra_gmv": extra * order_value,
            "cost": cost,
            "gmv_per_yuan": (extra * order_value / cost).where(cost > 0),
        }
    )
    return table.rename_axis("step")


def _check(name: str, amounts: Mapping[str, float], steps: list[Any]) -> None:
    unknown = [step for step in amounts if step not in steps]
    if unknown:
        listed = ", ".join(str(step) for step in steps)
        raise StoreLabError(
            pick(
                {
                    "en": f"{name}: there is no step '{unknown[0]}' after the first; the steps are {listed}.",
                    "zh": f"{name}：第一步之后没有 '{unknown[0]}' 这一步；现有：{listed}。",
                }
            )
        )
    if any(amount < 0 for amount in amounts.values()):
        raise StoreLabError(pick({"en": f"{name} must not be negative.", "zh": f"{name} 不能是负数。"}))


def funnel_lever(reached: pd.Series, order_value: float, costs: Mapping[str, float], gain: Gain = funnel_gain) -> Panel:
    """A widget: raise the rate of each step at a price, and compare what a yuan brings.

    Parameters
    ----------
    reached
        People at each step, indexed by step, in order; the last step is the order.
    order_value
        Yuan of an order.
    costs
        What each percent of lift costs at first, in yuan, for each step after the first; sliders change it.
    gain
        The function that does the sums: a learner's own of the same arguments and columns can be plugged in.

    Returns
    -------
    Panel

    Raises
    ------
    StoreLabError
        If an argument of `funnel_gain` is wrong, or ``gain`` returns no such table.
    """
    steps = list(reached.index[1:])
    names = [label(step, "step") for step in reached.index]
    moves = [f"{names[i]} → {names[i + 1]}" for i in range(len(steps))]
    controls: dict[str, Any] = {}
    for step, move in zip(steps, moves, strict=True):
        price = float(costs.get(step, 0.0))
        lift_text = pick({"en": f"{move}: lift (%)", "zh": f"{move}：提高（%）"})
        cost_text = pick({"en": "yuan for each %", "zh": "每提高 1% 花（元）"})
        controls[f"lift_{step}"] = slider(lift_text, 10, 0, MOST_LIFT, 1)
        top = max(4 * price, 100.0)
        controls[f"cost_{step}"] = slider(cost_text, price, 0, top, round_step(top))
    full = _checked(gain(reached, dict.fromkeys(steps, MOST_LIFT / 100), dict(costs), order_value), steps)
    figure = new_figure(height=1.1 + 0.65 * len(steps))
    draw, moving = _artists(figure, moves, max(float(np.nan_to_num(full["extra_gmv"].to_numpy(float)).max()), 1.0))

    def update(values: Values) -> str:
        lifts = {step: values[f"lift_{step}"] / 100 for step in steps}
        prices = {step: values[f"cost_{step}"] for step in steps}
        return draw(_checked(gain(reached, lifts, prices, order_value), steps))

    hint = pick(
        {
            "en": "Each slider on the left raises the rate of one step by some percent; the one beside it sets what each "
            "percent costs. First guess which step you would mend. Then try three things: the same lift and the same "
            "price at every step; the prices that your team quotes; a lift that pushes a strong step to 100%.",
            "zh": "左边的滑块把某一步的转化率提高百分之几，右边的滑块是每提高 1% 要花的钱。先猜一猜：你会先改哪一步？"
            "然后试三件事：每一步提高一样多、价钱也一样；换成团队报的价钱；把本来就高的那一步一直提到 100%。",
        }
    )
    rows = [[f"lift_{step}", f"cost_{step}"] for step in steps]
    return Panel(label("funnel_lever"), hint, controls, figure, update, moving, rows)


def _checked(table: Any, steps: list[Any]) -> pd.DataFrame:
    missing = [name for name in COLUMNS if not isinstance(table, pd.DataFrame) or name not in table.columns]
    if missing or list(table.index) != steps:
        listed = ", ".join(COLUMNS)
        raise StoreLabError(
            pick(
                {
                    "en": f"gain must return a DataFrame indexed by {steps} with the columns {listed}.",
                    "zh": f"gain 应该返回一个 DataFrame，索引是 {steps}，列有 {listed}。",
                }
            )
        )
    return table


def _artists(figure: Any, moves: list[str], most: float) -> tuple[Callable[[pd.DataFrame], str], list[Artist]]:
    left, right = figure.subplots(1, 2, sharey=True)
    places = range(len(moves))
    bars = [ax.barh(places, [0.0] * len(moves), height=0.6, color=PALETTE[0]) for ax in (left, right)]
    notes = [[_note(ax, place) for place in places] for ax in (left, right)]
    titles = (
        {"en": "Extra GMV (yuan)", "zh": "增加的成交额（元）"},
        {"en": "Extra GMV per yuan spent", "zh": "每花一元增加的成交额"},
    )
    for ax, title in zip((left, right), titles, strict=True):
        ax.set_title(pick(title), fontsize=11)
        ax.grid(axis="y", visible=False)
        ax.grid(axis="x", visible=True)
        ax.xaxis.set_major_formatter(tick_formatter("number"))
        ax.locator_params(axis="x", nbins=4)
    # The scale stays while sliders move, so that a bar that grows is seen to grow.
    left.set_xlim(0, 1.35 * most)
    left.set_yticks(places, [""] * len(moves))
    left.invert_yaxis()
    names = [_name(left, place) for place in places]
    marked = right.axvline(1, color="#595959", linestyle="--", linewidth=1)

    def draw(table: pd.DataFrame) -> str:
        extra, back = table["extra_gmv"].to_numpy(float), table["gmv_per_yuan"].to_numpy(float)
        best = None if np.isnan(back).all() else int(np.nanargmax(back))
        for position in range(len(table)):
            _put(bars[0][position], notes[0][position], extra[position])
            _put(bars[1][position], notes[1][position], back[position])
            bars[1][position].set_color(HIGHLIGHT if position == best else MUTED)
        for name, move, row in zip(names, moves, table.itertuples(), strict=True):
            name.set_text(f"{move}\n{value_text(row.rate, 'percent')} → {value_text(row.new_rate, 'percent')}")
        set_limits(right, x=(0.0, round_up(1.25 * np.nan_to_num(back).max(initial=1.0))))
        return _words(table, moves, best)

    return draw, [*bars[0], *bars[1], marked, *notes[0], *notes[1], *names]


def _name(ax: Any, place: int) -> Any:
    # In place of the tick's own label, which belongs to the background.
    where = ax.get_yaxis_transform()
    return ax.annotate(
        "", (0, place), xycoords=where, xytext=(-7, 0), textcoords="offset points", ha="right", va="center", color=INK
    )


def _note(ax: Any, place: int) -> Any:
    return ax.annotate("", (0, place), xytext=(4, 0), textcoords="offset points", va="center", fontsize=9.5, color=INK)


def _put(bar: Any, note: Any, value: float) -> None:
    length = 0.0 if np.isnan(value) else value
    bar.set_width(length)
    note.xy = (length, note.xy[1])
    note.set_text(value_text(value, "yuan"))


def _words(table: pd.DataFrame, moves: list[str], best: int | None) -> str:
    if best is None:
        return pick({"en": "Nothing is spent yet: raise a step.", "zh": "还没有花钱：先提高某一步试试。"})
    rates, back = table["rate"].to_numpy(float), table["gmv_per_yuan"].to_numpy(float)
    weakest = int(np.nanargmin(rates))
    most, low = value_text(back[best], "yuan"), value_text(rates[weakest], "percent")
    there = value_text(back[weakest], "yuan")
    return pick(
        {
            "en": f"A yuan brings most at {moves[best]}: {most} of GMV. The weakest step is {moves[weakest]} ({low}); "
            f"there a yuan brings {there}.",
            "zh": f"一元钱花在“{moves[best]}”最值：带来 {most} 的成交额。最弱的一步是“{moves[weakest]}”（{low}），"
            f"一元钱在那里带来 {there}。",
        }
    )
