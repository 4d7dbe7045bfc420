"""Read one passage: a sentence with the lead-ins that it is read with.

In: the words of the sentence, its lead-ins, its context, the document's own terms. Out: what it
says, with spans within the passage. A passage means the same wherever it stands, so readings are
kept: a document that shares its provisions with another one costs little.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from licensescan.clauses.categories import categorise
from licensescan.clauses.concepts import MARKS, Concept, concepts_of
from licensescan.clauses.definitions import OwnTerms, trie_of
from licensescan.clauses.lexicon import lexicon
from licensescan.clauses.line import FORCES, has_force, opening_last, tidy
from licensescan.clauses.norms import Norm, norms_of, split
from licensescan.clauses.params import params_of
from licensescan.clauses.thresholds import thresholds
from licensescan.clauses.typing_table import facts_of, fitting, is_inert, may_fit, party_of
from licensescan.clauses.words import words_of
from licensescan.resources import load_yaml

_KEPT = 30_000
"""Readings of passages that are kept, about 1 kB each."""

_ASIDE = re.compile(r"(?:for example|for instance|e\.g\.)\b", re.IGNORECASE)
"""What only illustrates is no provision."""

_HEADLINE = 6
"""A sentence of so few words that says no "may", "must" or "is" is a heading."""

_COPULAS = frozenset({"is", "are", "IS", "ARE", "end", "ends"})
_CONDITIONS = frozenset({"IF", "UPON", "UNLESS"})
_BOUND = frozenset({"YOU", "THEY", "DEED"})

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Passage:
    """One sentence as it is read.

    Attributes:
        words: The sentence, untouched.
        leads: Last sentences of its lead-ins, outermost first; empty but for the first sentence
            of a list item.
        context: All lead-ins, or the heading where there is none.
        tail: What follows the sentence, where it announces a text ("the following notice:").
    """

    words: str
    leads: tuple[str, ...] = ()
    context: str = ""
    tail: str = ""

    @property
    def text(self) -> str:
        """The lead-ins, the sentence and its tail, one after the other."""
        return "\n".join([*self.leads, self.words]) + self.tail

    @property
    def start(self) -> int:
        """Where the sentence begins in `text`."""
        return sum(len(lead) + 1 for lead in self.leads)

    @property
    def span(self) -> Span:
        """Where the sentence stands in `text`."""
        return self.start, self.start + len(self.words)


@dataclass(frozen=True, slots=True)
class Found:
    """A clause in a passage.

    Attributes:
        type: Clause type.
        start: Where its words begin, from the beginning of the sentence.
        end: One past their last character.
        params: As in `Clause`.
        lead: Which of the lead-ins it stands in; -1 for the sentence itself.
    """

    type: str
    start: int
    end: int
    params: Mapping[str, Any] = field(default_factory=dict)
    lead: int = -1


@dataclass(frozen=True, slots=True)
class Missed:
    """A norm that binds somebody and is no clause: effect, party and actions as in `Unread`."""

    effect: str
    party: str
    actions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PassageReading:
    """What a passage says."""

    found: tuple[Found, ...] = ()
    missed: tuple[Missed, ...] = ()


@lru_cache(maxsize=_KEPT)
def read_passage(passage: Passage, terms: OwnTerms) -> PassageReading:
    """Return the clauses of a passage, and what it binds somebody to without one."""
    line = line_of(passage, terms)
    if not line:
        return PassageReading()
    defines = is_definition(line)
    found: list[Found] = []
    missed: list[Missed] = []
    for norm in norms_of(line):
        if _only_acknowledges(norm):
            continue
        clauses = list(_clauses(norm, passage, defines))
        found += clauses
        if not clauses and not defines and (miss := _missed(norm, passage)):
            missed.append(miss)
    return PassageReading(tuple(found), () if found else tuple(missed[:1]))


def line_of(passage: Passage, terms: OwnTerms) -> list[Concept]:
    """Return the token line of a passage; empty where it can say nothing."""
    own = opening_last(_concepts(passage.text, passage.span, terms))
    if _ASIDE.match(passage.words) and not any(c.type == "CANNOT" for c in own):
        return []
    lead = _lead(passage, terms)
    if any(c.concept == "ways" for c in lead):
        return []  # The lead-in has said what must be done; its items only say in which ways.
    if not lead and not has_force(own):
        words = passage.words.split()
        if len(words) <= _HEADLINE and not _COPULAS & set(words):
            return []
        if not may_fit(own):
            return []
    if any(c.concept in _roles()["lists"] for c in lead) and not has_force(own):
        return []  # Items of "we are not liable for:", "you will indemnify us against:" say nothing alone.
    if lead and own and own[0].type in _CONDITIONS and has_force(own):
        # "in the case of distribution, you must …" says all by itself.
        return tidy(own)
    return tidy([*lead, *own])


def _concepts(text: str, span: Span, terms: OwnTerms) -> list[Concept]:
    return concepts_of(words_of(text, *span), lexicon(), trie_of(terms), text)


def _lead(passage: Passage, terms: OwnTerms) -> list[Concept]:
    """Return the concepts that the lead-ins give to the sentence, outermost first.

    Lead-ins before the first that obliges or permits are only headings, unless one says
    "Prohibited uses".
    """
    parts: list[list[Concept]] = []
    at = 0
    for lead in passage.leads:
        parts.append(_condition_first(_concepts(passage.text, (at, at + len(lead)), terms)))
        at += len(lead) + 1
    binding = itertools.dropwhile(lambda part: not any(_binds(c) for c in part), parts)
    concepts = [c for part in binding for c in part]
    if concepts:
        return concepts
    barred = [c for part in parts for c in part if c.concept == "restricted-use"]
    return [c._replace(type="FORBIDDEN") for c in barred[-1:]]


def _binds(concept: Concept) -> bool:
    return concept.type in FORCES or concept.type in ("PROVIDED", "MEANS")


def _condition_first(lead: list[Concept]) -> list[Concept]:
    """Put a lead-in's last condition first: "keep the following, if supplied: …" is about what follows.

    A lead-in that ends with its condition's connective ("we may end this licence if:") stays: its
    items are the condition. An exception is dropped: it changes what an item may mean, never its kind.
    """
    last = next((c.type for c in reversed(lead) if c.type not in MARKS), "")
    if last in ("", "TO", "PROVIDED", *_CONDITIONS):
        return lead
    forced = False
    for at, concept in enumerate(lead):
        if forced and concept.type in ("UNLESS", "EXCEPT"):
            return lead[:at]
        forced = forced or concept.type in FORCES
    for at in range(len(lead) - 1, 0, -1):
        if lead[at].type in FORCES or lead[at].type == "PROVIDED":
            return lead
        if lead[at].type in _CONDITIONS:
            return lead[at:] + lead[:at]
    return lead


def is_definition(line: list[Concept]) -> bool:
    """Whether a line says what a word means before it says what anyone may or must do."""
    before = itertools.takewhile(lambda t: t.type not in FORCES, line)
    return any(t.type == "MEANS" for t in before)


def _clauses(norm: Norm, passage: Passage, defines: bool) -> Iterator[Found]:
    start, end = passage.span
    length = end - start
    text = passage.text
    whole = facts_of(norm, start, defines)
    for part in (norm, *split(norm)):
        for row in fitting(facts_of(part, start, defines, whole.whole)):
            params = {**params_of(row.type, part, text, passage.span), **row.params}
            lead = _granting(norm, passage) if row.type == "grant" else -1
            words = length if lead < 0 else len(passage.leads[lead])
            yield Found(row.type, 0, words, params, lead)
    sizes = [s for s in thresholds(norm) if s.figure.start >= start]
    for size in sizes:
        yield Found(
            "scale-threshold", 0 if len(sizes) == 1 else size.start - start, length, size.params
        )
    forbidden = None if defines else _forbidden_from(norm, start)
    if forbidden is not None:
        for hit in categorise(text[forbidden:end], passage.context):
            yield Found("use-restriction", 0, length, {"category": hit.category})


def _granting(norm: Norm, passage: Passage) -> int:
    """Return the lead-in that grants, -1 if the sentence itself does: one grant has many items."""
    first = min((t.start for t in norm.words), default=passage.start)
    if first >= passage.start:
        return -1
    ends = itertools.accumulate(len(lead) + 1 for lead in passage.leads)
    return next(at for at, end in enumerate(ends) if first < end)


def _forbidden_from(norm: Norm, start: int) -> int | None:
    """Return where the words of a forbidden use begin, or None where no use is forbidden."""
    if norm.force != "forbid" or party_of(norm) == "licensor":
        return None
    roles = _roles()
    about = {t.concept for t in (*norm.subject, *norm.objects, *norm.ends)}
    if about & roles["never-used"] or (about & roles["no-use"] and not about & roles["bound"]):
        return None
    force_end = max((t.end for t in norm.words), default=0)
    if force_end <= start:
        return start
    deeds = {t.concept for t in (*norm.acts, *norm.subject)}
    return force_end if deeds & roles["uses"] else None


def _missed(norm: Norm, passage: Passage) -> Missed | None:
    """Return a norm that binds somebody and yielded nothing, where its words are its own."""
    if norm.force not in ("oblige", "forbid", "withhold") or not _may_bind(norm):
        return None
    facts = facts_of(norm, passage.start)
    if not facts.own or facts.force == "none" or is_inert(facts):
        return None
    effect = "duty" if norm.force == "oblige" else "prohibition"
    party = "licensee" if party_of(norm) == "licensee" else "unknown"
    deeds = _triggers(norm) or [t.concept for t in norm.acts]
    return Missed(effect, party, tuple(dict.fromkeys(deeds)))


def _triggers(norm: Norm) -> list[str]:
    """Return the deeds that a norm waits for: "if you distribute it, you must …" binds distributors."""
    return [
        t.concept
        for c in norm.conditions
        if c.kind == "IF"
        for t in c.tokens
        if t.type in ("ACT", "DEED") and t.concept != "attempt"
    ]


def _only_acknowledges(norm: Norm) -> bool:
    """Whether a norm only says that somebody agrees to what the next one says."""
    return bool(norm.words) and norm.words[-1].concept == "agree-that"


def _may_bind(norm: Norm) -> bool:
    """Whether a norm may bind the licensee: it names them, or what they do, or what they do it with."""
    if party_of(norm) == "licensor":
        return False
    if any(t.value in _BOUND for t in norm.subject):
        return True
    known = {t.concept for t in (*norm.subject, *norm.objects)} & _roles()["bound"]
    return bool(known and (norm.subject or norm.acts))


@lru_cache(maxsize=1)
def _roles() -> dict[str, frozenset[str]]:
    """Return the sets of concepts that ``types.yaml`` names for this module."""
    named = load_yaml("grammars/types.yaml")["roles"]
    return {name: frozenset(concepts) for name, concepts in named.items()}
