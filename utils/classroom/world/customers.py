"""Who the customers are, and when each of them buys."""

from dataclasses import dataclass

import numpy as np

from classroom.world.acquisition import channels
from classroom.world.calendar import DAYS, FIRST_DAY, busyness, day_number
from classroom.world.catalogue import TASTES
from classroom.world.columns import Bools, Coded, Columns, Floats, Ints, coded, pick
from classroom.world.effects import CampaignCustomers, Effects
from classroom.world.streams import stream
from classroom.world.words import CITIES, GIVEN, OCCUPATIONS, SURNAMES

BLOCK = 20_000  # users simulated together

# Purchase process: after each purchase a customer may leave for good, else buys again after an exponential time whose
# rate differs between customers (the BG/NBD model), in days of an ordinary shop. A few buy for an office or a family.
_RATE_SHAPE, _RATE_SCALE = 0.82, 0.0132
_LEAVE_A, _LEAVE_B = 0.35, 0.375
_HEAVY = 0.0065  # share of those few, with the shape and scale of their rates, and their chance to leave
_HEAVY_SHAPE, _HEAVY_SCALE, _HEAVY_LEAVE = 4.0, 0.03125, 0.012
_PAST = 650.0  # days before the first day in which old customers came
_OLD = 0.38  # share of customers from before the first day
_NEVER = 0.04  # share of users who register and never buy

AGES = (("18-24", 0.18), ("25-34", 0.36), ("35-44", 0.26), ("45-59", 0.15), ("60+", 0.05))
_INCOME = ("under_5k", "5k_10k", "10k_20k", "over_20k")
DEVICES = ("mobile", "desktop", "tablet")


@dataclass(frozen=True)
class Customers:
    """Users of one block with what the simulation knows of them; arrays over users.

    Attributes
    ----------
    table
        The table ``users``.
    first_id
        user_id of the first row.
    registered
        Day of registration, a fraction of a day; negative before the first day.
    taste
        Group from thrifty (0) to lavish.
    city
        Position in `CITIES`.
    device
        Position in `DEVICES` of the main device.
    buyer, time
        One entry a purchase, sorted by time: position of the user, and day number with fraction.
    """

    table: Columns
    first_id: int
    registered: Floats
    taste: Ints
    city: Ints
    device: Ints
    buyer: Ints
    time: Floats


def make_customers(seed: int, block: int, size: int, effects: Effects) -> Customers:
    """Simulate the users of a block and their purchases.

    Parameters
    ----------
    seed, block
        Which world, and which block of it.
    size
        Number of users.
    effects
        What is planted.
    """
    rng = stream(seed, "customers", block)
    busy = np.cumsum(busyness(seed))
    pace = busy[-1] / DAYS
    clock = np.r_[0.0, busy / pace]  # shop time at the start of each day, DAYS in all
    buyers = rng.random(size) >= _NEVER
    old = rng.random(size) < _OLD
    first = np.where(old, -_PAST * rng.random(size), DAYS * rng.random(size))
    buyer, shop_time = _purchases(seed, block, np.where(buyers, first, np.inf))
    time = np.interp(shop_time, clock, np.arange(DAYS + 1))
    order = np.argsort(time, kind="stable")
    buyer, time = buyer[order], time[order]
    if effects.campaign_customers is not None:
        made = _made(seed, block, effects.campaign_customers, buyer, time, first)
        buyer, time = buyer[made], time[made]
    first_day = np.where(first < 0, first, np.interp(first, clock, np.arange(DAYS + 1)))
    wait = rng.exponential(3.0, size) * (rng.random(size) < 0.6)
    registered = np.clip(first_day - wait - 0.02, -1500, DAYS - 0.05)

    city = pick(rng, [item[4] for item in CITIES], size)
    taste = rng.integers(0, TASTES, size)
    device = pick(rng, [0.80, 0.15, 0.05], size)
    repeats = np.bincount(buyer, minlength=size) - 1
    channel = channels(seed, block, effects.channel_quality, registered, repeats)
    table = _users(seed, block, registered, taste, city, device, channel)
    return Customers(table, block * BLOCK + 1, registered, taste, city, device, buyer, time)


def _made(seed: int, block: int, effect: CampaignCustomers, buyer: Ints, time: Floats, first: Floats) -> Bools:
    """Which purchases are made: those who came for a campaign skip some of the next ones."""
    rng = stream(seed, "customers.campaign", block)
    start = np.full(len(first), np.inf)
    start[buyer[::-1]] = time[::-1]  # the first purchase is written last
    came = np.zeros(len(first), dtype=bool)
    for year in (2024, 2025):
        came |= (start >= day_number(f"{year}-{effect.first}")) & (start < day_number(f"{year}-{effect.last}") + 1)
    came &= first >= 0  # not customers of old
    wait = time - start[buyer]
    skips = came[buyer] & (wait > 0) & (wait <= effect.days) & (rng.random(len(buyer)) < effect.skipped)
    return np.asarray(~skips)


def _purchases(seed: int, block: int, first: Floats) -> tuple[Ints, Floats]:
    """Purchases inside the two years, in shop time."""
    rng = stream(seed, "customers.purchases", block)
    size = len(first)
    rate = rng.gamma(_RATE_SHAPE, _RATE_SCALE, size) + 0.002
    leave = rng.beta(_LEAVE_A, _LEAVE_B, size)
    heavy = rng.random(size) < _HEAVY
    rate = np.where(heavy, rng.gamma(_HEAVY_SHAPE, _HEAVY_SCALE, size), rate)
    leave = np.where(heavy, _HEAVY_LEAVE, leave)
    who = np.flatnonzero(first < DAYS)
    when = first[who]
    buyers, times = [], []
    while len(who):
        buyers.append(who)
        times.append(when)
        stays = rng.random(len(who)) >= leave[who]
        who, when = who[stays], when[stays]
        when = when + rng.exponential(1.0, len(who)) / rate[who]
        inside = when < DAYS
        who, when = who[inside], when[inside]
    buyer, time = np.concatenate(buyers), np.concatenate(times)
    seen: Bools = time >= 0
    return buyer[seen], time[seen]


def _users(seed: int, block: int, registered: Floats, taste: Ints, city: Ints, device: Ints, channel: Coded) -> Columns:
    rng = stream(seed, "users", block)
    size = len(registered)
    age = pick(rng, [share for _, share in AGES], size)
    low, high = np.array([18, 25, 35, 45, 60])[age], np.array([24, 34, 44, 59, 78])[age]
    seconds = np.floor(registered * 86_400).astype("timedelta64[s]")
    city_names = [item[0] for item in CITIES]
    provinces = coded(item[1] for item in CITIES)
    income = np.clip(np.round(taste / (TASTES - 1) * 2.4 + rng.normal(0.2, 0.7, size)), 0, 3).astype(np.int64)
    work = np.where(
        age == 0, pick(rng, [0.6, 0.2, 0.05, 0.15, 0, 0, 0, 0], size),
        np.where(age == 4, 7, pick(rng, [0.02, 0.4, 0.14, 0.16, 0.1, 0.08, 0.1, 0], size)),
    )  # fmt: skip
    missing = rng.random(size)
    surname, given = rng.integers(0, len(SURNAMES), size), rng.integers(0, len(GIVEN), size)
    names = [s + g for s in SURNAMES for g in GIVEN]
    phone = rng.integers(0, 10**8, size)
    return {
        "user_id": block * BLOCK + np.arange(1, size + 1),
        "birth_year": np.where(missing < 0.04, -1, 2025 - rng.integers(low, high + 1)),
        "gender": Coded(np.where(missing > 0.97, -1, pick(rng, [0.58, 0.42], size)), ["female", "male"]),
        "city": Coded(city, city_names),
        "city_tier": np.array([item[2] for item in CITIES])[city],
        "province": provinces.take(city),
        "occupation": Coded(np.where(rng.random(size) < 0.06, -1, work), OCCUPATIONS),
        "income_band": Coded(np.where(rng.random(size) < 0.12, -1, income), _INCOME),
        "registered_at": FIRST_DAY.astype("datetime64[s]") + seconds,
        "acq_channel": channel,
        "device_main": Coded(device, DEVICES),
        "real_name_verified": rng.random(size) < 0.86,
        "name": Coded(surname * len(GIVEN) + given, names),
        # Numbers that begin with 100 are given to nobody.
        "phone": Coded(np.arange(size), [f"100{number:08d}" for number in phone]),
    }
