"""The syllabus's rules, and what is said of rules that cannot be."""

import copy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classroom.assess.rules import read_rules
from classroom.source import syllabus
from storelab.errors import StoreLabError

RULES = read_rules()


def test_the_courses_own_rules():
    rules = read_rules()
    assert [level.id for level in rules.levels] == ["junior", "intermediate", "senior"]
    assert rules.levels[0].chapters == (1, 2, 3, 5, 10, 14, 15)
    assert rules.levels[2].exceed == {"opening": 3, "promotion": 3, "crisis": 3}
    assert (rules.case_report.assignment, rules.case_report.transfer) == ("case_report", "case_transfer")
    assert sum(rules.parts.values()) == 100


@given(st.floats(0, 100), st.floats(0, 60))
def test_late_work_loses_by_the_day_and_keeps_the_floor(percent, days):
    kept = RULES.after_late(percent, days)
    assert percent * RULES.late_floor / 100 - 1e-9 <= kept <= percent
    assert RULES.after_late(percent, days + 1) <= kept


def test_late_by_hand():
    rules = read_rules()
    # 10 % a day begun: an hour late costs a day, five days and more cost half.
    assert [rules.after_late(80.0, days) for days in (0, -3, 1 / 24, 1.0, 1.01, 5, 50)] == [80, 80, 72, 72, 64, 40, 40]


def without(*path):
    def change(plain):
        for name in path[:-1]:
            plain = plain[name]
        del plain[path[-1]]

    return change


def having(value, *path):
    def change(plain):
        for name in path[:-1]:
            plain = plain[name]
        plain[path[-1]] = value

    return change


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (without("chapter_pass_mark"), "chapter_pass_mark: expected a percentage from 0 to 100, found None"),
        (having(True, "chapter_pass_mark"), "found True"),
        (having(101, "late", "floor"), "late, floor: expected a percentage from 0 to 100, found 101"),
        (without("levels", 0, "theory"), "levels, 'junior', theory: expected a percentage"),
        (having("60", "levels", 1, "homework", "each"), "levels, 'intermediate', homework, each: expected a percentage from 0 to 100, found '60'"),
        (having(6, "levels", 2, "competences", "each"), "levels, 'senior', competences, each: expected a rating from 1 to 5, found 6"),
        (having(70, "levels", 0, "theroy"), "'theroy' is no rule. Did you mean 'theory'"),
        (having({"pass": {"storm": 1}}, "levels", 0, "scenarios"), "expected one of opening, promotion, crisis"),
        (having({"pass": {"crisis": 4}}, "levels", 0, "scenarios"), "a number of roles from 1 to 3, found crisis: 4"),
        (having("yes", "levels", 2, "transfer_test"), "transfer_test: expected true or false, found 'yes'"),
        (having(25, "parts", "homework"), "parts: expected weights that add up to 100, found 95"),
        (without("parts", "theory"), "parts: expected weights of homework, theory"),
        (having("junior", "levels", 1, "id"), "levels: expected ids that differ, found 'junior'"),
        (having([], "levels"), "levels: expected a list of entries"),
        (without("levels", 0, "title", "zh"), "title: expected a text for each of en, zh"),
        (having(0, "theory", "items"), "theory, items: expected a whole number from 1, found 0"),
        (without("case_report"), "case_report: expected names with values, found None"),
        (without("case_report", "transfer"), "case_report, transfer: expected a name, found None"),
        (having(101, "case_report", "transfer_mark"), "case_report, transfer_mark: expected a percentage from 0 to 100, found 101"),
        (having([], "drills"), "drills: expected a list of names"),
    ],
)  # fmt: skip
def test_rules_that_cannot_be_are_named(change, message):
    plain = copy.deepcopy(syllabus()["assessment"])
    change(plain)
    with pytest.raises(StoreLabError, match=message):
        read_rules(plain)
