"""One score out of several parts, with the weights stated: for goal words that have no measure of their own."""

import math
from collections.abc import Iterable, Mapping

from storelab.errors import StoreLabError
from storelab.language import pick

Weights = Mapping[str, float]


def shares_of(weights: Weights | None, names: Iterable[str], argument: str = "weights") -> dict[str, float]:
    """Weights as shares that sum to 1, one for each name; None weighs all alike.

    Parameters
    ----------
    weights
        A number from 0 on for each name.
    names
        What is weighed.
    argument
        The weights, as messages call them.

    Raises
    ------
    StoreLabError
        If the names differ, a weight is no number from 0 on, or all are 0.
    """
    wanted = list(names)
    if weights is None:
        return {name: 1 / len(wanted) for name in wanted}
    given = dict(weights)
    if set(given) != set(wanted):
        raise StoreLabError(
            pick(
                {
                    "en": f"{argument} must have one weight for each of {_listed(wanted)}; got {_listed(given)}.",
                    "zh": f"{argument} 要给 {_listed(wanted)} 各一个权重；现在给的是 {_listed(given)}。",
                }
            )
        )
    if any(not 0 <= weight < math.inf for weight in given.values()) or not any(given.values()):
        raise StoreLabError(
            pick(
                {
                    "en": f"{argument} must be numbers from 0 on, at least one of them above 0; got {given}.",
                    "zh": f"{argument} 的每个权重都不能小于 0，而且至少有一个大于 0；现在是 {given}。",
                }
            )
        )
    total = math.fsum(given.values())
    return {name: given[name] / total for name in wanted}


def composite(parts: Mapping[str, float], weights: Weights | None) -> float:
    """Weighted mean of parts between 0 and 1, as points from 0 to 100.

    Parameters
    ----------
    parts
        Value of each part, 0 the worst and 1 the best.
    weights
        As in `shares_of`.

    Returns
    -------
    float
        NaN if a part that has a weight is missing: a score without it would be another score.

    Raises
    ------
    StoreLabError
        As in `shares_of`.
    """
    shares = shares_of(weights, parts)
    return 100 * math.fsum(share * parts[name] for name, share in shares.items() if share)


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"'{name}'" for name in names)
