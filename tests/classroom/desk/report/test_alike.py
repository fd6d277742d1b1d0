"""Near-identical answers: a copied pair is found, and nobody who only had the same idea is accused."""

import random

import pytest

from classroom.demo.answers import as_answer, in_own_words
from classroom.desk.report.alike import near_identical, tokens
from classroom.desk.report.command import scaffold
from classroom.desk.report.gather import Work
from classroom.source import load_chapter

CHAPTER = "10_traffic_funnel"


@pytest.fixture(scope="module")
def bank():
    """By exercise answers of the bank, right ones first."""
    chapter = load_chapter(CHAPTER)
    found = {}
    for name in chapter.exercises:
        exercise = getattr(chapter.cases, name)
        functions = [*exercise.right_functions(), *(wrong.function for wrong in exercise.wrongs[:8])]
        found[name] = [as_answer(function, name, chapter) for function in functions]
    return found


def made_class(bank, seed, learners=120):
    """Learners who took an answer of the bank, most of them a right one, each in words of their own."""
    rng = random.Random(seed)
    class_work = []
    for number in range(learners):
        code = {}
        for name, answers in bank.items():
            right = rng.random() < 0.7
            code[name] = in_own_words(rng.choice(answers[:3] if right else answers[3:]), rng)
        class_work.append(Work(f"l{number:03d}", "", "graded", "", code=code))
    return class_work


def copied(original, learner):
    return Work(learner, "", "graded", "", code=dict(original.code))


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_copied_pair_is_found_and_nobody_else(bank, seed):
    class_work = made_class(bank, seed)
    given = scaffold(CHAPTER)
    assert near_identical(class_work, given) == []
    pairs = near_identical([*class_work, copied(class_work[17], "copy")], given)
    assert [pair.learners for pair in pairs] == [("copy", "l017")]
    assert set(pairs[0].exercises.values()) == {1.0}
    assert len(pairs[0].exercises) >= 3
    assert pairs[0].lines


def test_a_copy_with_some_lines_changed_is_still_found(bank):
    class_work = made_class(bank, 4)
    changed = {name: code + "\n    # mine" for name, code in class_work[3].code.items()}
    pairs = near_identical([*class_work, Work("copy", "", "graded", "", code=changed)], scaffold(CHAPTER))
    assert [pair.learners for pair in pairs] == [("copy", "l003")]


def test_what_the_course_gives_away_counts_for_nothing(bank):
    """Two who typed the solutions that the course shows share nothing of their own."""
    given = [answers[0] for answers in bank.values()]
    code = {name: answers[0] for name, answers in bank.items()}
    pair = [Work("a", "", "graded", "", code=code), Work("b", "", "graded", "", code=code)]
    assert [one.learners for one in near_identical(pair, [])] == [("a", "b")]
    assert near_identical(pair, given) == []


def test_a_small_group_is_found_and_a_common_source_is_not(bank):
    code = {name: in_own_words(answers[1], random.Random(5)) for name, answers in bank.items()}
    group = [Work(name, "", "graded", "", code=code) for name in "abcde"]
    assert [one.learners for one in near_identical(group[:3], [])] == [("a", "b"), ("a", "c"), ("b", "c")]
    # What five have in common may come from a book or a neighbouring course.
    assert near_identical(group, []) == []


def test_one_copied_exercise_is_chance_enough(bank):
    first, second = made_class(bank, 6, learners=2)
    code = {**second.code, "funnel": first.code["funnel"]}
    assert near_identical([first, Work("b", "", "graded", "", code=code)], []) == []


def test_text_that_is_no_python_is_read_word_by_word():
    assert tokens("def f(x):\n    # a remark\n    return x  # why") == [
        ["def", "f", "(", "x", ")", ":"],
        ["#", "a", "remark"],
        ["return", "x", "#", "why"],
    ]
    assert tokens("'''never closed\nand (so on") == [["'''never", "closed"], ["and", "(so", "on"]]
    assert tokens("") == []
