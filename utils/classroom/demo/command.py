"""``classroom demo``: a made-up class goes through the course, from the release to the certificate."""

import argparse
import csv
import json
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from storelab.errors import StoreLabError

if TYPE_CHECKING:
    from classroom.demo.people import Person, Planted

LEARNERS, SEED = 300, 1
# The answers are the bank's, and none of them hangs: on a busy machine they may take their time.
LIMITS = "[limits]\ncell_seconds = 60.0\nsubmission_seconds = 600.0\n"
FEW = 5  # a misconception that fewer hold is nothing to tell a class about
NAMED = 0.8  # of those who hold a misconception, the share that a report must name to have found it


@dataclass(frozen=True)
class Findings:
    """What the reports said of a class, beside what was planted.

    Attributes
    ----------
    pairs, doubtful
        Pairs of learners with near-identical work, and exercises that may be faulty, each with its chapter.
    misconceptions_planted, misconceptions_found
        How many misconceptions ``FEW`` learners or more hold, and of how many of these a report names nearly all who do.
    """

    pairs: tuple[tuple[str, tuple[str, str]], ...]
    doubtful: tuple[tuple[str, str], ...]
    misconceptions_planted: int
    misconceptions_found: int


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command's parser."""
    parser = subparsers.add_parser(
        "demo",
        help="take a made-up class through the course: hand in, grade, report, export, examine, certify",
        description="Make a class of able and less able learners, some late, some who give up, two with one work, and one exercise that "
        "is planted as faulty; grade it with 'classroom grade', write reports, exports, theory test, levels and certificates, and say whether the "
        "reports found what was planted and accused nobody else. The names are drawn by chance.",
    )
    parser.add_argument("chapters", nargs="*", help="numbers or ids of chapters (default: all)")
    parser.add_argument(
        "--learners", type=int, default=LEARNERS, metavar="N", help=f"size of the class; {LEARNERS} by default"
    )
    parser.add_argument("--seed", type=int, default=SEED, metavar="N", help=f"of the class; {SEED} by default")
    parser.add_argument(
        "--out", type=Path, metavar="FOLDER", help="folder for the class; demo/ by default, made anew each time"
    )
    parser.add_argument(
        "--unsandboxed", action="store_true", help="grade without bubblewrap: the answers are the course's own"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Take the class through the course; 0 when the reports found all that was planted and nothing else, else 1."""
    from rich.progress import track

    from classroom.demo.answers import typed_bank
    from classroom.demo.hand_ins import hand_in, make_course
    from classroom.demo.people import hand_ins, make_people, plant
    from classroom.side_by_side import side_by_side
    from classroom.source import chapter_ids, find_chapter_id, load_chapter, project_root

    if options.learners < 1:
        raise StoreLabError(f"--learners {options.learners}: a class has at least one learner.")
    names = [find_chapter_id(name) for name in options.chapters] or chapter_ids()
    folder = (options.out or project_root() / "demo").resolve()
    chapters = [load_chapter(name) for name in names]
    people = make_people(options.learners, len(chapters), options.seed)
    planted = plant(chapters, people)
    make_course(folder, names)
    (folder / "grading.toml").write_text(LIMITS, encoding="utf-8")
    _roster(folder, people)
    held: Counter[tuple[str, str, str]] = Counter()
    banks = track(side_by_side(typed_bank, names), description="hand in", total=len(names))
    for place, (chapter, bank) in enumerate(zip(chapters, banks, strict=True)):
        for submission in hand_ins(chapter, bank, place, people, options.seed):
            hand_in(folder, chapter.id, submission)
            if submission.kind != "broken":
                held.update((chapter.id, *pair) for pair in submission.misconceptions.items())
    seconds = _grade(folder, names, options.unsandboxed)
    _mark_decisions(folder, people, options.seed)
    found = _report(folder, names, held)
    _export(folder)
    _certify(folder, people, len(chapters), options.seed)
    _tell(folder, people, planted, found, seconds)
    return int(not _as_planted(planted, found, len(people)))


def _roster(folder: Path, people: "Sequence[Person]") -> None:
    table = folder / "class.csv"
    with table.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(("id", "last_name", "first_name", "email"))
        writer.writerows((one.id, one.last_name, one.first_name, f"{one.id}@example.org") for one in people)
    _classroom(folder, "roster", str(table))


def _grade(folder: Path, names: Sequence[str], unsandboxed: bool) -> float:
    started = time.perf_counter()
    for name in names:
        # Its progress bar and summary are the learner's to see; a class with unreadable work ends with 1.
        _classroom(folder, "grade", name, *(["--unsandboxed"] if unsandboxed else []), quiet=False, codes=(0, 1))
    return time.perf_counter() - started


def _mark_decisions(folder: Path, people: "Sequence[Person]", seed: int) -> None:
    """Points for the written decisions, which a person gives in formgrader."""
    import random

    from nbgrader.api import Gradebook

    ability = {person.id: person.ability for person in people}
    with Gradebook(f"sqlite:///{folder / 'gradebook.db'}", "store-lab") as book:
        for assignment in book.assignments:
            for submission in book.assignment_submissions(assignment.name):
                rng = random.Random(f"decision/{seed}/{assignment.name}/{submission.student_id}")
                for notebook in submission.notebooks:
                    for grade in notebook.grades:
                        if grade.needs_manual_grade:
                            share = min(max(0.7 + 0.15 * ability[submission.student_id] + rng.gauss(0, 0.1), 0), 1)
                            grade.manual_score = round(2 * share * grade.max_score) / 2
                            grade.needs_manual_grade = False
        book.db.commit()


def _report(folder: Path, names: Sequence[str], held: Counter[tuple[str, str, str]]) -> Findings:
    from rich.progress import track

    from classroom.desk.report.alike import near_identical
    from classroom.desk.report.command import make_page, scaffold
    from classroom.desk.report.gather import gather
    from classroom.desk.report.items import items, misunderstood
    from classroom.grade.gradebook import open_course
    from classroom.practice_data import speaking

    course = open_course(folder)
    pairs: list[tuple[str, tuple[str, str]]] = []
    doubtful: list[tuple[str, str]] = []
    shown: Counter[tuple[str, str, str]] = Counter()
    (folder / "reports").mkdir(exist_ok=True)
    for name in track(names, description="reports"):
        with speaking("en"):
            page, _ = make_page(course, name)
        (folder / "reports" / f"{name}.html").write_text(page, encoding="utf-8")
        work = gather(course, name)
        pairs += [(name, pair.learners) for pair in near_identical(work, scaffold(name))]
        doubtful += [(name, item.exercise) for item in items(work) if item.doubtful]
        for one in misunderstood(work):
            shown[name, one.exercise, one.name] = len(one.learners)
    common = {known: count for known, count in held.items() if count >= FEW}
    named = sum(shown[known] >= NAMED * count for known, count in common.items())
    return Findings(tuple(pairs), tuple(doubtful), len(common), named)


def _export(folder: Path) -> None:
    for form in ("csv", "canvas", "moodle"):
        _classroom(folder, "export", "--format", form, "--to", str(folder / f"marks-{form}.csv"))


def _certify(folder: Path, people: "Sequence[Person]", chapters: int, seed: int) -> None:
    from classroom.assess.rules import read_rules
    from classroom.demo.records import sit_exam, write_tables
    from classroom.source import chapter_ids, load_chapter

    # Papers differ only where the bank holds more than one of them.
    rules, bank = read_rules(), sum(len(load_chapter(name).questions) for name in chapter_ids())
    items = min(rules.theory_items, 2 * bank // 3)
    _classroom(folder, "exam", "make", "--seed", str(seed), "--items", str(items))
    sit_exam(folder, people, chapters, seed)
    _classroom(folder, "exam", "mark")
    write_tables(folder, people, chapters, rules, seed)
    _classroom(folder, "certify", "--csv", str(folder / "levels.csv"))
    keys = folder / "keys"
    _classroom(folder, "certify", "keys", "--to", str(keys))
    _classroom(folder, "certify", "write", "--key", str(keys / "private_key.pem"), "--to", str(folder / "certificates"), "--language", "zh")  # fmt: skip
    written = sorted((folder / "certificates").rglob("*.pdf"))
    if written:
        _classroom(folder, "verify", *map(str, written[:20]), "--key", str(keys / "public_key.pem"), course=False)


def _classroom(
    folder: Path, *arguments: str, quiet: bool = True, codes: Sequence[int] = (0,), course: bool = True
) -> None:
    """Run one of the project's commands in the course."""
    where = ["--course", str(folder)] if course else []
    command = [sys.executable, "-m", "classroom.cli", *arguments, *where]
    done = subprocess.run(command, cwd=folder, capture_output=quiet, text=True)
    if done.returncode not in codes:
        raise StoreLabError(f"'classroom {' '.join(arguments)}' failed:\n{(done.stderr or '').strip()[-2000:]}")


def _as_planted(planted: "Planted", found: Findings, learners: int) -> bool:
    pairs, doubtful = {pair for _, pair in found.pairs}, set(found.doubtful)
    faulty = {planted.faulty} if planted.faulty else set()
    return (
        pairs == ({planted.pair} if planted.pair else set())
        # In a small class, chance may hide a faulty exercise; it must not accuse another one.
        and (doubtful == faulty if learners >= LEARNERS else doubtful <= faulty)
        and found.misconceptions_found == found.misconceptions_planted
    )


def _tell(folder: Path, people: "Sequence[Person]", planted: "Planted", found: Findings, seconds: float) -> None:
    from rich.console import Console
    from rich.table import Table

    with (folder / "marks-csv.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    with (folder / "levels.csv").open(encoding="utf-8-sig", newline="") as stream:
        levels = Counter(row["level"] or "none" for row in csv.DictReader(stream))
    handed_in = sum(row["status"] != "missing" for row in rows)
    console = Console()
    console.width = max(console.width, 120)
    table = Table(title=f"A class of {len(people)}", title_justify="left", show_header=False)
    statuses = Counter(row["status"] for row in rows)
    table.add_row("work", ", ".join(f"{count} {status}" for status, count in statuses.most_common()))
    table.add_row("graded in", f"{seconds:.0f} s, {seconds / max(handed_in, 1):.2f} s a submission")
    table.add_row("levels", ", ".join(f"{count} {level}" for level, count in levels.most_common()))
    table.add_row("planted pair", ", ".join(planted.pair) or "none in so small a class")
    table.add_row("pairs found", "; ".join(f"{', '.join(pair)} in {len([1 for _, one in found.pairs if one == pair])} chapters" for pair in sorted({pair for _, pair in found.pairs})) or "none")  # fmt: skip
    table.add_row("planted faulty exercise", " ".join(planted.faulty) or "none in these chapters")
    table.add_row("exercises that may be faulty", "; ".join(" ".join(each) for each in found.doubtful) or "none")
    table.add_row("common misconceptions", f"{found.misconceptions_found} of {found.misconceptions_planted} named")
    console.print(table)
    (folder / "found.json").write_text(json.dumps({
        "learners": len(people), "handed_in": handed_in, "seconds": seconds, "statuses": dict(statuses), "levels": dict(levels),
        "planted": {"pair": planted.pair, "faulty": planted.faulty}, "pairs": found.pairs, "doubtful": found.doubtful,
        "misconceptions": [found.misconceptions_found, found.misconceptions_planted],
    }, ensure_ascii=False, indent=1), encoding="utf-8")  # fmt: skip
    console.print(f"Wrote {folder}: reports/, marks-*.csv, exam/, levels.csv, certificates/, found.json. To look at it in formgrader: cd {folder} && jupyter lab", soft_wrap=True)  # fmt: skip
