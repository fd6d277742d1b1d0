"""On lazy engines a metric is a plan: what comes back is not computed yet, and little is collected on the way."""

import numpy as np
import pandas as pd
import pytest

import engines
from storelab import metrics

ROWS = 4_000
CALLS = {
    "rfm_scores": lambda orders, events: metrics.rfm_scores(orders, "2025-12-31"),
    "customer_summary": lambda orders, events: metrics.customer_summary(orders, "2025-12-31"),
    "customer_lifetime_summary": lambda orders, events: metrics.customer_lifetime_summary(orders, "2025-12-31"),
    "personal_intervals": lambda orders, events: metrics.personal_intervals(orders, "2025-12-31"),
    "cohort_retention": lambda orders, events: metrics.cohort_retention(orders, "2025-12-31", freq="Q", value=True),
    "abc_classes": lambda orders, events: metrics.abc_classes(orders),
    "xyz_classes": lambda orders, events: metrics.xyz_classes(orders, "2025-01-01", "2025-12-31"),
    "step_rates": lambda orders, events: metrics.step_rates(events, ["view", "cart", "pay"]),
    "sessionize": lambda orders, events: metrics.sessionize(events, visitor="visitor_id"),
    "page_views": lambda orders, events: metrics.page_views(events, by="page"),
    "transition_probabilities": lambda orders, events: metrics.transition_probabilities(events),
}


@pytest.fixture(scope="module")
def tables():
    """Orders of a thousand customers and goods, and events of a thousand visitors."""
    rng = np.random.default_rng(20250601)
    moments = pd.Timestamp("2025-01-01") + pd.to_timedelta(rng.integers(0, 364 * 86_400, ROWS), unit="s")
    orders = pd.DataFrame(
        {
            "user_id": rng.integers(1, 1_001, ROWS),
            "sku_id": rng.integers(1, 1_001, ROWS),
            "paid_at": moments,
            "paid": rng.integers(100, 9_999, ROWS) / 100,
            "qty": rng.integers(1, 4, ROWS),
            "status": "delivered",
        }
    )
    events = pd.DataFrame(
        {
            "event_id": np.arange(ROWS),
            "session_id": rng.integers(1, 1_001, ROWS),
            "visitor_id": rng.integers(1, 1_001, ROWS),
            "ts": moments,
            "type": rng.choice(["view", "cart", "pay"], ROWS),
            "page": rng.choice(["home", "item"], ROWS),
            "page_load_ms": 100,
        }
    )
    return orders, events


def test_spark_collects_little_and_computes_the_result_later(tables, monkeypatch):
    from pyspark.sql.classic.dataframe import DataFrame

    engines.spark_session()
    orders, events = (engines.CONVERTERS["spark"](table) for table in tables)
    collected: list[int] = []

    def counting(name):
        original = getattr(DataFrame, name)

        def method(self, *arguments, **options):
            result = original(self, *arguments, **options)
            collected.append(len(result))
            return result

        monkeypatch.setattr(DataFrame, name, method)

    for name in ("toArrow", "collect", "toPandas"):
        counting(name)
    for name, call in CALLS.items():
        collected.clear()
        result = call(orders, events)
        assert isinstance(result, DataFrame), name
        # A few numbers, or one row a cohort and age: never a row a customer, a good or an event.
        assert sum(collected) <= 30, (name, collected)
    collected.clear()
    assert len(CALLS["rfm_scores"](orders, events).toPandas()) == tables[0]["user_id"].nunique()
    assert max(collected) > 900  # the counting works


def test_polars_streams_what_it_looks_at_on_the_way(tables, monkeypatch):
    import polars as pl

    orders, events = (pl.from_pandas(table).lazy() for table in tables)
    looked: list[tuple[str, int]] = []
    original = pl.LazyFrame.collect

    def collect(self, *arguments, engine="auto", **options):
        result = original(self, *arguments, engine=engine, **options)
        looked.append((engine, len(result)))
        return result

    monkeypatch.setattr(pl.LazyFrame, "collect", collect)
    # The sums of the goods, as long as the result itself, are kept: the check and the classes then read the file once.
    kept = {"abc_classes": tables[0]["sku_id"].nunique()}
    for name, call in CALLS.items():
        looked.clear()
        assert isinstance(call(orders, events), pl.LazyFrame), name
        assert {engine for engine, _ in looked} <= {"streaming"}, name
        assert sum(rows for _, rows in looked) <= kept.get(name, 30), (name, looked)
