"""Columns that say yes or no, as truth values or as 0 and 1."""

import narwhals.stable.v2 as nw

from storelab.errors import StoreLabError
from storelab.language import pick
from storelab.metrics._frames import Frame


def flag(frame: Frame, table: str, column: str) -> nw.Expr:
    """1 where the column says yes, else 0; a missing value is a no, also where pandas has made 0 and 1 floats of it.

    Raises
    ------
    StoreLabError
        If the column holds neither truth values nor numbers.
    """
    kind = frame.collect_schema()[column]
    if kind.is_numeric():
        return (nw.col(column) > 0).fill_null(False).cast(nw.Int64)
    # A column of pandas with truth values and gaps is one of objects; one without any value has no type.
    if kind in (nw.Boolean, nw.Object, nw.Unknown):
        return nw.col(column).fill_null(False).cast(nw.Boolean).cast(nw.Int64)
    raise StoreLabError(
        pick(
            {
                "en": f"{table}: column '{column}' must hold truth values, or 1 and 0, not {kind}.",
                "zh": f"{table} 的 '{column}' 列应该是真假值，或者 1 和 0，现在是 {kind}。",
            }
        )
    )
