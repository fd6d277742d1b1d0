"""What a submission may use stands in one file, and a mistake in it is said."""

import re
import tomllib
from dataclasses import asdict
from pathlib import Path

import pytest

from classroom.grade.limits import Limits, read_limits
from storelab.errors import StoreLabError

PROJECT = Path(__file__).resolve().parents[3]


def written(folder, text):
    (folder / "grading.toml").write_text(text, encoding="utf-8")
    return folder


def test_without_a_file_the_defaults_hold_and_the_page_says_them(tmp_path):
    assert read_limits(tmp_path) == Limits()
    page = (PROJECT / "docs" / "grading.md").read_text(encoding="utf-8")
    block = "\n".join(line.strip() for line in page.splitlines() if re.match(r" {4}(\[limits\]|\w+ = )", line))
    assert tomllib.loads(block)["limits"] == asdict(Limits())


def test_what_the_file_names_is_changed_and_nothing_else(tmp_path):
    limits = read_limits(written(tmp_path, "[limits]\ncell_seconds = 3\nmemory_mb = 512\n"))
    assert asdict(limits) == asdict(Limits()) | {"cell_seconds": 3, "memory_mb": 512}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[limits]\nmemory = 512\n", r"there is no limit 'memory'\. Did you mean 'memory_mb'\?"),
        ("[limits]\nqqqqqqqqq = 1\n", r"there is no limit 'qqqqqqqqq'\. Limits: cell_seconds, "),
        ("[limits]\nmemory_mb = 1.5\n", r"memory_mb = 1\.5 must be a whole number above 0"),
        ("[limits]\ncell_seconds = 0\n", r"cell_seconds = 0 must be a number above 0"),
        ("[limits]\nprocesses = true\n", r"processes = True must be a whole number above 0"),
        ("[limits\n", r"could not be read as TOML"),
    ],
)
def test_a_mistake_is_said(tmp_path, text, words):
    with pytest.raises(StoreLabError, match=words):
        read_limits(written(tmp_path, text))
