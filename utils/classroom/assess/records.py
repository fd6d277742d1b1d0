"""What is known of each learner: homework and case report from the gradebook, all else from tables in ``assessment/``."""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from statistics import fmean
from typing import Any

from classroom.assess.rules import Rules
from classroom.grade.gradebook import full_name, submissions
from storelab.errors import StoreLabError, suggest

FOLDER = "assessment"
REPORTS = "case_reports.csv"
# Where a case report's marks come from.
BOOK, TABLE = "gradebook", f"{FOLDER}/{REPORTS}"
# By table its columns; the last ones hold numbers.
TABLES: Mapping[str, tuple[str, ...]] = {
    "drills.csv": ("learner", "drill", "percent"),
    "scenarios.csv": ("learner", "scenario", "role", "score", "baseline"),
    REPORTS: ("learner", "numbers", "argument", "transfer_test"),
    "class_performance.csv": ("learner", "attendance", "quiz", "discussion", "peers", "mentored_a_group"),
    "ratings.csv": ("learner", "rater", "competence", "rating"),
}
# Begins the gradebook's name of what people mark; everything else is marked by a check.
WRITTEN = "written-"
YES, NO = ("yes", "true", "1", "是"), ("no", "false", "0", "", "否")


@dataclass
class Record:
    """One learner's results; percentages from 0 to 100, None where there is none.

    Attributes
    ----------
    learner, name
        Who.
    homework
        Percent by number of the chapter, after the late rule; chapters that were not handed in are missing.
    theory
        Percent.
    drills
        Percent by drill; of several attempts the best.
    scenarios
        By scenario and role the score less the baseline's; of several attempts the best.
    case_report
        Percent: half the numbers, half the argument; None as long as a part of it waits to be marked.
    report_source
        Where its marks come from: `BOOK`, `TABLE`, or empty where there is none.
    report_replaced
        Whether the table's row took the place of a report in the gradebook.
    unmarked
        Parts of the report that wait: ``"numbers"``, ``"argument"``, ``"transfer"``.
    transfer_test, mentored_a_group
        Whether passed, and done.
    class_performance
        Percent: the mean of its four columns.
    competences
        Weighted rating by competence, 1 to 5; missing where nobody rated.
    """

    learner: str
    name: str = ""
    homework: dict[int, float] = field(default_factory=dict)
    theory: float | None = None
    drills: dict[str, float] = field(default_factory=dict)
    scenarios: dict[tuple[str, str], float] = field(default_factory=dict)
    case_report: float | None = None
    report_source: str = ""
    report_replaced: bool = False
    unmarked: tuple[str, ...] = ()
    transfer_test: bool = False
    mentored_a_group: bool = False
    class_performance: float | None = None
    competences: dict[str, float] = field(default_factory=dict)

    def practice(self, rules: Rules) -> float:
        """Percent of practical operation: half the drills' mean, half the share of scenarios and roles at the baseline or above."""
        drills = sum(self.drills.values()) / len(rules.drills)
        reached = sum(lead >= 0 for lead in self.scenarios.values())
        return 0.5 * drills + 50.0 * reached / (len(rules.scenarios) * len(rules.roles))

    def total(self, rules: Rules, chapters: int) -> float:
        """Weighted percent of all parts; what is missing counts as nothing.

        Parameters
        ----------
        rules
            The weights.
        chapters
            How many chapters homework has.
        """
        parts = {
            "homework": sum(self.homework.values()) / chapters if chapters else 0.0,
            "theory": self.theory or 0.0,
            "practice": self.practice(rules),
            "case_report": self.case_report or 0.0,
            "class_performance": self.class_performance or 0.0,
        }
        return sum(rules.parts[name] * value for name, value in parts.items()) / 100.0


def read_records(root: Path, book: Any, rules: Rules) -> list[Record]:
    """Collect all that is known, in order of the learners' ids.

    Parameters
    ----------
    root
        The course's folder.
    book
        nbgrader's gradebook.
    rules
        Names of drills, scenarios, roles and competences, and the late rule.

    Raises
    ------
    StoreLabError
        If the class is empty, or a table lacks a column or holds a learner, name or number that cannot be; file and line are named.
    """
    from classroom.assess.exam import FOLDER as EXAM
    from classroom.assess.exam import MARKS

    records = {
        student.id: Record(student.id, full_name(student.first_name, student.last_name)) for student in book.students
    }
    if not records:
        raise StoreLabError("The class is empty: 'classroom roster TABLE.csv' adds learners.")
    _homework(records, book, rules)
    _graded_reports(records, book, rules)
    if (file := root / EXAM / MARKS).is_file():
        for place, row in _rows(file, ("learner", "percent"), records):
            records[row["learner"]].theory = _number(place, row, "percent", 100)
    folder = root / FOLDER
    for name, columns in TABLES.items():
        if (folder / name).is_file():
            READERS[name](records, rules, _rows(folder / name, columns, records))
    return [records[learner] for learner in sorted(records)]


def _homework(records: Mapping[str, Record], book: Any, rules: Rules) -> None:
    for assignment in book.assignments:
        number = assignment.name.split("_")[0]
        if not number.isdigit() or not assignment.max_score:
            continue
        for submission in submissions(book, assignment.name):
            percent = 100.0 * submission.score / assignment.max_score
            late = submission.total_seconds_late / 86_400
            records[submission.student_id].homework[int(number)] = rules.after_late(percent, late)


def _graded_reports(records: Mapping[str, Record], book: Any, rules: Rules) -> None:
    asked = rules.case_report
    for assignment in book.assignments:
        if assignment.name != asked.assignment:
            continue
        for submission in book.assignment_submissions(assignment.name):
            record = records[submission.student_id]
            parts = _parts(submission, asked.transfer)
            record.report_source = BOOK
            record.unmarked = tuple(name for name, grades in parts.items() if not all(map(_is_marked, grades)))
            if "transfer" not in record.unmarked:
                record.transfer_test = _percent(parts["transfer"]) >= asked.transfer_mark
            if not record.unmarked:
                argument = _percent([*parts["argument"], *parts["transfer"]])
                late = submission.total_seconds_late / 86_400
                record.case_report = rules.after_late(fmean((_percent(parts["numbers"]), argument)), late)


def _parts(submission: Any, transfer: str) -> dict[str, list[Any]]:
    """The gradebook's marks of a case report by part."""
    grades = {grade.name: grade for notebook in submission.notebooks for grade in notebook.grades}
    if WRITTEN + transfer not in grades:
        raise StoreLabError(
            f"course/syllabus.yml, assessment, case_report, transfer: the gradebook's '{submission.assignment.name}' has no "
            f"written part '{transfer}'; it has {', '.join(_written(grades)) or 'none'}."
        )
    return {
        "numbers": [grade for name, grade in grades.items() if not name.startswith(WRITTEN)],
        "argument": [grades[WRITTEN + name] for name in _written(grades) if name != transfer],
        "transfer": [grades[WRITTEN + transfer]],
    }


def _written(grades: Mapping[str, Any]) -> Iterator[str]:
    return (name.removeprefix(WRITTEN) for name in sorted(grades) if name.startswith(WRITTEN))


def _is_marked(grade: Any) -> bool:
    """Whether a mark stands: given by a check, or by a person and not called into question by a new hand-in."""
    return not grade.needs_manual_grade and (grade.auto_score is not None or grade.manual_score is not None)


def _percent(grades: list[Any]) -> float:
    most = sum(grade.max_score for grade in grades)
    return 100.0 * sum(grade.score for grade in grades) / most if most else 0.0


def _drills(records: Mapping[str, Record], rules: Rules, rows: Any) -> None:
    for place, row in rows:
        drill = _one_of(place, row, "drill", rules.drills)
        own = records[row["learner"]].drills
        own[drill] = max(own.get(drill, 0.0), _number(place, row, "percent", 100))


def _scenarios(records: Mapping[str, Record], rules: Rules, rows: Any) -> None:
    for place, row in rows:
        key = (_one_of(place, row, "scenario", rules.scenarios), _one_of(place, row, "role", rules.roles))
        lead = _number(place, row, "score") - _number(place, row, "baseline")
        own = records[row["learner"]].scenarios
        own[key] = max(own.get(key, lead), lead)


def _case_reports(records: Mapping[str, Record], rules: Rules, rows: Any) -> None:
    for place, row in rows:
        record = records[row["learner"]]
        # Who writes a row into the table does so on purpose, so it counts before what stands in the gradebook.
        record.report_replaced |= record.report_source == BOOK
        record.report_source, record.unmarked = TABLE, ()
        record.case_report = fmean(_number(place, row, name, 100) for name in ("numbers", "argument"))
        record.transfer_test = _yes(place, row, "transfer_test")


def _class_performance(records: Mapping[str, Record], rules: Rules, rows: Any) -> None:
    for place, row in rows:
        record = records[row["learner"]]
        columns = ("attendance", "quiz", "discussion", "peers")
        record.class_performance = fmean(_number(place, row, name, 100) for name in columns)
        record.mentored_a_group = _yes(place, row, "mentored_a_group")


def _ratings(records: Mapping[str, Record], rules: Rules, rows: Any) -> None:
    given: dict[tuple[str, str], dict[str, list[float]]] = {}
    for place, row in rows:
        rater = _one_of(place, row, "rater", tuple(rules.raters))
        competence = _one_of(place, row, "competence", tuple(rules.competences))
        rating = _number(place, row, "rating", 5, least=1)
        given.setdefault((row["learner"], competence), {}).setdefault(rater, []).append(rating)
    for (learner, competence), by_rater in given.items():
        # Raters who are missing leave their weight to the others.
        weight = sum(rules.raters[rater] for rater in by_rater)
        if weight:
            sums = sum(rules.raters[rater] * fmean(ratings) for rater, ratings in by_rater.items())
            records[learner].competences[competence] = sums / weight


READERS: Mapping[str, Any] = {
    "drills.csv": _drills,
    "scenarios.csv": _scenarios,
    REPORTS: _case_reports,
    "class_performance.csv": _class_performance,
    "ratings.csv": _ratings,
}


def _rows(file: Path, columns: tuple[str, ...], records: Mapping[str, Record]) -> list[tuple[str, dict[str, str]]]:
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise StoreLabError(f"{file}: cannot be read ({error}). Save it as 'CSV UTF-8'.") from error
    reader = csv.DictReader(io.StringIO(text, newline=""))
    missing = [name for name in columns if name not in (reader.fieldnames or ())]
    if missing:
        raise StoreLabError(f"{file}: no column {', '.join(missing)}; expected {', '.join(columns)}.")
    rows = []
    for row in reader:
        place = f"{file}, line {reader.line_num}"
        plain = {name: (row[name] or "").strip() for name in columns}
        # The export puts a quote before what a spreadsheet would run as a formula.
        plain["learner"] = plain["learner"].removeprefix("'")
        if not any(plain.values()):
            continue
        if plain["learner"] not in records:
            near = suggest(plain["learner"], records)
            raise StoreLabError(
                f"{place}: the gradebook knows no learner '{plain['learner']}'."
                + (f" Did you mean {near}?" if near else "")
            )
        rows.append((place, plain))
    return rows


def _number(place: str, row: Mapping[str, str], name: str, most: float | None = None, least: float = 0.0) -> float:
    try:
        value = float(row[name])
    except ValueError:
        raise StoreLabError(f"{place}, {name}: expected a number, found '{row[name]}'.") from None
    if most is not None and not least <= value <= most:
        raise StoreLabError(f"{place}, {name}: expected {least:g} to {most:g}, found {row[name]}.")
    return value


def _one_of(place: str, row: Mapping[str, str], name: str, known: tuple[str, ...]) -> str:
    if row[name] not in known:
        raise StoreLabError(f"{place}, {name}: expected one of {', '.join(known)}, found '{row[name]}'.")
    return row[name]


def _yes(place: str, row: Mapping[str, str], name: str) -> bool:
    answer = row[name].lower()
    if answer not in YES + NO:
        raise StoreLabError(f"{place}, {name}: expected yes or no, found '{row[name]}'.")
    return answer in YES
