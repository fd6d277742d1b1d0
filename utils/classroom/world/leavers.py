"""Who doesn't come back: known from the orders, and told by what customers answer."""

import numpy as np

from classroom.world.catalogue import LAST_SECOND
from classroom.world.columns import Bools, Ints, Times

STAY_DAYS = 90  # who doesn't buy again within so many days counts as one who leaves


def leavers(buyer: Ints, created: Times, paid: Bools) -> Bools:
    """Whether the customer of each order is known not to buy again within 90 days of it.

    Parameters
    ----------
    buyer, created, paid
        One entry an order, sorted by creation.
    """
    order = np.flatnonzero(paid)
    order = order[np.argsort(buyer[order], kind="stable")]  # by customer, and in each by time
    wait = np.full(len(created), np.timedelta64(10**9, "s"))
    same = buyer[order[1:]] == buyer[order[:-1]]
    wait[order[:-1][same]] = (created[order[1:]] - created[order[:-1]])[same]
    horizon = np.timedelta64(STAY_DAYS, "D")
    return np.asarray(paid & (wait > horizon) & (created + horizon <= LAST_SECOND))
