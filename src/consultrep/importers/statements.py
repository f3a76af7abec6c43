"""What a document states: its recommendations, one demand each, and its findings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from consultrep.importers.actors import addressees_of, askers_of
from consultrep.importers.asking import clauses_of
from consultrep.importers.attributed import Attributed, attributed_demands
from consultrep.importers.cells import AskingCell, asking_cells
from consultrep.importers.clauses import Clause, enumerated
from consultrep.importers.document import BlockKind
from consultrep.importers.labels import ASKED_FOR, Label, labels_of, opening_label
from consultrep.importers.leads import Lead, Part, is_only_a_lead, leads_of, opens_with_an_act
from consultrep.importers.lexicon import plain
from consultrep.importers.outline import Outline, Placed, Role, title_without_number
from consultrep.importers.prose import (
    acts_in,
    chance_without_words_that_ask,
    is_denied,
    is_finding,
    is_taken_back,
    listed_within,
    only_announces,
)
from consultrep.importers.scoring import SURE_ENOUGH, confidence_of, standing_of, strength_of
from consultrep.importers.setting import Setting, Statement
from consultrep.language import sentences
from consultrep.model import Standing, Strength

__all__ = ["Statement", "statements_of"]

_WORD = re.compile(r"[^\W\d_]")
_LISTED = 0.8
_ITEM = 0.9
_TITLE = 0.58
_LABELLED_TITLE = 0.85
_ATTRIBUTED = 0.97
_FINDING, _LIKELY_FINDING = 0.75, 0.6


@dataclass(frozen=True)
class _Blocks:
    """The blocks of a document with what is known of each before it is read."""

    placed: Sequence[Placed]
    labels: Sequence[Label]
    leads: Mapping[int, Lead]
    cells: Mapping[int, AskingCell]

    def leads_on(self, index: int) -> bool:
        """Whether the block ends with a colon and a list that it leads comes after it."""
        return self.placed[index].block.text.rstrip().endswith(":") and index + 1 in self.leads


def statements_of(outline: Outline) -> list[Statement]:
    """The statements of a document in order, repeated ones included."""
    placed = outline.placed
    listed = attributed_demands(placed)
    if listed:
        return [_attributed(placed, one) for one in listed]
    labels = labels_of(placed)
    asks = [label.asks or place.role in ASKED_FOR for label, place in zip(labels, placed, strict=True)]
    blocks = _Blocks(placed, labels, leads_of(placed, asks), asking_cells(placed))
    found = [made for index in range(len(placed)) for made in _of_block(blocks, index)]
    found += [made for title in outline.titles for made in _of_title(title)]
    return [made for made in found if _WORD.search(made.text)]


def _attributed(placed: Sequence[Placed], one: Attributed) -> Statement:
    place = placed[one.block]
    text = place.block.text[one.start : one.end]
    strength = strength_of(text, None, place.words)
    standing = Standing.SUGGESTED if place.role is Role.SUGGESTIONS else Standing.FORMAL
    return Statement(
        place, one.start, one.end, _ATTRIBUTED, standing, strength, asked_by=one.askers, rest=one.rest
    )


def _of_title(title: Placed) -> Iterator[Statement]:
    """The demand that a heading makes by itself: after a label, or where things are asked for ("Create…")."""
    whole = title.block.text
    text = title_without_number(whole)
    start = len(whole) - len(text)
    opening = opening_label(text, title.words)
    if opening and opening.role in ASKED_FOR and len(text[opening.end :].split()) > 2:
        labelled = Setting(title, Label(opening.role, holds=True, is_single=True))
        yield _bare(labelled, start + opening.end, len(whole), _LABELLED_TITLE)
        return
    is_label = opening is not None and opening.end >= len(text)
    needs = title.words.patterns["need"].match(plain(text)) or opens_with_an_act(text, title.words)
    if title.role in ASKED_FOR and needs and not is_label:
        yield _bare(Setting(title), start, len(whole), _TITLE)


def _of_block(blocks: _Blocks, index: int) -> Iterator[Statement]:
    place = blocks.placed[index]
    kind = place.block.kind
    if place.role is Role.QUESTIONS or kind in (BlockKind.NOTE, BlockKind.QUOTE, BlockKind.CAPTION):
        return
    if kind is BlockKind.CELL:
        if index in blocks.cells:
            yield from _of_cell(place, blocks.cells[index])
    elif kind is BlockKind.ITEM:
        setting = Setting(place, blocks.labels[index], blocks.leads.get(index))
        yield from _of_item(setting, leads_on=blocks.leads_on(index))
    else:
        yield from _of_paragraph(blocks, index)


def _of_cell(place: Placed, cell: AskingCell) -> Iterator[Statement]:
    """The demand of a cell, addressed to whom its row says."""
    text = place.block.text
    if is_denied(text, place.words):
        return
    setting, start = _labelled(Setting(place, Label(cell.role, holds=True)))
    for made in _asked_item(setting, start, len(text)):
        yield replace(made, addressees=cell.addressees or made.addressees)


def _labelled(setting: Setting) -> tuple[Setting, int]:
    """The setting with the label that the block itself begins with, and where the text after that begins."""
    block = setting.place.block
    opening = opening_label(block.text, setting.place.words)
    is_all = opening is not None and opening.end >= len(block.text)
    if opening is None or (is_all and block.kind is not BlockKind.PARAGRAPH):
        return setting, 0
    return replace(setting, label=Label(opening.role, True, opening.is_single)), opening.end


def _of_paragraph(blocks: _Blocks, index: int) -> Iterator[Statement]:
    place = blocks.placed[index]
    text = place.block.text
    setting, start = _labelled(Setting(place, blocks.labels[index]))
    spans = [(a + start, b + start) for a, b in sentences(text[start:])]
    if not spans or not blocks.leads_on(index):
        yield from _of_prose(setting, spans)
        return
    yield from _of_prose(setting, spans[:-1])
    if blocks.leads[index + 1].part is Part.DETAILS:
        yield from _of_sentence(setting, *spans[-1], is_first=len(spans) == 1)


def _of_prose(setting: Setting, spans: Sequence[tuple[int, int]]) -> Iterator[Statement]:
    """The statements of sentences that follow each other; a demand that the next one takes back is none."""
    text, words = setting.place.block.text, setting.place.words
    for number, (start, end) in enumerate(spans):
        following = text[slice(*spans[number + 1])] if number + 1 < len(spans) else ""
        if not is_taken_back(following, words):
            yield from _of_sentence(setting, start, end, is_first=number == 0)


def _of_sentence(setting: Setting, start: int, end: int, *, is_first: bool) -> Iterator[Statement]:
    """The statements of a sentence of prose."""
    place = setting.place
    sentence = place.block.text[start:end]
    listed = listed_within(setting, sentence)
    if listed:
        yield from (_bare(setting, start + a, start + b, _LISTED) for a, b in listed)
        return
    clauses, denied = clauses_of(sentence, place.words)
    made = [s for clause in clauses if (s := _recommendation(setting, sentence, start, clause))]
    if only_announces(sentence, place.words):
        return
    if made or is_denied(sentence, place.words):
        yield from made
        return
    chance = 0.0 if denied or clauses else chance_without_words_that_ask(setting, sentence, is_first=is_first)
    if chance:
        yield from (_bare(setting, start + a, start + b, chance) for a, b in acts_in(sentence, place.words))
    elif not (setting.label.asks and setting.label.holds) and is_finding(place, sentence):
        yield Statement(place, start, end, _FINDING if place.role is Role.FINDINGS else _LIKELY_FINDING)


def _of_item(setting: Setting, *, leads_on: bool) -> Iterator[Statement]:
    """The statements of a list item: itself where its list asks, else those of its sentences."""
    part = setting.lead.part if setting.lead else Part.UNTOLD
    if part is Part.DETAILS:
        return
    setting, first = _labelled(setting)
    text, words = setting.place.block.text[first:], setting.place.words
    spans = [(a + first, b + first) for a, b in sentences(text)]
    if part is Part.REMARKS:
        yield from _further_sentences(setting, spans)
    elif not _is_asked(setting, text):
        yield from _of_prose(setting, spans)
    elif spans and not is_denied(text[: spans[0][1] - first], words):
        divides = setting.lead is not None and setting.lead.is_an_act and not opens_with_an_act(text, words)
        if divides or (leads_on and is_only_a_lead(text, words)):
            return
        yield from _asked_item(setting, *spans[0])
        yield from _further_sentences(setting, spans[1:])


def _is_asked(setting: Setting, text: str) -> bool:
    """Whether an item is a demand for the list in which it stands."""
    if setting.lead is None:
        return setting.asks
    if setting.lead.part is Part.UNTOLD:
        return setting.asks and opens_with_an_act(text, setting.place.words)
    return setting.lead.part is Part.DEMANDS


def _further_sentences(setting: Setting, spans: Sequence[tuple[int, int]]) -> Iterator[Statement]:
    """What the sentences after an item's first ask outright; the rest only tells more of it."""
    for start, end in spans:
        for found in _of_sentence(setting, start, end, is_first=False):
            if found.is_recommendation and found.strength is not Strength.CONSIDER:
                yield found


def _asked_item(setting: Setting, start: int, end: int) -> Iterator[Statement]:
    place, lead = setting.place, setting.lead
    sentence = place.block.text[start:end]
    clauses, _denied = clauses_of(sentence, place.words)
    if len(clauses) > 1:
        yield from (s for clause in clauses if (s := _recommendation(setting, sentence, start, clause)))
        return
    asking = clauses[0].asking if clauses else None
    for first, last in enumerated(sentence, place.words):
        part = sentence[first:last]
        whole = clauses[0] if clauses and part == sentence else None
        yield Statement(
            place,
            start + first,
            start + last,
            _ITEM,
            standing_of(setting, asking),
            strength_of(sentence, asking or (lead.asking if lead else None), place.words),
            addressees_of(part, whole, lead, place.words),
            lead=lead.text if lead else "",
        )


def _bare(setting: Setting, start: int, end: int, confidence: float) -> Statement:
    """A demand without words that ask."""
    words = setting.place.words
    text = setting.place.block.text[start:end]
    standing, strength = standing_of(setting, None), strength_of(text, None, words)
    addressees = addressees_of(text, None, setting.lead, words)
    return Statement(setting.place, start, end, confidence, standing, strength, addressees)


def _recommendation(setting: Setting, sentence: str, offset: int, clause: Clause) -> Statement | None:
    """The recommendation that a clause makes, None where its place makes that too unlikely."""
    confidence = confidence_of(setting, sentence, clause)
    if confidence < SURE_ENOUGH:
        return None
    words = setting.place.words
    return Statement(
        setting.place,
        offset + clause.start,
        offset + clause.end,
        confidence,
        standing_of(setting, clause.asking),
        strength_of(sentence[clause.start : clause.end], clause.asking, words),
        addressees_of(sentence, clause, setting.lead, words),
        askers_of(sentence, clause, words),
    )
