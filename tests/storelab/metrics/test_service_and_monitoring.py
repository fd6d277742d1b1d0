"""Satisfaction with its interval; control limits."""

import math
from statistics import median

import pandas as pd
import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import engines
from storelab import metrics
from storelab.errors import StoreLabError

relaxed = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30, deadline=None)


def test_csat_by_hand():
    # 3 of 5 answers are 4 or 5; the missing one did not answer. Wilson at z = 1.96: 0.2307, 0.8824.
    for scores in (
        [5, 4, 4, 3, 1, None],
        pd.Series([5, 4, 4, 3, 1, pd.NA], dtype="Int64"),
        pl.Series([5, 4, 4, 3, 1, None]),
    ):
        result = metrics.csat(scores)
        assert result["csat"] == 0.6
        assert result["answers"] == 5
        assert (result["low"], result["high"]) == pytest.approx((0.2307, 0.8824), abs=1e-4)
    assert (result["low"], result["high"]) == metrics.wilson_interval(3, 5)


def test_nps_by_hand():
    # 10, 9, 9 promote, 6 and 0 do not, 7, 8, 8 and 7 are neither: 3/9 - 2/9 = 11.1 points.
    # Variance (5/9 - 1/81) / 9 = 0.060357, so 1.959964 * 24.5676 points to either side.
    result = metrics.nps([10, 9, 9, 6, 0, 7, 8, 8, 7, math.nan])
    assert result["answers"] == 9
    assert result["nps"] == pytest.approx(100 / 9)
    assert result["high"] - result["nps"] == pytest.approx(48.1516, abs=1e-3)
    assert result["nps"] - result["low"] == pytest.approx(48.1516, abs=1e-3)
    assert metrics.nps([10, 10]) == {"nps": 100, "low": 100, "high": 100, "answers": 2}


def test_nobody_answered():
    for result in (metrics.csat([]), metrics.nps([None, None])):
        assert result.pop("answers") == 0
        assert all(map(math.isnan, result.values()))


def test_scores_outside_the_scale_are_refused():
    with pytest.raises(StoreLabError, match="whole numbers from 1 to 5; 2 are not, such as 0"):
        metrics.csat([5, 0, 7])
    with pytest.raises(StoreLabError, match=r"whole numbers from 0 to 10; 1 are not, such as 8\.5"):
        metrics.nps([9, 8.5])
    with pytest.raises(StoreLabError, match="confidence"):
        metrics.nps([9], confidence=1)


def test_attainment():
    assert metrics.attainment(90, 120) == 0.75
    assert math.isnan(metrics.attainment(90, 0))


@pytest.fixture
def mondays():
    # Five Mondays; the Tuesday between is another weekday and has no past.
    days = ["2025-06-02", "2025-06-03", "2025-06-09", "2025-06-16", "2025-06-23", "2025-06-30"]
    return pd.DataFrame({"date": pd.to_datetime(days), "value": [10.0, 500.0, 14.0, 11.0, 40.0, 12.0]})


def test_limits_by_hand(mondays, engine, same):
    # With three weeks and z = 2. 23 June: median of 10, 14, 11 is 11, deviations 1, 3, 0, MAD 1, reach 2.9652: 40 is out.
    # 30 June: median of 14, 11, 40 is 14, deviations 0, 3, 26, MAD 3, reach 8.8956: 12 is in.
    expected = mondays.assign(
        expected=[None, None, None, None, 11.0, 14.0],
        low=[None, None, None, None, 11 - 2.9652, 14 - 8.8956],
        high=[None, None, None, None, 11 + 2.9652, 14 + 8.8956],
        flagged=[False, False, False, False, True, False],
    ).astype({"expected": float, "low": float, "high": float})
    result = metrics.anomaly_limits(engine(mondays.sample(frac=1, random_state=1)), weeks=3, z=2)
    assert isinstance(result, engine.kind)
    same(result, expected)


def test_a_missing_value_is_skipped_and_not_flagged(mondays, engine):
    gap = mondays.assign(value=[10.0, 500.0, 14.0, None, 11.0, 40.0])
    result = metrics.anomaly_limits(engine(gap), weeks=3, z=2)
    result = engines.to_pandas(result)
    assert list(result["flagged"]) == [False] * 5 + [True]
    assert list(result["expected"])[-1] == 11  # of 10, 14, 11


def test_without_spread_any_other_value_is_flagged(engine):
    steady = pd.DataFrame({"date": pd.date_range("2025-06-02", periods=5, freq="7D"), "value": [3.0, 3, 3, 3, 3.1]})
    result = metrics.anomaly_limits(engine(steady), weeks=3)
    result = engines.to_pandas(result)
    assert list(result["flagged"]) == [False, False, False, False, True]


def test_holidays_are_left_out_on_both_sides(mondays, engine, same):
    # With 16 June as a holiday, only two ordinary Mondays lie before the 23rd, and 10, 14, 40 before the 30th: median 14,
    # deviations 4, 0, 26, MAD 4, reach 11.8608. The holiday has no limits itself.
    limits = [None, None, None, None, None, 14.0]
    expected = mondays.assign(
        expected=limits,
        low=[*limits[:5], 14 - 11.8608],
        high=[*limits[:5], 14 + 11.8608],
        flagged=[False] * 6,
    ).astype({"expected": float, "low": float, "high": float})
    same(metrics.anomaly_limits(engine(mondays), weeks=3, z=2, holidays=["2025-06-16"]), expected)
    # A holiday that would be flagged is not.
    busy = pd.DataFrame({"date": pd.date_range("2025-06-02", periods=4, freq="7D"), "value": [3.0, 3, 3, 99]})
    assert engines.to_pandas(metrics.anomaly_limits(engine(busy), weeks=3))["flagged"].to_list() == [False] * 3 + [True]
    quiet = metrics.anomaly_limits(engine(busy), weeks=3, holidays=[pd.Timestamp("2025-06-23")])
    assert not engines.to_pandas(quiet)["flagged"].any()


def test_groups_are_judged_for_themselves(mondays, engine, same):
    other = mondays.assign(value=mondays["value"] * 3, scope="b")
    both = pd.concat([other, mondays.assign(scope="a")])
    result = metrics.anomaly_limits(engine(both), weeks=3, z=2, by="scope")
    parts = [metrics.anomaly_limits(table, weeks=3, z=2) for table in (mondays, other.drop(columns="scope"))]
    stacked = pd.concat(parts)
    stacked.insert(0, "scope", ["a"] * 6 + ["b"] * 6)
    same(result, stacked)


def test_limits_refuse(mondays):
    with pytest.raises(StoreLabError, match=r"more than one row for 2025-06-02; name what tells them apart"):
        metrics.anomaly_limits(pd.concat([mondays, mondays]))
    with pytest.raises(StoreLabError, match="weeks must be 1 or more"):
        metrics.anomaly_limits(mondays, weeks=0)
    with pytest.raises(StoreLabError, match="holidays must be a day such as '2025-12-31', not 'National Day'"):
        metrics.anomaly_limits(mondays, holidays=["National Day"])
    with pytest.raises(StoreLabError, match="must hold times"):
        metrics.anomaly_limits(mondays.assign(date=mondays["date"].astype(str)))


series = st.lists(st.integers(0, 30), min_size=1, max_size=80).map(
    lambda values: pd.DataFrame(
        {"date": pd.date_range("2025-01-01", periods=len(values)), "value": [float(value) for value in values]}
    )
)


@relaxed
@given(series, st.integers(1, 4), st.floats(0, 5))
def test_limits_agree_with_plain_python(table, weeks, z):
    result = metrics.anomaly_limits(table, weeks=weeks, z=z)
    values = table["value"].to_list()
    for day, row in enumerate(result.itertuples()):
        past = [values[other] for other in range(day % 7, day, 7)][-weeks:]
        if len(past) < weeks:
            assert math.isnan(row.expected)
            assert not row.flagged
            continue
        middle = median(past)
        reach = z * 1.4826 * median(abs(value - middle) for value in past)
        assert (row.expected, row.low, row.high) == (middle, middle - reach, middle + reach)
        assert row.flagged == (not middle - reach <= values[day] <= middle + reach)
