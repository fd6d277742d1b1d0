"""The live replay: a session minute by minute, offers that can be moved, and what is left in the end."""

from collections.abc import Sequence
from typing import Any

import ipywidgets
import numpy as np
import pandas as pd
from matplotlib.artist import Artist

from storelab.errors import StoreLabError
from storelab.explore._panel import Panel, Values, keep_room, new_figure, slider
from storelab.glossary import label
from storelab.language import pick
from storelab.plots._style import HIGHLIGHT, INK, MUTED, PALETTE
from storelab.plots._units import tick_formatter, value_text

COLUMNS = ("online", "comments", "orders")
LENGTH, BEFORE, AFTER = 3, 3, 14  # minutes of an offer, and of the waiting before and the lull after it
WAITED = 0.15  # of the borrowed orders, the share that comes from the waiting
TALK = 2.6  # comments in an offer's minutes, as a multiple


def replay_minutes(
    base: pd.DataFrame, starts: Sequence[int], lift: float = 2.9, extra: float = 0.0, talk: float = TALK
) -> pd.DataFrame:
    """A session with offers: what an offer gains in three minutes, less what the minutes around it lose.

    Parameters
    ----------
    base
        The session without offers, one row a minute from 0 on: ``online`` (people), ``comments`` and ``orders``.
    starts
        Minutes at which offers of three minutes begin.
    lift
        Orders in an offer's minutes, as a multiple of the usual, at least 1.
    extra
        Share of the orders gained that would not have come without the offer. The rest is borrowed, 15 % from the three
        minutes before it (people wait) and 85 % from the fourteen after it, in proportion to their orders; what these
        minutes do not have cannot be borrowed.
    talk
        Comments in an offer's minutes, as a multiple of the usual.

    Returns
    -------
    DataFrame
        ``online``, ``comments``, ``orders`` (expected, so fractions are possible) and ``offer`` (whether one runs).

    Raises
    ------
    StoreLabError
        If a column is missing, a start lies outside the session, ``lift`` is below 1 or ``extra`` is no share.
    """
    for column in COLUMNS:
        if column not in base.columns:
            raise StoreLabError(
                pick({"en": f"base has no column '{column}'.", "zh": f"base 里没有 '{column}' 这一列。"})
            )
    minutes = len(base)
    for start in starts:
        if not 0 <= start < minutes:
            raise StoreLabError(
                pick(
                    {
                        "en": f"An offer at minute {start} lies outside the session of {minutes} minutes.",
                        "zh": f"第 {start} 分钟的优惠不在这一场的 {minutes} 分钟里。",
                    }
                )
            )
    if lift < 1 or not 0 <= extra <= 1:
        raise StoreLabError(
            pick(
                {"en": "lift must be at least 1, and extra from 0 to 1.", "zh": "lift 至少是 1，extra 在 0 到 1 之间。"}
            )
        )
    usual = base["orders"].to_numpy(float)
    orders, running = usual.copy(), np.zeros(minutes, dtype=bool)
    for start in starts:
        inside = slice(start, start + LENGTH)
        running[inside] = True
        gained = (lift - 1) * usual[inside].sum()
        orders[inside] += (lift - 1) * usual[inside]
        for around, share in (
            (slice(max(start - BEFORE, 0), start), WAITED),
            (slice(start + LENGTH, start + LENGTH + AFTER), 1 - WAITED),
        ):
            have = usual[around].sum()
            if have > 0:
                orders[around] -= usual[around] * min(gained * (1 - extra) * share / have, 1.0)
    return pd.DataFrame(
        {
            "online": base["online"].to_numpy(float),
            "comments": base["comments"].to_numpy(float) * np.where(running, talk, 1.0),
            "orders": np.maximum(orders, 0.0),
            "offer": running,
        }
    )


def replay_profit(
    minutes: pd.DataFrame,
    order_value: float,
    margin_rate: float,
    return_rate: float,
    commission: float,
    fee: float,
    discount: float,
) -> dict[str, float]:
    """What a session earns: margin less commission on what is kept, less the fee.

    Parameters
    ----------
    minutes
        From `replay_minutes`: columns ``orders`` and ``offer``.
    order_value
        Yuan of an order without a discount.
    margin_rate
        Gross profit in a yuan of sales at that price, at most 1.
    return_rate
        Share of the orders that comes back, from 0 to 1.
    commission
        Share of the sales net of returns that the host gets.
    fee
        Yuan for host and stage, whatever is sold.
    discount
        Yuan off each order in an offer's minutes.

    Returns
    -------
    dict
        ``orders``, ``discounted`` (orders in an offer's minutes), ``gmv`` (yuan, discounts taken off), ``net_gmv`` and
        ``profit`` (yuan).

    Raises
    ------
    StoreLabError
        If a rate is out of range.
    """
    for name, value in (("return_rate", return_rate), ("commission", commission)):
        if not 0 <= value <= 1:
            raise StoreLabError(
                pick(
                    {
                        "en": f"{name} must lie from 0 to 1, not {value}.",
                        "zh": f"{name} 应在 0 到 1 之间，现在是 {value}。",
                    }
                )
            )
    orders = float(minutes["orders"].sum())
    discounted = float(minutes.loc[minutes["offer"], "orders"].sum())
    gmv = orders * order_value - discounted * discount
    net = gmv * (1 - return_rate)
    # A discount costs all of itself: goods cost the same as without it.
    goods = orders * (1 - return_rate) * order_value * (1 - margin_rate)
    profit = net * (1 - commission) - goods - fee
    return {"orders": orders, "discounted": discounted, "gmv": gmv, "net_gmv": net, "profit": profit}


def live_replay(
    base: pd.DataFrame,
    order_value: float,
    margin_rate: float = 0.42,
    return_rate: float = 0.2,
    commission: float = 0.08,
    fee: float = 550.0,
    discount: float = 12.0,
    lift: float = 2.9,
) -> Panel:
    """A widget: one session minute by minute; switch offers on and off, move them, and see what is left.

    Parameters
    ----------
    base, lift
        As in `replay_minutes`; the session has at least 40 minutes.
    order_value, margin_rate, return_rate, commission, fee, discount
        As in `replay_profit`.

    Returns
    -------
    Panel

    Raises
    ------
    StoreLabError
        As in `replay_minutes` and `replay_profit`, or if the session is too short.
    """
    size = len(base)
    if size < 40:
        raise StoreLabError(pick({"en": "The session needs at least 40 minutes.", "zh": "这一场至少要有 40 分钟。"}))
    # All minutes that pay for an offer lie inside the session.
    last = size - LENGTH - AFTER
    places = (round(last / 3), round(2 * last / 3))
    texts = [pick({"en": f"Offer {n} runs", "zh": f"开优惠 {n}"}) for n in (1, 2)]
    controls: dict[str, Any] = {}
    rows = []
    for n, (text, place) in enumerate(zip(texts, places, strict=True), start=1):
        controls[f"on_{n}"] = ipywidgets.Checkbox(value=n == 1, description=text, indent=False)
        minute = pick({"en": f"Offer {n}: minute", "zh": f"优惠 {n}：第几分钟"})
        controls[f"minute_{n}"] = slider(minute, place, BEFORE, last, 1)
        rows.append([f"on_{n}", f"minute_{n}"])
    controls["returns"] = slider(pick({"en": "Returns (%)", "zh": "退货率（%）"}), round(100 * return_rate), 0, 70, 1)
    extra = pick({"en": "Extra, not borrowed (%)", "zh": "真正多出来的（%）"})
    controls["extra"] = slider(extra, 0, 0, 100, 5)
    rows += [["returns", "extra"]]

    def outcome(starts: Sequence[int], share: float, returned: float) -> tuple[pd.DataFrame, dict[str, float]]:
        minutes = replay_minutes(base, starts, lift, share)
        return minutes, replay_profit(minutes, order_value, margin_rate, returned, commission, fee, discount)

    figure = new_figure(height=3.6)
    draw, moving = _artists(figure, base, lift, outcome([], 0.0, 0.0)[1]["profit"], outcome([], 0.0, 0.7)[1]["profit"])

    def update(values: Values) -> str:
        for n in (1, 2):
            controls[f"minute_{n}"].disabled = not values[f"on_{n}"]
        starts = [int(values[f"minute_{n}"]) for n in (1, 2) if values[f"on_{n}"]]
        returned, share = values["returns"] / 100, values["extra"] / 100
        minutes, now = outcome(starts, share, returned)
        quiet = outcome([], 0.0, returned)[1]
        draw(minutes, now["profit"], quiet["profit"])
        return _words(minutes, now, quiet, len(starts))

    hint = pick(
        {
            "en": "First guess: in which minute does an offer earn most? Then try: move offer 1 to the minute with most "
            "viewers, and to a quiet one, and watch the peak and the profit; switch it off; run two; raise the returns until "
            "the session earns nothing; and find how many of an offer's orders would have to be extra for it to pay.",
            "zh": "先猜一猜：优惠放在第几分钟最赚？然后试：把优惠 1 挪到人最多的时候，再挪到人少的时候，看峰值和利润；把它关掉；开两个；"
            "把退货率往上推，推到这一场白干；再看看多出来的单要占几成，优惠才划算。",
        }
    )
    return Panel(label("live_replay"), hint, controls, figure, update, moving, rows)


def _artists(figure: Any, base: pd.DataFrame, lift: float, most: float, least: float) -> tuple[Any, Sequence[Artist]]:
    grid = figure.add_gridspec(2, 2, width_ratios=(3.2, 1))
    people = figure.add_subplot(grid[0, 0])
    till = figure.add_subplot(grid[1, 0], sharex=people)
    purse = figure.add_subplot(grid[:, 1])
    at = np.arange(len(base))
    usual = base["orders"].to_numpy(float)
    people.plot(at, base["online"], color=PALETTE[0], linewidth=1.6, label=pick({"en": "Viewers", "zh": "在线人数"}))
    (talk,) = people.plot(
        at, base["comments"], color=HIGHLIGHT, linewidth=1.4, label=pick({"en": "Comments", "zh": "评论"})
    )
    people.set_ylim(0, 1.25 * max(float(base["online"].max()), TALK * float(base["comments"].max())))
    people.legend(loc="upper right", fontsize=9, ncols=2)
    people.tick_params(labelbottom=False)
    till.plot(
        at, usual, color=MUTED, linewidth=1.2, label=pick({"en": "Orders without offers", "zh": "没有优惠时的订单"})
    )
    (sold,) = till.plot(at, usual, color=PALETTE[0], linewidth=1.8, label=pick({"en": "Orders", "zh": "订单"}))
    till.set_ylim(0, 1.35 * lift * float(usual.max()))
    till.set_xlabel(pick({"en": "Minute", "zh": "分钟"}), fontsize=10)
    till.legend(loc="upper right", fontsize=9, ncols=2)
    names = [pick({"en": "no offer", "zh": "没有优惠"}), pick({"en": "now", "zh": "现在"})]
    bars = purse.bar(names, [1.0, 1.0], color=[MUTED, PALETTE[0]])
    purse.axhline(0, color=INK, linewidth=0.8)
    room = 0.12 * (most - least)
    purse.set_ylim(min(least, 0) - 3 * room, most + 4 * room)
    purse.yaxis.set_major_formatter(tick_formatter("yuan"))
    keep_room(purse, "-¥9,999")
    purse.set_title(pick({"en": "Profit", "zh": "利润"}), fontsize=11)

    def draw(minutes: pd.DataFrame, now: float, quiet: float) -> None:
        talk.set_ydata(minutes["comments"].to_numpy())
        sold.set_ydata(minutes["orders"].to_numpy())
        for bar, height in zip(bars, (quiet, now), strict=True):
            bar.set_height(height)

    return draw, [talk, sold, *bars]


def _words(minutes: pd.DataFrame, now: dict[str, float], quiet: dict[str, float], offers: int) -> str:
    peak = int(minutes["orders"].to_numpy().argmax())
    change = now["profit"] - quiet["profit"]
    first = pick(
        {
            "en": f"{now['orders']:.1f} orders (without offers {quiet['orders']:.1f}), most of them in minute {peak}; sales "
            f"{value_text(now['gmv'], 'yuan')}, profit {value_text(now['profit'], 'yuan')}.",
            "zh": f"{now['orders']:.1f} 单（没有优惠时 {quiet['orders']:.1f} 单），最多的是第 {peak} 分钟；成交额 "
            f"{value_text(now['gmv'], 'yuan')}，利润 {value_text(now['profit'], 'yuan')}。",
        }
    )
    if not offers:
        return first + pick({"en": " No offer runs.", "zh": "没有开优惠。"})
    money = value_text(abs(change), "yuan")
    if change < 0:
        return first + pick(
            {
                "en": f" The offers cost {money}: {now['discounted']:.1f} orders got the discount.",
                "zh": f"优惠让利润少了 {money}：有 {now['discounted']:.1f} 单享受了减价。",
            }
        )
    return first + pick({"en": f" The offers bring {money}.", "zh": f"优惠多赚了 {money}。"})
