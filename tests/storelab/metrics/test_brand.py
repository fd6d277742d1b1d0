"""Awareness, liking, the brand funnel and share of voice: by hand, and against pandas on every engine."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from storelab import metrics
from storelab.errors import StoreLabError
from storelab.language import use_language


@pytest.fixture
def answers():
    # Mira: four answered, of whom 1 names it and 3 know it; scores 5, 4, 3 and none. Lumo: nobody answered.
    return pd.DataFrame(
        {
            "brand": ["Mira"] * 5 + ["Lumo"],
            "unaided": pd.array([True, False, False, False, None, None], dtype="boolean"),
            "aided": pd.array([True, True, True, False, None, None], dtype="boolean"),
            "score": [5, 4, 3, None, None, None],
        }
    )


@pytest.fixture
def tracking():
    return pd.DataFrame(
        {
            "month": pd.to_datetime(["2025-10-01", "2025-10-01", "2025-11-01", "2025-11-01"]),
            "brand": ["Mira", "Lumo", "Mira", "Lumo"],
            "aided": [0.5, 0.8, 0.0, 0.6],
            "consider": [0.25, 0.2, 0.0, None],
            "buy": [0.1, 0.1, 0.0, 0.3],
            "repeat": [0.05, 0.08, 0.0, 0.1],
            "mentions": [30, 90, 0, 0],
        }
    )


def wilson(yes, asked):
    if not asked:
        return None, None
    interval = stats.binomtest(int(yes), int(asked)).proportion_ci(0.95, method="wilson")
    return interval.low, interval.high


def shares(groups, names):
    rows = []
    for group, (asked, yes) in groups.items():
        rows.append((group, asked, yes, yes / asked if asked else None, *wilson(yes, asked)))
    return pd.DataFrame(rows, columns=["brand", *names, "low", "high"])


def test_by_hand_and_against_pandas(answers, tracking, engine, same):
    names = ["asked", "recalled", "awareness"]
    result = metrics.brand_awareness(engine(answers))
    assert isinstance(result, engine.kind)
    same(result, shares({"Lumo": (0, 0), "Mira": (4, 1)}, names))
    same(metrics.brand_awareness(engine(answers), kind="aided"), shares({"Lumo": (0, 0), "Mira": (4, 3)}, names))
    liked = shares({"Lumo": (0, 0), "Mira": (3, 2)}, ["answers", "favourable", "liking"])
    same(metrics.brand_liking(engine(answers)), liked)
    funnel = pd.DataFrame(
        {
            "brand": ["Lumo"] * 4 + ["Mira"] * 4,
            "step": ["aided", "consider", "buy", "repeat"] * 2,
            "share": [0.8, 0.2, 0.1, 0.08, 0.5, 0.25, 0.1, 0.05],
            "step_rate": [None, 0.25, 0.5, 0.8, None, 0.5, 0.4, 0.5],
        }
    )
    october = tracking[tracking["month"] == "2025-10-01"]
    same(metrics.brand_funnel(engine(october), by="brand"), funnel)
    voice = pd.DataFrame(
        {
            "month": tracking["month"].iloc[[1, 0, 3, 2]].to_list(),
            "brand": ["Lumo", "Mira", "Lumo", "Mira"],
            "mentions": [90, 30, 0, 0],
            "share_of_voice": [0.75, 0.25, None, None],
        }
    )
    same(metrics.share_of_voice(engine(tracking)), voice)
    searches = pd.DataFrame(
        {
            "term": ["Mira", "Mira", "Mira", "Mira", "Lumo", "Nova"],
            "week": pd.to_datetime(
                ["2025-10-06", "2025-10-13", "2025-11-03", "2025-11-10", "2025-11-03", "2025-10-06"]
            ),
            "index": [40, 60, 90, None, 70, 0],
        }
    )
    # Mira: 90 over the mean of 40 and 60. Lumo has no base, Nova nothing now.
    index = pd.DataFrame({"term": ["Lumo", "Mira", "Nova"], "search_index": [None, 180.0, None]})
    days = ("2025-11-01", "2025-11-30", "2025-10-01", "2025-10-31")
    same(metrics.branded_search_index(engine(searches), *days), index)
    mentions = pd.DataFrame({"brand": ["a", "a", "b"], "positive": [30, None, 0], "negative": [10, 5, 0]})
    assert metrics.positive_mention_share(engine(mentions)) == pytest.approx(30 / 45)
    positive = pd.DataFrame({"brand": ["a", "b"], "positive_mention_share": [30 / 45, None]})
    same(metrics.positive_mention_share(engine(mentions), by="brand"), positive)


def test_a_random_survey_against_pandas():
    rng = np.random.default_rng(12)
    table = pd.DataFrame({"brand": rng.choice(list("abc"), 300), "score": rng.choice([1, 2, 3, 4, 5, None], 300)})
    table["score"] = table["score"].astype(float)
    given_scores = table.dropna().groupby("brand")["score"]
    counts = {brand: (len(scores), int((scores >= 4).sum())) for brand, scores in given_scores}
    expected = shares(counts, ["answers", "favourable", "liking"])
    pd.testing.assert_frame_equal(metrics.brand_liking(table), expected, check_dtype=False)


def test_steps_where_nothing_can_be_divided_by(tracking):
    rates = metrics.brand_funnel(tracking).set_index(["month", "brand", "step"])["step_rate"]
    november = pd.Timestamp("2025-11-01")
    assert rates[november, "Mira"].isna().all()  # nobody knows it
    assert math.isnan(rates[november, "Lumo", "consider"])
    assert math.isnan(rates[november, "Lumo", "buy"])  # the step before is not known
    assert rates[november, "Lumo", "repeat"] == pytest.approx(1 / 3)


def test_all_rows_together_and_empty(answers, tracking):
    voice = metrics.share_of_voice(tracking, within=None)
    assert voice["share_of_voice"].to_list() == [0.75, 0.25]
    assert len(metrics.share_of_voice(tracking.head(0))) == 0
    assert len(metrics.share_of_voice(tracking.head(0), within=None)) == 0
    assert len(metrics.brand_funnel(tracking.head(0))) == 0
    assert len(metrics.brand_awareness(answers.head(0))) == 0
    assert math.isnan(metrics.positive_mention_share(pd.DataFrame({"positive": [0], "negative": [0]})))


def test_refusals(answers, tracking):
    with pytest.raises(StoreLabError, match="kind 'aidde' is unknown; did you mean 'aided'"):
        metrics.brand_awareness(answers, kind="aidde")
    with pytest.raises(StoreLabError, match="answers: 1 values of 'score' are not from 1 to 5"):
        metrics.brand_liking(answers.assign(score=[9, 4, 3, None, None, None]))
    with pytest.raises(StoreLabError, match="tracking has no column 'known'"):
        metrics.brand_funnel(tracking, steps=["known", "buy"])
    with pytest.raises(StoreLabError, match="tracking: 1 values of 'mentions' are negative"):
        metrics.share_of_voice(tracking.assign(mentions=[1, -1, 0, 0]))
    use_language("zh")
    with pytest.raises(StoreLabError, match="'score' 列有 1 个值不在 1 到 5 之间"):
        metrics.brand_liking(answers.assign(score=[9, 4, 3, None, None, None]))


@settings(deadline=None, max_examples=20)
@given(st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from("xyz"), st.integers(0, 50)), min_size=1, max_size=20))
def test_shares_of_voice_sum_to_one(rows):
    table = pd.DataFrame(rows, columns=["month", "brand", "mentions"])
    result = metrics.share_of_voice(table)
    for _, part in result.groupby("month"):
        if part["mentions"].sum():
            assert part["share_of_voice"].sum() == pytest.approx(1)
        else:
            assert part["share_of_voice"].isna().all()
