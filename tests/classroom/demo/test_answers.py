"""Answers in a learner's own words do what the bank's do."""

import ast
import random

import numpy as np
import pytest

from classroom.demo.answers import ENOUGH, _literal, as_answer, in_own_words, typed_bank
from classroom.practice_data import function_from
from classroom.prove import _judged
from classroom.source import load_chapter
from storelab.practice.tasks import find_task

CHAPTERS = ("00_primer", "10_traffic_funnel")


@pytest.mark.parametrize("name", CHAPTERS)
def test_own_words_change_no_verdict(name):
    chapter = load_chapter(name)
    for exercise in chapter.exercises:
        bank, task = getattr(chapter.cases, exercise), find_task(exercise)
        answers = [(function, "right", None) for function in bank.right_functions()]
        answers += [(entry.function, "wrong", entry.name) for entry in bank.wrongs[:2] if entry.texts]
        for number, (function, outcome, misconception) in enumerate(answers):
            typed = in_own_words(as_answer(function, exercise, chapter), random.Random(number))
            verdict = _judged(task, function_from(chapter.exercises[exercise], typed))
            if outcome == "right":
                assert verdict.outcome == "right", f"{exercise}, {function.__name__}:\n{typed}"
            else:
                assert verdict.named == misconception, f"{exercise}, {function.__name__}:\n{typed}"


def test_local_names_differ_between_learners_and_arguments_stay():
    code = "def f(rows):\n    total = rows.sum()\n    return sorted(rows, key=lambda one: one - total)"
    texts = {in_own_words(code, random.Random(seed)) for seed in range(20)}
    assert len(texts) > 10
    for text in texts:
        (function,) = ast.parse(text).body
        assert function.args.args[0].arg == "rows"
        assert "total" not in text
        assert "lambda one: one - " in text


@pytest.mark.parametrize(
    ("name", "exercise", "misconception"),
    [("15_service_reviews", "agents_needed", "no_cap"), ("03_platforms", "net_margin_per_order", "commission_on_all")],
)
def test_a_wrong_answer_that_the_bank_makes_of_another_one_is_typed_as_a_call_of_it(name, exercise, misconception):
    answers, chapter = typed_bank(name)[exercise], load_chapter(name)
    own = ast.parse(chapter.exercises[exercise].solution_code).body[-1]
    typed = ast.parse(answers.shared).body[-1]
    assert (typed.name, ast.unparse(typed.args)) == (exercise, ast.unparse(own.args))
    (call,) = typed.body
    given = {keyword.arg for keyword in call.value.keywords}
    assert given > {argument.arg for argument in own.args.args}
    verdict = _judged(find_task(exercise), function_from(chapter.exercises[exercise], answers.shared))
    assert verdict.named == answers.misconception == misconception
    assert len(set(answers.wrong)) == ENOUGH


def test_what_has_no_short_form_in_code_is_not_typed():
    assert [_literal(value, {"helper": np.mean}) for value in (0.5, ("a",), None)] == ["0.5", "('a',)", "None"]
    assert _literal(drawn_at_random, {"helper": drawn_at_random}) == "helper"
    assert [_literal(value, {}) for value in (np.arange(3), drawn_at_random, float("nan"))] == [None, None, None]


def drawn_at_random():
    return random.random()
