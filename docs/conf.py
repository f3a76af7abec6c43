"""Settings of the site that Sphinx builds from these pages; `tools/website.py` builds both languages.

English pages stand in this folder, their French twins under the same names in `fr/`. A French build
has the tag `fr` and takes `fr/` for its source.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

DOCS = Path(__file__).parent
FRENCH = "fr" in tags  # type: ignore[name-defined]  # noqa: F821

project = "consultrep"
copyright = "consultrep, MIT"
language = "fr" if FRENCH else "en"
root_doc = "index"
extensions = ["myst_parser"]
myst_enable_extensions = ["colon_fence"]
myst_heading_anchors = 3
exclude_patterns = [] if FRENCH else ["fr"]
templates_path = ["_templates"]
smartquotes = False
pygments_style = "default"

html_theme = "pydata_sphinx_theme"
html_title = "consultrep"
html_copy_source = False
html_show_sphinx = False
html_static_path = ["_static"]
html_css_files = ["site.css"]
html_theme_options = {
    "navbar_start": ["navbar-logo"],
    "navbar_center": [],
    "navbar_end": ["theme-switcher"],
    "navbar_persistent": ["search-button", "other-language"],
    "secondary_sidebar_items": ["page-toc"],
    "article_header_start": [],
    "footer_start": ["copyright"],
    "footer_end": [],
    "show_prev_next": True,
    "show_nav_level": 1,
    "navigation_depth": 2,
    "search_as_you_type": False,
}
html_sidebars = {"**": ["site-menu"]}


def other_language(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: object) -> None:
    """Where the language switch of a page leads: to its twin, else to the other first page."""
    folder = DOCS if FRENCH else DOCS / "fr"
    twin = page if (folder / f"{page}.md").exists() else root_doc
    prefix = "../" if FRENCH else "fr/"
    context["other_language"] = context["content_root"] + prefix + twin + ".html"


def english_links(app: Sphinx, page: str, source: list[str]) -> None:
    """Links of French pages to English ones lead to the site's: the build itself does not hold those."""
    if FRENCH and "/" not in page:
        source[0] = re.sub(r"\[([^]]+)\]\(\.\./([\w-]+)\.md\)", r'<a href="../\2.html">\1</a>', source[0])


def setup(app: Sphinx) -> None:
    """Tell each page where its twin is."""
    app.connect("html-page-context", other_language)
    app.connect("source-read", english_links)
