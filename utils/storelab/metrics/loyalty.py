"""Loyalty and word of mouth: who comes back, who stays at a higher price, and who brings others."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any, cast

import narwhals.stable.v2 as nw

from storelab.errors import StoreLabError
from storelab.language import pick
from storelab.metrics._checks import check_as_of, check_numbers
from storelab.metrics._formulas import check_range
from storelab.metrics._frames import (
    By,
    IntoFrameT,
    collect,
    day_number,
    divide,
    keys,
    like,
    rate,
    read,
    same_library,
    scalars,
)
from storelab.metrics._orders import valid
from storelab.metrics._periods import (
    as_day,
    between,
    check_times,
    period_number,
    period_of,
    period_start,
    until,
    window,
)
from storelab.metrics._totals import quotient_of_sums
from storelab.metrics.registry import DAYS_OF_CALL, EVERY_ROW, VALID_ORDERS, metric
from storelab.metrics.service import nps

FAVOURABLE = 4  # of 5


@metric(
    "P04",
    en="Word of mouth",
    zh="口碑",
    branch="new_customers",
    numerator={"en": "of these, customers who came through an invitation", "zh": "其中由别人邀请来的客户"},
    denominator={"en": "customers whose first valid order lies in the window", "zh": "首个有效订单在该时期内的客户"},
    window=DAYS_OF_CALL,
    filter=VALID_ORDERS,
    unit="share",
    formula="referred new customers / new customers",
    column="referral_share",
)
def word_of_mouth(
    orders: IntoFrameT,
    referrals: IntoFrameT,
    ratings: Iterable[Any],
    recommend: Iterable[Any],
    start: Any,
    end: Any,
    *,
    user_id: str = "user_id",
    paid_at: str = "paid_at",
    status: str = "status",
    invitee: str = "invitee",
) -> dict[str, float]:
    """What customers do for the shop, and what they say (P04): referred new customers, beside reviews and NPS.

    The share of referred customers is the measure; the two others say whether it will last. They are no index: a mean
    of the three would hide which of them fell.

    Parameters
    ----------
    orders
        One row an order, from the shop's first day on: whoever has an earlier valid order is not new.
    referrals
        One row an invitation, of the same library.
    ratings
        A column of stars, whole numbers from 1 to 5, of the period's reviews.
    recommend
        A column of answers from 0 to 10, as `nps` takes it.
    start, end
        First and last day.
    user_id, paid_at, status
        Columns of ``orders``.
    invitee
        Column of ``referrals``: the user who registered through it (missing: nobody).

    Returns
    -------
    dict
        ``new_customers``, ``referred`` (counts), ``referral_share``, ``positive_review_rate`` (4 or 5 stars), ``nps``
        (from -100 to 100); NaN where there is nothing to divide by.

    Raises
    ------
    StoreLabError
        If a column is missing or of the wrong type, an order has no customer, ``end`` lies before ``start``, the tables
        are of different libraries, or a rating or an answer is out of range.
    """
    first, last = window(start, end)
    deals = valid(orders, [], user_id, paid_at, status, last=last)
    invited = read(referrals, "referrals", [invitee])
    same_library(deals, invited)
    firsts = deals.group_by(user_id).agg(_first=nw.col(paid_at).min()).filter(between("_first", first, last))
    known = invited.filter(~nw.col(invitee).is_null()).select(
        nw.col(invitee).cast(deals.collect_schema()[user_id]).alias(user_id)
    )
    new = int(scalars(firsts, count=nw.len())["count"])
    referred = int(scalars(firsts.join(known, on=user_id, how="semi"), count=nw.len())["count"])
    stars = list(ratings)
    check_range("ratings", stars, 1, 5)
    given = [one for one in stars if one is not None and one == one]
    return {
        "new_customers": new,
        "referred": referred,
        "referral_share": divide(referred, new),
        "positive_review_rate": divide(sum(one >= FAVOURABLE for one in given), len(given)),
        "nps": nps(recommend)["nps"],
    }


@metric(
    "P05",
    en="Loyalty",
    zh="忠诚度",
    branch="old_customers",
    numerator={"en": "yuan spent in the shop", "zh": "在本店的消费金额"},
    denominator={
        "en": "yuan that the same customers spend on such goods anywhere",
        "zh": "同一批客户在同类商品上的总消费",
    },
    window={"en": "one period for both", "zh": "分子分母用同一时期"},
    filter=EVERY_ROW,
    unit="share",
    formula="spend in the shop / spend on the category",
    aliases=("Share of wallet", "钱包份额"),
)
def share_of_wallet(
    wallets: IntoFrameT, by: By = None, *, own: str = "own_spend", total: str = "category_spend"
) -> float | IntoFrameT:
    """How much of what customers spend on such goods they spend in the shop (P05): sum over sum.

    Whether they stay when it costs them something is the other measure: `retention_after_price_rise`.

    Parameters
    ----------
    wallets
        One row a customer who said what they spend.
    by
        Columns to group by; None for one number.
    own, total
        Columns of yuan: in the shop, and anywhere.

    Returns
    -------
    float or frame
        A share from 0 to 1, NaN without spending; with ``by`` a frame of ``by`` and ``share_of_wallet``.

    Raises
    ------
    StoreLabError
        If a column is missing, holds no numbers or negative ones, or a customer spends more in the shop than anywhere.
    """
    frame = read(wallets, "wallets", [*keys(by), own, total])
    check_numbers(frame, "wallets", own, total, negative=False)
    over = (nw.col(own) > nw.col(total)).fill_null(False).cast(nw.Int64).sum()
    wrong = int(scalars(frame, wrong=over)["wrong"] or 0)
    if wrong:
        raise StoreLabError(
            pick(
                {
                    "en": f"wallets: {wrong} rows have more '{own}' than '{total}', of which it is a part.",
                    "zh": f"wallets 里有 {wrong} 行的 '{own}' 比 '{total}' 还多，前者应该是后者的一部分。",
                }
            )
        )
    both = frame.filter(~nw.col(own).is_null() & ~nw.col(total).is_null())
    parts = nw.to_native(both), "wallets", by, "share_of_wallet", own, total
    return cast("float | IntoFrameT", quotient_of_sums(*parts, money=[own, total]))


def retention_after_price_rise(
    orders: IntoFrameT,
    raised_on: Any,
    as_of: Any,
    days: int = 90,
    by: By = None,
    *,
    user_id: str = "user_id",
    paid_at: str = "paid_at",
    status: str = "status",
) -> float | IntoFrameT:
    """Share of the customers before a price rise who bought again after it: loyalty that was put to the test.

    Compare with the same share around a day without a rise; some would have left anyway.

    Parameters
    ----------
    orders
        One row an order.
    raised_on
        First day at the new price.
    as_of
        The last day of the data.
    days
        Days before the rise in which somebody must have bought, and days from it on in which they may buy again.
    by
        Columns of ``orders`` to group by, such as ``"shop_id"``; None for one number.
    user_id, paid_at, status
        Columns of the customer, the time of payment (missing: never) and the state.

    Returns
    -------
    float or frame
        A share from 0 to 1, NaN without customers, and NaN (null) as long as the days after are not over by ``as_of``;
        with ``by`` a frame of ``by`` and ``retention_after_price_rise``.

    Raises
    ------
    StoreLabError
        If a column is missing or holds no times, an order has no customer, ``days`` is below 1, or a day is none.
    """
    check_range("days", days, 1)
    day, last = as_day(raised_on, "raised_on"), as_day(as_of, "as_of")
    over = day + timedelta(days=days - 1)
    deals = valid(orders, keys(by), user_id, paid_at, status, since=day - timedelta(days=days), last=over)
    after = (day_number(paid_at) >= day.toordinal()).cast(nw.Int64)
    marked = deals.with_columns(_after=after).with_columns(_before=1 - nw.col("_after"))
    each = marked.group_by(*keys(by), user_id).agg(_after=nw.col("_after").max(), _before=nw.col("_before").max())
    # Without its denominator a share is missing: that is what is not known yet.
    known = each.filter(nw.col("_before") == 1).with_columns(_count=nw.lit(int(over <= last)))
    return cast(
        "float | IntoFrameT",
        rate(known, by, "retention_after_price_rise", nw.col("_after").sum(), nw.col("_count").sum()),
    )


@metric(
    "P06",
    en="Stickiness",
    zh="用户粘性",
    branch="customers",
    numerator={"en": "mean of the month's daily active users", "zh": "当月日活跃用户数的平均值"},
    denominator={"en": "active users of the month", "zh": "当月活跃用户数"},
    window={"en": "calendar months; the last one only when it is over", "zh": "自然月；最后一个月结束之后才算"},
    filter=EVERY_ROW,
    unit="share",
    formula="mean DAU / MAU",
    column="stickiness",
    aliases=("DAU/MAU", "客户黏性"),
)
def stickiness(activity: IntoFrameT, as_of: Any, *, user_id: str = "user_id", ts: str = "ts") -> IntoFrameT:
    """On how many days of a month its users come, as a share (P06): mean daily over monthly active users.

    A day without any user counts as 0. The first month is too low if the data begin inside of it.

    Parameters
    ----------
    activity
        One row a visit of a known user.
    as_of
        The last day of the data.
    user_id, ts
        Columns of the user and of the time.

    Returns
    -------
    frame
        ``month`` (its first day), ``mau`` (distinct users), ``mean_dau``, ``stickiness`` (from 1 / days to 1),
        ``visits_per_user`` (rows per user of the month); all but ``month`` and ``mau`` are null for a month that is not
        over by ``as_of``. Months without a visit are left out.

    Raises
    ------
    StoreLabError
        If a column is missing or ``ts`` holds no times, a row has no user, or ``as_of`` lies before the data.
    """
    last = as_day(as_of, "as_of")
    frame = read(activity, "activity", [user_id, ts], ids=[user_id, ts])
    check_times(frame, "activity", ts)
    check_as_of(frame, "activity", ts, last)
    seen = frame.filter(until(ts, last)).with_columns(_month=period_number(ts, "month"), _day=day_number(ts))
    person_days = seen.group_by("_month", "_day", user_id).agg(_visits=nw.len())
    months = person_days.group_by("_month").agg(
        _users=nw.col(user_id).n_unique(), _person_days=nw.len(), _visits=nw.col("_visits").sum()
    )
    rows = sorted(collect(months.select("_month", "_users", "_person_days", "_visits")).rows())
    current = period_of(last + timedelta(days=1), "month")
    table: dict[str, list[Any]] = {name: [] for name in ("month", "mau", "mean_dau", "stickiness", "visits_per_user")}
    for number, users, days_of_people, visits in rows:
        begin = period_start(int(number), "month")
        length = (period_start(int(number) + 1, "month") - begin).days
        over = int(number) < current
        daily = int(days_of_people) / length if over else None
        figures = (daily, int(days_of_people) / (length * int(users)), int(visits) / int(users))
        values = (begin, int(users), *((one if over else None) for one in figures))
        for name, value in zip(table, values, strict=True):
            table[name].append(value)
    floats = dict.fromkeys(["mean_dau", "stickiness", "visits_per_user"], nw.Float64)
    return cast(IntoFrameT, like(frame, table, {"month": nw.Datetime("us"), "mau": nw.Int64, **floats}))


def viral_coefficient(
    users: IntoFrameT,
    referrals: IntoFrameT,
    as_of: Any,
    days: int = 30,
    *,
    user_id: str = "user_id",
    inviter: str = "inviter",
    sent_at: str = "sent_at",
    goal_at: str = "ordered_at",
) -> dict[str, float]:
    """K: how many new customers each user brings by invitations; above 1 the shop would grow by itself.

    Invitations per user times their conversion. All users are in the denominator, also those who never invited.

    Parameters
    ----------
    users
        One row a user who could have invited.
    referrals
        One row an invitation, of the same library; of inviters that ``users`` does not know none count.
    as_of
        The last day of the data. Invitations of the last ``days`` up to it are left out, for they may yet convert.
    days
        Days from the one of the invitation in which a conversion counts for it.
    user_id, inviter, sent_at
        Columns: the user, who invited, and when.
    goal_at
        Column of the time of conversion (missing: none); ``"opened_at"`` asks how many look at it.

    Returns
    -------
    dict
        ``users``, ``inviters``, ``invitations``, ``conversions`` (counts), ``invitations_per_user``,
        ``conversion_rate`` and ``k``; NaN where there is nothing to divide by.

    Raises
    ------
    StoreLabError
        If a column is missing or of the wrong type, an id is missing, ``as_of`` lies before the data, ``days`` is
        below 1, or the tables are of different libraries.
    """
    check_range("days", days, 1)
    last = as_day(as_of, "as_of")
    people = read(users, "users", [user_id], ids=[user_id])
    sent = read(referrals, "referrals", [inviter, sent_at, goal_at], ids=[inviter, sent_at])
    check_times(sent, "referrals", sent_at, goal_at)
    check_as_of(sent, "referrals", sent_at, last)
    same_library(people, sent)
    count = int(scalars(people, count=nw.col(user_id).n_unique())["count"])
    ripe = sent.filter(until(sent_at, last - timedelta(days=days))).join(
        people.select(nw.col(user_id).alias(inviter)).unique(), on=inviter, how="semi"
    )
    parts = scalars(ripe, inviters=nw.col(inviter).n_unique(), sent=nw.len())
    # Days cannot be counted from a missing time, so invitations without a conversion are set aside first.
    reached = ripe.filter(~nw.col(goal_at).is_null()).with_columns(_waited=day_number(goal_at) - day_number(sent_at))
    in_time = (nw.col("_waited") >= 0) & (nw.col("_waited") <= days)
    won = int(scalars(reached.filter(in_time), won=nw.len())["won"])
    invitations = int(parts["sent"])
    return {
        "users": count,
        "inviters": int(parts["inviters"]) if invitations else 0,
        "invitations": invitations,
        "conversions": won,
        "invitations_per_user": divide(invitations, count),
        "conversion_rate": divide(won, invitations),
        "k": divide(won, count),
    }
