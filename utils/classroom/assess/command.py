"""``classroom certify`` and ``classroom verify``: levels, what is missing, certificates, and whether one is genuine."""

import argparse
import csv
import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from storelab.errors import StoreLabError

if TYPE_CHECKING:
    from classroom.assess.levels import Verdict

STEPS = ("levels", "keys", "write")
NONE = "-"


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the parsers of both commands."""
    from storelab.language import LANGUAGES

    parser = subparsers.add_parser(
        "certify",
        help="say which level each learner has reached and what is missing, and write certificates",
        description="levels: read homework and case report from the gradebook and all other results from exam/theory.csv and assessment/*.csv (see "
        "docs/assessment.md), and say for each learner which level is reached and what the next one asks for. keys: make the pair of keys "
        "that signs certificates; keep the private one to yourself, publish the other. write: write a signed PDF for each learner with a level.",
    )
    parser.add_argument("step", nargs="?", choices=STEPS, default="levels")
    parser.add_argument("--course", type=Path, default=Path(), help="folder with nbgrader_config.py (default: here)")
    parser.add_argument("--learner", action="append", metavar="ID", help="only this learner; may be repeated")
    parser.add_argument(
        "--language", choices=LANGUAGES, help="language of what is printed, and of certificates (default: both)"
    )
    parser.add_argument("--key", type=Path, metavar="FILE", help="write: the private key")
    parser.add_argument("--date", help="write: day on the certificate, as 2026-11-28 (default: today)")
    parser.add_argument(
        "--to", type=Path, metavar="FOLDER", help="keys and write: folder (default: keys/ and certificates/)"
    )
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="levels: print JSON")
    form.add_argument("--csv", type=Path, metavar="FILE", help="levels: write a table")
    parser.set_defaults(run=run)

    parser = subparsers.add_parser(
        "verify",
        help="check whether a certificate is genuine",
        description="Check certificates offline against the public key of whoever issued them, and say what was signed: compare it with the page.",
    )
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="certificates (PDF)")
    parser.add_argument("--key", type=Path, required=True, metavar="FILE", help="the public key")
    parser.set_defaults(run=run_verify)


def run(options: argparse.Namespace) -> int:
    """Do one step; 0 when it was done."""
    from classroom.practice_data import speaking
    from storelab.language import language

    if options.step == "keys":
        return _keys(options.to or Path("keys"))
    with speaking(options.language or language()):
        verdicts = judge_class(options.course.resolve(), options.learner)
        _say_which_counts(verdicts)
        if options.step == "write":
            return _write(verdicts, options)
        _tell(verdicts, options)
    return 0


def judge_class(root: Path, learners: Sequence[str] | None = None) -> "list[Verdict]":
    """Levels of a class, or of some learners, in the language in force."""
    from classroom.assess.levels import judge
    from classroom.assess.records import read_records
    from classroom.assess.rules import read_rules
    from classroom.grade.gradebook import open_book, open_course
    from classroom.source import syllabus

    rules = read_rules()
    with open_book(open_course(root)) as book:
        records = read_records(root, book, rules)
    known = {record.learner for record in records}
    for learner in learners or ():
        if learner not in known:
            raise StoreLabError(f"--learner {learner}: the gradebook knows no such learner.")
    chapters = [int(entry["id"].split("_")[0]) for entry in syllabus()["chapters"] if not entry.get("primer")]
    return [judge(record, rules, chapters) for record in records if not learners or record.learner in learners]


def _say_which_counts(verdicts: "Sequence[Verdict]") -> None:
    """Name whose case report stands in both places, and which of the two counts."""
    from classroom.assess.records import TABLE

    if replaced := [verdict.record.learner for verdict in verdicts if verdict.record.report_replaced]:
        print(f"Case report: {TABLE} counts, not the gradebook, for {', '.join(replaced)}.", file=sys.stderr)


def _keys(folder: Path) -> int:
    from classroom.assess.certificates import PRIVATE, PUBLIC, make_keys

    make_keys(folder)
    print(
        f"Wrote {folder / PRIVATE}: it signs certificates. Whoever has it can issue them; keep it out of every shared folder, with a backup."
    )
    print(f"Wrote {folder / PUBLIC}: it checks them. Publish it.")
    return 0


def _write(verdicts: "Sequence[Verdict]", options: argparse.Namespace) -> int:
    from datetime import date

    from rich.progress import track

    import storelab
    from classroom.assess.certificates import languages, make_statement, read_private, write_certificate
    from classroom.source import syllabus

    if options.key is None:
        raise StoreLabError("--key is missing: name the private key that 'classroom certify keys' made.")
    key = read_private(options.key)
    try:
        day = date.fromisoformat(options.date) if options.date else date.today()
    except ValueError:
        raise StoreLabError(f"--date {options.date}: expected a day such as 2026-11-28.") from None
    folder: Path = options.to or Path("certificates")
    reached = [verdict for verdict in verdicts if verdict.level is not None]
    written = kept = 0
    for verdict in track(reached, description="certificates"):
        level = verdict.level
        assert level is not None
        record = verdict.record
        statement = make_statement(
            learner=record.learner, name=record.name, level=level.id, level_title=dict(level.title), course=syllabus()["title"],
            total=round(verdict.total, 1), date=day.isoformat(), version=storelab.__version__,
        )  # fmt: skip
        for language in languages(options.language):
            file = folder / record.learner / f"{level.id}_{statement.id}_{language}.pdf"
            # The id follows from what is stated: a file of this name states the same.
            if file.exists():
                kept += 1
                continue
            write_certificate(file, statement, key, language)
            written += 1
    print(
        f"{len(reached)} of {len(verdicts)} learners have a level. Wrote {written} certificates to {folder}; {kept} were there already."
    )
    return 0


def _tell(verdicts: "Sequence[Verdict]", options: argparse.Namespace) -> None:
    rows = [_row(verdict) for verdict in verdicts]
    if options.json:
        print(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    if options.csv:
        from classroom.grade.command import harmless

        with options.csv.open("w", encoding="utf-8-sig", newline="") as stream:
            writer = csv.writer(stream)
            writer.writerow(rows[0])
            writer.writerows(
                [harmless("; ".join(value) if isinstance(value, list) else value) for value in row.values()]
                for row in rows
            )
        print(f"Wrote {len(rows)} rows to {options.csv}.")
        return
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    table = Table("learner", "level", "total", "missing for the next level")
    for row in rows:
        table.add_row(
            *(
                escape(text)
                for text in (row["learner"], row["level"] or NONE, f"{row['total']:g}", "\n".join(row["missing"]))
            )
        )
    Console(file=sys.stdout).print(table)
    counts = Counter(row["level"] or NONE for row in rows)
    print(", ".join(f"{level}: {count}" for level, count in counts.most_common()))


def _row(verdict: "Verdict") -> dict[str, Any]:
    from storelab.language import language

    return {
        "learner": verdict.record.learner,
        "name": verdict.record.name,
        "level": "" if verdict.level is None else verdict.level.title[language()],
        "total": round(verdict.total, 1),
        "missing": list(verdict.missing),
    }


def run_verify(options: argparse.Namespace) -> int:
    """Check certificates; 0 when all are genuine, 1 when one is not."""
    from classroom.assess.certificates import read_certificate, read_public

    key = read_public(options.key)
    wrong = 0
    for file in options.files:
        try:
            stated = read_certificate(file, key)
        except StoreLabError as error:
            print(error)
            wrong += 1
            continue
        titles = " / ".join(stated.level_title.values())
        print(
            f"{file}: genuine. {stated.name or stated.learner} ({stated.learner}), {titles}, total {stated.total:g}, {stated.date}, {stated.id}."
        )
    return 1 if wrong else 0
