"""A document in the whole vocabulary of the templates, to make pages of."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from consultrep.messages import Language
from consultrep.render.document import Document, Part
from consultrep.render.environment import Templates
from tests.conftest import ROOT

TEMPLATES = Templates([ROOT / "templates"])
YEARS = range(2010, 2023)
HOSTILE = (
    '<script>alert(1)</script><img src="https://evil.example/x" onerror=alert(1)> "quotes" {{ 7*7 }} '
    "{% raw %} # $x$ ]]> =CMD() \u202eright to left\u202c עברית 🎉 \x07 </section> " + "longword" * 30
)

WORDS: dict[Language, dict[str, str]] = {
    "en": {
        "title": "What was asked for",
        "lead": "Two series, thirteen years.",
        "warning": "A part of the text of 2011 is missing.",
        "coverage": "What the records cover",
        "demands": "Recommendations",
        "findings": "Findings",
        "pairs": "Compared",
        "first": "2010 consultation",
        "second": "2011 forum",
        "training": "Training",
        "data": "Data",
        "residents": "residents",
        "police": "police services",
        "judges": "Train judges and prosecutors on accessibility.",
        "figures": "Publish figures on transport each year.",
        "bridges": "Repair the bridges over the river, and the café’s œuvre.",
        "lack": "Judges lack training.",
        "foreign": "Publier chaque année des statistiques.",
        "source": "Source",
        "earlier": "Earlier",
        "later": "Later",
        "imprint": "Not repeated never means done.",
    },
    "fr": {
        "title": "Ce qui a été demandé",
        "lead": "Deux séries, treize années.",
        "warning": "Une partie du texte de 2011 manque.",
        "coverage": "Ce que couvrent les fiches",
        "demands": "Recommandations",
        "findings": "Constats",
        "pairs": "Comparaison",
        "first": "Consultation de 2010",
        "second": "Forum de 2011",
        "training": "Formation",
        "data": "Données",
        "residents": "résidents",
        "police": "services de police",
        "judges": "Former les juges et les procureurs à l'accessibilité.",
        "figures": "Publier chaque année des chiffres sur le transport.",
        "bridges": "Réparer les ponts de la rivière, et l’œuvre du café.",
        "lack": "Les juges manquent de formation.",
        "foreign": "Publish figures each year.",
        "source": "Source",
        "earlier": "Plus tôt",
        "later": "Plus tard",
        "imprint": "Non répété ne veut jamais dire réalisé.",
    },
}


def document(*languages: Language, date: str | None = None) -> Document:
    """The document in these languages."""
    parts = [Part(language, "sample.html.j2", fragment(language)) for language in languages]
    return Document("sample", parts, "consultrep 0.0", date)


def fragment(language: Language) -> str:
    """One language of it, as a template would write it: two themes, two years, two actors, six items."""
    said, other = WORDS[language], "fr" if language == "en" else "en"

    def item(ident: str, text: str, themes: Sequence[str], year: int, actor: str, inner: str = "") -> str:
        data = f'data-themes="{"|".join(themes)}" data-years="{year}" data-actors="{actor}"'
        return (
            f'<li class="item" id="{language}-{ident}" data-ident="{ident}" {data}>'
            f'<span class="text">{text}</span><span class="dash"> — </span><span class="meta">{actor}. '
            f'<a href="https://example.org/{year}#p">{ident}</a>, 3</span>{inner}</li>'
        )

    training, data, people, police = (said[key] for key in ("training", "data", "residents", "police"))
    years = "".join(f'<th scope="col" class="number">{year}</th>' for year in YEARS)
    cells = "".join(
        f'<td class="number {kind}">{cell}</td>'
        for _year, (cell, kind) in zip(YEARS, [("1", ""), ("0", "zero"), ("?", "unknown")] * 5, strict=False)
    )
    foreign = (
        f'<span class="text" lang="{other}">{said["foreign"]}</span> <span class="mark">({other})</span>'
    )
    notes = f'<ul class="notes"><li class="note">{data}</li><li class="caution">{escape(HOSTILE)}</li></ul>'
    return f"""
<h1>{said["title"]}</h1>
<p class="lead">{said["lead"]}</p>
<h2 id="{language}-coverage">{said["coverage"]}</h2>
<p class="warning"><strong>{said["warning"]}</strong></p>
<figure><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 700 60" role="img" aria-label="{said["lead"]}">
<rect x="0" y="10" width="400" height="20" fill="currentColor"/>
<text x="410" y="25" fill="currentColor">2010</text></svg><figcaption>{said["lead"]}</figcaption></figure>
<table><caption>{said["lead"]}</caption><thead><tr><th scope="col">{training}</th>{years}</tr></thead>
<tbody><tr><th scope="row">{training}</th>{cells}</tr>
<tr><th scope="row">{data}</th>{cells}</tr></tbody></table>
<dl><dt>{said["source"]}</dt><dd><a href="https://example.org/2010">https://example.org/2010</a></dd></dl>
<blockquote><p>{said["bridges"]} <em>{data}</em> <code>2010-town/r1</code><br>{people}</p></blockquote>
<ol><li>{training}<ol><li>{data}</li></ol></li></ol>
<hr>
<h2 id="{language}-pairs">{said["pairs"]}</h2>
<table class="pairs">
<thead><tr><th scope="col">{said["earlier"]}</th><th scope="col">{said["later"]}</th></tr></thead>
<tbody><tr><td>{said["judges"]}</td><td><del>{said["judges"]}</del> <ins>{foreign}</ins></td></tr>
</tbody></table>
<h2 id="{language}-demands">{said["demands"]}</h2>
<h3 id="{language}-2010">{said["first"]}</h3>
<h4>{training}</h4>
<ul class="items">{item("2010-town/r1", said["judges"], [training], 2010, people)}</ul>
<h4>{data}</h4>
<ul class="items">{item("2010-town/r2", said["figures"], [data, training], 2010, police, notes)}</ul>
<h3 id="{language}-2011">{said["second"]}</h3>
<h4>{data}</h4>
<ul class="items">{item("2011-town/r1", said["bridges"], [data], 2011, people)}
{item("2011-town/r2", foreign, [data], 2011, people)}
{item("2011-town/r3", escape(HOSTILE), [escape("<b>|" + data)], 2011, escape('"<i>'))}</ul>
<h2 id="{language}-findings">{said["findings"]}</h2>
<ul class="items">{item("2010-town/f1", said["lack"], [training], 2010, people)}</ul>
<footer><p>{said["imprint"]}</p><p>consultrep 0.0</p></footer>
"""
