"""What the browser tests do with an assignment that is open in JupyterLab: find cells, answer, read what a check says."""

import json
from typing import Any

from classroom import browser as drive
from classroom.source import project_root

CHECK = "application/vnd.storelab.check+json"


def place(cells: list[dict[str, Any]], name: str) -> int:
    """The number of the cell with this id."""
    return next(number for number, cell in enumerate(cells) if cell["id"] == name)


def solution(language: str, chapter: str, exercise: str) -> str:
    """The model answer's cell."""
    path = project_root() / "solutions" / language / chapter / f"{chapter}.ipynb"
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return next("".join(cell["source"]) for cell in cells if cell["id"] == f"answer-{exercise}")


def check_result(page: Any, number: int) -> dict[str, Any]:
    """Run a check cell and return what it reports."""
    drive.run_cell(page, number)
    cell = drive.cells(page)[number]
    assert drive.troubles([cell]) == []
    return dict(cell["outputs"][-1]["data"][CHECK])


def message(page: Any) -> str:
    """The text that the learner reads under the cell that was run last."""
    return str(page.locator(".jp-Notebook .jp-mod-active .jp-OutputArea-output").last.inner_text())
