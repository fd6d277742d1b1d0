"""Reads what the build made of the exercises: visible cases, expected values, known wrong results, hints."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from storelab import paths
from storelab.errors import StoreLabError, suggest
from storelab.practice.compare import TOLERANCE

Texts = Mapping[str, str]


@dataclass(frozen=True)
class Case:
    """One call of the learner's function.

    Attributes
    ----------
    name, title
        Its name, and what learners read.
    edge
        Whether it is an edge case: those earn points only beside an ordinary case that is right.
    inputs
        Encoded keyword arguments.
    expected
        ``{"value": encoded}``, or ``{"raises": "ValueError"}`` where an error is the right answer.
    hidden
        Whether learners may see neither inputs nor expected values.
    """

    name: str
    title: Texts
    edge: bool
    inputs: Mapping[str, Any]
    expected: Mapping[str, Any]
    hidden: bool = False


@dataclass(frozen=True, eq=False)
class Misconception:
    """A known wrong answer: its message, and its result in each visible case (None: right there)."""

    name: str
    message: Texts
    results: tuple[Mapping[str, Any] | None, ...]


@dataclass(frozen=True)
class Property:
    """A stated bound that an answer must keep; the source of a function ``(result, expected, **inputs)``."""

    name: str
    message: Texts
    source: str


@dataclass(frozen=True)
class Question:
    """A concept question: its id and the letters that may be chosen."""

    id: str
    options: tuple[str, ...]


@dataclass(frozen=True)
class Task:
    """One exercise as the checker sees it. ``kind`` is ``"function"``, ``"chart"`` or ``"choices"``."""

    id: str
    chapter: str
    kind: str
    points: float
    judged_by: str = "equal"
    tolerance: float = TOLERANCE
    ignore_row_order: bool = False
    hints: tuple[Texts, ...] = ()
    cases: tuple[Case, ...] = ()
    misconceptions: tuple[Misconception, ...] = ()
    properties: tuple[Property, ...] = ()
    questions: tuple[Question, ...] = ()


def task_from_plain(name: str, chapter: str, plain: Mapping[str, Any]) -> Task:
    """Build a task from its entry in a generated file."""
    judged = plain.get("compare", {})
    return Task(
        id=name,
        chapter=chapter,
        kind=plain["kind"],
        points=float(plain["points"]),
        judged_by=judged.get("kind", "equal"),
        tolerance=judged.get("tolerance", TOLERANCE),
        ignore_row_order=judged.get("ignore_row_order", False),
        hints=tuple(plain.get("hints", ())),
        cases=tuple(Case(**{**case, "inputs": dict(case["inputs"])}) for case in plain.get("cases", ())),
        misconceptions=tuple(
            Misconception(wrong["name"], wrong["message"], tuple(wrong["results"]))
            for wrong in plain.get("misconceptions", ())
        ),
        properties=tuple(Property(**bound) for bound in plain.get("properties", ())),
        questions=tuple(Question(one["id"], tuple(one["options"])) for one in plain.get("questions", ())),
    )


def find_task(name: str) -> Task:
    """Find an exercise by its id.

    Raises
    ------
    StoreLabError
        If there is none; the message names the nearest.
    """
    known: list[str] = []
    for file in sorted((paths.generated_folder() / "exercises").glob("*.json")):
        exercises = _exercises(file, file.stat().st_mtime_ns)
        if name in exercises:
            return task_from_plain(name, file.stem, exercises[name])
        known += exercises
    from storelab.practice.messages import say

    near = suggest(str(name), known)
    raise StoreLabError(say("unknown_exercise_near" if near else "unknown_exercise", name=name, near=near))


@cache
def _exercises(file: Path, changed: int) -> dict[str, Any]:
    """The exercises of one file; read again when it has changed."""
    try:
        return dict(json.loads(file.read_text(encoding="utf-8"))["exercises"])
    except (ValueError, KeyError, OSError) as error:
        from storelab.practice.messages import say

        raise StoreLabError(say("damaged_file", file=file, error=error)) from error
