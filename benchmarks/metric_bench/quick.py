"""Metrics beside hand-written pandas on the shop's own tables: ``python benchmarks/metrics.py``.

The ratio says what the checks and the engine layer cost: 1 is as fast as code written for pandas alone. Each pair is
first shown to agree.
"""

import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

import storelab
from storelab import metrics

ROUNDS = 5
STEPS = ["view", "cart", "checkout", "pay"]
Pair = tuple[Callable[[], Any], Callable[[], Any]]


def pairs() -> dict[str, Pair]:
    """Name of a metric, and two ways to the same numbers: by ``storelab.metrics`` and by hand."""
    sessions, events, orders = (storelab.data.load(name) for name in ("sessions", "events", "orders"))
    return {
        "bounce_rate by source": (
            lambda: _column(metrics.bounce_rate(sessions, by="source"), "bounce_rate"),
            lambda: sessions.groupby("source")["bounced"].mean(),
        ),
        "source_mix": (
            lambda: metrics.source_mix(sessions)["share"],
            lambda: sessions["source"].value_counts(normalize=True).sort_index(),
        ),
        "conversion_rate by source": (
            lambda: _column(metrics.conversion_rate(sessions, orders, "visit", by="source"), "conversion_rate"),
            lambda: _conversion(sessions, orders),
        ),
        "add_to_cart_rate": (
            lambda: [metrics.add_to_cart_rate(events)],
            lambda: [(events["type"] == "cart").groupby(events["session_id"]).any().mean()],
        ),
        "dwell_times": (lambda: metrics.dwell_times(events)["seconds"], lambda: _dwell(events)),
        "step_rates": (lambda: metrics.step_rates(events, STEPS)["reached"], lambda: _funnel(events)),
        "transition_probabilities": (
            lambda: metrics.transition_probabilities(events)["probability"],
            lambda: _transitions(events),
        ),
    }


def _column(result: Any, name: str) -> pd.Series:
    # With groups a metric is a frame, whatever its signature leaves open.
    return pd.Series(result[name])


def _conversion(sessions: pd.DataFrame, orders: pd.DataFrame) -> pd.Series:
    paid = orders.dropna(subset=["paid_at"]).groupby("session_id").size()
    return sessions["session_id"].map(paid).fillna(0).groupby(sessions["source"]).mean()


def _dwell(events: pd.DataFrame) -> pd.Series:
    ordered = events.sort_values(["session_id", "ts", "event_id"])
    return -ordered.groupby("session_id")["ts"].diff(-1).dt.total_seconds()


def _funnel(events: pd.DataFrame) -> list[int]:
    when = events[events["type"] == STEPS[0]].groupby("visitor_id")["ts"].min()
    reached = [len(when)]
    for step in STEPS[1:]:
        later = events[events["type"] == step].merge(when.rename("before"), left_on="visitor_id", right_index=True)
        when = later[later["ts"] >= later["before"]].groupby("visitor_id")["ts"].min()
        reached.append(len(when))
    return reached


def _transitions(events: pd.DataFrame) -> pd.Series:
    loads = events.dropna(subset=["page_load_ms"]).sort_values(["session_id", "ts", "event_id"])
    visits = loads.groupby("session_id")["page"]
    moves = pd.DataFrame({"from": loads["page"], "to": visits.shift(-1).fillna("exit")})
    starts = pd.DataFrame({"from": "start", "to": visits.first()})
    counts = pd.concat([moves, starts]).groupby(["from", "to"]).size()
    return counts / counts.groupby("from").transform("sum")


def median_time(function: Callable[[], Any]) -> float:
    """Median seconds of some calls."""
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        function()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def main() -> int:
    """Print the table; 1 when a metric and its hand-written twin disagree."""
    print(f"{'metric':28} {'ours':>9} {'by hand':>9} {'ratio':>6}")
    for name, (ours, by_hand) in pairs().items():
        if not np.allclose(np.asarray(ours(), float), np.asarray(by_hand(), float), equal_nan=True):
            print(f"{name}: the two ways disagree", file=sys.stderr)
            return 1
        first, second = median_time(ours), median_time(by_hand)
        print(f"{name:28} {1000 * first:6.1f} ms {1000 * second:6.1f} ms {first / second:6.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
