"""What binds somebody and is no clause: the norms of a passage that are kept as unread.

In: a norm, and what was found in it. Out: `Missed`, with its effect, whom it binds and what it
waits for. A norm that is inert, or that binds only the licensor, is not missed.
"""

from __future__ import annotations

import itertools

from licensescan.clauses.concepts import DEEDS
from licensescan.clauses.norms import Norm
from licensescan.clauses.passage_values import Found, Missed
from licensescan.clauses.typing_table import Facts, is_inert, party_of, roles

_BOUND = frozenset({"YOU", "THEY", "DEED"})


def limit_in(norm: Norm, facts: Facts, clauses: list[Found]) -> list[Missed]:
    """Return the limit of a permission that no row knows, if it has one."""
    if not _limits(norm, clauses) or is_inert(facts):
        return []
    return [Missed("limit", _bound_by(norm), tuple(t.concept for t in norm.acts))]


def missed_in(norm: Norm, facts: Facts, start: int) -> list[Missed]:
    """Return a norm that binds somebody and yielded nothing, where its words are its own; else none."""
    if norm.force not in ("oblige", "forbid", "withhold") or not _may_bind(norm):
        return []
    if not facts.own or facts.force == "none" or is_inert(facts):
        return []
    own = [t for t in norm.tokens() if t.start >= start]
    if not any(t.type in DEEDS or t.concept in roles()["bound"] for t in own):
        return []
    effect = "duty" if norm.force == "oblige" else "prohibition"
    deeds = _triggers(norm) or [t.concept for t in norm.acts]
    return [Missed(effect, _bound_by(norm), tuple(dict.fromkeys(deeds)))]


def _bound_by(norm: Norm) -> str:
    """Return whom a norm that is not the licensor's binds, as in `Unread`."""
    return "licensee" if party_of(norm) == "licensee" else "unknown"


def _limits(norm: Norm, clauses: list[Found]) -> bool:
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
