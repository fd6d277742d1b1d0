"""Influencers with whom the shop has worked: who they are, what their posts get, what the deals brought."""

from dataclasses import dataclass

import numpy as np

from classroom.world.columns import Coded, Columns, Floats, Ints
from classroom.world.effects import Effects
from classroom.world.effects_social import BoughtFollowers
from classroom.world.streams import stream

TIERS = ("head", "waist", "tail")
_SIZE = (7, 18, 35)  # partners of each tier
_DEALS = (24, 40, 110)
_FOLLOWERS = ((1_050_000, 6_500_000), (110_000, 900_000), (11_000, 90_000))
_FIRST_ID = 1
_POSTS = 20
# Views a follower at the median, orders a view at the mean, yuan a follower of fee, mean share sent back, by tier.
_REACH = (0.10, 0.14, 0.24)
_CLICKED = (0.040, 0.040, 0.040)
_BOUGHT = (0.100, 0.080, 0.086)
_FEE = (0.0078, 0.0120, 0.0155)
_RETURNED = (0.17, 0.17, 0.14)
_SPREAD = (0.62, 0.55, 0.50)
_COMMISSION = (0.20, 0.15, 0.12)


@dataclass(frozen=True)
class Partners:
    """Influencers; arrays over partners.

    Attributes
    ----------
    tier, followers
        Position in `TIERS`, and followers as the platform shows.
    bought
        Whether most followers are bought.
    rate
        Median engagement rate of their posts.
    """

    tier: Ints
    followers: Ints
    bought: np.ndarray
    rate: Floats


def partners(seed: int, effect: BoughtFollowers | None) -> Partners:
    """Draw the partners; their numbers are those of ``kol_network``."""
    rng = stream(seed, "kol.partners")
    tier = rng.permutation(np.repeat(np.arange(3), _SIZE))
    low, high = np.log(np.array(_FOLLOWERS)[tier]).T
    followers = (np.exp(low + (high - low) * rng.beta(1.1, 1.9, len(tier))) / 100).astype(np.int64) * 100
    rate = np.exp(rng.normal(np.log(np.array([0.030, 0.036, 0.045])[tier]), 0.25))
    chosen = rng.permutation(np.flatnonzero(tier > 0))
    bought = np.zeros(len(tier), dtype=bool)
    if effect is not None:
        bought[chosen[: effect.partners]] = True
        rate = np.where(bought, effect.engagement * np.exp(rng.normal(0, 0.05, len(tier))), rate)
    return Partners(tier, followers, bought, rate)


def kol_deals(seed: int, effects: Effects, who: Partners) -> Columns:
    """Make the table ``kol_deals``: price and result of each deal."""
    rng = stream(seed, "kol.deals")
    # Every partner has a deal; the others fall on any of the same tier.
    kol = np.concatenate([
        np.r_[np.flatnonzero(who.tier == t), rng.choice(np.flatnonzero(who.tier == t), _DEALS[t] - _SIZE[t])] for t in range(3)
    ])  # fmt: skip
    day = np.sort(rng.integers(0, 355, len(kol)))
    kol = rng.permutation(kol)
    tier, followers = who.tier[kol], who.followers[kol]
    heads, bought = effects.heads_differ, effects.bought_followers
    spread = np.array(_SPREAD)[tier]
    returned = np.array(_RETURNED)[tier]
    if heads is not None:
        spread, returned = np.where(tier == 0, heads.spread, spread), np.where(tier == 0, heads.returned, returned)
    views = np.rint(followers * np.array(_REACH)[tier] * np.exp(rng.normal(0, 0.5, len(kol)))).astype(np.int64)
    rate = np.clip(who.rate[kol] * np.exp(rng.normal(0, np.where(who.bought[kol], 0.05, 0.35))), 0.001, 0.4)
    clicked = np.array(_CLICKED)[tier] * np.exp(rng.normal(0, 0.35, len(kol)))
    if bought is not None:
        clicked = np.where(who.bought[kol], clicked * bought.buyers, clicked)
    clicks = rng.binomial(views, np.clip(clicked, 0, 0.5))
    luck = np.exp(spread * rng.normal(size=len(kol)) - spread**2 / 2)
    buys = np.clip(np.array(_BOUGHT)[tier] * luck, 0, 0.6)
    orders = rng.binomial(clicks, buys)
    basket = 118 * np.exp(rng.normal(0, 0.18, len(kol)))
    gmv = np.rint(orders * basket * 100).astype(np.int64)
    back = np.clip(returned + rng.normal(0, 0.05, len(kol)), 0.02, 0.6)
    sent_back = rng.binomial(orders, back) / np.maximum(orders, 1)
    fee = np.maximum(np.rint(followers * np.array(_FEE)[tier] * np.exp(rng.normal(0, 0.25, len(kol))) / 50) * 50, 150)
    return {
        "deal_id": np.arange(1, len(kol) + 1),
        "kol_id": _FIRST_ID + kol,
        "date": (np.datetime64("2025-01-06", "D") + day.astype("timedelta64[D]")).astype("datetime64[s]"),
        "tier": Coded(tier, TIERS),
        "followers": followers,
        "fee": (fee * 100).astype(np.int64),
        "commission": np.array(_COMMISSION)[tier] + rng.choice([-0.02, 0.0, 0.02], len(kol)),
        "views": views,
        "engagement": rng.binomial(views, rate),
        "clicks": clicks,
        "orders": orders,
        "gmv": gmv,
        "refund": np.rint(gmv * sent_back).astype(np.int64),
    }


def kol_posts(seed: int, effect: BoughtFollowers | None, who: Partners) -> Columns:
    """Make the table ``kol_posts``: what the last posts of each partner got."""
    rng = stream(seed, "kol.posts")
    shape = (len(who.tier), _POSTS)
    spread = np.where(who.bought, effect.evenness if effect else 0.45, 0.45)[:, None]
    size = followers_seen(who)[:, None] * np.exp(rng.normal(0, np.where(who.bought, 0.35, 0.5)[:, None], shape))
    views = np.rint(size).astype(np.int64) + 200
    rate = np.clip(who.rate[:, None] * np.exp(spread * rng.normal(size=shape)), 0.001, 0.5)
    likes = rng.binomial(views, 0.86 * rate)
    comments = rng.binomial(views, 0.14 * rate)
    return {
        "kol_id": _FIRST_ID + np.repeat(np.arange(shape[0]), _POSTS),
        "number": np.tile(np.arange(1, _POSTS + 1), shape[0]),
        "views": views.ravel(),
        "likes": likes.ravel(),
        "comments": comments.ravel(),
    }


def followers_seen(who: Partners) -> Floats:
    """Views of a post at the median."""
    return np.asarray(who.followers * np.array(_REACH)[who.tier])
