"""Complaints about rights at the Arcade, a course for its sellers, and what partners are worth to each other."""

import numpy as np

from classroom.world.arcade import SELLERS
from classroom.world.columns import Bools, Coded, Columns, Floats, Ints, Times, coded, pick
from classroom.world.effects import Effects
from classroom.world.orders import NO_TIME
from classroom.world.streams import stream

FIRST = np.datetime64("2025-02-01", "s")
LAST = np.datetime64("2025-12-31", "s")
CLAIMANTS = ("alder_design", "bluefin_outdoor", "cinder_tea", "dovetail_home", "elm_press", "firefly_lamps", "granite_gear",
             "kestrel_agency")  # fmt: skip
RIGHTS = ("trademark", "design", "copyright")
USUAL = 112
WAIT = 15  # days from the statement's arrival, E-Commerce Law art. 43
_DAY = np.timedelta64(86400, "s")
NAMED, BY_LOT = 60, 30  # so many sellers with most faults are named, chance sends half of them to the course
CHECKED = (30, 80)
# Value in thousands of yuan of what each group of partners can do without the others.
_VALUES = (
    ("nobody", 0), ("designer", 12), ("factory", 18), ("shop", 10), ("designer+factory", 60), ("designer+shop", 44),
    ("factory+shop", 36), ("designer+factory+shop", 120),
)  # fmt: skip


def ip_complaints(seed: int, effects: Effects) -> Columns:
    """Make the table ``ip_complaints``: one notice a row, with the day of every step that has happened."""
    rng = stream(seed, "ip_complaints")
    size = USUAL
    day = np.sort(rng.integers(0, 300, size))
    claimant = pick(rng, [3, 2.5, 2, 2.5, 1.5, 2, 2, 1.2], size)
    sales = np.exp(rng.normal(5.5, 0.8, size))
    valid = rng.random(size) < 0.77
    parts = [_steps(rng, FIRST + day * _DAY, claimant, sales, valid)]
    wrong = effects.wrong_notices
    if wrong is not None:
        own = stream(seed, "ip_complaints.wrong_notices")
        n = wrong.notices
        notice = np.datetime64(wrong.start, "s") + np.sort(own.integers(0, wrong.days, n)) * _DAY
        sold = np.exp(own.normal(6.7, 0.5, n))
        parts.append(
            _steps(own, notice, np.full(n, CLAIMANTS.index(wrong.claimant)), sold, own.random(n) < wrong.valid)
        )
    joined = {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
    order = np.argsort(joined["notice_at"], kind="stable")
    joined = {name: column[order] for name, column in joined.items()}
    return {
        "complaint_id": np.arange(1, len(order) + 1),
        "seller_id": joined["seller_id"],
        "claimant": Coded(joined["claimant"].astype(np.int32), CLAIMANTS),
        "right": Coded(joined["right"].astype(np.int32), RIGHTS),
        **{
            name: joined[name]
            for name in ("notice_at", "action_at", "counter_at", "reached_at", "suit_at", "restored_at")
        },
        "daily_sales": joined["daily_sales"],
        "valid": joined["valid"],
    }


def _steps(
    rng: np.random.Generator, notice: Times, claimant: Ints, sales: Floats, valid: Bools
) -> dict[str, np.ndarray]:
    size = len(notice)
    action = notice + pick(rng, [3, 5, 2, 1], size) * _DAY
    answers = rng.random(size) < np.where(valid, 0.12, 0.80)
    counter = np.where(answers, action + rng.integers(1, 7, size) * _DAY, NO_TIME)
    # Statements lie with us for days before they are sent on, and take one more to arrive.
    reached = counter + (1 + pick(rng, [2, 2, 3, 3, 2, 2, 1, 1], size)) * _DAY
    goes_on = rng.random(size) < np.where(valid, 0.75, 0.05)
    suit = np.where(goes_on, reached + rng.integers(1, WAIT + 1, size) * _DAY, NO_TIME)
    # The first day after the wait, or a few days later, when somebody thinks of it.
    restored = np.where(np.isnat(suit), reached + (WAIT + 1 + pick(rng, [4, 3, 2, 2, 1], size)) * _DAY, NO_TIME)
    steps = {"notice_at": notice, "action_at": action, "counter_at": counter, "reached_at": reached, "suit_at": suit,
             "restored_at": restored}  # fmt: skip
    known = {name: np.where(times <= LAST, times, NO_TIME) for name, times in steps.items()}
    return {
        "seller_id": rng.integers(1, SELLERS + 1, size),
        "claimant": claimant,
        "right": pick(rng, [5, 3, 3], size),
        **known,
        "daily_sales": np.rint(sales).astype(np.int64) * 100,
        "valid": valid,
    }


def rights_training(seed: int, effects: Effects) -> Columns:
    """Make the table ``rights_training``: listings of 120 sellers checked before and after a course for some of them."""
    rng = stream(seed, "rights_training")
    size = 120
    share = rng.beta(2.2, 26, size)
    before = rng.binomial(CHECKED[0], share)
    # Those with most faults are named; of equal ones, chance decides.
    named = np.argsort(-(before + rng.random(size)))[:NAMED]
    trained = np.zeros(size, dtype=bool)
    trained[rng.permutation(named)[:BY_LOT]] = True
    invited = np.zeros(size, dtype=bool)
    invited[named] = True
    # Uniform numbers, one a listing, so that switching the effect off moves nobody else's luck.
    luck = rng.random((size, CHECKED[1]))
    factor = 1.0 if effects.training_helps is None else effects.training_helps.factor
    after = (luck < (share * np.where(trained, factor, 1.0))[:, None]).sum(axis=1)
    return {
        "seller_id": np.arange(1, size + 1),
        "named": invited,
        "trained": trained,
        "checked_before": np.full(size, CHECKED[0]),
        "infringing_before": before,
        "checked_after": np.full(size, CHECKED[1]),
        "infringing_after": after,
    }


def ip_deals() -> Columns:
    """Make the table ``ip_deals``: what each group of partners earns with the design by itself."""
    names, values = zip(*_VALUES, strict=True)
    return {"coalition": coded(names), "value": np.array(values) * 100_000}
