"""Learners from tables as offices hand them over, and what is said of tables that cannot be used."""

import json

import pytest
from nbgrader.api import Gradebook

import grading_kit as kit
from classroom.cli import main
from classroom.desk.roster import Learner, read_roster
from storelab.errors import StoreLabError


@pytest.fixture
def course(tmp_path):
    kit.make_course(tmp_path / "course")
    return tmp_path / "course"


def table(tmp_path, text, encoding="utf-8"):
    file = tmp_path / "class.csv"
    file.write_bytes(text.encode(encoding))
    return file


def students(course):
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}", "small") as book:
        return {one.id: (one.first_name, one.last_name, one.email, one.lms_user_id) for one in book.students}


def test_a_table_is_added_and_a_second_one_brings_it_up_to_date(course, tmp_path, capsys):
    first = table(tmp_path, "id,first_name,last_name,email\nann,Ann,Lee,ann@example.org\nbo,Bo,,\n")
    assert main(["roster", str(first), "--course", str(course)]) == 0
    assert "2 learners: 2 added, 0 changed, 0 unchanged, 0 not in the table" in capsys.readouterr().out
    second = table(tmp_path, "id;email;first_name\nann;;Anna\ncy;cy@example.org;Cy\n")
    assert main(["roster", str(second), "--course", str(course), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "added": ["cy"], "changed": ["ann"], "unchanged": [], "not in the table": ["bo"],
    }  # fmt: skip
    # What the second table leaves empty stays as it was, and nobody is removed.
    assert students(course) == {
        "ann": ("Anna", "Lee", "ann@example.org", None),
        "bo": ("Bo", None, None, None),
        "cy": ("Cy", None, "cy@example.org", None),
    }


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_chinese_tables_are_read_as_spreadsheets_write_them(tmp_path, encoding):
    file = table(tmp_path, "学号,姓名,邮箱\n2026001,王小明,wang@example.org\n\n2026002,李雷,\n", encoding)
    assert read_roster(file) == [
        Learner("2026001", "王小明", "", "wang@example.org"),
        Learner("2026002", "李雷"),
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "the table is empty"),
        ("id,email\n", "there are headings but no learners"),
        ("name,email\nAnn,a@example.org\n", "no column id .*the columns are name, email"),
        ("id,学号\nann,1\n", "both 'id' and '学号' could be the column id"),
        ("id\nann\nbo\nann\n", "line 4: id 'ann' stands in line 2 already"),
        ("id\nann\nANN\n", "line 3: id 'ANN' stands in line 2 already"),
        ("id,email\n,a@example.org\n", "line 2: no id"),
        ("id\n../bo\n", "line 2: id '../bo' holds '/'"),
        ("id\n.bo\n", "line 2: id '.bo' begins or ends with a dot"),
        ("id\n" + "x" * 201, "longer than a folder's name"),
        ('id,first_name\n"ann","A\nB"\nann,\n', "line 4: id 'ann' stands in line 3 already"),
    ],
)
def test_a_table_that_cannot_be_used_is_refused(tmp_path, text, message):
    with pytest.raises(StoreLabError, match=message):
        read_roster(table(tmp_path, text))


def test_all_faulty_lines_are_named_and_nothing_is_written(course, tmp_path, capsys):
    rows = "".join(f"a{number}\na{number}\n" for number in range(12))
    assert main(["roster", str(table(tmp_path, f"id\n{rows}")), "--course", str(course)]) == 2
    told = capsys.readouterr().err
    assert "line 3: id 'a0' stands in line 2 already" in told
    assert "and 2 more" in told
    assert "Nothing was written" in told
    assert students(course) == {}


def test_a_missing_or_foreign_file_is_named(tmp_path):
    with pytest.raises(StoreLabError, match=r"absent\.csv: cannot be read"):
        read_roster(tmp_path / "absent.csv")
    (tmp_path / "odd.csv").write_bytes(b"id\n\xff\xff\xff")
    with pytest.raises(StoreLabError, match="Save it as 'CSV UTF-8'"):
        read_roster(tmp_path / "odd.csv")


def test_without_a_table_the_learners_are_listed(course, tmp_path, capsys):
    assert main(["roster", "--course", str(course)]) == 0
    assert "No learners yet" in capsys.readouterr().out
    main(["roster", str(table(tmp_path, "id,first_name\nbo,[red]Bo\nann,Ann\n")), "--course", str(course)])
    capsys.readouterr()
    main(["roster", "--course", str(course)])
    told = capsys.readouterr().out
    assert "[red]Bo" in told
    assert "2 learners." in told
    main(["roster", "--course", str(course), "--json"])
    assert [one["id"] for one in json.loads(capsys.readouterr().out)] == ["ann", "bo"]
