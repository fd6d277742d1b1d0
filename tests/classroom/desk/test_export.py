"""Marks for spreadsheets, Canvas and Moodle."""

import csv

import pytest
from nbgrader.api import Gradebook

import grading_kit as kit
from classroom.cli import main

FORMULA = "=HYPERLINK(A1)"


@pytest.fixture(scope="module")
def course(tmp_path_factory, sandboxed):
    """Ann has everything right, Bo half; Cy is enrolled and handed in nothing, and one file is broken."""
    root = tmp_path_factory.mktemp("class") / "course"
    kit.make_course(root)
    kit.hand_in(root, "ann", kit.handed_in())
    kit.hand_in(root, "bo", kit.handed_in(total="def total(values):\n    return 0"))
    kit.hand_in(root, FORMULA, b"{")
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}", "small") as book:
        book.add_student("ann", first_name="小明", last_name='O"Neil, Jr', email="ann@example.org", lms_user_id="77")
        book.add_student("cy")
    kit.grade_course(root)
    return root


@pytest.fixture(autouse=True)
def small_chapter(monkeypatch):
    monkeypatch.setattr("classroom.source.find_chapter_id", lambda name: kit.CHAPTER if name == "9" else name)


def written(course, tmp_path, form):
    file = tmp_path / "marks.csv"
    assert main(["export", "9", "--format", form, "--to", str(file), "--course", str(course)]) == 0
    assert file.read_bytes().startswith(b"\xef\xbb\xbf")
    with file.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.reader(stream))


def test_canvas_finds_learners_by_its_own_ids(course, tmp_path):
    rows = written(course, tmp_path, "canvas")
    assert rows[0] == ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", kit.CHAPTER]
    assert rows[1] == ["    Points Possible", "", "", "", "", "10.0"]
    by_id = {row[2]: row for row in rows[2:]}
    assert by_id["ann"] == ['O"Neil, Jr, 小明', "77", "ann", "ann@example.org", "", "6.0"]
    assert by_id["bo"] == ["bo", "", "bo", "bo", "", "3.0"]
    # Nothing handed in is no mark at all; a file that cannot be read is 0.
    assert by_id["cy"][-1] == ""
    assert by_id[f"'{FORMULA}"][-1] == "0.0"


def test_moodle_gets_a_mark_and_feedback_or_neither(course, tmp_path):
    rows = written(course, tmp_path, "moodle")
    assert rows[0][:4] == ["First name", "Last name", "ID number", "Email address"]
    assert rows[0][4:] == [f"{kit.CHAPTER} (Real)", f"{kit.CHAPTER} (Feedback)"]
    by_id = {row[2]: row[4:] for row in rows[1:]}
    assert by_id["ann"] == ["6.0", "graded; all exercises were run"]
    assert by_id["cy"] == ["", ""]
    assert by_id[f"'{FORMULA}"][0] == "0.0"
    assert by_id[f"'{FORMULA}"][1].startswith("malformed; ")


def test_the_plain_table_has_status_and_reason(course, tmp_path):
    rows = written(course, tmp_path, "csv")
    place = {name: rows[0].index(name) for name in ("student_id", "score", "max_score", "status")}
    told = {
        row[place["student_id"]]: [row[place[name]] for name in ("score", "max_score", "status")] for row in rows[1:]
    }
    assert told["bo"] == ["3.0", "10.0", "graded"]
    assert told["cy"] == ["0.0", "10.0", "missing"]


def test_what_cannot_be_exported_is_said(course, tmp_path, capsys):
    assert main(["export", "08_other", "--course", str(course)]) == 2
    assert f"does not know '08_other'; it knows {kit.CHAPTER}" in capsys.readouterr().err
    kit.make_course(tmp_path / "empty")
    assert main(["export", "--course", str(tmp_path / "empty")]) == 2
    assert "knows no learners: 'classroom roster TABLE.csv' adds them" in capsys.readouterr().err
    assert main(["export", "--to", str(tmp_path / "absent" / "x.csv"), "--course", str(course)]) == 2
    assert "could not be written" in capsys.readouterr().err
