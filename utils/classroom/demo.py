"""``classroom demo``: a class of 30 hands in, stock nbgrader grades it, and the gradebook is printed."""

import argparse
import copy
import inspect
import json
import os
import shutil
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from storelab.errors import StoreLabError

if TYPE_CHECKING:
    import ast

LEARNERS = 30
DUE = "2026-03-01 23:59:00 UTC"
ON_TIME = "2026-03-01 20:15:00 UTC"
LATE = "2026-03-03 09:30:00 UTC"
RESULT_TYPE = "application/vnd.storelab.check+json"


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
    """

    learner: str
    language: str
    kind: str
    code: dict[str, str] = field(default_factory=dict)
    submitted_at: str = ON_TIME


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command's parser."""
    parser = subparsers.add_parser(
        "demo",
        help="grade a made-up class of 30 with stock nbgrader",
        description="Make a class of 30 from right, wrong, empty, broken and late hand-ins in both languages, grade it "
        "with stock nbgrader, and print the gradebook and what each learner got wrong.",
    )
    parser.add_argument("chapter", nargs="?", default="10", help="number or id of the chapter; 10 by default")
    parser.add_argument("--out", type=Path, help="folder for the class; demo/ by default, made anew each time")
    parser.add_argument("--learners", type=int, default=LEARNERS, help=f"size of the class; {LEARNERS} by default")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Make, grade and print the class."""
    from classroom.source import load_chapter, project_root

    chapter = load_chapter(options.chapter)
    folder = (options.out or project_root() / "demo").resolve()
    if options.learners < 1:
        raise StoreLabError(f"--learners {options.learners}: a class has at least one learner.")
    _make_course(folder, chapter.id)
    submissions = list(make_class(chapter, options.learners))
    for submission in submissions:
        _hand_in(folder, chapter.id, submission)
    _grade(folder, chapter.id, submissions)
    _print_results(folder, chapter.id, submissions)
    print(f"The class lies in {folder}. To look at it in formgrader: cd {folder} && jupyter lab")
    return 0


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


def as_answer(function: Any, name: str, chapter: Any) -> str:
    """The source of a function of the bank as a learner would have typed it, under the exercise's name.

    Imports, constants and helpers of ``cases.py`` that the function uses are typed above it.
    """
    import ast

    source = textwrap.dedent(inspect.getsource(function))
    tree = ast.parse(source)
    definition = next(node for node in tree.body if isinstance(node, ast.FunctionDef))
    definition.decorator_list = []
    definition.name = name
    module = _statements(inspect.getsource(chapter.cases))
    given = [node for node in module if _defines(node) and not _is_exercise(node, chapter)]
    needed: list[ast.stmt] = []
    wanted = _names(definition)
    while found := [node for node in given if node not in needed and _defines(node) & wanted]:
        needed += found
        wanted = wanted.union(*map(_names, found))
    typed = [copy.copy(node) for node in module if node in needed]
    for node in typed:
        if isinstance(node, ast.FunctionDef):
            node.decorator_list = []
    return "\n\n".join(ast.unparse(node) for node in [*typed, definition])


@lru_cache(maxsize=4)
def _statements(source: str) -> "list[ast.stmt]":
    """The statements of a module, parsed once for all answers of a chapter."""
    import ast

    return ast.parse(source).body


def _names(node: Any) -> set[str]:
    import ast

    return {inner.id for inner in ast.walk(node) if isinstance(inner, ast.Name)}


def _defines(node: Any) -> set[str]:
    import ast

    if isinstance(node, ast.Assign):
        return {target.id for target in node.targets if isinstance(target, ast.Name)}
    if isinstance(node, ast.FunctionDef):
        return {node.name}
    if isinstance(node, ast.Import | ast.ImportFrom) and "classroom" not in ast.unparse(node):
        return {alias.asname or alias.name for alias in node.names}
    return set()


def _is_exercise(node: Any, chapter: Any) -> bool:
    return bool(_defines(node) & set(chapter.exercises))


def _make_course(folder: Path, chapter_id: str) -> None:
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
    shutil.copytree(root / "solutions" / "en" / chapter_id, folder / "source" / chapter_id)
    _nbgrader(folder, "generate_assignment", chapter_id)
    _nbgrader(folder, "db", "assignment", "add", chapter_id, f"--duedate={DUE}")


def _hand_in(folder: Path, chapter_id: str, submission: Submission) -> None:
    from classroom.source import project_root

    released = project_root() / "notebooks" / submission.language / "assignments" / chapter_id / f"{chapter_id}.ipynb"
    notebook = json.loads(released.read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        name = cell["metadata"].get("nbgrader", {}).get("grade_id", "").removeprefix("answer-")
        if name in submission.code:
            cell["source"] = submission.code[name]
        if cell["id"].startswith("written-") and submission.kind != "empty":
            cell["source"] = {"en": "I would wait a week and measure again.", "zh": "先观察一周，再看数据。"}[
                submission.language
            ]
    target = folder / "submitted" / submission.learner / chapter_id
    target.mkdir(parents=True)
    text = json.dumps(notebook, ensure_ascii=False, indent=1)
    # A broken file is one whose upload stopped half-way.
    (target / released.name).write_text(
        text[: len(text) // 2] if submission.kind == "broken" else text, encoding="utf-8"
    )
    (target / "timestamp.txt").write_text(submission.submitted_at, encoding="utf-8")


def _grade(folder: Path, chapter_id: str, submissions: list[Submission]) -> None:
    from rich.progress import track

    for submission in track(submissions, description="nbgrader autograde"):
        # A broken file makes nbgrader fail for this learner only; the results say so.
        _nbgrader(folder, "autograde", chapter_id, f"--student={submission.learner}", "--create", may_fail=True)


def _nbgrader(folder: Path, *arguments: str, may_fail: bool = False) -> None:
    command = [sys.executable, "-m", "nbgrader", *arguments]
    # nbgrader calls alembic from PATH.
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"}
    environment.pop("STORELAB_LANGUAGE", None)
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
    if done.returncode and not may_fail:
        raise StoreLabError(f"'nbgrader {' '.join(arguments)}' failed:\n{done.stderr.strip()[-2000:]}")


def read_results(folder: Path, chapter_id: str, learner: str) -> list[dict[str, Any]]:
    """The check results in a graded notebook, as the checks left them; empty when it could not be graded."""
    file = folder / "autograded" / learner / chapter_id / f"{chapter_id}.ipynb"
    if not file.is_file():
        return []
    notebook = json.loads(file.read_text(encoding="utf-8"))
    outputs = [output for cell in notebook["cells"] for output in cell.get("outputs", [])]
    return [output["data"][RESULT_TYPE] for output in outputs if RESULT_TYPE in output.get("data", {})]


def scores(folder: Path, chapter_id: str) -> dict[str, dict[str, float]]:
    """Automatic scores by learner and exercise, and days late, from nbgrader's gradebook."""
    from nbgrader.api import Gradebook, MissingEntry

    found: dict[str, dict[str, float]] = {}
    with Gradebook(f"sqlite:///{folder / 'gradebook.db'}", "store-lab") as gradebook:
        for student in gradebook.students:
            try:
                submission = gradebook.find_submission(chapter_id, student.id)
            except MissingEntry:
                continue
            grades = [grade for notebook in submission.notebooks for grade in notebook.grades]
            found[student.id] = {
                grade.name.removeprefix("check-"): grade.auto_score for grade in grades if grade.auto_score is not None
            }
            found[student.id]["_days_late"] = submission.total_seconds_late / 86400
    return found


def _print_results(folder: Path, chapter_id: str, submissions: list[Submission]) -> None:
    from rich.console import Console
    from rich.table import Table

    graded = scores(folder, chapter_id)
    results = {s.learner: read_results(folder, chapter_id, s.learner) for s in submissions}
    names = list(
        dict.fromkeys(name for row in graded.values() for name in row if not name.startswith(("_", "written-")))
    )
    console = Console(width=max(170, Console().width))
    table = Table(title=f"Gradebook of {chapter_id} (automatic points; the written decision waits for a reader)")
    for heading in ("learner", "language", *names, "total", "late"):
        table.add_column(heading, justify="left" if heading in ("learner", "language") else "right")
    for submission in submissions:
        row = graded.get(submission.learner, {})
        if not results[submission.learner]:
            table.add_row(submission.learner, submission.language, *("-" for _ in names), "unreadable", "")
            continue
        late = f"{row['_days_late']:.1f} days" if row["_days_late"] else ""
        total = sum(row.get(name, 0.0) for name in names)
        marks = (f"{row.get(name, 0.0):g}" for name in names)
        table.add_row(submission.learner, submission.language, *marks, f"{total:g}", late)
    console.print(table)
    for submission in submissions:
        for line in _what_went_wrong(submission, results[submission.learner]):
            console.print(f"{submission.learner}: {line}", markup=False, highlight=False)


def _what_went_wrong(submission: Submission, results: list[dict[str, Any]]) -> Iterator[str]:
    if not results:
        yield "the file could not be read; ask for it again"
        return
    missing = [result["exercise"] for result in results if result["outcome"] == "not attempted"]
    if missing:
        yield f"not attempted: {', '.join(missing)}"
    for result in results:
        if result["outcome"] in ("wrong", "crashed"):
            wrong = [case["name"] for case in result["cases"] if not (case["right"] or case["hidden"])]
            yield f"{result['exercise']} {result['outcome']}: {result['misconception'] or 'in ' + ', '.join(wrong)}"
