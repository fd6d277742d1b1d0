"""Every inventory row has a section and a test."""

import json

import more_chapter

from classroom.cli import main


def change(root, old, new):
    path = root / "course" / "07_tiny" / "lessons" / "01_shares.md"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def test_a_traced_row_names_section_and_test(tiny_course, capsys):
    assert main(["trace", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["traces"] == [
        {"row": "S2-01", "section": "07_tiny/01_shares#shares", "test": "share"}
    ]


def test_a_row_without_section_fails(tiny_course, capsys):
    change(tiny_course, '"rows": {"S2-01": "share"}', '"rows": {}')
    assert main(["trace"]) == 1
    assert "07_tiny: no section teaches row S2-01." in capsys.readouterr().out


def test_a_test_that_nobody_wrote_fails(tiny_course, capsys):
    change(tiny_course, '{"S2-01": "share"}', '{"S2-01": "shore"}')
    assert main(["trace"]) == 1
    assert "tested by 'shore', which is no exercise" in capsys.readouterr().out


def test_an_asserted_fact_counts_as_a_test(tiny_course):
    change(tiny_course, '{"S2-01": "share"}', '{"S2-01": "biggest"}')
    assert main(["trace"]) == 0


def test_a_row_that_does_not_exist_fails(tiny_course, capsys):
    change(tiny_course, '{"S2-01": "share"}', '{"S2-01": "share", "S9-99": "share"}')
    assert main(["trace"]) == 1
    assert "row S9-99 is not in course/inventory.csv" in capsys.readouterr().out


def test_the_inventory_has_all_rows_of_the_curriculum():
    from classroom.trace import rows_by_chapter

    rows = rows_by_chapter()
    assert sum(len(found) for found in rows.values()) == 471
    assert len(rows[10]) == 21


def test_a_primer_owes_no_rows(tiny_course, capsys):
    change(tiny_course, '"rows": {"S2-01": "share"}', '"rows": {}')
    file = tiny_course / "course" / "syllabus.yml"
    file.write_text(file.read_text(encoding="utf-8").replace("07_tiny,", "07_tiny, primer: true,"), encoding="utf-8")
    assert main(["trace"]) == 0
    assert "no section teaches" not in capsys.readouterr().out


def test_work_beside_the_chapters_owes_no_rows(tiny_course, capsys):
    more_chapter.add_report(tiny_course)
    assert main(["trace", "report"]) == 0
    assert "0 of 0 rows traced in 1 chapters; 2 rows belong to other chapters." in capsys.readouterr().out
    assert main(["trace"]) == 0
    assert "1 of 1 rows traced in 1 chapters; 1 rows" in capsys.readouterr().out
