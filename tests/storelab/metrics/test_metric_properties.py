"""What holds for every shop: rates lie between 0 and 1, shares and rows sum to 1."""

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storelab import metrics

STEPS = ["view", "cart", "checkout", "pay"]
# The fixtures of this folder set the language only, so they may stay between examples.
relaxed = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)

events = st.lists(
    st.tuples(
        st.integers(1, 5),
        st.integers(1, 8),
        st.integers(0, 50),
        st.sampled_from(STEPS),
        st.sampled_from(["home", "item", "pay"]),
        st.one_of(st.none(), st.integers(1, 900)),
    ),
    max_size=40,
).map(
    lambda rows: pd.DataFrame(
        rows, columns=["visitor_id", "session_id", "minute", "type", "page", "page_load_ms"]
    ).assign(
        event_id=range(len(rows)),
        ts=lambda frame: pd.Timestamp("2025-11-11") + pd.to_timedelta(frame["minute"].astype(int), unit="min"),
        page_load_ms=lambda frame: frame["page_load_ms"].astype(float),
    )
)


@relaxed
@given(events)
def test_the_funnel_narrows(table):
    table = table.astype({"visitor_id": "int64"})
    result = metrics.step_rates(table, STEPS)
    assert result["reached"].is_monotonic_decreasing
    assert result["step_rate"].dropna().between(0, 1).all()
    assert result["overall_rate"].dropna().is_monotonic_decreasing
    loss = metrics.step_loss(table, STEPS)["step_loss"].dropna()
    assert loss.between(0, 1).all()


@relaxed
@given(events)
def test_rates_of_visits_are_shares(table):
    for rate in (metrics.add_to_cart_rate(table), metrics.order_rate(table)):
        assert (not len(table) and rate != rate) or 0 <= rate <= 1


@relaxed
@given(events)
def test_moves_from_each_page_sum_to_one(table):
    moves = metrics.transition_probabilities(table)
    sums = moves.groupby("from")["probability"].sum().astype(float)
    assert sums.to_list() == pytest.approx([1.0] * len(sums))
    loaded = table.dropna(subset=["page_load_ms"])
    assert moves["transitions"].sum() == len(loaded) + loaded["session_id"].nunique()


@relaxed
@given(st.lists(st.sampled_from("abcd"), min_size=1, max_size=50))
def test_source_shares_sum_to_one(sources):
    mix = metrics.source_mix(pd.DataFrame({"source": sources}))
    assert mix["share"].sum() == pytest.approx(1)
    assert 1 - 1e-12 <= metrics.effective_sources(mix) <= len(set(sources)) + 1e-9
