"""The network of the bundled encoder, run for many texts at once: the package's weights, its vectors to 1e-6.

What a word is cut into, and what a piece of a word adds to the first layer of each window, depend on nothing
around it. Both are worked out once, for a word and for the distinct pieces of a block of texts, where the
package does so for every occurrence: that saves six tenths of the multiplications. Blocks of texts run in
threads, each with one thread of the linear algebra, which on so small matrices gains nothing by more.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import chain, pairwise
from typing import TYPE_CHECKING, Any, Final

from consultrep.compare.algebra import in_threads, one_thread

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float32]
    Whole = NDArray[np.int64]

WRITTEN_FOR: Final = "0.2.1"
"""The version of the package whose weights and layers these are."""

_BLOCK: Final = 500
_WINDOWS: Final = ((2, 0), (3, 1), (5, 2))
"""Width and left reach of each branch of windows, in pieces of words."""
_LEFT: Final = 2
_RIGHT: Final = 2
_PIECES: Final = 384
"""How many pieces go through the layers together: what is worked on stays in the processor's cache."""
_BEGIN: Final = 1
_END: Final = 2
_UNKNOWN: Final = 0
_BREAK: Final = "\u2581"


class Network:
    """The layers of the package's model, which is read here and never changed."""

    def __init__(self, use: Any) -> None:
        self._model = use._model
        self._pieces_of_word = lru_cache(maxsize=200_000)(partial(_cut, use._tokenizer))

    def encode(self, texts: Sequence[str]) -> Numbers:
        """One row of unit length per text: shape (texts, 512), float32."""
        import numpy as np

        found = np.empty((len(texts), self._model.d3.shape[1]), dtype=np.float32)

        def work(start: int) -> None:
            found[start : start + _BLOCK] = self._block(texts[start : start + _BLOCK])

        with one_thread():
            in_threads(work, range(0, len(texts), _BLOCK))
        return found

    def _block(self, texts: Sequence[str]) -> Numbers:
        import numpy as np

        pieces = [self._pieces(text) for text in texts]
        counts = np.fromiter(map(len, pieces), np.int64, len(pieces))
        flat = np.fromiter(chain.from_iterable(pieces), np.int64, int(counts.sum()))
        distinct, numbers = np.unique(flat, return_inverse=True)
        table = self._table(distinct)
        sums = np.empty((len(texts), self._model.cnn_W.shape[0]), dtype=np.float32)
        ends = np.cumsum(counts)
        for first, last in _batches(ends):
            place = slice(ends[first] - counts[first], ends[last - 1])
            sums[first:last] = self._windows(numbers[place], counts[first:last], table)
        return self._head(sums, counts.astype(np.float32))

    # -- pieces of words

    def _pieces(self, text: str) -> list[int]:
        """The numbers of the pieces of a text. White space always parts pieces, and nothing else is read
        across it, so that each word can be cut by itself."""
        found = list(chain.from_iterable(map(self._pieces_of_word, text.split(" "))))
        return [_BEGIN, *(found or [_UNKNOWN]), _END]

    # -- layers

    def _table(self, pieces: Whole) -> _Table:
        """What each of these pieces brings along, whatever stands around it."""
        import numpy as np

        model = self._model
        group = pieces % len(model.scale)
        embedded = model.table[pieces] * model.scale[group, None]
        embedded += model.lo[group, None]
        projected = embedded @ model.proj_W
        projected += model.proj_b
        _level(projected, model.eps)
        projected *= model.ln_g_all
        projected += model.ln_b_all
        own = np.split(projected, len(_WINDOWS), axis=1)
        first = []
        for values, weights, (width, _left) in zip(own, model.w1, _WINDOWS, strict=True):
            made = np.zeros((width, len(pieces) + 1, values.shape[1]), dtype=np.float32)
            for place, part in enumerate(np.split(weights, width)):
                np.matmul(values, part, out=made[place, :-1])
            first.append(made)
        return _Table(embedded, [np.ascontiguousarray(values) for values in own], first)

    def _windows(self, numbers: Whole, counts: Whole, table: _Table) -> Numbers:
        """The sum of the features of the pieces of each text; shape (texts, features)."""
        import numpy as np

        model = self._model
        starts = np.cumsum(counts) - counts
        around = _around(starts, counts)
        pieces = np.append(numbers, len(table.embedded))[around]
        parts = [table.embedded[numbers]]
        for branch, (width, left) in enumerate(_WINDOWS):
            places = range(_LEFT - left, _LEFT - left + width)
            hidden = table.first[branch][0][pieces[:, places[0]]]
            for place, column in enumerate(places[1:], start=1):
                hidden += table.first[branch][place][pieces[:, column]]
            hidden += model.b1[branch]
            np.maximum(hidden, 0, out=hidden)
            hidden += table.own[branch][numbers]
            padded = np.concatenate([hidden, np.zeros((1, hidden.shape[1]), np.float32)])
            seen = padded[around[:, places.start : places.stop]]
            second = seen.reshape(len(numbers), -1) @ model.w2[branch]
            second += model.b2[branch]
            np.maximum(second, 0, out=second)
            second += hidden
            parts.append(second)
        features = np.concatenate(parts, axis=1)
        _level(features, model.eps)
        sums = np.add.reduceat(features, starts, axis=0)
        return np.asarray(sums * model.ln_g + counts[:, None].astype(np.float32) * model.ln_b)

    def _head(self, sums: Numbers, counts: Numbers) -> Numbers:
        """The vectors of texts from the sums of their features."""
        import numpy as np

        model = self._model
        mean = sums @ model.cnn_W
        mean += counts[:, None] * model.cnn_b
        mean /= np.sqrt(counts)[:, None]
        first = np.maximum(mean @ model.d0, 0)
        second = np.maximum(mean @ model.p1 + first @ model.d1, 0)
        third = np.maximum(second @ model.d2, 0)
        found = np.tanh(second @ model.p3 + third @ model.d3)
        lengths = np.sqrt(np.maximum(np.einsum("ij,ij->i", found, found), model.eps))
        return np.asarray(found / lengths[:, None], dtype=np.float32)


def _cut(tokenizer: Any, word: str) -> tuple[int, ...]:
    """The numbers of the pieces of a word; no method, since its memory would keep the network alive."""
    parts = tokenizer._normalizer.normalize(word).split(_BREAK)[1:]
    return tuple(chain.from_iterable(tokenizer._viterbi(_BREAK + part) for part in parts))


@dataclass(frozen=True)
class _Table:
    """Of each distinct piece: its embedding, its own value in each branch, and what it adds to the first
    layer of a window at each place in it; beyond the last piece stands one that adds nothing."""

    embedded: Numbers
    own: Sequence[Numbers]
    first: Sequence[Numbers]


def _batches(ends: Whole) -> Iterator[tuple[int, int]]:
    """Ranges of texts of about so many pieces as go through the layers together, one text at least."""
    import numpy as np

    cuts = [0]
    while cuts[-1] < len(ends):
        begin = ends[cuts[-1] - 1] if cuts[-1] else 0
        cuts.append(max(cuts[-1] + 1, int(np.searchsorted(ends, begin + _PIECES, "right"))))
    yield from pairwise(cuts)


def _level(values: Numbers, least: float) -> None:
    """Bring each row to mean 0 and spread 1, in place."""
    import numpy as np

    values -= values.mean(axis=1, keepdims=True)
    spread = np.einsum("ij,ij->i", values, values) / values.shape[1]
    values *= np.reciprocal(np.sqrt(spread + least))[:, None]


def _around(starts: Whole, counts: Whole) -> Whole:
    """The places from two before to two after each place; one beyond the last where the text ends between."""
    import numpy as np

    total = int(counts.sum())
    around = np.arange(total)[:, None] + np.arange(-_LEFT, _RIGHT + 1)
    inside = around >= np.repeat(starts, counts)[:, None]
    inside &= around < np.repeat(starts + counts, counts)[:, None]
    return np.where(inside, around, total)
