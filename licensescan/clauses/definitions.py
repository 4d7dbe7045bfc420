"""Find the terms that a document defines, and the few roles they stand for.

In: a text. Out: its own terms, each with a meaning of the lexicon. "Tongyi Qianwen" is
*materials* because the definition says so; "Meta" is the *licensor* because it grants. Terms whose
own words the lexicon knows ("Llama Materials") need no entry. Names that are never defined are
known by what they do (they grant, they reserve rights) or what is done with them (they are used).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from licensescan.clauses.lexicon import Meaning, Trie, lexicon
from licensescan.clauses.words import Word, words_of

_OPEN = "[\"“”«'‘*_]{1,4}"
_CLOSE = "[\"“”»'’*_]{1,4}"
_TERM = rf"{_OPEN}(?P<term>[^\W\d_][^\"“”«»\n]{{0,60}}?){_CLOSE}"
_MEANS = re.compile(
    "(?=[\"“”«'‘*_])"  # a mark that the term may begin with: most places are passed by at once
    rf"(?:{_TERM}(?:\s*(?:\([^()]{{0,60}}\))?\s*(?:,|or|and|and/or)?\s*)){{1,5}}?"
    r"\s*(?:,\s*)?(?:shall\s+|will\s+)?(?:means?|refers?\s+to|is\s+defined|are\s+defined|has\s+the\s+meaning|includes?|is\s+the|is\s+any|is\s+an?)\b"
)
_TERMS = re.compile(rf"{_OPEN}([^\W\d_][^\"“”«»\n]{{0,60}}?){_CLOSE}")
_PARENTHESIS = re.compile(rf"\((?=[^()]{{1,120}}\))[^()]*?{_OPEN}[^\W\d_][^()]*\)")
_COMPANY = re.compile(
    r"\b(?:Inc|Ltd|Limited|LLC|L\.L\.C|Corp|Corporation|GmbH|Company|Co|PLC|plc|B\.V|S\.A|SAS|AG|Pte|Institute|"
    r"University|Foundation|Laboratory|Labs|Holdings|K\.K|Group|Technologies)\b"
)
_NAMED_COMPANY = re.compile(rf"\W*(?:(?:the|[A-Z][\w&.-]*|of)[\s,]+){{0,6}}{_COMPANY.pattern}")
"""A definition that begins with a company's name: "means Acme Research, Inc."."""

_BODY = 300
"""How far the body of a definition is read, in characters."""

_SELF = frozenset({"we", "us", "our", "licensor", "company"})
_THEM = frozenset({"you", "your", "licensee", "user", "customer", "recipient"})
# The search leaps from capital to capital because the pattern begins with one, not with its border.
_NAME = re.compile(
    r"[A-Z](?<!\w[A-Z])[A-Za-z0-9]*(?:[.-][A-Za-z0-9]+)*(?:\s+[A-Z0-9][A-Za-z0-9.-]*){0,3}"
)
_GRANTS = re.compile(
    r"(?:’s|'s)?\s+(?:(?:and|or)\s+its\s+(?:affiliates|subsidiaries|licensors)\s+)?"
    r"(?:hereby|grants?|reserves?|may\s+(?:terminate|modify|update|change|suspend|revoke)|claims?\s+no|makes?\s+no|disclaims?|"
    r"will\s+not\s+be\s+liable|shall\s+not\s+be\s+liable|WILL\s+NOT\s+BE|SHALL\s+NOT\s+BE|MAKES?\s+NO|sole\s+discretion|is\s+not\s+responsible|owns?)\b"
)
_USED = re.compile(
    r"\b(?:use|using|access|accessing|download|downloading|distribute|distributing|copies\s+of|use\s+of|portion\s+of|"
    r"versions?\s+of|outputs?\s+of|derivatives?\s+of|modify|fine-tune|the\s+use\s+of)\s+(?:the\s+)?$"
)
_USED_BEFORE = 24
"""How far before a name the words may stand that say it is used, in characters."""

_USED_LAST = (
    *("use", "using", "access", "accessing", "download", "downloading", "distribute"),
    *("distributing", "of", "modify", "fine-tune"),
)
"""Last words of what `_USED` reads, but for "the"."""

_MENTIONS = 3
"""How often a name must stand in a text to count as one of its parties or things."""

_DEFINABLE = frozenset({"materials", "outputs", "derivative", "noncommercial"})


OwnTerms = tuple[tuple[tuple[str, ...], Meaning], ...]
"""A document's own terms: the words of each and its meaning, sorted."""


def own_terms(text: str) -> OwnTerms:
    """Return the document's own terms, each with its meaning; the first definition holds."""
    found: dict[tuple[str, ...], Meaning] = {}
    for terms, body, before in _definitions(text):
        for words, meaning in _defined(terms, body, before):
            found.setdefault(words, meaning)
    for name, meaning in _names(text):
        found.setdefault(tuple(name), meaning)
    return tuple(sorted(found.items()))


@lru_cache(maxsize=256)
def trie_of(terms: OwnTerms) -> Trie:
    """Return own terms as a trie over words."""
    trie = Trie()
    for words, meaning in terms:
        trie.add(words, meaning)
    return trie


@lru_cache(maxsize=4096)
def _defined(terms: tuple[str, ...], body: str, before: str) -> OwnTerms:
    """Return the terms of one definition that the lexicon does not read itself, with their meaning."""
    meaning = _meaning(terms, body, before)
    if not meaning:
        return ()
    forms = filter(None, map(_forms, terms))
    return tuple((tuple(w.form for w in x), meaning) for x in forms if not _known(x, meaning))


def _definitions(text: str) -> Iterator[tuple[tuple[str, ...], str, str]]:
    """Yield the terms of each definition, what it says, and what stands before it."""
    for match in _MEANS.finditer(text):
        terms = tuple(_TERMS.findall(match[0]))
        yield terms, text[match.end() : match.end() + _BODY].split("\n\n")[0], ""
    for match in _PARENTHESIS.finditer(text):
        before = text[max(0, match.start() - _BODY // 2) : match.start()]
        yield tuple(_TERMS.findall(match[0])), "", before


def _forms(term: str) -> list[Word]:
    return [w for w in words_of(term, 0, len(term)) if w.form[0].isalnum()]


def _known(words: list[Word], meaning: Meaning) -> bool:
    """Whether the lexicon reads the term's last words itself; only a party's name goes before it."""
    for at in range(len(words)):
        found = lexicon().longest(words, at)
        if found and at + found[1] == len(words):
            return meaning[0] == "THING" or found[0][0] == meaning[0]
    return meaning[0] == "THING" and words[-1].form.endswith(("ed", "ing", "ly"))


def _meaning(terms: tuple[str, ...], body: str, before: str) -> Meaning | None:
    lowered = {t.strip().lower() for t in terms}
    if lowered & _THEM:
        return ("YOU", "licensee")
    if lowered & _SELF or any(t.split()[-1:] == ["licensor"] for t in lowered):
        return ("WE", "licensor")
    if before:
        near = re.split(r"[.;\n]\s", before)[-1]
        tail = near[-60:]
        if _COMPANY.search(tail):
            return ("WE", "licensor")
        return _thing(" ".join(terms)) or _thing(near)
    if _NAMED_COMPANY.match(body):
        return ("WE", "licensor")
    return _thing(" ".join(terms)) or _thing(body)


def _thing(text: str) -> Meaning | None:
    """Return the first thing that a text speaks of, as the lexicon reads it."""
    words = words_of(text, 0, len(text))
    at = 0
    while at < len(words):
        found = lexicon().longest(words, at)
        if found:
            if found[0][0] == "THING" and found[0][1] in _DEFINABLE:
                return found[0]
            at += found[1]
        else:
            at += 1
    return None


def _names(text: str) -> Iterator[tuple[list[str], Meaning]]:
    """Yield names that act as the licensor or are used as the materials, by what stands beside them."""
    votes: dict[str, Counter[str]] = {}
    for match in _NAME.finditer(text):
        name = match[0].rstrip(".")
        if _GRANTS.match(text, match.end()):
            votes.setdefault(name, Counter())["WE"] += 1
        elif _is_used(text, match.start()):
            votes.setdefault(name, Counter())["THING"] += 1
    for name, counts in votes.items():
        rare = text.count(name) < _MENTIONS or f" {name.lower()} " in text
        if rare or not _is_unknown(name):
            continue
        meaning = (
            ("WE", "licensor") if counts["WE"] * 2 >= counts["THING"] else ("THING", "materials")
        )
        yield [w.form for w in _forms(name)], meaning


def _is_used(text: str, at: int) -> bool:
    """Whether the name that begins at a place is said to be used there."""
    start = max(0, at - _USED_BEFORE)
    before = text[start:at].rstrip().removesuffix("the").rstrip()
    return before.endswith(_USED_LAST) and bool(_USED.search(text, start, at))


@lru_cache(maxsize=4096)
def _is_unknown(name: str) -> bool:
    """Whether the lexicon reads no word of a name."""
    words = _forms(name)
    return bool(words) and not any(lexicon().longest(words, at) for at in range(len(words)))
