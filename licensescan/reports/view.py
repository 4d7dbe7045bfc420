"""A result arranged for readers: groups, chains, condensed duties, facts that are missing.

In: a `Result`. Out: plain values that every format draws in its own way, so that all of them say
the same. Never judges: what is counted, grouped and sorted here was concluded before.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from licensescan.policy.values import RANK, Finding, Verdict
from licensescan.reports.cited import by_document, place
from licensescan.reports.names import listed
from licensescan.reports.rules import RuleText, rule_text
from licensescan.reports.safe import one_line
from licensescan.result import Result

MEANING = {
    Verdict.VIOLATION: "A term forbids what the plan does, on facts that are known.",
    Verdict.REVIEW: "A person must decide: a fact is missing, a text is unknown, or its wording is not settled.",
    Verdict.DUTY: "Something the plan must do.",
    Verdict.NOTE: "Something to know; nothing to do.",
}
TITLES = {Verdict.VIOLATION: "Violations", Verdict.REVIEW: "To review", Verdict.NOTE: "Notes"}
"""Headings over findings; duties are condensed, under a heading of their own."""
PLURAL = {
    Verdict.VIOLATION: ("violation", "violations"),
    Verdict.REVIEW: ("to review", "to review"),
    Verdict.DUTY: ("duty", "duties"),
    Verdict.NOTE: ("note", "notes"),
}
OVERALL = {
    "violation": "Terms forbid what this plan does.",
    "review": "A person must decide before this plan can go ahead.",
    "compliant": "No term that was read forbids this plan.",
}


@dataclass(frozen=True, slots=True)
class Hop:
    """One name of a chain.

    Attributes:
        name: As the manifest calls it.
        led_to: Whether an arrow leads to it; False for the first.
        activity: What that arrow stands for; empty where it is not stated.
    """

    name: str
    led_to: bool = True
    activity: str = ""


@dataclass(frozen=True, slots=True)
class Duty:
    """Findings of one rule under one asset's terms, condensed.

    Attributes:
        rule: The rule's words.
        from_: Id of the asset whose terms ask for it.
        subjects: What it is asked of.
        categories: Of use restrictions.
        texts: Names or credits that the terms spell out.
        places: Where it stands.
        findings: All findings, in order.
    """

    rule: RuleText
    from_: str
    subjects: tuple[str, ...]
    categories: tuple[str, ...]
    texts: tuple[str, ...]
    places: tuple[str, ...]
    findings: tuple[Finding, ...]


def of_verdict(result: Result, verdict: Verdict) -> tuple[Finding, ...]:
    """Return the findings of one verdict that are not waived, in the result's order."""
    return tuple(x for x in result.findings if x.verdict == verdict and not x.waived)


def waived(result: Result) -> tuple[Finding, ...]:
    """Return the findings that a waiver takes out of the verdict."""
    return tuple(x for x in result.findings if x.waived)


def worst_first(result: Result) -> tuple[Finding, ...]:
    """Return all findings, the worst first, each verdict's waived ones after its others."""
    return tuple(sorted(result.findings, key=lambda x: (RANK[x.verdict], x.waived)))


def tally(result: Result) -> str:
    """Return how much of what was found, as words: ``1 violation, 2 to review, 9 duties``."""
    parts = []
    for verdict, (one, many) in PLURAL.items():
        if number := len(of_verdict(result, verdict)):
            parts.append(f"{number} {one if number == 1 else many}")
    if number := len(waived(result)):
        parts.append(f"{number} waived")
    if number := len(result.incomplete):
        parts.append(f"{number} {'source' if number == 1 else 'sources'} not read")
    return ", ".join(parts) or "nothing found"


class Chains:
    """How names follow each other, looked up once for all findings of a result."""

    def __init__(self, result: Result) -> None:
        self._arrows = _arrows(result)
        self._ids = {x.alias: x.name for x in result.components if x.alias}

    def of(self, finding: Finding) -> tuple[Hop, ...]:
        """Return the names from the asset whose terms are meant to the subject, with activities."""
        if len(finding.path) < 2:
            return ()
        ids = [self._ids.get(name, name) for name in finding.path]
        first, *others = (one_line(name, 120) for name in finding.path)
        activities = (self._arrows.get(pair, "") for pair in pairwise(ids))
        following = (Hop(name, activity=x) for name, x in zip(others, activities, strict=True))
        return (Hop(first, led_to=False), *following)


def _arrows(result: Result) -> dict[tuple[str, str], str]:
    """Return what happens between two neighbours of a chain."""
    arrows = {}
    for component in result.components:
        for step in component.upstream:
            source, activity = str(step.get("source", "")), one_line(step.get("activity", ""), 40)
            arrows[source, component.name] = activity
    for machine in result.hardware:
        for name in (*listed(machine.get("runs")), *listed(machine.get("software"))):
            arrows[name, str(machine.get("name", ""))] = "runs on"
    return arrows


def duties(result: Result) -> tuple[Duty, ...]:
    """Return what the plan must do: one entry for each rule and each asset that asks for it."""
    groups: dict[tuple[str, str], list[Finding]] = {}
    for finding in of_verdict(result, Verdict.DUTY):
        groups.setdefault((finding.rule, finding.from_), []).append(finding)
    return tuple(_duty(rule, from_, found) for (rule, from_), found in groups.items())


def _duty(rule: str, from_: str, found: list[Finding]) -> Duty:
    clauses = [clause for finding in found for clause in finding.clauses]
    return Duty(
        rule=rule_text(rule),
        from_=from_,
        subjects=_unique(finding.subject for finding in found),
        categories=_unique(
            one_line(name, 60)
            for finding in found
            for name in (_category(finding), *_params(finding, "category"))
        ),
        texts=_unique(one_line(x, 200) for finding in found for x in _params(finding, "text")),
        places=tuple(place(part) for part in by_document(clauses)),
        findings=tuple(found),
    )


def _category(finding: Finding) -> str:
    """Return the category of a use restriction, from the finding's id; empty if none."""
    return finding.id.rpartition("#")[2] if "#" in finding.id else ""


def _params(finding: Finding, name: str) -> tuple[str, ...]:
    return tuple(x for clause in finding.clauses for x in listed(clause.params.get(name)))


def _unique(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value))


def missing(result: Result) -> dict[str, int]:
    """Return each fact that the plan does not give, with how many findings turn on it."""
    facts: dict[str, int] = {}
    for finding in result.findings:
        for fact in () if finding.waived else finding.missing_facts:
            facts[fact] = facts.get(fact, 0) + 1
    return dict(sorted(facts.items(), key=lambda x: (-x[1], x[0])))


def unread(result: Result) -> tuple[tuple[str, str, int], ...]:
    """Return documents with provisions that were not understood: component, document, number."""
    return tuple(
        (component.name, document.path, document.unread)
        for component in result.components
        for document in component.documents
        if document.unread
    )
