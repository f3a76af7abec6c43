"""Words too common to be required of a text."""

from __future__ import annotations

from typing import Final

_FRENCH: Final = """
    a afin ainsi alors au aux avec c ce ces cet cette comme d dans de des donc du elle elles en entre est et
    etre il ils j je l la le les leur leurs lui m mais me n ne nos notre nous on ont ou par pas pour qu que
    qui s sa se ses si son sont sous sur t un une vers vos votre vous y
"""
_ENGLISH: Final = """
    a an and are as at be been being between but by for from had has have he her his i if in into is it its
    of on or our she so such than that the their them then there these they this those to was we were which
    who will with would you your
"""
STOP_WORDS: Final = frozenset((_FRENCH + _ENGLISH).split())
"""Folded, of both languages."""
