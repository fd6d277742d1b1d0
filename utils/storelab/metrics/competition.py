"""How the shop stands beside its rivals: scores, prices, wins at equal price, and distance in what is offered."""

import math
from collections.abc import Mapping, Sequence
from typing import Any, cast

import narwhals.stable.v2 as nw

from storelab.errors import StoreLabError
from storelab.language import pick
from storelab.metrics._checks import check_numbers
from storelab.metrics._formulas import check_range
from storelab.metrics._frames import By, IntoFrameT, fen, finish, keys, rate, ratio, read, same_library
from storelab.metrics._quantiles import grouped_quantiles
from storelab.metrics._tables import check_same_names, check_unique, columns_of, from_rows
from storelab.metrics.registry import EVERY_ROW, WHOLE_TABLE, metric

ROUNDING = 1e-6  # of a fen: 100 * 0.29 is 28.999999999999996 in floats, and still 29


@metric(
    "M110",
    en="Competitive score",
    zh="竞争得分",
    branch="competition",
    numerator={"en": "scores times the weights of their dimensions", "zh": "各维度得分 × 权重之和"},
    denominator={"en": "sum of the weights", "zh": "权重之和"},
    window={"en": "one rating", "zh": "一次评分"},
    filter=EVERY_ROW,
    unit="score",
    formula="sum of weight * score / sum of weights",
)
def competitive_score(scores: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """Weighted mean of the scores on all dimensions (M110).

    Parameters
    ----------
    scores
        Score by dimension, all on one scale on which more is better.
    weights
        Weight of the same dimensions, 0 or more; only their proportions count.

    Returns
    -------
    float
        On the scale of the scores; NaN if a score is missing or all weights are 0.

    Raises
    ------
    StoreLabError
        If the two name different dimensions, or a weight is negative.
    """
    check_same_names("scores", scores, "weights", weights)
    shares = _shares(weights)
    return math.fsum(shares[name] * float(scores[name]) for name in shares)


def competitor_gap(
    own: Mapping[str, float], rivals: IntoFrameT, weights: Mapping[str, float], *, rival: str = "rival"
) -> IntoFrameT:
    """Where the shop falls behind its rivals, dimension by dimension, the most urgent first.

    Parameters
    ----------
    own
        Own score by dimension.
    rivals
        One row a rival, with a column of each dimension.
    weights
        Weight by dimension, 0 or more; they are scaled to sum to 1.
    rival
        Column of the rival.

    Returns
    -------
    frame
        ``dimension``, ``own``, ``rivals`` (mean of those that have a score), ``gap`` = own - rivals, ``weight``,
        ``weighted_gap`` and ``priority``: 1 is the most negative weighted gap, equal gaps share a priority. Sorted by
        priority and dimension. The weighted gaps sum to the own `competitive_score` less the rivals'. Without a
        rival's score on a dimension, its gap and priority are null.

    Raises
    ------
    StoreLabError
        If a dimension is missing in one of the three, a column holds no numbers, a rival has two rows or no name, or a
        weight is negative.
    """
    check_same_names("own", own, "weights", weights)
    dimensions = list(own)
    frame, table = columns_of(rivals, "rivals", [rival, *dimensions], ids=[rival])
    check_numbers(frame, "rivals", *dimensions)
    check_unique("rivals", [rival], [(name,) for name in table[rival]])
    shares = _shares(weights)
    rows: list[tuple[Any, ...]] = []
    for name in dimensions:
        scores = [value for value in table[name] if value is not None]
        mean = math.fsum(scores) / len(scores) if scores else None
        gap = None if mean is None else float(own[name]) - mean
        weighted = None if gap is None else shares[name] * gap
        rows.append((name, float(own[name]), mean, gap, shares[name], weighted))
    gaps = [row[5] for row in rows if row[5] is not None]
    placed = [(*row, None if row[5] is None else 1 + sum(gap < row[5] for gap in gaps)) for row in rows]
    placed.sort(key=lambda row: (row[6] is None, row[6] or 0, row[0]))
    numbers = ("own", "rivals", "gap", "weight", "weighted_gap", "priority")
    return cast(
        IntoFrameT, from_rows(frame, placed, {"dimension": nw.String(), **dict.fromkeys(numbers, nw.Float64())})
    )


def _shares(weights: Mapping[str, float]) -> dict[str, float]:
    check_range("weights", list(weights.values()), 0)
    total = math.fsum(weights.values())
    return {name: weight / total if total else math.nan for name, weight in weights.items()}


@metric(
    "M080",
    en="Price level",
    zh="价格水平",
    branch="competition",
    numerator={"en": "own price", "zh": "自己的价格"},
    denominator={"en": "median price of comparable goods of rivals", "zh": "竞品中可比商品的价格中位数"},
    window=WHOLE_TABLE,
    filter={"en": "rivals' goods of the same group", "zh": "同一分组内的竞品"},
    unit="index",
    formula="own price / median price of comparable goods",
    aliases=("Price index", "价格指数"),
)
def price_level(
    goods: IntoFrameT,
    rivals: IntoFrameT,
    by: str | Sequence[str] = "category",
    *,
    sku_id: str = "sku_id",
    price: str = "price",
    rival_price: str = "price",
) -> IntoFrameT:
    """Each own price over the median price of comparable goods (M080): 1.1 is ten percent above the market.

    Which goods are comparable is decided by ``by``; a category as wide as "home" compares pots with sofas. The median
    is of the rows handed in: keep one day, or each item counts as often as it was seen.

    Parameters
    ----------
    goods
        One row an own item.
    rivals
        One row an item of a rival, of the same library.
    by
        Columns of both tables that make goods comparable.
    sku_id, price
        Columns of the own item and of its yuan.
    rival_price
        Column of the rival's yuan.

    Returns
    -------
    frame
        ``by``, ``sku_id``, ``price``, ``median_price`` and ``price_level``; the last two are null without a comparable
        price. Sorted by ``by`` and ``sku_id``.

    Raises
    ------
    StoreLabError
        If a column is missing, or holds no numbers or negative ones, an item has no ``sku_id``, or the tables are of two
        libraries.
    """
    groups = keys(by)
    own = read(goods, "goods", [*groups, sku_id, price], ids=[sku_id])
    others = read(rivals, "rivals", [*groups, rival_price])
    same_library(own, others)
    check_numbers(own, "goods", price, negative=False)
    check_numbers(others, "rivals", rival_price, negative=False)
    # A missing price stays missing, and is no price of 0.
    whole = nw.when(~nw.col(rival_price).is_null()).then(fen(rival_price)).alias("_rival_fen")
    # A rival without a group is comparable with nobody; pandas would join missing with missing.
    grouped_rivals = others.filter(*(~nw.col(name).is_null() for name in groups)).select(*groups, whole)
    medians = grouped_quantiles(grouped_rivals, groups, "_rival_fen", {"_median": 0.5})
    joined = own.select(*groups, sku_id, price).join(medians, on=groups, how="left")
    known = nw.when(~nw.col(price).is_null()).then(fen(price))
    result = joined.with_columns(_fen=known).with_columns(
        median_price=nw.col("_median") / 100, price_level=ratio(nw.col("_fen"), nw.col("_median"))
    )
    names = [*groups, sku_id, price, "median_price", "price_level"]
    return cast(IntoFrameT, finish(result.select(*names).sort(*groups, sku_id, nulls_last=True)))


@metric(
    "P09",
    en="Competitiveness",
    zh="竞争力",
    branch="competition",
    numerator={
        "en": "of these, comparisons in which the own item sold more; equal sales count half",
        "zh": "其中自己卖得更多的对比次数；打平算半次",
    },
    denominator={"en": "comparisons with a rival's item at equal price", "zh": "与竞品价格相同的对比次数"},
    window=WHOLE_TABLE,
    filter={"en": "prices that differ by no more than the tolerance", "zh": "价差不超过容许范围"},
    unit="share",
    formula="wins at equal price / comparisons at equal price",
    aliases=("Win rate at equal price", "同价胜率"),
)
def win_rate(
    comparisons: IntoFrameT,
    by: By = None,
    tolerance: float = 0.0,
    *,
    own_price: str = "price",
    rival_price: str = "rival_price",
    own_units: str = "units",
    rival_units: str = "rival_units",
) -> float | IntoFrameT:
    """How often the own item outsells a rival's at equal price (P09): what is left when price is no argument.

    The other measure of competitiveness is `competitive_score` (M110), which rests on ratings; this rests on sales.

    Parameters
    ----------
    comparisons
        One row an own item, a rival's item and a period.
    by
        Columns to group by; None for one number.
    tolerance
        By how much the own price may differ, as a share of the rival's: 0.02 is two percent.
    own_price, rival_price
        Columns of yuan.
    own_units, rival_units
        Columns of pieces sold in the period; a row that lacks one of the four columns' values is left out.

    Returns
    -------
    float or frame
        A share from 0 to 1, NaN without comparisons at equal price; with ``by`` a frame of ``by`` and ``win_rate`` for
        the groups that have some. The rival's win rate is 1 less it when the tolerance is 0.

    Raises
    ------
    StoreLabError
        If a column is missing, or holds no numbers or negative ones, or the tolerance is negative.
    """
    check_range("tolerance", tolerance, 0)
    columns = (own_price, rival_price, own_units, rival_units)
    frame = read(comparisons, "comparisons", [*keys(by), *columns])
    check_numbers(frame, "comparisons", *columns, negative=False)
    known = frame.filter(*(~nw.col(name).is_null() for name in columns))
    priced = known.with_columns(_own=fen(own_price), _rival=fen(rival_price))
    equal = priced.filter((nw.col("_own") - nw.col("_rival")).abs() <= nw.col("_rival") * tolerance + ROUNDING)
    # Twice the wins, so that a half is a whole number.
    won = (
        nw.when(nw.col(own_units) > nw.col(rival_units)).then(2).when(nw.col(own_units) == nw.col(rival_units)).then(1)
    )
    counted = equal.with_columns(_won=won.otherwise(0), _played=nw.lit(2))
    return cast("float | IntoFrameT", rate(counted, by, "win_rate", nw.col("_won").sum(), nw.col("_played").sum()))


@metric(
    "P17",
    en="Differentiation",
    zh="差异化程度",
    branch="competition",
    numerator={"en": "distance to the nearest other brand", "zh": "到最近的其他品牌的距离"},
    window={"en": "the brands handed in", "zh": "传入的全部品牌"},
    filter={"en": "attributes standardised: mean 0, standard deviation 1", "zh": "各属性先标准化：均值 0，标准差 1"},
    unit="score",
    formula="min over rivals of sqrt(sum of (z own - z rival)^2)",
    column="distance",
)
def differentiation(brands: IntoFrameT, attributes: Sequence[str], *, brand: str = "brand") -> IntoFrameT:
    """How far each brand stands from its nearest rival in the space of attributes (P17).

    Each attribute is measured in its own standard deviations over the brands (of the whole set, divided by n), so that
    yuan do not outweigh stars. An attribute on which all agree separates nobody and adds nothing. Distances depend on
    who is in the table: compare within one table only.

    Parameters
    ----------
    brands
        One row a brand, the own one among them.
    attributes
        Columns of numbers.
    brand
        Column of the brand.

    Returns
    -------
    frame
        ``brand``, ``nearest`` (of equally near ones the first by name) and ``distance`` (Euclid, in standard
        deviations), sorted by ``brand``; null for a brand without rivals.

    Raises
    ------
    StoreLabError
        If a column is missing or holds no numbers, a value is missing, a brand has two rows or no name, or no attribute
        is named.
    """
    if not attributes:
        raise StoreLabError(pick({"en": "attributes must name one column or more.", "zh": "attributes 至少要写一列。"}))
    frame, table = columns_of(brands, "brands", [brand, *attributes], ids=[brand, *attributes])
    check_numbers(frame, "brands", *attributes)
    check_unique("brands", [brand], [(name,) for name in table[brand]])
    spreads = {name: _spread(table[name]) for name in attributes}
    used = [name for name in attributes if spreads[name]]
    points = {label: [table[name][place] / spreads[name] for name in used] for place, label in enumerate(table[brand])}
    rows: list[tuple[Any, ...]] = []
    for label in sorted(points):
        others = [(math.dist(points[label], points[other]), other) for other in sorted(points) if other != label]
        distance, nearest = min(others) if others else (None, None)
        rows.append((label, nearest, distance))
    kind = frame.collect_schema()[brand]
    return cast(IntoFrameT, from_rows(frame, rows, {brand: kind, "nearest": kind, "distance": nw.Float64()}))


def _spread(values: list[float]) -> float:
    if not values or min(values) == max(values):
        return 0.0
    mean = math.fsum(values) / len(values)
    return math.sqrt(math.fsum((value - mean) ** 2 for value in values) / len(values))
