"""``licensescan identify``: which licence a text is, and how it differs from that licence."""

from __future__ import annotations

import click

from licensescan.cli import options
from licensescan.cli.output import emit


@click.command("identify")
@click.argument("names", metavar="FILE...", nargs=-1, required=True)
@options.formats("text", "json")
@options.output
def command(names: tuple[str, ...], form: str, output: str | None) -> None:
    """Tell which licence a text is.

    Exact, near (with the words that were added or taken away), or none that is known.
    """
    from licensescan.reports.matches import render_matches
    from licensescan.texts import identify_texts

    emit(render_matches(identify_texts(names), form), output)
