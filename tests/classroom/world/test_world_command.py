"""``classroom world``: what it writes, what it compares, and what it says when something is wrong."""

import json
from pathlib import Path

import pytest

from classroom.cli import main as classroom
from classroom.world.schema import RAW_FILES, TABLES
from storelab import data
from storelab.cli import run

ROOT = Path(__file__).resolve().parents[3]


def world(*options: str) -> int:
    """Run the command alone, whatever other commands there are."""
    return run(["classroom.world.command"], "classroom", "test", ["world", *options])


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made") / "shop"
    assert world("--scale", "0.01", "--seed", "4", "--out", str(folder), "--window", "2025-11-01", "2025-11-07") == 0
    return folder


def test_the_committed_tables_are_what_the_simulation_makes(capsys: pytest.CaptureFixture[str]) -> None:
    assert world("--check") == 0
    assert f"{len(TABLES)} tables" in capsys.readouterr().out


def test_it_stands_among_the_commands(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="0"):
        classroom(["world", "--help"])
    assert "--scale" in capsys.readouterr().out


def test_it_writes_tables_and_manifests(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert {file.stem for file in made.glob("*.parquet")} == set(TABLES)
    assert {file.stem for file in made.glob("manifests/*.json")} == set(TABLES)
    assert {file.stem for file in made.glob("raw/*.csv")} == set(RAW_FILES)
    assert not list(made.glob(".making-*"))
    monkeypatch.setenv("STORELAB_DATA", str(made))
    sessions = data.load("sessions")
    assert str(sessions["started_at"].min().date()) == "2025-11-01"
    assert str(sessions["started_at"].max().date()) == "2025-11-07"
    assert len(data.load("users")) == 200


def test_manifests_say_what_is_needed_and_nothing_of_the_effects(made: Path) -> None:
    text = (made / "manifests" / "events.json").read_text(encoding="utf-8")
    manifest = json.loads(text)
    assert text == json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    assert manifest["command"] == "classroom world --seed 4 --scale 0.01 --window 2025-11-01 2025-11-07"
    assert manifest["window"] == ["2025-11-01", "2025-11-07"]
    assert manifest["keys"] == ["event_id"]
    raw = json.loads((made / "manifests" / "export_taobao.json").read_text(encoding="utf-8"))
    assert raw["window"] == ["2025-10-01", "2025-10-31"]
    assert (raw["raw_file"]["path"], raw["raw_file"]["encoding"]) == ("raw/export_taobao.csv", "gbk")
    assert 10 in manifest["chapters"]
    money = json.loads((made / "manifests" / "orders.json").read_text(encoding="utf-8"))["columns"]
    gross = next(column for column in money if column["name"] == "gross")
    assert (gross["unit"], gross["stored"], gross["nulls"]) == ("yuan", "fen", 0)
    for file in (ROOT / "datasets" / "manifests").glob("*.json"):
        words = file.read_text(encoding="utf-8").lower()
        assert not any(word in words for word in ("effect", "plant", "simpson", "lift", "bias", "intent_word"))


def test_committed_data_stay_small() -> None:
    assert sum(file.stat().st_size for file in (ROOT / "datasets").rglob("*") if file.is_file()) < 30e6


def test_check_names_what_differs(made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    import shutil

    folder = tmp_path / "copy"
    shutil.copytree(ROOT / "datasets", folder)
    manifest = folder / "manifests" / "users.json"
    manifest.write_text(
        manifest.read_text(encoding="utf-8").replace('"rows": 20000', '"rows": 20001'), encoding="utf-8"
    )
    (folder / "orders.parquet").write_bytes((made / "orders.parquet").read_bytes())
    (folder / "reviews.parquet").unlink()
    (folder / "manifests" / "shops.json").unlink()
    (folder / "raw" / "export_jd.csv").write_bytes((made / "raw" / "export_jd.csv").read_bytes())
    assert world("--check", "--out", str(folder)) == 1
    said = capsys.readouterr().out
    assert "users: differs from what the simulation makes (rows)" in said
    assert "orders: orders.parquet is not the file that its manifest describes" in said
    assert "reviews: reviews.parquet is missing" in said
    assert "shops: shops.json is missing" in said
    assert "export_jd: raw/export_jd.csv is not what its manifest describes" in said
    assert "events:" not in said


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--scale", "0"], "--scale 0.0 is out of range"),
        (["--scale", "101"], "from 0.001"),
        (["--seed", "-1"], "--seed -1 is negative"),
        (["--window", "2025-13-01", "2025-11-01"], "write two dates"),
        (["--window", "2025-11-07", "2025-11-01"], "the first day first"),
        (["--window", "2023-01-01", "2025-11-01"], "from 2024-01-01 to 2025-12-31"),
        (["--full", "--window", "2025-11-01", "2025-11-07"], "exclude each other"),
        (["--scale", "2"], "with --out FOLDER"),
        (["--check", "--seed", "3"], "leave out '--seed 3'"),
    ],
)
def test_mistakes_are_explained(options: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert world(*options) == 2
    assert message in capsys.readouterr().err


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "file"
    file.write_text("")
    assert world("--scale", "0.001", "--out", str(file / "sub")) == 2
    assert str(file / "sub") in capsys.readouterr().err
