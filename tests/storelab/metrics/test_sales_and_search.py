"""Units sold, exposure, search rank, keyword values and acquisition cost."""

import math

import pandas as pd
import pytest

from storelab import metrics


def test_units_sold(shop, engine, same):
    items, orders = shop["order_items"], shop["orders"]
    valid = orders[orders["status"].isin(["paid", "shipped", "delivered"])]["order_id"]
    sold = items[items["order_id"].isin(valid)]
    assert metrics.units_sold(engine(items), engine(orders)) == sold["qty"].sum()
    expected = sold.groupby("sku_id")["qty"].sum().rename("units_sold").reset_index()
    same(metrics.units_sold(engine(items), engine(orders), by="sku_id"), expected)
    assert metrics.units_sold(engine(items.head(0)), engine(orders)) == 0


def test_customer_acquisition_cost():
    assert metrics.customer_acquisition_cost(new_customers=40, cost=1000) == 25
    assert math.isnan(metrics.customer_acquisition_cost(new_customers=0, cost=1000))


@pytest.fixture
def log():
    return pd.DataFrame(
        {
            "date": pd.to_datetime(["2025-11-01"] * 3 + ["2025-11-02"] * 2),
            "keyword": ["cup", "cup", "lamp", "cup", "cup"],
            "sku_id": [1, 2, 1, 1, 2],
            "rank": [1, 14, 3, 2, 40],
            "impressions": [60, 20, 0, 40, 80],
        }
    )


def test_exposure_rate(log, engine, same):
    # 100 of 200 impressions each.
    expected = pd.DataFrame({"sku_id": [1, 2], "impressions": [100, 100], "exposure_rate": [0.5, 0.5]})
    same(metrics.exposure_rate(engine(log)), expected)


def test_exposure_rate_within_a_slot(log, engine, same):
    expected = pd.DataFrame(
        {
            "keyword": ["cup", "cup", "lamp"],
            "sku_id": [1, 2, 1],
            "impressions": [100, 100, 0],
            "exposure_rate": [0.5, 0.5, None],
        }
    ).astype({"exposure_rate": float})
    same(metrics.exposure_rate(engine(log), slot="keyword"), expected)


def test_search_rank(log, engine, same):
    expected = pd.DataFrame(
        {
            "keyword": ["cup", "cup", "lamp"],
            "date": pd.to_datetime(["2025-11-01", "2025-11-02", "2025-11-01"]),
            "median_rank": [7.5, 21.0, 3.0],
            "top_share": [0.5, 0.5, 1.0],
        }
    )
    same(metrics.search_rank(engine(log)), expected)
    top_one = pd.DataFrame({"sku_id": [1, 2], "median_rank": [2.0, 27.0], "top_share": [1 / 3, 0.0]})
    same(metrics.search_rank(engine(log), top=1, by="sku_id"), top_one)


def test_keyword_values(engine, same):
    words = pd.DataFrame(
        {
            "keyword": ["b", "a", "c"],
            "volume": [1000, 200, 500],
            "ctr": [0.02, 0.1, None],
            "cvr": [0.05, 0.1, 0.1],
            "cpc": [2.0, 0.5, 1],
        }
    )
    # b: 20 clicks, 1 order, 30 - 40 yuan. a: 20 clicks, 2 orders, 60 - 10 yuan. c: nobody knows.
    expected = words.assign(
        clicks=[20.0, 20.0, None], orders=[1.0, 2.0, None], cost=[40.0, 10.0, None], value=[-10.0, 50.0, None]
    )
    same(
        metrics.keyword_values(engine(words), margin=30),
        expected.astype(dict.fromkeys(["clicks", "orders", "cost", "value"], float)),
    )
