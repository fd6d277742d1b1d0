"""Charts of who comes back: cohorts, retention, time until an event."""

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import matplotlib
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Patch, Rectangle
from matplotlib.ticker import MaxNLocator

from storelab.errors import StoreLabError
from storelab.glossary import label
from storelab.language import language, pick
from storelab.plots._alt import MANY, join, marks, say, sentence
from storelab.plots._parts import (
    MARKERS,
    Values,
    as_series,
    category_names,
    fit_names,
    format_dates,
    has_columns,
    index_name,
    label_axes,
    legend_above,
    mark_places,
    new_axes,
    not_empty,
    places_of,
    text_of,
    with_unit,
)
from storelab.plots._style import HIGHLIGHT, INK, MUTED, PALETTE, SIZE
from storelab.plots._units import check_unit, tick_formatter, value_text

WIDEST = 10.5  # inches
MOST_COLUMNS = 26  # with more, the numbers in the cells would overlap
FEW_LINES = 4  # more than this, and their names stand beside the chart


def cohort_heatmap(
    retention: pd.DataFrame,
    title: str,
    unit: str = "percent",
    value: str = "rate",
    xlabel: str | None = None,
    ylabel: str | None = None,
) -> Axes:
    """Retention by cohort and age. A cell that cannot be known yet is grey and hatched, and so never looks like zero.

    Parameters
    ----------
    retention
        Long, with the columns ``cohort``, ``age`` and ``value``'s; or wide, cohorts down and ages across.
    title, unit
        As in `bar`.
    value
        The column to show of a long frame.
    xlabel, ylabel
        Glossary keys or text.

    Returns
    -------
    Axes
        Where every cohort starts with 1 (the first age is the cohort itself), the scale of colours is that of the ages
        after it.

    Raises
    ------
    StoreLabError
        If the unit is unknown, a column is missing, a cohort has an age twice, or there is nothing to draw.
    """
    check_unit(unit)
    matrix = _matrix(retention, value)
    rows, columns = _cohort_names(matrix.index), category_names(matrix.columns)
    values = matrix.to_numpy(float)
    known = np.isfinite(values)
    later = _without_start(values)
    low, high = min(0.0, np.nanmin(later, initial=0.0)), np.nanmax(later, initial=0.0)
    width = min(WIDEST, max(SIZE[0], 0.38 * len(columns) + 1.4))
    ax = new_axes(title, height=max(2.6, 0.3 * len(rows) + 1.5), width=width)
    image = ax.imshow(values, cmap="Blues", aspect="auto", vmin=low, vmax=high or 1.0)
    ax.set_xticks(range(len(columns)), columns)
    fit_names(ax, columns)
    ax.set_yticks(range(len(rows)), rows)
    ax.tick_params(length=0)
    ax.grid(visible=False)
    ax.spines[:].set_visible(False)
    if not known.all():
        _hatch_unknown(ax, values.shape)
    if len(columns) <= MOST_COLUMNS:
        digits = 1 if unit == "percent" and high < 0.2 else 0
        size = 9 if len(columns) <= 12 else 7.5
        for row, column in np.argwhere(known):
            ink = "white" if values[row, column] - low > 0.6 * (high - low) else INK
            text = _cell_text(values[row, column], unit, digits)
            ax.text(column, row, text, ha="center", va="center", fontsize=size, color=ink)
    else:
        ax.figure.colorbar(image, ax=ax, format=tick_formatter(unit), shrink=0.9).outline.set_visible(False)
    label_axes(ax, _age_label(matrix) if xlabel is None else label(xlabel), _cohort_label(matrix, ylabel))
    say(ax, "cohort_heatmap", _read_cohorts(rows, columns, values, unit))
    return ax


def _matrix(retention: pd.DataFrame, value: str) -> pd.DataFrame:
    matrix = retention
    if "cohort" in retention.columns:
        has_columns(retention, ("cohort", "age", value))
        if retention.duplicated(["cohort", "age"]).any():
            raise StoreLabError(
                pick(
                    {
                        "en": "A cohort has the same age twice: one row for each cohort and age is needed.",
                        "zh": "有的同期群在同一期出现了两行：每个同期群、每一期只能有一行。",
                    }
                )
            )
        matrix = retention.pivot(index="cohort", columns="age", values=value)
    not_empty(matrix)
    return matrix


def _cohort_names(index: pd.Index) -> list[str]:
    days = index if isinstance(index, pd.DatetimeIndex) else None
    if days is None and len(index) and hasattr(index[0], "year") and not isinstance(index, pd.PeriodIndex):
        days = pd.DatetimeIndex(index)
    if days is not None and (days.day == 1).all():
        return [f"{day:%Y-%m}" for day in days]
    return category_names(index if days is None else days)


def _without_start(values: np.ndarray) -> np.ndarray:
    first = values[:, 0]
    everybody = values.shape[1] > 1 and np.allclose(first[np.isfinite(first)], 1.0)
    return values[:, 1:] if everybody else values


def _hatch_unknown(ax: Axes, shape: tuple[int, ...]) -> None:
    look: dict[str, Any] = {"facecolor": "#F0F0F0", "edgecolor": "#BDBDBD", "hatch": "////", "linewidth": 0}
    ax.add_patch(Rectangle((-0.5, -0.5), shape[1], shape[0], zorder=-1, **look))
    known_later = pick({"en": "not yet observable", "zh": "还观察不到"})
    # A corner of the hatching that is sure to be free: the last cohort has the fewest ages.
    ax.legend(
        [Patch(**look)], [known_later], loc="lower right", bbox_to_anchor=(1, 1.0), borderaxespad=0.2, handleheight=1.0
    )


def _cell_text(value: float, unit: str, digits: int) -> str:
    return f"{value:.{0 if value == 1 else digits}%}" if unit == "percent" else value_text(value, unit)


def _age_label(matrix: pd.DataFrame) -> str:
    if matrix.columns.name in (None, "age"):
        return pick({"en": "Periods since the first", "zh": "首次之后第几期"})
    return text_of(matrix.columns.name)


def _cohort_label(matrix: pd.DataFrame, given: str | None) -> str:
    if given is not None:
        return label(given)
    return pick({"en": "Cohort", "zh": "同期群"}) if matrix.index.name == "cohort" else text_of(matrix.index.name)


def _read_cohorts(rows: Sequence[str], columns: Sequence[str], values: np.ndarray, unit: str) -> str:
    known = np.isfinite(values)
    if not known.any():
        return sentence(pick({"en": "No values", "zh": "没有数据"}))
    later = _without_start(values)
    skipped = values.shape[1] - later.shape[1]
    cells = {
        (row, column + skipped): later[row, column] for row, column in np.argwhere(np.isfinite(later)).tolist()
    } or {(row, column): values[row, column] for row, column in np.argwhere(known).tolist()}
    high, low = max(cells, key=lambda cell: cells[cell]), min(cells, key=lambda cell: cells[cell])
    (top, bottom) = (
        f"{rows[row]} / {columns[column]} {value_text(values[row, column], unit)}" for row, column in (high, low)
    )
    text = pick(
        {
            "en": f"{len(rows)} rows from {rows[0]} to {rows[-1]}, {len(columns)} columns from {columns[0]} to "
            f"{columns[-1]}. Highest{' after the start' if skipped else ''}: {top}; lowest: {bottom}. "
            f"{int((~known).sum())} cells are not observable yet",
            "zh": f"{len(rows)} 行，从 {rows[0]} 到 {rows[-1]}；{len(columns)} 列，从 {columns[0]} 到 {columns[-1]}。"
            f"{'起始期之后，' if skipped else ''}最高：{top}；最低：{bottom}。还观察不到的有 {int((~known).sum())} 格",
        }
    )
    return sentence(text)


def retention_curves(
    retention: pd.DataFrame,
    title: str,
    unit: str = "percent",
    value: str = "rate",
    highlight: Hashable | Sequence[Hashable] | None = None,
    xlabel: str | None = None,
    ylabel: str | None = None,
) -> Axes:
    """Retention over age, one line a cohort.

    Parameters
    ----------
    retention
        As in `cohort_heatmap`; the rows of a wide frame may be any groups. Leave the first age out to see the
        differences after it larger.
    title, unit, value, xlabel, ylabel
        As in `cohort_heatmap`.
    highlight
        Rows that stand out; all others turn grey.

    Returns
    -------
    Axes
        More than seven lines are coloured from dark for the first row to light for the last.

    Raises
    ------
    StoreLabError
        As `cohort_heatmap`, or if a highlighted row is not there.
    """
    check_unit(unit)
    matrix = _matrix(retention, value)
    names = _cohort_names(matrix.index)
    chosen = _chosen(matrix.index, highlight)
    few = not chosen and len(names) <= len(PALETTE)
    ax = new_axes(title)
    for row, (name, colour) in enumerate(zip(names, _line_colours(len(names), chosen), strict=True)):
        ax.plot(
            matrix.columns.to_numpy(),
            matrix.iloc[row].to_numpy(float),
            label=name,
            color=colour,
            marker=MARKERS[row % len(MARKERS)] if row in chosen or few else None,
            markersize=4.5,
            linewidth=2 if row in chosen or few else 1.4,
            zorder=3 if row in chosen else 2,
        )
    ax.xaxis.set_major_locator(MaxNLocator(integer=True, nbins=12))
    ax.yaxis.set_major_formatter(tick_formatter(unit))
    ax.set_ylim(bottom=min(0.0, ax.get_ylim()[0]) if np.nanmin(matrix.to_numpy(float), initial=0) < 0 else 0)
    if len(names) > FEW_LINES:
        ax.legend(
            loc="center left",
            bbox_to_anchor=(1.01, 0.5),
            fontsize=10 if len(names) <= 12 else 8,
            ncols=1 + (len(names) - 1) // 24,
            labelspacing=0.3,
        )
    else:
        legend_above(ax, len(names))
    label_axes(ax, _age_label(matrix) if xlabel is None else label(xlabel), with_unit(ylabel or "", unit))
    read = chosen or list(range(len(names)))
    said = _read_curves(
        [names[row] for row in read], category_names(matrix.columns), matrix.to_numpy(float)[read], unit
    )
    say(ax, "retention_curves", said)
    return ax


def _read_curves(names: Sequence[str], ages: Sequence[str], values: np.ndarray, unit: str) -> str:
    """Each of a few curves; of many how far apart they lie at a few ages."""
    gap, colon = pick({"en": " ", "zh": ""}), pick({"en": ": ", "zh": "："})
    read = []
    if len(names) <= MANY:
        for name, curve in zip(names, values, strict=True):
            known = np.flatnonzero(np.isfinite(curve)).tolist()
            texts = [value_text(curve[place], unit) for place in known]
            said = marks([ages[place] for place in known], curve[known].tolist(), texts)
            read.append(f"{name}{colon}{said}")
        return gap.join(read)
    for place in sorted({0, len(ages) // 4, len(ages) // 2}):
        column = values[np.isfinite(values[:, place]), place]
        if len(column):
            low, high = (value_text(end, unit) for end in (column.min(), column.max()))
            read.append(
                pick(
                    {
                        "en": f"at {ages[place]} {len(column)} of them lie between {low} and {high}",
                        "zh": f"第 {ages[place]} 期有 {len(column)} 条，在 {low} 到 {high} 之间",
                    }
                )
            )
    lines = pick(
        {
            "en": f"{len(names)} lines from {names[0]} to {names[-1]}; ",
            "zh": f"共 {len(names)} 条线，从 {names[0]} 到 {names[-1]}；",
        }
    )
    return sentence(lines + pick({"en": "; ", "zh": "；"}).join(read))


def _chosen(index: pd.Index, highlight: Any) -> list[int]:
    if highlight is None:
        return []
    wanted = list(highlight) if isinstance(highlight, (list, tuple, set, pd.Index)) else [highlight]
    rows, names = list(index), _cohort_names(index)
    places = []
    for key in wanted:
        if key in rows:
            places.append(rows.index(key))
        elif str(key) in names:
            places.append(names.index(str(key)))
        else:
            listed = join(names)
            raise StoreLabError(
                pick(
                    {
                        "en": f"highlight: no line '{key}'; the lines are {listed}.",
                        "zh": f"highlight：没有 '{key}' 这条线；现有：{listed}。",
                    }
                )
            )
    return places


def _line_colours(count: int, chosen: Sequence[int]) -> list[Any]:
    if chosen:
        loud = [HIGHLIGHT, *PALETTE[:5]]
        return [loud[list(chosen).index(row) % len(loud)] if row in chosen else MUTED for row in range(count)]
    if count <= len(PALETTE):
        return list(PALETTE[:count])
    return list(matplotlib.colormaps["viridis"](np.linspace(0, 0.92, count)))


def steps(
    values: Values | pd.DataFrame,
    title: str,
    unit: str = "percent",
    mark: Hashable | Mapping[Any, str] | None = None,
    xlabel: str | None = None,
    ylabel: str | None = None,
) -> Axes:
    """A share that changes in steps, such as who has come back by a day, or who has not yet.

    Parameters
    ----------
    values
        A series, or a frame with one column a line, over numbers or dates in order; a value holds until the next.
    title, unit, mark, xlabel, ylabel
        As in `line`.

    Returns
    -------
    Axes

    Raises
    ------
    StoreLabError
        If the unit is unknown, or there is nothing to draw.
    """
    check_unit(unit)
    frame = values if isinstance(values, pd.DataFrame) else as_series(values).to_frame()
    not_empty(frame)
    names = [label(column, index_name(frame.columns)) for column in frame.columns]
    places, ticks = places_of(frame.index)
    ax = new_axes(title)
    for position, name in enumerate(names):
        ax.step(
            places,
            frame.iloc[:, position].to_numpy(float),
            where="post",
            label=name,
            color=PALETTE[position % len(PALETTE)],
            linestyle=("-", "--", "-.", ":")[position % 4],
        )
    if ticks is not None:
        ax.set_xticks(range(len(ticks)), ticks)
        fit_names(ax, ticks)
    elif isinstance(frame.index, pd.DatetimeIndex):
        format_dates(ax, frame.index)
    ax.yaxis.set_major_formatter(tick_formatter(unit))
    ax.margins(y=0.12)
    ax.set_ylim(bottom=min(0.0, ax.get_ylim()[0]) if np.nanmin(frame.to_numpy(float), initial=0) < 0 else 0)
    mark_places(ax, mark, ticks is not None, frame.index)
    if len(names) > 1:
        legend_above(ax, len(names))
    quantity = text_of(frame.columns[0]) if len(names) == 1 else ""
    label_axes(
        ax,
        text_of(frame.index.name) if xlabel is None else label(xlabel),
        with_unit(quantity if ylabel is None else ylabel, unit),
    )
    say(ax, "steps", _read_steps(frame, names, unit))
    return ax


def _read_steps(frame: pd.DataFrame, names: Sequence[str], unit: str) -> str:
    places = category_names(frame.index)
    texts = []
    for position, name in enumerate(names):
        column = frame.iloc[:, position].to_numpy(float)
        # Steps are read at their quarters: a step chart may have hundreds of them.
        rows = sorted({round(part * (len(column) - 1) / 4) for part in range(5)})
        colon = pick({"en": ": ", "zh": "："})
        read = sentence(join([f"{places[row]} {value_text(column[row], unit)}" for row in rows]))
        texts.append(f"{name}{colon}{read}" if len(names) > 1 else read)
    return (" " if language() == "en" else "").join(texts)
