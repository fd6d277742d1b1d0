"""What the simulation has made by the time that the tables of single chapters are made."""

from dataclasses import dataclass

from classroom.world.catalogue import Catalogue
from classroom.world.columns import Columns, Ints
from classroom.world.effects import Effects


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
    scale: float
    own_sales: Ints
