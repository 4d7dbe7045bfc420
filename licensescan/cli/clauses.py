"""``licensescan clauses``: the clauses of licence texts, each with its place and its quote."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from licensescan.cli import options
from licensescan.cli.output import emit

if TYPE_CHECKING:
    from licensescan.texts import TextRead


@click.command("clauses")
@click.argument("names", metavar="FILE|HUB-ID...", nargs=-1, required=True)
@options.formats("text", "json", "odrl")
@click.option(
    "--explain", is_flag=True, help="Show how each clause was read: its token line and its tree."
)
@options.output
@options.offline
def command(
    names: tuple[str, ...], form: str, explain: bool, output: str | None, offline: bool
) -> None:
    """Read the clauses out of licence texts.

    Each name is a file, or the id of a repo on the Hub whose licence is read; where a file of that
    name exists, it is the file.
    """
    if explain and form != "text":
        raise click.BadOptionUsage("explain", f"--explain is text, and --format {form} is not")
    from licensescan.texts import read_texts

    readings = read_texts(names, offline=offline)
    emit(_explained(readings) if explain else _rendered(readings, form, output), output)


def _explained(readings: Iterable[TextRead]) -> str:
    from licensescan.clauses.reading_explained import explain_reading
    from licensescan.reports.clauses_explained import render_explained

    return render_explained((x, explain_reading(x.text)) for x, _, _ in readings)


def _rendered(readings: Iterable[TextRead], form: str, output: str | None) -> str:
    if form == "odrl":
        from licensescan.reports.odrl import render_odrl

        return render_odrl(readings)
    from licensescan.cli.screen import screen
    from licensescan.reports.clauses import render_clauses

    return render_clauses(readings, form, screen(output))
