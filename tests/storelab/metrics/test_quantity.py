"""Page views, visitors, visits, and the cutting of hits into visits."""

import math

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import engines
from storelab import metrics
from storelab.errors import StoreLabError

relaxed = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30, deadline=None)


@pytest.fixture
def visits_of_three():
    # Visitor 1 comes three times, first as a new one; 2 is an old one; 3 is new and comes by video.
    return pd.DataFrame(
        {
            "visitor_id": [1, 1, 1, 2, 3],
            "source": ["search", "search", "video", "search", "video"],
            "is_new": [True, False, False, False, True],
        }
    )


def test_page_views_count_loads(shop, engine, same):
    events = shop["events"]
    loads = events.dropna(subset=["page_load_ms"])
    assert metrics.page_views(engine(events)) == len(loads)
    same(metrics.page_views(engine(events), by="page"), loads.groupby("page").size().rename("page_views").reset_index())


def test_visitors_and_visits_by_hand(visits_of_three, engine, same):
    sessions = engine(visits_of_three)
    assert metrics.visits(sessions) == 5
    assert metrics.visitors(sessions) == 3
    # Visitor 1 is one of search and one of video: groups sum to 4, not to 3.
    same(metrics.visitors(sessions, by="source"), pd.DataFrame({"source": ["search", "video"], "visitors": [2, 2]}))
    same(metrics.visits(sessions, by="source"), pd.DataFrame({"source": ["search", "video"], "visits": [3, 2]}))


def test_new_visitors_by_hand(visits_of_three, engine, same):
    sessions = engine(visits_of_three)
    assert metrics.new_visitors(sessions) == 2
    assert metrics.new_visitor_ratio(sessions) == pytest.approx(2 / 3)
    # Search: 1 and 2, of whom 1 is new. Video: 1 and 3; there only 3 is new.
    by = pd.DataFrame({"source": ["search", "video"], "new_visitors": [1, 1]})
    same(metrics.new_visitors(sessions, by="source"), by)
    ratio = pd.DataFrame({"source": ["search", "video"], "new_visitor_ratio": [0.5, 0.5]})
    result = metrics.new_visitor_ratio(sessions, by="source")
    assert isinstance(result, engine.kind)
    same(result, ratio)


def test_without_rows_counts_are_0_and_ratios_nan(visits_of_three, shop, engine):
    nobody = engine(visits_of_three.head(0))
    assert metrics.visits(nobody) == metrics.visitors(nobody) == metrics.new_visitors(nobody) == 0
    assert metrics.page_views(engine(shop["events"].head(0))) == 0
    assert math.isnan(metrics.new_visitor_ratio(nobody))


def test_visits_without_a_visitor_are_refused(visits_of_three, engine):
    sessions = engine(visits_of_three.assign(visitor_id=[1.0, None, 1.0, None, 3.0]))
    for function in (metrics.visitors, metrics.new_visitors, metrics.new_visitor_ratio):
        with pytest.raises(StoreLabError, match="sessions: 2 rows have no visitor_id"):
            function(sessions)
    assert metrics.visits(sessions) == 5


def test_visitor_cost():
    assert metrics.visitor_cost(cost=300, new_visitors=120) == 2.5
    assert math.isnan(metrics.visitor_cost(cost=300, new_visitors=0))


def hits(*rows):
    table = pd.DataFrame(rows, columns=["cid", "ts"])
    return table.assign(ts=pd.to_datetime(table["ts"], format="%Y-%m-%d %H:%M:%S"))


def test_sessionize_by_hand(engine, same):
    # a: 23:50, then exactly 30 minutes later (still the visit, across midnight), then 30 minutes and a second later.
    # b: between a's hits; a visit of its own.
    table = hits(
        ("a", "2025-10-15 00:50:01"),
        ("b", "2025-10-15 00:10:00"),
        ("a", "2025-10-14 23:50:00"),
        ("a", "2025-10-15 00:20:00"),
    )
    expected = table.iloc[[2, 3, 0, 1]].assign(session_id=[1, 1, 2, 3])
    result = metrics.sessionize(engine(table))
    assert isinstance(result, engine.kind)
    same(result, expected)


def test_sessionize_with_another_gap_and_other_names(engine, same):
    table = hits(("a", "2025-10-15 10:00:00"), ("a", "2025-10-15 10:05:00"), ("a", "2025-10-15 10:11:00"))
    table = table.rename(columns={"cid": "who", "ts": "at"})
    same(metrics.sessionize(engine(table), gap_minutes=5, visitor="who", ts="at"), table.assign(session_id=[1, 1, 2]))
    same(metrics.sessionize(engine(table), gap_minutes=0, visitor="who", ts="at"), table.assign(session_id=[1, 2, 3]))


def test_sessionize_keeps_the_order_when_no_number_holds_visitor_and_time(same):
    # Ids from one end of 64 bits to the other, and microseconds: pandas must sort by two columns.
    big = 2**62
    moments = pd.Timestamp("2025-01-01") + pd.to_timedelta([3, 2, 1, 0], unit="us")
    table = pd.DataFrame({"cid": [big, -big, big, -big], "ts": moments})
    expected = table.iloc[[3, 1, 2, 0]].assign(session_id=[1, 1, 2, 2])
    same(metrics.sessionize(table), expected)


def test_hits_at_the_same_time_are_one_visit(engine):
    table = hits(*[("a", "2025-10-15 10:00:00")] * 3, *[("a", "2025-10-15 12:00:00")] * 2)
    result = engines.to_pandas(metrics.sessionize(engine(table)))
    assert list(result["session_id"]) == [1, 1, 1, 2, 2]


def test_sessionize_refuses_what_it_cannot_order(engine):
    table = hits(("a", "2025-10-15 10:00:00"), (None, "2025-10-15 10:00:00"))
    with pytest.raises(StoreLabError, match="hits: 1 rows have no cid"):
        metrics.sessionize(engine(table))
    text = pd.DataFrame({"cid": ["a"], "ts": ["2025-10-15 10:00"]})
    with pytest.raises(StoreLabError, match=r"column 'ts' must hold times.*pd.to_datetime"):
        metrics.sessionize(engine(text))
    with pytest.raises(StoreLabError, match="gap_minutes must be 0 or more"):
        metrics.sessionize(engine(table.dropna()), gap_minutes=-1)
    zoned = hits(("a", "2025-10-15 10:00:00")).assign(ts=lambda frame: frame["ts"].dt.tz_localize("UTC"))
    with pytest.raises(StoreLabError, match="time zone UTC"):
        metrics.sessionize(engine(zoned))


minutes = st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 300)), max_size=40)


def by_hand(rows, gap):
    """Visits counted in plain Python."""
    visits = 0
    for who in "abc":
        times = sorted(minute for name, minute in rows if name == who)
        visits += sum(i == 0 or minute - times[i - 1] > gap for i, minute in enumerate(times))
    return visits


@relaxed
@given(minutes, st.integers(0, 60), st.randoms())
def test_sessionize_agrees_with_plain_python_in_any_order(rows, gap, random):
    shuffled = list(rows)
    random.shuffle(shuffled)
    start = pd.Timestamp("2025-12-31 22:00")
    table = pd.DataFrame(
        {
            "cid": pd.Series([who for who, _ in shuffled], dtype="str"),
            "ts": start + pd.to_timedelta(pd.Series([m for _, m in shuffled], dtype="int64"), unit="min"),
        }
    )
    result = metrics.sessionize(table, gap_minutes=gap)
    assert result["session_id"].nunique() == by_hand(rows, gap)
    assert result["session_id"].is_monotonic_increasing
    assert result.groupby("session_id")["cid"].nunique().le(1).all()
    assert len(result) == len(rows)
