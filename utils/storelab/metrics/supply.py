"""How suppliers deliver: lead times, and lines that came on time and in full."""

from typing import Any, cast

import narwhals.stable.v2 as nw

from storelab.metrics._checks import check_as_of, check_numbers
from storelab.metrics._durations import DAY, as_of_day, one_row
from storelab.metrics._frames import By, IntoFrameT, day_number, finish, keys, rate, read
from storelab.metrics._periods import as_day, check_times, until
from storelab.metrics._quantiles import grouped_quantiles
from storelab.metrics.registry import UNTIL_AS_OF, metric

LEAD_TIME_MEASURES = ("lead_time_mean", "lead_time_sd", "lead_time_p50", "lead_time_p90")


@metric(
    "M075",
    en="Lead time",
    zh="供应周期",
    branch="supply",
    numerator={"en": "days from order to receipt", "zh": "从下采购单到收货的天数"},
    window=UNTIL_AS_OF,
    filter={
        "en": "lines received by as_of; open ones are counted beside them",
        "zh": "截至 as_of 已收货的采购行；未到货的另计数量",
    },
    unit="day",
    formula="received date - ordered date",
    column="lead_time_mean",
)
def lead_times(
    purchase_orders: IntoFrameT,
    as_of: Any,
    by: By = None,
    *,
    ordered_at: str = "ordered_at",
    received_at: str = "received_at",
) -> dict[str, float] | IntoFrameT:
    """Days from order to receipt (M075): mean and standard deviation for safety stock, median and P90 for promises.

    Lines still open have no lead time yet; many of them beside few received say that the times are too short.

    Parameters
    ----------
    purchase_orders
        One row a purchase line.
    as_of
        The day on which is looked back, such as ``"2025-12-31"``: later orders do not count, and what was received
        later is open.
    by
        Columns to group by, such as ``"supplier_id"``; None for one dict.
    ordered_at, received_at
        Columns: day of the order, day of receipt (missing: not yet).

    Returns
    -------
    dict or frame
        ``lead_time_mean``, ``lead_time_sd`` (sample standard deviation; NaN with less than two lines),
        ``lead_time_p50``, ``lead_time_p90`` (days; NaN without received lines), ``received`` and ``open`` (lines); with
        ``by`` a frame of ``by`` and these, with null for NaN.

    Raises
    ------
    StoreLabError
        If a column is missing or holds no times, a line was received before it was ordered, or ``as_of`` is no day or
        lies before the data.
    """
    last = as_day(as_of, "as_of")
    groups = keys(by)
    frame = read(purchase_orders, "purchase_orders", [*groups, ordered_at, received_at])
    known = as_of_day(frame, "purchase_orders", ordered_at, received_at, last)
    # Days are whole in the course's tables; times of day are kept where a table has them.
    timed = known.with_columns(_days=nw.col("_elapsed").cast(nw.Float64) / DAY, _whole=nw.lit(1))
    whole = groups or ["_whole"]
    table = grouped_quantiles(
        timed.with_columns(_done=1 - nw.col("_open")),
        whole,
        "_elapsed",
        {"_p50": 0.5, "_p90": 0.9},
        received=nw.col("_done").sum(),
        open=nw.col("_open").sum(),
        _mean=nw.col("_days").mean(),
        _sd=nw.col("_days").std(ddof=1),
    )
    result = table.select(
        *groups,
        nw.col("_mean").alias("lead_time_mean"),
        nw.col("_sd").alias("lead_time_sd"),
        (nw.col("_p50") / DAY).alias("lead_time_p50"),
        (nw.col("_p90") / DAY).alias("lead_time_p90"),
        nw.col("received").cast(nw.Int64),
        nw.col("open").cast(nw.Int64),
    )
    if groups:
        return cast(IntoFrameT, finish(result))
    return one_row(result, LEAD_TIME_MEASURES, ["received", "open"])


def on_time_in_full(
    purchase_orders: IntoFrameT,
    as_of: Any,
    by: By = None,
    *,
    qty: str = "qty",
    qty_ok: str = "qty_ok",
    due_at: str = "due_at",
    received_at: str = "received_at",
) -> float | IntoFrameT:
    """Share of the purchase lines due that came by the day promised, and in full (OTIF).

    A line is in full when as many good pieces came as were ordered: a defective piece is a missing one. What is due
    and still open counts as failed; what is not due yet does not count.

    Parameters
    ----------
    purchase_orders
        One row a purchase line.
    as_of
        The day on which is looked back, such as ``"2025-12-31"``.
    by
        Columns to group by, such as ``"supplier_id"``; None for one number.
    qty, qty_ok
        Columns: pieces ordered, good pieces received (missing: none yet).
    due_at, received_at
        Columns: day promised, day of receipt (missing: not yet).

    Returns
    -------
    float or frame
        A share from 0 to 1, NaN if nothing was due; with ``by`` a frame of ``by`` and ``on_time_in_full``.

    Raises
    ------
    StoreLabError
        If a column is missing or of the wrong type, pieces are negative, a line has no day promised, or ``as_of`` is no
        day or lies before all days promised.
    """
    last = as_day(as_of, "as_of")
    frame = read(purchase_orders, "purchase_orders", [*keys(by), qty, qty_ok, due_at, received_at], ids=[due_at])
    check_times(frame, "purchase_orders", due_at, received_at)
    check_numbers(frame, "purchase_orders", qty, qty_ok, negative=False)
    check_as_of(frame, "purchase_orders", due_at, last)
    due = frame.filter(until(due_at, last))
    # The day counts, not the hour: what is promised for the 5th may come at any time of it. A missing day of receipt is
    # filled before its parts are taken, for pandas has no whole number for a missing year.
    filled = due.with_columns(_received=nw.coalesce(nw.col(received_at), nw.col(due_at)))
    on_time = (day_number("_received") <= day_number(due_at)) & ~nw.col(received_at).is_null()
    good = (on_time & (nw.col(qty_ok) >= nw.col(qty))).fill_null(False)
    judged = filled.with_columns(_good=good.cast(nw.Int64))
    return cast("float | IntoFrameT", rate(judged, by, "on_time_in_full", nw.col("_good").sum(), nw.len()))
