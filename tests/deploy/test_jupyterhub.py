"""A real JupyterHub: two learners, an instructor, nbgrader's exchange; from the release of a chapter to the feedback.

It needs root, which adds system users and removes them, and a hub folder that it may change, made by
``deploy/jupyterhub/install.sh`` and named by ``STORELAB_TRIAL_HUB``. ``docs/jupyterhub.md`` says how to run it.
"""

import csv
import json
import os
import pwd
import re
import secrets
import shutil
import signal
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from classroom import browser as drive
from storelab.start import next_free_port

pytestmark = [pytest.mark.slow, pytest.mark.browser]

PROJECT = Path(__file__).resolve().parents[2]
CHAPTER, COURSE = "00_primer", "store-lab"
BROWSING, TYPING, TEACHER, STRANGER = "trial-anna", "trial-bo", "trial-teacher", "trial-stranger"
USERS = (BROWSING, TYPING, TEACHER, STRANGER)
PATIENCE = 120


@dataclass(frozen=True)
class Hub:
    """A running hub and what steers it."""

    folder: Path
    url: str
    token: str
    password: str
    grader: str

    def ask(self, path: str, method: str = "GET") -> Any:
        """Ask the hub's interface for programs."""
        headers = {"Authorization": f"token {self.token}"}
        request = urllib.request.Request(f"{self.url}/hub/api{path}", method=method, headers=headers)
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            text = answer.read()
        return json.loads(text) if text else None


def lacking() -> str | None:
    """Why the trial cannot be made here."""
    named = os.environ.get("STORELAB_TRIAL_HUB")
    if not named:
        return "STORELAB_TRIAL_HUB names no hub folder to try: see docs/jupyterhub.md"
    for program in ("course/.venv/bin/jupyterhub", "proxy/node_modules/.bin/configurable-http-proxy"):
        if not (Path(named) / program).exists():
            return f"{Path(program).name} is not installed in {named}: run deploy/jupyterhub/install.sh {named}"
    if os.geteuid() != 0:
        return "only root can add the trial's users"
    if drive.chromium() is None:
        return "Debian's chromium is not installed: apt-get install chromium"
    return None


def server_of(user: str) -> int:
    """The process of a user's server."""
    number = pwd.getpwnam(user).pw_uid
    for process in Path("/proc").iterdir():
        try:
            if process.name.isdigit() and process.stat().st_uid == number:
                words = (process / "cmdline").read_bytes().split(b"\0")
                if b"jupyterhub.singleuser" in words:
                    return int(process.name)
        except OSError:
            continue
    raise LookupError(f"{user} has no server")


def as_user(user: str, *command: str, folder: Path | None = None) -> str:
    """Run a command as a terminal in the user's server would; what it printed."""
    entries = Path(f"/proc/{server_of(user)}/environ").read_text().split("\0")
    environment = dict(entry.split("=", 1) for entry in entries if "=" in entry)
    done = subprocess.run(
        ["runuser", "-u", user, "--", "env", f"PATH={environment['PATH']}", *command],
        cwd=folder or Path(pwd.getpwnam(user).pw_dir) / "workspace",
        env=environment,
        capture_output=True,
        text=True,
        timeout=600,
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout + done.stderr


def answer(user: str, notebook: Path, wrong: str | None = None) -> None:
    """Fill the fetched notebook with the model answers, one of them spoilt."""
    model = json.loads((PROJECT / f"solutions/en/{CHAPTER}/{CHAPTER}.ipynb").read_text(encoding="utf-8"))
    answers = {
        cell["metadata"]["nbgrader"]["grade_id"]: "".join(cell["source"])
        for cell in model["cells"]
        if cell["metadata"].get("nbgrader", {}).get("solution")
    }
    mine = json.loads(notebook.read_text(encoding="utf-8"))
    for cell in mine["cells"]:
        name = cell["metadata"].get("nbgrader", {}).get("grade_id")
        if name in answers:
            cell["source"] = answers[name]
            if wrong and (found := re.search(rf"^def {wrong}\(", answers[name], flags=re.MULTILINE)):
                cell["source"] += f"\n\n{found[0]}*values, **more):\n    return -1\n"
    notebook.write_text(json.dumps(mine, ensure_ascii=False), encoding="utf-8")
    shutil.chown(notebook, user)


def stop(process: "subprocess.Popen[bytes]") -> None:
    """End the hub, which ends the servers and the proxy that it started."""
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(60)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


@pytest.fixture(scope="module")
def people() -> Iterator[None]:
    """System users, gone afterwards with all that they own."""
    if reason := lacking():
        pytest.skip(reason)
    added = []
    try:
        for user in USERS:
            subprocess.run(["useradd", "--create-home", "--shell", "/bin/bash", user], check=True)
            added.append(user)
            Path(pwd.getpwnam(user).pw_dir).chmod(0o700)
        yield
    finally:
        for user in added:
            subprocess.run(["userdel", "--force", "--remove", user], check=False, capture_output=True)


@pytest.fixture(scope="module")
def hub(people: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hub]:
    """The hub with the example's settings, as if nobody had used it before."""
    folder = Path(os.environ["STORELAB_TRIAL_HUB"]).absolute()
    grader = (folder / "grader").owner()
    for name in ("gradebook.db", "submitted", "autograded", "feedback", "grading"):
        old = folder / "grader" / name
        shutil.rmtree(old) if old.is_dir() else old.unlink(missing_ok=True)
    for old in (folder / "exchange").iterdir():
        shutil.rmtree(old)
    with (folder / "class.csv").open("w", encoding="utf-8", newline="") as table:
        csv.writer(table).writerows([["id", "first_name"], [BROWSING, "Anna"], [TYPING, "Bo"]])

    state, port = tmp_path_factory.mktemp("hub"), next_free_port(28000 + os.getpid() % 1000)
    made = Hub(folder, f"http://127.0.0.1:{port}", secrets.token_hex(16), secrets.token_hex(8), grader)
    environment = {
        "PATH": f"{folder / 'course/.venv/bin'}:{os.environ['PATH']}",
        "HOME": str(state),
        "LANG": "C.UTF-8",
        "STORELAB_HUB": str(folder),
        "STORELAB_GRADER": grader,
        "STORELAB_GRADER_PORT": str(next_free_port(port + 3)),
        "STORELAB_INSTRUCTORS": TEACHER,
        "TRIAL_STATE": str(state),
        "TRIAL_PORT": str(port),
        "TRIAL_TOKEN": made.token,
        "TRIAL_PASSWORD": made.password,
    }
    command = [str(folder / "course/.venv/bin/jupyterhub"), "-f", str(PROJECT / "tests/deploy/trial_hub.py")]
    with (state / "log").open("wb") as log:
        process = subprocess.Popen(command, cwd=state, env=environment, stdout=log, stderr=log)
        try:
            wait_for(lambda: made.ask("/") and server_of(grader), f"the hub; see {state / 'log'}", process)
            yield made
        finally:
            stop(process)
            if kept := os.environ.get("STORELAB_TRIAL_LOG"):
                shutil.copy(state / "log", kept)


def wait_for(met: Any, what: str, process: "subprocess.Popen[bytes] | None" = None) -> None:
    """Wait until a condition holds; whatever it raises counts as no."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and (process is None or process.poll() is None):
        try:
            if met():
                return
        except (OSError, LookupError):
            pass
        time.sleep(0.5)
    raise AssertionError(f"waited in vain for {what}")


@pytest.fixture(scope="module")
def chromium(hub: Hub) -> Iterator[Any]:
    with drive.browser() as instance:
        yield instance


def enter(chromium: Any, hub: Hub, user: str) -> Any:
    """Log in with a browser of the user's own and wait for JupyterLab."""
    page = chromium.new_context(viewport={"width": 1400, "height": 1000}).new_page()
    page.set_default_timeout(PATIENCE * 1000)
    page.goto(f"{hub.url}/hub/login")
    page.fill("#username_input", user)
    page.fill("#password_input", hub.password)
    page.click("#login_submit")
    page.wait_for_url(re.compile(rf"/user/{user}/lab"))
    page.wait_for_selector(".jp-Notebook")
    return page


def open_panel(page: Any, entry: str) -> None:
    """Choose an entry of JupyterLab's menu Nbgrader."""
    page.get_by_role("menuitem", name="Nbgrader", exact=True).click()
    page.locator(".lm-Menu-item", has_text=entry).click()


def feedback_of(user: str) -> str:
    pages = list((Path(pwd.getpwnam(user).pw_dir) / f"workspace/{CHAPTER}/feedback").rglob(f"{CHAPTER}.html"))
    assert len(pages) == 1, pages
    return pages[0].read_text(encoding="utf-8")


def test_from_the_release_of_a_chapter_to_the_feedback(hub: Hub, chromium: Any) -> None:
    grader = hub.folder / "grader"

    # The instructor, in a terminal of the course's service.
    as_user(hub.grader, "classroom", "roster", str(hub.folder / "class.csv"), folder=grader)
    as_user(hub.grader, "nbgrader", "generate_assignment", CHAPTER, "--force", folder=grader)
    as_user(hub.grader, "nbgrader", "release_assignment", CHAPTER, folder=grader)

    # A learner in the browser: the course map is open, the assignment list offers the chapter.
    anna = enter(chromium, hub, BROWSING)
    assert "/lab/tree/en/course_map.ipynb" in anna.url
    home = Path(pwd.getpwnam(BROWSING).pw_dir)
    open_panel(anna, "Assignment List")
    anna.locator("#released_assignments_list").get_by_text("Fetch", exact=True).click()
    fetched = home / f"workspace/{CHAPTER}/{CHAPTER}.ipynb"
    wait_for(fetched.is_file, "the fetched assignment")
    answer(BROWSING, fetched)
    anna.locator("#fetched_assignments_list").get_by_text("Submit", exact=True).click()
    anna.locator("#submitted_assignments_list").get_by_text(CHAPTER).first.wait_for()

    # A learner in a terminal, with a wrong answer.
    hub.ask(f"/users/{TYPING}/server", "POST")
    wait_for(lambda: hub.ask(f"/users/{TYPING}")["servers"][""]["ready"], "the second learner's server")
    workspace = Path(pwd.getpwnam(TYPING).pw_dir) / "workspace"
    as_user(TYPING, "nbgrader", "fetch_assignment", CHAPTER)
    solved = json.loads((PROJECT / f"solutions/en/{CHAPTER}/{CHAPTER}.ipynb").read_text(encoding="utf-8"))
    functions = re.findall(r"^def (\w+)\(", "\n".join("".join(c["source"]) for c in solved["cells"]), re.MULTILINE)
    answer(TYPING, workspace / f"{CHAPTER}/{CHAPTER}.ipynb", wrong=functions[0])
    as_user(TYPING, "nbgrader", "submit", CHAPTER)

    # What is another's stays another's.
    for hidden in (grader, hub.folder / f"exchange/{COURSE}/inbound", home):
        with pytest.raises(AssertionError, match="Permission denied"):
            as_user(TYPING, "ls", str(hidden))
    with pytest.raises(AssertionError, match="Permission denied"):
        as_user(TYPING, "touch", str(hub.folder / "course/notebooks/mine"))

    # The instructor collects, grades, gives feedback.
    as_user(hub.grader, "nbgrader", "collect", CHAPTER, folder=grader)
    as_user(hub.grader, "classroom", "grade", "00", folder=grader)
    told = json.loads(as_user(hub.grader, "classroom", "status", "00", "--json", folder=grader))
    states = {row["learner"]: row for row in told["learners"]}
    assert {name: row["status"] for name, row in states.items()} == {BROWSING: "graded", TYPING: "graded"}
    assert states[BROWSING]["score"] == states[BROWSING]["points"]
    assert [name for name, earned in states[TYPING]["exercises"].items() if not earned] == [functions[0]]
    as_user(hub.grader, "nbgrader", "generate_feedback", CHAPTER, folder=grader)
    as_user(hub.grader, "nbgrader", "release_feedback", CHAPTER, folder=grader)

    # Both fetch it.
    as_user(TYPING, "nbgrader", "fetch_feedback", CHAPTER)
    open_panel(anna, "Assignment List")
    anna.locator("#submitted_assignments_list").get_by_text("Fetch Feedback", exact=True).click()
    wait_for(lambda: list((home / f"workspace/{CHAPTER}").rglob("*.html")), "the feedback")
    assert feedback_of(BROWSING) != feedback_of(TYPING)
    anna.context.close()


def test_the_instructor_finds_the_formgrader(hub: Hub, chromium: Any) -> None:
    teacher = enter(chromium, hub, TEACHER)
    open_panel(teacher, "Course List")
    link = teacher.locator("#formgrader_list").get_by_role("link", name=COURSE)
    link.wait_for()
    assert link.get_attribute("href") == f"{hub.url}/services/{COURSE}/lab?formgrader=true"
    teacher.goto(f"{hub.url}/services/{COURSE}/formgrader")
    teacher.get_by_text("Manage Assignments").first.wait_for()
    teacher.get_by_text(CHAPTER, exact=True).first.wait_for()
    teacher.context.close()


def test_a_learner_is_kept_out_of_the_service_and_a_stranger_out_of_the_hub(hub: Hub, chromium: Any) -> None:
    anna = enter(chromium, hub, BROWSING)
    anna.get_by_role("menuitem", name="Nbgrader", exact=True).click()
    assert anna.locator(".lm-Menu-item", has_text="Course List").count() == 0
    anna.goto(f"{hub.url}/services/{COURSE}/lab")
    anna.get_by_text("403").first.wait_for()
    anna.context.close()
    page = chromium.new_context().new_page()
    page.goto(f"{hub.url}/hub/login")
    page.fill("#username_input", STRANGER)
    page.fill("#password_input", hub.password)
    page.click("#login_submit")
    page.get_by_text("Invalid username or password").wait_for()
    page.context.close()


def test_the_groups_are_those_of_the_class_list(hub: Hub) -> None:
    groups = {group["name"]: set(group["users"]) for group in hub.ask("/groups")}
    assert groups[f"nbgrader-{COURSE}"] == {BROWSING, TYPING, TEACHER}
    assert groups[f"formgrade-{COURSE}"] == {TEACHER, hub.grader}
