"""Figures put into a Markdown file, between two marks."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path


def put_into(file: Path, lines: Iterable[str], name: str = "figures") -> None:
    """Replace what stands between the two marks of that name; SystemExit where the file has none."""
    begin, end = f"<!-- {name}: begin -->", f"<!-- {name}: end -->"
    text = file.read_text(encoding="utf-8")
    before, found, rest = text.partition(begin)
    _old, closed, after = rest.partition(end)
    if not found or not closed:
        raise SystemExit(f"{file} has no place for figures: {begin} … {end}")
    block = "\n".join(line.rstrip() for line in lines)
    file.write_text(f"{before}{begin}\n```\n{block}\n```\n{end}{after}", encoding="utf-8")
