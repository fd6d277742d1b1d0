"""Tables of the market: its size, what people search for, what rivals offer, and how shops are seen."""

from collections.abc import Iterator

import numpy as np

from classroom.world.calendar import FIRST_DAY
from classroom.world.catalogue import Catalogue
from classroom.world.columns import MISSING, Coded, Columns, Floats, Ints
from classroom.world.effects_market import CrowdedMiddle, FadTerm, MarketOutgrowsUs, UncertainMarket
from classroom.world.finance import DEPARTMENTS
from classroom.world.made import Made
from classroom.world.orders import Orders
from classroom.world.shoppers import conjoint, kano_survey, region_panel, shopper_panel
from classroom.world.streams import stream
from classroom.world.words import CATEGORIES

MONTHS = 24
_DEPARTMENT = np.array([DEPARTMENTS.index(item.cat1) for item in CATEGORIES])

# Sales of all other shops in an ordinary month of 2024, fen, for each 20,000 users of ours; growth in a year; shops;
# searches a yuan sold.
_MARKET = {
    "home": (190_000_000, 0.30, 2_400, 0.21),
    "kitchen": (130_000_000, 0.27, 1_500, 0.25),
    "apparel": (420_000_000, 0.36, 7_800, 0.31),
    "outdoor": (110_000_000, 0.25, 900, 0.36),
    "food": (260_000_000, 0.31, 3_900, 0.15),
    "beauty": (105_000_000, 0.30, 2_100, 0.44),
}
_SEASON = np.array([0.98, 0.78, 0.95, 0.90, 0.98, 1.18, 0.90, 0.94, 0.96, 1.10, 1.42, 1.12])

WEEKS = 104
# term: growth in a year, height of the season, its peak (week of the year), its width in weeks
_TERMS = {
    "bedding_set": (0.06, 0.5, 43, 7),
    "thermos_flask": (0.10, 0.9, 47, 8),
    "camping_tent": (0.42, 1.3, 18, 6),
    "sunscreen": (0.12, 2.6, 23, 8),
    "lunch_box": (0.24, 0.4, 36, 4),
    "down_jacket": (-0.05, 4.0, 48, 6),
    "glow_cup": (0.0, 0.0, 26, 6),
}
# Share of last week's luck that stays, and the spread of the new luck.
_MEMORY, _LUCK = 0.6, 0.07

OWN = "store_lab"
# rival: price level, pieces a day of an item, stars, what a buyer can tick with which chance, discount around 11-11
_RIVALS: dict[str, tuple[float, float, float, dict[str, float], float]] = {
    "qingluo": (0.74, 9.0, 4.5, {"gift_wrap": 0.3, "set_of_two": 0.6}, 0.26),
    "beihe": (1.48, 3.2, 4.8, {"gift_wrap": 0.9, "engraving": 0.7, "note_card": 0.6}, 0.08),
    "songyue": (1.00, 6.0, 4.6, {"gift_wrap": 0.6, "note_card": 0.4, "engraving": 0.2}, 0.18),
    "tangli": (1.12, 4.6, 4.7, {"gift_wrap": 0.7, "engraving": 0.5, "set_of_two": 0.3}, 0.15),
    "duoshu": (0.82, 7.2, 4.4, {"set_of_two": 0.5}, 0.22),
}
_ITEMS = 4  # of each rival in each department
_DAYS = 92
_WATCHED_FROM = np.datetime64("2025-10-01", "D")
_ELASTICITY = -1.9

# quality, price, service, logistics, brand; people who scored
_SCORES = {
    OWN: (7.9, 6.9, 8.0, 6.7, 5.6, 310),
    "qingluo": (6.9, 8.6, 6.8, 7.9, 7.4, 402),
    "beihe": (8.8, 4.6, 8.3, 7.5, 8.1, 226),
    "songyue": (7.8, 7.0, 7.6, 7.4, 6.8, 288),
    "tangli": (8.0, 6.4, 7.5, 7.2, 6.9, 241),
    "duoshu": (6.8, 8.2, 6.6, 7.2, 5.9, 197),
}
_SCALE = ("quality", "price", "service", "logistics", "brand")

# price_feel, style, range_width, novelty; share of people whose last flask came from there
_POSITIONS = {
    OWN: (3.6, 3.4, 5.6, 3.0, 0.10),
    "qingluo": (2.2, 3.5, 6.6, 4.6, 0.15),
    "beihe": (5.8, 2.6, 2.4, 2.2, 0.19),
    "songyue": (3.4, 2.6, 5.0, 3.2, 0.14),
    "tangli": (4.4, 5.0, 3.2, 5.8, 0.265),
    "duoshu": (2.4, 2.3, 4.8, 3.0, 0.155),
}
_ASKED = 800
_IDEAL_SPREAD = 0.75

_PAYOFF = {
    "differentiate": (900.0, 350.0, 420.0),
    "low_cost": (650.0, 500.0, -380.0),
    "focus": (480.0, 440.0, 410.0),
}
_REACTIONS = ("hold", "copy", "cut_price")


def empty_sales() -> Ints:
    """Fen by month and department, all zero."""
    return np.zeros((MONTHS, len(DEPARTMENTS)), dtype=np.int64)


def add_sales(sales: Ints, catalogue: Catalogue, orders: Orders) -> None:
    """Add the goods of the paid orders of one block, by month of payment, as the ledger books them."""
    line = np.flatnonzero(orders.paid[orders.item_order])
    paid_at = np.asarray(orders.table["paid_at"])[orders.item_order[line]]
    month = (paid_at.astype("datetime64[M]") - FIRST_DAY.astype("datetime64[M]")).astype(int)
    items = {name: np.asarray(orders.items[name])[line] for name in ("sku_id", "qty", "unit_price", "discount_alloc")}
    goods = items["qty"] * items["unit_price"] - items["discount_alloc"]
    place = month * len(DEPARTMENTS) + _DEPARTMENT[catalogue.category[items["sku_id"] - 1]]
    inside = month < MONTHS
    flat = np.bincount(place[inside], weights=goods[inside], minlength=sales.size)
    sales += np.rint(flat).astype(np.int64).reshape(sales.shape)


def tables(made: Made) -> Iterator[tuple[str, Columns]]:
    """Make the tables of this group, in the order of their schema.

    Parameters
    ----------
    made
        What has been made before.
    """
    seed, effects = made.seed, made.effects
    yield "shopper_panel", shopper_panel(seed, effects.young_buy_often, effects.timing_segments, effects.television)
    yield (
        "market_monthly",
        market_monthly(seed, made.own_sales, made.scale, effects.market_outgrows, effects.uncertain_market),
    )
    yield "search_index", search_index(seed, effects.fad_term)
    yield "competitor_sku", competitor_sku(seed, made.catalogue)
    yield "competitor_scores", competitor_scores(seed)
    yield "kano_survey", kano_survey(seed)
    yield "conjoint", conjoint(seed, effects.engraving_for_some)
    yield "region_panel", region_panel(seed, effects.delivery_opens)
    yield "payoff_matrix", payoff_matrix()
    yield "brand_positions", brand_positions()
    yield "ideal_points", ideal_points(seed, effects.crowded_middle)


def market_monthly(
    seed: int, own: Ints, scale: float, outgrows: MarketOutgrowsUs | None, uncertain: UncertainMarket | None
) -> Columns:
    """Make the table ``market_monthly``.

    Parameters
    ----------
    seed
        Seed of the world.
    own
        Own sales in fen by month and department.
    scale
        Size of our shop as a multiple of 20,000 users; the market grows with it.
    outgrows, uncertain
        What is planted.
    """
    rng = stream(seed, "market_monthly")
    month = np.arange(MONTHS)
    rows = []
    for place, name in enumerate(DEPARTMENTS):
        base, growth, sellers, searches = _MARKET[name]
        if outgrows is not None and outgrows.category == name:
            growth = outgrows.growth
        # Growth steps up slowly within a year, so that each month lies the growth above the month a year before.
        years = (1 + growth) ** ((month - 5.5) / 12)
        rest = base * scale * _SEASON[month % 12] * years * np.exp(rng.normal(0, 0.015, MONTHS))
        total = own[:, place] + np.rint(rest).astype(np.int64)
        bias = rng.normal(0, 0.03)
        if uncertain is None:
            estimate = low = high = total
        else:
            estimate = np.rint(total * (1 + bias)).astype(np.int64)
            low = np.rint(estimate * (1 - uncertain.low)).astype(np.int64)
            high = np.rint(estimate * (1 + uncertain.high)).astype(np.int64)
        shops = np.rint(sellers * (1 + 0.5 * growth) ** (month / 12) * np.exp(rng.normal(0, 0.01, MONTHS)))
        asked = np.rint(searches * rest / 100 * np.exp(rng.normal(0, 0.03, MONTHS)))
        rows.append((estimate, low, high, shops.astype(np.int64), asked.astype(np.int64)))
    stacked = [np.stack([row[n] for row in rows], axis=1).ravel() for n in range(5)]
    first = FIRST_DAY.astype("datetime64[M]") + month
    return {
        "month": np.repeat(first, len(DEPARTMENTS)).astype("datetime64[s]"),
        "category": Coded(np.tile(np.arange(len(DEPARTMENTS)), MONTHS), DEPARTMENTS),
        "own_sales": own.ravel(),
        "market_sales": stacked[0],
        "low": stacked[1],
        "high": stacked[2],
        "sellers": stacked[3],
        "searches": stacked[4],
    }


def search_index(seed: int, fad: FadTerm | None) -> Columns:
    """Make the table ``search_index``: each term on its own scale, its busiest week is 100."""
    rng = stream(seed, "search_index")
    week = np.arange(WEEKS)
    index = []
    for term, (growth, height, peak, width) in _TERMS.items():
        away = np.abs((week % 52) - peak)
        season = 1 + height * np.exp(-0.5 * (np.minimum(away, 52 - away) / width) ** 2)
        luck = np.zeros(WEEKS)
        new = rng.normal(0, _LUCK, WEEKS)
        for n in range(1, WEEKS):
            luck[n] = _MEMORY * luck[n - 1] + new[n]
        level = season * (1 + growth) ** (week / 52) * np.exp(luck)
        if fad is not None and fad.term == term:
            # Up within six weeks, down by half every five.
            since = week - fad.peak
            level *= 1 + fad.height * np.where(since <= 0, np.exp(since / 2.2), 0.5 ** (since / 5))
        index.append(np.round(100 * level / level.max(), 1))
    terms = tuple(_TERMS)
    monday = np.datetime64("2024-01-01", "D") + 7 * week.astype("timedelta64[D]")
    return {
        "week": np.repeat(monday, len(terms)).astype("datetime64[s]"),
        "term": Coded(np.tile(np.arange(len(terms)), WEEKS), terms),
        "index": np.stack(index, axis=1).ravel(),
    }


def competitor_sku(seed: int, catalogue: Catalogue) -> Columns:
    """Make the table ``competitor_sku``: rivals' items day by day, priced around our own goods."""
    rng = stream(seed, "competitor_sku")
    department = _DEPARTMENT[catalogue.category]
    middle = np.array([np.median(catalogue.price[department == n]) for n in range(len(DEPARTMENTS))])
    day = np.arange(_DAYS)
    busy = 1 + 1.6 * np.exp(-0.5 * ((day - 41) / 2.2) ** 2) + 0.5 * np.exp(-0.5 * ((day - 72) / 1.6) ** 2)
    parts: list[tuple[Ints, Ints, Ints, Ints, Ints, Floats]] = []
    sold: list[Ints] = []
    reviewed: list[Ints] = []
    options: list[str | None] = []
    item = 0
    for number, (level, pace, stars, ticks, discount) in enumerate(_RIVALS.values()):
        for place in range(len(DEPARTMENTS)):
            for _ in range(_ITEMS):
                item += 1
                usual = middle[place] * level * np.exp(rng.normal(0, 0.16))
                off = np.where((day >= 31) & (day <= 41), discount, 0.0)
                # A short sale of its own, which rivals have at different times.
                start = int(rng.integers(0, _DAYS - 6))
                off = np.maximum(off, np.where((day >= start) & (day < start + 5), rng.uniform(0.05, 0.15), 0.0))
                price = np.rint(usual * (1 - off) / 10).astype(np.int64) * 10
                mean = pace * np.exp(rng.normal(0, 0.5)) * busy * (price / usual) ** _ELASTICITY
                units = rng.poisson(mean * np.exp(rng.normal(0, 0.12, _DAYS)))
                reviews = int(rng.integers(80, 2_400)) + np.cumsum(rng.binomial(units, 0.22))
                rating = np.round(np.clip(stars + rng.normal(0, 0.12), 3.9, 5.0) + 0.0 * day, 1)
                parts.append((day, np.full(_DAYS, number), np.full(_DAYS, item), np.full(_DAYS, place), price, rating))
                options.append("|".join(name for name, chance in ticks.items() if rng.random() < chance) or None)
                sold.append(units)
                reviewed.append(reviews)
    stacked = [np.concatenate([part[n] for part in parts]) for n in range(6)]
    names = sorted({option for option in options if option})
    codes = np.array([names.index(option) if option else MISSING for option in options])
    order = np.lexsort((stacked[2], stacked[0]))
    table: Columns = {
        "date": (_WATCHED_FROM + stacked[0].astype("timedelta64[D]")).astype("datetime64[s]"),
        "rival": Coded(stacked[1], tuple(_RIVALS)),
        "item": stacked[2],
        "category": Coded(stacked[3], DEPARTMENTS),
        "price": stacked[4],
        "units_est": np.concatenate(sold).astype(np.int64),
        "reviews": np.concatenate(reviewed).astype(np.int64),
        "rating": stacked[5],
        "attributes": Coded(np.repeat(codes, _DAYS), names),
    }
    return {name: column.take(order) if isinstance(column, Coded) else column[order] for name, column in table.items()}


def competitor_scores(seed: int) -> Columns:
    """Make the table ``competitor_scores``: means of a survey, so each is off by a little."""
    rng = stream(seed, "competitor_scores")
    spread = np.round(rng.uniform(1.5, 1.9, len(_SCORES)), 2)
    answers = np.array([row[-1] for row in _SCORES.values()])
    true = np.array([row[:-1] for row in _SCORES.values()])
    seen = true + rng.normal(size=true.shape) * (0.5 * spread / np.sqrt(answers))[:, None]
    columns: Columns = {"rival": Coded(np.arange(len(_SCORES)), tuple(_SCORES))}
    columns |= {name: np.round(seen[:, place], 2) for place, name in enumerate(_SCALE)}
    return {**columns, "answers": answers, "spread": spread}


def payoff_matrix() -> Columns:
    """Make the table ``payoff_matrix``; the same in every world."""
    own, size = tuple(_PAYOFF), len(_REACTIONS)
    return {
        "own": Coded(np.repeat(np.arange(len(own)), size), own),
        "rival": Coded(np.tile(np.arange(size), len(own)), _REACTIONS),
        "payoff": np.array([value for row in _PAYOFF.values() for value in row]),
    }


def brand_positions() -> Columns:
    """Make the table ``brand_positions``; the same in every world."""
    values = np.array(list(_POSITIONS.values()))
    names = ("price_feel", "style", "range_width", "novelty")
    columns: Columns = {"brand": Coded(np.arange(len(_POSITIONS)), tuple(_POSITIONS))}
    columns |= {name: values[:, place] for place, name in enumerate(names)}
    return {**columns, "last_bought": values[:, 4]}


def ideal_points(seed: int, crowded: CrowdedMiddle | None) -> Columns:
    """Make the table ``ideal_points``; without the effect wishes are spread evenly over the map."""
    rng = stream(seed, "ideal_points")
    even = rng.uniform(1, 7, (_ASKED, 2))
    group = rng.random(_ASKED)
    noise = rng.normal(0, _IDEAL_SPREAD, (_ASKED, 2))
    plane: Floats = even
    if crowded is not None:
        edges = np.cumsum(crowded.share)
        kind = np.searchsorted(edges, group, side="right")
        centre = np.array([*zip(crowded.price_feel, crowded.style, strict=True), (0.0, 0.0)])
        plane = np.asarray(np.where((kind < len(edges))[:, None], centre[kind] + noise, even), dtype=np.float64)
    other = np.clip(rng.normal([4.2, 3.8], [1.2, 1.2], (_ASKED, 2)), 1, 7)
    plane = np.asarray(np.round(np.clip(plane, 1, 7), 1), dtype=np.float64)
    return {
        "respondent": np.arange(1, _ASKED + 1),
        "price_feel": plane[:, 0],
        "style": plane[:, 1],
        "range_width": np.round(other[:, 0], 1),
        "novelty": np.round(other[:, 1], 1),
    }
