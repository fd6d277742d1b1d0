"""Members by level: who reaches which, who moved where, and who has stayed away longer than usual."""

import math
from typing import Any, cast

import narwhals.stable.v2 as nw

from storelab.errors import StoreLabError
from storelab.language import pick
from storelab.metrics._checks import check_numbers
from storelab.metrics._formulas import check_range
from storelab.metrics._frames import (
    Frame,
    IntoFrameT,
    collect,
    fen,
    finish,
    grouped,
    ratio,
    read,
    same_library,
    scalars,
)
from storelab.metrics._quantiles import quantiles
from storelab.metrics.cohorts import personal_intervals

# The level of who meets the conditions of none.
NO_LEVEL = "none"


def member_levels(
    customers: IntoFrameT,
    rules: Any,
    *,
    user_id: str = "user_id",
    spend: str = "spend",
    orders: str = "orders",
    active_days: str = "active_days",
) -> IntoFrameT:
    """The member level of each customer: the highest whose conditions are all met.

    Each level is judged by itself: whoever meets the conditions of gold is gold, also without those of silver.

    Parameters
    ----------
    customers
        One row a customer, with what counts in the year (or whatever the window is).
    rules
        One row a level, a data frame of any library: ``level`` (name), ``rank`` (a higher number is a better level),
        ``min_spend`` (yuan), ``min_orders`` and ``min_active_days``. Exactly the limit is enough; a missing limit is no
        condition.
    user_id, spend, orders, active_days
        Columns of ``customers``: the customer, yuan spent (after refunds, may be negative), orders, active days; a
        missing value counts as 0.

    Returns
    -------
    frame
        ``user_id`` and ``level`` (``"none"`` if no level is reached), sorted by the customer; `level_shares` counts
        them (M148).

    Raises
    ------
    StoreLabError
        If a column is missing, a customer or a level's name or rank is, a value that counts is no number, or two
        levels have the same rank.
    """
    frame = read(customers, "customers", [user_id, spend, orders, active_days], ids=[user_id])
    check_numbers(frame, "customers", spend, orders, active_days)
    limits = {"min_spend": spend, "min_orders": orders, "min_active_days": active_days}
    listed = collect(read(rules, "rules", ["level", "rank", *limits], ids=["level", "rank"]))
    ranks = listed["rank"].to_list()
    if len(set(ranks)) < len(ranks):
        raise StoreLabError(
            pick(
                {
                    "en": f"rules: two levels have the same rank, so neither is the higher one: {sorted(ranks)}.",
                    "zh": f"rules 里有两个等级的 rank 相同，分不出高低：{sorted(ranks)}。",
                }
            )
        )
    level = nw.lit(NO_LEVEL)
    for rule in sorted(listed.rows(named=True), key=lambda row: row["rank"]):
        reached = nw.lit(True)
        for limit, column in limits.items():
            least = rule[limit]
            if least is None or least != least:
                continue
            if column == spend:  # in fen, or 0.1 + 0.2 would miss a limit of 0.3
                reached = reached & (fen(spend) >= round(float(least) * 100))
            else:
                reached = reached & (nw.col(column).fill_null(0) >= least)
        level = nw.when(reached).then(nw.lit(str(rule["level"]))).otherwise(level)
    return cast(IntoFrameT, finish(frame.select(user_id, level.alias("level")).sort(user_id)))


def level_migration(
    before: IntoFrameT, after: IntoFrameT, by: str = "level", *, user_id: str = "user_id"
) -> IntoFrameT:
    """From which level to which did customers move between two dates: counts, and shares of those who started there.

    Parameters
    ----------
    before, after
        One row a customer, with the level (or RFM segment, or any other group) at the two dates; of the same library.
    by
        Column of the level in both.
    user_id
        Column of the customer in both.

    Returns
    -------
    frame
        ``from_level``, ``to_level``, ``customers`` and ``share`` (of all customers of ``from_level``; each sums to 1),
        long, sorted by both. ``to_level`` is null for who is not in ``after`` and ``from_level`` for who is new there.

    Raises
    ------
    StoreLabError
        If a column is missing, a customer or level is, a customer stands twice in a table, or the tables are of
        different libraries.
    """
    frames = {
        name: read(table, name, [user_id, by], ids=[user_id, by])
        for name, table in (("before", before), ("after", after))
    }
    same_library(*frames.values())
    for name, frame in frames.items():
        counts = scalars(frame, rows=nw.len(), people=nw.col(user_id).n_unique())
        if counts["rows"] > counts["people"]:
            more = int(counts["rows"] - counts["people"])
            raise StoreLabError(
                pick(
                    {
                        "en": f"{name}: {more} rows repeat a customer; a customer has one level on a date. Keep one row each.",
                        "zh": f"{name} 里有 {more} 行的客户重复出现；同一天一位客户只有一个等级，请每人只留一行。",
                    }
                )
            )
    # Stacked rather than joined: who stands in one table only stays.
    stacked = cast(
        Frame,
        nw.concat(
            [
                frame.select(user_id, nw.col(by).alias("_level"), nw.lit(place).alias("_place"))
                for place, frame in enumerate(frames.values())
            ]
        ),
    )
    moves = (
        stacked.with_columns(
            _from=nw.when(nw.col("_place") == 0).then(nw.col("_level")),
            _to=nw.when(nw.col("_place") == 1).then(nw.col("_level")),
        )
        .group_by(user_id)
        .agg(from_level=nw.col("_from").max(), to_level=nw.col("_to").max())
    )
    table = grouped(moves, ["from_level", "to_level"], customers=nw.len())
    table = table.with_columns(nw.col("customers").cast(nw.Int64))
    table = table.with_columns(_all=nw.col("customers").sum().over("from_level"))
    shares = table.select("from_level", "to_level", "customers", share=ratio(nw.col("customers"), nw.col("_all")))
    return cast(IntoFrameT, finish(shares.sort("from_level", "to_level", nulls_last=True)))


def lapsed_customers(
    orders: IntoFrameT,
    as_of: Any,
    k: float = 2.0,
    patience: int = 14,
    *,
    user_id: str = "user_id",
    paid_at: str = "paid_at",
    status: str = "status",
) -> IntoFrameT:
    """Who has stayed away longer than ``k`` times the own rhythm: personal, where "90 days" is one line for all.

    The rhythm is the median interval of `personal_intervals`. Who bought on one day only has none yet and takes the
    shop's: the median of all rhythms.

    Parameters
    ----------
    orders, as_of, user_id, paid_at, status
        As in `personal_intervals`.
    k
        How many times the rhythm is too long; above 0.
    patience
        Nobody is called lapsed within so many days, or a daily buyer would be after three.

    Returns
    -------
    frame
        ``user_id``, ``rhythm`` (days; null if nobody has one), ``days_since`` (the last purchase) and ``lapsed``
        (whether ``days_since`` is above both ``k`` times the rhythm and ``patience``; false without any rhythm), sorted
        by the customer.

    Raises
    ------
    StoreLabError
        As `personal_intervals`, or if ``k`` is not above 0 or ``patience`` is negative.
    """
    check_range("k", k, 0, above=True)
    check_range("patience", patience, 0)
    people = cast(
        Frame, nw.from_native(personal_intervals(orders, as_of, user_id=user_id, paid_at=paid_at, status=status))
    )
    # A median of whole days is whole or a half, so twice as much is whole.
    known = people.filter(~nw.col("median_interval").is_null())
    twice = known.select(_twice=(nw.col("median_interval") * 2).round(0).cast(nw.Int64))
    shop = quantiles(twice, "_twice", {"median": 0.5})["median"] / 2
    own = nw.col("median_interval")
    rhythm = own if math.isnan(shop) else nw.coalesce(own, nw.lit(shop))
    judged = people.with_columns(rhythm=rhythm)
    late = (nw.col("days_since") > nw.col("rhythm") * k) & (nw.col("days_since") > patience)
    return cast(
        IntoFrameT,
        finish(judged.select(user_id, "rhythm", "days_since", late.fill_null(False).alias("lapsed")).sort(user_id)),
    )
