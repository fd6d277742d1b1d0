"""What a submission may use, in one place: defaults that fit a laptop, and ``grading.toml`` to change them."""

import tomllib
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from storelab.errors import StoreLabError, suggest

FILE = "grading.toml"


@dataclass(frozen=True)
class Limits:
    """Limits of one submission.

    Attributes
    ----------
    cell_seconds
        Wall time of one cell, and of all cases of one exercise together.
    submission_seconds
        Wall time of the whole submission.
    cpu_seconds
        Processor time of each process.
    memory_mb
        Memory of all its processes together, in MB.
    processes
        Processes and threads at one time.
    file_mb
        Size of one file that it writes, and of its private ``/tmp``, in MB.
    open_files
        Files that a process may hold open.
    output_kb
        Text kept of what one cell prints, in kB; the rest is dropped.
    image_kb
        Size of one picture kept from a cell's output, in kB.
    result_mb
        Size of what all its functions return, in MB of plain text.
    notebook_mb
        Size of the submitted file, in MB.
    """

    cell_seconds: float = 10.0
    submission_seconds: float = 120.0
    cpu_seconds: int = 90
    memory_mb: int = 2048
    processes: int = 48
    file_mb: int = 64
    open_files: int = 256
    output_kb: int = 64
    image_kb: int = 1024
    result_mb: int = 32
    notebook_mb: int = 20


def read_limits(folder: Path) -> Limits:
    """Read ``grading.toml`` of a course folder; without one, the defaults hold.

    Parameters
    ----------
    folder
        The folder with ``nbgrader_config.py``.

    Raises
    ------
    StoreLabError
        If the file is no TOML, names an unknown limit, or a limit is not a positive number.
    """
    file = folder / FILE
    if not file.is_file():
        return Limits()
    try:
        given: dict[str, Any] = tomllib.loads(file.read_text(encoding="utf-8")).get("limits", {})
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise StoreLabError(f"{file} could not be read as TOML: {error}") from error
    kinds = {field.name: field.type for field in fields(Limits)}
    for name, value in given.items():
        if name not in kinds:
            near = suggest(name, kinds)
            raise StoreLabError(
                f"{file}: there is no limit '{name}'. "
                + (f"Did you mean {near}?" if near else f"Limits: {', '.join(kinds)}.")
            )
        whole = kinds[name] is int
        if isinstance(value, bool) or not isinstance(value, int if whole else int | float) or value <= 0:
            raise StoreLabError(
                f"{file}: {name} = {value!r} must be a {'whole number' if whole else 'number'} above 0."
            )
    return Limits(**given)
