"""Split a stretch of text into words, each with its place in the untouched text.

In: a text and a span. Out: `Word`s in order. Case, hyphens, curly quotes and line ends make no
difference to a word's form; nothing is ever changed in the text itself.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_WORD = re.compile(
    r"(?P<word>[^\W\d_]+(?:\.(?=[^\W\d_]\.)[^\W\d_])*)"
    r"(?P<tail>['’](?:s|t)\b)?"
    r"|(?P<number>\d[\d,_]*(?:\.\d+)?%?)"
    r"|(?P<mark>[\"“”„«»`]|''|``|‘|’)"
    r"|(?P<stop>[,;:()\[\]$€£¥])"
)
_QUOTES = {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "`": '"', "``": '"', "''": '"'}


class Word(NamedTuple):
    """One word, number or mark."""

    form: str
    """Lower case; quotes as ``"``."""
    start: int
    end: int
    capital: bool
    """Whether it is written with a capital first letter."""


def words_of(text: str, start: int, end: int) -> list[Word]:
    """Return the words of ``text[start:end]`` with offsets into ``text``.

    >>> [w.form for w in words_of("You can’t fine-tune it.", 0, 23)]
    ['you', 'can', 'not', 'fine', 'tune', 'it']
    """
    found: list[Word] = []
    add = found.append
    for match in _WORD.finditer(text, start, end):
        kind = match.lastgroup
        begin, stop = match.span()
        if kind in ("word", "tail"):
            written = match["word"]
            form = written.lower()
            tail = match["tail"]
            if tail and tail[1:] == "t" and form.endswith("n"):
                stem = form if form == "can" else form[:-1]
                add(
                    Word(
                        {"wo": "will", "ca": "can", "sha": "shall"}.get(stem, stem),
                        begin,
                        stop,
                        written[0].isupper(),
                    )
                )
                add(Word("not", begin, stop, False))
            else:
                add(Word(form, begin, begin + len(written), written[0].isupper()))
        elif kind == "mark":
            mark = match[0]
            add(Word(_QUOTES.get(mark, mark), begin, stop, False))
        else:
            add(Word(match[0], begin, stop, False))
    return found
