"""Randomised tests of the shelf, and trials of goods that are not in the catalogue yet."""

from collections.abc import Callable
from statistics import NormalDist

import numpy as np

from classroom.world.columns import MISSING, Coded, Columns, Floats, Ints
from classroom.world.effects import Effects
from classroom.world.effects_assortment import BetterVersion, LoyalTesters, TrafficProduct, WideTrial
from classroom.world.streams import stream

TESTS = ("lead_item", "mugs", "towels", "thin_shelf")
AUDIENCES = ("open", "loyal")
TARGET = 0.06  # of the people who see a good; what a launch has to reach
KETTLE, MAT, STOOL, LAMP = 601, 602, 603, 604
_MARGIN = 0.48  # gross profit of a yuan of ordinary goods
_VISITORS = {"lead_item": 22_000, "mugs": 16_000, "towels": 16_000, "thin_shelf": 5_000}  # each variant
_STARTS = {"lead_item": "2025-05-12", "mugs": "2025-08-11", "towels": "2025-08-11", "thin_shelf": "2025-09-15"}
_DAYS = 14
_Shelf = Callable[[np.random.Generator, int, int, Effects], tuple[Ints, Ints, Ints]]


def shelf_tests(seed: int, effects: Effects) -> Columns:
    """Make the table ``shelf_tests``: one visitor a row, with what was bought of three groups of goods.

    How many buy in each variant is fixed and amounts are drawn evenly along their distribution, so that what a test
    shows is not luck; who buys, is drawn.
    """
    parts = []
    for place, test in enumerate(TESTS):
        rng = stream(seed, f"shelf_tests.{test}")
        for variant in (0, 1):
            size = _VISITORS[test]
            focus, sibling, other = _BOUGHT[test](rng, size, variant, effects)
            loss = effects.loss_leader.loss if effects.loss_leader is not None else 0
            # The lead item is sold below its cost: 9.90 yuan that cost more. All else earns the usual margin.
            profit = -loss * (focus > 0) if test == "lead_item" else np.rint(_MARGIN * focus).astype(np.int64)
            profit = profit + np.rint(_MARGIN * (sibling + other)).astype(np.int64)
            day = np.datetime64(_STARTS[test]) + rng.integers(0, _DAYS, size).astype("timedelta64[D]")
            parts.append((np.full(size, place), np.full(size, variant), day, focus, sibling, other, profit))
    test_id, variant_id, date, focus, sibling, other, profit = (
        np.concatenate([part[n] for part in parts]) for n in range(7)
    )
    order = np.lexsort((stream(seed, "shelf_tests.order").random(len(date)), date, test_id))
    return {
        "test_id": Coded(test_id[order], TESTS),
        "visitor_id": 800_001 + np.arange(len(order)),
        "variant": Coded(variant_id[order], ("A", "B")),
        "date": date[order].astype("datetime64[s]"),
        "focus_sales": focus[order],
        "sibling_sales": sibling[order],
        "other_sales": other[order],
        "profit": profit[order],
    }


def _amounts(rng: np.random.Generator, size: int, median: float, sigma: float) -> Ints:
    """Amounts in fen, evenly along a log-normal distribution and in random order, ending in tenths of a yuan."""
    steps = (rng.permutation(size) + rng.random(size)) / max(size, 1)
    normal = np.array([NormalDist().inv_cdf(min(max(step, 1e-6), 1 - 1e-6)) for step in steps])
    return np.rint(median * np.exp(sigma * normal) / 10).astype(np.int64) * 10


def _some(rng: np.random.Generator, size: int, share: float, median: float, sigma: float = 0.75) -> Ints:
    """What each of so many visitors spends when a share of them buys."""
    spent = np.zeros(size, dtype=np.int64)
    buyers = rng.permutation(size)[: round(share * size)]
    spent[buyers] = _amounts(rng, len(buyers), median, sigma)
    return spent


def _lead_item(rng: np.random.Generator, size: int, variant: int, effects: Effects) -> tuple[Ints, Ints, Ints]:
    lead = effects.loss_leader or TrafficProduct(extra_orders=0.0, loss=0)
    focus = np.zeros(size, dtype=np.int64)
    other = _some(rng, size, 0.058, 9_600)
    if variant:
        takers = rng.permutation(size)[: round(lead.takers * size)]
        focus[takers] = 990
        # Those who buy more because of it are among the takers, unless they buy anyway.
        room = takers[other[takers] == 0][: round(lead.extra_orders * size)]
        other[room] = _amounts(rng, len(room), 9_600, 0.75)
    return focus, np.zeros(size, dtype=np.int64), other


def _extension(eats: bool, beside_median: float) -> _Shelf:
    """A new category beside two old ones, which lose buyers to it or do not."""
    share, median, beside = 0.022, 4_200.0, 0.034

    def bought(rng: np.random.Generator, size: int, variant: int, effects: Effects) -> tuple[Ints, Ints, Ints]:
        sold = _some(rng, size, share, median) if variant else np.zeros(size, dtype=np.int64)
        eaten = effects.cannibals.eaten if eats and variant and effects.cannibals is not None else 0.0
        sibling = _some(rng, size, beside - eaten * share * median / beside_median, beside_median)
        return sold, sibling, _some(rng, size, 0.035, 9_800)

    return bought


def _thin_shelf(rng: np.random.Generator, size: int, variant: int, effects: Effects) -> tuple[Ints, Ints, Ints]:
    # Everybody here has searched for a good that is slow. With the effect off nothing that was wanted is lost.
    tail = effects.hidden_tail
    moved, lost = (tail.moved, tail.baskets_lost) if tail is not None else (1.0, 0.0)
    wanted, median = 0.16, 8_600.0
    focus = _some(rng, size, 0.0 if variant else wanted, median)
    sibling = _some(rng, size, 0.03 + (moved * wanted if variant else 0.0), median)
    other = _some(rng, size, 0.10 * (1 - (lost if variant else 0.0)), 7_800)
    return focus, sibling, other


_BOUGHT: dict[str, _Shelf] = {
    "lead_item": _lead_item,
    "mugs": _extension(True, 8_400.0),
    "towels": _extension(False, 11_000.0),
    "thin_shelf": _thin_shelf,
}


def trial_orders(seed: int, effects: Effects) -> Columns:
    """Make the table ``trial_orders``: one exposure a row, four goods that are not in the catalogue.

    How many people see and buy is fixed; who buys, comes back and rates how, is drawn.
    """
    rng = stream(seed, "trial_orders")
    wide = effects.wide_trial or WideTrial(1_700, 128)
    loyal = effects.loyal_testers or LoyalTesters(0.042, 0.042)
    better = effects.better_version or BetterVersion((0.17, 0.17), (4.0, 4.0))
    # Trial, good, version, audience, people, buyers, share that returns, mean stars, first day.
    plan = (
        (1, KETTLE, 1, 0, wide.shown, wide.buyers, 0.08, 4.3, "2025-10-13"),
        (2, MAT, 1, 0, 2_400, 190, 0.07, 4.4, "2025-09-08"),
        (3, STOOL, 1, 1, 260, round(loyal.loyal * 260), 0.05, 4.6, "2025-08-04"),
        (4, STOOL, 1, 0, 1_500, round(loyal.strangers * 1_500), 0.10, 4.1, "2025-09-08"),
        (5, LAMP, 1, 0, 1_900, 118, better.returned[0], better.stars[0], "2025-06-09"),
        (6, LAMP, 2, 0, 1_950, 124, better.returned[1], better.stars[1], "2025-08-18"),
    )
    parts, first = [], 850_001
    for trial, sku, version, audience, shown, buyers, back, stars, start in plan:
        part = _trial(rng, shown, buyers, back, stars)
        person, bought, returned, rating, wait = part
        order = np.argsort(wait, kind="stable")
        day = np.datetime64(start) + wait[order].astype("timedelta64[D]")
        size = len(order)
        parts.append(
            (np.full(size, trial), np.full(size, sku), np.full(size, version), np.full(size, audience),
             first + person[order], day, bought[order], returned[order], rating[order])
        )  # fmt: skip
        first += shown
    columns = [np.concatenate([part[n] for part in parts]) for n in range(9)]
    return {
        "exposure_id": 1 + np.arange(len(columns[0])),
        "trial_id": columns[0],
        "sku_id": columns[1],
        "version": columns[2],
        "audience": Coded(columns[3], AUDIENCES),
        "visitor_id": columns[4],
        "date": columns[5].astype("datetime64[s]"),
        "bought": columns[6],
        "returned": columns[7],
        "rating": columns[8],
    }


def _trial(rng: np.random.Generator, shown: int, buyers: int, back: float, stars: float) -> tuple[Ints, ...]:
    """Exposures of one trial: each person sees the good once, and some buyers see it and buy it again."""
    bought = np.zeros(shown, dtype=bool)
    who = rng.permutation(shown)[:buyers]
    bought[who] = True
    again = who[: round(0.13 * buyers)]
    person = np.r_[np.arange(shown), again]
    bought = np.r_[bought, np.ones(len(again), dtype=bool)]
    sold = np.flatnonzero(bought)
    returned = np.zeros(len(bought), dtype=bool)
    returned[rng.permutation(sold[:buyers])[: round(back * len(sold))]] = True
    rating = np.full(len(bought), MISSING)
    rated = rng.permutation(sold)[: round(0.6 * len(sold))]
    rating[rated] = _stars(rng, len(rated), stars)
    wait = np.r_[rng.integers(0, 14, shown), rng.integers(14, 28, len(again))]
    return person, bought, returned, rating, wait


def _stars(rng: np.random.Generator, size: int, mean: float) -> Ints:
    """So many ratings from 1 to 5 whose mean is as near to ``mean`` as whole stars allow."""
    steps: Floats = (np.arange(size) + 0.5) / max(size, 1)
    rough = np.array([mean + 0.9 * NormalDist().inv_cdf(step) for step in steps])
    stars = np.clip(np.rint(rough), 1, 5).astype(np.int64)
    short = round(mean * size) - int(stars.sum())
    for place in np.argsort(np.abs(rough - mean))[: abs(short)]:
        stars[place] = np.clip(stars[place] + np.sign(short), 1, 5)
    return rng.permutation(stars)
