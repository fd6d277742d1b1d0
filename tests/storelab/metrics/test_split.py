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
