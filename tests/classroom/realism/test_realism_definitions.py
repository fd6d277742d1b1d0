"""The statistics on small columns, each worked out by hand."""

import math

import numpy as np
import pandas as pd
import pytest

from classroom.realism import definitions as define
from classroom.realism.shop import count_visits


def days(*pairs: tuple[str, str]) -> pd.DataFrame:
    customer, time = zip(*pairs, strict=True)
    return define.purchase_days(pd.Series(customer), pd.to_datetime(pd.Series(time)))


def test_top_share_rounds_the_number_of_entities_up_and_leaves_out_those_without_a_total() -> None:
    totals = pd.Series([0.0, 1.0, 1.0, 3.0, 5.0])
    # Of four: 1 % and 25 % are one entity, 26 % two.
    assert define.top_share(totals, 0.01) == 0.5
    assert define.top_share(totals, 0.25) == 0.5
    assert define.top_share(totals, 0.26) == 0.8
    assert define.top_share(totals, 1.0) == 1.0


def test_spread_of_values() -> None:
    values = pd.Series([1.0, math.e, math.e**2, 0.0])
    assert define.log_spread(values) == pytest.approx(1.0)  # of 0, 1 and 2; what cost nothing is left out
    assert define.mean_over_median(pd.Series([1.0, 2.0, 6.0])) == 1.5


def test_one_order_customers() -> None:
    assert define.one_order_share(pd.Series(["a", "b", "b", "c"])) == pytest.approx(2 / 3)


def test_a_purchase_day_counts_once() -> None:
    found = days(("b", "2025-01-02 10:00"), ("a", "2025-01-05 09:00"), ("b", "2025-01-02 23:00"))
    assert found["customer"].tolist() == ["a", "b"]
    assert found["day"].tolist() == [pd.Timestamp("2025-01-05"), pd.Timestamp("2025-01-02")]


def test_repeat_counts_those_who_could_be_seen_to_the_end() -> None:
    found = days(
        ("a", "2025-01-01"), ("a", "2025-01-31"),  # back after exactly 30 days
        ("b", "2025-01-01"), ("b", "2025-02-01"),  # after 31
        ("c", "2025-01-15"),                       # never back
        ("d", "2025-03-31"),                       # 30 days before the last day: counts, did not come back
        ("e", "2025-04-01"), ("e", "2025-04-30"),  # first seen too late; the data's last day
    )  # fmt: skip
    assert define.repeat_share(found, 30) == 1 / 4
    assert define.second_purchase_wait(found).dropna().to_dict() == {"a": 30, "b": 31, "e": 29}


def test_gaps_are_between_neighbouring_purchase_days() -> None:
    found = days(("a", "2025-01-01"), ("a", "2025-01-04"), ("a", "2025-01-10"), ("b", "2025-01-02"))
    assert define.purchase_gaps(found).tolist() == [3, 6]


def test_variance_between_customers() -> None:
    # Logs 0, 2 of a and 4, 6 of b; c has one order. Means 1 and 5 about 3: 2 * 4 + 2 * 4 = 16 over 1;
    # within 1 + 1 + 1 + 1 = 4 over 2. With two orders each: (16 - 2) / (16 + 2).
    customer = pd.Series(["a", "a", "b", "b", "c"])
    value = np.exp(pd.Series([0.0, 2.0, 4.0, 6.0, 9.0]))
    assert define.between_customers(customer, value) == pytest.approx(14 / 18)


def test_counts_beyond_chance() -> None:
    # Mean 20, variance 100: sqrt(80) / 20.
    assert define.beyond_poisson(pd.Series([10.0, 20.0, 30.0])) == pytest.approx(math.sqrt(80) / 20)
    assert define.beyond_poisson(pd.Series([20.0, 20.0, 20.0])) == 0


def test_calendar_statistics() -> None:
    # Friday to Monday; 8 November 2025 was a Saturday.
    time = pd.to_datetime(
        pd.Series(["2025-11-07 21:10", "2025-11-08 21:50", "2025-11-09 09:00", "2025-12-01 09:30", "2025-12-01 21:00"])
    )
    assert define.weekend_share(time) == 2 / 5
    assert define.peak_hour(time) == 21
    assert define.peak_hour(time[:-2]) == 21
    assert define.peak_hour(time[2:]) == 9
    months = define.by_month(time)
    assert months.tolist() == [3, 2]
    assert define.peak_month(months) == 11
    assert define.peak_month(define.by_month(time, pd.Series([1.0, 1.0, 1.0, 5.0, 5.0]))) == 12


def test_duplicates_are_the_repeats_alone() -> None:
    lines = pd.DataFrame({"order": ["1", "1", "1", "2"], "paid": ["9", "9", "8", None]})
    assert define.duplicate_share(lines) == 1 / 4


def test_visits_are_counted_by_size() -> None:
    session = np.array([7, 7, 7, 9, 12, 12])
    pays = np.array([False, True, True, False, False, False])
    visits = count_visits(session, pays)
    assert visits.sizes.tolist() == [0, 1, 1, 1]
    assert visits.events_per_visit == 2
    assert visits.single == pytest.approx(1 / 3)
    assert visits.conversion == pytest.approx(1 / 3)
