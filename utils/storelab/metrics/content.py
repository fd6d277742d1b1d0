"""Posts: reads, likes, comments, shares, engagement, each with its denominator, and how long a post lives."""

import math
from collections.abc import Sequence
from typing import Any, cast

import narwhals.stable.v2 as nw

from storelab.errors import StoreLabError, suggest
from storelab.language import pick
from storelab.metrics._formulas import check_range
from storelab.metrics._frames import (
    By,
    IntoFrameT,
    finish,
    keys,
    rate,
    read,
    scalars,
)
from storelab.metrics._totals import quotient_of_sums, totals
from storelab.metrics.registry import EVERY_ROW, WHOLE_TABLE, metric

BASES = ("impressions", "reads")
ACTIONS = ("likes", "comments", "shares", "favourites")


@metric(
    "M125",
    en="Reads",
    zh="阅读量",
    branch="content",
    numerator={"en": "times that posts were opened", "zh": "内容被打开的次数"},
    window=WHOLE_TABLE,
    filter=EVERY_ROW,
    unit="count",
    formula="sum of reads",
)
def content_reads(posts: IntoFrameT, by: By = None, *, reads: str = "reads") -> int | IntoFrameT:
    """Times that posts were opened (M125): not times shown, and not people.

    Parameters
    ----------
    posts
        One row a post.
    by
        Columns to group by; None for one number.
    reads
        Column of counts.

    Returns
    -------
    int or frame
        Reads; with ``by`` a frame of ``by`` and ``content_reads``.

    Raises
    ------
    StoreLabError
        If a column is missing, or holds no numbers or negative ones.
    """
    return cast("int | IntoFrameT", _count(posts, by, "content_reads", reads))


@metric(
    "M126",
    en="Likes",
    zh="点赞量",
    branch="content",
    numerator={"en": "likes of posts", "zh": "内容获得的点赞次数"},
    denominator={"en": "none for the count; reads for the rate", "zh": "数量没有分母；点赞率除以阅读量"},
    window=WHOLE_TABLE,
    filter=EVERY_ROW,
    unit="count",
    formula="sum of likes (per_read: / reads)",
)
def content_likes(
    posts: IntoFrameT, by: By = None, per_read: bool = False, *, likes: str = "likes", reads: str = "reads"
) -> float | IntoFrameT:
    """Likes of posts (M126), as a count or per read.

    Parameters
    ----------
    posts
        One row a post.
    by
        Columns to group by; None for one number.
    per_read
        Whether likes are divided by reads: sum over sum.
    likes, reads
        Columns of counts.

    Returns
    -------
    int, float or frame
        A count, or a rate that is NaN without reads; with ``by`` a frame of ``by`` and ``content_likes``.

    Raises
    ------
    StoreLabError
        If a column is missing, or holds no numbers or negative ones.
    """
    return cast("float | IntoFrameT", _count(posts, by, "content_likes", likes, reads if per_read else None))


@metric(
    "M127",
    en="Comments",
    zh="评论量",
    branch="content",
    numerator={"en": "comments on posts", "zh": "内容收到的评论数"},
    denominator={"en": "none for the count; reads for the rate", "zh": "数量没有分母；评论率除以阅读量"},
    window=WHOLE_TABLE,
    filter=EVERY_ROW,
    unit="count",
    formula="sum of comments (per_read: / reads)",
)
def content_comments(
    posts: IntoFrameT, by: By = None, per_read: bool = False, *, comments: str = "comments", reads: str = "reads"
) -> float | IntoFrameT:
    """Comments on posts (M127), as a count or per read.

    Parameters
    ----------
    posts, by, per_read
        As in `content_likes`.
    comments, reads
        Columns of counts.

    Returns
    -------
    int, float or frame
        A count, or a rate that is NaN without reads; with ``by`` a frame of ``by`` and ``content_comments``.

    Raises
    ------
    StoreLabError
        As `content_likes`.
    """
    return cast("float | IntoFrameT", _count(posts, by, "content_comments", comments, reads if per_read else None))


def _count(posts: Any, by: By, name: str, column: str, below: str | None = None) -> Any:
    if below is not None:
        return quotient_of_sums(posts, "posts", by, name, column, below)
    sums = totals(posts, "posts", by, counts=[column])
    if not keys(by):
        return int(scalars(sums, count=nw.col(column))["count"])
    return finish(sums.select(*keys(by), nw.col(column).alias(name)))


@metric(
    "M128",
    en="Share rate of content",
    zh="转发率",
    branch="content",
    numerator={"en": "times that posts were shared", "zh": "内容被转发的次数"},
    denominator={
        "en": "reads (times opened); base='impressions': times shown",
        "zh": "阅读量（打开次数）；base='impressions' 时为曝光次数",
    },
    window=WHOLE_TABLE,
    filter=EVERY_ROW,
    unit="share",
    formula="shares / reads",
    aliases=("Share rate",),
)
def share_rate(
    posts: IntoFrameT,
    by: By = None,
    base: str = "reads",
    *,
    shares: str = "shares",
    reads: str = "reads",
    impressions: str = "impressions",
) -> float | IntoFrameT:
    """Shares over reads, or over impressions (M128): sum over sum.

    The share of people who share at all is `sharer_rate`.

    Parameters
    ----------
    posts
        One row a post.
    by
        Columns to group by; None for one number.
    base
        The denominator: ``"reads"`` or ``"impressions"``.
    shares, reads, impressions
        Columns of counts.

    Returns
    -------
    float or frame
        The rate, NaN where the denominator is 0; with ``by`` a frame of ``by`` and ``share_rate`` (null there).

    Raises
    ------
    StoreLabError
        If the base is unknown, or a column is missing, or holds no numbers or negative ones.
    """
    below = {"reads": reads, "impressions": impressions}[_base(base)]
    return cast("float | IntoFrameT", quotient_of_sums(posts, "posts", by, "share_rate", shares, below))


def sharer_rate(
    actions: IntoFrameT, by: By = None, *, user_id: str = "openid", step: str = "step", share: str = "share"
) -> float | IntoFrameT:
    """Share of the users who shared anything: the other share rate, of people.

    Parameters
    ----------
    actions
        One row an action of a user, such as in a mini-program.
    by
        Columns to group by; None for one number. A user counts once in each group.
    user_id, step
        Columns of the user and of the kind of action.
    share
        The kind of action that is a share.

    Returns
    -------
    float or frame
        A share from 0 to 1, NaN without users; with ``by`` a frame of ``by`` and ``sharer_rate``.

    Raises
    ------
    StoreLabError
        If a column is missing, or a row has no user.
    """
    frame = read(actions, "actions", [*keys(by), user_id, step], ids=[user_id])
    did = nw.when(nw.col(step) == share).then(nw.lit(1)).otherwise(nw.lit(0))
    people = frame.with_columns(_did=did).group_by(*keys(by), user_id).agg(_did=nw.col("_did").max())
    return cast("float | IntoFrameT", rate(people, by, "sharer_rate", nw.col("_did").sum(), nw.len()))


@metric(
    "M129",
    en="Engagement rate",
    zh="互动率",
    branch="content",
    numerator={"en": "likes, comments, shares and favourites", "zh": "点赞、评论、转发、收藏次数之和"},
    denominator={"en": "times shown; base='reads': times opened", "zh": "曝光次数；base='reads' 时为阅读量"},
    window=WHOLE_TABLE,
    filter=EVERY_ROW,
    unit="share",
    formula="(likes + comments + shares + favourites) / impressions",
)
def engagement_rate(
    posts: IntoFrameT,
    by: By = None,
    base: str = "impressions",
    *,
    actions: Sequence[str] = ACTIONS,
    impressions: str = "impressions",
    reads: str = "reads",
) -> float | IntoFrameT:
    """What people did with posts over how often they were shown, or opened (M129): sum over sum.

    The two denominators differ by a factor of ten or so: a quoted rate says nothing without its base. One person can
    like, comment and share, so per read it may exceed 1.

    Parameters
    ----------
    posts
        One row a post.
    by
        Columns to group by, such as ``"post_id"``; None for one number.
    base
        The denominator: ``"impressions"`` or ``"reads"``.
    actions, impressions, reads
        Columns of counts; ``actions`` are added.

    Returns
    -------
    float or frame
        The rate, NaN where the denominator is 0; with ``by`` a frame of ``by`` and ``engagement_rate`` (null there).

    Raises
    ------
    StoreLabError
        If the base is unknown, or a column is missing, or holds no numbers or negative ones.
    """
    below = {"reads": reads, "impressions": impressions}[_base(base)]
    return cast("float | IntoFrameT", quotient_of_sums(posts, "posts", by, "engagement_rate", list(actions), below))


def _base(base: str) -> str:
    if base not in BASES:
        listed = suggest(str(base), BASES) or ", ".join(f"'{one}'" for one in BASES)
        raise StoreLabError(
            pick(
                {
                    "en": f"base '{base}' is unknown; did you mean {listed}?",
                    "zh": f"base 没有 '{base}' 这个取值；你是不是想写 {listed}？",
                }
            )
        )
    return base


def content_half_life(reads: Sequence[float]) -> float:
    """Days until half of a post's reads have come: linear between the ends of the days.

    Parameters
    ----------
    reads
        Reads of each day from the day of publication on, in order; missing: none.

    Returns
    -------
    float
        Days after the beginning of the first day; NaN without reads. It grows while reads still come, so compare posts
        over the same number of days.

    Raises
    ------
    StoreLabError
        If a value is negative or no number.
    """
    check_range("reads", reads, 0)
    counts = [0.0 if count is None or count != count else float(count) for count in reads]
    half = math.fsum(counts) / 2
    if not half:
        return math.nan
    before = 0.0
    for day, count in enumerate(counts):
        if before + count >= half:
            return day + (half - before) / count
        before += count
    return float(len(counts))
