"""Keeps measured figures in ``benchmarks/RESULTS.md``: each benchmark owns one section and replaces no other."""

import re
from pathlib import Path

FILE = Path(__file__).parent / "RESULTS.md"
HEAD = """# Measured

Figures of the benchmarks beside this file, each written by its own program on the machine that its section names.
"""


def write_section(title: str, body: str) -> None:
    """Replace a benchmark's section, or add it where there is none yet; sections stand in order of their titles.

    Parameters
    ----------
    title
        Heading of the section, one line without marks, always the same for one benchmark.
    body
        Its text in Markdown, without headings of the first or second level.

    Raises
    ------
    ValueError
        If the title is empty or has several lines, or the text has a heading that would begin a section.
    """
    if not title.strip() or "\n" in title:
        raise ValueError(f"a section's title is one line of text, not {title!r}")
    if re.search(r"^#{1,2} ", body, flags=re.MULTILINE):
        raise ValueError(f"the text of '{title}' holds a heading of its own first or second level: use ### within it")
    sections = _sections(FILE.read_text(encoding="utf-8")) if FILE.is_file() else {}
    sections[title.strip()] = body.strip()
    parts = [HEAD.rstrip(), *(f"## {name}\n\n{sections[name]}" for name in sorted(sections))]
    FILE.write_text("\n\n".join(parts) + "\n", encoding="utf-8")


def _sections(text: str) -> dict[str, str]:
    """Text by heading."""
    pieces = re.split(r"^## (.+)$", text, flags=re.MULTILINE)[1:]
    return {title.strip(): body.strip() for title, body in zip(pieces[::2], pieces[1::2], strict=True)}
