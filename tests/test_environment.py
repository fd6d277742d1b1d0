"""The environment files name one lock, and the lock carries no addresses."""

import re
import tomllib
from pathlib import Path

import pytest
import yaml

PROJECT = Path(__file__).resolve().parents[1]
GROUPS = ("learner", "instructor", "development")


def pins(group):
    text = (PROJECT / "locks" / f"{group}.txt").read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z0-9._-]+)==(\S+)", text, flags=re.MULTILINE))


def test_environment_yml_names_the_learners_lock():
    content = yaml.safe_load((PROJECT / "environment.yml").read_text(encoding="utf-8"))
    sections = [entry["pip"] for entry in content["dependencies"] if isinstance(entry, dict)]
    assert sections == [["-r locks/learner.txt"]]
    assert (PROJECT / "locks" / "learner.txt").is_file()


@pytest.mark.parametrize(("small", "large"), [("learner", "instructor"), ("instructor", "development")])
def test_each_group_is_part_of_the_next_with_the_same_versions(small, large):
    assert pins(small)
    assert {name: pins(large).get(name) for name in pins(small)} == pins(small)


@pytest.mark.parametrize("group", GROUPS)
def test_the_lock_carries_hashes_and_no_addresses(group):
    text = (PROJECT / "locks" / f"{group}.txt").read_text(encoding="utf-8")
    assert "://" not in text
    assert text.count("--hash=sha256:") >= len(pins(group))


def test_a_learner_installs_no_spark_dask_or_browser_driver():
    assert not {"pyspark", "dask", "playwright", "polars"} & set(pins("learner"))


def test_every_declared_dependency_is_locked():
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    groups = {"learner": project["dependencies"], **project["optional-dependencies"]}
    for group, dependencies in groups.items():
        names = {re.split(r"[\[><=~ ]", dependency)[0].lower() for dependency in dependencies} - {"store-lab"}
        # Extras for single machines, such as a cluster's, are locked with development.
        assert names <= set(pins(group if group in GROUPS else "development")), group
