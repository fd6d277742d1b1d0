"""Discount depth: what it shows for numbers worked by hand."""

from base64 import b64decode
from time import perf_counter

import numpy as np
import pandas as pd
import pytest

from storelab import explore, metrics
from storelab.errors import StoreLabError

CAMPAIGNS = pd.DataFrame(
    {"goods_group": ["mugs", "mugs", "towels"], "discount": [0.1, 0.4, 0.2], "uplift": [0.5, 1.5, 0.3]}
)
GROUPS = pd.DataFrame(
    {"margin_rate": [0.5, 0.4], "week_sales": [10_000.0, 20_000.0], "borrowed": [0.5, 0.0]},
    index=pd.Index(["mugs", "towels"], name="goods_group"),
)


def panel(**options):
    return explore.discount_depth(CAMPAIGNS, GROUPS, **({"fixed_cost": 0.0} | options))


def test_profit_by_hand():
    # 10,000 yuan a week at a margin of a half; a tenth off and a half more: 0.4 * 15,000 - 5,000.
    assert explore.discount_profit(0.1, 0.5, 0.5, 10_000) == pytest.approx(1_000)
    assert explore.discount_profit(0.1, 0.5, 0.5, 10_000, fixed_cost=300) == pytest.approx(700)
    # Half of the 5,000 more is missing afterwards, at a margin of a half.
    assert explore.discount_profit(0.1, 0.5, 0.5, 10_000, borrowed=0.5) == pytest.approx(-250)
    assert explore.discount_profit(0.5, 2.0, 0.5, 10_000) == pytest.approx(-5_000)


def test_the_break_even_is_that_of_the_metric():
    needed = metrics.break_even_uplift(0.5, 0.2)
    assert explore.discount_profit(0.2, needed, 0.5, 10_000) == pytest.approx(0)


def test_arrays_give_arrays():
    found = explore.discount_profit(np.array([0.0, 0.1]), np.array([0.0, 0.5]), 0.5, 10_000)
    assert found.tolist() == pytest.approx([0, 1_000])


def test_words_and_sides_of_the_line():
    shown = panel()
    shown.controls["discount"].value, shown.controls["uplift"].value = 10, 50
    assert "earn ¥1,000 against a usual week" in shown.alt
    assert "The break-even is an uplift of 25.0%." in shown.alt
    # A tenth off with a half more earns; 0.4 off with 1.5 more leaves 0.1 * 25,000 of 5,000.
    assert "Of 2 past campaigns of these goods 1 lie above" in shown.alt
    shown.controls["discount"].value = 50
    assert "No uplift is enough" in shown.alt
    assert shown.picture.tooltip == shown.alt


def test_what_is_missing_afterwards_moves_campaigns_to_the_other_side():
    shown = panel()
    shown.controls["after"].value = True
    assert "Of 2 past campaigns of these goods 0 lie above" in shown.alt
    shown.controls["goods"].value = "towels"
    assert "Of 1 past campaigns of these goods 0 lie above" in shown.alt


def test_in_chinese(chinese):
    shown = panel()
    assert "先猜一猜" in shown.children[0].value
    assert "保本要多卖" in shown.alt


def test_the_line_and_the_marks_move():
    shown = panel()
    ax = shown._sheet._figure.axes[0]
    line, others, own, here = ax.get_lines()
    at_fifth = float(np.interp(0.2, line.get_xdata(), line.get_ydata()))
    assert at_fifth == pytest.approx(metrics.break_even_uplift(0.5, 0.2), abs=0.03)
    assert len(own.get_xdata()) == 2
    assert len(others.get_xdata()) == 1
    shown.controls["discount"].value = 30
    assert here.get_xdata()[0] == pytest.approx(0.3)


def test_own_function_can_be_plugged_in():
    shown = panel(outcome=lambda off, more, *money: np.asarray(more) * 100.0 - 20.0)
    assert "Of 2 past campaigns of these goods 2 lie above" in shown.alt


def test_a_picture_stands_in_where_nothing_runs():
    data, _ = panel()._repr_mimebundle_()
    assert b64decode(data["image/png"])[:4] == b"\x89PNG"
    assert data["text/plain"].startswith("Discount depth: ")


def test_it_redraws_in_time():
    shown = panel()
    times = []
    for value in range(5, 45, 5):
        began = perf_counter()
        shown.controls["fixed"].value = 100.0 * value
        times.append(perf_counter() - began)
    assert np.median(times) < 0.5  # 250 ms on a quiet machine; twice that where others work


@pytest.mark.parametrize(
    ("campaigns", "groups", "text"),
    [
        (CAMPAIGNS.drop(columns="uplift"), GROUPS, "no column 'uplift'"),
        (CAMPAIGNS, GROUPS.drop(columns="borrowed"), "no column 'borrowed'"),
        (CAMPAIGNS, GROUPS.head(0), "empty"),
        (CAMPAIGNS, GROUPS.head(1), "no row 'towels'"),
        (CAMPAIGNS, GROUPS.assign(margin_rate=1.2), "margin_rate must be"),
        (CAMPAIGNS, GROUPS.assign(borrowed=-0.1), "borrowed must be"),
    ],
)
def test_what_cannot_be_drawn_is_named(campaigns, groups, text):
    with pytest.raises(StoreLabError, match=text):
        explore.discount_depth(campaigns, groups)


@pytest.mark.parametrize("number", [{"discount": 1.2}, {"uplift": -2.0}, {"week_sales": -1.0}, {"fixed_cost": -1.0}])
def test_numbers_out_of_range_are_refused(number):
    given = {"discount": 0.1, "uplift": 0.5, "margin_rate": 0.5, "week_sales": 10_000.0} | number
    with pytest.raises(StoreLabError, match=next(iter(number))):
        explore.discount_profit(**given)
