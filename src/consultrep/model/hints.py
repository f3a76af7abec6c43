"""The hint that names what was probably meant."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from consultrep.language import nearest
from consultrep.messages import current_language
from consultrep.messages import gettext as _
from consultrep.model.vocabulary import Actor, Theme

_MADE_OF_A_DIGEST: Final = re.compile(r"[rf]-[0-9a-f]{6}(-\d+)?")


def did_you_mean(name: str, known: Iterable[str], otherwise: str = "") -> str:
    """A question with the known names nearest to `name`; `otherwise` where none is near."""
    close = nearest(name, known)
    return _("did you mean {names}?").format(names=", ".join(close)) if close else otherwise


def did_you_mean_item(ident: str, known: Iterable[str], otherwise: str = "") -> str:
    """The same for full ids of items; one that is made of a digest is like every other, so none is guessed.

    >>> did_you_mean_item("town/r-12345a", ["town/r-12345b"]), did_you_mean_item("twon/r1", ["town/r1"])
    ('', 'did you mean town/r1?')
    """
    told = (one for one in known if not _MADE_OF_A_DIGEST.fullmatch(one.rpartition("/")[2]))
    return did_you_mean(ident, told, otherwise)


def did_you_mean_thing(name: str, known: Iterable[Theme | Actor], otherwise: str = "") -> str:
    """The same for things that answer to several names: each is named once, in the language in force."""
    labels = {n: thing.label.best(current_language()) for thing in known for n in thing.names}
    close = list(dict.fromkeys(labels[found] for found in nearest(name, labels, limit=6)))[:3]
    return _("did you mean {names}?").format(names=", ".join(close)) if close else otherwise
