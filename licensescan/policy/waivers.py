"""Waivers: decisions of people that take one finding out of the verdict until a date.

In: findings, waivers, today, and which revisions and texts were judged. Out: the findings with
what is waived marked, and the state of each waiver. A waived finding stays visible.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from licensescan.plan.manifest import Waiver
from licensescan.policy.ground import NO_TERMS, Ground
from licensescan.policy.judgement import JudgedWaiver, WaiverState
from licensescan.policy.values import OPEN, Finding


def apply_waivers(
    findings: Sequence[Finding],
    waivers: Sequence[Waiver],
    ground: Ground,
    revisions: Mapping[str, str],
) -> tuple[list[Finding], tuple[JudgedWaiver, ...]]:
    """Mark what is waived and say what became of each waiver."""
    if not waivers:
        return list(findings), ()
    marked = {finding.id: finding for finding in findings}
    judged: list[JudgedWaiver] = []
    for waiver in waivers:
        state, why, finding = _state(waiver, findings, ground, revisions)
        judged.append(JudgedWaiver(waiver, state, why))
        if finding is not None and state is WaiverState.IN_FORCE:
            note = f"{waiver.reason} (approved by {waiver.approved_by}, until {waiver.expires})"
            marked[finding.id] = finding.model_copy(update={"waived": True, "waiver": note})
    return [marked[finding.id] for finding in findings], tuple(judged)


def _state(
    waiver: Waiver, findings: Sequence[Finding], ground: Ground, revisions: Mapping[str, str]
) -> tuple[WaiverState, str, Finding | None]:
    fitting = [one for one in _named(waiver.finding, findings) if _of_model(waiver, one)]
    if len(fitting) > 1:
        ids = ", ".join(one.id for one in fitting)
        return WaiverState.UNUSED, f"its id fits several findings: {ids}", None
    if _past(waiver.expires, ground.today):
        return WaiverState.EXPIRED, f"it ran out on {waiver.expires}", None
    if not fitting:
        return WaiverState.UNUSED, "there is no finding with this id", None
    finding = fitting[0]
    if void := _void(waiver, finding, ground, revisions):
        return WaiverState.VOID, void, None
    return WaiverState.IN_FORCE, f"until {waiver.expires}", finding


def _past(day: dt.date, today: dt.date) -> bool:
    return day < today


def _named(name: str, findings: Sequence[Finding]) -> list[Finding]:
    """Return the finding with that id, or those that begin with it and go on with a part."""
    exact = [one for one in findings if one.id == name]
    if exact:
        return exact
    return [
        one
        for one in findings
        if one.verdict in OPEN and one.id.startswith((f"{name}@", f"{name}#"))
    ]


def _of_model(waiver: Waiver, finding: Finding) -> bool:
    return waiver.model is None or waiver.model in (finding.subject, finding.from_)


def _void(waiver: Waiver, finding: Finding, ground: Ground, revisions: Mapping[str, str]) -> str:
    """Return why a waiver no longer holds; empty when it does."""
    if waiver.revision is not None:
        known = [revisions.get(name) for name in (finding.from_, finding.subject)]
        if not any(one and one.startswith(waiver.revision) for one in known):
            return f"it was given for revision {waiver.revision}, and another was judged"
    if waiver.sha256 is not None:
        texts = {one.sha256 or "" for one in finding.clauses}
        texts |= ground.index.get(finding.from_, NO_TERMS).texts
        if not any(text.startswith(waiver.sha256) for text in texts):
            return "the text that it was given for has changed"
    return ""
