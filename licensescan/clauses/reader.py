"""The one public function of reading: a text in, a `Reading` out. Pure; same text, same answer.

Outline, definitions, words, concepts, token line, norms, types, params: each stage is a module of
this folder or of ``documents``; this one only strings them together.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from licensescan.clauses.categories import categorise
from licensescan.clauses.definitions import defined_terms
from licensescan.clauses.lexicon import Trie, lexicon
from licensescan.clauses.line import Concept, concepts_of, tidy
from licensescan.clauses.norms import Norm, norms_of
from licensescan.clauses.params import params_of
from licensescan.clauses.thresholds import thresholds
from licensescan.clauses.typing_table import facts_of, fitting, party_of
from licensescan.clauses.values import Clause, Reading, Unread
from licensescan.clauses.words import words_of
from licensescan.documents.language import language_of
from licensescan.documents.outline import outline
from licensescan.documents.sentences import sentences
from licensescan.taxonomy import effect_of

_USES = frozenset(
    {
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
    }
)
_ASIDE = re.compile(r"(?:for example|for instance|e\.g\.)\b", re.IGNORECASE)
"""What only illustrates is no provision."""

_NOT_USES = frozenset({"mark", "notice", "license", "patent", "account"})
"""What is not used when the materials are: forbidding these is no restriction of use."""

_FORCES = frozenset({"SHALL", "MAY", "CANNOT", "FORBIDDEN", "PERMITTED", "GRANT"})
_HEADLINE = 6
"""A sentence of so few words that says no "may" or "must" is a heading."""


@dataclass(frozen=True, slots=True)
class _Sentence:
    """One sentence as it is read: its own words, and the lead-ins it is read with."""

    start: int
    end: int
    section: str
    context: str
    lead: tuple[Concept, ...]


def read_clauses(text: str) -> Reading:
    """Return the operative provisions of a text, and those that were not understood.

    Args:
        text: As decoded; offsets of the answer point into it.
    """
    language = language_of(text)
    if language not in ("en", "und"):
        return Reading((), _all_unread(text), language)
    reader = _Reader(text)
    clauses: list[Clause] = []
    unread: list[Unread] = []
    for sentence in reader.sentences():
        found, missed = reader.read(sentence)
        clauses += found
        unread += missed
    return Reading(tuple(_once(clauses)), tuple(unread), language)


def _all_unread(text: str) -> tuple[Unread, ...]:
    return tuple(
        Unread(start, end, text[start:end], p.section)
        for p in outline(text)
        for start, end in [(p.start, p.end)]
        if end > start
    )


class _Reader:
    """Reads the sentences of one document with its own defined terms."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.defined: Trie = defined_terms(text)
        self.leads: dict[tuple[int, int], tuple[Concept, ...]] = {}

    def sentences(self) -> Iterator[_Sentence]:
        for provision in outline(self.text):
            if provision.kind == "heading":
                continue
            lead = tuple(c for span in provision.lead_ins for c in self._lead(span))
            context = " ".join(self.text[a:b] for a, b in provision.lead_ins) or provision.heading
            for at, (start, end) in enumerate(sentences(self.text, provision.start, provision.end)):
                yield _Sentence(start, end, provision.section, context, lead if not at else ())

    def _lead(self, span: tuple[int, int]) -> tuple[Concept, ...]:
        """Return the concepts of the lead-in's last sentence, a force added where it only names one."""
        if span not in self.leads:
            last = sentences(self.text, *span)[-1:]
            concepts = tuple(self._concepts(*last[0])) if last else ()
            if not any(c.terminal in _FORCES or c.terminal == "PROVIDED" for c in concepts):
                # A lead-in that obliges to nothing is only a heading, unless it says "Prohibited uses".
                barred = [
                    c._replace(terminal="FORBIDDEN")
                    for c in concepts
                    if c.concept == "restricted-use"
                ]
                concepts = tuple(barred[:1])
            self.leads[span] = concepts
        return self.leads[span]

    def _concepts(self, start: int, end: int) -> list[Concept]:
        return concepts_of(words_of(self.text, start, end), lexicon(), self.defined, self.text)

    def read(self, sentence: _Sentence) -> tuple[list[Clause], list[Unread]]:
        if _ASIDE.match(self.text, sentence.start, sentence.end):
            return [], []
        words = words_of(self.text, sentence.start, sentence.end)
        own = concepts_of(words, lexicon(), self.defined, self.text)
        if (
            not sentence.lead
            and len(words) <= _HEADLINE
            and not any(c.terminal in _FORCES for c in own)
        ):
            return [], []
        line = tidy([*sentence.lead, *own])
        defines = _is_definition(line)
        clauses: list[Clause] = []
        unread: list[Unread] = []
        for norm in norms_of(line):
            found = list(self._clauses(norm, sentence, defines))
            clauses += found
            if not found and (missed := self._unread(norm, sentence)):
                unread.append(missed)
        return clauses, ([] if clauses else unread)

    def _clauses(self, norm: Norm, sentence: _Sentence, defines: bool) -> Iterator[Clause]:
        span = (sentence.start, sentence.end)
        for row in fitting(facts_of(norm, sentence.start, defines)):
            yield self._clause(row.type, span, sentence, params_of(row.type, norm, self.text, span))
        for figure, params in thresholds(norm):
            if figure.start >= sentence.start:
                yield self._clause("scale-threshold", span, sentence, params)
        if not defines and self._forbids_use(norm):
            for hit in categorise(self.text[sentence.start : sentence.end], sentence.context):
                yield self._clause("use-restriction", span, sentence, {"category": hit.category})

    @staticmethod
    def _forbids_use(norm: Norm) -> bool:
        if norm.force != "forbid" or party_of(norm) == "licensor":
            return False
        deeds = {t.concept for t in (*norm.acts, *norm.subject)}
        if _NOT_USES & {t.concept for t in (*norm.objects, *norm.ends, *norm.subject)}:
            return False
        return bool(deeds & _USES) or not norm.acts

    def _clause(
        self, kind: str, span: tuple[int, int], sentence: _Sentence, params: dict[str, object]
    ) -> Clause:
        start, end = span
        return Clause(
            kind, effect_of(kind), start, end, self.text[start:end], sentence.section, params
        )

    def _unread(self, norm: Norm, sentence: _Sentence) -> Unread | None:
        """A norm that binds somebody known and yielded nothing."""
        if norm.force not in ("oblige", "forbid", "withhold") or party_of(norm) == "licensor":
            return None
        if not any(t.start >= sentence.start for t in norm.tokens()):
            return None
        effect = "duty" if norm.force == "oblige" else "prohibition"
        party = "licensee" if party_of(norm) == "licensee" else "unknown"
        actions = tuple(dict.fromkeys(t.concept for t in norm.acts))
        start, end = sentence.start, sentence.end
        return Unread(start, end, self.text[start:end], sentence.section, effect, party, actions)


def _is_definition(line: list[Concept]) -> bool:
    """Whether a line says what a word means before it says what anyone may or must do."""
    return any(
        t.terminal == "MEANS"
        for t in itertools.takewhile(lambda t: t.terminal not in _FORCES, line)
    )


def _once(clauses: list[Clause]) -> Iterator[Clause]:
    """Keep one clause of a type (and category) in a sentence."""
    seen = set()
    for clause in clauses:
        key = (
            clause.type,
            clause.start,
            clause.params.get("category"),
            clause.params.get("metric"),
            clause.params.get("value"),
        )
        if key not in seen:
            seen.add(key)
            yield clause
