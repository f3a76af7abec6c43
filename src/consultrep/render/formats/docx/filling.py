"""A Word document with tags, filled by docxtpl in a sandboxed Jinja environment."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final
from zipfile import BadZipFile

from docx.document import Document as Docx
from docx.opc.exceptions import OpcError
from docx.opc.part import XmlPart
from docx.oxml import OxmlElement
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree
from markupsafe import Markup, escape

from consultrep.errors import TemplateProblemError
from consultrep.messages import Language, current_language, gettext, in_language, ngettext
from consultrep.messages import gettext as _
from consultrep.render.environment import nearest_name
from consultrep.render.formats.docx.wml import LOCALES, name, text_of

MARK: Final = "bodyGoesHere"

_BODY: Final = Markup(f"</w:t></w:r><w:{MARK}/><w:r><w:t>")
_FIELD: Final = (
    '</w:t></w:r><w:fldSimple w:instr="{}"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    '<w:r><w:t xml:space="preserve">'
)
_TAGS: Final = re.compile("<[^>]+>")
_PROBLEMS: Final = (
    TemplateError,
    ArithmeticError,
    LookupError,
    TypeError,
    ValueError,
    AttributeError,
    etree.XMLSyntaxError,
)

View = tuple[Language, Mapping[str, object]]


def filled(file: Path, views: Sequence[View]) -> tuple[Docx, list[dict[str, str]]]:
    """The document filled with the first view, and headers and footers filled with each of the others.

    These are given as the relations that lead to them, by the relations of the first ones. An element `MARK`
    stands where the body goes. Raises TemplateProblemError with the file's name and the paragraph.
    """
    template, environment = _opened(file), _environment()
    template.reader = current_language()
    further = []
    for language, view in views[1:]:
        with in_language(language):
            margins = template.margins({**view, "page_numbers": _page_numbers()}, environment)
            further.append((language, margins))
    with in_language(views[0][0]):
        template.render({**views[0][1], "page_numbers": _page_numbers()}, environment, autoescape=True)
    return template.docx, [template.with_margins(margins, language) for language, margins in further]


class _Template(DocxTemplate):  # type: ignore[misc]
    """A template that says in which paragraph a problem lies, in the language of its reader."""

    reader: Language

    def render_xml_part(self, src_xml: str, part: Any, context: Any, jinja_env: Any = None) -> str:
        """The XML of a part filled; `body` is known in the main part only."""
        values = {**context, "body": _BODY} if part is self.docx.part else context
        try:
            xml: str = super().render_xml_part(src_xml, part, values, jinja_env)
            etree.fromstring(xml.encode())
        except _PROBLEMS as error:
            raise self._problem(error, src_xml, values) from error
        return xml

    def render_properties(self, context: Any, jinja_env: Any = None) -> None:
        """The properties filled; they are no XML yet."""
        plain = jinja_env.overlay(autoescape=False, finalize=lambda value: text_of(str(value)))
        try:
            super().render_properties(context, plain)
        except _PROBLEMS as error:
            raise TemplateProblemError(f"{self.template_file}: {error}") from error

    def margins(self, context: Any, environment: Any) -> list[tuple[str, str, bytes]]:
        """The headers and footers filled, each with its relation and kind, the document left as it is."""
        self.init_docx()
        return [
            (relation, uri, xml)
            for uri in (self.HEADER_URI, self.FOOTER_URI)
            for relation, xml in self.build_headers_footers_xml(context, uri, environment)
        ]

    def with_margins(self, margins: Sequence[tuple[str, str, bytes]], language: Language) -> dict[str, str]:
        """Headers and footers put into the document: the new relations by the ones they were made from."""
        made, main = {}, self.docx.part
        for relation, uri, xml in margins:
            old = main.rels[relation].target_part
            kind = Path(uri).name
            place = main.package.next_partname(f"/word/{kind}%d.xml")
            part = XmlPart.load(place, old.content_type, xml, main.package)
            for own in old.rels.values():
                part.load_rel(own.reltype, own._target, own.rId, own.is_external)
            _mark_language(part.element, language)
            made[relation] = main.relate_to(part, uri)
        return made

    def _problem(self, error: Exception, xml: str, view: Mapping[str, object]) -> TemplateProblemError:
        lines = re.sub(r"<w:p([ >])", r"\n<w:p\1", xml).splitlines()
        number = getattr(error, "lineno", None) if isinstance(error, TemplateError) else None
        number = number or _line_of(error)
        paragraph = html.unescape(_TAGS.sub("", lines[number - 1])).strip() if number else ""
        if not paragraph or isinstance(error, etree.XMLSyntaxError):
            return TemplateProblemError(f"{self.template_file}: {error}")
        with in_language(self.reader):
            return TemplateProblemError(
                _("{file}, in the paragraph “{paragraph}”: {problem}").format(
                    file=self.template_file, paragraph=paragraph, problem=error
                ),
                nearest_name(str(error), view),
            )


def _opened(file: Path) -> _Template:
    template = _Template(str(file))
    try:
        template.init_docx()
    except (OpcError, BadZipFile, KeyError, ValueError, etree.XMLSyntaxError) as error:
        raise TemplateProblemError(
            _("{file} cannot be used as a template: it is not a Word document (.docx)").format(file=file)
        ) from error
    return template


def _environment() -> ImmutableSandboxedEnvironment:
    environment = ImmutableSandboxedEnvironment(
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_as_data,
        extensions=["jinja2.ext.i18n", "jinja2.ext.do"],
    )
    environment.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]
    return environment


def _as_data(value: object) -> Markup:
    """A value as XML that docxtpl finds no tag in: it looks for braces again after filling."""
    return Markup(text_of(escape(value)).replace("{", "&#123;").replace("}", "&#125;"))


def _mark_language(element: Any, language: Language) -> None:
    for run in element.iter(name("w:r")):
        lang = OxmlElement("w:lang")
        lang.set(name("w:val"), LOCALES[language])
        run.get_or_add_rPr().append(lang)


def _page_numbers() -> Markup:
    said = escape(_("Page {page} of {pages}"))
    return Markup(said.format(page=Markup(_FIELD.format("PAGE")), pages=Markup(_FIELD.format("NUMPAGES"))))


def _line_of(error: BaseException) -> int | None:
    """The line of the template where an error of rendering arose."""
    line, trace = None, error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == "<template>":
            line = trace.tb_lineno
        trace = trace.tb_next
    return line
