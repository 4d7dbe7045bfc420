"""Read one passage: a sentence with the lead-ins that it is read with.

In: the words of the sentence, its lead-ins, its context, the document's own terms. Out: what it
says, with spans within the passage. A passage means the same wherever it stands, so readings are
kept: a document that shares its provisions with another one costs little.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from functools import lru_cache

from licensescan.clauses.concepts import MARKS, Concept, concepts_of
from licensescan.clauses.imperatives import with_orders
from licensescan.clauses.lead import joined, lead_of
from licensescan.clauses.lexicon import Trie, lexicon
from licensescan.clauses.line import FORCES, has_force, tidy
from licensescan.clauses.norms import Norm, cases, norms_of, split
from licensescan.clauses.order import opening_last
from licensescan.clauses.params import params_of
from licensescan.clauses.passage_values import Found, Missed, Passage, PassageReading
from licensescan.clauses.thresholds import thresholds
from licensescan.clauses.typing_table import Facts, facts_of, fitting, is_inert, may_fit, roles
from licensescan.clauses.unread import limit_in, missed_in
from licensescan.clauses.uses import bare_bans, denies_risk, listed_use, with_uses
from licensescan.clauses.words import words_of
from licensescan.taxonomy import effect_of

_KEPT = 30_000
"""Readings of passages that are kept, about 1 kB each."""

_LEADS_KEPT = 1_000
"""Lead-ins whose concepts are kept, about 5 kB each."""

_ASIDE = re.compile(r"(?:for example|for instance|e\.g\.)\b", re.IGNORECASE)
"""What only illustrates is no provision."""

_OF_THE_TEXT = re.compile(
    r"(?:nothing in )?(?:the|this|these) (?:previous|foregoing|preceding|above|prior)\b"
    r"|(?:for clarity, )?this (?:section|paragraph|restriction|prohibition|clause|policy) (?:does|shall|is|will)\b",
    re.IGNORECASE,
)
"""How a sentence begins that speaks of the items before it, and is none of them."""

_HEADLINE = 6
"""A sentence of so few words that says no "may", "must" or "is" is a heading."""

_MOST_USES = 8
"""How many norms of one sentence are searched for forbidden uses."""

_OF_SENTENCES = frozenset(
    {"is", "are", "IS", "ARE", "that", "end", "ends", "apply", "applies", "governs", "covers"}
)
"""What no heading has: verbs of statements, and the "that" which opens a clause."""

_SIZED = frozenset({"METRIC", "QUANTITY", "COMPARE"})


@lru_cache(maxsize=_KEPT)
def read_passage(passage: Passage, defined: Trie) -> PassageReading:
    """Return the clauses of a passage, and what it binds somebody to without one.

    Args:
        passage: A sentence with what it is read with.
        defined: The document's own terms, as `trie_of` gives them: the same trie for the same terms.
    """
    line = line_of(passage, defined)
    norms = _stated(norms_of(line)) if line else []
    defines = defines_term(passage, line)
    seen = [facts_of(norm, passage.start, defines) for norm in norms]
    found: list[Found] = []
    missed: list[Missed] = []
    limits: list[Missed] = []
    for at, (norm, facts) in enumerate(zip(norms, seen, strict=True)):
        # "In no event shall anyone distributing it be liable" forbids nobody to distribute it.
        predicates = [] if denies_risk(norm) else split(norm)
        clauses = list(_clauses(norm, facts, predicates, passage))
        if not defines and at < _MOST_USES:
            clauses = with_uses(norm, predicates, clauses, passage)
        found += clauses
        limits += limit_in(norm, facts, clauses)
        missed += missed_in(norm, facts, passage.start) if not clauses and not defines else ()
    if not found and not defines:
        found = bare_bans(passage, norms) or listed_use(passage, norms)
    if missed and (found or any(map(is_inert, seen))):
        missed = []
    if any(effect_of(clause.type) != "permission" for clause in found):
        limits = []
    return PassageReading(tuple(found), tuple([*limits, *missed][:1]))


def line_of(passage: Passage, defined: Trie) -> list[Concept]:
    """Return the token line of a passage; empty where it can say nothing."""
    text, span = passage.text, passage.span
    own = opening_last(concepts_of(words_of(text, *span), lexicon(), defined, text))
    led = passage.leads and not _OF_THE_TEXT.match(passage.words)
    lead = lead_of(_lead_parts(passage, defined)) if led else []
    if not lead:
        own = with_orders(own, text, span[0])
    if _is_aside(passage, own) or (not lead and not has_force(own) and _is_silent(passage, own)):
        return []
    spoken_of = {c.concept for c in lead}
    if ("ways" in spoken_of and not _denies(lead)) or (
        spoken_of & roles()["lists"] and not has_force(own)
    ):
        # Ways in which a duty may be met; what "we are not liable for:" or you indemnify against.
        return []
    if _gives_examples(lead) and not (spoken_of & roles()["barred"]):
        return []
    return tidy(joined(lead, own, _begins_with_capital(passage.words)))


def _gives_examples(lead: list[Concept]) -> bool:
    """Whether a lead-in only says what something may be: "such measures may include:"."""
    said = [(c.type, c.concept) for c in lead if c.type not in MARKS][-2:]
    return said == [("MAY", "may"), ("ACT", "include")]


def _denies(line: list[Concept]) -> bool:
    return any(t.type in ("CANNOT", "NOT", "FORBIDDEN") for t in line)


def _is_aside(passage: Passage, own: list[Concept]) -> bool:
    return bool(_ASIDE.match(passage.words)) and not any(c.type == "CANNOT" for c in own)


def _is_silent(passage: Passage, own: list[Concept]) -> bool:
    """Whether a sentence without any force is a heading, or no row could read it."""
    if any(c.type == "PROVIDED" for c in own):
        return False
    words = passage.words.split()
    if len(words) <= _HEADLINE and not _OF_SENTENCES & set(words):
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
    parts += [(case, facts_of(case, start, facts.defines)) for case in cases(norm)]
    for part, seen in ((norm, facts), *parts):
        for row in fitting(seen):
            params = {**params_of(row.type, part, text, passage.span), **row.params}
            lead = _granting(norm, passage) if row.type == "grant" else -1
            words = length if lead < 0 else len(passage.leads[lead])
            yield Found(row.type, 0, words, params, lead)
    # A cap of what somebody answers for is no size of the licensee.
    capped = facts.force == "forbid" and denies_risk(norm)
    sizes = [] if capped else [s for s in thresholds(norm) if s.figure.start >= start]
    for size in sizes:
        yield Found(
            "scale-threshold", 0 if len(sizes) == 1 else size.start - start, length, size.params
        )


def _granting(norm: Norm, passage: Passage) -> int:
    """Return the lead-in that grants, -1 if the sentence itself does: one grant has many items."""
    first = min((t.start for t in norm.words), default=passage.start)
    if first >= passage.start:
        return -1
    ends = itertools.accumulate(len(lead) + 1 for lead in passage.leads)
    return next(at for at, end in enumerate(ends) if first < end)


def _stated(norms: list[Norm]) -> list[Norm]:
    """Return norms with what is only acknowledged as said: "you agree that it comes as is" says that.

    But nobody who acknowledges whose something is comes to own it.
    """
    out = []
    for norm in norms:
        if not _only_acknowledges(norm):
            out.append(norm)
        elif all(t.concept != "own" for t in (*norm.acts, *norm.objects)):
            out.append(norm._replace(force="", subject=(), words=(), conditions=()))
    return out


def _only_acknowledges(norm: Norm) -> bool:
    said = norm.words[-1].concept if norm.words else ""
    content = (*norm.acts, *norm.objects, *norm.ends)
    return said == "agree-that" and all(t.concept != "accept" for t in content)
