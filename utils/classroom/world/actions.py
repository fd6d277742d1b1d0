"""Events: what visitors do on the pages, from landing to payment."""

from dataclasses import dataclass

import numpy as np

from classroom.world.catalogue import Catalogue
from classroom.world.columns import MISSING, Bools, Coded, Columns, Floats, Ints, pick
from classroom.world.orders import Orders
from classroom.world.streams import stream
from classroom.world.traffic import BROWSE, BUY, GIVE_UP, MACHINE, Visits
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
_CHECKOUT_AFTER_CART = np.array([0.112, 0.087, 0.112])
_NO_CART_CHECKOUT = 0.0009


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


def _walk(
    rng: np.random.Generator, visits: Visits, orders: Orders, cart_before: Bools, catalogue: Catalogue, words: Columns
) -> _Steps:
    steps = _Steps([], [], [], [], [], [], [])
    what, bounce = visits.what, visits.bounce
    size = len(what)
    everyone = np.arange(size)
    landing, device = visits.table["landing"], visits.table["device"]
    assert isinstance(landing, Coded)
    assert isinstance(device, Coded)
    page = _LANDING_PAGE[landing.codes]

    buyers = np.flatnonzero(visits.order != MISSING)
    order = visits.order[buyers]
    line_start = np.searchsorted(orders.item_order, order)
    lines = np.searchsorted(orders.item_order, order, side="right") - line_start
    bought_sku = np.asarray(orders.items["sku_id"]) - 1
    old_cart = cart_before[order]
    buy_now = (lines == 1) & ~old_cart & (rng.random(len(buyers)) < _BUY_NOW)

    # How many goods each visitor looks at; buyers look at least at what they buy.
    looked = np.where(bounce, 0, rng.geometric(0.40, size)) + (page == ITEM)
    looked[buyers] = np.where(old_cart, 0, lines) + rng.geometric(0.45, len(buyers)) - 1
    looked[(visits.cart != MISSING) & (looked == 0)] = 1
    looked[bounce & (page == ITEM)] = 1
    looked[(page == ITEM) & (looked == 0)] = 1
    session = np.repeat(everyone, looked)
    turn = np.arange(len(session)) - np.repeat(np.cumsum(looked) - looked, looked)
    sku = pick(rng, catalogue.interest, len(session))
    # A buyer's first looks are at the goods of the order.
    own_line = np.full(size, 0)
    own_line[buyers] = np.where(old_cart, 0, lines)
    first_line = np.zeros(size, dtype=np.int64)
    first_line[buyers] = line_start
    is_line = turn < own_line[session]
    sku[is_line] = bought_sku[(first_line[session] + turn)[is_line]]
    for_later = (turn == 0) & (visits.cart != MISSING)[session]
    sku[for_later] = bought_sku[np.searchsorted(orders.item_order, visits.cart[session[for_later]])]

    word_of = _words_by_category(rng, words, catalogue.category[sku])
    first_word = np.full(size, MISSING)
    first_word[session[::-1]] = word_of[::-1]
    any_word = pick(rng, np.asarray(words["volume"], dtype=float), size)
    first_word = np.where(first_word == MISSING, any_word, first_word)

    # Landing.
    searching = page == SEARCH_PAGE
    landed_sku = np.full(size, MISSING)
    landed_sku[session[::-1]] = sku[::-1]
    steps.add(everyone, 0, VIEW, page, np.where(page == ITEM, landed_sku, MISSING),
              query=np.where(searching, first_word, MISSING))  # fmt: skip

    # Each further good: perhaps back to a list, then a click, then its page.
    fresh = ~((turn == 0) & (page[session] == ITEM))
    base = 10 * (turn + 1)
    goes_back = (
        fresh
        & ((turn > 0) | ~np.isin(page[session], [HOME, LIST, SEARCH_PAGE, CAMPAIGN]))
        & (rng.random(len(turn)) < 0.42)
    )
    searches = rng.random(len(turn)) < 0.5
    list_page = np.where(searches, SEARCH_PAGE, LIST)
    s = np.flatnonzero(goes_back & searches)
    typed = s[rng.random(len(s)) < 0.6]
    steps.add(session[typed], base[typed], SEARCH, SEARCH_PAGE, query=word_of[typed])
    b = np.flatnonzero(goes_back)
    steps.add(session[b], base[b] + 1, VIEW, list_page[b], query=np.where(searches[b], word_of[b], MISSING))
    from_landing = fresh & (turn == 0) & np.isin(page[session], [HOME, LIST, SEARCH_PAGE, CAMPAIGN])
    clicked = np.flatnonzero(goes_back | from_landing)
    where = np.where(from_landing, page[session], list_page)
    place = np.minimum(1 + np.floor(rng.exponential(5.5, len(turn))).astype(np.int64), 40)
    asked = np.where(where == SEARCH_PAGE, np.where(from_landing, first_word[session], word_of), MISSING)
    shown = clicked[rng.random(len(clicked)) < 0.25]
    steps.add(session[shown], base[shown] + 2, IMPRESSION, where[shown], sku[shown], place[shown], asked[shown])
    steps.add(session[clicked], base[clicked] + 3, CLICK, where[clicked], sku[clicked], place[clicked], asked[clicked])
    opened = np.flatnonzero(fresh)
    steps.add(session[opened], base[opened] + 4, VIEW, ITEM, sku[opened])

    liked = np.flatnonzero((rng.random(len(turn)) < 0.045) & ~bounce[session])
    steps.add(session[liked], base[liked] + 5, FAVORITE, ITEM, sku[liked])

    # Carts: of those who only look, of those who come back to buy, and of buyers.
    browses = (what == BROWSE) & ~bounce
    into_cart = browses[session] & (rng.random(len(turn)) < _CART_PER_ITEM[device.codes][session])
    into_cart |= for_later
    quick = np.zeros(size, dtype=bool)
    quick[buyers] = buy_now
    into_cart |= is_line & ~quick[session]
    c = np.flatnonzero(into_cart)
    steps.add(session[c], base[c] + 6, CART, ITEM, sku[c])

    # Checkout of those who do not order: some with a cart, few without.
    has_cart = np.bincount(session[c], minlength=size) > 0
    leaves = browses & (visits.cart == MISSING) & np.where(
        has_cart, rng.random(size) < _CHECKOUT_AFTER_CART[device.codes], (looked > 0) & (rng.random(size) < _NO_CART_CHECKOUT)
    )  # fmt: skip
    at_checkout = leaves.copy()
    at_checkout[buyers] = True
    opens_cart = at_checkout & ~quick & (rng.random(size) < 0.6)
    k = np.flatnonzero(opens_cart)
    steps.add(k, 900_000, VIEW, CART_PAGE)
    k = np.flatnonzero(at_checkout)
    steps.add(k, 900_001, CHECKOUT, CHECKOUT_PAGE)
    again = k[rng.random(len(k)) < 0.12]
    steps.add(again, 900_002, CHECKOUT, CHECKOUT_PAGE)
    steps.add(buyers, 900_003, ORDER, CHECKOUT_PAGE)
    payers = np.flatnonzero(what == BUY)
    tries = np.flatnonzero(np.isin(what, (BUY, GIVE_UP)))
    steps.add(tries, 900_004, VIEW, PAY_PAGE)
    steps.add(payers, 900_005, PAY, PAY_PAGE)
    done = payers[rng.random(len(payers)) < 0.7]
    steps.add(done, 900_006, VIEW, DONE)
    return steps


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
    to_order = (created - orders.started[which]).astype(float)
    factor = np.ones(len(visits.what))
    factor[visit] = to_order / np.maximum(offset[ordered], 1.0)
    at_order, wait = np.full(len(visits.what), np.inf), np.zeros(len(visits.what))
    at_order[visit] = offset[ordered]
    order_second = np.zeros(len(visits.what))
    order_second[visit] = to_order
    has_pay = ~np.isnat(paid)
    wait[visit[has_pay]] = (paid[has_pay] - created[has_pay]).astype(float)
    after = offset > at_order[session]
    stretched = offset * factor[session]
    # The order is exact to the second, whatever rounding did to the product.
    stretched[ordered] = to_order
    page = after & (kind == VIEW)
    pay = kind == PAY
    out = np.where(after, np.minimum(order_second[session] + 1 + 0 * offset, 1e12), stretched)
    out[pay] = order_second[session[pay]] + wait[session[pay]]
    last_view = page & np.r_[False, pay[:-1]]
    out[last_view] = order_second[session[last_view]] + wait[session[last_view]] + 2
    return np.asarray(out)
