"""Metrics on shops that nobody here invented: both years of UCI Online Retail, and a month of a grocer's baskets.

Definitions, as in the file of statistics beside the data: a clean line has a number that begins with neither C (a
cancellation) nor A (an adjustment), and a quantity and price above 0. An order is an invoice with a clean line, paid at
its earliest one; customers are those with a number. A cancelled invoice is a refund of its own, on its day.
"""

import json
import os
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from storelab import metrics

REFERENCE = os.environ.get("STORELAB_REFERENCE_DATA")
pytestmark = pytest.mark.skipif(not REFERENCE, reason="STORELAB_REFERENCE_DATA names no folder with the reference data")
YEARS = {"2009-2010": ("2009-12-01", "2010-12-09"), "2010-2011": ("2010-12-01", "2011-12-09")}
# The statistics are rounded to four digits.
ROUNDED = 5e-4


@pytest.fixture(scope="module")
def folder():
    return Path(REFERENCE or "")


@pytest.fixture(scope="module")
def published(folder):
    """Statistics of the same data that were computed elsewhere."""
    return json.loads((folder / "shape-statistics.json").read_text(encoding="utf-8"))["datasets"]


@pytest.fixture(scope="module", params=YEARS)
def year(request, folder, published):
    """One year: its invoice lines, its orders and refunds, and its statistics."""
    lines = pd.read_parquet(folder / f"uci-online-retail-{request.param}.parquet")
    lines["value"] = lines["Quantity"] * lines["UnitPrice"]
    mark = lines["InvoiceNo"].str[0]
    clean = lines[~mark.isin(["C", "A"]) & (lines["Quantity"] > 0) & (lines["UnitPrice"] > 0)]
    orders = _invoices(clean).assign(refund=0.0, status="delivered")
    refunds = _invoices(lines[mark == "C"]).rename(columns={"paid": "refund"}).assign(paid=0.0, status="refunded")
    refunds["refund"] *= -1
    statistics = published[f"uci_online_retail_{request.param.replace('-', '_')}"]
    return {
        "lines": lines,
        "clean": clean,
        "orders": orders,
        "refunds": refunds,
        "known": orders.dropna(subset=["user_id"]).astype({"user_id": "int64"}),
        "days": YEARS[request.param],
        "published": statistics,
    }


def _invoices(lines):
    table = lines.groupby("InvoiceNo").agg(
        user_id=("CustomerID", "first"), paid_at=("InvoiceDate", "min"), paid=("value", "sum")
    )
    return table.rename_axis("order_id").reset_index()


def test_orders_and_customers(year):
    statistics = year["published"]
    orders = year["orders"].assign(created_at=year["orders"]["paid_at"])
    # One year's file gives the number of orders and customers, the other only one of them: take what there is.
    assert metrics.order_count(orders) == len(set(year["clean"]["InvoiceNo"]))
    assert metrics.order_value(orders) == pytest.approx(statistics["orders"]["order_value"]["mean"], rel=ROUNDED)
    assert metrics.gini(orders["paid"]) == pytest.approx(statistics["orders"]["order_value_gini"], rel=ROUNDED)
    known = year["known"]
    assert metrics.customers(known, *year["days"]) == year["clean"]["CustomerID"].nunique()
    spend = metrics.spend_per_customer(known)
    assert spend == pytest.approx(statistics["customers"]["spend_per_customer"]["mean"], rel=ROUNDED)


def test_repeat_rate(year):
    statistics = year["published"]["customers"]
    rate = metrics.repurchase_rate(year["known"], *year["days"])
    assert 1 - rate == pytest.approx(statistics["one_order_share"], rel=ROUNDED)
    counts = year["clean"].groupby("CustomerID")["InvoiceNo"].nunique()
    assert rate == (counts >= 2).mean()
    rhythm = metrics.personal_intervals(year["known"], year["days"][1])
    once = (rhythm["purchase_days"] == 1).mean()
    assert once == pytest.approx(statistics["one_purchase_day_share"], rel=ROUNDED)


def test_revenue_after_cancellations(year):
    both = pd.concat([year["orders"], year["refunds"]])
    gross, net = metrics.sales(both), metrics.sales(both, net=True)
    lines = year["lines"]
    cancelled = -lines.loc[lines["InvoiceNo"].str.startswith("C"), "value"].sum()
    # Each invoice is rounded to the penny, and there are some ten thousand.
    assert gross == pytest.approx(year["clean"]["value"].sum(), abs=0.005 * len(both))
    assert gross - net == pytest.approx(cancelled, abs=0.005 * len(both))
    share = cancelled / lines.loc[lines["value"] > 0, "value"].sum()
    assert share == pytest.approx(
        year["published"]["returns"]["cancelled_value_over_gross_positive_value"], rel=ROUNDED
    )


def test_best_customers(year):
    statistics = year["published"]["customers"]["spend_concentration"]
    scores = metrics.rfm_scores(year["known"], year["days"][1])
    assert metrics.top_share(scores["monetary"], 0.2) == pytest.approx(statistics["top_20pct_share"], rel=ROUNDED)
    assert metrics.top_share(scores["monetary"], 0.01) == pytest.approx(statistics["top_1pct_share"], rel=ROUNDED)
    assert metrics.gini(scores["monetary"]) == pytest.approx(statistics["gini"], rel=ROUNDED)
    # Who scores 5 in money: the top fifth by rank, computed here from the lines.
    spent = year["clean"].groupby("CustomerID")["value"].sum()
    fifth = spent[spent.rank(method="min") - 1 >= 0.8 * len(spent)]
    assert (scores["m"] == 5).sum() == len(fifth)
    ours = scores.loc[scores["m"] == 5, "monetary"].sum()
    assert ours == pytest.approx(fifth.sum(), abs=0.01 * len(spent))
    assert ours / scores["monetary"].sum() == pytest.approx(statistics["top_20pct_share"], abs=0.001)


def test_purchases_are_foretold(year):
    # Nobody has left this wholesaler for good within a year that the model could tell; the forecast of the next 60 days,
    # before the autumn peak, is met to a tenth.
    last = pd.Timestamp(year["days"][1])
    then = last - pd.Timedelta(days=120)
    summary = metrics.customer_lifetime_summary(year["known"], then)
    model = metrics.fit_purchases(summary)
    forecast = metrics.purchase_forecast(model, summary, 60)
    actual = metrics.holdout_purchases(year["known"], then, then + pd.Timedelta(days=60))
    assert forecast["probability_alive"].mean() > 0.99
    assert forecast["expected_purchases"].sum() == pytest.approx(actual["frequency"].sum(), rel=0.1)
    assert np.corrcoef(forecast["expected_purchases"], actual["frequency"].astype(float))[0, 1] > 0.7


def test_goods_that_go_together_are_recommended_better_than_the_popular_ones(year):
    lines = year["clean"].dropna(subset=["CustomerID"])
    table = pd.DataFrame(
        {"user_id": lines["CustomerID"].astype("int64"), "sku_id": lines["StockCode"], "ts": lines["InvoiceDate"]}
    )
    before, after = metrics.time_split(table, pd.Timestamp(year["days"][1]) - pd.Timedelta(days=60))
    parts = {"item_item": metrics.item_item_recommender(before, shrinkage=10)}
    result = metrics.compare_recommenders(parts, after, k=10).set_index("recommender")
    assert result["users"].nunique() == 1
    assert result["ndcg_over_popularity"]["item_item"] > 1.2
    assert result["coverage"]["item_item"] > 5 * result["coverage"]["popularity"]
    assert result["novelty"]["item_item"] > result["novelty"]["popularity"]


def test_groceries_as_in_the_arules_package(folder):
    # Hahsler, Hornik and Reutterer (2006): 9835 baskets of 169 groups of goods; whole milk is in 2513 of them. The pair
    # that stands most often is whole milk with other vegetables: support 0.0748, lift 1.514.
    baskets = pd.read_csv(folder / "arules-groceries.csv.gz")
    lines = baskets.assign(sku_id=baskets["items"].str.split(";")).explode("sku_id")
    lines = lines.rename(columns={"transaction_id": "order_id"})
    assert (lines["order_id"].nunique(), lines["sku_id"].nunique()) == (9835, 169)
    rules = metrics.association_rules(lines, 0.01, 0.0).set_index(["antecedent", "consequent"])
    pair = rules.loc[("other vegetables", "whole milk")]
    assert pair["support"] == pytest.approx(0.0748, abs=5e-5)
    assert pair["confidence"] == pytest.approx(0.387, abs=5e-4)
    assert pair["lift"] == pytest.approx(1.514, abs=5e-4)
    assert pair["orders"] == rules["orders"].max()
    assert rules.loc[("whole milk", "other vegetables"), "confidence"] == pair["orders"] / 2513
