"""Questions to a library: which reports a selector means, which items a filter keeps."""

from consultrep.query.filters import ItemFilter, Items, filter_items, filter_reports, unread_reports
from consultrep.query.grouping import GROUP_KEYS, SORT_KEYS, Group, group_items, sort_items
from consultrep.query.results import (
    CoverageAnswer,
    Listing,
    ReportList,
    ShownItem,
    ShownReport,
    ThemeList,
    ThreadName,
)
from consultrep.query.selectors import Selection, get_report, select, years_from

__all__ = [
    "GROUP_KEYS",
    "SORT_KEYS",
    "CoverageAnswer",
    "Group",
    "ItemFilter",
    "Items",
    "Listing",
    "ReportList",
    "Selection",
    "ShownItem",
    "ShownReport",
    "ThemeList",
    "ThreadName",
    "filter_items",
    "filter_reports",
    "get_report",
    "group_items",
    "select",
    "sort_items",
    "unread_reports",
    "years_from",
]
