"""The charts of watching, cohorts, sums, intervals and links draw their data, with translated labels and units."""

import numpy as np
import pandas as pd
import pytest
from matplotlib.collections import FillBetweenPolyCollection, LineCollection

from storelab import plots
from storelab.errors import StoreLabError
from storelab.practice.chart import describe

DAYS = pd.date_range("2025-06-01", periods=4, name="date")
LIMITS = pd.DataFrame(
    {
        "value": [100.0, 110.0, 260.0, 105.0],
        "expected": [np.nan, 105.0, 106.0, 107.0],
        "low": [np.nan, 90.0, 91.0, 92.0],
        "high": [np.nan, 120.0, 121.0, 122.0],
        "flagged": [False, False, True, False],
    },
    index=DAYS,
)
# Three cohorts of customers; the corner below the diagonal lies in the future.
WIDE = pd.DataFrame(
    [[1.0, 0.0, 0.25], [1.0, 0.3, np.nan], [1.0, np.nan, np.nan]],
    index=pd.PeriodIndex(["2025-10", "2025-11", "2025-12"], freq="M", name="cohort"),
    columns=pd.Index([0, 1, 2], name="age"),
)
LONG = WIDE.stack().rename("rate").reset_index()
EDGES = pd.DataFrame(
    {"from": ["visits", "orders"], "to": ["orders", "refund"], "correlation": [0.9, -0.4], "lag": [0, 7]}
)
NODES = pd.DataFrame(
    {
        "node": ["gmv", "visits", "order_value", "search"],
        "parent": [None, "gmv", "gmv", "visits"],
        "value": [1_200_000.0, 8000.0, np.nan, 0.25],
        "unit": ["yuan", None, None, "percent"],
    }
)


def names(axis):
    return [tick.get_text() for tick in axis.get_ticklabels()]


def texts(ax):
    return [text.get_text() for text in ax.texts]


def legend(ax):
    return [text.get_text() for text in ax.get_legend().get_texts()]


def test_control_chart():
    ax = plots.control_chart(LIMITS, "visits", ylabel="visits", mark={"2025-06-03": "campaign"})
    actual, expected, flagged = ax.get_lines()[:3]
    assert list(actual.get_ydata()) == [100, 110, 260, 105]
    assert list(expected.get_ydata()[1:]) == [105, 106, 107]
    assert list(flagged.get_ydata()) == [260]
    assert legend(ax) == ["Usual range", "Actual", "Expected", "Flagged"]
    (band,) = ax.collections
    assert isinstance(band, FillBetweenPolyCollection)
    assert band.get_paths()[0].vertices[:, 1].max() == 122
    assert texts(ax) == ["Campaign"]
    assert plots.alt_text(ax) == (
        "Control chart: Visits. Horizontal axis: Date; Vertical axis: Visits. 4 values from 2025-06-01 to 2025-06-04; "
        "1 flagged: 2025-06-03 260 (usual: 91 to 121)."
    )


def test_control_chart_takes_the_frame_with_a_column_of_dates(chinese):
    ax = plots.control_chart(LIMITS.assign(flagged=False).reset_index(), "visits", "yuan")
    assert (
        plots.alt_text(ax)
        == "控制图：访问量。横轴：日期；纵轴：元。共 4 个值，从 2025-06-01 到 2025-06-04；报警 0 个。"
    )
    assert legend(ax) == ["正常范围", "实际值", "预期值", "报警"]


def test_many_alarms_are_not_all_read_out():
    many = pd.concat([LIMITS.iloc[[2]]] * 9)
    text = plots.alt_text(plots.control_chart(many.set_index(pd.RangeIndex(9)), "visits"))
    assert "9 flagged" in text
    assert text.endswith("7 260 (usual: 91 to 121), and more.")


def test_control_chart_names_a_missing_column():
    with pytest.raises(StoreLabError, match="no column 'flagged'"):
        plots.control_chart(LIMITS.drop(columns="flagged"), "visits")


@pytest.mark.parametrize("retention", [WIDE, LONG])
def test_cohort_heatmap(retention):
    ax = plots.cohort_heatmap(retention, "repurchase_rate")
    assert texts(ax) == ["100%", "0%", "25%", "100%", "30%", "100%"]
    assert (names(ax.xaxis), names(ax.yaxis)) == (["0", "1", "2"], ["2025-10", "2025-11", "2025-12"])
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("Periods since the first", "Cohort")
    # The first age is 1 for everybody and does not set the scale.
    assert ax.images[0].get_clim() == (0, 0.3)


def test_what_cannot_be_known_yet_never_looks_like_zero():
    ax = plots.cohort_heatmap(WIDE, "repurchase_rate")
    (ground,) = ax.patches
    assert ground.get_hatch() == "////"
    assert ground.get_zorder() < ax.images[0].get_zorder()
    zero, unknown = (ax.images[0].to_rgba(np.ma.masked_invalid(WIDE.to_numpy()))[cell] for cell in ((0, 1), (1, 2)))
    assert zero[3] == 1
    assert unknown[3] == 0  # nothing of the image covers the hatching
    assert legend(ax) == ["not yet observable"]
    assert plots.cohort_heatmap(WIDE.iloc[[0]], "repurchase_rate").get_legend() is None


def test_cohort_heatmap_in_words(chinese):
    assert plots.alt_text(plots.cohort_heatmap(WIDE, "repurchase_rate")) == (
        "同期群热力图：复购率。横轴：首次之后第几期；纵轴：同期群。3 行，从 2025-10 到 2025-12；3 列，从 0 到 2。"
        "起始期之后，最高：2025-11 / 1 30.0%；最低：2025-10 / 1 0%。还观察不到的有 3 格。"
    )


def test_small_rates_keep_a_decimal():
    ax = plots.cohort_heatmap(WIDE / [1, 10, 10], "repurchase_rate")
    assert texts(ax) == ["100%", "0.0%", "2.5%", "100%", "3.0%", "100%"]


def test_values_in_yuan_by_month_of_the_first_order():
    frame = LONG.assign(value=LONG["rate"] * 50, cohort=LONG["cohort"].dt.to_timestamp())
    ax = plots.cohort_heatmap(frame, "spending", "yuan", value="value")
    assert texts(ax) == ["¥50", "¥0", "¥12.50", "¥50", "¥15", "¥50"]
    assert names(ax.yaxis) == ["2025-10", "2025-11", "2025-12"]


def test_more_cohorts_make_a_larger_figure():
    big = pd.DataFrame(np.tril(np.full((24, 24), 0.1))[::-1])
    assert (
        plots.cohort_heatmap(big, "visits").figure.get_figwidth()
        > plots.cohort_heatmap(WIDE, "visits").figure.get_figwidth()
    )
    huge = pd.DataFrame(np.full((3, 40), 0.1))
    assert texts(plots.cohort_heatmap(huge, "visits")) == []


def test_a_cohort_with_an_age_twice_is_refused():
    with pytest.raises(StoreLabError, match="the same age twice"):
        plots.cohort_heatmap(pd.concat([LONG, LONG]), "visits")
    with pytest.raises(StoreLabError, match="no column 'rates'; did you mean 'rate'"):
        plots.retention_curves(LONG, "visits", value="rates")


def test_retention_curves():
    ax = plots.retention_curves(LONG, "repurchase_rate")
    assert [line.get_label() for line in ax.get_lines()] == legend(ax) == ["2025-10", "2025-11", "2025-12"]
    assert list(ax.get_lines()[0].get_ydata()) == [1, 0, 0.25]
    assert ax.get_ylim()[0] == 0
    assert plots.alt_text(ax).endswith(
        "2025-10: 0 100%, 1 0%, 2 25.0%. Highest: 0 100%; lowest: 1 0%. 2025-11: 0 100%, 1 30.0%. Highest: 0 100%; "
        "lowest: 1 30.0%. 2025-12: 0 100%."
    )


def test_retention_curves_of_any_groups_with_one_that_stands_out():
    by = pd.DataFrame({1: [0.2, 0.1], 2: [0.15, 0.04]}, index=pd.Index(["search", "social"], name="source"))
    ax = plots.retention_curves(by, "repurchase_rate", highlight="social")
    quiet, loud = (line.get_color() for line in ax.get_lines())
    assert (quiet, loud) == ("#9DB8CC", "#D55E00")
    assert legend(ax) == ["Search", "Social"]
    assert plots.alt_text(ax).endswith("Social: 1 10.0%, 2 4.0%. Highest: 1 10.0%; lowest: 2 4.0%.")
    with pytest.raises(StoreLabError, match="no line 'video'; the lines are Search, Social"):
        plots.retention_curves(by, "repurchase_rate", highlight="video")


def test_a_month_can_be_highlighted_by_its_name():
    ax = plots.retention_curves(WIDE, "repurchase_rate", highlight=["2025-11"])
    assert ax.get_lines()[1].get_color() == "#D55E00"


def test_many_curves_have_all_names_beside_them_and_a_short_text():
    frame = pd.DataFrame(np.linspace(0.1, 0.5, 60).reshape(12, 5), index=[f"g{row}" for row in range(12)])
    ax = plots.retention_curves(frame, "visits")
    assert len(legend(ax)) == 12
    assert len({line.get_color() for line in map(_hashable, ax.get_lines())}) == 12
    assert "12 lines from g0 to g11; at 0 12 of them lie between 10.0% and 47.3%" in plots.alt_text(ax)


def _hashable(line):
    line.set_color(tuple(line.get_color()))
    return line


def test_steps():
    frame = pd.DataFrame(
        {"search": [0.0, 0.2, 0.5], "social": [0.0, 0.1, 0.1]}, index=pd.Index([0, 30, 90], name="day")
    )
    ax = plots.steps(frame, "repurchase_rate", mark={30: "month"})
    assert [line.get_drawstyle() for line in ax.get_lines()[:2]] == ["steps-post", "steps-post"]
    assert list(ax.get_lines()[1].get_ydata()) == [0, 0.1, 0.1]
    assert legend(ax) == ["Search", "Social"]
    assert ax.get_ylim()[0] == 0
    assert plots.alt_text(ax).endswith("Search: 0 0%, 30 20.0%, 90 50.0%. Social: 0 0%, 30 10.0%, 90 10.0%.")
    assert plots.steps(frame["search"].rename("share"), "visits").get_ylabel() == "Share"


def test_waterfall():
    ax = plots.waterfall(
        pd.Series({"before": 100.0, "visitors": 30.0, "order_value": -10.0, "after": 120.0}), "gmv", "yuan"
    )
    assert [(bar.get_y(), bar.get_height()) for bar in ax.patches] == [(0, 100), (100, 30), (130, -10), (0, 120)]
    assert texts(ax) == ["¥100", "+¥30", "-¥10", "¥120"]
    blue, green, red, also_blue = (bar.get_facecolor() for bar in ax.patches)
    assert blue == also_blue
    assert len({blue, green, red}) == 3
    assert ax.get_ylim()[0] == 0
    assert plots.alt_text(ax).endswith("Before ¥100, Visitors +¥30, Value per order -¥10, After ¥120.")


def test_waterfall_of_changes_only():
    ax = plots.waterfall({"mix_effect": -3.0, "rate_effect": 1.0, "change": -2.0}, "why_it_fell", levels=["change"])
    assert [(bar.get_y(), bar.get_height()) for bar in ax.patches] == [(0, -3), (-3, 1), (0, -2)]
    assert ax.get_ylim()[0] < -3


def test_a_waterfall_that_does_not_add_up_is_refused():
    with pytest.raises(StoreLabError, match="'after' is 125, but the bars before it add up to 120"):
        plots.waterfall({"before": 100.0, "visitors": 20.0, "after": 125.0}, "gmv")
    with pytest.raises(StoreLabError, match="levels: no bar 'end'"):
        plots.waterfall({"before": 1.0, "after": 1.0}, "gmv", levels=["end"])


def test_pareto():
    sales = pd.Series(
        [20.0, 500.0, 300.0, 180.0], index=pd.Index(["direct", "search", "recommend", "social"], name="source")
    )
    ax = plots.pareto(sales.rename("revenue"), "revenue", "yuan")
    assert [bar.get_height() for bar in ax.patches] == [500, 300, 180, 20]
    assert names(ax.xaxis) == ["Search", "Feed", "Social", "Direct"]
    assert list(ax.get_lines()[0].get_ydata()) == [500, 800, 980, 1000]
    assert texts(ax) == ["2 of 4 make 80%"]
    assert legend(ax) == ["Sum so far", "Revenue"]
    assert plots.alt_text(ax).endswith("lowest: Direct ¥20. 2 of 4 make 80%.")


def test_pareto_of_many_counts_them(chinese):
    ax = plots.pareto(pd.Series(np.arange(100.0), index=[f"s{i}" for i in range(100)]), "units_sold")
    assert ax.get_xlabel() == "名次"
    # 99 + 98 + ... : 56 values make 4004 of 4950, and 55 of them 3960, which is exactly four fifths.
    assert texts(ax) == ["100 个里的前 55 个占 80%"]


def test_pareto_needs_parts_of_a_whole():
    with pytest.raises(StoreLabError, match="no value can be negative"):
        plots.pareto({"a": 1.0, "b": -1.0}, "visits")


def test_stacked_bar():
    frame = pd.DataFrame({"new_visitors": [30, 20], "audience.returning": [70, 90], "lost": [-10, -40]}, index=DAYS[:2])
    ax = plots.stacked_bar(frame, "visitors", ylabel="visitors")
    heights = [[bar.get_height() for bar in group] for group in ax.containers]
    assert heights == [[30, 20], [70, 90], [-10, -40]]
    assert [[bar.get_y() for bar in group] for group in ax.containers] == [[0, 0], [30, 20], [0, 0]]
    assert legend(ax) == ["New visitors", "Returning", "Lost"]
    assert {"30", "70", "-10", "-40"} <= set(texts(ax))
    assert "2025-06-02 / Lost -40" in plots.alt_text(ax)


def test_a_long_stacked_bar_names_some_rows():
    months = pd.period_range("2024-01", periods=24, freq="M", name="month")
    ax = plots.stacked_bar(pd.DataFrame({"a": range(24), "b": range(24)}, index=months), "visits", "percent")
    assert names(ax.xaxis) == [str(month) for month in months[::3]]
    assert texts(ax) == []


def test_intervals():
    frame = pd.DataFrame(
        {"value": [0.05, 0.001], "low": [0.04, -0.002], "high": [0.06, 0.004]}, index=["on_desktop", "used_search"]
    )
    ax = plots.intervals(frame, "difference", "percent", reference=0)
    assert ax.collections[1].get_offsets().tolist() == [[0.05, 0], [0.001, 1]]
    (lines,) = (one for one in ax.collections if isinstance(one, LineCollection))
    assert [path[:, 0].tolist() for path in lines.get_segments()] == [[0.04, 0.06], [-0.002, 0.004]]
    assert names(ax.yaxis) == ["On a desktop", "Used our search"]
    assert ax.yaxis_inverted()
    away, reached = lines.get_colors()
    assert tuple(away) != tuple(reached)
    assert plots.alt_text(ax).endswith(
        "On a desktop 5.0% (4.0% to 6.0%), Used our search 0.10% (-0.20% to 0.40%). Away from 0%: On a desktop."
    )
    assert plots.alt_text(plots.intervals(frame.tail(1), "difference", reference=0)).endswith(
        "Every interval reaches 0."
    )


def test_network():
    ax = plots.network(EDGES, "visits")
    assert {"Visits", "Orders", "Refund", "0.90, same day", "-0.40, 7 days later"} <= set(texts(ax))
    arrows = [text.arrow_patch for text in ax.texts if getattr(text, "arrow_patch", None) is not None]
    # What happens on the same day has no direction; the stronger one is thicker.
    assert [type(arrow.get_arrowstyle()).__name__ for arrow in arrows] == ["Curve", "CurveFilledB"]
    assert arrows[0].get_linewidth() > arrows[1].get_linewidth()
    assert legend(ax) == ["same direction", "opposite"]
    assert (
        plots.alt_text(ax) == "Network: Visits. Visits → Orders 0.90 (same day), Orders → Refund -0.40 (7 days later)."
    )


def test_network_without_lags(chinese):
    ax = plots.network(EDGES.head(1).drop(columns="lag"), "visits")
    assert plots.alt_text(ax) == "关系网络图：访问量。访问量 → 订单数 0.90。"
    assert ax.get_legend() is None


def test_tree():
    ax = plots.tree(NODES, "gmv")
    assert texts(ax) == ["GMV  ¥1.20M", "Visits  8,000", "Search  25.0%", "Value per order"]
    placed = {text.get_text(): text.get_position() for text in ax.texts}
    root, visits, search, value = placed.values()
    assert root[0] < visits[0] == value[0] < search[0]
    assert visits[1] == search[1] < root[1] < value[1]  # the root stands between its parts
    assert plots.alt_text(ax) == (
        "Tree: GMV. GMV  ¥1.20M: Visits  8,000, Value per order. Visits  8,000: Search  25.0%."
    )


@pytest.mark.parametrize(
    ("nodes", "message"),
    [
        ({"node": ["a", "a"], "parent": [None, "a"]}, "'a' stands there twice"),
        ({"node": ["a", "b"], "parent": [None, "c"]}, "parent 'c' of 'b' is no node"),
        ({"node": ["a", "b", "c"], "parent": [None, "c", "b"]}, "their own ancestors"),
    ],
)
def test_what_is_no_tree_is_refused(nodes, message):
    with pytest.raises(StoreLabError, match=message):
        plots.tree(pd.DataFrame(nodes), "gmv")


@pytest.mark.parametrize(
    "draw",
    [
        lambda: plots.control_chart(LIMITS.head(0), "visits"),
        lambda: plots.cohort_heatmap(pd.DataFrame(), "visits"),
        lambda: plots.retention_curves(LONG.head(0), "visits"),
        lambda: plots.steps(pd.Series(dtype=float), "visits"),
        lambda: plots.waterfall({}, "visits"),
        lambda: plots.pareto({"a": np.nan}, "visits"),
        lambda: plots.stacked_bar(pd.DataFrame(), "visits"),
        lambda: plots.intervals(pd.DataFrame(columns=["value", "low", "high"]), "visits"),
        lambda: plots.network(EDGES.head(0), "visits"),
        lambda: plots.tree(NODES.head(0), "visits"),
    ],
)
def test_nothing_to_draw_is_said(draw):
    with pytest.raises(StoreLabError, match="nothing to draw"):
        draw()


CHARTS = {
    "control": lambda: plots.control_chart(LIMITS, "visits"),
    "cohorts": lambda: plots.cohort_heatmap(WIDE, "repurchase_rate"),
    "curves": lambda: plots.retention_curves(WIDE, "repurchase_rate"),
    "steps": lambda: plots.steps(pd.Series([0.0, 0.5]), "repurchase_rate"),
    "waterfall": lambda: plots.waterfall({"before": 1.0, "after": 1.0}, "gmv"),
    "pareto": lambda: plots.pareto({"search": 3.0, "social": 1.0}, "visits"),
    "stacked": lambda: plots.stacked_bar(pd.DataFrame({"search": [1.0], "social": [2.0]}), "visits"),
    "intervals": lambda: plots.intervals(
        pd.DataFrame({"value": [1.0], "low": [0.0], "high": [2.0]}, index=["cart"]), "difference"
    ),
    "network": lambda: plots.network(EDGES, "visits"),
    "tree": lambda: plots.tree(NODES, "gmv"),
}


@pytest.mark.parametrize("name", CHARTS)
@pytest.mark.filterwarnings("error")
def test_every_chart_is_drawn_in_chinese_without_a_missing_glyph(name, chinese):
    ax = CHARTS[name]()
    ax.figure.canvas.draw()
    assert ax.get_title("left")
    # Nothing is cut: all that is drawn lies inside the figure.
    box = ax.get_tightbbox(ax.figure.canvas.get_renderer())
    assert min(box.x0, box.y0) >= -1
    assert box.x1 <= ax.figure.bbox.x1 + 1
    assert box.y1 <= ax.figure.bbox.y1 + 1


def test_the_marks_of_the_new_charts_can_be_graded():
    def data(ax):
        return [(marks["kind"], marks["data"]) for marks in describe(ax)["series"]]

    cells = [
        ["2025-10 / 0", 1.0],
        ["2025-10 / 1", 0.0],
        ["2025-10 / 2", 0.25],
        ["2025-11 / 0", 1.0],
        ["2025-11 / 1", 0.3],
    ]
    assert data(CHARTS["cohorts"]()) == [("cells", [*cells, ["2025-12 / 0", 1.0]])]
    assert data(CHARTS["intervals"]()) == [("points", [["Cart", 1.0]])]
    assert data(CHARTS["waterfall"]()) == [("bars", [["Before", 1.0], ["After", 1.0]])]
    assert [kind for kind, _ in data(CHARTS["control"]())] == ["line", "line", "points"]
    assert data(CHARTS["pareto"]())[1] == ("line", [["Search", 3.0], ["Social", 4.0]])
    assert [kind for kind, _ in data(CHARTS["curves"]())] == ["line"] * 3
    assert data(CHARTS["network"]()) == data(CHARTS["tree"]()) == []
