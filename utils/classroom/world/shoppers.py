"""What people of the region were asked and how they shop: the panel, two surveys, and a panel of provinces."""

import numpy as np

from classroom.world.columns import MISSING, Bools, Coded, Columns, Floats, Ints, pick, pick_rows
from classroom.world.effects_market import (
    DeliveryOpensProvinces,
    EngravingForSome,
    TelevisionForOneCohort,
    TimingSegments,
    YoungBuyOften,
)
from classroom.world.finance import DEPARTMENTS
from classroom.world.streams import stream

PEOPLE = 12_000
YOUNGEST = 2000
# First year of birth: share of people, orders a year, yuan an order, margin, online share, growth of online spending.
_COHORTS = {
    1950: (0.11, 9.0, 118.0, 0.41, 0.38, 0.30),
    1960: (0.16, 12.0, 128.0, 0.41, 0.46, 0.18),
    1970: (0.19, 15.0, 136.0, 0.40, 0.56, 0.10),
    1980: (0.22, 19.0, 140.0, 0.39, 0.66, 0.08),
    1990: (0.20, 22.0, 132.0, 0.37, 0.72, 0.12),
    YOUNGEST: (0.12, 23.0, 128.0, 0.37, 0.78, 0.26),
}
_LAST_BIRTH = 2007
# Chance of each department (home, kitchen, apparel, outdoor, food, beauty) to be the one ordered from most.
_TASTES = {
    1950: {"food": 0.27, "home": 0.24, "kitchen": 0.22, "apparel": 0.15, "outdoor": 0.06, "beauty": 0.06},
    1960: {"food": 0.24, "home": 0.24, "kitchen": 0.20, "apparel": 0.17, "outdoor": 0.07, "beauty": 0.08},
    1970: {"food": 0.19, "home": 0.24, "kitchen": 0.19, "apparel": 0.18, "outdoor": 0.09, "beauty": 0.11},
    1980: {"food": 0.17, "home": 0.22, "kitchen": 0.17, "apparel": 0.18, "outdoor": 0.13, "beauty": 0.13},
    1990: {"food": 0.16, "home": 0.17, "kitchen": 0.14, "apparel": 0.21, "outdoor": 0.14, "beauty": 0.18},
    YOUNGEST: {"food": 0.15, "home": 0.13, "kitchen": 0.09, "apparel": 0.25, "outdoor": 0.13, "beauty": 0.25},
}
_INCOMES = ("under_5k", "5k_10k", "10k_20k", "over_20k")
_SAME_HOURS = TimingSegments(night=(0.40, 0.40), lunch=(0.30, 0.30))
_WEEKEND = 0.28
# Share who order at our shop within 30 days without any advertisement, and what social media add.
_ORDERS_ANYWAY, _SOCIAL_LIFT = 0.03, 0.016
_NOT_SOCIAL = 1950

_ANSWERS = 320
# feature: chance of the pair of answers, (if there, if not): chance; the rest answers at random near neutral.
_FEATURES = {
    "leak_proof": {(2, 5): 0.52, (1, 5): 0.20, (2, 4): 0.06},
    "free_return": {(1, 5): 0.24, (2, 5): 0.36, (1, 4): 0.06},
    "next_day": {(1, 5): 0.42, (1, 3): 0.20, (2, 5): 0.12},
    "keeps_hot_long": {(1, 5): 0.50, (2, 5): 0.22, (1, 3): 0.10},
    "engraving": {(1, 3): 0.31, (1, 4): 0.07, (3, 3): 0.35, (1, 1): 0.03},
    "gift_wrap": {(1, 3): 0.48, (1, 2): 0.08, (3, 3): 0.14, (1, 1): 0.02},
    "light_in_lid": {(3, 3): 0.52, (1, 3): 0.12, (5, 2): 0.10, (5, 5): 0.02},
    "daily_messages": {(5, 1): 0.34, (5, 2): 0.24, (4, 1): 0.14},
}
_BLANK = 0.02

_RATERS, _SHOWN = 240, 8
_PRICES = (59, 79, 99)
_PRICE_WORTH = np.array([1.0, 0.15, -1.15])
_DELIVERY_WORTH, _WARRANTY_WORTH = 0.45, 0.35

_PROVINCES, _YEARS = 20, tuple(range(2019, 2026))


def shopper_panel(
    seed: int, young: YoungBuyOften | None, timing: TimingSegments | None, television: TelevisionForOneCohort | None
) -> Columns:
    """Make the table ``shopper_panel``: people of the region, whoever's customers they are.

    Parameters
    ----------
    seed
        Seed of the world.
    young, timing, television
        What is planted.
    """
    who = stream(seed, "shopper_panel")
    decades = np.array(list(_COHORTS))
    share, orders_mean, value, margin, online, growth = (
        np.array(column) for column in zip(*_COHORTS.values(), strict=True)
    )
    if young is not None:
        last = len(decades) - 1
        orders_mean[last], value[last], margin[last] = young.orders, young.order_value, young.margin
    cohort = pick(who, share, PEOPLE)
    width = np.where(decades[cohort] == YOUNGEST, _LAST_BIRTH - YOUNGEST + 1, 10)
    birth = decades[cohort] + (who.random(PEOPLE) * width).astype(np.int64)
    gender = (who.random(PEOPLE) < 0.48).astype(np.int64)
    tier = pick(who, np.array([0.34, 0.30, 0.22, 0.14]), PEOPLE) + 1
    income = pick(who, np.array([0.26, 0.36, 0.26, 0.12]), PEOPLE)
    income[who.random(PEOPLE) < 0.09] = MISSING
    tastes = np.array([[_TASTES[int(decade)][name] for name in DEPARTMENTS] for decade in decades])
    taste = pick_rows(who, tastes, cohort)

    buys = stream(seed, "shopper_panel.orders")
    orders = 1 + buys.poisson((orders_mean[cohort] - 1) * buys.gamma(2.2, 1 / 2.2, PEOPLE))
    # The mean over a person's orders varies less than one order does.
    spread = np.sqrt(0.35**2 + 0.8**2 / orders)
    spend = orders * value[cohort] * np.exp(buys.normal(0, 1, PEOPLE) * spread - spread**2 / 2)
    kept = np.clip(margin[cohort] + buys.normal(0, 0.06, PEOPLE), -0.1, 0.7)
    before = spend / (1 + growth[cohort]) * np.exp(buys.normal(0, 0.3, PEOPLE) - 0.3**2 / 2)
    offline = spend * (1 - online[cohort]) / online[cohort] * np.exp(buys.normal(0, 0.6, PEOPLE) - 0.6**2 / 2)

    hours = stream(seed, "shopper_panel.hours")
    plan = timing or _SAME_HOURS
    # Every so manyth person along a line of equals, so that the kinds are alike in age and profit by more than luck.
    along = np.lexsort((spend * kept, cohort))
    step = np.floor((np.arange(PEOPLE + 1) + hours.random()) * plan.share)
    kind = np.zeros(PEOPLE, dtype=np.int64)
    kind[along] = np.diff(step).astype(np.int64)
    night_chance = np.clip(np.array(plan.night)[kind] + hours.normal(0, 0.06, PEOPLE), 0.01, 0.95)
    lunch_chance = np.clip(np.array(plan.lunch)[kind] + hours.normal(0, 0.06, PEOPLE), 0.01, 0.95)
    night = hours.binomial(orders, night_chance)
    lunch = hours.binomial(orders - night, np.clip(lunch_chance / (1 - night_chance), 0, 1))
    weekend = hours.binomial(orders, _WEEKEND)

    tv, social, ordered = _trial(seed, decades[cohort], television)
    return {
        "person_id": 50_001 + np.arange(PEOPLE),
        "birth_year": birth,
        "gender": Coded(gender, ("female", "male")),
        "city_tier": tier,
        "income_band": Coded(income, _INCOMES),
        "online_orders": orders,
        "online_spend": _fen(spend),
        "goods_cost": _fen(spend * (1 - kept)),
        "online_spend_2024": _fen(before),
        "offline_spend": _fen(offline),
        "night_orders": night,
        "lunch_orders": lunch,
        "weekend_orders": weekend,
        "main_category": Coded(taste, DEPARTMENTS),
        "tv": tv,
        "social": social,
        "ordered": ordered,
    }


def _trial(seed: int, decade: Ints, television: TelevisionForOneCohort | None) -> tuple[Bools, Bools, Bools]:
    """Who got which advertisement, by two lots, and who ordered.

    The number of orders of each cell is fixed and only who orders is drawn, so that what the trial shows isn't luck.
    """
    lots = stream(seed, "shopper_panel.lots")
    tv, social = lots.random(PEOPLE) < 0.5, lots.random(PEOPLE) < 0.5
    chance = np.full(PEOPLE, _ORDERS_ANYWAY) + _SOCIAL_LIFT * (social & (decade != _NOT_SOCIAL))
    if television is not None:
        chance += television.lift * (tv & (decade == television.decade))
    ordered = np.zeros(PEOPLE, dtype=bool)
    cell = (decade - 1900) * 4 + 2 * tv + social
    draw = stream(seed, "shopper_panel.ordered")
    for one in np.unique(cell):
        people = np.flatnonzero(cell == one)
        count = int(np.floor(chance[people].sum() + draw.random()))
        ordered[draw.permutation(people)[:count]] = True
    return tv, social, ordered


def _fen(yuan: Floats) -> Ints:
    return np.rint(100 * yuan).astype(np.int64)


def kano_survey(seed: int) -> Columns:
    """Make the table ``kano_survey``: pairs of answers, some of them blank."""
    rng = stream(seed, "kano_survey")
    features = tuple(_FEATURES)
    there, lacking = [], []
    for pairs in _FEATURES.values():
        known = np.array(list(pairs))
        chances = np.array([*pairs.values(), 1 - sum(pairs.values())])
        kind = pick(rng, chances, _ANSWERS)
        loose = rng.integers(2, 5, (_ANSWERS, 2))
        pair = np.where((kind < len(known))[:, None], known[np.minimum(kind, len(known) - 1)], loose)
        blank = rng.random((_ANSWERS, 2)) < _BLANK
        pair = np.where(blank, MISSING, pair)
        there.append(pair[:, 0])
        lacking.append(pair[:, 1])
    return {
        "respondent": np.repeat(1 + np.arange(_ANSWERS), len(features)),
        "feature": Coded(np.tile(np.arange(len(features)), _ANSWERS), features),
        "functional": np.stack(there, axis=1).ravel(),
        "dysfunctional": np.stack(lacking, axis=1).ravel(),
    }


def conjoint(seed: int, engraving: EngravingForSome | None) -> Columns:
    """Make the table ``conjoint``: each person rates eight of the 24 flasks that can be described."""
    rng = stream(seed, "conjoint")
    profile = np.stack([rng.permutation(24)[:_SHOWN] for _ in range(_RATERS)])
    price, engraved, fast, covered = profile % 3, profile // 3 % 2, profile // 6 % 2, profile // 12
    wants = rng.random(_RATERS) < (engraving.share if engraving else 0.0)
    worth = np.where(wants, engraving.worth if engraving else 0.0, 0.0)
    mood = rng.normal(5.6, 0.9, _RATERS)
    rating = mood[:, None] + _PRICE_WORTH[price] + worth[:, None] * (engraved - 0.5)
    rating += 2 * _DELIVERY_WORTH * (fast - 0.5) + 2 * _WARRANTY_WORTH * (covered - 0.5)
    rating += rng.normal(0, 0.9, rating.shape)
    return {
        "respondent": np.repeat(1 + np.arange(_RATERS), _SHOWN),
        "profile": (1 + profile).ravel(),
        "price_yuan": np.array(_PRICES)[price].ravel(),
        "engraving": Coded(engraved.ravel(), ("plain", "engraved")),
        "delivery": Coded(fast.ravel(), ("three_days", "next_day")),
        "warranty": Coded(covered.ravel(), ("none", "two_years")),
        "rating": np.clip(np.rint(rating), 1, 10).astype(np.int64).ravel(),
    }


def region_panel(seed: int, delivery: DeliveryOpensProvinces | None) -> Columns:
    """Make the table ``region_panel``: everything rises together, one thing with an effect of its own."""
    rng = stream(seed, "region_panel")
    year = np.arange(len(_YEARS))
    wealth = rng.normal(0, 1, _PROVINCES)[:, None]
    shape = (_PROVINCES, len(_YEARS))
    penetration = np.clip(0.62 + 0.045 * year + 0.05 * wealth + rng.normal(0, 0.012, shape), 0, 0.99)
    smartphone = np.clip(0.66 + 0.042 * year + 0.04 * wealth + rng.normal(0, 0.012, shape), 0, 0.99)
    # A province gets its new sorting centre in one year or another: the days fall at different times.
    opened = rng.integers(1, len(_YEARS), (_PROVINCES, 1))
    days = 5.0 - 0.16 * year - 0.35 * wealth - 1.3 * (year >= opened) + rng.normal(0, 0.12, shape)
    per_day = delivery.per_day if delivery else 0.0
    online = 0.27 + 0.018 * year + 0.025 * wealth + per_day * (days - 4.0) + rng.normal(0, 0.007, shape)
    return {
        "province": Coded(np.repeat(np.arange(_PROVINCES), len(_YEARS)), tuple(f"P{n:02d}" for n in range(1, 21))),
        "year": np.tile(np.array(_YEARS), _PROVINCES),
        "online_share": np.round(online, 4).ravel(),
        "penetration": np.round(penetration, 4).ravel(),
        "delivery_days": np.round(days, 2).ravel(),
        "smartphone": np.round(smartphone, 4).ravel(),
    }
