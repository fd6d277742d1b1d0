"""The simulated shop: one seed makes all its tables, and they agree with one another.

``classroom world`` writes the tables; `small_world` gives a very small shop for hidden cases and tests.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from classroom.world.columns import Columns
    from classroom.world.made import Made

SMALL_SCALE = 0.03  # 600 users


def small_world(seed: int) -> "Mapping[str, pd.DataFrame]":
    """Make a very small shop with its own customers, goods, prices and luck.

    Parameters
    ----------
    seed
        Seed of every draw; the same seed gives equal tables.

    Returns
    -------
    Mapping of str to pandas.DataFrame
        All tables as `storelab.data.load` would give them: money in yuan, 600 users, visits and events of the six
        weeks around 双十一, stock of these weeks too. Frames may be changed freely: the next call gives fresh ones.
    """
    return _SmallWorld(seed)


class _SmallWorld(Mapping[str, "pd.DataFrame"]):
    """Makes its tables when they are first asked for: the shop as a whole, those of single chapters group by group."""

    def __init__(self, seed: int) -> None:
        self._seed = seed

    def __getitem__(self, name: str) -> "pd.DataFrame":
        from classroom.world.schema import GROUP_OF, TABLES

        if name not in TABLES:
            raise KeyError(name)
        group = GROUP_OF.get(name)
        frames = _shop(self._seed)[0] if group is None else _group(self._seed, group)
        return frames[name].copy(deep=False)

    def __iter__(self) -> Iterator[str]:
        from classroom.world.schema import TABLES

        return iter(TABLES)

    def __len__(self) -> int:
        return sum(1 for _ in self)


# A proof goes through three seeds of up to six worlds for each exercise; one takes 20 MB and half a second to make.
@lru_cache(maxsize=24)
def _shop(seed: int) -> "tuple[Mapping[str, pd.DataFrame], Made]":
    from classroom.world.generate import Settings, generate_shop

    pieces: list[tuple[str, Columns]] = []
    shop = generate_shop(Settings(seed=seed, scale=SMALL_SCALE))
    while True:
        try:
            pieces.append(next(shop))
        except StopIteration as end:
            return _frames(pieces), end.value


@lru_cache(maxsize=24 * 18)
def _group(seed: int, group: str) -> "Mapping[str, pd.DataFrame]":
    from classroom.world.generate import GROUPS

    return _frames(GROUPS[group].tables(_shop(seed)[1]))


def _frames(found: "Iterable[tuple[str, Columns]]") -> "Mapping[str, pd.DataFrame]":
    import numpy as np
    import pyarrow as pa

    from classroom.world.calendar import WINDOW
    from classroom.world.columns import take
    from classroom.world.schema import TABLES
    from classroom.world.write import arrow_table, column_entry
    from storelab.data import to_frame

    pieces: dict[str, list[pa.Table]] = {}
    for name, piece in found:
        if name == "inventory_daily":  # by far the longest; the six weeks are enough
            day = np.asarray(piece["date"])
            piece = take(piece, (day >= WINDOW[0]) & (day <= WINDOW[1]))
        pieces.setdefault(name, []).append(arrow_table(TABLES[name], piece))
    return {
        name: to_frame(pa.concat_tables(parts), [column_entry(column) for column in TABLES[name].columns])
        for name, parts in pieces.items()
    }
