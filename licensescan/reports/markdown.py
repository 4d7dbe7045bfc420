"""The result as Markdown, for comments on pull requests and ``report -o FILE.md``.

In: a `Result`. Out: GitHub-flavoured Markdown. Every text of a stranger is escaped: it can be no
heading, link, image, HTML or mention.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from licensescan.policy.values import OPEN, Finding, Verdict
from licensescan.reports.cited import cited
from licensescan.reports.rules import title_of
from licensescan.reports.safe import one_line, web_address
from licensescan.reports.setting import Setting
from licensescan.reports.view import (
    MEANING,
    OVERALL,
    TITLES,
    Chains,
    Hop,
    duties,
    missing,
    of_verdict,
    tally,
    unread,
    waived,
)
from licensescan.result import Result

_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+!|~$-])")


def escape(text: object, limit: int = 0) -> str:
    r"""Return a text on one line that Markdown shows as it is.

    >>> escape("<b> [x](y) @team")
    '&lt;b&gt; \\[x\\]\\(y\\) @\u200bteam'
    """
    line = _SPECIAL.sub(r"\\\1", one_line(text, limit))
    line = line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    # A zero-width space keeps `@name` from calling somebody, `://` from becoming a link.
    return line.replace("@", "@\u200b").replace("://", ":\u200b//")


def render(result: Result, setting: Setting) -> str:
    """Return the report as Markdown."""
    blocks = [*_head(result)]
    chains = Chains(result)
    for verdict in OPEN:
        blocks += _findings(result, verdict, chains)
    blocks += [*_gaps(result), *_duties(result), *_findings(result, Verdict.NOTE, chains)]
    blocks += [*_waived(result), *_inventory(result), f"*{escape(result.disclaimer)}*"]
    return "\n\n".join(blocks)


def _head(result: Result) -> Iterator[str]:
    yield f"# Licence report: {result.verdict}"
    yield f"**{OVERALL[result.verdict]}** {tally(result).capitalize()}."
    facts = [
        ("Organisation", result.organization),
        ("Manifest", result.manifest),
        ("Policy", result.policy),
        ("Date", result.date),
        ("Tool", result.tool),
        ("Catalog of licences", result.catalog),
    ]
    yield "\n".join(f"- {name}: {escape(value)}" for name, value in facts if value)


def _findings(result: Result, verdict: Verdict, chains: Chains) -> Iterator[str]:
    for number, finding in enumerate(of_verdict(result, verdict)):
        if not number:
            yield f"## {TITLES[verdict]}\n\n{MEANING[verdict]}"
        yield from _finding(finding, chains, result.manifest)


def _finding(finding: Finding, chains: Chains, manifest: str) -> Iterator[str]:
    place = f", line {finding.line} of {escape(manifest)}" if finding.line else ""
    yield f"### {escape(title_of(finding))}: {escape(finding.subject)}"
    yield f"{escape(finding.explanation)}\n\nUnder the terms of {escape(finding.from_)}{place}."
    if hops := chains.of(finding):
        yield " ".join(map(_hop, hops))
    for citation in cited(finding):
        words = f"> {escape(citation.words, 1500)}\n>\n" if citation.words else ""
        link = web_address(citation.address)
        source = f" <{link}>" if re.fullmatch(r"[^\s<>]+", link) else ""
        yield f"{words}> — {escape(citation.place)}{source}"
    if finding.reading:
        yield f"Reading: {escape(finding.reading)}"
    if finding.missing_facts:
        yield f"Missing facts: {escape(', '.join(finding.missing_facts))}"
    if finding.remedies:
        yield "What helps:\n\n" + "\n".join(f"- {escape(x)}" for x in finding.remedies)
    yield f"Finding {_code(finding.id)}"


def _hop(hop: Hop) -> str:
    arrow = f"→ *{escape(hop.activity)}* →" if hop.activity else "→"
    return f"{arrow} {escape(hop.name)}" if hop.led_to else escape(hop.name)


def _code(text: str) -> str:
    """Return an id to copy: nothing inside a code span is a mention or a link."""
    return f"`{one_line(text).replace('`', chr(39))}`"


def _gaps(result: Result) -> Iterator[str]:
    rows = [
        f"- {escape(x.subject)}: {escape(x.message)} {escape(x.remedy)}" for x in result.incomplete
    ]
    rows += [
        f"- {escape(name)}, {escape(path)}: {number} provisions were not understood"
        for name, path, number in unread(result)
    ]
    if rows:
        yield "## What was not read\n\n" + "\n".join(row.rstrip() for row in rows)
    if result.notes:
        yield "## On what was read\n\n" + "\n".join(f"- {escape(x)}" for x in result.notes)
    if facts := missing(result):
        lines = (f"- {escape(fact)} ({number} findings)" for fact, number in facts.items())
        yield "## Facts that the manifest does not give\n\n" + "\n".join(lines)


def _duties(result: Result) -> Iterator[str]:
    rows = [
        f"| {escape(duty.rule.title)} | {escape(', '.join(duty.subjects))} | {escape(duty.from_)} "
        f"| {escape('; '.join((*duty.texts, *duty.categories)))} | {escape('; '.join(duty.places), 300)} |"
        for duty in duties(result)
    ]
    if rows:
        head = "| Duty | For | Terms of | What | Where |\n| --- | --- | --- | --- | --- |"
        yield f"## Duties\n\n{MEANING[Verdict.DUTY]}"
        yield "\n".join([head, *rows])


def _waived(result: Result) -> Iterator[str]:
    rows = [f"- {_code(x.id)}: {escape(x.waiver)}" for x in waived(result)]
    if rows:
        yield "## Waived\n\n" + "\n".join(rows)


def _inventory(result: Result) -> Iterator[str]:
    rows = [
        f"| {escape(x.name)} | {escape(x.kind)} | {escape(x.license.declared or '-')} "
        f"| {escape(x.license.concluded or '-')} | {escape(x.license.source)} |"
        for x in result.components
    ]
    if rows:
        head = "| Component | Kind | Declared | Concluded | From |\n| --- | --- | --- | --- | --- |"
        yield "## Components"
        yield "\n".join([head, *rows])
