"""The peeking simulator: stopping rules on paths worked by hand, and what the widget shows."""

import time
from base64 import b64decode

import numpy as np
import pytest

from storelab import explore, metrics
from storelab.errors import StoreLabError
from storelab.explore.peeking import RULES, _limits, _stopped


def test_rules_by_hand():
    # Three trials of three days; the line is 2 on each day, then only on the last.
    paths = np.array([[2.5, 0.0, 0.0], [0.0, -2.1, 3.0], [0.5, 1.0, 1.5]])
    daily = _stopped(paths, np.full(3, 2.0))
    # The first stops ahead on day 1, the second behind on day 2, the third never: (1 + 2 + 3) / 3 days.
    assert daily.wins == pytest.approx([1 / 3, 1 / 3, 1 / 3])
    assert daily.losses == pytest.approx([0, 1 / 3, 1 / 3])
    assert daily.mean_days == pytest.approx(2)
    end = _stopped(paths, np.array([np.inf, np.inf, 2.0]))
    assert end.wins == pytest.approx([0, 0, 1 / 3])
    assert end.losses == pytest.approx([0, 0, 0])
    assert end.mean_days == 3


def test_when_each_rule_looks():
    looked = {rule: np.flatnonzero(np.isfinite(_limits(rule, 21))) + 1 for rule in RULES}
    assert len(looked["daily"]) == 21
    assert looked["weekly"].tolist() == looked["boundary"].tolist() == [7, 14, 21]
    assert looked["end"].tolist() == [21]
    boundary = np.array(_limits("boundary", 21))[[6, 13, 20]]
    assert boundary == pytest.approx(metrics.alpha_spending_boundary(3)["z"].to_numpy())


def test_outcomes_agree_with_the_library():
    ours = explore.peeking_outcomes(0.1, 0.08, 1300, 28, tests=400, seed=3)
    theirs = metrics.compare_stopping_rules(0.1, 0.008, 650, looks=28, tests=400, seed=3).set_index("rule")
    for mine, name in (("daily", "peeking"), ("end", "fixed")):
        assert ours[mine].wins[-1] == pytest.approx(theirs.loc[name, "wins"])
        assert ours[mine].mean_days == pytest.approx(theirs.loc[name, "mean_looks"])


def test_peeking_multiplies_false_wins_and_a_real_effect_ends_sooner():
    nothing = explore.peeking_outcomes(0.105, 0.0, 1280, 28)
    false = {rule: outcome.wins[-1] + outcome.losses[-1] for rule, outcome in nothing.items()}
    assert false["daily"] > 0.2 > false["weekly"] > 1.5 * false["end"]
    assert max(false["end"], false["boundary"]) < 0.08
    real = explore.peeking_outcomes(0.105, 0.1, 1280, 28)
    assert real["daily"].mean_days < real["boundary"].mean_days < real["end"].mean_days == 28
    assert real["boundary"].wins[-1] > real["end"].wins[-1] - 0.06


def test_moving_a_control_moves_the_picture_and_the_words():
    panel = explore.peeking_simulator(rate=0.105, daily=1280)
    assert panel.alt.startswith(
        "What 500 trials say, by stopping rule: No true effect, rule “stop at the first good day”"
    )
    before = panel.picture.value
    panel.controls["rule"].value = "end"
    wins = panel._sheet._figure.axes[0].get_lines()[1]
    assert wins.get_ydata()[-2] == 0 < wins.get_ydata()[-1]
    assert panel.picture.value != before
    panel.controls["lift"].value = 10
    assert "True effect 10.0%" in panel.alt
    panel.controls["days"].value = 56
    assert panel._sheet._figure.axes[0].get_lines()[1].get_xdata()[-1] == 56
    assert panel.picture.tooltip == panel.alt


def test_in_chinese(chinese):
    panel = explore.peeking_simulator(rate=0.105, daily=1280)
    assert "本来没有作用" in panel.alt
    assert panel.controls["rule"].description == "什么时候停"
    assert "先猜一猜" in panel.children[0].value


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"lift": 0.5}, "lift is 0.5"),
        ({"days": 20}, "whole weeks"),
        ({"daily": 1}, "daily is 1"),
        ({"rate": 0}, "rate is 0"),
    ],
)
def test_numbers_out_of_range_are_named(wrong, message):
    with pytest.raises(StoreLabError, match=message):
        explore.peeking_simulator(**wrong)


def test_a_page_without_a_kernel_shows_the_first_state():
    data, metadata = explore.peeking_simulator()._repr_mimebundle_()
    assert b64decode(data["image/png"]).startswith(b"\x89PNG")
    assert "500 trials" in metadata["image/png"]["alt"]


def test_a_redraw_is_quick():
    panel = explore.peeking_simulator()
    panel.controls["days"].value = 56
    taken = []
    for lift in (1, 2, 3, 4, 5):
        start = time.process_time()
        panel.controls["lift"].value = lift
        taken.append(time.process_time() - start)
    assert sorted(taken)[2] < 0.15
