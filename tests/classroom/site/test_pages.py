"""The source of the site: what it holds, chapter by chapter."""

import json
import re
from pathlib import Path

import pytest

from classroom.site.pages import has_formulas, write_source
from classroom.source import project_root
from storelab.errors import StoreLabError
from storelab.language import LANGUAGES

CHAPTER = "10_traffic_funnel"


@pytest.fixture(scope="module", params=LANGUAGES)
def source(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    folder = tmp_path_factory.mktemp("site") / request.param
    write_source(project_root(), folder, request.param, [CHAPTER])
    return request.param, folder


def test_the_chapter_lists_its_lessons_and_exercises(source: tuple[str, Path]) -> None:
    language, folder = source
    page = (folder / f"chapters/{CHAPTER}.md").read_text(encoding="utf-8")
    lessons = sorted((project_root() / "notebooks" / language / "lessons" / CHAPTER).glob("*.ipynb"))
    assert lessons
    for lesson in lessons:
        assert f"/lessons/{CHAPTER}/{lesson.stem}\n" in page
        assert json.loads((folder / "lessons" / CHAPTER / lesson.name).read_text()) == json.loads(lesson.read_text())
    assert f"</assignments/{CHAPTER}/{CHAPTER}>" in page


def test_only_widgets_of_chapters_on_the_site_are_in_its_gallery(source: tuple[str, Path]) -> None:
    cells = json.loads((source[1] / "gallery.ipynb").read_text(encoding="utf-8"))["cells"]
    code = "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")
    assert "explore.funnel_lever(" in code
    assert code.count("explore.") == 1
    assert all(cell["metadata"]["tags"] == ["remove-input"] for cell in cells if cell["cell_type"] == "code")


def test_every_table_has_a_page_with_every_column(source: tuple[str, Path]) -> None:
    folder = source[1]
    for path in sorted((project_root() / "datasets/manifests").glob("*.json")):
        table = json.loads(path.read_text(encoding="utf-8"))
        page = (folder / "data" / f"{table['table']}.md").read_text(encoding="utf-8")
        for column in table["columns"]:
            assert f"| `{column['name']}` | {column['type']} |" in page
    assert f"{table['rows']:,}" in (folder / "data/index.md").read_text(encoding="utf-8")


def test_the_map_names_the_lesson_of_every_topic(source: tuple[str, Path]) -> None:
    page = (source[1] / "map.md").read_text(encoding="utf-8")
    rows = (project_root() / "course/inventory.csv").read_text(encoding="utf-8").splitlines()[1:]
    own = [line for line in rows if line.split(",")[-2] == "10"]
    assert len(own) == 21
    assert page.count(f"](lessons/{CHAPTER}/") == len(own)


def test_the_first_page_shows_a_figure_with_words_for_it(source: tuple[str, Path]) -> None:
    folder = source[1]
    page = (folder / "index.md").read_text(encoding="utf-8")
    assert (folder / "landing.png").read_bytes().startswith(b"\x89PNG")
    alt = next(line for line in page.splitlines() if line.startswith(":alt:"))
    assert len(alt) > 40
    assert "make start" in page
    assert "{" not in page.replace("{container}", "").replace("{figure}", "").replace("{toctree}", "")


def test_a_site_without_a_written_chapter_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreLabError, match="at least one written chapter"):
        write_source(project_root(), tmp_path / "en", "en", ["99_none"])


def test_formulas_are_found_in_text_and_not_in_code(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("It costs\n\n```\n$HOME\n```\n\nand `$x`.", encoding="utf-8")
    cells = [{"cell_type": "code", "source": "'$'"}, {"cell_type": "markdown", "source": ["Plain"]}]
    (tmp_path / "b.ipynb").write_text(json.dumps({"cells": cells}), encoding="utf-8")
    assert not has_formulas(tmp_path)
    cells.append({"cell_type": "markdown", "source": ["so $n = 2$"]})
    (tmp_path / "b.ipynb").write_text(json.dumps({"cells": cells}), encoding="utf-8")
    assert has_formulas(tmp_path)


@pytest.mark.parametrize("name", ["grading", "assessment", "jupyterhub"])
def test_the_handbook_gives_the_same_commands_in_both_languages(name: str) -> None:
    docs = project_root() / "docs"
    english, chinese = ((docs / folder / f"{name}.md").read_text(encoding="utf-8") for folder in ("", "zh"))
    assert commands(english)
    assert commands(english) == commands(chinese)
    assert [line.count("|") for line in english.splitlines() if line.startswith("|")] == [
        line.count("|") for line in chinese.splitlines() if line.startswith("|")
    ]
    assert english.count("\n## ") == chinese.count("\n## ")


def commands(page: str) -> list[str]:
    """The lines of a page's programs without their comments, the language's own folder and placeholders left open."""
    lines = [line for line in page.splitlines() if line.startswith("    ")]
    bare = (re.sub(r"workspace/(en|zh)|<[^>]+>", "…", line.split("  #")[0]).strip() for line in lines)
    return [line for line in bare if line]


def test_the_chinese_handbook_is_chinese_where_a_teacher_needs_it(source: tuple[str, Path]) -> None:
    language, folder = source
    page = (folder / "handbook/grading.md").read_text(encoding="utf-8")
    assert page.startswith({"en": "# Grading a class", "zh": "# 给一个班判作业"}[language])
    hub = (folder / "handbook/jupyterhub.md").read_text(encoding="utf-8")
    assert "](jupyterlite.md)" in hub
    assert (folder / "handbook/jupyterlite.md").is_file()


def test_the_case_report_comes_with_the_chapter_before_it(source: tuple[str, Path], tmp_path: Path) -> None:
    language, folder = source
    page = "assignments/case_report/case_report"
    assert not (folder / f"{page}.ipynb").exists()
    write_source(project_root(), tmp_path / "site", language, ["20_team_certification"])
    assert (tmp_path / "site" / f"{page}.ipynb").is_file()
    assert f"\n{page}\n" in (tmp_path / "site/index.md").read_text(encoding="utf-8")
