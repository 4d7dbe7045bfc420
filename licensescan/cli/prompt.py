"""The prompt of ``explain``: question after question, until somebody has had enough.

In: questions from the terminal or a pipe. Out: answers on stdout. A question that is not
understood is told on stderr and the prompt goes on.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from dataclasses import replace

import click

from licensescan.cli.output import emit
from licensescan.cli.progress import progress_bar
from licensescan.cli.screen import screen
from licensescan.errors import LicensescanError
from licensescan.explain import Asking, answer, render_answer
from licensescan.explain.grammar import EXAMPLES
from licensescan.reports.safe import plain

LEAVE = frozenset({"quit", "exit", "q", "bye"})
HELP = frozenset({"", "?", "help", "h"})
PROMPT = "licensescan> "


def ask_once(question: str, asking: Asking) -> int:
    """Answer one question and return the exit status that it amounts to.

    Raises:
        LicensescanError: As `answer`.
    """
    with progress_bar() as progress:
        found = answer(question, replace(asking, progress=progress))
    emit(render_answer(found, screen(None)))
    return int(found.status)


def ask_until_quit(asking: Asking) -> int:
    """Answer questions until ``quit`` or the end of input; the exit status is 0."""
    terminal = sys.stdin.isatty()
    if terminal:
        with suppress(ImportError):
            import readline  # noqa: F401  # gives input() history and editing
        click.echo("Ask a question; quit leaves. help shows what can be asked.", err=True)
    while (question := _next(terminal)) is not None:
        if question.lower() in LEAVE:
            break
        if question.lower() in HELP:
            click.echo("\n".join(("You can ask:", *(f"  {one}" for one in EXAMPLES))))
            continue
        try:
            ask_once(question, asking)
        except LicensescanError as error:
            click.echo(plain(f"{error}"), err=True)
    return 0


def _next(terminal: bool) -> str | None:
    """Return the next question, None at the end of input."""
    try:
        return input(PROMPT if terminal else "").strip()
    except EOFError:
        return None
