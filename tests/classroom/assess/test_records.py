"""Results from the gradebook and from instructors' tables, and what is said of tables that cannot be used."""

import warnings

import pytest
from nbgrader.api import Gradebook

import grading_kit as kit
from classroom.assess.records import read_records
from classroom.assess.rules import read_rules
from storelab.errors import StoreLabError

RULES = read_rules()
GOOD = {
    "drills.csv": "learner,drill,percent\nann,listing,40\nann,listing,80\nbo,campaign,60\n",
    "scenarios.csv": "learner,scenario,role,score,baseline\nann,opening,manager,90,100\nann,opening,manager,130,100\nbo,crisis,service,10,20\n",
    "case_reports.csv": "learner,numbers,argument,transfer_test\nann,100,60,yes\nbo,50,50,否\n",
    "class_performance.csv": "learner,attendance,quiz,discussion,peers,mentored_a_group\nann,100,80,60,80,是\n",
    # Two peers give 3 and 5, so 4; the mentor 2; nobody rates oneself: (30 x 4 + 50 x 2) / 80.
    "ratings.csv": "learner,rater,competence,rating\nann,peer,skill,3\nann,peer,skill,5\nann,mentor,skill,2\n",
}


@pytest.fixture
def course(tmp_path):
    root = tmp_path / "course"
    kit.make_course(root)
    (root / "assessment").mkdir()
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}", "small") as book:
        for learner in ("ann", "bo"):
            book.add_student(learner)
        book.update_or_create_assignment(kit.CHAPTER, duedate="2026-03-01 23:59:00 UTC")
        with warnings.catch_warnings():
            # nbgrader fills in a new submission in an order that SQLAlchemy remarks on.
            warnings.simplefilter("ignore")
            submission = book.add_submission(kit.CHAPTER, "ann", timestamp="2026-03-03 09:30:00 UTC")
        for grade in submission.notebooks[0].grades:
            # Two exercises of 3 points right, 2 of 4 for the written decision: 8 of 10.
            grade.manual_score = 2.0 if grade.name == "written-decision" else 3.0
        book.db.commit()
    return root


def write(course, **tables):
    for name, text in tables.items():
        (course / "assessment" / f"{name}.csv").write_text(text, encoding="utf-8-sig")


def read(course):
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}", "small") as book:
        return {record.learner: record for record in read_records(course, book, RULES)}


def test_all_results_by_hand(course):
    write(course, **{name.removesuffix(".csv"): text for name, text in GOOD.items()})
    (course / "exam").mkdir()
    (course / "exam" / "theory.csv").write_text("learner,percent,right\nann,65.0,13\n", encoding="utf-8-sig")
    ann, bo = read(course)["ann"], read(course)["bo"]
    # 80 %, a day and a half late: two days begun, so 80 % of it is kept.
    assert ann.homework == {9: pytest.approx(64.0)}
    assert ann.theory == 65.0
    assert ann.drills == {"listing": 80.0}  # the better of two attempts
    assert ann.scenarios == {("opening", "manager"): 30.0}
    assert (ann.case_report, ann.transfer_test) == (80.0, True)
    assert (ann.class_performance, ann.mentored_a_group) == (80.0, True)
    assert ann.competences == {"skill": pytest.approx(220 / 80)}
    assert (bo.homework, bo.theory, bo.case_report, bo.transfer_test, bo.competences) == ({}, None, 50.0, False, {})
    # Four drills, of which one has 80: 20; one of nine scenarios and roles at the baseline: 50 / 9.
    assert ann.practice(RULES) == pytest.approx(0.5 * 20 + 50 / 9)


def test_without_tables_there_is_the_homework_alone(course):
    assert read(course)["ann"].homework
    assert read(course)["ann"].drills == {}


@pytest.mark.parametrize(
    ("table", "text", "message"),
    [
        ("drills", "learner,drill\nann,listing\n", r"drills\.csv: no column percent; expected learner, drill, percent"),
        ("drills", "learner,drill,percent\nAnn,listing,4\n", r"line 2: the gradebook knows no learner 'Ann'. Did you mean 'ann'"),
        ("drills", "learner,drill,percent\nann,lising,4\n", "line 2, drill: expected one of listing, detail_page, campaign, analysis, found 'lising'"),
        ("drills", "learner,drill,percent\nann,listing,\n", "line 2, percent: expected a number, found ''"),
        ("drills", "learner,drill,percent\n\nann,listing,101\n", "line 3, percent: expected 0 to 100, found 101"),
        ("drills", "learner,drill,percent\nann,listing,nan\n", "percent: expected 0 to 100, found nan"),
        ("ratings", "learner,rater,competence,rating\nann,boss,skill,3\n", "rater: expected one of self, peer, mentor, found 'boss'"),
        ("ratings", "learner,rater,competence,rating\nann,peer,skill,0\n", "rating: expected 1 to 5, found 0"),
        ("case_reports", "learner,numbers,argument,transfer_test\nann,1,1,perhaps\n", "transfer_test: expected yes or no, found 'perhaps'"),
        ("scenarios", "learner,scenario,role,score,baseline\nann,opening,chief,1,1\n", "role: expected one of manager, specialist, service"),
    ],
)  # fmt: skip
def test_a_table_that_cannot_be_used_is_named_with_its_line(course, table, text, message):
    write(course, **{table: text})
    with pytest.raises(StoreLabError, match=message):
        read(course)


def test_an_empty_class_is_refused(tmp_path):
    kit.make_course(tmp_path / "empty")
    with pytest.raises(StoreLabError, match="The class is empty"):
        read(tmp_path / "empty")
