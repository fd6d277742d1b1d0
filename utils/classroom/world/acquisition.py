"""Through which channel each customer came first."""

import numpy as np

from classroom.world.columns import Coded, Floats, Ints, pick_rows
from classroom.world.effects import ChannelQuality
from classroom.world.streams import stream

CHANNELS = ("search", "recommend", "paid_search", "short_video", "social", "direct")
SHARES = np.array([0.36, 0.17, 0.15, 0.16, 0.05, 0.11])
_GRADES = 20  # customers of one time, from the worst to the best


def channels(seed: int, block: int, effect: ChannelQuality | None, registered: Floats, repeats: Ints) -> Coded:
    """Draw the column ``users.acq_channel``.

    Parameters
    ----------
    seed, block, effect
        Which world and block, and what is planted.
    registered
        Day of registration of each user, negative before the first day.
    repeats
        How often each bought again.
    """
    rng = stream(seed, "users.acq_channel", block)
    size = len(registered)
    # Customers are compared with those who came at the same time: who came late has had little time to buy again.
    month = np.floor(np.maximum(registered, -1.0) / 30.4).astype(np.int64)
    order = np.lexsort((rng.random(size), repeats, month))
    starts = np.searchsorted(month[order], month)
    place = np.empty(size, dtype=np.int64)
    place[order] = np.arange(size)
    level = (place - starts) / np.maximum(np.bincount(month - month.min())[month - month.min()], 1)
    grade = np.minimum((level * _GRADES).astype(np.int64), _GRADES - 1)
    tilt = np.array([getattr(effect, f"tilt_{name}", 0.0) for name in CHANNELS])
    weights = SHARES * np.exp(tilt * ((np.arange(_GRADES) + 0.5) / _GRADES - 0.5)[:, None])
    return Coded(pick_rows(rng, weights, grade), CHANNELS)
