"""The marginal-return board: what each channel's money has earned on average, and what its next yuan would earn."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.artist import Artist

from storelab.errors import StoreLabError
from storelab.explore._panel import Panel, Values, keep_room, new_figure, round_up, set_limits, slider
from storelab.glossary import label
from storelab.language import pick
from storelab.plots._style import INK, MUTED, PALETTE
from storelab.plots._units import tick_formatter, value_text

COLUMNS = ("spend", "revenue", "profit", "roi", "marginal_roi")
POINTS = 61
LEAST_CHANNELS, MOST_CHANNELS = 2, 3
EVEN = 0.1  # marginal ROIs that lie no farther apart are called even
_LOWEST, _HIGHEST = -1.2, 2.6  # of the axis of ROI
Returns = Callable[..., pd.DataFrame]


def marginal_returns(curves: pd.DataFrame, spend: Any, margin_rate: float) -> pd.DataFrame:
    """What each channel brings at its spending, on average and for the next yuan.

    Sales that a channel causes are ``ceiling * (1 - exp(-spend / scale))``. ROI is (incremental gross profit - cost) /
    cost: of all the money for the average, of one yuan more for the marginal one.

    Parameters
    ----------
    curves
        Indexed by channel: ``ceiling`` (yuan of sales a week that it can cause at the most) and ``scale`` (yuan a week
        at which 63 % of that is reached).
    spend
        Yuan a week for each channel, in the order of ``curves``.
    margin_rate
        Gross profit in a yuan of sales, above 0 and at most 1.

    Returns
    -------
    DataFrame
        Indexed as ``curves``: ``spend``, ``revenue`` (sales caused) and ``profit`` (gross profit less spending), yuan a
        week, and ``roi`` (NaN where nothing is spent) and ``marginal_roi``.

    Raises
    ------
    StoreLabError
        If a column is missing, a number is out of its range, or ``spend`` has another length than ``curves``.
    """
    money = np.asarray(spend, dtype=float)
    for name in ("ceiling", "scale"):
        if name not in curves.columns:
            raise StoreLabError(
                pick({"en": f"curves has no column '{name}'.", "zh": f"curves 里没有列 '{name}'。"}),
            )
    ceiling, scale = (curves[name].to_numpy(float) for name in ("ceiling", "scale"))
    for name, holds, wanted in (
        ("ceiling", bool((ceiling >= 0).all()), "≥ 0"),
        ("scale", bool((scale > 0).all()), "> 0"),
        ("spend", bool((money >= 0).all()), "≥ 0"),
        ("margin_rate", 0 < margin_rate <= 1, "0–1"),
    ):
        if not holds:
            raise StoreLabError(pick({"en": f"{name} must be {wanted}.", "zh": f"{name} 应该 {wanted}。"}))
    if money.shape != ceiling.shape:
        raise StoreLabError(
            pick(
                {
                    "en": f"spend has {money.size} numbers for {ceiling.size} channels.",
                    "zh": f"spend 有 {money.size} 个数，渠道有 {ceiling.size} 个。",
                }
            )
        )
    revenue = ceiling * -np.expm1(-money / scale)
    average = margin_rate * np.divide(revenue, money, out=np.full_like(money, np.nan), where=money > 0) - 1
    table = {
        "spend": money,
        "revenue": revenue,
        "profit": margin_rate * revenue - money,
        "roi": average,
        "marginal_roi": margin_rate * ceiling / scale * np.exp(-money / scale) - 1,
    }
    return pd.DataFrame(table, index=curves.index)


def marginal_board(curves: pd.DataFrame, spend: Any, margin_rate: float, returns: Returns = marginal_returns) -> Panel:
    """A widget: move a fixed budget between channels, and see average and marginal ROI side by side.

    Parameters
    ----------
    curves, margin_rate
        As in `marginal_returns`, for two or three channels.
    spend
        Yuan a week that each channel gets today, in the order of ``curves``; their sum is the budget at first. The last
        channel gets what the others leave.
    returns
        The function that does the sums: a learner's own of the same arguments and columns can be plugged in.

    Returns
    -------
    Panel

    Raises
    ------
    StoreLabError
        If an argument of `marginal_returns` is wrong, there are fewer than two channels or more than three, nothing is
        spent, or ``returns`` gives no such table.
    """
    today = np.asarray(spend, dtype=float)
    _checked(returns(curves, today, margin_rate))
    if not LEAST_CHANNELS <= len(curves) <= MOST_CHANNELS:
        raise StoreLabError(
            pick(
                {
                    "en": f"curves has {len(curves)} channels; two or three are wanted.",
                    "zh": f"curves 有 {len(curves)} 个渠道；要两个或三个。",
                }
            )
        )
    total = float(today.sum())
    if not total > 0:
        raise StoreLabError(pick({"en": "spend must be above 0.", "zh": "spend 要大于 0。"}))
    names = [label(str(name)) for name in curves.index]
    unit = pick({"en": " (1,000 yuan)", "zh": "（千元）"})
    top = 2 * total / 1000
    controls: dict[str, Any] = {
        "budget": slider(pick({"en": "Budget a week", "zh": "每周预算"}) + unit, total / 1000, 0, top, 1)
    }
    for place, name in enumerate(names[:-1]):
        controls[f"channel_{place}"] = slider(name + unit, today[place] / 1000, 0, top, 0.5)

    def divided(values: Values) -> np.ndarray:
        """Yuan of each channel: none gets more than is left."""
        left, parts = 1000 * float(values["budget"]), []
        for place in range(len(names) - 1):
            parts.append(min(1000 * float(values[f"channel_{place}"]), left))
            left -= parts[-1]
        return np.array([*parts, left])

    figure = new_figure(height=3.5)
    draw, moving = _artists(figure, names, today, total)
    before = float(returns(curves, today, margin_rate)["profit"].sum())

    def update(values: Values) -> str:
        parts = divided(values)
        grid = np.linspace(0, 2 * float(today.max()), POINTS)
        lines = np.array([returns(curves, np.full(len(names), x), margin_rate)["profit"] for x in grid]) / 1000
        return draw(_checked(returns(curves, parts, margin_rate)), grid / 1000, lines, before)

    hint = pick(
        {
            "en": "First guess: which channel would you give more money, going by the dark bars (average)? Do it, and watch "
            "the profit. Then go by the light bars (the next yuan): take from the lowest, give to the highest, until all "
            "are level. At last halve the budget, and double it: what happens to the level?",
            "zh": "先猜一猜：只看深色柱子（平均），你会给谁加钱？真加加看，盯着利润。然后改看浅色柱子（下一元）：从最矮的拿，给最高的，"
            "直到一样高。最后把预算减半、再加倍：浅色柱子的高度怎么变？",
        }
    )
    title = pick(
        {"en": "What money has earned, and what the next yuan earns", "zh": "已经花的钱挣了多少，下一元能挣多少"}
    )
    rows = [["budget"], [f"channel_{place}" for place in range(len(names) - 1)]]
    return Panel(title, hint, controls, figure, update, moving, rows)


def _checked(table: Any) -> pd.DataFrame:
    if not isinstance(table, pd.DataFrame) or any(name not in table.columns for name in COLUMNS):
        listed = ", ".join(COLUMNS)
        raise StoreLabError(
            pick(
                {
                    "en": f"returns must give a DataFrame indexed by channel with the columns {listed}.",
                    "zh": f"returns 应该给出一个以渠道为索引的 DataFrame，列有 {listed}。",
                }
            )
        )
    return table


def _artists(
    figure: Any, names: list[str], today: np.ndarray, total: float
) -> tuple[Callable[[pd.DataFrame, np.ndarray, np.ndarray, float], str], list[Artist]]:
    left, right = figure.subplots(1, 2, width_ratios=(1, 1.2))
    left.set_title(pick({"en": "Profit a week (1,000 yuan)", "zh": "每周利润（千元）"}), fontsize=11)
    left.set_xlabel(pick({"en": "Spent a week (1,000 yuan)", "zh": "每周花费（千元）"}))
    left.set_xlim(0, 2 * float(today.max()) / 1000)
    left.yaxis.set_major_formatter(tick_formatter("number"))
    keep_room(left, "-1,000")
    left.axhline(0, color=MUTED, linewidth=1)
    lines = [left.plot([0], [0], color=PALETTE[k], label=name)[0] for k, name in enumerate(names)]
    dots = [left.plot([0], [0], color=PALETTE[k], marker="o", markersize=8)[0] for k in range(len(names))]
    left.legend(handles=lines, loc="lower left", fontsize=8.5)

    right.set_title(
        pick({"en": "ROI: average (dark), next yuan (light)", "zh": "ROI：平均（深）、下一元（浅）"}), fontsize=11
    )
    right.set_ylim(_LOWEST, _HIGHEST)
    right.set_xticks(range(len(names)), names)
    right.set_xlim(-0.6, len(names) - 0.4)
    right.axhline(0, color=MUTED, linewidth=1)
    right.yaxis.set_major_formatter(tick_formatter("number"))
    bars: list[list[Any]] = []
    texts: list[list[Any]] = []
    for shift, alpha in ((-0.2, 1.0), (0.2, 0.45)):
        drawn = right.bar(
            np.arange(len(names)) + shift, [0.0] * len(names), width=0.38, color=PALETTE[: len(names)], alpha=alpha
        )
        bars.append(list(drawn))
        texts.append(
            [
                right.annotate(
                    "", (k + shift, 0), xytext=(0, 3), textcoords="offset points", ha="center", fontsize=9.5, color=INK
                )
                for k in range(len(names))
            ]
        )

    def draw(table: pd.DataFrame, grid: np.ndarray, curves: np.ndarray, before: float) -> str:
        for k, (line, dot) in enumerate(zip(lines, dots, strict=True)):
            line.set_data(grid, curves[:, k])
            dot.set_data([table["spend"].iloc[k] / 1000], [table["profit"].iloc[k] / 1000])
        set_limits(left, y=(-round_up(max(-1.1 * curves.min(), 1.0)), round_up(1.1 * max(curves.max(), 1.0))))
        for row, written, name in zip(bars, texts, ("roi", "marginal_roi"), strict=True):
            for bar, text, value in zip(row, written, table[name].to_numpy(float), strict=True):
                height = float(np.clip(value, _LOWEST, _HIGHEST - 0.3)) if np.isfinite(value) else 0.0
                bar.set_height(height)
                text.xy = (text.xy[0], max(height, 0.0))
                text.set_text(f"{value:.2f}" if np.isfinite(value) else "")
        return _words(table, names, total, before)

    return draw, [*lines, *dots, *bars[0], *bars[1], *texts[0], *texts[1]]


def _words(table: pd.DataFrame, names: list[str], total: float, before: float) -> str:
    profit = float(table["profit"].sum())
    earned = value_text(round(profit), "yuan")
    spent = value_text(round(float(table["spend"].sum())), "yuan")
    now = pick({"en": f"{spent} a week earn {earned}.", "zh": f"每周花 {spent}，挣 {earned}。"})
    if abs(float(table["spend"].sum()) - total) < 1:
        more = value_text(round(profit - before), "yuan")
        now += pick({"en": f" Against today's division: {more}.", "zh": f"和现在的分法比：{more}。"})
    # A channel without money whose first yuan earns least is where it should be.
    marginal = table["marginal_roi"].to_numpy(float)
    paid = marginal[table["spend"].to_numpy(float) > 0]
    high, low = int(np.argmax(marginal)), float(paid.min()) if len(paid) else float(marginal.min())
    if marginal[high] - low <= EVEN:
        rest = pick(
            {
                "en": f" The next yuan earns about the same everywhere ({marginal[high]:.2f}): nothing is won by moving money.",
                "zh": f"下一元放在哪里都差不多（{marginal[high]:.2f}）：再挪也多挣不到。",
            }
        )
    else:
        gap = f"{marginal[high] - low:.2f}"
        rest = pick(
            {
                "en": f" The next yuan earns most in {names[high]}; the lowest lies {gap} below.",
                "zh": f"下一元放在{names[high]}最挣；最低的比它低 {gap}。",
            }
        )
    return now + rest
