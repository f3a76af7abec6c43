"""Drawings as pictures: SVG drawn by Typst, with no font but its own."""

from __future__ import annotations

import struct
from typing import Final

import typst

DOTS_PER_INCH: Final = 200

_PAGE: Final = b"""#set page(width: auto, height: auto, margin: 0pt, fill: white)
#image(bytes(sys.inputs.drawing), format: "svg")
"""


def drawn(source: str) -> tuple[bytes, tuple[float, float]]:
    """A drawing as PNG, and its width and height in inches."""
    png = typst.compile(
        _PAGE,
        format="png",
        ppi=DOTS_PER_INCH,
        sys_inputs={"drawing": source},
        ignore_system_fonts=True,
    )
    width, height = struct.unpack(">II", png[16:24])
    return png, (width / DOTS_PER_INCH, height / DOTS_PER_INCH)
