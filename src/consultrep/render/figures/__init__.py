"""Figures: the results of the program drawn as SVG."""

from consultrep.render.figures.views import coverage_figure, grid_figure, timeline_figure

__all__ = ["coverage_figure", "grid_figure", "timeline_figure"]
