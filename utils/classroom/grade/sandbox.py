"""Starts the sandbox and speaks with it: bubblewrap around a process that forks for each submission.

What it promises: a submission has no network, sees a read-only system, the library and the shop's tables, an empty
``/tmp`` of its own, and no process but its own; it cannot reach the gradebook, the sources, hidden cases before their
turn, or another learner's work. Memory, processor time, wall time, processes and files are limited.
"""

import contextlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from classroom.grade import isolation, worker
from classroom.grade.limits import Limits
from storelab.errors import StoreLabError

LIBRARY, TABLES, PROGRAM = "/opt/course/library", "/opt/course/datasets", "/opt/course/program"
# All of the package ``classroom`` that is in there.
PROGRAM_FILES = ("__init__.py", "grade/__init__.py", "grade/isolation.py", "grade/worker.py")
PACKAGE = Path(__file__).resolve().parent.parent
START_SECONDS, END_SECONDS = 120.0, 2.0
# Exit codes of a fork that was killed. The process in which a submission runs is the first of its namespace, which
# nothing inside can kill, so that this came from outside.
KILLED = (-signal.SIGKILL, 128 + signal.SIGKILL)
# A learner's own time limit is kept inside the sandbox; who evades it is stopped from outside a little later.
GRACE_SECONDS = 2.0
SYSTEM = (
    "/usr",
    "/lib",
    "/lib32",
    "/lib64",
    "/libx32",
    "/bin",
    "/sbin",
    "/etc/alternatives",
    "/etc/fonts",
    "/etc/ld.so.cache",
)
# One thread for each library: a limit on processes counts threads too, and lanes share the processors.
SURROUNDINGS = {
    "HOME": "/tmp", "MPLCONFIGDIR": "/tmp/matplotlib", "IPYTHONDIR": "/tmp/ipython", "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8",
    "PYTHONDONTWRITEBYTECODE": "1", "PYTHONHASHSEED": "0", "MALLOC_ARENA_MAX": "2", "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1", "POLARS_MAX_THREADS": "2", "NUMEXPR_MAX_THREADS": "1", "TZ": "Asia/Shanghai",
}  # fmt: skip


class Stopped(Exception):
    """The submission's process has ended; ``reason`` is ``timeout``, ``memory`` or ``crashed``."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason
        self.detail = detail


class Lost(Stopped):
    """The submission's process was ended by nothing in it: by somebody outside, or with the template."""

    def __init__(self, detail: str) -> None:
        super().__init__("crashed", detail)


def unavailable() -> str:
    """Why the sandbox cannot be used here; empty if it can."""
    if not sys.platform.startswith("linux"):
        return (
            "The sandbox needs Linux. On Windows use WSL 2, on macOS the dev container or a Linux machine "
            "(see docs/grading.md)."
        )
    if shutil.which("bwrap") is None:
        return "bubblewrap is not installed (Debian and Ubuntu: apt-get install bubblewrap)."
    return ""


class Sandbox:
    """One lane: a template process and, one at a time, forks of it.

    Parameters
    ----------
    limits
        What a submission may use.
    library, tables
        The folder that holds ``storelab``, and the folder of the shop's tables.
    unsandboxed
        Run without bubblewrap and namespaces: nothing then keeps a submission from reading and changing whatever
        the instructor can.
    """

    def __init__(self, limits: Limits, library: Path, tables: Path, unsandboxed: bool = False) -> None:
        self.limits = limits
        self.library = library.resolve()
        self.tables = tables.resolve()
        self.unsandboxed = unsandboxed
        self._process: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None
        # How the present submission ended; None while it runs.
        self._ended: tuple[str, int] | None = None

    def __enter__(self) -> "Sandbox":
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def close(self) -> None:
        """End the template and whatever runs in it."""
        if self._control is not None:
            self._control.close()
        if self._process is not None:
            # The template ends when it finds the connection closed, and all in there with it.
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(END_SECONDS)
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
        self._process = self._control = None

    @contextlib.contextmanager
    def submission(self) -> Iterator["Submission"]:
        """A fresh fork for one submission; it is gone afterwards, whatever it did."""
        control = self._ready_control()
        here, there = socket.socketpair()
        try:
            message = {"do": "fork", "limits": asdict(self.limits), "unprotected": self.unsandboxed}
            try:
                socket.send_fds(control, [json.dumps(message).encode()], [there.fileno()])
                self._answer("forked", START_SECONDS)
            except (OSError, Stopped) as gone:
                raise Lost(f"it could not be started: {gone}") from None
            finally:
                there.close()
            yield Submission(self, here)
        finally:
            here.close()
            self._end("ended")

    def stop(self, reason: str, hung_up: bool = False) -> tuple[str, int]:
        """Kill the fork; the reason that holds (memory comes before ours) and the exit code.

        One that ``hung_up`` by itself is likely to be ending: a kill in between would change its exit code.
        """
        return self._end(reason, hung_up)

    def _end(self, reason: str, hung_up: bool = False) -> tuple[str, int]:
        if self._ended is None:
            try:
                assert self._control is not None
                message = self._own_end() if hung_up else None
                if message is None:
                    self._control.send(json.dumps({"do": "kill", "reason": reason}).encode())
                    message = self._answer("exit", GRACE_SECONDS * 5)
                self._ended = (str(message["reason"]) or "crashed", int(message["exit"]))
            except (OSError, Stopped):
                # The template itself is gone or does not answer: the next submission gets a new one.
                self.close()
                self._ended = (reason, -signal.SIGKILL)
        return self._ended

    def _own_end(self) -> dict[str, Any] | None:
        """How a process ended that hung up; None if it lives on."""
        try:
            return self._answer("exit", GRACE_SECONDS / 2)
        except Stopped:
            return None

    def _ready_control(self) -> socket.socket:
        self._ended = None
        if self._process is None or self._process.poll() is not None or self._control is None:
            self.close()
            self._start()
        assert self._control is not None
        return self._control

    def _start(self) -> None:
        here, there = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._process = subprocess.Popen(
            self._command(), stdin=there.fileno(), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=self._environment(),
            start_new_session=True, cwd="/",
        )  # fmt: skip
        there.close()
        self._control = here
        try:
            self._answer("ready", START_SECONDS)
        except Stopped as stopped:
            assert self._process.stderr is not None
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
            words = self._process.stderr.read().decode(errors="replace").strip()[-800:]
            self.close()
            raise StoreLabError(f"The sandbox could not be started: {words or stopped.detail}") from None

    def _command(self) -> list[str]:
        python = [sys.executable, "-s", "-P", "-m", "classroom.grade.worker"]
        if self.unsandboxed:
            return python
        command = ["bwrap", "--die-with-parent", "--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts"]
        command += [
            "--unshare-cgroup-try",
            "--hostname",
            "course",
            "--proc",
            "/proc",
            "--dev",
            "/dev",
            "--perms",
            "1777",
            "--tmpfs",
            "/tmp",
        ]
        if os.getuid() == 0:
            # Root sets up the mounts and is given up inside, by the template's first act.
            command += ["--cap-drop", "ALL", "--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID"]
        else:
            command += ["--unshare-user", "--uid", str(isolation.NOBODY), "--gid", str(isolation.NOBODY)]
        for folder in SYSTEM:
            place = Path(folder)
            if place.is_symlink():
                command += ["--symlink", str(place.readlink()), folder]
            elif place.exists():
                command += ["--ro-bind", folder, folder]
        for folder in sorted({sys.prefix, sys.base_prefix}):
            if not folder.startswith("/usr"):
                command += [*_open_parents(folder), "--ro-bind", folder, folder]
        command += [*_open_parents(f"{LIBRARY}/storelab"), *_open_parents(f"{PROGRAM}/classroom/grade/worker.py")]
        command += ["--ro-bind", str(self.library / "storelab"), f"{LIBRARY}/storelab"]
        for file in PROGRAM_FILES:
            command += ["--ro-bind", str(PACKAGE / file), f"{PROGRAM}/classroom/{file}"]
        command += ["--ro-bind", str(self.tables), TABLES]
        # What bubblewrap has made itself belongs to its user, who may be the one inside: a note left there would be found by
        # the next submission.
        command += ["--remount-ro", "/dev", "--remount-ro", "/"]
        return [*command, "--chdir", "/tmp", *python]

    def _environment(self) -> dict[str, str]:
        if self.unsandboxed:
            paths, tables = [self.library, PACKAGE.parent], self.tables
        else:
            paths, tables = [Path(LIBRARY), Path(PROGRAM)], Path(TABLES)
        return {**SURROUNDINGS, "PYTHONPATH": os.pathsep.join(map(str, paths)), "STORELAB_DATA": str(tables)}

    def _answer(self, name: str, seconds: float) -> dict[str, Any]:
        """The next message that holds ``name``."""
        assert self._control is not None
        end = time.monotonic() + seconds
        while True:
            self._control.settimeout(max(end - time.monotonic(), 0.01))
            try:
                data = self._control.recv(1 << 16)
            except TimeoutError:
                raise Stopped("crashed", f"no answer within {seconds:g} s") from None
            if not data:
                raise Stopped("crashed", "it ended while starting")
            message: dict[str, Any] = json.loads(data)
            if name in message:
                return message


def _open_parents(path: str) -> list[str]:
    """Make the folders above a mount readable for everybody; bubblewrap makes them for their owner alone."""
    above = [str(folder) for folder in reversed(Path(path).parents) if folder != Path("/")]
    return [part for folder in above for part in ("--perms", "0755", "--dir", folder)]


class Submission:
    """One running submission: send it cells and cases, get back what they did."""

    def __init__(self, sandbox: Sandbox, connection: socket.socket) -> None:
        self._sandbox = sandbox
        self._connection = connection
        self._deadline = time.monotonic() + sandbox.limits.submission_seconds

    def run_cell(self, source: str) -> dict[str, Any]:
        """Run one cell.

        Raises
        ------
        Stopped
            If the process ended, or had to be stopped.
        """
        return self._ask({"do": "cell", "source": source}, self._sandbox.limits.cell_seconds)

    def run_cases(self, task: dict[str, Any]) -> dict[str, Any]:
        """Call the function of an exercise on its cases: ``task`` holds ``id`` and ``plain``.

        Raises
        ------
        Stopped
            If the process ended, or had to be stopped.
        """
        seconds = self._sandbox.limits.cell_seconds
        return self._ask({"do": "cases", "task": task, "seconds": seconds}, seconds)

    def _ask(self, message: dict[str, Any], seconds: float) -> dict[str, Any]:
        end = min(time.monotonic() + seconds + GRACE_SECONDS, self._deadline)
        self._connection.settimeout(max(end - time.monotonic(), 0.01))
        try:
            worker.send(self._connection, message)
            answer = worker.receive(_Timed(self._connection, end), self._sandbox.limits.result_mb * 2**20)
        except TimeoutError:
            self._sandbox.stop("timeout")
            raise Stopped("timeout", "it ran longer than its time limit and had to be stopped") from None
        except (worker.Ended, OSError):
            reason, code = self._sandbox.stop("crashed", hung_up=True)
            if reason == "crashed" and code in KILLED:
                raise Lost(f"the process was killed from outside (code {code})") from None
            if code == isolation.OUT_OF_PROCESSOR_TIME:
                raise Stopped("timeout", "it used up its processor time and was stopped") from None
            raise Stopped(reason, f"the process ended with code {code}") from None
        except worker.TooLarge as excess:
            self._sandbox.stop("memory")
            raise Stopped("memory", f"what it returned is too large: {excess}") from None
        except (ValueError, RecursionError) as error:
            self._sandbox.stop("crashed")
            raise Stopped("crashed", f"its answer could not be read: {error}") from None
        if not isinstance(answer, dict):
            self._sandbox.stop("crashed")
            raise Stopped("crashed", "its answer was no message")
        return answer


class _Timed:
    """A socket whose single reads together keep one deadline, so that a trickle of bytes does not prolong it."""

    def __init__(self, connection: socket.socket, end: float) -> None:
        self._connection, self._end = connection, end

    def recv(self, size: int) -> bytes:
        left = self._end - time.monotonic()
        if left <= 0:
            raise TimeoutError
        self._connection.settimeout(left)
        return self._connection.recv(size)
