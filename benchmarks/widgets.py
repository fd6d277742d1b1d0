"""From a slider's key or a button to the redrawn picture in the browser: median and 95th percentile of each widget.

Every widget of every lesson is measured: each of its sliders, and its first two choices where it has buttons; the
slowest of its controls counts. A slider that is switched off is left out; one that can be moved and changes nothing makes
the exit code 1.

The limit is 150 ms at the median (see the standard of a lesson), 250 for heat maps; a ratio above 1 is too slow, and
makes the exit code 1. Names of chapters, such as ``14_promotions``, restrict it to them; only all of them are written
into ``RESULTS.md``.
"""

import argparse
import math
import os
import platform
import re
import statistics
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from results import write_section

from classroom import browser as drive
from classroom.source import project_root
from storelab.course_map import read_syllabus
from storelab.workspace import update_workspace

if TYPE_CHECKING:
    from playwright.sync_api import ElementHandle, Locator, Page

MOVES = 20
LIMIT, HEAT_MAP_LIMIT = 150, 250  # milliseconds
HEAT_MAPS = ("discount_depth",)
NEVER = 3_000  # milliseconds: how long a picture is waited for
# The clock starts with the key or the click and stops when the browser has painted the new picture.
MEASURE = """
async ([control, image, key, never]) => {
    const loaded = new Promise(resolve => image.addEventListener('load', () => resolve(true), {once: true}));
    const start = performance.now();
    if (key) control.dispatchEvent(new KeyboardEvent('keydown', {key, bubbles: true, cancelable: true}));
    else control.click();
    const came = await Promise.race([loaded, new Promise(resolve => setTimeout(resolve, never))]);
    await new Promise(requestAnimationFrame);
    return came ? performance.now() - start : null;
}
"""


@dataclass(frozen=True)
class Control:
    """Times of one control, in milliseconds."""

    chapter: str
    widget: str
    name: str
    times: list[float]

    @property
    def median(self) -> float:
        """The time that half of the moves take; endless where too few changed the picture."""
        return statistics.median(self.times) if len(self.times) >= MOVES / 2 else math.inf

    @property
    def p95(self) -> float:
        """The time that 19 in 20 moves take at most."""
        return statistics.quantiles(self.times, n=20)[-1] if len(self.times) >= MOVES / 2 else math.inf

    @property
    def limit(self) -> int:
        """What the median may be."""
        return HEAT_MAP_LIMIT if self.widget in HEAT_MAPS else LIMIT


def main() -> int:
    """Measure every widget of every lesson, print a table and write it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("chapters", nargs="*", help="ids (default: all)")
    chosen = parser.parse_args().chapters
    if drive.chromium() is None:
        print("Debian's chromium is not installed: apt-get install chromium", file=sys.stderr)
        return 2
    chapters = [chapter for chapter in read_syllabus()["chapters"] if chapter["available"]]
    with tempfile.TemporaryDirectory() as folder:
        workspace = Path(folder) / "workspace"
        update_workspace(project_root() / "notebooks", workspace, "en")
        paths = [f"en/{lesson['file']}" for ch in chapters for lesson in ch["lessons"]]
        with_widget = [path for path in paths if "explore." in (workspace / path).read_text("utf-8")]
        measured = measure(workspace, [path for path in with_widget if not chosen or Path(path).parts[2] in chosen])
    if not measured:
        print("no lesson has a widget")
        return 0
    text = report(measured)
    print(text)
    if not chosen:
        write_section("Widgets in the browser", text)
    still = [control for control in measured if len(control.times) < MOVES / 2]
    for control in still:
        print(f"{control.chapter}, {control.widget}: '{control.name}' leaves the picture as it is", file=sys.stderr)
    return int(bool(still) or any(control.median > control.limit for control in measured))


def measure(workspace: Path, paths: list[str]) -> list[Control]:
    """Times of each control of each widget."""
    measured = []
    with drive.running_lab(workspace, "en") as lab, drive.browser() as chromium:
        for path in paths:
            with drive.open_notebook(chromium, lab, path) as page:
                drive.run_all(page)
                cells = drive.cells(page)
                numbers = drive.widgets(cells)
                assert numbers, f"{path} shows no widget"
                for number in numbers:
                    widget = re.findall(r"explore\.(\w+)\(", cells[number]["source"])[-1]
                    times = {**move(page, number), **choose(page, number)}
                    measured += [Control(Path(path).parts[2], widget, name, found) for name, found in times.items()]
                    slowest = max(measured[-len(times) :], key=lambda control: control.median)
                    print(f"{widget:<24}{slowest.median:>6.0f} ms  {slowest.name}", file=sys.stderr)
    return measured


def move(page: "Page", number: int) -> dict[str, list[float]]:
    """Move each slider of a cell's widget up and down, and time each picture; by the slider's name."""
    panel = drive.widget_panel(page, number)
    image = the_image(panel)
    times = {}
    for handle in panel.locator(".noUi-target:not([disabled]) .noUi-handle:visible").element_handles():
        one_move(page, handle, image, "ArrowRight")  # the first one warms up
        found = [one_move(page, handle, image, "ArrowLeft" if n % 2 == 0 else "ArrowRight") for n in range(MOVES)]
        times[name_of(handle)] = [time for time in found if time is not None]
    assert times, "no slider"
    return times


def choose(page: "Page", number: int) -> dict[str, list[float]]:
    """Press the first two buttons of a cell's list of choices in turn, and time each picture; empty without a list."""
    panel = drive.widget_panel(page, number)
    buttons = panel.locator(".widget-toggle-buttons button:visible").element_handles()
    if len(buttons) < 2:
        return {}
    image = the_image(panel)
    one_move(page, buttons[1], image)
    found = [one_move(page, buttons[n % 2], image) for n in range(MOVES)]
    return {"choice": [time for time in found if time is not None]}


def the_image(panel: "Locator") -> "ElementHandle":
    """The picture of a widget."""
    return panel.locator("img.widget-image").first.element_handle()


def name_of(handle: "ElementHandle") -> str:
    """What a slider is called; the two handles of a range are told apart."""
    end = "" if handle.get_attribute("data-handle") == "0" else ", second handle"
    return f"{handle.get_attribute('aria-label')}{end}"


def one_move(page: "Page", control: "ElementHandle", image: "ElementHandle", key: str = "") -> float | None:
    """Milliseconds from one key, or a click, to the painted picture; None where no new one came."""
    found = page.evaluate(MEASURE, [control, image, key, NEVER])
    return None if found is None else float(found)


def report(measured: list[Control]) -> str:
    """The table, a line for the slowest control of each widget, the slowest widget named."""
    slowest: dict[tuple[str, str], Control] = {}
    for control in measured:
        key = (control.chapter, control.widget)
        if key not in slowest or control.median / control.limit > slowest[key].median / slowest[key].limit:
            slowest[key] = control
    rows = [
        f"| {control.chapter} | {control.widget} | {control.name} | {control.median:.0f} | {control.p95:.0f}"
        f" | {control.limit} | {control.median / control.limit:.2f} |"
        for control in slowest.values()
    ]
    worst = max(slowest.values(), key=lambda control: control.median / control.limit)
    return "\n".join(
        [
            f"From a key on a slider, or a press of a button, to the painted picture in Chromium: {len(slowest)} widgets,"
            f" {len(measured)} controls, {MOVES} moves each; the slowest control of each widget.",
            f"{os.cpu_count()} processors, {platform.machine()}, Python {platform.python_version()}; load at the end"
            f" {os.getloadavg()[0]:.1f} (a quiet machine: at most 1.5). Slowest: {worst.widget}, {worst.name},"
            f" {worst.median:.0f} ms.",
            "",
            "| chapter | widget | slowest control | median ms | 95th percentile ms | limit ms | ratio |",
            "|---|---|---|---|---|---|---|",
            *rows,
        ]
    )


if __name__ == "__main__":
    sys.exit(main())
