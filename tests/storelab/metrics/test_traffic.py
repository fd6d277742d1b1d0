"""Traffic metrics against hand-written pandas, on every engine."""

import math
from importlib import import_module

import numpy as np
import pandas as pd
import pytest

import engines
from storelab import metrics
from storelab.errors import StoreLabError


def test_bounce_rate(shop, engine, same):
    sessions = shop["sessions"]
    expected = (sessions["pageviews"] == 1).mean()
    assert metrics.bounce_rate(engine(sessions)) == pytest.approx(expected, abs=1e-15)
    by = sessions.groupby("source")["bounced"].mean().rename("bounce_rate").reset_index()
    result = metrics.bounce_rate(engine(sessions), by="source")
    assert isinstance(result, engine.kind)
    same(result, by)


def test_bounce_rate_by_two_columns_and_another_name(shop, engine, same):
    sessions = shop["sessions"].rename(columns={"bounced": "left"})
    by = sessions.groupby(["device", "source"])["left"].mean().rename("bounce_rate").reset_index()
    same(metrics.bounce_rate(engine(sessions), by=["device", "source"], bounced="left"), by)


def test_a_missing_flag_is_not_a_bounce(engine):
    sessions = pd.DataFrame({"bounced": pd.array([True, None, False, None], dtype="boolean")})
    assert metrics.bounce_rate(engine(sessions)) == 0.25  # one of four


def test_no_rows_is_nan(shop, engine):
    sessions, events = shop["sessions"].head(0), shop["events"].head(0)
    for value in (
        metrics.bounce_rate(engine(sessions)),
        metrics.mean_time_on_site(engine(sessions)),
        metrics.pages_per_visitor(engine(sessions)),
        metrics.mean_time_on_page(engine(events)),
        metrics.effective_sources(metrics.source_mix(engine(sessions))),
    ):
        assert math.isnan(value)


def test_mean_time_on_site_leaves_out_unknown_durations(engine):
    sessions = pd.DataFrame({"duration_s": [10.0, None, 50.0]})
    assert metrics.mean_time_on_site(engine(sessions)) == 30  # (10 + 50) / 2


def test_pages_per_visitor(shop, engine, same):
    sessions = shop["sessions"]
    groups = sessions.groupby("source")
    expected = (groups["pageviews"].sum() / groups["visitor_id"].nunique()).rename("pages_per_visitor").reset_index()
    same(metrics.pages_per_visitor(engine(sessions), by="source"), expected)
    overall = sessions["pageviews"].sum() / sessions["visitor_id"].nunique()
    assert metrics.pages_per_visitor(engine(sessions)) == pytest.approx(overall, abs=1e-14)


def test_dwell_times(shop, engine, same):
    events = shop["events"]
    ordered = events.sort_values(["session_id", "ts", "event_id"])
    ordered["seconds"] = -ordered.groupby("session_id")["ts"].diff(-1).dt.total_seconds()
    same(metrics.dwell_times(engine(events)), ordered)


def test_dwell_time_across_midnight_and_new_year(engine, same):
    # Five and a half seconds round midnight of a leap year's end; the second action of the same moment waits 0.
    times = ["2024-12-31 23:59:58.500", "2025-01-01 00:00:04", "2025-01-01 00:00:04"]
    events = pd.DataFrame({"event_id": [1, 3, 2], "session_id": 7, "ts": pd.to_datetime(times, format="ISO8601")})
    result = metrics.dwell_times(engine(events))
    expected = pd.DataFrame(
        {
            "event_id": [1, 2, 3],
            "session_id": 7,
            "ts": pd.to_datetime([times[0], times[1], times[1]], format="ISO8601"),
            "seconds": [5.5, 0.0, np.nan],
        }
    )
    same(result, expected)


def test_mean_time_on_page_is_over_pages_that_were_left_for_another(shop, engine, same):
    loads = shop["events"].dropna(subset=["page_load_ms"]).sort_values(["session_id", "ts", "event_id"])
    loads["seconds"] = -loads.groupby("session_id")["ts"].diff(-1).dt.total_seconds()
    exits = loads["session_id"].nunique()
    expected = loads["seconds"].sum() / (len(loads) - exits)
    assert metrics.mean_time_on_page(engine(shop["events"])) == pytest.approx(expected, rel=1e-12)
    by = loads.groupby("page")["seconds"].mean().rename("mean_time_on_page").reset_index()
    same(metrics.mean_time_on_page(engine(shop["events"]), by="page"), by)


def test_source_mix(shop, engine, same):
    counts = shop["sessions"]["source"].value_counts().sort_index()
    expected = pd.DataFrame({"source": counts.index, "visits": counts.to_numpy(), "share": (counts / 400).to_numpy()})
    same(metrics.source_mix(engine(shop["sessions"])), expected)


def test_effective_sources(engine):
    # Two equal sources count as two; 1/2, 1/4, 1/4 have entropy 1.5 ln 2, so 2 ** 1.5; an empty source adds nothing.
    assert metrics.effective_sources(engine(pd.DataFrame({"share": [0.5, 0.5]}))) == pytest.approx(2)
    assert metrics.effective_sources(engine(pd.DataFrame({"share": [0.5, 0.25, 0.25]}))) == pytest.approx(2**1.5)
    assert metrics.effective_sources(engine(pd.DataFrame({"share": [3, 0]}))) == pytest.approx(1)
    with pytest.raises(StoreLabError, match="negative"):
        metrics.effective_sources(engine(pd.DataFrame({"share": [3, -1]})))


def test_cost_per_visit_counts_the_days_of_the_visits(shop, engine, same):
    sessions, ads = shop["sessions"], shop["ads"]
    days = sessions["started_at"].dt.normalize()
    costs = ads[ads["date"].between(days.min(), days.max())].groupby("channel")["cost"].sum()
    visits = sessions.groupby("source").size()
    names = sorted({*visits.index, *costs.index})
    expected = pd.DataFrame({"source": names})
    expected["visits"] = visits.reindex(names, fill_value=0).to_numpy()
    expected["cost"] = costs.reindex(names, fill_value=0.0).to_numpy().round(2)
    expected["cost_per_visit"] = (expected["cost"] / expected["visits"]).where(expected["visits"] > 0)
    same(metrics.cost_per_visit(engine(sessions), engine(ads)), expected)


def test_cost_per_visit_without_visits_has_no_day_to_count(shop, engine, same):
    empty = shop["sessions"].head(0)
    expected = pd.DataFrame({"source": [], "visits": [], "cost": [], "cost_per_visit": []})
    result = metrics.cost_per_visit(engine(empty), engine(shop["ads"]))
    assert len(engines.to_pandas(result)) == len(expected)


def test_traffic_scorecard(shop, engine, same):
    sessions, orders, ads = shop["sessions"], shop["orders"], shop["ads"]
    deals = orders.dropna(subset=["paid_at"])
    joined = sessions.merge(deals, on="session_id", how="left")
    visits = sessions.groupby("source").size()
    groups = joined.groupby("source")
    costs = metrics.cost_per_visit(sessions, ads).set_index("source")["cost_per_visit"]
    expected = pd.DataFrame(
        {
            "visits": visits,
            "bounce_rate": sessions.groupby("source")["bounced"].mean(),
            "pages_per_visit": sessions.groupby("source")["pageviews"].mean(),
            "conversion_rate": groups["order_id"].count() / visits,
            "value_per_visit": groups["paid"].sum() / visits,
            "cost_per_visit": costs.reindex(visits.index),
        }
    ).reset_index()
    same(metrics.traffic_scorecard(engine(sessions), engine(orders), engine(ads)), expected)


def test_tables_of_two_libraries_are_refused(shop):
    import polars as pl

    with pytest.raises(StoreLabError, match="one library"):
        metrics.cost_per_visit(shop["sessions"], pl.from_pandas(shop["ads"]))


def test_traffic_quality_score(engine, same):
    card = pd.DataFrame(
        {"source": ["a", "b", "c"], "bounce_rate": [0.2, 0.6, 0.4], "conversion_rate": [0.01, 0.03, 0.03]}
    )
    result = metrics.traffic_quality_score(engine(card), {"bounce_rate": 1, "conversion_rate": 3})
    # bounce scaled 1, 0, 0.5 (less is better), conversion 0, 1, 1; weights 1/4 and 3/4.
    same(result, card.assign(score=[0.25, 0.75, 0.875]))


def test_quality_score_of_equal_sources_is_the_middle(engine, same):
    card = pd.DataFrame({"source": ["a", "b"], "bounce_rate": [0.3, 0.3]})
    same(metrics.traffic_quality_score(engine(card), {"bounce_rate": 2}), card.assign(score=0.5))


@pytest.mark.parametrize("weights", [{}, {"bounce_rate": 0}, {"bounce_rate": -1}, {"bounce_rate": math.nan}])
def test_quality_score_needs_weights(weights):
    with pytest.raises(StoreLabError, match="weights"):
        metrics.traffic_quality_score(pd.DataFrame({"bounce_rate": [0.1]}), weights)


def test_transition_probabilities_by_hand(engine, same):
    # Visit 1: home, item, item, left. Visit 2: item, left. The click without a page load is no page.
    events = pd.DataFrame(
        {
            "event_id": [4, 3, 2, 1, 5],
            "session_id": [1, 1, 1, 1, 2],
            "ts": pd.to_datetime(
                ["2025-11-01 10:03", "2025-11-01 10:02", "2025-11-01 10:01", "2025-11-01 10:00", "2025-11-02"],
                format="ISO8601",
            ),
            "page": ["item", "item", "list", "home", "item"],
            "page_load_ms": [100.0, 120.0, np.nan, 90.0, 80.0],
        }
    )
    expected = pd.DataFrame(
        [
            ("home", "item", 1, 1.0),
            ("item", "exit", 2, 2 / 3),
            ("item", "item", 1, 1 / 3),
            ("start", "home", 1, 0.5),
            ("start", "item", 1, 0.5),
        ],
        columns=["from", "to", "transitions", "probability"],
    )
    same(metrics.transition_probabilities(engine(events)), expected)


def test_missing_columns_are_named_with_the_nearest(shop):
    with pytest.raises(StoreLabError, match="sessions has no column 'bounce'; did you mean 'bounced'"):
        metrics.bounce_rate(shop["sessions"], bounced="bounce")
    with pytest.raises(StoreLabError, match="it has a, b"):
        metrics.bounce_rate(pd.DataFrame({"a": [1], "b": [2]}))


def test_missing_ids_are_counted(shop, engine):
    sessions = shop["sessions"].assign(visitor_id=lambda frame: frame["visitor_id"].where(frame["visitor_id"] > 3))
    missing = int(sessions["visitor_id"].isna().sum())
    with pytest.raises(StoreLabError, match=f"sessions: {missing} rows have no visitor_id"):
        metrics.pages_per_visitor(engine(sessions))


def test_something_else_than_a_table_is_refused():
    with pytest.raises(StoreLabError, match=r"sessions must be a data frame .* not list"):
        metrics.bounce_rate([1, 2])


def test_errors_speak_the_learners_language(shop, monkeypatch):
    monkeypatch.setattr(import_module("storelab.language"), "_chosen", "zh")
    with pytest.raises(StoreLabError, match="sessions 没有 'bounce' 这一列"):
        metrics.bounce_rate(shop["sessions"], bounced="bounce")


def test_inputs_stay_as_they_were(shop):
    before = {name: table.copy() for name, table in shop.items()}
    metrics.traffic_scorecard(shop["sessions"], shop["orders"], shop["ads"])
    metrics.dwell_times(shop["events"])
    for name, table in before.items():
        pd.testing.assert_frame_equal(shop[name], table)
