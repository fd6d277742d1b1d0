"""A pilot mini-program with a shelf of five recommended goods: what its users looked at, were shown and bought."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from scipy.sparse import csr_array

from classroom.world.catalogue import GOODS
from classroom.world.columns import Bools, Coded, Columns, Floats, Ints, Times, pick_rows
from classroom.world.effects import Effects
from classroom.world.made import Made
from classroom.world.streams import stream
from classroom.world.words import BRANDS, CATEGORIES
from storelab import metrics

USERS = 6_000
FIRST_USER = 910_001  # numbers of its own: none of the six shops' customers
PLACES = 5
KINDS = ("view", "buy")
ALGORITHMS = ("popular", "shuffled", "collaborative")
ARMS = ("popular", "collaborative")
SHRINKAGE = 10.0
START = np.datetime64("2025-03-01", "D")
LOGGED = np.datetime64("2025-10-01", "D")
TRIAL = np.datetime64("2025-11-01", "D")
END = np.datetime64("2025-12-01", "D")
ON_SALE = np.datetime64("2025-03-01", "D")
_MONTHS = np.arange("2025-03", "2025-12", dtype="datetime64[M]")
# How far tastes differ by kind of goods and by brand (log scale), and how much of the first shops' popularity holds here.
KIND_SIGMA, BRAND_SIGMA, POPULAR_POWER = 1.7, 0.7, 0.66
_VISITS_A_MONTH = 2.1
_BUYS = 0.40  # chance that a visit has a purchase of its own
_SHUFFLED = 0.35  # share of October's visits that see the shelf in random order
_CLICK = 0.17
_PULL = 0.75  # chance to buy on the visit what was clicked on the shelf
_ANSWERED = 0.4
# Nights on which the lists were not made anew.
_FAILED = ("2025-11-05", "2025-11-06", "2025-11-13", "2025-11-14", "2025-11-15", "2025-11-20", "2025-11-21",
           "2025-11-26", "2025-11-27")  # fmt: skip
_BATCH_HOUR = 3
Bought = tuple[Ints, Ints, Times]  # user, good and time


@dataclass(frozen=True)
class _People:
    """Users of the pilot: first day, visits a month, and what they like."""

    joined: Times
    visits: Floats
    likes: Floats  # how much more than others, users by goods
    wants: Floats  # chance of each good to be what a user comes for


@dataclass
class _Visits:
    """Visits in order of time: who, when, and the place in the list of goods of what they came for (-1: nothing)."""

    user: Ints
    ts: Times
    own: Ints


def make_pilot(made: Made) -> tuple[Columns, Columns, Columns]:
    """Make the tables ``interactions``, ``rec_log`` and ``rec_trial``.

    Parameters
    ----------
    made
        What has been made before; goods are the shop's.

    Returns
    -------
    tuple
        The three tables.
    """
    people = _people(made)
    visits = _visits(made.seed, people)
    rng = stream(made.seed, "rec_log.clicks")
    appeal = np.exp(stream(made.seed, "rec_log.appeal").normal(0.0, 0.35, GOODS))
    # Half of those who are there on the first day of the trial, to a person.
    order = np.argsort(np.where(people.joined < TRIAL, 0.0, 1.0) + stream(made.seed, "rec_trial.lots").random(USERS))
    arm = np.zeros(USERS, dtype=np.int64)
    arm[order[::2]] = ARMS.index("collaborative")
    bought: list[Bought] = []
    logs: list[dict[str, np.ndarray]] = []
    lists = _Lists()
    for rows in _periods(visits):
        if visits.ts[rows[0]] < TRIAL:
            shelf, algorithm = _best_sellers(made, bought, visits, rows, people)
        else:
            shelf, algorithm = lists.shelf(bought, visits, rows, people, arm)
        log = _shown(made.effects, rng, people, appeal, visits, rows, shelf, algorithm)
        own = visits.own[rows]
        # Who takes something from the shelf on a visit with a purchase of its own leaves that one.
        taken = log["bought"].any(axis=1)
        stays = (own >= 0) & ~(taken & log["instead"])
        place = log["bought"].argmax(axis=1)
        from_shelf = shelf[np.arange(len(rows)), place]
        bought.append((visits.user[rows][stays], own[stays], visits.ts[rows][stays]))
        bought.append((visits.user[rows][taken], from_shelf[taken], visits.ts[rows][taken]))
        logs.append({**log, "rows": rows, "shelf": shelf, "algorithm": algorithm})
    return (
        _interactions(made.seed, people, visits, bought),
        _rec_log(made.seed, visits, logs),
        _rec_trial(made.seed, people, arm),
    )


def _people(made: Made) -> _People:
    rng = stream(made.seed, "interactions.people")
    span = int((END - START).astype(int))
    # Half were there on the first day, the others came by and by.
    joined = START + np.where(rng.random(USERS) < 0.5, 0, rng.integers(1, span, USERS)).astype("timedelta64[D]")
    visits = _VISITS_A_MONTH * rng.gamma(1.6, 1 / 1.6, USERS)
    brand = made.catalogue.products["brand"]
    assert isinstance(brand, Coded)
    brand_of = np.array([BRANDS.index(label) for label in brand.labels])[brand.codes]
    by_kind = np.exp(rng.normal(0.0, KIND_SIGMA, (USERS, len(CATEGORIES))))
    by_brand = np.exp(rng.normal(0.0, BRAND_SIGMA, (USERS, len(BRANDS))))
    likes = by_kind[:, made.catalogue.category] * by_brand[:, brand_of]
    likes /= likes.mean(axis=1, keepdims=True)
    # The first shop's best sellers sell best here too, somewhat less so.
    popular = made.catalogue.choice.mean(axis=0) ** POPULAR_POWER
    known = made.catalogue.launched < int((ON_SALE - np.datetime64("2024-01-01", "D")).astype(int))
    wants = likes * np.where(known, popular, 0.0)
    return _People(joined, visits, likes, wants / wants.sum(axis=1, keepdims=True))


def _visits(seed: int, people: _People) -> _Visits:
    rng = stream(seed, "interactions.visits")
    users, times = [], []
    for this in _MONTHS:
        first, last = this.astype("datetime64[D]"), (this + 1).astype("datetime64[D]")
        start = np.maximum(people.joined, first)
        days = np.maximum((last - start).astype(int), 0)
        whole = int((last - first).astype(int))
        number = rng.poisson(people.visits * days / whole)
        # Everybody comes on the first day.
        number += ((people.joined >= first) & (people.joined < last)).astype(int)
        who = np.repeat(np.arange(USERS), number)
        day = start[who] + (rng.random(len(who)) * days[who]).astype(int).astype("timedelta64[D]")
        hour = rng.normal(16.5, 4.8, len(who)) % 24
        users.append(who)
        times.append(day.astype("datetime64[s]") + (hour * 3600).astype(int).astype("timedelta64[s]"))
    user, ts = np.concatenate(users), np.concatenate(times)
    order = np.lexsort((user, ts))
    user, ts = user[order], ts[order]
    # Nobody comes twice in one second.
    twice = np.r_[False, (user[1:] == user[:-1]) & (ts[1:] == ts[:-1])]
    user, ts = user[~twice], ts[~twice]
    good = pick_rows(rng, people.wants, user)
    buys = rng.random(len(user)) < _BUYS
    return _Visits(user, ts, np.where(buys, good, -1))


def _periods(visits: _Visits) -> Iterator[Ints]:
    """Rows of visits that see the same state of things: months, and from the trial on from batch to batch."""
    month = visits.ts.astype("datetime64[M]")
    for this in _MONTHS:
        rows = np.flatnonzero(month == this)
        if this < TRIAL.astype("datetime64[M]"):
            yield rows
            continue
        batch = batches(visits.ts[rows])[1]
        for number in np.unique(batch):
            yield rows[batch == number]


def _best_sellers(made: Made, bought: list[Bought], visits: _Visits, rows: Ints, people: _People) -> tuple[Ints, Ints]:
    """The shelf before the trial: last months' best sellers for everybody, in October now and then in random order."""
    counts = np.zeros(GOODS)
    for _, good, _ in bought:
        counts += np.bincount(good, minlength=GOODS)
    best = np.argsort(-(counts if bought else people.wants.mean(axis=0)), kind="stable")[:PLACES]
    shelf = np.tile(best, (len(rows), 1))
    algorithm = np.full(len(rows), ALGORITHMS.index("popular"))
    if visits.ts[rows[0]] >= LOGGED:
        rng = stream(made.seed, "rec_log.shuffled")
        drawn = rng.random(len(rows)) < _SHUFFLED
        shelf[drawn] = rng.permuted(shelf[drawn], axis=1)
        algorithm[drawn] = ALGORITHMS.index("shuffled")
    return shelf, algorithm


class _Lists:
    """The lists of the trial: what goes with what was learnt before it, who has what is known up to the last batch."""

    def __init__(self) -> None:
        self._learnt: list[metrics.Recommender] = []

    def shelf(self, bought: list[Bought], visits: _Visits, rows: Ints, people: _People, arm: Ints) -> tuple[Ints, Ints]:
        """Goods on the shelf of each visit between two batches, and by which algorithm."""
        user, good = (np.concatenate([part[place] for part in bought]) for place in (0, 1))
        if not self._learnt:
            pairs = pd.DataFrame({"user_id": user, "sku_id": good})
            self._learnt = [
                metrics.popularity_recommender(pairs),
                metrics.item_item_recommender(pairs, shrinkage=SHRINKAGE),
            ]
        shelf = np.zeros((len(rows), PLACES), dtype=np.int64)
        # Newcomers are not in the trial and see what is popular.
        given = np.where(people.joined < TRIAL, arm, ARMS.index("popular"))[visits.user[rows]]
        for number, learnt in enumerate(self._learnt):
            mine = np.flatnonzero(given == number)
            who, place = np.unique(visits.user[rows][mine], return_inverse=True)
            row, column = learnt.users.get_indexer(pd.Index(user)), learnt.items.get_indexer(pd.Index(good))
            known = (row >= 0) & (column >= 0)
            seen = csr_array((np.ones(known.sum()), (row[known], column[known])), shape=learnt.seen.shape)
            seen.data[:] = 1.0  # what was bought twice was added up
            lists = metrics.recommend(replace(learnt, seen=seen), who.tolist(), k=PLACES)["sku_id"]
            shelf[mine] = np.asarray(lists, dtype=np.int64).reshape(-1, PLACES)[place]
        return shelf, np.where(given == ARMS.index("popular"), ALGORITHMS.index("popular"), 2)


def _shown(
    effects: Effects, rng: np.random.Generator, people: _People, appeal: Floats, visits: _Visits, rows: Ints,
    shelf: Ints, algorithm: Ints,
) -> dict[str, np.ndarray]:  # fmt: skip
    """What was clicked and bought of the shelf on each visit, shape (visits, places)."""
    user, own = visits.user[rows], visits.own[rows]
    shape = shelf.shape
    seen = np.ones(PLACES) if effects.places_are_seen is None else np.array(effects.places_are_seen.seen)
    looked = rng.random(shape) < seen
    made, last = batches(visits.ts[rows])
    age = (visits.ts[rows] - made[last]).astype(float) / 3600
    chance = _CLICK * appeal[shelf] * people.likes[user[:, None], shelf] ** 0.9
    stale = effects.stale_lists
    if stale is not None:
        personal = algorithm == ALGORITHMS.index("collaborative")
        chance = chance * np.where(personal, stale.per_day ** (age / 24), 1.0)[:, None]
    direct = shelf == own[:, None]
    clicked: Bools = looked & ((rng.random(shape) < np.minimum(chance, 0.6)) | direct)
    in_trial = visits.ts[rows] >= TRIAL
    feeds, anyway = effects.shelf_feeds_itself, effects.hits_come_anyway
    pull = np.where(in_trial, _PULL, 0.0 if feeds is None else feeds.pull)
    impulse = pull * (1.0 if anyway is None else 1 - anyway.anyway)
    rate = np.where(own >= 0, pull, impulse)
    wanted = clicked & ((rng.random(shape) < rate[:, None]) | direct)
    # One purchase from the shelf a visit, the leftmost.
    first = wanted & (np.cumsum(wanted, axis=1) == 1)
    instead = np.ones(len(rows), dtype=bool) if anyway is not None else (direct & first).any(axis=1)
    return {"clicked": clicked, "bought": first, "instead": instead, "age": age}


def batches(ts: Times) -> tuple[Times, Ints]:
    """When the lists were made anew, at three in the morning if the batch did not fail, and the last such time of each row."""
    nights = np.arange(START - 1, END, dtype="datetime64[D]")
    nights = nights[~np.isin(nights, np.array(_FAILED, dtype="datetime64[D]"))]
    made: Times = np.asarray(nights.astype("datetime64[s]") + np.timedelta64(_BATCH_HOUR * 3600, "s"))
    return made, np.asarray(np.searchsorted(made, ts, side="right") - 1, dtype=np.int64)


def _interactions(seed: int, people: _People, visits: _Visits, bought: list[Bought]) -> Columns:
    rng = stream(seed, "interactions.views")
    looks = rng.poisson(0.9, len(visits.user))
    row = np.repeat(np.arange(len(visits.user)), looks)
    viewed = pick_rows(rng, people.wants, visits.user[row])
    users, goods = [visits.user[row]], [viewed]
    times = [visits.ts[row] - rng.integers(20, 600, len(row)).astype("timedelta64[s]")]
    kinds = [np.zeros(len(row), dtype=np.int64)]
    for user, good, ts in bought:
        users.append(user)
        goods.append(good)
        times.append(ts)
        kinds.append(np.ones(len(user), dtype=np.int64))
    user, good, ts, kind = (np.concatenate(part) for part in (users, goods, times, kinds))
    # A look of some minutes before the first visit of the first day belongs to that day.
    ts = np.maximum(ts, START.astype("datetime64[s]"))
    order = np.lexsort((kind, good, user, ts))
    return {
        "user_id": FIRST_USER + user[order],
        "sku_id": 1 + good[order],
        "type": Coded(kind[order], KINDS),
        "ts": ts[order],
    }


def _rec_log(seed: int, visits: _Visits, logs: list[dict[str, np.ndarray]]) -> Columns:
    kept = [log for log in logs if len(log["rows"]) and visits.ts[log["rows"][0]] >= LOGGED]
    rows = np.repeat(np.concatenate([log["rows"] for log in kept]), PLACES)
    algorithm = np.repeat(np.concatenate([log["algorithm"] for log in kept]), PLACES)
    flat = {name: np.concatenate([log[name].reshape(-1) for log in kept]) for name in ("shelf", "clicked", "bought")}
    age = np.repeat(np.concatenate([log["age"] for log in kept]), PLACES)
    rng = stream(seed, "rec_log.latency")
    personal = algorithm[::PLACES] == ALGORITHMS.index("collaborative")
    latency = np.exp(rng.normal(np.where(personal, np.log(105), np.log(32)), np.where(personal, 0.55, 0.35)))
    return {
        "ts": visits.ts[rows],
        "user_id": FIRST_USER + visits.user[rows],
        "slot": np.tile(np.arange(1, PLACES + 1), len(rows) // PLACES),
        "algorithm": Coded(algorithm, ALGORITHMS),
        "sku_id": 1 + flat["shelf"],
        "clicked": flat["clicked"],
        "bought": flat["bought"],
        "latency_ms": np.repeat(np.round(latency).astype(np.int64), PLACES),
        "model_age_h": np.round(age, 1),
    }


def _rec_trial(seed: int, people: _People, arm: Ints) -> Columns:
    who = np.flatnonzero(people.joined < TRIAL)
    rng = stream(seed, "rec_trial.csat")
    stars = rng.choice(np.arange(1, 6), len(who), p=(0.03, 0.06, 0.16, 0.40, 0.35))
    answered = rng.random(len(who)) < _ANSWERED
    return {
        "user_id": FIRST_USER + who,
        "arm": Coded(arm[who], ARMS),
        "csat": np.where(answered, stars, -1),
    }
