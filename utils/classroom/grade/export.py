"""``nbgrader export`` with each learner's status and reason, and with fields that are quoted where names hold commas."""

import csv
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

from nbgrader.api import MissingEntry
from nbgrader.plugins import CsvExportPlugin

from classroom.grade.command import RESULTS, harmless
from classroom.grade.run import Results

COLUMNS = (
    "assignment", "duedate", "timestamp", "student_id", "last_name", "first_name", "email", "raw_score",
    "late_submission_penalty", "score", "max_score", "status", "reason",
)  # fmt: skip


class StatusExport(CsvExportPlugin):
    """nbgrader's columns and two more; ``nbgrader_config.py`` names this class."""

    def export(self, gradebook: Any) -> None:
        """Write the table to the file that ``--to`` names, else ``grades.csv``."""
        file = Path(self.to or "grades.csv")
        self.log.info("Exporting grades to %s", file)
        # The mark at the beginning lets spreadsheets read Chinese names.
        with file.open("w", encoding="utf-8-sig", errors="replace", newline="") as stream:
            writer = csv.writer(stream, quoting=csv.QUOTE_ALL)
            writer.writerow(COLUMNS)
            wanted = set(map(str, self.student))
            root = Path(self.parent.coursedir.root)
            for assignment in gradebook.assignments:
                if not self.assignment or assignment.name in map(str, self.assignment):
                    for row in rows_of(gradebook, assignment, root, wanted):
                        writer.writerow(["" if value is None else harmless(value) for value in row])


def rows_of(gradebook: Any, assignment: Any, root: Path, wanted: Collection[str] = ()) -> Iterator[list[Any]]:
    """One row a learner: what nbgrader's export has, and what `classroom grade` said of them.

    Parameters
    ----------
    gradebook, assignment
        nbgrader's.
    root
        The course's folder.
    wanted
        Ids of the learners; empty for all.

    Yields
    ------
    list
        Values in the order of `COLUMNS`; None where nothing is known.
    """
    results = Results(root / RESULTS / assignment.name)
    for student in gradebook.students:
        if wanted and student.id not in wanted:
            continue
        scores: tuple[Any, ...] = (None, 0.0, 0.0, 0.0)
        status, reason = "missing", "nothing was handed in"
        try:
            submission = gradebook.find_submission(assignment.name, student.id)
        except MissingEntry:
            pass
        else:
            penalty = submission.late_submission_penalty or 0.0
            scores = (submission.timestamp, submission.score, penalty, max(0.0, submission.score - penalty))
            # Graded by other means, such as 'nbgrader autograde', there is a score but no status.
            status = reason = ""
        if (grade := results.find(student.id)) is not None:
            status, reason = grade.status, grade.reason
        stamp, raw, penalty, score = scores
        yield [
            assignment.name, assignment.duedate, stamp, student.id, student.last_name, student.first_name, student.email,
            raw, penalty, score, assignment.max_score, status, reason,
        ]  # fmt: skip
