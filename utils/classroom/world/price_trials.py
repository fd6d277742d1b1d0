"""Three offers tried on the outlet site: a bundle, a price struck through, a rebate by quantity."""

from dataclasses import dataclass

import numpy as np

from classroom.world.catalogue import Catalogue
from classroom.world.columns import Coded, Columns, Ints
from classroom.world.effects_pricing import OfferTrials
from classroom.world.streams import stream
from classroom.world.words import CATEGORIES

TRIALS = ("tea_bundle", "struck_price", "three_for_less")
PER_VARIANT = 12_000
BUNDLE, REBATE = 0.90, 0.90  # of the sum of the prices
STRUCK = 19_900  # fen, the price of the good of that trial
_COST_OF_STRUCK = 9_300
_STARTS = ("2025-04-07", "2025-05-12", "2025-07-14")
_DAYS = 21


@dataclass(frozen=True)
class _Offer:
    """What can come of one visitor under one variant: chance, and pieces, revenue, cost of goods (fen), parcels."""

    chance: tuple[float, ...]
    pieces: tuple[int, ...]
    revenue: tuple[int, ...]
    cost: tuple[int, ...]


def price_trials(seed: int, effect: OfferTrials | None, catalogue: Catalogue) -> Columns:
    """Make the table ``price_trials``, one row a visitor, in order of trial and time.

    How many buy what is fixed and only who it is is drawn, so that what each trial shows isn't luck.

    Parameters
    ----------
    seed, effect, catalogue
        Which world, what is planted, and the goods.
    """
    known = effect or OfferTrials(bundled=OfferTrials.apart, struck=OfferTrials.plain, rebate=OfferTrials.single)
    offers = _offers(known, catalogue)
    parts = [_trial(seed, number, pair) for number, pair in enumerate(offers)]
    joined = {name: np.concatenate([np.asarray(part[name]) for part in parts]) for name in parts[0]}
    return {
        "test_id": Coded(np.repeat(np.arange(len(TRIALS), dtype=np.int32), 2 * PER_VARIANT), TRIALS),
        "unit_id": 900_001 + np.arange(len(TRIALS) * 2 * PER_VARIANT),
        "variant": Coded(joined["variant"].astype(np.int32), ("A", "B")),
        **{name: joined[name] for name in ("exposed_at", "pieces", "revenue", "goods_cost")},
    }


def goods_of(catalogue: Catalogue) -> tuple[int, int, int]:
    """Positions of the tea set, the tea and the good of the rebate."""
    return (
        _nearest(catalogue, "tea_set", 12_900),
        _nearest(catalogue, "tea", 9_900),
        _nearest(catalogue, "snack", 3_990),
    )


def _nearest(catalogue: Catalogue, group: str, price: int) -> int:
    names = [item.cat2 for item in CATEGORIES]
    able = np.flatnonzero(np.asarray(catalogue.category) == names.index(group))
    return int(able[np.argmin(np.abs(np.asarray(catalogue.price)[able] - price))])


def _offers(known: OfferTrials, catalogue: Catalogue) -> tuple[tuple[_Offer, _Offer], ...]:
    price, cost = np.asarray(catalogue.price), np.asarray(catalogue.cost)
    tea_set, tea, snack = goods_of(catalogue)
    p, q, both = int(price[tea_set]), int(price[tea]), int(price[tea_set] + price[tea])
    costs = (int(cost[tea_set]), int(cost[tea]), int(cost[tea_set] + cost[tea]))
    bundle = (
        _Offer(known.apart, (1, 1, 2), (p, q, both), costs),
        _Offer(known.bundled, (1, 1, 2), (p, q, round(BUNDLE * both / 10) * 10), costs),
    )
    struck = tuple(_Offer((share,), (1,), (STRUCK,), (_COST_OF_STRUCK,)) for share in (known.plain, known.struck))
    one, its_cost = int(price[snack]), int(cost[snack])
    amounts = tuple(n * its_cost for n in (1, 2, 3))
    rebate = (
        _Offer(known.single, (1, 2, 3), (one, 2 * one, 3 * one), amounts),
        _Offer(known.rebate, (1, 2, 3), (one, 2 * one, round(REBATE * 3 * one / 10) * 10), amounts),
    )
    return bundle, (struck[0], struck[1]), rebate


def _trial(seed: int, number: int, offers: tuple[_Offer, _Offer]) -> Columns:
    rng = stream(seed, "price_trials", number)
    outcome = [_outcomes(rng, offer.chance) for offer in offers]
    second = np.sort(rng.integers(0, _DAYS * 86_400, 2 * PER_VARIANT))
    variant = rng.permutation(np.repeat([0, 1], PER_VARIANT))
    table: Columns = {
        "variant": variant,
        "exposed_at": np.datetime64(_STARTS[number], "s") + second.astype("timedelta64[s]"),
    }
    for name, of in (("pieces", "pieces"), ("revenue", "revenue"), ("goods_cost", "cost")):
        values = np.zeros(2 * PER_VARIANT, dtype=np.int64)
        for side, offer in enumerate(offers):
            values[variant == side] = np.r_[0, getattr(offer, of)][outcome[side]]
        table[name] = values
    return table


def _outcomes(rng: np.random.Generator, chance: tuple[float, ...]) -> Ints:
    """0 for a visitor who buys nothing, else the number of the purchase, in random order."""
    counts = np.rint(PER_VARIANT * np.array(chance)).astype(np.int64)
    sold = np.repeat(np.arange(1, len(counts) + 1), counts)
    return rng.permutation(np.r_[sold, np.zeros(PER_VARIANT - len(sold), dtype=np.int64)])
