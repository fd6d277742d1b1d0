"""Text alternatives of figures, composed from the data that they show."""

from collections.abc import Sequence
from weakref import WeakKeyDictionary

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from storelab.language import language, pick

# At most so many marks are read out one by one.
MANY = 8

# What our own charts say about their data; a figure of the learner's own is read from its marks.
_said: "WeakKeyDictionary[Axes, tuple[str, str]]" = WeakKeyDictionary()

_KINDS = {
    "bar": {"en": "Bar chart", "zh": "柱状图"},
    "grouped_bar": {"en": "Grouped bar chart", "zh": "分组柱状图"},
    "line": {"en": "Line chart", "zh": "折线图"},
    "funnel": {"en": "Funnel chart", "zh": "漏斗图"},
    "heatmap": {"en": "Heat map", "zh": "热力图"},
    "histogram": {"en": "Histogram", "zh": "直方图"},
    "scatter": {"en": "Scatter plot", "zh": "散点图"},
    "control_chart": {"en": "Control chart", "zh": "控制图"},
    "cohort_heatmap": {"en": "Cohort heat map", "zh": "同期群热力图"},
    "retention_curves": {"en": "Retention curves", "zh": "留存曲线"},
    "steps": {"en": "Step chart", "zh": "阶梯图"},
    "waterfall": {"en": "Waterfall chart", "zh": "瀑布图"},
    "pareto": {"en": "Pareto chart", "zh": "帕累托图"},
    "stacked_bar": {"en": "Stacked bar chart", "zh": "堆叠柱状图"},
    "intervals": {"en": "Interval plot", "zh": "区间图"},
    "rfm_map": {"en": "RFM map", "zh": "RFM 分布图"},
    "abc_xyz_map": {"en": "ABC-XYZ map", "zh": "ABC-XYZ 矩阵图"},
    "perceptual_map": {"en": "Perceptual map", "zh": "品牌认知图"},
    "lorenz": {"en": "Lorenz curve", "zh": "洛伦兹曲线"},
    "gain_curve": {"en": "Gain curve", "zh": "增益曲线"},
    "lift_chart": {"en": "Lift chart", "zh": "提升图"},
    "frontier": {"en": "Frontier", "zh": "有效前沿图"},
    "response_curve": {"en": "Response curve", "zh": "响应曲线"},
    "gantt": {"en": "Gantt chart", "zh": "甘特图"},
    "stock_chart": {"en": "Stock chart", "zh": "库存图"},
    "network": {"en": "Network", "zh": "关系网络图"},
    "tree": {"en": "Tree", "zh": "树状图"},
    "figure": {"en": "Figure", "zh": "图"},
}


def say(ax: Axes, kind: str, body: str) -> None:
    """Keep what a chart says about its data; title and axis labels are read when the text is asked for."""
    _said[ax] = (kind, body)


def join(parts: Sequence[str]) -> str:
    """Join items of a list as the language does."""
    return (", " if language() == "en" else "、").join(parts)


def sentence(text: str) -> str:
    """End a sentence as the language does."""
    return f"{text}." if language() == "en" else f"{text}。"


def marks(labels: Sequence[str], values: Sequence[float], texts: Sequence[str]) -> str:
    """Read out the values: all of a few, and of many the ends; then the highest and the lowest."""
    known = [position for position, value in enumerate(values) if value == value]
    if not known:
        return sentence(pick({"en": "No values", "zh": "没有数据"}))
    pairs = [f"{labels[position]} {texts[position]}" for position in range(len(labels))]
    if len(pairs) <= MANY:
        read = join(pairs)
    else:
        read = pick(
            {
                "en": f"{len(pairs)} values from {pairs[0]} to {pairs[-1]}",
                "zh": f"共 {len(pairs)} 个值，从 {pairs[0]} 到 {pairs[-1]}",
            }
        )
    if len(known) < 2:
        return sentence(read)
    high = max(known, key=lambda position: values[position])
    low = min(known, key=lambda position: values[position])
    extremes = pick(
        {"en": f"Highest: {pairs[high]}; lowest: {pairs[low]}", "zh": f"最高：{pairs[high]}；最低：{pairs[low]}"}
    )
    return f"{sentence(read)} {sentence(extremes)}" if language() == "en" else sentence(read) + sentence(extremes)


def alt_text(figure: Axes | Figure) -> str:
    """The text alternative of a chart: kind, title, axes, values.

    Parameters
    ----------
    figure
        An Axes, or a Figure with one or more.

    Returns
    -------
    str
        Sentences in the learner's language; never empty.
    """
    if isinstance(figure, Axes):
        return _describe(figure)
    # A colour bar is an Axes of its own, and says nothing that its chart does not.
    charts = [ax for ax in figure.axes if ax.get_label() != "<colorbar>"]
    overall = figure.get_suptitle()
    texts = ([sentence(overall)] if overall else []) + [_describe(ax) for ax in charts]
    return " ".join(texts) or sentence(pick({"en": "Empty figure", "zh": "空白图"}))


def title_of(ax: Axes) -> str:
    """The title, wherever it stands."""
    return next((text for text in (ax.get_title(loc) for loc in ("left", "center", "right")) if text), "")


def _describe(ax: Axes) -> str:
    kind, body = _said.get(ax) or _read_marks(ax)
    colon = pick({"en": ": ", "zh": "："})
    name = pick(_KINDS[kind])
    parts = [sentence(f"{name}{colon}{title_of(ax)}" if title_of(ax) else name)]
    axes = [
        f"{pick(word)}{colon}{text}"
        for word, text in (
            ({"en": "Horizontal axis", "zh": "横轴"}, ax.get_xlabel()),
            ({"en": "Vertical axis", "zh": "纵轴"}, ax.get_ylabel()),
        )
        if text
    ]
    if axes:
        parts.append(sentence((pick({"en": "; ", "zh": "；"})).join(axes)))
    if body:
        parts.append(body)
    return (" " if language() == "en" else "").join(parts)


def _read_marks(ax: Axes) -> tuple[str, str]:
    from matplotlib.container import BarContainer

    bars = [container for container in ax.containers if isinstance(container, BarContainer)]
    if len(bars) == 1:
        return "bar", _read_bars(ax, bars[0])
    if bars:
        return "grouped_bar", ""
    lines = [line for line in ax.get_lines() if np.size(line.get_xdata()) > 1]
    if lines:
        return "line", ""
    if ax.collections:
        return "scatter", ""
    return "figure", ""


def _read_bars(ax: Axes, bars: Sequence) -> str:
    from storelab.plots._units import value_text

    lying = getattr(bars, "orientation", "vertical") == "horizontal"
    values = [float(bar.get_width() if lying else bar.get_height()) for bar in bars]
    ticks = ax.get_yticklabels() if lying else ax.get_xticklabels()
    names = [tick.get_text() for tick in ticks]
    if len(names) != len(values):
        names = [str(number) for number in range(1, len(values) + 1)]
    return marks(names, values, [value_text(value) for value in values])
