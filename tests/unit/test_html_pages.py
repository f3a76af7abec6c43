"""HTML pages: one sound file that loads nothing, in the language of each of its parts."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from consultrep.errors import TemplateProblemError
from consultrep.messages import Language, current_language
from consultrep.render.document import Document, Part
from consultrep.render.environment import Templates
from consultrep.render.formats.html import write_html
from tests.conftest import ROOT
from tests.pages import HOSTILE, TEMPLATES, document, fragment

LABELS = {
    "en": [
        "Skip to the text",
        "Contents",
        "Filter",
        "All themes",
        "Items shown: {shown} of {all}",
        "Show all",
    ],
    "fr": [
        "Passer au texte",
        "Table des matières",
        "Filtrer",
        "Tous les thèmes",
        "Éléments affichés\u00a0: {shown} sur {all}",
        "Tout afficher",
    ],
}
SAMPLES: list[tuple[Language, ...]] = [("en",), ("fr",), ("fr", "en")]


def page(*languages: Language, date: str | None = None) -> str:
    return write_html(document(*languages, date=date), TEMPLATES).decode()


def tree(*languages: Language) -> Any:
    return html.document_fromstring(page(*languages))


def of_text(text: str) -> str:
    """The page of a document that holds nothing but `text`."""
    return write_html(Document("x", [Part("en", "x.html.j2", text)], "consultrep 0.0"), TEMPLATES).decode()


@pytest.mark.parametrize("languages", SAMPLES)
def test_languages_are_named(languages: tuple[Language, ...]) -> None:
    root = tree(*languages)
    assert root.get("lang") == languages[0]
    assert [part.get("lang") for part in root.findall(".//main/section")] == list(languages)


def test_each_part_is_led_to_where_there_are_two() -> None:
    links = tree("fr", "en").findall(".//header//a")
    assert [(link.get("href"), link.get("lang"), link.text) for link in links] == [
        ("#fr", "fr", "Français"),
        ("#en", "en", "English"),
    ]
    assert not tree("fr").findall(".//header//a")


@pytest.mark.parametrize("languages", SAMPLES)
def test_landmarks_and_title(languages: tuple[Language, ...]) -> None:
    root = tree(*languages)
    body = root.body
    assert [child.tag for child in body] == ["a", "header", "main", "footer", "script"]
    assert body[0].get("href") == "#main" and root.get_element_by_id("main").tag == "main"
    assert root.findtext(".//title") == document(*languages).title


@pytest.mark.parametrize("languages", SAMPLES)
def test_headings_descend_by_one(languages: tuple[Language, ...]) -> None:
    root = tree(*languages)
    levels = [
        int(heading.tag[1])
        for heading in root.xpath("//main//*[self::h1 or self::h2 or self::h3 or self::h4]")
    ]
    assert levels.count(1) == len(languages) and levels[0] == 1
    assert all(below - above <= 1 for above, below in pairwise(levels))


@pytest.mark.parametrize("languages", SAMPLES)
def test_ids_are_unique_and_links_within_lead_to_them(languages: tuple[Language, ...]) -> None:
    root = tree(*languages)
    ids = Counter[str](root.xpath("//@id"))
    assert max(ids.values()) == 1
    targets = [href[1:] for href in root.xpath("//a/@href") if href.startswith("#")]
    assert set(targets) <= set(ids) and len(targets) > 5


def test_contents_are_the_headings_that_can_be_led_to() -> None:
    (contents,) = tree("en").findall(".//nav")
    chapters = [
        (item.findtext("a"), [link.text for link in item.findall("ol/li/a")])
        for item in contents.findall("details/ol/li")
    ]
    assert chapters == [
        ("What the records cover", []),
        ("Compared", []),
        ("Recommendations", ["2010 consultation", "2011 forum"]),
        ("Findings", []),
    ]


def test_a_heading_that_cannot_be_led_to_stands_over_those_that_can() -> None:
    text = '<h1>T</h1><h2 id="a">A</h2><h2>B</h2><h3 id="c" lang="fr">C</h3><h2>D</h2><h3>E</h3>'
    entries = html.document_fromstring(of_text(text)).xpath("//nav//li/*[self::a or self::span]")
    assert [(entry.tag, entry.get("lang"), entry.text) for entry in entries] == [
        ("a", None, "A"),
        ("span", None, "B"),
        ("a", "fr", "C"),
    ]


@pytest.mark.parametrize("text", ["<p>x</p>", '<h2 id="a">A</h2><h2>B</h2>'])
def test_less_than_two_headings_need_no_contents(text: str) -> None:
    assert "<nav" not in of_text(f"<h1>T</h1>{text}")


@pytest.mark.parametrize("languages", SAMPLES)
def test_nothing_is_loaded_from_elsewhere(languages: tuple[Language, ...]) -> None:
    root = tree(*languages)
    assert not root.xpath("//img | //iframe | //object | //embed | //base | //script[@src] | //form[@action]")
    assert root.xpath("//link/@href") == ["data:,"]
    assert not re.search(r"url\(|@import", root.findtext(".//style"))
    assert not re.search(r"fetch|XMLHttp|import\(|innerHTML|eval", root.findtext(".//script"))
    outside = [element.tag for element in root.iter() for value in element.attrib.values() if "//" in value]
    assert set(outside) == {"a", "svg"}


def test_the_policy_lets_in_the_style_and_script_of_the_page_alone() -> None:
    root = tree("en")
    policy = root.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    for tag in ("style", "script"):
        digest = hashlib.sha256(root.findtext(f".//{tag}").encode()).digest()
        assert f"{tag}-src 'sha256-{base64.b64encode(digest).decode()}'" in policy
    assert policy.startswith("default-src 'none'") and "unsafe" not in policy
    assert not root.xpath("//@style | //@*[starts-with(name(), 'on')]")


SCHEMES = ["light", "dark"]
PAIRS = [
    *((ink, ground) for ink in ("ink", "muted", "accent") for ground in ("paper", "tint")),
    ("ink", "caution-tint"),
    ("ink", "added"),
    ("ink", "removed"),
    ("paper", "accent"),
]


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("ink", "ground"), PAIRS)
def test_contrast_is_enough(scheme: str, ink: str, ground: str) -> None:
    first, second = sorted(luminance(colours(scheme)[name]) for name in (ink, ground))
    assert (second + 0.05) / (first + 0.05) >= 4.5


@pytest.mark.parametrize("scheme", SCHEMES)
def test_edges_of_fields_can_be_seen(scheme: str) -> None:
    first, second = sorted(luminance(colours(scheme)[name]) for name in ("field", "paper"))
    assert (second + 0.05) / (first + 0.05) >= 3


def colours(scheme: str) -> dict[str, str]:
    """The colours of a scheme, by the names that the style gives them."""
    style = TEMPLATES.file("page.css").read_text(encoding="utf-8")
    return dict(re.findall(r"--([a-z-]+): #([0-9a-f]+);", style.split(":root {")[1 + SCHEMES.index(scheme)]))


def luminance(colour: str) -> float:
    """The relative luminance of WCAG."""
    digits = "".join(digit * 2 for digit in colour) if len(colour) == 3 else colour
    parts = (int(digits[start : start + 2], 16) / 255 for start in (0, 2, 4))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_hostile_texts_stay_texts() -> None:
    root = tree("en")
    item = root.get_element_by_id("en-2011-town/r3")
    said = item.xpath("span[@class='text']")[0].text_content()
    assert said.replace("\x07", "") == HOSTILE.replace("\x07", "")
    assert item.get("data-actors") == '"<i>'
    assert len(root.findall(".//script")) == 1


def test_a_hostile_title_stays_a_title() -> None:
    root = html.document_fromstring(of_text("<h1>&lt;/title&gt;&lt;script&gt;x&lt;/script&gt; {{ 1 }}</h1>"))
    assert root.findtext(".//title") == "</title><script>x</script> {{ 1 }}"
    assert len(root.findall(".//script")) == 1


@pytest.mark.parametrize("language", ["en", "fr"])
def test_labels_are_in_the_language_of_the_page(language: Language) -> None:
    text = page(language)
    assert [label for label in LABELS[language] if label not in text] == []
    other: Language = "fr" if language == "en" else "en"
    assert [label for label in LABELS[other] if f">{label}<" in text] == []


def test_each_part_has_its_own_filter_in_its_language() -> None:
    french, english = tree("fr", "en").findall(".//main/section")
    assert (french.findtext(".//summary"), english.findtext(".//summary")) == ("Filtrer", "Filter")
    assert tree("fr", "en").body[0].text == "Passer au texte"


def test_filters_wait_in_a_template() -> None:
    """Without a script they are not there: no dead control."""
    root = tree("en")
    assert len(root.xpath("//template//select")) == 3
    assert not root.xpath("//*[self::select or self::input or self::button][not(ancestor::template)]")


def test_no_items_no_filter() -> None:
    assert "<template" not in of_text("<h1>T</h1><ul><li>x</li></ul>")


def test_the_fragment_stands_as_written_but_for_what_scrolls() -> None:
    text = page("en")
    for piece in re.split(r"<table.*?</table>|<svg.*?</svg>", fragment("en"), flags=re.DOTALL):
        start, _lead, rest = piece.partition('<p class="lead">Two series, thirteen years.</p>')
        assert start.strip() in text and rest.strip() in text


def test_tables_and_drawings_stand_in_named_groups() -> None:
    groups = tree("en").xpath("//div[@class='scroll']")
    assert [(group[0].tag, group.get("aria-label")) for group in groups] == [
        ("svg", "Two series, thirteen years."),
        ("table", "Two series, thirteen years."),
        ("table", "Compared"),
    ]
    assert all(group.get("role") == "group" and group.get("tabindex") == "0" for group in groups)


def test_a_table_in_a_comment_is_no_table() -> None:
    text = "<h1>T</h1><h2>A</h2><!-- <table></table> --><table><caption>&lt;B&gt;</caption></table>"
    groups = html.document_fromstring(of_text(text)).xpath("//div[@class='scroll']/@aria-label")
    assert groups == ["<B>"]


def test_same_bytes_twice_and_the_language_in_force_stays() -> None:
    assert page("fr", "en") == page("fr", "en")
    assert current_language() == "en"


def test_the_date_stands_where_one_is_given() -> None:
    assert "2025-11-28" not in page("en")
    root: Any = html.document_fromstring(page("fr", date="2025-11-28"))
    assert root.xpath("//meta[@name='date']/@content") == ["2025-11-28"]
    assert "Date\u00a0: 2025-11-28" in root.find("body/footer").text_content()


def test_bodies_and_program_are_named() -> None:
    root = tree("en")
    assert not root.xpath("//meta[@name='author']")
    assert root.xpath("//meta[@name='generator']/@content") == ["consultrep 0.0"]


def test_a_library_brings_its_own_style(tmp_path: Path) -> None:
    (tmp_path / "page.css").write_text("body { color: red }", encoding="utf-8")
    own = Templates([tmp_path, ROOT / "templates"])
    assert "<style>body { color: red }</style>" in write_html(document("en"), own).decode()


def test_a_style_that_is_no_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "page.css").write_bytes(b"\xff\xfe")
    with pytest.raises(TemplateProblemError, match=r"page\.css"):
        write_html(document("en"), Templates([tmp_path, ROOT / "templates"]))
