"""Reviews in numbers: positive and negative shares, and ratings that do not trust a handful of stars."""

from typing import Any, Literal, cast

import narwhals.stable.v2 as nw

from storelab.errors import StoreLabError
from storelab.language import pick
from storelab.metrics._checks import check_numbers
from storelab.metrics._formulas import is_column, quotient
from storelab.metrics._frames import By, Frame, IntoFrameT, finish, grouped, keys, ratio, read, scalars
from storelab.metrics._wilson import wilson_columns
from storelab.metrics.goods import wilson_interval
from storelab.metrics.registry import WHOLE_TABLE, metric

POSITIVE, NEGATIVE = 4, 2  # stars from which, and up to which, a review counts as one


@metric(
    "M158",
    en="Positive or negative review rate",
    zh="好评率或差评率",
    branch="service",
    numerator={
        "en": "reviews of 4 or 5 stars; with kind='negative' of 1 or 2",
        "zh": "4 星和 5 星的评价；kind='negative' 时为 1 星和 2 星",
    },
    denominator={"en": "reviews with a rating", "zh": "有星级的评价"},
    window=WHOLE_TABLE,
    filter={"en": "reviews without a rating are left out", "zh": "没有星级的评价不算"},
    unit="share",
    formula="reviews >= 4 (<= 2) / reviews",
    aliases=("Positive review rate", "Negative review rate", "好评", "差评", "好评率", "差评率"),
)
def review_rate(
    reviews: IntoFrameT,
    by: By = None,
    kind: Literal["positive", "negative"] = "positive",
    confidence: float = 0.95,
    *,
    rating: str = "rating",
) -> "dict[str, float] | IntoFrameT":
    """Share of the reviews with 4 or 5 stars, or with 1 or 2 (M158), with Wilson's interval.

    Three stars are neither, so the two rates do not sum to 1. Customers may edit their stars later: hand in the column
    that you mean.

    Parameters
    ----------
    reviews
        One row a review.
    by
        Columns to group by; None for the whole table.
    kind
        ``"positive"`` (the default) or ``"negative"``.
    confidence
        How often such intervals hold the true share.
    rating
        Column of stars, 1 to 5.

    Returns
    -------
    dict or frame
        ``review_rate`` (share from 0 to 1), ``low``, ``high`` and ``reviews``; without ``by`` a dict (NaN without
        reviews), else a frame of ``by`` and these (null).

    Raises
    ------
    StoreLabError
        If a column is missing, a rating is outside of 1 to 5, or ``kind`` is neither.
    """
    if kind not in ("positive", "negative"):
        raise StoreLabError(
            pick(
                {
                    "en": f"kind must be 'positive' or 'negative', not {kind!r}.",
                    "zh": f"kind 应该是 'positive'（好评）或 'negative'（差评），现在是 {kind!r}。",
                }
            )
        )
    groups = keys(by)
    frame = _rated(reviews, groups, rating)
    hit = nw.col(rating) >= POSITIVE if kind == "positive" else nw.col(rating) <= NEGATIVE
    marked = frame.with_columns(
        _hit=hit.fill_null(False).cast(nw.Int64), _known=(~nw.col(rating).is_null()).cast(nw.Int64)
    )
    sums = {"_hits": nw.col("_hit").sum(), "reviews": nw.col("_known").sum()}
    if not groups:
        counts = {name: int(value or 0) for name, value in scalars(marked, **sums).items()}
        low, high = wilson_interval(counts["_hits"], counts["reviews"], confidence)
        share = quotient(counts["_hits"], counts["reviews"])
        return {"review_rate": share, "low": low, "high": high, "reviews": counts["reviews"]}
    table = grouped(marked, groups, **sums)
    return cast(
        IntoFrameT,
        finish(
            table.select(
                *groups,
                ratio(nw.col("_hits"), nw.col("reviews")).alias("review_rate"),
                **wilson_columns("_hits", "reviews", confidence),
                reviews=nw.col("reviews").cast(nw.Int64),
            )
        ),
    )


def _rated(reviews: Any, groups: list[str], rating: str) -> Frame:
    frame = read(reviews, "reviews", [*groups, rating])
    check_numbers(frame, "reviews", rating)
    ends = scalars(frame, low=nw.col(rating).min(), high=nw.col(rating).max())
    if ends["low"] is not None and (ends["low"] < 1 or ends["high"] > 5):
        raise StoreLabError(
            pick(
                {
                    "en": f"reviews: '{rating}' must hold stars from 1 to 5; it runs from {ends['low']:g} to {ends['high']:g}.",
                    "zh": f"reviews 的 '{rating}' 列应该是 1 到 5 星；现在是从 {ends['low']:g} 到 {ends['high']:g}。",
                }
            )
        )
    return frame


def wilson_lower(positive: Any, reviews: Any, z: float = 1.96) -> Any:
    """Lower end of Wilson's interval of a share: an order that does not put 3 of 3 above 480 of 500.

    Parameters
    ----------
    positive, reviews
        Numbers, or columns (pandas or Polars Series, NumPy arrays) of equal length.
    z
        How many standard errors to go down; 1.96 belongs to the two-sided interval of 95 %.

    Returns
    -------
    float or column
        From 0 to 1. Without reviews it is 0 and not NaN, for an item that nobody has reviewed belongs at the end of
        the order: the stated exception to "nothing to divide by is NaN".

    Raises
    ------
    StoreLabError
        If a count is below 0, there are more positive reviews than reviews, or ``z`` is not above 0.

    References
    ----------
    Wilson (1927), Probable inference, the law of succession, and statistical inference, JASA 22.
    """
    from statistics import NormalDist

    if not z > 0:
        raise StoreLabError(
            pick(
                {
                    "en": f"z must be a number above 0, such as 1.96; got {z!r}.",
                    "zh": f"z 应该大于 0，比如 1.96；现在是 {z!r}。",
                }
            )
        )
    low, _ = wilson_interval(positive, reviews, 2 * NormalDist().cdf(z) - 1)
    if not is_column(reviews):
        return low if reviews else 0.0
    bound, count = (nw.from_native(value, series_only=True, pass_through=True) for value in (low, reviews))
    if not isinstance(bound, nw.Series):
        import numpy as np

        return np.where(np.asarray(reviews) == 0, 0.0, low)
    return nw.to_native(bound.zip_with(count != 0, bound.is_null().cast(nw.Float64) * 0.0))


def bayesian_rating(
    reviews: IntoFrameT, by: By = "sku_id", strength: float = 10.0, *, rating: str = "rating"
) -> IntoFrameT:
    """Mean stars of each item, drawn towards the mean of all the fewer reviews it has.

    ``(strength * mean of all + sum of stars) / (strength + reviews)``: an item starts with so many reviews of the
    common mean, and earns its own place with its own reviews.

    Parameters
    ----------
    reviews
        One row a review; those without a rating are left out.
    by
        Columns of what is rated.
    strength
        How many reviews the common mean counts for, above 0.
    rating
        Column of stars, 1 to 5.

    Returns
    -------
    frame
        ``by``, ``reviews``, ``mean_rating`` (null without reviews) and ``bayesian_rating`` (then the common mean; null
        if nobody rated anything).

    Raises
    ------
    StoreLabError
        If a column is missing, a rating is outside of 1 to 5, there is no ``by``, or ``strength`` is not above 0.
    """
    groups = keys(by)
    if not groups or not strength > 0:
        raise StoreLabError(
            pick(
                {
                    "en": f"bayesian_rating needs what is rated in by=, and a strength above 0; got by={by!r}, strength={strength!r}.",
                    "zh": f"bayesian_rating 要在 by= 里写明给什么打分，strength 要大于 0；现在是 by={by!r}，strength={strength!r}。",
                }
            )
        )
    frame = _rated(reviews, groups, rating)
    marked = frame.with_columns(_known=(~nw.col(rating).is_null()).cast(nw.Int64))
    whole = scalars(marked, stars=nw.col(rating).sum(), count=nw.col("_known").sum())
    mean = quotient(float(whole["stars"] or 0), int(whole["count"] or 0))
    table = grouped(marked, groups, _stars=nw.col(rating).sum(), _count=nw.col("_known").sum())
    count = nw.col("_count").cast(nw.Float64)
    stars = nw.col("_stars").cast(nw.Float64).fill_null(0.0)
    shrunken = (stars + strength * mean) / (count + strength)
    return cast(
        IntoFrameT,
        finish(
            table.select(
                *groups,
                nw.col("_count").cast(nw.Int64).alias("reviews"),
                ratio(stars, count).alias("mean_rating"),
                # NaN is no number that a frame may hold: without any rating there is no common mean.
                (shrunken if mean == mean else nw.when(count > 0).then(shrunken)).alias("bayesian_rating"),
            )
        ),
    )
