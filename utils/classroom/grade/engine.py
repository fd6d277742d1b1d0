"""Grades one submission: rebuilt from the source, run in the sandbox, judged outside of it."""

import hashlib
import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from classroom.grade.limits import Limits
from classroom.grade.sandbox import Lost, Sandbox, Stopped, Submission
from classroom.grade.submission import Rebuilt, Unreadable, language_of, read_notebook, rebuild
from classroom.practice_data import speaking
from storelab.language import language
from storelab.practice.result import CheckResult
from storelab.practice.runner import Run, Stop
from storelab.practice.tasks import Task

# The status of a learner is the first of these that holds.
STATUSES = ("missing", "malformed", "tampered", "timeout", "memory", "crashed", "partial", "graded")
# A submission that has to be stopped is run again without what stopped it, at most so often.
RESTARTS = 6
# One whose process somebody else ended is run again so often.
LOSSES = 2
# Judgements that are kept: right answers of a class return the same values again and again.
JUDGEMENTS_KEPT = 500
Plain = dict[str, Any]


@dataclass(frozen=True)
class ExerciseGrade:
    """What one exercise earned.

    Attributes
    ----------
    score, points
        Points earned, and full marks.
    outcome
        As `storelab.practice.result.CheckResult` has it; ``stopped`` where the process had to be stopped.
    misconception
        The misconception that was recognised, or None.
    html, text
        The message of the check, which shows no hidden case.
    """

    score: float
    points: float
    outcome: str
    misconception: str | None
    html: str
    text: str


@dataclass
class Grade:
    """What became of one learner's submission.

    Attributes
    ----------
    learner
        Who.
    status, reason
        One of `STATUSES`, and why in plain language.
    language
        The language in which it was handed in.
    exercises
        By exercise; empty where nothing could be read.
    notes
        What was put right or looks odd.
    cells
        The rebuilt notebook's cells with outputs.
    seconds
        Wall time that it took.
    final
        False where processes of the grader itself were lost again and again: the next run grades it anew.
    """

    learner: str
    status: str
    reason: str
    language: str = "en"
    exercises: dict[str, ExerciseGrade] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    cells: list[Plain] = field(default_factory=list)
    seconds: float = 0.0
    final: bool = True

    @property
    def score(self) -> float:
        """Points earned in all exercises that are graded by machine."""
        return sum(grade.score for grade in self.exercises.values())


@dataclass(frozen=True)
class Assignment:
    """What all submissions of a chapter are graded by.

    Attributes
    ----------
    chapter
        Its id.
    releases
        By language the cells of the released notebook.
    tasks
        By exercise the task with visible and hidden cases.
    keys
        Right letters and reasons of the concept questions.
    judged
        What the same values were found worth before, by their hash; filled while grading, at most `JUDGEMENTS_KEPT`.
    """

    chapter: str
    releases: Mapping[str, list[Plain]]
    tasks: Mapping[str, Task]
    keys: Mapping[str, Mapping[str, Any]]
    judged: dict[bytes, ExerciseGrade] = field(default_factory=dict, compare=False, repr=False)


def grade_submission(sandbox: Sandbox, assignment: Assignment, learner: str, data: bytes, limits: Limits) -> Grade:
    """Grade what a learner handed in.

    Parameters
    ----------
    sandbox
        Where their code runs.
    assignment
        What it is graded by.
    learner
        Who.
    data
        The submitted file.
    limits
        What the submission may use.
    """
    started = time.monotonic()
    try:
        submitted = read_notebook(data, f"{assignment.chapter}.ipynb")
    except Unreadable as unreadable:
        return ungraded(assignment, learner, unreadable.status, unreadable.reason)
    language = language_of(submitted, dict(assignment.releases))
    rebuilt = rebuild(submitted, assignment.releases[language])
    record = _Record(rebuilt, assignment, limits)
    record.run(sandbox)
    with speaking(language):
        exercises = {name: record.judge(task) for name, task in assignment.tasks.items()}
    status, reason = record.status(exercises)
    _put_messages(rebuilt, exercises)
    return Grade(
        learner, status, reason, language, exercises, [*rebuilt.tampered, *rebuilt.notes, *record.notes, *record.failed_cells],
        rebuilt.cells, time.monotonic() - started, record.losses <= LOSSES,
    )  # fmt: skip


def ungraded(assignment: Assignment, learner: str, status: str, reason: str, final: bool = True) -> Grade:
    """The grade where nothing could be run: no points, and the reason."""
    empty = {name: _without_answer(task) for name, task in assignment.tasks.items()}
    return Grade(learner, status, reason, exercises=empty, final=final)


class _Record:
    """What the sandbox has told so far about one submission."""

    def __init__(self, rebuilt: Rebuilt, assignment: Assignment, limits: Limits) -> None:
        self.rebuilt = rebuilt
        self.assignment = assignment
        self.deadline = time.monotonic() + limits.submission_seconds
        self.notes: list[str] = []
        self.stopped: dict[tuple[str, Any], Stopped] = {}
        # By exercise and by whether the cases are hidden: the sandbox's answer.
        self.answers: dict[tuple[str, bool], Plain] = {}
        self.failed_cells: list[str] = []
        # By exercise: the type of the error with which its cell stopped.
        self.failed_answers: dict[str, str] = {}
        # How often its process was lost without its own doing.
        self.losses = 0

    def run(self, sandbox: Sandbox) -> None:
        """Run everything; what stops the process is left out in the next attempt."""
        for _ in range(RESTARTS):
            self.now: tuple[str, Any] = ("start", "")
            try:
                with sandbox.submission() as submission:
                    self._run_cells(submission)
                    # All visible cases come before the first hidden one, so that no hidden input can be handed out
                    # through the result of a visible case.
                    for hidden in (False, True):
                        for task in self.assignment.tasks.values():
                            self._run_task(submission, task, hidden)
                return
            except Stopped as stopped:
                if isinstance(stopped, Lost):
                    self.losses += 1
                    if self.losses <= LOSSES:
                        continue
                self.stopped[self.now] = stopped
                self.notes.append(f"{self._words(self.now)}: {stopped.detail}")
                if time.monotonic() > self.deadline or self.now[0] == "start":
                    return

    def _run_cells(self, submission: Submission) -> None:
        waiting = [one for one in enumerate(self.rebuilt.runnable) if ("cell", one[0]) not in self.stopped]
        self.failed_cells, self.failed_answers = [], {}
        # Cells that miss a name are run again after the others: a notebook may have been worked on out of order.
        for attempt in range(3):
            again = []
            for number, runnable in waiting:
                self.now = ("cell", number)
                answer = submission.run_cell(runnable.source)
                self.rebuilt.cells[runnable.place]["outputs"] = _outputs(answer)
                error = answer.get("error")
                if isinstance(error, dict) and error.get("type") == "NameError":
                    again.append((number, runnable))
                elif isinstance(error, dict):
                    self._cell_failed(runnable.exercise, error)
                    if answer.get("timeout"):
                        self.stopped[self.now] = Stopped("timeout", "it ran longer than its time limit")
                    elif error.get("type") == "MemoryError":
                        self.stopped[self.now] = Stopped("memory", "it asked for more memory than its limit")
            if not again or len(again) == len(waiting) or attempt == 2:
                for _, runnable in again:
                    self._cell_failed(runnable.exercise, {"type": "NameError"})
                return
            waiting = again

    def _cell_failed(self, exercise: str, error: Plain) -> None:
        name = f"the answer to '{exercise}'" if exercise else "an added cell"
        kind = str(error.get("type"))[:60]
        self.failed_cells.append(f"{name} stopped with {kind}")
        if exercise:
            self.failed_answers[exercise] = kind

    def _run_task(self, submission: Submission, task: Task, hidden: bool) -> None:
        place = (task.id, hidden)
        if place in self.answers or ("exercise", task.id) in self.stopped:
            # What stopped once is not called again: it would cost every learner behind it the same time.
            return
        cases = [case for case in task.cases if case.hidden == hidden]
        if (hidden and not cases) or (task.kind == "choices" and hidden):
            return
        self.now = ("exercise", task.id)
        # Expected values and known wrong answers stay outside.
        plain = {
            "kind": task.kind, "points": task.points,
            "cases": [
                {"name": case.name, "title": {}, "edge": case.edge, "inputs": case.inputs, "expected": {}} for case in cases
            ],
        }  # fmt: skip
        answer = submission.run_cases({"id": task.id, "plain": plain})
        self.answers[place] = answer
        for run in map(_run, _list(answer.get("runs"))):
            if run.status == "timeout":
                self.stopped[self.now] = Stopped("timeout", "it ran longer than its time limit")
            elif run.stop is not None and run.stop.type == "MemoryError":
                self.stopped[self.now] = Stopped("memory", "it asked for more memory than its limit")

    def judge(self, task: Task) -> ExerciseGrade:
        """What an exercise earned; judged once for all submissions in which the sandbox told the same of it."""
        stopped = self.stopped.get(("exercise", task.id))
        told = [self.answers.get((task.id, hidden)) for hidden in (False, True)]
        if told[0] is None:
            return self._judge(task, stopped)
        failed = self.failed_answers.get(task.id)
        plain = json.dumps([task.id, language(), told, stopped and stopped.reason, failed], sort_keys=True)
        mark = hashlib.sha256(plain.encode()).digest()
        judged = self.assignment.judged
        # Put last: the one that was not asked for longest goes first.
        judged[mark] = judged.pop(mark) if mark in judged else self._judge(task, stopped)
        if len(judged) > JUDGEMENTS_KEPT:
            del judged[next(iter(judged))]
        return judged[mark]

    def _judge(self, task: Task, stopped: Stopped | None) -> ExerciseGrade:
        from storelab.practice.assess import assess_choices, assess_no_function, assess_nothing, assess_runs

        answer = self.answers.get((task.id, False))
        if answer is None:
            if stopped is None and self.stopped:
                stopped = next(iter(self.stopped.values()))
            return _stopped(task, stopped) if stopped else _without_answer(task)
        if not answer.get("found"):
            return _graded(assess_nothing(task, self.failed_answers.get(task.id, "")))
        if task.kind == "choices":
            return _graded(assess_choices(task, _decoded(answer.get("value")), self.assignment.keys))
        if answer.get("empty") is True:
            return _graded(assess_runs(task, [Run("empty") for _ in task.cases]))
        if "kind" in answer:
            return _graded(assess_no_function(task, str(answer["kind"])))
        return _graded(assess_runs(task, self._runs(task, stopped)))

    def _runs(self, task: Task, stopped: Stopped | None) -> list[Run]:
        """One run for each case in the task's order; cases without evidence count as not run."""
        left = {hidden: list(_list(self.answers.get((task.id, hidden), {}).get("runs"))) for hidden in (False, True)}
        missing = Run("timeout" if stopped and stopped.reason == "timeout" else "skipped")
        return [_run(left[case.hidden].pop(0)) if left[case.hidden] else missing for case in task.cases]

    def status(self, exercises: Mapping[str, ExerciseGrade]) -> tuple[str, str]:
        """The learner's one status, and why."""
        if self.rebuilt.tampered:
            return "tampered", "; ".join(self.rebuilt.tampered[:3])
        for reason in ("timeout", "memory", "crashed"):
            places = [place for place, stopped in self.stopped.items() if stopped.reason == reason]
            if places:
                return reason, f"{self._words(places[0])}: {self.stopped[places[0]].detail}"
        open_ = [name for name, grade in exercises.items() if grade.outcome == "not attempted"]
        if open_:
            failed = [
                f"the answer to '{name}' stopped with {kind}"
                for name, kind in self.failed_answers.items()
                if name in open_
            ]
            untouched = [name for name in open_ if name not in self.failed_answers]
            return "partial", "; ".join([*failed, *([f"not attempted: {', '.join(untouched)}"] if untouched else [])])
        if self.failed_cells:
            return "graded", "; ".join(self.failed_cells[:3])
        return "graded", "all exercises were run"

    def _words(self, place: tuple[str, Any]) -> str:
        if place[0] == "exercise":
            return f"'{place[1]}' was called"
        if place[0] == "cell":
            exercise = self.rebuilt.runnable[place[1]].exercise
            return f"the answer cell of '{exercise}' ran" if exercise else "an added cell ran"
        return "the submission was started"


def _list(value: Any) -> Sequence[Any]:
    return value if isinstance(value, list) else []


def _decoded(answer: Any) -> Any:
    """A value out of the sandbox; what cannot be read is a value that equals nothing."""
    from storelab.practice.codec import decode

    if not isinstance(answer, dict) or "value" not in answer:
        return _Unreadable()
    try:
        return decode(answer["value"])
    except Exception:  # whatever a forged message may cause
        return _Unreadable()


class _Unreadable:
    """Stands for a result that has no plain form."""


def _run(plain: Any) -> Run:
    if not isinstance(plain, dict):
        return Run("skipped")
    status = plain.get("status")
    if status not in ("returned", "raised", "mutated", "timeout", "unrunnable", "empty", "skipped"):
        return Run("skipped")
    stop = plain.get("stop")
    told = None
    if isinstance(stop, dict):
        number = stop.get("number")
        told = Stop(
            str(stop.get("type"))[:80], str(stop.get("words"))[:500],
            number if isinstance(number, int) else 0, str(stop.get("line"))[:500],
        )  # fmt: skip
    value = _decoded(plain) if status in ("returned", "mutated") else None
    names = tuple(str(name)[:80] for name in _list(plain.get("mutated")))
    return Run(str(status), value, told, names, str(plain.get("printed", ""))[:2000])


def _outputs(answer: Plain) -> list[Plain]:
    """Outputs of a cell, rebuilt key by key: a learner's process may write anything."""
    kept: list[Plain] = []
    for one in _list(answer.get("outputs")):
        if not isinstance(one, dict):
            continue
        kind = one.get("output_type")
        if kind == "stream":
            name = "stderr" if one.get("name") == "stderr" else "stdout"
            kept.append({"output_type": "stream", "name": name, "text": str(one.get("text", ""))})
        elif kind == "error":
            lines = [str(line) for line in _list(one.get("traceback"))]
            kept.append(
                {
                    "output_type": "error",
                    "ename": str(one.get("ename")),
                    "evalue": str(one.get("evalue")),
                    "traceback": lines,
                }
            )
        elif kind == "display_data" and isinstance(one.get("data"), dict):
            data = {key: str(one["data"][key]) for key in ("text/plain", "image/png") if key in one["data"]}
            kept.append({"output_type": "display_data", "data": data, "metadata": {}})
    return kept


def _graded(result: CheckResult) -> ExerciseGrade:
    return ExerciseGrade(
        float(result.score),
        float(result.points),
        result.outcome,
        result.misconception,
        result._repr_html_(),
        result.message,
    )


def _without_answer(task: Task) -> ExerciseGrade:
    from storelab.practice.assess import assess_nothing

    return _graded(assess_nothing(task))


def _stopped(task: Task, stopped: Stopped) -> ExerciseGrade:
    import html

    text = f"{task.id}: {stopped.reason}. {stopped.detail}."
    return ExerciseGrade(0.0, float(task.points), "stopped", None, f"<p>{html.escape(text)}</p>", text)


def _put_messages(rebuilt: Rebuilt, exercises: Mapping[str, ExerciseGrade]) -> None:
    """Show each check's message where its check cell stands, with the score as nbgrader reads it."""
    for cell in rebuilt.cells:
        marks = cell["metadata"].get("nbgrader", {})
        name = str(marks.get("grade_id", "")).removeprefix("check-")
        if cell["cell_type"] == "code" and marks.get("grade") and name in exercises:
            grade = exercises[name]
            data = {"text/plain": repr(grade.score), "text/html": grade.html}
            cell["outputs"] = [{"output_type": "execute_result", "execution_count": None, "data": data, "metadata": {}}]
