"""How long the lessons take to execute: ``python benchmarks/lessons.py 1 3 4 5 6 7 8 9``.

The two languages run side by side, each with one kernel in which the lessons follow one another, the variables cleared between them, so that
libraries are imported once. With ``--cold`` each lesson gets a kernel of its own, as for a learner who opens it. Figures go to the screen and
into ``benchmarks/RESULTS.md``; a lesson that warns or fails is named.
"""

import argparse
import os
import platform
import resource
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_notebook
from results import write_section

from classroom.source import chapter_ids, find_chapter_id, project_root
from storelab.language import LANGUAGES

LIMIT = 90.0  # seconds for eight chapters in both languages
RESET = "%reset -sf"


def execute(files: Sequence[Path], language: str) -> list[str]:
    """Run lessons one after the other in one kernel; what they wrote to the error stream or raised."""
    cells: list[Any] = []
    for file in files:
        for cell in nbformat.read(file, as_version=4).cells:
            if cell.cell_type == "code":
                cells.append(new_code_cell(cell.source, metadata={**cell.metadata, "lesson": file.stem}))
        cells.append(new_code_cell(RESET, metadata={"lesson": file.stem}))
    metadata = {"kernelspec": {"name": "python3", "display_name": "", "language": "python"}}
    client = NotebookClient(new_notebook(cells=cells, metadata=metadata), timeout=300, allow_errors=True)
    client.execute(cwd=str(files[0].parent), env={**os.environ, "STORELAB_LANGUAGE": language})
    told = []
    for cell in client.nb.cells:
        for output in cell.outputs:
            if output.output_type == "stream" and output.name == "stderr":
                told.append(f"{cell.metadata.lesson} ({language}): {output.text.strip()}")
            elif output.output_type == "error" and "raises-exception" not in cell.metadata.get("tags", ()):
                told.append(f"{cell.metadata.lesson} ({language}): {output.ename}: {output.evalue}")
    return told


def main() -> int:
    """Print and write the figures; 1 when a lesson warns or fails, or all together take longer than the limit."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("chapters", nargs="*", help="numbers or ids (default: all)")
    parser.add_argument("--cold", action="store_true", help="a kernel for each lesson")
    options = parser.parse_args()
    chapters = [find_chapter_id(name) for name in options.chapters] or chapter_ids()
    lessons = {
        language: [
            file
            for chapter in chapters
            for file in sorted((project_root() / "notebooks" / language / "lessons" / chapter).glob("*.ipynb"))
        ]
        for language in LANGUAGES
    }
    jobs = [([file], language) for language, files in lessons.items() for file in files]
    started = time.perf_counter()
    with ThreadPoolExecutor(len(os.sched_getaffinity(0))) as pool:
        warm = [(files, language) for language, files in lessons.items()]
        told = list(pool.map(lambda job: execute(*job), jobs if options.cold else warm))
    wall = time.perf_counter() - started
    use = resource.getrusage(resource.RUSAGE_CHILDREN)
    warnings = [line for lines in told for line in lines]
    kernels = "a kernel for each lesson" if options.cold else "one kernel a language"
    numbers = ", ".join(chapter.split("_")[0] for chapter in chapters)
    lines = [
        f"{len(jobs)} lessons of {len(chapters)} chapters ({numbers}), {kernels}: {wall:.0f} s,"
        f" {use.ru_utime + use.ru_stime:.0f} processor seconds; warnings and errors: {len(warnings)}. {platform.machine()},"
        f" Python {platform.python_version()}; load at the end {os.getloadavg()[0]:.1f}. Limit: {LIMIT * len(chapters) / 8:.0f} s."
    ]
    print("\n".join([*warnings, *lines]))
    # A section for each choice of chapters, so that measuring some leaves the figures of the others.
    write_section(f"Lessons{', cold,' if options.cold else ''} of chapters {numbers}", "\n".join(lines))
    return int(bool(warnings) or (wall > LIMIT * len(chapters) / 8 and not options.cold))


if __name__ == "__main__":
    sys.exit(main())
