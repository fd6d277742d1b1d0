"""What the gradebook is asked: names as they are said, and a class's work without sums that nobody needs."""

import datetime

import pytest
from nbgrader.api import Gradebook

import grading_kit as kit
from classroom.grade.gradebook import full_name, submissions


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("Ana", "Silva", "Ana Silva"),
        ("佳宁", "徐", "徐佳宁"),
        ("娜依拉", "阿布都·热合曼", "阿布都·热合曼娜依拉"),
        ("徐佳宁", None, "徐佳宁"),
        ("Lily 莉莉", "Xu", "Lily 莉莉 Xu"),
        ("Jun", "徐", "Jun 徐"),
        ("", "Silva", "Silva"),
        (None, None, ""),
    ],
)
def test_a_name_is_said_as_its_language_does(first, last, said):
    assert full_name(first, last) == said


def test_submissions_say_whose_they_are_how_late_and_what_they_earned(tmp_path):
    kit.make_course(tmp_path / "course")
    due = datetime.datetime(2026, 3, 1, 12)
    with Gradebook(f"sqlite:///{tmp_path / 'course' / 'gradebook.db'}", "small") as book:
        book.update_or_create_assignment(kit.CHAPTER, duedate=due)
        for learner, hours, points in (("ann", -1, 3.0), ("ben", 36, 1.0)):
            book.add_student(learner)
            when = due + datetime.timedelta(hours=hours)
            work = book.add_submission(kit.CHAPTER, learner, timestamp=when)
            grade = next(one for one in work.notebooks[0].grades if one.name == "check-total")
            grade.auto_score = points
        book.db.commit()
        book.db.expire_all()
        found = {one.student_id: (one.score, one.total_seconds_late) for one in submissions(book, kit.CHAPTER)}
        assert found == {"ann": (3.0, 0), "ben": (1.0, 36 * 3600)}
        assert found == {
            one.student_id: (one.score, one.total_seconds_late) for one in book.assignment_submissions(kit.CHAPTER)
        }
        assert submissions(book, "99_unknown") == []
