"""Sums of money and counts by group, and ratios of them: what scorecards of spending have in common."""

from collections.abc import Sequence
from typing import Any

import narwhals.stable.v2 as nw

from storelab.errors import StoreLabError
from storelab.language import pick
from storelab.metrics._checks import check_numbers
from storelab.metrics._frames import (
    By,
    Frame,
    divide,
    fen,
    finish,
    grouped,
    keys,
    ratio,
    read,
    scalars,
    yuan,
)


def totals(native: Any, table: str, by: By, money: Sequence[str] = (), counts: Sequence[str] = ()) -> Frame:
    """Yuan and counts summed over the rows of each group.

    Parameters
    ----------
    native
        A table of any library that narwhals reads.
    table
        What it is called in messages.
    by
        Columns to group by; None for one row.
    money, counts
        Columns to sum, without negative values; missing ones count as none.

    Returns
    -------
    frame
        ``by``, then the sums under the names of their columns: yuan as floats, counts as whole numbers.

    Raises
    ------
    StoreLabError
        If a column is missing, holds no numbers, or negative ones, or a count is no whole number.
    """
    frame = read(native, table, [*keys(by), *money, *counts])
    check_numbers(frame, table, *money, *counts, negative=False)
    check_whole(frame, table, *counts)
    frame = frame.with_columns(
        **{f"_{name}": fen(name) for name in money}, **{f"_{name}": whole(name) for name in counts}
    )
    sums = {f"_sum_{name}": nw.col(f"_{name}").sum() for name in [*money, *counts]}
    groups = keys(by)
    table_of_sums = grouped(frame, groups, **sums) if groups else frame.select(**sums)
    return table_of_sums.select(
        *groups,
        *(yuan(f"_sum_{name}").fill_null(0.0).alias(name) for name in money),
        *(nw.col(f"_sum_{name}").fill_null(0).cast(nw.Int64).alias(name) for name in counts),
    )


def check_whole(frame: Frame, table: str, *columns: str) -> None:
    """Refuse counts that are no whole numbers, which engines would round differently.

    Parameters
    ----------
    frame
        From `storelab.metrics._frames.read`.
    table
        What the frame is called in messages.
    columns
        Columns of numbers; missing ones pass.

    Raises
    ------
    StoreLabError
        If a column has fractions; the message counts them.
    """
    schema = frame.collect_schema()
    fractional = [name for name in dict.fromkeys(columns) if not schema[name].is_integer()]
    if not fractional:
        return
    rest = {name: (nw.col(name) - nw.col(name).round(0)).abs() > 0 for name in fractional}
    found = scalars(frame, **{name: part.fill_null(False).cast(nw.Int64).sum() for name, part in rest.items()})
    for name in fractional:
        if found[name]:
            count = int(found[name])
            raise StoreLabError(
                pick(
                    {
                        "en": f"{table}: {count} values of '{name}' are no whole numbers, and it must hold counts.",
                        "zh": f"{table} 的 '{name}' 列应该是个数，却有 {count} 个值不是整数。",
                    }
                )
            )


def whole(column: str) -> nw.Expr:
    """A column of counts as whole numbers; a missing one counts as none."""
    return nw.col(column).fill_null(0).cast(nw.Int64)


def quotient_of_sums(
    native: Any,
    table: str,
    by: By,
    name: str,
    above: str | Sequence[str],
    below: str,
    *,
    money: Sequence[str] = (),
    times: float = 1,
) -> Any:
    """Sum over sum: a number, or with groups a frame of ``by`` and ``name``.

    Parameters
    ----------
    native, table, by
        As in `totals`.
    name
        Column of the result.
    above, below
        Columns of the numerator (several are added) and of the denominator.
    money
        Those of them that hold yuan; the others are counts.
    times
        What the ratio is multiplied with, such as 1000 for a price per thousand.
    """
    parts = [above] if isinstance(above, str) else list(above)
    used = list(dict.fromkeys([*parts, below]))
    sums = totals(native, table, by, [one for one in used if one in money], [one for one in used if one not in money])
    numerator = sum((nw.col(one).cast(nw.Float64) for one in parts), start=nw.lit(0.0)) * times
    if not keys(by):
        values = scalars(sums, above=numerator, below=nw.col(below))
        return divide(values["above"], values["below"])
    return finish(sums.select(*keys(by), ratio(numerator, nw.col(below)).alias(name)))


__all__ = ["check_whole", "quotient_of_sums", "totals", "whole"]
