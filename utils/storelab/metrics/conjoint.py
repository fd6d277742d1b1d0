"""Conjoint analysis: what each level of each attribute is worth to people, from ratings or from choices."""

from collections.abc import Sequence
from typing import Any, cast

import narwhals.stable.v2 as nw

from storelab.errors import StoreLabError
from storelab.language import pick
from storelab.metrics._checks import check_numbers
from storelab.metrics._frames import Frame, IntoFrameT
from storelab.metrics._regression import codes_of, within
from storelab.metrics._tables import check_unique, columns_of, from_rows
from storelab.metrics.goods import normal_quantile

COLUMNS = ("part_worth", "standard_error", "low", "high")


def rating_part_worths(
    ratings: IntoFrameT,
    attributes: Sequence[str],
    confidence: float = 0.95,
    *,
    rating: str = "rating",
    respondent: str = "respondent",
) -> IntoFrameT:
    """Part-worths from ratings of profiles: least squares on effects coding, people as clusters.

    Effects coding: the part-worths of an attribute sum to 0, so each is a distance from the attribute's middle, and they
    can be compared within an attribute, not across. People use scales differently; each person's mean is taken out.

    Parameters
    ----------
    ratings
        One row a person and profile.
    attributes
        Columns of levels, text or numbers; each level is a class of its own.
    confidence
        How often such intervals hold the true part-worth.
    rating, respondent
        Columns of the rating and of the person.

    Returns
    -------
    frame
        ``attribute``, ``level`` (as text), ``part_worth`` (points of the rating scale), ``standard_error``, ``low``,
        ``high``; attributes in the order given, levels in the order of their values.

    Raises
    ------
    StoreLabError
        If a column is missing or the rating no number, a value is missing, an attribute has one level, levels always go
        together so that their worths cannot be told apart, or there are fewer than two people.
    """
    import numpy as np
    import statsmodels.api as sm

    normal_quantile(confidence)
    columns = [respondent, rating, *attributes]
    frame, table = columns_of(ratings, "ratings", columns, ids=columns)
    check_numbers(frame, "ratings", rating)
    design, levels = _effects(table, "ratings", attributes)
    people, codes = len(set(table[respondent])), codes_of(table[respondent])
    if people < 2:
        raise StoreLabError(
            pick(
                {
                    "en": f"ratings: column '{respondent}' has {people} people; the interval needs two or more.",
                    "zh": f"ratings 的 '{respondent}' 列只有 {people} 个人，算区间至少要 2 个人。",
                }
            )
        )
    response = np.asarray(table[rating], dtype=float)
    response, design = within(response[:, None], codes)[:, 0], within(design, codes)
    _check_rank(design, "ratings")
    model = sm.OLS(response, design)
    fit = model.fit(cov_type="cluster", cov_kwds={"groups": codes}, use_t=True)
    from scipy.stats import t

    reach = float(t.ppf((1 + confidence) / 2, people - 1))
    return cast(IntoFrameT, _worths(frame, attributes, levels, fit.params, fit.cov_params(), reach))


def choice_part_worths(
    choices: IntoFrameT,
    attributes: Sequence[str],
    confidence: float = 0.95,
    *,
    choice_set: str = "choice_set",
    chosen: str = "chosen",
) -> IntoFrameT:
    """Part-worths from choices: a conditional logit on effects coding.

    The unit is the logarithm of odds: an option with one more is chosen e = 2.7 times as often as before, against the
    same rival. Sets that one person answered are taken as independent, so intervals are somewhat too narrow where
    people differ much.

    Parameters
    ----------
    choices
        One row an option of a choice set.
    attributes
        Columns of levels, as in `rating_part_worths`.
    confidence
        How often such intervals hold the true part-worth.
    choice_set, chosen
        Columns of the set (a number of its own for each person and task), and whether the option was taken: one in each
        set.

    Returns
    -------
    frame
        As `rating_part_worths`, part-worths in log odds.

    Raises
    ------
    StoreLabError
        If a column is missing, a value is missing, a set has not just one option taken, an attribute has one level, or
        levels cannot be told apart.

    References
    ----------
    McFadden (1974), Conditional logit analysis of qualitative choice behavior.
    """
    import numpy as np
    from statsmodels.discrete.conditional_models import (
        ConditionalLogit,
    )

    reach = normal_quantile(confidence)
    columns = [choice_set, chosen, *attributes]
    frame, table = columns_of(choices, "choices", columns, ids=columns)
    taken = np.asarray([float(bool(value)) for value in table[chosen]])
    sets, codes = len(set(table[choice_set])), codes_of(table[choice_set])
    wrong = int((np.bincount(codes, weights=taken) != 1).sum())
    if wrong or not sets:
        raise StoreLabError(
            pick(
                {
                    "en": f"choices: {wrong} of {sets} sets do not have just one option with '{chosen}' true.",
                    "zh": f"choices 的 {sets} 个选择集中，有 {wrong} 个不是恰好选中一项（'{chosen}' 为真）。",
                }
            )
        )
    design, levels = _effects(table, "choices", attributes)
    _check_rank(within(design, codes), "choices")
    fit = ConditionalLogit(taken, design, groups=codes).fit(disp=False)
    return cast(IntoFrameT, _worths(frame, attributes, levels, fit.params, fit.cov_params(), reach))


def attribute_importance(
    part_worths: IntoFrameT, *, attribute: str = "attribute", part_worth: str = "part_worth"
) -> IntoFrameT:
    """Share of each attribute in what can be won: the range of its part-worths over the sum of all ranges.

    It depends on the levels asked about: a price from 50 to 500 weighs more than one from 90 to 110.

    Parameters
    ----------
    part_worths
        From `rating_part_worths` or `choice_part_worths`.
    attribute, part_worth
        Columns.

    Returns
    -------
    frame
        ``attribute`` and ``importance`` (shares that sum to 1; null when all ranges are 0), the most important first.

    Raises
    ------
    StoreLabError
        If a column is missing or holds no numbers, or a value is missing.
    """
    columns = [attribute, part_worth]
    frame, table = columns_of(part_worths, "part_worths", columns, ids=columns)
    check_numbers(frame, "part_worths", part_worth)
    worths: dict[str, list[float]] = {}
    for name, worth in zip(table[attribute], table[part_worth], strict=True):
        worths.setdefault(name, []).append(worth)
    ranges = {name: max(values) - min(values) for name, values in worths.items()}
    total = sum(sorted(ranges.values()))
    rows = [(name, ranges[name] / total if total else None) for name in sorted(ranges, key=lambda n: (-ranges[n], n))]
    types = {attribute: frame.collect_schema()[attribute], "importance": nw.Float64()}
    return cast(IntoFrameT, from_rows(frame, rows, types))


def _effects(table: dict[str, Any], name: str, attributes: Sequence[str]) -> tuple[Any, dict[str, list[Any]]]:
    """Effects coding: a column for each level but the last of its attribute, which is -1 in all of them."""
    import numpy as np

    check_unique("attributes", ["attribute"], [(attribute,) for attribute in attributes])
    levels = {attribute: sorted(set(table[attribute])) for attribute in attributes}
    columns = []
    for attribute, found in levels.items():
        if len(found) < 2:
            raise StoreLabError(
                pick(
                    {
                        "en": f"{name}: attribute '{attribute}' has {len(found)} levels; it needs two or more to be worth anything.",
                        "zh": f"{name} 的属性 '{attribute}' 只有 {len(found)} 个水平，至少要有 2 个才能比较。",
                    }
                )
            )
        for level in found[:-1]:
            columns.append([float(value == level) - float(value == found[-1]) for value in table[attribute]])
    return np.asarray(columns).T, levels


def _check_rank(design: Any, name: str) -> None:
    import numpy as np

    if np.linalg.matrix_rank(design) < design.shape[1] or len(design) <= design.shape[1]:
        raise StoreLabError(
            pick(
                {
                    "en": f"{name}: some levels always go together, or there are too few profiles, so that their worths cannot be told apart. Show more mixed profiles.",
                    "zh": f"{name} 里有些水平总是一起出现，或者组合太少，没法分清各自的价值。请展示更多交叉搭配的组合。",
                }
            )
        )


def _worths(
    frame: Frame, attributes: Sequence[str], levels: dict[str, list[Any]], params: Any, covariance: Any, reach: float
) -> Any:
    """Part-worths of all levels: the last of an attribute is minus the sum of the others."""
    import numpy as np

    params, covariance = np.asarray(params), np.asarray(covariance)
    rows: list[tuple[Any, ...]] = []
    start = 0
    for attribute in attributes:
        count = len(levels[attribute]) - 1
        for place, level in enumerate(levels[attribute]):
            weights = np.zeros(len(params))
            weights[start : start + count] = -1.0 if place == count else 0.0
            if place < count:
                weights[start + place] = 1.0
            worth = float(weights @ params)
            error = float(np.sqrt(weights @ covariance @ weights))
            rows.append((attribute, str(level), worth, error, worth - reach * error, worth + reach * error))
        start += count
    types = {"attribute": nw.String(), "level": nw.String(), **dict.fromkeys(COLUMNS, nw.Float64())}
    return from_rows(frame, rows, types)
