"""A made-up class of 30 through a course of five chapters: what was planted is found, and nobody else is accused."""

import csv
import json
from collections import Counter

import pytest

from classroom.cli import main
from classroom.demo.answers import typed_bank
from classroom.demo.people import FAULTY_CHAPTER, hand_ins, make_people
from classroom.source import load_chapter

CHAPTERS = ("00_primer", "01_landscape", "02_data_metrics", FAULTY_CHAPTER, "16_members_repurchase")


@pytest.fixture(scope="module")
def course(tmp_path_factory, sandboxed):
    folder = tmp_path_factory.mktemp("demo") / "class"
    assert main(["demo", *CHAPTERS, "--learners", "30", "--out", str(folder)]) == 0
    return folder


@pytest.fixture(scope="module")
def found(course):
    return json.loads((course / "found.json").read_text(encoding="utf-8"))


def test_a_class_of_thirty_goes_from_release_to_certificate(found, course):
    # One test, for the class is made and graded once: workers that share tests would each make their own.
    named, planted = found["misconceptions"]
    assert len(found["planted"]["pair"]) == 2
    assert {tuple(pair) for _, pair in found["pairs"]} == {tuple(found["planted"]["pair"])}
    assert len(found["pairs"]) >= len(CHAPTERS) / 2
    assert named == planted >= len(CHAPTERS)
    assert all(pair == found["planted"]["faulty"] for pair in found["doubtful"])
    assert sum(found["statuses"].values()) == 30 * len(CHAPTERS)
    assert found["statuses"].keys() <= {"graded", "partial", "malformed", "missing"}
    with (course / "marks-csv.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert Counter(row["status"] for row in rows) == found["statuses"]
    with (course / "levels.csv").open(encoding="utf-8-sig", newline="") as stream:
        levels = {row["learner"]: row["level"] for row in csv.DictReader(stream)}
    certified = {file.parent.name for file in (course / "certificates").rglob("*.pdf")}
    assert certified == {learner for learner, level in levels.items() if level}


@pytest.fixture(scope="module")
def bank():
    return typed_bank(FAULTY_CHAPTER)


def test_a_class_is_made_again_the_same_from_its_seed(bank):
    chapter = load_chapter(FAULTY_CHAPTER)
    people = make_people(14, 3, 5)
    assert people == make_people(14, 3, 5)
    assert people != make_people(14, 3, 6)
    first, again = (list(hand_ins(chapter, bank, 0, people, 5)) for _ in range(2))
    assert first == again
    (copier,) = [person for person in people if person.copies]
    by_learner = {submission.learner: submission for submission in first}
    assert by_learner[copier.id].code == by_learner[copier.copies].code
    assert by_learner[copier.id].kind == "copied"


def test_the_able_do_better_except_where_the_question_is_faulty(bank):
    chapter = load_chapter(FAULTY_CHAPTER)
    people = make_people(200, 1, 2)
    ability = {person.id: person.ability for person in people}
    rights = {name: set() for name in chapter.exercises}
    for submission in hand_ins(chapter, bank, 0, people, 2):
        for name in chapter.exercises:
            if name in submission.misconceptions:
                rights[name].add(submission.learner)
    middle = sum(ability.values()) / len(ability)
    means = {name: sum(ability[one] for one in held) / len(held) - middle for name, held in rights.items()}
    faulty = list(chapter.exercises)[1]
    assert means.pop(faulty) > 0.2
    assert all(mean < -0.1 for mean in means.values())


def test_a_class_has_a_learner(capsys):
    assert main(["demo", "--learners", "0"]) == 2
    assert "a class has at least one learner" in capsys.readouterr().err
