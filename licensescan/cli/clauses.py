"""``licensescan clauses``: the clauses of licence texts, each with its place and its quote."""

from __future__ import annotations

import click

from licensescan.cli import options
from licensescan.cli.output import emit


@click.command("clauses")
@click.argument("names", metavar="FILE|HUB-ID...", nargs=-1, required=True)
@options.formats("text", "json")
@options.output
def command(names: tuple[str, ...], form: str, output: str | None) -> None:
    """Read the clauses out of licence texts."""
    from licensescan.reports.clauses_json import render
    from licensescan.texts import read_texts

    emit(render(read_texts(names)), output)
