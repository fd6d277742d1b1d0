"""A table in memory: named columns of equal length."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]
Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Times = npt.NDArray[np.datetime64]

MISSING = -1  # a missing integer or code; becomes null in the file


@dataclass(frozen=True)
class Coded:
    """Strings kept as codes into a list of labels; the code -1 is a missing value."""

    codes: npt.NDArray[np.integer]
    labels: Sequence[str]

    def __len__(self) -> int:
        return len(self.codes)

    def take(self, index: Array) -> "Coded":
        """Pick rows by position or mask."""
        return Coded(self.codes[index], self.labels)

    def strings(self) -> npt.NDArray[np.object_]:
        """The labels row by row, None where missing."""
        return np.array([*self.labels, None], dtype=object)[self.codes]


Columns = dict[str, Array | Coded]


def coded(values: Iterable[str | None]) -> Coded:
    """Code a short column of strings by first appearance."""
    labels: dict[str, int] = {}
    codes = [MISSING if value is None else labels.setdefault(value, len(labels)) for value in values]
    return Coded(np.array(codes, dtype=np.int32), list(labels))


def length(table: Columns) -> int:
    """Number of rows."""
    return len(next(iter(table.values())))


def take(table: Columns, index: Array) -> Columns:
    """Pick rows of every column."""
    return {name: column.take(index) if isinstance(column, Coded) else column[index] for name, column in table.items()}


def rows_of(index: Array, *columns: Array) -> tuple[Any, ...]:
    """Pick the same rows of several arrays."""
    return tuple(column[index] for column in columns)


def concatenate(tables: Sequence[Columns]) -> Columns:
    """Stack tables of the same columns and labels."""
    first = tables[0]
    joined: Columns = {}
    for name, column in first.items():
        parts = [table[name] for table in tables]
        if isinstance(column, Coded):
            joined[name] = Coded(
                np.concatenate([part.codes for part in parts if isinstance(part, Coded)]), column.labels
            )
        else:
            joined[name] = np.concatenate([part for part in parts if not isinstance(part, Coded)])
    return joined


def pick(rng: np.random.Generator, weights: npt.ArrayLike, size: int) -> Ints:
    """Draw positions with the given weights (faster than `Generator.choice`)."""
    cumulated = np.cumsum(np.asarray(weights, dtype=float))
    drawn = np.searchsorted(cumulated, rng.random(size) * cumulated[-1], side="right")
    return np.minimum(drawn, len(cumulated) - 1).astype(np.int64)


def pick_rows(rng: np.random.Generator, weights: Floats, rows: Ints) -> Ints:
    """Draw one position per entry of ``rows``, with the weights of that row of a matrix."""
    cumulated = np.cumsum(weights, axis=1)
    cumulated /= cumulated[:, -1:]
    width = weights.shape[1]
    # One sorted array for all rows: row r lives in the interval [r, r + 1).
    flat = (cumulated + np.arange(len(weights))[:, None]).ravel()
    drawn = np.searchsorted(flat, rng.random(len(rows)) + rows, side="right") - rows * width
    return np.clip(drawn, 0, width - 1).astype(np.int64)


def spread(rng: np.random.Generator, shares: Floats, rows: Ints) -> Ints:
    """Draw positions as `pick_rows`, by systematic sampling: counts keep within one of their expectation.

    ``rows`` are positions in time order; the uniform numbers are evenly spaced along them in random order within
    groups, so that a group's composition follows its shares closely without being the same each time.
    """
    size = len(rows)
    cumulated = np.cumsum(shares, axis=1)
    cumulated /= cumulated[:, -1:]
    group = 240
    groups = -(-size // group)
    even = (np.argsort(rng.random((groups, group)), axis=1) + rng.random((groups, 1))) / group
    level = even.ravel()[:size]
    return np.minimum((level[:, None] >= cumulated[rows]).sum(axis=1), shares.shape[1] - 1).astype(np.int64)


def running_counts(group: npt.NDArray[np.integer]) -> Ints:
    """Position of each row inside its group, for rows sorted by group."""
    if not len(group):
        return np.zeros(0, dtype=np.int64)
    start = np.flatnonzero(np.r_[True, group[1:] != group[:-1]])
    sizes = np.diff(np.r_[start, len(group)])
    return np.arange(len(group)) - np.repeat(start, sizes)
