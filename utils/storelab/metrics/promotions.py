"""Promotions: the uplift they need and the uplift they had, demand that was only brought forward, coupons used."""

import math
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, cast

import narwhals.stable.v2 as nw

from storelab.errors import StoreLabError
from storelab.language import pick
from storelab.metrics._checks import check_as_of, check_numbers
from storelab.metrics._formulas import check_range
from storelab.metrics._frames import (
    FEN,
    IntoFrameT,
    collect,
    day_number,
    divide,
    fen,
    finish,
    grouped,
    is_true,
    keys,
    ratio,
    read,
    yuan,
)
from storelab.metrics._periods import as_day, check_times, until, window
from storelab.metrics.goods import normal_quantile

FEWEST_DAYS = 28  # four of each weekday
WEEK = 7
DATE = "date"
UPLIFT = (
    "baseline",
    "actual",
    "uplift",
    "uplift_low",
    "uplift_high",
    "uplift_rate",
    "pull_forward",
    "net",
    "net_low",
    "net_high",
)


def break_even_uplift(margin_rate: float, discount: float) -> float:
    """How many more units a discount must sell to leave the gross profit where it was: d / (m - d).

    Parameters
    ----------
    margin_rate
        Gross profit in a yuan of sales at the full price, at most 1.
    discount
        Share taken off the price, from 0 to 1.

    Returns
    -------
    float
        Units sold more, as a share of those sold without the discount (1: twice as many). Infinite where the discount
        takes the whole margin or more: no quantity is enough. That is the one place where infinity is the answer.

    Raises
    ------
    StoreLabError
        If the discount is not from 0 to 1, or the margin rate above 1.
    """
    check_range("margin_rate", margin_rate, high=1)
    check_range("discount", discount, 0, 1)
    return math.inf if discount >= margin_rate else discount / (margin_rate - discount)


def promotion_uplift(
    daily: Any,
    start: Any,
    end: Any,
    post_days: int = 14,
    confidence: float = 0.95,
    *,
    date: str = DATE,
    sales: str = "sales",
) -> dict[str, float]:
    """Sales beyond the usual in a promotion, and what was missing in the days after it.

    The usual is a regression of the other days on their weekday and on a straight trend, from days before and, where
    there are any, after the days of missing demand. Other promotions and holidays in the table bend that line: drop
    their days first. The intervals take the days as independent, which makes them a little too narrow.

    Parameters
    ----------
    daily
        Rows of sales, of any library; those of one day are added first. A day without sales is a row of 0.
    start, end
        First and last day of the promotion.
    post_days
        Days after it in which demand that was brought forward may be missing; 0 for goods that do not keep.
    confidence
        How often such intervals hold the true value.
    date, sales
        Columns: the day, and yuan (or orders, or units).

    Returns
    -------
    dict
        ``baseline`` and ``actual`` (of the promotion's days), ``uplift`` with ``uplift_low`` and ``uplift_high``,
        ``uplift_rate`` (uplift / baseline), ``pull_forward`` (baseline less actual in the days after; negative if they
        sold more than usual), ``net`` (uplift less pull-forward) with ``net_low`` and ``net_high``. The last four are
        NaN as long as the days after are not all there, and everything is NaN for an empty table.

    Raises
    ------
    StoreLabError
        If a column is missing or of the wrong type, ``end`` lies before ``start``, days of the promotion (or inside the
        days after) have no row, there are fewer than 28 other days or none of some weekday, ``post_days`` is negative,
        or the confidence is not between 0 and 1.
    """
    normal_quantile(confidence)  # refuses what is no confidence
    check_range("post_days", post_days, 0)
    first, last = window(start, end)
    amounts = _by_day(daily, "daily", date, sales)
    if not amounts:
        return dict.fromkeys(UPLIFT, math.nan)
    during = _span(first, last)
    after = _span(last + timedelta(days=1), last + timedelta(days=post_days))
    seen = [day for day in after if day <= max(amounts)]
    _check_days("daily", [day for day in [*during, *seen] if day not in amounts])
    usual = {day: amount for day, amount in amounts.items() if day not in {*during, *after}}
    _check_usual(usual, [*during, *seen])
    expected = _baseline(usual, confidence)
    base, reach = expected(during)
    actual = math.fsum(amounts[day] for day in during)
    result = {
        "baseline": base,
        "actual": actual,
        "uplift": actual - base,
        "uplift_low": actual - base - reach,
        "uplift_high": actual - base + reach,
        "uplift_rate": divide(actual - base, base) if base > 0 else math.nan,
        **dict.fromkeys(UPLIFT[6:], math.nan),
    }
    if len(seen) == len(after):
        missing = expected(after)[0] - math.fsum(amounts[day] for day in after)
        # Net is all that was sold, in the promotion and after it, beyond the line: one sum with one interval.
        reach = expected([*during, *after])[1]
        net = result["uplift"] - missing
        result |= {"pull_forward": missing, "net": net, "net_low": net - reach, "net_high": net + reach}
    return result


def _by_day(native: Any, table: str, date: str, sales: str) -> dict[int, float]:
    frame = read(native, table, [date, sales], ids=[date])
    check_times(frame, table, date)
    check_numbers(frame, table, sales)
    days = frame.with_columns(_day=day_number(date), _fen=fen(sales)).group_by("_day").agg(_fen=nw.col("_fen").sum())
    return {int(day): int(amount) / FEN for day, amount in sorted(collect(days.select("_day", "_fen")).rows())}


def _span(first: date, last: date) -> list[int]:
    return list(range(first.toordinal(), last.toordinal() + 1))


def _check_days(table: str, missing: Sequence[int]) -> None:
    if missing:
        day, count = date.fromordinal(missing[0]), len(missing)
        raise StoreLabError(
            pick(
                {
                    "en": f"{table}: {count} days of the promotion or right after it have no row, such as {day}. Put 0 there if nothing was sold.",
                    "zh": f"{table} 里活动期或活动后有 {count} 天没有数据，比如 {day}。如果那天确实没有销售，请补一行 0。",
                }
            )
        )


def _check_usual(usual: dict[int, float], wanted: Sequence[int]) -> None:
    unknown = {day % WEEK for day in wanted} - {day % WEEK for day in usual}
    if len(usual) < FEWEST_DAYS or unknown:
        raise StoreLabError(
            pick(
                {
                    "en": f"daily: {len(usual)} days lie outside of the promotion and the days after it. At least {FEWEST_DAYS}, with each weekday among them, are needed for a baseline.",
                    "zh": f"daily 里活动期和活动后以外的日子只有 {len(usual)} 天。要算出基线，至少需要 {FEWEST_DAYS} 天，而且每个星期几都要有。",
                }
            )
        )


def _baseline(usual: dict[int, float], confidence: float) -> Any:
    """The line through the usual days: a function of days that gives their sum and its reach."""
    import numpy as np
    import statsmodels.api as sm
    from scipy import stats

    origin = min(usual)
    weekdays = sorted({day % WEEK for day in usual})

    def rows(days: Sequence[int]) -> Any:
        trend = [[(day - origin) / WEEK] for day in days]
        return np.hstack([trend, [[float(day % WEEK == one) for one in weekdays] for day in days]])

    fit = sm.OLS(np.array(list(usual.values())), rows(list(usual))).fit()
    quantile = float(stats.t.ppf((1 + confidence) / 2, fit.df_resid))

    def expected(days: Sequence[int]) -> tuple[float, float]:
        if not days:
            return 0.0, 0.0
        total = rows(days).sum(axis=0)
        variance = total @ fit.cov_params() @ total + len(days) * fit.scale
        return float(total @ fit.params), quantile * math.sqrt(variance)

    return expected


def cannibalisation(
    promoted: Any, substitutes: Any, start: Any, end: Any, *, date: str = DATE, sales: str = "sales"
) -> dict[str, float]:
    """How much of a promotion's uplift came out of the shop's other goods.

    Parameters
    ----------
    promoted, substitutes
        Rows of daily sales of the promoted goods, and of those that customers would take instead; of any library.
    start, end
        First and last day of the promotion.
    date, sales
        Columns: the day, and yuan.

    Returns
    -------
    dict
        ``gain`` (uplift of the promoted goods, yuan), ``loss`` (sales that the others lost against their own baseline;
        negative if they gained) and ``rate`` (loss / gain; NaN where nothing was gained).

    Raises
    ------
    StoreLabError
        As `promotion_uplift`.
    """
    names = {"post_days": 0, "date": date, "sales": sales}
    gain = promotion_uplift(promoted, start, end, **names)["uplift"]  # type: ignore[arg-type]
    loss = -promotion_uplift(substitutes, start, end, **names)["uplift"]  # type: ignore[arg-type]
    return {"gain": gain, "loss": loss, "rate": loss / gain if gain > 0 else math.nan}


def coupon_redemption(
    coupons: IntoFrameT,
    as_of: Any,
    by: str | Sequence[str] = "promo_id",
    *,
    issued_at: str = "issued_at",
    used_at: str = "used_at",
    face: str = "face",
    holdout: str = "holdout",
) -> IntoFrameT:
    """How many of the coupons that were given out have been used.

    Users in the hold-out were chosen but given none, so they do not count. Redemption is no effect: many would have
    bought anyway, which `coupon_incrementality` shows.

    Parameters
    ----------
    coupons
        One row a coupon.
    as_of
        Last day that counts: coupons issued up to it, and used up to it. Those still valid may yet be used.
    by
        Columns to group by.
    issued_at, used_at, face, holdout
        Columns: times of issue and of use (missing: not used), yuan that the coupon takes off, whether it was held out.

    Returns
    -------
    frame
        ``by``, ``issued``, ``used``, ``redemption_rate`` (null where none was issued) and ``face_used`` (yuan).

    Raises
    ------
    StoreLabError
        If a column is missing or of the wrong type, a face value is negative, or ``as_of`` lies before the data.
    """
    last = as_day(as_of, "as_of")
    frame = read(coupons, "coupons", [*keys(by), issued_at, used_at, face, holdout], ids=[issued_at])
    check_times(frame, "coupons", issued_at, used_at)
    check_numbers(frame, "coupons", face, negative=False)
    check_as_of(frame, "coupons", issued_at, last)
    given = frame.with_columns(_held=is_true(holdout)).filter(until(issued_at, last) & (nw.col("_held") == 0))
    used = nw.when(~nw.col(used_at).is_null() & until(used_at, last)).then(nw.lit(1)).otherwise(nw.lit(0))
    marked = given.with_columns(_used=used).with_columns(_face=fen(face) * nw.col("_used"))
    table = grouped(marked, keys(by), issued=nw.len(), used=nw.col("_used").sum(), _face=nw.col("_face").sum())
    counts = (nw.col(name).cast(nw.Int64) for name in ("issued", "used"))
    share = ratio(nw.col("used"), nw.col("issued")).alias("redemption_rate")
    columns = [*keys(by), "issued", "used", "redemption_rate", "face_used"]
    done = table.with_columns(*counts).with_columns(share, yuan("_face").alias("face_used")).select(*columns)
    return cast(IntoFrameT, finish(done))
