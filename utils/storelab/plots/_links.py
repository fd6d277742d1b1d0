"""Charts of what hangs together: networks and trees."""

from typing import Any, cast

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from storelab.errors import StoreLabError
from storelab.glossary import label
from storelab.language import pick
from storelab.plots._alt import join, say, sentence
from storelab.plots._parts import has_columns, new_axes, not_empty
from storelab.plots._style import INK, PALETTE, SIZE
from storelab.plots._units import check_unit, value_text

TOGETHER, AGAINST = PALETTE[0], PALETTE[5]
BEND = 0.2
TREE_COLOURS = ("#CFE2F0", "#E4EEF6", "#F4F8FB")
GAP = 0.42  # inches between the columns of a tree
ROW = 0.32  # inches from leaf to leaf


def network(edges: pd.DataFrame, title: str) -> Axes:
    """Metrics that move together, as arrows from the earlier to the later one.

    Parameters
    ----------
    edges
        One row an arrow: ``from``, ``to``, ``correlation`` (between -1 and 1) and, if known, ``lag`` in days.
    title
        Glossary key or text.

    Returns
    -------
    Axes
        Nodes stand on a circle, in the order of their first appearance; thicker arrows are stronger, dashed ones
        negative. An arrow says what moves first, not what causes what.

    Raises
    ------
    StoreLabError
        If a column is missing, or there is nothing to draw.
    """
    has_columns(edges, ("from", "to", "correlation"))
    not_empty(edges)
    nodes = list(dict.fromkeys([*edges["from"], *edges["to"]]))
    ax = new_axes(title, height=5.0)
    ax.set_axis_off()
    ax.set_xlim(-1.62, 1.62)
    ax.set_ylim(-1.22, 1.22)
    turns = np.pi / 2 - 2 * np.pi * np.arange(len(nodes)) / max(len(nodes), 1)
    # Wider than high, as the page is, and as names are.
    places = {node: (1.3 * np.cos(turn), np.sin(turn)) for node, turn in zip(nodes, turns, strict=True)}
    boxes = {}
    for node, (x, y) in places.items():
        look = {"boxstyle": "round,pad=0.45", "facecolor": "#EEF3F7", "edgecolor": "#8C8C8C"}
        boxes[node] = ax.text(x, y, label(node), ha="center", va="center", color=INK, bbox=look, zorder=2)
    cast(Figure, ax.figure).draw_without_rendering()  # arrows end at the edges of the boxes, which are known only then
    texts = []
    for edge in edges.to_dict("records"):
        texts.append(_arrow(ax, edge, places, boxes))
    if (edges["correlation"] < 0).any():
        handles = [Line2D([], [], color=TOGETHER, lw=2), Line2D([], [], color=AGAINST, lw=2, linestyle="--")]
        names = [pick({"en": "same direction", "zh": "同向"}), pick({"en": "opposite", "zh": "反向"})]
        ax.legend(handles, names, loc="lower right", borderaxespad=0)
    say(ax, "network", sentence(join(texts)))
    return ax


def _arrow(ax: Axes, edge: dict[Any, Any], places: dict[Any, Any], boxes: dict[Any, Any]) -> str:
    start, end, strength = edge["from"], edge["to"], float(edge["correlation"])
    lag = edge.get("lag")
    (x0, y0), (x1, y1) = places[start], places[end]
    arrow = ax.annotate(
        "",
        (x1, y1),
        (x0, y0),
        zorder=3,
        arrowprops={
            # What happens on the same day has no direction.
            "arrowstyle": "-" if lag == 0 else "-|>,head_width=0.28,head_length=0.55",
            "connectionstyle": f"arc3,rad={BEND}",
            "patchA": boxes[start].get_bbox_patch(),
            "patchB": boxes[end].get_bbox_patch(),
            "color": TOGETHER if strength >= 0 else AGAINST,
            "linestyle": "-" if strength >= 0 else "--",
            "linewidth": 0.8 + 3 * abs(strength),
            "shrinkA": 2,
            "shrinkB": 2,
        },
    )
    arrow.set_in_layout(False)
    number = f"{strength:.2f}"
    days = _days(lag)
    note = f"{number}{pick({'en': ', ', 'zh': '，'})}{days}" if days else number
    # Two fifths along the bend, so that the labels of crossing arrows part.
    part = 0.4
    bend_x, bend_y = (x0 + x1) / 2 + BEND * (y1 - y0), (y0 + y1) / 2 - BEND * (x1 - x0)
    x = (1 - part) ** 2 * x0 + 2 * part * (1 - part) * bend_x + part**2 * x1
    y = (1 - part) ** 2 * y0 + 2 * part * (1 - part) * bend_y + part**2 * y1
    paper = {"boxstyle": "round,pad=0.12", "facecolor": "white", "edgecolor": "none", "alpha": 0.9}
    ax.text(x, y, note, ha="center", va="center", fontsize=9, color=INK, bbox=paper, zorder=4)
    names = f"{label(start)} → {label(end)} {number}"
    return f"{names}{pick({'en': ' ({})', 'zh': '（{}）'}).format(days)}" if days else names


def _days(lag: Any) -> str:
    if lag is None or pd.isna(lag):
        return ""
    days = float(lag)
    if days == 0:
        return pick({"en": "same day", "zh": "当天"})
    return pick({"en": f"{days:g} day{'' if days == 1 else 's'} later", "zh": f"晚 {days:g} 天"})


def tree(nodes: pd.DataFrame, title: str) -> Axes:
    """What a number is made of: the root on the left, its parts to the right.

    Parameters
    ----------
    nodes
        One row a node: ``node``, ``parent`` (missing for a root) and, if known, ``value`` and that value's ``unit``.
    title
        Glossary key or text.

    Returns
    -------
    Axes

    Raises
    ------
    StoreLabError
        If a column is missing, a node stands there twice, a parent is no node, nodes run in a circle, or there is
        nothing to draw.
    """
    has_columns(nodes, ("node", "parent"))
    not_empty(nodes)
    children = _children(nodes)
    order = _walk(children)
    texts = {node: _node_text(row) for node, row in zip(nodes["node"], nodes.to_dict("records"), strict=True)}
    depth = dict(order)
    heights = _heights(children, order)
    leaves = sum(not children.get(node) for node, _ in order)
    ax = new_axes(title, height=max(1.8, ROW * leaves + 0.75))
    ax.set_axis_off()
    drawn = {
        node: ax.text(
            0,
            heights[node],
            texts[node],
            va="center",
            fontsize=10,
            color=INK,
            bbox={
                "boxstyle": "round,pad=0.3",
                "facecolor": TREE_COLOURS[min(level, len(TREE_COLOURS) - 1)],
                "edgecolor": "#9DB8CC",
                "linewidth": 0.8,
            },
        )
        for node, level in order
    }
    _set_columns(ax, drawn, depth, children, heights, leaves)
    say(ax, "tree", _read_tree(texts, children, order))
    return ax


def _children(nodes: pd.DataFrame) -> dict[Any, list[Any]]:
    known = set(nodes["node"])
    twice = nodes.loc[nodes["node"].duplicated(), "node"]
    if len(twice):
        name = twice.iloc[0]
        raise StoreLabError(
            pick({"en": f"The node '{name}' stands there twice.", "zh": f"'{name}' 这个节点出现了两次。"})
        )
    children: dict[Any, list[Any]] = {}
    for node, parent in zip(nodes["node"], nodes["parent"], strict=True):
        key = None if pd.isna(parent) else parent
        if key is not None and key not in known:
            raise StoreLabError(
                pick(
                    {
                        "en": f"The parent '{key}' of '{node}' is no node.",
                        "zh": f"'{node}' 的上级 '{key}' 不在节点里。",
                    }
                )
            )
        children.setdefault(key, []).append(node)
    return children


def _walk(children: dict[Any, list[Any]]) -> list[tuple[Any, int]]:
    """Nodes with their depth, parents first, from top to bottom."""
    found: list[tuple[Any, int]] = []
    waiting = [(node, 0) for node in reversed(children.get(None, []))]
    while waiting:
        node, level = waiting.pop()
        found.append((node, level))
        waiting.extend((child, level + 1) for child in reversed(children.get(node, [])))
    if len(found) < sum(map(len, children.values())):
        raise StoreLabError(
            pick(
                {
                    "en": "Some nodes are their own ancestors: the tree has no root there.",
                    "zh": "有的节点绕成了圈，没有根。",
                }
            )
        )
    return found


def _heights(children: dict[Any, list[Any]], order: list[tuple[Any, int]]) -> dict[Any, float]:
    heights: dict[Any, float] = {}
    row = 0
    for node, _ in order:
        if not children.get(node):
            heights[node] = row * ROW
            row += 1
    for node, _ in reversed(order):  # children before their parents
        if node not in heights:
            below = [heights[child] for child in children[node]]
            heights[node] = (below[0] + below[-1]) / 2
    return heights


def _set_columns(
    ax: Axes,
    drawn: dict[Any, Any],
    depth: dict[Any, int],
    children: dict[Any, list[Any]],
    heights: dict[Any, float],
    leaves: int,
) -> None:
    """Put each level to the right of the widest text of the one before it, and draw the lines."""
    figure = cast(Figure, ax.figure)
    renderer: Any = figure.canvas.get_renderer()  # type: ignore[attr-defined]
    widths = {node: text.get_window_extent(renderer).width / figure.dpi + 0.12 for node, text in drawn.items()}
    left, starts = 0.08, {}
    for level in range(max(depth.values()) + 1):
        starts[level] = left
        left += max(widths[node] for node in drawn if depth[node] == level) + GAP
    figure.set_figwidth(max(SIZE[0], left - GAP + 0.3))
    ax.set_xlim(0, figure.get_figwidth() - 0.1)
    ax.set_ylim((leaves - 0.5) * ROW, -0.5 * ROW)
    for node, text in drawn.items():
        text.set_x(starts[depth[node]])
        below = children.get(node, [])
        if not below:
            continue
        ends = starts[depth[node]] + widths[node]
        bend = starts[depth[node] + 1] - GAP / 2
        rows = [heights[child] for child in below]
        ax.hlines(heights[node], ends, bend, colors="#8C8C8C", lw=1)
        ax.vlines(bend, min(rows), max(rows), colors="#8C8C8C", lw=1)
        ax.hlines(rows, bend, starts[depth[node] + 1] - 0.06, colors="#8C8C8C", lw=1)


def _node_text(row: dict[Any, Any]) -> str:
    value = row.get("value")
    if value is None or pd.isna(value):
        return label(row["node"])
    unit = row.get("unit")
    unit = "number" if unit is None or pd.isna(unit) else str(unit)
    check_unit(unit)
    return f"{label(row['node'])}  {value_text(value, unit)}"


def _read_tree(texts: dict[Any, str], children: dict[Any, list[Any]], order: list[tuple[Any, int]]) -> str:
    colon = pick({"en": ": ", "zh": "："})
    parents = [node for node, _ in order if children.get(node)]
    read = [sentence(f"{texts[node]}{colon}{join([texts[child] for child in children[node]])}") for node in parents]
    gap = pick({"en": " ", "zh": ""})
    return gap.join(read) or sentence(join([texts[node] for node, _ in order]))
