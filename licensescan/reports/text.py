"""The result as an engineer reads it in a terminal: verdict, findings worst first, what to do.

In: a `Result` and the terminal's width. Out: text that wraps to that width, with colours only
where the setting asks for them. Every text of a stranger is stripped of escapes before it is
laid out; rich's markup, emoji codes and highlighting are off.
"""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from licensescan.policy.values import OPEN, Finding, Verdict
from licensescan.reports.cited import Citation, cited
from licensescan.reports.console import WORDS, terminal, written
from licensescan.reports.rules import rule_text, title_of
from licensescan.reports.safe import one_line
from licensescan.reports.setting import Setting
from licensescan.reports.view import (
    OVERALL,
    TITLES,
    Chains,
    Duty,
    Hop,
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
QUOTES = 3
"""Clauses of one finding that are quoted; the rest are counted."""


def render(result: Result, setting: Setting) -> str:
    """Return the report as text."""
    console = terminal(setting)
    _head(console, result)
    chains = Chains(result)
    for verdict in OPEN:
        found = of_verdict(result, verdict)
        _heading(console, TITLES[verdict], verdict, len(found))
        for finding in found:
            print_finding(console, finding, chains, result.manifest)
    print_duties(console, duties(result))
    _notes(console, result)
    _waivers(console, result)
    _gaps(console, result)
    _foot(console, result)
    return written(console)


def _head(console: Console, result: Result) -> None:
    console.print(_verdict(result))
    who = f" for {one_line(result.organization, 80)}" if result.organization else ""
    catalog = f" · catalog of {one_line(result.catalog)}" if result.catalog else ""
    line = f"{one_line(result.manifest)}{who} · policy {one_line(result.policy)}"
    line += f" · {one_line(result.tool)}{catalog} · {one_line(result.date)}"
    console.print(Text(line, "dim", overflow="fold"))


def _verdict(result: Result) -> Text:
    line = Text(result.verdict.upper(), _COLOUR[result.verdict])
    return line.append(f"  {tally(result)}", "not bold default")


def _heading(console: Console, words: str, style: str, number: int) -> None:
    if number:
        console.print()
        console.print(Text(f"{words.upper()} ({number})", _COLOUR.get(style, "bold")))


def print_finding(console: Console, finding: Finding, chains: Chains, manifest: str) -> None:
    """Print one finding with its chain, its words and what helps."""
    console.print()
    title = Text(one_line(title_of(finding)), "bold")
    title.append(f": {one_line(finding.subject, 120)}", "not bold")
    if finding.line:
        title.append(f"  {one_line(manifest)}:{finding.line}", "not bold dim")
    marked(console, "■", _COLOUR[finding.verdict], title)
    marked(console, "", "", Text(one_line(finding.explanation)))
    if hops := chains.of(finding):
        marked(console, "", "", _chain(hops))
    citations = cited(finding)
    for citation in citations[:QUOTES]:
        _quote(console, citation)
    if (more := len(citations) - QUOTES) > 0:
        marked(console, "", "", Text(f"… and {more} more of its clauses", "dim"))
    _advice(console, finding)


def _chain(hops: Iterable[Hop]) -> Text:
    line = Text()
    for hop in hops:
        if hop.led_to:
            line.append(f" ─{hop.activity}→ " if hop.activity else " → ", "dim")
        line.append(hop.name, "cyan")
    return line


def _quote(console: Console, citation: Citation) -> None:
    """Print the words with a bar along all their lines, and where they stand."""
    words = Text()
    if citation.words:
        words.append(f"“{one_line(citation.words, WORDS)}”\n", "italic")
    words.append(f"— {citation.place}", "dim")
    for line in words.wrap(console, console.width - 4):
        console.print(Text.assemble(("  │ ", "dim"), line), soft_wrap=True)


def _advice(console: Console, finding: Finding) -> None:
    """Print what is missing, what helps and the id to cite, as labels with their values."""
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(width=8)
    grid.add_column(overflow="fold")
    for fact in finding.missing_facts:
        grid.add_row(Text("missing", "yellow"), Text(one_line(fact), overflow="fold"))
    for remedy in finding.remedies:
        grid.add_row(Text("helps", "green"), Text(one_line(remedy), overflow="fold"))
    grid.add_row(Text("id", "dim"), Text(one_line(finding.id), "dim", overflow="fold"))
    console.print(Padding(grid, (0, 0, 0, 2)))


def marked(console: Console, mark: str, style: str, content: Text) -> None:
    """Print a text with a mark before its first line and a hanging indent; nothing if it is empty."""
    if not content.plain:
        return
    content.overflow = "fold"
    grid = Table.grid(padding=(0, 1, 0, 0))
    grid.add_column(width=1)
    grid.add_column(overflow="fold")
    grid.add_row(Text(mark, style), content)
    console.print(grid)


def print_duties(console: Console, found: Iterable[Duty]) -> None:
    """Print what has to be done, under a heading; nothing if there is nothing."""
    rows = tuple(found)
    _heading(console, "duties", "duty", sum(len(duty.findings) for duty in rows))
    for duty in rows:
        line = Text(one_line(duty.rule.title), "bold")
        line.append(f": {one_line(', '.join(duty.subjects), 300)}", "not bold")
        if duty.from_ not in duty.subjects:
            line.append(f" under the terms of {one_line(duty.from_, 120)}", "not bold")
        marked(console, "□", _COLOUR["duty"], line)
        marked(console, "", "", Text(" · ".join(f"“{text}”" for text in duty.texts), "italic"))
        if duty.categories:
            marked(console, "", "", Text(f"keep clear of: {', '.join(duty.categories)}"))
        elif len(duty.findings) == 1:
            marked(console, "", "", Text(one_line(duty.findings[0].explanation)))
        marked(console, "", "", Text(one_line("; ".join(duty.places), 200), "dim"))


def _notes(console: Console, result: Result) -> None:
    found = of_verdict(result, Verdict.NOTE)
    _heading(console, "notes", "note", len(found) + len(result.notes))
    for rule in dict.fromkeys(finding.rule for finding in found):
        alike = [finding for finding in found if finding.rule == rule]
        words = rule_text(rule)
        said = dict.fromkeys(one_line(x.explanation) for x in alike)
        if len(alike) > 1 and not words.note:
            said = dict.fromkeys(
                [", ".join(dict.fromkeys(one_line(x.subject, 120) for x in alike))]
            )
        for one in said:
            line = Text(one_line(words.note or words.title), "bold").append(f": {one}", "not bold")
            marked(console, "·", "", line)
    for note in result.notes:
        marked(console, "·", "", Text(one_line(note)))


def _waivers(console: Console, result: Result) -> None:
    found = waived(result)
    _heading(console, "waived", "note", len(found))
    for finding in found:
        line = Text(one_line(finding.id), "bold").append(
            f": {one_line(finding.waiver)}", "not bold"
        )
        marked(console, "·", "", line)
    idle = [waiver for waiver in result.waivers if waiver.get("state") != "in-force"]
    _heading(console, "waivers not in force", "review", len(idle))
    for waiver in idle:
        state, name = one_line(waiver.get("state", "")), one_line(waiver.get("finding", ""))
        marked(console, "·", "", Text(f"{state}: {name}"))


def _gaps(console: Console, result: Result) -> None:
    _heading(console, "not read", "review", len(result.incomplete))
    for gap in result.incomplete:
        line = Text(one_line(gap.subject, 120), "bold")
        line.append(f": {one_line(f'{gap.message} {gap.remedy}')}", "not bold")
        marked(console, "!", _COLOUR["review"], line)
    pieces = unread(result)
    _heading(console, "wording not understood", "note", len(pieces))
    for name, path, number in pieces:
        provisions = "provision" if number == 1 else "provisions"
        line = Text(f"{one_line(name)}, {one_line(path)}: {number} {provisions}")
        marked(console, "·", "", line)
    facts = missing(result)
    _heading(console, "facts to give in the manifest", "note", len(facts))
    for fact, number in facts.items():
        turns = "1 finding turns" if number == 1 else f"{number} findings turn"
        line = Text(one_line(fact), "bold").append(f" ({turns} on it)", "not bold")
        marked(console, "·", "", line)


def _foot(console: Console, result: Result) -> None:
    console.print()
    console.print(_verdict(result))
    console.print(Text(f"{OVERALL[result.verdict]} {one_line(result.disclaimer)}", "dim"))
