"""What the tables of logistics have to agree with: paid orders of two months, and parcels sent by month."""

from dataclasses import dataclass, field

import numpy as np

from classroom.world.columns import Coded, Columns, Ints, concatenate
from classroom.world.orders import Orders
from classroom.world.words import WAREHOUSES

START = np.datetime64("2025-11-01", "s")
FIRST_MONTH = np.datetime64("2024-01", "M")
MONTHS = 24


@dataclass
class Dispatched:
    """Collected while the world is made.

    Attributes
    ----------
    parcels
        Orders sent, by month and warehouse; shape (months, warehouses).
    """

    parcels: Ints = field(default_factory=lambda: np.zeros((MONTHS, len(WAREHOUSES)), dtype=np.int64))
    _orders: list[Columns] = field(default_factory=list)
    _lines: list[Columns] = field(default_factory=list)

    def add(self, orders: Orders, keep: bool) -> None:
        """Count the parcels of one block, and keep its paid orders from `START` on if asked to."""
        table = orders.table
        shipped = np.asarray(table["shipped_at"])
        sent = np.flatnonzero(~np.isnat(shipped))
        month = (shipped[sent].astype("datetime64[M]") - FIRST_MONTH).astype(np.int64)
        np.add.at(self.parcels, (month, orders.warehouse[sent]), 1)
        if not keep:
            return
        kept = orders.paid & (np.asarray(table["created_at"]) >= START)
        rows = np.flatnonzero(kept)
        city = table["city"]
        assert isinstance(city, Coded)
        names = ("order_id", "created_at", "paid_at", "shipped_at", "delivered_at")
        own: Columns = {name: np.asarray(table[name])[rows] for name in names}
        self._orders.append({**own, "warehouse": orders.warehouse[rows], "city": city.codes[rows].astype(np.int64)})
        of_lines = np.flatnonzero(kept[orders.item_order])
        goods: Columns = {name: np.asarray(orders.items[name])[of_lines] for name in ("order_id", "sku_id", "qty")}
        self._lines.append(goods)

    @property
    def orders(self) -> Columns:
        """Paid orders placed from `START` on, in the order of their numbers."""
        empty = np.zeros(0, dtype=np.int64)
        times = {
            name: empty.astype("datetime64[s]") for name in ("created_at", "paid_at", "shipped_at", "delivered_at")
        }
        none: Columns = {"order_id": empty, **times, "warehouse": empty, "city": empty}
        return concatenate(self._orders) if self._orders else none

    @property
    def lines(self) -> Columns:
        """Their lines."""
        empty = np.zeros(0, dtype=np.int64)
        return concatenate(self._lines) if self._lines else {"order_id": empty, "sku_id": empty, "qty": empty}
