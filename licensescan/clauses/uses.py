"""Forbidden uses: which words of a ban say what may not be done, and of which category that is.

In: a norm and the passage it stands in. Out: ``use-restriction`` clauses. What a category is called
is `categorise`'s matter; here it is told where to look, and which clauses may stand beside it.
"""

from __future__ import annotations

from licensescan.clauses.categories import categorise, is_listed_use
from licensescan.clauses.norms import Norm
from licensescan.clauses.passage_values import Found, Passage, Span
from licensescan.clauses.typing_table import of_materials, party_of, roles

_LONGEST_USE = 2_000
"""How many characters of a ban are sorted into categories."""

_LONGEST_BARE_BAN = 14
"""Words of a ban without a verb, at the most."""

_OPENING = 12
"""Characters of a sentence within which an order begins: "Please do not …"."""

_TYPE = "use-restriction"
_UNSORTED = "other"
_LAWFUL, _UNLAWFUL = "comply-with-laws", "illegal-use"


def with_uses(
    norm: Norm, predicates: list[Norm], clauses: list[Found], passage: Passage
) -> list[Found]:
    """Return the clauses of a norm with the uses that it forbids.

    Args:
        norm: The norm.
        predicates: What `split` makes of it: "ensure that it is not deployed in …" forbids by
            what must not be done.
        clauses: Its clauses of other types.
        passage: Where it stands.
    """
    parts = (norm, *(part for part in predicates if part.force != norm.force))
    uses = [use for part in parts for use in _forbidden_uses(part, passage)]
    return _lawful([*_beside(uses, clauses, norm, passage), *uses], norm, passage)


def _forbidden_uses(norm: Norm, passage: Passage) -> list[Found]:
    """Return what use a norm forbids, by category."""
    forbidden = _forbidden(norm, passage)
    if forbidden is None:
        return []
    start, end = forbidden
    words = passage.text[start : min(end, start + _LONGEST_USE)]
    found = {hit.category for hit in categorise(words, passage.context)}
    if not norm.acts:  # a verb that is not known: what it does is told by the words after it alone
        found.discard(_UNSORTED)
    return _sorted(found, passage)


def listed_use(passage: Passage, norms: list[Norm]) -> list[Found]:
    """Return the use that an item of a list of forbidden uses is, where nothing says of what field."""
    if not passage.leads or not is_listed_use(passage.words, passage.context):
        return []
    banned = any(_forbidden(norm, passage) is not None for norm in norms)
    return _sorted({_UNSORTED}, passage) if banned else []


def bare_bans(passage: Passage, norms: list[Norm]) -> list[Found]:
    """Return what a sentence forbids without a verb: "No violence or gore."."""
    words = passage.words
    if words[:3] != "No " or passage.leads or any(norm.force for norm in norms):
        return []
    if len(words.split()) > _LONGEST_BARE_BAN:
        return []
    return _sorted({hit.category for hit in categorise(words)} - {_UNSORTED}, passage)


def _sorted(categories: set[str], passage: Passage) -> list[Found]:
    length = len(passage.words)
    return [Found(_TYPE, 0, length, {"category": category}) for category in sorted(categories)]


def _beside(uses: list[Found], clauses: list[Found], norm: Norm, passage: Passage) -> list[Found]:
    """Return the clauses that stand beside a forbidden use.

    "You may not use it to: sell drugs" forbids nobody to sell the Model, which the item does not name.
    """
    if not uses or not clauses or not passage.leads:
        return clauses
    start = passage.start
    own = {t.concept for t in norm.tokens() if t.start >= start}
    if own & roles()["bound"]:
        return clauses
    return [clause for clause in clauses if clause.type not in of_materials()]


def _lawful(clauses: list[Found], norm: Norm, passage: Passage) -> list[Found]:
    """Keep one of what "not violate the law" says: a forbidden use in a list, else a duty.

    Compliance with export laws and no others is no duty to comply with laws in general.
    """
    if all(clause.type != _LAWFUL for clause in clauses):
        return clauses
    if norm.force != "forbid":
        pure = norm.force == "oblige" and _exports_first(norm)
        return [clause for clause in clauses if clause.type != _LAWFUL or not pure]
    if norm.acts and norm.acts[0].concept not in ("violate", "use"):
        return [clause for clause in clauses if clause.type != _LAWFUL]
    if min(t.start for t in norm.words) < passage.start:
        unlawful = any(clause.params.get("category") == _UNLAWFUL for clause in clauses)
        return [c for c in clauses if c.type != _LAWFUL] if unlawful else clauses
    return [c for c in clauses if c.params.get("category") != _UNLAWFUL]


def _exports_first(norm: Norm) -> bool:
    places = {t.concept: t.start for t in reversed(list(norm.tokens()))}
    return "export" in places and places["export"] < places.get("law", 0)


def denies_risk(norm: Norm) -> bool:
    """Whether a norm says what nobody answers for, such as "makes no warranty that …"."""
    if norm.force != "forbid" or any(t.concept == "licensee" for t in norm.subject):
        return False
    named = (*norm.subject, *norm.acts, *norm.objects)
    return bool(roles()["risks"] & {t.concept for t in named})


def _forbidden(norm: Norm, passage: Passage) -> Span | None:
    """Return where the words of a forbidden use stand, or None where no use is forbidden."""
    if norm.force != "forbid" or party_of(norm) == "licensor" or denies_risk(norm):
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
    if not deeds & roles()["uses"] and (norm.acts or not _addresses_user(norm, start)):
        return None
    last = norm.words[-1]
    behind = (
        last.type != "FORBIDDEN"
        or last.concept == "prohibit"
        or any(t.start >= force_end for t in (*norm.acts, *norm.objects, *norm.ends))
    )
    # "Using it to harass people is prohibited": the use stands before the force.
    return (
        (force_end, end)
        if behind
        else (max(start, min((t.start for t in norm.acts), default=start)), force_start)
    )


def _addresses_user(norm: Norm, start: int) -> bool:
    """Whether a ban names the licensee, or nobody: "do not harass anyone", "spam is prohibited".

    An order stands at the beginning of its sentence, which is at ``start``.
    """
    ban = norm.words[-1]
    if norm.subject or ban.concept == "prohibit":
        return party_of(norm) == "licensee" or ban.concept == "prohibit"
    opens = norm.words[0].start - start <= _OPENING
    return ban.concept == "forbidden" or (ban.concept == "cannot" and opens)
