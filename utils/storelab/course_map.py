"""The course map, in a notebook and in the terminal: what is done, what is next, and the path of chapters."""

import argparse
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import chdir
from functools import cache
from html import escape
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from storelab.errors import StoreLabError
from storelab.language import known_language, language, pick, use_language
from storelab.merge import read_notebook, write_notebook
from storelab.paths import generated_folder, project_root, state_folder
from storelab.progress import (
    EXERCISES,
    Best,
    ChapterProgress,
    Progress,
    Step,
    in_words,
    level_in_words,
    mark,
    measure,
    points_in_words,
)
from storelab.terminal import cut, padded, width
from storelab.workspace import write_file

if TYPE_CHECKING:
    from IPython.display import HTML

PROGRESS = "progress.jsonl"
TITLE = {"en": "Course map", "zh": "课程地图"}
NEXT = {"en": "Next:", "zh": "下一步："}
RUN = {"en": "done", "zh": "已完成"}
_LEFT, _RIGHT = "text-align:left", "text-align:right;white-space:nowrap"


def show() -> "HTML":
    """Show the course map in a notebook, in the learner's language.

    Returns
    -------
    IPython.display.HTML
        What is next, points, and what of each certificate's homework is reached; beneath it the path of chapters with
        links to lessons and exercises (relative to the course map).

    Raises
    ------
    StoreLabError
        If the installed course has no syllabus.
    """
    from IPython.display import HTML

    return HTML(map_html(read_syllabus(), best_scores(state_folder() / PROGRESS), Path.cwd()))


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
                html = map_html(read_syllabus(), best_scores(state_folder() / PROGRESS), notebook.parent)
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


def map_html(syllabus: Mapping[str, Any], best: Best, folder: Path | None = None) -> str:
    """The course map as HTML: what is next, how much is done, and the path through the chapters.

    Parameters
    ----------
    syllabus
        What `read_syllabus` returns.
    best
        What `best_scores` returns.
    folder
        The language's folder in the workspace, from whose notebooks it is read which lessons were run.

    Returns
    -------
    str
        HTML that inherits the page's colours, so that it reads on light and dark themes.
    """
    state = measure(syllabus, best, folder)
    coming = [chapter for chapter in syllabus["chapters"] if not chapter["available"]]
    return _summary(state) + _path(state, coming)


def _summary(state: Progress) -> str:
    """What is next, the points so far, and the homework of each certificate."""
    step = state.next_step
    if step:
        link = f'<a href="{escape(step.file)}">{escape(_place(step))}</a>'
        lines = [f"<strong>{pick(NEXT)}</strong> {link}"]
    else:
        lines = [pick({"en": "Every chapter is passed.", "zh": "每一章都已达标。"})]
    lines.append(points_in_words(state))
    items = "".join(f"<li>{escape(level_in_words(level))}</li>" for level in state.levels)
    heading = pick(
        {
            "en": "Homework for the certificates (their tests and reports are not counted here):",
            "zh": "各级证书的作业要求（考试和报告不在这里统计）：",
        }
    )
    return "".join(f'<p style="margin:.3em 0">{line}</p>' for line in lines) + (
        f'<p style="margin:.3em 0">{heading}</p><ul style="margin:.2em 0 .8em 1.2em">{items}</ul>' if items else ""
    )


def _place(step: Step) -> str:
    title = step.title[language()]
    if step.chapter is None:
        return title
    return pick({"en": f"Chapter {step.chapter}: {title}", "zh": f"第 {step.chapter} 章：{title}"})


def _path(state: Progress, coming: Sequence[Mapping[str, Any]]) -> str:
    """The chapters, week by week, and after those of its week the work that belongs to none."""
    headings = (
        pick({"en": "Chapter", "zh": "章节"}),
        pick({"en": "State", "zh": "进度"}),
        pick({"en": "Minutes", "zh": "分钟"}),
        pick({"en": "Exercises right", "zh": "做对的练习"}),
        pick({"en": "Points", "zh": "得分"}),
    )
    head = "".join(
        f'<th scope="col" style="{_LEFT if number < 2 else _RIGHT}">{escape(heading)}</th>'
        for number, heading in enumerate(headings)
    )
    rows = ""
    for week, chapters in groupby(_in_order(state), key=lambda chapter: chapter.week):
        name = pick({"en": f"Week {week}", "zh": f"第 {week} 周"})
        rows += f'<tr><th colspan="5" scope="colgroup" style="{_LEFT}">{name}</th></tr>'
        rows += "".join(_row(chapter) for chapter in chapters)
    rows += _coming(coming)
    return f'<table aria-label="{pick(TITLE)}"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'


def _in_order(state: Progress) -> list[ChapterProgress]:
    """Chapters and the work beside them, by week."""
    return sorted([*state.chapters, *state.assignments], key=lambda chapter: chapter.week)


def _row(chapter: ChapterProgress) -> str:
    links = [
        (lesson.file, f"{lesson.title[language()]} ({_minutes(lesson.minutes)})", lesson.run == 1)
        for lesson in chapter.lessons
    ]
    links.append((chapter.assignment, pick(EXERCISES), chapter.solved == chapter.exercises > 0))
    needs = ", ".join(map(str, chapter.waits_for))
    first = pick({"en": f"first: chapter {needs}", "zh": f"先学第 {needs.replace(', ', '、')} 章"}) if needs else ""
    told = f"{mark(chapter)} {in_words(chapter)}"
    if needs and chapter.state == "open":
        told += f"<br><small>{first}</small>"
    name = f"<strong>{_title(chapter.number, chapter.title)}</strong>"
    numbers = (
        f"{chapter.minutes:g}" if chapter.lessons else "",
        f"{chapter.solved} / {chapter.exercises}",
        f"{chapter.score:g} / {chapter.points:g}",
    )
    cells = "".join(f'<td style="{_RIGHT};vertical-align:top">{cell}</td>' for cell in numbers)
    return (
        f'<tr><td style="{_LEFT};white-space:normal">{name}{_links(links)}</td>'
        f'<td style="{_LEFT};vertical-align:top">{told}</td>{cells}</tr>'
    )


def _coming(chapters: Sequence[Mapping[str, Any]]) -> str:
    """One row for the chapters that are not written yet, so that they do not push the others off the screen."""
    titles = "".join(f"<li>{_title(chapter['number'], chapter['title'])}</li>" for chapter in chapters)
    if not titles:
        return ""
    heading = pick({"en": "Coming", "zh": "即将推出"})
    return (
        f'<tr><td colspan="5" style="text-align:left;white-space:normal"><strong>{heading}</strong>'
        f'<ul style="list-style:none;margin:.2em 0;padding:0;columns:2;column-gap:2em">{titles}</ul></td></tr>'
    )


def _title(number: int | None, title: Mapping[str, str]) -> str:
    name = escape(title[language()])
    return name if number is None else f"{number}. {name}"


def _minutes(count: float) -> str:
    return pick({"en": f"{count:g} min", "zh": f"{count:g} 分钟"})


def _links(targets: Sequence[tuple[str, str, bool]]) -> str:
    ran = f' <span title="{pick(RUN)}" aria-label="{pick(RUN)}">✓</span>'
    items = "".join(
        f'<li><a href="{escape(file)}">{escape(text)}</a>{ran if done else ""}</li>' for file, text, done in targets
    )
    return f'<ol style="margin:.2em 0 .2em 1.2em">{items}</ol>'


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command ``storelab progress`` to a parser."""
    parser = subparsers.add_parser("progress", help="say what is done and what is next, from your own files")
    parser.add_argument("--language", metavar="LANG", help="en or zh; without it, the language of your system")
    parser.add_argument(
        "--workspace", type=Path, metavar="DIR", help="your folder; without it, 'workspace' in the course"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print how far the learner has come."""
    if options.language:
        use_language(known_language(options.language))
    workspace = (options.workspace or project_root() / "workspace").expanduser().absolute()
    if not workspace.is_dir():
        raise StoreLabError(
            pick(
                {
                    "en": f"There is no workspace at {workspace} yet. Run 'make start' first, or name it with --workspace.",
                    "zh": f"{workspace} 还不是练习文件夹。请先运行 make start，或用 --workspace 指明位置。",
                }
            )
        )
    with chdir(workspace):  # the log is found from there, as the kernels find it
        best = best_scores(state_folder() / PROGRESS)
    state = measure(read_syllabus(), best, workspace / language())
    for line in _lines(state):
        print(line)
    return 0


def _lines(state: Progress) -> Iterator[str]:
    listed = _in_order(state)
    numbers = ["" if chapter.number is None else str(chapter.number) for chapter in listed]
    titles = [
        f"{number:>2}  {cut(chapter.title[language()], 44)}" for number, chapter in zip(numbers, listed, strict=True)
    ]
    widest = max(map(width, titles), default=0)
    for chapter, title in zip(listed, titles, strict=True):
        told = f"{mark(chapter)} {padded(in_words(chapter), 10)} {chapter.solved:>2} / {chapter.exercises}"
        yield f"{padded(title, widest)}  {told}  {chapter.score:>5g} / {chapter.points:g}"
    yield ""
    yield points_in_words(state)
    yield from (level_in_words(level) for level in state.levels)
    if state.next_step:
        yield f"{pick(NEXT)} {_place(state.next_step)}  ({state.next_step.file})"
