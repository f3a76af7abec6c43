"""What small invented documents state."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultrep.importers.document import Block, BlockKind, Document
from consultrep.importers.outline import outline
from consultrep.importers.statements import Statement, statements_of
from consultrep.messages import Language
from consultrep.model import Standing, Strength

_LANGUAGES: tuple[Language, ...] = ("en", "fr")
_MARKERS = {"#": BlockKind.HEADING, "-": BlockKind.ITEM, ">": BlockKind.QUOTE, "|": BlockKind.CELL}


def _blocks(text: str) -> list[Block]:
    """Blocks of lines: `#` heading, `-` and `--` items, `>` quotation, `[]` boxed, `| a | b` a row."""
    made: list[Block] = []
    columns: list[str] = []
    row = 0
    for line in filter(None, (line.strip() for line in text.strip().splitlines())):
        mark, _, rest = line.partition(" ")
        if mark == "|":
            cells = [cell.strip() for cell in rest.split("|")]
            columns, row = (columns, row + 1) if columns else (cells, 0)
            made += [
                Block(BlockKind.CELL, cell, 0, table=1, row=row, column=column if row else "")
                for cell, column in zip(cells, columns, strict=True)
            ]
        elif mark[0] in "#-" and set(mark) == {mark[0]}:
            made.append(Block(_MARKERS[mark[0]], rest, 0, level=len(mark), marker="•" if "-" in mark else ""))
        elif mark == "[]":
            made.append(Block(BlockKind.PARAGRAPH, rest, 0, boxed=True))
        elif mark == ">":
            made.append(Block(BlockKind.QUOTE, rest, 0))
        else:
            made.append(Block(BlockKind.PARAGRAPH, line, 0))
    return made


def _statements(text: str, language: Language = "en") -> list[Statement]:
    return statements_of(outline(Document("x", "text", "", _blocks(text)), language))


def _asked(text: str, language: Language = "en") -> list[tuple[str, str]]:
    found = [s for s in _statements(text, language) if s.standing]
    return [(s.text, s.standing.value) for s in found if s.standing]


FORMAL, SUGGESTED = Standing.FORMAL.value, Standing.SUGGESTED.value


def test_bullets_under_headings_that_ask() -> None:
    text = """
        # Wharves
        ## What we heard
        - Two wharves have no ladder.
        ## Suggested actions
        - Put a ladder on every wharf.
        - Better lamps at the gate
        - Print tide tables that:
        -- can be read at night;
        -- fit in a pocket.
        - Sell rope on Sundays.
        -- The shop is closed at noon.
    """
    assert _asked(text) == [
        ("Put a ladder on every wharf.", SUGGESTED),
        ("Better lamps at the gate", SUGGESTED),
        ("Print tide tables that:", SUGGESTED),
        ("Sell rope on Sundays.", SUGGESTED),
    ]
    assert [s.text for s in _statements(text) if not s.standing] == ["Two wharves have no ladder."]


def test_puces_sous_des_titres_qui_demandent() -> None:
    text = """
        # Quais
        ## Ce que nous avons entendu
        - Deux quais n'ont pas d'échelle.
        ## Pistes de solution
        - Poser une échelle à chaque quai.
        - Création d'un abri
        - Aider les pêcheurs à entretenir leurs filets :
        -- fournir du fil;
        -- ouvrir l'atelier le soir.
    """
    assert _asked(text, "fr") == [
        ("Poser une échelle à chaque quai.", SUGGESTED),
        ("Création d'un abri", SUGGESTED),
        ("Aider les pêcheurs à entretenir leurs filets :", SUGGESTED),
        ("fournir du fil;", SUGGESTED),
        ("ouvrir l'atelier le soir.", SUGGESTED),
    ]


@pytest.mark.parametrize(
    ("language", "text", "asked"),
    [
        (
            "en",
            "Recommendations: A ladder on every wharf. Lamps should be lit at dusk. Some suggested a bell.",
            [
                ("A ladder on every wharf.", FORMAL),
                ("Lamps should be lit at dusk.", FORMAL),
                ("Some suggested a bell.", SUGGESTED),
            ],
        ),
        ("en", "Recommendation 4: A bell might be hung.", [("A bell might be hung.", FORMAL)]),
        ("en", "Suggestion: hang a bell.", [("hang a bell.", SUGGESTED)]),
        ("en", "Problem: no bell was hung.", []),
        (
            "fr",
            "Recommandations : Une échelle à chaque quai. Les lampes devraient être allumées tôt.",
            [("Une échelle à chaque quai.", FORMAL), ("Les lampes devraient être allumées tôt.", FORMAL)],
        ),
        (
            "fr",
            "Recommandation 4 : Une cloche pourrait être posée.",
            [("Une cloche pourrait être posée.", FORMAL)],
        ),
        ("fr", "Suggestion : poser une cloche.", [("poser une cloche.", SUGGESTED)]),
        ("fr", "Problème : aucune cloche n'a été posée.", []),
    ],
)
def test_labels_before_a_paragraph(language: Language, text: str, asked: list[tuple[str, str]]) -> None:
    assert _asked(f"# Port\n{text}", language) == asked


def test_a_label_of_one_demand_alone_on_a_line_holds_for_the_next_paragraph() -> None:
    text = """
        # Bells
        The old bell cracked.
        Recommendation 1
        A new bell for the quay, and a rope for it.
        The mayor was away.
        Recommendation 2
        That the bell be rung at noon.
    """
    assert _asked(text) == [
        ("A new bell for the quay, and a rope for it.", FORMAL),
        ("That the bell be rung at noon.", FORMAL),
    ]


def test_une_etiquette_au_dessus_d_une_liste() -> None:
    text = """
        # Cloches
        La cloche est fêlée.
        Mesures proposées
        - Refondre la cloche.
        - Un carillon électrique
        - Interdire les pétards.
        La fête aura lieu en mai.
    """
    assert [text for text, _ in _asked(text, "fr")] == [
        "Refondre la cloche.",
        "Un carillon électrique",
        "Interdire les pétards.",
    ]


def test_a_box_asks_where_its_label_does_and_boxes_are_apart() -> None:
    text = """
        # Bells
        [] Priority recommendation
        [] A second bell in the tower
        [] Did you know?
        [] The bell must be polished every year.
        Nothing else was said of bells.
    """
    assert _asked(text) == [("A second bell in the tower", FORMAL)]


def test_items_under_a_lead_ask_with_its_strength_and_its_addressee() -> None:
    text = """
        # Bells
        The Harbour Office must:
        - polish the bell;
        - replace the rope.
    """
    found = _statements(text)
    assert [(s.text, s.strength, s.addressees) for s in found] == [
        ("polish the bell;", Strength.MUST, ("Harbour Office",)),
        ("replace the rope.", Strength.MUST, ("Harbour Office",)),
    ]
    assert {s.lead for s in found} == {"The Harbour Office must:"}


@pytest.mark.parametrize(
    ("language", "lead", "item", "addressees"),
    [
        ("en", "The guild made the following recommendations to the city:", "hang a bell", ("city",)),
        ("en", "The guild called on the city to:", "hang a bell", ("city",)),
        ("en", "It was recommended that the city:", "hang a bell", ("city",)),
        ("en", "The guild recommended:", "that a bell be hung", ()),
        (
            "fr",
            "La guilde adresse les recommandations suivantes à la ville :",
            "poser une cloche",
            ("ville",),
        ),
        ("fr", "La guilde recommande à la ville :", "de poser une cloche", ("ville",)),
        ("fr", "La ville devrait :", "poser une cloche", ("ville",)),
        ("fr", "La guilde recommande :", "qu'une cloche soit posée", ()),
    ],
)
def test_the_lead_of_a_list_says_who_is_to_act(
    language: Language, lead: str, item: str, addressees: Sequence[str]
) -> None:
    found = _statements(f"# Bells\n{lead}\n- {item}", language)
    assert [(s.text, tuple(s.addressees)) for s in found] == [(item, tuple(addressees))]


def test_a_table_of_recommendations() -> None:
    text = """
        # Table
        | No. | Recommendation | Lead | When
        | 1 | Hang a bell on the quay | The Harbour Office | May
        | 2 | Study the cost of a second bell | City; Province | June
        | 3 | None | City | July
    """
    found = _statements(text)
    assert [(s.text, s.standing, s.strength, s.addressees) for s in found] == [
        ("Hang a bell on the quay", Standing.FORMAL, Strength.SHOULD, ("Harbour Office",)),
        ("Study the cost of a second bell", Standing.FORMAL, Strength.CONSIDER, ("City", "Province")),
    ]


def test_un_tableau_dont_un_titre_est_coupe() -> None:
    text = """
        # Tableau
        | N° | Recommandati on | Responsable
        | 1 | Poser une cloche au quai | Le Bureau du port
    """
    (found,) = _statements(text, "fr")
    assert (found.text, found.standing) == ("Poser une cloche au quai", Standing.FORMAL)
    assert found.addressees == ("Bureau du port",)


def test_a_heading_can_be_a_demand() -> None:
    text = """
        # Recommendations
        ## Recommendation 1: Hang a bell on the quay
        The quay is dark.
        ## Replace the old bell
        It is green.
        # Visits
        ## Replace the old bell
    """
    assert _asked(text) == [("Hang a bell on the quay", FORMAL), ("Replace the old bell", FORMAL)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "# Next steps\nThe Office will hang a bell in May."),
        ("en", "# Annex: Questions\nShould a bell be hung?\n- The bell should be hung by whom"),
        ("en", "# Background\nIn 1931 a bell was hung, as was proposed by the guild."),
        ("en", "# Bells\nOne sailor proposed a siren. The idea was not pursued."),
        ("en", "# Bells\n> “You should hang a bell,” said a sailor."),
        ("en", "# Bells\nSailors who came late had to wait."),
        ("fr", "# Prochaines étapes\nLe bureau posera une cloche en mai."),
        ("fr", "# Annexe : Questions\nFaut-il poser une cloche?\n- Qui devrait poser la cloche"),
        ("fr", "# Contexte\nEn 1931, une cloche a été posée, comme l'avait proposé la guilde."),
        ("fr", "# Cloches\nUn marin a proposé une sirène. Cette idée n'a pas été retenue."),
        ("fr", "# Cloches\n> « Vous devriez poser une cloche », a dit un marin."),
        ("fr", "# Cloches\nLes marins arrivés en retard ont attendu."),
    ],
)
def test_what_asks_nothing_in_its_place(language: Language, text: str) -> None:
    assert _asked(text, language) == []


@pytest.mark.parametrize(
    ("language", "sentence", "addressees"),
    [
        ("en", "The Harbour Office should hang a bell.", ("Harbour Office",)),
        ("en", "Libraries and clinics could post the tides.", ("libraries", "clinics")),
        ("en", "Sailors urged the city to hang a bell.", ("city",)),
        ("en", "The guild recommended that the council of elders adopt a flag.", ("council of elders",)),
        ("en", "The bell should be hung by noon.", ()),
        ("en", "The city should be consulted.", ()),
        ("en", "This council should vote.", ()),
        ("en", "The training of city police should improve.", ()),
        ("en", "Banks that close early should post their hours.", ()),
        ("fr", "Le Bureau du port devrait poser une cloche.", ("Bureau du port",)),
        (
            "fr",
            "Les bibliothèques et les cliniques pourraient afficher les marées.",
            ("bibliothèques", "cliniques"),
        ),
        ("fr", "Les marins exhortent la ville à poser une cloche.", ("ville",)),
        ("fr", "La guilde recommande que le conseil municipal adopte un drapeau.", ("conseil municipal",)),
        ("fr", "La cloche devrait être posée à midi.", ()),
        ("fr", "La ville doit être consultée.", ()),
        ("fr", "Ce conseil devrait voter.", ()),
        ("fr", "La formation de la police devrait s'améliorer.", ()),
        ("fr", "La guilde recommande que le conseil municipal soit consulté.", ()),
    ],
)
def test_who_is_to_act(language: Language, sentence: str, addressees: Sequence[str]) -> None:
    (found,) = _statements(f"# Bells\n{sentence}", language)
    assert tuple(found.addressees) == tuple(addressees)


@pytest.mark.parametrize(
    ("language", "sentence", "askers"),
    [
        ("en", "The Sailors' Guild called for a bell.", ("Sailors' Guild",)),
        ("en", "Pilots recommended a second bell.", ("pilots",)),
        ("en", "Several participants called for a bell.", ()),
        ("en", "They recommended a second bell.", ()),
        ("en", "A key recommendation was that a bell be hung.", ()),
        ("fr", "La Guilde des marins réclame une cloche.", ("Guilde des marins",)),
        ("fr", "Les pilotes ont recommandé une seconde cloche.", ("pilotes",)),
        ("fr", "Plusieurs participants réclament une cloche.", ()),
        ("fr", "Ils ont recommandé une seconde cloche.", ()),
        ("fr", "La principale recommandation est de poser une cloche.", ()),
    ],
)
def test_who_asks(language: Language, sentence: str, askers: Sequence[str]) -> None:
    (found,) = _statements(f"# Bells\n{sentence}", language)
    assert tuple(found.asked_by) == tuple(askers)


@pytest.mark.parametrize(
    ("language", "sentence", "strength"),
    [
        ("en", "A bell must be hung.", Strength.MUST),
        ("en", "A bell should be hung.", Strength.SHOULD),
        ("en", "The city should consider a bell.", Strength.CONSIDER),
        ("fr", "Il faut poser une cloche.", Strength.MUST),
        ("fr", "On recommande de poser une cloche.", Strength.SHOULD),
        ("fr", "La ville devrait envisager une cloche.", Strength.CONSIDER),
    ],
)
def test_how_strongly(language: Language, sentence: str, strength: Strength) -> None:
    (found,) = _statements(f"# Bells\n{sentence}", language)
    assert found.strength is strength


def test_a_bilingual_document_is_read_in_both() -> None:
    blocks = [
        Block(BlockKind.PARAGRAPH, "A bell should be hung.", 0, language="en"),
        Block(BlockKind.PARAGRAPH, "Une cloche devrait être posée.", 0, language="fr"),
    ]
    found = statements_of(outline(Document("x", "html", "", blocks), "en"))
    assert [s.text for s in found] == ["A bell should be hung.", "Une cloche devrait être posée."]


_VOCABULARY = (
    "the Office should must Il faut que de d'ouvrir recommended suggested that and et , ; : . ? « » “ ” ( ) "
    "Recommendations: Suggestion : 1. Que soit could participants ont demandé à ce qu'il bell cloche"
)
_WORDS = st.sampled_from(_VOCABULARY.split(" "))
_TEXTS = st.one_of(st.text(max_size=80), st.lists(_WORDS, max_size=40).map(" ".join))
_BLOCKS = st.builds(
    lambda kind, text, level, boxed, row: Block(
        kind, text, 0, level=level, marker="•", table=1, row=row, column="Recommendation", boxed=boxed
    ),
    st.sampled_from(list(BlockKind)),
    _TEXTS.map(lambda text: " ".join(text.split())).filter(bool),
    st.integers(0, 3),
    st.booleans(),
    st.integers(0, 2),
)


@given(st.lists(_BLOCKS, max_size=8), st.sampled_from(_LANGUAGES))
def test_statements_of_any_blocks_lie_within_them_and_are_the_same_twice(
    blocks: list[Block], language: Language
) -> None:
    made = outline(Document("x", "text", "", blocks), language)
    found = statements_of(made)
    assert found == statements_of(made)
    for one in found:
        assert 0 <= one.start < one.end <= len(one.place.block.text)
        assert any(character.isalpha() for character in one.text)
        assert 0 < one.confidence <= 1
        assert (one.standing is None) == (one.strength is None)
        for name in (*one.addressees, *one.asked_by):
            assert name.strip() == name != ""
