"""What is read of our shop: the committed tables, and the visits of all 24 months, which are simulated anew."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd

from storelab.errors import StoreLabError


@dataclass(frozen=True)
class Visits:
    """Visits in short.

    Attributes
    ----------
    sizes
        Number of visits with 0, 1, 2, ... events.
    bought
        Number of visits with a payment.
    """

    sizes: npt.NDArray[np.int64]
    bought: int

    @property
    def count(self) -> int:
        """Number of visits."""
        return int(self.sizes.sum())

    @property
    def events_per_visit(self) -> float:
        """Mean number of events of a visit."""
        return float((self.sizes * np.arange(len(self.sizes))).sum() / self.count)

    @property
    def single(self) -> float:
        """Share of visits with one event."""
        return float(self.sizes[1] / self.count)

    @property
    def conversion(self) -> float:
        """Share of visits with a payment."""
        return self.bought / self.count


@dataclass(frozen=True)
class Shop:
    """The committed tables, read when they are asked for; money in yuan.

    Attributes
    ----------
    folder
        Folder of the Parquet files.
    all_visits
        The visits of all 24 months.
    """

    folder: Path
    all_visits: Visits

    def table(self, name: str, columns: list[str] | None = None) -> pd.DataFrame:
        """Read a table as it stands in the file: money is in fen."""
        file = self.folder / f"{name}.parquet"
        if not file.is_file():
            raise StoreLabError(f"{file} is missing: make the tables with 'classroom world'.")
        return pd.read_parquet(file, columns=columns)

    @cached_property
    def paid(self) -> pd.DataFrame:
        """Paid orders, with ``value``: what was paid for the goods, without freight."""
        columns = ["order_id", "user_id", "created_at", "paid_at", "delivered_at", "paid", "freight", "refund"]
        orders = self.table("orders", columns).dropna(subset=["paid_at"])
        orders[["paid", "freight", "refund"]] /= 100
        return orders.assign(value=orders["paid"] - orders["freight"])

    @cached_property
    def lines(self) -> pd.DataFrame:
        """Lines of paid orders, with ``revenue``."""
        items = self.table("order_items", ["order_id", "sku_id", "qty", "unit_price", "discount_alloc"])
        items = items[items["order_id"].isin(self.paid["order_id"])]
        return items.assign(revenue=(items["qty"] * items["unit_price"] - items["discount_alloc"]) / 100)

    @cached_property
    def days(self) -> pd.DataFrame:
        """Purchase days of each customer."""
        from classroom.realism.definitions import purchase_days

        return purchase_days(self.paid["user_id"], self.paid["paid_at"])

    @cached_property
    def calendar(self) -> pd.DataFrame:
        """Paid orders of each day, with the day's campaign: columns date, campaign, orders."""
        days = self.table("calendar", ["date", "campaign"])
        counts = self.paid["created_at"].dt.normalize().value_counts()
        return days.assign(orders=days["date"].map(counts).fillna(0).to_numpy())

    @cached_property
    def committed_visits(self) -> Visits:
        """The visits of the committed six weeks."""
        events = self.table("events", ["session_id", "type"])
        return count_visits(events["session_id"].to_numpy(), (events["type"] == "pay").to_numpy())

    @cached_property
    def reviews(self) -> pd.DataFrame:
        """Reviews, with ``late``: whether the parcel took longer than customers wait without complaint."""
        from classroom.world.service import LATE_DAYS

        reviews = self.table("reviews", ["order_id", "rating"])
        took = (self.paid["delivered_at"] - self.paid["paid_at"]).dt.total_seconds() / 86_400
        late = pd.Series((took > LATE_DAYS).to_numpy(), index=self.paid["order_id"])
        return reviews.assign(late=reviews["order_id"].map(late).astype(bool))

    @cached_property
    def bought_words(self) -> pd.DataFrame:
        """Clicks and orders of each search word that the shop paid for, over all 24 months."""
        ads = self.table("ads_daily", ["keyword", "clicks", "orders"]).dropna(subset=["keyword"])
        sums = ads.groupby("keyword")[["clicks", "orders"]].sum()
        return sums[sums["clicks"] > 0]


def count_visits(session: npt.NDArray[np.int64], pays: npt.NDArray[np.bool_]) -> Visits:
    """Count the events of each visit; one entry an event."""
    _, place = np.unique(session, return_inverse=True)
    bought = len(np.unique(place[pays]))
    return Visits(np.bincount(np.bincount(place)), bought)


def simulate_visits(seed: int | None = None, progress: Callable[[str], None] = lambda text: None) -> Visits:
    """Simulate all 24 months, which are too large to be committed, and count what happens in the visits.

    Parameters
    ----------
    seed
        Seed of the world; that of the committed tables by default.
    progress
        Is told what is being made.
    """
    from classroom.world.columns import Coded
    from classroom.world.generate import Settings, generate

    settings = Settings(window=None) if seed is None else Settings(seed=seed, window=None)
    sizes = np.zeros(0, dtype=np.int64)
    bought = 0
    for name, piece in generate(settings, progress):
        if name != "events":
            continue
        session, kind = piece["session_id"], piece["type"]
        assert isinstance(session, np.ndarray)
        assert isinstance(kind, Coded)
        found = count_visits(session, kind.codes == list(kind.labels).index("pay"))
        length = max(len(sizes), len(found.sizes))
        sizes = np.pad(sizes, (0, length - len(sizes))) + np.pad(found.sizes, (0, length - len(found.sizes)))
        bought += found.bought
    return Visits(sizes, bought)
