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
from itertools import pairwise

from licensescan.clauses.lexicon import Meaning, Trie, lexicon
from licensescan.clauses.words import words_of
from licensescan.documents.kept import kept

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

_PARAGRAPH_END = re.compile(r"[.;:!?\"”)]\s*?\n\s*\n")
"""Where a paragraph ends with a sentence: some texts have an empty line after each line."""

_POLICY = re.compile(
    r"(?:[A-Z][\w&’'-]*\s+(?:(?:and|of|for)\s+)?){1,6}(?:Polic(?:y|ies)|Guidelines|Rules|Code\s+of\s+Conduct)\b"
)
_HAS_POLICY = re.compile(r"Polic(?:y|ies)|Guidelines|Rules|Conduct")
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
# The search leaps from capital to capital because the pattern begins with one, not with its border.
_NAME = re.compile(
    r"[A-Z](?<!\w[A-Z])[A-Za-z0-9]+(?:[.-][A-Za-z0-9]+)*"
    r"(?:(?:[ \t]+|[ \t]*\n[ \t]*)[A-Z0-9][A-Za-z0-9.-]*){0,3}"
)
_GRANTS = re.compile(
    r"(?:’s|'s)?\s+(?:(?:and|or)\s+its\s+(?:affiliates|subsidiaries|licensors)\s+)?"
    r"(?:hereby|grants?|reserves?|may\s+(?:terminate|modify|update|change|suspend|revoke|publish|issue|revise|refuse|invoice)|retains?\s+(?:all|sole|full)|(?:shall|will)\s+(?:retain|own|hold)|claims?\s+no|makes?\s+no|disclaims?|"
    r"will\s+not\s+be\s+liable|shall\s+not\s+be\s+liable|WILL\s+NOT\s+BE|SHALL\s+NOT\s+BE|MAKES?\s+NO|sole\s+discretion|is\s+not\s+responsible|owns?)\b"
)
_USED = re.compile(
    r"\b(?:use|using|access|accessing|download|downloading|distribute|distributing|copies\s+of|use\s+of|portion\s+of|"
    r"versions?\s+of|outputs?\s+of|derivatives?\s+of|modify|fine-tune|the\s+use\s+of)\s+(?:the\s+)?$"
)
# What a company says of itself; a thing may do some of it too.
_ACTS = re.compile(r"\s+(?:may|will|shall|uses?|collects?|provides?|does|has|makes?)\b")
_ARTICLE = re.compile(
    r"\b(?:the|an?|any|each|every|such|this|that|its|your|our)\s+$", re.IGNORECASE
)
"""What stands before a thing's name, and before no company's."""

_USED_BEFORE = 24
"""How far before a name the words may stand that say it is used, in characters."""

_USED_LAST = (
    *("use", "using", "access", "accessing", "download", "downloading", "distribute"),
    *("distributing", "of", "modify", "fine-tune"),
)
"""Last words of what `_USED` reads, but for "the"."""

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


OwnTerms = tuple[tuple[tuple[str, ...], Meaning], ...]
"""A document's own terms: the words of each and its meaning, sorted."""

Definition = tuple[tuple[str, ...], str, str]
"""The terms of a definition, what it says, and what stands before it."""


def own_terms(text: str) -> OwnTerms:
    """Return the document's own terms, each with its meaning; the first definition holds."""
    paragraphs = _paragraphs(text)
    found: dict[tuple[str, ...], Meaning] = {}
    for definitions in (_said, _bracketed):
        for paragraph in paragraphs:
            for terms, body, before in definitions(paragraph):
                for words, meaning in _defined(terms, body, before):
                    found.setdefault(words, meaning)
    for paragraph in paragraphs:
        for words in _policies(paragraph):
            found.setdefault(words, ("THING", "policy"))
    for name, meaning in _names(text, paragraphs):
        found.setdefault(tuple(name), meaning)
    return tuple(sorted(found.items()))


def _paragraphs(text: str) -> list[str]:
    ends = [found.start() + 1 for found in _PARAGRAPH_END.finditer(text)]
    return [text[start:end] for start, end in pairwise([0, *ends, len(text)])]


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
    return tuple((tuple(x), meaning) for x in forms if not _known(x, meaning))


@kept(most=4096)
def _said(paragraph: str) -> tuple[Definition, ...]:
    """Return what a paragraph defines in words: "“Model” means …"."""
    return tuple(
        (tuple(_TERMS.findall(found[0])), paragraph[found.end() : found.end() + _BODY], "")
        for found in _MEANS.finditer(paragraph)
    )


@kept(most=4096)
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


def _known(words: list[str], meaning: Meaning) -> bool:
    """Whether the lexicon reads the term's last words itself; only a party's name goes before it."""
    for at in range(len(words)):
        found = lexicon().longest(words, at)
        if found and at + found[1] == len(words):
            if found[0][1] == _OTHERS:
                return not at  # "Acme Foundation Models" has a name of its own
            return meaning[0] in ("THING", found[0][0])
    return meaning[0] == "THING" and words[-1].endswith(("ed", "ing", "ly"))


def _meaning(terms: tuple[str, ...], body: str, before: str) -> Meaning | None:
    lowered = {t.strip().lower() for t in terms}
    if lowered & _THEM:
        return ("YOU", "licensee")
    if lowered & _SELF or any(t.split()[-1:] == ["licensor"] for t in lowered):
        return ("WE", "licensor")
    if before:
        if _COMPANY_LAST.search(before):
            return ("WE", "licensor")
        near = re.split(r"[.;\n]\s", before)[-1]
        tail = near[-60:]
        if _COMPANY.search(tail):
            return ("WE", "licensor")
        return _thing(" ".join(terms)) or _thing(near)
    if _NAMED_COMPANY.match(body):
        return ("WE", "licensor")
    return _thing(" ".join(terms)) or _thing(body) or _named_models(terms)


def _named_models(terms: tuple[str, ...]) -> Meaning | None:
    """Return the materials for models that have a name: a text that defines them is about them."""
    for words in map(_forms, terms):
        for at in range(1, len(words)):
            found = lexicon().longest(words, at)
            if found and found[0][1] == _OTHERS and at + found[1] == len(words):
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


def _names(text: str, paragraphs: list[str]) -> Iterator[tuple[list[str], Meaning]]:
    """Yield names that act as the licensor or are used as the materials, by what stands beside them."""
    votes: dict[str, Counter[str]] = {}
    for paragraph in paragraphs:
        for name, kind in _mentions(paragraph):
            votes.setdefault(name, Counter())[kind] += 1
    for name, counts in votes.items():
        # Whoever grants or reserves rights is known by that alone.
        enough = 1 if counts["WE"] and not counts["THING"] else _MENTIONS
        rare = text.count(name) < enough or f" {name.lower()} " in text
        if rare or not _is_unknown(name) or not _is_party_or_thing(name, counts):
            continue
        meaning = (
            ("WE", "licensor") if counts["WE"] * 2 >= counts["THING"] else ("THING", "materials")
        )
        yield _forms(name), meaning


def _is_party_or_thing(name: str, counts: Counter[str]) -> bool:
    """Whether a name does what only a company does, is used, or acts again and again."""
    if name.lower() in _NO_NAMES:
        return False
    if counts["WE"] or counts["THING"]:
        return True
    return counts["ACTS"] >= _MENTIONS and len(name.split()) == 1 and not name.isupper()


@kept(most=4096)
def _policies(paragraph: str) -> tuple[tuple[str, ...], ...]:
    """Return the names of use policies in a paragraph, as words: "Acme Usage Guidelines"."""
    if not _HAS_POLICY.search(paragraph):
        return ()
    named = (
        found[0] for found in _POLICY.finditer(paragraph) if not _OTHER_POLICY.search(found[0])
    )
    return tuple(tuple(_forms(name)) for name in named)


@kept(most=4096)
def _mentions(paragraph: str) -> tuple[tuple[str, str], ...]:
    """Return the names that act or are used in a paragraph, each with ``WE``, ``THING`` or ``ACTS``."""
    found: list[tuple[str, str]] = []
    for match in _NAME.finditer(paragraph):
        if _GRANTS.match(paragraph, match.end()):
            found.append((match[0].rstrip("."), "WE"))
        elif _is_used(paragraph, match.start()):
            found.append((match[0].rstrip("."), "THING"))
        elif _ACTS.match(paragraph, match.end()) and not _has_article(paragraph, match.start()):
            found.append((match[0].rstrip("."), "ACTS"))
    return tuple(found)


def _has_article(text: str, at: int) -> bool:
    return _ARTICLE.search(text, max(0, at - 8), at) is not None


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
