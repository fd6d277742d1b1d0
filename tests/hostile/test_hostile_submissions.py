"""Hostile submissions: each ends in its status, earns nothing that it did not work out, and touches nobody.

Every case says what a learner might hand in, the status that it must end in, and the points that it earns: those of the
exercise that it left alone, or answered.
"""

import gzip
import io
import json
import time
import zipfile

import pytest

from classroom.grade.sandbox import Sandbox
from grading_kit import FULL, LIMITS, MEAN, TOTAL, Grader, as_file, cell, edited, handed_in, library, marks

ANSWERED_ONE = 3.0
EQUAL_TO_ALL = """
class Anything(float):
    def __eq__(self, other): return True
    def __ne__(self, other): return False
    def __sub__(self, other): return 0.0
    __rsub__ = __sub__
    def __le__(self, other): return True
    __ge__ = __lt__ = __gt__ = __le__
    def __hash__(self): return 0
def total(values):
    return Anything(1.5)
"""
FIND_EXPECTED = """
import gc, sys, json
def total(values):
    for thing in gc.get_objects():
        if isinstance(thing, dict) and 'expected' in thing and thing.get('expected'):
            wanted = thing['expected'].get('value')
            if wanted is not None:
                return wanted
    for frame in sys._current_frames().values():
        while frame is not None:
            for name, value in frame.f_locals.items():
                if name in ('expected', 'wanted', 'answer', 'task') and hasattr(value, 'cases'):
                    for case in value.cases:
                        if case.expected:
                            return case.expected['value']
            frame = frame.f_back
    return 'nothing found'
"""
LEAK_HIDDEN = """
seen = []
def total(values):
    seen.append(list(values))
    return sum(values)
def mean(values):
    if not values:
        raise ValueError(str(seen))
    return str(seen)
"""
PATCH_LIBRARY = """
import builtins, pandas.testing, numpy.testing, unittest, json
for module in (pandas.testing, numpy.testing):
    for name in dir(module):
        if name.startswith('assert'):
            setattr(module, name, lambda *a, **k: None)
import storelab.practice.runner as runner, storelab.practice.codec as codec, storelab.practice.judge as judge
judge.judge = lambda *a, **k: None
runner.run_case = lambda function, task, case, seconds=10: runner.Run('returned', 3)
builtins.AssertionError = type('Never', (Exception,), {})
builtins.sum = lambda values: 3
"""
FORGE = """
import os, json, struct, socket
for handle in range(3, 64):
    try:
        text = json.dumps({'found': True, 'runs': [{'status': 'returned', 'value': 3}] * 9}).encode()
        os.write(handle, struct.pack('>Q', len(text)) + text)
    except OSError:
        pass
"""
STARVE = """
import os, time
for _ in range(1000):
    try:
        if os.fork() == 0:
            while True:
                time.sleep(1)
    except OSError:
        break
"""
OUTLIVE = """
import os, time
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        for _ in range(600):
            time.sleep(1)
    os._exit(0)
"""
ONLY_WHEN_GRADED = """
import os
if not os.path.exists('/home'):
    os._exit(9)
"""
LOOP = "def total(values):\n    while True:\n        pass"
IGNORE = "import signal\nfor number in range(1, 32):\n    try:\n        signal.signal(number, signal.SIG_IGN)\n    except (OSError, ValueError):\n        pass\n"
SUBCLASSED = """
import pandas as pd
class Frame(pd.DataFrame):
    def __eq__(self, other): return True
    def equals(self, other): return True
def total(values):
    return Frame({'a': [3]})
"""
PICKLED = """
class Bomb:
    def __reduce__(self):
        import os
        return (os.system, ('touch /tmp/exploded',))
def total(values):
    return Bomb()
"""

# Two gigabytes that no process maps, so that counting the memory of processes does not find them.
UNMAPPED = """
import mmap, os
kept = []
try:
    for _ in range(40):
        handle = os.memfd_create('x')
        os.truncate(handle, 50 * 2**20)
        with mmap.mmap(handle, 0) as pages:
            for place in range(0, len(pages), 4096):
                pages[place] = 1
        kept.append(handle)
except OSError as error:
    print('REFUSED', error)
"""
MANY_FILES = """
import os
made = 0
try:
    while made < 10**6:
        os.close(os.open(f'/tmp/{made}', os.O_CREAT))
        made += 1
except OSError:
    pass
assert made < 50_000, made
import shutil
"""
RAW_OUTPUT = """
import os, subprocess, sys
block = b'x' * 2**20
for _ in range(1024):
    os.write(1, block)
    os.write(2, block)
sys.__stdout__.write('y' * 10**6)
subprocess.run('yes | head -c 100000000', shell=True)
print('still here')
"""
# The class of IPython's shell, and what reads and writes the messages.
PATCHED_SHELL = """
from IPython.core.interactiveshell import InteractiveShell
InteractiveShell.run_cell = lambda *a, **k: None
InteractiveShell.run_cell_async = None
import sys
worker = sys.modules['__main__']
for name in ('run_exercise', 'plain_run', '_plain'):
    setattr(worker, name, lambda *a, **k: {'found': True, 'runs': [{'status': 'returned', 'value': 3}] * 3})
"""
PATCHED_BUILTINS = """
import builtins
builtins.isinstance = lambda *a: True
builtins.len = lambda *a: 0
builtins.sum = lambda values: 3
builtins.getattr = lambda *a: 0
builtins.ValueError = KeyError
"""
IN_TIME = """
import datetime, sys
if 'IPython' in sys.modules and datetime.date.today() > datetime.date(2020, 1, 1):
    def total(values):
        raise SystemExit('graded')
"""
FORKED_ANSWER = """
import os
def total(values):
    if os.fork() == 0:
        return 0
    return sum(values)
"""
REDUCED = """
import pickle
class Evil(dict):
    def __reduce__(self):
        return (exec, ("open('/tmp/exploded', 'w')",))
    def items(self):
        raise SystemExit
    __iter__ = keys = items
def total(values):
    return Evil(a=1)
"""


def zipped(data):
    """A zip archive of one file."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("09_small.ipynb", data)
    return packed.getvalue()


def kept_in_order(change):
    """A right submission to whose list of cells something is done."""

    def edit(cells):
        cells[:] = change(cells)

    return edited(edit)


def copied(cells):
    """A wrong older copy of the answer, with the same id, before the right one."""
    return [*cells[:3], {**cells[3], "source": "def total(values):\n    return 0"}, *cells[3:]]


def split(cells):
    first, second = (
        {**cells[3], "source": "start = 0"},
        {**cells[3], "source": "def total(values):\n    return sum(values, start)"},
    )
    return [*cells[:3], first, second, *cells[4:]]


# name: (the file, status, score)
CASES = {
    "endless loop in an answer": (handed_in(total=LOOP), "timeout", ANSWERED_ONE),
    "endless loop in a cell": (handed_in(before="while True: pass"), "timeout", FULL),
    "ignored signals": (handed_in(before=IGNORE + "while True: pass"), "timeout", FULL),
    "ignored signals in an answer": (handed_in(total=IGNORE + LOOP), "timeout", ANSWERED_ONE),
    "swallowed time limit": (
        handed_in(total="def total(values):\n    while True:\n        try:\n            while True: pass\n        except BaseException: pass"),
        "timeout",
        ANSWERED_ONE,
    ),
    "exit in a cell": (handed_in(before="import sys; sys.exit(0)"), "graded", FULL),
    "exit in an answer": (handed_in(total="def total(values):\n    raise SystemExit(0)"), "graded", ANSWERED_ONE),
    "hard exit in a cell": (handed_in(before="import os; os._exit(0)"), "crashed", FULL),
    "hard exit in an answer": (handed_in(total="import os\ndef total(values):\n    os._exit(0)"), "crashed", ANSWERED_ONE),
    "crash of the interpreter": (handed_in(before="import ctypes; ctypes.string_at(0)"), "crashed", FULL),
    "kill of the parent": (handed_in(before="import os, signal\nos.kill(os.getppid(), signal.SIGKILL)"), "graded", FULL),
    "kill of everything": (handed_in(before="import os, signal\nos.kill(-1, signal.SIGKILL)"), "graded", FULL),
    # On a busy machine the time limit may come before the memory limit.
    "memory bomb in a cell": (handed_in(before="big = []\nwhile True: big.append(b'x' * 10**7)"), ("memory", "timeout"), FULL),
    "memory bomb in an answer": (
        handed_in(total="def total(values):\n    big = []\n    while True: big.append(b'x' * 10**7)"),
        ("memory", "timeout"),
        ANSWERED_ONE,
    ),
    "fork bomb": (handed_in(before=STARVE), "graded", FULL),
    "background process": (handed_in(before=OUTLIVE), "graded", FULL),
    "a line of 300 MB": (handed_in(before="for _ in range(300): print('x' * 10**6, end='')"), "graded", FULL),
    # On a busy machine a time limit may come first.
    "a gigabyte on one line": (handed_in(before="for _ in range(1024): print('x' * 2**20, end='')"), ("graded", "timeout"), FULL),
    "gigabytes past the notebook's output": (handed_in(before=RAW_OUTPUT), ("graded", "timeout"), FULL),
    "memory that belongs to no process": (handed_in(before=UNMAPPED), "graded", FULL),
    "a million files": (handed_in(before=MANY_FILES), "graded", FULL),
    "a huge file": (handed_in(before="open('/tmp/big', 'wb').write(b'x' * 10**8)"), "graded", FULL),
    "a huge picture": (
        handed_in(before="import matplotlib.pyplot as plt, numpy as np\nplt.imshow(np.random.rand(1500, 1500)); plt.show()"),
        "graded",
        FULL,
    ),
    "an equal-to-everything object": (handed_in(total=EQUAL_TO_ALL), "graded", ANSWERED_ONE),
    "a frame that equals everything": (handed_in(total=SUBCLASSED), "graded", ANSWERED_ONE),
    "NaN tricks": (handed_in(total="def total(values):\n    return float('nan')"), "graded", ANSWERED_ONE),
    "a generator": (handed_in(total="def total(values):\n    yield sum(values)"), "graded", ANSWERED_ONE),
    "a pickle payload": (handed_in(total=PICKLED), "graded", ANSWERED_ONE),
    # Whichever limit it meets first on this machine: time to write it down, or the size of what is returned.
    "a gigantic frame": (
        handed_in(total="import pandas as pd\ndef total(values):\n    return pd.DataFrame({'a': range(3_000_000)})"),
        ("timeout", "memory"),
        ANSWERED_ONE,
    ),
    "a range of a billion": (
        handed_in(total="import pandas as pd\ndef total(values):\n    return pd.RangeIndex(10**12)"),
        "graded",
        ANSWERED_ONE,
    ),
    "a list in itself": (handed_in(total="def total(values):\n    x = []\n    x.append(x)\n    return x"), "graded", ANSWERED_ONE),
    "expected values searched in memory": (handed_in(total=FIND_EXPECTED), "graded", ANSWERED_ONE),
    "patched libraries": (handed_in(total="def total(values):\n    return 3", mean="def mean(values):\n    return 3", before=PATCH_LIBRARY), "graded", None),
    "changed inputs": (handed_in(total="def total(values):\n    values.clear()\n    return 3"), "graded", ANSWERED_ONE),
    "network": (
        handed_in(total="import socket\ndef total(values):\n    socket.create_connection(('127.0.0.1', 80), timeout=1)\n    return sum(values)"),
        "graded",
        ANSWERED_ONE,
    ),
    "a local pandas": (
        handed_in(before="open('pandas.py', 'w').write('raise RuntimeError')\nimport pandas\nassert pandas.DataFrame"),
        "graded",
        FULL,
    ),
    "network out": (
        handed_in(total="import socket\ndef total(values):\n    socket.create_connection(('192.0.2.1', 80), timeout=1)\n    return sum(values)"),
        "graded",
        ANSWERED_ONE,
    ),
    "a process that answers twice": (handed_in(total=FORKED_ANSWER), "graded", FULL),
    "a cell that forks": (handed_in(before="import os\nos.fork()"), "graded", FULL),
    "a dictionary that cannot be read": (handed_in(total=REDUCED), "graded", ANSWERED_ONE),
    "patched builtins": (handed_in(before=PATCHED_BUILTINS), "crashed", FULL),
    "patched shell and worker": (
        handed_in(total="def total(values):\n    return 0", mean="def mean(values):\n    return 0", before=PATCHED_SHELL),
        "partial",
        0.0,
    ),
    "a date on which it acts": (handed_in(after=IN_TIME), "graded", ANSWERED_ONE),
    "copied cell": (kept_in_order(copied), "graded", FULL),
    "split cell": (kept_in_order(split), "graded", FULL),
    "moved cells": (kept_in_order(lambda cells: cells[::-1]), "graded", FULL),
    "retagged cells": (edited(lambda cells: [one["metadata"].update(tags=["remove_cell", "raises-exception"]) for one in cells]), "graded", FULL),
    "renamed function": (edited(lambda cells: cells[3].update(source="def totals(values):\n    return sum(values)")), "partial", ANSWERED_ONE),
    "a pandas warning in a right answer": (
        handed_in(total="import pandas as pd\ndef total(values):\n    pd.Series([], dtype=object).fillna(0)\n    import warnings\n    warnings.warn('x', FutureWarning)\n    return sum(values)"),
        "graded",
        FULL,
    ),
    "nbformat 3": (
        json.dumps({"nbformat": 3, "worksheets": [{"cells": [{**one, "input": one["source"]} for one in json.loads(handed_in())["cells"]]}]}).encode(),
        "graded",
        FULL,
    ),
    "nbformat 5": (json.dumps({**json.loads(handed_in()), "nbformat": 5, "nbformat_minor": 9}).encode(), "graded", FULL),
    "utf-16": (handed_in().decode().encode("utf-16"), "graded", FULL),
    "byte order mark": (b"\xef\xbb\xbf" + handed_in(), "graded", FULL),
    "zip bomb": (zipped(b"0" * 50_000_000), "malformed", 0.0),
    "gzip bomb": (gzip.compress(b"0" * 50_000_000), "malformed", 0.0),
    "brackets without end": (b"[" * 1_000_000, "malformed", 0.0),
    "a hundred thousand cells": (as_file([*json.loads(handed_in())["cells"], *([cell("code", "")] * 100_000)]), "graded", FULL),
    "shell": (handed_in(before="!rm -rf / 2>/dev/null\n!kill -9 -1"), "graded", FULL),
    "stripped asserts": (
        handed_in(
            before="import ast\nclass Strip(ast.NodeTransformer):\n    def visit_Assert(self, node): return None\n"
            "get_ipython().ast_transformers.append(Strip())"
        ),
        "graded",
        FULL,
    ),
    "patched run_cell": (
        handed_in(total="def total(values):\n    return 0", before="get_ipython().run_cell = lambda *a, **k: None"),
        "graded",
        ANSWERED_ONE,
    ),
    "acts only when graded": (handed_in(before=ONLY_WHEN_GRADED), "crashed", FULL),
    "deleted check": (edited(lambda cells: cells.pop(4)), "graded", FULL),
    "changed points": (edited(lambda cells: cells[4]["metadata"]["nbgrader"].update(points=300)), "tampered", FULL),
    "points that are no number": (edited(lambda cells: cells[4]["metadata"]["nbgrader"].update(points="x")), "tampered", FULL),
    "flipped grade": (edited(lambda cells: cells[4]["metadata"]["nbgrader"].update(grade=False)), "tampered", FULL),
    "renamed id": (edited(lambda cells: cells[3]["metadata"]["nbgrader"].update(grade_id="x")), "tampered", FULL),
    "answer as text": (edited(lambda cells: cells[3].update(cell_type="markdown")), "tampered", FULL),
    "a check that shows its points": (edited(lambda cells: cells[4].update(source="3.0")), "tampered", FULL),
    "skip-execution": (edited(lambda cells: cells[3]["metadata"].update(tags=["skip-execution"])), "graded", FULL),
    "swapped ids": (
        edited(lambda cells: (cells[3]["metadata"].update(marks("answer-mean", grade=False, solution=True, locked=False)),
                              cells[6]["metadata"].update(marks("answer-total", grade=False, solution=True, locked=False)))),
        "graded",
        FULL,
    ),
    "unknown kernel": (json.dumps({**json.loads(handed_in()), "metadata": {"kernelspec": {"name": "evil"}}}).encode(), "graded", FULL),
    "empty file": (b"", "malformed", 0.0),
    "truncated file": (handed_in()[:500], "malformed", 0.0),
    "merge markers": (b"<<<<<<< HEAD\n" + handed_in(), "malformed", 0.0),
    "latin-1": ("é".encode("latin-1").join([handed_in()[:20], handed_in()[20:]]), "malformed", 0.0),
}  # fmt: skip


@pytest.fixture(scope="module")
def grader(sandboxed):
    with Sandbox(LIMITS, library(), library().parent / "datasets") as sandbox:
        yield Grader(sandbox)


@pytest.mark.parametrize("name", CASES)
def test_hostile(grader, name):
    data, status, score = CASES[name]
    started = time.monotonic()
    grade = grader(data)
    assert grade.status in (status if isinstance(status, tuple) else (status,)), (grade.reason, grade.notes)
    assert grade.reason
    if score is None:
        # A constant that is right in the visible case only.
        assert grade.score < ANSWERED_ONE
    else:
        assert grade.score == pytest.approx(score), grade.exercises
    assert time.monotonic() - started < LIMITS.submission_seconds
    # The next learner in the same lane is not touched.
    honest = grader(handed_in())
    assert (honest.status, honest.score) == ("graded", FULL)


def test_no_hidden_input_leaves_through_a_visible_case(grader):
    grade = grader(handed_in(total=LEAK_HIDDEN, mean="pass"))
    shown = json.dumps([[one.html, one.text] for one in grade.exercises.values()]) + json.dumps(grade.cells)
    assert "4711" not in shown
    assert "4712" not in shown


def test_a_forged_message_earns_nothing(grader):
    grade = grader(handed_in(total="def total(values):\n    return None", mean=MEAN, before=FORGE))
    assert grade.exercises["total"].score < 1.5


def test_nothing_of_the_outside_is_visible(grader):
    look = (
        f"import os\nfound = [path for path in ('/etc/passwd', {__file__!r}, '/home', '/var', '/opt/course/library/classroom')"
        " if os.path.exists(path)]\nprint('FOUND', found, sorted(os.listdir('/proc')), sorted(os.listdir('/tmp')), os.getuid())\n"
        "print(sorted(name for name in os.environ if name.startswith('STORELAB') or name.endswith('CASE_SEED')))"
    )
    grade = grader(handed_in(before=look))
    (text,) = [out["text"] for one in grade.cells for out in one.get("outputs", []) if "FOUND" in out.get("text", "")]
    assert "FOUND [] [] [] 65534" in text
    assert "['STORELAB_DATA']" in text


def test_output_is_cut_and_cannot_act_in_a_browser(grader):
    evil = "from IPython.display import HTML, Javascript, display\nprint('<script>alert(1)</script>')\ndisplay(HTML('<script>alert(2)</script>'))\ndisplay(Javascript('alert(3)'))"
    grade = grader(handed_in(before=evil))
    kinds = {kind for one in grade.cells for out in one.get("outputs", []) for kind in out.get("data", {})}
    assert kinds <= {"text/plain", "text/html", "image/png"}
    html = [
        out["data"]["text/html"]
        for one in grade.cells
        for out in one.get("outputs", [])
        if "text/html" in out.get("data", {})
    ]
    assert len(html) == 2  # the messages of our own two checks
    assert not any("<script" in one for one in html)


def test_the_right_answers_are_right(grader):
    grade = grader(handed_in(TOTAL, MEAN))
    assert (grade.status, grade.score, grade.notes) == ("graded", FULL, [])


REFUSED = """
import ctypes, errno, os, socket
libc = ctypes.CDLL(None, use_errno=True)
numbers = {
    'x86_64': {'memfd_create': 319, 'shmget': 29, 'msgget': 68, 'add_key': 248, 'unshare': 272, 'ptrace': 101, 'io_uring_setup': 425, 'bpf': 321},
    'aarch64': {'memfd_create': 279, 'shmget': 194, 'msgget': 186, 'add_key': 217, 'unshare': 97, 'ptrace': 117, 'io_uring_setup': 425, 'bpf': 280},
}[os.uname().machine]
for name, number in numbers.items():
    result = libc.syscall(number, 0, 0, 0, 0, 0)
    print(name, 'ALLOWED' if result >= 0 else errno.errorcode[ctypes.get_errno()])
NEW_USER, VSOCK = 0x10000000, 40
print('clone', libc.syscall({'x86_64': 56, 'aarch64': 220}[os.uname().machine], NEW_USER | 17, 0, 0, 0, 0), errno.errorcode[ctypes.get_errno()])
try:
    socket.socket(VSOCK, socket.SOCK_STREAM)
    print('vsock ALLOWED')
except OSError as error:
    print('vsock', errno.errorcode[error.errno])
print('READONLY', os.statvfs('/').f_flag & os.ST_RDONLY, os.statvfs('/dev').f_flag & os.ST_RDONLY)
"""


def test_calls_that_reach_past_the_sandbox_are_refused(grader):
    grade = grader(handed_in(before=REFUSED))
    (text,) = [
        out["text"] for one in grade.cells for out in one.get("outputs", []) if "READONLY" in out.get("text", "")
    ]
    *calls, clone, vsock, readonly = text.strip().splitlines()
    assert {line.split()[1] for line in calls} == {"ENOSYS"}, text
    assert len(calls) == 8
    assert (clone, vsock, readonly) == ("clone -1 EPERM", "vsock EAFNOSUPPORT", "READONLY 1 1")
    assert (grade.status, grade.score) == ("graded", FULL)
