"""Tables of the training shop (three scenarios of twelve weeks, in the season that the group's own orders had), of the cases, and of a past class."""

from collections.abc import Iterator, Mapping

import numpy as np

from classroom.world import class_book, shop_cases
from classroom.world.calendar import FIRST_DAY
from classroom.world.columns import Columns, coded
from classroom.world.made import Made

WEEKS = 12
# Scenario: first Monday, and the weeks (from 1) in which the platforms hold an event that a shop may join.
_SCENARIOS: Mapping[str, tuple[str, tuple[int, ...]]] = {
    "opening": ("2025-02-24", ()),
    "promotion": ("2025-09-29", (5, 6, 7)),
    "crisis": ("2025-07-07", ()),
}
_TEXTS: Mapping[str, Mapping[str, str]] = {
    "opening": {
        "background_zh": "新店开张：没有评价，几乎没有自然流量，账上有一笔启动资金。",
        "background_en": "A new shop: no reviews, hardly any visits of its own, and a sum of money to start with.",
        "goal_zh": "十二周内站稳脚跟：有回头的流量，评分不低于 4.6，钱不能用光。",
        "goal_en": "A foothold in twelve weeks: visits that come by themselves, a rating of 4.6 or more, and money left.",
        "constraints_zh": "采购两周后到货；新客服要先学一周。",
        "constraints_en": "Purchases arrive after two weeks; new service staff learn for a week first.",
    },
    "promotion": {
        "background_zh": "双十一大促在第 5 到 7 周。参加平台活动至少要让利一成，活动周流量翻番，之后会冷下来。",
        "background_en": "双十一 fills weeks 5 to 7. Who joins the platform's event gives at least a tenth off; visits double, and cool down after it.",
        "goal_zh": "赚到利润，也不让客服被淹没、库存压手里。",
        "goal_en": "Earn a profit without drowning the service desk or sitting on stock afterwards.",
        "constraints_zh": "采购两周后到货，活动前一周供应商可能推迟一周；对手也会降价。",
        "constraints_en": "Purchases arrive after two weeks, and the supplier may be a week late just before; a rival cuts its price too.",
    },
    "crisis": {
        "background_zh": "店里正在冲量：打着九折，天天投广告。第 3 到 5 周之间，一批货出了质量问题，差评和咨询一起涌来。",
        "background_en": "The shop is in a drive for growth: a tenth off, advertising every week. Between weeks 3 and 5 one batch turns out faulty; bad reviews and questions come at once.",
        "goal_zh": "把评分救回来，把亏损控制住。",
        "goal_en": "Bring the rating back and keep the loss small.",
        "constraints_zh": "平台按评分给流量；没人处理的咨询会变成投诉。",
        "constraints_en": "The platform sends visits by rating; questions that nobody answers become complaints.",
    },
}


def tables(made: Made) -> Iterator[tuple[str, Columns]]:
    """Make the tables of this group, in the order of their schema.

    Parameters
    ----------
    made
        What has been made before.
    """
    yield "sim_scenarios", sim_scenarios()
    yield "sim_weeks", sim_weeks(made)
    seed, effects = made.seed, made.effects
    yield "cases", shop_cases.cases()
    yield "case_weeks", shop_cases.case_weeks(seed, effects)
    yield "case_tiers", shop_cases.case_tiers(seed, effects)
    yield "case_trials", shop_cases.case_trials(seed, effects)
    yield "case_leavers", shop_cases.case_leavers(seed, effects)
    yield "class_people", class_book.class_people(seed)
    yield "quiz_bank", class_book.quiz_bank(seed)
    yield "quiz_answers", class_book.quiz_answers(seed, effects)
    yield "gradebook", class_book.gradebook(seed)
    yield "class_log", class_book.class_log(seed)
    yield "peer_review", class_book.peer_review(seed, effects)
    yield "rubric", class_book.rubric()
    yield "report_marks", class_book.report_marks(seed, effects)
    yield "class_scenarios", class_book.class_scenarios(seed)
    yield "class_policies", class_book.class_policies(seed)
    yield "drills", class_book.drills(seed, effects)
    yield "cert_rules", class_book.cert_rules()


def sim_scenarios() -> Columns:
    """Background, goal and constraints of each scenario, in both languages."""
    columns: Columns = {"scenario": coded(_TEXTS)}
    for name in next(iter(_TEXTS.values())):
        columns[name] = coded(text[name] for text in _TEXTS.values())
    return columns


def sim_weeks(made: Made) -> Columns:
    """Season of each week: orders paid in it over all shops, divided by the median week of its scenario."""
    daily = made.takings.orders.sum(axis=1)
    scenario, mondays, season, event = [], [], [], []
    for name, (first, events) in _SCENARIOS.items():
        start = np.datetime64(first, "D")
        day = int((start - FIRST_DAY).astype(np.int64))
        weekly = daily[day : day + 7 * WEEKS].reshape(WEEKS, 7).sum(axis=1)
        middle = float(np.median(weekly)) or 1.0
        scenario += [name] * WEEKS
        mondays.append(start + 7 * np.arange(WEEKS))
        season.append(np.round(weekly / middle, 3))
        event += [week in events for week in range(1, WEEKS + 1)]
    return {
        "scenario": coded(scenario),
        "week": np.tile(np.arange(1, WEEKS + 1), len(_SCENARIOS)),
        "monday": np.concatenate(mondays),
        "season": np.concatenate(season),
        "event": np.array(event),
    }
