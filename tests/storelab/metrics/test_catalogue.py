"""Goods on offer, their defects and their stock."""

import math

import pandas as pd
import pytest

from storelab import metrics
from storelab.errors import StoreLabError


def test_product_count(trade, engine, same):
    products = trade["products"]
    offered = products["status"] == "on_sale"
    assert 0 < offered.sum() < len(products)
    assert metrics.product_count(engine(products)) == offered.sum()
    expected = offered.groupby(products["cat1"]).sum().rename("product_count").reset_index()
    same(metrics.product_count(engine(products), by="cat1"), expected)
    assert metrics.product_count(engine(products.head(0))) == 0


def test_defect_rate_leaves_out_what_has_not_arrived(engine, same):
    lots = pd.DataFrame({"supplier_id": [1, 1, 2, 3], "qty_ok": [90, 98, None, 50], "qty_defect": [10, 2, None, 0]})
    expected = pd.DataFrame({"supplier_id": [1, 2, 3], "defect_rate": [0.06, None, 0.0]})  # 12 of 200; nothing; 0 of 50
    same(metrics.defect_rate(engine(lots), by="supplier_id"), expected)
    assert metrics.defect_rate(engine(lots)) == 12 / 250
    assert math.isnan(metrics.defect_rate(engine(lots[2:3])))


@pytest.fixture
def stock():
    # Item 1 in two warehouses, item 2 never sold; the day before the window sold much, and does not count.
    rows = [
        ("2025-10-28", "east", 1, 99, 0, 50),
        ("2025-10-29", "east", 1, 30, 1, 4), ("2025-10-29", "west", 1, 20, 0, 2),
        ("2025-10-30", "east", 1, 26, 2, 3), ("2025-10-30", "west", 1, 18, 2, 1),
        ("2025-10-30", "east", 2, 7, 0, 0),
        ("2025-10-31", "east", 1, 0, 0, 99),
    ]  # fmt: skip
    table = pd.DataFrame(rows, columns=["date", "warehouse", "sku_id", "on_hand", "reserved", "sold"])
    return table.assign(date=pd.to_datetime(table["date"]))


def test_stock_cover_by_hand(stock, engine, same):
    # Item 1 on the 30th: 26 + 18 = 44 on hand, 40 available; sold 4 + 2 + 3 + 1 = 10 in two days, so 5 a day: 8 days.
    expected = pd.DataFrame(
        {
            "sku_id": [1, 2],
            "on_hand": [44, 7],
            "available": [40, 7],
            "daily_sales": [5.0, 0.0],
            "cover_days": [8.0, None],
        }
    )
    result = metrics.stock_cover(engine(stock), "2025-10-30", days=2)
    assert isinstance(result, engine.kind)
    same(result, expected)
    east = pd.DataFrame(
        {
            "warehouse": ["east", "west"],
            "on_hand": [33, 18],
            "available": [31, 16],
            "daily_sales": [3.5, 1.5],
            "cover_days": [31 / 3.5, 16 / 1.5],
        }
    )
    same(metrics.stock_cover(engine(stock), "2025-10-30", days=2, by="warehouse"), east)


def test_stock_cover_refuses(stock):
    with pytest.raises(StoreLabError, match="days must be 1 or more"):
        metrics.stock_cover(stock, "2025-10-30", days=0)
    with pytest.raises(StoreLabError, match="as_of must be a day such as"):
        metrics.stock_cover(stock, "end of October")
    with pytest.raises(StoreLabError, match="must hold times"):
        metrics.stock_cover(stock.assign(date="2025-10-30"), "2025-10-30")
