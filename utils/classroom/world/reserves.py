"""What a platform holds back of its payouts, and gives back later."""

import numpy as np

from classroom.world import finance
from classroom.world.calendar import DAYS, FIRST_DAY, LAST_DAY
from classroom.world.columns import Coded, Columns, Ints, coded
from classroom.world.effects_accounts import ReservesKept
from classroom.world.made import Made
from classroom.world.streams import stream

PERIODS = 48
KINDS = ("hold", "release")


def payout_calendar() -> Columns:
    """Platforms, periods and days of the table ``settlements``, without its amounts."""
    return finance.settlements(finance.empty_payouts())


def taken(made: Made) -> Ints:
    """Fen that customers paid, by half month and platform."""
    half = finance.half_month((FIRST_DAY + np.arange(DAYS)).astype("datetime64[s]"))
    total = np.zeros((PERIODS, made.takings.paid.shape[1]), dtype=np.int64)
    np.add.at(total, half, made.takings.paid)
    return total


def payout_slips(made: Made) -> Columns:
    """Make the table ``payout_slips``: a reserve held of each payout, and its way back in one part or two."""
    usual = ReservesKept()
    effect = made.effects.reserves_kept
    kept = effect.periods if effect is not None else ()
    rng = stream(made.seed, "payout_slips")
    calendar = payout_calendar()
    label, platform = calendar["period"], np.asarray(calendar["platform_id"])
    assert isinstance(label, Coded)
    own = np.flatnonzero(platform == usual.platform)
    names = label.strings()[own]
    paid_at = np.asarray(calendar["paid_at"])[own].astype("datetime64[D]")
    held = np.floor(taken(made)[:, usual.platform] * usual.share).astype(np.int64)
    rows: list[tuple[np.datetime64, str, str, str, int]] = []
    for number, name in enumerate(names):
        # Both are drawn in any case, so that an effect less moves no other row.
        parts, wait = 1 + int(rng.random() < 0.3), 1 + int(rng.random() < 0.25)
        part = int(held[number] * rng.uniform(0.3, 0.7))
        if np.isnat(paid_at[number]) or held[number] == 0:
            continue
        reference = f"R{name[2:4]}{name[5:7]}{name[-1]}"
        rows.append((paid_at[number], name, "hold", reference, -int(held[number])))
        if name in kept:
            continue
        amounts = [part, int(held[number]) - part] if parts == 2 and 0 < part < held[number] else [int(held[number])]
        for later, amount in enumerate(amounts):
            place = number + wait + later
            if place < len(names) and not np.isnat(paid_at[place]) and paid_at[place] <= LAST_DAY:
                rows.append((paid_at[place], str(names[place]), "release", reference, amount))
    rows.sort(key=lambda row: (row[0], row[2], row[3]))
    day, period, kind, reference_of, amount_of = zip(*rows, strict=True) if rows else ((), (), (), (), ())
    return {
        "slip_id": np.arange(1, len(rows) + 1),
        "platform_id": np.full(len(rows), usual.platform),
        "period": coded(map(str, period)),
        "booked_on": np.array(day, dtype="datetime64[s]"),
        "kind": Coded(np.array([KINDS.index(one) for one in kind], dtype=np.int64), KINDS),
        "reference": coded(reference_of),
        "amount": np.array(amount_of, dtype=np.int64),
    }
