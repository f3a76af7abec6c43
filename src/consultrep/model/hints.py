"""The hint that names what was probably meant."""

from __future__ import annotations

from collections.abc import Iterable

from consultrep.language import nearest
from consultrep.messages import gettext as _


def did_you_mean(name: str, known: Iterable[str], otherwise: str = "") -> str:
    """A question with the known names nearest to `name`; `otherwise` where none is near."""
    close = nearest(name, known)
    return _("did you mean {names}?").format(names=", ".join(close)) if close else otherwise
