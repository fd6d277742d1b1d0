"""The same work for several chapters, one on each processor."""

import os
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

Result = TypeVar("Result")


def side_by_side(work: Callable[[str], Result], names: Sequence[str]) -> Iterator[Result]:
    """Do the work for each name, in fresh processes where there are several; results come in the order of the names.

    Parameters
    ----------
    work
        A function at the top level of a module, whose results can be sent between processes.
    names
        Chapters.
    """
    if len(names) < 2:
        yield from map(work, names)
        return
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    with ProcessPoolExecutor(min(len(names), os.cpu_count() or 1), get_context("spawn")) as pool:
        yield from pool.map(work, names)
