"""Builds the gallery: every widget of the lessons with its question, and just the code that the widget needs."""

import ast
import builtins
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from classroom.build.notebooks import NotebookDict, text_notebook
from classroom.source import Cell, Chapter, Lesson, course_folder
from storelab.errors import StoreLabError
from storelab.language import LANGUAGES

# Methods that change the object they are called on; all others of pandas and plain Python return a new one.
_CHANGING = frozenset({"append", "extend", "insert", "update", "add", "pop", "remove", "sort", "setdefault", "clear"})
_INTRO = {
    "en": "# Every widget\n\nEach asks what a shop asks, and shows why the obvious answer may be wrong. Move a control with the "
    "mouse, or with the arrow keys once it is chosen. The lesson behind each says where its numbers come from.",
    "zh": "# 小工具大全\n\n每一个都从店里的一个问题开始，看看想当然的答案为什么会错。用鼠标拖，或者选中以后按方向键。数字从哪儿来，看它背后的那一课。",
}
_FROM = {"en": "From [{title}]({file})", "zh": "出自[{title}]({file})"}


def gallery_notebook(chapters: Sequence[Chapter], language: str) -> NotebookDict:
    """The gallery in one language.

    Parameters
    ----------
    chapters
        The written ones, in order.
    language
        ``"en"`` or ``"zh"``.

    Raises
    ------
    StoreLabError
        If a widget has no question in ``course/gallery.yml`` or a question no widget, or if a widget needs what only a
        facts cell makes.
    """
    asked = questions()
    cells: list[tuple[str, str]] = [("markdown", _INTRO[language])]
    cells.append(("code", f'import storelab\n\nstorelab.use_language("{language}")'))
    for chapter in chapters:
        for lesson in chapter.lessons:
            for cell in lesson.widgets:
                name = f"{chapter.id}/{lesson.name}"
                if name not in asked:
                    raise StoreLabError(f"course/gallery.yml: the widget of {cell.place} has no question '{name}'.")
                origin = _FROM[language].format(title=lesson.title(language), file=f"lessons/{name}.ipynb")
                cells.append(("markdown", f"## {asked[name][language]}\n\n{origin}"))
                cells.append(("code", needed_code(lesson, cell)))
    shown = {f"{chapter.id}/{lesson.name}" for chapter in chapters for lesson in chapter.lessons if lesson.widgets}
    if lost := sorted(asked.keys() - shown):
        raise StoreLabError(f"course/gallery.yml asks about lessons without a widget: {', '.join(lost)}.")
    return text_notebook(cells)


def questions() -> dict[str, dict[str, str]]:
    """The questions of ``course/gallery.yml`` by ``chapter/lesson``.

    Raises
    ------
    StoreLabError
        If one lacks a language.
    """
    content = yaml.safe_load((course_folder() / "gallery.yml").read_text(encoding="utf-8"))
    found: dict[str, dict[str, str]] = content["questions"]
    for name, question in found.items():
        for language in LANGUAGES:
            if not str(question.get(language, "")).strip():
                raise StoreLabError(f"course/gallery.yml, '{name}': no text in {language}.")
    return found


@dataclass(frozen=True)
class _Statement:
    """A statement of a lesson: its text, the names it gives a value to, those it may change, and those it reads."""

    text: str
    sets: frozenset[str]
    changes: frozenset[str]
    reads: frozenset[str]


def needed_code(lesson: Lesson, widget: Cell) -> str:
    """The code of a widget's cell, behind those statements before it on which its names depend.

    Parameters
    ----------
    lesson
        The lesson that shows the widget.
    widget
        The cell.

    Raises
    ------
    StoreLabError
        If a name comes from a facts cell, which learners do not get, or from nowhere.
    """
    before: list[_Statement] = []
    for cell in lesson.cells:
        if cell is widget:
            break
        if cell.kind == "code" and not {"facts", "raises"} & cell.metadata.keys():
            before += _statements(cell.source)
    last = list(_statements(widget.source))
    needed = set().union(*(statement.reads for statement in last)) - set().union(*(item.sets for item in last))
    kept = [statement.text for statement in last]
    for statement in reversed(before):
        if needed & (statement.sets | statement.changes):
            kept.insert(0, statement.text)
            needed = (needed - statement.sets) | statement.reads
    if lost := sorted(needed - set(dir(builtins))):
        raise StoreLabError(f"{widget.place}: no cell that learners get gives a value to {', '.join(lost)}.")
    return "\n".join(kept)


def _statements(source: str) -> Iterator[_Statement]:
    for node in ast.parse(source).body:
        loaded, stored, changes, inner = set[str](), set[str](), set[str](), set[str]()
        for part in ast.walk(node):
            if isinstance(part, ast.Name):
                (loaded if isinstance(part.ctx, ast.Load) else stored).add(part.id)
            elif isinstance(part, ast.alias):
                stored.add(part.asname or part.name.split(".")[0])
            elif isinstance(part, ast.arg):
                inner.add(part.arg)
            elif isinstance(part, ast.comprehension):
                inner |= {name.id for name in ast.walk(part.target) if isinstance(name, ast.Name)}
            elif isinstance(part, ast.AugAssign) or (isinstance(part, ast.Call) and _is_changing(part.func)):
                changes |= _base(part.target if isinstance(part, ast.AugAssign) else part.func)
            elif isinstance(part, ast.Subscript | ast.Attribute) and isinstance(part.ctx, ast.Store):
                changes |= _base(part)
        if isinstance(node, ast.FunctionDef):
            yield _statement(source, node, {node.name}, set(), loaded - inner - stored)
        elif isinstance(node, ast.Assign | ast.AnnAssign | ast.Import | ast.ImportFrom) and not changes:
            yield _statement(source, node, stored - inner, set(), loaded - inner)
        else:
            # What a loop or a branch gives a value to may keep the one from before.
            changes = (changes | stored) - inner
            yield _statement(source, node, set(), changes, (loaded - inner - stored) | (changes - stored))


def _statement(source: str, node: ast.stmt, sets: set[str], changes: set[str], reads: set[str]) -> _Statement:
    text = ast.get_source_segment(source, node) or ""
    return _Statement(text, frozenset(sets), frozenset(changes), frozenset(reads))


def _is_changing(called: ast.expr) -> bool:
    return isinstance(called, ast.Attribute) and called.attr in _CHANGING


def _base(node: Any) -> set[str]:
    """The name at the left end of ``a.b[c].d``."""
    while isinstance(node, ast.Subscript | ast.Attribute):
        node = node.value
    return {node.id} if isinstance(node, ast.Name) else set()
