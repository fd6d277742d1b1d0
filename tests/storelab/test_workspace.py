"""The workspace on disk: what arrives, what stays, what a failure leaves behind."""

import errno
import os
import signal
import subprocess
import sys
from copy import deepcopy
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storelab.errors import StoreLabError
from storelab.merge import Json, read_notebook, write_notebook
from storelab.workspace import update_workspace

LESSON = "lessons/10_traffic/01_sources.ipynb"
CHECK = {"grade_id": "visitors-check", "grade": True, "solution": False}
ANSWER = {"grade_id": "visitors", "grade": False, "solution": True}


def cell(name: str, source: str, nbgrader: Json | None = None) -> Json:
    metadata = {"nbgrader": nbgrader} if nbgrader else {}
    return {
        "cell_type": "code",
        "id": name,
        "metadata": metadata,
        "source": source,
        "outputs": [],
        "execution_count": None,
    }


def release(folder: Path, question: str = "# how many?", name: str = LESSON) -> Path:
    """Write a release of one notebook."""
    cells = [cell("question", question), cell("visitors", "...", ANSWER), cell("check", "check()", CHECK)]
    put(folder / "en" / name, {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells})
    return folder


def put(path: Path, book: Json) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(write_notebook(book))


def sources(path: Path) -> list[str]:
    return [cell["source"] for cell in read_notebook(path.read_bytes())["cells"]]


def write_answer(path: Path, number: int, source: str) -> None:
    """What a learner does in a cell."""
    book = read_notebook(path.read_bytes())
    book["cells"][number]["source"] = source
    put(path, book)


def snapshot(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Every file with its content and the time it was written."""
    return {
        str(path.relative_to(folder)): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_the_first_start_copies_the_notebooks(tmp_path: Path) -> None:
    released, workspace = release(tmp_path / "notebooks"), tmp_path / "workspace"
    summary = update_workspace(released, workspace, "en")
    assert (workspace / "en" / LESSON).read_bytes() == (released / "en" / LESSON).read_bytes()
    assert summary.created == [LESSON]
    assert summary.backup is None


def test_where_nothing_changed_nothing_is_written(tmp_path: Path) -> None:
    released, workspace = release(tmp_path / "notebooks"), tmp_path / "workspace"
    update_workspace(released, workspace, "en")
    write_answer(workspace / "en" / LESSON, 1, "mine")
    before = snapshot(workspace)
    summary = update_workspace(released, workspace, "en")
    assert snapshot(workspace) == before
    assert [summary.created, summary.updated, summary.removed] == [[], [], []]


def test_an_update_keeps_the_answer_brings_the_text_and_backs_up(tmp_path: Path) -> None:
    released, workspace = release(tmp_path / "notebooks"), tmp_path / "workspace"
    update_workspace(released, workspace, "en")
    write_answer(workspace / "en" / LESSON, 1, "mine")
    before = (workspace / "en" / LESSON).read_bytes()
    release(released, "# how many visitors?")
    summary = update_workspace(released, workspace, "en")
    assert sources(workspace / "en" / LESSON) == ["# how many visitors?", "mine", "check()"]
    assert summary.updated == [LESSON]
    assert summary.backup is not None
    assert (summary.backup / "en" / LESSON).read_bytes() == before


def test_two_updates_within_a_second_keep_two_backups(tmp_path: Path) -> None:
    released, workspace = release(tmp_path / "notebooks"), tmp_path / "workspace"
    update_workspace(released, workspace, "en")
    folders = {update_workspace(release(released, text), workspace, "en").backup for text in ("one", "two", "three")}
    assert len(folders) == 3


def test_a_copy_under_another_name_is_not_touched_and_a_deleted_notebook_comes_back(tmp_path: Path) -> None:
    released, workspace = release(tmp_path / "notebooks"), tmp_path / "workspace"
    update_workspace(released, workspace, "en")
    renamed = (workspace / "en" / LESSON).rename(workspace / "en" / "lessons" / "my copy.ipynb")
    content = renamed.read_bytes()
    summary = update_workspace(release(released, "# new"), workspace, "en")
    assert summary.created == [LESSON]
    assert sources(workspace / "en" / LESSON)[0] == "# new"
    assert renamed.read_bytes() == content


@pytest.mark.parametrize("content", [b"", b'{"cells": [', b"\x00\xff"])
def test_a_damaged_notebook_is_kept_under_another_name(tmp_path: Path, content: bytes) -> None:
    released, workspace = release(tmp_path / "notebooks"), tmp_path / "workspace"
    update_workspace(released, workspace, "en")
    (workspace / "en" / LESSON).write_bytes(content)
    summary = update_workspace(released, workspace, "en")
    kept = workspace / "en" / "lessons" / "10_traffic" / summary.damaged[LESSON]
    assert kept.name.startswith("01_sources.damaged-")
    assert kept.read_bytes() == content
    assert (workspace / "en" / LESSON).read_bytes() == (released / "en" / LESSON).read_bytes()


def test_a_notebook_that_the_course_gave_up_goes_unless_the_learner_worked_in_it(tmp_path: Path) -> None:
    released, workspace = release(tmp_path / "notebooks"), tmp_path / "workspace"
    for name in ("old.ipynb", "worked.ipynb"):
        release(released, name=name)
    update_workspace(released, workspace, "en")
    write_answer(workspace / "en" / "worked.ipynb", 1, "mine")
    for name in ("old.ipynb", "worked.ipynb"):
        (released / "en" / name).unlink()
    summary = update_workspace(released, workspace, "en")
    assert summary.removed == ["old.ipynb"]
    assert not (workspace / "en" / "old.ipynb").exists()
    assert sources(workspace / "en" / "worked.ipynb")[1] == "mine"
    assert summary.backup is not None
    assert (summary.backup / "en" / "old.ipynb").is_file()


def test_a_file_that_is_no_notebook_and_that_both_changed_arrives_beside(tmp_path: Path) -> None:
    released, workspace = release(tmp_path / "notebooks"), tmp_path / "workspace"
    for text in ("one", "two"):
        (released / "en" / "costs.csv").write_text(text)
        summary = update_workspace(released, workspace, "en")
        if text == "one":
            (workspace / "en" / "costs.csv").write_text("mine")
    assert summary.beside == {"costs.csv": "costs.new.csv"}
    assert (workspace / "en" / "costs.csv").read_text() == "mine"
    assert (workspace / "en" / "costs.new.csv").read_text() == "two"


def test_a_missing_or_damaged_release_is_named_and_nothing_is_written(tmp_path: Path) -> None:
    with pytest.raises(StoreLabError, match=r"no notebooks in .*notebooks.*unpack the course again"):
        update_workspace(tmp_path / "notebooks", tmp_path / "workspace", "en")
    released = release(tmp_path / "notebooks")
    release(released, name="a.ipynb")
    (released / "en" / LESSON).write_text("{")
    with pytest.raises(StoreLabError, match=rf"{LESSON} is damaged"):
        update_workspace(released, tmp_path / "workspace", "en")
    assert not (tmp_path / "workspace").exists()


@pytest.mark.parametrize(
    ("number", "words"),
    [(errno.ENOSPC, "is full"), (errno.EACCES, "may not write"), (errno.EIO, "could not be updated")],
)
def test_a_failing_disk_is_explained_and_the_next_start_mends_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, words: str
) -> None:
    released, workspace = release(tmp_path / "notebooks"), tmp_path / "workspace"
    release(released, name="other.ipynb")
    update_workspace(released, workspace, "en")
    write_answer(workspace / "en" / LESSON, 1, "mine")
    before = snapshot(workspace)
    for name in (LESSON, "other.ipynb"):
        release(released, "# new", name)
    # The disk fails at each write in turn: two backups, two notebooks; the last time all but a base is written.
    whole = os.fsync
    for fails_at in (0, 1, 2, 3, 3):
        count = iter(range(100))

        def fsync(handle: int, count=count, fails_at=fails_at) -> None:  # type: ignore[no-untyped-def]
            if next(count) >= fails_at:
                raise OSError(number, os.strerror(number))
            whole(handle)

        monkeypatch.setattr(os, "fsync", fsync)
        with pytest.raises(StoreLabError, match=rf"{words}.*What you wrote is still there"):
            update_workspace(released, workspace, "en")
        assert sources(workspace / "en" / LESSON)[1] == "mine"
        assert not list(workspace.rglob("*.tmp"))
        if fails_at == 0:
            assert snapshot(workspace) == before
    monkeypatch.setattr(os, "fsync", whole)
    update_workspace(released, workspace, "en")
    assert sources(workspace / "en" / LESSON) == ["# new", "mine", "check()"]
    assert sources(workspace / "en" / "other.ipynb") == ["# new", "...", "check()"]


@pytest.mark.skipif(os.name != "posix", reason="file size limits are POSIX")
def test_a_file_that_cannot_be_written_whole_leaves_the_old_one(tmp_path: Path) -> None:
    """The system itself refuses: a limit on file size stands in for a full disk."""
    released, workspace = release(tmp_path / "notebooks"), tmp_path / "workspace"
    update_workspace(released, workspace, "en")
    write_answer(workspace / "en" / LESSON, 1, "mine " * 2000)
    before = snapshot(workspace)
    release(released, "# new " * 2000)
    program = (
        "import resource, signal, sys; from pathlib import Path; from storelab.workspace import update_workspace;"
        f"signal.signal({int(signal.SIGXFSZ)}, signal.SIG_IGN);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096));"
        "update_workspace(Path(sys.argv[1]), Path(sys.argv[2]), 'en')"
    )
    command = [sys.executable, "-c", program, str(released), str(workspace)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "StoreLabError" in done.stderr
    assert snapshot(workspace) == before


words = st.sampled_from(["", "mine", "# note", "def f(): ...", "check()", "..."])
deeds = st.lists(
    st.one_of(
        st.tuples(st.just("write"), st.integers(0, 9), words),
        st.tuples(st.just("add"), st.integers(0, 9), words),
        st.tuples(st.just("copy"), st.integers(0, 9), st.integers(0, 9)),
        st.tuples(st.just("delete"), st.integers(0, 9), st.none()),
        st.tuples(st.just("rename"), st.none(), st.none()),
        st.tuples(st.just("damage"), st.none(), st.none()),
        st.tuples(st.just("release"), st.none(), words),
    ),
    max_size=8,
)


@settings(deadline=None, max_examples=60)
@given(deeds)
def test_every_text_that_the_learner_wrote_is_still_in_the_workspace(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, int, object]]
) -> None:
    folder = tmp_path_factory.mktemp("learner")
    released, workspace = release(folder / "notebooks"), folder / "workspace"
    lesson = workspace / "en" / LESSON
    update_workspace(released, workspace, "en")
    for number, (deed, place, value) in enumerate(steps):
        book = read_notebook(lesson.read_bytes())
        cells = book["cells"]
        at = place % len(cells) if place is not None and cells else 0
        if deed == "write" and cells:
            cells[at]["source"] = f"learner {number} {value}"
        elif deed == "add":
            cells.insert(at, cell(f"own{number}", f"learner {number} {value}"))
        elif deed == "copy" and cells:
            cells.insert(int(str(value)), deepcopy(cells[at]))
        elif deed == "delete" and cells:
            cells.pop(at)
        if deed in ("write", "add", "copy", "delete"):
            put(lesson, book)
            continue
        written = {source for source in _texts(workspace) if source.startswith("learner")}
        if deed == "rename":
            lesson.rename(lesson.with_name(f"renamed {number}.ipynb"))
        elif deed == "damage":
            lesson.write_bytes(lesson.read_bytes()[:-20])
        else:
            release(released, f"# question {number} {value}")
        update_workspace(released, workspace, "en")
        everything = b"".join(path.read_bytes() for path in workspace.rglob("*.ipynb")).decode()
        for source in written:
            assert source in _texts(workspace) or source in everything
        answers = [cell for cell in cells if cell["id"] == "visitors" and cell["source"].startswith("learner")]
        if deed == "release" and answers:
            assert answers[0]["source"] in sources(lesson)
        settled = snapshot(workspace)
        update_workspace(released, workspace, "en")
        assert snapshot(workspace) == settled


def _texts(workspace: Path) -> set[str]:
    """Every cell's text in every notebook of the workspace, backups too; damaged ones aside."""
    found = set()
    for path in workspace.rglob("*.ipynb"):
        if ".damaged-" not in path.name:
            found.update(sources(path))
    return found
