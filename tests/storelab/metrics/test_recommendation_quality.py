"""Recommendations judged: M035 from the log, and lists against what users took later."""

import math
from importlib import import_module

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storelab import metrics
from storelab.errors import StoreLabError

LOG = pd.DataFrame(
    {
        "algorithm": ["popular", "popular", "popular", "similar", "similar", "new"],
        "clicked": [True, True, False, True, None, False],
        "bought": [True, False, True, True, None, False],
    }
).astype({"clicked": "boolean", "bought": "boolean"})


def test_purchase_rate_by_hand():
    # 3 of 6 shown were bought; of 3 clicked 2 were bought, for one was bought without a click.
    assert metrics.recommendation_purchase_rate(LOG) == 0.5
    assert metrics.recommendation_purchase_rate(LOG, base="clicked") == pytest.approx(2 / 3)
    assert math.isnan(metrics.recommendation_purchase_rate(LOG.iloc[:0]))
    assert math.isnan(metrics.recommendation_purchase_rate(LOG.iloc[5:], base="clicked"))
    assert metrics.registry["推荐购买率"].function is metrics.recommendation_purchase_rate


def test_purchase_rate_and_split_on_every_engine(engine, same):
    random = np.random.default_rng(4)
    size = 300
    clicked = pd.Series(random.random(size) < 0.2, dtype="boolean").mask(random.random(size) < 0.05)
    bought = pd.Series(random.random(size) < 0.1, dtype="boolean").mask(random.random(size) < 0.05)
    log = pd.DataFrame({"slot": random.integers(1, 40, size), "clicked": clicked, "bought": bought})
    log["ts"] = pd.Timestamp("2025-09-30") + pd.to_timedelta(random.integers(0, 48 * 60, size), unit="min")
    filled = log.fillna({"clicked": False, "bought": False})
    shown = filled.groupby("slot")["bought"].mean().astype(float)
    name = "recommendation_purchase_rate"
    result = metrics.recommendation_purchase_rate(engine(log), "slot")
    assert isinstance(result, engine.kind)
    same(result, shown.rename(name).reset_index())
    sums = filled.assign(both=filled["clicked"] & filled["bought"]).groupby("slot")[["both", "clicked"]].sum()
    rate = (sums["both"] / sums["clicked"].where(sums["clicked"] > 0)).astype(float)
    assert rate.isna().any()
    result = metrics.recommendation_purchase_rate(engine(log), "slot", base="clicked")
    if isinstance(result, pd.DataFrame):  # whose nullable booleans make a nullable rate
        result = result.astype({name: float})
    same(result, rate.rename(name).reset_index())
    before, after = metrics.time_split(engine(log[["slot", "ts"]].sort_values(["ts", "slot"])), "2025-10-01")
    first = log["ts"] < "2025-10-01"
    for part, chosen in ((before, first), (after, ~first)):
        assert isinstance(part, engine.kind)
        assert sorted(_rows(part)) == sorted(log[chosen][["slot", "ts"]].itertuples(index=False, name=None))


def _rows(part):
    import engines

    table = engines.to_pandas(part)
    return [(int(slot), pd.Timestamp(ts)) for slot, ts in table.itertuples(index=False, name=None)]


# Train: tent 3 users, lamp 2, stove 2, mug 1.
TRAIN = pd.DataFrame(
    {"user_id": [1, 1, 2, 2, 2, 3, 3, 4], "sku_id": ["tent", "stove", "tent", "stove", "lamp", "tent", "lamp", "mug"]}
)


def test_evaluation_by_hand():
    # Popularity lists of 2: user 1 lamp, mug; user 3 stove, mug; user 4 tent, lamp; user 9, not known, tent, lamp.
    # Later: 1 takes the lamp (and the tent again, which is no truth), 3 takes mug and pot (which nobody knew),
    # 4 takes tent and stove, 9 takes the mug; 2 takes the tent again only, and is left out.
    test = pd.DataFrame(
        {
            "user_id": [1, 1, 3, 3, 4, 4, 9, 2],
            "sku_id": ["lamp", "tent", "mug", "pot", "tent", "stove", "mug", "tent"],
        }
    )
    result = metrics.evaluate_recommender(metrics.popularity_recommender(TRAIN), test, k=2)
    assert result["users"] == 4
    assert result["precision"] == pytest.approx((1 / 2 + 1 / 2 + 1 / 2 + 0) / 4)
    assert result["recall"] == pytest.approx((1 + 1 / 2 + 1 / 2 + 0) / 4)
    # Average precision: 1 hits at rank 1, of 1: 1. 3 hits at rank 2: (1 / 2) / 2. 4 hits at rank 1: 1 / 2.
    assert result["map"] == pytest.approx((1 + 1 / 4 + 1 / 2 + 0) / 4)
    # NDCG: 1 has 1 of 1. 3 has 1 / log2(3) of 1 + 1 / log2(3). 4 has 1 of 1 + 1 / log2(3).
    second = 1 / math.log2(3)
    assert result["ndcg"] == pytest.approx((1 + second / (1 + second) + 1 / (1 + second) + 0) / 4)
    # All four goods are in a list. The head is the tent (a fifth of 4 goods, rounded up); 6 of 8 places are tail.
    assert result["coverage"] == 1
    assert result["long_tail_share"] == 6 / 8
    # Of 4 users, both counts plus one: tent 4 / 5 twice, lamp 3 / 5 three times, stove 3 / 5 once, mug 2 / 5 twice.
    bits = -(2 * math.log2(4 / 5) + 4 * math.log2(3 / 5) + 2 * math.log2(2 / 5)) / 8
    assert result["novelty"] == pytest.approx(bits)
    # With a head of half the goods the lamp is head too: stove once and mug twice are left.
    half = metrics.evaluate_recommender(metrics.popularity_recommender(TRAIN), test, k=2, head=0.5)
    assert half["long_tail_share"] == 3 / 8


def test_nobody_to_test():
    result = metrics.evaluate_recommender(metrics.popularity_recommender(TRAIN), TRAIN, k=3)
    assert result.pop("users") == 0
    assert all(map(math.isnan, result.values()))


def test_comparison_stands_beside_popularity():
    # Two tastes: campers and cooks. Who has some goods of a taste takes others of it later.
    random = np.random.default_rng(3)
    rows = [(user, good) for user in range(300) for good in random.permutation(10)[:6] + 10 * (user % 2)]
    table = pd.DataFrame(rows, columns=["user_id", "sku_id"])
    later = table.groupby("user_id").cumcount() >= 4
    products = pd.DataFrame({"sku_id": range(20), "taste": np.repeat(["camp", "cook"], 10)})
    train = table[~later]
    parts = {
        "item_item": metrics.item_item_recommender(train, shrinkage=5),
        "content": metrics.content_recommender(train, products, ["taste"]),
        "factors": metrics.factor_recommender(train, 2),
    }
    result = metrics.compare_recommenders(parts, table[later], k=5).set_index("recommender")
    assert list(result.index) == ["popularity", "item_item", "content", "factors"]
    assert (result["users"] == 300).all()
    # Of 10 goods of the taste 4 are known, 6 are left, 2 of them taken: 5 places hold 5 / 6 of these on average.
    for name in parts:
        assert result["recall"][name] == pytest.approx(5 / 6, abs=0.06)
    assert result["recall"]["popularity"] < 0.6
    assert (result["ndcg_over_popularity"].drop("popularity") > 1.3).all()
    assert result["ndcg_over_popularity"]["popularity"] == 1
    alone = metrics.evaluate_recommender(parts["content"], table[later], k=5)
    assert result.loc["content"].drop("ndcg_over_popularity").to_dict() == alone


def test_quality_refuses_in_both_languages(monkeypatch):
    popular = metrics.popularity_recommender(TRAIN)
    with pytest.raises(StoreLabError, match=r"base must be 'shown' or 'clicked', not 'click'. Did you mean 'clicked'"):
        metrics.recommendation_purchase_rate(LOG, base="click")
    with pytest.raises(StoreLabError, match="rec_log has no column 'slot'"):
        metrics.recommendation_purchase_rate(LOG, "slot")
    with pytest.raises(StoreLabError, match="k must be a whole number"):
        metrics.evaluate_recommender(popular, pd.DataFrame({"user_id": [1], "sku_id": ["lamp"]}), k=0)
    with pytest.raises(StoreLabError, match="head must be above 0 up to 1, not 0"):
        metrics.evaluate_recommender(popular, TRAIN, head=0)
    with pytest.raises(StoreLabError, match="recommenders must hold at least one recommender"):
        metrics.compare_recommenders({}, TRAIN)
    with pytest.raises(StoreLabError, match="split_at must be a day"):
        metrics.time_split(pd.DataFrame({"ts": pd.to_datetime(["2025-01-01"])}), "soon")
    monkeypatch.setattr(import_module("storelab.language"), "_chosen", "zh")
    with pytest.raises(StoreLabError, match="base 只能是 'shown' 或 'clicked'"):
        metrics.recommendation_purchase_rate(LOG, base="x")
    with pytest.raises(StoreLabError, match="recommenders 里至少要有一个推荐器"):
        metrics.compare_recommenders({}, TRAIN)


pairs = st.lists(st.tuples(st.integers(1, 6), st.integers(1, 8)), min_size=1, max_size=25)


def _one_by_one(train, test, k):
    """Precision, recall, MAP and NDCG of popularity lists, user by user."""
    had, later = set(train), set(test) - set(train)
    counts = {}
    for _, good in had:
        counts[good] = counts.get(good, 0) + 1
    order = sorted(counts, key=lambda good: (-counts[good], good))
    values = []
    for user in sorted({user for user, _ in later}):
        truth = {good for who, good in later if who == user}
        listed = [good for good in order if (user, good) not in had][:k]
        hits = [good in truth for good in listed]
        average = sum(sum(hits[: i + 1]) / (i + 1) for i, hit in enumerate(hits) if hit) / min(len(truth), k)
        gain = sum(1 / math.log2(i + 2) for i, hit in enumerate(hits) if hit)
        best = sum(1 / math.log2(i + 2) for i in range(min(len(truth), k)))
        values.append((sum(hits) / k, sum(hits) / len(truth), average, gain / best))
    return values


@settings(max_examples=60, deadline=None)
@given(pairs, pairs, st.integers(1, 6))
def test_evaluation_is_that_of_counting(train, test, k):
    names = ["user_id", "sku_id"]
    popular = metrics.popularity_recommender(pd.DataFrame(train, columns=names))
    result = metrics.evaluate_recommender(popular, pd.DataFrame(test, columns=names), k)
    expected = _one_by_one(train, test, k)
    assert result["users"] == len(expected)
    if expected:
        found = [result[name] for name in ("precision", "recall", "map", "ndcg")]
        assert found == pytest.approx(np.mean(expected, axis=0).tolist())
        assert all(0 <= value <= 1 for value in found)
