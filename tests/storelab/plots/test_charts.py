"""Each kind of chart draws its data, with translated labels and units."""

import warnings

import numpy as np
import pandas as pd
import pytest

from storelab import plots
from storelab.errors import StoreLabError

BOUNCE = pd.Series(
    [0.31, 0.42, 0.925], index=pd.Index(["search", "short_video", "deal_site"], name="source"), name="bounce_rate"
)


def names(axis):
    return [tick.get_text() for tick in axis.get_ticklabels()]


def test_bar(chinese):
    ax = plots.bar(BOUNCE, "source", "percent", highlight="deal_site")
    assert [bar.get_height() for bar in ax.patches] == [0.31, 0.42, 0.925]
    assert names(ax.xaxis) == ["平台搜索", "短视频", "比价网站"]
    assert ax.get_title("left") == "流量来源"
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("流量来源", "跳出率")
    assert [text.get_text() for text in ax.texts] == ["31.0%", "42.0%", "92.5%"]
    assert ax.get_ylim()[0] == 0
    colours = [bar.get_facecolor() for bar in ax.patches]
    assert colours[0] == colours[1] != colours[2]


def test_lying_bars_keep_the_order_from_the_top():
    ax = plots.bar(BOUNCE, "Text that is no key", horizontal=True)
    assert ax.get_title("left") == "Text that is no key"
    assert [bar.get_width() for bar in ax.patches] == [0.31, 0.42, 0.925]
    assert names(ax.yaxis) == ["Search", "Short video", "Deal site"]
    assert ax.yaxis_inverted()
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("Bounce rate", "Source")


def test_labels_can_be_given():
    ax = plots.bar(BOUNCE * 1000, "visits", unit="yuan", xlabel="channel", ylabel="value_per_visit")
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("Channel", "Value per visit (yuan)")


def test_a_category_means_what_its_column_says():
    pages = pd.Series([1, 2], index=pd.Index(["home", "search"], name="landing"))
    goods = pd.Series([1, 2], index=pd.Index(["home", "kitchen"], name="cat1"))
    assert names(plots.bar(pages, "visits").xaxis) == ["Home page", "Search results"]
    assert names(plots.bar(goods, "visits").xaxis) == ["Home", "Kitchen"]


def test_many_long_names_lean():
    index = [f"quite a long name {number}" for number in range(9)]
    ax = plots.bar(pd.Series(range(9), index=index), "visits")
    assert {tick.get_rotation() for tick in ax.get_xticklabels()} == {35}


def test_highlight_must_be_a_bar():
    with pytest.raises(StoreLabError, match="no bar 'video'"):
        plots.bar(BOUNCE, "source", highlight=["video"])


def test_grouped_bar():
    frame = pd.DataFrame({"before": BOUNCE, "after": BOUNCE / 2})
    ax = plots.grouped_bar(frame, "bounce_rate", "percent", ylabel="bounce_rate")
    assert [bar.get_height() for bar in ax.containers[1]] == [0.155, 0.21, 0.4625]
    assert [text.get_text() for text in ax.get_legend().get_texts()] == ["Before", "After"]
    assert ax.get_ylabel() == "Bounce rate"


def test_line_over_days_with_a_marked_day():
    days = pd.date_range("2025-10-13", periods=42, name="date")
    frame = pd.DataFrame({"search": range(42), "direct": range(42, 0, -1)}, index=days)
    ax = plots.line(frame, "visits", mark={"2025-10-27": "campaign"})
    assert list(ax.get_lines()[0].get_ydata()) == list(range(42))
    assert [text.get_text() for text in ax.get_legend().get_texts()] == ["Search", "Direct"]
    assert ax.texts[0].get_text() == "Campaign"
    assert ax.get_xlabel() == "Date"
    ax.figure.canvas.draw()
    assert "10-27" in " ".join(names(ax.xaxis)) or "11-" in " ".join(names(ax.xaxis))


def test_line_over_categories_and_numbers():
    steps = pd.Series([3.0, 2.0, 1.0], index=pd.Index(["view", "cart", "pay"], name="step"), name="reached")
    ax = plots.line(steps, "reached", mark="cart")
    assert names(ax.xaxis) == ["View", "Cart", "Pay"]
    assert ax.get_lines()[1].get_xdata()[0] == 1
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("Step", "Reached")
    hours = plots.line(pd.Series([1, 5], index=[9, 21], name="visits"), "visits", mark=20)
    assert list(hours.get_lines()[0].get_xdata()) == [9, 21]


def test_funnel():
    ax = plots.funnel({"view": 200, "cart": 30, "checkout": 24, "pay": 18})
    assert [bar.get_width() for bar in ax.patches] == [200, 30, 24, 18]
    # 30 / 200, 24 / 30, 18 / 24
    assert [text.get_text() for text in ax.texts] == [
        "200",
        "30 (15.0% of the step before)",
        "24 (80.0% of the step before)",
        "18 (75.0% of the step before)",
    ]
    assert ax.get_title("left") == "How far visitors get"


def test_funnel_after_an_empty_step_names_no_share():
    ax = plots.funnel({"view": 5, "cart": 0, "pay": 2})
    assert [text.get_text() for text in ax.texts] == ["5", "0 (0% of the step before)", "2"]


def test_heatmap():
    matrix = pd.DataFrame(
        [[0.25, 0.75], [np.nan, 1.0]],
        index=pd.Index(["start", "cart"], name="from"),
        columns=pd.Index(["item", "exit"], name="to"),
    )
    ax = plots.heatmap(matrix, "M014", "percent")
    assert ax.get_title("left") == "Visit path"
    assert [text.get_text() for text in ax.texts] == ["25.0%", "75.0%", "100%"]
    assert (names(ax.xaxis), names(ax.yaxis)) == (["Item page", "Exit"], ["Start", "Cart"])
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("To", "From")


def test_a_heatmap_with_a_centre_is_white_there_and_darker_to_both_sides():
    matrix = pd.DataFrame([[0.5, 1.0], [1.25, np.nan]], index=["a", "b"], columns=["c", "d"])
    ax = plots.heatmap(matrix, "M014", centre=1)
    image = ax.images[0]
    low, middle, high = (image.cmap(image.norm(value))[:3] for value in (0.5, 1.0, 1.25))
    assert min(middle) > 0.95
    assert low[0] > low[2]
    assert high[2] > high[0]
    assert sum(low) < sum(high) < sum(middle)
    # Where nothing differs from the centre, everything is white.
    flat = plots.heatmap(pd.DataFrame([[1.0, 1.0]]), "M014", centre=1).images[0]
    assert min(flat.cmap(flat.norm(1.0))[:3]) > 0.95


def test_histogram_counts_every_value():
    ax = plots.histogram(pd.Series([1, 2, 2, 3, None], name="pageviews"), "pageviews", bins=3)
    assert [bar.get_height() for bar in ax.patches] == [1, 2, 1]
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("Page views", "Count")


def test_histogram_in_factors_leaves_out_zero():
    ax = plots.histogram([0, 1, 11, 100], "duration_s", unit="second", bins=2, log=True)
    # Edges 1, 10, 100.
    assert [bar.get_height() for bar in ax.patches] == [1, 2]
    assert ax.get_xscale() == "log"


def test_scatter_names_a_few_points():
    frame = pd.DataFrame({"keyword": ["保温杯", "台灯"], "volume": [900.0, 20.0], "cvr": [0.02, 0.05], "value": [5, 9]})
    ax = plots.scatter(frame, "volume", "cvr", "keyword", size="value", label="keyword", logx=True, yunit="percent")
    assert ax.collections[0].get_offsets().tolist() == [[900.0, 0.02], [20.0, 0.05]]
    assert {"保温杯", "台灯", "Area of a point: Value"} == {text.get_text() for text in ax.texts}
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("Searches a month", "Conversion rate")
    sizes = ax.collections[0].get_sizes()
    assert sizes[1] > sizes[0]


def test_scatter_names_only_the_ends_of_many_points():
    frame = pd.DataFrame({"name": [f"n{i}" for i in range(30)], "x": range(30), "y": range(30)})
    ax = plots.scatter(frame, "x", "y", "value", label="name")
    assert [text.get_text() for text in ax.texts] == [f"n{i}" for i in (*range(5), *range(25, 30))]


def test_scatter_names_a_missing_column():
    with pytest.raises(StoreLabError, match="no column 'volum'; did you mean 'volume'"):
        plots.scatter(pd.DataFrame({"volume": [1], "cvr": [1]}), "volum", "cvr", "keyword")


@pytest.mark.parametrize(
    "draw",
    [
        lambda: plots.bar(pd.Series([], dtype=float), "visits"),
        lambda: plots.funnel({}),
        lambda: plots.line(pd.DataFrame(), "visits"),
        lambda: plots.grouped_bar(pd.DataFrame(), "visits"),
        lambda: plots.heatmap(pd.DataFrame(), "visits"),
        lambda: plots.histogram([0, -1], "visits", log=True),
        lambda: plots.scatter(pd.DataFrame({"x": [None], "y": [1.0]}), "x", "y", "visits"),
    ],
)
def test_nothing_to_draw_is_said(draw):
    with pytest.raises(StoreLabError, match="nothing to draw"):
        draw()


def test_an_unknown_unit_is_answered_with_near_ones():
    with pytest.raises(StoreLabError, match="did you mean 'percent'"):
        plots.bar(BOUNCE, "source", "percents")


def test_missing_values_leave_a_gap_and_no_warning():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        ax = plots.bar(BOUNCE.where(BOUNCE < 0.9), "source", "percent")
        ax.figure.canvas.draw()
        plots.heatmap(pd.DataFrame([[np.nan]]), "visits").figure.canvas.draw()
    assert [text.get_text() for text in ax.texts] == ["31.0%", "42.0%", ""]
    assert "Deal site –" in plots.alt_text(ax)


def test_style_can_be_set_again():
    import matplotlib as mpl

    mpl.rcParams["font.sans-serif"] = ["DejaVu Sans"]
    plots.style()
    assert mpl.rcParams["font.sans-serif"][0] == "Store Lab Sans"
