"""Decides what an answer is worth and which misconception it shows, from what its calls did.

Nothing here runs the learner's code: runs come in, a verdict goes out.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from storelab.practice.chart import Criterion, criteria
from storelab.practice.codec import CodecError, decode
from storelab.practice.compare import Difference, first_difference, kind_of, kinds_agree
from storelab.practice.runner import Run, observed
from storelab.practice.tasks import Case, Misconception, Property, Task

RIGHT, WRONG, CRASHED, NOT_ATTEMPTED = "right", "wrong", "crashed", "not attempted"


@dataclass(frozen=True)
class CaseVerdict:
    """What one case is worth (``share`` from 0 to 1) and what is amiss in it."""

    case: Case
    run: Run
    share: float
    differences: tuple[Difference, ...] = ()

    @property
    def right(self) -> bool:
        """Whether nothing is amiss."""
        return self.share >= 1


@dataclass(frozen=True)
class Verdict:
    """The verdict on an answer.

    Attributes
    ----------
    outcome
        ``right``, ``wrong``, ``crashed`` or ``not attempted``.
    score
        Points earned.
    cases
        Case by case.
    misconception
        The known wrong answer that explains the ordinary cases that are wrong, if one does.
    edge_misconceptions
        Known wrong answers that explain single edge cases, by the case's name.
    """

    outcome: str
    score: float
    cases: tuple[CaseVerdict, ...]
    misconception: Misconception | None = None
    edge_misconceptions: Mapping[str, Misconception] = field(default_factory=dict)

    @property
    def named(self) -> str | None:
        """The name of the misconception, for reports: the main one, else that of the first edge case."""
        if self.misconception:
            return self.misconception.name
        return next((found.name for found in self.edge_misconceptions.values()), None)


def judge(task: Task, cases: Sequence[Case], runs: Sequence[Run]) -> Verdict:
    """Judge the runs of a function.

    Parameters
    ----------
    task
        The exercise.
    cases, runs
        The calls and what they did, in the same order.

    Returns
    -------
    Verdict
        Score, outcome and diagnosis.
    """
    if all(run.status == "empty" for run in runs):
        return Verdict(NOT_ATTEMPTED, 0.0, ())
    verdicts = tuple(judge_case(task, case, run) for case, run in zip(cases, runs, strict=True))
    wrong = [verdict for verdict in verdicts if not verdict.right]
    if not wrong:
        return Verdict(RIGHT, task.points, verdicts)
    first = next((verdict for verdict in wrong if not verdict.case.edge), wrong[0])
    outcome = CRASHED if first.run.status in ("raised", "timeout", "unrunnable", "skipped") else WRONG
    return Verdict(outcome, score(task.points, verdicts), verdicts, *diagnose(task, verdicts))


def score(points: float, verdicts: Sequence[CaseVerdict]) -> float:
    """Points times the share of cases that are right; edge cases count only beside a right ordinary case."""
    ordinary = any(verdict.share > 0 for verdict in verdicts if not verdict.case.edge)
    earned = sum(verdict.share for verdict in verdicts if ordinary or not verdict.case.edge)
    share = earned / len(verdicts) if verdicts else 0.0
    if share >= 1:
        return points
    # Never round up to full points what is not right.
    return max(min(round(points * share, 2), round(points - 0.01, 2)), 0.0)


def judge_case(task: Task, case: Case, run: Run) -> CaseVerdict:
    """Judge one call."""
    wanted_error = case.expected.get("raises")
    if run.status == "raised" and wanted_error:
        right = run.stop is not None and run.stop.type == wanted_error
        amiss = Difference("other_error", details={"given": run.stop.type if run.stop else "", "wanted": wanted_error})
        return CaseVerdict(case, run, 1.0 if right else 0.0, () if right else (amiss,))
    if run.status != "returned":
        return CaseVerdict(case, run, 0.0)
    if wanted_error:
        return CaseVerdict(case, run, 0.0, (Difference("error_wanted", details={"wanted": wanted_error}),))
    wanted = decode(case.expected["value"])
    try:
        if task.judged_by == "chart":
            return _judge_chart(task, case, run, wanted)
        if task.judged_by == "property":
            return _judge_properties(task, case, run, wanted)
        difference = first_difference(run.value, wanted, task.tolerance, task.ignore_row_order)
    except Exception as error:  # a value whose own methods fail when it is looked at
        difference = Difference("unreadable", details={"words": str(error)})
    if difference and task.judged_by == "key" and difference.kind in ("value", "items_names", "length"):
        difference = Difference("key")
    return CaseVerdict(case, run, 0.0 if difference else 1.0, (difference,) if difference else ())


def _judge_chart(task: Task, case: Case, run: Run, wanted: Mapping[str, Any]) -> CaseVerdict:
    if not _is_described(run.value):
        amiss = Difference("type", details={"given": kind_of(run.value), "wanted": "chart"})
        return CaseVerdict(case, run, 0.0, (amiss,))
    judged = [criteria(run.value, model, task.tolerance) for model in models(wanted)]
    best = max(judged, key=_met)
    differences = tuple(one.difference for one in best if one.difference)
    return CaseVerdict(case, run, _met(best) if differences else 1.0, differences)


def models(wanted: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The model charts: one, or one for each language where category labels differ; either language will do."""
    return [wanted] if "series" in wanted else list(wanted.values())


def _met(judged: Sequence[Criterion]) -> float:
    return round(sum(one.weight for one in judged if one.difference is None), 9)


def _is_described(value: Any) -> bool:
    return isinstance(value, dict) and "series" in value


def _judge_properties(task: Task, case: Case, run: Run, wanted: Any) -> CaseVerdict:
    if not kinds_agree(run.value, wanted):
        amiss = Difference("type", details={"given": kind_of(run.value), "wanted": kind_of(wanted)})
        return CaseVerdict(case, run, 0.0, (amiss,))
    share, differences = 1.0, []
    for bound in task.properties:
        inputs = {name: decode(value) for name, value in case.inputs.items()}
        try:
            kept, figures = measured(property_function(bound)(run.value, wanted, **inputs))
        except Exception:  # an answer of the wrong shape fails inside the bound
            kept, figures = 0.0, {}
        if not kept >= 1:
            message = {name: text.format_map(_Figures(figures)) for name, text in bound.message.items()}
            differences.append(Difference("property", details={"message": message}))
            share = min(share, max(kept, 0.0) if kept == kept else 0.0)
    return CaseVerdict(case, run, share, tuple(differences))


def measured(value: Any) -> tuple[float, Mapping[str, Any]]:
    """What a bound returned: the share that is kept, and the figures that its message names."""
    share, figures = value if isinstance(value, tuple) else (value, {})
    return float(share), figures


class _Figures(dict[str, Any]):
    """Figures for a message; one that could not be measured is a question mark."""

    def __missing__(self, name: str) -> str:
        return "?"


def property_function(bound: Property) -> Callable[..., Any]:
    """Build the function of a stated bound from its source, which came with the course."""
    import numpy as np
    import pandas as pd

    namespace: dict[str, Any] = {"np": np, "pd": pd, "math": math}
    exec(compile(bound.source, f"<bound {bound.name}>", "exec"), namespace)
    function: Callable[..., Any] = namespace[bound.name]
    return function


def diagnose(task: Task, verdicts: Sequence[CaseVerdict]) -> tuple[Misconception | None, dict[str, Misconception]]:
    """Find the known wrong answers that explain an answer.

    The main one must give the learner's result in every ordinary case, the right ones too: somebody who made that
    mistake could not have got those right. Of several, the one that explains most edge cases is said. Edge cases that it
    leaves open are explained one by one, by known wrong answers that are right in all ordinary cases; where ordinary
    cases are wrong and nothing explains them, a likeness in an edge case is chance, and nothing is said.
    """
    visible = [verdict for verdict in verdicts if not verdict.case.hidden]
    places = range(len(visible))
    ordinary = [place for place in places if not visible[place].case.edge]
    wrong = [place for place in places if not visible[place].right]

    @cache
    def matches(known: Misconception, place: int) -> bool:
        return _explains(task, known.results[place], visible[place])

    def reach(known: Misconception) -> int:
        return sum(matches(known, place) for place in places)

    main: Misconception | None = None
    if any(place in ordinary for place in wrong):
        candidates = [known for known in task.misconceptions if all(matches(known, place) for place in ordinary)]
        main = max(candidates, key=reach, default=None)
        if main is None:
            return None, {}
    explained = {place for place in places if main and matches(main, place)}
    edges: dict[str, Misconception] = {}
    for place in wrong:
        if place in ordinary or place in explained or visible[place].run.status == "skipped":
            continue
        candidates = [
            known
            for known in task.misconceptions
            if matches(known, place) and all(known.results[other] is None for other in ordinary)
        ]
        if candidates:
            edges[visible[place].case.name] = max(candidates, key=reach)
    return main, edges


def _explains(task: Task, result: Mapping[str, Any] | None, verdict: CaseVerdict) -> bool:
    """Whether a known wrong answer does in a case what the learner's does."""
    if result is None or verdict.right:
        return result is None and verdict.right
    run = verdict.run
    if "value" not in result or run.status != "returned":
        return "unplain" not in result and "value" not in result and dict(result) == observed(run)
    try:
        known = decode(result["value"])
        if task.judged_by == "chart" and _is_described(run.value) and isinstance(known, dict):
            wanted = decode(verdict.case.expected["value"])
            return any(_same_chart(task, run.value, chart, wanted) for chart in models(known))
        value = run.value
        if task.judged_by == "property" and isinstance(known, list) and isinstance(value, list):
            # Bounds say nothing of the order of a choice.
            value, known = sorted(value, key=repr), sorted(known, key=repr)
        return first_difference(value, known, task.tolerance, task.ignore_row_order) is None
    except (CodecError, TypeError, ValueError):
        return False


def _same_chart(task: Task, given: Mapping[str, Any], known: Mapping[str, Any], wanted: Mapping[str, Any]) -> bool:
    """Same data, and amiss in the same ways."""

    def amiss(chart: Mapping[str, Any]) -> set[str]:
        judged = max((criteria(chart, model, task.tolerance) for model in models(wanted)), key=_met)
        return {one.name for one in judged if one.difference}

    same_data = criteria(given, known, task.tolerance)[0].difference is None
    return same_data and amiss(given) == amiss(known)
