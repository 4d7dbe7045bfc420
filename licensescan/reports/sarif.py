"""The result as SARIF 2.1.0, for code scanning on pull requests.

In: a `Result`. Out: one run. An alert shows on a pull request only where its line is in the
change, so each result points at the manifest's line; the clause that it rests on is a related
location. Waived findings are suppressed results. What was not read is a notification of the
invocation. No ``security-severity``: that would make a licence question a security alert.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

from licensescan.policy.values import Finding, Verdict
from licensescan.reports.cited import Citation, cited
from licensescan.reports.rules import rule_text
from licensescan.reports.safe import dumps, one_line, uri_path, web_address
from licensescan.reports.setting import Setting
from licensescan.reports.view import Chains, worst_first
from licensescan.result import IncompleteRecord, Result

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
LIMIT = 25_000
"""Results of a run that GitHub's code scanning takes."""
_LEVEL = {
    Verdict.VIOLATION: "error",
    Verdict.REVIEW: "warning",
    Verdict.DUTY: "note",
    Verdict.NOTE: "note",
}


def render(result: Result, setting: Setting) -> str:
    """Return the SARIF log."""
    return dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [_run(result, setting)]})


def _run(result: Result, setting: Setting) -> dict[str, Any]:
    found = worst_first(result)
    rules = sorted({finding.rule for finding in found})
    lines = setting.manifest_text.splitlines()
    chains = Chains(result)
    return {
        "tool": {"driver": _driver(result, [_rule(rule, found) for rule in rules])},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {
            "TERMS": {"description": {"text": "The repos and catalog that hold the cited terms."}}
        },
        "invocations": [_invocation(result, len(found))],
        "results": [
            _result(one, rules.index(one.rule), _location(result.manifest, one, lines), chains)
            for one in found[:LIMIT]
        ],
        "properties": {
            "verdict": result.verdict,
            "date": result.date,
            "policy": result.policy,
            "catalog": result.catalog,
            "disclaimer": result.disclaimer,
        },
    }


def _driver(result: Result, rules: list[dict[str, Any]]) -> dict[str, Any]:
    name, _, version = one_line(result.tool).partition(" ")
    driver: dict[str, Any] = {"name": name or "licensescan", "rules": rules}
    if version:
        driver["version"] = version
    return driver


def _rule(rule: str, found: Sequence[Finding]) -> dict[str, Any]:
    text = rule_text(rule)
    worst = next(finding.verdict for finding in found if finding.rule == rule)
    why = text.why or f"{text.title}: a term of a licence, or of the policy, that the plan meets."
    advice = f"{why} {text.remedy}".strip()
    return {
        "id": rule,
        "name": "".join(word.capitalize() for word in rule.split("-")),
        "shortDescription": {"text": text.title},
        "fullDescription": {"text": why},
        "help": {"text": advice},
        "defaultConfiguration": {"level": _LEVEL[worst]},
        "properties": {"tags": ["licence"]},
    }


def _result(
    finding: Finding, index: int, location: dict[str, Any], chains: Chains
) -> dict[str, Any]:
    digest = hashlib.sha256(finding.id.encode("utf-8", "replace")).hexdigest()
    citations = cited(finding)
    entry: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": _LEVEL[finding.verdict],
        "message": {"text": _message(finding, citations, chains)},
        "locations": [location],
        "partialFingerprints": {"primaryLocationLineHash": f"{digest[:16]}:1"},
        "properties": {
            "id": finding.id,
            "verdict": finding.verdict,
            "subject": finding.subject,
            "from": finding.from_,
            "path": list(finding.path),
            "missing-facts": list(finding.missing_facts),
            "remedies": list(finding.remedies),
        },
    }
    related = [_related(number, one, finding) for number, one in enumerate(citations)]
    if related:
        entry["relatedLocations"] = related
    if finding.waived:
        entry["suppressions"] = [
            {"kind": "external", "status": "accepted", "justification": one_line(finding.waiver)}
        ]
    return entry


def _message(finding: Finding, citations: Sequence[Citation], chains: Chains) -> str:
    """Return the message; ``](`` is broken up, for it would make a link of a stranger's words."""
    parts = [f"{finding.subject}: {finding.explanation or rule_text(finding.rule).title}"]
    if hops := chains.of(finding):
        parts.append(f"Chain: {' → '.join(hop.name for hop in hops)}.")
    parts += [_words(citation) for citation in citations[:1]]
    if finding.missing_facts:
        parts.append(f"Missing facts: {', '.join(finding.missing_facts)}.")
    if finding.remedies:
        parts.append(f"What helps: {' '.join(finding.remedies)}")
    return "\n".join(one_line(part, 3000) for part in parts).replace("](", "] (")


def _words(citation: Citation) -> str:
    words = f"“{one_line(citation.words, 1000)}” — " if citation.words else ""
    return f"{words}{citation.place}".replace("](", "] (")


def _location(manifest: str, finding: Finding, lines: Sequence[str]) -> dict[str, Any]:
    number = max(finding.line, 1)
    region: dict[str, Any] = {"startLine": number}
    text = lines[number - 1].rstrip() if number <= len(lines) else ""
    if text:
        start = len(text) - len(text.lstrip()) + 1
        region |= {"startColumn": start, "endLine": number, "endColumn": len(text) + 1}
    return {
        "physicalLocation": {"artifactLocation": {"uri": uri_path(manifest)}, "region": region},
        "logicalLocations": [{"fullyQualifiedName": finding.subject, "kind": "resource"}],
    }


def _related(number: int, citation: Citation, finding: Finding) -> dict[str, Any]:
    place: dict[str, Any] = {"uri": web_address(citation.address)}
    if not place["uri"]:
        path = f"{finding.from_}/{citation.document or finding.rule}".lstrip("/")
        place = {"uri": uri_path(path), "uriBaseId": "TERMS"}
    return {
        "id": number,
        "physicalLocation": {"artifactLocation": place},
        "message": {"text": _words(citation)},
    }


def _invocation(result: Result, found: int) -> dict[str, Any]:
    notes = [_notification(gap) for gap in result.incomplete]
    if found > LIMIT:
        text = f"{found - LIMIT} further results were left out; the worst are here."
        notes.append({"level": "warning", "message": {"text": text}})
    return {"executionSuccessful": not result.incomplete, "toolExecutionNotifications": notes}


def _notification(gap: IncompleteRecord) -> dict[str, Any]:
    return {
        "level": "error",
        "descriptor": {"id": gap.reason or "other"},
        "message": {"text": one_line(f"{gap.subject}: {gap.message} {gap.remedy}")},
    }
