"""New products and ideas: success, sales share, launch, portfolio."""

import math
from importlib import import_module
from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.stats import binom

from storelab import metrics
from storelab.errors import StoreLabError

relaxed = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)


def test_success_rate():
    assert metrics.innovation_success_rate(3, 12) == 0.25
    assert metrics.innovation_success_rate(pd.Series([1, 2]), pd.Series([4, 4])).to_list() == [0.25, 0.5]
    assert math.isnan(metrics.innovation_success_rate(0, 0))
    with pytest.raises(StoreLabError, match=r"succeeded / started must be from 0 to 1, not 1\.5"):
        metrics.innovation_success_rate(3, 2)


def test_new_product_sales_share(engine, same):
    # Item 1 is launched on 1 January: sold on its 10th day (day 9 after) and on the 11th. Item 2 is old, item 3 has no
    # launch day, order 4 was not paid. With ten days: 2 * 30 - 10 = 50 new of 50 + 20 + 30 = 100.
    items = pd.DataFrame(
        {
            "order_id": [1, 2, 3, 3, 4],
            "sku_id": [1, 1, 2, 3, 1],
            "qty": [2, 1, 1, 1, 1],
            "unit_price": [30.0, 20, 30, 99, 99],
            "discount_alloc": [10.0, 0, 0, 0, 0],
        }
    )
    orders = pd.DataFrame(
        {
            "order_id": [1, 2, 3, 4],
            "shop_id": [1, 2, 2, 2],
            "paid_at": pd.to_datetime(["2025-01-10 23:59", "2025-01-11 00:00", "2025-01-05 08:00", None]),
        }
    )
    products = pd.DataFrame(
        {"sku_id": [1, 2, 3], "cat1": list("abb"), "launched_on": pd.to_datetime(["2025-01-01", "2023-05-01", None])}
    )
    tables = engine(items), engine(orders), engine(products)
    assert metrics.new_product_sales_share(*tables, days=10) == 0.5
    assert metrics.new_product_sales_share(*tables, days=11) == 0.7
    result = metrics.new_product_sales_share(*tables, days=10, by=["shop_id", "cat1"])
    assert isinstance(result, engine.kind)
    by = pd.DataFrame({"shop_id": [1, 2, 2], "cat1": ["a", "a", "b"], "new_product_sales_share": [1.0, 0, 0]})
    same(result, by)
    assert math.isnan(metrics.new_product_sales_share(engine(items.head(0)), tables[1], tables[2]))


def test_new_product_sales_share_agrees_with_pandas(trade):
    rng = np.random.default_rng(6)
    launched = pd.Timestamp("2022-06-01") + pd.to_timedelta(rng.integers(0, 1200, 12), unit="D")
    products = trade["products"].assign(launched_on=launched)
    items = trade["order_items"]
    lines = items.merge(trade["orders"], on="order_id").merge(products, on="sku_id").dropna(subset=["paid_at"])
    lines["amount"] = lines["qty"] * lines["unit_price"] - lines["discount_alloc"]
    new = (lines["paid_at"].dt.normalize() - lines["launched_on"]).dt.days < 365
    oracle = lines[new].groupby("cat1")["amount"].sum() / lines.groupby("cat1")["amount"].sum()
    result = metrics.new_product_sales_share(items, trade["orders"], products, by="cat1").set_index("cat1")
    pd.testing.assert_series_equal(result["new_product_sales_share"], oracle, check_names=False)


def test_launch_decision():
    # P(Beta(a, b) > x) with whole a, b is P(Bin(a + b - 1, x) <= a - 1): an oracle without a beta distribution.
    for buyers, visitors, decision in ((30, 100, "scale"), (12, 100, "stop"), (4, 20, "iterate")):
        found = metrics.launch_decision(buyers, visitors, 0.2)
        assert found["probability"] == pytest.approx(binom.cdf(buyers, visitors + 1, 0.2))
        assert found["decision"] == decision
        assert found["mean"] == pytest.approx((buyers + 1) / (visitors + 2))
        assert found["low"] < found["mean"] < found["high"]
    # The same mean, a hundred times the people: what was open is settled.
    assert metrics.launch_decision(24, 100, 0.2)["decision"] == "iterate"
    assert metrics.launch_decision(2400, 10_000, 0.2)["decision"] == "scale"
    # Without a trial the flat prior decides: P(rate > 0.2) = 0.8.
    assert metrics.launch_decision(0, 0, 0.2)["probability"] == pytest.approx(0.8)
    with pytest.raises(StoreLabError, match="buyers must be from 0 to 10, not 11"):
        metrics.launch_decision(11, 10, 0.2)
    with pytest.raises(StoreLabError, match=r"level must be from 0\.5 to 1"):
        metrics.launch_decision(1, 10, 0.2, level=0.3)
    with pytest.raises(StoreLabError, match="target must be below 1"):
        metrics.launch_decision(1, 10, 1)


@relaxed
@given(st.integers(0, 200), st.integers(0, 200), st.floats(0.01, 0.99))
def test_more_buyers_never_turn_scale_into_stop(buyers, others, target):
    order = ["stop", "iterate", "scale"]
    visitors = buyers + others + 1
    fewer = metrics.launch_decision(buyers, visitors, target)
    more = metrics.launch_decision(buyers + 1, visitors, target)
    assert fewer["probability"] <= more["probability"]
    assert order.index(fewer["decision"]) <= order.index(more["decision"])


def pool(*rows):
    return pd.DataFrame(rows, columns=["idea_id", "cost", "p_success", "payoff"])


def test_ideas_by_hand(engine, same):
    # Promises: a 0.5 * 200 - 60 = 40, b 0.5 * 130 - 50 = 15, c 15.5, d a loss. By promise per yuan a (0.67) comes first
    # and leaves 40 of 100 unused; b and c together promise 30.5, less than a's 40. With 110, a and b promise 55 and a
    # and c 55.5.
    ideas = pool(("d", 10.0, 0.1, 50.0), ("c", 50.0, 0.5, 131.0), ("a", 60.0, 0.5, 200.0), ("b", 50.0, 0.5, 130.0))
    expected = pd.DataFrame(
        {
            "idea_id": list("abcd"),
            "cost": [60.0, 50, 50, 10],
            "expected_profit": [40, 15, 15.5, -5],
            "chosen": [True, False, False, False],
        }
    )
    result = metrics.choose_ideas(engine(ideas), 100)
    assert isinstance(result, engine.kind)
    same(result, expected)
    assert metrics.choose_ideas(ideas, 110)["chosen"].to_list() == [True, False, True, False]
    assert not metrics.choose_ideas(ideas, 0)["chosen"].any()


def test_greedy_is_not_best():
    # Per yuan a (1.5) beats b and c (1.2 each), but with 100 yuan the two promise 120, a alone 90.
    ideas = pool(("a", 60.0, 1.0, 150.0), ("b", 50.0, 1.0, 110.0), ("c", 50.0, 1.0, 110.0))
    assert metrics.choose_ideas(ideas, 100)["chosen"].to_list() == [False, True, True]


def test_ties_of_ideas_are_decided():
    twins = pool(("b", 10.0, 1.0, 20.0), ("a", 10.0, 1.0, 20.0))
    assert metrics.choose_ideas(twins, 10)["chosen"].to_list() == [True, False]
    cheaper = pool(("a", 20.0, 1.0, 30.0), ("b", 10.0, 1.0, 20.0))
    assert metrics.choose_ideas(cheaper, 20)["chosen"].to_list() == [False, True]


def test_a_large_pool_agrees_with_mixed_integer_programming():
    rng = np.random.default_rng(12)
    ideas = pd.DataFrame(
        {
            "idea_id": range(60),
            "cost": rng.integers(100_00, 900_00, 60) / 100,
            "p_success": rng.uniform(0.1, 0.9, 60).round(3),
            "payoff": rng.integers(500_00, 4000_00, 60) / 100,
        }
    )
    found = metrics.choose_ideas(ideas, 5000)
    profit = (ideas["p_success"] * ideas["payoff"] - ideas["cost"]).to_numpy()
    best = milp(
        -profit,
        constraints=LinearConstraint(ideas["cost"].to_numpy()[None, :], ub=5000),
        integrality=np.ones(60),
        bounds=Bounds(0, 1),
        options={"mip_rel_gap": 0},
    )
    assert found.loc[found["chosen"], "expected_profit"].sum() == pytest.approx(-best.fun, abs=1)
    assert found.loc[found["chosen"], "cost"].sum() <= 5000


ideas = st.lists(
    st.tuples(st.integers(0, 12), st.sampled_from([0.0, 0.5, 1.0]), st.integers(0, 30)), min_size=1, max_size=8
).map(lambda rows: pool(*((place, *row) for place, row in enumerate(rows))))


@relaxed
@given(ideas, st.integers(0, 40))
def test_no_other_set_is_better(table, budget):
    found = metrics.choose_ideas(table.sample(frac=1, random_state=1), budget)
    chosen = found[found["chosen"]]
    profit = table["p_success"] * table["payoff"] - table["cost"]
    sets = [list(some) for size in range(len(table) + 1) for some in combinations(range(len(table)), size)]
    allowed = [(profit[some].sum(), -table["cost"][some].sum()) for some in sets if table["cost"][some].sum() <= budget]
    # The highest profit, and of equal ones the lowest cost.
    assert (chosen["expected_profit"].sum(), -chosen["cost"].sum()) == pytest.approx(max(allowed))


def test_refusals(monkeypatch):
    one = pool(("a", 10.0, 0.5, 20.0))
    with pytest.raises(StoreLabError, match="budget must be at least 0"):
        metrics.choose_ideas(one, -1)
    with pytest.raises(StoreLabError, match=r"p_success must be from 0 to 1, not 1\.5"):
        metrics.choose_ideas(one.assign(p_success=1.5), 10)
    with pytest.raises(StoreLabError, match="ideas has more than one row for idea_id = a"):
        metrics.choose_ideas(pd.concat([one, one]), 10)
    with pytest.raises(StoreLabError, match="ideas: 1 rows have no payoff"):
        metrics.choose_ideas(one.assign(payoff=math.nan), 10)
    with pytest.raises(StoreLabError, match="days must be at least 1"):
        metrics.new_product_sales_share(one, one, one, days=0)
    assert len(metrics.choose_ideas(one.head(0), 10)) == 0
    monkeypatch.setattr(import_module("storelab.language"), "_chosen", "zh")
    with pytest.raises(StoreLabError, match="target 应该小于 1"):
        metrics.launch_decision(1, 10, 1)
