"""Cohorts and intervals: by hand, against pandas, and against published data."""

import json
import os
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import engines
from storelab import metrics
from storelab.errors import StoreLabError

relaxed = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30, deadline=None)


def paid(*rows):
    """Valid orders of (customer, day, yuan)."""
    table = pd.DataFrame(rows, columns=["user_id", "paid_at", "paid"])
    return table.assign(paid_at=pd.to_datetime(table["paid_at"], format="ISO8601"), status="delivered")


@pytest.fixture
def quarter():
    # January: 1 and 2. 1 comes back in January and March, 2 in February. March: 3.
    return paid(
        (1, "2025-01-31 23:00", 10.0), (1, "2025-01-31 23:30", 5.0), (2, "2025-01-02", 20.0),
        (2, "2025-02-01", 7.5), (1, "2025-03-03", 2.5), (3, "2025-03-04", 40.0),
    )  # fmt: skip


def days(*texts):
    return pd.to_datetime(list(texts))


def test_cohorts_by_hand(quarter, engine, same):
    # On 30 March, March is not over: age 2 of January and, for 3, every later age cannot be told. February had no new
    # customer, so it is no cohort. 3's age 0 is 1 by definition, though what they will have paid in March is open.
    expected = pd.DataFrame(
        {
            "cohort": days(*["2025-01-01"] * 3, *["2025-03-01"] * 3),
            "age": [0, 1, 2] * 2,
            "customers": [2, 2, 2, 1, 1, 1],
            "retained": [2, 1, None, 1, None, None],
            "rate": [1.0, 0.5, None, 1.0, None, None],
        }
    )
    result = metrics.cohort_retention(engine(quarter), "2025-03-30")
    assert isinstance(result, engine.kind)
    same(result, expected)
    over = expected.assign(retained=[2, 1, 1, 1, None, None], rate=[1.0, 0.5, 0.5, 1.0, None, None])
    same(metrics.cohort_retention(engine(quarter), "2025-03-31"), over)
    money = over.assign(
        value=[35.0, 7.5, 2.5, 40.0, None, None], value_per_customer=[17.5, 3.75, 1.25, 40.0, None, None]
    )
    same(metrics.cohort_retention(engine(quarter), "2025-03-31", value=True), money)
    open_month = metrics.cohort_retention(quarter, "2025-03-30", value=True)
    assert open_month["value"].isna().to_list() == [False, False, True, True, True, True]


def test_nobody_came_back_is_0_and_not_null(engine, same):
    table = paid((1, "2025-01-05", 1.0), (2, "2025-02-05", 1.0))
    result = metrics.cohort_retention(engine(table), "2025-02-28")
    expected = pd.DataFrame(
        {
            "cohort": days("2025-01-01", "2025-01-01", "2025-02-01", "2025-02-01"),
            "age": [0, 1, 0, 1],
            "customers": [1, 1, 1, 1],
            "retained": [1, 0, 1, None],
            "rate": [1.0, 0.0, 1.0, None],
        }
    )
    same(result, expected)


def test_weeks_and_quarters(quarter, engine, same):
    # 31 January 2025 is a Friday of the week from the 27th; on Sunday 2 February its week and that of the 1st are over.
    # 2 came back in the fifth week, on Saturday, 1 February.
    weeks = pd.DataFrame(
        {
            "cohort": days(*["2024-12-30"] * 5, *["2025-01-27"] * 5),
            "age": [*range(5)] * 2,
            "customers": 1,
            "retained": [1, 0, 0, 0, 1, 1, None, None, None, None],
            "rate": [1.0, 0.0, 0.0, 0.0, 1.0, 1.0, None, None, None, None],
        }
    )
    same(metrics.cohort_retention(engine(quarter), "2025-02-02", freq="W"), weeks)
    same(
        metrics.cohort_retention(engine(quarter), "2025-03-31", freq="Q"),
        pd.DataFrame({"cohort": days("2025-01-01"), "age": [0], "customers": [3], "retained": [3], "rate": [1.0]}),
    )


def test_orders_that_are_not_valid_make_no_cohort(quarter):
    table = quarter.assign(status=["refunded", "refunded", *["delivered"] * 4])
    cohorts = metrics.cohort_retention(table, "2025-03-31")
    assert cohorts[cohorts["age"] == 0].set_index("cohort")["customers"].to_dict() == {
        pd.Timestamp("2025-01-01"): 1,  # 2
        pd.Timestamp("2025-03-01"): 2,  # 3, and 1, whose January orders were refunded
    }


def test_without_orders_and_unknown_periods(quarter, engine):
    empty = metrics.cohort_retention(engine(quarter.head(0)), "2024-12-31")
    assert len(engines.to_pandas(empty)) == 0
    for early in (metrics.cohort_retention, metrics.time_to_second_order, metrics.personal_intervals):
        with pytest.raises(
            StoreLabError, match=r"as_of \(2024-12-31\) lies before the first 'paid_at' of orders \(2025-01-02\)"
        ):
            early(engine(quarter), "2024-12-31")
    with pytest.raises(StoreLabError, match="freq 'Y' is unknown"):
        metrics.cohort_retention(quarter, "2025-03-31", freq="Y")


def test_against_pandas(trade, valid, engine, same):
    placed = valid[["user_id", "paid_at"]].assign(month=valid["paid_at"].dt.to_period("M"))
    placed = placed[placed["paid_at"] < "2025-07-01"]
    cohort = placed.groupby("user_id")["month"].min().rename("cohort")
    cells = placed.merge(cohort, left_on="user_id", right_index=True)
    cells["age"] = (cells["month"] - cells["cohort"]).map(lambda months: months.n)
    wide = (
        cells.groupby(["cohort", "age"])["user_id"]
        .nunique()
        .unstack(fill_value=0)
        .reindex(columns=range(18), fill_value=0)
    )
    wide.index = wide.index.to_timestamp()
    # Of each cohort the ages up to June 2025 can be told.
    seen = wide.apply(lambda row: row.where(row.index <= (2025 - row.name.year) * 12 + 6 - row.name.month), axis=1)
    long = seen.stack(future_stack=True).rename("retained").reset_index()
    long["customers"] = long["cohort"].map(wide[0])
    long["rate"] = long["retained"] / long["customers"]
    expected = long[["cohort", "age", "customers", "retained", "rate"]]
    same(metrics.cohort_retention(engine(trade["orders"]), "2025-06-30"), expected)


def test_time_to_second_order_by_hand(quarter, engine, same):
    # 1 twice in one evening: 0 days. 2 after 30 days. 3 waits since 4 March: 27 days by the 31st.
    expected = pd.DataFrame({"user_id": [1, 2, 3], "days": [0, 30, 27], "censored": [False, False, True]})
    same(metrics.time_to_second_order(engine(quarter), "2025-03-31"), expected)
    # By the end of January 2's second order has not happened.
    early = pd.DataFrame({"user_id": [1, 2], "days": [0, 29], "censored": [False, True]})
    same(metrics.time_to_second_order(engine(quarter), "2025-01-31"), early)


def test_personal_intervals_by_hand(quarter, engine, same):
    # 1 bought on 31 January (twice, one day), 3 March and now 4 and 24 March: gaps 31, 1, 20, median 20.
    table = pd.concat([quarter, paid((1, "2025-03-04", 1.0), (1, "2025-03-24", 1.0))])
    expected = pd.DataFrame(
        {
            "user_id": [1, 2, 3],
            "purchase_days": [4, 2, 1],
            "median_interval": [20.0, 30.0, None],
            "days_since": [7, 58, 27],
        }
    )
    same(metrics.personal_intervals(engine(table), "2025-03-31"), expected)


def test_intervals_against_pandas(trade, valid, engine, same):
    seen = valid[valid["paid_at"] < "2025-11-12"].assign(day=lambda frame: frame["paid_at"].dt.normalize())
    by_day = seen.drop_duplicates(["user_id", "day"]).sort_values(["user_id", "day"])
    gaps = by_day.groupby("user_id")["day"].diff().dt.days
    groups = by_day.groupby("user_id")["day"]
    expected = pd.DataFrame(
        {
            "purchase_days": groups.size(),
            "median_interval": gaps.groupby(by_day["user_id"]).median(),
            "days_since": (pd.Timestamp("2025-11-11") - groups.max()).dt.days,
        }
    ).reset_index()
    same(metrics.personal_intervals(engine(trade["orders"]), "2025-11-11"), expected)
    ordered = seen.sort_values(["user_id", "day"])
    second = ordered.groupby("user_id")["day"].agg(lambda values: values.iloc[1] if len(values) > 1 else pd.NaT)
    first = ordered.groupby("user_id")["day"].min()
    wait = (second.fillna(pd.Timestamp("2025-11-11")) - first).dt.days
    times = pd.DataFrame({"days": wait, "censored": second.isna()}).reset_index()
    same(metrics.time_to_second_order(engine(trade["orders"]), "2025-11-11"), times)


orders = st.lists(st.tuples(st.integers(1, 6), st.integers(0, 200)), min_size=1, max_size=40).map(
    lambda rows: pd.DataFrame(
        {
            "user_id": [user for user, _ in rows],
            "paid_at": pd.Timestamp("2024-12-15") + pd.to_timedelta([day for _, day in rows], unit="D"),
            "paid": 1.0,
            "status": "paid",
        }
    )
)


@relaxed
@given(orders, st.integers(0, 220), st.sampled_from(["W", "M", "Q"]))
def test_cohorts_add_up(table, later, freq):
    as_of = table["paid_at"].min() + pd.Timedelta(days=later)
    seen = table[table["paid_at"] <= as_of]
    cells = metrics.cohort_retention(table, as_of, freq=freq, value=True)
    assert cells[cells["age"] == 0]["customers"].sum() == seen["user_id"].nunique()
    assert cells["rate"].dropna().between(0, 1).all()
    assert (cells[cells["age"] == 0]["rate"] == 1).all()
    # What the whole periods brought is the sum of their cells.
    over = as_of + pd.Timedelta(days=1)
    whole = seen[seen["paid_at"].dt.to_period(freq) < over.to_period(freq)]
    assert cells["value"].sum() == len(whole)
    again = metrics.cohort_retention(table.sample(frac=1, random_state=4), as_of, freq=freq, value=True)
    pd.testing.assert_frame_equal(again, cells)


REFERENCE = os.environ.get("STORELAB_REFERENCE_DATA")


@pytest.fixture(scope="module")
def cdnow():
    """Purchases of CDNOW's customers of early 1997 (Fader and Hardie), one row a purchase."""
    if not REFERENCE:
        pytest.skip("STORELAB_REFERENCE_DATA names no folder with the reference data")
    rows = pd.read_csv(Path(REFERENCE) / "cdnow-1997-1998.csv.gz", parse_dates=["date"])
    rows = rows.rename(columns={"customer_id": "user_id", "date": "paid_at", "dollar_value": "paid"})
    return rows.assign(status="delivered", refund=0.0)


@pytest.fixture(scope="module")
def published():
    """Statistics of the same data that were computed elsewhere, rounded to four digits."""
    statistics = json.loads((Path(REFERENCE or "") / "shape-statistics.json").read_text(encoding="utf-8"))
    return statistics["datasets"]["cdnow_1997_1998"]


def test_cdnow_cohorts(cdnow, published):
    cells = metrics.cohort_retention(cdnow, "1998-06-30")
    for month, rates in published["cohort_monthly_retention"].items():
        ours = cells[cells["cohort"] == pd.Timestamp(month)].set_index("age")["rate"].dropna()
        assert ours.to_list() == pytest.approx(rates, rel=5e-4)
    assert cells[cells["age"] == 0]["customers"].sum() == 23_570


def test_cdnow_customers(cdnow, published):
    customers = published["customers"]
    one = 1 - metrics.repurchase_rate(cdnow, "1997-01-01", "1998-06-30")
    assert one == pytest.approx(customers["one_order_share"], rel=5e-4)
    spend = metrics.customer_summary(cdnow, "1998-06-30")
    assert spend["monetary"].mean() == pytest.approx(customers["spend_per_customer"]["mean"], rel=5e-4)
    assert spend["frequency"].max() == customers["orders_per_customer"]["max"]
    rhythm = metrics.personal_intervals(cdnow, "1998-06-30")
    assert (rhythm["purchase_days"] == 1).mean() == pytest.approx(customers["one_purchase_day_share"], rel=5e-4)
    # The published shares are of a second purchase day, so purchases of one day are one.
    waits = metrics.time_to_second_order(cdnow.drop_duplicates(["user_id", "paid_at"]), "1998-06-30")
    for within in (30, 90, 180, 365):
        share = (~waits["censored"] & (waits["days"] <= within)).mean()
        assert share == pytest.approx(customers[f"repeat_within_{within}d_share"], rel=5e-4)
