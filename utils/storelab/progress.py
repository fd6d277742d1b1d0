"""How far a learner has come, read from the learner's own files: the notebooks of the workspace and the log of checks."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from storelab.language import pick

Best = Mapping[tuple[str, str], tuple[float, bool]]
State = Literal["done", "passed", "begun", "open"]
EXERCISES = {"en": "Exercises", "zh": "练习"}


@dataclass(frozen=True)
class LessonProgress:
    """One lesson.

    Attributes
    ----------
    file
        Its notebook, relative to the language's folder.
    title
        By language.
    minutes
        How long it takes.
    run
        Share of its code cells that have been run and saved, 0 to 1.
    """

    file: str
    title: Mapping[str, str]
    minutes: float
    run: float


@dataclass(frozen=True)
class ChapterProgress:
    """One chapter, or graded work that belongs to none, such as the case report.

    Attributes
    ----------
    id, number, title, week, minutes, assignment
        As in the syllabus; what belongs to no chapter has no number.
    lessons
        In the order of reading; none where there is no chapter.
    solved, exercises
        Exercises (the concept questions count as one) that were right at least once, and how many there are.
    score, points
        Points of the best checks, and points that checks can give. The written decision is marked by people and is not
        among them.
    needs
        Numbers of the chapters to be read before.
    waits_for
        Those of them that are not passed yet.
    state
        ``"done"`` (every exercise right), ``"passed"`` (as many points as the pass mark asks for), ``"begun"`` or
        ``"open"``.
    """

    id: str
    number: int | None
    title: Mapping[str, str]
    week: int
    minutes: float
    assignment: str
    lessons: tuple[LessonProgress, ...]
    solved: int
    exercises: int
    score: float
    points: float
    needs: tuple[int, ...]
    waits_for: tuple[int, ...]
    state: State

    @property
    def percent(self) -> float:
        """Points of the best checks in percent of what checks can give."""
        return 100 * self.score / self.points if self.points else 0.0


@dataclass(frozen=True)
class LevelProgress:
    """The homework that a certificate asks for.

    Attributes
    ----------
    title
        The level's name, by language.
    each
        Percent that every chapter has to reach.
    reached, asked
        How many of the chapters that it names have, and how many it names.
    missing
        Numbers of the others.
    """

    title: Mapping[str, str]
    each: float
    reached: int
    asked: int
    missing: tuple[int, ...]


@dataclass(frozen=True)
class Step:
    """What to do next: a text of the course and its file, relative to the language's folder."""

    chapter: int | None
    file: str
    title: Mapping[str, str]


@dataclass(frozen=True)
class Progress:
    """The whole course.

    Attributes
    ----------
    chapters
        Those that are written, in the order of the course.
    assignments
        Graded work beside them. It is no homework: sums over chapters leave it out.
    levels
        From low to high.
    next_step
        The first lesson that was not run to its end, or the exercises of the first chapter that is not passed; after
        the chapters the work beside them; None where everything is passed.
    """

    chapters: tuple[ChapterProgress, ...]
    assignments: tuple[ChapterProgress, ...]
    levels: tuple[LevelProgress, ...]
    next_step: Step | None

    @property
    def score(self) -> float:
        """Points of the best checks."""
        return sum(chapter.score for chapter in self.chapters)

    @property
    def points(self) -> float:
        """Points that checks can give."""
        return sum(chapter.points for chapter in self.chapters)


def measure(syllabus: Mapping[str, Any], best: Best, folder: Path | None) -> Progress:
    """Put together how far the learner has come.

    Parameters
    ----------
    syllabus
        As the build wrote it down.
    best
        Points of the best check of each exercise and whether it was ever right, from `storelab.course_map.best_scores`.
    folder
        The language's folder in the workspace; None where there is none, and no lesson counts as run.
    """
    listed = [chapter for chapter in syllabus["chapters"] if chapter["available"]]
    passed = {chapter["number"] for chapter in listed if _passed(chapter, best, syllabus["pass_mark"])}
    pass_mark = syllabus["pass_mark"]
    chapters = tuple(_chapter(chapter, best, folder, passed, pass_mark) for chapter in listed)
    others = [entry for entry in syllabus["assignments"] if entry["available"]]
    assignments = tuple(_chapter(entry, best, folder, passed, pass_mark) for entry in others)
    levels = tuple(_level(level, chapters) for level in syllabus["levels"])
    return Progress(chapters, assignments, levels, _next_step(chapters) or _next_assignment(assignments))


def _points(chapter: Mapping[str, Any], best: Best) -> float:
    return sum(best.get((chapter["id"], exercise), (0.0, False))[0] for exercise in chapter["exercises"])


def _passed(chapter: Mapping[str, Any], best: Best, pass_mark: float) -> bool:
    return bool(chapter["check_points"]) and 100 * _points(chapter, best) >= pass_mark * chapter["check_points"]


def _chapter(
    chapter: Mapping[str, Any], best: Best, folder: Path | None, passed: set[int], pass_mark: float
) -> ChapterProgress:
    lessons = tuple(
        LessonProgress(
            lesson["file"], lesson["title"], lesson["minutes"], share_run(folder / lesson["file"]) if folder else 0.0
        )
        for lesson in chapter["lessons"]
    )
    solved = sum(best.get((chapter["id"], exercise), (0.0, False))[1] for exercise in chapter["exercises"])
    score, count = _points(chapter, best), len(chapter["exercises"])
    state: State = "open"
    if count and solved == count:
        state = "done"
    elif _passed(chapter, best, pass_mark):
        state = "passed"
    elif score or solved or any(lesson.run for lesson in lessons):
        state = "begun"
    needs = tuple(chapter["needs"])
    return ChapterProgress(
        id=chapter["id"],
        number=chapter["number"],
        title=chapter["title"],
        week=chapter["week"],
        minutes=chapter["minutes"],
        assignment=chapter["assignment"],
        lessons=lessons,
        solved=solved,
        exercises=count,
        score=score,
        points=chapter["check_points"],
        needs=needs,
        waits_for=tuple(number for number in needs if number not in passed),
        state=state,
    )


def share_run(notebook: Path) -> float:
    """The share of a notebook's code cells that have been run and saved, 0 to 1.

    A notebook that is missing, damaged or without code counts as not run: a learner's file may be anything.
    """
    try:
        cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
        counts = [
            cell.get("execution_count") for cell in cells if cell["cell_type"] == "code" and "".join(cell["source"])
        ]
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return 0.0
    return sum(count is not None for count in counts) / len(counts) if counts else 0.0


def _level(level: Mapping[str, Any], chapters: Sequence[ChapterProgress]) -> LevelProgress:
    homework = level["homework"]
    asked = {
        chapter.number: chapter.percent
        for chapter in chapters
        if chapter.number is not None and chapter.number in homework["chapters"]
    }
    missing = tuple(number for number, percent in asked.items() if percent < homework["each"])
    return LevelProgress(level["title"], homework["each"], len(asked) - len(missing), len(asked), missing)


def _next_step(chapters: Sequence[ChapterProgress]) -> Step | None:
    """The next thing to do: in a chapter that is begun, else in the next one whose prerequisites are passed."""
    left = [chapter for chapter in chapters if chapter.state in ("open", "begun")]
    if not left:
        return None
    begun = [chapter for chapter in left if chapter.state == "begun"]
    ready = [chapter for chapter in left if not chapter.waits_for]
    # Who left out the primer on purpose is not sent back to it.
    furthest = max((place for place, chapter in enumerate(chapters) if chapter.state in ("passed", "done")), default=-1)
    onward = [chapter for chapter in ready if chapters.index(chapter) > furthest]
    chapter = (begun or onward or ready or left)[0]
    for lesson in chapter.lessons:
        if lesson.run < 1:
            return Step(chapter.number, lesson.file, lesson.title)
    return Step(chapter.number, chapter.assignment, EXERCISES)


def _next_assignment(assignments: Sequence[ChapterProgress]) -> Step | None:
    left = [one for one in assignments if one.state in ("open", "begun")]
    return Step(None, left[0].assignment, left[0].title) if left else None


STATES: Mapping[State, tuple[str, Mapping[str, str]]] = {
    "done": ("✓", {"en": "all right", "zh": "全部做对"}),
    "passed": ("✓", {"en": "passed", "zh": "已达标"}),
    "begun": ("◐", {"en": "begun", "zh": "进行中"}),
    "open": ("○", {"en": "not begun", "zh": "未开始"}),
}


def in_words(chapter: ChapterProgress) -> str:
    """A chapter's state in a word or two of the learner's language."""
    return pick(STATES[chapter.state][1])


def mark(chapter: ChapterProgress) -> str:
    """A chapter's state as one character, which never stands without `in_words`."""
    return STATES[chapter.state][0]


def level_in_words(level: LevelProgress) -> str:
    """What of a level's homework is reached, in the learner's language."""
    numbers = _runs(level.missing)
    told = pick(
        {
            "en": f"{level.title['en']}: {level.reached} of {level.asked} chapters at {level.each:g} %",
            "zh": f"{level.title['zh']}：{level.asked} 章中有 {level.reached} 章达到 {level.each:g}%",
        }
    )
    if not level.missing:
        return told
    return told + pick({"en": f"; still to do: {numbers}", "zh": f"；还差第 {numbers.replace(', ', '、')} 章"})


def _runs(numbers: Sequence[int]) -> str:
    """Numbers in words, three and more in a row by the first and the last: ``"0, 2–5, 9, 10"``."""
    found: list[list[int]] = []
    for one in numbers:
        if found and one == found[-1][-1] + 1:
            found[-1].append(one)
        else:
            found.append([one])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in found)


def points_in_words(state: Progress) -> str:
    """The points so far, in the learner's language."""
    done = sum(chapter.state in ("done", "passed") for chapter in state.chapters)
    return pick(
        {
            "en": f"{state.score:g} of {state.points:g} points; {done} of {len(state.chapters)} chapters passed.",
            "zh": f"已得 {state.score:g} 分，满分 {state.points:g}；{len(state.chapters)} 章中有 {done} 章达标。",
        }
    )
