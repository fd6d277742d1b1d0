"""Registration, activity, retention, growth."""

import math

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import engines
from storelab import metrics
from storelab.errors import StoreLabError

relaxed = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30, deadline=None)


def days(*texts):
    return pd.to_datetime(list(texts), format="ISO8601")


@pytest.fixture
def users():
    return pd.DataFrame({"registered_at": days("2024-12-31 23:59:59", "2025-01-01", "2025-01-31 20:00", "2025-02-01")})


def test_registered_and_new_users_count_whole_days(users, engine):
    table = engine(users)
    assert metrics.registered_users(table, "2024-12-31") == 1
    with pytest.raises(
        StoreLabError, match=r"as_of \(2024-12-30\) lies before the first 'registered_at' of users \(2024-12-31\)"
    ):
        metrics.registered_users(table, "2024-12-30")
    assert metrics.registered_users(table, "2025-01-31") == 3
    assert metrics.new_users(table, "2025-01-01", "2025-01-31") == 2
    assert metrics.new_users(table, pd.Timestamp("2025-02-01"), pd.Timestamp("2025-02-01").date()) == 1
    assert metrics.new_users(engine(users.head(0)), "2025-01-01", "2025-01-31") == 0


def test_windows_must_make_sense(users):
    with pytest.raises(StoreLabError, match=r"end \(2025-01-01\) lies before start \(2025-01-31\)"):
        metrics.new_users(users, "2025-01-31", "2025-01-01")
    with pytest.raises(StoreLabError, match="start must be a day such as '2025-12-31', not 'soon'"):
        metrics.new_users(users, "soon", "2025-01-01")
    with pytest.raises(StoreLabError, match="as_of must be a day"):
        metrics.registered_users(users, None)
    with pytest.raises(StoreLabError, match="must hold times"):
        metrics.registered_users(users.astype(str), "2025-01-01")


@pytest.fixture
def activity():
    # Day 0 is Wednesday 2025-01-01. User 1: days 0, 0, 1, 7. User 2: days 0, 30. User 3: day 5 (Monday 6 January).
    rows = [(1, "2025-01-01 10:00"), (1, "2025-01-01 22:00"), (1, "2025-01-02"), (1, "2025-01-08"),
            (2, "2025-01-01 08:00"), (2, "2025-01-31"), (3, "2025-01-06")]  # fmt: skip
    table = pd.DataFrame(rows, columns=["user_id", "ts"])
    return table.assign(ts=pd.to_datetime(table["ts"], format="ISO8601"))


def test_active_users_by_hand(activity, engine, same):
    by_week = pd.DataFrame(
        # Weeks begin on Monday: 30 December (1, 2), 6 January (1, 3), 27 January (2).
        {"period": days("2024-12-30", "2025-01-06", "2025-01-27"), "active_users": [2, 2, 1]}
    )
    result = metrics.active_users(engine(activity), "week")
    assert isinstance(result, engine.kind)
    same(result, by_week)
    same(
        metrics.active_users(engine(activity), "month"),
        pd.DataFrame({"period": days("2025-01-01"), "active_users": [3]}),
    )
    daily = activity.groupby(activity["ts"].dt.normalize())["user_id"].nunique()
    same(metrics.active_users(engine(activity)), daily.rename_axis("period").rename("active_users").reset_index())


def test_retention_by_hand(activity, engine, same):
    table = engine(activity)
    # Day 1: all three can be observed by 31 January; only 1 came.
    assert metrics.retained_users(table, 1, "2025-01-31") == 1
    assert metrics.retention_rate(table, 1, "2025-01-31") == pytest.approx(1 / 3)
    # Day 30: 3 began on the 6th, whose day 30 is 5 February. Of 1 and 2, 2 came.
    assert metrics.retention_rate(table, 30, "2025-01-31") == 0.5
    # Days 1 to 7, known by 10 January: 3's seventh day is the 13th. Of 1 and 2, 1 came.
    assert metrics.retention_rate(table, (1, 7), "2025-01-10") == 0.5
    assert math.isnan(metrics.retention_rate(table, 60, "2025-01-31"))
    expected = pd.DataFrame(
        {
            "cohort": days("2024-12-30", "2025-01-06"),
            "users": [2, 0],
            "retained_users": [1, 0],
            "retention_rate": [0.5, None],
        }
    )
    same(metrics.retention_rate(table, 30, "2025-01-31", cohort="week"), expected)
    same(metrics.retained_users(table, 30, "2025-01-31", cohort="week"), expected.drop(columns="retention_rate"))


def test_rows_after_as_of_do_not_count(activity, engine):
    assert metrics.retained_users(engine(activity), (1, 7), "2025-01-07") == 0  # day 7 of user 1 is the 8th
    assert metrics.retention_rate(engine(activity), 1, "2025-01-01") != metrics.retention_rate(
        activity, 1, "2025-01-02"
    )


def test_retention_refuses(activity):
    for wrong in (0, (5, 2), (0, 3)):
        with pytest.raises(StoreLabError, match="day must be 1 or more"):
            metrics.retention_rate(activity, wrong, "2025-01-31")
    with pytest.raises(StoreLabError, match="cohort 'weak' is unknown; did you mean 'week'"):
        metrics.retention_rate(activity, 1, "2025-01-31", cohort="weak")
    with pytest.raises(StoreLabError, match="activity: 1 rows have no user_id"):
        metrics.active_users(activity.assign(user_id=activity["user_id"].where(activity["user_id"] < 3)))


def test_growth_accounting_by_hand(engine, same):
    # Months: user 1 in 1, 2, 4; user 2 in 1; user 3 in 4. March has nobody.
    table = pd.DataFrame(
        {"user_id": [1, 1, 1, 2, 3], "ts": days("2025-01-05", "2025-02-05", "2025-04-05", "2025-01-20", "2025-04-09")}
    )
    expected = pd.DataFrame(
        {
            "period": days("2025-01-01", "2025-02-01", "2025-03-01", "2025-04-01"),
            "active": [2, 1, 0, 2],
            "new": [2, 0, 0, 1],
            "retained": [0, 1, 0, 0],
            "resurrected": [0, 0, 0, 1],
            "churned": [0, 1, 1, 0],
        }
    )
    same(metrics.growth_accounting(engine(table), "month"), expected)
    empty = metrics.growth_accounting(engine(table.head(0)), "month")
    assert len(engines.to_pandas(empty)) == 0


def test_active_days_and_activity_rate(activity, engine, same):
    # In the first seven days of January: 1 on two days, 2 and 3 on one each.
    expected = pd.DataFrame({"user_id": [1, 2, 3], "active_days": [2, 1, 1], "activity": [2 / 7, 1 / 7, 1 / 7]})
    same(metrics.active_days(engine(activity), "2025-01-01", "2025-01-07"), expected)
    members = pd.DataFrame({"user_id": [2, 3, 4, 5]})
    # Of members 2 to 5, in the week of the 6th only 3 did something.
    assert metrics.activity_rate(engine(members), engine(activity), "2025-01-06", "2025-01-12") == 0.25
    assert math.isnan(metrics.activity_rate(engine(members.head(0)), engine(activity), "2025-01-06", "2025-01-12"))


actions = st.lists(st.tuples(st.integers(1, 6), st.integers(0, 120)), min_size=1, max_size=50).map(
    lambda rows: pd.DataFrame(
        {
            "user_id": [user for user, _ in rows],
            "ts": pd.Timestamp("2024-12-01") + pd.to_timedelta([day for _, day in rows], unit="D"),
        }
    )
)


@relaxed
@given(actions, st.sampled_from(["day", "week", "month", "quarter"]))
def test_growth_adds_up(table, period):
    growth = metrics.growth_accounting(table, period)
    assert (growth["active"] == growth["new"] + growth["retained"] + growth["resurrected"]).all()
    before = growth["active"].shift(fill_value=0)
    assert (growth["retained"] == before - growth["churned"]).all()
    assert growth["new"].sum() == table["user_id"].nunique()
    assert (growth.drop(columns="period") >= 0).all().all()
    active = metrics.active_users(table, period)
    assert growth.loc[growth["active"] > 0, "active"].to_list() == active["active_users"].to_list()


def retention_in_pandas(table, day, as_of):
    """The lesson's derivation."""
    seen = table[table["ts"] < as_of + pd.Timedelta(days=1)]
    first = seen.groupby("user_id")["ts"].min().dt.normalize()
    told = first[first + pd.Timedelta(days=day) <= as_of]
    joined = seen.merge(told.rename("first"), left_on="user_id", right_index=True)
    age = (joined["ts"].dt.normalize() - joined["first"]).dt.days
    return joined[age == day]["user_id"].nunique(), len(told)


@relaxed
@given(actions, st.integers(1, 60), st.integers(0, 120))
def test_retention_agrees_with_pandas_in_any_order(table, day, later):
    as_of = table["ts"].min() + pd.Timedelta(days=later)
    kept, told = retention_in_pandas(table, day, as_of)
    shuffled = table.sample(frac=1, random_state=1)
    assert metrics.retained_users(shuffled, day, as_of) == kept
    rate = metrics.retention_rate(shuffled, day, as_of)
    assert (math.isnan(rate) and not told) or rate == kept / told
