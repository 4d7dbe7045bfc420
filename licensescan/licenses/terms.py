"""Conclude which terms bind whoever uses one asset.

In: an artifact (documents, card, weights facts) and what the manifest says of it. Out: `Terms`.
Words that were read win over any name; a name is turned into terms by the catalog; what is not
known well enough to judge is said in ``unknown``, never passed over. Pure.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from licensescan.documents.values import Artifact, Document, Kind, Role
from licensescan.licenses import policies
from licensescan.licenses.declared import Statement, statements
from licensescan.licenses.election import elect_from
from licensescan.licenses.expressions import written
from licensescan.licenses.held import held_terms
from licensescan.licenses.known import Known, terms_of
from licensescan.licenses.mismatch import describe, disagreement
from licensescan.licenses.names import Name
from licensescan.licenses.texts import Text, concluded, read_embedded, read_license, sourced
from licensescan.licenses.values import Alternative, Evidence, Terms

_NO_LICENSE = "no licence is stated, and without one there are no rights"


@dataclass(frozen=True, slots=True)
class Basis:
    """What the clauses come from, before use policies and the election are applied.

    Attributes:
        alternatives: One for each choice.
        source: text, catalog, declared or none.
        unknown: Why it is not known well enough to judge.
        notes: What a reader should know.
    """

    alternatives: tuple[Alternative, ...]
    source: str
    unknown: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def conclude(
    artifact: Artifact,
    *,
    declared: str | None = None,
    license_documents: Sequence[Document] = (),
    elect: str | None = None,
    obtained: dt.date | None = None,
) -> Terms:
    """Return the terms of an asset by itself.

    Args:
        artifact: What its repo says; an empty one for a service or software.
        declared: The manifest's ``license:``.
        license_documents: The manifest's ``license-file:``, read; takes the place of the repo's.
        elect: The manifest's ``elect:``, a choice from a dual licence.
        obtained: The manifest's ``obtained:``, for terms that changed.
    """
    named = statements(artifact, declared)
    texts = _texts(artifact, license_documents)
    pointers = tuple(_pointer(x) for x in texts if x.names)
    spoken = (*pointers, *named)
    basis = _basis(artifact, texts, spoken, obtained)
    joined = policies.join(basis.alternatives, artifact.documents)
    chosen, election = elect_from(joined.alternatives, elect)
    return Terms(
        asset=artifact.id,
        declared=named[0].stated if named else None,
        concluded=_expression(chosen),
        source=basis.source,
        alternatives=chosen,
        evidence=(*(_evidence(x) for x in texts if x.is_terms), *(x.evidence() for x in spoken)),
        mismatch=disagreement(spoken, texts),
        unknown=basis.unknown,
        notes=(*basis.notes, *joined.notes, *election),
    )


def _texts(artifact: Artifact, given: Sequence[Document]) -> tuple[Text, ...]:
    """Read licence files; where there are none, a licence inside the card or the gated prompt."""
    files = given or [x for x in artifact.documents if x.role is Role.LICENSE]
    texts = [read_license(x) for x in files]
    prompts = [x for x in artifact.documents if x.role is Role.GATED_PROMPT]
    cards = [] if texts else [x for x in artifact.documents if x.role is Role.CARD]
    known = {i for x in texts for i in x.ids}
    for document in [*prompts, *([] if given else cards)]:
        text = read_embedded(document)
        # The same licence twice adds nothing but double findings.
        if text and not (text.ids and set(text.ids) <= known):
            texts.append(text)
            known |= set(text.ids)
    return tuple(texts)


def _pointer(text: Text) -> Statement:
    words = " ".join(text.document.text.split())[:120]
    return Statement(words, "license-file", text.names, text.document.path)


def _basis(
    artifact: Artifact,
    texts: Sequence[Text],
    spoken: Sequence[Statement],
    obtained: dt.date | None,
) -> Basis:
    worded = [x for x in texts if not x.names]
    if worded:
        return _of_texts(worded)
    telling = [x for x in spoken if not x.silent]
    if telling:
        return _of_names(artifact, telling[0])
    if artifact.kind in (Kind.SERVICE, Kind.SOFTWARE):
        return _of_known(terms_of(artifact.id, artifact.kind, obtained))
    if spoken:
        return _nothing(f"“{spoken[0].stated}” names no licence, and no text of one was found")
    return _nothing(_NO_LICENSE)


def _of_texts(texts: Sequence[Text]) -> Basis:
    """Every text binds; only a text that offers its licences as alternatives leaves a choice."""
    faults = tuple(x.fault for x in texts if x.fault)
    offer = next((x for x in texts if x.choice), None)
    binding = [sourced(x) for x in texts if x is not offer]
    spans = {x.match.license: x for x in offer.found}.values() if offer else ()
    choices = [[sourced(offer, x)] for x in spans] if offer else [[]]
    alternatives = tuple(_together([*binding, *choice]) for choice in choices)
    changed = tuple(_changed(x) for x in texts if _is_changed(x))
    return Basis(
        alternatives, "text", faults, changed + tuple(_repeats(x) for x in texts if x.repeats)
    )


def _is_changed(text: Text) -> bool:
    return any(not x.same for x in text.found)


def _changed(text: Text) -> str:
    return f"{text.document.path} is {describe(text)}; its own words were read"


def _repeats(text: Text) -> str:
    path = text.document.path
    language = text.repeats
    return (
        f"{path} says the same in another language ({language}), section by section; "
        "its English was read"
    )


def _together(parts: Sequence[Alternative]) -> Alternative:
    ids = [x.license for x in parts]
    expression = written(x for x in ids if x) if all(ids) else None
    return Alternative(
        expression,
        tuple(clause for x in parts for clause in x.clauses),
        tuple(unread for x in parts for unread in x.unread),
    )


def _of_names(artifact: Artifact, statement: Statement) -> Basis:
    notes = [x for x in (statement.note, *(name.note for name in statement.names)) if x]
    unknown = [_why_unknown(x) for x in statement.names if x.id is None and not x.silent]
    groups = []
    for group in statement.choices:
        held = [held_terms(x.id) for x in group if x.id]
        unknown += [reason for x in held for reason in x.unknown]
        groups.append(_together([x.terms for x in held]) if held else Alternative(None))
    if artifact.gated:
        notes.append(f"{artifact.id} is gated: judged by the catalog, not by the repo's own text")
    read = any(x.clauses for x in groups)
    return Basis(tuple(groups), "catalog" if read else "declared", _once(unknown), tuple(notes))


def _why_unknown(name: Name) -> str:
    if name.family:
        return f"“{name.stated}” names a family of licences but no version"
    return f"“{name.stated}” names no licence that is known, and no text was found"


def _of_known(known: Known) -> Basis:
    if known.unknown:
        return _nothing(known.unknown)
    held = [held_terms(x) for x in known.terms]
    unknown = _once([reason for x in held for reason in x.unknown])
    return Basis((_together([x.terms for x in held]),), "catalog", unknown, known.notes)


def _nothing(reason: str) -> Basis:
    return Basis((Alternative(None),), "none", (reason,))


def _once(reasons: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(reasons))


def _expression(alternatives: Sequence[Alternative]) -> str | None:
    parts = [x.license for x in alternatives if x.license]
    if not parts or len(parts) < len(alternatives):
        return None
    several = len(parts) > 1
    return " OR ".join(f"({x})" if several and " AND " in x else x for x in dict.fromkeys(parts))


def _evidence(text: Text) -> Evidence:
    origin = {Role.GATED_PROMPT: "gated-prompt", Role.CARD: "card"}.get(
        text.document.role, "license-file"
    )
    joint = " OR " if text.choice else " AND "
    ids = dict.fromkeys(x for found in text.found if (x := concluded(found)))
    stated = next((x.match.name for x in text.found), "") or "a text that is no known licence"
    return Evidence(joint.join(ids) or None, stated, origin, text.document.path)
