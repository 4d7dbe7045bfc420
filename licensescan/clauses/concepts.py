"""Turn words into concepts: phrases of the lexicon, names in quotes, numbers, the document's own terms.

In: words. Out: concept tokens in the order of the text, marks and conjunctions included. Words that
carry no concept are gone; a token keeps its place in the untouched text.
"""

from __future__ import annotations

from functools import cache, partial
from typing import Any, NamedTuple

from licensescan.clauses.lexicon import ALONE, Trie
from licensescan.clauses.quantities import COUNTS, Quantity, quantity_at
from licensescan.clauses.words import Words

_LONGEST_NAME = 14
"""Words inside quotation marks that still count as one name."""

_COUNTED = 100
"""Numbers below it are sections, days and the like, unless they are sums or stand before a metric."""

_STAFF = frozenset({"people", "persons"})
_EMPLOYERS = frozenset(
    {"organization", "organizations", "company", "companies", "business", "businesses", "team"}
)
_NEAR = 6
"""How many words before "200 people" tell whether an employer has them."""

MARKS = frozenset(",;:()[]")
JOINTS = MARKS | {"CONJUNCTION"}
"""Terminals of punctuation; and, with "and" and "or", of all that stands between items."""

DEEDS = frozenset({"ACT", "DEED"})
PARTIES = frozenset({"YOU", "WE", "THEY"})
NOMINALS = PARTIES | {"THING", "DEED", "NAME"}
"""Terminals of verbs and of what is done, of who does it, and of all that may be a subject."""

_OPENING = frozenset({'"', "‘"})
_DEFINING = frozenset({"means", "mean", "shall", "refers", "includes"})
_CONJUNCTIONS = frozenset({"and", "or", "but"})
_SIGNS = {**{mark: mark for mark in MARKS}, **dict.fromkeys(_CONJUNCTIONS, "CONJUNCTION")}
"""Terminals of what stands for itself where no phrase begins with it."""

_COMPANIES = frozenset({"inc", "ltd", "llc", "corp", "limited", "gmbh", "co", "corporation"})
_IGNORED = "IGNORE"
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


_Meaning = tuple[str, str, bool]
"""A terminal, none where words are passed by, a concept, and whether nothing else can be meant."""


_UNKNOWN: _Meaning = ("", "", False)


@cache
def _openings(phrases: Trie) -> tuple[dict[str, Any], list[_Meaning]]:
    """Return what each word may open, signs and written numbers included, and the meanings by number.

    A word that is in none of it says nothing: most words of a text are passed by at one look.
    """
    meanings: list[_Meaning] = [
        ("" if terminal == _IGNORED else terminal, concept, concept not in _DOUBTFUL)
        for terminal, concept in phrases.meanings
    ]
    root = dict(phrases.root)
    further = {sign: (terminal, sign, True) for sign, terminal in _SIGNS.items()}
    for form, meaning in {**dict.fromkeys(COUNTS, _UNKNOWN), **further}.items():
        longer = root.get(form)
        if longer is None:
            root[form] = len(meanings)
        elif longer.__class__ is dict:
            root[form] = {ALONE: len(meanings), **longer}
        meanings.append(meaning)
    return root, meanings


def concepts_of(words: Words, phrases: Trie, defined: Trie, text: str) -> list[Concept]:
    """Return the concepts of a run of words, marks included, in order.

    Args:
        words: As `words_of` gives them.
        phrases: The lexicon.
        defined: The document's own terms; they hold only where written with a capital.
        text: The text that the offsets point into.
    """
    line: list[Concept] = []
    (begins, meanings), defines = _openings(phrases), defined.root
    _, forms, starts, ends = words
    following = [*forms[1:], _NO_WORD]
    after = 0
    for at, form in enumerate(forms):
        if at < after:
            continue
        number, last = begins.get(form), at
        if number.__class__ is dict:  # it begins several phrases, of which mostly none goes on here
            if following[at] in number:
                number, length = phrases.beyond(number, forms, at)
                last = at + length - 1
            else:
                number = number.get(ALONE)
        if number is None and form.isalpha() and form not in defines:
            continue
        terminal, concept, sure = _UNKNOWN if number is None else meanings[number]
        if not sure or (form in defines and form not in _SIGNS):
            read, length = _read(words, at, phrases, defined, text)
            line += read
            after = at + length
            continue
        after = last + 1
        if terminal:
            line.append(_concept((terminal, concept, starts[at], ends[last], None)))
    return line


def _read(
    words: Words, at: int, phrases: Trie, defined: Trie, text: str
) -> tuple[list[Concept], int]:
    """Return what a place says, whatever stands there, and how many words it takes."""
    forms = words.forms
    if forms[at] in _OPENING and (close := _closing(forms, at)) and not _is_defined(forms, close):
        quoted = _quoted(words.part(at, close + 1), phrases, text)
        # ("Claims") only names what stands before it.
        named = quoted.type == "NAME" and _in_parentheses(forms, at)
        return [] if named else [quoted], close + 1 - at
    found, length = _phrase(words, at, phrases, defined)
    if found and found.type == "QUANTITY" and (metric := _counted(words, at, length, phrases)):
        return [found, metric], length + 1
    return [found] if found else [], length


def _counted(words: Words, at: int, length: int, phrases: Trie) -> Concept | None:
    """Return the people that a number counts as a metric, which they are nowhere else: "10 users"."""
    _, forms, starts, ends = words
    after = at + length
    metric = _people(forms, at, after) if after < len(forms) else ""
    longer = phrases.longest(forms, after) if metric else None
    if not metric or (longer and longer[1] > 1):
        return None  # "10 users per month" is a metric by itself
    return Concept("METRIC", metric, starts[after], ends[after])


def _people(forms: list[str], at: int, after: int) -> str:
    """Return the metric of the people that a number counts; only an employer's are employees."""
    if forms[after] == "users":
        return "users"
    employs = not _EMPLOYERS.isdisjoint(forms[max(at - _NEAR, 0) : at])
    return "employees" if forms[after] in _STAFF and employs else ""


def _phrase(words: Words, at: int, phrases: Trie, defined: Trie) -> tuple[Concept | None, int]:
    _, forms, starts, ends = words
    found = phrases.longest(forms, at)
    if defined.root and words.has_capital(at):
        own = defined.longest(forms, at)
        if own and (found is None or own[1] >= found[1]):
            found = own
    if found is None:
        if (quantity := quantity_at(words, at)) and _counts(quantity, forms, at, phrases):
            end = ends[at + quantity.length - 1]
            return Concept("QUANTITY", "quantity", starts[at], end, quantity), quantity.length
        return None, 1
    (terminal, concept), length = found
    if concept == "state" and at and forms[at] in _MARKS_OF_TRADE and words.has_capital(at):
        terminal, concept = "THING", "mark"
    if terminal == _IGNORED or _means_otherwise(concept, words, at, length):
        return None, length
    return _concept((terminal, concept, starts[at], ends[at + length - 1], None)), length


def _counts(quantity: Quantity, forms: list[str], at: int, phrases: Trie) -> bool:
    """Whether a number is one that something may turn on: large, a sum, or right before its metric."""
    if quantity.value >= _COUNTED or quantity.currency:
        return True
    after = at + quantity.length
    if after == len(forms):
        return False
    measured = phrases.longest(forms, after)
    counts = measured is not None and measured[0][0] == "METRIC"
    return counts or bool(_people(forms, at, after))


def _means_otherwise(concept: str, words: Words, at: int, length: int) -> bool:
    """Whether a word is only spelt like its concept: a month, or part of an authority's name."""
    forms, after = words.forms, at + length
    if concept == "may" and words.has_capital(at):
        around = forms[after : after + 1] + forms[max(at - 1, 0) : at]
        return any(form[0].isdigit() for form in around)
    return concept == "place" and _is_of_a_name(words, at, after)


def _is_of_a_name(words: Words, at: int, after: int) -> bool:
    """Whether a place is part of a name or an address: "the United States Department of State"."""
    _, forms, starts, ends = words
    if at and forms[at - 1][0].isdigit():  # "Boston 02110 USA"
        return True
    if forms[after : after + 1] == [","] and forms[after + 1 : after + 2]:
        return forms[after + 1] in _COMPANIES  # "Acme USA, Inc."
    beside = after < len(forms) and starts[after] - ends[after - 1] == 1
    return beside and words.has_capital(after)


def _closing(forms: list[str], at: int) -> int | None:
    closers = ('"',) if forms[at] == '"' else ("’",)
    for close in range(at + 1, min(len(forms), at + _LONGEST_NAME + 2)):
        if forms[close] in closers:
            return close if close > at + 1 else None
    return None


def _quoted(words: Words, phrases: Trie, text: str) -> Concept:
    """Read what stands between quotation marks, both marks included: a phrase, or else a name."""
    inner = words.part(1, len(words.forms) - 1)
    found, length = _phrase(inner, 0, phrases, _NO_TERMS)
    if found and length == len(inner.forms):
        return found
    start, end = inner.starts[0], words.starts[-1]
    return Concept("NAME", "name-text", start, end, text[start:end].strip())


def _is_defined(forms: list[str], close: int) -> bool:
    """Whether the quoted words are being defined: then they are read like any others."""
    return close + 1 < len(forms) and forms[close + 1] in _DEFINING


def _in_parentheses(forms: list[str], at: int) -> bool:
    for form in reversed(forms[max(at - _LONGEST_NAME, 0) : at]):
        if form in "()":
            return form == "("
    return False
