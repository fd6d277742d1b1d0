"""Events: what visitors do on the pages, from landing to payment."""

from dataclasses import dataclass

import numpy as np

from classroom.world.catalogue import Catalogue
from classroom.world.columns import MISSING, Bools, Coded, Columns, Floats, Ints, pick, running_counts
from classroom.world.orders import Orders
from classroom.world.streams import stream
from classroom.world.traffic import BROWSE, BUY, MACHINE, Visits
from classroom.world.words import CATEGORIES

TYPES = ("impression", "view", "search", "click", "favorite", "cart", "checkout", "order", "pay")
IMPRESSION, VIEW, SEARCH, CLICK, FAVORITE, CART, CHECKOUT, ORDER, PAY = range(9)
PAGES = ("home", "list", "search", "item", "cart", "checkout", "pay", "done", "campaign")
HOME, LIST, SEARCH_PAGE, ITEM, CART_PAGE, CHECKOUT_PAGE, PAY_PAGE, DONE, CAMPAIGN = range(9)
_LANDING_PAGE = np.array([HOME, LIST, SEARCH_PAGE, ITEM, CAMPAIGN])
# Median seconds on a page before the next action.
_DWELL = np.array([9.0, 13.0, 12.0, 27.0, 10.0, 24.0, 8.0, 6.0, 15.0])
EVENTS_PER_SESSION = 1_000  # event_id = session_id * this + number inside the visit
_BUY_NOW = 0.40  # of buyers of a single good
_CART_PER_ITEM = np.array([0.026, 0.031, 0.026])  # by device, per looked-at good, of those who only look
_CHECKOUT_AFTER_CART = np.array([0.120, 0.094, 0.120])
_NO_CART_CHECKOUT = 0.0009
_LEAVES_AT_CART = 0.17  # of visits with a cart and no checkout: opens the cart, sees the sum and leaves


@dataclass
class _Steps:
    """Events being collected, piece by piece."""

    session: list[Ints]
    key: list[Ints]
    type: list[Ints]
    page: list[Ints]
    sku: list[Ints]
    position: list[Ints]
    query: list[Ints]

    def add(self, session: Ints, key: Ints | int, kind: int, page: Ints | int, sku: Ints | int = MISSING,
            position: Ints | int = MISSING, query: Ints | int = MISSING) -> None:  # fmt: skip
        """Append one event for each visit in ``session``; scalars stand for all."""
        size = len(session)
        self.session.append(session)
        for column, value in ((self.key, key), (self.type, kind), (self.page, page), (self.sku, sku),
                              (self.position, position), (self.query, query)):  # fmt: skip
            column.append(np.broadcast_to(np.asarray(value, dtype=np.int64), size))


def make_events(
    seed: int,
    block: int,
    month: int,
    visits: Visits,
    orders: Orders,
    cart_before: Bools,
    catalogue: Catalogue,
    words: Columns,
) -> tuple[Columns, Columns]:
    """Play what visitors do.

    Parameters
    ----------
    seed, block, month
        Which world, block and month.
    visits
        Visits of that month.
    orders, cart_before
        Orders of the block, and which of them were put into the cart on an earlier day.
    catalogue, words
        Goods, and the table of search words.

    Returns
    -------
    tuple
        The table ``events`` sorted by visit and time, and the columns pageviews, duration_s, bounced of the visits.
    """
    rng = stream(seed, "events", block, month)
    steps = _walk(rng, visits, orders, cart_before, catalogue, words)
    session, key = np.concatenate(steps.session), np.concatenate(steps.key)
    sort = np.argsort(session * 1_000_000 + key, kind="stable")
    session = session[sort]
    kind, page, sku, position, query = (
        np.concatenate(column)[sort] for column in (steps.type, steps.page, steps.sku, steps.position, steps.query)
    )
    size, visit_count = len(session), len(visits.what)
    start = np.searchsorted(session, np.arange(visit_count))
    number = np.arange(size) - start[session]

    dwell = _dwell(rng, session, kind, page, visits)
    before = np.cumsum(dwell) - dwell
    offset = before - before[start[session]]
    offset = _meet_order_times(offset, session, kind, visits, orders)
    seconds = np.floor(offset).astype(np.int64)
    loads = (kind == VIEW) | (kind == CHECKOUT)
    load_ms = visits.table["load_ms"]
    assert isinstance(load_ms, np.ndarray)
    later = load_ms[session] * np.exp(rng.normal(-0.25, 0.25, size))
    page_load = np.where(number == 0, load_ms[session], np.round(later / 10) * 10).astype(np.int64)

    started = visits.table["started_at"]
    session_id, visitor_id = visits.table["session_id"], visits.table["visitor_id"]
    assert isinstance(started, np.ndarray)
    assert isinstance(session_id, np.ndarray)
    assert isinstance(visitor_id, np.ndarray)
    keyword = words["keyword"]
    assert not isinstance(keyword, np.ndarray)
    events: Columns = {
        "event_id": session_id[session] * EVENTS_PER_SESSION + number,
        "session_id": session_id[session],
        "visitor_id": visitor_id[session],
        "ts": started[session] + seconds.astype("timedelta64[s]"),
        "type": Coded(kind, TYPES),
        "sku_id": np.where(sku == MISSING, MISSING, sku + 1),
        "page": Coded(page, PAGES),
        "position": position,
        "query": Coded(query, keyword.labels),
        "page_load_ms": np.where(loads, page_load, MISSING),
    }
    pageviews = np.bincount(session, weights=loads, minlength=visit_count).astype(np.int64)
    last = np.r_[start[1:], size] - 1
    # The page itself reports when it is left, so the last page counts in the duration of the visit.
    stay = seconds[last] + np.maximum(np.floor(dwell[last]), 1).astype(np.int64)
    machine = visits.what == MACHINE
    stay[machine] = rng.integers(0, 3, int(machine.sum()))
    told: Columns = {"pageviews": pageviews, "duration_s": stay, "bounced": pageviews == 1}
    return events, told


@dataclass(frozen=True)
class _Looks:
    """The looks at goods of all visits of a month, in order of visit; arrays over looks unless said otherwise.

    Attributes
    ----------
    session, turn
        Position of the visit; number of the look inside it.
    sku, word
        Position of the good; search word that leads to it.
    is_line
        Whether the good is one of the order that the visit ends with, and goes into the cart or is bought at once.
    for_later
        Whether it is left in the cart for an order of a later day.
    quick, count, first_word
        Over visits: whether the visitor buys without a cart; number of looks; search word of the first page.
    """

    session: Ints
    turn: Ints
    sku: Ints
    word: Ints
    is_line: Bools
    for_later: Bools
    quick: Bools
    count: Ints
    first_word: Ints


def _walk(
    rng: np.random.Generator, visits: Visits, orders: Orders, cart_before: Bools, catalogue: Catalogue, words: Columns
) -> _Steps:
    """Collect what happens in all visits of a month."""
    landing = visits.table["landing"]
    assert isinstance(landing, Coded)
    page = _LANDING_PAGE[landing.codes]
    looks = _look_at_goods(rng, visits, page, orders, cart_before, catalogue, words)
    steps = _Steps([], [], [], [], [], [], [])
    _browse(rng, steps, visits, page, looks)
    has_cart = _put_into_cart(rng, steps, visits, looks)
    _check_out(rng, steps, visits, looks, has_cart)
    return steps


def _look_at_goods(
    rng: np.random.Generator,
    visits: Visits,
    page: Ints,
    orders: Orders,
    cart_before: Bools,
    catalogue: Catalogue,
    words: Columns,
) -> _Looks:
    """Choose which goods each visitor looks at; buyers look at least at what they buy."""
    size = len(visits.what)
    buyers = np.flatnonzero(visits.order != MISSING)
    order = visits.order[buyers]
    lines = np.searchsorted(orders.item_order, order, side="right") - np.searchsorted(orders.item_order, order)
    old_cart = cart_before[order]
    quick = np.zeros(size, dtype=bool)
    quick[buyers] = (lines == 1) & ~old_cart & (rng.random(len(buyers)) < _BUY_NOW)
    # What has been in the cart for days need not be looked at again.
    own_lines = np.zeros(size, dtype=np.int64)
    own_lines[buyers] = np.where(old_cart, 0, lines)

    count = np.where(visits.bounce, 0, rng.geometric(0.40, size)) + (page == ITEM)
    count[buyers] = own_lines[buyers] + rng.geometric(0.45, len(buyers)) - 1
    count[(visits.cart != MISSING) & (count == 0)] = 1
    count[(page == ITEM) & (visits.bounce | (count == 0))] = 1
    session = np.repeat(np.arange(size), count)
    turn = running_counts(session)

    sku = pick(rng, catalogue.interest, len(session))
    ordered_sku = np.asarray(orders.items["sku_id"]) - 1
    is_line = turn < own_lines[session]
    first_line = np.searchsorted(orders.item_order, visits.order[session[is_line]])
    sku[is_line] = ordered_sku[first_line + turn[is_line]]
    for_later = (turn == 0) & (visits.cart != MISSING)[session]
    sku[for_later] = ordered_sku[np.searchsorted(orders.item_order, visits.cart[session[for_later]])]

    word = _words_by_category(rng, words, catalogue.category[sku])
    any_word = pick(rng, np.asarray(words["volume"], dtype=float), size)
    first_word = np.where(count > 0, _first_of_each(session, word, size), any_word)
    return _Looks(session, turn, sku, word, is_line, for_later, quick, count, first_word)


def _first_of_each(session: Ints, values: Ints, size: int) -> Ints:
    """Value of the first look of each visit; `MISSING` for a visit without looks."""
    first = np.full(size, MISSING)
    first[session[::-1]] = values[::-1]
    return first


def _browse(rng: np.random.Generator, steps: _Steps, visits: Visits, page: Ints, looks: _Looks) -> None:
    """Landing; then for each further good perhaps back to a list, a click, and the good's page."""
    everyone = np.arange(len(page))
    session, turn, sku = looks.session, looks.turn, looks.sku
    on_item = page == ITEM
    landed_sku = np.where(on_item, _first_of_each(session, sku, len(page)), MISSING)
    searching = np.where(page == SEARCH_PAGE, looks.first_word, MISSING)
    steps.add(everyone, 0, VIEW, page, landed_sku, query=searching)

    key = 10 * (turn + 1)
    opens = ~((turn == 0) & on_item[session])  # the first good of who lands on a good is already open
    from_landing = opens & (turn == 0)
    goes_back = opens & (turn > 0) & (rng.random(len(turn)) < 0.42)
    searches = rng.random(len(turn)) < 0.5
    search = np.flatnonzero(goes_back & searches)
    typed = search[rng.random(len(search)) < 0.6]
    steps.add(session[typed], key[typed], SEARCH, SEARCH_PAGE, query=looks.word[typed])
    back = np.flatnonzero(goes_back)
    list_page = np.where(searches, SEARCH_PAGE, LIST)
    asked = np.where(searches, looks.word, MISSING)
    steps.add(session[back], key[back] + 1, VIEW, list_page[back], query=asked[back])

    clicked = np.flatnonzero(goes_back | from_landing)
    where = np.where(from_landing, page[session], list_page)
    place = np.minimum(1 + np.floor(rng.exponential(5.5, len(turn))).astype(np.int64), 40)
    asked = np.where(from_landing, searching[session], asked)
    shown = clicked[rng.random(len(clicked)) < 0.25]  # the log keeps one in four of them
    steps.add(session[shown], key[shown] + 2, IMPRESSION, where[shown], sku[shown], place[shown], asked[shown])
    steps.add(session[clicked], key[clicked] + 3, CLICK, where[clicked], sku[clicked], place[clicked], asked[clicked])
    opened = np.flatnonzero(opens)
    steps.add(session[opened], key[opened] + 4, VIEW, ITEM, sku[opened])
    liked = np.flatnonzero((rng.random(len(turn)) < 0.045) & ~visits.bounce[session])
    steps.add(session[liked], key[liked] + 5, FAVORITE, ITEM, sku[liked])


def _put_into_cart(rng: np.random.Generator, steps: _Steps, visits: Visits, looks: _Looks) -> Bools:
    """Carts of who only looks, of who comes back to buy, and of buyers; returns which visits have one."""
    device = visits.table["device"]
    assert isinstance(device, Coded)
    session = looks.session
    browses = (visits.what == BROWSE) & ~visits.bounce
    chance = rng.random(len(session)) < _CART_PER_ITEM[device.codes][session]
    put = (browses[session] & chance) | looks.for_later | (looks.is_line & ~looks.quick[session])
    rows = np.flatnonzero(put)
    steps.add(session[rows], 10 * (looks.turn[rows] + 1) + 6, CART, ITEM, looks.sku[rows])
    return np.asarray(np.bincount(session[rows], minlength=len(browses)) > 0)


def _check_out(rng: np.random.Generator, steps: _Steps, visits: Visits, looks: _Looks, has_cart: Bools) -> None:
    """Checkout of who orders and of some who leave there, the order, and the payment."""
    device = visits.table["device"]
    assert isinstance(device, Coded)
    size = len(visits.what)
    browses = (visits.what == BROWSE) & ~visits.bounce & (visits.cart == MISSING)
    after_cart = rng.random(size) < _CHECKOUT_AFTER_CART[device.codes]
    without_cart = (rng.random(size) < _NO_CART_CHECKOUT) & (looks.count > 0)
    orders = visits.order != MISSING
    reaches = orders | (browses & np.where(has_cart, after_cart, without_cart))
    looks_into_cart = np.where(reaches, ~looks.quick & (rng.random(size) < 0.6), rng.random(size) < _LEAVES_AT_CART)
    steps.add(np.flatnonzero((reaches | has_cart) & looks_into_cart), 900_000, VIEW, CART_PAGE)
    at_checkout = np.flatnonzero(reaches)
    steps.add(at_checkout, 900_001, CHECKOUT, CHECKOUT_PAGE)
    again = at_checkout[rng.random(len(at_checkout)) < 0.12]
    steps.add(again, 900_002, CHECKOUT, CHECKOUT_PAGE)
    ordering = np.flatnonzero(orders)
    steps.add(ordering, 900_003, ORDER, CHECKOUT_PAGE)
    steps.add(ordering, 900_004, VIEW, PAY_PAGE)
    payers = np.flatnonzero(visits.what == BUY)
    steps.add(payers, 900_005, PAY, PAY_PAGE)
    thanked = payers[rng.random(len(payers)) < 0.7]
    steps.add(thanked, 900_006, VIEW, DONE)


def _words_by_category(rng: np.random.Generator, words: Columns, category: Ints) -> Ints:
    """A search word for each good, of the good's group, by how often it is searched."""
    group = words["sku_group"]
    assert not isinstance(group, np.ndarray)
    names = group.strings()
    weight: Floats = np.asarray(words["volume"], dtype=float) ** 0.8 + 1
    chosen = np.empty(len(category), dtype=np.int64)
    for number, item in enumerate(CATEGORIES):
        rows = np.flatnonzero(category == number)
        own = np.flatnonzero(names == item.cat2)
        chosen[rows] = own[pick(rng, weight[own], len(rows))]
    return chosen


def _dwell(rng: np.random.Generator, session: Ints, kind: Ints, page: Ints, visits: Visits) -> Floats:
    """Seconds from each event to the next, log-normal by page; actions take a moment."""
    medians = _DWELL[page]
    buys = (visits.order != MISSING)[session]
    medians = np.where((page == ITEM) & buys, medians * 1.7, medians)
    medians = np.where(visits.bounce[session], medians * 0.45, medians)
    medians = np.where(kind == IMPRESSION, 2.0, np.where(kind == CLICK, 1.6, medians))
    medians = np.where(np.isin(kind, (FAVORITE, CART)), 7.0, np.where(kind == SEARCH, 1.5, medians))
    return np.asarray(np.clip(medians * np.exp(rng.normal(0, 0.75, len(session))), 1.0, 1_700))


def _meet_order_times(offset: Floats, session: Ints, kind: Ints, visits: Visits, orders: Orders) -> Floats:
    """Stretch the visits with an order so that order and payment fall on the seconds the order says."""
    ordered = np.flatnonzero(kind == ORDER)
    visit = session[ordered]
    which = visits.order[visit]
    created, paid = np.asarray(orders.table["created_at"])[which], np.asarray(orders.table["paid_at"])[which]
    seconds = (created - orders.started[which]).astype(float)
    wait = np.where(np.isnat(paid), 0.0, (np.where(np.isnat(paid), created, paid) - created).astype(float))

    def over_events(values: Floats, without_order: float) -> Floats:
        per_visit = np.full(len(visits.what), without_order)
        per_visit[visit] = values
        return np.asarray(per_visit[session])

    order_at = over_events(seconds, np.inf)
    pay_at = order_at + over_events(wait, 0.0)
    met = offset * over_events(seconds / np.maximum(offset[ordered], 1.0), 1.0)
    met[ordered] = seconds  # exact, whatever rounding did to the product
    after = offset > over_events(offset[ordered], np.inf)
    # After the order: the payment page opens, the payment itself, the page that says thank you.
    paying = after & (kind == PAY)
    thanked = after & np.r_[False, paying[:-1]]
    met = np.where(after, order_at + 1, met)
    met = np.where(paying, pay_at, met)
    return np.asarray(np.where(thanked, pay_at + 2, met))
