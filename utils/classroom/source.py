"""Reads the course as authors write it: chapters, lessons, exercises, cases, questions and trials."""

import importlib.util
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from types import ModuleType
from typing import Any

from storelab.errors import StoreLabError, suggest
from storelab.language import LANGUAGES

SOLUTION_BEGIN = "### BEGIN SOLUTION"
SOLUTION_END = "### END SOLUTION"


@dataclass(frozen=True)
class Cell:
    """One cell of a source notebook.

    Attributes
    ----------
    kind
        ``"markdown"`` or ``"code"``.
    source
        Its text.
    metadata
        Its options, such as ``lang``, ``exercise``, ``facts``.
    file, number
        Where it stands: the file, and the cell's number counted from 1.
    """

    kind: str
    source: str
    metadata: dict[str, Any]
    file: Path
    number: int

    @property
    def place(self) -> str:
        """File, number and first words, for messages."""
        first = next((line.strip() for line in self.source.splitlines() if line.strip()), "")
        return f"{self.file.parent.name}/{self.file.name}, cell {self.number} ({first[:50]})"

    @property
    def lang(self) -> str | None:
        """The language of a markdown cell; code cells and neutral cells have none."""
        return self.metadata.get("lang")

    def is_for(self, language: str) -> bool:
        """Whether the cell is part of the notebook in that language."""
        return self.lang in (None, language)


@dataclass(frozen=True)
class Lesson:
    """One lesson file: its cells in order, both languages."""

    file: Path
    cells: tuple[Cell, ...]

    @property
    def widgets(self) -> list[Cell]:
        """The cells that show a widget, in order."""
        return [cell for cell in self.cells if cell.metadata.get("widget")]

    def title(self, language: str) -> str:
        """The first heading in one language.

        Raises
        ------
        StoreLabError
            If there is none.
        """
        for cell in self.cells:
            if cell.kind == "markdown" and cell.is_for(language):
                for line in cell.source.splitlines():
                    if line.startswith("# "):
                        return line[2:].strip()
        raise StoreLabError(f"{self.cells[0].file}: no '# title' in '{language}'.")

    @property
    def name(self) -> str:
        """File name without its ending, such as ``01_sources``."""
        return self.file.stem

    @property
    def code_cells(self) -> list[Cell]:
        """Code cells in order, the hidden fact cells among them."""
        return [cell for cell in self.cells if cell.kind == "code"]


@dataclass(frozen=True)
class ExerciseSource:
    """One exercise as it stands in ``exercises.md``.

    Attributes
    ----------
    id
        Its id, which is the name of the function that the learner writes.
    points
        Full marks.
    question
        Text by language.
    answer_code
        The answer cell, solution included.
    hints
        Folded steps, each by language.
    setup_code
        The imports which stand at the top of the notebook.
    """

    id: str
    points: float
    question: dict[str, str]
    answer_code: str
    hints: tuple[dict[str, str], ...]
    setup_code: str

    @property
    def solution_code(self) -> str:
        """The answer cell without the solution marks: runnable code."""
        return "\n".join(
            line for line in self.answer_code.splitlines() if line.strip() not in (SOLUTION_BEGIN, SOLUTION_END)
        )

    @property
    def solution_lines(self) -> list[str]:
        """The lines between the solution marks, stripped, blank ones left out."""
        lines: list[str] = []
        inside = False
        for line in self.answer_code.splitlines():
            if line.strip() == SOLUTION_BEGIN:
                inside = True
            elif line.strip() == SOLUTION_END:
                inside = False
            elif inside and line.strip():
                lines.append(line.strip())
        return lines


@dataclass(frozen=True)
class Chapter:
    """One folder of the course."""

    folder: Path
    lessons: tuple[Lesson, ...]
    exercise_cells: tuple[Cell, ...]
    exercises: dict[str, ExerciseSource]
    questions: list[dict[str, Any]] = field(default_factory=list)

    @property
    def id(self) -> str:
        """Folder name, such as ``10_traffic_funnel``."""
        return self.folder.name

    @property
    def number(self) -> int | None:
        """The chapter's number; None for graded work that belongs to no chapter, such as the case report."""
        first = self.id.split("_", 1)[0]
        return int(first) if first.isdecimal() else None

    @property
    def is_primer(self) -> bool:
        """Whether the syllabus marks it ``primer: true``: for beginners, without rows, questions and widget of its own."""
        return _is_primer(self.id)

    @cached_property
    def cases(self) -> ModuleType:
        """The module ``cases.py``."""
        return load_module(self.folder / "cases.py", f"course_{self.id}_cases")

    @cached_property
    def trials(self) -> list[Any]:
        """The answers that readers gave (``trials.py``); empty before the first trial."""
        file = self.folder / "trials.py"
        return list(load_module(file, f"course_{self.id}_trials").trials) if file.is_file() else []


def project_root() -> Path:
    """The folder that holds ``course/``, looked for upward from the working folder, then from this file.

    Raises
    ------
    StoreLabError
        If there is none.
    """
    for start in (Path.cwd(), Path(__file__).resolve().parent):
        for folder in (start, *start.parents):
            if (folder / "course" / "syllabus.yml").is_file():
                return folder
    raise StoreLabError("No folder with 'course/syllabus.yml' was found here or above: run this inside the project.")


def course_folder() -> Path:
    """The folder where lessons are written."""
    return project_root() / "course"


def syllabus() -> dict[str, Any]:
    """What ``course/syllabus.yml`` says: the title, the chapters in their order, graded work beside them, the assessment."""
    import yaml

    content: dict[str, Any] = yaml.safe_load((course_folder() / "syllabus.yml").read_text(encoding="utf-8"))
    return content


def _is_primer(name: str) -> bool:
    entries = {entry["id"]: entry for entry in syllabus()["chapters"]}
    mark = entries.get(name, {}).get("primer", False)
    if not isinstance(mark, bool):
        raise StoreLabError(f"course/syllabus.yml, chapter '{name}': primer is {mark!r}; write true, or leave it out.")
    return mark


def chapter_ids() -> list[str]:
    """Ids of the chapters that have been written, in order."""
    return sorted(file.parent.name for file in course_folder().glob("[0-9][0-9]_*/exercises.md"))


def assignment_ids() -> list[str]:
    """Ids of everything that is graded: the chapters in order, then what belongs to none, such as ``case_report``."""
    known = chapter_ids()
    return known + sorted({file.parent.name for file in course_folder().glob("*/exercises.md")} - set(known))


def assignment_entries() -> list[dict[str, Any]]:
    """The syllabus's lines of everything that is graded: the chapters, then what belongs to none."""
    content = syllabus()
    return [*content["chapters"], *content.get("assignments", [])]


def find_chapter_id(name: str) -> str:
    """Resolve ``"10"``, ``"10_traffic_funnel"`` or ``"case_report"`` to the id of a chapter or other graded work.

    Raises
    ------
    StoreLabError
        If no such chapter has been written; the message names the nearest.
    """
    known = assignment_ids()
    matches = [chapter for chapter in known if chapter == name or chapter.split("_")[0] == name.zfill(2)]
    if matches:
        return matches[0]
    near = suggest(name, known)
    raise StoreLabError(
        f"There is no chapter '{name}'. " + (f"Did you mean {near}?" if near else f"Chapters: {', '.join(known)}.")
    )


@cache
def _read_chapter(folder: Path, state: tuple[tuple[str, int], ...]) -> Chapter:
    """Read a chapter; its files' times of change are the key, so that an edited file is read again."""
    lessons = tuple(Lesson(file, read_cells(file)) for file in sorted((folder / "lessons").glob("*.md")))
    cells = read_cells(folder / "exercises.md")
    return Chapter(folder, lessons, cells, _exercises(cells), _questions(folder / "questions.yml"))


def load_chapter(name: str) -> Chapter:
    """Read one chapter.

    Parameters
    ----------
    name
        Its number or id.

    Raises
    ------
    StoreLabError
        If it does not exist, or a file of it cannot be read.
    """
    folder = course_folder() / find_chapter_id(name)
    state = tuple((str(file), file.stat().st_mtime_ns) for file in sorted(folder.rglob("*")) if file.is_file())
    return _read_chapter(folder, state)


def chapters() -> Iterator[Chapter]:
    """Read every written chapter, in order."""
    return (load_chapter(name) for name in chapter_ids())


def read_cells(file: Path) -> tuple[Cell, ...]:
    """Read a Jupytext MyST notebook.

    Raises
    ------
    StoreLabError
        If the file is missing, is not UTF-8, or its text is not a MyST notebook.
    """
    import jupytext

    try:
        notebook = jupytext.reads(file.read_text(encoding="utf-8"), fmt="md:myst")
    except FileNotFoundError:
        raise StoreLabError(
            f"{file} is missing: a chapter needs it. See 'How to add a chapter' in README.md."
        ) from None
    except Exception as error:  # jupytext and its parsers raise many kinds
        raise StoreLabError(f"{file} could not be read as a MyST notebook: {error}") from error
    return tuple(
        Cell(cell.cell_type, cell.source, dict(cell.metadata), file, number)
        for number, cell in enumerate(notebook.cells, start=1)
    )


def load_module(file: Path, name: str) -> ModuleType:
    """Import a Python file of the course by its path."""
    spec = importlib.util.spec_from_file_location(name, file)
    if spec is None or spec.loader is None or not file.is_file():
        raise StoreLabError(f"{file} is missing: a chapter needs it.")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def setup_cell(cells: tuple[Cell, ...]) -> Cell:
    """The cell of imports.

    Raises
    ------
    StoreLabError
        If none carries ``:setup: true``.
    """
    for cell in cells:
        if cell.kind == "code" and cell.metadata.get("setup"):
            return cell
    raise StoreLabError(f"{cells[0].file if cells else 'A notebook'}: no code cell carries ':setup: true'.")


def _exercises(cells: tuple[Cell, ...]) -> dict[str, ExerciseSource]:
    setup = setup_cell(cells).source
    questions: dict[str, dict[str, str]] = {}
    points: dict[str, float] = {}
    hints: dict[str, list[dict[str, str]]] = {}
    found: dict[str, ExerciseSource] = {}
    for cell in cells:
        options = cell.metadata
        if cell.kind == "markdown" and "exercise" in options:
            questions.setdefault(options["exercise"], {})[_lang(cell)] = cell.source
            points[options["exercise"]] = float(options["points"])
        elif cell.kind == "markdown" and "hint" in options:
            steps = hints.setdefault(options["hint"], [])
            if not steps or _lang(cell) in steps[-1]:
                steps.append({})
            steps[-1][_lang(cell)] = cell.source
    for cell in cells:
        name = cell.metadata.get("exercise")
        if cell.kind != "code" or name is None:
            continue
        if name not in questions:
            raise StoreLabError(f"{cell.place}: answer cell of '{name}' without a question cell before it.")
        if SOLUTION_BEGIN not in cell.source or SOLUTION_END not in cell.source:
            raise StoreLabError(f"{cell.place}: no '{SOLUTION_BEGIN}' ... '{SOLUTION_END}' in the answer cell.")
        found[name] = ExerciseSource(
            name, points[name], questions[name], cell.source, tuple(hints.get(name, [])), setup
        )
    return found


def _lang(cell: Cell) -> str:
    if cell.lang not in LANGUAGES:
        raise StoreLabError(f'{cell.place}: needs "lang": "en" or "zh".')
    return cell.lang


def _questions(file: Path) -> list[dict[str, Any]]:
    import yaml

    return list(yaml.safe_load(file.read_text(encoding="utf-8"))) if file.is_file() else []
