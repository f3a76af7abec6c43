"""Import again and again: nothing twice, nothing a person wrote overwritten, nothing deleted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from consultrep.importers.drafting import records
from consultrep.importers.drafting.draft import DraftItem
from consultrep.importers.drafting.fates import Fate, Outcome, Reading, once_each
from consultrep.importers.drafting.identity import is_edited
from consultrep.messages import Language
from consultrep.store.editing import as_tree
from tests.drafting import ETANGS, PONDS, Held, read

PATH = "The Town should build a gravel"
TEST = "The Town must test the water"
STAFF = "The results must be read by"
CLOSE = "The Town should close the ponds"
ALL = [PATH, TEST, STAFF, CLOSE]

HAND_MADE = """id: ponds
# A person wrote this.
title: {en: Ponds, origin: {en: ours}}
source: {}
coverage: {}
recommendations:
  - id: r1
    text: {en: Close the ponds in winter., origin: {en: ours}}   # our words
    anchor: {heading: Water, paragraph: 2, line: 11, span: [0, 42], fingerprint: "sha256:%s"}
    standing: formal
    strength: must
  - id: r2
    text: {en: The Town should build a gravel path around each pond., origin: {en: original}}
    anchor: {heading: Access, paragraph: 1}
    standing: formal
    strength: should
"""


@pytest.fixture
def held() -> Held:
    """A record into which the English text was read."""
    record = Held()
    record.take(PONDS)
    return record


def edit(key: str, value: Any) -> Callable[[Any], None]:
    """A person's change of the second recommendation."""

    def change(tree: Any) -> None:
        tree["recommendations"][1][key] = as_tree(value)

    return change


def reword(tree: Any) -> None:
    tree["recommendations"][1]["text"]["en"] = "Test the water of the ponds monthly."


def accept(tree: Any) -> None:
    records.confirm(tree, None)


def test_what_is_read_first_is_new() -> None:
    record = Held()
    assert record.take(PONDS) == dict.fromkeys(ALL, "added")
    assert len(set(record.ids)) == 4
    assert record.report().waiting == 4
    assert not any(map(is_edited, record.items))


def test_importing_again_changes_nothing(held: Held) -> None:
    before = held.text
    assert held.take(PONDS) == dict.fromkeys(ALL, "unchanged")
    assert held.text == before


def test_a_word_changed_in_the_source_is_brought_up_to_date(held: Held) -> None:
    ids = held.ids
    fates = held.take(PONDS.replace("every month", "every week"))
    assert fates == {PATH: "unchanged", TEST: "updated", STAFF: "moved", CLOSE: "unchanged"}
    assert held.ids == ids
    assert held.texts()[1] == "The Town must test the water of each pond every week."
    assert not any(map(is_edited, held.items))


def test_a_change_tells_what_the_text_was(held: Held) -> None:
    outcome = held.merge(read(PONDS.replace("every month", "every week")))[1]
    assert (outcome.text, outcome.before) == (
        "The Town must test the water of each pond every week.",
        "The Town must test the water of each pond every month.",
    )


def test_what_a_demand_is_follows_the_source(held: Held) -> None:
    held.take(PONDS.replace("Town must test", "Town should test"))
    assert held.items[1]["strength"] == "should"


def test_the_same_words_give_the_same_ids(held: Held) -> None:
    record = Held()
    record.take(f"Preface\n\n{PONDS}")
    assert record.ids == held.ids


def test_a_document_that_moved_by_a_line_moves_the_anchors(held: Held) -> None:
    lines = [int(item["anchor"]["line"]) for item in held.items]
    texts, ids = held.texts(), held.ids
    assert held.take(PONDS.replace("1. Access", "\n1. Access")) == dict.fromkeys(ALL, "moved")
    assert [int(item["anchor"]["line"]) for item in held.items] == [line + 1 for line in lines]
    assert (held.texts(), held.ids) == (texts, ids)


@pytest.mark.parametrize(
    "change",
    [
        reword,
        edit("themes", ["water"]),
        edit("strength", "consider"),
        edit("caution", {"en": "The word monthly is ours."}),
    ],
    ids=["text", "themes", "strength", "caution"],
)
def test_what_a_person_edited_is_kept(held: Held, change: Callable[[Any], None]) -> None:
    held.change(change)
    edited = held.items[1]
    assert set(held.take(PONDS).values()) == {"unchanged"}
    assert held.items[1] == edited


def test_a_change_of_the_source_of_an_edited_item_is_told_once(held: Held) -> None:
    held.change(edit("themes", ["water"]))
    edited = held.items[1]
    later = PONDS.replace("every month", "every week")
    assert "kept" in held.take(later).values()
    for key in ("text", "strength", "standing", "themes"):
        assert held.items[1].get(key) == edited.get(key)
    assert held.items[1]["anchor"]["fingerprint"] != edited["anchor"]["fingerprint"]
    assert set(held.take(later).values()) == {"unchanged"}


def test_new_words_of_the_source_never_replace_a_person_s_own(held: Held) -> None:
    held.change(reword)
    edited = held.items[1]
    fates = held.take(PONDS.replace("every month", "every week"))
    assert (fates["Test the water of the ponds"], fates[TEST]) == ("gone", "added")
    assert held.items[1] == {**edited, "gone": "true"}


def test_a_passage_that_is_gone_is_marked_and_stays(held: Held) -> None:
    later = PONDS.replace("The Town should close the ponds in winter.\n", "")
    assert held.take(later)[CLOSE] == "gone"
    assert [item.get("gone") for item in held.items] == [None, None, None, "true"]
    assert held.report().recommendations[3].gone
    assert held.texts()[3].startswith(CLOSE)
    assert CLOSE not in held.take(later)
    assert len(held.items) == 4


def test_a_passage_that_comes_back_loses_the_mark(held: Held) -> None:
    before = held.text
    held.take(PONDS.replace("The Town should close the ponds in winter.\n", ""))
    assert held.take(PONDS)[CLOSE] == "updated"
    assert held.text == before


def test_an_edited_item_may_go_and_come_back(held: Held) -> None:
    held.change(reword)
    before = held.text
    held.take(PONDS.replace("The Town must test the water of each pond every month. ", ""))
    assert held.items[1]["gone"] == "true"
    assert "updated" in held.take(PONDS).values()
    assert held.text == before


def test_what_was_rejected_is_not_proposed_again(held: Held) -> None:
    gone = held.ids[1]
    held.change(lambda tree: records.refuse(tree, {gone}, as_tree))
    assert held.take(PONDS)[TEST] == "refused"
    assert gone not in held.ids
    assert len(held.items) == 3
    assert held.report().rejected[0].opening == "The Town must test the"


def test_what_was_rejected_in_both_languages_is_proposed_in_neither(held: Held) -> None:
    held.take(ETANGS, "fr")
    held.change(lambda tree: records.refuse(tree, {held.ids[1]}, as_tree))
    assert held.take(PONDS)[TEST] == "refused"
    assert "refused" in held.take(ETANGS, "fr").values()
    assert len(held.items) == 3


def test_what_was_accepted_stays_accepted(held: Held) -> None:
    held.change(accept)
    assert set(held.take(PONDS).values()) == {"unchanged"}
    moved = held.take(PONDS.replace("1. Access", "\n1. Access"))
    assert set(moved.values()) == {"moved"}
    assert held.report().waiting == 0


def test_what_was_accepted_waits_again_where_its_text_changed(held: Held) -> None:
    held.change(accept)
    later = PONDS.replace("every month", "every week")
    (told,) = (outcome for outcome in held.merge(read(later)) if outcome.fate is Fate.REOPENED)
    assert (told.before.split()[-1], told.text.split()[-1]) == ("month.", "week.")
    assert [item.is_draft for item in held.report().recommendations] == [False, True, False, False]
    assert not any(map(is_edited, held.items))
    assert held.take(later)[TEST] == "unchanged"
    assert held.report().waiting == 1


def test_so_it_does_where_the_other_language_changed(held: Held) -> None:
    held.take(ETANGS, "fr")
    held.change(accept)
    fates = held.take(ETANGS.replace("tous les mois", "toutes les semaines"), "fr")
    assert sorted(set(fates.values())) == ["moved", "reopened", "unchanged"]
    assert held.report().waiting == 1


def test_taken_as_confirmed_it_does_not_wait_again(held: Held) -> None:
    held.change(accept)
    fates = held.take(PONDS.replace("every month", "every week"), confirmed=True)
    assert (fates[TEST], held.report().waiting) == ("updated", 0)


def test_an_edited_item_does_not_wait_again(held: Held) -> None:
    held.change(accept)
    held.change(edit("themes", ["water"]))
    assert "kept" in held.take(PONDS.replace("every month", "every week")).values()
    assert held.report().waiting == 0


def test_a_confirmed_item_that_is_presented_otherwise_waits_again(held: Held) -> None:
    held.change(accept)
    reading = read(PONDS)
    reading.items[1].data["standing"] = "reported"
    assert [o.fate.value for o in held.merge(reading)] == ["unchanged", "reopened", "unchanged", "unchanged"]
    assert held.items[1]["standing"] == "reported"


def test_themes_that_a_person_confirmed_are_not_proposed_anew(held: Held) -> None:
    reading = read(PONDS)
    reading.items[1].data.update(themes=["water"], theme_confidence={"water": 0.6})
    assert held.merge(reading)[1].fate is Fate.UPDATED
    held.change(accept)
    assert set(held.take(PONDS).values()) == {"unchanged"}
    assert (held.items[1]["themes"], held.report().waiting) == (["water"], 0)


def test_a_table_that_changes_a_confirmed_text_makes_it_wait_again() -> None:
    record = Held()
    record.merge(rows("Mow the lawn each week.", "Dig a well."))
    record.change(accept)
    assert fates(record, rows("Mow the lawn each month.", "Dig a well.", themes=["water"])) == [
        "reopened",
        "updated",
    ]
    assert record.report().waiting == 1


def test_each_item_has_one_fate_whatever_languages_were_read(held: Held) -> None:
    both = [*held.merge(read(PONDS)), *held.merge(read(ETANGS, "fr"))]
    assert [outcome.fate.value for outcome in once_each(both, ())] == ["paired"] * 4
    held.change(accept)
    later = [
        *held.merge(read(PONDS.replace("every month", "every week"))),
        *held.merge(read(ETANGS.replace("tous les mois", "toutes les semaines"), "fr")),
    ]
    told = once_each(later, ())
    assert [outcome.id for outcome in told] == held.ids
    assert [outcome.fate.value for outcome in told] == ["unchanged", "reopened", "moved", "unchanged"]
    short = [*held.merge(read("The Town must dig.\n")), *held.merge(read("Creuser.\n", "fr"))]
    assert [outcome.fate.value for outcome in once_each(short, held.ids)].count("gone") == 4


def test_the_texts_of_an_item_that_changed_in_both_languages_are_both_told() -> None:
    outcomes = [
        Outcome(Fate.REOPENED, "r1", "recommendations", "Every week.", "Every month."),
        Outcome(Fate.UPDATED, "r2", "recommendations", "Dig.", "Drill."),
        Outcome(Fate.REOPENED, "r1", "recommendations", "Chaque semaine.", "Chaque mois."),
        Outcome(Fate.MOVED, "r2", "recommendations", "Creuser."),
        Outcome(Fate.REFUSED, "", "recommendations", "Mow."),
        Outcome(Fate.REFUSED, "", "recommendations", "Sow."),
    ]
    told = once_each(outcomes, ())
    assert [(o.id, o.text, o.before) for o in told[:2]] == [
        ("r1", "Every week. / Chaque semaine.", "Every month. / Chaque mois."),
        ("r2", "Dig.", "Drill."),
    ]
    assert [o.text for o in told[2:]] == ["Mow.", "Sow."]


def test_accepting_is_no_edit(held: Held) -> None:
    held.change(accept)
    assert not any(map(is_edited, held.items))


def test_what_is_imported_as_confirmed_waits_for_nobody(held: Held) -> None:
    record = Held()
    record.take(PONDS, confirmed=True)
    assert record.report().waiting == 0
    held.take(PONDS, confirmed=True)
    assert held.report().waiting == 0


@pytest.mark.parametrize(
    ("first", "second", "language"), [(PONDS, ETANGS, "fr"), (ETANGS, PONDS, "en")], ids=["en-fr", "fr-en"]
)
def test_the_second_language_fills_and_never_doubles(first: str, second: str, language: Language) -> None:
    before: Language = "en" if language == "fr" else "fr"
    record = Held()
    record.take(first, before)
    ids = record.ids
    assert set(record.take(second, language).values()) == {"paired"}
    assert record.ids == ids
    for item in record.items:
        assert item["text"]["origin"] == {"fr": "official", "en": "official"}
        assert list(item["text"]) == ["fr", "en", "origin"]
        assert item["anchor"]["language"] == before
        assert [anchor["language"] for anchor in item["also"]] == [language]
    assert record.texts("fr")[0] == "La Ville devrait aménager un sentier de gravier autour de chaque étang."
    whole = record.text
    for text, side in ((first, before), (second, language), (first, before)):
        assert set(record.take(text, side).values()) == {"unchanged"}
        assert record.text == whole
    record.report()


def test_both_orders_give_the_same_texts(held: Held) -> None:
    held.take(ETANGS, "fr")
    other = Held()
    other.take(ETANGS, "fr")
    other.take(PONDS, "en")
    assert [item["text"] for item in held.items] == [item["text"] for item in other.items]


def test_what_has_no_counterpart_is_added(held: Held) -> None:
    more = f"{ETANGS}\nLa Ville devrait peindre les bancs.\n"
    assert sorted(held.take(more, "fr").values()) == ["added", "paired", "paired", "paired", "paired"]
    assert held.texts("en")[4] == ""
    assert len(held.items) == 5
    assert set(held.take(more, "fr").values()) == {"unchanged"}


def test_items_that_changed_places_between_the_versions_find_each_other(held: Held) -> None:
    paragraphs = ETANGS.split("\n\n")
    paragraphs[4], paragraphs[5] = paragraphs[5].strip(), paragraphs[4]
    assert set(held.take("\n\n".join(paragraphs), "fr").values()) == {"paired"}
    assert held.texts("fr")[3] == "La Ville devrait fermer les étangs en hiver."


def test_the_second_language_of_an_edited_item_is_filled_and_the_edit_kept(held: Held) -> None:
    held.change(edit("themes", ["water"]))
    assert set(held.take(ETANGS, "fr").values()) == {"paired"}
    assert held.items[1]["themes"] == ["water"]
    assert is_edited(held.items[1])
    assert held.texts("fr")[1].startswith("La Ville doit analyser")


def test_the_second_language_changes_only_its_text(held: Held) -> None:
    held.take(ETANGS, "fr")
    held.take(ETANGS.replace("doit analyser", "devrait analyser"), "fr")
    assert held.texts("fr")[1].startswith("La Ville devrait analyser")
    assert held.items[1]["strength"] == "must"
    assert held.texts("en")[1].startswith(TEST)


def test_a_passage_gone_from_one_version_says_nothing_of_the_other_s(held: Held) -> None:
    more = f"{ETANGS}\nLa Ville devrait peindre les bancs.\n"
    held.take(more, "fr")
    assert set(held.take(PONDS).values()) == {"unchanged"}
    assert not any("gone" in item for item in held.items)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_hand_made_record_is_neither_changed_nor_doubled(language: Language) -> None:
    (closing,) = (item for item in read(PONDS).items if item.data["text"]["en"].startswith(CLOSE))
    text = HAND_MADE % closing.data["anchor"]["fingerprint"].removeprefix("sha256:")
    record = Held(text)
    before = record.items
    fates = record.take(PONDS if language == "en" else ETANGS, language)
    assert sorted(fates.values()) == ["added", "added", "unchanged", "unchanged"]
    assert record.items[:2] == before
    assert len(record.items) == 4
    assert "# A person wrote this." in record.text
    assert "# our words" in record.text


def test_a_hand_made_item_is_never_marked_as_gone() -> None:
    record = Held(HAND_MADE % ("0" * 16))
    before = record.items
    record.take("Forum\n\n1. Other\n\nThe Town must plant trees.\n")
    assert record.items[:2] == before


def test_a_mark_that_a_person_gave_a_hand_made_item_stays() -> None:
    record = Held(HAND_MADE % ("0" * 16))
    record.change(lambda tree: tree["recommendations"][1].update(gone="true"))
    record.take(PONDS)
    assert record.items[1]["gone"] == "true"


def test_a_section_put_in_before_others_is_listed(held: Held) -> None:
    later = PONDS.replace("2. Water", "2. Fish\n\nThe Town must count the fish.\n\n3. Water")
    fates = held.take(later)
    assert fates["The Town must count the fish."] == "added"
    sections = {section.number: section.title.en for section in held.report().sections}
    assert sections == {"1": "Access", "2": "Fish", "3": "Water"}
    assert {item.anchor.section for item in held.report().recommendations} == {"1", "2", "3"}


def test_titles_of_sections_are_filled_in_the_second_language(held: Held) -> None:
    held.take(ETANGS, "fr")
    assert [(s.title.fr, s.title.en) for s in held.report().sections] == [
        ("Accès", "Access"),
        ("Eau", "Water"),
    ]


def rows(*texts: str, table: str = "rows.csv", **said: Any) -> Reading:
    """The reading of a table, a recommendation a row; a text that begins with « is French."""
    items = []
    for line, text in enumerate(texts, 2):
        side = "fr" if text.startswith("«") else "en"
        position = {"fr": f"ligne {line} de {table}", "en": f"row {line} of {table}"}
        data = {
            "text": {side: text, "origin": {side: "original"}},
            "anchor": {"position": position},
            "standing": "formal",
            "strength": "should",
            "confidence": 0.95,
            **said,
        }
        items.append(DraftItem("recommendations", data))
    return Reading(items, "en", table=table)


def fates(record: Held, reading: Reading) -> list[str]:
    return [outcome.fate.value for outcome in record.merge(reading)]


def test_a_table_again_in_another_order_changes_nothing() -> None:
    record = Held()
    assert fates(record, rows("Mow.", "Dig.", "« Semer. »")) == ["added"] * 3
    ids = record.ids
    assert fates(record, rows("« Semer. »", "Dig.", "Mow.")) == ["unchanged"] * 3
    assert record.ids == ids


def test_a_row_that_is_gone_is_marked_and_comes_back() -> None:
    record = Held()
    record.merge(rows("Mow the lawn.", "Dig a well.", "« Semer du trèfle. »"))
    assert fates(record, rows("Mow the lawn.")) == ["unchanged", "gone", "gone"]
    assert fates(record, rows("Dig a well.", "« Semer du trèfle. »")) == ["updated", "gone", "updated"]


def test_another_table_says_nothing_of_the_first_nor_of_a_document(held: Held) -> None:
    assert fates(held, rows("Mow the lawn.")) == ["added"]
    assert fates(held, rows("Dig a well.", table="other.csv")) == ["added"]
    assert set(held.take(PONDS).values()) == {"unchanged"}
    assert not any("gone" in item for item in held.items)


def test_a_row_that_was_rejected_is_not_proposed_again() -> None:
    record = Held()
    record.merge(rows("Mow the lawn.", "Dig a well."))
    record.change(lambda tree: records.refuse(tree, {record.ids[0]}, as_tree))
    assert fates(record, rows("Mow the lawn.", "Dig a well.")) == ["refused", "unchanged"]


def test_a_table_of_our_own_keeps_the_places_in_the_document(held: Held) -> None:
    held.take(ETANGS, "fr")
    before = held.text
    items = [
        DraftItem("recommendations", {**item, "confidence": 0.95, "imported": None}) for item in held.items
    ]
    bare = [
        DraftItem(item.kind, {k: v for k, v in item.data.items() if k not in ("also", "imported")})
        for item in items
    ]
    assert fates(held, Reading(bare, "en", table="all.csv")) == ["unchanged"] * 4
    assert held.text == before


def test_a_translation_in_a_table_fills_the_item_with_that_id(held: Held) -> None:
    first = held.ids[0]
    both = {"fr": "Bâtir un sentier.", "en": held.texts()[0], "origin": {"fr": "ours", "en": "original"}}
    assert fates(held, rows(held.texts()[0], id=first, text=both)) == ["updated"]
    assert held.items[0]["text"]["origin"] == {"fr": "ours", "en": "original"}
    alone = {"fr": "Fermer.", "origin": {"fr": "ours"}}
    assert fates(held, rows("x", id=held.ids[3], text=alone)) == ["paired"]
    assert len(held.items) == 4
    held.report()


def test_fates_are_words_of_the_answer() -> None:
    assert {fate.value for fate in Fate} == {
        *("added", "paired", "reopened", "updated", "moved", "unchanged", "kept", "gone", "refused")
    }
