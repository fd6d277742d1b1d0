"""Load speed, availability, and bounces by speed."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storelab import metrics, use_language
from storelab.errors import StoreLabError

relaxed = settings(max_examples=40, deadline=None)


@pytest.fixture
def loads():
    # Mobile: 100, 200, 300, 400 -> P50 250, P95 at place 2.85 of 0..3: 300 + 0.85 * 100 = 385. Desktop: 50 alone. The
    # tablet was not measured.
    return pd.DataFrame(
        {
            "device": ["mobile", "mobile", "desktop", "mobile", "mobile", "mobile", "tablet"],
            "load_ms": [300, 100, 50, np.nan, 400, 200, np.nan],
            "bounced": [True, False, True, True, True, False, False],
        }
    )


def test_load_speed_and_bounces_by_hand(loads, engine, same):
    speed = pd.DataFrame(
        {
            "device": ["desktop", "mobile", "tablet"],
            "p50_ms": [50, 250, None],
            "p95_ms": [50, 385, None],
            "loads": [1, 4, 0],
        }
    ).astype({"p50_ms": float, "p95_ms": float})
    result = metrics.load_speed(engine(loads))
    assert isinstance(result, engine.kind)
    same(result, speed)
    # All five: 50, 100, 200, 300, 400; P95 at place 3.8: 300 + 0.8 * 100.
    assert metrics.load_speed(engine(loads), by=None) == pytest.approx({"p50_ms": 200, "p95_ms": 380, "loads": 5})
    # 200 belongs to the second band, 400 to the third.
    bounces = pd.DataFrame(
        {
            "from_ms": [0, 200, 400],
            "to_ms": [200.0, 400.0, None],
            "sessions": [2, 2, 1],
            "bounces": [1, 1, 1],
            "bounce_rate": [0.5, 0.5, 1.0],
        }
    )
    limits = [metrics.wilson_interval(done, tried) for done, tried in ((1, 2), (1, 2), (1, 1))]
    bounces["low"], bounces["high"] = zip(*limits, strict=True)
    same(metrics.bounce_by_speed(engine(loads), [200, 400], by=None), bounces)


def test_load_speed_and_bounces_as_pandas_has_them(engine, same):
    rng = np.random.default_rng(6)
    table = pd.DataFrame(
        {
            "device": rng.choice(["mobile", "desktop", "tablet"], 200),
            "load_ms": np.where(rng.random(200) < 0.1, np.nan, rng.integers(0, 30, 200) * 100),
            "bounced": rng.random(200) < 0.4,
        }
    ).sample(frac=1, random_state=2)
    known = table.dropna(subset="load_ms")
    parts = known.groupby("device")["load_ms"]
    expected = pd.DataFrame({"p50_ms": parts.quantile(0.5), "p95_ms": parts.quantile(0.95), "loads": parts.size()})
    same(metrics.load_speed(engine(table)), expected.reset_index())
    band = pd.cut(known["load_ms"], [0, 700, 1500, np.inf], right=False, labels=[0, 700, 1500]).astype(int)
    split = known.assign(from_ms=band).groupby(["device", "from_ms"])["bounced"].agg(["size", "sum", "mean"])
    result = metrics.bounce_by_speed(engine(table), [700, 1500], confidence=0.9)
    low, high = metrics.wilson_interval(split["sum"], split["size"], 0.9)
    frame = split.assign(low=low, high=high).reset_index()
    frame = frame.set_axis(["device", "from_ms", "sessions", "bounces", "bounce_rate", "low", "high"], axis=1)
    frame.insert(2, "to_ms", frame["from_ms"].map({0: 700.0, 700: 1500.0, 1500: None}))
    same(result, frame)


def test_uptime(engine, same):
    # a: up 2 of 3 readings, the fourth minute has none; b: never measured.
    monitor = pd.DataFrame(
        {
            "site": ["a", "a", "a", "a", "b"],
            "ts": pd.to_datetime(["2025-11-11 00:00", "2025-11-11 00:01", "2025-11-11 00:02", "2025-11-11 00:03", "2025-11-11 00:00"]),
            "up": [True, False, True, None, None],
        }
    )  # fmt: skip
    expected = pd.DataFrame({"site": ["a", "b"], "uptime": [2 / 3, None]}).astype({"uptime": float})
    same(metrics.uptime(engine(monitor), by="site"), expected)
    assert metrics.uptime(engine(monitor[:4])) == pytest.approx(2 / 3)
    assert math.isnan(metrics.uptime(engine(monitor.head(0))))


def test_nothing_measured():
    empty = pd.DataFrame({"device": [], "load_ms": [], "bounced": []}).astype({"load_ms": float, "bounced": bool})
    result = metrics.load_speed(empty, by=None)
    assert result.pop("loads") == 0
    assert all(map(math.isnan, result.values()))
    assert list(metrics.bounce_by_speed(empty, [100]).columns)[:3] == ["device", "from_ms", "to_ms"]
    assert len(metrics.bounce_by_speed(empty, [100])) == len(metrics.load_speed(empty)) == 0


def test_refusals(loads, monkeypatch):
    monitor = pd.DataFrame({"ts": pd.to_datetime(["2025-11-11", "2025-11-11"]), "up": [True, False]})
    with pytest.raises(StoreLabError, match="more than one row for 1 of its minutes"):
        metrics.uptime(monitor)
    with pytest.raises(StoreLabError, match="1 rows have no ts"):
        metrics.uptime(pd.DataFrame({"ts": [pd.NaT, pd.Timestamp("2025-11-11")], "up": [True, True]}))
    with pytest.raises(StoreLabError, match=r"edges_ms must rise from above 0.*\[300, 300\]"):
        metrics.bounce_by_speed(loads, [300, 300])
    for edges in ([], [0, 5]):
        with pytest.raises(StoreLabError, match="edges_ms must rise"):
            metrics.bounce_by_speed(loads, edges)
    with pytest.raises(StoreLabError, match="1 values of 'load_ms' are negative"):
        metrics.load_speed(loads.assign(load_ms=[-1, *loads["load_ms"][1:]]))
    with pytest.raises(StoreLabError, match="no column 'load_ms'"):
        metrics.load_speed(loads.drop(columns="load_ms"))
    use_language("zh")
    with pytest.raises(StoreLabError, match="同一分钟出现了多行（多出 1 行）"):
        metrics.uptime(monitor)


@relaxed
@given(st.lists(st.tuples(st.integers(0, 5_000), st.booleans()), min_size=1, max_size=40), st.randoms())
def test_bands_hold_every_visit_in_any_order(rows, random):
    table = pd.DataFrame(rows, columns=["load_ms", "bounced"])
    result = metrics.bounce_by_speed(table, [1000, 3000], by=None)
    assert result["sessions"].sum() == len(rows)
    assert result["bounces"].sum() == table["bounced"].sum()
    assert ((result["low"] <= result["bounce_rate"]) & (result["bounce_rate"] <= result["high"])).all()
    random.shuffle(rows)
    pd.testing.assert_frame_equal(
        metrics.bounce_by_speed(pd.DataFrame(rows, columns=["load_ms", "bounced"]), [1000, 3000], by=None), result
    )
