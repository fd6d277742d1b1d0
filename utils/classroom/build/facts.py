"""Executes lessons and fills their figures into the prose.

A fact cell (``:facts: true``) computes what the prose says about the data and asserts its claims. The build runs the
lesson in a fresh kernel, keeps the scalars that fact cells define, and writes them where the prose has
``{{ name | filter }}``. Results are cached by content: the lesson's code, the code of ``storelab``, and the data.
"""

import ast
import re
from collections.abc import Callable, Iterable
from typing import Any

from classroom.cache import hash_files, remembered
from classroom.source import Cell, Lesson, project_root
from storelab.errors import StoreLabError, suggest

FILL = re.compile(r"\{\{\s*(\w+)\s*(?:\|\s*(\w+)\s*)?\}\}")
TIMEOUT_SECONDS = 300

Facts = dict[str, float | str | bool]


def _group(value: float, decimals: int) -> str:
    return f"{value:,.{decimals}f}"


def _number(value: Any, language: str) -> str:
    number = float(value)
    size = abs(number)
    decimals = 0 if size >= 100 or number == int(number) else 1 if size >= 1 else 2
    return _group(number, decimals)


def _yuan(value: Any, language: str) -> str:
    number = float(value)
    text = _group(number, 0 if abs(number) >= 100 else 2)
    return f"{text} 元" if language == "zh" else f"¥{text}"


FILTERS: dict[str, Callable[[Any, str], str]] = {
    "percent": lambda value, language: f"{_group(100 * float(value), 0)}%",
    "percent1": lambda value, language: f"{_group(100 * float(value), 1)}%",
    "percent2": lambda value, language: f"{_group(100 * float(value), 2)}%",
    "number": _number,
    "integer": lambda value, language: _group(round(float(value)), 0),
    "yuan": _yuan,
    "text": lambda value, language: str(value),
}


def fact_names(cell: Cell) -> list[str]:
    """Names that a fact cell binds at its top level, those with a leading underscore left out."""
    names: list[str] = []
    for node in ast.parse(cell.source).body:
        targets: Iterable[ast.expr] = ()
        if isinstance(node, ast.Assign):
            targets = node.targets
        elif isinstance(node, ast.AnnAssign):
            targets = (node.target,)
        for target in targets:
            names += [name.id for name in ast.walk(target) if isinstance(name, ast.Name)]
    return [name for name in names if not name.startswith("_")]


def fill(text: str, facts: Facts, language: str, terms: dict[str, dict[str, str]], place: str) -> str:
    """Write facts into a text.

    Parameters
    ----------
    text
        Prose with ``{{ name | filter }}``.
    facts
        Values by name.
    language
        ``"en"`` or ``"zh"``: how yuan and terms are written.
    terms
        The glossary, for the filter ``term``.
    place
        Named in the error.

    Raises
    ------
    StoreLabError
        If a fact, filter or term is unknown.
    """

    def replace(match: re.Match[str]) -> str:
        name, form = match.group(1), match.group(2) or "number"
        if name not in facts:
            near = suggest(name, facts)
            raise StoreLabError(
                f"{place}: no fact '{name}' is defined in a :facts: cell" + (f"; did you mean {near}?" if near else ".")
            )
        value = facts[name]
        if form == "term":
            if str(value) not in terms:
                raise StoreLabError(f"{place}: '{value}' is no term of course/glossary.yml.")
            term = terms[str(value)][language]
            return term[0].lower() + term[1:] if language == "en" and not term.isupper() else term
        if form not in FILTERS:
            raise StoreLabError(f"{place}: unknown filter '{form}'. Filters: {', '.join([*FILTERS, 'term'])}.")
        return FILTERS[form](value, language)

    return FILL.sub(replace, text)


def lesson_facts(lesson: Lesson) -> Facts:
    """Facts of a lesson, from the cache or by executing it.

    Raises
    ------
    StoreLabError
        If a cell fails or writes to stderr; the message names the cell.
    """
    cells = lesson.code_cells
    if not any(cell.metadata.get("facts") for cell in cells):
        return {}
    told = [f"{cell.source}\0{bool(cell.metadata.get('facts'))}{cell.metadata.get('raises', '')}" for cell in cells]
    return dict(remembered("facts", [*told, library_fingerprint()], lambda: execute(cells)))


def execute(cells: list[Cell]) -> Facts:
    """Run code cells in a fresh kernel and collect what the fact cells define.

    Raises
    ------
    StoreLabError
        As `lesson_facts`.
    """
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError
    from nbformat.v4 import new_code_cell, new_notebook

    prepared = []
    for cell in cells:
        source = cell.source
        if cell.metadata.get("facts"):
            source += "\n" + _capture(fact_names(cell))
        prepared.append(new_code_cell(source, metadata=shown_errors(cell)))
    notebook = new_notebook(
        cells=prepared, metadata={"kernelspec": {"name": "python3", "display_name": "", "language": "python"}}
    )
    resources = {"metadata": {"path": str(project_root())}}
    # The kernel listens on loopback and says so on stderr; only errors matter here.
    quiet = ["--log-level=ERROR"]
    client = NotebookClient(notebook, timeout=TIMEOUT_SECONDS, resources=resources, extra_arguments=quiet)
    try:
        client.execute(env=_environment())
    except CellExecutionError as error:
        failed = next(
            cell
            for cell, run in zip(cells, notebook.cells, strict=True)
            if not cell.metadata.get("raises") and any(o.output_type == "error" for o in run.outputs)
        )
        raise StoreLabError(
            f"{failed.place} failed: {error.ename}: {error.evalue}\n{_own_lines(error.traceback)}"
        ) from None
    facts: Facts = {}
    for cell, run in zip(cells, notebook.cells, strict=True):
        _check_error(cell, [output.ename for output in run.outputs if output.output_type == "error"])
        for output in run.outputs:
            if output.output_type == "stream" and output.name == "stderr":
                raise StoreLabError(f"{cell.place} writes a warning or error:\n{output.text.strip()}")
            facts.update(output.get("data", {}).get("application/vnd.storelab.facts+json", {}))
    return facts


def shown_errors(cell: Cell) -> dict[str, list[str]]:
    """Notebook metadata of a cell: one that shows an error on purpose (``:raises: NameError``) lets the next ones run."""
    return {"tags": ["raises-exception"]} if cell.metadata.get("raises") else {}


def _check_error(cell: Cell, found: list[str]) -> None:
    wanted = cell.metadata.get("raises")
    if wanted and found != [wanted]:
        raise StoreLabError(f"{cell.place} should show a {wanted} (':raises:'), and {found[0] if found else 'ran'}.")


def _capture(names: list[str]) -> str:
    """Code that hands the named values to the build, right where they are defined."""
    return (
        "from IPython.display import publish_display_data as _publish\n"
        f"_publish({{'application/vnd.storelab.facts+json': {{name: value.item() if hasattr(value, 'item') else value "
        f"for name, value in (({', '.join(f'({name!r}, {name})' for name in names)},)) "
        "if isinstance(value, (str, bool, int, float)) or hasattr(value, 'item') and getattr(value, 'ndim', 0) == 0}})"
        if names
        else ""
    )


def _environment() -> dict[str, str]:
    import os

    return {**os.environ, "STORELAB_LANGUAGE": "en"}


def _own_lines(traceback: str) -> str:
    plain = re.sub(r"\x1b\[[0-9;]*m", "", traceback)
    return "\n".join(plain.splitlines()[-12:])


def library_fingerprint() -> str:
    """Hash of the learner's library (its generated data left out) and of the data's manifests."""
    root = project_root()
    library = root / "utils" / "storelab"
    files = [file for file in sorted(library.rglob("*.py")) if "generated" not in file.parts]
    files += sorted((root / "datasets" / "manifests").glob("*.json"))
    return hash_files(files, root)
