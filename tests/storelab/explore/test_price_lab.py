"""The price lab: what it shows for numbers worked by hand."""

import numpy as np
import pandas as pd
import pytest

from storelab import explore
from storelab.errors import StoreLabError


def lab(**options):
    given = {"base_price": 40, "base_units": 50, "elasticity": -2.0, "unit_cost": 15, "fee_rate": 0.0}
    return explore.price_lab(**(given | options))


def curves(panel):
    _, right = panel._sheet._figure.axes
    return {line.get_label(): line for line in right.get_lines()}


def test_outcome_by_hand():
    # At 60 yuan, half as dear again: 50 * exp(-2 * 0.5) = 18.394 pieces; each leaves 60 * 0.9 - 15 = 39 yuan.
    table = explore.price_outcome([40, 60], 40, 50, -2.0, 15, 0.1)
    assert list(table["units"]) == pytest.approx([50, 50 * np.exp(-1)])
    assert table.loc[60, "revenue"] == pytest.approx(60 * 50 * np.exp(-1))
    assert table.loc[60, "profit"] == pytest.approx(39 * 50 * np.exp(-1))
    assert explore.price_outcome(40, 40, 50, -2.0, 15, rival_change=0.2)["units"].iloc[0] == pytest.approx(60)


@pytest.mark.parametrize(("cost", "fee"), [(0, 0.0), (15, 0.0), (15, 0.25)])
def test_the_peaks_part_by_the_cost_after_the_fee(cost, fee):
    table = explore.price_outcome(np.linspace(1, 100, 9901), 40, 50, -2.0, cost, fee)
    # Revenue: 40 / 2 = 20 yuan whatever it costs; profit: 20 + cost / (1 - fee).
    assert table["revenue"].idxmax() == pytest.approx(20, abs=0.01)
    assert table["profit"].idxmax() == pytest.approx(20 + cost / (1 - fee), abs=0.01)


def test_at_the_base_price_the_elasticity_is_the_given_one():
    table = explore.price_outcome([39.99, 40.01], 40, 50, -2.7, 15)
    assert np.log(table["units"]).diff().iloc[1] / np.log(40.01 / 39.99) == pytest.approx(-2.7, abs=1e-4)


@pytest.mark.parametrize(
    ("argument", "value"), [("elasticity", 0.0), ("base_price", 0), ("fee_rate", 1.0), ("unit_cost", -1)]
)
def test_numbers_out_of_range_are_named(argument, value):
    with pytest.raises(StoreLabError, match=argument):
        lab(**{argument: value})


def test_words_and_the_surprise():
    panel = lab()
    assert panel.alt == (
        "What a price sells, takes in and leaves: At ¥40 the shop sells 50 pieces a day, takes in ¥2,000 and earns "
        "¥1,250. Revenue is highest at ¥20, profit at ¥35: ¥15 apart."
    )
    before = panel.picture.value
    panel.controls["cost"].value = 0
    assert "Revenue is highest at ¥20, profit at ¥20: ¥0 apart." in panel.alt
    panel.controls["cost"].value = 30
    assert "Revenue is highest at ¥20, profit at ¥50: ¥30 apart." in panel.alt
    assert panel.picture.value != before
    assert panel.picture.tooltip == panel.alt
    revenue = curves(panel)["revenue"].get_ydata().copy()
    panel.controls["rival"].value = -20
    assert curves(panel)["revenue"].get_ydata() == pytest.approx(0.8 * revenue)
    assert "profit at ¥50" in panel.alt


def test_in_chinese(chinese):
    panel = lab()
    assert "收入最高的价格是 ¥20，利润最高的是 ¥35，相差 ¥15。" in panel.alt
    assert panel.controls["cost"].description == "成本加运费（元）"
    assert "先猜一猜" in panel.children[0].value


def test_an_outcome_of_ones_own():
    def linear(prices, base_price, base_units, elasticity, unit_cost, fee_rate, rival_change):
        asked = np.asarray(prices, dtype=float)
        units = np.clip(100 - asked, 0, None)
        return pd.DataFrame(
            {"units": units, "revenue": units * asked, "profit": units * (asked - unit_cost)}, index=asked
        )

    # 100 - p pieces: revenue is highest at 50, profit at (100 + 20) / 2 = 60.
    assert "Revenue is highest at ¥50, profit at ¥60" in lab(unit_cost=20, outcome=linear, base_price=50).alt
    with pytest.raises(StoreLabError, match="columns units, revenue, profit"):
        lab(outcome=lambda *arguments: None)
