"""Projects task by task: how long each takes, who answers for it, and how long work waits between two roles."""

from typing import Any

import numpy as np

from classroom.world.columns import Columns, coded
from classroom.world.effects import Effects
from classroom.world.orders import NO_TIME
from classroom.world.streams import stream

NOW = np.datetime64("2026-01-05T09:00:00", "s")
ROLES = ("operator", "designer", "analyst", "service")
# Chinese, English, role, roles that can do it, days, tasks before, in the twelve tasks of a campaign.
PLAN = (
    ("定目标和预算", "Set goal and budget", "operator", "operator analyst", 2.0, ()),
    ("盘点选品", "Choose the goods", "operator", "operator analyst", 4.0, (1,)),
    ("去年数据复盘", "Review last year's figures", "analyst", "analyst", 3.0, (1,)),
    ("定价与让利测算", "Work out prices", "analyst", "analyst operator", 3.0, (2, 3)),
    ("主图与详情页", "Pictures and pages", "designer", "designer", 6.0, (2,)),
    ("报名与活动设置", "Enrol and set up", "operator", "operator service", 2.0, (4,)),
    ("备货到仓", "Stock to the hall", "operator", "operator service", 7.0, (4,)),
    ("客服话术与培训", "Answers and drill of the desk", "service", "service operator", 3.0, (4,)),
    ("短视频与预热", "Videos and teasers", "designer", "designer operator", 5.0, (4, 5)),
    ("看板与预警", "Board and alarms", "analyst", "analyst", 3.0, (3,)),
    ("排班与打包演练", "Rota and packing drill", "service", "service operator", 2.0, (7, 8)),
    ("上线检查", "Last check", "operator", "operator analyst service", 1.0, (6, 9, 10, 11)),
)
PROJECTS = ("lantern_2025", "women_day", "spring_outdoor", "tea_season", "early_summer", "june_2025", "summer_kitchen",
            "back_to_school", "mid_autumn", "autumn_home", "members_day", "double11", "double12", "winter_warm")  # fmt: skip
FIRST = np.datetime64("2025-01-06T09:00:00", "s")
_DAY, _HOUR = np.timedelta64(86_400, "s"), np.timedelta64(3_600, "s")
# Letters of who answers, by role, in the plan of June: none for two tasks, two for one.
_JUNE_NOBODY, _JUNE_TWO = (8, 10), (7,)


def make_projects(seed: int, effects: Effects) -> tuple[Columns, Columns]:
    """Make ``tasks`` and ``handover_log``."""
    rng = stream(seed, "tasks")
    rows: list[list] = []
    handovers: list[tuple[str, str, str, np.datetime64, np.datetime64]] = []
    for number, project in enumerate(PROJECTS, 1):
        start = FIRST + (number - 1) * 25 * _DAY
        rows += _finished(seed, effects, rng, number, project, start, handovers)
    rows += _running(effects)
    rows += _planned()
    handovers.sort(key=lambda row: (row[3], row[0]))
    names = (
        "task_id",
        "project",
        "task",
        "task_en",
        "role",
        "able",
        "start",
        "duration",
        "depends_on",
        "raci",
        "began_at",
        "done_at",
    )
    columns = dict(zip(names, zip(*rows, strict=True), strict=True))
    kinds: dict[str, Any] = {
        "start": "datetime64[D]",
        "duration": float,
        "began_at": "datetime64[s]",
        "done_at": "datetime64[s]",
    }
    tasks: Columns = {
        name: np.array(values, dtype=kinds[name]) if name in kinds else coded(values)
        for name, values in columns.items()
    }
    waits, sent_by, taken_by, sent, taken = zip(*handovers, strict=True)
    log: Columns = {
        "handover_id": np.arange(1, len(handovers) + 1),
        "task_id": coded(waits),
        "from_role": coded(sent_by),
        "to_role": coded(taken_by),
        "sent_at": np.array(sent, dtype="datetime64[s]"),
        "taken_at": np.array(taken, dtype="datetime64[s]"),
    }
    return tasks, log


def _raci(role: str, answers: int) -> str:
    """Who answers, does, is asked and told: the operator answers for most, the doer for his own where two do."""
    others = [other for other in ROLES if other != role]
    head = "operator" if role != "operator" else "analyst"
    letters = {0: [], 1: [f"A:{head}"], 2: [f"A:{head}", f"A:{role}"]}[answers]
    rest = [other for other in others if other != head]
    return " ".join([*letters, f"R:{role}", f"C:{rest[0]}", f"I:{rest[-1]}"])


def _id(number: int, task: int) -> str:
    return f"P{number:02d}-{task:02d}"


def _before(number: int, waits: tuple[int, ...]) -> str | None:
    return ", ".join(_id(number, task) for task in waits) or None


def _planned_starts(days: list[float]) -> list[float]:
    ends: list[float] = []
    starts = []
    for (*_, waits), length in zip(PLAN, days, strict=True):
        begin = max((ends[task - 1] for task in waits), default=0.0)
        starts.append(begin)
        ends.append(begin + length)
    return starts


def _finished(
    seed: int, effects: Effects, rng: np.random.Generator, number: int, project: str, start: np.datetime64, handovers: list
) -> list[list]:  # fmt: skip
    slow, nobody = effects.slow_intake, effects.nobody_answers
    queue, late = stream(seed, "handover_log.queue", number), stream(seed, "tasks.nobody", number)
    days = [max(1.0, length + float(rng.integers(-1, 2))) for *_, length, _ in PLAN]
    starts = _planned_starts(days)
    # By lot, not by difficulty: one in five tasks has nobody who answers for it, one in seven has two.
    answers = rng.permutation(np.r_[np.zeros(3, int), np.full(2, 2), np.ones(7, int)])
    done: list[np.datetime64] = []
    rows = []
    for place, (zh, en, role, able, _, waits) in enumerate(PLAN):
        noise, wait = float(np.exp(rng.normal(0, 0.13))), rng.exponential(5.0, 4)
        more, delay = queue.exponential(1.0, 4), late.exponential(1.0)
        began = start
        for nth, before in enumerate(waits):
            sent, giver = done[before - 1], PLAN[before - 1][2]
            taken = sent
            if giver != role:
                hours = wait[nth] + (more[nth] * slow.hours if slow is not None and role == slow.role else 0.0)
                taken = sent + np.timedelta64(int(3_600 * hours), "s")
                handovers.append((_id(number, place + 1), giver, role, sent, taken))
            began = max(began, taken)
        length = days[place] * noise
        if nobody is not None and answers[place] != 1:
            length += nobody.days * delay
        done.append(began + np.timedelta64(int(86_400 * length), "s"))
        rows.append([_id(number, place + 1), project, zh, en, role, able, (start + int(starts[place]) * _DAY).astype("datetime64[D]"),
                     days[place], _before(number, waits), _raci(role, int(answers[place])), began, done[-1]])  # fmt: skip
    return rows


def _running(effects: Effects) -> list[list]:
    """The new year campaign: stock is on the critical path; other tasks were done before their day."""
    number = len(PROJECTS) + 1
    start = np.datetime64("2025-12-22T09:00:00", "s")
    days = [length for *_, length, _ in PLAN]
    starts = _planned_starts(days)
    busy = effects.busy_but_late
    # Days since the start on which each task began and was done; NaN: not yet. On the morning of day 14.
    on_time = {task: (starts[task - 1], starts[task - 1] + days[task - 1]) for task in (1, 2, 3, 4, 5, 6, 8, 10)}
    on_time[7] = (starts[6], np.nan)
    on_time[9] = (starts[8], np.nan)
    if busy is not None:
        on_time[5] = (starts[4], starts[4] + days[4] - 3.0)
        on_time[7] = (starts[6] + busy.days, np.nan)
        on_time[9] = (starts[4] + days[4] - 3.0, 13.5)
    rows = []
    for place, (zh, en, role, able, length, waits) in enumerate(PLAN):
        began, done = on_time.get(place + 1, (np.nan, np.nan))
        times = [NO_TIME if np.isnan(day) else start + np.timedelta64(int(86_400 * day), "s") for day in (began, done)]
        times = [time if np.isnat(time) or time < NOW else NO_TIME for time in times]
        rows.append([_id(number, place + 1), "new_year_2026", zh, en, role, able, (start + int(starts[place]) * _DAY).astype("datetime64[D]"),
                     length, _before(number, waits), _raci(role, 1), *times])  # fmt: skip
    return rows


def _planned() -> list[list]:
    """The campaign of June 2026 as planned: nothing is done yet."""
    number = len(PROJECTS) + 2
    start = np.datetime64("2026-05-18")
    starts = _planned_starts([length for *_, length, _ in PLAN])
    rows = []
    for place, (zh, en, role, able, length, waits) in enumerate(PLAN):
        answers = 0 if place + 1 in _JUNE_NOBODY else 2 if place + 1 in _JUNE_TWO else 1
        rows.append([_id(number, place + 1), "june_2026", zh, en, role, able, start + int(starts[place]), length,
                     _before(number, waits), _raci(role, answers), NO_TIME, NO_TIME])  # fmt: skip
    return rows
