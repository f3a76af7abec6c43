"""What the words before a list make of its items."""

from __future__ import annotations

import pytest

from consultrep.importers.document import Block, BlockKind, Document
from consultrep.importers.leads import Part, is_only_a_lead, lead_of, leads_of, opens_with_an_act
from consultrep.importers.lexicon import lexicon
from consultrep.importers.outline import outline
from consultrep.messages import Language
from consultrep.model import Standing


@pytest.mark.parametrize(
    ("language", "lead", "part", "standing"),
    [
        ("en", "The Harbour Office should:", Part.DEMANDS, Standing.FORMAL),
        ("en", "Skippers recommended that the Office:", Part.DEMANDS, Standing.FORMAL),
        ("en", "The following recommendations were made:", Part.DEMANDS, Standing.FORMAL),
        ("en", "Several suggestions were put forward:", Part.DEMANDS, Standing.SUGGESTED),
        ("en", "Skippers called for:", Part.DEMANDS, Standing.SUGGESTED),
        ("en", "Open a chandlery, which would:", Part.DETAILS, None),
        ("en", "The visits took place in ports such as:", Part.DETAILS, None),
        ("en", "Skippers did not recommend:", Part.UNTOLD, None),
        ("en", "Who came:", Part.UNTOLD, None),
        ("fr", "Le bureau du port devrait :", Part.DEMANDS, Standing.FORMAL),
        ("fr", "Les capitaines recommandent au bureau :", Part.DEMANDS, Standing.FORMAL),
        ("fr", "Les recommandations suivantes ont été formulées :", Part.DEMANDS, Standing.FORMAL),
        ("fr", "Voici les suggestions des capitaines :", Part.DEMANDS, Standing.SUGGESTED),
        ("fr", "Les capitaines ont demandé :", Part.DEMANDS, Standing.SUGGESTED),
        ("fr", "Ouvrir une voilerie, qui pourrait :", Part.DETAILS, None),
        ("fr", "On a visité des ports, notamment :", Part.DETAILS, None),
        ("fr", "Les capitaines n'ont pas recommandé :", Part.UNTOLD, None),
        ("fr", "Liste des ports :", Part.UNTOLD, None),
    ],
)
def test_what_a_lead_makes_of_its_items(
    language: Language, lead: str, part: Part, standing: Standing | None
) -> None:
    found = lead_of(lead, lexicon(language), asked=False)
    assert (found.part, found.standing, found.text) == (part, standing, lead)


def test_only_the_last_sentence_of_a_paragraph_leads() -> None:
    found = lead_of("The quay is long. The Office should:", lexicon("en"), asked=False)
    assert found.text == "The Office should:"
    assert found.asking is not None
    assert found.asking.name == "should"


def test_an_act_leads_where_things_are_asked_for() -> None:
    assert lead_of("Help small ports:", lexicon("en"), asked=True).is_an_act
    assert lead_of("Help small ports:", lexicon("en"), asked=False).part is Part.UNTOLD
    assert lead_of("Aider les petits ports :", lexicon("fr"), asked=True).is_an_act


@pytest.mark.parametrize(
    ("language", "text", "acts"),
    [
        ("en", "Create a rope store", True),
        ("en", "That tolls be halved", True),
        ("en", "Better lighting on the quay", True),
        ("en", "Training for pilots", True),
        ("en", "Ropes were stolen twice", False),
        ("en", "Skippers (14)", False),
        ("fr", "Créer un dépôt de cordages", True),
        ("fr", "Que les péages soient réduits", True),
        ("fr", "d'éclairer le quai", True),
        ("fr", "Création d'un dépôt", True),
        ("fr", "Des cordages ont disparu", False),
        ("fr", "Capitaines (14)", False),
    ],
)
def test_how_an_item_that_asks_begins(language: Language, text: str, acts: bool) -> None:
    assert opens_with_an_act(text, lexicon(language)) is acts


@pytest.mark.parametrize(
    ("language", "text", "alone"),
    [
        ("en", "The Office should:", True),
        ("en", "Open a chandlery, which would:", False),
        ("en", "Help small ports:", False),
        ("fr", "Le bureau devrait :", True),
        ("fr", "Aider les pêcheurs à réparer leurs filets :", False),
    ],
)
def test_a_text_that_asks_nothing_but_leads(language: Language, text: str, alone: bool) -> None:
    assert is_only_a_lead(text, lexicon(language)) is alone


def _item(text: str, level: int = 1) -> Block:
    return Block(BlockKind.ITEM, text, 0, level=level, marker="•")


def test_each_item_has_the_lead_above_it() -> None:
    blocks = [
        Block(BlockKind.PARAGRAPH, "The Office should:", 0),
        _item("open a chandlery, which would:"),
        _item("sell rope", 2),
        _item("mend the quay"),
        _item("It was built in 1931.", 2),
        Block(BlockKind.NOTE, "A note.", 0),
        _item("halve the tolls"),
        Block(BlockKind.PARAGRAPH, "Nothing else was said.", 0),
        _item("Skippers (14)"),
    ]
    placed = outline(Document("x", "text", "", blocks), "en").placed
    leads = leads_of(placed, [False] * len(placed))
    assert {index: lead.part for index, lead in leads.items()} == {
        1: Part.DEMANDS,
        2: Part.DETAILS,
        3: Part.DEMANDS,
        4: Part.REMARKS,
        6: Part.DEMANDS,
    }


def test_a_lead_does_not_reach_past_a_heading() -> None:
    blocks = [
        Block(BlockKind.PARAGRAPH, "The Office should:", 0),
        Block(BlockKind.HEADING, "Visitors", 0, level=1),
        _item("Skippers (14)"),
    ]
    placed = outline(Document("x", "text", "", blocks), "en").placed
    assert leads_of(placed, [False] * len(placed)) == {}
