"""Tables of prices, their history and their fairness."""

from collections.abc import Iterator

import numpy as np

from classroom.world.catalogue import Catalogue
from classroom.world.columns import Coded, Columns, Ints
from classroom.world.effects_pricing import RisesPassOn
from classroom.world.made import Made
from classroom.world.outlet import price_history, price_quotes
from classroom.world.price_trials import price_trials
from classroom.world.streams import stream
from classroom.world.words import CATEGORIES

SURVEYED = np.datetime64("2025-08-25", "D")
SELLERS = ("Yunqi", "Mapu", "Lanxi", "Dongting", "Kesi", "Hutong Nine", "Baiye", "Tianma")
OFFERS = 24  # of each group of goods
LAST_CHANGE = np.datetime64("2023-12-15", "D")
_CHANGED_GOODS = 90
_SOLD_SINCE = -760  # days before the shop's first day


def tables(made: Made) -> Iterator[tuple[str, Columns]]:
    """Make the tables of this group, in the order of their schema.

    Parameters
    ----------
    made
        What has been made before.
    """
    seed, effects, catalogue = made.seed, made.effects, made.catalogue
    history = price_history(seed, effects, catalogue)
    yield "price_history", history
    yield "price_quotes", price_quotes(seed, effects.regulars_pay_more, catalogue, history)
    yield "price_trials", price_trials(seed, effects.offer_trials, catalogue)
    yield "price_changes", price_changes(seed, effects.rises_pass_on, catalogue)
    yield "market_prices", market_prices(seed, catalogue)


def price_changes(seed: int, effect: RisesPassOn | None, catalogue: Catalogue) -> Columns:
    """Make the table ``price_changes``: changes of cost in 2022 and 2023, after which cost and price are as in products.

    Parameters
    ----------
    seed, effect, catalogue
        Which world, what is planted, and the goods.
    """
    rng = stream(seed, "price_changes")
    passed = effect or RisesPassOn(0.6, 0.6)
    able = np.flatnonzero(np.asarray(catalogue.launched) < _SOLD_SINCE)
    rows: list[tuple[np.datetime64, int, int, int, int, int]] = []
    for good in np.sort(rng.choice(able, min(_CHANGED_GOODS, len(able)), replace=False)).tolist():
        cost, price = int(catalogue.cost[good]), int(catalogue.price[good])
        days = np.sort(rng.choice(690, int(rng.integers(4, 9)), replace=False))[::-1]
        # From the last change back to the first, so that the end is what products say.
        for day in days.tolist():
            share = float(np.clip(rng.normal(0.012, 0.065), -0.18, 0.20))
            before = round(cost / (1 + share))
            moves = abs(share) >= passed.still
            rate = (passed.rise if cost > before else passed.fall) * float(np.exp(rng.normal(0, 0.25)))
            # Labels end in 9 tenths of a yuan.
            was = max(round((price - rate * (cost - before)) / 100) * 100 - 10, cost + 100) if moves else price
            rows.append((LAST_CHANGE - (689 - day), good + 1, before, cost, was, price))
            cost, price = before, was
    rows.sort(key=lambda row: (row[0], row[1]))
    fields: list[Ints] = [np.array([row[place] for row in rows], dtype=np.int64) for place in range(1, 6)]
    names = ("sku_id", "cost_before", "cost_after", "price_before", "price_after")
    return {
        "date": np.array([row[0] for row in rows], dtype="datetime64[s]"),
        **dict(zip(names, fields, strict=True)),
    }


def market_prices(seed: int, catalogue: Catalogue) -> Columns:
    """Make the table ``market_prices``: offers of other sellers on one day, by group of goods.

    Parameters
    ----------
    seed, catalogue
        Which world, and the goods that the offers compete with.
    """
    rng = stream(seed, "market_prices")
    names = [item.cat2 for item in CATEGORIES]
    listed, category = np.asarray(catalogue.price), np.asarray(catalogue.category)
    usual = np.array([np.median(listed[category == number]) for number in range(len(names))])
    usual = usual * np.exp(rng.normal(0, 0.06, len(names)))
    group = np.repeat(np.arange(len(names)), OFFERS)
    relative = np.exp(rng.normal(0, 0.34, len(group)))
    yuan = usual[group] * relative / 100
    price = np.where(yuan < 60, np.round(yuan) * 100 - 10, np.round(yuan / 10) * 1000 - 100).astype(np.int64)
    return {
        "date": np.full(len(group), SURVEYED).astype("datetime64[s]"),
        "offer_id": np.arange(1, len(group) + 1),
        "seller": Coded(rng.integers(0, len(SELLERS), len(group)).astype(np.int32), SELLERS),
        "category": Coded(group.astype(np.int32), tuple(names)),
        "price": np.maximum(price, 490),
        "units_est": rng.poisson(120 * relative**-1.6 * np.exp(rng.normal(0, 0.7, len(group)))),
    }
