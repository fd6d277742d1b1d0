"""The shop's own daily figures and its dictionary of metrics."""

import numpy as np
import numpy.typing as npt

from classroom.world.calendar import DAYS, FIRST_DAY
from classroom.world.catalogue import SHOPS
from classroom.world.columns import Coded, Columns, coded
from classroom.world.orders import Orders
from classroom.world.traffic import Visits

METRICS = ("visits", "orders", "gmv", "refund")
SCOPES = ("all", *(f"shop_{shop[0]}" for shop in SHOPS))

# metric, Chinese, English, branch, level, numerator, denominator, window, filter, valid from, owner, action
_DICTIONARY = (
    ("visits", "访问次数", "Visits", "traffic", 2, "sessions", None, "day", "all", "2024-01-01", "traffic", "check the sources"),
    ("visitors", "访客数", "Visitors", "traffic", 2, "distinct visitor_id", None, "day", "all", "2024-01-01", "traffic", "check the sources"),
    ("bounce_rate", "跳出率", "Bounce rate", "traffic", 3, "sessions with one page", "sessions", "day", "all", "2024-01-01", "traffic", "check the landing page"),
    ("conversion_rate", "转化率", "Conversion rate", "conversion", 2, "visitors who paid", "visitors", "day", "all", "2024-01-01", "shop", "check the funnel"),
    ("conversion_rate", "转化率", "Conversion rate", "conversion", 2, "sessions with a paid order", "sessions", "day", "without flagged bots", "2025-01-01", "shop", "check the funnel"),
    ("cart_rate", "加购率", "Add-to-cart rate", "conversion", 3, "visitors with a cart", "visitors with a view", "day", "all", "2024-01-01", "shop", "check price and page"),
    ("payment_rate", "支付成功率", "Payment rate", "conversion", 3, "paid orders", "orders", "day", "all", "2024-01-01", "shop", "check the payment page"),
    ("orders", "支付订单数", "Paid orders", "sales", 2, "paid orders", None, "day", "paid", "2024-01-01", "shop", "check traffic and conversion"),
    ("gmv", "支付金额", "Amount paid", "sales", 1, "paid", None, "day", "paid", "2024-01-01", "shop", "split into visits, conversion and order value"),
    ("order_value", "笔单价", "Order value", "sales", 2, "paid", "paid orders", "day", "paid", "2024-01-01", "shop", "check bundles"),
    ("customer_value", "客单价", "Spend per customer", "sales", 2, "paid", "buyers", "day", "paid", "2024-01-01", "members", "check bundles"),
    ("gross_margin", "毛利率", "Gross margin", "sales", 2, "paid - cost of goods", "paid", "month", "paid", "2024-01-01", "finance", "check discounts"),
    ("refund", "退款金额", "Refunds", "sales", 3, "refund", None, "day of payment", "paid", "2024-01-01", "service", "check reasons"),
    ("refund_rate", "退款率", "Refund rate", "sales", 3, "refund", "paid", "month", "paid", "2024-01-01", "service", "check reasons"),
    ("repurchase_rate", "复购率", "Repurchase rate", "customer", 2, "customers with two orders", "customers", "90 days", "paid", "2024-01-01", "members", "check reminders"),
    ("new_customers", "新客数", "New customers", "customer", 2, "first paid orders", None, "day", "paid", "2024-01-01", "members", "check channels"),
    ("stock_turnover", "库存周转率", "Stock turnover", "risk", 2, "cost of goods sold", "mean stock value", "month", "all", "2024-01-01", "supply", "check slow goods"),
    ("on_time_rate", "准时送达率", "On-time rate", "risk", 2, "parcels within five days", "parcels", "month", "delivered", "2024-01-01", "logistics", "check carriers"),
)  # fmt: skip


def empty_report() -> npt.NDArray[np.int64]:
    """Daily sums over all blocks, of shape (days, metrics, shops and all)."""
    return np.zeros((DAYS, len(METRICS), len(SCOPES)), dtype=np.int64)


def add_visits(report: npt.NDArray[np.int64], visits: Visits) -> None:
    """Add the visits of one month of one block."""
    day = _day(np.asarray(visits.table["started_at"]))
    np.add.at(report[:, 0], (day, np.asarray(visits.table["shop_id"])), 1)


def add_orders(report: npt.NDArray[np.int64], orders: Orders) -> None:
    """Add the paid orders of one block, on the day of payment."""
    paid = np.flatnonzero(orders.paid)
    day, shop = _day(np.asarray(orders.table["paid_at"])[paid]), np.asarray(orders.table["shop_id"])[paid]
    np.add.at(report[:, 1], (day, shop), 1)
    np.add.at(report[:, 2], (day, shop), np.asarray(orders.table["paid"])[paid])
    np.add.at(report[:, 3], (day, shop), np.asarray(orders.table["refund"])[paid])


def metric_daily(report: npt.NDArray[np.int64]) -> Columns:
    """Make the table ``metric_daily``; money is in yuan here, for one column holds counts and amounts."""
    values = report.copy()
    values[:, :, 0] = values[:, :, 1:].sum(axis=2)
    day, metric, scope = (axis.ravel() for axis in np.meshgrid(*(np.arange(n) for n in values.shape), indexing="ij"))
    value = values.ravel() / np.where(metric >= 2, 100, 1)
    return {
        "date": (FIRST_DAY + day.astype("timedelta64[D]")).astype("datetime64[s]"),
        "metric": Coded(metric, METRICS),
        "scope": Coded(scope, SCOPES),
        "value": value,
    }


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


def _day(time: npt.NDArray[np.generic]) -> npt.NDArray[np.int64]:
    return np.asarray((time.astype("datetime64[D]") - FIRST_DAY).astype(np.int64))
