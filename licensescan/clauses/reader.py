"""The one public function of reading: a text in, a `Reading` out. Pure; same text, same answer.

Outline, definitions, words, concepts, token line, norms, types, params: each stage is a module of
this folder or of ``documents``; this one only strings them together.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from licensescan.clauses.categories import categorise
from licensescan.clauses.definitions import defined_terms
from licensescan.clauses.lexicon import Trie, lexicon
from licensescan.clauses.line import FORCES, Concept, concepts_of, tidy
from licensescan.clauses.norms import Norm, norms_of, split
from licensescan.clauses.params import params_of
from licensescan.clauses.thresholds import thresholds
from licensescan.clauses.typing_table import facts_of, fitting, is_inert, party_of
from licensescan.clauses.values import Clause, Reading, Unread
from licensescan.clauses.words import words_of
from licensescan.documents.language import language_of
from licensescan.documents.outline import Provision, outline
from licensescan.documents.sentences import sentences
from licensescan.taxonomy import effect_of

_USES = frozenset(
    [
        "use",
        "attempt",
        "permit-others",
        "generate",
        "distribute",
        "develop",
        "perform",
        "offer",
        "deploy",
        "monitor",
    ]
)
_NOT_USES = frozenset({"mark", "notice", "license", "patent", "account"})
"""What is not used when the materials are: forbidding these is no restriction of use."""

_ASIDE = re.compile(r"(?:for example|for instance|e\.g\.)\b", re.IGNORECASE)
"""What only illustrates is no provision."""

_HEADLINE = 6
"""A sentence of so few words that says no "may", "must" or "is" is a heading."""

_BOUND = frozenset({"YOU", "THEY", "DEED"})
_ROLES = frozenset({"materials", "derivative", "outputs"})
"""Roles that a provision must name to count as unread: words of another world bind nobody here."""

_COPULAS = frozenset({"is", "are", "IS", "ARE", "end", "ends"})

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Sentence:
    """One sentence as it is read: its own words, and the lead-ins it is read with."""

    start: int
    end: int
    section: str
    context: str
    lead: tuple[Concept, ...]
    lead_ins: tuple[Span, ...]
    leads: bool
    """Whether it is the lead-in of a list, whose items say what it means."""

    @property
    def span(self) -> Span:
        return self.start, self.end


def read_clauses(text: str) -> Reading:
    """Return the operative provisions of a text, and those that were not understood.

    Args:
        text: As decoded; offsets of the answer point into it.
    """
    language = language_of(text)
    provisions = outline(text)
    if language not in ("en", "und"):
        return Reading((), tuple(_unread_whole(text, p) for p in provisions), language)
    reader = _Reader(text)
    clauses: list[Clause] = []
    unread: list[Unread] = []
    for sentence in reader.sentences(provisions):
        found, missed = reader.read(sentence)
        clauses += found
        unread += missed
    return Reading(tuple(_once(clauses)), tuple(unread), language)


def _unread_whole(text: str, provision: Provision) -> Unread:
    return Unread(
        provision.start, provision.end, text[provision.start : provision.end], provision.section
    )


class _Reader:
    """Reads the sentences of one document with its own defined terms."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.defined: Trie = defined_terms(text)
        self.leads: dict[tuple[Span, ...], tuple[Concept, ...]] = {}

    def sentences(self, provisions: tuple[Provision, ...]) -> Iterator[_Sentence]:
        """Yield all sentences; the first of a list item is read with the item's lead-ins."""
        leading = {span for provision in provisions for span in provision.lead_ins}
        for provision in provisions:
            if provision.kind == "heading":
                continue
            lead = self._lead(provision.lead_ins)
            context = " ".join(self.text[a:b] for a, b in provision.lead_ins) or provision.heading
            leads = any(provision.start <= end <= provision.end for _, end in leading)
            for span in sentences(self.text, provision.start, provision.end):
                yield _Sentence(*span, provision.section, context, lead, provision.lead_ins, leads)
                lead = ()

    def _lead(self, spans: tuple[Span, ...]) -> tuple[Concept, ...]:
        """Return the concepts that lead-ins give to their items, outermost first.

        Lead-ins before the first that obliges or permits are only headings, unless one says
        "Prohibited uses".
        """
        if spans not in self.leads:
            parts = [self._last_sentence(span) for span in spans]
            binding = itertools.dropwhile(lambda part: not any(_binds(c) for c in part), parts)
            concepts = [c for part in binding for c in part]
            if not concepts:
                barred = [c for part in parts for c in part if c.concept == "restricted-use"]
                concepts = [c._replace(terminal="FORBIDDEN") for c in barred[-1:]]
            self.leads[spans] = tuple(concepts)
        return self.leads[spans]

    def _last_sentence(self, span: Span) -> list[Concept]:
        last = sentences(self.text, *span)[-1:]
        return _condition_first(self._concepts(last[0])) if last else []

    def _concepts(self, span: Span) -> list[Concept]:
        return concepts_of(words_of(self.text, *span), lexicon(), self.defined, self.text)

    def read(self, sentence: _Sentence) -> tuple[list[Clause], list[Unread]]:
        """Return the clauses of a sentence, and what it binds somebody to without one."""
        own = self._concepts(sentence.span)
        if self._says_nothing(sentence, own):
            return [], []
        line = tidy([*sentence.lead, *own])
        defines = _is_definition(line)
        clauses: list[Clause] = []
        unread: list[Unread] = []
        for norm in norms_of(line):
            if _only_acknowledges(norm):
                continue
            found = list(self._clauses(norm, sentence, defines))
            clauses += found
            if not found and not defines and (missed := self._unread(norm, sentence)):
                unread.append(missed)
        return clauses, ([] if clauses or sentence.leads else unread[:1])

    def _says_nothing(self, sentence: _Sentence, own: list[Concept]) -> bool:
        if _ASIDE.match(self.text, *sentence.span):
            return True
        if sentence.lead or any(c.terminal in FORCES for c in own):
            return False
        words = self.text[sentence.start : sentence.end].split()
        return len(words) <= _HEADLINE and not _COPULAS & set(words)

    def _clauses(self, norm: Norm, sentence: _Sentence, defines: bool) -> Iterator[Clause]:
        whole = facts_of(norm, sentence.start, defines)
        for part in (norm, *split(norm)):
            facts = facts_of(part, sentence.start, defines, whole.whole)
            for row in fitting(facts):
                span = self._granting(norm, sentence) if row.type == "grant" else sentence.span
                params = {**params_of(row.type, part, self.text, sentence.span), **row.params}
                yield self._clause(row.type, span, sentence.section, params)
        sizes = [s for s in thresholds(norm) if s.figure.start >= sentence.start]
        for size in sizes:
            span = sentence.span if len(sizes) == 1 else (size.start, sentence.end)
            yield self._clause("scale-threshold", span, sentence.section, size.params)
        start = None if defines else _forbidden_from(norm, sentence)
        if start is not None:
            for hit in categorise(self.text[start : sentence.end], sentence.context):
                category = {"category": hit.category}
                yield self._clause("use-restriction", sentence.span, sentence.section, category)

    def _granting(self, norm: Norm, sentence: _Sentence) -> Span:
        """Return the span of the sentence that grants: one grant has many items."""
        first = min((t.start for t in norm.words), default=sentence.start)
        if first >= sentence.start:
            return sentence.span
        spans = (s for lead in sentence.lead_ins for s in sentences(self.text, *lead))
        return next((s for s in spans if s[0] <= first < s[1]), sentence.span)

    def _clause(self, kind: str, span: Span, section: str, params: Mapping[str, Any]) -> Clause:
        start, end = span
        return Clause(kind, effect_of(kind), start, end, self.text[start:end], section, params)

    def _unread(self, norm: Norm, sentence: _Sentence) -> Unread | None:
        """Return a norm that binds somebody and yielded nothing, where its words are its own."""
        if norm.force not in ("oblige", "forbid", "withhold") or not _may_bind(norm):
            return None
        facts = facts_of(norm, sentence.start)
        if not facts.own or facts.force == "none" or is_inert(facts):
            return None
        return Unread(
            *sentence.span,
            self.text[sentence.start : sentence.end],
            sentence.section,
            effect="duty" if norm.force == "oblige" else "prohibition",
            party="licensee" if party_of(norm) == "licensee" else "unknown",
            actions=tuple(dict.fromkeys(t.concept for t in norm.acts)),
        )


def _binds(concept: Concept) -> bool:
    return concept.terminal in FORCES or concept.terminal == "PROVIDED"


def _condition_first(lead: list[Concept]) -> list[Concept]:
    """Put a lead-in's last condition first: "keep the following, if supplied: …" is about what follows."""
    if not lead or lead[-1].terminal == "TO":
        return lead
    for at in range(len(lead) - 1, 0, -1):
        if lead[at].terminal in FORCES or lead[at].terminal == "PROVIDED":
            return lead
        if lead[at].terminal in ("IF", "UPON", "UNLESS"):
            return lead[at:] + lead[:at]
    return lead


def _only_acknowledges(norm: Norm) -> bool:
    """Whether a norm only says that somebody agrees to what the next one says."""
    return bool(norm.words) and norm.words[-1].concept == "agree-that"


def _may_bind(norm: Norm) -> bool:
    """Whether a norm may bind the licensee: it names them, or what they do, or what they do it with."""
    if party_of(norm) == "licensor":
        return False
    if any(t.value in _BOUND for t in norm.subject):
        return True
    known = {t.concept for t in (*norm.subject, *norm.objects)}
    return bool(known & _ROLES) if norm.subject else bool(norm.acts and known & _ROLES)


def _forbidden_from(norm: Norm, sentence: _Sentence) -> int | None:
    """Return where the words of a forbidden use begin, or None where no use is forbidden."""
    if norm.force != "forbid" or party_of(norm) == "licensor":
        return None
    if _NOT_USES & {t.concept for t in (*norm.subject, *norm.objects, *norm.ends)}:
        return None
    force_end = max((t.end for t in norm.words), default=0)
    if force_end <= sentence.start:
        return sentence.start
    deeds = {t.concept for t in (*norm.acts, *norm.subject)}
    return force_end if deeds & _USES else None


def _is_definition(line: list[Concept]) -> bool:
    """Whether a line says what a word means before it says what anyone may or must do."""
    before = itertools.takewhile(lambda t: t.terminal not in FORCES, line)
    return any(t.terminal == "MEANS" for t in before)


def _once(clauses: list[Clause]) -> list[Clause]:
    """Keep one clause of a type (and category) in a sentence; a grant has the rights of all its items."""
    found: dict[tuple[object, ...], Clause] = {}
    for clause in clauses:
        params = clause.params
        told_apart = (params.get("category"), params.get("metric"), params.get("value"))
        key = (clause.type, clause.start, *told_apart)
        first = found.setdefault(key, clause)
        if first is not clause and "rights" in params:
            rights = tuple(dict.fromkeys([*first.params["rights"], *params["rights"]]))
            found[key] = replace(first, params={**first.params, "rights": rights})
    return sorted(found.values(), key=lambda c: c.start)
