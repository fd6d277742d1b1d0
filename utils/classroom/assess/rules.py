"""Weights, pass marks, late rules and levels, as ``course/syllabus.yml`` has them under ``assessment``."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from storelab.errors import StoreLabError, suggest
from storelab.language import LANGUAGES

PARTS = ("homework", "theory", "practice", "case_report", "class_performance")
RATERS = ("self", "peer", "mentor")
LEVEL = {
    "id", "title", "theory", "homework", "drills", "scenarios", "case_report", "transfer_test", "mentored_a_group", "competences",
}  # fmt: skip
WHERE = "course/syllabus.yml, assessment"


@dataclass(frozen=True)
class Level:
    """What a level asks for; None where it asks for nothing.

    Attributes
    ----------
    id, title
        Its name, and its title by language.
    theory, drills, case_report
        Least percentages; ``drills`` holds for each drill.
    chapters, each_chapter, mean_of_chapters
        Homework: numbers of the chapters (empty: all), least percentage of each, least mean.
    reach, exceed
        By scenario in how many roles the baseline has to be reached, or passed.
    transfer_test, mentored_a_group
        Whether these are needed.
    each_competence, mean_of_competences
        Least ratings, 1 to 5.
    """

    id: str
    title: Mapping[str, str]
    theory: float
    drills: float
    each_chapter: float
    each_competence: float
    chapters: tuple[int, ...] = ()
    mean_of_chapters: float | None = None
    mean_of_competences: float | None = None
    reach: Mapping[str, int] = field(default_factory=dict)
    exceed: Mapping[str, int] = field(default_factory=dict)
    case_report: float | None = None
    transfer_test: bool = False
    mentored_a_group: bool = False


@dataclass(frozen=True)
class CaseReport:
    """How the case report is found in the gradebook.

    Attributes
    ----------
    assignment
        Its assignment.
    transfer
        The written part that decides on the transfer test.
    transfer_mark
        Least percent of that part's points.
    """

    assignment: str
    transfer: str
    transfer_mark: float


@dataclass(frozen=True)
class Rules:
    """All rules of the assessment.

    Attributes
    ----------
    chapter_pass_mark
        Percent.
    late_per_day, late_floor
        Percent of a score that is lost for each day begun, and percent that is always kept.
    parts, raters
        Weights that add up to 100.
    theory_items, theory_minutes
        Size of a paper, and the time for it.
    drills, scenarios, roles
        Names.
    case_report
        Where its marks stand in the gradebook.
    competences
        Titles by competence and language.
    levels
        From low to high.
    """

    chapter_pass_mark: float
    late_per_day: float
    late_floor: float
    parts: Mapping[str, float]
    raters: Mapping[str, float]
    theory_items: int
    theory_minutes: int
    drills: tuple[str, ...]
    scenarios: tuple[str, ...]
    roles: tuple[str, ...]
    case_report: CaseReport
    competences: Mapping[str, Mapping[str, str]]
    levels: tuple[Level, ...]

    def after_late(self, percent: float, days_late: float) -> float:
        """A score after the late rule."""
        kept = max(self.late_floor, 100.0 - self.late_per_day * math.ceil(max(0.0, days_late)))
        # In this order, for a mark that loses nothing comes out as it went in.
        return percent * (kept / 100.0)


def read_rules(content: Mapping[str, Any] | None = None) -> Rules:
    """Read the rules, and refuse what is missing, unknown or out of range.

    Parameters
    ----------
    content
        The part ``assessment`` of a syllabus; None for the course's own.

    Raises
    ------
    StoreLabError
        Naming the entry, what was expected and what was found.
    """
    from classroom.source import syllabus

    plain = syllabus().get("assessment", {}) if content is None else content
    late, theory, report = (_part(plain, name) for name in ("late", "theory", "case_report"))
    drills, scenarios, roles = (_names(plain, name) for name in ("drills", "scenarios", "roles"))
    competences = {str(one["id"]): _title(one, f"competences, '{one['id']}'") for one in _entries(plain, "competences")}
    levels = tuple(_level(one, scenarios, roles) for one in _entries(plain, "levels"))
    return Rules(
        chapter_pass_mark=_percent(plain, "chapter_pass_mark", ""),
        late_per_day=_percent(late, "percent_per_day", "late"),
        late_floor=_percent(late, "floor", "late"),
        parts=_weights(_part(plain, "parts"), "parts", PARTS),
        raters=_weights(_part(plain, "raters"), "raters", RATERS),
        theory_items=_whole(theory, "items", "theory"),
        theory_minutes=_whole(theory, "minutes", "theory"),
        drills=drills,
        scenarios=scenarios,
        roles=roles,
        case_report=CaseReport(
            _text(report, "assignment", "case_report"),
            _text(report, "transfer", "case_report"),
            _percent(report, "transfer_mark", "case_report"),
        ),
        competences=competences,
        levels=levels,
    )


def _level(plain: Mapping[str, Any], scenarios: Sequence[str], roles: Sequence[str]) -> Level:
    place = f"levels, '{plain['id']}'"
    for name in plain:
        if name not in LEVEL:
            near = suggest(str(name), LEVEL)
            raise StoreLabError(f"{WHERE}, {place}: '{name}' is no rule." + (f" Did you mean {near}?" if near else ""))
    homework, competences = _part(plain, "homework", place), _part(plain, "competences", place)
    asked = _part(plain, "scenarios", place)
    found: dict[str, dict[str, int]] = {}
    for word in ("reach", "pass"):
        found[word] = dict(asked.get(word, {}))
        for scenario, count in found[word].items():
            if scenario not in scenarios or not isinstance(count, int) or not 1 <= count <= len(roles):
                raise StoreLabError(
                    f"{WHERE}, {place}, scenarios, {word}: expected one of {', '.join(scenarios)} with a number of roles from 1 to "
                    f"{len(roles)}, found {scenario}: {count!r}."
                )
    return Level(
        id=str(plain["id"]),
        title=_title(plain, place),
        theory=_percent(plain, "theory", place),
        drills=_percent(plain, "drills", place),
        each_chapter=_percent(homework, "each", f"{place}, homework"),
        each_competence=_rating(competences, "each", f"{place}, competences"),
        chapters=tuple(int(number) for number in homework.get("chapters", ())),
        mean_of_chapters=_percent(homework, "mean", f"{place}, homework") if "mean" in homework else None,
        mean_of_competences=_rating(competences, "mean", f"{place}, competences") if "mean" in competences else None,
        reach=found["reach"],
        exceed=found["pass"],
        case_report=_percent(plain, "case_report", place) if "case_report" in plain else None,
        transfer_test=_flag(plain, "transfer_test", place),
        mentored_a_group=_flag(plain, "mentored_a_group", place),
    )


def _refuse(place: str, name: str, expected: str, found: Any) -> StoreLabError:
    return StoreLabError(f"{', '.join(filter(None, (WHERE, place, name)))}: expected {expected}, found {found!r}.")


def _part(plain: Mapping[str, Any], name: str, place: str = "") -> Mapping[str, Any]:
    found = plain.get(name)
    if not isinstance(found, Mapping):
        raise _refuse(place, name, "names with values", found)
    return found


def _entries(plain: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    found = plain.get(name)
    if not isinstance(found, list) or not found or not all(isinstance(one, Mapping) and "id" in one for one in found):
        raise _refuse("", name, "a list of entries that each have an id", found)
    ids = [one["id"] for one in found]
    if twice := {one for one in ids if ids.count(one) > 1}:
        raise _refuse("", name, "ids that differ", ", ".join(sorted(map(str, twice))))
    return found


def _names(plain: Mapping[str, Any], name: str) -> tuple[str, ...]:
    found = plain.get(name)
    if not isinstance(found, list) or not found or not all(isinstance(one, str) for one in found):
        raise _refuse("", name, "a list of names", found)
    return tuple(found)


def _text(plain: Mapping[str, Any], name: str, place: str) -> str:
    found = plain.get(name)
    if not isinstance(found, str) or not found:
        raise _refuse(place, name, "a name", found)
    return found


def _title(plain: Mapping[str, Any], place: str) -> Mapping[str, str]:
    found = plain.get("title")
    if not isinstance(found, Mapping) or any(not isinstance(found.get(language), str) for language in LANGUAGES):
        raise _refuse(place, "title", f"a text for each of {', '.join(LANGUAGES)}", found)
    return found


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _percent(plain: Mapping[str, Any], name: str, place: str) -> float:
    found = plain.get(name)
    if not _is_number(found) or not 0 <= found <= 100:  # type: ignore[operator]
        raise _refuse(place, name, "a percentage from 0 to 100", found)
    return float(found)  # type: ignore[arg-type]


def _rating(plain: Mapping[str, Any], name: str, place: str) -> float:
    found = plain.get(name)
    if not _is_number(found) or not 1 <= found <= 5:  # type: ignore[operator]
        raise _refuse(place, name, "a rating from 1 to 5", found)
    return float(found)  # type: ignore[arg-type]


def _whole(plain: Mapping[str, Any], name: str, place: str) -> int:
    found = plain.get(name)
    if not isinstance(found, int) or isinstance(found, bool) or found < 1:
        raise _refuse(place, name, "a whole number from 1", found)
    return found


def _flag(plain: Mapping[str, Any], name: str, place: str) -> bool:
    found = plain.get(name, False)
    if not isinstance(found, bool):
        raise _refuse(place, name, "true or false", found)
    return found


def _weights(plain: Mapping[str, Any], place: str, names: Sequence[str]) -> Mapping[str, float]:
    if set(plain) != set(names):
        raise _refuse("", place, f"weights of {', '.join(names)}", ", ".join(map(str, plain)))
    weights = {name: _percent(plain, name, place) for name in names}
    if abs(sum(weights.values()) - 100.0) > 1e-9:
        raise _refuse("", place, "weights that add up to 100", sum(weights.values()))
    return weights
