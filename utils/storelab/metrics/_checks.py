"""What is refused in a table before anything is computed: text for numbers, negative counts, days before the data."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import narwhals.stable.v2 as nw

from storelab.errors import StoreLabError
from storelab.language import pick
from storelab.metrics._frames import Frame, check_ids, present, read, scalars


def check_numbers(frame: Frame, table: str, *columns: str, negative: bool = True) -> None:
    """Refuse columns that hold no numbers, or negative ones where none can be.

    Parameters
    ----------
    frame
        From `storelab.metrics._frames.read`.
    table
        What the frame is called in messages.
    columns
        Columns that must hold numbers.
    negative
        False where a value below zero is nonsense (a quantity, a stock, a price): one look at the data more.

    Raises
    ------
    StoreLabError
        If a column holds no numbers, or negative ones; the message counts them.
    """
    schema = frame.collect_schema()
    for column in columns:
        if not schema[column].is_numeric():
            raise StoreLabError(
                pick(
                    {
                        "en": f"{table}: column '{column}' must hold numbers, not {schema[column]}; in pandas, pd.to_numeric turns text into numbers.",
                        "zh": f"{table} 的 '{column}' 列应该是数字，现在是 {schema[column]}；pandas 里可以用 pd.to_numeric 转换。",
                    }
                )
            )
    if negative or not columns:
        return
    _refuse_negative(frame, table, columns, scalars(frame, **_least(columns)))


def read_counts(native: Any, table: str, columns: Sequence[str], ids: Sequence[str], counts: Sequence[str]) -> Frame:
    """`read` a frame and `check_numbers` that none of its ``counts`` is negative, in one look at the data."""
    frame = read(native, table, columns)
    check_numbers(frame, table, *counts)
    seen = scalars(frame, **present(ids), **_least(counts))
    check_ids(table, ids, seen)
    _refuse_negative(frame, table, counts, seen)
    return frame


def _least(columns: Sequence[str]) -> dict[str, nw.Expr]:
    # The smallest value is known faster than how many lie below 0, which only the message needs.
    return {f"_least_{column}": nw.col(column).min() for column in columns}


def _refuse_negative(frame: Frame, table: str, columns: Sequence[str], seen: Mapping[str, Any]) -> None:
    for column in columns:
        least = seen[f"_least_{column}"]
        if least is not None and least < 0:
            below = (nw.col(column) < 0).fill_null(False).cast(nw.Int64).sum()
            count = int(scalars(frame, below=below)["below"])
            raise StoreLabError(
                pick(
                    {
                        "en": f"{table}: {count} values of '{column}' are negative, which cannot be. Repair or drop these rows first.",
                        "zh": f"{table} 的 '{column}' 列有 {count} 个负数，这里不该出现负数。请先修正或删掉这些行。",
                    }
                )
            )


def check_as_of(frame: Frame, table: str, column: str, as_of: date) -> None:
    """Refuse a day that lies before all the data, for nothing could be known on it. An empty table passes.

    Raises
    ------
    StoreLabError
        If ``as_of`` lies before the first value of the column.
    """
    refuse_before(table, column, scalars(frame, first=nw.col(column).min())["first"], as_of)


def refuse_before(table: str, column: str, first: Any, as_of: date) -> None:
    """`check_as_of` by the first value of the column, where it is known already."""
    day = _day(first)
    if day is not None and as_of < day:
        raise StoreLabError(
            pick(
                {
                    "en": f"as_of ({as_of}) lies before the first '{column}' of {table} ({day}). Name a day from then on.",
                    "zh": f"as_of（{as_of}）比 {table} 里最早的 '{column}'（{day}）还早。请换成那天或之后的日期。",
                }
            )
        )


def _day(value: Any) -> date | None:
    if value is None or value != value:
        return None
    return value.date() if hasattr(value, "date") else value
