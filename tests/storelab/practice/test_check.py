"""What a learner sees: check, hint, answer, progress."""

import json
import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pandas as pd
import pytest

from storelab import paths, practice, use_language
from storelab.errors import StoreLabError
from storelab.practice import answer, check, hint, progress
from storelab.practice.assess import assess
from storelab.practice.result import MIME, CheckResult
from storelab.practice.tasks import find_task


def checked(code: str, exercise: str = "rate") -> CheckResult:
    """Run a notebook of two cells: the answer and its check."""
    namespace: dict[str, Any] = {"pd": pd, "np": np, "check": check}
    exec(compile(code, "<cell 1>", "exec"), namespace)
    result: CheckResult = eval(f"check({exercise!r})", namespace)
    return result


RIGHT = "def rate(visits, orders):\n    return (orders / visits).where(visits > 0)"
PERCENT = "def rate(visits, orders):\n    return 100 * (orders / visits).where(visits > 0)"


def test_right(generated: Path) -> None:
    result = checked(RIGHT)
    assert (result.outcome, result.score, repr(result)) == ("right", 3.0, "3.0")
    assert str(result) == "✔ Right: 3 of 3 points\nChecked: a tea shop; a lamp shop; nobody came."


def test_wrong_names_the_misconception(generated: Path) -> None:
    result = checked(PERCENT)
    assert (result.outcome, result.score, result.misconception) == ("wrong", 0.0, "in_percent")
    assert str(result).splitlines() == [
        "✘ Not yet: 0 of 3 points; 0 of 3 cases right",
        "It looks like this: The rates are in percent.",
        "Case “a tea shop”: row 1 (search): yours 4, expected 0.04 (and 1 more values differ)",
        "Missing: a tea shop; a lamp shop; nobody came.",
    ]


def test_partial_credit_is_explained(generated: Path) -> None:
    result = checked("def rate(visits, orders):\n    return (orders / visits).fillna(0)")
    assert (result.score, result.misconception) == (2.0, "zero_filled")
    assert "2 of 3 points; 2 of 3 cases right" in result.headline
    assert "Case “nobody came”: Where nobody came nothing is known: that is `NaN`, not 0." in str(result)


def test_unknown_mistake_shows_the_input(generated: Path) -> None:
    result = checked("def rate(visits, orders):\n    print('orders', list(orders))\n    return orders / visits + 1")
    assert result.misconception is None
    assert "row 1 (search): yours 1.04, expected 0.04" in str(result)
    assert "The input `visits` of this case:" in str(result)
    assert "<td>200</td>" in result._repr_html_()
    assert "Your function printed:\norders [8, 1]" in str(result)


def test_chinese(generated: Path) -> None:
    use_language("zh")
    assert str(checked(PERCENT)).splitlines() == [
        "✘ 还没对：得 0 分，满分 3 分；3 种情况对了 0 种",
        "很可能是这样：结果用了百分数。",
        "情况“一家茶叶店”：第 1 行（search）：你的结果是 4，应为 0.04（另有 1 个值不同）",
        "还差：一家茶叶店；一家灯具店；没有人来。",
    ]
    assert "lang='zh'" in checked(PERCENT)._repr_html_()


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("", "There is no `rate` yet. Run the cell with your answer first, then this one."),
        ("def rate(visits, orders):\n    raise NotImplementedError()", "`rate` holds no code of yours yet."),
        ("def rate(visits, orders): ...", "`rate` holds no code of yours yet."),
    ],
)
def test_not_attempted(generated: Path, code: str, text: str) -> None:
    result = checked(code)
    assert (result.outcome, repr(result)) == ("not attempted", "0.0")
    assert text in str(result)


def test_crashed_shows_the_learners_line(generated: Path, tmp_path: Path) -> None:
    # IPython keeps the source of cells where tracebacks look for it; a file does the same here.
    file = tmp_path / "cell.py"
    file.write_text("def rate(visits, orders):\n    part = visits['no']\n    return orders / part\n", encoding="utf-8")
    namespace: dict[str, Any] = {}
    exec(compile(file.read_text(encoding="utf-8"), str(file), "exec"), namespace)
    result = assess(find_task("rate"), namespace)
    assert (result.outcome, result.score) == ("crashed", 0.0)
    lines = str(result).splitlines()
    assert lines[1:3] == ["Case “a tea shop”: your line 2 stopped with KeyError: 'no'", "part = visits['no']"]
    assert "Traceback" not in str(result)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("rate = 3", "`rate` should be a function, and now it is a number."),
        ("def rate(v, o):\n    return o / v", "Keep the first line of the question: `def rate(visits, orders):`"),
        ("def rate(visits, orders):\n    visits['x'] = 1\n    return visits", "start with `visits = visits.copy()`"),
        (
            "def rate(visits, orders):\n    orders / visits",
            "function returned nothing; a column (Series) is asked for.",
        ),
        ("def rate(visits, orders):\n    return list(orders)", "you returned a list; a column (Series) is asked for."),
        ("def rate(visits, orders):\n    return orders / total", "A name that the function uses is not defined"),
    ],
)
def test_messages_say_what_to_do(generated: Path, code: str, text: str) -> None:
    result = checked(code)
    assert result.score == 0
    assert text in str(result)


def test_unknown_exercise_is_an_error_with_a_suggestion(generated: Path) -> None:
    with pytest.raises(StoreLabError, match=r"There is no exercise 'rates'.* Did you mean 'rate'"):
        check("rates")


def test_a_damaged_file_is_named(generated: Path) -> None:
    (generated / "exercises" / "90_tiny.json").write_text("{", encoding="utf-8")
    with pytest.raises(StoreLabError, match=r"90_tiny\.json is damaged"):
        check("rate")


def test_html_is_escaped_and_not_by_colour_alone(generated: Path) -> None:
    result = checked("def rate(visits, orders):\n    raise RuntimeError('<script>alert(1)</script>')")
    page = result._repr_html_()
    assert "<script>" not in page
    assert "&lt;script&gt;" in page
    assert "⚠ The code stopped" in page
    assert re.findall(r"background:(\w+)", page) == ["transparent"]


def test_the_bundle_holds_a_number_a_message_and_a_report(generated: Path) -> None:
    bundle = checked(PERCENT)._repr_mimebundle_()
    assert bundle["text/plain"] == "0.0"
    assert bundle["text/html"].startswith("<div role='status'")
    report = json.loads(json.dumps(bundle[MIME]))
    assert {name: report[name] for name in ("exercise", "outcome", "score", "points", "misconception")} == {
        "exercise": "rate", "outcome": "wrong", "score": 0.0, "points": 3.0, "misconception": "in_percent",
    }  # fmt: skip
    assert report["cases"][2] == {"name": "nobody_came", "edge": True, "hidden": False, "right": False}


def test_ipython_shows_the_number_as_plain_text(generated: Path) -> None:
    from IPython.core.formatters import DisplayFormatter

    data, _ = DisplayFormatter().format(checked(RIGHT))
    assert data["text/plain"] == "3.0"
    assert "✔ Right" in data["text/html"]


def test_choices_without_keys_ask_for_completeness(generated: Path) -> None:
    full = checked('concepts_90 = {"90-1": "A ", "90-2": "b"}', "concepts_90")
    assert (full.outcome, repr(full)) == ("right", "2.0")
    part = checked('concepts_90 = {"90-1": "e", "90-2": ""}', "concepts_90")
    assert (part.outcome, part.score) == ("wrong", 0.0)
    assert str(part).splitlines()[1:] == [
        "- Question 90-1: “e” is not one of a, b.",
        "- Question 90-2 has no answer yet.",
    ]
    assert checked('concepts_90 = {"90-1": "", "90-2": ...}', "concepts_90").outcome != "right"
    assert checked('concepts_90 = {"90-1": "", "90-2": ""}', "concepts_90").outcome == "not attempted"
    assert checked("concepts_90 = ['a']", "concepts_90").score == 0.0


def test_choices_with_keys_are_marked_and_explained(generated: Path, answers: Path) -> None:
    result = checked('concepts_90 = {"90-1": "a", "90-2": "b", "90-9": "a"}', "concepts_90")
    assert (result.outcome, result.score) == ("wrong", 1.0)
    assert str(result).splitlines() == [
        "✘ 1 of 2 points; 1 of 2 questions right",
        "- Question 90-1, your answer a: Too low.",
        "- There is no question 90-9 here: its answer is not counted.",
    ]
    assert checked('concepts_90 = {"90-1": "b", "90-2": "b"}', "concepts_90").score == 2.0


def test_hints_come_one_by_one(generated: Path) -> None:
    assert repr(hint("rate")) == "**Hint 1 of 2.** Divide two Series."
    assert repr(hint("rate")) == "**Hint 2 of 2.** Look at `where`."
    again = repr(hint("rate"))
    assert again.startswith("You have seen all 2 hints")
    assert "Divide two Series." in again
    assert repr(hint("concepts_90")) == "This exercise has no hints."
    with pytest.raises(StoreLabError, match="Did you mean 'rate'"):
        hint("rat")


def test_hints_are_remembered_by_the_next_process(generated: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hint("rate")
    monkeypatch.setattr(practice.progress_log, "_here", [])
    assert "Hint 2 of 2" in repr(hint("rate"))


def test_model_answers_open_after_an_attempt(generated: Path, answers: Path) -> None:
    assert "opens after your own attempt" in repr(answer("rate"))
    checked("def rate(visits, orders): ...")
    assert "opens after your own attempt" in repr(answer("rate"))
    checked(PERCENT)
    assert "```python\ndef rate(visits, orders):\n    return orders / visits\n```" in repr(answer("rate"))
    checked('concepts_90 = {"90-1": "a", "90-2": "a"}', "concepts_90")
    assert "- 90-1: **b** Right." in repr(answer("concepts_90"))


def test_no_model_answers_in_a_class(generated: Path) -> None:
    checked(PERCENT)
    assert "not part of this copy" in repr(answer("rate"))


def test_progress_is_kept(generated: Path, state: Path) -> None:
    checked("")
    checked(PERCENT)
    checked("def rate(visits, orders):\n    return (orders / visits).fillna(0)")
    hint("rate")
    checked(PERCENT)
    (entry,) = progress()
    assert {name: entry[name] for name in ("chapter", "exercise", "outcome", "score", "points", "checks")} == {
        "chapter": "90_tiny", "exercise": "rate", "outcome": "wrong", "score": 2.0, "points": 3.0, "checks": 4,
    }  # fmt: skip
    lines = [json.loads(line) for line in (state / "progress.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [line.get("outcome") for line in lines] == ["not attempted", "wrong", "wrong", None, "wrong"]


def test_damaged_lines_are_passed_over(generated: Path, state: Path) -> None:
    checked(RIGHT)
    with (state / "progress.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"exercise": \n[1]\n')
    assert [entry["outcome"] for entry in progress()] == ["right"]


def test_a_folder_that_cannot_be_written_breaks_nothing(
    generated: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    blocked = tmp_path / "a file"
    blocked.write_text("", encoding="utf-8")
    monkeypatch.setattr(paths, "state_folder", lambda: blocked / "below")
    assert checked(PERCENT).outcome == "wrong"
    assert [entry["checks"] for entry in progress()] == [1]


def test_the_name_is_found_in_the_notebook_when_called_from_a_module(
    generated: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import types

    import IPython

    namespace: dict[str, Any] = {}
    exec(RIGHT, namespace)
    monkeypatch.setattr(IPython, "get_ipython", lambda: types.SimpleNamespace(user_ns=namespace))
    assert eval("check('rate')", {"check": check}).outcome == "right"


def test_the_input_is_not_shown_where_the_form_is_wrong(generated: Path) -> None:
    assert "The input" not in str(checked("def rate(visits, orders):\n    return 3"))
    assert "The input" in str(checked("def rate(visits, orders):\n    return visits['x']"))


def test_inputs_keep_the_order_of_the_parameters(generated: Path) -> None:
    # "visits" before "orders", though files are written with sorted keys.
    assert list(find_task("rate").cases[0].inputs) == ["visits", "orders"]


@pytest.mark.parametrize(
    ("source", "success", "warned"),
    [
        ("def shares(orders):\n    return (", False, True),
        ("shares = lambda orders: undefined()", False, True),
        ("def shares(orders):\n    return orders", True, False),
        ("1 / 0  # tried after shares", False, False),
    ],
)
def test_a_failed_answer_cell_is_named(
    monkeypatch: pytest.MonkeyPatch, source: str, success: bool, warned: bool
) -> None:
    import IPython

    from storelab import practice

    last = SimpleNamespace(success=success, info=SimpleNamespace(raw_cell=source))
    monkeypatch.setattr(IPython, "get_ipython", lambda: SimpleNamespace(last_execution_result=last))
    assert practice._answer_cell_failed("shares") is warned


def test_a_check_of_an_older_version_says_so_first(generated: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import IPython

    last = SimpleNamespace(success=False, info=SimpleNamespace(raw_cell="def rate(visits, orders):\n    retrun"))
    monkeypatch.setattr(IPython, "get_ipython", lambda: SimpleNamespace(last_execution_result=last))
    lines = checked(RIGHT).message.splitlines()
    assert "Right" in lines[0]
    assert lines[1].startswith("Careful: the cell with your answer has just stopped with an error")


@pytest.mark.parametrize(
    ("code", "text"),
    [
        (
            "def rate(visits, orders):\n    return pd.Series(pd.to_timedelta([1, 2], unit='h')) > 3",
            "`.dt.total_seconds() / 3600`",
        ),
        ("def rate(visits, orders):\n    return (lambda title: title)()", "too little in its brackets"),
        ("def rate(visits, orders):\n    return visits + object()", "stopped with TypeError"),
    ],
)
def test_common_errors_are_explained_by_their_words(generated: Path, code: str, text: str) -> None:
    assert text in str(checked(code))


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("def rate(visits, orders):\nreturn 1", "The lines below `def` begin with four spaces"),
        ("def rate(visits, orders):\n    return （1）", "There is a full-width sign"),
        ("def rate(visits, orders)\n    return 1", "count the brackets and quotes"),
    ],
)
def test_a_cell_that_did_not_run_is_explained(
    generated: Path, monkeypatch: pytest.MonkeyPatch, cell: str, text: str
) -> None:
    import IPython

    with pytest.raises(SyntaxError) as raised:
        compile(cell, "<cell>", "exec")
    last = SimpleNamespace(success=False, info=SimpleNamespace(raw_cell=cell), error_before_exec=raised.value)
    monkeypatch.setattr(IPython, "get_ipython", lambda: SimpleNamespace(last_execution_result=last, user_ns={}))
    shown = str(eval("check('rate')", {"check": check}))
    assert text in shown
    assert "There is no `rate` yet" in shown
    assert "version of `rate`" not in shown
