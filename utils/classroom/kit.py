"""``classroom kit``: the archive that a learner gets, which runs alone."""

import argparse
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from storelab.errors import StoreLabError

FOLDERS = ("notebooks", "datasets", "utils/storelab")
FILES = ("LICENSE", "LICENSE-CONTENT", "locks/learner.txt")
SKIPPED = {"__pycache__", ".ipynb_checkpoints", ".storelab"}
TOP = "store-lab"
# A fixed time of change for every file: the same course gives the same archive.
TIMESTAMP = (2026, 1, 1, 0, 0, 0)

README = """# Store Lab

A course in running an online shop by its numbers. You need Python 3.11 or newer.

    make start

builds the environment and opens the course in JupyterLab. Without make (Windows):

    py -m venv .venv && .venv\\Scripts\\pip install -r locks\\learner.txt && .venv\\Scripts\\pip install --no-deps -e .
    .venv\\Scripts\\storelab start

With conda: `conda env create -f environment.yml`, `conda activate store-lab`, `pip install --no-deps -e .`, `storelab start`.

What you write is kept in `workspace/`.

---

# 网店数据课

用数据经营网店的一门课。需要 Python 3.11 或更新的版本。

    make start

这一条命令会装好环境，并在 JupyterLab 里打开课程。没有 make（Windows）就用上面那两行。
你写的内容都在 `workspace/` 里。
"""

MAKEFILE = """PYTHON ?= python3

.PHONY: start
start: .venv/.learner
\t.venv/bin/storelab start

.venv/.learner: locks/learner.txt pyproject.toml
\t@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \\
\t\techo "Python 3.11 or newer is needed; name one: make PYTHON=python3.12 / 需要 Python 3.11 或更新的版本" >&2; exit 2; }
\t@echo "Installing what the course needs (a few minutes the first time) ... / 正在安装（第一次要几分钟）……"
\t$(PYTHON) -m venv .venv
\t.venv/bin/python -m pip install --quiet -r locks/learner.txt
\t.venv/bin/python -m pip install --quiet --no-deps -e .
\t@touch $@
"""


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command's parser."""
    parser = subparsers.add_parser(
        "kit",
        help="pack what a learner gets",
        description="Pack notebooks, data, the storelab library and the environment into one archive that runs alone.",
    )
    parser.add_argument("--out", type=Path, help="the archive to write; dist/store-lab-VERSION.zip by default")
    parser.add_argument("--self-study", action="store_true", help="add model answers, shown after an honest attempt")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write the archive and say what it holds."""
    from classroom.source import project_root

    root = project_root()
    project = _project(root)
    suffix = "-self-study" if options.self_study else ""
    target = options.out or root / "dist" / f"store-lab-{project['version']}{suffix}.zip"
    count = write_kit(root, target, self_study=options.self_study)
    print(f"wrote {target}: {count} files, {target.stat().st_size / 1e6:.1f} MB")
    return 0


def write_kit(root: Path, target: Path, *, self_study: bool) -> int:
    """Pack the learner's archive.

    Parameters
    ----------
    root
        The project's root.
    target
        The zip file to write; replaced if it exists.
    self_study
        Whether model answers go in.

    Returns
    -------
    int
        Number of files in the archive.

    Raises
    ------
    StoreLabError
        If something that belongs in the kit is missing, or the archive cannot be written.
    """
    entries = dict(_entries(root, self_study))
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            for name in sorted(entries):
                info = zipfile.ZipInfo(f"{TOP}/{name}", TIMESTAMP)
                info.compress_type = zipfile.ZIP_DEFLATED
                info.external_attr = 0o644 << 16
                archive.writestr(info, entries[name])
    except OSError as error:
        raise StoreLabError(
            f"{target} could not be written ({error.strerror}): check the folder, or name another with --out."
        ) from None
    return len(entries)


def _entries(root: Path, self_study: bool) -> Iterator[tuple[str, bytes]]:
    for folder in FOLDERS:
        if not (root / folder).is_dir():
            raise StoreLabError(f"{folder}/ is missing: run 'make notebooks' and 'make data' first.")
        for file in sorted((root / folder).rglob("*")):
            if file.is_file() and not SKIPPED & set(file.parts):
                yield file.relative_to(root).as_posix(), file.read_bytes()
    for name in FILES:
        yield name, (root / name).read_bytes()
    yield "README.md", README.encode()
    yield "Makefile", MAKEFILE.encode()
    yield "pyproject.toml", _kit_pyproject(_project(root)).encode()
    yield "environment.yml", (root / "environment.yml").read_bytes()
    if self_study:
        answers = root / "solutions" / "answers.json"
        if not answers.is_file():
            raise StoreLabError("solutions/answers.json is missing: run 'make notebooks' first.")
        yield "utils/storelab/generated/answers.json", answers.read_bytes()


def _project(root: Path) -> dict[str, Any]:
    content = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    project: dict[str, Any] = content["project"]
    return project


def _kit_pyproject(project: dict[str, Any]) -> str:
    dependencies = "".join(f'  "{dependency}",\n' for dependency in project["dependencies"])
    return (
        '[build-system]\nrequires = ["hatchling>=1.27"]\nbuild-backend = "hatchling.build"\n\n'
        f'[project]\nname = "{project["name"]}"\nversion = "{project["version"]}"\n'
        f'requires-python = "{project["requires-python"]}"\ndependencies = [\n{dependencies}]\n\n'
        '[project.scripts]\nstorelab = "storelab.cli:main"\n\n'
        '[tool.hatch.build.targets.wheel]\npackages = ["utils/storelab"]\n'
    )
