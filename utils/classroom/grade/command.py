"""``classroom grade`` and ``classroom status``: grade a class safely and fast, and say what became of each learner."""

import argparse
import csv
import hashlib
import json
import os
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from storelab.errors import StoreLabError, suggest

if TYPE_CHECKING:
    from classroom.grade.engine import Assignment, Grade
    from classroom.grade.run import Lane, Submitted

RESULTS = "grading"
OUTSIDE = "the learner's code can then read and change whatever you can: hidden cases, other submissions, the gradebook, your files"


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the parsers of both commands."""
    parser = subparsers.add_parser(
        "grade",
        help="grade a class: sandboxed, in parallel, into nbgrader's gradebook",
        description="Grade all submissions of a chapter. Results go to nbgrader's gradebook and to autograded/, so formgrader, "
        "'nbgrader generate_feedback' and 'nbgrader export' go on from there. A second run grades only what is new.",
    )
    _common(parser)
    parser.add_argument("--learner", action="append", metavar="ID", help="grade only this learner; may be repeated")
    parser.add_argument("--case-seed", type=int, metavar="N", help="seed of the class's hidden inputs")
    parser.add_argument("--jobs", type=int, metavar="N", help="submissions side by side (default: one a processor)")
    parser.add_argument("--cluster", metavar="ADDRESS", help="address of a Dask scheduler whose workers do the grading")
    parser.add_argument("--unsandboxed", action="store_true", help=f"run without bubblewrap: {OUTSIDE}")
    parser.set_defaults(run=run)

    parser = subparsers.add_parser(
        "status",
        help="say what became of each learner's submission",
        description="List each learner's status, score and the reason in plain language, from the results of 'classroom grade'.",
    )
    _common(parser)
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print JSON")
    form.add_argument("--csv", type=Path, metavar="FILE", help="write a table for a spreadsheet")
    parser.set_defaults(run=run_status)


def _common(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("chapter", help="number or id of the chapter")
    parser.add_argument("--course", type=Path, default=Path(), help="folder with nbgrader_config.py (default: here)")


def run(options: argparse.Namespace) -> int:
    """Grade; 0 when every submission ended in a status."""
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    from classroom.grade.gradebook import Writer, open_course
    from classroom.grade.run import Job, Results, grade_class

    course = open_course(options.course.resolve())
    lane = make_lane(options.chapter, course.root, options.case_seed, options.unsandboxed, bool(options.cluster))
    chapter = lane.assignment.chapter
    console = Console(stderr=True)
    if options.unsandboxed:
        console.print(f"Without the sandbox {OUTSIDE}.", style="bold red", highlight=False)
    jobs = find_jobs(course, lane, options.learner)
    if not jobs:
        pattern = course.folder(course.submitted, "*", chapter)
        raise StoreLabError(f"No submissions of {chapter}: looked for {pattern / (chapter + '.ipynb')}.")
    statuses: Counter[str] = Counter()
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    with Writer(course, chapter) as writer, Progress(*columns, console=console) as progress:
        task = progress.add_task(f"grading {chapter}", total=len(jobs))

        def finished(job: Job, grade: "Grade") -> None:
            writer.write(grade)
            statuses[grade.status] += 1
            progress.advance(task)

        results = Results(course.root / RESULTS / chapter)
        seconds = grade_class(lane, jobs, results, finished, _workers(options))
    told = ", ".join(f"{count} {status}" for status, count in statuses.most_common())
    print(f"{len(jobs)} submissions of {chapter} in {seconds:.1f} s: {told}.")
    print(f"Written: {course.gradebook}, {course.root / course.autograded}, {course.root / RESULTS / chapter}")
    print(f"See: classroom status {options.chapter}")
    if not course.safe_pages:
        console.print(
            f"{course.root / 'nbgrader_config.py'} lets learners' texts act in feedback pages and in formgrader: "
            "add the lines of docs/grading.md, 'Feedback and export'.",
            style="bold red", highlight=False, markup=False, soft_wrap=True,
        )  # fmt: skip
    return 0


def make_lane(chapter: str, root: Path, case_seed: int | None, unsandboxed: bool, elsewhere: bool = False) -> "Lane":
    """What the submissions of a chapter are graded by.

    Parameters
    ----------
    chapter
        Number or id.
    root
        The course's folder, for its limits.
    case_seed
        Seed of the hidden inputs; None for ``STORELAB_CASE_SEED`` or the course's own.
    unsandboxed
        Whether to run without the sandbox.
    elsewhere
        Whether other machines run the submissions: then they look for their sandbox, and this one needs none.

    Raises
    ------
    StoreLabError
        If the chapter is unknown, or there is no sandbox here and it was not waived.
    """
    import storelab
    from classroom.grade.limits import read_limits
    from classroom.grade.run import Lane
    from classroom.grade.sandbox import unavailable
    from storelab.paths import datasets_folder

    lacking = unavailable()
    if lacking and not (unsandboxed or elsewhere):
        raise StoreLabError(f"{lacking} Without it {OUTSIDE}. To run all the same: --unsandboxed.")
    library = Path(storelab.__file__).resolve().parent.parent
    return Lane(make_assignment(chapter, case_seed), read_limits(root), library, datasets_folder(), unsandboxed)


def make_assignment(chapter: str, case_seed: int | None) -> "Assignment":
    """Released notebooks, tasks with their hidden cases, and keys of a chapter."""
    from classroom.grade.engine import Assignment
    from classroom.hidden import case_seed as seed_in_force
    from classroom.hidden import full_task
    from classroom.practice_data import choice_keys
    from classroom.source import load_chapter, project_root
    from storelab.language import LANGUAGES

    source = load_chapter(chapter)
    seed = seed_in_force() if case_seed is None else case_seed
    if seed < 0:
        raise StoreLabError(f"--case-seed {seed}: a seed is a whole number from 0.")
    names = [cell.metadata["check"] for cell in source.exercise_cells if "check" in cell.metadata]
    names += [cell.metadata["questions"] for cell in source.exercise_cells if "questions" in cell.metadata]
    releases = {}
    for language in LANGUAGES:
        file = project_root() / "notebooks" / language / "assignments" / source.id / f"{source.id}.ipynb"
        releases[language] = json.loads(file.read_text(encoding="utf-8"))["cells"]
    tasks = {name: full_task(name, seed) for name in dict.fromkeys(names)}
    return Assignment(source.id, releases, tasks, choice_keys(source))


def find_jobs(course: Any, lane: "Lane", learners: Sequence[str] | None) -> "Submitted":
    """All submissions, or those of some learners, in order of names.

    Raises
    ------
    StoreLabError
        If a learner who was named has no folder.
    """
    from classroom.grade.run import Submitted

    basis = _basis(lane)
    found = {}
    pattern = course.folder(course.submitted, "*", lane.assignment.chapter).relative_to(course.root)
    depth = pattern.parts.index("*")
    for folder in course.root.glob(str(pattern)):
        found[folder.relative_to(course.root).parts[depth]] = folder
    for learner in learners or ():
        if learner not in found:
            near = suggest(learner, found)
            raise StoreLabError(
                f"--learner {learner}: nothing of theirs lies in {course.root / course.submitted}."
                + (f" Did you mean {near}?" if near else "")
            )
    return Submitted({learner: found[learner] for learner in learners or sorted(found)}, lane, basis)


def _basis(lane: "Lane") -> str:
    """Hash of all that a grade depends on beside the submission."""
    from classroom.cache import code_fingerprint

    plain = json.dumps(
        [
            {name: asdict(task) for name, task in lane.assignment.tasks.items()},
            lane.assignment.releases, lane.assignment.keys, asdict(lane.limits), lane.unsandboxed, code_fingerprint(),
        ],
        sort_keys=True, default=str,
    )  # fmt: skip
    return hashlib.sha256(plain.encode()).hexdigest()


def _workers(options: argparse.Namespace) -> Any:
    if options.cluster:
        from classroom.grade.cluster import run_cluster

        return lambda lane, jobs: run_cluster(lane, jobs, options.cluster)
    from classroom.grade.run import run_lanes

    count = options.jobs if options.jobs is not None else len(os.sched_getaffinity(0))
    if count < 1:
        raise StoreLabError(f"--jobs {count}: at least one submission is graded at a time.")
    return lambda lane, jobs: run_lanes(lane, jobs, count)


def run_status(options: argparse.Namespace) -> int:
    """Print or write what became of each learner; 0 when there are results."""
    from classroom.grade.gradebook import Writer, open_course
    from classroom.grade.run import Results
    from classroom.source import find_chapter_id

    course = open_course(options.course.resolve())
    chapter = find_chapter_id(options.chapter)
    results = Results(course.root / RESULTS / chapter)
    grades = [grade for learner in results.learners() if (grade := results.find(learner)) is not None]
    if not grades:
        raise StoreLabError(f"No results in {results.folder}: run 'classroom grade {options.chapter}' first.")
    with Writer(course, chapter) as writer:
        silent = set(writer.enrolled()) - {grade.learner for grade in grades}
    rows = sorted([*map(_row, grades), *map(_missing_row, silent)], key=lambda row: str(row["learner"]))
    if options.json:
        print(json.dumps({"chapter": chapter, "learners": rows}, ensure_ascii=False, indent=1))
    elif options.csv:
        _write_csv(options.csv, rows)
        print(f"Wrote {len(rows)} rows to {options.csv}.")
    else:
        _print(rows)
    return 0


def _row(grade: "Grade") -> dict[str, Any]:
    points = sum(one.points for one in grade.exercises.values())
    exercises = {name: one.score for name, one in grade.exercises.items()}
    return {
        "learner": grade.learner, "status": grade.status, "score": round(grade.score, 4), "points": points,
        "reason": grade.reason, "notes": grade.notes, "language": grade.language, "exercises": exercises,
    }  # fmt: skip


def _missing_row(learner: str) -> dict[str, Any]:
    return {
        "learner": learner, "status": "missing", "score": None, "points": None, "reason": "nothing was handed in",
        "notes": [], "language": "", "exercises": {},
    }  # fmt: skip


def _write_csv(file: Path, rows: Sequence[dict[str, Any]]) -> None:
    names = list(dict.fromkeys(name for row in rows for name in row["exercises"]))
    # The mark at the beginning lets spreadsheets read Chinese names; every field is quoted, for names hold commas.
    with file.open("w", encoding="utf-8-sig", errors="replace", newline="") as stream:
        writer = csv.writer(stream, quoting=csv.QUOTE_ALL)
        writer.writerow(["learner", "status", "score", "points", "reason", "notes", *names])
        for row in rows:
            scores = [row["exercises"].get(name) for name in names]
            notes = "; ".join(row["notes"])
            fields = [row["learner"], row["status"], row["score"], row["points"], row["reason"], notes, *scores]
            writer.writerow(list(map(harmless, fields)))


def harmless(value: Any) -> Any:
    """A text that a spreadsheet would run as a formula gets a quote in front."""
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r") else value


def _print(rows: Sequence[dict[str, Any]]) -> None:
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    table = Table("learner", "status", "score", "reason")
    for row in rows:
        score = "" if row["score"] is None else f"{row['score']:g} / {row['points']:g}"
        cells = (str(row["learner"]), str(row["status"]), score, str(row["reason"]))
        table.add_row(*(escape(cell.encode("utf-8", "replace").decode()) for cell in cells))
    Console(file=sys.stdout).print(table)
