"""Grades many submissions side by side, and keeps each result as soon as it is there.

A result is a file under ``grading/<chapter>/``, written as a whole and marked with a fingerprint of everything that it
depends on. A later run takes up what is there, so it can be killed at any moment and be run again.
"""

import contextlib
import hashlib
import json
import multiprocessing
import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any

from classroom.grade.engine import Assignment, ExerciseGrade, Grade, grade_submission, ungraded
from classroom.grade.limits import Limits
from classroom.grade.sandbox import Sandbox
from classroom.grade.submission import Unreadable, read_file
from storelab.errors import StoreLabError

# A lane that dies with a submission gets it once more; then the submission is set aside.
LANE_ATTEMPTS = 2


@dataclass(frozen=True)
class Job:
    """One submission to grade.

    Attributes
    ----------
    learner
        Who.
    data
        The submitted file; None if there is none that could be read.
    status, reason
        Why there is none.
    fingerprint
        Hash of the file and of everything else that the grade depends on.
    """

    learner: str
    data: bytes | None
    status: str
    reason: str
    fingerprint: str


@dataclass(frozen=True)
class Lane:
    """What a lane needs to grade.

    Attributes
    ----------
    assignment
        What submissions are graded by.
    limits
        What one may use.
    library, tables
        Folder that holds ``storelab``, and folder of the shop's tables.
    unsandboxed
        Whether to run without the sandbox.
    """

    assignment: Assignment
    limits: Limits
    library: Path
    tables: Path
    unsandboxed: bool = False


def make_job(folder: Path, learner: str, lane: Lane, basis: str) -> Job:
    """Read a submission.

    Parameters
    ----------
    folder
        The learner's folder of this assignment.
    learner
        Who.
    lane
        What it will be graded by.
    basis
        Hash of everything but the submission that the grade depends on.
    """
    try:
        data = read_file(folder, f"{lane.assignment.chapter}.ipynb", lane.limits.notebook_mb * 2**20)
    except Unreadable as unreadable:
        mark = hashlib.sha256(f"{basis} {unreadable.status} {unreadable.reason}".encode()).hexdigest()
        return Job(learner, None, unreadable.status, unreadable.reason, mark)
    return Job(learner, data, "", "", hashlib.sha256(basis.encode() + data).hexdigest())


def grade_job(sandbox: Sandbox, lane: Lane, job: Job) -> Grade:
    """Grade one submission."""
    if job.data is None:
        return ungraded(lane.assignment, job.learner, job.status, job.reason)
    return grade_submission(sandbox, lane.assignment, job.learner, job.data, lane.limits)


class Submitted(Sequence[Job]):
    """Submissions that are read when they are asked for, so that a class of any size takes no memory.

    Parameters
    ----------
    folders
        By learner the folder of this assignment.
    lane, basis
        As in `make_job`.
    """

    def __init__(self, folders: Mapping[str, Path], lane: Lane, basis: str) -> None:
        self._folders = list(folders.items())
        self._lane = lane
        self._basis = basis

    def __len__(self) -> int:
        return len(self._folders)

    def __getitem__(self, place: Any) -> Any:
        if isinstance(place, slice):
            return Submitted(dict(self._folders[place]), self._lane, self._basis)
        learner, folder = self._folders[place]
        return make_job(folder, learner, self._lane, self._basis)


class _Some(Sequence[Job]):
    """Some of a class's submissions."""

    def __init__(self, jobs: Sequence[Job], places: Sequence[int]) -> None:
        self._jobs, self._places = jobs, places

    def __len__(self) -> int:
        return len(self._places)

    def __getitem__(self, place: Any) -> Any:
        if isinstance(place, slice):
            return _Some(self._jobs, self._places[place])
        return self._jobs[self._places[place]]


class Results:
    """Finished grades, one file each.

    Parameters
    ----------
    folder
        Where they are kept.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def find(self, learner: str, fingerprint: str | None = None) -> Grade | None:
        """A learner's grade, if it was made from the very same things."""
        try:
            kept = json.loads(self._file(learner).read_text(encoding="utf-8"))
            if fingerprint is not None and kept["fingerprint"] != fingerprint:
                return None
            return _grade(kept["grade"])
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def keep(self, grade: Grade, fingerprint: str) -> None:
        """Keep a grade."""
        from classroom.grade.gradebook import write_whole, writing

        with writing(self.folder):
            self.folder.mkdir(parents=True, exist_ok=True)
            plain = {"learner": grade.learner, "fingerprint": fingerprint, "grade": asdict(grade)}
            write_whole(self._file(grade.learner), json.dumps(plain, ensure_ascii=False))

    def learners(self) -> list[str]:
        """Learners whose grade is kept."""
        names = []
        for file in self.folder.glob("*.json"):
            with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
                names.append(str(json.loads(file.read_text(encoding="utf-8"))["learner"]))
        return sorted(names)

    def _file(self, learner: str) -> Path:
        # Names may hold anything that a folder's name may, and be as long.
        return self.folder / f"{hashlib.sha256(learner.encode('utf-8', 'surrogateescape')).hexdigest()[:32]}.json"


def _grade(plain: Mapping[str, Any]) -> Grade:
    known = {field.name for field in fields(Grade)}
    values = {name: value for name, value in plain.items() if name in known}
    values["exercises"] = {name: ExerciseGrade(**one) for name, one in plain["exercises"].items()}
    return Grade(**values)


def run_lanes(lane: Lane, jobs: Sequence[Job], count: int) -> Iterator[tuple[Job, Grade]]:
    """Grade on this machine, in ``count`` processes, each with a sandbox of its own.

    Yields
    ------
    tuple
        A job and its grade, in the order in which they finish.

    Raises
    ------
    StoreLabError
        If there is no sandbox, or the processes end before they have begun.
    """
    context = multiprocessing.get_context("spawn")
    lanes: dict[Connection, tuple[Any, Job | None]] = {}
    left = iter(jobs)
    # Submissions whose lane has died.
    again: list[Job] = []
    attempts: dict[str, int] = {}
    # Lanes that ended before they were ready, one after the other.
    stillborn = 0

    def open_lane() -> None:
        here, there = context.Pipe()
        process = context.Process(target=_serve_lane, args=(there, lane), daemon=True)
        process.start()
        there.close()
        lanes[here] = (process, None)

    def following() -> Job | None:
        return again.pop() if again else next(left, None)

    for _ in range(min(count, len(jobs))):
        open_lane()
    try:
        while lanes:
            for ready in wait(list(lanes)):
                connection = _as_connection(ready)
                process, job = lanes[connection]
                try:
                    answer = connection.recv()
                except (EOFError, OSError) as death:
                    # The lane itself has died: the next one gets its submission, but not for ever.
                    connection.close()
                    process.join()
                    del lanes[connection]
                    if job is not None:
                        attempts[job.learner] = attempts.get(job.learner, 0) + 1
                        if attempts[job.learner] < LANE_ATTEMPTS:
                            again.append(job)
                        else:
                            words = "the grader's own process ended twice while it looked at the results"
                            yield job, ungraded(lane.assignment, job.learner, "crashed", words, final=False)
                    else:
                        stillborn += 1
                        if stillborn >= LANE_ATTEMPTS * count:
                            raise StoreLabError(
                                "The processes that grade end before they have begun. Is there memory left? "
                                "With fewer side by side, --jobs 1, they need less."
                            ) from death
                    # Also where nothing may be left: the lane finds out, and ends.
                    open_lane()
                    continue
                if isinstance(answer, str):
                    if answer:
                        raise StoreLabError(answer)
                    stillborn = 0
                if isinstance(answer, Grade) and job is not None:
                    yield job, answer
                job = following()
                lanes[connection] = (process, job)
                # One that has ended meanwhile is found so in the next round, with its submission.
                with contextlib.suppress(OSError):
                    connection.send(job)
                if job is None:
                    connection.close()
                    process.join()
                    del lanes[connection]
    finally:
        for connection, (process, _) in lanes.items():
            connection.close()
            process.terminate()
            process.join()


def _as_connection(ready: Any) -> Connection:
    connection: Connection = ready
    return connection


def _serve_lane(connection: Connection, lane: Lane) -> None:
    """One lane: a sandbox, and submissions as they come."""
    try:
        with Sandbox(lane.limits, lane.library, lane.tables, lane.unsandboxed) as sandbox:
            connection.send("")
            while (job := connection.recv()) is not None:
                connection.send(grade_job(sandbox, lane, job))
    except StoreLabError as error:
        connection.send(str(error))
    except (EOFError, OSError, KeyboardInterrupt):
        os._exit(1)


def grade_class(
    lane: Lane,
    jobs: Sequence[Job],
    results: Results,
    finished: Callable[[Job, Grade], None],
    work: Callable[[Lane, Sequence[Job]], Iterator[tuple[Job, Grade]]],
) -> float:
    """Grade all jobs that have no valid result yet.

    Parameters
    ----------
    lane
        What they are graded by.
    jobs
        All submissions.
    results
        Where grades are kept.
    finished
        Is told of each grade, also of those that were there before.
    work
        Does the grading, such as `run_lanes`.

    Returns
    -------
    float
        Seconds of wall time.
    """
    started = time.monotonic()
    left = []
    for place, job in enumerate(jobs):
        kept = results.find(job.learner, job.fingerprint)
        if kept is None:
            left.append(place)
        else:
            finished(job, kept)
    for job, grade in work(lane, _Some(jobs, left)):
        # Under no fingerprint, the next run grades it again.
        results.keep(grade, job.fingerprint if grade.final else "")
        finished(job, grade)
    return time.monotonic() - started
