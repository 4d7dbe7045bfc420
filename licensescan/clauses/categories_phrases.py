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
from typing import NamedTuple, TypeAlias

GAPS = {"_": 1, "..": 3, "...": 8}
"""How many words may stand between two words of a phrase, the noise among them not counted."""

_NOISE_RUN = 5
_UNNAMED = "~"
_SHORTEST = 2
"""Letters of the shortest prefix that phrases may use."""
_TOKEN = re.compile(r"(?:[A-Za-z]\.){2,}|[A-Za-z0-9]+(?:['\u2019][A-Za-z]+)?|[.;:!?](?=\s|$)|[(),]")
_MARKER = re.compile(r"\s*(?:[(\[]?(?:[A-Za-z]|[ivxIVX]{1,5}|\d{1,3})[.)\]]+|[-*\u2022\u00b7])\s+")

BREAKS = frozenset(".;!?")
"""Marks that no phrase runs over."""

MARKS = BREAKS | frozenset(":(),")


class Match(NamedTuple):
    """A phrase found: the id of its row, and the indices of the words it names, in order."""

    row: int
    words: tuple[int, ...]


@dataclass(slots=True)
class _Node:
    """A state of the phrase trie: rows that end here; by edge, what follows within which gap."""

    edges: dict[str, dict[int, _Node]] = field(default_factory=dict)
    rows: list[int] = field(default_factory=list)
    reach: int = 0

    def beyond(self, edge: str, width: int) -> _Node:
        """Return the state behind an edge, made if need be."""
        self.reach = max(self.reach, width)
        return self.edges.setdefault(edge, {}).setdefault(width, _Node())


# Plain tuples, which are taken apart in a third of the time that named ones take.
_Known: TypeAlias = tuple[tuple[str, ...], tuple[_Node, ...], int, int]
"""What a word is to the trie: the edges that it may follow, the states that they lead to from the
root, whether it ends a part, and whether it fills a gap."""

_Spot: TypeAlias = tuple[int, tuple[str, ...], int, int, int]
"""A word of a text that some phrase has: its index, the edges that it may follow, which part of the
text it is in (no phrase runs over its end), how many words before it are not noise, and the same with
the word itself counted."""


@dataclass(slots=True)
class _Line:
    """A text as the trie sees it: its spots, and the edges that any of them may follow."""

    spots: list[_Spot]
    present: set[str]


def _line_of(known: list[_Known]) -> _Line:
    spots: list[_Spot] = []
    present: set[str] = set()
    part = before = 0
    for at, (labels, _, breaks, counted) in enumerate(known):
        if labels:
            spots.append((at, labels, part, before, before + counted))
            present.update(labels)
        part += breaks
        before += counted
    return _Line(spots, present)


def split(text: str) -> list[str]:
    """Return the words of a text, in small letters and without possessive, and its `MARKS`.

    A list marker before the text is left out.
    """
    return list(map(_plain, _TOKEN.findall(text, _begin(text))))


def spans(text: str, most: int | None = None) -> list[tuple[int, int]]:
    """Return the offsets of what `split` returns, or of the first words of it."""
    return [found.span() for found in islice(_TOKEN.finditer(text, _begin(text)), most)]


def _begin(text: str) -> int:
    marker = _MARKER.match(text)
    return marker.end() if marker else 0


@lru_cache(maxsize=16384)
def _plain(written: str) -> str:
    if written in MARKS:
        return written
    return written.lower().replace("\u2019", "'").replace(".", "").removesuffix("'s")


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
        bare = word.removesuffix(ending)
        if bare != word and len(bare) > 2 and any(letter in "aeiouy" for letter in bare):
            word = bare[:-1] if bare[-1] == bare[-2] and bare[-1] not in "lsz" else bare
            break
    return word[:-1] if len(word) > 4 and word.endswith("e") else word


class Phrases:
    """Phrases of many rows in one trie.

    A phrase is words with single spaces; each is one of ``word`` (any inflection), ``word!`` (as
    written), ``word*`` (what begins so), ``a/b`` (either), ``{name}`` (a word list), with ``?``
    behind it if it may be missing, ``~`` if it must stand there but is not named; ``_`` stands for a word that may be there, ``..`` for up to three
    words, ``...`` for up to eight, noise not counted.
    """

    def __init__(self, lists: Mapping[str, Sequence[str]], noise: Iterable[str]) -> None:
        """Start with named word lists, and words that may stand anywhere between two others."""
        self._lists = lists
        self._noise = frozenset(noise)
        self._root = _Node()
        self._by_stem: dict[str, list[str]] = {}
        self._by_word: dict[str, list[str]] = {}
        self._by_prefix: dict[str, list[str]] = {}
        self._lengths: dict[str, set[int]] = {}
        self._known = lru_cache(maxsize=16384)(self._look_up)

    def add(self, phrase: str, row: int) -> None:
        """Make a phrase findable; its matches bear the row's id.

        Raises:
            KeyError: It names a word list that is not there.
        """
        for variant in self._variants(phrase):
            node, width = self._root, 0
            for part in variant:
                if part in GAPS:
                    width = GAPS[part]
                else:
                    node, width = node.beyond(self._edge(part), width), 0
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
        if part.startswith("{") and part.endswith("}"):
            found.extend(member for member in self._lists[part[1:-1]] if " " in member)
        return [*found, ""] if optional else found

    def _edge(self, part: str) -> str:
        """Return the edge label of a word or list, and have its members yield it."""
        said = part.removesuffix(_UNNAMED)
        members = self._lists[said[1:-1]] if said.startswith("{") else said.split("/")
        for member in members:
            if " " in member:
                continue
            if member.endswith("*"):
                labels = self._by_prefix.setdefault(member[:-1], [])
                self._lengths.setdefault(member[:_SHORTEST], set()).add(len(member) - 1)
            elif member.endswith("!"):
                labels = self._by_word.setdefault(member[:-1], [])
            else:
                labels = self._by_stem.setdefault(stem(member), [])
            if part not in labels:
                labels.append(part)
        return part

    def _look_up(self, word: str) -> _Known:
        if word in MARKS:
            return (), (), int(word in BREAKS), 0
        found = [*self._by_stem.get(stem(word), ()), *self._by_word.get(word, ())]
        for length in sorted(self._lengths.get(word[:_SHORTEST], ())):
            if length <= len(word):
                found.extend(self._by_prefix.get(word[:length], ()))
        labels = tuple(dict.fromkeys(found))
        roots = self._root.edges
        opens = tuple(roots[label][0] for label in labels if label in roots)
        return labels, opens, 0, int(word not in self._noise)

    def find(self, words: Sequence[str]) -> list[Match]:
        """Return every match of every phrase, by first word."""
        known = list(map(self._known, words))
        line = _line_of(known)
        found: dict[Match, None] = {}
        present = line.present
        for number, spot in enumerate(line.spots):
            at = spot[0]
            for node in known[at][1]:
                # Most words open a phrase, and few lines have any word that it goes on with.
                if node.rows or not node.edges.keys().isdisjoint(present):
                    _follow(node, (at,), number, line, found)
        return list(found)


def _follow(
    node: _Node, words: tuple[int, ...], number: int, line: _Line, found: dict[Match, None]
) -> None:
    """Record what ends at a state, and go on to every state one word further.

    Args:
        node: The state.
        words: Indices of the words that are named on the way to it.
        number: Which of the line's spots the way has got to.
        line: The text.
        found: Where matches go.
    """
    for row in node.rows:
        found[Match(row, words)] = None
    edges = node.edges
    if not edges or edges.keys().isdisjoint(line.present):
        return
    spots = line.spots
    here, _, part, _, after = spots[number]
    for ahead in range(number + 1, len(spots)):
        at, labels, its_part, before, _ = spots[ahead]
        between = before - after
        if between > node.reach or its_part != part:
            return
        for label in labels:
            if label in edges:
                named = words if label.endswith(_UNNAMED) else (*words, at)
                for beyond in _beyond(edges[label], between, at - here):
                    _follow(beyond, named, ahead, line, found)


def _beyond(by_width: dict[int, _Node], between: int, apart: int) -> list[_Node]:
    """Return the states behind an edge whose gaps hold what stands between two words.

    Args:
        by_width: The states by the widths of their gaps.
        between: How many words stand between the two, the noise among them not counted.
        apart: How far apart they are.
    """
    near = apart <= _NOISE_RUN + 1
    return [node for width, node in by_width.items() if between <= width and (width or near)]
