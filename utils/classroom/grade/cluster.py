"""The same work on a Dask cluster: each worker process holds one sandbox and grades one submission at a time."""

import atexit
import threading
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from classroom.grade.engine import Grade, ungraded
from classroom.grade.run import LANE_ATTEMPTS, Job, Lane, grade_job
from classroom.grade.sandbox import Sandbox
from storelab.errors import StoreLabError

CONNECT_SECONDS = 15
# A worker process keeps its sandbox from one submission to the next.
_sandbox: Sandbox | None = None
_one_at_a_time = threading.Lock()


def run_cluster(lane: Lane, jobs: Sequence[Job], address: str) -> Iterator[tuple[Job, Grade]]:
    """Grade on the workers of a Dask scheduler; a worker that is lost has its submissions graded by another.

    Yields
    ------
    tuple
        A job and its grade, in the order in which they finish.

    Raises
    ------
    StoreLabError
        If Dask is not installed, or the scheduler does not answer or has no worker.
    """
    try:
        from distributed import Client, as_completed  # type: ignore[import-not-found, unused-ignore]
    except ImportError:
        raise StoreLabError("--cluster needs Dask: pip install distributed (on the workers too).") from None
    try:
        client = Client(address, timeout=CONNECT_SECONDS, set_as_default=False)
    except OSError as silence:
        raise StoreLabError(f"--cluster {address}: no scheduler answers there ({silence}).") from silence
    with client:
        if not client.scheduler_info()["workers"]:
            raise StoreLabError(f"--cluster {address}: the scheduler has no workers; start some with 'dask worker'.")
        shared = client.scatter(lane, broadcast=True)
        futures = {
            client.submit(grade_on_worker, shared, job, pure=False, retries=LANE_ATTEMPTS - 1): job for job in jobs
        }
        for future in as_completed(futures):
            job = futures.pop(future)
            failure = future.exception()
            if isinstance(failure, StoreLabError):
                raise failure
            if failure is not None:
                yield (
                    job,
                    ungraded(lane.assignment, job.learner, "crashed", f"the cluster gave up on it: {failure}"[:300]),
                )
            else:
                yield job, future.result()


def grade_on_worker(lane: Lane, job: Job) -> Grade:
    """Grade one submission in a worker process, with the library and tables that are installed there."""
    global _sandbox
    with _one_at_a_time:
        if _sandbox is None:
            here = _local(lane)
            _sandbox = Sandbox(here.limits, here.library, here.tables, here.unsandboxed)
            atexit.register(_sandbox.close)
        return grade_job(_sandbox, lane, job)


def _local(lane: Lane) -> Lane:
    import storelab
    from storelab.paths import datasets_folder

    library: Any = Path(storelab.__file__).resolve().parent.parent
    return replace(lane, library=library, tables=datasets_folder())
