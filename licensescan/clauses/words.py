"""Split a stretch of text into words, each with its place in the untouched text.

In: a text and a span. Out: `Word`s in order. Case, hyphens, curly quotes and line ends make no
difference to a word's form; nothing is ever changed in the text itself.
"""

from __future__ import annotations

import re
from functools import lru_cache, partial
from typing import NamedTuple

_WORD = re.compile(
    r"[^\W\d_]+(?:\.(?=[^\W\d_]\.)[^\W\d_])*(?:['’](?:[stdSTD]|ll|re|ve|LL|RE|VE)\b)?"
    r"|\d[\d,_]*(?:\.\d+)?%?"
    r"|[\"“”„«»`‘’,;:()\[\]$€£¥]|''"
)
_QUOTES = dict.fromkeys(["“", "”", "„", "«", "»", "`", "``", "''"], '"')
_SPELLINGS = {
    "licence": "license", "licences": "licenses", "sublicence": "sublicense", "sublicences": "sublicenses",
    "programme": "program", "favour": "favor", "behaviour": "behavior", "honour": "honor", "labelled": "labeled",
    "centre": "center", "centres": "centers", "datacentre": "datacenter", "datacentres": "datacenters",
    "authorise": "authorize", "authorised": "authorized", "authorises": "authorizes", "authorising": "authorizing",
    "utilise": "utilize", "utilised": "utilized", "utilising": "utilizing", "recognised": "recognized",
    "commercialise": "commercialize", "organisation": "organization", "organisations": "organizations",
}  # fmt: skip
"""British spellings that the lexicon's American ones stand for."""

_STEMS = {"won": "will", "can": "can", "shan": "shall"}
_AUXILIARIES = {"ll": "will", "re": "are", "ve": "have", "d": "would"}


class Word(NamedTuple):
    """One word, number or mark."""

    form: str
    """Lower case; quotes as ``"``."""
    start: int
    end: int
    capital: bool
    """Whether it has a capital letter."""


_word = partial(tuple.__new__, Word)
"""Makes a word of a tuple in a third of the time that `Word` takes: a text has thousands."""


def words_of(text: str, start: int, end: int) -> list[Word]:
    """Return the words of ``text[start:end]`` with offsets into ``text``.

    >>> [w.form for w in words_of("You can’t fine-tune it.", 0, 23)]
    ['you', 'can', 'not', 'fine', 'tune', 'it']
    """
    found: list[Word] = []
    for match in _WORD.finditer(text, start, end):
        form, capital, whole = _form(match[0])
        begin, after = match.span()
        if whole:
            found.append(_word((form, begin, after, capital)))
        else:
            found += _apostrophe(form, begin, after, capital)
    return found


@lru_cache(maxsize=8192)
def _form(written: str) -> tuple[str, bool, bool]:
    """Return the form of a word, whether it has a capital, and whether no apostrophe parts it."""
    form = written.lower()
    capital = written != form
    if len(form) > 2 and ("'" in form or "’" in form):
        return form, capital, False
    return _QUOTES.get(form) or _SPELLINGS.get(form, form), capital, True


def _apostrophe(form: str, start: int, end: int, capital: bool) -> list[Word]:
    """Read "licensor's" as the licensor, "don't" and "you'll" as two words."""
    stem, _, rest = form.replace("’", "'").partition("'")
    if rest in _AUXILIARIES:
        after = start + len(stem)
        return [
            Word(stem, start, after, capital),
            Word(_AUXILIARIES[rest], after, end, False),
        ]
    if rest == "s":
        return [Word(stem, start, end - 2, capital)]
    if not stem.endswith("n"):
        return [Word(stem, start, end, capital)]
    verb = _STEMS.get(stem, stem[:-1])
    return [Word(verb, start, end, capital), Word("not", start, end, False)]
