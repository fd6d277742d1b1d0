"""The check that grades, as stock nbgrader imports it."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from classroom import hidden
from classroom.practice_data import generate
from classroom.source import load_chapter
from storelab import paths, use_language
from storelab.errors import StoreLabError

RIGHT = "def share(amounts):\n    return amounts / (amounts.sum() or float('nan'))"
# Written for the visible numbers: 30 and 10, and nothing sold.
VISIBLE_ONLY = (
    "import pandas as pd\n"
    "def share(amounts):\n"
    "    known = {40.0: [0.75, 0.25], 0.0: [float('nan')] * 2}\n"
    "    return pd.Series(known.get(amounts.sum(), [0.5] * len(amounts)), index=amounts.index)"
)


@pytest.fixture
def course(tiny_course: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """The tiny course with its generated file; progress would be written below `state`."""
    folder = tmp_path / "generated" / "exercises"
    folder.mkdir(parents=True)
    (folder / "07_tiny.json").write_text(json.dumps(generate(load_chapter("07_tiny"))), encoding="utf-8")
    monkeypatch.setattr(paths, "generated_folder", lambda: tmp_path / "generated")
    monkeypatch.setattr(paths, "state_folder", lambda: tmp_path / "state")
    monkeypatch.delenv(hidden.VARIABLE, raising=False)
    use_language("en")
    for cached in (hidden.full_task, hidden._chapter):
        cached.cache_clear()
    yield tmp_path
    for cached in (hidden.full_task, hidden._chapter):
        cached.cache_clear()


def graded(code: str, exercise: str = "share") -> Any:
    namespace: dict[str, Any] = {}
    exec(f"{code}\n### BEGIN HIDDEN TESTS\nfrom classroom.hidden import check\n### END HIDDEN TESTS", namespace)
    return eval(f"check({exercise!r})", namespace)


def test_right_on_all_cases(course: Path) -> None:
    result = graded(RIGHT)
    assert (result.outcome, repr(result)) == ("right", "2.0")
    assert str(result).splitlines()[1] == "Checked: two shops; nothing sold, and 2 other shops."
    assert [case["hidden"] for case in result.cases] == [False, False, True, True]


def test_an_answer_for_the_visible_numbers_alone(course: Path) -> None:
    result = graded(VISIBLE_ONLY)
    # Two of four cases.
    assert (result.outcome, result.score) == ("wrong", 1.0)
    text = str(result)
    assert "All the cases you can see are right." in text
    assert "With the data of other shops 0 of 2 cases were right." in text


def test_hidden_inputs_and_expected_values_are_not_told(course: Path) -> None:
    task = hidden.full_task("share", hidden.DEFAULT_SEED)
    leak = (
        "def share(amounts):\n    print(list(amounts))\n"
        "    if len(amounts) == 5: raise RuntimeError(str(list(amounts)))\n    return amounts"
    )
    result = graded(leak)
    shown = json.dumps(result._repr_mimebundle_(), ensure_ascii=False)
    for case in task.cases:
        if case.hidden:
            for number in case.inputs["amounts"]["column"]["v"]:
                assert str(number) not in shown


def test_the_seed_of_the_class(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert hidden.case_seed() == 20251111
    monkeypatch.setenv(hidden.VARIABLE, "77")
    assert hidden.case_seed() == 77
    assert hidden.full_task("share", 77).cases[2].inputs != hidden.full_task("share", 78).cases[2].inputs
    assert graded(RIGHT).score == 2.0
    monkeypatch.setenv(hidden.VARIABLE, "eleven")
    with pytest.raises(StoreLabError, match="STORELAB_CASE_SEED='eleven' is not a whole number"):
        graded(RIGHT)


def test_choices_are_marked_with_their_keys(course: Path) -> None:
    assert graded('concepts_07 = {"7-1": "a"}', "concepts_07").score == 1.0
    wrong = graded('concepts_07 = {"7-1": "b"}', "concepts_07")
    assert (wrong.score, "Upside down." in str(wrong)) == (0.0, True)


def test_nothing_written_is_not_attempted(course: Path) -> None:
    result = graded("def share(amounts):\n    raise NotImplementedError()")
    assert (result.outcome, repr(result)) == ("not attempted", "0.0")
    assert graded("").outcome == "not attempted"


def test_grading_leaves_no_progress_behind(course: Path) -> None:
    graded(RIGHT)
    assert not (course / "state").exists()


def test_unknown_exercise(course: Path) -> None:
    with pytest.raises(StoreLabError, match="Did you mean 'share'"):
        graded(RIGHT, "shares")


def test_stderr_stays_empty(course: Path, capfd: pytest.CaptureFixture[str]) -> None:
    graded(
        "import sys, warnings\ndef share(amounts):\n    warnings.warn('old')\n    print('x', file=sys.stderr)\n    return amounts"
    )
    assert capfd.readouterr() == ("", "")
