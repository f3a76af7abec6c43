"""How well import finds what documents ask for, on whatever documents with a gold it is given.

    python benchmarks/importing.py ../shared/corpora/consultations ../shared/corpora/upr/documents
    python benchmarks/importing.py --workshop ../shared/sources/2015-workshop.fr.txt

A folder of consultation reports holds a folder for each, with `gold.json` and `doc.html`, `doc.txt`,
`doc.docx`, `doc.pdf` (those that there are); a folder of United Nations reports holds `NAME.gold.json` beside
`NAME.pdf` and `NAME.txt`. Printed are, for each document and format: precision, recall and F1 of the
recommendations (a proposal is right where its characters and those of the gold's passage, intersection over
union, agree to 0.8), the share of right standings, the negatives wrongly taken, and the share of items that
are the same as from the first format. `--workshop` compares with this library's own record of 2015.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any, Final

from markdown_figures import put_into

from consultrep.importers.attributed import attributed_demands
from consultrep.importers.document import Document
from consultrep.importers.outline import outline
from consultrep.importers.reading import read_document
from consultrep.importers.repetition import without_repetition
from consultrep.importers.statements import Statement, statements_of
from consultrep.store.folders import shipped_folder
from consultrep.store.loading import load_library

OVERLAP: Final = 0.8
FORMATS: Final = ("html", "txt", "docx", "pdf")
Span = tuple[int, int, int]
"""A block's index, and a half-open range of its text."""


@dataclass(frozen=True)
class Score:
    """What was right of what was proposed, and of what the gold holds."""

    right: int
    proposed: int
    wanted: int
    standings: int
    taken: int
    negatives: int

    @property
    def precision(self) -> float:
        """The share of proposals that are right."""
        return self.right / self.proposed if self.proposed else 0.0

    @property
    def recall(self) -> float:
        """The share of the gold that was found."""
        return self.right / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def line(self) -> str:
        """The figures on a line."""
        return (
            f"precision {self.precision:.3f}  recall {self.recall:.3f}  F1 {self.f1:.3f}  "
            f"standing {self.standings}/{self.right}  negatives taken {self.taken}/{self.negatives}"
        )


def main() -> None:
    """Print the figures for each folder given."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--workshop", type=Path, help="the text that the record 2015-workshop was made from")
    parser.add_argument("--into", type=Path, help="a Markdown file whose figures are replaced by these")
    options = parser.parse_args()
    lines: list[str] = []
    for line in figures(options.folders, options.workshop):
        print(line, flush=True)
        lines.append(line)
    if options.into:
        put_into(options.into, lines)


def figures(folders: Iterable[Path], workshop: Path | None) -> Iterator[str]:
    """Every figure, a line each."""
    for folder in folders:
        reports = sorted(file.parent for file in folder.glob("*/gold.json"))
        if reports:
            yield from of_consultations(reports)
        yield from of_attributed(sorted(folder.glob("*.gold.json")))
    if workshop:
        yield from of_workshop(workshop)


def of_consultations(reports: Sequence[Path]) -> Iterator[str]:
    """The figures of consultation reports, each in every format there is, and over all."""
    scores: list[Score] = []
    for report in reports:
        gold = json.loads((report / "gold.json").read_text(encoding="utf-8"))
        base: set[str] | None = None
        for ending in FORMATS:
            file = report / f"doc.{ending}"
            if not file.is_file():
                continue
            document, found, seconds = read(file)
            score = score_of(document, found, gold)
            scores.append(score)
            items = {plain(one.text) for one in found if one.is_recommendation}
            base = items if base is None else base
            same = len(items & base) / max(1, len(items | base))
            yield (f"{report.name:24} {ending:5} {score.line()}  same items {same:.3f}  {seconds:.2f} s")
    whole = Score(*(sum(getattr(s, name) for s in scores) for name in Score.__dataclass_fields__))
    yield (f"{'all':24} {'':5} {whole.line()}")


def of_attributed(gold_files: Iterable[Path]) -> Iterator[str]:
    """The figures of United Nations reports, by their distinct recommendations, and over all of a format."""
    totals: dict[str, Counter[str]] = {}
    for gold_file in gold_files:
        gold = json.loads(gold_file.read_text(encoding="utf-8"))
        wanted = {letters(one["text"]) for one in gold["recommendations"]}
        name = gold_file.name.removesuffix(".gold.json")
        for ending in ("pdf", "txt"):
            file = gold_file.with_name(f"{name}.{ending}")
            if not file.is_file():
                continue
            _document, found, seconds = read(file)
            proposed = {letters(one.text) for one in found if one.is_recommendation}
            counts = Counter(
                wanted=len(wanted),
                proposed=len(proposed),
                met=sum(known(text, proposed) for text in wanted),
                right=sum(known(text, wanted) for text in proposed),
            )
            totals.setdefault(ending, Counter()).update(counts)
            yield f"{name:24} {ending:5} {attributed_line(counts)}  {seconds:.2f} s"
    for ending, counts in totals.items():
        yield f"{'all':24} {ending:5} {attributed_line(counts)}"


def attributed_line(counts: Mapping[str, int]) -> str:
    """Recall and precision on a line."""
    return (
        f"recall {counts['met'] / counts['wanted']:.3f} ({counts['wanted']} distinct)  "
        f"precision {counts['right'] / max(1, counts['proposed']):.3f} ({counts['proposed']} proposed)"
    )


def known(text: str, others: Collection[str]) -> bool:
    """Whether a text is among others, or much like one of them."""
    return text in others or any(alike(text, other) for other in others)


def of_workshop(file: Path) -> Iterator[str]:
    """How much of the record 2015-workshop is found in its text."""
    report = load_library(shipped_folder()).library.find_report("2015-workshop")
    if report is None:
        raise SystemExit("the shipped library has no 2015-workshop")
    document, found, seconds = read(file)
    places = [one.place.block.span(one.start, one.end) for one in spread(found) if one.is_recommendation]
    starts = [0, *(match.end() for match in re.finditer("\n", document.text))]
    held, alone = 0, 0
    for demand in report.recommendations:
        anchor = demand.anchor
        if anchor.line is None or anchor.span is None:
            continue
        start = starts[anchor.line - 1] + anchor.span[0]
        end = starts[anchor.line - 1] + anchor.span[1]
        covered = {p for low, high in places for p in range(max(start, low), min(end, high))}
        held += len(covered) >= 0.5 * (end - start)
        alone += any(common((0, start, end), (0, low, high)) >= OVERLAP for low, high in places)
    total = len(report.recommendations)
    yield (
        f"2015-workshop: {held} of {total} recommendations found, {alone} as their own item, {seconds:.2f} s"
    )


def read(file: Path) -> tuple[Document, list[Statement], float]:
    """A document, what it states, and the seconds that both took."""
    start = time.perf_counter()
    document = read_document(file)
    laid_out = outline(document)
    exact = bool(attributed_demands(laid_out.placed))
    found = without_repetition(statements_of(laid_out), exact=exact)
    return document, found, time.perf_counter() - start


def score_of(document: Document, found: Sequence[Statement], gold: Mapping[str, Any]) -> Score:
    """What was found, against the gold; what a careful reader could leave out counts neither way."""
    blocks = {id(block): index for index, block in enumerate(document.blocks)}
    proposals = [
        ([(blocks[id(s.place.block)], s.start, s.end) for s in (one, *one.also)], one)
        for one in found
        if one.is_recommendation
    ]
    wanted = [(places_of(document, entry), entry) for entry in gold["recommendations"]]
    pairs = matched([spans for spans, _one in proposals], [spans for spans, _entry in wanted])
    soft = {index for index, (_spans, entry) in enumerate(wanted) if entry.get("ambiguous")}
    right = {i: j for i, j in pairs.items() if j not in soft}
    spare = {i for i, j in pairs.items() if j in soft}
    standings = sum(proposals[i][1].standing == wanted[j][1]["standing"] for i, j in right.items())
    negatives = [spans for text in gold["not_recommendations"] if (spans := find(document, text))]
    taken = sum(any(covers(spans, p) for spans, _one in proposals for p in places) for places in negatives)
    return Score(
        len(right), len(proposals) - len(spare), len(wanted) - len(soft), standings, taken, len(negatives)
    )


def matched(proposals: Sequence[Sequence[Span]], wanted: Sequence[Sequence[Span]]) -> dict[int, int]:
    """Which proposal is which entry of the gold: the closest first, each once."""
    close = sorted(
        (
            (max((common(a, b) for a in spans for b in places), default=0.0), i, j)
            for i, spans in enumerate(proposals)
            for j, places in enumerate(wanted)
        ),
        reverse=True,
    )
    pairs: dict[int, int] = {}
    for likeness, i, j in close:
        if likeness >= OVERLAP and i not in pairs and j not in pairs.values():
            pairs[i] = j
    return pairs


def places_of(document: Document, entry: Mapping[str, Any]) -> list[Span]:
    """Where an entry of the gold stands: its clause within its text, and its repetitions."""
    whole, clause = plain(entry["text"]), plain(entry.get("clause") or entry["text"])
    offset = max(0, whole.find(clause))
    spans = [(b, start + offset, start + offset + len(clause)) for b, start, _end in find(document, whole)]
    for other in entry.get("also") or []:
        spans += find(document, other if isinstance(other, str) else other["text"])
    return spans or find(document, clause)


def find(document: Document, text: str) -> list[Span]:
    """Every place of a text within one block."""
    wanted = plain(text)
    return [
        (index, found.start(), found.end())
        for index, block in enumerate(document.blocks)
        for found in re.finditer(re.escape(wanted), block.text)
    ]


def common(one: Span, other: Span) -> float:
    """Intersection over union of two ranges of one block."""
    if one[0] != other[0]:
        return 0.0
    both = max(0, min(one[2], other[2]) - max(one[1], other[1]))
    return both / ((one[2] - one[1]) + (other[2] - other[1]) - both)


def covers(proposal: Iterable[Span], place: Span) -> bool:
    """Whether more than half of the shorter of a proposal and a negative lies in the other."""
    return any(
        span[0] == place[0]
        and min(span[2], place[2]) - max(span[1], place[1])
        > 0.5 * min(span[2] - span[1], place[2] - place[1])
        for span in proposal
    )


def spread(found: Iterable[Statement]) -> list[Statement]:
    """The statements and their further places."""
    return [each for one in found for each in (one, *one.also)]


def plain(text: str) -> str:
    """Text without soft hyphens, white space single."""
    return " ".join(text.replace("\xad", "").split())


def letters(text: str) -> str:
    """The letters and digits of a text."""
    return re.sub(r"[\W_]+", "", text.casefold())


def alike(one: str, other: str) -> bool:
    """Whether two texts have most of their letters in common, in order."""
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return (
        matcher.real_quick_ratio() >= OVERLAP
        and matcher.quick_ratio() >= OVERLAP
        and matcher.ratio() >= OVERLAP
    )


if __name__ == "__main__":
    main()
