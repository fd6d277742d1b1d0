"""The same work on a Dask cluster: each worker process holds one sandbox and grades one submission at a time."""

import atexit
import contextlib
import queue
import socket
import threading
import time
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from classroom.grade.engine import Grade, ungraded
from classroom.grade.run import LANE_ATTEMPTS, Job, Lane, grade_job
from classroom.grade.sandbox import Sandbox, unavailable
from storelab.errors import StoreLabError

CONNECT_SECONDS = 15
CLOSE_SECONDS = 10
# Submissions handed out at one time, for each worker: one to work on and some in reserve, so that a class of any size
# takes no room on the scheduler.
AHEAD = 4
# How often a silent cluster is looked after, and how long it may be without any worker.
LOOK_SECONDS = 5.0
WITHOUT_WORKERS_SECONDS = 60.0
# A worker process keeps its sandbox from one submission to the next.
_sandbox: Sandbox | None = None
_one_at_a_time = threading.Lock()


def run_cluster(lane: Lane, jobs: Sequence[Job], address: str) -> Iterator[tuple[Job, Grade]]:
    """Grade on the workers of a Dask scheduler; a worker that is lost has its submissions graded by another.

    Parameters
    ----------
    lane
        What is needed to grade. Library and tables are the workers' own.
    jobs
        Submissions.
    address
        The scheduler's, such as ``tcp://10.0.0.5:8786``.

    Yields
    ------
    tuple
        A job and its grade, in the order in which they finish.

    Raises
    ------
    StoreLabError
        If Dask is not installed, the scheduler does not answer, it has no worker or loses all of them, or a worker lacks
        the sandbox or holds another version of the course.
    """
    try:
        from distributed import Client, wait
    except ImportError:
        raise StoreLabError(
            "--cluster needs Dask, here and on the workers: pip install 'store-lab[cluster]'."
        ) from None
    try:
        client = Client(address, timeout=CONNECT_SECONDS, set_as_default=False)
    except (OSError, ValueError, TypeError) as silence:
        raise StoreLabError(
            f"--cluster {address}: no scheduler answers there ({silence}). "
            "Start one with 'dask scheduler', and give the address that it prints."
        ) from silence
    with client:
        if not _workers(client):
            raise StoreLabError(
                f"--cluster {address}: the scheduler has no workers. Start some, on each machine one for each processor: "
                f"dask worker {address} --nthreads 1 --nworkers 2"
            )
        try:
            yield from _graded(client, lane, jobs, address)
        finally:
            # The workers stay for the next class; the sandboxes, with the libraries in memory, do not.
            with contextlib.suppress(Exception):
                last = [client.submit(close_sandbox, workers=[one], pure=False) for one in _workers(client)]
                wait(last, timeout=CLOSE_SECONDS)


def _graded(client: Any, lane: Lane, jobs: Sequence[Job], address: str) -> Iterator[tuple[Job, Grade]]:
    from classroom.cache import code_fingerprint

    # A task of its own: sent once, copied from worker to worker, and made again if all that held it are lost.
    shared = client.submit(_itself, lane, code_fingerprint(), pure=False)
    finished: queue.SimpleQueue[Any] = queue.SimpleQueue()
    running: dict[Any, Job] = {}
    waiting = iter(jobs)
    # When there last was a worker, and when that was last asked.
    staffed = looked = time.monotonic()
    room = AHEAD * len(_workers(client))

    def fill() -> None:
        while len(running) < room and (job := next(waiting, None)) is not None:
            future = client.submit(grade_on_worker, shared, job, pure=False, retries=LANE_ATTEMPTS - 1)
            running[future] = job
            future.add_done_callback(finished.put)

    fill()
    while running:
        with contextlib.suppress(queue.Empty):
            future = finished.get(timeout=LOOK_SECONDS)
            job = running.pop(future)
            yield job, _result(future, lane, job, address)
            del future
        now = time.monotonic()
        if now - looked >= LOOK_SECONDS:
            looked = now
            if workers := _workers(client):
                staffed, room = now, AHEAD * len(workers)
            elif now - staffed >= WITHOUT_WORKERS_SECONDS:
                raise StoreLabError(
                    f"--cluster {address}: the scheduler has lost all its workers. Start some, and run the command again: "
                    "what is graded stays graded."
                )
        fill()


def _result(future: Any, lane: Lane, job: Job, address: str) -> Grade:
    if future.cancelled():
        # Dask cancels what it was asked when the scheduler is gone.
        raise StoreLabError(
            f"--cluster {address}: the scheduler was lost. Start it again, and run the command again: what is graded stays graded."
        )
    failure = future.exception()
    if failure is None:
        grade: Grade = future.result()
        return grade
    if isinstance(failure, StoreLabError):
        raise failure
    return ungraded(lane.assignment, job.learner, "crashed", f"the cluster gave up on it: {failure}"[:300], final=False)


def _workers(client: Any) -> list[str]:
    """Addresses of the workers that the scheduler has now."""
    try:
        return list(client.nthreads())
    except Exception:  # whatever a lost connection causes
        return []


def _itself(lane: Lane, fingerprint: str) -> tuple[Lane, str]:
    """What all submissions share, as the cluster keeps it."""
    return lane, fingerprint


def grade_on_worker(shared: tuple[Lane, str], job: Job) -> Grade:
    """Grade one submission in a worker process, with the library and tables that are installed there.

    Raises
    ------
    StoreLabError
        If there is no sandbox on that machine and it was not waived, or another version of the course.
    """
    lane, fingerprint = shared
    with _one_at_a_time:
        return grade_job(_ready_sandbox(lane, fingerprint), lane, job)


def _ready_sandbox(lane: Lane, fingerprint: str) -> Sandbox:
    """This process's sandbox, made anew where another class left one with other limits."""
    global _sandbox
    here = f"The worker on {socket.gethostname()}"
    if _own_fingerprint() != fingerprint:
        raise StoreLabError(
            f"{here} has another version of the course than this machine. Install the same one there, and start the worker again."
        )
    if _sandbox is not None and (_sandbox.limits, _sandbox.unsandboxed) == (lane.limits, lane.unsandboxed):
        return _sandbox
    lacking = unavailable()
    if lacking and not lane.unsandboxed:
        raise StoreLabError(f"{here}: {lacking}")
    _close()
    import storelab
    from storelab.paths import datasets_folder

    library = Path(storelab.__file__).resolve().parent.parent
    _sandbox = Sandbox(lane.limits, library, datasets_folder(), lane.unsandboxed)
    return _sandbox


@cache
def _own_fingerprint() -> str:
    """Hash of the code as it was when this process first graded."""
    from classroom.cache import code_fingerprint

    return code_fingerprint()


def close_sandbox() -> None:
    """End this worker process's sandbox, if it has one, when no submission uses it."""
    with _one_at_a_time:
        _close()


def _close() -> None:
    global _sandbox
    if _sandbox is not None:
        _sandbox.close()
        _sandbox = None


# Also where the worker itself is ended; a worker that is killed takes bubblewrap with it.
atexit.register(_close)
