"""Upstream demands that cannot both be met on one result: ``license-incompatible``.

In: the ground. Out: rulings. A share-alike licence wants the whole result under itself and nothing
added; another upstream whose terms must travel, and that it does not have, cannot join it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from licensescan.plan.values import Act
from licensescan.policy.ground import Ground, TermsIndex
from licensescan.policy.offer import carries
from licensescan.policy.rules.copyleft import TRAVELS, given
from licensescan.policy.ruling import Ruling, listed
from licensescan.policy.rulings import Ruled, under_agreement
from licensescan.policy.situation import Situation
from licensescan.policy.truth import NO, all_of
from licensescan.policy.values import Verdict


def rule_on_conflicts(ground: Ground) -> Iterator[Ruled]:
    """Yield one ruling for each result and share-alike upstream that something else contradicts."""
    upstream: defaultdict[str, dict[str, Act]] = defaultdict(dict)
    wholes: set[str] = set()
    for act in ground.plan.acts:
        terms = ground.index.get(act.asset)
        if terms is None or not _joins(act, terms) or under_agreement(ground, act.asset):
            continue
        upstream[act.subject].setdefault(act.asset, act)
        if _wants_the_whole(terms):
            wholes.add(act.subject)
    for subject in sorted(wholes):
        if len(upstream[subject]) > 1:
            yield from _conflicts(upstream[subject], ground)


def _joins(act: Act, terms: TermsIndex) -> bool:
    """Whether the act puts the asset, or what counts as it, into its subject."""
    if act.machine is not None or act.activity == "use" or act.subject == act.asset:
        return False
    return act.derived or terms.has("distillation-is-derivative")


def _conflicts(acts: dict[str, Act], ground: Ground) -> Iterator[Ruled]:
    told: set[frozenset[str]] = set()
    for name in sorted(acts):
        terms = ground.index[name]
        if not _wants_the_whole(terms):
            continue
        whole = Situation.of(acts[name], terms, ground)
        if whole.derived.no or (whole.act.ours and given(whole).no):
            continue
        against = [
            other
            for other in sorted(acts)
            if frozenset((name, other)) not in told
            and contradicts(terms, ground.index[other])
            and other not in ground.made_of(name)
        ]
        told |= {frozenset((name, other)) for other in against}
        if against and (ruling := _ruling([acts[x] for x in (name, *against)], ground)):
            act = acts[name]
            yield Ruled(ruling, act.subject, act.asset, act.path, act.line)


def _wants_the_whole(terms: TermsIndex) -> bool:
    """Whether a result must be under these terms as a whole, by clause or by what they are."""
    return terms.has("share-alike") or "Copyleft" in terms.sorts


def contradicts(whole: TermsIndex, other: TermsIndex) -> bool:
    """Return whether other terms cannot stand on a result under a share-alike licence."""
    travelling = TRAVELS & other.clauses.keys()
    if _wants_the_whole(other):
        travelling |= {"share-alike"}
    if not travelling or whole is other:
        return False
    if whole.license is not None and other.license is not None:
        if whole.license == other.license:
            return False
        if carries(whole.license, other.license).yes or carries(other.license, whole.license).yes:
            return False
    return "share-alike" in travelling or bool(travelling - whole.clauses.keys())


def _ruling(acts: Sequence[Act], ground: Ground) -> Ruling | None:
    parts = [Situation.of(act, ground.index[act.asset], ground) for act in acts]
    whole, others = parts[0], [part for part in parts[1:] if not part.derived.no]
    if not others:
        return None
    answer = NO
    if whole.act.ours:
        answer = all_of(given(whole), *(part.derived for part in parts if part.derived.unknown))
    names = listed([f"{part.act.asset} ({part.terms.license or 'own terms'})" for part in others])
    clauses = [*whole.terms.clauses.get("share-alike", ())]
    for part in others:
        for kind in sorted(TRAVELS & part.terms.clauses.keys()):
            clauses += part.terms.clauses[kind]
    return Ruling(
        "license-incompatible",
        Verdict.VIOLATION if answer.yes else Verdict.REVIEW,
        tuple(clauses),
        f"{whole.act.subject} would have to be under {whole.terms.license or 'the licence'} of "
        f"{whole.act.asset} as a whole, with nothing added, but the terms of {names} must stand "
        "on it too.",
        "Both upstream demands cannot be met on one result that reaches others.",
        answer.facts,
        answer.missing,
    )
