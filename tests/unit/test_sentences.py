"""A paragraph cut into sentences; the language of a text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultrep.language import language_of, sentences


@pytest.mark.parametrize(
    "parts",
    [
        ["The pier is old.", "It was built by Mr. Ash in 1931.", "Who will mend it?", "Nobody knows!"],
        ["Le quai est vieux.", "M. Frêne l'a bâti en 1931.", "Qui le réparera?", "Nul ne le sait!"],
        ["Mme J. Roy et le Dr P. Aubé ont pris la parole.", "Il était tard."],
        ["Fees rose, e.g. at No. 4 Wharf Rd.", "They fell later."],
        ["Il a dit : « Attendez. Je reviens. »", "Puis il est parti."],
        ["“We wait. We hope.”", "She sat down."],
        ["An unclosed “ mark opens here.", "The next sentence stands alone."],
        ["Prices (see p. 4) doubled.", "3 shops closed."],
        ["No stop at the end"],
    ],
)
def test_sentences_of_a_paragraph(parts: list[str]) -> None:
    text = " ".join(parts)
    assert [text[a:b] for a, b in sentences(text)] == parts


def test_a_run_too_long_for_a_sentence_is_cut_between_words() -> None:
    text = "word, " * 1000
    found = sentences(text)
    assert len(found) > 1
    assert all(b - a <= 2000 and text[a:b].startswith("word") for a, b in found)


@given(st.text(alphabet="aB.!? «»“”\"'\n\u00a0é;,", max_size=300))
def test_sentences_leave_out_only_white_space(text: str) -> None:
    found = sentences(text)
    assert all(a < b for a, b in found)
    assert all(first[1] <= second[0] for first, second in pairwise(found))
    bounds = [0, *(place for span in found for place in span), len(text)]
    left_out = [text[a:b] for a, b in zip(bounds[::2], bounds[1::2], strict=True)]
    assert not "".join(left_out).strip()


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The harbour was dredged and the buoys were moved.", "en"),
        ("Le port a été dragué et les bouées sont déplacées.", "fr"),
        ("OPCAT 2014", None),
        ("", None),
    ],
)
def test_language_of_a_text(text: str, language: str | None) -> None:
    assert language_of(text) == language
