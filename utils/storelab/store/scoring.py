"""What a policy is worth: played on many seeds, beside doing nothing and beside a reference."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import Any

import numpy as np

from storelab.errors import StoreLabError
from storelab.language import pick
from storelab.store.game import Policy, Store
from storelab.store.plans import REFERENCE
from storelab.store.rules import MOVES, WEEKS

# What counts how much; each is 0 for doing nothing and 100 for the reference, where that gains enough to tell.
WEIGHTS: Mapping[str, float] = MappingProxyType({"profit": 0.5, "service": 0.3, "safety": 0.2})
# Nobody makes up for a ruined figure by ever more of another: each is cut off here, and the total stays this near to the weakest.
MOST, LEAST = 100.0, -100.0
NEAR = 25.0
SEEDS = tuple(range(1, 21))
SCARCE = 0.2  # share of lost orders that counts as all of the risk of empty shelves
FULL = 4.0  # weeks of sales left over that count as all of the risk of stock


def play(scenario: str, policy: Policy, seed: int, role: str = "manager") -> Store:
    """Play all weeks by a policy written down before.

    Parameters
    ----------
    scenario, seed, role
        As of `Store`.
    policy
        By lever a number for all weeks, or one number a week; what is left out stays at the house's habit.

    Returns
    -------
    Store
        Its ``weeks`` hold what happened.

    Raises
    ------
    StoreLabError
        As `Store.step`, and if a lever has neither one number nor one a week.
    """
    store = Store(scenario, seed, role)
    weekly = {name: _by_week(name, value) for name, value in _mapping(policy).items()}
    for week in range(WEEKS):
        store.step({name: values[week] for name, values in weekly.items()})
    return store


def play_store(scenario: str, policy: Policy, seed: int, role: str = "manager") -> dict[str, float]:
    """Run a shop for twelve weeks and sum up.

    Parameters
    ----------
    scenario, policy, seed, role
        As of `play`.

    Returns
    -------
    dict
        ``profit`` (yuan, with what the shop is worth at the end: goods left over at their salvage value, and `Store.goodwill`), ``service`` and
        ``safety`` (points from 0 to 100, more is better),
        ``sales``, ``rating`` and ``cash`` at the end, ``lowest_cash``, ``lost_share`` of the orders wanted, ``left_over`` (pieces).
    """
    return summary(play(scenario, policy, seed, role))


def summary(store: Store) -> dict[str, float]:
    """Figures of the weeks that were played, as `play_store` returns them.

    Raises
    ------
    StoreLabError
        If no week was played.
    """
    if not store.weeks:
        raise StoreLabError(pick({"en": "No week has been played yet.", "zh": "一周都还没有走。"}))
    weeks = {name: np.array([week[name] for week in store.weeks]) for name in store.weeks[0]}
    orders, lost = weeks["orders"].sum(), weeks["lost_orders"].sum()
    lost_share = lost / max(orders + lost, 1e-9)
    left_over = weeks["on_hand"][-1] + weeks["on_order"][-1]
    profit = weeks["profit"].sum() - left_over * store.rules.unit_cost * (1 - store.rules.salvage) + store.goodwill
    answered = weeks["answered"].sum() / max(weeks["tickets"].sum(), 1e-9)
    # Half of the rating's share is what it was over the weeks, half what it is at the end.
    rating = (weeks["rating"].mean() + weeks["rating"][-1]) / 2
    service = 50 * answered + 50 * float(np.clip((rating - 3.9) / 1.0, 0, 1))
    in_debt = float((weeks["cash"] < 0).mean())
    unsold = left_over / max(orders / len(store.weeks), 1e-9)
    safety = 100 - 40 * in_debt - 30 * min(lost_share / SCARCE, 1.0) - 30 * min(unsold / FULL, 1.0)
    numbers = {
        "profit": profit, "service": service, "safety": safety, "sales": weeks["sales"].sum(), "rating": weeks["rating"][-1],
        "cash": weeks["cash"][-1], "lowest_cash": weeks["cash"].min(), "lost_share": lost_share, "left_over": left_over,
    }  # fmt: skip
    return {name: float(value) for name, value in numbers.items()}


def score_policy(
    scenario: str, policy: Policy, role: str = "manager", seeds: Iterable[int] = SEEDS
) -> dict[str, float]:
    """Points of a policy: 0 is doing nothing, 100 the reference of the role.

    Parameters
    ----------
    scenario, policy, role
        As of `play`.
    seeds
        Shops to play, the same for the policy and for doing nothing. A hundred points are what the reference gains on ``SEEDS``.

    Returns
    -------
    dict
        ``profit``, ``service`` and ``safety`` in points, and their weighted ``total``.
    """
    seeds = tuple(seeds)
    return _points(_means(scenario, policy, role, seeds), scenario, role, seeds)


def score_store(store: Store) -> dict[str, float]:
    """Points of a shop that was played to its end, as `score_policy` gives them for its seed.

    Raises
    ------
    StoreLabError
        If weeks are left to play.
    """
    if not store.over:
        left = WEEKS - len(store.weeks)
        raise StoreLabError(pick({"en": f"{left} weeks are still to be played.", "zh": f"还有 {left} 周没有走完。"}))
    return _points(summary(store), store.scenario, store.role, (store.seed,))


def _points(own: Mapping[str, float], scenario: str, role: str, seeds: tuple[int, ...]) -> dict[str, float]:
    nothing, gain = _baseline(scenario, role, seeds), _gain(scenario, role)
    points, moved = {}, counted(scenario, role)
    for name, least in _LEAST_SPAN.items():
        if name in moved:
            points[name] = float(np.clip(100 * (own[name] - nothing[name]) / gain[name], LEAST, MOST))
        else:
            # The role hardly moves it: nothing to win, but it must not fall below what the reference leaves.
            fallen = own[name] - nothing[name] - min(gain[name], 0.0)
            points[name] = float(np.clip(100 * fallen / least, LEAST, 0.0))
    total = sum(WEIGHTS[name] * points[name] for name in moved) / sum(WEIGHTS[name] for name in moved)
    total += sum(WEIGHTS[name] * points[name] for name in WEIGHTS if name not in moved)
    total = min(total, min(points[name] for name in moved) + NEAR)
    return {**points, "total": max(total, LEAST)}


def counted(scenario: str, role: str) -> tuple[str, ...]:
    """Figures in which a role has points to win in a scenario; the others it hardly moves, and can only lose in."""
    gain = _gain(scenario, role)
    return tuple(name for name, least in _LEAST_SPAN.items() if gain[name] >= least)


def reference_policy(scenario: str, role: str = "manager") -> dict[str, Any]:
    """The reference's levers that a role moves."""
    return {name: value for name, value in REFERENCE[scenario].items() if name in MOVES[role]}


# A role that hardly moves a figure must not earn a hundred points by a hair.
_LEAST_SPAN: Mapping[str, float] = MappingProxyType({"profit": 5_000.0, "service": 4.0, "safety": 4.0})


@lru_cache
def _gain(scenario: str, role: str) -> dict[str, float]:
    """What the reference gains on doing nothing, on ``SEEDS``: a hundred points."""
    nothing, reference = (_means(scenario, policy, role, SEEDS) for policy in ({}, reference_policy(scenario, role)))
    return {name: reference[name] - nothing[name] for name in _LEAST_SPAN}


@lru_cache
def _baseline(scenario: str, role: str, seeds: tuple[int, ...]) -> dict[str, float]:
    """Doing nothing on these shops, which many policies are compared with."""
    return _means(scenario, {}, role, seeds)


def _means(scenario: str, policy: Policy, role: str, seeds: Sequence[int]) -> dict[str, float]:
    try:
        weekly = tuple((name, tuple(float(one) for one in _by_week(name, value))) for name, value in policy.items())
        return dict(_played(scenario, weekly, role, tuple(seeds)))
    except (AttributeError, TypeError, ValueError):
        # No plan that can be kept: playing it says what is wrong.
        return _mean_of(scenario, policy, role, seeds)


@lru_cache(maxsize=4_096)
def _played(
    scenario: str, weekly: tuple[tuple[str, tuple[float, ...]], ...], role: str, seeds: tuple[int, ...]
) -> dict[str, float]:
    """The same plan is asked for several times: each of its figures, each rule of an exercise."""
    return _mean_of(scenario, dict(weekly), role, seeds)


def _mean_of(scenario: str, policy: Policy, role: str, seeds: Sequence[int]) -> dict[str, float]:
    played = [play_store(scenario, policy, seed, role) for seed in seeds]
    return {name: float(np.mean([one[name] for one in played])) for name in WEIGHTS}


def _mapping(policy: Any) -> Mapping[str, Any]:
    if not isinstance(policy, Mapping):
        raise StoreLabError(pick({
            "en": f"A policy is a dict such as {{'price': 0.95, 'staff': 4}}, not {type(policy).__name__}.",
            "zh": f"策略要写成字典，例如 {{'price': 0.95, 'staff': 4}}，现在是 {type(policy).__name__}。",
        }))  # fmt: skip
    return policy


def _by_week(name: str, value: Any) -> list[Any]:
    if isinstance(value, str) or not hasattr(value, "__len__"):
        return [value] * WEEKS
    if len(value) != WEEKS:
        raise StoreLabError(pick({
            "en": f"'{name}' has {len(value)} values: give one number, or {WEEKS}, one a week.",
            "zh": f"'{name}' 有 {len(value)} 个值：要么一个数，要么每周一个、共 {WEEKS} 个。",
        }))  # fmt: skip
    return list(value)
