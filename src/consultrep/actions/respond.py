"""`consultrep respond` and `consultrep status`: what was answered to a demand, and what was done about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from consultrep.errors import UsageError
from consultrep.messages import gettext as _
from consultrep.model import Implementation, ImplementationState, Item, Library, Recommendation, Response
from consultrep.model.base import Stored
from consultrep.model.dates import lies_wholly_before, parse_edtf, recency
from consultrep.model.hints import did_you_mean_item, did_you_mean_thing
from consultrep.store.editing import writable
from consultrep.store.folders import shown_path
from consultrep.store.loaded import LoadedLibrary
from consultrep.store.responding import save_implementation, save_response
from consultrep.store.validation import validate
from consultrep.store.yaml_text import Document

Entry = TypeVar("Entry", bound=Stored)


@dataclass(frozen=True)
class Recorded:
    """What was put into which file; `is_newest` where it stands before all that the item held of its kind."""

    item: Item
    entry: Response | Implementation
    file: str
    is_newest: bool
    dry_run: bool


def respond(
    loaded: LoadedLibrary, ident: str, given: Mapping[str, Any], *, today: str, dry_run: bool = False
) -> Recorded:
    """Record an answer to a recommendation; the one of the newest date stands before the others.

    Raises UsageError where what was given does not fit the item or `today`, EnvironmentProblemError for the
    shipped library, InvalidDataError where the library would not be sound with it.
    """
    writable(loaded.folder)
    item, demand = _asked(loaded.library, ident)
    response = _made(Response, given, loaded.library)
    _see_that_it_fits(item, response, demand.responses, today)
    held = demand.response
    is_newest = (
        held is None or not (held.date and response.date) or recency(response.date) >= recency(held.date)
    )
    file = loaded.places[item.report.id]
    save_response(loaded.folder, file, demand.id, response, is_newest=is_newest, dry_run=dry_run)
    return Recorded(item, response, shown_path(file), is_newest, dry_run)


def record_status(
    loaded: LoadedLibrary, ident: str, given: Mapping[str, Any], *, today: str, dry_run: bool = False
) -> Recorded:
    """Record how far a recommendation is carried out; raises the same, and UsageError for a complete one
    without evidence."""
    writable(loaded.folder)
    item, demand = _asked(loaded.library, ident)
    entry = _made(Implementation, given, loaded.library)
    _see_that_it_fits(item, entry, demand.implementation, today)
    if entry.state is ImplementationState.COMPLETE and entry.evidence is None:
        raise UsageError(
            _("“complete” needs evidence"), _("say what shows it: --evidence-fr, --evidence-en, or both")
        )
    held = demand.latest_implementation
    is_newest = held is None or recency(entry.date) >= recency(held.date)
    file = loaded.places[item.report.id]
    save_implementation(loaded.folder, file, demand.id, entry, dry_run=dry_run)
    return Recorded(item, entry, shown_path(file), is_newest, dry_run)


def _asked(library: Library, ident: str) -> tuple[Item, Recommendation]:
    """The confirmed recommendation with that full id."""
    wanted = ident.strip().casefold()
    item = library.find_item(wanted)
    if item is None:
        known = [item.id for item in library.items if item.recommendation]
        full = [one for one in known if one.rpartition("/")[2] == wanted]
        names = _("write its full id: {names}").format(names=", ".join(full)) if full else ""
        raise UsageError(
            _("there is no item {id}").format(id=repr(ident)), names or did_you_mean_item(wanted, known)
        )
    if item.recommendation is None:
        raise UsageError(_("{id} is a finding; nothing was asked in it").format(id=item.id))
    if item.statement.is_draft:
        raise UsageError(_("{id} waits to be confirmed").format(id=item.id), f"consultrep accept {item.id}")
    return item, item.recommendation


def _made(model: type[Entry], given: Mapping[str, Any], library: Library) -> Entry:
    """The entry that was given, its body by the id that the library lists it under."""
    data = dict(given)
    if data.get("by"):
        data["by"] = _body(library, data["by"])
    entry, problems = validate(Document("", data), model)
    if entry is None:
        raise UsageError(problems[0].message, problems[0].hint)
    return entry


def _body(library: Library, name: str) -> str:
    """The id of the body, or the name as given where the library lists none like it."""
    actor = library.find_actor(name)
    near = "" if actor else did_you_mean_thing(name, library.actors)
    if near:
        raise UsageError(_("there is no actor {name} in actors.yaml").format(name=repr(name)), near)
    return actor.id if actor else name


def _see_that_it_fits(
    item: Item, entry: Response | Implementation, held: Sequence[Response | Implementation], today: str
) -> None:
    """Raise UsageError where the date cannot be, or the same is held already."""
    if entry.date:
        _see_that_it_can_be(entry.date, item.report.period or item.report.published, today)
    if entry in held:
        raise UsageError(_("this is recorded of {id} already").format(id=item.id))


def _see_that_it_can_be(date: str, asked: str | None, today: str) -> None:
    """Raise UsageError for a date before the consultation or after today, or one that has no end: it would
    stay the newest whatever was recorded after it."""
    first, last = parse_edtf(date)
    if asked and lies_wholly_before(date, asked):
        raise UsageError(_("{date} lies before the consultation ({asked})").format(date=date, asked=asked))
    if first > today:
        raise UsageError(_("{date} has not come yet; today is {today}").format(date=date, today=today))
    if not last:
        raise UsageError(
            _("{date} has no end, and would stay the newest for ever").format(date=date),
            _("write the year, the month or the day: {date}").format(date=date.partition("/")[0]),
        )
