"""One function per command: typed arguments in, a result out; nothing printed, no exit."""

from consultrep.actions.compare import compare
from consultrep.actions.coverage import describe_coverage
from consultrep.actions.initialize import initialize
from consultrep.actions.list_items import list_items
from consultrep.actions.list_reports import list_reports
from consultrep.actions.list_themes import list_themes
from consultrep.actions.open_library import open_library
from consultrep.actions.render import render_document
from consultrep.actions.show import show

__all__ = [
    "compare",
    "describe_coverage",
    "initialize",
    "list_items",
    "list_reports",
    "list_themes",
    "open_library",
    "render_document",
    "show",
]
