"""Platforms: margins, deposits, users, ratings; onboarding; penalty points."""

import math
from importlib import import_module

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import engines
from storelab import metrics
from storelab.errors import StoreLabError

relaxed = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)


def test_margin_of_an_order_by_hand():
    # 100 - 40 - 8 - 5 % commission - 1 % payment - 10 % ad = 36.
    parts = metrics.net_margin_per_order(100, 40, 8, 0.05, 0.01, 0.1)
    assert parts == pytest.approx({"commission": 5, "payment_fee": 1, "ad": 10, "margin": 36, "margin_rate": 0.36})
    assert math.isnan(metrics.net_margin_per_order(0, 40, 8, 0.05)["margin_rate"])


def test_break_even_orders():
    assert metrics.break_even_orders(1000, 36) == 28  # 27.8
    assert metrics.break_even_orders(1000, 25) == 40
    assert metrics.break_even_orders(0, 25) == 0
    # In floats 0.1 + 0.2 is above 0.3, and 0.3 / 0.1 below 3; both are 3 in decimals.
    assert metrics.break_even_orders(0.3, 0.1) == 3
    assert metrics.break_even_orders(np.float64(0.6), np.float64(0.2)) == 3
    with pytest.raises(StoreLabError, match="unit_margin must be above 0, not 0"):
        metrics.break_even_orders(1000, 0)


@relaxed
@given(st.integers(0, 10**7), st.integers(1, 10**5))
def test_break_even_is_the_first_that_pays(fixed_fen, margin_fen):
    orders = metrics.break_even_orders(fixed_fen / 100, margin_fen / 100)
    assert orders * margin_fen >= fixed_fen
    assert (orders - 1) * margin_fen < fixed_fen


def test_plain_formulas():
    assert metrics.channel_performance(300, 200) == 1.5
    assert metrics.channel_performance(-300, 200) == -1.5
    assert math.isnan(metrics.channel_performance(300, 0))
    assert metrics.commission_rate(pd.Series([5.0, 1.0]), pd.Series([100.0, 0.0])).to_list()[0] == 0.05
    assert math.isnan(metrics.commission_rate(5, 0))
    # 50,000 yuan at 7.3 percent for 100 of 365 days.
    assert metrics.deposit_cost(50_000, 0.073, 100) == pytest.approx(1000)
    assert metrics.deposit_cost(50_000, 0.06) == 3000
    with pytest.raises(StoreLabError, match="commission must be at least 0, not -5"):
        metrics.commission_rate(-5, 100)
    with pytest.raises(StoreLabError, match="commission_rate must be from 0 to 1, not 5"):
        metrics.net_margin_per_order(100, 40, 8, 5)


def test_female_share(engine, same):
    # Of three whose gender is known in group 1, two are women; in group 2 nobody's is known.
    users = pd.DataFrame({"group": [1, 1, 1, 1, 2], "gender": ["female", "male", "female", None, None]})
    result = metrics.female_share(engine(users), by="group")
    assert isinstance(result, engine.kind)
    same(result, pd.DataFrame({"group": [1, 2], "female_share": [2 / 3, math.nan]}))
    assert metrics.female_share(engine(users)) == 2 / 3
    assert math.isnan(metrics.female_share(engine(users.tail(1))))


@pytest.fixture
def reviews():
    rng = np.random.default_rng(11)
    days = pd.Timestamp("2025-01-01") + pd.to_timedelta(rng.integers(0, 300 * 86_400, 400), unit="s")
    table = pd.DataFrame({"shop_id": rng.integers(1, 4, 400), "created_at": days})
    for name in ("dsr_desc", "dsr_service", "dsr_logistics"):
        table[name] = np.where(rng.random(400) < 0.1, np.nan, rng.integers(1, 6, 400))
    return table


def test_merchant_rating(reviews, engine, same):
    # Window of 2 days up to the 10th: the 9th and the 10th. Description 4, 5; service 3 (one missing); logistics 1, 2.
    few = pd.DataFrame(
        {
            "created_at": pd.to_datetime(
                ["2025-05-08 23:59:59", "2025-05-09", "2025-05-10 23:59:59", "2025-05-11"], format="ISO8601"
            ),
            "dsr_desc": [1, 4, 5, 1],
            "dsr_service": [1, None, 3, 1],
            "dsr_logistics": [1, 1, 2, 1],
        }
    )
    rated = metrics.merchant_rating(engine(few), "2025-05-10", days=2)
    assert rated == {"reviews": 2, "description": 4.5, "service": 3, "logistics": 1.5, "merchant_rating": 3.0}
    none = metrics.merchant_rating(engine(few), "2025-12-10", days=2)
    assert none.pop("reviews") == 0
    assert all(map(math.isnan, none.values()))
    result = metrics.merchant_rating(engine(reviews), "2025-07-19", by="shop_id")
    assert isinstance(result, engine.kind)
    last = pd.Timestamp("2025-07-19")
    day = reviews["created_at"].dt.normalize()
    recent = reviews[(day <= last) & (day > last - pd.Timedelta(days=180))].groupby("shop_id")
    oracle = recent.size().rename("reviews").to_frame()
    for name, column in (("description", "dsr_desc"), ("service", "dsr_service"), ("logistics", "dsr_logistics")):
        oracle[name] = recent[column].mean()
    oracle["merchant_rating"] = oracle[["description", "service", "logistics"]].mean(axis=1)
    same(result, oracle.reset_index())


def test_merchant_rating_refuses(reviews):
    with pytest.raises(StoreLabError, match="reviews: 1 values of 'dsr_desc' are not from 1 to 5"):
        metrics.merchant_rating(reviews.assign(dsr_desc=[6] + [5] * 399), "2025-07-19")
    with pytest.raises(StoreLabError, match=r"as_of \(2024-01-01\) lies before the first 'created_at' of reviews"):
        metrics.merchant_rating(reviews, "2024-01-01")
    with pytest.raises(StoreLabError, match="days must be at least 1, not 0"):
        metrics.merchant_rating(reviews, "2025-07-19", days=0)
    with pytest.raises(StoreLabError, match="reviews has no column 'dsr_descr'; did you mean 'dsr_desc'"):
        metrics.merchant_rating(reviews, "2025-07-19", description="dsr_descr")


@pytest.fixture
def onboarding():
    # Application 1 opens after 10 days in all; 2 after 20; 3 is refused; 4 waits in review; 5 comes after the 31st.
    rows = [
        (1, "p", "papers", "2025-01-01", "2025-01-03", "passed"),
        (1, "p", "review", "2025-01-04", "2025-01-11", "passed"),
        (2, "p", "papers", "2025-01-01", "2025-01-05", "passed"),
        (2, "p", "review", "2025-01-05", "2025-01-21", "passed"),
        (3, "q", "papers", "2025-01-10", "2025-01-12", "rejected"),
        (4, "q", "papers", "2025-01-20", "2025-01-23 12:00", "passed"),
        (4, "q", "review", "2025-01-23 12:00", "2025-03-01", "passed"),
        (5, "q", "papers", "2025-02-01", None, None),
    ]
    names = ["application_id", "platform_id", "stage", "entered_at", "left_at", "result"]
    table = pd.DataFrame(rows, columns=names)
    times = {name: pd.to_datetime(table[name], format="ISO8601") for name in ("entered_at", "left_at")}
    return table.assign(**times).sample(frac=1, random_state=4)


def test_onboarding_by_hand(onboarding, engine, same):
    table = engine(onboarding)
    # Papers: 2, 2, 3.5 and 4 days, of which three passed. P90 of 2, 2, 3.5, 4: 3.5 + 0.7 * 0.5. Review: 7 and 16 days.
    stages = pd.DataFrame(
        {
            "stage": ["papers", "review"],
            "closed": [4, 2],
            "open": [0, 1],
            "pass_rate": [0.75, 1.0],
            "median_days": [2.75, 11.5],
            "p90_days": [3.85, 15.1],
        }
    )
    result = metrics.onboarding_stages(table, "2025-01-31")
    assert isinstance(result, engine.kind)
    same(result, stages)
    # p: 10 and 20 days. q: one refused, one open; nothing opened, so no time.
    whole = pd.DataFrame(
        {
            "platform_id": ["p", "q"],
            "opened": [2, 0],
            "rejected": [0, 1],
            "open": [0, 1],
            "median_days": [15, math.nan],
            "p90_days": [19, math.nan],
        }
    )
    same(metrics.onboarding_time(table, "2025-01-31", "review", by="platform_id"), whole)
    # By the end of March 4 has opened too, after 40 days: 10, 20, 40. Application 5 is open.
    later = pd.DataFrame({"opened": [3], "rejected": [1], "open": [1], "median_days": [20], "p90_days": [36.0]})
    same(metrics.onboarding_time(table, "2025-03-31", "review"), later)
    # Decided: 1, 2, 4 opened, 3 refused.
    assert metrics.approval_rate(table, "review") == 0.75
    rates = pd.DataFrame({"platform_id": ["p", "q"], "approval_rate": [1.0, 0.5]})
    same(metrics.approval_rate(table, "review", by="platform_id"), rates)


def test_onboarding_agrees_with_pandas(engine, same):
    rng = np.random.default_rng(13)
    entered = pd.Timestamp("2025-01-01") + pd.to_timedelta(rng.integers(0, 90 * 86_400, 150), unit="s")
    left = entered + pd.to_timedelta(rng.exponential(10 * 86_400, 150).astype(int), unit="s")
    log = pd.DataFrame(
        {
            "stage": rng.choice(["papers", "review", "deposit"], 150),
            "entered_at": entered,
            "left_at": pd.Series(left).where(rng.random(150) < 0.8),
            "result": rng.choice(["passed", "rejected"], 150),
        }
    )
    end = pd.Timestamp("2025-03-15")
    seen = log[log["entered_at"] < end + pd.Timedelta(days=1)]
    closed = seen[seen["left_at"] < end + pd.Timedelta(days=1)]
    length = (closed["left_at"] - closed["entered_at"]) / pd.Timedelta(days=1)
    oracle = closed.groupby("stage").size().rename("closed").to_frame()
    oracle["open"] = seen.groupby("stage").size() - oracle["closed"]
    oracle["pass_rate"] = (closed["result"] == "passed").groupby(closed["stage"]).mean()
    oracle["median_days"] = length.groupby(closed["stage"]).quantile(0.5)
    oracle["p90_days"] = length.groupby(closed["stage"]).quantile(0.9)
    result = metrics.onboarding_stages(engine(log), "2025-03-15")
    pd.testing.assert_frame_equal(
        engines.to_pandas(result), oracle.reset_index(), check_dtype=False, check_column_type=False, rtol=1e-9
    )


def test_random_tables_agree_with_pandas(engine, same):
    rng = np.random.default_rng(29)
    users = pd.DataFrame({"tier": rng.integers(1, 4, 200), "gender": rng.choice(["female", "male", None], 200)})
    known = users.dropna()
    oracle = (known["gender"] == "female").groupby(known["tier"]).mean().rename("female_share").reset_index()
    same(metrics.female_share(engine(users), by="tier"), oracle)
    log = pd.DataFrame(
        {
            "application_id": rng.integers(1, 90, 250),
            "stage": rng.choice(["papers", "review"], 250),
            "result": rng.choice(["passed", "rejected", None], 250, p=[0.3, 0.2, 0.5]),
        }
    )
    log["platform_id"] = log["application_id"] % 3
    flags = log.assign(
        through=(log["stage"] == "review") & (log["result"] == "passed"), refused=log["result"] == "rejected"
    )
    cases = flags.groupby(["platform_id", "application_id"])[["through", "refused"]].any()
    decided = cases[cases["through"] | cases["refused"]]
    rates = decided["through"].groupby("platform_id").mean().rename("approval_rate").reset_index()
    same(metrics.approval_rate(engine(log), "review", by="platform_id"), rates)


def test_onboarding_zero_empty_and_refusals(onboarding):
    open_only = onboarding[onboarding["application_id"] == 5]
    assert math.isnan(metrics.approval_rate(open_only, "review"))
    row = metrics.onboarding_stages(open_only, "2025-02-05").iloc[0]
    assert (row["closed"], row["open"]) == (0, 1)
    assert math.isnan(row["pass_rate"])
    assert math.isnan(row["median_days"])
    assert len(metrics.onboarding_stages(onboarding.head(0), "2025-02-05")) == 0
    backwards = onboarding.assign(left_at=onboarding["entered_at"] - pd.Timedelta(days=1))
    with pytest.raises(StoreLabError, match="onboarding: in 8 rows 'left_at' lies before 'entered_at'"):
        metrics.onboarding_stages(backwards, "2025-02-05")
    with pytest.raises(StoreLabError, match="onboarding: 1 rows have no application_id"):
        metrics.approval_rate(onboarding.assign(application_id=[None, *range(7)]), "review")
    with pytest.raises(StoreLabError, match="as_of must be a day"):
        metrics.onboarding_time(onboarding, "soon", "review")
    # Refused at first, passed at a second try: approved.
    again = pd.DataFrame({"application_id": [1, 1], "stage": "review", "result": ["rejected", "passed"]})
    assert metrics.approval_rate(again, "review") == 1


@pytest.fixture
def schedule():
    return pd.DataFrame(
        {
            "points": [None, None, None, 6.0],
            "min_points": [48.0, 12.0, 24.0, None],
            "status": ["closed", "warned", "limited", None],
        }
    )


def test_penalty_status_by_hand(schedule, engine, same):
    # 365 days up to 2025-06-30 begin on 2024-07-01. Shop 1: 8 + 4 = 12, just warned. Shop 2: 50. Shop 3: all has lapsed.
    violations = pd.DataFrame(
        {
            "shop_id": [2, 1, 1, 1, 3],
            "date": pd.to_datetime(["2025-01-01", "2024-07-01", "2024-06-30", "2025-06-30", "2023-01-01"]),
            "points": [50, 8, 30, 4, 6],
        }
    )
    expected = pd.DataFrame(
        {
            "shop_id": [1, 2, 3],
            "violations": [2, 1, 0],
            "points": [12.0, 50, 0],
            "status": ["warned", "closed", None],
            "points_to_next": [12.0, math.nan, 12],
        }
    )
    result = metrics.penalty_status(engine(violations), engine(schedule), "2025-06-30")
    assert isinstance(result, engine.kind)
    same(result, expected)


def test_penalties_refuse(schedule):
    violations = pd.DataFrame({"shop_id": [1], "date": pd.to_datetime(["2025-01-01"]), "points": [-3]})
    with pytest.raises(StoreLabError, match="violations: 1 values of 'points' are negative"):
        metrics.penalty_status(violations, schedule, "2025-06-30")
    fine = violations.assign(points=3)
    with pytest.raises(StoreLabError, match="schedule has more than one row for min_points = 12"):
        metrics.penalty_status(fine, schedule.assign(min_points=[12.0, 12.0, 24.0, None]), "2025-06-30")
    with pytest.raises(StoreLabError, match="a threshold has no 'status'"):
        metrics.penalty_status(fine, schedule.assign(status=None).astype({"status": object}), "2025-06-30")
    with pytest.raises(StoreLabError, match="window_days must be at least 1"):
        metrics.penalty_status(fine, schedule, "2025-06-30", window_days=0)
    assert len(metrics.penalty_status(fine.head(0), schedule, "2025-06-30")) == 0


def test_messages_in_chinese(onboarding, schedule, monkeypatch):
    monkeypatch.setattr(import_module("storelab.language"), "_chosen", "zh")
    with pytest.raises(StoreLabError, match="unit_margin 应该大于 0"):
        metrics.break_even_orders(1, 0)
    with pytest.raises(StoreLabError, match="8 行的 'left_at' 比 'entered_at' 还早"):
        metrics.onboarding_stages(onboarding.assign(left_at=onboarding["entered_at"] - pd.Timedelta(days=1)), "2025-02-05")  # fmt: skip
    violations = pd.DataFrame({"shop_id": [1], "date": pd.to_datetime(["2025-01-01"]), "points": [3]})
    with pytest.raises(StoreLabError, match="每个 'min_points' 都要有对应的状态"):
        metrics.penalty_status(violations, schedule.assign(status=None).astype({"status": object}), "2025-06-30")


@relaxed
@given(st.lists(st.tuples(st.integers(0, 800), st.integers(0, 20)), min_size=1, max_size=20), st.integers(1, 700))
def test_a_longer_window_never_has_fewer_points(rows, days):
    start = pd.Timestamp("2024-01-01")
    violations = pd.DataFrame({"points": [count for _, count in rows]}).assign(
        shop_id=1, date=start + pd.to_timedelta([day for day, _ in rows], unit="D")
    )
    ladder = pd.DataFrame({"min_points": [12], "status": ["warned"]})
    short, long = (
        metrics.penalty_status(violations, ladder, "2025-12-31", window)["points"].iloc[0]
        for window in (days, days + 60)
    )
    last = pd.Timestamp("2025-12-31")
    inside = (violations["date"] <= last) & (violations["date"] > last - pd.Timedelta(days=days))
    assert short == violations.loc[inside, "points"].sum()
    assert short <= long
