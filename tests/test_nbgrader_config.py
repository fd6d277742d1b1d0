"""The project's nbgrader settings, as an instructor meets them in a fresh copy of the project."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from classroom.source import project_root

CHAPTER = "00_primer"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_gradebook_learns_an_assignment_whose_release_is_there_and_stays_as_it_is(tmp_path, monkeypatch, language):
    from nbgrader.api import Gradebook

    release = f"notebooks/{language}/assignments/{CHAPTER}"
    for name in (f"solutions/{language}/{CHAPTER}", release):
        shutil.copytree(project_root() / name, tmp_path / name)
    shutil.copy(project_root() / "nbgrader_config.py", tmp_path)
    before = {file.name: file.read_bytes() for file in (tmp_path / release).iterdir()}
    monkeypatch.setenv("STORELAB_LANGUAGE", language)
    # nbgrader looks for alembic on PATH, where an activated environment has it.
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    command = [sys.executable, "-m", "nbgrader", "generate_assignment", CHAPTER]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert {file.name: file.read_bytes() for file in (tmp_path / release).iterdir()} == before
    with Gradebook(f"sqlite:///{tmp_path / 'gradebook.db'}", "store-lab") as book:
        assert [assignment.name for assignment in book.assignments] == [CHAPTER]
        assert book.find_assignment(CHAPTER).max_score == 8
