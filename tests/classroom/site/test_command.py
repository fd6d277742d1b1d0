"""The command that builds the site: what it takes from npm, and what it refuses to replace."""

from pathlib import Path

import pytest

from classroom.cli import main
from classroom.site import command
from storelab.errors import StoreLabError


def fake_npm(folder: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    program = folder / "npm"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")


def test_mathjax_comes_from_its_package_and_nothing_else_of_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = "node_modules/mathjax/es5"
    fake_npm(
        tmp_path,
        monkeypatch,
        f"mkdir -p {made}/output/chtml/fonts && echo js > {made}/tex-chtml.js && echo font > {made}/output/chtml/fonts/a.woff"
        f" && echo other > {made}/tex-svg.js",
    )
    static = command._static(tmp_path / "work", with_math=True)
    found = sorted(path.relative_to(static).as_posix() for path in static.rglob("*") if path.is_file())
    assert found == ["mathjax/output/chtml/fonts/a.woff", "mathjax/tex-chtml.js", "site.css"]


def test_without_formulas_npm_is_not_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake_npm(tmp_path, monkeypatch, "exit 7")
    assert [path.name for path in command._static(tmp_path / "work", with_math=False).iterdir()] == ["site.css"]


def test_what_npm_says_is_handed_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake_npm(tmp_path, monkeypatch, "echo 'no such host' >&2; exit 1")
    with pytest.raises(StoreLabError, match=r"(?s)could not install MathJax.*no such host"):
        command._static(tmp_path / "work", with_math=True)


def test_a_machine_without_npm_is_told_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(StoreLabError, match="npm is not installed"):
        command._static(tmp_path / "work", with_math=True)


def test_a_folder_that_is_no_site_is_not_replaced(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    assert main(["site", "0", "--out", str(tmp_path)]) == 2
    assert "holds something else than a site" in capsys.readouterr().err
    assert (tmp_path / "thesis.txt").read_text() == "mine"


def test_an_unknown_chapter_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["site", "77"]) == 2
    assert "77" in capsys.readouterr().err


def test_two_runs_do_not_remove_what_the_other_writes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("classroom.source.project_root", lambda: tmp_path)
    with command._alone(tmp_path / ".cache/site"):
        assert main(["site", "--out", str(tmp_path / "site")]) == 2
    assert "Another 'classroom site' is at work" in capsys.readouterr().err
    with command._alone(tmp_path / ".cache/site"):
        pass
