"""The gradebook on a real PostgreSQL server, started here from Debian's packages, says what SQLite says."""

import csv
import os
import secrets
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path
from urllib.parse import quote

import pytest

import grading_kit as kit
from classroom.cli import main
from classroom.grade.gradebook import Writer, open_course
from storelab.errors import StoreLabError

pytestmark = pytest.mark.slow
NOBODY = 65534
PASSWORD = "geheim@s3cret"
WRONG = "def total(values):\n    return 0"
# Quotes, a comma, another script and an emoji: what a database must not stumble over.
ODD = "O'Brien, 小明 🎈"


def programs():
    """The folder of PostgreSQL's programs; Debian keeps it outside of PATH. None if there is none."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda file: int(file.parts[-3]))
    on_path = shutil.which("initdb")
    return found[-1].parent if found else Path(on_path).parent if on_path else None


@pytest.fixture(scope="module")
def server():
    """A server on a socket in a temporary folder, under an unprivileged user; gives the folder."""
    place = programs()
    if place is None:
        words = "PostgreSQL is not installed (Debian and Ubuntu: apt-get install postgresql)"
        if os.environ.get("CI"):
            pytest.fail(words)
        pytest.skip(words)
    # The server refuses to be root, and pytest's own folder is closed to anybody else; a socket's path has to be short.
    folder = Path(tempfile.mkdtemp(prefix="pg"))
    user = {"user": NOBODY, "group": NOBODY, "extra_groups": []} if os.getuid() == 0 else {}
    (folder / "password").write_text(PASSWORD)
    if user:
        for path in (folder, folder / "password"):
            os.chown(path, NOBODY, NOBODY)
    data = str(folder / "data")
    secret = ["--auth=scram-sha-256", f"--pwfile={folder / 'password'}", "--username=teacher"]
    made = [str(place / "initdb"), "-D", data, "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync", *secret]
    subprocess.run(made, check=True, capture_output=True, cwd=folder, **user)
    command = [str(place / "postgres"), "-D", data, "-k", str(folder), "-c", "listen_addresses=", "-c", "fsync=off"]
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, cwd=folder, **user)
    try:
        end = time.monotonic() + 60
        while "ready to accept connections" not in (folder / "log").read_text():
            assert process.poll() is None, (folder / "log").read_text()
            assert time.monotonic() < end, (folder / "log").read_text()
            time.sleep(0.1)
        yield folder
    finally:
        # To PostgreSQL: end now, in order.
        process.send_signal(signal.SIGINT)
        process.wait(timeout=60)
        shutil.rmtree(folder)


@pytest.fixture
def db_url(server):
    """A new, empty database on the server."""
    import psycopg

    name = f"gradebook_{secrets.token_hex(4)}"
    with psycopg.connect(
        host=str(server), user="teacher", password=PASSWORD, dbname="postgres", autocommit=True
    ) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return f"postgresql+psycopg://teacher:{quote(PASSWORD)}@/{name}?host={server}"


def hand_in_class(root):
    kit.hand_in(root, "ann", kit.handed_in())
    kit.hand_in(root, ODD, kit.handed_in(total=WRONG))
    kit.hand_in(root, "dan", b"{")
    (kit.hand_in(root, "late", kit.handed_in()) / "timestamp.txt").write_text("2026-03-03 09:30:00 UTC")
    (root / "submitted" / "eve" / kit.CHAPTER).mkdir(parents=True)


def everything(root, db_url=""):
    """All that the gradebook holds of submissions, without the ids that it makes up itself."""
    from nbgrader.api import Gradebook

    with Gradebook(db_url or f"sqlite:///{root / 'gradebook.db'}", "small") as book:
        rows = {}
        for one in book.assignment_submissions(kit.CHAPTER):
            notebook = one.notebooks[0]
            grades = {
                g.name: (g.auto_score, g.manual_score, g.extra_credit, g.needs_manual_grade, g.score)
                for g in notebook.grades
            }
            comments = {comment.name: comment.comment for comment in notebook.comments}
            rows[one.student.id] = (one.timestamp, one.score, one.needs_manual_grade, grades, comments)
        return rows


@pytest.fixture
def courses(tmp_path, db_url, sandboxed):
    """The same class twice: on the server, and in SQLite."""
    on_server, in_file = tmp_path / "server", tmp_path / "file"
    kit.make_course(on_server, db_url)
    kit.make_course(in_file)
    for root in (on_server, in_file):
        hand_in_class(root)
        kit.grade_course(root)
    return on_server, in_file


def test_the_server_holds_what_sqlite_holds_also_after_further_runs(courses, db_url):
    on_server, in_file = courses
    first = everything(on_server, db_url)
    assert first == everything(in_file)
    assert {name: row[1] for name, row in first.items()} == {"ann": 6, ODD: 3, "dan": 0, "late": 6, "eve": 0}
    assert str(first["late"][0]) == "2026-03-03 09:30:00"
    assert first["ann"][3]["written-decision"] == (None, None, None, True, 0)
    kit.grade_course(on_server)
    assert everything(on_server, db_url) == first
    # Another answer, and one by a person: scores change alike, and the person's stays.
    for root, url in ((on_server, db_url), (in_file, f"sqlite:///{in_file / 'gradebook.db'}")):
        from nbgrader.api import Gradebook

        with Gradebook(url, "small") as book:
            grade = book.find_grade("written-decision", kit.CHAPTER, kit.CHAPTER, ODD)
            grade.manual_score, grade.needs_manual_grade = 3.5, False
            book.db.commit()
        kit.hand_in(root, "ann", b"not a notebook")
        kit.hand_in(root, "dan", kit.handed_in())
        kit.hand_in(root, ODD, kit.handed_in())
        kit.grade_course(root)
    again = everything(on_server, db_url)
    assert again == everything(in_file)
    assert {name: row[1] for name, row in again.items()} == {"ann": 0, ODD: 9.5, "dan": 6, "late": 6, "eve": 0}
    assert not (on_server / "gradebook.db").exists()
    # As after a run that was killed before it could note what it had done: nothing stands there twice.
    shutil.rmtree(on_server / "grading")
    kit.grade_course(on_server)
    assert everything(on_server, db_url) == again
    kit.run_nbgrader(on_server, "export", "--to=grades.csv")
    with (on_server / "grades.csv").open(encoding="utf-8-sig", newline="") as stream:
        found = {row["student_id"]: float(row["score"]) for row in csv.DictReader(stream)}
    assert found == {"ann": 0, ODD: 9.5, "dan": 6, "late": 6, "eve": 0}


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("postgresql+psycopg://t:geheim@db/book", "postgresql+psycopg://t:***@db/book"),
        ("postgresql://db/book?user=t&password=geheim", "postgresql://db/book?password=%2A%2A%2A&user=t"),
        ("sqlite:////course/gradebook.db", "sqlite:////course/gradebook.db"),
        ("geheim", "(an address that cannot be read)"),
    ],
)
def test_an_address_is_shown_without_its_password(tmp_path, given, shown):
    (tmp_path / "nbgrader_config.py").write_text(f"c = get_config()\nc.CourseDirectory.db_url = {given!r}\n")
    assert open_course(tmp_path).gradebook == shown


def test_the_command_prints_no_password(tmp_path, db_url, monkeypatch, capsys, sandboxed):
    root = tmp_path / "course"
    kit.make_course(root, db_url)
    kit.hand_in(root, "ann", kit.handed_in())
    monkeypatch.setattr("classroom.grade.command.make_assignment", lambda chapter, seed: kit.assignment())
    assert main(["grade", kit.CHAPTER, "--course", str(root), "--jobs", "1"]) == 0
    told = capsys.readouterr()
    assert "1 submissions of 09_small" in told.out
    assert "postgresql+psycopg://teacher:***@/gradebook_" in told.out
    for secret in (PASSWORD, quote(PASSWORD)):
        assert secret not in told.out + told.err


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ((quote(PASSWORD), "false1"), "password authentication failed"),
        (("?host=/", "?host=/nowhere/"), "No such file or directory"),
    ],
)
def test_a_server_that_cannot_be_used_is_said_without_the_password(tmp_path, server, db_url, change, words):
    kit.make_course(tmp_path, db_url)
    wrong = db_url.replace(*change)
    (tmp_path / "nbgrader_config.py").write_text(f"c = get_config()\nc.CourseDirectory.db_url = {wrong!r}\n")
    with pytest.raises(StoreLabError, match=words) as told:
        Writer(open_course(tmp_path), kit.CHAPTER)
    assert "run the command again: nothing is lost" in str(told.value)
    assert not any(secret in str(told.value) for secret in (PASSWORD, quote(PASSWORD), "false1"))


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ("geheim", r"is no address of a database\. For PostgreSQL it reads"),
        ("oracle+nodriver://t:geheim@db/book", r"is no address of a database"),
        ("mysql+aiomysql://t:geheim@db/book", r"needs the Python package 'aiomysql'"),
    ],
)
def test_an_address_that_is_none_is_said(tmp_path, given, words):
    (tmp_path / "nbgrader_config.py").write_text(f"c = get_config()\nc.CourseDirectory.db_url = {given!r}\n")
    with pytest.raises(StoreLabError, match=words) as told:
        Writer(open_course(tmp_path), kit.CHAPTER)
    assert "geheim" not in str(told.value)
