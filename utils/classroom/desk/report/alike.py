"""Near-identical answers: what learners share that chance, the page's scaffold and the rest of the class don't explain.

A hint to look, never a verdict: friends who learnt together write alike, and a teacher's example is copied by honest people.
"""

import io
import tokenize
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from rapidfuzz.distance import Indel

from classroom.desk.report.gather import Work

# Shorter answers look alike by themselves.
LEAST_TOKENS = 25
# A line says something about its writer if it has at least so many tokens.
LINE_TOKENS = 4
# A line that more learners than these wrote is common property.
GROUP = 4
# How much of two answers must be the same.
LIKENESS = 0.9
# In how many exercises two learners have to share lines that hardly anybody else wrote, and in what share of those both answered.
EXERCISES = 3
SHARE = 0.5
SKIPPED = {tokenize.NEWLINE, tokenize.NL, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER, tokenize.ENCODING}


@dataclass(frozen=True)
class Alike:
    """Two learners whose answers look alike.

    Attributes
    ----------
    learners
        Both ids.
    exercises
        Exercises in which they share lines that hardly anybody else wrote, with the likeness of the two answers (0 to 1).
    compared
        Number of exercises that both answered at length.
    lines
        Some of the shared lines.
    """

    learners: tuple[str, str]
    exercises: Mapping[str, float]
    compared: int
    lines: tuple[str, ...]


def near_identical(class_work: Sequence[Work], scaffold: Sequence[str]) -> list[Alike]:
    """Find pairs whose answers are nearly the same where nobody else's are.

    Parameters
    ----------
    class_work
        The class.
    scaffold
        Pieces of code that the course itself gives away, such as the cells of its lessons: their lines count for nothing.

    Returns
    -------
    list of Alike
        The most alike first.
    """
    answers = {work.learner: {name: tokens(code) for name, code in work.code.items()} for work in class_work}
    by_pair: dict[tuple[str, str], dict[str, tuple[str, ...]]] = {}
    compared: Counter[tuple[str, str]] = Counter()
    given: set[str] = set().union(*(_lines(tokens(piece)) for piece in scaffold))
    for name in dict.fromkeys(name for own in answers.values() for name in own):
        long = {who: own[name] for who, own in answers.items() if len(_flat(own.get(name, []))) >= LEAST_TOKENS}
        compared.update(combinations(sorted(long), 2))
        writers: dict[str, list[str]] = {}
        for who in sorted(long):
            for line in sorted(_lines(long[who]) - given):
                writers.setdefault(line, []).append(who)
        shared: dict[tuple[str, str], list[str]] = {}
        for line, who_wrote in writers.items():
            if len(who_wrote) <= GROUP:
                for pair in combinations(who_wrote, 2):
                    shared.setdefault(pair, []).append(line)
        for pair, lines in shared.items():
            by_pair.setdefault(pair, {})[name] = tuple(lines)
    found = []
    for pair, own_lines in by_pair.items():
        likeness = {name: _likeness(answers[pair[0]][name], answers[pair[1]][name]) for name in own_lines}
        near = {name: value for name, value in likeness.items() if value >= LIKENESS}
        if len(near) >= EXERCISES and len(near) >= SHARE * compared[pair]:
            examples = [line for name in near for line in own_lines[name]]
            found.append(Alike(pair, near, compared[pair], tuple(sorted(examples, key=len, reverse=True)[:5])))
    return sorted(found, key=lambda one: (-sum(one.exercises.values()), one.learners))


def tokens(code: str) -> list[list[str]]:
    """The code's tokens line by line, comments included, without blanks; text that is no Python is split at blanks."""
    lines: dict[int, list[str]] = {}
    try:
        for token in tokenize.generate_tokens(io.StringIO(code).readline):
            if token.type not in SKIPPED and token.string.strip():
                # A comment is one token to Python, but as many words as its writer chose.
                words = token.string.split() if token.type == tokenize.COMMENT else [token.string]
                lines.setdefault(token.start[0], []).extend(words)
    except (tokenize.TokenError, SyntaxError, IndentationError):
        return [line.split() for line in code.splitlines() if line.strip()]
    return [lines[number] for number in sorted(lines)]


def _lines(code: Sequence[Sequence[str]]) -> set[str]:
    return {" ".join(line) for line in code if len(line) >= LINE_TOKENS}


def _flat(code: Sequence[Sequence[str]]) -> list[str]:
    return [token for line in code for token in line]


def _likeness(first: Sequence[Sequence[str]], second: Sequence[Sequence[str]]) -> float:
    return float(Indel.normalized_similarity(_flat(first), _flat(second)))
