"""The marginal-return board: what it shows for numbers worked by hand."""

import time

import numpy as np
import pandas as pd
import pytest

from storelab import explore
from storelab.errors import StoreLabError

CURVES = pd.DataFrame(
    {"ceiling": [100_000.0, 400_000.0], "scale": [10_000.0, 100_000.0]}, index=["short_video", "social"]
)


def board(**options):
    given = {"curves": CURVES, "spend": [20_000, 20_000], "margin_rate": 0.4}
    return explore.marginal_board(**(given | options))


def test_returns_by_hand():
    table = explore.marginal_returns(CURVES, [20_000, 0], 0.4)
    # 100,000 * (1 - exp(-2)) = 86,466 of sales; 0.4 of them are 34,587, less 20,000.
    assert table.loc["short_video", "revenue"] == pytest.approx(86_466.47, abs=0.01)
    assert table.loc["short_video", "profit"] == pytest.approx(14_586.59, abs=0.01)
    assert table.loc["short_video", "roi"] == pytest.approx(0.72933, abs=1e-5)
    # The next yuan: 100,000 / 10,000 * exp(-2) = 1.3534 of sales, 0.5413 of profit.
    assert table.loc["short_video", "marginal_roi"] == pytest.approx(-0.45866, abs=1e-5)
    assert np.isnan(table.loc["social", "roi"])
    assert table.loc["social", "marginal_roi"] == pytest.approx(0.6)


def test_the_next_yuan_is_the_slope_of_the_profit():
    one, two = (
        explore.marginal_returns(CURVES, [20_000 + step, 20_000], 0.4)["profit"].iloc[0] for step in (-0.5, 0.5)
    )
    assert two - one == pytest.approx(explore.marginal_returns(CURVES, [20_000, 20_000], 0.4)["marginal_roi"].iloc[0])


def test_words_and_the_surprise():
    panel = board()
    assert panel.alt.startswith("What money has earned, and what the next yuan earns: ¥40,000 a week earn")
    table = explore.marginal_returns(CURVES, [20_000, 20_000], 0.4)
    # The channel with the better average has the worse next yuan.
    assert table["roi"].idxmax() == "short_video"
    assert table["marginal_roi"].idxmax() == "social"
    assert "The next yuan earns most in Social" in panel.alt
    before = panel.picture.value
    panel.controls["channel_0"].value = 12
    assert panel.picture.value != before
    assert "Against today's division: ¥" in panel.alt
    panel.controls["budget"].value = 0
    assert "¥0 a week earn ¥0." in panel.alt


def test_equal_next_yuan_is_the_best_division():
    parts = np.arange(0, 40_001, 250)
    profit = [explore.marginal_returns(CURVES, [x, 40_000 - x], 0.4)["profit"].sum() for x in parts]
    best = parts[int(np.argmax(profit))]
    marginal = explore.marginal_returns(CURVES, [best, 40_000 - best], 0.4)["marginal_roi"]
    assert marginal.max() - marginal.min() < 0.05
    panel = board()
    panel.controls["channel_0"].value = best / 1000
    assert "nothing is won by moving money" in panel.alt


def test_no_channel_gets_more_than_is_left():
    panel = board()
    panel.controls["channel_0"].value = 80
    assert "¥40,000 a week earn" in panel.alt


@pytest.mark.parametrize(
    ("options", "word"),
    [
        ({"margin_rate": 0.0}, "margin_rate"),
        ({"spend": [-1, 5]}, "spend"),
        ({"spend": [1, 2, 3]}, "3 numbers for 2"),
        ({"spend": [0, 0]}, "above 0"),
        ({"curves": CURVES.drop(columns="scale")}, "scale"),
        ({"curves": CURVES.iloc[:1], "spend": [5]}, "two or three"),
        ({"returns": lambda *arguments: None}, "columns spend, revenue"),
    ],
)
def test_wrong_arguments_are_named(options, word):
    with pytest.raises(StoreLabError, match=word):
        board(**options)


def test_a_function_of_ones_own():
    def generous(curves, spend, margin_rate):
        return explore.marginal_returns(curves, spend, margin_rate).assign(profit=1_000.0)

    assert "earn ¥2,000" in board(returns=generous).alt


def test_in_chinese(chinese):
    panel = board()
    assert "下一元放在社交" in panel.alt
    assert panel.controls["budget"].description == "每周预算（千元）"
    assert "先猜一猜" in panel.children[0].value


def test_a_move_is_drawn_at_once():
    panel = board()
    panel.controls["channel_0"].value = 15
    start = time.process_time()
    for value in (14, 13, 12, 11):
        panel.controls["channel_0"].value = value
    assert (time.process_time() - start) / 4 < 0.3
