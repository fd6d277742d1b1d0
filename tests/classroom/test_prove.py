"""The proof finds what is wrong with a bank of answers."""

import json
from argparse import Namespace
from pathlib import Path

import pytest

from classroom.prove import ChapterReport, ExerciseReport, prove_chapter, run
from classroom.source import load_chapter
from storelab import use_language
from storelab.errors import StoreLabError

LESSON_HEAD = (
    (Path(__file__).parent / "tiny/course/07_tiny/lessons/01_shares.md").read_text(encoding="utf-8").split("+++")[0]
)


@pytest.fixture(autouse=True)
def english() -> None:
    use_language("en")


def proved() -> ChapterReport:
    return prove_chapter(load_chapter("07_tiny"), seeds=(1, 50))


def share(report: ChapterReport) -> ExerciseReport:
    return report.exercises[0]


def changed(root: Path, old: str, new: str) -> ExerciseReport:
    """The proof of the tiny exercise after a change in its cases."""
    file = root / "course" / "07_tiny" / "cases.py"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
    return share(proved())


def test_a_sound_bank_holds(tiny_course: Path) -> None:
    report = proved()
    one = share(report)
    assert (one.failures, one.warnings, report.warnings, report.holds) == ([], [], [], True)
    assert (one.visible, one.edges, one.hidden, one.invariants) == (2, 1, 4, 1)
    # The solution counts among the right answers.
    assert (one.rights_accepted, one.rights) == (3, 3)
    assert (one.wrongs_refused, one.wrongs_diagnosed, one.wrongs) == (4, 4, 4)


def test_a_right_variant_that_is_refused(tiny_course: Path) -> None:
    one = changed(tiny_course, "values / divisor", "values / divisor + 0.1")
    assert one.failures == [
        "right answer 'by_numpy' is refused: case 'two_shops': row 1 (north): yours 0.85, expected 0.75 (and 1 more values differ)"
    ]


def test_a_right_variant_that_fails_in_hidden_worlds_only(tiny_course: Path) -> None:
    one = changed(tiny_course, "values / divisor", "values / divisor + (len(values) > 2)")
    assert one.failures[0].startswith("right answer 'by_numpy' is refused: case 'other_shops_1': row 1:")


def test_a_wrong_answer_that_no_visible_case_refuses(tiny_course: Path) -> None:
    one = changed(tiny_course, "return amounts / len(amounts)", "return amounts / amounts.sum()")
    assert one.failures == ["wrong answer 'divided_by_the_count' is accepted on the visible cases: add one that tells."]


def test_two_wrong_answers_that_look_alike(tiny_course: Path) -> None:
    one = changed(tiny_course, "return amounts / len(amounts)", "return 100 * amounts / amounts.sum()")
    assert one.failures == ["wrong answer 'divided_by_the_count' is explained as percent, not as itself."]


def test_too_few_answers(tiny_course: Path) -> None:
    one = changed(tiny_course, "@share.right\ndef by_apply", "def by_apply")
    assert one.failures == ["1 right variants in cases.py, at least 2 are asked for."]
    one = changed(tiny_course, '@share.wrong(en="Divided by the number of shops.", zh="除以了店铺数。")\n', "")
    assert "3 wrong answers in cases.py, at least 4 are asked for." in one.failures


def test_no_hidden_and_no_edge_case(tiny_course: Path) -> None:
    one = changed(tiny_course, "@share.hidden(worlds=2)\n", "")
    assert one.failures == ["no hidden case: an answer written for the visible numbers would earn full marks."]
    one = changed(tiny_course, "edge=True, ", "")
    assert one.warnings == ["no visible edge case: does the question really name none?"]


def test_an_invariant_that_does_not_hold_and_one_that_tells_nothing(tiny_course: Path) -> None:
    one = changed(tiny_course, "return amounts.sum() == 0 or abs(result.sum() - 1) < 1e-9", "return result.max() < 0.7")
    assert one.failures[0].startswith(
        "invariant 'sums_to_one' does not hold for the solution in: two_shops, nothing_sold"
    )
    one = changed(tiny_course, "return result.max() < 0.7", "return True")
    assert one.warnings == ["invariant 'sums_to_one' holds for every wrong answer too: it tells nothing."]


def test_a_solution_that_draws_lots(tiny_course: Path) -> None:
    file = tiny_course / "course" / "07_tiny" / "exercises.md"
    text = file.read_text(encoding="utf-8")
    file.write_text(
        text.replace("whole = amounts.sum()", "import random\n    whole = amounts.sum() + 1e-3 * random.random()"),
        encoding="utf-8",
    )
    assert (
        "the solution gives two results in the case 'two_shops'." in share(proved_without_example(tiny_course)).failures
    )


def proved_without_example(root: Path) -> ChapterReport:
    file = root / "course" / "07_tiny" / "cases.py"
    file.write_text(file.read_text(encoding="utf-8").replace("@share.example\n", ""), encoding="utf-8")
    return proved()


def with_lesson(root: Path, *cells: str) -> ExerciseReport:
    code = "".join(f"```{{code-cell}} ipython3\n{cell}\n```\n\n" for cell in cells)
    (root / "course" / "07_tiny" / "lessons" / "02_more.md").write_text(LESSON_HEAD + code, encoding="utf-8")
    return share(proved())


@pytest.mark.parametrize(
    ("cells", "origin"),
    [
        (["def of_all(amounts):\n    return amounts / (amounts.sum() or float('nan'))"], "function 'of_all' of lesson 02_more"),
        (["def of_all(numbers):\n    return numbers / (numbers.sum() or float('nan'))"], "function 'of_all' of lesson 02_more"),
        (["import pandas as pd\namounts = pd.Series([1.0, 2.0])", "part = amounts / (amounts.sum() or float('nan'))\npart"], "cell 2 (part = amounts"),
        (["import pandas as pd\namounts = pd.Series([1.0])", "total = amounts.sum() or float('nan')", "part = amounts / total"], "cell 3 (part = amounts / total) with its section before it"),
    ],
)  # fmt: skip
def test_a_lesson_that_gives_the_answer(tiny_course: Path, cells: list[str], origin: str) -> None:
    one = with_lesson(tiny_course, *cells)
    assert any(origin in text and "is an answer as it stands" in text for text in one.failures), one.failures


def test_a_lesson_that_does_not(tiny_course: Path) -> None:
    one = with_lesson(
        tiny_course, "import pandas as pd\namounts = pd.Series([1.0, 2.0])", "amounts / amounts.max()", "print(amounts)"
    )
    assert one.failures == []
    assert one.lesson_answers > 0


def test_a_lesson_cell_that_fails_is_told(tiny_course: Path) -> None:
    with_lesson(tiny_course, "1 / 0")
    assert any("02_more.md, cell 1 (1 / 0) failed: ZeroDivisionError" in text for text in proved().warnings)


def test_a_library_call_that_is_the_answer(tiny_course: Path) -> None:
    one = changed(
        tiny_course, "tolerance=1e-9)", 'tolerance=1e-9, library=["(amounts / amounts.sum())", "metrics.no(amounts)"])'
    )
    assert one.failures == [
        "(amounts / amounts.sum()) is an answer as it stands: give the question a rule of the shop's own."
    ]
    assert any("metrics.no(amounts) proves nothing, it always fails" in text for text in one.warnings)


TRIALS = """
from classroom.cases import Trial

RIGHT = "def share(amounts):\\n    return amounts / (amounts.sum() or float('nan'))"
trials = [
    Trial("share", RIGHT, "right", reader="professor"),
    Trial("share", "def share(amounts):\\n    return 100 * amounts / amounts.sum()", "wrong", "percent", "beginner"),
    Trial("share", "def share(amounts):\\n    return amounts * 2", "wrong", None, "beginner"),
    Trial("share", "def share(amounts)\\n    return", "wrong", None, "shop assistant"),
    EXTRA
]
"""


def with_trials(root: Path, extra: str = "") -> ChapterReport:
    (root / "course" / "07_tiny" / "trials.py").write_text(TRIALS.replace("EXTRA", extra), encoding="utf-8")
    return proved()


def test_trials_are_reported_apart(tiny_course: Path) -> None:
    report = with_trials(tiny_course)
    trials = report.trials
    assert (trials.right, trials.right_refused, trials.wrong, trials.wrong_accepted) == (1, 0, 3, 0)
    assert (trials.diagnosed, trials.diagnosed_as_the_teacher, report.holds) == (1, 1, True)


def test_trials_that_the_checker_misjudges(tiny_course: Path) -> None:
    report = with_trials(
        tiny_course, 'Trial("share", RIGHT, "wrong"), Trial("share", "share = 3", "right"), Trial("x", "", "right")'
    )
    assert report.trials.findings == [
        "trial 5 (share, a reader) is wrong and was accepted.",
        "trial 6 (share, a reader) is right and was refused: crashed",
        "trial 7 (x, a reader): no such exercise, or a judgement other than 'right' and 'wrong'.",
    ]
    assert not report.holds


def test_the_command(tiny_course: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(Namespace(chapter="7", json=False)) == 0
    shown = capsys.readouterr().out
    assert "Proof of 07_tiny" in shown
    assert "Everything holds." in shown
    assert run(Namespace(chapter=None, json=True)) == 0
    assert json.loads(capsys.readouterr().out)[0]["exercises"][0]["wrongs_diagnosed"] == 4


def test_the_command_says_what_does_not_hold(tiny_course: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tiny_course / "course" / "07_tiny" / "cases.py"
    file.write_text(file.read_text(encoding="utf-8").replace("points=2", "points=9"), encoding="utf-8")
    assert run(Namespace(chapter="7", json=False)) == 1
    shown = capsys.readouterr().out
    assert "2 points in exercises.md and 9 in cases.py" in shown
    assert "Something does not hold" in shown
    with pytest.raises(StoreLabError, match="There is no chapter '99'"):
        run(Namespace(chapter="99", json=False))
