"""Words, figures and sums, as people write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licensescan.clauses.quantities import quantity_at
from licensescan.clauses.words import words_of


def forms(text: str) -> list[str]:
    return words_of(text, 0, len(text)).forms


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Fine-tune the MODEL", ["fine", "tune", "the", "model"]),
        ("“Built with Acme”", ['"', "built", "with", "acme", '"']),
        (
            "You can’t, won't, don't, shan't",
            ["you", *["can", "not", ",", "will", "not", ",", "do", "not", ",", "shall", "not"]],
        ),
        ("the Licensor’s marks", ["the", "licensor", "marks"]),
        ("users' data", ["users", "data"]),
        ("U.S. law", ["u.s", "law"]),
        ("US$ 1,000,000.50 or 5%", ["us", "$", "1,000,000.50", "or", "5%"]),
        ("§ 3 – sell; (a) rent", ["3", "sell", ";", "(", "a", ")", "rent"]),
        ("", []),
        ("\x00\u200b—", []),
    ],
)
def test_forms(text: str, expected: list[str]) -> None:
    assert forms(text) == expected


def test_words_keep_their_places_and_capitals() -> None:
    text = "  Use\n the Licensor’s Model"
    words = words_of(text, 0, len(text))
    spans = zip(words.starts, words.ends, strict=True)
    assert [text[start:end] for start, end in spans] == ["Use", "the", "Licensor", "Model"]
    assert [words.has_capital(at) for at in range(4)] == [True, False, True, True]


def test_parts_of_a_contraction_keep_its_place_and_its_capital() -> None:
    text = "You'll see that we Don't sell"
    words = words_of(text, 0, len(text))
    spans = list(zip(words.starts, words.ends, strict=True))
    written = [text[start:end] for start, end in spans]
    assert written == ["You", "'ll", "see", "that", "we", "Don't", "Don't", "sell"]
    assert [at for at in range(8) if words.has_capital(at)] == [0, 5]


def test_span_bounds_what_is_read() -> None:
    assert words_of("sell rent lend", 5, 9).forms == ["rent"]


@given(st.text(max_size=200))
def test_words_are_in_order_and_within_the_text(text: str) -> None:
    end = 0
    for _, form, *span in zip(*words_of(text, 0, len(text)), strict=True):
        assert end <= span[0] <= span[1] <= len(text)
        assert form
        end = span[1]


def figures(text: str) -> list[tuple[float, str | None]]:
    words = words_of(text, 0, len(text))
    found = []
    at = 0
    while at < len(words.forms):
        quantity = quantity_at(words, at)
        if quantity:
            found.append((quantity.value, quantity.currency))
        at += quantity.length if quantity else 1
    return found


@pytest.mark.parametrize(
    ("text", "value", "currency"),
    [
        ("700 million users", 700e6, None),
        ("100,000,000 users", 1e8, None),
        ("1_000_000 users", 1e6, None),
        ("US$ 1,000,000", 1e6, "USD"),
        ("US$1,000,000", 1e6, "USD"),
        ("USD $20M in revenue", 20e6, "USD"),
        ("$20M", 20e6, "USD"),
        ("$1.5 billion", 1.5e9, "USD"),
        ("$500k", 5e5, "USD"),
        ("ten million US dollars", 10e6, "USD"),
        ("one million", 1e6, None),
        ("one hundred million", 1e8, None),
        ("RMB 10 million", 1e7, "CNY"),
        ("¥3,000,000", 3e6, "CNY"),
        ("€250,000", 250_000, "EUR"),
        ("250,000 euros", 250_000, "EUR"),
        ("£2 million", 2e6, "GBP"),
        ("1 million (1,000,000) users", 1e6, None),
        ("3.5", 3.5, None),
    ],
)
def test_figure(text: str, value: float, currency: str | None) -> None:
    assert figures(text)[0] == (value, currency)


@pytest.mark.parametrize("text", ["the one that", "a Model M", "thousands of users", "$", ""])
def test_no_figure(text: str) -> None:
    assert figures(text) == []


def test_letter_of_a_list_is_no_scale() -> None:
    assert figures("in section 5 b of this license") == [(5, None)]


@given(st.lists(st.sampled_from(["one", "million", "$", "5", "m", "(", "us", "rmb", "users"])))
def test_any_words_make_a_figure_or_none(words: list[str]) -> None:
    text = " ".join(words)
    for value, currency in figures(text):
        assert value >= 0
        assert currency is None or len(currency) == 3
