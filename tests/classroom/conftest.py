"""A course of one tiny chapter, for tests of the tools that read, build and measure courses."""

import shutil
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
TINY = Path(__file__).parent / "tiny"


@pytest.fixture
def tiny_course(tmp_path, monkeypatch):
    """A project with the chapter ``07_tiny``; the working folder is its root."""
    root = tmp_path / "project"
    shutil.copytree(TINY / "course", root / "course")
    (root / "utils" / "storelab").mkdir(parents=True)
    (root / "utils" / "classroom" / "world").mkdir(parents=True)
    (root / "notebooks").mkdir()
    (root / "datasets" / "manifests").mkdir(parents=True)
    effects = "class HiddenTrap:\n    trap_strength: float = 0.5\n    start: int = 3\n"
    (root / "utils" / "classroom" / "world" / "effects.py").write_text(effects, encoding="utf-8")
    shutil.copy(PROJECT / "nbgrader_config.py", root)
    monkeypatch.chdir(root)
    return root
