"""Small tables, such as one row a year and segment: collected, computed in Python, and given back in their library."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from storelab.errors import StoreLabError, suggest
from storelab.language import pick
from storelab.metrics._frames import Frame, collect, like, read


def columns_of(
    native: Any, table: str, columns: Sequence[str], ids: Sequence[str] = ()
) -> tuple[Frame, dict[str, Any]]:
    """Check a small table as `read` does, and collect the columns named.

    Parameters
    ----------
    native, table, columns, ids
        As in `storelab.metrics._frames.read`.

    Returns
    -------
    tuple
        The frame, from which `storelab.metrics._frames.like` makes a result of the same library, and a list of values
        by column, in which a missing value is None. Rows are in no certain order.
    """
    frame = read(native, table, columns, ids)
    return frame, values_of(frame, columns)


def values_of(frame: Frame, columns: Sequence[str]) -> dict[str, Any]:
    """Columns of a small frame as lists, in which a missing value is None, and decimal numbers of databases are floats."""
    wanted = list(dict.fromkeys(columns))
    collected = collect(frame.select(*wanted)).to_dict(as_series=False)
    return {name: [_plain(value) for value in collected[name]] for name in wanted}


def _plain(value: Any) -> Any:
    if is_missing(value):
        return None
    return float(value) if isinstance(value, Decimal) else value


def from_rows(frame: Frame, rows: Sequence[tuple[Any, ...]], types: Mapping[str, Any]) -> Any:
    """Rows computed in Python as a table of the frame's library.

    Parameters
    ----------
    frame
        A frame of the library wanted.
    rows
        Values in the order of ``types``, a missing one as None.
    types
        narwhals type of each column; whole numbers that can be missing are floats, for pandas has no others.
    """
    columns = [list(column) for column in zip(*rows, strict=True)] if rows else [[] for _ in types]
    return like(frame, dict(zip(types, columns, strict=True)), types)


def is_missing(value: Any) -> bool:
    """Whether it is None, NaN, NaT or pandas.NA."""
    if value is None:
        return True
    try:
        return bool(value != value)
    except TypeError:  # pandas.NA is neither true nor false
        return True


def check_unique(table: str, columns: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> None:
    """Refuse a table with two rows of one key.

    Raises
    ------
    StoreLabError
        If two rows agree in all the columns; the message shows the first such key.
    """
    seen = set()
    for row in rows:
        if row in seen:
            named = ", ".join(f"{column} = {value}" for column, value in zip(columns, row, strict=True))
            raise StoreLabError(
                pick(
                    {
                        "en": f"{table} has more than one row for {named}; it must have one. Add the rows up or drop some first.",
                        "zh": f"{table} 里 {named} 有不止一行，这里只能有一行。请先合并或去掉多余的行。",
                    }
                )
            )
        seen.add(row)


def check_choice(argument: str, value: Any, choices: Sequence[str]) -> None:
    """Refuse an argument that is none of the words it can be.

    Raises
    ------
    StoreLabError
        If it is another; the message suggests the nearest, or lists them all.
    """
    if value in choices:
        return
    listed = suggest(str(value), choices) or ", ".join(f"'{choice}'" for choice in choices)
    raise StoreLabError(
        pick(
            {
                "en": f"{argument} '{value}' is unknown; did you mean {listed}?",
                "zh": f"{argument} 没有 '{value}' 这个取值；你是不是想写 {listed}？",
            }
        )
    )


def check_same_names(
    first_name: str, first: Mapping[str, Any], second_name: str, second: Mapping[str, Any] | Sequence[str]
) -> None:
    """Refuse two sets of named values of which one knows names that the other does not.

    Raises
    ------
    StoreLabError
        If the names differ; the message lists those that stand in one only.
    """
    only_first = sorted(set(first) - set(second))
    only_second = sorted(set(second) - set(first))
    if only_first or only_second:
        raise StoreLabError(
            pick(
                {
                    "en": f"{first_name} and {second_name} must name the same things; only in {first_name}: {only_first}, only in {second_name}: {only_second}.",
                    "zh": f"{first_name} 和 {second_name} 里的名称要一致；只在 {first_name} 里的：{only_first}，只在 {second_name} 里的：{only_second}。",
                }
            )
        )


def rank_down(values: Sequence[float | None]) -> list[int | None]:
    """Places from the largest value, which is 1; equal values share the better place, and missing ones have none."""
    known = sorted((value for value in values if value is not None), reverse=True)
    places: dict[float, int] = {}
    for place, value in enumerate(known, start=1):
        places.setdefault(value, place)
    return [None if value is None else places[value] for value in values]
