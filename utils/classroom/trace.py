"""``classroom trace``: which section teaches each inventory row, and what tests it."""

import argparse
import csv
import json
from dataclasses import asdict, dataclass

from classroom.source import Chapter, Lesson, course_folder
from storelab.errors import StoreLabError


@dataclass(frozen=True)
class Trace:
    """Where one inventory row is taught and tested.

    Attributes
    ----------
    row
        Id in the inventory, such as ``S2-86``.
    section
        ``chapter/lesson#section``.
    test
        The exercise, question or fact that tests it.
    """

    row: str
    section: str
    test: str


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command's parser."""
    parser = subparsers.add_parser(
        "trace",
        help="map every inventory row to its section and test",
        description="Map every row of course/inventory.csv to the section that teaches it and to what tests it; "
        "exit 1 when a written chapter leaves out a row that it owns.",
    )
    parser.add_argument("chapter", nargs="?", help="number or id of one chapter; all written ones by default")
    parser.add_argument("--json", action="store_true", help="print the mapping as JSON")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the mapping and what is missing; 0 when nothing is, else 1."""
    from classroom.source import chapter_ids, find_chapter_id, load_chapter

    names = chapter_ids() if options.chapter is None else [find_chapter_id(options.chapter)]
    inventory = rows_by_chapter()
    traces, findings, wanted = [], [], 0
    numbers: set[int | None] = set()
    for name in names:
        chapter = load_chapter(name)
        found = trace_chapter(chapter)
        traces += found
        numbers.add(chapter.number)
        wanted += len(_owned(chapter, inventory))
        findings += missing_rows(chapter, found, inventory) + untested_rows(chapter, found)
    if options.json:
        print(
            json.dumps(
                {"traces": [asdict(trace) for trace in traces], "findings": findings}, ensure_ascii=False, indent=1
            )
        )
    else:
        for trace in sorted(traces, key=lambda t: t.row):
            print(f"{trace.row}  {trace.section}  tested by {trace.test}")
        for finding in findings:
            print(finding)
        unwritten = sum(len(rows) for number, rows in inventory.items() if number not in numbers)
        print(
            f"{len({t.row for t in traces})} of {wanted} rows traced in {len(names)} chapters; {unwritten} rows belong to other chapters."
        )
    return 1 if findings else 0


def rows_by_chapter() -> dict[int, list[str]]:
    """Inventory row ids by the chapter that owns them."""
    rows: dict[int, list[str]] = {}
    if not (course_folder() / "inventory.csv").is_file():
        raise StoreLabError("course/inventory.csv is missing: it lists the rows that the course must teach.")
    with (course_folder() / "inventory.csv").open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            rows.setdefault(int(line["chapter"]), []).append(line["row"])
    return rows


def trace_chapter(chapter: Chapter) -> list[Trace]:
    """Every row that a section of the chapter declares."""
    return [
        Trace(row, f"{chapter.id}/{lesson.name}#{cell.metadata['section']}", test)
        for lesson in chapter.lessons
        for cell in lesson.cells
        if cell.lang == "en" and "section" in cell.metadata
        for row, test in cell.metadata.get("rows", {}).items()
    ]


def _owned(chapter: Chapter, inventory: dict[int, list[str]]) -> list[str]:
    """Rows that the chapter has to teach; graded work beside the chapters owns none."""
    return [] if chapter.number is None else inventory.get(chapter.number, [])


def missing_rows(chapter: Chapter, traces: list[Trace], inventory: dict[int, list[str]]) -> list[str]:
    """Findings for rows that the chapter owns and no section teaches, and for rows that do not exist."""
    declared = {trace.row for trace in traces}
    known = {row for rows in inventory.values() for row in rows}
    findings = [
        f"{chapter.id}: no section teaches row {row}."
        for row in _owned(chapter, inventory)
        if row not in declared and not chapter.is_primer
    ]
    return findings + [
        f"{t.section}: row {t.row} is not in course/inventory.csv." for t in traces if t.row not in known
    ]


def untested_rows(chapter: Chapter, traces: list[Trace]) -> list[str]:
    """Findings for tests that a section names and nobody wrote."""
    findings = []
    lessons = {lesson.name: lesson for lesson in chapter.lessons}
    known = set(chapter.exercises) | {item["id"] for item in chapter.questions}
    known |= {str(cell.metadata["written"]) for cell in chapter.exercise_cells if "written" in cell.metadata}
    for trace in traces:
        lesson = lessons[trace.section.split("/")[1].split("#")[0]]
        if trace.test not in known | _asserted_facts(lesson):
            findings.append(
                f"{trace.section}: row {trace.row} is said to be tested by '{trace.test}', which is no exercise, question or asserted fact."
            )
    return findings


def _asserted_facts(lesson: Lesson) -> set[str]:
    import ast

    names: set[str] = set()
    for cell in lesson.code_cells:
        if cell.metadata.get("facts"):
            for node in ast.walk(ast.parse(cell.source)):
                if isinstance(node, ast.Assert):
                    names |= {name.id for name in ast.walk(node) if isinstance(name, ast.Name)}
    return names
