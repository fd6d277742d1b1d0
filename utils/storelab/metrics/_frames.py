"""What the frame metrics share: checked columns, groups, ratios and money.

Every frame goes through narwhals, so that pandas, Polars (eager and lazy) and other engines give equal values, and a
result comes back as the type that went in.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from functools import wraps
from typing import Any, TypeAlias, TypeVar, cast

import narwhals.stable.v2 as nw
from narwhals.stable.v2.typing import IntoFrameT

from storelab.errors import StoreLabError, suggest
from storelab.language import pick

# A frame of any library that narwhals reads; the lazy type offers what all of them can do.
Frame: TypeAlias = "nw.LazyFrame[Any]"
Function = TypeVar("Function", bound=Callable[..., Any])
By: TypeAlias = str | Sequence[str] | None

FEN = 100  # fen in a yuan


def read(native: Any, table: str, columns: Sequence[str], ids: Sequence[str] = ()) -> Frame:
    """Wrap a native frame after checking that it has the columns, and no missing ids.

    Parameters
    ----------
    native
        A data frame of any library that narwhals reads.
    table
        What the frame is called in messages.
    columns
        Columns that must be there.
    ids
        Those of them that must have a value in each row.

    Raises
    ------
    StoreLabError
        If it is no data frame, a column is missing, or an id is.
    """
    try:
        frame = cast(Frame, nw.from_native(native))
    except TypeError:
        kind = type(native).__name__
        raise StoreLabError(
            pick(
                {
                    "en": f"{table} must be a data frame (pandas, Polars, ...), not {kind}.",
                    "zh": f"{table} 应该是数据表（pandas、Polars 等的 DataFrame），传入的却是 {kind}。",
                }
            )
        ) from None
    there = frame.collect_schema().names()
    for column in columns:
        if column not in there:
            raise StoreLabError(_missing_column(table, column, there))
    if ids:
        check_ids(table, ids, scalars(frame, **present(ids)))
    return frame


def present(ids: Sequence[str]) -> dict[str, nw.Expr]:
    """What to ask `scalars` for, so that `check_ids` can tell whether an id is missing."""
    # Differences of counts and no sum of nulls: engines answer them from what a file says about itself.
    return {**{f"_present_{name}": nw.col(name).count() for name in ids}, "_rows": nw.len()}


def check_ids(table: str, ids: Sequence[str], counts: Mapping[str, Any]) -> None:
    """Refuse a table in which an id is missing, by the counts that `present` asked for."""
    for name in ids:
        count = int(counts["_rows"] - counts[f"_present_{name}"])
        if count:
            raise StoreLabError(
                pick(
                    {
                        "en": f"{table}: {count} rows have no {name}. Drop or repair them first, for they cannot be counted.",
                        "zh": f"{table} 里有 {count} 行缺少 {name}，没法计数。请先删掉或补上这些行。",
                    }
                )
            )


def _missing_column(table: str, column: str, present: Sequence[str]) -> str:
    near = suggest(column, present)
    if near:
        return pick(
            {
                "en": f"{table} has no column '{column}'; did you mean {near}?",
                "zh": f"{table} 没有 '{column}' 这一列；你是不是想写 {near}？",
            }
        )
    listed = ", ".join(present)
    return pick(
        {
            "en": f"{table} has no column '{column}'; it has {listed}.",
            "zh": f"{table} 没有 '{column}' 这一列；它有：{listed}。",
        }
    )


def same_library(first: Frame, *others: Frame) -> None:
    """Refuse tables of different libraries, which no engine could join.

    Raises
    ------
    StoreLabError
        If they are; the message lists the types.
    """
    kinds = {
        type(frame.to_native()).__module__.split(".")[0] + " " + type(frame.to_native()).__name__
        for frame in (first, *others)
    }
    if len(kinds) > 1:
        listed = ", ".join(sorted(kinds))
        raise StoreLabError(
            pick(
                {
                    "en": f"All tables must be of one library and type; these are {listed}.",
                    "zh": f"几张表要用同一个库、同一种类型；现在是 {listed}。",
                }
            )
        )


def rows_where(frame: Frame, condition: nw.Expr, *names: str) -> Frame:
    """The named columns of the rows that meet a condition on any columns.

    A table in memory would else be copied with the columns of the condition too, which are mostly text.
    """
    if isinstance(frame, nw.LazyFrame):
        return frame.filter(condition).select(*names)
    marked = cast(Frame, frame.with_columns(_chosen=condition).select(*names, "_chosen"))
    return marked.filter(nw.col("_chosen")).select(*names)


def as_one_plan(function: Function) -> Function:
    """Let a metric compute an eager Polars table as one lazy plan, which takes half the time of step by step.

    The first argument is the table; others are no frames.
    """

    @wraps(function)
    def planned(native: Any, *arguments: Any, **options: Any) -> Any:
        kind = type(native)
        if kind.__module__.partition(".")[0] != "polars" or kind.__name__ != "DataFrame":
            return function(native, *arguments, **options)
        return function(native.lazy(), *arguments, **options).collect()

    return cast(Function, planned)


def keys(by: By) -> list[str]:
    """The grouping columns as a list; None is no group at all."""
    if by is None:
        return []
    return [by] if isinstance(by, str) else list(by)


def scalars(frame: Frame, **expressions: nw.Expr) -> dict[str, Any]:
    """Compute single values in one pass over the frame, whatever its engine."""
    row = collect(cast(Frame, frame.select(**expressions))).rows(named=True)[0]
    return {name: _plain(value) for name, value in row.items()}


def _plain(value: Any) -> Any:
    # DuckDB sums whole numbers in 128 bits, which leave it as decimals without decimal places.
    if not isinstance(value, Decimal):
        return value
    return int(value) if value.as_tuple().exponent == 0 else float(value)


def grouped(frame: Frame, by: Sequence[str], **expressions: nw.Expr) -> Frame:
    """Aggregate by the columns, rows in the order of their values, missing values last."""
    return frame.group_by(*by).agg(**expressions).sort(*by, nulls_last=True)


def ratio(numerator: nw.Expr, denominator: nw.Expr) -> nw.Expr:
    """Divide; null where nothing can be divided by."""
    return nw.when(denominator > 0).then(numerator.cast(nw.Float64) / denominator)


def divide(numerator: float | None, denominator: float | None) -> float:
    """Divide two numbers; NaN where nothing can be divided by."""
    if not denominator or numerator is None or math.isnan(denominator):
        return math.nan
    return float(numerator) / float(denominator)


def rate(frame: Frame, by: By, name: str, numerator: nw.Expr, denominator: nw.Expr) -> Any:
    """A ratio of two plain aggregates of columns: a number, or with groups a frame of ``by`` and ``name``."""
    groups = keys(by)
    if not groups:
        parts = scalars(frame, above=numerator, below=denominator)
        return divide(parts["above"], parts["below"])
    table = grouped(frame, groups, _above=numerator, _below=denominator)
    return finish(table.select(*groups, ratio(nw.col("_above"), nw.col("_below")).alias(name)))


def tally(frame: Frame, by: By, name: str, count: nw.Expr) -> Any:
    """A plain count of rows or values: an int, or with groups a frame of ``by`` and ``name``."""
    groups = keys(by)
    if not groups:
        return int(scalars(frame, count=count)["count"] or 0)
    return finish(grouped(frame, groups, **{name: count}).with_columns(nw.col(name).cast(nw.Int64)))


def money(frame: Frame, by: By, name: str, column: str) -> Any:
    """A sum of integer fen as yuan: a float, or with groups a frame of ``by`` and ``name``."""
    groups = keys(by)
    if not groups:
        return (scalars(frame, fen=nw.col(column).sum())["fen"] or 0) / FEN
    table = grouped(frame, groups, _fen=nw.col(column).sum())
    return finish(table.select(*groups, yuan("_fen").alias(name)))


def finish(frame: Frame) -> Any:
    """Unwrap a result; a pandas frame gets a plain index, for its rows are new.

    Whole numbers are of 64 bits, also where DuckDB has summed them in 128, which would leave it as decimals.
    """
    wide = [name for name, kind in frame.collect_schema().items() if kind == nw.Int128]
    narrow = frame.with_columns(nw.col(*wide).cast(nw.Int64)) if wide else frame
    return nw.to_native(nw.maybe_reset_index(narrow))


def fen(column: str) -> nw.Expr:
    """Yuan as integer fen, so that sums agree to the fen on every engine; missing money counts as none.

    Half a fen goes up: rounding by an engine's own rule would differ between them, and costs twice the time.
    """
    return (nw.col(column).cast(nw.Float64).fill_null(0.0) * FEN + 0.5).floor().cast(nw.Int64)


def yuan(column: str) -> nw.Expr:
    """Integer fen back as yuan."""
    return nw.col(column).cast(nw.Float64) / FEN


def is_true(column: str) -> nw.Expr:
    """1 where the column is true, else 0; a missing value is not true."""
    return nw.col(column).cast(nw.Boolean).fill_null(False).cast(nw.Int64)


def collect(frame: Frame) -> "nw.DataFrame[Any]":
    """A small result as a table in memory, whatever its engine; Polars streams, so that its input may be larger."""
    if not isinstance(frame, nw.LazyFrame):
        return cast("nw.DataFrame[Any]", frame)
    return frame.collect(engine="streaming") if frame.implementation.is_polars() else frame.collect()


def like(frame: Frame, table: Mapping[str, list[Any]], schema: Mapping[str, Any]) -> Any:
    """A small table in the library of the frame, as the caller gets it back.

    Parameters
    ----------
    frame
        A frame of the library wanted.
    table
        Values by column.
    schema
        narwhals type of each column, in order.
    """
    eager = collect(frame.head(0))
    made = nw.from_dict(dict(table), dict(schema), backend=eager.implementation)
    if isinstance(frame, nw.LazyFrame):
        spark = {"session": frame.to_native().sparkSession} if frame.implementation.is_pyspark() else {}
        return nw.to_native(made.lazy(frame.implementation, **spark))
    return nw.to_native(made)


def day_number(column: str) -> nw.Expr:
    """The day as an integer, as `datetime.date.toordinal` counts, from parts that every engine has."""
    time = nw.col(column).dt
    year = time.year().cast(nw.Int64) - 1
    return year * 365 + year // 4 - year // 100 + year // 400 + time.ordinal_day().cast(nw.Int64)


def microseconds(column: str) -> nw.Expr:
    """A time as integer microseconds since the year 1, from parts that every engine has."""
    time = nw.col(column).dt
    seconds = (
        day_number(column) * 86_400
        + time.hour().cast(nw.Int64) * 3_600
        + time.minute().cast(nw.Int64) * 60
        + time.second().cast(nw.Int64)
    )
    return seconds * 1_000_000 + time.microsecond().cast(nw.Int64)


__all__ = [
    "FEN",
    "By",
    "Frame",
    "IntoFrameT",
    "as_one_plan",
    "check_ids",
    "collect",
    "day_number",
    "divide",
    "fen",
    "finish",
    "grouped",
    "is_true",
    "keys",
    "like",
    "microseconds",
    "money",
    "present",
    "rate",
    "ratio",
    "read",
    "rows_where",
    "same_library",
    "scalars",
    "tally",
    "yuan",
]
