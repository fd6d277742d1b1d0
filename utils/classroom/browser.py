"""Drives JupyterLab in Debian's Chromium: for tests, benchmarks and pictures of what a learner sees."""

import os
import secrets
import shutil
import signal
import subprocess
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from storelab.errors import StoreLabError
from storelab.start import HOST, lab_command, lab_environment, next_free_port

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

PATIENCE = 120  # seconds: a kernel start on a busy machine takes long, and a test must not fail for it
SCREENSHOTS = "STORELAB_SCREENSHOTS"
SIZE = (1280, 900)  # of the window, in pixels

# JupyterLab offers itself to scripts under this name when it is told to.
_APP = "window.jupyterapp"

# Whether a notebook, named by its path, is in front with an idle kernel.
_READY = f"""(path) => {{
    const panel = {_APP} && {_APP}.shell.currentWidget;
    if (!panel || !panel.context || panel.context.path !== path || !panel.sessionContext) return false;
    if (!{_APP}.commands.hasCommand('notebook:run-all-cells')) return false;
    const session = panel.sessionContext;
    return panel.context.isReady && session.isReady && session.session && session.session.kernel
        && session.session.kernel.status === 'idle'
        && session.session.kernel.connectionStatus === 'connected';
}}"""

# What is in front instead.
_SHOWN = f"""() => {{
    const panel = {_APP} && {_APP}.shell.currentWidget;
    const kernel = panel && panel.sessionContext && panel.sessionContext.session && panel.sessionContext.session.kernel;
    return {{
        path: panel && panel.context ? panel.context.path : null,
        title: panel ? panel.title.label : null,
        kernel: kernel ? kernel.status : null,
        connection: kernel ? kernel.connectionStatus : null,
        failed: window.storelabFailed || '',
        dialog: Array.from(document.querySelectorAll('.jp-Dialog-content'), (dialog) => dialog.innerText).join(' / '),
    }};
}}"""


@dataclass(frozen=True)
class Lab:
    """A running JupyterLab.

    Attributes
    ----------
    url
        Its address.
    token
        What its pages ask for.
    """

    url: str
    token: str

    def address(self, path: str) -> str:
        """The address that opens a file of the workspace, with no tabs from before."""
        return f"{self.url}/lab/tree/{path}?reset&token={self.token}"


@contextmanager
def running_lab(workspace: Path, language: str) -> Iterator[Lab]:
    """Start JupyterLab on a workspace as ``storelab start`` does, and stop it and its kernels in the end.

    Parameters
    ----------
    workspace
        The folder that it shows.
    language
        ``"en"`` or ``"zh"``.

    Raises
    ------
    StoreLabError
        If it does not answer in time; the message ends with what it printed.
    """
    # Labs that start at the same moment, in several processes, begin to look at different ports.
    port, token = next_free_port(18888 + os.getpid() % 1000), secrets.token_hex(16)
    command = lab_command(workspace, language, port, browser=False, as_root=os.geteuid() == 0)
    command += ["--LabApp.expose_app_in_browser=True", f"--IdentityProvider.token={token}"]
    printed = workspace.parent / f"jupyterlab-{port}.log"
    lab = Lab(f"http://{HOST}:{port}", token)
    with served(lab, command, workspace, lab_environment(os.environ, language), printed):
        yield lab


@contextmanager
def served(lab: Lab, command: list[str], folder: Path, environment: Mapping[str, str], printed: Path) -> Iterator[None]:
    """Run a command that serves a JupyterLab, from when it answers, and stop it and its kernels in the end.

    Parameters
    ----------
    lab
        Where it will answer.
    command
        The command and its arguments.
    folder
        The folder that it runs in.
    environment
        Its environment.
    printed
        The file that takes what it prints.

    Raises
    ------
    StoreLabError
        If it does not answer in time; the message ends with what it printed.
    """
    with printed.open("wb") as log:
        # A process group of its own, so that kernels end with it.
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=log, stderr=log, start_new_session=True)
        try:
            _wait_until_it_answers(lab, process, printed)
            yield
        finally:
            _stop(process)


def _wait_until_it_answers(lab: Lab, process: "subprocess.Popen[bytes]", printed: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{lab.url}/api/status?token={lab.token}", timeout=5):
                return
        except OSError:
            time.sleep(0.2)
    raise StoreLabError(f"JupyterLab did not start:\n{printed.read_text(errors='replace')[-2000:]}")


def _stop(process: "subprocess.Popen[bytes]") -> None:
    for number in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(process.pid, number)
            process.wait(15)
        except (ProcessLookupError, subprocess.TimeoutExpired):
            continue
        return


def chromium() -> str | None:
    """The path of Debian's Chromium, None where it is not installed."""
    return shutil.which("chromium")


@contextmanager
def browser() -> Iterator["Browser"]:
    """Start Chromium without a window."""
    from playwright.sync_api import sync_playwright

    # Chromium's own sandbox refuses root.
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        instance = playwright.chromium.launch(executable_path=chromium(), args=arguments)
        try:
            yield instance
        finally:
            instance.close()


@contextmanager
def open_notebook(browser: "Browser", lab: Lab, path: str, size: tuple[int, int] = SIZE) -> Iterator["Page"]:
    """Open a notebook, wait until its kernel is ready, and end the kernel afterwards.

    Parameters
    ----------
    browser
        From `browser`.
    lab
        From `running_lab`.
    path
        The notebook, relative to the workspace.
    size
        Width and height of the window in pixels.
    """
    page = browser.new_page(viewport={"width": size[0], "height": size[1]})
    page.set_default_timeout(PATIENCE * 1000)
    try:
        page.goto(lab.address(path))
        wait_until_ready(page, path)
        yield page
        page.evaluate(f"{_APP}.shell.currentWidget.sessionContext.shutdown()")
    finally:
        page.close()


@contextmanager
def lab_page(browser: "Browser", lab: Lab) -> Iterator["Page"]:
    """Open JupyterLab once, for many notebooks one after the other with `opened`.

    Parameters
    ----------
    browser
        From `browser`.
    lab
        From `running_lab`.
    """
    page = browser.new_page(viewport={"width": SIZE[0], "height": SIZE[1]})
    page.set_default_timeout(PATIENCE * 1000)
    try:
        page.goto(f"{lab.url}/lab?reset&token={lab.token}")
        page.wait_for_function(f"() => {_APP} && {_APP}.commands.hasCommand('docmanager:open')")
        # What is opened before the layout is restored is lost.
        page.evaluate(f"async () => {{ await {_APP}.restored; }}")
        yield page
    finally:
        page.close()


@contextmanager
def opened(page: "Page", path: str) -> Iterator["Page"]:
    """Open a notebook in a page from `lab_page`; afterwards its kernel is ended and its tab closed without saving.

    Parameters
    ----------
    page
        From `lab_page`.
    path
        The notebook, relative to the workspace.
    """
    _open(page, path)
    try:
        wait_until_ready(page, path)
        yield page
    finally:
        page.evaluate(
            f"""async () => {{
                const panel = {_APP}.shell.currentWidget;
                if (!panel || !panel.sessionContext) return;
                await panel.sessionContext.shutdown();
                panel.dispose();
            }}"""
        )


def _open(page: "Page", path: str) -> None:
    # The command answers when the notebook is drawn, which may wait for the kernel: it is not waited for here. What it
    # fails with is kept for the message.
    page.evaluate(
        f"""(path) => {{
            window.storelabFailed = '';
            {_APP}.commands.execute('docmanager:open', {{ path }}).catch((problem) => {{
                window.storelabFailed = String(problem);
            }});
        }}""",
        path,
    )


def wait_until_ready(page: "Page", path: str) -> None:
    """Wait until the notebook ``path`` is in front and its kernel idle.

    On a busy machine JupyterLab may fail to open a file, or miss the first message of a kernel and then show it as
    "unknown" for good. After half of the time the file is therefore opened, or the kernel started, once more, as a
    learner would do.

    Raises
    ------
    StoreLabError
        If it is not ready in time; the message says what JupyterLab showed instead.
    """
    from playwright.sync_api import TimeoutError as TimeIsUp

    for last in (False, True):
        try:
            page.wait_for_function(_READY, arg=path, timeout=PATIENCE * 1000 / 2)
        except TimeIsUp as problem:
            shown = page.evaluate(_SHOWN)
            if last:
                raise StoreLabError(f"{path} is not ready after {PATIENCE} s. JupyterLab shows: {shown}") from problem
            if shown["path"] == path:
                page.evaluate(f"() => {{ {_APP}.shell.currentWidget.sessionContext.restartKernel(); }}")
            else:
                _open(page, path)
        else:
            return


def run_all(page: "Page") -> None:
    """Run every cell of the notebook in front and wait until the last is done and drawn."""
    page.evaluate(f"async () => {{ await {_APP}.commands.execute('notebook:run-all-cells'); }}")
    # The command answers at the first error, also at one that a lesson shows on purpose; the cells after it still wait,
    # and between two cells the kernel is idle for a moment. Cells that never run (an error stopped them) end the wait, too.
    page.evaluate("() => { window.storelabIdleSince = null; }")
    page.wait_for_function(
        f"""() => {{
            const panel = {_APP}.shell.currentWidget;
            if (panel.sessionContext.session.kernel.status !== 'idle') {{
                window.storelabIdleSince = null;
                return false;
            }}
            window.storelabIdleSince ??= Date.now();
            const waits = Array.from(panel.content.model.cells).some(
                cell => cell.type === 'code' && cell.sharedModel.getSource().trim() && cell.executionCount === null
            );
            return !waits || Date.now() - window.storelabIdleSince > 3000;
        }}"""
    )


def run_cell(page: "Page", number: int) -> None:
    """Run one cell, counted from 0, and wait until it is done."""
    page.evaluate(
        f"""async (number) => {{
            {_APP}.shell.currentWidget.content.activeCellIndex = number;
            {_APP}.shell.currentWidget.content.deselectAll();
            await {_APP}.commands.execute('notebook:run-cell');
        }}""",
        number,
    )


def set_source(page: "Page", number: int, source: str) -> None:
    """Put text into a cell, counted from 0, as if it were typed."""
    page.evaluate(
        f"([number, source]) => {_APP}.shell.currentWidget.content.model.cells.get(number)"
        ".sharedModel.setSource(source)",
        [number, source],
    )


def cells(page: "Page") -> list[dict[str, Any]]:
    """The cells of the notebook in front, outputs and all, as they are now."""
    found: list[dict[str, Any]] = page.evaluate(
        f"() => Array.from({_APP}.shell.currentWidget.content.model.cells, cell => cell.toJSON())"
    )
    for cell in found:
        cell["source"] = "".join(cell["source"])
    return found


def troubles(found: list[dict[str, Any]]) -> list[str]:
    """Every error (save those that a lesson shows on purpose) and every line on stderr among the outputs of `cells`."""
    lines = []
    for number, cell in enumerate(found):
        for output in cell.get("outputs", []):
            if output["output_type"] == "error" and "raises-exception" not in cell["metadata"].get("tags", []):
                lines.append(f"cell {number}: {output['ename']}: {output['evalue']}\n{cell['source']}")
            elif output.get("name") == "stderr":
                lines.append(f"cell {number} writes to stderr: {''.join(output['text'])}\n{cell['source']}")
    return lines


def widgets(found: list[dict[str, Any]]) -> list[int]:
    """Numbers of the cells, among those of `cells`, that show a widget."""
    return [
        number
        for number, cell in enumerate(found)
        if any(
            "application/vnd.jupyter.widget-view+json" in output.get("data", {}) for output in cell.get("outputs", [])
        )
    ]


def widget_panel(page: "Page", number: int) -> "Locator":
    """The panel with a picture that cell ``number`` shows; the cell is brought into view."""
    show_cell(page, number)
    panel = page.locator(f'.jp-Notebook [data-windowed-list-index="{number}"] .jp-OutputArea-output')
    return panel.filter(has=page.locator(".widget-image")).first


def show_cell(page: "Page", number: int) -> None:
    """Bring a cell, counted from 0, into view: JupyterLab attaches the cells out of view only when they are reached."""
    page.evaluate(
        f"(number) => {_APP}.shell.currentWidget.content.scrollToItem(number, 'start')",
        number,
    )
    page.wait_for_timeout(300)


def attach_all(page: "Page") -> None:
    """Attach every cell of the notebook in front, as if it were in view, for what looks at the whole page."""
    page.evaluate(
        f"""() => {{
            const notebook = {_APP}.shell.currentWidget.content;
            notebook.notebookConfig = {{ ...notebook.notebookConfig, windowingMode: 'none' }};
        }}"""
    )
    page.wait_for_function(
        f"""() => {{
            const attached = document.querySelectorAll('.jp-Notebook:not(.lm-mod-hidden) .jp-Cell').length;
            return attached >= {_APP}.shell.currentWidget.content.model.cells.length;
        }}"""
    )


def wants_screenshots() -> bool:
    """Whether the variable STORELAB_SCREENSHOTS names a folder for pictures."""
    return bool(os.environ.get(SCREENSHOTS))


def screenshot(page: "Page", name: str) -> None:
    """Take a picture if somebody wants pictures."""
    if wants_screenshots():
        folder = Path(os.environ[SCREENSHOTS])
        folder.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=folder / f"{name}.png")
