"""How a long action tells how far it is."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[str, int, int], None]
"""Hears what is done next, how many steps are done, and of how many."""
