"""Sentences: where they end, and what merely looks like an end."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licensescan.documents.sentences import last_sentence, sentences

CASES = {
    "plain": ["You may run it.", "You may not sell it."],
    "questions": ["May I sell it?", "No!", "You may not."],
    "quotes": ['It comes "as is."', '"Work" means the code.'],
    "parentheses": ["Keep it (and all of it).", "(See the list below.)", "That is all."],
    "latin": ["Use it with care (i.e. slowly), e.g. The Work by hand."],
    "companies": ["Acme, Inc. and Beta Ltd. Corporation own it.", "They sell it."],
    "a company at the end": ["It belongs to Acme, Inc.", "The licence is free."],
    "states": ["The U.S. Government has it.", "It came from the U.S.", "You may use it."],
    "references": ["See Sec. 2 and No. 5 and Art. 7 there.", "It matters."],
    "titles of codes": ["It is named in 48 C.F.R. §12.212 and 17 U.S.C. Section 5.", "It is law."],
    "cases": ["Roe v. Wade was heard.", "It is over."],
    "initials": ["J. R. Smith wrote it.", "We thank him."],
    "versions": ["Version 2.0 came after 1.9.3 did.", "Use it."],
    "addresses": ["See https://a.example/b.c?d=e.f for it.", "Then write to x.y@z.example."],
    "capitals": ["THE WORK COMES AS IS.", "YOU BEAR THE RISK."],
    "semicolons": ["You may run it; You may not sell it; That is all."],
    "dots": ["You may ... run it.", "And so on …", "You may not."],
    "etcetera": ["You may sell, rent, lend etc. the work.", "You may sell, rent, etc.", "The end."],
    "emphasis": ["**Use.**", "You may run it."],
    "wrapped": ["You may\nrun it.", "You may\n  not sell it."],
    "no stop": ["You may run it"],
    "ideographs": ["您可以使用。", "不得出售。"],
    "a letter that ends": ["Keep to Exhibit A.", "You may run it."],
    "a number that opens": ["2. You may run it."],
    "within quotes": [
        "Show “It is by us. Made by Acme, Inc. All Rights Reserved.” in each copy.",
        'Say "We made it. It is ours. Keep it." to all.',
        "It ends.",
    ],
    "an open quote": ['Say "We made it.', "It is ours."],
    "sums": ["It costs U.S. $5.00 a day.", "You pay in U.S. Dollars."],
    "codes": ["See Cal. Bus. & Prof. Code 12 for it.", "It is long."],
    "inline numbers": ["You will, including 1. Keep the law, 2. Keep the peace and 3. Keep out."],
}


@pytest.mark.parametrize("name", CASES)
def test_sentences_end_where_they_end(name: str) -> None:
    expected = CASES[name]
    joint = "" if name == "ideographs" else " "
    text = "Before. " + joint.join(expected) + " \n"

    spans = sentences(text, len("Before. "), len(text))

    assert [text[start:end] for start, end in spans] == expected


def test_the_last_sentence() -> None:
    text = "We like it. You may not:"

    assert text[slice(*last_sentence(text, 0, len(text)))] == "You may not:"
    assert last_sentence(text, 3, 3) == (3, 3)


def test_a_sentence_ends_without_a_space_where_a_word_opens_the_next() -> None:
    text = "It ends this License.You may go on in peace. See Node.Js or Authorize.Net for it."
    said = [text[start:end] for start, end in sentences(text, 0, len(text))]
    assert said == [
        "It ends this License.",
        "You may go on in peace.",
        "See Node.Js or Authorize.Net for it.",
    ]


@given(st.text(alphabet="aB. ?!\n\"'()…。*", max_size=80), st.integers(0, 20), st.integers(0, 20))
def test_sentences_cover_every_character_that_is_no_space(text: str, cut: int, tail: int) -> None:
    begin, end = min(cut, len(text)), max(min(cut, len(text)), len(text) - tail)
    last, between = begin, ""
    for start, stop in sentences(text, begin, end):
        assert last <= start < stop <= end
        assert not text[start].isspace() and not text[stop - 1].isspace()
        between += text[last:start]
        last = stop

    assert (between + text[last:end]).strip() == ""


@pytest.mark.parametrize("unit", ["a. ", "...", "\"'", "A.\n", "e.g. ", ")"])
def test_long_stretches_take_time_in_proportion(unit: str) -> None:
    text = unit * 100_000
    begin = time.process_time()

    sentences(text, 0, len(text))

    assert time.process_time() - begin < 5
