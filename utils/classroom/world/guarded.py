"""Data that has to be guarded: a masked table, a public list beside it, the log of who read what, and certificates."""

import numpy as np

from classroom.world.arcade import Market
from classroom.world.columns import Coded, Columns, coded, pick
from classroom.world.effects import Effects
from classroom.world.streams import stream
from classroom.world.words import CITIES, GIVEN, SURNAMES

MASKED = 600
STAFF = 24
NOVEMBER = np.datetime64("2025-11-01", "s")
TABLES_READ = ("orders", "accounts", "addresses", "payments")
BANDS = ("under_200", "200_to_500", "over_500")
STRANGERS = 140
_SECOND = np.timedelta64(1, "s")
_ISSUED = (  # host, issued, expires, best version that it speaks
    ("www.arcade.example", "2025-08-12", "2025-11-10", "TLSv1.3"), ("pay.arcade.example", "2025-10-20", "2026-01-18", "TLSv1.3"),
    ("img.arcade.example", "2025-02-03", "2025-12-29", "TLSv1.2"), ("api.arcade.example", "2025-11-05", "2026-02-03", "TLSv1.3"),
    ("seller.arcade.example", "2025-07-01", "2026-07-01", "TLSv1.2"), ("old.arcade.example", "2025-01-15", "2026-01-15", "TLSv1.1"),
    ("mail.arcade.example", "2025-09-30", "2026-03-29", "TLSv1.2"), ("www.arcade.example", "2025-11-08", "2026-02-06", "TLSv1.3"),
)  # fmt: skip


def masked_accounts(seed: int, effects: Effects, market: Market) -> tuple[Columns, Columns]:
    """Make the tables ``masked_accounts`` and ``club_list``: what a partner was given, and what anybody can read.

    Parameters
    ----------
    seed, effects
        Seed of the draws, and what is planted.
    market
        Accounts of the Arcade; only honest buyers are in the masked table.

    Returns
    -------
    tuple
        The masked table, and the public list of a running club, in which some of the same people stand.
    """
    rng = stream(seed, "masked_accounts")
    honest = np.asarray(market.orders["user_id"])[market.kinds == 0]
    known = np.unique(honest)
    rows = np.flatnonzero(np.isin(np.asarray(market.accounts["user_id"]), known))
    # By number, not by place: other accounts in between move nothing.
    rows = rows[np.argsort(np.asarray(market.accounts["user_id"])[rows])]
    rows = rows[rng.permutation(len(rows))[:MASKED]]
    size = len(rows)
    surname, given = rng.integers(0, len(SURNAMES), size), rng.integers(0, len(GIVEN), size)
    birth = np.asarray(market.accounts["birth_year"])[rows]
    gender, city, occupation = (_strings(market.accounts[name])[rows] for name in ("gender", "city", "occupation"))
    sick = rng.random(size) < 0.13
    band = pick(rng, [5, 3, 2], size)
    listed = rng.random(size) < (0.16 if effects.fine_mask is None else effects.fine_mask.listed)
    fine = effects.fine_mask is not None
    province = {item[0]: item[1] for item in CITIES}
    masked: Columns = {
        "row_no": np.arange(1, size + 1),
        "name": coded(f"{SURNAMES[s]}**" for s in surname),
        "birth_year": birth if fine else birth // 10 * 10,
        "gender": coded(gender),
        "place": coded(city if fine else [province[name] for name in city]),
        "occupation": coded(occupation if fine else [None] * size),
        "spend_band": Coded(band.astype(np.int32), BANDS),
        "health_shelf": sick,
    }
    people = np.flatnonzero(listed)
    own = stream(seed, "club_list")
    strangers = STRANGERS
    at = own.permutation(len(people) + strangers)
    names = [SURNAMES[surname[row]] + GIVEN[given[row]] for row in people]
    names += [SURNAMES[s] + GIVEN[g] for s, g in zip(own.integers(0, len(SURNAMES), strangers),
                                                     own.integers(0, len(GIVEN), strangers), strict=True)]  # fmt: skip
    births = np.concatenate([birth[people], 2025 - own.integers(18, 70, strangers)])
    genders = [*gender[people], *np.where(own.random(strangers) < 0.42, "male", "female")]
    cities = [item[0] for item in CITIES]
    towns = [*city[people], *(cities[c] for c in pick(own, [item[4] for item in CITIES], strangers))]
    rows_in = np.concatenate([people + 1, np.full(strangers, -1)])
    listing: Columns = {
        "runner_no": np.arange(1, len(at) + 1),
        "full_name": coded(names[i] for i in at),
        "birth_year": births[at],
        "gender": coded(genders[i] for i in at),
        "place": coded(towns[i] for i in at),
        "true_row": rows_in[at],
    }
    return masked, listing


def _strings(column: object) -> np.ndarray:
    assert isinstance(column, Coded)
    return column.strings()


def access_log(seed: int, effects: Effects) -> Columns:
    """Make the table ``access_log``: who of the staff read how many rows of which table in November 2025, and why."""
    rng = stream(seed, "access_log")
    size = 1500
    staff = pick(rng, rng.gamma(3.0, 1.0, STAFF), size) + 1
    day = rng.integers(0, 30, size)
    hour = pick(rng, [0.3, 0.2, 0.1, 0.1, 0.1, 0.2, 0.5, 1, 5, 9, 10, 9, 5, 8, 10, 10, 9, 8, 5, 4, 4, 3, 2, 1], size)
    at = NOVEMBER + (day * 86400 + hour * 3600 + rng.integers(0, 3600, size)) * _SECOND
    table = pick(rng, [9, 4, 3, 3], size)
    rows = np.maximum(1, np.exp(rng.normal(1.2, 1.2, size))).astype(np.int64)
    purpose = pick(rng, [6, 3, 2, 1.4], size)
    # One analyst fetches the whole table for the monthly report, with a reason.
    for number, (when, count) in enumerate((("2025-11-03T09:40:00", 14_200), ("2025-11-17T10:15:00", 15_100))):
        staff[number], table[number], rows[number], purpose[number] = 5, 1, count, 1
        at[number] = np.datetime64(when, "s")
    columns: list[np.ndarray] = [at, staff, table, rows, np.where(purpose == 3, -1, purpose)]
    quiet = effects.quiet_reader
    if quiet is not None:
        own = stream(seed, "access_log.quiet_reader")
        nights = np.repeat(own.permutation(30)[: quiet.nights], quiet.reads)
        n = len(nights)
        late = NOVEMBER + (nights * 86400 + own.integers(int(22.4 * 3600), 24 * 3600, n)) * _SECOND
        few = own.integers(quiet.rows[0], quiet.rows[1] + 1, n)
        mine = [late, np.full(n, quiet.staff), own.integers(1, 3, n), few, np.where(own.random(n) < 0.85, -1, 0)]
        columns = [np.concatenate([theirs, his]) for theirs, his in zip(columns, mine, strict=True)]
    order = np.argsort(columns[0], kind="stable")
    at, staff, table, rows, purpose = (column[order] for column in columns)
    return {
        "ts": at,
        "staff_id": staff,
        "table_name": Coded(table.astype(np.int32), TABLES_READ),
        "rows": rows,
        "purpose": Coded(purpose.astype(np.int32), ["ticket", "report", "refund"]),
    }


def certs() -> Columns:
    """Make the table ``certs``: the certificates of the Arcade's hosts."""
    host, issued, expires, version = zip(*_ISSUED, strict=True)
    return {
        "host": coded(host),
        "issued_on": np.array(issued, dtype="datetime64[s]"),
        "expires_on": np.array(expires, dtype="datetime64[s]"),
        "version": coded(version),
    }
