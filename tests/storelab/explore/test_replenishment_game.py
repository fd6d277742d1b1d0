"""The replenishment game: its years by hand, beside the library's own play, and what its pictures say."""

from base64 import b64decode

import numpy as np
import pytest

from storelab import explore
from storelab.errors import StoreLabError
from storelab.explore.replenishment import Game, draw_years, play_policy, policy_levels
from storelab.metrics import lead_time_demand, safety_stock, simulate_policy

STEADY = Game(demand=10.0, sd_demand=4.0, lead=5.0, sd_lead=0.0)


def picture(panel):
    top, left, right = panel._sheet._figure.axes
    return top, [bar.get_width() for bar in left.patches], right


def test_levels_by_hand():
    # Seven days of lead time and one evening: 10 * 8 + z * sqrt(8 * 9 + 100 * 4), z = 1.6449, root 21.726.
    game = Game(demand=10.0, sd_demand=3.0, lead=7.0, sd_lead=2.0)
    assert policy_levels(game, "s,Q", 0.95, 1) == (pytest.approx(80 + 1.644854 * 21.725561), 70.0)
    # Fourteen evenings between looks: 10 * 21 + z * sqrt(21 * 9 + 400); the mixed rule orders a week's lot beyond it.
    level = 210 + 1.644854 * np.sqrt(589)
    assert policy_levels(game, "R,S", 0.95, 14) == (pytest.approx(level), pytest.approx(level))
    assert policy_levels(game, "R,s,S", 0.95, 14) == (pytest.approx(level), pytest.approx(level + 70))


def test_safety_stock_is_that_of_the_library():
    game = Game()
    point, _ = policy_levels(game, "s,Q", 0.98, 1)
    given = (game.demand, game.sd_demand, game.lead + 1, game.sd_lead)
    assert point == pytest.approx(lead_time_demand(*given)["mean"] + safety_stock(*given, 0.98))


@pytest.mark.parametrize(("policy", "review"), [("s,Q", 1), ("R,S", 7), ("R,S", 3)])
def test_the_play_is_that_of_the_library(policy, review):
    demand, leads = draw_years(STEADY, runs=3)
    levels = [policy_levels(STEADY, policy, service, review) for service in (0.6, 0.9, 0.99)]
    played = play_policy(demand, leads, policy, levels, review)
    for place, (point, second) in enumerate(levels):
        params = {"point": point, "quantity": second} if policy == "s,Q" else {"review": review, "level": second}
        years = simulate_policy(demand, policy, params, 5)
        np.testing.assert_allclose(played["lost"][place], years["lost"])
        np.testing.assert_allclose(played["mean_stock"][place], years["mean_stock"])
        np.testing.assert_allclose(played["orders"][place], years["orders"])


def test_the_mixed_rule_waits_for_the_point():
    # Level 12, point 5, a look every second evening from the first on, lead time 1: ordered when 12 - 9 = 3 are left.
    demand = np.array([[4.0, 3.0, 2.0, 5.0, 1.0, 0.0]])
    played = play_policy(demand, np.ones((1, 6), dtype=int), "R,s,S", [(5.0, 12.0)], 2)
    # Evenings 8, 5, 3 (3 <= 5: order 9, there on day 5), 0 (two lost), 8 (no order), 8.
    assert played["evenings"].tolist() == [8, 5, 3, 0, 8, 8]
    assert (played["orders"][0, 0], played["lost"][0, 0]) == (1, 2)


def test_the_cheapest_level_is_not_the_highest():
    for policy in ("s,Q", "R,S", "R,s,S"):
        curve = explore.replenishment_costs(Game(), policy)
        assert 0.85 < curve["cost"].idxmin() < 0.999
        assert (curve["lost_cost"].diff().dropna() <= 0).all()
        assert (curve["holding_cost"].diff().dropna() > 0).all()
        parts = curve[["holding_cost", "ordering_cost", "lost_cost"]].sum(axis=1)
        np.testing.assert_allclose(parts, curve["cost"])


def test_dear_stock_moves_the_valley_down():
    cheap = explore.replenishment_costs(Game(), "R,S")["cost"].idxmin()
    dear = explore.replenishment_costs(Game(holding_rate=4.0), "R,S")["cost"].idxmin()
    assert dear < cheap


def test_same_seed_same_years():
    first, second = draw_years(Game()), draw_years(Game())
    np.testing.assert_array_equal(first[0], second[0])
    np.testing.assert_array_equal(first[1], second[1])
    demand, leads = first
    assert demand.mean() == pytest.approx(9.0, rel=0.03)
    assert demand.std() == pytest.approx(4.3, rel=0.05)
    assert leads.mean() == pytest.approx(6.0, abs=0.2)


def test_words_and_picture_follow_the_controls():
    panel = explore.replenishment_game()
    curve = explore.replenishment_costs(Game(), "R,S")
    assert "A service level of 90.0%" in panel.alt
    assert f"{100 * curve['cost'].idxmin():g}% is cheapest" in panel.alt
    _, bill, right = picture(panel)
    assert bill == pytest.approx(curve.loc[0.90, ["holding_cost", "ordering_cost", "lost_cost"]].tolist())
    before = panel.picture.value
    panel.controls["service"].value = 99.9
    panel.controls["policy"].value = "s,Q"
    assert panel.picture.value != before
    assert panel.picture.tooltip == panel.alt
    _, bill, right = picture(panel)
    dot = right.get_lines()[-1]
    assert dot.get_ydata()[0] == pytest.approx(sum(bill))


def test_in_chinese(chinese):
    panel = explore.replenishment_game()
    assert panel.alt.startswith("一年的库存，和它的账单：服务水平 90.0%：想买的买到了")
    assert panel.controls["policy"].description == "补货策略"
    assert "先猜一猜" in panel.children[0].value


def test_a_page_without_a_kernel_shows_the_first_state():
    data, metadata = explore.replenishment_game()._repr_mimebundle_()
    assert b64decode(data["image/png"]).startswith(b"\x89PNG")
    assert metadata["image/png"]["alt"].startswith("A year of stock")


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"policy": "Q,s"}, "policy is 'Q,s'; it should be one of s,Q, R,S, R,s,S"),
        ({"service": 1.0}, "service is 1.0"),
        ({"service": 0.2}, "service is 0.2"),
        ({"review": 0}, "review 0"),
    ],
)
def test_wrong_numbers_are_named(wrong, message):
    with pytest.raises(StoreLabError, match=message):
        explore.replenishment_game(**wrong)


@pytest.mark.parametrize("policy", ["s,Q", "R,S", "R,s,S"])
@pytest.mark.parametrize(("service", "review"), [(50, 1), (99.9, 28), (80, 14)])
def test_nothing_leaves_the_picture(policy, service, review):
    panel = explore.replenishment_game()
    panel.controls["policy"].value = policy
    panel.controls["service"].value = service
    panel.controls["review"].value = review
    top, bill, right = picture(panel)
    for ax in (top, right):
        low, high = ax.get_ylim()
        for line in ax.get_lines():
            assert all(low <= value <= high for value in line.get_ydata())
    assert max(bill) < panel._sheet._figure.axes[1].get_xlim()[1]
