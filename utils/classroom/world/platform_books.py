"""What the platforms sold day by day, summed over all blocks, for tables that have to agree with the orders."""

from dataclasses import dataclass

import numpy as np

from classroom.world.calendar import DAYS, FIRST_DAY
from classroom.world.columns import Ints
from classroom.world.finance import PLATFORMS
from classroom.world.orders import Orders

_SHAPE = (DAYS, len(PLATFORMS) + 1)


@dataclass(frozen=True)
class Takings:
    """Paid orders and what was paid (fen) by day of payment and platform; column 0 is unused.

    Attributes
    ----------
    orders, paid
        Arrays of days by platforms.
    """

    orders: Ints
    paid: Ints


def empty_takings() -> Takings:
    """Nothing sold yet."""
    return Takings(np.zeros(_SHAPE, dtype=np.int64), np.zeros(_SHAPE, dtype=np.int64))


def add_takings(takings: Takings, orders: Orders) -> None:
    """Add one block's paid orders."""
    paid = np.flatnonzero(orders.paid)
    moment = np.asarray(orders.table["paid_at"])[paid]
    day = (moment.astype("datetime64[D]") - FIRST_DAY).astype(np.int64)
    platform = np.asarray(orders.table["platform_id"])[paid]
    np.add.at(takings.orders, (day, platform), 1)
    np.add.at(takings.paid, (day, platform), np.asarray(orders.table["paid"])[paid])


def by_month(daily: Ints) -> Ints:
    """Sum days to the months of the world: an array of months by platforms."""
    month = (FIRST_DAY + np.arange(len(daily))).astype("datetime64[M]")
    number = (month - month[0]).astype(np.int64)
    total = np.zeros((int(number[-1]) + 1, daily.shape[1]), dtype=np.int64)
    np.add.at(total, number, daily)
    return total
