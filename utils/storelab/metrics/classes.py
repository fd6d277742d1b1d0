"""Classes of goods: ABC by what they bring, XYZ by how steadily they sell."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, cast

import narwhals.stable.v2 as nw

from storelab.errors import StoreLabError
from storelab.language import pick
from storelab.metrics._checks import check_numbers, read_counts
from storelab.metrics._frames import Frame, IntoFrameT, as_one_plan, collect, fen, finish, ratio, read, yuan
from storelab.metrics._periods import between, check_times, known_period, period_number, period_of, window

THOUSANDTHS = 1_000  # of a piece: quantities are summed as whole numbers, which agree on every engine


@as_one_plan
def abc_classes(
    sales: IntoFrameT,
    cuts: Sequence[float] = (0.8, 0.95),
    *,
    item: str = "sku_id",
    value: str = "paid",
) -> IntoFrameT:
    """Sort goods into A, B and C by their share of the sales, largest first.

    An item is in A while the cumulated share of the items *before* it is below the first cut, in B while it is below the
    second, else in C: the item that crosses a cut still belongs above it, so that A holds at least 80 % of the sales,
    and a single item is A. Before an item stand those that sell more; items of equal sales share one class. What sold
    nothing is C, however much is left to the cut.

    Parameters
    ----------
    sales
        One row a sale or finer, such as order lines; rows of one item are summed. An item that was never sold is in the
        result only if it has a row, such as one of 0 yuan.
    cuts
        Where A and B end, as cumulated shares: two rising numbers up to 1.
    item, value
        Columns of the item and of the yuan it brought (missing: none); hand in gross profit to sort by profit.

    Returns
    -------
    frame
        ``sku_id`` (or what ``item`` names), ``value`` (yuan), ``share`` (of all sales, null if there are none),
        ``share_before`` (of the items that sell more) and ``abc``, sorted by value from the largest, then by item.

    Raises
    ------
    StoreLabError
        If a column is missing or holds no numbers, a row has no item, a value is negative (net returns off before, by
        item), or the cuts do not rise or lie outside of 0 to 1.
    """
    limits = _cuts(cuts, high=1)
    classed = _abc(_sums(sales, item, value), limits, item)
    return cast(IntoFrameT, finish(classed.sort("value", item, descending=[True, False])))


@as_one_plan
def xyz_classes(
    sales: IntoFrameT,
    start: Any,
    end: Any,
    freq: str = "W",
    cuts: Sequence[float] = (0.5, 1.0),
    *,
    item: str = "sku_id",
    qty: str = "qty",
    ts: str = "paid_at",
) -> IntoFrameT:
    """Sort goods into X, Y and Z by how steadily they sell from period to period.

    The measure is the coefficient of variation of the demand: standard deviation (of all the periods, so divided by their
    number) over mean. Periods without a sale count as 0, for they are what makes demand unsteady. X goes up to the
    first cut, Y up to the second, both included, Z is the rest, and what was not sold at all.

    Parameters
    ----------
    sales
        One row a sale or finer; rows outside of the window are not looked at.
    start, end
        First and last day, such as ``"2025-12-31"``. Only periods that lie in them in full count: half a week looks like
        a bad week.
    freq
        ``"D"``, ``"W"`` (weeks from Monday), ``"M"`` or ``"Q"``.
    cuts
        Where X and Y end: two rising numbers.
    item, qty, ts
        Columns of the item, of the pieces sold (missing: none), and of the time.

    Returns
    -------
    frame
        ``sku_id`` (or what ``item`` names), ``mean_demand`` (pieces a period), ``variation`` (null without a sale) and
        ``xyz``, sorted by item. An item without a row in the window is not in it.

    Raises
    ------
    StoreLabError
        If a column is missing or of the wrong type, a row has no item, a quantity is negative, the window holds fewer
        than two whole periods, or the cuts do not rise.
    """
    limits = _cuts(cuts)
    frame = read_counts(sales, "sales", [item, qty, ts], [item], [qty])
    check_times(frame, "sales", ts)
    return cast(IntoFrameT, finish(_xyz(frame, start, end, freq, limits, item, qty, ts).sort(item)))


@as_one_plan
def abc_xyz(
    sales: IntoFrameT,
    start: Any,
    end: Any,
    freq: str = "W",
    abc_cuts: Sequence[float] = (0.8, 0.95),
    xyz_cuts: Sequence[float] = (0.5, 1.0),
    *,
    item: str = "sku_id",
    value: str = "paid",
    qty: str = "qty",
    ts: str = "paid_at",
) -> IntoFrameT:
    """Cross `abc_classes` and `xyz_classes`: AX sells much and steadily, CZ little and by fits.

    Both look at the same rows: those of the periods that lie in the window in full.

    Parameters
    ----------
    sales, start, end, freq, item, value, qty, ts
        As in `abc_classes` and `xyz_classes`.
    abc_cuts, xyz_cuts
        The cuts of the two.

    Returns
    -------
    frame
        ``sku_id`` (or what ``item`` names), ``value``, ``share``, ``share_before``, ``abc``, ``mean_demand``,
        ``variation``, ``xyz`` and ``class`` (the two letters), sorted by value from the largest, then by item.

    Raises
    ------
    StoreLabError
        As the two.
    """
    shares, variations = _cuts(abc_cuts, high=1), _cuts(xyz_cuts)
    frame = read_counts(sales, "sales", [item, value, qty, ts], [item], [value, qty])
    check_times(frame, "sales", ts)
    first, last, period = _whole_periods(start, end, freq)
    number = period_number(ts, period)
    seen = frame.filter(between(ts, *window(start, end))).filter((number >= first) & (number <= last))
    classed = _abc(_by_item(seen, item, value), shares, item)
    joined = classed.join(_xyz(frame, start, end, freq, variations, item, qty, ts), on=item)
    both = joined.with_columns(nw.concat_str("abc", "xyz").alias("class"))
    return cast(IntoFrameT, finish(both.sort("value", item, descending=[True, False])))


def _sums(sales: Any, item: str, value: str) -> Frame:
    """``_fen`` of each item, from rows that have been checked."""
    frame = read(sales, "sales", [item, value])
    check_numbers(frame, "sales", value)
    if not frame.implementation.is_polars():
        return _by_item(read_counts(sales, "sales", [item, value], [item], [value]), item, value)
    # The sums of the goods are few and tell what is wrong too, so that a file is read once.
    sums = collect(_by_item(frame, item, value, _least=nw.col(value).min()))
    if sums[item].null_count() or (sums["_least"] < 0).any():
        read_counts(sales, "sales", [item, value], [item], [value])
    return cast(Frame, sums.lazy())


def _by_item(frame: Frame, item: str, value: str, **more: nw.Expr) -> Frame:
    return frame.with_columns(_fen=fen(value)).group_by(item).agg(_fen=nw.col("_fen").sum(), **more)


def _abc(sums: Frame, cuts: tuple[float, float], item: str) -> Frame:
    sums = sums.with_columns(nw.col("_fen").cast(nw.Int64)).with_columns(_minus=-nw.col("_fen"))
    up_to = nw.col("_fen").cum_sum().over(order_by=["_minus", item])
    ranked = sums.with_columns(_before=up_to - nw.col("_fen"), _all=nw.col("_fen").sum())
    # Of items of equal sales, the first one has only larger ones before it: that is where all of them stand.
    ranked = ranked.with_columns(_before=nw.col("_before").min().over("_fen"))
    shares = ranked.with_columns(
        share=ratio(nw.col("_fen"), nw.col("_all")), share_before=ratio(nw.col("_before"), nw.col("_all"))
    )
    sold = nw.col("_fen") > 0
    in_a, in_b = (sold & (nw.col("share_before") < cut) for cut in cuts)
    letter = nw.when(in_a).then(nw.lit("A")).otherwise(nw.when(in_b).then(nw.lit("B")).otherwise(nw.lit("C")))
    return shares.select(item, yuan("_fen").alias("value"), "share", "share_before", letter.alias("abc"))


def _xyz(
    frame: Frame, start: Any, end: Any, freq: str, cuts: tuple[float, float], item: str, qty: str, ts: str
) -> Frame:
    first, last, period = _whole_periods(start, end, freq)
    periods = last - first + 1
    pieces = (nw.col(qty).cast(nw.Float64).fill_null(0.0) * THOUSANDTHS).round(0).cast(nw.Int64)
    rows = frame.filter(between(ts, *window(start, end))).select(
        item, _period=period_number(ts, period), _pieces=pieces
    )
    rows = rows.filter((nw.col("_period") >= first) & (nw.col("_period") <= last))
    demand = rows.group_by(item, "_period").agg(_pieces=nw.col("_pieces").sum())
    demand = demand.with_columns(_pieces=nw.col("_pieces").cast(nw.Float64) / THOUSANDTHS)
    demand = demand.with_columns(_square=nw.col("_pieces") * nw.col("_pieces"))
    items = demand.group_by(item).agg(_sum=nw.col("_pieces").sum(), _squares=nw.col("_square").sum())
    spread = periods * nw.col("_squares") - nw.col("_sum") * nw.col("_sum")  # of the periods without a row too
    # Where demand is the same in each period, rounding may leave a trace below zero.
    known = items.with_columns(_spread=nw.when(spread > 0).then(spread).otherwise(nw.lit(0.0)))
    known = known.with_columns(variation=ratio(nw.col("_spread").sqrt(), nw.col("_sum")))
    steady, fair = ((nw.col("variation") <= cut).fill_null(False) for cut in cuts)
    letter = nw.when(steady).then(nw.lit("X")).otherwise(nw.when(fair).then(nw.lit("Y")).otherwise(nw.lit("Z")))
    return known.select(item, (nw.col("_sum") / periods).alias("mean_demand"), "variation", letter.alias("xyz"))


def _whole_periods(start: Any, end: Any, freq: str) -> tuple[int, int, str]:
    """The first and the last period that lie in the window in full, and their kind."""
    period = known_period(freq, "freq")
    begin, finish_day = window(start, end)
    # A period is cut off in front if the day before belongs to it, at the end if the day after does.
    first = period_of(begin - timedelta(days=1), period) + 1
    last = period_of(finish_day + timedelta(days=1), period) - 1
    if last <= first:
        raise StoreLabError(
            pick(
                {
                    "en": f"From {begin} to {finish_day} there are fewer than two whole periods (freq '{freq}'), so there is no variation to measure. Name a longer window or a shorter period.",
                    "zh": f"从 {begin} 到 {finish_day} 不足两个完整的周期（freq 为 '{freq}'），算不出波动。请换更长的时间段或更短的周期。",
                }
            )
        )
    return first, last, period


def _cuts(cuts: Sequence[float], high: float = float("inf")) -> tuple[float, float]:
    if len(cuts) != 2 or not 0 <= cuts[0] < cuts[1] <= high:
        wanted = "two rising numbers" if high > 1 else "two rising shares from 0 to 1"
        chinese = "两个从小到大的数" if high > 1 else "0 到 1 之间、从小到大的两个数"
        raise StoreLabError(
            pick(
                {
                    "en": f"cuts must be {wanted}, such as (0.8, 0.95), not {tuple(cuts)}.",
                    "zh": f"cuts 应该是{chinese}，比如 (0.8, 0.95)；现在是 {tuple(cuts)}。",
                }
            )
        )
    return cuts[0], cuts[1]
