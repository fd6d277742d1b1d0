"""Calls of a learner's function: whatever it does, the check goes on."""

import contextlib
import signal
import sys
import time
import warnings
from typing import Any

import pandas as pd
import pytest

from storelab.practice.runner import Run, is_empty, observed, quiet, run_case, run_cases
from storelab.practice.tasks import Task


def first(task: Task, function: Any, **options: Any) -> Run:
    return run_case(function, task, task.cases[0], **options)


def test_inputs_are_fresh_in_every_call(task: Task) -> None:
    seen: list[float] = []

    def rate(visits: pd.Series, orders: pd.Series) -> None:
        seen.append(visits["search"])
        visits["search"] = -1

    runs = [run_case(rate, task, task.cases[0]) for _ in range(2)]
    assert seen == [200, 200]
    assert [(run.status, run.mutated) for run in runs] == [("mutated", ("visits",))] * 2


def test_sorting_in_place_is_a_change(task: Task) -> None:
    assert first(task, lambda visits, orders: orders.sort_values(inplace=True)).mutated == ("orders",)
    assert first(task, lambda visits, orders: visits.copy().sort_values(inplace=True)).status == "returned"


def test_prints_and_warnings_go_nowhere(task: Task, capfd: pytest.CaptureFixture[str]) -> None:
    def rate(visits: pd.Series, orders: pd.Series) -> int:
        print("half way")
        print("to stderr", file=sys.stderr)
        warnings.warn("old pandas", stacklevel=1)
        return 1

    run = first(task, rate)
    assert (run.status, run.value, run.printed) == ("returned", 1, "half way\nto stderr\n")
    assert capfd.readouterr() == ("", "")


def test_what_is_printed_is_cut(task: Task) -> None:
    run = first(task, lambda visits, orders: [print("x" * 999) for _ in range(50)])
    assert len(run.printed) == 2000


def test_the_learners_own_line_is_found(task: Task) -> None:
    def rate(visits: pd.Series, orders: pd.Series) -> Any:
        return orders["no such source"] / visits

    stop = first(task, rate).stop
    assert stop is not None
    assert (stop.type, stop.line) == ("KeyError", 'return orders["no such source"] / visits')
    assert stop.number == rate.__code__.co_firstlineno + 1


def test_exit_ends_the_call_only(task: Task) -> None:
    run = first(task, lambda visits, orders: sys.exit(3))
    assert run.stop is not None
    assert (run.status, run.stop.type) == ("raised", "SystemExit")


def test_ctrl_c_still_stops(task: Task) -> None:
    def rate(visits: pd.Series, orders: pd.Series) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        first(task, rate)


def test_an_endless_loop_ends(task: Task) -> None:
    def rate(visits: pd.Series, orders: pd.Series) -> None:
        while True:
            with contextlib.suppress(Exception):
                time.sleep(0.01)

    before = signal.getsignal(signal.SIGALRM)
    runs = run_cases(rate, task, task.cases, seconds=0.2)
    # The first call used up the time of all.
    assert [run.status for run in runs] == ["timeout", "skipped", "skipped"]
    assert signal.getsignal(signal.SIGALRM) is before
    assert signal.getitimer(signal.ITIMER_REAL)[0] == 0


def test_a_bare_except_cannot_swallow_the_limit_for_ever(task: Task) -> None:
    def rate(visits: pd.Series, orders: pd.Series) -> None:
        try:
            time.sleep(5)
        except:  # noqa: E722
            time.sleep(5)

    assert first(task, rate, seconds=0.1).status == "timeout"


def rate_with_dots(visits: Any, orders: Any) -> Any: ...


def rate_with_pass(visits: Any, orders: Any) -> Any:
    """Only a text."""
    pass


def rate_raising(visits: Any, orders: Any) -> Any:
    # YOUR CODE HERE
    raise NotImplementedError()


@pytest.mark.parametrize("function", [rate_with_dots, rate_with_pass, rate_raising])
def test_nothing_written_yet(task: Task, function: Any) -> None:
    assert [run.status for run in run_cases(function, task, task.cases)] == ["empty"] * 3


def test_a_librarys_not_implemented_is_an_error_of_the_answer(task: Task) -> None:
    # pandas raises NotImplementedError here by itself.
    run = first(task, lambda visits, orders: pd.Series([1]).rank(axis=1))
    assert run.status == "raised"


@pytest.mark.parametrize(("function", "empty"), [(lambda: None, True), (lambda: 0, False), (print, False), (3, False)])
def test_is_empty(function: Any, empty: bool) -> None:
    assert is_empty(function) is empty


def test_a_changed_signature_is_named(task: Task) -> None:
    run = first(task, lambda visitors, orders: 1)
    assert run.stop is not None
    assert (run.status, run.stop.words) == ("unrunnable", "missing a required argument: 'visitors'")


def test_runs_as_plain_data(task: Task) -> None:
    assert observed(Run("returned", 1.5)) == {"value": 1.5}
    assert observed(first(task, lambda visits, orders: {}["x"])) == {"raises": "KeyError"}
    assert observed(Run("mutated", mutated=("visits",))) == {"mutates": ["visits"]}
    assert observed(Run("returned", print)) == {
        "unplain": "a builtin_function_or_method cannot be written as plain data"
    }
    assert observed(Run("timeout")) == {"status": "timeout"}


def test_charts_are_described_and_closed(task: Task) -> None:
    from dataclasses import replace

    from matplotlib import pyplot as plt

    plt.close("all")
    kept, _ = plt.subplots()

    def draw(visits: pd.Series, orders: pd.Series) -> Any:
        plt.bar(visits.index, visits)
        return plt.gca()

    runs = run_cases(draw, replace(task, kind="chart"), task.cases[:2])
    # Each call draws into a figure of its own, not into the one left open by an earlier cell.
    assert [run.value["series"][0]["data"] for run in runs] == [
        [["search", 200.0], ["social", 50.0]],
        [["search", 40.0], ["direct", 10.0]],
    ]
    assert plt.get_fignums() == [kept.number]
    plt.close("all")


def test_quiet_without_a_reader(capfd: pytest.CaptureFixture[str]) -> None:
    with quiet():
        print("not shown")
    assert capfd.readouterr() == ("", "")
