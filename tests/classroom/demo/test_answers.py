"""Answers in a learner's own words do what the bank's do."""

import ast
import random

import pytest

from classroom.demo.answers import as_answer, in_own_words
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
