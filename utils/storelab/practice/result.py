"""What a check returns: a number for the gradebook, a message for the learner, data for the class report."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

MIME = "application/vnd.storelab.check+json"

# A bar at the side that shows on light and dark pages; the word and its sign say the same without colour.
_COLOURS = {"right": "#2e8b57", "wrong": "#d9822b", "crashed": "#c9504b", "not attempted": "#7a8794"}


@dataclass(frozen=True)
class Block:
    """A piece of a message: ``kind`` is text, item, code or table; tables bring their HTML."""

    kind: str
    text: str
    html: str = ""


@dataclass(frozen=True, repr=False)
class CheckResult:
    """The outcome of a check.

    Its plain text is the score alone, such as ``2.0``, because nbgrader takes the number that a check cell shows as the
    points earned. The message is its HTML; ``print(result)`` shows it anywhere.

    Attributes
    ----------
    exercise
        Its id.
    outcome
        ``"right"``, ``"wrong"``, ``"crashed"`` or ``"not attempted"``.
    score, points
        Points earned, and full marks.
    misconception
        Name of the misconception that was recognised, or None.
    cases
        For each case ``name``, ``edge``, ``hidden`` and ``right``.
    headline
        The outcome in words.
    blocks
        The rest of the message.
    """

    exercise: str
    outcome: str
    score: float
    points: float
    misconception: str | None
    cases: list[dict[str, Any]]
    headline: str
    blocks: Sequence[Block]
    language: str

    @property
    def message(self) -> str:
        """The message as plain text."""
        lines = [self.headline]
        for block in self.blocks:
            mark = "- " if block.kind == "item" else ""
            lines.append(mark + block.text)
        return "\n".join(lines)

    def __str__(self) -> str:
        return self.message

    def __repr__(self) -> str:
        return repr(float(self.score))

    def _repr_html_(self) -> str:
        colour = _COLOURS[self.outcome]
        parts = [f"<p style='margin:0 0 .3em'><strong>{inline_html(self.headline)}</strong></p>"]
        items: list[str] = []
        for block in [*self.blocks, None]:
            if items and (block is None or block.kind != "item"):
                parts.append(f"<ul style='margin:.2em 0 .4em 1.4em'>{''.join(items)}</ul>")
                items = []
            if block is None:
                break
            if block.kind == "item":
                items.append(f"<li>{inline_html(block.text)}</li>")
            elif block.kind == "code":
                parts.append(f"<pre style='margin:.2em 0 .4em;white-space:pre-wrap'>{html.escape(block.text)}</pre>")
            elif block.kind == "table":
                parts.append(block.html)
            else:
                parts.append(f"<p style='margin:.2em 0 .4em'>{inline_html(block.text)}</p>")
        style = f"border-left:4px solid {colour};padding:.3em .8em;color:inherit;background:transparent"
        return f"<div role='status' lang='{self.language}' style='{style}'>{''.join(parts)}</div>"

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        report = {
            "exercise": self.exercise,
            "outcome": self.outcome,
            "score": self.score,
            "points": self.points,
            "misconception": self.misconception,
            "cases": self.cases,
        }
        return {"text/plain": repr(self), "text/html": self._repr_html_(), MIME: report}


@dataclass(frozen=True, repr=False)
class Note:
    """A hint or a model answer: Markdown in a notebook, plain text elsewhere."""

    text: str

    def __repr__(self) -> str:
        return self.text

    def _repr_markdown_(self) -> str:
        return self.text


def inline_html(text: str) -> str:
    """A message as HTML, escaped; only `code`, **strong** and *emphasis* of its Markdown are kept."""
    # A star in code is none of Markdown's: code is put aside, and back in the end.
    # The sign that holds its place may stand in what a learner's code said: there it goes.
    escaped = html.escape(text.replace("\0", ""), quote=False)
    codes = re.findall(r"`([^`]+)`", escaped)
    shown = re.sub(r"`[^`]+`", "\0", escaped)
    shown = re.sub(r"\*\*([^*]+)\*\*", r"<strong>\1</strong>", shown)
    shown = re.sub(r"\*(?!\s)([^*]+)(?<!\s)\*", r"<em>\1</em>", shown)
    return re.sub("\0", lambda _: f"<code>{codes.pop(0)}</code>", shown)
