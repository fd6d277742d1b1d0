"""How long the lessons take, executed as a learner runs them: ``python benchmarks/lessons.py 1 3 4 5 6 7 8 9``.

Each lesson gets a kernel of its own, one at a time on each processor, in both languages. Figures go to the screen and into
``benchmarks/RESULTS.md``; a lesson that warns or fails is named.
"""

import argparse
import os
import platform
import resource
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from results import write_section

from classroom.source import chapter_ids, find_chapter_id, project_root
from storelab.language import LANGUAGES

LIMIT = 90.0  # seconds for eight chapters in both languages


def execute(file: Path, language: str) -> tuple[str, float, list[str]]:
    """Run a lesson; its chapter, wall seconds, and what it wrote to the error stream or raised."""
    notebook = nbformat.read(file, as_version=4)
    client = NotebookClient(notebook, timeout=300, kernel_name="python3", allow_errors=True)
    started = time.perf_counter()
    client.execute(cwd=str(file.parent), env={**os.environ, "STORELAB_LANGUAGE": language})
    seconds = time.perf_counter() - started
    told = []
    for cell in notebook.cells:
        expected = cell.metadata.get("tags", ())
        for output in cell.get("outputs", []):
            if output.output_type == "stream" and output.name == "stderr":
                told.append(f"{file.stem} ({language}): {output.text.strip()}")
            elif output.output_type == "error" and "raises-exception" not in expected:
                told.append(f"{file.stem} ({language}): {output.ename}: {output.evalue}")
    return file.parent.name, seconds, told


def main() -> int:
    """Print and write the figures; 1 when a lesson warns or fails, or all together take longer than the limit."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("chapters", nargs="*", help="numbers or ids (default: all)")
    options = parser.parse_args()
    chapters = [find_chapter_id(name) for name in options.chapters] or chapter_ids()
    jobs = [
        (file, language)
        for chapter in chapters
        for language in LANGUAGES
        for file in sorted((project_root() / "notebooks" / language / "lessons" / chapter).glob("*.ipynb"))
    ]
    started, workers = time.perf_counter(), len(os.sched_getaffinity(0))
    with ThreadPoolExecutor(workers) as pool:
        done = list(pool.map(lambda job: execute(*job), jobs))
    wall = time.perf_counter() - started
    use = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = {name: [taken for chapter, taken, _ in done if chapter == name] for name in chapters}
    warnings = [line for _, _, lines in done for line in lines]
    lines = [
        f"{len(jobs)} lessons of {len(chapters)} chapters in {len(LANGUAGES)} languages, {workers} at a time, each in a kernel of its own:"
        f" {wall:.0f} s, {use.ru_utime + use.ru_stime:.0f} processor seconds. {platform.machine()}, Python {platform.python_version()};"
        f" load at the end {os.getloadavg()[0]:.1f}. Lessons that warned or failed: {len(warnings)}.",
        "",
        "| chapter | lessons in both languages | longest, s | all, s |",
        "|---|---|---|---|",
        *(f"| {name} | {len(taken)} | {max(taken):.1f} | {sum(taken):.1f} |" for name, taken in seconds.items()),
    ]
    print("\n".join([*warnings, *lines]))
    write_section("Lessons", "\n".join(lines))
    return int(bool(warnings) or wall > LIMIT * len(chapters) / 8)


if __name__ == "__main__":
    sys.exit(main())
