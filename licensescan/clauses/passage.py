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
from licensescan.clauses.concepts import Concept, concepts_of
from licensescan.clauses.definitions import OwnTerms, trie_of
from licensescan.clauses.lead import joined, lead_of
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

_MOST_USES = 8
_LONGEST_USE = 2_000
"""How many prohibitions of one sentence are sorted into categories, and how many characters of each."""

_COPULAS = frozenset({"is", "are", "IS", "ARE", "end", "ends", "apply", "applies", "governs"})
_SIZED = frozenset({"METRIC", "QUANTITY", "COMPARE"})
_DEEDS = frozenset({"ACT", "DEED"})
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
    defines = defines_term(passage, line)
    found: list[Found] = []
    missed: list[Missed] = []
    norms = [norm for norm in norms_of(line) if not _only_acknowledges(norm)]
    for at, norm in enumerate(norms):
        clauses = list(_clauses(norm, passage, defines))
        if not defines and at < _MOST_USES:
            # "ensure that it is not deployed in …" forbids by what must not be done.
            parts = (norm, *(part for part in split(norm) if part.force != norm.force))
            clauses += [use for part in parts for use in _forbidden_uses(part, passage)]
        found += clauses
        if not clauses and not defines and (miss := _missed(norm, passage)):
            missed.append(miss)
    if found or any(is_inert(facts_of(norm, passage.start)) for norm in norms):
        missed = []
    return PassageReading(tuple(found), tuple(missed[:1]))


def line_of(passage: Passage, terms: OwnTerms) -> list[Concept]:
    """Return the token line of a passage; empty where it can say nothing."""
    own = opening_last(_concepts(passage.text, passage.span, terms))
    lead = lead_of(_lead_parts(passage, terms))
    if _is_aside(passage, own) or (not lead and not has_force(own) and _is_silent(passage, own)):
        return []
    spoken_of = {c.concept for c in lead}
    if "ways" in spoken_of or (spoken_of & _roles()["lists"] and not has_force(own)):
        # Ways in which a duty may be met; what "we are not liable for:" or you indemnify against.
        return []
    return tidy(joined(lead, own, _begins_with_capital(passage.words)))


def _is_aside(passage: Passage, own: list[Concept]) -> bool:
    return bool(_ASIDE.match(passage.words)) and not any(c.type == "CANNOT" for c in own)


def _is_silent(passage: Passage, own: list[Concept]) -> bool:
    """Whether a sentence without any force is a heading, or no row could read it."""
    words = passage.words.split()
    if len(words) <= _HEADLINE and not _COPULAS & set(words):
        return True
    return not may_fit(own) and not {c.type for c in own} >= _SIZED


def _begins_with_capital(words: str) -> bool:
    return words.lstrip("([*•- ")[:1].isupper()


def _lead_parts(passage: Passage, terms: OwnTerms) -> list[list[Concept]]:
    starts = itertools.accumulate((len(lead) + 1 for lead in passage.leads), initial=0)
    spans = [(at, at + len(lead)) for at, lead in zip(starts, passage.leads, strict=False)]
    return [_concepts(passage.text, span, terms) for span in spans]


def _concepts(text: str, span: Span, terms: OwnTerms) -> list[Concept]:
    return concepts_of(words_of(text, *span), lexicon(), trie_of(terms), text)


def defines_term(passage: Passage, line: list[Concept]) -> bool:
    """Whether a passage, or its own sentence, says what a word means before what anyone may or must do."""
    own = [t for t in line if t.start >= passage.start and t.type != "NEXT"]
    return _is_definition(line) or _is_definition(own)


def _is_definition(line: list[Concept]) -> bool:
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


def _forbidden_uses(norm: Norm, passage: Passage) -> list[Found]:
    """Return what use a norm forbids, by category."""
    forbidden = _forbidden(norm, passage)
    if forbidden is None:
        return []
    start, end = forbidden
    words = passage.text[start : min(end, start + _LONGEST_USE)]
    length = len(passage.words)
    hits = categorise(words, passage.context)
    return [Found("use-restriction", 0, length, {"category": hit.category}) for hit in hits]


def _granting(norm: Norm, passage: Passage) -> int:
    """Return the lead-in that grants, -1 if the sentence itself does: one grant has many items."""
    first = min((t.start for t in norm.words), default=passage.start)
    if first >= passage.start:
        return -1
    ends = itertools.accumulate(len(lead) + 1 for lead in passage.leads)
    return next(at for at, end in enumerate(ends) if first < end)


def _forbidden(norm: Norm, passage: Passage) -> Span | None:
    """Return where the words of a forbidden use stand, or None where no use is forbidden."""
    if norm.force != "forbid" or party_of(norm) == "licensor":
        return None
    roles = _roles()
    first = norm.parts[:1]
    named = (*norm.subject, *(t for p in first for t in (*p[1], *p[2])))
    about = {t.concept for t in named}
    if about & roles["never-used"] or (about & roles["no-use"] and not about & roles["bound"]):
        return None
    start, end = passage.span
    force_start = min((t.start for t in norm.words), default=0)
    force_end = max((t.end for t in norm.words), default=0)
    if force_end <= start:
        return start, end
    deeds = {t.concept for t in (*norm.acts, *norm.subject)}
    if not deeds & roles["uses"]:
        return None
    behind = any(t.start >= force_end for t in (*norm.acts, *norm.objects, *norm.ends))
    # "Using it to harass people is prohibited": the use stands before the force.
    return (
        (force_end, end)
        if behind
        else (max(start, min((t.start for t in norm.acts), default=start)), force_start)
    )


def _missed(norm: Norm, passage: Passage) -> Missed | None:
    """Return a norm that binds somebody and yielded nothing, where its words are its own."""
    if norm.force not in ("oblige", "forbid", "withhold") or not _may_bind(norm):
        return None
    facts = facts_of(norm, passage.start)
    if not facts.own or facts.force == "none" or is_inert(facts):
        return None
    own = [t for t in norm.tokens() if t.start >= passage.start]
    if not any(t.type in _DEEDS or t.concept in _roles()["bound"] for t in own):
        return None
    effect = "duty" if norm.force == "oblige" else "prohibition"
    party = "licensee" if party_of(norm) == "licensee" else "unknown"
    deeds = _triggers(norm) or [t.concept for t in norm.acts]
    return Missed(effect, party, tuple(dict.fromkeys(deeds)))


def _triggers(norm: Norm) -> list[str]:
    """Return the deeds that a norm waits for: "if you distribute it, you must …" binds distributors.

    Only the first verbs of the condition count: in "if you distribute a product that uses it"
    the waiting is for distributing.
    """
    conditions = [c.tokens[1:] for c in norm.conditions if c.kind == "IF"]
    found: list[str] = []
    for tokens in conditions:
        rest = itertools.dropwhile(lambda t: t.type not in _DEEDS, tokens)
        run = itertools.takewhile(lambda t: t.type in _DEEDS, rest)
        found += [t.concept for t in run if t.concept != "attempt"]
    return found


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
    acts = {t.concept for t in norm.acts}
    if norm.subject and norm.force == "oblige":
        return bool(
            known and acts & _roles()["carried"]
        )  # "the services will work" binds nobody here
    return bool(known and (norm.subject or acts))


@lru_cache(maxsize=1)
def _roles() -> dict[str, frozenset[str]]:
    """Return the sets of concepts that ``types.yaml`` names for this module."""
    named = load_yaml("grammars/types.yaml")["roles"]
    return {name: frozenset(concepts) for name, concepts in named.items()}
