"""Blocks drawn for a terminal with Rich: nothing is cut, colour carries no meaning of its own."""

from __future__ import annotations

import io
import os
import shutil
from collections.abc import Sequence
from dataclasses import replace
from math import ceil
from typing import Final, TextIO

from rich import box
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table as RichTable
from rich.text import Text

from consultrep.export.cells import Emphasized, Gauge
from consultrep.export.sheet import Block, Facts, Heading, Paragraph, Table
from consultrep.query.statements import labelled

_ROOMY: Final = 120
_BAR: Final = 8
_SPACER: Final = "\ue000"
_NO_LIMIT: Final = 10_000
_FROM_SPACES: Final = {0x00A0: "\ue000", 0x202F: "\ue001"}
_TO_SPACES: Final = {0xE000: "\u00a0", 0xE001: "\u202f"}


def draw(blocks: Sequence[Block], stream: TextIO, color: str) -> str:
    """The blocks as text for a terminal of the stream's width."""
    width = shutil.get_terminal_size().columns
    colored = color == "always" or (color == "auto" and not os.environ.get("NO_COLOR") and stream.isatty())
    buffer = io.StringIO()
    console = Console(
        file=buffer,
        width=width,
        force_terminal=colored,
        no_color=not colored,
        highlight=False,
        legacy_windows=False,
    )
    for block in blocks:
        console.print(_drawn(block, console))
    lines = (line.rstrip() for line in buffer.getvalue().translate(_TO_SPACES).splitlines())
    return "\n".join(lines) + "\n"


def _text(text: str, style: str = "") -> Text:
    """Text whose no-break spaces hold; Rich would break a line at them."""
    drawn = Text(text.translate(_FROM_SPACES), style=style)
    if isinstance(text, Gauge):
        bar = "█" * ceil(text.share * _BAR)
        drawn.append(f"{_SPACER}{bar}{_SPACER * (_BAR - len(bar))}", "dim")
    for start, end in text.ranges if isinstance(text, Emphasized) else ():
        drawn.stylize("bold underline", start, end)
    return drawn


def _drawn(block: Block, console: Console) -> RenderableType:
    if isinstance(block, Heading):
        return Padding(
            _text(block.text, style="bold underline" if block.level == 1 else "bold"), (1, 0, 0, 0)
        )
    if isinstance(block, Paragraph):
        return _text(block.text)
    if isinstance(block, Facts):
        return _facts(block)
    leads = sum(column.lead for column in block.columns)
    if leads == 1 and len(block.columns) > 3 and console.width < _ROOMY:
        return _stacked(block)
    table = _table(block)
    if _least_width(table, console) <= console.width:
        return table
    return _stacked(block) if leads else _table(_without_bars(block))


def _without_bars(table: Table) -> Table:
    """The table with bare numbers, which leaves its words the width of the bars."""
    rows = [[str(cell) if isinstance(cell, Gauge) else cell for cell in row] for row in table.rows]
    return replace(table, rows=rows)


def _least_width(table: RichTable, console: Console) -> int:
    """The width below which Rich leaves out columns or breaks words."""
    return console.measure(table, options=console.options.update(max_width=_NO_LIMIT)).minimum


def _facts(facts: Facts) -> RichTable:
    grid = RichTable.grid(padding=(0, 2, 0, 0))
    grid.add_column(overflow="fold", max_width=28)
    grid.add_column(overflow="fold")
    for name, text in facts.rows:
        grid.add_row(_text(name, style="dim"), _text(text))
    return grid


def _table(table: Table) -> RichTable:
    drawn = RichTable(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, show_lines=True, expand=False)
    for column in table.columns:
        drawn.add_column(
            _text(column.title, style="bold"),
            overflow="fold",
            justify="right" if column.number else "left",
            ratio=3 if column.lead else None,
            min_width=20 if column.lead else None,
        )
    for row in table.rows:
        drawn.add_row(*(_text(cell) for cell in row))
    return drawn


def _stacked(table: Table) -> RichTable:
    """For a narrow terminal: the first cell, then the lead cell with the others in a line below it."""
    lead = next(i for i, column in enumerate(table.columns) if column.lead)
    grid = RichTable.grid(padding=(0, 2, 1, 0), collapse_padding=False)
    grid.add_column(overflow="fold", max_width=28)
    grid.add_column(overflow="fold")
    for row in table.rows:
        first = 0 if lead else 1
        rest = [
            labelled(table.columns[i].title, cell)
            for i, cell in enumerate(row)
            if i not in {first, lead} and cell
        ]
        grid.add_row(
            _text(row[first], style="bold"),
            Text.assemble(_text(row[lead]), _text("\n" + " · ".join(rest), "dim")),
        )
    return grid
