"""Sample size, power and smallest effect, which are one formula solved three ways."""

import math
from importlib import import_module

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from storelab import metrics
from storelab.errors import StoreLabError

relaxed = settings(max_examples=60, deadline=None)


def test_sample_size_by_hand():
    # 10 % to 12 %: pm 0.11, 2 * 0.11 * 0.89 = 0.1958, root 0.442493; 0.09 + 0.1056 = 0.1956, root 0.442267.
    # (1.959964 * 0.442493 + 0.841621 * 0.442267)^2 = (0.867270 + 0.372221)^2 = 1.536338; / 0.0004 = 3840.85.
    assert metrics.sample_size(0.10, 0.02) == 3841
    # 50 % to 60 %: pm 0.55, root of 0.495 0.703562; 0.25 + 0.24, root 0.7.
    # (1.378956 + 0.589135)^2 = 3.873382; / 0.01 = 387.34.
    assert metrics.sample_size(0.5, 0.1) == 388
    # 90 % power takes 1.281552 in the place of 0.841621: (1.378956 + 0.897086)^2 / 0.01 = 518.04.
    assert metrics.sample_size(0.5, 0.1, power=0.9) == 519


def test_a_fall_needs_what_a_rise_of_the_complement_needs():
    assert metrics.sample_size(0.3, -0.05) == metrics.sample_size(0.7, 0.05)


def test_power_and_smallest_effect_turn_the_sample_size_round():
    size = metrics.sample_size(0.04, 0.01)
    assert metrics.statistical_power(0.04, 0.01, size - 1) < 0.8 <= metrics.statistical_power(0.04, 0.01, size)
    assert metrics.minimum_detectable_effect(0.04, size) == pytest.approx(0.01, rel=1e-3)
    effect = metrics.minimum_detectable_effect(0.04, 5000, alpha=0.01, power=0.9)
    assert metrics.statistical_power(0.04, effect, 5000, alpha=0.01) == pytest.approx(0.9)


def test_ten_users_cannot_show_a_rise_from_nine_in_ten():
    assert math.isnan(metrics.minimum_detectable_effect(0.9, 10))


def test_the_power_is_what_experiments_find():
    size = metrics.sample_size(0.1, 0.03)
    z = metrics.simulate_tests(0.1, 0.03, size, looks=1, tests=4000, seed=2)
    found = np.mean(z >= 1.959964)
    assert found == pytest.approx(0.8, abs=0.026)  # four standard errors of sqrt(0.8 * 0.2 / 4000)


def test_design_refuses_in_both_languages(monkeypatch):
    with pytest.raises(StoreLabError, match="effect must not be 0"):
        metrics.sample_size(0.1, 0)
    with pytest.raises(StoreLabError, match=r"rate must lie between 0 and 1, such as 0\.03; got 3"):
        metrics.sample_size(3, 0.1)
    with pytest.raises(StoreLabError, match=r"rate \+ effect must lie between 0 and 1"):
        metrics.sample_size(0.95, 0.1)
    with pytest.raises(StoreLabError, match="alpha must lie between 0 and 1"):
        metrics.statistical_power(0.1, 0.1, 100, alpha=5)
    with pytest.raises(StoreLabError, match=r"power must lie above alpha / 2 \(0.025\)"):
        metrics.sample_size(0.1, 0.01, power=80)
    with pytest.raises(StoreLabError, match="units must be above 0, not 0"):
        metrics.minimum_detectable_effect(0.1, 0)
    monkeypatch.setattr(import_module("storelab.language"), "_chosen", "zh")
    with pytest.raises(StoreLabError, match="effect 不能是 0：再大的试验也分不出没有差别的两组"):
        metrics.sample_size(0.1, 0)
    with pytest.raises(StoreLabError, match=r"rate 应该在 0 和 1 之间，比如 0\.03；现在是 3"):
        metrics.sample_size(3, 0.1)


@relaxed
@given(st.floats(0.01, 0.9), st.floats(0.005, 0.09), st.floats(0.5, 0.95))
def test_larger_effects_need_fewer_and_more_power_needs_more(rate, effect, power):
    assume(rate + 1.1 * effect < 0.99)
    size = metrics.sample_size(rate, effect, power=power)
    assert metrics.sample_size(rate, 1.1 * effect, power=power) <= size
    assert metrics.sample_size(rate, effect, power=power + 0.04) >= size
    assert metrics.sample_size(rate, effect, alpha=0.01, power=power) >= size
    assert metrics.statistical_power(rate, effect, size) >= power - 1e-9
    assert metrics.minimum_detectable_effect(rate, size, power=power) <= effect * (1 + 1e-9)
