"""Figures put into a Markdown file, between its two marks."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Final

BEGIN: Final = "<!-- figures: begin -->"
END: Final = "<!-- figures: end -->"


def put_into(file: Path, lines: Iterable[str]) -> None:
    """Replace what stands between the two marks of a Markdown file; SystemExit where it has none."""
    text = file.read_text(encoding="utf-8")
    before, _begin, rest = text.partition(BEGIN)
    _old, end, after = rest.partition(END)
    if not end:
        raise SystemExit(f"{file} has no place for figures: {BEGIN} … {END}")
    block = "\n".join(line.rstrip() for line in lines)
    file.write_text(f"{before}{BEGIN}\n```\n{block}\n```\n{END}{after}", encoding="utf-8")
