"""What is bought together: association rules of pairs of goods."""

from typing import Any, cast

import narwhals.stable.v2 as nw

from storelab.metrics._codes import codes
from storelab.metrics._formulas import check_range
from storelab.metrics._frames import Frame, IntoFrameT, finish, ratio, read, scalars


def association_rules(
    order_items: IntoFrameT,
    min_support: float,
    min_confidence: float,
    *,
    order_id: str = "order_id",
    sku_id: str = "sku_id",
) -> IntoFrameT:
    """Rules "who takes this good takes that one too", from baskets.

    Each pair of goods gives two rules, one in each direction; quantities do not count. A lift above 1 says that the two
    go together more often than by chance, not that one sells the other.

    Parameters
    ----------
    order_items
        One row a good of an order; the same good twice in one order counts once.
    min_support
        Smallest support of the pair, a share of all baskets from 0 to 1.
    min_confidence
        Smallest confidence of the rule, from 0 to 1.
    order_id, sku_id
        Columns of the basket and the good.

    Returns
    -------
    frame
        ``antecedent``, ``consequent``, ``orders`` (baskets with both), ``support`` (of all baskets), ``confidence`` (of
        the baskets with the antecedent) and ``lift`` (confidence over the consequent's share of all baskets); the
        highest lift first, equal ones by confidence, support, antecedent and consequent.

    Raises
    ------
    StoreLabError
        If a column is missing, a row has no order or good, or a limit is not from 0 to 1.

    References
    ----------
    Agrawal, Imielinski and Swami (1993), Mining association rules between sets of items in large databases, SIGMOD.
    """
    check_range("min_support", min_support, 0, 1)
    check_range("min_confidence", min_confidence, 0, 1)
    frame = read(order_items, "order_items", [order_id, sku_id], ids=[order_id, sku_id])
    baskets = int(scalars(frame, baskets=nw.col(order_id).n_unique())["baskets"] or 0)
    taken = frame.select(nw.col(order_id).alias("_basket"), nw.col(sku_id).alias("_good"))
    if isinstance(taken, nw.LazyFrame):
        counted = _joined(taken, min_support, baskets)
    else:
        counted = _multiplied(cast("nw.DataFrame[Any]", taken), min_support, baskets)
    together = nw.col("orders")
    rules = counted.with_columns(
        support=ratio(together, nw.lit(baskets)),
        confidence=ratio(together, nw.col("_first")),
        # Whole numbers above and below the line: equal lifts are equal floats.
        lift=ratio(together * baskets, nw.col("_first") * nw.col("_second")),
    ).filter((nw.col("support") >= min_support) & (nw.col("confidence") >= min_confidence))
    names = ["antecedent", "consequent", "orders", "support", "confidence", "lift"]
    order = ["lift", "confidence", "support", "antecedent", "consequent"]
    falling = [True, True, True, False, False]
    return cast(IntoFrameT, finish(rules.select(*names).sort(*order, descending=falling)))


def _joined(lines: Frame, min_support: float, baskets: int) -> Frame:
    """Pairs of goods with their baskets, by joining the baskets with themselves.

    Returns
    -------
    frame
        ``antecedent``, ``consequent``, ``orders`` (baskets with both), ``_first`` and ``_second`` (with each).
    """
    # A pair is in no more baskets than each of its goods, so rare goods go before pairs are made.
    counts = lines.unique().with_columns(_orders=nw.len().over("_good").cast(nw.Int64))
    often = counts.filter(ratio(nw.col("_orders"), nw.lit(baskets)) >= min_support)
    first = often.select("_basket", nw.col("_good").alias("antecedent"), nw.col("_orders").alias("_first"))
    second = often.select("_basket", nw.col("_good").alias("consequent"), nw.col("_orders").alias("_second"))
    both = first.join(second, on="_basket", how="inner").filter(nw.col("antecedent") != nw.col("consequent"))
    pairs = both.group_by("antecedent", "consequent")
    table = pairs.agg(orders=nw.len(), _first=nw.col("_first").max(), _second=nw.col("_second").max())
    return table.with_columns(nw.col("orders").cast(nw.Int64))


def _multiplied(lines: "nw.DataFrame[Any]", min_support: float, baskets: int) -> Frame:
    """The table of `_joined`, by a product of sparse matrices: big baskets fit in memory."""
    import numpy as np
    from scipy.sparse import csr_array

    basket, _ = codes(lines["_basket"])
    good, names = codes(lines["_good"])
    ones = np.ones(len(good), dtype=np.int64)
    matrix = csr_array((ones, (basket, good)), shape=(baskets, len(names)))
    matrix.data[:] = 1  # a good twice in one basket was added up
    counts = np.bincount(matrix.indices, minlength=len(names))
    often = np.flatnonzero(counts / max(baskets, 1) >= min_support)
    kept = matrix[:, often]
    pairs = (kept.T @ kept).tocoo()
    supported = (pairs.row != pairs.col) & (pairs.data / max(baskets, 1) >= min_support)
    first, second = often[pairs.row[supported]], often[pairs.col[supported]]
    kind: Any = lines.schema["_good"]
    table = {
        "antecedent": list(names[first]),
        "consequent": list(names[second]),
        "orders": pairs.data[supported].tolist(),
        "_first": counts[first].tolist(),
        "_second": counts[second].tolist(),
    }
    schema = {"antecedent": kind, "consequent": kind, **dict.fromkeys(("orders", "_first", "_second"), nw.Int64)}
    return cast(Frame, nw.from_dict(table, schema, backend=lines.implementation))
