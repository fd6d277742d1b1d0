"""RFM scores and member levels."""

from typing import Any, cast

import narwhals.stable.v2 as nw

from storelab.errors import StoreLabError
from storelab.language import pick
from storelab.metrics._frames import FEN, Frame, IntoFrameT, finish, grouped, ratio, read, scalars
from storelab.metrics.registry import EVERY_ROW, UNTIL_AS_OF, VALID_ORDERS, WHOLE_TABLE, metric
from storelab.metrics.repurchase import summary


@metric(
    "M146",
    en="RFM score",
    zh="RFM 得分",
    branch="old_customers",
    numerator={
        "en": "scores 1 to q of recency, frequency and money, by rank among all customers",
        "zh": "最近购买、频次、金额在全部客户中的名次，各换成 1 到 q 分",
    },
    window=UNTIL_AS_OF,
    filter=VALID_ORDERS,
    unit="score",
    formula="1 + floor(q * (rank - 1) / n); rfm = 100 r + 10 f + m",
    aliases=("RFM", "RFM模型"),
)
def rfm_scores(
    orders: IntoFrameT,
    as_of: Any,
    q: int = 5,
    *,
    user_id: str = "user_id",
    paid_at: str = "paid_at",
    paid: str = "paid",
    status: str = "status",
) -> IntoFrameT:
    """Score each customer from 1 to q by recency, frequency and money (M146).

    A score is ``1 + floor(q (rank - 1) / n)`` over all n customers, where equal values share their smallest rank and
    so their score. More is better in all three: for recency the longest absence ranks first, so q is a recent buyer.
    With many ties a score can be empty: when most customers bought once, there is no frequency between 1 and the top.

    Parameters
    ----------
    orders, as_of, user_id, paid_at, paid, status
        As in `customer_summary`.
    q
        The highest score, from 2 to 9.

    Returns
    -------
    frame
        ``user_id``, ``recency_days``, ``frequency``, ``monetary``, ``r``, ``f``, ``m`` and ``rfm`` (the three as
        digits: 545 is r 5, f 4, m 5), sorted by the customer.

    Raises
    ------
    StoreLabError
        As `customer_summary`, or if ``q`` is no whole number from 2 to 9.
    """
    people = summary(orders, as_of, user_id, paid_at, paid, status)
    return cast(IntoFrameT, finish(scored(people, q).sort(user_id)))


def scored(people: Frame, q: int) -> Frame:
    """Add ``r``, ``f``, ``m`` and ``rfm`` to a `customer_summary`."""
    if q not in range(2, 10):
        raise StoreLabError(
            pick(
                {
                    "en": f"q must be a whole number from 2 to 9, not {q!r}.",
                    "zh": f"q 应该是 2 到 9 的整数，现在是 {q!r}。",
                }
            )
        )
    size = scalars(people, size=nw.len())["size"]
    # Whole numbers: equal ones are equal on every engine.
    spent = (nw.col("monetary") * FEN).round(0).cast(nw.Int64)
    marked = people.with_columns(_absence=-nw.col("recency_days"), _spent=spent)
    for score, value in (("r", "_absence"), ("f", "frequency"), ("m", "_spent")):
        marked = marked.join(_scores(marked, value, score, q, size), on=value, how="left")
    code = nw.col("r") * 100 + nw.col("f") * 10 + nw.col("m")
    return marked.with_columns(rfm=code).drop("_absence", "_spent")


def _scores(people: Frame, value: str, score: str, q: int, size: int) -> Frame:
    # The smallest rank of equal values is one more than the number of customers with a smaller value. Counting each
    # value once works on every engine, and ties are decided by value alone.
    counted = people.group_by(value).agg(_count=nw.len()).with_columns(nw.col("_count").cast(nw.Int64))
    smaller = nw.col("_count").cum_sum().over(order_by=value) - nw.col("_count")
    return counted.select(value, ((smaller * q) // max(size, 1) + 1).cast(nw.Int64).alias(score))


@metric(
    "M148",
    en="Member levels",
    zh="会员等级分布",
    branch="old_customers",
    numerator={"en": "members of the level", "zh": "该等级的会员数"},
    denominator={"en": "all members", "zh": "全部会员数"},
    window=WHOLE_TABLE,
    filter=EVERY_ROW,
    unit="share",
    formula="members of level / members",
    aliases=("会员等级",),
)
def level_shares(members: IntoFrameT, by: str = "level") -> IntoFrameT:
    """Share of each level in all members (M148).

    Parameters
    ----------
    members
        One row a member.
    by
        Column of the level.

    Returns
    -------
    frame
        ``level`` (or what ``by`` names), ``members``, ``share``; shares sum to 1.

    Raises
    ------
    StoreLabError
        If the column is missing.
    """
    frame = read(members, "members", [by])
    total = scalars(frame, members=nw.len())["members"]
    table = grouped(frame, [by], members=nw.len())
    return cast(IntoFrameT, finish(table.with_columns(share=ratio(nw.col("members"), nw.lit(total)))))
