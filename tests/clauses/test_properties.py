"""What always holds of reading: exact places, no matter of layout, and the union of two texts."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from licensescan.clauses import Reading, read_clauses
from tests.clauses.texts import QUOTES, document, markers, provisions, said

relaxed = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
LEGAL = (
    "you we may not shall must use the Model outputs to train other models provided that except "
    'unless if license terminate ( ) ; , . : " “ ” 1. (a) • § # * 700 million $ users in no event '
    "only for research grant distribute sell Acme ’s means"
)
LEGAL_WORDS = [*LEGAL.split(), "\n", "\n\n", "\t"]
soup = st.lists(st.sampled_from(LEGAL_WORDS), max_size=120).map(" ".join)


def check_places(text: str, reading: Reading) -> None:
    for part in (*reading.clauses, *reading.unread):
        assert 0 <= part.start < part.end <= len(text)
        assert text[part.start : part.end] == part.quote
    starts = [clause.start for clause in reading.clauses]
    assert starts == sorted(starts)


ALONE = re.compile(r"^[A-Z]\S*$", re.MULTILINE)
"""A line of one word with a capital: the outline may take it for a heading."""

TWO_LINES = re.compile(r"(?:\A|\n\n)[^\n]+\n[\"“‘(]?[A-Z][^\n]*\n?(?:\Z|\n)")
"""Two lines, the second with a capital: a name torn apart looks like a heading and its text."""

AFTER_MARK = re.compile(r"[;:]\n[^\n]+(?:\Z|\n\n)")
"""A last line behind a semicolon or colon: the outline may take it for an item without a mark."""


@relaxed
@given(provisions, markers, st.integers(0, 70).map(lambda n: n and n + 20), st.sampled_from(["", "    ", "\t"]))  # fmt: skip
def test_quotes_stand_at_their_offsets(
    sentences: list[str], marker: str, width: int, indent: str
) -> None:
    text = document(sentences, marker, width, indent)
    check_places(text, read_clauses(text))


@relaxed
@given(provisions, st.integers(24, 90))
def test_wrapping_changes_nothing(sentences: list[str], width: int) -> None:
    wrapped = document(sentences, width=width)
    assume(not any(x.search(wrapped) for x in (ALONE, TWO_LINES, AFTER_MARK)))
    assert said(wrapped) == said(document(sentences))


@pytest.mark.xfail(strict=True, reason="a last word on a line of its own is taken for a heading")
def test_last_word_may_stand_alone_on_its_line() -> None:
    sentences = ["Derivatives may be distributed only under this License."]
    assert said(document(sentences, width=49)) == said(document(sentences))


@relaxed
@given(provisions, st.sampled_from(["  ", "    ", "\t", " " * 12]))
def test_indentation_changes_nothing(sentences: list[str], indent: str) -> None:
    assert said(document(sentences, indent=indent)) == said(document(sentences))


@relaxed
@given(provisions, markers)
def test_style_of_markers_changes_nothing(sentences: list[str], marker: str) -> None:
    assert said(document(sentences, marker)) == said(document(sentences))


@relaxed
@given(provisions, st.sampled_from(["\r\n\r\n", "\n \n", "\n\n\n\n"]))
def test_line_ends_change_nothing(sentences: list[str], gap: str) -> None:
    assert said(document(sentences, gap=gap)) == said(document(sentences))


GERMAN = pytest.param(
    "„%s“", marks=pytest.mark.xfail(strict=True, reason="“ does not close a defined term")
)


@pytest.mark.parametrize("quotes", [*QUOTES, GERMAN])
def test_style_of_quotation_marks_changes_nothing(quotes: str) -> None:
    text = '1. "%s" means the software.\n\n2. You must display "%s" on a website.\n\n3. You may not sell Zephyria.\n'
    other = text.replace('"%s"', quotes)
    fill = ("Zephyria", "Built with Acme")
    assert said(other % fill) == said(text % fill) != []


FIRST = '"Acmeco" means Acme Robotics Inc.\n\n'
SECOND = '"Betaco" means Beta Institute Ltd.\n\n'


@relaxed
@given(provisions, provisions)
def test_two_texts_give_the_union(first: list[str], second: list[str]) -> None:
    one = FIRST + document([*first, "You must promptly notify Acmeco of any claim."])
    two = SECOND + document([*second, "You must promptly notify Betaco of any claim."])
    assert sorted(said(one + "\n\n" + two)) == sorted(said(one) + said(two))


@relaxed
@given(st.text(max_size=400) | soup)
@example("You may " + "(" * 400)
@example('"' * 401)
@example("\ufeff\x00\ud800You shall not sell it.")
def test_any_text_is_read_without_an_error(text: str) -> None:
    check_places(text, read_clauses(text))


@relaxed
@given(soup)
def test_reading_twice_gives_the_same(text: str) -> None:
    first = read_clauses(text)
    # A text that was never read before must not be read from memory.
    assert read_clauses(f"{text}\n").clauses == read_clauses(f"{text}\n").clauses
    assert read_clauses(text) == first


HOSTILE = {
    "one letter": "a" * 1_000_000,
    "blanks": " " * 1_000_000,
    "line ends": "\n" * 1_000_000,
    "parentheses": "(" * 200_000 + ")" * 200_000,
    "quotation marks": '"' * 300_000,
    "unclosed quotations": "“Model " * 60_000,
    "bullets": "* " * 200_000,
    "numbers": "1." * 200_000,
    "nested numbers": ".".join(["1"] * 50_000) + " You may not sell the software.",
    "hashes": "#" * 300_000,
    "semicolons": "; " * 200_000,
    "definitions": '"A" or ' * 40_000 + "means the software",
    "capitals": "Acme Model " * 40_000,
    "html": "<p>" * 100_000,
    "tables": "|" * 300_000,
    "links": "[](" * 100_000,
    "nots": "not " * 100_000,
    "figures": "700 million users more than " * 12_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_takes_bounded_time(name: str) -> None:
    text = HOSTILE[name]
    began = time.process_time()
    check_places(text, read_clauses(text))
    assert time.process_time() - began < 10, "seconds for a text of hundreds of kilobytes"


def seconds(text: str) -> float:
    began = time.process_time()
    read_clauses(text)
    return time.process_time() - began


def test_time_grows_with_the_length() -> None:
    """Four times the text may take four times the time and some, not its square."""
    text = document(["You may not use the Model to train any other model."] * 8)
    # The numbers make each provision a new one: nothing is read from memory. The least of three: the
    # machine may be busy with something else.
    short, long = (
        min(
            seconds(
                "\n".join(text.replace("Model", f"Model{turn}x{count}x{n}") for n in range(count))
            )
            for turn in range(3)
        )
        for count in (40, 160)
    )
    assert long < 10 * short


def test_time_grows_with_the_length_of_a_sentence() -> None:
    read_clauses("You may not sell the software.")
    # The least of three: the machine may be busy with something else. No text is read from memory.
    short, long = (
        min(seconds("you may not use the Model and " * count + str(n)) for n in range(3))
        for count in (120, 480)
    )
    assert long < 8 * short
