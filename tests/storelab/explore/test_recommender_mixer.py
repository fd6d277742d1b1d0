"""The recommender mixer: its figures are those of the library, and what it says follows the sliders."""

from base64 import b64decode

import numpy as np
import pandas as pd
import pytest

from storelab import explore, metrics
from storelab.errors import StoreLabError
from storelab.explore.mixer import PARTS, _board

RNG = np.random.default_rng(7)
SKUS = np.arange(1, 41)
PRODUCTS = pd.DataFrame(
    {
        "sku_id": SKUS,
        "cat2": np.repeat([f"kind{n}" for n in range(8)], 5),
        "brand": np.tile(["a", "b", "c", "d", "e"], 8),
        "title": [f"商品{n}" for n in SKUS],
        "title_en": [f"good {n}" for n in SKUS],
    }
)
WEIGHT = 1 / np.arange(1, 41)


def bought(users: int, each: int) -> pd.DataFrame:
    rows = [
        (100 + user, int(good))
        for user in range(users)
        for good in RNG.choice(SKUS, each, replace=False, p=WEIGHT / WEIGHT.sum())
    ]
    return pd.DataFrame(rows, columns=["user_id", "sku_id"])


HISTORY, LATER = bought(60, 6), bought(75, 3)  # fifteen users are new


def panel():
    return explore.recommender_mixer(HISTORY, LATER, PRODUCTS, k=5)


def test_popularity_alone_is_the_library_s_baseline():
    ours = explore.mix_quality(HISTORY, LATER, PRODUCTS, {"popularity": 1}, k=5)
    theirs = metrics.evaluate_recommender(metrics.popularity_recommender(HISTORY), LATER, 5)
    assert ours["precision"] == pytest.approx(theirs["precision"])


@pytest.mark.parametrize("weights", [(1, 0, 0), (0, 1, 0), (0, 0, 1), (1, 3, 1), (2, 1, 0)])
def test_the_picture_shows_what_the_function_computes(weights):
    board, _ = _board(HISTORY, LATER, PRODUCTS, ["cat2", "brand"], 5)
    best, _ = board.lists(np.array(weights, dtype=float) / sum(weights))
    expected = explore.mix_quality(HISTORY, LATER, PRODUCTS, dict(zip(PARTS, weights, strict=True)), k=5)
    np.testing.assert_allclose(board.figures(best), list(expected.values()))


def test_nothing_is_recommended_again():
    board, _ = _board(HISTORY, LATER, PRODUCTS, ["cat2", "brand"], 5)
    best, _ = board.lists(np.array([0.2, 0.5, 0.3]))
    assert not np.take_along_axis(board.had, best, axis=1).any()


def test_words_follow_the_sliders():
    shown = panel()
    first = shown.alt
    assert "best sellers alone" in first
    shown.controls["popularity"].value, shown.controls["content"].value = 0, 100
    assert shown.alt != first
    covered = explore.mix_quality(HISTORY, LATER, PRODUCTS, {"content": 1}, k=5)["coverage"]
    assert f"{100 * covered:.1f}% of the range" in shown.alt
    other = shown.alt
    shown.controls["user"].value = 2
    assert shown.alt.split("User")[0] == other.split("User")[0]
    assert shown.alt != other
    assert shown.picture.tooltip == shown.alt


def test_no_weight_at_all_shows_what_is_popular():
    shown = panel()
    popular = shown.alt
    shown.controls["popularity"].value = 0
    assert shown.alt == popular


def test_in_chinese(chinese):
    shown = panel()
    assert "先猜一猜" in shown.children[0].value
    assert "只推爆款" in shown.alt


def test_a_page_without_a_kernel_shows_the_first_state():
    data, metadata = panel()._repr_mimebundle_()
    assert b64decode(data["image/png"]).startswith(b"\x89PNG")
    assert metadata["image/png"]["alt"] == panel().alt


@pytest.mark.parametrize("weights", [{}, {"popularity": 0}, {"popular": 1}])
def test_wrong_weights_are_named(weights):
    with pytest.raises(StoreLabError, match="weights must name"):
        explore.mix_quality(HISTORY, LATER, PRODUCTS, weights)
