"""The metric tree: choose a metric, move it, and see what reaches GMV and gross profit."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import ipywidgets
import pandas as pd
import traitlets
from matplotlib.artist import Artist
from matplotlib.patches import FancyBboxPatch

from storelab.errors import StoreLabError, suggest
from storelab.explore._panel import COLON, Panel, Values, keep_room, new_figure, slider
from storelab.glossary import label
from storelab.language import pick
from storelab.plots._style import HIGHLIGHT, INK, PALETTE
from storelab.plots._units import tick_formatter, value_text

FACTORS = ("visits", "orders_per_visit", "order_value", "gross_margin", "refund_rate", "ad_cost")
RESULTS = ("orders", "gmv", "refunds", "gross_profit", "contribution")
DAYS = 28  # the baseline is their mean day
SHOWN = 182  # days of the series
MOST = 30  # percent
OPEN, SHUT = "caret-down", "caret-right"
FEW = 4  # a group with fewer metrics in the dictionary is filled up
Effect = Callable[[Mapping[str, float], Mapping[str, float]], Mapping[str, float]]


def metric_tree_effect(levers: Mapping[str, float], baseline: Mapping[str, float]) -> dict[str, float]:
    """What a relative change of some factors makes of sales and profit, all other factors staying as they are.

    GMV is visits x orders per visit x order value, gross profit is GMV x gross margin, and the contribution is gross
    profit less refunds (in full: goods that come back are not counted) and advertising cost.

    Parameters
    ----------
    levers
        Relative change by factor: 0.1 is ten percent more. A factor that is not named stays.
    baseline
        The six factors as they are: ``visits``, ``orders_per_visit``, ``order_value`` (yuan), ``gross_margin`` (share of
        GMV), ``refund_rate`` (share of GMV) and ``ad_cost`` (yuan).

    Returns
    -------
    dict
        The six factors after the change, and ``orders``, ``gmv``, ``refunds``, ``gross_profit`` and ``contribution``.

    Raises
    ------
    StoreLabError
        If a lever is no factor, or the baseline lacks one.
    """
    for name in levers:
        if name not in FACTORS:
            near = suggest(name, FACTORS) or ", ".join(FACTORS)
            raise StoreLabError(
                pick(
                    {
                        "en": f"levers: '{name}' is no factor; did you mean {near}?",
                        "zh": f"levers：'{name}' 不是因子；你是不是想写 {near}？",
                    }
                )
            )
    missing = [name for name in FACTORS if name not in baseline]
    if missing:
        raise StoreLabError(
            pick({"en": f"baseline lacks {', '.join(missing)}.", "zh": f"baseline 缺少 {'、'.join(missing)}。"})
        )
    after = {name: float(baseline[name]) * (1 + levers.get(name, 0.0)) for name in FACTORS}
    orders = after["visits"] * after["orders_per_visit"]
    gmv = orders * after["order_value"]
    refunds, gross_profit = gmv * after["refund_rate"], gmv * after["gross_margin"]
    return {
        **after,
        "orders": orders,
        "gmv": gmv,
        "refunds": refunds,
        "gross_profit": gross_profit,
        "contribution": gross_profit - refunds - after["ad_cost"],
    }


# Where a metric of the shop's dictionary hangs in the tree, and which factor it moves. Those without a factor are no
# part of the sum, however closely they go along with it.
_PLACES: dict[str, tuple[str, str | None]] = {
    "visits": ("operation", "visits"),
    "visitors": ("operation", "visits"),
    "new_visitors": ("operation", "visits"),
    "bounce_rate": ("operation", None),
    "conversion_rate": ("operation", "orders_per_visit"),
    "cart_rate": ("operation", "orders_per_visit"),
    "payment_rate": ("operation", "orders_per_visit"),
    "out_of_stock": ("operation", None),
    "late_parcels": ("operation", None),
    "stock_turnover": ("operation", None),
    "on_time_rate": ("operation", None),
    "orders_placed": ("sales", "orders_per_visit"),
    "orders": ("sales", "orders_per_visit"),
    "buyers": ("sales", "orders_per_visit"),
    "units": ("sales", "order_value"),
    "order_value": ("sales", "order_value"),
    "gmv": ("sales", None),
    "gross_margin": ("sales", "gross_margin"),
    "gross_profit": ("sales", None),
    "refund": ("sales", "refund_rate"),
    "refund_rate": ("sales", "refund_rate"),
    "ad_cost": ("marketing", "ad_cost"),
    "customer_value": ("sales", "order_value"),
    "repurchase_rate": ("sales", None),
    "new_customers": ("customer_value", None),
}
_GROUP_OF_BRANCH = {"sales": "sales", "customer": "customer_value"}
# Ratios of two daily series, where the ratio itself is not kept.
_RATIOS = {
    "order_value": ("gmv", "orders"),
    "customer_value": ("gmv", "buyers"),
    "gross_margin": ("gross_profit", "gmv"),
    "refund_rate": ("refund", "gmv"),
    "payment_rate": ("orders", "orders_placed"),
}
_SHARES = ("gross_margin", "refund_rate", "conversion_rate", "payment_rate", "orders_per_visit")
_MONEY = ("gmv", "refund", "refunds", "gross_profit", "contribution", "ad_cost", "order_value", "customer_value")


@dataclass(frozen=True)
class _Leaf:
    key: str
    group: str
    name: str
    words: str
    factor: str | None
    series: pd.Series | None


def metric_tree(
    dictionary: pd.DataFrame | None = None, daily: pd.DataFrame | None = None, effect: Effect = metric_tree_effect
) -> Panel:
    """A widget: the metric system as a tree of five groups; choose a metric, move it, and follow the effect.

    Parameters
    ----------
    dictionary
        Definitions and owners, as the table ``metric_dict``, which it is by default.
    daily
        The daily series, as the table ``metric_daily``, which it is by default; the mean of its last 28 days is the day
        that is moved.
    effect
        The function that does the sums: a learner's own of the same arguments and keys can be plugged in.

    Returns
    -------
    Panel

    Raises
    ------
    StoreLabError
        If a table lacks a column or a series, or ``effect`` returns no such values.
    """
    from storelab import data

    dictionary = data.load("metric_dict") if dictionary is None else dictionary
    series = _series(data.load("metric_daily") if daily is None else daily)
    baseline = _baseline(series)
    leaves = _leaves(dictionary, series)
    before = _checked(effect({}, baseline))
    tree = LeafTree(
        {name: {leaf.key: leaf.name for leaf in leaves.values() if leaf.group == group} for group, name in _groups()}
    )
    tree.value = "visits" if "visits" in leaves else next(iter(leaves))
    controls = {"leaf": tree, "change": slider(pick({"en": "Change of it (%)", "zh": "变动（%）"}), 10, -MOST, MOST, 1)}
    figure = new_figure(height=5.0)
    draw, moving = _artists(figure, before, pd.DatetimeIndex(series.index[-SHOWN:]))

    def update(values: Values) -> str:
        leaf, change = leaves[values["leaf"]], values["change"] / 100
        counted = _counted(leaf, change, series)
        levers = {leaf.factor: counted} if leaf.factor else {}
        return draw(leaf, change, counted, _checked(effect(levers, baseline)))

    hint = pick(
        {
            "en": "Open a group, choose a metric, and move it: coloured boxes are those that the change reaches. Then try "
            "three things: a metric at the far left and one close to GMV, both by 10%; a metric that reaches gross profit "
            "but not GMV; a metric that reaches nothing. Does that make it useless?",
            "zh": "打开一个分支，选一个指标，再拖动滑块：变色的方框就是受影响的。然后试三件事：最左边的指标和离成交额很近的指标，"
            "都提高 10%；找一个影响毛利、却不影响成交额的指标；找一个什么都不影响的指标。它就没有用吗？",
        }
    )
    title = pick({"en": "How a metric runs up to GMV and gross profit", "zh": "一个指标怎样影响成交额和毛利"})
    return Panel(title, hint, controls, figure, update, moving, aside="leaf")


class LeafTree(ipywidgets.VBox):
    """Groups that open and close, each a list of metrics; ``value`` is the metric that was chosen last.

    It is made of buttons, which Tab reaches and Space presses: JupyterLab keeps the arrow keys of lists to itself, and
    an accordion knows no keys at all.

    Parameters
    ----------
    groups
        For each group's name the names of its metrics, by key.
    """

    value = traitlets.Unicode()

    def __init__(self, groups: Mapping[str, Mapping[str, str]]) -> None:
        wide = ipywidgets.Layout(width="98%")
        self.heads = [
            ipywidgets.ToggleButton(description=name, icon=SHUT, layout=wide, style={"font_weight": "bold"})
            for name in groups
        ]
        self.lists = [
            ipywidgets.ToggleButtons(
                options=[(name, key) for key, name in metrics.items()],
                value=None,
                style={"button_width": "15.5em"},
                layout=ipywidgets.Layout(display="none", max_height="25em", overflow="hidden auto", flex="0 0 auto"),
            )
            for metrics in groups.values()
        ]
        rows = [one for pair in zip(self.heads, self.lists, strict=True) for one in pair]
        super().__init__(rows, layout=ipywidgets.Layout(width="18.5em", max_width="100%", flex="0 0 auto"))
        for head, leaves in zip(self.heads, self.lists, strict=True):
            head.observe(self._open, names="value")
            leaves.observe(self._chosen, names="value")
        self.observe(self._show, names="value")

    def _open(self, change: Any) -> None:
        head = change["owner"]
        head.icon = OPEN if change["new"] else SHUT
        self.lists[self.heads.index(head)].layout.display = None if change["new"] else "none"

    def _chosen(self, change: Any) -> None:
        if change["new"] is not None:
            self.value = change["new"]

    def _show(self, change: Any) -> None:
        for head, leaves in zip(self.heads, self.lists, strict=True):
            here = any(key == change["new"] for _, key in leaves.options)
            leaves.value = change["new"] if here else None
            head.value = head.value or here


def _groups() -> list[tuple[str, str]]:
    from storelab.metrics.registry import GROUPS

    return [(group, pick(names)) for group, names in GROUPS.items()]


def _series(daily: pd.DataFrame) -> pd.DataFrame:
    """One column a metric, for the whole company."""
    for name in ("date", "metric", "scope", "value"):
        if name not in daily.columns:
            raise StoreLabError(pick({"en": f"daily has no column '{name}'.", "zh": f"daily 里没有 '{name}' 这一列。"}))
    wide = daily[daily["scope"] == "all"].pivot(index="date", columns="metric", values="value")
    needed = ("visits", "orders", "gmv", "gross_profit", "refund", "ad_cost")
    missing = [name for name in needed if name not in wide.columns]
    if missing:
        raise StoreLabError(
            pick(
                {
                    "en": f"daily has no series of {', '.join(missing)} with scope all.",
                    "zh": f"daily 里没有 {'、'.join(missing)} 的全店（scope 为 all）数据。",
                }
            )
        )
    return wide


def _baseline(series: pd.DataFrame) -> dict[str, float]:
    mean = series.tail(DAYS).mean()
    return {
        "visits": mean["visits"],
        "orders_per_visit": mean["orders"] / mean["visits"],
        "order_value": mean["gmv"] / mean["orders"],
        "gross_margin": mean["gross_profit"] / mean["gmv"],
        "refund_rate": mean["refund"] / mean["gmv"],
        "ad_cost": mean["ad_cost"],
    }


def _checked(result: Any) -> Mapping[str, float]:
    missing = [name for name in (*FACTORS, *RESULTS) if not isinstance(result, Mapping) or name not in result]
    if missing:
        listed = ", ".join((*FACTORS, *RESULTS))
        raise StoreLabError(
            pick(
                {
                    "en": f"effect must return a dict with the keys {listed}; {', '.join(missing)} is missing.",
                    "zh": f"effect 应该返回一个 dict，键有 {listed}；缺少 {'、'.join(missing)}。",
                }
            )
        )
    return dict(result)


def _leaves(dictionary: pd.DataFrame, series: pd.DataFrame) -> dict[str, _Leaf]:
    # Of a definition that was changed the newest is in force.
    in_force = dictionary.sort_values("valid_from", kind="stable").drop_duplicates("metric", keep="last")
    leaves = {}
    for row in in_force.sort_index().to_dict("records"):
        key = row["metric"]
        group, factor = _PLACES.get(key, (_GROUP_OF_BRANCH.get(row["branch"], "operation"), None))
        name = str(row[pick({"en": "en", "zh": "zh"})])
        leaves[key] = _Leaf(key, group, name, _definition(name, row), factor, _daily(key, series))
    hanging = [leaf.group for leaf in leaves.values()]
    filled = {group for group in hanging if hanging.count(group) >= FEW}
    return {**leaves, **_from_registry(filled, {(leaf.key, leaf.group) for leaf in leaves.values()})}


def _from_registry(filled: set[str], known: set[tuple[str, str]]) -> dict[str, _Leaf]:
    """For groups of which the dictionary has little, what the library knows: defined, but with no owner yet."""
    from storelab.metrics.registry import BRANCHES, registry

    found = {}
    for metric in registry:
        group = BRANCHES[metric.branch]["group"]
        if group in filled or (metric.key, group) in known:
            continue
        name, top, bottom = pick({"en": metric.en, "zh": metric.zh}), pick(metric.numerator), pick(metric.denominator)
        formula = f"{top} ÷ {bottom}" if bottom else top
        words = pick(
            {
                "en": f"{name} = {formula}. Nobody owns it yet.",
                "zh": f"{name} = {formula}。还没有负责人。",
            }
        )
        found[metric.id] = _Leaf(metric.id, group, name, words, None, None)
    return found


def _definition(name: str, row: Mapping[Any, Any]) -> str:
    over = "" if pd.isna(row["denominator"]) else f" ÷ {label(row['denominator'], 'denominator')}"
    window, rule = label(row["window"], "window"), label(row["filter"], "filter")
    owner, action = label(row["owner"], "owner"), label(row["action"], "action")
    top = label(row["numerator"], "numerator")
    top = f"({top})" if over and " - " in top else top
    return pick(
        {
            "en": f"{name} = {top}{over} (window: {window}; filter: {rule}). Owner: {owner}; if it moves: {action}.",
            "zh": f"{name} = {top}{over}（窗口：{window}；范围：{rule}）。负责：{owner}；异动时：{action}。",
        }
    )


def _daily(key: str, series: pd.DataFrame) -> pd.Series | None:
    if key in series.columns:
        return series[key].tail(SHOWN)
    parts = _RATIOS.get(key)
    if parts is None or not set(parts) <= set(series.columns):
        return None
    top, bottom = (series[part].tail(SHOWN) for part in parts)
    return top / bottom.where(bottom > 0)


def _counted(leaf: _Leaf, change: float, series: pd.DataFrame) -> float:
    """How much of the metric's change arrives at its factor."""
    mean = series.tail(DAYS).mean()
    if leaf.key == "new_visitors":
        return change * float(mean["new_visitors"] / mean["visits"])  # the visits of all others stay
    if leaf.key == "payment_rate" and leaf.series is not None:
        return min(change, float(mean["orders_placed"] / mean["orders"]) - 1)  # no share can pass 1
    return change


def _unit(key: str) -> str:
    return "percent" if key in _SHARES else "yuan" if key in _MONEY else "number"


# The boxes of the picture: where they stand (column, height) and what flows into them.
_BOXES = {
    "visits": (0, 5.0),
    "orders_per_visit": (0, 4.0),
    "order_value": (0, 3.0),
    "gross_margin": (0, 2.0),
    "refund_rate": (0, 1.0),
    "ad_cost": (0, 0.0),
    "orders": (1, 4.5),
    "gmv": (2, 3.75),
    "gross_profit": (3, 2.9),
    "contribution": (3, 0.5),
}
_FLOWS = {
    "orders": ("visits", "orders_per_visit"),
    "gmv": ("orders", "order_value"),
    "gross_profit": ("gmv", "gross_margin"),
    "contribution": ("gross_profit", "refund_rate", "ad_cost"),
}
_NAMES = {
    "visits": {"en": "Visits", "zh": "访问量"},
    "orders_per_visit": {"en": "Orders per visit", "zh": "每次访问的订单"},
    "order_value": {"en": "Order value", "zh": "笔单价"},
    "gross_margin": {"en": "Gross margin", "zh": "毛利率"},
    "refund_rate": {"en": "Refund rate", "zh": "退款率"},
    "ad_cost": {"en": "Advertising cost", "zh": "广告花费"},
    "orders": {"en": "Orders", "zh": "订单"},
    "gmv": {"en": "GMV", "zh": "成交额"},
    "gross_profit": {"en": "Gross profit", "zh": "毛利"},
    "contribution": {"en": "After refunds and ads", "zh": "减退款和广告后"},
}
_WIDTH, _HEIGHT, _STEP = 1.62, 0.74, 1.95


def _artists(
    figure: Any, before: Mapping[str, float], days: pd.DatetimeIndex
) -> tuple[Callable[..., str], list[Artist]]:
    top, bottom = figure.subplots(2, 1, height_ratios=(1, 2.6))
    show_series = _series_panel(top, days)
    bottom.set_axis_off()
    bottom.set_title(
        pick({"en": "A mean day of the last four weeks, and with the change", "zh": "最近四周平均一天，以及变动之后"}),
        fontsize=11,
    )
    bottom.set_xlim(-0.05, 3 * _STEP + _WIDTH + 0.05)
    bottom.set_ylim(-0.5, 5.5)
    for end, starts in _FLOWS.items():
        for start in starts:
            _line(bottom, _BOXES[start], _BOXES[end])
    # The boxes as they were belong to the background; those that move are drawn over them.
    for key in _BOXES:
        _box(bottom, key, "#F1F4F7", "#B5BEC6")[1].set_text(_box_text(key, value_text(before[key], _unit(key))))
    moving = {key: _box(bottom, key, "#FBE3D6", HIGHLIGHT) for key in _BOXES}
    chosen: list[str] = []

    def draw(leaf: _Leaf, change: float, counted: float, after: Mapping[str, float]) -> str:
        if chosen != [leaf.key]:
            show_series(leaf)
            chosen[:] = [leaf.key]
        for key, (box, text) in moving.items():
            for artist in (box, text):
                artist.set_visible(_moved(before[key], after[key]))
            old, new = (value_text(state[key], _unit(key)) for state in (before, after))
            text.set_text(_box_text(key, f"{old} → {new}"))
        return _words(leaf, change, counted, before, after)

    return draw, [artist for pair in moving.values() for artist in pair]


def _box(ax: Any, key: str, face: str, edge: str) -> tuple[Any, Any]:
    column, height = _BOXES[key]
    left = column * _STEP
    shape = "round,pad=0,rounding_size=0.08"
    patch = FancyBboxPatch((left, height - _HEIGHT / 2), _WIDTH, _HEIGHT, boxstyle=shape, mutation_aspect=1.5)
    patch.set(facecolor=face, edgecolor=edge, linewidth=1)
    ax.add_patch(patch)
    middle = left + _WIDTH / 2
    return patch, ax.text(middle, height, "", ha="center", va="center", fontsize=9, color=INK, linespacing=1.25)


def _box_text(key: str, value: str) -> str:
    return f"{pick(_NAMES[key])}\n{value}"


def _line(ax: Any, start: tuple[int, float], end: tuple[int, float]) -> None:
    """An elbow from the right of one box to the left of another, or down the side within a column."""
    color = {"color": "#B5BEC6", "linewidth": 1.1, "zorder": 0.5}
    if start[0] == end[0]:
        middle = start[0] * _STEP + _WIDTH / 2
        ax.plot([middle, middle], [start[1], end[1]], **color)
        return
    left, right = start[0] * _STEP + _WIDTH, end[0] * _STEP
    bend = right - (_STEP - _WIDTH) / 2
    ax.plot([left, bend, bend, right], [start[1], start[1], end[1], end[1]], **color)


def _series_panel(ax: Any, days: pd.DatetimeIndex) -> Callable[[_Leaf], None]:
    (line,) = ax.plot([], [], color=PALETTE[0], linewidth=1.3)
    title = ax.text(0, 1.06, "", transform=ax.transAxes, fontsize=11, color=INK)
    nothing = ax.text(0.5, 0.5, "", transform=ax.transAxes, ha="center", va="center", color="#595959")
    months = days[days.day == 1]
    ax.set_xticks(months.to_numpy(), [f"{month:%Y-%m}" for month in months])
    ax.set_xlim(days[0], days[-1])
    keep_room(ax, "100,000")

    def show(leaf: _Leaf) -> None:
        unit = _unit(leaf.key)
        suffix = {"yuan": pick({"en": " (yuan, by day)", "zh": "（元，按天）"})}.get(
            unit, pick({"en": " (by day)", "zh": "（按天）"})
        )
        values = leaf.series
        known = values is not None and bool(values.notna().any())
        title.set_text(f"{leaf.name}{suffix}" if known else leaf.name)
        line.set_visible(known)
        ax.yaxis.set_visible(known)
        nothing.set_text("" if known else pick({"en": "no daily series is kept of it yet", "zh": "还没有它的每日数据"}))
        if values is None or not known:
            return
        line.set_data(values.index.to_numpy(), values.to_numpy(float))
        ax.set_ylim(0, 1.08 * float(values.max()) or 1.0)
        ax.yaxis.set_major_formatter(tick_formatter(unit))
        ax.locator_params(axis="y", nbins=4)

    return show


def _moved(before: float, after: float) -> bool:
    return abs(after - before) > 1e-9 * max(abs(before), 1.0)


def _words(leaf: _Leaf, change: float, counted: float, before: Mapping[str, float], after: Mapping[str, float]) -> str:
    colon = pick({"en": ": ", "zh": COLON})
    gap = pick({"en": " ", "zh": ""})
    moved = f"{leaf.name} {change:+.0%}"
    if leaf.key in ("gmv", "gross_profit"):
        said = pick(
            {
                "en": f"{leaf.name} is a result, not a lever: move what it is made of.",
                "zh": f"{leaf.name}是结果，不是可以直接拉动的：要动就动构成它的指标。",
            }
        )
    elif leaf.factor is None:
        said = pick(
            {
                "en": f"{moved} changes neither GMV nor gross profit in this sum, for it is no factor of it. It may go "
                "along with them, or move them later; that takes a test, not a multiplication.",
                "zh": f"{moved}，在这个算式里既不改变成交额，也不改变毛利，因为它不是其中的因子。它可能和它们一起变，"
                "也可能以后才起作用；那要靠实验，不是做个乘法就知道的。",
            }
        )
    else:
        effects = [
            f"{pick(_NAMES[key])}{_signed(after[key] - before[key])}{_relative(before[key], after[key])}"
            for key in ("gmv", "gross_profit", "contribution")
        ]
        said = (
            f"{moved}{colon}{pick({'en': ', ', 'zh': '，'}).join(effects)}{pick({'en': ' a day.', 'zh': '（每天）。'})}"
        )
        if abs(counted - change) > 1e-12:
            share = f"{counted:+.1%}"
            said += gap + pick(
                {
                    "en": f"Only {share} arrives at {pick(_NAMES[leaf.factor]).lower()}.",
                    "zh": f"传到“{pick(_NAMES[leaf.factor])}”的只有 {share}。",
                }
            )
    return f"{said}{gap}{leaf.words}"


def _signed(value: float) -> str:
    if abs(value) < 0.005:
        return pick({"en": " unchanged", "zh": "不变"})
    return f" {'+' if value > 0 else ''}{value_text(value, 'yuan')}"


def _relative(before: float, after: float) -> str:
    if not _moved(before, after) or before <= 0:
        return ""
    return pick({"en": f" ({after / before - 1:+.1%})", "zh": f"（{after / before - 1:+.1%}）"})
