"""Merging a learner's notebook with a new release: examples of each rule, then a property over whatever learners do."""

import json
from copy import deepcopy
from importlib import import_module
from typing import Any

import nbformat
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storelab.merge import DamagedNotebookError, Json, merge_notebooks, read_notebook, same_text, write_notebook


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    """Marks of new texts are asserted in English."""
    monkeypatch.setattr(import_module("storelab.language"), "_chosen", "en")


def text(name: str, source: str) -> Json:
    return {"cell_type": "markdown", "id": name, "metadata": {}, "source": source}


def code(name: str, source: str, **nbgrader: Any) -> Json:
    metadata = {"nbgrader": {"grade_id": name, "schema_version": 3, **nbgrader}} if nbgrader else {}
    return {
        "cell_type": "code",
        "id": name,
        "metadata": metadata,
        "source": source,
        "outputs": [],
        "execution_count": None,
    }


def answer(name: str, source: str) -> Json:
    return code(name, source, solution=True, grade=False, locked=False, task=False)


def check(name: str, source: str) -> Json:
    return code(name, source, solution=False, grade=True, locked=True, task=False, points=2)


def notebook(*cells: Json) -> Json:
    return {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": deepcopy(list(cells))}


def changed(book: Json, name: str, source: str) -> Json:
    """A copy of ``book`` in which the cell ``name`` has another source."""
    copy = deepcopy(book)
    next(cell for cell in copy["cells"] if cell["id"] == name)["source"] = source
    return copy


def without(book: Json, name: str) -> Json:
    return {**deepcopy(book), "cells": [deepcopy(cell) for cell in book["cells"] if cell["id"] != name]}


def with_cell(book: Json, after: str, cell: Json) -> Json:
    copy = deepcopy(book)
    place = next(number for number, other in enumerate(copy["cells"]) if other["id"] == after)
    copy["cells"].insert(place + 1, deepcopy(cell))
    return copy


def is_check(cell: Json) -> bool:
    return bool(cell["metadata"].get("nbgrader", {}).get("grade"))


def sources(book: Json) -> list[str]:
    return [cell["source"] for cell in book["cells"]]


BASE = notebook(
    text("title", "# Funnel"),
    text("question", "How many visitors?"),
    answer("visitors", "def visitors(events):\n    raise NotImplementedError"),
    check("visitors-check", 'check("visitors")'),
    text("end", "That is all."),
)
MINE = "def visitors(events):\n    return events.visitor_id.nunique()"


def test_nothing_changed_leaves_the_notebook_as_it_is() -> None:
    assert merge_notebooks(BASE, BASE, BASE).notebook == BASE


def test_what_only_the_learner_changed_stays() -> None:
    mine = changed(changed(BASE, "visitors", MINE), "title", "# My funnel")
    assert merge_notebooks(BASE, mine, BASE).notebook == mine


def test_what_only_the_course_changed_arrives() -> None:
    new = changed(changed(BASE, "question", "How many distinct visitors?"), "visitors-check", "check('visitors')")
    merged = merge_notebooks(BASE, BASE, new)
    assert merged.notebook == new
    assert merged.arrived == 2


def test_an_answer_stays_when_the_course_changes_its_start() -> None:
    new = changed(BASE, "visitors", "def visitors(events, day):\n    raise NotImplementedError")
    merged = merge_notebooks(BASE, changed(BASE, "visitors", MINE), new)
    assert sources(merged.notebook)[2] == MINE
    assert merged.kept_answers == 1


def test_an_untouched_answer_gets_the_new_start() -> None:
    new = changed(BASE, "visitors", "def visitors(events, day): ...")
    assert merge_notebooks(BASE, BASE, new).notebook == new


def test_a_changed_check_becomes_the_courses_again() -> None:
    mine = changed(BASE, "visitors-check", "print('fine')")
    merged = merge_notebooks(BASE, mine, BASE)
    assert merged.notebook == BASE
    assert merged.restored == 1


def test_a_text_that_both_changed_stays_and_the_new_one_follows_marked() -> None:
    mine = changed(BASE, "question", "How many visitors? (I think 7)")
    new = changed(BASE, "question", "How many distinct visitors?")
    merged = merge_notebooks(BASE, mine, new).notebook
    assert sources(merged)[1] == "How many visitors? (I think 7)"
    assert sources(merged)[2] == (
        "> **New in the course.** Your own version is in the cell above.\n\nHow many distinct visitors?"
    )
    assert len(merged["cells"]) == 6
    assert merge_notebooks(new, merged, new).notebook == merged


def test_a_marked_text_is_replaced_by_the_next_one_unless_the_learner_wrote_in_it() -> None:
    mine = changed(BASE, "question", "mine")
    first = merge_notebooks(BASE, mine, changed(BASE, "question", "new 1")).notebook
    second = merge_notebooks(changed(BASE, "question", "new 1"), first, changed(BASE, "question", "new 2")).notebook
    assert [source.split("\n\n")[-1] for source in sources(second)[1:3]] == ["mine", "new 2"]
    assert len(second["cells"]) == 6
    first["cells"][2]["source"] += " and my note"
    third = merge_notebooks(changed(BASE, "question", "new 1"), first, changed(BASE, "question", "new 2")).notebook
    assert [source.split("\n\n")[-1] for source in sources(third)[1:4]] == ["mine", "new 2", "new 1 and my note"]


def test_an_update_that_was_stopped_before_the_base_was_written_adds_nothing_twice() -> None:
    mine, new = changed(BASE, "question", "mine"), changed(BASE, "question", "new")
    once = merge_notebooks(BASE, mine, new).notebook
    assert merge_notebooks(BASE, once, new).notebook == once


def test_deleted_answers_and_checks_come_back_and_deleted_texts_stay_away() -> None:
    mine = without(without(without(BASE, "visitors"), "visitors-check"), "end")
    merged = merge_notebooks(BASE, mine, BASE)
    assert merged.notebook == without(BASE, "end")
    assert merged.restored == 2


def test_a_deleted_text_comes_back_when_the_course_changes_it() -> None:
    new = changed(BASE, "end", "Now the payments.")
    assert sources(merge_notebooks(BASE, without(BASE, "end"), new).notebook)[-1] == "Now the payments."


def test_cells_of_the_learner_stay_after_their_predecessor_when_the_course_reorders() -> None:
    mine = with_cell(BASE, "title", text("own", "note on the title"))
    new = notebook(*[BASE["cells"][number] for number in (1, 2, 3, 4, 0)])
    assert sources(merge_notebooks(BASE, mine, new).notebook) == [*sources(new), "note on the title"]


def test_the_learners_order_stays_and_a_new_cell_follows_its_predecessor_and_the_learners_cells_there() -> None:
    mine = with_cell(BASE, "question", code("own", "helper = 1"))
    mine["cells"].insert(0, mine["cells"].pop())  # "That is all." now first
    new = with_cell(BASE, "question", text("hint", "Count each once."))
    assert sources(merge_notebooks(BASE, mine, new).notebook) == [
        "That is all.",
        "# Funnel",
        "How many visitors?",
        "helper = 1",
        "Count each once.",
        *sources(BASE)[2:4],
    ]


def test_a_cell_that_the_course_gave_up_goes_unless_the_learner_wrote_in_it() -> None:
    new = without(without(BASE, "visitors"), "end")
    merged = merge_notebooks(BASE, changed(BASE, "visitors", MINE), new).notebook
    assert sources(merged) == ["# Funnel", "How many visitors?", MINE, 'check("visitors")']
    assert merged["cells"][2]["metadata"] == {}


def test_the_halves_of_a_split_answer_both_stay() -> None:
    # JupyterLab gives both halves new ids and copies the metadata to both.
    first, second = answer("visitors", "import pandas"), answer("visitors", MINE)
    first["id"], second["id"] = "aa", "bb"
    mine = notebook(*BASE["cells"][:2], first, second, *BASE["cells"][3:])
    new = changed(BASE, "visitors", "def visitors(events, day): ...")
    merged = merge_notebooks(BASE, mine, new).notebook
    assert sources(merged)[2:5] == ["import pandas", MINE, 'check("visitors")']


def test_a_copy_with_the_same_id_gets_its_own() -> None:
    mine = with_cell(BASE, "visitors", changed(BASE, "visitors", MINE)["cells"][2])
    merged = merge_notebooks(BASE, mine, BASE).notebook
    assert sources(merged) == sources(mine)
    assert len({cell["id"] for cell in merged["cells"]}) == len(merged["cells"])


def test_outputs_stay_with_unchanged_text_and_go_with_replaced_text() -> None:
    output = [{"output_type": "stream", "name": "stdout", "text": "2.0"}]
    mine = deepcopy(BASE)
    mine["cells"][2]["outputs"] = mine["cells"][3]["outputs"] = output
    merged = merge_notebooks(BASE, mine, changed(BASE, "visitors-check", "check('visitors')")).notebook
    assert merged["cells"][2]["outputs"] == output
    assert merged["cells"][3]["outputs"] == []


def test_what_nbgrader_reads_is_the_courses() -> None:
    mine = deepcopy(BASE)
    mine["cells"][3]["metadata"] = {"nbgrader": {"grade_id": "visitors-check", "points": 100}, "collapsed": True}
    merged = merge_notebooks(BASE, mine, BASE).notebook
    assert merged["cells"][3]["metadata"] == {**BASE["cells"][3]["metadata"], "collapsed": True}


def test_without_a_base_nothing_of_the_learners_is_given_up() -> None:
    mine = changed(changed(BASE, "visitors", MINE), "title", "# My funnel")
    merged = merge_notebooks(None, mine, BASE).notebook
    assert sources(merged)[0] == "# My funnel"
    assert sources(merged)[1].endswith("\n\n# Funnel")
    assert sources(merged)[2:] == sources(mine)[1:]


def test_the_mark_of_new_code_is_a_comment_in_the_learners_language(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_module("storelab.language"), "_chosen", "zh")
    base, mine, new = (notebook(code("setup", source)) for source in ("a = 1", "a = 2", "a = 3"))
    assert sources(merge_notebooks(base, mine, new).notebook) == [
        "a = 2",
        "# 课程更新：这是新版本，你自己写的在上一格。\na = 3",
    ]


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b"null", b'{"nbformat": 4}', b'{"nbformat": 3, "cells": []}', b"\xff\xfe", b"[" * 100_000]
    + [json.dumps({"nbformat": 4, "cells": [cell]}).encode() for cell in (1, {}, {"cell_type": "code", "source": 1})],
)
def test_what_is_no_notebook_is_called_damaged(content: bytes) -> None:
    with pytest.raises(DamagedNotebookError):
        read_notebook(content)


def test_writing_lays_out_as_nbformat_does() -> None:
    book = changed(BASE, "title", "# 漏斗\n\nline two\n")
    assert write_notebook(book).decode() == nbformat.writes(nbformat.from_dict(book)) + "\n"
    assert read_notebook(write_notebook(book)) == book


# Short texts that often agree by chance, as "" and copies of the course's own text do.
words = st.sampled_from(["", "x", "a = 1", "# Title", "def visitors(): ...", "check()", "注释", "half an emoji \ud83d"])
kinds = st.sampled_from([text, code, answer, check])


@st.composite
def releases(draw: st.DrawFn) -> tuple[Json, Json]:
    """A notebook and its next release: cells changed, moved, added, given up."""
    count = draw(st.integers(1, 6))
    cells = [draw(kinds)(f"c{number}", draw(words)) for number in range(count)]
    later = deepcopy(cells)
    for cell in later:
        if draw(st.booleans()):
            cell["source"] = draw(words)
    later = [cell for cell in later if draw(st.integers(0, 4))]
    if draw(st.booleans()):
        later = draw(st.permutations(later))
    later += [draw(kinds)(f"n{number}", draw(words)) for number in range(draw(st.integers(0, 2)))]
    return notebook(*cells), notebook(*later)


@st.composite
def learners(draw: st.DrawFn, book: Json) -> Json:
    """What a learner made of it; every text that they wrote begins with "learner"."""
    cells = deepcopy(book["cells"])
    for number in range(draw(st.integers(0, 8))):
        deed = draw(st.sampled_from(["write", "add", "copy", "duplicate", "delete", "move", "retag", "turn"]))
        if not cells and deed != "add":
            continue
        place = draw(st.integers(0, max(0, len(cells) - 1)))
        written = f"learner {number} " + draw(words)
        if deed == "write":
            cells[place]["source"] = written
        elif deed == "add":
            cells.insert(place, draw(st.sampled_from([text, code]))(f"own{number}", written))
        elif deed in ("copy", "duplicate"):  # JupyterLab gives a pasted cell a new id, other programs do not
            copy = deepcopy(cells[place])
            copy["id"] = f"own{number}" if deed == "copy" else copy["id"]
            cells.insert(draw(st.integers(0, len(cells))), copy)
        elif deed == "delete":
            cells.pop(place)
        elif deed == "move":
            cells.insert(draw(st.integers(0, len(cells) - 1)), cells.pop(place))
        elif deed == "retag":
            cells[place]["metadata"] = {}
        else:
            source, name = cells[place]["source"], cells[place]["id"]
            cells[place] = {**text(name, source), "metadata": cells[place]["metadata"]}
    return notebook(*cells)


@settings(deadline=None, max_examples=400)
@given(st.data())
def test_whatever_the_learner_did_their_text_stays_and_the_course_arrives(data: st.DataObject) -> None:
    base, new = data.draw(releases())
    mine = data.draw(learners(base))
    before = deepcopy((base, mine, new))
    merged = merge_notebooks(base, mine, new).notebook
    assert (base, mine, new) == before, "an input was changed"

    # All that the learner wrote is there, except into checks (the backup of the whole file has that).
    said = sources(merged)
    checks = {cell["id"] for cell in base["cells"] if is_check(cell)}
    for cell in mine["cells"]:
        if cell["source"].startswith("learner") and cell["id"] not in checks and not is_check(cell):
            assert cell["source"] in said
    # All that nbgrader counts is there once, and each check says what the course says.
    for cell in new["cells"]:
        nbgrader = cell["metadata"].get("nbgrader", {})
        found = [other for other in merged["cells"] if other["id"] == cell["id"]]
        if nbgrader:
            assert [other["metadata"]["nbgrader"] for other in found] == [nbgrader]
        if nbgrader.get("grade"):
            assert [other["source"] for other in found] == [cell["source"]]
    nbformat.validate(nbformat.from_dict(merged))
    assert len({cell["id"] for cell in merged["cells"]}) == len(merged["cells"])
    again = merge_notebooks(new, merged, new).notebook
    assert again == merged, "a second update changed something"
    assert same_text(read_notebook(write_notebook(merged)), merged)
