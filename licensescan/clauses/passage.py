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
from typing import Any, NamedTuple

from licensescan.clauses.categories import categorise
from licensescan.clauses.concepts import DEEDS, Concept, concepts_of
from licensescan.clauses.lead import joined, lead_of
from licensescan.clauses.lexicon import Trie, lexicon
from licensescan.clauses.line import FORCES, has_force, opening_last, tidy
from licensescan.clauses.norms import Norm, norms_of, split
from licensescan.clauses.params import params_of
from licensescan.clauses.thresholds import thresholds
from licensescan.clauses.typing_table import (
    Facts,
    facts_of,
    fitting,
    is_inert,
    may_fit,
    of_materials,
    party_of,
    roles,
)
from licensescan.clauses.words import words_of
from licensescan.taxonomy import effect_of

_KEPT = 30_000
"""Readings of passages that are kept, about 1 kB each."""

_LEADS_KEPT = 1_000
"""Lead-ins whose concepts are kept, about 5 kB each."""

_ASIDE = re.compile(r"(?:for example|for instance|e\.g\.)\b", re.IGNORECASE)
"""What only illustrates is no provision."""

_HEADLINE = 6
"""A sentence of so few words that says no "may", "must" or "is" is a heading."""

_MOST_USES = 8
_LONGEST_USE = 2_000
"""How many prohibitions of one sentence are sorted into categories, and how many characters of each."""

_COPULAS = frozenset({"is", "are", "IS", "ARE", "end", "ends", "apply", "applies", "governs"})
_SIZED = frozenset({"METRIC", "QUANTITY", "COMPARE"})
_BOUND = frozenset({"YOU", "THEY", "DEED"})

_LAWFUL, _UNLAWFUL = "comply-with-laws", "illegal-use"

Span = tuple[int, int]


class Passage(NamedTuple):
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
def read_passage(passage: Passage, defined: Trie) -> PassageReading:
    """Return the clauses of a passage, and what it binds somebody to without one.

    Args:
        passage: A sentence with what it is read with.
        defined: The document's own terms, as `trie_of` gives them: the same trie for the same terms.
    """
    line = line_of(passage, defined)
    if not line:
        return PassageReading()
    start = passage.start
    defines = defines_term(passage, line)
    found: list[Found] = []
    missed: list[Missed] = []
    limits: list[Missed] = []
    norms = [norm for norm in norms_of(line) if not _only_acknowledges(norm)]
    seen = [facts_of(norm, start, defines) for norm in norms]
    for at, (norm, facts) in enumerate(zip(norms, seen, strict=True)):
        # "In no event shall anyone distributing it be liable" forbids nobody to distribute it.
        predicates = [] if _denies_risk(norm) else split(norm)
        clauses = list(_clauses(norm, facts, predicates, passage))
        if not defines and at < _MOST_USES:
            # "ensure that it is not deployed in …" forbids by what must not be done.
            parts = (norm, *(part for part in predicates if part.force != norm.force))
            uses = [use for part in parts for use in _forbidden_uses(part, passage)]
            clauses = [*_beside(uses, clauses, norm, passage), *uses]
        found += _lawful(clauses, norm, passage)
        if _limits_unread(norm, clauses) and not is_inert(facts):
            deeds = tuple(t.concept for t in norm.acts)
            limits.append(Missed("limit", _bound_by(norm), deeds))
        if not clauses and not defines and (miss := _missed(norm, facts, start)):
            missed.append(miss)
    if missed and (found or any(map(is_inert, seen))):
        missed = []
    if any(effect_of(clause.type) != "permission" for clause in found):
        limits = []
    return PassageReading(tuple(found), tuple([*limits, *missed][:1]))


def line_of(passage: Passage, defined: Trie) -> list[Concept]:
    """Return the token line of a passage; empty where it can say nothing."""
    text, span = passage.text, passage.span
    own = opening_last(concepts_of(words_of(text, *span), lexicon(), defined, text))
    lead = lead_of(_lead_parts(passage, defined)) if passage.leads else []
    if _is_aside(passage, own) or (not lead and not has_force(own) and _is_silent(passage, own)):
        return []
    spoken_of = {c.concept for c in lead}
    if ("ways" in spoken_of and not _denies(lead)) or (
        spoken_of & roles()["lists"] and not has_force(own)
    ):
        # Ways in which a duty may be met; what "we are not liable for:" or you indemnify against.
        return []
    return tidy(joined(lead, own, _begins_with_capital(passage.words)))


def _denies(line: list[Concept]) -> bool:
    return any(t.type in ("CANNOT", "NOT", "FORBIDDEN") for t in line)


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


def _lead_parts(passage: Passage, defined: Trie) -> list[list[Concept]]:
    starts = itertools.accumulate((len(lead) + 1 for lead in passage.leads), initial=0)
    return [
        [Concept(c.type, c.concept, c.start + at, c.end + at, c.value) for c in concepts]
        for at, concepts in zip(starts, (_lead(x, defined) for x in passage.leads), strict=False)
    ]


@lru_cache(maxsize=_LEADS_KEPT)
def _lead(lead: str, defined: Trie) -> tuple[Concept, ...]:
    """Return the concepts of a lead-in, which all items of its list are read with."""
    return tuple(concepts_of(words_of(lead, 0, len(lead)), lexicon(), defined, lead))


def defines_term(passage: Passage, line: list[Concept]) -> bool:
    """Whether a passage, or its own sentence, says what a word means before what anyone may or must do."""
    if not any(t.type == "MEANS" for t in line):
        return False
    start = passage.start
    own = [t for t in line if t.start >= start and t.type != "NEXT"]
    return _is_definition(line) or _is_definition(own)


def _is_definition(line: list[Concept]) -> bool:
    before = itertools.takewhile(lambda t: t.type not in FORCES, line)
    return any(t.type == "MEANS" for t in before)


def _clauses(norm: Norm, facts: Facts, predicates: list[Norm], passage: Passage) -> Iterator[Found]:
    start, end = passage.span
    length = end - start
    text = passage.text
    parts = [(p, facts_of(p, start, facts.defines, facts.whole)) for p in predicates]
    for part, seen in ((norm, facts), *parts):
        for row in fitting(seen):
            params = {**params_of(row.type, part, text, passage.span), **row.params}
            lead = _granting(norm, passage) if row.type == "grant" else -1
            words = length if lead < 0 else len(passage.leads[lead])
            yield Found(row.type, 0, words, params, lead)
    sizes = [s for s in thresholds(norm) if s.figure.start >= start]
    for size in sizes:
        yield Found(
            "scale-threshold", 0 if len(sizes) == 1 else size.start - start, length, size.params
        )


def _beside(uses: list[Found], clauses: list[Found], norm: Norm, passage: Passage) -> list[Found]:
    """Return the clauses that stand beside a forbidden use.

    "You may not use it to: sell drugs" forbids nobody to sell the Model, which the item does not name.
    """
    own = {t.concept for t in norm.tokens() if t.start >= passage.start}
    if not uses or not passage.leads or own & roles()["bound"]:
        return clauses
    return [clause for clause in clauses if clause.type not in of_materials()]


def _lawful(clauses: list[Found], norm: Norm, passage: Passage) -> list[Found]:
    """Keep one of what "not violate the law" says: a forbidden use in a list, else a duty."""
    if norm.force != "forbid" or not any(clause.type == _LAWFUL for clause in clauses):
        return clauses
    if min(t.start for t in norm.words) < passage.start:
        unlawful = any(clause.params.get("category") == _UNLAWFUL for clause in clauses)
        return [c for c in clauses if c.type != _LAWFUL] if unlawful else clauses
    return [c for c in clauses if c.params.get("category") != _UNLAWFUL]


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


def _denies_risk(norm: Norm) -> bool:
    """Whether a norm says what nobody answers for, such as "makes no warranty that …"."""
    if norm.force != "forbid" or any(t.concept == "licensee" for t in norm.subject):
        return False
    named = (*norm.subject, *norm.acts, *norm.objects)
    return bool(roles()["risks"] & {t.concept for t in named})


def _forbidden(norm: Norm, passage: Passage) -> Span | None:
    """Return where the words of a forbidden use stand, or None where no use is forbidden."""
    if norm.force != "forbid" or party_of(norm) == "licensor" or _denies_risk(norm):
        return None
    first = norm.parts[:1]
    named = (*norm.subject, *(t for p in first for t in (*p[1], *p[2])))
    about = {t.concept for t in named}
    if about & roles()["never-used"] or (
        about & roles()["no-use"] and not about & roles()["bound"]
    ):
        return None
    start, end = passage.span
    force_start = min((t.start for t in norm.words), default=0)
    force_end = max((t.end for t in norm.words), default=0)
    if force_end <= start:
        return start, end
    deeds = {t.concept for t in (*norm.acts, *norm.subject)}
    if not deeds & roles()["uses"]:
        return None
    behind = any(t.start >= force_end for t in (*norm.acts, *norm.objects, *norm.ends))
    # "Using it to harass people is prohibited": the use stands before the force.
    return (
        (force_end, end)
        if behind
        else (max(start, min((t.start for t in norm.acts), default=start)), force_start)
    )


def _missed(norm: Norm, facts: Facts, start: int) -> Missed | None:
    """Return a norm that binds somebody and yielded nothing, where its words are its own."""
    if norm.force not in ("oblige", "forbid", "withhold") or not _may_bind(norm):
        return None
    if not facts.own or facts.force == "none" or is_inert(facts):
        return None
    own = [t for t in norm.tokens() if t.start >= start]
    if not any(t.type in DEEDS or t.concept in roles()["bound"] for t in own):
        return None
    effect = "duty" if norm.force == "oblige" else "prohibition"
    deeds = _triggers(norm) or [t.concept for t in norm.acts]
    return Missed(effect, _bound_by(norm), tuple(dict.fromkeys(deeds)))


def _bound_by(norm: Norm) -> str:
    """Return whom a norm that is not the licensor's binds, as in `Unread`."""
    return "licensee" if party_of(norm) == "licensee" else "unknown"


def _limits_unread(norm: Norm, clauses: list[Found]) -> bool:
    """Whether a licensee may do something only so or there, and no row knows what that is."""
    return (
        norm.force in ("permit", "grant")
        and party_of(norm) != "licensor"
        and bool(norm.acts)
        and any(t.type == "ONLY" for t in norm.ends)
        and all(clause.type == "grant" for clause in clauses)
        and not roles()["own-terms"] & {t.concept for t in norm.tokens()}
    )


def _triggers(norm: Norm) -> list[str]:
    """Return the deeds that a norm waits for: "if you distribute it, you must …" binds distributors.

    Only the first verbs of the condition count: in "if you distribute a product that uses it"
    the waiting is for distributing.
    """
    conditions = [c.tokens[1:] for c in norm.conditions if c.kind == "IF"]
    found: list[str] = []
    for tokens in conditions:
        rest = itertools.dropwhile(lambda t: t.type not in DEEDS, tokens)
        run = itertools.takewhile(lambda t: t.type in DEEDS, rest)
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
    passive = any(t.concept == "cannot-be" for t in norm.words)
    if passive and {t.concept for t in norm.acts} & (roles()["uses"] - {"violate"}):
        return True  # "the pictures may not be shared": nobody may
    known = {t.concept for t in (*norm.subject, *norm.objects)} & roles()["bound"]
    acts = {t.concept for t in norm.acts}
    if norm.subject and norm.force == "oblige":
        return bool(
            known and acts & roles()["carried"]
        )  # "the services will work" binds nobody here
    return bool(known and (norm.subject or acts))
