"""The HTML reader: each feature by a small invented page, pages of many templates, pages that attack."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consultrep.importers.document import BadDocumentError, Block, BlockKind, Document
from consultrep.importers.readers.html import read_html

pytest.importorskip("lxml")

CONSULTATIONS = Path(__file__).parents[3] / "shared" / "corpora" / "consultations"
FILLER = f"<p>{' '.join(['The miller spoke at length of the river and of the wheel.'] * 6)}</p>"


def read(page: str | bytes, charset: str = "") -> Document:
    document = read_html(page.encode() if isinstance(page, str) else page, "page.html", charset)
    for block in document.blocks:
        assert document.text[slice(*block.span(0, len(block.text)))] == block.text
    return document


def main(content: str) -> list[Block]:
    page = f'<!DOCTYPE html><html lang="en"><title>Mills</title><body><main>{content}</main></body></html>'
    return list(read(page).blocks)


def shown(blocks: list[Block]) -> list[tuple[str, str, int]]:
    return [(block.kind.value, block.text, block.level) for block in blocks]


def texts(blocks: list[Block], kind: BlockKind) -> list[str]:
    return [block.text for block in blocks if block.kind is kind]


def test_title_headings_and_paragraphs() -> None:
    blocks = main("<h1>Mills</h1><h2>Water</h2><p>It falls.</p><h4>Ice</h4><p>It melts.</p>")
    assert shown(blocks) == [
        ("title", "Mills", 0),
        ("heading", "Water", 1),
        ("paragraph", "It falls.", 0),
        ("heading", "Ice", 3),
        ("paragraph", "It melts.", 0),
    ]


def test_text_is_plain_single_spaced_and_whole() -> None:
    blocks = main(
        "<p>A\u200b mill&nbsp;:\n co&shy;op  <em>of</em>&thinsp;<b>e\u0301t\u00e9</b> &amp;"
        " 30&nbsp;m<sup>2</sup></p>"
    )
    assert blocks[0].text == "A mill : coop of \u00e9t\u00e9 & 30 m²"


def test_breaks_part_paragraphs_and_typed_bullets() -> None:
    blocks = main(
        "<h2>Asks</h2><div>One line<br>goes on.<br><br>Another.</div><p>&bull; bread<br>&bull; salt</p>"
        "<p><strong>Ask 1</strong><br>Mend the dam.</p><p><strong>Label:</strong> The dam stays.</p>"
    )
    assert shown(blocks)[1:] == [
        ("paragraph", "One line goes on.", 0),
        ("paragraph", "Another.", 0),
        ("item", "bread", 1),
        ("item", "salt", 1),
        ("paragraph", "Ask 1", 0),
        ("paragraph", "Mend the dam.", 0),
        ("paragraph", "Label: The dam stays.", 0),
    ]


@pytest.mark.parametrize(
    ("opening", "markers"),
    [
        ("<ul>", ["•", "•"]),
        ("<ol>", ["1.", "2."]),
        ('<ol start="9">', ["9.", "10."]),
        ("<ol reversed>", ["2.", "1."]),
        ('<ol type="a">', ["a.", "b."]),
        ('<ol type="I" start="4">', ["IV.", "V."]),
        ('<ol class="lst-lwr-rmn">', ["i.", "ii."]),
        ('<ol style="list-style-type: upper-alpha">', ["A.", "B."]),
        ('<ul class="list-unstyled">', ["", ""]),
    ],
)
def test_markers_of_lists(opening: str, markers: list[str]) -> None:
    blocks = main(f"{opening}<li>bread</li><li>salt</li></{opening[1:3]}>")
    assert [(b.kind, b.marker) for b in blocks] == [(BlockKind.ITEM, marker) for marker in markers]


def test_nested_lists_and_what_follows_in_an_item() -> None:
    blocks = main("<ol><li>bread:<ul><li>rye</li></ul>daily</li><li value=7><p>salt</p><p>fine</p></li></ol>")
    assert [(b.text, b.level, b.marker) for b in blocks] == [
        ("bread:", 1, "1."),
        ("rye", 2, "•"),
        ("daily", 1, ""),
        ("salt", 1, "7."),
        ("fine", 1, ""),
    ]


def test_typed_numbers_in_items_count_for_more_than_the_lists() -> None:
    blocks = main("<ul class='list-unstyled'><li>3) bread</li></ul><ol><li>(a) salt</li></ol>")
    assert [(b.text, b.marker) for b in blocks] == [("bread", "3)"), ("salt", "(a)")]


def test_definition_lists_quotes_and_summaries() -> None:
    blocks = main(
        "<h2>Asks</h2><dl><dt>Ask 1</dt><dd>Mend the dam.</dd></dl><blockquote>"
        "<p>We wait.</p><footer>A miller"
        "</footer></blockquote><details><summary>More</summary><p>Words.</p></details>"
    )
    assert shown(blocks) == [
        ("heading", "Asks", 1),
        ("paragraph", "Ask 1", 0),
        ("item", "Mend the dam.", 1),
        ("quote", "We wait.", 0),
        ("quote", "A miller", 0),
        ("heading", "More", 2),
        ("paragraph", "Words.", 0),
    ]


@pytest.mark.parametrize(
    "box",
    [
        "<aside>{}</aside>",
        '<div class="well well-sm">{}</div>',
        '<section class="panel panel-default">{}</section>',
        '<section class="alert alert-info">{}</section>',
        '<div class="module-note">{}</div>',
        '<div role="note" class="application-notice">{}</div>',
        "<table border=1><tr><td>{}</td></tr></table>",
        '<div style="border: solid windowtext 1.0pt; padding: 1pt">{}</div>',
    ],
)
def test_boxes_stand_beside_and_their_titles_are_no_headings(box: str) -> None:
    blocks = main(f"<h2>Water</h2>{FILLER}{box.format('<h3>In short</h3><p>It rained.</p>')}<p>After.</p>")
    assert [(b.kind.value, b.text) for b in blocks if b.boxed] == [
        ("paragraph", "In short"),
        ("paragraph", "It rained."),
    ]
    assert texts(blocks, BlockKind.HEADING) == ["Water"]


def test_a_box_around_all_of_the_text_is_a_frame() -> None:
    assert not any(b.boxed for b in main(f'<div class="panel"><h2>Water</h2>{FILLER}</div><p>End.</p>'))


def test_cells_have_their_column_and_merged_ones_stand_once() -> None:
    blocks = main(
        "<table><caption>Table 1</caption><thead><tr><th rowspan=2>Theme<th colspan=2>Votes</tr>"
        "<tr><th>For<th>Against</tr></thead><tbody><tr><th scope=row rowspan=2>Dams<td>4<td>5</tr>"
        "<tr><td>6<td>7</tr><tr><td colspan=3>All voted.</tr></tbody></table>"
    )
    assert [(b.text, b.row, b.column) for b in blocks if b.kind is BlockKind.CELL] == [
        ("Theme", 0, ""),
        ("Votes", 0, ""),
        ("For", 0, ""),
        ("Against", 0, ""),
        ("Dams", 1, "Theme"),
        ("4", 1, "Votes – For"),
        ("5", 1, "Votes – Against"),
        ("6", 2, "Votes – For"),
        ("7", 2, "Votes – Against"),
        ("All voted.", 3, ""),
    ]
    assert texts(blocks, BlockKind.CAPTION) == ["Table 1"]


def test_lists_in_the_cells_of_a_table_with_headings() -> None:
    blocks = main(
        "<table><tr><th>Theme<th>Asks</tr><tr><td>Dams<td><ul><li>mend</li><li>raise</li></ul></tr></table>"
        "<table><tr><td><b>Crew</b><td><b>Pay</b></tr><tr><td>Six<td><ul><li>Low</ul></tr></table>"
    )
    found = [(b.text, b.table, b.row, b.column, b.marker) for b in blocks]
    assert found[3:5] == [("mend", 1, 1, "Asks", "•"), ("raise", 1, 1, "Asks", "•")]
    assert found[-1] == ("Low", 2, 1, "Pay", "•")


@pytest.mark.parametrize(
    "table",
    [
        '<table role="presentation"><tr><td><p>One.</p></td><td><p>Two.</p></td></tr></table>',
        "<table><tr><td><p>One.</p></td></tr><tr><td><p>Two.</p></td></tr></table>",
        "<table><tr><td>One.<td><table><tr><td>Two.</td></tr></table></td></tr></table>",
    ],
)
def test_layout_tables_are_ordinary_flow(table: str) -> None:
    assert shown(main(table)) == [("paragraph", "One.", 0), ("paragraph", "Two.", 0)]


def test_languages_side_by_side() -> None:
    blocks = main(
        '<table role="presentation"><tr><td lang="fr"><p>Un pont.</p></td><td lang="en">'
        "<p>A bridge.</p></td></tr>"
        "</table><table><tr><th>Français</th><th>English</th></tr><tr><td>Il faut un pont.</td>"
        "<td>A bridge is needed.</td></tr></table><p lang=fr>Fin.</p><p>End.</p>"
    )
    found = {b.text: b.language for b in blocks}
    assert found["Un pont."] == found["Il faut un pont."] == found["Fin."] == "fr"
    assert found["A bridge."] == found["A bridge is needed."] == "en"
    assert found["End."] is None


@pytest.mark.parametrize(
    ("mark", "notes"),
    [
        (
            '<sup id="fn1-rf"><a class="fn-lnk" href="#fn1"><span class="wb-inv">Footnote </span>1</a></sup>',
            '<aside class="wb-fnote"><h2 id="fn">Footnotes</h2><dl><dt>Footnote 1</dt>'
            '<dd id="fn1"><p>By a foot.</p><p class="fn-rtn"><a href="#fn1-rf">'
            '<span class="wb-inv">Return to footnote </span>1</a></p></dd></dl></aside>',
        ),
        (
            '<a href="#_ftn1" name="_ftnref1"><span class=MsoFootnoteReference>[1]</span></a>',
            '<div style="mso-element:footnote-list"><div style="mso-element:footnote" id=ftn1>'
            "<p class=MsoFootnoteText>"
            '<a href="#_ftnref1" name="_ftn1">[1]</a> By a foot.</p></div></div>',
        ),
        (
            '<sup id="fnref:1"><a href="#fn:1">[footnote 1]</a></sup>',
            '<div class="footnotes" role="doc-endnotes"><ol><li id="fn:1"><p>By a foot. <a href="#fnref:1" '
            'role="doc-backlink">↩</a></p></li></ol></div>',
        ),
        ("<sup>1</sup>", "<h2>Notes</h2><p>1. By a foot.</p>"),
        ("[1]", "<h2>Endnotes</h2><p>[1] By a foot.</p>"),
        (
            '<a href="#n1"><sup>1</sup></a>',
            '<hr><p id="note1"><a href="#ref1"><sup>1</sup></a> By a foot.</p>',
        ),
    ],
)
def test_footnotes_and_their_marks(mark: str, notes: str) -> None:
    blocks = main(f"<h2>Water</h2><p>The river{mark} rose to 10<sup>3</sup>.</p>{notes}")
    assert shown(blocks) == [
        ("heading", "Water", 1),
        ("paragraph", "The river rose to 10³.", 0),
        ("note", "By a foot.", 0),
    ]
    assert blocks[-1].marker == "1"


def test_bold_paragraphs_are_headings_where_no_markup_makes_any() -> None:
    page = (
        "<font size=5><b>Water</b></font><p>It falls.</p><p><b>Ice</b></p><p>It melts.</p>"
        "<p><b>Note:</b> no.</p>"
    )
    assert shown(main(page)) == [
        ("heading", "Water", 1),
        ("paragraph", "It falls.", 0),
        ("heading", "Ice", 2),
        ("paragraph", "It melts.", 0),
        ("paragraph", "Note: no.", 0),
    ]
    assert texts(main(f"<h2>Mills</h2>{page}"), BlockKind.HEADING) == ["Mills"]


CHROME = [
    "<nav><ul><li>Home</li></ul></nav>",
    "<script>var a = 'spoken';</script><style>p {}</style><noscript>Switch it on.</noscript>",
    '<form action="/s"><label>Find</label><input name=q><button>Go</button></form>',
    '<p class="wb-inv">Hidden words.</p><p hidden>More.</p><p style="display: none">And more.</p>',
    '<p><a href="/r.pdf">PDF version</a> (412 KB)</p>',
    '<p>Version PDF (412 Ko)</p><p><a href="#top">Back to top</a></p><p><a href="/fr">Français</a></p>',
    '<ol class="breadcrumb"><li>Home</li></ol><div class="sharedaddy"><h3>Share</h3></div>',
    '<section class="pagedetails"><h2 class="wb-inv">Page details</h2><dl id="wb-dtmd">'
    "<dt>Date modified:</dt>"
    '<dd><time property="dateModified">2019-08-30</time></dd></dl></section>',
    "<p>Date modified: 2019-08-30</p>",
    (
        '<h2>Table of contents</h2><ul><li><a href="#a">Water</a></li><li>'
        '<a href="#b">Notes to come</a></li></ul>'
    ),
    '<ul><li><a href="#a">Water</a></li><li><a href="#b">Ice</a></li></ul>',
    '<div class="toc"><p>Contents</p></div><div class="page-feedback">Was this useful?</div>',
]


@pytest.mark.parametrize("chrome", CHROME)
def test_chrome_is_dropped(chrome: str) -> None:
    blocks = main(f"<h1>Mills</h1>{chrome}<h2 id=a>Water</h2>{FILLER}<h2 id=b>Ice</h2><p>It melts.</p>")
    assert [b.text for b in blocks] == ["Mills", "Water", FILLER[3:-4], "Ice", "It melts."]


def test_content_that_resembles_chrome_is_kept() -> None:
    kept = (
        '<h2 class="wb-inv">Search</h2><p>Read the report by the town, which asks for a dam.</p>'
        '<section id="social"><h2>Menu</h2><p>Bread.</p></section><ul><li><a href="/x">A mill</a></li></ul>'
    )
    assert [b.text for b in main(kept)] == [
        "Search",
        "Read the report by the town, which asks for a dam.",
        "Menu",
        "Bread.",
        "A mill",
    ]


CLF = f"""<?xml version="1.0" encoding="iso-8859-1"?>
<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">
<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="fr" lang="fr"><head>
<title>Moulins - Bilan</title></head><body>
<div class="page"><div class="core"><div class="fip">Agence</div><div class="banner">
<h1>Agence des eaux</h1></div>
<div class="nav"><ul><li><a href="e">English</a></li><li><a href="a">Accueil</a></li></ul></div>
<p class="breadcrumb"><a href="/">Accueil</a></p><div class="colLayout"><div class="left">
<a href="1">Nous</a></div>
<div class="center"><h1><a name="cont">Moulins &ndash; Bilan</a></h1>
<h2>Été</h2>{FILLER}<p>L&#146;eau baisse.</p></div>
<div class="footer"><span>Dernière mise à jour : 2008-11-27</span></div></div></div></div></body></html>"""

OLD = f"""<HTML><HEAD><TITLE>Mills</TITLE></HEAD><BODY><TABLE><TR><TD><A HREF=1>Français</A><TD>
<A HREF=2>Contact</A>
<TD><A HREF=3>Help</A></TR></TABLE><TABLE><TR><TD WIDTH=130><A HREF=4>Home</A><BR>
<A HREF=5>News</A><BR><A HREF=6>Jobs</A>
<TD><FONT SIZE=5><B>Water</B></FONT><P>It falls.<P><FONT SIZE=3><B>Ice</B></FONT><P>It melts.<UL>
<LI>soon<LI>late</UL>
{FILLER}</TD></TR></TABLE></BODY></HTML>"""

WORDPRESS = f"""<html lang="fr-CA"><head><title>Bilan du forum &#8211; Collectif</title>
<meta property="article:modified_time" content="2020-02-03T10:00:00+00:00"></head>
<body class="single sidebar">
<header class="site-header"><h1 class="site-title">Collectif</h1></header><div id="content"><article>
<header class="entry-header"><h1 class="entry-title">Bilan du forum</h1>
<div class="entry-meta">le 2 mars</div></header>
<div class="entry-content"><h3>Constats</h3>{FILLER}<p>– bois;<br>– sel.</p></div>
<footer>Actualités</footer></article>
<div id="comments" class="comments"><p>Bravo!</p></div></div><aside class="widget-area">
<h2>Archives</h2></aside></body></html>"""

ASPX = f"""<html lang="en"><body><form id="aspnetForm" method="post"><input type="hidden" name="x">
<div id="wb-bnr">Site</div>
<div id="wb-main" role="main"><h1>Mills</h1><h2>Water</h2>{FILLER}</div></form></body></html>"""


@pytest.mark.parametrize(
    ("page", "charset", "expected"),
    [
        (
            CLF.encode("iso-8859-1"),
            "",
            ["title Moulins – Bilan", "heading Été", "paragraph", "paragraph L’eau baisse."],
        ),
        (
            OLD.encode("cp1252"),
            "",
            [
                "heading Water",
                "paragraph It falls.",
                "heading Ice",
                "paragraph It melts.",
                "item soon",
                "item late",
                "paragraph",
            ],
        ),
        (
            WORDPRESS.encode(),
            "",
            ["title Bilan du forum", "heading Constats", "paragraph", "item bois;", "item sel."],
        ),
        (ASPX.encode("utf-16"), "", ["title Mills", "heading Water", "paragraph"]),
        (
            CLF.replace('encoding="iso-8859-1"', "").encode("cp1252"),
            "windows-1252",
            ["title Moulins – Bilan", "heading Été"],
        ),
    ],
    ids=["clf", "tables", "wordpress", "aspx", "header charset"],
)
def test_pages_of_other_templates(page: bytes, charset: str, expected: list[str]) -> None:
    found = [f"{b.kind.value} {b.text}" for b in read(page, charset).blocks]
    for line, start in zip(found, expected, strict=False):
        assert line.startswith(start)
    assert len(found) >= len(expected)
    assert len(found) == len(expected) or len(expected) == 2


def test_pages_saved_by_word() -> None:
    page = (
        "<html><head><meta charset=windows-1252></head><body lang=FR-CA>"
        "<div class=WordSection1><p class=MsoTitle>Bilan</p>"
        '<p class=MsoToc1><a href="#a">Eau 1</a></p><h1>Eau<o:p></o:p></h1>'
        "<p class=MsoNormal><span lang=EN>L’eau\nbaisse."
        "</span></p><p class=MsoNormal><o:p>&nbsp;</o:p></p>"
        "<p class=MsoListParagraph style='mso-list:l0 level2 lfo1'>"
        "<![if !supportLists]><span style='font-family:Symbol'>·<span>&nbsp;&nbsp; </span>"
        "</span><![endif]>du sel</p></div>"
    )
    document = read(page.encode("cp1252"))
    assert shown(list(document.blocks)) == [
        ("title", "Bilan", 0),
        ("heading", "Eau", 1),
        ("paragraph", "L’eau baisse.", 0),
        ("item", "du sel", 2),
    ]
    assert document.facts.language == "fr"


def test_facts_are_what_the_page_states() -> None:
    head = '<meta name="dcterms.title" content="Mills: a report"><meta name="dcterms.language" content="fra">'
    page = (
        f'<head><title>Mills - Site</title>{head}<meta name="dcterms.modified"'
        f' content="2019-08-30"></head><p>Eau.</p>'
    )
    facts = read(page).facts
    assert (facts.title, facts.language, facts.modified) == ("Mills: a report", "fr", "2019-08-30")
    facts = read(
        "<title>Site</title><h1>Mills</h1><p>Text.</p><p>Date de modification&nbsp;: 2014-05-02</p>"
    ).facts
    assert (facts.title, facts.language, facts.modified) == ("Mills", None, "2014-05-02")


@pytest.mark.parametrize(
    "page",
    [
        "",
        "   ",
        "<html><body></body></html>",
        "<div id=root></div><noscript>You need JavaScript.</noscript><script>let text = 'x'</script>",
        "<nav><a href=x>Home</a></nav>",
    ],
)
def test_a_page_without_text_is_refused(page: str) -> None:
    with pytest.raises(BadDocumentError, match="no text in page"):
        read_html(page.encode(), "page.html")


def test_entities_of_the_page_are_not_expanded() -> None:
    page = '<!DOCTYPE html [<!ENTITY s SYSTEM "file:///etc/passwd"><!ENTITY b "boom">]><p>Hello &s; &b;</p>'
    assert "root:" not in read(page).text
    assert "boom" not in read(page).text.splitlines()[-1]


def test_deep_nesting_is_read_or_refused() -> None:
    assert read("<p>start</p>" + "<div>" * 1500 + "core" + "</div>" * 1500).text == "start\ncore"
    with pytest.raises(BadDocumentError, match="nested too deeply"):
        read("<p>start</p>" + "<div>" * 100_000 + "core")
    assert read("<p>a" + "<table><tr><td>x<td>" * 300).text.startswith("a\nx\nx")
    assert "word" in read("<p>a<font size=2><b>word</b>" * 900).text


def test_spans_beyond_measure_are_bounded() -> None:
    page = "<table><tr><td rowspan=99999 colspan=99999>a<td>z</tr>" + "<tr><td>b<td>c</tr>" * 50 + "</table>"
    assert len(read(page).blocks) == 102


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_a_document_or_a_bad_one(data: bytes) -> None:
    try:
        assert read_html(data, "any.html").blocks
    except BadDocumentError as error:
        assert error.message


PIECES = [
    "<p>",
    "</p>",
    "<table><tr><td colspan=2>",
    "<th rowspan=3>",
    "</table>",
    "<ol start=x><li value=-3>",
    "</ol>",
    "<sup><a href='#fn1'>1</a></sup>",
    "<dl class=wb-fnote><dt>Note 1<dd id=fn1>",
    "<h1>",
    "</h1>",
    "<h3>Water",
    "<summary>",
    "<blockquote>",
    "<br><br>- salt",
    "<div hidden>",
    "<main>",
    "<aside class=well>",
    "Some words. ",
    "[1]",
    "<pre>a\n\nb</pre>",
    "<q>",
    "&#55296;&#0;&#150;",
]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=25))
def test_any_order_of_elements_is_read_or_refused(pieces: list[str]) -> None:
    try:
        document = read("".join(pieces))
    except BadDocumentError as error:
        assert error.message
    else:
        assert all(block.text == " ".join(block.text.split()) for block in document.blocks)


@pytest.mark.parametrize("folder", sorted(CONSULTATIONS.glob("*/")), ids=lambda f: f.name)
def test_headings_and_sentences_of_the_invented_reports(folder: Path) -> None:
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    document = read((folder / "doc.html").read_bytes())
    headings = [(b.text, b.level) for b in document.blocks if b.kind is BlockKind.HEADING]
    assert headings == [(" ".join(s["title"].split()), s["level"]) for s in gold["sections"]]
    assert document.facts.modified == gold["date_modified"]
    found = [block.text for block in document.blocks]
    for entry in gold["recommendations"] + gold["findings"]:
        sentence = " ".join(entry["text"].replace("\u00ad", "").split())
        assert any(sentence in text for text in found), sentence
