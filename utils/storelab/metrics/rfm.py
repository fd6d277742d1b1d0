"""RFM scores and member levels."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any, cast

import narwhals.stable.v2 as nw

from storelab.errors import StoreLabError
from storelab.language import pick
from storelab.metrics._frames import Frame, IntoFrameT, as_one_plan, finish, grouped, ratio, read, scalars
from storelab.metrics.registry import EVERY_ROW, UNTIL_AS_OF, VALID_ORDERS, WHOLE_TABLE, metric
from storelab.metrics.repurchase import summary

PARTS = {"r": "recency_days", "f": "frequency", "m": "monetary"}


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
@as_one_plan
def rfm_scores(
    orders: IntoFrameT,
    as_of: Any,
    q: int = 5,
    cuts: Mapping[str, Sequence[float]] | None = None,
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
    Scores by rank move with the other customers; with ``cuts`` of the shop's own they stay.

    Parameters
    ----------
    orders, as_of, user_id, paid_at, paid, status
        As in `customer_summary`.
    q
        The highest score by rank, from 2 to 9.
    cuts
        Cut points of ``"r"`` (days), ``"f"`` (orders) or ``"m"`` (yuan), each one to eight rising numbers; what is not
        named is scored by rank. The score is 1 and one more for each cut that is passed: f and m by a value above it, r
        by no more days than it. So ``{"r": [30, 90]}`` gives 3 up to 30 days, 2 up to 90, else 1.

    Returns
    -------
    frame
        ``user_id``, ``recency_days``, ``frequency``, ``monetary``, ``r``, ``f``, ``m`` and ``rfm`` (the three as
        digits: 545 is r 5, f 4, m 5), sorted by the customer.

    Raises
    ------
    StoreLabError
        As `customer_summary`, if ``q`` is no whole number from 2 to 9, or ``cuts`` names another part, or holds no
        rising numbers or too many.
    """
    known = _known_cuts(cuts or {})
    people = summary(orders, as_of, user_id, paid_at, paid, status)
    return cast(IntoFrameT, finish(scored(people, q, known).sort(user_id)))


def scored(people: Frame, q: int, cuts: Mapping[str, Sequence[float]] | None = None) -> Frame:
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
    chosen = cuts or {}
    # The smallest rank of equal values is one more than the number of customers with a smaller value: ties are decided
    # by value alone. Money comes from whole fen, so that equal sums are equal on every engine.
    ranks = {
        f"_rank_{part}": nw.col(column).rank("min", descending=part == "r")
        for part, column in PARTS.items()
        if part not in chosen
    }
    ranked = people.with_columns(**ranks, _size=nw.len())
    scores = {part: _cut(part, chosen[part]) if part in chosen else _rank_score(part, q) for part in PARTS}
    marked = ranked.with_columns(**scores)
    code = nw.col("r") * 100 + nw.col("f") * 10 + nw.col("m")
    return marked.select(*people.collect_schema().names(), "r", "f", "m", rfm=code)


def _rank_score(part: str, q: int) -> nw.Expr:
    smaller = nw.col(f"_rank_{part}").cast(nw.Int64) - 1
    return (smaller * q / nw.col("_size")).floor().cast(nw.Int64) + 1


def _cut(part: str, cuts: Sequence[float]) -> nw.Expr:
    value = nw.col(PARTS[part])
    passed = [value <= cut if part == "r" else value > cut for cut in cuts]
    score = nw.lit(1, nw.Int64)
    for one in passed:
        score = score + one.cast(nw.Int64)
    return score


def _known_cuts(cuts: Mapping[str, Sequence[float]]) -> Mapping[str, Sequence[float]]:
    for part, points in cuts.items():
        if part not in PARTS:
            raise StoreLabError(
                pick(
                    {
                        "en": f"cuts has no part '{part}': it takes 'r' (days), 'f' (orders) and 'm' (yuan).",
                        "zh": f"cuts 里没有 '{part}' 这一项：只能写 'r'（天数）、'f'（订单数）、'm'（金额，元）。",
                    }
                )
            )
        rising = all(first < second for first, second in pairwise(points))
        if not 1 <= len(points) <= 8 or not rising:
            raise StoreLabError(
                pick(
                    {
                        "en": f"cuts['{part}'] must be one to eight rising numbers, not {list(points)}.",
                        "zh": f"cuts['{part}'] 应该是 1 到 8 个从小到大的数，现在是 {list(points)}。",
                    }
                )
            )
    return cuts


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
