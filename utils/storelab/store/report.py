"""The end of the game in words: the five competences of the certificate, each with the figures of the shop that it rests on."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import numpy as np

from storelab.glossary import term
from storelab.language import pick
from storelab.store.game import Store
from storelab.store.plans import house
from storelab.store.rules import LEVERS, MOVES
from storelab.store.scoring import WEIGHTS, counted, play, reference_policy, score_store

Found = tuple[float | None, str]  # from 0 to 1, and why

COMPETENCES = ("knowledge", "skill", "analysis", "innovation", "communication")
FULL_TIMING = 20.0  # points that changing levers over the weeks has to bring for the whole of "analysis"
FULL_DEPARTURE = 10.0  # points that leaving a habit has to bring to count as one whole departure for "innovation"
# What the five ratings are, and what they are not.
REMARK: Mapping[str, str] = MappingProxyType({
    "en": "This is what twelve weeks with this one shop showed: a start for a conversation, no verdict on a person.",
    "zh": "这只是这一家店、这十二周里看得到的，拿来开个话头，不是给人下结论。",
})  # fmt: skip


@dataclass(frozen=True)
class Rating:
    """One competence of the end report.

    Attributes
    ----------
    competence
        One of ``COMPETENCES``; the glossary has its name as ``competence.knowledge`` and so on.
    rating
        From 1 to 5, in halves; None where the role hardly moves the figure.
    why
        The figures that it rests on, in the language in use.
    """

    competence: str
    rating: float | None
    why: str


def competences(store: Store) -> list[Rating]:
    """What a finished game showed of the five competences; said together with ``REMARK``.

    Parameters
    ----------
    store
        A shop that was played to its end.

    Returns
    -------
    list of Rating
        In the order of ``COMPETENCES``:

        - knowledge: what an order wanted left after its own costs, between a shop left alone and the reference;
        - skill: points of profit and safety;
        - analysis: points that changing levers over the weeks brought, against each lever at its mean;
        - innovation: how many levers left the house's habit and brought points by it; two make a 5, three for a role of six levers;
        - communication: points of service, that is of questions answered and of the rating.

        Doing nothing is a 1 in each of them, and so is falling below a shop left alone.

    Raises
    ------
    StoreLabError
        If weeks are left to play.
    """
    points = score_store(store)
    found: Mapping[str, Found] = {
        "knowledge": _knowledge(store),
        "skill": _skill(store, points),
        "analysis": _analysis(store, points),
        "innovation": _innovation(store, points),
        "communication": _communication(store, points),
    }
    return [
        Rating(name, None if share is None else round(2 * (1 + 4 * min(max(share, 0.0), 1.0))) / 2, why)
        for name, (share, why) in found.items()
    ]


def _knowledge(store: Store) -> Found:
    if "price" not in MOVES[store.role]:
        return None, pick({
            "en": "Not rated: it rests on what an order leaves after its own costs, and this role sets no price.",
            "zh": "不评：看的是一单扣掉成本还剩多少，而这个角色不定价。",
        })  # fmt: skip
    alone = play(store.scenario, {}, store.seed, store.role)
    reference = play(store.scenario, reference_policy(store.scenario, store.role), store.seed, store.role)
    # Who sells little earns no more on each order wanted: those count that a shop left alone would have had, too.
    least = _wanted(alone)
    own, low, high = (_left(one) / max(_wanted(one), least) for one in (store, alone, reference))
    return (own - low) / max(high - low, 1e-9), pick({
        "en": f"For each order that customers wanted {own:.1f} yuan were left after goods, parcel, fees, returns and service; {low:.1f} in a shop left alone, {high:.1f} in the reference.",
        "zh": f"顾客想下的单，扣掉货、运费、佣金、退货和服务，平均一单剩 {own:.1f} 元；没人管的店剩 {low:.1f} 元，参照方案剩 {high:.1f} 元。",
    })  # fmt: skip


def _skill(store: Store, points: Mapping[str, float]) -> Found:
    names = [name for name in ("profit", "safety") if name in counted(store.scenario, store.role)]
    share = sum(WEIGHTS[name] * points[name] for name in names) / sum(WEIGHTS[name] for name in names) / 100
    told = {
        "en": f"Profit {points['profit']:.0f} points, safety (cash, empty shelves, goods left over) {points['safety']:.0f}",
        "zh": f"利润 {points['profit']:.0f} 分，稳健（现金、缺货、压货）{points['safety']:.0f} 分",
    }
    if "safety" in names:
        return share, pick(told) + pick({"en": ".", "zh": "。"})
    # A figure that the role hardly moves has nothing to win: it counts by what was lost of it.
    return share + WEIGHTS["safety"] * points["safety"] / 100, pick(told) + pick({
        "en": ", which this role hardly moves here: it can only lose.",
        "zh": "；稳健这一项，这个角色在这里几乎动不了，只会丢分。",
    })  # fmt: skip


def _analysis(store: Store, points: Mapping[str, float]) -> Found:
    # A mean of twelve equal numbers can miss them by a hair, and leave the lever's range.
    means = {
        name: float(np.clip(np.mean(values), LEVERS[name].low, LEVERS[name].high))
        for name, values in _weekly(store).items()
    }
    flat = {name: float(round(mean)) if LEVERS[name].whole else mean for name, mean in means.items()}
    brought = points["total"] - _total(store, flat)
    return brought / FULL_TIMING, pick({
        "en": f"Changing levers over the weeks brought {brought:.0f} points against each lever at its mean for all twelve.",
        "zh": f"和每个手段十二周都取平均相比，按周调整带来 {brought:.0f} 分。",
    })  # fmt: skip


def _innovation(store: Store, points: Mapping[str, float]) -> Found:
    weekly, habits = _weekly(store), house(store.scenario)
    departed = [name for name, values in weekly.items() if any(value != habits[name] for value in values)]
    # No single departure has brought more than the whole plan did.
    brought = {
        name: min(points["total"] - _total(store, {**weekly, name: habits[name]}), points["total"]) for name in departed
    }
    wanted = max(2, len(weekly) // 2)
    share = sum(min(max(gain / FULL_DEPARTURE, 0.0), 1.0) for gain in brought.values()) / wanted
    paid = {name: gain for name, gain in brought.items() if gain >= 0.5}
    if not paid:
        return share, pick({
            "en": "No departure from the house's habits brought points.",
            "zh": "离开老习惯的手段，没有一个多得了分。",
        })  # fmt: skip
    told = [
        pick({"en": f"{term(f'sim_lever.{name}')} {gain:.0f}", "zh": f"{term(f'sim_lever.{name}')} {gain:.0f} 分"})
        for name, gain in paid.items()
    ]
    return share, pick({
        "en": f"Departures from the house's habits that paid, with the points that would be missing without each: {', '.join(told)}.",
        "zh": f"离开老习惯、也见了效的手段（放回习惯会少的分）：{'、'.join(told)}。",
    })  # fmt: skip


def _communication(store: Store, points: Mapping[str, float]) -> Found:
    if "service" not in counted(store.scenario, store.role):
        return None, pick({
            "en": "Not rated: it rests on questions answered and the rating, which this role hardly moves here.",
            "zh": "不评：看的是咨询回复和店铺评分，这个角色在这里几乎动不了。",
        })  # fmt: skip
    return points["service"] / 100, pick({
        "en": f"Service, that is questions answered and the rating: {points['service']:.0f} points.",
        "zh": f"服务得分 {points['service']:.0f}：看咨询回复和店铺评分。",
    })  # fmt: skip


def _weekly(store: Store) -> dict[str, tuple[float, ...]]:
    """What the role set, by lever and week."""
    return {name: tuple(decision[name] for decision in store.decisions) for name in MOVES[store.role]}


def _total(store: Store, policy: Mapping[str, Any]) -> float:
    """Points of another policy in the same shop."""
    return score_store(play(store.scenario, policy, store.seed, store.role))["total"]


def _wanted(store: Store) -> float:
    return sum(week["orders"] + week["lost_orders"] for week in store.weeks)


def _left(store: Store) -> float:
    """What all orders filled left after the costs that each of them brings, in yuan."""
    rules = store.rules
    return sum(
        week["sales"] * (1 - rules.commission)
        - week["orders"] * (rules.unit_cost * (1 - 0.6 * rules.returns) + rules.freight + decision["service"])
        for week, decision in zip(store.weeks, store.decisions, strict=True)
    )
