"""The group of commands, and the one place where errors become a message and an exit status.

In: the arguments of the process. Out: an exit status. A command's module is imported when that
command runs and not before, so that ``--help`` and ``--version`` load click alone; never prints
a traceback for what a user or a source did wrong.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module

import click

from licensescan import __version__
from licensescan.errors import LicensescanError, SourceError

BAD_INPUT = 2
INCOMPLETE = 3
INTERRUPTED = 130

COMMANDS = {
    "check": "Judge a manifest: what the terms forbid, ask for and leave open.",
    "clauses": "Read the clauses out of licence texts.",
    "identify": "Tell which licence a text is.",
    "explain": "Answer one question, or open a prompt.",
    "report": "Write the audit report for a legal team.",
    "bom": "Write a bill of materials.",
    "init": "Write a first manifest to fill in.",
    "schema": "Print the JSON Schema of a file format.",
    "catalog": "List the licences that are known without their text.",
}
"""Every command with the line that ``--help`` shows; each lives in the module of its name."""


class LazyGroup(click.Group):
    """A group that knows its commands by name and imports one only to run it."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of use."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the module of a command and return the command."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"licensescan.cli.{cmd_name}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that the arguments begin with; a near miss is told."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            from difflib import get_close_matches

            near = get_close_matches(args[0], COMMANDS, n=1)
            advice = f" Did you mean {near[0]}?" if near else ""
            raise click.UsageError(f"{error.message}{advice}", error.ctx) from None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="licensescan", message="%(prog)s %(version)s")
def app() -> None:
    """Check whether you may do what you plan to do with AI models, data and GPUs.

    Nothing here is legal advice.
    """


def main(args: Sequence[str] | None = None) -> int:
    """Run one command and return the exit status of the process.

    Args:
        args: Arguments without the program's name; those of the process when None.
    """
    try:
        status = app.main(args, prog_name="licensescan", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return BAD_INPUT
    except LicensescanError as error:
        from licensescan.reports.safe import plain

        click.echo(plain(f"Error: {error}"), err=True)
        return INCOMPLETE if isinstance(error, SourceError) else BAD_INPUT
    except click.Abort:
        click.echo("Interrupted.", err=True)
        return INTERRUPTED
    return int(status or 0)


def run() -> None:
    """Run the command line with the arguments of the process and exit with its status."""
    sys.exit(main())
