"""The brand and its rivals: who knows, trusts and buys each, month by month, and what each stands for."""

import numpy as np

from classroom.world.columns import Coded, Columns, Floats
from classroom.world.effects_social import PremiumFollowsTrust
from classroom.world.streams import stream

BRANDS = ("store_lab", "qingluo", "beihe", "songyue", "tangli", "duoshu")
MONTHS = 24
_WARM_UP = 12  # months before the first row, so that what follows later has something to follow
_FIRST = np.datetime64("2024-01", "M")
# Shares of the people asked at the start: unaided, aided; and of those before: consider, buy, repeat.
_AIDED = np.array([0.34, 0.58, 0.49, 0.27, 0.41, 0.22])
_UNAIDED = np.array([0.24, 0.38, 0.30, 0.22, 0.27, 0.16])  # of those who know it from a list
_CONSIDER = np.array([0.52, 0.46, 0.44, 0.50, 0.38, 0.55])
_BUY = np.array([0.47, 0.50, 0.52, 0.40, 0.49, 0.42])
_REPEAT = np.array([0.41, 0.48, 0.44, 0.46, 0.39, 0.35])
_TRUST = np.array([0.61, 0.64, 0.57, 0.66, 0.52, 0.59])
_PREMIUM = np.array([117.0, 128.0, 112.0, 134.0, 106.0, 121.0])
_MENTIONS = np.array([900, 2600, 1900, 700, 1400, 420])
_SPEND = np.array([180, 620, 480, 150, 390, 90])  # thousand yuan a month
_GROWTH = np.array([0.012, 0.001, 0.002, 0.004, -0.004, 0.008])  # of awareness, log, a month
_SLIP = {26: -0.075, 27: -0.03, 33: 0.03, 35: 0.02}  # steps of our trust: a bad batch in March 2025, and back
_ATTRIBUTES = ("lasting", "good_value", "stylish", "friendly_service", "fast_delivery", "wide_range", "green", "expert")
# Who is seen as what, on a scale of odds; rows as in `BRANDS`.
_IMAGE = np.array([
    [0.9, -0.1, 0.0, 0.5, -0.4, 0.2, 0.1, 0.8], [0.1, -0.5, 0.9, 0.1, 0.3, 0.5, -0.2, 0.1],
    [-0.1, 0.8, -0.4, -0.1, 0.6, 0.6, -0.3, -0.3], [0.6, -0.7, 0.8, 0.2, -0.3, -0.6, 0.5, 0.4],
    [-0.6, 0.9, -0.2, -0.3, 0.4, 0.4, -0.4, -0.6], [0.1, 0.2, 0.3, 0.3, 0.0, -0.5, 0.9, 0.1],
])  # fmt: skip


def brand_tracking(seed: int, effect: PremiumFollowsTrust | None) -> Columns:
    """Make the table ``brand_tracking``: a survey of other people every month, mentions, spending and prices."""
    rng = stream(seed, "brand_tracking")
    shape = (MONTHS, len(BRANDS))
    month = np.arange(MONTHS)[:, None]
    known = np.clip(_AIDED * np.exp(_GROWTH * month + np.cumsum(rng.normal(0, 0.008, shape), axis=0)), 0.02, 0.95)
    trust = _trust(seed)
    asked = rng.integers(560, 680, MONTHS)[:, None] * np.ones(len(BRANDS), dtype=np.int64)
    aided = rng.binomial(asked, known)
    unaided = rng.binomial(aided, np.clip(_UNAIDED * np.exp(rng.normal(0, 0.05, shape)), 0, 1))
    now = trust[_WARM_UP:]
    consider = rng.binomial(aided, np.clip(_CONSIDER + 0.8 * (now - _TRUST), 0.02, 0.98))
    bought = rng.binomial(consider, _BUY * np.ones(shape))
    again = rng.binomial(bought, np.clip(_REPEAT + 0.5 * (now - _TRUST), 0.02, 0.98))
    trusts = rng.binomial(aided, np.clip(now, 0, 1))
    likes = rng.binomial(aided, np.clip(0.52 + 0.9 * (now - 0.6) + rng.normal(0, 0.02, shape), 0, 1))
    mentions = rng.poisson(_MENTIONS * np.exp(0.008 * month + rng.normal(0, 0.18, shape)))
    positive = rng.binomial(mentions, np.clip(0.34 + 0.7 * (now - 0.6), 0.02, 0.9))
    negative = rng.binomial(mentions - positive, np.clip(0.16 - 0.8 * (now - 0.6), 0.02, 0.9))
    own_noise = rng.normal(0, 0.9, shape)
    price = _PREMIUM + own_noise
    if effect is not None:
        before = trust[_WARM_UP - effect.lag : _WARM_UP - effect.lag + MONTHS]
        price = price + effect.points * (before - _TRUST)
    search = 100 * known * _UNAIDED / (known[0, 0] * _UNAIDED[0]) * np.exp(rng.normal(0, 0.05, shape))
    months = (_FIRST + np.arange(MONTHS)).astype("datetime64[s]")
    columns: Columns = {
        "month": np.repeat(months, len(BRANDS)),
        "brand": Coded(np.tile(np.arange(len(BRANDS)), MONTHS), BRANDS),
        "asked": asked.ravel(),
    }
    shares = {"unaided": unaided, "aided": aided, "consider": consider, "buy": bought, "repeat": again}
    columns |= {name: np.round(count / asked, 4).ravel() for name, count in shares.items()}
    promoters = 0.30 + 0.9 * (now - 0.6)
    return columns | {
        "trust": np.round(trusts / np.maximum(aided, 1), 4).ravel(),
        "liking": np.round(likes / np.maximum(aided, 1), 4).ravel(),
        "nps": np.round(100 * (promoters + rng.normal(0, 0.05, shape)), 1).ravel(),
        "search_index": np.round(search, 1).ravel(),
        "mentions": mentions.ravel().astype(np.int64),
        "positive": positive.ravel().astype(np.int64),
        "negative": negative.ravel().astype(np.int64),
        "spend": (np.rint(_SPEND * np.exp(rng.normal(0, 0.25, shape))) * 100_000).astype(np.int64).ravel(),
        "price_index": np.round(price, 1).ravel(),
    }


def _trust(seed: int) -> Floats:
    """True share who trust, from `_WARM_UP` months before the first row on: it wanders, and ours had a bad batch."""
    rng = stream(seed, "brand_tracking.trust")
    size = _WARM_UP + MONTHS
    path = np.zeros((size, len(BRANDS)))
    steps = rng.normal(0, 0.026, path.shape)
    for month in range(1, size):
        path[month] = 0.86 * path[month - 1] + steps[month]
        path[month, 0] += _SLIP.get(month, 0.0)
    return np.asarray(np.clip(_TRUST + path, 0.2, 0.95))


def brand_attributes(seed: int) -> Columns:
    """Make the table ``brand_attributes``: how many of those who know a brand link it with an attribute."""
    rng = stream(seed, "brand_attributes")
    asked = rng.binomial(700, _AIDED)[:, None] * np.ones(len(_ATTRIBUTES), dtype=np.int64)
    # A large brand is linked with everything more often.
    fame = 0.9 * (_AIDED - _AIDED.mean())[:, None]
    easy = np.array([0.0, 0.2, 0.0, -0.3, 0.1, 0.2, -0.6, -0.4])
    chance = 1 / (1 + np.exp(-(-0.8 + fame + easy + _IMAGE)))
    return {
        "brand": Coded(np.repeat(np.arange(len(BRANDS)), len(_ATTRIBUTES)), BRANDS),
        "attribute": Coded(np.tile(np.arange(len(_ATTRIBUTES)), len(BRANDS)), _ATTRIBUTES),
        "asked": asked.ravel(),
        "named": rng.binomial(asked, chance).ravel().astype(np.int64),
    }
