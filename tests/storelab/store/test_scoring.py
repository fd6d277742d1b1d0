"""Points: nothing is 0, the reference 100, no lever wins alone, and who games one figure pays with another."""

from itertools import product

import numpy as np
import pytest

from storelab.errors import StoreLabError
from storelab.store import (
    LEVERS,
    MOVES,
    ROLES,
    SCENARIOS,
    WEEKS,
    WEIGHTS,
    Store,
    house,
    play,
    play_store,
    reference_policy,
    score_policy,
    score_store,
    summary,
)

# What is worth it in the exercise; no lever of a manager comes to it, whichever its path over the weeks.
WORTH_IT = 50
# Of two or three levers one weighs more.
ENOUGH = {"manager": WORTH_IT, "specialist": 60, "service": 60}
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
def test_no_single_lever_of_a_manager_wins(scenario, lever):
    low, high = LEVERS[lever].low, LEVERS[lever].high
    tried = range(int(low), int(high) + 1) if LEVERS[lever].whole else np.linspace(low, high, 13)
    assert max(score_policy(scenario, {lever: value})["total"] for value in tried) < WORTH_IT


@pytest.mark.parametrize("scenario", SCENARIOS)
@pytest.mark.parametrize(("role", "lever"), [(role, lever) for role in ROLES for lever in MOVES[role]])
def test_no_single_lever_wins_when_it_is_moved_week_by_week(scenario, role, lever):
    path = best_path(scenario, role, lever, seeds=range(1, 9))
    assert score_policy(scenario, {lever: path}, role)["total"] < ENOUGH[role]


def best_path(scenario, role, lever, seeds):
    """The best of a lever: held, changed once, then bettered week by week until nothing gains."""
    values = TRIED[lever]

    def points(path):
        return score_policy(scenario, {lever: path}, role, seeds)["total"]

    once = [[a] * week + [b] * (WEEKS - week) for a, b, week in product(values, values, (4, 6, 8))]
    path = max([[house(scenario)[lever]] * WEEKS, *once], key=points)
    found, before = points(path), -np.inf
    while found > before:
        before = found
        for week in range(WEEKS):
            path = max(([*path[:week], value, *path[week + 1 :]] for value in (path[week], *values)), key=points)
        found = points(path)
    return path


TRIED = {
    "price": (0.95, 1.05, 1.1, 1.2), "stock": (1, 2.5, 4, 6), "media": (0, 500, 1_500, 3_000), "promotion": (0, 0.05, 0.1, 0.2),
    "staff": (1, 2, 3, 5), "service": (0, 3, 7, 10),
}  # fmt: skip


@pytest.mark.parametrize("scenario", SCENARIOS)
@pytest.mark.parametrize("role", ROLES)
def test_the_reference_of_every_role_is_100_and_nothing_is_more(scenario, role):
    assert score_policy(scenario, reference_policy(scenario, role), role)["total"] == pytest.approx(100)
    assert score_policy(scenario, {}, role)["total"] == pytest.approx(0)


def test_joining_the_campaign_well_beats_staying_out_of_it():
    reference = reference_policy("promotion")
    for seeds in (range(1, 21), OTHER_SEEDS):
        joined, apart = (
            np.mean([play_store("promotion", policy, seed)["profit"] for seed in seeds])
            for policy in (reference, {**reference, "promotion": 0, "stock": 3, "staff": [2] * 12})
        )
        assert joined > apart


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_the_end_cannot_be_milked(scenario):
    reference = reference_policy(scenario)
    milked = {**reference, "service": [*reference["service"][:9], 0, 0, 0], "media": [*reference["media"][:9], 0, 0, 0]}
    milked["staff"] = [*reference["staff"][:9], 1, 1, 1]
    assert score_policy(scenario, milked)["total"] < 97


def test_one_ruined_figure_holds_the_total_down():
    points = score_policy("promotion", {"stock": [3] * 4 + [2.5] * 8})
    assert points["total"] <= min(points[name] for name in WEIGHTS) + 25


@pytest.mark.parametrize("scenario", SCENARIOS)
@pytest.mark.parametrize(
    ("gamed", "policy"),
    [
        ("service", {"staff": 6, "service": 10}),
        ("safety", {"staff": 1, "service": 0, "price": 1.2}),
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
    weeks = sum(week["profit"] for week in store.weeks)
    assert found["profit"] == pytest.approx(weeks - left * 36 * 0.4 + store.goodwill)
    assert 0 < store.goodwill < weeks + 50_000
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
