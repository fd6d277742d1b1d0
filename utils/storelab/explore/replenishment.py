"""The replenishment game: a year of demand against a rule of when to order and how much, and what it costs."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import NormalDist
from typing import TYPE_CHECKING, Any

import ipywidgets
import numpy as np
from matplotlib.artist import Artist

from storelab.errors import StoreLabError
from storelab.explore._panel import (
    LABEL,
    Panel,
    Values,
    control_layout,
    keep_room,
    new_figure,
    round_up,
    set_limits,
    slider,
)
from storelab.language import pick
from storelab.plots._style import HIGHLIGHT, INK, MUTED, PALETTE
from storelab.plots._units import tick_formatter, value_text

if TYPE_CHECKING:
    import pandas as pd

DAYS = 365
RUNS = 24
LOT_DAYS = 7  # pieces of a fixed order, in days of demand
SERVICE = (0.50, 0.60, 0.70, 0.80, 0.85, 0.90, 0.93, 0.95, 0.97, 0.98, 0.99, 0.995, 0.999)
POLICIES = ("s,Q", "R,S", "R,s,S")
COSTS = ("holding_cost", "ordering_cost", "lost_cost")


@dataclass(frozen=True)
class Game:
    """One good, its customers, its supplier and its costs.

    Attributes
    ----------
    demand, sd_demand
        Mean and standard deviation of the pieces asked for in a day.
    lead, sd_lead
        Mean and standard deviation of the days from order to arrival.
    unit_cost, margin
        Yuan that a piece costs, and that is lost with a piece that could not be sold.
    holding_rate
        Yuan that a yuan of stock costs a year.
    order_cost
        Yuan an order.
    seed
        Seed of the years that are played.
    """

    demand: float = 9.0
    sd_demand: float = 4.3
    lead: float = 6.0
    sd_lead: float = 4.0
    unit_cost: float = 30.0
    margin: float = 16.0
    holding_rate: float = 0.60
    order_cost: float = 12.0
    seed: int = 8


def policy_levels(game: Game, policy: str, service: float, review: int) -> tuple[float, float]:
    """When to order and up to where, for a service level: the safety stock covers the days that nobody looks, too.

    Parameters
    ----------
    game
        The good.
    policy
        ``"s,Q"``: look every evening, order lots of a week's demand; ``"R,S"``: look every ``review`` evenings and
        order up to a level; ``"R,s,S"``: look as rarely, but order only if stock and orders are at the point or below.
    service
        Cycle service wanted, from 0.5 to below 1.
    review
        Evenings between two looks; ``"s,Q"`` does not use it.

    Returns
    -------
    tuple
        Pieces: the point, and the level (for ``"s,Q"`` the pieces of a lot).

    Raises
    ------
    StoreLabError
        If the policy is unknown, or a number is out of its range.
    """
    if policy not in POLICIES:
        known = ", ".join(POLICIES)
        raise StoreLabError(
            pick(
                {
                    "en": f"policy is {policy!r}; it should be one of {known}.",
                    "zh": f"policy 是 {policy!r}，应该是 {known} 之一。",
                }
            )
        )
    if not 0.5 <= service < 1 or review < 1:
        raise StoreLabError(
            pick(
                {
                    "en": f"service is {service} and review {review}; they should be 0.5 to below 1, and 1 or more.",
                    "zh": f"service 是 {service}，review 是 {review}；应该分别在 0.5 到 1（不含）之间、不小于 1。",
                }
            )
        )
    looked = 1 if policy == "s,Q" else review
    covered = game.lead + looked
    spread = np.sqrt(covered * game.sd_demand**2 + game.demand**2 * game.sd_lead**2)
    point = game.demand * covered + NormalDist().inv_cdf(service) * spread
    if policy == "s,Q":
        return float(point), LOT_DAYS * game.demand
    return float(point), float(point) + (LOT_DAYS * game.demand if policy == "R,s,S" else 0.0)


def draw_years(game: Game, runs: int = RUNS, days: int = DAYS) -> tuple[np.ndarray, np.ndarray]:
    """Demand and lead times of many years, each of the shape (runs, days); the same seed gives the same years.

    Demand is Poisson with a mean that varies (variance beyond Poisson as ``sd_demand`` asks); a lead time is drawn for
    the order of each evening, from a gamma rounded to whole days, at least 1.
    """
    rng = np.random.default_rng(game.seed)
    beyond = max(game.sd_demand**2 - game.demand, 0.0) / game.demand
    mean = rng.gamma(game.demand / beyond, beyond, (runs, days)) if beyond > 0 else np.full((runs, days), game.demand)
    demand = rng.poisson(mean).astype(float)
    if game.sd_lead <= 0:
        return demand, np.full((runs, days), max(1, round(game.lead)))
    waits = rng.gamma((game.lead / game.sd_lead) ** 2, game.sd_lead**2 / game.lead, (runs, days))
    return demand, np.maximum(np.round(waits), 1).astype(int)


def play_policy(
    demand: np.ndarray, leads: np.ndarray, policy: str, levels: Sequence[tuple[float, float]], review: int
) -> dict[str, np.ndarray]:
    """Play a policy on the same years for several levels at once; what is not there is lost.

    A day is that of `storelab.metrics.simulate_policy`: arrivals in the morning, customers, and in the evening a look
    at stock and orders; an order with a lead time of L days is there L + 1 days later.

    Parameters
    ----------
    demand, leads
        From `draw_years`.
    policy, levels, review
        As in `policy_levels`: its result for each level.

    Returns
    -------
    dict
        ``mean_stock``, ``lost``, ``sold`` and ``orders`` of the years, of the shape (levels, runs), and ``evenings``:
        the stock of each evening for the first level in the first year.
    """
    point, second = (np.array([level[k] for level in levels])[:, None] for k in (0, 1))
    shape = (len(levels), len(demand))
    days = demand.shape[1]
    due = np.zeros((days + int(leads.max()) + 2, *shape))
    level, run = np.indices(shape)
    evenings, held = np.empty(days), np.zeros(shape)
    on_hand = np.broadcast_to(point + (second if policy == "s,Q" else 0), shape).copy()
    if policy == "R,s,S":
        on_hand = np.broadcast_to(second, shape).copy()
    on_order, orders, sold = np.zeros(shape), np.zeros(shape), np.zeros(shape)
    for day in range(days):
        on_hand += due[day]
        on_order -= due[day]
        taken = np.minimum(on_hand, demand[:, day])
        on_hand -= taken
        sold += taken
        held += on_hand
        evenings[day] = on_hand[0, 0]
        if policy != "s,Q" and day % review:
            continue
        position = on_hand + on_order
        if policy == "s,Q":
            lots = np.floor((point - position) / second) + 1
            amount = np.where(position <= point, lots * second, 0.0)
        else:
            amount = np.where(position <= point, second - position, 0.0)
        due[day + leads[:, day] + 1, level, run] += amount
        on_order += amount
        orders += amount > 0
    lost = demand.sum(axis=1) - sold
    return {"mean_stock": held / days, "lost": lost, "sold": sold, "orders": orders, "evenings": evenings}


def replenishment_costs(
    game: Game, policy: str, review: int = LOT_DAYS, services: Sequence[float] = SERVICE
) -> "pd.DataFrame":
    """What each service level costs a year on average: the curve of the widget.

    Parameters
    ----------
    game, policy, review
        As in `policy_levels`.
    services
        Service levels to play, all on the same years.

    Returns
    -------
    pandas.DataFrame
        Indexed by ``service``: ``fill_rate`` (share of the demand that was sold), ``mean_stock`` (pieces), ``orders``,
        ``holding_cost``, ``ordering_cost``, ``lost_cost`` and ``cost`` (yuan a year).

    Raises
    ------
    StoreLabError
        As `policy_levels`.
    """
    import pandas as pd

    years = draw_years(game)
    played = play_policy(*years, policy, [policy_levels(game, policy, level, review) for level in services], review)
    return pd.DataFrame(_costs(game, played), index=pd.Index(services, name="service"))


def _costs(game: Game, played: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
    stock, lost, sold, orders = (played[name].mean(axis=1) for name in ("mean_stock", "lost", "sold", "orders"))
    costs = {
        "holding_cost": stock * game.unit_cost * game.holding_rate,
        "ordering_cost": orders * game.order_cost,
        "lost_cost": lost * game.margin,
    }
    whole = sum(costs.values())
    return {
        "fill_rate": sold / (sold + lost),
        "mean_stock": stock,
        "orders": orders,
        **costs,
        "cost": np.asarray(whole),
    }


def replenishment_game(game: Game | None = None, policy: str = "R,S", service: float = 0.90, review: int = 7) -> Panel:
    """A widget: choose a policy, a service level and how often to look; see the year, the lost sales and the bill.

    Parameters
    ----------
    game
        The good; by default one that comes from an uneven supplier.
    policy, service, review
        As in `policy_levels`, at first; the service from 0.5 to 0.999, the review from 1 to 28 evenings.

    Returns
    -------
    Panel

    Raises
    ------
    StoreLabError
        As `policy_levels`.
    """
    good = game or Game()
    policy_levels(good, policy, service, review)
    years = draw_years(good)
    names = {
        "s,Q": pick({"en": "fixed quantity (s,Q)", "zh": "定量补货 (s,Q)"}),
        "R,S": pick({"en": "periodic (R,S)", "zh": "定期补货 (R,S)"}),
        "R,s,S": pick({"en": "mixed (R,s,S)", "zh": "混合补货 (R,s,S)"}),
    }
    text = pick({"en": "Policy", "zh": "补货策略"})
    controls = {
        "policy": ipywidgets.Dropdown(
            options=[(name, key) for key, name in names.items()],
            value=policy,
            description=text,
            tooltip=text,
            style=LABEL,
            layout=control_layout(),
        ),
        "service": slider(pick({"en": "Service level (%)", "zh": "服务水平（%）"}), 100 * service, 50, 99.9, 0.1),
        "review": slider(pick({"en": "Look every ... evenings", "zh": "每几晚看一次"}), review, 1, 28, 1),
    }
    figure = new_figure(height=4.6)
    draw, moving = _artists(figure)

    def update(values: Values) -> str:
        chosen, every = values["policy"], int(values["review"])
        services = (values["service"] / 100, *SERVICE)
        levels = [policy_levels(good, chosen, level, every) for level in services]
        played = play_policy(*years, chosen, levels, every)
        return draw(services, _costs(good, played), played["evenings"])

    hint = pick(
        {
            "en": "First guess: at which service level is the whole bill smallest, 80, 95 or 99.9 %? Then try three things: move "
            "the service level until the dot lies lowest; at 99.9 % look where the money goes; look every 28 evenings "
            "instead of 7 and search the lowest dot again.",
            "zh": "先猜一猜：服务水平定在多少，总账最小？80%、95%，还是 99.9%？然后试三件事：移动服务水平，让圆点落到最低；"
            "拉到 99.9%，看钱花到哪里去了；改成 28 晚看一次，再找一遍最低点。",
        }
    )
    title = pick({"en": "A year of stock, and what it costs", "zh": "一年的库存，和它的账单"})
    return Panel(title, hint, controls, figure, update, moving, [["policy", "review"], ["service"]])


Draw = Callable[[Sequence[float], Mapping[str, np.ndarray], np.ndarray], str]


def _artists(figure: Any) -> tuple[Draw, list[Artist]]:
    grid = figure.add_gridspec(2, 2, height_ratios=(1, 1.15))
    top, left, right = figure.add_subplot(grid[0, :]), figure.add_subplot(grid[1, 0]), figure.add_subplot(grid[1, 1])
    top.set_title(
        pick({"en": "Stock each evening of one year (pieces)", "zh": "其中一年，每晚的库存（件）"}), fontsize=11
    )
    top.set_xlim(0, DAYS)
    top.set_xticks(range(0, DAYS + 1, 73))
    top.set_xlabel(pick({"en": "Day", "zh": "第几天"}))
    keep_room(top, "1,000")
    (line,) = top.plot(range(DAYS), np.zeros(DAYS), color=PALETTE[0], linewidth=1.2, drawstyle="steps-post")
    (gone,) = top.plot([], [], color=HIGHLIGHT, marker="|", markersize=9, linestyle="none")
    note = top.annotate(
        "", (0.995, 0.93), xycoords="axes fraction", ha="right", va="top", fontsize=9.5, color=HIGHLIGHT
    )
    left.set_title(pick({"en": "The bill of a year (yuan)", "zh": "一年的账单（元）"}), fontsize=11)
    parts = (
        pick({"en": "holding", "zh": "库存"}),
        pick({"en": "ordering", "zh": "订货"}),
        pick({"en": "lost sales", "zh": "缺货"}),
    )
    bars = left.barh(range(3), [0.0] * 3, height=0.55, color=[PALETTE[0], MUTED, HIGHLIGHT])
    left.set_yticks(range(3), parts)
    left.invert_yaxis()
    left.grid(axis="y", visible=False)
    left.locator_params(axis="x", nbins=4)
    left.xaxis.set_major_formatter(tick_formatter("number"))
    notes = [
        left.annotate("", (0, row), xytext=(4, 0), textcoords="offset points", va="center", fontsize=9.5, color=INK)
        for row in range(3)
    ]
    right.set_title(pick({"en": "Whole bill by service level (yuan)", "zh": "服务水平与总账（元）"}), fontsize=11)
    # Levels near 1 lie far apart on the scale of z, which is that of the stock.
    ticks = (0.5, 0.8, 0.95, 0.99, 0.999)
    right.set_xticks([NormalDist().inv_cdf(tick) for tick in ticks], [f"{100 * tick:g}%" for tick in ticks])
    right.set_xlim(-0.2, 3.35)
    right.yaxis.set_major_formatter(tick_formatter("number"))
    keep_room(right, "20,000")
    places = [NormalDist().inv_cdf(level) for level in SERVICE]
    (curve,) = right.plot(places, [0.0] * len(places), color=PALETTE[0], linewidth=1.6, marker="o", markersize=3)
    (dot,) = right.plot([0], [0], color=HIGHLIGHT, marker="o", markersize=8)

    def draw(services: Sequence[float], costs: Mapping[str, np.ndarray], stock: np.ndarray) -> str:
        line.set_ydata(stock)
        out = np.flatnonzero(stock == 0)
        gone.set_data(out, np.zeros(len(out)))
        set_limits(top, y=(-0.06 * round_up(1.1 * stock.max()), round_up(1.1 * stock.max())))
        note.set_text(pick({"en": f"{len(out)} evenings without stock", "zh": f"{len(out)} 个晚上没有货"}))
        bill = [float(costs[name][0]) for name in COSTS]
        for bar, text, value in zip(bars, notes, bill, strict=True):
            bar.set_width(value)
            text.xy = (value, text.xy[1])
            text.set_text(value_text(value, "yuan"))
        set_limits(left, x=(0, 1.45 * round_up(max(*bill, 1.0))))
        whole = costs["cost"]
        curve.set_ydata(whole[1:])
        dot.set_data([NormalDist().inv_cdf(services[0])], [whole[0]])
        set_limits(right, y=(0, round_up(1.05 * whole.max())))
        return _words(services, costs)

    return draw, [line, gone, note, *bars, *notes, curve, dot]


def _words(services: Sequence[float], costs: Mapping[str, np.ndarray]) -> str:
    whole = costs["cost"]
    best = int(np.argmin(whole[1:])) + 1
    here, there = f"{100 * services[0]:.1f}%", f"{100 * services[best]:g}%"
    fill = value_text(float(costs["fill_rate"][0]), "percent")
    mine, least, most = (value_text(float(value), "yuan") for value in (whole[0], whole[best], whole[-1]))
    return pick(
        {
            "en": f"A service level of {here} sells {fill} of what is asked for and costs {mine} a year. "
            f"Of the levels on the curve {there} is cheapest, at {least}; 99.9% costs {most}.",
            "zh": f"服务水平 {here}：想买的买到了 {fill}，一年花 {mine}。"
            f"曲线上最省的是 {there}，花 {least}；99.9% 要花 {most}。",
        }
    )
