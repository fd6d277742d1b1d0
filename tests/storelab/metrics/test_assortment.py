"""The range of goods: structure, sales, specifications, concentration, price bands, slow movers, health."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storelab import metrics
from storelab.errors import StoreLabError
from storelab.language import use_language

relaxed = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)


@pytest.fixture
def small():
    """Six goods of three categories and four orders, of which the last was never paid."""
    products = pd.DataFrame(
        {
            "sku_id": [1, 2, 3, 4, 5, 6],
            "cat1": ["home", "home", "home", "food", "food", "toys"],
            "colour": ["red", "blue", "red", None, None, "red"],
            "list_price": [20.0, 50.0, 99.99, 100.0, None, 49.99],
            "launched_on": pd.to_datetime(["2025-01-01"] * 4 + ["2025-03-08", "2025-03-20"]),
            "status": ["on_sale"] * 5 + ["phasing_out"],
        }
    )
    orders = pd.DataFrame(
        {
            "order_id": [1, 2, 3, 4],
            "paid_at": pd.to_datetime(["2025-02-01 10:00", "2025-03-08 23:59", "2025-03-10 00:00", None]),
            "status": ["delivered", "paid", "shipped", "cancelled"],
        }
    )
    order_items = pd.DataFrame(
        {
            "order_id": [1, 1, 2, 3, 4],
            "sku_id": [1, 2, 1, 4, 3],
            "qty": [2, 1, 1, 3, 9],
            "unit_price": [20.0, 45.0, 20.0, 10.0, 90.0],
            "discount_alloc": [4.0, None, 1.0, 0.0, 0.0],
        }
    )
    # Sales: item 1: 2 * 20 - 4 + 20 - 1 = 55; item 2: 45; item 4: 30; nothing else.
    return {"order_items": order_items, "orders": orders, "products": products}


@pytest.fixture
def big(trade):
    """The shop's tables with more columns, missing values, goods that never sold, shuffled."""
    rng = np.random.default_rng(5)
    products = pd.DataFrame({"sku_id": np.arange(20) + 1}).merge(trade["products"], how="left", on="sku_id")
    products = products.assign(
        cat1=rng.choice(["home", "food", None], 20),
        colour=rng.choice(["red", "blue", None], 20),
        list_price=rng.integers(500, 20_000, 20) / 100,
        launched_on=pd.Timestamp("2025-01-01") + pd.to_timedelta(rng.integers(0, 360, 20), unit="D"),
        status=np.where(np.arange(20) % 7 == 3, "phasing_out", "on_sale"),
    )
    items = trade["order_items"].sample(frac=1, random_state=2)
    return {
        "order_items": items,
        "orders": trade["orders"].sample(frac=1, random_state=3),
        "products": products.sample(frac=1, random_state=4),
    }


def tables(engine, shop):
    return engine(shop["order_items"]), engine(shop["orders"]), engine(shop["products"])


def sales_of_goods(shop, until=None):
    """Oracle: pieces, fen and last payment by item, in valid orders."""
    orders = shop["orders"]
    valid = orders[orders["status"].isin(["paid", "shipped", "delivered"]) & orders["paid_at"].notna()]
    if until is not None:
        valid = valid[valid["paid_at"] < until]
    lines = shop["order_items"].merge(valid[["order_id", "paid_at"]], on="order_id")
    lines["fen"] = (
        lines["qty"] * (lines["unit_price"] * 100).round() - (lines["discount_alloc"].fillna(0) * 100).round()
    )
    return lines.groupby("sku_id").agg(units=("qty", "sum"), fen=("fen", "sum"), last=("paid_at", "max"))


def test_structure_sales_and_specifications_by_hand(small, engine, same):
    items, orders, products = tables(engine, small)
    structure = metrics.category_structure(products)
    assert isinstance(structure, engine.kind)
    # On sale: 2 of food, 3 of home; the toy is being phased out.
    same(
        structure, pd.DataFrame({"cat1": ["food", "home", "toys"], "skus": [2, 3, 0], "structure_share": [0.4, 0.6, 0]})
    )
    sales = metrics.category_sales(items, orders, products)
    expected = {"cat1": ["food", "home", "toys"], "sales": [30.0, 100.0, 0.0], "sales_share": [3 / 13, 10 / 13, 0.0]}
    same(sales, pd.DataFrame(expected))
    # Of home 3 red (item 1: 2 + 1, item 3: 0) and 1 blue were sold; toys sold none.
    expected = {
        "cat1": ["home", "home", "toys"],
        "colour": ["blue", "red", "red"],
        "units": [1, 3, 0],
        "specification_share": [0.25, 0.75, None],
    }
    same(metrics.specification_share(items, orders, products, by="cat1"), pd.DataFrame(expected))
    # Home, ascending: 0, 45, 55 of 100. Gini: (-2 * 0 + 0 * 45 + 2 * 55) / (3 * 100) = 110 / 300; HHI .45^2 + .55^2;
    # the top half of three is two: all. Food: 0 and 30: Gini (1 * 30) / (2 * 30) = 1/2, HHI 1.
    expected = {
        "cat1": ["food", "home"],
        "skus": [2, 3],
        "sales": [30.0, 100.0],
        "top_share": [1.0, 1.0],
        "gini": [0.5, 110 / 300],
        "hhi": [1.0, 0.45**2 + 0.55**2],
    }
    same(metrics.sku_concentration(items, orders, products, top=0.5), pd.DataFrame(expected))
    diversity = metrics.category_diversity(products)
    bits = -(0.4 * math.log2(0.4) + 0.6 * math.log2(0.6))
    assert diversity == pytest.approx({"categories": 2, "category_entropy": bits, "effective_categories": 2**bits})


def test_price_bands_and_sell_through_by_hand(small, engine, same):
    items, orders, products = tables(engine, small)
    # Priced goods on sale: 20, 50, 99.99, 100 yuan with sales 55, 45, 0, 30.
    expected = {
        "low": [0.0, 10.0, 50.0, 100.0],
        "high": [10.0, 50.0, 100.0, None],
        "skus": [0, 1, 2, 1],
        "band_sku_share": [0.0, 0.25, 0.5, 0.25],
        "sales": [0.0, 55.0, 45.0, 30.0],
        "band_sales_share": [0.0, 55 / 130, 45 / 130, 30 / 130],
    }
    bands = metrics.price_bands(items, orders, products, [10, 50, 100])
    assert isinstance(bands, engine.kind)
    same(bands, pd.DataFrame(expected))
    # In March items 1 and 4 of five on sale sold.
    assert metrics.sell_through_rate(items, orders, products, "2025-03-01", "2025-03-31") == 0.4
    expected = {"cat1": ["food", "home"], "sell_through_rate": [1 / 2, 1 / 3]}
    rates = metrics.sell_through_rate(items, orders, products, "2025-03-01", "2025-03-31", by="cat1")
    same(rates, pd.DataFrame(expected))
    # On March 9th: item 1 sold yesterday, item 2 36 days ago, items 3 and 4 never (4 sells tomorrow), item 5 is two
    # days on sale; the toy is not on sale.
    expected = {
        "sku_id": [1, 2, 3, 4, 5],
        "units": [1, 0, 0, 0, 0],
        "days_since_last_sale": [1.0, 36.0, None, None, None],
        "state": ["selling", "slow", "slow", "slow", "new"],
    }
    same(metrics.slow_movers(items, orders, products, "2025-03-09", days=30), pd.DataFrame(expected))


def test_against_pandas(big, engine, same):
    items, orders, products = tables(engine, big)
    goods = big["products"].merge(sales_of_goods(big), left_on="sku_id", right_index=True, how="left")
    goods = goods.assign(units=goods["units"].fillna(0), fen=goods["fen"].fillna(0))
    fen = goods.groupby("cat1", dropna=False)["fen"].sum()
    expected = pd.DataFrame({"sales": fen / 100, "sales_share": fen / fen.sum()}).reset_index()
    same(metrics.category_sales(items, orders, products), expected.sort_values("cat1", na_position="last"))

    coloured = goods[goods["colour"].notna()]
    units = coloured.groupby(["cat1", "colour"], dropna=False)["units"].sum()
    expected = units.reset_index().sort_values(["cat1", "colour"], na_position="last")
    expected["specification_share"] = expected["units"] / expected.groupby("cat1", dropna=False)["units"].transform(
        "sum"
    )
    same(metrics.specification_share(items, orders, products, by="cat1"), expected)

    offered = goods[goods["status"] == "on_sale"]
    rows = []
    for cat1, part in offered.groupby("cat1", dropna=False):
        values = part["fen"].sort_values(ascending=False).to_numpy()
        top = values[: math.ceil(0.3 * len(values))].sum() / values.sum()
        gini = np.abs(values[:, None] - values[None, :]).mean() / 2 / values.mean()
        rows.append((cat1, len(values), values.sum() / 100, top, gini, ((values / values.sum()) ** 2).sum()))
    expected = pd.DataFrame(rows, columns=["cat1", "skus", "sales", "top_share", "gini", "hhi"])
    expected = expected.sort_values("cat1", na_position="last")
    same(metrics.sku_concentration(items, orders, products, top=0.3), expected)

    edges = [40.0, 90.0, 150.0]
    place = np.searchsorted(edges, offered["list_price"], side="right")
    expected = pd.DataFrame({"low": [0.0, *edges], "high": [*edges, None]}).assign(
        skus=np.bincount(place, minlength=4),
        band_sku_share=np.bincount(place, minlength=4) / len(offered),
        sales=np.bincount(place, weights=offered["fen"], minlength=4) / 100,
        band_sales_share=np.bincount(place, weights=offered["fen"], minlength=4) / offered["fen"].sum(),
    )
    same(metrics.price_bands(items, orders, products, edges), expected)


def test_slow_movers_against_pandas(big, engine, same):
    items, orders, products = tables(engine, big)
    day = pd.Timestamp("2025-09-30")
    sold = sales_of_goods(big, until=day + pd.Timedelta(days=1))
    since = (day - sold["last"].dt.normalize()).dt.days
    goods = big["products"]
    goods = goods[(goods["status"] == "on_sale") & (goods["launched_on"] <= day)].sort_values("sku_id")
    known = goods["sku_id"].map(since)
    state = np.where(known < 14, "selling", np.where(goods["launched_on"] > day - pd.Timedelta(days=14), "new", "slow"))
    result = metrics.slow_movers(items, orders, products, "2025-09-30", days=14)
    expected = pd.DataFrame({"sku_id": goods["sku_id"], "days_since_last_sale": known, "state": state})
    assert {"selling", "slow"} <= set(state)
    import engines

    same(engines.to_pandas(result).drop(columns="units"), expected)


def test_nothing_sold_and_nothing_on_sale(small, engine, same):
    items, orders, products = engine(small["order_items"]), engine(small["orders"].head(0)), engine(small["products"])
    sales = metrics.category_sales(items, orders, products)
    same(
        sales,
        pd.DataFrame({"cat1": ["food", "home", "toys"], "sales": 0.0, "sales_share": [None] * 3}).astype(
            {"sales_share": float}
        ),
    )
    assert metrics.sell_through_rate(items, orders, products, "2025-03-01", "2025-03-31") == 0
    gone = engine(small["products"].assign(status="phasing_out"))
    assert math.isnan(metrics.sell_through_rate(items, orders, gone, "2025-03-01", "2025-03-31"))
    empty = metrics.category_diversity(gone)
    assert empty["categories"] == 0
    assert math.isnan(empty["category_entropy"])


@pytest.fixture
def stock():
    # As of the 31st with two days of sales: item 1 has 40 available and sells 5 a day: 8 days of cover; item 2 sells
    # nothing; item 3 sells 1 a day and has 200: 200 days; items 4 and 5 are in no warehouse.
    rows = [
        ("2025-03-30", "east", 1, 50, 0, 4), ("2025-03-31", "east", 1, 30, 0, 4), ("2025-03-31", "west", 1, 12, 2, 2),
        ("2025-03-31", "east", 2, 10, 0, 0), ("2025-03-31", "east", 3, 200, 0, 2),
    ]  # fmt: skip
    table = pd.DataFrame(rows, columns=["date", "warehouse", "sku_id", "on_hand", "reserved", "sold"])
    return table.assign(date=pd.to_datetime(table["date"]))


def test_assortment_health_by_hand(small, stock, engine):
    result = metrics.assortment_health(engine(small["products"]), engine(stock), "2025-03-31", days=2)
    bits = -(0.4 * math.log2(0.4) + 0.6 * math.log2(0.6))
    # Of five on sale items 1 and 3 sold, and item 1 alone lasts 7 to 90 days.
    expected = {"skus": 5, "category_entropy": bits, "sold_share": 0.4, "assortment_health": 0.2}
    assert result == pytest.approx(expected)
    nothing = metrics.assortment_health(engine(small["products"].head(0)), engine(stock), "2025-03-31")
    assert nothing.pop("skus") == 0
    assert all(math.isnan(value) for value in nothing.values())


def test_refusals(small, stock):
    items, orders, products = small["order_items"], small["orders"], small["products"]
    with pytest.raises(StoreLabError, match="products has no column 'cat'; did you mean"):
        metrics.category_structure(products, by="cat")
    with pytest.raises(StoreLabError, match=r"order_items: 5 values of 'qty' are negative"):
        metrics.category_sales(items.assign(qty=-1), orders, products)
    with pytest.raises(StoreLabError, match="orders: column 'paid_at' must hold times"):
        metrics.category_sales(items, orders.assign(paid_at="x"), products)
    with pytest.raises(StoreLabError, match="order_items: 1 rows have no sku_id"):
        metrics.category_sales(items.assign(sku_id=[1, 2, None, 4, 3]), orders, products)
    with pytest.raises(StoreLabError, match="top must be above 0 up to 1, not 20"):
        metrics.sku_concentration(items, orders, products, top=20)
    with pytest.raises(StoreLabError, match=r"edges must be prices in yuan that rise, .* not \[50, 20\]"):
        metrics.price_bands(items, orders, products, [50, 20])
    with pytest.raises(StoreLabError, match="edges must be prices in yuan that rise"):
        metrics.price_bands(items, orders, products, [])
    with pytest.raises(StoreLabError, match=r"as_of \(2024-01-01\) lies before the first 'paid_at' of orders"):
        metrics.slow_movers(items, orders, products, "2024-01-01")
    with pytest.raises(StoreLabError, match=r"as_of \(2024-01-01\) lies before the first 'date' of inventory"):
        metrics.assortment_health(products, stock, "2024-01-01")
    with pytest.raises(StoreLabError, match="cover must be from 0 to 5, not 9"):
        metrics.assortment_health(products, stock, "2025-03-31", cover=(9, 5))
    use_language("zh")
    with pytest.raises(StoreLabError, match="edges 应该是从小到大的价格（元）"):
        metrics.price_bands(items, orders, products, [50, 20])


@relaxed
@given(st.lists(st.tuples(st.integers(1, 6), st.integers(0, 5)), min_size=1, max_size=20), st.integers(0, 99))
def test_shares_sum_to_one_and_rows_may_come_in_any_order(lines, seed):
    items = pd.DataFrame(lines, columns=["sku_id", "qty"]).assign(order_id=1, unit_price=9.99, discount_alloc=0.0)
    orders = pd.DataFrame({"order_id": [1], "paid_at": [pd.Timestamp("2025-03-01")], "status": ["paid"]})
    products = pd.DataFrame({"sku_id": range(1, 7), "cat1": list("aabbcc"), "list_price": range(10, 70, 10)})
    products["status"] = "on_sale"
    sales = metrics.category_sales(items, orders, products)
    bands = metrics.price_bands(items, orders, products, [25, 45])
    if items["qty"].sum():
        assert sales["sales_share"].sum() == pytest.approx(1)
        assert bands["band_sales_share"].sum() == pytest.approx(1)
    assert bands["skus"].sum() == 6
    shuffled = items.sample(frac=1, random_state=seed)
    again = metrics.sku_concentration(shuffled, orders, products.sample(frac=1, random_state=seed))
    pd.testing.assert_frame_equal(again, metrics.sku_concentration(items, orders, products))
    assert again["gini"].dropna().between(0, 0.5).all()
