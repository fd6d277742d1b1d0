"""The cockpit plays the training shop by its buttons."""

import pytest

from storelab import explore
from storelab.glossary import terms
from storelab.store import COMPETENCES, LEVERS, MOVES, REMARK, SEES, WEEKS, Store


@pytest.mark.parametrize("role", MOVES)
def test_a_week_is_played_by_the_levers_in_sight(role):
    panel = explore.store_cockpit("promotion", role, 5)
    shown = {name for name in LEVERS if panel.controls[name].layout.display != "none"}
    assert shown == set(MOVES[role])
    first, before = panel.picture.value, panel.alt
    if "price" in shown:
        panel.controls["price"].value = 90
        panel.controls["promotion"].value = 15
    panel.buttons["week"].click()
    store = Store("promotion", 5, role)
    store.step({"price": 0.9, "promotion": 0.15} if "price" in shown else {})
    seen = store.view()
    assert f"{seen['orders'] if 'lost_orders' in SEES[role] else seen['tickets']:.0f}" in panel.alt
    assert panel.picture.value != first
    assert panel.alt != before


def test_moving_a_lever_shows_the_plan_and_changes_nothing_that_has_happened():
    panel = explore.store_cockpit("opening")
    panel.buttons["week"].click()
    picture, past = panel.picture.value, panel.alt.split(" Set for week 2")[0]
    assert "Advertising (yuan a week) 1000" in panel.alt
    panel.controls["media"].value = 9_000
    assert panel.picture.value != picture
    assert panel.alt.split(" Set for week 2")[0] == past
    assert "Advertising (yuan a week) 9000" in panel.alt


def test_the_first_lever_answers_to_one_step_of_an_arrow_key():
    panel = explore.store_cockpit("promotion")
    picture, told = panel.picture.value, panel.alt
    panel.controls["price"].value += panel.controls["price"].step
    assert panel.picture.value != picture
    assert panel.alt != told
    assert panel.controls["price"].value < panel.controls["price"].max


def test_other_roles_levers_leave_no_ring():
    panel = explore.store_cockpit("crisis", "service")
    picture = panel.picture.value
    panel.controls["price"].value = 120
    assert panel.picture.value == picture
    assert "Price" not in panel.alt


def test_after_twelve_weeks_the_report_comes_and_no_week_more():
    panel = explore.store_cockpit("crisis", seed=3)
    for _ in range(WEEKS + 2):
        panel.buttons["week"].click()
    assert "Week 12 of 12" in panel.alt
    assert "Total 0 points" in panel.alt
    for competence in COMPETENCES:
        assert f"{terms()[f'competence.{competence}']['en']} 1/5: " in panel.alt
    assert panel.alt.rstrip().endswith(REMARK["en"])


def test_the_report_leaves_out_what_the_role_does_not_move():
    panel = explore.store_cockpit("crisis", "service", 3)
    for _ in range(WEEKS):
        panel.buttons["week"].click()
    assert "Professional knowledge: Not rated" in panel.alt
    assert "Communication and teamwork 1/5: " in panel.alt


def test_another_role_or_scenario_or_a_new_shop_begins_anew():
    panel = explore.store_cockpit("opening", seed=3)
    panel.buttons["week"].click()
    told = panel.alt
    panel.controls["role"].value = "service"
    assert "Week 1 of 12 lies ahead" in panel.alt
    panel.controls["role"].value = "manager"
    panel.buttons["new"].click()
    panel.buttons["week"].click()
    # The next seed is another shop.
    assert "Week 1 of 12" in panel.alt
    assert panel.alt != told


def test_the_event_is_told_the_week_before():
    panel = explore.store_cockpit("promotion")
    for _ in range(4):
        panel.buttons["week"].click()
    assert "The platform holds an event next week." in panel.alt
