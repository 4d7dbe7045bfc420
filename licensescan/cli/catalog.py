"""``licensescan catalog``: the licences whose terms are known without their text."""

from __future__ import annotations

import click

from licensescan.cli import options
from licensescan.cli.output import emit


@click.command("catalog")
@click.argument("word", required=False)
@options.formats("text", "json")
@options.output
def command(word: str | None, form: str, output: str | None) -> None:
    """List the licences that are known without their text.

    WORD is an id, a tag of the Hub or a part of a name; one licence is shown with its clauses.
    """
    from licensescan.licenses.catalog import catalog
    from licensescan.reports.catalog import render_rows

    emit(render_rows(catalog(), word, form), output)
