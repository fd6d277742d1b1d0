"""Checks, hints and progress: what a learner calls beneath each exercise.

``check("funnel")`` runs the learner's function on the visible cases and says what it is worth and why.
"""

from __future__ import annotations

import json
import re
import sys
from dataclasses import replace
from typing import Any

from storelab import paths
from storelab.language import pick
from storelab.practice import progress_log
from storelab.practice.assess import assess
from storelab.practice.judge import NOT_ATTEMPTED
from storelab.practice.messages import help_with, say
from storelab.practice.progress_log import progress
from storelab.practice.result import Block, CheckResult, Note
from storelab.practice.tasks import Task, find_task

__all__ = ["CheckResult", "Note", "answer", "check", "hint", "progress"]


def check(exercise: str) -> CheckResult:
    """Check your answer to an exercise.

    Parameters
    ----------
    exercise
        Its id, which is the name of the function (or of the dictionary of letters) that you wrote.

    Returns
    -------
    CheckResult
        Shown in a notebook as the message; ``score``, ``outcome``, ``misconception`` and ``cases`` hold the details.

    Raises
    ------
    StoreLabError
        If there is no such exercise; the message names the nearest.
    """
    task = find_task(exercise)
    keys = _keys(task) if task.kind == "choices" else None
    result = assess(task, namespace_of_caller(exercise), keys)
    if _answer_cell_failed(exercise):
        warnings = [say("old_version", name=exercise)] if result.outcome != NOT_ATTEMPTED else []
        blocks = [Block("text", text) for text in [*warnings, *_help_with_cell()]]
        result = replace(result, blocks=[*blocks, *result.blocks])
    progress_log.record_check(task.chapter, result)
    return result


def hint(exercise: str) -> Note:
    """Show the next hint of an exercise; after the last one, all of them.

    Raises
    ------
    StoreLabError
        If there is no such exercise.
    """
    task = find_task(exercise)
    count = len(task.hints)
    if not count:
        return Note(say("no_hints"))
    seen = progress_log.hints_seen(exercise)
    if seen >= count:
        return Note(
            "\n\n".join([say("hints_used", all=count), *(_hint(task, number) for number in range(1, count + 1))])
        )
    progress_log.record_hint(task.chapter, exercise, seen + 1)
    return Note(_hint(task, seen + 1))


def answer(exercise: str) -> Note:
    """Show a model answer, where this copy of the course has them, after an attempt of your own.

    Raises
    ------
    StoreLabError
        If there is no such exercise.
    """
    task = find_task(exercise)
    keys, code = _keys(task), _answers()["code"].get(exercise, "")
    if keys is None and not code:
        return Note(say("no_answers"))
    if not progress_log.has_tried(exercise):
        return Note(say("answer_later", name=exercise))
    if keys is not None:
        lines = [f"- {name}: **{key['answer']}** {pick(key['why'][key['answer']])}" for name, key in keys.items()]
        return Note("\n".join([say("answer"), "", *lines]))
    return Note(f"{say('answer')}\n\n```python\n{code.strip()}\n```")


def namespace_of_caller(name: str) -> dict[str, Any]:
    """The variables of the code that called a check: its module's, or the notebook's where those lack the name."""
    namespace = sys._getframe(2).f_globals
    if name not in namespace and "IPython" in sys.modules:
        shell = sys.modules["IPython"].get_ipython()
        if shell is not None:
            return dict(shell.user_ns)
    return namespace


def _answer_cell_failed(name: str) -> bool:
    """Whether the cell that ran last should have made the answer and stopped: then an older version is checked."""
    shell = sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None
    last = getattr(shell, "last_execution_result", None)
    if last is None or last.success:
        return False
    source = str(getattr(last.info, "raw_cell", ""))
    return re.search(rf"^\s*(def\s+{re.escape(name)}\b|{re.escape(name)}\s*=)", source, re.MULTILINE) is not None


def _help_with_cell() -> list[str]:
    """What the error means that stopped the cell that ran last; nothing where nothing is known."""
    last = sys.modules["IPython"].get_ipython().last_execution_result
    error = getattr(last, "error_before_exec", None) or getattr(last, "error_in_exec", None)
    known = help_with(type(error).__name__, str(error)) if isinstance(error, SyntaxError) else ""
    return [known] if known else []


def _hint(task: Task, number: int) -> str:
    return say("hint", number=number, all=len(task.hints), text=pick(task.hints[number - 1]))


def _keys(task: Task) -> dict[str, Any] | None:
    """The keys of a set of concept questions, if this copy of the course has them."""
    known = _answers()["choices"]
    if task.kind != "choices" or not all(question.id in known for question in task.questions):
        return None
    return {question.id: known[question.id] for question in task.questions}


def _answers() -> dict[str, dict[str, Any]]:
    """Model answers by exercise, and keys by question, of all chapters together."""
    file = paths.answers_file()
    found: dict[str, dict[str, Any]] = {"code": {}, "choices": {}}
    if file is not None:
        for chapter in json.loads(file.read_text(encoding="utf-8")).values():
            for part, entries in found.items():
                entries.update(chapter[part])
    return found
