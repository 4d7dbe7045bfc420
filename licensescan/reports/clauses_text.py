"""What was read in licence texts, as a person reads it: by effect, section beside words.

In: documents with their readings. Out: text that wraps to the terminal. A quote that is very long
is clipped, with a word on how much is missing; the JSON form has all of it.
"""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from licensescan.clauses.values import Clause, Reading, Unread
from licensescan.reports.clauses import TextRead, source_of
from licensescan.reports.console import WORDS, terminal, written
from licensescan.reports.names import license_name, listed
from licensescan.reports.safe import one_line
from licensescan.reports.setting import Setting

SECTION = 12
"""Columns for a section's label."""
EFFECTS = {
    "prohibition": "Forbidden",
    "limit": "Limited",
    "duty": "Required",
    "permission": "Permitted",
    "definition": "Defined",
    "term": "Other terms",
}


def render(readings: Sequence[TextRead], setting: Setting) -> str:
    """Return the readings as text."""
    console = terminal(setting)
    for number, (document, license, reading) in enumerate(readings):
        if number:
            console.print()
        console.print(Text(one_line(document.path), "bold"))
        from_ = ", known from the catalog" if source_of(document) == "catalog" else ""
        counts = f"{len(reading.clauses)} clauses, {len(reading.unread)} provisions not understood"
        console.print(
            Text(f"{_licence(license)}{from_} · {counts} · language {reading.language}", "dim")
        )
        for effect, title in _effects(reading):
            found = [clause for clause in reading.clauses if clause.effect == effect]
            _group(console, f"{title} ({len(found)})", found)
        _group(console, f"Not understood ({len(reading.unread)})", reading.unread)
    return written(console)


def _licence(license_id: str | None) -> str:
    if not license_id:
        return "no known licence"
    name = license_name(license_id)
    return f"{name} ({one_line(license_id)})" if name else f"licence {one_line(license_id)}"


def _effects(reading: Reading) -> list[tuple[str, str]]:
    """Return the effects that occur, in the order a lawyer asks; unknown ones last."""
    present = {clause.effect for clause in reading.clauses}
    ordered = [*EFFECTS, *sorted(present - set(EFFECTS))]
    return [(x, EFFECTS.get(x, one_line(x).capitalize())) for x in ordered if x in present]


def _group(console: Console, title: str, found: Sequence[Clause | Unread]) -> None:
    """Print parts of a text under a title, those with the same words together."""
    if not found:
        return
    console.print()
    console.print(Text(title.upper(), "bold"))
    together: dict[tuple[int, int, str], list[Clause | Unread]] = {}
    for part in found:
        # What the catalog knows has no offsets; there each clause stands alone.
        key = (part.start, part.end, part.section) if part.quote else (-1, len(together), "")
        together.setdefault(key, []).append(part)
    for parts in together.values():
        _entry(console, parts)


def _entry(console: Console, parts: Sequence[Clause | Unread]) -> None:
    """Print the section beside what is said there: types, parameters, words."""
    said = Text()
    for part in parts:
        if isinstance(part, Clause):
            said.append(one_line(part.type), "bold cyan").append(f"  {_params(part)}\n", "dim")
    if parts[0].quote:
        said.append(f"“{one_line(parts[0].quote, WORDS)}”", "italic")
    said.rstrip()
    said.overflow = "fold"
    grid = Table.grid(padding=(0, 1, 0, 0))
    grid.add_column(width=SECTION, overflow="fold")
    grid.add_column(overflow="fold")
    grid.add_row(Text(one_line(parts[0].section, 80), overflow="fold"), said)
    console.print(grid)


def _params(clause: Clause) -> str:
    return ", ".join(_param(name, value) for name, value in clause.params.items() if value)


def _param(name: str, value: object) -> str:
    words = one_line(", ".join(listed(value)))
    return one_line(name) if value is True else f"{one_line(name)}: {words}"
