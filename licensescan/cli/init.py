"""``licensescan init``: a first manifest with a comment on every part, for somebody to fill in."""

from __future__ import annotations

import click

from licensescan.cli import options


@click.command("init")
@click.argument("manifest", metavar="[MANIFEST]", default=options.DEFAULT_MANIFEST)
def command(manifest: str) -> None:
    """Write a first manifest to fill in.

    MANIFEST is the file to write (licensescan.yaml). A file that exists is never overwritten.
    """
    from licensescan.cli.output import create
    from licensescan.resources import read_text

    create(manifest, read_text("templates/licensescan.yaml"))
    click.echo(f"Wrote {manifest}. Fill it in, then run: licensescan check {manifest}", err=True)
