"""A class is graded once, whatever interrupts it, and the gradebook says what an undisturbed run says."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import grading_kit as kit
from classroom.grade.run import run_lanes
from storelab.errors import StoreLabError

KIT = Path(kit.__file__)
WRONG = "def total(values):\n    return 0"


@pytest.fixture
def course(tmp_path, sandboxed):
    """Five learners: right, half right, crashing, with an unreadable file, with none."""
    root = tmp_path / "course"
    kit.make_course(root)
    kit.hand_in(root, "ann", kit.handed_in())
    kit.hand_in(root, "ben", kit.handed_in(total=WRONG))
    kit.hand_in(root, "chen", kit.handed_in(before="import os; os._exit(1)"))
    kit.hand_in(root, "dan", b"{")
    (root / "submitted" / "eve" / kit.CHAPTER).mkdir(parents=True)
    return root


EXPECTED = {
    "ann": {"check-total": (3.0, None, False), "check-mean": (3.0, None, False), "written-decision": (None, None, True)},
    "ben": {"check-total": (0.0, None, False), "check-mean": (3.0, None, False), "written-decision": (None, None, True)},
    "chen": {"check-total": (3.0, None, False), "check-mean": (3.0, None, False), "written-decision": (None, None, True)},
    "dan": {"check-total": (0.0, None, False), "check-mean": (0.0, None, False), "written-decision": (0.0, None, False)},
    "eve": {"check-total": (0.0, None, False), "check-mean": (0.0, None, False), "written-decision": (0.0, None, False)},
}  # fmt: skip


def test_statuses_and_gradebook(course):
    grades = kit.grade_course(course, lambda lane, jobs: run_lanes(lane, jobs, 2))
    assert {name: grade.status for name, grade in grades.items()} == {
        "ann": "graded", "ben": "graded", "chen": "crashed", "dan": "malformed", "eve": "missing",
    }  # fmt: skip
    assert kit.scores(course) == EXPECTED


def test_a_second_run_grades_nothing_and_changes_nothing(course):
    kit.grade_course(course)
    before = {file: (file.stat().st_mtime_ns, file.read_bytes()) for file in course.rglob("*.ipynb")}
    kit.grade_course(course, lambda lane, jobs: iter(()) if not jobs else pytest.fail("graded again"))
    assert {file: (file.stat().st_mtime_ns, file.read_bytes()) for file in course.rglob("*.ipynb")} == before
    assert kit.scores(course) == EXPECTED


def test_no_old_score_survives_a_worse_resubmission(course):
    kit.grade_course(course)
    kit.hand_in(course, "ann", b"not a notebook")
    kit.hand_in(course, "dan", kit.handed_in(total=WRONG))
    kit.grade_course(course)
    found = kit.scores(course)
    assert found["ann"] == EXPECTED["dan"]
    assert found["dan"] == EXPECTED["ben"]
    assert not (course / "autograded" / "ann" / kit.CHAPTER / f"{kit.CHAPTER}.ipynb").exists()


def test_a_manual_score_is_kept_and_asked_for_again(course):
    from nbgrader.api import Gradebook

    kit.grade_course(course)
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}", "small") as book:
        grade = book.find_grade("written-decision", kit.CHAPTER, kit.CHAPTER, "ann")
        grade.manual_score, grade.needs_manual_grade = 3.5, False
        book.db.commit()
    kit.hand_in(course, "ann", kit.handed_in(total=WRONG))
    kit.grade_course(course)
    assert kit.scores(course)["ann"]["written-decision"] == (None, 3.5, True)


@pytest.mark.parametrize("seed", [1, 2])
def test_killed_at_any_moment_it_ends_as_if_undisturbed(course, seed):
    moments = random.Random(seed)
    for _ in range(3):
        process = subprocess.Popen([sys.executable, str(KIT), str(course)], start_new_session=True)
        time.sleep(moments.uniform(0.3, 6))
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    kit.grade_course(course)
    assert kit.scores(course) == EXPECTED
    assert not list(course.rglob("*.part"))


def test_a_locked_gradebook_is_waited_for(course, monkeypatch):
    import sqlite3
    import threading

    monkeypatch.setattr("classroom.grade.gradebook.LOCKED_SECONDS", 30.0)
    other = sqlite3.connect(course / "gradebook.db", check_same_thread=False)
    other.execute("BEGIN EXCLUSIVE")
    threading.Timer(8.0, other.rollback).start()
    kit.grade_course(course)
    assert kit.scores(course) == EXPECTED


def test_a_full_disk_is_said_plainly_and_the_next_run_goes_on(course, monkeypatch):
    real = Path.replace

    def full(self, target):
        if "autograded" in str(target) and "ben" in str(target):
            raise OSError(28, "No space left on device", str(target))
        return real(self, target)

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(StoreLabError, match=r"No space left on device.*run the command again"):
        kit.grade_course(course)
    monkeypatch.undo()
    kit.grade_course(course)
    assert kit.scores(course) == EXPECTED


def test_damaged_results_are_made_again(course):
    kit.grade_course(course)
    for file in (course / "grading").rglob("*.json"):
        file.write_text("{", encoding="utf-8")
    shutil.rmtree(course / "autograded")
    kit.grade_course(course)
    assert kit.scores(course) == EXPECTED
    assert (course / "autograded" / "ann" / kit.CHAPTER / f"{kit.CHAPTER}.ipynb").is_file()
