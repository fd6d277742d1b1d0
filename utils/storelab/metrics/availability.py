"""Whether the goods were there: stock-outs, overstock, and the service that stock gave."""

from datetime import timedelta
from typing import Any, cast

import narwhals.stable.v2 as nw

from storelab.metrics._checks import check_as_of, check_numbers
from storelab.metrics._durations import one_row
from storelab.metrics._formulas import check_range
from storelab.metrics._frames import (
    By,
    Frame,
    IntoFrameT,
    day_number,
    finish,
    grouped,
    keys,
    rate,
    ratio,
    read,
    same_library,
)
from storelab.metrics._periods import as_day, between, check_times, since, until, window
from storelab.metrics.registry import DAYS_OF_CALL, EVERY_ROW, metric


@metric(
    "M078",
    en="Stock-out rate",
    zh="缺货率",
    branch="inventory",
    numerator={"en": "of these, days that ended without a piece on hand", "zh": "其中日末在库为零的天数"},
    denominator={"en": "days of the goods (item times day)", "zh": "商品的天数（商品 × 天）"},
    window=DAYS_OF_CALL,
    filter=EVERY_ROW,
    unit="share",
    formula="stock-out days / days; its counterpart, overstock: pieces older than N days / pieces",
    aliases=("Stock-out and overstock", "缺货与库存积压"),
)
def stock_out_rate(
    inventory: IntoFrameT,
    start: Any,
    end: Any,
    by: By = None,
    *,
    date: str = "date",
    sku_id: str = "sku_id",
    on_hand: str = "on_hand",
) -> float | IntoFrameT:
    """Share of the days on which goods were sold out (M078): an item times a day is one case.

    All warehouses together: an item is out when none has a piece. With the warehouse in ``by``, each counts for itself.
    `overstock_share` is the other half of M078.

    Parameters
    ----------
    inventory
        One row a day, warehouse and item, with the stock in the evening.
    start, end
        First and last day, such as ``"2025-12-31"``; both count.
    by
        Columns to group by, such as ``"sku_id"``; None for one number.
    date, sku_id, on_hand
        Columns: the day, the item, pieces.

    Returns
    -------
    float or frame
        A share from 0 to 1, NaN without rows; with ``by`` a frame of ``by`` and ``stock_out_rate``.

    Raises
    ------
    StoreLabError
        If a column is missing or of the wrong type, an item is missing, stock is negative, or ``end`` lies before
        ``start``.
    """
    first, last = window(start, end)
    groups = keys(by)
    frame = _stock(inventory, [*groups, sku_id], date, on_hand)
    cases = list(dict.fromkeys([*groups, sku_id, date]))
    days = frame.filter(between(date, first, last)).group_by(*cases).agg(_pieces=nw.col("_pieces").sum())
    judged = days.with_columns(_out=(nw.col("_pieces") == 0).cast(nw.Int64))
    return cast("float | IntoFrameT", rate(judged, by, "stock_out_rate", nw.col("_out").sum(), nw.len()))


def _stock(native: Any, columns: list[str], date: str, on_hand: str) -> Frame:
    """Inventory with ``_pieces``: the stock of the row as whole numbers."""
    frame = read(native, "inventory", [*columns, date, on_hand], ids=[*columns, date])
    check_times(frame, "inventory", date)
    check_numbers(frame, "inventory", on_hand, negative=False)
    return frame.with_columns(_pieces=nw.col(on_hand).fill_null(0).cast(nw.Int64))


def overstock_share(
    inventory: IntoFrameT,
    purchase_orders: IntoFrameT,
    as_of: Any,
    days: int = 90,
    by: By = None,
    *,
    date: str = "date",
    sku_id: str = "sku_id",
    warehouse: str = "warehouse",
    on_hand: str = "on_hand",
    qty_ok: str = "qty_ok",
    received_at: str = "received_at",
) -> float | IntoFrameT:
    """Share of the stock that is older than N days (M078, 库存积压), in pieces.

    The table of stock knows no age, so first in, first out is assumed: what was received in the last N days is what
    lies there, and only stock beyond it is older. Goods that customers sent back count as old.

    Parameters
    ----------
    inventory
        One row a day, warehouse and item, with the stock in the evening.
    purchase_orders
        One row a purchase line; of the same library.
    as_of
        The day whose stock counts, such as ``"2025-12-31"``.
    days
        N: pieces received on one of the N days up to and with ``as_of`` are not old.
    by
        Columns of ``inventory`` to group by; None for one number.
    date, on_hand
        Columns of ``inventory``: the day, pieces.
    sku_id, warehouse
        Columns of both tables.
    qty_ok, received_at
        Columns of ``purchase_orders``: pieces put on sale, and when (missing: not yet).

    Returns
    -------
    float or frame
        A share from 0 to 1, NaN without stock; with ``by`` a frame of ``by`` and ``overstock_share``.

    Raises
    ------
    StoreLabError
        If a column is missing or of the wrong type, an id is missing, pieces are negative, the tables are of different
        libraries, ``days`` is below 1, or ``as_of`` is no day or lies before the data.
    """
    check_range("days", days, 1)
    last = as_day(as_of, "as_of")
    place = [sku_id, warehouse]
    stock = _stock(inventory, [*place, *keys(by)], date, on_hand)
    check_as_of(stock, "inventory", date, last)
    bought = read(purchase_orders, "purchase_orders", [*place, qty_ok, received_at], ids=place)
    same_library(stock, bought)
    check_times(bought, "purchase_orders", received_at)
    check_numbers(bought, "purchase_orders", qty_ok, negative=False)
    young = bought.filter(between(received_at, last - timedelta(days=days - 1), last))
    sums = young.group_by(*place).agg(_young=nw.col(qty_ok).sum())
    joined = stock.filter(between(date, last, last)).join(sums, on=place, how="left")
    excess = nw.col("_pieces") - nw.col("_young").fill_null(0).cast(nw.Int64)
    aged = joined.with_columns(_old=nw.when(excess > 0).then(excess).otherwise(nw.lit(0)))
    return cast("float | IntoFrameT", rate(aged, by, "overstock_share", nw.col("_old").sum(), nw.col("_pieces").sum()))


@metric(
    "M074",
    en="Service level of stock",
    zh="库存服务水平",
    branch="inventory",
    numerator={
        "en": "cycles without a day sold out; pieces sold",
        "zh": "没有缺货日的补货周期；售出件数",
    },
    denominator={
        "en": "complete replenishment cycles; pieces asked for",
        "zh": "完整的补货周期；需求件数（售出加缺货损失）",
    },
    window=DAYS_OF_CALL,
    filter={"en": "cycles that begin and end in the window", "zh": "首尾都在窗口内的周期"},
    unit="share",
    formula="cycle service: P(no stock-out in a cycle); fill rate: units filled / units demanded",
    column="fill_rate",
    aliases=("Service level", "服务水平"),
)
def service_level(
    inventory: IntoFrameT,
    purchase_orders: IntoFrameT,
    start: Any,
    end: Any,
    by: By = None,
    *,
    date: str = "date",
    sku_id: str = "sku_id",
    warehouse: str = "warehouse",
    on_hand: str = "on_hand",
    sold: str = "sold",
    lost_demand: str = "lost_demand",
    received_at: str = "received_at",
) -> dict[str, float] | IntoFrameT:
    """What service the stock gave (M074): cycle service and fill rate, two measures that must not be mixed up.

    Cycle service is the share of replenishment cycles without a day sold out, the fill rate the share of the demand
    that was met. Long cycles let the first be low while the second is high. A cycle of an item and warehouse runs from
    a receipt up to the day before the next; cycles that the window cuts off are left out, for what they would still
    have brought is not known. What a plan would give is `expected_service`.

    Parameters
    ----------
    inventory
        One row a day, warehouse and item, with the stock in the evening.
    purchase_orders
        One row a purchase line; of the same library.
    start, end
        First and last day, such as ``"2025-12-31"``; both count.
    by
        Columns of ``inventory`` to group by, such as ``"sku_id"``, which do not change within an item and warehouse;
        None for one dict.
    date, on_hand, sold, lost_demand
        Columns of ``inventory``: the day; pieces in the evening, sold, and asked for while sold out.
    sku_id, warehouse
        Columns of both tables.
    received_at
        Column of ``purchase_orders``: day of receipt (missing: not yet).

    Returns
    -------
    dict or frame
        ``cycles`` (complete ones), ``cycle_service`` and ``fill_rate`` (shares; NaN without cycles or demand); with
        ``by`` a frame of ``by`` and these, with null for NaN.

    Raises
    ------
    StoreLabError
        If a column is missing or of the wrong type, an id is missing, pieces are negative, the tables are of different
        libraries, or ``end`` lies before ``start``.
    """
    first, last = window(start, end)
    groups = keys(by)
    place = [sku_id, warehouse]
    kept = list(dict.fromkeys([*place, *groups]))
    frame = _stock(inventory, [*kept, sold, lost_demand], date, on_hand)
    check_numbers(frame, "inventory", sold, lost_demand, negative=False)
    bought = read(purchase_orders, "purchase_orders", [*place, received_at], ids=place)
    same_library(frame, bought)
    check_times(bought, "purchase_orders", received_at)
    counted = frame.filter(between(date, first, last))
    receipts = bought.filter(since(received_at, first) & until(received_at, last))
    arrived = receipts.select(*place, _day=day_number(received_at)).unique().with_columns(_receipt=nw.lit(1))
    days = counted.with_columns(_day=day_number(date)).join(arrived, on=[*place, "_day"], how="left")
    numbered = days.with_columns(
        _receipt=nw.col("_receipt").fill_null(0).cast(nw.Int64), _out=(nw.col("_pieces") == 0).cast(nw.Int64)
    ).with_columns(
        _cycle=nw.col("_receipt").cum_sum().over(*place, order_by=date), _cycles=nw.col("_receipt").sum().over(*place)
    )
    # Cycle 0 began before the window, and the last one goes on after it.
    complete = numbered.filter((nw.col("_cycle") > 0) & (nw.col("_cycle") < nw.col("_cycles")))
    cycles = complete.group_by(*kept, "_cycle").agg(_out=nw.col("_out").max())
    demand = counted.with_columns(_whole=nw.lit(1)).with_columns(
        _met=nw.col(sold).fill_null(0).cast(nw.Int64), _lost=nw.col(lost_demand).fill_null(0).cast(nw.Int64)
    )
    whole = [*groups, "_whole"]
    filled = grouped(demand, whole, _met=nw.col("_met").sum(), _lost=nw.col("_lost").sum())
    whole_cycles = cycles.with_columns(_whole=nw.lit(1), _good=1 - nw.col("_out"))
    served = whole_cycles.group_by(*whole).agg(cycles=nw.len(), _good=nw.col("_good").sum())
    table = filled.join(served, on=whole, how="left").with_columns(
        cycles=nw.col("cycles").fill_null(0).cast(nw.Int64), _good=nw.col("_good").fill_null(0).cast(nw.Int64)
    )
    result = table.select(
        *groups,
        "cycles",
        ratio(nw.col("_good"), nw.col("cycles")).alias("cycle_service"),
        ratio(nw.col("_met"), nw.col("_met") + nw.col("_lost")).alias("fill_rate"),
    )
    if groups:
        return cast(IntoFrameT, finish(result.sort(*groups, nulls_last=True)))
    return one_row(result, ["cycle_service", "fill_rate"], ["cycles"])
