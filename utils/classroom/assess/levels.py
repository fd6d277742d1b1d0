"""Which level a learner has reached, and what the next one still asks for."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from classroom.assess.records import BOOK, Record
from classroom.assess.rules import Level, Rules
from storelab.language import language, pick

WAITING: Mapping[str, Mapping[str, str]] = {
    "numbers": {"en": "the numbers are not graded yet", "zh": "数字部分还没有批改"},
    "argument": {"en": "the argument is not marked yet", "zh": "论证还没有评分"},
    "transfer": {"en": "the transfer is not marked yet", "zh": "迁移部分还没有评分"},
}


@dataclass(frozen=True)
class Verdict:
    """What a learner has reached.

    Attributes
    ----------
    record
        Their results.
    level
        The highest level all of whose rules hold, and those of all levels below it; None where even the first fails.
    missing
        What the next level still asks for, in words of the language in force; empty at the highest level. That a case report
        waits to be marked is said at every level, for the total lacks it.
    total
        Weighted percent of all parts.
    """

    record: Record
    level: Level | None
    missing: tuple[str, ...]
    total: float


def judge(record: Record, rules: Rules, chapters: Sequence[int]) -> Verdict:
    """Find a learner's level.

    Parameters
    ----------
    record
        Their results.
    rules
        The levels from low to high.
    chapters
        Numbers of the chapters that homework has.
    """
    reached: Level | None = None
    missing: tuple[str, ...] = ()
    for level in rules.levels:
        missing = tuple(lacking(record, level, rules, chapters))
        if missing:
            break
        reached = level
    missing = tuple(dict.fromkeys([*missing, *_waiting(record)]))
    return Verdict(record, reached, missing, record.total(rules, len(chapters)))


def lacking(record: Record, level: Level, rules: Rules, chapters: Sequence[int]) -> Iterator[str]:
    """What a level asks for and the learner has not, rule by rule."""
    yield from _least({"en": "theory test", "zh": "理论测试"}, record.theory, level.theory)
    asked = level.chapters or tuple(chapters)
    low = [number for number in asked if record.homework.get(number, 0.0) < level.each_chapter]
    if low:
        told = ", ".join(f"{number} ({_shown(record.homework.get(number))})" for number in low)
        yield pick(
            {
                "en": f"homework: at least {level.each_chapter:g} % in chapters {told}",
                "zh": f"作业：以下各章须达到 {level.each_chapter:g}%：{told}",
            }
        )
    if level.mean_of_chapters is not None:
        mean = fmean(record.homework.get(number, 0.0) for number in asked) if asked else None
        yield from _least({"en": "mean of the homework", "zh": "作业平均分"}, mean, level.mean_of_chapters)
    for drill in rules.drills:
        names = {"en": f"drill '{drill}'", "zh": f"演练“{drill}”"}
        yield from _least(names, record.drills.get(drill), level.drills)
    yield from _scenarios(record, level, rules)
    yield from _report(record, level)
    if level.mentored_a_group and not record.mentored_a_group:
        yield pick({"en": "to have mentored a group", "zh": "带过一个小组"})
    yield from _competences(record, level, rules)


def _report(record: Record, level: Level) -> Iterator[str]:
    told = {"en": "", "zh": ""}
    if record.report_source == BOOK:
        told = {"en": ", in the gradebook", "zh": "（成绩册）"}
    elif record.report_source:
        told = {"en": f", in {record.report_source}", "zh": f"（{record.report_source}）"}
    if level.case_report is not None:
        names = {"en": f"case report{told['en']}", "zh": f"案例报告{told['zh']}"}
        yield from _waiting(record) if record.unmarked else _least(names, record.case_report, level.case_report)
    if level.transfer_test and not record.transfer_test:
        words = {"en": f"the case report's transfer test{told['en']}", "zh": f"案例报告的迁移检验{told['zh']}"}
        yield from _waiting(record) if "transfer" in record.unmarked else [pick(words)]


def _waiting(record: Record) -> Iterator[str]:
    """That parts of the case report are not marked yet; nothing where all are."""
    if record.unmarked:
        parts = {
            "en": ", ".join(WAITING[name]["en"] for name in record.unmarked),
            "zh": "、".join(WAITING[name]["zh"] for name in record.unmarked),
        }
        yield pick(
            {
                "en": f"case report: {parts['en']}; until then it counts for nothing",
                "zh": f"案例报告：{parts['zh']}，在那之前不计分",
            }
        )


def _scenarios(record: Record, level: Level, rules: Rules) -> Iterator[str]:
    for scenario in rules.scenarios:
        leads = [lead for (name, _), lead in record.scenarios.items() if name == scenario]
        if sum(lead >= 0 for lead in leads) < level.reach.get(scenario, 0):
            yield pick(
                {
                    "en": f"scenario '{scenario}': the baseline in {level.reach[scenario]} roles",
                    "zh": f"情景“{scenario}”：{level.reach[scenario]} 个角色达到基准",
                }
            )
        if (passed := sum(lead > 0 for lead in leads)) < level.exceed.get(scenario, 0):
            yield pick(
                {
                    "en": f"scenario '{scenario}': above the baseline in {level.exceed[scenario]} roles (so far {passed})",
                    "zh": f"情景“{scenario}”：{level.exceed[scenario]} 个角色超过基准（目前 {passed} 个）",
                }
            )


def _competences(record: Record, level: Level, rules: Rules) -> Iterator[str]:
    ratings = {name: record.competences.get(name, 0.0) for name in rules.competences}
    for name, rating in ratings.items():
        if rating < level.each_competence:
            title = rules.competences[name][language()]
            told = f"{rating:.1f}" if rating else pick({"en": "not rated", "zh": "尚未评定"})
            yield pick(
                {
                    "en": f"competence '{title}': at least {level.each_competence:g} of 5 ({told})",
                    "zh": f"能力“{title}”：至少 {level.each_competence:g} 分（满分 5，目前 {told}）",
                }
            )
    if level.mean_of_competences is not None and (mean := fmean(ratings.values())) < level.mean_of_competences:
        yield pick(
            {
                "en": f"mean of the competences: at least {level.mean_of_competences:g} of 5 ({mean:.1f})",
                "zh": f"各项能力平均：至少 {level.mean_of_competences:g} 分（满分 5，目前 {mean:.1f}）",
            }
        )


def _least(names: dict[str, str], found: float | None, least: float) -> Iterator[str]:
    if found is None or found < least:
        yield pick(
            {
                "en": f"{names['en']}: at least {least:g} % ({_shown(found)})",
                "zh": f"{names['zh']}：至少 {least:g}%（{_shown(found)}）",
            }
        )


def _shown(percent: float | None) -> str:
    """A percentage that never looks better than it is: 59.96 is not 60."""
    if percent is None:
        return pick({"en": "nothing yet", "zh": "暂无"})
    shown = f"{int(percent * 10) / 10:g}"
    return pick({"en": f"{shown} %", "zh": f"{shown}%"})
