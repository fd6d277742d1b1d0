"""The check that grades: the learner's check over visible and hidden cases.

The solution notebook's check cells import it between nbgrader's marks for hidden tests, so that stock
``nbgrader autograde`` scores with it. Its message tells no hidden input and no hidden expected value.
"""

from __future__ import annotations

import os
from dataclasses import asdict, replace
from functools import cache
from typing import Any

from classroom.cache import code_fingerprint, hash_files, remembered
from classroom.practice_data import choice_keys, hidden_cases, solution_of
from classroom.source import Chapter, load_chapter, project_root
from storelab.errors import StoreLabError
from storelab.practice import namespace_of_caller
from storelab.practice.assess import assess
from storelab.practice.result import CheckResult
from storelab.practice.tasks import Case, Task, find_task

VARIABLE = "STORELAB_CASE_SEED"
DEFAULT_SEED = 20251111


def check(exercise: str) -> CheckResult:
    """Grade an answer on the visible and the hidden cases of the class's seed.

    Parameters
    ----------
    exercise
        Its id.

    Returns
    -------
    CheckResult
        Points by the same rule as the learner's check, over all cases.

    Raises
    ------
    StoreLabError
        If there is no such exercise, or the seed is no whole number.
    """
    task = full_task(exercise, case_seed())
    keys = _keys(task) if task.kind == "choices" else None
    return assess(task, namespace_of_caller(exercise), keys)


def case_seed() -> int:
    """The seed of hidden cases: ``STORELAB_CASE_SEED``, else the course's own.

    Raises
    ------
    StoreLabError
        If the variable holds something else than a whole number that is not negative.
    """
    text = os.environ.get(VARIABLE, str(DEFAULT_SEED))
    if not text.strip().isdecimal():
        raise StoreLabError(f"{VARIABLE}={text!r} is not a whole number: set it to one such as {DEFAULT_SEED}.")
    return int(text)


@cache
def full_task(exercise: str, seed: int) -> Task:
    """An exercise with its visible cases and, after them, the hidden cases of a seed.

    Raises
    ------
    StoreLabError
        If there is no such exercise.
    """
    task = find_task(exercise)
    if task.kind == "choices":
        return task
    chapter = _chapter(task.chapter)
    source = chapter.exercises[exercise]

    def compute() -> list[dict[str, Any]]:
        return [asdict(case) for case in hidden_cases(chapter, exercise, solution_of(source), seed)]

    # Simulating other worlds takes seconds, and a class asks for the same ones again and again.
    cases = hash_files([chapter.folder / "cases.py"], project_root())
    parts = [exercise, str(seed), source.setup_code, source.answer_code, cases, code_fingerprint()]
    found = remembered("hidden", parts, compute)
    return replace(task, cases=(*task.cases, *(Case(**case) for case in found)))


def _keys(task: Task) -> dict[str, Any]:
    return choice_keys(_chapter(task.chapter))


@cache
def _chapter(name: str) -> Chapter:
    return load_chapter(name)
