"""The portfolio of influencers: a few large partners or many small ones, and what may come of each mix."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import ipywidgets
import numpy as np
import pandas as pd
from matplotlib.artist import Artist

from storelab.errors import StoreLabError
from storelab.explore._panel import Panel, Values, keep_room, new_figure, set_limits, slider
from storelab.glossary import label
from storelab.language import pick
from storelab.plots._style import HIGHLIGHT, INK, MUTED, PALETTE
from storelab.plots._units import tick_formatter, value_text

RUNS = 3_000
SHARES = np.linspace(0, 1, 21)
BAD = 0.05  # one quarter in twenty is worse than this
COLUMNS = ("kol_id", "large", "fee", "earned")
MOST_DEALS = 2  # with one partner in a quarter


@dataclass(frozen=True)
class _Draws:
    """Deals drawn one after the other, many times: sums of the first n, shape (runs, n + 1)."""

    fee: float
    most: int
    earned: np.ndarray
    fees: np.ndarray

    def bought(self, budget: float, handling: float) -> int:
        """How many deals the budget pays at the mean price."""
        return int(min(np.floor(budget / (self.fee + handling) + 1e-9), self.most))


def portfolio_profit(
    deals: pd.DataFrame,
    budget: float,
    head_share: float,
    handling: float = 260.0,
    common: float = 0.0,
    doubt: bool = True,
    runs: int = RUNS,
    seed: int = 12,
) -> pd.DataFrame:
    """What a quarter with a mix of large and small partners may bring, by drawing from deals of the past.

    For each group as many deals are drawn as its part of the budget pays at the mean price, at most two for each partner
    of the group; what cannot be spent stays unspent.

    Parameters
    ----------
    deals
        One row a deal: ``kol_id``, ``large`` (bool), ``fee`` and ``earned`` (yuan; gross profit on sales net of returns,
        less commission, before the fee).
    budget
        Yuan for fees and handling.
    head_share
        Share of the budget for large partners, from 0 to 1.
    handling
        Yuan of samples and work that each deal costs us besides its fee.
    common
        Spread (of the log) of the luck that all deals of a quarter share.
    doubt
        Whether each quarter is drawn from a list of deals drawn anew, for the list of the past is only a sample.
    runs, seed
        Number of simulated quarters, and the seed.

    Returns
    -------
    DataFrame
        One row a simulated quarter: ``profit`` (yuan), ``large_deals`` and ``small_deals``.

    Raises
    ------
    StoreLabError
        If a column is missing, a group has no deal, or an argument is out of range.
    """
    if not 0 <= head_share <= 1 or budget < 0 or handling < 0 or common < 0:
        raise StoreLabError(
            pick(
                {
                    "en": "head_share must be from 0 to 1; budget, handling and common must not be negative.",
                    "zh": "head_share 要在 0 到 1 之间；budget、handling、common 不能是负数。",
                }
            )
        )
    draws = _draws(deals, doubt, runs, seed)
    luck = _luck(common, runs, seed)
    profit, counts = _profit(draws, budget, head_share, handling, luck)
    return pd.DataFrame({"profit": profit, "large_deals": counts[0], "small_deals": counts[1]})


def _draws(deals: pd.DataFrame, doubt: bool, runs: int, seed: int) -> tuple[_Draws, _Draws]:
    for column in COLUMNS:
        if column not in deals.columns:
            raise StoreLabError(
                pick({"en": f"deals has no column '{column}'.", "zh": f"deals 里没有 '{column}' 这一列。"})
            )
    large = deals["large"].to_numpy(bool)
    if not large.any() or large.all():
        raise StoreLabError(
            pick({"en": "deals needs large and small partners.", "zh": "deals 里要既有大号，也有小号。"})
        )
    rng = np.random.default_rng(seed)
    return _of_group(deals[large], doubt, runs, rng), _of_group(deals[~large], doubt, runs, rng)


def _of_group(deals: pd.DataFrame, doubt: bool, runs: int, rng: np.random.Generator) -> _Draws:
    most, size = MOST_DEALS * deals["kol_id"].nunique(), len(deals)
    place = rng.integers(0, size, (runs, most))
    if doubt:
        # A list of the same length drawn anew for each run; the deals of the run come from it.
        again = rng.integers(0, size, (runs, size))
        place = np.take_along_axis(again, place, axis=1)
    fee, earned = deals["fee"].to_numpy(float), deals["earned"].to_numpy(float)
    start = np.zeros((runs, 1))
    sums = [np.hstack([start, np.cumsum(values[place], axis=1)]) for values in (earned, fee)]
    return _Draws(float(fee.mean()), most, sums[0], sums[1])


def _luck(common: float, runs: int, seed: int) -> np.ndarray:
    z = np.random.default_rng([seed, 1]).normal(size=runs)
    return np.asarray(np.exp(common * z - common**2 / 2))


def _profit(
    draws: tuple[_Draws, _Draws], budget: float, share: float, handling: float, luck: np.ndarray
) -> tuple[np.ndarray, tuple[int, int]]:
    profit = np.zeros(len(luck))
    counts = []
    for group, part in zip(draws, (share, 1 - share), strict=True):
        count = group.bought(part * budget, handling)
        profit = profit + group.earned[:, count] * luck - group.fees[:, count] - count * handling
        counts.append(count)
    return profit, (counts[0], counts[1])


def kol_portfolio(deals: pd.DataFrame, budget: float = 80_000, handling: float = 260.0) -> Panel:
    """A widget: split a budget between large and small partners, and see how profits spread.

    Parameters
    ----------
    deals
        As in `portfolio_profit`.
    budget, handling
        Where the sliders stand at first, in yuan.

    Returns
    -------
    Panel

    Raises
    ------
    StoreLabError
        As in `portfolio_profit`.
    """
    seed = 12
    drawn = {doubt: _draws(deals, doubt, RUNS, seed) for doubt in (True, False)}
    z = np.log(_luck(1.0, RUNS, seed)) + 0.5
    texts = {
        "budget": pick({"en": "Budget of the quarter (yuan)", "zh": "本季预算（元）"}),
        "share": pick({"en": "Share for large partners (%)", "zh": "给大号的占比（%）"}),
        "handling": pick({"en": "Handling a deal (yuan)", "zh": "每次合作的操办成本（元）"}),
        "common": pick({"en": "Luck that all share (%)", "zh": "大家共有的运气（%）"}),
    }
    controls: dict[str, Any] = {
        "budget": slider(texts["budget"], budget, 20_000, 100_000, 5_000),
        "share": slider(texts["share"], 50, 0, 100, 5),
        "handling": slider(texts["handling"], handling, 0, 400, 25),
        "common": slider(texts["common"], 0, 0, 50, 5),
        "doubt": ipywidgets.Checkbox(
            value=True,
            description=pick({"en": "Doubt last year's averages", "zh": "去年的平均也不全信"}),
            indent=False,
        ),
    }
    figure = new_figure(height=3.4)
    draw, moving = _artists(figure)

    def update(values: Values) -> str:
        common = values["common"] / 100
        luck = np.exp(common * z - common**2 / 2)
        draws = drawn[bool(values["doubt"])]
        mixes = [_profit(draws, values["budget"], share, values["handling"], luck)[0] for share in SHARES]
        chosen = round(values["share"] / 5)
        counts = _profit(draws, values["budget"], SHARES[chosen], values["handling"], luck)[1]
        draw(mixes, chosen)
        return _words(mixes, chosen, counts)

    hint = pick(
        {
            "en": "Guess first: with how many small partners is the spread of profits half that of large ones? Then try four "
            "things. All for large partners, then all for small ones: compare the left tails. Raise the handling: who pays "
            "for it? Raise the shared luck: whom does the number of partners still protect? Take the doubt away: how much of "
            "the spread was that we know last year's deals only?",
            "zh": "先猜一猜：小号要多少个，利润的起伏才只有大号的一半？然后试四件事。先全给大号，再全给小号：比一比左边的尾巴。把操办成本调高：谁在付这笔钱？"
            "把共有的运气调大：人多还护得住谁？把勾去掉：起伏里有多少，只是因为我们只见过去年那些合作？",
        }
    )
    return Panel(
        label("kol_portfolio"),
        hint,
        controls,
        figure,
        update,
        moving,
        [["budget", "share"], ["handling", "common"], ["doubt"]],
    )


def _artists(figure: Any) -> tuple[Any, Sequence[Artist]]:
    left, right = figure.subplots(1, 2)
    thousand = pick({"en": "thousand yuan", "zh": "千元"})
    curves = []
    looks = (
        (pick({"en": "all large", "zh": "全给大号"}), MUTED, "--"),
        (pick({"en": "all small", "zh": "全给小号"}), PALETTE[0], "-"),
        (pick({"en": "your mix", "zh": "您的分法"}), HIGHLIGHT, "-"),
    )
    for name, colour, dash in looks:
        (curve,) = left.plot([0, 1], [0, 1], color=colour, linestyle=dash, linewidth=1.6, label=name)
        curves.append(curve)
    zero = left.axvline(0, color=INK, linewidth=0.8)
    left.set_title(pick({"en": "Profit of a quarter", "zh": "一个季度的利润"}), fontsize=11)
    left.set_xlabel(thousand, fontsize=10)
    left.set_ylabel(pick({"en": "Share of the quarters (%)", "zh": "季度占比（%）"}), fontsize=10)
    left.set_xlim(-80, 160)
    left.set_ylim(0, 40)
    left.legend(loc="upper right", fontsize=9)
    (mean,) = right.plot([0, 1], [0, 1], color=PALETTE[0], linewidth=1.6, label=pick({"en": "mean", "zh": "平均"}))
    (bad,) = right.plot(
        [0, 1],
        [0, 1],
        color=MUTED,
        linewidth=1.6,
        label=pick({"en": "one in twenty is worse", "zh": "二十次里有一次更差"}),
    )
    (dots,) = right.plot([0, 0], [0, 0], linestyle="none", marker="D", markersize=8, color=HIGHLIGHT)
    right.axhline(0, color=INK, linewidth=0.8)
    right.set_title(pick({"en": "Every split of the budget", "zh": "各种分法"}), fontsize=11)
    right.set_xlabel(pick({"en": "Share for large partners (%)", "zh": "给大号的占比（%）"}), fontsize=10)
    right.set_ylabel(thousand, fontsize=10)
    right.set_xlim(-4, 104)
    right.set_ylim(-80, 120)
    right.yaxis.set_major_formatter(tick_formatter("number"))
    keep_room(right, "−100")
    right.legend(loc="lower left", fontsize=9)
    edges = np.arange(-100, 205, 5.0)
    middle = (edges[1:] + edges[:-1]) / 2

    def draw(mixes: list[np.ndarray], chosen: int) -> None:
        for curve, profit in zip(curves, (mixes[-1], mixes[0], mixes[chosen]), strict=True):
            share = np.histogram(np.clip(profit / 1000, edges[0], edges[-1]), edges)[0] / len(profit)
            curve.set_data(middle, 100 * share)
        tops = [float(curve.get_ydata().max()) for curve in curves]
        set_limits(left, y=(0.0, 40.0 if max(tops) <= 40 else 105.0))
        means = np.array([profit.mean() for profit in mixes]) / 1000
        worse = np.array([np.quantile(profit, BAD) for profit in mixes]) / 1000
        low = -80.0 if worse.min() > -80 else -160.0
        set_limits(right, y=(low, 120.0 if means.max() < 120 else 240.0))
        mean.set_data(100 * SHARES, means)
        bad.set_data(100 * SHARES, worse)
        dots.set_data([100 * SHARES[chosen]] * 2, [means[chosen], worse[chosen]])

    return draw, [*curves, zero, mean, bad, dots]


def _words(mixes: list[np.ndarray], chosen: int, counts: tuple[int, int]) -> str:
    profit, heads, small = mixes[chosen], mixes[-1], mixes[0]
    mean, bad = value_text(float(profit.mean()), "yuan"), value_text(float(np.quantile(profit, BAD)), "yuan")
    loss = value_text(float((profit < 0).mean()), "percent")
    return pick(
        {
            "en": f"{counts[0]} deals with large and {counts[1]} with small partners: {mean} on average, a loss in {loss} of the "
            f"quarters, and in one of twenty less than {bad}. The standard deviation is {value_text(float(profit.std()), 'yuan')} "
            f"(all large {value_text(float(heads.std()), 'yuan')}, all small {value_text(float(small.std()), 'yuan')}); on average "
            f"all large bring {value_text(float(heads.mean() - small.mean()), 'yuan')} more than all small.",
            "zh": f"和大号合作 {counts[0]} 次，小号 {counts[1]} 次：平均赚 {mean}，{loss} 的季度会亏，二十次里有一次低于 {bad}。"
            f"标准差 {value_text(float(profit.std()), 'yuan')}（全给大号 {value_text(float(heads.std()), 'yuan')}，全给小号 "
            f"{value_text(float(small.std()), 'yuan')}）；平均下来，全给大号比全给小号多 {value_text(float(heads.mean() - small.mean()), 'yuan')}。",
        }
    )
