"""Workflow annotations of GitHub Actions: one line for each finding, at the manifest's line.

In: a `Result`. Out: workflow commands (``::error file=…::…``) for stdout of a job. Duties become
one notice for each asset that asks for them, for GitHub shows ten annotations of a kind. No text of a
stranger can begin a line: that could give commands to the runner.
"""

from __future__ import annotations

from collections.abc import Iterator

from licensescan.policy.values import Finding, Verdict
from licensescan.reports.cited import cited
from licensescan.reports.rules import rule_text
from licensescan.reports.safe import one_line
from licensescan.reports.setting import Setting
from licensescan.reports.view import duties, of_verdict, tally
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
    lines += _duties(result)
    closing = f"licensescan: {result.verdict}: {tally(result)}. {one_line(result.disclaimer)}"
    return "\n".join([*lines, closing])


def _duties(result: Result) -> Iterator[str]:
    """Yield one notice for each asset whose terms ask for something."""
    found = duties(result)
    for owner in dict.fromkeys(duty.from_ for duty in found):
        asked = [duty for duty in found if duty.from_ == owner]
        text = "; ".join(f"{duty.rule.title} ({', '.join(duty.subjects)})" for duty in asked)
        line = asked[0].findings[0].line
        yield _annotation("notice", result.manifest, line, f"Duties: {owner}", text)


def _title(finding: Finding) -> str:
    return f"{rule_text(finding.rule).title}: {finding.subject}"


def _message(finding: Finding) -> str:
    parts = [finding.explanation]
    for citation in cited(finding)[:1]:
        words = f"“{one_line(citation.words, 300)}” " if citation.words else ""
        parts.append(f"{words}({citation.place})")
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
