"""The site in a browser, from disk and over http: both languages, wide and narrow, no other host."""

import fcntl
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from axe import violations
from classroom import browser as drive
from classroom.source import project_root
from storelab.language import LANGUAGES

pytestmark = pytest.mark.browser

PAGES = (
    "index",
    "map",
    "gallery",
    "lessons/00_primer/01_notebook",
    "metrics/traffic",
    "data/orders",
    "handbook/grading",
)
# Words of the primer that each search has to find.
WORDS = {"en": "notebook", "zh": "笔记本"}


class Quiet(SimpleHTTPRequestHandler):
    """Serves files without a line for each."""

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The site with the primer alone, which needs neither npm nor long; built once for all workers."""
    if drive.chromium() is None and "CI" not in os.environ:
        pytest.skip("Debian's chromium is not installed: apt-get install chromium")
    own = tmp_path_factory.getbasetemp()
    shared = own if worker_id == "master" else own.parent
    out = shared / "site"
    with (shared / "site.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not out.exists():
            command = [sys.executable, "-m", "classroom.cli", "site", "0", "--out", str(out)]
            done = subprocess.run(command, cwd=project_root(), capture_output=True, text=True)
            assert done.returncode == 0, done.stdout + done.stderr
    return out


@pytest.fixture(params=["disk", "http"])
def address(request: pytest.FixtureRequest, site: Path) -> Iterator[str]:
    if request.param == "disk":
        yield site.as_uri()
        return
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_the_site_holds_the_two_languages_and_the_page_before_them(site: Path) -> None:
    assert sorted(entry.name for entry in site.iterdir()) == ["en", "index.html", "zh"]


@pytest.mark.parametrize("width", [1280, 390])
def test_pages_fit_their_window_and_ask_no_other_host(address: str, width: int) -> None:
    elsewhere: list[str] = []

    def note(request: Any) -> None:
        place = urlsplit(request.url)
        if place.scheme.startswith("http") and place.hostname != "127.0.0.1":
            elsewhere.append(request.url)

    with drive.browser() as browser:
        page = browser.new_page(viewport={"width": width, "height": 800})
        page.on("request", note)
        for language in LANGUAGES:
            for name in PAGES:
                page.goto(f"{address}/{language}/{name}.html")
                assert page.locator("article h1").count() == 1, name
                assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, name
                drive.screenshot(page, f"site_{width}_{language}_{name.replace('/', '_')}")
    assert elsewhere == []


def test_the_first_page_says_in_one_screen_what_this_is_for_whom_and_how_to_start(site: Path) -> None:
    with drive.browser() as browser:
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        for language in LANGUAGES:
            page.goto(f"{site.as_uri()}/{language}/index.html")
            for shown in (page.locator("h1"), page.locator(".landing img"), page.get_by_text("make start").first):
                box = shown.bounding_box()
                assert box
                assert box["y"] + box["height"] <= 800


@pytest.mark.parametrize("language", LANGUAGES)
def test_search_finds_words_of_a_lesson(site: Path, language: str) -> None:
    with drive.browser() as browser:
        page = browser.new_page()
        page.goto(f"{site.as_uri()}/{language}/search.html?q={WORDS[language]}")
        page.locator("#search-results li a").first.wait_for()
        assert page.locator("#search-results li").count() >= 2


def test_the_root_page_sends_each_reader_to_their_language(site: Path) -> None:
    with drive.browser() as browser:
        for locale, language in (("zh-CN", "zh"), ("en-GB", "en"), ("fr-FR", "en")):
            page = browser.new_page(locale=locale)
            page.goto(f"{site.as_uri()}/index.html")
            page.wait_for_url(f"**/{language}/index.html")


def test_each_page_links_to_itself_in_the_other_language(site: Path) -> None:
    with drive.browser() as browser:
        page = browser.new_page()
        page.goto(f"{site.as_uri()}/en/data/orders.html")
        page.locator(".language-link").first.click()
        page.wait_for_url("**/zh/data/orders.html")


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_have_no_barriers(site: Path, language: str) -> None:
    with drive.browser() as browser:
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        for name in PAGES:
            page.goto(f"{site.as_uri()}/{language}/{name}.html")
            assert violations(page) == [], name
