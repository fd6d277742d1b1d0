"""Rates and ratings of reviews, what they speak of, and signs of malice."""

import math

import numpy as np
import pandas as pd
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storelab import metrics, use_language
from storelab.errors import StoreLabError

relaxed = settings(max_examples=50, deadline=None)
SIGNS = ["burst", "duplicate", "new_account", "unverified", "deviation"]


def test_review_rate_and_ratings_by_hand(engine, same):
    # Item 1: 5, 4, 3, 1; item 2: 2; item 3: not rated.
    reviews = pd.DataFrame({"sku_id": [1, 2, 1, 1, 3, 1], "rating": [5.0, 2, 3, 1, np.nan, 4]})
    rates = pd.DataFrame({"sku_id": [1, 2, 3], "review_rate": [0.5, 0.0, None]}).astype({"review_rate": float})
    limits = [metrics.wilson_interval(*counts) for counts in ((2, 4), (0, 1), (0, 0))]
    rates["low"], rates["high"] = zip(*limits, strict=True)
    result = metrics.review_rate(engine(reviews), "sku_id")
    assert isinstance(result, engine.kind)
    same(result, rates.assign(reviews=[4, 1, 0]))
    negative = metrics.review_rate(engine(reviews), kind="negative")
    low, high = metrics.wilson_interval(2, 5)
    assert negative == pytest.approx({"review_rate": 0.4, "low": low, "high": high, "reviews": 5})
    # All: 15 stars in 5 reviews, mean 3. Item 1: (2 * 3 + 13) / (2 + 4); item 2: (6 + 2) / 3; item 3: 3.
    shrunken = pd.DataFrame(
        {
            "sku_id": [1, 2, 3],
            "reviews": [4, 1, 0],
            "mean_rating": [3.25, 2, None],
            "bayesian_rating": [19 / 6, 8 / 3, 3],
        }
    )
    same(metrics.bayesian_rating(engine(reviews), strength=2), shrunken)
    unrated = metrics.bayesian_rating(engine(reviews[4:5]))
    same(
        unrated,
        pd.DataFrame({"sku_id": [3], "reviews": [0], "mean_rating": [None], "bayesian_rating": [None]}).astype(float),
    )


def test_review_rate_as_pandas_has_it(engine, same):
    rng = np.random.default_rng(158)
    reviews = pd.DataFrame(
        {
            "shop": rng.choice(["a", "b", "c"], 300),
            "rating": np.where(rng.random(300) < 0.1, np.nan, rng.integers(1, 6, 300)),
        }
    )
    known = reviews.dropna()
    parts = (known["rating"] <= 2).groupby(known["shop"])
    low, high = metrics.wilson_interval(parts.sum(), parts.size(), 0.8)
    expected = pd.DataFrame({"review_rate": parts.mean(), "low": low, "high": high, "reviews": parts.size()})
    same(metrics.review_rate(engine(reviews), "shop", "negative", 0.8), expected.reset_index())
    stars = known.groupby("shop")["rating"]
    shrunken = (stars.sum() + 10 * known["rating"].mean()) / (stars.size() + 10)
    expected = pd.DataFrame({"reviews": stars.size(), "mean_rating": stars.mean(), "bayesian_rating": shrunken})
    same(metrics.bayesian_rating(engine(reviews), "shop"), expected.reset_index())


def test_wilson_lower():
    # 8 of 10 at z = 1.96: z2 = 3.8416; (8 + 1.9208) / 13.8416 - 1.96 / 13.8416 * sqrt(8 * 2 / 10 + 0.9604) = 0.490157.
    assert metrics.wilson_lower(8, 10) == pytest.approx(
        9.9208 / 13.8416 - 1.96 / 13.8416 * math.sqrt(2.5604), rel=1e-12
    )
    assert metrics.wilson_lower(8, 10) == pytest.approx(0.4901, abs=1e-4)
    assert metrics.wilson_lower(0, 0) == 0
    assert metrics.wilson_lower(3, 3) < metrics.wilson_lower(480, 500)
    for kind in (pd.Series, pl.Series, np.array):
        bounds = metrics.wilson_lower(kind([8, 0]), kind([10, 0]))
        assert type(bounds) is type(kind([1]))
        assert list(bounds) == pytest.approx([metrics.wilson_lower(8, 10), 0])
    with pytest.raises(StoreLabError, match="z must be a number above 0"):
        metrics.wilson_lower(1, 2, z=0)
    with pytest.raises(StoreLabError, match="successes must be counts"):
        metrics.wilson_lower(3, 2)


@relaxed
@given(st.integers(0, 300), st.integers(0, 300), st.floats(0.1, 4))
def test_wilson_lower_is_below_the_rate_and_rises(positive, negative, z):
    count = positive + negative
    bound = metrics.wilson_lower(positive, count, z)
    assert -1e-12 <= bound <= (positive / count if count else 0) + 1e-12
    assert metrics.wilson_lower(positive + 1, count + 1, z) >= bound - 1e-12


def test_reviews_refuse():
    reviews = pd.DataFrame({"sku_id": [1], "rating": [6]})
    with pytest.raises(StoreLabError, match="'rating' must hold stars from 1 to 5; it runs from 6 to 6"):
        metrics.review_rate(reviews)
    with pytest.raises(StoreLabError, match="kind must be 'positive' or 'negative', not 'good'"):
        metrics.review_rate(reviews, kind="good")
    with pytest.raises(StoreLabError, match="what is rated in by=, and a strength above 0"):
        metrics.bayesian_rating(reviews, by=None)
    nothing = metrics.review_rate(reviews.head(0))
    assert nothing["reviews"] == 0
    assert math.isnan(nothing["review_rate"])
    use_language("zh")
    with pytest.raises(StoreLabError, match="应该是 1 到 5 星；现在是从 6 到 6"):
        metrics.review_rate(reviews)


LEXICON = {
    "delivery": ["物流", "快递", "delivery", "shipping"],
    "quality": ["质量", "quality"],
    "price": ["价格", "price"],
    "service": ["客服", "service"],
}


def test_review_aspects_by_hand(engine, same):
    texts = [
        "快递慢，质量不错。",  # delivery -, quality + (快 belongs to 快递; 不错 is praise)
        "快递不慢，但是质量不太好",  # delivery +, quality -
        "质量没有想象中好",  # quality -
        "Fast delivery, but the quality is not very good!",  # delivery +, quality -
        "The price isn't bad; service",  # price +, service neutral
        "客服没有不耐心",  # turned round twice: service +
        "Slow shipping. Slow delivery. Good delivery.",  # delivery: - - + is blame, one mention
        None,
        "Undelivered goodness",  # parts of words are no words
    ]
    expected = pd.DataFrame(
        {
            "aspect": ["delivery", "quality", "price", "service"],
            "mentions": [4, 4, 1, 2],
            "positive": [2, 1, 1, 1],
            "negative": [2, 3, 0, 0],
            "negative_share": [0.5, 0.75, 0.0, 0.0],
        }
    )
    result = metrics.review_aspects(engine(pd.DataFrame({"text": texts})), LEXICON)
    assert isinstance(result, engine.kind)
    same(result, expected)
    silent = expected.assign(mentions=0, positive=0, negative=0, negative_share=[None] * 4)
    same(
        metrics.review_aspects(engine(pd.DataFrame({"text": ["还行"]})), LEXICON),
        silent.astype({"negative_share": float}),
    )


def test_words_of_ones_own():
    table = pd.DataFrame({"text": ["面料很透气", "面料不透气", "有点贵", "It's great"]})
    opinions = {"positive": ["透气"], "negative": ["贵"], "negation": ["不"]}
    result = metrics.review_aspects(table, {"fabric": ["面料"], "price": ["贵"]}, opinions).set_index("aspect")
    assert list(result.loc["fabric", ["mentions", "positive", "negative"]]) == [2, 1, 1]
    assert list(result.loc["price", ["mentions", "positive", "negative"]]) == [1, 0, 1]  # an aspect that is an opinion
    with pytest.raises(StoreLabError, match=r"without one: \['fabric'\]"):
        metrics.review_aspects(table, {"fabric": []})
    with pytest.raises(StoreLabError, match=r"without one: \['fabric'\]"):
        metrics.review_aspects(table, {"fabric": "面料"})
    with pytest.raises(StoreLabError, match="no aspect at all"):
        metrics.review_aspects(table, {})
    with pytest.raises(StoreLabError, match="column 'text' must hold text; 2 values do not, such as 5"):
        metrics.review_aspects(pd.DataFrame({"text": [5, 4]}), LEXICON)
    with pytest.raises(StoreLabError, match="opinions must have the lists"):
        metrics.review_aspects(table, LEXICON, {"positive": ["好"]})
    use_language("zh")
    with pytest.raises(StoreLabError, match="lexicon 要给每个方面一个词表"):
        metrics.review_aspects(table, {"fabric": []})


@pytest.fixture
def suspicious():
    """Item 1 is attacked by users 1 and 2; user 3 is an honest critic of long ago; user 4 is content."""
    reviews = pd.DataFrame(
        {
            "review_id": [14, 11, 13, 12],
            "sku_id": 1,
            "user_id": [4, 1, 3, 2],
            "order_id": [104.0, np.nan, 103.0, 101.0],
            "rating": [5, 1, 2, 1],
            "text": ["很好用的一个杯子，推荐购买", "千万别买这个杯子，用两天就坏了", None, "千万别买这个杯子，用一天就坏了"],
            "created_at": pd.to_datetime(["2025-11-12", "2025-11-11 00:00", "2025-09-01", "2025-11-11 06:00"], format="mixed"),
        }
    )  # fmt: skip
    users = pd.DataFrame(
        {"user_id": [1, 2, 3, 4], "registered_at": pd.to_datetime(["2025-11-08", None, "2023-01-01", "2023-01-01"])}
    )
    orders = pd.DataFrame(
        {"order_id": [101, 103, 104], "user_id": [9, 3, 4], "paid_at": pd.to_datetime(["2025-11-01"] * 3)}
    )
    return reviews, users, orders


def test_review_risk_by_hand(suspicious, engine, same):
    # Texts of 15 characters have 13 trigrams. They differ in one character, which stands in 3 of them: 10 shared, the
    # union 16, likeness 0.625. Burst: one other of 5. User 1 is 3 days old of 30; user 2 is not known to be new.
    # Order 101 is another person's. Deviation of a 1: the others' mean (5 + 2 + 1) / 3, less 1, over 4; of the 2: 7 / 3 - 2.
    same_sign = {"burst": 0.2, "duplicate": 0.625, "unverified": 1.0, "deviation": (8 / 3 - 1) / 4}
    rows = [
        {"review_id": 11, **same_sign, "new_account": 0.9},
        {"review_id": 12, **same_sign, "new_account": 0.0},
        {"review_id": 13, "burst": 0, "duplicate": 0, "new_account": 0, "unverified": 0, "deviation": (7 / 3 - 2) / 4},
        {"review_id": 14, **dict.fromkeys(SIGNS, 0.0)},
    ]
    expected = pd.DataFrame(rows)[["review_id", *SIGNS]]
    weights = np.array([0.3, 0.25, 0.2, 0.15, 0.1])
    tables = [engine(table) for table in suspicious]
    result = metrics.review_risk(*tables)
    assert isinstance(result, engine.kind)
    same(result, expected.assign(risk=expected[SIGNS].to_numpy() @ weights))


def test_review_risk_takes_other_limits(suspicious):
    only = dict.fromkeys(SIGNS, 0) | {"duplicate": 2}
    risk = metrics.review_risk(*suspicious, only).set_index("review_id")["risk"]
    assert risk.to_dict() == pytest.approx({11: 0.625, 12: 0.625, 13: 0, 14: 0})
    strict = metrics.review_risk(*suspicious, copy_from=0.7, burst_hours=5, burst_size=1, new_days=4)
    first = strict.set_index("review_id").loc[11]
    assert (first["duplicate"], first["burst"], first["new_account"]) == pytest.approx((0, 0, 0.25))
    assert metrics.review_risk(*suspicious, burst_size=1).set_index("review_id").loc[12, "burst"] == 1
    empty = metrics.review_risk(suspicious[0].head(0), *suspicious[1:])
    assert list(empty.columns) == ["review_id", *SIGNS, "risk"]
    assert len(empty) == 0


def test_review_risk_refuses(suspicious):
    reviews, users, orders = suspicious
    with pytest.raises(StoreLabError, match="one weight for each of 'burst'"):
        metrics.review_risk(reviews, users, orders, {"burst": 1})
    with pytest.raises(StoreLabError, match="burst_hours must be above 0"):
        metrics.review_risk(reviews, users, orders, burst_hours=0)
    with pytest.raises(StoreLabError, match="1 rows have no user_id"):
        metrics.review_risk(reviews.assign(user_id=[1, 2, 3, None]), users, orders)
    with pytest.raises(StoreLabError, match="of one library"):
        metrics.review_risk(reviews, pl.from_pandas(users), orders)


@settings(max_examples=20, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(1, 3), st.integers(1, 5), st.integers(1, 5), st.integers(0, 200), st.sampled_from(["", "坏了坏了坏了坏了坏", "坏了坏了坏了坏了坏掉"])),
        max_size=12,
    )
)  # fmt: skip
def test_review_risk_lies_between_0_and_1(rows):
    reviews = pd.DataFrame(rows, columns=["sku_id", "user_id", "rating", "hour", "text"]).astype(
        {"sku_id": int, "user_id": int, "rating": int, "hour": int, "text": str}
    )
    reviews["review_id"] = range(len(reviews))
    reviews["order_id"] = range(len(reviews))
    reviews["created_at"] = pd.Timestamp("2025-11-01") + pd.to_timedelta(reviews["hour"], unit="h")
    users = pd.DataFrame({"user_id": range(1, 6), "registered_at": pd.date_range("2025-10-01", periods=5, freq="7D")})
    orders = pd.DataFrame({"order_id": [0, 1], "user_id": [1, 2], "paid_at": pd.to_datetime(["2025-11-01"] * 2)})
    result = metrics.review_risk(reviews, users, orders)
    assert result[[*SIGNS, "risk"]].stack().between(0, 1).all()
    mild = result["review_id"].map(reviews.set_index("review_id")["rating"]) > 2
    assert (result.loc[mild, "risk"] == 0).all()
    shuffled = metrics.review_risk(reviews.sample(frac=1, random_state=1), users, orders)
    pd.testing.assert_frame_equal(shuffled, result)
