"""Cases of chapter 15: inputs, right variants and wrong answers. Expected values come from the solutions in exercises.md."""

import math
import re

import numpy as np
import pandas as pd

from classroom.cases import Exercise, World

SECOND, HOUR = pd.Timedelta(seconds=1), pd.Timedelta(hours=1)


def moment(text) -> pd.Timestamp:
    """A time of 2025 from ``"03-01 10:00"``; NaT from None."""
    return pd.NaT if pd.isna(text) else pd.Timestamp(f"2025-{text}")


def times(rows: list[tuple], columns: list[str], when: list[str]) -> pd.DataFrame:
    """A table of rows; the columns of ``when`` hold times as `moment` reads them."""
    table = pd.DataFrame(rows, columns=columns)
    for name in when:
        table[name] = pd.to_datetime(pd.Series([moment(text) for text in table[name]], dtype="datetime64[s]"))
    return table


def slip(exercise: Exercise, name: str, function, en: str, zh: str) -> None:
    """Declare a wrong answer that is one argument away from the right one."""
    function.__name__ = function.__qualname__ = name
    exercise.wrong(en=en, zh=zh)(function)


def slips(exercise: Exercise, solve, *entries: tuple) -> None:
    """Declare wrong answers from (name, arguments that are wrong, text, text)."""
    for name, options, en, zh in entries:
        slip(exercise, name, lambda *args, _o=options, **inputs: solve(*args, **inputs, **_o), en, zh)


# --- response_metrics: who counts, and whose reply --------------------------------------------------------------------

PAGE = "metrics.response_metrics(tickets, target_s, first_reply_at='agent_reply_at').set_index('channel')"
response_metrics = Exercise(points=3, compare="equal", tolerance=1e-9, library=[PAGE])
TICKETS = ["channel", "opened_at", "agent_reply_at", "gave_up_at", "resolved_at", "escalated", "reopened"]


def desk(*rows: tuple) -> pd.DataFrame:
    """Contacts from (channel, seconds to a person or None, seconds to giving up or None, minutes to the solution or None,
    escalated, reopened), one every seven minutes."""
    opened = pd.Timestamp("2025-12-01 09:00") + pd.to_timedelta(np.arange(len(rows)) * 7, unit="min")
    table = pd.DataFrame(rows, columns=["channel", "reply", "gone", "solved", "escalated", "reopened"])
    for name, source, unit in (
        ("agent_reply_at", "reply", "s"),
        ("gave_up_at", "gone", "s"),
        ("resolved_at", "solved", "min"),
    ):
        after = pd.to_timedelta(pd.Series(table[source], dtype=float), unit=unit).astype("timedelta64[s]")
        table[name] = (pd.Series(opened) + after).astype("datetime64[s]")
    table["opened_at"] = pd.Series(opened).astype("datetime64[s]")
    return table[TICKETS].astype({"escalated": bool, "reopened": bool})


@response_metrics.example
def two_channels_by_hand():
    tickets = desk(
        ("chat", 20, None, 5, False, False), ("chat", 50, None, 9, False, True), ("chat", None, 40, None, True, False),
        ("chat", None, 8, None, False, False), ("phone", None, 10, None, False, False),
    )  # fmt: skip
    expected = pd.DataFrame(
        {
            "contacts": [3, 0], "unanswered": [1, 0], "median_s": [35.0, np.nan], "p90_s": [47.0, np.nan],
            "in_target": [1 / 3, np.nan], "fcr": [0.5, np.nan], "escalation": [0.0, np.nan],
        },
        index=pd.Index(["chat", "phone"], name="channel"),
    )  # fmt: skip
    return {"tickets": tickets, "target_s": 30.0}, expected


MORNING = desk(
    ("phone", 12, None, 6, False, False), ("chat", 30, None, 12, False, False), ("social", 5400, None, 400, True, False),
    ("chat", None, 95, None, False, False), ("chat", 31, None, None, True, False), ("phone", None, 9, None, False, False),
    ("chat", 4, None, 8, False, True), ("phone", None, 11, None, False, False), ("social", None, None, None, False, False),
    ("chat", 210, None, 30, True, False), ("phone", 55, None, 14, True, True), ("social", 1500, None, 90, False, False),
    ("chat", None, None, None, True, False), ("phone", 29, None, None, False, False), ("chat", 17, None, 6, False, False),
    ("chat", None, 10, None, False, False), ("phone", 84, None, 33, False, False),
)  # fmt: skip


@response_metrics.visible(en="a morning at the desk", zh="客服台的一个上午")
def a_morning():
    return {"tickets": MORNING, "target_s": 30.0}


@response_metrics.visible(en="the same morning, another target", zh="同一个上午，换一个时限")
def another_target():
    return {"tickets": MORNING.iloc[::-1].reset_index(drop=True), "target_s": 55.0}


@response_metrics.visible(edge=True, en="the target is not given", zh="没有给时限")
def target_not_given():
    return {"tickets": MORNING.iloc[[0, 1, 4, 6, 9, 13]].reset_index(drop=True)}


@response_metrics.visible(edge=True, en="gave up after 10 seconds, and after 11", zh="10 秒放弃，和 11 秒放弃")
def ten_and_eleven():
    tickets = desk(
        ("chat", None, 10, None, False, False), ("chat", None, 11, None, False, False), ("chat", 25, None, 4, False, False),
        ("phone", None, 11, None, False, False), ("phone", None, 3, None, False, False),
    )  # fmt: skip
    return {"tickets": tickets, "target_s": 30.0}


@response_metrics.visible(edge=True, en="wrong numbers only on the telephone", zh="电话全是打错的")
def wrong_numbers_only():
    tickets = desk(
        ("phone", None, 4, None, False, False),
        ("chat", 44, None, 9, False, False),
        ("phone", None, 10, None, False, False),
        ("chat", 18, None, 12, False, True),
    )
    return {"tickets": tickets, "target_s": 20.0}


@response_metrics.visible(edge=True, en="nobody was answered, nothing solved", zh="没人接，也没解决")
def nobody_answered():
    tickets = desk(("message", None, None, None, False, False), ("message", None, 200, None, True, False))
    return {"tickets": tickets, "target_s": 30.0}


@response_metrics.visible(edge=True, en="exactly the target", zh="正好等于时限")
def exactly_the_target():
    tickets = desk(
        ("chat", 20, None, 3, False, False), ("chat", 21, None, 3, False, False), ("chat", 19, None, 3, True, True)
    )
    return {"tickets": tickets, "target_s": 20.0}


@response_metrics.visible(edge=True, en="solved without a person", zh="没有人接，也解决了")
def solved_without_a_person():
    tickets = desk(
        ("chat", None, None, 2, False, False), ("chat", 40, None, 9, False, False), ("chat", None, None, 2, False, True),
        ("chat", 60, None, None, True, False),
    )  # fmt: skip
    return {"tickets": tickets, "target_s": 45.0}


@response_metrics.visible(edge=True, en="an empty table", zh="空表")
def no_tickets():
    return {"tickets": MORNING.head(0), "target_s": 30.0}


@response_metrics.hidden(worlds=3)
def other_mornings(world: World):
    contacts = world.table("desk_contacts").sample(600, random_state=world.rng).reset_index(drop=True)
    patience = pd.Series(pd.to_timedelta(np.round(world.rng.exponential(60, len(contacts))), unit="s"))
    contacts["gave_up_at"] = (contacts["opened_at"] + patience.astype("timedelta64[s]")).where(contacts["abandoned"])
    return {"tickets": contacts[TICKETS], "target_s": float(world.rng.choice([15, 30, 60]))}


@response_metrics.invariant(
    en="All rows but the wrong numbers are counted, once each.", zh="除了打错的，每一行都算，只算一次。"
)
def every_row_but_wrong_numbers(result, *, tickets, **inputs):
    short = (tickets["gave_up_at"] - tickets["opened_at"]) <= 10 * SECOND
    return int(result["contacts"].sum()) == len(tickets) - int(short.sum())


COLUMNS = ["contacts", "unanswered", "median_s", "p90_s", "in_target", "fcr", "escalation"]


def page(
    tickets, target_s=30.0, *, wrong_numbers="<=", drop_gone=False, keep_short=False, target="<=", in_target_of="all",
    fcr_of="solved", first="neither", escalated_of="answered", q="linear", unit=1.0, blank=np.nan, all_channels=True,
    fixed_target=None, gone_is_unanswered=False, sort=True, from_first=False, waits_until_gone=False, limit=10, mean=False,
    fcr_blank=None, target_blank=None,
):  # fmt: skip
    """The page; the arguments are the ways to get a rule wrong."""
    goal = target_s if fixed_target is None else fixed_target
    rows = {}
    for channel, mine in tickets.groupby("channel", sort=sort):
        gone = (mine["gave_up_at"] - mine["opened_at"]) / SECOND
        short = gone <= limit if wrong_numbers == "<=" else gone < limit
        if drop_gone:
            short = gone.notna()
        mine = mine if keep_short else mine[~short]
        if not len(mine) and not all_channels:
            continue
        reply = mine["agent_reply_at"].fillna(mine["gave_up_at"]) if waits_until_gone else mine["agent_reply_at"]
        waits = (reply - mine["opened_at"]) / SECOND
        there = mine["agent_reply_at"].notna()
        up, back = mine["escalated"].astype(bool), mine["reopened"].astype(bool)
        solved = mine["resolved_at"].notna()
        fast = waits <= goal if target == "<=" else waits < goal
        judged = {"all": fast, "answered": fast[there], "solved": fast[solved]}[in_target_of]
        ok = {"neither": ~up & ~back, "reopened": ~back, "escalated": ~up, "not_both": ~(up & back)}[first]
        base = {
            "solved": ok[solved],
            "all": ok & solved,
            "answered": (ok & solved)[there],
            "by_person": ok[solved & there],
        }[fcr_of]
        share = {"answered": up[there], "all": up, "solved": up[solved], "unanswered_too": up[there]}[escalated_of]
        if escalated_of == "unanswered_too" and there.any():
            share = up.groupby(mine["channel"]).sum() / there.sum()
        rows[channel] = {
            "contacts": len(mine),
            "unanswered": int(mine["gave_up_at"].notna().sum() if gone_is_unanswered else (~there).sum()),
            "median_s": (waits.mean() if mean else waits.median()) * unit,
            "p90_s": waits.quantile(0.9, interpolation=q) * unit,
            "in_target": judged.mean() if len(judged) else blank if target_blank is None else target_blank,
            "fcr": base.mean() if len(base) else blank if fcr_blank is None else fcr_blank,
            "escalation": share.mean() if len(share) else blank,
        }
    return (
        pd.DataFrame.from_dict(rows, orient="index", columns=COLUMNS)
        .rename_axis("channel")
        .astype({"contacts": int, "unanswered": int})
    )


@response_metrics.right
def by_another_loop(tickets, target_s=30.0):
    return page(tickets, target_s)


@response_metrics.right
def by_columns_of_numbers(tickets, target_s=30.0):
    work = tickets.copy()
    wait = (work["agent_reply_at"] - work["opened_at"]).dt.total_seconds()
    gone = (work["gave_up_at"] - work["opened_at"]).dt.total_seconds()
    counts = ~(gone <= 10)
    work = work.assign(
        wait=wait, n=1, no=wait.isna(), hit=wait <= target_s, done=work["resolved_at"].notna(),
        good=work["resolved_at"].notna() & ~work["escalated"] & ~work["reopened"], up=work["escalated"] & wait.notna(),
    )[counts]  # fmt: skip
    by = work.groupby("channel")
    sums = by[["n", "no", "hit", "done", "good", "up"]].sum().astype(float)
    channels = sorted(tickets["channel"].unique())
    sums = sums.reindex(channels, fill_value=0)
    out = pd.DataFrame(index=pd.Index(channels, name="channel"))
    out["contacts"], out["unanswered"] = sums["n"].astype(int), sums["no"].astype(int)
    out["median_s"] = by["wait"].quantile(0.5).reindex(channels)
    out["p90_s"] = by["wait"].quantile(0.9).reindex(channels)
    out["in_target"] = (sums["hit"] / sums["n"].where(sums["n"] > 0)).astype(float)
    out["fcr"] = (sums["good"] / sums["done"].where(sums["done"] > 0)).astype(float)
    replied = sums["n"] - sums["no"]
    out["escalation"] = (sums["up"] / replied.where(replied > 0)).astype(float)
    return out


slips(
    response_metrics, page,
    ("wrong_numbers_kept", {"keep_short": True},
     "Contacts given up within 10 seconds are in. They had the wrong number and count nowhere.",
     "10 秒内就放弃的也算了。那是打错的，哪里都不算。"),
    ("everybody_who_gave_up_dropped", {"drop_gone": True},
     "All contacts that were given up are out. Only those within 10 seconds are; the others waited and count as not in target.",
     "放弃的全去掉了。只有 10 秒内放弃的不算；其他的等过，要算成没达标。"),
    ("ten_seconds_kept", {"wrong_numbers": "<"},
     "A contact given up after exactly 10 seconds counts here. Exactly 10 is within: it is out.", "正好 10 秒放弃的还算着。正好 10 秒也去掉。"),
    ("target_of_the_answered", {"in_target_of": "answered"},
     "The share in target was formed on answered contacts only. Below the line stand all that count: who got no answer was not served in time.",
     "达标占比只用了有人接的。分母是全部算数的接待：没人接的，就是没达标。"),
    ("target_of_the_solved", {"in_target_of": "solved"},
     "The share in target was formed on solved contacts. All contacts that count stand below the line.", "达标占比只用了解决了的。分母是全部算数的接待。"),
    ("exactly_too_late", {"target": "<"},
     "A reply after exactly the target counts as late here. Exactly is within.", "正好等于时限的算成了没达标。正好也算达标。"),
    ("thirty_whatever_is_given", {"fixed_target": 30.0},
     "The target was 30 seconds whatever was given. Use `target_s`.", "不管给的是多少，都用了 30 秒。要用 `target_s`。"),
    ("fcr_of_all_contacts", {"fcr_of": "all"},
     "The first-contact rate was divided by all contacts. Below the line stand the solved ones.", "首次解决率除以了全部接待。分母是解决了的。"),
    ("fcr_of_the_answered", {"fcr_of": "answered"},
     "The first-contact rate was divided by answered contacts. Below the line stand the solved ones.", "首次解决率除以了有人接的。分母是解决了的。"),
    ("escalated_ones_pass", {"first": "reopened"},
     "Escalated cases count as solved at the first contact. Neither reopened *nor* escalated is asked for.",
     "升级的也算成首次解决了。要没重开，**也**没升级。"),
    ("reopened_ones_pass", {"first": "escalated"},
     "Reopened cases count as solved at the first contact. Neither reopened nor escalated is asked for.", "重开的也算成首次解决了。要没升级，也没重开。"),
    ("only_both_fail", {"first": "not_both"},
     "Only cases both reopened and escalated were taken out. One of the two is enough.", "只去掉了又重开又升级的。占一样就不算首次解决。"),
    ("escalation_of_all", {"escalated_of": "all"},
     "The escalation share was divided by all contacts. Below the line stand the answered ones.", "升级占比除以了全部接待。分母是有人接的。"),
    ("escalation_of_the_solved", {"escalated_of": "solved"},
     "The escalation share was formed on solved contacts. Below the line stand the answered ones.", "升级占比只用了解决了的。分母是有人接的。"),
    ("escalated_without_an_answer", {"escalated_of": "unanswered_too"},
     "Above the line of `escalation` stand escalated contacts that nobody answered. Only the answered ones count, above and below.",
     "`escalation` 的分子里有没人接就升级的。上下都只算有人接的。"),
    ("mean_for_median", {"mean": True}, "This is the mean of the waits. The median is asked for.", "这是等待的平均。题目要的是中位数。"),
    ("p90_of_the_case_above", {"q": "higher"},
     "The P90 was taken as one of the values above. Take it as `quantile(0.9)` gives it, between two values.",
     "P90 取成了偏上的那个实际值。要照 `quantile(0.9)`，可以落在两个值之间。"),
    ("solved_by_a_person", {"fcr_of": "by_person"},
     "Contacts solved without a person's reply are missing from the first-contact rate. All solved ones stand below the line.",
     "首次解决率里少了没有人接也解决了的。分母是全部解决了的。"),
    ("nothing_solved_is_zero", {"fcr_blank": 0.0}, "Where nothing is solved, the first-contact rate is `NaN`, not 0.", "一件也没解决时，首次解决率是 `NaN`，不是 0。"),
    ("nobody_there_is_zero", {"target_blank": 0.0}, "Where no contact counts, the share in target is `NaN`, not 0.", "一次算数的接待也没有时，达标占比是 `NaN`，不是 0。"),
    ("p90_of_a_real_case", {"q": "lower"},
     "The P90 was taken as one of the values below. Take it as `quantile(0.9)` gives it, between two values.",
     "P90 取成了偏下的那个实际值。要照 `quantile(0.9)`，可以落在两个值之间。"),
    ("in_minutes", {"unit": 1 / 60}, "The times are in minutes. Seconds are asked for.", "时间用了分钟。题目要的是秒。"),
    ("empty_channels_gone", {"all_channels": False},
     "A channel of which no contact counts has vanished. It has a row, with 0 contacts.", "一次算数的接待也没有的渠道不见了。它也要有一行，接待是 0。"),
    ("nothing_is_zero", {"blank": 0.0},
     "Where there is nothing below the line, 0 was written. It is `NaN`: nobody failed, nobody was there.", "没有东西可除的地方写成了 0。应该是 `NaN`：不是做得差，是没有人。"),
    ("unanswered_gave_up", {"gone_is_unanswered": True},
     "Only those who gave up were counted as unanswered. A contact without a person's reply is unanswered for whatever reason.",
     "没人接的只数了放弃的。只要没有真人回复，不管什么原因都算没人接。"),
    ("waits_of_the_gone", {"waits_until_gone": True},
     "Who gave up was given the time until then as a wait. There was no reply: they are in no time.", "放弃的人，按等到放弃算成了等待。没有回复，就不进时间。"),
)  # fmt: skip


# --- agents_needed: promise, occupancy, nobody alone ------------------------------------------------------------------

agents_needed = Exercise(
    points=3, compare="equal", library=["metrics.agents_needed(calls_per_hour, aht_min, wait_s, level)"]
)


def hour(calls: float, minutes: float, wait: float, level: float) -> dict:
    return {"calls_per_hour": calls, "aht_min": minutes, "wait_s": wait, "level": level}


@agents_needed.example
def forty_two_calls_by_hand():
    return hour(42.0, 5.0, 180.0, 0.4), 5


for _name, _values, _edge, _en, _zh in (
    ("by_hand_too", (42.0, 5.0, 180.0, 0.5), False, "the same hour, a stricter promise", "同一个小时，承诺严一点"),
    ("three_minutes", (36.0, 5.0, 180.0, 0.5), False, "thirty-six calls", "三十六个来电"),
    ("an_evening", (19.0, 6.2, 30.0, 0.8), False, "an evening hour", "晚上的一个小时"),
    ("a_peak", (140.0, 7.5, 20.0, 0.8), False, "a campaign hour", "大促的一个小时"),
    ("busy_but_patient", (60.0, 6.0, 600.0, 0.5), False, "patient customers, busy people", "客人有耐心，人太忙"),
    ("long_calls", (9.0, 19.0, 30.0, 0.9), False, "few and long", "少而长"),
    ("no_calls", (0.0, 6.0, 30.0, 0.8), True, "no calls", "没有来电"),
    ("one_call", (1.0, 3.0, 30.0, 0.8), True, "hardly any calls", "几乎没有来电"),
    ("no_promise", (50.0, 6.0, 30.0, 0.0), True, "level 0: only the house rules", "level 是 0：只剩店规"),
    ("exactly_85", (34.0, 6.0, 3600.0, 0.3), True, "exactly 85 % busy", "正好 85% 在忙"),
    ("no_wait_allowed", (30.0, 4.0, 0.0, 0.7), True, "nobody waits at all", "一秒也不等"),
    ("level_of_one", (30.0, 4.0, 20.0, 1.0), True, "level 1", "level 是 1"),
    ("negative_calls", (-1.0, 4.0, 20.0, 0.8), True, "negative calls", "来电是负数"),
    ("no_minutes", (10.0, 0.0, 20.0, 0.8), True, "no minutes", "零分钟"),
    ("no_calls_negative_wait", (0.0, 6.0, -5.0, 0.8), True, "no calls and a negative wait", "没有来电，等待是负数"),
    ("negative_wait", (10.0, 4.0, -5.0, 0.8), True, "a negative wait", "等待是负数"),
    ("negative_level", (10.0, 4.0, 20.0, -0.1), True, "a negative level", "level 是负数"),
):  # fmt: skip
    _case = lambda _v=_values: hour(*_v)  # noqa: E731
    _case.__name__ = _case.__qualname__ = _name
    agents_needed.visible(edge=_edge, en=_en, zh=_zh)(_case)


@agents_needed.hidden(worlds=8)
def other_hours(world: World):
    rng = world.rng
    return hour(
        float(np.round(rng.uniform(2, 120), 1)), float(np.round(rng.uniform(2, 12), 1)), float(rng.integers(5, 300)),
        float(np.round(rng.uniform(0.3, 0.95), 2)),
    )  # fmt: skip


@agents_needed.invariant(en="There are more people than load, if anybody calls.", zh="有来电时，人数多于负荷。")
def more_people_than_load(result, *, calls_per_hour, aht_min, **inputs):
    return calls_per_hour == 0 or result > calls_per_hour * aht_min / 60


def erlang(load: float, n: int) -> tuple[float, float]:
    """Erlang's B and C."""
    b = 1.0
    for k in range(1, n + 1):
        b = load * b / (k + load * b)
    return b, (b / (1 - load / n * (1 - b)) if n > load else 1.0)


def people(
    calls_per_hour, aht_min, wait_s, level, *, cap=0.85, least=2, cap_strict=False, level_strict=False, minutes=60.0,
    use_b=False, no_exp=False, check="all", zero=True, more=0, both=True, hours=60.0, mean_wait=False, ceil_load=False,
    zero_first=False, load_up=False,
):  # fmt: skip
    """The number; the arguments are the ways to get a rule wrong."""
    if zero_first and calls_per_hour == 0:
        return 0
    bad = calls_per_hour < 0 or wait_s < 0 or not aht_min > 0
    if check == "all":
        bad = bad or not 0 <= level < 1
    if check == "upper":
        bad = bad or level >= 1
    if check != "none" and bad:
        raise ValueError("out of range")
    load = calls_per_hour * aht_min / hours
    load = float(math.ceil(load)) if load_up else load
    if load <= 0 and zero:
        return 0
    if ceil_load:
        return max(math.ceil(load / cap), least)
    for n in range(1, 2000):
        if n <= load:
            continue
        b, c = erlang(load, n)
        chance = b if use_b else c
        late = chance if no_exp else chance * math.exp(-(n - load) * wait_s / (minutes * aht_min))
        good = 1 - late > level if level_strict else 1 - late >= level
        if mean_wait:
            good = c * 60 * aht_min / (n - load) <= wait_s
        roomy = load / n < cap if cap_strict else load / n <= cap
        if n >= least and good and (roomy or not both):
            return n + more
    return 2000


@agents_needed.right
def by_another_search(calls_per_hour, aht_min, wait_s, level):
    return people(calls_per_hour, aht_min, wait_s, level)


@agents_needed.right
def by_sums_of_powers(calls_per_hour, aht_min, wait_s, level):
    if min(calls_per_hour, wait_s, level) < 0 or aht_min <= 0 or level >= 1:
        raise ValueError("out of range")
    if calls_per_hour == 0:
        return 0
    a = calls_per_hour * aht_min / 60
    n = max(2, math.floor(a) + 1)
    while True:
        # a^k / k! one after the other, relative to the last, so that nothing overflows.
        term, total = 1.0, 0.0
        for k in range(n, 0, -1):
            term *= k / a
            total += term
        top = n / (n - a)
        c = top / (total + top)
        if 1 - c * math.exp(-(n - a) * wait_s / (60 * aht_min)) >= level and a / n <= 0.85:
            return n
        n += 1


slips(
    agents_needed, people,
    ("no_cap", {"both": False}, "The promise is kept, but people are busy more than 85 % of the time. House rule 1 asks for more of them.",
     "承诺守住了，可人有超过 85% 的时间在忙。店规一要再加人。"),
    ("alone_at_the_desk", {"least": 1}, "One person would sit alone. House rule 2: at least 2, unless there are no calls.",
     "一个人在守台。店规二：至少 2 个人，除非一个来电也没有。"),
    ("two_without_calls", {"zero": False}, "Without any calls nobody is needed: 0.", "一个来电也没有，就不用人：0。"),
    ("exactly_85_is_too_much", {"cap_strict": True}, "Busy for exactly 85 % of the time is allowed.", "正好 85% 的时间在忙是可以的。"),
    ("erlang_b", {"use_b": True}, "`B` was used as the chance to wait. Who finds all busy waits: the chance is `C`, which is larger.",
     "把 `B` 当成了要等的概率。都在忙的时候客人会等着，概率是更大的 `C`。"),
    ("nobody_may_wait", {"no_exp": True}, "Here everybody who waits is late. Within `wait_s` seconds they are in time: the factor with `e` is missing.",
     "等一下就算没按时了。`wait_s` 秒以内都算按时：少了带 `e` 的那一项。"),
    ("seconds_by_minutes", {"minutes": 1.0}, "In the exponent seconds were divided by minutes. Turn the handling time into seconds.",
     "指数里拿秒去除以分钟了。处理时间要换成秒。"),
    ("load_of_minutes", {"hours": 1.0}, "The load was formed without dividing by 60, as if minutes were hours.", "算负荷时没有除以 60，把分钟当成了小时。"),
    ("one_too_many", {"more": 1}, "One more than needed. The first number with which all holds is the answer.", "多了一个人。第一个让条件都成立的数就是答案。"),
    ("level_one_accepted", {"check": "none"}, "Numbers out of range were accepted. They should raise a `ValueError`.", "超出范围的数也照算了。应该抛出 `ValueError`。"),
    ("negative_level_accepted", {"check": "upper"}, "A level below 0 was accepted. It should raise a `ValueError`.", "`level` 小于 0 也照算了。应该抛出 `ValueError`。"),
    ("by_the_mean_wait", {"mean_wait": True}, "The *mean* wait was held against `wait_s`. The promise is about a share: at least `level` within `wait_s`.",
     "拿**平均**等待去和 `wait_s` 比了。承诺说的是占比：至少 `level` 的人在 `wait_s` 秒以内。"),
    ("load_over_85", {"ceil_load": True}, "Only load over 0.85, rounded up. The promise needs the queue's formula.", "只把负荷除以 0.85 再向上取整。承诺要用排队的公式来算。"),
    ("zero_before_checks", {"zero_first": True}, "Without calls 0 comes before the check. Impossible numbers raise a `ValueError`, also there.",
     "没有来电时，还没查错就返回 0 了。不可能的数，这时也要抛出 `ValueError`。"),
    ("load_rounded_up", {"load_up": True}, "The load was rounded up to whole people. It stays a fraction; only the people are whole.",
     "负荷向上取整了。负荷可以有小数，取整的只有人数。"),
    ("cap_of_80", {"cap": 0.80}, "The house rule says 85 %.", "店规说的是 85%。"),
)  # fmt: skip


# --- sla_report: open cases beside the times --------------------------------------------------------------------------

sla_report = Exercise(
    points=3, compare="equal", tolerance=1e-9, library=["metrics.sla_report(cases, limits).set_index('step')"]
)
MOMENTS = ["opened_at", "accepted_at", "verified_at", "settled_at", "followed_up_at"]
STEPS = ["accept", "verify", "settle", "follow_up"]
LIMITS = {"accept": 24.0, "verify": 48.0, "settle": 72.0, "follow_up": 96.0}


def dossier(*rows: tuple) -> pd.DataFrame:
    """Cases from five times and whether withdrawn."""
    numbered = [(700 + 3 * n, *row) for n, row in enumerate(rows)]
    return times(numbered, ["case_id", *MOMENTS, "withdrawn"], MOMENTS).astype({"withdrawn": bool})


@sla_report.example
def three_cases_by_hand():
    cases = dossier(
        ("03-01 08:00", "03-01 20:00", "03-02 20:00", None, None, False), ("03-02 06:00", None, None, None, None, False),
        ("03-03 20:00", None, None, None, None, True),
    )  # fmt: skip
    expected = pd.DataFrame(
        {
            "closed": [1, 1, 0, 0], "open": [1, 0, 1, 0], "overdue": [1, 0, 0, 0],
            "median_hours": [12.0, 24.0, np.nan, np.nan], "on_time": [1.0, 1.0, np.nan, np.nan],
        },
        index=pd.Index(STEPS, name="step"),
    )  # fmt: skip
    return {"cases": cases, "limits": dict.fromkeys(STEPS, 24.0)}, expected


SPRING = dossier(
    ("03-04 10:00", "03-04 15:00", "03-06 15:00", "03-08 09:00", "03-12 09:00", False),
    ("03-01 09:00", "03-02 12:00", "03-03 12:00", "03-07 20:00", None, False),
    ("03-09 22:00", "03-10 07:00", None, None, None, False),
    ("03-03 08:00", "03-03 20:20", "03-06 08:00", None, None, False),
    ("03-11 18:00", None, None, None, None, False),
    ("03-02 14:00", "03-03 14:00", "03-05 18:00", "03-08 18:00", "03-11 10:00", False),
    ("03-05 07:00", "03-05 09:30", "03-06 10:00", "03-07 10:00", "03-08 10:00", True),
    ("03-13 06:00", None, None, None, None, True),
    ("03-08 11:00", "03-09 17:00", "03-10 05:00", "03-10 21:00", None, False),
    ("03-10 12:00", None, None, None, None, False),
)  # fmt: skip


@sla_report.visible(en="a spring at the desk of disputes", zh="春天的纠纷台")
def a_spring():
    return {"cases": SPRING, "limits": LIMITS}


@sla_report.visible(en="the same cases, tighter limits", zh="同样的案子，时限更紧")
def tighter_limits():
    limits = {"follow_up": 60.0, "settle": 40.0, "verify": 24.0, "accept": 12.0}
    return {"cases": SPRING.iloc[::-1].reset_index(drop=True), "limits": limits}


@sla_report.visible(edge=True, en="exactly the limit, closed and open", zh="正好等于时限，办完的和未完的")
def exactly_the_limit():
    cases = dossier(
        ("03-01 08:00", "03-02 08:00", None, None, None, False), ("03-02 08:00", "03-03 08:00", "03-04 08:00", None, None, False),
        ("03-03 08:00", None, None, None, None, False), ("03-03 07:00", None, None, None, None, False),
        ("03-03 07:40", None, None, None, None, False),
    )  # fmt: skip
    return {"cases": cases, "limits": dict.fromkeys(STEPS, 24.0)}


@sla_report.visible(edge=True, en="the latest time is a withdrawn case's", zh="最晚的时间在撤回的案子里")
def reach_of_the_withdrawn():
    cases = dossier(
        ("03-01 08:00", None, None, None, None, False), ("03-01 09:00", "03-01 12:00", None, None, None, False),
        ("03-01 10:00", "03-01 11:00", "03-05 10:00", None, None, True),
    )  # fmt: skip
    return {"cases": cases, "limits": LIMITS}


@sla_report.visible(edge=True, en="all withdrawn", zh="全撤回了")
def all_withdrawn():
    cases = dossier(("03-01 08:00", "03-01 09:00", None, None, None, True))
    return {"cases": cases, "limits": LIMITS}


@sla_report.visible(edge=True, en="one case, all steps done", zh="一件案子，四步走完")
def one_case():
    cases = dossier(("03-01 08:00", "03-01 20:00", "03-03 20:00", "03-04 20:00", "03-09 20:00", False))
    return {"cases": cases, "limits": LIMITS}


@sla_report.visible(edge=True, en="an empty table", zh="空表")
def no_cases():
    return {"cases": SPRING.head(0), "limits": LIMITS}


@sla_report.hidden(worlds=3)
def other_dossiers(world: World):
    cases = world.table("disputes").sample(frac=0.6, random_state=world.rng).reset_index(drop=True)
    day = pd.Timestamp("2025-06-01") + pd.Timedelta(days=int(world.rng.integers(0, 180)))
    cases = cases[cases["opened_at"] < day].copy()
    for name in MOMENTS[1:]:
        cases[name] = cases[name].where(cases[name] < day)
    cases["withdrawn"] = world.rng.random(len(cases)) < 0.1
    limits = {step: float(world.rng.choice([12, 24, 48, 72])) for step in STEPS}
    return {"cases": cases[["case_id", *MOMENTS, "withdrawn"]].reset_index(drop=True), "limits": limits}


@sla_report.invariant(en="No more cases are overdue than open.", zh="超时的不会比未完的还多。")
def overdue_within_open(result, **inputs):
    return bool((result["overdue"] <= result["open"]).all())


@sla_report.invariant(en="What a step closed is what the next one has begun.", zh="上一步办完的，就是下一步开始的。")
def steps_hang_together(result, **inputs):
    begun = (result["closed"] + result["open"]).to_numpy()
    return list(begun[1:]) == list(result["closed"].to_numpy()[:-1])


def steps_of(
    cases, limits, *, withdrawn=True, reach_of="all", strict=False, late_open=">", age_in_time=False, base="closed", from_open=False,
    never_begun=False, unit=1.0, drop_empty=False, blank=np.nan, done_only=False, mean=False, overdue_of="open", now=None,
    limit_of=None, reach_columns=None, times_from_open=False, whole=None, whole_age=None,
):  # fmt: skip
    """The report; the arguments are the ways to get a rule wrong."""
    kept = cases[~cases["withdrawn"].astype(bool)] if withdrawn else cases
    if done_only:
        kept = kept[kept["followed_up_at"].notna()]
    reach = (cases if reach_of == "all" else kept)[reach_columns or MOMENTS].max().max()
    reach = reach if now is None else pd.Timestamp(now)
    rows = {}
    for step, start, end in zip(STEPS, MOMENTS, MOMENTS[1:], strict=False):
        begin = kept["opened_at"] if from_open else kept[start]
        begun = kept[start].notna() | never_begun
        taken = ((kept[end] - (kept["opened_at"] if times_from_open else begin)) / HOUR)[begun]
        taken = {None: taken, "floor": np.floor(taken), "cents": taken.round(2)}[whole]
        still = taken.isna()
        age = ((reach - begin) / HOUR)[begun]
        age = age if whole_age is None else np.floor(age / whole_age) * whole_age
        limit = limits[step] if limit_of is None else limits[limit_of]
        times_of = taken.fillna(age) if age_in_time else taken.dropna()
        good = times_of < limit if strict else times_of <= limit
        below = {"closed": len(times_of), "begun": len(taken), "all": len(kept)}[base]
        over = age[still]
        over = over >= limit if late_open == ">=" else over > limit
        late = int(over.sum()) + (int((taken > limit).sum()) if overdue_of == "both" else 0)
        rows[step] = {
            "closed": int((~still).sum()),
            "open": int(still.sum()),
            "overdue": late,
            "median_hours": (times_of.mean() if mean else times_of.median()) * unit if len(times_of) else blank,
            "on_time": good.sum() / below if below else blank,
        }
    table = pd.DataFrame.from_dict(rows, orient="index").rename_axis("step")
    if drop_empty:
        table = table[table["closed"] + table["open"] > 0]
    return table.astype({"closed": int, "open": int, "overdue": int, "median_hours": float, "on_time": float})


@sla_report.right
def by_another_walk(cases, limits):
    return steps_of(cases, limits)


@sla_report.right
def by_counting_rows(cases, limits):
    latest = pd.Series(np.concatenate([cases[name].to_numpy() for name in MOMENTS])).max()
    result = {name: [] for name in ("closed", "open", "overdue", "median_hours", "on_time")}
    for number, step in enumerate(STEPS):
        done, waiting = [], []
        for row in cases.itertuples():
            begin, end = getattr(row, MOMENTS[number]), getattr(row, MOMENTS[number + 1])
            if row.withdrawn or pd.isna(begin):
                continue
            if pd.isna(end):
                waiting.append((latest - begin).total_seconds() / 3600)
            else:
                done.append((end - begin).total_seconds() / 3600)
        result["closed"].append(len(done))
        result["open"].append(len(waiting))
        result["overdue"].append(sum(hours > limits[step] for hours in waiting))
        result["median_hours"].append(float(np.median(done)) if done else float("nan"))
        result["on_time"].append(sum(hours <= limits[step] for hours in done) / len(done) if done else float("nan"))
    return pd.DataFrame(result, index=pd.Index(STEPS, name="step"))


slips(
    sla_report, steps_of,
    ("withdrawn_in", {"withdrawn": False}, "Withdrawn cases are in. They count in no step.", "撤回的案子也算了。它们哪一步都不算。"),
    ("reach_without_withdrawn", {"reach_of": "kept"},
     "The reach of the table was taken without the withdrawn cases. Their times count for it, too.", "数据的终点没看撤回的案子。它们的时间也要看。"),
    ("reach_of_openings", {"reach_columns": ["opened_at"]},
     "The reach was taken from the openings alone. The latest of *all* times says how far the table reaches.",
     "数据的终点只看了开案时间。要看**全部**时间里最晚的。"),
    ("exactly_is_late", {"strict": True}, "A step that took exactly the limit counts as late here. It is on time.", "正好等于时限办完的算成了没按时。正好算按时。"),
    ("exactly_is_overdue", {"late_open": ">="}, "An open case at exactly the limit counts as overdue here. *More* than the limit is asked for.",
     "正好等于时限的未完案子算成了超时。要**超过**时限才算。"),
    ("open_ones_in_the_time", {"age_in_time": True},
     "Open cases were given the time until now and put into the times. Leave them out, and count them beside.", "未完的按等到现在算进时间了。要放在外面，另外数。"),
    ("on_time_of_begun", {"base": "begun"}, "On time was divided by all cases that began the step. Below the line stand the closed ones.",
     "按时的除以了开始这一步的全部案子。分母是办完的。"),
    ("on_time_of_all", {"base": "all"}, "On time was divided by all cases of the table. Below the line stand those that closed the step.",
     "按时的除以了表里全部的案子。分母是这一步办完的。"),
    ("clock_from_the_opening", {"from_open": True}, "Each step's clock started at the opening of the case. It starts where the step before ends.",
     "每一步都从开案起算了。要从上一步结束时起算。"),
    ("times_from_the_opening", {"times_from_open": True}, "The times of closed steps were taken from the opening of the case. Each step starts where the one before ends.",
     "办完的步骤，用时从开案算起了。要从上一步结束时算起。"),
    ("until_today", {"now": "2027-01-01"}, "The age of open cases runs until today's date. The table reaches only to its latest time.",
     "未完的案子算到了今天。数据只到表里最晚的时间为止。"),
    ("whole_hours", {"whole": "floor"}, "The times were cut to whole hours. 20 minutes are a third of an hour: do not round.", "用时去掉了零头。20 分钟是三分之一小时：不要取整。"),
    ("rounded_hours", {"whole": "cents"}, "The times were rounded. Do not round.", "用时四舍五入了。不要取整。"),
    ("age_in_whole_hours", {"whole_age": 1}, "The age of open cases was cut to whole hours, so one just over the limit escapes.", "未完的案子多久了，去掉了零头，刚超时的就漏了。"),
    ("age_in_whole_days", {"whole_age": 24}, "The age of open cases was cut to whole days. `.dt.days` drops the hours.", "未完的案子多久了，只取了整天。`.dt.days` 会丢掉小时。"),
    ("steps_not_begun", {"never_begun": True}, "Cases that have not begun a step count as open in it. They are still in an earlier one.",
     "还没开始这一步的案子也算成未完了。它们还在前面的步骤里。"),
    ("in_days", {"unit": 1 / 24}, "The times are in days. Hours are asked for.", "时间用了天。题目要的是小时。"),
    ("empty_steps_gone", {"drop_empty": True}, "A step that no case has begun has vanished. All four have a row.", "没有案子开始的步骤不见了。四步永远都有一行。"),
    ("nothing_is_zero", {"blank": 0.0}, "Where nothing is closed, 0 was written. It is `NaN`: nothing is known yet.", "没有办完的，写成了 0。应该是 `NaN`：还什么都不知道。"),
    ("finished_cases_only", {"done_only": True}, "Only cases with all four steps done were used. A case counts in every step that it has begun.",
     "只用了四步全走完的案子。一件案子开始了哪一步，就算在哪一步里。"),
    ("mean_for_median", {"mean": True}, "This is the mean. The median is asked for.", "这是平均。题目要的是中位数。"),
    ("late_ones_overdue", {"overdue_of": "both"}, "Closed cases that took too long are among the overdue. Overdue are open ones only.",
     "办完了但超时的也数进去了。超时只数未完的。"),
    ("one_limit_for_all", {"limit_of": "accept"}, "The limit of the first step was used for all. Each has its own.", "四步都用了第一步的时限。每步有自己的。"),
)  # fmt: skip


# --- csat_nps: one voice for each customer ----------------------------------------------------------------------------

csat_nps = Exercise(points=3, compare="equal", tolerance=1e-9, library=["metrics.csat_nps(surveys, weights)"])


def sheet(*rows: tuple, weight: bool = False) -> pd.DataFrame:
    """Questionnaires from (customer, answered or None, csat or None, nps or None[, weight])."""
    columns = ["user_id", "answered_at", "csat", "nps", *(["w"] if weight else [])]
    table = times(list(rows), columns, ["answered_at"])
    return table.astype(dict.fromkeys(columns[2:], float))


@csat_nps.example
def two_voices_by_hand():
    surveys = sheet(
        (1, "05-01 10:00", 5, 9), (2, "05-02 10:00", 4, 10), (1, "05-04 10:00", 2, 6), (3, None, None, None)
    )
    p, n, z = 0.5, 2, 1.96
    middle, root = p + z**2 / (2 * n), z * math.sqrt(p * (1 - p) / n + z**2 / (4 * n**2))
    low, high = (middle - root) / (1 + z**2 / n), (middle + root) / (1 + z**2 / n)
    expected = {"csat": 0.5, "csat_low": low, "csat_high": high, "nps": 0.0, "nps_low": -100.0, "nps_high": 100.0}
    return {"surveys": surveys, "weights": None}, expected


MAY = sheet(
    (7, "05-03 09:00", 4, 9, 1.5), (3, "05-01 12:00", 5, 10, 2.0), (9, None, None, None, 3.0), (3, "05-06 08:00", 2, 4, 2.5),
    (12, "05-02 20:00", 3, 7, 1.0), (5, "05-04 10:00", None, 8, 4.0), (21, "05-05 11:00", 5, 9, 0.5), (7, "05-01 08:00", 1, 0, 6.0),
    (30, "05-02 09:00", 4, None, 2.2), (31, "05-03 16:00", 4, 6, np.nan), (32, "05-07 12:00", 5, 10, 1.2), (33, "05-06 19:00", 1, 2, 3.1),
    (34, "05-04 13:00", 5, 8, 0.0), (35, "05-01 07:00", 4, 9, 1.8), (36, "05-02 22:00", 2, 6, 2.9), (12, None, None, None, 1.0),
    (5, "05-01 10:00", 5, 10, 1.0), (40, "05-08 10:00", 5, 9, 0.7), (41, "05-08 11:00", 3, 7, 5.5), (42, "05-08 12:00", 4, 10, 1.1),
    (50, None, 2, 10, 1.3),
    weight=True,
)  # fmt: skip


@csat_nps.visible(en="a month of answers", zh="一个月的回答")
def a_month():
    return {"surveys": MAY.drop(columns="w"), "weights": None}


@csat_nps.visible(en="the same month, weighted", zh="同一个月，加权")
def a_month_weighted():
    return {"surveys": MAY.iloc[::-1].reset_index(drop=True), "weights": "w"}


@csat_nps.visible(en="other weights, another name", zh="别的权数，别的列名")
def other_weights():
    table = (
        MAY.iloc[[0, 1, 3, 4, 5, 6, 8, 10, 11, 14, 17, 18, 19, 20]]
        .rename(columns={"w": "stands_for"})
        .reset_index(drop=True)
    )
    return {"surveys": table.assign(stands_for=table["stands_for"] * 10 + 1), "weights": "stands_for"}


@csat_nps.visible(edge=True, en="weights are not given", zh="没有给权数")
def weights_not_given():
    return {"surveys": MAY.head(9)}


@csat_nps.visible(edge=True, en="two answers at the same time", zh="同一时刻的两份回答")
def the_same_time():
    surveys = sheet(
        (4, "05-02 10:00", 2, 3), (1, "05-02 10:00", 5, 10), (4, "05-02 10:00", 5, 9), (1, "05-02 10:00", 4, 9), (8, "05-01 10:00", 4, 8),
        (4, "05-01 10:00", 1, 2),
    )  # fmt: skip
    return {"surveys": surveys, "weights": None}


@csat_nps.visible(edge=True, en="the latest answer lacks a mark", zh="最近那份没有打分")
def the_latest_lacks_a_mark():
    surveys = sheet(
        (1, "05-01 10:00", 5, 10), (1, "05-03 10:00", None, 9), (2, "05-01 10:00", 1, 2), (2, "05-02 10:00", 4, None), (3, "05-04 10:00", 3, 7)
    )  # fmt: skip
    return {"surveys": surveys, "weights": None}


@csat_nps.visible(edge=True, en="the latest answer has no weight", zh="最近那份没有权数")
def the_latest_has_no_weight():
    surveys = sheet(
        (1, "05-01 10:00", 1, 1, 2.0), (1, "05-03 10:00", 5, 9, np.nan), (2, "05-01 10:00", 4, 10, 1.0), (3, "05-02 10:00", 2, 5, 3.0),
        (4, "05-02 10:00", 5, 9, -1.0), weight=True,
    )  # fmt: skip
    return {"surveys": surveys, "weights": "w"}


@csat_nps.visible(edge=True, en="all give the best marks", zh="都打最高分")
def all_content():
    return {
        "surveys": sheet((1, "05-01 10:00", 5, 10), (2, "05-01 11:00", 5, 9), (3, "05-01 12:00", 4, 10)),
        "weights": None,
    }


@csat_nps.visible(edge=True, en="nobody answered", zh="没有人回答")
def nobody_answered_the_sheet():
    return {"surveys": sheet((1, None, None, None), (2, None, None, None)), "weights": None}


@csat_nps.visible(edge=True, en="no mark for one of the questions", zh="有一个问题没人打分")
def one_question_without_marks():
    return {"surveys": sheet((1, "05-01 10:00", 4, None), (2, "05-02 10:00", 2, None)), "weights": None}


@csat_nps.visible(edge=True, en="an empty table", zh="空表")
def no_surveys():
    return {"surveys": MAY.head(0), "weights": "w"}


@csat_nps.hidden(worlds=4)
def other_months(world: World):
    surveys = world.table("desk_surveys").sample(500, random_state=world.rng).reset_index(drop=True)
    surveys["user_id"] = world.rng.integers(1, 160, len(surveys))
    surveys["w"] = np.round(world.rng.uniform(0.3, 5.0, len(surveys)), 2)
    surveys.loc[world.rng.random(len(surveys)) < 0.05, "w"] = np.nan
    surveys.loc[world.rng.random(len(surveys)) < 0.05, "csat"] = None
    table = surveys[["user_id", "answered_at", "csat", "nps", "w"]].astype({"csat": float, "nps": float})
    return {"surveys": table, "weights": [None, "w"][int(world.rng.integers(0, 2))]}


@csat_nps.invariant(en="The NPS and its interval lie between -100 and 100.", zh="NPS 和它的区间都在 -100 到 100 之间。")
def nps_within_bounds(result, **inputs):
    values = [result[name] for name in ("nps", "nps_low", "nps_high")]
    return all(math.isnan(value) or -100 - 1e-9 <= value <= 100 + 1e-9 for value in values)


def board(
    surveys, weights=None, *, voice="last", unanswered=True, ties="last", older_mark=False, weight_first=False, use_weights=True,
    bad_weights="drop", pleased=4, promoter=9, detractor=6, scale=100.0, cut=True, n_of="effective", wald=False, z=1.96, blank=np.nan,
    csat_scale=1.0, passive=False, one_n=False, sd_only=False,
    marked=False, missing_is_bad=False, square=True, value_scale=None,
):  # fmt: skip
    """The page; the arguments are the ways to get a rule wrong."""
    rows = surveys[surveys["answered_at"].notna()] if unanswered is True else surveys
    rows = surveys[surveys["csat"].notna()] if marked else rows
    rows = rows.assign(_w=1.0 if weights is None or not use_weights else rows[weights].astype(float))
    if bad_weights == "one":
        rows["_w"] = rows["_w"].where(rows["_w"] > 0, 1.0)
    if weight_first:
        rows = rows[rows["_w"] > 0]

    def latest(part):
        if voice == "all":
            return part
        if voice == "table":
            return part.drop_duplicates("user_id", keep="last")
        front = "first" if unanswered == "first" else "last"
        order = part.sort_values("answered_at", kind="stable", na_position=front)
        if voice == "columns":
            return order.groupby("user_id", as_index=False).last()
        if ties == "first":
            order = part.iloc[::-1].sort_values("answered_at", kind="stable")
        return order.drop_duplicates("user_id", keep={"last": "last", "first": "first"}[voice])

    def question(name, *tests):
        part = latest(rows[rows[name].notna()]) if older_mark else latest(rows)
        part = part[part["_w"] > 0]
        part = part if missing_is_bad and name == "csat" else part[part[name].notna()]
        w = part["_w"]
        if not len(part):
            return (0.0, *[blank] * len(tests))
        n = {"effective": w.sum() ** 2 / (w**2).sum(), "count": float(len(part)), "weight": w.sum()}[n_of]
        return (n, *[float(w[test(part[name])].sum() / w.sum()) for test in tests])

    n, p = question("csat", lambda m: m >= pleased)
    size, good, bad = question("nps", lambda m: m >= promoter, lambda m: m <= detractor)
    if one_n:
        size = n
    if n:
        middle, root = p + z**2 / (2 * n), z * math.sqrt(p * (1 - p) / n + z**2 / (4 * n**2))
        low, high = (middle - root) / (1 + z**2 / n), (middle + root) / (1 + z**2 / n)
        if wald:
            low, high = (p - z * math.sqrt(p * (1 - p) / n), p + z * math.sqrt(p * (1 - p) / n))
    else:
        low = high = blank
    net = good - bad
    if size:
        inside = good + bad - (net**2 if square else 0) if not sd_only else abs(net) * (1 - abs(net))
        reach = z * math.sqrt(max(inside, 0) / size)
        below, above = net - reach, net + reach
        if cut:
            below, above = max(below, -1), min(above, 1)
    else:
        below = above = reach = blank
    if value_scale is not None:
        below, above = max(value_scale * net / 100 - reach, -1), min(value_scale * net / 100 + reach, 1)
    return {
        "csat": p * csat_scale, "csat_low": low * csat_scale, "csat_high": high * csat_scale,
        "nps": (scale if value_scale is None else value_scale) * net, "nps_low": scale * below, "nps_high": scale * above,
    }  # fmt: skip


@csat_nps.right
def by_another_page(surveys, weights=None):
    return board(surveys, weights)


@csat_nps.right
def by_groups_of_customers(surveys, weights=None):
    given = surveys.loc[surveys["answered_at"].notna()].reset_index(drop=True)
    place = given.reset_index().sort_values(["answered_at", "index"]).groupby("user_id")["index"].last()
    mine = given.loc[place.to_numpy()]
    w = np.ones(len(mine)) if weights is None else mine[weights].to_numpy(dtype=float)
    keep = np.nan_to_num(w, nan=-1.0) > 0
    mine, w = mine[keep], w[keep]
    out = {}
    for name in ("csat", "nps"):
        known = mine[name].notna().to_numpy()
        mark, own = mine[name].to_numpy(dtype=float)[known], w[known]
        if not len(mark):
            out.update({name: math.nan, f"{name}_low": math.nan, f"{name}_high": math.nan})
            continue
        n = own.sum() ** 2 / np.dot(own, own)
        if name == "csat":
            p = np.average(mark >= 4, weights=own)
            half = 1.96 * math.sqrt(p * (1 - p) / n + 1.96**2 / 4 / n**2)
            ends = [(p + 1.96**2 / 2 / n + sign * half) / (1 + 1.96**2 / n) for sign in (-1, 1)]
            out.update({"csat": p, "csat_low": ends[0], "csat_high": ends[1]})
        else:
            value = np.where(mark >= 9, 1.0, np.where(mark <= 6, -1.0, 0.0))
            net = np.average(value, weights=own)
            half = 1.96 * math.sqrt(max(np.average(value**2, weights=own) - net**2, 0) / n)
            out.update({"nps": 100 * net, "nps_low": 100 * max(net - half, -1), "nps_high": 100 * min(net + half, 1)})
    return out


slips(
    csat_nps, board,
    ("every_answer_a_voice", {"voice": "all"}, "A customer who answered twice has two voices. Each has one: the latest.", "答了两次的客人算了两票。每人只有一票：最近的那份。"),
    ("the_first_answer", {"voice": "first"}, "The first answer of each customer was taken. The latest counts.", "取了每位客人最早的一份。要最近的。"),
    ("ties_by_the_upper_row", {"ties": "first"}, "Of two answers at the same time the upper one was taken. The one further down counts (sort stably).",
     "时间一样的两份，取了靠上的那份。要靠下的（用稳定排序）。"),
    ("an_older_mark", {"older_mark": True}, "Where the latest answer lacks a mark, an older one was used. Then this customer is not in that question.",
     "最近那份没打分，就用了以前的分。这时这位客人不进这个问题。"),
    ("last_mark_of_each_column", {"voice": "columns"},
     "`groupby(...).last()` skips missing marks, column by column, so an older mark speaks. Keep the last *row* of each customer.",
     "`groupby(...).last()` 会一列一列跳过缺失值，于是以前的分数顶上来了。要留每位客人的最后一**行**。"),
    ("last_row_of_the_table", {"voice": "table"}, "The last row of the table was taken for each customer. The latest by `answered_at` counts; rows come in any order.",
     "取了每位客人在表里最后的一行。要按 `answered_at` 取最近的，表里的先后是乱的。"),
    ("unanswered_in", {"unanswered": False}, "Questionnaires without `answered_at` are in, and stand last when sorted. They do not count.",
     "没有 `answered_at` 的问卷也算了，排序时还排在最后。它们不算。"),
    ("unanswered_first", {"unanswered": "first"}, "Questionnaires without `answered_at` were sorted to the front, not taken out: a customer who has no other keeps it.",
     "没有 `answered_at` 的问卷只是排到了前面，没有去掉：没有别的问卷的客人，就用上了它。"),
    ("answered_means_marked", {"marked": True}, "Rows with a missing `csat` were dropped first. The latest answer counts, with or without a mark, and `nps` has its own voices.",
     "先把 `csat` 缺失的行去掉了。要先取最近的一份，有没有分都算；`nps` 另有自己的票。"),
    ("missing_is_not_content", {"missing_is_bad": True}, "Voices without a `csat` stand below its line, as if they were not content. They are not in the CSAT.",
     "没打 `csat` 的票也进了分母，等于算成不满意。它们不进 CSAT。"),
    ("spread_without_the_square", {"square": False}, "In the reach of the NPS the $(P-D)^2$ under the root is missing.", "NPS 的上下幅度里，根号下少减了 $(P-D)^2$。"),
    ("nps_alone_a_share", {"value_scale": 1.0}, "The NPS was not multiplied by 100, its reach was.", "NPS 没有乘 100，上下幅度却乘了。"),
    ("weights_before_voices", {"weight_first": True},
     "Answers without a weight were dropped before the latest one was chosen, so an older answer speaks. Choose first, then drop.",
     "先去掉没权数的，再挑最近的，于是旧的回答顶上来了。要先挑，再去掉。"),
    ("weights_ignored", {"use_weights": False}, "The weights were not used.", "没有用权数。"),
    ("missing_weight_is_one", {"bad_weights": "one"}, "A missing weight was taken as 1. Such a voice does not count.", "缺失的权数当成了 1。这样的票不算。"),
    ("five_only", {"pleased": 5}, "Only marks of 5 count as content. 4 and 5 do.", "只把 5 分算满意。4 分、5 分都算。"),
    ("three_is_content", {"pleased": 3}, "Marks of 3 count as content here. 4 and 5 do.", "3 分也算满意了。4 分、5 分才算。"),
    ("eight_promotes", {"promoter": 8}, "Marks of 8 count as promoters. 9 and 10 do.", "8 分也算推荐者了。9 分、10 分才算。"),
    ("seven_detracts", {"detractor": 7}, "Marks of 7 count as detractors. 0 to 6 do.", "7 分也算贬损者了。0 到 6 分才算。"),
    ("six_is_passive", {"detractor": 5}, "Marks of 6 are missing among the detractors. 0 to 6 do count.", "6 分没算进贬损者。0 到 6 分都算。"),
    ("nps_as_a_share", {"scale": 1.0}, "The NPS is a share here. It runs from -100 to 100.", "NPS 写成了小数。它在 -100 到 100 之间。"),
    ("csat_in_percent", {"csat_scale": 100.0}, "The CSAT is in percent. A share from 0 to 1 is asked for.", "CSAT 写成了百分数。题目要 0 到 1 的小数。"),
    ("beyond_hundred", {"cut": False}, "The interval of the NPS runs beyond -100 or 100. It is cut off there.", "NPS 的区间超出了 -100 或 100。要截在那里。"),
    ("count_of_voices", {"n_of": "count"}, "With weights the plain number of voices was used below the line. Unequal weights know less: take the effective number.",
     "加权时还用了票数本身。权数不等，知道的就少：要用有效份数。"),
    ("sum_of_weights", {"n_of": "weight"}, "The sum of weights was used as the number of voices. The effective number is $(\\sum w)^2 / \\sum w^2$.",
     "把权数之和当成了份数。有效份数是 $(\\sum w)^2 / \\sum w^2$。"),
    ("plain_interval", {"wald": True}, "The interval of the CSAT is p plus and minus z standard errors. The formula asked for is Wilson's.",
     "CSAT 的区间用了 p 加减 z 个标准误。题目给的是威尔逊的公式。"),
    ("one_number_for_both", {"one_n": True}, "The effective number of the CSAT was used for the NPS as well. Each question has its own voices.",
     "NPS 也用了 CSAT 的有效份数。两个问题各按自己的票算。"),
    ("nothing_is_zero", {"blank": 0.0}, "Without voices 0 was written. It is `NaN`.", "一票也没有，写成了 0。应该是 `NaN`。"),
)  # fmt: skip


# --- review_aspects: clauses, opinions, denials -----------------------------------------------------------------------

review_aspects = Exercise(
    points=3, compare="equal", tolerance=1e-9, library=["metrics.review_aspects(reviews, lexicon).set_index('aspect')"]
)
GOOD = ["好", "快", "喜欢", "good", "fast", "love"]
BAD = ["差", "慢", "破", "异味", "bad", "slow", "broken", "smell"]
NOT = ["不", "没", "没有", "not", "no"]
LEXICON = {
    "delivery": ["物流", "快递", "delivery"], "packaging": ["包装", "packaging"], "smell": ["异味", "味道", "smell"], "price": ["价格", "price"],
}  # fmt: skip


def written(*rows: tuple) -> pd.DataFrame:
    """Reviews from (customer, text or None)."""
    return pd.DataFrame(
        {"user_id": [row[0] for row in rows], "text": pd.Series([row[1] for row in rows], dtype=object)}
    )


@review_aspects.example
def three_texts_by_hand():
    reviews = written(
        (1, "Delivery was not slow, packaging bad."), (2, "物流不快，别的都好"), (3, "物流不快，别的都好"), (4, "物流不快其实很快")
    )  # fmt: skip
    lexicon = {"delivery": ["物流", "delivery"], "price": ["price"]}
    expected = pd.DataFrame(
        {"mentions": [4, 0], "negative": [3, 0], "negative_share": [3 / 4, np.nan]},
        index=pd.Index(["delivery", "price"], name="aspect"),
    )
    return {"reviews": reviews, "lexicon": lexicon}, expected


NOTES = written(
    (1, "物流很快，包装破了。"), (2, "没有异味，喜欢！"), (3, "Packaging bad, delivery fast."), (4, "异味有点大，物流慢"), (5, None),
    (6, "包装不好。包装还破了，物流没慢"), (7, "The price is good! No smell."), (8, "物流慢，物流真慢"), (9, "Delivery SLOW. Packaging not broken"),
    (4, "异味有点大，物流慢"), (10, "价格好，物流差，快递不错"), (11, "味道没有说的大"), (12, "not bad packaging"), (13, "东西好"), (14, "物流差，但是快递好"),
    (15, "快递不  慢，价格不好"), (16, "The smell is bad, I love the price"), (17, "物流慢"), (18, "物流慢"),
    (19, "物流不快其实很快"), (20, "I cannot love the packaging"), (21, "Delivery slower than said, badly packed box"), (22, "包装不好看但是好"),
)  # fmt: skip


@review_aspects.visible(en="a page of reviews", zh="一页评价")
def a_page_of_reviews():
    return {"reviews": NOTES, "lexicon": LEXICON}


@review_aspects.visible(en="the same reviews, other aspects", zh="同样的评价，别的方面")
def other_aspects():
    lexicon = {"smell": ["味"], "looks": ["颜色"], "logistics": ["递", "物流"], "box": ["包装", "packaging", "box"]}
    return {"reviews": NOTES.iloc[::-1].reset_index(drop=True), "lexicon": lexicon}


@review_aspects.visible(
    edge=True, en="written twice by one customer, once by another", zh="一位客人写两遍，另一位写一遍"
)
def written_twice():
    return {
        "reviews": written(
            (1, "物流慢"), (1, "物流慢"), (2, "物流慢"), (1, "物流快"), (3, "Delivery slow"), (3, "delivery slow")
        ),
        "lexicon": LEXICON,
    }


@review_aspects.visible(edge=True, en="denials, near and far", zh="否定词，远的和近的")
def denials():
    reviews = written(
        (1, "物流不是很快"), (2, "物流不快"), (3, "物流不 快"), (4, "delivery is not so fast"), (5, "delivery not slow"), (6, "包装没破，价格不好不差"),
        (7, "没有异味"), (8, "没异味也没味道"), (9, "不差的包装"),
    )  # fmt: skip
    return {"reviews": reviews, "lexicon": LEXICON}


@review_aspects.visible(edge=True, en="praise and blame together", zh="又夸又怨")
def praise_and_blame():
    reviews = written(
        (1, "物流快，快递差"),
        (2, "物流快，快递差，快递破"),
        (3, "物流好，包装差"),
        (4, "包装好破，物流又快又差又慢"),
        (5, "快递好！快递好！物流慢"),
        (6, "Delivery good good but slow and bad"),
    )
    return {"reviews": reviews, "lexicon": LEXICON}


@review_aspects.visible(edge=True, en="signs that cut, and signs that do not", zh="切得开的符号，切不开的符号")
def signs():
    reviews = written(
        (1, "物流；包装差"),
        (2, "物流？包装差"),
        (3, "物流、包装差"),
        (4, "delivery; packaging bad"),
        (5, "delivery? packaging bad"),
    )
    return {"reviews": reviews, "lexicon": LEXICON}


@review_aspects.visible(edge=True, en="only missing texts", zh="只有缺失的评价")
def only_missing():
    return {"reviews": written((1, None), (2, None)), "lexicon": LEXICON}


@review_aspects.visible(edge=True, en="one review", zh="只有一条")
def one_review():
    return {"reviews": written((5, "包装差")), "lexicon": LEXICON}


@review_aspects.visible(edge=True, en="an empty table", zh="空表")
def no_reviews():
    return {"reviews": NOTES.head(0), "lexicon": LEXICON}


@review_aspects.hidden(worlds=3)
def other_pages_of_reviews(world: World):
    reviews = world.table("parcel_reviews").sample(400, random_state=world.rng).reset_index(drop=True)
    column = ["text", "text_en"][int(world.rng.integers(0, 2))]
    table = pd.DataFrame({"user_id": world.rng.integers(1, 300, len(reviews)), "text": reviews[column].astype(object)})
    table["text"] = table["text"].where(table["text"].notna(), None)
    return {"reviews": table, "lexicon": {**LEXICON, "service": ["客服", "service"]}}


@review_aspects.invariant(
    en="No aspect is named by more reviews than there are different ones.", zh="提到某方面的，不会比不重复的评价还多。"
)
def mentions_within_reviews(result, *, reviews, **inputs):
    different = len(reviews.dropna(subset="text").drop_duplicates(["user_id", "text"]))
    return bool((result["mentions"] <= different).all())


@review_aspects.invariant(en="Rows stand in the order of the lexicon.", zh="行的先后照 lexicon。")
def order_of_the_lexicon(result, *, lexicon, **inputs):
    return list(result.index) == list(lexicon)


def blamed(
    reviews, lexicon, *, twice="customer", lower=True, cut="[,.!?，。！？]", whole_text=False, by_clause=False, deny="direct", no_deny=False,
    blanks=True, more_than=0, per_place=False, order="lexicon", blank=np.nan, any_bad=False, mean_sign=False, aspect_deny=False, anywhere=False,
    first_clause=False, share_of="mentions", good=True, drop_missing=True, last_place=False, whole_words=False, whole_not=False,
    mentions_by_clause=False,
):  # fmt: skip
    """The table; the arguments are the ways to get a rule wrong."""

    def judge(part):
        total = 0
        for words, sign in ((GOOD, 1), (BAD, -1)):
            if sign == 1 and not good:
                continue
            for word in words:
                edge = r"\b" if whole_words and word.isascii() else ""
                places = [m.start() for m in re.finditer(edge + re.escape(word) + edge, part)]
                for place in places if per_place else places[-1:] if last_place else places[:1]:
                    front = part[:place].rstrip() if blanks else part[:place]
                    if whole_not:
                        turned = any(re.search((r"\b" if no.isascii() else "") + no + "$", front) for no in NOT)
                    elif deny == "near":
                        turned = any(no in part[:place][-4:] for no in NOT)
                    elif deny == "direct":
                        turned = front.endswith(tuple(NOT))
                    elif deny == "anywhere":
                        turned = any(no in part for no in NOT)
                    else:
                        turned = any(no in front for no in NOT)
                    total += -sign if turned and not no_deny else sign
        return total

    kept = {"customer": reviews.drop_duplicates(["user_id", "text"]), "text": reviews.drop_duplicates("text"), "never": reviews,
            "user": reviews.drop_duplicates("user_id"),
            "small": reviews[~reviews.assign(text=reviews["text"].str.lower()).duplicated(["user_id", "text"])]}[twice]  # fmt: skip
    texts = [text.lower() if lower else text for text in kept["text"].dropna()]
    rows = {}
    for aspect, words in lexicon.items():
        mentions = negative = 0
        for text in texts:
            parts = [text] if whole_text else re.split(cut, text)
            named = [part for part in parts if any(word in part for word in words)]
            if not named:
                continue
            if anywhere:
                named = parts
            if first_clause:
                named = named[:1]
            marks = [judge(part) for part in named]
            count = len(named) if by_clause or mentions_by_clause else 1
            mentions += count
            if by_clause:
                negative += sum(mark < 0 for mark in marks)
            elif any_bad:
                negative += any(mark < 0 for mark in marks)
            else:
                negative += sum(marks) < more_than
        below = {"mentions": mentions, "texts": len(texts)}[share_of]
        rows[aspect] = {
            "mentions": mentions,
            "negative": negative,
            "negative_share": negative / below if below else blank,
        }
    table = pd.DataFrame.from_dict(
        rows, orient="index", columns=["mentions", "negative", "negative_share"]
    ).rename_axis("aspect")
    return table.sort_index() if order == "alphabet" else table


@review_aspects.right
def by_another_cut(reviews, lexicon):
    return blamed(reviews, lexicon)


@review_aspects.right
def by_a_table_of_clauses(reviews, lexicon):
    seen, clauses = set(), []
    for row in reviews.itertuples():
        if not isinstance(row.text, str) or (row.user_id, row.text) in seen:
            continue
        seen.add((row.user_id, row.text))
        number, text = len(seen), row.text.lower()
        for sign in ".!?，。！？":
            text = text.replace(sign, ",")
        for part in text.split(","):
            mark = 0
            for word in GOOD + BAD:
                front, found, _ = part.partition(word)
                if found:
                    worth = 1 if word in GOOD else -1
                    front = front.rstrip()
                    mark += -worth if any(front.endswith(no) for no in NOT) else worth
            clauses.append((number, part, mark))
    rows = []
    for aspect, words in lexicon.items():
        sums: dict[int, int] = {}
        for number, part, mark in clauses:
            if any(word in part for word in words):
                sums[number] = sums.get(number, 0) + mark
        bad = sum(total < 0 for total in sums.values())
        rows.append((aspect, len(sums), bad, bad / len(sums) if sums else float("nan")))
    return pd.DataFrame(rows, columns=["aspect", "mentions", "negative", "negative_share"]).set_index("aspect")


slips(
    review_aspects, blamed,
    ("copies_counted", {"twice": "never"}, "The same text by the same customer counts twice. It counts once.", "同一位客人写的同样的文字算了两次。只算一次。"),
    ("same_text_of_others_dropped", {"twice": "text"},
     "A text that another customer wrote as well was dropped. Only copies by the *same* customer are.", "别的客人写的同样的文字也去掉了。只去掉**同一位**客人的重复。"),
    ("one_review_a_customer", {"twice": "user"}, "Only one review of each customer is left. Different texts all count.", "每位客人只留了一条。不同的文字都要算。"),
    ("capitals_kept", {"lower": False}, "Capital letters were kept, so \"Delivery\" is not found. Write the text in small letters first.",
     "大写没有变小写，“Delivery”就找不到了。先改成小写。"),
    ("whole_review_judged", {"whole_text": True}, "The whole review was judged at once. Blame of one aspect falls on all that are named: cut it into clauses.",
     "整条评价一起判断了。怨的是一样，别的提到的都跟着挨怨：要切成小句。"),
    ("all_clauses_of_the_review", {"anywhere": True}, "All clauses of a review that names the aspect were summed. Only those clauses that name it count.",
     "提到这方面的评价，把它所有小句都加了。只加提到它的小句。"),
    ("commas_only", {"cut": "[,，]"}, "Only commas cut the text. Full stops, exclamation and question marks do, too.", "只在逗号处切了。句号、感叹号、问号也要切。"),
    ("semicolons_cut", {"cut": "[,.!?;，。！？；、]"}, "The text was cut at semicolons or enumeration commas as well. Only the eight signs of the question cut.",
     "在分号、顿号处也切了。只有题目里的八个符号才切。"),
    ("clauses_counted", {"by_clause": True}, "Clauses were counted. A review counts once an aspect.", "数的是小句。一条评价对一个方面只算一次。"),
    ("no_denial", {"no_deny": True}, "Denials were not turned round: \"not slow\" is praise.", "没有把否定翻过来：“不慢”是夸。"),
    ("denial_from_afar", {"deny": "before"}, "A word of `NOT` anywhere before the opinion turns it round here. It must stand *directly* before.",
     "前面任何地方有否定词都翻了。要**紧挨**在前面才翻。"),
    ("denial_anywhere", {"deny": "anywhere"}, "A word of `NOT` anywhere in the clause turns all opinions round. It must stand directly before the opinion.",
     "小句里有否定词就全翻了。要紧挨在评价词前面才翻。"),
    ("blanks_matter", {"blanks": False}, "A blank between `NOT` and the opinion hides the denial. Blanks do not matter.", "否定词和评价词之间隔了空格，就没翻。空格不管。"),
    ("the_last_place", {"last_place": True}, "A word that stands twice was judged at its last place. Its first place decides.", "出现两次的词，看了最后一次的地方。要看第一次的。"),
    ("whole_words_only", {"whole_words": True}, "English opinions were found as whole words only. A word counts inside a longer one, too: \"slower\" holds \"slow\".",
     "英文评价词只找了整个的词。在更长的词里也算：“slower”里有“slow”。"),
    ("whole_denials_only", {"whole_not": True}, "Denials were found as whole words only. It is enough that what stands before ends in one: \"cannot\".",
     "否定词只找了整个的词。前面的文字以它结尾就算：“cannot”。"),
    ("denial_nearby", {"deny": "near"}, "A word of `NOT` among the last letters before the opinion turns it round here. It must stand directly before.",
     "评价词前面几个字里有否定词就翻了。要紧挨在前面才翻。"),
    ("latin_signs_only", {"cut": "[,.!?]"}, "Only the Latin signs cut the text. The four Chinese ones do, too.", "只在英文标点处切了。四个中文标点也要切。"),
    ("mentions_by_clause", {"mentions_by_clause": True}, "`mentions` counts clauses. A review that names the aspect twice counts once.", "`mentions` 数成了小句。一条评价提到两次，也只算一次。"),
    ("alike_in_small_letters", {"twice": "small"}, "Texts that differ in capital letters were taken as copies. Only the same text, letter by letter, counts once.",
     "只差大小写的也当成重复了。一个字母也不差的才只算一次。"),
    ("copies_and_blanks", {"twice": "text", "blanks": False}, "Two things: a text that another customer wrote as well was dropped, and a blank between `NOT` and the opinion hides the denial.",
     "两处：别的客人写的同样的文字也去掉了；否定词和评价词之间隔了空格就没翻。"),
    ("zero_is_blame", {"more_than": 1}, "Reviews with a sum of 0 count as blame. It must be *below* 0.", "加起来是 0 的也算抱怨了。要**小于** 0。"),
    ("one_bad_clause_is_enough", {"any_bad": True}, "One blaming clause was enough. The sum over the clauses that name the aspect decides.",
     "有一小句是怨的就算抱怨了。要看提到这方面的各小句加起来。"),
    ("first_clause_only", {"first_clause": True}, "Only the first clause that names the aspect was judged. They are summed.", "只看了第一次提到的那一小句。要加起来。"),
    ("bad_words_alone", {"good": False}, "Good words were not counted, so praise cannot outweigh blame.", "没有算好词，夸就抵不过怨了。"),
    ("share_of_all_reviews", {"share_of": "texts"}, "The share was divided by all reviews. Below the line stand those that name the aspect.",
     "占比除以了全部评价。分母是提到这方面的。"),
    ("aspects_in_the_alphabet", {"order": "alphabet"}, "The rows stand in alphabetical order. They follow `lexicon`.", "行按字母排了。要照 `lexicon` 的先后。"),
    ("nothing_is_zero", {"blank": 0.0}, "Where nobody names an aspect, the share is 0 here. It is `NaN`.", "没人提到的，占比写成了 0。应该是 `NaN`。"),
    ("each_place_counts", {"per_place": True}, "A word that stands twice in a clause counts twice. It counts once, at its first place.",
     "一小句里出现两次的词算了两次。只算一次，看第一次的地方。"),
)  # fmt: skip


# --- wilson_lower -----------------------------------------------------------------------------------------------------

wilson_lower = Exercise(points=3, compare="equal", tolerance=1e-9, library=["metrics.wilson_lower(pos, n, z)"])


@wilson_lower.example
def four_of_five_by_hand():
    above = 0.8 + 0.4 - 2 * math.sqrt(0.032 + 0.04)
    return {"pos": 4, "n": 5, "z": 2.0}, above / 1.8


for _name, _values, _edge, _en, _zh in (
    ("most_of_many", (46, 50, 1.96), False, "46 of 50", "50 条里 46 条"),
    ("all_of_six", (6, 6, 1.96), False, "all of 6", "6 条全是"),
    ("some_of_twelve", (7, 12, 1.645), False, "7 of 12, another z", "12 条里 7 条，换一个 z"),
    ("few_of_many", (30, 400, 2.576), False, "30 of 400", "400 条里 30 条"),
    ("z_not_given", (18, 21), True, "z is not given", "没有给 z"),
    ("exactly_five", (5, 5, 1.96), True, "exactly 5", "正好 5 条"),
    ("only_four", (4, 4, 1.96), True, "only 4", "只有 4 条"),
    ("none_at_all", (0, 0, 1.96), True, "no review", "一条也没有"),
    ("none_is_good", (0, 9, 1.96), True, "none of 9", "9 条里一条也不是"),
    ("more_than_all", (7, 6, 1.96), True, "more than all", "比全部还多"),
    ("more_than_few", (3, 2, 1.96), True, "3 of 2", "2 条里 3 条"),
    ("below_zero", (-1, 8, 1.96), True, "below zero", "是负数"),
    ("n_below_zero", (0, -2, 1.96), True, "n below zero", "n 是负数"),
    ("z_of_zero", (5, 8, 0.0), True, "z is 0", "z 是 0"),
    ("z_of_zero_few", (2, 3, 0.0), True, "z is 0, few reviews", "z 是 0，评价很少"),
):  # fmt: skip
    _case = lambda _v=_values: dict(zip(("pos", "n", "z"), _v, strict=False))  # noqa: E731
    _case.__name__ = _case.__qualname__ = _name
    wilson_lower.visible(edge=_edge, en=_en, zh=_zh)(_case)


@wilson_lower.hidden(worlds=8)
def other_goods(world: World):
    n = int(world.rng.integers(1, 300))
    return {"pos": int(world.rng.integers(0, n + 1)), "n": n, "z": float(np.round(world.rng.uniform(1.0, 3.0), 2))}


@wilson_lower.invariant(en="The bound does not lie above the share.", zh="下限不会高过占比。")
def bound_below_share(result, *, pos, n, **inputs):
    return n <= 0 or result <= pos / n + 1e-9


def score(
    pos, n, z=1.96, *, least=5, check="all", kind="wilson", z_fixed=None, sign=-1, squared=True, zero=0.0, order="check", outer=True,
    centre=True, root_n=True, doubled=False, digits=None,
):  # fmt: skip
    """The score; the arguments are the ways to get a rule wrong."""
    wrong = n < 0 or pos < 0 or pos > n or not z > 0
    if check == "no_z":
        wrong = n < 0 or pos < 0 or pos > n
    if check == "no_pos":
        wrong = n < 0 or not z > 0
    if order == "few_first" and 0 <= n < least:
        return zero
    if check != "none" and wrong:
        raise ValueError("out of range")
    if n < least or n <= 0:
        return zero
    z = z if z_fixed is None else z_fixed
    p = pos / n
    if kind == "share":
        return p
    if kind == "wald":
        return max(p - z * math.sqrt(p * (1 - p) / n), 0.0)
    if kind == "laplace":
        return (pos + 1) / (n + 2)
    p = p if digits is None else round(p, digits)
    z2 = 2 * z if doubled else z**2
    middle = p + (z2 / (2 * n) if centre else 0.0)
    inside = p * (1 - p) / n + (z2 / (4 * n**2) if squared else z2 / (4 * n))
    root = z * math.sqrt(max(inside, 0.0))
    if kind == "middle":
        return middle / (1 + z2 / n)
    return (middle + sign * root) / (1 + z2 / n if outer else 1.0)


@wilson_lower.right
def by_another_sum(pos, n, z=1.96):
    return score(pos, n, z)


@wilson_lower.right
def by_whole_numbers(pos, n, z=1.96):
    if not (z > 0 and n >= pos >= 0):
        raise ValueError("out of range")
    if n in range(5):
        return 0.0
    return (2 * pos + z * z - z * math.sqrt(z * z + 4 * pos * (n - pos) / n)) / (2 * (n + z * z))


slips(
    wilson_lower, score,
    ("few_are_ranked", {"least": 1}, "A good with fewer than 5 reviews has a score. By the house rule it is 0.0.", "评价不到 5 条的也有了分数。照店规是 0.0。"),
    ("five_are_too_few", {"least": 6}, "A good with exactly 5 reviews got 0.0. *Fewer* than 5 is the rule.", "正好 5 条的也成了 0.0。规矩是**不到** 5 条。"),
    ("upper_end", {"sign": 1}, "This is the upper end. A score that distrusts takes the lower one.", "这是上限。不轻信，要取下限。"),
    ("plain_share", {"kind": "share"}, "This is the plain share; it puts 5 of 5 above 480 of 500.", "这是占比本身，5 条里 5 条会排到 500 条里 480 条前面。"),
    ("plain_interval", {"kind": "wald"}, "This is p less z standard errors. It gives 1 to 5 of 5; Wilson's formula does not.",
     "这是 p 减去 z 个标准误。5 条里 5 条会得 1，威尔逊的公式不会。"),
    ("one_more_of_each", {"kind": "laplace"}, "One good and one bad review were added. The bound of the question is another formula.", "各加了一条好评和差评。题目要的下限是另一个公式。"),
    ("middle_only", {"kind": "middle"}, "The root is missing: this is the middle of the interval.", "少了根号那一项：这是区间的中间。"),
    ("z_always_196", {"z_fixed": 1.96}, "z was 1.96 whatever was given.", "不管给的 z 是多少，都用了 1.96。"),
    ("n_not_squared", {"squared": False}, "Under the root the last n is squared: $z^2 / 4n^2$.", "根号里最后的 n 要平方：$z^2 / 4n^2$。"),
    ("z_doubled", {"doubled": True}, "`z * 2` is twice z. The formula has z squared: `z ** 2`.", "`z * 2` 是两倍的 z。公式里是 z 的平方：`z ** 2`。"),
    ("share_rounded", {"digits": 2}, "The share was rounded before it went into the formula. Do not round.", "占比先四舍五入了再代进公式。不要取整。"),
    ("no_division", {"outer": False}, "The division by $1 + z^2/n$ is missing.", "没有除以 $1 + z^2/n$。"),
    ("centre_not_moved", {"centre": False}, "The term $z^2 / 2n$ above the line is missing.", "分子里少了 $z^2 / 2n$。"),
    ("no_check", {"check": "none"}, "Impossible numbers were accepted. They should raise a `ValueError`.", "不可能的数也照算了。应该抛出 `ValueError`。"),
    ("z_not_checked", {"check": "no_z"}, "A z that is not above 0 was accepted. It should raise a `ValueError`.", "z 不大于 0 也照算了。应该抛出 `ValueError`。"),
    ("pos_not_checked", {"check": "no_pos"}, "More good reviews than reviews, or fewer than none, were accepted. They should raise a `ValueError`.",
     "好评比评价还多，或者是负数，也照算了。应该抛出 `ValueError`。"),
    ("few_before_checks", {"order": "few_first"}, "With few reviews 0.0 comes before the check. Impossible numbers raise a `ValueError`, also there.",
     "评价少的时候，还没查错就返回 0.0 了。不可能的数，这时也要抛出 `ValueError`。"),
    ("few_are_missing", {"zero": math.nan}, "A good with few reviews got `NaN`. The house rule says 0.0, so that it stands last.", "评价少的写成了 `NaN`。店规是 0.0，这样才排在最后。"),
)  # fmt: skip


# --- chart_hours ------------------------------------------------------------------------------------------------------

chart_hours = Exercise(points=3, compare="chart", tolerance=1e-6)


def draw(heights: dict, title="in time by hour", xlabel="hour", ylabel="share in time"):
    """Bars in plain matplotlib, with title and labels."""
    import matplotlib.pyplot as plt

    _, axes = plt.subplots()
    axes.bar(list(heights), list(heights.values()))
    axes.set(title=title, xlabel=xlabel, ylabel=ylabel)
    return axes


def log(*hours: tuple) -> pd.DataFrame:
    """Contacts from (hour, channel, waits in seconds; None: nobody answered), spread over days, out of order."""
    rows = []
    for number, (clock, channel, waits) in enumerate(hours):
        for place, wait in enumerate(waits):
            opened = pd.Timestamp("2025-12-01") + pd.Timedelta(
                days=(place * 3 + number) % 5, hours=clock, minutes=(7 * place) % 60, seconds=place
            )
            rows.append((channel, opened, pd.NaT if wait is None else opened + pd.Timedelta(seconds=wait)))
    table = pd.DataFrame(rows, columns=["channel", "opened_at", "agent_reply_at"])
    table = table.astype({"opened_at": "datetime64[s]", "agent_reply_at": "datetime64[s]"})
    return table.iloc[np.argsort((np.arange(len(table)) * 11) % len(table), kind="stable")].reset_index(drop=True)


@chart_hours.example
def two_hours_by_hand():
    contacts = log((8, "chat", [10, 20, 30]), (8, "phone", [31, None]), (22, "chat", [5, 6, 7, 8]))
    return {"contacts": contacts, "target_s": 30.0}, [("08h", 0.6)]


DAYS = log(
    (8, "chat", [5, 40, 22, 31, 12]), (8, "phone", [20, None, 3]), (9, "chat", [15, 28, 30, 33]), (9, "message", [1800, 2400, 20]),
    (14, "chat", [2, 4, 6, 8, 10, 12]), (14, "social", [5, 5, 5]), (21, "phone", [25, 35, 45, None, 28]), (21, "chat", [90, 18]),
    (22, "chat", [120, None, None, 260, 24, 31]), (22, "phone", [None, 44]), (23, "chat", [80, 20, None]), (23, "phone", [None]),
)  # fmt: skip


@chart_hours.visible(en="five days", zh="五天")
def five_days():
    return {"contacts": DAYS, "target_s": 30.0}


@chart_hours.visible(en="the same days, another target", zh="同样的五天，换一个时限")
def five_days_otherwise():
    return {"contacts": DAYS.iloc[::-1].reset_index(drop=True), "target_s": 20.0}


@chart_hours.visible(edge=True, en="the last second of an hour", zh="一个小时的最后一秒")
def the_last_second():
    opened = pd.to_datetime(
        ["2025-12-01 21:59:59", "2025-12-02 22:00:00", "2025-12-01 21:30:00", "2025-12-03 21:31:00", "2025-12-02 21:10:00", "2025-12-03 21:00:00",
         "2025-12-04 22:10:00", "2025-12-04 22:40:00", "2025-12-04 22:41:00", "2025-12-05 22:29:59", "2025-12-05 21:05:00"]
    )  # fmt: skip
    waits = pd.to_timedelta([40, 10, 10, 10, 50, 10, 60, 61, 62, 63, 12], unit="s")
    table = pd.DataFrame({"channel": "chat", "opened_at": opened, "agent_reply_at": opened + waits})
    return {
        "contacts": table.astype({"opened_at": "datetime64[s]", "agent_reply_at": "datetime64[s]"}),
        "target_s": 30.0,
    }


@chart_hours.visible(edge=True, en="exactly five contacts, and four", zh="正好五次，和四次")
def five_and_four():
    return {
        "contacts": log((10, "chat", [5, 50, 5, 50, 5]), (11, "chat", [5, 5, 5, 5]), (12, "phone", [9, 90, 9, 9, 9])),
        "target_s": 30.0,
    }


@chart_hours.visible(edge=True, en="other channels fill the hour", zh="别的渠道凑够了次数")
def other_channels_fill():
    contacts = log(
        (10, "chat", [5, 50, 5]), (10, "message", [600, 700, 10]), (11, "chat", [5, 70, 5, 5]), (11, "phone", [80, 2])
    )
    return {"contacts": contacts, "target_s": 30.0}


@chart_hours.visible(edge=True, en="nobody answered in an hour", zh="有一个小时没人接")
def nobody_in_an_hour():
    return {
        "contacts": log(
            (7, "phone", [None] * 6), (8, "chat", [10, 11, 12, 45, 47, None]), (9, "chat", [10, 50, 11, None, 12])
        ),
        "target_s": 30.0,
    }


@chart_hours.hidden(worlds=3)
def other_days(world: World):
    contacts = world.table("desk_contacts").sample(500, random_state=world.rng).reset_index(drop=True)
    return {
        "contacts": contacts[["channel", "opened_at", "agent_reply_at"]],
        "target_s": float(world.rng.choice([20, 45, 90])),
    }


def by_hour(
    contacts, target_s, *, channels=("chat", "phone"), least=5, target="<=", answered_only=False, least_of="counted", clock="hour", digits=True,
    scale=1.0, late=False, fixed=None, unanswered="late", unit=1.0, by_day=False, count=False, few_at_zero=False,
):  # fmt: skip
    """Heights by hour; the arguments are the ways to get a rule wrong."""
    goal = target_s if fixed is None else fixed
    rows = contacts if channels is None else contacts[contacts["channel"].isin(channels)]
    basis = contacts if least_of == "all" else rows
    wait = (rows["agent_reply_at"] - rows["opened_at"]) / SECOND
    moment_of = rows["opened_at"] if clock != "reply" else rows["agent_reply_at"].fillna(rows["opened_at"])
    if clock == "round":
        moment_of = rows["opened_at"].dt.round("h")
    number = moment_of.dt.hour
    enough = basis["opened_at"].dt.hour.value_counts() if least_of == "all" else number.value_counts()
    hit = wait <= goal if target == "<=" else wait < goal
    if answered_only:
        if least_of == "answered":
            enough = number[wait.notna()].value_counts()
        hit, number = hit[wait.notna()], number[wait.notna()]
    elif least_of == "answered":
        enough = number[wait.notna()].value_counts()
    share = hit.groupby(number).sum() if count else hit.groupby(number).mean()
    if by_day:
        day = rows["opened_at"].dt.normalize()
        share = hit.groupby([day, number]).mean().groupby(level=1).mean()
    share = 1 - share if late else share
    return {
        (f"{int(key):02d}h" if digits else f"{int(key)}h"): float(value) * scale * (enough.get(key, 0) >= least)
        for key, value in share.items()
        if few_at_zero or enough.get(key, 0) >= least
    }


@chart_hours.right
def bars_by_a_loop(contacts, target_s):
    return draw(by_hour(contacts, target_s))


@chart_hours.right
def points_by_counting(contacts, target_s):
    import matplotlib.pyplot as plt

    counts: dict[str, list[int]] = {}
    for row in contacts.itertuples():
        if row.channel in ("chat", "phone"):
            cell = counts.setdefault(f"{row.opened_at:%H}h", [0, 0])
            cell[1] += 1
            cell[0] += pd.notna(row.agent_reply_at) and (row.agent_reply_at - row.opened_at).total_seconds() <= target_s
    marks = {name: good / size for name, (good, size) in sorted(counts.items()) if size >= 5}
    _, axes = plt.subplots()
    axes.plot(list(marks), list(marks.values()), "o")
    axes.set(title="promise", xlabel="hour", ylabel="share")
    return axes


def wall(**options):
    return lambda contacts, target_s: draw(by_hour(contacts, target_s, **options))


for _name, _options, _en, _zh in (
    ("all_channels", {"channels": None}, "Messages and social posts are in. Only chats and calls count.", "留言和社交平台也算了。只算聊天和电话。"),
    ("chats_alone", {"channels": ("chat",)}, "Calls are missing. Chats *and* calls count.", "没算电话。聊天**和**电话都算。"),
    ("answered_ones_below", {"answered_only": True}, "Unanswered contacts are missing below the line. They were not in time.", "分母里没有没人接的。他们没有按时等到。"),
    ("exactly_is_late", {"target": "<"}, "A reply after exactly the target counts as late. Exactly is within.", "正好等于时限的算成了没按时。正好也算。"),
    ("four_are_enough", {"least": 4}, "An hour with fewer than MIN_CONTACTS contacts has a mark.", "不到 MIN_CONTACTS 次的小时也画了。"),
    ("few_hours_shown", {"least": 1}, "Hours with a handful of contacts have a mark. They need MIN_CONTACTS.", "只有几次的小时也画了。要够 MIN_CONTACTS 次。"),
    ("more_than_five", {"least": 6}, "An hour with exactly MIN_CONTACTS contacts has no mark. At least: `>=`.", "正好 MIN_CONTACTS 次的小时没画。至少就行：`>=`。"),
    ("least_by_all_channels", {"least_of": "all"}, "Other channels helped an hour to MIN_CONTACTS. Only contacts that count do.", "别的渠道也帮着凑够次数了。只数算数的接待。"),
    ("least_by_the_answered", {"answered_only": True, "least_of": "answered"}, "Only answered contacts were used, for the share and for the count. All that count stand below the line.",
     "占比和次数都只用了有人接的。分母是全部算数的接待。"),
    ("enough_of_the_answered", {"least_of": "answered"}, "Only answered contacts were counted towards MIN_CONTACTS. All that count do.", "凑 MIN_CONTACTS 时只数了有人接的。算数的都要数。"),
    ("few_hours_at_zero", {"few_at_zero": True}, "Hours with too few contacts stand at 0. They have no mark: nobody knows their share.", "次数不够的小时画成了 0。它们不画：占比还不知道。"),
    ("hour_of_the_reply", {"clock": "reply"}, "A contact was put into the hour of its reply. It belongs to the hour in which it was opened.", "按回复的小时归了类。要按提问的小时。"),
    ("nearest_hour", {"clock": "round"}, "Times were rounded to the nearest hour. 21:59:59 is hour 21.", "时间四舍五入到整点了。21:59:59 是 21 点。"),
    ("names_of_one_digit", {"digits": False}, "The marks are named \"8h\". Two digits are asked for: \"08h\".", "标记写成了“8h”。要两位数字：“08h”。"),
    ("in_percent", {"scale": 100.0}, "The heights are percent. They lie between 0 and 1.", "高度是百分数。应该在 0 到 1 之间。"),
    ("late_share", {"late": True}, "This is the share *not* in time.", "这是**没有**按时的占比。"),
    ("thirty_for_all", {"fixed": 30.0}, "The target was 30 seconds whatever was given.", "不管给的时限是多少，都用了 30 秒。"),
    ("mean_of_days", {"by_day": True}, "Shares of single days were averaged. All days are put together first.", "先算每天的占比再平均了。要先把各天合在一起。"),
    ("counts_for_shares", {"count": True}, "The heights are counts. The share of the hour's contacts is asked for.", "高度是次数。题目要的是占这个小时接待的比例。"),
):  # fmt: skip
    slip(chart_hours, _name, wall(**_options), _en, _zh)


@chart_hours.wrong(
    en="The right marks, but without a title and axis labels: nobody else can read this chart.",
    zh="标记是对的，但没有标题，轴也没有名称：别人看不懂这张图。",
)
def bare_bars(contacts, target_s):
    return draw(by_hour(contacts, target_s), title="", xlabel="", ylabel="")


@chart_hours.wrong(
    en="One bar for the whole day. One mark for each hour is asked for.",
    zh="一整天画成了一根柱子。要每个小时一个标记。",
)
def one_bar_for_the_day(contacts, target_s):
    heights = by_hour(contacts.assign(opened_at=contacts["opened_at"].dt.normalize()), 1e9, least=1)
    return draw({"day": next(iter(heights.values()))})
