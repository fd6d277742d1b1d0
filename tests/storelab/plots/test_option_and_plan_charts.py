"""The charts of options, curves, plans and stock draw their data, say it in both languages, refuse nonsense."""

import numpy as np
import pandas as pd
import pytest
from matplotlib.dates import date2num

from storelab import metrics, plots
from storelab.errors import StoreLabError

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
        (lambda: plots.frontier(OPTIONS, "cost", "rate", "x", chosen="ship"), "chosen：没有 'ship' 这个方案"),
        (lambda: plots.response_curve(CURVE.iloc[::-1], "x"), "曲线的索引应该是从小到大的数字"),
        (lambda: plots.gantt(TASKS.assign(slack=-1), "x"), "有的任务还没开始就结束了"),
    ],
)
def test_refusals_in_chinese(chinese, draw, message):
    with pytest.raises(StoreLabError, match=message):
        draw()
