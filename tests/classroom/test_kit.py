"""The learner's archive holds what a learner needs, nothing else, and runs alone."""

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from classroom.cli import main
from classroom.kit import write_kit

PROJECT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def kit(tmp_path_factory):
    target = tmp_path_factory.mktemp("kit") / "kit.zip"
    write_kit(PROJECT, target, self_study=False)
    with zipfile.ZipFile(target) as archive:
        archive.extractall(target.parent)
    return target.parent / "store-lab"


def test_the_kit_holds_no_course_classroom_or_solutions(kit):
    names = {path.relative_to(kit).as_posix() for path in kit.rglob("*")}
    assert {
        "notebooks/en/course_map.ipynb",
        "notebooks/zh/assignments/case_report/case_report.ipynb",
        "datasets/orders.parquet",
        "datasets/raw/export_taobao.csv",
        "utils/storelab/__init__.py",
        "locks/learner.txt",
    } <= names
    assert not [name for name in names if name.startswith(("course", "solutions", "utils/classroom", "tests"))]
    assert not [name for name in names if name.endswith("/answers.json") or "__pycache__" in name]


def test_the_same_course_gives_the_same_archive(tmp_path):
    for name in ("one.zip", "two.zip"):
        write_kit(PROJECT, tmp_path / name, self_study=True)
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()


def test_a_self_study_kit_holds_model_answers(tmp_path):
    write_kit(PROJECT, tmp_path / "kit.zip", self_study=True)
    with zipfile.ZipFile(tmp_path / "kit.zip") as archive:
        answers = json.loads(archive.read("store-lab/utils/storelab/generated/answers.json"))
    assert "funnel" in answers["10_traffic_funnel"]["code"]


def test_an_archive_that_cannot_be_written_is_named(tmp_path, capsys):
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    assert main(["kit", "--out", str(tmp_path / "file" / "kit.zip")]) == 2
    assert "could not be written" in capsys.readouterr().err


@pytest.mark.slow
def test_the_kit_runs_alone_in_a_fresh_environment(kit):
    """Install by the kit's own Makefile, then load data and check an exercise."""
    subprocess.run(["make", ".venv/.learner", f"PYTHON={sys.executable}"], cwd=kit, check=True)
    python = kit / ".venv" / "bin" / "python"
    program = """
import importlib.util
from pathlib import Path
assert importlib.util.find_spec("classroom") is None
import storelab
from storelab import data, metrics
from storelab.practice import check
orders = data.load("orders")
assert len(orders) > 10_000
def funnel(events, steps, unit="visitor_id"):
    return events
result = check("funnel")
assert result.outcome == "wrong", result.outcome
assert result.score == 0
print(Path(storelab.__file__).resolve())
"""
    done = subprocess.run([str(python), "-c", program], cwd=kit, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert Path(done.stdout.strip()).is_relative_to(kit.resolve())
    assert not done.stderr
