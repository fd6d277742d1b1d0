"""Does a group of people pay more than others for the same item on the same day? An audit."""

import math
from typing import Any, cast

import narwhals.stable.v2 as nw

from storelab.metrics._checks import check_numbers
from storelab.metrics._frames import IntoFrameT, collect, day_number, fen, read
from storelab.metrics._periods import check_times
from storelab.metrics._tables import from_rows
from storelab.metrics.goods import normal_quantile


def price_fairness(
    items: IntoFrameT,
    group: str,
    confidence: float = 0.95,
    *,
    sku_id: str = "sku_id",
    date: str = "date",
    qty: str = "qty",
    unit_price: str = "unit_price",
    discount: str = "discount_alloc",
) -> IntoFrameT:
    """Price that each group pays, against all other groups, for the same item on the same day.

    Open differences (a rebate by quantity, a member's price that everyone can read) are lawful and explain gaps; take
    such lines out first, then ask what is left. A hidden difference that an algorithm makes by who the buyer is falls
    under article 24 of China's Personal Information Protection Law, and article 18 of the E-commerce Law wants an offer
    that does not go by the person. This is a test of data, no legal advice.

    Parameters
    ----------
    items
        One row an item of an order, with the day and the buyer's group.
    group
        Column of the group; lines of unknown group are left out.
    confidence
        How often such intervals hold the true gap.
    sku_id, date, qty, unit_price, discount
        Columns: item, day (or time), pieces, yuan a piece, and yuan of discount on the line.

    Returns
    -------
    frame
        ``group``, ``cells`` (items and days on which it and another group bought), ``items`` (different ones), ``gap``
        (mean over the cells of own price / price of the others - 1; 0.05 is five percent more), ``low`` and ``high``.
        Each cell counts the same. Errors may go together within an item, so the interval is of items as clusters (null
        with fewer than two). Sorted by ``group``; one without cells has nulls.

    Raises
    ------
    StoreLabError
        If a column is missing, holds no numbers, negative ones or no times, a line has no item, or the confidence is
        not between 0 and 1.
    """
    normal_quantile(confidence)
    frame = read(items, "items", [group, sku_id, date, qty, unit_price, discount], ids=[sku_id])
    check_times(frame, "items", date)
    check_numbers(frame, "items", qty, unit_price, discount, negative=False)
    lines = frame.filter(~nw.col(group).is_null(), (nw.col(qty) > 0).fill_null(False), ~nw.col(unit_price).is_null())
    paid = nw.col(qty).cast(nw.Int64) * fen(unit_price) - fen(discount)
    priced = lines.select(
        nw.col(group).alias("_group"),
        nw.col(sku_id).alias("_sku"),
        day_number(date).alias("_day"),
        nw.col(qty).cast(nw.Int64).alias("_qty"),
        paid.alias("_fen"),
    )
    cells = priced.group_by("_sku", "_day", "_group").agg(_qty=nw.col("_qty").sum(), _fen=nw.col("_fen").sum())
    whole = priced.group_by("_sku", "_day").agg(_all_qty=nw.col("_qty").sum(), _all_fen=nw.col("_fen").sum())
    joined = cells.join(whole, on=["_sku", "_day"], how="inner")
    # Nothing to compare with where the group bought alone, or the others paid nothing.
    shared = joined.filter(nw.col("_all_qty") > nw.col("_qty"), nw.col("_all_fen") > nw.col("_fen"))
    # DuckDB sums whole numbers into wider ones, which Python would get as decimals.
    sums = (nw.col(name).cast(nw.Int64) for name in ("_qty", "_fen", "_all_qty", "_all_fen"))
    gaps: dict[Any, list[tuple[Any, float]]] = {
        label: [] for (label,) in sorted(collect(priced.select("_group").unique()).rows())
    }
    for label, sku, _, pieces, amount, all_pieces, all_amount in sorted(
        collect(shared.select("_group", "_sku", "_day", *sums)).rows()
    ):
        own, others = amount / pieces, (all_amount - amount) / (all_pieces - pieces)
        gaps[label].append((sku, own / others - 1))
    rows = [(label, *_summary(found, confidence)) for label, found in gaps.items()]
    types = {group: frame.collect_schema()[group], "cells": nw.Int64(), "items": nw.Int64()}
    return cast(IntoFrameT, from_rows(frame, rows, types | dict.fromkeys(("gap", "low", "high"), nw.Float64())))


def _summary(cells: list[tuple[Any, float]], confidence: float) -> tuple[Any, ...]:
    """Cells, items, mean gap, and its interval with items as clusters."""
    skus = sorted({sku for sku, _ in cells})
    if not cells:
        return 0, 0, None, None, None
    mean = math.fsum(gap for _, gap in cells) / len(cells)
    if len(skus) < 2:
        return len(cells), 1, mean, None, None
    import numpy as np
    import statsmodels.api as sm

    values = np.asarray([gap for _, gap in cells])
    clusters = np.searchsorted(np.asarray(skus), np.asarray([sku for sku, _ in cells]))
    fit = sm.OLS(values, np.ones(len(values))).fit(cov_type="cluster", cov_kwds={"groups": clusters}, use_t=True)
    low, high = fit.conf_int(alpha=1 - confidence)[0]
    return len(cells), len(skus), mean, float(low), float(high)
