"""The course map: what it links to and what it counts as done."""

import json
from importlib import import_module
from pathlib import Path

import pytest

from storelab.cli import main
from storelab.course_map import best_scores, map_html, read_syllabus, refresh
from storelab.errors import StoreLabError
from storelab.merge import write_notebook
from storelab.workspace import write_file

SYLLABUS = {
    "chapters": [
        {"id": "09_x", "number": 9, "title": {"en": "Logistics", "zh": "物流"}, "available": False},
        {
            "id": "10_x",
            "number": 10,
            "title": {"en": "Traffic & funnel", "zh": "流量与漏斗"},
            "minutes": 95,
            "week": 2,
            "needs": [],
            "points": 12,
            "check_points": 8,
            "available": True,
            "lessons": [
                {"file": "lessons/10_x/01_a.ipynb", "title": {"en": "Sources", "zh": "来源"}, "minutes": 45},
                {"file": "lessons/10_x/02_b.ipynb", "title": {"en": "Steps", "zh": "环节"}, "minutes": 50},
            ],
            "assignment": "assignments/10_x/10_x.ipynb",
            "exercises": ["funnel", "keyword_value"],
        },
    ],
    "assignments": [],
    "pass_mark": 60,
    "levels": [{"id": "junior", "title": {"en": "Junior", "zh": "初级"}, "homework": {"chapters": [10], "each": 60}}],
}


def choose(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr(import_module("storelab.language"), "_chosen", name)


def log(folder: Path, *lines: object) -> Path:
    path = folder / "progress.jsonl"
    path.write_text("".join(f"{line if isinstance(line, str) else json.dumps(line)}\n" for line in lines))
    return path


def entry(exercise: str, outcome: str, score: float) -> dict[str, object]:
    return {"time": "2026-11-22T19:00:00", "chapter": "10_x", "exercise": exercise, "outcome": outcome, "score": score}


def test_the_best_check_counts_and_unreadable_lines_are_passed_over(tmp_path: Path) -> None:
    lines = [entry("funnel", "wrong", 1.5), entry("funnel", "right", 3), entry("funnel", "crashed", 0)]
    path = log(tmp_path, *lines, "{half a li", 7, {"chapter": "10_x"}, entry("keyword_value", "wrong", 0.5))
    assert best_scores(path) == {("10_x", "funnel"): (3.0, True), ("10_x", "keyword_value"): (0.5, False)}


def test_without_a_log_nothing_is_done(tmp_path: Path) -> None:
    assert best_scores(tmp_path / "progress.jsonl") == {}


def test_the_map_links_lessons_and_exercises_and_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    choose(monkeypatch, "en")
    html = map_html(SYLLABUS, {("10_x", "funnel"): (3.0, True), ("10_x", "keyword_value"): (0.5, False)})
    assert '<a href="lessons/10_x/01_a.ipynb">Sources (45 min)</a>' in html
    assert '<a href="assignments/10_x/10_x.ipynb">Exercises</a>' in html
    assert "10. Traffic &amp; funnel" in html
    assert ">1 / 2<" in html
    assert ">3.5 / 8<" in html
    assert html.index("10. Traffic") < html.index("Coming") < html.index("9. Logistics")
    assert ">◐ begun<" in html
    assert "3.5 of 8 points; 0 of 1 chapters passed." in html
    assert "Junior: 0 of 1 chapters at 60 %; still to do: 10" in html
    assert '<strong>Next:</strong> <a href="lessons/10_x/01_a.ipynb">Chapter 10: Sources</a>' in html


def test_a_finished_chapter_is_ticked_and_the_map_speaks_chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    choose(monkeypatch, "zh")
    html = map_html(SYLLABUS, {("10_x", name): (4.0, True) for name in ("funnel", "keyword_value")})
    assert ">2 / 2<" in html
    assert "来源 (45 分钟)" in html
    assert "9. 物流" in html
    assert "即将推出" in html
    assert "✓ 全部做对" in html
    assert "初级：1 章中有 1 章达到 60%<" in html
    assert "每一章都已达标。" in html


REPORT = {
    "id": "report",
    "number": None,
    "title": {"en": "Case report", "zh": "案例报告"},
    "minutes": 0,
    "week": 2,
    "needs": [10],
    "points": 10,
    "check_points": 6,
    "available": True,
    "lessons": [],
    "assignment": "assignments/report/report.ipynb",
    "exercises": ["gap"],
}


def test_work_beside_the_chapters_has_a_line_after_them(monkeypatch: pytest.MonkeyPatch) -> None:
    choose(monkeypatch, "en")
    syllabus = {**SYLLABUS, "assignments": [REPORT]}
    html = map_html(syllabus, {("10_x", "funnel"): (4.0, True), ("10_x", "keyword_value"): (4.0, True)})
    assert html.index("10. Traffic") < html.index("<strong>Case report</strong>") < html.index("Coming")
    assert '<a href="assignments/report/report.ipynb">Exercises</a>' in html
    assert ">0 / 6<" in html
    assert "8 of 8 points; 1 of 1 chapters passed." in html
    assert '<strong>Next:</strong> <a href="assignments/report/report.ipynb">Case report</a>' in html


def test_progress_is_printed_in_the_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(import_module("storelab.course_map"), "read_syllabus", lambda: SYLLABUS)
    for folder in (".base", ".storelab"):
        (tmp_path / folder).mkdir()
    log(tmp_path / ".storelab", entry("funnel", "right", 3))
    assert main(["progress", "--workspace", str(tmp_path), "--language", "en"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["10", "Traffic", "&", "funnel", "◐", "begun", "1", "/", "2", "3", "/", "8"]
    assert lines[-1] == "Next: Chapter 10: Sources  (lessons/10_x/01_a.ipynb)"


def test_progress_without_a_workspace_says_where_it_looked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["progress", "--workspace", str(tmp_path / "none"), "--language", "en"]) == 2
    assert f"no workspace at {tmp_path / 'none'}" in capsys.readouterr().err


def test_a_damaged_syllabus_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    choose(monkeypatch, "en")
    module = import_module("storelab.course_map")
    monkeypatch.setattr(module, "generated_folder", lambda: tmp_path)
    read_syllabus.cache_clear()
    (tmp_path / "syllabus.json").write_text("{")
    with pytest.raises(StoreLabError, match=r"syllabus.json is missing or damaged"):
        read_syllabus()


def test_the_map_shows_before_any_cell_is_run_and_is_written_only_when_it_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(monkeypatch, "en")
    monkeypatch.setattr(import_module("storelab.course_map"), "read_syllabus", lambda: SYLLABUS)
    folder = tmp_path / "workspace" / "en"
    cell = {"cell_type": "code", "id": "map", "metadata": {}, "source": "storelab.course_map.show()"}
    book = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [cell]}
    write_file(folder / "course_map.ipynb", write_notebook(book))

    def shown() -> str:
        return json.loads((folder / "course_map.ipynb").read_text())["cells"][0]["outputs"][0]["data"]["text/html"]

    refresh(folder / "course_map.ipynb")
    assert ">0 / 2<" in shown()
    before = (folder / "course_map.ipynb").stat().st_mtime_ns
    refresh(folder / "course_map.ipynb")
    assert (folder / "course_map.ipynb").stat().st_mtime_ns == before
    (tmp_path / "workspace" / ".base").mkdir()
    (tmp_path / "workspace" / ".storelab").mkdir()
    log(tmp_path / "workspace" / ".storelab", entry("funnel", "right", 3))
    refresh(folder / "course_map.ipynb")
    assert ">1 / 2<" in shown()
