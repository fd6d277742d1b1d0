"""Quantiles by group: equal on all engines, and equal to pandas' own."""

import math

import narwhals.stable.v2 as nw
import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storelab.errors import StoreLabError
from storelab.metrics._frames import finish, read
from storelab.metrics._quantiles import grouped_quantiles, quantiles

WANTED = {"lowest": 0.0, "median": 0.5, "p90": 0.9, "highest": 1.0}


@pytest.fixture
def values():
    """Groups of different sizes with ties, missing values and missing groups; one group has no value at all."""
    rng = np.random.default_rng(7)
    n = 300
    table = pd.DataFrame(
        {
            "warehouse": rng.choice(["east", "west", None], n),
            "day": rng.integers(0, 4, n),
            "minutes": np.where(rng.random(n) < 0.2, np.nan, rng.integers(-5, 20, n)),
        }
    )
    lonely = pd.DataFrame({"warehouse": ["north", "south"], "day": [1, 1], "minutes": [np.nan, 3.0]})
    return pd.concat([table, lonely], ignore_index=True).sample(frac=1, random_state=1)


def test_by_hand_and_against_pandas(values, engine, same):
    # Sorted 10, 20, 40, 80: the median lies halfway between 20 and 40; P90 at position 0.9 * 3 = 2.7, 70 % from 40 to 80.
    small = pd.DataFrame({"day": [1, 1, 1, 1, 2], "minutes": [40, 10, 80, 20, None]})
    by_hand = pd.DataFrame({"day": [1, 2], "median": [30.0, None], "p90": [68.0, None], "rows": [4, 1]})
    frame = read(engine(small), "small", [])
    table = grouped_quantiles(frame, ["day"], "minutes", {"median": 0.5, "p90": 0.9}, rows=nw.len())
    same(finish(table), by_hand)

    by = ["warehouse", "day"]
    groups = values.groupby(by, dropna=False)["minutes"]
    expected = pd.DataFrame({name: groups.quantile(probability) for name, probability in WANTED.items()})
    expected = expected.reset_index().sort_values(by, na_position="last")
    frame = read(engine(values), "values", [])
    result = finish(grouped_quantiles(frame, by, "minutes", WANTED))
    assert isinstance(result, engine.kind)
    same(result, expected)

    whole = quantiles(frame, "minutes", WANTED, rows=nw.len())
    assert whole == {**{name: values["minutes"].quantile(p) for name, p in WANTED.items()}, "rows": len(values)}
    nothing = quantiles(read(engine(values.head(0)), "values", []), "minutes", {"median": 0.5}, rows=nw.len())
    assert math.isnan(nothing["median"])
    assert nothing["rows"] == 0


def test_a_probability_outside_is_refused(values):
    with pytest.raises(StoreLabError, match="probabilities must be from 0 to 1, not 90"):
        grouped_quantiles(read(values, "values", []), ["day"], "minutes", {"p90": 90})


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(st.lists(st.integers(-1000, 1000), min_size=1, max_size=30), st.floats(0, 1), st.randoms())
def test_bounds_order_and_permutation(numbers, probability, random):
    wanted = {"low": 0.0, "some": probability, "high": 1.0}
    found = quantiles(read(pd.DataFrame({"x": numbers}), "t", []), "x", wanted)
    assert found["low"] == min(numbers) <= found["some"] <= found["high"] == max(numbers)
    assert found["some"] == pytest.approx(np.quantile(numbers, probability))
    random.shuffle(numbers)
    assert quantiles(read(pd.DataFrame({"x": numbers}), "t", []), "x", wanted) == found
