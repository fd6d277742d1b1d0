"""``storelab hub`` up to the moment that JupyterHub's server takes over; ``tests/deploy`` tries a real hub."""

import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from storelab import cli, hub, start
from storelab.merge import write_notebook


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A course of one notebook, and a home folder beside it."""
    root = tmp_path / "course"
    (root / "utils" / "storelab").mkdir(parents=True)
    cell = {"cell_type": "markdown", "id": "a", "metadata": {}, "source": "# en"}
    book = write_notebook({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [cell]})
    (root / "notebooks" / "en").mkdir(parents=True)
    (root / "notebooks" / "en" / "course_map.ipynb").write_bytes(book)
    (tmp_path / "home").mkdir()
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.delenv("JUPYTERHUB_DEFAULT_URL", raising=False)
    monkeypatch.chdir(root)
    return root


@pytest.fixture
def handed(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What would have been started; JupyterHub counts as installed."""
    calls: list[Any] = []
    monkeypatch.setattr(hub, "hand_over", lambda *call: calls.append(call) or 0)  # type: ignore[func-returns-value]
    monkeypatch.setattr(hub, "find_spec", lambda name: object())
    return calls


def panels(environment: dict[str, str]) -> dict[str, bool]:
    """Which panels JupyterLab is told to leave out, the first folder counting most."""
    found: dict[str, bool] = {}
    for folder in reversed(environment["JUPYTER_CONFIG_PATH"].split(os.pathsep)):
        file = Path(folder) / "labconfig" / "page_config.json"
        if file.is_file():
            found |= json.loads(file.read_text(encoding="utf-8"))["disabledExtensions"]
    return {name.removeprefix("@jupyter/nbgrader:"): off for name, off in found.items()}


def test_a_learner_gets_a_workspace_at_home_and_the_course_map(course: Path, handed: list[Any]) -> None:
    assert cli.main(["hub", "--language", "en"]) == 0
    [(command, environment, folder)] = handed
    assert folder == Path(os.environ["HOME"]) / "workspace"
    assert (folder / "en" / "course_map.ipynb").is_file()
    assert command[:3] == [sys.executable, "-m", "jupyterhub.singleuser"]
    assert environment["JUPYTERHUB_DEFAULT_URL"] == "/lab/tree/en/course_map.ipynb"
    assert panels(environment)["course-list"]
    assert panels(environment)["formgrader"]


def test_an_instructor_sees_the_courses_and_the_service_sees_the_formgrader(course: Path, handed: list[Any]) -> None:
    cli.main(["hub", "--language", "en", "--role", "instructor"])
    cli.main(["hub", "--language", "en", "--role", "grader"])
    (_, instructor, _), (_, grader, folder) = handed
    assert not panels(instructor)["course-list"]
    assert panels(instructor)["formgrader"]
    assert not panels(grader)["formgrader"]
    assert folder == course
    assert not (course / ".lab").exists()


def test_what_the_hub_chose_stays(handed: list[Any]) -> None:
    given = {"PATH": "/bin", "JUPYTERHUB_DEFAULT_URL": "/tree", "JUPYTER_CONFIG_PATH": "/settings"}
    made = hub.hub_environment(given, "en", hub.LEARNER)
    assert made["JUPYTERHUB_DEFAULT_URL"] == "/tree"
    assert made["JUPYTER_CONFIG_PATH"].endswith(f"{os.pathsep}/settings")


def test_the_settings_are_those_of_start(tmp_path: Path) -> None:
    alone = start.lab_command(tmp_path, "zh", 8888, browser=False, as_root=False)
    assert set(start.lab_settings(tmp_path, "zh")) <= set(alone)
    assert set(start.lab_settings(tmp_path, "zh")) <= set(hub.hub_command(tmp_path, "zh", hub.LEARNER))


def test_without_jupyterhub_it_says_what_to_install(
    course: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(hub, "find_spec", lambda name: None)
    assert cli.main(["hub", "--language", "en"]) == 2
    assert "JupyterHub is not installed" in capsys.readouterr().err
