"""Values of a column as whole numbers, for sparse matrices."""

from typing import TYPE_CHECKING, Any

import narwhals.stable.v2 as nw

if TYPE_CHECKING:
    import numpy as np


def codes(column: "nw.Series[Any]", sort: bool = False) -> "tuple[np.ndarray, Any]":
    """The place of each value among the distinct ones, and these: in their order, or by first appearance."""
    import pandas as pd

    values = column.to_native() if column.implementation.is_pandas() else column.to_numpy()
    return pd.factorize(values, sort=sort)
