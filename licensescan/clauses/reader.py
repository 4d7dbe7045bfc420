"""The one public function of reading: a text in, a `Reading` out. Pure; same text, same answer.

Outline, definitions, words, concepts, token line, norms, types, params: each stage is a module of
this folder or of ``documents``. This one cuts a document into passages, has each read, and puts
the answers back at their places.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache, partial
from typing import NamedTuple

from licensescan.clauses.definitions import own_terms, trie_of
from licensescan.clauses.passage import read_passage
from licensescan.clauses.passage_values import Found, Passage, Span
from licensescan.clauses.territories import resolve_territories
from licensescan.clauses.values import Clause, Reading, Unread
from licensescan.documents.language import language_of
from licensescan.documents.outline import Provision, outline
from licensescan.documents.sentences import sentences
from licensescan.taxonomy import effect_of

_KEPT = 64
_KEPT_LENGTH = 200_000
"""How many readings of whole documents are kept, and of how many characters at the most."""

_TAIL = 400
"""How far behind a sentence the text that it announces is looked for, in characters."""


_READ = frozenset({"en", "und"})
_SENTENCE = 5
"""Fewer words than this, such as a heading, tell no language."""
_LEAST_SHARE = 0.3
"""Share of a text in two languages that must be in English for the English to be a version of its own."""

_LICENSE_REQUIRED = frozenset({"scale-threshold", "commercial-license-required"})


_GOES_ON = re.compile(
    r"(?:this|that|these|those|such|examples?|for (?:example|instance))\b", re.IGNORECASE
)
"""How a sentence begins that goes on about the one before: "You may not harm. This includes:"."""


_FORBIDS = re.compile(
    r"(?:we|you)\s+(?:prohibit|forbid|may not|must not|shall not)\b", re.IGNORECASE
)
"""How a heading begins that is a provision of its own: "We prohibit fraud"."""


class Placed(NamedTuple):
    """A passage, and where it stands in its document.

    Attributes:
        passage: The words.
        start: Where its sentence begins in the document.
        section: As in `Clause`.
        leads: Spans of the lead-in sentences, as in ``passage.leads``.
        opens_list: Whether it is itself the lead-in of a list, whose items say what it means.
    """

    passage: Passage
    start: int
    section: str
    leads: tuple[Span, ...]
    opens_list: bool


_passage = partial(tuple.__new__, Passage)
_placed = partial(tuple.__new__, Placed)
"""Make what they are named after of a tuple, in a third of the time: a text has hundreds."""


def read_clauses(text: str) -> Reading:
    """Return the operative provisions of a text, and those that were not understood.

    Args:
        text: As decoded; offsets of the answer point into it.
    """
    return _read_kept(text) if len(text) <= _KEPT_LENGTH else _read(text)


@lru_cache(maxsize=_KEPT)
def _read_kept(text: str) -> Reading:
    return _read(text)


def _read(text: str) -> Reading:
    language = language_of(text)
    provisions = outline(text)
    foreign: tuple[Provision, ...] = ()
    if language not in _READ:
        readable = tuple(p for p in provisions if _is_readable(text, p))
        if sum(p.end - p.start for p in readable) < _LEAST_SHARE * len(text):
            return Reading((), tuple(_unread_whole(text, p) for p in provisions), language)
        # A licence in two languages: what is in English is read, the rest stays unread.
        foreign = tuple(p for p in provisions if not _is_readable(text, p))
        language, provisions = "en", readable
    defined = trie_of(own_terms(text))
    clauses: list[Clause] = []
    unread = [_unread_whole(text, p) for p in foreign]
    for placed in passages(text, provisions):
        reading = read_passage(placed.passage, defined)
        clauses += [_clause(text, placed, found) for found in reading.found]
        if not placed.opens_list:
            start, end = placed.start, placed.start + len(placed.passage.words)
            unread += [
                Unread(start, end, text[start:end], placed.section, m.effect, m.party, m.actions)
                for m in reading.missed
            ]
    found = resolve_territories(text, _once(clauses))
    left = sorted(_unanswered(unread, clauses), key=lambda u: u.start)
    return Reading(tuple(found), tuple(left), language)


def _unanswered(unread: list[Unread], clauses: list[Clause]) -> list[Unread]:
    """Drop "you must request a licence" right behind the words that say when: that clause has it."""
    ends = [clause.end for clause in clauses if clause.type in _LICENSE_REQUIRED]
    return [
        u
        for u in unread
        if set(u.actions) != {"request"} or not any(0 <= u.start - end <= _TAIL for end in ends)
    ]


def _is_readable(text: str, provision: Provision) -> bool:
    words = text[provision.start : provision.end]
    short = words.isascii() and len(words.split()) < _SENTENCE
    return short or language_of(words) in _READ


def _unread_whole(text: str, provision: Provision) -> Unread:
    start, end = provision.start, provision.end
    return Unread(start, end, text[start:end], provision.section)


def passages(text: str, provisions: tuple[Provision, ...]) -> Iterator[Placed]:
    """Yield all sentences; the first of a list item is read with the item's lead-ins."""
    opening = sorted({end for provision in provisions for _, end in provision.lead_ins})
    begins = {provision.end: provision.start for provision in provisions}
    spans = {span for provision in provisions for span in provision.lead_ins}
    last_of = {
        span: _binding(text, sentences(text, begins.get(span[1], span[0]), span[1]))
        for span in spans
    }
    for provision in provisions:
        if provision.kind == "heading" and not _FORBIDS.match(text, provision.start, provision.end):
            continue
        leads = tuple(last for span in provision.lead_ins for last in last_of[span])
        said = tuple(text[a:b] for a, b in leads)
        context = " ".join(text[a:b] for a, b in provision.lead_ins) or provision.heading
        first = bisect_left(opening, provision.start)
        opens = first < len(opening) and opening[first] <= provision.end
        for start, end in sentences(text, provision.start, provision.end):
            words = text[start:end]
            tail = text[end : end + _TAIL] if opens or _announces(words) else ""
            passage = _passage((words, said, context, tail))
            yield _placed((passage, start, provision.section, leads, opens))
            leads, said = (), ()


def _binding(text: str, lead_in: list[Span]) -> list[Span]:
    """Return the last sentence of a lead-in, with the one before where it only says what that includes."""
    last = lead_in[-1:]
    goes_on = len(lead_in) > 1 and _GOES_ON.match(text, *last[0])
    return lead_in[-2:] if goes_on else last


def _announces(words: str) -> bool:
    """Whether a sentence may announce a text: "the following notice:"."""
    return words[-1] == ":" or "notice" in words or "follows" in words or "following" in words


def _clause(text: str, placed: Placed, found: Found) -> Clause:
    base = placed.start if found.lead < 0 else placed.leads[found.lead][0]
    start, end = base + found.start, base + found.end
    effect = effect_of(found.type)
    return Clause(found.type, effect, start, end, text[start:end], placed.section, found.params)


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
