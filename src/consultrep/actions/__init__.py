"""One function per command: typed arguments in, a result out; nothing printed, no exit."""

from consultrep.actions.check import check, explain_rule, list_rules
from consultrep.actions.compare import compare
from consultrep.actions.coverage import describe_coverage
from consultrep.actions.download import download_report
from consultrep.actions.evaluate import evaluate
from consultrep.actions.export import ExportRequest, export
from consultrep.actions.format_records import format_records
from consultrep.actions.import_reports import import_reports
from consultrep.actions.initialize import initialize
from consultrep.actions.list_items import list_items
from consultrep.actions.list_reports import list_reports
from consultrep.actions.list_themes import list_themes
from consultrep.actions.match import match
from consultrep.actions.matrix import make_matrix
from consultrep.actions.new_entry import new_entry
from consultrep.actions.open_library import open_library
from consultrep.actions.pair_queue import review_queue
from consultrep.actions.render import RenderRequest, render_document
from consultrep.actions.respond import record_status, respond
from consultrep.actions.review_drafts import accept, reject
from consultrep.actions.review_import import read_review_sheet
from consultrep.actions.review_pairs import measure_agreement
from consultrep.actions.review_sheet import write_review_sheet
from consultrep.actions.schema import describe_schema, update_schemas
from consultrep.actions.search import search
from consultrep.actions.show import show
from consultrep.actions.stats import stats
from consultrep.actions.templates import copy_templates, list_documents
from consultrep.actions.threads import list_threads

__all__ = [
    "ExportRequest",
    "RenderRequest",
    "accept",
    "check",
    "compare",
    "copy_templates",
    "describe_coverage",
    "describe_schema",
    "download_report",
    "evaluate",
    "explain_rule",
    "export",
    "format_records",
    "import_reports",
    "initialize",
    "list_documents",
    "list_items",
    "list_reports",
    "list_rules",
    "list_themes",
    "list_threads",
    "make_matrix",
    "match",
    "measure_agreement",
    "new_entry",
    "open_library",
    "read_review_sheet",
    "record_status",
    "reject",
    "render_document",
    "respond",
    "review_queue",
    "search",
    "show",
    "stats",
    "update_schemas",
    "write_review_sheet",
]
