"""A new chapter's files can be read at once, and the linter names what is still to be written."""

import pytest

from classroom.cli import main
from classroom.skeleton import make_skeleton
from classroom.source import load_chapter
from storelab.errors import StoreLabError


@pytest.fixture
def coming_chapter(tiny_course):
    """The tiny course with a second chapter that is listed and not yet written."""
    with (tiny_course / "course" / "syllabus.yml").open("a", encoding="utf-8") as syllabus:
        syllabus.write('  - {id: 09_stock, week: 1, needs: [7], title: {en: "Stock", zh: "库存"}}\n')
    with (tiny_course / "course" / "inventory.csv").open("a", encoding="utf-8") as inventory:
        inventory.write("S9-01,甲,A,9,\nS9-02,乙,B,9,\nS9-03,丙,C,9,\n")
    return tiny_course


def test_all_parts_are_there(coming_chapter):
    folder = make_skeleton("9", ["cover_days", "reorder"], ["stock_cover", "reorder_point"])
    chapter = load_chapter("9")
    assert folder == coming_chapter / "course" / "09_stock"
    assert [lesson.name for lesson in chapter.lessons] == ["01_cover_days", "02_reorder"]
    assert list(chapter.exercises) == ["stock_cover", "reorder_point"]
    assert [len(exercise.hints) for exercise in chapter.exercises.values()] == [2, 2]
    assert [item["id"] for item in chapter.questions] == ["9-1", "9-2", "9-3", "9-4", "9-5"]
    assert chapter.trials == []
    assert chapter.cases.stock_cover.points == 3


def test_rows_are_dealt_out_once(coming_chapter):
    make_skeleton("09_stock", ["cover_days", "reorder"], ["stock_cover"])
    cells = [cell for lesson in load_chapter("9").lessons for cell in lesson.cells]
    english = [cell.metadata["rows"] for cell in cells if "rows" in cell.metadata and cell.lang == "en"]
    assert english == [{"S9-01": "TODO", "S9-03": "TODO"}, {"S9-02": "TODO"}]


def test_lint_names_what_is_to_be_written(coming_chapter, capsys):
    make_skeleton("9", ["cover_days"], ["stock_cover"])
    assert main(["lint", "9"]) == 1
    assert "TODO" in capsys.readouterr().out


def test_nothing_is_overwritten(coming_chapter):
    make_skeleton("9", ["cover_days"], ["stock_cover"])
    file = coming_chapter / "course" / "09_stock" / "exercises.md"
    file.write_text("written by hand", encoding="utf-8")
    with pytest.raises(StoreLabError, match="exists already; nothing was written"):
        make_skeleton("9", ["cover_days"], ["stock_cover"])
    assert file.read_text(encoding="utf-8") == "written by hand"


@pytest.mark.parametrize(
    ("chapter", "lessons", "exercises", "expected"),
    [
        ("09_stok", ["a"], ["b"], "lists no chapter '09_stok'"),
        ("9", ["Cover days"], ["b"], "--lessons: 'Cover days' must be small letters"),
        ("9", ["a"], ["b", "b"], "--exercises: a name stands twice"),
        ("9", list("abcdefg"), ["b"], "a chapter has 1 to 6"),
    ],
)
def test_mistakes_are_explained(coming_chapter, chapter, lessons, exercises, expected):
    with pytest.raises(StoreLabError, match=expected):
        make_skeleton(chapter, lessons, exercises)
    assert not (coming_chapter / "course" / "09_stock").exists()
