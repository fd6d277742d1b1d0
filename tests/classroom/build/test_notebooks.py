"""Turning source cells into notebooks."""

import json

import nbformat
import pytest

from classroom.build.notebooks import assignment_notebook, dump, lesson_notebook, text_notebook
from classroom.build.release import release
from classroom.source import load_chapter


@pytest.fixture
def chapter(tiny_course):
    return load_chapter("7")


def sources(notebook):
    return ["".join(cell["source"]) for cell in notebook["cells"]]


def test_a_lesson_keeps_one_language_and_hides_facts_and_row_ids(chapter):
    notebook = lesson_notebook(chapter.lessons[0], "en", lambda text, cell: text)
    text = dump(notebook).decode()
    assert "Who is biggest?" in text
    assert "谁最大" not in text
    assert "biggest_shop = " not in text
    assert "S2-01" not in text


def test_the_set_up_cell_chooses_the_language(chapter):
    for language in ("en", "zh"):
        notebook = lesson_notebook(chapter.lessons[0], language, lambda text, cell: text)
        assert f'storelab.use_language("{language}")' in "\n".join(sources(notebook))


def test_cell_ids_follow_the_text_so_that_a_new_cell_renames_no_neighbour():
    before = text_notebook([("markdown", "one"), ("code", "x = 1"), ("markdown", "one")])
    after = text_notebook([("markdown", "zero"), ("markdown", "one"), ("code", "x = 1"), ("markdown", "one")])
    assert [c["id"] for c in after["cells"]][1:] == [c["id"] for c in before["cells"]]
    assert len({c["id"] for c in after["cells"]}) == 4


def test_an_exercise_is_question_answer_check_hints(chapter):
    notebook = assignment_notebook(chapter, "en", {"7-1": "a"})
    assert [cell["id"] for cell in notebook["cells"][2:6]] == [
        "question-share",
        "answer-share",
        "check-share",
        "hints-share",
    ]


def test_both_languages_share_ids_and_code(chapter):
    english, chinese = (assignment_notebook(chapter, language, {"7-1": "a"})["cells"] for language in ("en", "zh"))
    graded = [
        [(c["id"], c["source"]) for c in cells if c["cell_type"] == "code" and "nbgrader" in c["metadata"]]
        for cells in (english, chinese)
    ]
    assert graded[0] == graded[1]
    assert len(graded[0]) == 4


def test_question_cells_are_not_locked(chapter):
    notebook = assignment_notebook(chapter, "zh", {"7-1": "a"})
    questions = [cell for cell in notebook["cells"] if cell["id"].startswith("question-")]
    assert len(questions) == 3
    assert all("nbgrader" not in cell["metadata"] for cell in questions)


def test_the_release_holds_no_solution_no_hidden_check_no_key_no_rubric(chapter):
    text = release(assignment_notebook(chapter, "en", {"7-1": "a"})).decode()
    for secret in (
        "whole = amounts.sum()",
        "classroom",
        'concepts_07 = {\\"7-1\\": \\"a\\"}',
        "Two points for a figure",
    ):
        assert secret in dump(assignment_notebook(chapter, "en", {"7-1": "a"})).decode()
        assert secret not in text


def test_the_release_is_valid_and_its_stub_runs(chapter):
    notebook = nbformat.reads(release(assignment_notebook(chapter, "en", {"7-1": "a"})).decode(), as_version=4)
    nbformat.validate(notebook)
    answer = next(cell for cell in notebook.cells if cell.id == "answer-share")
    namespace: dict = {}
    exec("import pandas as pd\n" + answer.source, namespace)
    assert namespace["share"](None) is None


def test_the_released_check_cell_is_locked_and_carries_points(chapter):
    notebook = json.loads(release(assignment_notebook(chapter, "en", {"7-1": "a"})))
    check = next(cell for cell in notebook["cells"] if cell["id"] == "check-share")
    assert "".join(check["source"]) == 'check("share")'
    assert check["metadata"]["nbgrader"]["points"] == 2
    assert check["metadata"]["editable"] is False


def test_a_cell_that_fails_on_purpose_does_not_stop_a_learners_run(tiny_course):
    file = tiny_course / "course" / "07_tiny" / "lessons" / "01_shares.md"
    shown = "```{code-cell} ipython3\n:raises: NameError\nsails\n```\n\n"
    file.write_text(
        file.read_text(encoding="utf-8").replace(
            '+++ {"lang": "en", "closing"', shown + '+++ {"lang": "en", "closing"'
        ),
        encoding="utf-8",
    )
    notebook = lesson_notebook(load_chapter("7").lessons[0], "en", lambda text, cell: text)
    marked = [cell["source"] for cell in notebook["cells"] if cell["metadata"] == {"tags": ["raises-exception"]}]
    assert marked == [["sails"]]
