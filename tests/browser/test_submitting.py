"""nbgrader's own parts of JupyterLab, as a learner of the Chinese edition has them: fetch, validate, submit.

The exchange is a real one, in a folder of the test; a class on a JupyterHub is tried in ``tests/deploy``.
"""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from answering import place, solution
from classroom import browser as drive
from classroom.source import project_root

pytestmark = pytest.mark.browser

LANGUAGE, CHAPTER, COURSE = "zh", "00_primer", "store-lab"
SPOILT = "mean_by"


@pytest.fixture(scope="module")
def exchange(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """nbgrader's exchange with the chapter released into it, by the project's own settings."""
    folder = tmp_path_factory.mktemp("class")
    exchange, settings, course = (folder / name for name in ("exchange", "settings", "course"))
    for made in (exchange, settings, course):
        made.mkdir()
    exchange.chmod(0o777)  # as nbgrader wants it, for a class writes into it
    (settings / "nbgrader_config.py").write_text(
        "c = get_config()\n"
        f"c.Exchange.root = {str(exchange)!r}\n"
        f"c.Exchange.cache = {str(folder / 'cache')!r}\n"
        "c.NbGrader.logfile = ''\n",
        encoding="utf-8",
    )
    (course / "notebooks").symlink_to(project_root() / "notebooks")
    shutil.copy(project_root() / "nbgrader_config.py", course)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JUPYTER_CONFIG_PATH", str(settings))
        subprocess.run(
            [str(Path(sys.executable).parent / "nbgrader"), "release_assignment", CHAPTER],
            cwd=course,
            env={**os.environ, "STORELAB_LANGUAGE": LANGUAGE},
            check=True,
            capture_output=True,
        )
        yield exchange


@pytest.fixture(scope="module")
def lab(exchange: Path, workspace: Path) -> Iterator[drive.Lab]:
    """JupyterLab of the Chinese edition, which knows the exchange."""
    if drive.chromium() is None and "CI" not in os.environ:
        pytest.skip("Debian's chromium is not installed: apt-get install chromium")
    with drive.running_lab(workspace, LANGUAGE) as running:
        yield running


@pytest.fixture(scope="module")
def fetched(page: Any, workspace: Path) -> Path:
    """The notebook that the assignment list fetched."""
    open_assignment_list(page)
    page.locator("#released_assignments_list").get_by_text("Fetch", exact=True).click()
    notebook = workspace / CHAPTER / f"{CHAPTER}.ipynb"
    end = time.monotonic() + drive.PATIENCE
    while not notebook.is_file():
        assert time.monotonic() < end, "the assignment was not fetched"
        time.sleep(0.1)
    return notebook


def open_assignment_list(page: Any) -> None:
    page.get_by_role("menuitem", name="Nbgrader", exact=True).click()
    page.locator(".lm-Menu-item", has_text="Assignment List").click()


def answer_all(page: Any) -> None:
    """Put the model answers into the notebook that is open."""
    for number, cell in enumerate(drive.cells(page)):
        if cell["id"].startswith("answer-"):
            drive.set_source(page, number, solution(LANGUAGE, CHAPTER, cell["id"].removeprefix("answer-")))


def validate(page: Any) -> str:
    """Press Validate in the notebook's toolbar; what it says."""
    page.locator(".jp-NotebookPanel-toolbar .validate-button").click()
    dialog = page.locator(".jp-Dialog-content")
    said = str(dialog.inner_text())
    drive.screenshot(page, f"validate_{len(said)}")
    dialog.locator("button").click()
    return said


def test_validate_names_the_failing_check_until_every_answer_is_right(page: Any, fetched: Path) -> None:
    with drive.opened(page, f"{CHAPTER}/{CHAPTER}.ipynb"):
        answer_all(page)
        wrong = place(drive.cells(page), f"answer-{SPOILT}")
        drive.set_source(page, wrong, f"def {SPOILT}(*tables, **named):\n    return -1")
        said = validate(page)
        assert said.count("check(") == 1
        assert f'check("{SPOILT}")' in said
        assert "Success" not in said
        drive.set_source(page, wrong, solution(LANGUAGE, CHAPTER, SPOILT))
        assert "Success! Your notebook passes all the tests." in validate(page)


def test_the_exchange_receives_what_was_submitted(page: Any, fetched: Path, exchange: Path) -> None:
    with drive.opened(page, f"{CHAPTER}/{CHAPTER}.ipynb"):
        answer_all(page)
        page.keyboard.press("Control+s")
        page.wait_for_function("() => !window.jupyterapp.shell.currentWidget.context.model.dirty")
    open_assignment_list(page)
    page.locator("#fetched_assignments_list").get_by_text("Submit", exact=True).click()
    page.locator("#submitted_assignments_list").get_by_text(CHAPTER).first.wait_for()
    drive.screenshot(page, "submitted")
    [received] = (exchange / COURSE / "inbound").rglob("*.ipynb")
    assert received.read_bytes() == fetched.read_bytes()
    cells = json.loads(received.read_text(encoding="utf-8"))["cells"]
    answered = "".join(cells[place(cells, f"answer-{SPOILT}")]["source"])
    assert answered == solution(LANGUAGE, CHAPTER, SPOILT)
