"""What the simulation has made by the time that the tables of single chapters are made."""

from dataclasses import dataclass, field

import numpy as np

from classroom.world.catalogue import Catalogue
from classroom.world.columns import Columns, Ints
from classroom.world.dispatched import Dispatched
from classroom.world.effects import Effects
from classroom.world.platform_books import Takings, empty_takings
from classroom.world.watched import Watched


@dataclass(frozen=True)
class Made:
    """Parts of the world that later tables have to agree with.

    Attributes
    ----------
    seed, effects
        Seed of every draw, and what is planted.
    catalogue
        Shops and goods.
    inventory, purchases, spending
        The tables ``inventory_daily``, ``purchase_orders`` and ``ads_daily``.
    takings
        What the platforms sold day by day.
    watched
        Returns of each good, and a sample of mobile visits.
    dispatched
        Paid orders of the last two months, and parcels by month and warehouse.
    scale
        Size of the world as a multiple of 20,000 users.
    own_sales
        Fen by month and department: goods of paid orders less discounts, by month of payment.
    """

    seed: int
    effects: Effects
    catalogue: Catalogue
    inventory: Columns
    purchases: Columns
    spending: Columns
    takings: Takings = field(default_factory=empty_takings)
    scale: float = 1.0
    own_sales: Ints = field(default_factory=lambda: np.zeros((0, 0), dtype=np.int64))
    watched: Watched = field(default_factory=Watched)
    dispatched: Dispatched = field(default_factory=Dispatched)
