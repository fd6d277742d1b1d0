"""Users: who registered, who is active, who stays, and where growth comes from."""

from typing import Any, cast

import narwhals.stable.v2 as nw

from storelab.errors import StoreLabError
from storelab.language import pick
from storelab.metrics._checks import check_as_of
from storelab.metrics._frames import (
    Frame,
    IntoFrameT,
    collect,
    day_number,
    divide,
    finish,
    like,
    read,
    same_library,
    scalars,
)
from storelab.metrics._periods import (
    as_day,
    between,
    check_times,
    known_period,
    period_number,
    period_start,
    until,
    window,
)
from storelab.metrics.registry import DAYS_OF_CALL, EVERY_ROW, UNTIL_AS_OF, metric

FIRST_DAY = {
    "en": "users with a first day in the table that is old enough to tell",
    "zh": "表中首日足够早、能看到结果的用户",
}


@metric(
    "M133",
    en="Registered users",
    zh="注册用户数",
    branch="customers",
    numerator={"en": "users registered up to the day", "zh": "截至当天注册的用户"},
    window=UNTIL_AS_OF,
    filter=EVERY_ROW,
    unit="count",
    formula="count of registrations up to as_of",
)
def registered_users(users: Any, as_of: Any, *, registered_at: str = "registered_at") -> int:
    """How many users have registered up to the end of a day (M133): it can only grow, so it is no sign of health.

    Parameters
    ----------
    users
        One row a user.
    as_of
        The day, such as ``"2025-12-31"``; it counts in full.
    registered_at
        Column of the time of registration.

    Returns
    -------
    int
        Users.

    Raises
    ------
    StoreLabError
        If the column is missing or holds no times, or ``as_of`` is no day or lies before the data.
    """
    last = as_day(as_of, "as_of")
    frame = read(users, "users", [registered_at])
    check_times(frame, "users", registered_at)
    check_as_of(frame, "users", registered_at, last)
    return int(scalars(frame.filter(until(registered_at, last)), users=nw.len())["users"])


@metric(
    "M134",
    en="New users",
    zh="新增用户数",
    branch="new_customers",
    numerator={"en": "users registered in the window", "zh": "窗口内注册的用户"},
    window=DAYS_OF_CALL,
    filter=EVERY_ROW,
    unit="count",
    formula="count of registrations from start to end",
    aliases=("新增用户",),
)
def new_users(users: Any, start: Any, end: Any, *, registered_at: str = "registered_at") -> int:
    """How many users registered in the window (M134): not those who bought first in it (`new_customers`).

    Parameters
    ----------
    users
        One row a user.
    start, end
        First and last day; both count.
    registered_at
        Column of the time of registration.

    Returns
    -------
    int
        Users.

    Raises
    ------
    StoreLabError
        If the column is missing or holds no times, or ``end`` lies before ``start``.
    """
    first, last = window(start, end)
    frame = read(users, "users", [registered_at])
    check_times(frame, "users", registered_at)
    return int(scalars(frame.filter(between(registered_at, first, last)), users=nw.len())["users"])


@metric(
    "M165",
    en="Statistical period",
    zh="统计周期",
    branch="steering",
    numerator={
        "en": "the span by which a metric is counted, here distinct users with an action in it",
        "zh": "指标按多长的时间来统计；这里数的是该周期内至少有一次行为的用户（去重）",
    },
    window={"en": "day, week (from Monday), month or quarter", "zh": "天、周（周一开始）、月或季度"},
    filter=EVERY_ROW,
    unit="count",
    formula="the argument period: day, week, month, quarter",
    arguments={"period": "month"},
)
@metric(
    "M135",
    en="Active users",
    zh="活跃用户数",
    branch="customers",
    numerator={"en": "distinct users with an action in the period", "zh": "该周期内至少有一次行为的用户（去重）"},
    window={"en": "day, week (from Monday) or month", "zh": "天、周（周一开始）或月"},
    filter=EVERY_ROW,
    unit="count",
    formula="count of distinct users by period",
    aliases=("DAU", "WAU", "MAU", "活跃用户"),
)
def active_users(activity: IntoFrameT, period: str = "day", user_id: str = "user_id", ts: str = "ts") -> IntoFrameT:
    """How many different users did something in each day, week or month (M135: DAU, WAU, MAU).

    Not additive: seven daily numbers do not sum to the week's. So the statistical period (M165) is part of the
    definition, and an argument here as in every metric by period.

    Parameters
    ----------
    activity
        One row an action: visits, orders or events, whichever "active" is to mean.
    period
        ``"day"``, ``"week"`` (from Monday), ``"month"`` or ``"quarter"``.
    user_id, ts
        Columns of the user and of the time.

    Returns
    -------
    frame
        ``period`` (its first day) and ``active_users``; periods without an action are left out.

    Raises
    ------
    StoreLabError
        If a column is missing or ``ts`` holds no times, a row has no user, or the period is unknown.
    """
    period = known_period(period, "period")
    frame = _activity(activity, user_id, ts)
    counted = frame.with_columns(_period=period_number(ts, period)).group_by("_period")
    table = collect(counted.agg(_users=nw.col(user_id).n_unique()))
    rows = sorted(table.select("_period", "_users").rows())
    return cast(
        IntoFrameT,
        like(
            frame,
            {
                "period": [period_start(number, period) for number, _ in rows],
                "active_users": [int(users) for _, users in rows],
            },
            {"period": nw.Datetime("us"), "active_users": nw.Int64},
        ),
    )


def _activity(activity: Any, user_id: str, ts: str) -> Frame:
    frame = read(activity, "activity", [user_id, ts], ids=[user_id, ts])
    check_times(frame, "activity", ts)
    return frame


@metric(
    "M136",
    en="Retained users",
    zh="留存用户数",
    branch="old_customers",
    numerator={"en": "users active again on the day (or days) asked for", "zh": "在指定的那一天（或那几天）又来的用户"},
    window={"en": "the day, or days, counted from the user's first day", "zh": "从用户首日算起的第几天（或哪几天）"},
    filter={"en": "users whose day lies before as_of", "zh": "到 as_of 已经能看到那一天的用户"},
    unit="count",
    formula="count of users active on first day + n",
    aliases=("留存用户",),
)
def retained_users(
    activity: IntoFrameT,
    day: int | tuple[int, int],
    as_of: Any,
    cohort: str | None = None,
    *,
    user_id: str = "user_id",
    ts: str = "ts",
) -> int | IntoFrameT:
    """How many users were active again some days after their first day (M136).

    Parameters
    ----------
    activity, day, as_of, cohort, user_id, ts
        As in `retention_rate`.

    Returns
    -------
    int or frame
        Users; with ``cohort`` a frame of ``cohort`` (first day of the period), ``users`` and ``retained_users``.

    Raises
    ------
    StoreLabError
        As `retention_rate`.
    """
    frame, period, rows = _retention(activity, day, as_of, cohort, user_id, ts)
    if period is None:
        return sum(kept for _, _, kept in rows)
    return cast(IntoFrameT, _cohorts(frame, period, rows, with_rate=False))


@metric(
    "M137",
    en="Retention rate",
    zh="留存率",
    branch="old_customers",
    numerator={"en": "users active again on the day (or days) asked for", "zh": "在指定的那一天（或那几天）又来的用户"},
    denominator=FIRST_DAY,
    window={"en": "the day, or days, counted from the user's first day", "zh": "从用户首日算起的第几天（或哪几天）"},
    filter={"en": "users whose day lies before as_of", "zh": "到 as_of 已经能看到那一天的用户"},
    unit="share",
    formula="retained users / users of the cohort",
    aliases=("用户留存率",),
)
def retention_rate(
    activity: IntoFrameT,
    day: int | tuple[int, int],
    as_of: Any,
    cohort: str | None = None,
    *,
    user_id: str = "user_id",
    ts: str = "ts",
) -> float | IntoFrameT:
    """Share of the users who are active again some days after their first day (M137).

    Users whose day lies after ``as_of`` cannot be observed yet: they are in neither part. Counting them as lost would
    let retention fall towards the end of every table.

    Parameters
    ----------
    activity
        One row an action: visits, orders or events, whichever "active" is to mean. The first row of a user in the
        table is taken for the first day, so hand in the whole history.
    day
        Days after the first day: 30 is active on exactly the 30th day after it, ``(1, 30)`` on any of these days.
    as_of
        Last day of which all is known, such as ``"2025-12-31"``; later rows do not count.
    cohort
        None for one number; ``"day"``, ``"week"``, ``"month"`` or ``"quarter"`` of the first day for a row each.
    user_id, ts
        Columns of the user and of the time.

    Returns
    -------
    float or frame
        A share from 0 to 1, NaN when nobody can be observed; with ``cohort`` a frame of ``cohort`` (first day of the
        period), ``users`` (those who can be observed), ``retained_users`` and ``retention_rate`` (null without users).

    Raises
    ------
    StoreLabError
        If a column is missing or ``ts`` holds no times, a row has no user, the days are not 1 or more, ``as_of`` is no
        day, or the period is unknown.
    """
    frame, period, rows = _retention(activity, day, as_of, cohort, user_id, ts)
    if period is None:
        return divide(sum(kept for _, _, kept in rows), sum(users for _, users, _ in rows))
    return cast(IntoFrameT, _cohorts(frame, period, rows, with_rate=True))


def _retention(
    activity: Any, day: int | tuple[int, int], as_of: Any, cohort: str | None, user_id: str, ts: str
) -> tuple[Frame, str | None, list[tuple[int, int, int]]]:
    """The frame, the period, and for each cohort: its number, users who can be observed, users retained."""
    first, last = day if isinstance(day, tuple) else (day, day)
    if not 1 <= first <= last:
        raise StoreLabError(
            pick(
                {
                    "en": f"day must be 1 or more, or a pair such as (1, 30); got {day!r}.",
                    "zh": f"day 应该是 1 或更大的数，或者像 (1, 30) 这样的一对；现在是 {day!r}。",
                }
            )
        )
    end = as_day(as_of, "as_of")
    period = None if cohort is None else known_period(cohort, "cohort")
    frame = _activity(activity, user_id, ts)
    check_as_of(frame, "activity", ts, end)
    seen = frame.filter(until(ts, end)).with_columns(_day=day_number(ts), _cohort=period_number(ts, period or "day"))
    firsts = seen.group_by(user_id).agg(_first=nw.col("_day").min(), _cohort=nw.col("_cohort").min())
    later = seen.select(user_id, "_day").join(firsts.select(user_id, "_first"), on=user_id, how="inner")
    age = nw.col("_day") - nw.col("_first")
    back = later.filter((age >= first) & (age <= last)).select(user_id).unique().with_columns(_back=nw.lit(1))
    told = (nw.col("_first") + last <= end.toordinal()).cast(nw.Int64)
    people = firsts.join(back, on=user_id, how="left").with_columns(nw.col("_back").fill_null(0), _told=told)
    counted = people.with_columns(_back=nw.col("_back") * nw.col("_told")).group_by("_cohort")
    table = collect(counted.agg(_users=nw.col("_told").sum(), _kept=nw.col("_back").sum()))
    rows = [
        (int(number), int(users), int(kept))
        for number, users, kept in table.select("_cohort", "_users", "_kept").rows()
    ]
    return frame, period, sorted(rows)


def _cohorts(frame: Frame, period: str, rows: list[tuple[int, int, int]], with_rate: bool) -> Any:
    table: dict[str, list[Any]] = {
        "cohort": [period_start(number, period) for number, _, _ in rows],
        "users": [users for _, users, _ in rows],
        "retained_users": [kept for _, _, kept in rows],
    }
    schema: dict[str, Any] = {"cohort": nw.Datetime("us"), "users": nw.Int64, "retained_users": nw.Int64}
    if with_rate:
        table["retention_rate"] = [kept / users if users else None for _, users, kept in rows]
        schema["retention_rate"] = nw.Float64
    return like(frame, table, schema)


def growth_accounting(
    activity: IntoFrameT, period: str = "week", user_id: str = "user_id", ts: str = "ts"
) -> IntoFrameT:
    """Where active users come from and where they go: new, retained, resurrected, churned in each period.

    ``active = new + retained + resurrected``, and ``retained = active of the period before - churned``.

    Parameters
    ----------
    activity
        One row an action; whole periods, or the last one looks like a loss.
    period
        ``"day"``, ``"week"`` (from Monday), ``"month"`` or ``"quarter"``.
    user_id, ts
        Columns of the user and of the time.

    Returns
    -------
    frame
        One row a period from the first to the last, also those without an action: ``period`` (its first day),
        ``active``, ``new`` (first time in the table: in its first period all are), ``retained`` (active in the period
        before too), ``resurrected`` (back after a pause), ``churned`` (active in the period before, not in this one).

    Raises
    ------
    StoreLabError
        If a column is missing or ``ts`` holds no times, a row has no user, or the period is unknown.
    """
    period = known_period(period, "period")
    frame = _activity(activity, user_id, ts)
    present = frame.select(nw.col(user_id), period_number(ts, period).alias("_period")).unique()
    before = nw.col("_period").shift(1).over(user_id, order_by="_period")
    marked = present.with_columns(_before=before).with_columns(
        _new=nw.when(nw.col("_before").is_null()).then(nw.lit(1)).otherwise(nw.lit(0)),
        _kept=nw.when(nw.col("_before") == nw.col("_period") - 1).then(nw.lit(1)).otherwise(nw.lit(0)),
    )
    table = collect(
        marked.group_by("_period").agg(_active=nw.len(), _new=nw.col("_new").sum(), _kept=nw.col("_kept").sum())
    )
    counts = {
        int(number): (int(active), int(new), int(kept))
        for number, active, new, kept in table.select("_period", "_active", "_new", "_kept").rows()
    }
    columns: dict[str, list[Any]] = {
        name: [] for name in ("period", "active", "new", "retained", "resurrected", "churned")
    }
    earlier = 0
    for number in range(min(counts), max(counts) + 1) if counts else ():
        active, new, kept = counts.get(number, (0, 0, 0))
        row = (period_start(number, period), active, new, kept, active - new - kept, earlier - kept)
        for values, value in zip(columns.values(), row, strict=True):
            values.append(value)
        earlier = active
    return cast(
        IntoFrameT,
        like(frame, columns, {"period": nw.Datetime("us"), **dict.fromkeys(list(columns)[1:], nw.Int64)}),
    )


@metric(
    "M147",
    en="Active-member rate",
    zh="会员活跃度",
    branch="old_customers",
    numerator={"en": "members with an action in the window", "zh": "窗口内至少有一次行为的会员"},
    denominator={"en": "all members handed in", "zh": "传入的全部会员"},
    window=DAYS_OF_CALL,
    filter=EVERY_ROW,
    unit="share",
    formula="active members / members",
    aliases=("Activity", "活跃度"),
)
def activity_rate(
    members: IntoFrameT, activity: IntoFrameT, start: Any, end: Any, *, user_id: str = "user_id", ts: str = "ts"
) -> float:
    """Share of the members who did something in the window (M147); `active_days` says how often each did.

    Parameters
    ----------
    members
        One row a member; hand in those who had joined.
    activity
        One row an action of any user, of the same library.
    start, end
        First and last day; both count.
    user_id
        Column of the user in both tables.
    ts
        Column of the time in ``activity``.

    Returns
    -------
    float
        A share from 0 to 1, NaN without members.

    Raises
    ------
    StoreLabError
        If a column is missing or ``ts`` holds no times, a row has no user, ``end`` lies before ``start``, or the tables
        are of different libraries.
    """
    first, last = window(start, end)
    people = read(members, "members", [user_id], ids=[user_id]).select(user_id).unique()
    frame = _activity(activity, user_id, ts)
    same_library(people, frame)
    seen = frame.filter(between(ts, first, last)).select(user_id).unique().with_columns(_seen=nw.lit(1))
    joined = people.join(seen, on=user_id, how="left")
    counts = scalars(joined, seen=nw.col("_seen").count(), members=nw.len())
    return divide(counts["seen"], counts["members"])


def active_days(activity: IntoFrameT, start: Any, end: Any, *, user_id: str = "user_id", ts: str = "ts") -> IntoFrameT:
    """On how many days of the window each user did something.

    Parameters
    ----------
    activity
        One row an action.
    start, end
        First and last day; both count.
    user_id, ts
        Columns of the user and of the time.

    Returns
    -------
    frame
        ``user_id``, ``active_days`` (1 or more) and ``activity`` (their share in the days of the window), sorted by the
        user; who did nothing is not in it.

    Raises
    ------
    StoreLabError
        If a column is missing or ``ts`` holds no times, a row has no user, or ``end`` lies before ``start``.
    """
    first, last = window(start, end)
    frame = _activity(activity, user_id, ts).filter(between(ts, first, last))
    days = frame.select(nw.col(user_id), day_number(ts).alias("_day")).unique()
    length = (last - first).days + 1
    table = days.group_by(user_id).agg(active_days=nw.len()).with_columns(nw.col("active_days").cast(nw.Int64))
    share = nw.col("active_days").cast(nw.Float64) / length
    return cast(IntoFrameT, finish(table.with_columns(activity=share).sort(user_id)))
