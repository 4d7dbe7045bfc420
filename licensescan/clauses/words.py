"""Split a stretch of text into words, each with its place in the untouched text.

In: a text and a span. Out: `Word`s in order. Case, hyphens, curly quotes and line ends make no
difference to a word's form; nothing is ever changed in the text itself.
"""

from __future__ import annotations

import re
from functools import partial
from typing import NamedTuple

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
    >>> [w.form for w in words_of("do n't", 0, 6)]
    ['do', 'not']
    """
    found: list[Word] = []
    add, forms = found.append, _forms
    pieces = _WORD.split(text[start:end])
    after = start
    for gap, written in zip(pieces[::2], pieces[1::2], strict=False):  # behind the last, a gap
        begin = after + len(gap)
        after = begin + len(written)
        form, capital, whole = forms[written]
        if whole:
            add(_word((form, begin, after, capital)))
        else:
            found += _apostrophe(form, begin, after, capital)
    return found


class _Forms(dict[str, tuple[str, bool, bool]]):
    """Written words, each with its form, whether it has a capital, and whether no apostrophe parts it.

    A dict finds a word in a third of the time that a call takes.
    """

    def __missing__(self, written: str) -> tuple[str, bool, bool]:
        """Make the entry of a word that is met for the first time."""
        if len(self) >= _FORMS_KEPT:
            self.clear()
        made = self[written] = _form(written)
        return made


_forms = _Forms()


def _form(written: str) -> tuple[str, bool, bool]:
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
    denial = Word("not", start, end, False)
    return [Word(verb, start, end, capital), denial] if verb else [denial]
