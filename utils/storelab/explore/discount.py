"""Discount depth: what a discount and the uplift it brings leave, and on which side of the line past campaigns stood."""

from collections.abc import Callable, Sequence
from typing import Any

import ipywidgets
import numpy as np
import pandas as pd
from matplotlib.artist import Artist

from storelab.errors import StoreLabError
from storelab.explore._panel import Panel, Values, new_figure, slider
from storelab.glossary import label
from storelab.language import pick
from storelab.plots._style import HIGHLIGHT, INK, PALETTE
from storelab.plots._units import tick_formatter, value_text

DEEPEST, HIGHEST = 0.6, 2.5
CELLS = 48


def discount_profit(
    discount: Any, uplift: Any, margin_rate: float, week_sales: float, fixed_cost: float = 0.0, borrowed: float = 0.0
) -> Any:
    """Gross profit that a discount brings beyond what would have come without it.

    Parameters
    ----------
    discount
        Share taken off the price, from 0 to 1; a number or an array.
    uplift
        Pieces sold more, as a share of the usual (1: twice as many); a number or an array of the same shape.
    margin_rate
        Gross profit in a yuan of sales at the full price.
    week_sales
        Yuan of usual sales in the days of the discount, at the full price.
    fixed_cost
        Yuan that the campaign costs besides the discount.
    borrowed
        Share of the additional pieces that is missing afterwards, at the full price; from 0 to 1.

    Returns
    -------
    float or array
        Yuan; negative where the discount costs more than it brings.

    Raises
    ------
    StoreLabError
        If a number is out of its range.
    """
    off, more = np.asarray(discount, dtype=float), np.asarray(uplift, dtype=float)
    for name, holds, wanted in (
        ("discount", bool(((off >= 0) & (off <= 1)).all()), "0–1"),
        ("uplift", bool((more >= -1).all()), "≥ -1"),
        ("margin_rate", margin_rate <= 1, "≤ 1"),
        ("week_sales", week_sales >= 0, "≥ 0"),
        ("fixed_cost", fixed_cost >= 0, "≥ 0"),
        ("borrowed", 0 <= borrowed <= 1, "0–1"),
    ):
        if not holds:
            raise StoreLabError(pick({"en": f"{name} must be {wanted}.", "zh": f"{name} 应该 {wanted}。"}))
    kept = (margin_rate - off) * (1 + more) - margin_rate - borrowed * np.maximum(more, 0) * margin_rate
    gain = week_sales * kept - fixed_cost
    return float(gain) if gain.ndim == 0 else gain


def _needed(discount: np.ndarray, margin: float, sales: float, fixed: float, borrowed: float) -> np.ndarray:
    """Uplift at which the discount neither earns nor loses; infinite where no quantity is enough."""
    left = margin - discount - borrowed * margin
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(left > 1e-12, (discount + fixed / max(sales, 1e-9)) / left, np.inf)


def discount_depth(
    campaigns: pd.DataFrame,
    groups: pd.DataFrame,
    fixed_cost: float = 1_900.0,
    outcome: Callable[..., Any] = discount_profit,
) -> Panel:
    """A widget: move the discount and the uplift you hope for, and see what is left; past campaigns lie on the picture.

    Parameters
    ----------
    campaigns
        One row a past campaign: ``goods_group``, ``discount`` (share of the price given away) and ``uplift``.
    groups
        Indexed by ``goods_group``: ``margin_rate``, ``week_sales`` (yuan of a usual week at the full price) and
        ``borrowed`` (share of the additional pieces missing afterwards).
    fixed_cost
        Yuan that a campaign costs besides the discount, at first.
    outcome
        The function that does the sums: a learner's own of the arguments of `discount_profit` can be plugged in.

    Returns
    -------
    Panel

    Raises
    ------
    StoreLabError
        If a column is missing, a campaign's group is not among ``groups``, or a number is out of its range.
    """
    _check(campaigns, groups)
    names = [str(name) for name in groups.index]
    colon = pick({"en": "Goods", "zh": "商品组"})
    controls: dict[str, Any] = {
        "goods": ipywidgets.Dropdown(
            options=[(label(name, "goods_group"), name) for name in names],
            value=names[0],
            description=colon,
            style={"description_width": "12.5em"},
            layout=ipywidgets.Layout(width="27em", max_width="100%"),
        ),
        "discount": slider(pick({"en": "Discount (%)", "zh": "让利（%）"}), 20, 0, 100 * DEEPEST, 1),
        "uplift": slider(pick({"en": "Uplift you expect (%)", "zh": "预计多卖（%）"}), 60, 0, 100 * HIGHEST, 5),
        "fixed": slider(pick({"en": "Fixed cost (yuan)", "zh": "固定花费（元）"}), fixed_cost, 0, 6_000, 100),
        "after": ipywidgets.Checkbox(
            value=False,
            description=pick({"en": "Count what is missing afterwards", "zh": "算上活动后少卖的"}),
            indent=False,
        ),
    }
    figure = new_figure(height=3.9)
    draw, moving = _artists(figure, campaigns)

    def update(values: Values) -> str:
        name = values["goods"]
        group = groups.loc[name].to_dict()
        money = (
            group["margin_rate"],
            group["week_sales"],
            values["fixed"],
            group["borrowed"] if values["after"] else 0.0,
        )
        return draw(name, values["discount"] / 100, values["uplift"] / 100, money, outcome)

    hint = pick(
        {
            "en": "Purple earns, orange loses, the dark line is the break-even. Diamonds are past campaigns of these goods, "
            "small dots those of others. First guess: of all diamonds, is the highest one above the line? Then try three "
            "things: go through the goods with the fixed cost at 0; raise the discount until the line leaves the picture; "
            "tick what is missing afterwards, and see which campaigns change sides.",
            "zh": "紫色赚，橙色亏，深色线是保本线。菱形是这组商品做过的活动，小点是别的商品的。先猜一猜：最高的那个菱形，在线的上面还是下面？"
            "然后试三件事：固定花费拉到 0，把各组商品看一遍；让利一路加大，看线什么时候跑出图去；勾上“算上活动后少卖的”，看哪几场活动换了边。",
        }
    )
    rows = [["goods", "fixed"], ["discount", "uplift"], ["after"]]
    return Panel(label("discount_depth"), hint, controls, figure, update, moving, rows)


def _check(campaigns: pd.DataFrame, groups: pd.DataFrame) -> None:
    wanted = (
        ("campaigns", campaigns, ("goods_group", "discount", "uplift")),
        ("groups", groups, ("margin_rate", "week_sales", "borrowed")),
    )
    for name, frame, columns in wanted:
        for column in columns:
            if column not in frame.columns:
                raise StoreLabError(
                    pick({"en": f"{name} has no column '{column}'.", "zh": f"{name} 里没有 '{column}' 这一列。"})
                )
    if groups.empty:
        raise StoreLabError(pick({"en": "groups is empty.", "zh": "groups 是空的。"}))
    for group in campaigns["goods_group"]:
        if group not in groups.index:
            raise StoreLabError(
                pick({"en": f"groups has no row '{group}'.", "zh": f"groups 里没有 '{group}' 这一行。"})
            )
    for row in groups.to_dict("records"):
        discount_profit(0.0, 0.0, row["margin_rate"], row["week_sales"], 0.0, row["borrowed"])


def _artists(figure: Any, campaigns: pd.DataFrame) -> tuple[Callable[..., str], Sequence[Artist]]:
    ax = figure.subplots()
    edges_x, edges_y = np.linspace(0, DEEPEST, CELLS + 1), np.linspace(0, HIGHEST, CELLS + 1)
    middle_x, middle_y = (edges[:-1] + np.diff(edges) / 2 for edges in (edges_x, edges_y))
    mesh = ax.pcolormesh(edges_x, edges_y, np.zeros((CELLS, CELLS)), cmap="PuOr", vmin=-1, vmax=1, rasterized=True)
    scale = pick({"en": "Profit against a usual week", "zh": "和平常一周比的毛利"})
    bar = figure.colorbar(mesh, ax=ax, label=scale, ticks=[-1, -0.5, 0, 0.5, 1], extend="both")
    bar.ax.set_yticklabels(["-100%", "-50%", "0", "+50%", "+100%"])
    (line,) = ax.plot(middle_x, middle_x, color=INK, linewidth=1.8, label=pick({"en": "break-even", "zh": "保本线"}))
    (others,) = ax.plot(
        campaigns["discount"],
        campaigns["uplift"],
        linestyle="none",
        marker=".",
        color="#595959",
        markersize=6,
        label=pick({"en": "other goods", "zh": "别的商品"}),
    )
    (own,) = ax.plot(
        [],
        [],
        linestyle="none",
        marker="D",
        markersize=8,
        color=PALETTE[2],
        markeredgecolor=INK,
        label=pick({"en": "past campaigns", "zh": "做过的活动"}),
    )
    (here,) = ax.plot(
        [],
        [],
        linestyle="none",
        marker="o",
        markersize=10,
        color=HIGHLIGHT,
        markeredgecolor=INK,
        label=pick({"en": "your plan", "zh": "您的打算"}),
    )
    ax.set(xlim=(0, DEEPEST), ylim=(0, HIGHEST))
    ax.set_xlabel(pick({"en": "Share of the price given away", "zh": "让利占原价的比例"}))
    ax.set_ylabel(pick({"en": "Uplift in pieces", "zh": "销量提升"}))
    for axis in (ax.xaxis, ax.yaxis):
        axis.set_major_formatter(tick_formatter("percent"))
    ax.grid(visible=False)
    ax.legend(loc="lower left", bbox_to_anchor=(0, 1.0), ncols=4, fontsize=9, frameon=False)
    width, height = np.meshgrid(middle_x, middle_y)

    def draw(name: str, off: float, more: float, money: tuple[float, ...], outcome: Callable[..., Any]) -> str:
        surface = np.asarray(outcome(width, height, *money), dtype=float)
        mesh.set_array(np.clip(surface / max(money[0] * money[1], 1e-9), -1, 1))
        line.set_ydata(np.minimum(_needed(middle_x, *money), 9.0))
        mine = (campaigns["goods_group"] == name).to_numpy()
        own.set_data(campaigns["discount"][mine], campaigns["uplift"][mine])
        others.set_data(campaigns["discount"][~mine], campaigns["uplift"][~mine])
        here.set_data([off], [more])
        return _words(name, off, more, money, float(outcome(off, more, *money)), campaigns[mine], outcome)

    return draw, [mesh, line, others, own, here]


def _words(
    name: str,
    off: float,
    more: float,
    money: tuple[float, ...],
    gain: float,
    mine: pd.DataFrame,
    outcome: Callable[..., Any],
) -> str:
    goods, share, rise = label(name, "goods_group"), value_text(off, "percent"), value_text(more, "percent")
    needed = float(_needed(np.array([off]), *money)[0])
    earned = sum(float(outcome(row.discount, row.uplift, *money)) > 0 for row in mine.itertuples())
    yuan = value_text(round(abs(gain)), "yuan")
    line = value_text(needed, "percent")
    if np.isfinite(needed):
        en, zh = f"The break-even is an uplift of {line}.", f"保本要多卖 {line}。"
    else:
        en, zh = "No uplift is enough: nothing is left on a piece.", "卖多少也保不了本：一件上已经没有毛利了。"
    return pick(
        {
            "en": f"{goods}: {share} given away and {rise} sold more {'earn' if gain >= 0 else 'lose'} {yuan} against a usual "
            f"week. {en} Of {len(mine)} past campaigns of these goods {earned} lie above the line.",
            "zh": f"{goods}：让利 {share}、多卖 {rise}，比平常一周{'多赚' if gain >= 0 else '少赚'} {yuan}。{zh}"
            f"这组商品做过的 {len(mine)} 场活动里，有 {earned} 场在线的上方。",
        }
    )
