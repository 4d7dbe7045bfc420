"""``licensescan explain``: one question answered, or a prompt for several."""

from __future__ import annotations

from pathlib import Path

import click

from licensescan.cli import options


@click.command("explain")
@click.argument("question", nargs=-1)
@click.option(
    "--manifest",
    metavar="FILE",
    help="Plan that names resolve to; licensescan.yaml where there is one.",
)
@options.policy
@options.offline
@options.date
def command(
    question: tuple[str, ...],
    manifest: str | None,
    policy: str | None,
    offline: bool,
    date: str | None,
) -> int:
    """Answer one question, or open a prompt.

    QUESTION is a plain question (can I train X on the outputs of Y; what must I do to release X),
    the id of a finding, a clause type or rule, or the id of a repo. The exit status is 0 for yes,
    1 for no, and 4 where it depends, be it on a fact, on a wording or on a source that could not
    be read.
    """
    from licensescan.cli.prompt import ask_once, ask_until_quit
    from licensescan.explain import Asking

    default = Path(options.DEFAULT_MANIFEST)
    plan = Path(manifest) if manifest else (default if default.exists() else None)
    asking = Asking(plan, policy, options.day(date), offline)
    if question:
        return ask_once(" ".join(question), asking)
    return ask_until_quit(asking)
