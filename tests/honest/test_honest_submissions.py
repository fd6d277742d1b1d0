"""Right work that was done oddly: it gets all its points, and its status says that it was graded."""

import json

import pytest

from classroom.grade.sandbox import Sandbox
from grading_kit import FULL, LIMITS, MEAN, TOTAL, Grader, as_file, cell, edited, handed_in, library

NO_VALUES = "    if not values:\n        raise ValueError('no values')\n"
BUILT = (
    "def adder(start):\n    def total(values):\n        return start + sum(values)\n    return total\ntotal = adder(0)"
)
WARNS = "import warnings\ndef total(values):\n    warnings.warn('careful')\n    return sum(values)"
PANDAS_WARNING = (
    "import pandas as pd\ndef total(values):\n    frame = pd.DataFrame({'a': values or [0]})\n"
    "    frame['a'][0:1]\n    frame[frame['a'] > 0]['b'] = 1\n    return int(frame['a'].sum())"
)
POLARS = "import polars as pl\ndef total(values):\n    return int(pl.Series(values, dtype=pl.Int64).sum())"
SCIPY = f"import numpy as np\nfrom scipy import stats\ndef mean(values):\n{NO_VALUES}    return stats.tmean(np.array(values))"
CURVE = (
    f"from scipy.optimize import minimize_scalar\ndef mean(values):\n{NO_VALUES}"
    "    return minimize_scalar(lambda m: sum((v - m) ** 2 for v in values), method='brent', tol=1e-12).x.round(3)"
)
NUMPY = f"import numpy as np\ndef mean(values):\n{NO_VALUES}    return np.mean(values)"
SHOWN = (
    "import matplotlib.pyplot as plt\nfrom IPython.display import display\nplt.plot([1, 2])\nplt.show()\n"
    "display({'a': 1})\nprint('so far so good')\n1 + 1"
)


def vs_code(cells):
    """VS Code writes ids in metadata, its own language mark, and keeps no output."""
    for number, one in enumerate(cells):
        one["metadata"]["vscode"] = {"languageId": "python"}
        one["id"] = f"#{number}"


def old_jupyter(cells):
    """Notebooks before 4.5 have no cell ids and sources as lists of lines."""
    for one in cells:
        one.pop("id", None)
        one["source"] = one["source"].splitlines(keepends=True)


def answer_over_two_cells(cells):
    cells[3]["source"] = "def add(a, b):\n    return a + b"
    cells.insert(
        4,
        cell(
            "code",
            "def total(values):\n    so_far = 0\n    for v in values:\n        so_far = add(so_far, v)\n    return so_far",
        ),
    )


def out_of_order(cells):
    """The helper that the answer needs when its cell runs stands at the end of the notebook."""
    cells[3]["source"] = "total = make_total()"
    cells.append(
        cell("code", "def make_total():\n    return sum_of_prices\ndef sum_of_prices(values):\n    return sum(values)")
    )


def worksheets(data):
    """The form of notebooks before 2014."""
    cells = [{**one, "input": one["source"]} for one in json.loads(data)["cells"]]
    return json.dumps({"nbformat": 3, "worksheets": [{"cells": cells}]}).encode()


CASES = {
    "helpers in added cells": handed_in(total="def total(values):\n    return add(values)", after="def add(values):\n    return sum(values)"),
    "timing and shell": handed_in(before="%timeit -n1 -r1 sum([1, 2])\n!ls /\n%matplotlib inline"),
    "cell magic": handed_in(before="%%time\nx = 1"),
    "display, plots and prints": handed_in(before=SHOWN),
    "prints inside the answer": handed_in(total="def total(values):\n    print(values)\n    return sum(values)"),
    "a warning": handed_in(total=WARNS),
    "a pandas warning": handed_in(total=PANDAS_WARNING),
    "text on stderr": handed_in(total="import sys\ndef total(values):\n    print('hm', file=sys.stderr)\n    return sum(values)"),
    "a lambda": handed_in(total="total = lambda values: sum(values)"),
    "a built function": handed_in(total=BUILT),
    "a partial": handed_in(total="import functools, operator\ntotal = lambda values: functools.reduce(operator.add, values, 0)"),
    "an object that can be called": handed_in(total="class Total:\n    def __call__(self, values):\n        return sum(values)\ntotal = Total()"),
    "answer over two cells": edited(answer_over_two_cells),
    "out of order": edited(out_of_order),
    "polars inside": handed_in(total=POLARS),
    "polars tried in a cell first": handed_in(total=POLARS + "\ntotal([1, 2, 3])"),
    "scipy inside": handed_in(mean=SCIPY),
    "scipy fits a curve inside": handed_in(mean=CURVE),
    "a NumPy number": handed_in(mean=NUMPY),
    "a whole number for a float": handed_in(mean=f"def mean(values):\n{NO_VALUES}    return sum(values) // len(values)"),
    "a float for a whole number": handed_in(total="def total(values):\n    return float(sum(values))"),
    "Chinese names": handed_in(total="def 合计(数):\n    return sum(数)\n总 = 合计\ndef total(values):\n    return 总(values)"),
    "an own class of error": handed_in(
        mean="class NoValues(ValueError):\n    pass\ndef mean(values):\n    if not values:\n        raise ValueError('empty')\n    return sum(values) / len(values)"
    ),
    "a failing cell of scribbles": handed_in(before="1 / 0", after="undefined_name"),
    "leftover check calls": handed_in(after='from storelab.practice import check\nprint("done")'),
    "a used thread": handed_in(before="import threading\nt = threading.Thread(target=print, args=('hi',))\nt.start()\nt.join()"),
    "VS Code": edited(vs_code),
    "an older Jupyter": edited(old_jupyter),
    "a very old Jupyter": worksheets(handed_in()),
    "byte order mark": b"\xef\xbb\xbf" + handed_in(),
    "windows line ends": handed_in(total=TOTAL.replace("\n", "\r\n")),
    "tabs": handed_in(total=TOTAL.replace("    ", "\t")),
    "answers in one cell": edited(lambda cells: (cells[3].update(source=TOTAL + "\n\n" + MEAN), cells[6].update(source=""))),
    "own cells only": as_file([cell("code", TOTAL), cell("code", MEAN)]),
}  # fmt: skip


@pytest.fixture(scope="module")
def grader(sandboxed):
    with Sandbox(LIMITS, library(), library().parent / "datasets") as sandbox:
        yield Grader(sandbox)


@pytest.mark.parametrize("name", CASES)
def test_honest(grader, name):
    grade = grader(CASES[name])
    told = {exercise: one.text for exercise, one in grade.exercises.items()}
    assert (grade.status, grade.score) == ("graded", FULL), (grade.reason, grade.notes, told)


@pytest.mark.parametrize("learner", ['O\'Brien, "Ann"', "李雷 🐼", "=cmd|' /C calc'!A0", "a" * 200])
def test_any_name(grader, learner):
    grade = grader(handed_in(), learner)
    assert (grade.learner, grade.status, grade.score) == (learner, "graded", FULL)
