"""What two copies of one licence may differ in, and that words can be found again in the text."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from licensescan.licenses.words import digest_of, grams_of, kinds_of, spans_of, words_of

PLAIN = 'You may use the "Software" freely, but not sell it.'


@pytest.mark.parametrize(
    "same",
    [
        "you MAY use\n  the \u201cSoftware\u201d freely; but not sell it",
        "# You may use\n\n> the `Software` freely -- but *not* sell it!",
        "You may use the &quot;Software&quot; freely, but not sell it.",
        "Copyright (c) 2019 Jane Roe\nYou may use the Software freely,\nbut not sell it.",
        "// Copyright 2020-2024 The Example Authors\n// All rights reserved.\n" + PLAIN,
        "© 2024 Beispiel GmbH\n" + PLAIN,
    ],
)
def test_wrapping_case_markup_and_notices_do_not_count(same: str) -> None:
    assert digest_of(words_of(same)) == digest_of(words_of(PLAIN))


@pytest.mark.parametrize(
    "other",
    [
        PLAIN.replace("not", "also"),
        PLAIN.replace("use", "never use"),
        PLAIN + " Copyright holders pay no fee.",
        PLAIN.replace("use", "&cannot; use"),
        "Copyright law governs this text.\n" + PLAIN,
        "Copyright (c) 2024 Jane Roe. You may not sell copies.\n" + PLAIN,
    ],
)
def test_words_that_say_something_count(other: str) -> None:
    assert digest_of(words_of(other)) != digest_of(words_of(PLAIN))


def test_signs_without_spaces_between_them_are_words_each() -> None:
    assert len(words_of("许可协议 v2")) == 5


def test_runs_of_three_words_hang_on_their_order() -> None:
    there, back = (grams_of(x.split()) for x in (b"one two three", b"three two one"))
    assert len(there) == 1
    assert there[0] != back[0]
    assert len(grams_of([b"one", b"two"])) == 0


@given(st.lists(st.integers(0, 30)))
def test_different_runs_are_those_of_a_set(numbers: list[int]) -> None:
    grams = np.array(numbers, np.uint32)
    assert kinds_of(grams).tolist() == sorted(set(numbers))


@given(st.text(st.characters(codec="utf-8", exclude_characters="\u0130"), max_size=300))
def test_every_word_stands_where_it_is_said_to(text: str) -> None:
    spans = spans_of(text)
    # A capital whose small letter is several characters may split the small word, no more.
    if len(text.lower()) == len(text):
        assert [text[a:b].lower().encode() for a, b in spans] == words_of(text)
    assert all(0 <= a < b <= len(text) for a, b in spans)
