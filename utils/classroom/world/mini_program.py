"""A mini-program on trial in one invented city: what visitors do, what it costs, and where parcels can be picked up."""

import numpy as np

from classroom.world.columns import MISSING, Coded, Columns, Floats, Ints, coded, pick
from classroom.world.effects import Effects
from classroom.world.streams import stream

SCENES = ("share", "search", "recommend", "scan")
STEPS = ("enter", "product", "cart", "pay_start", "paid")
FROM = np.datetime64("2025-11-01", "s")
DAYS = 30
VISITS = 5_600
GROUP_SIZE = 3
GROUP_HOURS = 24
_SHARES = np.array([0.46, 0.24, 0.30])  # of the scenes other than scanning
_CONVERSION = np.array([0.040, 0.062, 0.022])
_ORDINARY_SCAN = 0.062  # what a scan would be without anything special
# Places on the city's grid, degrees; the city is invented.
SITES = (
    ("S1", 30.250, 120.100, 9, 21), ("S2", 30.272, 120.142, 9, 21), ("S3", 30.231, 120.168, 10, 22),
    ("S4", 30.296, 120.118, 10, 20), ("S5", 30.262, 120.205, 9, 21), ("S6", 30.308, 120.181, 8, 18),
)  # fmt: skip
KM_NORTH, KM_EAST = 111.2, 96.1  # kilometres in a degree at this latitude


def stores() -> Columns:
    """Make the table ``stores``: six places where parcels can be picked up."""
    return {
        "store_id": coded(site[0] for site in SITES),
        "lat": np.array([site[1] for site in SITES]),
        "lon": np.array([site[2] for site in SITES]),
        "open_hour": np.array([site[3] for site in SITES]),
        "close_hour": np.array([site[4] for site in SITES]),
    }


def mp_costs() -> Columns:
    """Make the table ``mp_costs``: what the trial cost in November 2025."""
    rows = (
        ("development", None, 250_000), ("hosting", None, 60_000), ("staff", None, 420_000),
        ("rewards", "share", 56_000), ("brand_ads", "search", 51_000), ("traffic_fee", "recommend", 118_000),
        ("stickers", "scan", 26_000),
    )  # fmt: skip
    return {
        "month": np.full(len(rows), FROM),
        "kind": coded(row[0] for row in rows),
        "scene": coded(row[1] for row in rows),
        "amount": np.array([row[2] for row in rows]),
    }


def _nearest_open(lat: Floats, lon: Floats, hour: Ints) -> Floats:
    """Kilometres to the nearest place that is open; infinite if none is."""
    sites = np.array([site[1:] for site in SITES])
    north = (lat[:, None] - sites[None, :, 0]) * KM_NORTH
    east = (lon[:, None] - sites[None, :, 1]) * KM_EAST
    open_now = (hour[:, None] >= sites[None, :, 2]) & (hour[:, None] < sites[None, :, 3])
    return np.asarray(np.where(open_now, np.hypot(north, east), np.inf).min(axis=1))


def mp_events(seed: int, effects: Effects) -> Columns:
    """Make the table ``mp_events``: each visit enters by one scene and gets as far as it gets."""
    rng = stream(seed, "mp_events")
    day = np.sort(rng.integers(0, DAYS, VISITS))
    noon, night = rng.normal(12.5, 1.8, VISITS), rng.normal(19.8, 1.9, VISITS)
    at_hour = np.clip(np.round(np.where(rng.random(VISITS) < 0.4, noon, night)), 7, 23)
    hour = at_hour.astype(np.int64)
    minute = rng.integers(0, 3600, VISITS)
    lat, lon = 30.22 + 0.10 * rng.random(VISITS), 120.07 + 0.16 * rng.random(VISITS)
    scan = effects.scan_scene
    scan_share = scan.share if scan is not None else 0.24
    scene = pick(rng, [*(_SHARES * (1 - scan_share)), scan_share], VISITS)
    # Codes hang at the doors of the pick-up points: whoever scans stands there, while it is open.
    at_site = rng.integers(0, len(SITES), VISITS)
    sites = np.array([site[1:] for site in SITES])
    scanning = scene == 3
    lat = np.where(scanning, sites[at_site, 0] + rng.normal(0, 0.0003, VISITS), lat)
    lon = np.where(scanning, sites[at_site, 1] + rng.normal(0, 0.0003, VISITS), lon)
    opens, closes = sites[at_site, 2].astype(np.int64), sites[at_site, 3].astype(np.int64)
    hour = np.where(scanning, opens + (rng.random(VISITS) * (closes - opens)).astype(np.int64), hour)
    when = FROM + (86_400 * day + 3_600 * hour + minute).astype("timedelta64[s]")
    order = np.argsort(when, kind="stable")
    when, hour, scene, lat, lon = when[order], hour[order], scene[order], lat[order], lon[order]
    scanning = scene == 3
    chance = np.r_[_CONVERSION, scan.conversion if scan is not None else _ORDINARY_SCAN][scene]
    near = effects.near_open_store
    if near is not None:
        close = _nearest_open(lat, lon, hour) <= near.within_km
        chance = np.where(close & ~scanning, np.minimum(chance * near.factor, 0.9), chance)
    # 88 in 100 of those who start to pay come through, and so on backwards to the product page.
    pays = np.array([1.0, 0.88, 0.66, 0.42])
    reach = chance[:, None] / np.cumprod(pays)[None, :]
    level = stream(seed, "mp_events.levels").random(VISITS)
    upper = np.c_[np.minimum(reach[:, 3], 0.96), np.minimum(reach[:, 2], 0.94), reach[:, 1], reach[:, 0]]
    # The same draw for all steps: who pays has been through all of them.
    steps_done = 1 + (level[:, None] < upper).sum(axis=1)
    return _actions(seed, when, scene, lat, lon, steps_done)


def _actions(seed: int, when: np.ndarray, scene: Ints, lat: Floats, lon: Floats, done: Ints) -> Columns:
    rng = stream(seed, "mp_events.actions")
    size = len(when)
    # One visitor in six has been here before.
    person = np.arange(size)
    again = np.flatnonzero((rng.random(size) < 0.16) & (np.arange(size) > 200))
    for row in again:
        person[row] = person[rng.integers(0, row)]
    group, opener = _groups(rng, when, scene, person, done)
    shared = np.full(size, MISSING)
    sharing = np.flatnonzero(scene == 0)
    earlier = np.maximum(sharing - 1 - np.floor(rng.random(len(sharing)) * 900).astype(np.int64), 0)
    # One visit in nine shares, and several visits come of it.
    shared[sharing] = person[earlier - earlier % 9]
    joins = opener != MISSING
    shared[joins] = opener[joins]
    shared = np.where(shared == person, MISSING, shared)
    paid = np.where(done == 5, np.round(6_900 * np.exp(rng.normal(0, 0.45, size))), MISSING).astype(np.int64)
    located = rng.random(size) < 0.7
    located |= scene == 3
    of_visit = np.repeat(np.arange(size), done)
    step = np.arange(len(of_visit)) - np.repeat(np.cumsum(done) - done, done)
    gap = rng.integers(6, 55, len(of_visit))
    gap[step == 0] = 0
    waited = np.cumsum(gap) - np.repeat((np.cumsum(gap))[np.cumsum(done) - done], done)
    last = step == 4
    return {
        "visit_no": 1 + of_visit,
        "openid": 1 + person[of_visit],
        "ts": when[of_visit] + waited.astype("timedelta64[s]"),
        "scene": Coded(scene[of_visit], SCENES),
        "step": Coded(step, STEPS),
        "shared_by": np.where(shared[of_visit] == MISSING, MISSING, 1 + shared[of_visit]),
        "lat": np.where(located[of_visit], np.round(lat[of_visit], 5), np.nan),
        "lon": np.where(located[of_visit], np.round(lon[of_visit], 5), np.nan),
        "paid": np.where(last, paid[of_visit], MISSING),
        "group_id": np.where(last, group[of_visit], MISSING),
    }


def _groups(rng: np.random.Generator, when: np.ndarray, scene: Ints, person: Ints, done: Ints) -> tuple[Ints, Ints]:
    """Number of the group that each paying visit joined or opened, and who opened it for those that joined."""
    group, opener = np.full(len(when), MISSING), np.full(len(when), MISSING)
    open_groups: list[list[int]] = []
    number = 0
    for row in np.flatnonzero(done == 5):
        limit = when[row] - np.timedelta64(GROUP_HOURS, "h")
        open_groups = [one for one in open_groups if when[one[1]] > limit and one[2] < GROUP_SIZE]
        fits = [one for one in open_groups if person[one[1]] != person[row]]
        if scene[row] == 0 and fits and rng.random() < 0.85:
            chosen = fits[int(rng.integers(0, len(fits)))]
            chosen[2] += 1
            group[row], opener[row] = chosen[0], person[chosen[1]]
        elif rng.random() < 0.4:
            number += 1
            open_groups.append([number, int(row), 1])
            group[row] = number
    return group, opener
