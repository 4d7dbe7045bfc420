"""``licensescan check``: the pre-merge check, which judges a manifest and fails on what it finds."""

from __future__ import annotations

import click

from licensescan.cli import options
from licensescan.cli.judging import FAIL_ON, judged, status
from licensescan.cli.output import emit


@click.command("check")
@options.formats("text", "json", "sarif", "junit", "markdown", "github", "gitlab")
@options.output
@options.judging
@click.option(
    "--fail-on",
    type=click.Choice(list(FAIL_ON)),
    default="review",
    show_default=True,
    help="End with status 1 from this verdict on.",
)
def command(job: options.Job, form: str, output: str | None, fail_on: str) -> int:
    """Judge a manifest: what the terms forbid, ask for and leave open.

    MANIFEST is licensescan.yaml where none is named. The exit status is 0 when nothing counts, 1
    when a finding does that is not waived, 2 when the input cannot be used, and 3 when a source
    could not be read, so that the answer is incomplete.
    """
    from licensescan.reports import render

    result, setting = judged(job, output)
    emit(render(result, form, setting), output)
    return status(result, fail_on)
