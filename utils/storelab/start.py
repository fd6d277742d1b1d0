"""``storelab start``: brings the notebooks into the workspace and opens JupyterLab on the course map."""

import argparse
import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path

from storelab import course_map
from storelab.errors import StoreLabError
from storelab.language import VARIABLE, known_language, language, pick, use_language
from storelab.paths import package_folder, project_root
from storelab.workspace import Summary, explain, update_workspace

FIRST_PORT, LAST_PORT = 8888, 65535
HOST = "127.0.0.1"
MAP = "course_map.ipynb"


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to a parser."""
    parser = subparsers.add_parser("start", help="open the course in JupyterLab, your own work kept")
    parser.add_argument("--language", metavar="LANG", help="en or zh; without it, the language of your system")
    parser.add_argument(
        "--port", type=int, help=f"port of JupyterLab; without it, the first free one from {FIRST_PORT}"
    )
    parser.add_argument("--no-browser", action="store_true", help="print the address instead of opening a browser")
    parser.add_argument(
        "--workspace", type=Path, metavar="DIR", help="your folder; without it, 'workspace' in the course"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Update the workspace and become JupyterLab."""
    use_language(known_language(options.language) if options.language else language())
    root = project_root()
    port = choose_port(options.port)
    if find_spec("jupyterlab") is None:
        raise StoreLabError(
            pick(
                {
                    "en": f"JupyterLab is not installed for {sys.executable}. Run 'make start', which installs it.",
                    "zh": f"{sys.executable} 没有安装 JupyterLab。请运行 make start,它会自动安装。",
                }
            )
        )
    workspace = (options.workspace or root / "workspace").expanduser().absolute()
    summary = update_workspace(root / "notebooks", workspace, language())
    try:
        course_map.refresh(summary.folder / MAP)
    except OSError as error:
        raise StoreLabError(explain(error, workspace)) from error
    for line in describe(summary):
        print(line)
    is_root = getattr(os, "geteuid", lambda: 1)() == 0
    if is_root:
        print(
            pick(
                {
                    "en": "You are root, which JupyterLab refuses by default; it is started with --allow-root.",
                    "zh": "当前用户是 root，JupyterLab 默认不允许，所以加上了 --allow-root。",
                }
            )
        )
    print(
        pick(
            {
                "en": f"JupyterLab starts at http://{HOST}:{port}/ ; press Ctrl+C twice here to stop it.",
                "zh": f"JupyterLab 即将在 http://{HOST}:{port}/ 打开；要停止，在这里按两次 Ctrl+C。",
            }
        ),
        flush=True,
    )
    command = lab_command(workspace, language(), port, browser=not options.no_browser, as_root=is_root)
    return hand_over(command, lab_environment(os.environ, language()), workspace)


def lab_command(workspace: Path, language: str, port: int, browser: bool, as_root: bool) -> list[str]:
    """The command that starts JupyterLab on the course map, with nothing fetched from outside.

    Parameters
    ----------
    workspace
        The folder that JupyterLab shows.
    language
        ``"en"`` or ``"zh"``: whose course map opens.
    port
        A free port.
    browser
        Whether to open a browser.
    as_root
        Whether root runs it, which JupyterLab must be told.

    Returns
    -------
    list of str
        The command and its arguments.
    """
    command = [
        sys.executable,
        "-m",
        "jupyterlab",
        f"--ServerApp.ip={HOST}",
        f"--ServerApp.port={port}",
        "--ServerApp.port_retries=0",
        *lab_settings(workspace, language),
        "--Application.log_level=ERROR",
    ]
    if not browser:
        command.append("--no-browser")
    if as_root:
        command.append("--allow-root")
    return command


def lab_settings(workspace: Path, language: str) -> list[str]:
    """The settings of JupyterLab that do not depend on who starts it, as arguments.

    Parameters
    ----------
    workspace
        The folder that JupyterLab shows.
    language
        ``"en"`` or ``"zh"``: whose course map opens.
    """
    return [
        f"--ServerApp.root_dir={workspace}",
        f"--LabApp.default_url=/lab/tree/{language}/{MAP}",
        # The layout of other projects' tabs stays out of the course, and the course's out of theirs.
        f"--LabApp.workspaces_dir={workspace / '.lab'}",
        # No news, no look for updates, no list of extensions: a lesson needs no network and asks for none.
        "--LabApp.news_url=None",
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
        "--LabApp.extension_manager=readonly",
        # What kernel and browser say to each other is not for other users of the machine.
        "--KernelManager.transport_encryption=auto",
    ]


def lab_environment(environment: Mapping[str, str], language: str) -> dict[str, str]:
    """The environment of JupyterLab and its kernels.

    It speaks the learner's language, finds this installation's programs first (nbgrader looks for one on PATH), and reads
    the course's settings of JupyterLab: no question about news, none of the panels that only instructors need, Chinese
    menus in the Chinese edition. It finds what the course adds to pages: names of sliders, the template without code.
    """
    settings = package_folder() / "jupyter"
    folders = [folder for folder in (settings / language, settings) if folder.is_dir()]
    return {
        **environment,
        VARIABLE: language,
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), environment.get("PATH", os.defpath)]),
        "JUPYTER_CONFIG_PATH": _first(folders, environment.get("JUPYTER_CONFIG_PATH")),
        "JUPYTER_PATH": _first([package_folder() / "share"], environment.get("JUPYTER_PATH")),
    }


def _first(folders: Sequence[Path], others: str | None) -> str:
    """A search path with these folders before the others."""
    return os.pathsep.join([*map(str, folders), *([others] if others else [])])


def hand_over(command: list[str], environment: Mapping[str, str], folder: Path) -> int:
    """Let another program take this one's place, so that Ctrl+C and its exit code are its own."""
    sys.stdout.flush()
    if os.name == "posix":
        os.chdir(folder)
        os.execve(command[0], command, environment)
    # Windows has no exec that keeps the terminal: wait instead, and leave Ctrl+C to JupyterLab.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    return subprocess.call(command, env=environment, cwd=folder)


def choose_port(wanted: int | None, command: str = "start", first: int = FIRST_PORT) -> int:
    """Return a port that is free: the wanted one, or the first from ``first`` on.

    Parameters
    ----------
    wanted
        The port asked for; None for any.
    command
        The command whose option it is, for the message.
    first
        Where to begin to look.

    Raises
    ------
    StoreLabError
        If the wanted port is taken or is no port; the message names a free one.
    """
    if wanted is None:
        return next_free_port(first)
    if not 1 <= wanted <= LAST_PORT:
        raise StoreLabError(
            pick(
                {
                    "en": f"--port {wanted} is not a port: choose a number from 1 to {LAST_PORT}, say {first}.",
                    "zh": f"--port {wanted} 不是有效的端口：请用 1 到 {LAST_PORT} 之间的数，例如 {first}。",
                }
            )
        )
    if is_free(wanted):
        return wanted
    free = next_free_port(wanted + 1)
    raise StoreLabError(
        pick(
            {
                "en": f"Port {wanted} is in use or not allowed. Port {free} is free: storelab {command} --port {free}",
                "zh": f"端口 {wanted} 已被占用或不能使用。端口 {free} 可用：storelab {command} --port {free}",
            }
        )
    )


def next_free_port(first: int) -> int:
    """The first free port from ``first`` on, then from 8888 on."""
    for port in (*range(first, LAST_PORT + 1), *range(FIRST_PORT, first)):
        if is_free(port):
            return port
    raise StoreLabError(pick({"en": "No port is free on this machine.", "zh": "这台机器上没有可用的端口。"}))


def is_free(port: int) -> bool:
    """Whether a server could listen on that port now."""
    with socket.socket() as server:
        if os.name == "posix":  # elsewhere this option would let two servers share a port
            server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            server.bind((HOST, port))
            server.listen(1)
        except OSError:
            return False
    return True


def describe(summary: Summary) -> list[str]:
    """Say in a few lines what an update of the workspace did.

    Parameters
    ----------
    summary
        What `storelab.workspace.update_workspace` returned.

    Returns
    -------
    list of str
        Lines for the terminal, in the language in force.
    """
    width = max(40, shutil.get_terminal_size().columns)
    lines = [pick({"en": f"Your workspace: {summary.folder}", "zh": f"你的练习文件夹：{summary.folder}"})]
    if summary.created:
        count = len(summary.created)
        lines.append(pick({"en": f"  new notebooks and files: {count}", "zh": f"  新增文件：{count} 个"}))
    if summary.updated:
        names = _shorten(summary.updated, width - 24)
        lines.append(pick({"en": f"  brought up to date: {names}", "zh": f"  已更新：{names}"}))
    if summary.arrived:
        lines.append(
            pick({"en": f"  new texts and checks: {summary.arrived}", "zh": f"  新的课文和检查：{summary.arrived} 处"})
        )
    if summary.restored:
        lines.append(
            pick(
                {
                    "en": f"  answer and check cells put back in place: {summary.restored}",
                    "zh": f"  补回的答题格和检查格：{summary.restored} 个",
                }
            )
        )
    if summary.kept_answers:
        lines.append(
            pick(
                {
                    "en": f"  answers of yours kept although their start has changed: {summary.kept_answers}; "
                    "read their questions again",
                    "zh": f"  题目起始代码有变动、但保留了你的答案：{summary.kept_answers} 处，请重读一遍题目",
                }
            )
        )
    for name, kept in summary.damaged.items():
        lines.append(
            pick(
                {
                    "en": f"  {name} was damaged and could not be opened: kept as {kept}, a fresh copy is in its place",
                    "zh": f"  {name} 已损坏、无法打开：原文件改名为 {kept}，并放入了一份新的",
                }
            )
        )
    for name, beside in summary.beside.items():
        lines.append(
            pick(
                {
                    "en": f"  {name} has changed and so has yours: yours stays, the new one is {beside}",
                    "zh": f"  {name} 有更新，而你也改过：保留了你的，新的另存为 {beside}",
                }
            )
        )
    if summary.removed:
        names = _shorten(summary.removed, width - 24)
        lines.append(pick({"en": f"  no longer part of the course: {names}", "zh": f"  课程中已去掉：{names}"}))
    if summary.backup is not None:
        lines.append(
            pick({"en": f"  as they were before: {summary.backup}", "zh": f"  更新前的备份：{summary.backup}"})
        )
    if len(lines) == 1:
        lines.append(pick({"en": "  everything is up to date", "zh": "  已是最新"}))
    return lines


def _shorten(names: Sequence[str], width: int) -> str:
    """As many names as fit on a line, then how many more there are."""
    shown = [names[0]]
    while len(shown) < len(names) and len(", ".join([*shown, names[len(shown)]])) <= width:
        shown.append(names[len(shown)])
    more = len(names) - len(shown)
    text = ", ".join(shown)
    if not more:
        return text
    return pick({"en": f"{text} and {more} more", "zh": f"{text} 等 {len(names)} 个文件"})
