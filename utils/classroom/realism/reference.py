"""Real data sets: their published statistics, and three of them computed anew with our own definitions."""

import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from classroom.realism import definitions as define
from storelab.errors import StoreLabError

VARIABLE = "STORELAB_REFERENCE_DATA"
# Short names, as they stand in the table; the sets' own keys are those of shape-statistics.json.
NAMES = {
    "uci_online_retail_2010_2011": "UCI 2010/11",
    "uci_online_retail_2009_2010": "UCI 2009/10",
    "uci_online_retail_two_years": "UCI both years",
    "cdnow_1997_1998": "CDNOW",
    "olist_brazil_2016_2018": "Olist",
    "tmall_shop_orders_2020_02": "Tmall shop",
    "arules_groceries_30_days": "Groceries",
    "ta_feng_preprocessed": "Ta-Feng",
    "instacart_random_rows": "Instacart",
    "complete_journey_2017": "Complete Journey",
    "taobao_userbehavior_first_814_users": "Taobao",
    "retailrocket_2015_third_party_aggregates": "RetailRocket",
    "uci_online_shoppers_intention": "UCI shoppers",
    "apache_access_log_semicomplete_2015": "web log",
    "elastic_vendor_reviews": "vendor reviews",
    "amazon_alexa_reviews": "Alexa reviews",
    "amazon_pillow_reviews": "pillow reviews",
    "air_france_sem_keywords": "Air France words",
    "kag_facebook_ads": "Facebook ads",
}
# Works that ask to be named.
CREDITS = {
    "uci_online_retail_2010_2011": "Chen, D. (2015): Online Retail. UCI Machine Learning Repository, doi:10.24432/C5BW33",
    "uci_online_retail_2009_2010": "Chen, D.: Online Retail II. UCI Machine Learning Repository, doi:10.24432/C5CG6D",
    "uci_online_shoppers_intention": "Sakar, C., Kastro, Y. (2018): Online Shoppers Purchasing Intention. UCI Machine "
    "Learning Repository, doi:10.24432/C5F88Q",
    "cdnow_1997_1998": "Fader, P., Hardie, B.: the CDNOW data set",
    "arules_groceries_30_days": "Hahsler, M., Hornik, K., Reutterer, T. (2006), in the R package arules",
    "complete_journey_2017": "84.51, in the R package completejourney",
}
# Statistics that shape-statistics.json gathers over sets, by our keys.
_GATHERED = {
    "lines_mean": "order_lines_per_order_mean",
    "lines_median": "order_lines_per_order_p50",
    "value_log_sd": "order_value_ln_sd",
    "value_mean_over_median": "order_value_mean_over_median",
    "sku_top1": "sku_revenue_top_1pct_share",
    "sku_top5": "sku_revenue_top_5pct_share",
    "sku_top20": "sku_revenue_top_20pct_share",
    "customer_top1": "customer_spend_top_1pct_share",
    "customer_top5": "customer_spend_top_5pct_share",
    "customer_top20": "customer_spend_top_20pct_share",
    "one_order": "customer_one_order_share",
    "repeat_90": "customer_repeat_within_90d_share",
    "repeat_365": "customer_repeat_within_365d_share",
    "gap_median": "customer_inter_purchase_days_p50",
    "between_customers": "customer_ln_order_value_icc_between_customers",
    "weekend": "weekend_order_share",
    "peak_hour": "peak_order_hour",
    "duplicates": "dirty_exact_duplicate_line_share",
    "single_event": "single_event_session_share",
    "conversion": "session_conversion_rate",
    "five_stars": "five_star_share",
    "ctr_median": "ads_ctr_row_p50",
    "ctr_p95": "ads_ctr_row_p95",
    "cpc_log_sd": "ads_cpc_ln_sd",
    "words_without_order": "ads_zero_conversion_row_share",
}
_UCI = ("uci_online_retail_2010_2011", "uci_online_retail_2009_2010")
# Others, by the path to them inside a set.
_SINGLE = {
    "peak_month": dict.fromkeys(_UCI, "time.monthly_orders_peak_to_mean"),
    "refunds": {
        **dict.fromkeys(_UCI, "returns.cancelled_value_over_gross_positive_value"),
        "tmall_shop_orders_2020_02": "orders.refund_value_over_listed_value_of_paid",
    },
    "events_per_session": {
        "taobao_userbehavior_first_814_users": "events.sessions_30min_gap.events_per_session.mean",
        "apache_access_log_semicomplete_2015": "web.human_page_views_per_session_30min.mean",
    },
}
_QUANTILES = {"p05": 0.05, "p10": 0.10, "p25": 0.25, "p50": 0.50, "p75": 0.75, "p90": 0.90, "p95": 0.95, "p99": 0.99}


def reference_folder() -> Path | None:
    """The folder of the real data sets, which the environment names; None where it doesn't."""
    named = os.environ.get(VARIABLE)
    if not named:
        return None
    folder = Path(named)
    if not (folder / "shape-statistics.json").is_file():
        raise StoreLabError(f"{VARIABLE} names {folder}, where there is no shape-statistics.json: name its folder.")
    return folder


@dataclass(frozen=True)
class Reference:
    """Published statistics of the real sets.

    Attributes
    ----------
    folder
        Where shape-statistics.json and the files lie.
    """

    folder: Path

    @cached_property
    def content(self) -> dict[str, Any]:
        """What shape-statistics.json says."""
        content: dict[str, Any] = json.loads((self.folder / "shape-statistics.json").read_text(encoding="utf-8"))
        return content

    def value(self, name: str, path: str) -> Any:
        """One statistic of a set by its path, such as ``time.peak_hour``."""
        found: Any = self.content["datasets"][name]
        for part in path.split("."):
            found = found[part]
        return found

    def published(self, key: str) -> dict[str, float]:
        """A statistic in the real sets that know it, by the set's name; empty where none does."""
        key = key.removesuffix("_window")
        if key in _GATHERED:
            values = self.content["reference_ranges"][_GATHERED[key]]["values"]
            # Behind some names stands in brackets how the set was drawn.
            return {name.split(" (")[0]: value for name, value in values.items()}
        if key == "daily_variation":
            return self._daily_variation()
        if key == "peak_month_number":
            return {name: float(self.value(name, "time.monthly_value_peak_month")[-2:]) for name in _UCI}
        if key == "late_stars":
            path = "reviews_with_comment_sample.mean_star_"
            olist = "olist_brazil_2016_2018"
            return {olist: self.value(olist, path + "on_time") - self.value(olist, path + "late")}
        return {name: self.value(name, path) for name, path in _SINGLE[key].items()}

    def _daily_variation(self) -> dict[str, float]:
        """From the published dispersion D about a moving mean, var = D mean: sqrt((D - 1) / mean)."""
        found = {}
        for name in _UCI:
            mean = self.value(name, "orders.n_orders") / self.value(name, "time.n_calendar_days")
            found[name] = float(np.sqrt((self.value(name, "time.daily_orders_overdispersion_pearson") - 1) / mean))
        rocket = "retailrocket_2015_third_party_aggregates"
        mean = self.value(rocket, "quality.purchases") / self.value(rocket, "quality.n_days")
        found[rocket] = float(np.sqrt(self.value(rocket, "events.daily_purchases_cv") ** 2 - 1 / mean))
        return found

    def quantiles(self, name: str, path: str) -> tuple[list[float], list[float]]:
        """Levels and quantiles of a distribution of a set."""
        block = self.value(name, path)
        return list(_QUANTILES.values()), [block[label] for label in _QUANTILES]


@dataclass(frozen=True)
class Retail:
    """A real set brought into our form.

    Attributes
    ----------
    lines
        Raw lines.
    orders
        One row an order: customer (missing for guests), time, value, lines.
    revenue
        Revenue by good; None where goods are unknown.
    refunded
        Money back / money in; None where unknown.
    months
        Complete calendar months, first and last.
    """

    lines: pd.DataFrame
    orders: pd.DataFrame
    revenue: pd.Series | None
    refunded: float | None
    months: tuple[str, str] | None


def read_uci(folder: Path, name: str, months: tuple[str, str]) -> Retail:
    """Read a year of the UCI gift shop; clean lines, orders and goods as the README of the sets defines them."""
    raw = pd.read_parquet(folder / f"uci-online-retail-{name}.parquet")
    invoice = raw["InvoiceNo"].astype(str)
    value = raw["Quantity"] * raw["UnitPrice"]
    clean = ~invoice.str.startswith(("C", "A")) & (raw["Quantity"] > 0) & (raw["UnitPrice"] > 0)
    lines = raw[clean].assign(value=value[clean])
    orders = lines.groupby("InvoiceNo", sort=False).agg(
        customer=("CustomerID", "first"),
        time=("InvoiceDate", "min"),
        value=("value", "sum"),
        lines=("value", "size"),
    )
    product = lines["StockCode"].astype(str).str.fullmatch(r"\d{5}[A-Za-z]{0,2}")
    revenue = lines[product].groupby("StockCode")["value"].sum()
    refunded = -value[invoice.str.startswith("C")].sum() / value[value > 0].sum()
    return Retail(raw, orders, revenue, float(refunded), months)


def read_cdnow(folder: Path) -> Retail:
    """Read the purchases of the CDNOW cohort."""
    raw = pd.read_csv(folder / "cdnow-1997-1998.csv.gz")
    customer, day, _, value = (raw[column] for column in raw.columns[:4])
    time = pd.to_datetime(day.astype(str))
    orders = pd.DataFrame({"customer": customer, "time": time, "value": value, "lines": 1})
    return Retail(raw, orders, None, None, None)


def recompute(retail: Retail) -> dict[str, float]:
    """Apply our definitions to a real set; statistics that it doesn't know are left out."""
    orders = retail.orders
    known = orders.dropna(subset=["customer"])
    spend = known.groupby("customer")["value"].sum()
    days = define.purchase_days(known["customer"], known["time"])
    found = {
        "value_log_sd": define.log_spread(orders["value"]),
        "value_mean_over_median": define.mean_over_median(orders["value"]),
        **{f"customer_top{percent}": define.top_share(spend, percent / 100) for percent in (1, 5, 20)},
        "one_order": define.one_order_share(known["customer"]),
        "repeat_90": define.repeat_share(days, 90),
        "gap_median": float(define.purchase_gaps(days).median()),
        "between_customers": define.between_customers(known["customer"], known["value"]),
        "weekend": define.weekend_share(orders["time"]),
    }
    if (days["day"].max() - days["day"].min()).days >= 365 + 60:
        found["repeat_365"] = define.repeat_share(days, 365)
    if retail.revenue is not None:
        found |= {
            "lines_mean": float(orders["lines"].mean()),
            "lines_median": float(orders["lines"].median()),
            **{f"sku_top{percent}": define.top_share(retail.revenue, percent / 100) for percent in (1, 5, 20)},
            "peak_hour": float(define.peak_hour(orders["time"])),
            "duplicates": define.duplicate_share(retail.lines),
        }
    if retail.refunded is not None:
        found["refunds"] = retail.refunded
    if retail.months is not None:
        first, last = (pd.Period(month, "M") for month in retail.months)
        months = define.by_month(orders["time"])[first:last]
        value = define.by_month(orders["time"], orders["value"])[first:last]
        found |= {
            "peak_month": float(months.max() / months.mean()),
            "peak_month_number": float(define.peak_month(value)),
        }
    return found


READERS: dict[str, Callable[[Path], Retail]] = {
    _UCI[0]: lambda folder: read_uci(folder, "2010-2011", ("2010-12", "2011-11")),
    _UCI[1]: lambda folder: read_uci(folder, "2009-2010", ("2009-12", "2010-11")),
    "cdnow_1997_1998": read_cdnow,
}
