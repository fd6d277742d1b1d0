"""The split of a change into mix and rates."""

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from storelab import metrics
from storelab.errors import StoreLabError


def table(rows):
    return pd.DataFrame(rows, columns=["source", "visits", "orders"])


def test_by_hand(engine):
    before = engine(table([("search", 800, 40), ("video", 200, 2)]))
    after = engine(table([("video", 600, 9), ("search", 400, 24)]))
    # Shares 0.8 to 0.4 and 0.2 to 0.6; rates 0.05 to 0.06 and 0.01 to 0.015; overall 0.042 to 0.033.
    # Mix: -0.4 * 0.055 + 0.4 * 0.0125 = -0.017. Rate: 0.01 * 0.6 + 0.005 * 0.4 = 0.008.
    split = metrics.mix_rate_split(before, after)
    assert split == pytest.approx({"before": 0.042, "after": 0.033, "change": -0.009, "mix": -0.017, "rate": 0.008})


def test_a_source_that_is_new_is_mix():
    split = metrics.mix_rate_split(table([("a", 100, 10)]), table([("a", 100, 10), ("b", 100, 0)]))
    # a keeps its rate of 0.1 and halves its share; b comes with a rate of 0.
    assert split["rate"] == 0
    assert split["mix"] == pytest.approx(-0.05)


def test_rows_of_one_source_are_added_up():
    whole = metrics.mix_rate_split(table([("a", 100, 10), ("b", 50, 1)]), table([("a", 80, 10), ("b", 90, 3)]))
    parts = metrics.mix_rate_split(
        table([("a", 60, 4), ("b", 50, 1), ("a", 40, 6)]), table([("a", 80, 10), ("b", 90, 3)])
    )
    assert parts == whole


def test_a_period_without_visits_has_no_split():
    assert all(map(math.isnan, metrics.mix_rate_split(table([("a", 0, 0)]), table([("a", 5, 1)])).values()))


def test_a_row_without_a_source_is_refused():
    with pytest.raises(StoreLabError, match="after: 1 rows have no source"):
        metrics.mix_rate_split(table([("a", 5, 1)]), table([("a", 5, 1), (None, 5, 1)]))


counts = st.integers(0, 10_000)
periods = st.dictionaries(st.sampled_from("abcdef"), st.tuples(counts, st.floats(0, 1)), min_size=1)


@given(periods, periods)
def test_the_parts_sum_to_the_change(first, second):
    before, after = (table([(s, n, round(n * r)) for s, (n, r) in period.items()]) for period in (first, second))
    split = metrics.mix_rate_split(before, after)
    if before["visits"].sum() and after["visits"].sum():
        assert split["mix"] + split["rate"] == pytest.approx(split["change"], abs=1e-12)
    else:
        assert math.isnan(split["change"])


def test_gmv_split_by_hand():
    # Visitors double, everybody orders as before, each order is worth half as much again: 1000 to 3000 yuan.
    # Log mean 2000 / ln 3 = 1820.478; visitors ln 2 of it, order value ln 1.5.
    split = metrics.gmv_split(
        {"visitors": 100, "orders": 10, "gmv": 1000.0}, {"visitors": 200, "orders": 20, "gmv": 3000.0}
    )
    mean = 2000 / math.log(3)
    assert split == pytest.approx(
        {
            "before": 1000,
            "after": 3000,
            "change": 2000,
            "visitors": mean * math.log(2),
            "orders_per_visitor": 0,
            "order_value": mean * math.log(1.5),
        }
    )


def test_gmv_that_stays_can_hide_opposite_moves():
    split = metrics.gmv_split({"visitors": 100, "orders": 10, "gmv": 500}, {"visitors": 200, "orders": 10, "gmv": 500})
    assert split["change"] == 0
    assert split["visitors"] == pytest.approx(500 * math.log(2))
    assert split["orders_per_visitor"] == pytest.approx(-500 * math.log(2))


@pytest.mark.parametrize(
    ("period", "message"),
    [
        ({"visitors": 0, "orders": 10, "gmv": 500}, "after: 'visitors' must be a number above 0, not 0"),
        ({"visitors": 9, "orders": 0, "gmv": 0}, "after: 'orders' must be"),
        ({"visitors": 9, "orders": 3}, "after: 'gmv' must be a number above 0, not None"),
    ],
)
def test_a_zero_factor_is_named(period, message):
    with pytest.raises(StoreLabError, match=message):
        metrics.gmv_split({"visitors": 100, "orders": 10, "gmv": 500}, period)


amounts = st.floats(0.01, 1e8)
totals = st.fixed_dictionaries({"visitors": amounts, "orders": amounts, "gmv": amounts})


@given(totals, totals)
def test_gmv_parts_sum_to_the_change_and_turn_with_time(before, after):
    split = metrics.gmv_split(before, after)
    parts = split["visitors"] + split["orders_per_visitor"] + split["order_value"]
    assert parts == pytest.approx(split["change"], rel=1e-9, abs=1e-9 * max(before["gmv"], after["gmv"]))
    back = metrics.gmv_split(after, before)
    for name in ("visitors", "orders_per_visitor", "order_value"):
        assert back[name] == pytest.approx(-split[name], rel=1e-9, abs=1e-9 * max(before["gmv"], after["gmv"]))
