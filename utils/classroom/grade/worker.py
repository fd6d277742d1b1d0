"""Runs inside the sandbox: a process that holds the libraries, and one fresh fork of it for each submission.

The template imports and never runs a learner's code. It is handed a socket for each submission and passes it on to a
fork, which reads the submission itself: so no fork can find another submission's work, or hidden inputs that have not
been sent yet, in the memory that it inherits. The fork gets user, process, mount and network namespaces of its own,
gives up all privileges, runs the learner's cells and then calls the functions on inputs, one exercise after the other.

Of the package ``classroom`` only this and `classroom.grade.isolation` are in there: hidden cases and solutions stay outside.
"""

import contextlib
import gc
import io
import json
import os
import select
import signal
import socket
import struct
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

from classroom.grade import isolation

WATCH_SECONDS = 0.02
LARGEST_MESSAGE = 256 * 2**20

_run_cell: Callable[..., Any]


class Source(Protocol):
    """What messages are read from: a socket, or one that keeps a deadline."""

    def recv(self, size: int, /) -> bytes:
        """Read at most so many bytes."""


class TooLarge(ValueError):
    """A message is larger than its receiver takes."""


class Ended(Exception):
    """The other side has closed the connection."""


def send(connection: socket.socket, message: Any) -> None:
    """Send one message: its length in eight bytes, then JSON."""
    data = json.dumps(message).encode()
    connection.sendall(struct.pack(">Q", len(data)) + data)


def receive(connection: Source, largest: int = LARGEST_MESSAGE) -> Any:
    """Receive one message.

    Raises
    ------
    Ended
        If the connection was closed.
    TooLarge
        If the message is larger than ``largest`` bytes.
    ValueError
        If it is no JSON.
    """
    (length,) = struct.unpack(">Q", _exactly(connection, 8))
    if length > largest:
        raise TooLarge(f"{length / 2**20:.0f} MB where {largest / 2**20:.0f} MB are allowed")
    return json.loads(_exactly(connection, length))


def _exactly(connection: Source, length: int) -> bytes:
    data = bytearray()
    while len(data) < length:
        piece = connection.recv(min(length - len(data), 1 << 20))
        if not piece:
            raise Ended
        data += piece
    return bytes(data)


# The template.


def serve(control: socket.socket) -> None:
    """Fork for each submission until the control connection ends.

    Messages on ``control``: ``fork`` with the limits and, beside it, the submission's socket; ``kill``. Answers: ``ready``,
    ``forked``, and ``exit`` with the way in which the submission ended.
    """
    shell = _load_libraries()
    gc.collect()
    gc.freeze()
    control.send(json.dumps({"ready": True, "pid": os.getpid()}).encode())
    child, limits, over = 0, {}, ""
    while True:
        readable, _, _ = select.select([control], [], [], WATCH_SECONDS if child else None)
        if readable:
            data, handles, _, _ = socket.recv_fds(control, 1 << 16, 1)
            if not data:
                break
            message = json.loads(data)
            if message["do"] == "fork":
                limits, over = message["limits"], ""
                child = os.fork()
                if not child:
                    control.close()
                    _start(shell, socket.socket(fileno=handles[0]), limits, message["unprotected"])
                control.send(json.dumps({"forked": child}).encode())
            elif message["do"] == "kill" and child:
                over = over or message["reason"]
                _kill(child)
            for handle in handles:
                os.close(handle)
        if child:
            if not over and _too_much(limits["memory_mb"]):
                over = "memory"
                _kill(child)
            ended, status = os.waitpid(child, os.WNOHANG)
            if ended:
                child = 0
                control.send(json.dumps({"exit": os.waitstatus_to_exitcode(status), "reason": over}).encode())


def _load_libraries() -> Any:
    """Import what answers use, and run none of it; an IPython without history, so that magics work."""
    import matplotlib

    matplotlib.use("agg")
    import numpy  # noqa: F401
    import pandas  # noqa: F401
    from IPython.core.interactiveshell import InteractiveShell
    from matplotlib import pyplot  # noqa: F401
    from traitlets.config import Config

    from storelab import data, metrics, plots, practice  # noqa: F401
    from storelab.practice import chart, runner  # noqa: F401

    with contextlib.suppress(ImportError):
        import scipy.stats  # noqa: F401
    with contextlib.suppress(ImportError):
        import polars  # type: ignore[import-not-found, unused-ignore]  # noqa: F401
    settings = Config()
    settings.HistoryManager.enabled = False
    settings.InteractiveShell.colors = "nocolor"
    settings.InteractiveShell.cache_size = 0
    global _run_cell
    _run_cell = InteractiveShell.run_cell
    shell: Any = InteractiveShell.instance(config=settings)
    # IPython keeps a second copy of all that is printed, without any limit.
    shell._tee = lambda channel: contextlib.nullcontext()
    shell.user_ns["__name__"] = "__main__"
    return shell


def _kill(child: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(child, signal.SIGKILL)


def _too_much(megabytes: float) -> bool:
    """Whether the submission's processes together hold more memory than this."""
    mine = os.getpid()
    others = [
        folder for folder in Path("/proc").iterdir() if folder.name.isdigit() and folder.name not in ("1", str(mine))
    ]
    page = os.sysconf("SC_PAGE_SIZE") / 2**20
    resident = 0.0
    for folder in others:
        with contextlib.suppress(OSError, ValueError):
            resident += int((folder / "statm").read_text().split()[1]) * page
    if resident <= megabytes:
        return False
    # The quick count takes pages shared with the template for each fork's own. The exact one is slow.
    return sum(map(_own_megabytes, others)) > megabytes


def _own_megabytes(folder: Path) -> float:
    """Memory that belongs to one process alone, and its part of what it shares."""
    with contextlib.suppress(OSError):
        for line in (folder / "smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024
    return 0.0


# The fork.


def _start(shell: Any, connection: socket.socket, limits: dict[str, Any], unprotected: bool) -> None:
    """Isolate this process, run the submission, and end."""
    status = 70
    try:
        os.setsid()
        os.closerange(3, connection.fileno())
        os.closerange(connection.fileno() + 1, 4096)
        empty = os.open(os.devnull, os.O_RDWR)
        for handle in (0, 1, 2):
            os.dup2(empty, handle)
        if not unprotected:
            status = isolation.run_isolated(
                lambda: _work(shell, connection, limits), lambda: connection.close(), limits
            )
        else:
            isolation.limit(limits)
            _work(shell, connection, limits)
            status = 0
    except Ended:
        status = 0
    finally:
        os._exit(status)


# The submission, in a process that can harm nobody.


def _work(shell: Any, connection: socket.socket, limits: dict[str, Any]) -> None:
    """Run cells and call functions as they are sent; each answer goes out before the next inputs come in."""
    with contextlib.suppress(Exception):  # as a learner's notebook has it
        signal.signal(signal.SIGINT, signal.default_int_handler)
    own_number, me = os.getpid, os.getpid()
    while True:
        message = receive(connection)
        if message["do"] == "cell":
            answer = run_cell(shell, message["source"], limits)
        elif message["do"] == "cases":
            answer = run_exercise(shell.user_ns, message["task"], message["seconds"])
        else:
            answer = {"name": message["do"]}
        if own_number() != me:
            # A copy that the learner's code forked comes back here too. Were it to answer, the marks would depend on
            # which of the two is faster.
            os._exit(0)
        send(connection, answer)


class _Kept(io.StringIO):
    """The beginning of what is printed; the rest is dropped and counted."""

    def __init__(self, room: int) -> None:
        super().__init__()
        self.room, self.dropped = room, 0

    def write(self, text: str) -> int:
        fits = text[: max(self.room, 0)]
        self.room -= len(fits)
        self.dropped += len(text) - len(fits)
        super().write(fits)
        return len(text)


def run_cell(shell: Any, source: str, limits: dict[str, Any]) -> dict[str, Any]:
    """Run one cell as IPython does.

    Returns
    -------
    dict
        ``error`` (type and words, or None), ``timeout``, and ``outputs`` in nbformat's form, cut to the limits.
    """
    from IPython.utils.capture import capture_output

    from storelab.practice.runner import OutOfTime, time_limit

    room = limits["output_kb"] * 1024
    out, err = _Kept(room), _Kept(room)
    traceback: list[str] = []
    shell._showtraceback = lambda kind, error, lines: traceback.extend(lines)
    raised: BaseException | None = None
    rich: list[Any] = []
    try:
        with capture_output() as captured:
            sys.stdout, sys.stderr = out, err
            rich = captured.outputs
            with time_limit(limits["cell_seconds"]):
                # As it was before any learner's code could replace it.
                result = _run_cell(shell, source, store_history=False)
            raised = result.error_before_exec or result.error_in_exec
    except BaseException as unexpected:  # a learner's exit() or a late time limit
        raised = unexpected
    outputs = [_stream("stdout", out), _stream("stderr", err)]
    outputs += [_display(one, limits) for one in rich[:20]]
    error = None
    timeout = isinstance(raised, OutOfTime)
    if raised is not None:
        error = {"type": type(raised).__name__[:80], "words": _words(raised)}
        text = "" if timeout else "\n".join(traceback)[-room:]
        outputs.append(
            {"output_type": "error", "ename": error["type"], "evalue": error["words"], "traceback": text.splitlines()}
        )
    return {"error": error, "timeout": timeout, "outputs": [one for one in outputs if one]}


def _words(error: BaseException) -> str:
    try:
        return str(error)[:500]
    except Exception:
        return ""


def _stream(name: str, kept: _Kept) -> dict[str, Any] | None:
    text = kept.getvalue()
    if kept.dropped:
        text += f"\n... {kept.dropped} characters more\n"
    return {"output_type": "stream", "name": name, "text": text} if text else None


def _display(one: Any, limits: dict[str, Any]) -> dict[str, Any] | None:
    """Keep text and pictures of a rich output; what could act in a browser is left out."""
    data = {}
    for kind, room in (("text/plain", limits["output_kb"]), ("image/png", limits["image_kb"])):
        value = (getattr(one, "data", None) or {}).get(kind)
        if isinstance(value, str) and len(value) <= room * 1024:
            data[kind] = value
    return {"output_type": "display_data", "data": data, "metadata": {}} if data else None


def run_exercise(namespace: dict[str, Any], task: dict[str, Any], seconds: float) -> dict[str, Any]:
    """Call a learner's function on the cases of an exercise.

    Returns
    -------
    dict
        ``found`` (whether the name exists), and what `storelab.practice.runner` saw, in plain form: ``runs``; for a choice
        ``value``.
    """
    from storelab.practice.runner import is_empty, run_cases
    from storelab.practice.tasks import task_from_plain

    name = task["id"]
    if name not in namespace:
        return {"found": False}
    answer = namespace[name]
    if task["plain"]["kind"] == "choices":
        return {"found": True, "value": _plain(answer)}
    if not callable(answer):
        return {"found": True, "kind": type(answer).__name__[:80]}
    if is_empty(answer):
        return {"found": True, "empty": True}
    whole = task_from_plain(name, "", task["plain"])
    return {"found": True, "runs": [plain_run(run) for run in run_cases(answer, whole, whole.cases, seconds)]}


def plain_run(run: Any) -> dict[str, Any]:
    """A run as plain data."""
    plain: dict[str, Any] = {"status": run.status, "mutated": list(run.mutated), "printed": run.printed}
    if run.stop is not None:
        stop = run.stop
        plain["stop"] = {"type": stop.type, "words": stop.words, "number": stop.number, "line": stop.line}
    if run.status in ("returned", "mutated"):
        plain.update(_plain(run.value))
    return plain


def _plain(value: Any) -> dict[str, Any]:
    from storelab.practice.codec import CodecError, encode

    try:
        return {"value": encode(value)}
    except CodecError as error:
        return {"unplain": str(error)[:200]}
    except BaseException as error:  # a learner's class may fail when it is looked at, or try to end the process
        return {"unplain": f"{type(error).__name__} while it was read"}


def main() -> None:
    """Serve on the socket that stands in for standard input."""
    control = socket.socket(fileno=os.dup(0))
    isolation.drop_root()
    serve(control)
    # Nothing here needs tidying up, and all that still runs in here ends with this process.
    os._exit(0)


if __name__ == "__main__":
    main()
