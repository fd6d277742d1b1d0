"""Answers of the bank as learners would have typed them."""

import ast
import copy
import inspect
import random
import textwrap
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from storelab.errors import StoreLabError

# Names and remarks of the learners' own.
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
# So many wrong answers to an exercise are enough for a class; typing and trying each of them takes time.
ENOUGH = 6
REMARKS = (
    "# first the rows that count",
    "# sum up",
    "# careful with zero",
    "# as in the lesson",
    "# the rule of the shop",
    "# 先挑要算的行",
    "# 再汇总",
    "# 小心除以零",
)


@dataclass(frozen=True)
class Answers:
    """Answers to one exercise that learners may have typed, as code.

    Attributes
    ----------
    right
        The solution first.
    shared, misconception
        A wrong answer that many give, and the name of the misconception behind it; both empty where none of the bank can be typed.
    wrong
        Other wrong answers.
    """

    right: tuple[str, ...]
    shared: str
    misconception: str
    wrong: tuple[str, ...]


def typed_bank(chapter_id: str) -> dict[str, Answers]:
    """The bank of a chapter as learners may have typed it, by exercise; what does not do as text what it does in the bank is left out.

    Parameters
    ----------
    chapter_id
        Id of the chapter.
    """
    import matplotlib

    from classroom.source import load_chapter

    matplotlib.use("Agg")
    chapter = load_chapter(chapter_id)
    return {name: _typed(chapter, name) for name in chapter.exercises}


def _typed(chapter: Any, name: str) -> Answers:
    from storelab.practice.tasks import find_task

    exercise, task = getattr(chapter.cases, name), find_task(name)
    right = [chapter.exercises[name].solution_code]
    for function in exercise.right_functions():
        code = _text(function, name, chapter)
        if code and _verdict(chapter, task, code) == ("right", None):
            right.append(code)
    shared, misconception = "", ""
    wrong: list[str] = []
    for entry in exercise.wrongs:
        if shared and len(wrong) >= ENOUGH:
            break
        code = _text(entry.function, name, chapter)
        outcome, named = _verdict(chapter, task, code) if code else ("", None)
        if named == entry.name and not shared and entry.texts:
            shared, misconception = code, entry.name
        elif outcome == "wrong":
            wrong.append(code)
    return Answers(tuple(right), shared, misconception, tuple(wrong))


def _text(function: Any, name: str, chapter: Any) -> str:
    """The function as text; empty for one that another function made and that does more than call a third one."""
    if function.__closure__ or function.__name__ == "<lambda>" or _options(function):
        called = _call(function, name, chapter)
        return _with_helpers(called, chapter) if called else ""
    return as_answer(function, name, chapter)


def _options(function: Any) -> dict[str, Any]:
    """The arguments that make a function of the bank wrong: a dictionary that it keeps, as a default or from around it."""
    kept = [cell.cell_contents for cell in function.__closure__ or ()]
    kept += [*(function.__defaults__ or ()), *(function.__kwdefaults__ or {}).values()]
    found = [value for value in kept if isinstance(value, dict)]
    return found[0] if len(found) == 1 else {}


def _call(function: Any, name: str, chapter: Any) -> ast.FunctionDef | None:
    """A function of the bank that calls another one with arguments that are wrong, as a ``def`` that says so.

    None where it is not known which one it calls, or an argument has no short form in code. That the text does what the
    function does is for the caller to try.
    """
    module = {key: value for key, value in vars(chapter.cases).items() if inspect.isfunction(value)}
    around = [cell.cell_contents for cell in function.__closure__ or ()]
    called = [key for key, value in module.items() if any(value is one for one in around)]
    called = called or [key for key in function.__code__.co_names if key in module]
    options = {key: _literal(value, module) for key, value in _options(function).items()}
    if len(called) != 1 or None in options.values():
        return None
    own = next(
        node
        for node in ast.parse(chapter.exercises[name].solution_code).body
        if isinstance(node, ast.FunctionDef) and node.name == name
    )
    given = [*own.args.posonlyargs, *own.args.args, *own.args.kwonlyargs]
    words = [f"{one.arg}={one.arg}" for one in given] + [f"{key}={value}" for key, value in options.items()]
    definition = ast.parse(f"def {name}(): return {called[0]}({', '.join(words)})").body[0]
    assert isinstance(definition, ast.FunctionDef)
    definition.args = own.args
    return definition


def _literal(value: Any, module: dict[str, Any]) -> str | None:
    """A value as code; None where it has no short form."""
    if inspect.isfunction(value):
        return next((key for key, one in module.items() if one is value), None)
    try:
        return repr(value) if ast.literal_eval(repr(value)) == value else None
    except (ValueError, SyntaxError, TypeError):
        return None


def _verdict(chapter: Any, task: Any, code: str) -> tuple[str, str | None]:
    from classroom.practice_data import SECONDS, function_from
    from storelab.practice.judge import judge
    from storelab.practice.runner import run_cases

    try:
        function = function_from(chapter.exercises[task.id], in_own_words(code, random.Random(0)))
    except StoreLabError:
        return "", None
    verdict = judge(task, task.cases, run_cases(function, task, task.cases, SECONDS))
    return verdict.outcome, verdict.named


def as_answer(function: Any, name: str, chapter: Any) -> str:
    """The source of a function of the bank as a learner would have typed it, under the exercise's name.

    Imports, constants and helpers of ``cases.py`` that the function uses are typed above it.
    """
    source = textwrap.dedent(inspect.getsource(function))
    tree = ast.parse(source)
    definition = next(node for node in tree.body if isinstance(node, ast.FunctionDef))
    definition.decorator_list = []
    definition.name = name
    return _with_helpers(definition, chapter)


def _with_helpers(definition: ast.FunctionDef, chapter: Any) -> str:
    """An answer, and above it what it uses of ``cases.py``."""
    module = _statements(inspect.getsource(chapter.cases))
    given = [node for node in module if _defines(node) and not _is_exercise(node, chapter)]
    needed: list[ast.stmt] = []
    wanted = _names(definition)
    while found := [node for node in given if node not in needed and _defines(node) & wanted]:
        needed += found
        wanted = wanted.union(*map(_names, found))
    typed = [copy.copy(node) for node in module if node in needed]
    for node in typed:
        if isinstance(node, ast.FunctionDef):
            node.decorator_list = []
    return "\n\n".join(ast.unparse(node) for node in [*typed, definition])


def in_own_words(code: str, rng: random.Random) -> str:
    """The same idea as another learner would have typed it: other names for local variables, other remarks.

    Parameters
    ----------
    code
        An answer.
    rng
        The learner's own chance.
    """
    tree = ast.parse(code)
    # Arguments, those of a lambda too, are called by their names.
    given = {node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)}
    given |= {str(node.name) for node in ast.walk(tree) if isinstance(node, ast.ExceptHandler)}
    # What stands outside of the answer (imports, constants, helpers) is read inside of it by its name.
    outside = {name for node in tree.body for name in _defines(node)}
    assigned = (
        {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
        - given
        - outside
    )
    free = [stem for stem in STEMS if stem not in _names(tree) | given]
    names = dict(zip(sorted(assigned), rng.sample(free, k=min(len(free), len(assigned))), strict=False))
    lines = ast.unparse(_Renamed(names).visit(tree)).splitlines()
    if rng.random() < 0.5:
        # Behind the first line of a function a remark may stand anywhere; strings over several lines are none of the bank's.
        place = rng.randrange(1, len(lines) + 1)
        lines.insert(place, f"    {rng.choice(REMARKS)}")
    return "\n".join(lines)


class _Renamed(ast.NodeTransformer):
    """Local variables in the words of one learner."""

    def __init__(self, names: dict[str, str]) -> None:
        self.names = names

    def visit_Name(self, node: ast.Name) -> ast.Name:
        return ast.Name(self.names.get(node.id, node.id), node.ctx)


@lru_cache(maxsize=4)
def _statements(source: str) -> list[ast.stmt]:
    """The statements of a module, parsed once for all answers of a chapter."""
    return ast.parse(source).body


def _names(node: Any) -> set[str]:
    return {inner.id for inner in ast.walk(node) if isinstance(inner, ast.Name)}


def _defines(node: ast.stmt) -> set[str]:
    if isinstance(node, ast.Assign | ast.AnnAssign):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        return {name.id for target in targets for name in ast.walk(target) if isinstance(name, ast.Name)}
    if isinstance(node, ast.FunctionDef):
        return {node.name}
    if isinstance(node, ast.Import | ast.ImportFrom) and "classroom" not in ast.unparse(node):
        return {alias.asname or alias.name for alias in node.names}
    return set()


def _is_exercise(node: Any, chapter: Any) -> bool:
    return bool(_defines(node) & set(chapter.exercises))
