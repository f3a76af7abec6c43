"""What every document is made with: the library, its templates, the language, and what is to be shown."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields

from consultrep.messages import Language
from consultrep.model import Item, Library, Report, items_of
from consultrep.render.document import Part
from consultrep.render.environment import Templates, is_html
from consultrep.render.typesetting import typeset_html
from consultrep.render.view import ReportView, report_view


@dataclass(frozen=True)
class Maker:
    """Makes the parts of a document in one language.

    `kept` are the ids of the items to show, `reports` the reports; `shown` says in words which these are,
    nothing where they are all.
    """

    library: Library
    templates: Templates
    language: Language
    shipped: bool
    kept: Collection[str]
    reports: Sequence[Report]
    shown: str = ""

    def report(self, report: Report) -> ReportView:
        """The view of a report, with the items to show."""
        return report_view(self.library, report, self.language, shipped=self.shipped, kept=self.kept)

    def views(self, reports: Sequence[Report]) -> list[ReportView]:
        """The views of some reports."""
        return [self.report(report) for report in reports]

    def items(self, reports: Sequence[Report]) -> list[Item]:
        """The items of some reports that are to be shown."""
        items = (item for report in reports for item in items_of(report))
        return [item for item in items if item.id in self.kept]

    @property
    def primary(self) -> list[Report]:
        """The reports of the library's own subject."""
        return [report for report in self.reports if self.library.is_primary(report)]

    @property
    def companions(self) -> list[Report]:
        """The reports of other bodies."""
        return [report for report in self.reports if not self.library.is_primary(report)]

    def part(self, template: str, view: object, imprint: str) -> Part:
        """The part that a template makes of a view, a dataclass; every template gets what is shown too."""
        values = {one.name: getattr(view, one.name) for one in fields(view)}  # type: ignore[arg-type]
        values |= {"language": self.language, "shown": self.shown, "imprint": imprint}
        file = self.templates.file(template)
        text = self.templates.fill(template, **values)
        if is_html(template):
            text = typeset_html(text, self.language)
        return Part(self.language, str(file), text, values)
