"""Terms on passing on and serving: no-redistribution, no-hosted-service, and rights not granted.

In: an act and the clauses. Out: rulings. A right that the terms grant outweighs a prohibition that
is wider than it; where both say the same, a person decides.
"""

from __future__ import annotations

from collections.abc import Iterator

from licensescan.documents.values import Kind
from licensescan.licenses.values import SourcedClause
from licensescan.plan.manifest import Delivery, Purpose
from licensescan.policy.rules.params import all_words, flag
from licensescan.policy.ruling import SOURCE, SUBJECT, Ruling, listed, weigh
from licensescan.policy.situation import Situation, Touch
from licensescan.policy.truth import NO, YES, Answer, all_of, any_of, unclear
from licensescan.policy.values import Verdict

_FOR_MONEY = frozenset({"sell", "rent", "lease", "lend", "loan"})
_KEPT_BACK = frozenset({"Proprietary Free", "Commercial"})
"""Categories of the catalog whose licences may grant little."""
_OF_RIGHTS = frozenset({"sublicense", "transfer", "assign"})
"""To hand on one's own licence; recipients get theirs from the licensor."""


def no_redistribution(sit: Situation, clauses: tuple[SourcedClause, ...]) -> Iterator[Ruling]:
    """Judge ``no-redistribution``: copies, or derivatives with the materials in them, reach others."""
    if not sit.act.ours or sit.touch not in (Touch.USE, Touch.DERIVED) or _is_service(sit):
        return
    out = sit.distributed()
    forbidden = _forbidden(sit, clauses)
    if out.no or forbidden.no:
        return
    ruling = weigh(
        "no-redistribution",
        all_of(out, forbidden),
        clauses,
        broken=f"{SUBJECT} reaches others with {SOURCE} in it, whose terms forbid passing it on.",
        open_=f"The terms of {SOURCE} limit passing it on, and {SUBJECT} may reach others",
        reading=f"Forbidden: {listed(sorted(all_words(clauses, 'actions')), 'or') or 'any distribution'}.",
    )
    if ruling:
        yield ruling


def _is_service(sit: Situation) -> bool:
    asset = sit.ground.asset(sit.act.asset)
    return asset is not None and asset.kind is Kind.SERVICE


def _forbidden(sit: Situation, clauses: tuple[SourcedClause, ...]) -> Answer:
    """Return whether what the clauses name covers giving copies away as the plan does."""
    granted = "distribute" in sit.terms.rights
    if granted:
        # "except as expressly licensed": what is granted is what is excepted.
        clauses = tuple(one for one in clauses if not flag(one, "except-as-licensed"))
    if sit.terms.free or not clauses:
        return NO
    actions = all_words(clauses, "actions")
    if not actions or actions - _FOR_MONEY - _OF_RIGHTS:
        return unclear("the terms also grant distribution, on conditions") if granted else YES
    if actions & _FOR_MONEY and _sold(sit):
        return NO if "sell" in sit.terms.rights else YES
    if actions & _OF_RIGHTS and not granted:
        return unclear("the terms forbid sublicensing and grant no distribution")
    return NO


def _sold(sit: Situation) -> bool:
    release = sit.act.release
    to_customers = release is not None and release.to == "customers"
    embedded = Delivery.EMBEDDED_PRODUCT in (sit.act.use.delivery or ())
    return sit.act.use.purpose is Purpose.COMMERCIAL and (to_customers or embedded)


def no_hosted_service(sit: Situation, clauses: tuple[SourcedClause, ...]) -> Iterator[Ruling]:
    """Judge ``no-hosted-service``: is it offered to others as a service?"""
    if not sit.uses or sit.touch is Touch.TRAINED:
        return
    if "host" in sit.terms.rights:
        doubt = "the terms also grant hosting, on conditions"
        answer = all_of(sit.hosted(), unclear(doubt))
        if sit.hosted().no:
            return
    else:
        answer = sit.hosted()
    if answer.yes and (sit.machine is not None or sit.of_tool):
        # A product rests on a driver or on somebody's service; what it offers is its own.
        answer = unclear(
            "whether a service that rests on it offers it to others is for a person",
            **answer.facts,
        )
    ruling = weigh(
        "no-hosted-service",
        answer,
        clauses,
        broken=f"{SUBJECT} is offered as a hosted service, which the terms of {SOURCE} forbid.",
        open_=f"The terms of {SOURCE} forbid offering it as a hosted service",
        reading="Serving it to others over a network is offering it as a service.",
    )
    if ruling:
        yield ruling


def not_granted(sit: Situation) -> Iterator[Ruling]:
    """Judge rights: the grants that were read do not name what the plan does with the materials.

    Terms in which no grant was read say nothing here: an extract of terms is no licence. Of a
    licence that the catalog knows as public, its clauses say what it keeps back.
    """
    rights = sit.terms.rights
    if not rights or not sit.act.ours or _is_service(sit) or sit.machine is not None:
        return
    if sit.terms.sorts and sit.terms.sorts.isdisjoint(_KEPT_BACK):
        return
    wanted = []
    if sit.touch is Touch.DERIVED and sit.making and sit.act.aspect == "materials":
        wanted.append(("modify", YES))
    if sit.touch in (Touch.USE, Touch.DERIVED) and not rights & {
        "distribute",
        "sublicense",
        "sell",
    }:
        wanted.append(("distribute", any_of(sit.distributed())))
    for right, needed in wanted:
        if right in rights or not needed.yes:
            continue
        yield Ruling(
            "grant",
            Verdict.REVIEW,
            sit.terms.clauses.get("grant", ()),
            f"The terms of {SOURCE} grant {listed(sorted(rights))}; a right to {right} it, "
            f"which {SUBJECT} needs, was not read in them.",
            "What is not granted is reserved.",
            needed.facts,
        )
