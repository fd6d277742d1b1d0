"""A trial shop abroad, outside the six: its orders, the countries, their duties, currencies and platforms, all invented."""

from dataclasses import dataclass

import numpy as np

from classroom.world.columns import Coded, Columns, Floats, Ints, Times, coded, pick, pick_rows
from classroom.world.effects import Effects
from classroom.world.orders import NO_TIME
from classroom.world.streams import stream

FIRST, LAST = np.datetime64("2025-04-01"), np.datetime64("2025-12-31")
DAYS = int((LAST - FIRST).astype(int)) + 1
END = np.datetime64("2025-12-31T23:59:59", "s")
TRANSLATED_FROM = np.datetime64("2025-07-01", "s")
PLATFORMS = ("bazaar", "globe", "own_site")
HS_CODES = ("6302", "7323", "9506")  # bed linen, steel goods for the kitchen, sports goods
MODES = ("direct_mail", "bonded")


@dataclass(frozen=True)
class Country:
    """A country of the trial.

    Attributes
    ----------
    name, currency, rate
        Its name, its money, and yuan for a unit of it in the spring.
    share
        Its share of the orders.
    cash
        Share of its orders with cash on delivery.
    bonded
        Share of its orders that leave from a bonded warehouse there.
    distance
        How far language and habits are, 0 to 1.
    ease
        Standard score of how easy customs are.
    freight
        Factor on freight.
    days
        Days from order to arrival by direct mail.
    margin
        Factor on the goods' share of the price: high where prices are low.
    """

    name: str
    currency: str
    rate: float
    share: float
    cash: float
    bonded: float
    distance: float
    ease: float
    freight: float
    days: float
    margin: float


COUNTRIES = (
    Country("kembang", "KEM", 0.21, 0.28, 0.52, 0.45, 0.45, -0.2, 0.75, 6.5, 1.00),
    Country("tierra", "TIE", 1.36, 0.26, 0.34, 0.25, 0.65, -0.5, 0.95, 10.5, 0.86),
    Country("sora", "SOR", 4.85, 0.20, 0.06, 0.50, 0.35, 0.5, 0.80, 5.5, 0.98),
    Country("valmar", "VAL", 7.80, 0.15, 0.0, 0.35, 0.85, -0.1, 1.05, 8.5, 0.72),
    Country("nordia", "NOR", 0.68, 0.11, 0.0, 0.30, 0.70, 0.3, 1.25, 9.5, 0.70),
)
NAMES = tuple(country.name for country in COUNTRIES)
# Commission, payment fee (shares of the price) and fen a month, by platform and country.
_COMMISSION = np.array([[0.060, 0.085, 0.070, 0.110, 0.100], [0.080, 0.110, 0.090, 0.130, 0.120], [0.0] * 5])
_PAYMENT = np.array([[0.020, 0.025, 0.020, 0.020, 0.022], [0.020, 0.025, 0.020, 0.020, 0.022],
                     [0.032, 0.042, 0.030, 0.028, 0.030]])  # fmt: skip
_ADS = np.array([[0.050, 0.050, 0.050, 0.060, 0.060], [0.060, 0.060, 0.060, 0.070, 0.070],
                 [0.130, 0.140, 0.120, 0.150, 0.150]])  # fmt: skip
_MONTHLY = np.array([20_000, 45_000, 90_000])
_PLATFORM_SHARE = np.array([[0.72, 0.22, 0.06], [0.66, 0.26, 0.08], [0.55, 0.30, 0.15], [0.25, 0.60, 0.15],
                            [0.30, 0.50, 0.20]])  # fmt: skip
# Duty by code and country, and import value-added tax by country; one duty falls and one limit is halved in the autumn.
_DUTY = np.array([[0.15, 0.06, 0.08, 0.05, 0.04], [0.10, 0.04, 0.05, 0.03, 0.02], [0.05, 0.05, 0.0, 0.02, 0.02]])
_VAT = np.array([0.11, 0.08, 0.09, 0.12, 0.12])
_LIMIT_ORDER = np.array([30_000, 22_000, 40_000, 15_000, -1])  # fen; -1: nothing comes in free
_LIMIT_YEAR = np.array([150_000, 100_000, 250_000, 90_000, -1])
_SOURCE = "invented for the course; real rates: the customs tariff of the country, on the day"


def fx_rates(seed: int, effects: Effects) -> Columns:
    """Make the table ``fx_rates``: yuan for one unit of each currency, day by day."""
    rates = _rates(seed, effects)
    day, money = (index.ravel() for index in np.indices(rates.shape))
    return {
        "date": (FIRST + day).astype("datetime64[s]"),
        "currency": Coded(money, [country.currency for country in COUNTRIES]),
        "rate": rates.ravel(),
    }


def _rates(seed: int, effects: Effects) -> Floats:
    """Yuan a unit, shape (days, countries)."""
    rng = stream(seed, "fx_rates")
    steps = rng.normal(0, 0.0022, (DAYS, len(COUNTRIES)))
    # Pulled back to where it began, so that by itself no currency drifts away.
    log = np.zeros((DAYS, len(COUNTRIES)))
    for day in range(1, DAYS):
        log[day] = 0.985 * log[day - 1] + steps[day]
    effect = effects.currency_fall
    if effect is not None:
        money = [country.currency for country in COUNTRIES].index(effect.currency)
        since = np.arange(DAYS) - (np.datetime64(effect.start) - FIRST).astype(int)
        log[:, money] += np.log(effect.left) * np.clip(since / effect.days, 0, 1)
    return np.asarray(np.round(np.array([country.rate for country in COUNTRIES]) * np.exp(log), 6))


def duty_table() -> Columns:
    """Make the table ``duty_table``: what holds on arrival, by code, country and day."""
    rows = []
    change = np.datetime64("2025-09-01", "s")
    start, open_end = np.datetime64("2025-01-01", "s"), NO_TIME
    for place, country in enumerate(COUNTRIES):
        for code, hs_code in enumerate(HS_CODES):
            duty, limit, yearly = _DUTY[code, place], _LIMIT_ORDER[place], _LIMIT_YEAR[place]
            row = [hs_code, country.name, duty, _VAT[place], limit, yearly, start, open_end]
            if country.name == "valmar":
                rows += [[*row[:7], change - np.timedelta64(1, "D")], [*row[:4], limit // 2, yearly, change, open_end]]
            elif country.name == "kembang" and hs_code == "6302":
                rows += [[*row[:7], change - np.timedelta64(1, "D")], [*row[:2], 0.10, *row[3:6], change, open_end]]
            else:
                rows.append(row)
    hs, name, duty, vat, limit, yearly, since, until = zip(*rows, strict=True)
    return {
        "hs_code": coded(hs),
        "country": coded(name),
        "duty": np.array(duty),
        "vat": np.array(vat),
        "limit_order": np.array(limit),
        "limit_year": np.array(yearly),
        "valid_from": np.array(since),
        "valid_to": np.array(until),
        "source": coded([_SOURCE] * len(rows)),
    }


def xb_platforms() -> Columns:
    """Make the table ``xb_platforms``: what each platform takes in each country."""
    platform, country = (index.ravel() for index in np.indices(_COMMISSION.shape))
    return {
        "platform": Coded(platform, PLATFORMS),
        "country": Coded(country, NAMES),
        "commission": _COMMISSION.ravel(),
        "payment_fee": _PAYMENT.ravel(),
        "ad_share": _ADS.ravel(),
        "monthly_fee": np.repeat(_MONTHLY, len(COUNTRIES)),
    }


def market_profile() -> Columns:
    """Make the table ``market_profile``: the countries of the trial, and three that a consultant proposes."""
    rows = [  # country, in the trial, size (bn yuan), growth, competition, logistics, distance, vat
        ("kembang", True, 420, 0.16, 0.62, 3.1, 0.45, 0.11),
        ("tierra", True, 510, 0.20, 0.45, 2.7, 0.65, 0.08),
        ("sora", True, 260, 0.12, 0.50, 4.2, 0.35, 0.09),
        ("valmar", True, 2900, 0.06, 0.88, 4.2, 0.85, 0.12),
        ("nordia", True, 690, 0.07, 0.74, 4.3, 0.70, 0.12),
        ("istmo", False, 150, 0.27, 0.38, 2.3, 0.68, 0.13),
        ("harujima", False, 1350, 0.05, 0.81, 4.4, 0.75, 0.10),
        ("delven", False, 980, 0.09, 0.79, 4.1, 0.80, 0.13),
    ]
    country, trial, size, growth, competition, logistics, distance, vat = zip(*rows, strict=True)
    return {
        "country": coded(country),
        "in_trial": np.array(trial),
        "market_size": np.array(size, dtype=float),
        "growth": np.array(growth),
        "competition": np.array(competition),
        "logistics_index": np.array(logistics),
        "culture_distance": np.array(distance),
        "vat": np.array(vat),
    }


def xb_orders(seed: int, effects: Effects) -> Columns:
    """Make the table ``xb_orders``: prices stand in the country's money and do not follow the exchange rate."""
    rng = stream(seed, "xb_orders")
    ordered, country, translated = _who(seed, rng, effects)
    size = len(ordered)
    of = {name: np.array([getattr(c, name) for c in COUNTRIES])[country] for name in (
        "rate", "cash", "bonded", "distance", "ease", "freight", "days", "margin")}  # fmt: skip
    yuan = 152 * np.exp(rng.normal(0, 0.42, size))
    code = pick(rng, [0.46, 0.34, 0.20], size)
    bonded = rng.random(size) < of["bonded"]
    goods = yuan * of["margin"] * np.exp(rng.normal(np.log(0.475), 0.10, size))
    freight = (9 + 0.115 * yuan) * of["freight"] * np.where(bonded, 0.78, 1.0) * np.exp(rng.normal(0, 0.12, size))
    cash = rng.random(size) < of["cash"]
    # Customs: easy for what lies in a bonded warehouse, slow for what comes in by post.
    way = np.where(bonded, 0.35, 0.62) * of["days"] * np.exp(rng.normal(0, 0.22, size))
    passed = rng.random(size) < np.where(bonded, 0.972, np.clip(0.895 + 0.06 * of["ease"], 0, 1))
    hours = np.where(bonded, 7.0, 27.0) * np.exp(rng.normal(0, 0.5, size) - 0.35 * of["ease"])
    hours = hours + np.where(passed, 0.0, rng.uniform(48, 150, size))
    last = 0.22 * of["days"] * np.exp(rng.normal(0, 0.3, size))
    arrived = ordered + _days(way)
    cleared = arrived + _days(hours / 24)
    at_door = cleared + _days(last)
    days = (at_door - ordered).astype(float) / 86_400
    refused = _refused(effects, rng, cash, days)
    known = at_door <= END
    back = 0.045 + 0.15 * of["distance"]
    effect = effects.translated_pages
    if effect is not None:
        back = np.where(translated, back * (1 - (1 - effect.returns) * of["distance"]), back)
    late = days > 14
    returned = (rng.random(size) < back + 0.05 * late) & ~refused
    disputed = (rng.random(size) < np.where(returned, 0.22, 0.012) + 0.08 * late) & ~refused
    return {
        "order_id": 900_001 + np.arange(size),
        "user_id": 70_001 + stream(seed, "xb_orders.buyer").integers(0, 1_500, size),
        "country": Coded(country, NAMES),
        "platform": Coded(pick_rows(rng, _PLATFORM_SHARE, country), PLATFORMS),
        "currency": Coded(country, [c.currency for c in COUNTRIES]),
        "ordered_at": ordered,
        "price": np.round(yuan / of["rate"], 2),
        "goods_cost": np.round(100 * goods).astype(np.int64),
        "freight": np.round(100 * freight).astype(np.int64),
        "insurance": np.round(0.6 * yuan).astype(np.int64),
        "hs_code": Coded(code, HS_CODES),
        "mode": Coded(bonded.astype(np.int64), MODES),
        "is_cod": cash,
        "translated": translated,
        "arrived_at": _until_end(arrived),
        "cleared_at": _until_end(cleared),
        "first_pass": passed & (cleared <= END),
        "delivered_at": np.where(known & ~refused, at_door, NO_TIME),
        "refused": refused & known,
        "returned": returned & known,
        "disputed": disputed & known,
    }


def _who(seed: int, rng: np.random.Generator, effects: Effects) -> tuple[Times, Ints, np.ndarray]:
    """When somebody orders, in which country, and whether on a translated page; equally many visitors see either."""
    size = int(rng.poisson(13.0, DAYS).sum())
    seconds = np.sort(rng.integers(0, DAYS * 86_400, size))
    country = pick(rng, [c.share for c in COUNTRIES], size)
    ordered = FIRST.astype("datetime64[s]") + seconds.astype("timedelta64[s]")
    more = effects.translated_pages.orders if effects.translated_pages is not None else 1.0
    translated = (stream(seed, "xb_orders.page").random(size) < more / (1 + more)) & (ordered >= TRANSLATED_FROM)
    return ordered, country, translated


def _refused(effects: Effects, rng: np.random.Generator, cash: np.ndarray, days: Floats) -> np.ndarray:
    effect = effects.refused_at_the_door
    chance = np.full(len(cash), 0.012)
    if effect is not None:
        chance = np.where(cash, np.clip(effect.cash + effect.per_day * (days - 4), 0.012, 0.7), chance)
    return np.asarray(rng.random(len(cash)) < chance)


def _days(days: Floats) -> np.ndarray:
    return np.round(days * 86_400).astype("timedelta64[s]")


def _until_end(time: Times) -> Times:
    return np.where(time <= END, time, NO_TIME)
