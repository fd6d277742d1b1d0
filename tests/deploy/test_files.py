"""The doors name the course's own lock, one version of JupyterHub, and this version of the course."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
HUB = PROJECT / "deploy" / "jupyterhub"


def text(name: str) -> str:
    return (PROJECT / name).read_text(encoding="utf-8")


def test_binder_installs_the_learners_lock_with_a_python_that_the_course_runs_on() -> None:
    lines = [line for line in text(".binder/requirements.txt").splitlines() if not line.startswith("#")]
    assert lines == ["-r ../locks/learner.txt"]
    assert tuple(map(int, re.findall(r"\d+", text(".binder/runtime.txt")))) >= (3, 11)


def test_hub_and_image_have_one_version_of_jupyterhub() -> None:
    (installed,) = re.findall(r"jupyterhub==([\d.]+)", text("deploy/jupyterhub/install.sh"))
    (built,) = re.findall(r"^ARG JUPYTERHUB=([\d.]+)", text("deploy/jupyterhub/Dockerfile"), re.MULTILINE)
    assert installed == built


def test_the_image_takes_the_kit_of_this_version() -> None:
    version = tomllib.loads(text("pyproject.toml"))["project"]["version"]
    assert f"ARG KIT=dist/store-lab-{version}.zip\n" in text("deploy/jupyterhub/Dockerfile")


@pytest.mark.parametrize(
    "name", [".binder/postBuild", ".binder/start", "deploy/jupyterhub/install.sh", "scripts/install_system_packages.sh"]
)
def test_scripts_are_sound_shell(name: str) -> None:
    subprocess.run(["bash", "-n", str(PROJECT / name)], check=True)
    assert name.startswith("scripts/") or (PROJECT / name).stat().st_mode & 0o111
