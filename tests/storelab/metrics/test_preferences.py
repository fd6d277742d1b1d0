"""Preferences: Kano, importance and satisfaction, intention, trials, conjoint, segments."""

import math
from importlib import import_module
from itertools import product

import numpy as np
import pandas as pd
import pytest
import statsmodels.formula.api as smf
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize

import engines
from storelab import metrics
from storelab.errors import StoreLabError

relaxed = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)


@pytest.fixture
def kano():
    # speed: M, M, O, O, A. badge: I, A, and a pair without an answer. noise: R, R, Q. mute: nobody answered.
    rows = [
        ("speed", 2, 5), ("speed", 4, 5), ("speed", 1, 5), ("speed", 1, 5), ("speed", 1, 3),
        ("badge", 3, 2), ("badge", 1, 4), ("badge", 1, None),
        ("noise", 5, 1), ("noise", 2, 1), ("noise", 5, 5), ("mute", None, None),
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=["feature", "functional", "dysfunctional"]).sample(frac=1, random_state=2)


def test_kano_by_hand(kano, engine, same):
    # speed: must-be and one-dimensional tie, must-be goes first; (1 + 2) / 5 gained, (2 + 2) / 5 lost.
    expected = pd.DataFrame(
        {
            "feature": ["badge", "mute", "noise", "speed"],
            "M": [0, 0, 0, 2],
            "O": [0, 0, 0, 2],
            "A": [1, 0, 0, 1],
            "I": [1, 0, 0, 0],
            "R": [0, 0, 2, 0],
            "Q": [0, 0, 1, 0],
            "kano_class": ["A", None, "R", "M"],
            "satisfaction": [0.5, math.nan, math.nan, 0.6],
            "dissatisfaction": [0.0, math.nan, math.nan, -0.8],
        }
    )
    result = metrics.kano_classes(engine(kano))
    assert isinstance(result, engine.kind)
    same(result, expected)


def test_the_whole_table_of_kano():
    # As in the literature, spelt out: like and dislike are ends, the three answers between are alike.
    for functional, dysfunctional in product(range(1, 6), repeat=2):
        pair = functional, dysfunctional
        if pair in ((1, 1), (5, 5)):
            wanted = "Q"
        elif functional == 5 or dysfunctional == 1:
            wanted = "R"
        elif functional == 1:
            wanted = "O" if dysfunctional == 5 else "A"
        else:
            wanted = "M" if dysfunctional == 5 else "I"
        answer = pd.DataFrame({"feature": ["x"], "functional": [functional], "dysfunctional": [dysfunctional]})
        assert metrics.kano_classes(answer)["kano_class"].item() == wanted


def test_importance_satisfaction_by_hand(engine, same):
    # Importance 4.5, 2, 4, 1: mean 2.875. Satisfaction 2, 4.5, 4, 1.5: mean 3. One row lacks an answer.
    rows = [("price", 5, 1), ("price", 4, 3), ("gift", 2, 4.5), ("speed", 4, 4), ("logo", 1, 1.5), ("logo", 5, None)]
    answers = pd.DataFrame(rows, columns=["item", "importance", "satisfaction"])
    expected = pd.DataFrame(
        {
            "item": ["price", "speed", "logo", "gift"],
            "importance": [4.5, 4, 1, 2],
            "satisfaction": [2, 4, 1.5, 4.5],
            "gap": [2.5, 0, -0.5, -2.5],
            "field": ["improve", "keep", "low priority", "overdone"],
        }
    )
    same(metrics.importance_satisfaction(engine(answers)), expected)


def test_market_acceptance_by_hand(engine, same):
    # Item 1: three people, two buy, one of them twice; ratings 5 and 4. Item 2: one person who does not buy.
    trials = pd.DataFrame(
        {
            "sku_id": [1, 1, 1, 1, 2],
            "visitor_id": [1, 1, 2, 3, 4],
            "bought": [True, True, True, False, None],
            "rating": [5, 4, None, None, None],
        }
    ).astype({"rating": float})
    expected = pd.DataFrame(
        {
            "sku_id": [1, 2],
            "visitors": [3, 1],
            "buyers": [2, 0],
            "trial_conversion": [2 / 3, 0],
            "repeat_rate": [0.5, math.nan],
            "rating": [4.5, math.nan],
        }
    )
    result = metrics.market_acceptance(engine(trials))
    assert isinstance(result, engine.kind)
    same(result, expected)
    whole = pd.DataFrame({"visitors": [4], "buyers": [2], "trial_conversion": [0.5], "repeat_rate": [0.5], "rating": [4.5]})  # fmt: skip
    same(metrics.market_acceptance(engine(trials), by=None), whole)


def test_purchase_intention():
    # Of four answers, 5 and 5 buy with 0.5 each, 4 with 0.2, 1 never: 1.2 / 4.
    calibration = {1: 0, 2: 0, 3: 0.1, 4: 0.2, 5: 0.5}
    assert metrics.purchase_intention([5, 5, 4, 1, None], calibration) == pytest.approx(0.3)
    assert metrics.purchase_intention(pd.Series([5.0, math.nan]), calibration) == 0.5
    assert math.isnan(metrics.purchase_intention([None], calibration))
    with pytest.raises(StoreLabError, match="calibration has no share for the answers 7"):
        metrics.purchase_intention([5, 7], calibration)
    with pytest.raises(StoreLabError, match="calibration must be from 0 to 1"):
        metrics.purchase_intention([5], {5: 1.5})


@pytest.fixture(scope="module")
def ratings():
    """Worths m 1, n -1 and 10 yuan 2, 20 yuan 0, 30 yuan -2, on scales that differ by person."""
    rows = [
        (person, brand, price, 5 + person + (1 if brand == "m" else -1) + (20 - price) / 5)
        for person in range(12)
        for brand, price in product("mn", (10, 20, 30))
    ]
    return pd.DataFrame(rows, columns=["respondent", "brand", "price", "rating"])


def test_part_worths_by_hand(ratings, engine, same):
    # Without noise they come out as they were put in; the ranges 2 and 4 make importances 1/3 and 2/3.
    found = metrics.rating_part_worths(engine(ratings), ["brand", "price"])
    assert isinstance(found, engine.kind)
    worths = [1.0, -1, 2, 0, -2]
    expected = pd.DataFrame(
        {"attribute": ["brand"] * 2 + ["price"] * 3, "level": ["m", "n", "10", "20", "30"], "part_worth": worths}
    )
    table = found if engine.name == "pandas" else engines.to_pandas(found)
    assert table["part_worth"].to_list() == pytest.approx(worths, abs=1e-9)
    assert table[["attribute", "level"]].equals(expected[["attribute", "level"]].astype(table.dtypes[["attribute", "level"]]))  # fmt: skip
    assert table["standard_error"].to_list() == pytest.approx([0] * 5, abs=1e-9)
    shares = pd.DataFrame({"attribute": ["price", "brand"], "importance": [2 / 3, 1 / 3]})
    same(metrics.attribute_importance(engine(expected)), shares)


def test_part_worths_agree_with_the_formula(ratings):
    rng = np.random.default_rng(4)
    noisy = ratings.assign(rating=ratings["rating"] + rng.normal(0, 1, len(ratings))).sample(frac=0.8, random_state=1)
    found = metrics.rating_part_worths(noisy, ["brand", "price"]).set_index(["attribute", "level"])
    model = smf.ols("rating ~ C(brand, Sum) + C(price, Sum) + C(respondent)", noisy)
    oracle = model.fit(cov_type="cluster", cov_kwds={"groups": noisy["respondent"]}, use_t=True)
    counted = len(oracle.params)
    factor = math.sqrt((len(noisy) - counted) / (len(noisy) - 3))  # effects of people are not counted, see elasticity
    for name, place in (("C(brand, Sum)[S.m]", ("brand", "m")), ("C(price, Sum)[S.10]", ("price", "10"))):
        row = found.loc[place]
        assert row["part_worth"] == pytest.approx(oracle.params[name])
        assert row["standard_error"] == pytest.approx(oracle.bse[name] * factor)
    # The last level: minus the sum of the others, with its own error.
    contrast = oracle.t_test("-C(price, Sum)[S.10] - C(price, Sum)[S.20]")
    last = found.loc[("price", "30")]
    assert last["part_worth"] == pytest.approx(float(np.squeeze(contrast.effect)))
    assert last["standard_error"] == pytest.approx(float(np.squeeze(contrast.sd)) * factor)
    assert found.groupby("attribute")["part_worth"].sum().to_list() == pytest.approx([0, 0], abs=1e-12)
    assert (found["low"] < found["part_worth"]).all()
    assert (found["part_worth"] < found["high"]).all()


def test_choices_agree_with_the_likelihood():
    rng = np.random.default_rng(8)
    sets = np.repeat(np.arange(400), 3)
    table = pd.DataFrame({"choice_set": sets, "brand": rng.choice(list("mn"), 1200), "price": rng.choice([10, 20, 30], 1200)})  # fmt: skip
    utility = np.where(table["brand"] == "m", 0.5, -0.5) + (20 - table["price"]) / 10 + rng.gumbel(size=1200)
    table["chosen"] = utility.groupby(table["choice_set"]).transform("max") == utility
    found = metrics.choice_part_worths(table.sample(frac=1, random_state=1), ["brand", "price"])
    design = np.column_stack(
        [
            np.where(table["brand"] == "m", 1, -1),
            (table["price"] == 10).astype(int) - (table["price"] == 30),
            (table["price"] == 20).astype(int) - (table["price"] == 30),
        ]
    )
    chosen = table["chosen"].to_numpy()

    def loss(worths):
        value = design @ worths
        return np.log(np.exp(value).reshape(-1, 3).sum(axis=1)).sum() - value[chosen].sum()

    best = minimize(loss, np.zeros(3), method="BFGS").x
    wanted = [best[0], -best[0], best[1], best[2], -best[1] - best[2]]
    assert found["part_worth"].to_list() == pytest.approx(wanted, abs=1e-3)
    truth = [0.5, -0.5, 1, 0, -1]
    inside = [low < true < high for low, true, high in zip(found["low"], truth, found["high"], strict=True)]
    assert all(inside)


def test_conjoint_refuses(ratings):
    with pytest.raises(StoreLabError, match="attribute 'brand' has 1 levels"):
        metrics.rating_part_worths(ratings.assign(brand="m"), ["brand", "price"])
    with pytest.raises(StoreLabError, match="some levels always go together"):
        metrics.rating_part_worths(ratings.assign(pack=ratings["brand"] + "x"), ["brand", "pack"])
    with pytest.raises(StoreLabError, match="column 'respondent' has 1 people"):
        metrics.rating_part_worths(ratings.assign(respondent=1), ["brand"])
    with pytest.raises(StoreLabError, match="ratings: 1 rows have no rating"):
        metrics.rating_part_worths(ratings.assign(rating=[math.nan] + [1.0] * 71), ["brand"])
    sets = pd.DataFrame({"choice_set": [1, 1, 2, 2], "chosen": [True, False, True, True], "brand": list("mnmn")})
    with pytest.raises(StoreLabError, match="1 of 2 sets do not have just one option"):
        metrics.choice_part_worths(sets, ["brand"])


def test_segment_profile(engine, same):
    # Tier 1: users 1 and 2, orders of 60 and 40. Tier 2: user 3, 100 (the cancelled order does not count). User 4 has no
    # tier and no order; user 9 is no user. Sales 200 in all.
    users = pd.DataFrame({"user_id": [4, 3, 2, 1], "city_tier": [None, 2, 1, 1]})
    orders = pd.DataFrame(
        {
            "user_id": [1, 1, 3, 3, 9],
            "paid": [60.0, 40, 100, 50, 70],
            "paid_at": pd.to_datetime(["2025-01-01"] * 3 + [None, "2025-01-01"]),
            "status": ["paid", "delivered", "shipped", "cancelled", "paid"],
        }
    )
    expected = pd.DataFrame(
        {
            "city_tier": [1, 2, math.nan],
            "users": [2, 1, 1],
            "user_share": [0.5, 0.25, 0.25],
            "orders": [2, 1, 0],
            "sales": [100.0, 100, 0],
            "sales_share": [0.5, 0.5, 0],
            "order_value": [50, 100, math.nan],
            "orders_per_user": [1.0, 1, 0],
            "index": [100.0, 200, 0],
        }
    )
    result = metrics.segment_profile(engine(users), engine(orders), "city_tier")
    assert isinstance(result, engine.kind)
    same(result, expected)
    # Segment a: x 3 of 4 against 4 of 8 overall: 150. Its single y is too few. One row has no segment.
    items = pd.DataFrame({"segment": [*"aaaabbbb", None], "category": [*"xxxyxyyy", "x"]})
    index = pd.DataFrame(
        {
            "segment": list("aabb"),
            "category": list("xyxy"),
            "count": [3, 1, 1, 3],
            "share": [0.75, 0.25, 0.25, 0.75],
            "overall_share": [0.5] * 4,
            "affinity_index": [150, math.nan, math.nan, 150],
        }
    )
    same(metrics.affinity_index(engine(items), "segment", "category", min_count=2), index)


def test_random_tables_agree_with_pandas(engine, same):
    rng = np.random.default_rng(37)
    trials = pd.DataFrame(
        {
            "sku_id": rng.integers(1, 5, 300),
            "visitor_id": rng.integers(1, 60, 300),
            "bought": rng.random(300) < 0.3,
            "rating": np.where(rng.random(300) < 0.5, np.nan, rng.integers(1, 6, 300)),
        }
    )
    times = trials.groupby(["sku_id", "visitor_id"])["bought"].sum().groupby("sku_id")
    oracle = pd.DataFrame({"visitors": times.size(), "buyers": times.agg(lambda n: (n > 0).sum())})
    oracle["trial_conversion"] = oracle["buyers"] / oracle["visitors"]
    oracle["repeat_rate"] = times.agg(lambda n: (n > 1).sum()) / oracle["buyers"]
    oracle["rating"] = trials.groupby("sku_id")["rating"].mean()
    same(metrics.market_acceptance(engine(trials)), oracle.reset_index())
    items = pd.DataFrame(
        {
            "segment": rng.choice(["a", "b", None], 400),
            "category": rng.choice(list("wxyz"), 400, p=[0.5, 0.3, 0.15, 0.05]),
        }
    )
    known = items.dropna()
    counts = known.groupby(["segment", "category"]).size().rename("count").reset_index()
    counts["share"] = counts["count"] / counts.groupby("segment")["count"].transform("sum")
    counts["overall_share"] = counts.groupby("category")["count"].transform("sum") / len(known)
    counts["affinity_index"] = (100 * counts["share"] / counts["overall_share"]).where(counts["count"] >= 30)
    assert counts["affinity_index"].isna().any()
    same(metrics.affinity_index(engine(items), "segment", "category"), counts)


def test_segments_agree_with_pandas(trade):
    users = pd.DataFrame({"user_id": range(1, 181), "tier": np.arange(180) % 4})
    result = metrics.segment_profile(users, trade["orders"], "tier")
    valid = trade["orders"][trade["orders"]["status"].isin(["paid", "shipped", "delivered"])]
    joined = valid.merge(users, on="user_id").groupby("tier")["paid"]
    assert result["sales"].to_list() == pytest.approx(joined.sum().to_list())
    assert result["orders"].to_list() == joined.size().to_list()
    assert result["sales_share"].sum() == pytest.approx(1)
    assert result["user_share"].sum() == pytest.approx(1)
    assert (result["index"] * result["user_share"]).sum() == pytest.approx(100)
    assert len(metrics.segment_profile(users.head(0), trade["orders"], "tier")) == 0
    nobody = metrics.segment_profile(users, trade["orders"].head(0), "tier")
    assert nobody["index"].isna().all()


def test_refusals(kano):
    with pytest.raises(StoreLabError, match="answers: 12 values of 'functional' are not whole numbers from 1 to 5"):
        metrics.kano_classes(kano.assign(functional=6))
    with pytest.raises(StoreLabError, match="column 'functional' must hold numbers"):
        metrics.kano_classes(kano.astype({"functional": str}))
    with pytest.raises(StoreLabError, match="answers has no column 'feature'"):
        metrics.kano_classes(kano.rename(columns={"feature": "thing"}))
    with pytest.raises(StoreLabError, match="min_count must be at least 0"):
        metrics.affinity_index(kano, "feature", "functional", min_count=-1)
    assert len(metrics.kano_classes(kano.head(0))) == 0
    assert len(metrics.importance_satisfaction(pd.DataFrame({"item": ["a"], "importance": [1.0], "satisfaction": [2.0]}).head(0))) == 0  # fmt: skip
    assert len(metrics.affinity_index(kano.head(0), "feature", "functional")) == 0


def test_messages_in_chinese(kano, ratings, monkeypatch):
    monkeypatch.setattr(import_module("storelab.language"), "_chosen", "zh")
    with pytest.raises(StoreLabError, match="有 12 个值不是 1 到 5 的整数"):
        metrics.kano_classes(kano.assign(functional=6))
    with pytest.raises(StoreLabError, match="属性 'brand' 只有 1 个水平"):
        metrics.rating_part_worths(ratings.assign(brand="m"), ["brand"])
    with pytest.raises(StoreLabError, match="没有回答 7 的比例"):
        metrics.purchase_intention([7], {5: 1})


pairs = st.lists(
    st.tuples(st.sampled_from("ab"), st.one_of(st.none(), st.integers(1, 5)), st.one_of(st.none(), st.integers(1, 5))),
    min_size=1,
    max_size=30,
).map(lambda rows: pd.DataFrame(rows, columns=["feature", "functional", "dysfunctional"]).astype({"functional": float, "dysfunctional": float}))  # fmt: skip


@relaxed
@given(pairs)
def test_kano_counts_all_whole_pairs_in_any_order(table):
    result = metrics.kano_classes(table)
    counts = result[list("MOAIRQ")]
    assert counts.to_numpy().sum() == len(table.dropna())
    assert result["satisfaction"].dropna().between(0, 1).all()
    assert result["dissatisfaction"].dropna().between(-1, 0).all()
    pd.testing.assert_frame_equal(metrics.kano_classes(table.sample(frac=1, random_state=1)), result)


@relaxed
@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("xyz")), min_size=1, max_size=40))
def test_affinity_averages_to_everybodys_taste(rows):
    items = pd.DataFrame(rows, columns=["segment", "category"])
    result = metrics.affinity_index(items, "segment", "category", min_count=0)
    sizes = items["segment"].value_counts(normalize=True)
    weighed = result["affinity_index"] * result["segment"].map(sizes)
    # Absent pairs have an index of 0, so each category averages to 100 over the segments.
    assert weighed.groupby(result["category"]).sum().to_list() == pytest.approx([100] * items["category"].nunique())
