"""Tables of learning: the course map in numbers, a class's log, resources, and who talks to whom."""

import numpy as np

from classroom.world.columns import MISSING, Columns, coded
from classroom.world.effects import Effects
from classroom.world.effects_landscape import ClosedCircle, SpacedLearning, StrugglersStay
from classroom.world.streams import stream

# Chapter: week, module, block, hours, chapters before it; weeks and prerequisites as in course/syllabus.yml.
_CHAPTERS = (
    (1, 1, "industry", "platform", 4.0, ""), (2, 1, "data", "finance", 5.0, "1"), (3, 1, "industry", "platform", 4.5, "1 2"),
    (4, 1, "industry", "marketing", 5.0, "2"), (5, 1, "data", "product", 4.5, "2"), (6, 1, "traffic", "product", 4.0, "2"),
    (7, 1, "data", "finance", 4.5, "3 5"), (8, 2, "data", "product", 4.5, "5"), (9, 2, "data", "service", 4.0, "8"),
    (10, 2, "traffic", "marketing", 5.0, "2"), (11, 2, "traffic", "marketing", 4.5, "6 10"),
    (12, 2, "traffic", "marketing", 4.5, "6 10"), (13, 2, "traffic", "marketing", 4.0, "12"),
    (14, 2, "traffic", "marketing", 4.5, "7 8"), (15, 3, "users", "service", 4.5, "2"), (16, 3, "users", "service", 5.0, "6 10"),
    (17, 3, "data", "product", 4.5, "16"), (18, 3, "risk", "finance", 4.0, "7 9 14"), (19, 3, "risk", "service", 4.0, "3 15"),
    (20, 4, "team", "service", 6.0, " ".join(map(str, range(1, 20)))),
)  # fmt: skip
_OBJECTIVES = 5
# One letter an objective: concepts, operations, selling, profit, data, teamwork.
_GOALS = {"c": "concepts", "o": "operations", "s": "selling", "p": "profit", "d": "data", "t": "teamwork"}
_GOALS_OF = ("ccdcc", "ddddd", "coopo", "ccdsp", "oopdo", "ssodd", "pppds", "ooopd", "oopdo", "sssdd",
             "sspdd", "scsdt", "ssods", "sspds", "oosdt", "sspdd", "sdcdd", "pppdc", "ccopd", "tttdo")  # fmt: skip
_FLAGS = ("exercise", "exercise", "chart", "question", "written")

# name, English, Chinese, kind, hours, yuan, skills
_RESOURCES = (
    ("numbers", "Numbers for shopkeepers", "店主数据课", "course", 12, 299, "data"),
    ("ads_zero", "Ads from zero", "投放从零开始", "course", 10, 399, "ads"),
    ("stockroom", "Stock and suppliers", "库存与供应商", "course", 8, 199, "stock"),
    ("on_air", "On air", "开播第一课", "course", 6, 249, "live"),
    ("grow", "Grow your shop", "把店做大", "course", 20, 599, "ads live service"),
    ("analyst", "The analytical merchant", "会分析的商家", "course", 18, 449, "data stock"),
    ("ads_numbers", "Ads by the numbers", "用数据做投放", "course", 16, 459, "ads data"),
    ("bootcamp", "All-round bootcamp", "全能训练营", "course", 60, 1980, "data ads stock live service"),
    ("weekly", "The weekly parcel", "包裹周刊", "media", 1, 0, None),
    ("daily", "Shop floor daily", "店铺日报", "media", 2, 0, None),
    ("circle", "Night owls' circle", "夜猫子店主群", "community", 2, 0, None),
    ("shelf_reading", "A shelf of ten books", "十本书书单", "book", 40, 420, "data service"),
    ("handbook", "Operator's handbook", "平台操作手册", "manual", 6, 0, "service"),
    ("notebooks", "This course's notebooks", "本课程的笔记本", "tool", 90, 0, "data ads stock live service"),
    ("report", "Case report template", "案例报告模板", "template", 1, 0, None),
)

_LEARNERS = 160
_START = np.datetime64("2025-09-01T19:00", "s")
_DAY = np.timedelta64(86_400, "s")
_SPREAD = (0, 2, 5, 8)  # days of the four short sittings
_MOST_ATTEMPTS = 6

_ACCOUNTS = 90


def syllabus_map() -> Columns:
    """Make the table ``syllabus_map``."""
    rows = [
        (chapter, number + 1, week, module, block, _GOALS[goals[number]], _FLAGS[number], round(hours * 60 / _OBJECTIVES), needs or None)
        for (chapter, week, module, block, hours, needs), goals in zip(_CHAPTERS, _GOALS_OF, strict=True)
        for number in range(_OBJECTIVES)
    ]  # fmt: skip
    columns = list(zip(*rows, strict=True))
    names = ("chapter", "objective", "week", "module", "block", "goal", "flag", "minutes", "needs")
    return {
        name: np.array(values, dtype=np.int64) if isinstance(values[0], int) else coded(values)
        for name, values in zip(names, columns, strict=True)
    }


def resources() -> Columns:
    """Make the table ``resources``."""
    names, english, chinese, kinds, hours, yuan, skills = zip(*_RESOURCES, strict=True)
    return {
        "resource": coded(names),
        "name_en": coded(english),
        "name_zh": coded(chinese),
        "kind": coded(kinds),
        "hours": np.array(hours, dtype=float),
        "price": 100 * np.array(yuan, dtype=np.int64),
        "skills": coded(skills),
    }


def learning_log(seed: int, effects: Effects) -> Columns:
    """Make the table ``learning_log``: who studies how is drawn by lot, and so is whose attempt a peer comments on."""
    rng = stream(seed, "learning_log")
    ability = rng.normal(0.0, 9.0, _LEARNERS)
    spread = rng.permutation(np.arange(_LEARNERS) % 2 == 0)
    evening = _START + rng.integers(0, 14, _LEARNERS) * _DAY + rng.integers(0, 7200, _LEARNERS).astype("timedelta64[s]")
    rows: list[tuple[int, np.datetime64, str, int, int, int, bool, int]] = []
    spacing = effects.spaced_learning or SpacedLearning(two_weeks=0.0)
    for learner in range(_LEARNERS):
        days = _SPREAD if spread[learner] else (0,)
        rows += [(learner, evening[learner] + day * _DAY, "study", 60 // len(days), MISSING, MISSING, False, MISSING) for day in days]  # fmt: skip
        for after, gain, lost in ((1, spacing.next_day, 0.0), (14, spacing.two_weeks, spacing.forgotten)):
            level = 78 + ability[learner] - lost + gain * spread[learner] + rng.normal(0.0, 7.0)
            when = evening[learner] + (days[-1] + after) * _DAY
            rows.append((learner, when, "quiz", 10, after, MISSING, False, int(np.clip(round(level), 0, 100))))
    rows += _attempts(stream(seed, "learning_log.attempts"), effects.strugglers_stay, ability, evening)
    rows.sort(key=lambda row: (row[1], row[0], row[2]))
    learners, times, kinds, minutes, after_days, attempts, comments, scores = zip(*rows, strict=True)
    plans = np.where(spread[np.array(learners)], "four_days", "one_evening")
    return {
        "entry_id": np.arange(1, len(rows) + 1),
        "learner": np.array(learners, dtype=np.int64) + 1,
        "plan": coded(plans.tolist()),
        "ts": np.array(times),
        "kind": coded(kinds),
        "topic": coded(["growth"] * len(rows)),
        "minutes": np.array(minutes, dtype=np.int64),
        "days_after": np.array(after_days, dtype=np.int64),
        "attempt": np.array(attempts, dtype=np.int64),
        "peer_comment": np.array(comments, dtype=bool),
        "quiz_score": np.array(scores, dtype=np.int64),
    }


def _attempts(
    rng: np.random.Generator, effect: StrugglersStay | None, ability: np.ndarray, evening: np.ndarray
) -> list[tuple[int, np.datetime64, str, int, int, int, bool, int]]:
    """Attempts at one exercise until it is right: with no effect everybody makes all of them and gains nothing."""
    rows = []
    for learner, (talent, first) in enumerate(zip(ability, evening, strict=True)):
        level = 84 + 1.6 * talent + rng.normal(0.0, 20.0)
        helped = bool(rng.random() < 0.5)
        when = first + 21 * _DAY
        for attempt in range(1, _MOST_ATTEMPTS + 1):
            comment = helped and attempt == 2
            score = int(np.clip(round(level + (effect.comment if effect and comment else 0.0)), 0, 100))
            rows.append((learner, when, "attempt", int(rng.integers(5, 16)), MISSING, attempt, comment, score))
            level += (
                (effect.comment if effect and comment else 0.0)
                + (effect.gain if effect else 0.0)
                + rng.normal(0.0, 4.0)
            )
            when = when + rng.integers(600, 5_400).astype("timedelta64[s]")
            if effect and score >= 100:
                break
    return rows  # fmt: skip


def kol_network(seed: int, effect: ClosedCircle | None) -> Columns:
    """Make the table ``kol_network``: account 1 has the most contacts, account 2 contacts who know different people."""
    rng = stream(seed, "kol_network")
    ties: set[tuple[int, int]] = set()
    size = (effect or ClosedCircle()).members
    circle = list(range(4, 4 + size))
    outside = list(range(4 + size, _ACCOUNTS + 1))
    ties |= {(1, member) for member in circle}
    if effect is None:  # its contacts know others instead of one another
        ties |= {(member, int(other)) for member in circle for other in rng.choice(outside, 3, replace=False)}
    else:
        ties |= {(one, other) for one in circle for other in circle if one < other and rng.random() < 0.7}
    bridges = outside[:7]
    rest = [account for account in outside if account not in bridges]
    ties |= {(2, bridge) for bridge in bridges}
    for bridge, friends in zip(bridges, np.array_split(rng.permutation(rest), len(bridges)), strict=True):
        ties |= {(bridge, int(friend)) for friend in friends[:7]}
    ties |= {(3, int(friend)) for friend in rng.choice(rest, 11, replace=False)}
    both = sorted({(a, b) for a, b in ties} | {(b, a) for a, b in ties})
    weight = {pair: int(rng.integers(2, 60)) for pair in both if pair[0] < pair[1]}
    return {
        "from_id": np.array([one for one, _ in both], dtype=np.int64),
        "to_id": np.array([other for _, other in both], dtype=np.int64),
        "weight": np.array([weight[min(a, b), max(a, b)] for a, b in both], dtype=np.int64),
    }
