"""What is bought together."""

from importlib import import_module
from itertools import permutations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storelab import metrics
from storelab.errors import StoreLabError

COLUMNS = ["antecedent", "consequent", "orders", "support", "confidence", "lift"]

# Baskets: 1 tea cup, 2 tea cup, 3 tea cup kettle, 4 tea, 5 kettle; one cup stands twice in its order.
LINES = pd.DataFrame(
    {
        "order_id": [1, 1, 2, 2, 2, 3, 3, 3, 4, 5],
        "sku_id": ["tea", "cup", "cup", "tea", "cup", "tea", "cup", "kettle", "tea", "kettle"],
    }
)


def test_rules_by_hand():
    # Of 5 baskets tea is in 4, cup in 3, kettle in 2; tea and cup in 3, tea and kettle in 1, cup and kettle in 1.
    # As mlxtend defines them: support 3 / 5; confidence of cup -> tea 3 / 3, of tea -> cup 3 / 4;
    # lift (3 / 5) / (3 / 5 * 4 / 5) = 1.25. Cup and kettle: 1 / 5 over 3 / 5 * 2 / 5 is 0.8333.
    rules = metrics.association_rules(LINES, 0.2, 0.3)
    expected = pd.DataFrame(
        [
            ("cup", "tea", 3, 0.6, 1.0, 1.25),
            ("tea", "cup", 3, 0.6, 0.75, 1.25),
            ("kettle", "cup", 1, 0.2, 0.5, 5 / 6),
            ("cup", "kettle", 1, 0.2, 1 / 3, 5 / 6),
            ("kettle", "tea", 1, 0.2, 0.5, 0.625),  # tea -> kettle has a confidence of 1 / 4
        ],
        columns=COLUMNS,
    )
    pd.testing.assert_frame_equal(rules, expected, check_dtype=False)
    assert len(metrics.association_rules(LINES, 0.2, 0.0)) == 6
    assert len(metrics.association_rules(LINES, 0.6, 0.0)) == 2
    assert len(metrics.association_rules(LINES, 0.2, 1.0)) == 1


def _brute_force(lines, min_support, min_confidence):
    baskets = lines.groupby("order_id")["sku_id"].apply(set)
    total = len(baskets)
    goods = sorted(set(lines["sku_id"]))
    count = {good: sum(good in basket for basket in baskets) for good in goods}
    rows = []
    for a, b in permutations(goods, 2):
        both = sum(a in basket and b in basket for basket in baskets)
        if both and both / total >= min_support and both / count[a] >= min_confidence:
            rows.append((a, b, both, both / total, both / count[a], both * total / (count[a] * count[b])))
    table = pd.DataFrame(rows, columns=COLUMNS)
    order = ["lift", "confidence", "support", "antecedent", "consequent"]
    return table.sort_values(order, ascending=[False, False, False, True, True], ignore_index=True)


def test_rules_on_every_engine(engine, same):
    random = np.random.default_rng(12)
    orders = random.integers(1, 120, 500)
    goods = (12 * random.random(500) ** 2).astype(int)
    lines = pd.DataFrame({"order_id": orders, "sku_id": goods})
    rules = metrics.association_rules(engine(lines.sample(frac=1, random_state=3)), 0.05, 0.2)
    assert isinstance(rules, engine.kind)
    same(rules, _brute_force(lines, 0.05, 0.2))
    same(metrics.association_rules(engine(LINES), 0.2, 0.0), _brute_force(LINES, 0.2, 0.0))


def test_no_baskets_and_no_pairs():
    assert list(metrics.association_rules(LINES.iloc[:0], 0.1, 0.1).columns) == COLUMNS
    assert len(metrics.association_rules(LINES.iloc[:0], 0.0, 0.0)) == 0
    assert len(metrics.association_rules(LINES.iloc[-2:], 0.0, 0.0)) == 0


def test_rules_refuse_in_both_languages(monkeypatch):
    with pytest.raises(StoreLabError, match="min_support must be from 0 to 1, not 5"):
        metrics.association_rules(LINES, 5, 0.1)
    with pytest.raises(StoreLabError, match="order_items has no column 'sku_id'; did you mean 'sku'"):
        metrics.association_rules(LINES.rename(columns={"sku_id": "sku"}), 0.1, 0.1)
    with pytest.raises(StoreLabError, match="order_items: 1 rows have no sku_id"):
        metrics.association_rules(pd.DataFrame({"order_id": [1, 1], "sku_id": ["a", None]}), 0.1, 0.1)
    monkeypatch.setattr(import_module("storelab.language"), "_chosen", "zh")
    with pytest.raises(StoreLabError, match="min_confidence 应该是不小于 0、不大于 1 的数"):
        metrics.association_rules(LINES, 0.1, -1)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.integers(1, 8), st.integers(1, 6)), max_size=40),
    st.floats(0, 0.6),
    st.floats(0, 1),
)
def test_rules_are_those_of_counting(rows, support, confidence):
    lines = pd.DataFrame(rows, columns=["order_id", "sku_id"]).astype("int64")
    rules = metrics.association_rules(lines, support, confidence)
    pd.testing.assert_frame_equal(rules, _brute_force(lines, support, confidence), check_dtype=False)
    # A rule and its reverse have one support and one lift.
    ways = rules.set_index(["antecedent", "consequent"])["lift"].to_dict()
    assert all(ways.get((b, a), lift) == lift for (a, b), lift in ways.items())
    assert (rules["confidence"] >= rules["support"]).all()
