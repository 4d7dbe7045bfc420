"""The table from norms to clause types: ``grammars/types.yaml`` compiled to bit masks.

In: a norm. Out: the rows that it fits. The rows are data; nothing here knows any clause type.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, NamedTuple

from licensescan.clauses.concepts import PARTIES, Concept
from licensescan.clauses.lexicon import concepts
from licensescan.clauses.norms import Norm
from licensescan.resources import load_yaml
from licensescan.taxonomy import effect_of

_SLOTS = (
    "acts",
    "deeds",
    "verbs",
    "objects",
    "about",
    "ends",
    "toward",
    "when",
    "except",
    "subject",
)
_EXCEPT = _SLOTS.index("except")
_FORCES = ("oblige", "permit", "forbid", "grant", "withhold", "declare", "none")
_EXCEPTIONS = ("EXCEPT", "UNLESS")
_WITH_VERBS = frozenset({"permit", "oblige", "forbid"})
_CANDIDATES_KEPT = 8192
"""Sets of concepts for which the rows that may fit are kept, about 300 bytes each."""

_CLOSE = 30
"""How far behind "may" its verb may stand, in characters: "may, free of charge and for ever, use"."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the table; masks are sets of concepts as bits."""

    type: str
    reads: str
    force: frozenset[str]
    parties: frozenset[str]
    """Whom the norm may speak of, in the words of `party_of`."""
    slots: tuple[tuple[int, int], ...]
    """Slots, by their place in `_SLOTS`, and what each must have one of."""
    needs: tuple[int, ...]
    """Sets of each of which the norm must have one concept: ``any``, and all that is in ``all``."""
    none: int
    bars: tuple[tuple[int, int], ...]
    """Slots and what each must have none of."""
    evidence: int
    """All concepts that the row asks for: one of them must stand in the provision's own words."""
    params: Mapping[str, Any]
    defining: bool
    """Whether the row also reads definitions ("X means …")."""


class Facts(NamedTuple):
    """A norm as the table sees it: bit masks of the concepts in each slot."""

    force: str
    party: str
    slots: tuple[int, ...]
    """As in `_SLOTS`."""
    whole: int
    around: int
    """Concepts of the whole statement, where the norm is only one of its predicates."""
    own: int
    defines: bool


@cache
def _bits() -> dict[str, int]:
    names = dict.fromkeys(["quantity", *(c for _, c in concepts())])
    return {name: 1 << place for place, name in enumerate(names)}


@cache
def _meant() -> dict[str, int]:
    """Return the bits of each concept with those of what it is a kind of: a company is a third party."""
    bits = dict(_bits())
    for wide, kinds in _table()["kinds"].items():
        for kind in kinds:
            bits[kind] |= bits[wide]
    return bits


def mask_of(tokens: Sequence[Concept]) -> int:
    """Return the set of concepts of some tokens as bits."""
    mask, bits = 0, _meant()
    for token in tokens:
        mask |= bits.get(token.concept, 0)
    return mask


@cache
def _table() -> dict[str, Any]:
    return load_yaml("grammars/types.yaml")  # type: ignore[no-any-return]


@cache
def rows() -> tuple[Row, ...]:
    """Return the rows of the table in its order.

    Raises:
        KeyError: A row names a concept that the lexicon does not have; our bug.
    """
    return tuple(map(_row, _table()["rows"]))


@cache
def _rows_by_concept() -> dict[str, dict[int, list[int]]]:
    """Return for each force the places of the rows that a concept may be the reason for.

    A row stands under the concepts of the smallest set that it asks one of, so that of most norms
    most rows are never looked at; a row that asks for nothing stands under no concept at all.
    """
    found: dict[str, dict[int, list[int]]] = {force: {} for force in _FORCES}
    for place, row in enumerate(rows()):
        asked = (*row.needs, *(mask for _, mask in row.slots))
        smallest = min(asked, key=int.bit_count, default=0)
        for force in row.force or _FORCES:
            for bit in _each(smallest) or (0,):
                found[force].setdefault(bit, []).append(place)
    return found


def _each(mask: int) -> list[int]:
    """Return the bits of a mask one by one."""
    found = []
    while mask:
        found.append(mask & -mask)
        mask &= mask - 1
    return found


@lru_cache(maxsize=_CANDIDATES_KEPT)
def _candidates(force: str, seen: int) -> tuple[Row, ...]:
    """Return the rows of a force that may fit where these concepts are, in the order of the table."""
    under = _rows_by_concept()[force]
    places = {place for bit in (0, *_each(seen)) for place in under.get(bit, ())}
    return tuple([rows()[place] for place in sorted(places)])


@cache
def _inert() -> tuple[Row, ...]:
    wide = {"party": "any", "type": "", "defining": True}
    return tuple(_row({**wide, **entry}) for entry in _table()["inert"])


@cache
def roles() -> dict[str, frozenset[str]]:
    """Return the sets of concepts that the reader of passages asks for, by their names."""
    return {name: frozenset(concepts) for name, concepts in _table()["roles"].items()}


def may_fit(tokens: Sequence[Concept]) -> bool:
    """Whether any row could fit a line of these tokens that obliges and permits nothing."""
    seen = mask_of(tokens)
    return any(
        row.evidence & seen and all(seen & need for need in row.needs)
        for row in _candidates("none", seen)
    )


@cache
def of_materials() -> frozenset[str]:
    """Return the clause types that only speak of the materials."""
    return frozenset(_table()["of-materials"])


def is_inert(facts: Facts) -> bool:
    """Whether a norm is of a kind that changes nothing about what may be done."""
    force, whole = facts.force, facts.whole
    return any(
        row.evidence & whole and (not row.force or force in row.force) and _fits(row, facts)
        for row in _inert()
    )


@cache
def _parties(wanted: str) -> frozenset[str]:
    """Return the parties that a row may want, out of all that `party_of` knows."""
    named = {concept for terminal, concept in concepts() if terminal in PARTIES}
    return frozenset(party for party in ("", *named) if _party_fits(wanted, party))


def _row(entry: dict[str, Any]) -> Row:
    groups = _table()["groups"]

    def mask(names: list[str]) -> int:
        spread = [n for name in names for n in (groups[name[1:]] if name[0] == "$" else [name])]
        total = 0
        for name in spread:
            total |= _bits()[name]
        return total

    slots = tuple((at, mask(entry[slot])) for at, slot in enumerate(_SLOTS) if slot in entry)
    bars = tuple(
        (at, mask(entry[f"no-{slot}"])) for at, slot in enumerate(_SLOTS) if f"no-{slot}" in entry
    )
    every = tuple(mask([name]) for name in entry.get("all", ()))
    some = (mask(entry["any"]),) if entry.get("any") else ()
    evidence = 0
    for part in (*some, *every, *(m for _, m in slots)):
        evidence |= part
    return Row(
        type=entry["type"],
        reads=entry.get("reads", ""),
        force=frozenset(entry.get("force", ())),
        parties=_parties(entry.get("party", "licensee")),
        slots=slots,
        needs=(*some, *every),
        none=mask(entry.get("none", [])),
        bars=bars,
        evidence=mask(entry["own"]) if "own" in entry else evidence,
        params=entry.get("params", {}),
        defining=entry["defining"]
        if "defining" in entry
        else effect_of(entry["type"]) == "definition",
    )


def facts_of(norm: Norm, own_start: int, defines: bool = False, around: int = 0) -> Facts:
    """Return what the table asks of a norm.

    Args:
        norm: The norm.
        own_start: Where the provision's own words begin; what stands before is its lead-in.
        defines: Whether it stands in a definition.
        around: Concepts of the statement that it is a part of.
    """
    force, in_subject, in_words, in_acts, in_objects, in_ends, conditions, _ = norm
    subject = mask_of(in_subject) if in_subject else 0
    words = mask_of(in_words) if in_words else 0
    objects = mask_of(in_objects) if in_objects else 0
    ends = mask_of(in_ends) if in_ends else 0
    every_act = mask_of(in_acts) if in_acts else 0
    acts = _done(norm, every_act)
    when = excepted = 0
    for condition in conditions:
        if condition.kind in _EXCEPTIONS:
            excepted |= mask_of(condition.tokens)
        else:
            when |= mask_of(condition.tokens)
    slots = (
        acts,
        acts | ends,
        _verbs(norm),
        objects,
        objects | subject | ends,
        ends,
        ends,
        when,
        excepted,
        subject,
    )
    whole = subject | words | every_act | objects | ends | when
    own = whole | excepted
    if own_start:
        waiting = [condition.tokens for condition in conditions]
        parts = (in_subject, in_words, in_acts, in_objects, in_ends, *waiting)
        own = mask_of([t for part in parts for t in part if t.start >= own_start])
    party = party_of(norm)
    force = "none" if not party and _is_epistemic(norm) else force or "none"
    return Facts(force, party, slots, whole, whole | around, own, defines)


def _verbs(norm: Norm) -> int:
    """Return as bits the verbs that stand close behind a force, and those that go on with them.

    In "you may learn more about its use" and "you may give us pictures of your use" nobody may use;
    "access and use" is one deed.
    """
    if norm.force not in _WITH_VERBS or not norm.acts:
        return 0
    end = max([t.end for t in norm.words], default=0)
    deeds: tuple[Concept, ...] = next(
        (deeds for deeds, _, _ in norm.parts if deeds and deeds[0].start >= end), ()
    )
    lets_others = "permit" in [t.concept for t in norm.words]
    verbs = list(
        itertools.takewhile(lambda t: t.type == "ACT" or lets_others or t.start - end <= 1, deeds)
    )
    if not verbs or not (0 <= verbs[0].start - end <= _CLOSE or lets_others):
        return 0
    return mask_of(verbs)


def _done(norm: Norm, every_act: int) -> int:
    """Return the deeds that a norm is about as bits: not those that it says are not done."""
    acts = every_act
    if norm.force != "forbid" and "NOT" in [t.value for t in norm.acts]:
        acts = mask_of([t for t in norm.acts if t.value != "NOT"])
    said = [t for t in norm.words if t.type == "DECLARE"]
    said += [t for t in norm.subject if t.value == "DEED"]
    return acts | mask_of(said) if said else acts


def _is_epistemic(norm: Norm) -> bool:
    """Whether "may" only says that something is possible: "the software may contain links".

    Args:
        norm: One whose party is not known.
    """
    if norm.force not in ("permit", "forbid") or not norm.subject:
        return False
    if norm.force == "forbid" and any(token.value == "DEED" for token in norm.subject):
        return False  # "your use may not violate any law"
    if norm.words[0].concept == "none":
        return False  # "no one may"
    if norm.ends and norm.ends[0].type == "ONLY" and norm.ends[0].start - norm.words[-1].end <= 1:
        return False  # "the data may only be used for"
    return norm.words[-1].concept in ("may", "may-not") or [w.concept for w in norm.words] == [
        "may",
        "not",
    ]


def party_of(norm: Norm) -> str:
    """Return whom a norm speaks of: licensee, licensor, third-party, or empty when it names nobody."""
    named = [t.concept for t in norm.subject if t.value in PARTIES]
    said = [t.concept for t in norm.words]
    if "DEED" in [t.value for t in norm.subject]:
        return ""  # "your use of the Model": the use is the subject
    if "prohibit" in said:
        return ""  # "we prohibit …": whoever forbids is not who is forbidden
    if named:
        return named[0]
    # Whoever reserves a right is the licensor, whatever its name.
    return "licensor" if "reserve" in said else ""


def fitting(facts: Facts) -> list[Row]:
    """Return the first row of each type that a norm fits."""
    found: list[Row] = []
    seen: set[str] = set()
    own = facts.own
    for row in _candidates(facts.force, facts.whole | facts.slots[_EXCEPT]):
        if row.evidence & own and row.type not in seen and _fits(row, facts):
            found.append(row)
            seen.add(row.type)
    return found


def _fits(row: Row, facts: Facts) -> bool:
    """Whether a norm of a force that a row reads is what it asks for, wherever the words for it stand."""
    whole, slots = facts.whole, facts.slots
    for need in row.needs:
        if not whole & need:
            return False
    for slot, need in row.slots:
        if not slots[slot] & need:
            return False
    if facts.party not in row.parties or row.none & facts.around:
        return False
    if facts.defines and not row.defining:
        return False
    return not (row.bars and any(slots[slot] & bar for slot, bar in row.bars))


def _party_fits(wanted: str, found: str) -> bool:
    if wanted == "any":
        return True
    if wanted == "licensee":
        return found != "licensor"
    if wanted in ("named", "grantor"):
        return found not in ("", "licensor")
    if wanted == "nobody":
        return not found
    return found == wanted
