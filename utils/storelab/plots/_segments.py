"""Charts of where customers, goods and brands stand."""

from collections.abc import Hashable

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from storelab.errors import StoreLabError
from storelab.glossary import label
from storelab.language import pick
from storelab.plots._alt import MANY, join, say, sentence
from storelab.plots._parts import (
    has_columns,
    label_axes,
    legend_above,
    new_axes,
    not_empty,
    numbers,
    one_of,
    point_areas,
    with_unit,
)
from storelab.plots._style import HIGHLIGHT, INK, PALETTE
from storelab.plots._units import check_unit, tick_formatter, value_text

_SCORES = {
    "r": {"en": "R: recent buyers to the right", "zh": "R：越靠右，买得越近"},
    "f": {"en": "F: frequent buyers on top", "zh": "F：越靠上，买得越勤"},
    "m": {"en": "M: big spenders on top", "zh": "M：越靠上，花得越多"},
}
FEWEST_SCORES = 2
_CLASSES = {"abc": "ABC", "xyz": "XYZ"}


def rfm_map(customers: pd.DataFrame, title: str, value: str | None = None, unit: str = "number", by: str = "f") -> Axes:
    """Where customers stand by recency and frequency: the best are at the upper right.

    Parameters
    ----------
    customers
        One row a customer with the scores ``r`` and ``f`` (or ``m``) from 1 on, as `storelab.metrics.rfm_scores` gives.
    title
        Glossary key or text.
    value
        Column whose mean colours a cell and stands in it above the number of customers, such as ``"monetary"``; by
        default colours show how many customers there are.
    unit
        Unit of ``value`` as in `bar`.
    by
        Score on the vertical axis: ``"f"`` or ``"m"``.

    Returns
    -------
    Axes
        One cell for each pair of scores; a cell without customers is empty. The highest score of either kind sets the
        size of the map.

    Raises
    ------
    StoreLabError
        If the unit or ``by`` is unknown, a column is missing or holds no numbers, a score is no whole number from 1
        on, or there is nothing to draw.
    """
    check_unit(unit)
    one_of("by", by, ("f", "m"))
    has_columns(customers, ["r", by, *([value] if value else [])])
    not_empty(customers)
    right, up = _scores(customers, "r"), _scores(customers, by)
    size = max(right.max(), up.max(), FEWEST_SCORES)
    counts = np.zeros((size, size))
    np.add.at(counts, (up - 1, right - 1), 1)
    shown = np.where(counts > 0, counts, np.nan)
    if value:
        shown = _means(numbers(customers, value), right, up, size)
    ax = new_axes(title, height=0.62 * size + 1.5)
    known = shown[np.isfinite(shown)]
    low, high = min(0.0, known.min(initial=0.0)), known.max(initial=0.0)
    # Rows from the bottom: a higher score stands higher.
    image = ax.imshow(shown, cmap="Blues", aspect="auto", vmin=low, vmax=high or 1.0, origin="lower")
    for (row, column), count in np.ndenumerate(counts):
        if count:
            number = shown[row, column]
            text = f"{value_text(number, unit)}\n({value_text(count)})" if value else value_text(count)
            ink = "white" if number - low > 0.6 * (high - low) else INK
            ax.text(column, row, text, ha="center", va="center", fontsize=9, color=ink)
    steps = [str(score) for score in range(1, size + 1)]
    ax.set_xticks(range(size), steps)
    ax.set_yticks(range(size), steps)
    ax.tick_params(length=0)
    ax.grid(visible=False)
    ax.spines[:].set_visible(False)
    bar = ax.figure.colorbar(image, ax=ax, format=tick_formatter(unit if value else "number"), shrink=0.9)
    bar.outline.set_visible(False)
    people = pick({"en": "Customers", "zh": "客户数"})
    bar.set_label(with_unit(value, unit) if value else people)
    if value:
        note = pick({"en": "In brackets: customers", "zh": "括号里是客户数"})
        ax.annotate(note, (1, 1.01), xycoords="axes fraction", ha="right", va="bottom", fontsize=9, color="#595959")
    label_axes(ax, pick(_SCORES["r"]), pick(_SCORES[by]))
    say(ax, "rfm_map", _read(counts, shown, by, value, unit))
    return ax


def _scores(customers: pd.DataFrame, column: str) -> np.ndarray:
    values = numbers(customers, column)
    if not (np.isfinite(values).all() and (values >= 1).all() and (values == values.round()).all()):
        raise StoreLabError(
            pick(
                {
                    "en": f"Column '{column}' must hold scores: whole numbers from 1 on, none missing.",
                    "zh": f"'{column}' 这一列应该是得分：从 1 开始的整数，不能有空缺。",
                }
            )
        )
    return values.astype(int)


def _means(values: np.ndarray, right: np.ndarray, up: np.ndarray, size: int) -> np.ndarray:
    known = np.isfinite(values)
    sums, counts = np.zeros((size, size)), np.zeros((size, size))
    np.add.at(sums, (up[known] - 1, right[known] - 1), values[known])
    np.add.at(counts, (up[known] - 1, right[known] - 1), 1)
    with np.errstate(invalid="ignore"):
        return sums / counts


def _read(counts: np.ndarray, shown: np.ndarray, by: str, value: str | None, unit: str) -> str:
    size = len(counts)

    def cell(place: int) -> str:
        row, column = divmod(place, size)
        amount = value_text(shown.flat[place], unit if value else "number")
        return f"R {column + 1} / {by.upper()} {row + 1} {amount}"

    people, corner = value_text(counts.sum()), value_text(counts[-1, -1])
    text = pick(
        {
            "en": f"{people} customers; {corner} of them score highest in both, {value_text(counts[0, 0])} lowest in both",
            "zh": f"共 {people} 位客户；两项都最高的 {corner} 位，两项都最低的 {value_text(counts[0, 0])} 位",
        }
    )
    if not np.isfinite(shown).any():
        return sentence(text)
    name = label(value) if value else pick({"en": "Most customers", "zh": "人数最多"})
    top, bottom = cell(int(np.nanargmax(shown))), cell(int(np.nanargmin(shown)))
    ends = pick(
        {
            "en": f"{name}, highest: {top}; lowest: {bottom}" if value else f"{name}: {top}",
            "zh": f"{name}，最高：{top}；最低：{bottom}" if value else f"{name}：{top}",
        }
    )
    return sentence(text) + pick({"en": " ", "zh": ""}) + sentence(ends)


def abc_xyz_map(goods: pd.DataFrame, title: str, value: str = "value") -> Axes:
    """What share of the sales each class of goods brings: much on top, steady on the left.

    Parameters
    ----------
    goods
        One row an item with the classes ``abc`` and ``xyz``, such as `storelab.metrics.abc_xyz` returns.
    title
        Glossary key or text.
    value
        Column of the yuan that an item brought.

    Returns
    -------
    Axes
        A cell holds the share of all sales, and in brackets the number of items; a class without items is empty.

    Raises
    ------
    StoreLabError
        If a column is missing, a class is another letter, a value is negative or no number, nothing was sold, or there
        is nothing to draw.
    """
    has_columns(goods, ("abc", "xyz", value))
    not_empty(goods)
    down, across = (_letters(goods, column, letters) for column, letters in _CLASSES.items())
    amounts = np.nan_to_num(numbers(goods, value))
    if amounts.min() < 0 or amounts.sum() <= 0:
        raise StoreLabError(
            pick(
                {
                    "en": f"Column '{value}' must not be negative, and not zero for all: cells are shares of its sum.",
                    "zh": f"'{value}' 这一列不能有负数，也不能全是 0：格子里是占总额的份额。",
                }
            )
        )
    counts, sums = np.zeros((3, 3)), np.zeros((3, 3))
    np.add.at(counts, (down, across), 1)
    np.add.at(sums, (down, across), amounts)
    shares = np.where(counts > 0, sums / amounts.sum(), np.nan)
    ax = new_axes(title, height=3.4)
    ax.imshow(shares, cmap="Blues", aspect="auto", vmin=0, vmax=np.nanmax(shares))
    said = []
    for (row, column), count in np.ndenumerate(counts):
        if count:
            share = value_text(shares[row, column], "percent")
            ink = "white" if shares[row, column] > 0.6 * np.nanmax(shares) else INK
            ax.text(column, row, f"{share}\n({value_text(count)})", ha="center", va="center", color=ink)
            items = pick({"en": "{}{} {} (items: {})", "zh": "{}{} {}（{} 个商品）"})
            said.append(items.format(_CLASSES["abc"][row], _CLASSES["xyz"][column], share, value_text(count)))
    ax.set_xticks(range(3), list(_CLASSES["xyz"]))
    ax.set_yticks(range(3), list(_CLASSES["abc"]))
    ax.tick_params(length=0)
    ax.grid(visible=False)
    ax.spines[:].set_visible(False)
    note = pick({"en": "Share of sales; in brackets: items", "zh": "销售额占比，括号里是商品数"})
    ax.annotate(note, (1, 1.01), xycoords="axes fraction", ha="right", va="bottom", fontsize=9, color="#595959")
    label_axes(
        ax,
        pick({"en": "XYZ: steady demand to the left", "zh": "XYZ：越靠左，需求越稳定"}),
        pick({"en": "ABC: best sellers on top", "zh": "ABC：越靠上，卖得越多"}),
    )
    say(ax, "abc_xyz_map", sentence(join(said)))
    return ax


def _letters(goods: pd.DataFrame, column: str, letters: str) -> np.ndarray:
    strange = [value for value in goods[column] if value not in tuple(letters)]
    if strange:
        raise StoreLabError(
            pick(
                {
                    "en": f"Column '{column}' must hold {', '.join(letters)}, not '{strange[0]}'.",
                    "zh": f"'{column}' 这一列只能是 {'、'.join(letters)}，现在有 '{strange[0]}'。",
                }
            )
        )
    return np.array([letters.index(value) for value in goods[column]])


def perceptual_map(
    brands: pd.DataFrame,
    x: str,
    y: str,
    title: str,
    own: Hashable | None = None,
    size: str | None = None,
    brand: str = "brand",
    xunit: str = "number",
    yunit: str = "number",
) -> Axes:
    """Where brands stand on two attributes, and who stands next to the own one.

    Parameters
    ----------
    brands
        One row a brand; those with a missing ``x`` or ``y`` are left out.
    x, y
        Columns of the two attributes; their names are glossary keys.
    title
        Glossary key or text.
    own
        The brand that stands out, with a line to its nearest rival by `storelab.metrics.differentiation`.
    size
        Column that the area of the points shows, such as the brand's sales.
    brand
        Column of the brands' names.
    xunit, yunit
        Units as in `bar`.

    Returns
    -------
    Axes
        The thin lines cross at the mean of the brands.

    Raises
    ------
    StoreLabError
        If a unit is unknown, a column is missing or holds no numbers, the own brand is not there, a brand has two
        rows, or there is nothing to draw.
    """
    for unit in (xunit, yunit):
        check_unit(unit)
    has_columns(brands, [brand, x, y, *([size] if size else [])])
    known = np.isfinite(numbers(brands, x)) & np.isfinite(numbers(brands, y))
    points = brands[known]
    not_empty(points)
    right, up = numbers(points, x), numbers(points, y)
    names, rows = [label(name, brand) for name in points[brand]], list(points[brand])
    place = _own_place(rows, names, own)
    rival = _nearest(points, [x, y], brand, own)
    areas = point_areas(numbers(points, size)) if size else np.full(len(points), 60.0)
    ax = new_axes(title)
    ax.axvline(right.mean(), color="#8C8C8C", linewidth=0.9, zorder=1)
    ax.axhline(up.mean(), color="#8C8C8C", linewidth=0.9, zorder=1)
    if place is not None and rival is not None:
        ends = [place, rows.index(rival)]
        text = pick({"en": "Nearest rival", "zh": "最近的对手"})
        ax.plot(right[ends], up[ends], color=HIGHLIGHT, linestyle=":", linewidth=1.4, label=text, zorder=2)
        legend_above(ax, 1)
    colours = [HIGHLIGHT if row == place else PALETTE[0] for row in range(len(names))]
    ax.scatter(right, up, s=areas, color=colours, alpha=0.75, edgecolor="white", linewidth=0.8, zorder=3)
    for row, name in enumerate(names):
        away = 2 + 0.7 * float(np.sqrt(areas[row] / np.pi))  # beside the point, however large that is
        ax.annotate(
            name,
            (right[row], up[row]),
            xytext=(away, away),
            textcoords="offset points",
            fontsize=9.5,
            color=INK,
            zorder=4,
        )
    ax.xaxis.set_major_formatter(tick_formatter(xunit))
    ax.yaxis.set_major_formatter(tick_formatter(yunit))
    ax.grid(visible=False)
    ax.margins(0.14)
    if size:
        note = pick({"en": f"Area of a point: {label(size)}", "zh": f"点的面积：{label(size)}"})
        ax.annotate(note, (1, 1.01), xycoords="axes fraction", ha="right", va="bottom", fontsize=9, color="#595959")
    label_axes(ax, with_unit(x, xunit), with_unit(y, yunit))
    texts = [f"({value_text(a, xunit)}, {value_text(b, yunit)})" for a, b in zip(right, up, strict=True)]
    said = [f"{name} {text}" for name, text in zip(names, texts, strict=True)]
    middle = f"({value_text(right.mean(), xunit)}, {value_text(up.mean(), yunit)})"
    parts = [
        join(said if len(said) <= MANY else [*said[:MANY], "…"]),
        pick({"en": f"Mean of the {len(names)} brands: {middle}", "zh": f"{len(names)} 个品牌的均值：{middle}"}),
    ]
    if place is not None:
        parts.append(pick({"en": f"Own brand: {said[place]}", "zh": f"自己的品牌：{said[place]}"}))
        if rival is not None:
            near = said[rows.index(rival)]
            parts.append(pick({"en": f"Nearest rival: {near}", "zh": f"最近的对手：{near}"}))
    say(ax, "perceptual_map", pick({"en": " ", "zh": ""}).join(sentence(part) for part in parts))
    return ax


def _own_place(rows: list[Hashable], names: list[str], own: Hashable | None) -> int | None:
    if own is None:
        return None
    if own in rows:
        return rows.index(own)
    listed = join(names)
    raise StoreLabError(
        pick(
            {
                "en": f"own: no brand '{own}'; the brands are {listed}.",
                "zh": f"own：没有 '{own}' 这个品牌；现有：{listed}。",
            }
        )
    )


def _nearest(points: pd.DataFrame, attributes: list[str], brand: str, own: Hashable | None) -> Hashable | None:
    if own is None or len(points) < 2:
        return None
    from storelab.metrics import differentiation

    found = differentiation(points[[brand, *attributes]], attributes, brand=brand)
    return found.set_index(brand)["nearest"].to_dict()[own]
