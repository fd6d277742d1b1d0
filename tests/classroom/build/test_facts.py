"""Facts: executed, cached, written into prose."""

import pytest

from classroom.build import facts
from classroom.source import Cell, load_chapter
from storelab.errors import StoreLabError

TERMS = {"north": {"en": "North shop", "zh": "北店"}}


@pytest.mark.parametrize(
    ("form", "value", "english", "chinese"),
    [
        ("percent", 0.2049, "20%", "20%"),
        ("percent1", 0.2049, "20.5%", "20.5%"),
        ("percent2", 0.00123, "0.12%", "0.12%"),
        ("number", 12345.6, "12,346", "12,346"),
        ("number", 3.14159, "3.1", "3.1"),
        ("number", 0.1234, "0.12", "0.12"),
        ("number", 7.0, "7", "7"),
        ("integer", 1999.7, "2,000", "2,000"),
        ("yuan", 1234.5, "¥1,234", "1,234 元"),
        ("yuan", 0.08, "¥0.08", "0.08 元"),
        ("term", "north", "north shop", "北店"),
        ("text", "abc", "abc", "abc"),
    ],
)
def test_filters(form, value, english, chinese):
    template = f"x {{{{ fact | {form} }}}} y"
    assert facts.fill(template, {"fact": value}, "en", TERMS, "here") == f"x {english} y"
    assert facts.fill(template, {"fact": value}, "zh", TERMS, "here") == f"x {chinese} y"


def test_an_unknown_fact_names_the_cell_and_the_nearest():
    with pytest.raises(StoreLabError, match=r"01_shares.*'bigest'.*did you mean 'biggest'"):
        facts.fill("{{ bigest | percent }}", {"biggest": 1.0}, "en", TERMS, "01_shares")


def test_an_unknown_filter_and_an_unknown_term_are_refused():
    with pytest.raises(StoreLabError, match="unknown filter 'pct'"):
        facts.fill("{{ a | pct }}", {"a": 1.0}, "en", TERMS, "here")
    with pytest.raises(StoreLabError, match="'south' is no term"):
        facts.fill("{{ a | term }}", {"a": "south"}, "en", TERMS, "here")


def test_facts_come_from_the_executed_lesson_and_are_cached(tiny_course, monkeypatch):
    lesson = load_chapter("7").lessons[0]
    found = facts.lesson_facts(lesson)
    assert found == {"biggest": 0.75, "biggest_shop": "north", "total": 4000.0}

    def must_not_run(cells):
        raise AssertionError("executed although nothing changed")

    monkeypatch.setattr(facts, "execute", must_not_run)
    assert facts.lesson_facts(lesson) == found


def test_changed_code_is_executed_again(tiny_course):
    file = tiny_course / "course" / "07_tiny" / "lessons" / "01_shares.md"
    assert facts.lesson_facts(load_chapter("7").lessons[0])["biggest"] == 0.75
    file.write_text(file.read_text(encoding="utf-8").replace('"north": 30.0', '"north": 90.0'), encoding="utf-8")
    assert facts.lesson_facts(load_chapter("7").lessons[0])["biggest"] == 0.9


def code(source, **metadata):
    from pathlib import Path

    return Cell("code", source, metadata, Path("07_tiny/lessons/01_shares.md"), 3)


def test_a_failing_claim_names_the_cell(tiny_course):
    with pytest.raises(StoreLabError, match=r"01_shares\.md, cell 3 .*AssertionError"):
        facts.execute([code("x = 1\nassert x == 2", facts=True)])


def test_a_warning_in_a_lesson_is_an_error(tiny_course):
    with pytest.raises(StoreLabError, match="writes a warning"):
        facts.execute([code("import warnings\nwarnings.warn('old habit')")])


def test_an_error_shown_on_purpose_lets_the_next_cells_run(tiny_course):
    cells = [code("parcel", raises="NameError"), code("after = 2", facts=True)]
    assert facts.execute(cells) == {"after": 2}


@pytest.mark.parametrize(("source", "found"), [("x = 1", "and ran"), ("{}['x']", "and KeyError")])
def test_an_error_on_purpose_that_does_not_come_is_named(tiny_course, source, found):
    with pytest.raises(StoreLabError, match=rf"cell 3 .* should show a NameError .*{found}"):
        facts.execute([code(source, raises="NameError")])
