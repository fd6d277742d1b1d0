"""Merges a learner's notebook with a new release of it, cell by cell.

Three notebooks meet: ``base``, as the course gave it last time; ``mine``, as the learner left it; ``new``, as the
course gives it now. Functions here work on plain JSON values and touch no file.
"""

import json
from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from hashlib import sha1
from re import fullmatch
from typing import Any

from storelab.language import pick

Json = dict[str, Any]

_CELL_KINDS = ("code", "markdown", "raw")
_VALID_ID = r"[a-zA-Z0-9_-]{1,64}"


class DamagedNotebookError(ValueError):
    """A file that should be a notebook (nbformat 4) cannot be read as one."""


@dataclass
class Merged:
    """A merged notebook and what happened to its cells.

    Attributes
    ----------
    notebook
        The notebook to keep.
    arrived
        Number of cells whose text or check is new from the course.
    kept_answers
        Number of answer cells that the course changed and the learner had already filled in: the learner's stay.
    restored
        Number of answer and check cells that the learner had deleted, and of check cells that the learner had changed.
    """

    notebook: Json
    arrived: int = 0
    kept_answers: int = 0
    restored: int = 0


@dataclass
class _Slot:
    """A place in the merged notebook: a course cell (by key) or the learner's own (no key), and the cells there."""

    key: str | None
    cells: list[Json] = field(default_factory=list)


def read_notebook(content: bytes) -> Json:
    """Read a notebook; every cell comes back with its source as one string.

    Parameters
    ----------
    content
        The file's bytes.

    Returns
    -------
    dict
        The notebook as nbformat 4 lays it out.

    Raises
    ------
    DamagedNotebookError
        If the bytes are no JSON, or no notebook of nbformat 4.
    """
    try:
        notebook = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise DamagedNotebookError(str(error)) from error
    if not isinstance(notebook, dict) or notebook.get("nbformat") != 4 or not isinstance(notebook.get("cells"), list):
        raise DamagedNotebookError("no list of cells in nbformat 4")
    notebook["cells"] = [_whole_cell(cell) for cell in notebook["cells"]]
    if not isinstance(notebook.setdefault("metadata", {}), dict):
        raise DamagedNotebookError("metadata is not a mapping")
    return notebook


def write_notebook(notebook: Json) -> bytes:
    """Lay a notebook out as JupyterLab does, so that saving it there changes nothing but what was changed."""
    cells = [{**cell, "source": cell["source"].splitlines(keepends=True)} for cell in notebook["cells"]]
    text = json.dumps({**notebook, "cells": cells}, ensure_ascii=False, indent=1, sort_keys=True)
    # A lone surrogate (half of an emoji) is legal in JSON and cannot be encoded: let it stand escaped.
    return (text + "\n").encode("utf-8", errors="backslashreplace")


def same_text(one: Json, other: Json) -> bool:
    """Whether two notebooks say the same, cell by cell, outputs aside."""
    return [_text(cell) for cell in one["cells"]] == [_text(cell) for cell in other["cells"]]


def merge_notebooks(base: Json | None, mine: Json, new: Json) -> Merged:
    """Bring a new release into a learner's notebook without losing what the learner wrote.

    - A cell that only one side changed is taken from that side; where both changed it, an answer stays the learner's, a
      check becomes the course's, and elsewhere the learner's cell stays and the new text follows in a marked cell.
    - Answers and checks that the learner deleted come back. Other cells that the learner deleted stay away until the
      course changes them.
    - Cells that the learner added, copies and the halves of split cells among them, stay after their predecessor.
    - The learner's order stays unless the course reordered its cells.

    Parameters
    ----------
    base
        The notebook as last released, or None where it is not known: then no change of the learner's is given up.
    mine
        The learner's notebook.
    new
        The notebook as released now.

    Returns
    -------
    Merged
        A new notebook (the three given are left as they are) and counts for the summary.
    """
    base_cells = _by_key(base["cells"]) if base else {}
    new_cells = _by_key(new["cells"])
    keys = _identify(mine["cells"], base_cells, new_cells)
    metadata = _merge_mappings((base or {}).get("metadata"), mine["metadata"], new["metadata"])
    merged = Merged({**mine, "metadata": metadata})
    merged.notebook["nbformat_minor"] = max(5, mine.get("nbformat_minor", 0), new.get("nbformat_minor", 0))

    slots = []
    stale = _stale_updates(mine["cells"], keys, base_cells, new_cells)
    for number, (key, cell) in enumerate(zip(keys, mine["cells"], strict=True)):
        if number in stale:
            continue
        if key is None:
            slots.append(_Slot(None, [deepcopy(cell)]))
        else:
            slots.append(_Slot(key, _merge_cell(key, base_cells.get(key), cell, new_cells.get(key), merged)))
    if _reordered(base_cells, new_cells):
        slots = _in_course_order(slots, base_cells, new_cells, merged)
    else:
        slots = _in_learners_order(slots, base_cells, new_cells, merged)
    merged.notebook["cells"] = _with_own_ids(slots, new_cells)
    return merged


def _whole_cell(cell: Any) -> Json:
    """Check a cell and complete it: source joined to one string, outputs where the kind wants them."""
    if not isinstance(cell, dict) or cell.get("cell_type") not in _CELL_KINDS:
        raise DamagedNotebookError("a cell is of no known kind")
    source = cell.get("source", "")
    if isinstance(source, list) and all(isinstance(line, str) for line in source):
        source = "".join(source)
    if not isinstance(source, str) or not isinstance(cell.get("metadata", {}), dict):
        raise DamagedNotebookError("a cell has no text")
    whole = {**cell, "source": source, "metadata": cell.get("metadata", {})}
    if cell["cell_type"] == "code":
        whole.setdefault("outputs", [])
        whole.setdefault("execution_count", None)
    return whole


def _text(cell: Json) -> tuple[str, str]:
    return cell["cell_type"], cell["source"]


def _nbgrader(cell: Json) -> Mapping[str, Any]:
    metadata = cell["metadata"].get("nbgrader")
    return metadata if isinstance(metadata, Mapping) else {}


def _key(cell: Json) -> str:
    """What a course cell is known by: its exercise id where it has one, for nbgrader keeps that, else its cell id."""
    grade_id = _nbgrader(cell).get("grade_id")
    return f"grade {grade_id}" if grade_id else f"cell {cell.get('id')}"


def _by_key(cells: Iterable[Json]) -> dict[str, Json]:
    return {_key(cell): cell for cell in cells}


def _is_answer(cell: Json) -> bool:
    return bool(_nbgrader(cell).get("solution"))


def _is_check(cell: Json) -> bool:
    return bool(_nbgrader(cell).get("grade")) and not _is_answer(cell)


def _identify(mine: list[Json], base: Mapping[str, Json], new: Mapping[str, Json]) -> list[str | None]:
    """Tell for each of the learner's cells which course cell it is; None for the learner's own and for further copies.

    By id first, then by exercise id (a pasted or split cell got another id), then by equal text.
    """
    course = {**new, **base}
    ids = {cell["id"]: key for key, cell in course.items() if "id" in cell}
    texts: dict[tuple[str, str], list[str]] = {}
    for key, cell in course.items():
        texts.setdefault(_text(cell), []).append(key)
    keys: list[str | None] = [None] * len(mine)
    claimed: set[str] = set()

    def claim(number: int, candidates: Iterable[str]) -> None:
        key = next((key for key in candidates if key in course and key not in claimed), None)
        if keys[number] is None and key is not None:
            keys[number] = key
            claimed.add(key)

    for number, cell in enumerate(mine):
        claim(number, [ids[cell["id"]]] if cell.get("id") in ids else [])
    for number, cell in enumerate(mine):
        claim(number, [_key(cell)] if _nbgrader(cell).get("grade_id") else [])
    for number, cell in enumerate(mine):
        claim(number, texts.get(_text(cell), []))
    return keys


def _merge_cell(key: str, base: Json | None, mine: Json, new: Json | None, merged: Merged) -> list[Json]:
    """Merge one course cell that the learner still has; the result is none, one or two cells."""
    if new is None:
        if base is None or _is_check(base) or _text(mine) == _text(base):
            return []
        kept = deepcopy(mine)
        kept["metadata"].pop("nbgrader", None)
        return [kept]
    changed_by_learner = base is None or _text(mine) != _text(base)
    changed_by_course = base is None or _text(new) != _text(base)
    if _text(mine) == _text(new):
        return [_take_text(mine, base, mine, new)]
    if _is_check(new):
        if changed_by_learner:
            merged.restored += 1
        else:
            merged.arrived += 1
        return [_take_text(new, base, mine, new)]
    if not changed_by_learner:
        merged.arrived += 1
        return [_take_text(new, base, mine, new)]
    kept = _take_text(mine, base, mine, new)
    if not changed_by_course:
        return [kept]
    if _is_answer(new):
        merged.kept_answers += 1
        return [kept]
    merged.arrived += 1
    return [kept, _update_cell(key, new)]


def _take_text(chosen: Json, base: Json | None, mine: Json, new: Json) -> Json:
    """A cell with the text of ``chosen``, the course's id, and metadata and outputs merged."""
    cell = deepcopy(chosen)
    cell["id"] = new["id"]
    cell["metadata"] = _merge_mappings((base or {}).get("metadata"), mine["metadata"], new["metadata"])
    # A learner may retag a cell by accident; what nbgrader reads is always the course's.
    if "nbgrader" in new["metadata"]:
        cell["metadata"]["nbgrader"] = deepcopy(new["metadata"]["nbgrader"])
    untouched_outputs = base is not None and mine.get("outputs") == base.get("outputs")
    if cell["cell_type"] == "code" and _text(mine) == _text(new) and untouched_outputs:
        cell["outputs"], cell["execution_count"] = deepcopy(new["outputs"]), new["execution_count"]
    return cell


def _merge_mappings(base: Mapping[str, Any] | None, mine: Mapping[str, Any], new: Mapping[str, Any]) -> Json:
    """Merge metadata key by key: what the course changed is the course's, all else the learner's."""
    known = base or {}
    merged = {name: deepcopy(value) for name, value in mine.items() if name in new or value != known.get(name, ...)}
    for name, value in new.items():
        if name not in merged if base is None else value != known.get(name, ...):
            merged[name] = deepcopy(value)
    return merged


def _update_cell(key: str, new: Json) -> Json:
    """The course's new text as a cell of its own, marked, to follow the learner's version."""
    if new["cell_type"] == "code":
        mark = pick(
            {
                "en": "# New in the course. Your own version is in the cell above.\n",
                "zh": "# 课程更新：这是新版本，你自己写的在上一格。\n",
            }
        )
    else:
        mark = pick(
            {
                "en": "> **New in the course.** Your own version is in the cell above.\n\n",
                "zh": "> **课程更新**：这是新版本，你自己写的在上一格。\n\n",
            }
        )
    cell = deepcopy(new)
    cell["source"] = mark + new["source"]
    cell["metadata"] = {"storelab": {"update_of": key}}
    cell["id"] = _update_id(key, cell["source"])
    if new["cell_type"] == "code":
        cell["outputs"], cell["execution_count"] = [], None
    return cell


def _update_id(key: str, marked: str) -> str:
    return "update-" + _digest(key + marked)


def _digest(text: str) -> str:
    return sha1(text.encode("utf-8", errors="backslashreplace"), usedforsecurity=False).hexdigest()[:16]


def _stale_updates(
    mine: list[Json], keys: list[str | None], base: Mapping[str, Json], new: Mapping[str, Json]
) -> set[int]:
    """Marked cells of earlier updates that the learner left as they were, and that a newer text now replaces."""
    texts = {key: _text(cell) for key, cell in zip(keys, mine, strict=True) if key is not None}
    stale = set()
    for number, cell in enumerate(mine):
        note = cell["metadata"].get("storelab")
        key = note.get("update_of") if isinstance(note, Mapping) else None
        if not isinstance(key, str) or key not in new or cell.get("id") != _update_id(key, cell["source"]):
            continue
        # The same rule by which _merge_cell lets a marked cell arrive.
        known, text, own = base.get(key), _text(new[key]), texts.get(key)
        both_changed = known is None or (_text(known) != text and _text(known) != own)
        if own is not None and own != text and both_changed and not (_is_answer(new[key]) or _is_check(new[key])):
            stale.add(number)
    return stale


def _arrives(key: str, base: Mapping[str, Json], new: Mapping[str, Json], merged: Merged) -> bool:
    """Whether a course cell that the learner does not have goes into the notebook."""
    if key not in base:
        merged.arrived += 1
        return True
    if _is_answer(new[key]) or _is_check(new[key]):
        merged.restored += 1
        return True
    if _text(base[key]) != _text(new[key]):
        merged.arrived += 1
        return True
    return False


def _reordered(base: Mapping[str, Json], new: Mapping[str, Json]) -> bool:
    return [key for key in base if key in new] != [key for key in new if key in base]


def _in_learners_order(
    slots: list[_Slot], base: Mapping[str, Json], new: Mapping[str, Json], merged: Merged
) -> list[_Slot]:
    """Keep the learner's order; put each arriving cell after the course cell that it follows in the course."""
    ordered = list(slots)
    present = {slot.key for slot in slots if slot.key is not None}
    before: str | None = None
    for key, cell in new.items():
        if key not in present:
            if not _arrives(key, base, new, merged):
                continue
            place = _index(ordered, before) + 1
            while before is not None and place < len(ordered) and ordered[place].key is None:
                place += 1
            ordered.insert(place, _Slot(key, [deepcopy(cell)]))
        before = key
    return ordered


def _in_course_order(
    slots: list[_Slot], base: Mapping[str, Json], new: Mapping[str, Json], merged: Merged
) -> list[_Slot]:
    """Take the course's new order; put each of the learner's own cells after the cell that it follows."""
    present = {slot.key: slot for slot in slots if slot.key is not None}
    ordered = []
    for key, cell in new.items():
        if key in present:
            ordered.append(present[key])
        elif _arrives(key, base, new, merged):
            ordered.append(_Slot(key, [deepcopy(cell)]))
    before: _Slot | None = None
    for slot in slots:
        if slot.key is None or slot.key not in new:
            place = 0 if before is None else next(n for n, other in enumerate(ordered) if other is before) + 1
            ordered.insert(place, slot)
        before = slot
    return ordered


def _index(slots: list[_Slot], key: str | None) -> int:
    """Where a course cell stands; -1 for none, so that its successor goes first."""
    return next((number for number, slot in enumerate(slots) if key is not None and slot.key == key), -1)


def _with_own_ids(slots: list[_Slot], new: Mapping[str, Json]) -> list[Json]:
    """All cells in order, each with an id of its own: course cells keep theirs, copies get another."""
    taken = {cell["id"] for cell in new.values()}
    cells = []
    for slot in slots:
        for number, cell in enumerate(slot.cells):
            is_course_cell = slot.key in new and number == 0
            if not is_course_cell:
                if cell.get("id") in taken or not fullmatch(_VALID_ID, str(cell.get("id", ""))):
                    cell["id"] = _fresh_id(cell, taken)
                taken.add(cell["id"])
            cells.append(cell)
    return cells


def _fresh_id(cell: Json, taken: set[str]) -> str:
    """An id made from the text, so that the same notebook always gets the same ids."""
    number = 0
    while (fresh := "own-" + _digest(f"{number} {cell['source']}")) in taken:
        number += 1
    return fresh
