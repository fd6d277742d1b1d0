"""From ``make start`` on an installed machine to the first plot that a learner executed, and where the time goes.

``storelab start`` runs as ``make start`` runs it, with a workspace that is still empty, and a browser that is already
open takes the place of the learner's: it opens the first lesson that draws something, and runs its cells down to the
first figure.
"""

import json
import os
import platform
import secrets
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from results import write_section

from classroom import browser as drive
from classroom.source import project_root
from storelab.course_map import read_syllabus
from storelab.start import HOST, next_free_port

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROUNDS = 5
PARTS = ("the server answers", "the lesson is open, its kernel ready", "the first figure is drawn", "all together")


def main() -> int:
    """Print the table and write it."""
    if drive.chromium() is None:
        print("Debian's chromium is not installed: apt-get install chromium", file=sys.stderr)
        return 2
    lesson = first_lesson_with_a_figure()
    with drive.browser() as browser:
        rounds = [one_start(browser, lesson) for _ in range(ROUNDS)]
    text = report(lesson, rounds)
    print(text)
    write_section("From make start to the first plot", text)
    return 0


def first_lesson_with_a_figure() -> str:
    """The first lesson, in the order of the course, with a cell that draws."""
    for chapter in read_syllabus()["chapters"]:
        for lesson in chapter["lessons"] if chapter["available"] else ():
            notebook = json.loads((project_root() / "notebooks/en" / lesson["file"]).read_text(encoding="utf-8"))
            if any("plots." in "".join(cell["source"]).replace("plots.table", "") for cell in notebook["cells"]):
                return f"en/{lesson['file']}"
    raise LookupError("no lesson draws")


def one_start(browser: "Browser", lesson: str) -> list[float]:
    """Seconds of each part, and of all."""
    port, token = next_free_port(18888), secrets.token_hex(16)
    lab = drive.Lab(f"http://{HOST}:{port}", token)
    with tempfile.TemporaryDirectory() as folder:
        # So that the lesson can be steered from outside; all else is as the command has it.
        (Path(folder) / "jupyter_lab_config.json").write_text('{"LabApp": {"expose_app_in_browser": true}}')
        environment = {**os.environ, "JUPYTER_CONFIG_PATH": folder, "JUPYTER_TOKEN": token}
        command = [str(Path(sys.executable).parent / "storelab"), "start", "--language", "en", "--no-browser"]
        command += ["--port", str(port), "--workspace", f"{folder}/workspace"]
        started = time.perf_counter()
        with drive.served(lab, command, project_root(), environment, Path(folder) / "log"):
            answered = time.perf_counter()
            with drive.open_notebook(browser, lab, lesson) as page:
                ready = time.perf_counter()
                run_to_first_figure(page)
                drawn = time.perf_counter()
    return [answered - started, ready - answered, drawn - ready, drawn - started]


def run_to_first_figure(page: "Page") -> None:
    """Run one cell after the other, until one shows a figure and the browser has drawn it."""
    for number, cell in enumerate(drive.cells(page)):
        drive.run_cell(page, number)
        outputs = str(drive.cells(page)[number].get("outputs", "")) if cell["cell_type"] == "code" else ""
        if "image/png" in outputs or "<img" in outputs:
            picture = page.locator(".jp-Notebook .jp-mod-active .jp-OutputArea-output img").first
            picture.evaluate("(image) => image.decode()")
            return
    raise LookupError("the lesson drew nothing")


def report(lesson: str, rounds: list[list[float]]) -> str:
    """The table of medians, and the load of the machine."""
    rows = [
        f"| {part} | {statistics.median(times):.1f} | {min(times):.1f} | {max(times):.1f} |"
        for part, times in zip(PARTS, zip(*rounds, strict=True), strict=True)
    ]
    return "\n".join(
        [
            f"`storelab start` with an empty workspace, an open browser, the cells of `{lesson}` down to its first figure;"
            f" {len(rounds)} times.",
            f"{os.cpu_count()} processors, {platform.machine()}, Python {platform.python_version()}; load at the end"
            f" {os.getloadavg()[0]:.1f} (a quiet machine: at most 1.5).",
            "",
            "| part | median s | least s | most s |",
            "|---|---|---|---|",
            *rows,
        ]
    )


if __name__ == "__main__":
    sys.exit(main())
