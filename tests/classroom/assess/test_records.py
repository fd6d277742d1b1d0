"""Results from the gradebook and from instructors' tables, and what is said of tables that cannot be used."""

import warnings

import pytest
from nbgrader.api import Gradebook

import grading_kit as kit
from classroom.assess.records import read_records
from classroom.assess.rules import read_rules
from classroom.cli import main
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


REPORT = RULES.case_report.assignment
ARGUMENT, TRANSFER = "written-argument", f"written-{RULES.case_report.transfer}"


@pytest.fixture
def reported(course):
    """Ann and Bo have handed in the case report: two checks of 3 points, an argument of 4 and a transfer of 2."""
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}", "small") as book:
        book.add_assignment(REPORT, duedate="2026-03-01 23:59:00 UTC")
        book.add_notebook(REPORT, REPORT)
        for name in ("check-gap", "check-test"):
            book.add_grade_cell(name, REPORT, REPORT, max_score=3, cell_type="code")
        for name, points in ((ARGUMENT, 4), (TRANSFER, 2)):
            book.add_grade_cell(name, REPORT, REPORT, max_score=points, cell_type="markdown")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book.add_submission(REPORT, "ann", timestamp="2026-02-28 09:30:00 UTC")
            book.add_submission(REPORT, "bo", timestamp="2026-03-03 09:30:00 UTC")
    return course


def give(course, learner, automatic=(), by_hand=(), waiting=()):
    """Scores by name: of checks, of a person, and what nbgrader says has to be marked."""
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}", "small") as book:
        for grade in book.find_submission(REPORT, learner).notebooks[0].grades:
            grade.auto_score = dict(automatic).get(grade.name, grade.auto_score)
            grade.manual_score = dict(by_hand).get(grade.name, grade.manual_score)
            grade.needs_manual_grade = grade.name in waiting
        book.db.commit()


CHECKS = {"check-gap": 3.0, "check-test": 1.5}


def test_a_report_in_the_gradebook_by_hand(reported):
    for learner in ("ann", "bo"):
        give(reported, learner, CHECKS, {ARGUMENT: 2.0, TRANSFER: 1.5})
    records = read(reported)
    # Numbers 4.5 of 6: 75 %. Argument and transfer 3.5 of 6: 58.33 %. Half and half.
    assert records["ann"].case_report == pytest.approx((75 + 350 / 6) / 2)
    # A day and a half late: 80 % of it is kept. The transfer, 1.5 of 2, is met late or not.
    assert records["bo"].case_report == pytest.approx(0.8 * (75 + 350 / 6) / 2)
    assert [record.transfer_test for record in records.values()] == [True, True]
    assert [record.report_source for record in records.values()] == ["gradebook", "gradebook"]
    assert records["ann"].homework == {9: pytest.approx(64.0)}  # the report is no chapter


@pytest.mark.parametrize(("points", "met"), [(1.0, False), (1.2, True), (2.0, True)])
def test_the_transfer_is_met_from_the_mark_of_the_syllabus_on(reported, points, met):
    give(reported, "ann", CHECKS, {ARGUMENT: 4.0, TRANSFER: points})
    assert RULES.case_report.transfer_mark == 60
    assert read(reported)["ann"].transfer_test is met


def test_a_part_that_nobody_marked_is_no_zero(reported):
    give(reported, "ann", CHECKS, {TRANSFER: 2.0}, waiting=(ARGUMENT,))
    give(reported, "bo", CHECKS, waiting=(ARGUMENT, TRANSFER))
    ann, bo = read(reported)["ann"], read(reported)["bo"]
    assert (ann.case_report, ann.unmarked, ann.transfer_test) == (None, ("argument",), True)
    assert (bo.case_report, bo.unmarked, bo.transfer_test) == (None, ("argument", "transfer"), False)


def test_a_report_that_was_only_collected_waits_for_all(reported):
    assert read(reported)["ann"].unmarked == ("numbers", "argument", "transfer")


def test_a_text_handed_in_again_after_its_mark_waits(reported):
    give(reported, "ann", CHECKS, {ARGUMENT: 4.0, TRANSFER: 2.0}, waiting=(ARGUMENT,))
    assert read(reported)["ann"].unmarked == ("argument",)


def test_a_text_left_empty_has_its_zero(reported):
    """nbgrader itself gives 0 to a cell in which nothing was written."""
    give(reported, "ann", {**CHECKS, ARGUMENT: 0.0, TRANSFER: 0.0})
    ann = read(reported)["ann"]
    assert (ann.case_report, ann.unmarked, ann.transfer_test) == (pytest.approx(37.5), (), False)


def test_the_table_counts_before_the_gradebook_and_is_said_to(reported):
    give(reported, "ann", CHECKS, {ARGUMENT: 2.0, TRANSFER: 0.5})
    give(reported, "bo", CHECKS, waiting=(ARGUMENT, TRANSFER))
    write(reported, case_reports="learner,numbers,argument,transfer_test\nann,90,70,yes\nbo,50,60,no\n")
    ann, bo = read(reported)["ann"], read(reported)["bo"]
    assert (ann.case_report, ann.transfer_test, ann.report_source) == (80.0, True, "assessment/case_reports.csv")
    assert (bo.case_report, bo.unmarked, bo.report_replaced) == (55.0, (), True)


def test_the_table_alone_replaces_nothing(course):
    write(course, case_reports="learner,numbers,argument,transfer_test\nann,90,70,yes\n")
    assert read(course)["ann"].report_replaced is False


def test_certify_names_whose_table_counts(reported, capsys):
    give(reported, "ann", CHECKS, {ARGUMENT: 2.0, TRANSFER: 0.5})
    write(reported, case_reports="learner,numbers,argument,transfer_test\nann,90,70,yes\n")
    assert main(["certify", "--course", str(reported)]) == 0
    said = "Case report: assessment/case_reports.csv counts, not the gradebook, for ann."
    assert said in capsys.readouterr().err


def test_a_transfer_part_that_the_assignment_lacks_is_named(reported):
    with Gradebook(f"sqlite:///{reported / 'gradebook.db'}", "small") as book:
        book.remove_assignment(REPORT)
        book.add_assignment(REPORT)
        book.add_notebook(REPORT, REPORT)
        book.add_grade_cell(ARGUMENT, REPORT, REPORT, max_score=4, cell_type="markdown")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book.add_submission(REPORT, "ann")
    with pytest.raises(StoreLabError, match="has no written part 'case_transfer'; it has argument"):
        read(reported)
