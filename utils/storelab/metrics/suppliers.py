"""Suppliers and their goods: a scorecard, quality assurance, acceptance sampling and control limits."""

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import narwhals.stable.v2 as nw

from storelab.errors import StoreLabError
from storelab.language import pick
from storelab.metrics._checks import check_as_of, check_numbers
from storelab.metrics._formulas import check_range
from storelab.metrics._frames import Frame, divide, fen, finish, grouped, ratio, read, same_library, scalars
from storelab.metrics._periods import as_day, check_times, until
from storelab.metrics._tables import check_choice, from_rows, is_missing, rank_down, values_of
from storelab.metrics.catalogue import defect_rate
from storelab.metrics.registry import WHOLE_TABLE, metric
from storelab.metrics.supply import lead_times, on_time_in_full

if TYPE_CHECKING:
    import pandas as pd

QUALITY_REASONS = ("quality",)
# Measures of the scorecard, each with whether more is better.
SCORED = {"defect_rate": False, "on_time_in_full": True, "price_index": False, "lead_time_p90": False}


def supplier_scorecard(
    purchase_orders: Any,
    as_of: Any,
    weights: Mapping[str, float],
    *,
    supplier_id: str = "supplier_id",
    sku_id: str = "sku_id",
    qty: str = "qty",
    unit_cost: str = "unit_cost",
    ordered_at: str = "ordered_at",
    due_at: str = "due_at",
    received_at: str = "received_at",
    qty_ok: str = "qty_ok",
    qty_defect: str = "qty_defect",
) -> Any:
    """Suppliers side by side: quality, punctuality, price, lead time, and one weighted score.

    Each measure is stretched from 0 (worst supplier) to 1 (best), 1 for all where they do not differ; the score is the
    mean of these under the weights. It depends on who else is in the table, and on weights that are a choice: look at
    the measures first.

    Parameters
    ----------
    purchase_orders
        One row a purchase line.
    as_of
        The day on which is looked back, such as ``"2025-12-31"``: later orders do not count, and what was received
        later is open.
    weights
        Weight from 0 on of each measure that counts: ``"defect_rate"``, ``"on_time_in_full"``, ``"price_index"``,
        ``"lead_time_p90"``. They are divided by their sum.
    supplier_id, sku_id, qty, unit_cost, ordered_at, due_at, received_at, qty_ok, qty_defect
        Columns, as in `lead_times`, `on_time_in_full` and `defect_rate`.

    Returns
    -------
    frame
        ``supplier_id``, ``lines`` (ordered), the four measures, ``score`` (0 to 1) and ``rank`` (1 is best, equal
        scores share the better place), sorted by supplier. ``price_index`` is what its goods cost over what the same
        pieces cost on average over all suppliers. A supplier that lacks a measure with weight has no score (null).

    Raises
    ------
    StoreLabError
        If a column is missing or of the wrong type, a supplier, item or day promised is missing, pieces or costs are
        negative, a weight is unknown or negative or all are 0, or ``as_of`` is no day or lies before the data.
    """
    _check_weights(weights)
    last = as_day(as_of, "as_of")
    columns = [supplier_id, sku_id, qty, unit_cost, ordered_at, due_at, received_at, qty_ok, qty_defect]
    frame = read(purchase_orders, "purchase_orders", columns, ids=[supplier_id, sku_id, ordered_at, due_at])
    check_times(frame, "purchase_orders", ordered_at, due_at, received_at)
    check_numbers(frame, "purchase_orders", qty, unit_cost, qty_ok, qty_defect, negative=False)
    check_as_of(frame, "purchase_orders", ordered_at, last)
    placed = frame.filter(until(ordered_at, last))
    arrived = placed.filter(until(received_at, last))
    due = finish(placed.filter(until(due_at, last)))
    tables = {
        "lines": grouped(placed, [supplier_id], lines=nw.len()),
        "defect_rate": read(
            defect_rate(finish(arrived), supplier_id, qty_ok=qty_ok, qty_defect=qty_defect), "defects", []
        ),
        "on_time_in_full": read(
            on_time_in_full(due, last, supplier_id, qty=qty, qty_ok=qty_ok, due_at=due_at, received_at=received_at),
            "punctuality",
            [],
        ),
        "price_index": _price_index(placed, supplier_id, sku_id, qty, unit_cost),
        "lead_time_p90": read(
            lead_times(finish(placed), last, supplier_id, ordered_at=ordered_at, received_at=received_at), "times", []
        ),
    }
    found = {}
    for name, table in tables.items():
        values = values_of(table, [supplier_id, name])
        found[name] = dict(zip(values[supplier_id], values[name], strict=True))
    suppliers = list(found["lines"])
    measures = {name: [found[name].get(supplier) for supplier in suppliers] for name in SCORED}
    scores = _scores(measures, weights)
    ranks = [None if place is None else float(place) for place in rank_down(scores)]
    lines = [int(found["lines"][supplier]) for supplier in suppliers]
    types = {supplier_id: frame.collect_schema()[supplier_id], "lines": nw.Int64()}
    types |= {name: nw.Float64() for name in (*SCORED, "score", "rank")}
    rows = list(zip(suppliers, lines, *measures.values(), scores, ranks, strict=True))
    return from_rows(frame, rows, types)


def _price_index(placed: Frame, supplier_id: str, sku_id: str, qty: str, unit_cost: str) -> Frame:
    known = placed.filter(~nw.col(unit_cost).is_null())
    priced = known.with_columns(_pieces=nw.col(qty).fill_null(0).cast(nw.Int64), _cost=fen(unit_cost))
    valued = priced.with_columns(_fen=nw.col("_pieces") * nw.col("_cost"))
    means = nw.col("_fen").sum().over(sku_id).cast(nw.Float64) / nw.col("_pieces").sum().over(sku_id)
    compared = valued.with_columns(_usual=nw.when(nw.col("_pieces") > 0).then(nw.col("_pieces") * means).otherwise(0.0))
    table = grouped(compared, [supplier_id], _fen=nw.col("_fen").sum(), _usual=nw.col("_usual").sum())
    return table.select(supplier_id, ratio(nw.col("_fen"), nw.col("_usual")).alias("price_index"))


def _check_weights(weights: Mapping[str, float]) -> None:
    for name, weight in weights.items():
        check_choice("weights", name, list(SCORED))
        check_range(f"weights['{name}']", weight, 0)
    if not math.fsum(weights.values()):
        raise StoreLabError(
            pick(
                {
                    "en": f"weights must give at least one measure a weight above 0; they can name {', '.join(SCORED)}.",
                    "zh": f"weights 至少要有一项大于 0；可以用的指标有：{'、'.join(SCORED)}。",
                }
            )
        )


def _scores(measures: Mapping[str, list[float | None]], weights: Mapping[str, float]) -> list[float | None]:
    total = math.fsum(weights.values())
    scores: list[float | None] = [0.0] * len(next(iter(measures.values())))
    for name, weight in weights.items():
        if not weight:
            continue
        known = [value for value in measures[name] if value is not None]
        low, high = min(known, default=0.0), max(known, default=0.0)
        for place, value in enumerate(measures[name]):
            before = scores[place]
            if value is None or before is None:
                scores[place] = None
                continue
            stretched = (value - low) / (high - low) if high > low else 1.0
            points = stretched if SCORED[name] or high == low else 1 - stretched
            scores[place] = before + weight / total * points
    return scores


@metric(
    "P21",
    en="Quality assurance strength",
    zh="品质把控",
    branch="supply",
    numerator={
        "en": "lots that passed; order lines sent back for quality",
        "zh": "检验合格的批次；因质量退换的订单行",
    },
    denominator={"en": "lots inspected; order lines delivered", "zh": "检验批次；已签收的订单行"},
    window=WHOLE_TABLE,
    filter={"en": "orders that were delivered", "zh": "已签收的订单"},
    unit="share",
    formula="lots passed / lots inspected; lines sent back for quality / lines delivered",
    column="inspection_pass_rate",
    aliases=("Inspection pass rate", "检验合格率"),
)
def quality_assurance(
    inspections: Any,
    returns: Any,
    order_items: Any,
    orders: Any,
    accepted: int = 0,
    reasons: Sequence[str] = QUALITY_REASONS,
    *,
    defects: str = "defects",
    order_id: str = "order_id",
    sku_id: str = "sku_id",
    reason: str = "reason",
    delivered_at: str = "delivered_at",
) -> dict[str, float]:
    """How strong the quality control is (P21): what passes at inspection, and what escapes it to the customer.

    A proxy: 品质把控 has no formula of its own. A high pass rate is good only if few defects escape; a high one with
    many escapes says that the inspection is weak.

    Parameters
    ----------
    inspections, returns, order_items, orders
        One row a lot inspected, a return or exchange, an item of an order, an order; the last three of one library.
    accepted
        Most defects in the sample with which a lot still passes.
    reasons
        Values of ``reason`` that are defects.
    defects
        Column of ``inspections``: defects found.
    order_id, sku_id
        Columns of ``returns`` and ``order_items``; the order in ``orders`` too.
    reason
        Column of ``returns``.
    delivered_at
        Column of ``orders``: time of delivery (missing: not yet).

    Returns
    -------
    dict
        ``lots``, ``inspection_pass_rate``, ``lines`` (delivered) and ``escaped_defect_rate``, shares from 0 to 1, NaN
        without lots or lines.

    Raises
    ------
    StoreLabError
        If a column is missing or of the wrong type, an id is missing, defects are negative, or the tables are of
        different libraries.
    """
    check_range("accepted", accepted, 0)
    lots = read(inspections, "inspections", [defects], ids=[defects])
    check_numbers(lots, "inspections", defects, negative=False)
    judged = lots.with_columns(_passed=(nw.col(defects) <= accepted).cast(nw.Int64))
    inspected = scalars(judged, lots=nw.len(), passed=nw.col("_passed").sum())
    pair = [order_id, sku_id]
    back = read(returns, "returns", [*pair, reason], ids=pair)
    items = read(order_items, "order_items", pair, ids=pair)
    deals = read(orders, "orders", [order_id, delivered_at], ids=[order_id])
    same_library(back, items, deals)
    arrived = deals.filter(~nw.col(delivered_at).is_null()).select(order_id)
    bad = back.filter(nw.col(reason).is_in(list(reasons))).select(*pair).unique().with_columns(_bad=nw.lit(1))
    lines = items.select(*pair).join(arrived, on=order_id, how="semi").join(bad, on=pair, how="left")
    escaped = scalars(lines.with_columns(nw.col("_bad").fill_null(0)), lines=nw.len(), bad=nw.col("_bad").sum())
    return {
        "lots": int(inspected["lots"]),
        "inspection_pass_rate": divide(inspected["passed"], inspected["lots"]),
        "lines": int(escaped["lines"]),
        "escaped_defect_rate": divide(escaped["bad"], escaped["lines"]),
    }


def acceptance_probability(n: int, c: int, p: float) -> float:
    """Chance that a lot passes: at most c defects in a sample of n, when a share p is defective. A point of the OC curve.

    Binomial, as for lots much larger than the sample.

    Parameters
    ----------
    n
        Pieces drawn.
    c
        Most defects with which the lot still passes, the acceptance number.
    p
        Share of the lot that is defective.

    Returns
    -------
    float
        From 0 to 1; 1 without a sample.

    Raises
    ------
    StoreLabError
        If ``n`` or ``c`` is negative, or ``p`` not from 0 to 1.

    References
    ----------
    Dodge and Romig (1929), A method of sampling inspection, Bell System Technical Journal 8.
    """
    check_range("n", n, 0)
    check_range("c", c, 0)
    check_range("p", p, 0, 1)
    from scipy.stats import binom

    return float(binom.cdf(c, n, p))


def p_chart(defects: Sequence[float], sizes: Sequence[float], z: float = 3.0) -> "pd.DataFrame":
    """Control limits of defect shares: which lots are off by more than chance does.

    The centre is all defects over all pieces; the limits lie z standard errors from it, closer for larger lots, cut
    off at 0 and 1.

    Parameters
    ----------
    defects, sizes
        Columns of equal length, a lot a value: defects found, and pieces inspected.
    z
        Standard errors from the centre to a limit.

    Returns
    -------
    pandas.DataFrame
        One row a lot, in the order given: ``share``, ``centre``, ``low``, ``high`` and ``outside``; a lot without pieces
        has no share and no limits.

    Raises
    ------
    StoreLabError
        If the columns differ in length, a value is missing or negative, there are more defects than pieces, or ``z`` is
        not above 0.

    References
    ----------
    Shewhart (1931), Economic Control of Quality of Manufactured Product.
    """
    import pandas as pd

    check_range("z", z, 0, above=True)
    found, checked = list(defects), list(sizes)
    wrong = len(found) != len(checked) or any(
        is_missing(d) or is_missing(n) or not 0 <= d <= n for d, n in zip(found, checked, strict=False)
    )
    if wrong:
        raise StoreLabError(
            pick(
                {
                    "en": f"defects and sizes must be of one length ({len(found)} and {len(checked)}), without missing values, and each defect count from 0 up to its size.",
                    "zh": f"defects 和 sizes 的长度要一样（现在是 {len(found)} 和 {len(checked)}），不能有缺失值，每个次品数应该在 0 到该批件数之间。",
                }
            )
        )
    centre = divide(math.fsum(found), math.fsum(checked))
    rows = []
    for defective, size in zip(found, checked, strict=True):
        if not size:
            rows.append((math.nan, centre, math.nan, math.nan, False))
            continue
        reach = z * math.sqrt(centre * (1 - centre) / size)
        low, high = max(centre - reach, 0.0), min(centre + reach, 1.0)
        share = defective / size
        rows.append((share, centre, low, high, not low <= share <= high))
    return pd.DataFrame(rows, columns=["share", "centre", "low", "high", "outside"])
