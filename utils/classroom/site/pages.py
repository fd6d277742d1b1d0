"""The source of the site: pages in MyST beside the course's own notebooks, one folder a language."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from classroom.build.gallery import needed_code
from classroom.build.notebooks import dump
from classroom.site import texts
from classroom.source import Chapter, load_chapter
from storelab.data import COLUMN_UNITS
from storelab.errors import StoreLabError
from storelab.language import LANGUAGES, VARIABLE

# The lesson whose widget the first page shows.
SHOWN = ("07_pricing", "02_elasticity")
_HANDBOOK = ("grading", "assessment", "jupyterhub", "jupyterlite", "authoring")


def write_source(root: Path, source: Path, language: str, chapters: Sequence[str] | None = None) -> None:
    """Write the source of one language.

    Parameters
    ----------
    root
        The project.
    source
        The folder to write; emptied first.
    language
        ``"en"`` or ``"zh"``.
    chapters
        Ids of the chapters whose lessons the site has; all written ones by default.
    """
    shutil.rmtree(source, ignore_errors=True)
    source.mkdir(parents=True)
    syllabus = json.loads((root / "utils/storelab/generated/syllabus.json").read_text(encoding="utf-8"))
    shown = [
        item for item in syllabus["chapters"] if item["available"] and (chapters is None or item["id"] in chapters)
    ]
    if not shown:
        raise StoreLabError("The site needs at least one written chapter.")
    for chapter in shown:
        _chapter(root, source, chapter, language)
    numbers = {chapter["number"] for chapter in shown}
    others = [item for item in syllabus["assignments"] if item["available"] and numbers.issuperset(item["needs"])]
    for item in others:
        _exercises(root, source, item, language)
    _write(source / "map.md", _map(root, syllabus["chapters"], {item["id"] for item in shown}, language))
    _gallery(root, source, {item["id"] for item in shown}, language)
    tables = [json.loads(path.read_text("utf-8")) for path in sorted((root / "datasets/manifests").glob("*.json"))]
    _dictionary(source / "data", tables, language)
    metrics = _metrics(root, source / "metrics", language)
    _handbook(root, source / "handbook", language)
    _landing(source, shown, others, metrics, language)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text.rstrip() + "\n", encoding="utf-8")


def _chapter(root: Path, source: Path, chapter: Mapping[str, Any], language: str) -> None:
    """A chapter's own page, its lessons, its exercises."""
    files = [lesson["file"] for lesson in chapter["lessons"]]
    for file in files:
        _copy_notebook(root / "notebooks" / language / file, source / file)
    _exercises(root, source, chapter, language)
    lines = [f"# {chapter['number']}. {chapter['title'][language]}", ""]
    lines += [texts.MINUTES[language].format(minutes=chapter["minutes"]) + _needs(chapter, language), ""]
    lines += ["```{toctree}", ":maxdepth: 1", "", *(f"/{file.removesuffix('.ipynb')}" for file in files)]
    lines += [f"{texts.EXERCISES[language]} </{chapter['assignment'].removesuffix('.ipynb')}>", "```"]
    _write(source / f"chapters/{chapter['id']}.md", "\n".join(lines))


def _exercises(root: Path, source: Path, item: Mapping[str, Any], language: str) -> None:
    """The exercises of a chapter or of other graded work, as they are handed out."""
    note = texts.EXERCISE_NOTE[language]
    _copy_notebook(root / "notebooks" / language / item["assignment"], source / item["assignment"], note)


def _needs(chapter: Mapping[str, Any], language: str) -> str:
    if not chapter["needs"]:
        return "." if language == "en" else "。"
    needs = {"en": ", ", "zh": "、"}[language].join(map(str, chapter["needs"]))
    return {"en": ". {needs}.", "zh": "。{needs}。"}[language].format(needs=texts.NEEDS[language].format(needs=needs))


def _copy_notebook(path: Path, target: Path, note: str = "") -> None:
    book = json.loads(path.read_text(encoding="utf-8"))
    if note:
        first = next(cell for cell in book["cells"] if cell["cell_type"] == "markdown")
        heading, _, rest = "".join(first["source"]).partition("\n")
        first["source"] = f"{heading}\n\n```{{note}}\n{note}\n```\n{rest}"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(dump(book))


def _map(root: Path, chapters: Sequence[Mapping[str, Any]], shown: set[str], language: str) -> str:
    import csv

    with (root / "course/inventory.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    lines = [f"# {texts.MAP[language]}", "", texts.MAP_INTRO[language], ""]
    for chapter in chapters:
        title = f"{chapter['number']}. {chapter['title'][language]}"
        if chapter["id"] in shown:
            lines += [f"## [{title}](chapters/{chapter['id']}.md)", ""]
            lines += list(_topics(load_chapter(chapter["id"]), rows, language))
        elif not chapter["available"]:
            lines += [f"## {title}", "", texts.COMING[language], ""]
    return "\n".join(lines)


def _topics(chapter: Chapter, rows: Sequence[Mapping[str, str]], language: str) -> Iterator[str]:
    """A table of topics and the lesson that teaches each."""
    from classroom.trace import trace_chapter

    titles = {lesson.name: lesson.title(language) for lesson in chapter.lessons}
    places = {trace.row: trace.section.split("/")[1].split("#")[0] for trace in trace_chapter(chapter)}
    own = [row for row in rows if row["row"] in places and int(row["chapter"]) == chapter.number]
    if not own:
        return
    yield f"| {texts.TOPIC[language]} | {texts.TAUGHT[language]} |"
    yield "|---|---|"
    for row in own:
        name = places[row["row"]]
        yield f"| {_cell(row[language])} | [{_cell(titles[name])}](lessons/{chapter.id}/{name}.ipynb) |"
    yield ""


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _gallery(root: Path, source: Path, shown: set[str], language: str) -> None:
    """The gallery, with only those widgets whose lessons the site has."""
    book = json.loads((root / "notebooks" / language / "gallery.ipynb").read_text(encoding="utf-8"))
    kept: list[dict[str, Any]] = []
    skip = False
    for cell in book["cells"]:
        text = "".join(cell["source"])
        if cell["cell_type"] == "markdown" and (link := re.search(r"\(lessons/([^/]+)/", text)):
            skip = link.group(1) not in shown
        if not skip:
            kept.append(cell)
    heading, _, rest = "".join(kept[0]["source"]).partition("\n")
    kept[0]["source"] = f"{heading}\n\n```{{note}}\n{texts.GALLERY_NOTE[language]}\n```\n{rest}"
    for cell in kept:
        if cell["cell_type"] == "code":
            cell["metadata"]["tags"] = ["remove-input"]
    (source / "gallery.ipynb").write_bytes(dump({**book, "cells": kept}))


def _dictionary(folder: Path, tables: Sequence[Mapping[str, Any]], language: str) -> None:
    lines = [f"# {texts.DATA[language]}", "", texts.DATA_INTRO[language].format(count=len(tables)), ""]
    lines += [f"| {texts.TABLE[language]} | {texts.MEANING[language]} | {texts.ROWS[language]} |", "|---|---|---:|"]
    for table in tables:
        lines.append(f"| [{table['table']}]({table['table']}.md) | {table['title'][language]} | {table['rows']:,} |")
        _write(folder / f"{table['table']}.md", "\n".join(_table(table, {t["table"] for t in tables}, language)))
    lines += ["", "```{toctree}", ":hidden:", "", *(str(table["table"]) for table in tables), "```"]
    _write(folder / "index.md", "\n".join(lines))


def _table(table: Mapping[str, Any], known: set[str], language: str) -> Iterator[str]:
    join = {"en": ", ", "zh": "、"}[language]
    yield f"# {table['title'][language]} `{table['table']}`"
    yield ""
    said = [texts.GRAIN[language].format(grain=table["grain"][language], rows=f"{table['rows']:,}")]
    if table["keys"]:
        said.append(texts.KEYS[language].format(keys=join.join(f"`{key}`" for key in table["keys"])))
    if table.get("window"):
        first, last = table["window"]
        said.append(texts.WINDOW[language].format(first=first, last=last))
    if table["chapters"]:
        said.append(texts.USED[language].format(chapters=join.join(map(str, table["chapters"]))))
    said += [texts.REFERS[language].format(**key) for key in table["foreign_keys"] if key["table"] in known]
    yield (" " if language == "en" else "").join(said)
    yield ""
    yield (
        "| "
        + " | ".join(text[language] for text in (texts.COLUMN, texts.TYPE, texts.UNIT, texts.MEANING, texts.NULLS))
        + " |"
    )
    yield "|---|---|---|---|---:|"
    for column in table["columns"]:
        unit = COLUMN_UNITS.get(column["unit"], column["unit"]) if language == "zh" else column["unit"]
        cells = (f"`{column['name']}`", column["type"], unit, _cell(column[language]), f"{column['nulls']:,}")
        yield f"| {' | '.join(cells)} |"


def _metrics(root: Path, folder: Path, language: str) -> int:
    """The pages that the build wrote, the index under its usual name; returns how many metrics there are."""
    from storelab.metrics import registry

    pages = sorted((root / "docs/metrics" / language).glob("*.md"))
    for page in pages:
        text = page.read_text(encoding="utf-8").replace("(README.md", "(index.md")
        _write(folder / ("index.md" if page.name == "README.md" else page.name), text)
    names = [page.stem for page in pages if page.name != "README.md"]
    with (folder / "index.md").open("a", encoding="utf-8") as file:
        file.write("\n```{toctree}\n:hidden:\n\n" + "\n".join(names) + "\n```\n")
    return len(registry)


def _handbook(root: Path, folder: Path, language: str) -> None:
    lines = [f"# {texts.HANDBOOK[language]}", "", texts.HANDBOOK_INTRO[language], ""]
    lines += ["```{toctree}", ":maxdepth: 1", "", *_HANDBOOK, "realism", "```"]
    _write(folder / "index.md", "\n".join(lines))
    for name in _HANDBOOK:
        translated = root / f"docs/{language}/{name}.md"
        page = translated if translated.is_file() else root / f"docs/{name}.md"
        _write(folder / f"{name}.md", page.read_text(encoding="utf-8").replace("(../", "("))
    _write(folder / "realism.md", (root / "docs/realism/README.md").read_text(encoding="utf-8"))
    for picture in (root / "docs/realism").glob("*.png"):
        shutil.copy(picture, folder / picture.name)


def _landing(
    source: Path,
    shown: Sequence[Mapping[str, Any]],
    others: Sequence[Mapping[str, Any]],
    metrics: int,
    language: str,
) -> None:
    chapter = load_chapter(SHOWN[0])
    lesson = next(lesson for lesson in chapter.lessons if lesson.name == SHOWN[1])
    widget = next(cell for cell in lesson.cells if cell.metadata.get("widget"))
    alt = _draw(needed_code(lesson, widget), source / "landing.png", language)
    listed = {item["id"] for item in shown}
    begin = next((item for item in shown if item["number"]), shown[0])
    text = texts.LANDING[language].format(
        chapters=len(shown),
        lessons=sum(len(item["lessons"]) for item in shown),
        exercises=sum(len(item["exercises"]) for item in shown),
        metrics=metrics,
        first=begin["lessons"][0]["file"],
        alt=" ".join(alt.split()),
        lesson=lesson.title(language),
        lesson_file=f"lessons/{SHOWN[0]}/{SHOWN[1]}.ipynb" if SHOWN[0] in listed else "map.md",
    )
    trees = ["```{toctree}", ":hidden:", f":caption: {texts.LESSONS[language]}", ""]
    trees += ["map", *(f"chapters/{item['id']}" for item in shown)]
    trees += [*(item["assignment"].removesuffix(".ipynb") for item in others), "```", ""]
    trees += ["```{toctree}", ":hidden:", f":caption: {texts.REFERENCE[language]}", ""]
    trees += ["gallery", "metrics/index", "data/index", "handbook/index", "```"]
    _write(source / "index.md", text + "\n" + "\n".join(trees))


def _draw(code: str, picture: Path, language: str) -> str:
    """Draw a widget's first state into a file, in a process of its own; returns its text alternative."""
    *before, last = code.splitlines()
    program = "\n".join(
        [
            "import pathlib, sys, storelab",
            f'storelab.use_language("{language}")',
            *before,
            f"panel = {last}",
            "pathlib.Path(sys.argv[1]).write_bytes(panel.picture.value)",
            "sys.stdout.buffer.write(panel.alt.encode())",
        ]
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(picture)], capture_output=True, env={**os.environ, VARIABLE: language}
    )
    if done.returncode:
        raise StoreLabError(
            f"The first page's figure could not be drawn:\n{done.stderr.decode(errors='replace')[-2000:]}"
        )
    return done.stdout.decode()


def has_formulas(source: Path) -> bool:
    """Whether any page of a source has a formula in its text."""
    texts_of = [path.read_text(encoding="utf-8") for path in source.rglob("*.md")]
    for path in source.rglob("*.ipynb"):
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        texts_of += ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown"]
    return any("$" in re.sub(r"(?s)```.*?```|`[^`]*`", "", text) for text in texts_of)


def other_language(language: str) -> str:
    """The language that a page links to."""
    return next(name for name in LANGUAGES if name != language)
