"""The service desk: who was at work in each hour, and every contact of four weeks, waiting in line as people do."""

from dataclasses import dataclass

import numpy as np

from classroom.world.columns import MISSING, Bools, Coded, Columns, Floats, Ints, pick, pick_rows
from classroom.world.effects import Effects
from classroom.world.orders import NO_TIME
from classroom.world.streams import stream

FIRST_DAY = np.datetime64("2025-11-24")
DAYS = 28
EXPORTED = np.datetime64("2025-12-22T00:00:00", "s")  # what happens later is not known yet
OPEN_FROM = 8  # people sit at the desk from this hour to midnight
CHANNELS = ("chat", "phone", "message", "social")
STAGES = ("pre_sale", "in_sale", "after_sale")
TOPICS = ("product", "size", "coupon", "payment", "shipping", "invoice", "return", "fault")
TONES = ("positive", "neutral", "negative")
EARLY, LATE = np.arange(1, 8), np.arange(8, 15)
STAFF = len(EARLY) + len(LATE)
COURSE_DAY = np.datetime64("2025-12-08")  # from this day on the course has been taken
LIMIT = 6_000  # fen that an agent may grant alone

_A_DAY = 380.0
# Contacts by hour of the day, and people at work from `OPEN_FROM` on.
_BY_HOUR = np.array([
    1.2, 0.7, 0.4, 0.3, 0.3, 0.4, 0.8, 1.6, 3.2, 4.6, 5.6, 5.4, 4.4, 4.6, 5.2, 5.4, 5.0, 4.6, 4.8, 6.2, 7.4, 7.6, 7.0, 5.8,
])  # fmt: skip
ROSTER = np.array([2, 3, 4, 4, 3, 3, 4, 4, 4, 3, 3, 4, 5, 5, 5, 4])
_CHANNEL = [0.68, 0.12, 0.12, 0.08]
_STAGE = [0.38, 0.27, 0.35]
_TOPIC = np.array([
    [0.42, 0.26, 0.20, 0.12, 0.0, 0.0, 0.0, 0.0], [0.0, 0.0, 0.0, 0.16, 0.70, 0.14, 0.0, 0.0],
    [0.0, 0.0, 0.0, 0.0, 0.12, 0.08, 0.50, 0.30],
])  # fmt: skip
_MINUTES = np.array([6.5, 4.5, 4.2, 5.0, 4.6, 4.0, 9.0, 9.5])
_HANDED = np.array([0.50, 0.40, 0.25, 0.40, 0.30, 0.35, 0.75, 0.80])
_PATIENCE = (14.0, 4.0)  # minutes, chat and phone: after this long on average a customer gives up


@dataclass(frozen=True)
class Desk:
    """The desk's four weeks.

    Attributes
    ----------
    contacts
        The table ``desk_contacts``.
    wait
        Minutes until an agent answered; NaN where none did.
    """

    contacts: Columns
    wait: Floats


def desk_staff(seed: int) -> Columns:
    """Make the table ``desk_staff``."""
    rng = stream(seed, "desk_staff")
    late = np.arange(1, STAFF + 1) >= LATE[0]
    return {
        "staff_id": np.arange(1, STAFF + 1),
        "shift": Coded(late.astype(np.int64), ("early", "late")),
        "hired_on": np.datetime64("2025-09-01") - rng.integers(0, 1_900, STAFF),
        "hourly_wage": np.where(late, 3_300, 3_000) + 100 * rng.integers(0, 6, STAFF),
    }


def desk_shifts(effects: Effects) -> Columns:
    """Make the table ``desk_shifts``: people at work in each hour of each day."""
    day, hour = np.repeat(np.arange(DAYS), len(ROSTER)), np.tile(np.arange(OPEN_FROM, 24), DAYS)
    return {"date": FIRST_DAY + day, "hour": hour, "agents": np.tile(roster(effects), DAYS)}


def roster(effects: Effects) -> Ints:
    """People at work, by hour from `OPEN_FROM` on."""
    thin = effects.thin_night
    hours = np.arange(OPEN_FROM, 24)
    return ROSTER if thin is None else np.where(hours >= thin.hour, thin.agents, ROSTER)


def make_desk(seed: int, effects: Effects) -> Desk:
    """Let customers arrive, wait, give up or be served, contact by contact.

    Parameters
    ----------
    seed, effects
        Which world, and what is planted.
    """
    rng = stream(seed, "desk_contacts")
    opened = _arrivals(rng)
    size = len(opened)
    hour = (opened.astype("datetime64[h]").astype(np.int64)) % 24
    night = hour < OPEN_FROM
    channel = pick(rng, _CHANNEL, size)
    channel = np.where(night & (channel == 1), 0, channel)
    stage = pick(rng, _STAGE, size)
    topic = pick_rows(rng, _TOPIC, stage)
    bot = (channel == 0) & (night | (rng.random(size) < 0.6))
    handed = bot & (rng.random(size) < _HANDED[topic])
    bot_s = np.where(bot, 2 + rng.integers(0, 4, size), 0)
    asked_s = np.where(handed, 50 + rng.integers(0, 100, size), 0)  # what the bot asks before it hands over
    minutes = _MINUTES[topic] * np.exp(rng.normal(-0.15, 0.55, size))
    patience = rng.exponential(1.0, size) * np.where(channel == 1, _PATIENCE[1], _PATIENCE[0])
    live = ((channel == 1) | ((channel == 0) & (handed | ~bot))) & ~night
    second = ((opened - FIRST_DAY.astype("datetime64[s]")).astype(np.int64) + asked_s).astype(float)
    served, staff, minutes = _queue(seed, effects, second, topic, minutes, patience, live)
    given_up = live & np.isnan(served)
    # What nobody waits for on the line is answered between the others, at night's messages from the morning on.
    between = ((channel >= 2) | (handed & night)) & ~live
    due = np.maximum(second, np.where(night, (second // 86_400) * 86_400 + OPEN_FROM * 3_600, second))
    median = np.where(channel == 3, 9_000.0, 2_700.0)
    served = np.where(between, due + median * np.exp(rng.normal(0, 0.9, size)), served)
    staff = np.where(between, 1 + rng.integers(0, STAFF, size), staff)
    return _written(seed, effects, rng, {
        "opened": opened, "second": second, "channel": channel, "stage": stage, "topic": topic, "bot": bot, "handed": handed,
        "bot_s": bot_s, "served": served, "staff": staff, "minutes": minutes, "given_up": given_up, "asked_s": asked_s,
    })  # fmt: skip


def _arrivals(rng: np.random.Generator) -> np.ndarray:
    day_factor = np.exp(rng.normal(0, 0.07, DAYS)) * np.where((np.arange(DAYS) % 7) >= 5, 1.06, 0.98)
    rate = _A_DAY * day_factor[:, None] * (_BY_HOUR / _BY_HOUR.sum())[None, :]
    counts = rng.poisson(rate)
    hours = np.repeat(np.arange(DAYS * 24), counts.ravel())
    seconds = np.sort(hours * 3_600 + rng.integers(0, 3_600, len(hours)))
    return np.asarray(FIRST_DAY.astype("datetime64[s]") + seconds)


def _queue(
    seed: int, effects: Effects, second: Floats, topic: Ints, minutes: Floats, patience: Floats, live: Bools
) -> tuple[Floats, Ints, Floats]:
    """First come, first served: when each live contact is answered (NaN: gave up), by whom, and minutes of handling."""
    rng = stream(seed, "desk_contacts.queue")
    hasty, expert, thin = effects.hasty_agent, effects.returns_specialist, roster(effects)
    served, staff, minutes = np.full(len(second), np.nan), np.full(len(second), MISSING), minutes.copy()
    rows = np.flatnonzero(live)
    rows = rows[np.argsort(second[rows], kind="stable")]
    orders = [(rng.permutation(EARLY), rng.permutation(LATE)) for _ in range(DAYS)]
    draws = rng.random((len(second), 2))
    free = np.zeros(STAFF + 1)
    for row in rows:
        when = second[row]
        found = _next_free(when, free, orders, thin)
        if found is None or found[0] - when > 60 * patience[row]:
            continue
        start, idle = found
        who = int(idle[int(draws[row, 0] * len(idle))])
        if expert is not None and len(idle) > 1 and expert.staff in idle:
            hers = topic[row] >= 6 and draws[row, 1] < expert.share
            others = idle[idle != expert.staff]
            who = expert.staff if hers else int(others[int(draws[row, 0] * len(others))])
        if hasty is not None and who == hasty.staff:
            minutes[row] *= hasty.pace
        served[row], staff[row] = start, who
        free[who] = start + 60 * minutes[row]
    return served, staff, minutes


def _next_free(when: float, free: Floats, orders: list[tuple[Ints, Ints]], people: Ints) -> tuple[float, Ints] | None:
    """When somebody has time for who comes at ``when``, and who is free then; None if the desk closes before."""
    start = when
    while True:
        day, hour = divmod(int(start // 3_600), 24)
        if day >= DAYS or hour < OPEN_FROM or day > when // 86_400:
            return None
        team = orders[day][0 if hour < 16 else 1][: people[hour - OPEN_FROM]]
        ready = np.maximum(free[team], start)
        first = float(ready.min())
        if first < (day * 24 + hour + 1) * 3_600:
            return first, np.asarray(team[ready <= first])
        start = float((day * 24 + hour + 1) * 3_600)


def _written(seed: int, effects: Effects, rng: np.random.Generator, made: dict[str, np.ndarray]) -> Desk:
    """Write the contacts down: what came of each, and what the desk knows at the time of the export."""
    size, topic, stage = len(made["opened"]), made["topic"], made["stage"]
    base = FIRST_DAY.astype("datetime64[s]")
    by_agent = ~np.isnan(made["served"])
    only_bot = made["bot"] & ~made["handed"]
    agent_reply = np.where(by_agent, base + np.nan_to_num(made["served"]).astype("timedelta64[s]"), NO_TIME)
    bot_reply = made["opened"] + made["bot_s"].astype("timedelta64[s]")
    hard = topic >= 6
    claim = np.where(hard, np.rint(7_000 * np.exp(rng.normal(0, 0.6, size)) / 10) * 10, MISSING).astype(np.int64)
    over = hard & (claim > LIMIT)
    escalated = by_agent & (rng.random(size) < np.where(over, 0.92, 0.02))
    approved = np.where(escalated & over, (rng.random(size) < 0.93).astype(np.int64), MISSING)
    chance = np.where(only_bot, 0.13, np.where(hard, 0.085, 0.05))
    hasty = effects.hasty_agent
    if hasty is not None:
        chance = np.where(by_agent & (made["staff"] == hasty.staff), hasty.reopened, chance)
    handling = np.maximum(np.rint(60 * made["minutes"]), 20).astype(np.int64)
    after = rng.exponential(1.0, size) * np.where(hard, 6.0, np.where(topic == 4, 1.5, 0.1)) * (rng.random(size) < 0.5)
    after = after + escalated * (6 + rng.exponential(20.0, size))
    done = agent_reply + (handling + (after * 3_600).astype(np.int64)).astype("timedelta64[s]")
    told = bot_reply + (60 + rng.integers(0, 120, size)).astype("timedelta64[s]")
    resolved = np.where(by_agent, done, np.where(only_bot, told, NO_TIME))
    # What lies behind the export is unknown; an agent who has not answered yet has not.
    by_agent &= agent_reply < EXPORTED
    solved = ~np.isnat(resolved) & (resolved < EXPORTED)
    reopened = solved & (rng.random(size) < chance)
    again = np.where(reopened, np.rint(60 * 1.5 * _MINUTES[topic] * np.exp(rng.normal(-0.1, 0.45, size))), 0)
    first = np.where(made["bot"], bot_reply, np.where(by_agent, agent_reply, NO_TIME))
    asked = made["opened"] + made["asked_s"].astype("timedelta64[s]")
    wait = np.where(by_agent, (agent_reply - asked).astype(np.int64) / 60.0, np.nan)
    social = made["channel"] == 3
    tone = np.where(social, pick(rng, [0.2, 0.35, 0.45], size), MISSING)
    private = social & by_agent & (rng.random(size) < np.where(tone == 2, 0.72, 0.45))
    contacts: Columns = {
        "contact_id": 1 + np.arange(size),
        "opened_at": made["opened"],
        "channel": Coded(made["channel"], CHANNELS),
        "stage": Coded(stage, STAGES),
        "topic": Coded(topic, TOPICS),
        "bot_first": made["bot"],
        "staff_id": np.where(by_agent, made["staff"], MISSING),
        "first_reply_at": first,
        "agent_reply_at": np.where(by_agent, agent_reply, NO_TIME),
        "resolved_at": np.where(solved, resolved, NO_TIME),
        "handling_s": np.where(by_agent, handling, MISSING),
        "again_s": again.astype(np.int64),
        "claim": claim,
        "escalated": escalated & by_agent,
        "approved": np.where(solved & by_agent, approved, MISSING),
        "reopened": reopened,
        "abandoned": made["given_up"],
        "bought": _bought(seed, effects, stage, wait, made["channel"], only_bot, made["given_up"]),
        "tone": Coded(tone, TONES),
        "went_private": private,
    }
    return Desk(contacts, wait)


def _bought(
    seed: int, effects: Effects, stage: Ints, wait: Floats, channel: Ints, only_bot: Bools, given_up: Bools
) -> Ints:
    """Whether who asked before a purchase bought within a day: 1 or 0; missing for other stages."""
    rng = stream(seed, "desk_contacts.bought")
    lost = effects.waiting_loses
    live = np.where(channel <= 1, np.nan_to_num(wait), 0.0)
    chance = 0.33 * (1.0 if lost is None else np.exp(-live / lost.minutes))
    chance = np.select([only_bot, given_up, channel >= 2], [0.22, 0.33 if lost is None else 0.06, 0.16], chance)
    return np.where(stage == 0, (rng.random(len(stage)) < chance).astype(np.int64), MISSING)
