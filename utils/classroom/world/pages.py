"""Tables of pages, their speed and their tests."""

from collections.abc import Iterator

import numpy as np

from classroom.world import page_tests, usability
from classroom.world.catalogue import Catalogue
from classroom.world.columns import MISSING, Coded, Columns, Floats, Ints, take
from classroom.world.effects import FailedPayments
from classroom.world.effects_pages import BestGoodsFilmed, BoastingPages, NightOfTheMonitor, OldPhones
from classroom.world.made import Made
from classroom.world.streams import stream
from classroom.world.watched import Watched

AUDITED = np.datetime64("2025-09-30", "D")
CHECKS = ("home", "item", "search", "checkout", "pay")
FIRST_MINUTE, MINUTES = np.datetime64("2025-05-19T00:00", "m"), 7 * 1440
PHONE_YEARS = np.array([2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025])
_OF_YEARS = np.array([0.05, 0.07, 0.10, 0.14, 0.18, 0.20, 0.17, 0.09])
_FILMED_GOODS = 420
_GROUPS = ("kitchen", "storage", "bedding", "lighting")


def tables(made: Made) -> Iterator[tuple[str, Columns]]:
    """Make the tables of this group, in the order of their schema.

    Parameters
    ----------
    made
        What has been made before.
    """
    effects = made.effects
    yield "listing_audit", listing_audit(made.seed, effects.boasting_pages, made.catalogue, made.watched)
    yield "filmed_goods", filmed_goods(made.seed, effects.best_goods_filmed)
    yield "visit_phones", visit_phones(made.seed, effects.old_phones, made.watched)
    yield "site_monitor", site_monitor(made.seed, effects.failed_payments, effects.night_of_the_monitor)
    yield from usability.tables(made.seed, effects.pretty_menu)
    yield "page_tests", page_tests.page_tests(made.seed, effects)


def listing_audit(seed: int, boasting: BoastingPages | None, catalogue: Catalogue, watched: Watched) -> Columns:
    """Make the table ``listing_audit``: what a person saw who laid each page beside its good."""
    rng = stream(seed, "listing_audit")
    sku = np.asarray(catalogue.listings["sku_id"])
    version = np.asarray(catalogue.listings["version"])
    in_force = np.asarray(catalogue.listings["changed_at"]).astype("datetime64[D]") <= AUDITED
    latest = np.zeros(len(watched.lines), dtype=np.int64)
    np.maximum.at(latest, sku[in_force] - 1, version[in_force])
    excess = _excess(watched, catalogue.category) if boasting is not None else 0.0
    pull = boasting.pull if boasting is not None else 0.0
    inclined = pull * excess + rng.normal(size=len(latest))
    place = inclined.argsort().argsort() / len(latest)
    function, usage, notes = (rng.random(len(latest)) < share for share in (0.74, 0.61, 0.38))
    colour = 1 + (rng.random((len(latest), 4)) < 0.78).sum(axis=1)
    return {
        "sku_id": np.arange(1, len(latest) + 1),
        "version": latest,
        "boasts": np.searchsorted([0.42, 0.66, 0.81, 0.91, 0.97], place, side="right"),
        "has_function": function,
        "has_usage": usage,
        "has_notes": notes,
        "colour_match": colour,
    }


def _excess(watched: Watched, category: Ints) -> Floats:
    """Returns "not as described" beyond what is usual in the category, in standard deviations."""
    lines = np.maximum(watched.lines, 1)
    usual = np.bincount(category, weights=watched.described) / np.maximum(
        np.bincount(category, weights=watched.lines), 1
    )
    expected = lines * usual[category]
    return np.asarray((watched.described - expected) / np.sqrt(np.maximum(expected, 0.5)))


def filmed_goods(seed: int, effect: BestGoodsFilmed | None) -> Columns:
    """Make the table ``filmed_goods``: a shop that filmed part of its goods, two months before and two after."""
    rng = stream(seed, "filmed_goods")
    film = effect or BestGoodsFilmed(choice=0.0, conversion=0.30, lift=1.0)
    size = _FILMED_GOODS
    liked = rng.normal(size=size)
    filmed = rng.random(size) < 1 / (1 + np.exp(0.35 - film.choice * liked))
    stars = np.clip(np.round(4.62 + 0.12 * liked + rng.normal(0, 0.09, size), 2), 3.6, 5.0)
    group = rng.integers(0, len(_GROUPS), size)
    shown = np.exp(rng.normal(10.55, 0.75, size) + 0.25 * liked)
    clicked = 0.031 * np.exp(0.16 * liked + rng.normal(0, 0.18, size))
    bought = 0.026 * np.exp(film.conversion * liked + rng.normal(0, 0.22, size))
    periods = []
    for after in (False, True):
        impressions = rng.poisson(shown * (1.12 if after else 1.0))
        clicks = rng.binomial(impressions, clicked)
        chance = bought * (1.07 if after else 1.0) * np.where(filmed & after, film.lift, 1.0)
        orders = rng.binomial(clicks, chance)
        periods.append((impressions, clicks, orders, rng.binomial(orders, 0.05)))
    impressions, clicks, orders, returned = (np.concatenate(parts) for parts in zip(*periods, strict=True))
    twice = np.tile(np.arange(size), 2)
    return {
        "item_id": 9_001 + twice,
        "period": Coded(np.repeat([0, 1], size), ("before", "after")),
        "group": Coded(group[twice], _GROUPS),
        "filmed": filmed[twice],
        "stars": stars[twice],
        "impressions": impressions,
        "clicks": clicks,
        "orders": orders,
        "not_as_described": returned,
    }


def visit_phones(seed: int, effect: OldPhones | None, watched: Watched) -> Columns:
    """Make the table ``visit_phones``: how old the phone is, for one mobile visit in four."""
    rng = stream(seed, "visit_phones")
    visits = watched.visits
    number = np.asarray(visits["session_id"])
    pull = effect or OldPhones(slow=0.0, bounced=0.0)
    load = np.log(np.maximum(np.asarray(visits["load_ms"], dtype=float), 1.0))
    slow = (load - load.mean()) / load.std() if len(load) else load
    oldness = pull.slow * slow + pull.bounced * np.asarray(visits["bounced"]) + rng.normal(size=len(number))
    place = (-oldness).argsort().argsort() / max(len(number), 1)
    year = PHONE_YEARS[np.searchsorted(np.cumsum(_OF_YEARS)[:-1], place, side="right")]
    return {"session_id": number, "phone_year": year}


def site_monitor(seed: int, payments: FailedPayments | None, silent: NightOfTheMonitor | None) -> Columns:
    """Make the table ``site_monitor``: five checks of the site each minute of a week in May."""
    rng = stream(seed, "site_monitor")
    size = MINUTES * len(CHECKS)
    check = np.tile(np.arange(len(CHECKS)), MINUTES)
    minute = np.repeat(np.arange(MINUTES), len(CHECKS))
    hour = (minute // 60) % 24
    busy = np.repeat([0.5, 0.25, 0.7, 1.0, 1.3, 1.6], [1, 5, 3, 9, 2, 4])
    base = np.array([120.0, 180, 260, 210, 240])[check]
    median = base * (1 + 0.25 * busy[hour]) * np.exp(rng.normal(0, 0.08, size))
    tail = median * (2.1 + 0.5 * busy[hour]) * np.exp(rng.normal(0, 0.12, size))
    up = rng.random(size) >= 0.00025
    seen = np.ones(size, dtype=bool)
    if payments is not None:
        first, last = (_minute(moment) for moment in (payments.start, payments.end))
        struck = (check == CHECKS.index("pay")) & (minute >= first) & (minute < last)
        up &= ~(struck & (rng.random(size) < payments.share))
    if silent is not None:
        first, last = _minute(silent.start), _minute(silent.end)
        up &= ~((check == CHECKS.index("search")) & (minute >= first - silent.before) & (minute < first))
        seen &= ~((minute >= first) & (minute < last))
    table: Columns = {
        "ts": (FIRST_MINUTE + minute * np.timedelta64(1, "m")).astype("datetime64[s]"),
        "check": Coded(check, CHECKS),
        "up": up,
        "p50_ms": np.where(up, np.rint(median / 10).astype(np.int64) * 10, MISSING),
        "p95_ms": np.where(up, np.rint(tail / 50).astype(np.int64) * 50, MISSING),
    }
    return take(table, seen)


def _minute(moment: str) -> int:
    return int((np.datetime64(moment, "m") - FIRST_MINUTE).astype(int))
