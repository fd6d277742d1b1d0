"""Recommenders: what each scores, and lists without what the user has."""

import math
from importlib import import_module

import numpy as np
import pandas as pd
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storelab import metrics
from storelab.errors import StoreLabError

relaxed = settings(max_examples=40, deadline=None)

# A has tent and stove, B tent and stove (bought twice) and lamp, C tent and lamp, D mug.
BOUGHT = pd.DataFrame(
    {
        "user_id": ["A", "A", "B", "B", "B", "B", "C", "C", "D"],
        "sku_id": ["tent", "stove", "tent", "stove", "stove", "lamp", "tent", "lamp", "mug"],
    }
)
PRODUCTS = pd.DataFrame(
    {
        "sku_id": ["tent", "stove", "lamp", "mug", "pot"],
        "cat1": ["camp", "cook", "camp", "cook", "cook"],
        "brand": ["Mira", "Mira", "Lumo", "Lumo", None],
    }
)


def test_popular_goods_come_first_and_never_those_one_has():
    # Users: tent 3, lamp 2, stove 2 (by value after lamp), mug 1, of 4.
    popular = metrics.popularity_recommender(BOUGHT)
    assert popular.items.to_list() == ["tent", "lamp", "stove", "mug"]
    assert popular.popularity.tolist() == [3, 2, 2, 1]
    expected = pd.DataFrame(
        {
            "user_id": ["D", "D", "A", "A", "nobody", "nobody"],
            "rank": [1, 2, 1, 2, 1, 2],
            "sku_id": ["tent", "lamp", "lamp", "mug", "tent", "lamp"],
            "score": [0.75, 0.5, 0.5, 0.25, 0.75, 0.5],
        }
    )
    pd.testing.assert_frame_equal(metrics.recommend(popular, ["D", "A", "nobody"], k=2), expected, check_dtype=False)
    # B has all but the mug: the list is short.
    assert metrics.recommend(popular, "B", k=3)["sku_id"].to_list() == ["mug"]


def test_similarity_by_hand():
    # tent and stove: 2 users with both, 2 / sqrt(3 * 2); tent and lamp the same; stove and lamp 1 / 2; mug with none.
    table = metrics.item_similarity(BOUGHT)
    assert list(table.index) == list(table.columns) == ["lamp", "mug", "stove", "tent"]
    assert np.diag(table).tolist() == [1, 1, 1, 1]
    assert table.loc["tent", "stove"] == pytest.approx(2 / math.sqrt(6))
    assert table.loc["lamp", "stove"] == pytest.approx(0.5)
    assert table.loc["mug"].drop("mug").eq(0).all()
    # With shrinkage 2 the two users with both count half, the one with both a third.
    shrunken = metrics.item_similarity(BOUGHT, shrinkage=2)
    assert shrunken.loc["tent", "stove"] == pytest.approx(2 / math.sqrt(6) / 2)
    assert shrunken.loc["lamp", "stove"] == pytest.approx(0.5 / 3)
    assert np.diag(shrunken).tolist() == [1, 1, 1, 1]


def test_item_item_by_hand():
    # A has tent and stove: the lamp scores 2 / sqrt(6) + 1 / 2, the mug 0 and is last by popularity.
    listed = metrics.recommend(metrics.item_item_recommender(BOUGHT), "A")
    assert listed["sku_id"].to_list() == ["lamp", "mug"]
    assert listed["score"].to_list() == pytest.approx([2 / math.sqrt(6) + 0.5, 0])
    # D's mug goes with nothing, and nobody knows E: what is popular comes.
    for user in ("D", "E"):
        assert metrics.recommend(metrics.item_item_recommender(BOUGHT), user, 2)["sku_id"].to_list() == ["tent", "lamp"]


def test_content_by_hand():
    # C has tent (camp, Mira) and lamp (camp, Lumo). Stove (cook, Mira) shares one trait of two with the tent: cosine
    # 1 / 2, none with the lamp: mean 1 / 4. Mug (cook, Lumo) 1 / 4 by the lamp. Pot (cook) shares nothing.
    content = metrics.content_recommender(BOUGHT, PRODUCTS, ["cat1", "brand"])
    listed = metrics.recommend(content, "C")
    assert listed["sku_id"].to_list() == ["stove", "mug", "pot"]
    assert listed["score"].to_list() == pytest.approx([0.25, 0.25, 0])
    # Nobody has the pot yet, but D's mug (cook, Lumo) finds it: one trait of one, cosine 1 / sqrt(2).
    first = metrics.recommend(content, "D").iloc[0]
    assert first["sku_id"] == "pot"
    assert first["score"] == pytest.approx(1 / math.sqrt(2))


def test_factors_rebuild_who_has_what():
    # The best matrix of rank 3, by NumPy's full decomposition.
    random = np.random.default_rng(6)
    table = pd.DataFrame({"user_id": random.integers(0, 40, 200), "sku_id": random.integers(0, 12, 200)})
    recommender = metrics.factor_recommender(table, factors=3)
    left, values, right = np.linalg.svd(recommender.seen.toarray())
    assert values[2] > values[3] + 0.1  # else the third would be anybody's guess
    best = (left[:, :3] * values[:3]) @ right[:3]
    scores = recommender.score(recommender.seen)
    assert scores == pytest.approx(best, abs=1e-8)
    again = metrics.factor_recommender(table.sample(frac=1, random_state=1), factors=3)
    assert again.score(again.seen) == pytest.approx(scores, abs=1e-8)
    with pytest.raises(StoreLabError, match="factors must be a whole number from 1 to 3"):
        metrics.factor_recommender(BOUGHT, factors=4)


def test_mixture_by_hand():
    # For A popularity scores tent 3/4 as the highest: lamp 2/3, mug 1/3 of it. Content: stove 1/2 with its own tent...
    # all parts are brought to a highest of 1 over all goods, then weighed.
    popular = metrics.popularity_recommender(BOUGHT)
    content = metrics.content_recommender(BOUGHT, PRODUCTS, ["cat1", "brand"])
    mixed = metrics.mix_recommenders([(popular, 2.0), (content, 1.0)])
    assert set(mixed.items) == {"tent", "lamp", "stove", "mug", "pot"}
    row = content.users.get_indexer(["A"])
    own = pd.Series(content.score(content.seen[row])[0], index=content.items)
    counts = pd.Series({"tent": 3, "lamp": 2, "stove": 2, "mug": 1, "pot": 0})
    expected = (2 * counts / 3 + own / own.max())[["lamp", "mug", "pot"]].sort_values(ascending=False)
    listed = metrics.recommend(mixed, "A")
    assert listed["sku_id"].to_list() == expected.index.to_list()
    assert listed["score"].to_list() == pytest.approx(expected.to_list())
    # A part without weight changes nothing.
    alone = metrics.mix_recommenders([(popular, 1.0), (content, 0.0)])
    for user in "ABCD":
        own = metrics.recommend(popular, user)["sku_id"].to_list()
        assert [sku for sku in metrics.recommend(alone, user)["sku_id"] if sku != "pot"] == own


def test_any_table_will_do_and_more_users_than_a_block():
    random = np.random.default_rng(1)
    table = pd.DataFrame({"user_id": random.integers(0, 2500, 9000), "sku_id": random.integers(0, 40, 9000)})
    lists = [
        metrics.recommend(metrics.item_item_recommender(made), range(2500), k=3)
        for made in (table, pl.from_pandas(table), pl.from_pandas(table).lazy(), table.sample(frac=1, random_state=2))
    ]
    for other in lists[1:]:
        pd.testing.assert_frame_equal(other, lists[0])
    had = set(table.itertuples(index=False, name=None))
    assert not had & set(lists[0][["user_id", "sku_id"]].itertuples(index=False, name=None))
    # By hand for one user, from the table of similarities.
    user = 1234
    alike = metrics.item_similarity(table)
    own = sorted({sku for who, sku in had if who == user})
    scores = alike[own].sum(axis=1).drop(own).round(10)
    counts = table.drop_duplicates().groupby("sku_id").size()
    best = sorted(scores.index, key=lambda sku: (-scores[sku], -counts[sku], sku))[:3]
    assert lists[0][lists[0]["user_id"] == user]["sku_id"].to_list() == best


def test_nothing_known_and_nobody_asked():
    nothing = metrics.popularity_recommender(BOUGHT.iloc[:0])
    assert len(metrics.recommend(nothing, ["A"])) == 0
    assert list(metrics.recommend(metrics.popularity_recommender(BOUGHT), []).columns) == [
        "user_id",
        "rank",
        "sku_id",
        "score",
    ]
    assert metrics.item_similarity(BOUGHT.iloc[:0]).shape == (0, 0)
    empty = metrics.item_item_recommender(BOUGHT.iloc[:0])
    assert len(metrics.recommend(empty, ["A"])) == 0


def test_recommenders_refuse_in_both_languages(monkeypatch):
    popular = metrics.popularity_recommender(BOUGHT)
    with pytest.raises(StoreLabError, match="k must be a whole number of 1 or more, not 0"):
        metrics.recommend(popular, "A", k=0)
    with pytest.raises(StoreLabError, match="shrinkage must be at least 0"):
        metrics.item_similarity(BOUGHT, shrinkage=-1)
    with pytest.raises(StoreLabError, match="interactions: 1 rows have no sku_id"):
        metrics.popularity_recommender(pd.DataFrame({"user_id": [1, 2], "sku_id": ["a", None]}))
    with pytest.raises(StoreLabError, match="attributes must be a list of columns"):
        metrics.content_recommender(BOUGHT, PRODUCTS, "cat1")
    with pytest.raises(StoreLabError, match="products: 1 rows repeat a sku_id"):
        metrics.content_recommender(BOUGHT, PRODUCTS.assign(sku_id=["tent", "tent", "a", "b", "c"]), ["cat1"])
    with pytest.raises(StoreLabError, match="products has no column 'cat2'; did you mean 'cat1'"):
        metrics.content_recommender(BOUGHT, PRODUCTS, ["cat2"])
    with pytest.raises(StoreLabError, match="all made from the same interactions"):
        metrics.mix_recommenders([(popular, 1), (metrics.popularity_recommender(BOUGHT.iloc[:2]), 1)])
    with pytest.raises(StoreLabError, match="weight must be at least 0, not -1"):
        metrics.mix_recommenders([(popular, -1)])
    monkeypatch.setattr(import_module("storelab.language"), "_chosen", "zh")
    with pytest.raises(StoreLabError, match="parts 至少要有一个推荐器"):
        metrics.mix_recommenders([])
    with pytest.raises(StoreLabError, match="products 里有 1 行的 sku_id 重复"):
        metrics.content_recommender(BOUGHT, PRODUCTS.assign(sku_id=["tent", "tent", "a", "b", "c"]), ["cat1"])


tables = st.lists(st.tuples(st.integers(1, 8), st.integers(1, 7)), min_size=1, max_size=30).map(
    lambda rows: pd.DataFrame(rows, columns=["user_id", "sku_id"])
)


@relaxed
@given(tables, st.floats(0, 20))
def test_similarity_is_symmetric_and_at_most_one(table, shrinkage):
    alike = metrics.item_similarity(table, shrinkage)
    values = alike.to_numpy()
    assert (values == values.T).all()
    assert (np.diag(values) == 1).all()
    assert ((values >= 0) & (values <= 1 + 1e-12)).all()
    assert (metrics.item_similarity(table).to_numpy() >= values - 1e-12).all()
    pd.testing.assert_frame_equal(metrics.item_similarity(table.iloc[::-1], shrinkage), alike)


@relaxed
@given(tables, st.integers(1, 8))
def test_lists_hold_each_good_once_and_none_that_one_has(table, k):
    had = set(table.itertuples(index=False, name=None))
    everything = table["sku_id"].nunique()
    parts = [metrics.popularity_recommender(table), metrics.item_item_recommender(table)]
    for recommender in (*parts, metrics.mix_recommenders([(part, 0.5) for part in parts])):
        listed = metrics.recommend(recommender, sorted(set(table["user_id"])), k)
        assert not listed.duplicated(["user_id", "sku_id"]).any()
        assert not had & set(listed[["user_id", "sku_id"]].itertuples(index=False, name=None))
        for user, rows in listed.groupby("user_id"):
            owned = sum(who == user for who, _ in had)
            assert len(rows) == min(k, everything - owned)
            assert rows["rank"].to_list() == list(range(1, len(rows) + 1))
            assert rows["score"].is_monotonic_decreasing
