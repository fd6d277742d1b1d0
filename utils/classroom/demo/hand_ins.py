"""A course's folder with what learners handed in."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from classroom.demo.answers import as_answer
from storelab.errors import StoreLabError

DUE = "2026-03-01 23:59:00 UTC"
ON_TIME = "2026-03-01 20:15:00 UTC"
LATE = "2026-03-03 09:30:00 UTC"
# What learners write under the written decision.
DECISIONS = {"en": "I would wait a week and measure again.", "zh": "先观察一周，再看数据。"}


@dataclass
class Submission:
    """One learner's hand-in.

    Attributes
    ----------
    learner, language, kind
        Who, in which language, and what sort of hand-in it is.
    code
        Answer cells by exercise id; exercises left out stay as released.
    submitted_at
        As nbgrader's ``timestamp.txt`` says it.
    decision
        Text of the written decision.
    misconceptions
        By exercise the name of the misconception that the answer holds, where it is the one that many share.
    """

    learner: str
    language: str
    kind: str
    code: dict[str, str] = field(default_factory=dict)
    submitted_at: str = ON_TIME
    decision: str = ""
    misconceptions: dict[str, str] = field(default_factory=dict)


def make_class(chapter: Any, learners: int) -> Iterator[Submission]:
    """Learners who answer with the bank's right variants and wrong answers, or not at all.

    Parameters
    ----------
    chapter
        The chapter whose cases are the bank.
    learners
        How many.
    """
    keys = {item["id"]: item["answer"] for item in chapter.questions}
    question_ids = [cell.metadata["questions"] for cell in chapter.exercise_cells if "questions" in cell.metadata]
    for number in range(learners):
        learner = f"learner{number + 1:02d}"
        language = "zh" if number % 2 else "en"
        kind = {7: "empty", 13: "broken", 19: "late", 25: "late"}.get(number, "answered")
        if kind == "empty":
            yield Submission(learner, language, kind)
            continue
        code: dict[str, str] = {}
        for place, name in enumerate(chapter.exercises):
            exercise = getattr(chapter.cases, name)
            # One learner in five has everything right; the others hold one misconception in about every third exercise.
            wrong = number % 5 != 0 and (number + place) % 3 == 0
            bank = [entry.function for entry in exercise.wrongs] if wrong else exercise.right_functions()
            code[name] = as_answer(bank[(number // 3) % len(bank)], name, chapter)
        for name in dict.fromkeys(question_ids):
            given = dict(keys)
            if number % 4 == 1:
                given[next(iter(given))] = "d" if keys[next(iter(given))] != "d" else "a"
            code[name] = f"{name} = {given!r}"
        yield Submission(learner, language, kind, code, LATE if kind == "late" else ON_TIME)


def make_course(folder: Path, chapters: Sequence[str]) -> None:
    """A folder for nbgrader with the source and the release of chapters; what a demonstration left there is removed.

    Parameters
    ----------
    folder
        Where to.
    chapters
        Their ids.

    Raises
    ------
    StoreLabError
        If the folder holds files that no demonstration made, or nbgrader fails.
    """
    from classroom.source import project_root

    root = project_root()
    if folder.exists() and any(folder.iterdir()) and not (folder / "nbgrader_config.py").is_file():
        raise StoreLabError(f"{folder} holds files that no demonstration made: name an empty folder with --out.")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    settings = (root / "nbgrader_config.py").read_text(encoding="utf-8")
    settings = settings.replace('f"solutions/{language}"', '"source"')
    settings = settings.replace('f"notebooks/{language}/assignments"', '"release"')
    (folder / "nbgrader_config.py").write_text(settings, encoding="utf-8")
    from rich.progress import track

    for chapter in track(chapters, description="release"):
        shutil.copytree(root / "solutions" / "en" / chapter, folder / "source" / chapter)
        nbgrader(folder, "generate_assignment", chapter)
    from nbgrader.api import Gradebook

    with Gradebook(f"sqlite:///{folder / 'gradebook.db'}", "store-lab") as book:
        for chapter in chapters:
            book.update_or_create_assignment(chapter, duedate=DUE)


def hand_in(folder: Path, chapter_id: str, submission: Submission) -> None:
    """Put a learner's notebook where nbgrader collects it."""
    from classroom.source import project_root

    released = project_root() / "notebooks" / submission.language / "assignments" / chapter_id / f"{chapter_id}.ipynb"
    notebook = json.loads(released.read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        name = cell["metadata"].get("nbgrader", {}).get("grade_id", "").removeprefix("answer-")
        if name in submission.code:
            cell["source"] = submission.code[name]
        if cell["id"].startswith("written-") and submission.kind != "empty":
            cell["source"] = submission.decision or DECISIONS[submission.language]
    target = folder / "submitted" / submission.learner / chapter_id
    target.mkdir(parents=True)
    text = json.dumps(notebook, ensure_ascii=False, indent=1)
    # A broken file is one whose upload stopped half-way.
    (target / released.name).write_text(
        text[: len(text) // 2] if submission.kind == "broken" else text, encoding="utf-8"
    )
    (target / "timestamp.txt").write_text(submission.submitted_at, encoding="utf-8")


def nbgrader(folder: Path, *arguments: str, may_fail: bool = False) -> None:
    """Run one of nbgrader's commands in a course.

    Raises
    ------
    StoreLabError
        If it fails and may not; the message ends with what it printed.
    """
    command = [sys.executable, "-m", "nbgrader", *arguments]
    # nbgrader calls alembic from PATH.
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"}
    environment.pop("STORELAB_LANGUAGE", None)
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
    if done.returncode and not may_fail:
        raise StoreLabError(f"'nbgrader {' '.join(arguments)}' failed:\n{done.stderr.strip()[-2000:]}")
