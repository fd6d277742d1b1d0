"""The charts of segments and shares draw their data, say it in both languages, refuse nonsense."""

import numpy as np
import pandas as pd
import pytest

from storelab import metrics, plots
from storelab.errors import StoreLabError

# Seven customers; two of them score (1, 1), and nobody scores 3 in recency.
CUSTOMERS = pd.DataFrame(
    {
        "r": [1, 1, 2, 2, 4, 4, 4],
        "f": [1, 1, 1, 2, 1, 4, 4],
        "m": [1, 2, 1, 2, 3, 4, 4],
        "monetary": [100.0, 300.0, 50.0, 80.0, 90.0, 1000.0, np.nan],
    }
)
# Ten customers in the order of their score, four of whom responded.
PEOPLE = pd.DataFrame(
    {
        "score": [10, 9, 8, 7, 6, 5, 4, 3, 2, 1],
        "responded": [True, True, False, False, True, False, False, True, False, False],
    }
)
# Groups of two: 2, 0, 1, 1 and 0 responses.
GAINS = metrics.gain_table(PEOPLE, groups=5)


def texts(ax):
    return [text.get_text() for text in ax.texts]


def legend(ax):
    return [text.get_text() for text in ax.get_legend().get_texts()]


def data(line):
    return list(zip(line.get_xdata().tolist(), line.get_ydata().tolist(), strict=True))


# --- RFM map


def test_rfm_map_counts_the_customers_of_each_cell():
    ax = plots.rfm_map(CUSTOMERS, "rfm")
    shown = ax.images[0].get_array().filled(np.nan)
    # Rows are F 1 to 4 from the bottom, columns R 1 to 4.
    assert ax.images[0].origin == "lower"
    assert np.array_equal(
        shown,
        [[2, 1, np.nan, 1], [np.nan, 1, np.nan, np.nan], [np.nan] * 4, [np.nan, np.nan, np.nan, 2]],
        equal_nan=True,
    )
    assert texts(ax) == ["2", "1", "1", "1", "2"]
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("R: recent buyers to the right", "F: frequent buyers on top")
    assert plots.alt_text(ax) == (
        "RFM map: RFM. Horizontal axis: R: recent buyers to the right; Vertical axis: F: frequent buyers on top. "
        "7 customers; 2 of them score highest in both, 2 lowest in both. Most customers: R 1 / F 1 2."
    )


def test_rfm_map_of_a_value_has_its_mean_and_the_customers_in_brackets():
    ax = plots.rfm_map(CUSTOMERS, "rfm", "monetary", "yuan", by="m")
    shown = ax.images[0].get_array().filled(np.nan)
    assert (shown[0, 0], shown[1, 0], shown[3, 3]) == (100, 300, 1000)  # the missing amount is left out of the mean
    assert "¥1,000\n(2)" in texts(ax)
    assert "In brackets: customers" in texts(ax)
    assert ax.figure.axes[1].get_ylabel() == "Monetary value (yuan)"
    assert plots.alt_text(ax).endswith("Monetary value, highest: R 4 / M 4 ¥1,000; lowest: R 2 / M 1 ¥50.")


def test_rfm_map_takes_what_the_metric_gives(chinese):
    orders = pd.DataFrame(
        {
            "user_id": ["a", "a", "b", "c"],
            "paid_at": pd.to_datetime(["2025-01-05", "2025-02-05", "2025-01-20", "2025-02-10"]),
            "paid": [10.0, 20.0, 30.0, 40.0],
            "status": ["paid"] * 4,
        }
    )
    ax = plots.rfm_map(metrics.rfm_scores(orders, "2025-02-28", q=3), "rfm")
    assert np.nansum(ax.images[0].get_array().filled(np.nan)) == 3
    assert ax.get_xlabel() == "R：越靠右，买得越近"
    assert "共 3 位客户" in plots.alt_text(ax)


@pytest.mark.parametrize(
    ("change", "arguments", "message"),
    [
        ({"r": [1, 1, 2, 2, 4, 4, 0]}, {}, "Column 'r' must hold scores: whole numbers from 1 on"),
        ({"f": [1, 1, 1, 2, 1, 4, np.nan]}, {}, "Column 'f' must hold scores"),
        ({"r": ["x"] * 7}, {}, "Column 'r' must hold numbers, not"),
        ({}, {"by": "g"}, "by: 'g' is unknown; use one of 'f', 'm'"),
        ({}, {"value": "money"}, "no column 'money'; did you mean 'monetary'"),
        ({}, {"unit": "yaun"}, "Unit 'yaun' is unknown; did you mean 'yuan'"),
    ],
)
def test_rfm_map_refuses(change, arguments, message):
    with pytest.raises(StoreLabError, match=message):
        plots.rfm_map(CUSTOMERS.assign(**change), "rfm", **arguments)


# --- ABC-XYZ map

GOODS = pd.DataFrame(
    {"abc": ["A", "A", "B", "C", "C"], "xyz": ["X", "Z", "X", "Z", "Z"], "value": [500.0, 300.0, 150.0, 50.0, np.nan]}
)


def test_abc_xyz_map_has_the_share_and_number_of_each_class():
    ax = plots.abc_xyz_map(GOODS, "sales")
    shown = ax.images[0].get_array().filled(np.nan)
    # 500, 300, 150 and 50 of 1,000; rows A, B, C from the top.
    expected = [[0.5, np.nan, 0.3], [0.15, np.nan, np.nan], [np.nan, np.nan, 0.05]]
    assert np.allclose(shown, expected, equal_nan=True)
    assert ax.images[0].origin == "upper"
    assert texts(ax)[:4] == ["50.0%\n(1)", "30.0%\n(1)", "15.0%\n(1)", "5.0%\n(2)"]
    assert plots.alt_text(ax) == (
        "ABC-XYZ map: Sales. Horizontal axis: XYZ: steady demand to the left; Vertical axis: ABC: best sellers on top. "
        "AX 50.0% (items: 1), AZ 30.0% (items: 1), BX 15.0% (items: 1), CZ 5.0% (items: 2)."
    )


def test_abc_xyz_map_in_chinese(chinese):
    ax = plots.abc_xyz_map(GOODS, "sales")
    assert texts(ax)[-1] == "销售额占比，括号里是商品数"
    assert plots.alt_text(ax).endswith("CZ 5.0%（2 个商品）。")
    with pytest.raises(StoreLabError, match="'abc' 这一列只能是 A、B、C，现在有 'D'"):
        plots.abc_xyz_map(GOODS.assign(abc="D"), "sales")


@pytest.mark.parametrize(
    ("goods", "message"),
    [
        (GOODS.assign(xyz="A"), "Column 'xyz' must hold X, Y, Z, not 'A'"),
        (GOODS.assign(abc=""), "Column 'abc' must hold A, B, C, not ''"),
        (GOODS.assign(value=0), "Column 'value' must not be negative, and not zero for all"),
        (GOODS.assign(value=[-1, 2, 3, 4, 5]), "must not be negative"),
        (GOODS.assign(value="x"), "Column 'value' must hold numbers"),
        (GOODS.drop(columns="abc"), "no column 'abc'"),
        (GOODS.iloc[:0], "nothing to draw"),
    ],
)
def test_abc_xyz_map_refuses(goods, message):
    with pytest.raises(StoreLabError, match=message):
        plots.abc_xyz_map(goods, "sales")


# --- perceptual map

# Price in yuan and stars; stars differ little, but so do they in their own deviations.
BRANDS = pd.DataFrame(
    {
        "brand": ["alder", "birch", "cedar", "maple"],
        "price": [100.0, 110.0, 300.0, np.nan],
        "rating": [4.0, 5.0, 4.1, 4.5],
        "sales": [10.0, 40.0, np.nan, 1.0],
    }
)


def test_perceptual_map_leads_to_the_nearest_rival():
    ax = plots.perceptual_map(BRANDS, "price", "rating", "brand", own="birch", size="sales", xunit="yuan")
    (points,) = ax.collections
    assert points.get_offsets().tolist() == [[100, 4], [110, 5], [300, 4.1]]
    assert points.get_sizes().tolist() == [140, 500, 20]  # 20 + 480 * 10 / 40, the largest, a missing one
    mean_price, mean_rating, near = ax.get_lines()
    assert mean_price.get_xdata()[0] == 170
    assert mean_rating.get_ydata()[0] == pytest.approx(13.1 / 3)
    # Deviations: price 92.0, rating 0.450. Alder lies 0.11 and 2.22 away, cedar 2.07 and 2.00: 2.22 against 2.87.
    assert data(near) == [(110, 5), (100, 4)]
    assert legend(ax) == ["Nearest rival"]
    assert texts(ax)[:3] == ["alder", "birch", "cedar"]
    assert plots.alt_text(ax).endswith(
        "Mean of the 3 brands: (¥170, 4.37). Own brand: birch (¥110, 5). Nearest rival: alder (¥100, 4)."
    )


def test_perceptual_map_without_an_own_brand(chinese):
    ax = plots.perceptual_map(BRANDS, "price", "rating", "brand")
    assert ax.get_legend() is None
    assert set(ax.collections[0].get_sizes()) == {60}
    assert plots.alt_text(ax).endswith("3 个品牌的均值：(170, 4.37)。")


@pytest.mark.parametrize(
    ("brands", "arguments", "message"),
    [
        (BRANDS, {"own": "up"}, "own: no brand 'up'; the brands are "),
        (BRANDS, {"own": "maple"}, "own: no brand 'maple'"),  # left out: its price is not known
        (BRANDS, {"xunit": "yen"}, "Unit 'yen' is unknown"),
        (BRANDS, {"size": "sale"}, "no column 'sale'; did you mean 'sales'"),
        (BRANDS.assign(price="dear"), {}, "Column 'price' must hold numbers"),
        (BRANDS.assign(price=np.nan), {}, "nothing to draw"),
        (BRANDS.iloc[[0, 0, 1]], {"own": "alder"}, "alder"),
    ],
)
def test_perceptual_map_refuses(brands, arguments, message):
    with pytest.raises(StoreLabError, match=message):
        plots.perceptual_map(brands, "price", "rating", "brand", **arguments)


# --- Lorenz curve


def test_lorenz_curve_and_its_coefficient():
    # Sorted 0, 1, 3: shares of the whole 0, 1/4, 1. Gini: sum of (2i - n - 1) x_i over n times the sum, (0 + 2*3) / (3*4).
    ax = plots.lorenz([3.0, np.nan, 0.0, 1.0], "sales")
    equal, curve = ax.get_lines()
    assert data(equal) == [(0, 0), (1, 1)]
    assert np.allclose(data(curve), [(0, 0), (1 / 3, 0), (2 / 3, 0.25), (1, 1)])
    assert legend(ax) == ["Equal shares", "Gini 0.50"]
    # At 4/5 of the items the line has gone 2/5 of the way from 1/4 to 1: 0.55; at one half, half of the way to 1/4: 0.125.
    assert plots.alt_text(ax).endswith("Gini 0.50; the largest fifth holds 45.0%, the smaller half 12.5%.")


def test_lorenz_curves_of_several_columns(chinese):
    ax = plots.lorenz(pd.DataFrame({"search": [1.0, 1.0], "social": [0.0, 5.0]}), "sales")
    assert legend(ax) == ["人人一样多", "搜索 基尼系数 0.00", "社交分享 基尼系数 0.50"]
    assert data(ax.get_lines()[1]) == [(0, 0), (0.5, 0.5), (1, 1)]
    assert "搜索：基尼系数 0.00；最大的五分之一占 20.0%，较小的一半占 50.0%。" in plots.alt_text(ax)


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ([1.0, -1.0], "no value can be negative"),
        ([0.0, 0.0], "not all can be zero"),
        (["a"], "must hold numbers"),
        ([], "nothing to draw"),
        ([np.nan], "nothing to draw"),
    ],
)
def test_lorenz_refuses(values, message):
    with pytest.raises(StoreLabError, match=message):
        plots.lorenz(values, "sales")


# --- gain and lift


def test_gain_curve_starts_at_nobody():
    ax = plots.gain_curve(GAINS, "lift")
    chance, curve = ax.get_lines()
    assert data(chance) == [(0, 0), (1, 1)]
    assert np.allclose(data(curve), [(0, 0), (0.2, 0.5), (0.4, 0.5), (0.6, 0.75), (0.8, 1), (1, 1)])
    assert legend(ax) == ["By chance", "Best score first"]
    # Within a group the line is straight: halfway through the first tenth pair, and through the third.
    assert plots.alt_text(ax).endswith(
        "the best 10% hold 25.0% of the responders, the best 20% hold 50.0% of the responders, the best 50% hold 62.5% of "
        "the responders."
    )


def test_several_models_are_compared_at_a_mark(chinese):
    worse = metrics.gain_table(PEOPLE.assign(score=-PEOPLE["score"]), groups=10)
    ax = plots.gain_curve({"score": GAINS, "rank": worse}, "lift", mark=0.2)
    assert legend(ax) == ["随机选人", "得分：50.0%", "排名：0%"]
    points = [data(line) for line in ax.get_lines() if line.get_linestyle() == "None"]
    assert points == [[(0.2, 0.5)], [(0.2, 0.0)]]
    assert texts(ax) == ["20%"]
    assert plots.alt_text(ax).endswith(
        "得分：分数最高的 20% 里有 50.0% 的响应者。排名：分数最高的 20% 里有 0% 的响应者。"
    )


def test_lift_of_each_group():
    ax = plots.lift_chart(GAINS, "lift")
    # The rate of all is 4 of 10; that of the first two is 2 of 2: 1 / 0.4.
    assert [bar.get_height() for bar in ax.patches] == pytest.approx([2.5, 0, 1.25, 1.25, 0])
    assert ax.get_lines()[0].get_ydata()[0] == 1
    assert legend(ax) == ["All customers: 1 (40.0% respond)"]
    assert texts(ax) == ["2.50", "0.00", "1.25", "1.25", "0.00"]
    assert plots.alt_text(ax).endswith(
        "group 1 2.50, group 2 0.00, group 3 1.25, group 4 1.25, group 5 0.00. All customers: 1 (40.0% respond)."
    )


def test_groups_that_equal_scores_left_out_are_not_drawn(chinese):
    ax = plots.lift_chart(metrics.gain_table(PEOPLE.assign(score=[9] * 5 + [1] * 5), groups=5), "lift")
    assert [tick.get_text() for tick in ax.get_xticklabels()] == ["1", "3"]
    assert [bar.get_height() for bar in ax.patches] == pytest.approx([1.5, 0.5])  # 3 of 5 and 1 of 5, over 4 of 10
    assert "第 1 组 1.50、第 3 组 0.50。全部客户：1（响应率 40.0%）。" in plots.alt_text(ax)


NOBODY = metrics.gain_table(PEOPLE.assign(responded=False), groups=5)


@pytest.mark.parametrize(
    ("gains", "message"),
    [
        (NOBODY, "Column 'cumulative_responses' misses values: without a single response"),
        (GAINS.iloc[::-1], "must rise from row to row and end at 1"),
        (GAINS.iloc[:3], "must rise from row to row and end at 1"),
        (GAINS.drop(columns="cumulative_customers"), "no column 'cumulative_customers'"),
        (GAINS.assign(cumulative_customers="x"), "Column 'cumulative_customers' must hold numbers"),
        (GAINS.iloc[:0], "nothing to draw"),
        ({}, "nothing to draw"),
        ({"score": GAINS, "rank": NOBODY}, "misses values"),
    ],
)
def test_gain_curve_refuses(gains, message):
    with pytest.raises(StoreLabError, match=message):
        plots.gain_curve(gains, "lift")


@pytest.mark.parametrize(
    ("gains", "message"),
    [
        (NOBODY, "Column 'lift' misses values"),
        (GAINS.drop(columns="customers"), "no column 'customers'"),
        (GAINS.assign(responses="x"), "Column 'responses' must hold numbers"),
        (GAINS.iloc[:0], "nothing to draw"),
    ],
)
def test_lift_chart_refuses(gains, message):
    with pytest.raises(StoreLabError, match=message):
        plots.lift_chart(gains, "lift")


def test_a_mark_is_a_share():
    with pytest.raises(StoreLabError, match="mark is a share of the customers, above 0 and at most 1, not 20"):
        plots.gain_curve(GAINS, "lift", mark=20)


@pytest.mark.parametrize(
    ("draw", "message"),
    [
        (lambda: plots.rfm_map(CUSTOMERS.assign(r="x"), "rfm"), "'r' 这一列应该是数字"),
        (lambda: plots.lorenz([-1.0], "sales"), "洛伦兹曲线画的是占总量的份额"),
        (lambda: plots.gain_curve(NOBODY, "lift"), "'cumulative_responses' 这一列有空缺"),
    ],
)
def test_refusals_in_chinese(chinese, draw, message):
    with pytest.raises(StoreLabError, match=message):
        draw()
