"""The gallery: just the code that a widget needs, and a question for each."""

from pathlib import Path

import pytest

from classroom.build import gallery
from classroom.build.gallery import gallery_notebook, needed_code
from classroom.source import Cell, Lesson, chapter_ids, load_chapter
from storelab.errors import StoreLabError
from storelab.language import LANGUAGES


def lesson(*sources: str | tuple[str, str]) -> Lesson:
    """A lesson of code cells; the last shows the widget, a pair is (option, source)."""
    cells = []
    for number, source in enumerate(sources):
        option, code = source if isinstance(source, tuple) else ("", source)
        metadata = {option: True} if option else {}
        if number == len(sources) - 1:
            metadata = {"widget": True}
        cells.append(Cell("code", code, metadata, Path("01_x.md"), number))
    return Lesson(Path("01_x.md"), tuple(cells))


def code(*sources: str | tuple[str, str]) -> str:
    made = lesson(*sources)
    return needed_code(made, made.widgets[0])


def test_statements_that_the_widget_does_not_need_are_left_out() -> None:
    found = code("from lib import w, v\nx = v(1)\ny = v(2)\nx.head()", "w(x)")
    assert found.splitlines() == ["from lib import w, v", "x = v(1)", "w(x)"]


def test_an_earlier_value_that_is_overwritten_is_left_out_and_one_that_is_built_on_stays() -> None:
    assert "x = 1" not in code("def w(x): return x\nx = 1\nx = 2", "w(x)")
    assert code("def w(x): return x\nx = 1\nx = x + 2", "w(x)").splitlines()[1:] == ["x = 1", "x = x + 2", "w(x)"]


@pytest.mark.parametrize(
    "change",
    [
        'x["a"] = 2',
        "x.a = 2",
        "x.append(2)",
        "x += [2]",
        "for i in range(3):\n    x[i] = i",
        "if len(x):\n    x = []",
        "for i in [1]:\n    x.append(i)",
    ],
)
def test_what_changes_a_needed_value_stays_with_what_made_it(change: str) -> None:
    lines = code(f"def w(x): return x\nx = [0]\ny = [0]\n{change}", "w(x)")
    assert "x = [0]" in lines
    assert change in lines
    assert "y = [0]" not in lines


def test_names_inside_a_function_a_comprehension_or_a_lambda_are_not_looked_for() -> None:
    found = code(
        "k = 3\ndef w(a, *b, c=1, **d):\n    e = a + k\n    return e",
        "pick = lambda v: v + 1\nvalues = [pick(i) for i in range(3)]",
        "w(values)",
    )
    assert found.splitlines()[0] == "k = 3"
    assert found.splitlines()[-1] == "w(values)"


def test_cells_that_learners_do_not_get_or_that_fail_give_nothing() -> None:
    for option in ("facts", "raises"):
        with pytest.raises(StoreLabError, match=r"01_x\.md.* gives a value to x\."):
            code("def w(x): return x", (option, "x = 1"), "w(x)")


def test_the_code_of_every_widget_stands_alone() -> None:
    for name in chapter_ids():
        for one in load_chapter(name).lessons:
            for cell in one.widgets:
                compiled = needed_code(one, cell)
                assert "explore." in compiled
                compile(compiled, name, "exec")


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_widget_of_the_course_has_its_question(language: str) -> None:
    chapters = [load_chapter(name) for name in chapter_ids()]
    cells = gallery_notebook(chapters, language)["cells"]
    asked = gallery.questions()
    texts = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown"]
    assert len(texts) == len(asked) + 1
    for name, question in asked.items():
        assert any(question[language] in text and f"lessons/{name}.ipynb" in text for text in texts)


def test_a_missing_and_a_left_over_question_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    chapters = [load_chapter("10_traffic_funnel")]
    asked = gallery.questions()
    with pytest.raises(StoreLabError, match=r"without a widget: .*07_pricing/02_elasticity"):
        gallery_notebook(chapters, "en")
    monkeypatch.setattr(gallery, "questions", lambda: {"07_pricing/02_elasticity": asked["07_pricing/02_elasticity"]})
    with pytest.raises(StoreLabError, match="has no question '10_traffic_funnel/02_funnel'"):
        gallery_notebook(chapters, "en")
