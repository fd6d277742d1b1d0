"""The kinds of chart."""

import unicodedata
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from storelab.errors import StoreLabError
from storelab.glossary import label
from storelab.language import language, pick
from storelab.plots._alt import join, marks, say, sentence
from storelab.plots._style import HIGHLIGHT, INK, MUTED, PALETTE, SIZE
from storelab.plots._units import axis_label, check_unit, tick_formatter, value_text

# More bars than this, or more cells of a heat map a side, and their values would overlap.
MANY_BARS = 14
MANY_CELLS = 12
MARKERS = ("o", "s", "^", "D", "v", "P", "X")
Values = pd.Series | Mapping[Any, Any]


def bar(
    series: Values,
    title: str,
    unit: str = "number",
    xlabel: str | None = None,
    ylabel: str | None = None,
    highlight: Hashable | Sequence[Hashable] | None = None,
    horizontal: bool = False,
) -> Axes:
    """Bars, one a category, in the order given.

    Parameters
    ----------
    series
        Values, indexed by category.
    title
        Glossary key or text.
    unit
        ``"number"``, ``"percent"`` (of fractions), ``"yuan"``, ``"second"`` or ``"millisecond"``.
    xlabel, ylabel
        Glossary keys or text; by default the name of the index and of the series.
    highlight
        Category or categories to stand out.
    horizontal
        Bars lie, first one on top: for long names. The labels stay with their axes: ``xlabel`` is below.

    Returns
    -------
    Axes

    Raises
    ------
    StoreLabError
        If the unit is unknown, there is nothing to draw, or a highlighted category is not there.
    """
    values = _series(series)
    check_unit(unit)
    names = _names(values.index)
    colours = _bar_colours(values, highlight)
    category, quantity = _text(values.index.name), axis_label(_text(values.name), unit)
    ax = _new(title, height=max(SIZE[1], 0.42 * len(values) + 1.2) if horizontal else SIZE[1])
    if horizontal:
        drawn = ax.barh(range(len(values)), values.to_numpy(float), color=colours, height=0.7)
        ax.set_yticks(range(len(values)), names)
        ax.invert_yaxis()
        ax.xaxis.set_major_formatter(tick_formatter(unit))
        ax.grid(axis="x")
        ax.grid(visible=False, axis="y")
        _label_axes(
            ax, quantity if xlabel is None else _with_unit(xlabel, unit), category if ylabel is None else label(ylabel)
        )
    else:
        drawn = ax.bar(range(len(values)), values.to_numpy(float), color=colours, width=0.7)
        ax.set_xticks(range(len(values)), names)
        _fit_names(ax, names)
        ax.yaxis.set_major_formatter(tick_formatter(unit))
        _label_axes(
            ax, category if xlabel is None else label(xlabel), quantity if ylabel is None else _with_unit(ylabel, unit)
        )
    texts = [value_text(value, unit) for value in values]
    if len(values) <= MANY_BARS or horizontal:
        ax.bar_label(drawn, labels=texts, padding=3, fontsize=10, color=INK)
        ax.margins(x=0.12 if horizontal else None, y=None if horizontal else 0.12)
    say(ax, "bar", marks(names, values.to_numpy(float).tolist(), texts))
    return ax


def grouped_bar(
    frame: pd.DataFrame, title: str, unit: str = "number", xlabel: str | None = None, ylabel: str | None = None
) -> Axes:
    """Bars side by side: one group a row, one colour a column.

    Parameters
    ----------
    frame
        Values; index and column labels are categories.
    title, unit, xlabel, ylabel
        As in `bar`; ``ylabel`` is empty by default.

    Returns
    -------
    Axes

    Raises
    ------
    StoreLabError
        If the unit is unknown, or there is nothing to draw.
    """
    check_unit(unit)
    _not_empty(frame)
    names, groups = _names(frame.index), _names(frame.columns)
    ax = _new(title)
    width = 0.8 / len(groups)
    for position, group in enumerate(groups):
        values = frame.iloc[:, position].to_numpy(float)
        places = np.arange(len(names)) + (position - (len(groups) - 1) / 2) * width
        drawn = ax.bar(places, values, width=width * 0.94, label=group, color=PALETTE[position % len(PALETTE)])
        if frame.size <= MANY_BARS:
            ax.bar_label(drawn, labels=[value_text(value, unit) for value in values], padding=2, fontsize=9, color=INK)
    ax.set_xticks(range(len(names)), names)
    _fit_names(ax, names)
    ax.yaxis.set_major_formatter(tick_formatter(unit))
    ax.margins(y=0.12)
    _legend(ax, len(groups))
    _label_axes(ax, _text(frame.index.name) if xlabel is None else label(xlabel), _with_unit(ylabel or "", unit))
    say(ax, "grouped_bar", _read_matrix(names, groups, frame.to_numpy(float), unit))
    return ax


def line(
    values: Values | pd.DataFrame,
    title: str,
    unit: str = "number",
    mark: Hashable | Mapping[Any, str] | None = None,
    xlabel: str | None = None,
    ylabel: str | None = None,
) -> Axes:
    """One line a column, over the index.

    Parameters
    ----------
    values
        A series, or a frame with one column a line; the index holds dates, numbers or categories.
    title, unit, xlabel, ylabel
        As in `bar`.
    mark
        A place on the horizontal axis to mark with a dashed line, or places with the text of each.

    Returns
    -------
    Axes

    Raises
    ------
    StoreLabError
        If the unit is unknown, or there is nothing to draw.
    """
    check_unit(unit)
    frame = values if isinstance(values, pd.DataFrame) else _series(values).to_frame()
    _not_empty(frame)
    names = [label(column, _name(frame.columns)) for column in frame.columns]
    places, ticks = _places(frame.index)
    ax = _new(title)
    few = len(frame) <= 31
    for position, name in enumerate(names):
        ax.plot(
            places,
            frame.iloc[:, position].to_numpy(float),
            label=name,
            color=PALETTE[position % len(PALETTE)],
            marker=MARKERS[position % len(MARKERS)] if few else None,
            markersize=4.5,
            linestyle=("-", "--", "-.", ":")[position % 4] if not few else "-",
        )
    if ticks is not None:
        ax.set_xticks(range(len(ticks)), ticks)
        _fit_names(ax, ticks)
    elif isinstance(frame.index, pd.DatetimeIndex):
        _format_dates(ax, frame.index)
    ax.yaxis.set_major_formatter(tick_formatter(unit))
    ax.margins(y=0.15)
    _mark_places(ax, mark, ticks is not None, frame.index)
    if len(names) > 1:
        _legend(ax, len(names))
    quantity = _text(frame.columns[0]) if len(names) == 1 else ""
    _label_axes(
        ax,
        _text(frame.index.name) if xlabel is None else label(xlabel),
        _with_unit(quantity if ylabel is None else ylabel, unit),
    )
    say(ax, "line", _read_lines(frame, names, unit))
    return ax


def funnel(reached: Values, title: str = "funnel") -> Axes:
    """How many reach each step, and what share of the step before that is.

    Parameters
    ----------
    reached
        Counts, indexed by step, in order.
    title
        Glossary key or text.

    Returns
    -------
    Axes

    Raises
    ------
    StoreLabError
        If there is nothing to draw.
    """
    values = _series(reached)
    names = _names(values.index)
    counts = values.to_numpy(float)
    ax = _new(title, height=max(2.6, 0.62 * len(values) + 1.1))
    ax.barh(range(len(values)), counts, color=PALETTE[0], height=0.66)
    texts = [value_text(count) for count in counts]
    for position in range(1, len(counts)):
        if counts[position - 1] > 0:
            share = value_text(counts[position] / counts[position - 1], "percent")
            texts[position] += pick({"en": f" ({share} of the step before)", "zh": f"（占上一步的 {share}）"})
    for position, text in enumerate(texts):
        ax.annotate(
            text, (counts[position], position), xytext=(5, 0), textcoords="offset points", va="center", color=INK
        )
    ax.set_yticks(range(len(values)), names)
    ax.invert_yaxis()
    ax.set_xlim(0, max(counts.max(), 1) * 1.2)
    ax.xaxis.set_major_formatter(tick_formatter("number"))
    ax.grid(visible=False)
    ax.spines["left"].set_visible(False)
    ax.tick_params(axis="y", length=0)
    ax.set_xlabel(label(values.name) if values.name is not None else pick({"en": "Visitors", "zh": "访客数"}))
    say(ax, "funnel", sentence(join([f"{name} {text}" for name, text in zip(names, texts, strict=True)])))
    return ax


def heatmap(
    matrix: pd.DataFrame, title: str, unit: str = "number", xlabel: str | None = None, ylabel: str | None = None
) -> Axes:
    """Colours of a matrix, darker for more; rows from the top.

    Parameters
    ----------
    matrix
        Values; index and column labels are categories. Missing values stay white.
    title, unit
        As in `bar`.
    xlabel, ylabel
        Glossary keys or text; by default the names of columns and index.

    Returns
    -------
    Axes

    Raises
    ------
    StoreLabError
        If the unit is unknown, or there is nothing to draw.
    """
    check_unit(unit)
    _not_empty(matrix)
    rows, columns = _names(matrix.index), _names(matrix.columns)
    values = matrix.to_numpy(float)
    ax = _new(title, height=max(SIZE[1], 0.4 * len(rows) + 1.4))
    known = values[np.isfinite(values)]
    low, high = min(0.0, known.min(initial=0.0)), known.max(initial=0.0)
    image = ax.imshow(values, cmap="Blues", aspect="auto", vmin=low, vmax=high)
    ax.set_xticks(range(len(columns)), columns)
    _fit_names(ax, columns)
    ax.set_yticks(range(len(rows)), rows)
    ax.grid(visible=False)
    ax.spines[:].set_visible(False)
    if max(values.shape) <= MANY_CELLS:
        for (row, column), value in np.ndenumerate(values):
            if np.isfinite(value):
                ink = "white" if value - low > 0.6 * (high - low) else INK
                ax.text(column, row, value_text(value, unit), ha="center", va="center", fontsize=9, color=ink)
    legend = ax.figure.colorbar(image, ax=ax, format=tick_formatter(unit), shrink=0.9)
    legend.outline.set_visible(False)
    legend.set_label(_with_unit("", unit))
    _label_axes(
        ax,
        _text(matrix.columns.name) if xlabel is None else label(xlabel),
        _text(matrix.index.name) if ylabel is None else label(ylabel),
    )
    say(ax, "heatmap", _read_matrix(rows, columns, values, unit))
    return ax


def histogram(
    values: Iterable[float],
    title: str,
    unit: str = "number",
    bins: int = 30,
    log: bool = False,
    xlabel: str | None = None,
    ylabel: str | None = None,
) -> Axes:
    """How often values of each size occur.

    Parameters
    ----------
    values
        Numbers; missing ones are left out.
    title, unit
        As in `bar`.
    bins
        Number of bars.
    log
        The horizontal axis counts in factors instead of steps, with bins of equal width on it; values of zero or below
        have no place there and are left out.
    xlabel, ylabel
        Glossary keys or text; by default the name of the values, and "Count".

    Returns
    -------
    Axes

    Raises
    ------
    StoreLabError
        If the unit is unknown, or no value is left to draw.
    """
    check_unit(unit)
    series = pd.Series(values) if not isinstance(values, pd.Series) else values
    numbers = series.dropna().to_numpy(float)
    numbers = numbers[np.isfinite(numbers)]
    numbers = numbers[numbers > 0] if log else numbers
    _not_empty(numbers)
    edges = np.geomspace(numbers.min(), numbers.max(), bins + 1) if log else np.histogram_bin_edges(numbers, bins)
    ax = _new(title)
    ax.hist(numbers, bins=edges.tolist(), color=PALETTE[0], edgecolor="white", linewidth=0.5)
    if log:
        ax.set_xscale("log")
    ax.xaxis.set_major_formatter(tick_formatter(unit))
    ax.yaxis.set_major_formatter(tick_formatter("number"))
    count = pick({"en": "Count", "zh": "数量"})
    _label_axes(
        ax,
        _with_unit(_text(series.name) if xlabel is None else xlabel, unit),
        count if ylabel is None else label(ylabel),
    )
    low, middle, high = (value_text(value, unit) for value in np.quantile(numbers, [0.05, 0.5, 0.95]))
    total = value_text(len(numbers))
    text = pick(
        {
            "en": f"{total} values; median {middle}; nine in ten lie between {low} and {high}",
            "zh": f"共 {total} 个值，中位数 {middle}，九成落在 {low} 到 {high} 之间",
        }
    )
    say(ax, "histogram", sentence(text))
    return ax


def scatter(
    frame: pd.DataFrame,
    x: str,
    y: str,
    title: str,
    size: str | None = None,
    label: str | None = None,
    logx: bool = False,
    xunit: str = "number",
    yunit: str = "number",
) -> Axes:
    """One point a row.

    Parameters
    ----------
    frame
        The rows; those with a missing ``x`` or ``y`` are left out.
    x, y
        Columns of the two axes; their names are glossary keys.
    title
        Glossary key or text.
    size
        Column that the area of the points shows.
    label
        Column of names to write beside the points; of more than 20 points only the five at each end of ``y``.
    logx
        The horizontal axis counts in factors; values of zero or below are left out.
    xunit, yunit
        Units as in `bar`.

    Returns
    -------
    Axes

    Raises
    ------
    StoreLabError
        If a unit is unknown, a column is missing, or there is nothing to draw.
    """
    from storelab.glossary import label as translate

    for unit in (xunit, yunit):
        check_unit(unit)
    _has_columns(frame, [name for name in (x, y, size, label) if name])
    points = frame.dropna(subset=[x, y])
    points = points[points[x] > 0] if logx else points
    _not_empty(points)
    ax = _new(title)
    areas: Any = 42 if len(points) <= 200 else 14
    if size:
        biggest = float(points[size].max())
        areas = 20 + 480 * points[size].fillna(0).to_numpy(float) / biggest if biggest > 0 else 42
    ax.scatter(points[x], points[y], s=areas, color=PALETTE[0], alpha=0.7, edgecolor="white", linewidth=0.7)
    if logx:
        ax.set_xscale("log")
    ax.xaxis.set_major_formatter(tick_formatter(xunit))
    ax.yaxis.set_major_formatter(tick_formatter(yunit))
    ax.grid(axis="x")
    ax.margins(0.1)
    _label_axes(ax, axis_label(translate(x), xunit), axis_label(translate(y), yunit))
    names = (
        [translate(value, label) for value in points[label]]
        if label
        else [str(row) for row in range(1, len(points) + 1)]
    )
    if label:
        shown = points.assign(_name=names).sort_values(y)
        shown = shown if len(shown) <= 20 else pd.concat([shown.head(5), shown.tail(5)])
        for _, point in shown.iterrows():
            ax.annotate(
                point["_name"], (point[x], point[y]), xytext=(6, 4), textcoords="offset points", fontsize=9, color=INK
            )
    if size:
        note = pick({"en": f"Area of a point: {translate(size)}", "zh": f"点的面积：{translate(size)}"})
        ax.annotate(note, (1, 1.01), xycoords="axes fraction", ha="right", va="bottom", fontsize=9, color="#595959")
    texts = [f"({value_text(a, xunit)}, {value_text(b, yunit)})" for a, b in zip(points[x], points[y], strict=True)]
    say(ax, "scatter", marks(names, points[y].to_numpy(float).tolist(), texts))
    return ax


def _new(title: str, height: float = SIZE[1]) -> Axes:
    _, ax = plt.subplots(figsize=(SIZE[0], height), layout="constrained")
    ax.set_title(label(title))
    return ax


def _series(values: Values) -> pd.Series:
    series = values if isinstance(values, pd.Series) else pd.Series(dict(values))
    _not_empty(series)
    return series


def _not_empty(values: Any) -> None:
    if not np.size(values):
        raise StoreLabError(
            pick({"en": "There is nothing to draw: no rows are left.", "zh": "没有可画的数据：一行也没有。"})
        )


def _has_columns(frame: pd.DataFrame, columns: Sequence[str]) -> None:
    from storelab.errors import suggest

    for name in columns:
        if name not in frame.columns:
            known = [str(column) for column in frame.columns]
            near = suggest(name, known) or ", ".join(known)
            raise StoreLabError(
                pick(
                    {
                        "en": f"The table has no column '{name}'; did you mean {near}?",
                        "zh": f"表里没有 '{name}' 这一列；你是不是想写 {near}？",
                    }
                )
            )


def _name(index: pd.Index) -> str | None:
    return None if index.name is None else str(index.name)


def _names(index: pd.Index) -> list[str]:
    if isinstance(index, pd.DatetimeIndex):
        return [f"{day:%Y-%m-%d}" for day in index]
    if isinstance(index, pd.MultiIndex):
        levels = [None if name is None else str(name) for name in index.names]
        return [" / ".join(label(part, level) for part, level in zip(key, levels, strict=True)) for key in index]
    return [label(value, _name(index)) for value in index]


def _text(key: Any) -> str:
    return "" if key is None or not isinstance(key, str) else label(key)


def _with_unit(key: str, unit: str) -> str:
    return axis_label(label(key) if key else "", unit)


def _label_axes(ax: Axes, xlabel: str, ylabel: str) -> None:
    ax.set_xlabel(xlabel)
    ax.set_ylabel(ylabel)


def _bar_colours(values: pd.Series, highlight: Any) -> list[str]:
    if highlight is None:
        return [PALETTE[0]] * len(values)
    wanted = [highlight] if isinstance(highlight, (str, int, float, tuple)) else list(highlight)
    missing = [key for key in wanted if key not in values.index]
    if missing:
        listed = ", ".join(str(key) for key in values.index)
        raise StoreLabError(
            pick(
                {
                    "en": f"highlight: no bar '{missing[0]}'; the bars are {listed}.",
                    "zh": f"highlight：没有 '{missing[0]}' 这根柱子；现有：{listed}。",
                }
            )
        )
    return [HIGHLIGHT if key in wanted else MUTED for key in values.index]


def _wide(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def _fit_names(ax: Axes, names: Sequence[str]) -> None:
    # About 88 letters fit side by side below an Axes; beyond that they lean.
    if names and max(_wide(name) for name in names) * len(names) > 88:
        ax.tick_params(axis="x", rotation=35)
        for tick in ax.get_xticklabels():
            tick.set_horizontalalignment("right")
            tick.set_rotation_mode("anchor")


def _legend(ax: Axes, entries: int) -> None:
    # Above the chart, where it hides nothing.
    ax.legend(loc="lower left", bbox_to_anchor=(0, 1.0), ncols=min(entries, 4), borderaxespad=0.2, handlelength=1.4)
    ax.set_title(ax.get_title("left"), pad=14 + 18 * (1 + (entries - 1) // 4))


def _places(index: pd.Index) -> tuple[Any, list[str] | None]:
    if isinstance(index, pd.DatetimeIndex):
        return index.to_numpy(), None
    if pd.api.types.is_numeric_dtype(index):
        return index.to_numpy(), None
    if len(index) and hasattr(index[0], "year"):  # dates kept as objects
        return pd.DatetimeIndex(index).to_numpy(), None
    return range(len(index)), _names(index)


def _format_dates(ax: Axes, days: pd.DatetimeIndex) -> None:
    from matplotlib.dates import AutoDateLocator, DateFormatter

    ax.xaxis.set_major_locator(AutoDateLocator(minticks=4, maxticks=9))
    span = (days.max() - days.min()).days
    ax.xaxis.set_major_formatter(DateFormatter("%Y-%m" if span > 300 else "%m-%d" if span > 2 else "%m-%d %H:%M"))


def _mark_places(ax: Axes, mark: Any, categories: bool, index: pd.Index) -> None:
    if mark is None:
        return
    for place, text in mark.items() if isinstance(mark, Mapping) else [(mark, "")]:
        if isinstance(index, pd.DatetimeIndex):
            place = pd.Timestamp(place)
        elif categories:
            place = list(index).index(place)
        ax.axvline(place, color="#595959", linestyle="--", linewidth=1.2)
        if text:
            ax.annotate(
                label(text),
                (place, 1),
                xycoords=("data", "axes fraction"),
                xytext=(5, -4),
                textcoords="offset points",
                va="top",
                fontsize=9.5,
                color="#404040",
            )


def _read_matrix(rows: Sequence[str], columns: Sequence[str], values: np.ndarray, unit: str) -> str:
    names = [f"{row} / {column}" for row in rows for column in columns]
    cells = values.ravel().tolist()
    return marks(names, cells, [value_text(value, unit) for value in cells])


def _read_lines(frame: pd.DataFrame, names: Sequence[str], unit: str) -> str:
    places = [
        f"{place:%Y-%m-%d}" if hasattr(place, "year") else text
        for place, text in zip(frame.index, _names(frame.index), strict=True)
    ]
    texts = []
    for position, name in enumerate(names):
        values = frame.iloc[:, position].to_numpy(float).tolist()
        read = marks(places, values, [value_text(value, unit) for value in values])
        colon = pick({"en": ": ", "zh": "："})
        texts.append(f"{name}{colon}{read}" if len(names) > 1 else read)
    return (" " if language() == "en" else "").join(texts)
