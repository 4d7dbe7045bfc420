"""Split a stretch of text into words, each with its place in the untouched text.

In: a text and a span. Out: its `Words` in order. Case, hyphens, curly quotes and line ends make no
difference to a word's form; nothing is ever changed in the text itself.
"""

from __future__ import annotations

import re
from itertools import accumulate
from typing import Any, NamedTuple, cast

_LETTER = r"[^\W\d_]"
_INITIAL = rf"\.(?={_LETTER}\.){_LETTER}"
# Written so that most words are matched without backtracking: plain letters first, and "or
# nothing" instead of "?" and "*", which the engine refuses by one look at the next character.
_WORD = re.compile(
    rf"((?:[A-Za-z]++{_LETTER}*+|{_LETTER}++)(?:{_INITIAL}(?:{_INITIAL})*|)"
    r"(?:['’](?:[stdSTD]|ll|re|ve|LL|RE|VE)\b|)"
    r"|\d[\d,_]*(?:\.\d+)?%?"
    r"|[\"“”„«»`‘’,;:()\[\]$€£¥]|'')"
)
"""A word in a group of its own, so that a text split by it is gaps and words by turns."""

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

_FORMS_KEPT = 8192
"""Written words whose forms are kept; a text has a thousand."""


class Words(NamedTuple):
    """Words, numbers and marks in order, a list for each thing to know of them: a text has thousands."""

    written: list[str]
    """As the text has them."""
    forms: list[str]
    """Lower case; quotes as ``"``."""
    starts: list[int]
    ends: list[int]

    def has_capital(self, at: int) -> bool:
        """Whether a word has a capital letter."""
        return self.written[at].lower() != self.written[at]

    def part(self, first: int, beyond: int) -> Words:
        """Return those from one place up to another."""
        place = slice(first, beyond)
        return Words(self.written[place], self.forms[place], self.starts[place], self.ends[place])


def words_of(text: str, start: int, end: int) -> Words:
    """Return the words of ``text[start:end]`` with offsets into ``text``.

    >>> words_of("You can’t fine-tune it.", 0, 23).forms
    ['you', 'can', 'not', 'fine', 'tune', 'it']
    >>> words_of("do n't", 0, 6).forms
    ['do', 'not']
    """
    stretch = text[start:end]
    pieces = _WORD.split(stretch)
    places = list(accumulate(map(len, pieces), initial=start))
    written = pieces[1::2]
    words = Words(written, list(map(_form_of, written)), places[1:-1:2], places[2::2])
    return _parted(words) if "’" in stretch or "'" in stretch else words


class _Forms(dict[str, str]):
    """Written words, each with its form: a dict finds it in a third of the time that a call takes."""

    def __missing__(self, written: str) -> str:
        """Make the entry of a word that is met for the first time."""
        if len(self) >= _FORMS_KEPT:
            self.clear()
        form = written.lower()
        made = self[written] = _QUOTES.get(form) or _SPELLINGS.get(form, form)
        return made


_form_of = _Forms().__getitem__


def _parted(words: Words) -> Words:
    """Read "licensor's" as the licensor, "don't" and "you'll" as two words."""
    places = [at for at, form in enumerate(words.forms) if "’" in form or "'" in form]
    for at in reversed(places):
        if len(words.forms[at]) > 2:  # no mark by itself
            parts = _apostrophe(
                words.written[at], words.forms[at], words.starts[at], words.ends[at]
            )
            for column, values in zip(words, zip(*parts, strict=True), strict=True):
                cast(list[Any], column)[at : at + 1] = values
    return words


def _apostrophe(written: str, form: str, start: int, end: int) -> list[tuple[str, str, int, int]]:
    stem, _, rest = form.replace("’", "'").partition("'")
    if rest in _AUXILIARIES:
        after = start + len(stem)
        return [(written, stem, start, after), (rest, _AUXILIARIES[rest], after, end)]
    if rest == "s":
        return [(written, stem, start, end - 2)]
    if not stem.endswith("n"):
        return [(written, stem, start, end)]
    verb = _STEMS.get(stem, stem[:-1])
    denial = ("not", "not", start, end)
    return [(written, verb, start, end), denial] if verb else [denial]
