"""Near-identical answers: a copied pair is found, and nobody who only had the same idea is accused."""

import ast
import random

import pytest

from classroom.demo import as_answer
from classroom.desk.report.alike import near_identical, tokens
from classroom.desk.report.command import scaffold
from classroom.desk.report.gather import Work
from classroom.source import load_chapter

CHAPTER = "10_traffic_funnel"
STEMS = (
    "table",
    "part",
    "found",
    "rows",
    "kept",
    "result",
    "data",
    "counts",
    "value",
    "out",
    "temp",
    "x",
    "df",
    "series",
    "both",
)
REMARKS = (
    "# first the rows that count",
    "# sum up",
    "# careful with zero",
    "# as in the lesson",
    "# the rule of the shop",
)


class Renamed(ast.NodeTransformer):
    """Local variables in the words of one learner."""

    def __init__(self, names):
        self.names = names

    def visit_Name(self, node):
        return ast.Name(self.names.get(node.id, node.id), node.ctx)


def in_own_words(code, rng):
    """The same idea as another learner would have typed it: other names for local variables, other remarks."""
    tree = ast.parse(code)
    given = {arg.arg for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) for arg in node.args.args}
    assigned = {
        node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    } - given
    stems = rng.sample(STEMS, k=min(len(STEMS), len(assigned)))
    names = dict(zip(sorted(assigned), stems, strict=False))
    lines = ast.unparse(Renamed(names).visit(tree)).splitlines()
    if rng.random() < 0.5:
        place = rng.randrange(1, len(lines) + 1)
        lines.insert(place, f"    {rng.choice(REMARKS)}")
    return "\n".join(lines)


@pytest.fixture(scope="module")
def bank():
    """By exercise answers of the bank, right ones first."""
    chapter = load_chapter(CHAPTER)
    found = {}
    for name in chapter.exercises:
        exercise = getattr(chapter.cases, name)
        functions = [*exercise.right_functions(), *(wrong.function for wrong in exercise.wrongs[:8])]
        found[name] = [as_answer(function, name, chapter) for function in functions]
    return found


def made_class(bank, seed, learners=120):
    """Learners who took an answer of the bank, most of them a right one, each in words of their own."""
    rng = random.Random(seed)
    class_work = []
    for number in range(learners):
        code = {}
        for name, answers in bank.items():
            right = rng.random() < 0.7
            code[name] = in_own_words(rng.choice(answers[:3] if right else answers[3:]), rng)
        class_work.append(Work(f"l{number:03d}", "", "graded", "", code=code))
    return class_work


def copied(original, learner):
    return Work(learner, "", "graded", "", code=dict(original.code))


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_copied_pair_is_found_and_nobody_else(bank, seed):
    class_work = made_class(bank, seed)
    given = scaffold(CHAPTER)
    assert near_identical(class_work, given) == []
    pairs = near_identical([*class_work, copied(class_work[17], "copy")], given)
    assert [pair.learners for pair in pairs] == [("copy", "l017")]
    assert set(pairs[0].exercises.values()) == {1.0}
    assert len(pairs[0].exercises) >= 3
    assert pairs[0].lines


def test_a_copy_with_some_lines_changed_is_still_found(bank):
    class_work = made_class(bank, 4)
    changed = {name: code + "\n    # mine" for name, code in class_work[3].code.items()}
    pairs = near_identical([*class_work, Work("copy", "", "graded", "", code=changed)], scaffold(CHAPTER))
    assert [pair.learners for pair in pairs] == [("copy", "l003")]


def test_what_the_course_gives_away_counts_for_nothing(bank):
    """Two who typed the solutions that the course shows share nothing of their own."""
    given = [answers[0] for answers in bank.values()]
    code = {name: answers[0] for name, answers in bank.items()}
    pair = [Work("a", "", "graded", "", code=code), Work("b", "", "graded", "", code=code)]
    assert [one.learners for one in near_identical(pair, [])] == [("a", "b")]
    assert near_identical(pair, given) == []


def test_a_small_group_is_found_and_a_common_source_is_not(bank):
    code = {name: in_own_words(answers[1], random.Random(5)) for name, answers in bank.items()}
    group = [Work(name, "", "graded", "", code=code) for name in "abcde"]
    assert [one.learners for one in near_identical(group[:3], [])] == [("a", "b"), ("a", "c"), ("b", "c")]
    # What five have in common may come from a book or a neighbouring course.
    assert near_identical(group, []) == []


def test_one_copied_exercise_is_chance_enough(bank):
    first, second = made_class(bank, 6, learners=2)
    code = {**second.code, "funnel": first.code["funnel"]}
    assert near_identical([first, Work("b", "", "graded", "", code=code)], []) == []


def test_text_that_is_no_python_is_read_word_by_word():
    assert tokens("def f(x):\n    # a remark\n    return x  # why") == [
        ["def", "f", "(", "x", ")", ":"],
        ["#", "a", "remark"],
        ["return", "x", "#", "why"],
    ]
    assert tokens("'''never closed\nand (so on") == [["'''never", "closed"], ["and", "(so", "on"]]
    assert tokens("") == []
