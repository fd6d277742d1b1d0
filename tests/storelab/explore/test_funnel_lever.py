"""The funnel lever: its sums, and the widget round them."""

from base64 import b64decode

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from storelab import explore
from storelab.errors import StoreLabError

REACHED = pd.Series([1000, 100, 80, 60], index=["view", "cart", "checkout", "pay"])
COSTS = {"cart": 300.0, "checkout": 50.0, "pay": 100.0}


def lever(**options):
    return explore.funnel_lever(REACHED, order_value=100, costs=COSTS, **options)


def test_gain_by_hand():
    table = explore.funnel_gain(REACHED, {"cart": 0.1, "checkout": 0.5}, COSTS, order_value=100)
    # cart: 0.1 to 0.11, a tenth more of 60 orders, ten percent at 300 yuan.
    # checkout: 0.8 can only rise to 1, a quarter more orders; fifty percent at 50 yuan are paid all the same.
    # pay: not raised.
    expected = pd.DataFrame(
        {
            "rate": [0.1, 0.8, 0.75],
            "new_rate": [0.11, 1.0, 0.75],
            "extra_orders": [6.0, 15.0, 0.0],
            "extra_gmv": [600.0, 1500.0, 0.0],
            "cost": [3000.0, 2500.0, 0.0],
            "gmv_per_yuan": [0.2, 0.6, np.nan],
        },
        index=pd.Index(["cart", "checkout", "pay"], name="step"),
    )
    pd.testing.assert_frame_equal(table, expected)


def test_a_step_after_an_empty_one_gains_nothing_known():
    table = explore.funnel_gain(pd.Series({"view": 10, "cart": 0, "pay": 0}), {"pay": 0.1}, {"pay": 1}, 100)
    assert np.isnan(table.loc["pay", "rate"])
    assert np.isnan(table.loc["pay", "gmv_per_yuan"])


def test_a_rate_above_one_stays():
    # More people pay than filled a cart, since some buy at once.
    table = explore.funnel_gain(pd.Series({"cart": 10, "pay": 15}), {"pay": 0.2}, {"pay": 1}, 100)
    assert table.loc["pay", ["rate", "new_rate", "extra_gmv"]].to_list() == [1.5, 1.5, 0.0]


@pytest.mark.parametrize(
    ("lifts", "costs", "message"),
    [
        ({"carts": 0.1}, {}, "lifts: there is no step 'carts'"),
        ({}, {"view": 1}, "costs: there is no step 'view' after the first"),
        ({"cart": -0.1}, {}, "lifts must not be negative"),
    ],
)
def test_wrong_arguments_are_named(lifts, costs, message):
    with pytest.raises(StoreLabError, match=message):
        explore.funnel_gain(REACHED, lifts, costs, 100)


def test_one_step_is_no_funnel():
    with pytest.raises(StoreLabError, match="at least two steps"):
        explore.funnel_gain(REACHED.head(1), {}, {}, 100)


@given(st.lists(st.integers(1, 10_000), min_size=2, max_size=6), st.floats(0, 0.5))
def test_the_same_lift_is_worth_the_same_at_every_step_that_has_room(counts, lift):
    reached = pd.Series(sorted(counts, reverse=True), index=[f"s{i}" for i in range(len(counts))])
    table = explore.funnel_gain(reached, dict.fromkeys(reached.index[1:], lift), {}, order_value=10)
    roomy = table[table["rate"] * (1 + lift) < 1]
    assert np.allclose(roomy["extra_gmv"], reached.iloc[-1] * lift * 10)
    assert (table["new_rate"] <= 1).all()
    assert (table["extra_gmv"] >= -1e-9).all()


def bars(panel, place):
    return [bar.get_width() for bar in panel._sheet._figure.axes[place].patches]


def test_moving_a_slider_changes_picture_and_words():
    panel = lever()
    before, words = panel.picture.value, panel.alt
    panel.controls["cost_cart"].value = 10  # ten times one percent of 60 orders at 100 yuan, for ten times 10 yuan
    assert bars(panel, 1) == pytest.approx([6.0, 1.2, 0.6])
    assert panel.picture.value != before
    assert panel.alt != words
    assert "A yuan brings most at View → Cart: ¥6.00 of GMV" in panel.alt
    assert panel.picture.tooltip == panel.alt
    assert panel.alt.split(": ", 1)[1] in panel.children[-1].value.replace("&#x27;", "'")


def test_the_weakest_step_need_not_be_the_best():
    assert lever().alt == (
        "What a yuan brings at each step: A yuan brings most at Cart → Checkout: ¥1.20 of GMV. "
        "The weakest step is View → Cart (10.0%); there a yuan brings ¥0.20."
    )


def test_nothing_spent():
    panel = lever()
    for step in COSTS:
        panel.controls[f"lift_{step}"].value = 0
    assert "Nothing is spent yet" in panel.alt


def test_a_page_without_a_kernel_shows_the_first_state():
    data, metadata = lever()._repr_mimebundle_()
    assert b64decode(data["image/png"]).startswith(b"\x89PNG")
    assert data["text/plain"] == metadata["image/png"]["alt"] == lever().alt
    assert "application/vnd.jupyter.widget-view+json" in data


def test_sliders_have_labels_and_steps_for_the_keyboard():
    panel = lever()
    for control in panel.controls.values():
        assert control.description
        assert control.step > 0
        assert control.min <= control.value <= control.max
    assert panel.controls["lift_pay"].description == "Checkout → Pay: lift (%)"


def test_in_chinese(chinese):
    panel = lever()
    assert panel.controls["lift_pay"].description == "结算 → 付款：提高（%）"
    assert "一元钱花在“加购 → 结算”最值" in panel.alt
    assert "先猜一猜" in panel.children[0].value


def test_a_function_of_ones_own_can_be_plugged_in():
    def gain(reached, lifts, costs, order_value):
        table = explore.funnel_gain(reached, lifts, costs, order_value)
        return table.assign(gmv_per_yuan=[7.0, 1.0, 1.0])

    assert "A yuan brings most at View → Cart: ¥7" in lever(gain=gain).alt


def test_a_wrong_function_is_told_what_to_return():
    with pytest.raises(StoreLabError, match="gain must return a DataFrame indexed by"):
        lever(gain=lambda reached, lifts, costs, order_value: pd.DataFrame({"cost": [1]}))


def test_an_error_while_sliding_stands_under_the_picture():
    calls = []

    def gain(reached, lifts, costs, order_value):
        calls.append(lifts)
        if lifts["cart"] == 0.2:
            raise ValueError("no <luck>")
        return explore.funnel_gain(reached, lifts, costs, order_value)

    panel = lever(gain=gain)
    panel.controls["lift_cart"].value = 20
    assert "This could not be drawn: ValueError: no &lt;luck&gt;" in panel.children[-1].value
    panel.controls["lift_cart"].value = 10
    assert "A yuan brings most" in panel.children[-1].value
