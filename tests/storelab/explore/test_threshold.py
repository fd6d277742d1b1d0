"""The threshold board: outcomes worked by hand, the cheapest threshold, and what the widget shows."""

from base64 import b64decode

import numpy as np
import pytest

from storelab import explore, metrics
from storelab.errors import StoreLabError

LABELS = [True, True, False, False, True, False]
SCORES = [0.9, 0.6, 0.6, 0.3, 0.2, 0.7]
PEOPLE = ["a", "b", "c", "c", "d", "c"]


def test_one_threshold_by_hand():
    # From 0.6 on: 0.9 and 0.6 are caught, 0.6 and 0.7 are honest and of one person, 0.2 is missed.
    found = explore.threshold_outcome(LABELS, SCORES, 0.6, 100, 30, PEOPLE)
    assert found == explore.Flags(caught=2, wrong=2, missed=1, left=1, people=1, cost=230.0)
    nobody = explore.threshold_outcome(LABELS, SCORES, 1.01, 100, 30)
    assert (nobody.caught, nobody.wrong, nobody.cost) == (0, 0, 90.0)
    everybody = explore.threshold_outcome(LABELS, SCORES, 0, 100, 30)
    assert (everybody.missed, everybody.wrong, everybody.people) == (0, 3, 3)


def test_the_grid_agrees_with_single_thresholds_and_the_library():
    rng = np.random.default_rng(3)
    labels = rng.random(300) < 0.2
    scores = np.round(np.clip(rng.normal(0.3 + 0.35 * labels, 0.15), 0, 1), 2)
    grid, cost = explore.threshold_costs(labels, scores, 40, 90)
    for place in range(0, len(grid), 7):
        assert cost[place] == explore.threshold_outcome(labels, scores, grid[place], 40, 90).cost
    best = metrics.choose_threshold(labels, scores, 40, 90)
    assert cost.min() == explore.threshold_outcome(labels, scores, best, 40, 90).cost


def test_dearer_mistakes_move_the_cheapest_threshold_up():
    rng = np.random.default_rng(5)
    labels = rng.random(400) < 0.3
    scores = np.clip(rng.normal(0.35 + 0.25 * labels, 0.15), 0, 1)
    cheapest = []
    for price in (20, 100, 500):
        grid, cost = explore.threshold_costs(labels, scores, price, 100)
        cheapest.append(grid[np.argmin(cost)])
    assert cheapest == sorted(cheapest)
    assert cheapest[-1] > cheapest[0] + 0.2


def test_moving_a_control_moves_the_picture_and_the_words():
    panel = explore.threshold_board(LABELS, SCORES, PEOPLE)
    assert "From 0.50 on: 2 fakes caught, 1 missed; 2 honest ones flagged (people behind them: 1)" in panel.alt
    before = panel.picture.value
    panel.controls["threshold"].value = 0.8
    assert "0 honest ones flagged" in panel.alt
    assert panel.picture.value != before
    panel.controls["cost_fn"].value = 500
    assert "1,000" in panel.alt
    assert panel.picture.tooltip == panel.alt


def test_in_chinese(chinese):
    panel = explore.threshold_board(LABELS, SCORES)
    assert "误伤真实的 2 条" in panel.alt
    assert panel.controls["threshold"].description == "阈值"
    assert "先猜一猜" in panel.children[0].value


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"labels": []}, "no cases"),
        ({"scores": [0.1]}, "equal length"),
        ({"scores": [0.1, 2, 0, 0, 0, 0]}, "between 0 and 1"),
        ({"cost_fp": -1}, "cost_fp is -1"),
        ({"people": ["a"]}, "equal length"),
        ({"threshold": 1.5}, "threshold is 1.5"),
    ],
)
def test_numbers_out_of_range_are_named(wrong, message):
    with pytest.raises(StoreLabError, match=message):
        explore.threshold_board(**{"labels": LABELS, "scores": SCORES, **wrong})


def test_a_page_without_a_kernel_shows_the_first_state():
    data, metadata = explore.threshold_board(LABELS, SCORES)._repr_mimebundle_()
    assert b64decode(data["image/png"]).startswith(b"\x89PNG")
    assert "threshold" in metadata["image/png"]["alt"]
