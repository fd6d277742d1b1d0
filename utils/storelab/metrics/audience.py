"""Accounts and groups: followers, influence, authority, and how many members take part."""

from collections.abc import Sequence
from typing import Any, cast

import narwhals.stable.v2 as nw

from storelab.metrics._checks import check_numbers
from storelab.metrics._formulas import Numbers, check_range
from storelab.metrics._frames import (
    IntoFrameT,
    day_number,
    finish,
    grouped,
    keys,
    ratio,
    read,
)
from storelab.metrics._periods import as_day, between, check_times, window
from storelab.metrics._totals import check_whole, totals, whole
from storelab.metrics.registry import EVERY_ROW, WHOLE_TABLE, metric

READS = {"en": "reads (times opened)", "zh": "阅读量（打开次数）"}


@metric(
    "M130",
    en="Followers",
    zh="粉丝数",
    branch="content",
    numerator={"en": "people who follow the account on the day", "zh": "当天关注该账号的人数"},
    window={"en": "the day at; linear between two days that were read off", "zh": "at 当天；两次记录之间按直线内插"},
    filter={"en": "null before the first and after the last record", "zh": "第一次记录之前、最后一次记录之后为空"},
    unit="count",
    formula="f0 + (f1 - f0) * (day - day0) / (day1 - day0)",
    aliases=("粉丝量",),
)
def followers(
    records: IntoFrameT,
    at: Any,
    by: str | Sequence[str] = "account",
    *,
    date: str = "date",
    followers: str = "followers",
) -> IntoFrameT:
    """Followers of each account on a day (M130): the number read off, or linear between the days before and after.

    Parameters
    ----------
    records
        One row a day on which an account's followers were read off; of two of one day the larger number counts.
    at
        The day.
    by
        Columns of the account.
    date, followers
        Columns: the day, and people.

    Returns
    -------
    frame
        ``by`` and ``followers`` (a float, for it may lie between), null before the first or after the last record.

    Raises
    ------
    StoreLabError
        If a column is missing or of the wrong type, a number is negative, a row has no account or day, or ``at`` is no
        day.
    """
    day = as_day(at, "at").toordinal()
    groups = keys(by)
    frame = read(records, "records", [*groups, date, followers], ids=[*groups, date])
    check_times(frame, "records", date)
    check_numbers(frame, "records", followers, negative=False)
    known = frame.filter(~nw.col(followers).is_null()).with_columns(_day=day_number(date))
    daily = known.group_by(*groups, "_day").agg(_people=nw.col(followers).max())
    accounts = frame.select(*groups).unique()
    for name, near, last in (("before", nw.col("_day") <= day, True), ("after", nw.col("_day") >= day, False)):
        side = daily.filter(near)
        nearest = side.group_by(*groups).agg(_day=nw.col("_day").max() if last else nw.col("_day").min())
        found = side.join(nearest, on=[*groups, "_day"], how="inner").select(
            *groups, **{f"_day_{name}": nw.col("_day"), f"_people_{name}": nw.col("_people").cast(nw.Float64)}
        )
        accounts = accounts.join(found, on=groups, how="left")
    span = (nw.col("_day_after") - nw.col("_day_before")).cast(nw.Float64)
    passed = (day - nw.col("_day_before")).cast(nw.Float64)
    rise = nw.col("_people_after") - nw.col("_people_before")
    between_days = nw.col("_people_before") + rise * passed / nw.when(span > 0).then(span).otherwise(nw.lit(1.0))
    table = accounts.select(*groups, between_days.alias("followers")).sort(*groups)
    return cast(IntoFrameT, finish(table))


def follower_growth(
    changes: IntoFrameT,
    start: Any,
    end: Any,
    by: str | Sequence[str] = "account",
    *,
    date: str = "date",
    gained: str = "gained",
    lost: str = "lost",
) -> IntoFrameT:
    """New and lost followers in a period, and what is left of them: net growth, the second part of M130.

    Parameters
    ----------
    changes
        One row an account and day, or finer.
    start, end
        First and last day.
    by
        Columns of the account.
    date, gained, lost
        Columns: the day, people who began to follow, and who stopped.

    Returns
    -------
    frame
        ``by``, ``gained``, ``lost``, ``net_growth``.

    Raises
    ------
    StoreLabError
        If a column is missing or of the wrong type, a count is negative, or ``end`` lies before ``start``.
    """
    first, last = window(start, end)
    frame = read(changes, "changes", [*keys(by), date, gained, lost])
    check_times(frame, "changes", date)
    sums = totals(nw.to_native(frame.filter(between(date, first, last))), "changes", by, counts=[gained, lost])
    net = (nw.col(gained) - nw.col(lost)).alias("net_growth")
    return cast(
        IntoFrameT,
        finish(sums.select(*keys(by), nw.col(gained).alias("gained"), nw.col(lost).alias("lost"), net)),
    )


@metric(
    "P02",
    en="Influence",
    zh="影响力",
    branch="content",
    numerator={"en": "people reached times the share of them who act", "zh": "触达人数乘以互动率"},
    window={"en": "one period for both", "zh": "触达和互动用同一时期"},
    filter=EVERY_ROW,
    unit="count",
    formula="reach * engagement rate",
)
def influence(reach: Numbers, engagement: Numbers) -> Numbers:
    """How many people somebody moves to act (P02): reach times engagement.

    Many followers who do nothing are no influence. Who is followed by those who count themselves is the other measure:
    `network_centrality`.

    Parameters
    ----------
    reach
        People reached (or reads, if people are not known).
    engagement
        Share of them who act, on the same base; both numbers or columns.

    Returns
    -------
    float or column
        People.

    Raises
    ------
    StoreLabError
        If one of them is negative.
    """
    check_range("reach", reach, 0)
    check_range("engagement", engagement, 0)
    return reach * engagement


@metric(
    "P08",
    en="Authority",
    zh="权威性",
    branch="content",
    numerator={"en": "times that posts were marked as favourites", "zh": "内容被收藏的次数"},
    denominator=READS,
    window=WHOLE_TABLE,
    filter=EVERY_ROW,
    unit="share",
    formula="favourites / reads",
    column="saves_per_read",
)
def authority(
    posts: IntoFrameT,
    by: str | Sequence[str] = "account",
    *,
    reads: str = "reads",
    favourites: str = "favourites",
    citations: str = "citations",
    expert: str = "expert",
) -> IntoFrameT:
    """Whether people take an account as a source (P08): they save, others cite, and the authors are known experts.

    Parameters
    ----------
    posts
        One row a post.
    by
        Columns to group by.
    reads, favourites
        Columns of counts.
    citations, expert
        Columns: how often others cite the post, and whether its author is a verified expert (missing: no). A table
        without one of the two gets null there.

    Returns
    -------
    frame
        ``by``, ``saves_per_read`` (null without reads), ``citations`` and ``expert_share`` (of the posts).

    Raises
    ------
    StoreLabError
        If a column of ``by``, ``reads`` or ``favourites`` is missing, or a count is no number or negative.
    """
    frame = read(posts, "posts", [*keys(by), reads, favourites])
    present = frame.collect_schema().names()
    cited, known = citations in present, expert in present
    check_numbers(frame, "posts", reads, favourites, *([citations] if cited else []), negative=False)
    check_whole(frame, "posts", reads, favourites, *([citations] if cited else []))
    flag = nw.col(expert).cast(nw.Boolean).fill_null(False).cast(nw.Int64) if known else nw.lit(0)
    cites = nw.col(citations).fill_null(0).cast(nw.Int64) if cited else nw.lit(0)
    table = grouped(
        frame.with_columns(_expert=flag, _cites=cites),
        keys(by),
        _reads=nw.col(reads).sum(),
        _saves=nw.col(favourites).sum(),
        _cites=nw.col("_cites").sum(),
        _expert=nw.col("_expert").sum(),
        _posts=nw.len(),
    )
    return cast(
        IntoFrameT,
        finish(
            table.select(
                *keys(by),
                ratio(nw.col("_saves"), nw.col("_reads")).alias("saves_per_read"),
                (nw.col("_cites").cast(nw.Int64) if cited else nw.lit(None, nw.Float64)).alias("citations"),
                (ratio(nw.col("_expert"), nw.col("_posts")) if known else nw.lit(None, nw.Float64)).alias(
                    "expert_share"
                ),
            )
        ),
    )


@metric(
    "P11",
    en="Participation",
    zh="参与度",
    branch="content",
    numerator={
        "en": "of these, members with a message or an order in the week",
        "zh": "其中当周发过消息或下过单的成员",
    },
    denominator={"en": "members of the group in the week", "zh": "当周的群成员"},
    window={"en": "a week", "zh": "一周"},
    filter=EVERY_ROW,
    unit="share",
    formula="active members / members",
    column="active_share",
    aliases=("Belonging", "归属感", "参与度 / 归属感"),
)
def participation(
    community: IntoFrameT,
    by: str | Sequence[str] = ("group_id", "week"),
    *,
    user_id: str = "user_id",
    events: Sequence[str] = ("messages", "orders"),
) -> IntoFrameT:
    """Share of the members who are active in a week, and what a member does in it (P11).

    Parameters
    ----------
    community
        One row a member, group and week, also for members who did nothing.
    by
        Columns to group by; keep the week among them, for over longer times nearly everybody does something.
    user_id
        Column of the member, counted once in each group.
    events
        Columns of counts that are added.

    Returns
    -------
    frame
        ``by``, ``members``, ``active`` (with at least one event), ``active_share``, ``events_per_member``.

    Raises
    ------
    StoreLabError
        If a column is missing, a row has no member, or a count is no number or negative.
    """
    frame = read(community, "community", [*keys(by), user_id, *events], ids=[user_id])
    check_numbers(frame, "community", *events, negative=False)
    check_whole(frame, "community", *events)
    did = sum((whole(name) for name in events), start=nw.lit(0))
    each = frame.with_columns(_events=did).group_by(*keys(by), user_id).agg(_events=nw.col("_events").sum())
    marked = each.with_columns(_active=(nw.col("_events") > 0).cast(nw.Int64))
    table = grouped(marked, keys(by), members=nw.len(), active=nw.col("_active").sum(), _events=nw.col("_events").sum())
    counts = (nw.col(name).cast(nw.Int64) for name in ("members", "active"))
    rates = (
        ratio(nw.col("active"), nw.col("members")).alias("active_share"),
        ratio(nw.col("_events"), nw.col("members")).alias("events_per_member"),
    )
    return cast(IntoFrameT, finish(table.with_columns(*counts, *rates).drop("_events")))
