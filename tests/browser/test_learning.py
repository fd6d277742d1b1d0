"""What a learner does besides reading: takes hints, slips, reads on a small screen, works without a mouse."""

import re
from typing import Any

import pytest

from answering import check_result, message, place, solution
from classroom import browser as drive
from storelab.language import LANGUAGES
from storelab.practice.tasks import find_task

pytestmark = pytest.mark.browser

CHAPTER = "00_primer"
EXERCISE = "parcel_cost"
SLIP = f"def {EXERCISE}(parcels, price, box):\n    return parcels * price + box"
LESSON = "lessons/01_landscape/01_growth.ipynb"  # it has a widget with sliders, one of two handles, and a list

# Texts that are wider than their place or reach out of the notebook; a formula may be wide and scrolls by itself.
CUT_TEXTS = """
(notebook) => {
    const edge = notebook.getBoundingClientRect().right;
    const texts = notebook.querySelectorAll(':is(.jp-MarkdownOutput, [role=status], .widget-html) :is(p, li, h1, h2, h3)');
    return Array.from(texts)
        .filter((text) => !text.querySelector('mjx-container'))
        .filter((text) => text.scrollWidth > text.clientWidth + 1 || text.getBoundingClientRect().right > edge)
        .map((text) => text.innerText);
}
"""
# Controls and pictures of a widget that reach out of it, and handles without a way to go.
CUT_CONTROLS = """
(panel) => {
    const box = panel.getBoundingClientRect();
    const parts = panel.querySelectorAll('.slider-container, .widget-readout, .widget-label, select, button, img');
    const cut = Array.from(parts).filter((part) => {
        const { left, right, width } = part.getBoundingClientRect();
        return width && (left < box.left - 1 || right > box.right + 1);
    });
    const short = Array.from(panel.querySelectorAll('.noUi-base')).filter((base) => base.clientWidth < 80);
    return [...cut, ...short].map((part) => part.outerHTML.slice(0, 200));
}
"""


def shown(markdown: str) -> str:
    """A text as a page shows it, without the marks of Markdown; a star within a piece of code is none."""
    return re.sub(r"`([^`]*)`|\*+", lambda mark: mark[1] or "", markdown)


def assignment(language: str) -> str:
    return f"{language}/assignments/{CHAPTER}/{CHAPTER}.ipynb"


# Hints that were seen are counted by exercise, whatever the language.
@pytest.mark.parametrize(("language", "exercise"), [("en", "parcel_cost"), ("zh", "parcels_together")])
def test_each_call_of_hint_shows_the_next_one_in_the_language_of_the_notebook(
    page: Any, language: str, exercise: str
) -> None:
    hints = [shown(hint[language]) for hint in find_task(exercise).hints]
    assert len(hints) == 2
    with drive.opened(page, assignment(language)):
        drive.run_cell(page, 1)
        number = place(drive.cells(page), f"answer-{exercise}")
        drive.set_source(page, number, f'hint("{exercise}")')
        said = []
        for _ in range(3):
            drive.run_cell(page, number)
            said.append(message(page))
        assert drive.troubles(drive.cells(page)) == []
    heads = {"en": ["Hint 1 of 2.", "Hint 2 of 2."], "zh": ["提示 1/2。", "提示 2/2。"]}[language]
    first, second = [f"{head} {hint}" for head, hint in zip(heads, hints, strict=True)]
    assert said[:2] == [first, second]
    assert first in said[2]
    assert second in said[2]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_known_slip_is_explained_as_that_slip(page: Any, language: str) -> None:
    slip = next(known for known in find_task(EXERCISE).misconceptions if known.name == "brackets_forgotten")
    with drive.opened(page, assignment(language)):
        cells = drive.cells(page)
        answer = place(cells, f"answer-{EXERCISE}")
        drive.run_cell(page, 1)
        drive.set_source(page, answer, SLIP)
        drive.run_cell(page, answer)
        result = check_result(page, place(cells, f"check-{EXERCISE}"))
        assert (result["outcome"], result["misconception"]) == ("wrong", slip.name)
        assert shown(slip.message[language]) in message(page)


@pytest.mark.parametrize(("language", "size"), [("zh", (390, 800)), ("en", (800, 600))])
def test_a_small_window_cuts_off_neither_text_nor_controls_nor_answers(
    chromium: Any, lab: drive.Lab, language: str, size: tuple[int, int]
) -> None:
    with drive.open_notebook(chromium, lab, f"{language}/{LESSON}", size) as page:
        drive.run_all(page)
        drive.attach_all(page)
        panel = drive.widget_panel(page, drive.widgets(drive.cells(page))[0])
        panel.scroll_into_view_if_needed()
        drive.screenshot(page, f"small_lesson_{size[0]}")
        notebook = page.locator(".jp-Notebook")
        assert notebook.bounding_box()["width"] > size[0] / 2
        assert notebook.evaluate(CUT_TEXTS) == []
        assert panel.evaluate(CUT_CONTROLS) == []
        picture = panel.locator("img").first
        drawn = picture.get_attribute("src")
        # A finger on the bar, where the handle is not.
        panel.locator(".noUi-base").last.click(position={"x": 150, "y": 2})
        page.wait_for_function(
            "([image, drawn]) => image.getAttribute('src') !== drawn", arg=[picture.element_handle(), drawn]
        )
    with drive.open_notebook(chromium, lab, assignment(language), size) as page:
        cells = drive.cells(page)
        drive.run_cell(page, 1)
        drive.set_source(page, place(cells, f"answer-{EXERCISE}"), SLIP)
        drive.run_cell(page, place(cells, f"answer-{EXERCISE}"))
        check = place(cells, f"check-{EXERCISE}")
        assert check_result(page, check)["outcome"] == "wrong"
        said = page.locator(".jp-Notebook .jp-mod-active [role=status]")
        said.scroll_into_view_if_needed()
        drive.screenshot(page, f"small_check_{size[0]}")
        drive.attach_all(page)
        assert page.locator(".jp-Notebook").evaluate(CUT_TEXTS) == []
        box = said.bounding_box()
        assert box["x"] + box["width"] <= size[0]


def focus(page: Any) -> Any:
    """The element that has the keyboard."""
    return page.evaluate_handle("document.activeElement").as_element()


def press_until(page: Any, key: str, selector: str, most: int) -> Any:
    """Press a key until the element with the keyboard matches; that element."""
    for _ in range(most):
        page.keyboard.press(key)
        if page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
            return focus(page)
    raise AssertionError(f"{most} times {key} did not lead to {selector}")


def run_down_to(page: Any, number: int) -> None:
    """Run the cells from the first one to this one with Shift+Enter, and wait until it is done."""
    for _ in range(number + 1):
        page.keyboard.press("Shift+Enter")
    page.wait_for_function(
        "(number) => window.jupyterapp.shell.currentWidget.content.model.cells.get(number).executionCount", arg=number
    )


def test_the_keyboard_alone_runs_a_lesson_and_moves_its_widget(chromium: Any, lab: drive.Lab) -> None:
    with drive.open_notebook(chromium, lab, f"en/{LESSON}") as page:
        tags = [cell["metadata"].get("tags", []) for cell in drive.cells(page)]
        number = next(number for number, some in enumerate(tags) if "widget" in some)
        run_down_to(page, number)
        page.keyboard.press("ArrowUp")  # back to the widget's cell, whose controls follow
        handle = press_until(page, "Tab", '.noUi-handle[aria-label^="If buyers grew"]', 10)
        picture = page.locator(f'[data-windowed-list-index="{number}"] .widget-image')
        picture.wait_for()
        words = page.locator(f'[data-windowed-list-index="{number}"] .widget-html:has(p[aria-live])')
        drawn, said = picture.get_attribute("src"), words.inner_text()
        value = float(handle.get_attribute("aria-valuenow"))
        page.keyboard.press("ArrowRight")
        page.wait_for_function(
            "([image, drawn]) => image.getAttribute('src') !== drawn", arg=[picture.element_handle(), drawn]
        )
        page.wait_for_function("([words, said]) => words.innerText !== said", arg=[words.element_handle(), said])
        assert float(handle.get_attribute("aria-valuenow")) > value
        assert drive.troubles(drive.cells(page)) == []


def test_the_keyboard_alone_writes_an_answer_and_checks_it(chromium: Any, lab: drive.Lab) -> None:
    with drive.open_notebook(chromium, lab, assignment("en")) as page:
        cells = drive.cells(page)
        answer, check = place(cells, f"answer-{EXERCISE}"), place(cells, f"check-{EXERCISE}")
        run_down_to(page, 2)
        for _ in range(answer - 3):
            page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        page.keyboard.press("Control+a")
        page.keyboard.insert_text(solution("en", CHAPTER, EXERCISE))
        page.keyboard.press("Shift+Enter")
        page.keyboard.press("Control+Enter")
        said = page.locator(f'[data-windowed-list-index="{check}"] [role=status]')
        said.wait_for()
        [output] = drive.cells(page)[check]["outputs"]
        assert output["data"]["text/plain"] == "1.0"
