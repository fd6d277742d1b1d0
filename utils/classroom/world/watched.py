"""What later tables of pages have to agree with: returns of each good, and a sample of visits by phone."""

from dataclasses import dataclass, field

import numpy as np

from classroom.world.catalogue import GOODS
from classroom.world.columns import Coded, Columns, Ints, concatenate, take
from classroom.world.orders import REASONS, Orders

EVERY = 4  # one mobile visit in so many


@dataclass
class Watched:
    """Collected while the world is made.

    Attributes
    ----------
    lines, described
        Delivered lines of each good, and its returns for the reason "not as described".
    """

    lines: Ints = field(default_factory=lambda: np.zeros(GOODS, dtype=np.int64))
    described: Ints = field(default_factory=lambda: np.zeros(GOODS, dtype=np.int64))
    _visits: list[Columns] = field(default_factory=list)

    def add_orders(self, orders: Orders) -> None:
        """Count the lines and returns of one block."""
        delivered = ~np.isnat(np.asarray(orders.table["delivered_at"]))[orders.item_order]
        self.lines += np.bincount(np.asarray(orders.items["sku_id"])[delivered] - 1, minlength=GOODS)
        reason = orders.returns["reason"]
        assert isinstance(reason, Coded)
        told = reason.codes == REASONS.index("not_as_described")
        self.described += np.bincount(np.asarray(orders.returns["sku_id"])[told] - 1, minlength=GOODS)

    def add_visits(self, sessions: Columns) -> None:
        """Keep one in `EVERY` of the mobile visits of people."""
        device, numbers = sessions["device"], np.asarray(sessions["session_id"])
        assert isinstance(device, Coded)
        kept = (device.codes == list(device.labels).index("mobile")) & ~np.asarray(sessions["is_bot"])
        kept &= numbers % EVERY == 0
        self._visits.append(
            take({name: sessions[name] for name in ("session_id", "load_ms", "bounced", "duration_s")}, kept)
        )

    @property
    def visits(self) -> Columns:
        """The sampled visits: number, load time, whether they left at once, and seconds."""
        names = ("session_id", "load_ms", "bounced", "duration_s")
        return concatenate(self._visits) if self._visits else {name: np.zeros(0, dtype=np.int64) for name in names}
