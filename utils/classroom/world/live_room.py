"""The live room: sessions, their minutes, and a platform's list of hosts."""

import numpy as np

from classroom.world.columns import Coded, Columns, Floats, Ints, pick
from classroom.world.effects import Effects
from classroom.world.streams import stream

HOSTS = ("qiao", "lin", "tang", "wei")
SLOTS = ("noon", "afternoon", "evening")
SLOT_HOURS = (12, 15, 20)
THEMES = ("kitchen", "home", "outdoor")
THEME_GOODS = tuple(tuple(range(first, first + 96, 8)) for first in (101, 1, 301))  # twelve goods of each kind
FIRST_SESSION = np.datetime64("2025-03-03")
LOT_FROM = np.datetime64("2025-09-01")  # since then chance draws host, slot and offers
LAST_SESSION = np.datetime64("2025-11-30")
BLOCK_MINUTES = 10  # minutes for each good
LENGTH = 90  # minutes of a session since the lot
OFFER_PLACES = (12, 30, 48, 66)  # minutes at which the lot may put an offer
DISCOUNT = 1_200  # fen off each order in an offer's minutes
_ORDINARY_RETURNS = np.array([0.19, 0.18, 0.16, 0.21])
_ORDERS = np.array([1.05, 1.10, 1.00, 0.92])  # orders per viewer
_TALK = np.array([1.7, 0.9, 1.0, 1.1])  # comments
_FEES = np.array([120_000, 55_000, 50_000, 52_000])  # fen a session
_COMMISSION = np.array([0.15, 0.08, 0.08, 0.08])
_SLOT_VIEWERS = np.array([1.0, 0.8, 1.75])
_THEME_ORDERS = np.array([1.25, 0.75, 1.0])
_THEME_VALUE = np.array([5_900, 11_800, 8_900])  # fen an order
_VIEWERS = 1_500.0  # of 90 minutes at noon
_ORDER_RATE = 0.030  # of viewers
_WATCH = 4.6  # minutes a viewer


def _plan(seed: int, effects: Effects) -> tuple[np.ndarray, Ints, Ints, Ints, Ints, np.ndarray]:
    """Day, host, slot, theme, minutes and whether the lot decided, session by session."""
    rng = stream(seed, "live_sessions.plan")
    chosen = effects.slots_chosen
    days, hosts, slots = [], [], []
    by_lot = []
    weeks = (LOT_FROM - FIRST_SESSION).astype(int) // 7
    for week in range(weeks):
        # The room began with two sessions a week and had four in summer.
        size = 2 + min(2, week // 8)
        for host in rng.permutation(len(HOSTS))[:size]:
            shares = [0.55, 0.30, 0.15]
            if chosen is not None and host == chosen.host:
                left = 1 - chosen.evening
                shares = [left * 0.65, left * 0.35, chosen.evening]
            days.append(FIRST_SESSION + np.timedelta64(int(7 * week + rng.integers(0, 7)), "D"))
            hosts.append(int(host))
            slots.append(int(pick(rng, shares, 1)[0]))
            by_lot.append(False)
    lot_weeks = (LAST_SESSION - LOT_FROM).astype(int) // 7 + 1
    # Each host twice a week; over three weeks each host has every slot twice.
    for week in range(lot_weeks):
        if week % 3 == 0:
            turn = np.array([rng.permutation(np.repeat(np.arange(len(SLOTS)), 2)) for _ in HOSTS])
        places = rng.permutation(2 * len(HOSTS))
        for position, place in enumerate(places):
            host, which = int(place) // 2, int(place) % 2
            days.append(LOT_FROM + np.timedelta64(7 * week + min(position, 6), "D"))
            hosts.append(host)
            slots.append(int(turn[host, 2 * (week % 3) + which]))
            by_lot.append(True)
    day, host, slot = np.array(days), np.array(hosts), np.array(slots)
    lot = np.array(by_lot)
    # Two sessions of one day do not share a slot: the later one moves on within its week.
    for row in range(1, len(day)):
        while any((day[:row] == day[row]) & (slot[:row] == slot[row])):
            weekday = (day[row] - FIRST_SESSION).astype(int) % 7
            day[row] += np.timedelta64(1 if weekday < 6 else -6, "D")
    size = len(day)
    theme = rng.integers(0, len(THEMES), size)
    minutes = np.where(lot, LENGTH, pick(rng, [0.3, 0.5, 0.2], size) * 30 + 60)
    order = np.lexsort((slot, day))
    return day[order], host[order], slot[order], theme[order], minutes[order], lot[order]


def live_tables(seed: int, effects: Effects) -> tuple[Columns, Columns]:
    """Make the tables ``live_sessions`` and ``live_minutes``; minutes are kept since the lot."""
    day, host, slot, theme, minutes, lot = _plan(seed, effects)
    size = len(day)
    rng = stream(seed, "live_sessions")
    viewers = np.round(_VIEWERS * _SLOT_VIEWERS[slot] * minutes / LENGTH * np.exp(rng.normal(0, 0.26, size))).astype(
        np.int64
    )
    # The room became known over the months.
    months = (day - FIRST_SESSION).astype(int) / 30.0
    viewers = np.round(viewers * np.minimum(0.55 + 0.08 * months, 1.0)).astype(np.int64)
    rate = _ORDER_RATE * _THEME_ORDERS[theme] * _ORDERS[host] * np.exp(rng.normal(0, 0.13, size))
    star, returns = effects.returning_host, _ORDINARY_RETURNS.copy()
    if star is not None:
        rate *= np.where(host == star.host, star.orders / _ORDERS[star.host], 1.0)
        returns[star.host] = star.returns
    table = [
        _minutes_of(seed, effects, row, viewers[row], rate[row], minutes[row], host[row], theme[row])
        for row in range(size)
    ]
    online = [part[0] for part in table]
    comments = np.array([part[1].sum() for part in table])
    orders = np.array([part[2].sum() for part in table])
    in_offers = np.array([part[2][part[4]].sum() if lot[row] else 0 for row, part in enumerate(table)])
    more = stream(seed, "live_sessions.more")
    checkouts = np.maximum(np.round(orders / np.clip(more.normal(0.755, 0.022, size), 0.6, 0.9)), orders)
    clicks = np.maximum(np.round(checkouts / np.clip(more.normal(0.125, 0.012, size), 0.08, 0.2)), checkouts)
    value = _THEME_VALUE[theme] * np.exp(more.normal(0, 0.07, size))
    gmv = np.maximum(np.round(orders * value) - DISCOUNT * in_offers, 0).astype(np.int64)
    share_back = np.clip(returns[host] + more.normal(0, 0.035, size), 0.02, 0.9)
    started = day.astype("datetime64[s]") + np.array(SLOT_HOURS)[slot].astype("timedelta64[h]")
    sessions: Columns = {
        "session_id": 1 + np.arange(size),
        "started_at": started,
        "host_id": Coded(host, HOSTS),
        "slot": Coded(slot, SLOTS),
        "theme": Coded(theme, THEMES),
        "by_lot": lot,
        "minutes": minutes.astype(np.int64),
        "viewers": viewers,
        "peak": np.array([one.max() for one in online]),
        "avg_watch_s": np.array([60 * one.sum() for one in online]) / viewers,
        "comments": comments,
        "likes": np.round(comments * np.exp(more.normal(1.6, 0.25, size))).astype(np.int64),
        "shares": more.poisson(0.012 * viewers),
        "product_clicks": clicks.astype(np.int64),
        "checkouts": checkouts.astype(np.int64),
        "orders": orders,
        "gmv": gmv,
        "refund": np.round(gmv * share_back).astype(np.int64),
        "fee": np.round(_FEES[host] * minutes / LENGTH).astype(np.int64),
        "commission": _COMMISSION[host],
    }
    kept = np.flatnonzero(lot)
    lengths = [len(online[row]) for row in kept]
    offer = np.concatenate([np.where(table[row][4], 0, -1) for row in kept])
    whole: Columns = {
        "session_id": np.repeat(1 + kept, lengths),
        "minute": np.concatenate([np.arange(length) for length in lengths]),
        "online": np.concatenate([online[row] for row in kept]),
        "comments": np.concatenate([table[row][1] for row in kept]),
        "sku_id": np.concatenate([table[row][3] for row in kept]),
        "offer": Coded(offer, ("flash",)),
        "orders": np.concatenate([table[row][2] for row in kept]),
    }
    return sessions, whole


def _minutes_of(
    seed: int, effects: Effects, row: int, viewers: int, rate: float, length: int, host: int, theme: int
) -> tuple[Ints, Ints, Ints, Ints, np.ndarray]:
    """People online, comments, orders, good shown and whether an offer ran, minute by minute of one session."""
    rng = stream(seed, "live_minutes", row)
    at = np.arange(length)
    # People gather for half an hour and then leave little by little.
    shape = (1 - np.exp(-(at + 3) / 11)) * np.exp(-np.maximum(at - 30, 0) / 75)
    wave = np.exp(np.cumsum(rng.normal(0, 0.035, length)) * 0.6)
    shape = shape * wave
    online = np.maximum(np.round(viewers * _WATCH * shape / shape.sum()), 1).astype(np.int64)
    blocks = -(-length // BLOCK_MINUTES)
    goods = rng.permutation(12)[:blocks]
    block = at // BLOCK_MINUTES
    sku = np.array(THEME_GOODS[theme])[goods][block]
    appeal = np.exp(stream(seed, "live_minutes.appeal").normal(0, 0.45, (len(THEMES), 12)))[theme][goods][block]
    # Whoever wants a good orders soon after it is shown.
    fresh = 0.45 + 1.25 * np.exp(-(at % BLOCK_MINUTES) / 3.0)
    wish = online * appeal * fresh
    wish = wish * (rate * viewers / wish.sum())
    places = np.flatnonzero(stream(seed, "live_minutes.offers", row).random(len(OFFER_PLACES)) < 0.5)
    expected, running = _with_offers(effects, wish, [OFFER_PLACES[place] for place in places])
    orders = rng.poisson(expected)
    comments = rng.poisson(0.10 * _TALK[host] * online * np.where(running, 2.6, 1.0))
    return online, comments, orders, sku, running


def _with_offers(effects: Effects, wish: Floats, starts: list[int]) -> tuple[Floats, np.ndarray]:
    """Expected orders and the offers' minutes: what an offer gains, the minutes around it lose."""
    effect = effects.offers_borrow
    length = len(wish)
    running = np.zeros(length, dtype=bool)
    span = effect.minutes if effect is not None else 3
    expected = wish.copy()
    for start in starts:
        inside = slice(start, min(start + span, length))
        running[inside] = True
        if effect is None:
            continue
        gained = (effect.lift - 1) * wish[inside].sum()
        expected[inside] += (effect.lift - 1) * wish[inside]
        for where, share in (
            (slice(max(start - effect.waiting, 0), start), effect.waited),
            (slice(start + span, min(start + span + effect.after, length)), 1 - effect.waited),
        ):
            weight = wish[where]
            if weight.sum() > 0:
                # Never more than nine tenths of a minute's orders are borrowed.
                expected[where] -= np.minimum(gained * share * weight / weight.sum(), 0.9 * weight)
    return np.maximum(expected, 0.0), running


def host_list(seed: int) -> Columns:
    """Make the table ``host_list``: everybody who registered as a host on an invented platform."""
    rng = stream(seed, "host_list")
    size = 1_200
    registered = np.datetime64("2021-01-01") + np.sort(rng.integers(0, 1_800, size)).astype("timedelta64[D]")
    end = np.datetime64("2025-12-31")
    left = (end - registered).astype(int)
    # Most try a few times and stop; some stay.
    stays = rng.random(size) < 0.22
    active_days = np.where(stays, left, np.minimum(rng.exponential(70, size), left))
    tried = rng.random(size) < 0.72
    last = (
        registered + np.floor(active_days).astype("timedelta64[D]") - rng.integers(0, 9, size).astype("timedelta64[D]")
    )
    last = np.maximum(np.minimum(last, end), registered)
    year_days = np.clip((last - np.datetime64("2025-01-01")).astype(int), 0, 364)
    sessions = np.where(tried & (year_days > 0), rng.poisson(year_days * np.where(stays, 0.30, 0.12)), 0)
    sessions = np.where(tried & (year_days > 0), np.maximum(sessions, 1), 0)
    size_of_host = np.exp(rng.normal(0, 1.75, size))
    gmv = np.where(sessions > 0, np.round(sessions * 9_000 * size_of_host * (rng.random(size) < 0.85)), 0)
    return {
        "host_no": 1 + np.arange(size),
        "registered_on": registered.astype("datetime64[s]"),
        "last_live_on": np.where(tried, last, np.datetime64("NaT")).astype("datetime64[s]"),
        "sessions_2025": sessions.astype(np.int64),
        "gmv_2025": gmv.astype(np.int64),
    }
