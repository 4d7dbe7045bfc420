"""The result as an engineer reads it in a terminal: verdict, findings worst first, what to do.

In: a `Result` and the terminal's width. Out: text that wraps to that width, with colours only
where the setting asks for them. Every text of a stranger is stripped of escapes before it is
laid out; rich's markup, emoji codes and highlighting are off.
"""

from __future__ import annotations

from collections.abc import Iterable
from io import StringIO

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from licensescan.policy.values import CitedClause, Finding, Verdict
from licensescan.reports.rules import rule_text
from licensescan.reports.safe import one_line
from licensescan.reports.setting import Setting
from licensescan.reports.view import (
    OVERALL,
    Duty,
    chain,
    citation,
    duties,
    missing,
    of_verdict,
    tally,
    unread,
    waived,
)
from licensescan.result import Result

_COLOUR = {
    "violation": "bold red",
    "review": "bold yellow",
    "compliant": "bold green",
    "duty": "bold blue",
    "note": "bold",
}
_HEADING = {
    Verdict.VIOLATION: "violations",
    Verdict.REVIEW: "to review",
    Verdict.DUTY: "duties",
    Verdict.NOTE: "notes",
}
QUOTES = 3
"""Clauses of one finding that are quoted; the rest are counted."""
WORDS = 700
"""Characters of a quote that are shown."""


def terminal(setting: Setting) -> Console:
    """Return a console that writes into memory, with nothing of rich's own interpretation."""
    return Console(
        file=StringIO(),
        width=max(setting.width, 40),
        color_system="standard" if setting.colour else None,
        force_terminal=setting.colour,
        no_color=not setting.colour,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
        soft_wrap=False,
    )


def written(console: Console) -> str:
    """Return what was printed, without blanks at the ends of lines."""
    stream = console.file
    assert isinstance(stream, StringIO)
    return "\n".join(line.rstrip() for line in stream.getvalue().splitlines()) + "\n"


def render(result: Result, setting: Setting) -> str:
    """Return the report as text."""
    console = terminal(setting)
    _head(console, result)
    for verdict in (Verdict.VIOLATION, Verdict.REVIEW):
        found = of_verdict(result, verdict)
        _heading(console, _HEADING[verdict], verdict, len(found))
        for finding in found:
            _finding(console, result, finding)
    _duties(console, duties(result))
    _notes(console, result)
    _waivers(console, result)
    _gaps(console, result)
    _foot(console, result)
    return written(console)


def _head(console: Console, result: Result) -> None:
    who = f" for {one_line(result.organization, 80)}" if result.organization else ""
    console.print(Text(f"{one_line(result.manifest)}{who}", "bold"))
    catalog = f" · catalog of {one_line(result.catalog)}" if result.catalog else ""
    line = f"{one_line(result.tool)} · policy {one_line(result.policy)}{catalog} · {one_line(result.date)}"
    console.print(Text(line, "dim"))


def _heading(console: Console, words: str, style: str, number: int) -> None:
    if number:
        console.print()
        console.print(Text(f"{words.upper()} ({number})", _COLOUR.get(style, "bold")))


def _finding(console: Console, result: Result, finding: Finding) -> None:
    console.print()
    title = Text.assemble(
        ("■ ", _COLOUR[finding.verdict]),
        (one_line(rule_text(finding.rule).title), "bold"),
        f": {one_line(finding.subject, 120)}",
    )
    if finding.line:
        title.append(f"  {one_line(result.manifest)}:{finding.line}", "dim")
    console.print(title)
    if finding.explanation:
        _indented(console, Text(one_line(finding.explanation)))
    if hops := chain(result, finding):
        line = Text()
        for hop in hops:
            line.append(
                (f" ─{hop.activity}→ " if hop.activity else " → ") if hop.led_to else "", "dim"
            )
            line.append(hop.name, "cyan")
        _indented(console, line)
    for clause in finding.clauses[:QUOTES]:
        _quote(console, clause, finding.from_)
    if more := len(finding.clauses) - QUOTES:
        _indented(console, Text(f"… and {more} more", "dim") if more > 0 else Text())
    _advice(console, finding)
    _indented(console, Text(one_line(finding.id), "dim"))


def _quote(console: Console, clause: CitedClause, owner: str) -> None:
    bar = Table.grid(padding=(0, 1))
    bar.add_column(width=1)
    bar.add_column()
    if clause.quote:
        bar.add_row(Text("│", "dim"), Text(f"“{one_line(clause.quote, WORDS)}”", "italic"))
    place = citation(clause, owner)
    bar.add_row(Text("│", "dim"), Text(f"— {place}", "dim"))
    _indented(console, bar)


def _advice(console: Console, finding: Finding) -> None:
    if finding.missing_facts:
        facts = ", ".join(one_line(fact) for fact in finding.missing_facts)
        _indented(console, Text.assemble(("not given: ", "bold yellow"), facts))
    for remedy in finding.remedies:
        _indented(console, Text.assemble(("what helps: ", "bold green"), one_line(remedy)))


def _indented(console: Console, content: Text | Table) -> None:
    if not isinstance(content, Text) or content.plain:
        console.print(Padding(content, (0, 0, 0, 2)))


def _duties(console: Console, found: Iterable[Duty]) -> None:
    rows = tuple(found)
    _heading(console, "duties", "duty", sum(len(duty.findings) for duty in rows))
    for duty in rows:
        line = Text.assemble(("□ ", _COLOUR["duty"]), (one_line(duty.rule.title), "bold"))
        line.append(f": {one_line(', '.join(duty.subjects), 300)}")
        if duty.from_ not in duty.subjects:
            line.append(f", under the terms of {one_line(duty.from_, 120)}")
        console.print(line)
        if duty.texts:
            _indented(console, Text(" · ".join(f"“{text}”" for text in duty.texts), "italic"))
        if duty.categories:
            _indented(console, Text(f"keep clear of: {', '.join(duty.categories)}"))
        elif len(duty.findings) == 1 and duty.findings[0].explanation:
            _indented(console, Text(one_line(duty.findings[0].explanation)))
        _indented(console, Text(one_line("; ".join(duty.places), 200), "dim"))


def _notes(console: Console, result: Result) -> None:
    found = of_verdict(result, Verdict.NOTE)
    _heading(console, "notes", "note", len(found) + len(result.notes))
    for finding in found:
        text = finding.explanation or rule_text(finding.rule).title
        console.print(Text(f"· {one_line(finding.subject, 120)}: {one_line(text)}"))
    for note in result.notes:
        console.print(Text(f"· {one_line(note)}"))


def _waivers(console: Console, result: Result) -> None:
    found = waived(result)
    _heading(console, "waived", "note", len(found))
    for finding in found:
        console.print(
            Text.assemble("· ", (one_line(finding.id), "bold"), f" {one_line(finding.waiver)}")
        )
    idle = [waiver for waiver in result.waivers if waiver.get("state") != "in-force"]
    _heading(console, "waivers not in force", "review", len(idle))
    for waiver in idle:
        state, name = one_line(waiver.get("state", "")), one_line(waiver.get("finding", ""))
        console.print(Text(f"· {state}: {name}"))


def _gaps(console: Console, result: Result) -> None:
    _heading(console, "not read", "review", len(result.incomplete))
    for gap in result.incomplete:
        subject = (one_line(gap.subject, 120), "bold")
        console.print(Text.assemble("! ", subject, f": {one_line(gap.message)}"))
        _indented(console, Text(one_line(gap.remedy)))
    pieces = unread(result)
    _heading(console, "wording not understood", "review", len(pieces))
    for name, path, number in pieces:
        provisions = "provision" if number == 1 else "provisions"
        console.print(Text(f"· {one_line(name)}, {one_line(path)}: {number} {provisions}"))
    facts = missing(result)
    _heading(console, "facts to give in the manifest", "review", len(facts))
    for fact, number in facts.items():
        turns = "1 finding turns" if number == 1 else f"{number} findings turn"
        console.print(Text.assemble("· ", (one_line(fact), "bold"), f" ({turns} on it)"))


def _foot(console: Console, result: Result) -> None:
    style = _COLOUR[result.verdict]
    console.print()
    verdict = Text(f"{result.verdict.upper()}", style).append(
        f"  {tally(result)}", "not bold default"
    )
    console.print(verdict)
    console.print(Text(OVERALL[result.verdict]))
    console.print(Text(one_line(result.disclaimer), "dim"))
