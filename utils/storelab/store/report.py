"""The end of the game in words: five competences from 1 to 5, each with the figure that it rests on."""

from dataclasses import dataclass

import numpy as np

from storelab.language import pick
from storelab.store.game import Store
from storelab.store.rules import MOVES
from storelab.store.scoring import score_store

COMPETENCES = ("knowledge", "skill", "analysis", "innovation", "communication")


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
    paying = float(np.mean([_earns(store, week) for week in range(len(store.weeks))]))
    own = MOVES[store.role]
    moved = sum(len({decision[name] for decision in store.decisions}) > 1 for name in own)
    found = (
        ("knowledge", paying, {
            "en": f"In {paying:.0%} of the weeks an order's price covered its goods, parcel, fees and returns.",
            "zh": f"{paying:.0%} 的周里，一单的价钱盖得住货、运费、佣金和退货。",
        }),
        ("skill", _share(points["profit"]), {
            "en": f"Profit: {points['profit']:.0f} points (0: doing nothing, 100: the reference).",
            "zh": f"利润得分 {points['profit']:.0f}（什么都不做为 0，参照方案为 100）。",
        }),
        ("analysis", _share(points["safety"]), {
            "en": f"Safety, that is cash, empty shelves and goods left over: {points['safety']:.0f} points.",
            "zh": f"稳健得分 {points['safety']:.0f}：看现金、缺货和压货。",
        }),
        ("innovation", moved / len(own), {
            "en": f"{moved} of {len(own)} levers were tried at more than one setting.",
            "zh": f"{len(own)} 个手段里有 {moved} 个试过不止一种设置。",
        }),
        ("communication", _share(points["service"]), {
            "en": f"Service, that is questions answered and the rating: {points['service']:.0f} points.",
            "zh": f"服务得分 {points['service']:.0f}：看咨询回复和店铺评分。",
        }),
    )  # fmt: skip
    return [Rating(name, round(2 * (1 + 4 * share)) / 2, pick(why)) for name, share, why in found]


def _share(points: float) -> float:
    return min(max(points / 100, 0.0), 1.0)


def _earns(store: Store, week: int) -> bool:
    rules, decision = store.rules, store.decisions[week]
    net = store.weeks[week]["price_paid"] * rules.list_price * (1 - rules.returns) * (1 - rules.commission)
    return net > rules.unit_cost * (1 - 0.6 * rules.returns) + rules.freight + decision["service"]
