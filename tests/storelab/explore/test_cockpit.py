"""The cockpit plays the training shop by its buttons."""

import pytest

from storelab import explore
from storelab.store import LEVERS, MOVES, SEES, WEEKS, Store


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


def test_moving_a_lever_alone_changes_nothing_that_has_happened():
    panel = explore.store_cockpit("opening")
    panel.buttons["week"].click()
    picture = panel.picture.value
    panel.controls["media"].value = 9_000
    assert panel.picture.value == picture


def test_after_twelve_weeks_the_report_comes_and_no_week_more():
    panel = explore.store_cockpit("crisis", seed=3)
    for _ in range(WEEKS + 2):
        panel.buttons["week"].click()
    assert "Week 12 of 12" in panel.alt
    assert "Total 0 points" in panel.alt
    assert "Communication and teamwork 1/5" in panel.alt


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
    assert panel.alt.endswith("The platform holds an event next week.")
