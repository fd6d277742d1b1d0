"""A small assignment to grade: two exercises, one with an error as its right answer, five concept letters left out."""

import atexit
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from classroom.grade.engine import Assignment, Grade, grade_submission
from classroom.grade.limits import Limits
from classroom.grade.sandbox import Sandbox
from storelab.practice.codec import encode
from storelab.practice.tasks import Case, Task

CHAPTER = "09_small"
STUB = "def {name}(values):\n    pass  # ✎ your answer here / 在这里写答案"
TOTAL = "def total(values):\n    return sum(values)"
MEAN = (
    "def mean(values):\n    if not values:\n        raise ValueError('no values')\n    return sum(values) / len(values)"
)
FULL = 6.0
PAGES = """c.GenerateFeedback.exporter_class = "classroom.grade.pages.FeedbackExporter"
c.HTMLExporter.filters = {"markdown2html": "classroom.grade.pages.markdown2html"}
c.ExportApp.plugin_class = "classroom.grade.export.StatusExport"
"""
# Short enough for a suite of many cases, long enough for a machine that is busy.
LIMITS = Limits(cell_seconds=2.0, submission_seconds=40.0, cpu_seconds=20, memory_mb=700, processes=24, file_mb=8)


def marks(grade_id: str, *, grade: bool, solution: bool, locked: bool, points: float | None = None) -> dict[str, Any]:
    options: dict[str, Any] = {
        "grade": grade,
        "grade_id": grade_id,
        "locked": locked,
        "schema_version": 3,
        "solution": solution,
        "task": False,
    }
    return {"nbgrader": options | ({} if points is None else {"points": points})}


def cell(kind: str, source: str, metadata: dict[str, Any] | None = None) -> dict[str, Any]:
    made: dict[str, Any] = {"cell_type": kind, "metadata": metadata or {}, "source": source}
    return made | ({"execution_count": None, "outputs": []} if kind == "code" else {})


def released() -> list[dict[str, Any]]:
    """Cells as learners get them."""
    cells = [cell("markdown", "# Two exercises"), cell("code", "import math")]
    for name in ("total", "mean"):
        cells += [
            cell("markdown", f"Write `{name}(values)`."),
            cell("code", STUB.format(name=name), marks(f"answer-{name}", grade=False, solution=True, locked=False)),
            cell("code", f'check("{name}")', marks(f"check-{name}", grade=True, solution=False, locked=True, points=3)),
        ]
    written = marks("written-decision", grade=True, solution=True, locked=False, points=4)
    return [*cells, cell("markdown", "Decide."), cell("markdown", "*Your answer here*", written)]


def _case(name: str, values: list[Any], expected: Any, hidden: bool) -> Case:
    wanted = {"raises": "ValueError"} if expected is ValueError else {"value": encode(expected)}
    title = {"en": name, "zh": name}
    return Case(name, title, edge=not values, inputs={"values": encode(values)}, expected=wanted, hidden=hidden)


def assignment() -> Assignment:
    """Visible cases and hidden ones; nobody outside knows 4711."""
    total = [("two", [1, 2], 3, False), ("none", [], 0, False), ("other", [4711, 1], 4712, True)]
    mean = [("two", [1, 3], 2.0, False), ("none", [], ValueError, False), ("other", [4711, 4713], 4712.0, True)]
    tasks = {
        name: Task(name, CHAPTER, "function", 3.0, cases=tuple(_case(*one) for one in cases))
        for name, cases in (("total", total), ("mean", mean))
    }
    return Assignment(CHAPTER, {"en": released()}, tasks, {})


def handed_in(total: str = TOTAL, mean: str = MEAN, *, before: str = "", after: str = "") -> bytes:
    """A submission's file: answers, and helper cells before the first answer and at the end."""
    cells = released()
    cells[3]["source"], cells[6]["source"], cells[-1]["source"] = total, mean, "Wait a week."
    if before:
        cells.insert(3, cell("code", before))
    if after:
        cells.append(cell("code", after))
    return as_file(cells)


def as_file(cells: list[dict[str, Any]]) -> bytes:
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}).encode()


@dataclass
class Grader:
    """Grades files in one sandbox."""

    sandbox: Sandbox

    def __call__(self, data: bytes, learner: str = "learner") -> Grade:
        return grade_submission(self.sandbox, assignment(), learner, data, self.sandbox.limits)


def edited(change: Callable[[list[dict[str, Any]]], Any]) -> bytes:
    """A right submission with its cells changed in place."""
    cells = json.loads(handed_in())["cells"]
    change(cells)
    return as_file(cells)


def library() -> Path:
    import storelab

    return Path(storelab.__file__).resolve().parent.parent


def make_course(root: Path, db_url: str = "") -> None:
    """A course folder whose gradebook knows the assignment, as ``nbgrader generate_assignment`` leaves it."""
    if not db_url:
        shutil.copytree(_empty_course(), root, dirs_exist_ok=True)
        return
    _make_course(root, db_url)


@cache
def _empty_course() -> Path:
    """Made once: nbgrader takes seconds for a new gradebook."""
    folder = tempfile.mkdtemp(prefix="course")
    atexit.register(shutil.rmtree, folder)
    _make_course(Path(folder), "")
    return Path(folder)


def _make_course(root: Path, db_url: str) -> None:
    from nbgrader.api import Gradebook

    # nbgrader calls alembic from PATH.
    os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    root.mkdir(parents=True, exist_ok=True)
    # As the project's own settings have it, without its folders.
    settings = "c = get_config()\nc.CourseDirectory.course_id = 'small'\n" + PAGES
    settings += f"c.CourseDirectory.db_url = {db_url!r}\n" if db_url else ""
    (root / "nbgrader_config.py").write_text(settings)
    with Gradebook(db_url or f"sqlite:///{root / 'gradebook.db'}", "small") as book:
        book.add_assignment(CHAPTER)
        book.add_notebook(CHAPTER, CHAPTER)
        for name in ("total", "mean"):
            book.add_grade_cell(f"check-{name}", CHAPTER, CHAPTER, max_score=3, cell_type="code")
            book.add_solution_cell(f"answer-{name}", CHAPTER, CHAPTER)
        book.add_grade_cell("written-decision", CHAPTER, CHAPTER, max_score=4, cell_type="markdown")
        book.add_solution_cell("written-decision", CHAPTER, CHAPTER)


def hand_in(root: Path, learner: str, data: bytes) -> Path:
    """Put a file where nbgrader collects submissions."""
    folder = root / "submitted" / learner / CHAPTER
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{CHAPTER}.ipynb").write_bytes(data)
    return folder


def run_nbgrader(root: Path, *arguments: str) -> str:
    """Run a command of stock nbgrader in a course folder; what it said."""
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"}
    environment.pop("STORELAB_LANGUAGE", None)
    command = [sys.executable, "-m", "nbgrader", *arguments]
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


@cache
def _shared_sandbox() -> Sandbox:
    sandbox = Sandbox(LIMITS, library(), library().parent / "datasets")
    atexit.register(sandbox.close)
    return sandbox


def in_this_process(lane: Any, jobs: Any) -> Iterator[tuple[Any, Grade]]:
    """Grade one after the other, without processes beside this one but the sandbox."""
    from classroom.grade.run import grade_job

    return ((job, grade_job(_shared_sandbox(), lane, job)) for job in jobs)


def grade_course(root: Path, work: Callable[[Any, Any], Any] = in_this_process) -> dict[str, Grade]:
    """Grade what was handed in, as ``classroom grade`` does."""
    from classroom.grade.gradebook import Writer, open_course
    from classroom.grade.run import Lane, Results, grade_class, make_job

    course = open_course(root)
    lane = Lane(assignment(), LIMITS, library(), library().parent / "datasets")
    found = {folder.parent.name: folder for folder in sorted(root.glob(f"submitted/*/{CHAPTER}"))}
    jobs = [make_job(folder, learner, lane, "basis") for learner, folder in found.items()]
    grades: dict[str, Grade] = {}
    with Writer(course, CHAPTER) as writer:

        def finished(job: Any, grade: Grade) -> None:
            writer.write(grade)
            grades[job.learner] = grade

        grade_class(lane, jobs, Results(root / "grading" / CHAPTER), finished, work)
    return grades


def scores(root: Path, db_url: str = "") -> dict[str, dict[str, tuple[float | None, float | None, bool]]]:
    """What the gradebook holds: by learner and cell the automatic and the manual score, and whether it waits for a person."""
    from nbgrader.api import Gradebook

    with Gradebook(db_url or f"sqlite:///{root / 'gradebook.db'}", "small") as book:
        return {
            one.student.id: {
                grade.name: (grade.auto_score, grade.manual_score, grade.needs_manual_grade)
                for grade in one.notebooks[0].grades
            }
            for one in book.assignment_submissions(CHAPTER)
        }


if __name__ == "__main__":
    from classroom.grade.run import run_lanes

    grade_course(Path(sys.argv[1]), lambda lane, jobs: run_lanes(lane, jobs, 2))
