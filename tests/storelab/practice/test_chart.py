"""Charts are read by meaning, whichever library drew them."""

from collections.abc import Callable, Iterator
from typing import Any

import matplotlib

matplotlib.use("Agg")

import numpy as np
import pandas as pd
import pytest
import seaborn as sns
from matplotlib import pyplot as plt
from matplotlib.axes import Axes
from matplotlib.ticker import PercentFormatter

from storelab.practice.chart import criteria, describe, is_chart

CTR = pd.Series([0.3, 0.2, 0.1], index=["search", "social", "direct"])


@pytest.fixture(autouse=True)
def closed() -> Iterator[None]:
    yield
    plt.close("all")


def drawn(draw: Callable[[Axes], Any], **labels: str) -> dict[str, Any]:
    _, axes = plt.subplots()
    draw(axes)
    texts = {"title": "Clicks by source", "xlabel": "source", "ylabel": "click rate"} | labels
    axes.set(**texts)
    return describe(axes)


MODEL: Callable[[Axes], Any] = lambda axes: axes.bar(CTR.index, CTR)  # noqa: E731


def amiss(given: dict[str, Any], wanted: dict[str, Any] | None = None) -> list[str]:
    model = wanted or drawn(MODEL)
    return [one.difference.kind for one in criteria(given, model) if one.difference]


def test_a_bar_chart_as_plain_data() -> None:
    assert drawn(MODEL) == {
        "title": "Clicks by source", "xlabel": "source", "ylabel": "click rate", "xscale": "linear", "yscale": "linear",
        "percent": False, "legend": [], "from_zero": True,
        "series": [{"kind": "bars", "name": "", "horizontal": False, "data": [["search", 0.3], ["social", 0.2], ["direct", 0.1]]}],
    }  # fmt: skip


SAME: dict[str, Callable[[Axes], Any]] = {
    "other order": lambda axes: axes.bar(CTR.index[::-1], CTR[::-1]),
    "horizontal": lambda axes: axes.barh(CTR.index, CTR),
    "numbered ticks": lambda axes: (axes.bar(range(3), CTR), axes.set_xticks(range(3), CTR.index)),
    "pandas bars": lambda axes: CTR.plot.bar(ax=axes),
    "pandas line": lambda axes: CTR.plot(ax=axes),
    "seaborn bars": lambda axes: sns.barplot(x=CTR.index, y=CTR.to_numpy(), ax=axes),
    "seaborn, coloured": lambda axes: sns.barplot(x=CTR.index, y=CTR.to_numpy(), hue=CTR.index, ax=axes),
    "seaborn points": lambda axes: sns.pointplot(x=CTR.index, y=CTR.to_numpy(), ax=axes),
    "seaborn line": lambda axes: sns.lineplot(x=CTR.index, y=CTR.to_numpy(), ax=axes),
    "scatter": lambda axes: axes.scatter(CTR.index, CTR),
    "seaborn scatter": lambda axes: sns.scatterplot(x=CTR.index, y=CTR.to_numpy(), ax=axes),
    "points one by one": lambda axes: [axes.plot([name], [rate], "s") for name, rate in CTR.items()],
    "points one by one, lying": lambda axes: [axes.plot([rate], [name], "s") for name, rate in CTR.items()],
    "points one by one, numbered": lambda axes: (
        [axes.plot(place, rate, "o") for place, rate in enumerate(CTR)],
        axes.set_xticks(range(3), CTR.index),
    ),
    "line with points and a reference": lambda axes: (
        axes.plot(CTR.index, CTR), axes.scatter(CTR.index, CTR), axes.axhline(0.2), axes.axvline(1)
    ),
    "error bars": lambda axes: axes.bar(CTR.index, CTR, yerr=0.01),
    "percent axis": lambda axes: (axes.bar(CTR.index, 100 * CTR), axes.yaxis.set_major_formatter(PercentFormatter())),
    "fraction on a percent axis": lambda axes: (axes.bar(CTR.index, CTR), axes.yaxis.set_major_formatter(PercentFormatter(1))),
}  # fmt: skip


@pytest.mark.parametrize("name", SAME)
def test_the_same_data_drawn_otherwise(name: str) -> None:
    assert amiss(drawn(SAME[name])) == []


WRONG: dict[str, tuple[Callable[[Axes], Any], list[str]]] = {
    "a wrong height": (lambda axes: axes.bar(CTR.index, CTR + np.array([0, 0.1, 0])), ["value"]),
    "percent, and the axis does not say so": (lambda axes: axes.bar(CTR.index, 100 * CTR), ["value"]),
    "a bar is missing": (lambda axes: axes.bar(CTR.index[:2], CTR[:2]), ["chart_places"]),
    "numbers instead of names": (lambda axes: axes.bar(range(3), CTR), ["chart_places"]),
    "nothing": (lambda axes: None, ["chart_empty"]),
    "another series": (lambda axes: (axes.bar(CTR.index, CTR), axes.plot(CTR.index, CTR * 2)), ["chart_series"]),
    "cut off": (lambda axes: (axes.bar(CTR.index, CTR), axes.set_ylim(0.05, 0.4)), ["chart_zero"]),
    "logarithmic bars": (lambda axes: (axes.bar(CTR.index, CTR), axes.set_yscale("log")), ["chart_zero"]),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_amiss(name: str) -> None:
    draw, kinds = WRONG[name]
    assert amiss(drawn(draw)) == kinds


def test_each_criterion_costs_its_share() -> None:
    # Data 0.6 and four others 0.1 each make 1.0.
    untitled = criteria(drawn(MODEL, title="", ylabel=" "), drawn(MODEL))
    assert {one.name: one.weight for one in untitled} == pytest.approx(
        {"data": 0.6, "title": 0.1, "xlabel": 0.1, "ylabel": 0.1, "zero": 0.1}
    )
    assert [one.difference.kind for one in untitled if one.difference] == ["chart_title", "chart_ylabel"]


def test_labels_earn_nothing_on_marks_of_something_else() -> None:
    elsewhere = criteria(drawn(lambda axes: axes.bar(["a", "b"], [1, 2])), drawn(MODEL))
    assert sum(one.weight for one in elsewhere if one.difference is None) == 0
    heights = criteria(drawn(lambda axes: axes.bar(CTR.index, CTR * 2)), drawn(MODEL))
    assert sum(one.weight for one in heights if one.difference is None) == pytest.approx(0.4)


def test_groups_need_a_legend() -> None:
    table = pd.DataFrame({"before": CTR, "after": 2 * CTR})
    model = drawn(lambda axes: table.plot.bar(ax=axes))
    assert [marks["name"] for marks in model["series"]] == ["before", "after"]
    long = table.reset_index(names="source").melt("source")
    assert amiss(drawn(lambda axes: sns.barplot(long, x="source", y="value", hue="variable", ax=axes)), model) == []
    assert amiss(drawn(lambda axes: table.plot.bar(ax=axes, legend=False)), model) == ["chart_legend"]


def test_numbers_and_dates_on_the_axis() -> None:
    ranks = pd.Series([0.3, 0.2], index=[1, 2])
    bars = drawn(lambda axes: sns.barplot(x=ranks.index, y=ranks.to_numpy(), ax=axes))
    assert amiss(drawn(lambda axes: axes.plot(ranks.index, ranks, "o-")), bars) == []
    for label in ("{}", "#{}", "slot {}", "第 {} 位"):
        named = drawn(lambda axes, label=label: axes.bar([label.format(rank) for rank in ranks.index], ranks))
        assert amiss(named, bars) == [], label
    assert amiss(drawn(lambda axes: axes.bar(["slot 2", "slot 3"], ranks)), bars) == ["chart_places"]
    days = pd.Series([3.0, 5.0], index=pd.date_range("2025-11-10", periods=2))
    model = drawn(lambda axes: axes.plot(days.index, days))
    assert amiss(drawn(lambda axes: sns.lineplot(x=days.index, y=days.to_numpy(), ax=axes)), model) == []


def test_an_empty_chart_can_be_the_right_one() -> None:
    empty = drawn(lambda axes: None)
    assert amiss(empty, empty) == []
    assert amiss(drawn(MODEL), empty) == ["chart_series"]


def test_what_is_a_chart() -> None:
    figure, axes = plt.subplots()
    grid = sns.relplot(x=[1, 2], y=[3, 4])
    assert [is_chart(value) for value in (axes, figure, grid, None, 3)] == [True, True, True, False, False]
    assert describe(grid)["series"][0]["data"] == [[1.0, 3.0], [2.0, 4.0]]
    with pytest.raises(TypeError, match="not int"):
        describe(3)


GRID = pd.DataFrame([[1.0, 0.25], [1.0, np.nan]], index=["May", "June"], columns=["start", "next"])
CELLS = [["May / start", 1.0], ["May / next", 0.25], ["June / start", 1.0]]


def heat(axes: Axes) -> None:
    axes.imshow(GRID)
    axes.set_xticks(range(2), GRID.columns)
    axes.set_yticks(range(2), GRID.index)


def from_below(axes: Axes) -> None:
    axes.pcolormesh(GRID[::-1])
    axes.set_xticks([0.5, 1.5], GRID.columns)
    axes.set_yticks([0.5, 1.5], GRID.index[::-1])


HEAT: dict[str, Callable[[Axes], Any]] = {
    "an image": heat,
    "seaborn": lambda axes: sns.heatmap(GRID, ax=axes),
    "a mesh, first row below": from_below,
    "seaborn, in percent": lambda axes: sns.heatmap(
        100 * GRID, annot=True, ax=axes, cbar_kws={"format": PercentFormatter()}
    ),
}


@pytest.mark.parametrize("name", HEAT)
def test_heat_maps_are_read_cell_by_cell(name: str) -> None:
    wanted = drawn(heat)
    assert wanted["series"] == [{"kind": "cells", "name": "", "horizontal": False, "data": CELLS}]
    assert amiss(drawn(HEAT[name]), wanted) == []


def test_a_wrong_cell_and_a_future_that_is_filled_with_zeros() -> None:
    def draw(values: pd.DataFrame) -> dict[str, Any]:
        return drawn(lambda axes: sns.heatmap(values, ax=axes))

    assert amiss(draw(GRID.fillna(0)), drawn(heat)) == ["chart_places"]
    assert amiss(draw(GRID.replace(0.25, 0.2)), drawn(heat)) == ["value"]


def test_a_picture_of_colours_is_no_heat_map() -> None:
    assert drawn(lambda axes: axes.imshow(np.zeros((2, 2, 3))))["series"] == []


def test_points_and_lines_may_lie() -> None:
    for draw in (lambda axes: axes.scatter(CTR, CTR.index), lambda axes: axes.plot(CTR, CTR.index, "o")):
        (marks,) = drawn(draw)["series"]
        assert marks["horizontal"]
        assert amiss(drawn(draw)) == []


def test_a_single_point_over_a_line_stays_a_series_of_its_own() -> None:
    given = drawn(lambda axes: (axes.plot(CTR.index[:2], CTR[:2]), axes.plot(["direct"], [0.1], "o")))
    assert [len(marks["data"]) for marks in given["series"]] == [2, 1]


def test_single_points_over_the_same_place_are_two_series() -> None:
    given = drawn(lambda axes: [axes.plot(["search"], [rate], "o") for rate in (0.3, 0.2)])
    assert [marks["data"] for marks in given["series"]] == [[["search", 0.3]], [["search", 0.2]]]


def test_caps_of_error_bars_are_no_points() -> None:
    assert amiss(drawn(lambda axes: axes.errorbar(CTR.index, CTR, yerr=0.1, fmt="o", capsize=4))) == []
