"""PDF: tagged and complete, texts set as they are, the same bytes everywhere, nothing read from elsewhere."""

from __future__ import annotations

import builtins
import io
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest

from consultrep.errors import EnvironmentProblemError, TemplateProblemError
from consultrep.messages import Language, use_language
from consultrep.render.document import Document, Part
from consultrep.render.environment import Templates
from consultrep.render.formats.pdf import write_pdf
from tests.conftest import ROOT

SHIPPED = ROOT / "templates"

ITEM = """
<li class="item" id="en-a1"><span class="text" lang="fr">Offrir des logements « sûrs » : partout.</span>
<span class="mark">(text in French)</span><span class="dash"> — </span><span class="meta">formal, must.
<a href="https://example.org/report">a1</a>, p. 3</span>
<ul class="notes"><li class="note">Note: kept.</li><li class="caution">Caution: second hand.</li></ul></li>
"""
TABLE = """
<table><caption>What is held</caption>
<thead><tr><th scope="col">Report</th><th scope="col" class="number">2014</th></tr></thead>
<tbody><tr><th scope="row">First</th><td class="number unknown">?</td></tr>
<tr><th scope="row">Second</th><td class="number zero">0</td></tr></tbody></table>
"""
SVG = '<svg xmlns="http://www.w3.org/2000/svg"'
FIGURE = f"""
<figure>{SVG} viewBox="0 0 200 60" aria-label="Two years, one known">
<rect x="4" y="4" width="90" height="20" fill="#1b4f7d"/><text x="4" y="50">2014 → 2015 ≠ ✓</text></svg>
<figcaption>By year</figcaption></figure>
"""
PAGE = f"""
<h1>What was asked for</h1><p class="lead">Two reports.</p><p class="warning">Only a selection is shown.</p>
<h2 id="en-cover">What the records cover</h2>{FIGURE}{TABLE}
<p>See <a href="#en-a1">the item</a>, <a href="#en-none">nothing</a>;
it <del>may</del> <ins>must</ins> be read.</p>
<h2>Recommendations</h2><h4>Housing</h4><ul class="items">{ITEM}</ul>
<dl><dt>Recurring</dt><dd>Asked again.</dd></dl><blockquote>Their words.</blockquote><hr>
<section lang="fr"><p>Un alinéa en français.</p></section>
<footer><p>The imprint.</p></footer>
"""
HOSTILE = [
    '#import "@preview/x:1.0.0"',
    "#panic() *b* _e_ `r` $x^2$ = h",
    "<label> @ref // c /* c */",
    "\\ \\u{41} ~ -- --- ... 'q' \"q\"",
    "{{ 7*7 }} {% if %} ]]> ]] }} ) #",
    "=CMD()|' /C calc'!A0",
    "- a + b / t: d [x](http://y)",
    "« a\u202fb »\u00a0: ≠ → ✓ ? œ É ½",
]


def document(*parts: tuple[Language, str], **said: Any) -> Document:
    written = [Part(language, "t.html.j2", html) for language, html in parts]
    return Document("library", written, "consultrep", **said)


def pdf_of(html: str = PAGE, language: Language = "en", templates: Path = SHIPPED, **said: Any) -> bytes:
    return write_pdf(document((language, html), **said), Templates([templates]))


def opened(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(data))


def text_of(data: bytes) -> str:
    """The text in its order: spaces and line ends as one space, words broken at a line's end joined."""
    with pypdfium2.PdfDocument(data) as pdf:
        pages = [page.get_textpage().get_text_range() for page in pdf]
    return re.sub(r"\s+", " ", re.sub(r"[\u00ad\ufffe\u0002]\s*", "", "\n".join(pages)))


def structure(node: Any) -> Iterator[Any]:
    """The elements of a structure tree, in their order."""
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from structure(child)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
        yield node
        yield from structure(node.get("/K", pikepdf.Array()))


def tags(pdf: pikepdf.Pdf) -> Sequence[str]:
    return [str(node.S) for node in structure(pdf.Root.StructTreeRoot.K)]


def links(pdf: pikepdf.Pdf) -> Iterator[Any]:
    for page in pdf.pages:
        yield from (note for note in page.get("/Annots", pikepdf.Array()) if note.Subtype == "/Link")


def template_in(folder: Path, text: str) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "page.typ").write_text('#set document(title: "t")\n' + text, encoding="utf-8")
    return folder


def test_it_says_that_it_is_accessible() -> None:
    with opened(pdf_of()) as pdf, pdf.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:title"] == "What was asked for"
        assert pdf.Root.MarkInfo.Marked
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert pdf.Root.Lang == "en-CA"


def test_every_part_of_the_text_has_its_tag() -> None:
    with opened(pdf_of()) as pdf:
        found = tags(pdf)
    expected = "H1 H2 H3 P L LI Table THead TH TD Caption Figure Link BlockQuote"
    assert {f"/{tag}" for tag in expected.split()} <= set(found)
    assert found.count("/TH") == 2


def test_a_drawing_stays_one_and_says_what_it_shows() -> None:
    data = pdf_of()
    with opened(data) as pdf:
        figures = [node for node in structure(pdf.Root.StructTreeRoot.K) if node.S == "/Figure"]
        assert [str(figure.Alt) for figure in figures] == ["Two years, one known"]
        assert not any(page.get_images() for page in pdf.pages)
    assert "2014 → 2015 ≠ ✓" in text_of(data)


def test_a_drawing_that_says_nothing_is_no_figure() -> None:
    with opened(pdf_of(f'<h1>T</h1>{SVG} viewBox="0 0 9 9"></svg>')) as pdf:
        assert "/Figure" not in tags(pdf)


def test_passages_keep_their_language() -> None:
    with opened(pdf_of()) as pdf:
        spoken = [str(node.Lang) for node in structure(pdf.Root.StructTreeRoot.K) if "/Lang" in node]
    assert spoken.count("fr-CA") == 2


def test_headings_are_bookmarks_and_a_level_left_out_is_closed_up() -> None:
    with opened(pdf_of()) as pdf, pdf.open_outline() as outline:
        (root,) = outline.root
        assert [child.title for child in root.children] == ["What the records cover", "Recommendations"]
        assert [child.title for child in root.children[1].children] == ["Housing"]


def test_citations_lead_to_the_web_and_ids_to_their_place() -> None:
    with opened(pdf_of()) as pdf:
        found = list(links(pdf))
        assert [str(one.A.URI) for one in found if "/A" in one and "/URI" in one.A] == [
            "https://example.org/report"
        ]
        assert len(found) == 2


def test_only_web_addresses_become_links() -> None:
    with opened(
        pdf_of('<h1>T</h1><p><a href="javascript:alert(1)">a</a> <a href="file:///etc">b</a></p>')
    ) as pdf:
        assert not list(links(pdf))


def test_the_text_stands_in_its_order() -> None:
    text = text_of(pdf_of())
    said = [
        "What was asked for Two reports. Only a selection is shown.",
        "By year",
        "What is held Report 2014 First ? Second 0",
        "it may must be read",
        "« sûrs » : partout. (text in French) formal, must. a1, p. 3",
        "Caution: second hand.",
    ]
    places = [text.find(one) for one in said]
    assert -1 not in places
    assert places == sorted(places)


def test_a_separator_stays_where_nothing_else_separates() -> None:
    assert "A — B" in text_of(pdf_of('<h1>T</h1><p>A<span class="dash"> — </span>B</p>'))


def test_pages_are_counted_in_the_language_of_their_part() -> None:
    data = write_pdf(document(("fr", "<h1>Un</h1>"), ("en", "<h1>One</h1>")), Templates([SHIPPED]))
    with pypdfium2.PdfDocument(data) as pdf:
        first, second = (page.get_textpage().get_text_range() for page in pdf)
    assert "Page 1 sur 2" in first
    assert "Page 2 of 2" in second
    with opened(data) as tagged:
        assert tagged.Root.Lang == "fr-CA"
        assert tagged.docinfo["/Title"] == "Un / One"


def test_later_pages_carry_the_title() -> None:
    long = "<h1>The title</h1>" + "<p>Words and words.</p>" * 90
    with pypdfium2.PdfDocument(pdf_of(long)) as pdf:
        heads = [page.get_textpage().get_text_range().strip().splitlines()[0].strip() for page in pdf]
    assert len(heads) > 1
    assert set(heads) == {"The title"}


def test_a_document_of_many_chapters_begins_with_its_contents() -> None:
    chapters = "".join(f"<h2>Chapter {n}</h2><p>Words.</p>" for n in range(8))
    with opened(pdf_of("<h1>T</h1>" + chapters)) as pdf:
        assert tags(pdf).count("/TOCI") == 8
    assert "Contents Chapter 0" in re.sub(r"[. ]+", " ", text_of(pdf_of("<h1>T</h1>" + chapters)))


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_is_never_markup(text: str) -> None:
    said = escape(text)
    html = (
        f"<h1>{said}</h1><h2>{said}</h2><p>{said} <strong>{said}</strong></p>"
        f'<ul class="items"><li class="item"><span class="text">{said}</span></li></ul>'
        f"<table><caption>{said}</caption><tr><td>{said}</td></tr></table>"
    )
    data = pdf_of(html)
    assert text_of(data).count(re.sub(r"\s+", " ", text)) == 7
    with opened(data) as pdf:
        assert pdf.docinfo["/Title"] == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a 😀 b", "a [U+1F600] b"),
        ("ᐃ", "[U+1403]"),
        ("a\ufeffb", "a[U+FEFF]b"),
        ("a\u202eb", "a[U+202E]b"),
        ("Ж Δ ✓ ☐ ⚠", "Ж Δ ✓ ☐ ⚠"),
    ],
)
def test_a_sign_without_a_glyph_is_shown_by_its_number(text: str, shown: str) -> None:
    drawing = f'{SVG} viewBox="0 0 900 20" aria-label="d"><text y="9">{text}</text></svg>'
    said = text_of(pdf_of(f"<h1>T</h1><p>{text}</p>{drawing}"))
    assert said.count(shown) == 2


def test_a_very_long_word_stays_on_its_page() -> None:
    data = pdf_of(f"<h1>T</h1><p>{'x' * 400}</p><table><tr><td>{'y' * 200}</td><td>b</td></tr></table>")
    with pypdfium2.PdfDocument(data) as pdf:
        (page,) = pdf
        right = max(page.get_textpage().get_charbox(n)[2] for n in range(page.get_textpage().count_chars()))
        assert right <= page.get_width() - 70


def test_a_control_character_is_shown_by_its_number() -> None:
    assert "x[U+0007]y" in text_of(pdf_of("<h1>T</h1><p>x\x07y</p>"))


@pytest.mark.parametrize(("columns", "wide"), [(6, False), (14, False), (30, True)])
def test_a_table_that_does_not_fit_gets_a_wide_page(columns: int, wide: bool) -> None:
    cells = "".join(f'<td class="number">{2000 + n}</td>' for n in range(columns))
    with pypdfium2.PdfDocument(pdf_of(f"<h1>T</h1><h2>Years</h2><table><tr>{cells}</tr></table>")) as pdf:
        page = pdf[len(pdf) - 1]
        assert (page.get_width() > page.get_height()) is wide
        text = page.get_textpage()
        assert max(text.get_charbox(n)[2] for n in range(text.count_chars())) < page.get_width() - 60


def test_a_header_is_repeated_on_each_page_of_a_table() -> None:
    rows = "".join(f"<tr><td>row {n}</td></tr>" for n in range(90))
    html = f"<h1>T</h1><table><thead><tr><th>The header</th></tr></thead><tbody>{rows}</tbody></table>"
    with pypdfium2.PdfDocument(pdf_of(html)) as pdf:
        assert len(pdf) > 1
        assert all("The header" in page.get_textpage().get_text_range() for page in pdf)


def test_rows_that_lack_cells_do_not_move_the_others() -> None:
    html = "<h1>T</h1><table><tr><td>a</td></tr><tr><td>b</td><td>c</td></tr></table>"
    with opened(pdf_of(html)) as pdf:
        assert tags(pdf).count("/TR") == 2
        assert tags(pdf).count("/TD") == 4


@pytest.mark.parametrize(
    "html",
    [
        "",
        "words alone",
        "<h3>third</h3><h1></h1><p></p>",
        "<h1>T</h1><table></table><ul></ul><dl></dl><dd>d</dd><figure></figure><ol>loose<li></li></ol>",
        '<h1>T</h1><p lang="zh-Hant-TW">x</p><p lang="">y</p><p lang="nonsense">z</p>',
        '<h1>T</h1><p id="a">1</p><p id="a">2 <a href="#a">up</a></p><td>lost</td><u>odd</u>',
        "<h1>T</h1><h2>A</h2><section><table><tr>"
        + "<td>interprovincial</td>" * 30
        + "</tr></table></section>",
    ],
)
def test_whatever_a_template_writes_becomes_a_tagged_document(html: str) -> None:
    with opened(pdf_of(html)) as pdf:
        assert pdf.Root.MarkInfo.Marked


def test_all_fonts_are_in_the_file() -> None:
    with opened(pdf_of()) as pdf:
        fonts = [font for page in pdf.pages for font in page.Resources.Font.as_dict().values()]
        descriptors = [font.DescendantFonts[0].FontDescriptor for font in fonts]
        assert descriptors
        assert all({"/FontFile2", "/FontFile3"} & set(one.keys()) for one in descriptors)


def test_no_date_unless_it_is_asked_for() -> None:
    with opened(pdf_of()) as pdf:
        assert not {"/CreationDate", "/ModDate"} & set(pdf.docinfo.keys())
    with opened(pdf_of(date="2025-03-01")) as pdf:
        assert str(pdf.docinfo["/CreationDate"]).startswith("D:20250301")
        assert "/Author" not in pdf.docinfo


def test_the_same_document_gives_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = pdf_of()
    elsewhere = Path(shutil.copytree(SHIPPED, tmp_path / "elsewhere"))
    monkeypatch.chdir(elsewhere)
    assert pdf_of(templates=elsewhere) == first
    program = (
        "import sys; from tests.unit.test_pdf_pages import pdf_of; "
        "sys.stdout.buffer.write(pdf_of(sys.stdin.read()))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        input=PAGE.encode(),
        capture_output=True,
        check=True,
        cwd=ROOT,
        env=os.environ | {"TZ": "Asia/Tokyo", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "7"},
    )
    assert done.stdout == first


def test_the_language_of_messages_is_left_as_it_was() -> None:
    use_language("fr")
    assert pdf_of() == pdf_of()
    use_language("en")
    assert "Page 1 sur" in text_of(pdf_of(language="fr"))


def test_a_library_can_set_its_own_pages(tmp_path: Path) -> None:
    own = template_in(
        tmp_path / "templates", '= Ours\n#json(bytes(sys.inputs.document)).title\n#read("note.txt")'
    )
    (own / "note.txt").write_text("beside it", encoding="utf-8")
    data = write_pdf(document(("en", PAGE)), Templates([own, SHIPPED]))
    assert "Ours What was asked for beside it" in text_of(data)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("\n#nothing", r"page\.typ:3: unknown variable: nothing"),
        ("#let x = (", r"page\.typ:2: unclosed delimiter"),
        ("#[].foo", r"page\.typ:2: "),
        ("== no first level", r"page\.typ:\d+: PDF/UA-1 error"),
        ('#include "part.typ"', r"part\.typ:1: "),
    ],
)
def test_what_is_wrong_in_a_template_is_placed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, said: str
) -> None:
    own = template_in(tmp_path / "templates", text)
    (own / "part.typ").write_text("#panic()", encoding="utf-8")
    for folder in (tmp_path, own, Path("/")):
        monkeypatch.chdir(folder)
        with pytest.raises(TemplateProblemError, match=f"^{re.escape(str(own))}/{said}"):
            pdf_of(templates=own)


@pytest.mark.parametrize("path", ["../secret.txt", "/../secret.txt", "/etc/passwd", "link.txt"])
def test_a_template_reads_nothing_outside_its_folder(tmp_path: Path, path: str) -> None:
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    own = template_in(tmp_path / "templates", f'#read("{path}")')
    if path == "link.txt":
        (own / path).symlink_to(tmp_path / "secret.txt")
    with pytest.raises(TemplateProblemError):
        pdf_of(templates=own)


def test_nothing_is_fetched(tmp_path: Path) -> None:
    own = template_in(tmp_path / "templates", '#import "@preview/cetz:0.3.0"')
    with pytest.raises(TemplateProblemError, match=r"page\.typ:2: packages are not fetched"):
        pdf_of(templates=own)
    given = Templates([SHIPPED], {"page.typ": own / "page.typ"})
    with pytest.raises(TemplateProblemError, match="packages are not fetched"):
        write_pdf(document(("en", PAGE)), given)


def test_a_template_given_alone_may_lie_anywhere(tmp_path: Path) -> None:
    own = template_in(tmp_path, "= Given")
    (tmp_path / "link").symlink_to("/")
    data = write_pdf(document(("en", PAGE)), Templates([SHIPPED], {"page.typ": own / "page.typ"}))
    assert "Given" in text_of(data)


def test_without_typst_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    load = builtins.__import__

    def refusing(name: str, *arguments: Any, **named: Any) -> Any:
        if name == "typst":
            raise ImportError(name)
        return load(name, *arguments, **named)

    monkeypatch.setattr(builtins, "__import__", refusing)
    with pytest.raises(EnvironmentProblemError) as caught:
        pdf_of()
    assert caught.value.message == "writing PDF needs an extra that is not installed"
    assert caught.value.hint == 'pip install "consultrep[pdf]"'
