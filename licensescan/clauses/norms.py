"""Parse a token line with the Lark grammar into norms: who may, must or must not do what.

In: a token line. Out: `Norm`s, one for each force in the line, with the conditions and exceptions
that belong to it. A line that the grammar cannot read whole is read without the token it
stumbles over; nothing raises.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import Any, NamedTuple

from licensescan.clauses.concepts import DEEDS, PARTIES, Concept
from licensescan.clauses.line_parser import LineParser, Stumble

_STUMBLES = 8
"""How many tokens may be skipped before a line counts as unreadable."""

_ACTIVE = frozenset({"shall", "may", "cannot", "may-not", "agree"})
"""Forces of somebody who acts, so that the one named before may be meant."""

_WAITED_FOR = frozenset({"IF", "UPON"})
_FLIPPED = {
    "oblige": "forbid",
    "permit": "forbid",
    "grant": "withhold",
    "forbid": "forbid",
    "withhold": "withhold",
    "declare": "forbid",
}


class Condition(NamedTuple):
    """A condition or exception: its connective's terminal, its force and what it speaks of."""

    kind: str
    force: str
    tokens: tuple[Concept, ...]


Predicate = tuple[tuple[Concept, ...], tuple[Concept, ...], tuple[Concept, ...]]
"""Deeds, what they are done to, and to which end."""


class Norm(NamedTuple):
    """One statement of what may, must or must not be.

    Attributes:
        force: oblige, permit, forbid, grant, withhold, or empty for a fragment.
        subject: Who or what stands before the force.
        words: The tokens of the force itself.
        acts: What is done.
        objects: What it is done to.
        ends: Purposes: what stands after "to", "for" and "only", those words included.
        conditions: When it holds; unless, provided, except included.
    """

    force: str
    subject: tuple[Concept, ...] = ()
    words: tuple[Concept, ...] = ()
    acts: tuple[Concept, ...] = ()
    objects: tuple[Concept, ...] = ()
    ends: tuple[Concept, ...] = ()
    conditions: tuple[Condition, ...] = ()
    parts: tuple[Predicate, ...] = ()
    """Its predicates one by one: "keep the notices" and "include a copy" are two."""

    def tokens(self) -> Iterator[Concept]:
        """Yield all tokens of the statement, conditions after the rest."""
        yield from self.subject
        yield from self.words
        yield from self.acts
        yield from self.objects
        yield from self.ends
        for condition in self.conditions:
            yield from condition.tokens


class _Builder:
    """Fold a line into norms while it is being parsed: a method for each rule and alias."""

    def start(self, children: list[Any]) -> list[Norm]:
        return [norm for part in children if part.__class__ is list for norm in part]

    def statement(self, children: list[Any]) -> list[Norm]:
        leads = tuple([c for c in children if c.__class__ is Condition])
        fragments = [c for c in children if c.__class__ is tuple]
        norms = [c for c in children if c.__class__ is Norm]
        if not norms:
            return [_norm("", (), (), fragments, leads)]
        if fragments and _acts_itself(norms[0]):
            # "Training other models is prohibited": the deed is the subject.
            norms[0] = _preceded(norms[0], fragments)
        elif fragments:
            loose = Condition("FRAGMENT", "", tuple(t for f in fragments for p in f for t in p))
            leads = (*leads, loose)
        if leads:
            norms[0] = norms[0]._replace(conditions=leads + norms[0].conditions)
            # "Upon termination your rights end and you must delete all copies": both wait for it.
            shared = tuple(c for c in leads if c.kind in _WAITED_FOR)
            norms[1:] = [_waiting(norm, shared) for norm in norms[1:]]
        return _with_subjects(norms) if len(norms) > 1 else norms

    def norm(self, children: list[Any]) -> Norm:
        force, subject, words = children[0]
        predicates = [c for c in children if c.__class__ is tuple]
        trailers = tuple([c for c in children if c.__class__ is Condition])
        return _norm(force, subject, words, predicates, trailers)

    def fragment(self, children: list[Any]) -> Any:
        return children[0]

    def lead(self, children: list[Any]) -> Condition:
        return _condition(children)

    trailer = lead

    def lead_force(self, children: list[Any]) -> Any:
        return children[0]

    trailer_force = lead_force

    def force(self, children: list[Any]) -> list[Any]:
        (name, words) = children[-1]
        subject = children[0] if len(children) > 1 else ()
        return [name, subject, words]

    def denied(self, children: list[Any]) -> list[Any]:
        first = children.pop(0)
        name, subject, words = self.force(children)
        return [_FLIPPED[name], subject, (first, *words)]

    def subject(self, children: list[Concept]) -> tuple[Concept, ...]:
        return tuple(children)

    def oblige(self, children: list[Concept]) -> tuple[str, tuple[Concept, ...]]:
        return "oblige", tuple(children)

    def permit(self, children: list[Concept]) -> tuple[str, tuple[Concept, ...]]:
        return "permit", tuple(children)

    def forbid(self, children: list[Concept]) -> tuple[str, tuple[Concept, ...]]:
        return "forbid", tuple(children)

    def grant(self, children: list[Concept]) -> tuple[str, tuple[Concept, ...]]:
        return "grant", tuple(children)

    def declare(self, children: list[Concept]) -> tuple[str, tuple[Concept, ...]]:
        return "declare", tuple(children)

    def withhold(self, children: list[Concept]) -> tuple[str, tuple[Concept, ...]]:
        return "withhold", tuple(children)

    def predicate(self, children: list[Any]) -> Predicate:
        deeds: list[Concept] = []
        objects: list[Concept] = []
        ends: list[Concept] = []
        for kind, said in children:
            if kind == "deed":
                deeds.append(said)
            elif kind == "object":
                objects.append(said)
            else:
                (objects if kind == "relative" else ends).extend(said)
        return tuple(deeds), tuple(objects), tuple(ends)

    def deed(self, children: list[Concept]) -> tuple[str, Concept]:
        return "deed", children[0]

    def undone(self, children: list[Any]) -> Any:
        kind, deed = children[1]
        return kind, deed._replace(value="NOT") if children[0].type == "NOT" else deed

    def object(self, children: list[Concept]) -> tuple[str, Concept]:
        return "object", children[0]

    def relative(self, children: list[Concept]) -> tuple[str, tuple[Concept, ...]]:
        return "relative", tuple(children)

    def purpose(self, children: list[Any]) -> tuple[str, tuple[Concept, ...]]:
        said: list[Concept] = []
        for child in children:
            if child.__class__ is Concept:
                said.append(child)
            elif child[0] == "relative":
                said += child[1]
            else:
                said.append(child[1])
        return "purpose", tuple(said)


def _with_subjects(norms: list[Norm]) -> list[Norm]:
    """Give the subject of a statement to its further forces: "we may change it and may end it"."""
    for at, (before, norm) in enumerate(pairwise(norms), 1):
        named = any(token.value in PARTIES for token in before.subject)
        active = bool(norm.words) and norm.words[-1].concept in _ACTIVE
        if named and active and not norm.subject and not norm.conditions:
            norms[at] = norm._replace(subject=before.subject)
    return norms


def _waiting(norm: Norm, shared: tuple[Condition, ...]) -> Norm:
    """Return a norm with the conditions that open its statement, if it has none of its own."""
    if any(condition.kind in _WAITED_FOR for condition in norm.conditions):
        return norm
    return norm._replace(conditions=shared + norm.conditions)


def _acts_itself(norm: Norm) -> bool:
    """Whether what stands before the force is what it speaks of: "Training other models is prohibited"."""
    if norm.words[-1].concept == "granted":
        return True  # "Permission to copy it is granted"
    if norm.words[-1].type in ("FORBIDDEN", "PERMITTED") and norm.words[-1].concept != "permit":
        return True
    named = any(t.value in PARTIES for t in norm.subject)
    return norm.force in ("forbid", "permit") and not named


def _norm(
    force: str,
    subject: tuple[Concept, ...],
    words: tuple[Concept, ...],
    predicates: Sequence[Predicate],
    conditions: tuple[Condition, ...],
) -> Norm:
    """Return a norm of some predicates."""
    if len(predicates) == 1:
        acts, objects, ends = predicates[0]
    else:
        acts, objects, ends = (tuple([t for p in predicates for t in p[at]]) for at in range(3))
    return Norm(force, subject, words, acts, objects, ends, conditions, tuple(predicates))


def _preceded(norm: Norm, predicates: list[Predicate]) -> Norm:
    """Return a norm with predicates that stand before its force."""
    parts = [*predicates, *norm.parts]
    return _norm(norm.force, norm.subject, norm.words, parts, norm.conditions)


def split(norm: Norm) -> list[Norm]:
    """Return a norm for each of its predicates that has a deed of its own, if there are several.

    What must not be done is forbidden: "ensure that the source is not disclosed".
    """
    deeds = [p for p in norm.parts if p[0]]
    undone = any(t.value == "NOT" for t in norm.acts)
    if not deeds or (len(deeds) == 1 and not undone):
        return []
    last = norm.parts[-1][2]  # "copy or sell the Model for profit": the purpose is that of both
    return [
        Norm(
            _inverted(norm.force, part),
            norm.subject,
            norm.words,
            acts=part[0],
            objects=part[1],
            ends=part[2] or last,
            conditions=norm.conditions,
        )
        for part in deeds
    ]


def cases(norm: Norm) -> list[Norm]:
    """Return a norm for each of its "if …", if there are several: "… ends if you breach it or if you sue"."""
    ifs = [condition for condition in norm.conditions if condition.kind == "IF"]
    if len(ifs) < 2 or norm.force == "forbid":
        return []
    others = tuple(condition for condition in norm.conditions if condition.kind != "IF")
    return [norm._replace(conditions=(condition, *others)) for condition in ifs]


def _inverted(force: str, predicate: Predicate) -> str:
    # The first deed is what is not to be done; in "is not used for decision-making" the last is none.
    undone = predicate[0][0].value == "NOT"
    return "forbid" if undone and force == "oblige" else force


def _condition(children: list[Any]) -> Condition:
    kind = children[0]
    force = ""
    tokens: list[Concept] = [kind]
    for child in children[1:]:
        if isinstance(child, list):
            force, subject, words = child
            tokens += [*subject, *words]
        else:
            tokens += [t for part in child for t in part]
    return Condition(kind.type, force, tuple(tokens))


@cache
def _parser() -> LineParser:
    builder = _Builder()
    names = (name for name in dir(builder) if not name.startswith("_"))
    return LineParser({name: getattr(builder, name) for name in names})


def norms_of(line: list[Concept]) -> list[Norm]:
    """Return the norms of a token line, in its order; fragments are norms without a force."""
    rest = list(line)
    for _ in range(_STUMBLES):
        if not rest:
            break
        try:
            found: list[Norm] = _parser().parse(rest)
        except Stumble as stumble:
            del rest[min(stumble.place, len(rest) - 1)]
        else:
            return [x for norm in found for x in (_spread(norm) if norm.conditions else (norm,))]
    return [Norm("", objects=tuple(line))]


def _force_of(condition: Condition, acts: tuple[Concept, ...]) -> str:
    """Return the force of what a permission is conditional on: not to do it is to be forbidden it."""
    undone = acts and all(t.value == "NOT" for t in acts)
    return condition.force or ("forbid" if undone else "oblige")


def _spread(norm: Norm) -> Iterator[Norm]:
    """Yield a norm and those that its "provided that …" makes: a permission's condition is a duty."""
    yield norm
    if norm.force not in ("permit", "grant", "forbid", ""):
        return
    for at, condition in enumerate(norm.conditions):
        if condition.kind == "PROVIDED" or (
            condition.kind == "EXCEPT" and condition.force == "forbid"
        ):
            others = norm.conditions[:at] + norm.conditions[at + 1 :]
            acts = tuple(t for t in condition.tokens if t.type in DEEDS)
            objects = tuple(t for t in condition.tokens[1:] if t.type not in DEEDS)
            yield Norm(
                _force_of(condition, acts), (), condition.tokens[:1], acts, objects, (), others
            )
