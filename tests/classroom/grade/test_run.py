"""A class is graded once, whatever interrupts it, and the gradebook says what an undisturbed run says."""

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

import grading_kit as kit
from classroom.grade.run import Lane, Submitted, run_lanes
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


def test_what_the_exchange_wrote_goes_along_for_the_release_of_feedback(course):
    written = {"timestamp.txt": "2026-03-03 09:30:00.000000 UTC", "submission_secret.txt": "a1b2"}
    for name, text in written.items():
        (course / "submitted" / "ann" / kit.CHAPTER / name).write_text(text)
    kit.grade_course(course)
    graded = course / "autograded" / "ann" / kit.CHAPTER
    assert {file.name: file.read_text() for file in graded.glob("*.txt")} == written
    kit.hand_in(course, "ann", kit.handed_in(total=WRONG))
    assert kit.grade_course(course)["ann"].status == "graded"
    assert not list((course / "autograded" / "ben" / kit.CHAPTER).glob("*.txt"))


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


STATUSES = {"ann": "graded", "ben": "graded", "chen": "crashed", "dan": "malformed", "eve": "missing"}


def assert_as_if_undisturbed(course):
    """After one more run everything is as one run alone leaves it."""
    grades = kit.grade_course(course)
    assert {name: grade.status for name, grade in grades.items()} == STATUSES
    assert kit.scores(course) == EXPECTED
    assert not list(course.rglob("*.part"))


def started(course):
    return subprocess.Popen([sys.executable, str(KIT), str(course)], start_new_session=True)


def test_killed_with_all_its_processes_it_ends_as_if_undisturbed(course):
    moments = random.Random(1)
    for _ in range(4):
        process = started(course)
        time.sleep(moments.uniform(0.3, 6))
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    assert_as_if_undisturbed(course)


def descendants(process):
    """Ids of the processes that a process has started, and of theirs: lanes, bubblewrap, templates, submissions."""
    try:
        children = [
            int(one) for file in Path(f"/proc/{process}/task").glob("*/children") for one in file.read_text().split()
        ]
    except OSError:
        return []
    return children + [one for child in children for one in descendants(child)]


@pytest.mark.parametrize("seed", [1, 2])
def test_with_single_processes_killed_it_ends_as_if_undisturbed(course, seed):
    chance = random.Random(seed)
    # Long enough for something to be killed while it is graded.
    for number in range(4):
        kit.hand_in(course, f"slow{number}", kit.handed_in(before="import time; time.sleep(0.5)"))
    process = started(course)
    killed, end = 0, time.monotonic() + 60
    while process.poll() is None and killed < 12 and time.monotonic() < end:
        if found := descendants(process.pid):
            try:
                os.kill(chance.choice(found), signal.SIGKILL)
                killed += 1
            except ProcessLookupError:
                pass
        time.sleep(chance.uniform(0.05, 0.8))
    process.wait(120)
    assert killed
    grades = kit.grade_course(course)
    assert {name: grade.status for name, grade in grades.items()} == STATUSES | {f"slow{n}": "graded" for n in range(4)}
    assert kit.scores(course) == EXPECTED | {f"slow{n}": EXPECTED["ann"] for n in range(4)}


def test_a_submission_whose_process_somebody_kills_is_run_again(course):
    """Also where the process that all forks come from is killed."""
    from classroom.grade.sandbox import Sandbox

    with Sandbox(kit.LIMITS, kit.library(), kit.library().parent / "datasets") as sandbox:
        grader = kit.Grader(sandbox)
        assert grader(kit.handed_in()).score == kit.FULL
        for which in ("the fork", "the template"):
            assert sandbox._process is not None
            inside = descendants(sandbox._process.pid)

            def kill(inside=inside, which=which):
                now = [one for one in descendants(sandbox._process.pid) if one not in inside]
                os.kill(now[-1] if which == "the fork" else inside[-1], signal.SIGKILL)

            timer = threading.Timer(0.6, kill)
            timer.start()
            grade = grader(kit.handed_in(before="import time; time.sleep(1.5)"))
            timer.join()
            assert (grade.status, grade.score, grade.final) == ("graded", kit.FULL, True), (which, grade.reason)


def test_lanes_that_cannot_start_end_the_run(course, monkeypatch):
    """Instead of being started for ever."""
    monkeypatch.setattr("classroom.grade.run._serve_lane", os._exit)
    with pytest.raises(StoreLabError, match="end before they have begun"):
        kit.grade_course(course, lambda lane, jobs: run_lanes(lane, jobs, 2))


def test_a_locked_gradebook_is_waited_for(course):
    other = sqlite3.connect(course / "gradebook.db", check_same_thread=False)
    other.execute("BEGIN EXCLUSIVE")
    threading.Timer(4.0, other.rollback).start()
    kit.grade_course(course)
    assert kit.scores(course) == EXPECTED


def test_a_gradebook_that_stays_locked_is_said_plainly_and_the_next_run_goes_on(course, monkeypatch):
    # Opened by us first; SQLite itself waits five seconds each time.
    monkeypatch.setattr("classroom.grade.gradebook.LOCKED_SECONDS", 0.5)
    with sqlite3.connect(course / "gradebook.db") as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(StoreLabError, match=r"database is locked.*run the command again: nothing is lost"):
            kit.grade_course(course)
        other.rollback()
    assert_as_if_undisturbed(course)


FULL_DISK = """
mount -t tmpfs -o size=64m tmpfs {small} && cp -r {course}/. {small} || exit 99
used=$(du -sk {small} | cut -f1)
for spare in 16 80; do
    mount -o remount,size=$((used + spare))k {small} || exit 99
    {python} {kit} {small} && exit 98
done
mount -o remount,size=64m {small} && {python} {kit} {small} && cp -r {small}/. {course}
"""


def test_a_disk_that_is_really_full(course, tmp_path):
    if os.getuid() != 0 or shutil.which("unshare") is None:
        pytest.skip("only root can mount a small disk")
    small = tmp_path / "small"
    small.mkdir()
    script = FULL_DISK.format(small=small, course=course, python=sys.executable, kit=KIT)
    done = subprocess.run(["unshare", "--mount", "sh", "-c", script], capture_output=True, text=True)
    assert done.returncode == 0, (done.returncode, done.stderr[-3000:])
    said = [line for line in done.stderr.splitlines() if line.startswith("storelab.errors.StoreLabError")]
    assert len(said) == 2, done.stderr[-3000:]
    assert all("run the command again" in line for line in said)
    assert kit.scores(course) == EXPECTED
    assert_as_if_undisturbed(course)


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


def test_submissions_are_read_when_their_turn_comes(tmp_path):
    """So that a class of any size takes no memory; what is graded is what lies there then."""
    lane = Lane(kit.assignment(), kit.LIMITS, kit.library(), tmp_path)
    folders = {name: kit.hand_in(tmp_path, name, kit.handed_in()) for name in ("ann", "ben")}
    jobs = Submitted(folders, lane, "basis")
    first = jobs[1]
    kit.hand_in(tmp_path, "ben", kit.handed_in(total=WRONG))
    assert (len(jobs), [job.learner for job in jobs], [job.learner for job in jobs[1:]]) == (2, ["ann", "ben"], ["ben"])
    assert jobs[1].data == kit.handed_in(total=WRONG)
    assert jobs[1].fingerprint != first.fingerprint


def test_equal_results_are_judged_once_and_no_more_are_kept_than_is_said(course, monkeypatch):
    from classroom.grade import engine

    judged = []
    judge = engine._Record._judge
    monkeypatch.setattr(
        engine._Record, "_judge", lambda self, task, stopped: (judged.append(task.id), judge(self, task, stopped))[1]
    )
    kit.hand_in(course, "fay", kit.handed_in(total="def total(values):\n    return 0 + sum(values)"))
    grades = kit.grade_course(course)
    # Right answers of ann, chen and fay, and ben's wrong one.
    assert sorted(judged) == ["mean", "total", "total"]
    assert grades["fay"].exercises == grades["ann"].exercises
    assert grades["ben"].exercises["total"] != grades["ann"].exercises["total"]
    monkeypatch.setattr(engine, "JUDGEMENTS_KEPT", 1)
    shutil.rmtree(course / "grading")
    shutil.rmtree(course / "submitted" / "chen")
    few = kit.grade_course(course)
    assert {name: one.score for name, one in few.items()} == {name: grades[name].score for name in few}
