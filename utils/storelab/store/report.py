"""The end of the game in words: five figures from 1 to 5, named for what they measure."""

from dataclasses import dataclass

import numpy as np

from storelab.language import pick
from storelab.store.game import Store
from storelab.store.plans import house
from storelab.store.rules import LEVERS, MOVES
from storelab.store.scoring import play, score_store

# Not the certificate's competences: a game of twelve weeks shows what was done with a shop, not what somebody is.
COMPETENCES = ("margin", "profit", "safety", "timing", "service")
FULL_TIMING = 20.0  # points that changing levers over the weeks has to bring for the whole of "timing"


@dataclass(frozen=True)
class Rating:
    """One competence of the end report.

    Attributes
    ----------
    competence
        One of ``COMPETENCES``.
    rating
        From 1 to 5, in halves.
    why
        The figure that it rests on, in the language in use.
    """

    competence: str
    rating: float
    why: str


def competences(store: Store) -> list[Rating]:
    """What a finished game says of the player; a hint for talking about it, no verdict.

    Parameters
    ----------
    store
        A shop that was played to its end.

    Raises
    ------
    StoreLabError
        If weeks are left to play.
    """
    points = score_store(store)
    own = MOVES[store.role]
    habits = house(store.scenario)
    if all(decision[name] == habits[name] for decision in store.decisions for name in own):
        idle = pick({"en": "Every lever stayed at the house's habit.", "zh": "所有手段都没动过，全按老习惯。"})
        return [Rating(name, 1.0, idle) for name in COMPETENCES]
    paying = _paying(store)
    timed = points["total"] - _flat(store)["total"]
    found = (
        ("margin", paying, {
            "en": f"{paying:.0%} of the orders that customers wanted (here, or in a shop left alone) were filled at a price that covered goods, parcel, fees and returns.",
            "zh": f"顾客想下的单里（至少按没人管的店算），有 {paying:.0%} 发出去了，而且价钱盖得住货、运费、佣金和退货。",
        }),
        ("profit", _share(points["profit"]), {
            "en": f"Profit: {points['profit']:.0f} points (0: doing nothing, 100: the reference).",
            "zh": f"利润得分 {points['profit']:.0f}（什么都不做为 0，参照方案为 100）。",
        }),
        ("safety", _share(points["safety"]), {
            "en": f"Safety, that is cash, empty shelves and goods left over: {points['safety']:.0f} points.",
            "zh": f"稳健得分 {points['safety']:.0f}：看现金、缺货和压货。",
        }),
        ("timing", _share(100 * timed / FULL_TIMING), {
            "en": f"Your changes over the weeks brought {timed:.0f} points against the same levers held at their means.",
            "zh": f"和每个手段十二周都取平均相比，按周调整带来 {timed:.0f} 分。",
        }),
        ("service", _share(points["service"]), {
            "en": f"Service, that is questions answered and the rating: {points['service']:.0f} points.",
            "zh": f"服务得分 {points['service']:.0f}：看咨询回复和店铺评分。",
        }),
    )  # fmt: skip
    return [Rating(name, round(2 * (1 + 4 * share)) / 2, pick(why)) for name, share, why in found]


def _flat(store: Store) -> dict[str, float]:
    """Points of the same shop with every lever at its mean over the weeks: what is left of the plan without its timing."""
    means = {
        name: float(
            np.clip(np.mean([decision[name] for decision in store.decisions]), LEVERS[name].low, LEVERS[name].high)
        )
        for name in MOVES[store.role]
    }
    if "staff" in means:
        means["staff"] = float(round(means["staff"]))
    return score_store(play(store.scenario, means, store.seed, store.role))


def _share(points: float) -> float:
    return min(max(points / 100, 0.0), 1.0)


def _paying(store: Store) -> float:
    """Orders filled in weeks in which an order's price covered its costs, of those wanted here or, if that is more, in a shop left alone."""
    alone = play(store.scenario, {}, store.seed, store.role)
    wanted = max(sum(week["orders"] + week["lost_orders"] for week in one.weeks) for one in (store, alone))
    filled = sum(week["orders"] for number, week in enumerate(store.weeks) if _earns(store, number))
    return filled / max(wanted, 1e-9)


def _earns(store: Store, week: int) -> bool:
    rules, decision = store.rules, store.decisions[week]
    net = store.weeks[week]["price_paid"] * rules.list_price * (1 - rules.returns) * (1 - rules.commission)
    return net > rules.unit_cost * (1 - 0.6 * rules.returns) + rules.freight + decision["service"]
