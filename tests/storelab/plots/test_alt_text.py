"""Every chart can be read out."""

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd

from storelab import plots

LOSS = pd.Series([0.2, 0.05], index=pd.Index(["cart", "pay"], name="step"), name="loss")


def test_a_bar_chart_is_read_out():
    assert plots.alt_text(plots.bar(LOSS, "funnel", "percent")) == (
        "Bar chart: How far visitors get. Horizontal axis: Step; Vertical axis: Loss. "
        "Cart 20.0%, Pay 5.0%. Highest: Cart 20.0%; lowest: Pay 5.0%."
    )


def test_in_chinese(chinese):
    assert plots.alt_text(plots.bar(LOSS, "funnel", "percent")) == (
        "柱状图：访客走到了哪一步。横轴：步骤；纵轴：流失率。加购 20.0%、付款 5.0%。最高：加购 20.0%；最低：付款 5.0%。"
    )


def test_many_values_are_summed_up():
    ax = plots.line(pd.Series(np.arange(30) ** 2, index=pd.date_range("2025-11-01", periods=30, name="date")), "visits")
    assert plots.alt_text(ax) == (
        "Line chart: Visits. Horizontal axis: Date. 30 values from 2025-11-01 0 to 2025-11-30 841. "
        "Highest: 2025-11-30 841; lowest: 2025-11-01 0."
    )


def test_each_line_has_its_own_sentence():
    text = plots.alt_text(plots.line(pd.DataFrame({"search": [1, 2], "direct": [4, 3]}, index=[9, 21]), "visits"))
    assert "Search: 9 1, 21 2. Highest: 21 2; lowest: 9 1." in text
    assert "Direct: 9 4, 21 3. Highest: 9 4; lowest: 21 3." in text


def test_the_other_kinds():
    funnel = plots.alt_text(plots.funnel({"view": 10, "pay": 5}))
    assert funnel.endswith("View 10, Pay 5 (50.0% of the step before).")
    histogram = plots.alt_text(plots.histogram(np.arange(101), "visits"))
    assert "101 values; median 50; nine in ten lie between 5 and 95." in histogram
    heat = plots.alt_text(plots.heatmap(pd.DataFrame([[1, 2]], index=["start"], columns=["item", "exit"]), "M014"))
    assert "Start / Item page 1, Start / Exit 2." in heat
    points = pd.DataFrame({"x": [1.0, 2.0], "y": [3.0, 5.0]})
    assert "1 (1, 3), 2 (2, 5)." in plots.alt_text(plots.scatter(points, "x", "y", "visits"))
    grouped = plots.alt_text(plots.grouped_bar(pd.DataFrame({"before": [1], "after": [2]}, index=["search"]), "visits"))
    assert "Search / Before 1, Search / After 2." in grouped


def test_a_title_set_later_is_read():
    ax = plots.bar(LOSS, "funnel")
    ax.set_title("Another one")
    assert "Another one" in plots.alt_text(ax)


def test_a_figure_of_ones_own_is_read_from_its_marks():
    _, ax = plt.subplots()
    ax.bar(["a", "b"], [3, 1])
    ax.set(title="Mine", ylabel="Orders")
    assert plots.alt_text(ax) == "Bar chart: Mine. Vertical axis: Orders. a 3, b 1. Highest: a 3; lowest: b 1."
    _, (left, right) = plt.subplots(1, 2)
    left.plot([1, 2], [3, 4])
    right.scatter([1], [2])
    right.set_title("Points")
    assert plots.alt_text(left.figure) == "Line chart. Scatter plot: Points."


def test_an_empty_figure_has_a_text_too():
    assert plots.alt_text(plt.figure()) == "Empty figure."
    ax = plots.bar(pd.Series([np.nan], index=["a"]), "visits")
    assert plots.alt_text(ax).endswith("No values.")
