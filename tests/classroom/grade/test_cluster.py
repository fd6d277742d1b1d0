"""A class graded by a real Dask scheduler and two worker processes, one of which is killed."""

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

import grading_kit as kit
from classroom.grade import cluster, command
from classroom.grade.cluster import run_cluster
from classroom.grade.run import Lane, make_job, run_lanes
from storelab.errors import StoreLabError

pytestmark = pytest.mark.slow
# Longer than the scheduler takes to hand on what a lost worker had.
SLOW = "import time; time.sleep(1.2)"


@contextmanager
def running(module, *arguments, log):
    """A process of Dask's, ended by its id; what it says goes to a file, which a pipe would stop when full."""
    command = [sys.executable, "-m", f"distributed.cli.{module}", *map(str, arguments), "--no-dashboard"]
    with log.open("w") as stream:
        process = subprocess.Popen(command, stdout=stream, stderr=stream, cwd=log.parent)
    try:
        yield process
    finally:
        if process.poll() is None:
            process.terminate()
        process.wait(timeout=30)


@contextmanager
def scheduler(folder):
    """A scheduler on a free port of loopback; gives its address."""
    file = folder / "scheduler.json"
    arguments = ("--host", "127.0.0.1", "--port", "0", "--scheduler-file", file)
    with running("dask_scheduler", *arguments, log=folder / "scheduler.log"):
        end = time.monotonic() + 60
        while not file.exists() or not file.read_text().strip():
            assert time.monotonic() < end, (folder / "scheduler.log").read_text()
            time.sleep(0.1)
        yield json.loads(file.read_text())["address"]


@pytest.fixture(scope="module")
def address(tmp_path_factory, sandboxed):
    with scheduler(tmp_path_factory.mktemp("scheduler")) as found:
        yield found


@pytest.fixture
def workers(address, tmp_path):
    """Two worker processes, without Dask's nanny, which would start a killed one again."""
    from distributed import Client

    with ExitStack() as stack:
        arguments = ("--nthreads", "1", "--no-nanny", "--local-directory", tmp_path)
        started = [
            stack.enter_context(running("dask_worker", address, *arguments, log=tmp_path / f"worker{number}.log"))
            for number in range(2)
        ]
        with Client(address, timeout=30, set_as_default=False) as client:
            client.wait_for_workers(2, timeout=90)
        yield started


def children(pid):
    """Ids of the processes that a process has started."""
    return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def make_class(root):
    kit.make_course(root)
    kit.hand_in(root, "ann", kit.handed_in())
    kit.hand_in(root, "ben", kit.handed_in(total="def total(values):\n    return 0"))
    kit.hand_in(root, "chen", kit.handed_in(before="import os; os._exit(1)"))
    kit.hand_in(root, "dan", b"{")
    (root / "submitted" / "eve" / kit.CHAPTER).mkdir(parents=True)
    return root


def plain(grades):
    """What must not depend on where it was graded."""
    return {
        name: (grade.status, grade.reason, grade.score, grade.notes, grade.cells, grade.exercises)
        for name, grade in grades.items()
    }


def test_a_cluster_gives_the_same_grades_as_this_machine(workers, address, tmp_path):
    there, here = make_class(tmp_path / "there"), make_class(tmp_path / "here")
    on_cluster = kit.grade_course(there, lambda lane, jobs: run_cluster(lane, jobs, address))
    on_machine = kit.grade_course(here, lambda lane, jobs: run_lanes(lane, jobs, 2))
    assert {name: grade.status for name, grade in on_cluster.items()} == {
        "ann": "graded", "ben": "graded", "chen": "crashed", "dan": "malformed", "eve": "missing",
    }  # fmt: skip
    assert plain(on_cluster) == plain(on_machine)
    assert kit.scores(there) == kit.scores(here)
    # Nothing of the class stays on the workers, nor a sandbox with the libraries in memory.
    assert [children(worker.pid) for worker in workers] == [[], []]


def test_a_killed_worker_loses_nobody(workers, address, tmp_path):
    from distributed import Client

    learners = [f"learner{number:02d}" for number in range(8)]
    course = tmp_path / "course"
    kit.make_course(course)
    for learner in learners:
        kit.hand_in(course, learner, kit.handed_in(before=SLOW))
    seen = Counter()
    killed = []

    def work(lane, jobs):
        with Client(address, timeout=30, set_as_default=False) as client:
            for job, grade in run_cluster(lane, jobs, address):
                seen[job.learner] += 1
                yield job, grade
                if not killed:
                    places = client.run(os.getpid)
                    busy = [place for place, tasks in client.processing().items() if tasks]
                    os.kill(places[busy[0]], signal.SIGKILL)
                    killed.append(places[busy[0]])

    grades = kit.grade_course(course, work)
    assert killed[0] in [worker.pid for worker in workers]
    assert [worker.wait(30) for worker in workers if worker.pid == killed[0]] == [-signal.SIGKILL]
    assert seen == dict.fromkeys(learners, 1)
    assert {name: (grade.status, grade.score) for name, grade in grades.items()} == dict.fromkeys(
        learners, ("graded", kit.FULL)
    )
    assert all(row["check-total"] == (3.0, None, False) for row in kit.scores(course).values())
    assert len(kit.scores(course)) == len(learners)


def one_job(tmp_path, limits=kit.LIMITS):
    lane = Lane(kit.assignment(), limits, kit.library(), kit.library().parent / "datasets")
    return lane, [make_job(kit.hand_in(tmp_path, "ann", kit.handed_in()), "ann", lane, "basis")]


def test_one_submission_at_a_time_and_limits_of_the_class_at_hand(address, tmp_path):
    """A worker with two threads grades as one does, and keeps no limits of the class before."""
    from dataclasses import replace

    from distributed import Client

    arguments = ("--nthreads", "2", "--no-nanny", "--local-directory", tmp_path)
    with running("dask_worker", address, *arguments, log=tmp_path / "worker.log"):
        with Client(address, timeout=30, set_as_default=False) as client:
            client.wait_for_workers(1, timeout=90)
        lane, [job] = one_job(tmp_path)
        jobs = [replace(job, learner=name) for name in ("ann", "ben", "chen")]
        assert [grade.score for _, grade in run_cluster(lane, jobs, address)] == [kit.FULL] * 3
        strict = replace(lane, limits=replace(kit.LIMITS, cell_seconds=0.3))
        slow = make_job(kit.hand_in(tmp_path, "dan", kit.handed_in(before=SLOW)), "dan", strict, "basis")
        assert [grade.status for _, grade in run_cluster(strict, [slow], address)] == ["timeout"]


def test_a_scheduler_without_workers_says_how_to_start_some(tmp_path, sandboxed):
    lane, jobs = one_job(tmp_path)
    with scheduler(tmp_path) as lonely, pytest.raises(StoreLabError) as told:
        list(run_cluster(lane, jobs, lonely))
    assert str(told.value) == (
        f"--cluster {lonely}: the scheduler has no workers. Start some, on each machine one for each processor: "
        f"dask worker {lonely} --nthreads 1 --nworkers 2"
    )


@pytest.mark.parametrize("nowhere", ["tcp://127.0.0.1:9", "nonsense", "gopher://127.0.0.1:9"])
def test_an_address_where_nobody_answers_is_said(nowhere, tmp_path, monkeypatch):
    monkeypatch.setattr(cluster, "CONNECT_SECONDS", 2)
    with pytest.raises(StoreLabError, match=r"no scheduler answers there .*Start one with 'dask scheduler'"):
        list(run_cluster(*one_job(tmp_path), nowhere))


def test_a_scheduler_that_is_lost_in_the_middle_ends_the_run_with_a_message(tmp_path, sandboxed, monkeypatch):
    from distributed import Client

    # So long Dask tries to find the scheduler again.
    monkeypatch.setattr(cluster, "CONNECT_SECONDS", 4)
    file = tmp_path / "scheduler.json"
    with ExitStack() as stack:
        arguments = ("--host", "127.0.0.1", "--port", "0", "--scheduler-file", file)
        process = stack.enter_context(running("dask_scheduler", *arguments, log=tmp_path / "scheduler.log"))
        options = ("--scheduler-file", file, "--nthreads", "1", "--no-nanny", "--local-directory", tmp_path)
        stack.enter_context(running("dask_worker", *options, "--death-timeout", "5", log=tmp_path / "worker.log"))
        with Client(scheduler_file=str(file), timeout=60, set_as_default=False) as client:
            client.wait_for_workers(1, timeout=90)
        lane, [job] = one_job(tmp_path)
        # Two slow ones: whichever the worker takes first, one is still open when the first result is there.
        slow = [
            make_job(kit.hand_in(tmp_path, name, kit.handed_in(before=SLOW)), name, lane, "basis")
            for name in ("ben", "chen")
        ]
        found = run_cluster(lane, [job, *slow], json.loads(file.read_text())["address"])
        assert next(found)[1].status == "graded"
        process.kill()
        with pytest.raises(StoreLabError, match=r"lost.* run the command again: what is graded stays graded"):
            list(found)


def test_a_worker_with_another_version_of_the_course_is_named(tmp_path, monkeypatch):
    lane, [job] = one_job(tmp_path)
    with pytest.raises(StoreLabError, match=r"^The worker on .* has another version of the course"):
        cluster.grade_on_worker((lane, "other code"), job)


def test_the_sandbox_is_needed_where_the_work_is_done(tmp_path, monkeypatch):
    lane, [job] = one_job(tmp_path)
    monkeypatch.setattr(command, "make_assignment", lambda chapter, seed: kit.assignment())
    monkeypatch.setattr("classroom.grade.sandbox.sys.platform", "darwin")
    assert command.make_lane(kit.CHAPTER, tmp_path, None, False, elsewhere=True).assignment == lane.assignment
    with pytest.raises(StoreLabError, match=r"^The sandbox needs Linux\."):
        command.make_lane(kit.CHAPTER, tmp_path, None, False)
    with pytest.raises(StoreLabError, match=r"^The worker on .*: The sandbox needs Linux\."):
        cluster.grade_on_worker((lane, cluster._own_fingerprint()), job)


def test_without_dask_the_message_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(StoreLabError, match=r"--cluster needs Dask, here and on the workers: pip install"):
        list(run_cluster(*one_job(tmp_path), "tcp://127.0.0.1:9"))
