"""What stands still while customers come and go: shops, goods, their pages and their chances to sell."""

from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

from classroom.world.calendar import DAYS, FIRST_DAY, LAST_DAY
from classroom.world.columns import MISSING, Columns, Floats, Ints, coded
from classroom.world.effects import Effects
from classroom.world.streams import stream
from classroom.world.words import BRANDS, CATEGORIES, COLOURS, COLOURS_ZH, SIZES

GOODS = 600
# Spread of revenue over goods: log-normal quantiles, which gives the top fifth about three quarters of revenue.
REVENUE_SIGMA = 1.56
TASTES = 9  # groups of customers from thrifty to lavish
TASTE_TILT = 1.65  # how strongly taste moves the choice by price

SHOPS = (
    # shop_id, platform_id, shop type, name, English name, opened, deposit (fen), share of visits
    (1, 1, "flagship", "杭州旗舰店", "Hangzhou flagship", "2019-05-20", 10_000_000, 0.30),
    (2, 1, "speciality", "山野户外专卖店", "Outdoor speciality shop", "2020-03-12", 5_000_000, 0.14),
    (3, 2, "flagship", "京津旗舰店", "North flagship", "2020-09-01", 10_000_000, 0.20),
    (4, 2, "factory", "厨房工厂店", "Kitchen factory shop", "2021-06-18", 5_000_000, 0.10),
    (5, 3, "content", "短视频小店", "Video shop", "2022-01-05", 2_000_000, 0.16),
    (6, 4, "private", "小程序商城", "Mini-program mall", "2022-08-08", 0, 0.10),
)
SHOP_SHARES = np.array([shop[-1] for shop in SHOPS])
SHOP_PLATFORM = np.array([0] + [shop[1] for shop in SHOPS])
# Commission on goods by platform, in ten-thousandths of what was paid; index 0 is unused.
COMMISSION = np.array([0, 500, 600, 550, 60])
PAYMENT_FEE = 60  # ten-thousandths of what was paid, on every platform


@dataclass(frozen=True)
class Catalogue:
    """Goods with what the simulation needs to know of them; arrays of length `GOODS`, sku_id = position + 1.

    Attributes
    ----------
    products, listings, shops
        The tables.
    price, cost
        List price and cost, fen.
    category
        Position in `CATEGORIES`.
    launched
        First day on sale.
    choice
        Chance of each good to be a line's good, one row a taste.
    interest
        Chance of each good to be looked at.
    quality
        Standard score of how well liked a good is.
    out_from, out_until
        Days without stock; both `MISSING` for most goods.
    """

    products: Columns
    listings: Columns
    shops: Columns
    price: Ints
    cost: Ints
    category: Ints
    launched: Ints
    choice: Floats
    interest: Floats
    quality: Floats
    out_from: Ints
    out_until: Ints


def make_catalogue(seed: int, effects: Effects) -> Catalogue:
    """Make the goods, shops and listings."""
    rng = stream(seed, "products")
    category = np.repeat(np.arange(len(CATEGORIES)), GOODS // len(CATEGORIES))
    median = np.array([item.price for item in CATEGORIES])[category]
    # Prices end in 9 yuan or 9 tenths, as shops write them.
    yuan = median * np.exp(rng.normal(0, 0.38, GOODS))
    price = np.where(yuan < 60, np.round(yuan) * 100 - 10, np.round(yuan / 10) * 1000 - 100).astype(np.int64)
    cost = np.round(price * np.clip(rng.normal(0.46, 0.07, GOODS), 0.28, 0.68)).astype(np.int64)

    quantiles = (rng.permutation(GOODS) + 0.5) / GOODS
    revenue = np.exp(REVENUE_SIGMA * np.array([NormalDist().inv_cdf(q) for q in quantiles]))
    quality = rng.normal(0, 1, GOODS)
    lines = revenue / price
    choice = _choice(lines / lines.sum(), np.log(price))
    interest = (lines / lines.sum()) ** 0.7
    interest /= interest.sum()

    # The forty best sellers have been there all along; about one in seven of the others is new.
    rank = np.argsort(np.argsort(-revenue))
    late = (rng.random(GOODS) < 0.15) & (rank >= 40)
    launched = np.where(late, rng.integers(30, 560, GOODS), -rng.integers(30, 1400, GOODS))

    out_from, out_until = _stock_outs(seed, effects, rank, launched)
    products = _products(rng, category, price, cost, launched, rank)
    listings = _listings(seed, effects, products, launched)
    return Catalogue(
        products,
        listings,
        _shops(seed),
        price,
        cost,
        category,
        launched,
        choice,
        interest,
        quality,
        out_from,
        out_until,
    )


def _choice(lines: Floats, log_price: Floats) -> Floats:
    """Chances by taste whose mean over tastes is ``lines``: lavish customers choose dearer goods."""
    score = (log_price - np.average(log_price, weights=lines)) / np.sqrt(np.cov(log_price, aweights=lines))
    tastes = np.array([NormalDist().inv_cdf((n + 0.5) / TASTES) for n in range(TASTES)])
    base = lines.copy()
    for _ in range(60):
        choice = base * np.exp(TASTE_TILT * tastes[:, None] * score)
        choice /= choice.sum(axis=1, keepdims=True)
        base *= lines / choice.mean(axis=0)
    return np.asarray(choice)


def _stock_outs(seed: int, effects: Effects, rank: Ints, launched: Ints) -> tuple[Ints, Ints]:
    out_from = np.full(GOODS, MISSING)
    out_until = np.full(GOODS, MISSING)
    if effects.stock_outs is not None:
        rng = stream(seed, "stock_outs")
        # Neither the very best sellers nor slow ones: there a stock-out would be seen at once or never.
        able = np.flatnonzero((rank >= 10) & (rank < 200) & (launched < 0))
        goods = rng.choice(able, min(effects.stock_outs.goods, len(able)), replace=False)
        out_from[goods] = rng.integers(150, DAYS - 60, len(goods))
        out_until[goods] = out_from[goods] + rng.integers(7, 22, len(goods))
    return out_from, out_until


def _products(rng: np.random.Generator, category: Ints, price: Ints, cost: Ints, launched: Ints, rank: Ints) -> Columns:
    brand = [BRANDS[n] for n in rng.integers(0, len(BRANDS), GOODS)]
    colour = [COLOURS[n] for n in rng.integers(0, len(COLOURS), GOODS)]
    wears = np.array([CATEGORIES[c].cat1 == "apparel" for c in category])
    size = [SIZES[n] if worn else None for n, worn in zip(rng.integers(0, 4, GOODS), wears, strict=True)]
    title, title_en = [], []
    for n in range(GOODS):
        group = CATEGORIES[category[n]]
        noun = group.nouns[int(rng.random() < 0.35)]
        first, second = rng.choice(len(group.modifiers), 2, replace=False)
        (zh1, en1), (zh2, en2) = group.modifiers[first], group.modifiers[second]
        title.append(f"{brand[n]} {zh1}{zh2}{noun[0]} {COLOURS_ZH[colour[n]]}{size[n] or ''}")
        title_en.append(f"{brand[n]} {en1} {en2} {noun[1]}, {colour[n]}{' ' + str(size[n]) if size[n] else ''}")
    role = np.select([rank < 30, rank < 150, price < np.quantile(price, 0.25)], [0, 1, 2], 3)
    status = np.where((rank > 520) & (launched < -700) & (rng.random(GOODS) < 0.3), 1, 0)
    weight = np.array([item.weight for item in CATEGORIES])[category] * np.exp(rng.normal(0, 0.25, GOODS))
    return {
        "sku_id": np.arange(1, GOODS + 1),
        "spu_id": np.arange(GOODS) // 2 + 1001,
        "title": coded(title),
        "title_en": coded(title_en),
        "cat1": coded(CATEGORIES[c].cat1 for c in category),
        "cat2": coded(CATEGORIES[c].cat2 for c in category),
        "brand": coded(brand),
        "size": coded(size),
        "colour": coded(colour),
        "model": coded(f"{CATEGORIES[c].cat2[:2].upper()}{100 + n}" for n, c in enumerate(category)),
        "supplier_id": category + 1 + len(CATEGORIES) * rng.integers(0, 2, GOODS),
        "unit_cost": cost,
        "list_price": price,
        "weight_kg": np.round(weight, 2),
        "launched_on": (FIRST_DAY + launched.astype("timedelta64[D]")).astype("datetime64[s]"),
        "role": coded(("bestseller", "core", "traffic", "tail")[n] for n in role),
        "status": coded(("on_sale", "phasing_out")[n] for n in status),
    }


def _listings(seed: int, effects: Effects, products: Columns, launched: Ints) -> Columns:
    """Versions of the product pages; the new page of all shops is a version of its own."""
    rng = stream(seed, "listings")
    sku, start = [np.arange(1, GOODS + 1)], [np.maximum(launched, -1400)]
    again = np.flatnonzero(rng.random(GOODS) < 0.45)
    sku.append(again + 1)
    start.append(np.maximum(launched[again], 0) + rng.integers(20, 150, len(again)))
    if effects.new_page_and_video is not None:
        day = int((np.datetime64(effects.new_page_and_video.start, "D") - FIRST_DAY).astype(int))
        sku.append(np.arange(1, GOODS + 1))
        start.append(np.full(GOODS, day))
    skus, starts = np.concatenate(sku), np.concatenate(start)
    order = np.lexsort((starts, skus))
    skus, starts = skus[order], starts[order]
    first = np.r_[True, skus[1:] != skus[:-1]]
    version = np.arange(len(skus)) - np.maximum.accumulate(np.where(first, np.arange(len(skus)), 0)) + 1
    rows = len(skus)
    title = products["title"]
    assert not isinstance(title, np.ndarray)
    return {
        "sku_id": skus,
        "version": version,
        "title": title.take(skus - 1),
        "n_main": np.minimum(3 + version + rng.integers(0, 3, rows), 9),
        "n_detail": 5 + 3 * version + rng.integers(0, 6, rows),
        "n_scene": version - 1 + rng.integers(0, 3, rows),
        "has_video": rng.random(rows) < np.array([0.0, 0.25, 0.5, 0.9])[np.minimum(version, 3)],
        "desc_len": (180 + 120 * version + rng.integers(0, 240, rows)),
        "attrs_filled": np.clip(8 + 3 * version + rng.integers(-3, 4, rows), 3, 24),
        "changed_at": (FIRST_DAY + starts.astype("timedelta64[D]")).astype("datetime64[s]"),
    }


def _shops(seed: int) -> Columns:
    rng = stream(seed, "shops")
    return {
        "shop_id": np.array([shop[0] for shop in SHOPS]),
        "platform_id": np.array([shop[1] for shop in SHOPS]),
        "shop_type": coded(shop[2] for shop in SHOPS),
        "name": coded(shop[3] for shop in SHOPS),
        "name_en": coded(shop[4] for shop in SHOPS),
        "opened_on": np.array([shop[5] for shop in SHOPS], dtype="datetime64[s]"),
        "deposit": np.array([shop[6] for shop in SHOPS]),
        "royalty": COMMISSION[[shop[1] for shop in SHOPS]] / 10_000,
        "dsr": np.round(4.7 + 0.2 * rng.random(len(SHOPS)), 2),
    }


LAST_SECOND = (LAST_DAY + np.timedelta64(1, "D")).astype("datetime64[s]") - np.timedelta64(1, "s")
