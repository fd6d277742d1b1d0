"""The speed-cost frontier: what it shows for numbers worked by hand."""

from base64 import b64decode
from time import perf_counter

import numpy as np
import pandas as pd
import pytest

from storelab import explore
from storelab.errors import StoreLabError

DAYS = {("near", "slow"): [2.0] * 10, ("near", "fast"): [1.0] * 10, ("far", "slow"): [4.0] * 6 + [8.0] * 4,
        ("far", "fast"): [3.0] * 10}  # fmt: skip
PARCELS = pd.DataFrame(
    [(region, carrier, day) for (region, carrier), days in DAYS.items() for day in days],
    columns=["region", "carrier", "days"],
)
COSTS = pd.DataFrame({"slow": [3.0, 5.0], "fast": [8.0, 12.0]}, index=["near", "far"])


def outcome(near: float, far: float) -> pd.Series:
    shares = np.array([[[1 - near, near], [1 - far, far]]])
    return explore.mix_outcome(PARCELS, COSTS, shares, promise_days=5, stars=(4.5, 2.5)).iloc[0]


def test_a_mix_by_hand():
    # All slow: (3 + 5) / 2 yuan; 40 % of half of the parcels are late: 0.2; stars 4.5 - 2 * 0.2.
    slow = outcome(0, 0)
    assert slow[["cost", "late_share", "stars"]].tolist() == pytest.approx([4.0, 0.2, 4.1])
    # Nine in ten: half at 2 days, 0.3 at 4, 0.2 at 8.
    assert slow["p90_days"] == pytest.approx(8.0)
    # A quarter of the far parcels by the fast one: late 0.5 * 0.75 * 0.4 = 0.15; cost (3 + 0.75 * 5 + 0.25 * 12) / 2.
    assert outcome(0, 0.25)[["cost", "late_share"]].tolist() == pytest.approx([4.875, 0.15])
    # Half of them: 0.1 late, so nine in ten come within 4 days.
    assert outcome(0, 0.5)["p90_days"] == pytest.approx(4.0)


def test_speed_where_nobody_is_late_buys_no_stars():
    near, far = outcome(1, 0), outcome(0, 1)
    assert near["stars"] == outcome(0, 0)["stars"]
    assert far["stars"] == pytest.approx(4.5)
    assert near["cost"] > outcome(0, 0)["cost"]


def panel(**options):
    return explore.speed_cost_frontier(PARCELS, COSTS, **({"stars": (4.5, 2.5)} | options))


def test_words_and_what_beats_a_mix():
    shown = panel()
    assert shown.controls["near_fast"].value == 50
    shown.controls["near_fast"].value, shown.controls["far_fast"].value = 100, 0
    assert "An order costs ¥6.50; nine in ten customers have it within 8.0 days, 20.0% wait longer" in shown.alt
    # All slow is as slow at its slow end, has the same stars, and costs 4 yuan.
    assert "saves ¥2.50 an order" in shown.alt
    shown.controls["near_fast"].value = 0
    assert "No mix of the picture is as fast" in shown.alt
    assert shown.picture.tooltip == shown.alt


def test_in_chinese(chinese):
    shown = panel()
    assert "先猜一猜" in shown.children[0].value
    assert "九成客人" in shown.alt


def test_the_dot_moves_in_both_pictures():
    shown = panel()
    shown.controls["near_fast"].value, shown.controls["far_fast"].value = 0, 100
    left, right = shown._sheet._figure.axes
    assert left.get_lines()[-1].get_xydata()[0] == pytest.approx([7.5, 3.0])
    assert right.get_lines()[-1].get_ydata()[0] == pytest.approx(4.5)


def test_asking_for_more_than_all_is_scaled_down():
    three = PARCELS[PARCELS["carrier"] == "fast"].assign(carrier="third")
    shown = explore.speed_cost_frontier(pd.concat([PARCELS, three]), COSTS.assign(third=[20.0, 20.0]))
    for name in ("near_fast", "near_third", "far_fast", "far_third"):
        shown.controls[name].value = 100
    # Half each: near 14, far 16 yuan; in the table both regions have 30 parcels.
    assert "An order costs ¥15" in shown.alt


def test_a_frontier_line_only_improves():
    left, right = panel()._sheet._figure.axes
    for ax, sign in ((left, -1), (right, 1)):
        line = ax.get_lines()[1]
        assert (np.diff(line.get_xdata()) > 0).all()
        assert (sign * np.diff(line.get_ydata()) > 0).all()


def test_a_page_without_a_kernel_shows_the_first_state():
    data, metadata = panel()._repr_mimebundle_()
    assert b64decode(data["image/png"]).startswith(b"\x89PNG")
    assert metadata["image/png"]["alt"] == panel().alt


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: explore.speed_cost_frontier(PARCELS.drop(columns="days"), COSTS), "no column 'days'"),
        (lambda: explore.speed_cost_frontier(PARCELS, COSTS.assign(third=1.0)), "none of carrier 'third'"),
        (lambda: explore.mix_outcome(PARCELS, COSTS, np.full((1, 2, 2), 0.4)), "must be 1 together"),
        (lambda: explore.mix_outcome(PARCELS, COSTS, np.full((2, 2), 0.5)), "has the shape"),
    ],
)
def test_wrong_input_is_named(call, message):
    with pytest.raises(StoreLabError, match=message):
        call()


def test_a_redraw_is_quick():
    rng = np.random.default_rng(9)
    many = PARCELS.sample(6_000, replace=True, random_state=9).assign(days=rng.gamma(4, 1, 6_000))
    shown = explore.speed_cost_frontier(many, COSTS)
    times = []
    for value in range(0, 100, 5):
        start = perf_counter()
        shown.controls["far_fast"].value = value
        times.append(perf_counter() - start)
    assert np.median(times) < 0.15
