"""Live sessions: hosts, viewers, conversion by base, minutes, and the result net of returns."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storelab import metrics
from storelab.errors import StoreLabError
from storelab.language import use_language


@pytest.fixture
def sessions():
    return pd.DataFrame(
        {
            "session_id": [1, 2, 3],
            "host_id": [7, 7, 8],
            "viewers": [1000, 3000, 0],
            "product_clicks": [200, 300, 0],
            "checkouts": [40, 60, 0],
            "orders": [30, 50, 0],
            "gmv": [3000.0, 9000.0, 0.0],
            "refund": [300.0, 4050.0, None],
            "fee": [500.0, 1000.0, 200.0],
            "commission": [0.2, 0.2, 0.2],
        }
    )


@pytest.fixture
def minutes():
    return pd.DataFrame(
        {
            "session_id": [1, 1, 1, 2, 2, 3],
            "minute": [0, 1, 2, 0, 1, 0],
            "offer": [None, "gift", "gift", None, "gift", None],
            "online": [100, 300, None, 50, 0, None],
            "comments": [5, 30, 10, 1, 0, 0],
            "orders": [0, 12, 6, 1, 0, None],
        }
    )


def test_by_hand_and_against_pandas(sessions, minutes, engine, same):
    frame, log = engine(sessions), engine(minutes)
    assert metrics.active_hosts(frame) == 2
    assert metrics.live_conversion(frame) == 80 / 4000
    assert metrics.live_conversion(frame, base="checkouts") == 0.8  # the base of which 70 % can be true
    hosts = pd.DataFrame({"host_id": [7, 8], "live_conversion": [80 / 500, None]})
    same(metrics.live_conversion(frame, by="host_id", base="product_clicks"), hosts)
    funnel = pd.DataFrame(
        {
            "host_id": [7] * 4 + [8] * 4,
            "step": ["viewers", "product_clicks", "checkouts", "orders"] * 2,
            "count": [4000, 500, 100, 80, 0, 0, 0, 0],
            "step_rate": [None, 0.125, 0.2, 0.8, None, None, None, None],
            "overall_rate": [1.0, 0.125, 0.025, 0.02, None, None, None, None],
        }
    )
    same(metrics.live_funnel(frame, "host_id"), funnel)
    # Session 1: 2700 kept, a fifth of them and 500 are 1040; half of 2700 are 1350. Session 2: 4950 kept of 9000, 990 and
    # 1000 of cost, 2475 of gross profit: three times the sales, and not twice the profit.
    net = pd.DataFrame(
        {
            "session_id": [1, 2, 3],
            "gmv": [3000.0, 9000.0, 0.0],
            "net_gmv": [2700.0, 4950.0, 0.0],
            "return_rate": [0.1, 0.45, None],
            "commission": [540.0, 990.0, 0.0],
            "cost": [1040.0, 1990.0, 200.0],
            "profit": [310.0, 485.0, -200.0],
            "roi": [310 / 1040, 485 / 1990, -1.0],
        }
    )
    same(metrics.live_net_result(frame, 0.5), net)
    at_once = pd.DataFrame(
        {"session_id": [1, 2, 3], "minutes": [2, 2, 0], "peak": [300, 50, None], "mean_online": [200.0, 25.0, None]}
    )
    result = metrics.concurrent_viewers(log)
    assert isinstance(result, engine.kind)
    same(result, at_once)
    offers = pd.DataFrame(
        {
            "offer": ["gift", None],
            "minutes": [3, 3],
            "viewer_minutes": [300, 150],
            "comments": [40, 6],
            "orders": [18, 1],
            "orders_per_minute": [6.0, 1 / 3],
            "comments_per_1000_viewer_minutes": [40_000 / 300, 40.0],
            "orders_per_1000_viewer_minutes": [60.0, 1000 / 150],
        }
    )
    same(metrics.live_minute_rates(log), offers)
    rng = np.random.default_rng(15)
    views = pd.DataFrame({"session_id": rng.integers(1, 5, 200), "user_id": rng.integers(1, 60, 200)})
    assert metrics.live_viewers(engine(views)) == views["user_id"].nunique()
    counts = views.groupby("session_id")["user_id"].nunique().rename("live_viewers").reset_index()
    assert counts["live_viewers"].sum() > views["user_id"].nunique()  # not additive
    same(metrics.live_viewers(engine(views), by="session_id"), counts)


def test_plain_formulas_by_hand():
    assert metrics.live_penetration(1.27, 7.16) == pytest.approx(0.17737, abs=1e-5)
    assert math.isnan(metrics.live_penetration(1, 0))
    assert metrics.live_penetration(pd.Series([1.0, 3.0]), pd.Series([4.0, 4.0])).to_list() == [0.25, 0.75]
    # A yuan sold keeps 0.6 yuan of sales, of which 40 % less 20 % are left: 0.12. 6000 / 0.12 = 50,000.
    assert metrics.live_break_even_gmv(6000, 0.2, 0.4, 0.4) == pytest.approx(50_000)
    assert metrics.live_break_even_gmv(0, 0.2, 0.4, 0.4) == 0
    assert metrics.live_break_even_gmv(6000, 0.4, 0.4, 0.1) == math.inf  # the stated exception
    assert metrics.live_break_even_gmv(6000, 0.2, 0.4, 1) == math.inf


@settings(deadline=None, max_examples=25)
@given(st.floats(1, 1e5), st.floats(0, 0.3), st.floats(0.35, 0.9), st.floats(0, 0.9))
def test_at_the_break_even_gmv_the_session_earns_nothing(fixed, commission, margin, returned):
    gmv = metrics.live_break_even_gmv(fixed, commission, margin, returned)
    session = pd.DataFrame(
        {"session_id": [1], "gmv": [gmv], "refund": [gmv * returned], "fee": [fixed], "commission": [commission]}
    )
    profit = metrics.live_net_result(session, margin)["profit"].iloc[0]
    assert profit == pytest.approx(0, abs=0.05)  # amounts are rounded to the fen


def test_zero_and_empty(sessions, minutes):
    nothing = sessions.head(0)
    assert metrics.active_hosts(nothing) == 0
    assert math.isnan(metrics.live_conversion(nothing))
    for result in (
        metrics.live_funnel(nothing, "host_id"),
        metrics.live_net_result(nothing, 0.5),
        metrics.concurrent_viewers(minutes.head(0)),
        metrics.live_minute_rates(minutes.head(0)),
    ):
        assert len(result) == 0
    assert metrics.live_viewers(pd.DataFrame({"user_id": [1]}).head(0)) == 0


def test_refusals(sessions, minutes):
    with pytest.raises(StoreLabError, match="base 'viewer' is unknown; did you mean 'viewers'"):
        metrics.live_conversion(sessions, base="viewer")
    with pytest.raises(StoreLabError, match="live_sessions: 1 values of 'orders' are negative"):
        metrics.live_conversion(sessions.assign(orders=[1, -1, 0]))
    with pytest.raises(StoreLabError, match="live_sessions: 1 rows have no host_id"):
        metrics.active_hosts(sessions.assign(host_id=[1, None, 2]))
    with pytest.raises(StoreLabError, match="live_minutes: 2 rows repeat a 'minute' of their session"):
        metrics.concurrent_viewers(minutes.assign(minute=[0, 0, 0, 0, 1, 0]))
    with pytest.raises(StoreLabError, match="return_rate must be from 0 to 1, not 45"):
        metrics.live_break_even_gmv(1, 0.1, 0.4, 45)
    with pytest.raises(StoreLabError, match="live_gmv must be at least 0"):
        metrics.live_penetration(-1, 2)
    use_language("zh")
    with pytest.raises(StoreLabError, match="live_minutes 里有 2 行的 'minute' 在同一场里重复"):
        metrics.concurrent_viewers(minutes.assign(minute=[0, 0, 0, 0, 1, 0]))
