"""The live replay: what it shows for numbers worked by hand."""

from base64 import b64decode

import numpy as np
import pandas as pd
import pytest

from storelab import explore
from storelab.errors import StoreLabError

BASE = pd.DataFrame({"online": np.full(60, 100.0), "comments": np.full(60, 10.0), "orders": np.full(60, 2.0)})
TERMS = {"order_value": 100, "margin_rate": 0.5, "return_rate": 0.2, "commission": 0.1, "fee": 1000, "discount": 10}


def test_an_offer_by_hand():
    minutes = explore.replay_minutes(BASE, [20], lift=3)
    orders = minutes["orders"]
    # Gained 2 * 3 * 2 = 12; 1.8 of it from three minutes before, 10.2 from fourteen after.
    assert orders[20:23].tolist() == pytest.approx([6.0] * 3)
    assert orders[17:20].tolist() == pytest.approx([2 - 0.6] * 3)
    assert orders[23:37].tolist() == pytest.approx([2 - 10.2 / 14] * 14)
    assert orders.drop(range(17, 37)).tolist() == pytest.approx([2.0] * 40)
    assert orders.sum() == pytest.approx(120)
    assert minutes["comments"][20:23].tolist() == pytest.approx([26.0] * 3)
    assert minutes["offer"].sum() == 3


def test_what_is_extra_stays():
    assert explore.replay_minutes(BASE, [20], lift=3, extra=1)["orders"].sum() == pytest.approx(132)
    assert explore.replay_minutes(BASE, [20], lift=3, extra=0.25)["orders"].sum() == pytest.approx(123)


def test_what_the_minutes_do_not_have_cannot_be_borrowed():
    # Behind the end there is nothing to take from.
    assert explore.replay_minutes(BASE, [57], lift=3)["orders"].sum() == pytest.approx(120 + 12 - 1.8)
    assert explore.replay_minutes(BASE, [20], lift=9)["orders"].min() == 0


def test_profit_by_hand():
    # 120 orders at 100 yuan; 96 kept: sales 9,600, commission 960, goods 4,800, fee 1,000.
    quiet = explore.replay_profit(explore.replay_minutes(BASE, []), **TERMS)
    assert quiet["profit"] == pytest.approx(9600 - 960 - 4800 - 1000)
    # 18 orders cost 10 yuan less, of which 80 % are kept, and commission falls with it: 18 * 10 * 0.8 * 0.9.
    offered = explore.replay_profit(explore.replay_minutes(BASE, [20], lift=3), **TERMS)
    assert offered["discounted"] == pytest.approx(18)
    assert offered["gmv"] == pytest.approx(12_000 - 180)
    assert quiet["profit"] - offered["profit"] == pytest.approx(129.6)


def panel():
    return explore.live_replay(BASE, **TERMS, lift=3)


def test_words_follow_the_controls():
    shown = panel()
    assert "120.0 orders (without offers 120.0)" in shown.alt
    assert "The offers cost ¥130: 18.0 orders got the discount" in shown.alt
    shown.controls["on_1"].value = False
    assert "No offer runs" in shown.alt
    shown.controls["on_2"].value = True
    shown.controls["extra"].value = 100
    assert "The offers bring" in shown.alt
    assert shown.picture.tooltip == shown.alt


def test_an_offer_that_does_not_run_cannot_be_moved():
    shown = panel()
    assert [shown.controls[f"minute_{n}"].disabled for n in (1, 2)] == [False, True]
    shown.controls["on_2"].value = True
    assert not shown.controls["minute_2"].disabled


def test_moving_an_offer_moves_the_peak():
    shown = panel()
    shown.controls["minute_1"].value = 30
    assert "in minute 30" in shown.alt
    people, till, purse = shown._sheet._figure.axes
    assert till.get_lines()[1].get_ydata()[30] == pytest.approx(6.0)
    assert people.get_lines()[1].get_ydata()[30] == pytest.approx(26.0)
    assert purse.patches[1].get_height() < purse.patches[0].get_height()


def test_returns_reach_the_profit():
    shown = panel()
    shown.controls["on_1"].value = False
    shown.controls["returns"].value = 50
    # 60 kept: 6,000 less 600, 3,000 and 1,000.
    assert "profit ¥1,400" in shown.alt


def test_in_chinese(chinese):
    shown = panel()
    assert "先猜一猜" in shown.children[0].value
    assert "优惠让利润少了" in shown.alt


def test_a_page_without_a_kernel_shows_the_first_state():
    data, metadata = panel()._repr_mimebundle_()
    assert b64decode(data["image/png"]).startswith(b"\x89PNG")
    assert metadata["image/png"]["alt"] == panel().alt


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: explore.replay_minutes(BASE.drop(columns="comments"), [5]), "no column 'comments'"),
        (lambda: explore.replay_minutes(BASE, [60]), "outside the session of 60 minutes"),
        (lambda: explore.replay_minutes(BASE, [5], lift=0.5), "lift must be at least 1"),
        (lambda: explore.replay_profit(BASE.assign(offer=False), **(TERMS | {"return_rate": 2})), "from 0 to 1, not 2"),
        (lambda: explore.live_replay(BASE.head(30), 100), "at least 40 minutes"),
    ],
)
def test_wrong_input_is_named(call, message):
    with pytest.raises(StoreLabError, match=message):
        call()
