"""Submissions are rebuilt from the source, whatever was done to their cells."""

import gzip
import json
import os

import pytest

from classroom.grade.submission import Unreadable, defined_names, language_of, read_file, read_notebook, rebuild

LARGEST = 10**6
NAME = "chapter.ipynb"


def notebook(*cells, **more):
    return json.dumps({"cells": list(cells), "metadata": {}, "nbformat": 4, "nbformat_minor": 5, **more}).encode()


ONE_CELL = {"cell_type": "code", "metadata": {}, "source": ["x = 1\n", "y = '店'"], "outputs": []}


def ran(rebuilt):
    return [(one.exercise, one.source) for one in rebuilt.runnable]


def code(source, **nbgrader):
    return {"cell_type": "code", "source": source, "nbgrader": nbgrader, "attachments": None}


# Reading.


@pytest.mark.parametrize(
    "data",
    [
        notebook(ONE_CELL),
        b"\xef\xbb\xbf" + notebook(ONE_CELL),
        notebook(ONE_CELL).decode().encode("utf-16"),
        notebook({**ONE_CELL, "source": "x = 1\ny = '店'"}),
        notebook(ONE_CELL, nbformat=5),
        json.dumps(
            {"nbformat": 3, "worksheets": [{"cells": [{"cell_type": "code", "input": "x = 1\ny = '店'"}]}]}
        ).encode(),
    ],
    ids=["plain", "byte order mark", "utf-16", "source as one text", "nbformat 5", "nbformat 3"],
)
def test_every_readable_form_gives_the_same_cell(data):
    (cell,) = read_notebook(data, NAME)
    assert (cell["cell_type"], cell["source"]) == ("code", "x = 1\ny = '店'")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is empty"),
        (b"  \n", "is empty"),
        (notebook(ONE_CELL)[:40], "cut off or damaged"),
        (notebook(ONE_CELL).replace(b'"x', b'"\xe9'), "not UTF-8"),
        (gzip.compress(notebook(ONE_CELL)), "is packed"),
        (b'<<<<<<< HEAD\n{"cells": []}\n=======\n{}\n>>>>>>> mine\n', "merge"),
        (b"[1, 2]", "no notebook"),
        (b'{"cells": 3}', "no notebook"),
        (b"[" * 200_000, "cut off or damaged"),
    ],
)
def test_what_is_no_notebook_is_said_plainly(data, reason):
    with pytest.raises(Unreadable, match=reason) as caught:
        read_notebook(data, NAME)
    assert caught.value.status == "malformed"


def test_cells_that_are_none_are_left_out():
    odd = [None, 3, {"cell_type": "code", "source": 7}, {"cell_type": "heading", "source": "x", "metadata": []}]
    (cell,) = read_notebook(notebook(*odd), NAME)
    assert cell == {"cell_type": "raw", "source": "x", "nbgrader": {}, "attachments": None}


def test_a_file_that_is_not_there_names_what_is(tmp_path):
    (tmp_path / "Chapter(1).ipynb").write_bytes(b"{}")
    with pytest.raises(Unreadable, match=r"no file 'chapter.ipynb' .* found instead: Chapter\(1\).ipynb") as caught:
        read_file(tmp_path, NAME, LARGEST)
    assert caught.value.status == "missing"


def test_links_folders_and_pipes_are_not_followed(tmp_path):
    secret = tmp_path / "secret"
    secret.write_bytes(notebook(ONE_CELL))
    for kind, make in (
        ("link", lambda place: place.symlink_to(secret)),
        ("folder", lambda place: place.mkdir()),
        ("pipe", lambda place: os.mkfifo(place)),
    ):
        folder = tmp_path / kind
        folder.mkdir()
        make(folder / NAME)
        with pytest.raises(Unreadable, match=r"is a link|is a folder or a device") as caught:
            read_file(folder, NAME, LARGEST)
        assert caught.value.status == "malformed"
    (tmp_path / "whole").symlink_to(tmp_path)
    with pytest.raises(Unreadable, match="is a link to another place"):
        read_file(tmp_path / "whole", "secret", LARGEST)


def test_a_huge_file_is_not_read_whole(tmp_path):
    (tmp_path / NAME).write_bytes(b" " * (LARGEST + 1))
    with pytest.raises(Unreadable, match="larger than"):
        read_file(tmp_path, NAME, LARGEST)


# Rebuilding.


def test_the_released_layout_runs_set_up_and_answers_in_order(release, handed_in):
    rebuilt = rebuild(handed_in(), release)
    assert ran(rebuilt) == [
        ("", "import math"),
        ("total", "def total(values):\n    return sum(values)"),
        ("mean", "def mean(values):\n    return total(values) / 2"),
    ]
    assert [cell["source"] for cell in rebuilt.cells][-1] == "Wait a week."
    assert rebuilt.notes == rebuilt.tampered == []
    assert rebuilt.answered == {"total", "mean"}


def test_helpers_stay_where_they_were(release, handed_in):
    cells = handed_in()
    cells.insert(3, code("helper = 2"))
    cells.append(code("after = 3"))
    rebuilt = rebuild(cells, release)
    assert [source for _, source in ran(rebuilt)][1] == "helper = 2"
    assert ran(rebuilt)[-1] == ("", "after = 3")
    assert rebuilt.tampered == []


def test_an_untouched_answer_is_not_run(release, handed_in):
    cells = handed_in(total="def total(values):\n    pass  # ✎ your answer here / 在这里写答案")
    rebuilt = rebuild(cells, release)
    assert rebuilt.answered == {"mean"}


@pytest.mark.parametrize("how", ["moved", "deleted check", "without metadata", "copied", "split", "swapped ids"])
def test_what_learners_do_to_cells_costs_nothing(release, handed_in, how):
    cells = handed_in()
    if how == "moved":
        cells = [*cells[:3], *cells[4:], cells[3]]
    elif how == "deleted check":
        del cells[4]
    elif how == "without metadata":
        cells = [{**cell, "nbgrader": {}} for cell in cells]
    elif how == "copied":
        cells.insert(4, {**cells[3], "source": "def total(values):\n    return 0"})
        cells.insert(5, {**cells[3]})
    elif how == "split":
        cells.insert(3, {**cells[3], "source": "start = 0"})
    else:
        cells[3]["nbgrader"], cells[6]["nbgrader"] = cells[6]["nbgrader"], cells[3]["nbgrader"]
    rebuilt = rebuild(cells, release)
    namespace = {}
    for _, source in ran(rebuilt):
        exec(source, namespace)
    assert namespace["total"]([1, 2]) == 3
    assert namespace["mean"]([1, 3]) == 2
    assert [cell["metadata"]["nbgrader"]["grade_id"] for cell in rebuilt.cells if "nbgrader" in cell["metadata"]] == [
        "answer-total", "check-total", "answer-mean", "check-mean", "written-decision",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("place", "change", "words"),
    [
        (4, {"points": 300}, "'points' was changed to 300"),
        (4, {"grade": False}, "'grade' was changed to False"),
        (4, {"locked": False}, "'locked' was changed to False"),
        (3, {"solution": False}, "'solution' was changed to False"),
        (4, {"grade_id": "check-other"}, "'check-other' is none of this assignment's"),
        (4, {"points": "abc"}, "'points' was changed to 'abc'"),
    ],
)
def test_changed_marks_are_reported_and_ours_hold(release, handed_in, place, change, words):
    cells = handed_in()
    cells[place]["nbgrader"] |= change
    rebuilt = rebuild(cells, release)
    assert any(words in one for one in rebuilt.tampered)
    points = [cell["metadata"]["nbgrader"].get("points") for cell in rebuilt.cells if "nbgrader" in cell["metadata"]]
    assert points == [None, 3, None, 3, 4]
    assert {"total", "mean"} <= rebuilt.answered


def test_a_changed_check_is_put_back_and_reported(release, handed_in):
    cells = handed_in()
    cells[4]["source"] = "3.0"
    rebuilt = rebuild(cells, release)
    assert any("the check of 'total' was changed" in one for one in rebuilt.tampered)
    assert 'check("total")' in [cell["source"] for cell in rebuilt.cells]


def test_a_changed_type_is_reported_and_the_text_still_runs(release, handed_in):
    cells = handed_in()
    cells[3]["cell_type"] = "raw"
    rebuilt = rebuild(cells, release)
    assert any("its type was changed to raw" in one for one in rebuilt.tampered)
    assert ("total", "def total(values):\n    return sum(values)") in ran(rebuilt)


def test_names_are_read_without_running_anything():
    source = "%timeit 1\n!ls\nimport numpy as np\na, (b, c) = 1, (2, 3)\nif a:\n    d = 4\ndef f():\n    inner = 5"
    assert defined_names(source) == {"np", "a", "b", "c", "d", "f"}
    assert defined_names("def broken(:") == set()
    assert defined_names("(" * 100_000) == set()


def test_the_language_is_that_of_most_texts(release):
    other = [{**cell, "source": f"译文 {number}"} for number, cell in enumerate(release)]
    submitted = [code("译文 0"), code("译文 2"), code("import math")]
    assert language_of(submitted, {"en": release, "zh": other}) == "zh"
    assert language_of([], {"en": release, "zh": other}) == "en"
