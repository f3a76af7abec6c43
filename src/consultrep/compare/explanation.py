"""Why a pair is held to be the same demand, computed from the texts: nothing in it is generated.

Terms that answer each other, words that only one side has, what both share of themes, addressees and
strength, the words that changed, and what speaks for and against by the weights of the model.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Final

from consultrep.compare.background import Background
from consultrep.compare.demand import Demand
from consultrep.compare.matcher import Matcher
from consultrep.compare.pairing import Pair
from consultrep.compare.pool import Pool
from consultrep.compare.signals import Signals
from consultrep.messages import Language
from consultrep.model import Bilingual, Item, Strength

ANSWERS: Final = 0.3
"""From this likeness of two terms on, of 1, one answers the other."""

SPEAKS: Final = 0.25
"""From this share in the log-odds on a signal is named."""

_ONLY_WHERE_PRESENT: Final = ("groups_clash", "topics_clash", "instrument_")
"""Signals whose absence says nothing: they are named only where they were found."""

_FEW: Final = 10
_OFTEN: Final = 3
"""A word in more than a third of a library of ten texts or more is no news."""

_TOKEN: Final = re.compile(r"\w+(?:['’-]\w+)*|[^\w\s]")


class Edit(StrEnum):
    """What became of a run of words from the earlier to the later text."""

    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True)
class Answer:
    """A term of the earlier text and the one that answers it in the later, each as it stands there."""

    earlier: str
    later: str
    likeness: float


@dataclass(frozen=True)
class Shared:
    """What two items have in common beside their words; `strengths` are those of two recommendations."""

    themes: Sequence[str]
    addressees: Sequence[str]
    other_addressees: bool
    strengths: tuple[Strength, Strength] | None


@dataclass(frozen=True)
class Explanation:
    """What the computed probability of a pair rests on; `redline` is empty across two languages."""

    languages: tuple[Language, Language]
    probability: float
    answers: Sequence[Answer]
    only_earlier: Sequence[str]
    only_later: Sequence[str]
    shared: Shared
    redline: Sequence[tuple[Edit, str]]
    speaks_for: Mapping[str, float]
    speaks_against: Mapping[str, float]


def explain(pair: Pair, matcher: Matcher, language: Language) -> Explanation:
    """The explanation of a pair, in `language` where both texts have it."""
    first, second = pair.earlier.statement.text, pair.later.statement.text
    languages = _languages(first, second, language)
    texts = [first.side(languages[0]) or "", second.side(languages[1]) or ""]
    pools = [matcher.pool_of(text, side) for text, side in zip(texts, languages, strict=True)]
    demands = [pool.demands[0] for pool in pools]
    answers, alone, alone_later = _answers(pools[0], pools[1], matcher.background_in(languages))
    weights = _contributions(matcher, first, second)
    return Explanation(
        languages=languages,
        probability=pair.score,
        answers=answers,
        only_earlier=alone,
        only_later=alone_later,
        shared=_shared(pair.earlier, pair.later),
        redline=_redline(demands[0], demands[1]),
        speaks_for={name: value for name, value in weights.items() if value >= SPEAKS},
        speaks_against={name: value for name, value in weights.items() if value <= -SPEAKS},
    )


def _languages(first: Bilingual, second: Bilingual, wanted: Language) -> tuple[Language, Language]:
    """The reader's language where both texts have it, else the other one, else one of each."""
    other: Language = "en" if wanted == "fr" else "fr"
    for side in (wanted, other):
        if first.side(side) and second.side(side):
            return side, side
    return first.best_language(wanted), second.best_language(wanted)


def _answers(first: Pool, second: Pool, background: Background) -> tuple[list[Answer], list[str], list[str]]:
    """The terms that answer each other, each once, the likest first; and those that nothing answers."""
    alike = Signals(first, second, background).alike
    rows, columns = _surfaces(first), _surfaces(second)
    pairs = sorted(
        ((float(alike[i, j]), i, j) for i in range(len(rows)) for j in range(len(columns))),
        key=lambda found: (-found[0], found[1], found[2]),
    )
    taken: dict[int, tuple[int, float]] = {}
    for likeness, i, j in pairs:
        if likeness >= ANSWERS and i not in taken and j not in {column for column, _value in taken.values()}:
            taken[i] = (j, likeness)
    by_place = sorted(taken.items(), key=lambda found: first.demands[0].original.find(rows[found[0]]))
    answers = [Answer(rows[i], columns[j], likeness) for i, (j, likeness) in by_place]
    answered = {column for column, _value in taken.values()}
    alone = [i for i in range(len(rows)) if i not in taken]
    alone_later = [j for j in range(len(columns)) if j not in answered]
    return answers, _rare(first, alone, background), _rare(second, alone_later, background)


def _surfaces(pool: Pool) -> list[str]:
    """The words of each term of the vocabulary as they stand in the text."""
    demand = pool.demands[0]
    found: dict[str, str] = {}
    for term in demand.terms:
        found.setdefault(term.key, demand.original[term.start : term.end])
    return [found[key] for key in pool.vocabulary]


def _rare(pool: Pool, numbers: Sequence[int], background: Background) -> list[str]:
    """The words of those terms, in the order of the text, the commonest of the library left out."""
    keys, words = list(pool.vocabulary), _surfaces(pool)
    common = background.document_counts
    few = len(background) < _FEW
    kept = [n for n in numbers if few or _OFTEN * common[keys[n]] <= len(background)]
    return [words[number] for number in sorted(kept, key=lambda n: pool.demands[0].original.find(words[n]))]


def _shared(earlier: Item, later: Item) -> Shared:
    """What both items share of themes, addressees and strength."""
    one, other = earlier.recommendation, later.recommendation
    shared = [theme for theme in earlier.statement.themes if theme in later.statement.themes]
    asked = [name for name in (one.addressees if one else []) if other and name in other.addressees]
    both = bool(one and other and one.addressees and other.addressees)
    strengths = (one.strength, other.strength) if one and other else None
    return Shared(shared, asked, both and not asked, strengths)


def _redline(earlier: Demand, later: Demand) -> list[tuple[Edit, str]]:
    """The later text against the earlier, word by word, in one language."""
    if earlier.language != later.language:
        return []
    before, after = _TOKEN.findall(earlier.original), _TOKEN.findall(later.original)
    folded = [[word.casefold() for word in words] for words in (before, after)]
    runs: list[tuple[Edit, str]] = []
    for name, i, k, j, m in SequenceMatcher(None, folded[0], folded[1], autojunk=False).get_opcodes():
        if name == "equal":
            runs.append((Edit.KEPT, _joined(after[j:m])))
            continue
        if k > i:
            runs.append((Edit.REMOVED, _joined(before[i:k])))
        if m > j:
            runs.append((Edit.ADDED, _joined(after[j:m])))
    return runs


def _joined(words: Sequence[str]) -> str:
    """The words with a space before each but a mark that closes."""
    return re.sub(r" ([,.;:!?)])", r"\1", " ".join(words))


def _contributions(matcher: Matcher, first: Bilingual, second: Bilingual) -> dict[str, float]:
    """What each signal adds to the log-odds, the largest first; empty where no language could be compared."""
    found = matcher.scores([first], [second])
    if not found:
        return {}
    across = found[0].languages[0] != found[0].languages[1]
    signals = found[0].signals
    added = matcher.calibration.contributions(found[0].values, across=across)
    added = {name: value for name, value in added.items() if _is_telling(name, signals[name])}
    return dict(sorted(added.items(), key=lambda entry: (-abs(entry[1]), entry[0])))


def _is_telling(name: str, value: float) -> bool:
    return name != "length" and not (name.startswith(_ONLY_WHERE_PRESENT) and value == 0)
