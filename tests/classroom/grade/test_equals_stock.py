"""``classroom grade`` beside stock ``nbgrader autograde``: equal where they should be, and both stated where they differ.

One class on chapter 10, handed in twice into equal courses: what stock nbgrader makes of it, and what we make of it.
"""

import json
import random
import shutil
from concurrent.futures import ThreadPoolExecutor

import pytest

import grading_kit as kit
from classroom.cli import main
from classroom.demo.answers import as_answer
from classroom.demo.hand_ins import Submission, hand_in, make_course, nbgrader
from classroom.source import load_chapter

pytestmark = pytest.mark.slow
CHAPTER = "10_traffic_funnel"
SEED = 20261122
GENERATED = 7
# So slow that the time limit decides how many of its cases run: no two runs need be equal, stock's or ours.
SLOW = "best_of_several_journeys"
# Oddities that an honest learner hands in, in the released layout; what is defined here need not be right.
ODD_ANSWERS = (
    "def {name}(*anything, **more):\n    raise KeyError('user_id')",
    "def {name}(*anything, **more):\n    return None",
    "def {name}(*anything, **more):\n    print('so far so good')\n    return 42",
    "def {name}(one, two:\n    return 1",
    "{name} = 3",
    "{name} = undefined_name",
    "",
)


def decks(chapter, draw):
    """By exercise what the learners answer, all different: right variants, wrong answers, oddities, and one left out."""
    for name in chapter.exercises:
        exercise = getattr(chapter.cases, name)
        right, wrong = exercise.right_functions(), [one.function for one in exercise.wrongs if one.name != SLOW]
        right, wrong = draw.sample(right, min(len(right), 2)), draw.sample(wrong, min(len(wrong), 2))
        odd = [text.format(name=name) for text in draw.sample(ODD_ANSWERS, 6)]
        deck = [*(as_answer(function, name, chapter) for function in [*right, *wrong]), None, *odd][:GENERATED]
        draw.shuffle(deck)
        yield name, deck


def generated(chapter):
    """Learners who each get one of every exercise's answers, so that few notebooks hold many."""
    draw = random.Random(SEED)
    keys = {item["id"]: item["answer"] for item in chapter.questions}
    dealt = dict(decks(chapter, draw))
    for number in range(GENERATED):
        code = {name: deck[number] for name, deck in dealt.items() if deck[number] is not None}
        given = {name: draw.choice([key, key, key, "a", "d", ""]) for name, key in keys.items()}
        letters = [f"concepts_10 = {given!r}", f"concepts_10 = {keys!r}", "concepts_10 = 'b'"]
        code["concepts_10"] = letters[number % len(letters)]
        yield Submission(f"learner{number + 1:02d}", ("en", "zh")[number % 2], "answered", code)


def right_answers(chapter):
    keys = {item["id"]: item["answer"] for item in chapter.questions}
    code = {
        name: as_answer(getattr(chapter.cases, name).right_functions()[0], name, chapter) for name in chapter.exercises
    }
    return code | {"concepts_10": f"concepts_10 = {keys!r}"}


def place(cells, grade_id):
    """Where a cell of nbgrader's stands."""
    return next(
        number for number, one in enumerate(cells) if one["metadata"].get("nbgrader", {}).get("grade_id") == grade_id
    )


def no_tag(cells):
    del cells[place(cells, "answer-funnel")]["metadata"]["nbgrader"]


def moved_to_the_end(cells):
    cells.append(cells.pop(place(cells, "answer-funnel")))


def no_check(cells):
    del cells[place(cells, "check-funnel")]


def helper_at_the_end(cells):
    answer = cells[place(cells, "answer-funnel")]
    helper = answer["source"].replace("def funnel(", "def counted(")
    answer["source"] = "funnel = counted"
    cells.append(kit.cell("code", helper) | {"id": "helper"})


def inside(line):
    """Put a line at the beginning of the function ``funnel``."""

    def change(cells):
        cell = cells[place(cells, "answer-funnel")]
        head, _, body = cell["source"].partition("def funnel(")
        signature, _, rest = body.partition(":\n")
        cell["source"] = f"{head}def funnel({signature}:\n    {line}\n{rest}"

    return change


def added(source):
    """Put a cell before the first answer."""

    def change(cells):
        cells.insert(2, kit.cell("code", source) | {"id": "added"})

    return change


def both_of(*changes):
    def change(cells):
        for one in changes:
            one(cells)

    return change


def wrong_and(source):
    """Answer ``funnel`` with nothing, and change what grades it."""

    def change(cells):
        cells[place(cells, "answer-funnel")]["source"] = (
            "def funnel(events, steps, unit='user', window=None):\n    return 0"
        )
        added(source)(cells)

    return change


def skipped(cells):
    cells[place(cells, "answer-funnel")]["source"] = (
        "def funnel(events, steps, unit='user', window=None):\n    return 0"
    )
    cells[place(cells, "check-funnel")]["metadata"]["tags"] = ["skip-execution"]


LOGGED = "import logging\nlogging.basicConfig()"
PATCHED = "import classroom.hidden\nclassroom.hidden.check = lambda name: 3.0"
FULL = 26.0
# By learner: what is done to a notebook that is right in everything; points for 'funnel' and for all eight exercises from
# stock nbgrader, the same from us, and our status. None: stock gave up, and leaves the points open.
DIFFERENT = {
    # Without nbgrader's tag the cell runs all the same.
    "no_tag": (no_tag, (3, FULL), (3, FULL), "graded"),
    # Stock runs the check before the answer that was moved behind it, or whose helper stands behind it.
    "moved": (moved_to_the_end, (0, FULL - 3), (3, FULL), "graded"),
    "helper_last": (helper_at_the_end, (0, FULL - 3), (3, FULL), "graded"),
    # Stock takes away all points of a check cell with any output on stderr, such as a log's.
    "logged": (both_of(added(LOGGED), inside("import logging; logging.warning('careful')")), (0, FULL - 3), (3, FULL), "graded"),
    # Stock leaves the points of a check that is gone to a person.
    "no_check": (no_check, (None, FULL - 3), (3, FULL), "graded"),
    # In a notebook sys.exit ends a cell only; a process that really ends takes everything with it in stock.
    "sys_exit": (added("import sys; sys.exit(0)"), (3, FULL), (3, FULL), "graded"),
    "os_exit": (added("import os; os._exit(0)"), (None, 0), (3, FULL), "crashed"),
    # Nothing was answered in these: stock lets the learner's code decide what the check says (3 points also for the
    # concept questions, which are worth 5), and gives full points to a check that its tag keeps from running.
    "patched": (wrong_and(PATCHED), (3, FULL - 2), (0, FULL - 3), "graded"),
    "skipped": (skipped, (3, FULL), (0, FULL - 3), "graded"),
    "cut_off": (None, (None, 0), (0, 0), "malformed"),
}  # fmt: skip


def rows(folder):
    """What a gradebook says of each learner: scores, what waits for a person, and nbgrader's own comments."""
    from nbgrader.api import Gradebook

    with Gradebook(f"sqlite:///{folder / 'gradebook.db'}", "store-lab") as book:
        return {
            one.student.id: {
                "scores": {g.name.removeprefix("check-"): (g.auto_score, g.needs_manual_grade) for g in one.notebooks[0].grades},
                "comments": {comment.name: comment.auto_comment for comment in one.notebooks[0].comments},
                "seconds late": one.total_seconds_late,
            }
            for one in book.assignment_submissions(CHAPTER)
        }  # fmt: skip


@pytest.fixture(scope="module")
def chapter():
    return load_chapter(CHAPTER)


def graded_by_stock(course):
    """What stock nbgrader makes of a class, in two halves at the same time, for it grades one learner after the other."""
    halves = [course, course.with_name("half")]
    shutil.copytree(course, halves[1])
    for half, keep in zip(halves, (0, 1), strict=True):
        for number, folder in enumerate(sorted((half / "submitted").iterdir())):
            if number % 2 != keep:
                shutil.rmtree(folder)
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda half: nbgrader(half, "autograde", CHAPTER, "--create", may_fail=True), halves))
    return rows(halves[0]) | rows(halves[1])


@pytest.fixture(scope="module")
def both(tmp_path_factory, chapter, sandboxed):
    """The two courses, graded; gives their rows, and our statuses."""
    stock = tmp_path_factory.mktemp("stock") / "course"
    ours = tmp_path_factory.mktemp("ours") / "course"
    make_course(stock, [CHAPTER])
    for submission in generated(chapter):
        hand_in(stock, CHAPTER, submission)
    for learner, (change, *_) in DIFFERENT.items():
        kind = "answered" if change else "broken"
        hand_in(stock, CHAPTER, Submission(learner, "en", kind, right_answers(chapter)))
        if change:
            file = stock / "submitted" / learner / CHAPTER / f"{CHAPTER}.ipynb"
            notebook = json.loads(file.read_text(encoding="utf-8"))
            for cell in notebook["cells"]:
                cell["source"] = "".join(cell["source"])
            change(notebook["cells"])
            file.write_text(json.dumps(notebook), encoding="utf-8")
    shutil.copytree(stock, ours)
    by_stock = graded_by_stock(stock)
    assert main(["grade", CHAPTER, "--course", str(ours)]) == 0
    results = [json.loads(file.read_text(encoding="utf-8")) for file in (ours / "grading" / CHAPTER).glob("*.json")]
    for one in results:  # shown beside a failure
        print(one["learner"], one["grade"]["status"], one["grade"]["reason"])
    return by_stock, rows(ours), {one["learner"]: one["grade"]["status"] for one in results}


@pytest.mark.parametrize("learner", [f"learner{number + 1:02d}" for number in range(GENERATED)])
def test_scores_and_comments_equal_stock_submission_by_submission(both, learner):
    stock, ours, statuses = both
    assert len(ours[learner]["scores"]) == 9
    assert ours[learner] == stock[learner]
    assert statuses[learner] in ("graded", "partial")


def test_the_generated_class_earns_full_some_and_no_points(both):
    """Or equality would say little."""
    chosen = [f"learner{number + 1:02d}" for number in range(GENERATED)]
    earned = [score for name in chosen for score, _ in both[1][name]["scores"].values() if score is not None]
    assert {0.0, 3.0, 5.0} < set(earned)
    assert earned.count(0.0) > 20
    assert earned.count(3.0) > 10
    # Points for a part of the cases.
    assert len(set(earned) - {0.0, 3.0, 5.0}) > 4


@pytest.mark.parametrize("learner", DIFFERENT)
def test_both_scores_where_they_may_differ(both, learner):
    _, by_stock, by_us, status = DIFFERENT[learner]
    found = [
        (
            scores["funnel"][0],
            sum(score or 0.0 for name, (score, _) in scores.items() if not name.startswith("written")),
        )
        for scores in (one[learner]["scores"] for one in both[:2])
    ]
    assert found == [by_stock, by_us]
    assert both[2][learner] == status
