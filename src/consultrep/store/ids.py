"""New ids that two branches will not both choose, and the repair of ids that clash."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from typing import Final

from ruamel.yaml.comments import CommentedMap

_ALPHABET: Final = "23456789abcdefghjkmnpqrstvwxyz"
_LENGTH: Final = 5
_KINDS: Final = (("findings", "f"), ("recommendations", "r"))


def new_id(prefix: str, taken: Collection[str]) -> str:
    """An id of five random letters after `prefix`: two branches choose the same once in 24 million times."""
    while True:
        ident = f"{prefix}-{''.join(secrets.choice(_ALPHABET) for _ in range(_LENGTH))}"
        if ident not in taken:
            return ident


def repair_item_ids(tree: CommentedMap) -> dict[str, str]:
    """Give every item whose id was taken in its report a new one; returns new ids, each with the old.

    A recommendation that answers an id of two findings is taken to answer the one of its own section; where
    that does not decide, the first.
    """
    taken = {item["id"] for kind, _prefix in _KINDS for item in tree.get(kind) or []}
    seen: set[str] = set()
    renamed: dict[str, str] = {}
    moved: dict[tuple[str, str | None], str] = {}
    for kind, prefix in _KINDS:
        for item in tree.get(kind) or []:
            if item["id"] in seen:
                old, item["id"] = item["id"], new_id(prefix, taken)
                taken.add(item["id"])
                renamed[item["id"]] = old
                moved[old, _section(item)] = item["id"]
            seen.add(item["id"])
    _follow(tree, moved)
    return renamed


def _follow(tree: CommentedMap, moved: dict[tuple[str, str | None], str]) -> None:
    kept = {(finding["id"], _section(finding)) for finding in tree.get("findings") or []}
    for item in tree.get("recommendations") or []:
        answers = item.get("answers") or []
        for position, name in enumerate(answers):
            place = (name, _section(item))
            if place in moved and place not in kept:
                answers[position] = moved[place]


def _section(item: CommentedMap) -> str | None:
    section: str | None = (item.get("anchor") or {}).get("section")
    return section
