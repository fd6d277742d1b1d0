"""The member programme: who joins, levels, points, and what members are sent."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from classroom.world.calendar import DAYS, FIRST_DAY
from classroom.world.catalogue import LAST_SECOND
from classroom.world.columns import MISSING, Bools, Coded, Columns, Floats, Ints, Times, concatenate, pick, take
from classroom.world.customers import Customers
from classroom.world.effects import Effects, MembersChooseThemselves
from classroom.world.holdouts import hold_out
from classroom.world.orders import NO_TIME, REFUNDED, Orders
from classroom.world.streams import stream
from classroom.world.winback import days_since
from classroom.world.words import CITIES

OPENED = np.datetime64("2024-03-01", "s")  # first day of the programme
CHANNELS = ("checkout", "package_card", "service", "social_group", "store")
CHECKOUT, PACKAGE_CARD, SERVICE, SOCIAL_GROUP, STORE = range(5)
_CHANNEL_SHARES = [0.55, 0.22, 0.08, 0.15]  # of those who join because of an order
_CHANNEL_COST = np.array([30.0, 120.0, 200.0, 350.0, 1500.0])  # fen a member
_CHANNEL_DAYS = np.array([0.004, 0.8, 1.5, 6.0])  # mean days from the order (the parcel, for its card) to joining
_IN_STORE = 0.035  # share of users of big cities who are recruited in a store, whatever they buy
_USUAL_ORDER = 10_000.0  # fen

LEVELS = ("bronze", "silver", "gold", "platinum")
# Least spend (fen), valid orders and active days in the last 12 months, by level.
RULES = np.array([[0, 0, 0], [30_000, 2, 2], [80_000, 4, 4], [200_000, 8, 8]])
YEAR = np.datetime64("2025-01-01", "s")

POINTS_A_YUAN, POINTS_EXPIRE = 1, np.timedelta64(365, "D")
_REDEEM, _LEAST = 0.25, 200  # chance to redeem after an order, and the least balance for it
EARN, REDEEM, EXPIRE = range(3)
POINT_KINDS = ("earn", "redeem", "expire")

KINDS = ("birthday", "care_call", "newsletter", "reactivation", "member_day")
BIRTHDAY, CARE_CALL, NEWSLETTER, REACTIVATION, MEMBER_DAY = range(5)
COST = np.array([300, 800, 2, 400, 50])  # fen a touch
_SUBSCRIBE = 0.5
_ASLEEP = (90.0, 300.0)  # days since the last paid order
_REST = 120.0  # days between two messages to one sleeper
RETURN_DAYS = 30
_GOOD_CUSTOMER = 5  # paid orders in 365 days


@dataclass(frozen=True)
class Membership:
    """Who is a member, arrays over the members of a block.

    Attributes
    ----------
    user
        Position of the user, rising.
    joined
        When.
    channel
        Position in `CHANNELS`.
    cost
        What recruiting cost, fen.
    """

    user: Ints
    joined: Times
    channel: Ints
    cost: Ints


def join(
    seed: int, block: int, effect: MembersChooseThemselves | None, customers: Customers, orders: Orders
) -> Membership:
    """Decide who joins when; the orders are given, and joining changes none of them."""
    rng = stream(seed, "members", block)
    users = len(customers.city)
    order = np.flatnonzero(orders.paid)
    buyer = orders.buyer[order]
    paid_at = np.asarray(orders.table["paid_at"])[order]
    delivered = np.asarray(orders.table["delivered_at"])[order]
    by_user = np.argsort(buyer, kind="stable")
    number = np.empty(len(order), dtype=np.int64)
    number[by_user] = 1 + np.arange(len(order)) - np.searchsorted(buyer[by_user], buyer[by_user])
    chance = rng.random(len(order))
    if effect is None:
        # After the first order that counts or never, whoever it is.
        first = np.zeros(len(order), dtype=bool)
        asked = np.flatnonzero(paid_at >= OPENED)
        first[asked[np.unique(buyer[asked], return_index=True)[1]]] = True
        joins = first & (chance < 0.42)
    else:
        amount = np.asarray(orders.table["paid"])[order]
        willing = effect.first * number**effect.growth * (amount / _USUAL_ORDER) ** effect.value
        joins = (paid_at >= OPENED) & (chance < np.minimum(willing, 0.9))
    channel = pick(rng, _CHANNEL_SHARES, len(order))
    parcel = (channel == PACKAGE_CARD) & ~np.isnat(delivered)
    channel = np.where((channel == PACKAGE_CARD) & ~parcel, CHECKOUT, channel)
    wait = _CHANNEL_DAYS[channel] * rng.exponential(1.0, len(order)) * 86_400 + 20
    joined_at = np.where(parcel, delivered, paid_at) + wait.astype("timedelta64[s]")

    joined = np.full(users, NO_TIME)
    how = np.full(users, MISSING)
    rows = np.flatnonzero(joins)
    # The earliest joining of each user is written last.
    rows = rows[np.argsort(joined_at[rows], kind="stable")][::-1]
    joined[buyer[rows]], how[buyer[rows]] = joined_at[rows], channel[rows]
    big_city = np.array([item[2] for item in CITIES])[customers.city] <= 2
    opened = (OPENED - FIRST_DAY.astype("datetime64[s]")).astype(float) / 86_400
    earliest = np.maximum(customers.registered, opened)
    day = np.floor(earliest + (DAYS - earliest) * rng.random(users)).astype(np.int64) + 1
    day += (5 - (FIRST_DAY.astype(np.int64) + day + 3) % 7) % 7  # stores recruit on Saturdays
    in_store = FIRST_DAY.astype("datetime64[s]") + (day * 86_400 + rng.integers(36_000, 75_600, users)).astype(
        "timedelta64[s]"
    )
    meets = big_city & (rng.random(users) < _IN_STORE) & (np.isnat(joined) | (in_store < joined))
    joined, how = np.where(meets, in_store, joined), np.where(meets, STORE, how)

    user = np.flatnonzero(~np.isnat(joined) & (joined <= LAST_SECOND))
    cost = np.round(_CHANNEL_COST[how[user]] * np.exp(rng.normal(0, 0.15, len(user)))).astype(np.int64)
    return Membership(user, joined[user], how[user], cost)


def members(
    customers: Customers, orders: Orders, reviews: Columns, tickets: Columns, membership: Membership, points: Columns
) -> Columns:
    """Make the table ``members`` of one block.

    Parameters
    ----------
    customers, orders, reviews, tickets
        Those of the block; they say who was active on which day.
    membership
        What `join` gave.
    points
        What `points_ledger` gave.
    """
    users = len(customers.city)
    actions = [
        (orders.buyer, np.asarray(orders.table["created_at"])),
        (np.asarray(reviews["user_id"]) - customers.first_id, np.asarray(reviews["created_at"])),
        (np.asarray(tickets["user_id"]) - customers.first_id, np.asarray(tickets["opened_at"])),
    ]
    who, when = (np.concatenate(parts) for parts in zip(*actions, strict=True))
    last = np.full(users, FIRST_DAY.astype("datetime64[s]"))
    np.maximum.at(last, who, when)
    balance = np.bincount(
        np.asarray(points["user_id"]) - customers.first_id, weights=np.asarray(points["points"]), minlength=users
    )
    user = membership.user
    return {
        "user_id": customers.first_id + user,
        "level": Coded(levels(orders, who, when, users)[user], LEVELS),
        "joined_at": membership.joined,
        "points": np.round(balance[user]).astype(np.int64),
        "last_active": np.maximum(last[user], membership.joined),
        "recruit_channel": Coded(membership.channel, CHANNELS),
        "recruit_cost": membership.cost,
    }


def levels(orders: Orders, who: Ints, when: Times, users: int) -> Ints:
    """Level of each user by `RULES` over the last year: the highest whose three conditions are met.

    Parameters
    ----------
    orders
        Orders of the block; valid ones are paid in the year and not refunded in full.
    who, when
        Users and times of all that counts as being active.
    users
        Number of users.
    """
    status = orders.table["status"]
    assert isinstance(status, Coded)
    valid = orders.paid & (np.asarray(orders.table["paid_at"]) >= YEAR) & (status.codes != REFUNDED)
    kept = np.asarray(orders.table["paid"]) - np.asarray(orders.table["refund"])
    spend = np.bincount(orders.buyer[valid], weights=kept[valid], minlength=users)
    count = np.bincount(orders.buyer[valid], minlength=users)
    inside = when >= YEAR
    day = (when[inside] - YEAR).astype("timedelta64[D]").astype(np.int64)
    days = np.bincount(np.unique(who[inside] * DAYS + day) // DAYS, minlength=users)
    reached = np.stack([spend, count, days], axis=1)[:, None, :] >= RULES
    return np.asarray(reached.all(axis=2).cumprod(axis=1).sum(axis=1) - 1)


def points_ledger(seed: int, block: int, customers: Customers, orders: Orders, membership: Membership) -> Columns:
    """Make the table ``points_ledger`` of one block: the oldest points are redeemed first, the rest expires."""
    rng = stream(seed, "points_ledger", block)
    joined = np.full(len(customers.city), np.datetime64("2100-01-01", "s"))
    joined[membership.user] = membership.joined
    paid_at = np.asarray(orders.table["paid_at"])
    amount = np.asarray(orders.table["paid"]) // 100 * POINTS_A_YUAN
    earns = np.flatnonzero(orders.paid & (amount > 0))
    earns = earns[paid_at[earns] > joined[orders.buyer[earns]]]
    size = len(earns)
    wants = np.flatnonzero(rng.random(size) < _REDEEM)
    later = (rng.uniform(0.2, 25.0, size) * 86_400).astype("timedelta64[s]")
    part = rng.uniform(0.4, 1.0, size)
    # One row an event: user, time, kind, which earning.
    event_user = orders.buyer[np.r_[earns, earns[wants], earns]]
    event_time = np.r_[paid_at[earns], (paid_at[earns] + later)[wants], paid_at[earns] + POINTS_EXPIRE]
    event_kind = np.repeat([EARN, REDEEM, EXPIRE], [size, len(wants), size])
    event_lot = np.r_[np.arange(size), wants, np.arange(size)]
    rows = np.flatnonzero(event_time <= LAST_SECOND)
    rows = rows[np.lexsort((event_kind[rows], event_time[rows], event_user[rows]))]
    changes = _changes(event_user[rows], event_kind[rows], event_lot[rows], amount[earns], part)
    kept = np.flatnonzero(changes)
    kept = kept[np.argsort(event_time[rows[kept]], kind="stable")]
    time, kind = event_time[rows[kept]], event_kind[rows[kept]]
    return {
        "user_id": customers.first_id + event_user[rows[kept]],
        "ts": time,
        "kind": Coded(kind, POINT_KINDS),
        "points": changes[kept],
        "expires_at": np.where(kind == EARN, time + POINTS_EXPIRE, NO_TIME),
    }


def _changes(user: Ints, kind: Ints, lot: Ints, amount: Ints, part: Floats) -> Ints:
    """Points of each event, sorted by user and time; 0 where nothing happens."""
    left = [0] * len(amount)
    changes = np.zeros(len(user), dtype=np.int64)
    now = MISSING
    queue: list[int] = []
    for row, (who, what, which) in enumerate(zip(user.tolist(), kind.tolist(), lot.tolist(), strict=True)):
        if who != now:
            now, queue = who, []
        if what == EARN:
            left[which] = int(amount[which])
            queue.append(which)
            changes[row] = left[which]
        elif what == EXPIRE:
            changes[row] = -left[which]
            left[which] = 0
        else:
            balance = sum(left[one] for one in queue)
            rest = int(balance * part[which]) // 100 * 100 if balance >= _LEAST else 0
            changes[row] = -rest
            for one in queue:
                taken = min(rest, left[one])
                left[one] -= taken
                rest -= taken
            queue = [one for one in queue if left[one]]
    return changes


def member_events(
    seed: int, block: int, effects: Effects, customers: Customers, orders: Orders, membership: Membership
) -> Columns:
    """Make the table ``member_events`` of one block, sorted by time."""
    order = np.flatnonzero(orders.paid)
    member_of = np.full(len(customers.city), MISSING)
    member_of[membership.user] = np.arange(len(membership.user))
    order = order[member_of[orders.buyer[order]] != MISSING]
    order = order[np.argsort(np.asarray(orders.table["paid_at"])[order], kind="stable")]
    history = _History(len(membership.user), member_of[orders.buyer[order]], np.asarray(orders.table["paid_at"])[order])
    lift = effects.reactivation.lift if effects.reactivation else 0.0
    parts = [
        *_greetings(stream(seed, "member_events", block), membership),
        *_member_days(stream(seed, "member_events.member_day", block), membership, history),
        *_care_calls(stream(seed, "member_events.care_call", block), membership, history),
        _reactivation(stream(seed, "member_events.reactivation", block), membership, history, lift),
    ]
    table = concatenate(parts)
    table["user_id"] = customers.first_id + np.asarray(table["user_id"])
    return take(table, np.argsort(np.asarray(table["ts"]), kind="stable"))


@dataclass(frozen=True)
class _History:
    """Paid orders of members, sorted by time: position of the member, and time of payment."""

    size: int
    who: Ints
    bought: Times

    def at(self, moment: np.datetime64) -> tuple[Floats, Ints, Bools]:
        """Days since each member's last order, orders of the last 365 days, and whether one comes within 30 days."""
        before = self.bought < moment
        year = before & (self.bought >= moment - np.timedelta64(365, "D"))
        after = ~before & (self.bought < moment + np.timedelta64(RETURN_DAYS, "D"))
        gap = days_since(self.who[before], self.bought[before], moment, self.size)
        count, back = (np.bincount(self.who[rows], minlength=self.size) for rows in (year, after))
        return gap, count, back > 0


def _touches(membership: Membership, kind: int, member: Ints, when: Times, held: Bools) -> Columns:
    return {
        "user_id": membership.user[member],
        "ts": when,
        "kind": Coded(np.full(len(member), kind), KINDS),
        "cost": np.where(held, 0, COST[kind]),
        "holdout": held,
    }


def _greetings(rng: np.random.Generator, membership: Membership) -> Iterator[Columns]:
    """Birthdays and the monthly newsletter; nobody is held out."""
    size = len(membership.user)
    born = rng.integers(0, 365, size)
    subscribes = rng.random(size) < _SUBSCRIBE
    for year in (2024, 2025):
        nine = np.datetime64(f"{year}-01-01T09:00:00", "s")
        birthday: Times = np.asarray(nine + born.astype("timedelta64[D]"))
        rows = np.flatnonzero(birthday > membership.joined)
        yield _touches(membership, BIRTHDAY, rows, birthday[rows], np.zeros(len(rows), dtype=bool))
    for month in range(3, 24):
        moment = _moment(month, 10, 19)
        rows = np.flatnonzero(subscribes & (membership.joined < moment))
        yield _touches(membership, NEWSLETTER, rows, np.full(len(rows), moment), np.zeros(len(rows), dtype=bool))


def _member_days(rng: np.random.Generator, membership: Membership, history: _History) -> Iterator[Columns]:
    """Invitations to the member day of each quarter, for those who have bought of late; they bring nothing."""
    for month in range(2, 24, 3):
        moment = _moment(month, 18, 10)
        gap, count, back = history.at(moment)
        rows = np.flatnonzero((membership.joined < moment) & (gap < 180))
        held = hold_out(rng, np.minimum(count[rows], 8) + 100 * (gap[rows] > 40), back[rows], 0.1, 0.0)
        yield _touches(membership, MEMBER_DAY, rows, np.full(len(rows), moment), held)


def _care_calls(rng: np.random.Generator, membership: Membership, history: _History) -> Iterator[Columns]:
    """Calls to good customers; they bring nothing."""
    for month in range(4, 24, 3):
        moment = _moment(month, 20, 10)
        gap, count, back = history.at(moment)
        rows = np.flatnonzero((membership.joined < moment) & (count >= _GOOD_CUSTOMER))
        held = hold_out(rng, np.minimum(count[rows], 12) + 100 * (gap[rows] > 20), back[rows], 0.5, 0.0)
        when = moment + rng.integers(0, 8 * 3600, len(rows)).astype("timedelta64[s]")
        yield _touches(membership, CARE_CALL, rows, when, held)


def _reactivation(rng: np.random.Generator, membership: Membership, history: _History, lift: float) -> Columns:
    """Messages to sleeping members."""
    last_touch = np.full(len(membership.user), OPENED - np.timedelta64(365, "D"))
    rows_of, when_of, stratum_of, back_of = [], [], [], []
    for month in range(6, 23):
        moment = _moment(month, 8, 10)
        gap, count, back = history.at(moment)
        rested = (moment - last_touch).astype(float) / 86_400 >= _REST
        asleep = (gap >= _ASLEEP[0]) & (gap <= _ASLEEP[1])
        rows = np.flatnonzero((membership.joined < moment) & asleep & rested)
        last_touch[rows] = moment
        rows_of.append(rows)
        when_of.append(np.full(len(rows), moment))
        stratum_of.append(100 * month + 10 * np.minimum(count[rows], 4) + (gap[rows] > 120))
        back_of.append(back[rows])
    held = hold_out(rng, np.concatenate(stratum_of), np.concatenate(back_of), 0.3, lift)
    return _touches(membership, REACTIVATION, np.concatenate(rows_of), np.concatenate(when_of), held)


def _moment(month: int, day: int, hour: int) -> np.datetime64:
    """A time in a month that counts from January 2024 = 0."""
    first = (np.datetime64("2024-01", "M") + month).astype("datetime64[s]")
    return np.datetime64(first + np.timedelta64(day - 1, "D") + np.timedelta64(hour, "h"))
