"""The statistics that the shop must share with real ones: what each is, where it must lie, and its value."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from classroom.realism import definitions as define
from classroom.realism.shop import Shop

ORDERS = "orders, order_items; 24 months"
BUYERS = "orders; 24 months"
WINDOW = "events; committed six weeks"
FULL = "events; all 24 months, simulated anew"


@dataclass(frozen=True)
class Statistic:
    """One figure by which the shop is measured.

    Attributes
    ----------
    key
        Short name, also in `reference.PUBLISHED`.
    name, definition
        In words.
    data
        The tables and the time that it is read from.
    low, high
        Where it must lie; None is no bound.
    measure
        Works it out.
    """

    key: str
    name: str
    definition: str
    data: str
    low: float
    high: float | None
    measure: Callable[[Shop], float]

    def holds(self, value: float) -> bool:
        """Whether a value lies inside."""
        return self.low <= value and (self.high is None or value <= self.high)


def _skus(share: float) -> Callable[[Shop], float]:
    return lambda shop: define.top_share(shop.lines.groupby("sku_id")["revenue"].sum(), share)


def _customers(share: float) -> Callable[[Shop], float]:
    return lambda shop: define.top_share(shop.paid.groupby("user_id")["value"].sum(), share)


def _without_campaigns(shop: Shop) -> float:
    return define.beyond_poisson(shop.calendar.loc[shop.calendar["campaign"].isna(), "orders"])


def _late_gap(shop: Shop) -> float:
    stars = shop.reviews.groupby("late")["rating"].mean()
    return float(stars[False] - stars[True])


def _month(shop: Shop) -> float:
    months = define.by_month(shop.paid["created_at"])
    return float(months.max() / months.mean())


_SPEND = "sum of order values of a customer; share of the sum held by the ceil({} % of n) biggest"
_REVENUE = "price x quantity - discount of a good's paid lines; share of the sum held by the ceil({} % of n) biggest"
_REPEAT = (
    "of customers whose first purchase day is at least {0} days before the last day of the data, those with a second "
    "purchase day at most {0} days later"
)

STATISTICS = (
    Statistic("lines_mean", "lines per order, mean", "lines of a paid order (a good stands once in it)", ORDERS, 1.2, 2.5,
              lambda shop: float(shop.lines.groupby("order_id").size().mean())),
    Statistic("lines_median", "lines per order, median", "the same", ORDERS, 1, 1,
              lambda shop: float(shop.lines.groupby("order_id").size().median())),
    Statistic("value_log_sd", "log-sd of order value", "sd of ln(paid - freight) over paid orders", BUYERS, 0.70, 0.95,
              lambda shop: define.log_spread(shop.paid["value"])),
    Statistic("value_mean_over_median", "order value, mean / median", "of paid - freight", BUYERS, 1.3, 1.6,
              lambda shop: define.mean_over_median(shop.paid["value"])),
    Statistic("sku_top1", "SKU revenue, top 1 %", _REVENUE.format(1), ORDERS, 0.18, 0.25, _skus(0.01)),
    Statistic("sku_top5", "SKU revenue, top 5 %", _REVENUE.format(5), ORDERS, 0.44, 0.48, _skus(0.05)),
    Statistic("sku_top20", "SKU revenue, top 20 %", _REVENUE.format(20), ORDERS, 0.74, 0.79, _skus(0.20)),
    Statistic("customer_top1", "customer spend, top 1 %", _SPEND.format(1), BUYERS, 0.13, 0.20, _customers(0.01)),
    Statistic("customer_top5", "customer spend, top 5 %", _SPEND.format(5), BUYERS, 0.33, 0.42, _customers(0.05)),
    Statistic("customer_top20", "customer spend, top 20 %", _SPEND.format(20), BUYERS, 0.62, 0.70, _customers(0.20)),
    Statistic("one_order", "one-order customers", "customers with exactly one paid order / customers with any", BUYERS,
              0.40, 0.55, lambda shop: define.one_order_share(shop.paid["user_id"])),
    Statistic("repeat_90", "repeat within 90 days", _REPEAT.format(90), BUYERS, 0.25, 0.35,
              lambda shop: define.repeat_share(shop.days, 90)),
    Statistic("repeat_365", "repeat within 365 days", _REPEAT.format(365), BUYERS, 0.45, 0.60,
              lambda shop: define.repeat_share(shop.days, 365)),
    Statistic("gap_median", "days between purchases, median", "days between consecutive purchase days, all customers "
              "together", BUYERS, 25, 40, lambda shop: float(define.purchase_gaps(shop.days).median())),
    Statistic("between_customers", "variance of log order value between customers", "one-way random-effects intraclass "
              "correlation of ln(order value), customers with two or more orders", BUYERS, 0.25, 0.40,
              lambda shop: define.between_customers(shop.paid["user_id"], shop.paid["value"])),
    Statistic("daily_variation", "daily orders beyond Poisson", "sqrt(variance - mean) / mean of the paid orders of a "
              "day, days without a campaign", "orders, calendar; 24 months", 0.15, 0.35, _without_campaigns),
    Statistic("weekend", "weekend share of orders", "paid orders placed on Saturday or Sunday", BUYERS, 0.23, 0.30,
              lambda shop: define.weekend_share(shop.paid["created_at"])),
    Statistic("peak_hour", "peak hour", "hour of the day with most paid orders", BUYERS, 20, 22,
              lambda shop: float(define.peak_hour(shop.paid["created_at"]))),
    Statistic("peak_month", "peak month / mean month", "paid orders of the biggest month / of the mean one", BUYERS,
              1.8, 2.8, _month),
    Statistic("peak_month_number", "peak month", "number of that month in the year", BUYERS, 11, 11,
              lambda shop: float(define.peak_month(define.by_month(shop.paid["created_at"])))),
    Statistic("refunds", "refunds / paid", "money paid back / money paid, of paid orders", BUYERS, 0.08, 0.23,
              lambda shop: float(shop.paid["refund"].sum() / shop.paid["paid"].sum())),
    Statistic("duplicates", "exact duplicate raw lines", "lines that repeat an earlier one in every column / lines",
              "raw_orders; October 2025", 0.003, 0.015, lambda shop: define.duplicate_share(shop.table("raw_orders"))),
    Statistic("events_per_session", "events per session, mean", "events of a visit, machines included", FULL, 4, 7,
              lambda shop: shop.all_visits.events_per_visit),
    Statistic("single_event", "single-event sessions", "visits with one event / visits", FULL, 0.25, 0.40,
              lambda shop: shop.all_visits.single),
    Statistic("conversion", "sessions that buy", "visits with a payment / visits", FULL, 0.02, 0.10,
              lambda shop: shop.all_visits.conversion),
    Statistic("events_per_session_window", "events per session, mean", "the same", WINDOW, 4, 7,
              lambda shop: shop.committed_visits.events_per_visit),
    Statistic("single_event_window", "single-event sessions", "the same", WINDOW, 0.25, 0.40,
              lambda shop: shop.committed_visits.single),
    Statistic("conversion_window", "sessions that buy", "the same", WINDOW, 0.02, 0.10,
              lambda shop: shop.committed_visits.conversion),
    Statistic("five_stars", "stars: share of 5", "reviews with 5 stars / reviews", "reviews; 24 months", 0.65, 0.85,
              lambda shop: float((shop.reviews["rating"] == 5).mean())),
    Statistic("late_stars", "stars: on time minus late", "mean stars of parcels that came within five days of the payment "
              "minus those of later ones", "reviews, orders; 24 months", 1.0, None, _late_gap),
    Statistic("ctr_median", "keyword CTR, median", "clicks per search, over the words for which it is known",
              "keywords; one month", 0.015, 0.03, lambda shop: float(shop.table("keywords")["ctr"].median())),
    Statistic("ctr_p95", "keyword CTR, 95 % quantile", "the same", "keywords; one month", 0.08, 0.16,
              lambda shop: float(shop.table("keywords")["ctr"].quantile(0.95))),
    Statistic("cpc_log_sd", "log-sd of CPC", "sd of ln(price of a click) over words", "keywords; one month", 0.6, 0.9,
              lambda shop: define.log_spread(shop.table("keywords")["cpc"])),
    Statistic("words_without_order", "keywords without an order", "bought search words with a click and no order / "
              "bought search words with a click", "ads_daily; 24 months", 0.50, 0.95,
              lambda shop: float((shop.bought_words["orders"] == 0).mean())),
)  # fmt: skip


def measure(shop: Shop) -> dict[str, float]:
    """Work out every statistic of the shop, by key."""
    return {statistic.key: statistic.measure(shop) for statistic in STATISTICS}


def outside(figures: dict[str, float]) -> list[Statistic]:
    """The statistics whose value does not lie where it must."""
    return [one for one in STATISTICS if not (np.isfinite(figures[one.key]) and one.holds(figures[one.key]))]
