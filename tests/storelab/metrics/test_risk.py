"""Signs of brushing, anonymity, what risks cost, and trust."""

import math

import numpy as np
import pandas as pd
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storelab import metrics, use_language
from storelab.errors import StoreLabError

relaxed = settings(max_examples=40, deadline=None)
SIGNS = ["device", "address", "ip", "ring", "speed", "refund"]
WEIGHTS = np.array([0.2, 0.2, 0.1, 0.25, 0.15, 0.1])


@pytest.fixture
def ring():
    """Users 1 and 2 share a device, 2 and 3 an address; 4 shares an ip with 1 only; order 15 has no payment row."""
    orders = pd.DataFrame(
        {
            "order_id": [12, 11, 13, 14, 15, 16],
            "user_id": [2, 1, 3, 4, 5, 1],
            "paid": [100.0, 200.0, 50.0, 80.0, 0.0, 10.0],
            "refund": [25.0, 0.0, 60.0, np.nan, 0.0, 0.0],
        }
    )
    paid_at = pd.Timestamp("2025-11-11")
    sec = pd.DataFrame(
        {
            "order_id": [11, 12, 13, 14, 16],
            "device_id": ["d1", "d1", "d2", None, "d1"],
            "address_hash": ["a1", "a2", "a2", "a3", "a1"],
            "ip": ["i1", "i2", "i3", "i1", "i1"],
            "paid_at": [paid_at, paid_at, paid_at, paid_at, pd.NaT],
            "released_at": [
                paid_at + pd.Timedelta(hours=6),
                paid_at + pd.Timedelta(hours=24),
                pd.NaT,
                paid_at,
                paid_at,
            ],
        }
    )
    return orders, sec


def test_brushing_score_by_hand(ring, engine, same):
    # One other account of 5 - 1: 0.25. The ring of 1, 2 and 3: (3 - 1) / (10 - 1). 6 of 24 hours: 0.75; 24: 0; at once: 1.
    rows = [
        (11, 0.25, 0.0, 0.25, 2 / 9, 0.75, 0.0),
        (12, 0.25, 0.25, 0.0, 2 / 9, 0.0, 0.25),
        (13, 0.0, 0.25, 0.0, 2 / 9, 0.0, 1.0),  # more was refunded than paid
        (14, 0.0, 0.0, 0.25, 0.0, 1.0, 0.0),
        (15, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0),
        (16, 0.25, 0.0, 0.25, 2 / 9, 0.0, 0.0),
    ]
    expected = pd.DataFrame(rows, columns=["order_id", *SIGNS])
    result = metrics.brushing_score(*map(engine, ring))
    assert isinstance(result, engine.kind)
    same(result, expected.assign(risk=expected[SIGNS].to_numpy() @ WEIGHTS))


def crowd(rng, size):
    orders = pd.DataFrame(
        {
            "order_id": rng.permutation(size) + 1,
            "user_id": rng.integers(1, size // 2, size),
            "paid": rng.integers(0, 20_000, size) / 100,
            "refund": np.where(rng.random(size) < 0.2, rng.integers(0, 20_000, size) / 100, 0.0),
        }
    )
    paid_at = pd.Timestamp("2025-11-01") + pd.to_timedelta(rng.integers(0, 500_000, size), unit="s")
    sec = pd.DataFrame(
        {
            "order_id": rng.permutation(orders["order_id"]),
            "device_id": pd.Series(rng.integers(1, size, size).astype(str)).where(rng.random(size) > 0.1),
            "address_hash": pd.Series(rng.integers(1, size, size).astype(str)).where(rng.random(size) > 0.1),
            "ip": rng.integers(1, size // 2, size).astype(str),
            "paid_at": paid_at,
            "released_at": pd.Series(paid_at + pd.to_timedelta(rng.integers(0, 200_000, size), unit="s")).where(
                rng.random(size) > 0.3
            ),
        }
    )
    return orders, sec.iloc[: size - 5]


def test_brushing_score_as_plain_python_has_it(engine, same):
    orders, sec = crowd(np.random.default_rng(19), 60)
    table = orders.merge(sec, on="order_id", how="left").sort_values("order_id")
    rows = table.to_dict("records")
    users = sorted(table["user_id"].unique())
    # Rings by spreading from each account until nothing is added.
    friends = {user: {user} for user in users}
    for column in ("device_id", "address_hash"):
        for _, group in table.dropna(subset=column).groupby(column):
            for user in group["user_id"]:
                friends[user] |= set(group["user_id"])
    for _ in users:
        friends = {user: set().union(*(friends[other] for other in friends[user])) for user in users}
    expected = []
    for row in rows:
        signs = []
        for column in ("device_id", "address_hash", "ip"):
            others = {one["user_id"] for one in rows if one[column] == row[column]} - {row["user_id"]}
            signs.append(min(len(others) / 4, 1.0))
        signs.append(min((len(friends[row["user_id"]]) - 1) / 9, 1.0))
        hours = (row["released_at"] - row["paid_at"]) / pd.Timedelta(hours=1)
        signs.append(1 - hours / 24 if hours < 24 else 0.0)
        signs.append(min(row["refund"] / row["paid"], 1.0) if row["paid"] else 0.0)
        expected.append((row["order_id"], *signs, float(np.array(signs) @ WEIGHTS)))
    result = metrics.brushing_score(engine(orders), engine(sec))
    same(result, pd.DataFrame(expected, columns=["order_id", *SIGNS, "risk"]))


def test_brushing_score_takes_other_limits(ring):
    only = dict.fromkeys(SIGNS, 0) | {"ring": 5}
    score = metrics.brushing_score(*ring, only, ring_size=3, shared_by=2, fast_hours=12).set_index("order_id")
    assert score["risk"].to_dict() == {11: 1, 12: 1, 13: 1, 14: 0, 15: 0, 16: 1}
    assert score.loc[11, ["device", "ip", "speed"]].to_list() == [1, 1, 0.5]
    alone = ring[1].assign(device_id=None, address_hash=None)
    assert (metrics.brushing_score(ring[0], alone)["ring"] == 0).all()
    assert len(metrics.brushing_score(ring[0].head(0), ring[1].head(0))) == 0


def test_brushing_score_refuses(ring):
    orders, sec = ring
    with pytest.raises(StoreLabError, match="shared_by must be at least 2"):
        metrics.brushing_score(orders, sec, shared_by=1)
    with pytest.raises(StoreLabError, match="one weight for each of 'device'"):
        metrics.brushing_score(orders, sec, {"device": 1})
    with pytest.raises(StoreLabError, match="sec: in 1 rows 'released_at' lies before 'paid_at'"):
        metrics.brushing_score(
            orders, sec.assign(released_at=sec["paid_at"].where(sec["order_id"] > 11, pd.Timestamp("2025-01-01")))
        )
    with pytest.raises(StoreLabError, match="of one library"):
        metrics.brushing_score(orders, pl.from_pandas(sec))
    with pytest.raises(StoreLabError, match="1 rows have no user_id"):
        metrics.brushing_score(orders.assign(user_id=[1, 2, 3, 4, 5, None]), sec)
    use_language("zh")
    with pytest.raises(StoreLabError, match="sec 里有 4 行的 'released_at' 比 'paid_at' 还早"):
        metrics.brushing_score(orders, sec.assign(paid_at=pd.Timestamp("2026-01-01")).dropna(subset="released_at"))


@settings(max_examples=6, deadline=None)
@given(st.integers(0, 10_000))
def test_brushing_score_lies_between_0_and_1_in_any_order(seed):
    orders, sec = crowd(np.random.default_rng(seed), 20)
    result = metrics.brushing_score(orders, sec)
    assert result[[*SIGNS, "risk"]].stack().between(0, 1).all()
    assert list(result["order_id"]) == sorted(orders["order_id"])
    shuffled = metrics.brushing_score(orders.sample(frac=1, random_state=1), sec.sample(frac=1, random_state=2))
    pd.testing.assert_frame_equal(shuffled, result)


def test_k_anonymity(engine):
    # Groups: (1990, a) twice, (1990, b) three times, (unknown, a) twice: a missing value is a value.
    people = pd.DataFrame(
        {"born": [1990, 1990, 1990, 1990, None, 1990, None], "city": ["a", "b", "b", "a", "a", "b", "a"]}
    )
    assert metrics.k_anonymity(engine(people), ["born", "city"]) == 2
    assert metrics.k_anonymity(engine(people), "city") == 3
    assert metrics.k_anonymity(engine(people[:5]), ["born", "city"]) == 1
    assert metrics.k_anonymity(engine(people.head(0)), ["born", "city"]) == 0


@relaxed
@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2), st.integers(0, 2)), min_size=1, max_size=40))
def test_more_columns_hide_less(rows):
    table = pd.DataFrame(rows, columns=["a", "b", "c"])
    sizes = [metrics.k_anonymity(table, ["a", "b", "c"][:count]) for count in (1, 2, 3)]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[-1] == table.value_counts().min()


def test_risk_ranking_by_hand(engine, same):
    # a: 0.1 * 10,000 = 1,000, with the measure 0.02 * 10,000 = 200 left: (800 - 500) / 500. b: 2,000, no measure.
    # c: as a, a measure that does not pay: (500 - 1,000) / 1,000. d: 50 with a measure that costs nothing.
    register = pd.DataFrame(
        {
            "risk_id": ["d", "c", "a", "b"],
            "probability": [0.5, 1.0, 0.1, 0.2],
            "impact": [100.0, 1_000.0, 10_000.0, 10_000.0],
            "mitigation_cost": [0.0, 1_000.0, 500.0, np.nan],
            "residual": [0.25, 0.5, 0.02, np.nan],
        }
    )
    expected = pd.DataFrame(
        {
            "risk_id": ["b", "a", "c", "d"],
            "expected_loss": [2_000.0, 1_000, 1_000, 50],
            "residual_loss": [None, 200.0, 500, 25],
            "avoided_loss": [None, 800.0, 500, 25],
            "mitigation_roi": [None, 0.6, -0.5, None],
            "rank": [1, 2, 2, 4],
        }
    )
    result = metrics.risk_ranking(engine(register))
    assert isinstance(result, engine.kind)
    same(result, expected)
    with pytest.raises(StoreLabError, match="'probability' must hold probabilities from 0 to 1; the highest is 50"):
        metrics.risk_ranking(engine(register.assign(probability=[50.0, 1, 0.1, 0.2])))
    assert metrics.risk_ranking(register.head(0)).empty


def test_risk_ranking_as_pandas_has_it():
    rng = np.random.default_rng(3)
    register = pd.DataFrame(
        {
            "risk_id": rng.permutation(50),
            "probability": rng.integers(1, 5, 50) / 10,
            "impact": rng.integers(1, 4, 50) * 1_000.0,
            "mitigation_cost": 100.0,
            "residual": 0.05,
        }
    )
    loss = (register["probability"] * register["impact"]).round(2)
    expected = register.assign(rank=loss.rank(method="min", ascending=False)).sort_values(["rank", "risk_id"])
    result = metrics.risk_ranking(register)
    assert list(result["rank"]) == list(expected["rank"])
    assert list(result["risk_id"]) == list(expected["risk_id"])
    with pytest.raises(StoreLabError, match="50 values of 'impact' are negative"):
        metrics.risk_ranking(register.assign(impact=-1.0))


def test_early_release_and_trust(ring, engine, same):
    # Released: 6 h, 24 h, at once; early within 24 h are two. The one that waits, and the unknown payment, do not count.
    sec = ring[1].assign(shop=["a", "a", "a", "b", "c"])
    assert metrics.early_release_share(engine(sec), 24) == pytest.approx(2 / 3)
    expected = pd.DataFrame({"shop": ["a", "b", "c"], "early_release_share": [0.5, 1.0, None]})
    same(metrics.early_release_share(engine(sec), 24, "shop"), expected)
    assert math.isnan(metrics.early_release_share(engine(sec.head(0)), 24))


def test_trust_index():
    figures = {"dispute_rate": 0.01, "dispute_limit": 0.04, "early_release": 0.6, "trust_score": 4}
    # 0.75, 0.6 and (4 - 1) / 4 = 0.75: mean 0.7.
    assert metrics.trust_index(**figures) == pytest.approx(70)
    assert metrics.trust_index(**figures, weights={"disputes": 0, "release": 1, "survey": 0}) == pytest.approx(60)
    assert metrics.trust_index(**figures | {"dispute_rate": 0.5, "early_release": 0, "trust_score": 1}) == 0
    for name in ("dispute_rate", "early_release", "trust_score"):
        assert math.isnan(metrics.trust_index(**figures | {name: math.nan}))
    with pytest.raises(StoreLabError, match="trust_score must be from 1 to 5, not 6"):
        metrics.trust_index(**figures | {"trust_score": 6})
    with pytest.raises(StoreLabError, match="quasi must name at least one column"):
        metrics.k_anonymity(pd.DataFrame({"a": [1]}), [])
    with pytest.raises(StoreLabError, match="auto_hours must be above 0"):
        metrics.early_release_share(pd.DataFrame(), 0)
