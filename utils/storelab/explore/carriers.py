"""The speed-cost frontier: which carrier takes which share of each region, what it costs and who waits."""

from collections.abc import Sequence
from itertools import product
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.artist import Artist

from storelab.errors import StoreLabError
from storelab.explore._panel import Panel, Values, new_figure, slider
from storelab.glossary import label
from storelab.language import pick
from storelab.plots._style import HIGHLIGHT, INK, MUTED, PALETTE
from storelab.plots._units import tick_formatter, value_text

OUTCOMES = ("cost", "p90_days", "late_share", "stars")
STEP = 2  # the cloud of mixes goes through every region in halves
GRID = np.arange(0, 30.001, 0.05)  # days


def mix_outcome(
    parcels: pd.DataFrame,
    costs: pd.DataFrame,
    shares: np.ndarray,
    promise_days: float = 5.0,
    stars: tuple[float, float] = (4.6, 2.6),
) -> pd.DataFrame:
    """What mixes of carriers cost, how long nine in ten customers wait at most, and the stars that follow.

    Each carrier keeps, in each region, the times that it had there. Whether it would with more parcels, nobody knows.

    Parameters
    ----------
    parcels
        One row a delivered parcel: ``region``, ``carrier`` and ``days`` from payment to delivery. How many there are of
        a region is its weight.
    costs
        Yuan of an average parcel of the region (rows) with each carrier (columns).
    shares
        Share of each carrier, shape (mixes, regions, carriers), in the order of ``costs``; together 1 in each region.
    promise_days
        Days after which a parcel is late.
    stars
        Mean stars for logistics of customers whose parcel came in time, and late.

    Returns
    -------
    DataFrame
        One row a mix: ``cost`` (yuan an order), ``p90_days``, ``late_share`` and ``stars``.

    Raises
    ------
    StoreLabError
        If a column is missing, a region and carrier has no parcel, or shares are negative or not together 1.
    """
    return _outcome(_curves(parcels, costs), np.asarray(shares, dtype=float), promise_days, stars)


class _Curves:
    """Times and costs of each region and carrier, ready for many mixes."""

    def __init__(self, weight: np.ndarray, arrived: np.ndarray, late: Any, cost: np.ndarray) -> None:
        self.weight = weight
        self.arrived = arrived
        self.late = late
        self.cost = cost


def _curves(parcels: pd.DataFrame, costs: pd.DataFrame) -> _Curves:
    for column in ("region", "carrier", "days"):
        if column not in parcels.columns:
            raise StoreLabError(
                pick({"en": f"parcels has no column '{column}'.", "zh": f"parcels 里没有 '{column}' 这一列。"})
            )
    regions, carriers = list(costs.index), list(costs.columns)
    groups = {key: np.sort(days.to_numpy(float)) for key, days in parcels.groupby(["region", "carrier"])["days"]}
    for pair in product(regions, carriers):
        if pair not in groups:
            raise StoreLabError(
                pick(
                    {
                        "en": f"parcels has none of carrier '{pair[1]}' to region '{pair[0]}', so its times are unknown.",
                        "zh": f"parcels 里没有承运商 '{pair[1]}' 发往 '{pair[0]}' 的包裹，不知道它要多久。",
                    }
                )
            )
    days = [[groups[(region, carrier)] for carrier in carriers] for region in regions]
    arrived = np.array([[np.searchsorted(d, GRID, side="right") / len(d) for d in row] for row in days])
    weight = np.array([sum(len(d) for d in row) for row in days], dtype=float)

    def late(promise: float) -> np.ndarray:
        return np.array([[(d > promise).mean() for d in row] for row in days])

    return _Curves(weight / weight.sum(), arrived, late, costs.to_numpy(float))


def _outcome(curves: _Curves, shares: np.ndarray, promise: float, stars: tuple[float, float]) -> pd.DataFrame:
    if shares.ndim != 3 or shares.shape[1:] != curves.cost.shape:
        wanted = ("mixes", *curves.cost.shape)
        raise StoreLabError(
            pick(
                {
                    "en": f"shares has the shape {shares.shape}, expected {wanted}.",
                    "zh": f"shares 的形状是 {shares.shape}，应该是 {wanted}。",
                }
            )
        )
    if (shares < 0).any() or not np.allclose(shares.sum(axis=2), 1):
        raise StoreLabError(
            pick(
                {
                    "en": "shares must not be negative, and those of a region must be 1 together.",
                    "zh": "shares 不能是负数，同一区域的各家占比加起来要等于 1。",
                }
            )
        )
    weighted = shares * curves.weight[None, :, None]
    arrived = np.tensordot(weighted, curves.arrived, axes=([1, 2], [0, 1]))
    late = np.tensordot(weighted, curves.late(promise), axes=2)
    # The first point of the grid by which nine in ten have arrived.
    p90 = GRID[np.argmax(arrived >= 0.9 - 1e-9, axis=1)]
    return pd.DataFrame(
        {
            "cost": np.tensordot(weighted, curves.cost, axes=2),
            "p90_days": p90,
            "late_share": late,
            "stars": stars[0] * (1 - late) + stars[1] * late,
        }
    )


def _all_mixes(regions: int, carriers: int) -> np.ndarray:
    parts = [p for p in product(range(STEP + 1), repeat=carriers) if sum(p) == STEP]
    return np.array(list(product(parts, repeat=regions)), dtype=float) / STEP


def _best(cost: np.ndarray, bad: np.ndarray) -> np.ndarray:
    """Positions of the mixes that no other beats in both, from cheap to dear."""
    order = np.lexsort((bad, cost))
    lowest = np.minimum.accumulate(bad[order])
    first = np.r_[True, lowest[1:] < lowest[:-1] - 1e-9]
    return np.asarray(order[first])


def speed_cost_frontier(
    parcels: pd.DataFrame,
    costs: pd.DataFrame,
    promise_days: float = 5.0,
    stars: tuple[float, float] = (4.6, 2.6),
) -> Panel:
    """A widget: shift parcels between carriers, region by region, and see which mixes another one beats.

    Parameters
    ----------
    parcels, costs, promise_days, stars
        As in `mix_outcome`; the first carrier of ``costs`` takes what the others leave. At first the sliders stand
        near the shares in ``parcels``.

    Returns
    -------
    Panel

    Raises
    ------
    StoreLabError
        As in `mix_outcome`.
    """
    curves = _curves(parcels, costs)
    regions, carriers = list(costs.index), list(costs.columns)
    counts = parcels.groupby(["region", "carrier"]).size().unstack().reindex(index=regions, columns=carriers)
    now = counts.div(counts.sum(axis=1), axis=0).to_numpy(float)[None]
    cloud = _outcome(curves, _all_mixes(len(regions), len(carriers)), promise_days, stars)
    today = _outcome(curves, now, promise_days, stars).iloc[0]
    controls, rows = {}, []
    for r, region in enumerate(regions):
        rows.append([f"{region}_{carrier}" for carrier in carriers[1:]])
        for c, carrier in enumerate(carriers[1:], start=1):
            text = f"{label(region, 'region')} · {label(carrier, 'carrier')} (%)"
            controls[f"{region}_{carrier}"] = slider(text, 5 * round(20 * now[0, r, c]), 0, 100, 5)
    figure = new_figure(height=3.5)
    draw, moving = _artists(figure, cloud, today)

    def update(values: Values) -> str:
        shares = np.array([[values[f"{region}_{carrier}"] / 100 for carrier in carriers[1:]] for region in regions])
        # More than all of a region cannot be given away: what is asked for is scaled down.
        shares = shares / np.maximum(shares.sum(axis=1, keepdims=True), 1)
        mix = np.concatenate([1 - shares.sum(axis=1, keepdims=True), shares], axis=1)
        return draw(_outcome(curves, mix[None], promise_days, stars).iloc[0])

    first, dearest = label(carriers[0], "carrier"), label(costs.mean().idxmax(), "carrier")
    hint = pick(
        {
            "en": f"Each slider gives a share of one region's parcels to a carrier; {first} takes the rest. First guess: "
            f"where does {dearest} earn its price, if it does at all? Then try three things: {dearest} for everything; "
            f"{dearest} only where parcels are slow; {first} for everything. Watch both pictures: on the left speed is "
            "bought, on the right stars.",
            "zh": f"每个滑块把一个区域的一部分包裹交给一家快递，剩下的都归{first}。先猜一猜：{dearest}用在哪里才值？有没有值的地方？"
            f"然后试三件事：全部交给{dearest}；只在慢的区域用{dearest}；全部交给{first}。两张图一起看：左边买的是速度，右边买的是评分。",
        }
    )
    return Panel(label("speed_cost_frontier"), hint, controls, figure, update, moving, rows)


def _artists(figure: Any, cloud: pd.DataFrame, today: pd.Series) -> tuple[Any, Sequence[Artist]]:
    left, right = figure.subplots(1, 2)
    cost = cloud["cost"].to_numpy()
    moving: list[Artist] = []
    dots = []
    panes = (
        (left, "p90_days", 1, pick({"en": "Days for nine in ten", "zh": "九成送达的天数"})),
        (right, "stars", -1, pick({"en": "Predicted stars", "zh": "预计物流评分"})),
    )
    for ax, column, sign, name in panes:
        values = cloud[column].to_numpy()
        ax.plot(cost, values, linestyle="none", marker="x", markersize=4, color=MUTED, zorder=1)
        best = _best(cost, sign * values)
        text = pick({"en": "not beaten", "zh": "没有更好的"})
        ax.plot(cost[best], values[best], color=PALETTE[0], marker="o", markersize=3, linewidth=1.4, label=text)
        ax.plot(
            [today["cost"]],
            [today[column]],
            linestyle="none",
            marker="s",
            markersize=7,
            color=INK,
            label=pick({"en": "today", "zh": "现在"}),
        )
        (dot,) = ax.plot(
            [0],
            [0],
            linestyle="none",
            marker="D",
            markersize=9,
            color=HIGHLIGHT,
            label=pick({"en": "your mix", "zh": "您的方案"}),
        )
        ax.set_title(name, fontsize=11)
        ax.set_xlabel(pick({"en": "Cost (yuan an order)", "zh": "每单运费（元）"}), fontsize=10)
        ax.xaxis.set_major_formatter(tick_formatter("number"))
        for axis, numbers in ((ax.set_xlim, cost), (ax.set_ylim, values)):
            room = 0.06 * (numbers.max() - numbers.min() or 1.0)
            axis(numbers.min() - room, numbers.max() + room)
        dots.append((dot, column))
        moving.append(dot)
    left.legend(loc="upper right", fontsize=9)

    def draw(mix: pd.Series) -> str:
        for dot, column in dots:
            dot.set_data([mix["cost"]], [mix[column]])
        return _words(mix, cloud)

    return draw, moving


def _words(mix: pd.Series, cloud: pd.DataFrame) -> str:
    cost, late = value_text(mix["cost"], "yuan"), value_text(mix["late_share"], "percent")
    first = pick(
        {
            "en": f"An order costs {cost}; nine in ten customers have it within {mix['p90_days']:.1f} days, {late} wait longer "
            f"than promised; {mix['stars']:.2f} stars are to be expected.",
            "zh": f"每单运费 {cost}；九成客人 {mix['p90_days']:.1f} 天内收到，{late} 的人等过了承诺的日子；预计物流评分 {mix['stars']:.2f}。",
        }
    )
    better = cloud[
        (cloud["cost"] <= mix["cost"]) & (cloud["stars"] >= mix["stars"]) & (cloud["p90_days"] <= mix["p90_days"])
    ]
    saved = mix["cost"] - better["cost"].min() if len(better) else 0.0
    if saved >= 0.05:
        return first + pick(
            {
                "en": f" Another mix is no slower, has no fewer stars, and saves {value_text(saved, 'yuan')} an order.",
                "zh": f"另有一种分法不比它慢，评分也不比它低，每单还能省 {value_text(saved, 'yuan')}。",
            }
        )
    return first + pick(
        {
            "en": " No mix of the picture is as fast and as well liked for noticeably less.",
            "zh": "图里没有哪种分法一样快、评分一样高，又明显更省。",
        }
    )
