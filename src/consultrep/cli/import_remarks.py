"""What a person is told of an import beside its sheet: doubts, what was not used, what is still missing."""

from __future__ import annotations

from collections.abc import Iterator

from consultrep.actions.import_reports import ImportResult
from consultrep.messages import gettext as _
from consultrep.messages import ngettext


def warnings(result: ImportResult) -> Iterator[str]:
    """Whether it is the right document, and which options changed nothing; no option silences these."""
    yield from result.doubts
    kept: dict[tuple[str, str], list[str]] = {}
    files = {}
    for report in result.reports:
        files[report.report] = report.file
        for option, value in report.kept.items():
            kept.setdefault((option, value), []).append(report.report)
    message = _("{option} is not used: the record of {id} says {value}; change it in {file}")
    for (option, value), reports in kept.items():
        shown = _some(reports)
        yield message.format(option=option, id=shown, value=repr(value), file=files[reports[0]])


def about_dates(result: ImportResult) -> Iterator[str]:
    """That no year will find a report of which nobody said when people were consulted, and what to do."""
    undated = [report for report in result.reports if not report.dated]
    if undated:
        yield ngettext(
            "No year will find {number} report, {id}: its record does not say when people were consulted. "
            "Write it there (period: 2014, in {file}), or import again with --date 2014",
            "No year will find these {number} reports: {id}. Their records do not say when people were "
            "consulted. Write it in each (period: 2014, as in {file}), or import again with --date 2014 if "
            "all are of one year",
            len(undated),
        ).format(number=len(undated), id=_some([report.report for report in undated]), file=undated[0].file)


def _some(names: list[str]) -> str:
    """At most three names."""
    return ", ".join(names[:3]) + (", …" if len(names) > 3 else "")
