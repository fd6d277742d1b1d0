"""The lifetime lever: what it shows for numbers worked by hand."""

from base64 import b64decode

import pytest

from storelab import explore
from storelab.errors import StoreLabError
from storelab.metrics import lifetime_value


def lever(**options):
    return explore.lifetime_lever(**({"margin": 20, "retention": 0.5, "cac": 16, "discount": 0.0} | options))


def picture(panel):
    left, right = panel._sheet._figure.axes
    curves = {line.get_label(): line for line in left.get_lines()}
    return curves, [bar.get_width() for bar in right.patches]


def test_curve_and_levers_by_hand():
    # Half of the customers stay each month: 10, 5, 2.5 ... yuan come in, 20 in all.
    curves, bars = picture(lever())
    assert list(curves["as set"].get_ydata()[:4]) == pytest.approx([-16, -6, -1, 1.5])
    # 20 * 0.51 / 0.49 = 20.816; 21 * 1 = 21; a yuan less cost is a yuan.
    assert bars == pytest.approx([20 * 0.51 / 0.49 - 20, 1, 1])


def test_words():
    assert lever().alt == (
        "What a customer is worth, month by month: A customer brings ¥4 more than it costs; the cost is back in month 3. "
        "One point of retention (50.0% to 51.0%) is worth as much as ¥0.82 of acquisition cost."
    )


def test_in_chinese(chinese):
    panel = lever()
    assert panel.alt == (
        "一位客户逐月累计值多少：一位客户带来的比获客成本多 ¥4，第 3 个月回本。"
        "留存率提高一个点（50.0% 到 51.0%），抵得上 ¥0.82 的获客成本。"
    )
    assert panel.controls["retention"].description == "月留存率（%）"
    assert "先猜一猜" in panel.children[0].value


def test_moving_a_slider_moves_the_picture_and_the_words():
    panel = lever()
    before = panel.picture.value
    panel.controls["cac"].value = 25
    curves, _ = picture(panel)
    assert curves["as set"].get_ydata()[0] == -25
    assert panel.picture.value != before
    assert "A customer costs ¥5 more than it ever brings: the cost never comes back." in panel.alt
    panel.controls["discount"].value = 10
    # 20 * 0.5 / (1.1 - 0.5) = 16.67 yuan, 8.33 less than 25.
    assert "costs ¥8.33 more" in panel.alt
    assert panel.picture.tooltip == panel.alt


def test_a_cost_that_comes_back_only_after_the_picture_ends():
    # 20 * 0.98 / 0.02 = 980 in all, but 36 months bring 980 * (1 - 0.98**36) = 506.
    panel = lever(retention=0.98, cac=600)
    assert "A customer brings ¥380 more than it costs, but not within 36 months." in panel.alt


def test_the_payback_month_is_marked():
    panel = lever()
    left = panel._sheet._figure.axes[0]
    dot = left.get_lines()[-1]
    assert (dot.get_xdata()[0], dot.get_ydata()[0]) == (3, pytest.approx(1.5))
    panel.controls["cac"].value = 30
    assert not dot.get_visible()


def test_a_function_of_ones_own_can_be_plugged_in():
    calls = []

    def clv(margin, retention, discount, cac=0.0, horizon=None):
        calls.append(horizon)
        return lifetime_value(margin, retention, discount, cac, horizon) + 100

    assert "brings ¥104 more" in lever(clv=clv).alt
    assert {None, 1, 36} <= set(calls)


def test_a_wrong_function_is_told_what_to_return():
    with pytest.raises(StoreLabError, match="clv must return a number; it returned None"):
        lever(clv=lambda *arguments, **options: None)


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"retention": 0.99}, "retention is 0.99; it should be 0–0.985"),
        ({"margin": -1}, "margin is -1; it should be 0 or more"),
        ({"discount": 1}, "discount is 1; it should be 0–0.1"),
        ({"cac": float("nan")}, "cac is nan"),
    ],
)
def test_numbers_out_of_range_are_named(wrong, message):
    with pytest.raises(StoreLabError, match=message):
        lever(**wrong)


def test_a_page_without_a_kernel_shows_the_first_state():
    data, metadata = lever()._repr_mimebundle_()
    assert b64decode(data["image/png"]).startswith(b"\x89PNG")
    assert metadata["image/png"]["alt"] == lever().alt


@pytest.mark.parametrize("retention", [0.0, 0.35, 0.9, 0.98, 0.985])
@pytest.mark.parametrize("cac", [0, 1, 90, 4000])
def test_nothing_leaves_the_picture(retention, cac):
    panel = lever(retention=retention, cac=cac)
    left, right = panel._sheet._figure.axes
    for line in left.get_lines():
        low, high = left.get_ylim()
        assert all(low <= value <= high for value in line.get_ydata())
    assert max(bar.get_width() for bar in right.patches) < right.get_xlim()[1]
