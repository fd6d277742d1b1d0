"""The command: papers for a class, its key kept apart, and marks of what comes back."""

import csv
import json
import shutil

import pytest
from nbgrader.api import Gradebook

import grading_kit as kit
from classroom.assess.exam import read_key
from classroom.cli import main
from classroom.source import chapter_ids, load_chapter


@pytest.fixture
def course(tmp_path):
    root = tmp_path / "course"
    kit.make_course(root)
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}", "small") as book:
        for learner in ("ann", "bo", "cy", "di", "ed"):
            book.add_student(learner)
    assert main(["exam", "make", "--course", str(root), "--items", "20", "--seed", "5"]) == 0
    return root


def answer(course, learner, right, language="en", name=None, edit=lambda text: text):
    """Hand in a paper whose first ``right`` answers are right and whose others are blank."""
    drawn, keys = read_key(course / "exam")
    file = course / "exam" / "papers" / learner / f"theory_{language}.ipynb"
    text = file.read_text(encoding="utf-8")
    for number, question in enumerate(drawn[learner].questions[:right], start=1):
        text = text.replace(f'q{number:02d} = \\"\\"', f'q{number:02d} = \\"{question.key(keys[question.item])}\\"')
    target = course / "exam" / "submitted" / (name or learner)
    target.mkdir(parents=True, exist_ok=True)
    (target / file.name).write_text(edit(text), encoding="utf-8")


def marks(course):
    assert main(["exam", "mark", "--course", str(course)]) == 0
    with (course / "exam" / "theory.csv").open(encoding="utf-8-sig", newline="") as stream:
        return {row["learner"]: row for row in csv.DictReader(stream)}


def test_papers_come_in_both_languages_and_never_with_their_key(course):
    papers = sorted(path.relative_to(course / "exam") for path in (course / "exam" / "papers").rglob("*.ipynb"))
    assert len(papers) == 10
    reasons = [
        option["why"]["en"]
        for name in chapter_ids()
        for item in load_chapter(name).questions
        for option in item["options"].values()
    ]
    for paper in papers:
        text = (course / "exam" / paper).read_text(encoding="utf-8")
        assert not any(json.dumps(reason)[1:-1] in text for reason in reasons)
        assert '"answer"' not in text
    assert (course / "exam" / "key.json").stat().st_mode & 0o077 == 0


def test_what_came_back_is_marked(course, capsys):
    answer(course, "ann", 20)
    answer(course, "bo", 13, "zh")
    answer(course, "bo", 4, "en")
    answer(course, "ann", 20, name="cy")
    answer(course, "di", 20, edit=lambda text: text[:500])
    answer(course, "ann", 3, name="stranger")
    found = marks(course)
    told = {learner: (row["percent"], row["right"], row["status"]) for learner, row in found.items()}
    assert told == {
        "ann": ("100.0", "20", "graded"),
        "bo": ("65.0", "13", "graded"),  # the edition with more answers
        "cy": ("0.0", "0", "other paper"),
        "di": ("0.0", "0", "malformed"),
        "ed": ("0.0", "0", "missing"),
    }
    assert "look whose it is" in found["cy"]["reason"]
    printed = capsys.readouterr().out
    assert "2 graded, 1 other paper, 1 malformed, 1 missing" in printed
    assert "never given a paper: stranger" in printed


def test_papers_are_never_made_twice(course, capsys):
    before = (course / "exam" / "key.json").read_bytes()
    assert main(["exam", "make", "--course", str(course)]) == 2
    assert "papers were made before" in capsys.readouterr().err
    assert (course / "exam" / "key.json").read_bytes() == before


def test_a_lost_or_damaged_key_is_said(course, capsys):
    (course / "exam" / "key.json").write_text("{}")
    assert main(["exam", "mark", "--course", str(course)]) == 2
    assert "is damaged: take it from your backup" in capsys.readouterr().err
    shutil.rmtree(course / "exam")
    assert main(["exam", "mark", "--course", str(course)]) == 2
    assert "'classroom exam make' writes it" in capsys.readouterr().err
