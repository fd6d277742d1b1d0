"""Pages of learners' work that are safe to open: nothing in them acts, and nothing is loaded from outside.

``nbgrader_config.py`` names them, so that ``nbgrader generate_feedback`` and formgrader use them. What code cells print and
show is cleaned when they are graded (see `classroom.grade.engine`); here it is the text that learners write.
"""

import json
import re
from functools import lru_cache
from typing import Any

import bleach
from bs4 import BeautifulSoup
from jinja2 import pass_context
from nbconvert.exporters import HTMLExporter
from nbconvert.preprocessors import Preprocessor
from nbformat.v4 import new_markdown_cell

from classroom.source import project_root
from storelab.language import LANGUAGES

EXPORTER = "classroom.grade.pages.FeedbackExporter"
MARKDOWN = "classroom.grade.pages.markdown2html"
# Browsers keep to this even where something slipped through.
POLICY = (
    "default-src 'none'; img-src data:; style-src 'unsafe-inline'; font-src data:; base-uri 'none'; form-action 'none'"
)
ACTIVE = ("script", "iframe", "frame", "object", "embed", "applet", "base", "link", "form", "portal")
TAGS = {
    *bleach.ALLOWED_TAGS, "p", "br", "hr", "div", "span", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "table", "thead", "tbody",
    "tr", "th", "td", "img", "del", "sub", "sup", "kbd", "details", "summary", "dl", "dt", "dd", "figure", "figcaption",
}  # fmt: skip


class FeedbackExporter(HTMLExporter):
    """Writes feedback without scripts; a formula stays as it was typed, for what draws it would come from outside."""

    def from_notebook_node(  # type: ignore[override]
        self, nb: Any, resources: Any = None, **options: Any
    ) -> tuple[str, Any]:
        """Make a page, and take out of it whatever acts or loads."""
        page, resources = super().from_notebook_node(nb, resources, **options)
        return harmless(page), resources


class Rubrics(Preprocessor):
    """Shows below a written answer in formgrader what it earns points for, in the language of the notebook; nowhere else."""

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """Add a cell below each answer whose rubric stands in the project's solutions."""
        if "submission_id" not in resources:  # which only formgrader gives
            return nb, resources
        said = re.search(r"use_language\(\"(\w+)\"\)", "\n".join(c.source for c in nb.cells if c.cell_type == "code"))
        language = said[1] if said and said[1] in LANGUAGES else LANGUAGES[0]
        found = rubrics(str(resources.get("assignment_id")), language)
        cells = []
        for cell in nb.cells:
            cells.append(cell)
            if text := found.get(cell.metadata.get("nbgrader", {}).get("grade_id")):
                title = {"en": "Rubric", "zh": "评分标准"}[language]
                cells.append(new_markdown_cell(f"<details open><summary>{title}</summary>\n\n{text}\n\n</details>"))
        nb.cells = cells
        return nb, resources


@lru_cache(maxsize=64)
def rubrics(assignment: str, language: str) -> dict[str, str]:
    """What written answers earn points for, by the ``grade_id`` of their cells; empty where the project has no solutions.

    Parameters
    ----------
    assignment
        Its name, such as ``"10_traffic_funnel"``.
    language
        ``"en"`` or ``"zh"``.
    """
    file = project_root() / "solutions" / language / assignment / f"{assignment}.ipynb"
    if not file.is_file():
        return {}
    found = {}
    for cell in json.loads(file.read_text(encoding="utf-8"))["cells"]:
        marks = cell["metadata"].get("nbgrader", {})
        if cell["cell_type"] == "markdown" and marks.get("solution"):
            found[marks["grade_id"]] = re.sub(r"### (BEGIN|END) SOLUTION", "", "".join(cell["source"])).strip()
    return found


def harmless(page: str) -> str:
    """A page without scripts, handlers, frames and addresses outside of it, and with a policy that says so.

    Parameters
    ----------
    page
        A whole page of HTML.
    """
    soup = BeautifulSoup(page, "html.parser")
    for element in soup.find_all(ACTIVE):
        element.decompose()
    for element in soup.find_all("meta", attrs={"http-equiv": True}):
        element.decompose()
    for element in soup.find_all(True):
        for name, value in list(element.attrs.items()):
            if name.lower().startswith("on") or not _is_harmless(element.name, name.lower(), str(value)):
                del element[name]
    policy = soup.new_tag("meta", attrs={"http-equiv": "Content-Security-Policy", "content": POLICY})
    place = soup.head or soup
    place.insert(0, policy)
    return str(soup)


@pass_context
def markdown2html(context: Any, source: str) -> str:
    """Text in Markdown as HTML that only shows something: nbconvert lets scripts and handlers through."""
    rendered = HTMLExporter().markdown2html(context, source)
    return bleach.clean(rendered, tags=TAGS, attributes=_is_allowed, protocols={*bleach.ALLOWED_PROTOCOLS, "data"})


def _is_allowed(tag: str, name: str, value: str) -> bool:
    known = name in ("class", "id", "lang", "title", "alt", "width", "height", "align", "colspan", "rowspan", "open")
    return (known or name in ("href", "src")) and _is_harmless(tag, name, value)


def _is_harmless(tag: str, name: str, value: str) -> bool:
    """Whether an attribute's value leads nowhere but to a page that a person chooses to open."""
    # Browsers skip blanks and control characters within the scheme.
    address = "".join(character for character in value if character > " ").lower()
    if name in ("src", "srcset", "poster", "background", "data", "srcdoc", "formaction", "action", "ping"):
        return tag == "img" and name == "src" and address.startswith("data:image/")
    if name in ("href", "xlink:href"):
        return tag == "a" and address.startswith(("#", "http://", "https://", "mailto:"))
    return True
