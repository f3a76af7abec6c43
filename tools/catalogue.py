"""Bring the French catalogue up to date with the messages of the code and the templates.

python tools/catalogue.py           rewrite consultrep.po and compile consultrep.mo
python tools/catalogue.py --check   end with 1 where they are not up to date or not complete
"""

from __future__ import annotations

import ast
import io
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
PO = ROOT / "src/consultrep/locale/fr/LC_MESSAGES/consultrep.po"
MO = PO.with_suffix(".mo")
KEYWORDS = {"_": None, "gettext": None, "mark": None, "ngettext": (1, 2)}
SOURCES = (
    (ROOT / "src/consultrep", [("**.py", "python")]),
    (ROOT / "templates", [("**.j2", "jinja2")]),
)


HEADERS = (
    ("Language", "fr"),
    ("Content-Type", "text/plain; charset=utf-8"),
    ("Content-Transfer-Encoding", "8bit"),
    ("Plural-Forms", "nplurals=2; plural=(n > 1);"),
)


class _Steady(Catalog):
    """A catalogue whose header changes with nothing."""

    mime_headers = property(lambda self: list(HEADERS))


def extracted() -> Catalog:
    """Every message of the code and the templates, and the page of each rule, with the files that use it."""
    catalogue = Catalog(locale="fr", charset="utf-8")
    for folder, methods in SOURCES:
        found = extract_from_dir(
            folder, methods, keywords=KEYWORDS, options_map={"**.j2": {"trimmed": "true"}}
        )
        for file, _line, message, _comments, _context in found:
            place = (Path(folder) / file).relative_to(ROOT).as_posix()
            catalogue.add(message, locations=[(place, 0)])
    for rule in sorted((ROOT / "src/consultrep/store/rules").glob("[!_]*.py")):
        page = ast.get_docstring(ast.parse(rule.read_text(encoding="utf-8")))
        catalogue.add(page or "", locations=[(rule.relative_to(ROOT).as_posix(), 0)])
    return catalogue


def current() -> Catalog:
    """The catalogue as it stands in the .po file."""
    if not PO.exists():
        return Catalog(locale="fr", charset="utf-8")
    with PO.open("rb") as stream:
        return read_po(stream, locale="fr")


def incomplete(catalogue: Catalog) -> list[str]:
    """The messages without French, or with French that a person has not settled."""
    return [
        str(message.id)
        for message in catalogue
        if message.id and (_is_empty(message.string) or message.fuzzy)
    ]


def updated() -> Catalog:
    """The French of today's messages: what is translated stays, what is no longer used goes."""
    catalogue, old = extracted(), current()
    for message in catalogue:
        known = old.get(message.id)
        if message.id and known is not None:
            message.string = known.string
    return catalogue


def po_bytes(catalogue: Catalog) -> bytes:
    """The .po file of a catalogue; no dates, so that it changes only with the messages."""
    stream = io.BytesIO()
    write_po(stream, catalogue, omit_header=True, sort_by_file=True, width=0, include_lineno=False)
    lines = "".join(f'"{name}: {value}\\n"\n' for name, value in HEADERS)
    header = f'msgid ""\nmsgstr ""\n{lines}\n'
    return header.encode() + stream.getvalue()


def mo_bytes(catalogue: Catalog) -> bytes:
    """The compiled catalogue; its header names no date and no tool."""
    steady = _Steady(locale="fr", charset="utf-8")
    for message in catalogue:
        if message.id:
            steady.add(message.id, message.string)
    stream = io.BytesIO()
    write_mo(stream, steady)
    return stream.getvalue()


def main() -> int:
    """Update or check; the exit code says whether all is translated and current."""
    catalogue = updated()
    missing = incomplete(catalogue)
    if "--check" in sys.argv:
        stale = (
            not PO.exists()
            or PO.read_bytes() != po_bytes(catalogue)
            or MO.read_bytes() != mo_bytes(current())
        )
        if stale:
            print("the catalogue is not up to date: python tools/catalogue.py")
    else:
        PO.parent.mkdir(parents=True, exist_ok=True)
        PO.write_bytes(po_bytes(catalogue))
        MO.write_bytes(mo_bytes(current()))
        stale = False
    for message in missing:
        print(f"no French for: {message}")
    return 1 if stale or missing else 0


def _is_empty(string: object) -> bool:
    return not string or (isinstance(string, (list, tuple)) and not all(string))


if __name__ == "__main__":
    sys.exit(main())
