"""Turns source cells into notebooks: lessons for learners, assignments with solutions for instructors."""

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

from classroom.build.facts import shown_errors
from classroom.source import SOLUTION_BEGIN, SOLUTION_END, Cell, Chapter, Lesson
from storelab.errors import StoreLabError

METADATA = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
HIDDEN_CHECK = "### BEGIN HIDDEN TESTS\nfrom classroom.hidden import check\n### END HIDDEN TESTS\n"
WORDS: dict[str, dict[str, str]] = {
    "hint": {"en": "Hint {number} of {count}", "zh": "提示 {number}（共 {count} 条）"},
    "question": {"en": "Question {id}", "zh": "第 {id} 题"},
}

NotebookDict = dict[str, Any]


def lesson_notebook(lesson: Lesson, language: str, fill: Callable[[str, Cell], str]) -> NotebookDict:
    """A lesson in one language, without fact cells, row ids and outputs.

    Parameters
    ----------
    lesson
        The source.
    language
        ``"en"`` or ``"zh"``.
    fill
        Writes facts into a markdown cell's text.
    """
    seen: Counter[str] = Counter()
    cells = []
    for cell in lesson.cells:
        if not cell.is_for(language) or cell.metadata.get("facts"):
            continue
        source = fill(cell.source, cell) if cell.kind == "markdown" else with_language(cell, language)
        cells.append(_cell(cell.kind, source, _content_id(cell.kind, source, seen), _visible(cell)))
    return _notebook(cells)


def assignment_notebook(chapter: Chapter, language: str, keys: dict[str, str]) -> NotebookDict:
    """A chapter's assignment with its solutions: nbgrader's source notebook.

    Parameters
    ----------
    chapter
        The source.
    language
        ``"en"`` or ``"zh"``.
    keys
        Right letters of the concept questions by id.
    """
    cells: list[dict[str, Any]] = []
    seen: Counter[str] = Counter()
    for cell in chapter.exercise_cells:
        options = cell.metadata
        if not cell.is_for(language) or "rubric" in options or "hint" in options:
            continue
        if "exercise" in options:
            name = options["exercise"]
            if cell.kind == "markdown":
                cells.append(_cell("markdown", cell.source, f"question-{name}"))
            else:
                cells.append(_cell("code", cell.source, f"answer-{name}", _solution(f"answer-{name}")))
        elif "check" in options:
            name = options["check"]
            if name not in chapter.exercises:
                raise StoreLabError(f"{cell.place}: checks '{name}', but no exercise has that id.")
            points = chapter.exercises[name].points
            cells.append(_check_cell(name, points))
            cells += _hint_cells(chapter, name, language)
        elif "written" in options:
            name = options["written"]
            cells.append(_cell("markdown", cell.source, f"question-{name}"))
            cells.append(_written_cell(chapter, name, language, float(options["points"])))
        elif "questions" in options:
            cells += _question_cells(chapter, cell, language, keys)
        else:
            source = with_language(cell, language)
            cells.append(_cell(cell.kind, source, _content_id(cell.kind, source, seen)))
    return _notebook(cells)


def text_notebook(cells: Iterable[tuple[str, str]]) -> NotebookDict:
    """A notebook of (kind, source) pairs, such as the course map."""
    seen: Counter[str] = Counter()
    return _notebook([_cell(kind, source, _content_id(kind, source, seen)) for kind, source in cells])


def with_language(cell: Cell, language: str) -> str:
    """The cell's text; the set-up cell begins with the choice of language."""
    if not cell.metadata.get("setup"):
        return cell.source
    return f'import storelab\n\nstorelab.use_language("{language}")\n\n{cell.source}'


def dump(notebook: NotebookDict) -> bytes:
    """The notebook as the bytes that nbformat writes."""
    import json

    return (json.dumps(notebook, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def _notebook(cells: list[dict[str, Any]]) -> NotebookDict:
    return {"cells": cells, "metadata": METADATA, "nbformat": 4, "nbformat_minor": 5}


def _cell(kind: str, source: str, identity: str, metadata: dict[str, Any] | None = None) -> dict[str, Any]:
    cell: dict[str, Any] = {
        "cell_type": kind,
        "id": re.sub(r"[^A-Za-z0-9_-]", "-", identity)[:64],
        "metadata": metadata or {},
        "source": source.splitlines(keepends=True),
    }
    if kind == "code":
        cell |= {"execution_count": None, "outputs": []}
    return cell


def _content_id(kind: str, source: str, seen: Counter[str]) -> str:
    """An id that follows the text, so that inserting a cell does not rename its neighbours."""
    base = f"{'text' if kind == 'markdown' else 'code'}-{hashlib.sha256(source.encode()).hexdigest()[:10]}"
    seen[base] += 1
    return base if seen[base] == 1 else f"{base}-{seen[base]}"


def _visible(cell: Cell) -> dict[str, Any]:
    """What of a source cell's options a learner's notebook keeps: the widget's mark, and that an error is meant."""
    return {"tags": ["widget"]} if cell.metadata.get("widget") else dict(shown_errors(cell))


def _nbgrader(
    grade_id: str, *, grade: bool, solution: bool, locked: bool, points: float | None = None
) -> dict[str, Any]:
    options: dict[str, Any] = {
        "grade": grade,
        "grade_id": grade_id,
        "locked": locked,
        "schema_version": 3,
        "solution": solution,
        "task": False,
    }
    if points is not None:
        options["points"] = points
    return {"nbgrader": options}


def _solution(grade_id: str) -> dict[str, Any]:
    return _nbgrader(grade_id, grade=False, solution=True, locked=False)


def _check_cell(name: str, points: float) -> dict[str, Any]:
    metadata = _nbgrader(f"check-{name}", grade=True, solution=False, locked=True, points=points)
    return _cell("code", f'{HIDDEN_CHECK}check("{name}")', f"check-{name}", metadata)


def _hint_cells(chapter: Chapter, name: str, language: str) -> list[dict[str, Any]]:
    hints = chapter.exercises[name].hints
    folded = [
        "<details><summary>{title}</summary>\n\n{text}\n\n</details>".format(
            title=WORDS["hint"][language].format(number=number, count=len(hints)), text=hint[language]
        )
        for number, hint in enumerate(hints, start=1)
    ]
    return [_cell("markdown", "\n\n".join(folded), f"hints-{name}")] if folded else []


def _written_cell(chapter: Chapter, name: str, language: str, points: float) -> dict[str, Any]:
    rubric = [c.source for c in chapter.exercise_cells if c.metadata.get("rubric") == name and c.lang == language]
    if not rubric:
        raise StoreLabError(
            f"{chapter.folder.name}/exercises.md: the written decision '{name}' has no rubric in '{language}'."
        )
    source = f"{SOLUTION_BEGIN}\n{rubric[0]}\n{SOLUTION_END}"
    metadata = _nbgrader(f"written-{name}", grade=True, solution=True, locked=False, points=points)
    return _cell("markdown", source, f"written-{name}", metadata)


def _question_cells(chapter: Chapter, cell: Cell, language: str, keys: dict[str, str]) -> list[dict[str, Any]]:
    name = cell.metadata["questions"]
    texts = [cell.source]
    for item in chapter.questions:
        options = "\n".join(f"- **{letter}.** {option['text'][language]}" for letter, option in item["options"].items())
        texts.append(
            f"**{WORDS['question'][language].format(id=item['id'])}.** {item['question'][language].strip()}\n\n{options}"
        )
    empty = ", ".join(f'"{item["id"]}": ""' for item in chapter.questions)
    right = ", ".join(f'"{item["id"]}": "{keys[item["id"]]}"' for item in chapter.questions)
    answer = f"# Write one letter between the quotes. / 在引号里填一个字母。\n{name} = {{{empty}}}\n{SOLUTION_BEGIN}\n{name} = {{{right}}}\n{SOLUTION_END}"
    return [
        _cell("markdown", "\n\n".join(texts), f"question-{name}"),
        _cell("code", answer, f"answer-{name}", _solution(f"answer-{name}")),
        _check_cell(name, float(cell.metadata["points"])),
    ]
