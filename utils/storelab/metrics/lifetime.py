"""What a customer is worth: so far, in future, through others; and lifetime value as a formula."""

import math
from datetime import timedelta
from typing import Any, cast

import narwhals.stable.v2 as nw

from storelab.errors import StoreLabError
from storelab.language import pick
from storelab.metrics._checks import check_as_of
from storelab.metrics._frames import FEN, Frame, IntoFrameT, fen, finish, read, same_library, yuan
from storelab.metrics._orders import valid
from storelab.metrics._periods import as_day, check_times, until
from storelab.metrics.registry import EVERY_ROW, UNTIL_AS_OF, VALID_ORDERS, metric
from storelab.metrics.repurchase import summary
from storelab.metrics.rfm import scored

PARTS = ("historical_value", "potential_value", "additional_value")


@metric(
    "M149",
    en="Historical value",
    zh="历史价值",
    branch="customers",
    numerator={
        "en": "yuan paid in valid orders of the customer less refunds, times the margin",
        "zh": "该客户有效订单的实付金额减退款，再乘以毛利率",
    },
    window=UNTIL_AS_OF,
    filter=VALID_ORDERS,
    unit="yuan",
    formula="margin * sum of (paid - refund) of a customer",
)
def historical_value(
    orders: IntoFrameT,
    as_of: Any,
    margin: float = 1.0,
    *,
    user_id: str = "user_id",
    paid_at: str = "paid_at",
    paid: str = "paid",
    refund: str = "refund",
    status: str = "status",
) -> IntoFrameT:
    """What each customer has brought up to a day (M149): spending, or with ``margin`` the profit in it.

    Parameters
    ----------
    orders
        One row an order.
    as_of
        The day up to which orders count, such as ``"2025-12-31"``.
    margin
        Share of a yuan that is gross profit; 1 values the spending itself.
    user_id, paid_at, paid, refund, status
        Columns of the customer, the time of payment (missing: never), yuan paid and refunded, and the state.

    Returns
    -------
    frame
        ``user_id`` and ``historical_value`` (yuan), sorted by the customer.

    Raises
    ------
    StoreLabError
        If a column is missing or holds no times, an order has no customer, or ``as_of`` is no day or lies before the data.
    """
    last = as_day(as_of, "as_of")
    bought = valid(orders, [paid, refund], user_id, paid_at, status, last=last, as_of=last)
    people = bought.with_columns(_fen=fen(paid) - fen(refund)).group_by(user_id).agg(_fen=nw.col("_fen").sum())
    worth = (yuan("_fen") * margin).alias("historical_value")
    return cast(IntoFrameT, finish(people.select(user_id, worth).sort(user_id)))


@metric(
    "M150",
    en="Potential value",
    zh="潜在价值",
    branch="customers",
    numerator={
        "en": "mean spending in the days to come of earlier customers with the same RFM scores, times the margin",
        "zh": "以前 RFM 得分相同的客户在随后一段时间的平均消费，再乘以毛利率",
    },
    window={
        "en": "the days after as_of, judged by those before it",
        "zh": "as_of 之后的一段时间，用之前同样长的一段来估计",
    },
    filter=VALID_ORDERS,
    unit="yuan",
    formula="margin * mean future spending of the RFM cell",
)
def potential_value(
    orders: IntoFrameT,
    as_of: Any,
    days: int = 365,
    margin: float = 1.0,
    q: int = 3,
    *,
    user_id: str = "user_id",
    paid_at: str = "paid_at",
    paid: str = "paid",
    status: str = "status",
) -> IntoFrameT:
    """What each customer may bring in the days to come (M150), judged by those who once stood where they stand.

    Customers are scored as they were ``days`` before ``as_of`` (`rfm_scores`); the mean that each cell of scores spent
    since is expected of who is in that cell now. A cell that nobody was in then takes the mean of its recency score,
    and if nobody had that either, of all. It is a forecast of a group, and supposes that the next days are like the
    last ones.

    Parameters
    ----------
    orders
        One row an order; at least ``days`` of history before the days that are compared.
    as_of
        The day from which one looks ahead.
    days
        How far: 365 makes both spans hold one of each season.
    margin
        Share of a yuan that is gross profit; 1 values the spending itself.
    q
        Scores 1 to q; with few customers few, or cells are empty.
    user_id, paid_at, paid, status
        As in `rfm_scores`.

    Returns
    -------
    frame
        ``user_id`` and ``potential_value`` (yuan), sorted by the customer; null if there was no customer then.

    Raises
    ------
    StoreLabError
        As `rfm_scores`, or if ``days`` is below 1.
    """
    if not days >= 1:
        raise StoreLabError(
            pick({"en": f"days must be 1 or more, not {days}.", "zh": f"days 至少是 1，现在是 {days}。"})
        )
    last = as_day(as_of, "as_of")
    then = last - timedelta(days=days)
    names = user_id, paid_at, paid, status
    before = scored(summary(orders, then, *names, refuse_early=False), q).select(user_id, "r", "rfm")
    later = valid(orders, [paid], user_id, paid_at, status, since=then + timedelta(days=1), last=last)
    spent = later.with_columns(_fen=fen(paid)).group_by(user_id).agg(_fen=nw.col("_fen").sum())
    known = before.join(spent, on=user_id, how="left").with_columns(nw.col("_fen").fill_null(0), _all=nw.lit(1))
    now = scored(summary(orders, last, *names), q).select(user_id, "r", "rfm").with_columns(_all=nw.lit(1))
    for level in ("rfm", "r", "_all"):
        now = now.join(_means(known, level), on=level, how="left")
    worth = nw.coalesce("_mean_rfm", "_mean_r", "_mean__all") * (margin / FEN)
    return cast(IntoFrameT, finish(now.select(user_id, worth.alias("potential_value")).sort(user_id)))


def _means(known: Frame, level: str) -> Frame:
    # Sum over count, for the mean of whole numbers must not depend on the order of adding.
    sums = known.group_by(level).agg(_sum=nw.col("_fen").sum(), _people=nw.len())
    return sums.select(level, (nw.col("_sum").cast(nw.Float64) / nw.col("_people")).alias(f"_mean_{level}"))


@metric(
    "M151",
    en="Additional value",
    zh="附加值",
    branch="customers",
    numerator={
        "en": "yuan ordered by people whom the customer invited, times the margin",
        "zh": "该客户邀请来的人下单的金额，再乘以毛利率",
    },
    window=UNTIL_AS_OF,
    filter={"en": "invitations that led to an order", "zh": "带来订单的邀请"},
    unit="yuan",
    formula="margin * sum of the value of referred orders",
)
def additional_value(
    referrals: IntoFrameT,
    as_of: Any,
    margin: float = 1.0,
    *,
    inviter: str = "inviter",
    ordered_at: str = "ordered_at",
    value: str = "value",
) -> IntoFrameT:
    """What each customer has brought through others (M151): the orders of people whom the customer invited.

    Parameters
    ----------
    referrals
        One row an invitation.
    as_of
        The day up to which orders count.
    margin
        Share of a yuan that is gross profit; 1 values the orders themselves.
    inviter, ordered_at, value
        Columns: who invited, when the invited person ordered (missing: never), and the yuan of it.

    Returns
    -------
    frame
        ``user_id`` (the inviter) and ``additional_value`` (yuan), sorted by the user.

    Raises
    ------
    StoreLabError
        If a column is missing or holds no times, an invitation has no inviter, or ``as_of`` is no day or lies before the data.
    """
    frame = read(referrals, "referrals", [inviter, ordered_at, value], ids=[inviter])
    check_times(frame, "referrals", ordered_at)
    last = as_day(as_of, "as_of")
    check_as_of(frame, "referrals", ordered_at, last)
    made = frame.filter(~nw.col(ordered_at).is_null()).filter(until(ordered_at, last))
    sums = made.with_columns(_fen=fen(value)).group_by(inviter).agg(_fen=nw.col("_fen").sum())
    table = sums.select(nw.col(inviter).alias("user_id"), (yuan("_fen") * margin).alias("additional_value"))
    return cast(IntoFrameT, finish(table.sort("user_id")))


@metric(
    "M152",
    en="Customer value",
    zh="客户价值",
    branch="customers",
    numerator={"en": "historical + potential + additional value", "zh": "历史价值 + 潜在价值 + 附加值"},
    window=UNTIL_AS_OF,
    filter=EVERY_ROW,
    unit="yuan",
    formula="historical value + potential value + additional value",
)
def customer_value(
    historical: IntoFrameT, potential: IntoFrameT, additional: IntoFrameT, *, user_id: str = "user_id"
) -> IntoFrameT:
    """The three parts of a customer's value and their sum (M152).

    All parts must be of one kind: spending (margin 1) or profit. The first looks back and the second ahead, so the sum
    ranks customers; it is no amount in any account.

    Parameters
    ----------
    historical, potential, additional
        As `historical_value`, `potential_value` and `additional_value` return them; all of the same library.
    user_id
        Column of the customer in all of them.

    Returns
    -------
    frame
        ``user_id``, the three values (0 where a part does not know the customer) and ``customer_value``, in yuan,
        sorted by the customer.

    Raises
    ------
    StoreLabError
        If a column is missing, a row has no customer, or the tables are of different libraries.
    """
    frames = [
        read(table, name, [user_id, part], ids=[user_id])
        for table, name, part in zip(
            (historical, potential, additional), ("historical", "potential", "additional"), PARTS, strict=True
        )
    ]
    same_library(*frames)
    # Stacked and summed rather than joined: nobody is lost who stands in one table only.
    stacked = [
        frame.select(
            nw.col(user_id).cast(nw.Int64),
            *[(nw.col(part).fill_null(0.0) if part == own else nw.lit(0.0)).alias(part) for part in PARTS],
        )
        for frame, own in zip(frames, PARTS, strict=True)
    ]
    sums = cast(Frame, nw.concat(stacked)).group_by(user_id).agg(*[nw.col(part).sum() for part in PARTS])
    total = nw.col(PARTS[0]) + nw.col(PARTS[1]) + nw.col(PARTS[2])
    return cast(IntoFrameT, finish(sums.with_columns(customer_value=total).sort(user_id)))


@metric(
    "M153",
    en="Customer lifetime value",
    zh="客户终身价值",
    branch="customers",
    numerator={
        "en": "yuan of margin in each period to come, weighed with the chance of staying and discounted, less CAC",
        "zh": "未来每一期的毛利，乘以留存概率并折现，再减去获客成本",
    },
    window={
        "en": "periods 1 to horizon; without one for ever",
        "zh": "第 1 期到第 horizon 期；不给 horizon 就是一直算下去",
    },
    filter=EVERY_ROW,
    unit="yuan",
    formula="sum over t >= 1 of m * r^t / (1 + d)^t - CAC; for ever: m * r / (1 + d - r) - CAC",
    aliases=("CLV", "LTV"),
)
def lifetime_value(
    margin: float, retention: float, discount: float, cac: float = 0.0, horizon: int | None = None
) -> float:
    """What a customer is worth from the next period on (M153), at constant margin and retention.

    The margin of the period in which the customer was won is not in it: t counts from 1, and each margin needs that
    the customer stayed t times. Many textbooks count from 0; then the value is larger by one margin.

    Parameters
    ----------
    margin
        Yuan of gross profit in a period from a customer who is still there.
    retention
        Chance of staying from one period to the next, from 0 to 1.
    discount
        Rate by which a yuan is worth less a period later, 0 or more: 0.01 is one percent.
    cac
        Yuan spent on winning the customer.
    horizon
        Periods that count; None is for ever.

    Returns
    -------
    float
        Yuan; infinite if all stay for ever (retention 1, discount 0) without a horizon.

    Raises
    ------
    StoreLabError
        If the retention is not between 0 and 1, the discount or the horizon is below 0, or the horizon is no whole
        number.
    """
    _check_clv(retention, discount)
    if horizon is not None and (horizon < 0 or horizon != int(horizon)):
        raise StoreLabError(
            pick(
                {
                    "en": f"horizon must be a whole number of periods, 0 or more; got {horizon!r}.",
                    "zh": f"horizon 应该是不小于 0 的整数（期数），现在是 {horizon!r}。",
                }
            )
        )
    step = retention / (1 + discount)
    if horizon is not None:
        return margin * math.fsum(step**t for t in range(1, int(horizon) + 1)) - cac
    left = 1 + discount - retention
    if left == 0:
        return math.copysign(math.inf, margin) if margin else -cac
    return margin * retention / left - cac


def payback_periods(margin: float, retention: float, discount: float, cac: float) -> float:
    """In which period a customer has paid back what it took to win them.

    Parameters
    ----------
    margin, retention, discount, cac
        As in `lifetime_value`.

    Returns
    -------
    float
        The first whole period t with ``lifetime_value(..., horizon=t)`` of 0 or more: 0 if nothing was spent, infinite
        if it never comes.

    Raises
    ------
    StoreLabError
        If the retention is not between 0 and 1, or the discount is below 0.
    """
    _check_clv(retention, discount)
    if cac <= 0:
        return 0.0
    if not lifetime_value(margin, retention, discount, cac) > 0:  # the sum only nears its limit
        return math.inf
    step = retention / (1 + discount)
    # Solve margin * step * (1 - step^t) / (1 - step) = cac for t, then mend the rounding of the logarithm.
    exact = cac / margin if step == 1 else math.log1p(-cac * (1 - step) / (margin * step)) / math.log(step)
    period = max(math.ceil(exact) - 1, 1)
    while lifetime_value(margin, retention, discount, cac, period) < 0:
        period += 1
    return float(period)


def _check_clv(retention: float, discount: float) -> None:
    if not 0 <= retention <= 1:
        raise StoreLabError(
            pick(
                {
                    "en": f"retention must be a share from 0 to 1, not {retention}.",
                    "zh": f"retention 应该是 0 到 1 之间的比率，现在是 {retention}。",
                }
            )
        )
    if not discount >= 0:
        raise StoreLabError(
            pick(
                {
                    "en": f"discount must be 0 or more, not {discount}.",
                    "zh": f"discount 不能小于 0，现在是 {discount}。",
                }
            )
        )
