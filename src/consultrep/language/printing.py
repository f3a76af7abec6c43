"""Text that cannot drive a terminal."""

from __future__ import annotations


def printable(text: str) -> str:
    """`text` with every character that is not for the eye written out.

    >>> printable("caf\\u00e9\\x1b[31m")
    'café\\\\x1b[31m'
    """
    return "".join(c if c.isprintable() or c in "\n\u00a0\u202f" else f"\\x{ord(c):02x}" for c in text)
