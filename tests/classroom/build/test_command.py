"""classroom build, from the command line."""

import json

import more_chapter
import pytest

from classroom.build import outputs
from classroom.cli import main


def test_build_writes_and_check_agrees_then_finds_every_difference(tiny_course, capsys):
    assert main(["build"]) == 0
    notebook = tiny_course / "notebooks" / "en" / "lessons" / "07_tiny" / "01_shares.ipynb"
    assert "The north shop sells 75% of ¥4,000." in notebook.read_text(encoding="utf-8")
    assert "北店卖了 4,000 元的 75%。" in (tiny_course / "notebooks/zh/lessons/07_tiny/01_shares.ipynb").read_text(
        encoding="utf-8"
    )
    assert main(["build", "--check"]) == 0
    capsys.readouterr()

    notebook.write_text(notebook.read_text(encoding="utf-8").replace("75%", "76%"), encoding="utf-8")
    (tiny_course / "solutions" / "en" / "old.ipynb").write_text("{}", encoding="utf-8")
    assert main(["build", "--check"]) == 1
    report = capsys.readouterr().out
    assert "differs: notebooks/en/lessons/07_tiny/01_shares.ipynb" in report
    assert "stale: solutions/en/old.ipynb" in report

    assert main(["build"]) == 0
    assert not (tiny_course / "solutions" / "en" / "old.ipynb").exists()
    assert main(["build", "--check"]) == 0


def test_work_beside_the_chapters_is_built_and_listed_apart(tiny_course, capsys):
    more_chapter.add_report(tiny_course)
    file = tiny_course / "course" / "report" / "exercises.md"
    text = file.read_text(encoding="utf-8")
    for name in ("pick", "draw", "least"):
        text += f'\n```{{code-cell}} ipython3\n:check: {name}\ncheck("{name}")\n```\n'
    file.write_text(text, encoding="utf-8")
    assert main(["build"]) == 0
    assert main(["build", "--check"]) == 0
    for path in ("notebooks/zh/assignments/report/report.ipynb", "solutions/en/report/report.ipynb"):
        assert (tiny_course / path).is_file()
    generated = tiny_course / "utils" / "storelab" / "generated"
    listed = json.loads((generated / "syllabus.json").read_text(encoding="utf-8"))
    assert [chapter["id"] for chapter in listed["chapters"]] == ["07_tiny", "08_later"]
    (report,) = listed["assignments"]
    assert (report["id"], report["number"], report["lessons"], report["points"]) == ("report", None, [], 4)
    assert report["exercises"] == ["pick", "draw", "least"]
    answers = json.loads((tiny_course / "solutions" / "answers.json").read_text(encoding="utf-8"))
    assert set(answers["report"]["code"]) == {"pick", "draw", "least"}


def test_work_beside_the_chapters_that_the_syllabus_lacks_is_named(tiny_course, capsys):
    more_chapter.add_chapter(tiny_course, name="report")
    assert main(["build"]) == 2
    assert "course/report is not in course/syllabus.yml" in capsys.readouterr().err


def test_charts_find_a_new_word_in_the_same_build(tiny_course, monkeypatch):
    """The titles of charts are part of what an exercise expects, so words are written before anything is run."""
    source = tiny_course / "course" / "glossary.yml"
    written = tiny_course / "utils" / "storelab" / "generated" / "glossary.json"
    main(["build"])
    source.write_text(
        source.read_text(encoding="utf-8") + '  brand_new_word: {en: "New", zh: "新词"}\n', encoding="utf-8"
    )
    seen = []
    make = outputs._named_files
    monkeypatch.setattr(
        outputs, "_named_files", lambda name: (seen.append("新词" in written.read_text("utf-8")), make(name))[1]
    )
    assert main(["build"]) == 0
    assert seen == [True]


def test_nothing_changed_is_said_at_once(tiny_course, capsys):
    main(["build"])
    capsys.readouterr()
    assert main(["build"]) == 0
    assert "Nothing changed" in capsys.readouterr().out


def test_an_edited_generated_file_is_not_called_unchanged(tiny_course):
    main(["build"])
    file = tiny_course / "notebooks" / "zh" / "course_map.ipynb"
    good = file.read_bytes()
    file.write_bytes(good.replace(b"show()", b"hide()"))
    assert main(["build", "--check"]) == 1
    assert main(["build"]) == 0
    assert file.read_bytes() == good


@pytest.mark.parametrize(
    ("place", "text", "found"),
    [
        (
            "utils/storelab/helper.py",
            "    return amounts / whole if whole else amounts * float('nan')",
            "line of the solution of 'share'",
        ),
        ("utils/storelab/helper.py", "trap_strength = 0.5", "effect parameter 'trap_strength'"),
        (
            "utils/storelab/helper.py",
            'return {"amounts": pd.Series(world.rng.integers(1, 900, 5).astype(float))}',
            "hidden function of 'share'",
        ),
    ],
)
def test_a_leak_stops_the_build(tiny_course, capsys, place, text, found):
    (tiny_course / place).write_text(text.replace("'nan'", '"nan"') + "\n", encoding="utf-8")
    assert main(["build"]) == 2
    assert found in capsys.readouterr().out
    assert not (tiny_course / "notebooks" / "en" / "lessons").exists()


def test_a_row_id_in_prose_stops_the_build(tiny_course, capsys):
    file = tiny_course / "course" / "07_tiny" / "lessons" / "01_shares.md"
    file.write_text(
        file.read_text(encoding="utf-8").replace("## Who is biggest?", "## Who is biggest? (S2-01)"), encoding="utf-8"
    )
    assert main(["build"]) == 2
    assert "S2-01" in capsys.readouterr().out


def test_an_unknown_chapter_exits_with_a_message(tiny_course, capsys):
    assert main(["build", "99"]) == 2
    assert "There is no chapter '99'. Chapters: 07_tiny." in capsys.readouterr().err


def test_a_chapter_missing_from_the_syllabus_is_named(tiny_course, capsys):
    file = tiny_course / "course" / "syllabus.yml"
    file.write_text(file.read_text(encoding="utf-8").replace("07_tiny", "06_tiny"), encoding="utf-8")
    assert main(["build"]) == 2
    assert "course/07_tiny is not in course/syllabus.yml" in capsys.readouterr().err
