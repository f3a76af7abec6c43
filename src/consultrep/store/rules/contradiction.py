"""Two items that say the same as a third say the same.

Where judgements say that A is the same as B and B the same as C, none can say that A and C are not the same.
Only `same` makes such a chain, and stale judgements are left out. One of the judgements named is wrong, or
one of them is `narrower`, `wider` or `related` rather than `same`: read the pairs again, with the reviewers
where they differ.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from consultrep.errors import Problem, Severity
from consultrep.messages import gettext as _
from consultrep.model import Judgement, Verdict
from consultrep.store.corpus import Corpus

RULE = "contradiction"
LEVEL = Severity.WARNING


def check(corpus: Corpus) -> Iterator[Problem]:
    """Every judgement `not-same` on two items that a chain of `same` joins, with the shortest chain."""
    library = corpus.library(drafts=True)
    same = _neighbours([judgement for judgement in library.judgements if not library.is_stale(judgement)])
    for record in corpus.judgements:
        for index, judgement in enumerate(record.value.judgements):
            if judgement.verdict is Verdict.NOT_SAME and not library.is_stale(judgement):
                path = _chain(same, judgement.a, judgement.b)
                if path:
                    hint = _("read these pairs again; one of the judgements is wrong")
                    yield record.problem(["judgements", index], RULE, _told(path), hint)


def _neighbours(judgements: Sequence[Judgement]) -> Mapping[str, Sequence[str]]:
    same: dict[str, list[str]] = defaultdict(list)
    for judgement in judgements:
        if judgement.verdict is Verdict.SAME:
            same[judgement.a].append(judgement.b)
            same[judgement.b].append(judgement.a)
    return same


def _chain(same: Mapping[str, Sequence[str]], start: str, end: str) -> list[str]:
    """The shortest way from `start` to `end`; empty where there is none."""
    came_from = {start: ""}
    waiting = deque([start])
    while waiting and end not in came_from:
        here = waiting.popleft()
        for there in same.get(here, ()):
            if there not in came_from:
                came_from[there] = here
                waiting.append(there)
    path = [end] if end in came_from else []
    while path and came_from[path[-1]]:
        path.append(came_from[path[-1]])
    return path[::-1]


def _told(path: Sequence[str]) -> str:
    steps = [_("{a} same {b}").format(a=a, b=b) for a, b in pairwise(path)]
    return _("{steps}, but {a} not-same {b}").format(steps=", ".join(steps), a=path[0], b=path[-1])
