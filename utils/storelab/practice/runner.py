"""Runs a learner's function on the inputs of a case and notes what happened, whatever it does."""

from __future__ import annotations

import contextlib
import dis
import inspect
import io
import linecache
import signal
import sys
import threading
import time
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import FrameType, TracebackType
from typing import Any

from storelab.practice.codec import CodecError, canonical, decode, encode
from storelab.practice.tasks import Case, Task

SECONDS = 10.0
PRINTED_CHARACTERS = 2000


@dataclass(frozen=True)
class Stop:
    """An error in the learner's function: its type, words, and the learner's own line (number 0: none of theirs)."""

    type: str
    words: str
    number: int
    line: str


@dataclass(frozen=True)
class Run:
    """What one call did.

    Attributes
    ----------
    status
        ``returned``, ``raised``, ``mutated`` (it changed its inputs), ``timeout``, ``unrunnable`` (the signature does
        not fit), ``empty`` (nothing written yet), ``skipped`` (an earlier case used up the time).
    value
        What it returned; for a chart exercise the description of the chart.
    stop
        The error, for ``raised`` and ``unrunnable``.
    mutated
        Names of the inputs it changed.
    printed
        What it printed.
    """

    status: str
    value: Any = None
    stop: Stop | None = None
    mutated: tuple[str, ...] = ()
    printed: str = ""


class OutOfTime(BaseException):
    """Raised inside the learner's function; no ``except Exception`` of theirs swallows it."""


class _Printed(io.StringIO):
    """Keeps the beginning of what is printed, so that an endless loop of prints fills no memory."""

    def write(self, text: str) -> int:
        room = PRINTED_CHARACTERS - self.tell()
        if room > 0:
            super().write(text[:room])
        return len(text)


def run_cases(function: Callable[..., Any], task: Task, cases: Sequence[Case], seconds: float = SECONDS) -> list[Run]:
    """Call a function on fresh inputs of each case, within one time limit for all.

    Parameters
    ----------
    function
        The learner's.
    task
        The exercise.
    cases
        The calls to make.
    seconds
        Limit for all calls together; kept only on the main thread of systems that have SIGALRM.

    Returns
    -------
    list of Run
        One for each case.
    """
    if is_empty(function):
        return [Run("empty") for _ in cases]
    deadline = time.monotonic() + seconds
    runs: list[Run] = []
    for case in cases:
        left = deadline - time.monotonic()
        runs.append(run_case(function, task, case, left) if left > 0 else Run("skipped"))
        if runs[-1].status == "empty":
            return [Run("empty") for _ in cases]
    return runs


def run_case(function: Callable[..., Any], task: Task, case: Case, seconds: float = SECONDS) -> Run:
    """Call a function once."""
    inputs = {name: decode(value) for name, value in case.inputs.items()}
    misfit = _misfit(function, inputs)
    if misfit:
        return Run("unrunnable", stop=Stop("TypeError", misfit, 0, ""))
    printed = _Printed()
    try:
        with quiet(printed), _figures(task.kind == "chart"), time_limit(seconds):
            value = function(**inputs)
            if task.kind == "chart":
                value = _described(value)
    except OutOfTime:
        return Run("timeout", printed=printed.getvalue())
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # SystemExit too: a learner's exit() must not end the check
        if isinstance(error, NotImplementedError) and _is_own(error.__traceback__, function):
            return Run("empty", printed=printed.getvalue())
        return Run("raised", stop=_stop(error, function), printed=printed.getvalue())
    changed = tuple(name for name, value in inputs.items() if _changed(value, case.inputs[name]))
    return Run("mutated" if changed else "returned", value, mutated=changed, printed=printed.getvalue())


def observed(run: Run) -> dict[str, Any]:
    """A run as plain data, in the form in which known wrong results are kept."""
    if run.status == "mutated":
        return {"mutates": list(run.mutated)}
    if run.status == "raised" and run.stop:
        return {"raises": run.stop.type}
    if run.status == "returned":
        try:
            return {"value": encode(run.value)}
        except CodecError as error:
            return {"unplain": str(error)}
    return {"status": run.status}


def is_empty(function: Any) -> bool:
    """Whether a function's body is only ``...``, ``pass`` or a docstring."""
    code = getattr(function, "__code__", None)
    if code is None:
        return False
    steps = [step for step in dis.get_instructions(code) if step.opname not in ("RESUME", "NOP")]
    return all(step.opname in ("LOAD_CONST", "RETURN_VALUE", "RETURN_CONST") for step in steps) and all(
        step.argval is None for step in steps if step.opname in ("LOAD_CONST", "RETURN_CONST")
    )


@contextlib.contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise `OutOfTime` in the block after so many seconds, where the system can."""
    if not hasattr(signal, "SIGALRM") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(number: int, frame: FrameType | None) -> None:
        raise OutOfTime

    handler = signal.signal(signal.SIGALRM, stop)
    # Again every second: a bare "except:" in a loop may swallow the first one.
    signal.setitimer(signal.ITIMER_REAL, max(seconds, 0.001), 1.0)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, handler)


@contextlib.contextmanager
def quiet(printed: io.StringIO | None = None) -> Iterator[None]:
    """Keep what the block prints and warns away from the page; a little of what is printed goes to ``printed``."""
    printed = _Printed() if printed is None else printed
    # Whatever reaches stderr would cost all points in nbgrader, so warnings go nowhere.
    with warnings.catch_warnings(), contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
        warnings.simplefilter("ignore")
        yield


@contextlib.contextmanager
def _figures(drawing: bool) -> Iterator[None]:
    """Give a chart function an empty figure and close whatever it opened, so that nothing is shown twice."""
    if not drawing and "matplotlib.pyplot" not in sys.modules:
        yield
        return
    from matplotlib import pyplot

    before = set(pyplot.get_fignums())
    if drawing:
        pyplot.figure()
    try:
        yield
    finally:
        for number in set(pyplot.get_fignums()) - before:
            pyplot.close(number)


def _described(value: Any) -> Any:
    from storelab.practice import chart

    return chart.describe(value) if chart.is_chart(value) else value


def _changed(value: Any, given: Any) -> bool:
    """Whether a value is no longer what its plain form gives."""
    try:
        now = canonical(encode(value))
    except CodecError:
        return True
    # A form that was written by hand may differ from the one that `encode` writes.
    return now != canonical(given) and now != canonical(encode(decode(given)))


def _misfit(function: Callable[..., Any], inputs: Mapping[str, Any]) -> str:
    """Why a function cannot be called with these inputs by name; empty if it can."""
    try:
        signature = inspect.signature(function)
    except (TypeError, ValueError):
        return ""
    try:
        signature.bind(**inputs)
    except TypeError as error:
        return str(error)
    return ""


def _frames(trace: TracebackType | None) -> list[tuple[FrameType, int]]:
    frames = []
    while trace is not None:
        frames.append((trace.tb_frame, trace.tb_lineno))
        trace = trace.tb_next
    return frames


def _is_own(trace: TracebackType | None, function: Callable[..., Any]) -> bool:
    """Whether the error was raised by a line of the learner's, not inside a library that they called."""
    frames = _frames(trace)
    return bool(frames) and frames[-1][0].f_globals is getattr(function, "__globals__", None)


def _stop(error: BaseException, function: Callable[..., Any]) -> Stop:
    own = getattr(function, "__globals__", None)
    place = next(
        ((frame, line) for frame, line in reversed(_frames(error.__traceback__)) if frame.f_globals is own), None
    )
    number, text = 0, ""
    if place:
        number = place[1]
        text = linecache.getline(place[0].f_code.co_filename, number).strip()
    try:
        words = str(error)
    except Exception:
        words = ""
    return Stop(type(error).__name__, words[:500], number, text)
