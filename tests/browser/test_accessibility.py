"""No barriers in what the course shows inside of JupyterLab: a lesson with its widget, a check's answer, the course map."""

from typing import Any

import pytest

from answering import check_result, place
from axe import violations
from classroom import browser as drive
from storelab.language import LANGUAGES

pytestmark = pytest.mark.browser

NOTEBOOK = ".jp-NotebookPanel:not(.lm-mod-hidden) .jp-Notebook"
# JupyterLab's own, the same in any notebook:
JUPYTERLAB = {
    "aria-input-field-name": [".cm-content"],  # the editor of a cell has no name
    "aria-required-children": [".jp-WindowedPanel-viewport"],  # the feed of cells holds something else than articles
    "button-name": [".jp-collapseHeadingButton"],  # the arrow that folds a section is a picture
}


def barriers(page: Any) -> list[str]:
    drive.attach_all(page)
    return violations(page, include=NOTEBOOK, exclude=JUPYTERLAB)


@pytest.mark.parametrize(
    "path", ["en/lessons/01_landscape/01_growth.ipynb", "zh/lessons/02_data_metrics/04_drivers.ipynb"]
)
def test_a_lesson_and_its_widget(page: Any, path: str) -> None:
    with drive.opened(page, path):
        drive.run_all(page)
        assert barriers(page) == []
        handles = page.locator(f"{NOTEBOOK} .noUi-handle")
        names = [handle.get_attribute("aria-label") for handle in handles.all()]
        assert names
        assert all(names)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_assignment_with_answers_of_its_checks(page: Any, language: str) -> None:
    with drive.opened(page, f"{language}/assignments/00_primer/00_primer.ipynb"):
        cells = drive.cells(page)
        answer = place(cells, "answer-parcel_cost")
        drive.run_cell(page, 1)
        outcomes = {}
        for written in ("pass", "return parcels * price + box", "return parcels * (price + box)", "return parcels / 0"):
            drive.set_source(page, answer, f"def parcel_cost(parcels, price, box):\n    {written}")
            drive.run_cell(page, answer)
            # Each answer stays in the page: the checks of other exercises give way to this one.
            check = place(cells, "check-parcel_cost") if not outcomes else answer + 1 + 4 * len(outcomes)
            drive.set_source(page, check, 'check("parcel_cost")')
            outcomes[written] = check_result(page, check)["outcome"]
        assert list(outcomes.values()) == ["not attempted", "wrong", "right", "crashed"]
        assert barriers(page) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_course_map(page: Any, language: str) -> None:
    with drive.opened(page, f"{language}/course_map.ipynb"):
        drive.run_all(page)
        assert barriers(page) == []
