"""Answers that are kept are those that reading again would give, wherever the words stand."""

from __future__ import annotations

from licensescan.clauses import read_clauses
from licensescan.documents.kept import kept
from licensescan.documents.outline import outline

TEXT = (
    "1. Definitions. “Gadget” means the model that Acme Ltd. (“Licensor”) makes.\n\n"
    "2. Limits. You may not: (a) sell the Gadget; or (b) rent it. You shall keep all notices.\n\n"
    "3. End. This licence ends if you break it."
)


def test_short_words_are_read_once() -> None:
    asked: list[str] = []

    @kept(most=2)
    def length(words: str) -> int:
        asked.append(words)
        return len(words)

    assert [length("abc"), length("abc"), length("x" * 5000), length("x" * 5000)] == [
        3,
        3,
        5000,
        5000,
    ]
    assert asked == ["abc", "x" * 5000, "x" * 5000]


def test_provisions_move_with_what_stands_before_them() -> None:
    before = "Terms of the Gadget\n\n"
    alone, moved = outline(TEXT), outline(before + TEXT)[1:]
    spans = [(p.start, p.end, p.lead_ins) for p in moved]
    by = len(before)
    assert spans == [
        (p.start + by, p.end + by, tuple((a + by, b + by) for a, b in p.lead_ins)) for p in alone
    ]


def test_clauses_of_shared_provisions_are_the_same() -> None:
    alone, moved = read_clauses(TEXT), read_clauses("Terms of the Gadget\n\n" + TEXT)
    assert [(c.type, c.quote, c.section, c.params) for c in alone.clauses] == [
        (c.type, c.quote, c.section, c.params) for c in moved.clauses
    ]
    assert len(alone.clauses) == 2
    assert len(alone.unread) == len(moved.unread) == 1
