"""The documents: for each, what its template sees and how that is made."""

from consultrep.render.documents.comparison import ComparisonView, comparison_view
from consultrep.render.documents.coverage import CoverageView, coverage_view
from consultrep.render.documents.library import LibraryView, library_view
from consultrep.render.documents.matrix import MatrixView, matrix_view
from consultrep.render.documents.report import ReportDocumentView, report_document_view
from consultrep.render.documents.theme import ThemeDocumentView, theme_document_view
from consultrep.render.documents.threads import ThreadDocumentView, ThreadsView, thread_view, threads_view

__all__ = [
    "ComparisonView",
    "CoverageView",
    "LibraryView",
    "MatrixView",
    "ReportDocumentView",
    "ThemeDocumentView",
    "ThreadDocumentView",
    "ThreadsView",
    "comparison_view",
    "coverage_view",
    "library_view",
    "matrix_view",
    "report_document_view",
    "theme_document_view",
    "thread_view",
    "threads_view",
]
