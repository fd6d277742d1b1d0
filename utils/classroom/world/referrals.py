"""Invitations from customers to friends, and the orders that came of them."""

import numpy as np

from classroom.world.calendar import FIRST_DAY
from classroom.world.catalogue import LAST_SECOND
from classroom.world.columns import MISSING, Coded, Columns, Ints, Times
from classroom.world.customers import Customers
from classroom.world.orders import NO_TIME, Orders
from classroom.world.streams import stream

OPENED = np.datetime64("2024-02-01", "s")  # invitations since
_INVITED = 0.85  # of those who came through social channels
_IN_VAIN = 3.0  # invitations that lead to nobody, for one that does
_LOOK_BACK = 120.0  # days in which an inviter has bought
_TRIES = 2  # orders of which the inviter's is the one with the most orders before


def referrals(seed: int, block: int, customers: Customers, orders: Orders) -> Columns:
    """Make the table ``referrals`` of one block: good customers invite, and some friends register and buy.

    Parameters
    ----------
    seed, block, customers, orders
        Which world and block, its users and orders.
    """
    rng = stream(seed, "referrals", block)
    users = len(customers.city)
    channel = customers.table["acq_channel"]
    assert isinstance(channel, Coded)
    registered = FIRST_DAY.astype("datetime64[s]") + np.floor(customers.registered * 86_400).astype("timedelta64[s]")
    opened_first = OPENED + np.timedelta64(10, "D")
    social = (channel.codes == channel.labels.index("social")) & (registered > opened_first)
    invitee = np.flatnonzero(social & (rng.random(users) < _INVITED))
    opened = registered[invitee] - (60 + 3_000 * rng.exponential(1.0, len(invitee))).astype("timedelta64[s]")
    sent = opened - (120 + 86_400 * rng.exponential(0.8, len(invitee))).astype("timedelta64[s]")

    # Those that lead to nobody come at the times of the paid orders.
    order = np.flatnonzero(orders.paid)
    paid_at = np.asarray(orders.table["paid_at"])[order]
    by_time = np.argsort(paid_at, kind="stable")
    order, paid_at = order[by_time], paid_at[by_time]
    possible = np.flatnonzero(paid_at > opened_first)
    vain = round(_IN_VAIN * len(invitee)) if len(possible) else 0
    vain_sent = paid_at[rng.choice(possible, vain)] + (rng.random(vain) * 5 * 86_400).astype("timedelta64[s]")
    looks = rng.random(vain) < 0.35
    vain_opened = np.where(looks, vain_sent + (rng.exponential(40_000.0, vain) + 30).astype("timedelta64[s]"), NO_TIME)

    friend = np.r_[invitee, np.full(vain, MISSING)]
    sent, opened = np.r_[sent, vain_sent], np.r_[opened, vain_opened]
    inviter = _inviters(rng, orders.buyer[order], paid_at, sent)
    first = np.full(users, MISSING)
    by_creation = np.flatnonzero(orders.paid)[::-1]
    first[orders.buyer[by_creation]] = by_creation
    bought = np.where(friend == MISSING, MISSING, first[friend])
    ordered = np.where(bought == MISSING, NO_TIME, np.asarray(orders.table["created_at"])[bought])
    value = np.where(bought == MISSING, MISSING, np.asarray(orders.table["paid"])[bought])

    opened = np.where(opened <= LAST_SECOND, opened, NO_TIME)
    rows = np.flatnonzero((inviter != MISSING) & (inviter != friend) & (sent <= LAST_SECOND))
    rows = rows[np.argsort(sent[rows], kind="stable")]
    rows = rows[np.sort(np.unique(sent[rows], return_index=True)[1])]
    return {
        "inviter": customers.first_id + inviter[rows],
        "invitee": np.where(friend[rows] == MISSING, MISSING, customers.first_id + friend[rows]),
        "sent_at": sent[rows],
        "opened_at": opened[rows],
        "ordered_at": ordered[rows],
        "value": value[rows],
    }


def _inviters(rng: np.random.Generator, buyer: Ints, paid_at: Times, sent: Times) -> Ints:
    """One inviter for each invitation, out of those who have bought of late: frequent buyers before others."""
    if not len(buyer):
        return np.full(len(sent), MISSING)
    by_user = np.argsort(buyer, kind="stable")
    number = np.empty(len(buyer), dtype=np.int64)
    number[by_user] = np.arange(len(buyer)) - np.searchsorted(buyer[by_user], buyer[by_user])
    end = np.searchsorted(paid_at, sent)
    start = np.searchsorted(paid_at, sent - np.timedelta64(round(_LOOK_BACK * 86_400), "s"))
    drawn = start + (rng.random((_TRIES, len(sent))) * (end - start)).astype(np.int64)
    drawn = np.minimum(drawn, len(buyer) - 1)
    best = drawn[np.argmax(number[drawn], axis=0), np.arange(len(sent))]
    return np.where(end > start, buyer[best], MISSING)
