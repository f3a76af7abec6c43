"""A passage still stands where its anchor says.

Where the text that was read is present, in the folder `sources/` of the library or in the one that
`consultrep.toml` names (`[check]`, `sources`), in a file whose name begins with the report's id (and ends
with the language, where both versions were read: `2014-forum.fr.txt`), each fingerprint is compared with
the characters at its line and span. If the passage has moved, the hint says where it stands now; if it is
gone, the statement has lost its source: read the new text before you change the record. A text that is
not present is not checked.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from consultrep.errors import Problem, Severity
from consultrep.messages import gettext as _
from consultrep.model import Anchor, fingerprint
from consultrep.model.item import Statement
from consultrep.store.corpus import Corpus
from consultrep.store.yaml_text import Loc

RULE = "stale-anchor"
LEVEL = Severity.WARNING


def check(corpus: Corpus) -> Iterator[Problem]:
    """Every anchor whose passage no longer stands at its line and span, where the source is present."""
    for record in corpus.reports:
        texts = _Texts.of(corpus.sources, record.value.id)
        for kind in ("findings", "recommendations") if texts.files else ():
            for index, item in enumerate(getattr(record.value, kind)):
                if item.gone:
                    continue
                for loc, anchor in _anchors(item):
                    text = texts.text_for(anchor)
                    if text is not None and not _stands(anchor, text):
                        message = _("the passage no longer stands at line {line}").format(line=anchor.line)
                        yield record.problem([kind, index, *loc], RULE, message, _where(anchor, text))


def _anchors(item: Statement) -> Iterator[tuple[Loc, Anchor]]:
    yield ["anchor"], item.anchor
    for index, anchor in enumerate(item.also):
        yield ["also", index], anchor


@dataclass(frozen=True)
class _Texts:
    """The texts of a report that are present."""

    files: Sequence[Path]
    cache: dict[Path, str]

    @classmethod
    def of(cls, folder: Path | None, report: str) -> _Texts:
        """The texts in `folder` whose names begin with the report's id."""
        return cls(sorted(folder.glob(f"{report}*.txt")) if folder and folder.is_dir() else [], {})

    def text_for(self, anchor: Anchor) -> str | None:
        """The text that the anchor's line counts in."""
        fit = [file for file in self.files if file.stem.endswith(f".{anchor.language}")]
        file = next(iter(fit or (self.files if anchor.language is None else ())), None)
        if file is not None and file not in self.cache:
            self.cache[file] = file.read_text(encoding="utf-8", errors="replace")
        return self.cache[file] if file is not None else None


def _stands(anchor: Anchor, text: str) -> bool:
    if anchor.fingerprint is None or anchor.line is None or anchor.span is None:
        return True
    start = _start_of_line(text, anchor.line)
    return start is not None and fingerprint(text[start:][slice(*anchor.span)]) == anchor.fingerprint


def _start_of_line(text: str, line: int) -> int | None:
    start = 0
    for _count in range(line - 1):
        start = text.find("\n", start) + 1
        if not start:
            return None
    return start


def _where(anchor: Anchor, text: str) -> str:
    if not anchor.opening or not anchor.span:
        return ""
    length = anchor.span[1] - anchor.span[0]
    for number, line in enumerate(text.split("\n"), 1):
        start = line.find(anchor.opening)
        if start >= 0 and fingerprint(line[start : start + length]) == anchor.fingerprint:
            return _("it stands now at line {line}, characters {start} to {end}").format(
                line=number, start=start, end=start + length
            )
    return _("it is not found in the text that is present")
