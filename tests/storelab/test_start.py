"""``storelab start`` up to the moment JupyterLab takes over; the browser tests go on from there."""

import json
import os
import socket
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

from storelab import cli, start
from storelab.errors import StoreLabError
from storelab.merge import write_notebook
from storelab.workspace import Summary


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A course of one notebook in two languages, the working folder inside it; JupyterLab is not started."""
    (tmp_path / "utils" / "storelab").mkdir(parents=True)
    for name in ("en", "zh"):
        (tmp_path / "notebooks" / name).mkdir(parents=True)
        cell = {"cell_type": "markdown", "id": "a", "metadata": {}, "source": f"# {name}"}
        book = write_notebook({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [cell]})
        (tmp_path / "notebooks" / name / "course_map.ipynb").write_bytes(book)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(import_module("storelab.language"), "_chosen", None)
    for variable in ("STORELAB_LANGUAGE", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
    return tmp_path


@pytest.fixture
def handed(monkeypatch: pytest.MonkeyPatch) -> list[tuple[list[str], dict[str, str], Path]]:
    """What would have been started."""
    calls: list[tuple[list[str], dict[str, str], Path]] = []

    def hand_over(command: list[str], environment: dict[str, str], folder: Path) -> int:
        calls.append((command, environment, folder))
        return 0

    monkeypatch.setattr(start, "hand_over", hand_over)
    return calls


@pytest.fixture
def taken() -> Iterator[int]:
    """A port on which somebody listens."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen(1)
        yield server.getsockname()[1]


def test_start_updates_the_workspace_and_opens_the_course_map(course: Path, handed: list, capsys) -> None:  # type: ignore[no-untyped-def, type-arg]
    assert cli.main(["start", "--no-browser"]) == 0
    [(command, environment, folder)] = handed
    assert folder == course / "workspace"
    assert (course / "workspace" / "en" / "course_map.ipynb").is_file()
    assert command[:3] == [sys.executable, "-m", "jupyterlab"]
    assert "--LabApp.default_url=/lab/tree/en/course_map.ipynb" in command
    assert "--LabApp.news_url=None" in command
    assert "--no-browser" in command
    assert environment["STORELAB_LANGUAGE"] == "en"
    assert environment["PATH"].startswith(str(Path(sys.executable).parent))
    assert "new notebooks and files: 1" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "system", "expected"),
    [([], "zh_CN.UTF-8", "zh"), ([], "fr_FR.UTF-8", "en"), (["--language", "en"], "zh_CN.UTF-8", "en")],
)
def test_the_language_is_the_systems_unless_one_is_named(
    course: Path,
    handed: list,  # type: ignore[type-arg]
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    system: str,
    expected: str,
) -> None:
    monkeypatch.setenv("LANG", system)
    assert cli.main(["start", *arguments]) == 0
    assert handed[0][1]["STORELAB_LANGUAGE"] == expected
    assert (course / "workspace" / expected / "course_map.ipynb").is_file()


def test_another_workspace_can_be_named(course: Path, handed: list) -> None:  # type: ignore[type-arg]
    assert cli.main(["start", "--workspace", "mine"]) == 0
    assert handed[0][2] == course / "mine"
    assert f"--ServerApp.root_dir={course / 'mine'}" in handed[0][0]


def test_mistakes_are_explained_with_exit_code_2(course: Path, handed: list, taken: int, capsys) -> None:  # type: ignore[no-untyped-def, type-arg]
    for arguments, words in [
        (["--language", "fr"], "use 'en' or 'zh'"),
        (["--port", "0"], "is not a port"),
        (["--port", "70000"], "is not a port"),
        (["--port", str(taken)], f"Port {taken} is in use or not allowed. Port "),
        (["--workspace", str(course / "notebooks" / "en" / "course_map.ipynb")], "could not be updated"),
    ]:
        assert cli.main(["start", *arguments]) == 2
        assert words in capsys.readouterr().err
    assert handed == []


def test_outside_a_course_the_message_says_where_to_go(course: Path, monkeypatch: pytest.MonkeyPatch, capsys) -> None:  # type: ignore[no-untyped-def]
    (course / "notebooks" / "en" / "course_map.ipynb").unlink()
    assert cli.main(["start"]) == 2
    assert "There are no notebooks in" in capsys.readouterr().err


def test_the_suggested_port_is_free(taken: int) -> None:
    assert not start.is_free(taken)
    with pytest.raises(StoreLabError, match=r"storelab start --port (\d+)") as error:
        start.choose_port(taken)
    assert start.is_free(int(str(error.value).rsplit(" ", 1)[1]))


def test_a_summary_names_what_matters_and_shortens_the_rest(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(import_module("storelab.language"), "_chosen", "en")
    names = [f"lessons/10_traffic_funnel/{number:02}_lesson.ipynb" for number in range(40)]
    summary = Summary(
        tmp_path, updated=names, damaged={"a.ipynb": "a.damaged-1.ipynb"}, kept_answers=2, backup=tmp_path / "b"
    )
    lines = start.describe(summary)
    assert any("and 39 more" in line or "and 38 more" in line or "and 37 more" in line for line in lines)
    assert any("a.ipynb was damaged" in line and "a.damaged-1.ipynb" in line for line in lines)
    assert any("answers of yours kept although their start has changed: 2" in line for line in lines)
    assert lines[-1] == f"  as they were before: {tmp_path / 'b'}"


def test_a_quiet_summary_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(import_module("storelab.language"), "_chosen", "zh")
    assert start.describe(Summary(tmp_path)) == [f"你的练习文件夹：{tmp_path}", "  已是最新"]


def test_the_chinese_edition_has_chinese_menus() -> None:
    folders = {
        language: start.lab_environment({"JUPYTER_CONFIG_PATH": "/mine"}, language)["JUPYTER_CONFIG_PATH"].split(
            os.pathsep
        )
        for language in ("en", "zh")
    }
    assert folders["zh"][-1] == folders["en"][-1] == "/mine"
    overrides = [Path(folder) / "labconfig" / "default_setting_overrides.json" for folder in folders["zh"]]
    locales = [json.loads(file.read_text(encoding="utf-8")) for file in overrides if file.is_file()]
    assert locales == [{"@jupyterlab/translation-extension:plugin": {"locale": "zh_CN"}}]
    assert not any(
        (Path(folder) / "labconfig" / "default_setting_overrides.json").is_file() for folder in folders["en"]
    )


def test_pages_find_what_the_course_adds_and_what_the_learner_had() -> None:
    folders = start.lab_environment({"JUPYTER_PATH": "/mine"}, "en")["JUPYTER_PATH"].split(os.pathsep)
    assert folders[1:] == ["/mine"]
    assert (Path(folders[0]) / "voila/templates/storelab").is_dir()
    assert start.lab_environment({}, "en")["JUPYTER_PATH"] == folders[0]
    extension = Path(folders[0]) / "labextensions/store-lab"
    loaded = json.loads((extension / "package.json").read_text(encoding="utf-8"))["jupyterlab"]["_build"]["load"]
    assert (extension / loaded).is_file()
