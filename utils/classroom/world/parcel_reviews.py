"""Parcels of twelve goods followed from the box to the review: lots, cards, complaints, stars and texts."""

import numpy as np

from classroom.world.catalogue import Catalogue
from classroom.world.columns import MISSING, Coded, Columns, coded
from classroom.world.effects import Effects
from classroom.world.orders import NO_TIME
from classroom.world.review_words import review
from classroom.world.streams import stream

GOODS, LOTS = 12, 8
FIRST = np.datetime64("2025-09-01T00:00:00", "s")
LOT_DAYS = 10  # a new lot goes out every so many days
END = np.datetime64("2025-12-22T00:00:00", "s")
COMPLAINTS = ("smell", "broken", "wrong_item", "part_missing", "other")
_CHANCE = 0.036  # of a complaint
_STARS = np.array([0.022, 0.022, 0.050, 0.140, 0.766])
_STARS_TROUBLE = np.array([0.40, 0.24, 0.16, 0.12, 0.08])


def followed_parcels(seed: int, effects: Effects, catalogue: Catalogue) -> Columns:
    """Make the table ``followed_parcels``, in order of delivery.

    Parameters
    ----------
    seed, effects, catalogue
        Which world, what is planted, and the goods.
    """
    rng = stream(seed, "followed_parcels")
    # One good of each of twelve groups that come in lots: the first of each.
    goods = np.unique(catalogue.category, return_index=True)[1][:GOODS]
    sizes = np.rint(100 * np.exp(rng.normal(0, 0.22, (GOODS, LOTS)))).astype(np.int64)
    good = np.repeat(np.repeat(np.arange(GOODS), LOTS), sizes.ravel())
    lot = np.repeat(np.tile(np.arange(LOTS), GOODS), sizes.ravel())
    day = LOT_DAYS * lot + rng.uniform(0, 1.35 * LOT_DAYS, len(good))
    delivered = FIRST + (day * 86_400).astype("timedelta64[s]")
    chance = (_CHANCE * np.exp(rng.normal(0, 0.18, GOODS)))[good]
    bad = effects.bad_lot
    faulty = np.zeros(len(good), dtype=bool) if bad is None else (good == bad.good) & (lot == bad.lot)
    draw = rng.random(len(good))
    complains = draw < np.where(faulty, 0.0 if bad is None else bad.chance, chance)
    kind = rng.choice(len(COMPLAINTS), size=len(good), p=[0.12, 0.34, 0.18, 0.16, 0.20])
    kind = np.where(faulty & (rng.random(len(good)) < 0.85), 0, kind)
    after = (rng.exponential(2.5, len(good)) * 86_400 + 1_800).astype("timedelta64[s]")
    card = rng.random(len(good)) < 0.5
    order = np.argsort(delivered, kind="stable")
    names = [f"L{100 * (one + 1) + other + 1}" for one in range(GOODS) for other in range(LOTS)]
    return {
        "parcel_id": 1 + np.arange(len(good)),
        "sku_id": goods[good][order] + 1,
        "lot": Coded((good * LOTS + lot)[order], names),
        "delivered_at": delivered[order],
        "card": card[order],
        "complained_at": np.where(complains, delivered + after, NO_TIME)[order],
        "complaint": Coded(np.where(complains, kind, MISSING)[order], COMPLAINTS),
    }


def parcel_reviews(seed: int, effects: Effects, parcels: Columns) -> Columns:
    """Make the table ``parcel_reviews``: about three parcels in ten are reviewed.

    Parameters
    ----------
    seed, effects
        Which world, and what is planted.
    parcels
        The table ``followed_parcels``.
    """
    rng = stream(seed, "parcel_reviews")
    complaint, size = parcels["complaint"], len(np.asarray(parcels["parcel_id"]))
    assert isinstance(complaint, Coded)
    more = 0.0 if effects.card_asks is None else effects.card_asks.more
    writes = rng.random(size) < 0.28 + more * np.asarray(parcels["card"])
    written = np.asarray(parcels["delivered_at"]) + (rng.exponential(5.0, size) * 86_400 + 7_200).astype(
        "timedelta64[s]"
    )
    rows = np.flatnonzero(writes & (written < END))
    rows = rows[np.argsort(written[rows], kind="stable")]
    count, trouble = len(rows), complaint.codes[rows] != MISSING
    level = np.where(trouble[:, None], np.cumsum(_STARS_TROUBLE), np.cumsum(_STARS))
    stars = np.minimum(1 + (rng.random(count)[:, None] >= level).sum(axis=1), 5)
    smells = (complaint.codes[rows] == 0) & (stars <= 3)
    silent = rng.random(count) < 0.25
    texts: list[str | None] = []
    english: list[str | None] = []
    for number, none, smell in zip(stars, silent, smells, strict=True):
        zh, en, _, _ = review(rng, int(number), "smell" if smell else None)
        texts.append(None if none else zh)
        english.append(None if none else en)
    replies = rng.random(count) < np.where(stars <= 3, 0.72, 0.15)
    hours = np.where(rng.random(count) < 0.5, rng.exponential(8.0, count), 24 + rng.exponential(50.0, count))
    replied = written[rows] + (hours * 3_600).astype("timedelta64[s]")
    replies &= replied < END
    changes = effects.replies_win_stars
    chance = np.full(count, 0.04)
    if changes is not None:
        chance = np.where(replies, np.where(hours <= changes.hours, changes.soon, changes.later), 0.03)
    changed = (stars <= 3) & (rng.random(count) < chance)
    when = np.where(replies, replied, written[rows]) + (rng.exponential(60.0, count) * 3_600).astype("timedelta64[s]")
    changed &= when < END
    better = np.minimum(stars + 1 + rng.integers(0, 3, count), 5)
    return {
        "review_id": 1 + np.arange(count),
        "parcel_id": np.asarray(parcels["parcel_id"])[rows],
        "sku_id": np.asarray(parcels["sku_id"])[rows],
        "written_at": written[rows],
        "rating": stars.astype(np.int64),
        "text": coded(texts),
        "text_en": coded(english),
        "replied_at": np.where(replies, replied, NO_TIME),
        "changed_rating": np.where(changed, better, MISSING).astype(np.int64),
        "changed_at": np.where(changed, when, NO_TIME),
    }
