"""Cohorts and intervals: who comes back when, and how long people wait."""

from datetime import date, timedelta
from typing import Any, cast

import narwhals.stable.v2 as nw

from storelab.metrics._frames import FEN, IntoFrameT, as_one_plan, collect, day_number, fen, finish, like
from storelab.metrics._orders import valid
from storelab.metrics._periods import as_day, known_period, period_number, period_of, period_start


@as_one_plan
def cohort_retention(
    orders: IntoFrameT,
    as_of: Any,
    freq: str = "M",
    value: bool = False,
    *,
    user_id: str = "user_id",
    paid_at: str = "paid_at",
    paid: str = "paid",
    status: str = "status",
) -> IntoFrameT:
    """How many of each cohort's customers buy again one, two, three periods after their first order.

    A cohort is made of the customers whose first valid order in the table lies in the period. An age that is not over
    by ``as_of`` cannot be told yet and is null, not zero: else every cohort would seem to die at the end of the table.

    Parameters
    ----------
    orders
        One row an order; the whole history, for the first row of a customer makes the cohort.
    as_of
        Last day of which all is known, such as ``"2025-12-31"``; later orders do not count.
    freq
        ``"W"`` (weeks from Monday), ``"M"`` (months) or ``"Q"`` (quarters).
    value
        Whether to add what the cohort paid at that age.
    user_id, paid_at, paid, status
        Columns of the customer, the time of payment (missing: never), the yuan paid, and the state.

    Returns
    -------
    frame
        One row a cohort and age, long: ``cohort`` (first day of the period), ``age`` (periods since, from 0 to the age
        of the oldest cohort at ``as_of``), ``customers`` (size of the cohort), ``retained`` (those with a valid order
        at that age; all at age 0), ``rate`` (retained / customers); with ``value`` also ``value`` (yuan) and
        ``value_per_customer`` (yuan per customer of the cohort), which age 0 too has only when its period is over.

    Raises
    ------
    StoreLabError
        If a column is missing or holds no times, an order has no customer, ``as_of`` is no day or lies before the data, or ``freq`` is unknown.
    """
    last, period = as_day(as_of, "as_of"), known_period(freq, "freq")
    bought = valid(orders, [paid] if value else [], user_id, paid_at, status, last=last, as_of=last)
    placed = bought.with_columns(_period=period_number(paid_at, period), _fen=fen(paid) if value else nw.lit(0))
    # One row a customer and period first: that is what both the cohort and the counts are made of.
    active = placed.group_by(user_id, "_period").agg(_fen=nw.col("_fen").sum())
    # A window and no join, or engines without a memory of parts of a plan would aggregate all orders twice.
    cells = active.with_columns(_cohort=nw.col("_period").min().over(user_id)).group_by("_cohort", "_period")
    table = collect(cells.agg(_people=nw.len(), _fen=nw.col("_fen").sum()))
    found = {
        (int(cohort), int(number) - int(cohort)): (int(people), int(amount))
        for cohort, number, people, amount in table.select("_cohort", "_period", "_people", "_fen").rows()
    }
    # Periods before this one are over at the end of the last day.
    over = period_of(last + timedelta(days=1), period)
    now = period_of(last, period)
    born = sorted(cohort for cohort, age in found if age == 0)
    oldest = now - born[0] if born else -1
    names = ["cohort", "age", "customers", "retained", "rate", *(["value", "value_per_customer"] if value else [])]
    columns: dict[str, list[Any]] = {name: [] for name in names}
    for cohort in born:
        size = found[cohort, 0][0]
        for age in range(oldest + 1):
            people, amount = found.get((cohort, age), (0, 0))
            told = cohort + age < over
            kept = people if told or age == 0 else None
            yuan = amount / FEN if told else None
            row = [period_start(cohort, period), age, size, kept, None if kept is None else kept / size]
            row += [yuan, None if yuan is None else yuan / size] if value else []
            for name, cell in zip(names, row, strict=True):
                columns[name].append(cell)
    schema: dict[str, Any] = {
        "cohort": nw.Datetime("us"),
        "age": nw.Int64,
        "customers": nw.Int64,
        "retained": nw.Float64,
        "rate": nw.Float64,
        "value": nw.Float64,
        "value_per_customer": nw.Float64,
    }
    return cast(IntoFrameT, like(bought, columns, {name: schema[name] for name in names}))


@as_one_plan
def time_to_second_order(
    orders: IntoFrameT,
    as_of: Any,
    *,
    user_id: str = "user_id",
    paid_at: str = "paid_at",
    status: str = "status",
) -> IntoFrameT:
    """Days from each customer's first valid order to the second, or days waited so far where there is none.

    Who has not come back yet is censored, not lost: leaving these people out makes everybody look quick.

    Parameters
    ----------
    orders
        One row an order.
    as_of
        Last day of which all is known; later orders do not count.
    user_id, paid_at, status
        Columns of the customer, the time of payment (missing: never) and the state.

    Returns
    -------
    frame
        ``user_id``, ``days`` (whole days; 0 for a second order on the same day) and ``censored`` (true where there is
        no second order by ``as_of``, and ``days`` counts up to it), sorted by the customer.

    Raises
    ------
    StoreLabError
        If a column is missing or holds no times, an order has no customer, or ``as_of`` is no day or lies before the data.
    """
    last = as_day(as_of, "as_of")
    bought = valid(orders, [], user_id, paid_at, status, last=last, as_of=last)
    days = bought.select(nw.col(user_id), day_number(paid_at).alias("_day"))
    first = days.group_by(user_id).agg(_first=nw.col("_day").min())
    later = days.join(first, on=user_id, how="inner").with_columns(
        _same=(nw.col("_day") == nw.col("_first")).cast(nw.Int64),
        _later=nw.when(nw.col("_day") > nw.col("_first")).then(nw.col("_day")),
    )
    people = later.group_by(user_id).agg(
        _first=nw.col("_first").min(), _same=nw.col("_same").sum(), _later=nw.col("_later").min()
    )
    # A second order of the first day is the second order; it stands in no later day.
    twice = nw.col("_same") > 1
    second = nw.when(twice).then(nw.col("_first")).otherwise(nw.col("_later"))
    waited = people.with_columns(_second=second).with_columns(censored=nw.col("_second").is_null())
    days_to = nw.col("_second").fill_null(last.toordinal()).cast(nw.Int64) - nw.col("_first")
    return cast(IntoFrameT, finish(waited.select(user_id, days_to.alias("days"), "censored").sort(user_id)))


@as_one_plan
def personal_intervals(
    orders: IntoFrameT,
    as_of: Any,
    *,
    user_id: str = "user_id",
    paid_at: str = "paid_at",
    status: str = "status",
) -> IntoFrameT:
    """Each customer's own rhythm: the median days between purchases, and the days since the last one.

    Days count, not orders: two orders of one day are one purchase, or a split parcel would make a rhythm of 0 days.

    Parameters
    ----------
    orders, as_of, user_id, paid_at, status
        As in `time_to_second_order`.

    Returns
    -------
    frame
        ``user_id``, ``purchase_days`` (different days with a valid order), ``median_interval`` (days; null with a
        single purchase day) and ``days_since`` (from the last one to ``as_of``), sorted by the customer.

    Raises
    ------
    StoreLabError
        As `time_to_second_order`.
    """
    last: date = as_day(as_of, "as_of")
    bought = valid(orders, [], user_id, paid_at, status, last=last, as_of=last)
    days = bought.select(nw.col(user_id), day_number(paid_at).alias("_day")).unique()
    gap = nw.col("_day") - nw.col("_day").shift(1).over(user_id, order_by="_day")
    people = (
        days.with_columns(_gap=gap)
        .group_by(user_id)
        .agg(purchase_days=nw.len(), median_interval=nw.col("_gap").median(), _last=nw.col("_day").max())
    )
    return cast(
        IntoFrameT,
        finish(
            people.select(
                user_id,
                nw.col("purchase_days").cast(nw.Int64),
                nw.col("median_interval").cast(nw.Float64),
                (last.toordinal() - nw.col("_last")).alias("days_since"),
            ).sort(user_id)
        ),
    )
