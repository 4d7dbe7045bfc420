"""Terms on looking inside and telling others: no-benchmark-publication, no-reverse-engineering.

In: an act and the clauses. Out: rulings; where the plan as stated does not touch them, the
reminder of ``knowledge/duties.yaml``.
"""

from __future__ import annotations

from collections.abc import Iterator

from licensescan.documents.values import Kind
from licensescan.licenses.values import SourcedClause
from licensescan.plan.manifest import Delivery
from licensescan.policy.rules.duties import duty
from licensescan.policy.ruling import SOURCE, SUBJECT, Ruling, weigh
from licensescan.policy.situation import Situation
from licensescan.policy.truth import unclear


def no_benchmark(sit: Situation, clauses: tuple[SourcedClause, ...]) -> Iterator[Ruling]:
    """Judge ``no-benchmark-publication``: results of an evaluation that are published."""
    if not sit.act.ours or sit.act.activity != "evaluate":
        return
    ruling = weigh(
        "no-benchmark-publication",
        sit.delivered(Delivery.OUTPUTS_PUBLISHED),
        clauses,
        broken=f"Results of evaluating {SOURCE} are published, which its terms forbid "
        "without consent.",
        open_=f"The terms of {SOURCE} forbid publishing results of its evaluation",
        reading="Publishing outputs of an evaluation discloses its results.",
    )
    if ruling:
        yield ruling


def no_reverse_engineering(sit: Situation, clauses: tuple[SourcedClause, ...]) -> Iterator[Ruling]:
    """Judge ``no-reverse-engineering``: teaching a student from a hosted model may be probing it."""
    source = sit.ground.asset(sit.act.asset)
    hosted = source is not None and source.kind is Kind.SERVICE
    if sit.act.activity == "distill" and hosted and not sit.terms.has("no-training-other-models"):
        ruling = weigh(
            "no-reverse-engineering",
            unclear("whether distilling is probing for the model is for a person"),
            clauses,
            broken="",
            open_=f"{SUBJECT} is distilled from {SOURCE}, whose terms forbid to "
            "reverse engineer it",
            reading="A student reproduces what its teacher has learnt.",
        )
        if ruling:
            yield ruling
    else:
        yield from duty("no-reverse-engineering", sit, clauses)
