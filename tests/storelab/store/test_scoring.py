"""Points: nothing is 0, the reference 100, no lever wins alone, and who games one figure pays with another."""

import numpy as np
import pytest

from storelab.errors import StoreLabError
from storelab.store import (
    LEVERS,
    ROLES,
    SCENARIOS,
    WEEKS,
    WEIGHTS,
    Store,
    play,
    play_store,
    reference_policy,
    score_policy,
    score_store,
    summary,
)

OTHER_SEEDS = tuple(range(300, 320))


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_doing_nothing_is_0_and_the_managers_reference_100(scenario):
    assert score_policy(scenario, {})["total"] == pytest.approx(0)
    points = score_policy(scenario, reference_policy(scenario))
    assert points == pytest.approx(dict.fromkeys((*WEIGHTS, "total"), 100))


@pytest.mark.parametrize("scenario", SCENARIOS)
@pytest.mark.parametrize("role", ROLES)
def test_the_reference_beats_doing_nothing_on_seeds_that_nobody_looked_at(scenario, role):
    assert score_policy(scenario, reference_policy(scenario, role), role, OTHER_SEEDS)["total"] > 40
    won = [
        play_store(scenario, reference_policy(scenario, role), seed, role)["profit"]
        - play_store(scenario, {}, seed, role)["profit"]
        for seed in OTHER_SEEDS
    ]
    assert np.mean(np.array(won) > 0) >= 0.85


@pytest.mark.parametrize("scenario", SCENARIOS)
@pytest.mark.parametrize("lever", LEVERS)
def test_no_single_lever_wins(scenario, lever):
    low, high = LEVERS[lever].low, LEVERS[lever].high
    tried = range(int(low), int(high) + 1) if LEVERS[lever].whole else np.linspace(low, high, 13)
    assert max(score_policy(scenario, {lever: value})["total"] for value in tried) < 65


@pytest.mark.parametrize("scenario", SCENARIOS)
@pytest.mark.parametrize(
    ("gamed", "policy"),
    [
        ("service", {"staff": 6, "service": 10}),
        ("safety", {"staff": 1, "service": 0, "price": 1.3}),
    ],
)
def test_who_games_one_figure_loses_on_another(scenario, gamed, policy):
    points = score_policy(scenario, policy)
    assert points[gamed] > 50
    assert min(points.values()) < -10
    assert points["total"] < 50


def test_bought_sales_ruin_the_shop():
    for scenario in SCENARIOS:
        policy = {"media": 15_000, "promotion": 0.3, "stock": 6}
        own, nothing = (
            np.mean([play_store(scenario, each, seed)["sales"] for seed in range(8)]) for each in (policy, {})
        )
        assert own > 1.2 * nothing
        assert score_policy(scenario, policy)["profit"] == -100


def test_the_sum_is_that_of_the_weeks():
    store = play("opening", {"stock": 4}, 9)
    found = summary(store)
    left = store.weeks[-1]["on_hand"] + store.weeks[-1]["on_order"]
    assert found["left_over"] == pytest.approx(left)
    assert found["profit"] == pytest.approx(sum(week["profit"] for week in store.weeks) - left * 36 * 0.4)
    assert found["sales"] == pytest.approx(sum(week["sales"] for week in store.weeks))
    assert found["lowest_cash"] == min(week["cash"] for week in store.weeks)
    assert play_store("opening", {"stock": 4}, 9) == found
    assert play_store("opening", {"stock": [4] * WEEKS}, 9) == found


def test_a_single_shop_is_scored_against_the_same_seed():
    assert score_store(play("crisis", reference_policy("crisis"), 7))["total"] == pytest.approx(
        score_policy("crisis", reference_policy("crisis"), seeds=[7])["total"]
    )


def test_bad_policies_and_unfinished_shops_get_their_message():
    with pytest.raises(StoreLabError, match="A policy is a dict"):
        play_store("opening", [1], 1)
    with pytest.raises(StoreLabError, match="'stock' has 3 values: give one number, or 12"):
        play_store("opening", {"stock": [1, 2, 3]}, 1)
    with pytest.raises(StoreLabError, match="No week has been played"):
        summary(Store("opening", 1))
    with pytest.raises(StoreLabError, match="12 weeks are still to be played"):
        score_store(Store("opening", 1))
