"""JupyterLab as a learner has it, started once for each file of tests that asks for it."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from classroom import browser as drive
from classroom.source import project_root
from storelab.course_map import refresh
from storelab.language import LANGUAGES
from storelab.workspace import update_workspace


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A learner's workspace with both languages."""
    folder = tmp_path_factory.mktemp("learner") / "workspace"
    for language in LANGUAGES:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("STORELAB_LANGUAGE", language)
            update_workspace(project_root() / "notebooks", folder, language)
            refresh(folder / language / "course_map.ipynb")
    return folder


@pytest.fixture(scope="module")
def lab(workspace: Path) -> Iterator[drive.Lab]:
    if drive.chromium() is None and "CI" not in os.environ:
        pytest.skip("Debian's chromium is not installed: apt-get install chromium")
    with drive.running_lab(workspace, "en") as running:
        yield running


@pytest.fixture(scope="module")
def chromium(lab: drive.Lab) -> Iterator[Any]:
    with drive.browser() as instance:
        yield instance


@pytest.fixture(scope="module")
def page(chromium: Any, lab: drive.Lab) -> Iterator[Any]:
    """JupyterLab, opened once for the notebooks of all tests."""
    with drive.lab_page(chromium, lab) as one:
        yield one
