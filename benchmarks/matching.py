"""Train the matcher's model on graded pairs, and print how good it is on states it was not trained on.

    python benchmarks/matching.py ../shared/gold/canada.json benchmarks/graded/*.json \\
        --table ../shared/corpora/upr [--write] [--into docs/matching.md]

A gold file holds `earlier` and `later` items (`id`, `en`, maybe `fr`) and graded `pairs` (2 the same demand,
1 related). A file of `benchmarks/graded` holds only the grades of one state: its texts, which are not ours,
are found in the public table by the first 12 digits of their SHA-256. Measures: average precision over all
earlier × later pairs, mean average precision over earlier items that came back, best F1. Grade 2 is positive;
with "apart from related" the pairs of grade 1, which are soft, count neither way. Every figure of the model
is of a state that it was not trained on. `--write` trains on all and writes the coefficients.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final

import numpy as np
from markdown_figures import put_into
from numpy.typing import NDArray

from consultrep.compare.background import Background
from consultrep.compare.demand import Reader, reader_of
from consultrep.compare.encoder import BundledEncoder, Encoder
from consultrep.compare.measures import (
    average_precision,
    best_cut,
    calibration_error,
    cut_at,
    mean_average_precision,
    reliability,
)
from consultrep.compare.pool import Pool
from consultrep.compare.signals import SIGNALS, Signals
from consultrep.compare.vectors import FOLDER, CachedEncoder
from consultrep.messages import Language
from consultrep.store.folders import shipped_folder
from consultrep.store.keeping import cache_folder
from consultrep.store.loading import load_library

ROOT: Final = Path(__file__).resolve().parents[1]
COEFFICIENTS: Final = ROOT / "src/consultrep/compare/coefficients.json"
RELATED_WEIGHT: Final = 0.2
PENALTY: Final = 20.0
ACROSS: Final = 4
"""The weights of so many signals, the encoder's own, differ where two languages are compared."""
LANGUAGES: Final[tuple[Language, ...]] = ("en", "fr")
Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class State:
    """The graded pairs of one state."""

    name: str
    digest: str
    earlier: Mapping[Language, Sequence[str]]
    later: Sequence[str]
    grades: NDArray[np.int64]


@dataclass(frozen=True)
class Block:
    """A state's pairs with the earlier side in one language: signals, and the encoder's own cosine."""

    state: State
    language: Language
    signals: NDArray[np.float32]
    cosine: NDArray[np.float64]
    named: NDArray[np.bool_]
    """Whether both sides name an instrument."""

    @cached_property
    def same(self) -> NDArray[np.bool_]:
        """Which pairs are the same demand."""
        return np.asarray(self.state.grades == 2)

    @cached_property
    def apart(self) -> NDArray[np.bool_]:
        """Which pairs are not merely related."""
        return np.asarray(self.state.grades != 1)


@dataclass(frozen=True)
class Model:
    """A fitted logistic model."""

    mean: Numbers
    spread: Numbers
    weights: Numbers

    def logits(self, block: Block) -> Numbers:
        """The logarithm of the odds of each pair, in the shape of the grades."""
        return (design(block, self.mean, self.spread) @ self.weights).reshape(block.state.grades.shape)

    def at_level(self, slope: float, shift: float) -> Model:
        """The same model with its logits brought to another level."""
        weights = self.weights * slope
        weights[-1] += shift
        return Model(self.mean, self.spread, weights)

    def weights_of(self, *, across: bool) -> tuple[list[float], float]:
        """The weight of each signal and the intercept."""
        weights = self.weights[: len(SIGNALS)].copy()
        intercept = float(self.weights[-1])
        if across:
            weights[:ACROSS] += self.weights[len(SIGNALS) : len(SIGNALS) + ACROSS]
            intercept += float(self.weights[-2])
        return [round(float(weight), 6) for weight in weights], round(intercept, 6)


def main() -> None:
    """Read the graded pairs, print the figures, and write what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("graded", nargs="+", type=Path)
    parser.add_argument("--table", type=Path, help="the folder of the public table that holds the texts")
    parser.add_argument("--write", action="store_true", help="write the coefficients of the package")
    parser.add_argument("--into", type=Path, help="a Markdown file whose figures are replaced by these")
    options = parser.parse_args()
    reader = reader_of(load_library(shipped_folder()).library)
    encoder = CachedEncoder(BundledEncoder(), cache_folder(FOLDER))
    table = read_table(options.table) if options.table else {}
    states = [read_state(file, table) for file in options.graded]
    blocks = [block for state in states for block in blocks_of(state, reader, encoder)]
    raw = {id(block): fit(others(blocks, block)).logits(block) for block in blocks}
    level = levelled(blocks, raw)
    unseen = {key: level[0] * logits + level[1] for key, logits in raw.items()}
    lines = list(figures(blocks, unseen))
    for line in lines:
        print(line)
    if options.write:
        write(COEFFICIENTS, fit(blocks).at_level(*level), blocks, unseen, encoder.name)
    if options.into:
        put_into(options.into, lines)


def read_table(folder: Path) -> dict[str, str]:
    """The texts of the public table by the first digits of their hash."""
    found = {}
    for file in sorted(folder.glob("*.csv")):
        with file.open(encoding="utf-8", newline="") as stream:
            for row in csv.DictReader(stream):
                text = " ".join(row["Text"].split())
                found[key_of(text)] = text
    return found


def key_of(text: str) -> str:
    """The first 12 digits of the SHA-256 of a text."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def read_state(file: Path, table: Mapping[str, str]) -> State:
    """The graded pairs of a file."""
    content = file.read_bytes()
    data = json.loads(content)
    digest = hashlib.sha256(content).hexdigest()
    if "earlier" in data:
        earlier, later = data["earlier"], data["later"]
        pairs = [(pair["earlier"], pair["later"], pair["grade"]) for pair in data["pairs"]]
        texts: dict[Language, list[str]] = {"en": [item["en"] for item in earlier]}
        if all(item.get("fr") for item in earlier):
            texts["fr"] = [item["fr"] for item in earlier]
        ids = [item["id"] for item in earlier], [item["id"] for item in later]
        return State(data["state"], digest, texts, [x["en"] for x in later], graded(*ids, pairs))
    if not table:
        raise SystemExit(f"{file} holds grades only: name the folder of its texts with --table")
    sides = data["earlier_keys"], data["later_keys"]
    texts = {"en": [table[key] for key in sides[0]]}
    return State(
        data["state"], digest, texts, [table[key] for key in sides[1]], graded(*sides, data["pairs"])
    )


def graded(earlier: Sequence[str], later: Sequence[str], pairs: Sequence[Sequence[Any]]) -> NDArray[np.int64]:
    """The grade of each pair; shape (earlier, later)."""
    rows = {key: row for row, key in enumerate(earlier)}
    columns = {key: column for column, key in enumerate(later)}
    grades = np.zeros((len(rows), len(columns)), dtype=np.int64)
    for one, other, grade in pairs:
        grades[rows[one], columns[other]] = grade
    return grades


def blocks_of(state: State, reader: Reader, encoder: Encoder) -> Iterator[Block]:
    """The pairs of a state, for each language that its earlier side has."""
    second = Pool([reader.read(text, "en") for text in state.later], encoder, reader)
    later = encoder.encode(state.later)
    rows, columns = (axis.ravel() for axis in np.indices(state.grades.shape))
    for language, texts in state.earlier.items():
        first = Pool([reader.read(text, language) for text in texts], encoder, reader)
        background = Background.of(Pool([*first.demands, *second.demands], encoder, reader))
        signals = Signals(first, second, background).of(rows, columns)
        names = [np.array([bool(d.joined | d.named) for d in pool.demands]) for pool in (first, second)]
        cosine = (encoder.encode(texts) @ later.T).astype(np.float64)
        yield Block(state, language, signals, cosine, np.logical_and.outer(*names))


def others(blocks: Sequence[Block], block: Block) -> list[Block]:
    """The blocks of other states; of the same state's other earlier items, where there is no other state."""
    found = [other for other in blocks if other.state is not block.state]
    if not found:
        raise SystemExit("give the pairs of two states at least: a figure must be of pairs not trained on")
    return found


def design(block: Block, mean: Numbers, spread: Numbers) -> Numbers:
    """The columns of the model: the signals, the encoder's own again where languages differ, and ones."""
    scaled = (block.signals.astype(np.float64) - mean) / spread
    across = float(block.language != "en")
    ones = np.ones((len(scaled), 1))
    return np.hstack([scaled, scaled[:, :ACROSS] * across, ones * across, ones])


def fit(blocks: Sequence[Block]) -> Model:
    """The model of these blocks, by Newton's method with a ridge penalty."""
    signals = np.vstack([block.signals for block in blocks]).astype(np.float64)
    mean, spread = signals.mean(0), signals.std(0) + 1e-9
    columns = np.vstack([design(block, mean, spread) for block in blocks])
    wanted = np.concatenate([block.same.ravel() for block in blocks]).astype(np.float64)
    grades = np.concatenate([block.state.grades.ravel() for block in blocks])
    worth = np.where(grades == 1, RELATED_WEIGHT, 1.0)
    penalty = np.full(columns.shape[1], PENALTY)
    penalty[-1] = 0.0
    weights = np.zeros(columns.shape[1])
    for _step in range(30):
        chance = 1 / (1 + np.exp(-np.clip(columns @ weights, -30, 30)))
        slope = columns.T @ (worth * (wanted - chance)) - penalty * weights
        curve = (columns * (worth * chance * (1 - chance))[:, None]).T @ columns + np.diag(penalty)
        step = np.linalg.solve(curve, slope)
        weights += step
        if np.abs(step).max() < 1e-8:
            break
    return Model(mean, spread, weights)


def levelled(blocks: Sequence[Block], logits: Mapping[int, Numbers]) -> tuple[float, float]:
    """The slope and shift that make probabilities of unseen pairs true, related ones counted in full."""
    values = np.concatenate([logits[id(block)].ravel() for block in blocks])
    wanted = np.concatenate([block.same.ravel() for block in blocks]).astype(np.float64)
    columns = np.stack([values, np.ones(len(values))], axis=1)
    found = np.array([1.0, 0.0])
    for _step in range(50):
        chance = 1 / (1 + np.exp(-np.clip(columns @ found, -30, 30)))
        curve = (columns * (chance * (1 - chance))[:, None]).T @ columns
        found += np.linalg.solve(curve, columns.T @ (wanted - chance))
    return float(found[0]), float(found[1])


def figures(blocks: Sequence[Block], unseen: Mapping[int, Numbers]) -> Iterator[str]:
    """The table of figures, then the calibration."""
    yield "average precision · mean average precision · best F1 of pairs not trained on"
    yield f"{'':38} {'all pairs':22} {'apart from related':22} without named instruments"
    for language in LANGUAGES:
        chosen = [block for block in blocks if block.language == language]
        if not chosen:
            continue
        for block in chosen:
            yield f"{block.state.name:12} {language}-en  {'model':16} {measured(block, unseen[id(block)])}"
        for name, scores in (
            ("encoder alone", {id(b): b.cosine for b in chosen}),
            ("model", unseen),
        ):
            yield f"{'mean':12} {language}-en  {name:16} {means(chosen, scores)}"
    yield from calibration(blocks, unseen)


def measured(block: Block, scores: Numbers) -> str:
    """The figures of a block in the three ways of counting."""
    return "   ".join(" · ".join(f"{x:.3f}" for x in way) for way in ways(block, scores))


def means(blocks: Sequence[Block], scores: Mapping[int, Numbers]) -> str:
    """The means of the figures of blocks."""
    found = np.array([ways(block, scores[id(block)]) for block in blocks])
    return "   ".join(" · ".join(f"{x:.3f}" for x in way) for way in found.mean(axis=0))


def ways(block: Block, scores: Numbers) -> list[list[float]]:
    """Average precision, mean average precision and best F1, counted in three ways."""
    return [three(block, scores, kept) for kept in (block.apart | True, block.apart, ~block.named)]


def three(block: Block, scores: Numbers, kept: NDArray[np.bool_]) -> list[float]:
    """The three measures over the pairs that are kept; what is left out stands below everything."""
    lowest = np.where(kept, scores, -1e9)
    same = block.same & kept
    return [
        average_precision(scores[kept], same[kept]),
        mean_average_precision(lowest, same),
        best_cut(scores[kept], same[kept]).f1,
    ]


def calibration(blocks: Sequence[Block], unseen: Mapping[int, Numbers]) -> Iterator[str]:
    """The threshold of best F1 over all, what it gives, and the share that is right by probability."""
    chance, same, related = pooled(blocks, unseen)
    cut = best_cut(chance, same)
    yield (
        f"threshold {cut.threshold:.3f}: precision {cut.precision:.3f}, recall {cut.recall:.3f}, "
        f"F1 {cut.f1:.3f}; related from {best_cut(chance, related).threshold:.3f}; "
        f"calibration error {calibration_error(chance, same):.3f}"
    )
    for one in reliability(chance, same):
        tenth = f"{one.low:.1f}-{one.low + 0.1:.1f}"
        yield f"  {tenth}  {one.count:7} pairs  predicted {one.predicted:.3f}  right {one.observed:.3f}"


def pooled(
    blocks: Sequence[Block], unseen: Mapping[int, Numbers]
) -> tuple[Numbers, NDArray[np.bool_], NDArray[np.bool_]]:
    """The probability of every pair of every block, whether it is the same demand, and at least related."""
    chance = np.concatenate([1 / (1 + np.exp(-unseen[id(block)].ravel())) for block in blocks])
    same = np.concatenate([block.same.ravel() for block in blocks])
    related = np.concatenate([(block.state.grades >= 1).ravel() for block in blocks])
    return chance, same, related


def write(
    file: Path, model: Model, blocks: Sequence[Block], unseen: Mapping[int, Numbers], encoder: str
) -> None:
    """Write the coefficients, with what they were trained on."""
    chance, same, related = pooled(blocks, unseen)
    cut = best_cut(chance, same)
    states = {block.state.name: block.state for block in blocks}.values()
    sides = {
        name: dict(zip(("weights", "intercept"), model.weights_of(across=across), strict=True))
        for name, across in (("same_language", False), ("across_languages", True))
    }
    data = {
        "encoder": encoder,
        "signals": list(SIGNALS),
        "mean": [round(float(value), 6) for value in model.mean],
        "spread": [round(float(value), 6) for value in model.spread],
        **sides,
        "thresholds": {
            "same": round(cut.threshold, 3),
            "related": round(best_cut(chance, related).threshold, 3),
            "precision": round(cut_at(chance, same, round(cut.threshold, 3)).precision, 3),
        },
        "trained_on": [{"state": state.name, "sha256": state.digest} for state in states],
    }
    file.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
