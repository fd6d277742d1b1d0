"""Reading the course as authors write it."""

import more_chapter
import pytest

from classroom.source import assignment_entries, assignment_ids, chapter_ids, find_chapter_id, load_chapter, read_cells
from storelab.errors import StoreLabError


def test_a_chapter_is_found_by_number_and_by_id(tiny_course):
    assert find_chapter_id("7") == find_chapter_id("07_tiny") == "07_tiny"


def test_work_beside_the_chapters_is_graded_and_no_chapter(tiny_course):
    more_chapter.add_report(tiny_course)
    assert (chapter_ids(), assignment_ids()) == (["07_tiny"], ["07_tiny", "report"])
    assert find_chapter_id("report") == "report"
    assert (load_chapter("report").number, load_chapter("7").number) == (None, 7)
    assert [entry["id"] for entry in assignment_entries()] == ["07_tiny", "08_later", "report"]


def test_an_unknown_chapter_is_refused_with_the_nearest_name(tiny_course):
    with pytest.raises(StoreLabError, match="Did you mean '07_tiny'"):
        load_chapter("07_tinny")


def test_an_exercise_keeps_question_solution_and_hints(tiny_course):
    exercise = load_chapter("7").exercises["share"]
    assert exercise.points == 2
    assert set(exercise.question) == {"en", "zh"}
    assert exercise.solution_lines == [
        "whole = amounts.sum()",
        'return amounts / whole if whole else amounts * float("nan")',
    ]
    assert "BEGIN SOLUTION" not in exercise.solution_code
    assert [set(hint) for hint in exercise.hints] == [{"en", "zh"}, {"en", "zh"}]


def test_the_solution_code_runs(tiny_course):
    import pandas as pd

    exercise = load_chapter("7").exercises["share"]
    namespace: dict = {}
    exec(exercise.setup_code.split("from storelab")[0] + exercise.solution_code, namespace)
    assert namespace["share"](pd.Series([1.0, 3.0])).tolist() == [0.25, 0.75]


def test_an_answer_without_solution_marks_is_refused_with_its_place(tiny_course):
    file = tiny_course / "course" / "07_tiny" / "exercises.md"
    file.write_text(file.read_text(encoding="utf-8").replace("### END SOLUTION", ""), encoding="utf-8")
    with pytest.raises(StoreLabError, match=r"exercises\.md, cell \d+ \(def share.*END SOLUTION"):
        load_chapter("7")


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(StoreLabError, match=r"exercises\.md is missing"):
        read_cells(tmp_path / "exercises.md")


def test_a_hint_or_question_without_language_is_refused(tiny_course):
    file = tiny_course / "course" / "07_tiny" / "exercises.md"
    text = file.read_text(encoding="utf-8").replace(
        '{"lang": "en", "exercise": "share", "points": 2}', '{"exercise": "share", "points": 2}'
    )
    file.write_text(text, encoding="utf-8")
    with pytest.raises(StoreLabError, match='needs "lang"'):
        load_chapter("7")


def mark_primer(root, value):
    file = root / "course" / "syllabus.yml"
    file.write_text(
        file.read_text(encoding="utf-8").replace("{id: 07_tiny,", f"{{id: 07_tiny, primer: {value},"), encoding="utf-8"
    )


def test_the_syllabus_says_which_chapter_is_the_primer(tiny_course):
    assert not load_chapter("7").is_primer
    mark_primer(tiny_course, "true")
    assert load_chapter("7").is_primer


def test_a_primer_mark_that_is_no_truth_value_is_refused(tiny_course):
    mark_primer(tiny_course, "maybe")
    with pytest.raises(StoreLabError, match="chapter '07_tiny': primer is 'maybe'; write true"):
        load_chapter("7").is_primer  # noqa: B018
