"""From a slider's key or a button to the redrawn picture in the browser: median and 95th percentile of each widget.

Every widget of every lesson is measured: its first slider, and its first two choices where it has buttons.

The limit is 150 ms at the median (see the standard of a lesson); a ratio above 1 is too slow, and makes the exit code 1.
"""

import statistics
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from classroom import browser as drive
from classroom.source import project_root
from storelab.course_map import read_syllabus
from storelab.workspace import update_workspace

if TYPE_CHECKING:
    from playwright.sync_api import ElementHandle, Page

MOVES = 30
LIMIT = 150.0  # milliseconds

NEVER = 10_000  # milliseconds: what a picture that does not come counts for
# The clock starts with the key or the click and stops when the browser has painted the new picture.
MEASURE = """
async ([control, image, key, never]) => {
    const loaded = new Promise(resolve => image.addEventListener('load', resolve, {once: true}));
    const start = performance.now();
    if (key) control.dispatchEvent(new KeyboardEvent('keydown', {key, bubbles: true, cancelable: true}));
    else control.click();
    await Promise.race([loaded, new Promise(resolve => setTimeout(resolve, never))]);
    await new Promise(requestAnimationFrame);
    return performance.now() - start;
}
"""


def main() -> int:
    """Measure every widget of every lesson and print a table."""
    if drive.chromium() is None:
        print("Debian's chromium is not installed: apt-get install chromium", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        workspace = Path(folder) / "workspace"
        update_workspace(project_root() / "notebooks", workspace, "en")
        lessons = [lesson for ch in read_syllabus()["chapters"] if ch["available"] for lesson in ch["lessons"]]
        paths = [f"en/{lesson['file']}" for lesson in lessons]
        measured = measure(workspace, [path for path in paths if "explore." in (workspace / path).read_text("utf-8")])
    return report(measured)


def measure(workspace: Path, paths: list[str]) -> dict[str, list[float]]:
    """Milliseconds of each move of the first slider of each widget, by lesson and widget."""
    measured = {}
    with drive.running_lab(workspace, "en") as lab, drive.browser() as chromium:
        for path in paths:
            with drive.open_notebook(chromium, lab, path) as page:
                drive.run_all(page)
                for number in drive.widgets(drive.cells(page)):
                    name = f"{Path(path).stem}, cell {number + 1}"
                    measured[name] = move(page, number)
                    if choices := choose(page, number):
                        measured[f"{name}, choice"] = choices
    return measured


def move(page: "Page", number: int) -> list[float]:
    """Move the first slider of a cell's widget up and down, and time each picture."""
    panel = drive.widget_panel(page, number)
    handle, image = (panel.locator(css).first.element_handle() for css in (".noUi-handle", "img"))
    one_move(page, handle, image, "ArrowRight")  # the first one warms up
    return [one_move(page, handle, image, "ArrowLeft" if n % 2 == 0 else "ArrowRight") for n in range(MOVES)]


def choose(page: "Page", number: int) -> list[float]:
    """Press the first two buttons of a cell's list of choices in turn, and time each picture; empty without a list."""
    panel = drive.widget_panel(page, number)
    buttons = panel.locator(".widget-toggle-buttons button:visible").element_handles()
    if len(buttons) < 2:
        return []
    image = panel.locator("img").first.element_handle()
    one_move(page, buttons[1], image)
    return [one_move(page, buttons[n % 2], image) for n in range(MOVES)]


def one_move(page: "Page", control: "ElementHandle", image: "ElementHandle", key: str = "") -> float:
    """Milliseconds from one key, or a click, to the painted picture."""
    return float(page.evaluate(MEASURE, [control, image, key, NEVER]))


def report(measured: dict[str, list[float]]) -> int:
    """Print the table and name the slowest."""
    if not measured:
        print("no lesson has a widget")
        return 0
    print(f"{'widget':<44}{'median ms':>10}{'p95 ms':>10}{'limit ms':>10}{'ratio':>8}")
    medians = {name: statistics.median(times) for name, times in measured.items()}
    for name, times in measured.items():
        p95 = statistics.quantiles(times, n=20)[-1]
        print(f"{name:<44}{medians[name]:>10.0f}{p95:>10.0f}{LIMIT:>10.0f}{medians[name] / LIMIT:>8.2f}")
    slowest = max(medians, key=lambda name: medians[name])
    print(f"slowest: {slowest}, {medians[slowest]:.0f} ms")
    return int(medians[slowest] > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
