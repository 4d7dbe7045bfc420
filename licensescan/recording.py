"""Put what was read and concluded into a `Result`, the form that reports and tools rely on.

In: plan, artifacts, terms, policy, judgement. Out: a `Result` that is the same for the same input.
Never judges, but for one thing: an answer that is incomplete is never compliant.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from licensescan import __version__
from licensescan.documents.values import Artifact, Problem
from licensescan.licenses.catalog import catalog
from licensescan.licenses.values import Terms
from licensescan.plan import Asset, Derivation, Machine, Plan
from licensescan.policy import JudgedWaiver, Judgement
from licensescan.result import (
    ComponentRecord,
    DocumentRecord,
    IncompleteRecord,
    LicenseRecord,
    Result,
)


@dataclass(frozen=True, slots=True)
class Stamp:
    """By which policy, and as of which day, a plan was judged."""

    policy: str
    today: dt.date


def record(
    plan: Plan,
    artifacts: Mapping[str, Artifact],
    terms: Mapping[str, Terms],
    judgement: Judgement,
    stamp: Stamp,
) -> Result:
    """Return the result of a scan."""
    problems = [x for one in artifacts.values() for x in one.problems]
    incomplete = [x for x in problems if x.blocks]
    verdict = judgement.verdict
    return Result(
        tool=f"licensescan {__version__}",
        date=stamp.today.isoformat(),
        catalog=catalog().date,
        policy=stamp.policy,
        manifest=plan.manifest,
        organization=plan.organization.name,
        verdict="review" if incomplete and verdict == "compliant" else verdict,
        findings=judgement.findings,
        components=tuple(
            _component(x, artifacts.get(x.id), terms.get(x.id), plan.derivations)
            for x in plan.assets.values()
        ),
        hardware=tuple(_machine(x) for x in plan.machines),
        incomplete=tuple(_incomplete(x) for x in incomplete),
        waivers=tuple(_waiver(x) for x in judgement.waivers),
        notes=tuple(_note(x) for x in problems if not x.blocks),
    )


def _component(
    asset: Asset,
    artifact: Artifact | None,
    terms: Terms | None,
    derivations: Iterable[Derivation],
) -> ComponentRecord:
    notes = [x.message for x in artifact.problems if not x.blocks] if artifact else []
    agreement = asset.component.agreement if asset.component else None
    return ComponentRecord(
        name=asset.id,
        kind=asset.kind,
        alias=asset.alias if asset.alias != asset.id else None,
        ours=asset.ours,
        listed=asset.listed,
        revision=artifact.revision if artifact else None,
        license=_license(asset, terms),
        documents=_documents(artifact, terms) if artifact else (),
        agreement=agreement.model_dump(mode="json", by_alias=True) if agreement else None,
        upstream=tuple(_arrow(x) for x in derivations if x.result == asset.id),
        notes=(*notes, *(terms.notes if terms else ())),
    )


def _license(asset: Asset, terms: Terms | None) -> LicenseRecord:
    if terms is None:
        released = asset.release.license if asset.release else None
        return LicenseRecord(declared=released, source="declared" if released else "none")
    return LicenseRecord(
        declared=terms.declared,
        concluded=terms.concluded,
        source=terms.source,
    )


def _documents(artifact: Artifact, terms: Terms | None) -> tuple[DocumentRecord, ...]:
    parts = terms.alternatives if terms else ()
    # The alternatives of a dual licence share provisions: each place is counted once.
    clauses = Counter(
        document
        for document, *_ in {
            (x.document, x.clause.type, x.clause.start, x.clause.end)
            for part in parts
            for x in part.clauses
        }
    )
    unread = Counter(
        document
        for document, *_ in {(x.document, x.unread.start) for part in parts for x in part.unread}
    )
    known = {x.document: x.license for x in (terms.evidence if terms else ()) if x.license}
    return tuple(
        DocumentRecord(
            path=x.path,
            role=x.role,
            sha256=x.sha256,
            revision=x.revision,
            address=x.address,
            license=known.get(x.path),
            clauses=clauses[x.path],
            unread=unread[x.path],
        )
        for x in artifact.documents
    )


def _arrow(derivation: Derivation) -> dict[str, Any]:
    arrow = {
        "source": derivation.source,
        "activity": derivation.activity.value,
        "link": derivation.link.value,
        "ours": derivation.ours,
        "stated": derivation.stated,
    }
    return {**arrow, "quote": derivation.quote} if derivation.quote else arrow


def _machine(machine: Machine) -> dict[str, Any]:
    return {
        "name": machine.name,
        "gpu": machine.gpu,
        "line-of-products": machine.line_of_products,
        "site": machine.site,
        "workload": machine.workload,
        "software": list(machine.software),
        "runs": list(machine.runs),
        "owned": machine.owned,
        "line": machine.line,
    }


def _incomplete(problem: Problem) -> IncompleteRecord:
    return IncompleteRecord(
        subject=problem.subject,
        reason=problem.reason,
        message=problem.message,
        remedy=problem.remedy,
    )


def _note(problem: Problem) -> str:
    return f"{problem.subject}: {problem.message} {problem.remedy}".rstrip()


def _waiver(judged: JudgedWaiver) -> dict[str, Any]:
    stated = judged.waiver.model_dump(mode="json", by_alias=True, exclude_none=True)
    return {**stated, "state": judged.state.value, "why": judged.why}
