"""Rivals: scores and gaps, prices, wins at equal price, distance; and choices between options."""

import math
from importlib import import_module

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storelab import metrics
from storelab.errors import StoreLabError

relaxed = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
OWN = {"quality": 4.0, "price": 3.0, "service": 5.0}
WEIGHTS = {"quality": 2, "price": 1, "service": 1}


@pytest.fixture
def rivals():
    return pd.DataFrame({"rival": ["m", "n"], "quality": [5, 4], "price": [3, 4], "service": [4.0, None]})


def test_small_tables_by_hand(rivals, engine, same):
    # Means of the rivals 4.5, 3.5 and (m only) 4; weights 1/2, 1/4, 1/4; weighted gaps -0.25, -0.125, 0.25.
    gaps = pd.DataFrame(
        {
            "dimension": ["quality", "price", "service"],
            "own": [4.0, 3, 5],
            "rivals": [4.5, 3.5, 4],
            "gap": [-0.5, -0.5, 1],
            "weight": [0.5, 0.25, 0.25],
            "weighted_gap": [-0.25, -0.125, 0.25],
            "priority": [1, 2, 3],
        }
    )
    result = metrics.competitor_gap(OWN, engine(rivals), WEIGHTS)
    assert isinstance(result, engine.kind)
    same(result, gaps)
    # Price: mean 200, deviations -100, -100, 200, standard deviation sqrt(20000). Rating: 4, 3, 1 around 8/3, variance
    # (16 + 1 + 25) / 27 = 14/9. m to n: 1 / sqrt(14/9). n to o: sqrt(300^2 / 20000 + 2^2 / (14/9)). All are of colour 7.
    brands = pd.DataFrame({"brand": ["o", "m", "n"], "price": [400, 100, 100], "rating": [1, 4, 3], "colour": 7})
    distances = pd.DataFrame(
        {
            "brand": ["m", "n", "o"],
            "nearest": ["n", "m", "n"],
            "distance": [math.sqrt(9 / 14), math.sqrt(9 / 14), math.sqrt(4.5 + 36 / 14)],
        }
    )
    same(metrics.differentiation(engine(brands), ["price", "rating", "colour"]), distances)
    # Margin from 10 to 20: 0, 1, 0.5. Fee, of which less is better: 1, 0, 1. Weights 3/4 and 1/4; days are all alike.
    options = pd.DataFrame({"platform": ["a", "b", "c"], "margin": [10, 20, 15], "fee": [100, 300, 100], "days": 3})
    directions = {"margin": "benefit", "fee": "cost", "days": "cost"}
    ranks = pd.DataFrame({"platform": ["b", "c", "a"], "score": [0.75, 0.625, 0.25], "rank": [1, 2, 3]})
    same(metrics.rank_options(engine(options), {"margin": 3, "fee": 1, "days": 0}, directions), ranks)


def test_payoffs_by_hand(engine, same):
    rows = [("hold", "fight", 4), ("hold", "yield", 6), ("cut", "fight", 1), ("cut", "yield", 12), ("mix", "fight", 3),
            ("mix", "yield", 9.5)]  # fmt: skip
    payoff = pd.DataFrame(rows, columns=["own", "rival", "payoff"]).sample(frac=1, random_state=1)
    # Best against fight 4, against yield 12. Regrets: cut (3, 0), hold (0, 6), mix (1, 2.5).
    expected = pd.DataFrame(
        {
            "own": ["cut", "hold", "mix"],
            "expected_value": [6.5, 5, 6.25],
            "worst": [1.0, 4, 3],
            "largest_regret": [3, 6, 2.5],
        }
    )
    odds = {"fight": 0.5, "yield": 0.5}
    same(metrics.payoff_criteria(engine(payoff), odds), expected)
    chosen = {"expected_value": "cut", "max_min": "hold", "minimax_regret": "mix"}
    assert metrics.choose_action(engine(payoff), odds) == chosen
    nothing = metrics.choose_action(payoff.head(0), odds)
    assert nothing == {"expected_value": None, "max_min": None, "minimax_regret": None}
    # Two actions that are equally good: the first by name.
    twins = pd.DataFrame({"own": ["b", "a"], "rival": "x", "payoff": 1.0})
    assert set(metrics.choose_action(twins, {"x": 1}).values()) == {"a"}


def test_price_level(engine, same):
    # Pots of rivals: median of 90, 100, 110 and 130 is 105. Nobody has a price for lamps, and vases are not compared.
    goods = pd.DataFrame(
        {
            "sku_id": [4, 1, 2, 3, 5],
            "category": ["lamp", "pot", "pot", "pot", None],
            "price": [50.0, 120, 80, math.nan, 9],
        }
    )
    others = pd.DataFrame(
        {
            "category": ["pot", "pot", "lamp", "pot", "pot", None, "vase"],
            "price": [100.0, 130, math.nan, 90, 110, 1, 5],
        }
    )
    expected = pd.DataFrame(
        {
            "category": ["lamp", "pot", "pot", "pot", None],
            "sku_id": [4, 1, 2, 3, 5],
            "price": [50.0, 120, 80, math.nan, 9],
            "median_price": [math.nan, 105, 105, 105, math.nan],
            "price_level": [math.nan, 120 / 105, 80 / 105, math.nan, math.nan],
        }
    )
    result = metrics.price_level(engine(goods), engine(others))
    assert isinstance(result, engine.kind)
    same(result, expected)
    rng = np.random.default_rng(5)
    many = pd.DataFrame({"sku_id": range(60), "category": rng.choice(list("abcd"), 60), "own": rng.integers(100, 9999, 60) / 100})  # fmt: skip
    market = pd.DataFrame({"category": rng.choice(list("abc"), 90), "price": rng.integers(100, 2000, 90) / 100})
    market.loc[::7, "price"] = math.nan
    medians = market.groupby("category")["price"].median().rename("median_price").reset_index()
    oracle = many.merge(medians, how="left").sort_values(["category", "sku_id"])
    oracle["price_level"] = oracle["own"] / oracle["median_price"]
    oracle = oracle[["category", "sku_id", "own", "median_price", "price_level"]]
    same(metrics.price_level(engine(many), engine(market), price="own"), oracle)


def test_win_rate(engine, same):
    # Equal price: a win, a draw, a loss: (1 + 0.5 + 0) / 3. The fourth is dearer by 29 percent, a win; the fifth unknown.
    games = pd.DataFrame(
        {
            "item": ["x", "x", "y", "y", "y"],
            "price": [10.0, 10, 8, 1.29, 5],
            "rival_price": [10.0, 10, 8, 1.0, math.nan],
            "units": [5, 3, 1, 9, 9],
            "rival_units": [4, 3, 2, 1, 1],
        }
    )
    table = engine(games)
    assert metrics.win_rate(table) == 0.5
    assert metrics.win_rate(table, tolerance=0.29) == 0.625
    result = metrics.win_rate(table, by="item")
    assert isinstance(result, engine.kind)
    same(result, pd.DataFrame({"item": ["x", "y"], "win_rate": [0.75, 0.0]}))
    assert math.isnan(metrics.win_rate(engine(games.head(0))))


def test_random_comparisons_agree_with_pandas(engine, same):
    rng = np.random.default_rng(31)
    games = pd.DataFrame(
        {
            "item": rng.choice(list("xyz"), 300),
            "price": rng.integers(1, 4, 300) * 10.0,
            "rival_price": rng.integers(1, 4, 300) * 10.0,
            "units": np.where(rng.random(300) < 0.1, np.nan, rng.integers(0, 5, 300)),
            "rival_units": rng.integers(0, 5, 300),
        }
    )
    equal = games.dropna()
    equal = equal[equal["price"] == equal["rival_price"]]
    won = (np.sign(equal["units"] - equal["rival_units"]) + 1) / 2
    oracle = won.groupby(equal["item"]).mean().rename("win_rate").reset_index()
    same(metrics.win_rate(engine(games), by="item"), oracle)


def test_scores():
    # (2 * 4 + 3 + 5) / 4; the rivals of the table have (2 * 4.5 + 3.5 + 4) / 4, and the gaps sum to the difference.
    assert metrics.competitive_score(OWN, WEIGHTS) == 4
    assert metrics.competitive_score({"quality": 4.5, "price": 3.5, "service": 4}, WEIGHTS) == 4.125
    assert math.isnan(metrics.competitive_score(OWN, dict.fromkeys(OWN, 0)))
    assert math.isnan(metrics.competitive_score({**OWN, "price": math.nan}, WEIGHTS))
    alone = metrics.differentiation(pd.DataFrame({"brand": ["m"], "price": [1.0]}), ["price"])
    assert alone["distance"].isna().all()
    assert alone["nearest"].isna().all()
    nobody = metrics.competitor_gap(OWN, pd.DataFrame({"rival": [], **dict.fromkeys(OWN, [1.0][:0])}), WEIGHTS)
    assert nobody["gap"].isna().all()
    assert nobody["priority"].isna().all()


def test_refusals(rivals):
    with pytest.raises(StoreLabError, match=r"own and weights must name the same things; only in own: \['price'\]"):
        metrics.competitor_gap(OWN, rivals, {"quality": 1, "service": 1})
    with pytest.raises(StoreLabError, match="weights must be at least 0"):
        metrics.competitive_score(OWN, {**WEIGHTS, "price": -1})
    with pytest.raises(StoreLabError, match="rivals has more than one row for rival = m"):
        metrics.competitor_gap(OWN, rivals.assign(rival="m"), WEIGHTS)
    with pytest.raises(StoreLabError, match="column 'price' must hold numbers"):
        metrics.competitor_gap(OWN, rivals.astype({"price": str}), WEIGHTS)
    with pytest.raises(StoreLabError, match="brands: 1 rows have no service"):
        metrics.differentiation(rivals, ["service"], brand="rival")
    with pytest.raises(StoreLabError, match="attributes must name one column or more"):
        metrics.differentiation(rivals, [], brand="rival")
    with pytest.raises(StoreLabError, match="tolerance must be at least 0"):
        metrics.win_rate(rivals, tolerance=-0.1)
    with pytest.raises(StoreLabError, match="rivals: 1 values of 'price' are negative"):
        metrics.price_level(
            pd.DataFrame({"sku_id": [1], "category": ["a"], "price": [1.0]}),
            pd.DataFrame({"category": ["a"], "price": [-1.0]}),
        )
    one = {"weights": {"price": 1}, "directions": {"price": "cost"}, "option": "rival"}
    with pytest.raises(StoreLabError, match=r"directions\['price'\] 'costs' is unknown; did you mean 'cost'"):
        metrics.rank_options(rivals, **{**one, "directions": {"price": "costs"}})
    with pytest.raises(StoreLabError, match="weights must not all be 0"):
        metrics.rank_options(rivals, **{**one, "weights": {"price": 0}})
    payoff = pd.DataFrame({"own": ["a"], "rival": ["x"], "payoff": [1.0]})
    with pytest.raises(StoreLabError, match=r"probabilities must sum to 1, not 0\.9"):
        metrics.choose_action(payoff, {"x": 0.9})
    with pytest.raises(StoreLabError, match=r"one row for 'a' and each of \['x', 'y'\]; it has \['x'\]"):
        metrics.payoff_criteria(payoff, {"x": 0.5, "y": 0.5})


def test_messages_in_chinese(rivals, monkeypatch):
    monkeypatch.setattr(import_module("storelab.language"), "_chosen", "zh")
    with pytest.raises(StoreLabError, match="own 和 weights 里的名称要一致"):
        metrics.competitor_gap(OWN, rivals, {"quality": 1})
    with pytest.raises(StoreLabError, match="probabilities 的和应该是 1"):
        metrics.choose_action(pd.DataFrame({"own": ["a"], "rival": ["x"], "payoff": [1.0]}), {"x": 0.5})
    with pytest.raises(StoreLabError, match="这里只能有一行"):
        metrics.competitor_gap(OWN, rivals.assign(rival="m"), WEIGHTS)
    with pytest.raises(StoreLabError, match="attributes 至少要写一列"):
        metrics.differentiation(rivals, [], brand="rival")


games = st.lists(
    st.tuples(st.integers(1, 3), st.integers(1, 3), st.integers(0, 3), st.integers(0, 3)), min_size=1, max_size=30
).map(lambda rows: pd.DataFrame(rows, columns=["price", "rival_price", "units", "rival_units"]))


@relaxed
@given(games)
def test_win_rates_of_both_sides_sum_to_one(table):
    turned = {"own_price": "rival_price", "rival_price": "price", "own_units": "rival_units", "rival_units": "units"}
    own, other = metrics.win_rate(table), metrics.win_rate(table, **turned)
    if (table["price"] != table["rival_price"]).all():
        assert math.isnan(own)
        assert math.isnan(other)
    else:
        assert own + other == pytest.approx(1)


criteria = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=1, max_size=8).map(
    lambda rows: pd.DataFrame(rows, columns=["x", "y"]).assign(platform=range(len(rows)))
)


@relaxed
@given(criteria, st.integers(1, 5), st.integers(0, 5))
def test_ranks_do_not_depend_on_units_or_on_the_sign_of_cost(table, first, second):
    weights = {"x": first, "y": second}
    ranked = metrics.rank_options(table, weights, {"x": "benefit", "y": "cost"})
    turned = table.assign(x=table["x"] * 100 + 7, y=-table["y"]).sample(frac=1, random_state=2)
    again = metrics.rank_options(turned, weights, {"x": "benefit", "y": "benefit"})
    assert again["platform"].to_list() == ranked["platform"].to_list()
    assert again["score"].to_list() == pytest.approx(ranked["score"].to_list(), abs=1e-9)
    assert ranked["score"].between(0, 1).all()
    better = [(ranked["score"] > score).sum() + 1 for score in ranked["score"]]
    assert ranked["rank"].to_list() == better
