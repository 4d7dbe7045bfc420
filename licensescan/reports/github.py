"""Workflow annotations of GitHub Actions: one line for each finding, at the manifest's line.

In: a `Result`. Out: workflow commands (``::error file=…::…``) for stdout of a job. Duties become
one notice for each asset's rule, for GitHub shows ten annotations of a kind. No text of a
stranger can begin a line: that could give commands to the runner.
"""

from __future__ import annotations

from licensescan.policy.values import Finding, Verdict
from licensescan.reports.rules import rule_text
from licensescan.reports.safe import one_line
from licensescan.reports.setting import Setting
from licensescan.reports.view import citation, duties, of_verdict, tally
from licensescan.result import Result

_COMMAND = {Verdict.VIOLATION: "error", Verdict.REVIEW: "warning"}


def render(result: Result, setting: Setting) -> str:
    """Return the annotations, the worst first, and a last line with the verdict."""
    lines = [
        _annotation(command, result.manifest, finding.line, _title(finding), _message(finding))
        for verdict, command in _COMMAND.items()
        for finding in of_verdict(result, verdict)
    ]
    for gap in result.incomplete:
        text = f"{gap.message} {gap.remedy}".strip()
        lines.append(_annotation("error", result.manifest, 0, f"Not read: {gap.subject}", text))
    for duty in duties(result):
        text = f"{', '.join(duty.subjects)}: {duty.findings[0].explanation}"
        title = f"{duty.rule.title} ({duty.from_})"
        lines.append(_annotation("notice", result.manifest, duty.findings[0].line, title, text))
    closing = f"licensescan: {result.verdict}: {tally(result)}. {one_line(result.disclaimer)}"
    return "\n".join([*lines, closing])


def _title(finding: Finding) -> str:
    return f"{rule_text(finding.rule).title}: {finding.subject}"


def _message(finding: Finding) -> str:
    parts = [finding.explanation]
    for clause in finding.clauses[:1]:
        words = f"“{one_line(clause.quote, 300)}” " if clause.quote else ""
        parts.append(f"{words}({citation(clause, finding.from_)})")
    if finding.missing_facts:
        parts.append(f"Missing: {', '.join(finding.missing_facts)}.")
    parts += finding.remedies[:2]
    return " ".join(part for part in parts if part)


def _annotation(command: str, file: str, line: int, title: str, message: str) -> str:
    """Return one workflow command; escapes are those of the runner's toolkit."""
    data = one_line(message).replace("%", "%25")
    place = f"file={_property(file)},line={max(line, 1)}"
    return f"::{command} {place},title={_property(title)}::{data}"


def _property(value: str) -> str:
    text = one_line(value, 200).replace("%", "%25")
    return text.replace(":", "%3A").replace(",", "%2C")
