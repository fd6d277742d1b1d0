"""Barriers for people who see little, hear a page or use the keyboard alone, found by axe-core in any page of Playwright."""

import hashlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from classroom.cache import FOLDER
from classroom.source import project_root

PACKAGE = Path(__file__).parent / "browser"
# What the law asks of public sites in many countries: WCAG 2.2, levels A and AA.
STANDARD = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")

# Left out is a place of a rule, never a whole rule or a whole part of the page.
_RUN = """
async ([include, exclude, standard]) => {
    const found = await axe.run(
        include ? { include: [[include]] } : document,
        { runOnly: standard, resultTypes: ['violations'], elementRef: true, iframes: false },
    );
    if (!found.passes.length && !found.violations.length) throw new Error('axe-core found nothing to look at');
    const lines = [];
    for (const rule of found.violations)
        for (const node of rule.nodes) {
            if ((exclude[rule.id] || []).some((selector) => node.element.matches(selector))) continue;
            lines.push(`${rule.id}: ${rule.help}\\n${node.target.join(' ')}\\n${node.html}\\n${node.failureSummary}`);
        }
    return lines;
}
"""


def violations(page: Any, include: str | None = None, exclude: Mapping[str, Sequence[str]] | None = None) -> list[str]:
    """Each violation of WCAG 2.2 A and AA in a page as it stands, in words; none is an empty list.

    Parameters
    ----------
    page
        A page of Playwright, with any address.
    include
        CSS selector of the parts to look at; without it, the whole page. Frames inside the page are not looked into.
    exclude
        For a rule's id (such as ``"color-contrast"``), CSS selectors: the elements that match one are left out for that
        rule alone; what lies inside them is not (``".part *"`` says so).

    Returns
    -------
    list of str
        For each element: the rule, the element's selector and HTML, and how to mend it.
    """
    page.evaluate(axe_core().read_text(encoding="utf-8"))
    excluded = {rule: list(selectors) for rule, selectors in (exclude or {}).items()}
    found: list[str] = page.evaluate(_RUN, [include, excluded, list(STANDARD)])
    return found


def axe_core() -> Path:
    """The program that runs in the page, from its npm package at the locked version; installed once for each lock.

    A machine without npm skips the test, save in CI.
    """
    lock = (PACKAGE / "package-lock.json").read_bytes()
    folder = project_root() / FOLDER / "axe" / hashlib.sha256(lock).hexdigest()[:16]
    program = folder / "node_modules/axe-core/axe.min.js"
    if not program.is_file():
        npm = shutil.which("npm")
        if npm is None:
            if "CI" in os.environ:
                pytest.fail("npm is not installed")
            pytest.skip("npm is not installed, from which axe-core comes: apt-get install npm")
        _install(npm, folder)
    return program


def _install(npm: str, folder: Path) -> None:
    folder.parent.mkdir(parents=True, exist_ok=True)
    # Tests in several processes may install at once: each in its own folder, and the first moves it into place.
    with tempfile.TemporaryDirectory(dir=folder.parent) as work:
        for name in ("package.json", "package-lock.json", ".npmrc"):
            shutil.copy(PACKAGE / name, work)
        done = subprocess.run(
            [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=work, capture_output=True, text=True
        )
        assert done.returncode == 0, f"npm could not install axe-core:\n{done.stderr[-2000:]}"
        folder.mkdir(exist_ok=True)
        if not (folder / "node_modules").exists():
            (Path(work) / "node_modules").rename(folder / "node_modules")
