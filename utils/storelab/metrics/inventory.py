"""Stock as money: how much lies there, how often it turns, and what it and its absence cost."""

import math
from collections.abc import Sequence
from datetime import date as Date
from datetime import timedelta
from typing import Any, cast

import narwhals.stable.v2 as nw

from storelab.errors import StoreLabError
from storelab.language import pick
from storelab.metrics._checks import check_numbers
from storelab.metrics._formulas import check_range, quotient
from storelab.metrics._frames import (
    FEN,
    By,
    Frame,
    IntoFrameT,
    divide,
    fen,
    finish,
    grouped,
    keys,
    ratio,
    read,
    same_library,
    scalars,
    yuan,
)
from storelab.metrics._orders import is_valid
from storelab.metrics._periods import as_day, between, check_times, window
from storelab.metrics._tables import check_choice
from storelab.metrics.registry import DAYS_OF_CALL, EVERY_ROW, VALID_ORDERS, metric

DAYS_OF_YEAR = 365
DEFINITIONS = ("daily", "ends")
STOCK_AT_COST = {"en": "stock on hand at cost", "zh": "按成本计的在库金额"}


@metric(
    "M070",
    en="Inventory turnover",
    zh="库存周转率",
    branch="inventory",
    numerator={"en": "cost of the goods sold in a year", "zh": "年销售成本"},
    denominator={"en": "average inventory at cost", "zh": "平均库存（按成本）"},
    window={"en": "one year for both", "zh": "分子分母用同一年"},
    filter=EVERY_ROW,
    unit="times a year",
    formula="annual cost of sales / average inventory; zero stock gives infinity",
    aliases=("存货周转率",),
)
def inventory_turnover(annual_cost: float, average: float, days: float = DAYS_OF_YEAR) -> dict[str, float]:
    """How often the stock is sold in a year (M070), and for how many days it lasts.

    The exception to the rule that no division gives infinity: who sells out of no stock turns it infinitely often.

    Parameters
    ----------
    annual_cost
        Yuan of cost of the goods sold in the year (`annual_cost_of_sales`).
    average
        Yuan of stock at cost (`average_inventory`).
    days
        Days of the year.

    Returns
    -------
    dict
        ``turnover`` (times a year; infinity where stock is zero and something was sold, NaN where both are zero) and
        ``turnover_days`` (``days`` / turnover; NaN where nothing was sold).

    Raises
    ------
    StoreLabError
        If an amount is negative, or ``days`` not above 0.
    """
    check_range("annual_cost", annual_cost, 0)
    check_range("average", average, 0)
    check_range("days", days, 0, above=True)
    turnover = math.inf if average == 0 and annual_cost > 0 else float(quotient(annual_cost, average))
    return {"turnover": turnover, "turnover_days": float(quotient(average * days, annual_cost))}


@metric(
    "M071",
    en="Average inventory",
    zh="平均库存",
    branch="inventory",
    numerator={"en": "the daily stock at cost, summed", "zh": "每日在库金额之和"},
    denominator={"en": "days with a stock count", "zh": "有库存记录的天数"},
    window=DAYS_OF_CALL,
    filter=EVERY_ROW,
    unit="yuan",
    formula="mean of daily stock at cost; definition ends: (opening + closing) / 2",
)
def average_inventory(
    inventory: IntoFrameT,
    start: Any,
    end: Any,
    by: By = None,
    definition: str = "daily",
    *,
    date: str = "date",
    on_hand: str = "on_hand",
    unit_cost: str = "unit_cost",
) -> float | IntoFrameT:
    """Yuan that lay in stock on average (M071), at cost.

    Parameters
    ----------
    inventory
        One row a day, warehouse and item, with the stock in the evening.
    start, end
        First and last day, such as ``"2025-12-31"``; both count.
    by
        Columns to group by, such as ``"sku_id"``; None for one number.
    definition
        ``"daily"`` is the mean over the days; ``"ends"`` is half of opening plus closing stock, where opening is the
        evening before ``start``. The second misses what happens between, such as the stock before a sale.
    date, on_hand, unit_cost
        Columns: the day, pieces, yuan a piece.

    Returns
    -------
    float or frame
        Yuan, NaN without any day; with ``by`` a frame of ``by`` and ``average_inventory``. An item without rows on a
        day has no stock on it.

    Raises
    ------
    StoreLabError
        If a column is missing or of the wrong type, stock is negative, the definition is unknown, ``end`` lies before
        ``start``, or for ``"ends"`` one of the two evenings is not in the table.
    """
    check_choice("definition", definition, DEFINITIONS)
    first, last = window(start, end)
    frame = valued_stock(inventory, [*keys(by)], date, on_hand, unit_cost)
    return cast("float | IntoFrameT", _average(frame, first, last, by, definition, date))


def valued_stock(native: Any, columns: list[str], date: str, on_hand: str, unit_cost: str) -> Frame:
    """Inventory with ``_fen``: the stock of the row at cost."""
    frame = read(native, "inventory", [*columns, date, on_hand, unit_cost], ids=[date])
    check_times(frame, "inventory", date)
    check_numbers(frame, "inventory", on_hand, unit_cost, negative=False)
    priced = frame.with_columns(_pieces=nw.col(on_hand).fill_null(0).cast(nw.Int64), _cost=fen(unit_cost))
    return priced.with_columns(_fen=nw.col("_pieces") * nw.col("_cost"))


def _average(frame: Frame, first: Date, last: Date, by: By, definition: str, date: str) -> Any:
    groups = keys(by)
    if definition == "daily":
        counted = frame.filter(between(date, first, last))
        days = scalars(counted, days=nw.col(date).n_unique())["days"] or 0
    else:
        evenings = [first - timedelta(days=1), last]
        counted = frame.filter(between(date, evenings[0], evenings[0]) | between(date, last, last))
        present = scalars(
            frame, **{f"_{i}": between(date, day, day).cast(nw.Int64).sum() for i, day in enumerate(evenings)}
        )
        missing = [day for i, day in enumerate(evenings) if not present[f"_{i}"]]
        if missing:
            raise StoreLabError(
                pick(
                    {
                        "en": f"inventory has no rows for {missing[0]}; definition 'ends' needs the evening before start and that of end. Move the window, or use 'daily'.",
                        "zh": f"inventory 里没有 {missing[0]} 的数据；definition 取 'ends' 时，需要 start 前一天和 end 当天的期末库存。请调整窗口，或改用 'daily'。",
                    }
                )
            )
        days = len(evenings)
    if not groups:
        total = scalars(counted, fen=nw.col("_fen").sum())["fen"] or 0
        return divide(total / FEN, days)
    table = grouped(counted, groups, _fen=nw.col("_fen").sum())
    return finish(table.select(*groups, (yuan("_fen") / days).alias("average_inventory")))


@metric(
    "M072",
    en="Annual cost of sales",
    zh="年销售成本",
    branch="inventory",
    numerator={"en": "pieces sold times cost a piece", "zh": "销售件数乘以单位成本"},
    window={"en": "the twelve months that end on as_of", "zh": "到 as_of 为止的 12 个月"},
    filter=VALID_ORDERS,
    unit="yuan",
    formula="sum(units sold * unit cost) over 12 months",
    aliases=("Annual COGS",),
)
def annual_cost_of_sales(
    order_items: IntoFrameT,
    orders: IntoFrameT,
    as_of: Any,
    by: By = None,
    *,
    order_id: str = "order_id",
    qty: str = "qty",
    unit_cost: str = "unit_cost",
    paid_at: str = "paid_at",
    status: str = "status",
) -> float | IntoFrameT:
    """Yuan that the goods sold in twelve months had cost the shop (M072).

    Parameters
    ----------
    order_items, orders
        One row an item of an order, an order; of the same library.
    as_of
        Last day of the twelve months, such as ``"2025-12-31"``.
    by
        Columns of ``order_items`` to group by, such as ``"sku_id"``; None for one number.
    order_id
        Column of the order in both tables.
    qty, unit_cost
        Columns of ``order_items``: pieces, yuan a piece.
    paid_at, status
        Columns of ``orders``: when it was paid (missing: never), and its state.

    Returns
    -------
    float or frame
        Yuan, 0.0 without sales; with ``by`` a frame of ``by`` and ``annual_cost_of_sales`` of what was sold.

    Raises
    ------
    StoreLabError
        If a column is missing or of the wrong type, an order has no number, a quantity or cost is negative, the tables
        are of different libraries, or ``as_of`` is no day.
    """
    last = as_day(as_of, "as_of")
    first = _year_before(last) + timedelta(days=1)
    groups = keys(by)
    items = read(order_items, "order_items", [*groups, order_id, qty, unit_cost], ids=[order_id])
    deals = read(orders, "orders", [order_id, paid_at, status], ids=[order_id])
    same_library(items, deals)
    check_numbers(items, "order_items", qty, unit_cost, negative=False)
    check_times(deals, "orders", paid_at)
    valid = deals.filter(is_valid(status, paid_at)).filter(between(paid_at, first, last)).select(order_id)
    priced = items.join(valid, on=order_id, how="semi").with_columns(
        _pieces=nw.col(qty).fill_null(0).cast(nw.Int64), _cost=fen(unit_cost)
    )
    costs = priced.with_columns(_fen=nw.col("_pieces") * nw.col("_cost"))
    if not groups:
        return (scalars(costs, fen=nw.col("_fen").sum())["fen"] or 0) / FEN
    table = grouped(costs, groups, _fen=nw.col("_fen").sum())
    return cast(IntoFrameT, finish(table.select(*groups, yuan("_fen").alias("annual_cost_of_sales"))))


def _year_before(day: Date) -> Date:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:  # February 29th
        return day.replace(year=day.year - 1, day=28)


def turnover_table(
    inventory: IntoFrameT,
    start: Any,
    end: Any,
    by: str | Sequence[str] = "sku_id",
    *,
    date: str = "date",
    on_hand: str = "on_hand",
    sold: str = "sold",
    unit_cost: str = "unit_cost",
) -> IntoFrameT:
    """Turnover of each item or group (see `inventory_turnover`), the cost of a shorter or longer window scaled to a year.

    A high turnover can be thrift or empty shelves: read it beside `stock_out_rate`.

    Parameters
    ----------
    inventory
        One row a day, warehouse and item.
    start, end
        First and last day; both count.
    by
        Columns to group by.
    date, on_hand, sold, unit_cost
        Columns: the day, pieces in the evening, pieces sold on the day, yuan a piece.

    Returns
    -------
    frame
        ``by``, ``annual_cost`` (yuan of cost of what was sold, times 365 over the days of the window),
        ``average_inventory`` (yuan, mean of the days), ``turnover`` (times a year; infinity where stock is zero and
        something was sold) and ``turnover_days`` (null where nothing was sold).

    Raises
    ------
    StoreLabError
        If a column is missing or of the wrong type, stock or sales are negative, or ``end`` lies before ``start``.
    """
    first, last = window(start, end)
    groups = keys(by)
    frame = valued_stock(inventory, [*groups, sold], date, on_hand, unit_cost)
    check_numbers(frame, "inventory", sold, negative=False)
    counted = frame.filter(between(date, first, last)).with_columns(
        _sales=nw.col(sold).fill_null(0).cast(nw.Int64) * nw.col("_cost")
    )
    days = int(scalars(counted, days=nw.col(date).n_unique())["days"] or 0)
    table = grouped(counted, groups, _fen=nw.col("_fen").sum(), _sales=nw.col("_sales").sum())
    # With no day at all there is no row either.
    amounts = table.with_columns(
        annual_cost=yuan("_sales") * (DAYS_OF_YEAR / max(days, 1)), average_inventory=yuan("_fen") / max(days, 1)
    )
    cost, stock = nw.col("annual_cost"), nw.col("average_inventory")
    turnover = nw.when((stock == 0) & (cost > 0)).then(nw.lit(math.inf)).otherwise(ratio(cost, stock))
    return cast(
        IntoFrameT,
        finish(
            amounts.select(
                *groups,
                "annual_cost",
                "average_inventory",
                turnover.alias("turnover"),
                ratio(stock * DAYS_OF_YEAR, cost).alias("turnover_days"),
            )
        ),
    )
