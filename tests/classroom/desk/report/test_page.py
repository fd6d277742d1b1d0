"""The page as the instructor opens it: what it says, what it must not show, and that it needs nothing else."""

import re

import pytest
from bs4 import BeautifulSoup
from nbgrader.api import Gradebook

import grading_kit as kit
from classroom.cli import main
from classroom.desk.report.items import Misunderstood
from classroom.desk.report.page import render
from classroom.grade.engine import ExerciseGrade, Grade
from classroom.grade.run import Results
from storelab.practice.tasks import find_task

CHAPTER = "10_traffic_funnel"
MISCONCEPTION = find_task("funnel").misconceptions[0]
ACTIVE = "def funnel(events, steps):\n    return '<script>alert(1)</script>'"


def grade(learner, shares, status="graded", misconception=None, code=ACTIVE):
    exercises = {
        name: ExerciseGrade(4 * share, 4.0, "right" if share == 1 else "wrong", None, "", "")
        for name, share in zip(("funnel", "source_mix", "bounce"), shares, strict=True)
    }
    if misconception:
        exercises["funnel"] = ExerciseGrade(0.0, 4.0, "wrong", misconception, "", "")
    cells = [{"cell_type": "code", "source": code, "metadata": {"nbgrader": {"grade_id": "answer-funnel"}}}]
    notes = ["points of funnel were changed"] if status == "tampered" else []
    return Grade(learner, status, "all exercises were run", exercises=exercises, cells=cells, notes=notes)


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    root = tmp_path_factory.mktemp("class") / "course"
    kit.make_course(root)
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}", "small") as book:
        book.add_assignment(CHAPTER)
        book.add_student("ann", first_name="Ann", last_name="<b>Lee</b>")
        book.add_student("zoe")
    results = Results(root / "grading" / CHAPTER)
    for one in (
        grade("ann", (1, 1, 1)),
        grade("bo", (0, 1, 1), misconception=MISCONCEPTION.name),
        grade("cy", (0, 0, 1), "tampered", MISCONCEPTION.name),
        grade("di", (1, 1, 0)),
    ):
        results.keep(one, "fingerprint")
    return root


def page(course, tmp_path, *arguments):
    file = tmp_path / "report.html"
    assert main(["report", "10", "--course", str(course), "--to", str(file), *arguments]) == 0
    return BeautifulSoup(file.read_text(encoding="utf-8"), "html.parser")


def test_the_page_says_what_the_class_did(course, tmp_path):
    soup = page(course, tmp_path, "--language", "en")
    facts = {li.get_text(" ", strip=True) for li in soup.select("ul.facts li")}
    # Ann 12 of 12, Bo 8, Cy 4, Di 8: mean 8 / 12; at least 60 %: three. Zoe handed in nothing.
    assert facts == {"5 enrolled", "4 handed in", "67% mean", "67% median", "3 at the pass mark or above"}
    table = soup.find("h2", string="Exercises").find_next("table")
    rows = [[cell.get_text(strip=True) for cell in row.find_all("td")] for row in table.find_all("tr")[1:]]
    assert [row[:4] for row in rows] == [
        ["funnel", "4", "4 / 4", "50%"],
        ["source_mix", "4", "4 / 4", "75%"],
        ["bounce", "4", "4 / 4", "75%"],
    ]
    heading = soup.find("h3")
    assert heading.get_text() == "funnel: 2"
    assert heading.find_next("p").get_text() == MISCONCEPTION.message["en"]
    risk = soup.find("h2", string="Learners who may need help").find_next("table")
    told = {row.td.get_text(): row.find_all("td")[-1].get_text() for row in risk.find_all("tr")[1:]}
    assert told == {"cy": "below the pass mark", "zoe": "nothing was handed in"}
    assert (
        "points of funnel were changed"
        in soup.find("h2", string="Changed points, ids or checks").find_next("table").get_text()
    )
    picture = soup.find("img")
    assert picture["src"].startswith("data:image/png;base64,")
    assert "4 learners" in picture["alt"]


def test_code_in_a_message_is_shown_as_code_and_nothing_in_it_acts():
    shown = Misunderstood("funnel", "bots_kept", ("ann", "bo"), ())
    told = {("funnel", "bots_kept"): "Leave out `pages < 1` <b>first</b>."}
    soup = BeautifulSoup(render("Funnel", [], [], [shown], told, [], [], 0.6, names=False), "html.parser")
    message = soup.find("h3", string="funnel: 2").find_next("p")
    assert message.get_text() == "Leave out pages < 1 <b>first</b>."
    assert [code.get_text() for code in message.find_all("code")] == ["pages < 1"]


def test_the_page_is_written_in_chinese_too(course, tmp_path):
    soup = page(course, tmp_path, "--language", "zh")
    assert soup.html["lang"] == "zh"
    assert MISCONCEPTION.message["zh"] in soup.get_text()
    assert "可能需要帮助的学员" in soup.get_text()


def test_names_are_shown_only_when_asked_for(course, tmp_path):
    assert "Ann" not in page(course, tmp_path).get_text()
    results = Results(course / "grading" / CHAPTER)
    results.keep(grade("ann", (0, 0, 0)), "fingerprint")
    try:
        assert "ann (Ann <b>Lee</b>)" in page(course, tmp_path, "--names").get_text()
    finally:
        results.keep(grade("ann", (1, 1, 1)), "fingerprint")


def test_nothing_acts_and_nothing_is_loaded(course, tmp_path):
    soup = page(course, tmp_path)
    assert not soup.find_all(["script", "link", "iframe"])
    assert all(image["src"].startswith("data:") for image in soup.find_all("img"))
    assert not re.search(r"https?://|@import|url\(", str(soup))
    assert "default-src 'none'" in soup.find("meta", attrs={"http-equiv": "Content-Security-Policy"})["content"]
    # The learner's text is shown as text.
    assert any("<script>alert(1)</script>" in pre.get_text() for pre in soup.find_all("pre"))


def test_what_is_missing_is_said(course, tmp_path, capsys):
    assert main(["report", "2", "--course", str(course)]) == 2
    assert "run 'classroom grade 02_data_metrics' first" in capsys.readouterr().err
    kit.make_course(tmp_path / "empty")
    assert main(["report", "10", "--course", str(tmp_path / "empty")]) == 2
    assert "The class is empty" in capsys.readouterr().err
