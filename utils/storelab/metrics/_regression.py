"""What the regressions share: values as whole numbers, and effects of groups taken out."""

from typing import Any


def codes_of(values: list[Any]) -> Any:
    """Whole numbers from 0 on in place of the values, by their order: an array of NumPy."""
    import numpy as np

    return np.unique(np.asarray(values), return_inverse=True)[1]


def within(columns: Any, codes: Any) -> Any:
    """Columns less the means of their groups: an effect of each group, without a column for each (Frisch and Waugh).

    Parameters
    ----------
    columns
        Array of rows by columns.
    codes
        Group of each row, from `codes_of`.
    """
    import numpy as np

    sizes = np.bincount(codes)
    means = np.column_stack([np.bincount(codes, weights=column) / sizes for column in columns.T])
    return columns - means[codes]
