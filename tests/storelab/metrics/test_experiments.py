"""Differences of rates, and fair splits."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storelab import metrics
from storelab.errors import StoreLabError
from storelab.metrics.experiments import chi_square_tail


def test_lift_by_hand():
    # 60 of 500 against 40 of 500. Pooled 0.1: se sqrt(0.09 * 2 / 500) = 0.0189737, z = 0.04 / 0.0189737 = 2.108185.
    # Unpooled sqrt((0.12 * 0.88 + 0.08 * 0.92) / 500) = 0.0189315; times 1.959964 is 0.0371050.
    result = metrics.lift(60, 500, 40, 500)
    assert result["treated_rate"] == 0.12
    assert result["control_rate"] == 0.08
    assert result["difference"] == pytest.approx(0.04)
    assert result["z"] == pytest.approx(2.108185, abs=1e-6)
    assert result["p_value"] == pytest.approx(0.035015, abs=1e-6)  # 2 * (1 - 0.982493)
    assert (result["low"], result["high"]) == pytest.approx((0.002895, 0.077105), abs=1e-6)


def test_lift_without_people_or_without_difference():
    assert all(map(math.isnan, metrics.lift(0, 0, 4, 10).values()))
    nobody = metrics.lift(0, 50, 0, 50)
    assert nobody["difference"] == 0
    assert math.isnan(nobody["z"])
    assert math.isnan(nobody["p_value"])
    with pytest.raises(StoreLabError, match=r"treated must be a count from 0 up to treated_total \(10\), not 11"):
        metrics.lift(11, 10, 1, 10)
    with pytest.raises(StoreLabError, match="control must be a count"):
        metrics.lift(1, 10, -1, 10)


sizes = st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@given(sizes, sizes)
def test_swapping_the_groups_turns_the_sign(first, second):
    one, other = metrics.lift(*first, *second), metrics.lift(*second, *first)
    assert one["difference"] == -other["difference"]
    assert one["low"] == pytest.approx(-other["high"], abs=1e-12)
    assert one["low"] <= one["difference"] <= one["high"]
    if not math.isnan(one["p_value"]):
        assert one["p_value"] == pytest.approx(other["p_value"])
        assert 0 <= one["p_value"] <= 1


def test_sample_ratio_mismatch_by_hand():
    # 5200 and 4800 of 10000: (200^2 + 200^2) / 5000 = 16; sqrt(16) = 4 standard errors, p = 6.334e-5.
    result = metrics.sample_ratio_mismatch({"a": 5200, "b": 4800})
    assert result == pytest.approx({"chi_square": 16, "p_value": 6.334e-5, "mismatch": True}, rel=1e-3)
    assert metrics.sample_ratio_mismatch([5060, 4940])["mismatch"] is False  # 1.2 standard errors
    # Planned 9 to 1: 9000 and 1000 is exactly that, in whatever weights and order.
    fair = metrics.sample_ratio_mismatch({"b": 1000, "a": 9000}, {"a": 0.9, "b": 0.1})
    assert fair == pytest.approx({"chi_square": 0, "p_value": 1, "mismatch": False})


def test_sample_ratio_refuses():
    with pytest.raises(StoreLabError, match="at least two variants"):
        metrics.sample_ratio_mismatch({"a": 5})
    with pytest.raises(StoreLabError, match="expected must give a weight above 0"):
        metrics.sample_ratio_mismatch({"a": 5, "b": 6}, {"a": 1, "c": 1})
    with pytest.raises(StoreLabError, match="expected must give a weight"):
        metrics.sample_ratio_mismatch([5, 6], [1, 0])
    nothing = metrics.sample_ratio_mismatch([0, 0])
    assert math.isnan(nothing["p_value"])
    assert nothing["mismatch"] is False


@pytest.mark.parametrize(
    # The 5 % and 0.1 % points that every table of the chi-square distribution prints.
    ("degrees", "five_percent", "one_in_thousand"),
    [
        (1, 3.841459, 10.827566),
        (2, 5.991465, 13.815511),
        (3, 7.814728, 16.266236),
        (4, 9.487729, 18.466827),
        (7, 14.06714, 24.321886),
    ],
)
def test_chi_square_tail(degrees, five_percent, one_in_thousand):
    assert chi_square_tail(five_percent, degrees) == pytest.approx(0.05, rel=1e-5)
    assert chi_square_tail(one_in_thousand, degrees) == pytest.approx(0.001, rel=1e-5)
    assert chi_square_tail(0, degrees) == 1
