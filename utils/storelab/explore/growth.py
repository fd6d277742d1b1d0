"""The growth lever board: what a segment's growth was made of, and how little a small segment moves the whole."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import ipywidgets
import numpy as np
from matplotlib.artist import Artist
from matplotlib.patches import Polygon

from storelab.errors import StoreLabError, suggest
from storelab.explore._panel import LABEL, Panel, Values, control_layout, new_figure, round_up, set_limits, slider
from storelab.glossary import label
from storelab.language import pick
from storelab.plots._style import HIGHLIGHT, INK, MUTED, PALETTE
from storelab.plots._units import tick_formatter, value_text

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = ("year", "segment", "gmv", "orders", "buyers")
LEVERS = ("buyers", "orders_per_buyer", "order_value")
AHEAD = 3  # years that the fan looks ahead
TRILLION = 1e12


def growth_levers(industry: "pd.DataFrame", first: int, last: int) -> "pd.DataFrame":
    """Split each segment's growth a year into buyers, orders per buyer and value per order.

    Sales are the product of the three, so their logarithms add up; each factor gets the part of the growth that its
    logarithm is of the whole logarithm (the split of `storelab.metrics.gmv_split`, as rates a year).

    Parameters
    ----------
    industry
        One row a year and segment, with ``gmv`` (yuan), ``orders`` and ``buyers``, all above 0.
    first, last
        The two years.

    Returns
    -------
    pandas.DataFrame
        ``segment``, ``growth`` (CAGR), ``buyers``, ``orders_per_buyer``, ``order_value`` (they add up to ``growth``) and
        ``share`` of the last year's sales; fractions, sorted by ``segment``. Segments of one of the years only are left
        out of the rows, not out of the shares.

    Raises
    ------
    StoreLabError
        If a column is missing, a year is not there or not before the other, or a number is not above 0.
    """
    import pandas as pd

    _check(industry)
    start, end = (_of_year(industry, year) for year in (first, last))
    if first >= last:
        raise StoreLabError(
            pick(
                {
                    "en": f"The first year must be before the last; they are {first} and {last}.",
                    "zh": f"起始年要早于结束年，现在是 {first} 和 {last}。",
                }
            )
        )
    years = last - first
    logs = (end / start).apply(np.log).dropna()
    whole = logs["gmv"]
    growth = np.exp(whole / years) - 1
    # Without growth there is nothing to share out; the factors then cancel.
    scale = (growth / whole).where(whole.abs() > 1e-12, 1 / years)
    parts = {
        "buyers": logs["buyers"],
        "orders_per_buyer": logs["orders"] - logs["buyers"],
        "order_value": whole - logs["orders"],
    }
    table = pd.DataFrame({"growth": growth, **{name: part * scale for name, part in parts.items()}})
    table["share"] = (end["gmv"] / end["gmv"].sum()).reindex(table.index)
    return table.sort_index().reset_index()


def cagr_range(industry: "pd.DataFrame", first: int, last: int) -> tuple[float, float]:
    """Lowest and highest growth a year of the whole, over all windows that end in the last year.

    Parameters
    ----------
    industry
        As in `growth_levers`.
    first, last
        Windows begin from ``first`` on and end in ``last``.

    Returns
    -------
    tuple
        Two fractions; equal where there is one window.
    """
    total = industry.groupby("year")["gmv"].sum()
    starts = total[(total.index >= first) & (total.index < last)]
    rates = (total[last] / starts) ** (1 / (last - starts.index)) - 1
    return float(rates.min()), float(rates.max())


def growth_board(industry: "pd.DataFrame", segment: str) -> Panel:
    """A widget: what made a segment grow, the fan of the whole, and what a growth of this segment alone would move.

    Parameters
    ----------
    industry
        As in `growth_levers`.
    segment
        The segment shown at first.

    Returns
    -------
    Panel

    Raises
    ------
    StoreLabError
        As `growth_levers`, or if there is no such segment.
    """
    _check(industry)
    names = sorted(industry["segment"].unique())
    if segment not in names:
        near = suggest(segment, names) or ", ".join(names)
        raise StoreLabError(
            pick(
                {
                    "en": f"There is no segment '{segment}'. Did you mean {near}?",
                    "zh": f"没有 '{segment}' 这个细分市场。你要找的是 {near} 吗？",
                }
            )
        )
    years = sorted(int(year) for year in industry["year"].unique())
    chosen = pick({"en": "Segment", "zh": "细分市场"})
    window = pick({"en": "From year to year", "zh": "从哪年到哪年"})
    controls: dict[str, Any] = {
        "segment": ipywidgets.Dropdown(
            options=[(label(name), name) for name in names],
            value=segment,
            description=chosen,
            tooltip=chosen,
            style=LABEL,
            layout=control_layout(),
        ),
        "years": ipywidgets.IntRangeSlider(
            value=(years[0], years[-1]),
            min=years[0],
            max=years[-1],
            step=1,
            description=window,
            tooltip=window,
            # The sentence below the picture names the years; the field beside the slider is too narrow for two.
            readout=False,
            style=LABEL,
            layout=control_layout(),
        ),
        "buyers": slider(pick({"en": "If buyers grew by (%)", "zh": "假如买家数增长（%）"}), 20, -30, 100, 5),
        "orders_per_buyer": slider(pick({"en": "If orders each grew by (%)", "zh": "假如人均单数增长（%）"}), 0, -30, 100, 5),
        "order_value": slider(pick({"en": "If value grew by (%)", "zh": "假如笔单价增长（%）"}), 0, -30, 100, 5),
    }  # fmt: skip
    figure = new_figure(height=3.4)
    draw, moving = _artists(figure, industry, years)

    def update(values: Values) -> str:
        first, last = values["years"]
        # Both handles on one year: the nearest window that has a growth.
        first, last = (first, last) if first < last else (first - 1, last) if first > years[0] else (first, last + 1)
        factors = [1 + values[name] / 100 for name in LEVERS]
        return draw(_State(industry, values["segment"], first, last, math.prod(factors) - 1))

    hint = pick(
        {
            "en": "First guess: rental gets 20% more buyers next year and all else stands still. By how much does the whole "
            "market grow? Then try three things: the same 20% for the shelf; rental with buyers doubled; and the shelf "
            "from 2021 to 2025: which lever pulls against the others?",
            "zh": "先猜一猜：租赁明年买家多 20%，别的都不动，整个市场涨多少？然后试三件事：货架也涨 20%；租赁的买家翻一番；"
            "货架只看 2021 到 2025 年，是哪根杠杆在往回拉？",
        }
    )
    rows = [["segment", "years"], ["buyers", "orders_per_buyer"], ["order_value"]]
    title = pick({"en": "Growth lever board", "zh": "增长杠杆板"})
    return Panel(title, hint, controls, figure, update, moving, rows)


def _check(industry: "pd.DataFrame") -> None:
    for name in COLUMNS:
        if name not in industry.columns:
            near = suggest(name, list(industry.columns)) or ", ".join(map(str, industry.columns))
            raise StoreLabError(
                pick(
                    {
                        "en": f"industry needs a column '{name}'; did you mean {near}?",
                        "zh": f"industry 需要 '{name}' 这一列；你要找的是 {near} 吗？",
                    }
                )
            )
    if not (industry[["gmv", "orders", "buyers"]] > 0).all(axis=None):
        raise StoreLabError(
            pick(
                {
                    "en": "industry: gmv, orders and buyers must be above 0 on every row, or growth has no logarithm.",
                    "zh": "industry 每一行的 gmv、orders、buyers 都要大于 0，否则增长没法取对数。",
                }
            )
        )


def _of_year(industry: "pd.DataFrame", year: int) -> "pd.DataFrame":
    rows = industry[industry["year"] == year]
    if rows.empty:
        listed = ", ".join(str(one) for one in sorted(industry["year"].unique()))
        raise StoreLabError(
            pick(
                {
                    "en": f"industry has no year {year}; it has {listed}.",
                    "zh": f"industry 里没有 {year} 年；有的是 {listed}。",
                }
            )
        )
    return rows.groupby("segment")[["gmv", "orders", "buyers"]].sum().astype(float)


@dataclass
class _State:
    """What the picture shows of one state of the controls."""

    industry: "pd.DataFrame"
    segment: str
    first: int
    last: int
    what_if: float

    def __post_init__(self) -> None:
        table = growth_levers(self.industry, self.first, self.last).set_index("segment")
        self.row = {name: float(table[name][self.segment]) for name in ("growth", *LEVERS, "share")}
        total = self.industry.groupby("year")["gmv"].sum() / TRILLION
        self.now = float(total[self.last])
        self.fan = cagr_range(self.industry, self.first, self.last)
        self.whole = self.row["share"] * self.what_if


def _artists(figure: Any, industry: "pd.DataFrame", years: list[int]) -> tuple[Callable[[_State], str], list[Artist]]:
    left, right = figure.subplots(1, 2, width_ratios=(1, 1.25))
    left.set_title(pick({"en": "Growth a year, by lever", "zh": "年均增长，按杠杆拆"}), fontsize=11)
    names = [
        pick({"en": "in all", "zh": "合计"}),
        pick({"en": "buyers", "zh": "买家数"}),
        pick({"en": "orders\nper buyer", "zh": "人均单数"}),
        pick({"en": "value\nper order", "zh": "笔单价"}),
    ]
    bars = left.barh(range(4), [0.0] * 4, height=0.6, color=[HIGHLIGHT, MUTED, MUTED, MUTED])
    left.set_yticks(range(4), names)
    left.invert_yaxis()
    left.grid(axis="y", visible=False)
    left.grid(axis="x", visible=True)
    left.axvline(0, color="#595959", linewidth=0.8)
    left.set_xlim(-0.2, 1.0)
    left.locator_params(axis="x", nbins=4)
    left.xaxis.set_major_formatter(tick_formatter("percent"))
    notes = [
        left.annotate("", (0, row), xytext=(4, 0), textcoords="offset points", va="center", fontsize=9.5, color=INK)
        for row in range(4)
    ]
    total = industry.groupby("year")["gmv"].sum() / TRILLION
    right.set_title(pick({"en": "The whole market (trillion yuan)", "zh": "整个市场（万亿元）"}), fontsize=11)
    right.set_xlim(years[0] - 0.5, years[-1] + AHEAD + 0.7)
    right.set_xticks(range(years[0], years[-1] + AHEAD + 1, 3))
    highest = max(float(total[last]) * (1 + cagr_range(industry, years[0], last)[1]) ** AHEAD for last in years[1:])
    right.set_ylim(0, round_up(1.05 * highest))
    right.plot(total.index, total.to_numpy(), color=MUTED, linewidth=1.2)
    (line,) = right.plot(
        [0], [0], color=PALETTE[0], marker="o", markersize=4, label=pick({"en": "years chosen", "zh": "所选年份"})
    )
    fan = right.add_patch(
        Polygon(
            [[0, 0], [0, 0], [0, 0]],
            closed=True,
            color=PALETTE[4],
            alpha=0.35,
            label=pick({"en": "fan of growth rates", "zh": "增速的扇子"}),
        )
    )
    (level,) = right.plot([0, 0], [0, 0], color=MUTED, linewidth=1, linestyle=":")
    (dot,) = right.plot(
        [0],
        [0],
        color=HIGHLIGHT,
        marker="D",
        markersize=8,
        linestyle="none",
        label=pick({"en": "only your “if”", "zh": "只有你的“假如”"}),
    )
    right.legend(handles=[line, fan, dot], loc="lower right", fontsize=9)  # fmt: skip

    def draw(state: _State) -> str:
        values = [state.row["growth"], *(state.row[name] for name in LEVERS)]
        for bar, note, value in zip(bars, notes, values, strict=True):
            bar.set_width(value)
            note.xy = (max(value, 0.0), note.xy[1])
            note.set_text(value_text(value, "percent"))
        lowest = min(0.0, *values)
        set_limits(left, x=(-round_up(-lowest) if lowest < 0 else 0.0, 1.35 * round_up(max(*values, 0.01))))
        shown = total[(total.index >= state.first) & (total.index <= state.last)]
        line.set_data(shown.index.to_numpy(), shown.to_numpy())
        low, high = state.fan
        steps = np.arange(AHEAD + 1)
        up, down = state.now * (1 + high) ** steps, state.now * (1 + low) ** steps
        ahead = state.last + steps
        fan.set_xy(np.column_stack([np.r_[ahead, ahead[::-1]], np.r_[up, down[::-1]]]))
        level.set_data([state.last, state.last + AHEAD], [state.now, state.now])
        dot.set_data([state.last + 1], [state.now * (1 + state.whole)])
        return _words(state)

    return draw, [*bars, *notes, line, fan, level, dot]


def _words(state: _State) -> str:
    name = label(state.segment)
    lever = max(LEVERS, key=lambda key: abs(state.row[key]))
    said = {
        "buyers": {"en": "buyers", "zh": "买家数"},
        "orders_per_buyer": {"en": "orders per buyer", "zh": "人均单数"},
        "order_value": {"en": "value per order", "zh": "笔单价"},
    }
    growth, part = (value_text(value, "percent") for value in (state.row["growth"], state.row[lever]))
    share, ahead = value_text(state.row["share"], "percent"), value_text(state.what_if, "percent")
    points = f"{100 * state.whole:.2f}"
    low, high = (value_text(value, "percent") for value in state.fan)
    return pick(
        {
            "en": f"{name}, {state.first} to {state.last}: {growth} a year, most of it by {pick(said[lever])} ({part}). "
            f"It is {share} of the market: if it grew by {ahead} and all else stood still, the whole would grow by {points} "
            f"percentage points. The whole's own growth a year was {low} to {high}, by the window.",
            "zh": f"{name}，{state.first} 到 {state.last} 年：每年 {growth}，其中{pick(said[lever])}作用最大（{part}）。"
            f"它占市场的 {share}：假如它涨 {ahead}，别的都不动，整个市场只动 {points} 个百分点。"
            f"整个市场的年均增速，按时间窗口不同，在 {low} 到 {high} 之间。",
        }
    )
