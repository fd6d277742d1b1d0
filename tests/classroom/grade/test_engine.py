"""What a grade says of answers whose cells do not run; what harms the engine is tested in ``tests/hostile``."""

import pytest

from classroom.grade.sandbox import Sandbox
from grading_kit import FULL, LIMITS, TOTAL, Grader, cell, edited, handed_in, library

NO_SENTENCE = "def total(values)\n    return sum(values)"


@pytest.fixture(scope="module")
def grader(sandboxed):
    with Sandbox(LIMITS, library(), library().parent / "datasets") as sandbox:
        yield Grader(sandbox)


def test_an_answer_that_does_not_run_is_told_from_one_that_is_not_there(grader):
    grade = grader(handed_in(total=NO_SENTENCE, mean=""))
    assert (grade.status, grade.score) == ("partial", 0.0)
    assert grade.reason == "the answer to 'total' stopped with SyntaxError; not attempted: mean"
    assert (
        "The cell with your answer stopped with SyntaxError, so there is no `total`." in grade.exercises["total"].text
    )
    assert "There is no `mean` yet." in grade.exercises["mean"].text


def test_an_answer_that_stopped_after_an_earlier_one_of_its_name_is_judged_by_that(grader):
    grade = grader(edited(lambda cells: cells.insert(3, cell("code", TOTAL)) or cells[4].update(source=NO_SENTENCE)))
    assert grade.score == FULL
    assert (grade.status, grade.reason) == ("graded", "the answer to 'total' stopped with SyntaxError")
