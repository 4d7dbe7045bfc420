"""``licensescan bom``: a bill of materials of everything that a plan uses and makes."""

from __future__ import annotations

import click

from licensescan.cli import options
from licensescan.cli.judging import judged, status
from licensescan.cli.output import emit


@click.command("bom")
@options.formats("spdx-json")
@options.output
@options.judging
def command(job: options.Job, form: str, output: str | None) -> int:
    """Write a bill of materials: models, datasets, software, their licences and lineage.

    The exit status is 3 when a source could not be read.
    """
    from licensescan.reports import render

    result, setting = judged(job, output)
    emit(render(result, form, setting), output)
    return status(result, "never")
