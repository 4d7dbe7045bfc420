"""Turn words into concepts: the phrases of ``grammars/lexicon.yaml`` as a trie over words.

In: words. Out: the longest phrase that begins at a place, as (terminal, concept, length). The
lexicon is data; nothing here knows any phrase.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any, cast

from licensescan.clauses.words import words_of
from licensescan.resources import derived, load_yaml, read_bytes

Meaning = tuple[str, str]
"""A terminal of the grammar and a concept."""

_PLACE = ("THING", "place")
ALONE = ""
"""The key of the meaning that a phrase has where no longer one goes on from it."""

_VOWELS = "aeiou"


class Trie:
    """Phrases as nested dicts over word forms: what is no dict ends a phrase and is its meaning's number.

    A phrase that others go on from has its number under the empty key.
    """

    def __init__(
        self, root: dict[str, Any] | None = None, meanings: Sequence[Meaning] = ()
    ) -> None:
        """Begin empty, or with what another trie was made of: its root and meanings."""
        self.root: dict[str, Any] = root or {}
        self.meanings = list(meanings)
        self._numbers = {meaning: number for number, meaning in enumerate(meanings)}

    def add(self, words: Sequence[str], meaning: Meaning) -> None:
        """Add one phrase; the first meaning given to a phrase stays."""
        *first, last = words
        node = self.root
        for word in first:
            below = node.setdefault(word, {})
            if below.__class__ is not dict:
                below = node[word] = {ALONE: below}
            node = below
        number = self._number(meaning)
        below = node.setdefault(last, number)
        if below.__class__ is dict:
            below.setdefault(ALONE, number)

    def _number(self, meaning: Meaning) -> int:
        number = self._numbers.setdefault(meaning, len(self.meanings))
        if number == len(self.meanings):
            self.meanings.append(meaning)
        return number

    def longest(self, forms: Sequence[str], at: int) -> tuple[Meaning, int] | None:
        """Return the meaning of the longest phrase at a place, and how many words it has."""
        number, length = self.root.get(forms[at]), 1
        if number.__class__ is dict:
            number, length = self.beyond(number, forms, at)
        return None if number is None else (self.meanings[number], length)

    def beyond(self, node: dict[str, Any], forms: Sequence[str], at: int) -> tuple[int | None, int]:
        """Return the number of the longest phrase at a place that a word opens, and its length.

        Args:
            node: The word's own entry.
            forms: The forms of the words.
            at: Where it stands among them.
        """
        number, length = node.get(ALONE), 1
        for after in range(at + 1, len(forms)):
            below = node.get(forms[after])
            if below is None:
                break
            if below.__class__ is not dict:
                return below, after + 1 - at
            node = below
            if ALONE in node:
                number, length = node[ALONE], after + 1 - at
        return number, length


@cache
def lexicon() -> Trie:
    """Return the trie of all phrases of the lexicon, to which nothing may be added."""
    return Trie(_expanded()["root"], concepts())


@cache
def concepts() -> tuple[Meaning, ...]:
    """Return every terminal and concept of the lexicon, in its order."""
    return tuple((terminal, concept) for terminal, concept in _expanded()["concepts"])


@cache
def _expanded() -> dict[str, Any]:
    """Return the lexicon with its phrases written out; it is made again when what makes it changes."""
    made_from = (
        "grammars/lexicon.yaml",
        "knowledge/territories.yaml",
        "clauses/lexicon.py",
        "clauses/words.py",
    )
    return cast(dict[str, Any], derived(map(read_bytes, made_from), _made))


def _made() -> dict[str, Any]:
    table = load_yaml("grammars/lexicon.yaml")
    irregular = table.pop("irregular")
    trie = Trie(meanings=[(terminal, c) for terminal, rows in table.items() for c in rows])
    for terminal, concepts in table.items():
        for concept, phrases in concepts.items():
            for phrase in phrases:
                for words in expand(phrase, irregular):
                    trie.add(words, (terminal, concept))
    for name in _places():
        trie.add([form for form in words_of(name, 0, len(name)).forms if form[0].isalpha()], _PLACE)
    return {"root": trie.root, "concepts": trie.meanings}


def _places() -> Iterator[str]:
    """Yield the names of countries and groups of them, and what people write instead; no codes."""
    table = load_yaml("knowledge/territories.yaml")
    yield from table["countries"].values()
    yield from (name for name in table["spellings"] if not name.isupper())


def expand(phrase: str, irregular: dict[str, list[str]]) -> Iterator[tuple[str, ...]]:
    """Return every run of words that a phrase of the lexicon stands for.

    >>> sorted(expand("a/the [big] cat+", {}))[:2]
    [('a', 'big', 'cat'), ('a', 'big', 'cats')]
    """
    choices: list[Iterable[tuple[str, ...]]] = []
    for item in phrase.replace("'s", "").split():
        optional = item.startswith("[")
        forms: list[tuple[str, ...]] = []
        for word in item.strip("[]").split("/"):
            forms += [(form,) for form in _forms(word, irregular)]
        choices.append([*forms, ()] if optional else forms)
    for parts in itertools.product(*choices):
        yield tuple(word for part in parts for word in part)


def _forms(word: str, irregular: dict[str, list[str]]) -> list[str]:
    if word.endswith("~"):
        return _verb(word[:-1], irregular)
    if word.endswith("+"):
        return [word[:-1], _plural(word[:-1])]
    return ["not" if word == "can't" else word]


def _verb(base: str, irregular: dict[str, list[str]]) -> list[str]:
    third = _plural(base)
    if base in irregular:
        return [base, third, *irregular[base]]
    if base.endswith("e"):
        return [base, third, f"{base}d", f"{base[:-1]}ing"]
    if re.search(r"[^aeiou]y$", base):
        return [base, third, f"{base[:-1]}ied", f"{base}ing"]
    if re.fullmatch(r"[^aeiou]*[aeiou][bdgklmnprt]", base):
        return [base, third, f"{base}{base[-1]}ed", f"{base}{base[-1]}ing"]
    return [base, third, f"{base}ed", f"{base}ing"]


def _plural(noun: str) -> str:
    if re.search(r"[^aeiou]y$", noun):
        return f"{noun[:-1]}ies"
    if re.search(r"(?:s|x|z|ch|sh)$", noun):
        return f"{noun}es"
    return f"{noun}s"
