"""Properties of every outline: exact offsets, order, linear time; and layout that changes nothing."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from licensescan.documents.outline import Provision, outline

SENTENCES = st.sampled_from(
    [
        "You may run the work on any machine that you own or rent.",
        "You must keep the notice of the author in every copy that you share with anybody.",
        "The work comes as it is, and nobody promises that it does anything at all for you.",
        "If you sue the author over the work, all of your rights in it end on that very day.",
        "Nothing here lets you use the name of the author to sell whatever you make of it.",
    ]
)
PARAGRAPHS = st.lists(SENTENCES, min_size=1, max_size=3).map(" ".join)
ITEMS = st.lists(
    st.sampled_from(
        [
            "hurt or frighten anybody, whether they are near you or far away from where you live",
            "break any law of any place in which you or the people who use the work happen to be",
            "tell lies about others",
            "sell, rent or lend the work to people who have not read these terms from end to end",
        ]
    ),
    min_size=2,
    max_size=6,
)
SECTIONS = st.lists(st.tuples(PARAGRAPHS, ITEMS), min_size=1, max_size=4)
SCRAPS = st.lists(
    st.sampled_from(
        [
            *"aA1ivx.():;-*#_>|<&\t \n\f\r\u00a0•“”§",
            "<li>",
            "<p>",
            "**",
            "You may not",
            "(a) ",
            "1. ",
        ]
    ),
    max_size=120,
).map("".join)


def check(text: str, provisions: tuple[Provision, ...]) -> None:
    last = 0
    for provision in provisions:
        assert last <= provision.start_of_marker <= provision.start < provision.end <= len(text)
        assert not text[provision.start].isspace()
        assert not text[provision.end - 1].isspace()
        assert all(0 <= start < end <= provision.start for start, end in provision.lead_ins)
        last = provision.end


def written(
    sections: list[tuple[str, list[str]]],
    number: str = "{}. ",
    bullet: str = "- ",
    indent: int = 2,
    width: int = 0,
    line_end: str = "\n",
) -> str:
    blocks: list[str] = []
    for place, (paragraph, items) in enumerate(sections, 1):
        blocks.append(wrapped(number.format(place) + paragraph, 0, width))
        blocks.append(wrapped("You may not use it to:", 0, width))
        blocks.extend(wrapped(bullet + item + ";", indent, width) for item in items)
    return ("\n\n".join(blocks) + "\n").replace("\n", line_end)


def wrapped(text: str, indent: int, width: int) -> str:
    lines, line = [], " " * indent
    for word in text.split(" "):
        if width and len(line) + len(word) > width and line.strip():
            lines.append(line.rstrip())
            line = " " * indent
        line += word + " "
    return "\n".join([*lines, line.rstrip()])


def shape(text: str) -> list[tuple[str, str, str, tuple[str, ...]]]:
    def words(start: int, end: int) -> str:
        return " ".join(text[start:end].split())

    return [
        (p.kind, p.section, words(p.start, p.end), tuple(words(*lead) for lead in p.lead_ins))
        for p in outline(text)
    ]


@given(SCRAPS)
@settings(max_examples=400, deadline=None)
def test_offsets_are_exact_and_in_order_in_any_text(text: str) -> None:
    check(text, outline(text))


@given(SCRAPS)
@settings(max_examples=200, deadline=None)
def test_no_word_is_lost_in_any_text(text: str) -> None:
    last, lost = 0, ""
    for provision in outline(text):
        lost += text[last : provision.start_of_marker]
        last = provision.end
    lost += text[last:]

    assert "You may not" not in re.sub(r"<[^<>]*>", "", lost)


@given(SECTIONS, st.sampled_from([60, 72, 80, 100]), st.sampled_from(["\n", "\r\n"]))
@settings(max_examples=60, deadline=None)
def test_wrapping_changes_nothing(
    sections: list[tuple[str, list[str]]], width: int, line_end: str
) -> None:
    assert shape(written(sections, width=width, line_end=line_end)) == shape(written(sections))


@given(SECTIONS, st.sampled_from(["* ", "• ", "– ", "o   ", "▪\t"]), st.integers(0, 8))
@settings(max_examples=60, deadline=None)
def test_the_style_and_indentation_of_bullets_change_nothing(
    sections: list[tuple[str, list[str]]], bullet: str, indent: int
) -> None:
    assert shape(written(sections, bullet=bullet, indent=indent)) == shape(written(sections))


@given(SECTIONS, st.sampled_from(["{}) ", "({}) ", "§ {} ", "Section {}. ", "**{}.** ", "{}\\. "]))
@settings(max_examples=60, deadline=None)
def test_the_style_of_numbers_changes_no_words_and_no_sections(
    sections: list[tuple[str, list[str]]], number: str
) -> None:
    styled = shape(written(sections, number=number))
    plain = shape(written(sections))

    assert [entry[1:] for entry in styled] == [entry[1:] for entry in plain]


HOSTILE = {
    "parentheses": "(" * 200_000,
    "closed parentheses": "(a) x " * 60_000,
    "nested numbers": "1." * 150_000,
    "deeper and deeper": "\n".join(" " * (n % 4000) + f"- item {n}" for n in range(2_000)),
    "numbers without end": "\n".join(f"{n % 900}. x" for n in range(30_000)),
    "first numbers only": "\n".join(" " * (n % 60) + "1. x:" for n in range(20_000)),
    "styles in turn": "\n".join(f"{'(a)' if n % 2 else 'i.'} x:" for n in range(20_000)),
    "tags without end": "<p " * 100_000,
    "tags": "<li>x" * 60_000,
    "stars": "*" * 300_000,
    "bold": "**a " * 80_000,
    "hashes": "# " * 150_000,
    "entities": "&nbsp;" * 60_000,
    "one long word": "a" * 400_000,
    "spaces": " " * 400_000,
    "spaces and a word": (" " * 300 + "a\n") * 1_500,
    "stops": "a. " * 130_000,
    "colons": "You may not:\n" * 30_000,
    "page numbers": "\f12\n" * 60_000,
    "drawn lines": "-=-=-=-=-=\n" * 30_000,
    "quotes": "> " * 150_000,
    "romans": "(i) a, (ii) b, " * 20_000,
    "headings": "HEADING\n\n" * 40_000,
    "annexes": "Annex A\n\n(i) x\n\n" * 10_000,
    "multi": "1.1.1.1.1.1 x\n" * 20_000,
    "numbers that run on": "".join(f"x.{n % 90 + 1}. A b " for n in range(30_000)),
    "digits that run on": "1.2.3.4.5.6.7. A " * 20_000,
    "letters and numbers": "A.1.1.1.a x\nA.1. y\n" * 8_000,
    "boxes": "*  a b  *\n" * 20_000,
    "Chinese numbers": "一、定\n（一）甲\n第一条 乙\n" * 5_000,
    "conditions": "subject to the following conditions:\n1. A b.\n" * 6_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_texts_take_time_in_proportion_to_their_length(name: str) -> None:
    text = HOSTILE[name]
    quarter = text[: len(text) // 4]

    small = _seconds(quarter)
    large = _seconds(text)

    # Four times the length would take sixteen times as long in a step that is quadratic.
    assert large < max(10 * small, 1.0)
    check(text, outline(text))


def _seconds(text: str) -> float:
    begin = time.process_time()
    outline(text)
    return time.process_time() - begin
