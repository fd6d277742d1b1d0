"""The end report rates five competences, each by figures of its own."""

from pathlib import Path
from statistics import mean
from time import perf_counter

import pytest
import yaml

from storelab import use_language
from storelab.errors import StoreLabError
from storelab.glossary import terms
from storelab.store import (
    COMPETENCES,
    LEVERS,
    MOVES,
    REMARK,
    ROLES,
    SCENARIOS,
    Store,
    competences,
    counted,
    house,
    play,
    reference_policy,
    score_store,
)

SHOPS = range(50, 62)
SYLLABUS = Path(__file__).parents[3] / "course" / "syllabus.yml"
ALL = [(scenario, role) for scenario in SCENARIOS for role in ROLES]


def ratings(scenario, policy, seed, role="manager"):
    return {one.competence: one.rating for one in competences(play(scenario, policy, seed, role))}


def usual(scenario, policy, role="manager"):
    """Mean ratings over several shops: a single one may have bad luck."""
    shops = [ratings(scenario, policy, seed, role) for seed in SHOPS]
    return {name: mean(one[name] for one in shops) for name in COMPETENCES if shops[0][name] is not None}


def held(scenario, role="manager"):
    """The reference with each lever at its mean over the weeks."""
    means = {name: mean(values) for name, values in reference_policy(scenario, role).items()}
    return {name: round(value) if LEVERS[name].whole else value for name, value in means.items()}


def test_the_competences_are_those_of_the_certificate():
    known = yaml.safe_load(SYLLABUS.read_text(encoding="utf-8"))["assessment"]["competences"]
    assert tuple(one["id"] for one in known) == COMPETENCES
    for one in known:
        assert terms()[f"competence.{one['id']}"] == one["title"]


@pytest.mark.parametrize(("scenario", "role"), ALL)
def test_doing_nothing_is_a_1_throughout(scenario, role):
    for seed in SHOPS:
        rated = ratings(scenario, {}, seed, role)
        assert tuple(rated) == COMPETENCES
        assert {rating for rating in rated.values() if rating is not None} == {1}
        # Whoever sets by hand what the house does anyway has done nothing, too.
        habits = {name: value for name, value in house(scenario).items() if name in MOVES[role]}
        assert ratings(scenario, habits, seed, role) == rated


@pytest.mark.parametrize(("scenario", "role"), ALL)
def test_the_reference_is_rated_high(scenario, role):
    rated = usual(scenario, reference_policy(scenario, role), role)
    assert min(rating for name, rating in rated.items() if name != "analysis") > 4
    # In the crisis the head of service hires at once and changes little afterwards.
    assert rated["analysis"] > (2.5 if (scenario, role) == ("crisis", "service") else 3)


@pytest.mark.parametrize(("scenario", "role"), ALL)
def test_what_a_role_hardly_moves_is_said_and_not_rated(scenario, role):
    rated = {one.competence: one for one in competences(play(scenario, reference_policy(scenario, role), 50, role))}
    unrated = {name for name, one in rated.items() if one.rating is None}
    expected = {"knowledge"} if "price" not in MOVES[role] else set()
    if "service" not in counted(scenario, role):
        expected.add("communication")
    assert unrated == expected
    for name in unrated:
        assert rated[name].why.startswith("Not rated: it rests on")


def test_knowledge_is_low_where_orders_do_not_cover_their_costs():
    rated = usual("crisis", {**reference_policy("crisis"), "promotion": 0.1, "service": 10, "media": 0})
    assert rated["knowledge"] < 2
    assert min(rated["skill"], rated["innovation"], rated["communication"]) > rated["knowledge"] + 1


def test_skill_is_low_where_people_have_nothing_to_do():
    rated = usual("opening", {**reference_policy("opening"), "staff": 3})
    others = [rating for name, rating in rated.items() if name != "skill"]
    assert rated["skill"] < 2
    assert min(others) > 4


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_analysis_is_low_for_who_never_changes_a_lever_though_the_shop_does_well(scenario):
    rated = usual(scenario, held(scenario))
    assert rated["analysis"] == 1
    assert rated["knowledge"] > 3.5
    assert rated["skill"] > 2.5


def test_changes_without_a_reason_are_no_analysis():
    restless = {"price": [0.9, 1.1] * 6, "media": [0, 3_000] * 6, "stock": [1, 6] * 6, "service": [0, 10] * 6}
    assert {ratings("promotion", restless, seed)["analysis"] for seed in range(1, 6)} == {1}


def test_innovation_is_low_for_one_lever_well_moved_and_for_departures_that_cost():
    stock = usual("opening", {"stock": reference_policy("opening")["stock"]})
    assert stock["innovation"] <= 2.5 < stock["skill"]
    assert stock["analysis"] > 4
    assert usual("opening", {"promotion": 0.2, "media": 6_000})["innovation"] == 1


@pytest.mark.parametrize("seed", SHOPS)
def test_no_departure_brings_more_than_the_whole_plan(seed):
    policy = {**reference_policy("promotion"), "media": 12_000}
    store = play("promotion", policy, seed)
    if score_store(store)["total"] <= 0:
        assert ratings("promotion", policy, seed)["innovation"] == 1


def test_communication_is_low_where_service_gets_nothing_though_the_rest_holds():
    rated = usual("opening", {**reference_policy("opening"), "staff": 1, "service": 0})
    assert rated["communication"] == 1
    assert min(rating for name, rating in rated.items() if name != "communication") > 2.5


def test_selling_below_cost_and_an_empty_shop_are_no_knowledge():
    for policy in ({"promotion": [0.5] * 6 + [0.0] * 6}, {"stock": 0, "media": 0, "price": 1.2}):
        assert usual("opening", policy)["knowledge"] == 1


def test_the_why_names_the_figures():
    store = play("crisis", reference_policy("crisis"), 3)
    why = {one.competence: one.why for one in competences(store)}
    points = score_store(store)
    assert f"Profit {points['profit']:.0f} points" in why["skill"]
    assert f"{points['service']:.0f} points" in why["communication"]
    orders = sum(week["orders"] + week["lost_orders"] for week in store.weeks)
    rules = store.rules
    left = sum(week["sales"] * (1 - rules.commission) for week in store.weeks) - sum(
        week["orders"]
        * (rules.unit_cost * (1 - 0.6 * rules.returns) + rules.freight + store.decisions[place]["service"])
        for place, week in enumerate(store.weeks)
    )
    alone = play("crisis", {}, 3)
    orders = max(orders, sum(week["orders"] + week["lost_orders"] for week in alone.weeks))
    assert f"wanted {left / orders:.1f} yuan were left" in why["knowledge"]


def test_the_report_speaks_chinese():
    use_language("zh")
    try:
        rated = competences(play("opening", {"stock": 4}, 2))
        assert rated[1].why.startswith("利润")
        assert "备货" in rated[3].why
    finally:
        use_language("en")
    assert "不是给人下结论" in REMARK["zh"]


def test_the_report_comes_at_once():
    store = play("promotion", reference_policy("promotion"), 77)
    competences(store)  # what a hundred points are is computed once
    begun = perf_counter()
    competences(store)
    assert perf_counter() - begun < 0.3


def test_an_unfinished_shop_has_no_report():
    with pytest.raises(StoreLabError, match="12 weeks are still to be played"):
        competences(Store("opening", 2))
