"""The result of a scan, as ``check --format json`` prints it and every report reads it."""

from __future__ import annotations

from typing import Any, Literal

from licensescan.policy.values import Finding
from licensescan.records import Record


class DocumentRecord(Record):
    """One document that was read."""

    path: str
    role: str
    sha256: str
    revision: str | None = None
    address: str | None = None
    license: str | None = None
    """Which licence the text is; None where it is none that is known."""
    clauses: int = 0
    unread: int = 0


class LicenseRecord(Record):
    """Which licence a component is under, and where that comes from."""

    declared: str | None = None
    concluded: str | None = None
    source: Literal["text", "catalog", "declared", "none"] = "none"


class ComponentRecord(Record):
    """One asset of the plan, or one found upstream."""

    name: str
    kind: str
    alias: str | None = None
    ours: bool = False
    listed: bool = True
    revision: str | None = None
    license: LicenseRecord = LicenseRecord()
    documents: tuple[DocumentRecord, ...] = ()
    agreement: dict[str, Any] | None = None
    upstream: tuple[dict[str, Any], ...] = ()
    """Derivations that lead to it: source, activity, link, ours, stated."""
    notes: tuple[str, ...] = ()


class IncompleteRecord(Record):
    """What could not be read, and what to do."""

    subject: str
    reason: str
    message: str
    remedy: str = ""


class Result(Record):
    """Everything a report needs, and nothing that changes between two runs on the same input."""

    version: Literal[1] = 1
    tool: str
    """Name and version."""
    date: str
    """ISO date that waivers were judged at."""
    catalog: str = ""
    """Date of the catalog of known licences."""
    policy: str
    manifest: str
    organization: str | None = None
    verdict: Literal["violation", "review", "compliant"]
    findings: tuple[Finding, ...] = ()
    components: tuple[ComponentRecord, ...] = ()
    hardware: tuple[dict[str, Any], ...] = ()
    incomplete: tuple[IncompleteRecord, ...] = ()
    waivers: tuple[dict[str, Any], ...] = ()
    """Every waiver with its state: in-force, expired, unused, void."""
    notes: tuple[str, ...] = ()
    """What is odd about what was read, and does not stop an answer."""
    disclaimer: str = "This report is no legal advice."
