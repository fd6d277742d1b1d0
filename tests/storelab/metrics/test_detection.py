"""Quality of detectors on labelled cases, and the threshold that costs least."""

import math

import numpy as np
import pandas as pd
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storelab import metrics, use_language
from storelab.errors import StoreLabError

relaxed = settings(max_examples=60, deadline=None)
cases = st.lists(st.tuples(st.booleans(), st.integers(0, 5)), min_size=1, max_size=30)


def test_brushing_detection_quality_by_hand():
    # From 0.5 on: fake, honest, fake flagged: precision 2 / 3; 2 of 3 fakes: recall 2 / 3.
    fake, score = [1, 0, 1, 0, 1], [0.9, 0.8, 0.5, 0.2, 0.2]
    result = metrics.brushing_detection_quality(fake, score, 0.5, 1)
    assert result == pytest.approx(
        {"precision": 2 / 3, "recall": 2 / 3, "precision_at_k": 1, "flagged": 3, "fake": 3, "orders": 5}
    )
    at = {k: metrics.brushing_detection_quality(fake, score, 0.5, k)["precision_at_k"] for k in (2, 3, 4, 5, 9)}
    # The fourth place is tied between an honest and a fake one: half a fake is to be expected.
    assert at == pytest.approx({2: 1 / 2, 3: 2 / 3, 4: 2.5 / 4, 5: 3 / 5, 9: 3 / 5})
    for kind in (pd.Series, pl.Series, np.array):
        assert metrics.brushing_detection_quality(kind([True, False]), kind([0.7, 0.1]), 0.5, 1)["precision"] == 1


def test_review_detection_quality_by_hand():
    # TP 2, FP 1, FN 1, TN 1: cost 1 * 30 + 1 * 200.
    result = metrics.review_detection_quality([1, 1, 1, 0, 0], [1, 1, 0, 1, 0], 30, 200)
    assert result == pytest.approx(
        {
            "precision": 2 / 3, "recall": 2 / 3, "cost": 230, "true_positives": 2, "false_positives": 1,
            "false_negatives": 1, "true_negatives": 1,
        }
    )  # fmt: skip


def test_nothing_flagged_nothing_fake():
    quiet = metrics.brushing_detection_quality([0, 0], [0.1, 0.2], 0.5, 1)
    assert math.isnan(quiet["precision"])
    assert math.isnan(quiet["recall"])
    empty = metrics.brushing_detection_quality([], [], 0.5, 3)
    assert math.isnan(empty["precision_at_k"])
    assert empty["orders"] == 0
    assert math.isnan(metrics.review_detection_quality([], [], 1, 1)["recall"])
    assert metrics.review_detection_quality([], [], 1, 1)["cost"] == 0


def test_choose_threshold_by_hand():
    # Flagging 0.9: misses one, 10. From 0.6: one wrong, 3, misses one, 13. From 0.4: one wrong: 3.
    y, score = [1, 0, 1, 0], [0.9, 0.6, 0.4, 0.1]
    assert metrics.choose_threshold(y, score, 3, 10) == 0.4
    # Wrong flags at 10: from 0.9 costs 10, from 0.4 costs 10 too: the higher one.
    assert metrics.choose_threshold(y, score, 10, 10) == 0.9
    assert metrics.choose_threshold([0, 0], [0.5, 0.9], 1, 1) == math.inf  # flag nobody
    assert metrics.choose_threshold([0, 1], [0.9, 0.9], 5, 1) == math.inf
    assert math.isnan(metrics.choose_threshold([], [], 1, 1))
    # 3 * 0.1 and 0.3 are equal but for rounding: three wrong flags cost as much as one case missed.
    assert metrics.choose_threshold([1, 0, 0, 0, 1], [0.9, 0.5, 0.5, 0.5, 0.4], 0.1, 0.3) == 0.9


@relaxed
@given(cases, st.integers(0, 9), st.integers(0, 9))
def test_choose_threshold_is_the_best_and_highest(rows, cost_fp, cost_fn):
    y, score = zip(*rows, strict=True)

    def cost(threshold):
        flagged = [value >= threshold for value in score]
        return metrics.review_detection_quality(y, flagged, cost_fp, cost_fn)["cost"]

    costs = {threshold: cost(threshold) for threshold in {*score, math.inf}}
    best = min(costs.values())
    assert metrics.choose_threshold(y, score, cost_fp, cost_fn) == max(t for t, value in costs.items() if value == best)


@relaxed
@given(cases, st.integers(0, 5), st.integers(1, 30), st.randoms())
def test_quality_is_a_share_and_knows_no_order(rows, threshold, k, random):
    result = metrics.brushing_detection_quality(*zip(*rows, strict=True), threshold, k)
    assert all(math.isnan(result[name]) or 0 <= result[name] <= 1 for name in ("precision", "recall", "precision_at_k"))
    random.shuffle(rows)
    assert metrics.brushing_detection_quality(*zip(*rows, strict=True), threshold, k) == pytest.approx(
        result, nan_ok=True
    )


def test_refusals():
    with pytest.raises(StoreLabError, match=r"fake must hold true or false .* 1 of 2 values do not, such as 2"):
        metrics.brushing_detection_quality([1, 2], [0.1, 0.2], 0.5, 1)
    with pytest.raises(StoreLabError, match="y must hold true or false"):
        metrics.choose_threshold(pd.Series([1, pd.NA], dtype="Int64"), [0.1, 0.2], 1, 1)
    with pytest.raises(StoreLabError, match="score: 1 of 2 values are missing"):
        metrics.choose_threshold([1, 0], [0.1, None], 1, 1)
    with pytest.raises(StoreLabError, match="score: 1 of 2 values are missing or no numbers"):
        metrics.choose_threshold([1, 0], [0.1, "high"], 1, 1)
    with pytest.raises(StoreLabError, match="they have 2 and 1 values"):
        metrics.review_detection_quality([1, 0], [1], 1, 1)
    with pytest.raises(StoreLabError, match="k must be at least 1"):
        metrics.brushing_detection_quality([1], [0.1], 0.5, 0)
    with pytest.raises(StoreLabError, match=r"k must be a whole number, not 1\.5"):
        metrics.brushing_detection_quality([1], [0.1], 0.5, 1.5)
    with pytest.raises(StoreLabError, match="cost_fn must be at least 0"):
        metrics.choose_threshold([1], [0.1], 1, -1)
    use_language("zh")
    with pytest.raises(StoreLabError, match="flagged 应该是真或假"):
        metrics.review_detection_quality([1], ["yes"], 1, 1)
