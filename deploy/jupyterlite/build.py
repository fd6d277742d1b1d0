"""Builds the course as a JupyterLite site: JupyterLab and Python inside the browser, without a server that computes.

    python deploy/jupyterlite/build.py [--out dist/jupyterlite]

``docs/jupyterlite.md`` says what such a site can do and what it cannot.
"""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parents[1]
# What of the course's dependencies the notebooks compute and draw with; JupyterLab, nbgrader and Voilà have no place in a browser.
NEEDED = ("pandas", "pyarrow", "narwhals", "scipy", "statsmodels", "seaborn", "matplotlib", "ipywidgets")
# In front of each notebook: the library from the site itself, and where the data lie.
SETUP = '%pip install -q store-lab\nimport os\n\nos.environ["STORELAB_DATA"] = "/drive/datasets"'


def main() -> None:
    """Make the site."""
    parser = argparse.ArgumentParser(description="Build the course as a JupyterLite site.")
    parser.add_argument("--out", type=Path, default=PROJECT / "dist" / "jupyterlite", help="the folder to write")
    out = parser.parse_args().out.absolute()
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        wheel = make_wheel(work / "library")
        contents = make_contents(work / "contents")
        shutil.copy(HERE / "jupyter-lite.json", work)
        command = [
            *(sys.executable, "-m", "jupyterlite_core.app", "build"),
            *("--lite-dir", work, "--output-dir", out),
            *("--contents", contents, "--piplite-wheels", wheel),
        ]
        subprocess.run([str(word) for word in command], check=True, cwd=work)
    print(
        f"wrote {out}; look at it with: {Path(sys.executable).name} -m http.server --bind 127.0.0.1 --directory {out}"
    )


def make_wheel(folder: Path) -> Path:
    """The learner's library as a wheel for every Python, with the dependencies that exist in a browser.

    Parameters
    ----------
    folder
        Where to build it.
    """
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    dependencies = [line for line in project["dependencies"] if line.startswith(NEEDED)]
    (folder / "utils").mkdir(parents=True)
    shutil.copytree(
        PROJECT / "utils" / "storelab", folder / "utils" / "storelab", ignore=shutil.ignore_patterns("__pycache__")
    )
    (folder / "pyproject.toml").write_text(
        '[build-system]\nrequires = ["hatchling>=1.27"]\nbuild-backend = "hatchling.build"\n\n'
        f'[project]\nname = "store-lab"\nversion = "{project["version"]}"\n'
        f'requires-python = "{project["requires-python"]}"\ndependencies = {json.dumps(dependencies)}\n\n'
        '[tool.hatch.build.targets.wheel]\npackages = ["utils/storelab"]\n',
        encoding="utf-8",
    )
    subprocess.run([sys.executable, "-m", "build", "--wheel", "--outdir", folder / "dist", folder], check=True)
    (wheel,) = (folder / "dist").glob("*-py3-none-any.whl")
    return wheel


def make_contents(folder: Path) -> Path:
    """The files that the site shows: notebooks with the setup in front, and the data sets.

    Parameters
    ----------
    folder
        Where to put them.
    """
    shutil.copytree(PROJECT / "datasets", folder / "datasets", ignore=shutil.ignore_patterns("manifests"))
    for source in sorted((PROJECT / "notebooks").rglob("*.ipynb")):
        if ".ipynb_checkpoints" in source.parts:
            continue
        notebook: dict[str, Any] = json.loads(source.read_text(encoding="utf-8"))
        setup = {
            "cell_type": "code",
            "id": "lite-setup",
            "metadata": {},
            "source": SETUP,
            "outputs": [],
            "execution_count": None,
        }
        notebook["cells"].insert(0, setup)
        target = folder / source.relative_to(PROJECT)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(json.dumps(notebook, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return folder


if __name__ == "__main__":
    main()
