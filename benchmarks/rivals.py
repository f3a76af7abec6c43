"""Other ways to find the most alike texts: how fast on the same task, and how good on graded pairs.

Each finds the ten best of every text. What takes too long for all texts is measured on the first of them, and
the time of all is worked out in proportion.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

import numpy as np
from growing import COUNT
from measuring import timed
from numpy.typing import NDArray

from consultrep.compare.encoder import Encoder
from consultrep.compare.measures import average_precision
from consultrep.compare.nearest import nearest

Numbers = NDArray[np.float64]
_STRIP: Final = 512


@dataclass(frozen=True)
class Texts:
    """Two sides to compare, with their vectors."""

    first: Sequence[str]
    second: Sequence[str]
    vectors: tuple[NDArray[np.float32], NDArray[np.float32]]

    def part(self, rows: int) -> Texts:
        """The first `rows` texts against all of the second side."""
        return Texts(self.first[:rows], self.second, (self.vectors[0][:rows], self.vectors[1]))


@dataclass(frozen=True)
class Rival:
    """A way to compare: the ten best of a task, all scores of a small one, on how many texts it is timed."""

    name: str
    find: Callable[[Texts], object]
    scores: Callable[[Texts], Numbers]
    needs: str = ""
    rows: int | None = None


@dataclass(frozen=True)
class Outcome:
    """How fast (seconds of all texts, None where its library is missing) and how good a way is."""

    name: str
    seconds: float | None
    average_precision: float = 0.0
    recall: float = 0.0
    rows: int | None = None


def outcomes(task: Texts, gold: Path, encoder: Encoder) -> Iterator[Outcome]:
    """The time of each way on the task, the median of three runs, and its quality on the graded pairs."""
    texts, same = graded(gold, encoder)
    for rival in RIVALS:
        if rival.needs and find_spec(rival.needs) is None:
            yield Outcome(rival.name, None)
            continue
        part = task.part(rival.rows) if rival.rows else task
        rival.find(part.part(COUNT))
        taken = sorted(timed(partial(rival.find, part)).elapsed for _run in range(3))[1]
        scores = rival.scores(texts)
        yield Outcome(
            rival.name,
            taken * len(task.first) / len(part.first),
            average_precision(scores.ravel(), same.ravel()),
            recall_at(scores, same),
            rival.rows,
        )


def graded(file: Path, encoder: Encoder) -> tuple[Texts, NDArray[np.bool_]]:
    """The texts of graded pairs, and which pairs are the same demand."""
    data = json.loads(file.read_text(encoding="utf-8"))
    first, second = ([item["en"] for item in data[side]] for side in ("earlier", "later"))
    places = [{item["id"]: place for place, item in enumerate(data[side])} for side in ("earlier", "later")]
    same = np.zeros((len(first), len(second)), dtype=np.bool_)
    for pair in data["pairs"]:
        if pair["grade"] == 2:
            same[places[0][pair["earlier"]], places[1][pair["later"]]] = True
    return Texts(first, second, (encoder.encode(first), encoder.encode(second))), same


def recall_at(scores: Numbers, same: NDArray[np.bool_]) -> float:
    """The share of the same demands that are among the ten best of their earlier one."""
    best = np.argsort(-scores, axis=1, kind="stable")[:, :COUNT]
    return float(np.take_along_axis(same, best, axis=1).sum() / same.sum())


def _cosine(texts: Texts) -> Numbers:
    scores = np.zeros((len(texts.first), len(texts.second)))
    columns, values = nearest(*texts.vectors, count=len(texts.second))
    np.put_along_axis(scores, columns, values, axis=1)
    return scores


def _faiss(texts: Texts, count: int) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    faiss: Any = import_module("faiss")

    index = faiss.IndexFlatIP(texts.vectors[1].shape[1])
    index.add(texts.vectors[1])
    values, columns = index.search(texts.vectors[0], count)
    return columns, values


def _faiss_scores(texts: Texts) -> Numbers:
    scores = np.zeros((len(texts.first), len(texts.second)))
    columns, values = _faiss(texts, len(texts.second))
    np.put_along_axis(scores, columns, values, axis=1)
    return scores


def _fuzzy(texts: Texts) -> Numbers:
    fuzz, process, utils = (import_module(f"rapidfuzz.{name}") for name in ("fuzz", "process", "utils"))

    first, second = (list(map(utils.default_process, side)) for side in (texts.first, texts.second))
    return np.asarray(process.cdist(first, second, scorer=fuzz.token_set_ratio, workers=-1), dtype=np.float64)


def _fuzzy_best(texts: Texts) -> None:
    np.argpartition(-_fuzzy(texts), COUNT - 1, axis=1)


def _tfidf(texts: Texts) -> Iterator[Numbers]:
    weights = import_module("sklearn.feature_extraction.text").TfidfVectorizer(sublinear_tf=True)
    second = weights.fit_transform([*texts.first, *texts.second])[len(texts.first) :].T.tocsr()
    first = weights.transform(texts.first)
    for start in range(0, len(texts.first), _STRIP):
        yield (first[start : start + _STRIP] @ second).toarray()


def _tfidf_best(texts: Texts) -> None:
    for scores in _tfidf(texts):
        np.argpartition(-scores, COUNT - 1, axis=1)


def _fts(texts: Texts, count: int) -> Iterator[list[tuple[int, float]]]:
    base = sqlite3.connect(":memory:")
    base.execute("create virtual table held using fts5(text, tokenize='porter unicode61')")
    base.executemany("insert into held(rowid, text) values (?, ?)", enumerate(texts.second))
    find = "select rowid, -bm25(held) from held where held match ? order by rank limit ?"
    for text in texts.first:
        query = " OR ".join(f'"{word}"' for word in dict.fromkeys(re.findall(r"\w+", text.lower())))
        yield base.execute(find, (query, count)).fetchall() if query else []
    base.close()


def _fts_scores(texts: Texts) -> Numbers:
    scores = np.zeros((len(texts.first), len(texts.second)))
    for row, found in enumerate(_fts(texts, len(texts.second))):
        for column, score in found:
            scores[row, column] = score
    return scores


RIVALS: Final = (
    Rival("consultrep: cosine of the bundled encoder", lambda t: nearest(*t.vectors, count=COUNT), _cosine),
    Rival("faiss flat, the same vectors", lambda t: _faiss(t, COUNT), _faiss_scores, "faiss"),
    Rival("scikit-learn TF-IDF of words", _tfidf_best, lambda t: np.vstack(list(_tfidf(t))), "sklearn"),
    Rival("rapidfuzz token_set_ratio", _fuzzy_best, _fuzzy, "rapidfuzz", 100),
    Rival("SQLite FTS5, any of the words, bm25", lambda t: list(_fts(t, COUNT)), _fts_scores, "", 100),
)
