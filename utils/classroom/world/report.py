"""The shop's own daily figures and its dictionary of metrics."""

import numpy as np
import numpy.typing as npt

from classroom.world.calendar import DAYS, FIRST_DAY, day_number
from classroom.world.catalogue import GOODS, SHOPS
from classroom.world.columns import Bools, Coded, Columns, Floats, Ints, coded
from classroom.world.effects import Effects
from classroom.world.orders import Orders
from classroom.world.traffic import Visits

METRICS = (
    "visits",
    "visitors",
    "new_visitors",
    "orders_placed",
    "orders",
    "buyers",
    "units",
    "gmv",
    "refund",
    "gross_profit",
    "late_parcels",
    "conversion_rate",
    "ad_cost",
    "out_of_stock",
)
SCOPES = ("all", *(f"shop_{shop[0]}" for shop in SHOPS))
# What is added up over blocks: the metrics that are sums, and what the conversion rate is divided of.
_SUMS = (*METRICS[:11], "converted", "base")
_MONEY = ("gmv", "refund", "gross_profit")
_ON_TIME = np.timedelta64(5, "D")
# From this day on all visits count, before only visitors who looked at two pages or more.
NEW_CONVERSION = np.datetime64("2025-01-01", "D")

Sums = npt.NDArray[np.int64]

# metric, Chinese, English, branch, level, numerator, denominator, window, filter, valid from, owner, action
_DICTIONARY = (
    ("visits", "访问次数", "Visits", "traffic", 2, "sessions", None, "day", "all", "2024-01-01", "traffic", "check the sources"),
    ("visitors", "访客数", "Visitors", "traffic", 2, "distinct visitor_id", None, "day", "all", "2024-01-01", "traffic", "check the sources"),
    ("new_visitors", "新访客数", "New visitors", "traffic", 3, "sessions of new visitors", None, "day", "all", "2024-01-01", "traffic", "check paid channels"),
    ("bounce_rate", "跳出率", "Bounce rate", "traffic", 3, "sessions with one page", "sessions", "day", "all", "2024-01-01", "traffic", "check the landing page"),
    ("conversion_rate", "转化率", "Conversion rate", "conversion", 2, "visitors who paid", "visitors", "day", "without one-page visits", "2024-01-01", "shop", "check the funnel"),
    ("conversion_rate", "转化率", "Conversion rate", "conversion", 2, "sessions with a paid order", "sessions", "day", "without flagged bots", "2025-01-01", "shop", "check the funnel"),
    ("cart_rate", "加购率", "Add-to-cart rate", "conversion", 3, "visitors with a cart", "visitors with a view", "day", "all", "2024-01-01", "shop", "check price and page"),
    ("payment_rate", "支付成功率", "Payment rate", "conversion", 3, "paid orders", "orders", "day", "all", "2024-01-01", "shop", "check the payment page"),
    ("orders_placed", "下单数", "Orders placed", "sales", 3, "orders", None, "day", "all", "2024-01-01", "shop", "check traffic and prices"),
    ("orders", "支付订单数", "Paid orders", "sales", 2, "paid orders", None, "day", "paid", "2024-01-01", "shop", "check traffic and conversion"),
    ("buyers", "支付买家数", "Buyers", "sales", 3, "distinct user_id", None, "day", "paid", "2024-01-01", "shop", "check traffic and conversion"),
    ("units", "支付件数", "Units sold", "sales", 3, "pieces", None, "day", "paid", "2024-01-01", "shop", "check the best sellers"),
    ("gmv", "支付金额", "Amount paid", "sales", 1, "paid", None, "day", "paid", "2024-01-01", "shop", "split into visits, conversion and order value"),
    ("order_value", "笔单价", "Order value", "sales", 2, "paid", "paid orders", "day", "paid", "2024-01-01", "shop", "check bundles"),
    ("customer_value", "客单价", "Spend per customer", "sales", 2, "paid", "buyers", "day", "paid", "2024-01-01", "members", "check bundles"),
    ("gross_margin", "毛利率", "Gross margin", "sales", 2, "paid - cost of goods", "paid", "month", "paid", "2024-01-01", "finance", "check discounts"),
    ("gross_profit", "毛利额", "Gross profit", "sales", 2, "paid - cost of goods", None, "day", "paid", "2024-01-01", "finance", "check discounts"),
    ("refund", "退款金额", "Refunds", "sales", 3, "refund", None, "day of payment", "paid", "2024-01-01", "service", "check reasons"),
    ("refund_rate", "退款率", "Refund rate", "sales", 3, "refund", "paid", "month", "paid", "2024-01-01", "service", "check reasons"),
    ("ad_cost", "广告花费", "Advertising cost", "traffic", 3, "cost", None, "day", "all", "2024-01-01", "advertising", "check balance and bids"),
    ("repurchase_rate", "复购率", "Repurchase rate", "customer", 2, "customers with two orders", "customers", "90 days", "paid", "2024-01-01", "members", "check reminders"),
    ("new_customers", "新客数", "New customers", "customer", 2, "first paid orders", None, "day", "paid", "2024-01-01", "members", "check channels"),
    ("out_of_stock", "缺货商品数", "Goods out of stock", "risk", 3, "goods without stock", None, "end of day", "on sale", "2024-01-01", "supply", "order or hide the goods"),
    ("late_parcels", "超时包裹数", "Late parcels", "risk", 3, "parcels later than five days", None, "day of delivery", "delivered", "2024-01-01", "logistics", "check carriers"),
    ("stock_turnover", "库存周转率", "Stock turnover", "risk", 2, "cost of goods sold", "mean stock value", "month", "all", "2024-01-01", "supply", "check slow goods"),
    ("on_time_rate", "准时送达率", "On-time rate", "risk", 2, "parcels within five days", "parcels", "month", "delivered", "2024-01-01", "logistics", "check carriers"),
)  # fmt: skip


def empty_report() -> Sums:
    """Daily sums over all blocks, of shape (days, sums, shops and all)."""
    return np.zeros((DAYS, len(_SUMS), len(SCOPES)), dtype=np.int64)


def add_visits(report: Sums, visits: Visits, orders: Orders) -> None:
    """Add the visits of one month of one block."""
    table = visits.table
    day, shop, visitor = (
        _day(np.asarray(table["started_at"])),
        np.asarray(table["shop_id"]),
        np.asarray(table["visitor_id"]),
    )
    bought = np.zeros(len(day), dtype=bool)
    with_order = np.flatnonzero(visits.order >= 0)
    bought[with_order] = orders.paid[visits.order[with_order]]
    people = ~np.asarray(table["is_bot"])
    _add(report, "visits", day, shop)
    _add(report, "new_visitors", day, shop, np.asarray(table["is_new"]))
    _add_distinct(report, "visitors", day, shop, visitor)
    # A month lies on one side of the change of definition.
    if len(day) and FIRST_DAY + day[0].astype("timedelta64[D]") >= NEW_CONVERSION:
        _add(report, "converted", day, shop, bought & people)
        _add(report, "base", day, shop, people)
    else:
        _add_distinct(report, "converted", *_rows(bought, day, shop, visitor))
        _add_distinct(report, "base", *_rows(~visits.bounce, day, shop, visitor))


def add_orders(report: Sums, orders: Orders) -> None:
    """Add the orders of one block: on the day of payment, unless the metric says otherwise."""
    table, shop = orders.table, np.asarray(orders.table["shop_id"])
    _add(report, "orders_placed", _day(np.asarray(table["created_at"])), shop)
    paid = np.flatnonzero(orders.paid)
    day = np.zeros(len(shop), dtype=np.int64)
    day[paid] = _day(np.asarray(table["paid_at"])[paid])
    _add(report, "orders", day[paid], shop[paid])
    _add(report, "gmv", day[paid], shop[paid], np.asarray(table["paid"])[paid])
    _add(report, "refund", day[paid], shop[paid], np.asarray(table["refund"])[paid])
    _add_distinct(report, "buyers", day[paid], shop[paid], orders.buyer[paid])
    line = np.flatnonzero(orders.paid[orders.item_order])
    of_line = orders.item_order[line]
    qty = np.asarray(orders.items["qty"])[line]
    _add(report, "units", day[of_line], shop[of_line], qty)
    _add(report, "gross_profit", day[paid], shop[paid], np.asarray(table["paid"])[paid])
    _add(report, "gross_profit", day[of_line], shop[of_line], -qty * np.asarray(orders.items["unit_cost"])[line])
    delivered, paid_at = np.asarray(table["delivered_at"]), np.asarray(table["paid_at"])
    late = np.flatnonzero(delivered - paid_at > _ON_TIME)
    _add(report, "late_parcels", _day(delivered[late]), shop[late])


def metric_daily(report: Sums, effects: Effects, inventory: Columns, ads: Columns) -> Columns:
    """Make the table ``metric_daily``; money is in yuan here, for one column holds counts and amounts.

    Parameters
    ----------
    report
        The sums over all blocks.
    effects
        On which day visits were counted twice.
    inventory, ads
        The tables ``inventory_daily`` and ``ads_daily``.
    """
    sums = {name: report[:, number].astype(float) for number, name in enumerate(_SUMS)}
    if effects.double_tag is not None:
        twice = day_number(effects.double_tag.start[:10])
        for name in ("visits", "base"):
            sums[name][twice, 1:] = np.round(effects.double_tag.counted * sums[name][twice, 1:])
            sums[name][twice, 0] = sums[name][twice, 1:].sum()
    values = np.full((DAYS, len(METRICS), len(SCOPES)), np.nan)
    for number, name in enumerate(METRICS[:11]):
        values[:, number] = sums[name] / (100 if name in _MONEY else 1)
    base = sums["base"]
    values[:, 11] = np.divide(sums["converted"], base, out=np.full(base.shape, np.nan), where=base > 0)
    values[:, 12, 0] = np.bincount(_day(np.asarray(ads["date"])), weights=np.asarray(ads["cost"]), minlength=DAYS) / 100
    values[:, 13, 0] = _out_of_stock(inventory)
    day, metric, scope = np.nonzero(~np.isnan(values))
    return {
        "date": (FIRST_DAY + day.astype("timedelta64[D]")).astype("datetime64[s]"),
        "metric": Coded(metric, METRICS),
        "scope": Coded(scope, SCOPES),
        "value": values[day, metric, scope],
    }


def _out_of_stock(inventory: Columns) -> Floats:
    """Goods that no warehouse has at the end of each day."""
    key = _day(np.asarray(inventory["date"])) * GOODS + np.asarray(inventory["sku_id"]) - 1
    listed = np.bincount(key, minlength=DAYS * GOODS) > 0
    there = np.bincount(key, weights=np.asarray(inventory["on_hand"]), minlength=DAYS * GOODS) > 0
    return np.asarray((listed & ~there).reshape(DAYS, GOODS).sum(axis=1).astype(float))


def _add(report: Sums, name: str, day: Ints, shop: Ints, weight: npt.NDArray[np.generic] | None = None) -> None:
    """Add to a shop's sum of the day, and to that of all."""
    flat = np.bincount(day * len(SCOPES) + shop, weights=weight, minlength=DAYS * len(SCOPES))
    found = flat.astype(np.int64).reshape(DAYS, len(SCOPES))
    found[:, 0] = found[:, 1:].sum(axis=1)
    report[:, _SUMS.index(name)] += found


def _add_distinct(report: Sums, name: str, day: Ints, shop: Ints, who: Ints) -> None:
    """Count everybody once a day in each shop, and once a day in all of them."""
    width = int(who.max()) + 1 if len(who) else 1
    found = np.bincount(_cells((day * len(SCOPES) + shop) * width + who, width), minlength=DAYS * len(SCOPES))
    found = found.reshape(DAYS, len(SCOPES))
    found[:, 0] = np.bincount(_cells(day * width + who, width), minlength=DAYS)
    report[:, _SUMS.index(name)] += found


def _cells(key: Ints, width: int) -> Ints:
    """Cell of each distinct key; sorting finds them faster than `numpy.unique` does."""
    key = np.sort(key)
    return np.asarray(key[np.r_[True, key[1:] != key[:-1]]] // width) if len(key) else key


def _rows(chosen: Bools, *columns: Ints) -> tuple[Ints, Ints, Ints]:
    day, shop, who = (column[chosen] for column in columns)
    return day, shop, who


def metric_dict() -> Columns:
    """Make the table ``metric_dict``: one row a version of a definition."""
    columns = list(zip(*_DICTIONARY, strict=True))
    names = (
        "metric",
        "zh",
        "en",
        "branch",
        "level",
        "numerator",
        "denominator",
        "window",
        "filter",
        "valid_from",
        "owner",
        "action",
    )
    table: Columns = {}
    for name, values in zip(names, columns, strict=True):
        if name == "level":
            table[name] = np.array(values)
        elif name == "valid_from":
            table[name] = np.array(values, dtype="datetime64[s]")
        else:
            table[name] = coded(values)
    return table


def _day(time: npt.NDArray[np.generic]) -> Ints:
    return np.asarray((time.astype("datetime64[D]") - FIRST_DAY).astype(np.int64))
