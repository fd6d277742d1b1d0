"""Targeted marketing: how much better than a random pick is a score?"""

from typing import cast

import narwhals.stable.v2 as nw

from storelab.errors import StoreLabError
from storelab.language import pick
from storelab.metrics._checks import check_numbers
from storelab.metrics._frames import IntoFrameT, finish, grouped, is_true, ratio, read, scalars


def gain_table(
    customers: IntoFrameT, groups: int = 10, *, score: str = "score", responded: str = "responded"
) -> IntoFrameT:
    """Gain and lift by groups of falling score: whom to write to first, and what it brings over writing at random.

    Customers are ranked by the score, the highest first, and cut into ``groups``: ``1 + floor(groups (rank - 1) / n)``,
    where equal scores share their smallest rank and so their group. With many equal scores a group can be larger than
    others, or missing. The response must be one that the score has not seen.

    Parameters
    ----------
    customers
        One row a customer.
    groups
        How many groups; 10 makes deciles.
    score, responded
        Columns: what the customers are ranked by, and whether they responded (true or false, or 1 or 0; missing: no).

    Returns
    -------
    frame
        One row a group, the best first: ``group`` (1 is the best), ``customers``, ``responses``, ``rate``
        (responses / customers), ``lift`` (rate over the rate of all), and for this group and all better ones together
        ``cumulative_customers`` and ``cumulative_responses`` (the gain) as shares of all, and ``cumulative_lift``
        (their quotient). What is divided by no response at all is null.

    Raises
    ------
    StoreLabError
        If a column is missing, a score is missing or no number, or ``groups`` is no whole number of 2 or more.
    """
    if groups != int(groups) or groups < 2:
        raise StoreLabError(
            pick(
                {
                    "en": f"groups must be a whole number of 2 or more, such as 10; got {groups!r}.",
                    "zh": f"groups 应该是不小于 2 的整数，比如 10；现在是 {groups!r}。",
                }
            )
        )
    frame = read(customers, "customers", [score, responded], ids=[score])
    check_numbers(frame, "customers", score)
    marked = frame.select(nw.col(score).alias("_score"), is_true(responded).alias("_responded"))
    totals = scalars(marked, people=nw.len(), responses=nw.col("_responded").sum())
    people, responses = int(totals["people"]), int(totals["responses"] or 0)
    # Each score once: the customers with a higher one are counted, so ties are decided by the score alone.
    scores = marked.group_by("_score").agg(_people=nw.len(), _responses=nw.col("_responded").sum())
    scores = scores.with_columns(nw.col("_people").cast(nw.Int64), nw.col("_responses").cast(nw.Int64))
    better = people - nw.col("_people").cum_sum().over(order_by="_score")
    placed = scores.with_columns(group=(better * int(groups) // max(people, 1) + 1).cast(nw.Int64))
    table = grouped(placed, ["group"], customers=nw.col("_people").sum(), responses=nw.col("_responses").sum())
    table = table.with_columns(nw.col("customers").cast(nw.Int64), nw.col("responses").cast(nw.Int64))
    table = table.with_columns(
        _people=nw.col("customers").cum_sum().over(order_by="group"),
        _responses=nw.col("responses").cum_sum().over(order_by="group"),
    )
    # Whole numbers above and below the line: the values are equal on every engine.
    result = table.select(
        "group",
        "customers",
        "responses",
        rate=ratio(nw.col("responses"), nw.col("customers")),
        lift=ratio(nw.col("responses") * people, nw.col("customers") * responses),
        cumulative_customers=ratio(nw.col("_people"), nw.lit(people)),
        cumulative_responses=ratio(nw.col("_responses"), nw.lit(responses)),
        cumulative_lift=ratio(nw.col("_responses") * people, nw.col("_people") * responses),
    )
    return cast(IntoFrameT, finish(result.sort("group")))
