"""What customers of the desk answer, who stays silent, and the course that half of the agents took."""

import numpy as np

from classroom.world.chats import Phrases
from classroom.world.columns import MISSING, Bools, Coded, Columns, Floats, Ints
from classroom.world.desk import COURSE_DAY, EXPORTED, STAFF, Desk
from classroom.world.effects import Effects
from classroom.world.orders import NO_TIME
from classroom.world.streams import stream

WAYS = ("link", "call")
CALLED = 520  # drawn by lot among the silent
_REACHED = 0.82
_MIDDLE = 4.2  # where the scales of the questions meet


def desk_surveys(seed: int, effects: Effects, desk: Desk, said: Phrases) -> Columns:
    """Make the table ``desk_surveys``: one questionnaire for each chat or call that an agent ended.

    Parameters
    ----------
    seed, effects, desk
        Which world, what is planted, and the contacts.
    said
        Which phrases the agents wrote.
    """
    rng = stream(seed, "desk_surveys")
    contacts = desk.contacts
    channel, topic = contacts["channel"], contacts["topic"]
    assert isinstance(channel, Coded)
    assert isinstance(topic, Coded)
    resolved = np.asarray(contacts["resolved_at"])
    staff = np.asarray(contacts["staff_id"])
    sent = resolved + np.timedelta64(3, "D")
    rows = np.flatnonzero((channel.codes <= 1) & (staff != MISSING) & ~np.isnat(resolved) & (sent < EXPORTED))
    rows = rows[np.argsort(sent[rows], kind="stable")]
    size, hard = len(rows), topic.codes[rows] >= 6
    wait = np.log1p(np.maximum(desk.wait[rows], 0.0))
    reopened, escalated = np.asarray(contacts["reopened"])[rows], np.asarray(contacts["escalated"])[rows]
    phrases = said.points[rows]
    tilt = rng.normal(0, 0.12, STAFF + 1)
    manner = 4.45 + phrases + tilt[staff[rows]] + rng.normal(0, 0.55, size)
    speed = 4.7 - 0.60 * wait + rng.normal(0, 0.5, size)
    solution = 4.55 - 2.0 * reopened - 0.75 * escalated - 0.40 * hard + rng.normal(0, 0.6, size)
    mood = (
        3.68
        - 0.60 * reopened
        + 0.35 * (speed - _MIDDLE)
        + 0.50 * (solution - _MIDDLE)
        + phrases
        + 0.22 * (manner - phrases - _MIDDLE)
        + rng.normal(0, 0.66, size)
    )
    course = effects.course_teaches
    if course is not None:
        later = np.asarray(contacts["opened_at"])[rows] >= COURSE_DAY.astype("datetime64[s]")
        mood = mood + course.csat * (later & np.isin(staff[rows], trained(seed)))
    silent = effects.silent_unhappy
    chance = np.full(size, 0.34) if silent is None else 0.42 + silent.slope * (mood - _MIDDLE)
    when = sent[rows] + (rng.exponential(10.0, size) * 3_600).astype("timedelta64[s]")
    link = (rng.random(size) < np.clip(chance, 0.03, 0.85)) & (when < EXPORTED)
    called = _called(rng, ~link)
    way = np.select([link, called], [0, 1], MISSING)
    phoned = sent[rows] + np.timedelta64(2, "D") + (rng.random(size) * 36_000).astype("timedelta64[s]")
    answered = way != MISSING

    def score(value: Floats, low: int, high: int) -> Ints:
        return np.where(answered, np.clip(np.round(value), low, high), MISSING).astype(np.int64)

    csat = score(mood, 1, 5)
    acts = link & (csat <= 2) & (csat > 0) & (rng.random(size) < 0.6)
    acted = when + (rng.gamma(1.6, 18.0, size) * 3_600).astype("timedelta64[s]")
    return {
        "survey_id": 1 + np.arange(size),
        "contact_id": np.asarray(contacts["contact_id"])[rows],
        "sent_at": sent[rows],
        "answered_at": np.select([link, called], [when, np.minimum(phoned, EXPORTED - 1)], NO_TIME),
        "answered_by": Coded(way, WAYS),
        "csat": csat,
        "nps": score(8.55 + 1.75 * (mood - _MIDDLE) + rng.normal(0, 1.1, size), 0, 10),
        "ces": score(5.7 + 0.9 * (mood - _MIDDLE) - 0.5 * reopened + rng.normal(0, 0.7, size), 1, 7),
        "speed": score(speed, 1, 5),
        "solution": score(solution, 1, 5),
        "manner": score(manner, 1, 5),
        "acted_at": np.where(acts & (acted < EXPORTED), acted, NO_TIME),
    }


def _called(rng: np.random.Generator, silent: Bools) -> Bools:
    """Who did not answer, was drawn by lot, called, and reached."""
    rows = rng.permutation(np.flatnonzero(silent))[:CALLED]
    reached = np.zeros(len(silent), dtype=bool)
    reached[rows[rng.random(len(rows)) < _REACHED]] = True
    return reached


def trained(seed: int) -> Ints:
    """The seven agents whom the lot sent to the course."""
    return np.asarray(np.sort(1 + stream(seed, "desk_training.lot").permutation(STAFF)[: STAFF // 2]))


def desk_training(seed: int, effects: Effects) -> Columns:
    """Make the table ``desk_training``: a test before and after, with the course for half of the agents between."""
    rng = stream(seed, "desk_training")
    staff = np.arange(1, STAFF + 1)
    took = np.isin(staff, trained(seed))
    skill = rng.normal(71, 7, STAFF)
    gain = 0.0 if effects.course_teaches is None else effects.course_teaches.score
    before, after = skill + rng.normal(0, 3, STAFF), skill + 2 + gain * took + rng.normal(0, 3, STAFF)
    return {
        "staff_id": staff,
        "trained": took,
        "tested_on": np.full(STAFF, np.datetime64("2025-12-05")),
        "score_before": np.clip(np.round(before), 0, 100).astype(np.int64),
        "tested_again_on": np.full(STAFF, np.datetime64("2025-12-09")),
        "score_after": np.clip(np.round(after), 0, 100).astype(np.int64),
    }
