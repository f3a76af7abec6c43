"""What import writes of a report besides its items: what it is, what was read, what is held, its sections."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from consultrep.importers.drafting.draft import Draft, section_data
from consultrep.importers.drafting.fates import Wrap
from consultrep.importers.drafting.identity import all_anchors, passages_of
from consultrep.messages import LANGUAGES, Language

Record = MutableMapping[str, Any]

_ITEMS: Final = ("findings", "recommendations")


@dataclass(frozen=True)
class ReportFacts:
    """What is known of a report before its text is read; nothing of it replaces what its record says."""

    title: Mapping[Language, str] = field(default_factory=dict)
    period: str = ""
    kind: str = ""
    series: str = ""


@dataclass(frozen=True)
class ReadFile:
    """A file that was read: its name, language, the SHA-256 of its bytes, and the day."""

    name: str
    language: Language | None
    sha256: str
    day: str


def new_record(ident: str, facts: ReportFacts) -> dict[str, Any]:
    """A record without items; a report without a title is called by its id."""
    title = dict(facts.title) or {"en": ident}
    record: dict[str, Any] = {"id": ident, "draft": True}
    if facts.series:
        record["series"] = facts.series
    record["kind"] = facts.kind or "report"
    record["title"] = {**title, "origin": dict.fromkeys(title, "original" if facts.title else "ours")}
    if facts.period:
        record["period"] = facts.period
    return record | {"source": {}, "coverage": {}}


def note_title(record: Record, title: Mapping[Language, str], wrap: Wrap) -> None:
    """Add the sides of the title that the record lacks; a title that was only the id makes room."""
    held = record["title"]
    if list(held["origin"].values()) == ["ours"] and record["id"] in held.values() and title:
        record["title"] = wrap({**title, "origin": dict.fromkeys(title, "original")})
        return
    added = {language: text for language, text in title.items() if language not in held}
    if added:
        held["origin"].update(dict.fromkeys(added, "original"))
        held = {**held, **added}
        record["title"] = wrap({key: held[key] for key in (*LANGUAGES, "origin") if key in held})


def note_file(record: Record, file: ReadFile, wrap: Wrap) -> None:
    """Remember that a file was read; the same name in the same language takes the earlier one's place."""
    source = record["source"]
    entry = {
        "name": file.name,
        **({"language": file.language} if file.language else {}),
        "sha256": file.sha256,
        "read": file.day,
    }
    others = [
        dict(one)
        for one in source.get("documents") or []
        if (one["name"], one.get("language")) != (file.name, file.language)
    ]
    languages = list(source.get("languages") or [])
    if file.language and file.language not in languages:
        languages.append(file.language)
    if languages:
        source["languages"] = wrap(languages)
    source["documents"] = wrap([*others, entry])


def note_coverage(record: Record, gaps: Sequence[Mapping[str, Any]], wrap: Wrap) -> bool:
    """Say what is held, where the record said nothing or that nothing was read; says whether it did."""
    held = record.get("coverage") or {}
    if held.get("level") not in (None, "record_only"):
        return False
    why = _why_partial(record["source"]["documents"])
    record["coverage"] = wrap(
        {"level": "partial", "why": why, **({"gaps": [dict(gap) for gap in gaps]} if gaps else {})}
    )
    return True


def _why_partial(files: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """Why only a part is held: of a document, what the program recognised; of a table, what stands in it."""
    documents = ", ".join(file["name"] for file in files if "language" in file)
    tables = ", ".join(file["name"] for file in files if "language" not in file)
    said = (
        (
            documents,
            "La liste est tirée de {names} par un programme; une demande qu'il n'a pas reconnue y manque.",
            "A program made the list from {names}; a demand that it did not recognise is not in it.",
        ),
        (
            tables,
            "La liste vient du tableau {names}; elle ne contient que ce qui y figure.",
            "The list comes from the table {names}; it holds only what stands there.",
        ),
    )
    told = [[words.format(names=names) for words in sides] for names, *sides in said if names]
    return {side: " ".join(words) for side, words in zip(("fr", "en"), zip(*told, strict=True), strict=True)}


def note_sections(record: Record, draft: Draft, wrap: Wrap) -> None:
    """The sections of the document, where the record lists none; the titles in a second language, where the
    two versions have the same sections."""
    sections = section_data(draft.sections)
    held = record.get("sections") or []
    if not held:
        if sections:
            record["sections"] = wrap(sections)
            _put_before_items(record)
        return
    _list_named_sections(record, sections, wrap)
    held = record["sections"]
    if [str(s.get("level")) for s in held] != [str(s["level"]) for s in sections]:
        return
    for section, new in zip(held, sections, strict=True):
        title = section["title"]
        if draft.language not in title and draft.language in new["title"]:
            sides = {**title, draft.language: new["title"][draft.language]}
            origin = {**title["origin"], draft.language: "official"}
            origin = {side: "official" if word == "original" else word for side, word in origin.items()}
            section["title"] = wrap({**{k: sides[k] for k in LANGUAGES if k in sides}, "origin": origin})


def mark_drafts(record: Record) -> None:
    """Say at the top of the record whether items wait to be confirmed."""
    waiting = any("confidence" in item for kind in _ITEMS for item in record.get(kind) or [])
    if not waiting:
        record.pop("draft", None)
    elif "draft" not in record:
        _insert_after_id(record)


def confirm(record: Record, wanted: set[str] | None) -> list[str]:
    """Take items as a person's own: those with these local ids, or all; the ids that waited."""
    done = []
    for kind in _ITEMS:
        for item in record.get(kind) or []:
            if "confidence" in item and (wanted is None or item["id"] in wanted):
                item.pop("theme_confidence", None)
                del item["confidence"]
                done.append(str(item["id"]))
    mark_drafts(record)
    return done


def refuse(record: Record, wanted: set[str] | None, wrap: Wrap) -> list[str]:
    """Take items out of the record, and remember their passages so that import leaves them out: those with
    these local ids that wait or are gone from their document, or all that wait."""
    done: list[str] = []
    refused = [dict(entry) for entry in record.get("rejected") or []]
    for kind in _ITEMS:
        for item in list(record.get(kind) or []):
            named = wanted is not None and item["id"] in wanted
            if not (named and "gone" in item) and not ("confidence" in item and (named or wanted is None)):
                continue
            ident = str(item["id"])
            passages = passages_of(item).items()
            refused += [{"id": ident, "fingerprint": mark, "opening": words} for mark, words in passages]
            record[kind].remove(item)
            done.append(ident)
    if refused:
        record["rejected"] = wrap(refused)
    mark_drafts(record)
    return done


def _insert_after_id(record: Record) -> None:
    if hasattr(record, "insert"):
        record.insert(1, "draft", "true")
        return
    rest = dict(record)
    record.clear()
    record.update({"id": rest.pop("id"), "draft": True, **rest})


def _list_named_sections(record: Record, sections: Sequence[Mapping[str, Any]], wrap: Wrap) -> None:
    """Where items name sections that the list lacks: the sections of the document, what is known of each
    kept, and after them those that items still name."""
    held = [dict(section) for section in record["sections"]]
    named = set(_named_sections(record))
    numbers = {section["number"] for section in held if "number" in section}
    if not numbers or named <= numbers:
        return
    listed = [_with_what_is_known(section, held) for section in sections]
    numbers = {section["number"] for section in listed if "number" in section}
    left = [section for section in held if section.get("number") in named - numbers]
    record["sections"] = wrap([*listed, *left])


def _named_sections(record: Record) -> Iterator[str]:
    for kind in _ITEMS:
        for item in record.get(kind) or []:
            yield from (str(a["section"]) for a in all_anchors(item)[:1] if "section" in a)
    yield from (str(gap["section"]) for gap in record["coverage"].get("gaps") or [] if "section" in gap)


def _with_what_is_known(section: Mapping[str, Any], held: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """A section of the document with the title as the record has it, where one of its sides is the same."""
    sides = [side for side in LANGUAGES if side in section["title"]]
    same = (
        old["title"]
        for old in held
        if any(old["title"].get(side) == section["title"][side] for side in sides)
    )
    return {**section, "title": next(same, section["title"])}


def _put_before_items(record: Record) -> None:
    for key in (*_ITEMS, "rejected", "note"):
        if key in record:
            record[key] = record.pop(key)
