"""A code quality report of GitLab: a JSON list, one entry for each finding that is not waived.

In: a `Result`. Out: description, check_name, fingerprint, severity and location, as GitLab's
documentation of code quality reports asks. Sources that were not read are entries too.
"""

from __future__ import annotations

import hashlib
from typing import Any

from licensescan.policy.values import Verdict
from licensescan.reports.rules import rule_text
from licensescan.reports.safe import dumps, one_line, plain
from licensescan.reports.setting import Setting
from licensescan.reports.view import worst_first
from licensescan.result import Result

_SEVERITY = {
    Verdict.VIOLATION: "critical",
    Verdict.REVIEW: "major",
    Verdict.DUTY: "minor",
    Verdict.NOTE: "info",
}


def render(result: Result, setting: Setting) -> str:
    """Return the report."""
    path = plain(result.manifest).replace("\\", "/").removeprefix("./")
    entries = [
        _entry(
            finding.id,
            finding.rule,
            _SEVERITY[finding.verdict],
            f"{rule_text(finding.rule).title}: {finding.subject}. {finding.explanation}",
            (path, finding.line),
        )
        for finding in worst_first(result)
        if not finding.waived
    ]
    for gap in result.incomplete:
        text = f"{gap.subject} was not read: {gap.message} {gap.remedy}"
        name = f"incomplete:{gap.subject}:{gap.reason}"
        entries.append(_entry(name, "incomplete", "major", text, (path, 0)))
    return dumps(entries)


def _entry(
    name: str, check: str, severity: str, text: str, place: tuple[str, int]
) -> dict[str, Any]:
    return {
        "description": one_line(text, 2000),
        "check_name": check,
        "fingerprint": hashlib.sha256(name.encode("utf-8", "replace")).hexdigest(),
        "severity": severity,
        "location": {"path": place[0], "lines": {"begin": max(place[1], 1)}},
    }
