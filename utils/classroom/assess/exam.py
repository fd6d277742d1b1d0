"""``classroom exam``: make the papers of a theory test, and mark them."""

import argparse
import csv
import json
import secrets
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from storelab.errors import StoreLabError

if TYPE_CHECKING:
    from classroom.assess.papers import Mark, Paper

FOLDER, PAPERS, SUBMITTED, KEY, MARKS = "exam", "papers", "submitted", "key.json", "theory.csv"
COLUMNS = ("learner", "percent", "right", "items", "status", "reason")


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command's parser."""
    parser = subparsers.add_parser(
        "exam",
        help="make the papers of a theory test, and mark them",
        description="make: draw a paper for each learner of the gradebook from the concept questions of all chapters; no two are the same, and none holds "
        f"its key. Hand out {FOLDER}/{PAPERS}/LEARNER/, keep {FOLDER}/{KEY}. mark: read {FOLDER}/{SUBMITTED}/LEARNER/, run nothing, and write "
        f"{FOLDER}/{MARKS}.",
    )
    parser.add_argument("step", choices=("make", "mark"))
    parser.add_argument(
        "--items", type=int, metavar="N", help="questions on a paper (default: assessment.theory.items of the syllabus)"
    )
    parser.add_argument(
        "--seed", type=int, metavar="N", help="secret of the draw (default: one by chance, kept in the key)"
    )
    parser.add_argument("--course", type=Path, default=Path(), help="folder with nbgrader_config.py (default: here)")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Make or mark; 0 when it was done."""
    root = options.course.resolve()
    return make(root, options.items, options.seed) if options.step == "make" else mark_all(root)


def make(root: Path, size: int | None, seed: int | None) -> int:
    """Write papers and key.

    Raises
    ------
    StoreLabError
        If papers were made before: their key would be lost.
    """
    from dataclasses import asdict

    from rich.progress import track

    from classroom.assess import papers
    from classroom.assess.rules import read_rules
    from classroom.desk.roster import listed
    from classroom.grade.gradebook import open_book, open_course, writing
    from classroom.source import chapter_ids, load_chapter
    from storelab.language import LANGUAGES

    course = open_course(root)
    folder = root / FOLDER
    if (folder / KEY).exists():
        raise StoreLabError(
            f"{folder / KEY} exists: papers were made before. Move the folder away to make new ones; nothing was changed."
        )
    rules = read_rules()
    with open_book(course) as book:
        learners = [learner.id for learner in listed(book)]
    items = papers.bank([load_chapter(name) for name in chapter_ids()])
    seed = secrets.randbelow(2**63) if seed is None else seed
    drawn = papers.draw(items, learners, rules.theory_items if size is None else size, seed)
    with writing(folder):
        for paper in track(drawn, description="papers"):
            own = folder / PAPERS / paper.learner
            own.mkdir(parents=True, exist_ok=True)
            for language in LANGUAGES:
                text = papers.notebook(paper, items, language, rules.theory_minutes)
                (own / f"theory_{language}.ipynb").write_text(text, encoding="utf-8")
        keys = {name: str(item["answer"]).lower() for name, item in items.items()}
        plain = {"seed": seed, "keys": keys, "papers": [asdict(paper) for paper in drawn]}
        (folder / KEY).touch(mode=0o600)
        (folder / KEY).write_text(json.dumps(plain, ensure_ascii=False), encoding="utf-8")
    print(f"Wrote {len(drawn)} papers to {folder / PAPERS} and their key to {folder / KEY}, which nobody else may see.")
    return 0


def read_key(folder: Path) -> "tuple[dict[str, Paper], dict[str, str]]":
    """Papers by learner, and the bank's right letters, as they were when the papers were made."""
    from classroom.assess.papers import Paper, Question

    try:
        plain = json.loads((folder / KEY).read_text(encoding="utf-8"))
        drawn = {
            one["learner"]: Paper(
                one["learner"],
                one["id"],
                tuple(Question(each["item"], tuple(each["order"])) for each in one["questions"]),
            )
            for one in plain["papers"]
        }
        return drawn, dict(plain["keys"])
    except OSError:
        raise StoreLabError(f"{folder / KEY} is missing: 'classroom exam make' writes it with the papers.") from None
    except (ValueError, KeyError, TypeError):
        raise StoreLabError(
            f"{folder / KEY} is damaged: take it from your backup; without it no paper can be marked."
        ) from None


def mark_all(root: Path) -> int:
    """Mark all papers and write the table."""
    from classroom.grade.gradebook import writing

    folder = root / FOLDER
    drawn, keys = read_key(folder)
    marks = [mark_folder(folder / SUBMITTED / learner, paper, keys) for learner, paper in drawn.items()]
    with writing(folder):
        write_marks(folder / MARKS, marks)
    told = ", ".join(f"{count} {status}" for status, count in Counter(one.status for one in marks).most_common())
    print(f"{len(marks)} papers: {told}.")
    strangers = sorted(path.name for path in (folder / SUBMITTED).glob("*") if path.is_dir() and path.name not in drawn)
    if strangers:
        print(f"Handed in but never given a paper: {', '.join(strangers)}.")
    print(f"Wrote {folder / MARKS}.")
    return 0


def mark_folder(folder: Path, paper: "Paper", keys: Mapping[str, str]) -> "Mark":
    """Mark what lies in a learner's folder; of two editions the one with more answers counts."""
    from classroom.assess.papers import Mark, given_answers, mark
    from classroom.grade.submission import Unreadable, read_notebook

    files = sorted(folder.glob("*.ipynb")) if folder.is_dir() else []
    if not files:
        return Mark(paper.learner, 0, len(paper.questions), "missing", "nothing was handed in", {})
    best: tuple[int, Any] | None = None
    reason = ""
    for file in files:
        try:
            data = file.read_bytes()
            cells = read_notebook(data, file.name)
            identity = json.loads(data.decode("utf-8-sig"))["metadata"].get("storelab", {}).get("paper")
        except (Unreadable, OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            reason = f"{file.name} could not be read ({error})"
            continue
        if identity != paper.id:
            told = f"{file.name} is paper {identity}, not {paper.id}: look whose it is"
            return Mark(paper.learner, 0, len(paper.questions), "other paper", told, {})
        count = sum(bool(letter) for letter in given_answers(cells).values())
        if best is None or count > best[0]:
            best = count, cells
    if best is None:
        return Mark(paper.learner, 0, len(paper.questions), "malformed", reason, {})
    return mark(paper, keys, best[1])


def write_marks(file: Path, marks: "Sequence[Mark]") -> None:
    """Write the table of marks."""
    from classroom.grade.command import harmless

    with file.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(COLUMNS)
        for one in marks:
            row = (one.learner, round(one.percent, 2), one.right, one.items, one.status, one.reason)
            writer.writerow([harmless(value) for value in row])
