"""The platform mix board: what it shows for numbers worked by hand."""

import time
from base64 import b64decode

import numpy as np
import pytest

from storelab import explore
from storelab.errors import StoreLabError
from storelab.explore.platform_mix import SWING, SecondPlatform

TERMS = SecondPlatform(commission=0.094, ad_share=0.1, deposit=20_000, staff=1_900, taken=0.0)


def board(**values):
    panel = explore.platform_mix(price=100, unit_cost=50, freight=7)
    for name, value in values.items():
        panel.controls[name].value = value
    return panel


def picture(panel):
    left, right = panel._sheet._figure.axes
    lines = left.get_lines()
    return lines, [bar.get_height() for bar in right.patches]


def test_profit_by_hand():
    # An order leaves 100 * (1 - 0.094 - 0.1 - 0.006) - 57 = 23; fixed: 1,900 + 20,000 * 0.06 / 12 = 2,000.
    assert TERMS.fixed == pytest.approx(2_000)
    added = explore.second_platform_profit(np.array([0, 100, 200]), 100, 50, 7, TERMS, 30)
    assert added == pytest.approx([-2_000, 300, 2_600])


def test_orders_taken_from_the_first_platform_cost_its_margin():
    half = SecondPlatform(0.094, 0.1, 20_000, 1_900, taken=0.5)
    # 23 - 0.5 * 30 = 8 an order.
    assert explore.second_platform_profit(100, 100, 50, 7, half, 30) == pytest.approx(800 - 2_000)


def test_swing_by_hand():
    assert explore.mix_swing(60, 40, 1.0, 0.3) == pytest.approx(0.3)
    # sqrt(60^2 + 40^2) / 100 = 0.7211
    assert explore.mix_swing(60, 40, 0.0, 0.3) == pytest.approx(0.3 * np.sqrt(0.52))
    assert explore.mix_swing(50, 50, -1.0, 0.3) == pytest.approx(0.0)
    assert np.isnan(explore.mix_swing(0, 0, 0.5))


def test_crossing_is_where_both_lines_meet():
    # First: 100 * 0.87 - 57 = 30 an order. Second: 100 * (1 - 0.06 - 0.05 - 0.006) - 57 = 31.4; fixed 6,000 + 250.
    lines, _ = picture(board(first=1000))
    alone, both, cross, dot = lines
    assert alone.get_ydata()[0] == pytest.approx(30_000)
    assert cross.get_xdata()[0] == pytest.approx(6_250 / 31.4)
    assert np.interp(6_250 / 31.4, both.get_xdata(), both.get_ydata()) == pytest.approx(30_000)
    assert dot.get_ydata()[0] == pytest.approx(30_000 + 300 * 31.4 - 6_250)


def test_words():
    assert board().alt == (
        "Profit with one platform and with two: The second platform adds ¥3,170 a month. It pays from 200 orders on. "
        "Sales swing by 0.34 of their mean, one platform's by 0.34."
    )


def test_in_chinese(chinese):
    panel = board(taken=100)
    # 31.4 - 30 = 1.4 an order: 300 orders bring 420 against 6,250, and 4,465 would pay.
    assert panel.alt == (
        "开一家和开两家的月利润：第二家每月亏 ¥5,830。卖到 4,465 单才划算。两家合起来的波动是平均的 0.34，一家是 0.34。"
    )
    assert panel.controls["deposit"].description == "保证金（千元）"
    assert "先猜一猜" in panel.children[0].value


def test_what_never_pays_has_no_crossing():
    panel = board(commission=25, ad_share=30)
    assert "No number of orders makes it pay." in panel.alt
    assert not picture(panel)[0][2].get_visible()


def test_correlation_moves_the_bar():
    tied, free = picture(board(correlation=1.0))[1], picture(board(correlation=0.0))[1]
    assert tied == pytest.approx([SWING, SWING])
    assert free[1] < 0.85 * SWING


def test_a_page_without_a_kernel_shows_the_first_state():
    data, metadata = board()._repr_mimebundle_()
    assert b64decode(data["image/png"]).startswith(b"\x89PNG")
    assert metadata["image/png"]["alt"] == board().alt


@pytest.mark.parametrize("values", [{}, {"first": 0, "orders": 0}, {"first": 3000, "orders": 1500}, {"commission": 25, "ad_share": 30, "staff": 30}, {"taken": 100}])  # fmt: skip
def test_nothing_leaves_the_picture(values):
    left, right = board(**values)._sheet._figure.axes
    low, high = left.get_ylim()
    assert all(low <= value <= high for line in left.get_lines() if line.get_visible() for value in line.get_ydata())
    assert max(bar.get_height() for bar in right.patches) < right.get_ylim()[1]


def test_redraws_within_the_time():
    panel = board()
    panel.controls["orders"].value = 310
    times = []
    for value in range(320, 420, 20):
        start = time.process_time()
        panel.controls["orders"].value = value
        times.append(time.process_time() - start)
    assert sorted(times)[len(times) // 2] < 0.15


@pytest.mark.parametrize(
    ("wrong", "message"),
    [({"price": -1}, "price is -1"), ({"freight": float("nan")}, "freight is nan"), ({"unit_cost": 95}, "leaves -15.00 yuan")],
)  # fmt: skip
def test_numbers_that_make_no_sense_are_named(wrong, message):
    with pytest.raises(StoreLabError, match=message):
        explore.platform_mix(**({"price": 100, "unit_cost": 50, "freight": 7} | wrong))
