"""Candidates of 2025, stage by stage, and who of them became staff."""

from dataclasses import dataclass

import numpy as np

from classroom.world.columns import MISSING, Columns, coded
from classroom.world.effects import Effects
from classroom.world.streams import stream

STAGES = ("applied", "screened", "interviewed", "trial_day", "offered", "hired")
YEAR = np.datetime64("2025-01-06")
LAST = np.datetime64("2025-12-31")
_ROLES = ("service_agent", "packer", "operator", "content_editor")
_ROLE_WEIGHTS = (0.45, 0.25, 0.2, 0.1)
# Source: applicants, chances of each step, yuan of each stage (2,400 of the last for the first weeks beside a
# colleague, the rest fee or bonus), chance to leave within 90 days without any effect.
_SOURCES = {
    "job_site": (3_000, (0.25, 0.5, 0.5, 0.75, 0.85), (20, 20, 160, 330, 60, 2_400), 0.20),
    "referral": (340, (0.6, 0.7, 0.7, 0.8, 0.9), (0, 20, 160, 330, 60, 3_600), 0.16),
    "agency": (220, (0.7, 0.6, 0.55, 0.75, 0.85), (0, 20, 160, 330, 60, 8_000), 0.20),
    "school": (640, (0.4, 0.5, 0.5, 0.7, 0.72), (25, 20, 160, 330, 60, 2_700), 0.22),
}


@dataclass(frozen=True)
class Hired:
    """One person who came in 2025; ``left`` is NaT while there."""

    candidate: int
    role: str
    source: str
    day: np.datetime64
    left: np.datetime64


def make_hiring(seed: int, effects: Effects, first_staff: int) -> tuple[Columns, list[Hired]]:
    """Make the table ``hiring``; those hired become staff from number ``first_staff`` on, in order of their first day."""
    rng = stream(seed, "hiring")
    leave = stream(seed, "hiring.leave")
    cheap = effects.cheap_hires_leave
    rows, hired = [], []
    sources = [name for name, (number, *_) in _SOURCES.items() for _ in range(number)]
    for candidate, place in enumerate(rng.permutation(len(sources)), 1):
        source = sources[place]
        _, chances, costs, early = _SOURCES[source]
        day = YEAR + rng.integers(0, 320)
        role = _ROLES[int(np.searchsorted(np.cumsum(_ROLE_WEIGHTS), rng.random()))]
        draws, waits = rng.random(5), rng.integers(2, 8, 5)
        for number, stage in enumerate(STAGES):
            if number:
                if draws[number - 1] >= chances[number - 1]:
                    break
                day = day + waits[number - 1]
            rows.append([candidate, role, source, stage, day, 100 * costs[number], MISSING])
        if rows[-1][3] != "hired":
            continue
        if cheap is not None and source == cheap.source:
            early = cheap.early
        gone, soon, later = leave.random(), leave.integers(8, 88), leave.random()
        left = day + soon if gone < early else day + 100 + int(900 * later)
        hired.append(Hired(candidate, role, source, day, left if left <= LAST else np.datetime64("NaT")))
    hired.sort(key=lambda one: (one.day, one.candidate))
    number_of = {one.candidate: first_staff + place for place, one in enumerate(hired)}
    for row in rows:
        if row[3] == "hired":
            row[6] = number_of[row[0]]
    candidates, roles, named, stages, days, cost, staff = zip(*rows, strict=True)
    table: Columns = {
        "candidate": np.array(candidates),
        "role": coded(roles),
        "source": coded(named),
        "stage": coded(stages),
        "entered_at": np.array(days, dtype="datetime64[D]"),
        "cost": np.array(cost),
        "staff_id": np.array(staff),
    }
    return table, hired
