"""``licensescan clauses``: the clauses of licence texts, each with its place and its quote."""

from __future__ import annotations

import click

from licensescan.cli import options
from licensescan.cli.output import emit


@click.command("clauses")
@click.argument("names", metavar="FILE|HUB-ID...", nargs=-1, required=True)
@options.formats("text", "json")
@options.output
@options.offline
def command(names: tuple[str, ...], form: str, output: str | None, offline: bool) -> None:
    """Read the clauses out of licence texts.

    Each name is a file, or the id of a repo on the Hub whose licence is read; where a file of that
    name exists, it is the file.
    """
    from licensescan.cli.screen import screen
    from licensescan.reports.clauses import render_clauses
    from licensescan.texts import read_texts

    emit(render_clauses(read_texts(names, offline=offline), form, screen(output)), output)
