"""Find the terms that a document defines, and the few roles they stand for.

In: a text. Out: its own terms, each with a meaning of the lexicon. "Tongyi Qianwen" is
*materials* because the definition says so; "Meta" is the *licensor* because it grants. Terms whose
own words the lexicon knows ("Llama Materials") need no entry. Names that are never defined are
known by what they do (they grant, they reserve rights) or what is done with them (they are used).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from licensescan.clauses.lexicon import Meaning, Trie, lexicon
from licensescan.clauses.names import mentions
from licensescan.clauses.words import words_of
from licensescan.documents.kept import kept

_OPEN = "[\"“”«'‘*_]{1,4}"
_CLOSE = "[\"“”»'’*_]{1,4}"
_TERM = rf"{_OPEN}(?P<term>[^\W\d_][^\"“”«»\n]{{0,60}}?){_CLOSE}"
_SAYS = (
    r"(?:means?|refers?\s+to|is\s+defined|are\s+defined|has\s+the\s+meaning|includes?|is\s+the|is\s+any|"
    r"is\s+an?)\b"
)
_MEANS = re.compile(
    "(?=[\"“”«'‘*_])"  # a mark that the term may begin with: most places are passed by at once
    rf"(?:{_TERM}(?:\s*(?:\([^()]{{0,60}}\))?\s*(?:,|or|and|and/or)?\s*)){{1,5}}?"
    rf"\s*(?:,\s*)?(?:shall\s+|will\s+)?{_SAYS}"
)
# What every match of `_MEANS` ends with; it is found several times as fast.
_SAID_LAST = re.compile(
    r"[\"“”»'’*_]\s*+(?:\([^()]{0,60}\)\s*+)?+(?:(?:,|or|and/or|and)\s*+)?(?:,\s*+)?"
    rf"(?:(?:shall|will)\s++)?{_SAYS}"
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

_EMPTY_LINE = re.compile(r"\n\s*\n")
_ENDS = frozenset('.;:!?"”)')
"""What a paragraph ends with: some texts have an empty line after each line."""

_POLICY_WORD = r"[A-Z][\w&’'-]*+\s++(?:(?:and|of|for)\s++|)"
_POLICY = re.compile(
    rf"{_POLICY_WORD}(?:{_POLICY_WORD}){{0,5}}(?:Polic(?:y|ies)|Guidelines|Rules|Code\s+of\s+Conduct)\b"
)
_OTHER_POLICY = re.compile(
    r"(?:Privacy|Cookie|Refund|Return|Cancell?ation|Retention|Security|Copyright|Trademark|Brand|Arbitration|Court|"
    r"Federal|Export|Procedure|Evidence)\b"
)
"""What a policy on something else than use has in its name."""

_COMPANY_LAST = re.compile(
    _COMPANY.pattern
    + r"\.?,?\s*(?:(?:and|or|together with)\s+(?:its|their|our)\s+(?:[\w,]+\s*){1,4})?$"
)
"""A company right before its short name in brackets: "Acme, Inc. or its affiliates (“Acme”)"."""

_SELF = frozenset({"we", "us", "our", "licensor", "company"})
_THEM = frozenset({"you", "your", "licensee", "user", "customer", "recipient"})
_MENTIONS = 3
"""How often a name must stand in a text to count as one of its parties or things."""

_NO_NAMES = frozenset(
    [
        "agreement",
        "client",
        "content",
        "contract",
        "data",
        "feedback",
        "license",
        "model",
        "order",
        "parties",
        "party",
        "product",
        "program",
        "project",
        "recipient",
        "section",
        "service",
        "software",
        "work",
        "a",
        "all",
        "an",
        "and",
        "any",
        "as",
        "at",
        "by",
        "each",
        "every",
        "for",
        "from",
        "he",
        "his",
        "if",
        "in",
        "it",
        "its",
        "no",
        "nor",
        "of",
        "on",
        "or",
        "other",
        "our",
        "she",
        "some",
        "such",
        "that",
        "the",
        "their",
        "there",
        "these",
        "they",
        "this",
        "those",
        "to",
        "under",
        "upon",
        "what",
        "when",
        "where",
        "which",
        "while",
        "who",
        "with",
    ]
)
"""Words that texts write with a capital though they name nobody."""

_OTHERS = "other-model"
_DEFINABLE = frozenset({"materials", "outputs", "derivative", "noncommercial"})
_SOME_THING: Meaning = ("THING", "")

OwnTerms = tuple[tuple[tuple[str, ...], Meaning], ...]
"""A document's own terms: the words of each and its meaning, sorted."""

Definition = tuple[tuple[str, ...], str, str]
"""The terms of a definition, what it says, and what stands before it."""


def own_terms(text: str) -> OwnTerms:
    """Return the document's own terms, each with its meaning; the first definition holds."""
    paragraphs = [_read(paragraph) for paragraph in _paragraphs(text)]
    found: dict[tuple[str, ...], Meaning] = {}
    said = [definition for paragraph in paragraphs for definition in paragraph.said]
    bracketed = [definition for paragraph in paragraphs for definition in paragraph.bracketed]
    for definition in (*said, *bracketed):
        for words, meaning in _defined(*definition):
            found.setdefault(words, meaning)
    for paragraph in paragraphs:
        for words in paragraph.policies:
            found.setdefault(words, ("THING", "policy"))
    for name, meaning in _names(text, paragraphs):
        found.setdefault(tuple(name), meaning)
    return tuple(sorted(found.items()))


def _paragraphs(text: str) -> list[str]:
    ends = [0]
    for found in _EMPTY_LINE.finditer(text):
        end = found.start()
        while end and text[end - 1].isspace():
            end -= 1
        if end and text[end - 1] in _ENDS:
            ends.append(end)
    return [text[start:end] for start, end in pairwise([*ends, len(text)])]


class _Paragraph(NamedTuple):
    """What a paragraph says of terms: definitions, names of policies, names and what they do."""

    said: tuple[Definition, ...]
    bracketed: tuple[Definition, ...]
    policies: tuple[tuple[str, ...], ...]
    mentions: tuple[tuple[str, str], ...]


@kept(most=4096)
def _read(paragraph: str) -> _Paragraph:
    return _Paragraph(
        _said(paragraph), _bracketed(paragraph), _policies(paragraph), mentions(paragraph)
    )


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
    party = _party(terms, body, before)
    forms = [form for form in map(_forms, terms) if form]
    unknown = [form for form in forms if not _known(form, party or _SOME_THING)]
    meaning = unknown and (party or _defined_thing(terms, body, before))
    if not meaning:
        return ()
    return tuple((tuple(form), meaning) for form in unknown)


def _said(paragraph: str) -> tuple[Definition, ...]:
    """Return what a paragraph defines in words: "“Model” means …"."""
    if not _SAID_LAST.search(paragraph):
        return ()
    return tuple(
        (tuple(_TERMS.findall(found[0])), paragraph[found.end() : found.end() + _BODY], "")
        for found in _MEANS.finditer(paragraph)
    )


def _bracketed(paragraph: str) -> tuple[Definition, ...]:
    """Return what a paragraph defines in brackets: "Acme Ltd. (“Licensor”)"."""
    return tuple(
        (
            tuple(_TERMS.findall(found[0])),
            "",
            paragraph[max(0, found.start() - _BODY // 2) : found.start()],
        )
        for found in _PARENTHESIS.finditer(paragraph)
    )


def _forms(term: str) -> list[str]:
    return [form for form in words_of(term, 0, len(term)).forms if form[0].isalnum()]


def _endings(words: list[str]) -> Iterator[tuple[int, Meaning]]:
    """Yield each phrase of the lexicon that ends a term, longest first: where it begins, its meaning."""
    for at in range(len(words)):
        found = lexicon().longest(words, at)
        if found and at + found[1] == len(words):
            yield at, found[0]


def _known(words: list[str], meaning: Meaning) -> bool:
    """Whether the lexicon reads the term's last words itself; only a party's name goes before it."""
    longest = next(_endings(words), None)
    if longest is None:
        return meaning[0] == "THING" and words[-1].endswith(("ed", "ing", "ly"))
    at, (kind, concept) = longest
    if concept == _OTHERS:
        return not at  # "Acme Foundation Models" has a name of its own
    return meaning[0] in ("THING", kind)


def _party(terms: tuple[str, ...], body: str, before: str) -> Meaning | None:
    """Return which party a definition names, if it is one."""
    lowered = {t.strip().lower() for t in terms}
    if lowered & _THEM:
        return ("YOU", "licensee")
    if lowered & _SELF or any(t.split()[-1:] == ["licensor"] for t in lowered):
        return ("WE", "licensor")
    if before:
        company = _COMPANY_LAST.search(before) or _COMPANY.search(_near(before)[-60:])
    else:
        company = _NAMED_COMPANY.match(body)
    return ("WE", "licensor") if company else None


def _near(before: str) -> str:
    return re.split(r"[.;\n]\s", before)[-1]


def _defined_thing(terms: tuple[str, ...], body: str, before: str) -> Meaning | None:
    """Return what thing a definition that names no party gives a name to."""
    named = _thing(" ".join(terms))
    if named or before:
        return named or _thing(_near(before))
    return _thing(body) or _named_models(terms)


def _named_models(terms: tuple[str, ...]) -> Meaning | None:
    """Return the materials for models that have a name: a text that defines them is about them."""
    endings = (ending for words in map(_forms, terms) for ending in _endings(words))
    if any(at and concept == _OTHERS for at, (_, concept) in endings):
        return ("THING", "materials")
    return None


def _thing(text: str) -> Meaning | None:
    """Return the first thing that a text speaks of, as the lexicon reads it."""
    words = words_of(text, 0, len(text)).forms
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


def _names(text: str, paragraphs: list[_Paragraph]) -> Iterator[tuple[list[str], Meaning]]:
    """Yield names that act as the licensor or are used as the materials, by what stands beside them."""
    votes: dict[str, list[str]] = {}
    for paragraph in paragraphs:
        for name, kind in paragraph.mentions:
            votes.setdefault(name, []).append(kind)
    for name, kinds in votes.items():
        if not _is_party_or_thing(name, kinds) or not _is_unknown(name):
            continue
        # Whoever grants or reserves rights is known by that alone.
        we, thing = kinds.count("WE"), kinds.count("THING")
        enough = 1 if we and not thing else _MENTIONS
        if text.count(name) >= enough and f" {name.lower()} " not in text:
            meaning = ("WE", "licensor") if we * 2 >= thing else ("THING", "materials")
            yield _forms(name), meaning


def _is_party_or_thing(name: str, kinds: list[str]) -> bool:
    """Whether a name does what only a company does, is used, or acts again and again."""
    if name.lower() in _NO_NAMES:
        return False
    if "WE" in kinds or "THING" in kinds:
        return True
    return len(kinds) >= _MENTIONS and len(name.split()) == 1 and not name.isupper()


def _policies(paragraph: str) -> tuple[tuple[str, ...], ...]:
    """Return the names of use policies in a paragraph, as words: "Acme Usage Guidelines"."""
    if not _may_name_policy(paragraph):
        return ()
    named = (
        found[0] for found in _POLICY.finditer(paragraph) if not _OTHER_POLICY.search(found[0])
    )
    return tuple(tuple(_forms(name)) for name in named)


def _may_name_policy(text: str) -> bool:
    return "Polic" in text or "Guidelines" in text or "Rules" in text or "Conduct" in text


@lru_cache(maxsize=4096)
def _is_unknown(name: str) -> bool:
    """Whether the lexicon reads no word of a name."""
    words = _forms(name)
    return bool(words) and not any(lexicon().longest(words, at) for at in range(len(words)))
