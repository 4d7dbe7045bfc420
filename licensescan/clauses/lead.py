"""Join a sentence with the lead-ins that it is read with.

In: the concepts of the sentence and of each of its lead-ins. Out: one run of concepts that reads as
if the lead-in stood before the sentence alone: "You may not use the Model: (a) … (b) …" is two
prohibitions. A sentence that says all by itself is kept apart from its lead-in.
"""

from __future__ import annotations

import itertools

from licensescan.clauses.concepts import MARKS, NOMINALS, PARTIES, Concept
from licensescan.clauses.line import FORCES, has_force

CONDITIONS = frozenset({"IF", "UPON", "UNLESS"})
_OPENERS = frozenset({"IF", "UPON"})
_BINDING = FORCES | {"PROVIDED", "MEANS", *_OPENERS}
_WHOLE = frozenset({"SHALL", "CANNOT", "FORBIDDEN", "GRANT"})


def lead_of(parts: list[list[Concept]]) -> list[Concept]:
    """Return what lead-ins give to their items.

    Lead-ins before the first that obliges, permits, defines or conditions are only headings,
    unless one says "Prohibited uses".

    Args:
        parts: The concepts of each lead-in's last sentence, outermost first.
    """
    ordered = [_condition_first(part) for part in parts]
    binding = itertools.dropwhile(lambda part: not _binding(part), ordered)
    concepts = [c for part in binding for c in part]
    if concepts:
        return concepts
    barred = [c for part in parts for c in part if c.concept == "restricted-use"]
    return [c.of_type("FORBIDDEN") for c in barred[-1:]]


def _binding(part: list[Concept]) -> bool:
    return any(c.type in _BINDING for c in part) or _says_who_owns(part)


def _says_who_owns(part: list[Concept]) -> bool:
    """Whether a lead-in says that somebody owns what its items name: "you own all rights in:"."""
    return any(
        c.concept == "own" and c.type == "ACT" and before.type in PARTIES
        for before, c in itertools.pairwise(part)
    )


def joined(lead: list[Concept], own: list[Concept], imperative: bool) -> list[Concept]:
    """Return a lead-in and the sentence it leads to as one run of concepts.

    Args:
        lead: As `lead_of` gives it.
        own: The sentence's own concepts.
        imperative: Whether the sentence begins with a capital letter, as an order does.
    """
    if not lead or not own:
        return [*lead, *own]
    if own[0].type in CONDITIONS and has_force(own):
        return own  # "in the case of distribution, you must …" says all by itself
    place = own[0].start
    if lead[0].type in _OPENERS and not has_force(lead) and own[0].type == "ACT" and imperative:
        # An order under a condition, as in: If you distribute it, Keep the notices.
        return [*lead, Concept("SHALL", "shall", place, place), *own]
    if _defines(lead) and _binds(own):
        return own  # "“Requirements” means each of the following: you shall …" is a list of duties
    if has_force(lead) and _is_whole(own):
        return [*lead, Concept("NEXT", ";", place, place), *own]
    return [*lead, *own]


def _defines(lead: list[Concept]) -> bool:
    return any(c.type == "MEANS" for c in lead) and not has_force(lead)


def _binds(own: list[Concept]) -> bool:
    """Whether a sentence begins with who or what must or must not do something."""
    force = next((at for at, c in enumerate(own) if c.type in FORCES), 0)
    nominal = all(c.type in NOMINALS for c in own[:force])
    return bool(force) and nominal and own[force].type in ("SHALL", "CANNOT", "FORBIDDEN")


def _is_whole(own: list[Concept]) -> bool:
    """Whether a sentence has a subject and a force of its own, or defines a term."""
    force = next((at for at, c in enumerate(own) if c.type in FORCES), 0)
    if not force:
        return False
    if any(c.type == "MEANS" for c in own[:force]):
        return True
    if any(c.type == "PROVIDED" for c in own[:force]):
        return False  # the force is the proviso's
    before = own[force - 1].type
    return before in ("YOU", "WE") or (before in NOMINALS and own[force].type in _WHOLE)


def _condition_first(lead: list[Concept]) -> list[Concept]:
    """Put a lead-in's last condition first: "keep the following, if supplied: …" is about what follows.

    A lead-in that ends with its condition's connective ("we may end this licence if:") stays: its
    items are the condition. An exception is dropped: it changes what an item may mean, never its kind.
    """
    last = next((c.type for c in reversed(lead) if c.type not in MARKS), "")
    if last == "MEANS":
        # "Terms used but not defined herein have the following meanings:" gives items no exception.
        return [c for c in lead if c.type not in ("EXCEPT", "UNLESS")]
    if last in ("", "TO", "PROVIDED", *CONDITIONS):
        return lead
    forced = False
    for at, concept in enumerate(lead):
        if forced and concept.type in ("UNLESS", "EXCEPT"):
            return lead[:at]
        forced = forced or concept.type in FORCES
    for at in range(len(lead) - 1, 0, -1):
        if lead[at].type in FORCES or lead[at].type == "PROVIDED":
            return lead
        if lead[at].type in CONDITIONS:
            return lead[at:] + lead[:at]
    return lead
