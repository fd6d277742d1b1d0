"""Fans: members of the shop's groups, and followers of its accounts."""

import numpy as np

from classroom.world.calendar import day_number
from classroom.world.columns import Coded, Columns, Ints
from classroom.world.customers import BLOCK, make_customers
from classroom.world.effects_social import SilentWeeks
from classroom.world.made import Made
from classroom.world.orders import NO_TIME
from classroom.world.posts import ACCOUNTS, FIRST
from classroom.world.streams import stream

GROUPS = ("camp_club", "table_club", "home_club")
_OPENED = "2025-07-07"  # a Monday
_WEEKS = 25
_SHARE = 0.021  # of the users join, by and by
_HALF_YEAR = 182
_FOLLOWERS = (41_000, 23_500, 58_000, 12_800, 4_300, 18_200)
_LEAVE = (0.0026, 0.0028, 0.0030, 0.0018, 0.0034, 0.0030)  # share who leave in a week with a post
_OTHERS = (1.4, 1.5, 1.6, 1.5, 0.0, 1.5)  # new followers for each that a post brings, besides


def community(made: Made) -> Columns:
    """Make the table ``community``: who is in which group in which week, and what they write.

    Members are users of the first block with the purchases that they really made; nothing is bought because of a group.
    """
    size = min(BLOCK, round(BLOCK * made.scale))
    customers = make_customers(made.seed, 0, size, made.effects)
    rng = stream(made.seed, "community")
    start = day_number(_OPENED)
    recent = (customers.time >= start - _HALF_YEAR) & (customers.time < start)
    bought = np.bincount(customers.buyer[recent], minlength=size)
    effect = made.effects.fans_were_buyers
    # All that is drawn is drawn for everybody: who joins moves nobody else's numbers.
    key = rng.exponential(1.0, size) / (0.15 + bought) ** (effect.power if effect else 0.0)
    wait = rng.beta(1.0, 1.8, size) * (7 * _WEEKS - 8)
    group = rng.integers(0, len(GROUPS), size)
    stays = rng.exponential(160.0, size)
    talk = rng.gamma(0.45, 2.2, size)
    old = np.flatnonzero(customers.registered < start - 1)
    members = np.sort(old[np.argsort(key[old], kind="stable")[: round(_SHARE * size)]])
    joined, left = start + wait[members], start + wait[members] + stays[members]
    week = start + 7 * np.arange(_WEEKS)
    inside = (joined[:, None] < week + 7) & (left[:, None] >= week)
    row, at = np.nonzero(inside)
    fade = np.exp(-(week[at] - joined[row]).clip(min=0) / 110)
    messages = stream(made.seed, "community.messages").poisson(talk[members[row]] * fade)
    end = day_number("2025-12-31") + 1
    order = np.lexsort((at, members[row], group[members[row]]))
    row, at, messages = row[order], at[order], messages[order]
    return {
        "group_id": Coded(group[members[row]], GROUPS),
        "user_id": customers.first_id + members[row],
        "week": (np.datetime64(_OPENED, "D") + 7 * at).astype("datetime64[s]"),
        "joined_at": _time(joined)[row],
        "left_at": np.where(left[row] < end, _time(left)[row], NO_TIME),
        "messages": messages.astype(np.int64),
    }


def _time(day: np.ndarray) -> np.ndarray:
    seconds = np.floor((day - day_number("2025-01-01")) * 86_400).astype("timedelta64[s]")
    return np.asarray(np.datetime64("2025-01-01", "s") + seconds)


def account_weeks(seed: int, effect: SilentWeeks | None, posts: Columns) -> Columns:
    """Make the table ``account_weeks``: followers of each account at the end of each week, and why they changed."""
    rng = stream(seed, "account_weeks")
    first = np.datetime64("2025-01-05", "D")  # the first Sunday
    weeks = 39
    who = posts["account"]
    assert isinstance(who, Coded)
    day = (np.asarray(posts["published_at"]).astype("datetime64[D]") - FIRST).astype(np.int64)
    week = (day + 2) // 7  # 2025-01-01 was a Wednesday; the first week ends on the first Sunday
    inside = week < weeks
    shape = (weeks, len(ACCOUNTS))
    published, follows = np.zeros(shape, dtype=np.int64), np.zeros(shape)
    np.add.at(published, (week[inside], who.codes[inside]), 1)
    np.add.at(follows, (week[inside], who.codes[inside]), np.asarray(posts["follows"])[inside])
    silent = np.zeros(shape, dtype=np.int64)
    for n in range(1, weeks):
        silent[n] = np.where(published[n] == 0, silent[n - 1] + 1, 0)
    leave = np.array(_LEAVE) * np.exp(rng.normal(0, 0.12, shape))
    if effect is not None:
        leave = leave * effect.lost ** np.minimum(silent, 3)
    others = rng.poisson(np.maximum(follows * np.array(_OTHERS), 0) + np.array([30, 25, 40, 22, 34, 20]))
    followers, gained, lost = (np.zeros(shape, dtype=np.int64) for _ in range(3))
    before: Ints = np.array(_FOLLOWERS)
    for n in range(weeks):
        gained[n] = follows[n] + others[n]
        lost[n] = rng.binomial(before, leave[n])
        before = before + gained[n] - lost[n]
        followers[n] = before
    return {
        "account": Coded(np.tile(np.arange(len(ACCOUNTS)), weeks), ACCOUNTS),
        "date": np.repeat((first + 7 * np.arange(weeks)).astype("datetime64[s]"), len(ACCOUNTS)),
        "followers": followers.ravel(),
        "gained": gained.ravel(),
        "lost": lost.ravel(),
        "posts": published.ravel(),
    }
