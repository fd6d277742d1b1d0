"""Choices between options: weighted scoring, and pay-offs against what others may do."""

import math
from collections.abc import Mapping
from typing import Any, cast

import narwhals.stable.v2 as nw

from storelab.errors import StoreLabError
from storelab.language import pick
from storelab.metrics._checks import check_numbers
from storelab.metrics._formulas import check_range
from storelab.metrics._frames import Frame, IntoFrameT
from storelab.metrics._tables import check_choice, check_same_names, check_unique, columns_of, from_rows, rank_down

DIGITS = 12  # scores that agree to so many digits are equal, whatever the order in which floats were added


def rank_options(
    options: IntoFrameT, weights: Mapping[str, float], directions: Mapping[str, str], *, option: str = "platform"
) -> IntoFrameT:
    """Rank options by a weighted sum of criteria, each scaled from 0 (worst of the options) to 1 (best).

    Min-max scaling: the best and the worst of the options stand for 1 and 0, however near they are. So an option that
    is added or dropped can turn the ranks of the others; look how far the ranks bear other weights. A criterion on
    which all options are equal tells nothing and adds nothing.

    Parameters
    ----------
    options
        One row an option, with a column of each criterion.
    weights
        Weight by criterion, 0 or more; they are scaled to sum to 1.
    directions
        By criterion ``"benefit"`` (more is better) or ``"cost"`` (less is better).
    option
        Column of the option.

    Returns
    -------
    frame
        ``option``, ``score`` (from 0 to 1) and ``rank`` (1 the best; equal scores share the better rank), sorted by
        rank and option.

    Raises
    ------
    StoreLabError
        If weights and directions name different criteria, a direction is another word, weights are negative or all 0, a
        column is missing or holds no numbers, a value is missing, or an option has two rows.
    """
    check_same_names("weights", weights, "directions", directions)
    check_range("weights", list(weights.values()), 0)
    for name, direction in directions.items():
        check_choice(f"directions['{name}']", direction, ("benefit", "cost"))
    total = math.fsum(weights.values())
    if not total:
        raise StoreLabError(
            pick({"en": "weights must not all be 0.", "zh": "weights 不能全为 0。"}),
        )
    frame, table = columns_of(options, "options", [option, *weights], ids=[option, *weights])
    check_numbers(frame, "options", *weights)
    check_unique("options", [option], [(name,) for name in table[option]])
    scaled = {name: _scaled(table[name], directions[name] == "cost") for name in weights}
    scores = [
        round(math.fsum(weights[name] / total * scaled[name][place] for name in weights), DIGITS)
        for place in range(len(table[option]))
    ]
    rows = list(zip(table[option], scores, rank_down(scores), strict=True))
    rows.sort(key=lambda row: (row[2], row[0]))
    types = {option: frame.collect_schema()[option], "score": nw.Float64(), "rank": nw.Int64()}
    return cast(IntoFrameT, from_rows(frame, rows, types))


def _scaled(values: list[float], cost: bool) -> list[float]:
    if not values or min(values) == max(values):
        return [0.0] * len(values)
    worst, best = (max(values), min(values)) if cost else (min(values), max(values))
    return [(value - worst) / (best - worst) for value in values]


def payoff_criteria(
    payoff: IntoFrameT,
    probabilities: Mapping[Any, float],
    *,
    own: str = "own",
    rival: str = "rival",
    value: str = "payoff",
) -> IntoFrameT:
    """What each own action promises: on average, at worst, and how much it can leave to regret.

    Parameters
    ----------
    payoff
        One row an own action and an action of the rival (or a state of the world): every pair of them.
    probabilities
        Probability by action of the rival; they sum to 1.
    own, rival, value
        Columns of the two actions and of the pay-off, of which more is better.

    Returns
    -------
    frame
        ``own``, ``expected_value``, ``worst`` (the smallest pay-off) and ``largest_regret`` (how much better the best
        action would have been, in the rival's action where that is most), sorted by ``own``.

    Raises
    ------
    StoreLabError
        If a pair is missing or doubled, a pay-off is missing, a column is missing or holds no numbers, or the
        probabilities name other actions, are negative or do not sum to 1.
    """
    frame, cells = _cells(payoff, probabilities, own, rival, value)
    rows = _criteria(cells, probabilities)
    types = {own: frame.collect_schema()[own]} | dict.fromkeys(
        ("expected_value", "worst", "largest_regret"), nw.Float64()
    )
    return cast(IntoFrameT, from_rows(frame, rows, types))


def choose_action(
    payoff: Any, probabilities: Mapping[Any, float], *, own: str = "own", rival: str = "rival", value: str = "payoff"
) -> dict[str, Any]:
    """The best own action by three rules, which need not agree.

    Parameters
    ----------
    payoff, probabilities, own, rival, value
        As in `payoff_criteria`.

    Returns
    -------
    dict
        ``expected_value`` (the highest mean; needs probabilities that one believes), ``max_min`` (the best worst case)
        and ``minimax_regret`` (the smallest largest regret), each the own action; of equally good ones the first by
        name. None without rows.

    Raises
    ------
    StoreLabError
        As `payoff_criteria`.
    """
    _, cells = _cells(payoff, probabilities, own, rival, value)
    rows = [(action, *(round(number, DIGITS) for number in rest)) for action, *rest in _criteria(cells, probabilities)]
    if not rows:
        return dict.fromkeys(("expected_value", "max_min", "minimax_regret"))
    return {
        "expected_value": max(rows, key=lambda row: row[1])[0],
        "max_min": max(rows, key=lambda row: row[2])[0],
        "minimax_regret": min(rows, key=lambda row: row[3])[0],
    }


def _criteria(cells: dict[Any, dict[Any, float]], probabilities: Mapping[Any, float]) -> list[tuple[Any, ...]]:
    best = {other: max(row[other] for row in cells.values()) for other in probabilities} if cells else {}
    return [
        (
            action,
            math.fsum(probability * row[other] for other, probability in probabilities.items()),
            min(row.values()),
            max(best[other] - row[other] for other in probabilities),
        )
        for action, row in sorted(cells.items())
    ]


def _cells(
    native: Any, probabilities: Mapping[Any, float], own: str, rival: str, value: str
) -> tuple[Frame, dict[Any, dict[Any, float]]]:
    frame, table = columns_of(native, "payoff", [own, rival, value], ids=[own, rival, value])
    check_numbers(frame, "payoff", value)
    check_unique("payoff", [own, rival], zip(table[own], table[rival], strict=True))
    check_range("probabilities", list(probabilities.values()), 0, 1)
    total = math.fsum(probabilities.values())
    if abs(total - 1) > 1e-9:
        raise StoreLabError(
            pick(
                {
                    "en": f"probabilities must sum to 1, not {total:g}.",
                    "zh": f"probabilities 的和应该是 1，现在是 {total:g}。",
                }
            )
        )
    cells: dict[Any, dict[Any, float]] = {}
    for action, other, amount in zip(table[own], table[rival], table[value], strict=True):
        cells.setdefault(action, {})[other] = float(amount)
    for action, row in sorted(cells.items()):
        if row.keys() != probabilities.keys():
            raise StoreLabError(
                pick(
                    {
                        "en": f"payoff must have one row for '{action}' and each of {list(probabilities)}; it has {sorted(row)}.",
                        "zh": f"payoff 里 '{action}' 要和 {list(probabilities)} 各有一行；现在有 {sorted(row)}。",
                    }
                )
            )
    return frame, cells
