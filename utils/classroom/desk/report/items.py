"""How an exercise did its work: how hard it was, whether it tells the able from the weak, and what was misunderstood."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from classroom.desk.report.gather import Work

# Fewer learners than this say too little about an exercise to doubt it.
ENOUGH = 20
# One-sided, in standard errors: over a course of 140 exercises chance alone doubts a sound one once in five courses.
DOUBT = 3.0
NOT_ATTEMPTED = "not attempted"


@dataclass(frozen=True)
class Item:
    """One exercise in a class.

    Attributes
    ----------
    exercise, points
        Its id and full marks.
    attempted, learners
        How many answered it, of how many whose work could be graded.
    difficulty
        Mean share of the points among those who answered; nan where nobody did.
    discrimination
        Correlation of its points with those of all other exercises, among those who answered it; nan where either does not vary.
    doubtful
        Whether able learners failed it where weak ones passed, by more than chance explains.
    """

    exercise: str
    points: float
    attempted: int
    learners: int
    difficulty: float
    discrimination: float
    doubtful: bool


@dataclass(frozen=True)
class Misunderstood:
    """A misconception that was recognised.

    Attributes
    ----------
    exercise, name
        Where, and its name in ``cases.py``.
    learners
        Ids of those who showed it.
    examples
        Up to two different answers that showed it, the shortest first.
    """

    exercise: str
    name: str
    learners: tuple[str, ...]
    examples: tuple[str, ...]


def items(class_work: Sequence[Work]) -> list[Item]:
    """Measure each exercise, in the order of the page.

    The discrimination is corrected: the exercise's own points are left out of the sum that it is compared with.
    """
    read = [work for work in class_work if work.read]
    names = dict.fromkeys(name for work in read for name in work.exercises)
    return [_item(name, read) for name in names]


def _item(name: str, read: Sequence[Work]) -> Item:
    points = next(work.exercises[name].points for work in read if name in work.exercises)
    own, rest = [], []
    for work in read:
        grade = work.exercises.get(name)
        if grade is None or grade.outcome == NOT_ATTEMPTED:
            continue
        others = [other for exercise, other in work.exercises.items() if exercise != name]
        full = sum(other.points for other in others)
        own.append(grade.score / grade.points if grade.points else 0.0)
        rest.append(sum(other.score for other in others) / full if full else 0.0)
    difficulty = math.fsum(own) / len(own) if own else math.nan
    discrimination = correlation(own, rest)
    return Item(name, points, len(own), len(read), difficulty, discrimination, _is_doubtful(discrimination, len(own)))


def correlation(first: Sequence[float], second: Sequence[float]) -> float:
    """Pearson's correlation; nan where there are fewer than three pairs, or one side does not vary."""
    count = len(first)
    if count < 3:
        return math.nan
    means = math.fsum(first) / count, math.fsum(second) / count
    left, right = [value - means[0] for value in first], [value - means[1] for value in second]
    spread = math.sqrt(math.fsum(value * value for value in left) * math.fsum(value * value for value in right))
    return math.nan if spread < 1e-12 else math.fsum(a * b for a, b in zip(left, right, strict=True)) / spread


def _is_doubtful(discrimination: float, count: int) -> bool:
    """Whether even the upper end of Fisher's interval lies below zero."""
    if count < ENOUGH or math.isnan(discrimination):
        return False
    bounded = max(-0.999_999, min(0.999_999, discrimination))
    return math.atanh(bounded) + DOUBT / math.sqrt(count - 3) < 0


def misunderstood(class_work: Sequence[Work]) -> list[Misunderstood]:
    """Misconceptions with who showed them, the most frequent first."""
    shown: dict[tuple[str, str], list[Work]] = {}
    for work in class_work:
        for exercise, grade in work.exercises.items():
            if grade.misconception:
                shown.setdefault((exercise, grade.misconception), []).append(work)
    found = []
    for (exercise, name), works in shown.items():
        answers = Counter(work.code[exercise].strip() for work in works if exercise in work.code)
        examples = sorted(answers, key=lambda code: (-answers[code], len(code), code))[:2]
        found.append(
            Misunderstood(exercise, name, tuple(work.learner for work in works), tuple(sorted(examples, key=len)))
        )
    return sorted(found, key=lambda one: (-len(one.learners), one.exercise, one.name))
