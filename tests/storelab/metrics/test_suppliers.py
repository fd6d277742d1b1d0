"""Supplier scorecard, quality assurance, acceptance sampling and control limits."""

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
WEIGHTS = {"defect_rate": 2, "on_time_in_full": 1, "price_index": 1}


def days(*numbers):
    return pd.to_datetime([None if number is None else f"2025-03-{number:02d}" for number in numbers])


@pytest.fixture
def purchases():
    """Three suppliers of one item; the third has delivered nothing yet."""
    return pd.DataFrame(
        {
            "supplier_id": [7, 7, 8, 9],
            "sku_id": [1, 1, 1, 1],
            "qty": [10, 10, 20, 40],
            "unit_cost": [4.0, 6.0, 4.0, 5.25],
            "ordered_at": days(1, 2, 1, 5),
            "due_at": days(4, 4, 4, 9),
            "received_at": days(3, 8, 4, None),
            "qty_ok": [10, 9, 20, None],
            "qty_defect": [0, 1, 0, None],
        }
    )


def test_scorecard_by_hand(purchases, engine, same):
    found = metrics.supplier_scorecard(engine(purchases), "2025-03-10", WEIGHTS)
    # A piece costs (100 + 80 + 210) / 80 = 4.875 on average; supplier 7 took 5, 8 took 4, 9 takes 5.25. Defects 1 of 20
    # and none; on time 1 of 2 and 1 of 1, while supplier 9's line is overdue. P90 of 2 and 6 days is 5.6.
    # Price from 5.25 (worst) to 4: supplier 7 stands at 0.2. Score of 7: (2 * 0 + 0.5 + 0.2) / 4; of 8: 1.
    expected = {
        "supplier_id": [7, 8, 9],
        "lines": [2, 1, 1],
        "defect_rate": [0.05, 0.0, None],
        "on_time_in_full": [0.5, 1.0, 0.0],
        "price_index": [5 / 4.875, 4 / 4.875, 5.25 / 4.875],
        "lead_time_p90": [5.6, 3.0, None],
        "score": [0.175, 1.0, None],
        "rank": [2.0, 1.0, None],
    }
    assert isinstance(found, engine.kind)
    same(found, pd.DataFrame(expected))
    # By price alone all three are judged; as of the 2nd nothing has come.
    ranks = metrics.supplier_scorecard(purchases, "2025-03-10", {"price_index": 1})["rank"]
    assert ranks.tolist() == [2, 1, 3]
    early = metrics.supplier_scorecard(purchases, "2025-03-02", {"price_index": 1})
    assert early["supplier_id"].tolist() == [7, 8]
    assert early["defect_rate"].isna().all()


def test_equal_suppliers_share_the_first_place(purchases):
    same_goods = purchases.iloc[[0, 0]].assign(supplier_id=[1, 2])
    table = metrics.supplier_scorecard(same_goods, "2025-03-10", WEIGHTS)
    assert table["score"].tolist() == [1, 1]
    assert table["rank"].tolist() == [1, 1]


@pytest.fixture
def quality():
    inspections = pd.DataFrame({"lot_id": [1, 2, 3, 4], "defects": [0, 1, 3, 0]})
    orders = pd.DataFrame({"order_id": [1, 2, 3], "delivered_at": days(1, 2, None)})
    items = pd.DataFrame({"order_id": [1, 1, 2, 3], "sku_id": [5, 6, 5, 5]})
    returns = pd.DataFrame(
        {"order_id": [1, 1, 2, 3], "sku_id": [5, 5, 5, 5], "reason": ["quality", "quality", "size", "quality"]}
    )
    return inspections, returns, items, orders


def test_quality_assurance_by_hand(quality, engine):
    tables = [engine(table) for table in quality]
    # Two of four lots without a defect; of three lines delivered one came back for quality, twice written down.
    expected = {"lots": 4, "inspection_pass_rate": 0.5, "lines": 3, "escaped_defect_rate": 1 / 3}
    assert metrics.quality_assurance(*tables) == pytest.approx(expected)
    wider = metrics.quality_assurance(*tables, accepted=1, reasons=("quality", "size"))
    assert (wider["inspection_pass_rate"], wider["escaped_defect_rate"]) == pytest.approx((0.75, 2 / 3))
    nothing = metrics.quality_assurance(*(engine(table.head(0)) for table in quality))
    assert (nothing["lots"], nothing["lines"]) == (0, 0)
    assert math.isnan(nothing["inspection_pass_rate"])
    assert math.isnan(nothing["escaped_defect_rate"])


def test_acceptance_by_hand():
    # At most one defect in three draws at 10 %: 0.9^3 + 3 * 0.1 * 0.9^2 = 0.729 + 0.243.
    assert metrics.acceptance_probability(3, 1, 0.1) == pytest.approx(0.972)
    assert metrics.acceptance_probability(50, 50, 0.7) == 1
    assert metrics.acceptance_probability(0, 0, 0.5) == 1
    assert metrics.acceptance_probability(5, 0, 1.0) == 0


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 60), st.integers(0, 10), st.floats(0, 0.99))
def test_worse_lots_pass_less_often(n, c, p):
    chance = metrics.acceptance_probability(n, c, p)
    terms = [math.comb(n, k) * p**k * (1 - p) ** (n - k) for k in range(min(c, n) + 1)]
    assert chance == pytest.approx(math.fsum(terms), abs=1e-9)
    assert metrics.acceptance_probability(n, c, p + 0.01) <= chance + 1e-12
    assert metrics.acceptance_probability(n, c + 1, p) >= chance - 1e-12


def test_p_chart_by_hand():
    # 30 of 300: centre 0.1. For 100 pieces 3 * sqrt(0.09 / 100) = 0.09: from 0.01 to 0.19; 20 % is outside.
    table = metrics.p_chart([20, 9, 1, 0], [100, 100, 100, 0])
    expected = pd.DataFrame(
        {
            "share": [0.2, 0.09, 0.01, None],
            "centre": [0.1] * 4,
            "low": [0.01, 0.01, 0.01, None],
            "high": [0.19, 0.19, 0.19, None],
            "outside": [True, False, False, False],
        }
    )
    # The third lies on the limit, which belongs to the range up to rounding.
    pd.testing.assert_frame_equal(table.drop(index=2), expected.drop(index=2))
    small = metrics.p_chart([1, 0], [4, 4])
    assert small["low"].tolist() == [0, 0]
    assert metrics.p_chart([], []).empty


def test_refusals(purchases, quality):
    with pytest.raises(StoreLabError, match="weights 'defects' is unknown"):
        metrics.supplier_scorecard(purchases, "2025-03-10", {"defects": 1})
    with pytest.raises(StoreLabError, match="weights must give at least one measure a weight above 0"):
        metrics.supplier_scorecard(purchases, "2025-03-10", {"defect_rate": 0})
    with pytest.raises(StoreLabError, match=r"weights\['price_index'\] must be at least 0, not -1"):
        metrics.supplier_scorecard(purchases, "2025-03-10", {"price_index": -1})
    with pytest.raises(StoreLabError, match=r"as_of \(2025-01-01\) lies before the first 'ordered_at'"):
        metrics.supplier_scorecard(purchases, "2025-01-01", WEIGHTS)
    with pytest.raises(StoreLabError, match="purchase_orders: 4 values of 'qty' are negative"):
        metrics.supplier_scorecard(purchases.assign(qty=-1), "2025-03-10", WEIGHTS)
    with pytest.raises(StoreLabError, match="inspections: 1 rows have no defects"):
        metrics.quality_assurance(pd.DataFrame({"defects": [1, None]}), *quality[1:])
    with pytest.raises(StoreLabError, match="p must be from 0 to 1, not 5"):
        metrics.acceptance_probability(10, 1, 5)
    with pytest.raises(StoreLabError, match=r"defects and sizes must be of one length \(1 and 2\)"):
        metrics.p_chart([1], [2, 3])
    with pytest.raises(StoreLabError, match="each defect count from 0 up to its size"):
        metrics.p_chart([5], [2])
    use_language("zh")
    with pytest.raises(StoreLabError, match="weights 至少要有一项大于 0"):
        metrics.supplier_scorecard(purchases, "2025-03-10", {})


@relaxed
@given(st.integers(0, 10_000))
def test_scores_lie_between_0_and_1_in_any_order(seed):
    rng = np.random.default_rng(seed)
    n = 40
    ordered = pd.Timestamp("2025-03-01") + pd.to_timedelta(rng.integers(0, 20, n), unit="D")
    table = pd.DataFrame(
        {
            "supplier_id": rng.integers(1, 6, n),
            "sku_id": rng.integers(1, 4, n),
            "qty": rng.integers(1, 9, n),
            "unit_cost": rng.integers(100, 900, n) / 100,
            "ordered_at": ordered,
            "due_at": ordered + pd.Timedelta(days=5),
            "received_at": ordered + pd.to_timedelta(rng.integers(1, 9, n), unit="D"),
            "qty_defect": rng.integers(0, 2, n),
        }
    )
    table["qty_ok"] = table["qty"] - table["qty_defect"]
    found = metrics.supplier_scorecard(table, "2025-03-31", WEIGHTS)
    shuffled = metrics.supplier_scorecard(table.sample(frac=1, random_state=seed), "2025-03-31", WEIGHTS)
    pd.testing.assert_frame_equal(found, shuffled)
    assert found["score"].between(0, 1).all()
    assert found["rank"].min() == 1
