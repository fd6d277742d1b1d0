"""``classroom report``: make the page of one chapter."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from classroom.desk.report.gather import Work
    from classroom.grade.gradebook import Course


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command's parser."""
    from storelab.language import LANGUAGES

    parser = subparsers.add_parser(
        "report",
        help="write a page that says what the class understood",
        description="Write one page on a chapter that 'classroom grade' has graded: scores, how hard each exercise was and whether it "
        "tells the able from the weak, misconceptions with examples, learners who may need help, exercises that may be faulty, and "
        "near-identical answers. The page needs nothing else to be read, on any machine.",
    )
    parser.add_argument("chapter", help="number or id of the chapter")
    parser.add_argument("--to", type=Path, metavar="FILE", help="file to write (default: report-CHAPTER.html)")
    parser.add_argument("--language", choices=LANGUAGES, help="language of the page (default: the language in force)")
    parser.add_argument("--names", action="store_true", help="show names beside ids")
    parser.add_argument("--course", type=Path, default=Path(), help="folder with nbgrader_config.py (default: here)")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write the page; 0 when it was written."""
    from classroom.grade.gradebook import open_course, writing
    from classroom.practice_data import speaking
    from classroom.source import find_chapter_id
    from storelab.language import language

    course = open_course(options.course.resolve())
    chapter = find_chapter_id(options.chapter)
    target: Path = options.to or Path(f"report-{chapter}.html")
    with speaking(options.language or language()):
        page, told = make_page(course, chapter, options.names)
    with writing(target.parent):
        target.write_text(page, encoding="utf-8")
    print(f"{chapter}: {', '.join(told)}.")
    print(f"Wrote {target}. It holds learners' ids: keep it to yourself.")
    return 0


def make_page(course: "Course", chapter: str, names: bool = False) -> tuple[str, list[str]]:
    """Make the page in the language in force, and say in a few words what it found.

    Parameters
    ----------
    course
        Where results and gradebook lie.
    chapter
        Id of the chapter.
    names
        Whether to show names beside ids.
    """
    from classroom.assess.rules import read_rules
    from classroom.desk.report.alike import near_identical
    from classroom.desk.report.gather import gather
    from classroom.desk.report.items import items, misunderstood
    from classroom.desk.report.page import render
    from classroom.desk.report.risk import at_risk
    from classroom.source import assignment_entries, load_chapter
    from storelab.language import language

    work = gather(course, chapter)
    measured, misconceptions = items(work), misunderstood(work)
    pass_mark = read_rules().chapter_pass_mark / 100
    risks = at_risk(work, _earlier(course, chapter), pass_mark)
    pairs = near_identical(work, scaffold(chapter))
    title = next((entry["title"][language()] for entry in assignment_entries() if entry["id"] == chapter), chapter)
    number = load_chapter(chapter).number
    page = render(
        title if number is None else f"{number} · {title}", work, measured, misconceptions, _messages(chapter), risks, pairs,
        pass_mark, names,
    )  # fmt: skip
    told = [
        f"{len(work)} learners",
        f"{len(misconceptions)} misconceptions",
        f"{len(risks)} may need help",
        f"{sum(item.doubtful for item in measured)} exercises may be faulty",
        f"{len(pairs)} pairs of near-identical answers",
    ]
    return page, told


def _earlier(course: "Course", chapter: str) -> list[dict[str, "Work"]]:
    """Work on what stands before this one in the syllabus, where it has been graded."""
    from classroom.desk.report.gather import gather
    from classroom.grade.command import RESULTS
    from classroom.source import assignment_entries

    before = []
    for entry in assignment_entries():
        if entry["id"] == chapter:
            break
        if any((course.root / RESULTS / entry["id"]).glob("*.json")):
            before.append({work.learner: work for work in gather(course, entry["id"])})
    return before


def scaffold(chapter: str) -> list[str]:
    """The code that the course gives away: the cells of the lessons, of the exercises, and their solutions."""
    from classroom.source import load_chapter

    source = load_chapter(chapter)
    cells = [*(cell for lesson in source.lessons for cell in lesson.cells), *source.exercise_cells]
    return [cell.source for cell in cells if cell.kind == "code"]


def _messages(chapter: str) -> dict[tuple[str, str], str]:
    from classroom.source import load_chapter
    from storelab.language import language
    from storelab.practice.tasks import find_task

    source = load_chapter(chapter)
    found = {}
    for name in source.exercises:
        for one in find_task(name).misconceptions:
            found[name, one.name] = one.message[language()]
    return found
