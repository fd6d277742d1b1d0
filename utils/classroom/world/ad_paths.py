"""What people of the outlet's panel touched before they ordered, the hours of one campaign, and a test of audiences."""

import numpy as np

from classroom.world.columns import Bools, Coded, Columns, Floats, Ints, pick
from classroom.world.effects import Effects
from classroom.world.outlet_media import CHANNELS, CREDITED, ORDER, WORDS
from classroom.world.streams import stream

BUYERS, OTHERS = 1_400, 2_600
PATHS_FROM, PATH_DAYS = np.datetime64("2025-08-25", "s"), 28
HOURS_FROM, HOUR_DAYS = np.datetime64("2025-09-22", "D"), 28
PEOPLE = 24_000
_LENGTHS = (0.24, 0.30, 0.24, 0.14, 0.08)
_MIDDLE = np.array([0.06, 0.28, 0.34, 0.32])
_TOUCH = np.array([120.0, 190.0, 62.0, 88.0])  # fen
_CLICKS_BY_HOUR = np.array([22, 13, 9, 7, 7, 9, 14, 22, 31, 38, 43, 46, 52, 50, 44, 43, 44, 46, 50, 58, 68, 74, 66, 42])
_PER_PACK = 6.0  # impressions
_IMPRESSION = 6.0  # fen


def touchpoints(seed: int, effects: Effects) -> Columns:
    """Make the table ``touchpoints``, one row a click, sorted by person and time.

    Parameters
    ----------
    seed, effects
        Which world, and what is planted.
    """
    rng = stream(seed, "touchpoints")
    people = BUYERS + OTHERS
    buys = rng.permutation(people) < BUYERS
    length = 1 + pick(rng, _LENGTHS, people)
    person = np.repeat(np.arange(people), length)
    place = np.arange(len(person)) - np.repeat(np.cumsum(length) - length, length)
    last = place == length[person] - 1
    channel = _channels(rng, effects, place, last, length[person], buys[person])
    # Days from touch to touch, backwards from the last.
    gap = np.where(last, 0.0, rng.exponential(2.2, len(person)) + 0.02)
    end = rng.uniform(0, PATH_DAYS, people)
    back = _sum_from_behind(gap, person)
    second = np.floor((end[person] - back) * 86_400).astype(np.int64)
    # Touches before the first day of the list are not in it.
    kept = second >= 0
    value = np.rint(np.exp(rng.normal(np.log(ORDER) - 0.15, 0.55, people))).astype(np.int64)
    won = last & buys[person]
    price = _TOUCH[channel] * np.exp(0.2 * rng.normal(size=len(person)))
    table: Columns = {
        "user_id": 5_000_001 + person,
        "ts": PATHS_FROM + second.astype("timedelta64[s]"),
        "channel": Coded(channel, CHANNELS),
        "cost": np.rint(price).astype(np.int64),
        "converted": won,
        "value": np.where(won, value[person], 0),
    }
    return {name: column.take(kept) if isinstance(column, Coded) else column[kept] for name, column in table.items()}


def _channels(rng: np.random.Generator, effects: Effects, place: Ints, last: Bools, length: Ints, buys: Bools) -> Ints:
    """Channel of each touch; who buys ends as the platforms credit it."""
    size = len(place)
    ends = CREDITED / CREDITED.sum()
    ends_without = np.array([0.10, 0.36, 0.34, 0.20])
    close = np.where(buys, pick(rng, ends, size), pick(rng, ends_without, size))
    starts = effects.social_starts
    if starts is None:
        return np.where(buys, pick(rng, ends, size), pick(rng, ends_without, size)) * ~last + close * last
    rest = (1 - starts.begins) * np.array([0.08, 0.38, 0.54])
    begin, middle = pick(rng, [*rest, starts.begins], size), pick(rng, _MIDDLE, size)
    return np.where(last, close, np.where((place == 0) & (length > 1), begin, middle))


def _sum_from_behind(values: Floats, group: Ints) -> Floats:
    """Sum of this value and those after it in its group; groups stand together."""
    total = np.cumsum(values[::-1])[::-1]
    ends = np.flatnonzero(np.r_[group[1:] != group[:-1], True])
    after = np.r_[total[1:], 0.0][ends]
    return np.asarray(total - np.repeat(after, np.diff(np.r_[-1, ends])))


def ad_hours(seed: int, effects: Effects, days: Columns) -> Columns:
    """Make the table ``ad_hours``: the hours of the category words; the hours of a day sum to ``outlet_ads``.

    Parameters
    ----------
    seed, effects
        Which world, and what is planted.
    days
        The table ``outlet_ads``.
    """
    rng = stream(seed, "ad_hours")
    channel, date = days["channel"], np.asarray(days["date"]).astype("datetime64[D]")
    assert isinstance(channel, Coded)
    rows = np.flatnonzero(
        (channel.codes == WORDS) & (date >= HOURS_FROM) & (date < HOURS_FROM + np.timedelta64(HOUR_DAYS, "D"))
    )
    night = effects.night_clicks
    at_night = np.arange(24) < 6
    weight = np.where(at_night, night.orders if night is not None else 1.0, 1.0)
    price = np.where(at_night, night.price if night is not None else 1.0, 1.0)
    hour = np.tile(np.arange(24), len(rows))
    clicks, cost, clicked, placed = (np.zeros((len(rows), 24), dtype=np.int64) for _ in range(4))
    for n, row in enumerate(rows):
        total = {name: int(np.asarray(days[name])[row]) for name in ("clicks", "cost", "orders")}
        clicks[n] = rng.multinomial(total["clicks"], _CLICKS_BY_HOUR / _CLICKS_BY_HOUR.sum())
        walk = clicks[n] * price * np.exp(0.03 * rng.normal(size=24))
        cost[n] = np.diff(np.r_[0, np.rint(total["cost"] * np.cumsum(walk) / walk.sum())])
        chance = clicks[n] * weight
        clicked[n] = rng.multinomial(total["orders"], chance / chance.sum())
        placed[n] = _placed(rng, effects, clicked[n])
    return {
        "date": np.repeat(date[rows], 24).astype("datetime64[s]"),
        "hour": hour,
        "clicks": clicks.ravel(),
        "cost": cost.ravel(),
        "orders_clicked": clicked.ravel(),
        "orders_placed": placed.ravel(),
    }


def _placed(rng: np.random.Generator, effects: Effects, clicked: Ints) -> Ints:
    """The same orders by the hour in which they were placed."""
    late = effects.decide_in_the_evening
    moved = rng.binomial(clicked, late.share if late is not None else 0.0) * (np.arange(24) < 18)
    return clicked - moved + rng.multinomial(int(moved.sum()), [0.0] * 19 + [0.16, 0.25, 0.27, 0.21, 0.11])


def ad_people(seed: int, effects: Effects) -> Columns:
    """Make the table ``ad_people``, one row a person of the audience test.

    How many order in a third of the score and a group is fixed, and only who it is is drawn.

    Parameters
    ----------
    seed, effects
        Which world, and what is planted.
    """
    rng = stream(seed, "ad_people")
    bought = rng.random(PEOPLE) < 0.28
    visits = rng.poisson(np.where(bought, 4.5, 2.0) * rng.gamma(1.5, 1 / 1.5, PEOPLE))
    birth = np.clip(np.rint(rng.normal(1991, 9.5, PEOPLE)), 1955, 2007).astype(np.int64)
    latent = 1.5 * bought + 0.22 * visits + 0.02 * np.minimum(birth - 1985, 12) + rng.normal(0, 0.8, PEOPLE)
    seen = latent + rng.normal(0, 0.35, PEOPLE)
    score = np.round(1 / (1 + np.exp(-(seen - seen.mean()) / seen.std() * 1.4 + 2.6)), 4)
    rank = np.argsort(np.argsort(score + 1e-7 * rng.random(PEOPLE))) / PEOPLE
    third = np.minimum((3 * rank).astype(np.int64), 2)
    packs = _packs(stream(seed, "ad_people.packs"), effects, bought, rank)
    held = stream(seed, "ad_people.lot").permutation(PEOPLE) < PEOPLE // 2
    impressions = np.where(held, 0, stream(seed, "ad_people.shown").poisson(_PER_PACK * packs.sum(axis=0)))
    ordered = _ordered(stream(seed, "ad_people.orders"), effects, rank, third, held)
    profit = np.rint(0.4 * ORDER * np.exp(rng.normal(-0.12, 0.5, PEOPLE))).astype(np.int64)
    return {
        "person_id": 6_000_001 + np.arange(PEOPLE),
        "birth_year": birth,
        "gender": Coded((rng.random(PEOPLE) < 0.42).astype(np.int32), ("female", "male")),
        "city_tier": 1 + pick(rng, [0.24, 0.31, 0.27, 0.18], PEOPLE),
        "visits": visits.astype(np.int64),
        "bought_before": bought,
        "in_returning": packs[0],
        "in_lookalike": packs[1],
        "in_interest": packs[2],
        "score": score,
        "held_out": held,
        "impressions": impressions.astype(np.int64),
        "cost": np.rint(impressions * _IMPRESSION).astype(np.int64),
        "ordered": ordered,
        "profit": np.where(ordered, profit, 0),
    }


def _packs(rng: np.random.Generator, effects: Effects, bought: Bools, rank: Floats) -> Bools:
    """Who is in which audience pack; everybody is in one at least."""
    overlap = effects.packs_overlap
    alike = ~bought & (rng.random(PEOPLE) < 0.35 + 0.45 * rank)
    if overlap is None:
        return np.stack([bought, alike, ~bought & ~alike])
    alike |= bought & (rng.random(PEOPLE) < overlap.lookalike)
    interested = np.where(alike, rng.random(PEOPLE) < overlap.interest, ~bought | (rng.random(PEOPLE) < 0.2))
    return np.stack([bought, alike, interested])


def _ordered(rng: np.random.Generator, effects: Effects, rank: Floats, third: Ints, held: Bools) -> Bools:
    score = effects.sure_buyers
    more = (score.low, score.middle, score.high) if score is not None else (0.01, 0.01, 0.01)
    chance = 0.005 + 0.14 * rank**4 + np.where(held, 0.0, np.array(more)[third])
    found = np.zeros(PEOPLE, dtype=bool)
    for group in range(6):
        members = np.flatnonzero((third == group // 2) & (held == bool(group % 2)))
        count = round(float(chance[members].sum()))
        found[rng.choice(members, count, replace=False, p=chance[members] / chance[members].sum())] = True
    return found
