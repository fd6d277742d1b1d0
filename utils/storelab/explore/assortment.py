"""Pruning the assortment: what the slow goods cost, what they sell, and what leaves with them."""

import math
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib.artist import Artist

from storelab.errors import StoreLabError
from storelab.explore._panel import Panel, Values, keep_room, new_figure, round_step, round_up, set_limits, slider
from storelab.language import pick
from storelab.plots._style import HIGHLIGHT, INK, MUTED, PALETTE
from storelab.plots._units import tick_formatter, value_text

if TYPE_CHECKING:
    import pandas as pd

MOST_CUT = 0.6
STEPS = 61  # points of the curves, one a percent of the goods


def pruning_curve(lines: "pd.DataFrame", goods: "pd.DataFrame") -> "pd.DataFrame":
    """What would be cut with the slowest 0, 1, 2 ... goods, and what stands beside them in the same baskets.

    Parameters
    ----------
    lines
        One row an order line of one year: ``order_id``, ``sku_id``, ``paid`` and ``profit`` (yuan).
    goods
        One row a good that may be cut: ``sku_id``, ``stock`` (yuan at cost). Goods that are not in it stay.

    Returns
    -------
    pandas.DataFrame
        One row a number of goods cut, from 0 to all, slowest first by what was paid for them (equal ones by
        ``sku_id``): ``share`` of the goods, ``sales`` and ``profit`` of the goods cut, ``basket_sales`` and
        ``basket_profit`` of the other lines in the orders that hold one of them, ``stock`` of the goods cut. Yuan.

    Raises
    ------
    StoreLabError
        If a column is missing, or a good has two rows.
    """
    import pandas as pd

    for name, table, columns in (
        ("lines", lines, ("order_id", "sku_id", "paid", "profit")),
        ("goods", goods, ("sku_id", "stock")),
    ):
        missing = [column for column in columns if column not in table.columns]
        if missing:
            raise StoreLabError(
                pick({"en": f"{name} has no column '{missing[0]}'.", "zh": f"{name} 没有 '{missing[0]}' 这一列。"})
            )
    if goods["sku_id"].duplicated().any():
        raise StoreLabError(pick({"en": "goods must have one row a good.", "zh": "goods 里每件商品只能有一行。"}))
    sold = lines.groupby("sku_id")["paid"].sum().reindex(goods["sku_id"]).fillna(0.0)
    order = np.lexsort((sold.index.to_numpy(), sold.to_numpy()))
    count = len(order)
    place = pd.Series(np.arange(count), index=sold.index[order])
    rank = lines["sku_id"].map(place).fillna(count).to_numpy(dtype=int)
    # An order is touched as soon as its slowest good is cut; from then on a line is a rest until it is cut itself.
    first = pd.Series(rank).groupby(lines["order_id"].to_numpy()).transform("min").to_numpy()
    curve: dict[str, np.ndarray] = {"share": np.arange(count + 1) / max(count, 1)}
    for name in ("paid", "profit"):
        value = lines[name].to_numpy(dtype=float)
        cut = np.bincount(rank + 1, weights=value, minlength=count + 2)[: count + 1]
        touched = np.bincount(first + 1, weights=value, minlength=count + 2)[: count + 1]
        curve["sales" if name == "paid" else "profit"] = np.cumsum(cut)
        curve["basket_sales" if name == "paid" else "basket_profit"] = np.cumsum(touched - cut)
    stock = goods.set_index("sku_id")["stock"].loc[sold.index[order]].to_numpy(dtype=float)
    curve["stock"] = np.r_[0.0, np.cumsum(stock)]
    return pd.DataFrame(curve)


def pruning_gain(
    cut: Any, moved: float, baskets_lost: float, capital_rate: float, upkeep: float, goods: int
) -> dict[str, Any]:
    """What a cut brings in a year: as promised, and with the customers who do not take something else.

    Parameters
    ----------
    cut
        A row of `pruning_curve`, or the whole of it.
    moved
        Share of the cut goods' sales that goes to goods that stay, 0 to 1.
    baskets_lost
        Share of the rest of these baskets that is lost with them, 0 to 1.
    capital_rate
        What a yuan of stock costs a year, such as 0.15.
    upkeep
        Yuan a year that a good costs however little it sells: pictures, place, service.
    goods
        How many goods could be cut.

    Returns
    -------
    dict
        ``promised`` (capital and upkeep saved: every sale moves, no basket is lost), ``profit_lost``,
        ``basket_profit_lost``, ``counted`` (promised less both) and ``sales_lost``, in yuan a year.
    """
    saved = capital_rate * cut["stock"] + upkeep * cut["share"] * goods
    lost, baskets = (1 - moved) * cut["profit"], baskets_lost * cut["basket_profit"]
    return {
        "promised": saved,
        "profit_lost": lost,
        "basket_profit_lost": baskets,
        "counted": saved - lost - baskets,
        "sales_lost": (1 - moved) * cut["sales"] + baskets_lost * cut["basket_sales"],
    }


def assortment_pruning(
    lines: "pd.DataFrame",
    goods: "pd.DataFrame",
    stock: float,
    moved: float = 0.35,
    baskets_lost: float = 0.30,
    capital_rate: float = 0.15,
    upkeep: float = 100.0,
) -> Panel:
    """A widget: cut a share of the slowest goods, and see what is saved and what is lost.

    Parameters
    ----------
    lines, goods
        As in `pruning_curve`; a year of order lines.
    stock
        Yuan of the whole stock at cost.
    moved, baskets_lost, capital_rate, upkeep
        As in `pruning_gain`, at first.

    Returns
    -------
    Panel

    Raises
    ------
    StoreLabError
        As `pruning_curve`, or if a number is out of its range.
    """
    for name, value, most in (
        ("moved", moved, 1.0),
        ("baskets_lost", baskets_lost, 1.0),
        ("capital_rate", capital_rate, 1.0),
        ("upkeep", upkeep, math.inf),
        ("stock", stock, math.inf),
    ):
        if not 0 <= value <= most:
            raise StoreLabError(
                pick({"en": f"{name} is {value}; it is out of range.", "zh": f"{name} 是 {value}，超出了范围。"})
            )
    curve = pruning_curve(lines, goods)
    places = np.rint(np.linspace(0, MOST_CUT, STEPS) * len(goods)).astype(int)
    shop = _Shop(
        curve.iloc[places].reset_index(drop=True),
        len(goods),
        float(lines["paid"].sum()),
        float((lines["paid"] - lines["profit"]).sum()),
        stock,
        capital_rate,
    )
    most_upkeep = max(4 * upkeep, 100.0)
    controls = {
        "cut": slider(pick({"en": "Slow goods cut (%)", "zh": "砍掉慢销品（%）"}), 20, 0, 100 * MOST_CUT, 1),
        "upkeep": slider(
            pick({"en": "Upkeep of a good (yuan a year)", "zh": "每款一年的维护费（元）"}),
            upkeep,
            0,
            most_upkeep,
            round_step(most_upkeep),
        ),
        "moved": slider(pick({"en": "Sales that move (%)", "zh": "改买别的（%）"}), 100 * moved, 0, 100, 1),
        "baskets": slider(pick({"en": "Baskets lost (%)", "zh": "整篮走掉（%）"}), 100 * baskets_lost, 0, 100, 1),
    }
    figure = new_figure(height=3.4)
    draw, moving = _artists(figure)

    def update(values: Values) -> str:
        return draw(shop, _State(values["cut"], values["moved"] / 100, values["baskets"] / 100, values["upkeep"]))

    hint = pick(
        {
            "en": "First guess: the more slow goods go, the more is saved; up to where does the shop earn by it? Then try "
            "three things: cut half of the goods; at half, move “Baskets lost” to zero and back; at half, let all sales "
            "move and no basket be lost, which is what the plan assumes.",
            "zh": "先猜一猜：慢销品砍得越多，省得越多；砍到哪里，店里还是赚的？然后试三件事：砍掉一半；在一半处，把“整篮走掉”拉到零再拉回来；"
            "还在一半处，让所有销售都改买别的、一篮也不丢，方案就是这样假设的。",
        }
    )
    title = pick({"en": "Cutting slow goods, a year", "zh": "砍慢销品，一年的账"})
    return Panel(title, hint, controls, figure, update, moving, [["cut", "upkeep"], ["moved", "baskets"]])


class _State:
    """Where the sliders stand."""

    def __init__(self, cut: float, moved: float, baskets_lost: float, upkeep: float) -> None:
        self.cut, self.moved, self.baskets_lost, self.upkeep = cut, moved, baskets_lost, upkeep


class _Shop:
    """The curve at every percent, and the totals that it is compared with."""

    def __init__(
        self, curve: "pd.DataFrame", goods: int, sales: float, cost: float, stock: float, capital_rate: float
    ) -> None:
        self.curve = {name: curve[name].to_numpy(dtype=float) for name in curve.columns}
        self.goods, self.sales, self.cost, self.stock, self.capital_rate = goods, sales, cost, stock, capital_rate

    def gain(self, state: _State) -> dict[str, Any]:
        return pruning_gain(self.curve, state.moved, state.baskets_lost, self.capital_rate, state.upkeep, self.goods)

    def turnover(self, state: _State, at: int) -> float:
        """Cost of what is sold over what lies there, after the cut."""
        lost_cost = (1 - state.moved) * (self.curve["sales"][at] - self.curve["profit"][at])
        lost_cost += state.baskets_lost * (self.curve["basket_sales"][at] - self.curve["basket_profit"][at])
        left = self.stock - self.curve["stock"][at]
        return float((self.cost - lost_cost) / left) if left > 0 else math.nan


def _artists(figure: Any) -> tuple[Callable[[_Shop, _State], str], list[Artist]]:
    left, right = figure.subplots(1, 2, width_ratios=(1.7, 1))
    left.set_title(pick({"en": "Gain of a year (yuan)", "zh": "一年多赚多少（元）"}), fontsize=11)
    left.set_xlabel(pick({"en": "Slow goods cut", "zh": "砍掉的慢销品占比"}))
    shares = np.linspace(0, MOST_CUT, STEPS)
    left.set_xlim(-0.01, MOST_CUT + 0.01)
    left.xaxis.set_major_formatter(tick_formatter("percent"))
    left.yaxis.set_major_formatter(tick_formatter("number"))
    left.axhline(0, color="#595959", linewidth=1)
    keep_room(left, "-200,000")
    zero = [0.0] * STEPS
    names = (pick({"en": "as promised", "zh": "方案里说的"}), pick({"en": "with lost sales", "zh": "算上丢掉的"}))
    (promised,) = left.plot(shares, zero, color=PALETTE[2], linestyle="--", linewidth=1.8, label=names[0])
    (counted,) = left.plot(shares, zero, color=PALETTE[0], linewidth=2.2, label=names[1])
    (dot,) = left.plot([0], [0], color=HIGHLIGHT, marker="o", markersize=8, linestyle="none")
    left.legend(handles=[promised, counted], loc="lower left", fontsize=9)
    right.set_title(pick({"en": "Change", "zh": "变化"}), fontsize=11)
    rows = (
        {"en": "sales", "zh": "销售额"},
        {"en": "of which\nbaskets", "zh": "其中\n整篮走掉"},
        {"en": "stock", "zh": "库存资金"},
        {"en": "turnover", "zh": "周转率"},
    )
    bars = right.barh(range(4), [0.0] * 4, height=0.55, color=[HIGHLIGHT, HIGHLIGHT, MUTED, MUTED])
    right.set_yticks(range(4), [pick(row) for row in rows])
    right.invert_yaxis()
    right.axvline(0, color="#595959", linewidth=1)
    right.grid(axis="y", visible=False)
    # One scale for all states: new limits of two Axes would take longer than a slider may.
    right.set_xlim(-0.75, 1.35)
    right.set_xticks([-0.5, 0, 0.5, 1])
    right.xaxis.set_major_formatter(tick_formatter("percent"))
    notes = [
        right.annotate("", (0, row), xytext=(4, 0), textcoords="offset points", va="center", fontsize=9.5, color=INK)
        for row in range(4)
    ]

    def draw(shop: _Shop, state: _State) -> str:
        gain = shop.gain(state)
        at = round(state.cut / 100 / MOST_CUT * (STEPS - 1))
        promised.set_ydata(gain["promised"])
        counted.set_ydata(gain["counted"])
        dot.set_data([shares[at]], [gain["counted"][at]])
        top, low = gain["promised"].max(), gain["counted"].min()
        # The scale changes in steps, so that a curve that falls is seen to fall.
        set_limits(left, y=(-1.15 * round_up(max(-low, 0.2 * top, 1.0)), 1.1 * round_up(max(top, 1.0))))
        before = shop.cost / shop.stock if shop.stock else math.nan
        after = shop.turnover(state, at)
        baskets = state.baskets_lost * shop.curve["basket_sales"][at]
        changes = (
            -gain["sales_lost"][at] / shop.sales,
            -baskets / shop.sales,
            -shop.curve["stock"][at] / shop.stock if shop.stock else math.nan,
            after / before - 1 if before else math.nan,
        )
        _draw_bars(bars, notes, changes)
        return _words(shop, gain, at, before, after, int(np.argmax(gain["counted"])))

    return draw, [promised, counted, dot, *bars, *notes]


def _draw_bars(bars: Any, notes: list[Any], changes: tuple[float, ...]) -> None:
    for bar, note, change in zip(bars, notes, changes, strict=True):
        width = change if math.isfinite(change) else 0.0
        bar.set_width(min(width, 1.0))
        note.xy = (min(max(width, 0.0), 1.0), note.xy[1])
        note.set_text(f"{change:+.1%}" if math.isfinite(change) else "–")


def _words(shop: _Shop, gain: dict[str, Any], at: int, before: float, after: float, best: int) -> str:
    share = value_text(shop.curve["share"][at], "percent")
    promised, counted = value_text(gain["promised"][at], "yuan"), gain["counted"][at]
    amount = value_text(abs(counted), "yuan")
    peak = value_text(shop.curve["share"][best], "percent")
    times = (f"{before:.1f}", f"{after:.1f}")
    if counted >= 0:
        result = pick({"en": f"with lost sales {amount} are left", "zh": f"算上丢掉的销售，还剩 {amount}"})
    else:
        result = pick({"en": f"with lost sales the shop loses {amount}", "zh": f"算上丢掉的销售，反而亏 {amount}"})
    return pick(
        {
            "en": f"{share} of the goods cut: the plan promises {promised} a year, {result}. Turnover goes from {times[0]} to "
            f"{times[1]}. The best cut at these numbers is {peak}.",
            "zh": f"砍掉 {share} 的商品：方案说一年多赚 {promised}，{result}。周转率从 {times[0]} 次变成 {times[1]} 次。"
            f"按现在的设定，最划算的是砍 {peak}。",
        }
    )
