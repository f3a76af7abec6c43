"""Sections, their roles, and blocks in their light."""

from __future__ import annotations

import pytest

from consultrep.importers.document import Block, BlockKind, Document, Facts
from consultrep.importers.lexicon import lexicon
from consultrep.importers.outline import Outline, Role, number_of, outline, role_of, title_without_number
from consultrep.messages import Language

_ROLES: dict[Language, dict[Role, list[str]]] = {
    "en": {
        Role.RECOMMENDATIONS: [
            "4. Recommendations of the panel",
            "Findings and recommendations",
            "Resolutions",
        ],
        Role.SUGGESTIONS: [
            "Suggested actions",
            "Proposed solutions:",
            "What participants want",
            "The way forward",
        ],
        Role.FINDINGS: ["1.1 What we heard", "Key issues", "Current situation"],
        Role.BACKGROUND: ["Introduction", "About the consultation", "Who took part", "Did you know?"],
        Role.COMMITMENTS: ["Next steps", "What happens next", "Government response"],
        Role.QUESTIONS: ["Annex B: Places visited", "Questions asked", "Agenda"],
        Role.NEUTRAL: [
            "Harbours and ferries",
            "Living near the line",
            "The cost of rope",
            "Annexed villages",
        ],
    },
    "fr": {
        Role.RECOMMENDATIONS: ["4. Recommandations du comité", "Sommaire des recommandations", "Résolutions"],
        Role.SUGGESTIONS: ["Pistes de solution", "Mesures proposées", "Ce que les participants proposent"],
        Role.FINDINGS: ["1.1 Ce que nous avons entendu", "Principaux enjeux", "Situation actuelle"],
        Role.BACKGROUND: [
            "Introduction",
            "À propos de la consultation",
            "Qui a participé",
            "Le saviez-vous?",
        ],
        Role.COMMITMENTS: ["Prochaines étapes", "Et maintenant?", "Réponse du ministère"],
        Role.QUESTIONS: ["Annexe B : Lieux visités", "Questions posées", "Ordre du jour"],
        Role.NEUTRAL: [
            "Ports et traversiers",
            "Vivre près de la voie",
            "Le prix du cordage",
            "Suivi des cas",
        ],
    },
}


def _outline(blocks: list[Block], language: Language | None = "en") -> Outline:
    return outline(Document("x", "text", "", blocks), language)


@pytest.mark.parametrize(
    ("language", "role", "title"),
    [
        (language, role, title)
        for language, roles in _ROLES.items()
        for role, titles in roles.items()
        for title in titles
    ],
)
def test_role_of_a_title(language: Language, role: Role, title: str) -> None:
    assert role_of(title, lexicon(language)) is role


@pytest.mark.parametrize(
    ("title", "number", "rest"),
    [
        ("4.1.2 Rope and sails", "4.1.2", "Rope and sails"),
        ("IV. Voiles", "IV", "Voiles"),
        ("Chapitre 3 — Les quais", "3", "Les quais"),
        ("Section 2: Wharves", "2", "Wharves"),
        ("Annexe A : Lieux", "A", "Annexe A : Lieux"),
        ("A boat for all", "", "A boat for all"),
        ("12", "", "12"),
    ],
)
def test_number_of_a_title(title: str, number: str, rest: str) -> None:
    assert number_of(title) == number
    assert title_without_number(title) == rest


def test_blocks_take_the_role_of_the_nearest_section_that_has_one() -> None:
    made = _outline(
        [
            Block(BlockKind.TITLE, "Ferries", 0),
            Block(BlockKind.PARAGRAPH, "Before.", 0),
            Block(BlockKind.HEADING, "Recommendations", 0, level=1),
            Block(BlockKind.HEADING, "Winter", 0, level=2),
            Block(BlockKind.PARAGRAPH, "In winter.", 0),
            Block(BlockKind.HEADING, "Fares", 0, level=1),
            Block(BlockKind.PARAGRAPH, "Fares.", 0),
            Block(BlockKind.PARAGRAPH, "More.", 0),
        ]
    )
    assert [(p.role, p.paragraph) for p in made.placed] == [
        (Role.NEUTRAL, 1),
        (Role.RECOMMENDATIONS, 1),
        (Role.NEUTRAL, 1),
        (Role.NEUTRAL, 2),
    ]
    assert [t.role for t in made.titles] == [Role.NEUTRAL, Role.RECOMMENDATIONS, Role.NEUTRAL]
    assert [h.title for h in made.headings] == ["Recommendations", "Winter", "Fares"]


def test_a_numbered_section_is_in_no_introduction() -> None:
    made = _outline(
        [
            Block(BlockKind.HEADING, "Foreword", 0, level=1),
            Block(BlockKind.HEADING, "1. Moorings", 0, level=2),
            Block(BlockKind.PARAGRAPH, "Moorings should be numbered.", 0),
        ]
    )
    assert made.placed[0].role is Role.NEUTRAL


def test_a_box_has_the_role_of_its_first_line_until_it_ends() -> None:
    made = _outline(
        [
            Block(BlockKind.HEADING, "Moorings", 0, level=1),
            Block(BlockKind.PARAGRAPH, "Did you know?", 0, boxed=True),
            Block(BlockKind.PARAGRAPH, "Rope floats.", 0, boxed=True),
            Block(BlockKind.PARAGRAPH, "It sinks.", 0),
        ]
    )
    assert [p.role for p in made.placed] == [Role.BACKGROUND, Role.BACKGROUND, Role.NEUTRAL]


def test_the_language_is_given_or_told_by_the_document() -> None:
    text = "Le port a été dragué et les bouées sont déplacées."
    blocks = [Block(BlockKind.PARAGRAPH, text, 0), Block(BlockKind.PARAGRAPH, "A word.", 0, language="en")]
    made = outline(Document("x", "text", text, blocks))
    assert made.language == "fr"
    assert [p.words.language for p in made.placed] == ["fr", "en"]
    assert outline(Document("x", "text", text, blocks), "en").language == "en"
    assert outline(Document("x", "text", "", [], Facts(language="fr"))).language in ("en", "fr")
