"""Makes what the checker needs from a chapter: cases, expected values computed from the solution, known wrong results."""

from __future__ import annotations

import ast
import inspect
import math
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from types import FunctionType, ModuleType
from typing import Any

from classroom.cases import Entry, Exercise, World
from classroom.source import Chapter, ExerciseSource
from storelab.errors import StoreLabError, suggest
from storelab.language import LANGUAGES, language, use_language
from storelab.practice.codec import FILE_DIGITS, CodecError, decode, encode
from storelab.practice.compare import first_difference
from storelab.practice.judge import judge_case, measured, property_function
from storelab.practice.messages import difference as in_words
from storelab.practice.runner import observed, run_case
from storelab.practice.tasks import Case, Task, task_from_plain

# Long enough for a slow machine; a solution that takes longer is a mistake of the author's.
SECONDS = 60.0


def generate(chapter: Chapter) -> dict[str, Any]:
    """Make the content of ``storelab/generated/exercises/<chapter>.json``.

    Parameters
    ----------
    chapter
        As `classroom.source.load_chapter` reads it.

    Returns
    -------
    dict
        ``chapter`` and ``exercises`` by id; plain values only. No source of a solution, a right or a wrong answer is in
        it; of bounds ("property") there is, because they are checked on the learner's machine.

    Raises
    ------
    StoreLabError
        If an exercise lacks cases or hints, a solution fails, disagrees with the example worked by hand, or something
        cannot be written.
    """
    with speaking(LANGUAGES[0]):
        found = {name: exercise_data(chapter, name) for name in chapter.exercises}
    return {"chapter": chapter.id, "exercises": found | choices_data(chapter)}


def exercise_data(chapter: Chapter, name: str) -> dict[str, Any]:
    """Make the entry of one function or chart exercise."""
    source, exercise = chapter.exercises[name], cases_of(chapter, name)
    if exercise.points != source.points:
        raise StoreLabError(
            f"{chapter.id}, '{name}': {source.points:g} points in exercises.md and {exercise.points:g} in cases.py."
        )
    solution = solution_of(source)
    check_examples(chapter, name, solution)
    cases = visible_cases(chapter, name, solution)
    task = task_of(chapter, name, cases)
    return {
        "kind": task.kind,
        "points": _whole(task.points),
        "compare": {
            "kind": task.judged_by,
            "tolerance": task.tolerance,
            "ignore_row_order": task.ignore_row_order,
        },
        "hints": [dict(step) for step in task.hints],
        "cases": [
            {
                "name": case.name,
                "title": dict(case.title),
                "edge": case.edge,
                # Pairs, for a file with sorted keys would lose the order of the parameters.
                "inputs": [[key, value] for key, value in case.inputs.items()],
                "expected": dict(case.expected),
            }
            for case in cases
        ],
        "misconceptions": [
            {"name": wrong.name, "message": wrong.texts, "results": known_results(task, wrong.function)}
            for wrong in exercise.wrongs
        ],
        "properties": [
            {"name": bound.name, "message": bound.texts, "source": shipped_source(chapter, exercise, bound)}
            for bound in exercise.properties
        ],
    }


def choices_data(chapter: Chapter) -> dict[str, Any]:
    """Make the entries of the concept questions: ids and letters, no keys."""
    found = {}
    for cell in chapter.exercise_cells:
        name = cell.metadata.get("questions")
        if name is not None:
            questions = [{"id": item["id"], "options": sorted(item["options"])} for item in chapter.questions]
            found[name] = {"kind": "choices", "points": _whole(float(cell.metadata["points"])), "questions": questions}
    return found


def choice_keys(chapter: Chapter) -> dict[str, dict[str, Any]]:
    """Keys of the concept questions: by question ``answer`` and ``why`` (by letter, by language)."""
    return {
        item["id"]: {
            "answer": str(item["answer"]).lower(),
            "why": {letter: option["why"] for letter, option in item["options"].items()},
        }
        for item in chapter.questions
    }


def cases_of(chapter: Chapter, name: str) -> Exercise:
    """The `Exercise` of that name in ``cases.py``.

    Raises
    ------
    StoreLabError
        If there is none; the message names the nearest.
    """
    known = {key: value for key, value in vars(chapter.cases).items() if isinstance(value, Exercise)}
    if name not in known:
        near = suggest(name, known)
        raise StoreLabError(
            f"{chapter.id}/cases.py has no exercise '{name}'. " + (f"Did you mean {near}?" if near else "Add one.")
        )
    return known[name]


def solution_of(source: ExerciseSource) -> Callable[..., Any]:
    """Run the solution of an exercise and return its function."""
    return function_from(source, source.solution_code)


def function_from(source: ExerciseSource, code: str) -> Callable[..., Any]:
    """Run code of an answer cell after the notebook's imports and return the function that the exercise asks for.

    Raises
    ------
    StoreLabError
        If the code fails or defines no such function.
    """
    namespace: dict[str, Any] = {"__name__": f"answer_{source.id}"}
    try:
        exec(compile(source.setup_code, f"<imports of {source.id}>", "exec"), namespace)
        exec(compile(code, f"<answer {source.id}>", "exec"), namespace)
    except Exception as error:
        raise StoreLabError(f"The answer cell of '{source.id}' failed: {type(error).__name__}: {error}") from error
    function = namespace.get(source.id)
    if not callable(function):
        raise StoreLabError(f"The answer cell of '{source.id}' defines no function of that name.")
    return function


def task_of(chapter: Chapter, name: str, cases: tuple[Case, ...]) -> Task:
    """The checker's view of an exercise, without its known wrong results."""
    source, exercise = chapter.exercises[name], cases_of(chapter, name)
    plain = {
        "kind": "chart" if exercise.compare == "chart" else "function",
        "points": source.points,
        "compare": {
            "kind": exercise.compare,
            "tolerance": exercise.tolerance,
            "ignore_row_order": exercise.ignore_row_order,
        },
        "hints": source.hints,
        "properties": [
            {"name": bound.name, "message": bound.texts, "source": shipped_source(chapter, exercise, bound)}
            for bound in exercise.properties
        ],
    }
    return replace(task_from_plain(name, chapter.id, plain), cases=cases)


def visible_cases(chapter: Chapter, name: str, solution: Callable[..., Any]) -> tuple[Case, ...]:
    """The visible cases, expected values from the solution.

    Raises
    ------
    StoreLabError
        If there is none that is ordinary, or one cannot be made.
    """
    exercise = cases_of(chapter, name)
    if not any(not entry.edge for entry in exercise.visible_cases):
        raise StoreLabError(f"{chapter.id}/cases.py, '{name}': needs at least one visible case that is no edge case.")
    task = task_of(chapter, name, ())
    return tuple(
        make_case(task, entry.name, entry.texts, entry.edge, _inputs(chapter, name, entry), solution)
        for entry in exercise.visible_cases
    )


def hidden_cases(chapter: Chapter, name: str, solution: Callable[..., Any], seed: int) -> tuple[Case, ...]:
    """The hidden cases of a seed: the worlds ``seed``, ``seed + 1`` and so on."""
    task = task_of(chapter, name, ())
    found = []
    for entry in cases_of(chapter, name).hidden_cases:
        for number in range(entry.worlds):
            world = World(seed + number, f"{name}.{entry.name}")
            title = {"en": f"{entry.name}, world {number + 1}", "zh": f"{entry.name}，第 {number + 1} 家"}
            inputs = _inputs(chapter, name, entry, world)
            case = make_case(task, f"{entry.name}_{number + 1}", title, False, inputs, solution)
            found.append(replace(case, hidden=True))
    return tuple(found)


def make_case(
    task: Task, name: str, title: Mapping[str, str], edge: bool, inputs: Mapping[str, Any], solution: Callable[..., Any]
) -> Case:
    """Build a case: encode the inputs, then compute what the solution makes of exactly those.

    Raises
    ------
    StoreLabError
        If the solution fails (a ValueError is taken as the right answer), changes its inputs or takes too long.
    """
    place = f"{task.chapter}/cases.py, '{task.id}', case '{name}'"
    try:
        plain = {key: encode(value, FILE_DIGITS) for key, value in inputs.items()}
    except CodecError as error:
        raise StoreLabError(f"{place}: an input cannot be written: {error}.") from error
    case = Case(name, title, edge, plain, {})
    return replace(case, expected=_expected(task, case, solution, place))


def known_results(task: Task, function: Callable[..., Any]) -> list[dict[str, Any] | None]:
    """What a wrong answer does in each visible case; None where it is right."""
    found: list[dict[str, Any] | None] = []
    for case in task.cases:
        run = run_case(function, task, case, SECONDS)
        if judge_case(task, case, run).right:
            found.append(None)
        elif task.kind == "chart" and isinstance(run.value, dict):
            found.append({"value": encode(_chart_in_each_language(task, case, function), FILE_DIGITS)})
        else:
            found.append(_rounded(observed(run)))
    return found


def check_examples(chapter: Chapter, name: str, solution: Callable[..., Any]) -> None:
    """Compare the examples worked by hand in the question with the solution.

    Raises
    ------
    StoreLabError
        If they differ: the one of them is wrong.
    """
    exercise = cases_of(chapter, name)
    task = task_of(chapter, name, ())
    for entry in exercise.examples:
        inputs, expected = entry.function()
        case = Case(entry.name, {}, False, {key: encode(value) for key, value in inputs.items()}, {})
        run = run_case(solution, task, case, SECONDS)
        place = f"{chapter.id}, '{name}': the example '{entry.name}' worked by hand and the solution disagree"
        if run.status != "returned":
            raise StoreLabError(f"{place}: the solution {run.status} ({run.stop.words if run.stop else ''}).")
        value = run.value
        if exercise.compare == "chart":
            # By hand an author writes the marks alone: a list of [place, value].
            value = [pair for marks in run.value["series"] for pair in marks["data"]]
            expected = [list(pair) for pair in expected]
        elif exercise.compare == "property":
            _check_bounds(task, place, inputs, value, expected)
            continue
        found = first_difference(value, expected, exercise.tolerance, exercise.ignore_row_order)
        if found:
            raise StoreLabError(f'{place} ("yours" is the solution\'s): {in_words(found)}')


def _check_bounds(task: Task, place: str, inputs: Mapping[str, Any], value: Any, expected: Any) -> None:
    """Solution and hand-worked result must satisfy the bounds measured by each other."""
    for bound in task.properties:
        keeps = property_function(bound)
        for result, model in ((value, expected), (expected, value)):
            fresh = {key: decode(encode(item)) for key, item in inputs.items()}
            if not measured(keeps(result, model, **fresh))[0] >= 1:
                raise StoreLabError(f"{place}: '{bound.name}' does not hold for {result!r} beside {model!r}.")


def shipped_source(chapter: Chapter, exercise: Exercise, bound: Entry) -> str:
    """The source of a bound with the constants and functions of ``cases.py`` that it uses.

    Raises
    ------
    StoreLabError
        If it uses a right answer, a hidden case or something that cannot be shipped.
    """
    secret = {entry.name for entry in (*exercise.rights, *exercise.wrongs, *exercise.hidden_cases)}
    module, parts, waiting = chapter.cases, dict[str, str](), [bound.name]
    while waiting:
        name = waiting.pop()
        if name in parts or name in ("np", "pd", "math") or not hasattr(module, name):
            continue
        if name in secret:
            raise StoreLabError(
                f"{chapter.id}/cases.py: bound '{bound.name}' uses '{name}', which learners must not see."
            )
        parts[name], needed = _piece(module, name, bound.name)
        waiting += sorted(needed)
    # What a function calls must stand somewhere in the file, constants before all.
    constants = [text for name, text in sorted(parts.items()) if not text.startswith("def ")]
    functions = [text for name, text in sorted(parts.items()) if text.startswith("def ")]
    return "\n\n".join([*constants, *functions])


def _piece(module: ModuleType, name: str, bound: str) -> tuple[str, set[str]]:
    value = getattr(module, name)
    if isinstance(value, FunctionType) and value.__module__ == module.__name__:
        tree = ast.parse(inspect.getsource(value))
        definition = tree.body[0]
        assert isinstance(definition, ast.FunctionDef)
        definition.decorator_list = []
        used = {node.id for node in ast.walk(definition) if isinstance(node, ast.Name)}
        return ast.unparse(definition), used
    if isinstance(value, int | float | str | bool | list | tuple | dict | set):
        return f"{name} = {value!r}", set()
    if isinstance(value, ModuleType):
        return f"import {value.__name__} as {name}", set()
    if getattr(value, "__module__", None) and hasattr(value, "__name__") and not value.__module__.startswith("c"):
        return f"from {value.__module__} import {value.__name__} as {name}", set()
    raise StoreLabError(f"bound '{bound}' uses '{name}', which cannot be written into a file.")


def _inputs(chapter: Chapter, name: str, entry: Entry, *world: World) -> dict[str, Any]:
    try:
        inputs = entry.function(*world)
    except Exception as error:
        kind = type(error).__name__
        raise StoreLabError(f"{chapter.id}/cases.py, '{name}', case '{entry.name}' failed: {kind}: {error}") from error
    if not isinstance(inputs, dict):
        raise StoreLabError(f"{chapter.id}/cases.py, '{name}', case '{entry.name}' must return a dictionary of inputs.")
    return inputs


def _expected(task: Task, case: Case, solution: Callable[..., Any], place: str) -> dict[str, Any]:
    run = run_case(solution, task, case, SECONDS)
    if run.status == "raised" and run.stop and run.stop.type == "ValueError":
        return {"raises": "ValueError"}
    if run.status != "returned":
        words = f"{run.stop.type}: {run.stop.words} in line {run.stop.number}" if run.stop else ", ".join(run.mutated)
        raise StoreLabError(f"{place}: the solution {run.status}. {words}")
    if task.kind == "chart":
        if not (isinstance(run.value, dict) and "series" in run.value):
            raise StoreLabError(f"{place}: the solution returned {run.value!r}, not a chart.")
        return {"value": encode(_chart_in_each_language(task, case, solution), FILE_DIGITS)}
    try:
        return {"value": encode(run.value, FILE_DIGITS)}
    except CodecError as error:
        raise StoreLabError(f"{place}: the solution's result cannot be written: {error}.") from error


def _chart_in_each_language(task: Task, case: Case, function: Callable[..., Any]) -> dict[str, Any]:
    """A described chart per language where labels of categories are translated, else one."""
    charts = {}
    for name in LANGUAGES:
        with speaking(name):
            charts[name] = run_case(function, task, case, SECONDS).value
    places = [[marks["data"] for marks in chart["series"]] for chart in charts.values()]
    return charts if any(other != places[0] for other in places) else dict(charts[LANGUAGES[0]])


@contextmanager
def speaking(name: str) -> Iterator[None]:
    """Use a language inside the block."""
    before = language()
    use_language(name)
    try:
        yield
    finally:
        use_language(before)


def _rounded(plain: dict[str, Any]) -> dict[str, Any]:
    """Round the floats of an observed result as files have them."""
    return {"value": encode(decode(plain["value"]), FILE_DIGITS)} if "value" in plain else plain


def _whole(points: float) -> float:
    return int(points) if math.isclose(points, round(points)) else points
