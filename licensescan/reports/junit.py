"""A JUnit report: one suite, a test case for each finding and for each component without one.

In: a `Result`. Out: XML as test runners and CI systems read it. Violations and what is for review
fail; waived findings are skipped; a source that was not read is an error; duties and notes pass
and say what to do.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement, indent, tostring

from licensescan.policy.values import OPEN, Finding
from licensescan.reports.cited import cited
from licensescan.reports.rules import title_of
from licensescan.reports.safe import one_line, plain
from licensescan.reports.setting import Setting
from licensescan.reports.view import worst_first
from licensescan.result import Result


def render(result: Result, setting: Setting) -> str:
    """Return the report as XML."""
    suite = Element("testsuite", name=one_line(f"licensescan {result.manifest}"))
    properties = SubElement(suite, "properties")
    for name in ("tool", "catalog", "policy", "verdict", "disclaimer"):
        SubElement(properties, "property", name=name, value=one_line(getattr(result, name)))
    for finding in worst_first(result):
        _finding(suite, finding)
    spoken = {x.subject for x in result.findings} | {x.subject for x in result.incomplete}
    for component in result.components:
        if component.listed and component.name not in spoken:
            _case(suite, component.name, "no finding")
    for gap in result.incomplete:
        case = _case(suite, gap.subject, f"source: {gap.reason}")
        _outcome(case, "error", gap.reason, gap.message, gap.remedy)
    cases = suite.findall("testcase")
    fails = [case for case in cases if case.find("failure") is not None]
    skips = [case for case in cases if case.find("skipped") is not None]
    numbers = (
        ("tests", cases),
        ("failures", fails),
        ("errors", result.incomplete),
        ("skipped", skips),
    )
    root = Element("testsuites", name="licensescan")
    for name, found in numbers:
        suite.set(name, str(len(found)))
        root.set(name, str(len(found)))
    suite.set("timestamp", one_line(f"{result.date}T00:00:00"))
    root.append(suite)
    indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode")


def _case(suite: Element, subject: str, name: str) -> Element:
    return SubElement(suite, "testcase", classname=one_line(subject), name=one_line(name), time="0")


def _finding(suite: Element, finding: Finding) -> None:
    case = _case(suite, finding.subject, finding.id)
    if finding.waived:
        SubElement(case, "skipped", message=one_line(f"waived: {finding.waiver}"))
    elif finding.verdict in OPEN:
        _outcome(case, "failure", finding.verdict, finding.explanation, _detail(finding))
    else:
        SubElement(case, "system-out").text = f"{finding.verdict}: {_detail(finding)}"


def _outcome(case: Element, tag: str, kind: str, message: str, text: str) -> None:
    SubElement(case, tag, type=one_line(kind), message=one_line(message)).text = plain(text)


def _detail(finding: Finding) -> str:
    lines = [title_of(finding), one_line(finding.explanation)]
    for citation in cited(finding):
        words = f"“{one_line(citation.words, 600)}” " if citation.words else ""
        lines.append(f"{words}{citation.place}")
    lines += [f"Missing fact: {one_line(fact)}" for fact in finding.missing_facts]
    lines += [f"Remedy: {one_line(remedy)}" for remedy in finding.remedies]
    return "\n".join(line for line in lines if line)
