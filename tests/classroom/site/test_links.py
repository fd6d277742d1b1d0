"""Links of a built site that lead nowhere."""

from pathlib import Path

from classroom.site.links import broken_links


def write(folder: Path, **pages: str) -> Path:
    for name, html in pages.items():
        (folder / f"{name}.html").write_text(html, encoding="utf-8")
    return folder


def test_files_anchors_pictures_and_scripts_are_looked_for(tmp_path: Path) -> None:
    site = write(
        tmp_path,
        one='<a href="two.html#here">a</a><a href="two.html#gone">b</a><img src="no.png"><script src="no.js"></script>',
        two='<h2 id="here">x</h2><a href="#here">c</a><a href="#gone">d</a><a href="three.html">e</a><link href="no.css">',
    )
    assert broken_links(site) == [
        "one.html: no.js",
        "one.html: no.png",
        "one.html: two.html#gone",
        "two.html: #gone",
        "two.html: no.css",
        "two.html: three.html",
    ]


def test_queries_escapes_folders_and_other_hosts_are_no_faults(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "index.html").write_text("<p>", encoding="utf-8")
    (tmp_path / "a b.css").write_text("", encoding="utf-8")
    site = write(
        tmp_path,
        one='<a href="sub/">a</a><link href="a%20b.css?digest=1"><a href="https://example.org/x#y">b</a>'
        '<img src="data:image/png;base64,AA"><a href="mailto:a@b.c">c</a>',
    )
    assert broken_links(site) == []


def test_what_the_theme_keeps_among_its_files_is_no_page(tmp_path: Path) -> None:
    (tmp_path / "_static").mkdir()
    write(tmp_path / "_static", part='<a href="{{ nowhere }}">a</a>')
    assert broken_links(tmp_path) == []
