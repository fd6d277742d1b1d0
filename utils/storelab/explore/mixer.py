"""The recommender mixer: what weights for popular, like and similar goods do to hits, coverage and the long tail."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, cast

import numpy as np
import pandas as pd
from matplotlib.artist import Artist

from storelab.errors import StoreLabError
from storelab.explore._panel import Panel, Values, new_figure, slider
from storelab.glossary import label
from storelab.language import pick
from storelab.metrics import (
    Recommender,
    content_recommender,
    evaluate_recommender,
    item_item_recommender,
    mix_recommenders,
    popularity_recommender,
)
from storelab.plots._style import HIGHLIGHT, INK, MUTED, PALETTE
from storelab.plots._units import tick_formatter, value_text

PARTS = ("popularity", "collaborative", "content")
FIGURES = ("precision", "coverage", "long_tail_share")
SHRINKAGE = 10.0
HEAD = 0.2  # share of the goods, the most popular first, that are no long tail
SHOWN_USERS = 12
DIGITS = 10
NAME_LENGTH = 46


def mix_quality(
    history: pd.DataFrame,
    later: pd.DataFrame,
    products: pd.DataFrame,
    weights: Mapping[str, float],
    attributes: Sequence[str] = ("cat2", "brand"),
    k: int = 10,
) -> dict[str, float]:
    """Precision, coverage and long-tail share of a mix of three recommenders.

    Parameters
    ----------
    history
        One row a user and good bought before: ``user_id``, ``sku_id``.
    later
        The same from later on: what the lists should foretell.
    products
        One row a good with ``sku_id`` and the ``attributes``.
    weights
        Weight of 0 or more of ``"popularity"``, ``"collaborative"`` and ``"content"``; what is missing is 0.
    attributes
        Columns of ``products`` that say what a good is.
    k
        Length of the lists.

    Returns
    -------
    dict
        ``precision``, ``coverage`` and ``long_tail_share``, shares from 0 to 1 as in
        `storelab.metrics.evaluate_recommender`.

    Raises
    ------
    StoreLabError
        If a weight has another name, or none is above 0.
    """
    unknown = [name for name in weights if name not in PARTS]
    if unknown or not any(weight > 0 for weight in weights.values()):
        raise StoreLabError(
            pick(
                {
                    "en": f"weights must name {', '.join(PARTS)}, at least one above 0; got {dict(weights)}.",
                    "zh": f"weights 只能有 {'、'.join(PARTS)}，而且至少一个大于 0；现在是 {dict(weights)}。",
                }
            )
        )
    parts = _parts(history, products, attributes)
    # All parts stay in, so that the goods are the same whatever the weights.
    mixed = mix_recommenders([(parts[name], float(weights.get(name, 0))) for name in PARTS])
    found = evaluate_recommender(mixed, later, k, HEAD)
    return {name: found[name] for name in FIGURES}


def _parts(history: pd.DataFrame, products: pd.DataFrame, attributes: Sequence[str]) -> dict[str, Recommender]:
    return {
        "popularity": popularity_recommender(history),
        "collaborative": item_item_recommender(history, SHRINKAGE),
        "content": content_recommender(history, products, list(attributes)),
    }


@dataclass(frozen=True)
class _Board:
    """Scores of each part for each tested user and good, ready to be added up."""

    scores: np.ndarray  # parts, users, goods
    had: np.ndarray  # users, goods: not to be recommended again
    truth: np.ndarray  # users, goods: bought later, and not before
    tail: np.ndarray  # goods in the long tail
    items: pd.Index
    k: int

    def lists(self, weights: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Places of the k best goods of each user, best first, and their scores."""
        total = np.tensordot(weights, self.scores, axes=1)
        np.round(total, DIGITS, out=total)
        total -= self.handicap
        # Less than half the time of sorting the places: the k-th best score first, then who reaches it.
        least = np.partition(total, -self.k, axis=1)[:, -self.k]
        reached = total >= least[:, None]
        if reached.sum() == self.k * len(total):
            best = np.nonzero(reached)[1].reshape(-1, self.k)
        else:  # somebody had nearly all goods
            best = np.argpartition(total, -self.k, axis=1)[:, -self.k :]
        order = np.argsort(-np.take_along_axis(total, best, axis=1), axis=1)
        best = np.take_along_axis(best, order, axis=1)
        return best, np.take_along_axis(total, best, axis=1)

    @cached_property
    def handicap(self) -> np.ndarray:
        """Taken off the scores: goods bought before are out, equal scores stand in the order of popularity, which is that of the goods."""
        return np.where(self.had, np.inf, 1e-13 * np.arange(self.had.shape[1]))

    def figures(self, best: np.ndarray) -> np.ndarray:
        """Precision, coverage and long-tail share of the lists."""
        hits = np.take_along_axis(self.truth, best, axis=1)
        listed = np.bincount(best.ravel(), minlength=len(self.items))
        return np.array([hits.mean(), (listed > 0).mean(), listed[self.tail].sum() / listed.sum()])


def _board(
    history: pd.DataFrame, later: pd.DataFrame, products: pd.DataFrame, attributes: Sequence[str], k: int
) -> tuple[_Board, pd.Index]:
    parts = _parts(history, products, attributes)
    every = mix_recommenders([(parts[name], 1.0) for name in PARTS])
    users, items = every.users, every.items
    pairs = later[["user_id", "sku_id"]].drop_duplicates()
    row, place = users.get_indexer(pd.Index(pairs["user_id"])), items.get_indexer(pd.Index(pairs["sku_id"]))
    had = every.seen.toarray() > 0
    new = (row < 0) | (place < 0) | ~had[row, place]
    tested = pd.Index(pairs.loc[new, "user_id"].unique()).sort_values()
    own = users.get_indexer(tested)
    truth = np.zeros((len(tested), len(items)), dtype=bool)
    kept = new & (place >= 0)
    truth[tested.get_indexer(pd.Index(pairs.loc[kept, "user_id"])), place[kept]] = True
    # Who bought nothing before has no row: all zeros.
    rows = every.seen[np.maximum(own, 0)].tolil()
    rows[np.flatnonzero(own < 0)] = 0
    scores = [_alone(parts, name).score(rows.tocsr()) for name in PARTS]
    tail = np.arange(len(items)) >= np.ceil(HEAD * len(items))
    had_rows = np.where((own < 0)[:, None], False, had[own])
    return _Board(np.stack(scores), had_rows, truth, tail, items, k), tested


def _alone(parts: Mapping[str, Recommender], name: str) -> Recommender:
    return mix_recommenders([(parts[part], float(part == name)) for part in PARTS])


def recommender_mixer(
    history: pd.DataFrame,
    later: pd.DataFrame,
    products: pd.DataFrame,
    attributes: Sequence[str] = ("cat2", "brand"),
    k: int = 10,
) -> Panel:
    """A widget: mix three recommenders and see hits, coverage and the long tail move against each other.

    Parameters
    ----------
    history, later, products, attributes, k
        As in `mix_quality`; ``products`` has ``title`` and ``title_en`` besides.

    Returns
    -------
    Panel
        A user's list on the left, what the mix does for all on the right.
    """
    board, tested = _board(history, later, products, attributes, k)
    names = products.set_index("sku_id")[pick({"en": "title_en", "zh": "title"})].reindex(board.items)
    titles = [name if len(name) <= NAME_LENGTH else name[: NAME_LENGTH - 1] + "…" for name in names.astype(str)]
    # Users who bought something before, and several things later: their lists have something to hit.
    able = np.flatnonzero(board.had.any(axis=1) & (board.truth.sum(axis=1) >= 2))
    able = able if len(able) else np.arange(len(tested))
    shown = able[np.linspace(0, len(able) - 1, min(SHOWN_USERS, len(able))).astype(int)]
    alone = {name: board.figures(board.lists(np.eye(len(PARTS))[n])[0]) for n, name in enumerate(PARTS)}
    # Best sellers start at the top and come last: the first slider is one that can still be raised.
    controls = {
        name: slider(label(name), float(name == "popularity") * 100, 0, 100, 5) for name in (*PARTS[1:], PARTS[0])
    }
    number = pick({"en": "Which user", "zh": "看哪位用户"})
    controls["user"] = slider(number, 1, 1, len(shown), 1)
    figure = new_figure(height=3.9)
    draw, moving = _artists(figure, board, alone, titles)

    @lru_cache(maxsize=1)  # another user's list needs no new ones
    def lists(*weights: float) -> tuple[np.ndarray, np.ndarray]:
        return board.lists(np.array(weights) / sum(weights))

    def update(values: Values) -> str:
        weights = [float(values[name]) for name in PARTS]
        # No weight at all: what is popular.
        best, scores = lists(*(weights if any(weights) else np.eye(len(PARTS))[0]))
        user = int(shown[int(values["user"]) - 1])
        return cast(str, draw(board.figures(best), best[user], scores[user], user, int(tested[user])))

    hint = pick(
        {
            "en": "The three sliders weigh best sellers, what people with the same purchases bought, and goods of the same kind "
            "and brand. First guess: which mix foretells most purchases, and how much of the range does it show? Then try: "
            "best sellers alone; collaborative alone; both with a little content; content alone. Go through the users meanwhile.",
            "zh": "三个滑块分别是：大家都买的、买过同样东西的人还买的、同品类同品牌的。先猜一猜：怎样配，猜中的购买最多？那时候店里的货又露出了多少？"
            "然后试一试：只用爆款；只用协同；两样都用、再加一点内容；只用内容。顺便换几位用户看看。",
        }
    )
    return Panel(label("recommender_mixer"), hint, controls, figure, update, moving)


def _artists(
    figure: Any, board: _Board, alone: Mapping[str, np.ndarray], titles: Sequence[str]
) -> tuple[Any, Sequence[Artist]]:
    left, *right = figure.subplot_mosaic([["list", "a"], ["list", "b"], ["list", "c"]], width_ratios=[1.7, 1]).values()
    moving: list[Artist] = []
    left.set_xlim(0, 1.02)
    left.set_ylim(board.k - 0.4, -0.6)
    left.set_yticks([])
    left.set_title(pick({"en": "List of one user", "zh": "一位用户的推荐单"}), fontsize=11)
    left.set_xlabel(pick({"en": "Score, best = 1", "zh": "得分，最高为 1"}), fontsize=10)
    bars = left.barh(np.arange(board.k), np.ones(board.k), color=PALETTE[0], height=0.8, alpha=0.35)
    texts = [left.text(0.02, place, "", va="center", fontsize=9, color=INK) for place in range(board.k)]
    moving += [*bars, *texts]
    tops = [max(values[n] for values in alone.values()) for n in range(len(FIGURES))]
    shown_bars, shown_values = [], []
    for n, (ax, name) in enumerate(zip(right, FIGURES, strict=True)):
        top = max(1.5 * tops[n], 1e-6) if name == "precision" else 1.0
        ax.set_xlim(0, top)
        ax.set_ylim(-0.6, 0.6)
        ax.set_yticks([])
        ax.set_title(label(name), fontsize=10, loc="left")
        ax.xaxis.set_major_formatter(tick_formatter("percent"))
        ax.tick_params(axis="x", labelsize=8)
        ax.axvline(alone["popularity"][n], color=MUTED, linestyle="--", linewidth=1.2)
        (bar,) = ax.barh([0], [0.0], color=PALETTE[0], height=0.7)
        value = ax.text(0, 0, "", va="center", fontsize=10, color=INK)
        shown_bars.append(bar)
        shown_values.append((value, top))
    moving += [*shown_bars, *(value for value, _ in shown_values)]

    def draw(found: np.ndarray, goods: np.ndarray, scores: np.ndarray, user: int, user_id: int) -> str:
        highest = scores.max() if scores.max() > 0 else 1.0
        for bar, text, good, score in zip(bars, texts, goods, scores, strict=True):
            hit, tail = board.truth[user, good], board.tail[good]
            bar.set_width(max(float(score / highest), 0.0))
            bar.set_color(HIGHLIGHT if hit else PALETTE[2] if tail else PALETTE[0])
            text.set_text(f"{titles[good]}{'  ✓' if hit else ''}")
        for bar, (value, top), number in zip(shown_bars, shown_values, found, strict=True):
            bar.set_width(float(number))
            value.set_position((min(float(number) + 0.02 * top, 0.8 * top), 0))
            value.set_text(value_text(float(number), "percent"))
        hits = int(board.truth[user, goods].sum())
        return _words(found, alone["popularity"], user_id, hits, int(board.tail[goods].sum()), board.k)

    return draw, moving


def _words(found: np.ndarray, popular: np.ndarray, user_id: int, hits: int, tail: int, k: int) -> str:
    precision, coverage, long_tail = (value_text(float(value), "percent") for value in found)
    base = value_text(float(popular[0]), "percent")
    return pick(
        {
            "en": f"Of the recommended goods {precision} were bought later (best sellers alone: {base}, the dashed line); the lists show "
            f"{coverage} of the range, and {long_tail} of their places go to the long tail. User {user_id}: {hits} of {k} bought "
            f"(marked), {tail} from the long tail.",
            "zh": f"推荐的商品里，后来买了的占 {precision}（只推爆款是 {base}，虚线）；店里的货露出了 {coverage}，推荐位有 {long_tail} 给了长尾。"
            f"用户 {user_id}：{k} 件里买了 {hits} 件（打勾的），{tail} 件是长尾。",
        }
    )
