"""Scores and diagnoses."""

from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from storelab.practice.codec import encode
from storelab.practice.judge import Verdict, judge
from storelab.practice.runner import run_cases
from storelab.practice.tasks import Case, Misconception, Property, Task


def judged(task: Task, function: Any) -> Verdict:
    return judge(task, task.cases, run_cases(function, task, task.cases))


def right(visits: pd.Series, orders: pd.Series) -> pd.Series:
    return (orders / visits).where(visits > 0)


def test_right(task: Task) -> None:
    verdict = judged(task, right)
    assert (verdict.outcome, verdict.score, verdict.named) == ("right", 3.0, None)


def test_one_ordinary_case_lets_edges_count(task: Task) -> None:
    def only_the_tea_shop(visits: pd.Series, orders: pd.Series) -> pd.Series:
        return right(visits, orders) + (0 if "social" in visits else 1)

    # Two of three cases, one of them the edge case: 3 * 2 / 3.
    assert judged(task, only_the_tea_shop).score == 2.0


def test_edges_alone_earn_nothing(task: Task) -> None:
    def only_the_edge(visits: pd.Series, orders: pd.Series) -> pd.Series:
        return right(visits, orders) + (0 if visits.min() == 0 else 1)

    verdict = judged(task, only_the_edge)
    assert [case.right for case in verdict.cases] == [False, False, True]
    assert verdict.score == 0.0


def test_an_edge_misconception_is_named_for_its_case_only(task: Task) -> None:
    verdict = judged(task, lambda visits, orders: right(visits, orders).fillna(0))
    assert verdict.score == 2.0
    assert verdict.misconception is None
    assert {case: known.name for case, known in verdict.edge_misconceptions.items()} == {"nobody_came": "zero_filled"}
    assert verdict.named == "zero_filled"


def test_the_main_misconception_explains_all_ordinary_cases(task: Task) -> None:
    verdict = judged(task, lambda visits, orders: 100 * right(visits, orders))
    assert (verdict.outcome, verdict.score, verdict.named) == ("wrong", 0.0, "in_percent")


def test_a_misconception_that_fits_only_some_cases_is_not_named(task: Task) -> None:
    def percent_in_one_shop(visits: pd.Series, orders: pd.Series) -> pd.Series:
        return right(visits, orders) * (100 if "direct" in visits else 1)

    verdict = judged(task, percent_in_one_shop)
    assert [case.right for case in verdict.cases] == [True, False, True]
    assert verdict.named is None


def test_two_mistakes_are_told_apart(task: Task) -> None:
    # Percent, and zero where nobody came: the ordinary cases show percent, the edge case is nobody's known result.
    verdict = judged(task, lambda visits, orders: 100 * right(visits, orders).fillna(0))
    assert verdict.misconception is not None
    assert verdict.misconception.name == "in_percent"
    assert verdict.edge_misconceptions == {}


def test_a_known_crash_is_recognised(task: Task) -> None:
    known = Misconception("by_text", {"en": "…", "zh": "…"}, ({"raises": "TypeError"},) * 3)
    with_crash = replace(task, misconceptions=(*task.misconceptions, known))
    verdict = judged(with_crash, lambda visits, orders: "orders" / visits)
    assert (verdict.outcome, verdict.named) == ("crashed", "by_text")


def test_a_known_change_of_inputs_is_recognised(task: Task) -> None:
    known = Misconception("in_place", {"en": "…", "zh": "…"}, ({"mutates": ["visits"]},) * 3)

    def rate(visits: pd.Series, orders: pd.Series) -> pd.Series:
        visits["all"] = visits.sum()
        return visits

    verdict = judged(replace(task, misconceptions=(known,)), rate)
    assert (verdict.outcome, verdict.named) == ("wrong", "in_place")


def test_crashed_where_an_edge_case_stops(task: Task) -> None:
    def rate(visits: pd.Series, orders: pd.Series) -> pd.Series:
        return pd.Series({name: int(orders[name]) / int(visits[name]) for name in visits.index})

    verdict = judged(task, rate)
    assert (verdict.outcome, verdict.score) == ("crashed", 2.0)


def test_not_attempted(task: Task) -> None:
    assert judged(task, lambda visits, orders: None).outcome == "not attempted"


def test_nothing_is_rounded_up_to_full_points(task: Task) -> None:
    many = replace(task, points=1.0, cases=(task.cases[0],) * 399 + (task.cases[1],), misconceptions=())
    verdict = judged(many, lambda visits, orders: right(visits, orders) if "social" in visits else None)
    # 399 of 400 would be 0.9975, which rounds to 1.
    assert verdict.score == 0.99


def error_case(task: Task) -> Task:
    case = replace(task.cases[0], expected={"raises": "ValueError"})
    return replace(task, cases=(task.cases[1], case), misconceptions=())


def test_an_error_may_be_the_right_answer(task: Task) -> None:
    def rate(visits: pd.Series, orders: pd.Series) -> pd.Series:
        if "social" in visits:
            raise ValueError("too few")
        return right(visits, orders)

    assert judged(error_case(task), rate).outcome == "right"
    missing = judged(error_case(task), right)
    assert [found.kind for found in missing.cases[1].differences] == ["error_wanted"]


def test_another_error_is_not(task: Task) -> None:
    def rate(visits: pd.Series, orders: pd.Series) -> pd.Series:
        if "social" in visits:
            raise KeyError("x")
        return right(visits, orders)

    verdict = judged(error_case(task), rate)
    assert verdict.score == 1.5
    assert [found.kind for found in verdict.cases[1].differences] == ["other_error"]


SHORT = Property(
    "short",
    {"en": "The title fits.", "zh": "标题放得下。"},
    "def short(result, expected, *, room):\n    return len(' '.join(result)) <= room",
)
WORTH = Property("worth", {"en": "The title is worth most.", "zh": "标题最值钱。"}, "LEAST = 0.95\n\ndef worth(result, expected, *, room):\n    return min(1.0, len(result) / len(expected) / LEAST)")  # fmt: skip


@pytest.fixture
def title() -> Task:
    case = Case("small", {"en": "small", "zh": "小"}, False, {"room": 7}, {"value": encode(["a", "b", "c", "d"])})
    return Task("title", "90_tiny", "function", 2.0, "property", cases=(case,), properties=(SHORT, WORTH))


def test_a_stated_bound_is_enough(title: Task) -> None:
    assert judged(title, lambda room: ["w", "x", "y", "z"]).outcome == "right"


def test_a_bound_may_give_a_share(title: Task) -> None:
    # Two of four words, over 0.95.
    assert judged(title, lambda room: ["w", "x"]).score == pytest.approx(2 * 0.5 / 0.95, abs=0.005)


def test_a_broken_bound_and_a_wrong_type(title: Task) -> None:
    long = judged(title, lambda room: ["a long title", "x", "y", "z"])
    assert (long.score, [found.details["message"]["en"] for found in long.cases[0].differences]) == (
        0.0,
        ["The title fits."],
    )
    typed = judged(title, lambda room: "a b c d")
    assert [found.kind for found in typed.cases[0].differences] == ["type"]
    broken = judged(title, lambda room: [1, 2, 3, 4])
    assert broken.score == 0.0


def test_a_bound_may_name_figures(title: Task) -> None:
    source = "def short(result, expected, *, room):\n    used = len(' '.join(result))\n    return used <= room, {'used': used}"
    bound = Property("short", {"en": "at most 7 (yours: {used})", "zh": "最多 7 个（现在 {used} 个）"}, source)
    task = replace(title, properties=(bound,))
    assert judged(task, lambda room: ["w", "x", "y", "z"]).outcome == "right"
    long = judged(task, lambda room: ["long", "word"]).cases[0]
    assert [found.details["message"]["en"] for found in long.differences] == ["at most 7 (yours: 9)"]
    broken = judged(task, lambda room: [1, 2]).cases[0]
    assert [found.details["message"]["zh"] for found in broken.differences] == ["最多 7 个（现在 ? 个）"]


def test_a_known_choice_is_known_in_any_order(title: Task) -> None:
    bound = Property("never", {"en": "no", "zh": "否"}, "def never(result, expected, *, room):\n    return False")
    known = Misconception("swapped", {"en": "m", "zh": "m"}, ({"value": encode(["x", "y"])},))
    task = replace(title, properties=(bound,), misconceptions=(known,))
    assert judged(task, lambda room: ["y", "x"]).named == "swapped"
    assert judged(task, lambda room: ["y", "z"]).named is None


def test_a_keyed_choice_does_not_show_the_key() -> None:
    case = Case("only", {"en": "only", "zh": "唯一"}, False, {"x": 1}, {"value": "mix"})
    task = Task("choose", "90_tiny", "function", 1.0, "key", cases=(case,))
    assert judged(task, lambda x: "mix").score == 1.0
    assert [found.kind for found in judged(task, lambda x: "rate").cases[0].differences] == ["key"]


def chart_task(**model: Any) -> Task:
    chart = {
        "title": "t", "xlabel": "x", "ylabel": "y", "xscale": "linear", "yscale": "linear", "percent": False, "legend": [],
        "from_zero": True, "series": [{"kind": "bars", "name": "", "horizontal": False, "data": [["a", 2.0], ["b", 3.0]]}],
    }  # fmt: skip
    case = Case(
        "only",
        {"en": "only", "zh": "唯一"},
        False,
        {"counts": encode(pd.Series([2.0, 3.0], index=["a", "b"]))},
        {"value": encode(chart | model)},
    )
    return Task("draw", "90_tiny", "chart", 2.0, "chart", cases=(case,))


def drawn(counts: pd.Series, title: str = "t", factor: float = 1.0) -> Any:
    from matplotlib.figure import Figure

    axes = Figure().subplots()
    axes.bar(counts.index, factor * counts)
    axes.set(title=title, xlabel="x", ylabel="y")
    return axes


def test_a_chart_loses_what_its_criterion_is_worth() -> None:
    assert judged(chart_task(), drawn).outcome == "right"
    untitled = judged(chart_task(), lambda counts: drawn(counts, title=""))
    assert untitled.score == pytest.approx(1.8)
    assert [found.kind for found in judged(chart_task(), lambda counts: 3).cases[0].differences] == ["type"]


def test_a_known_wrong_chart_is_recognised() -> None:
    task = chart_task()
    from storelab.practice.runner import observed, run_case

    wrong = observed(run_case(lambda counts: drawn(counts, factor=100), task, task.cases[0]))
    known = Misconception("percent", {"en": "…", "zh": "…"}, (wrong,))
    task = replace(task, misconceptions=(known,))
    assert judged(task, lambda counts: drawn(counts, factor=100)).named == "percent"
    # Untitled besides: not the same chart, so the misconception alone does not explain it.
    assert judged(task, lambda counts: drawn(counts, factor=100, title="")).named is None
    assert judged(task, lambda counts: drawn(counts, factor=50)).named is None
