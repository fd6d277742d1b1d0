"""A small class under stock nbgrader: the scores, the reasons, both languages in one gradebook."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import nbformat
import pytest

from classroom.demo.answers import as_answer
from classroom.demo.hand_ins import LATE, Submission, hand_in, make_course, nbgrader
from classroom.source import load_chapter

PROJECT = Path(__file__).resolve().parents[3]
CHAPTER = "10_traffic_funnel"
RESULT_TYPE = "application/vnd.storelab.check+json"


def read_results(folder: Path, chapter_id: str, learner: str) -> list[dict[str, Any]]:
    """The check results in a graded notebook, as the checks left them; empty when it could not be graded."""
    file = folder / "autograded" / learner / chapter_id / f"{chapter_id}.ipynb"
    if not file.is_file():
        return []
    notebook = json.loads(file.read_text(encoding="utf-8"))
    outputs = [output for cell in notebook["cells"] for output in cell.get("outputs", [])]
    return [output["data"][RESULT_TYPE] for output in outputs if RESULT_TYPE in output.get("data", {})]


def read_scores(folder: Path, chapter_id: str) -> dict[str, dict[str, float]]:
    """Automatic scores by learner and exercise, and days late, from nbgrader's gradebook."""
    from nbgrader.api import Gradebook, MissingEntry

    found: dict[str, dict[str, float]] = {}
    with Gradebook(f"sqlite:///{folder / 'gradebook.db'}", "store-lab") as gradebook:
        for student in gradebook.students:
            try:
                submission = gradebook.find_submission(chapter_id, student.id)
            except MissingEntry:
                continue
            grades = [grade for notebook in submission.notebooks for grade in notebook.grades]
            found[student.id] = {
                grade.name.removeprefix("check-"): grade.auto_score for grade in grades if grade.auto_score is not None
            }
            found[student.id]["_days_late"] = submission.total_seconds_late / 86400
    return found


@pytest.fixture(scope="module")
def chapter():
    return load_chapter(CHAPTER)


@pytest.fixture(scope="module")
def course(tmp_path_factory, chapter):
    """Six learners handed in and were graded by stock nbgrader."""
    folder = tmp_path_factory.mktemp("class")
    rights = {name: getattr(chapter.cases, name).right_functions()[0] for name in chapter.exercises}
    wrongs = {name: getattr(chapter.cases, name).wrongs[0].function for name in chapter.exercises}
    right, wrong = (
        {name: as_answer(function, name, chapter) for name, function in bank.items()} for bank in (rights, wrongs)
    )
    keys = {item["id"]: item["answer"] for item in chapter.questions}
    right["concepts_10"] = f"concepts_10 = {keys!r}"
    wrong["concepts_10"] = f"concepts_10 = { ({name: 'a' if key != 'a' else 'b' for name, key in keys.items()})!r}"
    submissions = [
        Submission("anna", "en", "answered", right),
        Submission("bai", "zh", "answered", right, LATE),
        Submission("carl", "en", "answered", wrong),
        Submission("dong", "zh", "empty"),
        Submission("eve", "en", "broken", right),
    ]
    make_course(folder, [CHAPTER])
    for submission in submissions:
        hand_in(folder, CHAPTER, submission)
    for submission in submissions:
        # A broken file makes nbgrader fail for this learner only.
        nbgrader(folder, "autograde", CHAPTER, f"--student={submission.learner}", "--create", may_fail=True)
    return folder


@pytest.fixture(scope="module")
def scores(course):
    return read_scores(course, CHAPTER)


def automatic(chapter):
    return {name: exercise.points for name, exercise in chapter.exercises.items()} | {"concepts_10": 5.0}


def test_generate_assignment_changes_no_byte_of_the_release(course):
    made = (course / "release" / CHAPTER / f"{CHAPTER}.ipynb").read_bytes()
    assert made == (PROJECT / "notebooks" / "en" / "assignments" / CHAPTER / f"{CHAPTER}.ipynb").read_bytes()


@pytest.mark.parametrize("learner", ["anna", "bai"])
def test_right_answers_in_either_language_earn_full_points(scores, chapter, learner):
    earned = {name: score for name, score in scores[learner].items() if name in automatic(chapter)}
    assert earned == automatic(chapter)


def test_wrong_answers_lose_points_and_are_explained(course, scores, chapter):
    assert all(scores["carl"][name] < points for name, points in automatic(chapter).items())
    found = {result["exercise"]: result["misconception"] for result in read_results(course, CHAPTER, "carl")}
    assert {name: found[name] for name in chapter.exercises} == {
        name: getattr(chapter.cases, name).wrongs[0].name for name in chapter.exercises
    }


def test_an_empty_hand_in_is_not_attempted_and_earns_nothing(course, scores, chapter):
    assert all(scores["dong"][name] == 0 for name in automatic(chapter))
    assert {result["outcome"] for result in read_results(course, CHAPTER, "dong")} == {"not attempted"}


def test_an_untouched_written_decision_is_zero_and_a_written_one_waits(course):
    from nbgrader.api import Gradebook

    with Gradebook(f"sqlite:///{course / 'gradebook.db'}", "store-lab") as gradebook:
        grades = {
            learner: gradebook.find_grade("written-decision_10", CHAPTER, CHAPTER, learner)
            for learner in ("anna", "dong")
        }
        assert grades["anna"].needs_manual_grade
        assert grades["anna"].auto_score is None
        assert grades["dong"].auto_score == 0


def test_a_broken_file_stops_nobody_else(course, scores):
    assert read_results(course, CHAPTER, "eve") == []
    assert len(read_results(course, CHAPTER, "anna")) == 8


def test_days_late_are_known(scores):
    assert scores["bai"]["_days_late"] == pytest.approx(1.396, abs=0.001)
    assert scores["anna"]["_days_late"] == 0


def test_messages_come_in_the_learners_language(course):
    pages = {
        learner: (course / "autograded" / learner / CHAPTER / f"{CHAPTER}.ipynb").read_text(encoding="utf-8")
        for learner in ("anna", "bai")
    }
    assert "lang='zh'" in pages["bai"]
    assert "lang='en'" in pages["anna"]


def run_nbgrader(folder, *arguments):
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    return subprocess.run(
        [sys.executable, "-m", "nbgrader", *arguments], cwd=folder, env=environment, capture_output=True, text=True
    )


def test_feedback_pages_show_the_reason(course, chapter):
    done = run_nbgrader(course, "generate_feedback", CHAPTER, "--student=carl")
    assert done.returncode == 0, done.stderr
    page = (course / "feedback" / "carl" / CHAPTER / f"{CHAPTER}.html").read_text(encoding="utf-8")
    first = next(iter(chapter.exercises))
    # Up to the first character that is written otherwise in HTML.
    message = re.split(r"[`'\"&<>]", getattr(chapter.cases, first).wrongs[0].texts["en"])[0]
    assert len(message) > 20
    assert message in page


@pytest.mark.parametrize(("bank", "verdict"), [("right", "Success"), ("wrong", "failed")])
def test_validate_agrees_with_the_check(course, chapter, tmp_path, bank, verdict):
    learner = {"right": "anna", "wrong": "carl"}[bank]
    notebook = nbformat.read(course / "submitted" / learner / CHAPTER / f"{CHAPTER}.ipynb", as_version=4)
    target = tmp_path / "work.ipynb"
    nbformat.write(notebook, target)
    done = run_nbgrader(tmp_path, "validate", str(target))
    assert verdict in done.stdout + done.stderr


def test_a_folder_with_other_files_is_not_wiped(tmp_path, capsys):
    from classroom.cli import main

    (tmp_path / "thesis.txt").write_text("mine", encoding="utf-8")
    assert main(["demo", "--out", str(tmp_path)]) == 2
    assert "holds files that no demonstration made" in capsys.readouterr().err
    assert (tmp_path / "thesis.txt").read_text(encoding="utf-8") == "mine"
