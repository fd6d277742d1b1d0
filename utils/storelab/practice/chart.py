"""Reads a chart as plain data and judges it by meaning: what the marks say, not how they look.

Bars, lines, points and the cells of a heat map are compared by the pairs they show, whichever library drew them.
Reference lines, error bars and colours are nobody's business here.
"""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from storelab.practice.compare import Difference

# What each criterion is worth within one case. The others count only when the marks stand at the right places.
WEIGHTS = {"data": 0.6, "title": 0.1, "xlabel": 0.1, "ylabel": 0.1, "zero": 0.1, "legend": 0.1}
CHART_TOLERANCE = 1e-6
PERCENT_WORDS = ("%", "percent", "百分", "per cent")

NUMBER = re.compile(r"(?<![\w.])-?\d[\d,]*(?:\.\d+)?(?![\w.])")

Pair = tuple[Any, float]


@dataclass(frozen=True)
class Criterion:
    """One thing asked of a chart, what it is worth in the case, and what is amiss (None when nothing is)."""

    name: str
    weight: float
    difference: Difference | None


def is_chart(value: Any) -> bool:
    """Whether a value is an Axes, or something that holds exactly one."""
    return _axes(value) is not None


def describe(chart: Any) -> dict[str, Any]:
    """Describe an Axes as plain data.

    Parameters
    ----------
    chart
        A matplotlib Axes (seaborn and pandas return these), or a figure with a single one.

    Returns
    -------
    dict
        ``title``, ``xlabel``, ``ylabel``, ``xscale``, ``yscale``; ``percent`` (whether the value axis says percent);
        ``legend`` (its texts); ``from_zero`` (bars start at zero; None without bars); ``series``: for each set of marks
        its ``kind`` (bars, line, points, cells), ``name``, ``horizontal`` and ``data``, a list of [place, value]. A
        cell's place is "row / column".

    Raises
    ------
    TypeError
        If the value is not a chart.
    """
    axes = _axes(chart)
    if axes is None:
        raise TypeError(f"a chart (Axes) is needed, not {type(chart).__name__}")
    series = [*_bars(axes), *_lines(axes), *_points(axes), *_cells(axes)]
    horizontal = any(marks["horizontal"] for marks in series)
    value_axis = axes.xaxis if horizontal else axes.yaxis
    legend = axes.get_legend()
    return {
        "title": _title(axes),
        "xlabel": axes.get_xlabel().strip(),
        "ylabel": axes.get_ylabel().strip(),
        "xscale": axes.get_xscale(),
        "yscale": axes.get_yscale(),
        "percent": _says_percent(value_axis) or _cells_say_percent(axes),
        "legend": [text.get_text() for text in legend.get_texts()] if legend else [],
        "from_zero": _from_zero(axes, horizontal) if any(marks["kind"] == "bars" for marks in series) else None,
        "series": series,
    }


def criteria(
    given: Mapping[str, Any], wanted: Mapping[str, Any], tolerance: float = CHART_TOLERANCE
) -> list[Criterion]:
    """Judge one described chart by another.

    Parameters
    ----------
    given, wanted
        Descriptions of the learner's and of the model chart.
    tolerance
        For the numbers in the marks.

    Returns
    -------
    list of Criterion
        Data first. A title or label is asked for only where the model chart has one.
    """
    difference, placed = _data(given, wanted, max(tolerance, CHART_TOLERANCE))
    found: dict[str, Difference | None] = {"data": difference}
    for name in ("title", "xlabel", "ylabel"):
        if wanted[name]:
            found[name] = None if given[name] else Difference(f"chart_{name}")
    if wanted["from_zero"] and given["from_zero"] is not None:
        found["zero"] = None if given["from_zero"] else Difference("chart_zero")
    if len(wanted["series"]) > 1:
        enough = len(given["legend"]) >= len(wanted["series"])
        found["legend"] = None if enough else Difference("chart_legend")
    total = sum(WEIGHTS[name] for name in found)
    usable = placed or difference is None
    return [
        Criterion(name, WEIGHTS[name] / total if usable else float(name == "data"), amiss)
        for name, amiss in found.items()
    ]


def _axes(value: Any) -> Any:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    if isinstance(value, Axes):
        return value
    # A FacetGrid of one panel has .axes as an array; a Figure has a list.
    if isinstance(value, Figure) or hasattr(value, "figure"):
        panels = getattr(getattr(value, "figure", value), "axes", [])
        panels = [panel for panel in panels if getattr(panel, "get_label", str)() != "<colorbar>"]
        return panels[0] if len(panels) == 1 and isinstance(panels[0], Axes) else None
    return None


def _title(axes: Any) -> str:
    texts = [axes.get_title(loc=place) for place in ("center", "left", "right")]
    texts.append(axes.figure.get_suptitle())
    return next((text.strip() for text in texts if text.strip()), "")


def _says_percent(axis: Any) -> bool:
    from matplotlib.ticker import PercentFormatter

    label = axis.get_label().get_text().lower()
    return isinstance(axis.get_major_formatter(), PercentFormatter) or any(word in label for word in PERCENT_WORDS)


def _from_zero(axes: Any, horizontal: bool) -> bool:
    if (axes.get_xscale() if horizontal else axes.get_yscale()) == "log":
        return False
    low, high = sorted(axes.get_xlim() if horizontal else axes.get_ylim())
    return bool(low <= 0 <= high)


def _labels(axis: Any) -> dict[float, str]:
    """What is written at which positions of an axis of categories; nothing on a numeric axis."""
    from matplotlib.category import StrCategoryFormatter
    from matplotlib.ticker import FixedFormatter, FuncFormatter

    formatter = axis.get_major_formatter()
    # set_xticks(places, labels) wraps the labels in a partial; other functions only dress up numbers.
    named = isinstance(formatter, FixedFormatter | StrCategoryFormatter) or (
        isinstance(formatter, FuncFormatter) and isinstance(formatter.func, functools.partial)
    )
    places = list(axis.get_majorticklocs()) if named else []
    texts = formatter.format_ticks(places) if places else []
    return {float(place): str(text) for place, text in zip(places, texts, strict=False) if str(text).strip()}


def _names(axis: Any) -> Callable[[float], Any]:
    """A function from a position on the axis to what is written there; the position itself on a numeric axis."""
    labels = _labels(axis)

    def name(position: float) -> Any:
        if labels:
            nearest = min(labels, key=lambda place: abs(place - position))
            if abs(nearest - position) < 0.5:
                return _number(labels[nearest])
        return float(f"{position:.9g}")

    return name


def _lying(axes: Any) -> bool:
    """Whether the categories stand along the vertical axis, so that points and lines run sideways."""
    words = any(isinstance(_number(text), str) for text in _labels(axes.yaxis).values())
    return words and not _labels(axes.xaxis)


def _number(text: str) -> Any:
    """A label stands for the one number in it, so that bars over 1, over "1", "#1" and "slot 1" agree."""
    numbers = NUMBER.findall(text)
    return float(numbers[0].replace(",", "")) if len(numbers) == 1 else text.strip()


def _marks(kind: str, name: Any, data: list[list[Any]], horizontal: bool = False) -> dict[str, Any]:
    text = "" if str(name).startswith("_") else str(name)
    data = [pair for pair in data if not (isinstance(pair[1], float) and math.isnan(pair[1]))]
    return {"kind": kind, "name": text, "horizontal": horizontal, "data": data}


def _bars(axes: Any) -> list[dict[str, Any]]:
    from matplotlib.container import BarContainer

    found: list[dict[str, Any]] = []
    for container in axes.containers:
        if not isinstance(container, BarContainer):
            continue
        horizontal = container.orientation == "horizontal"
        name = _names(axes.yaxis if horizontal else axes.xaxis)
        data = []
        for bar in container.patches:
            if horizontal:
                data.append([name(bar.get_y() + bar.get_height() / 2), float(bar.get_width())])
            else:
                data.append([name(bar.get_x() + bar.get_width() / 2), float(bar.get_height())])
        marks = _marks("bars", container.get_label(), data, horizontal)
        if marks["data"]:
            _merge(found, marks)
    return found


def _merge(found: list[dict[str, Any]], marks: dict[str, Any]) -> None:
    """Bars coloured one by one are several containers but one series: those that never share a place are joined."""
    places = {pair[0] for pair in marks["data"]}
    for other in found:
        if not places & {pair[0] for pair in other["data"]}:
            other["data"].extend(marks["data"])
            return
    found.append(marks)


def _lines(axes: Any) -> list[dict[str, Any]]:
    from matplotlib.container import ErrorbarContainer

    lying = _lying(axes)
    name = _names(axes.yaxis if lying else axes.xaxis)
    caps = [cap for bars in axes.containers if isinstance(bars, ErrorbarContainer) for cap in bars[1]]
    found: list[dict[str, Any]] = []
    single: list[dict[str, Any]] = []  # drawn one by one in a loop: joined like bars, and never with a line of several
    for line in axes.lines:
        if line.get_transform() != axes.transData or line in caps:
            continue  # axhline and axvline: a reference, not data
        xs, ys = line.get_xdata(orig=False), line.get_ydata(orig=False)
        xs, ys = (ys, xs) if lying else (xs, ys)
        # Error bars are upright strokes.
        if len(xs) == 0 or (len(xs) > 1 and len({float(x) for x in xs}) == 1):
            continue
        kind = "points" if line.get_linestyle() in ("None", "none", "", " ") else "line"
        data = [[name(float(x)), float(y)] for x, y in zip(xs, ys, strict=True)]
        marks = _marks(kind, line.get_label(), data, lying)
        if len(marks["data"]) == 1 and len(xs) == 1:
            _merge(single, marks)
        elif marks["data"]:
            found.append(marks)
    return found + single


def _points(axes: Any) -> list[dict[str, Any]]:
    import numpy as np
    from matplotlib.collections import PathCollection

    lying = _lying(axes)
    name = _names(axes.yaxis if lying else axes.xaxis)
    data = [
        [name(float(point[lying])), float(point[not lying])]
        for collection in axes.collections
        if isinstance(collection, PathCollection)
        for point in np.ma.filled(collection.get_offsets(), math.nan).tolist()
        if not math.isnan(point[lying])
    ]
    marks = _marks("points", "", data, lying)
    return [marks] if marks["data"] else []


def _cells(axes: Any) -> list[dict[str, Any]]:
    found = []
    for grid in _grids(axes):
        values, xs, ys = _grid(grid)
        across, down = _names(axes.xaxis), _names(axes.yaxis)
        columns, rows = [_place(across(x)) for x in xs], [_place(down(y)) for y in ys]
        data = [
            [f"{row} / {column}", value]
            for row, line in zip(rows, values, strict=True)
            for column, value in zip(columns, line, strict=True)
        ]
        marks = _marks("cells", "", data)
        if marks["data"]:
            found.append(marks)
    return found


def _grids(axes: Any) -> list[Any]:
    """The images and meshes that show numbers; a picture of three colours is none."""
    from matplotlib.collections import QuadMesh

    meshes = [one for one in axes.collections if isinstance(one, QuadMesh)]
    return [one for one in [*axes.images, *meshes] if one.get_array() is not None and one.get_array().ndim <= 2]


def _grid(grid: Any) -> tuple[list[list[float]], list[float], list[float]]:
    """Values of a grid, row by row, with the middles of its columns and rows."""
    import numpy as np

    if hasattr(grid, "get_coordinates"):
        corners = np.asarray(grid.get_coordinates(), float)
        xs, ys = corners[0, :, 0], corners[:, 0, 1]
        values = np.ma.filled(grid.get_array().astype(float), math.nan).reshape(len(ys) - 1, len(xs) - 1)
    else:
        values = np.ma.filled(np.ma.asarray(grid.get_array(), float), math.nan)
        left, right, bottom, top = grid.get_extent()
        ends = (top, bottom) if grid.origin == "upper" else (bottom, top)
        xs, ys = np.linspace(left, right, values.shape[1] + 1), np.linspace(*ends, values.shape[0] + 1)
    return values.tolist(), ((xs[1:] + xs[:-1]) / 2).tolist(), ((ys[1:] + ys[:-1]) / 2).tolist()


def _place(name: Any) -> str:
    return f"{name:g}" if isinstance(name, float) else str(name)


def _cells_say_percent(axes: Any) -> bool:
    scales = [grid.colorbar.long_axis for grid in _grids(axes) if getattr(grid, "colorbar", None)]
    written = bool(_grids(axes)) and any(text.get_text().strip().endswith("%") for text in axes.texts)
    return written or any(_says_percent(scale) for scale in scales)


def _data(given: Mapping[str, Any], wanted: Mapping[str, Any], tolerance: float) -> tuple[Difference | None, bool]:
    """What is amiss in the marks, and whether they at least stand at the right places."""
    answers = _distinct([_sorted(marks["data"]) for marks in given["series"]], tolerance)
    targets = [_sorted(marks["data"]) for marks in wanted["series"]]
    if not answers:
        return (Difference("chart_empty") if targets else None), False
    factors = [1.0, *([0.01] if given["percent"] else []), *([100.0] if wanted["percent"] else [])]
    closest: Difference | None = None
    for factor in factors:
        scaled = [[(place, value * factor) for place, value in answer] for answer in answers]
        difference = _unmatched(scaled, targets, tolerance)
        if difference is None:
            return None, True
        closest = closest or difference
    placed = sorted(map(_places, answers)) == sorted(map(_places, targets))
    return closest, placed


def _unmatched(answers: list[list[Pair]], targets: list[list[Pair]], tolerance: float) -> Difference | None:
    """Pair every wanted series with one of the answer; the first that finds none is explained by its likeliest peer."""
    left = list(answers)
    for target in targets:
        match = next((answer for answer in left if _first(answer, target, tolerance) is None), None)
        if match is None:
            rest = left or answers
            peer = next((answer for answer in rest if _places(answer) == _places(target)), rest[0])
            return _first(peer, target, tolerance) or Difference("chart_series", details=_counts(answers, targets))
        left.remove(match)
    return Difference("chart_series", details=_counts(answers, targets)) if left else None


def _counts(answers: Sequence[Any], targets: Sequence[Any]) -> dict[str, Any]:
    return {"given": len(answers), "wanted": len(targets)}


def _first(answer: list[Pair], target: list[Pair], tolerance: float) -> Difference | None:
    places, wanted = [place for place, _ in answer], [place for place, _ in target]
    if places != wanted:
        missing = [place for place in wanted if place not in places]
        extra = [place for place in places if place not in wanted]
        return Difference("chart_places", details={"missing": missing, "extra": extra, **_counts(answer, target)})
    for (place, value), (_, other) in zip(answer, target, strict=True):
        if abs(value - other) > tolerance * max(1.0, abs(other)):
            return Difference("value", (("mark", place),), {"given": value, "wanted": other, "more": 0})
    return None


def _distinct(answers: list[list[Pair]], tolerance: float) -> list[list[Pair]]:
    """Points drawn on top of their own line are the same data twice."""
    found: list[list[Pair]] = []
    for answer in answers:
        if all(_first(answer, other, tolerance) is not None for other in found):
            found.append(answer)
    return found


def _sorted(data: Sequence[Sequence[Any]]) -> list[Pair]:
    pairs = [(place, float(value)) for place, value in data]
    return sorted(pairs, key=lambda pair: (isinstance(pair[0], str), pair[0], pair[1]))


def _places(answer: list[Pair]) -> list[tuple[bool, Any]]:
    return [(isinstance(place, str), place) for place, _ in answer]
