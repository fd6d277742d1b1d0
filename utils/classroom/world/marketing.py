"""Advertisements, promotions and coupons."""

import numpy as np
import numpy.typing as npt

from classroom.world import winback
from classroom.world.calendar import CAMPAIGNS, DAYS, FIRST_DAY
from classroom.world.catalogue import LAST_SECOND
from classroom.world.columns import MISSING, Bools, Coded, Columns, Ints, coded, pick
from classroom.world.customers import Customers
from classroom.world.effects import Effects
from classroom.world.orders import COUPONS, NO_TIME, Orders
from classroom.world.streams import stream
from classroom.world.traffic import (
    AUDIENCES,
    BROAD_WORDS,
    CAMPAIGN_NAMES,
    DEAL_SITE,
    PAID_SEARCH,
    SHORT_VIDEO,
    SOCIAL,
    SOURCES,
    WORDS_BY_CAMPAIGN,
    Visits,
)

_SOURCE_OF_CAMPAIGN = (PAID_SEARCH,) * 3 + (SHORT_VIDEO,) * 2 + (SOCIAL,) * 2 + (DEAL_SITE,)
# Median price of a click in fen, and clicks per impression, by campaign.
_CLICK_PRICE = np.array([57.0, 108.0, 68.0, 40.0, 36.0, 100.0, 62.0, 7.0])
_CLICK_RATE = np.array([0.060, 0.021, 0.034, 0.012, 0.0105, 0.010, 0.018, 0.045])
# How the price of a click rises with the clicks of the day: an exponent, by campaign; the best places are few.
_CROWDING = np.array([0.12, 0.12, 0.12, 0.0, 0.0, 0.12, 0.12, 0.10])
MEASURES = ("visits", "new_visitors", "orders", "revenue")
# A place is a campaign with one of its words or none; the broad words of the long-tail campaign follow at the end.
_LONG_TAIL = CAMPAIGN_NAMES.index("ps_longtail")
_WORD_PLACES = len(CAMPAIGN_NAMES) * (WORDS_BY_CAMPAIGN + 1)
_PLACE_CAMPAIGN = np.r_[np.repeat(np.arange(len(CAMPAIGN_NAMES)), WORDS_BY_CAMPAIGN + 1), [_LONG_TAIL] * BROAD_WORDS]
_SHAPE = (DAYS, len(_PLACE_CAMPAIGN), len(AUDIENCES))


def empty_ads() -> dict[str, npt.NDArray[np.int64]]:
    """Daily sums over all blocks, of shape (days, places, audiences)."""
    return {name: np.zeros(_SHAPE, dtype=np.int64) for name in MEASURES}


def add_ads(ads: dict[str, npt.NDArray[np.int64]], visits: Visits, orders: Orders) -> None:
    """Add the paid visits of one month of one block."""
    rows = np.flatnonzero(visits.campaign != MISSING)
    started, is_new = np.asarray(visits.table["started_at"])[rows], np.asarray(visits.table["is_new"])[rows]
    day = (started.astype("datetime64[D]") - FIRST_DAY).astype(np.int64)
    word = visits.word[rows]
    own_place = visits.campaign[rows] * (WORDS_BY_CAMPAIGN + 1) + np.where(word == MISSING, WORDS_BY_CAMPAIGN, word)
    place = np.where(word >= WORDS_BY_CAMPAIGN, _WORD_PLACES + word - WORDS_BY_CAMPAIGN, own_place)
    flat = np.ravel_multi_index((day, place, visits.audience[rows]), _SHAPE)
    order = visits.order[rows]
    sold = (order != MISSING) & orders.paid[order]
    revenue = np.where(sold, np.asarray(orders.table["paid"])[order], 0)
    for name, weight in (
        ("visits", np.ones(len(rows))),
        ("new_visitors", is_new),
        ("orders", sold),
        ("revenue", revenue),
    ):
        ads[name] += np.bincount(flat, weights=weight, minlength=ads[name].size).astype(np.int64).reshape(_SHAPE)


def make_ads(seed: int, ads: dict[str, npt.NDArray[np.int64]], words: Columns) -> Columns:
    """Make the table ``ads_daily``: clicks, prices and cost that go with the paid visits."""
    rng = stream(seed, "ads_daily")
    of_place = _PLACE_CAMPAIGN
    price_walk = np.exp(0.08 * rng.normal(size=_SHAPE))
    keyword = _bought_words(seed, words)
    word_level = np.where(keyword.codes == MISSING, 1.0, np.exp(0.62 * rng.normal(size=_SHAPE[1])))
    lost = rng.binomial(np.maximum(ads["visits"], 0), 0.06)
    click_rate = _CLICK_RATE[of_place][None, :, None] * np.exp(rng.normal(0, 0.12, _SHAPE))
    bought = np.stack([ads["visits"][:, of_place == n].sum(axis=(1, 2)) for n in range(len(CAMPAIGN_NAMES))], axis=1)
    ordinary = bought.sum(axis=0) / np.maximum((bought > 0).sum(axis=0), 1)
    crowd = (np.maximum(bought, 1) / np.maximum(ordinary, 1)) ** _CROWDING
    click_price = (_CLICK_PRICE[of_place] * word_level * crowd[:, of_place])[:, :, None] * price_walk
    # Clicks on the deal site cost between 5 and 10 fen.
    deal = of_place == CAMPAIGN_NAMES.index("deal_click")
    click_price[:, deal] = np.clip(click_price[:, deal], 5.0, 10.0)
    shown = np.flatnonzero(ads["visits"].ravel() > 0)
    day, place, audience = np.unravel_index(shown, _SHAPE)
    campaign = of_place[place]
    visits = ads["visits"].ravel()[shown]
    clicks = visits + lost.ravel()[shown]
    impressions = np.maximum(np.round(clicks / np.minimum(click_rate.ravel()[shown], 0.5)), clicks).astype(np.int64)
    cost = np.round(clicks * click_price.ravel()[shown]).astype(np.int64)
    bid = np.ceil(click_price.ravel()[shown] * 1.25).astype(np.int64)
    source = np.array(_SOURCE_OF_CAMPAIGN)[campaign]
    return {
        "date": (FIRST_DAY + day.astype("timedelta64[D]")).astype("datetime64[s]"),
        "channel": Coded(source, SOURCES),
        "campaign": Coded(campaign, CAMPAIGN_NAMES),
        "keyword": keyword.take(place),
        "audience": Coded(audience, AUDIENCES),
        "bid": bid,
        "impressions": impressions,
        "clicks": clicks,
        "visits": visits,
        "new_visitors": ads["new_visitors"].ravel()[shown],
        "cost": cost,
        "orders": ads["orders"].ravel()[shown],
        "revenue": ads["revenue"].ravel()[shown],
    }


def _bought_words(seed: int, words: Columns) -> Coded:
    """The search word of each place: brand and generic campaigns buy head words, the third the long tail and more."""
    rng = stream(seed, "ads_daily.words")
    keyword, group, tail = words["keyword"], words["sku_group"], np.asarray(words["is_long_tail"])
    assert isinstance(keyword, Coded)
    assert isinstance(group, Coded)
    cvr = np.nan_to_num(np.asarray(words["cvr"], dtype=float))
    # Wall decoration is not advertised: its margin does not bear the price of a click.
    heads = rng.permutation(np.flatnonzero(~tail & (cvr > 0.005) & (group.strings() != "wall_decor")))
    heads = heads[: 2 * WORDS_BY_CAMPAIGN]
    longs = rng.permutation(np.flatnonzero(tail & (cvr > 0)))[:WORDS_BY_CAMPAIGN]
    table = np.full((len(CAMPAIGN_NAMES), WORDS_BY_CAMPAIGN + 1), MISSING)
    table[0, :-1], table[1, :-1], table[2, :-1] = heads[:WORDS_BY_CAMPAIGN], heads[WORDS_BY_CAMPAIGN:], longs
    searched = np.flatnonzero((np.asarray(words["volume"]) > 0) & (group.strings() != "wall_decor"))
    broad = rng.permutation(np.setdiff1d(searched, table))[:BROAD_WORDS]
    row = np.r_[table.ravel(), broad]
    return Coded(np.where(row == MISSING, MISSING, keyword.codes[row]), keyword.labels)


def promotions(seed: int, effects: Effects) -> Columns:
    """Make the table ``promotions``: the platforms' campaigns, the coupons, and the shop's own actions."""
    rng = stream(seed, "promotions")
    purposes = {
        "goddess_day": "new_customers",
        "618": "revenue",
        "double_11": "revenue",
        "double_12": "clearance",
        "spring_goods": "revenue",
    }
    rows: list[tuple[str, str, str, str, int, float, int, str, float]] = []
    for name, first, last, _ in CAMPAIGNS:
        target = float(rng.integers(15, 90)) * 10_000
        rows.append(("threshold", purposes[name], first, last, 20_000, 2_000, int(target * 4), "revenue", target))
    for threshold, face in COUPONS:
        rows.append(("coupon", "conversion", "2024-01-01", "2025-12-31", threshold, face, 2_000_000, "orders", 3_000.0))
    for month in range(1, 24, 2):
        first_day = (np.datetime64("2024-01", "M") + month).astype("datetime64[D]") + np.timedelta64(
            int(rng.integers(3, 14)), "D"
        )
        rows.append(("price_off", "clearance", str(first_day), str(first_day + 6), 0, 0.1, 300_000, "units", 800.0))
    if effects.win_back_coupon is not None:
        for day in winback.ISSUED:
            last = str(np.datetime64(day) + np.timedelta64(winback.VALID_DAYS, "D"))
            rows.append(("coupon", "win_back", day, last, winback.THRESHOLD, winback.FACE, 1_500_000, "orders", 150.0))
    rows.sort(key=lambda row: row[2])
    return {
        "promo_id": np.arange(1, len(rows) + 1),
        "type": coded(row[0] for row in rows),
        "purpose": coded(row[1] for row in rows),
        "start": np.array([row[2] for row in rows], dtype="datetime64[s]"),
        "end": np.array([row[3] for row in rows], dtype="datetime64[s]"),
        "threshold": np.array([row[4] for row in rows]),
        "discount": np.array([round(row[5]) if row[0] != "price_off" else 0 for row in rows]),
        "discount_rate": np.array([row[5] if row[0] == "price_off" else np.nan for row in rows]),
        "budget": np.array([row[6] for row in rows]),
        "target_metric": coded(row[7] for row in rows),
        "target_value": np.array([row[8] for row in rows]),
        "platform_fee": np.array([row[6] // 20 for row in rows]),
    }


def coupons(seed: int, block: int, customers: Customers, orders: Orders, offers: Columns, first_id: int) -> Columns:
    """Make the table ``coupons`` of one block, and write the coupon's id into the orders that used one.

    Parameters
    ----------
    seed, block, customers, orders
        Which world and block, its users and orders; ``orders.table["coupon_id"]`` is set.
    offers
        The table ``promotions``.
    first_id
        coupon_id of the first row.
    """
    rng = stream(seed, "coupons", block)
    used_by = np.asarray(orders.table["coupon_id"])
    used: Bools = used_by != MISSING
    back = orders.win_back
    winning = _order_of(orders, back)
    used[winning[winning != MISSING]] = False
    rows = np.flatnonzero(used)
    created = np.asarray(orders.table["created_at"])[rows]
    gross = np.asarray(orders.table["gross"])[rows]
    kind_used = np.argmax(gross[:, None] >= np.array([threshold for threshold, _ in COUPONS]), axis=1)
    registered = FIRST_DAY.astype("datetime64[s]") + np.floor(customers.registered * 86_400).astype("timedelta64[s]")
    age = (rng.exponential(6.0, len(rows)) * 86_400).astype("timedelta64[s]")
    issued_used = np.maximum(
        created - age, np.maximum(registered[orders.buyer[rows]], FIRST_DAY.astype("datetime64[s]"))
    )

    spare = 5 * len(rows)
    user = rng.integers(0, len(customers.city), spare)
    earliest = np.maximum(customers.registered[user], 0.0)
    issued_spare = FIRST_DAY.astype("datetime64[s]") + np.floor(
        (earliest + (DAYS - earliest) * rng.random(spare)) * 86_400
    ).astype("timedelta64[s]")
    kind_spare = pick(rng, [0.15, 0.25, 0.30, 0.30], spare)
    issued_back = np.array(winback.ISSUED, dtype="datetime64[s]")[back.campaign] + winback.HOUR
    issued = np.minimum(np.r_[issued_used, issued_spare, issued_back], LAST_SECOND)
    sort = np.argsort(issued, kind="stable")
    coupon_id = first_id + np.arange(len(issued))
    place = np.empty(len(issued), dtype=np.int64)
    place[sort] = coupon_id
    order = np.r_[rows, np.full(spare, MISSING), winning]
    in_order = order != MISSING
    used_by[order[in_order]] = place[in_order]
    kind = np.r_[kind_used, kind_spare, len(COUPONS) + back.campaign]
    promo_rows = _coupon_promotions(offers)
    threshold, face = np.array([*COUPONS, *[(winback.THRESHOLD, winback.FACE)] * len(winback.ISSUED)]).T
    nobody = np.zeros(len(rows) + spare, dtype=bool)
    return {
        "coupon_id": coupon_id,
        "promo_id": promo_rows[kind][sort],
        "kind": Coded((kind >= len(COUPONS)).astype(np.int64)[sort], ("threshold_off", "win_back")),
        "face": face[kind][sort],
        "threshold": threshold[kind][sort],
        "user_id": customers.first_id + np.r_[orders.buyer[rows], user, back.buyer][sort],
        "issued_at": issued[sort],
        "used_at": np.where(in_order, np.asarray(orders.table["created_at"])[order], NO_TIME)[sort],
        "order_id": np.where(in_order, np.asarray(orders.table["order_id"])[order], MISSING)[sort],
        "holdout": np.r_[nobody, back.holdout][sort],
    }


def _order_of(orders: Orders, back: winback.WinBack) -> Ints:
    """Position of the order in which each win-back coupon was used; `MISSING` where there is none."""
    width = np.int64(10**11)
    key = orders.buyer * width + np.asarray(orders.table["created_at"]).astype("datetime64[s]").astype(np.int64)
    by_key = np.argsort(key)
    used = ~np.isnat(back.used_at)
    wanted = back.buyer[used] * width + back.used_at[used].astype("datetime64[s]").astype(np.int64)
    place = np.minimum(np.searchsorted(key[by_key], wanted), max(len(key) - 1, 0))
    order = np.full(len(back.buyer), MISSING)
    order[used] = np.where(key[by_key[place]] == wanted, by_key[place], MISSING)
    return order


def _coupon_promotions(offers: Columns) -> Ints:
    kind, threshold = offers["type"], np.asarray(offers["threshold"])
    assert isinstance(kind, Coded)
    purpose = offers["purpose"]
    assert isinstance(purpose, Coded)
    promo_id = np.asarray(offers["promo_id"])
    everyday = (kind.strings() == "coupon") & (purpose.strings() == "conversion")
    usual = [int(promo_id[everyday & (threshold == value)][0]) for value, _ in COUPONS]
    return np.array([*usual, *promo_id[purpose.strings() == "win_back"]])
