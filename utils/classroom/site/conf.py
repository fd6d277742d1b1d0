"""Sphinx's settings, the same for both languages; the command gives the language by STORELAB_LANGUAGE."""

import os
from pathlib import Path

from sphinx.search import languages
from sphinx.search.zh import SearchChinese

from classroom.site import texts
from classroom.site.pages import other_language
from storelab import __version__

_language = os.environ["STORELAB_LANGUAGE"]

project = texts.TITLE[_language]
author = "Store Lab"
version = release = __version__
language = {"en": "en", "zh": "zh_CN"}[_language]
extensions = ["myst_nb", "sphinx.ext.mathjax"]
exclude_patterns = ["**.ipynb_checkpoints"]
myst_enable_extensions = ["dollarmath", "amsmath", "colon_fence"]
myst_heading_anchors = 4

# Lessons and gallery are executed, exercises shown as they are handed out.
nb_execution_mode = "cache"
nb_execution_cache_path = os.environ["STORELAB_SITE_CACHE"]
nb_execution_excludepatterns = ["assignments/*/*"]
nb_execution_timeout = 300
nb_execution_raise_on_error = True
# A page without a kernel shows the picture of a widget's first state.
nb_mime_priority_overrides = [
    ("html", "image/png", 0),
    ("html", "application/vnd.jupyter.widget-view+json", 100),
]
nb_ipywidgets_js: dict[str, dict[str, str]] = {}

mathjax_path = "mathjax/tex-chtml.js"

html_theme = "pydata_sphinx_theme"
html_title = project
html_static_path = [os.environ["STORELAB_SITE_STATIC"]]
templates_path = [str(Path(__file__).parent / "templates")]
html_css_files = ["site.css"]
html_show_sourcelink = False
html_copy_source = False
html_context = {
    "other_language": other_language(_language),
    "other_language_name": texts.OTHER[_language],
}
html_theme_options = {
    "navbar_end": ["language", "theme-switcher"],
    "navbar_center": [],
    "navbar_persistent": ["search-button"],
    "secondary_sidebar_items": ["page-toc"],
    "footer_start": ["licence"],
    "footer_end": [],
    "show_prev_next": True,
    "navigation_with_keys": True,
}
# Pages that have none below them would show an empty column.
html_sidebars = {
    "**": ["sidebar-nav-bs"],
    "index": ["sidebar-nav-bs"],
    "gallery": [],
    "map": [],
    "assignments/case_report/case_report": [],
}
html_search_language = _language


class _Chinese(SearchChinese):
    """Chinese search whose page names the stemmer that it brings, the English one; Sphinx 9.0 names one that is not there."""

    language_name = "English"


languages["zh"] = _Chinese
