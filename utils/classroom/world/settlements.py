"""Part refunds offered for faulty goods, their size drawn by lot, and what each case cost in the end."""

import numpy as np

from classroom.world.columns import Columns
from classroom.world.effects import Effects
from classroom.world.streams import stream

OFFERS = (0.10, 0.20, 0.30, 0.40, 0.50)
CASES = 900
RETURN_COST = 2_500  # fen for the way back and for looking at the goods, when they are sent back
WRITTEN_OFF = 0.72  # share of them that cannot be sold again; the customer gets all the money back
FLAT = 0.536  # the mean acceptance, where the size of the offer does not matter


def settlement_offers(seed: int, effects: Effects) -> Columns:
    """Make the table ``settlement_offers``.

    Parameters
    ----------
    seed, effects
        Which world, and what is planted.
    """
    rng = stream(seed, "settlement_offers")
    offer = rng.permutation(np.arange(CASES) % len(OFFERS))
    value = np.rint(8_500 * np.exp(rng.normal(0, 0.5, CASES)) / 10).astype(np.int64) * 10
    known = effects.small_offers
    chance = np.full(len(OFFERS), FLAT) if known is None else np.array(known.accepted)
    accepted = rng.random(CASES) < chance[offer]
    lost = rng.random(CASES) < WRITTEN_OFF
    share = np.array(OFFERS)[offer]
    cost = np.where(accepted, np.rint(share * value), RETURN_COST + np.where(lost, value, 0)).astype(np.int64)
    mood = 3.2 + 0.6 * accepted + 1.2 * (share - 0.3) + rng.normal(0, 0.8, CASES)
    answers = rng.random(CASES) < 0.55
    opened = np.datetime64("2025-10-06T00:00:00", "s") + np.sort(rng.integers(0, 42 * 86_400, CASES)).astype(
        "timedelta64[s]"
    )
    return {
        "offer_id": 1 + np.arange(CASES),
        "opened_at": opened,
        "goods_value": value,
        "offered_share": share,
        "accepted": accepted,
        "cost": cost,
        "csat": np.where(answers, np.clip(np.round(mood), 1, 5), -1).astype(np.int64),
    }
