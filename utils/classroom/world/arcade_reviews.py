"""Reviews of the Arcade: honest ones, praise from rings, complaints that were paid for, and what an old rule did to them."""

import numpy as np

from classroom.world import arcade_words as words
from classroom.world.arcade import Market
from classroom.world.columns import Bools, Coded, Columns, Ints, Times, coded, pick
from classroom.world.effects import Effects
from classroom.world.orders import NO_TIME
from classroom.world.streams import stream

KINDS = ("honest", "paid_praise", "paid_complaint")
# The old rule: a review of one or two stars is folded once so many others were written on the item within these hours.
OLD_OTHERS, OLD_HOURS = 4, 72
_SECOND = np.timedelta64(1, "s")


def arcade_reviews(seed: int, effects: Effects, market: Market) -> Columns:
    """Make the table ``arcade_reviews``."""
    parts = [_honest(seed, effects, market)]
    if effects.brushing_ring is not None:
        parts.append(_praise(seed, effects.brushing_ring.praise, market))
    if effects.paid_negatives is not None:
        parts.append(_smear(seed, effects, market))
    joined = {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
    numbers = stream(seed, "arcade.review_numbers").permutation(900_000)[: len(joined["order_id"])] + 100_000
    order = np.argsort(joined["created_at"], kind="stable")
    joined = {name: column[order] for name, column in joined.items()}
    folded = _fold(joined["item_id"], joined["rating"], joined["created_at"])
    honest = joined["kind"] == 0
    appealed, outcome = _appeals(seed, folded, honest)
    return {
        "review_id": numbers[order],
        "order_id": joined["order_id"],
        "user_id": joined["user_id"],
        "item_id": joined["item_id"],
        "rating": joined["rating"],
        "text": coded(joined["text"].tolist()),
        "text_en": coded(joined["text_en"].tolist()),
        "created_at": joined["created_at"],
        "folded_at": folded,
        "appealed_at": appealed,
        "outcome": outcome,
        "source_kind": Coded(joined["kind"].astype(np.int32), KINDS),
    }


def _honest(seed: int, effects: Effects, market: Market) -> dict[str, np.ndarray]:
    rng = stream(seed, "arcade.reviews")
    orders = market.orders
    received: Times = np.asarray(market.payments["received_at"])
    mine = np.flatnonzero(market.kinds == 0)
    # Draws belong to order numbers sorted, so that other orders in between move nothing.
    mine = mine[np.argsort(np.asarray(orders["order_id"])[mine])]
    size = len(mine)
    writes = rng.random(size) < 0.30
    rating = pick(rng, [0.045, 0.035, 0.07, 0.13, 0.72], size) + 1
    when: Times = np.asarray(received[mine] + (rng.exponential(2.6 * 86400, size).astype(np.int64) + 3600) * _SECOND)
    present = rng.random(size)
    others = np.asarray(orders["user_id"])[mine][rng.integers(0, size, size)]
    drawn = rng.integers(0, 1 << 30, (size, 3))
    batch_writes, batch_rating, sooner = rng.random(size), pick(rng, [0.7, 0.3], size) + 1, rng.random(size)
    bad = np.zeros(size, dtype=bool)
    if effects.bad_batch is not None:
        batch = effects.bad_batch
        start = np.datetime64(batch.start, "s")
        placed = np.asarray(orders["created_at"])[mine]
        end = start + batch.days * np.timedelta64(86400, "s")
        bad = (np.asarray(orders["item_id"])[mine] == batch.item) & (placed >= start) & (placed < end)
        bad &= batch_writes < batch.writes
    rating = np.where(bad, batch_rating, rating)
    when = np.where(bad, received[mine] + (sooner * 2.2 * 86400).astype(np.int64) * _SECOND, when)
    # Who gets a present needs an account by then.
    known = dict(zip(np.asarray(market.accounts["user_id"]).tolist(), np.asarray(market.accounts["registered_at"]).tolist(),
                     strict=True))  # fmt: skip
    # Bottles of the batch were mostly bought for children, who write themselves.
    gift = present < np.where(bad, 0.30, 0.06)
    gift &= np.array([known[other] for other in others.tolist()], dtype="datetime64[s]") < when
    keep = (writes | bad) & (when <= np.datetime64("2025-12-31T23:59:59", "s"))
    slots = [words.LEAK if is_bad else words.COMPLAINT if stars <= 3 else words.PRAISE
             for is_bad, stars in zip(bad[keep], rating[keep], strict=True)]  # fmt: skip
    texts = [words.put_together(slot, row) for slot, row in zip(slots, drawn[keep], strict=True)]
    return _part(
        np.asarray(orders["order_id"])[mine][keep],
        np.where(gift, others, np.asarray(orders["user_id"])[mine])[keep],
        np.asarray(orders["item_id"])[mine][keep],
        rating[keep],
        when[keep],
        texts,
        0,
    )


def _praise(seed: int, share: float, market: Market) -> dict[str, np.ndarray]:
    rng = stream(seed, "arcade.praise")
    orders = market.orders
    mine = np.flatnonzero(market.kinds == 1)
    mine = mine[rng.random(len(mine)) < share]
    size = len(mine)
    received: Times = np.asarray(market.payments["received_at"])
    when: Times = np.asarray(received[mine] + rng.integers(600, 2 * 86400, size) * _SECOND)
    drawn = rng.integers(0, 1 << 30, (size, 3))
    texts = [words.put_together(words.PAID_PRAISE, row) for row in drawn]
    return _part(
        np.asarray(orders["order_id"])[mine],
        np.asarray(orders["user_id"])[mine],
        np.asarray(orders["item_id"])[mine],
        np.full(size, 5),
        when,
        texts,
        1,
    )


def _smear(seed: int, effects: Effects, market: Market) -> dict[str, np.ndarray]:
    paid = effects.paid_negatives
    assert paid is not None
    rng = stream(seed, "arcade.smear")
    size = paid.reviews
    own = dict(zip(np.asarray(market.orders["user_id"])[market.kinds == 2].tolist(),
                   np.asarray(market.orders["order_id"])[market.kinds == 2].tolist(), strict=True))  # fmt: skip
    shown = [own.get(account, borrowed) for account, borrowed in zip(market.complainers.tolist(), market.borrowed.tolist(),
                                                                     strict=True)]  # fmt: skip
    start = np.datetime64(paid.start, "s")
    when = start + rng.integers(0, paid.days * 86400, size) * _SECOND
    copied = rng.random(size) < paid.copied
    drawn = rng.integers(0, 1 << 30, (size, 5))
    # Whoever copies changes two of the five pieces at most.
    kept = rng.permuted(np.tile([True, True, True, False, False], (size, 1)), axis=1)
    drawn = np.where(copied[:, None] & kept, drawn[0], drawn)
    texts = [
        words.put_together(words.SMEAR, row) if copy else words.put_together(words.SMEAR_FREE, row[:3])
        for copy, row in zip(copied, drawn, strict=True)
    ]
    return _part(
        np.array(shown),
        market.complainers,
        np.full(size, paid.item),
        np.where(rng.random(size) < 0.85, 1, 2),
        when,
        texts,
        2,
    )


def _part(
    order: Ints, user: Ints, item: Ints, rating: Ints, when: Times, texts: list[words.Pair], kind: int
) -> dict[str, np.ndarray]:
    return {
        "order_id": order,
        "user_id": user,
        "item_id": item,
        "rating": rating,
        "created_at": when,
        "text": np.array([text[0] for text in texts], dtype=object),
        "text_en": np.array([text[1] for text in texts], dtype=object),
        "kind": np.full(len(order), kind),
    }


def _fold(item: Ints, rating: Ints, when: Times) -> Times:
    """When the old rule folded each review; rows are in order of time."""
    folded = np.full(len(item), NO_TIME)
    bad = np.flatnonzero(rating <= 2)
    reach = np.timedelta64(OLD_HOURS * 3600, "s")
    for number in np.unique(item[bad]):
        rows = bad[item[bad] == number]
        near = np.abs(when[rows][:, None] - when[rows][None, :]) <= reach
        caught = near.sum(axis=1) - 1 >= OLD_OTHERS
        folded[rows[caught]] = when[rows[caught]] + reach
    return folded


def _appeals(seed: int, folded: Times, honest: Bools) -> tuple[Times, Coded]:
    rng = stream(seed, "arcade.appeals")
    size = len(folded)
    asks = ~np.isnat(folded) & (rng.random(size) < np.where(honest, 0.36, 0.12))
    after = rng.integers(3600, 6 * 86400, size) * _SECOND
    shown = rng.random(size) < np.where(honest, 0.92, 0.10)
    code = np.where(asks, np.where(shown, 0, 1), -1)
    return np.where(asks, folded + after, NO_TIME), Coded(code.astype(np.int32), ["shown_again", "stays_folded"])
