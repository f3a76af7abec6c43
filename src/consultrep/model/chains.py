"""Chains of judgements: two items that say the same as a third say the same."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from consultrep.messages import gettext as _
from consultrep.model.judgement import Judgement, Verdict

Neighbours = Mapping[str, Sequence[str]]


def said_the_same(judgements: Iterable[Judgement]) -> Neighbours:
    """For each item those that it was judged the same as; only `same` makes a chain, never `narrower`."""
    same: dict[str, list[str]] = defaultdict(list)
    for judgement in judgements:
        if judgement.verdict is Verdict.SAME:
            same[judgement.a].append(judgement.b)
            same[judgement.b].append(judgement.a)
    return same


def chain_between(same: Neighbours, start: str, end: str) -> list[str]:
    """The shortest way from `start` to `end`; empty where there is none.

    >>> chain_between({"a": ["b"], "b": ["a", "c"], "c": ["b"]}, "a", "c"), chain_between({}, "a", "c")
    (['a', 'b', 'c'], [])
    """
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


def chain_told(path: Sequence[str]) -> str:
    """The judgements of a chain in words, and the one on its ends that contradicts them."""
    steps = [_("{a} same {b}").format(a=a, b=b) for a, b in pairwise(path)]
    return _("{steps}, but {a} not-same {b}").format(steps=", ".join(steps), a=path[0], b=path[-1])
