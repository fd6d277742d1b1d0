"""Gain and lift by groups of falling score."""

from importlib import import_module

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storelab import metrics
from storelab.errors import StoreLabError


def test_gain_by_hand():
    # Ranks of 0.9, 0.7, 0.7, 0.4, 0.2, 0.1 are 1, 2, 2, 4, 5, 6; thirds: 1 + floor(3 (rank - 1) / 6) is
    # 1, 1, 1, 2, 3, 3. Responses 1, 1, 0 | 0 | 1, 0: 3 of 6.
    table = pd.DataFrame(
        {"score": [0.1, 0.7, 0.9, 0.4, 0.7, 0.2], "responded": [False, True, True, False, False, True]}
    )
    expected = pd.DataFrame(
        {
            "group": [1, 2, 3],
            "customers": [3, 1, 2],
            "responses": [2, 0, 1],
            "rate": [2 / 3, 0.0, 0.5],
            "lift": [4 / 3, 0.0, 1.0],
            "cumulative_customers": [0.5, 4 / 6, 1.0],
            "cumulative_responses": [2 / 3, 2 / 3, 1.0],
            "cumulative_lift": [4 / 3, 1.0, 1.0],
        }
    )
    pd.testing.assert_frame_equal(metrics.gain_table(table, 3), expected, check_dtype=False)


def _oracle(table, groups):
    n, all_responses = len(table), table["responded"].fillna(False).astype(int)
    rank = table["score"].rank(method="min", ascending=False)
    group = (1 + np.floor(groups * (rank - 1) / n)).astype(int)
    result = all_responses.groupby(group).agg(["size", "sum"])
    result.columns = ["customers", "responses"]
    result["rate"] = result["responses"] / result["customers"]
    result["lift"] = result["rate"] / all_responses.mean()
    result["cumulative_customers"] = result["customers"].cumsum() / n
    result["cumulative_responses"] = result["responses"].cumsum() / all_responses.sum()
    result["cumulative_lift"] = result["cumulative_responses"] / result["cumulative_customers"]
    return result.rename_axis("group").reset_index()


def test_gain_on_every_engine(engine, same):
    random = np.random.default_rng(8)
    score = random.random(300).round(2)  # with ties
    responded = pd.Series(random.random(300) < score, dtype="boolean").mask(random.random(300) < 0.05)
    table = pd.DataFrame({"score": score, "responded": responded})
    result = metrics.gain_table(engine(table))
    assert isinstance(result, engine.kind)
    same(result, _oracle(table, 10))
    # Nobody responded: nothing can be compared.
    silent = metrics.gain_table(engine(table.assign(responded=False)), 5)
    same(silent, _oracle(table.assign(responded=False), 5).assign(lift=np.nan))


def test_nobody_and_refusals(monkeypatch):
    nobody = pd.DataFrame({"score": pd.Series(dtype=float), "responded": pd.Series(dtype=bool)})
    assert len(metrics.gain_table(nobody)) == 0
    one = pd.DataFrame({"score": [1.0, None], "responded": [True, False]})
    with pytest.raises(StoreLabError, match="customers: 1 rows have no score"):
        metrics.gain_table(one)
    with pytest.raises(StoreLabError, match="column 'score' must hold numbers"):
        metrics.gain_table(one.assign(score=["a", "b"]))
    with pytest.raises(StoreLabError, match="customers has no column 'responded'"):
        metrics.gain_table(one[["score"]])
    with pytest.raises(StoreLabError, match="groups must be a whole number of 2 or more, such as 10; got 1"):
        metrics.gain_table(one, 1)
    monkeypatch.setattr(import_module("storelab.language"), "_chosen", "zh")
    with pytest.raises(StoreLabError, match="groups 应该是不小于 2 的整数"):
        metrics.gain_table(one, 1)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 9), st.booleans()), min_size=1, max_size=50), st.integers(2, 12))
def test_gain_ends_at_all_and_rows_may_be_shuffled(rows, groups):
    table = pd.DataFrame(rows, columns=["score", "responded"])
    result = metrics.gain_table(table, groups)
    assert result["customers"].sum() == len(table)
    assert result["responses"].sum() == table["responded"].sum()
    assert result["group"].between(1, groups).all()
    assert result["cumulative_customers"].iloc[-1] == 1
    if table["responded"].any():
        assert result["cumulative_responses"].iloc[-1] == 1
        assert result["cumulative_lift"].iloc[-1] == 1
        assert result["cumulative_responses"].is_monotonic_increasing
    pd.testing.assert_frame_equal(metrics.gain_table(table.sample(frac=1, random_state=1), groups), result)
