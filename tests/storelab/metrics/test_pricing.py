"""Prices: mark-up and margin, discounts, elasticity, optimal prices, paths, fairness."""

import math
from importlib import import_module

import numpy as np
import pandas as pd
import pytest
import statsmodels.formula.api as smf
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize_scalar

import engines
from storelab import metrics
from storelab.errors import StoreLabError

relaxed = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)


def test_plain_formulas():
    # 50 of 100 is half of the cost and a third of the price of 150.
    assert metrics.markup_to_margin(0.5) == pytest.approx(1 / 3)
    assert metrics.margin_to_markup(0.5) == 1
    assert math.isnan(metrics.margin_to_markup(1))
    # On cost: 60 * 1.5 / 0.9 = 100, of which 10 are the fee and 30 profit. On price: 60 / (1 - 0.1 - 0.3) = 100 too.
    assert metrics.cost_plus_price(60, 0.5, fee_rate=0.1) == pytest.approx(100)
    assert metrics.cost_plus_price(60, 0.3, "price", 0.1) == pytest.approx(100)
    assert metrics.expected_profit(100, 60, 0.1) == 30
    assert metrics.expected_profit(100, 60) == 40
    assert metrics.expected_profit(pd.Series([100.0, 50.0]), 60).to_list() == [40, -10]
    assert metrics.brand_premium(120, 100) == pytest.approx(0.2)
    assert math.isnan(metrics.brand_premium(120, 0))
    # 10 percent off a margin of 40: 0.4 / 0.3 - 1 = a third more. 10 percent more: 0.4 / 0.5 - 1.
    assert metrics.break_even_volume_change(-0.1, 0.4) == pytest.approx(1 / 3)
    assert metrics.break_even_volume_change(0.1, 0.4) == pytest.approx(-0.2)


@relaxed
@given(st.floats(-0.9, 20), st.floats(1, 1000), st.floats(0, 0.5))
def test_conversions_go_back_and_prices_hold_the_profit(markup, cost, fee):
    margin = metrics.markup_to_margin(markup)
    assert metrics.margin_to_markup(margin) == pytest.approx(markup, abs=1e-9)
    price = metrics.cost_plus_price(cost, markup, fee_rate=fee)
    assert metrics.expected_profit(price, cost, fee) == pytest.approx(cost * markup, abs=1e-6)


@relaxed
@given(st.floats(0.05, 1), st.floats(-0.9, 1))
def test_break_even_volume_keeps_the_contribution(margin, change):
    if margin + change < 1e-3:
        return
    volume = metrics.break_even_volume_change(change, margin)
    assert (margin + change) * (1 + volume) == pytest.approx(margin)


def test_discount_depth(engine, same):
    # Item 1: list 100; 2 pieces at 80 with 10 off: 150 of 200. Item 2: list 50; one at 60: 60 of 50. Item 3 has no list
    # price, item 4 is unknown. All: 1 - 210/250.
    items = pd.DataFrame(
        {
            "sku_id": [1, 2, 3, 4],
            "qty": [2, 1, 5, 1],
            "unit_price": [80.0, 60, 7, 9],
            "discount_alloc": [10.0, math.nan, 0, 0],
        }
    )
    products = pd.DataFrame({"sku_id": [1, 2, 3], "list_price": [100.0, 50, math.nan], "cat1": ["a", "b", "b"]})
    tables = engine(items), engine(products)
    assert metrics.discount_depth(*tables) == pytest.approx(0.16)
    result = metrics.discount_depth(*tables, by="cat1")
    assert isinstance(result, engine.kind)
    same(result, pd.DataFrame({"cat1": ["a", "b"], "discount_depth": [0.25, -0.2]}))
    assert math.isnan(metrics.discount_depth(engine(items.head(0)), tables[1]))
    rng = np.random.default_rng(3)
    many = pd.DataFrame(
        {
            "sku_id": rng.integers(1, 9, 200),
            "qty": rng.integers(1, 5, 200),
            "unit_price": rng.integers(100, 9000, 200) / 100,
            "discount_alloc": rng.integers(0, 90, 200) / 100,
        }
    )
    goods = pd.DataFrame({"sku_id": range(1, 9), "list_price": rng.integers(5000, 9900, 8) / 100})
    joined = many.merge(goods, on="sku_id")
    joined["paid"] = joined["qty"] * joined["unit_price"] - joined["discount_alloc"]
    joined["listed"] = joined["qty"] * joined["list_price"]
    sums = joined.groupby("sku_id")[["paid", "listed"]].sum()
    oracle = (1 - sums["paid"] / sums["listed"]).rename("discount_depth").reset_index()
    same(metrics.discount_depth(engine(many), engine(goods), by="sku_id"), oracle)


@pytest.fixture(scope="module")
def history():
    """Two years of weeks of eight items, true elasticity -2; promotions lower the price and bring traffic of their own."""
    rng = np.random.default_rng(17)
    rows = []
    for item in range(8):
        base = rng.uniform(50, 400)
        for week in range(100):
            promo = rng.random() < 0.2
            price = base * (0.8 if promo else 1.0) * rng.uniform(0.9, 1.1)
            log_units = 12 - 2 * math.log(price) + 0.6 * promo + 0.3 * math.sin(week / 8) + 0.1 * rng.normal()
            rows.append((item, week, round(price, 2), promo, math.exp(log_units + item / 3)))
    table = pd.DataFrame(rows, columns=["sku_id", "week", "price", "promo", "units"])
    return table.sample(frac=1, random_state=1)


def test_elasticity_agrees_with_dummies(history):
    logs = history.assign(y=np.log(history["units"]), x=np.log(history["price"]))
    # HC1 without effects of items: the same as the formula's.
    plain = metrics.price_elasticity(history, ["promo"])
    oracle = smf.ols("y ~ x + promo", logs).fit(cov_type="HC1", use_t=True)
    assert plain["elasticity"] == pytest.approx(oracle.params["x"])
    assert plain["standard_error"] == pytest.approx(oracle.bse["x"])
    assert (plain["low"], plain["high"]) == pytest.approx(tuple(oracle.conf_int().loc["x"]))
    assert plain["p_value"] == pytest.approx(oracle.pvalues["x"])
    assert (plain["rows"], plain["left_out"], plain["prices"]) == (800, 0, history["price"].nunique())
    # Effects of items and weeks: a column for each gives the same elasticity; the clustered error differs by the count
    # of parameters only, for effects of items lie within the clusters and are not counted.
    both = metrics.price_elasticity(history, ["promo"], item="sku_id", period="week")
    columns = smf.ols("y ~ x + promo + C(sku_id) + C(week)", logs)
    robust = columns.fit(cov_type="cluster", cov_kwds={"groups": logs["sku_id"]}, use_t=True)
    assert both["elasticity"] == pytest.approx(robust.params["x"])
    counted, kept = len(robust.params), len(robust.params) - 8
    factor = math.sqrt((800 - counted) / (800 - kept))
    assert both["standard_error"] == pytest.approx(robust.bse["x"] * factor)
    assert both["low"] < -2 < both["high"]
    assert (both["low"], both["high"]) == pytest.approx(
        tuple(robust.params["x"] + (robust.conf_int().loc["x"] - robust.params["x"]) * factor)
    )
    # With every row for itself items cross the clusters, so their effects count.
    rows = history.assign(row=range(len(history)))
    single = metrics.price_elasticity(rows, ["promo"], item="sku_id", cluster="row")
    crossed = smf.ols("y ~ x + promo + C(sku_id)", logs)
    oracle = crossed.fit(cov_type="cluster", cov_kwds={"groups": rows["row"]}, use_t=True)
    assert single["elasticity"] == pytest.approx(oracle.params["x"])
    assert single["standard_error"] == pytest.approx(oracle.bse["x"])
    assert single["p_value"] == pytest.approx(oracle.pvalues["x"], rel=1e-6, abs=1e-300)


def test_a_promotion_left_out_biases(history):
    naive = metrics.price_elasticity(history, item="sku_id")
    honest = metrics.price_elasticity(history, ["promo"], item="sku_id")
    assert naive["elasticity"] < -3
    assert honest["low"] < -2 < honest["high"]
    assert naive["high"] < -2


def test_rows_without_sales_are_left_out(history):
    zero = pd.concat([history, history.head(3).assign(units=0), history.head(2).assign(price=math.nan)])
    assert metrics.price_elasticity(zero)["left_out"] == 5
    assert metrics.price_elasticity(zero)["elasticity"] == metrics.price_elasticity(history)["elasticity"]


def test_threshold_by_jump(history):
    # 60 prices around 199 on a curve of elasticity -1.5; at or below 199, 20 percent more.
    rng = np.random.default_rng(2)
    price = np.round(rng.uniform(150, 250, 400), 2)
    units = np.exp(15 - 1.5 * np.log(price)) * np.where(price <= 199, 1.2, 1) * np.exp(0.02 * rng.normal(size=400))
    table = pd.DataFrame({"price": price, "units": units})
    found = metrics.price_threshold_test(table, 199)
    near = table[(table["price"] - 199).abs() <= 0.2 * 199]
    logs = near.assign(y=np.log(near["units"]), x=np.log(near["price"]), step=(near["price"] <= 199).astype(float))
    oracle = smf.ols("y ~ step + x", logs).fit(cov_type="HC1", use_t=True)
    assert found["jump"] == pytest.approx(math.expm1(oracle.params["step"]))
    assert found["low"] == pytest.approx(math.expm1(oracle.conf_int().loc["step", 0]))
    assert found["low"] < 0.2 < found["high"]
    assert found["p_value"] < 1e-6
    assert found["rows_below"] + found["rows_above"] == len(near)
    elsewhere = metrics.price_threshold_test(table, 180, width=0.1)
    assert elsewhere["low"] < 0 < elsewhere["high"]
    with pytest.raises(StoreLabError, match=r"0 different prices at or below 100 and 0 above it, within 0\.2"):
        metrics.price_threshold_test(table, 100)


def test_threshold_needs_items_on_both_sides():
    # Each item has prices on one side only, so its own effect swallows the step.
    table = pd.DataFrame(
        {"sku_id": [1] * 4 + [2] * 4, "price": [90.0, 95, 92, 97, 105, 110, 108, 112], "units": range(1, 9)}
    )
    with pytest.raises(StoreLabError, match="'price <= threshold' does not move apart from"):
        metrics.price_threshold_test(table, 100, item="sku_id")


def test_elasticity_refuses(history):
    with pytest.raises(StoreLabError, match="history has 2 different values of 'price'; an elasticity needs 3"):
        metrics.price_elasticity(history.assign(price=[10.0, 20.0] * 400))
    with pytest.raises(StoreLabError, match="price must be above 0, not 0"):
        metrics.price_elasticity(history.assign(price=0.0))
    with pytest.raises(StoreLabError, match="units must be at least 0"):
        metrics.price_elasticity(history.assign(units=-1.0))
    with pytest.raises(StoreLabError, match="'price' does not move apart from the controls"):
        metrics.price_elasticity(history.assign(twin=np.log(history["price"])), ["twin"])
    with pytest.raises(StoreLabError, match="'price' does not move apart from the controls"):
        metrics.price_elasticity(history.assign(price=history["sku_id"] + 1.0), item="sku_id")
    with pytest.raises(StoreLabError, match="history has one value of 'sku_id'"):
        metrics.price_elasticity(history[history["sku_id"] == 1], item="sku_id")
    with pytest.raises(StoreLabError, match="3 usable rows for 3 effects"):
        metrics.price_elasticity(history.groupby("promo").head(2).head(3), ["promo"])
    with pytest.raises(StoreLabError, match="column 'role' must hold numbers"):
        metrics.price_elasticity(history.assign(role="x"), ["role"])
    with pytest.raises(StoreLabError, match="confidence must lie between 0 and 1"):
        metrics.price_elasticity(history, confidence=1)


def test_optimal_prices_are_the_optimum():
    # -2 / -1 * (30 + 6) / 0.9 = 80.
    assert metrics.optimal_price(-2, 30, 0.1, 6) == pytest.approx(80)
    best = minimize_scalar(lambda p: -(p * 0.9 - 36) * p**-2.0, bounds=(40, 400), method="bounded")
    assert metrics.optimal_price(-2, 30, 0.1, 6) == pytest.approx(best.x, rel=1e-4)
    # Nothing is sold from 1000 / 5 = 200 on; (200 + 40) / 2.
    assert metrics.optimal_price_linear(1000, 5, 30, 0.1, 6) == pytest.approx(120)
    best = minimize_scalar(lambda p: -(p * 0.9 - 36) * (1000 - 5 * p), bounds=(40, 200), method="bounded")
    assert metrics.optimal_price_linear(1000, 5, 30, 0.1, 6) == pytest.approx(best.x, rel=1e-4)
    for elasticity in (-1, -0.5, 2):
        with pytest.raises(StoreLabError, match="elasticity must be below -1"):
            metrics.optimal_price(elasticity, 30)
    with pytest.raises(StoreLabError, match="Nothing is sold from 200 yuan on"):
        metrics.optimal_price_linear(1000, 5, 300)
    with pytest.raises(StoreLabError, match="fee_rate must be below 1"):
        metrics.optimal_price(-2, 30, 1)


MARKET = {"potential": 1000, "innovation": 0.1, "imitation": 0.4, "elasticity": -1, "reference_price": 100, "unit_cost": 40}  # fmt: skip


def test_price_path_by_hand():
    # Period 1 at 200: 0.1 * 0.5 of 1000 = 50 people. Period 2 at 100: (0.1 + 0.4 * 0.05) * 950 = 114.
    path = metrics.price_path_npv([200, 100], discount_rate=0.1, **MARKET)
    assert path["units"] == pytest.approx(164)
    assert path["revenue"] == pytest.approx(50 * 200 + 114 * 100)
    assert path["npv"] == pytest.approx(50 * 160 + 114 * 60 / 1.1)
    assert metrics.price_path_npv([], **MARKET) == {"npv": 0, "units": 0, "revenue": 0}


def test_imitation_decides_between_penetration_and_skimming():
    paths = {"penetration": [60] * 3 + [100] * 5, "skimming": [160] * 3 + [100] * 5}
    # Who buys early brings others within the life of eight periods; or nobody brings anybody, and the eager pay more.
    word_of_mouth = MARKET | {"innovation": 0.01, "imitation": 0.5, "elasticity": -2}
    alone = MARKET | {"innovation": 0.3, "imitation": 0.0, "elasticity": -0.5}
    assert next(iter(metrics.compare_price_paths(paths, **word_of_mouth))) == "penetration"
    ranked = metrics.compare_price_paths(paths, **alone)
    assert list(ranked) == ["skimming", "penetration"]
    assert ranked["skimming"] == metrics.price_path_npv(paths["skimming"], **alone)
    with pytest.raises(StoreLabError, match="All paths must have one number of periods"):
        metrics.compare_price_paths({"a": [1.0], "b": [1.0, 2.0]}, **MARKET)


@relaxed
@given(st.lists(st.floats(1, 500), max_size=12), st.floats(0, 1), st.floats(0, 3))
def test_nobody_buys_twice(prices, innovation, imitation):
    market = MARKET | {"innovation": innovation, "imitation": imitation}
    assert 0 <= metrics.price_path_npv(prices, **market)["units"] <= 1000 * (1 + 1e-12)


def test_fairness_by_hand(engine, same):
    # Item 1 on the 1st: old pays 110 a piece (2 pieces, 220), new 100: gaps 0.1 and 100/110 - 1. Item 2 on the 2nd: old
    # 63 - 3 = 60, new 50 and vip 40, together 45 each: old 60/45 - 1; new 50/50 - 1; vip 40/55 - 1.
    # Item 3: old alone. Item 1 on the 3rd: old only, so no cell.
    rows = [
        (1, "2025-05-01 08:00", "old", 2, 110.0, 0.0), (1, "2025-05-01 20:00", "new", 1, 100.0, 0.0),
        (2, "2025-05-02 08:00", "old", 1, 63.0, 3.0), (2, "2025-05-02 09:00", "new", 1, 50.0, 0.0),
        (2, "2025-05-02 09:00", "vip", 1, 40.0, 0.0), (3, "2025-05-02 09:00", "old", 1, 40.0, 0.0),
        (1, "2025-05-03 09:00", "old", 1, 140.0, 0.0), (1, "2025-05-03 09:00", None, 1, 1.0, 0.0),
        (9, "2025-05-03 09:00", "lost", 1, 1.0, 0.0),
    ]  # fmt: skip
    items = pd.DataFrame(rows, columns=["sku_id", "date", "level", "qty", "unit_price", "discount_alloc"])
    items = items.assign(date=pd.to_datetime(items["date"]))
    result = metrics.price_fairness(engine(items), "level")
    assert isinstance(result, engine.kind)
    old, new = [0.1, 60 / 45 - 1], [100 / 110 - 1, 0.0]

    # Two clusters of one row: the robust variance of the mean is G/(G - 1) * sum of squares / n^2 = s^2 / 2; t with 1.
    def ends(gaps):
        reach = 12.706204736 * np.std(gaps, ddof=1) / math.sqrt(2)
        return np.mean(gaps) - reach, np.mean(gaps) + reach

    expected = pd.DataFrame(
        {
            "level": ["lost", "new", "old", "vip"],
            "cells": [0, 2, 2, 1],
            "items": [0, 2, 2, 1],
            "gap": [math.nan, np.mean(new), np.mean(old), 40 / 55 - 1],
            "low": [math.nan, ends(new)[0], ends(old)[0], math.nan],
            "high": [math.nan, ends(new)[1], ends(old)[1], math.nan],
        }
    )
    found = result if engine.name == "pandas" else engines.to_pandas(result)
    pd.testing.assert_frame_equal(found, expected, check_dtype=False, rtol=1e-8)


def test_fairness_finds_the_planted_gap():
    rng = np.random.default_rng(23)
    n = 3000
    items = pd.DataFrame(
        {
            "sku_id": rng.integers(1, 30, n),
            "date": pd.Timestamp("2025-01-01") + pd.to_timedelta(rng.integers(0, 20, n), unit="D"),
            "level": rng.choice(["old", "new"], n),
            "qty": 1,
            "discount_alloc": 0.0,
        }
    )
    fair = 20 + 3 * items["sku_id"] + rng.normal(0, 0.3, n)
    charged = items.assign(unit_price=(fair * np.where(items["level"] == "old", 1.04, 1)).round(2))
    found = metrics.price_fairness(charged, "level").set_index("level")
    assert found.loc["old", "low"] < 0.04 < found.loc["old", "high"]
    assert found.loc["old", "low"] > 0.02
    same_for_all = metrics.price_fairness(items.assign(unit_price=fair.round(2)), "level").set_index("level")
    assert same_for_all.loc["old", "low"] < 0.005
    assert len(metrics.price_fairness(charged.head(0), "level")) == 0


def test_refusals():
    with pytest.raises(StoreLabError, match="markup must be above -1, not -1"):
        metrics.markup_to_margin(-1)
    with pytest.raises(StoreLabError, match=r"fee_rate 0\.5 and rate 0\.5 of the price leave nothing for the cost"):
        metrics.cost_plus_price(60, 0.5, "price", 0.5)
    with pytest.raises(StoreLabError, match="basis 'costs' is unknown; did you mean 'cost'"):
        metrics.cost_plus_price(60, 0.5, "costs")
    for change in (-0.3, -0.4):
        with pytest.raises(StoreLabError, match=r"eats the whole margin_rate 0\.3"):
            metrics.break_even_volume_change(change, 0.3)
    items = pd.DataFrame({"sku_id": [1], "qty": [-1], "unit_price": [1.0], "discount_alloc": [0.0]})
    products = pd.DataFrame({"sku_id": [1], "list_price": [1.0]})
    with pytest.raises(StoreLabError, match="order_items: 1 values of 'qty' are negative"):
        metrics.discount_depth(items, products)
    with pytest.raises(StoreLabError, match="products has no column 'cat1'"):
        metrics.discount_depth(items.assign(qty=1), products, by="cat1")
    lines = items.assign(qty=1, level="a", date="2025-01-01")
    with pytest.raises(StoreLabError, match="items: column 'date' must hold times"):
        metrics.price_fairness(lines, "level")


def test_messages_in_chinese(history, monkeypatch):
    monkeypatch.setattr(import_module("storelab.language"), "_chosen", "zh")
    with pytest.raises(StoreLabError, match="只有 2 个不同的值，估计弹性至少要 3 个"):
        metrics.price_elasticity(history.assign(price=[10.0, 20.0] * 400))
    with pytest.raises(StoreLabError, match="elasticity 应该小于 -1"):
        metrics.optimal_price(-1, 30)
    with pytest.raises(StoreLabError, match="卖再多也补不回来"):
        metrics.break_even_volume_change(-0.3, 0.3)
    with pytest.raises(StoreLabError, match="没法把它的作用和别的分开"):
        metrics.price_elasticity(history.assign(twin=np.log(history["price"])), ["twin"])
