"""Draws a theory paper for each learner from the item bank, and marks what comes back.

Nothing of a paper tells its key: options are shuffled for each learner, and the key stays in a file of the instructor's.
"""

import ast
import hashlib
import json
import random
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from storelab.errors import StoreLabError

LETTERS = "abcd"
# So often a paper that another learner has is drawn anew; only very short papers come near it.
ATTEMPTS = 1_000
NAME = re.compile(r"q\d{2,3}")


@dataclass(frozen=True)
class Question:
    """One question as it stands on a paper.

    Attributes
    ----------
    item
        Its id in the bank, such as ``10-3``.
    order
        The bank's letters in the order in which this paper shows them.
    """

    item: str
    order: tuple[str, ...]

    def key(self, answer: str) -> str:
        """The letter on the paper of the bank's right letter."""
        return LETTERS[self.order.index(answer)]


@dataclass(frozen=True)
class Paper:
    """A learner's paper.

    Attributes
    ----------
    learner
        Whose it is.
    id
        Stands on the paper, and says nothing about its key.
    questions
        In their order.
    """

    learner: str
    id: str
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class Mark:
    """What a paper was worth.

    Attributes
    ----------
    learner
        Who.
    right, items
        Right answers, of how many.
    status, reason
        ``graded``, ``missing``, ``malformed`` or ``other paper``, and why.
    by_item
        By item of the bank whether it was answered rightly; empty unless graded.
    """

    learner: str
    right: int
    items: int
    status: str
    reason: str
    by_item: Mapping[str, bool]

    @property
    def percent(self) -> float:
        """Share of right answers, 0 to 100."""
        return 100.0 * self.right / self.items if self.items else 0.0


def bank(chapters: Sequence[Any]) -> dict[str, dict[str, Any]]:
    """All concept questions of the chapters by id, each with its ``chapter``."""
    return {item["id"]: {**item, "chapter": chapter.id} for chapter in chapters for item in chapter.questions}


def draw(items: Mapping[str, Mapping[str, Any]], learners: Sequence[str], size: int, seed: int) -> list[Paper]:
    """Draw a paper for each learner: as many questions from each chapter as from any other, give or take one, in an order of its own.

    Parameters
    ----------
    items
        The bank.
    learners
        Ids; each one's paper depends on the seed and the id alone, unless it would be another's.
    size
        Questions on a paper.
    seed
        The examination's secret.

    Raises
    ------
    StoreLabError
        If the bank is smaller than a paper, there are no learners, or too many for papers so short to differ.
    """
    if not learners:
        raise StoreLabError("There is nobody to examine: 'classroom roster TABLE.csv' adds learners.")
    if not 1 <= size <= len(items):
        raise StoreLabError(
            f"A paper of {size} questions cannot be drawn: the bank holds {len(items)} (name fewer with --items)."
        )
    papers, seen = [], set()
    for learner in learners:
        attempt = 0
        while (questions := _draw(items, size, f"{seed}:{learner}:{attempt}")) in seen:
            attempt += 1
            if attempt > ATTEMPTS:
                raise StoreLabError(
                    f"{len(learners)} papers of {size} questions cannot all differ: name more questions with --items."
                )
        seen.add(questions)
        identity = hashlib.sha256(f"paper:{seed}:{learner}".encode()).hexdigest()[:12]
        papers.append(Paper(learner, identity, questions))
    return papers


def _draw(items: Mapping[str, Mapping[str, Any]], size: int, secret: str) -> tuple[Question, ...]:
    rng = random.Random(hashlib.sha256(secret.encode()).digest())
    by_chapter: dict[str, list[str]] = {}
    for name, item in items.items():
        by_chapter.setdefault(item["chapter"], []).append(name)
    for names in by_chapter.values():
        rng.shuffle(names)
    drawn: list[str] = []
    while len(drawn) < size:
        # One more from each chapter; the last round takes chapters by lot.
        chapters = [chapter for chapter, names in by_chapter.items() if names]
        rng.shuffle(chapters)
        drawn += [by_chapter[chapter].pop() for chapter in chapters[: size - len(drawn)]]
    rng.shuffle(drawn)
    return tuple(
        Question(name, tuple(rng.sample(sorted(items[name]["options"]), len(items[name]["options"])))) for name in drawn
    )


def notebook(paper: Paper, items: Mapping[str, Mapping[str, Any]], language: str, minutes: int) -> str:
    """The paper as a notebook without keys.

    Parameters
    ----------
    paper, items
        What to show.
    language
        ``en`` or ``zh``.
    minutes
        Time allowed, as the head says.
    """
    head = {
        "en": f"# Theory test\n\nLearner: {paper.learner} · paper {paper.id} · {len(paper.questions)} questions · {minutes} minutes\n\n"
        "Write one letter between the quotes below each question. A question without an answer counts as wrong, so does more than one letter. "
        "Save the notebook and hand it in under its name. Nothing has to be run.",
        "zh": f"# 理论测试\n\n学员：{paper.learner} · 试卷 {paper.id} · 共 {len(paper.questions)} 题 · {minutes} 分钟\n\n"
        "在每题下面的引号里写一个字母。没写或者写了不止一个字母，都算错。写完保存，按原文件名交上来；不需要运行。",
    }[language]
    cells = [_cell("markdown", head, "head")]
    for number, question in enumerate(paper.questions, start=1):
        item = items[question.item]
        options = [
            f"- **{letter}** {item['options'][original]['text'][language].strip()}"
            for letter, original in zip(LETTERS, question.order, strict=False)
        ]
        text = "\n".join([f"**{number}.** {item['question'][language].strip()}", "", *options])
        cells += [_cell("markdown", text, f"t{number:03d}"), _cell("code", f'q{number:02d} = ""', f"a{number:03d}")]
    metadata = {
        "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
        "storelab": {"paper": paper.id},
    }
    return (
        json.dumps(
            {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}, ensure_ascii=False, indent=1
        )
        + "\n"
    )


def _cell(kind: str, source: str, name: str) -> dict[str, Any]:
    cell: dict[str, Any] = {"cell_type": kind, "id": name, "metadata": {}, "source": source}
    return cell | ({"execution_count": None, "outputs": []} if kind == "code" else {})


def given_answers(cells: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """Letters that a learner wrote, by ``q01``, ``q02``, ...; nothing is run, and the last one of a name counts."""
    found = {}
    for cell in cells:
        if cell.get("cell_type") != "code":
            continue
        try:
            statements = ast.parse(str(cell.get("source", ""))).body
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            continue
        for statement in statements:
            if not (isinstance(statement, ast.Assign) and isinstance(statement.value, ast.Constant)):
                continue
            for target in statement.targets:
                if isinstance(target, ast.Name) and NAME.fullmatch(target.id):
                    # A full-width letter from a Chinese keyboard is that letter.
                    found[target.id] = unicodedata.normalize("NFKC", str(statement.value.value)).strip().lower()
    return found


def mark(paper: Paper, keys: Mapping[str, str], cells: Sequence[Mapping[str, Any]]) -> Mark:
    """Mark a paper that came back.

    Parameters
    ----------
    paper
        As it was drawn.
    keys
        The bank's right letter by item.
    cells
        Of the notebook that was handed in.
    """
    answers = given_answers(cells)
    by_item = {}
    for number, question in enumerate(paper.questions, start=1):
        by_item[question.item] = answers.get(f"q{number:02d}", "") == question.key(keys[question.item])
    blank = sum(not answers.get(f"q{number:02d}") for number in range(1, len(paper.questions) + 1))
    reason = f"{blank} of {len(by_item)} questions without an answer" if blank else "all questions were answered"
    return Mark(paper.learner, sum(by_item.values()), len(by_item), "graded", reason, by_item)
