"""``storelab explore``: the gallery as a page without code, for those who only want to move the widgets."""

import argparse
import os
import signal
import subprocess
import sys
import time
import urllib.request
import webbrowser
from importlib.util import find_spec
from pathlib import Path

from storelab.errors import StoreLabError
from storelab.language import known_language, language, pick, use_language
from storelab.paths import project_root
from storelab.start import HOST, choose_port, lab_environment

GALLERY = "gallery.ipynb"
FIRST_PORT = 8866
PATIENCE = 60  # seconds until the page must answer


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to a parser."""
    parser = subparsers.add_parser("explore", help="open every widget on one page without code")
    parser.add_argument("--language", metavar="LANG", help="en or zh; without it, the language of your system")
    parser.add_argument("--port", type=int, help=f"port of the page; without it, the first free one from {FIRST_PORT}")
    parser.add_argument("--no-browser", action="store_true", help="print the address instead of opening a browser")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Serve the page until it is stopped."""
    use_language(known_language(options.language) if options.language else language())
    folder = project_root() / "notebooks" / language()
    if find_spec("voila") is None:
        raise StoreLabError(
            pick(
                {
                    "en": f"Voilà is not installed for {sys.executable}. Run 'make explore', which installs it.",
                    "zh": f"{sys.executable} 没有安装 Voilà。请运行 make explore,它会自动安装。",
                }
            )
        )
    port = choose_port(options.port, "explore", FIRST_PORT)
    address = f"http://{HOST}:{port}/voila/render/{GALLERY}"
    # Who ends this program, as a terminal that closes does, ends the page and its kernels too.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    process = subprocess.Popen(page_command(folder, port), cwd=folder, env=lab_environment(os.environ, language()))
    try:
        _wait_until_it_answers(process, port)
        print(
            pick(
                {
                    "en": f"The widgets are at {address} ; press Ctrl+C here to stop.",
                    "zh": f"小工具在 {address} ；要停止，在这里按 Ctrl+C。",
                }
            ),
            flush=True,
        )
        if not options.no_browser:
            webbrowser.open(address)
        return process.wait()
    except KeyboardInterrupt:
        return 0
    finally:
        _stop(process)


def page_command(folder: Path, port: int) -> list[str]:
    """The command that serves the notebooks of a folder as pages without code.

    Parameters
    ----------
    folder
        The notebooks of one language.
    port
        A free port.
    """
    return [
        sys.executable,
        "-m",
        "voila",
        str(folder),
        f"--port={port}",
        f"--Voila.ip={HOST}",
        "--no-browser",
        "--template=storelab",
        # Each widget shows as soon as it is ready.
        "--progressive_rendering=True",
        # It asks for parts of JupyterLab that a page without code has not.
        "--VoilaConfiguration.extension_denylist=@jupyter/nbgrader",
        "--KernelManager.transport_encryption=auto",
        "--Application.log_level=ERROR",
    ]


def _wait_until_it_answers(process: "subprocess.Popen[bytes]", port: int) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(f"http://{HOST}:{port}/", timeout=5):
                return
        except OSError:
            time.sleep(0.2)
    raise StoreLabError(
        pick(
            {
                "en": "The page did not start; what it printed stands above. Try another --port.",
                "zh": "页面没能启动，原因见上面的输出。可以换一个 --port 再试。",
            }
        )
    )


def _stop(process: "subprocess.Popen[bytes]") -> None:
    if process.poll() is None:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
