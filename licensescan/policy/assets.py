"""Rules on an asset as a whole: is its licence known, do its statements agree, is its making told?

In: the ground. Out: rulings about each asset that the plan touches and did not make. Terms that
are known have been judged act by act elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from licensescan.documents.values import Kind
from licensescan.licenses.values import SourcedClause, Terms
from licensescan.plan.values import Act, Asset, Link
from licensescan.policy.ground import Ground, TermsIndex, acts_by_asset
from licensescan.policy.rules.params import words
from licensescan.policy.ruling import Ruling
from licensescan.policy.rulings import Ruled, under_agreement
from licensescan.policy.unread import unread_ruling
from licensescan.policy.values import Verdict


def rule_on_assets(ground: Ground) -> Iterator[Ruled]:
    """Yield rulings on every asset that is not ours."""
    acts = acts_by_asset(ground.plan)
    for asset in ground.plan.assets.values():
        if asset.ours:
            continue
        for ruling in _of_asset(ground, asset, acts.get(asset.id, ())):
            yield Ruled(ruling, asset.id, asset.id, (asset.alias,), asset.line)


def _of_asset(ground: Ground, asset: Asset, acts: Sequence[Act]) -> Iterator[Ruling]:
    if under_agreement(ground, asset.id):
        yield _agreement(asset)
        return
    terms = ground.terms.get(asset.id)
    near = asset.id in ground.near or (asset.listed and not acts)
    yield from _licence(asset, terms, near, ground)
    if terms is not None and near:
        unread = unread_ruling(ground, ground.index[asset.id], acts)
        if unread:
            yield unread
    if asset.unnamed_source and near:
        yield _unnamed(asset)
    elif asset.kind is Kind.MODEL and asset.id in ground.used and not _told(ground, asset.id):
        yield _undisclosed(asset)


def _agreement(asset: Asset) -> Ruling:
    assert asset.component is not None
    agreement = asset.component.agreement
    assert agreement is not None
    until = f" until {agreement.expires}" if agreement.expires else ""
    return Ruling(
        "grant",
        Verdict.NOTE,
        explanation=f"{asset.id} is used under {agreement.reference}, approved by "
        f"{agreement.approved_by}{until}, in place of its public licence.",
        reading="A contract of one's own takes the place of the public licence.",
        facts={"agreement": agreement.reference},
    )


def _licence(asset: Asset, terms: Terms | None, near: bool, ground: Ground) -> Iterator[Ruling]:
    verdict = Verdict.REVIEW if near else Verdict.NOTE
    reasons = terms.unknown if terms else ("nothing says under which licence it is",)
    # Where nothing could be read at all, the result lists it as incomplete.
    if (
        terms
        and terms.source != "none"
        and not reasons
        and (doubt := _doubt(ground.index[asset.id]))
    ):
        reasons = (doubt,)
    if reasons:
        yield Ruling(
            "license-unknown",
            verdict,
            explanation=f"The licence of {asset.id} is not known well enough to judge: "
            f"{'; '.join(reason.rstrip('.') for reason in reasons)}.",
            reading="Without a licence there are no rights.",
        )
    if terms and terms.mismatch:
        yield Ruling(
            "license-mismatch",
            verdict,
            explanation=f"Statements on the licence of {asset.id} disagree: "
            f"{terms.mismatch.rstrip('.')}.",
            reading="Which of the statements holds is for a person; the text that was read is "
            "what was judged.",
        )
    if terms and near and not reasons:
        yield from _where_from(asset, terms, ground)


def _where_from(asset: Asset, terms: Terms, ground: Ground) -> Iterator[Ruling]:
    """Say what a reader should know of where the terms come from."""
    known = terms.source != "text"
    strict = known and ground.policy.catalog_terms == "review"
    notes = [note.rstrip(".") for note in terms.notes]
    if strict and not notes:
        notes = ["they were judged from the catalog, not from a text of its own"]
    if notes:
        yield Ruling(
            "license-unknown",
            Verdict.REVIEW if strict else Verdict.NOTE,
            explanation=f"On the terms of {asset.id}: {'; '.join(notes)}.",
            reading="The terms were not read in a text of the asset's own." if known else "",
        )


_RESTRICTED = frozenset({"Source-available", "Free Restricted", "Proprietary Free", "Commercial"})
"""Categories of the catalog whose licences restrict by what they are."""


_CORE = frozenset(
    {
        "non-commercial",
        "commercial-license-required",
        "scale-threshold",
        "no-training-other-models",
        "no-competing-use",
        "no-datacenter",
        "hardware-restriction",
        "no-hosted-service",
        "no-production-use",
        "acceptable-use-policy",
        "use-restriction",
        "territory-exclusion",
        "no-derivatives",
        "no-redistribution",
        "no-benchmark-publication",
        "royalty",
    }
)
"""Clause types that make a licence a restricted one."""
_OF_RIGHTS = frozenset({"sublicense", "transfer", "assign"})


def _doubt(terms: TermsIndex) -> str:
    """Return why what was read can hardly be all; empty when it may be."""
    if not terms.clauses and not terms.free:
        return "no provision was read in its terms"
    if terms.sorts & _RESTRICTED and _unrestricted(terms):
        return "it is known as a restricted licence, but no restriction was read in it"
    return ""


def _unrestricted(terms: TermsIndex) -> bool:
    """Whether nothing that was read makes a licence a restricted one."""
    core = [one for kind in _CORE & terms.clauses.keys() for one in terms.clauses[kind]]
    return all(_of_rights_alone(one) for one in core)


def _of_rights_alone(sourced: SourcedClause) -> bool:
    """Whether a clause only keeps the licensee from handing on its own licence."""
    actions = set(words(sourced, "actions"))
    return bool(actions) and actions <= _OF_RIGHTS


def _told(ground: Ground, asset: str) -> bool:
    """Whether anything is said on what a model, or what it derives from, was trained on."""
    return any(
        one.link in (Link.DATA, Link.OUTPUTS)
        for part in ground.made_of(asset)
        for one in ground.parents.get(part, ())
    )


def _unnamed(asset: Asset) -> Ruling:
    quote = " ".join(asset.unnamed_source.split())
    return Ruling(
        "lineage-undisclosed",
        Verdict.NOTE,
        explanation=f"The card of {asset.id} says that it was made with a model, and not with which: "
        f"“{quote[:200]}”.",
        reading="Terms of a model that is not named cannot be judged.",
        facts={"card": quote[:200]},
    )


def _undisclosed(asset: Asset) -> Ruling:
    return Ruling(
        "lineage-undisclosed",
        Verdict.NOTE,
        explanation=f"Nothing is said on what {asset.id} was trained on.",
        reading="Terms of undisclosed training data cannot be judged.",
    )
