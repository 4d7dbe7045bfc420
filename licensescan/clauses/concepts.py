"""Turn words into concepts: phrases of the lexicon, names in quotes, numbers, the document's own terms.

In: words. Out: concept tokens in the order of the text, marks and conjunctions included. Words that
carry no concept are gone; a token keeps its place in the untouched text.
"""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

from licensescan.clauses.lexicon import ALONE, Trie
from licensescan.clauses.quantities import COUNTS, Quantity, quantity_at
from licensescan.clauses.words import Word

_LONGEST_NAME = 14
"""Words inside quotation marks that still count as one name."""

_COUNTED = 100
"""Numbers below it are sections, days and the like, unless they are sums or stand before a metric."""

MARKS = frozenset(",;:()[]")
DEEDS = frozenset({"ACT", "DEED"})
PARTIES = frozenset({"YOU", "WE", "THEY"})
NOMINALS = PARTIES | {"THING", "DEED", "NAME"}
"""Terminals of verbs and of what is done, of who does it, and of all that may be a subject."""

_OPENING = frozenset({'"', "‘"})
_DEFINING = frozenset({"means", "mean", "shall", "refers", "includes"})
_CONJUNCTIONS = frozenset({"and", "or", "but"})
_SIGNS = {**{mark: mark for mark in MARKS}, **dict.fromkeys(_CONJUNCTIONS, "CONJUNCTION")}
"""Terminals of what stands for itself where no phrase begins with it."""

_IGNORED = "IGNORE"
_NOTHING = (_IGNORED, "")
_DOUBTFUL = frozenset({"may", "place", "state"})
"""Concepts whose words mean something else now and then; `_phrase` tells when."""

_NO_WORD = "\n"
"""What stands behind the last word: no phrase goes on with it."""

_MARKS_OF_TRADE = frozenset({"mark", "marks"})
"""With a capital within a sentence these are what a party trades under, no verb."""

_NO_TERMS = Trie()
"""A document's own terms are no phrases within quotation marks: there they are names."""


class Concept(NamedTuple):
    """One token of the line: a terminal of the grammar, a concept, a place in the text.

    Lark's parser takes it as it is: ``type`` is the name it asks for, and the positions that it
    would borrow for the end of the line are not known.
    """

    type: str
    concept: str
    start: int
    end: int
    value: object = None
    """For a name its words, for a quantity its `Quantity`, for a subject its former terminal."""

    def of_type(self, terminal: str) -> Concept:
        """Return it as another terminal."""
        return _concept((terminal, *self[1:]))

    start_pos = end_pos = line = column = end_line = end_column = None  # type: ignore[misc]


_concept = partial(tuple.__new__, Concept)
"""Makes a concept of a tuple in a third of the time that `Concept` takes."""


def concepts_of(words: list[Word], phrases: Trie, defined: Trie, text: str) -> list[Concept]:
    """Return the concepts of a run of words, marks included, in order.

    Args:
        words: As `words_of` gives them.
        phrases: The lexicon.
        defined: The document's own terms; they hold only where written with a capital.
        text: The text that the offsets point into.
    """
    line: list[Concept] = []
    add, begins, defines, meanings = line.append, phrases.root, defined.root, phrases.meanings
    forms = [word.form for word in words]
    forms.append(_NO_WORD)
    at = 0
    count = len(words)
    while at < count:
        form, start, end, capital = words[at]
        number, length = begins.get(form), 1
        if number.__class__ is dict:  # it begins several phrases, of which mostly none goes on here
            if forms[at + 1] in number:
                number, length = phrases.beyond(number, words, at)
            else:
                number = number.get(ALONE)
        if number is None:
            if form in _SIGNS:
                add(_concept((_SIGNS[form], form, start, end, None)))
                at += 1
                continue
            terminal, concept = _NOTHING
            clear = form.isalpha() and form not in COUNTS
        else:
            terminal, concept = meanings[number]
            clear = concept not in _DOUBTFUL
        if not clear or (capital and form in defines):
            read, length = _read(words, at, phrases, defined, text)
            line += read
        elif terminal != _IGNORED:
            add(_concept((terminal, concept, start, words[at + length - 1].end, None)))
        at += length
    return line


def _read(
    words: list[Word], at: int, phrases: Trie, defined: Trie, text: str
) -> tuple[list[Concept], int]:
    """Return what a place says, whatever stands there, and how many words it takes."""
    if (
        words[at].form in _OPENING
        and (close := _closing(words, at))
        and not _is_defined(words, close)
    ):
        quoted = _quoted(words[at : close + 1], phrases, text)
        # ("Claims") only names what stands before it.
        named = quoted.type == "NAME" and _in_parentheses(words, at)
        return [] if named else [quoted], close + 1 - at
    found, length = _phrase(words, at, phrases, defined)
    return [found] if found else [], length


def _phrase(words: list[Word], at: int, phrases: Trie, defined: Trie) -> tuple[Concept | None, int]:
    word = words[at]
    found = phrases.longest(words, at)
    if defined.root and word.capital:
        own = defined.longest(words, at)
        if own and (found is None or own[1] >= found[1]):
            found = own
    if found is None:
        if (quantity := quantity_at(words, at)) and _counts(quantity, words, at, phrases):
            last = words[at + quantity.length - 1]
            return Concept("QUANTITY", "quantity", word.start, last.end, quantity), quantity.length
        return None, 1
    (terminal, concept), length = found
    if concept == "state" and word.capital and at and word.form in _MARKS_OF_TRADE:
        terminal, concept = "THING", "mark"
    last = words[at + length - 1]
    if terminal == _IGNORED or _means_otherwise(concept, words, at, length):
        return None, length
    return _concept((terminal, concept, word.start, last.end, None)), length


def _counts(quantity: Quantity, words: list[Word], at: int, phrases: Trie) -> bool:
    """Whether a number is one that something may turn on: large, a sum, or right before its metric."""
    if quantity.value >= _COUNTED or quantity.currency:
        return True
    after = at + quantity.length
    measured = phrases.longest(words, after) if after < len(words) else None
    return measured is not None and measured[0][0] == "METRIC"


def _means_otherwise(concept: str, words: list[Word], at: int, length: int) -> bool:
    """Whether a word is only spelt like its concept: a month, or part of an authority's name."""
    after = words[at + length : at + length + 1]
    if concept == "may" and words[at].capital:
        return any(w.form[0].isdigit() for w in after + words[max(at - 1, 0) : at])
    if concept == "place":  # "the United States Department of State" is no place of use
        return any(w.capital and w.start - words[at + length - 1].end == 1 for w in after)
    return False


def _closing(words: list[Word], at: int) -> int | None:
    closers = ('"',) if words[at].form == '"' else ("’",)
    for close in range(at + 1, min(len(words), at + _LONGEST_NAME + 2)):
        if words[close].form in closers:
            return close if close > at + 1 else None
    return None


def _quoted(words: list[Word], phrases: Trie, text: str) -> Concept:
    """Read what stands between quotation marks, both marks included: a phrase, or else a name."""
    inner = words[1:-1]
    found, length = _phrase(inner, 0, phrases, _NO_TERMS)
    if found and length == len(inner):
        return found
    start, end = inner[0].start, words[-1].start
    return Concept("NAME", "name-text", start, end, text[start:end].strip())


def _is_defined(words: list[Word], close: int) -> bool:
    """Whether the quoted words are being defined: then they are read like any others."""
    return close + 1 < len(words) and words[close + 1].form in _DEFINING


def _in_parentheses(words: list[Word], at: int) -> bool:
    for word in reversed(words[max(at - _LONGEST_NAME, 0) : at]):
        if word.form in "()":
            return word.form == "("
    return False
