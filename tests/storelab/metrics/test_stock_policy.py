"""When to order and how much, by formula and by playing it through."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from storelab import metrics
from storelab.errors import StoreLabError
from storelab.language import use_language

amounts = st.floats(0, 1e4)
thorough = settings(max_examples=60, deadline=None)


def test_safety_stock_by_hand():
    # 9 days of demand 20 a day with deviation 4, lead time deviation 1: variance 9 * 16 + 400 * 1 = 544. The 97.5 %
    # point of the normal is 1.959964.
    expected = 1.959964 * math.sqrt(544)
    assert metrics.safety_stock(20, 4, 9, 1, 0.975) == pytest.approx(expected, rel=1e-6)
    assert metrics.safety_stock(20, 4, 9, 1, 0.5) == pytest.approx(0, abs=1e-12)
    assert metrics.lead_time_demand(20, 4, 9, 1) == {"mean": 180, "sd": math.sqrt(544)}
    # 20 * 9 + 45
    assert metrics.reorder_point(20, 9, 45) == 225


@thorough
@given(amounts, amounts, st.floats(0, 100), st.floats(0, 30), st.floats(0.5, 0.998))
def test_more_service_needs_more_stock(mean, sd, lead, sd_lead, service):
    stock = metrics.safety_stock(mean, sd, lead, sd_lead, service)
    assert stock >= -1e-9
    assert metrics.safety_stock(mean, sd, lead, sd_lead, service + 0.001) >= stock


def test_expected_service_against_scipy():
    # The pieces short in a cycle are E max(X - s, 0), here integrated instead of by the loss function.
    for point in (150, 180, 230):
        found = metrics.expected_service(point, 300, 180, 25)
        assert found["cycle_service"] == pytest.approx(stats.norm(180, 25).cdf(point))
        short = stats.norm(180, 25).expect(lambda x, s=point: x - s, lb=point, ub=np.inf)
        assert found["fill_rate"] == pytest.approx(1 - short / 300)
    # Without chance, 180 are asked for and 150 there: 30 of 300 short.
    assert metrics.expected_service(150, 300, 180, 0) == {"cycle_service": 0.0, "fill_rate": 0.9}
    assert metrics.expected_service(180, 300, 180, 0) == {"cycle_service": 1.0, "fill_rate": 1.0}


def test_newsvendor_by_hand():
    # Underage 10 - 4 = 6, overage 4 - 1 = 3: ratio 6 / 9. The 2/3 point of the normal is 0.430727.
    assert metrics.critical_ratio(10, 4, 1) == pytest.approx(2 / 3)
    assert metrics.newsvendor(10, 4, 1, 100, 20) == pytest.approx(100 + 20 * 0.430727, rel=1e-6)
    assert metrics.newsvendor(10, 4, 1, 100, 0) == 100
    # A price below cost earns nothing; a low ratio with a wide spread would ask for less than nothing.
    assert metrics.newsvendor(3, 4, 1, 100, 20) == 0
    assert metrics.newsvendor(10, 9.9, 0, 10, 50) == 0
    # Two thirds of six seasons are four of them: the 4th smallest.
    seasons = [50, 10, 30, 40, 20, 60, None, math.nan, pd.NA]
    assert metrics.newsvendor_empirical(10, 4, 1, seasons) == 40
    assert metrics.newsvendor_empirical(10, 4, 1, pd.Series(seasons[:4])) == 40
    # Ratio 0.7 of ten is the 7th, though 0.7 * 10 may be a hair more in floats.
    assert metrics.newsvendor_empirical(10, 3, 0, range(1, 11)) == 7
    assert math.isnan(metrics.newsvendor_empirical(10, 4, 1, []))
    assert metrics.newsvendor_empirical(3, 4, 1, [5]) == 0


@thorough
@given(st.lists(st.integers(0, 30), min_size=1, max_size=25), st.floats(1.01, 20), st.floats(0, 0.99))
def test_no_other_order_earns_more_on_the_seasons_seen(seasons, price, salvage):
    def profit(quantity):
        return sum(price * min(quantity, d) + salvage * max(quantity - d, 0) - quantity for d in seasons)

    best = metrics.newsvendor_empirical(price, 1, salvage, seasons)
    assert profit(best) >= max(profit(quantity) for quantity in range(31)) - 1e-6


def test_economic_order_quantity_by_hand():
    # sqrt(2 * 1200 * 50 / 3) = 200; ordering 1200 / 200 * 50 = 300 equals holding 200 / 2 * 3.
    assert metrics.economic_order_quantity(1200, 50, 3) == pytest.approx(200)
    assert math.isnan(metrics.economic_order_quantity(1200, 50, 0))


@thorough
@given(st.floats(1, 1e5), st.floats(0.1, 1e3), st.floats(0.1, 1e3), st.floats(0.1, 5))
def test_no_other_quantity_is_cheaper(demand, order_cost, holding_cost, factor):
    def cost(quantity):
        return demand / quantity * order_cost + quantity / 2 * holding_cost

    best = metrics.economic_order_quantity(demand, order_cost, holding_cost)
    assert cost(best) <= cost(best * factor) * (1 + 1e-9)


def test_fixed_quantity_by_hand():
    # s = 3, Q = 5, lead time 1, opening 4. Day 1 asks 2: 2 left, position 2 <= 3: order 5 for day 3.
    # Day 2 asks 3: 2 sold, 1 lost, 0 left; position 5. Day 3: 5 come, asks 4: 1 left, position 1: order 5 for day 5.
    # Day 4 asks 0: 1 left. Day 5: 5 come, closing the cycle of day 3 without loss; asks 1: 5 left, position 5.
    row = metrics.simulate_policy(
        [2, 3, 4, 0, 1],
        "s,Q",
        {"point": 3, "quantity": 5},
        1,
        opening=4,
        unit_cost=10,
        holding_rate=3.65,
        order_cost=2,
        lost_margin=6,
    ).loc[0]
    expected = {
        "demand": 10, "sold": 9, "lost": 1, "received": 10, "opening": 4, "closing": 5, "mean_stock": 9 / 5,
        "orders": 2, "cycles": 1, "fill_rate": 0.9, "cycle_service": 1.0,
        # 2 + 0 + 1 + 1 + 5 = 9 piece-days at 10 * 3.65 / 365 = 0.1 yuan.
        "holding_cost": 0.9, "ordering_cost": 4, "lost_cost": 6, "cost": 10.9,
    }  # fmt: skip
    assert row.to_dict() == pytest.approx(expected)


def test_periodic_review_by_hand():
    # Every second day from the first evening up to 6, lead time 0: there on the next morning. Opening 6.
    # Day 1 asks 4: 2 left, order 4. Day 2 asks 5: 6 there, 1 left, no review. Day 3 asks 3: 1 sold, 2 lost, order 6.
    # Day 4 asks 1: 5 left.
    row = metrics.simulate_policy([4, 5, 3, 1], "R,S", {"review": 2, "level": 6}, 0).loc[0]
    found = row[["sold", "lost", "received", "closing", "orders", "cycles", "cycle_service"]].to_dict()
    expected = {"sold": 11, "lost": 2, "received": 10, "closing": 5, "orders": 2, "cycles": 1, "cycle_service": 0.0}
    assert found == expected


def test_several_lots_when_one_does_not_lift_the_position():
    # Position 0 - the smallest multiple of 2 above 3 is 4.
    assert metrics.simulate_policy([3, 0], "s,Q", {"point": 3, "quantity": 2}, 0, opening=3)["received"][0] == 4


def test_no_demand_has_no_rates():
    row = metrics.simulate_policy([0, 0], "s,Q", {"point": 3, "quantity": 2}, 1).loc[0]
    assert math.isnan(row["fill_rate"])
    assert math.isnan(row["cycle_service"])
    assert row["closing"] == 5


@thorough
@given(
    st.lists(st.lists(st.integers(0, 20), min_size=5, max_size=5), min_size=1, max_size=4),
    st.sampled_from(["s,Q", "R,S"]),
    st.integers(1, 30),
    st.integers(1, 60),
    st.lists(st.integers(0, 4), min_size=1, max_size=3),
    st.integers(0, 99),
)
def test_stock_flows_balance(demand, policy, first, second, leads, seed):
    params = dict(zip(("point", "quantity") if policy == "s,Q" else ("review", "level"), (first, second), strict=True))
    play = [
        metrics.simulate_policy(demand, policy, params, leads, generator=np.random.default_rng(seed)) for _ in range(2)
    ]
    pd.testing.assert_frame_equal(*play)
    table = play[0]
    assert (table["opening"] + table["received"]).tolist() == pytest.approx((table["sold"] + table["closing"]).tolist())
    assert (table["sold"] + table["lost"]).tolist() == pytest.approx(table["demand"].tolist())
    assert (table["closing"] >= 0).all()
    assert table["fill_rate"].dropna().between(0, 1).all()
    assert table["cycle_service"].dropna().between(0, 1).all()


def test_the_simulation_agrees_with_the_formula():
    # Demand of days 100 with deviation 25. The evening position has fallen below s by the undershoot, whose moments
    # renewal theory gives: mean E[X^2] / 2 E[X] and second moment E[X^3] / 3 E[X]. It adds to the lead time's demand.
    generator = np.random.default_rng(11)
    mean, sd, lead, point = 100, 25, 9, 1046
    demand = generator.normal(mean, sd, (200, 1000)).clip(0)
    under = (mean**2 + sd**2) / (2 * mean)
    spread = (mean**3 + 3 * mean * sd**2) / (3 * mean) - under**2
    whole = metrics.lead_time_demand(mean, sd, lead, 0)
    expected = metrics.expected_service(point, 1500, whole["mean"] + under, math.sqrt(whole["sd"] ** 2 + spread))
    table = metrics.simulate_policy(demand, "s,Q", {"point": point, "quantity": 1500}, lead)
    served = (table["cycle_service"] * table["cycles"]).sum() / table["cycles"].sum()
    assert served == pytest.approx(expected["cycle_service"], abs=0.01)
    assert table["fill_rate"].mean() == pytest.approx(expected["fill_rate"], abs=0.002)


def test_bootstrap_draws_blocks_of_the_past():
    history = np.arange(30)
    drawn = metrics.bootstrap_demand(history, 40, 20, np.random.default_rng(1), block=5)
    assert drawn.shape == (40, 20)
    steps = np.diff(drawn.reshape(40, 4, 5), axis=2)
    assert (steps == 1).all()
    assert set(np.unique(drawn)) <= set(range(30))
    again = metrics.bootstrap_demand(history, 40, 20, np.random.default_rng(1), block=5)
    assert (drawn == again).all()


def test_refusals():
    with pytest.raises(StoreLabError, match=r"service must lie between 0 and 1, such as 0\.95, not 95"):
        metrics.safety_stock(20, 4, 9, 1, 95)
    with pytest.raises(StoreLabError, match="sd_demand must be at least 0, not -4"):
        metrics.safety_stock(20, -4, 9, 1, 0.95)
    with pytest.raises(StoreLabError, match="quantity must be above 0, not 0"):
        metrics.expected_service(10, 0, 10, 2)
    with pytest.raises(StoreLabError, match=r"salvage \(5\) must be below cost \(4\)"):
        metrics.newsvendor(10, 4, 5, 100, 20)
    with pytest.raises(StoreLabError, match="order_cost must be at least 0"):
        metrics.economic_order_quantity(1, -1, 1)
    with pytest.raises(StoreLabError, match="policy 's,q' is unknown; did you mean 's,Q'"):
        metrics.simulate_policy([1], "s,q", {}, 1)
    with pytest.raises(StoreLabError, match="demand must be at least 0, not -1"):
        metrics.simulate_policy([1, -1], "s,Q", {"point": 1, "quantity": 1}, 1)
    with pytest.raises(StoreLabError, match="demand must be numbers; it has 2, and 1 are missing"):
        metrics.simulate_policy([1, math.nan], "s,Q", {"point": 1, "quantity": 1}, 1)
    with pytest.raises(StoreLabError, match="demand must be one number a day, or of the shape"):
        metrics.simulate_policy(np.ones((2, 2, 2)), "s,Q", {"point": 1, "quantity": 1}, 1)
    with pytest.raises(StoreLabError, match="review must be a whole number of days"):
        metrics.simulate_policy([1], "R,S", {"review": 1.5, "level": 9}, 1)
    with pytest.raises(StoreLabError, match="quantity must be above 0, not 0"):
        metrics.simulate_policy([1], "s,Q", {"point": 1, "quantity": 0}, 1)
    with pytest.raises(
        StoreLabError, match=r"params and policy 's,Q' must name the same things; only in params: \['level'\]"
    ):
        metrics.simulate_policy([1], "s,Q", {"point": 1, "level": 1}, 1)
    with pytest.raises(StoreLabError, match="lead_time must be a whole number of days"):
        metrics.simulate_policy([1], "s,Q", {"point": 1, "quantity": 1}, 1.5)
    with pytest.raises(StoreLabError, match="Lead times are to be drawn: pass generator"):
        metrics.simulate_policy([1], "s,Q", {"point": 1, "quantity": 1}, [1, 2])
    with pytest.raises(StoreLabError, match="block must be from 1 to 3, not 7"):
        metrics.bootstrap_demand([1, 2, 3], 5, 10, np.random.default_rng(1))
    with pytest.raises(StoreLabError, match="history must be numbers"):
        metrics.bootstrap_demand(["a"], 5, 10, np.random.default_rng(1))
    use_language("zh")
    with pytest.raises(StoreLabError, match="service 应该在 0 和 1 之间"):
        metrics.safety_stock(20, 4, 9, 1, 1)
    with pytest.raises(StoreLabError, match="供应周期要随机抽取"):
        metrics.simulate_policy([1], "s,Q", {"point": 1, "quantity": 1}, [1, 2])
