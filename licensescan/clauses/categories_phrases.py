"""Compile the phrases of ``grammars/categories.yaml``; find them in a line of words.

In go the rows of the file and a text; out come `Match`es, each with the words of the text that its
phrase names. Words are compared by stem, gaps are bounded, so the time is linear in the text.
Which matches count is for `licensescan.clauses.categories` to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice, product
from typing import TypeAlias

GAPS = {"_": 1, "..": 3, "...": 7}
"""How many words may stand between two words of a phrase, the noise among them not counted."""

_NOISE_RUN = 5
_TOKEN = re.compile(r"(?:[A-Za-z]\.){2,}|[A-Za-z0-9]+(?:['\u2019][A-Za-z]+)?|[.;:!?](?=\s|$)|[(),]")
_MARKER = re.compile(r"\s*(?:[(\[]?(?:[A-Za-z]{1,4}|\d{1,3})[.)\]]+|[-*\u2022\u00b7])\s+")
_BREAKS = frozenset(".;:!?")
_MARKS = _BREAKS | frozenset("(),")


@dataclass(frozen=True, slots=True)
class Token:
    """One word or mark of a text; `mark` is empty for words, `stem` is empty for marks."""

    start: int
    end: int
    word: str
    stem: str
    mark: str


@dataclass(frozen=True, slots=True)
class Match:
    """A phrase found: the indices of the tokens it names, in order, and the id of its row."""

    row: int
    words: tuple[int, ...]


@dataclass(slots=True)
class _Node:
    """A state of the phrase trie: what may follow at once, what after a gap, what ends here."""

    next: dict[str, _Node] = field(default_factory=dict)
    gaps: dict[int, _Node] = field(default_factory=dict)
    rows: list[int] = field(default_factory=list)


_State: TypeAlias = tuple[_Node, tuple[int, ...]]
"""Where a phrase has got to in the trie, and the words that it has named so far."""


def tokenize(text: str) -> list[Token]:
    """Return the words and marks of a text, in order, with their offsets; no list marker before it."""
    marker = _MARKER.match(text)
    return [_token(found) for found in _TOKEN.finditer(text, marker.end() if marker else 0)]


def _token(found: re.Match[str]) -> Token:
    written = found.group()
    if written in _MARKS:
        return Token(found.start(), found.end(), written, "", written)
    word = written.lower().replace("\u2019", "'").replace(".", "").removesuffix("'s")
    return Token(found.start(), found.end(), word, stem(word), "")


@lru_cache(maxsize=16384)
def stem(word: str) -> str:
    """Take the plain inflections off an English word; verbs and their nouns stay apart.

    >>> [stem(w) for w in ("bullies", "abusing", "harmed", "planning", "weapons", "business")]
    ['bully', 'abus', 'harm', 'plan', 'weapon', 'business']
    """
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("ses", "xes", "zes", "ches", "shes")):
        word = word[:-2]
    elif len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in ("ing", "ed"):
        if (
            word.endswith(ending)
            and len(word) > len(ending) + 2
            and _has_vowel(word[: -len(ending)])
        ):
            word = word[: -len(ending)]
            if word[-1] == word[-2] and word[-1] not in "lsz":
                word = word[:-1]
            break
    return word[:-1] if len(word) > 3 and word.endswith("e") else word


def _has_vowel(letters: str) -> bool:
    return any(letter in "aeiouy" for letter in letters)


class Phrases:
    """Phrases of many rows in one trie.

    A phrase is words with single spaces; each is one of ``word`` (any inflection), ``word!`` (as
    written), ``word*`` (what begins so), ``a/b`` (either), ``{name}`` (a word list), with ``?``
    behind it if it may be missing; ``_`` stands for a word that may be there, ``..`` for up to three
    words, ``...`` for up to seven, noise not counted.
    """

    def __init__(self, lists: Mapping[str, Sequence[str]], noise: Iterable[str]) -> None:
        """Start with named word lists, and words that may stand anywhere between two others."""
        self._lists = lists
        self._noise = frozenset(noise)
        self._root = _Node()
        self._by_stem: dict[str, list[str]] = {}
        self._by_word: dict[str, list[str]] = {}
        self._by_prefix: dict[str, list[str]] = {}
        self._keys: dict[str, tuple[str, ...]] = {}

    def add(self, phrase: str, row: int) -> None:
        """Make a phrase findable; its matches bear the row's id.

        Raises:
            KeyError: It names a word list that is not there.
        """
        for variant in self._variants(phrase):
            node = self._root
            for part in variant:
                if part in GAPS:
                    node = node.gaps.setdefault(GAPS[part], _Node())
                else:
                    node = node.next.setdefault(self._key(part), _Node())
            if row not in node.rows:
                node.rows.append(row)

    def _variants(self, phrase: str) -> Iterator[list[str]]:
        choices = [self._choices(part) for part in phrase.split()]
        for choice in product(*choices):
            yield " ".join(choice).split()

    def _choices(self, part: str) -> list[str]:
        """Return what may stand for one part of a phrase; several words of a list stand apart."""
        optional = part.endswith("?")
        part = part.removesuffix("?")
        found = [part]
        if part.startswith("{"):
            several = [member for member in self._lists[part[1:-1]] if " " in member]
            found.extend(several)
        return [*found, ""] if optional else found

    def _key(self, part: str) -> str:
        """Return the edge label of a word or list, and have its members yield it."""
        members = self._lists[part[1:-1]] if part.startswith("{") else part.split("/")
        for member in members:
            if " " in member:
                continue
            if member.endswith("*"):
                labels = self._by_prefix.setdefault(member[:-1], [])
            elif member.endswith("!"):
                labels = self._by_word.setdefault(member[:-1], [])
            else:
                labels = self._by_stem.setdefault(stem(member), [])
            if part not in labels:
                labels.append(part)
        return part

    def _labels(self, token: Token) -> tuple[str, ...]:
        found = [*self._by_stem.get(token.stem, ()), *self._by_word.get(token.word, ())]
        for cut in range(2, len(token.word) + 1):
            found.extend(self._by_prefix.get(token.word[:cut], ()))
        return tuple(found)

    def find(self, tokens: Sequence[Token]) -> list[Match]:
        """Return every match of every phrase, by first word."""
        line = _Line(
            tokens,
            [() if token.mark else self._labels(token) for token in tokens],
            [token.word in self._noise for token in tokens],
        )
        found: dict[Match, None] = {}
        for at, labels in enumerate(line.labels):
            ends: list[_State] = [
                (node, (at,)) for label in labels if (node := self._root.next.get(label))
            ]
            while ends:
                node, words = ends.pop()
                found.update((Match(row, words), None) for row in node.rows)
                ends.extend(line.steps(node, words))
        return list(found)


@dataclass(frozen=True, slots=True)
class _Line:
    """A text as the trie sees it: per token its edge labels, and whether it may be passed over."""

    tokens: Sequence[Token]
    labels: Sequence[tuple[str, ...]]
    noise: Sequence[bool]

    def steps(self, node: _Node, words: tuple[int, ...]) -> Iterator[_State]:
        """Yield the states one word further: past noise at once, past any words over a gap."""
        if node.next:
            yield from self._reach(node, words, self._past_noise(words[-1]))
        for width, beyond in node.gaps.items():
            yield from self._reach(beyond, words, self._past_words(words[-1], width))

    def _reach(self, node: _Node, words: tuple[int, ...], ahead: Iterable[int]) -> Iterator[_State]:
        for at in ahead:
            for label in self.labels[at]:
                if beyond := node.next.get(label):
                    yield beyond, (*words, at)

    def _words_after(self, at: int) -> Iterator[int]:
        """Yield the words that follow in the same part of the sentence."""
        for ahead in range(at + 1, len(self.tokens)):
            mark = self.tokens[ahead].mark
            if mark in _BREAKS:
                return
            if not mark:
                yield ahead

    def _past_noise(self, at: int) -> Iterator[int]:
        for ahead in islice(self._words_after(at), _NOISE_RUN + 1):
            yield ahead
            if not self.noise[ahead]:
                return

    def _past_words(self, at: int, width: int) -> Iterator[int]:
        for ahead in self._words_after(at):
            yield ahead
            width -= not self.noise[ahead]
            if width < 0:
                return
