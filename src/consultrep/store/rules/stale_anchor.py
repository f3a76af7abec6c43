"""A passage still stands where its anchor says.

Where the text that was read is present, in the folder `sources/` of the library or in the one that
`consultrep.toml` names (`[check]`, `sources`), in a file whose name begins with the report's id, each
fingerprint is compared with the characters at its line and span. If the passage has moved, the hint says
where it stands now; if it is gone, the statement has lost its source: read the new text before you
change the record. A text that is not present is not checked.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from consultrep.errors import Problem, Severity
from consultrep.messages import gettext as _
from consultrep.model import Anchor, fingerprint
from consultrep.store.corpus import Corpus

RULE = "stale-anchor"
LEVEL = Severity.WARNING


def check(corpus: Corpus) -> Iterator[Problem]:
    """Every anchor whose passage no longer stands at its line and span, where the source is present."""
    for record in corpus.reports:
        lines = _source_lines(corpus.sources, record.value.id)
        for kind in ("findings", "recommendations") if lines else ():
            for index, item in enumerate(getattr(record.value, kind)):
                if not _stands(item.anchor, lines):
                    message = _("the passage no longer stands at line {line}").format(line=item.anchor.line)
                    yield record.problem([kind, index, "anchor"], RULE, message, _where(item.anchor, lines))


def _source_lines(folder: Path | None, report: str) -> list[str]:
    files = sorted(folder.glob(f"{report}*.txt")) if folder and folder.is_dir() else []
    return files[0].read_text(encoding="utf-8", errors="replace").split("\n") if files else []


def _stands(anchor: Anchor, lines: list[str]) -> bool:
    if anchor.fingerprint is None or anchor.line is None or anchor.span is None:
        return True
    return (
        anchor.line <= len(lines)
        and fingerprint(lines[anchor.line - 1][slice(*anchor.span)]) == anchor.fingerprint
    )


def _where(anchor: Anchor, lines: list[str]) -> str:
    if not anchor.opening or not anchor.span:
        return ""
    length = anchor.span[1] - anchor.span[0]
    for number, line in enumerate(lines, 1):
        start = line.find(anchor.opening)
        if start >= 0 and fingerprint(line[start : start + length]) == anchor.fingerprint:
            return _("it stands now at line {line}, characters {start} to {end}").format(
                line=number, start=start, end=start + length
            )
    return _("it is not found in the text that is present")
