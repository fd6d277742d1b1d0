"""Teams: cohesion, turnover, use of capacity, and gaps in skill."""

from typing import Any, cast

import narwhals.stable.v2 as nw

from storelab.errors import StoreLabError
from storelab.language import pick
from storelab.metrics._checks import check_numbers
from storelab.metrics._composite import Weights, composite
from storelab.metrics._formulas import check_range, quotient
from storelab.metrics._frames import By, IntoFrameT, collect, finish, keys, rate, read
from storelab.metrics._periods import between, check_times, since, until, window
from storelab.metrics.registry import EVERY_ROW, WHOLE_TABLE, metric


@metric(
    "P12",
    en="Team cohesion",
    zh="凝聚力",
    branch="team",
    numerator={
        "en": "weighted mean of climate, people who stay, and ties of help across roles",
        "zh": "团队氛围、人员稳定、跨岗互助三项的加权平均",
    },
    window={"en": "that of the three figures", "zh": "与三个输入指标相同"},
    filter={"en": "none; the weights are yours to state", "zh": "不过滤；权重由你定，并且要写明"},
    unit="score",
    formula="100 * sum(weight * part) / sum(weight)",
    aliases=("团队凝聚力",),
)
def team_cohesion(
    *,
    climate: float,
    turnover: float,
    turnover_limit: float,
    help_density: float,
    climate_scale: int = 5,
    weights: Weights | None = None,
) -> float:
    """Team cohesion as one index from 0 to 100 (P12): a proxy, for the goal word has no measure of its own.

    The parts: ``climate`` is the mean survey answer from its lowest (0) to its highest (1); ``staying`` falls from 1
    without turnover to 0 at the limit; ``help`` is the share of possible ties of help that exist. In a small team one
    person who leaves moves it: show the parts beside it.

    Parameters
    ----------
    climate, climate_scale
        Mean answer on climate, and the highest answer (the lowest is 1).
    turnover, turnover_limit
        Leavers over mean headcount (`turnover_rate`), and at how much nothing is left of this part.
    help_density
        Share of the possible pairs that helped each other (`tie_density`).
    weights
        Of ``"climate"``, ``"staying"`` and ``"help"``; None weighs all alike.

    Returns
    -------
    float
        From 0 to 100; NaN if a part that has a weight is missing.

    Raises
    ------
    StoreLabError
        If a figure is out of its range, or the weights do not name the three parts.
    """
    check_range("climate_scale", climate_scale, 2)
    check_range("climate", climate, 1, climate_scale)
    check_range("turnover", turnover, 0)
    check_range("turnover_limit", turnover_limit, 0, above=True)
    check_range("help_density", help_density, 0, 1)
    staying = 0.0 if turnover > turnover_limit else 1 - turnover / turnover_limit
    parts = {"climate": (climate - 1) / (climate_scale - 1), "staying": staying, "help": help_density}
    return composite(parts, weights)


def turnover_rate(
    staff: IntoFrameT,
    start: Any,
    end: Any,
    by: By = None,
    *,
    hired_at: str = "hired_at",
    left_at: str = "left_at",
) -> float | IntoFrameT:
    """Leavers of a window over the mean of the headcount at its beginning and its end; a part of P12.

    Parameters
    ----------
    staff
        One row a person.
    start, end
        First and last day of the window, both of which count.
    by
        Columns to group by; None for one number.
    hired_at, left_at
        Columns of days: the first day of work, and the last one (missing: still there).

    Returns
    -------
    float or frame
        Share of the mean headcount, in this window and not by year; NaN without staff at both ends; with ``by`` a
        frame of ``by`` and ``turnover_rate`` (null).

    Raises
    ------
    StoreLabError
        If a column is missing or holds no times, a person has no first day, or the window is none.
    """
    first, last = window(start, end)
    frame = read(staff, "staff", [*keys(by), hired_at, left_at], ids=[hired_at])
    check_times(frame, "staff", hired_at, left_at)
    # Who leaves on the first day was there at the beginning; who leaves on the last day is gone at the end.
    there = nw.col(left_at).is_null()
    at_start = ~since(hired_at, first) & (there | since(left_at, first).fill_null(False))
    at_end = until(hired_at, last) & (there | ~until(left_at, last).fill_null(True))
    marked = frame.with_columns(
        _left=(~there & between(left_at, first, last).fill_null(False)).cast(nw.Int64),
        _heads=at_start.cast(nw.Int64) + at_end.cast(nw.Int64),
    )
    doubled = marked.with_columns(_left=nw.col("_left") * 2)  # over the sum of two headcounts, not their mean
    return cast("float | IntoFrameT", rate(doubled, by, "turnover_rate", nw.col("_left").sum(), nw.col("_heads").sum()))


def tie_density(ties: IntoFrameT, members: int, *, source: str = "from_id", target: str = "to_id") -> float:
    """Share of the possible pairs of a team between whom help went, in either direction; a part of P12.

    Parameters
    ----------
    ties
        One row a time that help went from one person to another; help to oneself does not count.
    members
        People in the team, those without ties included.
    source, target
        Columns of who helped whom.

    Returns
    -------
    float
        From 0 to 1; NaN with fewer than two members.

    Raises
    ------
    StoreLabError
        If a column is missing, a tie has no end, or the ties have more people than the team.
    """
    check_range("members", members, 0)
    frame = read(ties, "ties", [source, target], ids=[source, target])
    pairs = {frozenset(pair) for pair in collect(frame.select(source, target).unique()).rows() if pair[0] != pair[1]}
    people = frozenset().union(*pairs)
    if len(people) > members:
        raise StoreLabError(
            pick(
                {
                    "en": f"ties: {len(people)} people have ties, but the team has {members} members.",
                    "zh": f"ties 里有 {len(people)} 个人，而团队只有 {members} 人。",
                }
            )
        )
    return quotient(len(pairs), members * (members - 1) / 2)


@metric(
    "P20",
    en="Resource utilisation",
    zh="资源利用率",
    branch="team",
    numerator={"en": "capacity used", "zh": "已使用的能力"},
    denominator={"en": "capacity there was", "zh": "可用的能力"},
    window=WHOLE_TABLE,
    filter=EVERY_ROW,
    unit="index",
    formula="used / capacity",
    aliases=("Capacity utilisation",),
)
def resource_utilisation(
    usage: IntoFrameT, by: By = "resource", *, used: str = "used", capacity: str = "capacity"
) -> float | IntoFrameT:
    """Capacity used over capacity there was, by resource (P20): sum over sum, a proxy.

    Above 1 is overtime. High is not good by itself: near 1 every small disturbance becomes a queue.

    Parameters
    ----------
    usage
        One row a resource and period; hours, square metres or parcels, one unit for each resource.
    by
        Columns to group by; None for one number, which makes sense for one unit only.
    used, capacity
        Columns of numbers from 0 on.

    Returns
    -------
    float or frame
        NaN without capacity; with ``by`` a frame of ``by`` and ``resource_utilisation`` (null).

    Raises
    ------
    StoreLabError
        If a column is missing, holds no numbers or negative ones.
    """
    frame = read(usage, "usage", [*keys(by), used, capacity])
    check_numbers(frame, "usage", used, capacity, negative=False)
    return cast(
        "float | IntoFrameT",
        rate(frame, by, "resource_utilisation", nw.col(used).sum(), nw.col(capacity).sum()),
    )


def skill_gap(
    skills: IntoFrameT,
    by: By = "staff_id",
    *,
    skill: str = "skill",
    level: str = "level",
    required: str = "required",
    weight: str = "weight",
) -> IntoFrameT:
    """What each person lacks for the role, and in which order to learn it.

    Parameters
    ----------
    skills
        One row a person and skill.
    by
        Columns of the person; None if the table is of one.
    skill, level, required, weight
        Columns: the skill, the level held (missing: not assessed), the level required, and how much it matters.

    Returns
    -------
    frame
        ``by``, ``skill``, ``gap`` (levels lacking, 0 at least; null if not assessed), ``weighted_gap`` and
        ``learning_order`` (1 is the largest weighted gap, equal ones by the name of the skill; null where nothing is
        lacking), sorted by ``by`` and that order, what needs no learning last.

    Raises
    ------
    StoreLabError
        If a column is missing, holds no numbers or negative ones, or a row has no person or skill.
    """
    groups = keys(by)
    frame = read(skills, "skills", [*groups, skill, level, required, weight], ids=[*groups, skill])
    check_numbers(frame, "skills", level, required, weight, negative=False)
    lacking = nw.col(required).cast(nw.Float64) - nw.col(level).cast(nw.Float64)
    measured = frame.with_columns(_whole=nw.lit(1), _lacking=lacking).with_columns(
        gap=nw.when(nw.col("_lacking") > 0).then(nw.col("_lacking")).otherwise(nw.col("_lacking") * 0.0)
    )
    weighed = measured.with_columns(weighted_gap=nw.col("gap") * nw.col(weight))
    # Equal products of floats may differ in the last digit, so the order goes by nine decimals.
    placed = weighed.with_columns(
        _least=(0.0 - nw.col("weighted_gap").fill_null(0.0)).round(9),
        _one=(nw.col("weighted_gap") > 0).fill_null(False).cast(nw.Int64),
    ).with_columns(_place=nw.col("_one").cum_sum().over("_whole", *groups, order_by=["_least", skill]))
    order = nw.when(nw.col("_one") == 1).then(nw.col("_place"))
    result = placed.with_columns(learning_order=order).sort(*groups, "_least", skill)
    return cast(IntoFrameT, finish(result.select(*groups, skill, "gap", "weighted_gap", "learning_order")))
