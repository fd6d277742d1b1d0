"""How many people saw the brand, how often, and how many of those who were meant to."""

from collections.abc import Sequence
from typing import Any, cast

import narwhals.stable.v2 as nw

from storelab.metrics._frames import (
    By,
    Frame,
    IntoFrameT,
    finish,
    grouped,
    keys,
    rate,
    ratio,
    read,
    same_library,
    scalars,
)
from storelab.metrics._totals import totals
from storelab.metrics.registry import EVERY_ROW, WHOLE_TABLE, metric


@metric(
    "M124",
    en="Brand exposure",
    zh="品牌曝光",
    branch="advertising",
    numerator={"en": "times that something with the brand was shown", "zh": "带有品牌的内容被展示的次数"},
    window=WHOLE_TABLE,
    filter=EVERY_ROW,
    unit="count",
    formula="sum of impressions = reach * frequency",
    aliases=("品牌曝光量",),
)
def brand_exposure(ads: IntoFrameT, by: By = None, *, impressions: str = "impressions") -> int | IntoFrameT:
    """Times that the brand was shown (M124): impressions, of which one person may have had many.

    How many people and how often is `reach_and_frequency`; the product of its two columns is this count.

    Parameters
    ----------
    ads
        Rows of advertising, posts or anything else that counts impressions.
    by
        Columns to group by; None for one number.
    impressions
        Column of counts.

    Returns
    -------
    int or frame
        Impressions; with ``by`` a frame of ``by`` and ``brand_exposure``.

    Raises
    ------
    StoreLabError
        If a column is missing, or holds no numbers or negative ones.
    """
    sums = totals(ads, "ads", by, counts=[impressions])
    if not keys(by):
        return int(scalars(sums, count=nw.col(impressions))["count"])
    return cast(IntoFrameT, finish(sums.select(*keys(by), nw.col(impressions).alias("brand_exposure"))))


def reach_and_frequency(
    exposures: IntoFrameT, by: str | Sequence[str] = "channel", *, user_id: str = "user_id"
) -> IntoFrameT:
    """How many people saw the brand, and how often each of them on average: the two factors of `brand_exposure`.

    Reach is not additive: who saw two channels is in the reach of both.

    Parameters
    ----------
    exposures
        One row an impression or touch, with the person.
    by
        Columns to group by.
    user_id
        Column of the person.

    Returns
    -------
    frame
        ``by``, ``reach`` (distinct people), ``frequency`` (impressions per person reached), ``impressions``.

    Raises
    ------
    StoreLabError
        If a column is missing, or a row has no person.
    """
    frame = read(exposures, "exposures", [*keys(by), user_id], ids=[user_id])
    table = grouped(frame, keys(by), reach=nw.col(user_id).n_unique(), impressions=nw.len())
    counts = (nw.col(name).cast(nw.Int64) for name in ("reach", "impressions"))
    frequency = ratio(nw.col("impressions"), nw.col("reach")).alias("frequency")
    return cast(
        IntoFrameT,
        finish(
            table.with_columns(*counts).with_columns(frequency).select(*keys(by), "reach", "frequency", "impressions")
        ),
    )


@metric(
    "P15",
    en="User coverage",
    zh="用户覆盖面",
    branch="advertising",
    numerator={"en": "of these, users who were reached", "zh": "其中触达到的用户"},
    denominator={"en": "distinct target users", "zh": "目标用户数（去重）"},
    window=WHOLE_TABLE,
    filter={"en": "people outside of the target do not count", "zh": "不属于目标人群的不算"},
    unit="share",
    formula="reached target users / target users",
    aliases=("覆盖面",),
)
def user_coverage(
    targets: IntoFrameT, exposures: IntoFrameT, by: By = None, *, user_id: str = "user_id"
) -> float | IntoFrameT:
    """Share of the people who were meant to be reached that were (P15).

    Parameters
    ----------
    targets
        One row a target user, with the columns of ``by``; the same user twice counts once.
    exposures
        One row a touch of anybody, of the same library.
    by
        Columns of ``targets`` to group by, such as ``"city_tier"``; None for one number.
    user_id
        Column of the user in both tables.

    Returns
    -------
    float or frame
        A share from 0 to 1, NaN without targets; with ``by`` a frame of ``by`` and ``user_coverage``.

    Raises
    ------
    StoreLabError
        If a column is missing, a row has no user, or the tables are of different libraries.
    """
    wanted = read(targets, "targets", [*keys(by), user_id], ids=[user_id])
    touched = read(exposures, "exposures", [user_id], ids=[user_id])
    same_library(wanted, touched)
    judged = _marked(wanted.select(*keys(by), user_id).unique(), touched, user_id)
    return cast("float | IntoFrameT", rate(judged, by, "user_coverage", nw.col("_reached").sum(), nw.len()))


def _marked(wanted: Frame, touched: Frame, user_id: str) -> Frame:
    reached: Any = touched.select(user_id).unique().with_columns(_reached=nw.lit(1))
    return wanted.join(reached, on=user_id, how="left").with_columns(nw.col("_reached").fill_null(0))
