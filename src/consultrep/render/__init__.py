"""Documents from Jinja templates, in either language."""

from consultrep.render.documents import Maker, render_comparison, render_library, render_report
from consultrep.render.through_years import render_matrix, render_threads

__all__ = [
    "Maker",
    "render_comparison",
    "render_library",
    "render_matrix",
    "render_report",
    "render_threads",
]
