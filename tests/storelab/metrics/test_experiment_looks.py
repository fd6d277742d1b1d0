"""Looking early: the boundary that allows it, and what happens without one."""

import math
from importlib import import_module

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storelab import metrics
from storelab.errors import StoreLabError


@pytest.mark.parametrize(
    # Two-sided 5 % boundaries with equally spaced looks, to three digits as tables for clinical trials have them.
    ("looks", "published"),
    [
        (1, [1.960]),
        (2, [2.963, 1.969]),
        (3, [3.710, 2.511, 1.993]),
        (4, [4.333, 2.963, 2.359, 2.014]),
        (5, [4.877, 3.357, 2.680, 2.290, 2.031]),
    ],
)
def test_boundary_as_published(looks, published):
    table = metrics.alpha_spending_boundary(looks)
    assert table["z"].to_list() == pytest.approx(published, abs=6e-4)
    assert table["look"].to_list() == list(range(1, looks + 1))
    assert table["spent"].iloc[-1] == pytest.approx(0.05)


def test_first_look_by_hand():
    # Half of the units: 4 * (1 - Phi(2.241403 / sqrt(0.5))) = 4 * (1 - Phi(3.169822)) = 4 * 0.000762675 = 0.0030507,
    # all of it at the first look: z with half of it above, Phi^-1(1 - 0.00152535) = 2.96259.
    table = metrics.alpha_spending_boundary([0.5, 1.0])
    assert table["spent"].iloc[0] == pytest.approx(0.0030507, abs=1e-7)
    assert table["z"].iloc[0] == pytest.approx(2.96259, abs=1e-5)
    assert table["p_value"].iloc[0] == pytest.approx(0.0030507, abs=1e-7)


def test_second_look_as_an_integral():
    # P(stop at look 1) + P(go on, then beyond at the end) is alpha: checked by the bivariate normal of scipy.
    from scipy.stats import multivariate_normal

    table = metrics.alpha_spending_boundary([0.3, 1.0], alpha=0.1)
    first, last = table["z"]
    correlation = math.sqrt(0.3)
    both = multivariate_normal([0, 0], [[1, correlation], [correlation, 1]])
    inside = both.cdf([first, last], lower_limit=[-first, -last])
    assert 1 - inside == pytest.approx(0.1, abs=1e-5)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(1, 99), min_size=1, max_size=8, unique=True), st.sampled_from([0.01, 0.05, 0.1]))
def test_any_looks_spend_alpha_and_grow_milder(percents, alpha):
    fractions = [percent / 100 for percent in sorted(percents)] + [1.0]
    table = metrics.alpha_spending_boundary(fractions, alpha)
    assert table["spent"].is_monotonic_increasing
    assert table["spent"].iloc[-1] == pytest.approx(alpha)
    assert table["z"].between(0, 8).all()
    # The end is stricter than a single test, but never than if looks were independent.
    single = metrics.alpha_spending_boundary(1, alpha)["z"].iloc[0]
    assert table["z"].iloc[-1] >= single - 1e-9


def test_thirty_looks_keep_their_word_on_random_walks():
    random = np.random.default_rng(17)
    walks = random.normal(size=(40_000, 30)).cumsum(axis=1) / np.sqrt(np.arange(1, 31))
    beyond = np.abs(walks) >= metrics.alpha_spending_boundary(30)["z"].to_numpy()
    assert beyond.any(axis=1).mean() == pytest.approx(0.05, abs=0.0044)  # four standard errors
    # What is spent look by look, too.
    spent = metrics.alpha_spending_boundary(30)["spent"].to_numpy()
    assert np.abs(np.maximum.accumulate(beyond, axis=1).mean(axis=0) - spent).max() < 0.0044


def test_simulated_tests_are_those_of_lift():
    z = metrics.simulate_tests(0.2, 0.05, 50, looks=3, tests=4, seed=9)
    assert z.shape == (4, 3)
    random = np.random.default_rng(9)
    treated = random.binomial(50, 0.25, size=(4, 3)).cumsum(axis=1)
    control = random.binomial(50, 0.2, size=(4, 3)).cumsum(axis=1)
    expected = [
        [metrics.lift(int(treated[i, j]), 50 * (j + 1), int(control[i, j]), 50 * (j + 1))["z"] for j in range(3)]
        for i in range(4)
    ]
    assert z == pytest.approx(np.array(expected))
    assert (metrics.simulate_tests(0, 0, 10, looks=2, tests=2) == 0).all()
    assert metrics.alpha_spending_boundary(np.int64(3)).equals(metrics.alpha_spending_boundary(3))


def test_peeking_inflates_false_wins_and_the_boundary_does_not():
    table = metrics.compare_stopping_rules(0.05, 0.0, 1000, looks=30, tests=20_000, seed=1).set_index("rule")
    assert list(table.index) == ["peeking", "fixed", "group_sequential"]
    error = 4 * math.sqrt(0.05 * 0.95 / 20_000)
    assert table["significant"]["fixed"] == pytest.approx(0.05, abs=error)
    assert table["significant"]["group_sequential"] == pytest.approx(0.05, abs=error)
    # Armitage, McPherson and Rowe's table has 0.248 for 20 looks and 0.320 for 50; 30 looks lie between.
    assert 0.248 < table["significant"]["peeking"] < 0.320
    assert table["mean_looks"]["fixed"] == 30
    assert table["mean_looks"]["peeking"] < table["mean_looks"]["group_sequential"] <= 30
    # Without an effect the treatment is ahead in half of the false wins.
    assert (table["wins"] / table["significant"]).between(0.4, 0.6).all()


@pytest.mark.parametrize(
    # Armitage, McPherson and Rowe (1969): chance of a |z| of 1.96 in that many looks.
    ("looks", "inflated"),
    [(1, 0.050), (2, 0.083), (5, 0.142), (10, 0.193), (20, 0.248)],
)
def test_peeking_as_published(looks, inflated):
    table = metrics.compare_stopping_rules(0.5, 0.0, 5000, looks=looks, tests=20_000, seed=3).set_index("rule")
    error = 4 * math.sqrt(inflated * (1 - inflated) / 20_000)
    assert table["significant"]["peeking"] == pytest.approx(inflated, abs=error)


def test_a_real_effect_is_found_sooner_with_the_boundary():
    size = metrics.sample_size(0.1, 0.02)
    rules = metrics.compare_stopping_rules(0.1, 0.02, size // 10, looks=10, tests=5000, seed=4).set_index("rule")
    assert rules["wins"]["fixed"] == pytest.approx(0.8, abs=0.03)
    assert rules["wins"]["group_sequential"] == pytest.approx(0.79, abs=0.03)
    assert rules["mean_looks"]["group_sequential"] < 8


def test_looks_refuse_in_both_languages(monkeypatch):
    for looks in (0, [], [0.5], [0.5, 0.4, 1], [0, 1], [0.5, 0.50001, 1]):
        with pytest.raises(
            StoreLabError, match="looks must be a whole number from 1 to 10000, or shares that rise to 1"
        ):
            metrics.alpha_spending_boundary(looks)
    with pytest.raises(StoreLabError, match="between 0 and 1"):
        metrics.alpha_spending_boundary(5, alpha=0)
    with pytest.raises(StoreLabError, match="units must be a whole number of 1 or more, not 0"):
        metrics.simulate_tests(0.1, 0, 0)
    with pytest.raises(StoreLabError, match=r"rate \+ effect must be from 0 to 1, not 1.1"):
        metrics.simulate_tests(0.9, 0.2, 10)
    monkeypatch.setattr(import_module("storelab.language"), "_chosen", "zh")
    with pytest.raises(StoreLabError, match="looks 应该是 1 到 10000 的整数"):
        metrics.alpha_spending_boundary(0)
    with pytest.raises(StoreLabError, match="tests 应该是不小于 1 的整数"):
        metrics.simulate_tests(0.1, 0, 10, tests=0)
