"""Make templates/page.docx: the page of the Word documents, with its styles, header and footer.

python tools/page_docx.py
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import docx
from docx.document import Document as Docx
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Inches, Pt, RGBColor

from consultrep.render.formats.docx.package import bytes_of

PAGE: Final = Path(__file__).resolve().parents[1] / "templates/page.docx"
FONT: Final = "Calibri"
ACCENT, INK, MUTED, LINE, TINT = "1B4F7D", "1D2329", "515A64", "CBD2D9", "F0F4F8"
CAUTION, CAUTION_TINT = "A34A00", "FDF5EA"
STEP: Final = 0.25
LEVELS: Final = (1, 2, 3)
BULLETS: Final = ("•", "–", "▪")
NUMBERS: Final = ("decimal", "lowerLetter", "lowerRoman")
KEPT: Final = ("Normal", "Default Paragraph Font", "Normal Table", "No List", "Header", "Footer")
SETTINGS: Final = (
    '<w:zoom {0} w:percent="100"/>',
    '<w:defaultTabStop {0} w:val="720"/>',
    '<w:characterSpacingControl {0} w:val="doNotCompress"/>',
    '<w:compat {0}><w:compatSetting w:name="compatibilityMode" '
    'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>',
    '<w:decimalSymbol {0} w:val="."/>',
    '<w:listSeparator {0} w:val=","/>',
)

_BORDER: Final = '<w:{side} w:val="single" w:sz="{size}" w:space="{space}" w:color="{color}"/>'


def main() -> None:
    """Write the page."""
    PAGE.write_bytes(bytes_of(page()))


def page() -> Docx:
    """The page: its one section, its styles, and the tags."""
    file = docx.Document()
    _clear(file)
    _paper(file)
    _text_styles(file)
    _list_styles(file)
    _table_styles(file)
    _character_styles(file)
    _margins(file)
    file.element.body.insert(0, parse_xml(f"<w:p {nsdecls('w')}><w:r><w:t>{{{{ body }}}}</w:t></w:r></w:p>"))
    return file


def _clear(file: Docx) -> None:
    """Take out what the page of python-docx brings with it."""
    kept = {name.casefold() for name in KEPT}
    for style in file.styles.element.findall(qn("w:style")):
        if style.name_val.casefold() not in kept:
            file.styles.element.remove(style)
        for linked in style.findall(qn("w:link")):
            style.remove(linked)
    for root in (file.part.numbering_part.element, file.settings.element):
        del root[:]
    _drop_relations(file.part, "stylesWithEffects", "customXml")
    _drop_relations(file.part.package, "thumbnail")
    file.settings.element.extend(parse_xml(xml.format(nsdecls("w"))) for xml in SETTINGS)
    properties = file.core_properties
    properties.comments = properties.author = properties.title = properties.keywords = ""
    _program(file)


def _drop_relations(holder: Any, *kinds: str) -> None:
    for relation, found in list(holder.rels.items()):
        if found.reltype.endswith(kinds):
            del holder.rels[relation]


def _program(file: Docx) -> None:
    """Say no more of the program than its name."""
    kind = RELATIONSHIP_TYPE.EXTENDED_PROPERTIES
    old = file.part.package.part_related_by(kind)
    old._blob = (
        b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties '
        b'xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
        b"<Application>consultrep</Application></Properties>"
    )


def _paper(file: Docx) -> None:
    """Letter, an inch around, the first page without running title."""
    section = file.sections[0]
    section.page_width, section.page_height = Inches(8.5), Inches(11)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Inches(1)
    section.header_distance = section.footer_distance = Inches(0.5)
    section.different_first_page_header_footer = True


def _text_styles(file: Docx) -> None:
    defaults = file.styles.element.find(qn("w:docDefaults"))
    file.styles.element.replace(
        defaults,
        parse_xml(
            f"<w:docDefaults {nsdecls('w')}><w:rPrDefault><w:rPr>"
            f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"/>'
            f'<w:sz w:val="22"/><w:szCs w:val="22"/>'
            '<w:lang w:val="en-CA" w:eastAsia="en-CA" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
            '<w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="276" w:lineRule="auto"/></w:pPr>'
            "</w:pPrDefault></w:docDefaults>"
        ),
    )
    file.styles["Normal"].font.color.rgb = RGBColor.from_string(INK)
    title = _style(file, "Title", size=24, color=ACCENT, bold=True, after=8, line=1.05, following="Normal")
    title.paragraph_format.keep_with_next = True
    _border(title, "bottom", ACCENT, size=12, space=6)
    _style(file, "Subtitle", size=12, color=MUTED, after=6, following="Normal")
    for level, (size, before, after) in enumerate(
        ((18, 26, 8), (14, 20, 6), (12, 14, 4), (11, 12, 4)), start=1
    ):
        heading = _style(
            file,
            f"Heading {level}",
            size=size,
            color=ACCENT if level < 3 else INK,
            bold=True,
            before=before,
            after=after,
            line=1.1,
            following="Normal",
        )
        heading.paragraph_format.keep_with_next = heading.paragraph_format.keep_together = True
        heading.element.get_or_add_pPr().append(
            parse_xml(f'<w:outlineLvl {nsdecls("w")} w:val="{level - 1}"/>')
        )
    _style(file, "TOC Heading", size=14, color=ACCENT, bold=True, before=20, after=8)
    for level, (before, left) in enumerate(((4, None), (0, 0.25)), start=1):
        entry = _style(file, f"toc {level}", before=before, after=3, left=left, right=0.5)
        entry.paragraph_format.tab_stops.add_tab_stop(Inches(6.5), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
    warning = _style(file, "Warning", before=6, after=10, left=0.12)
    _border(warning, "top", CAUTION_TINT, size=4, space=4)
    _border(warning, "left", CAUTION, size=24, space=8)
    _border(warning, "bottom", CAUTION_TINT, size=4, space=4)
    _shade(warning, CAUTION_TINT)
    quote = _style(file, "Quote", color=MUTED, italic=True, before=4, after=8, left=0.3, right=0.3)
    _border(quote, "left", LINE, size=18, space=10)
    caption = _style(file, "Caption", size=10, bold=True, before=10, after=4, following="Normal")
    caption.paragraph_format.keep_together = True
    _style(file, "Figure", before=8, after=4, line=1).paragraph_format.keep_with_next = True
    _style(file, "Source", size=9.5, color=MUTED, after=8)
    _style(file, "Fact Continue", after=3, left=1.75)
    fact = _style(file, "Fact", parent="Fact Continue", hanging=1.75)
    fact.paragraph_format.tab_stops.add_tab_stop(Inches(1.75))
    rule = _style(file, "Rule", size=4, before=6, after=10)
    _border(rule, "bottom", LINE, size=6, space=1)
    imprint = _style(file, "Imprint", size=9, color=MUTED, before=0, after=4)
    _border(imprint, "top", LINE, size=6, space=6)
    _style(file, "Section End", size=1, after=0, line=1)


def _list_styles(file: Docx) -> None:
    """Three levels of everything that stands in lists, bullets and numbers by real numbering."""
    for kind in ("Bullet", "Number"):
        _numbering(file, kind)
    for level in LEVELS:
        left = STEP * level
        for kind, numbering in (("Bullet", 1), ("Number", 2)):
            style = _style(file, _at(f"List {kind}", level), after=4, left=left, hanging=STEP)
            _number(style, numbering, level - 1)
        _style(file, _at("List Continue", level), after=4, left=left)
        _style(file, _at("List Source", level), size=9.5, color=MUTED, after=8, left=left)
        for name, color in (("List Note", LINE), ("List Caution", CAUTION)):
            note = _style(file, _at(name, level), size=10, after=6, left=left + 0.12)
            _border(note, "left", color, size=18, space=6)


def _table_styles(file: Docx) -> None:
    table = file.styles.add_style("Report Table", WD_STYLE_TYPE.TABLE)
    table.base_style = file.styles["Normal Table"]
    table.element.extend(
        parse_xml(xml)
        for xml in (
            f'<w:pPr {nsdecls("w")}><w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr>',
            f"<w:tblPr {nsdecls('w')}><w:tblBorders>"
            + _line("top", ACCENT, 8)
            + _line("bottom", ACCENT, 8)
            + _line("insideH", LINE, 4)
            + '</w:tblBorders><w:tblCellMar><w:top w:w="50" w:type="dxa"/><w:left w:w="90" w:type="dxa"/>'
            '<w:bottom w:w="50" w:type="dxa"/><w:right w:w="90" w:type="dxa"/></w:tblCellMar></w:tblPr>',
            f'<w:tblStylePr {nsdecls("w")} w:type="firstRow"><w:tcPr><w:tcBorders>'
            + _line("bottom", ACCENT, 8)
            + f'</w:tcBorders><w:shd w:val="clear" w:color="auto" w:fill="{TINT}"/><w:vAlign w:val="bottom"/>'
            "</w:tcPr></w:tblStylePr>",
        )
    )
    _style(file, "Table Text", size=9.5, after=0, line=1.08)
    _style(file, "Table Source", parent="Table Text", size=8.5, color=MUTED, before=2)
    heading = _style(file, "Table Heading", parent="Table Text", bold=True)
    heading.paragraph_format.keep_with_next = True
    for name in ("Table Text", "Table Heading"):
        right = _style(file, f"{name} Right", parent=name)
        right.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for kind, numbering in (("Bullet", 3), ("Number", 4)):
        _numbering(file, kind, table=True)
        _number(
            _style(file, f"Table {kind}", parent="Table Text", after=2, left=0.15, hanging=0.15), numbering, 0
        )


def _character_styles(file: Docx) -> None:
    _style(file, "Strong", character=True, bold=True)
    _style(file, "Emphasis", character=True, italic=True)
    _style(file, "Hyperlink", character=True, color=ACCENT).font.underline = True
    _style(file, "HTML Code", character=True).font.name = "Consolas"
    _style(file, "Citation", character=True, color=MUTED)
    _style(file, "Remark", character=True, color=MUTED, italic=True)
    _style(file, "Inserted", character=True, bold=True).font.underline = True
    _style(file, "Deleted", character=True, color=MUTED).font.strike = True
    _style(file, "Unknown", character=True, color=CAUTION)
    _style(file, "Zero", character=True, color=MUTED)


def _margins(file: Docx) -> None:
    """A running title, none on a first page; at the foot the program, the date and the page's number."""
    header, footer = file.styles["Header"], file.styles["Footer"]
    for style in (header, footer):
        tabs = style.element.pPr.find(qn("w:tabs"))
        if tabs is not None:
            style.element.pPr.remove(tabs)
        style.font.size, style.font.color.rgb = Pt(9), RGBColor.from_string(MUTED)
        style.paragraph_format.space_after = Pt(0)
    _border(header, "bottom", LINE, size=4, space=4)
    section = file.sections[0]
    section.header.paragraphs[0].text = "{{ title }}"
    section.header.paragraphs[0].style = header
    section.first_page_header.paragraphs[0].style = file.styles["Normal"]
    footer.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for margin in (section.footer, section.first_page_footer):
        foot = margin.paragraphs[0]
        foot.text = "{{ generator }} · {% if date %}{{ date }} · {% endif %}{{ page_numbers }}"
        foot.style = footer


def _style(
    file: Docx,
    name: str,
    *,
    parent: str = "Normal",
    size: float | None = None,
    color: str = "",
    bold: bool | None = None,
    italic: bool | None = None,
    before: float | None = None,
    after: float | None = None,
    line: float | None = None,
    left: float | None = None,
    right: float | None = None,
    hanging: float | None = None,
    character: bool = False,
    following: str = "",
) -> Any:
    """A new style; lengths in points, what stands left and right in inches."""
    kind = WD_STYLE_TYPE.CHARACTER if character else WD_STYLE_TYPE.PARAGRAPH
    style: Any = file.styles.add_style(name, kind, builtin=name in BUILT_IN)
    style.base_style = file.styles["Default Paragraph Font" if character else parent]
    style.quick_style, style.hidden, style.unhide_when_used = True, False, False
    font = style.font
    font.size, font.bold, font.italic = (Pt(size) if size else None), bold, italic
    if color:
        font.color.rgb = RGBColor.from_string(color)
    if character:
        return style
    form = style.paragraph_format
    for attribute, value, unit in (
        ("space_before", before, Pt),
        ("space_after", after, Pt),
        ("left_indent", left, Inches),
        ("right_indent", right, Inches),
        ("first_line_indent", -hanging if hanging else None, Inches),
    ):
        if value is not None:
            setattr(form, attribute, unit(value))
    if line:
        form.line_spacing = float(line)
    if following:
        style.next_paragraph_style = file.styles[following]
    return style


BUILT_IN: Final = frozenset(
    ["Title", "Subtitle", "Quote", "Caption", "Strong", "Emphasis", "Hyperlink", "HTML Code"]
    + ["TOC Heading", "toc 1", "toc 2"]
    + [f"Heading {level}" for level in (1, 2, 3, 4)]
    + [f"List {kind}{level}" for kind in ("Bullet", "Number", "Continue") for level in ("", " 2", " 3")]
)


def _at(name: str, level: int) -> str:
    return name if level == 1 else f"{name} {level}"


def _numbering(file: Docx, kind: str, *, table: bool = False) -> None:
    """The numbering of a kind of list, one level for each of its styles."""
    root = file.part.numbering_part.element
    ident = len(root.findall(qn("w:abstractNum")))
    levels = "".join(_level(kind, level, table=table) for level in (LEVELS[:1] if table else LEVELS))
    root.insert(
        ident,
        parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{ident}">'
            f'<w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
        ),
    )
    root.add_num(ident)


def _level(kind: str, level: int, *, table: bool) -> str:
    style = f"Table{kind}" if table else f"List{kind}{'' if level == 1 else level}"
    form = "bullet" if kind == "Bullet" else NUMBERS[level - 1]
    text = BULLETS[level - 1] if kind == "Bullet" else f"%{level}."
    step = 0.15 if table else STEP
    return (
        f'<w:lvl w:ilvl="{level - 1}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:pStyle w:val="{style}"/>'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/><w:pPr>'
        f'<w:ind w:left="{int(step * level * 1440)}" w:hanging="{int(step * 1440)}"/></w:pPr></w:lvl>'
    )


def _number(style: Any, numbering: int, level: int) -> None:
    properties = style.element.get_or_add_pPr().get_or_add_numPr()
    if level:
        properties.get_or_add_ilvl().val = level
    properties.get_or_add_numId().val = numbering


def _line(side: str, color: str, size: int, space: int = 0) -> str:
    return _BORDER.format(side=side, size=size, space=space, color=color)


def _border(style: Any, side: str, color: str, *, size: int, space: int) -> None:
    """A line at a side; of several sides in the order top, left, bottom, right."""
    properties = style.element.get_or_add_pPr()
    if properties.find(qn("w:pBdr")) is None:
        _in_order(style, parse_xml(f"<w:pBdr {nsdecls('w')}/>"))
    line = _line(side, color, size, space).replace("/>", f" {nsdecls('w')}/>")
    properties.find(qn("w:pBdr")).append(parse_xml(line))


def _shade(style: Any, fill: str) -> None:
    _in_order(style, parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{fill}"/>'))


def _in_order(style: Any, element: Any) -> None:
    """Put an element among the properties of paragraphs where the schema has it."""
    style.element.get_or_add_pPr().insert_element_before(
        element,
        *(["w:shd"] if element.tag == qn("w:pBdr") else []),
        "w:tabs",
        "w:spacing",
        "w:ind",
        "w:contextualSpacing",
        "w:jc",
        "w:outlineLvl",
    )


if __name__ == "__main__":
    main()
