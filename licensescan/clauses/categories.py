"""Say which categories of ``use-restriction`` a forbidden use is, from its words.

In goes one forbidden use: a list item, or the object of "You may not use the Model to …", with its
lead-ins; out come the categories, each with the words that say so. Phrases and their rows are data
(``grammars/categories.yaml``). It never decides whether something is forbidden at all, and it answers
with nothing rather than guess; `other` is for what is a use by its form and of no known field.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TypeAlias

from licensescan.clauses.categories_phrases import Match, Phrases, spans, split
from licensescan.clauses.categories_zones import Zone, zones
from licensescan.resources import load_yaml

_CONTEXT_WORDS = 16
_CONTEXTS_KEPT = 1_000
_LEAD_END = 5
_NOTHING = "none"
_UNSORTED = "other"
_MOST_WORDS = 40
"""How many words a use without a field may have; a longer text says something else as well."""

_ALLOWED = re.compile(
    r"\W*(?:you|(?:your\s)?(?:customer|licensee|user)s?)\s+(?:may|can)\b(?!['\u2019]|\s+(?:not|only)\b)",
    re.IGNORECASE,
)
"""How an item begins that gives back what its lead-in forbids."""

_USE = re.compile(
    r"\W*(?:be\s+)?us(?:e|ed|ing)\s(?!of\s|or\s|and\s)[^.,;:]{0,60}?\b(?:to|for)\s+(?P<what>[^:]{4,})$",
    re.IGNORECASE,
)
"""A use by its form: "use the Model to …"."""

_USES = re.compile(
    r"\b(?:not|never|no|cannot|prohibit\w*|forbid\w*)\b[^.;]{0,160}?\bus(?:e|ed|es|age|ing)\b[^.;]{0,120}?"
    r"(?:\b(?:to|for|in)(?:\s+any(?:\s+of)?(?:\s+the|\s+these)?)?|following|includes?|uses|purposes|ways|activities)"
    r"\s*:\s*$",
    re.IGNORECASE,
)
"""A lead-in whose items are uses: "You may not use it for any of these:"."""

_LEAD_LENGTH = 400
"""How many characters of a lead-in, from its end, that is looked for in."""

_TAIL = re.compile(
    r"[,;]?\s(?:including|such as|for example|by)(?:[^.;:]*\bfollowing\b| to| but not limited to)?[,:]?\s*$",
    re.IGNORECASE,
)


_Place: TypeAlias = tuple[int, Zone]


@dataclass(frozen=True, slots=True)
class CategoryHit:
    """A category, and the span of the words that say so in the text that was asked about."""

    category: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of the file, as its head comment explains; `needs` and `bars` are ids of cue rows."""

    category: str
    needs: int = -1
    bars: int = -1
    weak: bool = False
    alone: bool = False
    in_purpose: bool = True
    in_consequence: bool = False
    opens_examples: bool = False


@dataclass(frozen=True, slots=True)
class _Lexicon:
    phrases: Phrases
    rows: tuple[_Row, ...]
    elsewhere: re.Pattern[str]
    """Words of other clause types, and of sentences that forbid no use."""


@cache
def _lexicon() -> _Lexicon:
    """Compile the file once a process."""
    content = load_yaml("grammars/categories.yaml")
    lists = {name: _split(words) for name, words in content["lists"].items()}
    phrases = Phrases(lists, _split(content["noise"]))
    rows: list[_Row] = []

    def row(made: _Row, said: str) -> int:
        if not said:
            return -1
        rows.append(made)
        for phrase in _split(said):
            phrases.add(phrase, len(rows) - 1)
        return len(rows) - 1

    for category, groups in content["categories"].items():
        for group in groups:
            needs = row(_Row(""), group.get("with", ""))
            bars = row(_Row(""), group.get("unless", ""))
            made = _Row(
                category,
                needs,
                bars,
                weak=group.get("weak", False),
                alone=group.get("alone", False),
                in_purpose=group.get("purpose", True),
                in_consequence=group.get("consequence", False),
                opens_examples=group.get("examples") == "open",
            )
            row(made, group["say"])
    words = "|".join(word.replace("*", "[a-z]*") for word in _split(content["elsewhere"]))
    return _Lexicon(phrases, tuple(rows), re.compile(rf"\b(?:{words})\b", re.IGNORECASE))


def _split(said: str) -> list[str]:
    return [" ".join(phrase.split()) for phrase in said.split(",") if phrase.strip()]


def categorise(text: str, context: str = "") -> tuple[CategoryHit, ...]:
    """Return the categories of one forbidden use, by first word; empty if none is recognised.

    Args:
        text: The item's own words.
        context: Its lead-ins and headings, outermost first; read only when the item alone says
            nothing ("To provide advice on:" before "medicine").
    """
    if _ALLOWED.match(text):
        return ()
    words = split(text)
    matches, before = _lexicon().phrases.find(words), 0
    found = _chosen(words, matches)
    if not found and context and not _says_nothing(matches):
        lead = _last_words(context)
        words, before = [*lead, *words], len(lead)
        found = _chosen(words, _lexicon().phrases.find(words), before)
    if not found:
        return _unsorted(text, context) if not _says_nothing(matches) else ()
    places = spans(text, max(named[-1] for named in found.values()) - before + 1)
    hits = []
    for category, named in found.items():
        own = [at - before for at in named if at >= before]
        hits.append(CategoryHit(category, places[own[0]][0], places[own[-1]][1]))
    return tuple(sorted(hits, key=lambda hit: (hit.start, hit.category)))


@lru_cache(maxsize=_CONTEXTS_KEPT)
def _last_words(context: str) -> tuple[str, ...]:
    """Return the words of a lead-in that are read with each of its items."""
    return tuple(split(context)[-_CONTEXT_WORDS:])


def _unsorted(text: str, context: str) -> tuple[CategoryHit, ...]:
    """Return `other` for a use that no phrase knows, if nothing suggests another clause type.

    "You may not use it to breed tulips", and an item of "You may not use it for:", are uses by
    their form.
    """
    use = _USE.match(text)
    if not (use or _announces_uses(context)) or not _says_one_thing(text):
        return ()
    if _lexicon().elsewhere.search(use["what"] if use else text):
        return ()
    return (CategoryHit(_UNSORTED, 0, len(text)),)


def is_listed_use(text: str, context: str) -> bool:
    """Whether a text is an item of a list of forbidden uses, whatever clause type its words suggest.

    Args:
        text: The item's own words.
        context: Its lead-ins: "You may not use it to:".
    """
    if not _announces_uses(context) or not _says_one_thing(text) or _ALLOWED.match(text):
        return False
    return not _says_nothing(_lexicon().phrases.find(split(text)))


def _announces_uses(context: str) -> bool:
    lead = context[-_LEAD_LENGTH:].rstrip()
    return lead.endswith(":") and _USES.search(lead) is not None


def _says_one_thing(text: str) -> bool:
    return not text.rstrip().endswith((":", ",")) and 1 < len(text.split()) <= _MOST_WORDS


def categorise_heading(text: str) -> tuple[CategoryHit, ...]:
    """Return the categories of a lead-in that is itself a forbidden use with sub-items.

    What follows its last "including" or "such as" announces the sub-items and says nothing.
    """
    return categorise(_TAIL.sub("", text))


def _says_nothing(matches: Sequence[Match]) -> bool:
    """Say whether an item has words that forbid nothing, so that no lead-in can make it a use."""
    rows = _lexicon().rows
    return any(rows[match.row].category == _NOTHING for match in matches)


def _chosen(
    words: Sequence[str], matches: Sequence[Match], first: int = 0
) -> dict[str, tuple[int, ...]]:
    """Return category → words, of matches that end at the word `first` or later."""
    if not matches:
        return {}
    lexicon = _lexicon()
    seen = {match.row for match in matches}
    kept = [m for m in matches if _allowed(lexicon.rows[m.row], seen)]
    kept = [m for m in _longest(kept, lexicon.rows) if _reaches(m, first)]
    if not kept:
        return {}
    strength = list(_strengths(kept, lexicon.rows, words))
    best = max(strength)
    found: dict[str, tuple[int, ...]] = {}
    for match, strong in zip(kept, strength, strict=True):
        category = lexicon.rows[match.row].category
        if strong and strong == best:
            found.setdefault(category, match.words)
    return found


def _reaches(match: Match, first: int) -> bool:
    """Say whether a match is of the item at `first`, or of it and the very end of its lead-in."""
    before = [at for at in match.words if at < first]
    return match.words[-1] >= first and (not before or before[-1] >= first - _LEAD_END)


def _allowed(row: _Row, seen: Collection[int]) -> bool:
    """Say whether a row may count at all; cue rows never do."""
    return bool(row.category) and (row.needs < 0 or row.needs in seen) and row.bars not in seen


def _longest(matches: Sequence[Match], rows: Sequence[_Row]) -> list[Match]:
    """Drop matches that say nothing, and those whose words are all among those of another."""
    by_word: dict[int, list[tuple[frozenset[int], bool]]] = {}
    speaking: list[tuple[Match, frozenset[int]]] = []
    for match in matches:
        words = frozenset(match.words)
        silent = rows[match.row].category == _NOTHING
        for at in words:
            by_word.setdefault(at, []).append((words, silent))
        if not silent:
            speaking.append((match, words))
    kept = [
        match
        for match, words in speaking
        if not any(
            words < other or (silent and words == other)
            for other, silent in by_word[match.words[0]]
        )
    ]
    return sorted(kept, key=lambda m: (m.words[0], m.words[-1] - m.words[0]))


def _strengths(
    matches: Sequence[Match], rows: Sequence[_Row], words: Sequence[str]
) -> Iterator[int]:
    """Yield 2 for a match that counts, 1 for one that counts if no other does, 0 for one that does not."""
    where = zones(words)
    silent = _silent(matches, rows, where)
    for match in matches:
        row, place = rows[match.row], where[match.words[0]]
        zone = place[1]
        if zone is Zone.EXCEPTION:
            yield 0
        elif (
            row.weak
            or zone is Zone.WITHOUT
            or place in silent
            or (zone is Zone.PURPOSE and not row.in_purpose)
        ):
            yield 1
        else:
            yield 2 - (zone is Zone.CONSEQUENCE and not row.in_consequence)


def _silent(matches: Sequence[Match], rows: Sequence[_Row], where: Sequence[_Place]) -> set[_Place]:
    """Return the places of examples that only illustrate what the head of their part names."""
    found: set[_Place] = set()
    for match in matches:
        row, (part, zone) = rows[match.row], where[match.words[-1]]
        if zone is not Zone.HEAD or row.weak:
            continue
        if not row.opens_examples:
            found.add((part, Zone.EXAMPLE))
        if row.alone:
            found.add((part, Zone.INCLUDED))
    return found
