"""Put the words of a statement where the grammar of the line expects them.

In: a run of concepts. Out: the same concepts in another order: what an "only" limits behind it,
exceptions and conditions at the end of their statement.
"""

from __future__ import annotations

from licensescan.clauses.concepts import DEEDS, JOINTS, Concept

_LIMITS = frozenset({"EXCEPT", "UNLESS"})
_ASIDES = _LIMITS | {"IF"}
_WHAT_IT_IS_FOR = frozenset(
    {"hardware", "own-product", "evaluation", "test", "noncommercial", "research", "personal"}
)
"""Concepts that an "only" right behind them limits: "on Acme chips exclusively"."""


def only_first(raw: list[Concept]) -> list[Concept]:
    """Put an "only" that ends a statement before what it limits: "on Acme chips exclusively"."""
    if "ONLY" not in [token.type for token in raw]:
        return raw
    out = raw
    for at, token in enumerate(raw):
        if token.type != "ONLY" or not at or raw[at - 1].concept not in _WHAT_IT_IS_FOR:
            continue
        # In "for evaluation only, and to sell it" the rest belongs to the same statement.
        after = next((t.type for t in raw[at + 1 :] if t.type not in JOINTS), "")
        ends = at + 1 == len(raw) or raw[at + 1].type in JOINTS
        if ends and after not in DEEDS and token.start - raw[at - 1].end == 1:
            out = raw.copy() if out is raw else out
            out[at - 1 : at + 1] = [token, raw[at - 1]]
    return out


def conditions_last(line: list[Concept]) -> list[Concept]:
    """Move "(except …)" and "(if …)" to the end of their statement: what follows them is not theirs."""
    out: list[Concept] = []
    moved: list[Concept] = []
    inside = False
    for at, token in enumerate(line):
        if token.type == "(" and at + 1 < len(line) and line[at + 1].type in _ASIDES:
            inside = True
        elif token.type == ")" and inside:
            inside = False
        elif inside:
            moved.append(token)
        else:
            if token.type == ";":
                out += moved
                moved = []
            out.append(token)
    return out + moved


def opening_last(raw: list[Concept]) -> list[Concept]:
    """Move an exception that opens a sentence to its end: "except as agreed, use …" is about using."""
    if not raw or raw[0].type not in _LIMITS:
        return raw
    close = next((at for at, token in enumerate(raw) if token.type == ","), 0)
    return raw[close + 1 :] + raw[:close] if 0 < close < len(raw) - 1 else raw
