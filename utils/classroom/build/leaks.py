"""Proves that nothing which a learner gets gives the answers away."""

import ast
import inspect
import re
from collections.abc import Iterable
from pathlib import Path

from classroom.cases import Exercise
from classroom.source import Chapter

# Shorter lines (``return rates``) are anybody's code.
SHORTEST_LINE = 20
ROW_ID = re.compile(r"\bS[0-4]-\d\d\b")
LEARNER_FOLDERS = ("notebooks", "utils/storelab", "datasets/manifests")


def learner_texts(root: Path, planned: dict[str, bytes]) -> dict[str, str]:
    """Every text that a kit holds: planned files, the library, the manifests."""
    texts = {
        file.relative_to(root).as_posix(): file.read_text(encoding="utf-8")
        for folder in LEARNER_FOLDERS
        for file in sorted((root / folder).rglob("*"))
        if file.is_file() and file.suffix in {".py", ".json", ".ipynb", ".md", ".txt", ".yml"}
    }
    texts |= {
        path: content.decode()
        for path, content in planned.items()
        if path.startswith(tuple(f"{folder}/" for folder in LEARNER_FOLDERS))
    }
    return texts


def secrets(chapter: Chapter) -> dict[str, str]:
    """What must not be found, with what it is: solution lines, lines of hidden cases and of right variants."""
    found: dict[str, str] = {}
    for name, exercise in chapter.exercises.items():
        for line in exercise.solution_lines:
            found.setdefault(line, f"a line of the solution of '{name}'")
    for name, exercise in vars(chapter.cases).items():
        if not isinstance(exercise, Exercise):
            continue
        for kind, functions in (("hidden", exercise.hidden_functions()), ("right", exercise.right_functions())):
            for function in functions:
                for line in inspect.getsource(function).splitlines()[1:]:
                    found.setdefault(line.strip(), f"a line of a {kind} function of '{name}'")
    return {line: what for line, what in found.items() if _telling(line)}


def _telling(line: str) -> bool:
    if len(line) < SHORTEST_LINE or line.startswith(("def ", "#", "@", '"""', "import ", "from ")):
        return False
    # What only opens a table or makes a random generator stands in many lessons; the lines after it tell.
    return not line.endswith(("(", "[", "{")) and "np.random.default_rng(" not in line


def _fields(effect: ast.ClassDef) -> set[str]:
    return {
        item.target.id for item in effect.body if isinstance(item, ast.AnnAssign) and isinstance(item.target, ast.Name)
    }


def effect_names(root: Path) -> set[str]:
    """Names of the planted effects' classes and parameters in the simulation."""
    names: set[str] = set()
    for file in sorted((root / "utils" / "classroom" / "world").glob("effects*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                names.add(node.name)
                # Parameters of single chapters' effects are called as their tables' columns are.
                names |= _fields(node) if file.name == "effects.py" else set()
    # A parameter called by a plain word ("start", "source") says nothing about an effect.
    return {name for name in names if "_" in name or name[:1].isupper()} - {"Effects"}


def find_leaks(root: Path, chapters: Iterable[Chapter], planned: dict[str, bytes]) -> list[str]:
    """Sentences that name file and secret for each leak; empty when there is none.

    Parameters
    ----------
    root
        The project's root.
    chapters
        Chapters whose secrets are looked for.
    planned
        Generated files, which count instead of those on disk.
    """
    texts = learner_texts(root, planned)
    # In a notebook a line of code stands inside a JSON string.
    readable = {path: text.replace('\\"', '"').replace("\\\\", "\\") for path, text in texts.items()}
    leaks = []
    for chapter in chapters:
        for line, what in secrets(chapter).items():
            leaks += [f"{path}: {what} stands there: {line}" for path, text in readable.items() if line in text]
    for name in sorted(effect_names(root)):
        word = re.compile(rf"\b{re.escape(name)}\b")
        leaks += [
            f"{path}: names the effect parameter '{name}'" for path, text in readable.items() if word.search(text)
        ]
    for path, text in readable.items():
        if "classroom" in text and path.startswith("notebooks/"):
            leaks.append(f"{path}: names the package 'classroom', which learners do not have")
        if path.startswith("notebooks/") and ROW_ID.search(text):
            leaks.append(f"{path}: holds an inventory row id, {ROW_ID.search(text).group()}")  # type: ignore[union-attr]
    return leaks
