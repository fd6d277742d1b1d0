"""The course in JupyterLab as a learner meets it: course map, lessons, widgets, checks; in both languages."""

import re
from typing import Any

import pytest

from answering import CHECK, check_result, message, place, solution
from classroom import browser as drive
from classroom.source import project_root
from storelab.course_map import read_syllabus
from storelab.language import LANGUAGES

pytestmark = pytest.mark.browser

CHAPTERS = [chapter for chapter in read_syllabus()["chapters"] if chapter["available"]]
LESSONS = [f"{language}/{lesson['file']}" for language in LANGUAGES for ch in CHAPTERS for lesson in ch["lessons"]]
ASSIGNMENTS = [(language, chapter) for language in LANGUAGES for chapter in CHAPTERS]
ASSIGNMENT_NAMES = [f"{language}-{chapter['id']}" for language, chapter in ASSIGNMENTS]


def images_without_alt(cells: list[dict[str, Any]]) -> list[str]:
    """The cells that show a picture which says nothing to those who cannot see it."""
    found = []
    for cell in cells:
        for output in cell.get("outputs", []):
            html = "".join(output.get("data", {}).get("text/html", ""))
            alone = "image/png" in output.get("data", {}) and "<img" not in html
            alt = output.get("metadata", {}).get("image/png", {}).get("alt") if alone else "in the HTML"
            if not alt or re.search(r"<img(?![^>]*\salt=[\"'][^\"'])", html):
                found.append(cell["source"])
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_course_map_shows_before_it_is_run_and_its_links_open_lessons(
    chromium: Any, lab: drive.Lab, language: str
) -> None:
    lesson = CHAPTERS[0]["lessons"][0]
    with drive.open_notebook(chromium, lab, f"{language}/course_map.ipynb") as page:
        link = page.get_by_role("link", name=lesson["title"][language]).first
        link.wait_for()
        drive.screenshot(page, f"course_map_{language}")
        link.click()
        drive.wait_until_ready(page, f"{language}/{lesson['file']}")


def move_sliders(page: Any, cells: list[dict[str, Any]], path: str) -> None:
    """Move the first slider of each widget of the lesson by a key: the picture and its words must change."""
    shown = drive.widgets(cells)
    assert shown
    for number in shown:
        panel = drive.widget_panel(page, number)
        picture, before = panel.locator("img").first, panel.inner_text()
        drawn = picture.get_attribute("src")
        handle = panel.locator(".noUi-handle").first
        handle.focus()
        handle.press("ArrowRight")
        page.wait_for_function(
            "([image, drawn]) => image.getAttribute('src') !== drawn", arg=[picture.element_handle(), drawn]
        )
        page.wait_for_function("([panel, before]) => panel.innerText !== before", arg=[panel.element_handle(), before])
        drive.screenshot(page, f"widget_{path.removesuffix('.ipynb').replace('/', '_')}_{number}")
    assert drive.troubles(drive.cells(page)) == []


def answer_twice(page: Any, language: str, chapter: dict[str, Any]) -> None:
    """Give a wrong answer to the chapter's first exercise, then the right one, and read what is said of them."""
    name = chapter["exercises"][0]
    cells = drive.cells(page)
    answer, check = place(cells, f"answer-{name}"), place(cells, f"check-{name}")
    drive.set_source(page, answer, f"def {name}(*tables, **named):\n    return '?'")
    drive.run_cell(page, answer)
    wrong = check_result(page, check)
    assert (wrong["outcome"], wrong["score"]) == ("wrong", 0)
    said = message(page)
    assert len(said) > 20
    drive.show_cell(page, check)
    drive.screenshot(page, f"check_wrong_{language}_{chapter['id']}")
    drive.set_source(page, answer, solution(language, chapter["id"], name))
    drive.run_cell(page, answer)
    right = check_result(page, check)
    assert (right["outcome"], right["score"]) == ("right", right["points"])
    assert message(page) != said
    drive.show_cell(page, check)
    drive.screenshot(page, f"check_right_{language}_{chapter['id']}")


@pytest.mark.parametrize("path", LESSONS)
def test_a_lesson_runs_from_top_to_bottom_and_its_slider_answers(page: Any, path: str) -> None:
    with drive.opened(page, path):
        drive.run_all(page)
        cells = drive.cells(page)
        for number in range(0, len(cells), 8) if drive.wants_screenshots() else ():
            drive.show_cell(page, number)
            drive.screenshot(page, f"{path.removesuffix('.ipynb').replace('/', '_')}_{number:02}")
        assert drive.troubles(cells) == []
        assert images_without_alt(cells) == []
        assert all(cell["execution_count"] for cell in cells if cell["cell_type"] == "code" and cell["source"])
        if "explore." in (project_root() / "notebooks" / path).read_text("utf-8"):
            move_sliders(page, cells, path)


@pytest.mark.parametrize(("language", "chapter"), ASSIGNMENTS, ids=ASSIGNMENT_NAMES)
def test_checks_tell_apart_what_was_not_attempted_wrong_and_right(
    page: Any, language: str, chapter: dict[str, Any]
) -> None:
    with drive.opened(page, f"{language}/{chapter['assignment']}"):
        drive.run_all(page)
        cells = drive.cells(page)
        drive.screenshot(page, f"assignment_{language}_{chapter['id']}")
        assert drive.troubles(cells) == []
        checks = [cell["outputs"][-1]["data"][CHECK] for cell in cells if cell["id"].startswith("check-")]
        assert {result["outcome"] for result in checks} == {"not attempted"}
        assert sum(result["score"] for result in checks) == 0
        answer_twice(page, language, chapter)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_course_map_counts_what_was_answered(page: Any, language: str) -> None:
    chapter = CHAPTERS[-1]
    with drive.opened(page, f"{language}/{chapter['assignment']}"):
        drive.run_all(page)
        answer_twice(page, language, chapter)
    with drive.opened(page, f"{language}/course_map.ipynb"):
        drive.run_all(page)
        cells = drive.cells(page)
        assert drive.troubles(cells) == []
        assert f"1 / {len(chapter['exercises'])}<" in str(cells[-1]["outputs"])
