"""Turn words into concepts: the phrases of ``grammars/lexicon.yaml`` as a trie over words.

In: words. Out: the longest phrase that begins at a place, as (terminal, concept, length). The
lexicon is data; nothing here knows any phrase.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any

from licensescan.clauses.words import Word, words_of
from licensescan.resources import load_yaml

Meaning = tuple[str, str]
"""A terminal of the grammar and a concept."""

_PLACE = ("THING", "place")
_END = ""
_VOWELS = "aeiou"


class Trie:
    """Phrases as nested dicts over word forms; the empty key holds the meaning."""

    def __init__(self) -> None:
        self.root: dict[str, Any] = {}

    def add(self, words: Sequence[str], meaning: Meaning) -> None:
        """Add one phrase; the first meaning given to a phrase stays."""
        node = self.root
        for word in words:
            node = node.setdefault(word, {})
        node.setdefault(_END, meaning)

    def longest(self, words: Sequence[Word], at: int) -> tuple[Meaning, int] | None:
        """Return the meaning of the longest phrase at a place, and how many words it has."""
        node = self.root.get(words[at].form)
        meaning = None
        length = 0
        end = len(words)
        first = at
        while node is not None:
            at += 1
            if _END in node:
                meaning, length = node[_END], at - first
            node = node.get(words[at].form) if at < end else None
        return (meaning, length) if meaning else None


@cache
def lexicon() -> Trie:
    """Return the trie of all phrases of the lexicon."""
    table = load_yaml("grammars/lexicon.yaml")
    irregular = table.pop("irregular")
    trie = Trie()
    for terminal, concepts in table.items():
        for concept, phrases in concepts.items():
            for phrase in phrases:
                for words in expand(phrase, irregular):
                    trie.add(words, (terminal, concept))
    for name in load_yaml("knowledge/territories.yaml")["countries"].values():
        trie.add([w.form for w in words_of(name, 0, len(name)) if w.form[0].isalpha()], _PLACE)
    return trie


@cache
def concepts() -> tuple[Meaning, ...]:
    """Return every terminal and concept of the lexicon, in its order."""
    table = load_yaml("grammars/lexicon.yaml")
    return tuple((t, c) for t, rows in table.items() if t != "irregular" for c in rows)


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
