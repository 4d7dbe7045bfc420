"""Resolve a defined territory: "Territory means the world, excluding …" says which places are left out.

In: a document and its clauses. Out: the clauses, where a ``territory-exclusion`` that only names "the
Territory" names the places that the definition excludes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from licensescan.clauses.concepts import concepts_of
from licensescan.clauses.lexicon import Trie, lexicon
from licensescan.clauses.values import Clause
from licensescan.clauses.words import words_of

_DEFINED = re.compile(
    r"[\"“”]?\bTerritor(?:y|ies)[\"“”]?\s+(?:shall\s+)?(?:means?|refers?\s+to|is\s+defined\s+as)\b"
    r".{0,200}?\b(?:excluding|except(?:\s+for)?|other\s+than|but\s+not|outside(?:\s+of)?)\b"
    r"(?P<places>.{0,300}?)(?=\.\s|;|\n\s*\n|\Z)",
    re.IGNORECASE | re.DOTALL,
)
_TERRITORY = re.compile(r"\bterritor(?:y|ies)\b", re.IGNORECASE)


def resolve_territories(text: str, clauses: Iterable[Clause]) -> Iterator[Clause]:
    """Yield the clauses, with defined territories resolved to the places that they exclude."""
    excluded: tuple[str, ...] | None = None
    for clause in clauses:
        named = clause.params.get("territories", ())
        if clause.type != "territory-exclusion" or not all(_TERRITORY.search(n) for n in named):
            yield clause
            continue
        if excluded is None:
            excluded = _excluded(text)
        yield replace(clause, params={**clause.params, "territories": excluded or named})


def _excluded(text: str) -> tuple[str, ...]:
    found = _DEFINED.search(text)
    if not found:
        return ()
    words = words_of(text, *found.span("places"))
    places = [c for c in concepts_of(words, lexicon(), Trie(), text) if c.concept == "place"]
    return tuple(dict.fromkeys(" ".join(text[c.start : c.end].split()) for c in places))
