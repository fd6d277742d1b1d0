"""``classroom roster``: the learners of a class, from a table that a school's office hands over."""

import argparse
import csv
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from storelab.errors import StoreLabError, suggest

# Headings that offices use, in lower case without blanks and underscores; the first one is ours.
HEADINGS: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "learner", "learnerid", "studentid", "student", "username", "学号", "编号", "学员编号", "用户名"),
    "last_name": ("last_name", "lastname", "surname", "familyname", "姓"),
    "first_name": ("first_name", "firstname", "givenname", "name", "fullname", "名", "姓名", "名字"),
    "email": ("email", "mail", "emailaddress", "邮箱", "电子邮箱", "电子邮件"),
    "lms_user_id": ("lms_user_id", "lmsuserid", "canvasid", "moodleid", "平台编号"),
}
ENCODINGS = ("utf-8-sig", "gb18030")
# An id names a folder in submitted/, and nbgrader puts it between others with these signs.
FORBIDDEN = '/\\:*?"<>|+\n\r\t'


@dataclass(frozen=True)
class Learner:
    """One learner of a roster; what is not known is empty.

    Attributes
    ----------
    id
        Names the learner's folder and gradebook entry.
    first_name, last_name, email
        As the office writes them; a full name without parts is in ``first_name``.
    lms_user_id
        The learner's number in Canvas or Moodle.
    """

    id: str
    first_name: str = ""
    last_name: str = ""
    email: str = ""
    lms_user_id: str = ""


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command's parser."""
    parser = subparsers.add_parser(
        "roster",
        help="add learners from a CSV table, or list them",
        description="Add the learners of a CSV table to nbgrader's gradebook, or bring their names up to date. Nobody is ever "
        "removed. The table needs a column id (or 学号); first_name, last_name, email (姓名, 邮箱) and lms_user_id are "
        "optional. Without a table the learners are listed.",
    )
    parser.add_argument("table", nargs="?", type=Path, help="CSV file, in UTF-8 or as Excel writes it in China")
    parser.add_argument("--course", type=Path, default=Path(), help="folder with nbgrader_config.py (default: here)")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Add or list; 0 when all is well."""
    from classroom.grade.gradebook import open_book, open_course

    course = open_course(options.course.resolve())
    learners = None if options.table is None else read_roster(options.table)
    with open_book(course) as book:
        if learners is None:
            _print(listed(book), options.json)
            return 0
        outcome = enrol(book, learners)
    if options.json:
        print(json.dumps(outcome, ensure_ascii=False, indent=1))
    else:
        told = ", ".join(f"{len(names)} {what}" for what, names in outcome.items())
        print(f"{options.table}: {len(learners)} learners: {told}.")
        print(f"Written: {course.gradebook}")
    return 0


def read_roster(file: Path) -> list[Learner]:
    """Read a table of learners.

    Parameters
    ----------
    file
        CSV with headings, separated by commas, semicolons or tabs.

    Returns
    -------
    list of Learner
        In the order of the table.

    Raises
    ------
    StoreLabError
        If the file cannot be read, lacks the column of ids, or a row has no id, one that cannot be a folder's name, or one that another row has;
        all such rows are named.
    """
    text = _text(file)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    rows = [(reader.line_num, [field.strip() for field in row]) for row in reader]
    rows = [(number, row) for number, row in rows if any(row)]
    if not rows:
        raise StoreLabError(
            f"{file}: the table is empty. Its first line names the columns, such as id,first_name,last_name,email."
        )
    places = _places(file, rows[0][1])
    learners: list[Learner] = []
    faults: list[str] = []
    lines: dict[str, int] = {}
    for number, row in rows[1:]:
        fields = {name: row[place] if place < len(row) else "" for name, place in places.items()}
        learner = Learner(**fields)
        fault = _fault(learner.id)
        # Folders of most systems do not tell capitals apart.
        if not fault and (earlier := lines.setdefault(learner.id.casefold(), number)) != number:
            fault = f"id '{learner.id}' stands in line {earlier} already"
        if fault:
            faults.append(f"line {number}: {fault}")
        learners.append(learner)
    if faults:
        shown = "; ".join(faults[:10]) + (f"; and {len(faults) - 10} more" if len(faults) > 10 else "")
        raise StoreLabError(f"{file}: {shown}. Nothing was written; mend the table and run the command again.")
    if not learners:
        raise StoreLabError(f"{file}: there are headings but no learners below them.")
    return learners


def _text(file: Path) -> str:
    try:
        data = file.read_bytes()
    except OSError as error:
        raise StoreLabError(f"{file}: cannot be read ({error.strerror}).") from error
    for encoding in ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise StoreLabError(f"{file}: neither UTF-8 nor GB 18030. Save it as 'CSV UTF-8' in your spreadsheet.")


def _delimiter(text: str) -> str:
    headings = text.lstrip().partition("\n")[0]
    return max(",;\t", key=headings.count)


def _places(file: Path, headings: Sequence[str]) -> dict[str, int]:
    plain = ["".join(heading.lower().replace("_", " ").split()) for heading in headings]
    places = {}
    for name, known in HEADINGS.items():
        found = [place for place, heading in enumerate(plain) if heading in {word.replace("_", "") for word in known}]
        if len(found) > 1:
            twice = " and ".join(f"'{headings[place]}'" for place in found)
            raise StoreLabError(f"{file}: both {twice} could be the column {name}: rename or delete one of them.")
        if found:
            places[name] = found[0]
    if "id" not in places:
        near = suggest("id", headings)
        raise StoreLabError(
            f"{file}: no column id (or 学号); the columns are {', '.join(headings)}."
            + (f" Did you mean {near}?" if near else "")
        )
    return places


def _fault(learner: str) -> str:
    if not learner:
        return "no id"
    wrong = sorted({sign for sign in learner if sign in FORBIDDEN or not sign.isprintable()})
    if wrong:
        return f"id {learner!r} holds {', '.join(map(repr, wrong))}, which no folder's name may"
    if learner.startswith(".") or learner != learner.rstrip(". "):
        return f"id '{learner}' begins or ends with a dot, which no folder's name should"
    if len(learner.encode()) > 200:
        return f"id '{learner[:20]}...' is longer than a folder's name may be"
    return ""


def enrol(book: Any, learners: Sequence[Learner]) -> dict[str, list[str]]:
    """Bring the gradebook's learners in line with a roster; what the roster leaves empty stays as it is.

    Parameters
    ----------
    book
        nbgrader's gradebook.
    learners
        Who takes part.

    Returns
    -------
    dict
        Ids under ``added``, ``changed`` and ``unchanged``; ``not in the table`` are learners that only the gradebook knows.
    """
    known = {student.id: student for student in book.students}
    outcome: dict[str, list[str]] = {"added": [], "changed": [], "unchanged": []}
    for learner in learners:
        told = {name: value for name, value in asdict(learner).items() if value and name != "id"}
        student = known.get(learner.id)
        if student is None:
            book.add_student(learner.id, **told)
            outcome["added"].append(learner.id)
        elif any(getattr(student, name) != value for name, value in told.items()):
            book.update_or_create_student(learner.id, **told)
            outcome["changed"].append(learner.id)
        else:
            outcome["unchanged"].append(learner.id)
    outcome["not in the table"] = sorted(set(known) - {learner.id for learner in learners})
    return outcome


def listed(book: Any) -> list[Learner]:
    """All learners of a gradebook, by id."""
    names = ("first_name", "last_name", "email", "lms_user_id")
    found = [Learner(student.id, *(getattr(student, name) or "" for name in names)) for student in book.students]
    return sorted(found, key=lambda learner: learner.id)


def _print(learners: Sequence[Learner], as_json: bool) -> None:
    if as_json:
        print(json.dumps([asdict(learner) for learner in learners], ensure_ascii=False, indent=1))
        return
    if not learners:
        print("No learners yet: classroom roster TABLE.csv adds them.")
        return
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    table = Table("id", "first_name", "last_name", "email", "lms_user_id")
    for learner in learners:
        table.add_row(*(escape(str(value)) for value in asdict(learner).values()))
    Console().print(table)
    print(f"{len(learners)} learners.")
