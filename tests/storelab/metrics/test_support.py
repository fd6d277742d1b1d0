"""Response speed, limits of disputes, service quality; Erlang's queue."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from storelab import metrics, use_language
from storelab.errors import StoreLabError

relaxed = settings(max_examples=50, deadline=None)
LIMITS = {"accept": 2.0, "verify": 24.0, "settle": 48.0, "follow_up": 72.0}


def tickets_of(rows):
    table = pd.DataFrame(rows, columns=["channel", "wait", "solved", "escalated", "reopened"])
    opened = pd.Timestamp("2025-11-11 09:00") + pd.to_timedelta(np.arange(len(table)), unit="min")
    wait = pd.to_timedelta(pd.to_numeric(table["wait"]), unit="s")
    return pd.DataFrame(
        {
            "channel": table["channel"],
            "opened_at": opened,
            "first_reply_at": opened + wait,
            "resolved_at": (opened + pd.Timedelta(hours=5)).where(table["solved"].astype(bool)),
            "escalated": table["escalated"].astype(bool),
            "reopened": table["reopened"].astype(bool),
        }
    )


@pytest.fixture
def tickets():
    # Chat: 10, 20, 30 and 130 seconds, one without a reply. Median 25; P90 at place 2.7: 30 + 0.7 * 100 = 100. Within
    # 30 s: 3 of 4 answered. Solved: 4, of which one was escalated and one reopened: 2 of 4 at first contact. Escalated:
    # 1 of 5. Phone: nobody answered.
    rows = [
        ("chat", 10, 1, 0, 0), ("chat", 130, 1, 1, 0), ("phone", None, 0, 0, 0), ("chat", 30, 1, 0, 1),
        ("chat", 20, 1, 0, 0), ("chat", None, 0, 0, 0),
    ]  # fmt: skip
    return tickets_of(rows)


def test_response_metrics_by_hand(tickets, engine, same):
    expected = pd.DataFrame(
        {
            "channel": ["chat", "phone"],
            "tickets": [5, 1],
            "unanswered": [1, 1],
            "median_s": [25.0, None],
            "p90_s": [100.0, None],
            "in_target": [0.75, None],
            "first_contact_rate": [0.5, None],
            "escalation_rate": [0.2, 0.0],
        }
    )
    result = metrics.response_metrics(engine(tickets))
    assert isinstance(result, engine.kind)
    same(result, expected)
    whole = metrics.response_metrics(engine(tickets), by=None, target_s=20)
    assert whole == pytest.approx(
        {
            "tickets": 6, "unanswered": 2, "median_s": 25, "p90_s": 100, "in_target": 0.5, "first_contact_rate": 0.5,
            "escalation_rate": 1 / 6,
        }
    )  # fmt: skip
    nobody = metrics.response_metrics(engine(tickets.head(0)), by=None)
    assert (nobody.pop("tickets"), nobody.pop("unanswered")) == (0, 0)
    assert all(map(math.isnan, nobody.values()))


def test_response_metrics_and_steps_as_pandas_has_them(engine, same):
    rng = np.random.default_rng(15)
    rows = [
        (rng.choice(["chat", "phone", "message"]), None if rng.random() < 0.1 else int(rng.integers(0, 90)), *flags)
        for flags in rng.integers(0, 2, (150, 3))
    ]
    table = tickets_of(rows).sample(frac=1, random_state=3)
    wait = (table["first_reply_at"] - table["opened_at"]).dt.total_seconds()
    solved = table["resolved_at"].notna()
    first = (solved & ~table["escalated"] & ~table["reopened"])[solved]
    expected = pd.DataFrame(
        {
            "tickets": table.groupby("channel").size(),
            "unanswered": wait.isna().groupby(table["channel"]).sum(),
            "median_s": wait.groupby(table["channel"]).median(),
            "p90_s": wait.groupby(table["channel"]).quantile(0.9),
            "in_target": (wait.dropna() <= 30).groupby(table["channel"]).mean(),
            "first_contact_rate": first.groupby(table["channel"]).mean(),
            "escalation_rate": table.groupby("channel")["escalated"].mean(),
        }
    )
    same(metrics.response_metrics(engine(table)), expected.reset_index())

    hours = rng.integers(0, 100, (80, 4))
    done = np.cumsum(rng.random((80, 4)) < 0.25, axis=1) == 0  # a step that is not left leaves the later ones empty
    times = pd.Timestamp("2025-11-01") + pd.to_timedelta(np.cumsum(hours, axis=1).ravel(), unit="h").to_numpy().reshape(
        80, 4
    )
    names = ["accepted_at", "verified_at", "settled_at", "followed_up_at"]
    cases = (
        pd.DataFrame(times, columns=names)
        .where(done)
        .assign(opened_at=pd.Timestamp("2025-11-01"), claim=rng.choice(["a", "b"], 80))
    )
    rows = []
    for claim in ("a", "b"):
        mine = cases[cases["claim"] == claim]
        for step, start, end in zip(LIMITS, ["opened_at", *names], names, strict=False):
            took = (mine[end] - mine[start])[mine[start].notna()].dt.total_seconds() / 3600
            closed = took.dropna()
            rows.append(
                (
                    claim,
                    step,
                    len(took),
                    took.isna().sum(),
                    closed.median(),
                    closed.quantile(0.9),
                    (closed <= LIMITS[step]).mean(),
                )
            )
    columns = ["claim", "step", "cases", "open", "median_hours", "p90_hours", "on_time"]
    same(metrics.sla_report(engine(cases), LIMITS, by="claim"), pd.DataFrame(rows, columns=columns))


def test_steps_by_hand(engine, same):
    # Case 1 is done; case 2 waits for its verification; case 3 was never accepted. Accept: 1 h and 3 h of a limit of 2.
    cases = pd.DataFrame(
        {
            "opened_at": pd.to_datetime(["2025-11-11 00:00"] * 3),
            "accepted_at": pd.to_datetime(["2025-11-11 01:00", "2025-11-11 03:00", None]),
            "verified_at": pd.to_datetime(["2025-11-12 01:00", None, None]),  # 24 h, and the limit is on time
            "settled_at": pd.to_datetime(["2025-11-14 02:00", None, None]),  # 49 h of 48
            "followed_up_at": pd.to_datetime(["2025-11-14 04:00", None, None]),
        }
    )
    expected = pd.DataFrame(
        {
            "step": ["accept", "verify", "settle", "follow_up"],
            "cases": [3, 2, 1, 1],
            "open": [1, 1, 0, 0],
            "median_hours": [2.0, 24.0, 49.0, 2.0],
            "p90_hours": [2.8, 24.0, 49.0, 2.0],  # place 0.9 of 1 and 3
            "on_time": [0.5, 1.0, 0.0, 1.0],
        }
    )
    same(metrics.sla_report(engine(cases), LIMITS), expected)
    # Nothing closed yet: no time, and no share. Later steps have no row, for nobody entered them.
    waiting = metrics.sla_report(engine(cases[2:]), LIMITS)
    same(
        waiting,
        expected[:1]
        .assign(cases=1, open=1, median_hours=[None], p90_hours=[None], on_time=[None])
        .astype({"median_hours": float, "p90_hours": float, "on_time": float}),
    )


def test_refusals(tickets):
    early = tickets.assign(first_reply_at=tickets["opened_at"] - pd.Timedelta(seconds=1))
    with pytest.raises(StoreLabError, match="tickets: in 6 rows 'first_reply_at' lies before 'opened_at'"):
        metrics.response_metrics(early)
    with pytest.raises(StoreLabError, match="target_s must be at least 0"):
        metrics.response_metrics(tickets, target_s=-1)
    with pytest.raises(StoreLabError, match="'resolved_at' must hold times"):
        metrics.response_metrics(tickets.assign(resolved_at="later"))
    with pytest.raises(StoreLabError, match="no column 'chanel'; did you mean 'channel'"):
        metrics.response_metrics(tickets, by="chanel")
    with pytest.raises(StoreLabError, match="2 rows have no opened_at"):
        metrics.response_metrics(tickets.assign(opened_at=[pd.NaT, pd.NaT, *tickets["opened_at"][2:]]))
    with pytest.raises(StoreLabError, match="limits must name the hours of 'accept', 'verify', 'settle', 'follow_up'"):
        metrics.sla_report(tickets, {"accept": 1})
    with pytest.raises(StoreLabError, match=r"limits\['settle'\] must be above 0"):
        metrics.sla_report(tickets, LIMITS | {"settle": 0})
    use_language("zh")
    with pytest.raises(StoreLabError, match="limits 要写明"):
        metrics.sla_report(tickets, {})


def test_service_quality():
    figures = {
        "response_s": 60,
        "target_s": 30,
        "first_contact_rate": 0.8,
        "csat": 0.9,
        "complaint_rate": 0.01,
        "complaint_limit": 0.05,
    }
    # 30 / 60 = 0.5; 0.8; 0.9; 1 - 0.01 / 0.05 = 0.8: mean 0.75.
    assert metrics.service_quality(**figures) == pytest.approx(75)
    only = {"response": 1, "first_contact": 0, "csat": 0, "complaints": 0}
    assert metrics.service_quality(**figures, weights=only) == pytest.approx(50)
    best = figures | {"response_s": 0, "complaint_rate": 0.2}
    assert (
        metrics.service_quality(**best, weights={"response": 1, "first_contact": 0, "csat": 0, "complaints": 1}) == 50
    )
    assert math.isnan(metrics.service_quality(**figures | {"csat": math.nan}))
    assert math.isnan(metrics.service_quality(**figures | {"response_s": math.nan}))
    assert math.isnan(metrics.service_quality(**figures | {"complaint_rate": math.nan}))
    with pytest.raises(StoreLabError, match="csat must be from 0 to 1, not 4"):
        metrics.service_quality(**figures | {"csat": 4})
    with pytest.raises(StoreLabError, match="one weight for each of 'response', 'first_contact', 'csat', 'complaints'"):
        metrics.service_quality(**figures, weights={"csat": 1})
    with pytest.raises(StoreLabError, match="numbers from 0 on, at least one of them above 0"):
        metrics.service_quality(**figures, weights=dict.fromkeys(only, 0))


def test_erlang_c_by_hand():
    # Load 2 erlangs, 3 agents. B(1) = 2/3, B(2) = 2 * 2/3 / (2 + 4/3) = 0.4, B(3) = 0.8 / 3.8 = 4/19.
    # C = (4/19) / (1 - 2/3 * 15/19) = (4/19) / (9/19) = 4/9. Handling 3 min: mean wait 4/9 * 180 / 1 = 80 s;
    # within 60 s: 1 - 4/9 e^(-60/180).
    assert metrics.waiting_probability(40, 3, 3) == pytest.approx(4 / 9, rel=1e-14)
    assert metrics.mean_wait(40, 3, 3) == pytest.approx(80)
    assert metrics.queue_service_level(40, 3, 3, 60) == pytest.approx(1 - 4 / 9 * math.exp(-1 / 3))
    # One agent: C is the load.
    assert metrics.waiting_probability(30, 1, 1) == pytest.approx(0.5)


def test_erlang_c_published_example():
    # 100 calls in half an hour of 3 minutes each (10 erlangs), 80 % within 20 seconds: the textbook case of staffing
    # needs 14 agents, of whom 17.4 % of the callers have to wait, 7.8 s on average; 88.8 % are answered in time.
    assert metrics.agents_needed(200, 3, 20, 0.8) == 14
    assert metrics.waiting_probability(200, 3, 14) == pytest.approx(0.1741, abs=5e-5)
    assert metrics.queue_service_level(200, 3, 14, 20) == pytest.approx(0.888, abs=5e-4)
    assert metrics.mean_wait(200, 3, 14) == pytest.approx(7.8, abs=0.05)
    assert metrics.queue_service_level(200, 3, 13, 20) < 0.8


@relaxed
@given(st.floats(0.1, 60), st.integers(1, 80))
def test_erlang_c_against_the_poisson_distribution(load, agents):
    waiting = metrics.waiting_probability(load * 60, 1, agents)
    assert 0 <= waiting <= 1
    if agents <= load:
        assert waiting == 1
        assert metrics.queue_service_level(load * 60, 1, agents, 30) == 0
        assert metrics.mean_wait(load * 60, 1, agents) == math.inf
        return
    blocked = stats.poisson.pmf(agents, load) / stats.poisson.cdf(agents, load)  # Erlang B is a cut-off Poisson
    assert waiting == pytest.approx(blocked / (1 - load / agents * (1 - blocked)), rel=1e-9)
    assert metrics.waiting_probability(load * 60, 1, agents + 1) <= waiting


@relaxed
@given(st.floats(0, 5_000), st.floats(0.1, 20), st.floats(0, 300), st.floats(0, 0.99))
def test_agents_needed_is_the_least(calls, handling, wait, level):
    agents = metrics.agents_needed(calls, handling, wait, level)
    assert metrics.queue_service_level(calls, handling, agents, wait) >= level or not calls
    if agents > 0 and level > 0:
        assert metrics.queue_service_level(calls, handling, agents - 1, wait) < level


def test_large_and_empty_queues():
    assert metrics.agents_needed(600_000, 5, 20, 0.8) < 51_000  # no overflow at a load of 50,000
    assert metrics.agents_needed(0, 3, 20, 0.8) == 0
    assert metrics.waiting_probability(0, 3, 0) == 0
    assert metrics.waiting_probability(10, 3, 0) == 1
    assert metrics.mean_wait(0, 3, 0) == 0
    assert metrics.queue_service_level(0, 3, 0, 10) == 1


def test_waiting_cost():
    # 40 calls wait 80 s each: 40 * 80 / 3600 h = 0.8889 h of waiting at 90 yuan; 3 agents at 50.
    cost = metrics.waiting_cost(40, 3, 3, agent_cost=50, wait_cost=90)
    assert cost == pytest.approx({"wait_s": 80, "staff": 150, "waiting": 80, "total": 230})
    assert metrics.waiting_cost(0, 3, 1, agent_cost=50, wait_cost=90)["total"] == 50
    assert metrics.waiting_cost(40, 3, 2, agent_cost=50, wait_cost=90)["total"] == math.inf


def test_queue_refusals():
    with pytest.raises(StoreLabError, match="level must be a share from 0 to below 1"):
        metrics.agents_needed(10, 3, 20, 1)
    with pytest.raises(StoreLabError, match=r"agents must be a whole number, not 2\.5"):
        metrics.waiting_probability(10, 3, 2.5)
    with pytest.raises(StoreLabError, match="calls_per_hour must be at least 0"):
        metrics.waiting_probability(-1, 3, 2)
    with pytest.raises(StoreLabError, match="wait_s must be at least 0"):
        metrics.queue_service_level(1, 3, 2, -5)
    with pytest.raises(StoreLabError, match="wait_cost must be above 0"):
        metrics.waiting_cost(1, 3, 2, agent_cost=1, wait_cost=0)
