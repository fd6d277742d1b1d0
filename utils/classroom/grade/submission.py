"""Reads what a learner handed in, and rebuilds it from the source: their answers and helpers, our everything else.

Nothing of a submission is trusted but the text of its cells. Answers are taken by their id, else by the name that they
define; copied, split, moved, renamed and retagged cells are tolerated. What looks like tampering is noted.
"""

import ast
import copy
import json
import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Cell = dict[str, Any]
LARGEST_CELLS = 2000
LONGEST_SOURCE = 1_000_000


class Unreadable(Exception):
    """The file is missing or no notebook; ``status`` is ``missing`` or ``malformed``."""

    def __init__(self, status: str, reason: str) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason


@dataclass(frozen=True)
class Runnable:
    """A cell of the learner's that is run.

    Attributes
    ----------
    source
        Its code.
    exercise
        The exercise that it answers; empty for a helper, and for the course's own set-up.
    place
        Where its outputs belong: position in the rebuilt notebook.
    """

    source: str
    exercise: str
    place: int


@dataclass
class Rebuilt:
    """A submission on the ground of the source.

    Attributes
    ----------
    cells
        The rebuilt notebook's cells, without outputs.
    runnable
        What is run, in order: the course's set-up first.
    answered
        Exercises whose answer cell holds something of the learner's.
    notes
        What was put right, in words.
    tampered
        What looks like an attempt to change how the work is graded, in words.
    """

    cells: list[Cell] = field(default_factory=list)
    runnable: list[Runnable] = field(default_factory=list)
    answered: set[str] = field(default_factory=set)
    notes: list[str] = field(default_factory=list)
    tampered: list[str] = field(default_factory=list)


def read_file(folder: Path, name: str, largest: int) -> bytes:
    """Read a submitted file, and nothing that it may point to.

    Parameters
    ----------
    folder
        The learner's folder of this assignment.
    name
        The notebook's file name.
    largest
        Bytes that it may have.

    Raises
    ------
    Unreadable
        If there is no such file, or it is no ordinary file of that size; the reason is plain language.
    """
    if folder.is_symlink() or folder.parent.is_symlink():
        raise Unreadable("malformed", "the folder is a link to another place; it was not followed")
    file = folder / name
    try:
        handle = os.open(file, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except FileNotFoundError:
        others = sorted(path.name for path in folder.glob("*.ipynb")) if folder.is_dir() else []
        found = f"; found instead: {', '.join(others[:3])}" if others else ""
        raise Unreadable("missing", f"no file '{name}' was handed in{found}") from None
    except OSError as error:
        linked = file.is_symlink()
        raise Unreadable(
            "malformed", f"'{name}' is a link, not a file" if linked else f"'{name}' cannot be opened: {error.strerror}"
        ) from None
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise Unreadable("malformed", f"'{name}' is a folder or a device, not a notebook")
    with os.fdopen(handle, "rb") as stream:
        data = stream.read(largest + 1)
    if len(data) > largest:
        raise Unreadable("malformed", f"'{name}' is larger than {largest // 2**20} MB")
    return data


def read_notebook(data: bytes, name: str) -> list[Cell]:
    """Read the cells of a submitted notebook.

    Raises
    ------
    Unreadable
        If it cannot be read as a notebook; the reason is plain language.
    """
    return _cells(_text(data, name), name)


def _text(data: bytes, name: str) -> str:
    if not data.strip():
        raise Unreadable("malformed", f"'{name}' is empty")
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        packed = data[:2] in (b"PK", b"\x1f\x8b")
        words = "is packed (zip or gzip); hand in the notebook itself" if packed else "is not UTF-8 text"
        raise Unreadable("malformed", f"'{name}' {words}") from None


def _cells(text: str, name: str) -> list[Cell]:
    try:
        notebook = json.loads(text)
    except (ValueError, RecursionError, MemoryError) as error:
        marks = any(line.startswith(("<<<<<<<", ">>>>>>>")) for line in text.splitlines())
        words = "holds the marks of a merge that was not finished" if marks else f"is cut off or damaged ({error})"
        raise Unreadable("malformed", f"'{name}' {words}") from None
    cells = notebook.get("cells") if isinstance(notebook, dict) else None
    if cells is None and isinstance(notebook, dict) and isinstance(notebook.get("worksheets"), list):
        # nbformat 3: cells lie in worksheets, and code is called input.
        sheets = [sheet.get("cells", []) for sheet in notebook["worksheets"] if isinstance(sheet, dict)]
        cells = [
            {**cell, "source": cell.get("input", cell.get("source", ""))}
            for sheet in sheets
            if isinstance(sheet, list)
            for cell in sheet
            if isinstance(cell, dict)
        ]
    if not isinstance(cells, list):
        raise Unreadable("malformed", f"'{name}' is no notebook: it has no list of cells")
    return [cell for cell in map(_plain_cell, cells[:LARGEST_CELLS]) if cell is not None]


def _plain_cell(cell: Any) -> Cell | None:
    """A cell with nothing but kind, text, id and nbgrader's metadata; None if it is no cell."""
    if not isinstance(cell, dict):
        return None
    source = cell.get("source", "")
    if isinstance(source, list):
        source = "".join(part for part in source if isinstance(part, str))
    if not isinstance(source, str) or len(source) > LONGEST_SOURCE:
        return None
    kind = cell.get("cell_type")
    metadata = cell.get("metadata")
    marks = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    return {
        "cell_type": kind if kind in ("code", "markdown", "raw") else "raw",
        # Lone surrogates have no UTF-8 form and would stop every later step.
        "source": source.encode("utf-8", "replace").decode("utf-8"),
        "nbgrader": marks if isinstance(marks, dict) else {},
        "attachments": None,
    }


def defined_names(source: str) -> set[str]:
    """Names that a cell's code binds at its top level; magics are understood, code that is no Python binds nothing."""
    from IPython.core.inputtransformer2 import TransformerManager

    try:
        tree = ast.parse(TransformerManager().transform_cell(source))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return set()
    names: set[str] = set()
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            names.add(node.name)
        elif isinstance(node, ast.Import | ast.ImportFrom):
            names |= {alias.asname or alias.name.split(".")[0] for alias in node.names}
        else:
            names |= {one.id for one in ast.walk(node) if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store)}
    return names


def rebuild(submitted: Sequence[Cell], release: Sequence[Cell]) -> Rebuilt:
    """Put a learner's cells into the released notebook.

    Parameters
    ----------
    submitted
        Cells as `read_notebook` gives them.
    release
        Cells of the released notebook of the same language, in nbformat 4.
    """
    rebuilt = Rebuilt()
    layout = [_Own(cell) for cell in release]
    by_id = {own.id: own for own in layout if own.id}
    by_text = {own.text: own for own in layout if not own.is_answer}
    last: _Own | None = None
    for number, cell in enumerate(submitted, start=1):
        own = _owner(cell, by_id, by_text, last)
        _look_for_tampering(cell, own, by_id, number, rebuilt)
        if own is None or (not own.is_answer and cell["source"].strip() != own.text):
            # An added cell, or one of ours that was written into: it stays with the learner, behind what came before.
            (last.after if last else layout[0].before).append(cell)
            if own is not None and own.is_check:
                rebuilt.tampered.append(f"cell {number}: the check of '{own.exercise}' was changed")
            continue
        last = own
        own.given.append(cell)
    for own in layout:
        _place(own, rebuilt)
    rebuilt.answered = {runnable.exercise for runnable in rebuilt.runnable if runnable.exercise}
    return rebuilt


class _Own:
    """A cell of the released notebook, and what of the submission belongs to it."""

    def __init__(self, cell: Cell) -> None:
        self.cell = cell
        self.text = _source(cell).strip()
        self.marks: dict[str, Any] = cell["metadata"].get("nbgrader", {})
        self.id: str = self.marks.get("grade_id", "")
        self.is_answer = bool(self.marks.get("solution"))
        self.is_check = bool(self.marks.get("grade")) and not self.is_answer
        self.exercise = self.id.partition("-")[2]
        self.given: list[Cell] = []
        self.before: list[Cell] = []
        self.after: list[Cell] = []


def _source(cell: Cell) -> str:
    source = cell["source"]
    return "".join(source) if isinstance(source, list) else str(source)


def _owner(cell: Cell, by_id: dict[str, _Own], by_text: dict[str, _Own], last: _Own | None) -> _Own | None:
    """The released cell to which a submitted one belongs."""
    text = cell["source"].strip()
    names = defined_names(text) if cell["cell_type"] == "code" and text else set()
    defined = [
        own for own in by_id.values() if own.is_answer and own.cell["cell_type"] == "code" and own.exercise in names
    ]
    marked = cell["nbgrader"].get("grade_id")
    found = by_id.get(marked) if isinstance(marked, str) else None
    if found is not None and found.is_answer and defined and found not in defined:
        # Ids were swapped or copied: what the cell defines decides.
        return defined[0]
    if found is not None:
        return defined[0] if defined and not found.is_answer else found
    return by_text.get(text) or (defined[0] if defined else None)


def _look_for_tampering(cell: Cell, own: _Own | None, by_id: dict[str, _Own], number: int, rebuilt: Rebuilt) -> None:
    marks = cell["nbgrader"]
    if not marks:
        return
    named = marks.get("grade_id")
    true_marks = by_id[named].marks if isinstance(named, str) and named in by_id else None
    if true_marks is None:
        rebuilt.tampered.append(f"cell {number}: its id {str(named)[:60]!r} is none of this assignment's")
        return
    for key in ("grade", "solution", "locked", "task", "points"):
        if marks.get(key, False) != true_marks.get(key, False) and not (key == "points" and "points" not in true_marks):
            rebuilt.tampered.append(f"cell {number} ({named}): '{key}' was changed to {repr(marks.get(key))[:40]}")
    if cell["cell_type"] != by_id[str(named)].cell["cell_type"]:
        rebuilt.tampered.append(f"cell {number} ({named}): its type was changed to {cell['cell_type']}")
    if own is not None and own.id != named:
        rebuilt.notes.append(f"cell {number}: taken as the answer to '{own.exercise}', not as {named}")


def _place(own: _Own, rebuilt: Rebuilt) -> None:
    """Write one released cell, its answers and the learner's cells around it into the rebuilt notebook."""
    for cell in own.before:
        _add_theirs(cell, rebuilt)
    if own.is_answer:
        _add_answers(own, rebuilt)
    else:
        place = _add(copy.deepcopy(own.cell), rebuilt)
        if own.cell["cell_type"] == "code" and not own.is_check:
            rebuilt.runnable.append(Runnable(_source(own.cell), "", place))
        if own.is_check and not own.given:
            rebuilt.notes.append(f"the check of '{own.exercise}' was missing and has been put back")
    for cell in own.after:
        _add_theirs(cell, rebuilt)


def _add_answers(own: _Own, rebuilt: Rebuilt) -> None:
    if not own.given:
        rebuilt.notes.append(f"no answer cell for '{own.exercise}' was handed in")
        _add(
            {**copy.deepcopy(own.cell), "source": "" if own.cell["cell_type"] == "markdown" else _source(own.cell)},
            rebuilt,
        )
        return
    if len(own.given) > 1:
        rebuilt.notes.append(f"'{own.exercise}' stands in {len(own.given)} cells; all were used, in their order")
    # One cell carries the id; further ones are the learner's own.
    main = own.given[-1]
    for cell in own.given[:-1]:
        _add_theirs(cell, rebuilt, own.exercise)
    place = _add({**copy.deepcopy(own.cell), "source": main["source"]}, rebuilt)
    if own.cell["cell_type"] == "code" and main["source"].strip() != own.text:
        rebuilt.runnable.append(Runnable(main["source"], own.exercise, place))


def _add_theirs(cell: Cell, rebuilt: Rebuilt, exercise: str = "") -> None:
    kind = cell["cell_type"]
    place = _add({"cell_type": kind, "metadata": {}, "source": cell["source"]}, rebuilt)
    if kind == "code" and cell["source"].strip():
        rebuilt.runnable.append(Runnable(cell["source"], exercise, place))


def _add(cell: Cell, rebuilt: Rebuilt) -> int:
    cell["id"] = f"cell-{len(rebuilt.cells) + 1}"
    if cell["cell_type"] == "code":
        cell |= {"execution_count": None, "outputs": []}
    rebuilt.cells.append(cell)
    return len(rebuilt.cells) - 1


def language_of(submitted: Sequence[Cell], releases: dict[str, list[Cell]]) -> str:
    """The language whose released texts a submission shares most; the first one when none is shared."""
    texts = {cell["source"].strip() for cell in submitted}

    def shared(language: str) -> int:
        return sum(_source(cell).strip() in texts for cell in releases[language])

    return max(releases, key=shared)


def learners(folder: Path) -> Iterator[str]:
    """Names of all who have a folder of submissions."""
    if folder.is_dir():
        yield from sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))
