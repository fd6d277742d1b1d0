"""Rates of goods by hand, and the two ways to live with small numbers."""

import math

import numpy as np
import pandas as pd
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from storelab import metrics
from storelab.errors import StoreLabError


@pytest.fixture
def log():
    # Item 7 is viewed by 1 (twice) and 2; 1 marks and carts it. Item 8 is viewed by 2 and 3, carted by 3; 4 carts it
    # without a view in the table, and does not count. The view without an item is the home page.
    rows = [
        (1, 11, "view", 7), (1, 11, "favorite", 7), (1, 11, "view", 7), (1, 11, "cart", 7), (2, 12, "view", 7),
        (2, 12, "view", 8), (3, 13, "view", 8), (3, 13, "cart", 8), (4, 14, "cart", 8), (5, 15, "view", None),
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=["visitor_id", "session_id", "type", "sku_id"]).astype({"sku_id": "Int64"})


def test_favourite_and_cart_rate_by_hand(log, engine, same):
    events = engine(log)
    same(metrics.favourite_rate(events), pd.DataFrame({"sku_id": [7, 8], "favourite_rate": [0.5, 0.0]}))
    same(metrics.product_cart_rate(events), pd.DataFrame({"sku_id": [7, 8], "product_cart_rate": [0.5, 0.5]}))
    # Over all goods: visitors 1, 2, 3, of whom 1 marks and 1 and 3 put something into the cart.
    assert metrics.favourite_rate(events, by=None) == pytest.approx(1 / 3)
    assert metrics.product_cart_rate(events, by=None) == pytest.approx(2 / 3)
    assert math.isnan(metrics.favourite_rate(engine(log.head(0)), by=None))


def test_product_conversion_by_hand(log, engine, same):
    # 1 pays for 7 in another visit of the table; 2's order of 8 is unpaid; 4 pays for 8 without having seen its page;
    # the order of a visit outside the table belongs to nobody here.
    more = pd.DataFrame(
        {"visitor_id": [1], "session_id": [21], "type": ["search"], "sku_id": pd.array([None], "Int64")}
    )
    orders = pd.DataFrame(
        {
            "order_id": [1, 2, 3, 4],
            "session_id": [21, 12, 14, 99],
            "paid_at": pd.to_datetime(["2025-11-01", None, "2025-11-01", "2025-11-01"]),
        }
    )
    items = pd.DataFrame({"order_id": [1, 1, 2, 3, 4], "sku_id": pd.array([7, 9, 8, 8, 7], "Int64")})
    tables = engine(pd.concat([log, more])), engine(orders), engine(items)
    same(metrics.product_conversion(*tables), pd.DataFrame({"sku_id": [7, 8], "product_conversion": [0.5, 0.0]}))
    assert metrics.product_conversion(*tables, by=None) == pytest.approx(1 / 3)  # 1 of visitors 1, 2, 3


def test_click_rate_is_sum_over_sum(engine, same):
    shown = pd.DataFrame({"sku_id": [1, 1, 2, 3], "clicks": [1, 9, 0, 0], "impressions": [10, 190, 50, 0]})
    # 10 of 200, not the mean of 0.1 and 0.047; never shown is null.
    expected = pd.DataFrame({"sku_id": [1, 2, 3], "click_rate": [0.05, 0.0, None]}).astype({"click_rate": float})
    same(metrics.click_rate(engine(shown)), expected)
    assert metrics.click_rate(engine(shown), by=None) == pytest.approx(10 / 250)
    assert math.isnan(metrics.click_rate(engine(shown[3:]), by=None))


def test_ad_conversion_rate(engine, same):
    ads = pd.DataFrame({"channel": ["a", "a", "b"], "orders": [1, 3, 0], "clicks": [20, 60, 0]})
    expected = pd.DataFrame({"channel": ["a", "b"], "ad_conversion_rate": [0.05, None]})
    same(metrics.ad_conversion_rate(engine(ads), by="channel"), expected.astype({"ad_conversion_rate": float}))
    assert metrics.ad_conversion_rate(engine(ads)) == 0.05


def test_visit_to_order_rate_counts_visits_once(shop, engine, same):
    sessions, orders = shop["sessions"], shop["orders"]
    ordered = sessions["session_id"].isin(orders["session_id"])  # paid or not, one or two
    assert orders["session_id"].duplicated().any()
    assert metrics.visit_to_order_rate(engine(sessions), engine(orders)) == pytest.approx(ordered.mean(), abs=1e-15)
    expected = ordered.groupby(sessions["source"]).mean().rename("visit_to_order_rate").reset_index()
    same(metrics.visit_to_order_rate(engine(sessions), engine(orders), by="source"), expected)
    assert math.isnan(metrics.visit_to_order_rate(engine(sessions.head(0)), engine(orders)))


def test_wilson_interval_by_hand():
    # 8 of 10 at z = 1.959964: z2 = 3.841459; centre (8 + 1.920729) / 13.841459 = 0.716740,
    # half 1.959964 / 13.841459 * sqrt(8 * 2 / 10 + 0.960365) = 0.226577.
    low, high = metrics.wilson_interval(8, 10)
    assert (low, high) == pytest.approx((0.490162, 0.943317), abs=2e-6)
    assert metrics.wilson_interval(0, 10)[0] == pytest.approx(0, abs=1e-15)
    assert metrics.wilson_interval(10, 10)[1] == pytest.approx(1, abs=1e-15)
    assert all(map(math.isnan, metrics.wilson_interval(0, 0)))


def test_wilson_interval_of_columns():
    for kind in (pd.Series, pl.Series, np.array):
        low, high = metrics.wilson_interval(kind([8, 0, 0]), kind([10, 10, 0]))
        assert type(low) is type(kind([1]))
        assert list(low)[:2] == pytest.approx([0.490162, 0.0], abs=2e-6)
        assert next(iter(high)) == pytest.approx(0.943317, abs=2e-6)
        assert math.isnan(list(low)[2])


def test_wilson_refuses_impossible_counts():
    with pytest.raises(StoreLabError, match="1 of 2 are not"):
        metrics.wilson_interval(pd.Series([1, 5]), pd.Series([3, 4]))
    with pytest.raises(StoreLabError, match="successes must be counts"):
        metrics.wilson_interval(-1, 4)
    with pytest.raises(StoreLabError, match="confidence"):
        metrics.wilson_interval(1, 4, confidence=95)


@given(st.integers(1, 10_000), st.floats(0, 1))
def test_wilson_holds_the_observed_rate_and_narrows(trials, share):
    successes = round(share * trials)
    low, high = metrics.wilson_interval(successes, trials)
    assert -1e-12 <= low <= successes / trials + 1e-12
    assert successes / trials - 1e-12 <= high <= 1 + 1e-12
    wide = metrics.wilson_interval(successes, trials, 0.99)
    assert wide[0] <= low + 1e-12
    assert wide[1] >= high - 1e-12


def test_shrunken_rate_by_hand():
    # 0 of 100, 20 of 100, and an item nobody saw. m = 0.1; weights 1/2. Spread: 0.01 (both 0.1 away from m).
    # By chance m (1 - m) (2 - 1) / 200 = 0.00045; between: 2 * 1/4 - 1/200 = 0.495.
    # Variance (0.01 - 0.00045) / 0.495 = 0.0192929; strength 0.09 / 0.0192929 - 1 = 3.664921.
    strength = 0.09 / (0.00955 / 0.495) - 1
    expected = [strength * 0.1 / (100 + strength), (20 + strength * 0.1) / (100 + strength), 0.1]
    for kind in (pd.Series, pl.Series, np.array):
        result = metrics.shrunken_rate(kind([0, 20, 0]), kind([100, 100, 0]))
        assert type(result) is type(kind([1]))
        assert list(result) == pytest.approx(expected)


def test_rates_that_differ_by_chance_only_become_one():
    assert list(metrics.shrunken_rate(pd.Series([5, 5, 10]), pd.Series([50, 50, 100]))) == pytest.approx([0.1] * 3)
    assert list(metrics.shrunken_rate(pd.Series([0, 0]), pd.Series([3, 4]))) == [0, 0]
    assert metrics.shrunken_rate(pd.Series([0, 0]), pd.Series([0, 0])).isna().all()
    with pytest.raises(StoreLabError, match="1 of 2 are not"):
        metrics.shrunken_rate(pd.Series([1, None]), pd.Series([3, 4]))


counts = st.lists(
    st.integers(0, 200).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), min_size=2, max_size=30
)


@given(counts)
def test_shrinking_goes_towards_the_common_rate_and_keeps_order_of_equals(pairs):
    done, tried = (pd.Series(values, dtype=float) for values in zip(*pairs, strict=True))
    result = metrics.shrunken_rate(done, tried)
    if not tried.sum():
        assert result.isna().all()
        return
    mean = done.sum() / tried.sum()
    raw = (done / tried).fillna(mean)
    between = result.between(np.minimum(raw, mean) - 1e-9, np.maximum(raw, mean) + 1e-9)
    assert between.all()
    assert list(metrics.shrunken_rate(done[::-1], tried[::-1])) == pytest.approx(list(result[::-1]))
