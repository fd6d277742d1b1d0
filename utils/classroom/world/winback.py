"""Win-back coupons with a control group: most of those who use one would have come anyway."""

from dataclasses import dataclass

import numpy as np

from classroom.world.columns import MISSING, Bools, Floats, Ints, Times
from classroom.world.effects import WinBackCoupon
from classroom.world.holdouts import hold_out
from classroom.world.streams import stream

ISSUED = ("2025-02-20", "2025-04-15", "2025-07-10", "2025-09-05")
HOUR = np.timedelta64(10, "h")  # time of issue
FACE, THRESHOLD = 2_000, 4_900  # fen
VALID_DAYS = 30
_QUIET = (30.0, 120.0)  # days since the last paid order
_HELD_OUT = 1 / 3
_USED = 0.85  # of those who come back and whose order is big enough


@dataclass(frozen=True)
class WinBack:
    """Coupons of the campaigns in one block, in order of issue.

    Attributes
    ----------
    buyer
        Position of the user.
    campaign
        Position in `ISSUED`.
    holdout
        Whether the user is in the control group.
    used_at
        Creation of the order in which it was used; NaT where it was not.
    """

    buyer: Ints
    campaign: Ints
    holdout: Bools
    used_at: Times


def win_back(
    seed: int, block: int, effect: WinBackCoupon | None, buyer: Ints, created: Times, paid: Bools, gross: Ints
) -> tuple[WinBack, Ints]:
    """Choose who gets a coupon and in which order it is used; when people order is given.

    Parameters
    ----------
    seed, block, effect
        Which world and block, and what is planted.
    buyer, created, paid, gross
        One entry an order, sorted by creation.

    Returns
    -------
    tuple
        The coupons, and the positions of the orders in which one is used.
    """
    none = np.zeros(0, dtype=np.int64)
    if effect is None or not len(buyer):
        return WinBack(none, none, none.astype(bool), none.astype("datetime64[s]")), none
    rng = stream(seed, "coupons.win_back", block)
    order = np.flatnonzero(paid)
    who, when = buyer[order], created[order]
    users = int(buyer.max()) + 1
    chosen = np.zeros(users, dtype=bool)
    campaigns = []
    for number, day in enumerate(ISSUED):
        issued = np.datetime64(day, "s") + HOUR
        before = when < issued
        count = np.bincount(who[before], minlength=users)
        gap = days_since(who[before], when[before], issued, users)
        eligible = np.flatnonzero((gap >= _QUIET[0]) & (gap <= _QUIET[1]) & ~chosen)
        chosen[eligible] = True
        back = ~before & (when < issued + np.timedelta64(VALID_DAYS, "D"))
        returned = np.bincount(who[back], minlength=users) > 0
        big = back & (gross[order] >= THRESHOLD)
        first = np.full(users, MISSING)
        first[who[big][::-1]] = order[big][::-1]  # the earliest is written last
        stratum = 100 * number + 10 * np.minimum(count, 5) + (gap > 60)
        held = hold_out(rng, stratum[eligible], returned[eligible], _HELD_OUT, effect.lift)
        uses = ~held & (rng.random(len(eligible)) < _USED)
        campaigns.append((eligible, np.full(len(eligible), number), held, np.where(uses, first[eligible], MISSING)))
    who, campaign, held, used = (np.concatenate(parts) for parts in zip(*campaigns, strict=True))
    used_at = np.where(used == MISSING, np.datetime64("NaT", "s"), created[used])
    return WinBack(who, campaign, held, used_at), used[used != MISSING]


def days_since(who: Ints, when: Times, now: np.datetime64, users: int) -> Floats:
    """Days from each user's last entry until now; nan where there is none. Entries are sorted by time."""
    last = np.full(users, np.nan)
    last[who] = (now - when).astype("timedelta64[s]").astype(float) / 86_400
    return last
