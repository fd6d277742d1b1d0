"""People of the group and its partner shops in 2025: who stays, what they say, what a course does, how packers are paid."""

from dataclasses import dataclass, field

import numpy as np

from classroom.world.careers import moves_until
from classroom.world.columns import Columns, coded
from classroom.world.desk import STAFF as AGENTS
from classroom.world.desk import desk_staff
from classroom.world.effects import Effects
from classroom.world.effects_team import VolunteersGrow
from classroom.world.hiring import Hired, make_hiring
from classroom.world.orders import NO_TIME
from classroom.world.streams import stream

FIRST, LAST = np.datetime64("2025-01-01"), np.datetime64("2025-12-31")
OLD_HANDS = 800
SQUADS, FIRMS = 80, 15
PACKERS = range(15, 39)  # numbers of the packers of the shared hall: squads of our firm
OFFICE = range(39, 57)
_OFFICE_ROLES = ("operator",) * 6 + ("content_editor",) * 4 + ("designer",) * 2 + ("data_analyst",) * 2 + (
    "service_lead", "service_lead", "ops_manager", "ops_manager")  # fmt: skip
_SALARY = {"packer": 5_200, "service_agent": 5_900, "operator": 7_600, "content_editor": 7_400, "designer": 8_000,
           "data_analyst": 9_600, "service_lead": 8_900, "ops_manager": 13_000}  # fmt: skip
_ITEMS = {"pay": 2.5, "heard": 3.3, "growth": 3.1, "rota": 3.0, "mates": 4.0}
WAVES = (np.datetime64("2025-01-03"), np.datetime64("2025-09-26"))
_ACTIONS = ("talks",) * 27 + ("pay_step",) * 26 + ("none",) * 27


@dataclass
class People:
    """Everybody of 2025: rows of ``staff``, changes of role, and how each old hand feels about the lead."""

    staff: Columns
    hiring: Columns
    moves: list[tuple[int, str, str, np.datetime64]] = field(default_factory=list)
    survey: Columns = field(default_factory=dict)


def make_people(seed: int, effects: Effects) -> People:
    """Make ``staff``, ``hiring``, ``staff_survey`` and the changes of role."""
    rng, leave = stream(seed, "staff"), stream(seed, "staff.leave")
    hiring, hired = make_hiring(seed, effects, OLD_HANDS + 1)
    squad = 1 + np.arange(OLD_HANDS) // (OLD_HANDS // SQUADS)
    action_of = np.array(_ACTIONS, dtype=object)[stream(seed, "staff.lot").permutation(SQUADS)]
    roles, days, moves = [], [], []
    agents = np.asarray(desk_staff(seed)["hired_on"])
    for person in range(1, OLD_HANDS + 1):
        day = np.datetime64("2024-12-20") - rng.integers(0, 2_000)
        if person <= AGENTS:
            role, day = "service_agent", agents[person - 1]
        elif person in PACKERS:
            role = "packer"
        elif person in OFFICE:
            role = _OFFICE_ROLES[person - OFFICE[0]]
        else:
            begin = ("service_agent", "packer", "operator", "content_editor", "designer")[
                int(np.searchsorted([0.4, 0.62, 0.85, 0.95], rng.random()))
            ]
            role, changes = moves_until(rng, begin, day, LAST)
            moves += [(person, *change) for change in changes]
        roles.append(role)
        days.append(day)
    feeling, p_leave = _feelings(seed, effects, squad, action_of)
    draw, when = leave.random(OLD_HANDS), leave.integers(10, 360, OLD_HANDS)
    # Agents, packers of the hall and the office stay: other tables count them by name.
    named = np.arange(1, OLD_HANDS + 1) <= OFFICE[-1]
    left = np.where((draw < p_leave) & ~named, FIRST + when, NO_TIME.astype("datetime64[D]"))
    moves = [move for move in moves if np.isnat(left[move[0] - 1]) or move[3] < left[move[0] - 1]]
    for person in range(AGENTS, OLD_HANDS):  # who left took the last role that was reached
        own = [move for move in moves if move[0] == person + 1]
        if own and not np.isnat(left[person]):
            roles[person] = own[-1][2]
    staff = _staff(rng, squad, action_of, roles, days, left, hired)
    people = People(staff, hiring, moves)
    people.survey = _survey(seed, feeling, left, days)
    return people


def _feelings(seed: int, effects: Effects, squad: np.ndarray, action_of: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """What each old hand would answer (wave, person, item), and the chance to leave in 2025."""
    rng = stream(seed, "staff_survey.feelings")
    unheard = effects.unheard_leave
    own = rng.normal(0, 0.75, (OLD_HANDS, len(_ITEMS))) + rng.normal(0, 0.3, OLD_HANDS)[:, None]
    own += rng.normal(0, 0.3, (SQUADS, len(_ITEMS)))[squad - 1]
    before = np.array(list(_ITEMS.values())) + own
    after = before + rng.normal(0, 0.45, before.shape)
    action = action_of[squad - 1]
    heard, pay = 1, 0
    lift = np.where(action == "talks", 0.0 if unheard is None else unheard.talks, 0.0)
    after[:, heard] += lift
    after[:, pay] += np.where(action == "pay_step", 0.5, 0.0)
    slope = 0.0 if unheard is None else unheard.slope
    logit = -1.05 - slope * (before[:, heard] + lift - _ITEMS["heard"]) - 0.15 * (action == "pay_step")
    return np.stack([before, after]), 1 / (1 + np.exp(-logit))


def _staff(
    rng: np.random.Generator, squad: np.ndarray, action_of: np.ndarray, roles: list[str], days: list, left: np.ndarray, hired: list[Hired]
) -> Columns:  # fmt: skip
    size = OLD_HANDS + len(hired)
    firms = rng.permutation(np.r_[np.repeat(np.arange(2, FIRMS + 1), 6)[: SQUADS - 6]])
    firm_of = np.r_[np.ones(6, int), firms]
    # Agents fill squad 1 and part of 2, packers 2 to 4, the office 4 to 6: six squads are ours.
    squads = np.r_[squad, rng.integers(7, SQUADS + 1, len(hired))]
    every = roles + [one.role for one in hired]
    start = np.r_[np.array(days, dtype="datetime64[D]"), np.array([one.day for one in hired], dtype="datetime64[D]")]
    years = (LAST - start).astype(int) / 365
    pay = (
        np.array([_SALARY[role] for role in every])
        * (1 + 0.02 * np.minimum(years, 6))
        * np.exp(rng.normal(0, 0.06, size))
    )
    action = action_of[squads - 1]
    pay = pay * np.where((action == "pay_step") & (np.arange(size) < OLD_HANDS), 1.08, 1.0)
    return {
        "staff_id": np.arange(1, size + 1),
        "firm": firm_of[squads - 1],
        "squad": squads,
        "action": coded(action.tolist()),
        "role": coded(every),
        "hired_at": start,
        "left_at": np.r_[left, np.array([one.left for one in hired], dtype="datetime64[D]")],
        "source": coded([None] * OLD_HANDS + [one.source for one in hired]),
        "salary": (np.round(pay / 50) * 5_000).astype(np.int64),
    }


def _survey(seed: int, feeling: np.ndarray, left: np.ndarray, days: list) -> Columns:
    rng = stream(seed, "staff_survey")
    rows = []
    for wave, day in enumerate(WAVES):
        answers = rng.random(OLD_HANDS) < 0.88
        noise = rng.normal(0, 0.35, feeling[wave].shape)
        scores = np.clip(np.round(feeling[wave] + noise), 1, 5).astype(int)
        for person in np.flatnonzero(answers):
            if days[person] < day and (np.isnat(left[person]) or left[person] > day):
                rows += [(person + 1, day, item, scores[person, place]) for place, item in enumerate(_ITEMS)]
    staff, days_asked, item, score = zip(*rows, strict=True)
    return {
        "staff_id": np.array(staff),
        "date": np.array(days_asked, dtype="datetime64[D]"),
        "item": coded(item),
        "score": np.array(score),
    }


def training(seed: int, effects: Effects, people: People) -> Columns:
    """Make the table ``training``: the tests of the data course, with a lot among those who asked for a seat."""
    rng = stream(seed, "training")
    left, hired = np.asarray(people.staff["left_at"]), np.asarray(people.staff["hired_at"])
    hired, left = hired[:OLD_HANDS], left[:OLD_HANDS]
    both = (hired < np.datetime64("2025-06-01")) & (np.isnat(left) | (left > np.datetime64("2025-10-24")))
    there = np.flatnonzero(both & (rng.random(OLD_HANDS) < 0.6))
    size = len(there)
    grow = effects.volunteers_grow or VolunteersGrow(0.0, 0.0, 0.0)
    applied = rng.random(size) < 0.42
    seat = np.zeros(size, dtype=bool)
    seat[rng.permutation(np.flatnonzero(applied))[: applied.sum() // 2]] = True
    skill = rng.normal(62, 9, size) + grow.ahead * applied
    before = skill + rng.normal(0, 3, size)
    after = skill + 2 + grow.growth * applied + grow.course * seat + rng.normal(0, 3, size)
    return {
        "staff_id": there + 1,
        "course": coded(["data_basics"] * size),
        "applied": applied,
        "seat": seat,
        "tested_on": np.full(size, np.datetime64("2025-06-20")),
        "score_before": np.clip(np.round(before), 0, 100).astype(np.int64),
        "tested_again_on": np.full(size, np.datetime64("2025-10-24")),
        "score_after": np.clip(np.round(after), 0, 100).astype(np.int64),
    }


SCHEME_FROM = 7  # month from which speed alone is paid
# Figure: target, weight before, weight after, less is better.
_KPIS: dict[str, tuple[float, float, float, bool]] = {
    "parcels_per_hour": (30.0, 0.4, 1.0, False),
    "mispacks": (4.0, 0.4, 0.0, True),
    "by_cutoff": (0.96, 0.2, 0.0, False),
    "hours": (np.nan, 0.0, 0.0, False),
    "later_cost": (np.nan, 0.0, 0.0, True),
}
A_WRONG_PARCEL = 46.0  # yuan: the way back, a second parcel, goods that are not sold again


def kpi_scores(seed: int, effects: Effects, people: People) -> Columns:
    """Make the table ``kpi_scores``: twelve months of the packers of the shared hall."""
    rng, hurry = stream(seed, "kpi_scores"), stream(seed, "kpi_scores.hurry")
    scheme = effects.speed_scheme
    packers = np.array(PACKERS)
    pace = 29.5 * np.exp(rng.normal(0, 0.045, len(packers)))
    wrong = 3.8 * np.exp(rng.normal(0, 0.22, len(packers)))
    hasty = np.zeros(len(packers), dtype=bool)
    if scheme is not None:
        hasty[hurry.permutation(len(packers))[: round(scheme.hurried * len(packers))]] = True
    hired = np.asarray(people.staff["hired_at"])[packers - 1]
    rows = []
    for month in range(1, 13):
        first = np.datetime64(f"2025-{month:02d}-01")
        paid = month >= SCHEME_FROM
        noise = rng.normal(0, 1, (len(packers), 5))
        hours = np.round(152 + 6 * noise[:, 0] + (14 if month in (6, 11) else 0))
        now = hasty & paid & (scheme is not None)
        speed = pace * np.exp(0.025 * noise[:, 1]) * (1.02 if paid else 1.0)
        mis = wrong * np.exp(0.14 * noise[:, 2])
        if scheme is not None:
            speed, mis = speed * np.where(now, scheme.pace, 1.0), mis * np.where(now, scheme.mispacks, 1.0)
        speed = np.round(speed, 1)
        parcels = np.round(speed * hours)
        count = rng.poisson(parcels * mis / 1000)
        values: dict[str, np.ndarray] = {
            "parcels_per_hour": speed,
            "mispacks": np.round(1000 * count / parcels, 2),
            "by_cutoff": np.round(np.clip(0.95 + 0.004 * (speed - 30) + 0.012 * noise[:, 3], 0.85, 1.0), 3),
            "hours": hours,
            "later_cost": np.round(count * A_WRONG_PARCEL * np.exp(0.08 * noise[:, 4])),
        }
        for place, person in enumerate(packers):
            if hired[place] > first:
                continue
            for kpi, (target, early, late, less) in _KPIS.items():
                rows.append((int(person), first, kpi, float(values[kpi][place]), target, late if paid else early, less))
    staff, month_of, kpi_of, actual, target_of, weight, less_of = zip(*rows, strict=True)
    return {
        "staff_id": np.array(staff),
        "month": np.array(month_of),
        "kpi": coded(kpi_of),
        "actual": np.array(actual),
        "target": np.array(target_of),
        "weight": np.array(weight),
        "lower_better": np.array(less_of),
    }


def office(people: People) -> dict[int, str]:
    """Roles of the agents and of the office, whose skills are in ``skills_matrix``."""
    roles = people.staff["role"].strings()  # type: ignore[union-attr]
    return {person: str(roles[person - 1]) for person in [*range(1, AGENTS + 1), *OFFICE]}
