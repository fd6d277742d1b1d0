"""The cash hole: a campaign that earns money can empty the bank before it begins."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib.artist import Artist

from storelab.errors import StoreLabError
from storelab.explore._panel import Panel, Values, keep_room, new_figure, slider
from storelab.language import pick
from storelab.plots._style import HIGHLIGHT, INK, MUTED, PALETTE
from storelab.plots._units import tick_formatter, value_text

if TYPE_CHECKING:
    import pandas as pd

BEFORE, AFTER = 12, 10  # weeks shown before and after the week of the campaign
WEEK = 7
ORDERED, RECEIVED = 42, 21  # days before their sale on which goods are ordered and arrive
_PADDING = 26 * WEEK  # the shop has long been running when the picture begins
LARGEST = 12.0  # largest campaign on the slider, in weeks' worth of sales


@dataclass(frozen=True)
class CashShop:
    """A shop in outline.

    Attributes
    ----------
    weekly_sales
        Net sales of an ordinary week, yuan.
    goods_share
        Cost of the goods as a share of sales.
    variable_share
        Platform's fees, freight and advertising as a share of sales; the platform's payout is less by them.
    weekly_fixed
        Rent, wages and the like, yuan a week.
    opening
        Yuan in the bank at the beginning of the picture.
    minimum
        Yuan that must not be undercut.
    """

    weekly_sales: float = 60_000.0
    goods_share: float = 0.55
    variable_share: float = 0.18
    weekly_fixed: float = 13_000.0
    opening: float = 240_000.0
    minimum: float = 60_000.0


@dataclass(frozen=True)
class CashPlan:
    """What a plan of a campaign does to the bank.

    Attributes
    ----------
    weeks
        One row a week: ``week`` (0 is the campaign's), ``inflow``, ``outflow`` (a positive number) and ``closing`` (yuan).
    profit
        Profit of the weeks shown, yuan: by what is sold in them, whenever it is paid.
    need
        Yuan that have to be borrowed so that no week ends below the minimum.
    """

    weeks: "pd.DataFrame"
    profit: float
    need: float


def cash_plan(
    campaign: float,
    prepaid: float,
    credit_days: float,
    payout_days: float,
    shop: CashShop = CashShop(),
) -> CashPlan:
    """Weekly cash round a campaign, its profit, and the money that has to be borrowed for it.

    Goods are ordered six weeks before they are sold and arrive three weeks before. The platform pays what is sold on a day,
    less the variable costs, after ``payout_days``. Fixed costs leave evenly. All goods bought are sold.

    Parameters
    ----------
    campaign
        Sales of the campaign week besides the ordinary ones, in weeks' worth of ordinary sales; 0 or more.
    prepaid
        Share of the goods' cost that is paid with the order, 0 to 1.
    credit_days
        Days after arrival on which the rest is paid; 0 or more.
    payout_days
        Days from a sale to the platform's payout; 0 or more.
    shop
        The shop.

    Returns
    -------
    CashPlan

    Raises
    ------
    StoreLabError
        If a number is negative, or ``prepaid`` is above 1.
    """
    import pandas as pd

    inflow, outflow = _by_week(campaign, prepaid, credit_days, payout_days, shop)
    closing = shop.opening + np.cumsum(inflow - outflow)
    week = np.arange(-BEFORE, AFTER + 1)
    table = pd.DataFrame({"week": week, "inflow": inflow, "outflow": outflow, "closing": closing})
    return CashPlan(table, _profit(campaign, shop), max(shop.minimum - float(closing.min()), 0.0))


def _profit(campaign: float, shop: CashShop) -> float:
    weeks = BEFORE + AFTER + 1
    sold = (weeks + campaign) * shop.weekly_sales
    return sold * (1 - shop.goods_share - shop.variable_share) - weeks * shop.weekly_fixed


def _by_week(
    campaign: float, prepaid: float, credit_days: float, payout_days: float, shop: CashShop
) -> tuple[np.ndarray, np.ndarray]:
    for name, value, high in (
        ("campaign", campaign, np.inf),
        ("prepaid", prepaid, 1.0),
        ("credit_days", credit_days, np.inf),
        ("payout_days", payout_days, np.inf),
    ):
        if not 0 <= value <= high:
            top = "" if high == np.inf else f" and at most {high:g}"
            most = "" if high == np.inf else f"、不大于 {high:g}"
            raise StoreLabError(
                pick(
                    {
                        "en": f"{name} must be at least 0{top}; it is {value:g}.",
                        "zh": f"{name} 应该不小于 0{most}，现在是 {value:g}。",
                    }
                )
            )
    shown = (BEFORE + AFTER + 1) * WEEK
    days = shown + 2 * _PADDING
    sales = np.full(days, shop.weekly_sales / WEEK)
    start = _PADDING + BEFORE * WEEK
    sales[start : start + WEEK] += campaign * shop.weekly_sales / WEEK
    goods = sales * shop.goods_share
    inflow = _moved(sales * (1 - shop.variable_share), payout_days)
    outflow = (
        _moved(goods * prepaid, -ORDERED)
        + _moved(goods * (1 - prepaid), credit_days - RECEIVED)
        + shop.weekly_fixed / WEEK
    )
    window = slice(_PADDING, _PADDING + shown)
    return inflow[window].reshape(-1, WEEK).sum(axis=1), outflow[window].reshape(-1, WEEK).sum(axis=1)


def _moved(daily: np.ndarray, days: float) -> np.ndarray:
    """Each day's amount, so many days later; at the ends the ordinary day goes on."""
    steps = round(days)
    moved = np.full(len(daily), daily[0])
    if steps >= 0:
        moved[steps:] = daily[: len(daily) - steps]
    else:
        moved[:steps] = daily[-steps:]
    return moved


def cash_hole(shop: CashShop = CashShop()) -> Panel:
    """A widget: plan a campaign, and watch the weekly cash, the profit and the money to be borrowed.

    Parameters
    ----------
    shop
        The shop in outline.

    Returns
    -------
    Panel
    """
    controls = {
        "campaign": slider(
            pick({"en": "Campaign (weeks' worth of sales)", "zh": "大促多卖几周的量"}), 5, 0, LARGEST, 0.5
        ),
        "prepaid": slider(pick({"en": "Paid with the order (%)", "zh": "下单时付货款（%）"}), 30, 0, 100, 5),
        "credit_days": slider(pick({"en": "Supplier waits (days)", "zh": "到货后账期（天）"}), 0, 0, 60, 5),
        "payout_days": slider(pick({"en": "Platform pays after (days)", "zh": "平台几天后打款"}), 14, 0, 45, 1),
    }
    figure = new_figure(width=8.2, height=3.4)
    draw, moving = _artists(figure, shop)

    def update(values: Values) -> str:
        return draw(
            float(values["campaign"]),
            float(values["prepaid"]) / 100,
            float(values["credit_days"]),
            float(values["payout_days"]),
        )

    hint = pick(
        {
            "en": "First guess: you make the campaign twice as large. Does the lowest week get better or worse, and the profit? "
            "Then try three things: the largest campaign; the largest campaign with a supplier who waits 30 days; and an "
            "ordinary campaign with a platform that pays after 30 days.",
            "zh": "先猜一猜：大促做大一倍，最低的那一周是变好还是变坏？利润呢？然后试三件事：大促拉到最大；大促最大、供应商肯等 30 天；"
            "大促不变、平台拖到 30 天才打款。",
        }
    )
    title = pick({"en": "Cash-hole simulator", "zh": "资金缺口模拟器"})
    rows = [["campaign", "prepaid"], ["credit_days", "payout_days"]]
    return Panel(title, hint, controls, figure, update, moving, rows)


_SIZES = np.arange(0, LARGEST + 0.25, 0.5)


def _artists(figure: Any, shop: CashShop) -> tuple[Callable[[float, float, float, float], str], list[Artist]]:
    left, right = figure.subplots(1, 2, width_ratios=(1.35, 1))
    weeks = np.arange(-BEFORE, AFTER + 1)
    left.set_title(pick({"en": "In the bank at the week's end (yuan)", "zh": "每周末账上的钱（元）"}), fontsize=11)
    left.set_xlabel(pick({"en": "weeks from the campaign", "zh": "距大促几周"}), fontsize=10)
    left.set_xlim(-BEFORE - 0.5, AFTER + 0.5)
    low, high = _range(shop)
    left.set_ylim(low, high)
    left.yaxis.set_major_formatter(tick_formatter("number"))
    keep_room(left, "-1,000,000")
    left.axhline(0, color=INK, linewidth=0.8)
    left.axhline(shop.minimum, color=MUTED, linestyle="--", linewidth=1.2)
    left.annotate(
        pick({"en": "minimum", "zh": "最低余额"}), (AFTER + 0.4, shop.minimum), xytext=(0, 3), textcoords="offset points",
        fontsize=9, color=INK, ha="right",
    )  # fmt: skip
    left.axvline(0, color=MUTED, linewidth=0.8, linestyle=":")
    (line,) = left.plot(weeks, np.zeros(len(weeks)), color=PALETTE[0], marker="o", markersize=3)
    (lowest,) = left.plot([0], [0], linestyle="none", marker="D", markersize=8, color=HIGHLIGHT)
    right.set_title(pick({"en": "By size of the campaign (yuan)", "zh": "大促做多大（元）"}), fontsize=11)
    right.set_xlabel(pick({"en": "weeks' worth of sales", "zh": "多卖几周的量"}), fontsize=10)
    right.set_xlim(-0.3, LARGEST + 0.3)
    profits = np.array([_profit(size, shop) for size in _SIZES])
    top = max(profits.max(), shop.minimum - low)
    right.set_ylim(min(0.0, profits.min()) - 0.03 * top, 1.08 * top)
    right.yaxis.set_major_formatter(tick_formatter("number"))
    keep_room(right, "1,000,000")
    right.plot(_SIZES, profits, color=PALETTE[2], label=pick({"en": "profit", "zh": "利润"}))
    (needs,) = right.plot(
        _SIZES,
        np.zeros(len(_SIZES)),
        color=HIGHLIGHT,
        linestyle="--",
        label=pick({"en": "to borrow", "zh": "要借的钱"}),
    )
    (profit_dot,) = right.plot([0], [0], linestyle="none", marker="o", markersize=8, color=PALETTE[2])
    (need_dot,) = right.plot([0], [0], linestyle="none", marker="D", markersize=8, color=HIGHLIGHT)
    right.legend(loc="upper left", fontsize=9)

    def draw(campaign: float, prepaid: float, credit_days: float, payout_days: float) -> str:
        inflow, outflow = _by_week(campaign, prepaid, credit_days, payout_days, shop)
        closing = shop.opening + np.cumsum(inflow - outflow)
        place = int(closing.argmin())
        line.set_ydata(closing)
        lowest.set_data([weeks[place]], [closing[place]])
        # Flows are linear in the size of the campaign, so two of them give all.
        none = np.cumsum(np.subtract(*_by_week(0.0, prepaid, credit_days, payout_days, shop)))
        one = np.cumsum(np.subtract(*_by_week(1.0, prepaid, credit_days, payout_days, shop)))
        bottoms = (shop.opening + none + _SIZES[:, None] * (one - none)).min(axis=1)
        needs.set_ydata(np.maximum(shop.minimum - bottoms, 0))
        need, profit = max(shop.minimum - float(closing[place]), 0.0), _profit(campaign, shop)
        profit_dot.set_data([campaign], [profit])
        need_dot.set_data([campaign], [need])
        return _words(int(weeks[place]), float(closing[place]), profit, need)

    return draw, [line, lowest, needs, profit_dot, need_dot]


def _range(shop: CashShop) -> tuple[float, float]:
    """Limits between which every state of the sliders stays."""
    ends = [
        shop.opening + np.cumsum(np.subtract(*_by_week(size, prepaid, credit, payout, shop)))
        for size in (0.0, LARGEST)
        for prepaid in (0.0, 1.0)
        for credit in (0.0, 60.0)
        for payout in (0.0, 45.0)
    ]
    low, high = min(float(end.min()) for end in ends), max(float(end.max()) for end in ends)
    room = 0.05 * (high - low)
    return low - room, high + room


def _words(week: int, lowest: float, profit: float, need: float) -> str:
    least, earned, borrowed = (value_text(round(value), "yuan") for value in (lowest, profit, need))
    when = {
        "en": "in the week of the campaign"
        if week == 0
        else f"{abs(week)} weeks {'before' if week < 0 else 'after'} the campaign",
        "zh": "就在大促那一周" if week == 0 else f"在大促{'前' if week < 0 else '后'} {abs(week)} 周",
    }
    enough = {"en": "Nothing has to be borrowed.", "zh": "不用借钱。"}
    short = {
        "en": f"{borrowed} have to be borrowed to keep the minimum.",
        "zh": f"要守住最低余额，得借 {borrowed}。",
    }
    return pick(
        {
            "en": f"The weeks shown earn {earned}. The lowest week is {when['en']}, with {least} in the bank. ",
            "zh": f"图中这些周一共赚 {earned}。最低的一周{when['zh']}，账上 {least}。",
        }
    ) + pick(short if need > 0 else enough)
