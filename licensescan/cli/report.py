"""``licensescan report``: the audit report for a legal team, in the form that the ending names."""

from __future__ import annotations

import click

from licensescan.cli import options
from licensescan.cli.judging import judged, status
from licensescan.cli.output import emit


@click.command("report")
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    required=True,
    help="File to write; its ending says which form.",
)
@options.judging
def command(job: options.Job, output: str) -> int:
    """Write the audit report for a legal team.

    FILE ends in .html, .md, .json, .sarif, .txt or .xml (JUnit). Findings do not fail this
    command; the exit status is 3 when a source could not be read.
    """
    from licensescan.reports import format_of, render

    form = format_of(output)
    result, setting = judged(job, output)
    emit(render(result, form, setting), output)
    return status(result, "never")
