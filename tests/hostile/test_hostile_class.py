"""A class in which some attack the others, the gradebook and the grader: nobody honest is touched, and no old score survives."""

import csv
import gzip
import io
import json
import os
import sqlite3

import pytest

import grading_kit as kit
from classroom.cli import main
from classroom.grade import command
from classroom.grade.run import run_lanes
from grading_kit import FULL, MEAN, TOTAL, as_file, handed_in

# What a submission tries to leave behind for whoever comes after it, and then looks for. Names are fixed, so that each
# submission finds what any other has left.
LEAVE_AND_FIND = """
import ctypes, os, socket
libc = ctypes.CDLL(None, use_errno=True)
found = []
for place in ('/tmp', '/dev/shm', '/', '/dev', '/opt', '/opt/course', '/etc', '/usr', '/dev/pts', '/var/tmp', '/run'):
    note = os.path.join(place, 'note')
    if os.path.exists(note):
        found.append(note)
    try:
        open(note, 'w').write('mine')
    except OSError:
        pass
line = socket.socket(socket.AF_UNIX)
try:
    line.connect('\\0note')
    found.append('a socket without a file')
except OSError:
    listener = socket.socket(socket.AF_UNIX)
    listener.bind('\\0note')
    listener.listen()
port = socket.socket()
try:
    port.connect(('127.0.0.1', 4711))
    found.append('a port')
except OSError:
    server = socket.socket()
    server.bind(('127.0.0.1', 4711))
    server.listen()
CALLS = {'x86_64': (29, 68, 250, 248), 'aarch64': (194, 186, 219, 217)}
shmget, msgget, keyctl, add_key = CALLS[os.uname().machine]
if libc.syscall(shmget, 4711, 4096, 0o666) >= 0:
    found.append('shared memory')
libc.syscall(shmget, 4711, 4096, 0o1666)
if libc.syscall(msgget, 4711, 0o666) >= 0:
    found.append('a queue')
libc.syscall(msgget, 4711, 0o1666)
for ring in (-3, -4, -5):
    if libc.syscall(keyctl, 10, ring, b'user', b'note', 0) >= 0:
        found.append('a key')
    libc.syscall(add_key, b'user', b'note', b'mine', 4, ring)
if os.fork() == 0:
    os.setsid()
    import time
    time.sleep(60)
print('FOUND', found, 'PROCESSES', [n for n in range(2, 500) if not libc.kill(n, 0)][:5] and 'own child only')
"""


@pytest.fixture(autouse=True)
def small_chapter(monkeypatch):
    monkeypatch.setattr(command, "make_assignment", lambda chapter, seed: kit.assignment())
    monkeypatch.setattr("classroom.source.find_chapter_id", lambda name: kit.CHAPTER)


def printed(grade):
    return "".join(out.get("text", "") for one in grade.cells for out in one.get("outputs", []))


def in_lanes(lane, jobs):
    return run_lanes(lane, jobs, 2)


def test_nobody_leaves_anything_for_anybody(tmp_path, sandboxed):
    course = tmp_path / "course"
    kit.make_course(course)
    # More submissions than lanes: in each lane several follow each other.
    for number in range(6):
        kit.hand_in(course, f"learner{number}", handed_in(before=LEAVE_AND_FIND))
    grades = kit.grade_course(course, in_lanes)
    assert {name: (one.status, one.score) for name, one in grades.items()} == {
        f"learner{number}": ("graded", FULL) for number in range(6)
    }
    for grade in grades.values():
        assert "FOUND []" in printed(grade), printed(grade)


def look_around(course):
    """A submission that knows where everything lies, and reads, writes and locks what it can."""
    targets = [
        course / "gradebook.db", course / "nbgrader_config.py", course / "submitted" / "ann" / kit.CHAPTER / f"{kit.CHAPTER}.ipynb",
        course / "grading", course / "autograded", kit.library().parent / "solutions", kit.library().parent / "course",
        kit.library() / "classroom" / "hidden.py", kit.library().parent / ".cache", kit.Path.home() / ".ssh", "/etc/passwd", "/proc/1/environ",
    ]  # fmt: skip
    return f"""
import os, sqlite3
reached = []
for path in {[str(target) for target in targets]!r}:
    if os.path.exists(path):
        reached.append(path)
    for flags in (os.O_RDONLY, os.O_WRONLY | os.O_CREAT | os.O_TRUNC):
        try:
            os.close(os.open(path, flags))
            reached.append(path)
        except OSError:
            pass
try:
    book = sqlite3.connect({str(course / "gradebook.db")!r}, timeout=0.1)
    book.execute('BEGIN EXCLUSIVE')
    book.execute('UPDATE grade SET auto_score = 1000')
    book.commit()
    reached.append('gradebook')
except sqlite3.Error:
    pass
try:
    os.symlink({str(course / "gradebook.db")!r}, '/tmp/link')
    open('/tmp/link', 'rb').read()
    reached.append('link')
except OSError:
    pass
secrets = sorted(name for name in os.environ if 'SECRET' in name or 'CASE_SEED' in name)
print('REACHED', reached, secrets)
"""


def test_gradebook_solutions_others_work_and_surroundings_are_out_of_reach(tmp_path, sandboxed, monkeypatch):
    monkeypatch.setenv("MY_SECRET", "token")
    monkeypatch.setenv("STORELAB_CASE_SEED", "4")
    course = tmp_path / "course"
    kit.make_course(course)
    kit.hand_in(course, "ann", handed_in())
    kit.hand_in(course, "mallory", handed_in(before=look_around(course)))
    before = kit.scores(course)
    grades = kit.grade_course(course, in_lanes)
    assert before == {}
    assert "REACHED [] []" in printed(grades["mallory"]), printed(grades["mallory"])
    assert {name: one.score for name, one in grades.items()} == {"ann": FULL, "mallory": FULL}
    assert {row["check-total"] for row in kit.scores(course).values()} == {(3.0, None, False)}
    with sqlite3.connect(course / "gradebook.db", timeout=1) as book:
        book.execute("BEGIN EXCLUSIVE")


NAMES = ['O\'Brien, "Ann"', "李雷 🐼", "a;b|c", "半角,全角，", "-1+1"]


def test_files_that_are_none_and_names_of_all_sorts(tmp_path, sandboxed, capsys):
    course = tmp_path / "course"
    kit.make_course(course)
    name = f"{kit.CHAPTER}.ipynb"
    ann = kit.hand_in(course, "ann", handed_in())
    for learner in NAMES:
        kit.hand_in(course, learner, handed_in())
    places = {}
    for learner in ("link", "loop", "folder", "pipe", "packed", "module", "none"):
        places[learner] = course / "submitted" / learner / kit.CHAPTER
        places[learner].mkdir(parents=True)
    (places["link"] / name).symlink_to(ann / name)
    (places["loop"] / name).symlink_to(places["loop"] / name)
    (places["folder"] / name).mkdir()
    os.mkfifo(places["pipe"] / name)
    (places["packed"] / name).write_bytes(gzip.compress(b"0" * 10**8))
    # A library of one's own beside the notebook, which a grader that works in this folder would import.
    (places["module"] / name).write_bytes(handed_in())
    for module in ("pandas", "json", "storelab"):
        (places["module"] / f"{module}.py").write_text("raise SystemExit(0)")
    (course / "submitted" / "whole").mkdir()
    (course / "submitted" / "whole" / kit.CHAPTER).symlink_to(ann)
    assert main(["grade", "9", "--course", str(course), "--jobs", "2"]) == 0
    capsys.readouterr()
    assert main(["status", "9", "--course", str(course), "--json"]) == 0
    rows = {row["learner"]: row for row in json.loads(capsys.readouterr().out)["learners"]}
    assert {learner: row["status"] for learner, row in rows.items()} == {
        "ann": "graded", "module": "graded", "link": "malformed", "loop": "malformed", "folder": "malformed", "pipe": "malformed",
        "packed": "malformed", "whole": "malformed", "none": "missing", **dict.fromkeys(NAMES, "graded"),
    }  # fmt: skip
    assert all(row["reason"] for row in rows.values())
    assert {row["score"] for row in rows.values() if row["status"] == "graded"} == {FULL}
    assert {row["score"] for row in rows.values() if row["status"] != "graded"} == {0.0}
    assert main(["status", "9", "--course", str(course), "--csv", str(tmp_path / "status.csv")]) == 0
    text = (tmp_path / "status.csv").read_text(encoding="utf-8-sig")
    written = {row["learner"] for row in csv.DictReader(io.StringIO(text, newline=""))}
    assert written == {"'-1+1" if learner == "-1+1" else learner for learner in rows}


def without_check(cells):
    return [one for one in cells if "check-total" not in str(one["metadata"])]


def test_no_old_score_survives_a_resubmission(tmp_path, sandboxed):
    """Full marks first; then, one after the other, what might leave them standing."""
    course = tmp_path / "course"
    kit.make_course(course)
    wrong = "def total(values):\n    return 0"
    stages = {
        "right": (handed_in(), "graded", 3.0),
        "wrong, without its check": (
            as_file(without_check(json.loads(handed_in(total=wrong))["cells"])),
            "graded",
            0.0,
        ),
        "right again": (handed_in(TOTAL, MEAN), "graded", 3.0),
        "ends the process": (handed_in(total="import os\nos._exit(0)"), "crashed", 0.0),
        "right once more": (handed_in(), "graded", 3.0),
        "never ends": (handed_in(total="def total(values):\n    while True: pass"), "timeout", 0.0),
        "nothing in it": (as_file([]), "partial", 0.0),
        "right at last": (handed_in(), "graded", 3.0),
        "no notebook": (b"{", "malformed", 0.0),
    }
    for stage, (data, status, total) in stages.items():
        kit.hand_in(course, "ann", data)
        grade = kit.grade_course(course)["ann"]
        assert (grade.status, grade.exercises["total"].score) == (status, total), stage
        assert kit.scores(course)["ann"]["check-total"] == (total, None, False), stage


def test_nothing_lives_on_after_a_run(tmp_path, sandboxed):
    """Not even what a submission started in a session of its own."""
    course = tmp_path / "course"
    kit.make_course(course)
    mark = "while-this-run-lasts"
    lasting = f"import os, time\nif os.fork() == 0:\n    os.setsid()\n    os.execvp('sleep', ['{mark}', '300'])"
    for learner in ("mallory", "trudy"):
        kit.hand_in(course, learner, handed_in(before=lasting))
    grades = kit.grade_course(course, in_lanes)
    assert {one.status for one in grades.values()} == {"graded"}
    lines = []
    for process in kit.Path("/proc").glob("[0-9]*/cmdline"):
        try:
            lines.append(process.read_bytes())
        except OSError:
            continue
    assert not [line for line in lines if mark.encode() in line]
