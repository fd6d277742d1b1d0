"""Tables of the e-commerce industry as a whole, and of learning: a model of the course's own, no statistics."""

from collections.abc import Iterator, Mapping

import numpy as np

from classroom.world import claims, learning
from classroom.world.columns import Columns, Floats, Ints, coded
from classroom.world.effects import Effects
from classroom.world.effects_landscape import FollowersCatchUp
from classroom.world.made import Made
from classroom.world.streams import stream

YEARS = np.arange(2016, 2026)
_FEN_IN_A_TRILLION = 10**14
_ROUNDED = 10**10  # sales are known to 0.1 billion yuan
_MILLION = 1_000_000

# Model, sales of 2016 (trillion yuan), growth of the second and last year; None: made apart.
_SEGMENTS: Mapping[str, tuple[str, float | None, tuple[float, float]]] = {
    "wholesale": ("B2B", 3.0, (0.09, 0.035)),
    "shelf": ("B2C", 3.6, (0.16, 0.012)),
    "live": ("B2C", None, (0.0, 0.0)),
    "social": ("B2C", 0.15, (0.42, 0.07)),
    "peer": ("C2C", 0.5, (0.11, 0.03)),
    "local": ("O2O", 0.35, (0.30, 0.10)),
    "cross_border": ("B2C", 0.5, (0.19, 0.09)),
    "rental": ("C2C", None, (0.0, 0.0)),
}
_WITHOUT_EFFECT = (0.003, (0.11, 0.03))  # rental, were it a segment like its neighbour
# An S-curve of live sales: ceiling of 2016 (trillion yuan) and its growth, middle year, years of the steep part.
_LIVE = (2.35, 0.065, 2020.6, 0.95)
# Yuan an order in 2016 and 2025; millions of buyers (firms for wholesale) in both; millions of merchants in both.
_PER_SEGMENT = {
    "wholesale": (4_300.0, 4_150.0, 6.0, 13.5, 1.4, 2.1),
    "shelf": (112.0, 96.0, 392.0, 735.0, 6.4, 13.8),
    "live": (118.0, 86.0, 2.6, 486.0, 0.01, 4.4),
    "social": (64.0, 47.0, 62.0, 405.0, 0.7, 3.9),
    "peer": (128.0, 152.0, 96.0, 204.0, 21.0, 44.0),
    "local": (58.0, 51.0, 118.0, 452.0, 0.6, 2.3),
    "cross_border": (318.0, 276.0, 61.0, 188.0, 0.2, 0.9),
    "rental": (205.0, 168.0, 1.4, 29.0, 0.004, 0.06),
}
_SHOPPERS, _USERS, _RETAIL = (468.0, 912.0), (731.0, 1_112.0), (33.2, 49.6)

# Type, shares of the rest in 2016 and 2025 (None: one of the three largest), take rates in both.
_PLATFORMS: Mapping[str, tuple[str, tuple[float, float] | None, tuple[float, float]]] = {
    "baihui": ("general", None, (0.029, 0.041)),
    "sudacheng": ("general", None, (0.054, 0.058)),
    "pingu": ("general", None, (0.021, 0.046)),
    "yichujia": ("vertical", (0.22, 0.11), (0.098, 0.104)),
    "xiandaomen": ("vertical", (0.10, 0.14), (0.121, 0.128)),
    "shuge": ("vertical", (0.18, 0.05), (0.082, 0.086)),
    "yanghuopu": ("vertical", (0.15, 0.09), (0.091, 0.097)),
    "linlisong": ("vertical", (0.11, 0.12), (0.143, 0.152)),
    "huanhuan": ("general", (0.16, 0.07), (0.012, 0.021)),
    "huaquan": ("content", (0.07, 0.08), (0.038, 0.067)),
    "duankan": ("content", (0.008, 0.25), (0.030, 0.084)),
    "bojie": ("content", (0.002, 0.09), (0.034, 0.079)),
}


def tables(made: Made) -> Iterator[tuple[str, Columns]]:
    """Make the tables of this group, in the order of their schema.

    Parameters
    ----------
    made
        What has been made before.
    """
    industry = industry_annual(made.seed, made.effects)
    platforms = platform_share(made.seed, made.effects.followers_catch_up, industry)
    yield "industry_annual", industry
    yield "platform_share", platforms
    yield "value_chain", value_chain()
    yield "quoted_claims", claims.quoted_claims(made.effects.right_elsewhere, industry, platforms)
    yield "syllabus_map", learning.syllabus_map()
    yield "learning_log", learning.learning_log(made.seed, made.effects)
    yield "resources", learning.resources()
    yield "kol_network", learning.kol_network(made.seed, made.effects.closed_circle)


def industry_annual(seed: int, effects: Effects) -> Columns:
    """Make the table ``industry_annual``: sales, orders and people of eight segments over ten years."""
    rng = stream(seed, "industry_annual")
    # Drawn for all segments at once, so that one of them changes no other.
    noise = rng.normal(0.0, 0.006, (len(_SEGMENTS), len(YEARS)))
    fen, orders, buyers, merchants = [], [], [], []
    for row, name in enumerate(_SEGMENTS):
        sales = _sales(name, effects) * np.exp(noise[row])
        value_0, value_1, buyers_0, buyers_1, merchants_0, merchants_1 = _PER_SEGMENT[name]
        rounded = np.rint(sales * _FEN_IN_A_TRILLION / _ROUNDED).astype(np.int64) * _ROUNDED
        fen.append(rounded)
        orders.append(np.rint(rounded / 100 / _between(value_0, value_1)).astype(np.int64))
        # People follow sales half of the way: the rest is how often they buy.
        path = np.log(sales / sales[0]) / np.log(sales[-1] / sales[0])
        buyers.append(_people(buyers_0 * (buyers_1 / buyers_0) ** path))
        merchants.append(_people(merchants_0 * (merchants_1 / merchants_0) ** path))
    size = len(_SEGMENTS)
    shoppers, users = (_people(_saturating(*ends)) for ends in (_SHOPPERS, _USERS))
    retail = np.rint(_between(*_RETAIL) * 1_000).astype(np.int64) * (_FEN_IN_A_TRILLION // 1_000)
    every_year = {"online_shoppers": shoppers, "internet_users": users, "retail": retail}
    names = list(_SEGMENTS) * len(YEARS)
    models = [_SEGMENTS[name][0] for name in names]
    adoption = np.column_stack(buyers) / shoppers[:, None]
    adoption[:, list(_SEGMENTS).index("wholesale")] = np.nan
    published = [np.datetime64(f"{year + 1}-01-20") for year in YEARS.tolist()]
    return {
        "year": np.repeat(YEARS, size),
        "segment": coded(names),
        "model": coded(models),
        "gmv": np.column_stack(fen).ravel(),
        "orders": np.column_stack(orders).ravel(),
        "buyers": np.column_stack(buyers).ravel(),
        "online_shoppers": np.repeat(every_year["online_shoppers"], size),
        "internet_users": np.repeat(every_year["internet_users"], size),
        "merchants": np.column_stack(merchants).ravel(),
        "retail": np.repeat(every_year["retail"], size),
        "adoption": adoption.ravel(),
        "source": coded(["course_model"] * len(names)),
        "source_date": np.repeat(np.array(published), size),
    }


def _sales(name: str, effects: Effects) -> Floats:
    """Sales of a segment by year, trillion yuan, before chance."""
    if name == "live":
        ceiling, growth, middle, steep = _LIVE
        return ceiling * (1 + growth) ** (YEARS - YEARS[0]) / (1 + np.exp(-(YEARS - middle) / steep))
    first, growths = _SEGMENTS[name][1], _SEGMENTS[name][2]
    if name == "rental":
        fast = effects.small_fast_segment
        first, growths = (fast.first, fast.growth) if fast else _WITHOUT_EFFECT
    assert first is not None
    return first * np.r_[1.0, np.cumprod(1 + np.linspace(*growths, len(YEARS) - 1))]


def _between(first: float, last: float) -> Floats:
    """From the first value to the last, by the same factor each year."""
    return np.geomspace(first, last, len(YEARS))


def _saturating(first: float, last: float) -> Floats:
    """From the first value to the last, faster at the beginning."""
    way = 1 - np.exp(-0.22 * np.arange(len(YEARS)))
    return first + (last - first) * way / way[-1]


def _people(millions: Floats) -> Ints:
    """Millions as whole numbers, to the nearest thousand."""
    return np.rint(millions * 1_000).astype(np.int64) * 1_000


def platform_share(seed: int, effect: FollowersCatchUp | None, industry: Columns) -> Columns:
    """Make the table ``platform_share``: who has which part of the industry without wholesale."""
    rng = stream(seed, "platform_share")
    names = list(_PLATFORMS)
    ends = effect or FollowersCatchUp()
    last = ends.last if effect else ends.first
    top = np.linspace(ends.first, last, len(YEARS)) * np.exp(rng.normal(0.0, 0.002, (len(YEARS), 3)))
    ways = [np.linspace(*spec[1], len(YEARS)) for spec in _PLATFORMS.values() if spec[1] is not None]
    rest = np.column_stack(ways)
    rest = rest * np.exp(rng.normal(0.0, 0.02, rest.shape))
    rest = rest * ((1 - top.sum(axis=1)) / rest.sum(axis=1))[:, None]
    shares = np.hstack([top, rest])

    gmv = np.asarray(industry["gmv"]).reshape(len(YEARS), -1)
    whole = gmv.sum(axis=1) - gmv[:, list(_SEGMENTS).index("wholesale")]
    fen = np.rint(shares * whole[:, None] / _ROUNDED).astype(np.int64) * _ROUNDED
    fen[:, 0] += whole - fen.sum(axis=1)  # what rounding leaves goes to the largest
    rates = np.array([_between(*spec[2]) for spec in _PLATFORMS.values()]).T
    shoppers = np.asarray(industry["online_shoppers"]).reshape(len(YEARS), -1)[:, :1]
    users = shoppers * np.minimum(0.93, 1 - np.exp(-6.5 * shares))
    return {
        "year": np.repeat(YEARS, len(names)),
        "platform": coded(names * len(YEARS)),
        "type": coded([_PLATFORMS[name][0] for name in names] * len(YEARS)),
        "gmv": fen.ravel(),
        "users": _people(users.ravel() / _MILLION),
        "revenue": np.rint(fen * rates / _ROUNDED).astype(np.int64).ravel() * _ROUNDED,
    }


def value_chain() -> Columns:
    """Make the table ``value_chain``: who receives what of the price of an order, and what it costs them."""
    rows = (
        ("producer", 0.46, 0.91, "goods", "merchant"),
        ("merchant", 0.355, 0.93, "goods", "logistics"),
        ("logistics", 0.085, 0.95, "goods", "buyer"),
        ("buyer", 0.0, 0.0, "money", "payment"),
        ("payment", 0.006, 0.55, "money", "platform"),
        ("platform", 0.034, 0.55, "money", "merchant"),
        ("advertising", 0.06, 0.50, "data", "merchant"),
    )
    node, take, cost, flow, to_node = zip(*rows, strict=True)
    return {
        "node": coded(node),
        "take_rate": np.array(take),
        "cost_share": np.array(cost),
        "flow_type": coded(flow),
        "to_node": coded(to_node),
    }
