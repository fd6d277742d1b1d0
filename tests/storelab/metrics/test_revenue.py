"""Orders and money against hand-written pandas, on every engine."""

import math

import pandas as pd
import pytest

import engines
from storelab import metrics
from storelab.errors import StoreLabError


@pytest.fixture
def five():
    # 1 delivered, a third refunded; 2 refunded in full though the freight of 8 was kept; 3 never paid; 4 and 5 by the
    # same customer, 5 free after discounts.
    return pd.DataFrame(
        {
            "order_id": [1, 2, 3, 4, 5],
            "user_id": [10, 11, 12, 13, 13],
            "shop_id": [1, 1, 1, 2, 2],
            "paid_at": pd.to_datetime(["2025-11-01", "2025-11-02", None, "2025-11-03", "2025-11-04"]),
            "delivered_at": pd.to_datetime(["2025-11-03", "2025-11-04", None, "2025-11-05", None]),
            "status": ["delivered", "refunded", "cancelled", "delivered", "shipped"],
            "gross": [90.0, 50.0, 20.1, 100.3, 10.0],
            "paid": [90.0, 58.0, 0.0, 100.3, 0.0],
            "refund": [30.0, 50.0, 0.0, 0.0, 0.0],
        }
    )


def test_five_orders_by_hand(five, engine, same):
    orders = engine(five)
    assert metrics.gmv(orders) == 270.4  # 90 + 50 + 20.1 + 100.3 + 10
    assert metrics.sales(orders) == 248.3  # 90 + 58 + 100.3 + 0
    assert metrics.sales(orders, net=True) == 168.3  # less 30 and 50
    assert metrics.order_count(orders) == 5
    assert metrics.valid_orders(orders) == 3  # 1, 4, 5
    assert metrics.valid_order_rate(orders) == 0.6
    assert metrics.order_value(orders) == pytest.approx(248.3 / 4)
    assert metrics.spend_per_customer(orders) == pytest.approx(248.3 / 3)  # 10, 11, 13
    by = pd.DataFrame({"shop_id": [1, 2], "sales": [148.0, 100.3]})
    result = metrics.sales(orders, by="shop_id")
    assert isinstance(result, engine.kind)
    same(result, by)
    same(metrics.sales(orders, by="shop_id", net=True), by.assign(sales=[68.0, 100.3]))
    same(
        metrics.spend_per_customer(orders, by="shop_id"),
        pd.DataFrame({"shop_id": [1, 2], "spend_per_customer": [74.0, 100.3]}),
    )
    same(metrics.order_value(orders, by="shop_id"), pd.DataFrame({"shop_id": [1, 2], "order_value": [74.0, 50.15]}))
    same(
        metrics.valid_order_rate(orders, by="shop_id"),
        pd.DataFrame({"shop_id": [1, 2], "valid_order_rate": [1 / 3, 1.0]}),
    )


def test_return_rate_by_hand(five, engine, same):
    # Of the delivered 1, 2, 4: 1 came back (twice), 4 was a refund without goods; 5 has not arrived.
    returns = pd.DataFrame({"order_id": [1, 1, 4, 5], "kind": ["return", "exchange", "refund_only", "return"]})
    assert metrics.return_rate(engine(five), engine(returns)) == pytest.approx(1 / 3)
    by = pd.DataFrame({"shop_id": [1, 2], "return_rate": [0.5, 0.0]})
    same(metrics.return_rate(engine(five), engine(returns), by="shop_id"), by)


def test_gross_margin_by_hand(five, engine, same):
    # Order 1: 2 pieces at 50 less 10 = 90, cost 60. Order 4: 100.3 paid, cost 40. Order 2 was refunded, 3 not paid.
    items = pd.DataFrame(
        {
            "order_id": [1, 2, 3, 4],
            "sku_id": [7, 7, 8, 8],
            "qty": [2, 1, 1, 1],
            "unit_price": [50.0, 50.0, 20.1, 100.3],
            "unit_cost": [30.0, 30.0, 5.0, 40.0],
            "discount_alloc": [10.0, 0.0, 0.0, 0.0],
        }
    )
    assert metrics.gross_margin_rate(engine(items), engine(five)) == pytest.approx((190.3 - 100) / 190.3)
    expected = pd.DataFrame({"sku_id": [7, 8], "gross_margin_rate": [1 / 3, 60.3 / 100.3]})
    same(metrics.gross_margin_rate(engine(items), engine(five), by="sku_id"), expected)
    by_shop = pd.DataFrame({"shop_id": [1, 2], "gross_margin_rate": [1 / 3, 60.3 / 100.3]})
    same(metrics.gross_margin_rate(engine(items), engine(five), by="shop_id"), by_shop)  # a column of the other table


def test_sales_by_brand_and_category(trade, engine, same):
    orders, items, products = trade["orders"], trade["order_items"], trade["products"]
    paid = items[items["order_id"].isin(orders.dropna(subset=["paid_at"])["order_id"])]
    joined = paid.merge(products, on="sku_id")
    amount = joined["qty"] * joined["unit_price"] - joined["discount_alloc"]
    expected = amount.groupby([joined["brand"], joined["cat1"]]).sum().round(2).rename("sales").reset_index()
    tables = engine(items), engine(orders), engine(products)
    same(metrics.sales_by_brand_category(*tables), expected)
    by = metrics.sales_by_brand_category(*tables, by="brand")
    same(by, expected.groupby("brand")["sales"].sum().round(2).reset_index())


def test_against_pandas(trade, valid, engine, same):
    orders = trade["orders"]
    paid = orders.dropna(subset=["paid_at"])
    frame = engine(orders)
    assert metrics.gmv(frame) == round(orders["gross"].sum(), 2)
    assert metrics.sales(frame, net=True) == pytest.approx((paid["paid"] - paid["refund"]).sum(), abs=1e-6)
    assert metrics.valid_orders(frame) == len(valid)
    assert metrics.spend_per_customer(frame) == pytest.approx(paid["paid"].sum() / paid["user_id"].nunique())
    same(
        metrics.gmv(frame, by="shop_id"), orders.groupby("shop_id")["gross"].sum().round(2).rename("gmv").reset_index()
    )
    counts = orders.groupby("status").size().rename("order_count").reset_index()
    same(metrics.order_count(frame, by="status"), counts)
    counted = orders["order_id"].isin(valid["order_id"]).groupby(orders["shop_id"])
    same(metrics.valid_orders(frame, by="shop_id"), counted.sum().rename("valid_orders").reset_index())
    items = trade["order_items"]
    sold = items[items["order_id"].isin(valid["order_id"])]
    money = (sold["qty"] * sold["unit_price"] - sold["discount_alloc"]).sum()
    margin = (money - (sold["qty"] * sold["unit_cost"]).sum()) / money
    assert metrics.gross_margin_rate(engine(items), frame) == pytest.approx(margin)
    arrived = orders.dropna(subset=["delivered_at"])
    back = trade["returns"][trade["returns"]["kind"] != "refund_only"]["order_id"]
    assert metrics.return_rate(frame, engine(trade["returns"])) == pytest.approx(arrived["order_id"].isin(back).mean())


def test_units_sold_and_valid_orders_agree_on_what_is_valid(trade, valid):
    items = trade["order_items"]
    expected = items[items["order_id"].isin(valid["order_id"])]["qty"].sum()
    assert metrics.units_sold(items, trade["orders"]) == expected


def test_many_small_amounts_sum_to_the_fen(engine):
    orders = pd.DataFrame({"gross": [0.1] * 30, "shop_id": [1, 2, 3] * 10})
    assert metrics.gmv(engine(orders)) == 3.0  # sum() of the floats is 2.9999999999999996


def test_without_orders(five, engine):
    nothing = engine(five.head(0))
    assert metrics.gmv(nothing) == metrics.sales(nothing) == 0
    assert metrics.order_count(nothing) == metrics.valid_orders(nothing) == 0
    for function in (metrics.valid_order_rate, metrics.spend_per_customer, metrics.order_value):
        assert math.isnan(function(nothing))
    by = metrics.order_value(nothing, by="shop_id")
    assert len(engines.to_pandas(by)) == 0


def test_orders_without_a_customer_are_refused(five, engine):
    orders = engine(five.assign(user_id=[10.0, None, 12.0, 13.0, None]))
    with pytest.raises(StoreLabError, match="orders: 2 rows have no user_id"):
        metrics.spend_per_customer(orders)
    assert metrics.order_value(orders) == pytest.approx(248.3 / 4)


def test_misspelt_columns_and_mixed_libraries(five, trade):
    with pytest.raises(StoreLabError, match="orders has no column 'grosss'; did you mean 'gross'"):
        metrics.gmv(five, gross="grosss")
    import polars as pl

    with pytest.raises(StoreLabError, match="one library"):
        metrics.return_rate(five, pl.from_pandas(trade["returns"]))


def test_return_on_investment_is_no_roas():
    assert metrics.return_on_investment(incremental_gross_profit=150, cost=100) == 0.5
    assert metrics.return_on_investment(incremental_gross_profit=0, cost=100) == -1
    assert metrics.roas(revenue=400, cost=100) == 4
    assert math.isnan(metrics.return_on_investment(150, 0))
    assert math.isnan(metrics.roas(400, 0))
