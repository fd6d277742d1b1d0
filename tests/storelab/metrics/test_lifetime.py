"""What customers are worth: three parts by hand, and the formula of lifetime value."""

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from storelab import metrics
from storelab.errors import StoreLabError


def bought(*rows):
    table = pd.DataFrame(rows, columns=["user_id", "paid_at", "status", "paid", "refund"])
    return table.assign(paid_at=pd.to_datetime(table["paid_at"]))


@pytest.fixture
def orders():
    return bought(
        (1, "2024-03-01", "delivered", 100.0, 20.0),
        (1, "2025-02-01", "delivered", 50.0, 0.0),
        (2, "2024-12-31", "refunded", 70.0, 70.0),
        (3, "2025-06-01", "shipped", 30.3, 0.0),
        (3, "2026-01-01", "paid", 99.0, 0.0),
    )


def test_historical_value_by_hand(orders, engine, same):
    # 1: 100 - 20 + 50. 2 sent all back. 3: the order of 2026 is yet to come.
    result = metrics.historical_value(engine(orders), "2025-12-31")
    assert isinstance(result, engine.kind)
    same(result, pd.DataFrame({"user_id": [1, 3], "historical_value": [130.0, 30.3]}))
    profit = metrics.historical_value(engine(orders), "2025-12-31", margin=0.5)
    same(profit, pd.DataFrame({"user_id": [1, 3], "historical_value": [65.0, 15.15]}))


def test_potential_value_by_hand(engine, same):
    # On 31 December 2024 (q = 2): 1 and 2 bought long ago, once, little: score 111. 3 and 4 bought lately, twice, much:
    # 222. In 2025 they spent 10, 0, 100 and 300, so the cells are worth 5 and 200.
    # On 31 December 2025 the customers are 1, 3, 4 (2025), 2 (never since) and the new 5.
    past = bought(
        (1, "2024-01-05", "paid", 5.0, 0.0), (2, "2024-01-09", "paid", 6.0, 0.0),
        (3, "2024-11-01", "paid", 50.0, 0.0), (3, "2024-12-01", "paid", 50.0, 0.0),
        (4, "2024-11-02", "paid", 60.0, 0.0), (4, "2024-12-02", "paid", 60.0, 0.0),
        (1, "2025-12-30", "paid", 10.0, 0.0), (3, "2025-02-01", "paid", 100.0, 0.0),
        (4, "2025-12-31", "paid", 300.0, 0.0), (5, "2025-12-29", "paid", 1.0, 0.0),
    )  # fmt: skip
    now = metrics.rfm_scores(past, "2025-12-31", q=2)
    # By absence, longest first: 2, 3, 5 | 1, 4 have rank 4, 5 of 5: r = 1 + floor(2 * 3 / 5) = 2.
    # Orders: 2 and 5 once (rank 1), 1 twice (rank 3: 1 + floor(4 / 5) = 1), 3 and 4 three times (rank 4: 2).
    # Money: 5 (1), 2 (6), 1 (15), 3 (200), 4 (420).
    assert now.set_index("user_id")["rfm"].to_dict() == {1: 211, 2: 111, 3: 122, 4: 222, 5: 111}
    # 2 and 5 are in the cell 111, 4 in 222. Nobody was in 211 or 122: they take the mean of r = 2 (200) and r = 1 (5).
    expected = pd.DataFrame({"user_id": [1, 2, 3, 4, 5], "potential_value": [200.0, 5.0, 5.0, 200.0, 5.0]})
    same(metrics.potential_value(engine(past), "2025-12-31", q=2), expected)
    half = expected.assign(potential_value=expected["potential_value"] / 2)
    same(metrics.potential_value(engine(past), "2025-12-31", q=2, margin=0.5), half)


def test_without_a_past_nothing_can_be_expected(orders, engine, same):
    unknown = pd.DataFrame({"user_id": [1], "potential_value": [math.nan]})
    same(metrics.potential_value(engine(orders), "2025-01-31"), unknown)
    with pytest.raises(StoreLabError, match="days must be 1 or more"):
        metrics.potential_value(orders, "2025-01-31", days=0)


def test_potential_value_keeps_the_total(trade):
    # The customers of a year ago, scored again, are expected to spend what they did spend.
    expected = metrics.potential_value(trade["orders"], "2024-12-31", days=183)
    assert expected["potential_value"].notna().all()
    assert expected["user_id"].nunique() == len(metrics.customer_summary(trade["orders"], "2024-12-31"))
    assert (expected["potential_value"] >= 0).all()


@pytest.fixture
def referrals():
    return pd.DataFrame(
        {
            "inviter": [3, 3, 4, 3],
            "invitee": [5, 6, 7, 8],
            "ordered_at": pd.to_datetime(["2025-03-01", None, "2025-12-31", "2026-01-01"]),
            "value": [10.5, 0.0, 4.0, 100.0],
        }
    )


def test_additional_and_customer_value_by_hand(orders, referrals, engine, same):
    additional = metrics.additional_value(engine(referrals), "2025-12-31")
    same(additional, pd.DataFrame({"user_id": [3, 4], "additional_value": [10.5, 4.0]}))
    potential = engine(pd.DataFrame({"user_id": [1, 3], "potential_value": [7.0, None]}))
    total = metrics.customer_value(metrics.historical_value(engine(orders), "2025-12-31"), potential, additional)
    expected = pd.DataFrame(
        {
            "user_id": [1, 3, 4],
            "historical_value": [130.0, 30.3, 0.0],
            "potential_value": [7.0, 0.0, 0.0],
            "additional_value": [0.0, 10.5, 4.0],
            "customer_value": [137.0, 40.8, 4.0],
        }
    )
    same(total, expected)


def test_values_refuse(orders, referrals):
    with pytest.raises(StoreLabError, match="referrals: 1 rows have no inviter"):
        metrics.additional_value(referrals.assign(inviter=[3, None, 4, 3]), "2025-12-31")
    with pytest.raises(StoreLabError, match="historical has no column 'historical_value'"):
        metrics.customer_value(orders, orders, orders)


def test_lifetime_value_by_hand():
    # 100 a period, 80 % stay, 10 % discount: step 8/11. For ever 100 * 0.8 / 0.3 = 266.67.
    assert metrics.lifetime_value(100, 0.8, 0.1) == pytest.approx(80 / 0.3)
    assert metrics.lifetime_value(100, 0.8, 0.1, cac=66) == pytest.approx(80 / 0.3 - 66)
    # Two periods: 72.7273 + 52.8926.
    assert metrics.lifetime_value(100, 0.8, 0.1, horizon=2) == pytest.approx(100 * (8 / 11) + 100 * (8 / 11) ** 2)
    assert metrics.lifetime_value(100, 0.8, 0.1, cac=30, horizon=0) == -30
    assert metrics.lifetime_value(100, 0, 0.1) == 0  # nobody is left in period 1


def test_lifetime_value_at_the_edges():
    assert metrics.lifetime_value(100, 1, 0) == math.inf
    assert metrics.lifetime_value(-1, 1, 0) == -math.inf
    assert metrics.lifetime_value(0, 1, 0, cac=5) == -5
    assert metrics.lifetime_value(100, 1, 0, horizon=12) == 1200
    assert metrics.lifetime_value(100, 1, 0.25) == 400


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"retention": 80, "discount": 0.1}, "retention must be a share from 0 to 1"),
        ({"retention": math.nan, "discount": 0.1}, "retention must be a share"),
        ({"retention": 0.8, "discount": -0.1}, "discount must be 0 or more"),
        ({"retention": 0.8, "discount": 0.1, "horizon": -1}, "horizon must be a whole number"),
        ({"retention": 0.8, "discount": 0.1, "horizon": 1.5}, "horizon must be a whole number"),
    ],
)
def test_lifetime_value_refuses(arguments, message):
    with pytest.raises(StoreLabError, match=message):
        metrics.lifetime_value(100, **arguments)


def test_payback_by_hand():
    # 72.73 after one period, 125.62 after two, 164.09 after three; 266.67 is never reached.
    for cac, periods in ((0, 0), (-5, 0), (72, 1), (73, 2), (125, 2), (126, 3), (266, 19), (267, math.inf)):
        assert metrics.payback_periods(100, 0.8, 0.1, cac) == periods
    assert metrics.payback_periods(10, 1, 0, 95) == 10
    assert metrics.payback_periods(10, 0, 0, 1) == metrics.payback_periods(0, 0.5, 0, 1) == math.inf


money = st.floats(0.01, 1000)


@given(money, st.floats(0, 0.99), st.floats(0, 0.5), st.floats(0, 5000))
def test_finite_horizons_near_the_infinite_one(margin, retention, discount, cac):
    forever = metrics.lifetime_value(margin, retention, discount, cac)
    assert metrics.lifetime_value(margin, retention, discount, cac, horizon=4000) == pytest.approx(forever, abs=1e-6)
    values = [metrics.lifetime_value(margin, retention, discount, cac, horizon=t) for t in range(6)]
    assert values == sorted(values)


@given(money, st.floats(0.01, 1), st.floats(0, 0.5), st.floats(0.01, 5000))
def test_payback_is_the_first_period_without_a_loss(margin, retention, discount, cac):
    period = metrics.payback_periods(margin, retention, discount, cac)
    if math.isinf(period):
        assert metrics.lifetime_value(margin, retention, discount, cac) <= 0
    elif period < 2000:
        assert metrics.lifetime_value(margin, retention, discount, cac, int(period)) >= 0
        assert metrics.lifetime_value(margin, retention, discount, cac, int(period) - 1) < 0
