"""``classroom export``: marks in the forms that spreadsheets, Canvas and Moodle import."""

import argparse
import csv
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from storelab.errors import StoreLabError

FORMATS = ("csv", "canvas", "moodle")
# What Canvas itself writes above the marks; it finds learners by one of the three ids.
CANVAS = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")
# Moodle asks which column means what; these are its own headings.
MOODLE = ("First name", "Last name", "ID number", "Email address")
NOT_HANDED_IN = "missing"


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command's parser."""
    parser = subparsers.add_parser(
        "export",
        help="write marks for a spreadsheet, Canvas or Moodle",
        description="Write the marks of some or all chapters in nbgrader's gradebook. csv: one row a learner and chapter, with status "
        "and reason. canvas: one column a chapter, as Canvas imports it (Grades, Import). moodle: the same for Moodle (Grades, "
        "Import, CSV file), with each status as feedback. Who handed nothing in has an empty mark.",
    )
    parser.add_argument(
        "chapters", nargs="*", help="numbers or ids of chapters (default: all that the gradebook knows)"
    )
    parser.add_argument("--format", choices=FORMATS, default="csv", help="csv by default")
    parser.add_argument("--to", type=Path, metavar="FILE", help="file to write (default: marks-FORMAT.csv)")
    parser.add_argument("--course", type=Path, default=Path(), help="folder with nbgrader_config.py (default: here)")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write the table; 0 when it was written."""
    from classroom.grade.gradebook import open_book, open_course

    course = open_course(options.course.resolve())
    target: Path = options.to or Path(f"marks-{options.format}.csv")
    with open_book(course) as book:
        assignments = _assignments(book, options.chapters)
        if not book.students:
            raise StoreLabError(
                f"The gradebook {course.gradebook} knows no learners: 'classroom roster TABLE.csv' adds them."
            )
        rows = list(ROWS[options.format](book, assignments, course.root))
    write_table(target, rows)
    names = ", ".join(assignment.name for assignment in assignments)
    print(f"Wrote {target}: {options.format}, {names}.")
    return 0


def _assignments(book: Any, chapters: Sequence[str]) -> list[Any]:
    from classroom.source import find_chapter_id

    known = {assignment.name: assignment for assignment in book.assignments}
    if not known:
        raise StoreLabError("The gradebook knows no chapter: run 'nbgrader generate_assignment CHAPTER' first.")
    wanted = [chapter if chapter in known else find_chapter_id(chapter) for chapter in chapters]
    for name in wanted:
        if name not in known:
            raise StoreLabError(f"The gradebook does not know '{name}'; it knows {', '.join(sorted(known))}.")
    return [known[name] for name in (dict.fromkeys(wanted) if wanted else sorted(known))]


def marks(book: Any, assignment: Any, root: Path) -> dict[str, dict[str, Any]]:
    """By learner what a row of the export says of one chapter; ``score`` is None where nothing was handed in."""
    from classroom.grade.export import COLUMNS, rows_of

    found = {}
    for row in rows_of(book, assignment, root):
        told = dict(zip(COLUMNS, row, strict=True))
        if told["status"] == NOT_HANDED_IN:
            told["score"] = None
        found[told["student_id"]] = told
    return found


def _csv(book: Any, assignments: Sequence[Any], root: Path) -> Iterator[Sequence[Any]]:
    from classroom.grade.export import COLUMNS, rows_of

    yield COLUMNS
    for assignment in assignments:
        yield from rows_of(book, assignment, root)


def _canvas(book: Any, assignments: Sequence[Any], root: Path) -> Iterator[Sequence[Any]]:
    yield [*CANVAS, *(assignment.name for assignment in assignments)]
    yield ["    Points Possible", "", "", "", "", *(assignment.max_score for assignment in assignments)]
    by_chapter = [marks(book, assignment, root) for assignment in assignments]
    for student in book.students:
        named = ", ".join(filter(None, (student.last_name, student.first_name))) or student.id
        scores = [_number(of_chapter[student.id]["score"]) for of_chapter in by_chapter]
        yield [named, student.lms_user_id, student.id, student.email or student.id, "", *scores]


def _moodle(book: Any, assignments: Sequence[Any], root: Path) -> Iterator[Sequence[Any]]:
    headings = [heading for one in assignments for heading in (f"{one.name} (Real)", f"{one.name} (Feedback)")]
    yield [*MOODLE, *headings]
    by_chapter = [marks(book, assignment, root) for assignment in assignments]
    for student in book.students:
        told = [of_chapter[student.id] for of_chapter in by_chapter]
        # Moodle takes a mark away where its feedback comes without one, so both are there or neither is.
        pairs = [("", "") if one["score"] is None else (_number(one["score"]), _feedback(one)) for one in told]
        names = (student.first_name, student.last_name, student.id, student.email)
        yield [*names, *(field for pair in pairs for field in pair)]


ROWS: Mapping[str, Any] = {"csv": _csv, "canvas": _canvas, "moodle": _moodle}


def _number(score: float | None) -> float | None:
    return None if score is None else round(score, 4)


def _feedback(told: Mapping[str, Any]) -> str:
    late = f"late: {told['late_submission_penalty']:g} points less" if told["late_submission_penalty"] else ""
    return "; ".join(filter(None, (told["status"], told["reason"], late)))


def write_table(file: Path, rows: Sequence[Sequence[Any]]) -> None:
    """Write a CSV table that spreadsheets open with its Chinese names, and in which nothing acts as a formula."""
    from classroom.grade.command import harmless
    from classroom.grade.gradebook import writing

    with writing(file.parent), file.open("w", encoding="utf-8-sig", errors="replace", newline="") as stream:
        writer = csv.writer(stream, quoting=csv.QUOTE_MINIMAL)
        for row in rows:
            writer.writerow(["" if value is None else harmless(value) for value in row])
