"""The course map: every chapter with its lessons, and what the learner has done so far."""

import json
from collections.abc import Iterable, Mapping
from contextlib import chdir
from functools import cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from storelab.errors import StoreLabError
from storelab.language import language, pick
from storelab.merge import read_notebook, write_notebook
from storelab.paths import generated_folder, state_folder
from storelab.workspace import write_file

if TYPE_CHECKING:
    from IPython.display import HTML

PROGRESS = "progress.jsonl"
TITLE = {"en": "Course map", "zh": "课程地图"}


def show() -> "HTML":
    """Show the course map in a notebook, in the learner's language.

    Returns
    -------
    IPython.display.HTML
        A table of chapters with links to lessons and exercises (relative to the course map), minutes, points, and
        points earned.

    Raises
    ------
    StoreLabError
        If the installed course has no syllabus.
    """
    from IPython.display import HTML

    return HTML(map_html(read_syllabus(), best_scores(state_folder() / PROGRESS)))


def refresh(notebook: Path) -> None:
    """Put the map as of now into the course map's notebook, so that it shows before any cell is run.

    Where the learner's notebook has no cell that shows the map, or shows it already, nothing is written.

    Parameters
    ----------
    notebook
        The course map in the workspace.
    """
    book = read_notebook(notebook.read_bytes())
    for cell in book["cells"]:
        if cell["cell_type"] == "code" and "course_map.show()" in cell["source"]:
            with chdir(notebook.parent):  # the learner's progress is found from there, as the kernel finds it
                html = map_html(read_syllabus(), best_scores(state_folder() / PROGRESS))
            shown = [output.get("data", {}).get("text/html") for output in cell["outputs"]]
            if ["".join(lines or "") for lines in shown] != [html]:
                data = {"text/html": html, "text/plain": pick(TITLE)}
                cell["outputs"] = [{"output_type": "display_data", "data": data, "metadata": {}}]
                write_file(notebook, write_notebook(book))
            return


@cache
def read_syllabus() -> Mapping[str, Any]:
    """The chapters as the build wrote them down."""
    path = generated_folder() / "syllabus.json"
    try:
        content: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise StoreLabError(
            pick(
                {
                    "en": f"The list of chapters {path} is missing or damaged. Clone or unpack the course again.",
                    "zh": f"章节目录 {path} 缺失或已损坏。请重新下载或解压课程。",
                }
            )
        ) from error
    return content


def best_scores(log: Path) -> dict[tuple[str, str], tuple[float, bool]]:
    """The best score of each exercise in the progress log.

    Parameters
    ----------
    log
        JSON lines, one for each check. A line that cannot be read is passed over: a learner's disk may have been full.

    Returns
    -------
    dict
        (chapter, exercise) to the points of its best check and whether it was ever right.
    """
    best: dict[tuple[str, str], tuple[float, bool]] = {}
    try:
        lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return best
    for line in lines:
        try:
            entry = json.loads(line)
            key = (str(entry["chapter"]), str(entry["exercise"]))
            score, right = float(entry["score"]), entry["outcome"] == "right"
        except (ValueError, TypeError, KeyError):
            continue
        before = best.get(key, (0.0, False))
        best[key] = (max(before[0], score), before[1] or right)
    return best


def map_html(syllabus: Mapping[str, Any], best: Mapping[tuple[str, str], tuple[float, bool]]) -> str:
    """The course map as an HTML table.

    Parameters
    ----------
    syllabus
        What `read_syllabus` returns.
    best
        What `best_scores` returns.

    Returns
    -------
    str
        HTML that inherits the page's colours, so that it reads on light and dark themes.
    """
    headings = (
        pick({"en": "Chapter", "zh": "章节"}),
        pick({"en": "Minutes", "zh": "分钟"}),
        pick({"en": "Exercises right", "zh": "做对的练习"}),
        pick({"en": "Points", "zh": "得分"}),
    )
    right = "text-align:right;white-space:nowrap"
    head = "".join(
        f'<th scope="col" style="{"text-align:left" if number == 0 else right}">{escape(heading)}</th>'
        for number, heading in enumerate(headings)
    )
    rows = "".join(_row(chapter, best) for chapter in syllabus["chapters"] if chapter["available"])
    rows += _coming([chapter for chapter in syllabus["chapters"] if not chapter["available"]])
    return f'<table aria-label="{pick(TITLE)}"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'


def _row(chapter: Mapping[str, Any], best: Mapping[tuple[str, str], tuple[float, bool]]) -> str:
    lessons = [
        (lesson["file"], f"{lesson['title'][language()]} ({_minutes(lesson['minutes'])})")
        for lesson in chapter["lessons"]
    ]
    lessons.append((chapter["assignment"], pick({"en": "Exercises", "zh": "练习"})))
    done = [best.get((chapter["id"], exercise), (0.0, False)) for exercise in chapter["exercises"]]
    solved, score = sum(was_right for _, was_right in done), sum(points for points, _ in done)
    count = len(done)
    state = f"✓ {solved} / {count}" if count and solved == count else f"{solved} / {count}"
    cells = (str(chapter["minutes"]), state, f"{score:g} / {chapter['points']:g}")
    numbers = "".join(
        f'<td style="text-align:right;vertical-align:top;white-space:nowrap">{cell}</td>' for cell in cells
    )
    return f'<tr><td style="text-align:left;white-space:normal"><strong>{_title(chapter)}</strong>{_links(lessons)}</td>{numbers}</tr>'


def _coming(chapters: Iterable[Mapping[str, Any]]) -> str:
    """One row for the chapters that are not written yet, so that they do not push the others off the screen."""
    titles = "".join(f"<li>{_title(chapter)}</li>" for chapter in chapters)
    if not titles:
        return ""
    heading = pick({"en": "Coming", "zh": "即将推出"})
    return (
        f'<tr><td colspan="4" style="text-align:left;white-space:normal"><strong>{heading}</strong>'
        f'<ul style="list-style:none;margin:.2em 0;padding:0;columns:2;column-gap:2em">{titles}</ul></td></tr>'
    )


def _title(chapter: Mapping[str, Any]) -> str:
    return f"{chapter['number']}. {escape(chapter['title'][language()])}"


def _minutes(count: float) -> str:
    return pick({"en": f"{count:g} min", "zh": f"{count:g} 分钟"})


def _links(targets: Iterable[tuple[str, str]]) -> str:
    items = "".join(f'<li><a href="{escape(file)}">{escape(text)}</a></li>' for file, text in targets)
    return f'<ol style="margin:.2em 0 .2em 1.2em">{items}</ol>'
