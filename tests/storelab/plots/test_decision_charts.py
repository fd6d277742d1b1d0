"""The charts of segments, shares, options and plans draw their data, say it in both languages, refuse nonsense."""

import numpy as np
import pandas as pd
import pytest
from matplotlib.dates import date2num

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
# Slow and cheap to fast and dear; "detour" costs more than "road" and is slower, "twin" equals "air".
OPTIONS = pd.DataFrame(
    {"cost": [4.0, 6.0, 7.0, 9.0, 9.0], "rate": [0.70, 0.80, 0.75, 0.95, 0.95]},
    index=["rail", "road", "detour", "air", "twin"],
)
CURVE = pd.DataFrame(
    {"value": [0.0, 100.0, 150.0], "low": [0.0, 80.0, 90.0], "high": [0.0, 120.0, 210.0]},
    index=pd.Index([0, 10, 20], name="cost"),
)
# "Book" may end three days later, when "Write" begins.
TASKS = (
    metrics.task_schedule(
        pd.DataFrame(
            {"task_id": ["Choose", "Book", "Write"], "duration": [5, 2, 4], "depends_on": [None, None, "Choose, Book"]}
        )
    )
    .set_index("task_id")
    .loc[["Choose", "Book", "Write"]]
    .reset_index()
)
STOCK = pd.DataFrame(
    {"on_hand": [30, 12, 0, 40, 25], "received": [0, 0, 0, 40, 0]},
    index=pd.date_range("2025-06-01", periods=5, name="date"),
)


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
        "brand": ["north", "south", "east", "west"],
        "price": [100.0, 110.0, 300.0, np.nan],
        "rating": [4.0, 5.0, 4.1, 4.5],
        "sales": [10.0, 40.0, np.nan, 1.0],
    }
)


def test_perceptual_map_leads_to_the_nearest_rival():
    ax = plots.perceptual_map(BRANDS, "price", "rating", "brand", own="south", size="sales", xunit="yuan")
    (points,) = ax.collections
    assert points.get_offsets().tolist() == [[100, 4], [110, 5], [300, 4.1]]
    assert points.get_sizes().tolist() == [140, 500, 20]  # 20 + 480 * 10 / 40, the largest, a missing one
    mean_price, mean_rating, near = ax.get_lines()
    assert mean_price.get_xdata()[0] == 170
    assert mean_rating.get_ydata()[0] == pytest.approx(13.1 / 3)
    # Deviations: price 92.0, rating 0.450. North lies 0.11 and 2.22 away, east 2.07 and 2.00: 2.22 against 2.87.
    assert data(near) == [(110, 5), (100, 4)]
    assert legend(ax) == ["Nearest rival"]
    assert texts(ax)[:3] == ["north", "south", "east"]
    assert plots.alt_text(ax).endswith(
        "Mean of the 3 brands: (¥170, 4.37). Own brand: south (¥110, 5). Nearest rival: north (¥100, 4)."
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
        (BRANDS, {"own": "west"}, "own: no brand 'west'"),  # left out: its price is not known
        (BRANDS, {"xunit": "yen"}, "Unit 'yen' is unknown"),
        (BRANDS, {"size": "sale"}, "no column 'sale'; did you mean 'sales'"),
        (BRANDS.assign(price="dear"), {}, "Column 'price' must hold numbers"),
        (BRANDS.assign(price=np.nan), {}, "nothing to draw"),
        (BRANDS.iloc[[0, 0, 1]], {"own": "north"}, "north"),
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


# --- frontier


def test_the_frontier_joins_what_no_other_option_beats():
    ax = plots.frontier(OPTIONS, "cost", "rate", "conversion_rate", chosen="detour", xunit="yuan", yunit="percent")
    (line,) = ax.get_lines()
    assert data(line) == [(4, 0.70), (6, 0.80), (9, 0.95), (9, 0.95)]
    beaten, chosen = ax.collections
    assert beaten.get_offsets().tolist() == [[7, 0.75]]
    assert chosen.get_offsets().tolist() == [[7, 0.75]]
    assert legend(ax) == ["Another one is better", "Frontier", "Chosen"]
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("Cost (yuan), less is better", "Rate, more is better")
    assert texts(ax) == ["rail", "road", "detour", "air", "twin"]
    assert plots.alt_text(ax).endswith(
        "4 of 5 on the frontier: rail (¥4, 70.0%), road (¥6, 80.0%), air (¥9, 95.0%), twin (¥9, 95.0%). "
        "Another one is better than detour (¥7, 75.0%). Chosen: detour (¥7, 75.0%)."
    )


@pytest.mark.parametrize(
    ("xbetter", "ybetter", "best"),
    [
        ("low", "high", {"rail", "road", "air", "twin"}),
        ("low", "low", {"rail"}),
        ("high", "high", {"air", "twin"}),
        ("high", "low", {"rail", "detour", "air", "twin"}),
    ],
)
def test_the_frontier_follows_what_is_better(xbetter, ybetter, best):
    ax = plots.frontier(OPTIONS, "cost", "rate", "conversion_rate", xbetter=xbetter, ybetter=ybetter)
    on_line = set(data(ax.get_lines()[0]))
    assert {name for name, row in OPTIONS.iterrows() if tuple(row) in on_line} == best


def test_many_beaten_options_have_no_names_and_missing_ones_no_place(chinese):
    many = pd.concat(
        [OPTIONS, pd.DataFrame({"cost": np.linspace(10, 20, 40), "rate": 0.5}, index=[f"n{k}" for k in range(40)])]
    )
    many.loc["unknown"] = [np.nan, 0.99]
    ax = plots.frontier(many, "cost", "rate", "conversion_rate", chosen="n7")
    assert texts(ax) == ["rail", "road", "air", "twin", "n7"]
    assert plots.alt_text(ax).startswith(
        "有效前沿图：转化率。横轴：成本，越小越好；纵轴：比率，越大越好。45 个方案里有 4 个在有效前沿上："
    )
    assert legend(ax) == ["有更好的选择", "有效前沿", "选定方案"]


@pytest.mark.parametrize(
    ("options", "arguments", "message"),
    [
        (OPTIONS, {"chosen": "ship"}, "chosen: no option 'ship'; the options are rail, road, detour, air, twin"),
        (OPTIONS, {"xbetter": "small"}, "xbetter: 'small' is unknown; use one of 'low', 'high'"),
        (OPTIONS, {"yunit": "percents"}, "Unit 'percents' is unknown"),
        (OPTIONS.assign(cost="dear"), {}, "Column 'cost' must hold numbers"),
        (OPTIONS.iloc[:0], {}, "nothing to draw"),
        (OPTIONS.drop(columns="rate"), {}, "no column 'rate'"),
    ],
)
def test_the_frontier_refuses(options, arguments, message):
    with pytest.raises(StoreLabError, match=message):
        plots.frontier(options, "cost", "rate", "conversion_rate", **arguments)


# --- response curve


def test_response_curve_with_interval_points_and_what_was_never_tried():
    observed = pd.DataFrame({"x": [5, 12], "y": [40, 110]})
    ax = plots.response_curve(CURVE, "revenue", "yuan", "yuan", observed=observed, known_to=15, mark={12: "actual"})
    inside, beyond = ax.get_lines()[:2]
    # Where the data end, halfway from 100 to 150, both parts meet.
    assert data(inside) == [(0, 0), (10, 100), (15, 125)]
    assert data(beyond) == [(15, 125), (20, 150)]
    assert beyond.get_linestyle() == ":"
    band, points = ax.collections
    assert band.get_paths()[0].vertices[:, 1].max() == 210
    assert points.get_offsets().tolist() == [[5, 40], [12, 110]]
    assert legend(ax) == ["Interval", "Observed", "Curve", "Never tried"]
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("Cost (yuan)", "yuan")
    assert plots.alt_text(ax).endswith(
        "¥0 → ¥0 (¥0 to ¥0), ¥10 → ¥100 (¥80 to ¥120), ¥20 → ¥150 (¥90 to ¥210). Nothing beyond ¥15 was ever tried."
    )


def test_a_bare_curve_needs_no_legend(chinese):
    ax = plots.response_curve(CURVE[["value"]], "revenue")
    assert ax.get_legend() is None
    assert data(ax.get_lines()[0]) == [(0, 0), (10, 100), (20, 150)]
    assert plots.alt_text(ax) == "响应曲线：成交金额。横轴：成本。0 → 0、10 → 100、20 → 150。"


def test_a_curve_whose_whole_length_was_never_tried():
    lines = plots.response_curve(CURVE.iloc[1:], "revenue", known_to=5).get_lines()
    assert [line.get_linestyle() for line in lines] == [":"]


@pytest.mark.parametrize(
    ("curve", "arguments", "message"),
    [
        (CURVE.iloc[::-1], {}, "The index of a curve must be numbers that rise"),
        (CURVE.set_axis(list("abc")), {}, "must be numbers that rise"),
        (CURVE.drop(columns="low"), {}, "no column 'low'"),
        (CURVE.drop(columns="value"), {}, "no column 'value'"),
        (CURVE, {"observed": pd.DataFrame({"x": [1]})}, "no column 'y'"),
        (CURVE, {"xunit": "yen"}, "Unit 'yen' is unknown"),
        (CURVE.iloc[:0], {}, "nothing to draw"),
    ],
)
def test_response_curve_refuses(curve, arguments, message):
    with pytest.raises(StoreLabError, match=message):
        plots.response_curve(curve, "revenue", **arguments)


# --- Gantt chart


def test_gantt_chart_of_counted_days():
    ax = plots.gantt(TASKS, "Campaign", mark={4: "today"})
    bars = {round(bar.get_y() + bar.get_height() / 2): bar for bar in ax.patches}
    assert [(bars[row].get_x(), bars[row].get_width()) for row in range(3)] == [(0, 5), (0, 2), (5, 4)]
    assert bars[0].get_facecolor() == bars[2].get_facecolor() != bars[1].get_facecolor()
    (slack,) = ax.collections
    assert slack.get_segments()[0].tolist() == [[2, 1], [5, 1]]
    assert sorted(legend(ax)) == ["Critical: a delay delays all", "May be late by", "Not critical"]
    assert ax.yaxis_inverted()
    assert [tick.get_text() for tick in ax.get_yticklabels()] == ["Choose", "Book", "Write"]
    assert plots.alt_text(ax) == (
        "Gantt chart: Campaign. Horizontal axis: Day of the plan. 3 tasks from 0 to 9. Choose 0 to 5, Book 0 to 2, "
        "Write 5 to 9. Critical: Choose, Write."
    )


def test_gantt_chart_of_dates(chinese):
    days = {
        name: pd.Timestamp("2025-10-01") + pd.to_timedelta(TASKS[f"early_{name}"], unit="D")
        for name in ("start", "finish")
    }
    dated = pd.DataFrame(days).set_axis(TASKS["task_id"])
    ax = plots.gantt(dated, "活动筹备", start="start", finish="finish", mark="2025-10-03")
    assert [bar.get_x() for bar in ax.patches] == date2num(dated["start"]).tolist()
    assert [bar.get_width() for bar in ax.patches] == [5, 2, 4]
    assert ax.get_legend() is None
    assert plots.alt_text(ax) == (
        "甘特图：活动筹备。共 3 项任务，从 2025-10-01 到 2025-10-10。"
        "Choose 2025-10-01 到 2025-10-06、Book 2025-10-01 到 2025-10-03、Write 2025-10-06 到 2025-10-10。"
    )


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"early_finish": [5, -2, 9]}, "finishes before it starts"),
        ({"slack": [0, -1, 0]}, "its slack is negative"),
        ({"slack": [np.nan, 1, 1]}, "Column 'slack' misses a value"),
        ({"early_start": [0, np.nan, 5]}, "Column 'early_start' misses a value"),
        ({"early_start": pd.to_datetime(["2025-10-01"] * 3)}, "Column 'early_finish' must hold dates"),
        (
            {name: pd.to_datetime(["2025-10-01", None, "2025-10-02"]) for name in ("early_start", "early_finish")},
            "Column 'early_start' misses a value",
        ),
        ({"early_finish": "late"}, "Column 'early_finish' must hold numbers"),
    ],
)
def test_gantt_refuses(change, message):
    with pytest.raises(StoreLabError, match=message):
        plots.gantt(TASKS.assign(**change), "Campaign")


def test_bars_have_no_name_where_nobody_said_what_is_critical():
    assert legend(plots.gantt(TASKS.drop(columns="critical"), "Campaign")) == ["May be late by"]


def test_gantt_names_a_missing_column_and_an_empty_plan():
    with pytest.raises(StoreLabError, match="no column 'start'; did you mean 'late_start', 'early_start'"):
        plots.gantt(TASKS, "Campaign", start="start")
    with pytest.raises(StoreLabError, match="nothing to draw"):
        plots.gantt(TASKS.iloc[:0], "Campaign")


# --- stock


def test_stock_chart():
    ax = plots.stock_chart(STOCK, "on_hand", reorder_point=15, safety_stock=5, received="received")
    stock, reorder, safety, arrivals = ax.get_lines()
    assert stock.get_drawstyle() == "steps-post"
    assert stock.get_ydata().tolist() == [30, 12, 0, 40, 25]
    assert (reorder.get_ydata()[0], safety.get_ydata()[0]) == (15, 5)
    assert arrivals.get_ydata().tolist() == [40]
    (empty,) = ax.collections
    third = date2num(STOCK.index[2])
    assert sorted(set(empty.get_paths()[0].vertices[:, 0])) == [third, third + 1]  # shaded until the next day
    assert set(legend(ax)) == {"On hand", "Out of stock", "Reorder point 15", "Safety stock 5", "Goods received"}
    assert plots.alt_text(ax).endswith(
        "5 days from 2025-06-01 to 2025-06-05; between 0 and 40 pieces, at the end 25; 1 day out of stock. "
        "On 2 days at or below the reorder point of 15. On 1 day below the safety stock of 5."
    )


def test_stock_chart_of_counted_days_without_levels(chinese):
    ax = plots.stock_chart(STOCK.iloc[[3, 4]].reset_index(drop=True), "on_hand")
    assert legend(ax) == ["在库件数"]
    assert len(ax.get_lines()) == 1
    assert plots.alt_text(ax) == (
        "库存图：在库件数。纵轴：在库件数。共 2 天，从 0 到 1；库存在 25 到 40 件之间，最后是 25 件；断货 0 天。"
    )


def test_the_reorder_point_is_compared_with_what_is_on_order_too(chinese):
    ax = plots.stock_chart(STOCK.assign(both=[30, 52, 40, 40, 25]), "on_hand", reorder_point=25, position="both")
    assert ax.get_lines()[1].get_ydata().tolist() == [30, 52, 40, 40, 25]
    assert set(legend(ax)) == {"在库件数", "在库加在途", "断货", f"{metrics.registry['reorder_point'].zh} 25"}
    assert plots.alt_text(ax).endswith("有 1 天不高于库存预警线 25 件。")


def test_a_last_day_without_stock_is_shaded_too():
    (empty,) = plots.stock_chart(pd.DataFrame({"on_hand": [5, 0]}, index=[7, 8]), "on_hand").collections
    assert sorted(set(empty.get_paths()[0].vertices[:, 0])) == [8, 9]


@pytest.mark.parametrize(
    ("stock", "arguments", "message"),
    [
        (STOCK.rename(columns={"on_hand": "onhand"}), {}, "no column 'on_hand'; did you mean 'onhand'"),
        (STOCK, {"received": "came"}, "no column 'came'"),
        (STOCK.assign(on_hand="many"), {}, "Column 'on_hand' must hold numbers"),
        (STOCK.iloc[:0], {}, "nothing to draw"),
    ],
)
def test_stock_chart_refuses(stock, arguments, message):
    with pytest.raises(StoreLabError, match=message):
        plots.stock_chart(stock, "on_hand", **arguments)


@pytest.mark.parametrize(
    ("draw", "message"),
    [
        (lambda: plots.rfm_map(CUSTOMERS.assign(r="x"), "rfm"), "'r' 这一列应该是数字"),
        (lambda: plots.lorenz([-1.0], "sales"), "洛伦兹曲线画的是占总量的份额"),
        (lambda: plots.gain_curve(NOBODY, "lift"), "'cumulative_responses' 这一列有空缺"),
        (lambda: plots.frontier(OPTIONS, "cost", "rate", "x", chosen="ship"), "chosen：没有 'ship' 这个方案"),
        (lambda: plots.response_curve(CURVE.iloc[::-1], "x"), "曲线的索引应该是从小到大的数字"),
        (lambda: plots.gantt(TASKS.assign(slack=-1), "x"), "有的任务还没开始就结束了"),
    ],
)
def test_refusals_in_chinese(chinese, draw, message):
    with pytest.raises(StoreLabError, match=message):
        draw()
