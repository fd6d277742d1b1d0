"""The positioning map: where to stand between rivals and what shoppers want, and which share that would bring."""

from collections.abc import Mapping, Sequence
from typing import Any

import ipywidgets
import numpy as np
import pandas as pd
from matplotlib.artist import Artist

from storelab.errors import StoreLabError
from storelab.explore._panel import LABEL, Panel, Values, control_layout, new_figure, slider
from storelab.glossary import label
from storelab.language import pick
from storelab.plots._style import HIGHLIGHT, INK, MUTED, PALETTE
from storelab.plots._units import tick_formatter, value_text

LOW, HIGH = 1.0, 7.0


def predicted_shares(
    brands: pd.DataFrame, shoppers: pd.DataFrame, weights: Mapping[str, float], sharpness: float = 1.0
) -> pd.DataFrame:
    """Which share of the shoppers each brand would win, if only the distance to what they want counted.

    A distance model (an ideal-point logit): a shopper's chance to choose a brand is proportional to
    exp(-sharpness x squared weighted distance). Fame, shelves and habit are left out.

    Parameters
    ----------
    brands
        Indexed by brand, with a column for each attribute.
    shoppers
        One row a shopper: where this person wants a brand to stand, on the same scale.
    weights
        Weight of each attribute that counts, 0 or more; they are scaled to sum to the number of attributes.
    sharpness
        How strictly people take the nearest: 0 is by luck, a large number always the nearest.

    Returns
    -------
    DataFrame
        Indexed by brand: ``share`` (mean chance, sums to 1) and ``reachable`` (share of the shoppers to whom no brand
        stands nearer; of equally near ones the first).

    Raises
    ------
    StoreLabError
        If there is no brand or shopper, a weighted attribute is missing in a table or has missing values, or a weight
        is negative or all are 0.
    """
    names = _checked(brands, shoppers, weights)
    weight = np.array([weights[name] for name in names], dtype=float)
    weight *= len(names) / weight.sum()
    gaps = shoppers[names].to_numpy(float)[:, None, :] - brands[names].to_numpy(float)[None, :, :]
    far = (weight * gaps**2).sum(axis=2)
    # Less the smallest distance, so that nobody is infinitely far from all.
    chance = np.exp(-sharpness * (far - far.min(axis=1, keepdims=True)))
    chance /= chance.sum(axis=1, keepdims=True)
    nearest = np.bincount(far.argmin(axis=1), minlength=len(brands)) / len(shoppers)
    return pd.DataFrame({"share": chance.mean(axis=0), "reachable": nearest}, index=brands.index)


def _checked(brands: pd.DataFrame, shoppers: pd.DataFrame, weights: Mapping[str, float]) -> list[str]:
    if brands.empty or shoppers.empty:
        raise StoreLabError(
            pick(
                {
                    "en": "brands and shoppers need at least one row each.",
                    "zh": "brands 和 shoppers 都至少要有一行。",
                }
            )
        )
    if not weights or any(value < 0 for value in weights.values()) or sum(weights.values()) == 0:
        raise StoreLabError(
            pick(
                {
                    "en": "weights must be 0 or more, and not all 0.",
                    "zh": "weights 不能是负数，也不能全是 0。",
                }
            )
        )
    for name, table in (("brands", brands), ("shoppers", shoppers)):
        for column in weights:
            if column not in table.columns or table[column].isna().any():
                raise StoreLabError(
                    pick(
                        {
                            "en": f"{name} needs a column '{column}' without missing values.",
                            "zh": f"{name} 要有 '{column}' 这一列，而且没有缺失值。",
                        }
                    )
                )
    return list(weights)


def positioning_map(
    brands: pd.DataFrame, shoppers: pd.DataFrame, own: str, attributes: Sequence[str], sharpness: float = 1.0
) -> Panel:
    """A widget: choose two attributes and their weights, move the own brand, and see rivals, reach and share.

    Parameters
    ----------
    brands
        Indexed by brand, the own one among them, with a column from 1 to 7 for each attribute.
    shoppers
        One row a shopper with the same columns.
    own
        The brand that moves.
    attributes
        Columns to choose from, two at least; the first two are shown at first.
    sharpness
        As in `predicted_shares`.

    Returns
    -------
    Panel

    Raises
    ------
    StoreLabError
        If an argument of `predicted_shares` is wrong, the own brand is not there, or fewer than two attributes are named.
    """
    if own not in brands.index or len(attributes) < 2:
        raise StoreLabError(
            pick(
                {
                    "en": f"brands needs the own brand '{own}', and attributes at least two columns.",
                    "zh": f"brands 里要有自己的品牌 '{own}'，attributes 至少要有两列。",
                }
            )
        )
    _checked(brands, shoppers, dict.fromkeys(attributes, 1.0))
    today = dict(zip(attributes, brands.loc[[own], list(attributes)].to_numpy(float)[0], strict=True))
    options = [(label(name), name) for name in attributes]
    controls: dict[str, Any] = {
        "x": _dropdown(pick({"en": "Across", "zh": "横轴"}), options, attributes[0]),
        "weight_x": slider(pick({"en": "its weight", "zh": "横轴权重"}), 1.0, 0.1, 3.0, 0.1),
        "y": _dropdown(pick({"en": "Upwards", "zh": "纵轴"}), options, attributes[1]),
        "weight_y": slider(pick({"en": "its weight", "zh": "纵轴权重"}), 1.0, 0.1, 3.0, 0.1),
    }
    for name in attributes:
        text = pick({"en": f"Our place: {label(name)}", "zh": f"本店位置：{label(name)}"})
        controls[name] = slider(text, float(today[name]), LOW, HIGH, 0.1)
    figure = new_figure(width=8.2, height=3.7)
    draw, moving = _artists(figure, brands, shoppers, own)

    def update(values: Values) -> str:
        chosen = [values["x"], values["y"]]
        for name in attributes:
            # A place that is not on the map would move nothing.
            controls[name].layout.display = None if name in chosen else "none"
        if chosen[0] == chosen[1]:
            return pick({"en": "Choose two different attributes.", "zh": "请选两个不同的属性。"})
        weights = {chosen[0]: values["weight_x"], chosen[1]: values["weight_y"]}
        placed = brands.astype(dict.fromkeys(attributes, float))
        placed.loc[own, chosen] = [values[name] for name in chosen]
        before = predicted_shares(brands, shoppers, weights, sharpness)["share"].to_numpy(float)[
            brands.index.get_loc(own)
        ]
        return draw(placed, predicted_shares(placed, shoppers, weights, sharpness), chosen, float(before))

    hint = pick(
        {
            "en": "Grey dots are people, each where they want a shop to stand. Guess first: where is the best place for us? "
            "Then try four things: the corner farthest from every rival; the middle of the thickest cloud; the second "
            "cloud; and then the same places with a weight of 3 on the other axis. Only the two attributes on the map "
            "count, and only they have a slider.",
            "zh": "灰点是一个个人，点在他们希望店铺所在的位置。先猜一猜：我们站在哪里最好？然后试四样：离所有对手最远的角落；"
            "最密的那团人的正中；第二团人那里；再把另一条轴的权重调到 3，重来一遍。只有图上的两个属性算数，也只有这两个有滑块。",
        }
    )
    rows = [["x", "weight_x"], ["y", "weight_y"]]
    rows += [list(attributes[start : start + 2]) for start in range(0, len(attributes), 2)]
    return Panel(label("positioning_map"), hint, controls, figure, update, moving, rows)


def _dropdown(text: str, options: Sequence[tuple[str, str]], value: str) -> ipywidgets.Dropdown:
    return ipywidgets.Dropdown(
        options=options,
        value=value,
        description=text,
        tooltip=text,
        style=LABEL,
        layout=control_layout(),
    )


def _artists(figure: Any, brands: pd.DataFrame, shoppers: pd.DataFrame, own: str) -> tuple[Any, list[Artist]]:
    left, right = figure.subplots(1, 2, width_ratios=(3, 2))
    left.set_title(pick({"en": "Shops and what people want", "zh": "各店的位置和大家想要的位置"}), fontsize=11)
    left.set_xlim(LOW - 0.3, HIGH + 0.3)
    left.set_ylim(LOW - 0.3, HIGH + 0.3)
    names = [label(brand, "brand") for brand in brands.index]
    # Blanks keep the room; the names themselves move, so that another attribute does not draw the whole Axes again.
    left.set_xlabel(" ")
    left.set_ylabel(" ")
    look: dict[str, Any] = {"xycoords": "axes fraction", "textcoords": "offset points", "color": INK, "ha": "center"}
    below = left.annotate("", (0.5, 0), xytext=(0, -22), va="top", **look)
    beside = left.annotate("", (0, 0.5), xytext=(-24, 0), va="center", rotation=90, **look)
    (crowd,) = left.plot([], [], ".", color=MUTED, markersize=2.5, alpha=0.6)
    (line,) = left.plot([], [], color=HIGHLIGHT, linewidth=1.2, linestyle=":")
    points, texts = [], []
    for brand, name in zip(brands.index, names, strict=True):
        mine = brand == own
        (point,) = left.plot([0], [0], "o", markersize=11 if mine else 7, color=HIGHLIGHT if mine else PALETTE[0])
        points.append(point)
        texts.append(left.annotate(name, (0, 0), xytext=(7, 4), textcoords="offset points", fontsize=9, color=INK))
    right.set_title(pick({"en": "Predicted share", "zh": "预测份额"}), fontsize=11)
    colours = [HIGHLIGHT if brand == own else MUTED for brand in brands.index]
    bars = right.barh(range(len(names)), [0.0] * len(names), height=0.6, color=colours)
    right.set_yticks(range(len(names)), names)
    right.invert_yaxis()
    right.set_xlim(0, 0.45)
    right.grid(axis="y", visible=False)
    right.xaxis.set_major_formatter(tick_formatter("percent"))
    notes = [
        right.annotate("", (0, row), xytext=(4, 0), textcoords="offset points", va="center", fontsize=9.5, color=INK)
        for row in range(len(names))
    ]

    def draw(placed: pd.DataFrame, result: pd.DataFrame, chosen: list[str], before: float) -> str:
        across, upwards = chosen
        below.set_text(label(across))
        beside.set_text(label(upwards))
        crowd.set_data(shoppers[across], shoppers[upwards])
        spots = placed[chosen].to_numpy(float)
        for point, text, (x, y) in zip(points, texts, spots, strict=True):
            point.set_data([x], [y])
            text.xy = (x, y)
            # A name stands below its point where another shop stands close above.
            aside, above = np.abs(spots[:, 0] - x), spots[:, 1] - y
            text.xyann = (7, -13) if ((aside < 1.3) & (above > 0) & (above < 0.9)).any() else (7, 4)
        place = placed[chosen].astype(float)
        away = ((place - place.loc[own]) ** 2).sum(axis=1).drop(own) ** 0.5
        near = str(away.idxmin())
        line.set_data(*place.loc[[own, near]].to_numpy().T)
        for bar, note, share in zip(bars, notes, result["share"], strict=True):
            bar.set_width(share)
            note.xy = (share, note.xy[1])
            note.set_text(value_text(share, "percent"))
        share, reach = (value_text(result.loc[own, column], "percent") for column in ("share", "reachable"))
        rival, steps = label(near, "brand"), value_text(away[near])
        return pick(
            {
                "en": f"Nearest rival: {rival}, {steps} steps away. To {reach} of the people no shop stands nearer than ours. "
                f"Predicted share: {share}; where we stand today it would be {value_text(before, 'percent')}.",
                "zh": f"最近的对手：{rival}，相距 {steps} 格。有 {reach} 的人，没有别家比我们更近。"
                f"预测份额 {share}；站在今天的位置是 {value_text(before, 'percent')}。",
            }
        )

    return draw, [below, beside, crowd, line, *points, *texts, *bars, *notes]
