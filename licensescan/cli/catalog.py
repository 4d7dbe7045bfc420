"""``licensescan catalog``: the licences whose terms are known without their text."""

from __future__ import annotations

import click

from licensescan.cli import options
from licensescan.cli.output import emit


@click.command("catalog")
@click.argument("words", metavar="[show ID|search WORD|stats]", nargs=-1)
@options.formats("text", "json")
@options.output
def command(words: tuple[str, ...], form: str, output: str | None) -> None:
    """List the licences that are known without their text.

    `show` prints one licence with its clauses, by its id or its tag on the Hub; `search` lists
    those of whose id, name or tag WORD is a part; `stats` counts what is known. A word alone is
    shown where it is an id, else searched; without a word all are listed.
    """
    from licensescan.licenses.catalog import catalog
    from licensescan.reports.catalog import render_catalog

    emit(render_catalog(catalog(), words, form), output)
