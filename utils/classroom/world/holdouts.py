"""Control groups: who of those chosen is not touched, and how much more the others come back."""

import numpy as np

from classroom.world.columns import Bools, Ints

_CHANCE = 0.3  # luck left between the groups, as a share of what pure chance would give


def hold_out(rng: np.random.Generator, stratum: Ints, returned: Bools, share: float, lift: float) -> Bools:
    """Draw the control group from people whose orders are known, so that orders stay as they are.

    Both groups have the same make-up by stratum and, but for ``lift`` and some luck, return equally often; for the
    lift, people who returned change places with people of their stratum who did not.

    Parameters
    ----------
    rng
        Stream of the draw.
    stratum
        What is known of each before the touch, as one number; groups are balanced on it.
    returned
        Whether each came back.
    share
        Share of the control group.
    lift
        Share who return among the touched less that in the control group.

    Returns
    -------
    numpy.ndarray
        Whether each is in the control group.
    """
    size = len(stratum)
    if not size:
        return np.zeros(0, dtype=bool)
    place = np.empty(size, dtype=np.int64)
    place[np.lexsort((rng.random(size), returned, stratum))] = np.arange(size)
    start = rng.random()
    held = np.floor((place + 1) * share + start) > np.floor(place * share + start)

    rate = float(returned.mean())
    luck = _CHANCE * np.sqrt(rate * (1 - rate) / (size * share * (1 - share)))
    moves = (lift + luck * rng.normal()) * size * share * (1 - share)
    # People who raise the difference when they change sides, and those who take their place.
    leave = np.flatnonzero(held & (returned if moves > 0 else ~returned))
    enter = np.flatnonzero(~held & (~returned if moves > 0 else returned))
    leave = rng.permutation(leave)[: round(abs(moves))]
    for one in np.unique(stratum[leave]):
        out = leave[stratum[leave] == one]
        into = rng.permutation(enter[stratum[enter] == one])[: len(out)]
        held[out[: len(into)]] = False
        held[into] = True
    return np.asarray(held)
