"""The simulated shop: one seed makes all its tables, and they agree with one another.

``classroom world`` writes the tables; `small_world` gives a very small shop for hidden cases and tests.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

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
    return {name: frame.copy(deep=False) for name, frame in _frames(seed).items()}


# A proof goes through three seeds of up to six worlds for each exercise; one takes 20 MB and a second to make.
@lru_cache(maxsize=24)
def _frames(seed: int) -> "Mapping[str, pd.DataFrame]":
    import numpy as np
    import pyarrow as pa

    from classroom.world.calendar import WINDOW
    from classroom.world.columns import take
    from classroom.world.generate import Settings, generate
    from classroom.world.schema import TABLES
    from classroom.world.write import arrow_table, column_entry
    from storelab.data import to_frame

    pieces: dict[str, list[pa.Table]] = {}
    for name, piece in generate(Settings(seed=seed, scale=SMALL_SCALE)):
        if name == "inventory_daily":  # by far the longest; the six weeks are enough
            day = np.asarray(piece["date"])
            piece = take(piece, (day >= WINDOW[0]) & (day <= WINDOW[1]))
        pieces.setdefault(name, []).append(arrow_table(TABLES[name], piece))
    return {
        name: to_frame(pa.concat_tables(parts), [column_entry(column) for column in TABLES[name].columns])
        for name, parts in pieces.items()
    }
