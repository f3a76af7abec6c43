"""What a document states: its recommendations, one demand each, and its findings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from consultrep.importers.asking import Clause, clauses_of, enumerated
from consultrep.importers.attributed import Attributed, attributed_demands
from consultrep.importers.document import BlockKind
from consultrep.importers.leads import Lead, Part, is_only_a_lead, lead_of, leads_of, opens_with_an_act
from consultrep.importers.lexicon import Asking, Lexicon, plain
from consultrep.importers.outline import Outline, Placed, Role, role_of, title_without_number
from consultrep.language import sentences
from consultrep.model import Standing, Strength

SURE_ENOUGH: Final = 0.5
"""The least confidence with which a sentence is proposed as a recommendation."""

_ASKED_FOR: Final = (Role.RECOMMENDATIONS, Role.SUGGESTIONS)
_OUTRIGHT: Final = 0.9
_LONG_LEAD: Final = 16


@dataclass(frozen=True)
class Statement:
    """A recommendation or finding as found: the block it stands in and the half-open range of the block's text.

    `confidence` is 0 to 1; `standing` and `strength` are None for a finding; `addressees` and `asked_by` are
    as printed; `lead` is the sentence that carries the verb of a list item.
    """

    place: Placed
    start: int
    end: int
    confidence: float
    standing: Standing | None = None
    strength: Strength | None = None
    addressees: Sequence[str] = ()
    asked_by: Sequence[str] = ()
    lead: str = ""
    also: Sequence[Statement] = field(default_factory=tuple)

    @property
    def text(self) -> str:
        """The statement as it stands in the document, white space single."""
        return self.place.block.text[self.start : self.end]

    @property
    def is_recommendation(self) -> bool:
        """Whether it asks for something."""
        return self.standing is not None


@dataclass(frozen=True)
class _Label:
    """What a label before a statement says of it; it `holds` outright in its own paragraph, or where it stood
    alone in one, and only by vicinity in the paragraphs after that."""

    role: Role = Role.NEUTRAL
    holds: bool = False


@dataclass(frozen=True)
class _Setting:
    """What surrounds a sentence: its place, the label before it, and the lead of its list."""

    place: Placed
    label: _Label = _Label()
    lead: Lead | None = None

    @property
    def is_labelled(self) -> bool:
        """Whether a label says that things are asked for here."""
        return self.label.role in _ASKED_FOR


def statements_of(outline: Outline) -> list[Statement]:
    """The statements of a document in order, repeated ones included."""
    listed = attributed_demands(outline.placed)
    if listed:
        return [_attributed(outline.placed, one) for one in listed]
    leads = leads_of(outline.placed)
    found: list[Statement] = []
    label = _Label()
    for index, _place in enumerate(outline.placed):
        label = _label_that_holds(outline.placed, index, label)
        found += _of_block(outline.placed, index, leads, label)
    return found + list(_of_titles(outline))


def _of_titles(outline: Outline) -> Iterator[Statement]:
    """The demands that headings make by themselves, where things are asked for: "Create…", "Need for…"."""
    for title in outline.titles:
        text = title_without_number(title.block.text)
        start = len(title.block.text) - len(text)
        asks = title.words.lists["need"].match(plain(text)) or opens_with_an_act(text, title.words)
        if title.role in _ASKED_FOR and asks:
            yield _bare(_Setting(title), start, len(title.block.text), 0.58)


def _attributed(placed: Sequence[Placed], one: Attributed) -> Statement:
    place = placed[one.block]
    text = place.block.text[one.start : one.end]
    strength = _strength(text, None, place.words)
    standing = Standing.SUGGESTED if place.role is Role.SUGGESTIONS else Standing.FORMAL
    return Statement(place, one.start, one.end, 0.97, standing, strength, asked_by=one.askers)


def _label_that_holds(placed: Sequence[Placed], index: int, label: _Label) -> _Label:
    """The label of an earlier paragraph that still holds here: until the next heading, or the end of its list."""
    place = placed[index]
    before = placed[index - 1] if index else None
    if before is None or before.heading is not place.heading or before.block.boxed != place.block.boxed:
        return _Label()
    if before.block.kind is BlockKind.ITEM and place.block.kind is not BlockKind.ITEM:
        return _Label()
    said = _label(before.block.text, before.words) if before.block.kind is BlockKind.PARAGRAPH else None
    return _Label(said[0], said[1] >= len(before.block.text)) if said else label


def _of_block(
    placed: Sequence[Placed], index: int, leads: Mapping[int, Lead], label: _Label
) -> Iterator[Statement]:
    place = placed[index]
    kind = place.block.kind
    if place.role is Role.QUESTIONS or kind in (BlockKind.NOTE, BlockKind.QUOTE, BlockKind.CAPTION):
        return
    if kind is BlockKind.CELL:
        yield from _of_cell(placed, index)
    elif kind is BlockKind.ITEM:
        yield from _of_item(_Setting(place, label, leads.get(index)), _has_lead_to_follow(placed, index))
    else:
        yield from _of_paragraph(_Setting(place, label), placed, index)


def _has_lead_to_follow(placed: Sequence[Placed], index: int) -> bool:
    """Whether the block ends with a colon and a list comes after it."""
    if not placed[index].block.text.rstrip().endswith(":") or index + 1 >= len(placed):
        return False
    return placed[index + 1].block.kind is BlockKind.ITEM


def _of_paragraph(setting: _Setting, placed: Sequence[Placed], index: int) -> Iterator[Statement]:
    text = setting.place.block.text
    labelled = _label(text, setting.place.words)
    start = 0
    if labelled:
        setting = _Setting(setting.place, _Label(labelled[0], holds=True))
        start = labelled[1]
    spans = [(a + start, b + start) for a, b in sentences(text[start:])]
    if spans and _has_lead_to_follow(placed, index):
        spans, last = spans[:-1], spans[-1]
        yield from _of_prose(setting, spans)
        if leads_of(placed[index : index + 2])[1].part is Part.DETAILS:
            yield from _of_sentence(setting, *last, is_first=not spans)
        return
    yield from _of_prose(setting, spans)


def _of_prose(setting: _Setting, spans: Sequence[tuple[int, int]]) -> Iterator[Statement]:
    for number, (start, end) in enumerate(spans):
        yield from _of_sentence(setting, start, end, is_first=number == 0)


def _of_sentence(setting: _Setting, start: int, end: int, *, is_first: bool) -> Iterator[Statement]:
    """The statements of a sentence of prose."""
    place = setting.place
    sentence = place.block.text[start:end]
    listed = _listed_within(setting, sentence)
    if listed:
        yield from (_bare(setting, start + a, start + b, 0.8) for a, b in listed)
        return
    clauses, denied = clauses_of(sentence, place.words)
    announces = _only_announces(sentence, place.words)
    made = [s for clause in clauses if (s := _recommendation(setting, sentence, start, clause))]
    if made or announces or _is_denied(sentence, place.words):
        yield from () if announces else made
        return
    told = bool(denied or clauses)
    likely = 0.0 if told else _likely_without_words_that_ask(setting, sentence, is_first=is_first)
    if likely:
        yield from (_bare(setting, start + a, start + b, likely) for a, b in _acts(sentence, place.words))
    elif not setting.label.holds and _is_finding(place, sentence):
        yield Statement(place, start, end, 0.75 if place.role is Role.FINDINGS else 0.6)


def _likely_without_words_that_ask(setting: _Setting, sentence: str, *, is_first: bool) -> float:
    """How likely a sentence without words that ask is a demand for where it stands; 0 where it is none."""
    words = setting.place.words
    labelled = setting.is_labelled
    if not labelled and setting.place.role not in _ASKED_FOR:
        return 0.0
    example = words.lists["example"].match(plain(sentence))
    if opens_with_an_act(sentence[example.end() if example else 0 :], words):
        return 0.8
    if labelled and is_first and setting.label.holds:
        return 0.62
    return 0.55 if labelled and setting.label.holds and example and not words.lists["told_of"].search(plain(sentence)) else 0.0


def _only_announces(sentence: str, words: Lexicon) -> bool:
    """Whether a sentence ends with a colon and says nothing but that a list follows."""
    return sentence.rstrip().endswith(":") and words.lists["announced"].search(plain(sentence)) is not None


def _listed_within(setting: _Setting, sentence: str) -> list[tuple[int, int]]:
    """The demands of a list that a sentence holds after a colon: "The following were suggested: …; …"."""
    words = setting.place.words
    head, colon, tail = sentence.partition(" : " if " : " in sentence else ": ")
    asked = setting.is_labelled or setting.place.role in _ASKED_FOR
    named = words.lists["named"].search(f"{plain(head)}:") is not None
    if not tail or not (named or words.lists["announced"].search(plain(head))):
        return []
    if lead_of(f"{head}:", words, asked=asked).part is not Part.DEMANDS and not asked:
        return []
    offset = len(head) + len(colon)
    joint = r";\s*(?:(?:et|and|ainsi que|as well as) )?" if ";" in tail else words.lists["act_joint"].pattern
    parts = [(offset + a, offset + b) for a, b in _cut(tail, joint)]
    if len(parts) < 2 or not (";" in tail or opens_with_an_act(tail, words)):
        return []
    return [(0, len(head)), *parts] if not named and len(head.split()) > _LONG_LEAD else parts


def _acts(sentence: str, words: Lexicon) -> list[tuple[int, int]]:
    """The acts that a sentence lists between semicolons, or the sentence whole."""
    parts = list(_cut(sentence, r";\s*(?:(?:et|and|ainsi que|as well as) )?"))
    listed = len(parts) > 1 and all(opens_with_an_act(sentence[a:b], words) for a, b in parts)
    return parts if listed else [(0, len(sentence))]


def _cut(text: str, joint: str) -> Iterator[tuple[int, int]]:
    start = 0
    for found in re.finditer(joint, text):
        yield start, found.start()
        start = found.end()
    yield start, len(text.rstrip(" .;"))


def _of_item(setting: _Setting, leads_on: bool) -> Iterator[Statement]:
    """The statements of a list item: itself where its list asks, else those of its sentences."""
    place, lead = setting.place, setting.lead
    text = place.block.text
    part = lead.part if lead else Part.UNTOLD
    if part is Part.DETAILS:
        return
    spans = sentences(text)
    if part is Part.REMARKS:
        yield from _further_sentences(setting, spans)
        return
    asked = part is Part.DEMANDS or (
        part is Part.UNTOLD and (place.role in _ASKED_FOR or setting.is_labelled)
    )
    if part is Part.UNTOLD and lead is not None and asked:
        asked = opens_with_an_act(text, place.words)
    if not asked:
        yield from _of_prose(setting, spans)
        return
    if not spans or _is_denied(text[slice(*spans[0])], place.words):
        return
    if leads_on and is_only_a_lead(text, place.words):
        return
    if lead and lead.is_an_act and not opens_with_an_act(text, place.words):
        return
    yield from _asked_item(setting, *spans[0])
    yield from _further_sentences(setting, spans[1:])


def _further_sentences(setting: _Setting, spans: Sequence[tuple[int, int]]) -> Iterator[Statement]:
    """What the sentences after an item's first ask outright; the rest only tells more of it."""
    for start, end in spans:
        for found in _of_sentence(setting, start, end, is_first=False):
            if found.is_recommendation and found.strength is not Strength.CONSIDER:
                yield found


def _asked_item(setting: _Setting, start: int, end: int) -> Iterator[Statement]:
    place, lead = setting.place, setting.lead
    sentence = place.block.text[start:end]
    clauses, _denied = clauses_of(sentence, place.words)
    asking = clauses[0].asking if len(clauses) == 1 else None
    if len(clauses) > 1:
        for clause in clauses:
            made = _recommendation(setting, sentence, start, clause)
            if made:
                yield made
        return
    for first, last in enumerated(sentence, place.words):
        yield Statement(
            place,
            start + first,
            start + last,
            0.9,
            _standing(setting, asking),
            _strength(sentence, asking or (lead.asking if lead else None), place.words),
            _addressees(setting, sentence, clauses[0] if clauses else None),
            lead=lead.text if lead else "",
        )


def _of_cell(placed: Sequence[Placed], index: int) -> Iterator[Statement]:
    """The demand of a cell under a heading such as "Recommendation", addressed to whom its row says."""
    place = placed[index]
    block = place.block
    column = plain(block.column)
    if block.row == 0 or not place.words.roles["asked_column"].search(column):
        return
    if _is_denied(block.text, place.words) or len(block.text.split()) < 3:
        return
    addressees = [
        other.block.text
        for other in placed
        if other.block.table == block.table
        and other.block.row == block.row
        and other.block.kind is BlockKind.CELL
        and place.words.roles["addressee_column"].search(plain(other.block.column))
    ]
    setting = _Setting(place, _Label(role_of(block.column, place.words), holds=True))
    for made in _asked_item(setting, 0, len(block.text)):
        yield Statement(
            place, made.start, made.end, made.confidence, made.standing, made.strength, tuple(addressees)
        )


def _bare(setting: _Setting, start: int, end: int, confidence: float) -> Statement:
    sentence = setting.place.block.text[start:end]
    return Statement(
        setting.place,
        start,
        end,
        confidence,
        _standing(setting, None),
        _strength(sentence, None, setting.place.words),
    )


def _recommendation(setting: _Setting, sentence: str, offset: int, clause: Clause) -> Statement | None:
    """The recommendation that a clause makes, None where its place makes that too unlikely."""
    confidence = _confidence(setting, clause)
    if confidence < SURE_ENOUGH:
        return None
    return Statement(
        setting.place,
        offset + clause.start,
        offset + clause.end,
        round(confidence, 2),
        _standing(setting, clause.asking),
        _strength(sentence[clause.start : clause.end], clause.asking, setting.place.words),
        _addressees(setting, sentence, clause),
        _askers(clause, setting.place.words),
    )


def _confidence(setting: _Setting, clause: Clause) -> float:
    """How likely the clause is a demand: the weight of its words, more where things are asked for, less where
    things are told."""
    asking, role = clause.asking, setting.place.role
    labelled = setting.label is not Role.NEUTRAL
    confidence = asking.weight
    vague = asking.weight < 0.8
    if setting.is_labelled or role in _ASKED_FOR:
        confidence += 0.06 if not vague else 0.12
    elif role is Role.FINDINGS:
        confidence -= 0.3 if asking.weight < 0.76 else 0.0
    elif role is Role.COMMITMENTS and asking.form == "modal" and asking.standing is Standing.FORMAL:
        confidence -= 0.15
    elif role in (Role.BACKGROUND, Role.COMMITMENTS):
        confidence -= 0.15 if asking.weight >= _OUTRIGHT and asking.form != "modal" else 0.45
    elif asking.strength is Strength.CONSIDER and asking.form == "modal":
        confidence -= 0.0 if setting.place.words.bodies.search(clause.subject) else 0.15
    return min(confidence, 0.98)


def _standing(setting: _Setting, asking: Asking | None) -> Standing:
    """Formal or suggested: by an explicit suggestion, then the label, the sentence, the list's lead, the heading."""
    role, lead = setting.place.role, setting.lead
    if asking and asking.standing is Standing.SUGGESTED:
        return Standing.SUGGESTED
    if setting.is_labelled:
        return Standing.FORMAL if setting.label.role is Role.RECOMMENDATIONS else Standing.SUGGESTED
    if asking and asking.weight >= _OUTRIGHT and asking.form != "modal":
        return Standing.FORMAL
    if lead and lead.part is Part.DEMANDS and lead.standing:
        outright = lead.asking is None or lead.asking.form != "modal"
        if outright or role is not Role.SUGGESTIONS:
            return lead.standing
    if role in _ASKED_FOR:
        return Standing.FORMAL if role is Role.RECOMMENDATIONS else Standing.SUGGESTED
    if role is Role.FINDINGS and setting.place.block.kind is BlockKind.ITEM:
        return Standing.SUGGESTED
    return asking.standing if asking else Standing.SUGGESTED


def _strength(text: str, asking: Asking | None, words: Lexicon) -> Strength:
    if words.lists["consider"].search(plain(text)[:80]):
        return Strength.CONSIDER
    return asking.strength if asking else Strength.SHOULD


def _addressees(setting: _Setting, sentence: str, clause: Clause | None) -> tuple[str, ...]:
    """Who is to act, as printed, where the sentence or its list's lead names a body."""
    words = setting.place.words
    if clause is not None and clause.asking.form == "modal":
        named = words.lists["actor"].search(clause.subject)
        active = not words.lists["passive"].match(plain(sentence[clause.start : clause.end]), 0)
        if named and active and words.bodies.search(named.group(1)):
            return (_as_printed(sentence, named.group(1)),)
    for text in (sentence, setting.lead.text if setting.lead else ""):
        told = words.lists["told"].search(plain(text))
        if told and words.bodies.search(told.group(1)):
            return (_as_printed(text, told.group(1)),)
    return ()


def _askers(clause: Clause, words: Lexicon) -> tuple[str, ...]:
    """Who asks, where the words before the asking name somebody more exactly than "participants"."""
    if clause.asking.form != "report":
        return ()
    named = words.lists["asker"].search(clause.subject)
    return (named.group(1).strip(),) if named and not words.lists["anybody"].search(named.group(1)) else ()


def _as_printed(sentence: str, low: str) -> str:
    start = plain(sentence).find(low)
    return sentence[start : start + len(low)].strip() if start >= 0 else low.strip()


def _is_finding(place: Placed, sentence: str) -> bool:
    """Whether a sentence that asks nothing tells of something that is missing or goes wrong."""
    if place.role in (Role.COMMITMENTS, Role.QUESTIONS) or place.block.boxed or len(sentence.split()) < 4:
        return False
    if place.role is Role.FINDINGS and place.block.kind is BlockKind.ITEM:
        return True
    return place.words.finding.search(plain(sentence)) is not None


def _is_denied(sentence: str, words: Lexicon) -> bool:
    """Whether a sentence, whatever its verbs, is a quotation, question, commitment, past act, or refusal."""
    low = plain(sentence)
    if re.match(r"^[«“\"].*[»”\"][.\s]*(?:[–—-].*)?$", low) or words.lists["quoted"].search(low):
        return True
    reaches = ("sentence",) if opens_with_an_act(sentence, words) else ("sentence", "earlier")
    return any(
        denial.pattern.search(low) is not None
        for denial in words.denials
        if denial.reach in reaches and not denial.of
    )


def _label(text: str, words: Lexicon) -> tuple[Role, int] | None:
    """The role of the label a paragraph begins with ("Recommendations:") and where the label ends."""
    low = plain(text)
    found = words.roles["label"].match(low)
    if found:
        role = role_of(text[: found.end()].rstrip(" :.–—-"), words)
        rest = len(low[found.end() :]) - len(low[found.end() :].lstrip())
        return (role if role in _ASKED_FOR else Role.SUGGESTIONS), found.end() + rest
    found = words.roles["findings_label"].match(low)
    return (Role.NEUTRAL, found.end() + 1) if found and found.end() < len(low) else None
