"""Upstream demands that cannot both be met on one result: ``license-incompatible``.

In: the ground. Out: rulings. A share-alike licence wants the whole result under itself and nothing
added; another upstream whose terms must travel, and that it does not have, cannot join it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from licensescan.plan.values import Act
from licensescan.policy.ground import Ground
from licensescan.policy.offer import carries
from licensescan.policy.rules.copyleft import TRAVELS, given
from licensescan.policy.ruling import Ruling, listed
from licensescan.policy.rulings import Ruled, under_agreement
from licensescan.policy.situation import Situation
from licensescan.policy.truth import NO, Answer, all_of
from licensescan.policy.values import Verdict


def rule_on_conflicts(ground: Ground) -> Iterator[Ruled]:
    """Yield one ruling for each result and share-alike upstream that something else contradicts."""
    upstream: defaultdict[str, list[Situation]] = defaultdict(list)
    for act in ground.plan.acts:
        terms = ground.index.get(act.asset)
        if terms is None or act.machine is not None or under_agreement(ground, act.asset):
            continue
        if not act.ours and not act.derived:
            continue
        situation = Situation.of(act, terms, ground)
        if situation.making and not situation.derived.no:
            upstream[act.subject].append(situation)
    for subject in sorted(upstream):
        yield from _conflicts(upstream[subject])


def _conflicts(parts: Sequence[Situation]) -> Iterator[Ruled]:
    by_asset = {part.act.asset: part for part in parts}
    told: set[frozenset[str]] = set()
    for name in sorted(by_asset):
        whole = by_asset[name]
        if not whole.terms.has("share-alike"):
            continue
        against = [
            other
            for other in sorted(by_asset)
            if other != name
            and frozenset((name, other)) not in told
            and _contradicts(whole, by_asset[other])
        ]
        told |= {frozenset((name, other)) for other in against}
        if against and (ruling := _ruling(whole, [by_asset[other] for other in against])):
            act = whole.act
            yield Ruled(ruling, act.subject, act.asset, act.path, act.line)


def _contradicts(whole: Situation, other: Situation) -> bool:
    """Whether the other's terms cannot stand on a result under the whole's licence."""
    if other.act.asset in whole.ground.made_of(whole.act.asset):
        return False
    demanded = whole.terms.license
    if demanded is not None and other.terms.license is not None:
        if carries(demanded, other.terms.license).yes:
            return False
        if carries(other.terms.license, demanded).yes:
            return False
    travelling = TRAVELS & set(other.terms.clauses)
    if other.terms.has("share-alike"):
        return True
    return bool(travelling - set(whole.terms.clauses))


def _ruling(whole: Situation, others: Sequence[Situation]) -> Ruling | None:
    act: Act = whole.act
    doubts = [part.derived for part in (whole, *others) if part.derived.unknown]
    answer = all_of(given(whole), *doubts) if act.ours else Answer(NO.truth)
    if act.ours and answer.no:
        return None
    names = listed([f"{part.act.asset} ({part.terms.license or 'own terms'})" for part in others])
    clauses = [*whole.terms.clauses["share-alike"]]
    for part in others:
        for kind in sorted((TRAVELS | {"share-alike"}) & set(part.terms.clauses)):
            clauses += part.terms.clauses[kind]
    violated = act.ours and answer.yes
    return Ruling(
        "license-incompatible",
        Verdict.VIOLATION if violated else Verdict.REVIEW,
        tuple(clauses),
        f"{act.subject} would have to be under {whole.terms.license or 'the licence'} of "
        f"{act.asset} as a whole, with nothing added, but the terms of {names} must stand on it "
        "too.",
        "Both upstream demands cannot be met on one result that reaches others.",
        answer.facts,
        answer.missing,
    )
