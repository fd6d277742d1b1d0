"""Progress: what is read from a learner's own files, and what is named as next."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from storelab.language import use_language
from storelab.progress import level_in_words, measure, share_run


def chapter(number: int, *needs: int) -> dict[str, Any]:
    name = f"{number:02}_x"
    return {
        "id": name,
        "number": number,
        "title": {"en": name, "zh": name},
        "week": 1,
        "needs": list(needs),
        "available": True,
        "minutes": 30,
        "check_points": 10.0,
        "assignment": f"assignments/{name}/{name}.ipynb",
        "exercises": ["one", "two"],
        "lessons": [
            {"file": f"lessons/{name}/{lesson}.ipynb", "title": {"en": lesson, "zh": lesson}, "minutes": 15}
            for lesson in ("01_a", "02_b")
        ],
    }


SYLLABUS: dict[str, Any] = {
    "chapters": [chapter(0), chapter(1, 0), chapter(2, 1), chapter(3, 1, 2)],
    "assignments": [],
    "pass_mark": 60,
    "levels": [
        {"id": "junior", "title": {"en": "Junior", "zh": "初级"}, "homework": {"chapters": [1, 2], "each": 60}},
        {"id": "senior", "title": {"en": "Senior", "zh": "高级"}, "homework": {"chapters": [1, 2, 3], "each": 75}},
    ],
}

REPORT = {**chapter(0, 3), "id": "report", "number": None, "title": {"en": "Report", "zh": "报告"}, "lessons": []}
REPORT |= {"assignment": "assignments/report/report.ipynb"}
WITH_REPORT = {**SYLLABUS, "assignments": [REPORT]}


def best(**points: float) -> dict[tuple[str, str], tuple[float, bool]]:
    """Points of both exercises of chapters: c1=6 is three points each, right where the sum is ten."""
    return {
        (f"{int(name[1:]):02}_x", exercise): (total / 2, total == 10)
        for name, total in points.items()
        for exercise in ("one", "two")
    }


def lesson(folder: Path, chapter: int, name: str, *counts: int | None) -> Path:
    path = folder / "lessons" / f"{chapter:02}_x" / f"{name}.ipynb"
    path.parent.mkdir(parents=True, exist_ok=True)
    cells = [{"cell_type": "code", "source": "1", "execution_count": count} for count in counts]
    cells += [{"cell_type": "markdown", "source": "text"}, {"cell_type": "code", "source": "", "execution_count": None}]
    path.write_text(json.dumps({"cells": cells}))
    return path


def test_states_and_points() -> None:
    progress = measure(SYLLABUS, best(c0=10, c1=6, c2=4), None)
    assert [item.state for item in progress.chapters] == ["done", "passed", "begun", "open"]
    assert [item.waits_for for item in progress.chapters] == [(), (), (), (2,)]
    assert (progress.score, progress.points) == (20, 40)
    assert [item.percent for item in progress.chapters] == [100, 60, 40, 0]


def test_work_beside_the_chapters_is_measured_and_counts_in_no_sum() -> None:
    points = {("report", "one"): (5.0, True), ("report", "two"): (2.0, False)}
    progress = measure(WITH_REPORT, {**best(c0=10, c1=6), **points}, None)
    (report,) = progress.assignments
    assert (report.state, report.score, report.points, report.solved, report.waits_for) == ("passed", 7, 10, 1, (3,))
    assert (progress.score, progress.points) == (16, 40)
    assert [level.asked for level in progress.levels] == [2, 3]


def test_work_beside_the_chapters_comes_next_when_all_chapters_are_passed() -> None:
    passed = best(c0=10, c1=10, c2=10, c3=10)
    step = measure(WITH_REPORT, passed, None).next_step
    assert step is not None
    assert (step.chapter, step.file) == (None, "assignments/report/report.ipynb")
    done = {("report", "one"): (5.0, True), ("report", "two"): (5.0, True)}
    assert measure(WITH_REPORT, {**passed, **done}, None).next_step is None


def test_levels_count_the_chapters_that_they_name() -> None:
    junior, senior = measure(SYLLABUS, best(c0=10, c1=8, c2=4), None).levels
    assert (junior.reached, junior.asked, junior.missing) == (1, 2, (2,))
    assert (senior.reached, senior.asked, senior.missing) == (1, 3, (2, 3))
    many = replace(senior, missing=(0, 2, 3, 4, 5, 9, 10))
    assert level_in_words(many).endswith(": 0, 2–5, 9, 10")
    use_language("zh")
    assert level_in_words(many).endswith("还差第 0、2–5、9、10 章")


@pytest.mark.parametrize(
    ("points", "expected"),
    [
        ({}, 0),  # from the beginning
        ({"c0": 10}, 1),
        ({"c1": 7}, 2),  # the primer was left out on purpose
        ({"c1": 7, "c0": 1}, 0),  # what is begun is gone on with
        ({"c2": 7}, 0),  # nothing beyond it is ready: 3 waits for 1, which waits for 0
    ],
)
def test_what_comes_next(points: dict[str, float], expected: int) -> None:
    step = measure(SYLLABUS, best(**points), None).next_step
    assert step is not None
    assert step.chapter == expected


def test_the_next_step_is_the_first_lesson_not_run_to_its_end_then_the_exercises(tmp_path: Path) -> None:
    def following() -> str:
        step = measure(SYLLABUS, {}, tmp_path).next_step
        assert step is not None
        return step.file

    assert following() == "lessons/00_x/01_a.ipynb"
    lesson(tmp_path, 0, "01_a", 1, 2)
    assert following() == "lessons/00_x/02_b.ipynb"
    lesson(tmp_path, 0, "02_b", 1, None)
    assert following() == "lessons/00_x/02_b.ipynb"
    lesson(tmp_path, 0, "02_b", 1, 5)
    assert following() == "assignments/00_x/00_x.ipynb"


def test_when_everything_is_passed_nothing_is_next() -> None:
    assert measure(SYLLABUS, best(c0=6, c1=6, c2=6, c3=6), None).next_step is None


def test_cells_without_code_do_not_count(tmp_path: Path) -> None:
    assert share_run(lesson(tmp_path, 0, "a", 1, None, 3, None)) == 0.5
    assert share_run(lesson(tmp_path, 0, "b")) == 0


@pytest.mark.parametrize("content", ["", "{", "[]", "{}", '{"cells": 3}', '{"cells": [1]}', '{"cells": [{}]}', "null"])
def test_a_damaged_notebook_counts_as_not_run(tmp_path: Path, content: str) -> None:
    path = tmp_path / "lesson.ipynb"
    path.write_text(content)
    assert share_run(path) == 0
    assert share_run(tmp_path / "missing.ipynb") == 0
