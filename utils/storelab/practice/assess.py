"""Checks one answer and words the result."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from storelab.language import language
from storelab.practice import messages
from storelab.practice.codec import decode
from storelab.practice.compare import kind_of
from storelab.practice.judge import NOT_ATTEMPTED, RIGHT, WRONG, CaseVerdict, Verdict, judge
from storelab.practice.messages import say
from storelab.practice.result import Block, CheckResult
from storelab.practice.runner import SECONDS, Run, run_cases
from storelab.practice.tasks import Task

# An input is shown when it is at most this large; one of more than a few rows scrolls.
ROWS_SHOWN, COLUMNS_SHOWN, ROWS_AT_ONCE = 32, 8, 10

# Differences of form, which no look at the input explains.
FORM_DIFFERENCES = ("type", "columns_names", "column_type", "numbering", "labels_wanted", "levels", "shape")

Keys = Mapping[str, Mapping[str, Any]]


def assess(task: Task, namespace: Mapping[str, Any], keys: Keys | None = None) -> CheckResult:
    """Check the answer that a namespace holds.

    Parameters
    ----------
    task
        The exercise.
    namespace
        The learner's variables.
    keys
        For concept questions: by question its ``answer`` and ``why`` (by letter, by language). Without them answers are
        only looked through for gaps.

    Returns
    -------
    CheckResult
        Score and message.
    """
    if task.id not in namespace:
        return assess_nothing(task)
    if task.kind == "choices":
        return assess_choices(task, namespace[task.id], keys)
    function = namespace[task.id]
    if not callable(function):
        return assess_no_function(task, kind_of(function))
    return assess_function(task, function)


def assess_nothing(task: Task, error: str = "") -> CheckResult:
    """The result where no such name exists: the answer was not run, or its cell stopped with an ``error`` of this type."""
    text = say("no_name_for_an_error", name=task.id, error=error) if error else say("no_name", name=task.id)
    return _not_attempted(task, text)


def assess_no_function(task: Task, kind: str) -> CheckResult:
    """The result where the name holds something of a ``kind`` that cannot be called."""
    text = say("no_function", name=task.id, kind=messages.name_kind(kind))
    return _result(task, Verdict(WRONG, 0.0, ()), say("wrong", **_counts(task, 0.0, 0, len(task.cases))), [_text(text)])


def assess_function(task: Task, function: Callable[..., Any]) -> CheckResult:
    """Check a function by calling it."""
    return assess_runs(task, run_cases(function, task, task.cases))


def assess_runs(task: Task, runs: Sequence[Run]) -> CheckResult:
    """Check a function by what its calls did, one run for each of the task's cases."""
    verdict = judge(task, task.cases, runs)
    if verdict.outcome == NOT_ATTEMPTED:
        return _not_attempted(task, say("empty", name=task.id))
    right = sum(case.right for case in verdict.cases)
    headline = say(verdict.outcome, **_counts(task, verdict.score, right, len(verdict.cases)))
    blocks = _praise(verdict) if verdict.outcome == RIGHT else _explain(task, verdict)
    return _result(task, verdict, headline, blocks)


def _result(task: Task, verdict: Verdict, headline: str, blocks: Sequence[Block]) -> CheckResult:
    cases = [
        {"name": one.case.name, "edge": one.case.edge, "hidden": one.case.hidden, "right": one.right}
        for one in verdict.cases
    ]
    return CheckResult(
        task.id, verdict.outcome, verdict.score, task.points, verdict.named, cases, headline, blocks, language()
    )


def _not_attempted(task: Task, text: str) -> CheckResult:
    return _result(task, Verdict(NOT_ATTEMPTED, 0.0, ()), say(NOT_ATTEMPTED), [_text(text)])


def _counts(task: Task, score: float, right: int, count: int) -> dict[str, Any]:
    return {"score": messages.points(score), "points": messages.points(task.points), "right": right, "all": count}


def _text(text: str) -> Block:
    return Block("text", text)


def _titles(verdicts: Sequence[CaseVerdict]) -> str:
    # Titles may hold commas.
    return ("; " if language() == "en" else "；").join(one.case.title[language()] for one in verdicts)


def _praise(verdict: Verdict) -> list[Block]:
    visible = [one for one in verdict.cases if not one.case.hidden]
    hidden = len(verdict.cases) - len(visible)
    if hidden:
        return [_text(say("checked_hidden", titles=_titles(visible), count=hidden))]
    return [_text(say("checked", titles=_titles(visible)))]


def _explain(task: Task, verdict: Verdict) -> list[Block]:
    visible = [one for one in verdict.cases if not one.case.hidden]
    hidden = [one for one in verdict.cases if one.case.hidden]
    wrong = [one for one in visible if not one.right]
    blocks: list[Block] = []
    if verdict.misconception:
        blocks.append(_text(say("looks_like", message=verdict.misconception.message[language()])))
    if wrong:
        first = next((one for one in wrong if not one.case.edge), wrong[0])
        known = verdict.edge_misconceptions.get(first.case.name)
        if known:
            blocks.append(_in_case(first, known.message[language()]))
        blocks += _case_blocks(task, first, show_input=not verdict.misconception or first.run.status != "returned")
        for one in wrong:
            known = verdict.edge_misconceptions.get(one.case.name)
            if one is not first and known:
                blocks.append(_in_case(one, known.message[language()]))
        blocks.append(_text(say("missing", titles=_titles(wrong))))
        if any(one.right and one.case.edge for one in visible) and all(
            one.share == 0 for one in verdict.cases if not one.case.edge
        ):
            blocks.append(_text(say("edges_wait")))
    elif hidden:
        blocks.append(_text(say("hidden_only")))
    if hidden:
        blocks.append(_text(say("hidden", right=sum(one.right for one in hidden), all=len(hidden))))
    return blocks


def _in_case(one: CaseVerdict, text: str) -> Block:
    return _text(say("case", title=one.case.title[language()], text=text))


def _case_blocks(task: Task, one: CaseVerdict, show_input: bool) -> list[Block]:
    """What went wrong in one case, with the learner's line and a small input."""
    run = one.run
    blocks: list[Block] = []
    if run.status == "unrunnable" and run.stop:
        inputs = list(one.case.inputs)
        quoted = messages.join([f"`{name}`" for name in inputs])
        plain = ", ".join(inputs)
        return [_text(say("unrunnable", name=task.id, inputs=quoted, plain=plain, words=run.stop.words))]
    if run.status == "raised" and run.stop and not one.differences:
        details = {"type": run.stop.type, "words": run.stop.words, "number": run.stop.number}
        blocks.append(_in_case(one, say("stopped_line" if run.stop.line else "stopped", **details)))
        if run.stop.line:
            blocks.append(Block("code", run.stop.line))
        known = messages.help_with(run.stop.type, run.stop.words)
        if known:
            blocks.append(_text(known))
    elif run.status == "timeout":
        blocks.append(_in_case(one, say("timeout", seconds=round(SECONDS))))
    elif run.status == "skipped":
        blocks.append(_in_case(one, say("skipped")))
    elif run.status == "mutated":
        names = messages.join([f"`{name}`" for name in run.mutated])
        nested = isinstance(decode(one.case.inputs[run.mutated[0]]), dict | list)
        blocks.append(_in_case(one, say("mutated_nested" if nested else "mutated", names=names, first=run.mutated[0])))
    elif len(one.differences) == 1:
        blocks.append(_in_case(one, messages.difference(one.differences[0])))
    else:
        blocks.append(_in_case(one, ""))
        blocks += [Block("item", messages.difference(found)) for found in one.differences]
    if show_input and not any(found.kind in FORM_DIFFERENCES for found in one.differences):
        blocks += _inputs(one)
    if run.printed.strip():
        blocks += [_text(say("printed")), Block("code", run.printed.rstrip())]
    return blocks


def _inputs(one: CaseVerdict) -> list[Block]:
    """The inputs of a case, if they are small enough to be read."""
    blocks = []
    for name, plain in one.case.inputs.items():
        table = _table(decode(plain))
        if table:
            blocks += [_text(say("input", name=name)), table]
    return blocks


def _table(value: Any) -> Block | None:
    kind = kind_of(value)
    if kind == "series":
        value = value.to_frame(name="" if value.name is None else value.name)
    elif kind != "frame":
        text = repr(value)
        return Block("code", text) if len(text) <= 200 else None
    if len(value) > ROWS_SHOWN or value.shape[1] > COLUMNS_SHOWN:
        return None
    shown = value.to_html(border=0, na_rep="NaN", float_format=messages.number, escape=True)
    if len(value) > ROWS_AT_ONCE:
        shown = f"<div tabindex='0' style='max-height:18em;overflow:auto'>{shown}</div>"
    return Block("table", value.to_string(na_rep="NaN", float_format=messages.number), shown)


def assess_choices(task: Task, answers: Any, keys: Keys | None) -> CheckResult:
    """Check the letters that were chosen."""
    if not isinstance(answers, dict):
        example = "{" + ", ".join(f'"{question.id}": "a"' for question in task.questions[:1]) + "}"
        kind = messages.name_kind(kind_of(answers))
        text = say("choices_type", name=task.id, example=example, kind=kind)
        counts = _counts(task, 0.0, 0, len(task.questions))
        return _choices_result(task, WRONG, 0.0, say("choices_wrong", **counts), [_text(text)], {})
    given = {
        str(name).strip(): str("" if letter is None else letter).strip().lower() for name, letter in answers.items()
    }
    if not any(given.get(question.id) not in (None, "", "...") for question in task.questions):
        blocks = [Block("item", say("choice_open", id=question.id)) for question in task.questions]
        return _choices_result(task, NOT_ATTEMPTED, 0.0, say(NOT_ATTEMPTED), blocks, {})
    blocks, right = [], {}
    for question in task.questions:
        letter = given.get(question.id, "")
        right[question.id] = False
        if letter in ("", "..."):
            blocks.append(Block("item", say("choice_open", id=question.id)))
        elif letter not in question.options:
            options = messages.join(question.options)
            blocks.append(
                Block("item", say("choice_odd", id=question.id, given=messages.show(letter), options=options))
            )
        elif keys is not None and letter != keys[question.id]["answer"]:
            why = keys[question.id]["why"][letter][language()]
            blocks.append(Block("item", say("choice_wrong", id=question.id, given=letter, why=why)))
        else:
            right[question.id] = True
    known = {question.id for question in task.questions}
    blocks += [Block("item", say("choice_unknown", id=name)) for name in given if name not in known]
    count = sum(right.values())
    complete = count == len(task.questions)
    # Without keys only completeness can be judged, and a notebook that is complete must pass nbgrader's Validate.
    score = task.points if complete else 0.0 if keys is None else round(task.points * count / len(task.questions), 2)
    counts = _counts(task, score, count, len(task.questions))
    headline = "choices_answered" if keys is None else "right"
    if not complete:
        headline = "choices_open" if keys is None else "choices_wrong"
    return _choices_result(task, RIGHT if complete else WRONG, score, say(headline, **counts), blocks, right)


def _choices_result(
    task: Task, outcome: str, score: float, headline: str, blocks: Sequence[Block], right: Mapping[str, bool]
) -> CheckResult:
    cases = [{"name": name, "edge": False, "hidden": False, "right": value} for name, value in right.items()]
    return CheckResult(task.id, outcome, score, task.points, None, cases, headline, blocks, language())
