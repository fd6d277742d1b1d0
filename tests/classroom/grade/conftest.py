"""A released notebook of two exercises and a written decision, and a class of one that hands it in."""

import copy

import pytest


def marks(grade_id, *, grade, solution, locked, points=None):
    options = {
        "grade": grade,
        "grade_id": grade_id,
        "locked": locked,
        "schema_version": 3,
        "solution": solution,
        "task": False,
    }
    return {"nbgrader": options | ({} if points is None else {"points": points})}


def cell(kind, source, metadata=None):
    made = {"cell_type": kind, "metadata": metadata or {}, "source": source}
    return made | ({"execution_count": None, "outputs": []} if kind == "code" else {})


STUB = "def {name}(values):\n    pass  # ✎ your answer here / 在这里写答案"


@pytest.fixture
def release():
    """Cells of a released notebook: set-up, two exercises with their checks, a written decision."""
    cells = [cell("markdown", "# Two exercises"), cell("code", "import math")]
    for name in ("total", "mean"):
        cells += [
            cell("markdown", f"Write `{name}(values)`."),
            cell("code", STUB.format(name=name), marks(f"answer-{name}", grade=False, solution=True, locked=False)),
            cell("code", f'check("{name}")', marks(f"check-{name}", grade=True, solution=False, locked=True, points=3)),
        ]
    written = marks("written-decision", grade=True, solution=True, locked=False, points=4)
    return [*cells, cell("markdown", "Decide."), cell("markdown", "*Your answer here*", written)]


@pytest.fixture
def handed_in(release):
    """A submission in the released layout, as its file would be read, with both exercises answered."""

    def make(
        total="def total(values):\n    return sum(values)", mean="def mean(values):\n    return total(values) / 2"
    ):
        cells = copy.deepcopy(release)
        cells[3]["source"], cells[6]["source"] = total, mean
        cells[-1]["source"] = "Wait a week."
        return [read_back(one) for one in cells]

    return make


def read_back(one):
    """A cell as `read_notebook` gives it."""
    return {
        "cell_type": one["cell_type"],
        "source": one["source"],
        "nbgrader": dict(one["metadata"].get("nbgrader", {})),
        "attachments": None,
    }
