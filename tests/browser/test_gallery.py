"""The gallery as ``storelab explore`` serves it: every widget, no code, no other host."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest

from axe import violations
from classroom import browser as drive
from classroom.source import project_root
from storelab.language import LANGUAGES
from storelab.merge import read_notebook

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course folder of its own, for kernels write beside the notebooks that they run."""
    folder = tmp_path_factory.mktemp("course")
    shutil.copytree(project_root() / "notebooks", folder / "notebooks")
    for name in ("datasets", "utils"):
        (folder / name).symlink_to(project_root() / name)
    return folder


@pytest.fixture(scope="module", params=LANGUAGES)
def gallery(request: pytest.FixtureRequest, course: Path) -> Iterator[tuple[str, str]]:
    """(language, address) of a page that is being served."""
    if drive.chromium() is None and "CI" not in os.environ:
        pytest.skip("Debian's chromium is not installed: apt-get install chromium")
    command = [sys.executable, "-m", "storelab.cli", "explore", "--language", request.param, "--no-browser"]
    found = None
    process = subprocess.Popen(command, cwd=course, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        found = re.search(r"http://\S+", process.stdout.readline())
        assert found, "it did not say where the page is"
        yield request.param, found.group()
    finally:
        process.terminate()
        process.wait(20)
        if found:
            with pytest.raises(URLError):  # the page has ended with the program that served it
                urlopen(found.group(), timeout=5)


@pytest.fixture(scope="module")
def shown(gallery: tuple[str, str]) -> Iterator[tuple[Any, int, list[str]]]:
    """The page with all its widgets, how many they should be, and what it asked of other hosts."""
    language, address = gallery
    cells = read_notebook((project_root() / "notebooks" / language / "gallery.ipynb").read_bytes())["cells"]
    expected = sum("explore." in cell["source"] for cell in cells if cell["cell_type"] == "code")
    elsewhere: list[str] = []

    def note(request: Any) -> None:
        place = urlsplit(request.url)
        if place.scheme.startswith("http") and place.hostname != "127.0.0.1":
            elsewhere.append(request.url)

    with drive.browser() as browser:
        page = browser.new_page(viewport={"width": 1100, "height": 900})
        page.set_default_timeout(drive.PATIENCE * 1000)
        page.on("request", note)
        page.goto(address)
        page.wait_for_function("(count) => document.querySelectorAll('.widget-image').length >= count", arg=expected)
        drive.screenshot(page, f"gallery_{language}")
        yield page, expected, elsewhere


def test_every_widget_shows_and_moves_without_code_and_without_another_host(
    shown: tuple[Any, int, list[str]],
) -> None:
    page, expected, elsewhere = shown
    assert page.locator(".widget-image").count() == expected
    assert "explore." not in page.inner_text("body")
    panels = page.locator(".store-lab-panel")
    assert panels.count() == expected
    for panel in panels.all():
        picture, handle, said = (
            panel.locator("img.widget-image"),
            panel.locator(".noUi-handle").first,
            panel.inner_text(),
        )
        drawn = picture.get_attribute("src")
        handle.focus()
        handle.press("ArrowRight")
        page.wait_for_function(
            "([image, drawn]) => image.getAttribute('src') !== drawn", arg=[picture.element_handle(), drawn]
        )
        page.wait_for_function("([panel, said]) => panel.innerText !== said", arg=[panel.element_handle(), said])
    assert elsewhere == []


def test_the_page_has_no_barriers(shown: tuple[Any, int, list[str]]) -> None:
    page, _, _ = shown
    assert violations(page) == []
