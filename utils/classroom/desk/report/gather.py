"""What is known of a class's work on one chapter, from the results of ``classroom grade`` and the gradebook."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from classroom.grade.command import RESULTS
from classroom.grade.engine import ExerciseGrade
from classroom.grade.gradebook import Course, full_name, open_book, submissions
from classroom.grade.run import Results
from storelab.errors import StoreLabError

MISSING = "missing"
# Nothing of these could be run, so they say nothing about an exercise.
UNREAD = (MISSING, "malformed")


@dataclass(frozen=True)
class Work:
    """One learner's work on a chapter.

    Attributes
    ----------
    learner, name
        Id, and the name as far as the gradebook knows it.
    status, reason, notes
        As ``classroom grade`` gives them.
    exercises
        What each exercise earned; empty where nothing was handed in.
    code
        By exercise the code of the answer cell, where the learner wrote one.
    days_late
        How long after the due date it was handed in; 0.0 in time.
    """

    learner: str
    name: str
    status: str
    reason: str
    notes: tuple[str, ...] = ()
    exercises: Mapping[str, ExerciseGrade] = field(default_factory=dict)
    code: Mapping[str, str] = field(default_factory=dict)
    days_late: float = 0.0

    @property
    def read(self) -> bool:
        """Whether there was something that could be graded."""
        return self.status not in UNREAD

    @property
    def score(self) -> float:
        """Points of all exercises that a machine grades."""
        return sum(grade.score for grade in self.exercises.values())

    @property
    def share(self) -> float:
        """The score as a share of full marks; 0.0 where nothing could be graded."""
        full = sum(grade.points for grade in self.exercises.values())
        return self.score / full if full else 0.0


def gather(course: Course, chapter: str) -> list[Work]:
    """Collect a class's work on a chapter, in order of the learners' ids.

    Raises
    ------
    StoreLabError
        If the class is empty, or the chapter has not been graded.
    """
    results = Results(course.root / RESULTS / chapter)
    grades = {learner: grade for learner in results.learners() if (grade := results.find(learner)) is not None}
    with open_book(course) as book:
        students = {student.id: student for student in book.students}
        late = _days_late(book, chapter)
    if not students and not grades:
        raise StoreLabError(
            f"The class is empty: {course.gradebook} knows no learners. 'classroom roster TABLE.csv' adds them."
        )
    if not grades:
        raise StoreLabError(f"No results of {chapter} in {results.folder}: run 'classroom grade {chapter}' first.")
    found = []
    for learner in sorted({*students, *grades}):
        student, grade = students.get(learner), grades.get(learner)
        name = "" if student is None else full_name(student.first_name, student.last_name)
        if grade is None:
            found.append(Work(learner, name, MISSING, ""))
            continue
        found.append(
            Work(
                learner, name, grade.status, grade.reason, tuple(grade.notes), grade.exercises, _answers(grade.cells),
                late.get(learner, 0.0),
            )
        )  # fmt: skip
    return found


def _days_late(book: Any, chapter: str) -> dict[str, float]:
    return {one.student_id: one.total_seconds_late / 86_400 for one in submissions(book, chapter)}


def _answers(cells: list[dict[str, Any]]) -> dict[str, str]:
    found = {}
    for cell in cells:
        name = cell.get("metadata", {}).get("nbgrader", {}).get("grade_id", "")
        if name.startswith("answer-") and cell["cell_type"] == "code":
            found[name.removeprefix("answer-")] = str(cell["source"])
    return found
