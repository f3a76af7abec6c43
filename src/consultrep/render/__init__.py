"""Documents from Jinja templates, in either language."""

from consultrep.render.documents import Maker, render_comparison, render_library, render_report

__all__ = ["Maker", "render_comparison", "render_library", "render_report"]
