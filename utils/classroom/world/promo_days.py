"""The outlet's campaigns of two years: sales day by day, the book of campaigns, and what was spent on their media."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from classroom.world.calendar import DAYS, FIRST_DAY, all_days, day_number
from classroom.world.columns import Coded, Columns, Floats, Ints, coded
from classroom.world.effects import Effects
from classroom.world.festivals import day_of
from classroom.world.streams import stream

GROUPS = ("tissue", "towels", "bath_sets", "mugs", "snack_boxes", "night_lamps")
PRICE = np.array([3_990, 5_900, 12_900, 7_900, 9_900, 14_900])
COST = np.array([2_710, 2_655, 5_160, 3_555, 5_544, 5_500])
_PIECES = np.array([140.0, 90.0, 48.0, 66.0, 60.0, 40.0])  # on an ordinary day
_PIECES_AN_ORDER = np.array([1.6, 1.9, 1.1, 1.5, 1.3, 1.1])
_CONVERSION = np.array([0.055, 0.040, 0.034, 0.042, 0.048, 0.032])
_WEEKDAY = np.array([0.97, 0.95, 0.96, 0.98, 1.03, 1.08, 1.03])
_TREND = 0.10  # a year
_NOISE = 0.06
_BORROWED_DAYS = 14
CHANNELS = ("social", "paid_search", "short_video")
_VISITS_PER_ROOT_YUAN = (26.0, 38.0, 19.0)


@dataclass(frozen=True)
class Campaign:
    """One campaign as it was planned."""

    goods: str
    mechanism: str
    theme: str
    purpose: str
    start: str
    days: int
    depth: float  # share taken off the price, on average; for a gift and a draw what it costs in place of that
    target: str
    target_value: int
    fee: int = 400
    labour: int = 500


CAMPAIGNS = (
    Campaign("night_lamps", "price_off", "season", "sales", "2024-02-26", 7, 0.20, "units", 420),
    Campaign("tissue", "price_off", "price", "sales", "2024-03-11", 7, 0.20, "units", 1_500),
    Campaign("towels", "price_off", "season", "sales", "2024-04-15", 7, 0.15, "units", 950),
    Campaign("bath_sets", "price_off", "season", "sales", "2024-05-13", 7, 0.10, "units", 480),
    Campaign("mugs", "price_off", "price", "clearance", "2024-06-24", 7, 0.25, "units", 850),
    Campaign("night_lamps", "gift", "brand", "new_customers", "2024-07-22", 7, 0.07, "new_customers", 130),
    Campaign("tissue", "price_off", "price", "clearance", "2024-08-05", 7, 0.35, "units", 2_000),
    Campaign("snack_boxes", "price_off", "festival", "sales", "2024-08-27", 14, 0.10, "units", 2_300),
    Campaign("towels", "price_off", "price", "sales", "2024-09-09", 7, 0.40, "units", 1_400),
    Campaign("bath_sets", "gift", "brand", "new_customers", "2024-10-14", 7, 0.07, "new_customers", 190),
    Campaign("mugs", "money_off", "season", "sales", "2024-11-18", 7, 0.12, "units", 680),
    Campaign("snack_boxes", "price_off", "festival", "sales", "2025-01-03", 14, 0.15, "units", 4_000, 2_000, 1_200),
    Campaign("night_lamps", "price_off", "price", "clearance", "2025-02-24", 7, 0.30, "units", 560),
    Campaign("tissue", "money_off", "season", "sales", "2025-03-10", 7, 0.12, "units", 1_400),
    Campaign("mugs", "draw", "brand", "new_customers", "2025-03-24", 7, 0.05, "new_customers", 170),
    Campaign("towels", "draw", "brand", "new_customers", "2025-04-14", 7, 0.05, "new_customers", 200),
    Campaign("bath_sets", "price_off", "price", "clearance", "2025-05-12", 7, 0.45, "units", 800),
    Campaign("snack_boxes", "money_off", "festival", "sales", "2025-05-19", 7, 0.12, "units", 900),
    Campaign("mugs", "flash", "price", "new_customers", "2025-07-14", 7, 0.50, "new_customers", 420),
    Campaign("towels", "money_off", "season", "sales", "2025-08-04", 7, 0.12, "units", 980),
    Campaign("tissue", "gift", "brand", "new_customers", "2025-09-08", 7, 0.08, "new_customers", 320),
    Campaign("snack_boxes", "gift", "festival", "sales", "2025-09-15", 14, 0.08, "units", 2_500),
    Campaign("bath_sets", "draw", "brand", "new_customers", "2025-09-22", 7, 0.05, "new_customers", 160),
    Campaign("night_lamps", "flash", "price", "new_customers", "2025-11-17", 7, 0.50, "new_customers", 230),
)
_GIFTS = ("gift", "draw")
_SPRING = 11  # position of the spring sale among the campaigns
_NEW_SHARE = {"price_off": 0.34, "money_off": 0.28, "gift": 0.36, "draw": 0.40, "flash": 0.42}
_USUAL_NEW = 0.26


def _depth(campaign: Campaign, effects: Effects) -> float:
    deepest = effects.deep_discounts.deepest if effects.deep_discounts else 0.10
    return min(campaign.depth, deepest)


def _uplift(campaign: Campaign, effects: Effects) -> float:
    """Additional pieces as a share of the usual, by what the customer is offered."""
    depth = _depth(campaign, effects)
    if campaign.mechanism == "gift":
        return 0.55
    if campaign.mechanism == "draw":
        return 0.22
    if campaign.mechanism == "money_off":
        return 0.40
    return 3.4 * depth + (0.05 if campaign.theme == "season" else 0.0)


def _before(festival: str, peak: float, centre: float, width: float) -> Floats:
    """Demand added on each day because a festival is near; couriers rest in the week of Spring Festival."""
    added = np.zeros(DAYS)
    days = all_days()
    for year in (2024, 2025, 2026):
        ahead = (day_of(festival, year) - days).astype(int)
        added += np.where(ahead > -1, peak * np.exp(-(((ahead - centre) / width) ** 2)), 0.0)
    return added


def _usual(seed: int, effects: Effects) -> Floats:
    """Pieces to be expected without any campaign, days by groups."""
    rng = stream(seed, "promo_days.mood")
    days = all_days()
    weekday = _WEEKDAY[(days.astype(int) + 3) % 7]
    trend = 1 + _TREND * np.arange(DAYS) / 365
    level = _PIECES[None, :] * (weekday * trend)[:, None] * np.exp(_NOISE * rng.normal(size=(DAYS, len(GROUPS))))
    moving = effects.moving_festival
    if moving is not None:
        near = _before("spring_festival", moving.spring_festival, 15.0, 9.0)
        near += _before("mid_autumn", moving.mid_autumn, 11.0, 7.0)
        near += _before("dragon_boat", moving.dragon_boat, 9.0, 5.0)
        level[:, GROUPS.index("snack_boxes")] *= 1 + near
    for year in (2024, 2025):
        feast = int((day_of("spring_festival", year) - FIRST_DAY).astype(int))
        level[feast - 3 : feast + 5] *= 0.5  # couriers rest
    return level


@lru_cache(maxsize=8)
def _expected(seed: int, effects: Effects) -> tuple[Floats, Floats]:
    """Usual pieces, and those with campaigns, days by groups."""
    usual = _usual(seed, effects)
    found = usual.copy()
    for number, campaign in enumerate(CAMPAIGNS):
        group, first = GROUPS.index(campaign.goods), day_number(campaign.start)
        inside = slice(first, first + campaign.days)
        if number == _SPRING:
            uplift = effects.spring_venue.uplift if effects.spring_venue else 0.0
        else:
            uplift = _uplift(campaign, effects)
        more = usual[inside, group] * uplift
        found[inside, group] += more
        borrowed = getattr(effects.borrowed_demand, campaign.goods, 0.0) if effects.borrowed_demand else 0.0
        after = np.arange(first + campaign.days, min(first + campaign.days + _BORROWED_DAYS, DAYS))
        weight = np.linspace(1.5, 0.5, _BORROWED_DAYS)[: len(after)] / _BORROWED_DAYS
        found[after, group] -= np.minimum(borrowed * more.sum() * weight, 0.9 * found[after, group])
        if campaign.goods == "towels" and effects.towels_for_bath_sets is not None:
            found[inside, GROUPS.index("bath_sets")] -= effects.towels_for_bath_sets.share * more
    return usual, np.maximum(found, 0.5)


def promo_days(seed: int, effects: Effects) -> Columns:
    """Make the table ``promo_days``, one row a day and group of goods, in that order.

    Parameters
    ----------
    seed, effects
        Which world, and what is planted.
    """
    rng = stream(seed, "promo_days")
    usual, expected = _expected(seed, effects)
    units = rng.poisson(expected)
    orders = np.maximum(np.round(units / _PIECES_AN_ORDER * np.exp(rng.normal(0, 0.03, units.shape))), 1).astype(int)
    orders = np.minimum(orders, np.maximum(units, 1))
    new_share = np.full(units.shape, _USUAL_NEW)
    off, gift = np.zeros(units.shape), np.zeros(units.shape)
    for campaign in CAMPAIGNS:
        group, first = GROUPS.index(campaign.goods), day_number(campaign.start)
        inside, depth = slice(first, first + campaign.days), _depth(campaign, effects)
        more = 1 - usual[inside, group] / np.maximum(expected[inside, group], usual[inside, group])
        new_share[inside, group] = _USUAL_NEW * (1 - more) + (_NEW_SHARE[campaign.mechanism] + 0.15) * more
        (gift if campaign.mechanism in _GIFTS else off)[inside, group] = depth
    new = rng.binomial(orders, new_share)
    pressure = 1 + 0.75 * (expected / usual - 1)
    base_visits = usual / _PIECES_AN_ORDER / _CONVERSION
    visits = np.maximum(rng.poisson(base_visits * pressure), orders)
    list_value = units * PRICE[None, :]
    table: dict[str, Ints] = {
        "visits": visits,
        "new_visitors": rng.binomial(visits, np.minimum(0.42 + 0.25 * (pressure - 1), 0.75)),
        "orders": orders,
        "orders_new": new,
        "units": units,
        "list_value": list_value,
        "revenue": np.round(list_value * (1 - off)).astype(np.int64),
        "goods_cost": units * COST[None, :],
        "gift_cost": np.round(list_value * gift).astype(np.int64),
    }
    return {
        "date": np.repeat(all_days().astype("datetime64[s]"), len(GROUPS)),
        "goods_group": Coded(np.tile(np.arange(len(GROUPS), dtype=np.int32), DAYS), GROUPS),
        **{name: values.ravel() for name, values in table.items()},
    }


def campaign_media(seed: int) -> Columns:
    """Make the table ``campaign_media``, one row a campaign and channel: what was spent before and in it, and on what."""
    rng = stream(seed, "campaign_media")
    shape = (len(CAMPAIGNS), len(CHANNELS))
    days = np.array([campaign.days for campaign in CAMPAIGNS])[:, None]
    spent = np.round(rng.uniform(60, 620, shape) * days / 7, 0)
    visits = rng.poisson(np.array(_VISITS_PER_ROOT_YUAN) * np.sqrt(spent) * np.exp(rng.normal(0, 0.12, shape)))
    reach = np.round(visits * rng.uniform(14, 24, shape)).astype(np.int64)
    return {
        "campaign_id": np.repeat(np.arange(1, len(CAMPAIGNS) + 1), len(CHANNELS)),
        "channel": Coded(np.tile(np.arange(len(CHANNELS), dtype=np.int32), len(CAMPAIGNS)), CHANNELS),
        "spend": (spent * 100).astype(np.int64).ravel(),
        "reach": reach.ravel(),
        "visits": visits.ravel(),
    }


def campaign_book(seed: int, effects: Effects, days: Columns) -> Columns:
    """Make the table ``campaign_book``, one row a campaign.

    Parameters
    ----------
    seed, effects
        Which world, and what is planted.
    days
        The table ``promo_days``: carts before the first day go with its orders.
    """
    rng = stream(seed, "campaign_book")
    orders = np.asarray(days["orders"]).reshape(DAYS, len(GROUPS))
    first = [orders[day_number(c.start), GROUPS.index(c.goods)] for c in CAMPAIGNS]
    prize = effects.carts_for_prizes.carts if effects.carts_for_prizes else 1.0
    pull = np.array([prize if c.mechanism == "draw" else 1.0 for c in CAMPAIGNS])
    carts = np.round(2.6 * np.array(first) * pull * np.exp(rng.normal(0, 0.10, len(CAMPAIGNS)))).astype(int)
    aimed = rng.integers(9_000, 26_000, len(CAMPAIGNS))
    starts = np.array([c.start for c in CAMPAIGNS], dtype="datetime64[s]")
    lengths = np.array([c.days for c in CAMPAIGNS])
    return {
        "campaign_id": np.arange(1, len(CAMPAIGNS) + 1),
        "goods_group": coded(c.goods for c in CAMPAIGNS),
        "mechanism": coded(c.mechanism for c in CAMPAIGNS),
        "theme": coded(c.theme for c in CAMPAIGNS),
        "purpose": coded(c.purpose for c in CAMPAIGNS),
        "start": starts,
        "end": starts + (lengths - 1).astype("timedelta64[D]"),
        "discount_rate": np.array([_depth(c, effects) for c in CAMPAIGNS]),
        "platform_fee": np.array([c.fee * 100 for c in CAMPAIGNS]),
        "labour_cost": np.array([c.labour * 100 for c in CAMPAIGNS]),
        "target_metric": coded(c.target for c in CAMPAIGNS),
        "target_value": np.array([c.target_value for c in CAMPAIGNS]),
        "aimed_users": aimed,
        "reached_users": rng.binomial(aimed, rng.uniform(0.35, 0.8, len(CAMPAIGNS))),
        "carts_before": carts,
    }
