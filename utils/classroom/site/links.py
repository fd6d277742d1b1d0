"""Finds links of a built site that lead nowhere."""

from pathlib import Path
from urllib.parse import unquote, urlsplit

_PLACES = {"a": "href", "link": "href", "img": "src", "script": "src", "source": "src"}


def broken_links(site: Path) -> list[str]:
    """Every link inside the site without a file or an anchor behind it, as "page: link".

    Links to other hosts are not followed.

    Parameters
    ----------
    site
        The folder of the site.
    """
    from bs4 import BeautifulSoup

    # What the theme keeps among its own files is no page.
    files = [path for path in sorted(site.rglob("*.html")) if "_static" not in path.parts]
    pages = {path: BeautifulSoup(path.read_bytes(), "html.parser") for path in files}
    anchors = {
        path: {str(tag["id"]) for tag in page.find_all(id=True)}
        | {str(tag["name"]) for tag in page.find_all("a", attrs={"name": True})}
        for path, page in pages.items()
    }
    found = []
    for path, page in pages.items():
        links = {str(tag[_PLACES[tag.name]]) for tag in page.find_all(list(_PLACES)) if tag.get(_PLACES[tag.name])}
        for link in sorted(links):
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            if target.is_dir():
                target /= "index.html"
            missing_anchor = target in anchors and parts.fragment and unquote(parts.fragment) not in anchors[target]
            if not target.is_file() or missing_anchor:
                found.append(f"{path.relative_to(site)}: {link}")
    return found
