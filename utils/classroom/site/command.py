"""The command: write the source, run Sphinx for each language, check every link."""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from storelab.errors import StoreLabError
from storelab.language import LANGUAGES, VARIABLE

_HERE = Path(__file__).resolve().parent
# What MathJax needs in the browser: one program and its fonts.
_MATHJAX = ("tex-chtml.js", "output/chtml/fonts")

# What Sphinx prints while it works.
_PER_CENT = re.compile(r"(reading|writing)\b.*\[ *(\d+)%\]")

# Sends a reader on to their language; without scripts to the English pages.
_ROOT_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Store Lab · 网店数据课</title>
<script>location.replace((navigator.language || "en").toLowerCase().startsWith("zh") ? "zh/index.html" : "en/index.html")</script>
<noscript><meta http-equiv="refresh" content="0; url=en/index.html"></noscript>
</head>
<body><p><a href="en/index.html">English</a> · <a href="zh/index.html" lang="zh">中文</a></p></body>
</html>
"""


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command's parser."""
    parser = subparsers.add_parser(
        "site",
        help="build the course as a static site in both languages",
        description="Build the course as a static site in both languages: every lesson executed, metrics, data dictionary, "
        "handbook. It needs no server and asks no other host. Exit 1: a page has a warning or a broken link.",
    )
    parser.add_argument("chapters", nargs="*", metavar="CHAPTER", help="numbers or ids; all written ones by default")
    parser.add_argument("--out", type=Path, help="the folder to write; dist/site by default")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Build the site and say where it is."""
    from classroom.source import find_chapter_id, project_root

    root = project_root()
    out = (options.out or root / "dist/site").expanduser().absolute()
    work = root / ".cache/site"
    chapters = [find_chapter_id(name) for name in options.chapters] or None
    if out.exists() and not _is_site(out):
        raise StoreLabError(f"{out} holds something else than a site. Name an empty folder with --out.")
    with _alone(work):
        return _make(root, work, out, chapters)


@contextmanager
def _alone(work: Path) -> Iterator[None]:
    """One run at a time: each removes what the last one left in the project's cache.

    Raises
    ------
    StoreLabError
        If another run is at work.
    """
    try:
        import fcntl
    except ImportError:  # Windows
        yield
        return
    work.mkdir(parents=True, exist_ok=True)
    with (work / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise StoreLabError("Another 'classroom site' is at work on this project: wait until it is done.") from None
        yield


def _make(root: Path, work: Path, out: Path, chapters: Sequence[str] | None) -> int:
    from classroom.site.links import broken_links
    from classroom.site.pages import has_formulas, write_source

    html = work / "html"
    shutil.rmtree(html, ignore_errors=True)
    for language in LANGUAGES:
        print(f"{language}: writing pages", flush=True)
        write_source(root, work / "source" / language, language, chapters)
    static = _static(work, with_math=has_formulas(work / "source"))
    if faulty := _html(work, static, html):
        print(f"classroom site: Sphinx found faults in the pages in {', '.join(faulty)}; see above.", file=sys.stderr)
        return 1
    (html / "index.html").write_text(_ROOT_PAGE, encoding="utf-8")
    if broken := broken_links(html):
        print("\n".join(broken), file=sys.stderr)
        print(f"classroom site: {len(broken)} links lead nowhere; see above.", file=sys.stderr)
        return 1
    shutil.rmtree(out, ignore_errors=True)
    out.parent.mkdir(parents=True, exist_ok=True)
    shutil.move(html, out)
    print(f"wrote {out}: {len(list(out.rglob('*.html')))} pages. Open {out / 'index.html'}")
    return 0


def _is_site(folder: Path) -> bool:
    """Whether a folder is empty or holds a site that this command wrote, and may be replaced."""
    first = folder / "index.html"
    return not any(folder.iterdir()) or (first.is_file() and first.read_text(encoding="utf-8") == _ROOT_PAGE)


def _static(work: Path, with_math: bool) -> Path:
    """What pages load besides the theme's own files: the style, and for formulas MathJax from its npm package."""
    static = work / "static"
    shutil.rmtree(static, ignore_errors=True)
    shutil.copytree(_HERE / "static", static)
    if not with_math:
        return static
    npm = shutil.which("npm")
    if npm is None:
        raise StoreLabError(
            "npm is not installed: the site's MathJax comes from its npm package. On Debian: apt-get install npm"
        )
    packages = work / "npm"
    packages.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json", ".npmrc"):
        shutil.copy(_HERE / name, packages / name)
    done = subprocess.run(
        [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=packages, capture_output=True, text=True
    )
    if done.returncode:
        raise StoreLabError(f"npm could not install MathJax:\n{done.stderr[-2000:]}")
    for name in _MATHJAX:
        origin, target = packages / "node_modules/mathjax/es5" / name, static / "mathjax" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        (shutil.copytree if origin.is_dir() else shutil.copy)(origin, target)
    return static


def _kernel(work: Path) -> Path:
    """A Jupyter folder whose Python kernel is this one, and says errors only."""
    folder = work / "jupyter"
    spec = {
        "argv": [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}", "--log-level=ERROR"],
        "display_name": "Python 3 (ipykernel)",
        "language": "python",
    }
    file = folder / "kernels/python3/kernel.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(spec), encoding="utf-8")
    return folder


def _html(work: Path, static: Path, html: Path) -> list[str]:
    """Execute the lessons and make the pages, both languages side by side; returns the languages with faults."""
    from rich.progress import Progress

    kernel = _kernel(work)
    # MyST-NB leaves the notebooks that it executed beside the pages' folder: there, they are no part of the site, and
    # those of one language do not lie upon those of the other.
    made = work / "made"
    shutil.rmtree(made, ignore_errors=True)
    with Progress() as progress, ThreadPoolExecutor(len(LANGUAGES)) as pool:

        def build(language: str) -> int:
            bar = progress.add_task(f"{language}: lessons and pages", total=2 * 100)
            pages = made / language / "html"
            return _sphinx(work, static, pages, language, kernel, lambda done: progress.update(bar, completed=done))

        codes = list(pool.map(build, LANGUAGES))
    faulty = [language for language, code in zip(LANGUAGES, codes, strict=True) if code]
    if not faulty:
        html.mkdir(parents=True)
        for language in LANGUAGES:
            (made / language / "html").rename(html / language)
    return faulty


def _sphinx(work: Path, static: Path, out: Path, language: str, kernel: Path, tell: Callable[[int], None]) -> int:
    """Run Sphinx for one language and tell how many per cent are read, then, from 100 on, written; returns its exit code."""
    environment: Mapping[str, str] = {
        **os.environ,
        VARIABLE: language,
        "JUPYTER_PATH": str(kernel),
        # Each language its own: what is executed lies in a data base that one process writes.
        "STORELAB_SITE_CACHE": str(work / "executed" / language),
        "STORELAB_SITE_STATIC": str(static),
        "PYTHONUNBUFFERED": "1",
    }
    command = [sys.executable, "-m", "sphinx", "-b", "html", "-W", "--keep-going"]
    command += ["-c", str(_HERE), "-d", str(work / "doctrees" / language)]
    command += [str(work / "source" / language), str(out)]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True, encoding="utf-8") as process:
        for line in process.stdout or ():
            if found := _PER_CENT.search(line):
                tell(int(found[2]) + 100 * (found[1] == "writing"))
    return process.returncode
