"""Visits: who comes when, from where, on which device; who leaves at once, and who is no person at all."""

from dataclasses import dataclass, field

import numpy as np

from classroom.world.calendar import DAYS, FIRST_DAY, day_number, peak_days
from classroom.world.catalogue import SHOP_SHARES
from classroom.world.columns import MISSING, Bools, Coded, Columns, Floats, Ints, Times, pick, pick_rows, rows_of
from classroom.world.customers import DEVICES, Customers
from classroom.world.effects import Effects
from classroom.world.incidents import advertising_stopped, running
from classroom.world.orders import Orders, second_of_day
from classroom.world.streams import stream

SOURCES = ("search", "recommend", "paid_search", "short_video", "social", "direct", "deal_site")
SEARCH, RECOMMEND, PAID_SEARCH, SHORT_VIDEO, SOCIAL, DIRECT, DEAL_SITE = range(7)
PEOPLE = 6  # the sources of people; the deal site stands apart
VISIT_SHARES = np.array([0.235, 0.170, 0.100, 0.290, 0.110, 0.095])
CONVERSION = np.array([0.051, 0.045, 0.059, 0.0158, 0.043, 0.071])
PEAK_CONVERSION = 1.8  # on a campaign's peak day
_BOUNCE = np.array([0.24, 0.25, 0.27, 0.36, 0.28, 0.17, 0.45])  # at a load time of 1,200 ms
MEDIUMS = ("organic", "paid", "owned", "social")
ORGANIC, PAID, OWNED, SHARED = range(4)
CAMPAIGN_NAMES = (
    "ps_always_on",
    "ps_category",
    "ps_longtail",
    "sv_always_on",
    "sv_warm_up",
    "so_creator",
    "so_group",
    "deal_click",
)
LANDINGS = ("home", "list", "search", "item", "campaign")
_LANDING = np.array([
    [0.02, 0.05, 0.43, 0.50, 0.00],
    [0.05, 0.15, 0.00, 0.78, 0.02],
    [0.02, 0.10, 0.33, 0.55, 0.00],
    [0.05, 0.02, 0.00, 0.68, 0.25],
    [0.10, 0.05, 0.00, 0.55, 0.30],
    [0.62, 0.08, 0.00, 0.25, 0.05],
    [0.10, 0.00, 0.00, 0.70, 0.20],
])  # fmt: skip
AUDIENCES = ("new", "returning", "lookalike", "all")
WORDS_BY_CAMPAIGN = 8
BROAD_WORDS = 190  # words of the long-tail campaign that are searched now and then only
_BROAD = 0.03  # share of them among the visits from paid search

BROWSE, BUY, GIVE_UP, MACHINE = range(4)  # what a visit is


@dataclass(frozen=True)
class Plan:
    """Visit shares and conversion by day, arrays of shape (days, sources of people).

    Attributes
    ----------
    visits
        Relative number of visits.
    conversion
        Share of visits that end with a paid order.
    running
        Share of those visits that come while advertising stands still; 1 on other days.
    """

    visits: Floats
    conversion: Floats
    running: Floats

    @property
    def order_shares(self) -> Floats:
        """Share of each source among the orders of a day."""
        orders = self.visits * self.conversion
        return np.asarray(orders / orders.sum(axis=1, keepdims=True))


def make_plan(effects: Effects) -> Plan:
    """Work out visit shares and conversion for every day."""
    visits = np.tile(VISIT_SHARES, (DAYS, 1))
    conversion = np.tile(CONVERSION, (DAYS, 1))
    conversion[peak_days()] *= PEAK_CONVERSION
    change = effects.new_page_and_video
    if change is not None:
        start, end = day_number(change.start), day_number(change.video_end)
        conversion[start:] *= change.conversion_lift
        visits[start : end + 1, SHORT_VIDEO] *= change.video_visits
        visits[end + 1 : end + 31, SHORT_VIDEO] *= change.video_after
    return Plan(visits, conversion, running(effects, (PAID_SEARCH, SHORT_VIDEO, PEOPLE)))


@dataclass
class Counters:
    """What has been handed out so far: the next ids, and which visitors have been seen.

    Attributes
    ----------
    session_id
        Next session_id.
    people, machines
        Anonymous visitors so far in the block.
    seen
        Whether each device of each user of the block has come before.
    """

    session_id: int
    people: int = 0
    machines: int = 0
    seen: Bools = field(default_factory=lambda: np.zeros(0, dtype=bool))


@dataclass(frozen=True)
class Visits:
    """The visits of one month, sorted by start.

    Attributes
    ----------
    table
        Table ``sessions`` without what only the events tell (pages, duration).
    what
        Browse, buy, give up or machine.
    order
        Position of the order in the block; `MISSING` where none.
    cart
        Position of the later order for which the visit leaves something in the cart; `MISSING` where none.
    bounce
        Whether the visitor leaves after one page.
    source
        Position in `SOURCES`.
    campaign, word, audience
        What the advertisement was; `MISSING` where the visit was not paid for. Words from `WORDS_BY_CAMPAIGN` on are
        the broad words.
    """

    table: Columns
    what: Ints
    order: Ints
    cart: Ints
    bounce: Bools
    source: Ints
    campaign: Ints
    word: Ints
    audience: Ints


def expected_orders(busy: Floats, orders: Orders) -> Floats:
    """Paid orders to be expected on each day: busyness times a level that changes slowly."""
    days = ((orders.started.astype("datetime64[D]") - FIRST_DAY).astype(np.int64))[orders.paid]
    real = np.bincount(days, minlength=DAYS)[:DAYS].astype(float)
    window = np.ones(21)
    return np.asarray(busy * np.convolve(real, window, "same") / np.convolve(busy, window, "same"))


def plan_returns(seed: int, block: int, orders: Orders) -> tuple[Ints, Bools]:
    """Some buyers looked some days before: for each order the day of that visit, and whether a cart was left.

    Returns
    -------
    tuple
        Day of the earlier visit (`MISSING` where none), and whether it left a cart.
    """
    rng = stream(seed, "traffic.returns", block)
    size = len(orders.buyer)
    day = (orders.started.astype("datetime64[D]") - FIRST_DAY).astype(np.int64)
    earlier = day - 1 - np.floor(rng.exponential(1.6, size)).astype(np.int64)
    looked = (rng.random(size) < 0.38) & (earlier >= 0)
    return np.where(looked, earlier, MISSING), looked & (rng.random(size) < 0.42)


def make_visits(
    seed: int,
    block: int,
    month: int,
    customers: Customers,
    orders: Orders,
    earlier: tuple[Ints, Bools],
    expected: Floats,
    plan: Plan,
    effects: Effects,
    counters: Counters,
) -> Visits:
    """Make the visits of one month of one block.

    Parameters
    ----------
    seed, block, month
        Which world, block and month; months count from 0.
    customers, orders
        Those of the block.
    earlier
        What `plan_returns` gave.
    expected
        What `expected_orders` gave.
    plan, effects
        Shares, conversion and what is planted.
    counters
        Is carried on from month to month.
    """
    rng = stream(seed, "sessions", block, month)
    first = (np.datetime64("2024-01", "M") + month).astype("datetime64[D]")
    days = np.arange(
        int((first - FIRST_DAY).astype(int)),
        int(((first.astype("datetime64[M]") + 1).astype("datetime64[D]") - FIRST_DAY).astype(int)),
    )
    mean = expected[days, None] * plan.order_shares[days] * (1 / plan.conversion[days] - 1)
    mean *= plan.running[days]
    counts = rng.poisson(mean)
    browse_day = np.repeat(days, counts.sum(axis=1))
    browse_source = np.repeat(np.tile(np.arange(PEOPLE), len(days)), counts.ravel())

    order_day = (orders.started.astype("datetime64[D]") - FIRST_DAY).astype(np.int64)
    buying = np.flatnonzero((order_day >= days[0]) & (order_day <= days[-1]))
    deals = _deal_visits(seed, block, month, days, mean.sum(axis=1), effects)

    n_browse, n_buy, n_deal = len(browse_day), len(buying), len(deals[0])
    size = n_browse + n_buy + n_deal
    browse = slice(0, n_browse)
    buy = slice(n_browse, n_browse + n_buy)
    deal = slice(n_browse + n_buy, size)
    second = second_of_day(rng, browse_day)
    what = np.full(size, BROWSE)
    what[buy] = np.where(orders.paid[buying], BUY, GIVE_UP)
    what[deal] = np.where(deals[2], MACHINE, BROWSE)
    machine = what == MACHINE
    started = np.empty(size, dtype="datetime64[s]")
    started[browse] = _at(browse_day, second)
    started[buy] = orders.started[buying]
    started[deal] = _at(deals[0], deals[1])
    source = np.empty(size, dtype=np.int64)
    source[browse], source[buy], source[deal] = browse_source, orders.source[buying], DEAL_SITE
    order = np.full(size, MISSING)
    order[buy] = buying

    user, cart = np.full(size, MISSING), np.full(size, MISSING)
    user[browse], cart[browse] = _returning_users(rng, customers, orders, earlier, browse_day, days)
    user[buy] = orders.buyer[buying]
    device = pick(rng, [0.80, 0.155, 0.045], size)
    known = user != MISSING
    device[known] = np.where(rng.random(known.sum()) < 0.9, customers.device[user[known]], device[known])
    order_device = orders.table["device"]
    assert isinstance(order_device, Coded)
    device[buy] = order_device.codes[buying]
    device[machine] = pick(rng, [0.35, 0.65, 0.0], int(machine.sum()))
    shop = 1 + pick(rng, SHOP_SHARES, size)
    shop[buy] = np.asarray(orders.table["shop_id"])[buying]
    landing = pick_rows(rng, _LANDING, source)
    load = (
        np.array([1250, 950, 1150])[device]
        * np.array([1.15, 1.0, 1.0, 0.95, 1.2])[landing]
        * np.exp(rng.normal(0, 0.42, size))
    )
    bounce = rng.random(size) < _leave_at_once(source, load, effects)
    bounce[buy] = False
    bounce[cart != MISSING] = False
    bounce[machine] = True

    sort = np.argsort(started, kind="stable")
    what, started, source, order, user, cart, device, shop, landing, load, bounce = rows_of(
        sort, what, started, source, order, user, cart, device, shop, landing, load, bounce
    )
    machine = what == MACHINE
    visitor, is_new = _visitors(rng, block, customers, user, device, machine, counters)
    logged_in = (user != MISSING) & ((order != MISSING) | (rng.random(size) < 0.75))
    medium, campaign, word, audience = _advertising(seed, block, month, started, source, is_new, effects)
    flagged = machine & (rng.random(size) < (effects.deal_site_bots.flagged if effects.deal_site_bots else 0.0))
    table: Columns = {
        "session_id": counters.session_id + np.arange(size),
        "visitor_id": visitor,
        "user_id": np.where(logged_in, customers.first_id + user, MISSING),
        "shop_id": shop,
        "started_at": started,
        "source": Coded(source, SOURCES),
        "medium": Coded(medium, MEDIUMS),
        "campaign": Coded(campaign, CAMPAIGN_NAMES),
        "device": Coded(device, DEVICES),
        "is_new": is_new,
        "landing": Coded(landing, LANDINGS),
        "load_ms": (np.round(load / 10) * 10).astype(np.int64),
        "is_bot": flagged,
    }
    counters.session_id += size
    return Visits(table, what, order, cart, bounce, source, campaign, word, audience)


def _at(day: Ints, second: Ints) -> Times:
    return np.asarray(FIRST_DAY.astype("datetime64[s]") + (day * 86_400 + second).astype("timedelta64[s]"))


def _deal_visits(
    seed: int, block: int, month: int, days: Ints, mean: Floats, effects: Effects
) -> tuple[Ints, Ints, Bools]:
    """Day, second and machine or not of the deal site's visits; machines come round the clock."""
    none = np.zeros(0, dtype=np.int64)
    if effects.deal_site_bots is None:
        return none, none, none.astype(bool)
    rng = stream(seed, "sessions.deal_site", block, month)
    open_days = days >= day_number(effects.deal_site_bots.start)
    count = rng.poisson(mean * effects.deal_site_bots.share * open_days)
    day = np.repeat(days, count)
    machine = rng.random(len(day)) < effects.deal_site_bots.bots
    second = np.where(
        machine,
        rng.integers(0, 86_400, len(day)),
        second_of_day(rng, day),
    )
    return day, second, machine


def _returning_users(
    rng: np.random.Generator,
    customers: Customers,
    orders: Orders,
    earlier: tuple[Ints, Bools],
    browse_day: Ints,
    days: Ints,
) -> tuple[Ints, Ints]:
    """Which browsing visits are a user's: buyers who look some days before, and users who just look."""
    size = len(browse_day)
    user, cart = np.full(size, MISSING), np.full(size, MISSING)
    # Just looking: any user registered before that day.
    registered = np.sort(customers.registered)
    by_registration = np.argsort(customers.registered, kind="stable")
    known = np.searchsorted(registered, browse_day)
    looks = (rng.random(size) < 0.15) & (known > 0)
    user[looks] = by_registration[(rng.random(int(looks.sum())) * known[looks]).astype(np.int64)]
    # Buyers' earlier visits take places among the day's visits, at random.
    day_of, leaves_cart = earlier
    wanted = np.flatnonzero((day_of >= days[0]) & (day_of <= days[-1]))
    wanted = wanted[customers.registered[orders.buyer[wanted]] < day_of[wanted]]
    wanted = wanted[np.argsort(day_of[wanted], kind="stable")]
    shuffled = np.lexsort((rng.random(size), browse_day))
    start = np.searchsorted(browse_day, days)
    n_in_day = np.diff(np.r_[start, size])
    place = np.arange(len(wanted)) - np.searchsorted(day_of[wanted], day_of[wanted])
    fits = place < n_in_day[day_of[wanted] - days[0]]
    slot = shuffled[(start[day_of[wanted] - days[0]] + place)[fits]]
    user[slot] = orders.buyer[wanted[fits]]
    cart[slot] = np.where(leaves_cart[wanted[fits]], wanted[fits], MISSING)
    return user, cart


def _leave_at_once(source: Ints, load: Floats, effects: Effects) -> Floats:
    odds = np.log(_BOUNCE[source] / (1 - _BOUNCE[source]))
    if effects.slow_pages is not None:
        odds = odds + effects.slow_pages.per_doubling * np.log2(load / 1200)
    return np.asarray(1 / (1 + np.exp(-odds)))


def _visitors(
    rng: np.random.Generator,
    block: int,
    customers: Customers,
    user: Ints,
    device: Ints,
    machine: Bools,
    counters: Counters,
) -> tuple[Ints, Bools]:
    """Visitor ids: one for each device of a user, else a new one or that of an anonymous visitor of late."""
    size = len(user)
    is_new = np.zeros(size, dtype=bool)
    visitor = np.empty(size, dtype=np.int64)
    mine = np.flatnonzero(user != MISSING)
    if not len(counters.seen):
        counters.seen = np.zeros(2 * len(customers.city), dtype=bool)
    other = (device[mine] != customers.device[user[mine]]).astype(np.int64)
    key = 2 * user[mine] + other
    _, first = np.unique(key, return_index=True)
    fresh = first[~counters.seen[key[first]]]
    is_new[mine[fresh]] = True
    counters.seen[key] = True
    visitor[mine] = 100_000_000 + 2 * customers.first_id + key

    # Even numbers are people who may come back, odd ones machines, which never do.
    base = 1_000_000_000 * (block + 1)
    rest = np.flatnonzero((user == MISSING) & ~machine)
    newcomer = rng.random(len(rest)) < 0.62
    if not counters.people:
        newcomer[:1] = True
    known = counters.people + np.cumsum(newcomer)  # how many there are once this visit has come
    back = np.floor(rng.exponential(400 + 0.02 * known)).astype(np.int64) % known
    visitor[rest] = base + 2 * np.where(newcomer, known - 1, known - 1 - back)
    is_new[rest] = newcomer
    counters.people += int(newcomer.sum())
    machines = np.flatnonzero(machine)
    visitor[machines] = base + 2 * (counters.machines + np.arange(len(machines))) + 1
    is_new[machines] = True
    counters.machines += len(machines)
    return visitor, is_new


def _advertising(
    seed: int, block: int, month: int, started: Times, source: Ints, is_new: Bools, effects: Effects
) -> tuple[Ints, Ints, Ints, Ints]:
    """Medium, campaign, search word and audience of each visit."""
    rng = stream(seed, "sessions.advertising", block, month)
    size = len(source)
    chance = rng.random(size)
    medium = np.array([ORGANIC, ORGANIC, PAID, SHARED, SHARED, OWNED, PAID])[source]
    medium[(source == SHORT_VIDEO) & (chance < 0.85)] = PAID
    medium[(source == SOCIAL) & (chance < 0.40)] = PAID
    started_on = (started.astype("datetime64[D]") - FIRST_DAY).astype(np.int64)
    medium[(source == SHORT_VIDEO) & advertising_stopped(effects, started_on)] = SHARED
    campaign = np.full(size, MISSING)
    campaign[source == PAID_SEARCH] = pick(rng, [0.35, 0.45, 0.20], int((source == PAID_SEARCH).sum()))
    campaign[source == SHORT_VIDEO] = 3
    if effects.new_page_and_video is not None:
        change = effects.new_page_and_video
        day = (started.astype("datetime64[D]") - FIRST_DAY).astype(np.int64)
        during = (day >= day_number(change.start)) & (day <= day_number(change.video_end)) & (source == SHORT_VIDEO)
        campaign[during & (rng.random(size) < 1 - 1 / change.video_visits)] = 4
    social = source == SOCIAL
    campaign[social] = 5 + pick(rng, [0.55, 0.45], int(social.sum()))
    campaign[source == DEAL_SITE] = 7
    campaign[medium != PAID] = MISSING
    word = np.where(source == PAID_SEARCH, pick(rng, 1 / np.arange(1.5, 9.5), size), MISSING)
    broad = np.flatnonzero((source == PAID_SEARCH) & (rng.random(size) < _BROAD))
    campaign[broad] = CAMPAIGN_NAMES.index("ps_longtail")
    word[broad] = WORDS_BY_CAMPAIGN + pick(rng, np.arange(1, BROAD_WORDS + 1) ** -1.25, len(broad))
    audience = np.where(is_new, np.where(rng.random(size) < 0.6, 0, 2), 1)
    audience[source == DEAL_SITE] = 3
    return medium, campaign, np.where(medium == PAID, word, MISSING), np.where(medium == PAID, audience, MISSING)
