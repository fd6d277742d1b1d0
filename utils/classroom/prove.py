"""``classroom prove``: shows that the checker accepts what is right and refuses, and explains, what is wrong."""

from __future__ import annotations

import argparse
import ast
import inspect
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from types import FunctionType
from typing import Any

from classroom.cases import Entry, Exercise, Trial
from classroom.practice_data import SECONDS, cases_of, exercise_data, function_from, hidden_cases, solution_of, speaking
from classroom.side_by_side import side_by_side
from classroom.source import Chapter, Lesson, assignment_ids, load_chapter
from storelab.errors import StoreLabError
from storelab.language import LANGUAGES
from storelab.practice.codec import canonical, decode
from storelab.practice.judge import RIGHT, Verdict, judge
from storelab.practice.runner import Run, observed, quiet, run_case, run_cases
from storelab.practice.tasks import Case, Task, task_from_plain

# Each stands for several worlds: a hidden case runs in the seed and those after it.
SEEDS = (20251111, 4201, 815)
FEWEST_RIGHT, FEWEST_WRONG = 2, 4

Answer = Callable[..., Any]


@dataclass
class ExerciseReport:
    """What was proved about one exercise; it holds when ``failures`` is empty."""

    exercise: str
    visible: int = 0
    edges: int = 0
    hidden: int = 0
    rights: int = 0
    rights_accepted: int = 0
    wrongs: int = 0
    wrongs_refused: int = 0
    wrongs_diagnosed: int = 0
    invariants: int = 0
    lesson_answers: int = 0
    library_answers: int = 0
    failures: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


@dataclass
class TrialReport:
    """How the checker judged answers that readers really gave."""

    right: int = 0
    right_refused: int = 0
    wrong: int = 0
    wrong_accepted: int = 0
    diagnosed: int = 0
    diagnosed_as_the_teacher: int = 0
    findings: list[str] = field(default_factory=list)


@dataclass
class ChapterReport:
    """The proof of a chapter."""

    chapter: str
    exercises: list[ExerciseReport]
    trials: TrialReport
    warnings: list[str]

    @property
    def holds(self) -> bool:
        """Whether nothing failed; a trial that the checker misjudged is a failure."""
        return not self.trials.findings and not any(report.failures for report in self.exercises)


def register(subparsers: Any) -> None:
    """Add the command."""
    parser = subparsers.add_parser("prove", help="prove that checks accept right answers and refuse wrong ones")
    parser.add_argument("chapter", nargs="?", help="number or id of a chapter; all without it")
    parser.add_argument("--json", action="store_true", help="print the reports as JSON")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Prove one chapter or all; 1 when anything is wrongly accepted, refused or left unexplained."""
    names = [options.chapter] if options.chapter else assignment_ids()
    if not names:
        raise StoreLabError("No chapter has been written yet: there is nothing to prove in course/.")
    reports = []
    for report in side_by_side(_prove_named, names):
        reports.append(report)
        if not options.json:
            _print(report)
    if options.json:
        print(json.dumps([asdict(report) for report in reports], ensure_ascii=False, indent=2))
    return 0 if all(report.holds for report in reports) else 1


def _prove_named(name: str) -> ChapterReport:
    import matplotlib

    matplotlib.use("Agg")
    with speaking(LANGUAGES[0]):
        return prove_chapter(load_chapter(name), SEEDS)


def prove_chapter(chapter: Chapter, seeds: Sequence[int]) -> ChapterReport:
    """Prove every exercise of a chapter and judge its trials.

    Parameters
    ----------
    chapter
        The source.
    seeds
        Seeds of the hidden cases.
    """
    lessons = LessonAnswers(chapter.lessons)
    made = _made_exercises(chapter)
    exercises, tasks = [], dict[str, Task]()
    for name in chapter.exercises:
        report = ExerciseReport(name)
        exercises.append(report)
        try:
            tasks[name] = prove_exercise(chapter, name, seeds, lessons, report, made.get(name))
        except StoreLabError as error:
            report.failures.append(str(error))
    return ChapterReport(chapter.id, exercises, prove_trials(chapter, tasks), lessons.warnings)


def _made_exercises(chapter: Chapter) -> dict[str, Any]:
    """The exercises as a learner's machine reads them, from the cache of the build; none if one of them fails."""
    from classroom.build.outputs import practice_file

    try:
        return dict(json.loads(practice_file(chapter))["exercises"])
    except StoreLabError:
        # Each is made on its own then, so that the one that fails says so.
        return {}


def prove_exercise(
    chapter: Chapter,
    name: str,
    seeds: Sequence[int],
    lessons: LessonAnswers,
    report: ExerciseReport,
    made: Mapping[str, Any] | None,
) -> Task:
    """Prove one exercise into its report; returns the task with all cases.

    Parameters
    ----------
    chapter, name
        The exercise.
    seeds
        Seeds of the hidden cases.
    lessons
        What a learner could copy.
    report
        Filled.
    made
        The exercise as the build makes it; made here if None.
    """
    exercise, solution = cases_of(chapter, name), solution_of(chapter.exercises[name])
    task = task_from_plain(name, chapter.id, made or json.loads(json.dumps(exercise_data(chapter, name))))
    hidden = tuple(case for seed in seeds for case in hidden_cases(chapter, name, solution, seed))
    full = replace(task, cases=(*task.cases, *hidden))
    report.visible, report.hidden = len(task.cases), len(hidden)
    report.edges = sum(case.edge for case in task.cases)
    _counts(exercise, report)
    results = _solution(full, solution, report)
    _rights(full, exercise, solution, report)
    wrong_runs = _wrongs(task, exercise, report)
    _invariants(full, exercise, results, wrong_runs, report)
    for origin, answer in lessons.answers(task):
        report.lesson_answers += 1
        if _accepted(task, answer):
            report.failures.append(f"{origin} is an answer as it stands: give the question a rule of the shop's own.")
    for origin, answer in library_answers(exercise, task, report):
        report.library_answers += 1
        if _accepted(task, answer):
            report.failures.append(f"{origin} is an answer as it stands: give the question a rule of the shop's own.")
    return full


def _counts(exercise: Exercise, report: ExerciseReport) -> None:
    for entries, fewest, what in (
        (exercise.rights, FEWEST_RIGHT, "right variants"),
        (exercise.wrongs, FEWEST_WRONG, "wrong answers"),
    ):
        if len(entries) < fewest:
            report.failures.append(f"{len(entries)} {what} in cases.py, at least {fewest} are asked for.")
    if not report.edges:
        report.warnings.append("no visible edge case: does the question really name none?")
    if not exercise.hidden_cases:
        report.failures.append("no hidden case: an answer written for the visible numbers would earn full marks.")
    if exercise.compare == "property" and not exercise.properties:
        report.failures.append("compare='property' without a bound: declare one with @….property.")
    if not exercise.examples:
        report.warnings.append("no example worked by hand guards the solution: declare one with @….example.")


def _solution(full: Task, solution: Answer, report: ExerciseReport) -> list[Run]:
    runs = [run_case(solution, full, case, SECONDS) for case in full.cases]
    for case, first in zip(full.cases, runs, strict=True):
        again = observed(run_case(solution, full, case, SECONDS))
        if canonical(again) != canonical(observed(first)):
            report.failures.append(f"the solution gives two results in the case '{case.name}'.")
    return runs


def _rights(full: Task, exercise: Exercise, solution: Answer, report: ExerciseReport) -> None:
    answers = [("the solution", solution), *((f"'{entry.name}'", entry.function) for entry in exercise.rights)]
    report.rights = len(answers)
    for name, answer in answers:
        verdict = _judged(full, answer)
        if verdict.outcome == RIGHT:
            report.rights_accepted += 1
        else:
            report.failures.append(f"right answer {name} is refused: {_reason(verdict)}")


def _wrongs(task: Task, exercise: Exercise, report: ExerciseReport) -> list[list[Run]]:
    """Submit the wrong answers on the visible cases; returns what each did there."""
    report.wrongs = len(exercise.wrongs)
    found = []
    for entry in exercise.wrongs:
        runs = run_cases(entry.function, task, task.cases, SECONDS)
        found.append(runs)
        verdict = judge(task, task.cases, runs)
        if verdict.outcome == RIGHT:
            report.failures.append(f"wrong answer '{entry.name}' is accepted on the visible cases: add one that tells.")
            continue
        report.wrongs_refused += 1
        said = {known.name for known in verdict.edge_misconceptions.values()}
        said |= {verdict.misconception.name} if verdict.misconception else set()
        if entry.name in said:
            report.wrongs_diagnosed += 1
        else:
            names = ", ".join(sorted(said)) or "no misconception"
            report.failures.append(f"wrong answer '{entry.name}' is explained as {names}, not as itself.")
    return found


def _invariants(
    full: Task, exercise: Exercise, runs: Sequence[Run], wrong_runs: Sequence[Sequence[Run]], report: ExerciseReport
) -> None:
    report.invariants = len(exercise.invariants)
    for entry in exercise.invariants:
        broken = [case.name for case, run in zip(full.cases, runs, strict=True) if not _holds(entry, case, run)]
        if broken:
            report.failures.append(f"invariant '{entry.name}' does not hold for the solution in: {', '.join(broken)}.")
        # Wrong answers ran on the visible cases alone, which come first.
        told = any(
            not _holds(entry, case, run) for runs in wrong_runs for case, run in zip(full.cases, runs, strict=False)
        )
        if wrong_runs and not told:
            report.warnings.append(f"invariant '{entry.name}' holds for every wrong answer too: it tells nothing.")


def _holds(entry: Entry, case: Case, run: Run) -> bool:
    """Whether an invariant holds for a result; of a call that returned nothing, nothing is said."""
    if run.status != "returned":
        return True
    inputs = {name: decode(value) for name, value in case.inputs.items()}
    try:
        return bool(entry.function(run.value, **inputs))
    except Exception:  # a wrong result of another shape breaks the invariant's own code
        return False


class LessonAnswers:
    """Answers that a learner could copy from the lessons: their functions, and their cells with the inputs' names.

    Parameters
    ----------
    lessons
        Their code cells are run once, in order, facts and widgets left out.
    """

    def __init__(self, lessons: Iterable[Lesson]) -> None:
        self.warnings: list[str] = []
        self._functions: list[tuple[str, Answer]] = []
        self._cells: list[tuple[str, str, dict[str, Any]]] = []
        for lesson in lessons:
            self._run(lesson)

    def answers(self, task: Task) -> Iterator[tuple[str, Answer]]:
        """Those that can be called with the inputs of a task, each with where it comes from."""
        names = list(task.cases[0].inputs)
        for origin, function in self._functions:
            yield from ((origin, answer) for answer in _fitted(function, names))
        for origin, code, namespace in self._cells:
            answer = _cell_answer(code, namespace, set(names))
            if answer is not None:
                yield origin, answer

    def _run(self, lesson: Lesson) -> None:
        namespace: dict[str, Any] = {"__name__": f"lesson_{lesson.name}"}
        section: list[str] = []
        for cell in lesson.cells:
            if cell.kind == "markdown" and "section" in cell.metadata:
                section = []
            if cell.kind != "code" or {"facts", "widget", "raises"} & cell.metadata.keys():
                continue
            try:
                with quiet():
                    exec(compile(cell.source, f"<{lesson.name}>", "exec"), namespace)
            except Exception as error:
                self.warnings.append(f"{cell.place} failed: {type(error).__name__}: {error}")
                continue
            section.append(cell.source)
            self._cells.append((cell.place, cell.source, namespace))
            if len(section) > 1:
                # A derivation by hand often takes several cells.
                self._cells.append((f"{cell.place} with its section before it", "\n".join(section), namespace))
        for name, value in namespace.items():
            if isinstance(value, FunctionType) and value.__globals__ is namespace:
                self._functions.append((f"function '{name}' of lesson {lesson.name}", value))


def library_answers(exercise: Exercise, task: Task, report: ExerciseReport) -> Iterator[tuple[str, Answer]]:
    """Calls of the library with a task's inputs: those an author names, and every public function of the metrics."""
    try:
        from storelab import metrics
    except ImportError as error:
        report.warnings.append(f"storelab.metrics was not tried: {error}")
        return
    for expression in exercise.library:
        code = compile(expression, f"<library {expression}>", "eval")

        def evaluate(code: Any = code, **inputs: Any) -> Any:
            return eval(code, {"metrics": metrics, **inputs})

        stops = [run_case(evaluate, task, case, SECONDS).stop for case in task.cases]
        if all(stops):
            words = stops[0].words if stops[0] else ""
            report.warnings.append(f"the library call {expression} proves nothing, it always fails: {words}")
        yield expression, evaluate
    names = list(task.cases[0].inputs)
    for name in metrics.__all__:
        function = getattr(metrics, name)
        if inspect.isroutine(function):
            yield from ((f"metrics.{name}", answer) for answer in _fitted(function, names))


def _fitted(function: Answer, names: Sequence[str]) -> Iterator[Answer]:
    """A function as an answer: called by keyword, and by place where its parameters have other names."""
    try:
        signature = inspect.signature(function)
    except (TypeError, ValueError):
        return
    inputs: dict[str, Any] = dict.fromkeys(names)
    try:
        signature.bind(**inputs)
        yield lambda **given: function(**given)
    except TypeError:
        try:
            signature.bind(*names)
        except TypeError:
            return
        yield lambda **given: function(*given.values())


def _cell_answer(code: str, namespace: Mapping[str, Any], names: set[str]) -> Answer | None:
    """A cell as an answer: run with the inputs in place of the variables of the same names; its last value counts."""
    try:
        tree = ast.parse(code)
    except SyntaxError:
        return None
    # A line that loads a variable of the same name would put the lesson's data in the input's place.
    tree.body = [statement for statement in tree.body if _target(statement) not in names]
    used = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    last = tree.body[-1] if tree.body else None
    if not used & names or last is None:
        return None
    if isinstance(last, ast.Expr):
        target = ast.Name("_the_result", ast.Store())
        tree.body[-1] = ast.Assign([target], last.value)
        name = "_the_result"
    elif isinstance(last, ast.Assign | ast.AugAssign | ast.For | ast.With):
        name = _assigned(last)
    else:
        return None
    if not name:
        return None
    program = compile(ast.fix_missing_locations(tree), "<lesson cell>", "exec")

    def answer(**inputs: Any) -> Any:
        variables = {**namespace, **inputs}
        exec(program, variables)
        return variables[name]

    return answer


def _target(statement: ast.stmt) -> str | None:
    """The one variable that a plain assignment gives a value."""
    if isinstance(statement, ast.Assign) and len(statement.targets) == 1 and isinstance(statement.targets[0], ast.Name):
        return statement.targets[0].id
    return None


def _assigned(statement: ast.stmt) -> str:
    """The variable that a statement gives a value or changes; of a block, that of its last line."""
    while isinstance(statement, ast.For | ast.With):
        statement = statement.body[-1]
    target: ast.expr | None = None
    if isinstance(statement, ast.Assign):
        target = statement.targets[-1]
    elif isinstance(statement, ast.AugAssign):
        target = statement.target
    while isinstance(target, ast.Subscript | ast.Attribute):
        target = target.value
    return target.id if isinstance(target, ast.Name) else ""


def _accepted(task: Task, answer: Answer) -> bool:
    """Whether an answer is right in all visible cases; it is given up after the first ordinary case that is not."""
    first = next(case for case in task.cases if not case.edge)
    single = replace(task, cases=(first,), misconceptions=())
    return _judged(single, answer).outcome == RIGHT and _judged(task, answer).outcome == RIGHT


def _judged(task: Task, answer: Answer) -> Verdict:
    return judge(task, task.cases, run_cases(answer, task, task.cases, SECONDS))


def _judged_in_turn(task: Task, answer: Answer) -> Verdict:
    """The verdict on all cases; the hidden ones run only for an answer that is right in the visible ones.

    Neither the outcome nor the diagnosis, which rests on visible cases alone, needs more of a wrong answer.
    """
    visible = replace(task, cases=tuple(case for case in task.cases if not case.hidden))
    verdict = _judged(visible, answer)
    return _judged(task, answer) if verdict.outcome == RIGHT else verdict


def _reason(verdict: Verdict) -> str:
    from storelab.practice.messages import difference

    wrong = next((one for one in verdict.cases if not one.right), None)
    if wrong is None:
        return verdict.outcome
    if wrong.run.stop:
        return f"case '{wrong.case.name}': {wrong.run.stop.type}: {wrong.run.stop.words}"
    words = "; ".join(difference(found) for found in wrong.differences) or wrong.run.status
    return f"case '{wrong.case.name}': {words}"


def prove_trials(chapter: Chapter, tasks: Mapping[str, Task]) -> TrialReport:
    """Judge the answers of readers through the checker and compare with their teacher."""
    report = TrialReport()
    for number, trial in enumerate(chapter.trials, start=1):
        place = f"trial {number} ({trial.exercise}, {trial.reader or 'a reader'})"
        if trial.exercise not in chapter.exercises or trial.judgement not in ("right", "wrong"):
            report.findings.append(f"{place}: no such exercise, or a judgement other than 'right' and 'wrong'.")
        elif trial.exercise in tasks:
            _judge_trial(chapter, tasks[trial.exercise], trial, place, report)
    return report


def _judge_trial(chapter: Chapter, task: Task, trial: Trial, place: str, report: TrialReport) -> None:
    try:
        verdict = _judged_in_turn(task, function_from(chapter.exercises[trial.exercise], trial.code))
    except StoreLabError:
        verdict = Verdict("crashed", 0.0, ())
    accepted = verdict.outcome == RIGHT
    if trial.judgement == "right":
        report.right += 1
        if not accepted:
            report.right_refused += 1
            report.findings.append(f"{place} is right and was refused: {_reason(verdict)}")
        return
    report.wrong += 1
    if accepted:
        report.wrong_accepted += 1
        report.findings.append(f"{place} is wrong and was accepted.")
        return
    report.diagnosed += verdict.named is not None
    report.diagnosed_as_the_teacher += verdict.named is not None and verdict.named == trial.misconception


def _print(report: ChapterReport) -> None:
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    console = Console(file=sys.stdout, soft_wrap=True)
    # Where the output is no terminal, columns would be cut at 80 characters.
    console.width = max(console.width, 120)
    table = Table(title=f"Proof of {report.chapter}", title_justify="left")
    table.add_column("exercise")
    for column in ("cases", "edges", "hidden", "right", "wrong", "diagnosed", "invariants", "lesson", "library"):
        table.add_column(column, justify="right")
    table.add_column("holds")
    for one in report.exercises:
        table.add_row(
            one.exercise,
            str(one.visible),
            str(one.edges),
            str(one.hidden),
            f"{one.rights_accepted}/{one.rights}",
            f"{one.wrongs_refused}/{one.wrongs}",
            f"{one.wrongs_diagnosed}/{one.wrongs}",
            str(one.invariants),
            str(one.lesson_answers),
            str(one.library_answers),
            "no" if one.failures else "yes",
        )
    console.print(table)
    for one in report.exercises:
        for text in one.failures:
            console.print(f"[bold red]failure[/] {one.exercise}: {escape(text)}")
        for text in one.warnings:
            console.print(f"[yellow]warning[/] {one.exercise}: {escape(text)}")
    for text in report.warnings:
        console.print(f"[yellow]warning[/] {escape(text)}")
    trials = report.trials
    console.print(
        f"Trials by readers: {trials.right} right, {trials.right_refused} of them refused; {trials.wrong} wrong, "
        f"{trials.wrong_accepted} of them accepted, {trials.diagnosed} diagnosed, "
        f"{trials.diagnosed_as_the_teacher} as the teacher did."
    )
    for text in trials.findings:
        console.print(f"[bold red]failure[/] {escape(text)}")
    console.print("Everything holds." if report.holds else "[bold red]Something does not hold, see above.[/]")
