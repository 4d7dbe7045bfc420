"""Terms that follow what is made: share-alike, license-drift, no-derivatives.

In: an act and the clauses. Out: rulings. Whether a model trained on data is an adaptation of that
data is not settled, so it is for a person wherever the answer matters.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from licensescan.licenses.values import SourcedClause
from licensescan.policy.ground import COPYLEFT, NO_TERMS
from licensescan.policy.offer import carries, types_of
from licensescan.policy.rules.params import flag
from licensescan.policy.ruling import SOURCE, SUBJECT, Ruling, listed, weigh
from licensescan.policy.situation import Situation, Touch
from licensescan.policy.truth import (
    NO,
    YES,
    Answer,
    all_of,
    any_of,
    missing,
    negated,
    unclear,
)
from licensescan.policy.values import Verdict

TRAVELS = frozenset(
    {
        "no-training-other-models",
        "non-commercial",
        "scale-threshold",
        "commercial-license-required",
        "no-competing-use",
        "no-hosted-service",
        "no-production-use",
        "use-restriction",
        "acceptable-use-policy",
        "territory-exclusion",
        "hardware-restriction",
        "share-alike",
        "pass-through",
    }
)
"""Clause types that a licence without them drops."""
_ALIKE = ({"use-restriction", "acceptable-use-policy", "pass-through"},)
"""Types that stand in for each other: a licence that has one of a set keeps what the others ask."""


def network(sit: Situation) -> bool:
    """Whether use over a network counts as giving copies, by the terms' own words."""
    types = ("share-alike", "disclose-source")
    return any(flag(one, "network") for kind in types for one in sit.terms.clauses.get(kind, ()))


def given(sit: Situation) -> Answer:
    """Return whether copies reach others, network use included where the terms say so."""
    answer = sit.distributed()
    return any_of(answer, sit.hosted()) if network(sit) else answer


def offered_under(sit: Situation) -> str | None:
    """Return the licence the subject is offered under: our release's, else its own."""
    subject = sit.subject
    if subject is not None and not subject.ours:
        return sit.ground.index.get(subject.id, NO_TERMS).license
    return sit.act.release.license if sit.act.release else None


def share_alike(sit: Situation, clauses: tuple[SourcedClause, ...]) -> Iterator[Ruling]:
    """Judge ``share-alike``: derivatives that reach others must be under the same licence."""
    adapted = _adapted(sit)
    if not sit.act.ours or adapted.no:
        return
    out = given(sit)
    if out.no:
        return
    under = offered_under(sit)
    demanded = (clauses[0].license if clauses else None) or sit.terms.license
    kept = carries(under, demanded) if under else missing("release")
    if kept.yes:
        yield _keep(sit, clauses, demanded)
        return
    closed = negated(kept)
    answer = out if out.unknown and not under else all_of(adapted, out, closed)
    ruling = weigh(
        "share-alike",
        answer,
        clauses,
        broken=f"{SUBJECT} derives from {SOURCE} and must be under {demanded or 'its licence'} "
        f"when it reaches others, but is offered under {under}.",
        open_=f"{SUBJECT} rests on {SOURCE}, whose licence asks that derivatives "
        "that reach others are under the same licence",
        reading="Derivatives and copies may be passed on under the same or a compatible licence "
        "only.",
    )
    if ruling:
        yield ruling


def _adapted(sit: Situation) -> Answer:
    """Return whether the subject is an adaptation of the asset."""
    if sit.touch is Touch.TRAINED:
        return unclear("whether a model trained on data is an adaptation of it is not settled")
    return sit.derived


def _keep(sit: Situation, clauses: tuple[SourcedClause, ...], demanded: str | None) -> Ruling:
    return Ruling(
        "share-alike",
        Verdict.DUTY,
        clauses,
        f"Keep {SUBJECT} under {demanded or 'the same licence'} wherever it goes on.",
        "The release keeps to the licence that derivatives must be under.",
        {"release": offered_under(sit) or ""},
    )


def license_drift(sit: Situation) -> Iterator[Ruling]:
    """Judge ``license-drift``: what is offered drops what its upstream demands."""
    if not sit.making or sit.derived.no:
        return
    demands = TRAVELS & set(sit.terms.clauses)
    if not demands:
        return
    if sit.act.ours:
        yield from _our_drift(sit, demands)
    else:
        yield from _their_drift(sit, demands)


def _our_drift(sit: Situation, demands: frozenset[str] | set[str]) -> Iterator[Ruling]:
    out = given(sit)
    under = offered_under(sit)
    if out.no or demands == {"share-alike"}:
        return
    dropped = _dropped(sit, demands, under)
    if under and dropped is not None and not dropped:
        return
    what = _shown(dropped if dropped else demands)
    answer = out if out.unknown else _loses(under, dropped)
    if under and out.unknown:
        answer = all_of(out, _loses(under, dropped))
    ruling = weigh(
        "license-drift",
        answer,
        _cited(sit, dropped or demands),
        broken=f"{SUBJECT} is offered under {under}, which drops what the terms of "
        f"{SOURCE} demand of derivatives: {what}.",
        open_=f"What is made of {SOURCE} must carry its terms on ({what}) when it reaches others",
        reading="Nobody can give more rights in a derivative than the upstream terms leave.",
    )
    if ruling:
        yield ruling


def _loses(under: str | None, dropped: frozenset[str] | None) -> Answer:
    if under is None:
        return missing("release")
    if dropped is None:
        return unclear(f"what {under} says is not known")
    return YES if dropped else NO


def _their_drift(sit: Situation, demands: frozenset[str] | set[str]) -> Iterator[Ruling]:
    """Judge what a third party offers; unknown terms of its own are a finding by themselves."""
    subject = sit.ground.index.get(sit.act.subject)
    if subject is None or not subject.license or sit.act.subject not in sit.ground.near:
        return
    dropped = _dropped(sit, demands, subject.license, frozenset(subject.clauses))
    if not dropped:
        return
    yield Ruling(
        "license-drift",
        Verdict.REVIEW,
        _cited(sit, dropped),
        f"{SUBJECT} is offered under {subject.license}, but is made of {SOURCE}, "
        f"whose terms still bind and say more: {_shown(dropped)}.",
        "Who offers a derivative cannot lift the terms of what it is made of.",
        {"license": subject.license},
    )


def _dropped(
    sit: Situation,
    demands: frozenset[str] | set[str],
    under: str | None,
    types: frozenset[str] | None = None,
) -> frozenset[str] | None:
    """Return the demands that a licence does not carry; None where that is not known."""
    if under is None:
        return None
    if carries(under, sit.terms.license).yes:
        return frozenset()
    held = types if types is not None else types_of(under)
    if held is None:
        return None
    kept = set(held)
    for group in _ALIKE:
        if held & group:
            kept |= group
    if "share-alike" in demands:
        kept -= {"share-alike"}  # another share-alike licence is not the same one
    return frozenset(demands - kept)


def _cited(sit: Situation, types: frozenset[str] | set[str]) -> tuple[SourcedClause, ...]:
    return tuple(
        one for kind in sit.terms.clauses if kind in types for one in sit.terms.clauses[kind]
    )


def _shown(types: frozenset[str] | set[str]) -> str:
    return listed(sorted(types))


def no_derivatives(sit: Situation, clauses: tuple[SourcedClause, ...]) -> Iterator[Ruling]:
    """Judge ``no-derivatives``: making one, or only sharing it where the clause says so."""
    if sit.touch not in (Touch.DERIVED, Touch.TRAINED) or not sit.making or sit.terms.free:
        return
    changes = "modify" in sit.terms.rights
    clauses = tuple(one for one in clauses if not (changes and flag(one, "except-as-licensed")))
    sharing = all(flag(one, "sharing") for one in clauses)
    answer = _forbidden_change(sit, sharing) if clauses else NO
    shared = " that are shared" if sharing else ""
    ruling = weigh(
        "no-derivatives",
        answer,
        clauses,
        broken=f"{SUBJECT} is a derivative of {SOURCE}, and its terms forbid derivatives{shared}.",
        open_=f"The terms of {SOURCE} forbid derivatives{shared}, and {SUBJECT} rests on it",
        reading=f"To {sit.act.activity} makes an adapted version.",
    )
    if ruling:
        yield ruling


def _forbidden_change(sit: Situation, sharing: bool) -> Answer:
    """Return whether what is made is a derivative that the terms forbid."""
    doubts = []
    if sit.touch is Touch.TRAINED:
        doubts.append("whether a model trained on data is a derivative of it is not settled")
    if "modify" in sit.terms.rights and not sharing:
        doubts.append("the terms also grant changes, on conditions")
    answer = unclear("; ".join(doubts)) if doubts else YES
    if not (sharing or doubts) or not sit.act.ours:
        return answer
    out = given(sit)
    return NO if out.no else all_of(answer, out)


def unread_copyleft(sit: Situation) -> Iterator[Ruling]:
    """Judge a licence that the catalog sorts as copyleft though no share-alike clause was read.

    How far a limited copyleft goes is in its clause; that of a full one is known by what it is.
    """
    if sit.terms.has("share-alike") or not sit.terms.sorts & COPYLEFT:
        return
    for ruling in share_alike(sit, ()):
        limited = "Copyleft" not in sit.terms.sorts and ruling.verdict is Verdict.VIOLATION
        yield replace(
            ruling,
            verdict=Verdict.REVIEW if limited else ruling.verdict,
            reading="The catalog sorts the licence as copyleft; its clause was not read.",
        )
