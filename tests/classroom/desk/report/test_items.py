"""Difficulty, discrimination, doubtful exercises and misconceptions, by hand and in made-up classes."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from classroom.desk.report.gather import Work
from classroom.desk.report.items import correlation, items, misunderstood
from classroom.grade.engine import ExerciseGrade


def grade(score, outcome="right", misconception=None, points=4.0):
    return ExerciseGrade(score, points, outcome, misconception, "", "")


def work(learner, scores, status="graded"):
    exercises = {f"e{number}": grade(score) for number, score in enumerate(scores)}
    return Work(learner, "", status, "", exercises=exercises)


def made_class(seed, learners, flipped=()):
    """Six exercises that able learners solve more often; in the flipped ones they fail more often."""
    rng = np.random.default_rng(seed)
    ability = rng.normal(size=learners)
    chance = 1 / (1 + np.exp(-(1.5 * ability[:, None] + np.linspace(-1, 1.5, 6))))
    for place in flipped:
        chance[:, place] = 1 - chance[:, place]
    scores = 4.0 * (rng.random((learners, 6)) < chance)
    return [work(f"l{number}", row) for number, row in enumerate(scores.tolist())]


def test_difficulty_and_discrimination_by_hand():
    # e0: 4, 4, 0, 0 of 4; the others together: 4, 2, 0, 2 of 8, so shares 0.5, 0.25, 0, 0.25.
    found = items([work("a", [4, 4, 0]), work("b", [4, 2, 0]), work("c", [0, 0, 0]), work("d", [0, 2, 0])])
    first = found[0]
    assert (first.exercise, first.points, first.attempted, first.learners, first.difficulty) == ("e0", 4.0, 4, 4, 0.5)
    # Deviations 0.5, 0.5, -0.5, -0.5 and 0.25, 0, -0.25, 0: 0.25 / (1 * sqrt(0.125)).
    assert first.discrimination == pytest.approx(0.25 / math.sqrt(0.125))
    assert found[2].difficulty == 0.0
    assert math.isnan(found[2].discrimination)
    assert not any(item.doubtful for item in found)  # four learners are too few


def test_who_did_not_answer_is_left_out_and_who_could_not_be_read_too():
    silent = Work("s", "", "partial", "", exercises={"e0": grade(0.0, "not attempted"), "e1": grade(4.0)})
    unread = work("u", [0, 0], status="malformed")
    (first, second) = items([work("a", [4, 0]), silent, unread])
    assert (first.attempted, first.learners, first.difficulty) == (1, 2, 1.0)
    assert (second.attempted, second.difficulty) == (2, 0.5)
    assert items([unread]) == []


def test_a_faulty_exercise_is_found_and_no_sound_one_accused():
    for seed in range(20):
        found = items(made_class(seed, 300, flipped=(3,)))
        assert [item.exercise for item in found if item.doubtful] == ["e3"], seed
        assert not any(item.doubtful for item in items(made_class(seed, 300))), seed


def test_a_small_class_accuses_nobody():
    assert not any(item.doubtful for seed in range(20) for item in items(made_class(seed, 12, flipped=(3,))))


@given(st.lists(st.tuples(st.floats(-5, 5), st.floats(-5, 5)), max_size=30))
@settings(max_examples=200, deadline=None)
def test_a_correlation_is_numpys_and_lies_within_one(pairs):
    first, second = [a for a, _ in pairs], [b for _, b in pairs]
    found = correlation(first, second)
    if not math.isnan(found):
        assert abs(found) <= 1 + 1e-9
        assert found == pytest.approx(float(np.corrcoef(first, second)[0, 1]), abs=1e-6)


def test_misconceptions_are_counted_with_examples_of_code():
    def one(learner, name, code):
        return Work(
            learner, "", "graded", "", exercises={"e0": grade(0.0, "wrong", name)}, code={"e0": code} if code else {}
        )

    class_work = [
        one("a", "mean of means", "long_code_of_a()"),
        one("b", "percent", "x"),
        one("c", "mean of means", "short()"),
        one("d", "mean of means", "short()\n"),
        one("e", None, "right()"),
        one("f", "mean of means", "other()"),
    ]
    first, second = misunderstood(class_work)
    assert (first.exercise, first.name, first.learners) == ("e0", "mean of means", ("a", "c", "d", "f"))
    # The commonest comes in first, then the shortest.
    assert first.examples == ("short()", "other()")
    assert (second.name, second.learners, second.examples) == ("percent", ("b",), ("x",))
