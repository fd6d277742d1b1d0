"""The positioning map: shares worked by hand, and the widget round them."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from storelab import explore
from storelab.errors import StoreLabError

BRANDS = pd.DataFrame({"price": [2.0, 4.0], "style": [3.0, 3.0]}, index=["us", "them"])
SHOPPERS = pd.DataFrame({"price": [2.0, 4.0, 4.0], "style": [3.0, 3.0, 3.0]})


def test_shares_by_hand():
    result = explore.predicted_shares(BRANDS, SHOPPERS, {"price": 1, "style": 1})
    # Squared distances are 0 and 4: the near one is chosen with the chance 1 / (1 + exp(-4)).
    near = 1 / (1 + math.exp(-4))
    assert result.loc["us", "share"] == pytest.approx((near + 2 * (1 - near)) / 3)
    assert result["reachable"].tolist() == pytest.approx([1 / 3, 2 / 3])


def test_only_proportions_of_weights_count_and_a_weight_of_zero_takes_an_attribute_out():
    moved = BRANDS.assign(style=[1.0, 7.0])
    small = explore.predicted_shares(moved, SHOPPERS, {"price": 1, "style": 3})
    large = explore.predicted_shares(moved, SHOPPERS, {"price": 2, "style": 6})
    pd.testing.assert_frame_equal(small, large)
    without = explore.predicted_shares(moved, SHOPPERS, {"price": 1, "style": 0}, sharpness=1)
    twice = explore.predicted_shares(BRANDS, SHOPPERS, {"price": 1}, sharpness=2)
    np.testing.assert_allclose(without["share"], twice["share"])


def test_without_sharpness_luck_decides():
    result = explore.predicted_shares(BRANDS, SHOPPERS, {"price": 1}, sharpness=0)
    assert result["share"].tolist() == [0.5, 0.5]


@given(st.lists(st.floats(1, 7), min_size=1, max_size=30), st.floats(0.1, 5))
def test_shares_are_shares(places, sharpness):
    shoppers = pd.DataFrame({"price": places})
    result = explore.predicted_shares(BRANDS, shoppers, {"price": 1}, sharpness)
    assert np.allclose(result.sum(), 1)
    assert (result >= 0).all().all()


@pytest.mark.parametrize(
    ("brands", "shoppers", "weights", "message"),
    [
        (BRANDS.head(0), SHOPPERS, {"price": 1}, "at least one row"),
        (BRANDS, SHOPPERS, {"price": -1}, "0 or more"),
        (BRANDS, SHOPPERS, {"price": 0}, "not all 0"),
        (BRANDS, SHOPPERS, {"size": 1}, "brands needs a column 'size'"),
        (BRANDS, SHOPPERS.assign(style=np.nan), {"style": 1}, "shoppers needs a column 'style' without missing"),
    ],
)
def test_wrong_arguments_are_named(brands, shoppers, weights, message):
    with pytest.raises(StoreLabError, match=message):
        explore.predicted_shares(brands, shoppers, weights)


def panel():
    return explore.positioning_map(BRANDS, SHOPPERS, "us", ["price", "style"])


def test_words_and_bars():
    one = panel()
    share = explore.predicted_shares(BRANDS, SHOPPERS, {"price": 1, "style": 1})["share"]
    bars = [bar.get_width() for bar in one._sheet._figure.axes[1].patches]
    assert bars == pytest.approx(share.tolist())
    assert "Nearest rival: them, 2 steps away. To 33.3% of the people no shop stands nearer than ours." in one.alt


def test_moving_the_own_shop_moves_the_share():
    one = panel()
    before = one.picture.value
    one.controls["price"].value = 4.0
    assert one.picture.value != before
    assert "Predicted share: 50.0%" in one.alt
    assert "where we stand today it would be 33.9%" in one.alt  # (0.982 + 2 x 0.018) / 3


def test_only_the_attributes_on_the_map_have_a_slider():
    names = ["price", "style", "range"]
    one = explore.positioning_map(BRANDS.assign(range=4.0), SHOPPERS.assign(range=4.0), "us", names)

    def shown():
        return [name for name in names if one.controls[name].layout.display != "none"]

    assert shown() == ["price", "style"]
    one.controls["x"].value = "range"
    assert shown() == ["style", "range"]


def test_two_equal_axes_are_refused_in_words():
    one = panel()
    one.controls["y"].value = "price"
    assert one.alt.endswith("Choose two different attributes.")


def test_in_chinese(chinese):
    assert "最近的对手：them，相距 2 格" in panel().alt


def test_the_own_brand_must_be_there():
    with pytest.raises(StoreLabError, match="own brand 'ours'"):
        explore.positioning_map(BRANDS, SHOPPERS, "ours", ["price", "style"])
