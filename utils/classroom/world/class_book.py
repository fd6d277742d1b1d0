"""The book of a past class: sixty invented learners, known by number only, with all that was written down about them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from classroom.world.columns import Array, Columns, Floats, Ints, coded
from classroom.world.effects import Effects
from classroom.world.streams import stream

LEARNERS, GROUP = 60, 5
CHAPTERS = 19
FIRST_DAY = np.datetime64("2025-03-03")
MENTORS = 4
COMPETENCES = ("knowledge", "skill", "analysis", "innovation", "communication")
DRILLS = ("listing", "detail_page", "campaign", "analysis")
SCENARIOS, ROLES = ("opening", "promotion", "crisis"), ("manager", "specialist", "service")
CRITERIA = ("claim", "numbers", "transfer", "decision")
STAGES: Mapping[str, int] = {"stage_1": 12, "stage_2": 12, "stage_3": 12, "closing": 40}
_STAGE_CHAPTERS = {"stage_1": range(1, 8), "stage_2": range(8, 15), "stage_3": range(15, 20), "closing": range(1, 20)}
# Learning between the stages.
_STAGE_MOOD = {"stage_1": -0.1, "stage_2": 0.0, "stage_3": 0.1, "closing": 0.2}


@dataclass(frozen=True)
class _People:
    """What learners are, which nobody can see: general strength, by competence, and diligence."""

    general: Floats
    competence: Floats
    diligence: Floats


@lru_cache
def _people(seed: int) -> _People:
    rng = stream(seed, "class_people")
    general = rng.normal(size=LEARNERS)
    general = (general - general.mean()) / general.std()
    competence = 0.75 * general[:, None] + 0.55 * rng.normal(size=(LEARNERS, len(COMPETENCES)))
    return _People(general, competence, 0.5 * general + 0.85 * rng.normal(size=LEARNERS))


def _percent(values: Floats) -> Floats:
    return np.asarray(np.round(np.clip(values, 0.0, 100.0), 1), dtype=np.float64)


def class_people(seed: int) -> Columns:
    """Make the table ``class_people``: groups are drawn by lot; some learners went on to mentor a group."""
    rng = stream(seed, "class_people.groups")
    people = _people(seed)
    group = rng.permutation(np.repeat(np.arange(1, LEARNERS // GROUP + 1), GROUP))
    return {
        "learner_id": np.arange(1, LEARNERS + 1),
        "group_id": group,
        "transfer_test": rng.random(LEARNERS) < 1 / (1 + np.exp(-0.7 - 1.3 * people.competence[:, 2])),
        "mentored": rng.random(LEARNERS) < 1 / (1 + np.exp(0.1 - 1.2 * people.competence[:, 4])),
    }


def quiz_bank(seed: int) -> Columns:
    """Make the table ``quiz_bank``: the items of the past class's four tests."""
    rng = stream(seed, "quiz_bank")
    stage: list[str] = []
    chapter: list[int] = []
    number: list[int] = []
    for name, count in STAGES.items():
        own = list(_STAGE_CHAPTERS[name])
        stage += [name] * count
        chapter += [own[place % len(own)] for place in range(count)]
        number += range(1, count + 1)
    applied = rng.random(len(stage)) < 0.55
    return {
        "item_id": np.arange(1, len(stage) + 1),
        "stage": coded(stage),
        "number": np.array(number, dtype=np.int64),
        "chapter": np.array(chapter, dtype=np.int64),
        "level": coded("applied" if one else "basic" for one in applied),
    }


def quiz_answers(seed: int, effects: Effects) -> Columns:
    """Make the table ``quiz_answers``: right or wrong, learner by learner and item by item."""
    rng = stream(seed, "quiz_answers")
    people = _people(seed)
    items = sum(STAGES.values())
    bank = quiz_bank(seed)
    stages = [name for name, count in STAGES.items() for _ in range(count)]
    hardness = rng.normal(0.0, 0.95, items)
    hardness += -1.05 - hardness.mean()
    slope = np.exp(rng.normal(0.25, 0.25, items))
    wrong_key = np.zeros(items, dtype=bool)
    if effects.wrong_key:
        first = items - STAGES["closing"]
        wrong_key[[first + place - 1 for place in effects.wrong_key.items]] = True
        # With a wrong key who knows picks the true option, which counts as false.
        slope[wrong_key], hardness[wrong_key] = -1.0, -0.2
    mood = np.array([_STAGE_MOOD[name] for name in stages])
    strength = people.competence[:, :1]
    chance = 0.18 + 0.82 / (1 + np.exp(-slope * (strength + mood - hardness)))
    right = rng.random((LEARNERS, items)) < np.where(wrong_key, chance - 0.18, chance)
    return {
        "learner_id": np.repeat(np.arange(1, LEARNERS + 1), items),
        "item_id": np.tile(np.asarray(bank["item_id"]), LEARNERS),
        "right": right.ravel(),
    }


def gradebook(seed: int) -> Columns:
    """Make the table ``gradebook``: homework of each chapter, before the late rule; who did not hand in has no percent."""
    rng = stream(seed, "gradebook")
    people = _people(seed)
    due = FIRST_DAY + 7 * np.minimum((np.arange(CHAPTERS) // 7) + 1, 3) - 1 + np.arange(CHAPTERS) % 7
    ability = 84 + 7 * people.general[:, None] + 3 * people.diligence[:, None]
    percent = _percent(ability + 6 * rng.normal(size=(LEARNERS, CHAPTERS)) - 4 * (np.arange(CHAPTERS) % 5 == 4))
    days = np.ceil(1.3 * rng.normal(size=(LEARNERS, CHAPTERS)) - 3.0 - 1.2 * people.diligence[:, None]).astype(int)
    days += np.where(rng.random((LEARNERS, CHAPTERS)) < 0.02, rng.integers(2, 7, (LEARNERS, CHAPTERS)), 0)
    missing = rng.random((LEARNERS, CHAPTERS)) < np.clip(-0.005 - 0.015 * people.diligence[:, None], 0.0, 0.05)
    handed = np.where(missing, np.datetime64("NaT"), due + days)
    return {
        "learner_id": np.repeat(np.arange(1, LEARNERS + 1), CHAPTERS),
        "chapter": np.tile(np.arange(1, CHAPTERS + 1), LEARNERS),
        "due": np.tile(due, LEARNERS),
        "handed_in": handed.ravel().astype("datetime64[D]"),
        "percent": np.where(missing, np.nan, percent).ravel(),
    }


def class_log(seed: int) -> Columns:
    """Make the table ``class_log``: eight lessons in class."""
    rng = stream(seed, "class_log")
    people = _people(seed)
    sessions = 8
    came = rng.random((LEARNERS, sessions)) < 1 / (1 + np.exp(-2.0 - 0.9 * people.diligence[:, None]))
    quiz = _percent(72 + 11 * people.general[:, None] + 12 * rng.normal(size=(LEARNERS, sessions)))
    posts = rng.poisson(np.exp(0.35 + 0.45 * people.competence[:, 4:5]) * np.ones((LEARNERS, sessions)))
    return {
        "learner_id": np.repeat(np.arange(1, LEARNERS + 1), sessions),
        "session": np.tile(np.arange(1, sessions + 1), LEARNERS),
        "attended": came.ravel(),
        "quiz": np.where(came, quiz, np.nan).ravel(),
        "posts": np.where(came, posts, 0).ravel().astype(np.int64),
    }


def peer_review(seed: int, effects: Effects) -> Columns:
    """Make the table ``peer_review``: five competences, rated by oneself, by three of the group and by two mentors drawn by lot."""
    rng = stream(seed, "peer_review")
    people = _people(seed)
    group = np.asarray(class_people(seed)["group_id"])
    pairs = _mentor_pairs(seed)
    true = 3.6 + 0.75 * people.competence
    rows: dict[str, list[Array]] = {"learner": [], "rater": [], "kind": [], "competence": [], "rating": []}

    def rate(learner: int, rater: int, kind: int, bias: float, noise: float) -> None:
        given = np.clip(np.rint(true[learner] + bias + noise * rng.normal(size=len(COMPETENCES))), 1, 5)
        for name, values in zip(rows, (learner + 1, rater, kind, np.arange(len(COMPETENCES)), given), strict=True):
            rows[name].append(np.broadcast_to(values, len(COMPETENCES)))

    for learner in range(LEARNERS):
        rate(learner, learner + 1, 0, effects.kind_selves.rating if effects.kind_selves else 0.0, 0.6)
        mates = np.flatnonzero((group == group[learner]) & (np.arange(LEARNERS) != learner))
        for mate in rng.permutation(mates)[:3]:
            rate(learner, int(mate) + 1, 1, 0.1, 0.7)
        for mentor in pairs[learner]:
            bias, noise = _mentor(effects, int(mentor))
            rate(learner, 100 + int(mentor), 2, bias, noise)
    joined = {name: np.concatenate(parts) for name, parts in rows.items()}
    kinds = ("self", "peer", "mentor")
    return {
        "learner_id": joined["learner"].astype(np.int64),
        "rater_id": joined["rater"].astype(np.int64),
        "rater": coded(kinds[one] for one in joined["kind"]),
        "competence": coded(COMPETENCES[one] for one in joined["competence"]),
        "rating": joined["rating"].astype(np.int64),
    }


def _mentor_pairs(seed: int) -> Ints:
    """Two mentors for each learner; every pair as often as any other, by lot."""
    rng = stream(seed, "mentor_pairs")
    pairs = np.array([(one, two) for one in range(1, MENTORS + 1) for two in range(one + 1, MENTORS + 1)])
    return pairs[rng.permutation(np.resize(np.arange(len(pairs)), LEARNERS))]


def _mentor(effects: Effects, mentor: int) -> tuple[float, float]:
    strict, loose = effects.strict_mentor, effects.loose_mentor
    bias = -strict.rating if strict and strict.mentor == mentor else 0.0
    return bias, loose.noise if loose and loose.mentor == mentor else 0.45


def report_marks(seed: int, effects: Effects) -> Columns:
    """Make the table ``report_marks``: each case report, marked by the same two mentors by four criteria."""
    rng = stream(seed, "report_marks")
    people, pairs, strict = _people(seed), _mentor_pairs(seed), effects.strict_mentor
    worth = 0.76 + 0.15 * people.competence[:, 2:3] + 0.10 * rng.normal(size=(LEARNERS, len(CRITERIA)))
    learner: list[int] = []
    rater: list[int] = []
    criterion: list[str] = []
    points: list[float] = []
    for place in range(LEARNERS):
        for mentor in pairs[place]:
            bias = strict.points if strict and strict.mentor == mentor else 0.0
            given = np.rint(2 * np.clip(worth[place] - bias + 0.13 * rng.normal(size=len(CRITERIA)), 0, 1)) / 2
            learner += [place + 1] * len(CRITERIA)
            rater += [100 + int(mentor)] * len(CRITERIA)
            criterion += CRITERIA
            points += given.tolist()
    return {
        "learner_id": np.array(learner, dtype=np.int64),
        "rater_id": np.array(rater, dtype=np.int64),
        "criterion": coded(criterion),
        "points": np.array(points),
    }


def rubric() -> Columns:
    """Make the table ``rubric``: what a case report earns points for."""
    texts: Sequence[tuple[str, str, str, str, str]] = (
        ("claim", "一句话说清：什么最先变、什么是后果，能被数字推翻", "One sentence says what moved first and what followed, and figures could refute it", "有结论，但推不翻", "A claim that no figure could refute"),
        ("numbers", "每个数有分子、分母、窗口，重算得到同样的数", "Each figure has numerator, denominator and window, and comes out again when computed anew", "数对，但缺定义", "Right figures without their definitions"),
        ("transfer", "在第二家店的数据上验过，写出区间和不成立的条件", "Tested on a second shop's data, with an interval and the conditions under which it fails", "只说也许适用", "Only says that it may apply"),
        ("decision", "谁、何时、花多少、看到什么就停", "Who, by when, at what cost, and what would stop it", "有行动，没有停止条件", "An action without a rule to stop"),
    )  # fmt: skip
    names = ("criterion", "full_zh", "full_en", "half_zh", "half_en")
    return {name: coded(column) for name, column in zip(names, zip(*texts, strict=True), strict=True)}


def class_scenarios(seed: int) -> Columns:
    """Make the table ``class_scenarios``: points in the training shop by scenario and role; 0 is doing nothing, 100 the reference."""
    rng = stream(seed, "class_scenarios")
    people = _people(seed)
    columns: dict[str, list[object]] = {"learner": [], "scenario": [], "role": [], "points": []}
    ease = {"opening": 34.0, "promotion": 24.0, "crisis": 15.0}
    for learner in range(LEARNERS):
        for scenario in SCENARIOS:
            for role in ROLES:
                if rng.random() < 0.10:
                    continue
                points = ease[scenario] + 22 * people.competence[learner, 1] + 24 * rng.normal()
                for name, value in zip(columns, (learner + 1, scenario, role, np.clip(points, -100, 120)), strict=True):
                    columns[name].append(value)
    return {
        "learner_id": np.array(columns["learner"], dtype=np.int64),
        "scenario": coded(str(one) for one in columns["scenario"]),
        "role": coded(str(one) for one in columns["role"]),
        "points": np.round(np.array(columns["points"], dtype=float), 1),
    }


def class_policies(seed: int) -> Columns:
    """Make the table ``class_policies``: plans for the promotion, written alone, then agreed upon by the group.

    A group talks until each lever stands where the middle of its members stands: nobody is overruled by one voice.
    """
    rng = stream(seed, "class_policies")
    group = np.asarray(class_people(seed)["group_id"])
    skill = _people(seed).competence[:, 1]
    # Lever: what a good constant plan has, how far learners lie from it, range, step.
    levers = {
        "price": (1.05, 0.09, 0.8, 1.2, 0.01), "stock": (3.5, 1.6, 0.5, 10.0, 0.5), "media": (900.0, 900.0, 0.0, 6_000.0, 100.0),
        "promotion": (0.06, 0.07, 0.0, 0.3, 0.01), "staff": (3.0, 1.2, 1.0, 8.0, 1.0), "service": (4.0, 2.0, 0.0, 10.0, 0.5),
    }  # fmt: skip
    chosen = {}
    for name, (middle, spread, low, high, step) in levers.items():
        drawn = middle + spread * np.exp(-0.15 * skill) * rng.normal(size=LEARNERS)
        chosen[name] = np.round(np.clip(np.rint(drawn / step) * step, low, high), 2)
    groups = np.arange(1, LEARNERS // GROUP + 1)
    joined = {
        name: np.r_[values, [np.median(values[group == one]) for one in groups]] for name, values in chosen.items()
    }
    return {
        "group_id": np.r_[group, groups],
        "learner_id": np.r_[np.arange(1, LEARNERS + 1), np.full(len(groups), -1)],
        "decided": coded(["alone"] * LEARNERS + ["group"] * len(groups)),
        **joined,
    }


def drills(seed: int, effects: Effects) -> Columns:
    """Make the table ``drills``: each attempt of each learner at the four drills."""
    rng = stream(seed, "drills")
    people, planted = _people(seed), effects.good_ones_stop
    columns: dict[str, list[object]] = {"learner": [], "drill": [], "attempt": [], "percent": []}
    gain = planted.gain if planted else 0.22
    for place, drill in enumerate(DRILLS):
        start = 70 - 5 * place + 13 * people.competence[:, 1] + 6 * rng.normal(size=LEARNERS)
        luck = rng.normal(size=(LEARNERS, 5))
        ends = rng.random((LEARNERS, 5))
        for learner in range(LEARNERS):
            level = float(np.clip(start[learner], 20, 95))
            for attempt in range(5):
                percent = float(_percent(np.array(level + 5 * luck[learner, attempt])))
                for name, value in zip(columns, (learner + 1, drill, attempt + 1, percent), strict=True):
                    columns[name].append(value)
                chance = (planted.stop if percent >= planted.enough else planted.go) if planted else 0.45
                if ends[learner, attempt] < chance:
                    break
                level += gain * (100 - level)
    return {
        "learner_id": np.array(columns["learner"], dtype=np.int64),
        "drill": coded(str(one) for one in columns["drill"]),
        "attempt": np.array(columns["attempt"], dtype=np.int64),
        "percent": np.array(columns["percent"], dtype=float),
    }


# The course's proposal, as it stands in the syllabus under ``assessment``: level, measure, least value.
_RULES = (
    ("junior", "theory", 60), ("junior", "homework_basic_least", 60), ("junior", "drills_least", 60),
    ("junior", "opening_reached", 1), ("junior", "competence_least", 2),
    ("intermediate", "theory", 75), ("intermediate", "homework_least", 60), ("intermediate", "homework_mean", 70),
    ("intermediate", "drills_least", 60), ("intermediate", "opening_passed", 2), ("intermediate", "promotion_passed", 2),
    ("intermediate", "case_report", 70), ("intermediate", "competence_least", 2), ("intermediate", "competence_mean", 3),
    ("senior", "theory", 85), ("senior", "homework_least", 75), ("senior", "drills_least", 60),
    ("senior", "opening_passed", 3), ("senior", "promotion_passed", 3), ("senior", "crisis_passed", 3),
    ("senior", "case_report", 85), ("senior", "transfer_test", 1), ("senior", "mentored", 1),
    ("senior", "competence_least", 3), ("senior", "competence_mean", 4),
)  # fmt: skip
_RANKS = ("junior", "intermediate", "senior")


def cert_rules() -> Columns:
    """Make the table ``cert_rules``: what each level asks for."""
    level, measure, least = zip(*_RULES, strict=True)
    return {
        "level": coded(level),
        "rank": np.array([_RANKS.index(one) + 1 for one in level], dtype=np.int64),
        "measure": coded(measure),
        "least": np.array(least, dtype=float),
    }
