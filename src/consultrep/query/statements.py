"""What a record can and cannot answer, in sentences; and the next step where it cannot."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from typing import TypeAlias

from consultrep.errors import Problem
from consultrep.language import fold
from consultrep.messages import current_language, ngettext
from consultrep.messages import gettext as _
from consultrep.model import (
    Bilingual,
    Gap,
    Implementation,
    Item,
    Level,
    Library,
    Participants,
    Report,
    Response,
)
from consultrep.model.labels import label
from consultrep.query.citations import address_of

Judges: TypeAlias = Sequence[Sequence[str]]
"""Of each pair the reviewers who confirmed it; nobody where it was computed."""


def labelled(name: str, value: str) -> str:
    """A name and its value, with the colon as the language in force sets it."""
    return _("{name}: {value}").format(name=name, value=value)


def best_side(text: Bilingual) -> str:
    """A text in the language in force; one that only the other language has says so."""
    language = current_language()
    shown = text.best_language(language)
    return text.best(language) if shown == language else f"[{shown}] {text.best(language)}"


def problem_line(problem: Problem) -> str:
    """A problem on one line: its place, how much it matters, what it is and what to do, its rule."""
    hint = f" ({problem.hint})" if problem.hint else ""
    said = labelled(label(problem.severity), f"{problem.message}{hint} [{problem.rule}]")
    return f"{problem.location}: {said}"


def what_can_be_said(report: Report) -> str:
    """One sentence on what the record can and cannot answer."""
    if report.coverage.level is Level.RECORD_ONLY and report.waiting:
        return _("The record cannot say what was asked: what import proposes is not confirmed yet.")
    if report.coverage.level is Level.RECORD_ONLY:
        return _("The record cannot say what was asked: the text of the report is not in the library.")
    if report.left_out:
        return _(
            "The record can say that a demand was made, never that one was not: what import proposes is not "
            "all confirmed yet."
        )
    if report.coverage.level is Level.PARTIAL:
        return _(
            "The record can say that a demand was made, never that one was not: "
            "part of the text was not read."
        )
    if report.coverage.gaps:
        return _("The record can say what was asked, except where the known gaps are.")
    return _("The record can say what was asked and what was not.")


def nothing_can_be_said(report: Report) -> str:
    """What the missing text of a report means for a comparison."""
    return _(
        "The text of “{title}” ({id}) is not in the library: nothing can be said of what it asked, "
        "so neither of what came back from it nor of what was new beside it."
    ).format(title=report.title.best(current_language()), id=report.id)


def next_step(report: Report, *, shipped: bool) -> str:
    """What a person can do to fill a record whose text was not read, or not confirmed."""
    address = address_of(report, current_language())
    if report.waiting:
        step = _(
            "Next step: import has read it and proposes items; read them with “{command}”, then “consultrep "
            "accept” or “consultrep reject” them."
        )
    elif shipped:
        step = _(
            "Next step: make a library of your own with “consultrep init DIR --with-shipped”; in DIR, "
            "“consultrep import {download} --as {id}” reads the report at {address}."
        )
    elif address:
        step = _(
            "Next step: “consultrep import {download} --as {id}” reads it at {address}; or save the page "
            "in a browser and “consultrep import FILE --as {id}”."
        )
    else:
        step = _("Next step: find the document, then “consultrep import FILE --as {id}”.")
    return step.format(
        address=address or _("an address that is not known"),
        id=report.id,
        command=list_waiting([report.id]),
        download=_download_option(report),
    )


def _download_option(report: Report) -> str:
    """The options that download a report: an address without encryption may need its own."""
    addresses = filter(None, (report.source.address.fr, report.source.address.en))
    is_open = any(address.startswith("http://") for address in addresses)
    return "--download --allow-http" if is_open else "--download"


def list_waiting(reports: Collection[str] = ()) -> str:
    """The command that lists what waits to be confirmed: of the report, where there is one only."""
    command = "consultrep list --waiting"
    return f"{command} --report {next(iter(reports))}" if len(reports) == 1 else command


def waiting_items(report: Report) -> str:
    """How many items of a report wait to be confirmed, and how to read them."""
    return ngettext(
        "{number} proposed item waits to be confirmed: {command}",
        "{number} proposed items wait to be confirmed: {command}",
        report.waiting,
    ).format(number=report.waiting, command=list_waiting([report.id]))


def not_compared(report: Report) -> str:
    """How many items of a report are in no comparison because they wait, and how to read them."""
    return ngettext(
        "{number} proposed item of {id} waits to be confirmed and is not compared: {command}",
        "{number} proposed items of {id} wait to be confirmed and are not compared: {command}",
        report.left_out,
    ).format(number=report.left_out, id=report.id, command=list_waiting([report.id]))


def marks_of(item: Item, *, waiting: bool = True) -> list[str]:
    """What must be said of an item wherever it is shown: that nobody confirmed it (where `waiting`, which a
    list of such items need not repeat), that it is gone."""
    statement = item.statement
    said = (
        (waiting and statement.is_draft, _("to be confirmed")),
        (statement.gone, _("no longer in the document read last")),
    )
    return [words for applies, words in said if applies]


def gap_place(gap: Gap) -> str:
    """The place of a gap, widest part first."""
    known = (
        (gap.section, _("section {number}")),
        (gap.heading, _("under “{number}”")),
        (gap.position.best(current_language()) if gap.position else None, "{number}"),
        (gap.line, _("line {number} of the text read")),
    )
    return ", ".join(words.format(number=value) for value, words in known if value is not None)


def holdings(report: Report) -> str:
    """How many recommendations and findings the record holds."""
    return counted(len(report.recommendations), len(report.findings))


def counted(asked: int, found: int) -> str:
    """So many recommendations and so many findings."""
    recommendations = ngettext("{number} recommendation", "{number} recommendations", asked)
    findings = ngettext("{number} finding", "{number} findings", found)
    return f"{recommendations.format(number=asked)}, {findings.format(number=found)}"


def response_text(library: Library, response: Response | None) -> str:
    """What the body addressed answered to a recommendation, on one line; that nothing is recorded."""
    if response is None:
        return _("not recorded")
    return _told(library, label(response.status), response)


def implementation_text(library: Library, entry: Implementation | None) -> str:
    """How far a recommendation is carried out, with the evidence, on one line; that nothing is recorded."""
    if entry is None:
        return _("not recorded")
    said = _told(library, f"{label(entry.state)} ({entry.state.code})", entry)
    return labelled(said, best_side(entry.evidence)) if entry.evidence else said


def entry_text(library: Library, entry: Response | Implementation) -> str:
    """An answer, or how far a recommendation is carried out, on one line."""
    if isinstance(entry, Response):
        return response_text(library, entry)
    return implementation_text(library, entry)


def _told(library: Library, what: str, entry: Response | Implementation) -> str:
    """What is recorded, by whose word, when and where."""
    language = current_language()
    by = library.actor_label(entry.by, language) if entry.by else None
    return ", ".join(filter(None, [what, by, entry.date, best_side(entry.source)]))


def answer_lines(library: Library, item: Item) -> list[str]:
    """Who asked and what was answered, for each answer to the item that is recorded."""
    who = ", ".join(library.actor_labels(item.asked_by, current_language())) or _("not stated")
    to = _("to {id} ({who})").format(id=item.id, who=who)
    responses = item.recommendation.responses if item.recommendation else []
    return [labelled(to, response_text(library, response)) for response in responses]


def implementation_line(library: Library, item: Item) -> str | None:
    """How far an item is carried out, where that is recorded."""
    entry = item.recommendation and item.recommendation.latest_implementation
    return labelled(item.id, implementation_text(library, entry)) if entry else None


def participants_told(group: Participants) -> str:
    """How many took part and who, as far as that is known."""
    count = label(group.precision).format(count=group.count) if group.count else ""
    kinds = group.kinds.best(current_language()) if group.kinds else ""
    return ": ".join(filter(None, (count, kinds)))


def limited_comparison() -> str:
    """What must be said where a text compared has known holes."""
    return _(
        "Part of the text is missing on one side: more may have come back than is shown. "
        "Not repeated never means done."
    )


def how_themes_count() -> str:
    """What a reader must know of the numbers of themes."""
    return _(
        "A broad theme counts its narrower ones; a recommendation with several themes counts under each."
    )


def how_matches_were_made(encoder: str, precision: float | None) -> str:
    """What a reader must know of matches that nobody has judged; no precision where it was not measured."""
    if precision is None:
        return _(
            "Matches are computed by {encoder}, with a probability from 0 to 1 that both are the same "
            "demand, and nobody has confirmed them. How often they are right with this encoder was not "
            "measured: “consultrep evaluate --encoder DIR GOLD” measures it. Read each pair before you rely "
            "on it."
        ).format(encoder=encoder)
    said = _(
        "Matches are computed by {encoder}, with a probability from 0 to 1 that both are the same demand, "
        "and nobody has confirmed them: on graded test pairs {share} of 100 that it called the same demand "
        "were. Read each pair before you rely on it."
    )
    return said.format(encoder=encoder, share=round(precision * 100))


def how_pairs_were_made(library: Library, encoder: str, precision: float | None, judges: Judges) -> str:
    """What a reader must know of the pairs shown, with the reviewers who confirmed each, if any."""
    told = ngettext("{total} pair shown, judged by", "All {total} pairs shown were judged by", len(judges))
    some = ngettext(
        "Of the {total} pairs shown, {number} was judged by",
        "Of the {total} pairs shown, {number} were judged by",
        _number_judged(judges),
    )
    return _how_made(library, encoder, precision, judges, (told, some))


def how_threads_were_made(library: Library, encoder: str, precision: float | None, judges: Judges) -> str:
    """The same of the pairs that join wordings into threads."""
    told = ngettext(
        "{total} pair joins these wordings, judged by",
        "All {total} pairs that join these wordings were judged by",
        len(judges),
    )
    some = ngettext(
        "Of the {total} pairs that join these wordings, {number} was judged by",
        "Of the {total} pairs that join these wordings, {number} were judged by",
        _number_judged(judges),
    )
    return _how_made(library, encoder, precision, judges, (told, some))


def _number_judged(judges: Judges) -> int:
    return sum(map(bool, judges))


def _how_made(
    library: Library, encoder: str, precision: float | None, judges: Judges, leads: tuple[str, str]
) -> str:
    """Who judged, what must be known of them, then what was computed; the leads are for all and for some."""
    total, number = len(judges), _number_judged(judges)
    if not number:
        return how_matches_were_made(encoder, precision)
    lead = leads[number < total].format(total=total, number=number)
    said = [
        f"{labelled(lead, _who_judged(library, judges))}.",
        *_notes_on(library, judges),
        _("The reasons stand in judgements.yaml of the library."),
        _how_others_were_made(encoder, precision, some=number < total),
    ]
    return " ".join(said)


def _how_others_were_made(encoder: str, precision: float | None, *, some: bool) -> str:
    """What must be known of the pairs that nobody judged; `some` of them are shown."""
    if not some:
        said = _("Whether there are others was computed by {encoder}, and nobody has judged that.")
        return said.format(encoder=encoder)
    if precision is None:
        return _(
            "The others are computed by {encoder}, with a probability from 0 to 1 that both are the same "
            "demand. How often they are right with this encoder was not measured: “consultrep evaluate "
            "--encoder DIR GOLD” measures it. Read these pairs before you rely on them."
        ).format(encoder=encoder)
    said = _(
        "The others are computed by {encoder}, with a probability from 0 to 1 that both are the same "
        "demand: on graded test pairs {share} of 100 that it called the same demand were. Read these pairs "
        "before you rely on them."
    )
    return said.format(encoder=encoder, share=round(precision * 100))


def _who_judged(library: Library, judges: Judges) -> str:
    """The reviewers by their labels, each with the number of pairs."""
    pairs = Counter(fold(name) for names in judges for name in names)
    labels = {
        fold(name): library.reviewer_label(name, current_language()) for names in judges for name in names
    }
    return ", ".join(f"{labels[name]} ({number})" for name, number in pairs.items())


def _notes_on(library: Library, judges: Judges) -> list[str]:
    """What must be known of the reviewers, each once."""
    found = (library.find_reviewer(name) for names in judges for name in names)
    notes = (one.note.best(current_language()) for one in found if one and one.note)
    return list(dict.fromkeys(notes))
