"""Disputes: orders about which customer and shop did not agree, and how each case was handled."""

import numpy as np
import numpy.typing as npt

from classroom.world.catalogue import LAST_SECOND
from classroom.world.columns import MISSING, Coded, Columns, Floats, Ints, Times, pick
from classroom.world.orders import NO_TIME, Orders
from classroom.world.streams import stream

CLAIMS = ("quality", "not_as_described", "damaged", "late", "size", "other")
OUTCOMES = ("refund", "partial_refund", "exchange", "rejected")
# Chance that a return with this reason becomes a dispute; and that an order without a return is disputed at all.
_CHANCE = {
    "quality": 0.065,
    "not_as_described": 0.065,
    "damaged": 0.05,
    "late": 0.04,
    "size": 0.01,
    "changed_mind": 0.006,
}
_WITHOUT_RETURN = 0.0016
_VALID = {"quality": 0.78, "not_as_described": 0.72, "damaged": 0.85, "late": 0.66, "size": 0.45, "other": 0.30}
# Hours of the four steps: median, and spread of their logarithm.
_HOURS = ((5.0, 0.9), (26.0, 0.7), (40.0, 0.8), (60.0, 0.6))


def disputes(seed: int, block: int, orders: Orders, first_id: int) -> Columns:
    """Make the table ``disputes`` of one block, in order of opening.

    Parameters
    ----------
    seed, block, orders
        Which world and block, and its orders.
    first_id
        case_id of the first row.
    """
    rng = stream(seed, "disputes", block)
    ids = np.asarray(orders.table["order_id"])
    delivered = np.asarray(orders.table["delivered_at"])
    paid = np.asarray(orders.table["paid"])
    back = orders.returns
    reason = back["reason"]
    assert isinstance(reason, Coded)
    chance = np.array([_CHANCE[name] for name in reason.labels])[reason.codes]
    disputed = np.flatnonzero(rng.random(len(chance)) < chance)
    # One case an order: the first return that is disputed.
    order_of_return = np.asarray(back["order_id"])[disputed]
    disputed = disputed[np.unique(order_of_return, return_index=True)[1]]
    has_return = np.isin(ids, np.asarray(back["order_id"]))
    alone = np.flatnonzero((rng.random(len(ids)) < _WITHOUT_RETURN) & ~np.isnat(delivered) & ~has_return)

    of_reason = np.array([CLAIMS.index(name) if name in CLAIMS else CLAIMS.index("other") for name in reason.labels])
    claim = np.r_[of_reason[reason.codes[disputed]], pick(rng, [0.3, 0.2, 0.15, 0.25, 0.0, 0.1], len(alone))]
    order = np.r_[np.asarray(back["order_id"])[disputed], ids[alone]]
    start = np.r_[np.asarray(back["requested_at"])[disputed], delivered[alone]]
    most = np.r_[np.asarray(back["amount"])[disputed], paid[alone]]
    opened = start + _hours(rng, np.full(len(order), 30.0), 0.8)
    return _handled(rng, order, claim, opened, most, first_id)


def _hours(rng: np.random.Generator, median: Floats, spread: float) -> npt.NDArray[np.timedelta64]:
    return np.asarray(np.rint(3_600 * median * np.exp(spread * rng.normal(size=len(median)))).astype("timedelta64[s]"))


def _handled(rng: np.random.Generator, order: Ints, claim: Ints, opened: Times, most: Ints, first_id: int) -> Columns:
    times = [opened]
    for median, spread in _HOURS:
        times.append(times[-1] + _hours(rng, np.full(len(order), median), spread))
    valid = rng.random(len(order)) < np.array([_VALID[name] for name in CLAIMS])[claim]
    good = pick(rng, [0.62, 0.26, 0.12, 0.0], len(order))
    outcome = np.where(valid, good, OUTCOMES.index("rejected"))
    share = np.where(outcome == 1, 0.2 + 0.4 * rng.random(len(order)), np.where(outcome == 0, 1.0, 0.0))
    reopened = rng.random(len(order)) < np.where(valid, 0.05, 0.16)

    rows = np.flatnonzero(opened <= LAST_SECOND)
    rows = rows[np.lexsort((order[rows], opened[rows]))]
    known = [np.where(moment[rows] <= LAST_SECOND, moment[rows], NO_TIME) for moment in times]
    verified, settled = ~np.isnat(known[2]), ~np.isnat(known[3])
    return {
        "case_id": first_id + np.arange(len(rows)),
        "order_id": order[rows],
        "claim": Coded(claim[rows], CLAIMS),
        "opened_at": known[0],
        "accepted_at": known[1],
        "verified_at": known[2],
        "settled_at": known[3],
        "followed_up_at": known[4],
        "valid": np.where(verified, valid[rows].astype(np.int64), MISSING),
        "outcome": Coded(np.where(settled, outcome[rows], MISSING), OUTCOMES),
        "amount": np.where(settled, np.rint(share * most)[rows].astype(np.int64), MISSING),
        "reopened": reopened[rows] & settled,
    }
