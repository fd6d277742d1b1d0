"""Slow results are remembered by their content."""

import pytest

from classroom.cache import code_fingerprint, remembered


def test_the_same_parts_are_computed_once(tiny_course):
    calls = []

    def compute():
        calls.append(1)
        return {"x": [1, 2.5, None]}

    assert remembered("kind", ["a", "b"], compute) == remembered("kind", ["a", "b"], compute) == {"x": [1, 2.5, None]}
    assert len(calls) == 1
    remembered("kind", ["ab", ""], compute)
    assert len(calls) == 2


def test_a_failure_is_not_remembered(tiny_course):
    def fail():
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        remembered("kind", ["a"], fail)
    assert remembered("kind", ["a"], lambda: 3) == 3


def test_a_folder_that_cannot_be_written_costs_nothing_but_time(tiny_course):
    (tiny_course / ".cache").write_text("in the way", encoding="utf-8")
    assert remembered("kind", ["a"], lambda: 3) == 3


def test_changed_code_changes_the_fingerprint(tiny_course):
    before = code_fingerprint()
    (tiny_course / "utils" / "storelab" / "more.py").write_text("x = 1\n", encoding="utf-8")
    assert code_fingerprint() != before
