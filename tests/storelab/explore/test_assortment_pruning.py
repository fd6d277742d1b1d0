"""Pruning the assortment: what is cut, what stands beside it, and what the widget shows, by hand."""

from base64 import b64decode
from time import perf_counter

import numpy as np
import pandas as pd
import pytest

from storelab import explore
from storelab.errors import StoreLabError

# Good 4 sells nothing, 3 sells 10, 2 sells 30, 1 sells 160; order 2 holds 3 beside 1, order 3 holds 2 beside 1.
LINES = pd.DataFrame(
    {
        "order_id": [1, 2, 2, 3, 3, 4],
        "sku_id": [1, 1, 3, 1, 2, 2],
        "paid": [60.0, 40.0, 10.0, 60.0, 20.0, 10.0],
        "profit": [30.0, 20.0, 5.0, 30.0, 10.0, 5.0],
    }
)
GOODS = pd.DataFrame({"sku_id": [1, 2, 3, 4], "stock": [100.0, 50.0, 30.0, 20.0]})


def test_curve_by_hand():
    curve = explore.pruning_curve(LINES, GOODS)
    # Nothing; good 4; then 3 with the 40 yuan beside it; then 2 with the 60 beside it; then 1, and nothing is beside.
    assert curve["share"].tolist() == [0, 0.25, 0.5, 0.75, 1]
    assert curve["sales"].tolist() == [0, 0, 10, 40, 200]
    assert curve["basket_sales"].tolist() == [0, 0, 40, 100, 0]
    assert curve["profit"].tolist() == [0, 0, 5, 20, 100]
    assert curve["basket_profit"].tolist() == [0, 0, 20, 50, 0]
    assert curve["stock"].tolist() == [0, 20, 50, 100, 200]


def test_goods_that_stay_are_beside_and_never_cut():
    curve = explore.pruning_curve(LINES, GOODS[GOODS["sku_id"].isin([2, 3])])
    assert curve["sales"].tolist() == [0, 10, 40]
    assert curve["basket_sales"].tolist() == [0, 40, 100]


def test_rest_of_a_basket_is_counted_once_as_by_going_through_the_orders():
    rng = np.random.default_rng(3)
    lines = pd.DataFrame(
        {"order_id": rng.integers(0, 60, 200), "sku_id": rng.integers(0, 25, 200), "paid": rng.integers(1, 90, 200)}
    )
    lines = lines.assign(paid=lines["paid"].astype(float), profit=lines["paid"] * 0.4)
    goods = pd.DataFrame({"sku_id": np.arange(25), "stock": 1.0})
    curve = explore.pruning_curve(lines, goods)
    ranked = lines.groupby("sku_id")["paid"].sum().reindex(range(25), fill_value=0).sort_values(kind="stable").index
    for count in range(26):
        cut = lines["sku_id"].isin(ranked[:count])
        touched = lines["order_id"].isin(lines.loc[cut, "order_id"])
        assert curve.loc[count, "sales"] == pytest.approx(lines.loc[cut, "paid"].sum())
        assert curve.loc[count, "basket_sales"] == pytest.approx(lines.loc[touched & ~cut, "paid"].sum())


def test_gain_by_hand():
    # Two of four goods: 50 yuan of stock at 10 % and 2 goods at 3 yuan save 11. Half of 5 is lost, a fifth of 20.
    cut = explore.pruning_curve(LINES, GOODS).iloc[2]
    gain = explore.pruning_gain(cut, moved=0.5, baskets_lost=0.2, capital_rate=0.1, upkeep=3.0, goods=4)
    assert gain == pytest.approx(
        {"promised": 11, "profit_lost": 2.5, "basket_profit_lost": 4, "counted": 4.5, "sales_lost": 13}
    )


def panel(**options):
    return explore.assortment_pruning(LINES, GOODS, stock=200, **({"upkeep": 10.0} | options))


def test_words_and_bars():
    pruning = panel(moved=0.5, baskets_lost=0.5)
    pruning.controls["cut"].value = 50
    # 0.15 * 50 + 2 * 10 = 27.5; half of 5 and half of 20 are lost: 15 are left. Cost of sales 100, less 2.5 and 10.
    assert pruning.alt == (
        "Cutting slow goods, a year: 50.0% of the goods cut: the plan promises ¥27.50 a year, with lost sales ¥15 are left. "
        "Turnover goes from 0.5 to 0.6. The best cut at these numbers is 50.0%."
    )
    left, right = pruning._sheet._figure.axes
    widths = [bar.get_width() for bar in right.patches]
    assert widths == pytest.approx([-25 / 200, -20 / 200, -50 / 200, (87.5 / 150) / 0.5 - 1])
    curves = {line.get_label(): line for line in left.get_lines()}
    assert curves["as promised"].get_ydata()[0] == curves["with lost sales"].get_ydata()[0] == 0


def test_the_promise_never_turns_and_the_counted_gain_does():
    pruning = panel(moved=0.0, baskets_lost=1.0)
    pruning.controls["cut"].value = 60
    left = pruning._sheet._figure.axes[0]
    promised, counted = (line.get_ydata() for line in left.get_lines()[1:3])
    assert (np.diff(promised) >= 0).all()
    assert counted[-1] < max(counted)


def test_if_all_sales_move_and_no_basket_is_lost_both_agree():
    pruning = panel(moved=1.0, baskets_lost=0.0)
    promised, counted = (line.get_ydata() for line in pruning._sheet._figure.axes[0].get_lines()[1:3])
    np.testing.assert_allclose(promised, counted)


def test_in_chinese(chinese):
    pruning = panel()
    assert pruning.alt.startswith("砍慢销品，一年的账：砍掉 25.0% 的商品：方案说一年多赚 ")
    assert pruning.controls["baskets"].description == "整篮走掉（%）"
    assert "先猜一猜" in pruning.children[0].value


def test_moving_a_slider_draws_anew_in_time():
    pruning = panel()
    before = pruning.picture.value
    pruning.controls["cut"].value = 40
    assert pruning.picture.value != before
    assert pruning.picture.tooltip == pruning.alt
    times = []
    for value in (10, 25, 40, 55, 30):
        start = perf_counter()
        pruning.controls["cut"].value = value
        times.append(perf_counter() - start)
    assert min(times) < 0.15


@pytest.mark.parametrize("cut", [0, 30, 60])
@pytest.mark.parametrize(("moved", "baskets"), [(0, 100), (100, 0), (35, 30)])
def test_nothing_leaves_the_picture(cut, moved, baskets):
    pruning = panel()
    for name, value in (("cut", cut), ("moved", moved), ("baskets", baskets)):
        pruning.controls[name].value = value
    left, right = pruning._sheet._figure.axes
    low, high = left.get_ylim()
    for line in left.get_lines():
        assert all(low <= value <= high for value in line.get_ydata())
    assert all(right.get_xlim()[0] < bar.get_width() < right.get_xlim()[1] for bar in right.patches)


def test_a_page_without_a_kernel_shows_the_first_state():
    data, metadata = panel()._repr_mimebundle_()
    assert b64decode(data["image/png"]).startswith(b"\x89PNG")
    assert metadata["image/png"]["alt"] == panel().alt


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"moved": 1.2}, "moved is 1.2"),
        ({"baskets_lost": -0.1}, "baskets_lost is -0.1"),
        ({"upkeep": float("nan")}, "upkeep is nan"),
    ],
)
def test_numbers_out_of_range_are_named(wrong, message):
    with pytest.raises(StoreLabError, match=message):
        panel(**wrong)


def test_missing_columns_and_double_goods_are_named():
    with pytest.raises(StoreLabError, match="lines has no column 'profit'"):
        explore.pruning_curve(LINES.drop(columns="profit"), GOODS)
    with pytest.raises(StoreLabError, match="one row a good"):
        explore.pruning_curve(LINES, pd.concat([GOODS, GOODS]))
