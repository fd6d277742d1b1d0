"""Everything that the build makes, as a plan of files and bytes."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from classroom.build import facts as lesson_facts
from classroom.build.gallery import gallery_notebook
from classroom.build.metric_pages import metric_pages
from classroom.build.notebooks import assignment_notebook, dump, lesson_notebook, text_notebook
from classroom.build.release import release
from classroom.cache import code_fingerprint, hash_files, remembered
from classroom.side_by_side import side_by_side
from classroom.source import Cell, Chapter, assignment_ids, course_folder, load_chapter, project_root
from classroom.source import syllabus as read_syllabus
from storelab.errors import StoreLabError
from storelab.language import LANGUAGES

# Folders that hold nothing but generated files: what the plan does not name there is stale.
MANAGED = ("notebooks", "solutions", "utils/storelab/generated", "docs/metrics")

Plan = dict[str, bytes]


def plan(names: list[str] | None = None) -> Plan:
    """Compute the generated files.

    Parameters
    ----------
    names
        Ids of the chapters to build; all written ones by default.

    Returns
    -------
    dict
        Bytes by path from the project's root, with forward slashes.
    """
    files = words()
    written = {name: load_chapter(name) for name in assignment_ids()}
    chapters = [chapter for chapter in written.values() if chapter.number is not None]
    syllabus = _syllabus(written)
    files["utils/storelab/generated/syllabus.json"] = _json(syllabus)
    files |= metric_pages()
    for language in LANGUAGES:
        files[f"notebooks/{language}/course_map.ipynb"] = dump(_course_map(syllabus, language))
        files[f"notebooks/{language}/gallery.ipynb"] = dump(gallery_notebook(chapters, language))
    for made in side_by_side(_named_files, [name for name in written if names is None or name in names]):
        files |= made
    if names is None:
        files["solutions/answers.json"] = _json({name: model_answers(chapter) for name, chapter in written.items()})
    return files


def words() -> Plan:
    """The library's glossary: charts of lessons and exercises read their titles there while the build runs them."""
    return {"utils/storelab/generated/glossary.json": _json(glossary_terms())}


def glossary_terms() -> dict[str, dict[str, str]]:
    """Terms of ``course/glossary.yml``, and the metrics' names from their registry by key and by id.

    Raises
    ------
    StoreLabError
        If a term lacks a language, or repeats the name of a metric.
    """
    from storelab import metrics

    content = yaml.safe_load((course_folder() / "glossary.yml").read_text(encoding="utf-8"))
    terms: dict[str, dict[str, str]] = content["terms"]
    for key, term in terms.items():
        missing = [language for language in LANGUAGES if not str(term.get(language, "")).strip()]
        if missing:
            raise StoreLabError(f"course/glossary.yml, term '{key}': no text in {', '.join(missing)}.")
    called = [(metric.key, metric) for metric in metrics.registry if not metric.arguments]
    # A metric that shares its function with others by an argument has its id alone.
    called += [(metric.id, metric) for metric in metrics.registry]
    names = {key: {"en": metric.en, "zh": metric.zh} for key, metric in called}
    for level, places in (("group", metrics.GROUPS), ("branch", metrics.BRANCHES)):
        names |= {f"{level}.{key}": {"en": text["en"], "zh": text["zh"]} for key, text in places.items()}
    if repeated := sorted(names.keys() & terms.keys()):
        raise StoreLabError(f"course/glossary.yml repeats metrics of the registry: remove {', '.join(repeated)}.")
    return terms | names


def minutes_of(cells: tuple[Cell, ...]) -> int:
    """Sum of the minutes that the sections declare."""
    return sum(int(cell.metadata.get("minutes", 0)) for cell in cells if cell.lang == "en")


def points_of(chapter: Chapter) -> float:
    """All points of a chapter: functions, chart, questions and the written decision."""
    return sum(float(c.metadata["points"]) for c in chapter.exercise_cells if c.lang == "en" and "points" in c.metadata)


def check_points_of(chapter: Chapter) -> float:
    """Points that a chapter's checks can give: all but those of the written decision, which people mark."""
    checked = [c for c in chapter.exercise_cells if c.lang == "en" and {"exercise", "questions"} & c.metadata.keys()]
    return sum(float(cell.metadata.get("points", 0)) for cell in checked)


def model_answers(chapter: Chapter) -> dict[str, Any]:
    """Solutions and keys of a chapter, for the self-study kit."""
    return {
        "code": {name: exercise.solution_code for name, exercise in chapter.exercises.items()},
        "choices": {
            item["id"]: {
                "answer": item["answer"],
                "why": {letter: option["why"] for letter, option in item["options"].items()},
            }
            for item in chapter.questions
        },
    }


def _named_files(name: str) -> Plan:
    return dict(_chapter_files(load_chapter(name), glossary_terms()))


def _chapter_files(chapter: Chapter, terms: dict[str, dict[str, str]]) -> Iterator[tuple[str, bytes]]:
    found = {lesson.name: lesson_facts.lesson_facts(lesson) for lesson in chapter.lessons}
    for language in LANGUAGES:
        for lesson in chapter.lessons:

            def fill(text: str, cell: Cell, known=found[lesson.name], language=language) -> str:  # type: ignore[no-untyped-def]
                return lesson_facts.fill(text, known, language, terms, cell.place)

            path = f"notebooks/{language}/lessons/{chapter.id}/{lesson.name}.ipynb"
            yield path, dump(lesson_notebook(lesson, language, fill))
        solution = assignment_notebook(chapter, language, {item["id"]: item["answer"] for item in chapter.questions})
        yield f"solutions/{language}/{chapter.id}/{chapter.id}.ipynb", dump(solution)
        yield f"notebooks/{language}/assignments/{chapter.id}/{chapter.id}.ipynb", release(solution)
    yield f"utils/storelab/generated/exercises/{chapter.id}.json", practice_file(chapter)


def practice_file(chapter: Chapter) -> bytes:
    """The chapter's visible cases with expected values and known wrong results, from the cache or by running them all.

    The key of the cache is everything that takes part: answers, hints, cases, questions, the words of charts, and the code of both packages.
    """
    root = project_root()
    told = [
        (exercise.id, exercise.points, exercise.answer_code, exercise.hints, exercise.setup_code)
        for exercise in chapter.exercises.values()
    ]
    marked = [c.metadata for c in chapter.exercise_cells if "questions" in c.metadata]
    cases = hash_files([chapter.folder / "cases.py"], root)

    # As they lie on disk, for there the charts read them.
    read = [file for path in words() if (file := root / path).is_file()]

    def generate() -> Any:
        from classroom.practice_data import generate as generate_all

        return generate_all(chapter)

    parts = [
        repr(told),
        repr(marked),
        repr(chapter.questions),
        cases,
        hash_files(read, root),
        code_fingerprint(),
    ]
    return _json(remembered("exercises", parts, generate), indent=None)


def _syllabus(written: dict[str, Chapter]) -> dict[str, Any]:
    content = read_syllabus()
    chapters, others = content["chapters"], content.get("assignments", [])
    listed = {entry["id"] for entry in [*chapters, *others]}
    for name in written:
        if name not in listed:
            raise StoreLabError(f"course/{name} is not in course/syllabus.yml: add a line for it.")
    assessment = content["assessment"]
    # A level that names no chapter asks for all but the primer.
    every = [int(entry["id"].split("_")[0]) for entry in chapters if not entry.get("primer")]
    levels = [
        {"id": level["id"], "title": level["title"], "homework": {"chapters": every, **level["homework"]}}
        for level in assessment["levels"]
    ]
    return {
        "title": content["title"],
        "chapters": [
            {"number": int(entry["id"].split("_")[0])} | _syllabus_entry(entry, written) for entry in chapters
        ],
        "assignments": [{"number": None} | _syllabus_entry(entry, written) for entry in others],
        "pass_mark": assessment["chapter_pass_mark"],
        "levels": levels,
    }


def _syllabus_entry(entry: dict[str, Any], written: dict[str, Chapter]) -> dict[str, Any]:
    item = {name: entry[name] for name in ("id", "title", "week", "needs")} | {"available": entry["id"] in written}
    return item | _syllabus_details(written[entry["id"]]) if entry["id"] in written else item


def _syllabus_details(chapter: Chapter) -> dict[str, Any]:
    lessons = [
        {
            "file": f"lessons/{chapter.id}/{lesson.name}.ipynb",
            "title": {language: lesson.title(language) for language in LANGUAGES},
            "minutes": minutes_of(lesson.cells),
        }
        for lesson in chapter.lessons
    ]
    marked = [
        str(cell.metadata.get("exercise") or cell.metadata["questions"])
        for cell in chapter.exercise_cells
        if cell.lang == "en" and {"exercise", "questions"} & cell.metadata.keys()
    ]
    return {
        "minutes": sum(lesson["minutes"] for lesson in lessons),
        "points": points_of(chapter),
        "check_points": check_points_of(chapter),
        "lessons": lessons,
        "assignment": f"assignments/{chapter.id}/{chapter.id}.ipynb",
        "exercises": marked,
    }


COURSE_MAP = {
    "en": (
        "# {title}\n\n"
        "Welcome. You run the numbers of a merchant group: six shops on four platforms, about 600 products, two years of "
        "orders. Each chapter starts with a decision that a shop has to take this week and ends with that decision taken.\n\n"
        "1. Open a lesson from the map below. Read, guess when it says *stop and guess*, run each cell with **Shift + Enter**.\n"
        '2. Then open the chapter\'s exercises. `check("...")` answers within a second; `hint("...")` gives the next nudge.\n'
        "3. What you write stays yours: starting again, or a new edition of the course, never overwrites it.\n\n"
        "The map below shows what is done and what comes next. Run its cell again to bring it up to date."
    ),
    "zh": (
        "# {title}\n\n"
        "欢迎！你要管的是一家商户集团的数据：四个平台、六家店、六百来个商品、两年的订单。每一章都从店里这周必须拍板的一件事开始，到拍完板结束。\n\n"
        "1. 从下面的地图里打开一课。边读边做，看到“先猜一猜”就先写下自己的答案，再按 **Shift + Enter** 运行下一格。\n"
        '2. 学完打开本章练习。`check("...")` 一秒之内告诉你对不对，`hint("...")` 一次给一条提示。\n'
        "3. 你写的内容永远是你的：重新打开、课程更新，都不会覆盖。\n\n"
        "下面的地图标着学到了哪里、接下来学什么。重新运行那一格就会更新。"
    ),
}


def _course_map(syllabus: dict[str, Any], language: str) -> dict[str, Any]:
    intro = COURSE_MAP[language].format(title=syllabus["title"][language])
    code = f'import storelab\n\nstorelab.use_language("{language}")\nstorelab.course_map.show()'
    return text_notebook([("markdown", intro), ("code", code)])


def _json(content: Any, indent: int | None = 1) -> bytes:
    separators = None if indent else (",", ":")
    return (
        json.dumps(content, ensure_ascii=False, sort_keys=True, indent=indent, separators=separators) + "\n"
    ).encode()


def stale_files(root: Path, files: Plan) -> list[str]:
    """Files in generated folders that the build does not make."""
    found = []
    for folder in MANAGED:
        for file in sorted((root / folder).rglob("*")):
            path = file.relative_to(root).as_posix()
            if file.is_file() and path not in files and not {".ipynb_checkpoints", "__pycache__"} & set(file.parts):
                found.append(path)
    return [path for path in found if Path(path).name != "__init__.py"]
