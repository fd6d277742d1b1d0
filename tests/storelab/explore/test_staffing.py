"""The staffing simulator: hours by hand and beside the formulas, the cliff, and what its pictures say."""

from base64 import b64decode

import numpy as np
import pandas as pd
import pytest

from storelab import explore
from storelab.errors import StoreLabError
from storelab.explore.staffing import LONGEST
from storelab.metrics import mean_wait, waiting_probability

HOURS = pd.Index([20, 21, 22], name="hour")
ARRIVALS = pd.Series([6.0, 12.0, 15.0], index=HOURS)
PEOPLE = pd.Series([1, 2, 2], index=HOURS)


def picture(panel):
    left, right = panel._sheet._figure.axes
    return [bar.get_height() for bar in left.patches], right


def test_an_hour_by_hand():
    # One person, 6 contacts of 5 minutes: load 0.5, everybody waits with chance 0.5, 0.5 * 300 / (1 - 0.5) seconds.
    day = explore.staffing_day(ARRIVALS, PEOPLE, aht_min=5.0, hourly_wage=30.0, csat=(0.9, 0.1))
    assert day.loc[20, "occupancy"] == pytest.approx(0.5)
    assert day.loc[20, "wait_s"] == pytest.approx(300.0)
    assert day.loc[20, "csat"] == pytest.approx(0.9 - 0.1 * np.log(6))
    assert day["cost"].tolist() == [30.0, 60.0, 60.0]
    assert day.loc[21, "wait_s"] == pytest.approx(mean_wait(12, 5, 2))


def test_near_full_load_a_little_more_work_is_much_more_waiting():
    loads = pd.Series([4.0, 6.0, 8.0, 9.0, 9.5], index=range(5))
    waits = explore.staffing_day(loads, pd.Series(1, index=range(5)), aht_min=6.0)["wait_s"]
    assert waits.is_monotonic_increasing
    assert waits[4] / waits[3] > 2 > loads[4] / loads[3]
    assert waiting_probability(9.5, 6.0, 1) == pytest.approx(0.95)


def test_more_work_than_people_has_no_end_and_a_bot_relieves():
    day = explore.staffing_day(ARRIVALS, PEOPLE, aht_min=9.0)
    assert np.isinf(day.loc[22, "wait_s"])
    assert day.loc[22, "csat"] == pytest.approx(0.84 - 0.05 * np.log1p(LONGEST))
    helped = explore.staffing_day(ARRIVALS, PEOPLE, aht_min=9.0, bot_share=0.3)
    assert np.isfinite(helped.loc[22, "wait_s"])
    assert helped.loc[22, "contacts"] == pytest.approx(10.5)


def test_nobody_at_work():
    day = explore.staffing_day(pd.Series([3.0, 0.0]), pd.Series([0, 0]))
    assert np.isinf(day.loc[0, "wait_s"])
    assert day.loc[1, ["occupancy", "wait_s", "cost"]].tolist() == [0.0, 0.0, 0.0]


def test_the_surprise_a_third_person_at_night_takes_most_of_the_wait():
    panel = explore.staffing_simulator()
    before = picture(panel)[0][-2]
    panel.controls["night"].value = 3
    assert picture(panel)[0][-2] < before / 5
    panel.controls["night"].value = 2
    panel.controls["aht"].value = 6.8
    assert picture(panel)[0][-2] > 1.3 * before
    panel.controls["bot"].value = 20
    assert picture(panel)[0][-2] < before / 1.5


def test_words_and_picture_follow_the_controls():
    panel = explore.staffing_simulator(ARRIVALS, PEOPLE, aht_min=5.0)
    day = explore.staffing_day(ARRIVALS, PEOPLE, aht_min=5.0)
    heights, right = picture(panel)
    assert heights == pytest.approx((day["wait_s"] / 60).tolist())
    dot = right.get_lines()[-1]
    assert dot.get_xdata()[0] == pytest.approx(day.loc[22, "occupancy"])
    assert "At 22 o'clock the people are busy 62.5% of the time" in panel.alt
    content = (day["csat"] * day["contacts"]).sum() / day["contacts"].sum()
    assert f"predicted CSAT {100 * content:.1f}%" in panel.alt
    panel.controls["aht"].value = 10.0
    assert "the line only grows" in panel.alt
    assert panel.picture.tooltip == panel.alt
    assert max(picture(panel)[0]) == LONGEST


def test_the_day_slider_moves_the_other_hours_only():
    panel = explore.staffing_simulator(ARRIVALS, PEOPLE, aht_min=5.0)
    before = picture(panel)[0]
    panel.controls["day"].value = 1
    after = picture(panel)[0]
    assert after[0] < before[0]
    assert after[2] == before[2]
    panel.controls["day"].value = -2  # one person stays
    assert picture(panel)[0][0] == pytest.approx(before[0])


def test_in_chinese(chinese):
    panel = explore.staffing_simulator()
    assert panel.alt.startswith("人手、等待和悬崖：22 点，人有")
    assert panel.controls["night"].description == "22 点起几个人"
    assert "先猜一猜" in panel.children[0].value


def test_a_page_without_a_kernel_shows_the_first_state():
    data, metadata = explore.staffing_simulator()._repr_mimebundle_()
    assert b64decode(data["image/png"]).startswith(b"\x89PNG")
    assert metadata["image/png"]["alt"].startswith("People, waiting and the cliff")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"agents": PEOPLE.iloc[::-1]}, "the same hours"),
        ({"bot_share": 1.0}, "bot_share should be from 0 to below 1"),
        ({"agents": PEOPLE + 0.5}, "agents must be a whole number"),
        ({"aht_min": -1.0}, "aht_min"),
    ],
)
def test_wrong_numbers_are_named(change, message):
    with pytest.raises(StoreLabError, match=message):
        explore.staffing_day(**{"arrivals": ARRIVALS, "agents": PEOPLE, **change})


def test_a_night_needs_hours_on_both_sides():
    with pytest.raises(StoreLabError, match="night_from is 23"):
        explore.staffing_simulator(ARRIVALS, PEOPLE, night_from=23)


@pytest.mark.parametrize(("night", "aht", "bot"), [(1, 10.0, 0), (6, 3.0, 60), (2, 6.2, 0), (3, 8.0, 10)])
def test_nothing_leaves_the_picture(night, aht, bot):
    panel = explore.staffing_simulator()
    panel.controls["night"].value = night
    panel.controls["aht"].value = aht
    panel.controls["bot"].value = bot
    for ax in panel._sheet._figure.axes:
        low, high = ax.get_ylim()
        for line in ax.get_lines():
            assert all(low <= value <= high for value in line.get_ydata())
        assert all(low <= bar.get_height() <= high for bar in ax.patches)
