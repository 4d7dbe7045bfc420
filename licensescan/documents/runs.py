"""Numbered sections that run on within one line: "… in writing.17.2 Limits. You may not …".

In: the words of a long line. Out: where in them a section or item begins. Cuts nothing but a row
of numbers each of which is the next, for a lone number is a reference, a year or a sum.
"""

from __future__ import annotations

import re

from licensescan.documents.kept import kept

SHORTEST = 200
"""Characters of a line below which it is no paragraph that holds several sections."""

_FEWEST = 3
_FEWEST_TOUCHING = 2
"""Numbers of a row; of one in which a number touches the sentence before it."""

# What may open a section, with white space and the first letter of its words after it.
_NUMBER = re.compile(
    r"([0-9](?<![\w,$€£-][0-9])[0-9]?(?:\.[0-9]{1,2}){0,6})(\\?[.)])?"
    r"(?=\s{1,3}[\"“(\[*_]{0,4}[A-Z])"
)
_STOPS = '.;:!?)”"’'
_EMPHASIS = "*_"

Numbers = tuple[int, ...]


def cuts(words: str) -> tuple[int, ...]:
    """Return where in a line sections begin, its own beginning excepted, in order."""
    # A row begins with a 1, or where the line does.
    return _cuts(words) if "1" in words or not words[0].isalpha() else ()


@kept(most=4096)
def _cuts(words: str) -> tuple[int, ...]:
    row: list[int] = []
    last: Numbers = ()
    touching = 0
    for found in _NUMBER.finditer(words):
        written = found[1]
        numbers = tuple(map(int, written.split(".")))
        at, stands, touches = _place(words, found.start())
        if not (found[2] or len(numbers) > 1):
            continue
        if at == 0 or (stands and numbers in ((1,), (1, 1)) and len(row) < _FEWEST):
            row, last, touching = [at], numbers, int(touches)
        elif stands and follows_on(numbers, last):
            row.append(at)
            last, touching = numbers, touching + touches
        elif follows_on(tail := _after_reference(numbers, last), last):
            row.append(found.end(1) - len(".".join(written.split(".")[-len(tail) :])))
            last, touching = tail, touching + 1
    enough = _FEWEST_TOUCHING if touching else _FEWEST
    return tuple(at for at in row if at) if len(row) >= enough else ()


def follows_on(numbers: Numbers, last: Numbers) -> bool:
    """Whether a number is the next after another: 2.2 or 2.1.1 after 2.1, and 3."""
    if not last or not numbers:
        return False
    if len(numbers) > len(last):
        return numbers == (*last, 1)
    above = len(numbers) - 1
    return numbers == (*last[:above], last[above] + 1)


def _place(words: str, at: int) -> tuple[int, bool, bool]:
    """Return where a number begins with its emphasis, whether after a stop, whether touching it."""
    while at and words[at - 1] in _EMPHASIS:
        at -= 1
    before = words[max(0, at - 4) : at]
    stands = not before or before.rstrip().endswith(tuple(_STOPS))
    return at, stands, bool(before) and stands and not before[-1].isspace()


def _after_reference(numbers: Numbers, last: Numbers) -> Numbers:
    """Return the number that touches a reference: the 2.3 of "see Section 2.1.2.3 Gifts."."""
    for size in range(2, len(numbers) - 1):
        if follows_on(numbers[-size:], last):
            return numbers[-size:]
    return ()
