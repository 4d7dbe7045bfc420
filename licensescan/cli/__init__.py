"""The command line: one file per command, each options, one call, a rendering and a status."""

from licensescan.cli.app import main, run

__all__ = ["main", "run"]
